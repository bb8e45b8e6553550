//! What everybody may know of a rule of the table `quotes`: one value, whatever it looks at.
//!
//! In: nothing. Out: [`QuoteRule`], of which every list of this room is made, and [`Listed`], what all of them have in common. Never
//! decides.

/// What a rule cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requires {
    /// Words, marks and blocks.
    Words,
    /// The model's parse: it finds nothing where no model ran.
    Parse,
}

/// One rule, with the function that finds what it is about.
pub struct QuoteRule<F> {
    /// Its name in the `rule` column.
    pub name: &'static str,
    /// How often it is right.
    pub confidence: f32,
    /// What it cannot do without.
    pub needs: Requires,
    /// An article that it fires in: paragraphs, "# " before headlines, "> " before posts, "-- " before the line that says whose.
    pub example: &'static str,
    /// The work.
    pub find: F,
}

impl<F> QuoteRule<F> {
    /// All but the work.
    pub const fn listed(&self) -> Listed {
        Listed { name: self.name, confidence: Some(self.confidence), needs: self.needs, example: self.example }
    }
}

/// What all rules have in common, whatever they look at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Listed {
    /// Its name in the `rule` column.
    pub name: &'static str,
    /// How often it is right; none for a rule whose rows take the confidence of another row.
    pub confidence: Option<f32>,
    /// What it cannot do without.
    pub needs: Requires,
    /// An article that it fires in.
    pub example: &'static str,
}
