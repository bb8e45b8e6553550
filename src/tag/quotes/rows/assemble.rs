//! Puts quotations, reported clauses and posts together into rows.
//!
//! In: what the other files of this room found. Out: [`Quote`]s in reading order, with utterances and parents numbered. Never decides
//! who speaks.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::details::{self, Details};
use super::sources;
use super::speech;
use crate::document::{Cue, CueClass, EntityType, Quote, QuoteKind, Role, Rule, SaidOnMethod, Speaker, SpeakerKind, TaggedArticle};
use crate::lexicon::conversation::{ConversationPart, label};
use crate::lexicon::reporting::{Act, REPORTING};
use crate::span::{Span, SpanIndex};
use crate::tag::cursor::Cursor;
use crate::tag::quotes::labelled::social;
use crate::tag::quotes::labelled::turns;
use crate::tag::quotes::marked::rules;
use crate::tag::quotes::reported::content::Reported;
use crate::tag::quotes::reported::rules as clause_rules;
use crate::tag::quotes::rule::{Listed, QuoteRule, Requires};
use crate::tag::quotes::sentence::attribution::{Attribution, Basis};
use crate::tag::quotes::sentence::cue::CueAt;
use crate::tag::quotes::sentence::cues;
use crate::tag::quotes::sentence::items::SentenceItems;
use crate::tag::quotes::sentence::marks::Marked;
use crate::tag::quotes::sentence::parse::Parse;
use crate::tag::quotes::sentence::people::People;
use crate::tag::quotes::sentence::scene::Scene;
use crate::tag::quotes::sentence::shape::QuoteShape;
use crate::tag::quotes::sentence::vocabulary::WordClass;
use crate::work::Budget;

/// A fragment that no rule attributes, inside a reported clause: it takes speaker and confidence of the clause.
pub const IN_CLAUSE: Listed = Listed {
    name: "quote_in_reported_clause",
    confidence: None,
    needs: Requires::Words,
    example: "As Rui Melo puts it, the owners made the town “a gift it could not refuse.”",
};

/// A row and what ties it to others.
struct TiedQuote {
    quote: Quote,
    /// The quotation among the marked ones.
    marked: Option<usize>,
    /// The marked quotation it belongs to.
    joins: Option<usize>,
    /// The number of its cue.
    cue: Option<usize>,
    /// What its attribution rests on.
    basis: Basis,
}

impl TiedQuote {
    /// A row that is tied to no other.
    fn of(quote: Quote) -> Self {
        Self { quote, marked: None, joins: None, cue: None, basis: Basis::Text }
    }
}

/// Every row of an article.
pub fn quotes(article: &TaggedArticle, marked: &[Marked], budget: &Budget) -> Vec<Quote> {
    let items = SentenceItems::of(article, marked);
    let parse = Parse::of(&article.syntax);
    let cues = cues::find(&items, parse);
    let shapes = marked.iter().map(|m| QuoteShape::of(m.inner.of(article.text()))).collect();
    let roles = marked.iter().map(|m| article.article.blocks.get(m.block).map_or(Role::Paragraph, |b| b.role)).collect();
    let promises = sources::promises(article.text());
    let scene = Scene { items, parse, marked, shapes, cues, roles, promises, people: People::of(article), budget };
    let found = rules::apply(&scene);
    if budget.is_over() {
        return Vec::new();
    }
    let reported = clause_rules::find(&scene, &found);
    let mut rows: Vec<TiedQuote> = found.iter().enumerate().map(|(n, f)| marked_row(article, &scene, n, f)).collect();
    rows.extend(reported.iter().map(|r| reported_row(article, &scene, r)));
    rows.extend(social::find(article).into_iter().map(|post| social_row(article, post)));
    let turns = turns::turns(article);
    // What somebody quotes inside a turn is part of the turn.
    let told = SpanIndex::of(turns.iter().map(|t| t.content).enumerate());
    rows.retain(|d| !told.overlaps(d.quote.outer));
    rows.extend(turns.into_iter().map(|turn| turn_row(article, turn)));
    let quoted = SpanIndex::of(rows.iter().map(|d| d.quote.span).enumerate());
    let heads = turns::headlines(article).into_iter().filter(|h| !quoted.overlaps(h.content));
    rows.extend(heads.map(|head| headline_row(article, &head)));
    number(article, rows)
}

