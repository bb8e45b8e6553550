//! What is read of an input, and what it is called: ids, links, pipes, names.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::Duration;

use arrow::array::AsArray;
use newsgrain::read::{FollowLinks, Origin, SourceFile, Sources};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use predicates::prelude::*;
use predicates::str::contains;
use rustix::fs::{FileType, Mode, mknodat};

use crate::fixture::{newsgrain, root};

fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().expect("a scratch directory")
}

/// Writes an article whose text is its path.
fn write(root: &Path, path: impl AsRef<Path>) {
    let file = root.join(path.as_ref());
    std::fs::create_dir_all(file.parent().expect("it has a folder")).expect("it can be made");
    let text = format!("Toll on the quay\n\nThe mayor said that {} boats waited.\n", path.as_ref().display());
    std::fs::write(file, text).expect("it is new");
}

fn fifo(path: &Path) {
    mknodat(rustix::fs::CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).expect("a pipe can be made");
}

fn sources(inputs: &[PathBuf]) -> Sources {
    Sources { paths: inputs.iter().map(|p| p.to_string_lossy().into_owned()).collect(), ..Sources::default() }
}

/// What is read, by `source_uri`; what is refused with its reason.
fn found(sources: &Sources) -> (Vec<String>, BTreeMap<String, String>) {
    let files = sources.find().expect("the inputs are there");
    let (mut read, mut refused) = (Vec::new(), BTreeMap::new());
    for file in files {
        match file.origin {
            Origin::Refused(why) => _ = refused.insert(file.uri, why),
            _ => read.push(file.uri),
        }
    }
    (read, refused)
}

fn uris(root: &Path, paths: &[&str], exclude: &[&str]) -> Vec<String> {
    let inputs: Vec<_> = paths.iter().map(|p| root.join(p)).collect();
    found(&Sources { exclude: exclude.iter().map(|e| (*e).to_owned()).collect(), ..sources(&inputs) }).0
}

/// Two text columns of a table.
fn columns(output: &Path, table: &str, [key, value]: [&str; 2]) -> Vec<(String, String)> {
    let file = std::fs::File::open(output.join(format!("{table}.parquet"))).expect("it is there");
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("it is Parquet").build().expect("it can be read");
    let mut rows = Vec::new();
    for batch in reader {
        let batch = batch.expect("it is whole");
        let column = |name| batch.column_by_name(name).expect("it is there").as_string::<i32>();
        rows.extend((0..batch.num_rows()).map(|n| (column(key).value(n).to_owned(), column(value).value(n).to_owned())));
    }
    rows.sort();
    rows
}

/// A run of some inputs in a working directory; the same inputs are good for `check --source`.
fn run(inputs: &[&OsStr], from: &Path, output: &Path) {
    let mut command = newsgrain();
    command.current_dir(from).args(["run", "--quiet", "--max-reject-rate", "1", "--output"]).arg(output);
    inputs.iter().for_each(|i| _ = command.arg("--input").arg(i));
    command.timeout(Duration::from_secs(60)).assert().success();
    let mut check = newsgrain();
    check.current_dir(from).arg("check").arg(output);
    inputs.iter().for_each(|i| _ = check.arg("--source").arg(i));
    check.timeout(Duration::from_secs(60)).assert().success();
}

/// Ids of articles by the hash of their bytes.
fn ids(inputs: &[impl AsRef<OsStr>], from: &Path) -> BTreeMap<String, String> {
    let scratch = scratch();
    let output = scratch.path().join("tables");
    run(&inputs.iter().map(AsRef::as_ref).collect::<Vec<_>>(), from, &output);
    columns(&output, "articles", ["source_hash", "article_id"]).into_iter().collect()
}

#[test]
fn files_come_in_the_order_of_their_paths_without_hidden_and_excluded_ones() {
    let root = scratch();
    for name in ["z.txt", "b/a.jsonl.gz", ".hidden.txt", "README.md"] {
        write(root.path(), name);
    }
    assert_eq!(uris(root.path(), &[""], &["**/*.md", "*.md"]), ["b/a.jsonl.gz", "z.txt"]);
    assert_eq!(uris(root.path(), &["*.txt"], &[]), ["z.txt"]);
    assert_eq!(uris(root.path(), &["**/*.gz"], &[]), ["b/a.jsonl.gz"]);
    assert_eq!(uris(root.path(), &["*.txt", "b/../README.md"], &[]), ["README.md", "z.txt"]);
}

