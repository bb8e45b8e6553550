//! What single words are to the grammar of attribution: function words, reporting verbs, nouns for people and documents.
//!
//! In: the lexicons and the closed classes listed here. Out: [`VOCABULARY`], one look-up a token. Never looks at the words around.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::document::WordId;
use crate::lexicon::files::bodies::outlets;
use crate::lexicon::files::nouns::{PersonNounKind, person_nouns, titles};
use crate::lexicon::inflection::with_s;
use crate::lexicon::reporting::{REPORTING, VerbForm};

/// The part that a word, a mark or a whole quotation plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    /// A capitalised word.
    Name,
    /// Any other word.
    Word,
    /// A number.
    Number,
    /// A pronoun that can be a subject.
    Pronoun,
    /// A pronoun that cannot.
    Object,
    /// An article or another determiner.
    Det,
    /// A possessive pronoun.
    Possessive,
    /// A preposition.
    Prep,
    /// "and", "or".
    And,
    /// "but", "so", "yet", "nor".
    But,
    /// A conjunction that opens a clause below.
    Sub,
    /// "that".
    That,
    /// A relative pronoun.
    Rel,
    /// An auxiliary, forms of "be" included.
    Aux,
    /// "not", "never".
    Not,
    /// "to".
    To,
    /// An adverb that may stand next to a verb.
    Adverb,
    /// A word that names a day, month or time.
    Day,
    /// ","
    Comma,
    /// ".", "?", "!"
    Stop,
    /// ":"
    Colon,
    /// ";"
    Semicolon,
    /// A dash between words.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A quotation, marks included.
    Quote,
    /// Any other mark.
    Mark,
}

/// What a noun names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpeakerNoun {
    /// One person: "minister".
    pub person: bool,
    /// Several: "analysts", "crew".
    pub group: bool,
    /// A document: "report".
    pub document: bool,
    /// A body: "ministry".
    pub organisation: bool,
    /// Often a source without a name.
    pub anonymous: bool,
    /// A plural form.
    pub plural: bool,
}

impl SpeakerNoun {
    /// Whether it can speak.
    pub fn speaks(self) -> bool {
        self.person || self.group || self.document || self.organisation
    }

    fn merge(&mut self, other: SpeakerNoun) {
        self.person |= other.person;
        self.group |= other.group;
        self.document |= other.document;
        self.organisation |= other.organisation;
        self.anonymous |= other.anonymous;
        self.plural |= other.plural;
    }
}

/// One word of the vocabulary.
#[derive(Clone, Copy, Debug)]
pub struct VocabularyEntry {
    /// Its class; [`WordClass::Word`] for open classes.
    pub class: WordClass,
    /// The reporting verbs that it begins, and how it is inflected.
    pub verbs: &'static [(u16, VerbForm)],
    /// Whether it reports as a noun.
    pub report_noun: bool,
    /// Whether it is a finite verb, as far as the form tells.
    pub finite: bool,
    /// Whether it begins one of the phrases that bring a speaker: "according to".
    pub opens_source: bool,
    /// Whether it names a channel: "statement".
    pub channel: bool,
    /// Whether it stands in the names of outlets.
    pub outlet: bool,
    /// What it names.
    pub noun: SpeakerNoun,
}

impl VocabularyEntry {
    /// A word that no list holds.
    pub const UNKNOWN: Self = Self {
        class: WordClass::Word,
        verbs: &[],
        report_noun: false,
        finite: false,
        opens_source: false,
        channel: false,
        outlet: false,
        noun: SpeakerNoun { person: false, group: false, document: false, organisation: false, anonymous: false, plural: false },
    };

    /// A word that no list holds and whose ending shows a past tense.
    pub const PAST: Self = Self { finite: true, ..Self::UNKNOWN };

    /// Whether it begins a reporting verb.
    pub fn reports(&self) -> bool {
        !self.verbs.is_empty()
    }
}

