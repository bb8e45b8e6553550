//! Damages: small changes to bytes, as transport, crawlers, careless exports and enemies make them.
//!
//! In: a random generator, the bytes of a document, those of another one. Out: the bytes, damaged. Never looks at which format they are in:
//! what belongs to one format does nothing, or something else, in another.

use std::ops::Range;

use fastrand::Rng;

/// One kind of damage.
pub struct Mutation {
    /// What a report calls it.
    pub name: &'static str,
    /// Does it; the last bytes are those of another document.
    pub apply: fn(&mut Rng, &mut Vec<u8>, &[u8]),
}

const fn damage(name: &'static str, apply: fn(&mut Rng, &mut Vec<u8>, &[u8])) -> Mutation {
    Mutation { name, apply }
}

/// Damages to a file as it is stored.
pub const BYTES: &[Mutation] = &[
    damage("bits turned over", |rng, bytes, _| {
        for _ in 0..rng.usize(1..=6) {
            if let Some(at) = any_byte(rng, bytes) {
                bytes[at] ^= 1 << rng.u8(0..8);
            }
        }
    }),
    damage("a byte overwritten", |rng, bytes, _| {
        if let Some(at) = any_byte(rng, bytes) {
            bytes[at] = rng.u8(..);
        }
    }),
    damage("bytes missing", |rng, bytes, _| {
        let range = slice(rng, bytes, 200);
        bytes.drain(range);
    }),
    damage("random bytes inserted", |rng, bytes, _| {
        let noise: Vec<u8> = (0..rng.usize(1..40)).map(|_| rng.u8(..)).collect();
        let at = rng.usize(0..=bytes.len());
        insert(bytes, at, &noise);
    }),
    damage("a slice twice", |rng, bytes, _| {
        let copy = bytes[slice(rng, bytes, 2_000)].to_vec();
        let at = rng.usize(0..=bytes.len());
        insert(bytes, at, &copy);
    }),
    damage("a slice many times", |rng, bytes, _| {
        let range = slice(rng, bytes, 60);
        let copy = bytes[range.clone()].repeat(rng.usize(2..80));
        insert(bytes, range.end, &copy);
    }),
    damage("a slice of another document", |rng, bytes, other| {
        let (old, new) = (slice(rng, bytes, 1_000), slice(rng, other, 1_000));
        bytes.splice(old, other[new].iter().copied());
    }),
    damage("two slices exchanged", |rng, bytes, _| {
        let middle = rng.usize(0..=bytes.len());
        let (front, back) = (slice(rng, &bytes[..middle], 400), slice(rng, &bytes[middle..], 400));
        let [a, b] = [&bytes[front.clone()], &bytes[middle..][back.clone()]].map(<[u8]>::to_vec);
        bytes.splice(middle + back.start..middle + back.end, a);
        bytes.splice(front, b);
    }),
    damage("the end cut off", |rng, bytes, _| bytes.truncate(rng.usize(0..=bytes.len()))),
    damage("the beginning cut off", |rng, bytes, _| {
        let length = rng.usize(0..=bytes.len().min(300));
        bytes.drain(..length);
    }),
    damage("another document behind it", |_, bytes, other| bytes.extend_from_slice(other)),
    damage("bytes that are not UTF-8", |rng, bytes, _| insert_some(rng, bytes, NOT_UTF8)),
    damage("NUL bytes", |rng, bytes, _| insert_some(rng, bytes, &[b"\0", b"\0\0\0\0"])),
    damage("byte-order marks", |rng, bytes, _| {
        let mark = [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF", b"\xEF\xBB\xBF\xEF\xBB\xBF"][rng.usize(0..4)];
        let at = if rng.bool() { 0 } else { place(rng, bytes) };
        insert(bytes, at, mark);
    }),
    damage("other line ends", |rng, bytes, _| {
        let ends = [&b"\r\n"[..], b"\r", b"\n\r", b"\n\n", b"\x0B", b"\x0C", b"\xC2\x85", b"\xE2\x80\xA8"];
        let (end, always) = (pick(rng, &ends), rng.bool());
        *bytes = bytes.iter().flat_map(|b| if *b == b'\n' && (always || rng.bool()) { end.to_vec() } else { vec![*b] }).collect();
    }),
    damage("another encoding", |rng, bytes, _| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let unit = |unit: u16, big: bool| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        let big = rng.bool();
        *bytes = if rng.bool() {
            text.encode_utf16().flat_map(|u| unit(u, big)).collect()
        } else {
            text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(0x93)).collect()
        };
    }),
    damage("wrong lengths", |rng, bytes, other| {
        let told: Vec<usize> = positions(bytes, b"Content-Length: ");
        if told.is_empty() {
            return number_of_another_size(rng, bytes, other);
        }
        let start = told[rng.usize(0..told.len())] + b"Content-Length: ".len();
        let end = start + bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
        let right: u64 = String::from_utf8_lossy(&bytes[start..end]).parse().unwrap_or_default();
        let (less, more) = (right.saturating_sub(rng.u64(1..50)).to_string(), (right + rng.u64(1..50)).to_string());
        let wrong = [less.as_str(), &more, "0", "-1", "", "x", "18446744073709551615", "4294967296", "+7"][rng.usize(0..9)];
        bytes.splice(start..end, wrong.bytes());
    }),
    damage("numbers of another size", number_of_another_size),
    damage("signs of a format out of place", |rng, bytes, _| insert_texts(rng, bytes, SYNTAX)),
];

