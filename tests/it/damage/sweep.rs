//! Case after case, each with a net below it and a clock beside it.
//!
//! In: a number of cases, how one is made and what must hold. Out: nothing, or a failed test that names every kind of fault once, with the
//! smallest case that shows it written to a file. Never ends at the first fault: a sweep that takes minutes tells all it knows.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use super::samples::Case;

/// How long one case may take, in whatever build and on however busy a machine.
const LIMIT: Duration = Duration::from_secs(30);

/// The kind of what did not end.
const NO_END: &str = "no end";

/// What went wrong with a case.
pub struct Fault {
    /// Faults of one kind are told once.
    pub kind: String,
    /// All that is known of it.
    pub told: String,
}

impl Fault {
    pub fn new(kind: impl Into<String>, told: impl Into<String>) -> Self {
        Self { kind: kind.into(), told: told.into() }
    }
}

/// How a sweep is made: the environment decides, as it does for the random documents.
pub struct Sweep {
    /// Its name; the cases of its faults are kept under it.
    pub name: &'static str,
    /// How many cases.
    pub cases: u64,
    /// What the cases follow from.
    pub seed: u64,
    /// How long a case may take.
    pub limit: Duration,
}

impl Sweep {
    /// So many cases, unless `NEWSGRAIN_DAMAGE` asks for more; `share` is this sweep's part of them.
    pub fn new(name: &'static str, cases: u64, share: f64) -> Self {
        let number = |variable: &str| std::env::var(variable).ok().and_then(|v| v.parse::<u64>().ok());
        let asked = number("NEWSGRAIN_DAMAGE").map(|asked| (asked as f64 * share) as u64);
        Self { name, cases: asked.unwrap_or(0).max(cases), seed: number("NEWSGRAIN_DAMAGE_SEED").unwrap_or(1_861), limit: LIMIT }
    }

    /// Whether the language model reads as well, where the program has one.
    pub fn wants_model() -> bool {
        std::env::var_os("NEWSGRAIN_DAMAGE_MODEL").is_some()
    }

    /// Makes every case and looks whether it holds. A panic or a case without an end is a fault like any other.
    ///
    /// # Panics
    /// There was a fault.
    pub fn run(&self, make: fn(u64, u64) -> Case, holds: fn(&Case) -> Result<(), Fault>) {
        let mut faults = Faults { sweep: self, holds, kinds: BTreeMap::new() };
        let (mut next, seed) = (0, self.seed);
        while next < self.cases {
            let (sender, receiver) = channel();
            let numbers = next..self.cases;
            std::thread::spawn(move || {
                for number in numbers {
                    let fault = caught(|| holds(&make(seed, number))).err();
                    if sender.send((number, fault)).is_err() {
                        break;
                    }
                }
            });
            loop {
                match receiver.recv_timeout(self.limit) {
                    Ok((number, fault)) => {
                        next = number + 1;
                        fault.into_iter().for_each(|fault| faults.add(make(seed, number), fault));
                    }
                    Err(RecvTimeoutError::Timeout) => {
                        // Its thread is left behind, busy until the tests end; another one goes on with the next case.
                        faults.add(make(seed, next), Fault::new(NO_END, format!("more than {:?}", self.limit)));
                        next += 1;
                        break;
                    }
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
        }
        faults.assert_none();
    }
}

thread_local! {
    /// Whether this thread has a net below it, and where it last panicked.
    static NET: RefCell<(bool, String)> = const { RefCell::new((false, String::new())) };
}

/// Runs something; a panic is a fault whose kind is its place. It is not told at once: a sweep may meet it a thousand times.
pub fn caught<T>(run: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let place = info.location().map(|place| format!("{}:{}", place.file(), place.line()));
            match NET.with_borrow(|(is_below, _)| *is_below) {
                true => NET.set((true, place.unwrap_or_default())),
                false => before(info),
            }
        }));
    });
    NET.set((true, String::new()));
    let done = catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|cause| {
        let said = cause.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| cause.downcast_ref::<String>().cloned());
        Err(Fault::new(format!("panic at {}", NET.with_borrow(|(_, place)| place.clone())), said.unwrap_or_default()))
    });
    NET.set((false, String::new()));
    done
}

/// The faults of a sweep by their kind: how many, and the smallest case.
struct Faults<'a> {
    sweep: &'a Sweep,
    holds: fn(&Case) -> Result<(), Fault>,
    kinds: BTreeMap<String, (usize, Case, Fault)>,
}

impl Faults<'_> {
    fn add(&mut self, case: Case, fault: Fault) {
        match self.kinds.get_mut(&fault.kind) {
            Some((count, smallest, told)) => {
                *count += 1;
                if case.bytes.len() < smallest.bytes.len() {
                    (*smallest, *told) = (case, fault);
                }
            }
            None => _ = self.kinds.insert(fault.kind.clone(), (1, case, fault)),
        }
    }

    fn assert_none(self) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("damage").join(self.sweep.name);
        let _ = std::fs::remove_dir_all(&folder);
        let tell = |(kind, (count, mut case, fault)): (String, (usize, Case, Fault))| {
            let fault = reduced(&mut case, fault, self.holds);
            let path = keep(&folder, &case);
            format!("{kind} ({count} times)\n  {}\n  in {}, damages: {}", fault.told.trim_end(), path.display(), case.damages.join(", "))
        };
        let seed = self.sweep.seed;
        let told: Vec<String> = self.kinds.into_iter().map(tell).collect();
        assert!(told.is_empty(), "of {} cases of seed {seed}:\n{}", self.sweep.cases, told.join("\n"));
    }
}

/// Takes away from a case what its fault does not need, as far as some hundred trials go.
fn reduced(case: &mut Case, mut fault: Fault, holds: fn(&Case) -> Result<(), Fault>) -> Fault {
    const TRIALS: usize = 600;
    if fault.kind == NO_END {
        return fault;
    }
    let (mut part, mut from) = (case.bytes.len() / 2, 0);
    for _ in 0..TRIALS {
        if part == 0 {
            break;
        }
        let mut bytes = case.bytes.clone();
        bytes.drain(from..(from + part).min(case.bytes.len()));
        let less = Case { name: case.name.clone(), bytes, damages: Vec::new() };
        match caught(|| holds(&less)) {
            Err(same) if same.kind == fault.kind => (case.bytes, fault) = (less.bytes, same),
            _ => from += part,
        }
        if from >= case.bytes.len() {
            (part, from) = (part / 2, 0);
        }
    }
    fault
}

/// Writes a case where it can be tried again: `newsgrain run --input FILE`.
fn keep(folder: &Path, case: &Case) -> PathBuf {
    let path = folder.join(&case.name);
    std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, &case.bytes)).expect("the build folder can be written to");
    path
}