impl Default for VocabularyEntry {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

/// All words, by their ids.
pub static VOCABULARY: LazyLock<FxHashMap<WordId, VocabularyEntry>> = LazyLock::new(build);

/// Closed classes.
const CLOSED: &[(WordClass, &str)] = &[
    (
        WordClass::Pronoun,
        "he she they it we i you this these those everyone everybody someone somebody nobody others both many some most few one several",
    ),
    (WordClass::Object, "him them us me himself herself themselves itself myself ourselves yourself"),
    (WordClass::Det, "a an the this these those each every no another any some many most several few both all such one"),
    (WordClass::Possessive, "his her its their my our your"),
    (
        WordClass::Prep,
        "of in on at by for from with about against between into through during under over above below near among across behind beyond \
         within without toward towards upon amid amidst around inside outside off via per despite alongside regarding concerning \
         following including like than as up out down",
    ),
    (WordClass::And, "and or &"),
    (WordClass::But, "but so yet nor plus"),
    (
        WordClass::Sub,
        "because while whilst if when whenever after before since although though unless until till whether once whereas how why where lest",
    ),
    (WordClass::That, "that"),
    (WordClass::Rel, "who which whom whose what"),
    (
        WordClass::Aux,
        "is are was were be been being am has have had do does did will would can could may might must shall should 's 're 've 'd 'll \
         isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't cannot mustn't shouldn't",
    ),
    (WordClass::Not, "not never n't"),
    (WordClass::To, "to"),
    (
        WordClass::Adverb,
        "also then later earlier now again once still just even ever always often already soon ago too meanwhile however moreover \
         furthermore nevertheless nonetheless instead indeed perhaps maybe further thus therefore hence thereby there here first second last finally \
         afterwards afterward beforehand elsewhere apart rather quite almost only yesterday today tonight tomorrow overnight",
    ),
    (
        WordClass::Day,
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november \
         december jan feb mar apr jun jul aug sept sep oct nov dec jan. feb. mar. apr. aug. sept. sep. oct. nov. dec. mon tue wed thu fri \
         yesterday today tonight tomorrow",
    ),
];

/// Past tenses that the ending does not show, of verbs that do not report.
const IRREGULAR_PAST: &str = "went came took made got gave began left led met became won lost saw fell rose grew kept sent built spent paid ran \
     brought drew drove flew hit cut bought caught fought sold sat stood struck threw wore broke chose ate forgot hid laid lay rode shook shot slept \
     stole swam taught understood woke sought dealt meant lent bore beat blew bred clung crept dug fed fled froze hung knelt leapt lit rang sank sang \
     shone slid spun spread stuck stung swept swung tore wept wound withdrew underwent overcame";

/// Adverbs in -ly are a rule; these words in -ly are none.
const NOT_ADVERBS: &str = "family italy july ally assembly reply supply rally bully jelly lily belly fly daily weekly monthly early only friendly \
     likely deadly elderly costly orderly apply imply comply multiply rely anomaly butterfly monopoly emily kelly molly sally billy";

fn build() -> FxHashMap<WordId, VocabularyEntry> {
    let mut words: FxHashMap<WordId, VocabularyEntry> = FxHashMap::default();
    for (form, verbs) in &REPORTING.forms {
        let entry = words.entry(*form).or_default();
        entry.verbs = verbs;
        entry.finite |= verbs.iter().any(|(v, f)| *f == VerbForm::Past && !REPORTING.verb(*v).lemma.starts_with("be "));
    }
    for form in REPORTING.noun_forms.keys() {
        words.entry(*form).or_default().report_noun = true;
    }
    for verb in IRREGULAR_PAST.split_whitespace() {
        words.entry(WordId::of(verb)).or_default().finite = true;
    }
    nouns(&mut words);
    for word in NOT_ADVERBS.split_whitespace() {
        words.entry(WordId::of(word)).or_default();
    }
    for word in &person_nouns().channels {
        words.entry(WordId::of(word)).or_default().channel = true;
    }
    for word in &outlets().words {
        words.entry(WordId::of(word)).or_default().outlet = true;
    }
    for first in REPORTING.phrases.iter().filter_map(|p| p.words.first()) {
        words.entry(WordId::of(first)).or_default().opens_source = true;
    }
    // Later lists win: "this" is a determiner first, "today" a day first.
    for (class, list) in CLOSED {
        for word in list.split_whitespace() {
            words.entry(WordId::of(word)).or_default().class = *class;
        }
    }
    words
}

fn nouns(words: &mut FxHashMap<WordId, VocabularyEntry>) {
    let file = person_nouns();
    for noun in &file.people {
        let group = noun.kind == PersonNounKind::Group;
        let what = SpeakerNoun { person: !group, group, anonymous: noun.anonymous, ..SpeakerNoun::default() };
        add_noun(words, &noun.noun, noun.plural.as_deref(), noun.plural_only, what);
    }
    for noun in &file.documents {
        add_noun(words, &noun.noun, noun.plural.as_deref(), noun.plural_only, SpeakerNoun { document: true, ..SpeakerNoun::default() });
    }
    for noun in &file.organisations {
        add_noun(words, &noun.noun, noun.plural.as_deref(), noun.plural_only, SpeakerNoun { organisation: true, ..SpeakerNoun::default() });
    }
    for role in &titles().roles {
        for name in std::iter::once(&role.role).chain(&role.aliases) {
            // Only the last word is the head: "of" phrases keep the word before it.
            let head = name.split(" of ").next().unwrap_or(name);
            let plural = role.plural.as_deref().filter(|p| !p.contains(' '));
            add_noun(words, head.rsplit(' ').next().unwrap_or(head), plural, false, SpeakerNoun { person: true, ..SpeakerNoun::default() });
        }
    }
}

/// Adds the head of a noun in singular and plural. Names of sources in several words count by their last word alone.
fn add_noun(words: &mut FxHashMap<WordId, VocabularyEntry>, noun: &str, plural: Option<&str>, plural_only: bool, what: SpeakerNoun) {
    if noun.contains(' ') {
        return;
    }
    words.entry(WordId::of(noun)).or_default().noun.merge(SpeakerNoun { plural: plural_only, ..what });
    if !plural_only {
        let plural = plural.map_or_else(|| with_s(&noun.to_lowercase()), str::to_owned);
        words.entry(WordId::of(&plural)).or_default().noun.merge(SpeakerNoun { plural: true, ..what });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_part() {
        assert_eq!(VOCABULARY[&WordId::of("the")].class, WordClass::Det);
        assert_eq!(VOCABULARY[&WordId::of("tuesday")].class, WordClass::Day);
        assert!(VOCABULARY[&WordId::of("officials")].noun.anonymous && VOCABULARY[&WordId::of("officials")].noun.plural);
        assert!(VOCABULARY[&WordId::of("minister")].noun.person);
        assert!(VOCABULARY[&WordId::of("statement")].noun.document);
        assert!(VOCABULARY[&WordId::of("said")].reports() && VOCABULARY[&WordId::of("said")].finite);
    }
}
