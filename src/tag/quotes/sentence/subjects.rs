//! What the parse corrects of a cue: its mood, its subject, who does what it says.
//!
//! In: a cue as the words alone tell it, and the parse. Out: the same cue, with the rules that had something to say. Never asks where no
//! model ran, and never decides what is reported.

use std::ops::Range;

use super::cue::{CueAt, Mood};
use super::items::{ReporterSentence, SentenceItems};
use super::parse::Parse;
use super::vocabulary::WordClass;
use crate::document::{PartOfSpeech, Relation, Rule};
use crate::tag::cursor::Cursor;

/// One rule, with an example of its own.
pub struct SubjectRule<F> {
    /// Its name, as explanations give it.
    pub name: &'static str,
    /// A sentence that it has something to say of.
    pub example: &'static str,
    find: F,
}

/// A cue whose verb the parse knows.
struct CueVerb<'a> {
    items: &'a SentenceItems<'a>,
    parse: Parse<'a>,
    sentence: &'a ReporterSentence,
    cue: &'a CueAt,
    token: usize,
}

/// What a rule makes of a subject.
enum Effect {
    /// The words were right.
    Keep,
    /// The verb is a passive, and what stands before it no subject.
    Passive,
    /// The subject is this.
    Subject(Option<Range<usize>>),
    /// These do what the verb says, without being its subject.
    Does(Range<usize>),
}

/// A rule that sees the verb alone.
type StandingRule = SubjectRule<fn(&CueVerb) -> Option<Effect>>;

/// A rule that sees who acts for the parse, and puts another in their place.
type ReplacingRule = SubjectRule<fn(&CueVerb, usize) -> Option<usize>>;

/// A rule that shortens the phrase of who acts.
type ShorteningRule = SubjectRule<fn(&CueVerb, &Range<usize>) -> Option<Range<usize>>>;

/// Rules that look at the verb alone: the first that fits decides.
const STANDING: &[StandingRule] = &[
    SubjectRule {
        name: "subject_misread_participle",
        example: "A partner called Red Mill Company in a scheme to lock in profits for the owners.",
        find: misread_participle,
    },
    SubjectRule { name: "subject_of_passive", example: "Asked about the pier, Tomas Brandt shrugged.", find: passive },
];

/// "Duarte said the wall would hold but warned": the verb goes on with the one that reports, not with what is reported.
const GOES_ON: SubjectRule<fn(&CueVerb) -> Option<usize>> = SubjectRule {
    name: "subject_goes_on",
    example: "Tomas Brandt said the wall would hold but warned that the pumps were old.",
    find: goes_on,
};

/// Rules that put another in the place of the one who acts for the parse; each sees what those before it made of it.
const AGENTS: &[ReplacingRule] = &[
    SubjectRule { name: "subject_not_oneself", example: "Ines Carvalho said Rui Melo was rude and criticised him.", find: not_oneself },
    SubjectRule {
        name: "subject_not_a_thing",
        example: "Rui Melo said the goal was a new wall and promised to build it.",
        find: not_a_thing,
    },
    SubjectRule {
        name: "subject_beside_participle",
        example: "The club showed footage of Ines Carvalho asking for calm.",
        find: beside_participle,
    },
    SubjectRule {
        name: "subject_issues_document",
        example: "The council released a letter saying the wall is sound.",
        find: issues_document,
    },
];

/// "a report that found …", "a staffer alleging …": the phrase of who acts reaches up to the relative clause or the participle.
const UP_TO_RELATIVE: ShorteningRule =
    SubjectRule { name: "subject_up_to_relative", example: "A staffer alleging a cover-up said the wall is weak.", find: up_to_relative };

/// A rule that sees who acts for the parse, and the phrase that names them.
type SettlingRule = SubjectRule<fn(&CueVerb, usize, &Range<usize>) -> Option<Effect>>;

