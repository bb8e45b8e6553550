//! Quotes, figures, dates and mentions, each as a line.

use std::fmt::Write;

use chrono::NaiveDate;

use super::{Detail, Page};
use crate::document::{Bound, Change, DateExpression, Figure, Mention, Quote, QuoteKind, Speaker, SpeakerKind};

impl<'a> Page<'a> {
    /// "quote direct “...”; by Ana Duarte (“she”, person/ana-duarte); told; to “reporters”".
    pub(super) fn quote(&mut self, quote: &Quote) {
        self.fact("quote", self.palette.quote, quote.span);
        let article = self.article;
        let _ = write!(self.out, " {}; by {}", quote.kind.name(), self.speaker(&quote.speaker));
        if let Some(cue) = &quote.cue {
            let _ = write!(self.out, "; {} ({}, {})", self.words(cue.span), cue.lemma, cue.class.name());
            // Whose word it is was read from the parse; which rules said so, no table tells.
            if self.detail == Detail::Full && !cue.corrections.is_empty() {
                let names: Vec<&str> = cue.corrections.iter().map(|rule| rule.0).collect();
                let _ = write!(self.out, "; subject by {}", names.join(", "));
            }
        }
        if quote.is_speech == Some(false) && quote.kind != QuoteKind::Term {
            let _ = write!(self.out, "; no speech");
        }
        if let Some(addressee) = quote.addressee {
            let _ = write!(self.out, "; to {}", self.words(addressee));
        }
        if let Some(medium) = &quote.medium {
            let _ = write!(self.out, "; in {medium}");
        }
        if let Some(via) = &quote.via {
            let _ = write!(self.out, "; via {via}");
        }
        if let Some(day) = quote.said_on {
            let method = quote.said_on_method.map_or(String::new(), |m| format!(" by {}", m.name()));
            let _ = write!(self.out, "; said on {day}{method}");
        }
        let before = article.quotes.iter().rev().find(|q| q.utterance == quote.utterance && q.span.start < quote.span.start);
        if let Some(before) = before {
            let _ = write!(self.out, "; goes on from {}", self.words(before.span));
        }
        if let Some(parent) = quote.parent.and_then(|n| article.quotes.get(n)) {
            let _ = write!(self.out, "; within {}", self.words(parent.span));
        }
        self.decided(quote.rule, quote.confidence);
    }

    /// "figure “about two hours” approx 2 h (duration), 7200 s; claimed".
    pub(super) fn figure(&mut self, figure: &Figure) {
        self.fact("figure", self.palette.figure, figure.span);
        let unit = figure.unit.as_deref().map_or(String::new(), |u| format!(" {u}"));
        let _ = write!(self.out, " {} {}{unit} ({})", figure.bound.name(), amount(figure), figure.kind.name());
        if let Some(value) = figure.value_si.filter(|v| figure.unit_si != figure.unit || Some(*v) != figure.value) {
            let _ = write!(self.out, ", {value} {}", figure.unit_si.as_deref().unwrap_or_default());
        }
        if let Some(per) = &figure.per {
            let _ = write!(self.out, " per {per}");
        }
        if let Some(part) = figure.change_part {
            let _ = write!(self.out, ", {}", part.name());
        }
        if figure.change != Change::None {
            let _ = write!(self.out, ", {}", figure.change.name());
        }
        if let Some(object) = figure.object {
            let head = figure.object_head.as_deref().map_or(String::new(), |h| format!(" ({h})"));
            let _ = write!(self.out, "; of {}{head}", self.words(object));
        }
        if let Some(predicate) = &figure.predicate {
            let _ = write!(self.out, "; {predicate}");
        }
        if let Some(place) = figure.place {
            let entity = self.entity_id(figure.place_entity).map_or(String::new(), |id| format!(" ({id})"));
            let _ = write!(self.out, "; at {}{entity}", self.words(place));
        }
        if let Some(period) = period(figure.as_of_start, figure.as_of_end) {
            let _ = write!(self.out, "; as of {period}");
        }
        let _ = write!(self.out, "; {}", figure.status.name());
        if let Some(claimant) = &figure.claimant {
            let _ = write!(self.out, " by {}", self.speaker(claimant));
        }
        if let Some(cue) = &figure.cue {
            let _ = write!(self.out, ", {}", self.words(cue.span));
        }
        if let Some(quote) = figure.quote.and_then(|n| self.article.quotes.get(n)) {
            let _ = write!(self.out, "; in the quote {}", self.words(quote.span));
        }
        self.decided(figure.rule, figure.confidence);
    }

