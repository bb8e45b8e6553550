//! How long one document may take.
//!
//! In: a limit. Out: whether it is over. Never stops anything itself: whoever works on a document asks between two steps, and where a step
//! walks over all of a page, now and then inside it.

use std::time::{Duration, Instant};

/// The moment by which a document must be done; none where it may take as long as it takes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Deadline(Option<Instant>);

impl Deadline {
    /// So long from now on.
    pub fn after(limit: Option<Duration>) -> Self {
        Self(limit.and_then(|limit| Instant::now().checked_add(limit)))
    }

    /// Whether the time is over.
    pub fn is_over(self) -> bool {
        self.0.is_some_and(|end| Instant::now() >= end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_of_nothing_is_over_at_once_and_none_never_is() {
        assert!(Deadline::after(Some(Duration::ZERO)).is_over());
        assert!(!Deadline::after(Some(Duration::from_secs(3600))).is_over());
        assert!(!Deadline::after(Some(Duration::MAX)).is_over());
        assert!(!Deadline::default().is_over());
    }
}
