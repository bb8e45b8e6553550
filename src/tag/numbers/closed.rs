//! Closed classes of words: those that end a noun phrase, and those that are verbs.
//!
//! In: one word. Out: yes or no. Never guesses from context: the rules that ask do.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::document::WordId;

/// A closed class of words, asked for without case.
#[derive(Clone, Debug)]
pub struct WordSet {
    words: FxHashSet<WordId>,
}

impl WordSet {
    /// The words of a text, which white space parts.
    pub fn of(words: &str) -> Self {
        Self { words: words.split_whitespace().map(WordId::of).collect() }
    }

    /// Whether `word` is one of them, in any case.
    pub fn has(&self, word: &str) -> bool {
        self.has_id(WordId::of(word))
    }

    /// The same for the word of an id.
    pub fn has_id(&self, word: WordId) -> bool {
        self.words.contains(&word)
    }
}

/// Words that cannot stand inside a noun phrase after a number.
static FUNCTION_WORDS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "a about above across after again against ago all along alongside already also although always am amid among amongst an \
     and another any are around as aside at away be became because been before behind being below beneath beside besides \
     between beyond both but by came can cannot compared could despite did do does down due during each earlier either else \
     even ever every except following for from had has have he her here him his how however i if in including inside \
     instead into is it its just last later least less like may me might more most must my near nearby neither never next \
     no nor not now of off often on once only onto or our out outside over past per perhaps plus rather said say says shall \
     she should since so some soon still such than that the their them then there these they this those though through \
     throughout thus till to today together tomorrow too toward towards under unless until up upon us via was we were what \
     whatever when where whereas whether which while who whom whose why will with within without would yesterday yet you \
     your worth apiece respectively overall longer ahead apart unlike amounting according versus vs minus whereby meanwhile \
     nearly almost roughly approximately",
    )
});

/// Irregular finite forms of verbs that often stand right after what is counted.
static IRREGULAR_VERBS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "ate became began beat bore bought broke brought built came caught chose cost cut did died drew drove fell felt fled \
     flew fought found froze gave get go goes got grew had heard held hid hit hurt kept knew laid lay led left lost made \
     make makes meant met need needs paid put ran rose said sang sank sat saw sent set shot showed sold sought spent spoke \
     stood struck swam swept take takes taken took tell told thought threw went win woke won wore work wrote remain remains \
     stay come comes live lives become becomes face given gone seen known born dead missing alive wounded injured strong \
     tall long high wide deep old thick heavy north south east west northeast northwest southeast southwest higher lower \
     bigger smaller larger greater fewer better worse faster available likely expected unaccounted homeless displaced \
     trapped killed",
    )
});

/// Irregular nouns in -ed or -ing: they do not end a noun phrase.
static NOT_PARTICIPLES: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "bed beds seed speed breed weed reed building buildings meeting meetings warning king wing ring string spring thing \
     killing killings shooting shootings hundred bombing bombings hearing hearings filing ruling wedding funding housing \
     parking training trading mining manufacturing armed unmanned red united walking working fighting boxing rating \
     painting paintings drawing drawings sitting voting unidentified unnamed detained captured guided leading founding \
     standing skilled unarmed registered advanced serving retired combined required licensed trained additional qualified \
     related reported confirmed suspected alleged proposed planned wounded injured displaced elected experienced disabled \
     uniformed masked hooded stolen ageing aging",
    )
});

/// Whether a word ends a noun phrase.
pub fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.has(word)
}

/// Whether a word looks like a verb or a predicate adjective where a noun phrase could end.
pub fn is_verb_like(word: &str) -> bool {
    let lower = word.starts_with(|c: char| c.is_lowercase());
    lower && (IRREGULAR_VERBS.has(word) || (is_participle(word) && word.len() > 4))
}

/// Whether a word has the ending of a participle and is not known to be something else.
pub fn is_participle(word: &str) -> bool {
    (word.ends_with("ed") || word.ends_with("ing")) && !NOT_PARTICIPLES.has(word)
}

/// Whether a participle may stand before a noun as its adjective: "armed men", "captured soldiers".
pub fn is_attributive(word: &str) -> bool {
    (word.ends_with("ed") || word.ends_with("ing")) && NOT_PARTICIPLES.has(word)
}

/// Whether a word is an auxiliary verb.
pub fn is_auxiliary(word: &str) -> bool {
    static AUXILIARIES: LazyLock<WordSet> = LazyLock::new(|| {
        WordSet::of("am are be been being can could did do does had has have is may might must shall should was were will would")
    });
    AUXILIARIES.has(word)
}
