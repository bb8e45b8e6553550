//! A small output made by hand, in which every table has rows: what the checks are tried on.
//!
//! It is whole as it stands. A test damages one thing in it and looks which checks notice.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray, UInt32Array, new_null_array,
};
use arrow::compute::{concat, concat_batches, take_record_batch};
use arrow::datatypes::{DataType, Schema};
use newsgrain::document::*;
use newsgrain::error::{Lost, Reject, RejectReason, Stage};
use newsgrain::pipeline::Plan;
use newsgrain::pipeline::manifest::{InputFile, Manifest};
use newsgrain::span::{SourceRange, Span};
use newsgrain::tables::builder::TableBuilder;
use newsgrain::tables::{RowSet, SCHEMAS, schema};
use newsgrain::write::{TableFile, package::datapackage, parquet::digest};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

/// The two documents, as a run would find them.
pub const SOURCES: [(&str, &str); 2] = [
    (
        "cafe.txt",
        "Café owners count the cost\n\nBy Ana Duarte\n\nThe mayor said “eleven of the 31 cafés” had closed by Monday.\n\n\
         “We lost everything,” she said. “We will be back.”\n",
    ),
    ("ferry.txt", "Ferry toll rises\n\nNobody was hurt.\n"),
];

/// Tables on their way to files.
#[derive(Clone)]
pub struct Specimen {
    /// The rows.
    pub tables: BTreeMap<&'static str, RecordBatch>,
    /// What the footers carry, by table and key.
    pub footers: BTreeMap<(&'static str, &'static str), String>,
    /// The program that the footers name as their writer.
    pub writer: &'static str,
}

/// A value to put in place of another.
pub enum Cell {
    Null,
    Text(&'static str),
    Int(i64),
    Float(f64),
    Bool(bool),
}

impl Specimen {
    /// The whole output.
    pub fn new() -> Self {
        let mut articles = [cafe(), ferry()];
        articles.sort_by_key(|a| a.article.id.to_string());
        let mut rows = RowSet::default();
        articles.iter().for_each(|a| rows.push(a));
        for uri in ["a.txt", "b.txt"] {
            rows.reject(&Reject {
                source_uri: uri.into(),
                stage: Stage::Parse,
                reason: RejectReason::Empty,
                message: "the document is empty".into(),
                byte_count: Some(0),
                lost: Lost::One,
            });
        }
        let batches = rows.finish().expect("every row fits");
        let mut tables: BTreeMap<_, _> = SCHEMAS.iter().map(|s| s.name.as_str()).zip(batches).collect();
        tables.insert("entities", entities());
        let mut footers = BTreeMap::new();
        for schema in SCHEMAS.iter() {
            footers.insert((schema.name.as_str(), "newsgrain:contract"), newsgrain::write::CONTRACT_VERSION.to_owned());
            footers.insert((schema.name.as_str(), "newsgrain:table"), schema.name.clone());
            footers.insert((schema.name.as_str(), "frictionless:schema"), schema.json.to_owned());
        }
        Self { tables, footers, writer: "newsgrain by hand" }
    }

    /// The tables that a run published.
    pub fn load(dir: &Path) -> Self {
        let mut specimen = Self::new();
        specimen.tables.clear();
        for schema in SCHEMAS.iter() {
            let Ok(file) = File::open(dir.join(format!("{}.parquet", schema.name))) else { continue };
            let reader = ParquetRecordBatchReaderBuilder::try_new(file).and_then(|b| b.build()).expect("it is a table");
            let batches: Vec<RecordBatch> = reader.collect::<Result<_, _>>().expect("it can be read");
            let whole = concat_batches(&schema.arrow, &batches).expect("they are of one schema");
            specimen.tables.insert(schema.name.as_str(), whole);
        }
        specimen
    }

    /// The first row of a table in which a column holds this text.
    pub fn row(&self, table: &str, column: &str, text: &str) -> usize {
        let column = self.tables[table].column_by_name(column).expect("the column is there");
        let column: &StringArray = column.as_any().downcast_ref().expect("it holds text");
        column.iter().position(|v| v == Some(text)).expect("the row is there")
    }

