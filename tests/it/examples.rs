//! The examples of `examples/`, run: what a program that calls newsgrain copies must work.

use crate::fixture::{articles, names_of, published, root};

// Compiled here as well as by themselves; their `main` is for the command line.
#[allow(dead_code)]
#[path = "../../examples/folder_to_arrow.rs"]
mod folder_to_arrow;
#[allow(dead_code)]
#[path = "../../examples/one_article.rs"]
mod one_article;
#[allow(dead_code)]
#[path = "../../examples/own_tagger.rs"]
mod own_tagger;
#[allow(dead_code)]
#[path = "../../examples/read_tables.rs"]
mod read_tables;

#[test]
fn every_example_is_run_by_a_test() {
    let here = std::fs::read_to_string(root().join("tests/it/examples.rs")).expect("it is there");
    for name in names_of(&root().join("examples")) {
        assert!(here.contains(&format!("#[path = \"../../examples/{name}\"]")), "no test runs examples/{name}");
        assert!(here.contains(&format!("= {}::", name.trim_end_matches(".rs"))), "no test runs examples/{name}");
    }
}

#[test]
fn one_article_gives_rows_of_every_kind() {
    let article = one_article::article(&articles().join("wire/two-cities-locusts.txt")).expect("it is an article");
    let counts = one_article::row_counts(&article).expect("every row fits");
    let rows = |table: &str| counts.iter().find(|(name, _)| *name == table).map_or(0, |(_, rows)| *rows);
    assert_eq!((rows("articles"), rows("quotes"), rows("figures")), (1, article.quotes.len(), article.figures.len()));
    assert!(rows("quotes") > 0 && rows("figures") > 0 && rows("blocks") > 0, "{counts:?}");
}

#[test]
fn a_folder_becomes_record_batches_and_arrow_streams() {
    let batches = folder_to_arrow::batches(&articles().join("wire").to_string_lossy()).expect("it can be read");
    let files = names_of(&articles().join("wire")).len();
    let rows = |table: &str| batches.iter().find(|(name, _)| *name == table).map_or(0, |(_, batch)| batch.num_rows());
    assert!(rows("articles") > 1 && rows("articles") + rows("rejects") >= files, "{} articles of {files} files", rows("articles"));
    let folder = tempfile::tempdir().expect("a scratch directory");
    for (name, batch) in &batches {
        let path = folder.path().join("arrow").join(format!("{name}.arrows"));
        folder_to_arrow::write(batch, &path).expect("it is new");
        let file = std::fs::File::open(&path).expect("it was written");
        let read = arrow::ipc::reader::StreamReader::try_new(file, None).expect("it is a stream");
        let read: Vec<_> = read.collect::<Result<_, _>>().expect("it can be read");
        assert_eq!(read.as_slice(), std::slice::from_ref(batch), "{name}");
    }
}

#[test]
fn a_tagger_of_ones_own_adds_to_what_is_found() {
    let text = "The port spent $3 million in FY2024, its director said on 5 May 2025. The port had no plan for FY20.";
    let article = own_tagger::tagged(text).expect("it is an article");
    let found: Vec<_> = article.dates.iter().map(|d| (d.span.of(article.text()), d.edtf.as_deref())).collect();
    // A short one is newsgrain's own, which takes it for the year.
    assert_eq!(found, [("FY2024", Some("2023-10/2024-09")), ("5 May 2025", Some("2025-05-05")), ("FY20", Some("2020"))]);
}

#[test]
fn tables_are_read_from_the_published_version() {
    let speakers = read_tables::speakers(published()).expect("they are there");
    assert!(speakers.get("Raymundo Sequeira").is_some_and(|quotes| *quotes > 0), "{speakers:?}");
}
