//! Names in running text: capitalised sequences, cut by what lists know and typed by what is left.
//!
//! In: [`Pieces`]. Out: names with types. Never reads lines whose capitals prove nothing (see `headlines`).

use super::found::{Found, MentionRule, PIECE_STEPS};
use super::known::{Hit, known_at, title_at};
use super::pieces::{Line, PieceShape, Pieces, Style};
use super::{context, shape, units};
use crate::document::{EntityType, Gender, MentionForm};
use crate::lexicon::names::{Class, Sense, given_name};
use crate::lexicon::titles::Noun;
use crate::lexicon::words::{self, Ordinary};
use crate::span::Span;
use crate::tag::cursor::Cursor;
use crate::work::Budget;

/// All names of the running text.
pub(super) fn find(pieces: &Pieces, budget: &Budget) -> Vec<Found> {
    let mut finder = NameFinder { pieces, found: Vec::new(), role: None };
    for line in pieces.lines.iter().filter(|l| l.style == Style::Running) {
        if !budget.charge(PIECE_STEPS * (line.to - line.from)) {
            break;
        }
        finder.line(*line);
    }
    context::agree(pieces, &mut finder.found);
    finder.found
}

/// A title or role that waits for the name after it, with the piece at which the name must begin.
#[derive(Clone, Copy)]
struct Waiting {
    span: Span,
    next: usize,
    /// Whether a title is among the words, and not only "former" or "right-wing".
    is_title: bool,
}

struct NameFinder<'a, 'p> {
    pieces: &'p Pieces<'a>,
    found: Vec<Found>,
    role: Option<Waiting>,
}

/// "Ben Moss Benjamin (Ben) Arno Moss": a page that repeats a name in full loses what parted the two.
fn without_second_name(pieces: &Pieces, from: usize, to: usize) -> usize {
    let is_given = |n: usize| pieces.all.get(n).is_some_and(|p| given_name(p.hash).is_some());
    let repeats = to - from >= 3 && is_given(from) && is_given(to - 1);
    if repeats && pieces.word(to) == "(" && is_given(to + 1) && pieces.word(to + 2) == ")" { to - 1 } else { to }
}

impl NameFinder<'_, '_> {
    fn line(&mut self, line: Line) {
        let mut at = line.from;
        self.role = None;
        while let Some(piece) = self.pieces.all.get(at).filter(|_| at < line.to) {
            at = match piece.shape {
                PieceShape::Handle => self.handle(at),
                PieceShape::Number => self.number(at, line),
                PieceShape::Capital | PieceShape::Upper | PieceShape::Initial => self.run(at, line),
                PieceShape::Lower => self.lower(at, line),
                PieceShape::Possessive | PieceShape::Mark => at + 1,
            };
        }
    }

    fn push(&mut self, from: usize, to: usize, kind: EntityType, form: MentionForm, rule: MentionRule, confidence: f32) {
        let role = match self.role {
            Some(waiting) if self.is_titled(from) && kind == EntityType::Person => Some(waiting.span),
            _ => None,
        };
        self.found.push(Found { from, to, kind, form, role, is_indefinite: false, rule, confidence });
    }

    /// Whether a title stands directly before the piece at `from`.
    fn is_titled(&self, from: usize) -> bool {
        self.role.is_some_and(|r| r.next == from && r.is_title)
    }

    fn handle(&mut self, at: usize) -> usize {
        self.push(at, at + 1, EntityType::Person, MentionForm::Handle, MentionRule::sure("handle"), 0.5);
        at + 1
    }

    /// "810 Separate Naval Infantry Brigade".
    fn number(&mut self, at: usize, line: Line) -> usize {
        match units::end_of_unit(self.pieces, at, line.to) {
            Some(end) => {
                self.push(at, end, EntityType::Org, MentionForm::Name, MentionRule::sure("military_unit"), 0.9);
                end
            }
            None => at + 1,
        }
    }