#[test]
fn what_was_passed_over_is_told_with_its_reason() {
    let root = scratch();
    let discovery = |exclude: &[&str]| {
        let exclude = exclude.iter().map(|e| (*e).to_owned()).collect();
        Sources { exclude, ..sources(&[root.path().to_owned()]) }.discover().expect("it is there")
    };
    assert_eq!(discovery(&[]).notes, ["the input holds no file"]);
    for name in [".a.txt", ".b/c.txt", "d.md"] {
        write(root.path(), name);
    }
    assert_eq!(discovery(&["*.md"]).notes, ["the input holds no file to read; passed over: 2 hidden, 1 excluded by the pipeline"]);
    write(root.path(), "e.txt");
    assert_eq!(discovery(&["*.md"]).notes, ["passed over: 2 hidden, 1 excluded by the pipeline"]);
}

#[test]
fn an_input_that_is_not_there_or_is_no_file_is_an_error() {
    let refusal = |path: &str| sources(&[path.into()]).find().map(|_| ()).expect_err("it is no input").to_string();
    assert!(refusal("no/such/folder").starts_with("the input no/such/folder does not exist"));
    assert_eq!(refusal("/dev/zero"), "the input /dev/zero is a device: name folders, files or pipes");
    let root = scratch();
    assert!(refusal(&format!("{}/*.txt", root.path().display())).ends_with("matches no file"));
}

#[test]
fn an_article_keeps_its_id_however_its_folder_is_named() {
    let root = scratch();
    for name in ["one/a.txt", "one/deep/b.txt", "two/c.txt", "elsewhere/d.txt"] {
        write(root.path(), name);
    }
    std::fs::write(root.path().join("one/r.jsonl"), "{\"id\": 7, \"text\": \"Rain fell on the quay.\"}\n").expect("it is new");
    symlink(root.path().join("one"), root.path().join("link")).expect("it is new");
    let alone = ids(&["one"], root.path());
    assert_eq!(alone.len(), 3);
    assert_eq!(alone, ids(&[root.path().join("one")], Path::new("/")));
    for spelled in ["./one/", "two/../one", "link", "link/."] {
        assert_eq!(alone, ids(&[spelled], root.path()), "{spelled}");
    }
    assert_eq!(alone, ids(&["../one"], &root.path().join("elsewhere")));
    assert_eq!(alone, ids(&["one", "./one", "link", "one/a.txt", "one/*.txt", "one/deep"], root.path()));
    let both = ids(&["one", "two"], root.path());
    assert_eq!(both, ids(&["two/", "./one"], root.path()));
    assert_eq!(both.len(), 4);
    assert!(alone.iter().all(|(hash, id)| both[hash] == *id));
    let file = ids(&["one/a.txt"], root.path());
    assert!(file.iter().all(|(hash, id)| alone[hash] == *id));
}

#[test]
fn several_roots_are_told_apart_by_their_last_folders() {
    let root = scratch();
    for name in ["x/news/a.txt", "y/news/a.txt", "z/b.txt"] {
        write(root.path(), name);
    }
    let several = ["z", "x/news", "y/news"];
    let expected = ["x/news/a.txt", "y/news/a.txt", "z/b.txt"];
    assert_eq!(uris(root.path(), &several, &[]), expected);
    assert_eq!(uris(root.path(), &["y/../z/", "./y/news", "x/news/."], &[]), expected);
    // One root inside another adds nothing.
    assert_eq!(uris(root.path(), &["x/news", "x"], &[]), ["news/a.txt"]);
    // Two files of one path below their roots are known by more of it, and the log says so.
    let inputs: Vec<_> = several.iter().map(|p| root.path().join(p)).collect();
    let discovery = sources(&inputs).discover().expect("they are there");
    let names: Vec<_> = discovery.files.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names, ["x/news/a.txt", "y/news/a.txt", "b.txt"]);
    assert!(discovery.notes[0].starts_with("2 files of different inputs have a path in common, as a.txt"), "{:?}", discovery.notes);
    let scratch = scratch();
    let output = scratch.path().join("tables");
    run(&inputs.iter().map(|i| i.as_os_str()).collect::<Vec<_>>(), root.path(), &output);
    assert_eq!(columns(&output, "articles", ["source_uri", "article_id"]).len(), 3);
}

