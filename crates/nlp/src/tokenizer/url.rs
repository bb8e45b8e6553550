//! Recognises web addresses as one token, in one pass.
//!
//! In: a piece of text without white space. Out: whether the whole of it matches spaCy's `URL_PATTERN` (which goes
//! back to Diego Perini's validation expression): an optional scheme, an optional user, a host or a public IPv4
//! address, an optional port, an optional path. The pattern backtracks over every `@`; since neither a host nor an
//! address can contain one, trying each beginning in turn reads the piece once.

use unicode_general_category::{GeneralCategory, get_general_category};

use super::classes::{Classes, LOWER};

/// Longest label of a host name, in characters.
const LONGEST_LABEL: usize = 64;

/// Whether the whole piece is a web address.
pub(super) fn is_url(piece: &str, classes: &Classes) -> bool {
    if !piece.contains('.') {
        return false;
    }
    let after_user = piece.match_indices('@').filter(|&(at, _)| at > 0).map(|(at, _)| at + 1);
    [Some(0), after_scheme(piece)].into_iter().flatten().chain(after_user).any(|start| is_place(&piece[start..], classes))
}

/// The byte after `scheme://`.
fn after_scheme(piece: &str) -> Option<usize> {
    let (scheme, rest) = piece.split_once(':')?;
    let is_scheme = scheme.chars().count() >= 2 && scheme.chars().all(|c| is_word(c) || matches!(c, '+' | '-' | '.'));
    (is_scheme && rest.starts_with("//")).then_some(scheme.len() + 3)
}

/// `\w` of Python's `re`: letters, numbers of any kind, the underscore.
fn is_word(c: char) -> bool {
    c == '_' || super::lexeme::is_letter(c) || c.is_numeric()
}

/// Whether `text` is a host or an address with an optional port and path.
fn is_place(text: &str, classes: &Classes) -> bool {
    let end = text.find([':', '/', '?', '#', '@']).unwrap_or(text.len());
    let (host, rest) = text.split_at(end);
    is_port_and_path(rest) && (is_host(host, classes) || is_address(host))
}

/// An optional port of two to five digits, then nothing or a path.
fn is_port_and_path(text: &str) -> bool {
    let rest = match text.strip_prefix(':') {
        Some(port) => {
            let rest = port.trim_start_matches(is_decimal);
            if !(2..=5).contains(&port[..port.len() - rest.len()].chars().count()) {
                return false;
            }
            rest
        }
        None => text,
    };
    rest.is_empty() || rest.starts_with(['/', '?', '#'])
}

/// Labels with full stops after them, then a top-level domain in lower case.
fn is_host(host: &str, classes: &Classes) -> bool {
    let Some((labels, domain)) = host.rsplit_once('.') else {
        return false;
    };
    (2..=63).contains(&domain.chars().take(64).count())
        && domain.chars().all(|c| classes.of(c) & LOWER != 0)
        && labels.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    label.starts_with(is_host_char)
        && label.ends_with(is_host_char)
        && label.chars().take(LONGEST_LABEL + 1).count() <= LONGEST_LABEL
        && label.chars().all(|c| is_host_char(c) || matches!(c, '_' | '-'))
}

fn is_host_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('\u{A1}'..='\u{FFFF}').contains(&c)
}

/// A dotted IPv4 address outside the private and loopback networks.
///
/// Octets may hold decimal digits of any script where the pattern has `\d`.
fn is_address(host: &str) -> bool {
    let mut octets = [""; 4];
    let mut parts = host.split('.');
    for octet in &mut octets {
        match parts.next() {
            Some(part) if !part.is_empty() && part.chars().all(is_decimal) => *octet = part,
            _ => return false,
        }
    }
    parts.next().is_none()
        && !is_private(octets)
        && is_first_octet(octets[0])
        && octets[1..3].iter().all(|octet| is_middle_octet(octet))
        && is_last_octet(octets[3])
}

/// The networks that the pattern's look-aheads exclude. Only an address whose octets are valid reaches a verdict, so
/// the look-aheads' own digits need no second test.
fn is_private([first, second, ..]: [&str; 4]) -> bool {
    matches!((first, second), ("10" | "127", _) | ("169", "254") | ("192", "168")) || first == "172" && is_12_bit_network(second)
}

/// `1[6-9]|2\d|3[0-1]`.
fn is_12_bit_network(octet: &str) -> bool {
    match two(octet) {
        Some(('1', unit)) => ('6'..='9').contains(&unit),
        Some(('2', _)) => true,
        Some(('3', unit)) => matches!(unit, '0' | '1'),
        _ => false,
    }
}

/// `[1-9]\d?|1\d\d|2[01]\d|22[0-3]`.
fn is_first_octet(octet: &str) -> bool {
    matches!(
        characters(octet),
        Some([Some('1'..='9'), _, None])
            | Some([Some('1'), Some(_), Some(_)])
            | Some([Some('2'), Some('0' | '1'), Some(_)])
            | Some([Some('2'), Some('2'), Some('0'..='3')])
    )
}

/// `1?\d{1,2}|2[0-4]\d|25[0-5]`.
fn is_middle_octet(octet: &str) -> bool {
    matches!(
        characters(octet),
        Some([Some(_), _, None])
            | Some([Some('1'), Some(_), Some(_)])
            | Some([Some('2'), Some('0'..='4'), Some(_)])
            | Some([Some('2'), Some('5'), Some('0'..='5')])
    )
}

/// `[1-9]\d?|1\d\d|2[0-4]\d|25[0-4]`.
fn is_last_octet(octet: &str) -> bool {
    matches!(
        characters(octet),
        Some([Some('1'..='9'), _, None])
            | Some([Some('1'), Some(_), Some(_)])
            | Some([Some('2'), Some('0'..='4'), Some(_)])
            | Some([Some('2'), Some('5'), Some('0'..='4')])
    )
}

/// The characters of an octet, if it has at most three.
fn characters(octet: &str) -> Option<[Option<char>; 3]> {
    let mut all = octet.chars();
    let three = [all.next(), all.next(), all.next()];
    all.next().is_none().then_some(three)
}

fn two(octet: &str) -> Option<(char, char)> {
    match characters(octet)? {
        [Some(tens), Some(units), None] => Some((tens, units)),
        _ => None,
    }
}

/// `\d` of Python's `re`.
fn is_decimal(c: char) -> bool {
    c.is_ascii_digit() || !c.is_ascii() && get_general_category(c) == GeneralCategory::DecimalNumber
}
