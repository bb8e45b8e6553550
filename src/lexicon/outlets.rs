//! News outlets and agencies.
//!
//! In: `data/lexicons/outlets.toml`. Out: [`Outlet`]s by host name, by name and by dateline code. Never decides whether a word of a text
//! names an outlet: names that are also plain words are marked weak.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::files::bodies;
pub use super::files::bodies::{Outlet, OutletKind};

struct Index {
    by_domain: FxHashMap<String, usize>,
    by_name: FxHashMap<String, usize>,
    by_code: FxHashMap<String, usize>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let (mut by_domain, mut by_name, mut by_code) = (FxHashMap::default(), FxHashMap::default(), FxHashMap::default());
    for (n, outlet) in all().iter().enumerate() {
        for domain in std::iter::once(&outlet.domain).chain(&outlet.domains) {
            by_domain.entry(domain.clone()).or_insert(n);
        }
        for name in [outlet.name()].into_iter().chain(outlet.aliases.iter().map(String::as_str)) {
            by_name.entry(fold(name)).or_insert(n);
        }
        for code in &outlet.datelines {
            by_code.entry(code.clone()).or_insert(n);
        }
    }
    Index { by_domain, by_name, by_code }
});

/// Lower case, without a leading article.
fn fold(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
}

/// Every outlet, in order of domain.
pub fn all() -> &'static [Outlet] {
    &bodies::outlets().outlets
}

/// The host of an address, in small letters and without `www.`.
pub fn host(url: &str) -> Option<String> {
    let rest = url.trim().split_once("://").map_or(url.trim(), |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))).then(|| host.to_owned())
}

/// The outlet of a host name: the longest known domain that it ends in.
pub fn of_host(host: &str) -> Option<&'static Outlet> {
    let host = host.to_ascii_lowercase();
    let mut rest = host.as_str();
    loop {
        if let Some(n) = INDEX.by_domain.get(rest) {
            return all().get(*n);
        }
        rest = rest.split_once('.')?.1;
    }
}

/// The outlet of a name or alias, whatever its case and article.
pub fn named(name: &str) -> Option<&'static Outlet> {
    INDEX.by_name.get(&fold(name)).and_then(|n| all().get(*n))
}

/// The agency of a dateline code ("UPI"), or of its full name.
pub fn agency(code: &str) -> Option<&'static Outlet> {
    let by_code = INDEX.by_code.get(code).and_then(|n| all().get(*n));
    by_code.or_else(|| named(code).filter(|o| o.kind == OutletKind::Agency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_found_by_host_name_and_code() {
        assert_eq!(of_host("edition.cnn.com").map(Outlet::name), Some("CNN"));
        assert_eq!(named("the new york times").map(Outlet::name), named("New York Times").map(Outlet::name));
        assert!(agency("UPI").is_some());
        assert!(of_host("example.invalid").is_none());
        assert_eq!(host("https://user@WWW.Example.org:8080/a?b").as_deref(), Some("example.org"));
        assert_eq!(host("nothing"), None);
    }
}
