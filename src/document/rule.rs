//! The name of a rule.
//!
//! In: what a rule is called where it is written. Out: the same in the tables. Never says what the rule does.

/// The name of the rule that decided a row: reaches the `rule` column and `newsgrain explain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rule(pub &'static str);

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}