    /// A role in small letters may stand before a name, and "al-" may begin one.
    fn lower(&mut self, at: usize, line: Line) -> usize {
        let pieces = self.pieces;
        if pieces.is_capital(at + 1) && pieces.all.get(at + 1).is_some_and(|p| p.hyphened) && shape::is_particle(pieces.word(at)) {
            return self.run(at, line);
        }
        // "al Qaeda", "de Volkskrant": a small word that belongs to a name that is known.
        if shape::is_particle(pieces.word(at))
            && let Some(hit) = known_at(pieces, at, line.to).filter(|h| h.len > 1 && pieces.is_capital(at + 1))
        {
            self.push_hit(at, hit);
            return at + hit.len;
        }
        if let Some((len, noun)) = title_at(pieces, at, line.to) {
            self.wait(at, at + len, noun);
            return at + len;
        }
        at + 1
    }

    /// Remembers a title; one that follows another directly lengthens it.
    fn wait(&mut self, from: usize, to: usize, noun: Noun) {
        let span = self.pieces.span(from..to);
        let is_title = !matches!(noun, Noun::Prefix);
        self.role = Some(match self.role {
            Some(before) if before.next == from => Waiting { span: before.span.cover(span), next: to, is_title },
            _ => Waiting { span, next: to, is_title },
        });
    }

    /// A capitalised sequence.
    fn run(&mut self, at: usize, line: Line) -> usize {
        if self.is_party_letter(at, line) {
            return at + 1;
        }
        let end = shape::end_of_run(self.pieces, at, line.to);
        let from = self.without_opening(at, end, line);
        let reached = if from < end { self.segments(from, end, line) } else { end };
        reached.max(end)
    }

    /// "R-Texas", "D-Calif.": the letter of a party hangs before the state that a politician represents.
    fn is_party_letter(&self, at: usize, line: Line) -> bool {
        let pieces = self.pieces;
        matches!(pieces.word(at), "R" | "D" | "I")
            && pieces.all.get(at + 1).is_some_and(|p| p.hyphened && at + 1 < line.to)
            && known_at(pieces, at + 1, line.to).is_some_and(|hit| matches!(hit.known.class, Class::Region | Class::City))
    }

    /// The run without a first word that has its capital from the sentence.
    fn without_opening(&self, at: usize, end: usize, line: Line) -> usize {
        let pieces = self.pieces;
        if words::is_calendar(pieces.word(at)) && !self.is_titled(at) && known_at(pieces, at, line.to).is_none() {
            return at + 1;
        }
        let Some(first) = pieces.all.get(at).filter(|p| p.starts && (p.shape == PieceShape::Capital || pieces.word(at) == "A")) else {
            return at;
        };
        let hit = known_at(pieces, at, line.to);
        if hit.is_some_and(|h| h.len > 1) || title_at(pieces, at, line.to).is_some() {
            return at;
        }
        if words::begins_sentences(pieces.word(at)) {
            return at + 1;
        }
        // "Van den Bosch said": the first particle of a name has a capital where nothing stands before it.
        let opens_name = matches!(pieces.word(at), "Van" | "Von" | "De" | "Di" | "Da" | "Del" | "Della" | "Du" | "Ten" | "Ter");
        if opens_name && (pieces.is_capital(at + 1) || shape::is_particle(pieces.word(at + 1)) && pieces.is_capital(at + 2)) {
            return at;
        }
        let usage = pieces.usage(first.hash);
        let is_ordinary =
            first.ordinary == Ordinary::Frequent || (first.ordinary == Ordinary::Word && usage.capital == 0) || usage.lower > usage.capital;
        let is_sure = hit.is_some_and(|h| matches!(h.known.class, Class::Country | Class::Group | Class::Area)) && usage.lower == 0;
        let names_person = given_name(first.hash).is_some() && first.ordinary != Ordinary::Frequent && pieces.is_capital(at + 1);
        // "Defying Congress": what somebody does to a name.
        let is_deed = pieces.word(at).ends_with("ing") && known_at(pieces, at + 1, line.to).is_some_and(|h| at + 1 + h.len >= end);
        let makes_name = end - at > 1 && !is_deed && shape::head_type(pieces, at, end).is_some() && first.ordinary != Ordinary::Frequent;
        if is_ordinary && !is_sure && !names_person && !makes_name && usage.capital <= usage.lower { at + 1 } else { at }
    }

