//! Signals that stop a run.
//!
//! In: SIGINT, SIGTERM, SIGHUP. Out: a run that stops, or else a process that ends: what a run waits for, as a silent standard input or a
//! document that takes long, does not keep it. Never ends a process that is publishing before it had its time.

use std::time::{Duration, Instant};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::exit::Exit;
use super::logging;
use crate::error::{Error, Result};
use crate::pipeline::RunOptions;

/// Time for a run to stop by itself.
const GRACE: Duration = Duration::from_millis(350);
/// Time for a run that is publishing to have done so.
const PUBLISHING: Duration = Duration::from_millis(400);
/// Time for the last words.
const WORDS: Duration = Duration::from_millis(100);
/// The exit code: could not run.
const STOPPED: i32 = 2;

/// Watches for signals from now on. The first one asks the run to stop and ends the process where it does not, a second one ends it at once.
///
/// # Errors
/// Signals cannot be watched.
pub(super) fn watch(options: &RunOptions) -> Result<()> {
    let refused = |e: std::io::Error| Error::Configuration(format!("signals cannot be watched: {e}"));
    let mut watched = vec![SIGINT, SIGTERM];
    // `nohup` has SIGHUP ignored: a program that takes it back would end with its terminal after all.
    if !is_ignored(SIGHUP) {
        watched.push(SIGHUP);
    }
    let mut signals = Signals::new(watched).map_err(refused)?;
    let (interrupted, run) = (options.interrupted.clone(), options.watched.clone());
    let watch = move || {
        if signals.forever().next().is_none() {
            return;
        }
        interrupted.store(true, std::sync::atomic::Ordering::Relaxed);
        let clock = Instant::now();
        while clock.elapsed() < GRACE && signals.pending().next().is_none() {
            std::thread::sleep(Duration::from_millis(10));
        }
        let nothing_published = run.give_up(if clock.elapsed() < GRACE { Duration::ZERO } else { PUBLISHING });
        say(if nothing_published { Error::Interrupted.to_string() } else { "stopped by a signal".to_owned() });
        std::process::exit(STOPPED);
    };
    std::thread::Builder::new().name("signals".into()).spawn(watch).map(drop).map_err(refused)
}

/// Says something on standard error, but does not wait for a reader that does not read.
fn say(words: String) {
    let (sender, said) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        logging::fail("interrupted", Exit::Failure, None, &words);
        let _ = sender.send(());
    });
    let _ = said.recv_timeout(WORDS);
}

/// Whether this process was started with a signal ignored; no where the system does not tell.
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & (1 << (signal - 1)) != 0)
}
