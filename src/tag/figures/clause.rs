//! Whether two places of a sentence belong to one clause, so that what is said of one may hold for the other.
//!
//! In: an article and two spans of a sentence. Out: yes or no, by the parse where a model ran and by the words between where none did.
//! Never looks beyond the sentence.

use std::sync::LazyLock;

use crate::document::{PartOfSpeech, Relation, Syntax, TaggedArticle};
use crate::span::Span;
use crate::tag::numbers::WordSet;

/// How far a chain of heads is followed.
const REACH: usize = 24;

/// Words that open another clause, and verbs after which what was said begins.
static OPENERS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "that who which whose when while where after before because although though since if unless until whereas as said says say \
         told added according reported announced",
    )
});

/// Whether what stands at `aside`, a date or a place, belongs to the clause of the figure at `figure`.
pub(super) fn is_shared(article: &TaggedArticle, figure: Span, aside: Span) -> bool {
    let syntax = &article.syntax;
    match (head_of(syntax, figure), head_of(syntax, aside)) {
        (Some(f), Some(a)) => f == a || tells_of(syntax, figure, a) || aside.end <= figure.start && is_joined_to(syntax, f, a),
        _ => !is_parted(article.text(), figure, aside),
    }
}

/// Whether a participle says something of what the figure counts: "the 12 people killed in Leeds were buried".
fn tells_of(syntax: &Syntax, figure: Span, participle: usize) -> bool {
    let counted = syntax.tokens_in(figure).last().and_then(|token| syntax.head(token));
    syntax.relation(participle) == Some(Relation::Acl) && counted.is_some() && syntax.head(participle) == counted
}

/// Whether one clause is joined to another by "and": "In May prices rose 5% and wages fell 3%".
fn is_joined_to(syntax: &Syntax, clause: usize, first: usize) -> bool {
    let mut at = clause;
    for _ in 0..REACH {
        if syntax.relation(at) != Some(Relation::Conj) {
            return false;
        }
        let Some(head) = syntax.head(at) else { return false };
        if head == first {
            return true;
        }
        at = head;
    }
    false
}

/// The word that heads the clause around a span; none where no model ran. An infinitive shares the clause of its verb.
fn head_of(syntax: &Syntax, span: Span) -> Option<usize> {
    let mut at = syntax.token_at(span.start)?;
    for _ in 0..REACH {
        let is_verb = matches!(syntax.pos(at), Some(PartOfSpeech::Verb | PartOfSpeech::Aux));
        let opens = matches!(
            syntax.relation(at),
            Some(
                Relation::Ccomp
                    | Relation::Advcl
                    | Relation::Relcl
                    | Relation::Acl
                    | Relation::Conj
                    | Relation::Parataxis
                    | Relation::Csubj
                    | Relation::Pcomp
            )
        );
        if is_verb && opens {
            // "four days after she flew": how long before or after hangs on the verb there, and belongs to the clause above.
            let measures = syntax.relation(at) == Some(Relation::Advcl) && measures_clause(syntax, at, span);
            if !measures {
                return Some(at);
            }
        }
        match syntax.head(at) {
            Some(head) if head != at => at = head,
            _ => return Some(at),
        }
    }
    None
}

/// Whether a span stands before the "after" or "before" that opens the clause of `verb`.
pub(super) fn measures_clause(syntax: &Syntax, verb: usize, span: Span) -> bool {
    let opener = syntax
        .children_by(verb, Relation::Mark)
        .chain(syntax.children_by(verb, Relation::Advmod))
        .find(|c| ["after", "before", "since"].contains(&syntax.lemma(*c)));
    opener.is_some_and(|c| syntax.span(c).start >= span.end)
}

/// Whether words between two spans open another clause.
fn is_parted(text: &str, a: Span, b: Span) -> bool {
    let between = Span { start: a.end.min(b.end), end: a.start.max(b.start) }.of(text);
    let mut words = between.split_whitespace().peekable();
    let mut after_comma = false;
    words.any(|word| {
        let bare = word.trim_matches([',', '.', '"', '“', '”']);
        let parts = word.ends_with([';', ':']) || OPENERS.has(bare) || after_comma && matches!(bare, "and" | "but");
        after_comma = word.ends_with(',');
        parts
    })
}

/// The verb of a clitic: "he’s 50" says that he is.
pub(super) fn whole_form(lemma: &str) -> &str {
    match lemma.trim_start_matches(['\'', '’', '‘']) {
        bare if bare.len() == lemma.len() => lemma,
        "" | "s" | "re" | "m" => "be",
        "ve" | "d" => "have",
        "ll" => "will",
        bare => bare,
    }
}

/// Whether a lemma is a form of "be" that hangs on the word before it.
pub(super) fn is_clitic_of_be(lemma: &str) -> bool {
    lemma.starts_with(['\'', '’', '‘']) && whole_form(lemma) == "be"
}
