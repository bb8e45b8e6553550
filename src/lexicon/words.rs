//! Common words, abbreviations, irregular forms.
//!
//! In: `abbreviations.toml`, the lists of ordinary words, and the closed lists below. Out: what a word is by itself. Never looks at the words around it: that is grammar.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::files::LexiconFile;
use super::files::abbreviations::{AbbreviationEntry, Abbreviations};
use super::files::lines::{COMMON_WORDS, ENGLISH_WORDS, rows};
use super::fold;

/// What the full stop after an abbreviation tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Abbreviation {
    /// Stands before a name and never ends a sentence: "Gen.".
    Title,
    /// Ends one only where a word follows that begins sentences: "Inc.", "Nov.".
    Usual,
    /// A time of day or the end of a list, which any name after it may follow in a new sentence: "p.m.", "etc.".
    Final,
    /// A word of its own as well; an abbreviation only before a figure, a lower-case word or a comma: "No.", "Sun.".
    Doubtful,
}

/// What the full stop of an entry tells, whose word is `word` without it.
fn class(row: &AbbreviationEntry, word: &str) -> Abbreviation {
    match () {
        _ if matches!(word, "a.m" | "p.m" | "A.M" | "P.M" | "etc" | "al") => Abbreviation::Final,
        // "No." answers more often than it numbers, and "v." always joins two names.
        _ if matches!(word, "v" | "vs") => Abbreviation::Title,
        _ if row.weak || matches!(word, "No" | "Nos") => Abbreviation::Doubtful,
        _ if row.ends_sentence.is_some() => Abbreviation::Usual,
        _ => Abbreviation::Title,
    }
}

static ABBREVIATIONS: LazyLock<FxHashMap<String, Abbreviation>> = LazyLock::new(|| {
    let rows = Abbreviations::embedded().abbreviations;
    rows.iter()
        .filter_map(|row| {
            let word = row.abbreviation.strip_suffix('.').filter(|w| !w.contains(' '))?;
            Some((word.to_owned(), class(row, word)))
        })
        .collect()
});

/// What the abbreviation `word` is, written without its last full stop and in the case it has in the text.
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    if word.len() > 8 {
        return None;
    }
    ABBREVIATIONS.get(word).copied()
}

const STARTERS: &str = "The A An He She It They We I You This That These Those In On At But And Or Nor So Yet However If When While As \
    After Before For From With Without His Her Hers Its Their Our My Your There Here Meanwhile What Who Which Where Why How Since Although \
    Though Despite According Also Some Many Most Other Others Another Both All Each Every One Two Three Several More Much Any No Not \
    Nobody Nothing Once Under Over During Until Unless By To Of About Through Between Among Because Now Then Thus Hence Still Even Just \
    Only Last Next Earlier Later Today Yesterday Tomorrow Asked Speaking Additionally Moreover Furthermore Instead Rather Nevertheless \
    Nonetheless Otherwise Perhaps Maybe Yes Will Would Can Could Should Do Does Did Is Are Was Were Has Have Had Let's It's He's She's \
    They're We're I'm That's There's Those Such Like Unlike Following Given Based Out Up Into Within Across Along Around Against Amid \
    Amidst Afterwards Separately Overall Finally First Second Third Recently Currently Previously";

static SENTENCE_STARTERS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| STARTERS.split_whitespace().collect());

/// Whether `word`, capitalised, is a function word whose capital can only mean that a sentence begins.
pub fn begins_sentences(word: &str) -> bool {
    word.len() <= 14 && SENTENCE_STARTERS.contains(word)
}

const FUNCTION_WORDS: &str = "a an the this that these those and or but nor so yet of in on at by to from with without for as into onto over \
    under about between among through during before after since until while when where who whom whose which what why how if unless because \
    although though than then there here it its he she they we you i his her their our your my him them us me is are was were be been being \
    has have had do does did will would can could may might must shall should not no said says say told tells also only even just still \
    already again once very too such both either neither each every any all some most more less much many few other another same own";

