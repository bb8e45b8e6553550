//! How much work one document may take.
//!
//! In: a limit in steps, and what is charged by whoever walks over a document. Out: whether the limit is met. Never looks at a clock: the
//! same document gives the same answer on every machine, under any load and with any number of threads. Never stops anything itself:
//! whoever works on a document asks between two steps, and inside a step that walks over all of it.
//!
//! A step is about what it takes to look at one byte in one pass, a nanosecond or a few.

use std::cell::Cell;

/// The steps that are left for a document; it belongs to the one thread that works on it.
#[derive(Clone, Debug)]
pub struct Budget {
    left: Cell<u64>,
    /// Whether more was charged than there was.
    is_over: Cell<bool>,
}

impl Default for Budget {
    /// As many steps as it takes.
    fn default() -> Self {
        Self::of(u64::MAX)
    }
}

impl Budget {
    /// So many steps.
    pub fn of(steps: u64) -> Self {
        Self { left: Cell::new(steps), is_over: Cell::new(false) }
    }

    /// Takes steps away; whether there were so many left.
    pub fn charge(&self, steps: usize) -> bool {
        match self.left.get().checked_sub(steps as u64) {
            Some(left) if !self.is_over.get() => self.left.set(left),
            _ => self.is_over.set(true),
        }
        !self.is_over.get()
    }

    /// The steps that are left.
    pub fn left(&self) -> u64 {
        self.left.get()
    }

    /// Whether more was charged than there was.
    pub fn is_over(&self) -> bool {
        self.is_over.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_over_with_the_first_step_too_many_and_stays_so() {
        let budget = Budget::of(10);
        assert!(budget.charge(4) && budget.charge(6) && !budget.is_over());
        assert!(!budget.charge(1) && budget.is_over() && !budget.charge(0));
        assert!(Budget::default().charge(usize::MAX));
    }
}
