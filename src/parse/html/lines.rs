//! The recognisers of text at work on blocks of a page.
//!
//! In: kept blocks, some with a role from their elements. Out: blocks with roles, and what their words say of the article. Never overrules a
//! role that elements gave, but for furniture that its words give away.

use rustc_hash::FxHashMap;

use super::blocks::Blocks;
use super::roles::KeptBlock;
use crate::document::{GivenMetadata, Metadata, MetadataField, ParsedBlock, Role, Rule};
use crate::parse::page::PageLines;
use crate::parse::{appeal, body, caption, end_notes, furniture, meta_line, name_line, notes, offer, social};
use crate::span::Span;
use crate::text::clean;

/// Recognisers that also hold for blocks, in order.
const RECOGNISERS: [fn(&mut PageLines<'_>); 12] = [
    social::recognise,
    name_line::recognise_addresses,
    meta_line::recognise,
    name_line::recognise_names,
    notes::recognise,
    furniture::recognise,
    furniture::recognise_counters,
    appeal::recognise,
    offer::recognise,
    end_notes::recognise,
    caption::recognise,
    body::recognise_related,
];

/// Gives every kept block its role. `known` is what the page's elements say of the article.
pub fn blocks(
    page: &str,
    blocks: &Blocks,
    kept: &[KeptBlock],
    given: &GivenMetadata,
    known: &[Metadata],
) -> (Vec<ParsedBlock>, Vec<Metadata>) {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(kept.len());
    for kept in kept {
        let words = clean::fragment(&blocks.words(page, &blocks.list[kept.block]));
        let start = text.len();
        text.push_str(&words);
        spans.push(Span::new(start, text.len()));
        text.push('\n');
    }
    let mut lines = PageLines::of_lines(&text, &spans, given);
    for (n, kept) in kept.iter().enumerate() {
        let is_signature = text.get(spans[n].range()).is_some_and(|t| t.contains("(@") || t.contains("shared by"));
        if let Some((role, rule)) = kept.role.filter(|(role, rule)| !is_doubtful(*role, *rule, is_signature)) {
            lines.claim(n, role, rule.0);
        }
    }
    for recognise in RECOGNISERS {
        recognise(&mut lines);
    }
    let is_author = |m: &&Metadata| m.field == MetadataField::Author;
    let authors: Vec<String> = known.iter().chain(&lines.metadata).filter(is_author).map(|m| m.value.clone()).collect();
    body::claim_author_notes(&mut lines, &authors);
    let mut roles: Vec<(Role, Rule)> = (kept.iter().zip(&lines.lines))
        .map(|(kept, line)| line.claim.or(kept.role).or(kept.fallback).unwrap_or((Role::Paragraph, Rule("paragraph"))))
        .collect();
    furniture_among_captions(&text, &spans, given, &mut roles);
    repeated(&lines, &mut roles);
    lists_of_appeals(&mut roles);
    about_authors(&lines, &mut roles);
    let roles = without_loose_ends(roles);
    let parsed =
        kept.iter().zip(roles).map(|(kept, (role, rule))| ParsedBlock { role, rule, runs: blocks.runs(&blocks.list[kept.block]).to_vec() });
    (parsed.collect(), lines.metadata)
}

/// Roles that words may overrule.
fn is_doubtful(role: Role, rule: Rule, is_signature: bool) -> bool {
    let is_post = matches!(role, Role::SocialPost | Role::SocialAttribution);
    matches!(role, Role::Heading | Role::ListItem | Role::Paragraph | Role::Subheadline) || rule.0 == "link_line" || is_post && is_signature
}

/// Labels and appeals that stand in figures. Captions are looked at alone: among the lines of a page they would pass for text.
fn furniture_among_captions(text: &str, spans: &[Span], given: &GivenMetadata, roles: &mut [(Role, Rule)]) {
    let captions: Vec<usize> = (0..roles.len()).filter(|n| roles[*n].0 == Role::Caption).collect();
    let chosen: Vec<Span> = captions.iter().map(|n| spans[*n]).collect();
    let mut lines = PageLines::of_lines(text, &chosen, given);
    furniture::recognise(&mut lines);
    appeal::recognise(&mut lines);
    caption::recognise(&mut lines);
    // A gallery shows one caption twice, and clocks of its films.
    for n in 0..captions.len() {
        let words = &lines.lines[n].folded;
        let is_twice = lines.lines[..n].iter().any(|l| l.folded == *words);
        let is_counter = !words.bytes().any(|b| b.is_ascii_alphabetic());
        if is_twice || is_counter {
            lines.claim(n, Role::Boilerplate, if is_twice { "caption_again" } else { "player_clock" });
        }
    }
    for (n, line) in captions.into_iter().zip(&lines.lines) {
        if let Some(claim) = line.claim.filter(|(role, _)| matches!(role, Role::Boilerplate | Role::Credit)) {
            roles[n] = claim;
        }
    }
}

/// Words of a line that may be furniture because it returns.
const REPEATED_WORDS: usize = 8;

/// Short lines that return again and again are labels.
fn repeated(lines: &PageLines<'_>, roles: &mut [(Role, Rule)]) {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    let is_short = |n: usize| lines.lines[n].words <= REPEATED_WORDS;
    let asked = |role: Role| matches!(role, Role::Paragraph | Role::Heading | Role::Caption);
    for n in (0..roles.len()).filter(|n| is_short(*n) && asked(roles[*n].0)) {
        *counts.entry(lines.lines[n].folded.as_str()).or_default() += 1;
    }
    for (n, role) in roles.iter_mut().enumerate() {
        if is_short(n) && asked(role.0) && counts.get(lines.lines[n].folded.as_str()).is_some_and(|c| *c >= 3) {
            *role = (Role::Boilerplate, Rule("repeated_label"));
        }
    }
}

/// The list after an appeal says what the reader would get.
fn lists_of_appeals(roles: &mut [(Role, Rule)]) {
    let mut is_appeal = false;
    for (role, rule) in roles {
        match role {
            Role::Boilerplate => {
                is_appeal |= matches!(rule.0, "login_appeal" | "newsletter_box" | "appeal" | "offer" | "subscription" | "paywall_note");
            }
            Role::ListItem if is_appeal => (*role, *rule) = (Role::Boilerplate, Rule("list_of_appeal")),
            _ => is_appeal = false,
        }
    }
}

/// Headings of the box that presents the author.
const ABOUT: [&str; 6] =
    ["about the author", "about the authors", "about the writer", "about the reporter", "about the journalist", "about author"];
/// Blocks of such a box at the most.
const MOST_ABOUT: usize = 6;

/// What stands below a heading about the author, up to the next heading, presents them.
fn about_authors(lines: &PageLines<'_>, roles: &mut [(Role, Rule)]) {
    let mut left = 0;
    for (n, role) in roles.iter_mut().enumerate() {
        let is_title = lines.lines[n].words <= 4 && ABOUT.contains(&lines.lines[n].folded.trim_end_matches(':'));
        left = match role.0 {
            _ if is_title => MOST_ABOUT,
            Role::Heading => 0,
            _ => left,
        };
        if left > 0 && matches!(role.0, Role::Paragraph | Role::Heading | Role::ListItem) {
            *role = (Role::Boilerplate, Rule("author_box"));
        }
        left = left.saturating_sub(usize::from(!is_title));
    }
}

/// Headings after which no text follows lead to furniture.
fn without_loose_ends(mut roles: Vec<(Role, Rule)>) -> Vec<(Role, Rule)> {
    let mut follows = false;
    for (role, rule) in roles.iter_mut().rev() {
        match role {
            Role::Paragraph | Role::ListItem | Role::SocialPost | Role::Correction => follows = true,
            Role::Heading if !follows => (*role, *rule) = (Role::Boilerplate, Rule("heading_without_text")),
            Role::Heading => follows = false,
            _ => {}
        }
    }
    roles
}
