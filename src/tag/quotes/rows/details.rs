//! What stands with a cue: who is spoken to, through which channel, who relays it, on which day.
//!
//! In: a cue and its sentence. Out: [`Details`]. Never looks inside a quotation.

use std::ops::Range;

use chrono::NaiveDate;

use crate::document::{CueClass, DateKind, SaidOnMethod, TaggedArticle};
use crate::lexicon::outlets;
use crate::lexicon::reporting::Addressee;
use crate::span::Span;
use crate::tag::cursor::Cursor;
use crate::tag::quotes::sentence::cue::{CueAt, Mood};
use crate::tag::quotes::sentence::items::SentenceItems;
use crate::tag::quotes::sentence::phrases::object_at;
use crate::tag::quotes::sentence::vocabulary::WordClass;

/// What stands with a cue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// Who is spoken to.
    pub addressee: Option<Span>,
    /// The channel.
    pub medium: Option<String>,
    /// Who relays it.
    pub via: Option<String>,
    /// The day.
    pub said_on: Option<(NaiveDate, SaidOnMethod)>,
}

/// Platforms that carry posts.
const PLATFORMS: &[&str] = &[
    "X",
    "Twitter",
    "Facebook",
    "Instagram",
    "Telegram",
    "TikTok",
    "YouTube",
    "LinkedIn",
    "Weibo",
    "Bluesky",
    "Mastodon",
    "Threads",
    "Reddit",
    "WhatsApp",
    "Snapchat",
    "Truth",
    "VKontakte",
];

/// Gathers what stands with `cue`, whose reported words lie in `content`.
pub fn gather(article: &TaggedArticle, items: &SentenceItems, cue: &CueAt, content: Option<Span>, cues: &[&CueAt]) -> Details {
    let bounds = items.sentences[cue.sentence].items.clone();
    let zone: Vec<usize> = bounds.clone().filter(|n| content.is_none_or(|c| !c.overlaps(items.all[*n].span))).collect();
    let addressee = addressee(items, cue, &bounds);
    let told_outlet = addressee.clone().filter(|a| names_outlet(items, a)).map(|a| without_article(items, &a));
    let via = relay(items, cue, &bounds, cues).or(told_outlet).or_else(|| interviewer(items, &zone, &bounds));
    // "was translated by one of her friends": a phrase up to a preposition may be an article alone.
    let via = via.filter(|name| !name.trim().is_empty());
    let near = cue.subject.as_ref().map_or(cue.group, |s| s.start.min(cue.group));
    Details {
        addressee: addressee.map(|a| items.span(a.clone())),
        medium: medium(items, &zone, cue),
        via,
        said_on: day(article, items, &zone, near, cue),
    }
}

/// The day named in the cue's own part of the sentence; the one nearest to the cue.
fn day(article: &TaggedArticle, items: &SentenceItems, zone: &[usize], near: usize, cue: &CueAt) -> Option<(NaiveDate, SaidOnMethod)> {
    let at = items.all.get(cue.items.start)?.span.start;
    let _ = near;
    let inside = |span: Span| zone.iter().any(|n| items.all[*n].class != WordClass::Quote && items.all[*n].span.overlaps(span));
    let sentence = items.span(items.sentences[cue.sentence].items.clone());
    let first = article.dates.partition_point(|d| d.span.end <= sentence.start);
    article.dates[first..]
        .iter()
        .take_while(|d| d.span.start < sentence.end)
        .filter(|d| matches!(d.kind, DateKind::Date | DateKind::Time) && inside(d.span))
        .filter(|d| d.start.is_some() && d.start == d.end.or(d.start))
        .min_by_key(|d| d.span.start.abs_diff(at))
        .and_then(|d| d.start)
        .map(|day| (day, SaidOnMethod::Cue))
}

fn addressee(items: &SentenceItems, cue: &CueAt, bounds: &Range<usize>) -> Option<Range<usize>> {
    let how = cue.entry()?.addressee?;
    if !matches!(cue.mood, Mood::Finite | Mood::Participle | Mood::Infinitive) {
        return None;
    }
    let start = match how {
        Addressee::Object => cue.items.end,
        Addressee::To if items.class(cue.items.end) == Some(WordClass::To) => cue.items.end + 1,
        Addressee::To => return None,
    };
    object_at(items, start, bounds.end)
}

fn names_outlet(items: &SentenceItems, range: &Range<usize>) -> bool {
    let has_name = items.all[range.clone()].iter().any(|i| i.class == WordClass::Name);
    let listed = || {
        let name = without_article(items, range);
        outlets::named(&name).is_some_and(|o| !o.is_weak(&name))
    };
    has_name && (items.all[range.clone()].iter().any(|i| i.word.outlet) || listed())
}

