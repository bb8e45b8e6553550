//! Stage `tables`: tagged articles to record batches, one a table.
//!
//! In: [`TaggedArticle`] and [`Reject`]. Out: record batches typed by `schemas/*.json`, the one source of truth. Never writes a file and
//! never decides anything: a value that an earlier stage left open is null.

mod articles;
mod blocks;
pub mod builder;
mod dates;
mod entities;
mod figures;
mod mentions;
mod quotes;
pub mod reference;
mod rejects;
pub mod schema;
mod sentences;
mod view;

use std::sync::LazyLock;

use arrow::array::RecordBatch;

use crate::document::{FIGURE_ROW, Figure, MOST_REPEATED, TaggedArticle};
use crate::error::{Reject, RejectReason, Result, Stage};
use builder::TableBuilder;
use schema::TableSchema;
pub use view::View;

/// Where the rows of a table come from.
#[derive(Clone, Copy)]
pub enum Rows {
    /// From each article.
    Article(fn(&View<'_>, &mut TableBuilder)),
    /// From each document that left the flow.
    Reject(fn(&Reject, &mut TableBuilder)),
    /// From all articles together, in the corpus stage.
    Corpus,
}

/// One registered table.
pub struct Table {
    /// Its contract, as a file.
    pub json: &'static str,
    /// Where its rows come from.
    pub rows: Rows,
}

/// Every table, in the order in which they are shown.
pub const TABLES: &[Table] = &[
    Table { json: include_str!("../../schemas/articles.json"), rows: Rows::Article(articles::push) },
    Table { json: include_str!("../../schemas/blocks.json"), rows: Rows::Article(blocks::push) },
    Table { json: include_str!("../../schemas/sentences.json"), rows: Rows::Article(sentences::push) },
    Table { json: include_str!("../../schemas/quotes.json"), rows: Rows::Article(quotes::push) },
    Table { json: include_str!("../../schemas/figures.json"), rows: Rows::Article(figures::push) },
    Table { json: include_str!("../../schemas/dates.json"), rows: Rows::Article(dates::push) },
    Table { json: include_str!("../../schemas/mentions.json"), rows: Rows::Article(mentions::push) },
    Table { json: include_str!("../../schemas/article_entities.json"), rows: Rows::Article(entities::push) },
    Table { json: include_str!("../../schemas/entities.json"), rows: Rows::Corpus },
    Table { json: include_str!("../../schemas/rejects.json"), rows: Rows::Reject(rejects::push) },
];

/// The contracts of [`TABLES`], in the same order.
pub static SCHEMAS: LazyLock<Vec<TableSchema>> = LazyLock::new(|| {
    TABLES.iter().map(|t| TableSchema::parse(t.json).expect("the schema files are embedded, and a test reads each of them")).collect()
});

/// The contract of a table.
pub fn schema(name: &str) -> Option<&'static TableSchema> {
    SCHEMAS.iter().find(|s| s.name == name)
}

/// The article, if its rows are of bounded size.
///
/// # Errors
/// The reject of an article that is none: numbers without end.
pub fn fitting(article: TaggedArticle) -> std::result::Result<TaggedArticle, Reject> {
    let sentence = |figure: &Figure| article.sentences.get(figure.sentence).map_or(0, |s| s.span.len());
    let repeated: usize = article.figures.iter().map(|f| FIGURE_ROW + sentence(f)).sum();
    if repeated <= MOST_REPEATED {
        return Ok(article);
    }
    let numbers = article.figures.len();
    let message = format!("{numbers} numbers or more, whose rows would take {repeated} bytes, more than the limit of {MOST_REPEATED}");
    Err(article.article.source.reject(Stage::Tables, RejectReason::TooLarge, message))
}

/// The rows of some articles, table by table, in the order in which the articles were added.
pub struct RowSet {
    builders: Vec<TableBuilder>,
}

impl Default for RowSet {
    fn default() -> Self {
        Self { builders: SCHEMAS.iter().map(TableBuilder::new).collect() }
    }
}

impl RowSet {
    /// Adds the rows of an article.
    pub fn push(&mut self, article: &TaggedArticle) {
        let view = View::new(article);
        for (table, builder) in TABLES.iter().zip(&mut self.builders) {
            if let Rows::Article(push) = table.rows {
                push(&view, builder);
            }
        }
    }

    /// Adds the row of a document that left the flow.
    pub fn reject(&mut self, reject: &Reject) {
        for (table, builder) in TABLES.iter().zip(&mut self.builders) {
            if let Rows::Reject(push) = table.rows {
                push(reject, builder);
            }
        }
    }

