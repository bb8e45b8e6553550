//! Noun phrases around a reporting verb, found by function words.
//!
//! In: items. Out: ranges of items that name a speaker. Never crosses a sentence, and never says who the speaker is.

use std::ops::Range;

use super::items::SentenceItems;
use super::vocabulary::WordClass;
use crate::tag::cursor::Cursor;

/// How far a relative clause between a noun and its verb may reach, in items.
const RELATIVE_REACH: usize = 30;

/// Nouns of time and manner that end an adverbial, not a subject.
const ADVERBIAL_NOUNS: &[&str] =
    &["morning", "afternoon", "evening", "night", "week", "month", "year", "weekend", "time", "p.m.", "a.m.", "local"];

impl SentenceItems<'_> {
    /// The subject that stands before the verb group beginning at `verb`, inside a sentence that begins at `low`.
    pub fn subject_before(&self, low: usize, verb: usize) -> Option<Range<usize>> {
        let end = self.after_adverbials(low, verb);
        let last = end.checked_sub(1).filter(|l| *l >= low)?;
        match self.class(last)? {
            WordClass::Pronoun => Some(last..end),
            WordClass::Rel => self.antecedent(low, last),
            WordClass::That if self.is_antecedent(low, last) => self.antecedent(low, last),
            // "some", "those": a determiner that stands alone.
            WordClass::Det if !matches!(self.word(last).to_ascii_lowercase().as_str(), "a" | "an" | "the" | "every" | "no") => {
                Some(last..end)
            }
            WordClass::Comma | WordClass::Dash | WordClass::Close => self.subject_before_aside(low, last),
            WordClass::And => None,
            _ => self.phrase_ending_at(low, end),
        }
    }

    /// Steps left over adverbs, auxiliaries and days that stand between subject and verb.
    fn after_adverbials(&self, low: usize, verb: usize) -> usize {
        let mut end = verb;
        while end > low {
            let before = end - 1;
            match self.class(before) {
                Some(WordClass::Adverb | WordClass::Aux | WordClass::Not) => end = before,
                Some(WordClass::Day) if !self.is_possessor(before) => {
                    end = if before > low && self.is_on(before - 1) { before - 1 } else { before };
                }
                Some(WordClass::Name | WordClass::Word) if self.is_time_after_day(low, before) => end = before,
                Some(WordClass::Number) if before > low && self.class(before - 1) == Some(WordClass::Day) => end = before,
                _ => break,
            }
        }
        end
    }

    fn is_on(&self, n: usize) -> bool {
        self.is(n, "on") || self.is(n, "in") || self.is(n, "late") || self.is(n, "early")
    }

    pub fn is_possessor(&self, n: usize) -> bool {
        self.word(n + 1).starts_with(['\'', '’'])
    }

    /// "afternoon", "evening": nouns that tell when.
    pub fn is_time_of_day(&self, n: usize) -> bool {
        self.is_any(n, &["morning", "afternoon", "evening", "night"])
    }

    /// "Tuesday evening": the noun belongs to the day.
    fn is_time_after_day(&self, low: usize, n: usize) -> bool {
        n > low && self.class(n - 1) == Some(WordClass::Day) && self.is_any(n, ADVERBIAL_NOUNS)
    }

    /// The noun phrase that a relative pronoun at `rel` belongs to.
    fn antecedent(&self, low: usize, rel: usize) -> Option<Range<usize>> {
        let mut end = rel;
        // "one of whom", "some of which"
        while end > low && matches!(self.class(end - 1), Some(WordClass::Prep | WordClass::Number | WordClass::Det)) {
            end -= 1;
        }
        if end > low && self.class(end - 1) == Some(WordClass::Comma) {
            end -= 1;
        }
        let last = end.checked_sub(1).filter(|l| *l >= low)?;
        if matches!(self.class(last), Some(WordClass::Close)) {
            return self.subject_before_aside(low, last);
        }
        let phrase = self.phrase_ending_at(low, end)?;
        Some(self.name_before_apposition(low, phrase))
    }

    /// Whether "that" at `n` follows a noun that it can refer to.
    fn is_antecedent(&self, low: usize, n: usize) -> bool {
        n > low && self.all[n - 1].is_nominal() && !self.all[n - 1].is_finite() && !self.all[n - 1].word.reports()
    }

    /// The subject before an aside that ends at `close`: "Smith, the minister, said", "the agency (IAEA) said".
    fn subject_before_aside(&self, low: usize, close: usize) -> Option<Range<usize>> {
        let opening = match self.class(close)? {
            WordClass::Close => self.find_left(low, close, WordClass::Open)?,
            class => self.find_left(low, close, class).or_else(|| self.find_left(low, close, WordClass::Comma))?,
        };
        if self.class(close) == Some(WordClass::Close) {
            let head = self.phrase_ending_at(low, opening)?;
            return Some(head.start..close + 1);
        }
        let last = opening.checked_sub(1).filter(|l| *l >= low)?;
        if self.class(last) == Some(WordClass::Pronoun) {
            return Some(last..opening);
        }
        if self.class(last) == Some(WordClass::Close) {
            return self.subject_before_aside(low, last);
        }
        let head = self.name_before_apposition(low, self.phrase_ending_at(low, opening)?);
        // "the minister, Ana Duarte, said": the name is part of what names the speaker.
        let inside = opening + 1..close;
        if !self.has_name(&head) && self.starts_with_name(&inside) {
            return Some(head.start..close);
        }
        Some(head)
    }

    fn has_name(&self, range: &Range<usize>) -> bool {
        let skip = usize::from(self.class(range.start) == Some(WordClass::Det));
        self.all[range.start + skip..range.end].iter().any(|i| i.class == WordClass::Name)
    }

    fn starts_with_name(&self, range: &Range<usize>) -> bool {
        range.len() >= 2 && self.all[range.clone()].iter().take(2).all(|i| i.class == WordClass::Name)
    }

    /// "Ana Duarte, 45, a nurse from Porto": steps back from a later apposition to the name it belongs to.
    fn name_before_apposition(&self, low: usize, phrase: Range<usize>) -> Range<usize> {
        let mut phrase = phrase;
        for _ in 0..3 {
            let bare = !self.has_name(&phrase) || self.class(phrase.start) == Some(WordClass::Det) || phrase.len() == 1;
            let comma = phrase.start.checked_sub(1).filter(|c| *c > low && self.class(*c) == Some(WordClass::Comma));
            let (true, Some(comma)) = (bare, comma) else { break };
            let Some(before) = self.phrase_ending_at(low, comma) else { break };
            let names = self.all[before.clone()].iter().filter(|i| i.class == WordClass::Name).count();
            let goes_with =
                if phrase.len() == 1 && self.class(phrase.start) == Some(WordClass::Name) { before.len() > 2 } else { names >= 1 };
            if !goes_with {
                break;
            }
            phrase = before;
        }
        phrase
    }

    fn find_left(&self, low: usize, from: usize, class: WordClass) -> Option<usize> {
        (low..from).rev().find(|n| self.class(*n) == Some(class))
    }

    /// The noun phrase whose last item is the one before `end`, with its "of" phrases and tight relative clauses.
    pub fn phrase_ending_at(&self, low: usize, end: usize) -> Option<Range<usize>> {
        let mut start = end;
        let mut joined = false;
        while start > low {
            let n = start - 1;
            let item = &self.all[n];
            match item.class {
                WordClass::Name | WordClass::Number => start = n,
                WordClass::Mark if !self.word(n).contains(['/', '|', '*']) => start = n,
                WordClass::Quote if start < end && n > low && self.is_nickname(n) => start = n,
                WordClass::Word if item.is_finite() && !self.is_adjective(low, n, end) => {
                    let Some(rel) = self.relative_left(low, n) else { break };
                    start = rel;
                }
                WordClass::Word => start = n,
                WordClass::Det | WordClass::Possessive => {
                    start = n;
                    let Some(further) = self.left_of_determiner(low, n) else { break };
                    joined |= further < n && self.class(further) == Some(WordClass::And);
                    start = further;
                }
                WordClass::Prep | WordClass::To if start < end && self.attaches(low, n) => start = n,
                // "an official who spoke to settle a quarrel"
                WordClass::To if start < end => {
                    let Some(rel) = self.relative_left(low, n) else { break };
                    start = rel;
                }
                WordClass::And if start < end && self.joins(low, n, start) => {
                    joined = true;
                    start = n;
                }
                WordClass::Comma if joined && start < end && n > low && self.all[n - 1].class == WordClass::Name => start = n,
                WordClass::Rel | WordClass::That if start < end && self.is_antecedent(low, n) => start = n,
                WordClass::Close if n > low => match self.find_left(low, n, WordClass::Open) {
                    Some(open) if n - open < 8 => start = open,
                    _ => break,
                },
                _ => break,
            }
        }
        self.trimmed(start..end)
    }

    /// Where a noun phrase goes on to the left of its determiner at `n`: at a preposition or a conjunction that joins another phrase to it,
    /// or at a relative clause. Nowhere where the determiner begins it.
    fn left_of_determiner(&self, low: usize, n: usize) -> Option<usize> {
        let before = n.checked_sub(1).filter(|p| *p >= low)?;
        match self.class(before)? {
            WordClass::Prep | WordClass::To if self.attaches(low, before) => Some(before),
            WordClass::Det => Some(n),
            _ if self.joins(low, before, n) => Some(before),
            _ if self.is_verb_of_relative(low, before) => self.relative_left(low, before),
            _ => None,
        }
    }

    /// Whether a quotation can stand inside a name: short, without a mark at its end.
    fn is_nickname(&self, n: usize) -> bool {
        let words = self.word(n);
        let inside = words.trim_end_matches(['"', '”', '\'', '’', '»']);
        words.len() < 24 && inside.ends_with(char::is_alphanumeric)
    }

    /// Cuts off what cannot begin or end a noun phrase.
    fn trimmed(&self, range: Range<usize>) -> Option<Range<usize>> {
        let Range { mut start, mut end } = range;
        while start < end
            && matches!(
                self.class(start),
                Some(
                    WordClass::Mark
                        | WordClass::Comma
                        | WordClass::And
                        | WordClass::Prep
                        | WordClass::To
                        | WordClass::Open
                        | WordClass::Dash
                )
            )
        {
            start += 1;
        }
        // "On 23 January Duarte", "On January 23 Duarte": the day is no part of the name.
        let is_day = |n: usize| {
            let beside =
                n.checked_sub(1).is_some_and(|b| self.class(b) == Some(WordClass::Day)) || self.class(n + 1) == Some(WordClass::Day);
            self.class(n) == Some(WordClass::Number) && beside
        };
        while start + 1 < end && (is_day(start) || self.class(start) == Some(WordClass::Day) && start > 0 && is_day(start - 1)) {
            start += 1;
        }
        while end > start
            && matches!(self.class(end - 1), Some(WordClass::Comma | WordClass::And | WordClass::Prep | WordClass::To | WordClass::Dash))
        {
            end -= 1;
        }
        let names = self.all[start..end].iter().any(|i| i.is_nominal() || matches!(i.class, WordClass::Pronoun | WordClass::Det));
        (names && start < end).then_some(start..end)
    }

    /// Whether a form in -ed stands where an adjective stands: "the armed forces", "an alleged victim".
    fn is_adjective(&self, low: usize, n: usize, end: usize) -> bool {
        let after_det =
            n > low && matches!(self.class(n - 1), Some(WordClass::Det | WordClass::Possessive | WordClass::Prep | WordClass::Adverb));
        // "people briefed on the matter said": a participle that hangs on the noun before it.
        let hangs =
            n > low && n + 1 < end && self.all[n - 1].noun().speaks() && matches!(self.class(n + 1), Some(WordClass::Prep | WordClass::To));
        // "US-led", "Texas-based" and sentence-initial participles.
        (after_det && n + 1 < end) || hangs || self.word(n).contains('-')
    }

    fn is_verb_of_relative(&self, low: usize, n: usize) -> bool {
        self.class(n) == Some(WordClass::Word) && self.relative_left(low, n).is_some()
    }

    /// The relative pronoun that a verb at `verb` belongs to, if one stands near on the left with a noun before it.
    fn relative_left(&self, low: usize, verb: usize) -> Option<usize> {
        let reach = low.max(verb.saturating_sub(RELATIVE_REACH));
        for n in (reach..verb).rev() {
            match self.class(n)? {
                WordClass::Rel | WordClass::That if self.is_antecedent(low, n) => return Some(n),
                WordClass::Comma
                | WordClass::Stop
                | WordClass::Semicolon
                | WordClass::Colon
                | WordClass::Sub
                | WordClass::But
                | WordClass::Quote => return None,
                _ => {}
            }
        }
        None
    }

    /// Whether the prepositional phrase at `prep` hangs on a noun before it.
    fn attaches(&self, low: usize, prep: usize) -> bool {
        let Some(before) = prep.checked_sub(1).filter(|b| *b >= low) else { return false };
        let item = &self.all[before];
        let nominal = matches!(item.class, WordClass::Name | WordClass::Word | WordClass::Number | WordClass::Close)
            || (item.class == WordClass::Det && self.is(prep, "of"));
        nominal && (!item.is_finite() || self.is_adjective(low, before, prep + 1) || self.relative_left(low, before).is_some())
    }

    /// Whether "and" at `and` joins two names or nouns that can speak.
    fn joins(&self, low: usize, and: usize, right: usize) -> bool {
        if self.class(and) != Some(WordClass::And) || and == low {
            return false;
        }
        let left = &self.all[and - 1];
        let right = &self.all[right];
        match left.class {
            WordClass::Name => right.class == WordClass::Name || right.class == WordClass::Det || right.noun().speaks(),
            WordClass::Word => left.noun().speaks() && !left.is_finite(),
            WordClass::Pronoun => true,
            _ => false,
        }
    }

    /// The noun phrase that begins at `start`, no further than `high`.
    pub fn phrase_starting_at(&self, start: usize, high: usize) -> Option<Range<usize>> {
        let mut end = start;
        let mut has_head = false;
        while end < high {
            let item = &self.all[end];
            match item.class {
                WordClass::Pronoun if end == start && !self.starts_determiner(end, high) => return Some(start..end + 1),
                WordClass::Pronoun if end == start => {}
                WordClass::Det | WordClass::Possessive if !has_head || self.follows_link(end) => {}
                // "his first wife"
                WordClass::Adverb if !has_head && end > start && self.is_any(end, &["first", "second", "last"]) => {}
                WordClass::Name | WordClass::Number | WordClass::Mark => has_head = true,
                // "July's survey"
                WordClass::Day if self.is_possessor(end) => has_head = true,
                WordClass::Quote if has_head && self.is_nickname(end) => {}
                WordClass::Word if has_head && item.is_finite() && !item.capital => break,
                WordClass::Word if has_head && item.word.reports() && !item.noun().speaks() && self.begins_predicate(end) => break,
                WordClass::Word => has_head = true,
                WordClass::Prep if has_head && self.keeps(end) => {}
                WordClass::And if has_head && end + 1 < high && self.joins(start, end, end + 1) => {}
                WordClass::Open if has_head => match (end..high.min(end + 8)).find(|n| self.class(*n) == Some(WordClass::Close)) {
                    Some(close) => {
                        end = close + 1;
                        continue;
                    }
                    None => break,
                },
                _ => break,
            }
            end += 1;
        }
        let range = self.trimmed(start..end)?;
        (range.start == start).then_some(range)
    }

    fn starts_determiner(&self, n: usize, high: usize) -> bool {
        n + 1 < high
            && self.all[n + 1].is_nominal()
            && !self.all[n + 1].is_finite()
            && !self.all[n + 1].word.reports()
            && self.is_any(n, &VOCAL_DETERMINERS)
    }

    fn follows_link(&self, n: usize) -> bool {
        n > 0 && matches!(self.class(n - 1), Some(WordClass::Prep | WordClass::And))
    }

    /// Whether the word at `n` opens a predicate: something follows that a noun would not have.
    fn begins_predicate(&self, n: usize) -> bool {
        matches!(
            self.class(n + 1),
            Some(
                WordClass::That
                    | WordClass::Det
                    | WordClass::Pronoun
                    | WordClass::Comma
                    | WordClass::Colon
                    | WordClass::Quote
                    | WordClass::Possessive
                    | WordClass::Stop
                    | WordClass::Day
            )
        )
    }

    /// Prepositions that keep a noun phrase together after a reporting verb; "in" and "on" mostly begin an adverbial there.
    fn keeps(&self, n: usize) -> bool {
        let inner = self.class(n + 1);
        if self.is(n, "of") {
            return true;
        }
        (self.is(n, "for") || self.is(n, "at") || self.is(n, "from") || self.is(n, "with"))
            && self.all[..n].last().is_some_and(|i| i.noun().speaks() || i.class == WordClass::Name)
            && matches!(inner, Some(WordClass::Det | WordClass::Name | WordClass::Possessive))
    }

    /// The subject of a whole sentence: the first noun phrase after adverbials, up to the verb.
    pub fn sentence_subject(&self, low: usize, high: usize) -> Option<Range<usize>> {
        let mut start = low;
        for _ in 0..3 {
            while start < high
                && matches!(
                    self.class(start),
                    Some(
                        WordClass::Adverb
                            | WordClass::But
                            | WordClass::And
                            | WordClass::Comma
                            | WordClass::Mark
                            | WordClass::Day
                            | WordClass::Dash
                    )
                )
            {
                start += 1;
            }
            let opens_adverbial = match self.class(start)? {
                WordClass::Prep | WordClass::Sub | WordClass::To => true,
                WordClass::Word | WordClass::Name => {
                    self.word(start).ends_with("ing") && !matches!(self.class(start + 1), Some(WordClass::Name | WordClass::Aux))
                }
                _ => false,
            };
            if !opens_adverbial {
                break;
            }
            start = (start..high.min(start + 40)).find(|n| self.class(*n) == Some(WordClass::Comma))? + 1;
        }
        let phrase = self.phrase_starting_at(start, high)?;
        Some(phrase)
    }
}