/// Rules that settle the subject, in the order in which they are tried: the first that fits decides.
const SUBJECTS: &[SettlingRule] = &[
    SubjectRule { name: "subject_is_action", example: "Seeing is believing that the wall will hold.", find: is_action },
    SubjectRule { name: "subject_after_dateline", example: "UPDATE — Ines Carvalho said the wall would hold.", find: after_dateline },
    SubjectRule { name: "subject_beside_verb", example: "Let the log show: old, wise sailors also believe in luck.", find: beside_verb },
    SubjectRule { name: "subject_after_quotation", example: "“Who pays for the sand?” Carvalho asked.", find: after_quotation },
    SubjectRule { name: "subject_without_verb", example: "Polls show voters believe the wall will hold.", find: without_verb },
    SubjectRule { name: "subject_starts_later", example: "She is as loud as the man who insists the wall is safe.", find: starts_later },
    SubjectRule {
        name: "subject_not_governed",
        example: "In a letter to the council Ines Carvalho, the mayor, said the wall would hold.",
        find: not_governed,
    },
    SubjectRule { name: "subject_as_read", example: "The mayor said the wall would hold.", find: as_read },
    SubjectRule { name: "subject_parsed", example: "A report that found cracks in the wall said it would fail.", find: parsed },
    SubjectRule { name: "subject_inverted", example: "The wall will hold, said Ines Carvalho.", find: inverted },
    SubjectRule {
        name: "subject_silent_noun",
        example: "Worse, in many cases reporting different numbers was the custom of the port.",
        find: silent_noun,
    },
    SubjectRule { name: "subject_acts", example: "Tomas Brandt refused to sign the lease.", find: acts },
];

/// Every rule of this page, by name and example, in the order in which they are tried.
pub fn rules() -> Vec<(&'static str, &'static str)> {
    let standing = STANDING.iter().map(|r| (r.name, r.example)).chain([(GOES_ON.name, GOES_ON.example)]);
    let agents = AGENTS.iter().map(|r| (r.name, r.example)).chain([(UP_TO_RELATIVE.name, UP_TO_RELATIVE.example)]);
    standing.chain(agents).chain(SUBJECTS.iter().map(|r| (r.name, r.example))).collect()
}

/// Corrects mood and subject by the parse, where there is one.
pub fn correct(items: &SentenceItems, parse: Parse, sentence: &ReporterSentence, mut cue: CueAt) -> CueAt {
    cue.token = parse.token(items, cue.items.start);
    let Some(token) = cue.token else { return cue };
    let verb = CueVerb { items, parse, sentence, cue: &cue, token };
    let mut corrections = Vec::new();
    let effect = settle(&verb, &mut corrections);
    match effect {
        Some(Effect::Passive) => (cue.mood, cue.subject) = (Mood::Passive, None),
        Some(Effect::Subject(subject)) => cue.subject = subject,
        Some(Effect::Does(phrase)) => cue.agent = Some(phrase),
        Some(Effect::Keep) | None => {}
    }
    cue.corrections = corrections;
    cue
}

/// What the rules make of the subject; what had something to say is added to `corrections`.
fn settle(verb: &CueVerb, corrections: &mut Vec<Rule>) -> Option<Effect> {
    if let Some((effect, rule)) = STANDING.iter().find_map(|rule| Some(((rule.find)(verb)?, rule))) {
        corrections.push(Rule(rule.name));
        return Some(effect);
    }
    if verb.cue.mood == Mood::Passive {
        return None;
    }
    let outer = (GOES_ON.find)(verb);
    corrections.extend(outer.map(|_| Rule(GOES_ON.name)));
    let mut agent = verb.parse.agent(outer.unwrap_or(verb.token))?;
    for rule in AGENTS {
        if let Some(other) = (rule.find)(verb, agent).filter(|other| *other != agent) {
            corrections.push(Rule(rule.name));
            agent = other;
        }
    }
    let whole = verb.parse.phrase(verb.items, agent, &verb.sentence.items)?;
    let cut = (UP_TO_RELATIVE.find)(verb, &whole);
    corrections.extend(cut.as_ref().map(|_| Rule(UP_TO_RELATIVE.name)));
    let phrase = cut.unwrap_or(whole);
    let (effect, rule) = SUBJECTS.iter().find_map(|rule| Some(((rule.find)(verb, agent, &phrase)?, rule)))?;
    corrections.push(Rule(rule.name));
    Some(effect)
}

