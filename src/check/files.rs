//! Checks of the output as a set of files: the package, the manifest, the report of the run.
//!
//! In: [`Output`]. Out: violations of whole files. Never looks at a row.

use std::collections::BTreeMap;

use super::findings::Finder;
use super::output::{Output, Run, Table};
use crate::tables::{SCHEMAS, schema};
use crate::write::CONTRACT_VERSION;
use crate::write::layout::{MANIFEST, PACKAGE, REPORT as RUN};
use crate::write::package::table_schema;
use crate::write::parquet::digest;

/// The three JSON files can be read, every table they name is there, and no other Parquet file lies beside them.
pub(super) fn present(output: &Output, finder: &mut Finder<'_>) {
    // Between publishing and the report of a version a run may be killed.
    if output.run.is_err() && output.place.version.is_some() && !output.place.tables.join(RUN).exists() {
        finder.note("the run that wrote this version left no report of it: it was stopped right after it had published".into());
    } else if let Err(message) = &output.run {
        finder.file(RUN, || message.clone());
    }
    if let Some(Err(message)) = &output.last {
        finder.note(format!("the report of the last run {message}"));
    }
    let states = [(PACKAGE, output.package.as_ref().err()), (MANIFEST, output.manifest.as_ref().err())];
    for (file, message) in states {
        if let Some(message) = message {
            finder.file(file, || message.clone());
        }
    }
    for path in &output.strange_paths {
        finder.file(PACKAGE, || format!("{path:?} is no name of a file in this directory"));
    }
    for table in &output.tables {
        if !table.path.exists() {
            finder.file(table.file_name(), || "is named and not there".into());
        } else if !table.path.is_file() {
            finder.file(table.file_name(), || "is named and no regular file".into());
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

/// Every table can be opened. The reader of the rows reports here, too.
pub(super) fn readable(output: &Output, finder: &mut Finder<'_>) {
    for table in output.tables.iter().filter(|t| t.path.is_file()) {
        if let Err(message) = &table.footer {
            finder.file(table.file_name(), || format!("cannot be read: {message}"));
        }
    }
}

/// Sizes and SHA-256 in package and manifest are those of the files, unless another program wrote them anew.
pub(super) fn hashes(output: &Output, finder: &mut Finder<'_>) {
    for table in output.tables.iter().filter(|t| t.path.is_file()) {
        if let Some(by) = table.rewritten_by() {
            let lost = "its size and hash are its own, and what its footer lacks is no fault";
            finder.note(format!("{} was rewritten by {by}: {lost}", table.file_name()));
            continue;
        }
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
    let published = output.run.as_ref().ok().filter(|r| r.status == "published" && speaks_of(r, output));
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
        // One row may stand for many documents, as for what was cut off a file.
        && documents.saturating_sub(articles) < count
    {
        finder.file(RUN, || format!("tells of {} rejects, the table has {count}", documents.saturating_sub(articles)));
    }
}

/// Rejects by stage and reason, and articles by flag, are as many as the report says.
pub(super) fn reported(output: &Output, finder: &mut Finder<'_>) {
    let Some(run) = output.run.as_ref().ok().filter(|r| r.status == "published" && speaks_of(r, output)) else { return };
    if let (Some(told), Some(table)) = (&run.rejects, output.table("rejects").filter(|t| t.has_column("stage") && t.has_column("reason"))) {
        let mut counted: BTreeMap<(String, String), u64> = BTreeMap::new();
        table.each(&["stage", "reason"], |rows| {
            for n in 0..rows.len() {
                let text = |column: &str| rows.text_of(column, n).unwrap_or_default().to_owned();
                *counted.entry((text("stage"), text("reason"))).or_default() += 1;
            }
        });
        let told = told.iter().flat_map(|(stage, reasons)| reasons.iter().map(move |(r, n)| ((stage.clone(), r.clone()), *n)));
        let told: BTreeMap<_, u64> = told.filter(|(_, count)| *count > 0).collect();
        let fits = told.keys().eq(counted.keys()) && told.iter().zip(&counted).all(|((_, told), (_, rows))| told >= rows);
        if !fits {
            finder.file(RUN, || "tells of other rejects by stage and reason than the table".into());
        }
    }
    if let (Some(told), Some(table)) = (&run.flags, output.table("articles").filter(|t| t.has_column("flags"))) {
        let mut counted: BTreeMap<String, u64> = BTreeMap::new();
        table.each(&["flags"], |rows| {
            for flag in (0..rows.len()).flat_map(|n| rows.items("flags", n)) {
                *counted.entry(flag.to_owned()).or_default() += 1;
            }
        });
        if !told.iter().filter(|(_, count)| **count > 0).eq(counted.iter()) {
            finder.file(RUN, || "tells of other flags of articles than the table".into());
        }
    }
}

/// Whether a report is about the tables that are looked at.
fn speaks_of(run: &Run, output: &Output) -> bool {
    let (told, version) = (run.version.as_ref(), output.place.version.as_ref());
    told.is_none() || version.is_none() || told == version
}

/// The report tells of a published run, or that the tables are those of an earlier one.
pub(super) fn run_status(output: &Output, finder: &mut Finder<'_>) {
    if let Ok(run) = &output.run {
        if run.status != "published" && output.place.version.is_some() {
            finder.file(RUN, || format!("of a published version has the status {:?}", run.status));
        } else {
            status(run, finder);
        }
        if !speaks_of(run, output) {
            finder.note(format!(
                "the report beside the tables is of version {}: counts are not compared",
                run.version.as_deref().unwrap_or("?")
            ));
        }
    }
    let Some(Ok(last)) = &output.last else { return };
    if !speaks_of(last, output) {
        let told = last.version.as_deref().unwrap_or("none");
        finder.note(format!("the report of the last run is of version {told}, these tables are another one"));
    }
    match last.status.as_str() {
        "running" => finder.note("the last run is still going on, or was killed".into()),
        _ => status(last, finder),
    }
}

fn status(run: &Run, finder: &mut Finder<'_>) {
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
    let is_lost = |t: &Table| t.rewritten_by().is_some() && t.footer_value("newsgrain:contract").is_none();
    for table in output.tables.iter().filter(|t| t.footer.is_ok() && !is_lost(t)) {
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