/// Damages to the text of an article, in whatever it is then packed.
pub const TEXT: &[Mutation] = &[
    damage("invisible characters", |rng, bytes, _| insert_texts(rng, bytes, INVISIBLE)),
    damage("directions of writing", |rng, bytes, _| insert_texts(rng, bytes, DIRECTIONS)),
    damage("letters that change their length", |rng, bytes, _| insert_texts(rng, bytes, LETTERS)),
    damage("other spaces", |rng, bytes, _| {
        let spaces =
            ["\u{a0}", "\u{2009}", "\u{3000}", "\t", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}", "", "  ", "\n", "\n\n", "\r"];
        let share = rng.usize(2..40);
        let text = String::from_utf8_lossy(bytes).into_owned();
        let turned = text.chars().map(|c| if c == ' ' && rng.usize(0..share) == 0 { (*pick(rng, &spaces)).to_owned() } else { c.into() });
        *bytes = turned.collect::<String>().into_bytes();
    }),
    damage("character references", |rng, bytes, _| insert_texts(rng, bytes, REFERENCES)),
    damage("tags out of place", |rng, bytes, _| insert_texts(rng, bytes, TAGS)),
    damage("marks out of place", |rng, bytes, _| insert_texts(rng, bytes, MARKS)),
    damage("phrases out of place", |rng, bytes, _| insert_texts(rng, bytes, PHRASES)),
    damage("numbers of another size", number_of_another_size),
    damage("lines of another article", |rng, bytes, other| {
        let lines: Vec<&[u8]> = other.split(|b| *b == b'\n').collect();
        let line = [lines[rng.usize(0..lines.len())], b"\n"].concat();
        let starts: Vec<usize> = std::iter::once(0).chain(positions(bytes, b"\n").into_iter().map(|at| at + 1)).collect();
        let at = starts[rng.usize(0..starts.len())];
        insert(bytes, at, &line);
    }),
    damage("a part many times", |rng, bytes, _| {
        let range = slice(rng, bytes, 120);
        let copy = bytes[range.clone()].repeat(rng.usize(2..25));
        insert(bytes, range.end, &copy);
    }),
    damage("a part in capitals", |rng, bytes, _| {
        let range = slice(rng, bytes, 600);
        let part = String::from_utf8_lossy(&bytes[range.clone()]).to_uppercase();
        bytes.splice(range, part.into_bytes());
    }),
    damage("a part missing", |rng, bytes, _| {
        let range = slice(rng, bytes, 120);
        bytes.drain(range);
    }),
    damage("words in another order", |rng, bytes, _| {
        let range = slice(rng, bytes, 300);
        let mut words: Vec<Vec<u8>> = bytes[range.clone()].split(|b| *b == b' ').map(<[u8]>::to_vec).collect();
        rng.shuffle(&mut words);
        bytes.splice(range, words.join(&b' '));
    }),
    damage("bytes that are not UTF-8", |rng, bytes, _| insert_some(rng, bytes, NOT_UTF8)),
];

const NOT_UTF8: &[&[u8]] =
    &[b"\xFF", b"\xC0\xAF", b"\xED\xA0\x80", b"\xE2\x80", b"\x80", b"\xF8\x88\x80\x80\x80", b"\x81\x8D", b"\xF4\x90\x80\x80"];

