//! Files written here and read again, whole, of every kind and damaged.

use std::sync::Arc;

use arrow::array::{
    BinaryArray, Date32Array, Date64Array, DictionaryArray, Int64Array, LargeStringArray, ListArray, StringArray, StringViewArray,
    StructArray, TimestampMicrosecondArray, TimestampMillisecondArray, TimestampNanosecondArray, TimestampSecondArray,
};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Int32Type};
use parquet::arrow::ArrowWriter;
use parquet::basic::{BrotliLevel, Compression, GzipLevel, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::super::FieldMap;
use super::*;

fn written(columns: Vec<(&str, ArrayRef)>, properties: WriterProperties) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).expect("columns of one length");
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).expect("a writer");
    writer.write(&batch).expect("it is written");
    writer.close().expect("it is closed");
    bytes
}

fn strings(values: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

fn file() -> Vec<u8> {
    let columns = vec![
        ("id", Arc::new(Int64Array::from(vec![7, 8])) as ArrayRef),
        ("body", Arc::new(StringArray::from(vec![Some("Rain fell."), None])) as ArrayRef),
        ("colour", strings(&["blue", "red"])),
    ];
    written(columns, WriterProperties::default())
}

fn read(bytes: &[u8]) -> Vec<Result<RawDocument, Reject>> {
    let options = Options { max_document_bytes: 1_000, fields: FieldMap::default() };
    open(Box::new(bytes), "news.parquet", &options).collect()
}

/// The only document of a file with a column beside its text.
fn one(name: &str, column: ArrayRef) -> RawDocument {
    let mut documents = read(&written(vec![("text", strings(&["Rain fell."])), (name, column)], WriterProperties::default()));
    documents.pop().expect("a row").expect("it can be read")
}

#[test]
fn rows_are_documents() {
    let documents = read(&file());
    assert_eq!(
        documents[0].as_ref().map(|d| (d.source.uri.as_str(), d.bytes.as_slice())).ok(),
        Some(("news.parquet#7", &b"Rain fell."[..]))
    );
    assert_eq!(documents[1].as_ref().map_err(|r| r.reason).err(), Some(RejectReason::BadRecord));
}

#[test]
fn times_keep_their_date_in_every_unit_and_zone() {
    const SECONDS: i64 = 1_709_625_600; // 2024-03-05 08:00 UTC
    let zoned: Vec<ArrayRef> = vec![
        Arc::new(TimestampSecondArray::from(vec![SECONDS]).with_timezone("UTC")),
        Arc::new(TimestampMillisecondArray::from(vec![SECONDS * 1_000]).with_timezone("UTC")),
        Arc::new(TimestampMicrosecondArray::from(vec![SECONDS * 1_000_000]).with_timezone("UTC")),
        Arc::new(TimestampNanosecondArray::from(vec![SECONDS * 1_000_000_000]).with_timezone("UTC")),
        Arc::new(TimestampMicrosecondArray::from(vec![SECONDS * 1_000_000]).with_timezone("+00:00")),
    ];
    for column in zoned {
        let kind = column.data_type().clone();
        let published = one("published_at", column).source.given.published.clone();
        assert!(matches!(published.as_deref(), Some("2024-03-05T08:00:00Z" | "2024-03-05T08:00:00+00:00")), "{kind}: {published:?}");
    }
    let given = |column: ArrayRef| one("date", column).source.given.published.clone();
    let berlin = TimestampMicrosecondArray::from(vec![SECONDS * 1_000_000]).with_timezone("Europe/Berlin");
    assert_eq!(given(Arc::new(berlin)).as_deref(), Some("2024-03-05T09:00:00+01:00"));
    assert_eq!(given(Arc::new(TimestampMicrosecondArray::from(vec![SECONDS * 1_000_000]))).as_deref(), Some("2024-03-05T08:00:00"));
    assert_eq!(given(Arc::new(Date32Array::from(vec![19_787]))).as_deref(), Some("2024-03-05"));
    assert!(given(Arc::new(Date64Array::from(vec![19_787 * 86_400_000]))).is_some_and(|d| d.starts_with("2024-03-05")));
    assert_eq!(given(Arc::new(Int64Array::from(vec![SECONDS]))).as_deref(), Some("1709625600"));
}

#[test]
fn text_is_read_from_every_type_that_holds_it() {
    let text = || strings(&["Rain fell."]);
    let dictionary: DictionaryArray<Int32Type> = vec!["Rain fell."].into_iter().collect();
    let kinds: Vec<ArrayRef> = vec![
        Arc::new(dictionary),
        Arc::new(LargeStringArray::from(vec!["Rain fell."])),
        Arc::new(StringViewArray::from(vec!["Rain fell."])),
        Arc::new(BinaryArray::from(vec![&b"Rain fell."[..]])),
        cast(&text(), &DataType::LargeBinary).expect("text is bytes"),
        cast(&text(), &DataType::BinaryView).expect("text is bytes"),
    ];
    for column in kinds {
        let kind = column.data_type().clone();
        let documents = read(&written(vec![("articleBody", column)], WriterProperties::default()));
        assert_eq!(documents[0].as_ref().map(|d| d.bytes.as_slice()), Ok(&b"Rain fell."[..]), "{kind}");
    }
}

#[test]
fn lists_and_structs_are_read_one_level_down() {
    let authors = ListArray::from_iter_primitive::<Int32Type, _, _>([Some(vec![Some(1), Some(2)])]);
    let authors = cast(&(Arc::new(authors) as ArrayRef), &DataType::LargeList(Arc::new(Field::new("item", DataType::Utf8, true))));
    assert_eq!(one("authors", authors.expect("numbers are text")).source.given.authors, ["1", "2"]);
    let field = |name: &str| Arc::new(Field::new(name, DataType::Utf8, true));
    let fields = StructArray::from(vec![(field("body"), strings(&["Rain fell."])), (field("headline"), strings(&["Rain"]))]);
    let source = StructArray::from(vec![(field("name"), strings(&["The Gull"])), (field("url"), strings(&["https://gull.example"]))]);
    let columns = vec![("fields", Arc::new(fields) as ArrayRef), ("source", Arc::new(source) as ArrayRef)];
    let documents = read(&written(columns, WriterProperties::default()));
    let document = documents[0].as_ref().expect("the text lies one level down");
    assert_eq!((document.bytes.as_slice(), document.source.given.headline.as_deref()), (&b"Rain fell."[..], Some("Rain")));
    assert_eq!((document.source.given.outlet.as_deref(), document.source.given.url.as_deref()), (Some("The Gull"), None));
}

#[test]
fn columns_without_text_are_named_once_and_count_for_all_rows() {
    let columns = vec![("kop", strings(&["Regen", "Zon"])), ("bodytxt", strings(&["Het regende.", "De zon scheen."]))];
    let documents = read(&written(columns, WriterProperties::default()));
    let [Err(reject)] = documents.as_slice() else { panic!("one reject, not {documents:?}") };
    assert!(
        reject.message.contains("the columns are kop, bodytxt") && reject.message.contains("did you mean bodytxt as body"),
        "{reject:?}"
    );
    assert_eq!(reject.lost, Lost::Documents(2));
}

#[test]
fn every_compression_is_read() {
    let kinds = [
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::BROTLI(BrotliLevel::default()),
        Compression::LZ4_RAW,
        Compression::LZ4,
        Compression::ZSTD(ZstdLevel::default()),
    ];
    for kind in kinds {
        let properties = WriterProperties::builder().set_compression(kind).build();
        let documents = read(&written(vec![("text", strings(&["Rain fell."]))], properties));
        assert!(documents[0].is_ok(), "{kind}: {documents:?}");
    }
}

#[test]
fn a_damaged_file_is_one_reject() {
    let whole = file();
    assert!(matches!(read(&whole[..whole.len() / 2]).as_slice(), [Err(r)] if r.reason == RejectReason::BadRecord && r.lost == Lost::File));
}

/// Forty rows in four groups, in a compression or none.
fn groups(compression: Compression) -> Vec<u8> {
    let texts: Vec<String> = (0..40).map(|n| format!("Rain fell on day {n}, and the river rose by {} cm.", n * n)).collect();
    let properties = WriterProperties::builder().set_compression(compression).set_max_row_group_row_count(Some(10)).build();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let days = Arc::new(TimestampMicrosecondArray::from_iter_values((0..40).map(|n| n * 86_400_000_000)).with_timezone("UTC"));
    written(vec![("text", strings(&texts)), ("date", days)], properties)
}

#[test]
fn damage_in_one_group_leaves_the_others() {
    let mut bytes = groups(Compression::ZSTD(ZstdLevel::default()));
    let footer = ArrowReaderMetadata::load(&bytes::Bytes::from(bytes.clone()), ArrowReaderOptions::default()).expect("it is whole");
    let (start, length) = footer.metadata().row_group(1).column(0).byte_range();
    bytes[start as usize..(start + length) as usize].fill(0xFF);
    let documents = read(&bytes);
    assert_eq!(documents.iter().filter(|d| d.is_ok()).count(), 30);
    let lost: Vec<_> = documents.iter().filter_map(|d| d.as_ref().err()).map(|r| (r.source_uri.as_str(), r.lost)).collect();
    assert_eq!(lost, [("news.parquet#row-11", Lost::Documents(10))]);
    assert!(documents.last().is_some_and(|d| d.as_ref().is_ok_and(|d| d.source.uri == "news.parquet#row-40")));
}

/// Every byte in turn, or as many as `PROPTEST_CASES` allows: no panic comes out, and what is missing is told.
#[test]
fn no_flipped_byte_ends_the_reader_or_loses_a_row_in_silence() {
    let cases: usize = std::env::var("PROPTEST_CASES").ok().and_then(|c| c.parse().ok()).unwrap_or(300);
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let outcome = std::panic::catch_unwind(|| {
        for whole in [groups(Compression::UNCOMPRESSED), groups(Compression::ZSTD(ZstdLevel::default())), groups(Compression::SNAPPY)] {
            let step = (whole.len() * 3 / cases.max(1)).max(1);
            for at in (0..whole.len()).step_by(step) {
                let mut bytes = whole.clone();
                bytes[at] ^= 1 << (at % 8) | 0x80;
                let documents = read(&bytes);
                let good = documents.iter().filter(|d| d.is_ok()).count();
                assert!(good <= 40, "{at}: rows that were never written");
                assert!(good == 40 || documents.iter().any(Result::is_err), "{at}: {good} rows and no word on the others");
            }
        }
    });
    std::panic::set_hook(hook);
    outcome.expect("every damaged file is read to its end");
}

#[test]
fn a_page_that_claims_to_be_larger_than_any_is_refused_before_memory_is_taken() {
    let properties = WriterProperties::builder().set_dictionary_enabled(false).set_compression(Compression::SNAPPY).build();
    let mut bytes = written(vec![("text", strings(&["Rain fell on the quay."]))], properties);
    // The first page begins after the four bytes of the format; its unpacked size is the second field, here of one or two bytes.
    let size = bytes[7..].iter().position(|b| b & 0x80 == 0).expect("a number ends");
    bytes.splice(7..=7 + size, [0xFE, 0xFF, 0xFF, 0xFF, 0x0F]);
    // The footer's places are now off by the bytes that were added; the page still begins where it began.
    let documents = read(&bytes);
    assert!(
        documents.iter().any(|d| d.as_ref().is_err_and(|r| r.message.contains("a page of text claims to hold 2147483647 bytes"))),
        "{documents:?}"
    );
}

#[test]
fn a_dictionary_that_claims_more_values_than_it_has_bytes_is_refused() {
    let mut bytes = written(vec![("text", strings(&["Rain fell on the quay."]))], WriterProperties::default());
    // The first page is the dictionary: its header ends with a struct (0x4C) whose first field (0x15) is the number of values.
    let place = bytes.windows(3).position(|w| w == [0x4C, 0x15, 0x02]).expect("a dictionary of one value") + 2;
    bytes.splice(place..=place, [0xFE, 0xFF, 0xFF, 0xFF, 0x0F]);
    let documents = read(&bytes);
    assert!(
        documents.iter().any(|d| d.as_ref().is_err_and(|r| r.message.contains("a dictionary of text claims to hold 2147483647 values"))),
        "{documents:?}"
    );
}
