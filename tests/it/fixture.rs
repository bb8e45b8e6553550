//! What several tests share: the program, the sample articles, one published output.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use assert_cmd::Command;

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The sample articles.
pub fn articles() -> PathBuf {
    root().join("data/articles")
}

/// The program, not yet started.
pub fn newsgrain() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsgrain"));
    command.current_dir(root()).env_remove("NEWSGRAIN_LOG").env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// The program on its way to run `input` into `output`, quietly.
pub fn quiet_run(input: &Path, output: &Path) -> Command {
    let mut command = newsgrain();
    command.args(["run", "--quiet", "--max-reject-rate", "1", "--input"]).arg(input).arg("--output").arg(output);
    command
}

/// The tables of the sample articles: made once for all tests, not to be changed by any.
pub fn published() -> &'static Path {
    static OUTPUT: LazyLock<PathBuf> = LazyLock::new(|| {
        let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join("published");
        quiet_run(&articles(), &output).assert().success();
        output
    });
    &OUTPUT
}

/// Some sample articles in a folder of their own, for tests that run often.
pub fn a_few_articles() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a scratch directory");
    for entry in std::fs::read_dir(root().join("tests/articles")).expect("the folder is there").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".txt") && !name.ends_with(".tagged.txt") {
            std::fs::copy(entry.path(), dir.path().join(&name)).expect("it can be copied");
        }
    }
    dir
}

/// Every file of a folder, links to files among them, with its bytes, by name.
pub fn files_of(dir: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(dir).expect("the folder is there").flatten().filter(|e| e.path().is_file());
    entries.map(|e| (e.file_name().to_string_lossy().into_owned(), std::fs::read(e.path()).expect("it can be read"))).collect()
}

/// The names of what lies in a folder, sorted.
pub fn names_of(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).expect("the folder is there").flatten();
    let mut names: Vec<String> = entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Whether an output holds a folder that a run works in.
pub fn leftovers(output: &Path) -> bool {
    let entries = std::fs::read_dir(output.join(".versions")).into_iter().flatten().flatten();
    entries.into_iter().any(|e| e.file_name().to_string_lossy().starts_with("staging-"))
}

/// Says past the test's own capture what this machine does not let a test try: nobody is to think that it was tested.
pub fn left_out(what: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "LEFT OUT, {what}");
}

/// The program as somebody whom permissions bind; none where this user is above them and cannot become another.
pub fn unprivileged() -> Option<Command> {
    if !rustix::process::geteuid().is_root() {
        return Some(newsgrain());
    }
    let arguments = ["--reuid=65534", "--regid=65534", "--clear-groups", "--", env!("CARGO_BIN_EXE_newsgrain")];
    let tried = std::process::Command::new("setpriv").args(arguments).arg("--version").output();
    tried.is_ok_and(|done| done.status.success()).then(|| {
        let mut command = Command::new("setpriv");
        command.args(arguments).current_dir("/").env_remove("NEWSGRAIN_LOG");
        command
    })
}

/// Lets everybody read and write what lies below a folder, but for what is closed to all on purpose.
pub fn open_to_all(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten().filter(|e| !e.path_is_symlink()) {
        let mode = entry.metadata().expect("it is there").permissions().mode();
        if mode & 0o400 != 0 {
            let wider = std::fs::Permissions::from_mode(mode | 0o066 | (mode & 0o100) >> 3 | (mode & 0o100) >> 6);
            std::fs::set_permissions(entry.path(), wider).expect("it is ours");
        }
    }
}
