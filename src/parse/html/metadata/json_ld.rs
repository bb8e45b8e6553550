//! What the page says of itself for search engines (schema.org as JSON-LD).
//!
//! In: the page's JSON-LD scripts. Out: [`Linked`], the statements on the article. Never believes an object that is about another thing
//! than the page: only articles at the top, in lists, in `@graph` and in `mainEntity` count.

use rustc_hash::FxHashMap;
use serde_json::Value;

/// What JSON-LD says of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    pub headline: Option<String>,
    pub published: Option<String>,
    pub updated: Option<String>,
    /// Names of persons.
    pub authors: Vec<String>,
    /// Names of bodies that are given as authors.
    pub bodies: Vec<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub body: Option<String>,
    /// How well the object's type fits an article; 0 is best.
    fit: u8,
}

/// Types of articles, the best first.
const ARTICLES: [&[&str]; 3] = [
    &[
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "AskPublicNewsArticle",
        "LiveBlogPosting",
        "SatiricalArticle",
        "AdvertiserContentArticle",
    ],
    &["Article", "BlogPosting", "Report", "TechArticle", "ScholarlyArticle", "SocialMediaPosting", "Review", "MedicalScholarlyArticle"],
    &["WebPage", "ItemPage", "VideoObject", "Recipe", "CreativeWork", "HowTo", "PodcastEpisode"],
];

/// Objects looked at in one page at the most.
const MOST_OBJECTS: usize = 5_000;

/// Bytes of the scripts of one page that are read at the most. Those of articles have some thousands; parsed, a byte may take eighty.
const MOST_BYTES: usize = 1 << 20;

/// The statements of all scripts together: those of the object that fits best, filled up from the others.
pub fn read(scripts: &[String]) -> Option<Linked> {
    let mut bytes = 0;
    let fits = |script: &&String| {
        let fits = bytes + script.len() <= MOST_BYTES;
        bytes += if fits { script.len() } else { 0 };
        fits
    };
    let parsed: Vec<Value> = scripts.iter().filter(fits).filter_map(|s| lenient(s)).collect();
    let mut objects: Vec<&Value> = Vec::new();
    let mut queue: Vec<&Value> = parsed.iter().rev().collect();
    while let Some(value) = queue.pop() {
        if objects.len() >= MOST_OBJECTS {
            break;
        }
        match value {
            Value::Array(items) => queue.extend(items.iter().rev()),
            Value::Object(map) => {
                objects.push(value);
                queue.extend(["mainEntity", "@graph"].iter().filter_map(|key| map.get(*key)));
            }
            _ => {}
        }
    }
    let ids: FxHashMap<&str, &Value> = objects.iter().filter_map(|o| Some((o.get("@id")?.as_str()?, *o))).collect();
    let mut found: Vec<Linked> =
        objects.iter().filter_map(|object| fit(object).map(|fit| Linked { fit, ..linked(object, &ids) })).collect();
    found.sort_by_key(|l| (l.fit, l.headline.is_none()));
    found.into_iter().reduce(fill)
}

/// The first's statements; what it leaves out is taken from the second.
fn fill(first: Linked, second: Linked) -> Linked {
    // A second article of the same type is another story.
    if first.fit == second.fit && first.headline.is_some() && second.headline.is_some() && first.headline != second.headline {
        return first;
    }
    let without_authors = first.authors.is_empty() && first.bodies.is_empty();
    Linked {
        headline: first.headline.or(second.headline.filter(|_| second.fit < 2)),
        published: first.published.or(second.published),
        updated: first.updated.or(second.updated),
        authors: if without_authors { second.authors } else { first.authors },
        bodies: if without_authors { second.bodies } else { first.bodies },
        publisher: first.publisher.or(second.publisher),
        url: first.url.or(second.url),
        body: first.body.or(second.body),
        fit: first.fit,
    }
}