    /// Puts a value in place of another.
    pub fn set(&mut self, table: &'static str, row: usize, column: &str, cell: Cell) {
        self.edit(table, column, |array| {
            let value: ArrayRef = match (cell, array.data_type()) {
                (Cell::Null, kind) => new_null_array(kind, 1),
                (Cell::Text(v), _) => Arc::new(StringArray::from(vec![v])),
                (Cell::Bool(v), _) => Arc::new(BooleanArray::from(vec![v])),
                (Cell::Float(v), _) => Arc::new(Float64Array::from(vec![v])),
                (Cell::Int(v), DataType::Int64) => Arc::new(Int64Array::from(vec![v])),
                (Cell::Int(v), DataType::Date32) => Arc::new(Date32Array::from(vec![v as i32])),
                (Cell::Int(v), _) => Arc::new(Int32Array::from(vec![v as i32])),
            };
            let (before, after) = (array.slice(0, row), array.slice(row + 1, array.len() - row - 1));
            concat(&[&before, &value, &after]).expect("they are of one type")
        });
    }

    /// Puts one number into several columns of a row.
    pub fn set_all(&mut self, table: &'static str, row: usize, columns: &[&str], number: f64) {
        columns.iter().for_each(|column| self.set(table, row, column, Cell::Float(number)));
    }

    /// Puts another column in place of one; where its type is another or it has nulls, the schema follows.
    pub fn edit(&mut self, table: &'static str, column: &str, make: impl FnOnce(&ArrayRef) -> ArrayRef) {
        let batch = &self.tables[table];
        let at = batch.schema().index_of(column).expect("the column is there");
        let mut columns = batch.columns().to_vec();
        columns[at] = make(&columns[at]);
        let mut fields: Vec<_> = batch.schema().fields().iter().map(|f| f.as_ref().clone()).collect();
        let nullable = fields[at].is_nullable() || columns[at].null_count() > 0;
        fields[at] = fields[at].clone().with_data_type(columns[at].data_type().clone()).with_nullable(nullable);
        let edited = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).expect("the schema followed");
        self.tables.insert(table, edited);
    }

    /// Writes the output as version 7 of an output with versions; its report is that of the version and of the last run.
    pub fn write_version(&self, output: &Path) {
        let version = output.join(".versions/000007");
        std::fs::create_dir_all(&version).expect("it is new");
        std::fs::write(output.join(".versions/lock"), "").expect("it is new");
        self.write(&version);
        let report = std::fs::read_to_string(version.join("run.json")).expect("it is there");
        let report = report.replacen('{', "{\"version\":\"000007\",", 1);
        for entry in std::fs::read_dir(&version).expect("it is there").flatten().filter(|e| e.file_name() != "run.json") {
            let name = entry.file_name();
            std::os::unix::fs::symlink(Path::new("current").join(&name), output.join(&name)).expect("it is new");
        }
        for dir in [output, &version] {
            std::fs::write(dir.join("run.json"), &report).expect("it can be written");
        }
        std::os::unix::fs::symlink(".versions/000007", output.join("current")).expect("it is new");
    }

    /// Keeps these rows, in this order; one may be named twice.
    pub fn keep(&mut self, table: &'static str, rows: &[u32]) {
        let kept = take_record_batch(&self.tables[table], &UInt32Array::from(rows.to_vec())).expect("the rows are there");
        self.tables.insert(table, kept);
    }

    /// Writes the output.
    pub fn write(&self, dir: &Path) {
        self.write_with(dir, &SOURCES);
    }

    /// Writes the output with these documents as its inputs.
    pub fn write_with(&self, dir: &Path, sources: &[(&str, &str)]) {
        let order = SCHEMAS.iter().filter_map(|s| Some((s.name.as_str(), self.tables.get(s.name.as_str())?)));
        let files: Vec<TableFile> = order.map(|(table, batch)| self.write_table(dir, table, batch)).collect();
        let package = datapackage(&files).expect("the schemas are objects");
        std::fs::write(dir.join("datapackage.json"), package.to_string()).expect("it is new");
        let plan = Plan::from_toml("", "nothing.toml").expect("nothing need be said");
        Manifest::new(&plan, inputs(sources), &files).write(dir).expect("it is new");
        let counts: BTreeMap<_, _> = files.iter().map(|f| (f.table, f.rows)).collect();
        let rows = |table: &str| counts.get(table).copied().unwrap_or_default();
        let (articles, rejects) = (rows("articles"), rows("rejects"));
        let run = serde_json::json!({
            "status": "published", "error": null, "documents": articles + rejects, "articles": articles, "tables": counts,
            "rejects": { "parse": { "empty": rejects } },
        });
        std::fs::write(dir.join("run.json"), run.to_string()).expect("it is new");
    }

