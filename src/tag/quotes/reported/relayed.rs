//! Rules for clauses that "as" ties to whoever tells them: "As Duarte noted, …", "As reported by the Gazette, …".
//!
//! In: a [`Scene`] and a cue. Out: the items of the clause. Never takes "as" for anything but the word before who tells, or before the
//! verb that tells.

use super::clauses::{QUOTATIVES, opens_sentence};
use super::content::ClausePieces;
use super::extent::{after, before_comma, clause_end, high, low};
use crate::tag::cursor::Cursor;
use crate::tag::quotes::sentence::cue::{CueAt, Mood};
use crate::tag::quotes::sentence::scene::{Scene, can_speak};
use crate::tag::quotes::sentence::vocabulary::WordClass;

/// Verbs whose participle stands after "as", before "by" and who tells.
const TOLD: &[&str] = &[
    "report", "note", "quote", "cite", "describe", "publish", "detail", "outline", "reveal", "document", "recall", "recount", "relay",
    "tell",
];

/// So many items may stand between the verb and the comma: "in a statement to our reporter Karl Brandt on Monday".
const LONGEST_ADVERBIAL: usize = 16;

/// "As Duarte put it on Monday, the lock is a sieve." "As reported by the Gazette, the lock leaks." "The lock leaks, as reported by …"
pub fn as_told(scene: &Scene, cue: &CueAt) -> Option<ClausePieces> {
    let items = &scene.items;
    let (low, high) = (low(scene, cue), high(scene, cue));
    let (first, end) = match (&cue.subject, cue.mood) {
        (Some(subject), Mood::Finite) if subject.start < cue.group => {
            (QUOTATIVES.contains(&cue.lemma()) || cue.lemma() == "put it").then_some((subject.start, after(scene, cue)))?
        }
        (_, Mood::Passive) if TOLD.contains(&cue.lemma()) && items.is(cue.items.end, "by") => {
            let agent = items.source_starting_at(cue.items.end + 1, high).filter(|s| can_speak(scene, s))?;
            (cue.group, agent.end)
        }
        _ => return None,
    };
    let at = first.checked_sub(1).filter(|n| *n >= low && items.is(*n, "as"))?;
    if opens_sentence(scene, low, at) {
        let comma = (end..high.min(end + LONGEST_ADVERBIAL)).find(|n| items.class(*n) == Some(WordClass::Comma))?;
        let adverbial = end == comma || matches!(items.class(end), Some(WordClass::Prep | WordClass::Day | WordClass::Adverb));
        let rest = comma + 1;
        return (adverbial && rest + 3 < high).then(|| ClausePieces::around(None, rest..clause_end(scene, cue, rest, high)));
    }
    // "The lock leaks, as reported by the Gazette."
    let alone = cue.mood == Mood::Passive && before_comma(scene, at) && !scene.cues_of(cue.sentence).any(|(_, c)| c.group < cue.group);
    let before = low..at.saturating_sub(1);
    (alone && scene.parse.holds_verb(items, &before) == Some(true)).then(|| ClausePieces::around(None, before))
}
