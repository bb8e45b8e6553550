//! Linker `claimants`: who answers for a figure, and which entity its place is.
//!
//! In: quotes with resolved speakers, and figures. Out: claimant, reporting word and status of each figure. Never invents a source: what
//! stands in nobody's words is the reporter's own, and has none.
//!
//! The claimant is the speaker of the quotation or reported clause that holds the figure. Where reported clauses are nested, the inner
//! one is the source ("CNN said that officials put it at 40": the officials), but for what the outer speaker says of another's thoughts
//! and plans ("the minister said that Kyiv expects five units": the minister).

#[cfg(test)]
mod tests;

use rustc_hash::FxHashMap;

use crate::document::{Bound, ClaimStatus, Cue, CueClass, Figure, Quote, QuoteKind, Speaker, SpeakerKind, TaggedArticle};
use crate::span::{Span, SpanIndex};
use crate::work::Budget;

/// Steps of work to judge the words around a figure.
const FIGURE_STEPS: usize = 300;
/// Steps of work to weigh one quote that holds it.
const QUOTE_STEPS: usize = 50;

/// Fills claimant, cue, status and quote of every figure.
pub fn link(article: &mut TaggedArticle, budget: &Budget) {
    let mut figures = std::mem::take(&mut article.figures);
    let claims = Claims::of(article);
    for figure in &mut figures {
        let holding = claims.holding(figure.span);
        if !budget.charge(FIGURE_STEPS + QUOTE_STEPS * holding.len()) {
            break;
        }
        claims.claim(figure, &holding);
        figure.place_entity = figure.place.and_then(|place| entity_at(article, place));
    }
    article.figures = figures;
}

/// The entity of the mention that stands exactly there.
fn entity_at(article: &TaggedArticle, place: Span) -> Option<usize> {
    article.mentions_in(place).filter(|(_, m)| m.span == place).find_map(|(_, m)| m.entity)
}

/// An article with what is looked up for each of its figures.
struct Claims<'a> {
    article: &'a TaggedArticle,
    quotes: SpanIndex,
    /// The first speaker who is known of each utterance.
    speakers: FxHashMap<usize, &'a Speaker>,
}

impl<'a> Claims<'a> {
    fn of(article: &'a TaggedArticle) -> Self {
        let mut speakers = FxHashMap::default();
        for quote in article.quotes.iter().filter(|q| q.speaker.span.is_some() || q.speaker.name.is_some()) {
            speakers.entry(quote.utterance).or_insert(&quote.speaker);
        }
        Self { article, quotes: article.quotes_where(|kind| kind != QuoteKind::Term), speakers }
    }