// Pieces of text stand between these: "¦".
const SYNTAX: &str = "\"¦'¦\\¦{¦}¦[¦]¦,¦:¦;¦null¦true¦-1¦1e999¦\\ud83d¦\\u0000¦\\x¦<¦>¦&¦</¦</>¦<>¦<!--¦-->¦<![CDATA[¦]]>¦<?xml¦&a;¦&#x110000;¦\r\n\r\n\
    ¦<!DOCTYPE x [<!ENTITY a 'b'>]>¦WARC/1.0\r\n¦WARC-Type: response\r\n¦Content-Encoding: gzip\r\n¦Transfer-Encoding: chunked\r\n¦FFFFFFFF\r\n\
    ¦HTTP/1.1 200¦PAR1¦= = =¦\n\n¦#¦|¦```¦\t¦\u{1f}\u{8b}";
const INVISIBLE: &str =
    "\u{ad}¦\u{200b}¦\u{200c}¦\u{200d}¦\u{2060}¦\u{feff}¦\u{180e}¦\u{34f}¦\u{fe0f}¦\u{e0041}¦\0¦\u{1b}[31m¦\u{7f}¦\u{fffd}";
const DIRECTIONS: &str = "\u{200e}¦\u{200f}¦\u{202a}¦\u{202b}¦\u{202c}¦\u{202d}¦\u{202e}¦\u{2066}¦\u{2067}¦\u{2068}¦\u{2069}¦\u{61c}";
const LETTERS: &str = "İ¦ı¦ß¦ẞ¦ſ¦ﬁ¦ﬃ¦Ǆ¦ǆ¦\u{212a}¦\u{212b}¦\u{2126}¦ŉ¦ΐ¦ᾳ¦e\u{301}¦\u{301}¦ö¦o\u{308}¦Ⅻ¦½¦⅓¦²¦①¦１２¦٣¦中文¦мир¦שלום¦مرحبا¦한¦\u{1112}\u{1161}\
    ¦😀¦👩\u{200d}👧¦🇫🇷¦ﷺ¦Æ¦ł";
const REFERENCES: &str = "&amp;¦&amp¦&lt;¦&gt;¦&quot;¦&nbsp;¦&shy;¦&zwj;¦&rlm;¦&#0;¦&#x0;¦&#x110000;¦&#xD800;¦&#99999999999;¦&#x;¦&#;¦&;¦&amp;amp;lt;\
    ¦&#8220;¦&#x201d;¦&bogus;¦&notit;¦&CounterClockwiseContourIntegral;¦&NotEqualTilde;¦&#13;¦&#10;";
const TAGS: &str = "<p>¦</p>¦<div>¦</div>¦<b>¦</b¦<¦>¦</>¦<>¦</ >¦<!>¦<?>¦<br/>¦<a href=\"¦<a href='x'>¦</a>¦<script>¦</script>¦<style>¦<table><tr><td>\
    ¦</table>¦<ul><li>¦<blockquote>¦</blockquote>¦<figure><figcaption>¦<h1>¦</h2>¦<template>¦<noscript>¦<svg>¦<math>¦<select><option>¦<textarea>\
    ¦<title>¦<plaintext>¦<!--¦-->¦--!>¦<![CDATA[¦]]>¦<iframe>¦<p hidden>¦<time datetime=\"2021-02-30\">¦<span style=\"display:none\">¦<body>¦</body>\
    ¦</html>¦<article>¦</article>¦<pre>¦<wbr>¦<img alt=\"¦<meta name=author content=\"By \u{200b}X\">";
const MARKS: &str =
    "“¦”¦‘¦’¦\"¦'¦«¦»¦„¦‚¦‹¦›¦``¦''¦`¦—¦–¦--¦-¦(¦)¦[¦]¦{¦…¦...¦.¦,¦;¦:¦?¦!¦|¦/¦@¦#¦$¦€¦£¦%¦°¦*¦**¦_¦•¦·¦\u{2011}¦\u{2212}¦~¦^¦=¦\\";
const PHRASES: &str = " said ¦ he said. ¦ told reporters ¦ according to ¦ via ¦, the minister said, ¦ translated by one of her friends, ¦ as quoted by ¦\nBy \
    ¦\nBy\u{200b} Ana Duarte\n¦\nBY ANA DUARTE\n¦By Ana Duarte, Tove Aas and ¦ (Reuters) - ¦\nKYIV, Feb 30 (AP) — ¦\nPublished: 31/02/2021 25:61\n\
    ¦\nUpdated 12:00am GMT+99\n¦ 10,000 ¦ between 5 and ¦ twenty-twenty-¦ A.A.A.¦ Jan. ¦ on Monday ¦ last year ¦ 1.234.567,89 ¦ -0 ¦ 1/0 ¦ 00 \
    ¦ per cent of ¦ million million ¦ Mr. ¦ St. ¦ U.S. ¦\nQ: ¦\nA: ¦\nRead more\n¦\nPhoto: ¦\nAdvertisement\n¦https://t.co/x¦pic.twitter.com/a\
    ¦ @x (¦ 12-year-old ¦ dozens of ¦ €5m ¦ 5°C ¦ 3 km/h ¦ he ¦ they ¦ her ";