    /// Cuts a run into names; the answer is where reading goes on.
    fn segments(&mut self, mut at: usize, end: usize, line: Line) -> usize {
        let pieces = self.pieces;
        while at < end {
            let hit = known_at(pieces, at, line.to).filter(|h| context::accepts_phrase(pieces, at, *h));
            let stop = self.end_of_body(at, end, line);
            if let Some(hit) = hit.filter(|h| h.len > 1 && at + h.len >= stop) {
                self.push_hit(at, hit);
                at += hit.len;
                continue;
            }
            if let Some((len, noun)) = title_at(pieces, at, line.to)
                && self.is_title(at, len, noun, end, hit)
            {
                self.wait(at, at + len, noun);
                at += len;
                continue;
            }
            if let Some((kind, rule)) = shape::head_type(pieces, at, stop) {
                // "NATO Washington Summit": initials that own an event are a name of their own.
                if let Some(hit) = hit.filter(|h| kind == EntityType::Event && h.len == 1 && h.sense == Sense::Acronym) {
                    self.push_hit(at, hit);
                    at += 1;
                    continue;
                }
                // The article is no part of "The Republic of Aldwick".
                let from = if pieces.word(at) == "The" && stop - at > 2 { at + 1 } else { at };
                self.push(from, stop, kind, MentionForm::Name, MentionRule::sure(rule), 0.8);
                at = stop;
                continue;
            }
            at = match hit {
                Some(hit) if hit.len > 1 => {
                    self.push_hit(at, hit);
                    at + hit.len
                }
                Some(hit) => self.single(at, end, hit, line),
                None => self.unknown(at, end, line),
            };
        }
        at
    }

    /// Where a body's name ends inside a run: "Ports & Harbours Office Director Anna Meier", "Meier White House".
    fn end_of_body(&self, at: usize, end: usize, line: Line) -> usize {
        let pieces = self.pieces;
        let is_name = |n: usize| pieces.all.get(n).is_some_and(|p| p.ordinary == Ordinary::No);
        let opens_person = |n: usize| {
            title_at(pieces, n, end).is_some_and(|(len, noun)| {
                let given = pieces.all.get(n + len).is_some_and(|p| n + len < end && given_name(p.hash).is_some());
                given && !matches!(noun, Noun::Prefix)
            })
        };
        let is_seat = |n: usize| {
            let whole = |h: &Hit| n + h.len == end && h.len > 1 && h.sense == Sense::Name;
            n == at + 1
                && is_name(at)
                && known_at(pieces, n, line.to)
                    .filter(whole)
                    .is_some_and(|h| matches!(h.known.class, Class::Organisation | Class::Facility))
                && known_at(pieces, at, line.to).is_none_or(|h| h.known.class == Class::Person)
        };
        (at + 1..end).find(|n| opens_person(*n) || is_seat(*n)).unwrap_or(end)
    }

    /// Whether a title word is used as one: names like "Dean Martin" begin with a word that is also a role.
    fn is_title(&self, at: usize, len: usize, noun: Noun, end: usize, hit: Option<Hit>) -> bool {
        if hit.is_some_and(|h| h.len > len) {
            return false;
        }
        let is_name_too = len == 1
            && matches!(noun, Noun::Role(_) | Noun::Prefix)
            && self.pieces.all.get(at).is_some_and(|p| given_name(p.hash).is_some());
        !(is_name_too && at + len < end)
    }

    fn push_hit(&mut self, at: usize, hit: Hit) {
        let kind = hit.known.kind;
        // "Aldwick 2", in a table of results: the place stands for its team.
        if matches!(hit.known.class, Class::City | Class::Region) && context::is_score(self.pieces, at + hit.len) {
            return self.push(at, at + hit.len, EntityType::Org, MentionForm::Name, MentionRule::sure("team_with_score"), 0.7);
        }
        let rule = match hit.known.class {
            Class::Country => "gazetteer_country",
            Class::Region => "gazetteer_region",
            Class::City => "gazetteer_city",
            Class::Area => "gazetteer_place",
            Class::Facility => "gazetteer_facility",
            Class::Person => "gazetteer_person",
            Class::Organisation => "gazetteer_organisation",
            Class::Group => "gazetteer_group",
            Class::Event => "gazetteer_event",
            Class::Product => "gazetteer_product",
        };
        self.push(at, at + hit.len, kind, hit.form(), MentionRule::sure(rule), if hit.len > 1 { 0.95 } else { 0.9 });
    }