impl CueVerb<'_> {
    /// Whether the subject of the words holds a token.
    fn within(&self, token: usize) -> bool {
        self.cue.subject.as_ref().is_some_and(|s| self.parse.item(self.items, token).is_some_and(|n| s.contains(&n)))
    }

    /// The verb with which somebody reports, where a token is one.
    fn reports(&self, token: Option<usize>) -> Option<usize> {
        token.filter(|v| self.parse.item(self.items, *v).is_some_and(|n| self.items.all[n].word.reports()))
    }

    /// Who acts in the clause whose report goes on with this verb.
    fn reporter(&self) -> Option<usize> {
        self.reports(self.parse.clause_reporter(self.token)).and_then(|v| self.parse.agent(v))
    }

    /// The part of the item before `n`.
    fn class_before(&self, n: usize) -> Option<WordClass> {
        n.checked_sub(1).and_then(|n| self.items.class(n))
    }

    /// The phrase of the parse for the subject, where it lies within what the words took for it and `fits` what was too much.
    fn shorter(&self, agent: usize, phrase: &Range<usize>, fits: impl Fn(usize) -> bool) -> Option<Effect> {
        // A subject that the words did not see begins where that of the parse does.
        let start = self.cue.subject.as_ref().map_or(phrase.start, |s| s.start);
        (self.within(agent) && phrase.end <= self.cue.group && fits(start)).then(|| Effect::Subject(Some(phrase.clone())))
    }
}

/// "Duarte's campaign called the report a ruin.": the parse takes the verb for a participle of the noun before it.
fn misread_participle(verb: &CueVerb) -> Option<Effect> {
    let CueVerb { items, parse, sentence, cue, token } = *verb;
    (is_misread(items, parse, sentence, cue, token) && cue.subject.is_some()).then_some(Effect::Keep)
}

/// "The plan was called a ruin": a verb with "be" has no subject that speaks. "He's said it leaks": with a person for its subject and no
/// "to" after it, "said" is what he has done.
fn passive(verb: &CueVerb) -> Option<Effect> {
    let CueVerb { items, parse, cue, token, .. } = *verb;
    let has_said = cue.lemma() == "say"
        && items.class(cue.items.end) != Some(WordClass::To)
        && cue.subject.as_ref().is_some_and(|s| matches!(items.class(s.start), Some(WordClass::Pronoun)) && !items.is(s.start, "it"));
    let is_passive = cue.mood == Mood::Finite && parse.is_passive(token) && !has_said && !cue.lemma().starts_with("be ");
    is_passive.then_some(Effect::Passive)
}

fn goes_on(verb: &CueVerb) -> Option<usize> {
    verb.reports(verb.parse.outer_reporter(verb.token))
}

/// "Duarte said Melo was rude and criticised him": Melo does not criticise himself.
fn not_oneself(verb: &CueVerb, agent: usize) -> Option<usize> {
    let CueVerb { items, parse, cue, .. } = *verb;
    let object = items.is_any(cue.items.end, &["him", "her", "them"])
        && !matches!(items.class(cue.items.end + 1), Some(WordClass::Word | WordClass::Name));
    let is_name = parse.item(items, agent).is_some_and(|n| items.class(n) == Some(WordClass::Name));
    verb.reporter().filter(|_| object && is_name)
}

/// "Duarte says the aim is peace, but conceded": an aim concedes nothing.
fn not_a_thing(verb: &CueVerb, agent: usize) -> Option<usize> {
    let CueVerb { items, parse, .. } = *verb;
    let speaks = parse.item(items, agent).is_none_or(|n| items.names_speaker(n) || items.class(n) != Some(WordClass::Word));
    verb.reporter().filter(|_| !speaks)
}