    fn write_table(&self, dir: &Path, table: &'static str, batch: &RecordBatch) -> TableFile {
        let path = dir.join(format!("{table}.parquet"));
        let footer = self.footers.iter().filter(|((of, _), _)| *of == table);
        let footer = footer.map(|((_, key), value)| KeyValue::new((*key).to_owned(), value.clone())).collect();
        let properties = WriterProperties::builder().set_created_by(self.writer.to_owned()).set_key_value_metadata(Some(footer)).build();
        let file = File::create(&path).expect("it can be made");
        let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).expect("the schema is Parquet's");
        writer.write(batch).expect("it can be written");
        writer.close().expect("it can be written");
        let (sha256, bytes) = digest(&path).expect("it is there");
        TableFile { table, file: format!("{table}.parquet"), rows: batch.num_rows() as u64, bytes, sha256 }
    }
}

/// Documents as the manifest lists them.
fn inputs(sources: &[(&str, &str)]) -> Vec<InputFile> {
    let input = |(path, text): &(&str, &str)| InputFile {
        path: (*path).into(),
        bytes: text.len() as u64,
        hash: blake3::hash(text.as_bytes()).to_hex()[..32].to_owned(),
    };
    sources.iter().map(input).collect()
}

/// A text with blocks, before anything was found in it.
fn untagged(number: usize, blocks: &[(Role, &str)]) -> TaggedArticle {
    let (uri, source) = SOURCES[number];
    let raw = RawDocument::new(uri, Format::Text, source.into(), GivenMetadata::default());
    let mut text = String::new();
    let mut made = Vec::new();
    for (role, words) in blocks {
        let at = source.find(words).expect("the block is in the source");
        let range = SourceRange { start: at as u64, end: (at + words.len()) as u64 };
        let place = if role.in_text() {
            text.push_str(if text.is_empty() { "" } else { "\n\n" });
            text.push_str(words);
            BlockText::Inside(Span::new(text.len() - words.len(), text.len()))
        } else {
            BlockText::Beside((*words).into())
        };
        made.push(Block { role: *role, rule: Rule("specimen"), text: place, source: range });
    }
    let body_start = made.iter().filter_map(Block::span).nth(1).expect("there is a body").start;
    let date = chrono::NaiveDate::from_ymd_opt(2025, 3, 4).expect("it is a day");
    let word = |word: &str| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Token {
            span: Span::new(start, start + word.len()),
            kind: TokenKind::Word,
            space_after: true,
            id: WordId::of(word),
            first_atom: 0,
            model_token: None,
        }
    };
    let tokens: Vec<Token> = text.split_whitespace().map(word).collect();
    let mut article = TaggedArticle::untagged(NormalisedArticle {
        id: ArticleId::of(uri),
        url: None,
        outlet: Some("The Harbour Post".into()),
        outlet_domain: None,
        headline: Some(blocks[0].1.into()),
        subheadline: None,
        authors: vec!["Ana Duarte".into()],
        agency: None,
        dateline_place: None,
        published: Some(Published { at: None, date, precision: Precision::Day, method: DateMethod::Text, rule: Rule("specimen") }),
        updated: None,
        language: Some("en".into()),
        text,
        body_start,
        blocks: made,
        flags: vec![newsgrain::error::Flag::UnclosedQuote],
        to_raw: newsgrain::offsets::OffsetMap::default(),
        source: raw.source,
    });
    article.tokens = tokens;
    article
}

