//! What stands above and below the text: metadata and entities.

use std::fmt::Write;

use super::Page;
use crate::document::Published;

impl Page<'_> {
    /// Metadata, a line a field; what is not known is left out, but for the date, which says so.
    pub(super) fn metadata(&mut self) {
        let article = &self.article.article;
        self.field("article", Some(&format!("{} from {}", article.id, article.source.uri)));
        self.field("url", article.url.as_deref());
        let domain = article.outlet_domain.as_deref();
        let outlet = match (article.outlet.as_deref(), domain) {
            (Some(name), Some(domain)) => Some(format!("{name} ({domain})")),
            (name, domain) => name.or(domain).map(str::to_owned),
        };
        self.field("outlet", outlet.as_deref());
        self.field("headline", article.headline.as_deref());
        self.field("subheadline", article.subheadline.as_deref());
        self.field("authors", Some(article.authors.join(", ")).as_deref().filter(|a| !a.is_empty()));
        self.field("agency", article.agency.as_deref());
        self.field("dateline", article.dateline_place.as_deref());
        self.field("published", Some(&article.published.map_or("unresolved".to_owned(), when)));
        self.field("updated", article.updated.map(when).as_deref());
        self.field("language", article.language.as_deref());
        let flags: Vec<_> = article.flags.iter().map(|f| f.name()).collect();
        self.field("flags", Some(flags.join(", ")).as_deref().filter(|f| !f.is_empty()));
        let body = article.text.get(article.body_start as usize..).unwrap_or_default();
        let begins: String = body.split_whitespace().take(6).collect::<Vec<_>>().join(" ");
        self.field("body", Some(&format!("begins at “{begins}”")));
    }

    fn field(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.out.styled(self.palette.heading, format_args!("{name:<12}"));
            let _ = write!(self.out, " {}", super::one_line(value));
            self.out.end_line();
        }
    }

    /// The entities in order of their ids, with the words that stand for them.
    pub(super) fn entities(&mut self) {
        let article = self.article;
        if article.entities.is_empty() {
            return;
        }
        self.out.end_line();
        self.out.styled(self.palette.heading, "entities");
        self.out.end_line();
        let mut order: Vec<usize> = (0..article.entities.len()).collect();
        order.sort_by_key(|n| &article.entities[*n].id);
        for number in order {
            let entity = &article.entities[number];
            let mut words: Vec<&str> = Vec::new();
            for mention in article.mentions.iter().filter(|m| m.entity == Some(number)) {
                let text = mention.span.of(article.text());
                if !words.contains(&text) {
                    words.push(text);
                }
            }
            let country = entity.country_code.as_deref().map_or(String::new(), |c| format!(", {c}"));
            let _ = write!(self.out, "  ");
            self.out.styled(self.palette.mention, &entity.id);
            let _ = write!(
                self.out,
                " {} ({}, {}{country}; by {}): {}",
                entity.name,
                entity.kind.name(),
                entity.gender.name(),
                entity.method.name(),
                words.join(" | ")
            );
            self.out.end_line();
        }
    }
}

/// A date of publication with what is known of it.
fn when(published: Published) -> String {
    let moment = published.at.map_or(String::new(), |at| format!(" {}", at.format("%H:%M:%S UTC")));
    format!("{}{moment} to the {}, by {} [{}]", published.date, published.precision.name(), published.method.name(), published.rule)
}