/// "footage of Duarte asking", "with voters saying": whoever stands right before the participle, where a preposition brings them in.
fn beside_participle(verb: &CueVerb, _: usize) -> Option<usize> {
    let CueVerb { items, parse, cue, .. } = *verb;
    let before = cue.group.checked_sub(1).filter(|n| cue.mood == Mood::Participle && items.names_speaker(*n))?;
    let noun = parse.token(items, before).filter(|t| parse.relation(*t) == Some(Relation::Pobj))?;
    let prep = parse.head(noun)?;
    match parse.lemma(prep) {
        "with" | "despite" => Some(noun),
        "of" => {
            let whole = parse.head(prep).and_then(|t| parse.item(items, t))?;
            let kind = items.all[whole].noun();
            let speaks = kind.person || kind.organisation || kind.group;
            (items.class(whole) == Some(WordClass::Word) && !speaks).then_some(noun)
        }
        _ => None,
    }
}

/// "the council released a letter saying": who releases it says so.
fn issues_document(verb: &CueVerb, agent: usize) -> Option<usize> {
    let CueVerb { items, parse, .. } = *verb;
    let is_document = parse.item(items, agent).is_some_and(|n| is_document(items, n));
    parse.issuer(agent).filter(|n| is_document && parse.lemma(*n) != "it")
}

fn up_to_relative(verb: &CueVerb, phrase: &Range<usize>) -> Option<Range<usize>> {
    let group = verb.cue.group;
    let opens = |n: &usize| matches!(verb.items.class(*n), Some(WordClass::Rel | WordClass::That | WordClass::Comma));
    let end = || (phrase.start + 1..group).find(opens).unwrap_or(group).max(phrase.start + 1);
    phrase.contains(&group).then(|| phrase.start..end())
}

/// "Duarte said leaving the port would cost more, adding": what is done adds nothing.
fn is_action(verb: &CueVerb, agent: usize, _: &Range<usize>) -> Option<Effect> {
    (verb.parse.pos(agent) == Some(PartOfSpeech::Verb)).then_some(Effect::Keep)
}

/// "CLEVELAND — Mayor Ana Duarte said": a place in capitals before a dash is where, not who.
fn after_dateline(verb: &CueVerb, _: usize, phrase: &Range<usize>) -> Option<Effect> {
    let CueVerb { items, sentence, cue, .. } = *verb;
    let stands = phrase.start == sentence.items.start && is_dateline(items, phrase, cue.group);
    let subject = || cue.subject.clone().filter(|s| s.start > phrase.start).or_else(|| phrase_after_dash(items, phrase, cue.group));
    stands.then(|| Effect::Subject(subject()))
}

/// "The states “matter,” Duarte wrote", "Duarte, though she praised it": the noun or pronoun right before a verb is its subject.
fn beside_verb(verb: &CueVerb, agent: usize, _: &Range<usize>) -> Option<Effect> {
    let CueVerb { items, parse, cue, token, .. } = *verb;
    let pronoun = || cue.subject.as_ref().is_some_and(|s| items.is_any(s.start, &["he", "she", "we", "i"]));
    let beside = cue.mood == Mood::Finite && (parse.children(token, Relation::Nsubj).any(|n| verb.within(n)) || pronoun());
    (!verb.within(agent) && beside).then_some(Effect::Keep)
}

/// "“…,” retired general Ana Duarte said": the parse knows where the phrase begins.
fn after_quotation(verb: &CueVerb, agent: usize, phrase: &Range<usize>) -> Option<Effect> {
    verb.shorter(agent, phrase, |_| verb.class_before(phrase.start) == Some(WordClass::Quote))
}

/// "polls show voters believe": a subject holds no other verb before its noun.
fn without_verb(verb: &CueVerb, agent: usize, phrase: &Range<usize>) -> Option<Effect> {
    verb.shorter(agent, phrase, |start| start < phrase.start && verb.parse.holds_any_verb(verb.items, &(start..phrase.start)))
}

/// "Iran and a judge ruled", "as loud as the man who insists": the noun that speaks has its phrase to itself.
fn starts_later(verb: &CueVerb, agent: usize, phrase: &Range<usize>) -> Option<Effect> {
    let compared = |n: usize| verb.items.is_any(n, &["as", "than"]);
    let joined = || {
        matches!(verb.class_before(phrase.start), Some(WordClass::And | WordClass::Rel))
            || phrase.start.checked_sub(1).is_some_and(compared)
    };
    verb.shorter(agent, phrase, |start| start < phrase.start && joined())
}