/// Irregular pasts that often follow a person or body directly.
pub fn is_plain_past(word: &str) -> bool {
    const PASTS: [&str; 30] = [
        "went", "came", "took", "made", "gave", "got", "began", "felt", "found", "held", "kept", "knew", "led", "left", "lost", "met",
        "paid", "put", "ran", "saw", "sent", "sought", "spoke", "spent", "stood", "thought", "won", "wrote", "fell", "rose",
    ];
    PASTS.contains(&word)
}

static FUNCTIONS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| FUNCTION_WORDS.split_whitespace().collect());

/// Whether `word`, in lower case, holds sentences together and cannot stand between "the" and its noun.
pub fn is_function_word(word: &str) -> bool {
    word.len() <= 8 && FUNCTIONS.contains(word)
}

/// Reporting verbs in the forms that stand after a quoted question or exclamation: `"Who?" Duarte asked`.
const AFTER_QUOTED_MARK: &str = "said says asked asks wrote writes added adds shouted shouts cried yelled exclaimed replied tweeted posted \
    told tells recalled declared wondered joked chanted screamed responded answered continued";

static REPORTING: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| AFTER_QUOTED_MARK.split_whitespace().collect());

/// Whether `word` reports the quotation that stands before it.
pub fn reports_quotation(word: &str) -> bool {
    word.len() <= 10 && REPORTING.contains(word)
}

const TIME_WORDS: &str = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun January \
    February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec \
    EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT UTC BST CET CEST EET KST JST IST MSK Eastern Central Pacific Mountain Greenwich Moscow \
    Kyiv Beijing Seoul Tokyo";

static AFTER_CLOCK_TIME: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| TIME_WORDS.split_whitespace().collect());

/// Whether `word` goes on with a time of day: a weekday, a month, a time zone or the city whose clock is meant.
pub fn continues_clock_time(word: &str) -> bool {
    word.len() <= 10 && AFTER_CLOCK_TIME.contains(word.trim_end_matches('.'))
}

/// Whether `word` names a day or month.
pub fn is_calendar(word: &str) -> bool {
    // Every capitalised word is asked: a match compares the few of its length, a list all.
    matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
            | "Jan."
            | "Feb."
            | "Mar."
            | "Apr."
            | "Jun."
            | "Jul."
            | "Aug."
            | "Sept."
            | "Sep."
            | "Oct."
            | "Nov."
            | "Dec."
            | "Mondays"
            | "Tuesdays"
            | "Wednesdays"
            | "Thursdays"
            | "Fridays"
            | "Saturdays"
            | "Sundays"
            | "Sept"
    )
}

const PLAIN_ACRONYMS: &str = "TV AI IT ET CEO CFO COO CTO PM AM PR HR GMT EST EDT PST PDT CET BST ID IDs DNA RNA HIV GDP GNP CPI PPI IPO IQ DVD CD PC \
    PCs SUV SUVs UFO FAQ PDF GPS ICU PhD MP MPs QC OK USD EUR GBP VIP RSVP AIDS LNG OPEC+ CCTV NGO NGOs PTSD ADHD HQ FM MBA BA MA MD JD RV \
    ATM ETF URL HTML USB LED LCD AC DC DJ MC PS RE FYI BTW LOL OMG UTC MRI CT IVF STD STEM LGBT LGBTQ POW POWs WMD IED IEDs ICBM ICBMs \
    UAV UAVs SAM APC BBQ CV ER OR VP SVP EVP GM III II IV VI VII VIII IX XI XII XIV XVI TVs DVDs CEOs PG TD RBI ERA QB NL AL COVID SARS \
    MERS SAT SATs IUD IUDs CPR MMR MAGA DACA JR SR BMI EV EVs DUI AK HD UHF VHF WWW BREAKING";