#[test]
fn records_of_one_id_are_told_apart_and_checked_against_the_right_one() {
    let root = scratch();
    let lines = [
        r#"{"id": 7, "text": "Rain fell on the quay, the mayor said."}"#,
        r#"{"id": 7, "text": "Snow fell on the quay, the mayor said, and more of it came in the night."}"#,
        r#"{"id": 8, "url": "https://gull.example/8", "updated": "2024-03-05", "text": "Fog lay on the quay, the mayor said."}"#,
        r#"{"id": 8, "url": "https://gull.example/8", "updated": "2024-03-06", "text": "Fog had left the quay, the mayor said on Tuesday."}"#,
        r#"{"id": 9, "text": ""}"#,
        r#"{"id": 9, "text": "Sun shone on the quay, the mayor said."}"#,
    ];
    std::fs::write(root.path().join("a.jsonl"), lines.join("\n")).expect("it is new");
    let scratch = scratch();
    let output = scratch.path().join("tables");
    run(&[root.path().as_os_str()], root.path(), &output);
    let articles: Vec<_> = columns(&output, "articles", ["source_uri", "text"]).into_iter().map(|(uri, _)| uri).collect();
    assert_eq!(articles, ["a.jsonl#7", "a.jsonl#8~2", "a.jsonl#9~2"]);
    let rejects = columns(&output, "rejects", ["source_uri", "reason"]);
    let rejects: Vec<_> = rejects.iter().map(|(uri, reason)| (uri.as_str(), reason.as_str())).collect();
    assert_eq!(rejects[..2], [("a.jsonl#7~2", "duplicate_id"), ("a.jsonl#8", "duplicate_id")]);
    assert_eq!(rejects[2].0, "a.jsonl#9");
}

#[test]
fn what_is_no_regular_file_is_a_reject_and_nobody_waits_for_it() {
    let root = scratch();
    write(root.path(), "good.txt");
    fifo(&root.path().join("pipe.txt"));
    let _socket = std::os::unix::net::UnixListener::bind(root.path().join("socket.txt")).expect("it can be bound");
    symlink("/dev/zero", root.path().join("zero.txt")).expect("it is new");
    symlink("pipe.txt", root.path().join("to-pipe.txt")).expect("it is new");
    symlink("nowhere.txt", root.path().join("dangling.txt")).expect("it is new");
    symlink("self.txt", root.path().join("self.txt")).expect("it is new");
    let (read, refused) = found(&sources(&[root.path().to_owned()]));
    assert_eq!(read, ["good.txt"]);
    assert_eq!(refused["pipe.txt"], "a named pipe, no regular file");
    assert_eq!(refused["to-pipe.txt"], "a link to a named pipe");
    assert_eq!(refused["socket.txt"], "a socket, no regular file");
    assert_eq!(refused["dangling.txt"], "a link to nowhere.txt, where nothing is");
    assert!(refused["zero.txt"].starts_with("a link out of the input, to /dev/zero"), "{refused:?}");
    assert!(refused["self.txt"].contains("cannot be followed"), "{refused:?}");
    let all = Sources { follow_links: FollowLinks::All, ..sources(&[root.path().to_owned()]) };
    assert_eq!(found(&all).1["zero.txt"], "a link to a device");
    let scratch = scratch();
    let output = scratch.path().join("tables");
    run(&[root.path().as_os_str()], root.path(), &output);
    assert_eq!(columns(&output, "rejects", ["source_uri", "reason"]).len(), 6);
}

#[test]
fn what_became_a_pipe_since_it_was_found_is_not_waited_for() {
    let root = scratch();
    write(root.path(), "a.txt");
    let files = sources(&[root.path().to_owned()]).find().expect("it is there");
    std::fs::remove_file(root.path().join("a.txt")).expect("it is there");
    fifo(&root.path().join("a.txt"));
    let open = |file: &SourceFile| file.open().map(|_| ()).expect_err("it is a pipe").to_string();
    assert_eq!(open(&files[0]), "a named pipe");
    std::fs::remove_file(root.path().join("a.txt")).expect("it is there");
    symlink("/dev/zero", root.path().join("a.txt")).expect("it is free");
    assert!(files[0].open().is_err(), "a link took its place");
}