    /// The rows as one record batch a table, in the order of [`TABLES`]; tables of the corpus stage are empty.
    ///
    /// # Errors
    /// A row that does not fit its schema: a defect of this program.
    pub fn finish(mut self) -> Result<Vec<RecordBatch>> {
        self.builders.iter_mut().map(TableBuilder::finish).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::*;
    use crate::error::Flag;

    /// The enumeration of a column, or of the items of a list column.
    fn values(table: &str, column: &str) -> Vec<String> {
        let field = schema(table).and_then(|s| s.fields.iter().find(|f| f.name == column)).expect("the column is there");
        field.constraints.values.clone().or(field.item_enum.clone()).expect("it has an enumeration")
    }

    #[test]
    fn every_schema_file_names_its_table_once() {
        let mut names: Vec<_> = SCHEMAS.iter().map(|s| s.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TABLES.len());
    }

    #[test]
    fn the_enumerations_of_the_schemas_are_those_of_the_types() {
        fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
            all.iter().map(|v| name(*v)).collect()
        }
        assert_eq!(values("blocks", "role"), names(Role::ALL, Role::name));
        assert_eq!(values("quotes", "kind"), names(QuoteKind::ALL, QuoteKind::name));
        assert_eq!(values("quotes", "cue_class"), names(CueClass::ALL, CueClass::name));
        assert_eq!(values("quotes", "speaker_kind"), names(SpeakerKind::ALL, SpeakerKind::name));
        assert_eq!(values("quotes", "said_on_method"), names(SaidOnMethod::ALL, SaidOnMethod::name));
        assert_eq!(values("figures", "kind"), names(FigureKind::ALL, FigureKind::name));
        assert_eq!(values("figures", "bound"), names(Bound::ALL, Bound::name));
        assert_eq!(values("figures", "change"), names(Change::ALL, Change::name));
        assert_eq!(values("figures", "change_part"), names(ChangePart::ALL, ChangePart::name));
        assert_eq!(values("figures", "claim_status"), names(ClaimStatus::ALL, ClaimStatus::name));
        assert_eq!(values("dates", "kind"), names(DateKind::ALL, DateKind::name));
        assert_eq!(values("mentions", "type"), names(EntityType::ALL, EntityType::name));
        assert_eq!(values("mentions", "form"), names(MentionForm::ALL, MentionForm::name));
        assert_eq!(values("mentions", "link_method"), names(LinkMethod::ALL, LinkMethod::name));
        assert_eq!(values("mentions", "unclear"), names(Unclear::ALL, Unclear::name));
        assert_eq!(values("article_entities", "gender"), names(Gender::ALL, Gender::name));
        assert_eq!(values("articles", "published_precision"), names(Precision::ALL, Precision::name));
        assert_eq!(values("articles", "published_method"), names(DateMethod::ALL, DateMethod::name));
        assert_eq!(values("articles", "flags"), names(&Flag::ALL, Flag::name));
        assert_eq!(values("rejects", "stage"), names(&Stage::ALL, Stage::name));
        assert_eq!(values("rejects", "reason"), names(&RejectReason::ALL, RejectReason::name));
    }

    #[test]
    fn a_text_of_numbers_without_end_is_rejected() {
        let numbers = |count: usize| {
            let text = format!("Prices\n\nThe mayor told the council of the numbers. {}", "7 of ".repeat(count));
            let given = GivenMetadata { language: Some("en".into()), ..GivenMetadata::default() };
            let mut article = crate::extract::Extractor::default()
                .extract(RawDocument::new("n.txt", Format::Text, text.into(), given))
                .expect("the text is not empty");
            // The rows of ever more figures, without the time to find them.
            let figures = std::mem::take(&mut article.figures);
            article.figures = figures.iter().cycle().take(count * figures.len()).cloned().collect();
            fitting(article)
        };
        assert!(numbers(20).is_ok());
        let refused = numbers(400).expect_err("its rows are too many");
        assert_eq!((refused.stage, refused.reason), (Stage::Tables, RejectReason::TooLarge));
    }

    #[test]
    fn an_empty_row_set_has_every_table_with_its_columns() {
        let batches = RowSet::default().finish().expect("no row, no misfit");
        for (batch, schema) in batches.iter().zip(SCHEMAS.iter()) {
            assert_eq!(batch.num_rows(), 0);
            assert_eq!(batch.schema(), schema.arrow);
        }
    }

    #[test]
    fn the_rows_of_an_article_fit_their_schemas() {
        let text = "Ferry toll rises\n\nThe mayor said 31 people had been rescued by Monday evening.\n";
        let raw = RawDocument::new("ferry.txt", Format::Text, text.into(), GivenMetadata::default());
        let article = crate::extract::Extractor::default().extract(raw).expect("the text is not empty");
        let mut rows = RowSet::default();
        rows.push(&article);
        rows.reject(&Reject {
            source_uri: "broken.txt".into(),
            stage: Stage::Parse,
            reason: RejectReason::Empty,
            message: "the document is empty".into(),
            byte_count: Some(0),
            lost: Default::default(),
        });
        let batches = rows.finish().expect("every row fits");
        assert_eq!(batches[0].num_rows(), 1);
        assert_eq!(batches.last().map(RecordBatch::num_rows), Some(1));
    }
}