const NUMBERS: &str = "0¦-1¦00000000000000000000000001¦99999999999999999999¦1e308¦1e999¦0.000000000000000000001¦2147483648¦4294967295¦9007199254740993\
    ¦1.1.1.1¦1,000,000,000,000,000,000,000";

/// A number in the bytes made one that few programs expect.
fn number_of_another_size(rng: &mut Rng, bytes: &mut Vec<u8>, _: &[u8]) {
    let starts: Vec<usize> =
        (0..bytes.len()).filter(|n| bytes[*n].is_ascii_digit() && !n.checked_sub(1).is_some_and(|p| bytes[p].is_ascii_digit())).collect();
    if starts.is_empty() {
        return insert_texts(rng, bytes, NUMBERS);
    }
    let start = starts[rng.usize(0..starts.len())];
    let end = start + bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
    let long = "7".repeat(rng.usize(20..400));
    let number = if rng.u8(0..8) == 0 { &long } else { one_of(rng, NUMBERS) };
    bytes.splice(start..end, number.bytes());
}

/// Puts pieces of text at some places, and often right behind the first word of a line, where bylines, datelines and labels are told.
fn insert_texts(rng: &mut Rng, bytes: &mut Vec<u8>, pieces: &str) {
    for _ in 0..rng.usize(1..8) {
        let at = if rng.u8(0..4) == 0 { behind_a_first_word(rng, bytes) } else { place(rng, bytes) };
        insert(bytes, at, one_of(rng, pieces).as_bytes());
    }
}

fn insert_some(rng: &mut Rng, bytes: &mut Vec<u8>, pieces: &[&[u8]]) {
    for _ in 0..rng.usize(1..4) {
        let at = place(rng, bytes);
        let piece = pick(rng, pieces);
        insert(bytes, at, piece);
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    bytes.splice(at..at, piece.iter().copied());
}

fn pick<'a, T: ?Sized>(rng: &mut Rng, pieces: &'a [&'a T]) -> &'a T {
    pieces[rng.usize(0..pieces.len())]
}

/// One of the pieces between the bars.
fn one_of<'a>(rng: &mut Rng, pieces: &'a str) -> &'a str {
    let pieces: Vec<&str> = pieces.split('¦').collect();
    pieces[rng.usize(0..pieces.len())]
}

fn any_byte(rng: &mut Rng, bytes: &[u8]) -> Option<usize> {
    (!bytes.is_empty()).then(|| rng.usize(0..bytes.len()))
}

/// A place between two characters: any, or where a word begins, a line or an element ends, a tag stands.
fn place(rng: &mut Rng, bytes: &[u8]) -> usize {
    let mut at = rng.usize(0..=bytes.len());
    while bytes.get(at).is_some_and(|b| (0x80..0xC0).contains(b)) {
        at += 1;
    }
    let next = |is: fn(u8) -> bool, behind: usize| bytes[at..].iter().position(|b| is(*b)).map_or(at, |found| at + found + behind);
    match rng.u8(0..6) {
        0 | 1 => next(|b| b == b' ', 1),
        2 => next(|b| matches!(b, b'<' | b'\n'), 0),
        3 => next(|b| matches!(b, b'>' | b'\n'), 1),
        _ => at,
    }
}

/// The place behind the first word of some line.
fn behind_a_first_word(rng: &mut Rng, bytes: &[u8]) -> usize {
    let from = rng.usize(0..=bytes.len());
    let line = bytes[from..].iter().position(|b| *b == b'\n').map_or(0, |n| from + n + 1);
    line + bytes[line..].iter().position(u8::is_ascii_whitespace).unwrap_or(0) + usize::from(rng.bool() && line + 2 < bytes.len())
}

/// Some bytes that follow one another, so many at the most.
fn slice(rng: &mut Rng, bytes: &[u8], most: usize) -> Range<usize> {
    let start = rng.usize(0..=bytes.len());
    start..start + rng.usize(0..=most.min(bytes.len() - start))
}

/// Where some bytes stand.
fn positions(bytes: &[u8], wanted: &[u8]) -> Vec<usize> {
    memchr::memmem::find_iter(bytes, wanted).collect()
}