/// Pronouns that are determiners before a noun.
const VOCAL_DETERMINERS: [&str; 9] = ["this", "these", "those", "both", "many", "some", "most", "one", "several"];

impl SentenceItems<'_> {
    /// Whether the word at `n` names somebody or something that can speak.
    pub fn names_speaker(&self, n: usize) -> bool {
        let item = &self.all[n];
        matches!(item.class, WordClass::Name | WordClass::Pronoun) || item.noun().speaks() || item.word.channel
    }

    /// A source after "according to" or "by": a noun phrase, with "in" and "at" phrases of its own.
    pub fn source_starting_at(&self, start: usize, high: usize) -> Option<Range<usize>> {
        // "recently leaked documents"
        let start = start + usize::from(self.class(start) == Some(WordClass::Adverb) && start + 1 < high);
        let first = self.phrase_starting_at(start, high)?;
        let mut end = first.end;
        // "a report in Der Spiegel", "an official with knowledge of the talks"
        while end + 1 < high
            && matches!(self.class(end), Some(WordClass::Prep))
            && !self.is(end, "as")
            && matches!(self.class(end + 1), Some(WordClass::Det | WordClass::Name | WordClass::Possessive | WordClass::Word))
        {
            let Some(next) = self.phrase_starting_at(end + 1, high) else { break };
            if self.class(next.start) == Some(WordClass::Day) {
                break;
            }
            end = next.end;
        }
        Some(first.start..end)
    }
}

