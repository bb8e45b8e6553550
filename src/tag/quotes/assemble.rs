//! Puts quotations, reported clauses and posts together into rows.
//!
//! In: what the other files of this room found. Out: [`Quote`]s in reading order, with utterances and parents numbered. Never decides
//! who speaks.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cues::{self, CueAt};
use super::details::{self, Details};
use super::indirect::{self, Reported};
use super::items::Items;
use super::marks::Marked;
use super::parse::Parse;
use super::rules::{self, Found, Scene};
use super::shape::Shape;
use super::social;
use super::sources;
use super::turns;
use super::vocabulary::Class;
use crate::document::{Cue, CueClass, EntityType, Quote, QuoteKind, Role, Rule, SaidOnMethod, Speaker, SpeakerKind, TaggedArticle};
use crate::lexicon::conversation::{ConversationPart, label};
use crate::lexicon::reporting::REPORTING;
use crate::span::{Span, SpanIndex};
use crate::work::Budget;

/// A row and what ties it to others.
struct Draft {
    quote: Quote,
    /// The quotation among the marked ones.
    marked: Option<usize>,
    /// The marked quotation it belongs to.
    joins: Option<usize>,
    /// The number of its cue.
    cue: Option<usize>,
    /// The number of its turn in an interview.
    turn: Option<usize>,
}

/// Every row of an article.
pub fn quotes(article: &TaggedArticle, marked: &[Marked], budget: &Budget) -> Vec<Quote> {
    let items = Items::of(article, marked);
    let parse = Parse::of(&article.syntax);
    let cues = cues::find(&items, parse);
    let shapes = marked.iter().map(|m| Shape::of(m.inner.of(article.text()))).collect();
    let roles = marked.iter().map(|m| article.article.blocks.get(m.block).map_or(Role::Paragraph, |b| b.role)).collect();
    let promises = sources::promises(article.text());
    let scene = Scene { items, parse, marked, shapes, cues, roles, promises, budget };
    let found = rules::apply(&scene);
    if budget.is_over() {
        return Vec::new();
    }
    let reported = indirect::find(&scene, &found);
    let mut drafts: Vec<Draft> = found.iter().enumerate().map(|(n, f)| marked_draft(article, &scene, n, f)).collect();
    drafts.extend(reported.iter().map(|r| reported_draft(article, &scene, r)));
    drafts.extend(social::find(article).into_iter().map(|post| social_draft(article, post)));
    let turns = turns::turns(article);
    // What somebody quotes inside a turn is part of the turn.
    let told = SpanIndex::of(turns.iter().map(|t| t.content).enumerate());
    drafts.retain(|d| !told.overlaps(d.quote.outer));
    drafts.extend(turns.into_iter().map(|turn| turn_draft(article, turn)));
    let quoted = SpanIndex::of(drafts.iter().map(|d| d.quote.span).enumerate());
    let heads = turns::headlines(article).into_iter().filter(|h| !quoted.overlaps(h.content));
    drafts.extend(heads.map(|head| headline_draft(article, &head)));
    number(article, drafts)
}

