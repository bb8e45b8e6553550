//! Every check, and what each of them looks at.
//!
//! In: the functions of the files beside it. Out: [`CHECKS`]. Never runs one: what reads the output does.

use super::findings::Finder;
use super::output::Output;
use super::rows::{Article, Rows};
use super::{columns, days, facts, figures, files, keys, layout, names, spans, texts, values};

/// What a check looks at.
#[derive(Clone, Copy)]
pub(super) enum Scope {
    /// The files of the output.
    Output(fn(&Output, &mut Finder<'_>)),
    /// Some rows of one table.
    Rows(fn(&Rows<'_>, &mut Finder<'_>)),
    /// The rows of one article in all tables.
    Article(fn(&Article<'_>, &mut Finder<'_>)),
    /// The documents that the output was made of.
    Sources,
}

/// One registered check.
pub struct Check {
    /// Its name, as shown after a violation.
    pub name: &'static str,
    /// What holds where it finds nothing.
    pub holds: &'static str,
    pub(super) scope: Scope,
}

/// A line of [`CHECKS`].
const fn check(name: &'static str, holds: &'static str, scope: Scope) -> Check {
    Check { name, holds, scope }
}

use Scope::{Article as A, Output as O, Rows as R};

/// Every check, in the order in which violations are shown.
pub const CHECKS: &[Check] = &[
    check("files", "package, manifest and report can be read, and name exactly the tables that are there", O(files::present)),
    check("readable", "every table can be read to its end", O(files::readable)),
    check("layout", "nothing else lies in the output, and its links lead where they should", O(layout::layout)),
    check("hashes", "sizes and hashes in package and manifest are those of the files", O(files::hashes)),
    check("row_counts", "row counts in manifest and report are those of the files", O(files::row_counts)),
    check("report", "rejects by reason and articles by flag are as many as the report says", O(files::reported)),
    check("run_status", "the report tells of a run that has ended", O(files::run_status)),
    check("contract", "everything was written under the version of the contract that this program knows", O(files::contract)),
    check("package", "the package describes each table by its schema", O(files::package)),
    check("columns", "names, types, order and nullability of columns are those of the schema", O(columns::columns)),
    check("embedded_schema", "every file carries its schema", O(columns::embedded)),
    check("required", "what may not be null is not", R(values::required)),
    check("blank", "missing is null, never an empty text", R(values::blank)),
    check("enumeration", "values are among those that the schema lists", R(values::enumeration)),
    check("range", "numbers lie between minimum and maximum, and are finite", R(values::range)),
    check("nulls", "columns that stand or fall together do so", R(facts::nulls)),
    check("periods", "periods begin before they end", R(facts::periods)),
    check("values", "value_low, value and value_high are in order", R(facts::values)),
    check("value_text", "a figure's value is the one that its words plainly say", R(figures::value_of_words)),
    check("bounds", "the bound of a figure has the ends that it needs", R(figures::bounds)),
    check("units", "units are those of the lexicon, and value_si is the value in unit_si", R(figures::units)),
    check("edtf", "edtf is of its kind and means the days from start_date to end_date", R(days::edtf)),
    check("flags", "flags fit the columns that tell the same", R(texts::flags)),
    check("entity_ids", "the id of an entity that no gazetteer knows is made of its type and name", R(names::id_of_name)),
    check("gazetteer", "what entities says of a known entity is what the gazetteers hold", R(names::gazetteer)),
    check("lists", "other names and joined ids are sorted and there once", R(names::sorted_lists)),
    check("published", "the date of publication, its method and its precision agree", R(facts::published)),
    check("speakers", "unresolved and anonymous speakers have no name", R(facts::speakers)),
    check("claims", "what nobody claims has no claimant and no cue", R(facts::claims)),
    check("unclear", "a mention has an entity, or a reason why it has none", R(facts::unclear)),
    check("foreign_key_across", "keys into tables across articles resolve", R(keys::foreign_across)),
    check("order", "rows are sorted by article", A(keys::order)),
    check("order_across", "tables across articles are sorted by their first column", O(keys::order_across)),
    check("sequence", "sequences count from 0 without gaps", A(keys::sequence)),
    check("ids", "ids are formed as stated", A(keys::formed)),
    check("utterances", "utterances are numbered in the order in which they begin", A(keys::utterances)),
    check("unique_key", "primary keys are unique", A(keys::unique)),
    check("unique_key_across", "primary keys of tables across articles are unique", O(keys::unique_across)),
    check("foreign_key", "keys into the tables of an article resolve", A(keys::foreign)),
    check("offsets", "text[start:end] is what the row says, in code points", A(spans::words)),
    check("tiling", "blocks tile the text but for the blank lines between them", A(spans::tiling)),
    check("body_start", "the body begins within the text", A(spans::body_start)),
    check("sentences", "sentences lie in their block and do not overlap", A(spans::sentences)),
    check("places", "rows lie in the sentence and block they name, in reading order", A(spans::places)),
    check("source_order", "blocks begin one after the other in the raw document", A(texts::source_order)),
    check("body_block", "the body begins in a block of the body", A(texts::body_block)),
    check("words", "columns that repeat words of the text do so", A(texts::words_of_text)),
    check("headlines", "headline and subheadline are those of their blocks", A(texts::headlines)),
    check("word_count", "word_count is the number of words of the text", A(texts::words)),
    check("quote_of_figure", "a figure lies in the quote that it names", A(figures::quote_of_figure)),
    check("anchors", "relative dates hang on the day of publication or a day named before", A(days::anchors)),
    check("borrowed_days", "days of figures and quotes are days that the article names", A(days::borrowed)),
    check("entity_days", "published_date of an article's entities is that of the article", A(days::published_of_entities)),
    check("entity_names", "names beside an entity's id are those the article knows it by", A(names::repeated)),
    check("sentence_text", "a figure's sentence is the text of that sentence", A(spans::sentence_text)),
    check("counts", "counts of rows are the numbers of rows", A(facts::counts)),
    check("article_entities", "every entity that a row names is one of its article", A(facts::entities)),
    check("parents", "a quote's parent is the mixed quote around it", A(facts::parents)),
    check("said", "words quoted whole and posts were said, terms were not", A(facts::said)),
    check("entity_totals", "counts over all articles are the sums over articles", O(keys::entity_totals)),
    check("entity_names_across", "an article's name of an entity is one that entities has", O(names::known_names)),
    check("entity_summary", "entities says of an entity what its articles say", O(names::summed_up)),
    check("mentioned_names", "other names of an entity are those of mentions and gazetteers", O(names::mentioned_names)),
    check("sources", "a block's raw bytes, decoded and normalised, give its text", Scope::Sources),
];

/// The number of the check that the reader of the rows reports to.
pub(super) const READABLE: usize = 1;