/// The head of a noun phrase: the last noun before "of" and the like, commas or a relative clause.
pub fn head(items: &SentenceItems, range: &Range<usize>) -> Option<usize> {
    let mut head = None;
    for n in range.clone() {
        match items.class(n)? {
            // "some in the town hall"
            WordClass::Det | WordClass::Pronoun if n == range.start && items.class(n + 1) == Some(WordClass::Prep) => return Some(n),
            WordClass::Name | WordClass::Word if items.is(n + 1, "'s") || items.is(n + 1, "’s") => {}
            WordClass::Name | WordClass::Word | WordClass::Number | WordClass::Pronoun | WordClass::Object => head = Some(n),
            WordClass::Prep | WordClass::To | WordClass::Rel | WordClass::That | WordClass::Comma | WordClass::Open if head.is_some() => {
                break;
            }
            _ => {}
        }
    }
    head.or_else(|| (!range.is_empty()).then_some(range.start))
}

/// The object that begins at `start`.
pub fn object_at(items: &SentenceItems, start: usize, high: usize) -> Option<Range<usize>> {
    if start < high && items.class(start) == Some(WordClass::Object) {
        return Some(start..start + 1);
    }
    // "told her.": nothing that could be hers follows.
    let bare =
        start + 1 >= high || matches!(items.class(start + 1), Some(WordClass::Stop | WordClass::Comma | WordClass::That | WordClass::Day));
    if start < high && bare && items.is(start, "her") {
        return Some(start..start + 1);
    }
    items.phrase_starting_at(start, high)
}