/// Sorts the rows and turns ties into numbers.
fn number(article: &TaggedArticle, mut rows: Vec<TiedQuote>) -> Vec<Quote> {
    rows.sort_by_key(|d| (d.quote.span.start, Reverse(d.quote.span.end), d.quote.kind));
    let is_clause = |d: &TiedQuote| matches!(d.quote.kind, QuoteKind::Indirect | QuoteKind::Mixed);
    let clauses = rows.iter().enumerate().filter(|(_, d)| is_clause(d)).map(|(n, d)| (n, d.quote.span));
    let clauses = SpanIndex::of(clauses);
    for n in 0..rows.len() {
        if rows[n].quote.kind == QuoteKind::Partial {
            rows[n].quote.parent = parent_of(&rows, &clauses, n);
        }
    }
    for n in 0..rows.len() {
        if let Some(parent) = rows[n].quote.parent {
            rows[parent].quote.kind = QuoteKind::Mixed;
            // Words in marks inside what somebody thinks were said by somebody, and by whom is open.
            rows[parent].quote.is_speech = rows[parent].quote.is_speech.filter(|said| *said);
            inherit(&mut rows, n, parent);
        }
    }
    let utterances = utterances(&rows);
    rows.into_iter()
        .zip(utterances)
        .map(|(d, utterance)| {
            let sentence = article.sentence_at(d.quote.span.start).unwrap_or(0);
            Quote { utterance, sentence, ..d.quote }
        })
        .collect()
}

/// What makes two rows one utterance.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Tie {
    Marked(usize),
    Cue(usize),
    Turn(usize),
}

/// The utterance of each row: that of its clause, else of the first row that it is tied to, else one of its own.
fn utterances(rows: &[TiedQuote]) -> Vec<usize> {
    let mut first: FxHashMap<Tie, usize> = FxHashMap::default();
    let mut utterances: Vec<usize> = Vec::with_capacity(rows.len());
    let mut next = 0;
    for (n, d) in rows.iter().enumerate() {
        let (joins, cue, turn) = (d.joins.map(Tie::Marked), d.cue.map(Tie::Cue), d.quote.turn.map(Tie::Turn));
        let mut ties = [joins, cue, turn].into_iter().flatten();
        let earlier = d.quote.parent.filter(|p| *p < n).or_else(|| ties.find_map(|tie| first.get(&tie).copied()));
        utterances.push(earlier.map_or(next, |e| utterances[e]));
        next += usize::from(earlier.is_none());
        let whole = cue.filter(|_| d.quote.parent.is_none());
        for tie in [d.marked.map(Tie::Marked), whole, turn].into_iter().flatten() {
            first.entry(tie).or_insert(n);
        }
    }
    utterances
}

/// A fragment that no rule attributes is part of the clause that holds it.
fn inherit(rows: &mut [TiedQuote], n: usize, parent: usize) {
    let whole = rows[parent].quote.clone();
    let is_unattributed = rows[n].basis == Basis::Nothing;
    let part = &mut rows[n].quote;
    if part.speaker.span.is_none() && whole.speaker.span.is_some() {
        let (span, outer) = (part.span, part.outer);
        let rule = if is_unattributed { Rule(IN_CLAUSE.name) } else { part.rule };
        *part = Quote { span, outer, kind: QuoteKind::Partial, parent: Some(parent), rule, ..whole };
    }
}

/// The smallest reported clause that holds a partial quotation; one with the same cue before others.
fn parent_of(rows: &[TiedQuote], clauses: &SpanIndex, partial: usize) -> Option<usize> {
    let span = rows[partial].quote.outer;
    let whole = clauses.holding(span).filter(|n| rows[*n].quote.span != span);
    whole.min_by_key(|n| (rows[*n].cue != rows[partial].cue, rows[*n].quote.span.len(), *n))
}

