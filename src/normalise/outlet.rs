//! The outlet of an article.
//!
//! In: what was given and what the page says. Out: its name, domain and country as far as known. Never guesses from the text's words.

use super::stated;
use crate::document::{MetadataField, ParsedArticle};
use crate::lexicon::outlets;
use crate::text::skeleton;

/// An outlet as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct KnownOutlet {
    pub name: Option<String>,
    pub domain: Option<String>,
    /// ISO 3166-1 code of its seat.
    pub country: Option<String>,
}

/// The outlet: as given, else of the address, else as a line beside the byline says.
pub(super) fn of(parsed: &ParsedArticle) -> KnownOutlet {
    let given = &parsed.source.given;
    let host = given.url.as_deref().and_then(outlets::host);
    let of_host = host.as_deref().and_then(outlets::of_host);
    let stated = given.outlet.clone().filter(|o| !o.trim().is_empty());
    let named = stated.clone().or_else(|| if of_host.is_some() { None } else { stated::best(parsed, MetadataField::Outlet) });
    let of_name = named.as_deref().and_then(outlets::named);
    let known = of_host.or(of_name);
    KnownOutlet {
        name: of_name.map(|o| o.name().to_owned()).or(named).or_else(|| of_host.map(|o| o.name().to_owned())),
        domain: of_host.map(|o| o.domain.clone()).or(host).or_else(|| of_name.map(|o| o.domain.clone())),
        country: known.map(|o| o.country.clone()),
    }
}

/// A headline without the outlet's name after a bar or dash.
pub(super) fn without_name(headline: &str, outlet: Option<&str>, domain: Option<&str>) -> String {
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · "] {
        if let Some((words, name)) = headline.rsplit_once(separator) {
            let is_own = outlet.is_some_and(|o| skeleton(o) == skeleton(name));
            let is_known = outlets::named(name).is_some_and(|o| !o.is_weak(name) || separator == " | ");
            if (is_own || is_known || domain.is_some_and(|d| spells(name, d))) && words.split_whitespace().count() >= 2 {
                return words.trim_end().to_owned();
            }
        }
    }
    headline.to_owned()
}

/// Whether a domain is made of the words of a name: "Gull News" and `gullnews.example`, "Gull.example".
fn spells(name: &str, domain: &str) -> bool {
    let whole: String = domain.chars().filter(|c| c.is_alphanumeric()).collect();
    let words: Vec<String> = name.split_whitespace().map(skeleton).filter(|w| !w.is_empty()).collect();
    let joined: String = words.concat();
    joined.len() >= 4 && words.len() <= 4 && (whole.contains(&joined) || words.iter().all(|w| w.len() >= 4 && whole.contains(w.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_after_bars() {
        assert_eq!(without_name("Ferry toll rises | Reuters", None, None), "Ferry toll rises");
        assert_eq!(without_name("Ferry toll rises - 31 saved", None, None), "Ferry toll rises - 31 saved");
        assert_eq!(without_name("Ferry toll rises | Gull News", None, Some("gull.news.example")), "Ferry toll rises");
        assert_eq!(without_name("Ferry toll rises | Five years on", None, Some("gull.news.example")), "Ferry toll rises | Five years on");
    }
}