#[test]
fn links_are_followed_inside_the_input_and_round_no_circle() {
    let root = scratch();
    let folders: Vec<PathBuf> = (0..18).map(|n| PathBuf::from(format!("in/f{n:02}"))).collect();
    for folder in &folders {
        write(root.path(), folder.join("a.txt"));
        for other in &folders {
            let name = other.file_name().expect("it has a name");
            symlink(root.path().join(other), root.path().join(folder).join(format!("to-{}", name.display()))).expect("it is new");
        }
    }
    write(root.path(), "in/.kept/b.txt");
    symlink("../.kept", root.path().join("in/f03/kept")).expect("it is new");
    symlink("../.kept", root.path().join("in/f01/kept")).expect("it is new");
    write(root.path(), "out/c.txt");
    symlink("../out", root.path().join("in/out")).expect("it is new");
    let input = sources(&[root.path().join("in")]);
    let (read, refused) = found(&input);
    assert_eq!(read.len(), 19, "{read:?}");
    assert!(read.contains(&"f01/kept/b.txt".to_owned()), "of two links the first is the name: {read:?}");
    assert!(refused["out"].starts_with("a link out of the input, to "), "{refused:?}");
    assert!(input.discover().expect("it is there").notes[0].contains("links to what is read under its own path"));
    let (read, refused) = found(&Sources { follow_links: FollowLinks::All, ..input.clone() });
    assert_eq!((read.len(), read.last().map(String::as_str), refused.len()), (20, Some("out/c.txt"), 0));
    let (read, refused) = found(&Sources { follow_links: FollowLinks::None, ..input });
    assert_eq!((read.len(), refused.len()), (18, 1));
}

#[test]
fn file_names_of_any_bytes_stay_apart() {
    let root = scratch();
    let names: [&[u8]; 7] = [b"caf\xe9.txt", b"caf\xe8.txt", b"caf\\xe9.txt", b"line\nbreak.txt", b"a#1.txt", b"\x1b[31m.txt", b"a.jsonl"];
    for name in names {
        write(root.path(), Path::new(OsStr::from_bytes(name)));
    }
    std::fs::write(root.path().join("a.jsonl"), "{\"id\": \"1.txt\", \"text\": \"Rain fell on the quay.\"}\n").expect("it is there");
    let scratch = scratch();
    let output = scratch.path().join("tables");
    run(&[root.path().as_os_str()], root.path(), &output);
    let articles = columns(&output, "articles", ["source_uri", "article_id"]);
    let uris: Vec<_> = articles.iter().map(|(uri, _)| uri.as_str()).collect();
    let expected = ["\u{1b}[31m.txt", "a#1.txt", "a.jsonl#1.txt", "caf\\x5cxe9.txt", "caf\\xe8.txt", "caf\\xe9.txt", "line\nbreak.txt"];
    assert_eq!(uris, expected);
}

#[test]
fn a_pipe_that_is_named_is_read_to_its_end() {
    let root = scratch();
    let pipe = root.path().join("pipe");
    fifo(&pipe);
    let record = "{\"id\": \"a\", \"headline\": \"Ferry toll rises\", \"text\": \"The mayor said 31 people had been rescued.\"}\n";
    let writer = {
        let pipe = pipe.clone();
        std::thread::spawn(move || std::fs::write(pipe, record))
    };
    let output = root.path().join("tables");
    let mut command = newsgrain();
    command.args(["run", "--quiet", "--input"]).arg(&pipe).arg("--output").arg(&output);
    command.timeout(Duration::from_secs(60)).assert().success();
    writer.join().expect("it ends").expect("it was read");
    assert_eq!(columns(&output, "articles", ["source_uri", "headline"]), [("pipe#a".to_owned(), "Ferry toll rises".to_owned())]);
    let mut command = newsgrain();
    command.args(["run", "--quiet", "--input", "/dev/stdin", "--output"]).arg(&output).write_stdin(record).assert().success();
    assert_eq!(columns(&output, "articles", ["source_uri", "headline"])[0].0, "stdin#a");
}

