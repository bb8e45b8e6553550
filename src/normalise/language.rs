//! The language of an article.
//!
//! In: what was given beside the text, and the clean body. Out: a BCP 47 tag and a doubt. Never overrules what was given, and never
//! decides over a few words: those are taken for English unless their script says otherwise.

use whatlang::{Lang, Script};

use crate::error::Flag;
use crate::text::prefix;

/// Below this number of letters a text is too short to tell languages of one script apart.
const ENOUGH_LETTERS: usize = 60;
/// How much of the body is looked at, bytes.
const SAMPLE: usize = 1_500;
/// How much of it is enough to see the small words of English, bytes.
const QUICK_SAMPLE: usize = 700;
/// Below this confidence another language than English is not believed.
const CONFIDENCE: f64 = 0.5;

/// The language of an article and what is doubtful about it.
pub fn of(given: Option<&str>, body: &str) -> (Option<String>, Option<Flag>) {
    if let Some(tag) = given.and_then(tag) {
        let flag = (!is_english(&tag)).then_some(Flag::NotEnglish);
        return (Some(tag), flag);
    }
    match detect(prefix(body, SAMPLE)) {
        Some(language) => {
            let flag = (language != "en").then_some(Flag::NotEnglish);
            (Some(language.to_owned()), flag)
        }
        None => (None, Some(Flag::LanguageUnknown)),
    }
}

fn is_english(tag: &str) -> bool {
    tag == "en" || tag.starts_with("en-")
}

/// A tag from what was given: a BCP 47 tag in any case, with an underscore, or an English name.
fn tag(given: &str) -> Option<String> {
    let given = given.trim().replace('_', "-");
    let mut parts = given.split('-');
    let first = parts.next()?.to_ascii_lowercase();
    if (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase()) {
        let first = if first == "eng" { "en".to_owned() } else { first };
        let rest: Vec<String> = parts.map(|p| if p.len() == 2 { p.to_ascii_uppercase() } else { p.to_owned() }).collect();
        return Some(std::iter::once(first).chain(rest).collect::<Vec<_>>().join("-"));
    }
    Lang::all().iter().find(|l| l.eng_name().eq_ignore_ascii_case(&given)).map(|l| code(*l).to_owned())
}

/// The detected language.
fn detect(body: &str) -> Option<&'static str> {
    // Most articles are English, and telling so by its small words costs a hundredth of comparing trigrams of all languages.
    if looks_english(prefix(body, QUICK_SAMPLE)) {
        return Some("en");
    }
    let letters = body.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return Some("en");
    }
    let info = whatlang::detect(body)?;
    if letters < ENOUGH_LETTERS {
        return Some(if info.script() == Script::Latin { "en" } else { code(info.lang()) });
    }
    if info.lang() == Lang::Eng || looks_english(body) {
        return Some("en");
    }
    if info.script() != Script::Latin || info.confidence() >= CONFIDENCE {
        return Some(code(info.lang()));
    }
    // Tables of results and lists of names have letters of every language; the few small words between them are of one.
    has_english_words_alone(body).then_some("en")
}

/// Whether the small words of a text are English and hardly one is of another language.
fn has_english_words_alone(body: &str) -> bool {
    const ENGLISH: [&str; 16] =
        ["the", "and", "of", "with", "from", "that", "this", "for", "by", "were", "have", "has", "are", "which", "on", "at"];
    const FOREIGN: [&str; 44] = [
        "de", "la", "el", "los", "las", "del", "que", "le", "les", "des", "et", "une", "est", "pour", "dans", "der", "das", "und", "den",
        "ist", "nicht", "von", "mit", "het", "een", "van", "niet", "och", "att", "som", "det", "ikke", "di", "che", "gli", "una", "uma",
        "nie", "jest", "yang", "dan", "untuk", "ang", "ng",
    ];
    let (mut words, mut english, mut foreign) = (0usize, 0usize, 0usize);
    for word in body.split_ascii_whitespace() {
        words += 1;
        english += usize::from(ENGLISH.contains(&word));
        foreign += usize::from(FOREIGN.contains(&word));
    }
    english >= 2 && english * 100 >= words && foreign * 4 <= english
}

