//! Checks of the output as a set of files: the package, the manifest, the report of the run.
//!
//! In: [`Output`]. Out: violations of whole files. Never looks at a row.

use super::findings::Finder;
use super::output::Output;
use crate::tables::{SCHEMAS, schema};
use crate::write::CONTRACT_VERSION;
use crate::write::package::table_schema;
use crate::write::parquet::digest;

const PACKAGE: &str = "datapackage.json";
const MANIFEST: &str = "manifest.json";
const RUN: &str = "run.json";

/// The three JSON files can be read, every table they name is there, and no other Parquet file lies beside them.
pub(super) fn present(output: &Output, finder: &mut Finder<'_>) {
    let states = [(PACKAGE, output.package.as_ref().err()), (MANIFEST, output.manifest.as_ref().err()), (RUN, output.run.as_ref().err())];
    for (file, message) in states {
        match message {
            // Between publishing and the report a run may be killed; the next one completes it.
            Some(_) if file == RUN && is_unreported(output) => {
                finder.note("the run that published these tables ended before its report was there".to_owned());
            }
            Some(message) => finder.file(file, || message.clone()),
            None => {}
        }
    }
    for path in &output.strange_paths {
        finder.file(PACKAGE, || format!("{path:?} is no name of a file in this directory"));
    }
    for table in &output.tables {
        if !table.path.is_file() {
            finder.file(table.file_name(), || "is named and not there".into());
        }
        let packed = output.package.as_ref().is_ok_and(|p| p.resources.iter().any(|r| r.name == table.name));
        if output.package.is_ok() && !packed {
            finder.file(table.file_name(), || format!("is not named in {PACKAGE}"));
        }
        let listed = output.manifest.as_ref().is_ok_and(|m| m.tables.iter().any(|t| t.name == table.name));
        if output.manifest.is_ok() && !listed {
            finder.file(table.file_name(), || format!("is not named in {MANIFEST}"));
        }
        if table.schema.is_none() {
            finder.note(format!("{} is a table that this version does not know: its rows are not checked", table.name));
        }
    }
    for schema in SCHEMAS.iter().filter(|s| output.table(&s.name).is_none()) {
        finder.note(format!("{} was not written: what points to it or is counted in it is not checked", schema.name));
    }
}

/// Whether the report at hand tells of another version than the published one.
fn is_unreported(output: &Output) -> bool {
    output.last.as_ref().is_some_and(|last| last.status != "published" || last.version != output.version)
}

/// Every table can be opened. The reader of the rows reports here, too.
pub(super) fn readable(output: &Output, finder: &mut Finder<'_>) {
    for table in output.tables.iter().filter(|t| t.path.is_file()) {
        if let Err(message) = &table.footer {
            finder.file(table.file_name(), || format!("cannot be read: {message}"));
        }
    }
}

/// Sizes and SHA-256 in package and manifest are those of the files.
pub(super) fn hashes(output: &Output, finder: &mut Finder<'_>) {
    for table in output.tables.iter().filter(|t| t.path.is_file()) {
        let (sha256, bytes) = match digest(&table.path) {
            Ok(found) => found,
            Err(error) => {
                finder.file(table.file_name(), || error.to_string());
                continue;
            }
        };
        let mut compare = |file: &str, told_bytes: Option<u64>, told_hash: Option<&str>| {
            if told_bytes.is_some_and(|told| told != bytes) {
                finder.file(table.file_name(), || format!("has {bytes} bytes, {file} says {}", told_bytes.unwrap_or_default()));
            }
            if told_hash.is_some_and(|told| told != sha256) {
                finder.file(table.file_name(), || format!("has not the SHA-256 that {file} says"));
            }
        };
        if let Some(resource) = output.package.iter().flat_map(|p| &p.resources).find(|r| r.name == table.name) {
            let hash = resource.hash.as_deref().map(|h| h.strip_prefix("sha256:").unwrap_or(h));
            compare(PACKAGE, resource.bytes, hash);
        }
        if let Some(listed) = output.manifest.iter().flat_map(|m| &m.tables).find(|t| t.name == table.name) {
            compare(MANIFEST, Some(listed.bytes), Some(&listed.sha256));
        }
    }
}

