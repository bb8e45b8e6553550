//! Terms of office: between which years a public figure held the position that is best known.
//!
//! In: `data/lexicons/people.toml`. Out: [`OfficeTerm`]s and a matcher over the names of those who have one. Never says who a name means: the
//! position must stand beside it.

use crate::span::cut;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::files::people::people;

/// One person's term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeTerm {
    /// The person's canonical name.
    pub name: String,
    /// The position in small letters, without what stands after "of" or "for".
    pub position: String,
    /// First year.
    pub from: Option<i32>,
    /// Last year.
    pub to: Option<i32>,
}

/// The terms and their names.
pub struct OfficeTerms {
    terms: Vec<OfficeTerm>,
    names: AhoCorasick,
    /// The term of each name.
    owner: Vec<usize>,
}

static TERMS: LazyLock<OfficeTerms> = LazyLock::new(|| {
    let (mut terms, mut names, mut owner) = (Vec::new(), Vec::new(), Vec::new());
    for person in people().people.iter().filter(|p| p.from.is_some() || p.to.is_some()) {
        // One word may be anybody's.
        for name in std::iter::once(&person.name).chain(&person.aliases).filter(|n| n.contains(' ')) {
            names.push(name.clone());
            owner.push(terms.len());
        }
        let position = person.role.to_lowercase();
        let position = [" of ", " for "]
            .iter()
            .fold(position.as_str(), |p, stop| if p.starts_with("secretary of state") { p } else { p.split(stop).next().unwrap_or(p) });
        terms.push(OfficeTerm { position: position.to_owned(), name: person.name.clone(), from: person.from, to: person.to });
    }
    let names = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names).expect("a list of names");
    OfficeTerms { terms, names, owner }
});

/// The names of office holders in a text: where each stands, and the term.
pub fn named(text: &str) -> impl Iterator<Item = (std::ops::Range<usize>, &'static OfficeTerm)> {
    TERMS.names.find_iter(text).filter_map(|m| {
        let bounded = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let whole = bounded(cut(text, ..m.start()).chars().next_back()) && bounded(cut(text, m.end()..).chars().next());
        let term = TERMS.owner.get(m.pattern().as_usize()).and_then(|n| TERMS.terms.get(*n))?;
        whole.then_some((m.range(), term))
    })
}