/// Every kind of row.
fn cafe() -> TaggedArticle {
    let (said, lost) =
        ("The mayor said “eleven of the 31 cafés” had closed by Monday.", "“We lost everything,” she said. “We will be back.”");
    let headline = "Café owners count the cost";
    let mut article =
        untagged(0, &[(Role::Headline, headline), (Role::Byline, "By Ana Duarte"), (Role::Paragraph, said), (Role::Paragraph, lost)]);
    let text = article.text().to_owned();
    let at = |words: &str| {
        let start = text.find(words).expect("the words are in the text");
        Span::new(start, start + words.len())
    };
    let sentences = [(headline, 0), (said, 2), ("“We lost everything,” she said.", 3), ("“We will be back.”", 3)];
    article.sentences = sentences.map(|(words, block)| Sentence { span: at(words), block, tokens: 0..0 }).to_vec();
    let mayor =
        |words: &str| Speaker { name: Some("Rosa Lindqvist".into()), entity: Some(0), ..Speaker::named_at(at(words), SpeakerKind::Person) };
    let cue = |words: &str| Some(Cue { span: at(words), lemma: "say".into(), class: CueClass::State, corrections: Vec::new() });
    let quote = |words: &str, sentence, kind, utterance, parent, speaker, cue| Quote {
        span: at(words),
        outer: at(words),
        sentence,
        kind,
        utterance,
        parent,
        turn: None,
        speaker,
        cue,
        is_speech: Some(true),
        addressee: None,
        medium: None,
        via: None,
        said_on: None,
        said_on_method: None,
        rule: Rule("specimen"),
        confidence: 0.9,
    };
    article.quotes = vec![
        quote("“eleven of the 31 cafés” had closed by Monday", 1, QuoteKind::Mixed, 0, None, mayor("The mayor"), cue("said")),
        quote("eleven of the 31 cafés", 1, QuoteKind::Partial, 0, Some(0), mayor("The mayor"), cue("said")),
        quote("We lost everything,", 2, QuoteKind::Direct, 1, None, mayor("she"), cue("she said").map(|c| Cue { span: at("said."), ..c })),
        quote("We will be back.", 3, QuoteKind::Direct, 1, None, Speaker::unresolved(), None),
    ];
    article.figures = vec![figure(at("eleven"), 11.0), figure(at("31"), 31.0)];
    article.dates = vec![DateExpression {
        span: at("Monday"),
        sentence: 1,
        kind: DateKind::Date,
        edtf: Some("2025-03-03".into()),
        start: chrono::NaiveDate::from_ymd_opt(2025, 3, 3),
        end: chrono::NaiveDate::from_ymd_opt(2025, 3, 3),
        is_relative: true,
        anchor: chrono::NaiveDate::from_ymd_opt(2025, 3, 4),
        rule: Rule("specimen"),
        confidence: 0.8,
    }];
    let mention = |words: &str, sentence, form| Mention {
        span: at(words),
        sentence,
        kind: EntityType::Person,
        form,
        role: None,
        is_indefinite: false,
        entity: Some(0),
        rule: Rule("specimen"),
        confidence: 0.7,
    };
    article.mentions = vec![mention("The mayor", 1, MentionForm::Nominal), mention("she", 2, MentionForm::Pronoun)];
    article.entities = vec![entity("person/rosa-lindqvist", "Rosa Lindqvist")];
    article
}

/// Almost nothing, but an entity of its own.
fn ferry() -> TaggedArticle {
    let mut article = untagged(1, &[(Role::Headline, "Ferry toll rises"), (Role::Paragraph, "Nobody was hurt.")]);
    let spans: Vec<_> = article.article.text_blocks().map(|(block, _, span)| Sentence { span, block, tokens: 0..0 }).collect();
    article.sentences = spans;
    article.entities = vec![entity("person/tove-aas", "Tove Aas")];
    article
}

fn entity(id: &str, name: &str) -> Entity {
    Entity {
        id: id.into(),
        name: name.into(),
        kind: EntityType::Person,
        gender: Gender::Female,
        country_code: None,
        method: LinkMethod::Name,
    }
}

fn figure(span: Span, value: f64) -> Figure {
    Figure {
        span,
        sentence: 1,
        value: Some(value),
        low: Some(value),
        high: Some(value),
        bound: Bound::Eq,
        modifier: None,
        change: Change::None,
        change_part: None,
        kind: FigureKind::Count,
        unit: None,
        unit_text: None,
        value_si: None,
        unit_si: None,
        per: None,
        object: None,
        object_head: None,
        is_object_inherited: false,
        range: None,
        predicate: None,
        place: None,
        place_entity: None,
        as_of_start: None,
        as_of_end: None,
        claimant: None,
        cue: None,
        status: ClaimStatus::Stated,
        quote: Some(1),
        rule: Rule("specimen"),
        confidence: 0.6,
    }
}

/// The table across articles, in the order of its ids.
fn entities() -> RecordBatch {
    let mut rows = TableBuilder::new(schema("entities").expect("it is a table"));
    for (id, name, mentions) in [("person/rosa-lindqvist", "Rosa Lindqvist", 2), ("person/tove-aas", "Tove Aas", 0)] {
        rows.row()
            .text("entity_id", id)
            .text("canonical_name", name)
            .text("type", "PERSON")
            .maybe_text("country_code", None)
            .maybe_text("iso_code", None)
            .maybe_int("geonames_id", None)
            .maybe_text("wikidata_id", None)
            .float("latitude", None)
            .float("longitude", None)
            .texts("aliases", std::iter::empty())
            .texts("joined_ids", std::iter::empty())
            .int("mention_count", mentions)
            .int("article_count", 1)
            .date("first_seen", chrono::NaiveDate::from_ymd_opt(2025, 3, 4))
            .date("last_seen", chrono::NaiveDate::from_ymd_opt(2025, 3, 4))
            .text("method", "name");
    }
    rows.finish().expect("every row fits")
}