fn without_article(items: &SentenceItems, range: &Range<usize>) -> String {
    let skip = usize::from(items.class(range.start) == Some(WordClass::Det));
    // "CNN's “Morning Hour” program"
    let possessed = range.end > range.start + skip + 1 && ["'s", "’s"].contains(&items.word(range.end - 1));
    items.span(range.start + skip..range.end - usize::from(possessed)).of(items.text).to_owned()
}

/// "as quoted by CNN", "as reported by Reuters", "cited by the New York Times", "…, Maariv reported".
fn relay(items: &SentenceItems, cue: &CueAt, bounds: &Range<usize>, cues: &[&CueAt]) -> Option<String> {
    for other in cues.iter().filter(|c| c.sentence == cue.sentence && c.items != cue.items) {
        let relays = matches!(other.class(), CueClass::Quote)
            || matches!(other.lemma(), "report" | "quote" | "cite" | "write" | "say" | "tell" | "publish" | "broadcast" | "carry");
        let by = (other.items.start..bounds.end.min(other.items.end + 1)).find(|n| items.is(*n, "by"));
        if let (Some(by), Mood::Passive, true) = (by, other.mood, relays) {
            return relay_name(items, by + 1, bounds.end);
        }
        let report = matches!(other.lemma(), "report" | "write" | "be reported as saying");
        if let (Mood::Finite, true, Some(subject)) = (other.mood, report, &other.subject)
            && names_outlet(items, subject)
        {
            return Some(without_article(items, subject));
        }
    }
    if cue.mood == Mood::Passive && cue.lemma().ends_with("saying") {
        let by = (cue.items.end..bounds.end.min(cue.items.end + 3)).find(|n| items.is(*n, "by"))?;
        return relay_name(items, by + 1, bounds.end);
    }
    None
}

/// The name of who relays: the phrase up to its first preposition but "of".
fn relay_name(items: &SentenceItems, start: usize, high: usize) -> Option<String> {
    let phrase = items.phrase_starting_at(start, high)?;
    let end = phrase.clone().find(|n| items.class(*n) == Some(WordClass::Prep) && !items.is(*n, "of")).unwrap_or(phrase.end);
    Some(without_article(items, &(phrase.start..end)))
}

/// "who spoke to the New York Times", "in an interview with Kyodo News".
fn interviewer(items: &SentenceItems, zone: &[usize], bounds: &Range<usize>) -> Option<String> {
    zone.windows(2).find_map(|pair| {
        let [a, b] = [pair[0], pair[1]];
        let opens = (items.is(a, "spoke") || items.is(a, "speaking") || items.is(a, "comments") || items.is(a, "remarks"))
            && items.is(b, "to")
            || items.is(a, "interview") && (items.is(b, "with") || items.is(b, "to"));
        let phrase = if opens { items.phrase_starting_at(b + 1, bounds.end)? } else { return None };
        names_outlet(items, &phrase).then(|| without_article(items, &phrase))
    })
}

/// The channel: "video address", "joint statement", "X".
fn medium(items: &SentenceItems, zone: &[usize], cue: &CueAt) -> Option<String> {
    for n in zone.iter().copied().filter(|n| *n >= cue.items.start || *n < cue.group) {
        if items.class(n) == Some(WordClass::Prep) && items.is(n, "on") && PLATFORMS.contains(&items.word(n + 1)) && zone.contains(&(n + 1))
        {
            let truth = items.is(n + 1, "Truth") && items.is(n + 2, "Social");
            return Some(items.span(n + 1..n + 2 + usize::from(truth)).of(items.text).to_owned());
        }
        if items.all[n].word.channel && is_channel_phrase(items, n) {
            let start = (n.saturating_sub(3)..n)
                .rev()
                .take_while(|k| matches!(items.class(*k), Some(WordClass::Word | WordClass::Name)) && !items.all[*k].is_finite())
                .last()
                .unwrap_or(n);
            let end = if items.is(n + 1, "conference")
                || items.is(n + 1, "hall")
                || items.is(n + 1, "address")
                || items.is(n + 1, "release")
                || items.is(n, "video") && matches!(items.word(n + 1), "message" | "post" | "call" | "statement" | "interview")
            {
                n + 2
            } else {
                n + 1
            };
            return Some(items.span(start..end).of(items.text).to_lowercase());
        }
    }
    if matches!(cue.lemma(), "tweet" | "retweet") {
        return Some("Twitter".to_owned());
    }
    None
}

/// Whether a preposition of channel stands before the noun phrase: "in a statement", "during an interview", "on a podcast".
fn is_channel_phrase(items: &SentenceItems, n: usize) -> bool {
    (n.saturating_sub(5)..n)
        .rev()
        .find(|k| {
            !matches!(
                items.class(*k),
                Some(WordClass::Word | WordClass::Name | WordClass::Det | WordClass::Possessive | WordClass::Mark | WordClass::Day)
            )
        })
        .is_some_and(|k| ["in", "during", "via", "on", "through", "at"].iter().any(|p| items.is(k, p)))
}
