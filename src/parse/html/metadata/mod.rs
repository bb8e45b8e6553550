//! What the page says about itself: headline, authors, dates, outlet, address.
//!
//! In: a tree. Out: statements, ranked by how far each source is to be trusted, and the article's text where the page repeats it for search
//! engines. Never decides between statements: that is normalising's work, by rank.
//!
//! Order of trust: JSON-LD, meta elements made for articles, microdata and elements that say what they are, elements whose names hint at it,
//! what scripts keep.
//! Lines of text follow with ranks of their own from 20 on.

mod elements;
mod found;
mod json_ld;
mod names;
mod nearby;
mod state;
mod tags;

use super::hints::Hints;
use super::tree::Tree;
use crate::document::MetadataField;
use crate::lexicon::outlets;

pub use found::PageStatements;
pub use nearby::Nearby;

/// The rank of what holds where nothing else is said.
const LAST_RANK: u16 = 95;

/// Names of meta elements for the date of publication, by trust.
const PUBLISHED: [&str; 26] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_time",
    "article.published",
    "pubdate",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date.issued",
    "citation_publication_date",
    "article_date_original",
    "originalpublicationdate",
    "displaydate",
    "iso-8601-publish-date",
    "date",
];

/// Names of meta elements for the date of the last change.
const UPDATED: [&str; 7] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "article.updated",
];

/// Names of meta elements for authors.
const AUTHORS: [&str; 14] = [
    "author",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "byl",
    "article.author",
    "authors",
    "twitter:data1",
];

/// Everything that the page says about itself.
pub fn read(page: &str, tree: &Tree, hints: &[Hints]) -> PageStatements {
    let tags = tags::Tags::new(page, tree);
    let mut found = PageStatements::default();
    let outlet = tags.first("og:site_name").map(str::to_owned);
    let address = tags.canonical.as_deref().or_else(|| tags.first("og:url"));
    let host = address.and_then(outlets::host);
    if let Some(linked) = json_ld::read(&tags.linked_data) {
        found.headlines.extend(linked.headline.map(|h| (h, "json_ld")));
        if let Some(date) = linked.published {
            found.note(MetadataField::Published, date, "json_ld", 1);
        }
        if let Some(date) = linked.updated {
            found.note(MetadataField::Updated, date, "json_ld", 1);
        }
        let names: Vec<String> =
            linked.authors.iter().flat_map(|n| names::persons_declared(n, outlet.as_deref(), host.as_deref())).collect();
        names.into_iter().for_each(|n| found.note(MetadataField::Author, n, "json_ld", 1));
        if let Some(name) = linked.publisher {
            found.note(MetadataField::Outlet, name, "json_ld_publisher", 3);
        }
        if let Some(address) = linked.url.filter(|u| u.starts_with("http")) {
            found.note(MetadataField::Url, address, "json_ld", 3);
        }
        for body in &linked.bodies {
            agency(&mut found, body);
        }
        found.body = linked.body;
    }
    of_tags(&tags, outlet.as_deref(), host.as_deref(), &mut found);
    elements::read(page, tree, hints, outlet.as_deref(), &mut found);
    state::read(page, &mut found);
    found
}

/// Notes the agency that a body is, if it is one.
fn agency(found: &mut PageStatements, name: &str) {
    if outlets::agency(name).is_some() {
        found.note(MetadataField::Agency, name, "json_ld", 5);
    }
}

/// What the elements of the head say.
fn of_tags(tags: &tags::Tags, outlet: Option<&str>, host: Option<&str>, found: &mut PageStatements) {
    let headlines = [("og:title", "og_title"), ("twitter:title", "twitter_title"), ("dc.title", "dublin_core"), ("parsely-title", "meta")];
    for (name, rule) in headlines {
        found.headlines.extend(tags.first(name).map(|h| (h.to_owned(), rule)));
    }
    found.headlines.extend(tags.title.clone().map(|t| (t, "title_element")));
    for (rank, name) in PUBLISHED.iter().enumerate() {
        if let Some(date) = tags.first(name) {
            found.note(MetadataField::Published, date, "meta", if rank < 4 { 2 } else { 4 });
        }
    }
    for name in UPDATED {
        if let Some(date) = tags.first(name) {
            found.note(MetadataField::Updated, date, "meta", 2);
        }
    }
    for (rank, name) in AUTHORS.iter().enumerate() {
        let is_label = *name == "twitter:data1" && !tags.first("twitter:label1").is_some_and(|l| l.to_lowercase().contains("written by"));
        for author in tags.all(name).iter().filter(|_| !is_label) {
            for person in names::persons_declared(author, outlet, host) {
                found.note(MetadataField::Author, person, "meta", 3 + rank as u16 / 4);
            }
        }
    }
    if let Some(name) = outlet {
        found.note(MetadataField::Outlet, name, "og_site_name", 1);
        if let Some(owner) = host.and_then(|host| names::owner(name, host)) {
            found.note(MetadataField::Author, owner, "own_site", LAST_RANK);
        }
    }
    if let Some(name) = tags.first("application-name").or(tags.first("dc.publisher")) {
        found.note(MetadataField::Outlet, name, "meta", 8);
    }
    let addresses = [(tags.canonical.as_deref(), "canonical", 1), (tags.first("og:url"), "og_url", 2)];
    for (address, rule, rank) in addresses {
        if let Some(address) = address.filter(|a| a.starts_with("http")) {
            found.note(MetadataField::Url, address, rule, rank);
        }
    }
    if let Some(language) = &tags.language {
        found.note(MetadataField::Language, language.clone(), "html_lang", 1);
    }
}
