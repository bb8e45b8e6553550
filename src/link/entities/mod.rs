//! Linker `entities`.

use crate::document::TaggedArticle;

/// What the gazetteers know of an entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityDetails {
    /// Canonical name.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country_code: Option<String>,
    /// ISO 3166-1 or 3166-2.
    pub iso_code: Option<String>,
    /// GeoNames id.
    pub geonames_id: Option<i64>,
    /// Wikidata id.
    pub wikidata_id: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
}

/// What the gazetteers know of an entity id.
pub fn details(_id: &str) -> Option<EntityDetails> {
    None
}

/// Links.
pub fn link(_article: &mut TaggedArticle) {}
