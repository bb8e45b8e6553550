//! Texts of pictures, known by their credit.
//!
//! In: a page. Out: claims of [`Role::Caption`], and of [`Role::Credit`] for a credit that stands alone. Never takes a sentence that
//! merely tells of a photograph: behind "photo by" stand names and nothing else.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use super::page::Page;
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

/// A credit at the end of a line, behind the end of a sentence, in brackets, or as the whole line. Group 1 holds the names.
static CREDITS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let kind = r"(?:photo(?:graph)?|image|picture|video|screen ?grab|still|illustration|graphic|map|credit|courtesy|handout|source)s?";
    let agency = r"(?:AFP|AP|EPA|EPA-EFE|EFE|Reuters|REUTERS|UPI|Getty Images|Getty|Xinhua|XINHUA|Yonhap|YONHAP|TASS|Kyodo|KYODO|ANSA|PA|PA Wire|PTI|ANI|dpa|DPA|TT|NTB|Ritzau|ANP|AAP|Anadolu|NurPhoto|Bloomberg|Shutterstock|Alamy|iStock|Unsplash|Wikimedia Commons|KCNA|SIPA|ZUMA|Pexels|Pixabay)";
    [
        ("photo_by", format!(r"(?i:^|[.!?”\x22)\]…:|]\s*|\s[-–—]\s)[(\[]?(?i:file |handout |pool |stock |archive |aerial |undated )?(?i:{kind})(?i: credits?)?\s*(?i:by\b|courtesy of\b|courtesy\b|from\b|via\b|[:/])\s*(\S.{{0,90}}?)[.)\]]*$")),
        ("photo_in_brackets", r"[(\[]((?:[^()\[\]]{0,60}[ /])?(?i:photo|photos|photograph|image|images|picture|pictures|via AP|Getty|Getty Images|handout|pool photo|courtesy|screenshot|screengrab)(?:[ /:,][^()\[\]]{0,80})?|\p{Lu}[^()\[\]/]{2,40}/ ?\p{Lu}[^()\[\]]{1,60})[)\]]\.?$".to_owned()),
        ("photo_in_capitals", r"[.!?”\x22] ?\[([A-Z0-9][A-Z0-9 ,./'’&\-]{0,46}[A-Z0-9])\]$".to_owned()),
        ("name_slash_agency", format!(r"(?:^|[.!?”\x22)]\s*|\s[-–—|]\s|©\s?)((?:{agency}|\p{{Lu}}[^\s/]+(?: \p{{Lu}}[^\s/]+){{0,3}})\s?/\s?(?:{agency}|\p{{Lu}}[^\s/]+(?: \p{{Lu}}[^\s/]+){{0,3}})(?:\s?/\s?\p{{Lu}}[^/]+)?)$")),
        ("copyright_of_photo", r"[.!?”\x22)]\s*©\s?([A-Z][^.©]{2,60})$".to_owned()),
        ("picture_agency", format!(r"(?:[.!?”\x22)]\s*|\s[-–—|]\s)((?i:via |© ?)?{agency}(?: (?i:photo|pool|file))?)$")),
    ]
    .into_iter()
    .map(|(name, pattern)| (name, Regex::new(&pattern).expect("a fixed pattern")))
    .collect()
});

/// What a caption may open with.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:FILE(?: PHOTO)?|File [Pp]hoto|PHOTO|Photo|Photos|Image|IMAGE|Picture|Pictured|PICTURED|Caption|CAPTION|Illustration|Video grab|Screenshot)\s*(?::|[-–—]{1,2} )").expect("a fixed pattern")
});

/// Claims captions and credits of pictures.
pub fn recognise(page: &mut Page<'_>) {
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
    let tail = &text[floor(text, text.len().saturating_sub(120))..];
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
    for (rule, pattern) in CREDITS.iter() {
        let may_match = match *rule {
            "photo_in_brackets" => closes,
            "photo_in_capitals" => text.ends_with(']') && text.len() <= LONGEST_CAPITALS,
            "name_slash_agency" => !ends_plainly && tail.contains('/'),
            "copyright_of_photo" => tail.contains('©'),
            "picture_agency" => !ends_plainly,
            _ => true,
        };
        let Some(found) = may_match.then(|| pattern.captures(tail)).flatten() else { continue };
        let Some(names) = found.get(1) else { continue };
        if *rule == "photo_by" && !is_names(names.as_str()) {
            continue;
        }
        let start = text.len() - tail.len() + found.get(0).map_or(0, |m| m.start());
        let words_before = text[..start].split_whitespace().count();
        return match words_before {
            0..=2 if text.len() <= 120 => Some((Role::Credit, "photo_credit")),
            0..=2 => None,
            _ => Some((Role::Caption, rule)),
        };
    }
    None
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
        assert_eq!(rule("FILE PHOTO: The harbour seen from the north in 2019"), "caption_label");
    }

    #[test]
    fn sentences_about_photographs_stay() {
        assert_eq!(rule("He showed the court a photo by the river."), "none");
        assert_eq!(rule("The image: a burning car."), "none");
        assert_eq!(rule("The result was 3/4."), "none");
        assert_eq!(rule("She said it was “a picture of the future.”"), "none");
    }
}