static NO_NAMES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| PLAIN_ACRONYMS.split_whitespace().collect());

/// Whether initials stand for a common noun: "CEO", "GDP".
pub fn is_plain_acronym(word: &str) -> bool {
    word.len() <= 8 && NO_NAMES.contains(word)
}

const NOBODY: &str = "Medicare Medicaid Obamacare ObamaCare Islam Christianity Judaism Hinduism Buddhism Sikhism Christmas Easter Thanksgiving \
    Halloween Hanukkah Chanukah Ramadan Passover Diwali Eid Yom Internet Bible Quran Koran Torah Talmud God Allah Ebola Zika Covid Coronavirus \
    Omicron Alzheimer Congressional Semitic Hello Yeah Hey Wow Okay Ok Oh Ah Huh Gosh Amen Jr Sr Jr. Sr.";

static NAMES_NOBODY: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| NOBODY.split_whitespace().collect());

/// Whether a capital word by itself names neither person, body nor place: a programme, a faith, a feast, an illness, a call.
pub fn names_nobody(word: &str) -> bool {
    NAMES_NOBODY.contains(word) || (word.len() > 5 && (word.ends_with("ism") || word.ends_with("isms")))
}

/// Whether a name that ends with `word`, or has it before "of", is that of an event.
pub fn heads_event(word: &str) -> bool {
    matches!(
        word,
        "War"
            | "Olympics"
            | "Games"
            | "Cup"
            | "Championship"
            | "Championships"
            | "Festival"
            | "Summit"
            | "Conference"
            | "Marathon"
            | "Derby"
            | "Prix"
            | "Tournament"
            | "Revolution"
            | "Uprising"
            | "Crisis"
            | "Battle"
            | "Siege"
            | "Massacre"
            | "Open"
            | "Masters"
            | "Awards"
            | "Convention"
            | "Series"
            | "Bowl"
            | "Intifada"
            | "Paralympics"
            | "Trophy"
            | "Playoffs"
            | "Holocaust"
    )
}

/// Whether a name that has `word` before "of" is that of a state or city.
pub fn heads_name(word: &str) -> bool {
    matches!(
        word,
        "Republic"
            | "Kingdom"
            | "State"
            | "States"
            | "Commonwealth"
            | "City"
            | "Province"
            | "Emirate"
            | "Union"
            | "Town"
            | "County"
            | "Principality"
    )
}

/// The ordinary words, by hash, with whether they are frequent.
static ORDINARY: LazyLock<FxHashMap<u64, bool>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    words.reserve(40_000);
    for (file, is_frequent) in [(ENGLISH_WORDS, false), (COMMON_WORDS, true)] {
        for (_, word) in rows(file.text) {
            words.insert(fold::hash(word), is_frequent);
        }
    }
    words
});

/// How ordinary a word is when it stands in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ordinary {
    /// Not in our lists.
    No,
    /// An English word.
    Word,
    /// One of the few thousand that news is mostly made of.
    Frequent,
}

/// How ordinary `word` is, whose [`fold::hash`] is `hash`; plurals and third persons of a listed word count as it does.
pub fn ordinary(word: &str, hash: u64) -> Ordinary {
    let known = ORDINARY.get(&hash).or_else(|| {
        let stem = word.strip_suffix(['s', 'S'])?;
        ORDINARY.get(&fold::hash(stem))
    });
    match known {
        Some(true) => Ordinary::Frequent,
        Some(false) => Ordinary::Word,
        None => Ordinary::No,
    }
}

/// Whether a word stands in the lists as it is.
pub fn is_listed(word: &str) -> bool {
    ORDINARY.contains_key(&fold::hash(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_two_readings_is_doubtful() {
        assert_eq!(abbreviation("Gen"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("Nov"), Some(Abbreviation::Usual));
        assert_eq!(abbreviation("Sun"), Some(Abbreviation::Doubtful));
        assert_eq!(abbreviation("house"), None);
    }
}