    /// "date “on Wednesday” 2025-08-27 (date), told from 2025-08-28".
    pub(super) fn date(&mut self, date: &DateExpression) {
        self.fact("date", self.palette.date, date.span);
        let edtf = date.edtf.as_deref().unwrap_or("unresolved");
        let _ = write!(self.out, " {edtf} ({})", date.kind.name());
        if let Some(period) = period(date.start, date.end).filter(|p| p != edtf) {
            let _ = write!(self.out, ", {period}");
        }
        if date.is_relative {
            let anchor = date.anchor.map_or("a date that is not known".to_owned(), |a| a.to_string());
            let _ = write!(self.out, ", told from {anchor}");
        }
        self.decided(date.rule, date.confidence);
    }

    /// "mention “Vigeland” PERSON by name: person/tordis-vigeland".
    pub(super) fn mention(&mut self, number: usize, mention: &Mention) {
        self.fact("mention", self.palette.mention, mention.span);
        let _ = write!(self.out, " {} by {}", mention.kind.name(), mention.form.name());
        if let Some(role) = mention.role {
            let _ = write!(self.out, ", {}", self.words(role));
        }
        let entity = self.entity_id(mention.entity).unwrap_or("unresolved");
        let _ = write!(self.out, ": {entity}");
        if let Some(doubt) = self.article.doubt(number) {
            let _ = write!(self.out, ", {}", doubt.reason.name());
            for (n, candidate) in doubt.candidates.iter().enumerate() {
                let _ = write!(self.out, "{}{candidate}", if n == 0 { ": " } else { " or " });
            }
        }
        self.decided(mention.rule, mention.confidence);
    }

    /// Who speaks: the canonical name, then the words of the text and the entity; the words alone where no name is known.
    fn speaker(&self, speaker: &Speaker) -> String {
        let name = speaker.name.clone().filter(|_| !speaker.is_anonymous);
        let entity = self.entity_id(speaker.entity).map(str::to_owned);
        let kind = Some(speaker.kind).filter(|k| *k != SpeakerKind::Person).map(|k| k.name().to_owned());
        let anonymous = (speaker.is_anonymous && speaker.kind != SpeakerKind::Anonymous).then(|| "not named".to_owned());
        let words = speaker.span.map(|s| self.words(s));
        let mut known = [name, words, entity, speaker.role.clone(), kind, anonymous].into_iter().flatten();
        let first = known.next().unwrap_or_default();
        let details: Vec<String> = known.collect();
        if details.is_empty() { first } else { format!("{first} ({})", details.join(", ")) }
    }

    fn entity_id(&self, entity: Option<usize>) -> Option<&'a str> {
        entity.and_then(|n| self.article.entities.get(n)).map(|e| e.id.as_str())
    }
}

/// The value of a figure: "27", "60..80", "at least 60" as a half-open pair, "?" where none is known.
fn amount(figure: &Figure) -> String {
    let number = |v: Option<f64>| v.map_or("?".to_owned(), |v| v.to_string());
    let sides = format!("{}..{}", number(figure.low), number(figure.high));
    match (figure.bound, figure.value, figure.low, figure.high) {
        (_, None, None, None) => "?".to_owned(),
        (_, Some(value), None, None) => value.to_string(),
        (Bound::Range, None, ..) | (_, None, ..) => sides,
        (_, Some(value), low, high) if low == high && low == Some(value) => value.to_string(),
        (_, Some(value), ..) => format!("{value} in {sides}"),
    }
}

/// "2025-08-27" or "2025-08-01/2025-08-31".
fn period(start: Option<NaiveDate>, end: Option<NaiveDate>) -> Option<String> {
    match (start, end) {
        (Some(start), Some(end)) if start == end => Some(start.to_string()),
        (None, None) => None,
        (start, end) => {
            let day = |d: Option<NaiveDate>| d.map_or("..".to_owned(), |d| d.to_string());
            Some(format!("{}/{}", day(start), day(end)))
        }
    }
}
