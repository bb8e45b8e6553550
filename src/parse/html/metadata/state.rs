//! Dates in what the scripts of a page keep of its article: `"publishedAt":"2024-03-05T08:00:00Z"` in a script, or escaped in an attribute.
//!
//! In: the source of a page. Out: statements, where no element said when. Never chooses between days: such a store may hold other stories
//! too, and one that names several days says nothing.

use std::sync::LazyLock;

use regex::Regex;

use super::found::PageStatements;
use crate::document::MetadataField;

/// A key of the first group is that of the publication, one of the second that of a change.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let mark = r#"(?:\\*"|&quot;|&#34;)"#;
    let published =
        "datePublished|publishedAt|published_at|publishedDate|published_date|publishDate|publish_date|firstPublishedAt|publicationDate";
    let changed = "dateModified|modifiedAt|modified_at|modifiedDate|updatedAt|updated_at|lastModified|lastUpdated";
    Regex::new(&format!(
        r"{mark}(?:({published})|(?:{changed})){mark}\s*:\s*{mark}(\d{{4}}-\d\d-\d\d(?:[T ][0-9:.]{{5,15}}(?:Z|[+-]\d\d:?\d\d)?)?)"
    ))
    .expect("a fixed pattern")
});

/// How far such a date is to be trusted.
const RANK: u16 = 14;

/// Notes the day of publication, and that of the last change, where the page has no other date of publication.
pub fn read(page: &str, found: &mut PageStatements) {
    let mut known = found.statements.iter().chain(found.placed.iter().map(|(_, m)| m));
    if known.any(|m| m.field == MetadataField::Published) {
        return;
    }
    let (mut published, mut changed) = (Vec::new(), Vec::new());
    for date in DATE.captures_iter(page) {
        let Some(value) = date.get(2) else { continue };
        if date.get(1).is_some() { published.push(value.as_str()) } else { changed.push(value.as_str()) }
    }
    let Some(day) = the_only_day(&published) else { return };
    found.note(MetadataField::Published, day, "page_state", RANK);
    if let Some(day) = the_only_day(&changed) {
        found.note(MetadataField::Updated, day, "page_state", RANK);
    }
}

/// The first of the dates, if all are of one day.
fn the_only_day<'p>(dates: &[&'p str]) -> Option<&'p str> {
    let first = *dates.first()?;
    dates.iter().all(|d| d.get(..10) == first.get(..10)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(page: &str) -> Option<String> {
        let mut found = PageStatements::default();
        read(page, &mut found);
        found.statements.into_iter().find(|m| m.field == MetadataField::Published).map(|m| m.value)
    }

    #[test]
    fn scripts_and_attributes_keep_dates() {
        assert_eq!(
            published(r#"<script>{"publishedAt":"2024-03-05T08:00:00Z","title":"Quay"}</script>"#).as_deref(),
            Some("2024-03-05T08:00:00Z")
        );
        assert_eq!(published("<div data-page=\"{&quot;datePublished&quot;:&quot;2024-03-05&quot;}\">").as_deref(), Some("2024-03-05"));
        assert_eq!(published(r#"push("{\"publish_date\":\"2024-03-05\"}")"#).as_deref(), Some("2024-03-05"));
    }

    #[test]
    fn two_days_say_nothing() {
        assert_eq!(published(r#"{"publishedAt":"2024-03-05","more":[{"publishedAt":"2024-03-04"}]}"#), None);
        assert_eq!(published(r#"{"updatedAt":"2024-03-05"}"#), None);
    }
}
