//! Lines that are known by their words: forms, bars, boxes, labels and credits.
//!
//! In: a page. Out: claims by the phrases of `data/lexicons/furniture.toml`. Never touches running text: a sentence that opens with a
//! quotation mark, or is longer than such lines are, stays.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::page::{PageLine, PageLines};
use crate::document::Role;
use crate::lexicon::files::furniture::{PageEnd, furniture};

/// A group's name, role and limits, for lookup.
#[derive(Clone, Copy, Debug)]
struct FurnitureEntry {
    rule: &'static str,
    role: Role,
    place: PageEnd,
    words: usize,
}

/// The phrases by how they are looked up.
#[derive(Debug, Default)]
struct FurniturePhrases {
    whole: FxHashMap<&'static str, Vec<FurnitureEntry>>,
    /// By the first bytes, so that few phrases are compared.
    starts: FxHashMap<&'static [u8], Vec<(&'static str, FurnitureEntry)>>,
    ends: Vec<(&'static str, FurnitureEntry)>,
}

/// How many bytes of a phrase its bucket is found by.
const BUCKET: usize = 2;

static PHRASES: LazyLock<FurniturePhrases> = LazyLock::new(|| {
    let mut phrases = FurniturePhrases::default();
    for group in &furniture().group {
        let entry = FurnitureEntry { rule: &group.rule, role: group.role, place: group.place, words: group.words };
        for phrase in &group.whole {
            phrases.whole.entry(bare(phrase)).or_default().push(entry);
        }
        for phrase in &group.starts {
            let bucket = &phrase.as_bytes()[..BUCKET.min(phrase.len())];
            phrases.starts.entry(bucket).or_default().push((phrase, entry));
        }
        // More words follow a phrase that ends in a space, so that it ends no line.
        let held = group.holds.iter().filter(|p| !p.ends_with(' '));
        phrases.ends.extend(group.ends.iter().chain(held).map(|p| (p.as_str(), entry)));
    }
    phrases
});

/// A folded line without the marks at its end, which differ from page to page.
fn bare(folded: &str) -> &str {
    let cut = folded.trim_end_matches(['.', ':', '!', '→', '»', '›', '>', ' ', '…', '*']);
    if cut.is_empty() { folded } else { cut }
}

/// Where a line stands, as the groups ask.
struct Position {
    line: usize,
    first_prose: usize,
    prose_end: usize,
}

impl Position {
    fn allows(&self, place: PageEnd) -> bool {
        match place {
            PageEnd::Any => true,
            PageEnd::Head => self.line < self.first_prose,
            PageEnd::Tail => self.line >= self.prose_end,
            PageEnd::Edge => self.line < self.first_prose || self.line + 1 >= self.prose_end,
            PageEnd::Body => self.line > 0,
        }
    }
}

/// Claims every line that a phrase of the lexicon tells.
pub fn recognise(page: &mut PageLines<'_>) {
    let (first_prose, mut prose_end) = (page.first_prose(), page.prose_end());
    // From the end, so that a credit after which only furniture stands counts as standing after the body.
    for line in (0..page.lines.len()).rev() {
        if page.lines[line].is_open() {
            let position = Position { line, first_prose, prose_end };
            if let Some(entry) = entry_of(&page.lines[line], &position) {
                page.claim(line, entry.role, entry.rule);
                if line + 1 == prose_end {
                    prose_end = page.prose_end_before(line);
                }
            }
        }
    }
}

/// Claims lines that end in a counter of characters or say how many comments there are: "Guidelines (0/300)", "2 thoughts on ..."; and boxes
/// of films, that end in their length.
pub fn recognise_counters(page: &mut PageLines<'_>) {
    for n in 0..page.lines.len() {
        let line = &page.lines[n];
        if line.is_open()
            && line.words <= 16
            && line.is_short()
            && !line.is_prose()
            && (ends_in_counter(line.text) || counts_comments(&line.folded))
        {
            page.claim(n, Role::Boilerplate, "comment_counter");
        } else if line.is_open() && is_video_box(line.text) {
            page.claim(n, Role::Boilerplate, "video_box");
        }
    }
}

/// Claims bars of services and sections: "Facebook X WhatsApp", "HOME | CITY | SPORT", "World > Africa > Niger", "Image 3 of 18".
pub fn recognise_bars(page: &mut PageLines<'_>) {
    let first_prose = page.first_prose();
    for n in 0..page.lines.len() {
        let line = &page.lines[n];
        if !line.is_open() || line.words > 24 || !line.is_short() || line.ends_sentence {
            continue;
        }
        let rule = match () {
            () if line.words >= 2 && line.folded.split([' ', '|', '/', ',']).all(is_service) => "share_bar",
            () if is_gallery_count(&line.folded) => "gallery_count",
            () if n < first_prose && is_path(line.text) => "breadcrumb",
            () => continue,
        };
        page.claim(n, Role::Boilerplate, rule);
    }
}

/// Whether a word names a service that articles are shared by, or stands between such names.
fn is_service(word: &str) -> bool {
    const SERVICES: [&str; 30] = [
        "",
        "facebook",
        "x",
        "twitter",
        "whatsapp",
        "e-mail",
        "email",
        "mail",
        "telegram",
        "linkedin",
        "reddit",
        "print",
        "share",
        "copy",
        "link",
        "messenger",
        "pinterest",
        "viber",
        "instagram",
        "line",
        "wechat",
        "threads",
        "bluesky",
        "flipboard",
        "pocket",
        "tumblr",
        "save",
        "tweet",
        "youtube",
        "sms",
    ];
    SERVICES.contains(&word)
}

