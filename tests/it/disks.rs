//! Disks that are full or not to be written: the message says where and what is needed, and the tables are as they were.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use predicates::prelude::*;
use predicates::str::contains;

use crate::fixture::{a_few_articles, files_of, left_out, leftovers, names_of, newsgrain, open_to_all, quiet_run, unprivileged};

/// A small disk of its own, for as long as the test goes on.
struct Disk {
    /// Where it is mounted.
    path: PathBuf,
    _root: tempfile::TempDir,
}

impl Disk {
    /// Mounts a disk of so many kilobytes; none where this user or this machine may not.
    fn mount(kilobytes: u32) -> Option<Self> {
        let root = tempfile::tempdir().expect("a scratch directory");
        let path = root.path().join("disk");
        std::fs::create_dir(&path).expect("it is new");
        let size = format!("size={kilobytes}k");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "none"]).arg(&path).output();
        mounted.is_ok_and(|done| done.status.success()).then_some(Self { path, _root: root })
    }

    /// Makes it a disk to be read only.
    fn close(&self) -> bool {
        let done = Command::new("mount").args(["-o", "remount,ro"]).arg(&self.path).status();
        done.is_ok_and(|status| status.success())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.path).status();
    }
}

/// Writes a file of so many kilobytes.
fn fill(path: &Path, kilobytes: usize) -> std::io::Result<()> {
    std::fs::write(path, vec![0u8; kilobytes << 10])
}

#[test]
fn a_mount_point_is_an_output() {
    let Some(disk) = Disk::mount(8 << 10) else { return left_out("an output that is a mount point: this user may not mount") };
    let input = a_few_articles();
    std::fs::create_dir(disk.path.join("lost+found")).expect("it is new");
    for _ in 0..2 {
        quiet_run(input.path(), &disk.path).assert().success();
    }
    newsgrain().arg("check").arg(&disk.path).assert().success();
    assert!(disk.path.join("lost+found").is_dir());
    assert_eq!(std::fs::read_link(disk.path.join("current")).expect("it is a link"), Path::new(".versions/000002"));
}

#[test]
fn a_full_disk_is_named_and_publishes_nothing() {
    let Some(disk) = Disk::mount(4 << 10) else { return left_out("a full disk: this user may not mount") };
    let (input, output, ballast) = (a_few_articles(), disk.path.join("tables"), disk.path.join("ballast"));
    quiet_run(input.path(), &output).assert().success();
    let whole = files_of(&output.join("current/"));
    let used: usize = whole.values().map(Vec::len).sum::<usize>() >> 10;
    // From no room at all to nearly enough: another file is met by the end of the disk each time.
    let (mut refused, mut failed) = (0, 0);
    for room in (0..used).step_by((used / 12).max(1)) {
        let free = rustix::fs::statvfs(&disk.path).map(|s| (s.f_bavail * s.f_frsize) as usize >> 10).expect("it is mounted");
        fill(&ballast, free.saturating_sub(room)).expect("there is room");
        let done = quiet_run(input.path(), &output).assert();
        std::fs::remove_file(&ballast).expect("it is ours");
        if done.get_output().status.success() {
            continue;
        }
        refused += 1;
        let path = output.to_string_lossy().into_owned();
        done.code(2).stderr(contains("the disk of ").and(contains(path)).and(contains("is full, ")).and(contains("bytes are free there")));
        assert!(!leftovers(&output), "with room for {room} kB");
        newsgrain().arg("check").arg(&output).assert().success();
        assert_eq!(names_of(&output.join(".versions")).len(), 2, "with room for {room} kB");
        let report = std::fs::read_to_string(output.join("run.json")).expect("it is there");
        let report: serde_json::Value = serde_json::from_str(&report).expect("it is whole");
        assert_eq!(report["version"], "000001");
        failed += usize::from(report["status"] == "failed");
        let mut after = files_of(&output.join("current/"));
        after.insert("run.json".into(), whole["run.json"].clone());
        assert!(after == whole, "with room for {room} kB");
    }
    assert!(refused > 5 && failed > 5, "{refused} runs met the end of the disk, {failed} could say so in their report");
    quiet_run(input.path(), &output).assert().success();
}

#[test]
fn a_disk_to_be_read_only_is_named() {
    let Some(disk) = Disk::mount(4 << 10) else { return left_out("a disk to be read only: this user may not mount") };
    let (input, output) = (a_few_articles(), disk.path.join("tables"));
    quiet_run(input.path(), &output).assert().success();
    let before = files_of(&output);
    assert!(disk.close());
    let said = contains(output.to_string_lossy().into_owned()).and(contains("is mounted for reading only: name a folder on another disk"));
    quiet_run(input.path(), &output).assert().code(2).stderr(said);
    assert_eq!(before, files_of(&output));
}

#[test]
fn a_folder_without_permission_is_named() {
    let Some(_) = unprivileged() else { return left_out("a folder without permission: nobody is there who may not write") };
    let (input, scratch) = (a_few_articles(), tempfile::tempdir().expect("a scratch directory"));
    let output = scratch.path().join("tables");
    quiet_run(input.path(), &output).assert().success();
    open_to_all(input.path());
    open_to_all(scratch.path());
    let before = files_of(&output);
    let run = || {
        let mut run = unprivileged().expect("it is there");
        run.args(["run", "--quiet", "--input"]).arg(input.path()).arg("--output").arg(&output);
        run
    };
    let set_mode = |path: PathBuf, mode| std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).expect("it is ours");
    for closed in [".versions", ""] {
        set_mode(output.join(closed), 0o555);
        let folder = output.join(closed).components().as_path().to_string_lossy().into_owned();
        let needed = contains(format!("permission to write in {folder} is needed"));
        run().assert().code(2).stderr(needed);
        assert_eq!(before, files_of(&output));
        assert!(!leftovers(&output), "{closed}");
        set_mode(output.join(closed), 0o777);
    }
    run().assert().success();
}