/// What a dry run says of an input, as a user whom permissions bind: root without its capabilities, or whoever runs the test.
fn bound_dry_run(input: &Path) -> String {
    let program = env!("CARGO_BIN_EXE_newsgrain");
    let mut command = match rustix::process::getuid().is_root() {
        true => {
            let mut command = std::process::Command::new("setpriv");
            command.args(["--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all", program]);
            command
        }
        false => std::process::Command::new(program),
    };
    let done = command.args(["run", "--dry-run", "--input"]).arg(input).output().expect("it starts");
    format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr))
}

#[test]
fn a_folder_that_cannot_be_listed_is_told_and_not_missing() {
    if rustix::process::getuid().is_root() && std::process::Command::new("setpriv").arg("--version").output().is_err() {
        eprintln!("not tried: permissions do not bind this user, and there is no setpriv");
        return;
    }
    let root = scratch();
    write(root.path(), "in/good.txt");
    write(root.path(), "in/closed/a.txt");
    let closed = root.path().join("in/closed");
    let mode = |mode| std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(mode)).expect("it is ours");
    mode(0o000);
    let said = ["in", "in/closed/a.txt", "in/closed"].map(|input| bound_dry_run(&root.path().join(input)));
    mode(0o755);
    let [whole, below, itself] = said;
    assert!(whole.contains("a folder that cannot be listed: Permission denied") && whole.contains("\tclosed\n"), "{whole}");
    assert!(whole.contains("text\tgood.txt"), "{whole}");
    assert!(below.contains("Permission denied") && !below.contains("does not exist"), "{below}");
    assert!(itself.contains("cannot read") && itself.contains("Permission denied"), "{itself}");
}

#[test]
fn deep_trees_and_long_names_do_not_end_a_run() {
    let root = scratch();
    write(root.path(), "good.txt");
    write(root.path(), "x".repeat(250) + ".txt");
    let mut folder = rustix::fs::open(root.path(), rustix::fs::OFlags::RDONLY, Mode::empty()).expect("it is there");
    let name = "d".repeat(200);
    for _ in 0..40 {
        rustix::fs::mkdirat(&folder, &name, Mode::RWXU).expect("it is new");
        folder = rustix::fs::openat(&folder, &name, rustix::fs::OFlags::RDONLY, Mode::empty()).expect("it is there");
    }
    let (read, refused) = found(&sources(&[root.path().to_owned()]));
    assert_eq!(read.len(), 2);
    assert!(refused.values().all(|why| why.contains("File name too long")) && refused.len() == 1, "{refused:?}");
}

#[test]
fn the_switch_of_links_is_checked() {
    let root = scratch();
    let pipeline = root.path().join("news.toml");
    std::fs::write(&pipeline, "[sources]\npaths = [\"a\"]\nfollow_links = \"insid\"\n").expect("it is new");
    let message = contains("line 3: unknown value of follow_links insid; did you mean inside?");
    newsgrain().args(["run", "--dry-run", "--pipeline"]).arg(&pipeline).assert().code(2).stderr(message);
}

#[test]
fn a_machine_without_room_for_temporary_files_is_not_the_fault_of_the_files() {
    let scratch = scratch();
    let packed = scratch.path().join("bridge.parquet.zst");
    let plain = std::fs::read(root().join("data/articles/feeds/bridge.parquet")).expect("it is there");
    std::fs::write(&packed, zstd::encode_all(plain.as_slice(), 1).expect("it can be packed")).expect("it is new");
    let run = |input: &Path, output: &str| {
        let mut command = newsgrain();
        command.env("TMPDIR", "/no/such/folder").args(["run", "--quiet", "--input"]).arg(input).arg("--output");
        command.arg(scratch.path().join(output)).assert()
    };
    // A file that can be read where it is needs no copy.
    run(Path::new("data/articles/feeds/bridge.parquet"), "plain").success();
    let said = contains("no temporary file can be written in /no/such/folder").and(contains("No such file"));
    run(&packed, "packed").code(2).stderr(said);
}
