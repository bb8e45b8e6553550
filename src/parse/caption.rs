//! Texts of pictures, known by their credit.
//!
//! In: a page. Out: claims of [`Role::Caption`], and of [`Role::Credit`] for a credit that stands alone. Never takes a sentence that
//! merely tells of a photograph: after "photo by" stand names and nothing else.

use crate::span::cut;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use super::page::PageLines;
use crate::document::Role;

/// The longest caption, in bytes.
const LONGEST: usize = 900;

/// The longest caption whose only sign is a name in square brackets: reviews of the press end their items so too.
const LONGEST_CAPITALS: usize = 400;

/// Without one of these words in its last part a line holds no credit.
const HINTS: [&str; 20] = [
    "photo",
    "image",
    "picture",
    "credit",
    "courtesy",
    "handout",
    "getty",
    "screengrab",
    "footage",
    "illustration",
    "graphic",
    "shutterstock",
    "alamy",
    "unsplash",
    "istock",
    "wikimedia",
    "©",
    "/",
    "]",
    "via ",
];
/// How many of them are words that a line needs if it ends as a sentence does.
const STRONG_HINTS: usize = 16;

static HINT: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(HINTS).expect("a fixed list"));

/// A credit in brackets, from the one to the other.
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[(\[](?:(?:[^()\[\]]{0,60}[ /])?(?i-u:photo|photos|photograph|image|images|picture|pictures|via AP|Getty|Getty Images|handout|pool photo|courtesy|screenshot|screengrab)(?:[ /:,][^()\[\]]{0,80})?|\p{Lu}[^()\[\]/]{2,40}/ ?\p{Lu}[^()\[\]]{1,60})[)\]]\.?$")
        .expect("a fixed pattern")
});

/// Names in square brackets and capitals after a sentence, as Korean papers write.
static CAPITALS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[.!?”\x22] ?\[[A-Z0-9][A-Z0-9 ,./'’&\-]{0,46}[A-Z0-9]\]$").expect("a fixed pattern"));

/// Agencies that sell pictures, as they sign them.
const AGENCIES: [&str; 36] = [
    "AFP",
    "AP",
    "EPA",
    "EPA-EFE",
    "EFE",
    "Reuters",
    "REUTERS",
    "UPI",
    "Getty Images",
    "Getty",
    "Xinhua",
    "XINHUA",
    "Yonhap",
    "YONHAP",
    "TASS",
    "Kyodo",
    "KYODO",
    "ANSA",
    "PA Wire",
    "PTI",
    "ANI",
    "dpa",
    "DPA",
    "NTB",
    "Ritzau",
    "AAP",
    "Anadolu",
    "NurPhoto",
    "Shutterstock",
    "Alamy",
    "iStock",
    "Unsplash",
    "Wikimedia Commons",
    "ZUMA",
    "Pexels",
    "Pixabay",
];

/// Whether a credit may stand after this: the end of a sentence, a dash, or nothing.
fn may_precede(before: &str) -> bool {
    before.is_empty() || before.ends_with(['.', '!', '?', '”', '"', ')', ']', '…', ':', '|', '–', '—', '-'])
}

/// Where a signature of an agency begins: "... on Tuesday. REUTERS".
fn agency_signature(tail: &str) -> Option<usize> {
    let bare = [" photo", " Photo", " pool", " file"].iter().find_map(|s| tail.strip_suffix(s)).unwrap_or(tail);
    let before = AGENCIES.iter().find_map(|a| bare.strip_suffix(a))?.trim_end();
    let before = ["via", "Via", "©"].iter().find_map(|w| before.strip_suffix(w)).unwrap_or(before).trim_end();
    (!before.is_empty() && may_precede(before)).then_some(before.len())
}

/// Where names around a stroke begin: "... on Tuesday. Ana Ruiz/Reuters".
fn names_and_stroke(tail: &str) -> Option<usize> {
    let stroke = tail.rfind('/')?;
    let is_name = |w: &str| w.starts_with(char::is_uppercase);
    let right = cut(tail, stroke + 1..).trim();
    if right.is_empty() || right.split(' ').count() > 4 || !right.split(' ').all(is_name) {
        return None;
    }
    // A name has no more than four words; one that ends a sentence is the sentence's.
    let mut start = cut(tail, ..stroke).trim_end().len();
    for taken in 0..4 {
        let before = cut(tail, ..start).trim_end();
        let word_at = before.rfind(' ').map_or(0, |at| at + 1);
        let word = cut(before, word_at..);
        let ends_sentence = word.ends_with(['.', '!', '?', '”', '"', ')']) && word.chars().count() > 2;
        if !is_name(word) || (taken > 0 && ends_sentence) {
            break;
        }
        start = word_at;
    }
    let before = cut(tail, ..start).trim_end().trim_end_matches('©').trim_end();
    (start < stroke && may_precede(before)).then_some(before.len())
}

/// Where a name after a copyright sign begins.
fn copyright_of_photo(tail: &str) -> Option<usize> {
    let at = tail.rfind('©')?;
    let names = cut(tail, at + '©'.len_utf8()..).trim();
    let before = cut(tail, ..at).trim_end();
    (!before.is_empty() && may_precede(before) && names.len() <= 60 && is_names(names)).then_some(before.len())
}

/// "photo by", "Photograph:", "credit:": what stands before the names of a credit. Searched forwards and without an end, since a pattern
/// that ends in any ninety characters costs more than all other recognisers together.
static MARKER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?:(?:file|handout|pool|stock|archive|aerial|undated) )?(?:photo(?:graph)?|image|picture|video|screen ?grab|still|illustration|graphic|map|credit|courtesy|handout|source)s?(?: credits?)? *(?:by |courtesy of |courtesy |from |via |[:/])")
        .expect("a fixed pattern")
});