/// Row counts in the manifest and, of a published run, in its report are those of the files.
pub(super) fn row_counts(output: &Output, finder: &mut Finder<'_>) {
    let published = output.run.as_ref().ok().filter(|r| r.status == "published");
    let rows = |name: &str| output.table(name).and_then(|t| t.row_count());
    for table in &output.tables {
        let Some(count) = table.row_count() else { continue };
        let listed = output.manifest.iter().flat_map(|m| &m.tables).find(|t| t.name == table.name);
        if let Some(told) = listed.map(|t| t.rows).filter(|told| *told != count) {
            finder.file(table.file_name(), || format!("has {count} rows, {MANIFEST} says {told}"));
        }
        let reported = published.and_then(|r| r.tables.get(&table.name));
        if let Some(told) = reported.filter(|told| **told != count) {
            finder.file(table.file_name(), || format!("has {count} rows, {RUN} says {told}"));
        }
    }
    let Some(run) = published else { return };
    if let (Some(told), Some(count)) = (run.articles, rows("articles"))
        && told != count
    {
        finder.file(RUN, || format!("tells of {told} articles, the table has {count}"));
    }
    if let (Some(documents), Some(articles), Some(count)) = (run.documents, run.articles, rows("rejects"))
        && documents.saturating_sub(articles) != count
    {
        finder.file(RUN, || format!("tells of {} rejects, the table has {count}", documents.saturating_sub(articles)));
    }
}

/// The report tells of a published run, or that the tables are those of an earlier one.
pub(super) fn run_status(output: &Output, finder: &mut Finder<'_>) {
    let Ok(run) = output.last.as_ref().map_or(output.run.as_ref(), Ok) else { return };
    match run.status.as_str() {
        "published" if run.error.is_some() => finder.file(RUN, || "is published and has an error".into()),
        "published" => {}
        "failed" | "interrupted" | "refused" => {
            let why = run.error.as_deref().unwrap_or("without a reason");
            finder.note(format!("the last run was {} ({why}): the tables are those of an earlier one", run.status));
        }
        other => finder.file(RUN, || format!("has the status {other:?}, which no finished run has")),
    }
}

/// Package, manifest and every footer name the version of the contract that this program knows.
pub(super) fn contract(output: &Output, finder: &mut Finder<'_>) {
    let told = |value: Option<&str>| value.map_or("no version".to_owned(), |v| format!("version {v:?}"));
    let mut compare = |file: String, value: Option<&str>| {
        if value != Some(CONTRACT_VERSION) {
            finder.file(file, || format!("names {} of the contract, this program knows {CONTRACT_VERSION:?}", told(value)));
        }
    };
    if let Ok(package) = &output.package {
        compare(PACKAGE.into(), package.version.as_deref());
    }
    if let Ok(manifest) = &output.manifest {
        compare(MANIFEST.into(), Some(&manifest.contract));
    }
    for table in output.tables.iter().filter(|t| t.footer.is_ok()) {
        compare(table.file_name(), table.footer_value("newsgrain:contract"));
    }
}

/// The package describes each table by its schema file; keys into tables that were not written are left out of it.
pub(super) fn package(output: &Output, finder: &mut Finder<'_>) {
    let Ok(package) = &output.package else { return };
    let written: Vec<&str> = package.resources.iter().map(|r| r.name.as_str()).collect();
    for resource in package.resources.iter().filter(|r| schema(&r.name).is_some()) {
        let Ok(known) = table_schema(&resource.name, &written) else { continue };
        for part in ["fields", "primaryKey", "foreignKeys"] {
            if resource.schema.get(part) != known.get(part) {
                finder.file(PACKAGE, || format!("describes {part} of {} otherwise than its schema", resource.name));
            }
        }
    }
}