/// Whether the words that every English text is full of make up their usual share; "the" alone is a word of no other language.
fn looks_english(body: &str) -> bool {
    let (mut words, mut articles, mut common) = (0usize, 0usize, 0usize);
    for word in body.split_ascii_whitespace() {
        words += 1;
        articles += usize::from(matches!(word, "the" | "The"));
        common += usize::from(matches!(
            word,
            "of" | "and" | "to" | "that" | "was" | "with" | "for" | "by" | "said" | "is" | "has" | "have" | "in" | "a"
        ));
    }
    words >= 12 && articles * 50 >= words && (common + articles) * 8 >= words
}

/// The codes of two letters (ISO 639-1) of the languages that are told apart, each after that of three letters (ISO 639-3).
const CODES: &str = "afr=af aka=ak amh=am ara=ar aze=az bel=be ben=bn bul=bg cat=ca ces=cs cmn=zh cym=cy dan=da deu=de ell=el eng=en epo=eo \
    est=et fin=fi fra=fr guj=gu heb=he hin=hi hrv=hr hun=hu hye=hy ind=id ita=it jav=jv jpn=ja kan=kn kat=ka khm=km kor=ko \
    lat=la lav=lv lit=lt mal=ml mar=mr mkd=mk mya=my nep=ne nld=nl nob=nb ori=or pan=pa pes=fa pol=pl por=pt ron=ro rus=ru \
    sin=si slk=sk slv=sl sna=sn spa=es srp=sr swe=sv tam=ta tel=te tgl=tl tha=th tuk=tk tur=tr ukr=uk urd=ur uzb=uz vie=vi \
    yid=yi zul=zu";

/// The BCP 47 code of a language: two letters where there are such.
fn code(language: Lang) -> &'static str {
    let of = |pair: &'static str| pair.strip_prefix(language.code())?.strip_prefix('=');
    CODES.split(' ').find_map(of).unwrap_or(language.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_languages_are_believed() {
        assert_eq!(of(Some("en_GB"), "x"), (Some("en-GB".into()), None));
        assert_eq!(of(Some("German"), "x"), (Some("de".into()), Some(Flag::NotEnglish)));
    }

    #[test]
    fn every_language_that_is_told_apart_has_a_code_of_two_letters() {
        for language in Lang::all() {
            assert_eq!(code(*language).len(), 2, "{language:?}");
        }
        assert_eq!([Lang::Cmn, Lang::Pes, Lang::Nob].map(code), ["zh", "fa", "nb"]);
        assert_eq!(CODES.split(' ').count(), Lang::all().len());
    }

    #[test]
    fn languages_are_told_by_the_body() {
        let german = "Der Bürgermeister sagte am Montag, dass die Brücke noch in diesem Jahr wieder für den Verkehr geöffnet werde.";
        assert_eq!(of(None, german).0.as_deref(), Some("de"));
        assert_eq!(of(None, "3.5 million").0.as_deref(), Some("en"));
        let results = "Results of the Harbour Cup on Sunday:\n\nWomen's 400 metres\n\n1. Ana Duarte (Portugal) 51.20 seconds\n2. Marit Solheim \
                       (Norway) 51.31\n3. Petra Vlk (Czech) 51.90\n\nPole vault\n\n1. Ilona Szabo (Hungary) 4.60 metres\n2. Keiko Mori (Japan) 4.50";
        assert_eq!(of(None, results).0.as_deref(), Some("en"));
        assert_eq!(of(None, "Пожар в порту").1, Some(Flag::NotEnglish));
        assert_eq!(
            of(None, "The mayor of Oslo said on Monday that the bridge would be opened to traffic within the year.").0.as_deref(),
            Some("en")
        );
    }
}