/// The longest list of names after a marker, bytes.
const LONGEST_NAMES: usize = 90;

/// Where a credit with a marker begins: after the end of a sentence, a bracket or a dash, or with the line; names stand after it.
fn marked_credit(tail: &str) -> Option<usize> {
    let marker = MARKER.find_iter(tail).last()?;
    let before = cut(tail, ..marker.start()).trim_end_matches(['(', '[']).trim_end();
    // "... at the quay. File image Image: Ana Ruiz": the archive's label stands before that of the credit.
    let before =
        ["File image", "File photo", "File picture", "File"].iter().find_map(|l| before.strip_suffix(l)).unwrap_or(before).trim_end();
    let names = cut(tail, marker.end()..).trim_matches([' ', '.', ')', ']']);
    (may_precede(before) && !names.is_empty() && names.len() <= LONGEST_NAMES && is_names(names)).then_some(before.len())
}

/// What a caption may open with.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:FILE(?: PHOTO)?|File [Pp]hoto|PHOTO|Photo|Photos|Image|IMAGE|Picture|Pictured|PICTURED|Caption|CAPTION|Illustration|Video grab|Screenshot)\s*(?::|[-–—]{1,2} )").expect("a fixed pattern")
});

/// How captions say where in the picture somebody stands: "Ana Ruiz, second left, and", "From left: Tom Lee", "(left)".
static POSITION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i:^pictured(?:,| (?:at|from|left|right|above|below|here|is|are|with|in|on)(?-u:\b))|(?-u:\b)from (?:left|l)(?: to r(?:ight)?)?[,:]|(?-u:\b)left to right[,:]|(?-u:\b)clockwise from|, (?:far|(?:second|third|fourth)(?: from)?) (?:left|right)[,.]|\((?:(?:second |third |far |from )?(?:left|right)|l-r|centre|center|pictured)\))")
        .expect("a fixed pattern")
});

/// Without one of these words a line tells no place in a picture.
static POSITION_HINT: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(["left", "right", "(L", "(l", "Pictured", "ictured)", "entre)", "enter)", "lockwise from"]).expect("a fixed list")
});

/// The longest caption whose only sign is where somebody stands, in words.
const LONGEST_POSITION: usize = 70;

/// Claims captions and credits of pictures.
pub fn recognise(page: &mut PageLines<'_>) {
    for n in 0..page.lines.len() {
        let line = &page.lines[n];
        if !line.is_open() || line.text.len() > LONGEST || line.words < 2 {
            continue;
        }
        if let Some((role, rule)) = claim_of(line.text) {
            // A page that opens with nothing but a credit's shape is no proof; the headline is looked for first.
            page.claim(n, role, rule);
        }
    }
}