fn marked_row(article: &TaggedArticle, scene: &Scene, n: usize, found: &Attribution) -> TiedQuote {
    let marked = &scene.marked[n];
    let mut quote = blank(marked.inner, found.rule.0, found.confidence, found.kind);
    quote.outer = marked.outer;
    quote.speaker = speaker(article, scene, found.speaker.as_ref(), found.cue);
    if let Some(number) = found.cue {
        attach_cue(article, scene, number, None, &mut quote);
    } else if found.speaker.is_some() {
        quote.cue = mark_as_cue(scene, n, found.basis);
        with_article_day(article, &mut quote);
    }
    let act = found.cue.map(|c| scene.cues[c].act());
    quote.is_speech = speech::of_words_in_marks(found.kind, act, quote.speaker.span.is_some());
    if quote.speaker.span.is_none() && found.kind != QuoteKind::Term {
        quote.confidence = quote.confidence.min(0.4);
    }
    TiedQuote { marked: Some(n), joins: found.joins, cue: found.cue, basis: found.basis, ..TiedQuote::of(quote) }
}

/// The colon or dash that attributes where no verb does: "Duarte: “…”", "“…” — Duarte".
fn mark_as_cue(scene: &Scene, quote: usize, basis: Basis) -> Option<Cue> {
    let here = scene.item(quote);
    let (item, lemma) = match basis {
        Basis::ColonBefore => (here.checked_sub(1)?, ":"),
        Basis::DashAfter => (here + 1, "—"),
        _ => return None,
    };
    let is_mark = matches!(scene.items.class(item)?, WordClass::Colon | WordClass::Dash);
    is_mark.then(|| Cue { span: scene.items.all[item].span, lemma: lemma.to_owned(), class: CueClass::State, corrections: Vec::new() })
}

fn reported_row(article: &TaggedArticle, scene: &Scene, reported: &Reported) -> TiedQuote {
    let span = scene.items.span(reported.content.clone());
    let mut quote = blank(span, reported.rule, reported.confidence, QuoteKind::Indirect);
    quote.speaker = speaker(article, scene, reported.speaker.as_ref(), reported.cue);
    if let Some(number) = reported.cue {
        attach_cue(article, scene, number, Some(span), &mut quote);
        quote.is_speech = speech::of_clause(scene, &scene.cues[number], reported.speaker.as_ref());
    }
    if let Some(noun) = reported.noun {
        let entry = REPORTING.noun(scene.items.id(noun));
        quote.cue = Some(Cue {
            span: scene.items.all[noun].span,
            lemma: entry.map_or_else(|| scene.items.word(noun).to_lowercase(), |e| e.lemma.clone()),
            class: entry.map_or(CueClass::Other, |e| e.class),
            corrections: Vec::new(),
        });
        quote.is_speech = speech::of_noun(entry.map_or(Act::Speech, |e| e.act));
        with_article_day(article, &mut quote);
    }
    TiedQuote { cue: reported.cue, ..TiedQuote::of(quote) }
}

/// A turn of an interview; who "Q" and "TB" are is for linking to say.
fn turn_row(article: &TaggedArticle, turn: turns::Turn) -> TiedQuote {
    let words = turn.label.of(article.text());
    let asks = label(words).is_some_and(|l| l.part == ConversationPart::Question);
    let class = if asks { CueClass::Ask } else { CueClass::State };
    let mut quote = labelled(article, &turns::TURN, turn.label, turn.content, QuoteKind::Direct, class);
    quote.turn = Some(turn.number);
    TiedQuote::of(quote)
}

fn headline_row(article: &TaggedArticle, head: &turns::HeadlineLabel) -> TiedQuote {
    let quote = labelled(article, &turns::HEADLINE, head.label, head.content, QuoteKind::Indirect, CueClass::State);
    TiedQuote::of(quote)
}

/// Words after a label and its colon.
fn labelled(article: &TaggedArticle, rule: &QuoteRule<()>, label: Span, content: Span, kind: QuoteKind, class: CueClass) -> Quote {
    let mut quote = blank(content, rule.name, rule.confidence, kind);
    let is_body = article.mentions_in(label).any(|(_, m)| m.span.end == label.end && m.kind != EntityType::Person);
    let speaker_kind = if is_body { SpeakerKind::Organization } else { SpeakerKind::Person };
    quote.speaker = Speaker::named_at(label, speaker_kind);
    quote.is_speech = Some(true);
    let after = article.text().get(label.end as usize..content.start as usize).unwrap_or_default();
    if let Some(at) = after.find(':') {
        let at = label.end as usize + at;
        quote.cue = Some(Cue { span: Span::new(at, at + 1), lemma: ":".to_owned(), class, corrections: Vec::new() });
    }
    with_article_day(article, &mut quote);
    quote
}

