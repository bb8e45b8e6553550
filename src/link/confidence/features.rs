//! What the confidence of a row rests on.
//!
//! In: a row and its article. Out: its features, each a name and a value, shown one by one. Never what the tables do not show: the tool
//! that learns the weights reads the same of published rows (`tools/calibrate/features.py`), and compares.

use serde::Deserialize;

use crate::document::{Cue, DateExpression, Figure, FigureKind, Mention, Quote, TaggedArticle};
use crate::span::{Span, cut};

/// The name of a feature, as the files of `data/calibration` have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// The word before a mention, a date, or the reporting word of a quote: "to", "would", "also".
    Before,
    /// How the value of a figure stands.
    Bound,
    /// The lemma of the reporting word.
    Cue,
    /// What the reporting word does.
    CueClass,
    /// The kind of a figure that is written with digits.
    Digits,
    /// How a mention refers.
    Form,
    /// How far the speaker stands from the reporting word.
    Gap,
    /// Kind of the row, type of a mention.
    Kind,
    /// How long the row's words are.
    Length,
    /// What the identity of a mention rests on.
    Method,
    /// The kind of a speaker with a name.
    Named,
    /// The kind of a speaker without one.
    Nameless,
    /// Whether it is known what is counted.
    Object,
    /// Whether a date was resolved against another.
    Relative,
    /// The rule.
    Rule,
    /// How many words a mention or date has.
    Size,
    /// The words of a date.
    Text,
    /// Whether a figure has a unit.
    Unit,
    /// The kind of a row in an article that no language model read.
    Unparsed,
    /// Which shape the value of a date has.
    Value,
    /// The kind of a figure that is written in words.
    Words,
}

/// How many features there are.
pub const FEATURES: usize = Feature::Words as usize + 1;

/// What a row's features are read from beside the row.
pub struct Features<'a> {
    article: &'a TaggedArticle,
    parsed: bool,
}

impl<'a> Features<'a> {
    /// Of the rows of an article.
    pub fn of(article: &'a TaggedArticle) -> Self {
        Self { article, parsed: !article.syntax.is_empty() }
    }

    /// Those of a quote.
    pub fn quote(&self, quote: &Quote, see: &mut dyn FnMut(Feature, &str)) {
        self.common(quote.rule.0, quote.kind.name(), quote.span, see);
        see(Feature::CueClass, quote.cue.as_ref().map_or("none", |c| c.class.name()));
        if let Some(cue) = &quote.cue {
            see(Feature::Cue, &cue.lemma);
            see(Feature::Before, self.word_before(cue.span.start));
        }
        let is_named = quote.speaker.name.is_some() && !quote.speaker.is_anonymous;
        see(if is_named { Feature::Named } else { Feature::Nameless }, quote.speaker.kind.name());
        see(Feature::Gap, self.gap(quote.speaker.span, quote.cue.as_ref()));
    }

    /// Those of a figure.
    pub fn figure(&self, figure: &Figure, see: &mut dyn FnMut(Feature, &str)) {
        self.common(figure.rule.0, figure.kind.name(), figure.span, see);
        see(Feature::Bound, figure.bound.name());
        let unit_text = figure.unit_text.filter(|s| self.can_be_read(*s));
        see(Feature::Unit, if figure.unit.is_some() { "known" } else { unit_text.map_or("none", |_| "written") });
        let object = figure.object.filter(|s| self.can_be_read(*s));
        see(
            Feature::Object,
            match (object.is_some(), figure.kind == FigureKind::Count) {
                (true, true) => "found",
                (true, false) => "found beside a unit",
                (false, true) => "none",
                (false, false) => "none beside a unit",
            },
        );
        let has_digits = figure.span.of(self.article.text()).bytes().any(|b| b.is_ascii_digit());
        see(if has_digits { Feature::Digits } else { Feature::Words }, figure.kind.name());
    }

    /// Those of a mention.
    pub fn mention(&self, mention: &Mention, see: &mut dyn FnMut(Feature, &str)) {
        self.common(mention.rule.0, mention.kind.name(), mention.span, see);
        see(Feature::Before, self.word_before(mention.span.start));
        see(Feature::Form, mention.form.name());
        see(Feature::Method, mention.entity.and_then(|n| self.article.entities.get(n)).map_or("none", |e| e.method.name()));
        see(Feature::Size, self.size(mention.span));
    }

    /// Those of a date.
    pub fn date(&self, date: &DateExpression, see: &mut dyn FnMut(Feature, &str)) {
        self.common(date.rule.0, date.kind.name(), date.span, see);
        see(Feature::Before, self.word_before(date.span.start));
        see(Feature::Text, date.span.of(self.article.text()));
        see(Feature::Relative, if date.is_relative { "yes" } else { "no" });
        see(
            Feature::Value,
            match (&date.edtf, date.start) {
                (None, _) => "none",
                (Some(_), Some(_)) => "days",
                (Some(_), None) => "other",
            },
        );
        see(Feature::Size, self.size(date.span));
    }

    /// Rule, kind and length, which every row has.
    fn common(&self, rule: &str, kind: &str, span: Span, see: &mut dyn FnMut(Feature, &str)) {
        see(Feature::Rule, rule);
        see(Feature::Kind, kind);
        let steps = [(4, "up to 4"), (9, "up to 9"), (19, "up to 19"), (39, "up to 39"), (79, "up to 79"), (159, "up to 159")];
        let size = self.code_points(span.start, span.end, 160);
        see(Feature::Length, steps.iter().find(|(limit, _)| size <= *limit).map_or("more", |(_, name)| name));
        if !self.parsed {
            see(Feature::Unparsed, kind);
        }
    }

    /// The word before a place, as written; nothing at the beginning of a line.
    fn word_before(&self, at: u32) -> &str {
        let before = cut(self.article.text(), ..at as usize);
        before.strip_suffix(' ').and_then(|b| b.rsplit([' ', '\n']).next()).unwrap_or_default()
    }

    /// How far the words of a speaker stand from the reporting word.
    fn gap(&self, speaker: Option<Span>, cue: Option<&Cue>) -> &'static str {
        let Some(speaker) = speaker.filter(|s| self.can_be_read(*s)) else { return "no speaker" };
        let Some(cue) = cue.map(|c| c.span).filter(|s| self.can_be_read(*s)) else { return "no cue" };
        if speaker.end <= cue.start {
            match self.code_points(speaker.end, cue.start, 41) {
                0..=1 => "before, up to 1",
                2..=12 => "before, up to 12",
                13..=40 => "before, up to 40",
                _ => "before, more",
            }
        } else {
            match self.code_points(cue.end, speaker.start, 41) {
                0..=1 => "after, up to 1",
                2..=12 => "after, up to 12",
                13..=40 => "after, up to 40",
                _ => "after, more",
            }
        }
    }

    /// How many words there are in a span, up to four.
    fn size(&self, span: Span) -> &'static str {
        match span.of(self.article.text()).bytes().filter(|b| *b == b' ').take(3).count() {
            0 => "1",
            1 => "2",
            2 => "3",
            _ => "4",
        }
    }

    /// The code points between two places, counted up to a limit.
    fn code_points(&self, from: u32, to: u32, limit: usize) -> usize {
        if to <= from {
            return 0;
        }
        cut(self.article.text(), from as usize..to as usize).chars().take(limit).count()
    }

    /// Whether there is anything to read in a span; the tables have no other.
    fn can_be_read(&self, span: Span) -> bool {
        !span.of(self.article.text()).trim().is_empty()
    }
}