/// Sorts the drafts and turns ties into numbers.
fn number(article: &TaggedArticle, mut drafts: Vec<Draft>) -> Vec<Quote> {
    drafts.sort_by_key(|d| (d.quote.span.start, Reverse(d.quote.span.end), d.quote.kind));
    let is_clause = |d: &Draft| matches!(d.quote.kind, QuoteKind::Indirect | QuoteKind::Mixed);
    let clauses = drafts.iter().enumerate().filter(|(_, d)| is_clause(d)).map(|(n, d)| (n, d.quote.span));
    let clauses = SpanIndex::of(clauses);
    for n in 0..drafts.len() {
        if drafts[n].quote.kind == QuoteKind::Partial {
            drafts[n].quote.parent = parent_of(&drafts, &clauses, n);
        }
    }
    for n in 0..drafts.len() {
        if let Some(parent) = drafts[n].quote.parent {
            drafts[parent].quote.kind = QuoteKind::Mixed;
            inherit(&mut drafts, n, parent);
        }
    }
    let utterances = utterances(&drafts);
    drafts
        .into_iter()
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
fn utterances(drafts: &[Draft]) -> Vec<usize> {
    let mut first: FxHashMap<Tie, usize> = FxHashMap::default();
    let mut utterances: Vec<usize> = Vec::with_capacity(drafts.len());
    let mut next = 0;
    for (n, d) in drafts.iter().enumerate() {
        let (joins, cue, turn) = (d.joins.map(Tie::Marked), d.cue.map(Tie::Cue), d.turn.map(Tie::Turn));
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
fn inherit(drafts: &mut [Draft], n: usize, parent: usize) {
    let whole = drafts[parent].quote.clone();
    let part = &mut drafts[n].quote;
    if part.speaker.span.is_none() && whole.speaker.span.is_some() {
        let (span, outer) = (part.span, part.outer);
        let rule = if part.rule.0 == "quote_unattributed" { Rule("quote_in_reported_clause") } else { part.rule };
        *part = Quote { span, outer, kind: QuoteKind::Partial, parent: Some(parent), rule, ..whole };
    }
}

/// The smallest reported clause that holds a partial quotation; one with the same cue before others.
fn parent_of(drafts: &[Draft], clauses: &SpanIndex, partial: usize) -> Option<usize> {
    let span = drafts[partial].quote.outer;
    let whole = clauses.holding(span).filter(|n| drafts[*n].quote.span != span);
    whole.min_by_key(|n| (drafts[*n].cue != drafts[partial].cue, drafts[*n].quote.span.len(), *n))
}

fn marked_draft(article: &TaggedArticle, scene: &Scene, n: usize, found: &Found) -> Draft {
    let marked = &scene.marked[n];
    let mut quote = blank(marked.inner, found.rule, found.confidence, found.kind);
    quote.outer = marked.outer;
    quote.speaker = speaker(article, scene, found.speaker.as_ref(), found.cue);
    if let Some(number) = found.cue {
        attach_cue(article, scene, number, None, &mut quote);
    } else if found.speaker.is_some() {
        quote.cue = mark_as_cue(scene, n, found.rule);
        with_article_day(article, &mut quote);
    }
    if quote.speaker.span.is_none() && found.kind != QuoteKind::Term {
        quote.confidence = quote.confidence.min(0.4);
    }
    Draft { quote, marked: Some(n), joins: found.joins, cue: found.cue, turn: None }
}

/// The colon or dash that attributes where no verb does: "Duarte: “…”", "“…” — Duarte".
fn mark_as_cue(scene: &Scene, quote: usize, rule: &str) -> Option<Cue> {
    let here = scene.item(quote);
    let (item, lemma) = match rule {
        "quote_colon" | "quote_previous_colon" => (here.checked_sub(1)?, ":"),
        "quote_sign_off" => (here + 1, "—"),
        _ => return None,
    };
    let is_mark = matches!(scene.items.class(item)?, Class::Colon | Class::Dash);
    is_mark.then(|| Cue { span: scene.items.all[item].span, lemma: lemma.to_owned(), class: CueClass::State })
}

fn reported_draft(article: &TaggedArticle, scene: &Scene, reported: &Reported) -> Draft {
    let span = scene.items.span(&reported.content);
    let mut quote = blank(span, reported.rule, reported.confidence, QuoteKind::Indirect);
    quote.speaker = speaker(article, scene, reported.speaker.as_ref(), reported.cue);
    if let Some(number) = reported.cue {
        attach_cue(article, scene, number, Some(span), &mut quote);
    }
    if let Some(noun) = reported.noun {
        let lower = scene.items.word(noun).to_lowercase();
        let entry = REPORTING.noun(&lower);
        quote.cue = Some(Cue {
            span: scene.items.all[noun].span,
            lemma: entry.map_or(lower.clone(), |e| e.lemma.clone()),
            class: entry.map_or(CueClass::Other, |e| e.class),
        });
        with_article_day(article, &mut quote);
    }
    Draft { quote, marked: None, joins: None, cue: reported.cue, turn: None }
}

/// A turn of an interview; who "Q" and "TB" are is for linking to say.
fn turn_draft(article: &TaggedArticle, turn: turns::Turn) -> Draft {
    let words = turn.label.of(article.text());
    let asks = label(words).is_some_and(|l| l.part == ConversationPart::Question);
    let class = if asks { CueClass::Ask } else { CueClass::State };
    let mut quote = labelled(article, turn.label, turn.content, QuoteKind::Direct, class);
    quote.rule = Rule("quote_interview_turn");
    quote.confidence = 0.88;
    Draft { quote, marked: None, joins: None, cue: None, turn: Some(turn.number) }
}

fn headline_draft(article: &TaggedArticle, head: &turns::Label) -> Draft {
    let quote = labelled(article, head.label, head.content, QuoteKind::Indirect, CueClass::State);
    Draft { quote, marked: None, joins: None, cue: None, turn: None }
}

/// Words behind a label and its colon.
fn labelled(article: &TaggedArticle, label: Span, content: Span, kind: QuoteKind, class: CueClass) -> Quote {
    let mut quote = blank(content, "reported_headline", 0.7, kind);
    let is_body = article.mentions_in(label).any(|(_, m)| m.span.end == label.end && m.kind != EntityType::Person);
    let speaker_kind = if is_body { SpeakerKind::Organization } else { SpeakerKind::Person };
    quote.speaker = Speaker::named_at(label, speaker_kind);
    let behind = article.text().get(label.end as usize..content.start as usize).unwrap_or_default();
    if let Some(at) = behind.find(':') {
        let at = label.end as usize + at;
        quote.cue = Some(Cue { span: Span::new(at, at + 1), lemma: ":".to_owned(), class });
    }
    with_article_day(article, &mut quote);
    quote
}

fn social_draft(article: &TaggedArticle, post: social::Post) -> Draft {
    let mut quote = blank(post.span, "social_post", 0.97, QuoteKind::Social);
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
    Draft { quote, marked: None, joins: None, cue: None, turn: None }
}

fn blank(span: Span, rule: &'static str, confidence: f32, kind: QuoteKind) -> Quote {
    Quote {
        span,
        outer: span,
        sentence: 0,
        kind,
        utterance: 0,
        parent: None,
        speaker: Speaker::unresolved(),
        cue: None,
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
    let own = scene.items.stretches.partition_point(|s| s.items.end <= range.start);
    let stretch = cue.map_or(own, |c| scene.cues[c].stretch);
    let around = scene.items.stretches.get(stretch).map_or(range.clone(), |s| s.items.clone());
    let described = sources::describe(article, &scene.items, range, around, &scene.promises);
    // "Duarte, who said": the word that stands for the name is who speaks here, as "he" would be; linking says who that is.
    let relative = cue.and_then(|c| scene.cues[c].token).and_then(|t| scene.parse.relative_subject(&scene.items, t));
    match relative {
        Some((pronoun, name, true)) if range.contains(&name) && !described.is_anonymous => {
            Speaker { span: Some(scene.items.all[pronoun].span), ..described }
        }
        // "two officers who": without its relative pronoun the noun does not tell which.
        Some((pronoun, _, false)) if pronoun == range.end || range.contains(&pronoun) && pronoun + 1 < range.end => {
            Speaker { span: Some(scene.items.span(&(range.start..pronoun + 1))), ..described }
        }
        _ => described,
    }
}

fn attach_cue(article: &TaggedArticle, scene: &Scene, number: usize, content: Option<Span>, quote: &mut Quote) {
    let cue = &scene.cues[number];
    quote.cue = Some(Cue { span: scene.items.span(&cue.items), lemma: cue.lemma().to_owned(), class: cue.class() });
    let neighbours: Vec<&CueAt> = scene.cues_of(cue.stretch).map(|(_, c)| c).collect();
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