    fn claim(&self, figure: &mut Figure, holding: &[(usize, &'a Quote)]) {
        let article = self.article;
        let inner = holding.first().copied();
        figure.quote = inner.map(|(n, _)| n);
        let claiming: Vec<(usize, &Quote)> = holding.iter().filter(|(_, q)| is_claim(article, q, figure.span)).copied().collect();
        let source = self.source(&claiming);
        let own = own_status(article, figure);
        match source {
            Some((speaker, quote)) => {
                figure.claimant = Some(speaker.clone());
                figure.cue.clone_from(&quote.cue);
                let told = holding.iter().filter_map(|(_, q)| q.cue.as_ref()).map(status_of).find(|s| *s != ClaimStatus::Claimed);
                figure.status = own.or(told).unwrap_or(ClaimStatus::Claimed);
            }
            None if !claiming.is_empty() => figure.status = own.unwrap_or(ClaimStatus::Claimed),
            None => figure.status = own.unwrap_or(ClaimStatus::Stated),
        }
    }

    /// The quotes that hold a span, the innermost first; marks around a name quote nobody.
    fn holding(&self, span: Span) -> Vec<(usize, &'a Quote)> {
        let mut holding: Vec<(usize, &Quote)> = self.quotes.holding(span).map(|n| (n, &self.article.quotes[n])).collect();
        holding.sort_by_key(|(n, q)| (q.span.len(), *n));
        holding
    }

    /// The speaker who answers for what these quotes hold.
    fn source(&self, holding: &[(usize, &'a Quote)]) -> Option<(&'a Speaker, &'a Quote)> {
        let mut sources = holding.iter().filter_map(|(_, q)| Some((self.speaker_of(q)?, *q)));
        let inner = sources.next()?;
        let thinks = inner
            .1
            .cue
            .as_ref()
            .is_some_and(|c| matches!(c.class, CueClass::Predict | CueClass::Think | CueClass::Hear | CueClass::Demand));
        let outer = sources.find(|(s, _)| thinks && s.kind == SpeakerKind::Person);
        Some(outer.unwrap_or(inner))
    }

    /// The speaker of a quote, or of another piece of the same utterance.
    fn speaker_of(&self, quote: &'a Quote) -> Option<&'a Speaker> {
        let own = Some(&quote.speaker).filter(|s| s.span.is_some() || s.name.is_some());
        own.or_else(|| self.speakers.get(&quote.utterance).copied())
    }
}

/// Whether who speaks answers for a figure in it. Words in marks are the speaker's own. A reported clause is not always: "the survey asked
/// 2,500 people", "he criticised the $3 billion plan" and "they pushed for a vote on the 40-page bill" give numbers of the reporter's.
fn is_claim(article: &TaggedArticle, quote: &Quote, figure: Span) -> bool {
    let text = article.text();
    let who = quote.speaker.span.map_or("", |s| s.of(text));
    if quote.speaker.name.is_none() && !can_speak(who) {
        return false;
    }
    if quote.kind != QuoteKind::Indirect {
        return true;
    }
    let lemma = quote.cue.as_ref().map_or("", |c| c.lemma.as_str());
    let class = quote.cue.as_ref().map_or(CueClass::Other, |c| c.class);
    let inside = quote.span.of(text);
    let before = text.get(..quote.span.start as usize).unwrap_or("").trim_end();
    let clause = inside.starts_with("that ") || before.ends_with(" that");
    let near = figure.start.saturating_sub(quote.span.start) <= 30;
    match class {
        CueClass::Ask => false,
        CueClass::Criticise if lemma.starts_with("accuse") => true,
        CueClass::Criticise | CueClass::Praise | CueClass::Deny => clause,
        _ if SPEAKS_OF.contains(&lemma) => clause,
        CueClass::Demand | CueClass::Order => clause || near,
        _ => true,
    }
}

/// Verbs that name a thing and claim nothing of it unless a clause follows: "he never mentioned the 47 percent".
const SPEAKS_OF: &[&str] = &["mention", "hold", "consider", "discuss", "recommend"];

/// Whether words can name a source at all: a bare number, a length of time and the share of those who were asked cannot.
fn can_speak(who: &str) -> bool {
    const LENGTHS: &[&str] = &["day", "days", "week", "weeks", "month", "months", "year", "years", "hours", "minutes"];
    let number = !who.is_empty() && who.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let length = who.split_whitespace().next_back().is_some_and(|last| LENGTHS.contains(&last));
    !(number || length || who.contains('%') || who.contains(" percent"))
}

/// Verbs by which a survey, a model or a study gives what it came to: a claim like any other, which nobody else has confirmed.
const FINDS: &[&str] = &["find", "show", "demonstrate", "determine", "reveal"];

fn status_of(cue: &Cue) -> ClaimStatus {
    match cue.class {
        CueClass::Confirm if FINDS.contains(&cue.lemma.as_str()) => ClaimStatus::Claimed,
        CueClass::Estimate => ClaimStatus::Estimated,
        CueClass::Confirm => ClaimStatus::Confirmed,
        CueClass::Deny => ClaimStatus::Denied,
        CueClass::Predict | CueClass::Promise | CueClass::Order | CueClass::Demand => ClaimStatus::Expected,
        CueClass::Hear => ClaimStatus::Reported,
        _ => ClaimStatus::Claimed,
    }
}

/// How many bytes before a figure are looked at for what its clause says: nine words of a sentence without end.
const CLAUSE_WITHIN: usize = 400;

/// What the words of the figure's own clause say of its standing: "an estimated", "is expected to reach", "reportedly".
fn own_status(article: &TaggedArticle, figure: &Figure) -> Option<ClaimStatus> {
    let text = article.text();
    if figure.modifier.is_some_and(|m| figure.bound == Bound::Approx && m.of(text).contains("estimate")) {
        return Some(ClaimStatus::Estimated);
    }
    let sentence = article.sentences.get(figure.sentence)?.span;
    let before = Span { start: sentence.start, end: figure.span.start.max(sentence.start) }.of(text);
    let before = crate::text::suffix(before, CLAUSE_WITHIN);
    let clause = before.rsplit([',', ';', ':', '“', '”', '"']).next().unwrap_or("");
    let words: Vec<&str> = clause.split_whitespace().collect();
    let near = words.get(words.len().saturating_sub(9)..).unwrap_or(&[]);
    let pair = |a: &[&str], b: &[&str]| near.windows(2).any(|w| a.contains(&w[0]) && b.contains(&w[1]));
    // "due to reach 40" looks ahead; "set at 900" and "due to 40 cm of snow" do not.
    let to_do = |a: &[&str]| near.windows(3).any(|w| a.contains(&w[0]) && w[1] == "to");
    let is_ahead =
        pair(&["expected", "projected", "forecast", "predicted"], &["to", "at"]) || to_do(&["due", "set", "scheduled", "planned"]);
    if is_ahead {
        return Some(ClaimStatus::Expected);
    }
    if near.iter().any(|w| ["reportedly", "allegedly", "purportedly", "apparently"].contains(w))
        || pair(&["believed", "feared", "thought", "said", "understood", "rumoured"], &["to"])
    {
        return Some(ClaimStatus::Reported);
    }
    if pair(&["estimated", "estimates"], &["to", "at", "that"]) {
        return Some(ClaimStatus::Estimated);
    }
    None
}