    /// A gazetteer name of one word: a name by itself, or the beginning of a longer one that lists do not hold.
    fn single(&mut self, at: usize, end: usize, hit: Hit, line: Line) -> usize {
        let pieces = self.pieces;
        let is_given = pieces.all.get(at).is_some_and(|p| given_name(p.hash).is_some());
        // "Jordan Hale": after a given name a small place is a surname.
        let next = known_at(pieces, at + 1, line.to);
        let is_surname =
            |h: Hit| is_given && h.len == 1 && at + 2 >= end && matches!(h.known.class, Class::City | Class::Region | Class::Person);
        let alone = at + 1 >= end || next.is_some_and(|h| !is_surname(h)) || title_at(pieces, at + 1, end).is_some();
        if self.is_titled(at)
            && hit.known.class != Class::Person
            && (!alone || matches!(hit.known.class, Class::City | Class::Region))
            && hit.known.kind != EntityType::Norp
        {
            return self.unknown(at, end, line);
        }
        if alone
            || matches!(hit.known.class, Class::Group | Class::Organisation | Class::Area | Class::Event | Class::Product | Class::Facility)
        {
            if context::accepts_single(pieces, at, hit) {
                self.push_hit(at, hit);
            }
            return at + 1;
        }
        let rest_is_ordinary = (at + 1..end).all(|n| pieces.all.get(n).is_some_and(|p| p.ordinary != Ordinary::No));
        let plural = pieces.word(end - 1).ends_with('s');
        match hit.known.class {
            Class::Person => {
                self.push_hit(at, hit);
                at + 1
            }
            _ if is_given
                && (!plural || pieces.all.get(end - 1).is_some_and(|p| p.ordinary == Ordinary::No))
                && (!rest_is_ordinary || at + 2 == end && pieces.all.get(at + 1).is_some_and(|p| p.ordinary != Ordinary::Frequent)) =>
            {
                self.unknown(at, end, line)
            }
            Class::City | Class::Region if rest_is_ordinary || plural => {
                self.push(at, end, EntityType::Org, MentionForm::Name, MentionRule::sure("place_and_name"), 0.6);
                end
            }
            Class::City => self.unknown(at, end, line),
            _ => {
                self.push_hit(at, hit);
                at + 1
            }
        }
    }

    /// A sequence that begins with a word in no list.
    fn unknown(&mut self, at: usize, end: usize, line: Line) -> usize {
        let pieces = self.pieces;
        let mut to = at + 1;
        while to < end && !self.breaks(at, to, end, line) {
            to += 1;
        }
        to = without_second_name(pieces, at, to);
        let titled = self.is_titled(at);
        if let Some(named) = context::classify(pieces, at, to, line, titled) {
            self.push(at, to, named.kind, named.form, named.rule, named.confidence);
        }
        to
    }

    /// Whether another name or a title begins at `to` in a sequence that began at `from`.
    fn breaks(&self, from: usize, to: usize, end: usize, line: Line) -> bool {
        let pieces = self.pieces;
        if pieces.all.get(to).is_some_and(|p| p.hyphened) {
            return false;
        }
        if let Some((len, noun)) = title_at(pieces, to, end) {
            let surname = to + len == end && len == 1 && matches!(noun, Noun::Role(Gender::Unknown) | Noun::Prefix);
            return !surname && !matches!(noun, Noun::Prefix);
        }
        let Some(hit) = known_at(pieces, to, line.to) else { return false };
        let begins_as_person =
            (from..to).any(|n| pieces.all.get(n).is_some_and(|p| p.shape == PieceShape::Initial || given_name(p.hash).is_some()));
        match hit.known.class {
            Class::Country | Class::City | Class::Region | Class::Area => hit.len > 1 || !begins_as_person,
            Class::Person => hit.len > 1,
            Class::Group => !begins_as_person,
            _ => hit.len > 1 || hit.sense == Sense::Acronym,
        }
    }
}