/// "Image 3 of 18", "Photo gallery: 18 images".
fn is_gallery_count(folded: &str) -> bool {
    let words: Vec<&str> = folded.split_whitespace().collect();
    let is_number = |w: &str| w.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        ["image" | "photo" | "picture" | "slide", n, "of" | "/", all] => is_number(n) && is_number(all),
        ["photo" | "image" | "picture", "gallery:", ..] => words.len() <= 5,
        _ => false,
    }
}

/// Entries of a menu that lead to no article.
const DOORS: &[&str] = &[
    "subscribe",
    "log in",
    "login",
    "sign in",
    "sign up",
    "register",
    "menu",
    "search",
    "home",
    "account",
    "my account",
    "contact",
    "donate",
];

/// Two and more signs between short names: a menu, or the way to the page's section.
fn is_path(text: &str) -> bool {
    [" > ", " » ", " › ", " | ", " / ", " • "].iter().any(|s| {
        let pieces: Vec<&str> = text.split(s).collect();
        let is_door = |p: &&str| DOORS.iter().any(|d| p.eq_ignore_ascii_case(d));
        let needed = if matches!(*s, " > " | " » " | " › ") || pieces.iter().all(is_door) { 2 } else { 4 };
        pieces.len() >= needed && pieces.iter().all(|p| p.split_whitespace().count() <= 3 && p.chars().all(|c| !c.is_ascii_digit()))
    })
}

/// "(0/250)", with at most three letters after the numbers.
fn ends_in_counter(text: &str) -> bool {
    let Some((_, inside)) = text.strip_suffix(')').and_then(|t| t.rsplit_once('(')) else { return false };
    let Some((typed, allowed)) = inside.split_once('/') else { return false };
    let digits = allowed.trim_end_matches(|c: char| !c.is_ascii_digit());
    typed.trim() == "0" && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && allowed.len() <= digits.len() + 12
}

/// "JUST WATCHED Ferry leaves port Replay MUST WATCH Ferry leaves port 02:11": a label in capitals and the length of a film.
fn is_video_box(text: &str) -> bool {
    const LABELS: &[&str] = &["JUST WATCHED", "NOW PLAYING", "MUST WATCH", "WATCH NOW", "UP NEXT"];
    let text = text.trim();
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    let is_length = last.split_once(':').is_some_and(|(m, s)| {
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        (1..=2).contains(&m.len()) && s.len() == 2 && digits(m) && digits(s)
    });
    is_length && LABELS.iter().any(|label| text.starts_with(label))
}

/// "12 comments", "2 thoughts on ...", "1.2k shares".
fn counts_comments(folded: &str) -> bool {
    let Some((number, rest)) = folded.split_once(' ') else { return false };
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b'k' | b'm'));
    let whole = [
        "comment",
        "comments",
        "share",
        "shares",
        "view",
        "views",
        "like",
        "likes",
        "read",
        "reads",
        "responses",
        "replies",
        "reactions",
        "retweets",
    ];
    is_number
        && (whole.contains(&bare(rest))
            || rest.starts_with("thoughts on \"")
            || rest.starts_with("thought on \"")
            || rest.starts_with("responses to \"")
            || rest.starts_with("comments on \""))
}

/// The group that a line belongs to.
fn entry_of(line: &PageLine<'_>, position: &Position) -> Option<FurnitureEntry> {
    let phrases = &*PHRASES;
    let folded = line.folded.trim_start_matches(['>', '»', '•', '*', '→', ' ']);
    let whole = line.is_short().then(|| phrases.whole.get(bare(folded)).or_else(|| phrases.whole.get(folded))).flatten();
    if let Some(entries) = whole {
        return entries.iter().find(|e| position.allows(e.place)).copied();
    }
    if folded.starts_with(['"', '\'']) {
        return None;
    }
    let fits = |e: &FurnitureEntry| line.words <= e.words && position.allows(e.place);
    let opening = folded.as_bytes().get(..BUCKET).and_then(|b| phrases.starts.get(b));
    if let Some((_, entry)) = opening.into_iter().flatten().find(|(p, e)| fits(e) && starts_with_phrase(folded, p)) {
        return Some(*entry);
    }
    if !line.is_short() {
        return None;
    }
    let end = bare(folded).trim_end_matches([')', ']']);
    phrases.ends.iter().find(|(p, e)| fits(e) && end.ends_with(p)).map(|(_, e)| *e)
}

/// Whether a line begins with a phrase, at a word's end.
fn starts_with_phrase(folded: &str, phrase: &str) -> bool {
    folded.strip_prefix(phrase).is_some_and(|rest| {
        let ends_open = phrase.ends_with(|c: char| !c.is_alphabetic()) || rest.is_empty();
        ends_open || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_folded_and_names_roles() {
        assert!(PHRASES.whole.len() > 100);
        for phrase in PHRASES.whole.keys().copied().chain(PHRASES.ends.iter().map(|(p, _)| *p)) {
            assert_eq!(crate::text::fold(phrase), phrase);
        }
    }
}