/// Reads JSON; pages put comments around it, a semicolon after it and line ends into strings.
fn lenient(script: &str) -> Option<Value> {
    let bare = script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[").trim();
    let bare = bare.trim_end_matches("//]]>").trim_end_matches("]]>").trim_end_matches("-->").trim().trim_end_matches(';');
    // Some pages escape the whole script as if it were text.
    let unescaped = bare.contains("&quot;").then(|| html_escape::decode_html_entities(bare));
    let bare = match &unescaped {
        Some(plain) if !bare.contains('"') => plain,
        _ => bare,
    };
    serde_json::from_str(bare).ok().or_else(|| {
        let mended: String = bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        // A second object after the first is let go.
        let mut values = serde_json::Deserializer::from_str(&mended).into_iter::<Value>();
        values.next()?.ok()
    })
}

/// How well an object's type fits an article.
fn fit(object: &Value) -> Option<u8> {
    let types: Vec<&str> = match object.get("@type")? {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    let bare = |t: &str| t.rsplit(['/', '#', ':']).next().unwrap_or("").to_owned();
    ARTICLES.iter().position(|list| types.iter().any(|t| list.contains(&bare(t).as_str()))).map(|n| n as u8)
}

fn linked(object: &Value, ids: &FxHashMap<&str, &Value>) -> Linked {
    let text = |key: &str| object.get(key).and_then(first_text).filter(|t| !t.trim().is_empty());
    let mut linked = Linked {
        headline: text("headline").or_else(|| text("name")).or_else(|| text("title")),
        published: ["datePublished", "uploadDate", "dateCreated", "coverageStartTime"].into_iter().find_map(text),
        updated: text("dateModified"),
        publisher: object.get("publisher").and_then(|p| name_of(p, ids)),
        url: text("url").or_else(|| object.get("mainEntityOfPage").and_then(address)),
        body: text("articleBody").or_else(|| text("reviewBody")).filter(|_| !is_live_blog(object)),
        ..Linked::default()
    };
    for key in ["author", "creator", "reporter"] {
        if linked.authors.is_empty() && linked.bodies.is_empty() {
            authors(object.get(key), ids, &mut linked);
        }
    }
    linked
}

/// Whether an object is a live blog. What it repeats is its introduction and some of its entries, by which the others cannot be told.
fn is_live_blog(object: &Value) -> bool {
    let is_named = object.get("@type").and_then(first_text).is_some_and(|t| t.ends_with("LiveBlogPosting"));
    is_named || object.get("liveBlogUpdate").is_some()
}

/// A string, or the first of a list of strings.
fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => items.iter().find_map(Value::as_str).map(str::to_owned),
        Value::Object(map) => map.get("@value").or_else(|| map.get("name")).and_then(Value::as_str).map(str::to_owned),
        _ => None,
    }
}

fn address(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.as_str(),
        other => other.get("@id").or_else(|| other.get("url"))?.as_str()?,
    };
    text.starts_with("http").then(|| text.to_owned())
}

/// The object that a reference stands for, or the value itself.
fn resolved<'v>(value: &'v Value, ids: &FxHashMap<&str, &'v Value>) -> &'v Value {
    let is_reference = value.get("name").is_none();
    let id = value.get("@id").and_then(Value::as_str).filter(|_| is_reference);
    id.and_then(|id| ids.get(id).copied()).unwrap_or(value)
}

fn name_of(value: &Value, ids: &FxHashMap<&str, &Value>) -> Option<String> {
    match value {
        Value::String(name) => Some(name.clone()),
        Value::Array(items) => items.iter().find_map(|i| resolved(i, ids).get("name")?.as_str().map(str::to_owned)),
        other => resolved(other, ids).get("name").and_then(first_text),
    }
    .filter(|n| !n.trim().is_empty() && !n.starts_with("http"))
}

/// Sorts authors into persons and bodies.
fn authors(value: Option<&Value>, ids: &FxHashMap<&str, &Value>, linked: &mut Linked) {
    let items = match value {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(one) => vec![one],
        None => return,
    };
    for item in items.into_iter().take(50) {
        let object = resolved(item, ids);
        let is_body = object.get("@type").and_then(first_text).is_some_and(|t| t.ends_with("Organization"));
        let names: Vec<String> = match object.get("name") {
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => name_of(item, ids).into_iter().collect(),
        };
        if is_body { linked.bodies.extend(names) } else { linked.authors.extend(names) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str) -> Linked {
        read(&[json.to_owned()]).expect("an article")
    }

    #[test]
    fn the_article_is_found_in_lists_and_graphs() {
        let linked = of(r#"[{"@type": "BreadcrumbList", "name": "Home"}, {"@graph": [
            {"@type": "WebPage", "datePublished": "2021-03-01", "name": "Quay reopens - The Gull"},
            {"@type": ["Article", "NewsArticle"], "headline": "Quay reopens", "author": {"@id": "id-a"}, "publisher": {"name": "The Gull"}},
            {"@type": "Person", "@id": "id-a", "name": "Ida Marsh"}]}]"#);
        assert_eq!(linked.headline.as_deref(), Some("Quay reopens"));
        assert_eq!(linked.authors, ["Ida Marsh"]);
        assert_eq!(linked.published.as_deref(), Some("2021-03-01"));
        assert_eq!(linked.publisher.as_deref(), Some("The Gull"));
    }

    #[test]
    fn a_script_without_end_is_passed_over_and_the_others_are_read() {
        let endless = format!("[{}0]", "0,".repeat(MOST_BYTES));
        let article = r#"{"@type": "NewsArticle", "headline": "Quay reopens"}"#.to_owned();
        assert_eq!(read(&[endless, article]).expect("an article").headline.as_deref(), Some("Quay reopens"));
    }

    #[test]
    fn bodies_are_no_persons_and_broken_json_is_mended() {
        let linked = of(
            "<!-- {\"@type\": \"NewsArticle\", \"headline\": \"Quay\nreopens\", \"author\": [{\"@type\": \"Organization\", \"name\": \"The Gull\"}]}; -->",
        );
        assert_eq!(linked.headline.as_deref(), Some("Quay reopens"));
        assert_eq!((linked.authors.len(), linked.bodies.as_slice()), (0, &["The Gull".to_owned()][..]));
        assert_eq!(read(&["{\"@type\": ".into()]), None);
        let escaped = of("{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Quay reopens&quot;}");
        assert_eq!(escaped.headline.as_deref(), Some("Quay reopens"));
    }
}