fn social_row(article: &TaggedArticle, post: social::Post) -> TiedQuote {
    let mut quote = blank(post.span, social::POST.name, social::POST.confidence, QuoteKind::Social);
    quote.speaker =
        Speaker { span: post.author_span, name: post.author.or(post.handle), kind: SpeakerKind::Person, ..Speaker::unresolved() };
    if quote.speaker.name.is_none() {
        quote.speaker = Speaker::unresolved();
    }
    match post.day {
        Some(day) => {
            quote.said_on = Some(day);
            quote.said_on_method = Some(SaidOnMethod::SocialPost);
        }
        None => with_article_day(article, &mut quote),
    }
    quote.medium = Some("social media post".to_owned());
    quote.is_speech = Some(true);
    TiedQuote::of(quote)
}

fn blank(span: Span, rule: &'static str, confidence: f32, kind: QuoteKind) -> Quote {
    Quote {
        span,
        outer: span,
        sentence: 0,
        kind,
        utterance: 0,
        parent: None,
        turn: None,
        speaker: Speaker::unresolved(),
        cue: None,
        is_speech: None,
        addressee: None,
        medium: None,
        via: None,
        said_on: None,
        said_on_method: None,
        rule: Rule(rule),
        confidence,
    }
}

fn speaker(article: &TaggedArticle, scene: &Scene, range: Option<&Range<usize>>, cue: Option<usize>) -> Speaker {
    let Some(range) = range else { return Speaker::unresolved() };
    let own = scene.items.sentences.partition_point(|s| s.items.end <= range.start);
    let sentence = cue.map_or(own, |c| scene.cues[c].sentence);
    let around = scene.items.sentences.get(sentence).map_or(range.clone(), |s| s.items.clone());
    let described = sources::describe(article, &scene.items, range, around, &scene.promises);
    // "Duarte, who said": the word that stands for the name is who speaks here, as "he" would be; linking says who that is.
    let relative = cue.and_then(|c| scene.cues[c].token).and_then(|t| scene.parse.relative_subject(&scene.items, t));
    match relative {
        Some((pronoun, name, true)) if range.contains(&name) && !described.is_anonymous => {
            Speaker { span: Some(scene.items.all[pronoun].span), ..described }
        }
        // "two officers who": without its relative pronoun the noun does not tell which.
        Some((pronoun, _, false)) if pronoun == range.end || range.contains(&pronoun) && pronoun + 1 < range.end => {
            Speaker { span: Some(scene.items.span(range.start..pronoun + 1)), ..described }
        }
        _ => described,
    }
}

fn attach_cue(article: &TaggedArticle, scene: &Scene, number: usize, content: Option<Span>, quote: &mut Quote) {
    let cue = &scene.cues[number];
    quote.cue = Some(Cue {
        span: scene.items.span(cue.items.clone()),
        lemma: cue.lemma().to_owned(),
        class: cue.class(),
        corrections: cue.corrections.clone(),
    });
    let neighbours: Vec<&CueAt> = scene.cues_of(cue.sentence).map(|(_, c)| c).collect();
    let Details { addressee, medium, via, said_on } = details::gather(article, &scene.items, cue, content, &neighbours);
    quote.addressee = addressee.filter(|a| !a.overlaps(quote.span));
    quote.medium = medium;
    quote.via = via;
    match said_on {
        Some((day, method)) => {
            quote.said_on = Some(day);
            quote.said_on_method = Some(method);
        }
        None => with_article_day(article, quote),
    }
}

fn with_article_day(article: &TaggedArticle, quote: &mut Quote) {
    if let Some(published) = article.article.published {
        quote.said_on = Some(published.date);
        quote.said_on_method = Some(SaidOnMethod::Article);
    }
}