/// The role of a line that is a caption or a credit.
fn claim_of(text: &str) -> Option<(Role, &'static str)> {
    if text.starts_with(['F', 'P', 'I', 'C', 'V', 'S']) && OPENING.is_match(text) {
        let rest = text.split_once([':', '-', '–', '—']).map_or("", |(_, rest)| rest);
        let is_credit_only = rest.split_whitespace().count() <= 6 && is_names(rest.trim());
        return Some(if is_credit_only { (Role::Credit, "photo_credit") } else { (Role::Caption, "caption_label") });
    }
    if shows_positions(text) {
        return Some((Role::Caption, "picture_positions"));
    }
    let tail = cut(text, floor(text, text.len().saturating_sub(120))..);
    let ends_plainly = text.ends_with(['.', '”', '"', '?', '!', '’', ':']);
    // A credit ends in a name.
    let last_is_name = || tail.split_whitespace().next_back().is_some_and(|w| w.starts_with(|c: char| c.is_uppercase() || c == '('));
    if ends_plainly && !last_is_name() {
        return None;
    }
    if !HINT.find_iter(tail).any(|m| !ends_plainly || m.pattern().as_usize() < STRONG_HINTS) {
        return None;
    }
    let closes = text.ends_with([')', ']']) || text.ends_with(").");
    let named = |rule: &'static str, start: Option<usize>| start.map(|at| (rule, at));
    let (rule, start) = named("photo_by", marked_credit(tail))
        .or_else(|| named("photo_in_brackets", closes.then(|| credit_in_brackets(tail)).flatten()))
        .or_else(|| named("photo_in_capitals", capitals_in_brackets(text, tail)))
        .or_else(|| named("copyright_of_photo", copyright_of_photo(tail)))
        .or_else(|| named("name_slash_agency", (!ends_plainly).then(|| names_and_stroke(tail)).flatten()))
        .or_else(|| named("picture_agency", (!ends_plainly).then(|| agency_signature(tail)).flatten()))?;
    let words_before = cut(text, ..text.len() - tail.len() + start).split_whitespace().count();
    match words_before {
        0..=2 => (text.len() <= 120).then_some((Role::Credit, "photo_credit")),
        _ => Some((Role::Caption, rule)),
    }
}

/// Whether a text says where in a picture somebody stands.
fn shows_positions(text: &str) -> bool {
    let may = POSITION_HINT.is_match(text) && !text.contains(['“', '"', '”']);
    may && text.split_whitespace().count() <= LONGEST_POSITION && POSITION.is_match(text)
}

/// Where the last brackets begin, if they hold a credit.
fn credit_in_brackets(tail: &str) -> Option<usize> {
    let at = tail.rfind(['(', '['])?;
    BRACKETED.is_match(cut(tail, at..)).then_some(at)
}

/// Where names in capitals and square brackets begin, if a line of a caption's length ends in such.
fn capitals_in_brackets(text: &str, tail: &str) -> Option<usize> {
    let fits = text.ends_with(']') && text.len() <= LONGEST_CAPITALS && CAPITALS.is_match(tail);
    fits.then(|| tail.rfind('[')).flatten()
}

/// The character boundary at or before a byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Whether a text reads as names of people and agencies: capitalised words, joined by small ones.
fn is_names(text: &str) -> bool {
    const JOINING: [&str; 16] =
        ["via", "of", "for", "the", "from", "and", "by", "courtesy", "handout", "on", "de", "van", "von", "al", "dpa", "photo"];
    let mut names = 0;
    let all = text.split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | '|' | '(' | ')')).filter(|w| !w.is_empty()).all(|w| {
        let starts_large = w.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '@' | '©' | '&'));
        names += usize::from(starts_large);
        starts_large || JOINING.contains(&w.to_lowercase().as_str())
    });
    all && names > 0 && text.split_whitespace().count() <= 12
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> &'static str {
        claim_of(text).map_or("none", |(_, rule)| rule)
    }

    #[test]
    fn credits_tell_captions() {
        assert_eq!(rule("Divers search the hull off Belmar on Tuesday. File Photo by Ana Ruiz/UPI"), "photo_by");
        assert_eq!(rule("The mayor visits the dock. (AP Photo/Tom Lee, File)"), "photo_in_brackets");
        assert_eq!(rule("Visitors look at a model of the carrier in Busan on Tuesday. [NEWS1]"), "photo_in_capitals");
        assert_eq!(rule("A tug beside the wreck. Tom Lee/Reuters"), "name_slash_agency");
        assert_eq!(rule("Photo: Ana Ruiz"), "photo_credit");
        assert_eq!(rule("The mayor Tom Lee with the harbour master. File image Image: Ana Ruiz"), "photo_by");
        assert_eq!(rule("Pictured from left, Ana Ruiz and Tom Lee open the new pier."), "picture_positions");
        assert_eq!(rule("Captain Ana Ruiz, second left, and the crew of the Petrel on Tuesday"), "picture_positions");
        assert_eq!(rule("FILE PHOTO: The harbour seen from the north in 2019"), "caption_label");
    }

    #[test]
    fn sentences_about_photographs_stay() {
        assert_eq!(rule("He showed the court a photo by the river."), "none");
        assert_eq!(rule("The image: a burning car."), "none");
        assert_eq!(rule("The party moved from left to right in a year, its critics say."), "none");
        assert_eq!(rule("Nobody was left, and the right to strike was gone."), "none");
        assert_eq!(rule("The result was 3/4."), "none");
        assert_eq!(rule("She said it was “a picture of the future.”"), "none");
    }
}