/// "With a week to the vote, Duarte, a pilot, called it": what a preposition governs does nothing.
fn not_governed(verb: &CueVerb, agent: usize, phrase: &Range<usize>) -> Option<Effect> {
    verb.shorter(agent, phrase, |start| start < phrase.start && verb.class_before(start) == Some(WordClass::Prep))
}

/// Who acts for the parse stands in the subject that the words tell.
fn as_read(verb: &CueVerb, agent: usize, _: &Range<usize>) -> Option<Effect> {
    verb.within(agent).then_some(Effect::Keep)
}

/// A subject before the verb that the words did not see.
fn parsed(verb: &CueVerb, _: usize, phrase: &Range<usize>) -> Option<Effect> {
    (verb.cue.mood == Mood::Finite && phrase.end <= verb.cue.group).then(|| Effect::Subject(Some(phrase.clone())))
}

/// "…, said Duarte": what stands before an inverted verb is no subject.
fn inverted(verb: &CueVerb, _: usize, phrase: &Range<usize>) -> Option<Effect> {
    (verb.cue.mood == Mood::Finite && phrase.start >= verb.cue.items.end).then_some(Effect::Subject(None))
}

/// "drew crowds describing a ruin": crowds of whom nobody knows whether they speak are passed over.
fn silent_noun(verb: &CueVerb, agent: usize, _: &Range<usize>) -> Option<Effect> {
    let CueVerb { items, parse, cue, token, .. } = *verb;
    let speaks = || parse.item(items, agent).is_some_and(|n| items.names_speaker(n));
    (cue.mood == Mood::Participle && parse.own_subject(token) != Some(agent) && !speaks()).then_some(Effect::Keep)
}

/// Who does what a verb without a subject of its own says.
fn acts(_: &CueVerb, _: usize, phrase: &Range<usize>) -> Option<Effect> {
    Some(Effect::Does(phrase.clone()))
}

/// Whether a verb is taken for a participle of the noun that heads a whole sentence: "Duarte's campaign called the report a ruin."
fn is_misread(items: &SentenceItems, parse: Parse, sentence: &ReporterSentence, cue: &CueAt, token: usize) -> bool {
    let whole = sentence.items.end.checked_sub(1).is_some_and(|n| items.class(n) == Some(WordClass::Stop));
    let heads = parse.head(token).filter(|_| parse.relation(token) == Some(Relation::Acl));
    let noun = heads.filter(|n| parse.relation(*n) == Some(Relation::Root)).and_then(|n| parse.item(items, n));
    let tells = !items.is_any(cue.items.end, &["by", "of", "as", "for"]);
    cue.mood == Mood::Finite && whole && tells && noun.is_some_and(|n| n < cue.group && items.names_speaker(n))
}

/// Whether a word names something written, sent or spoken.
fn is_document(items: &SentenceItems, n: usize) -> bool {
    let item = &items.all[n];
    item.class == WordClass::Word && (item.noun().document || item.word.channel || item.word.report_noun)
}

/// Whether a phrase at the head of a sentence is a dateline: its first word in capitals, a dash between it and the verb.
fn is_dateline(items: &SentenceItems, phrase: &Range<usize>, verb: usize) -> bool {
    let word = items.word(phrase.start);
    let capitals = word.chars().count() > 3 && word.chars().all(char::is_uppercase);
    capitals && (phrase.end..verb.min(phrase.end + 8)).any(|n| items.class(n) == Some(WordClass::Dash))
}

/// The noun phrase after the dash of a dateline.
fn phrase_after_dash(items: &SentenceItems, phrase: &Range<usize>, verb: usize) -> Option<Range<usize>> {
    let dash = (phrase.end..verb).find(|n| items.class(*n) == Some(WordClass::Dash))?;
    items.phrase_starting_at(dash + 1, verb)
}
