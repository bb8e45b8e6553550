//! The recognisers of text at work on blocks of a page.
//!
//! In: kept blocks, some with a role from their elements. Out: blocks with roles, and what their words say of the article. Never overrules a
//! role that elements gave, but for furniture that its words give away.

use super::blocks::Blocks;
use super::roles::Kept;
use crate::document::{GivenMetadata, Metadata, ParsedBlock, Role, Rule};
use crate::parse::page::Page;
use crate::parse::{appeal, body, caption, furniture, meta_line, name_line, notes, social};
use crate::span::Span;

/// Recognisers that also hold for blocks, in order.
const RECOGNISERS: [fn(&mut Page<'_>); 10] = [
    social::recognise,
    name_line::recognise_addresses,
    meta_line::recognise,
    name_line::recognise_names,
    notes::recognise,
    furniture::recognise,
    furniture::recognise_counters,
    appeal::recognise,
    caption::recognise,
    body::recognise_related,
];

/// Gives every kept block its role.
pub fn blocks(page: &str, blocks: &Blocks, kept: &[Kept], given: &GivenMetadata) -> (Vec<ParsedBlock>, Vec<Metadata>) {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(kept.len());
    for kept in kept {
        let words = crate::normalise::normalise_fragment(&blocks.words(page, &blocks.list[kept.block]));
        let start = text.len();
        text.push_str(&words);
        spans.push(Span::new(start, text.len()));
        text.push('\n');
    }
    let mut lines = Page::of_lines(&text, &spans, given);
    for (n, kept) in kept.iter().enumerate() {
        if let Some((role, rule)) = kept.role.filter(|(role, _)| !is_doubtful(*role)) {
            lines.claim(n, role, rule.0);
        }
    }
    for recognise in RECOGNISERS {
        recognise(&mut lines);
    }
    let roles: Vec<(Role, Rule)> = (kept.iter().zip(&lines.lines))
        .map(|(kept, line)| line.claim.or(kept.role).unwrap_or((Role::Paragraph, Rule("paragraph"))))
        .collect();
    let roles = without_loose_ends(roles);
    let parsed =
        kept.iter().zip(roles).map(|(kept, (role, rule))| ParsedBlock { role, rule, runs: blocks.runs(&blocks.list[kept.block]).to_vec() });
    (parsed.collect(), lines.metadata)
}

/// Roles that words may overrule.
fn is_doubtful(role: Role) -> bool {
    matches!(role, Role::Heading | Role::ListItem | Role::Paragraph | Role::Subheadline)
}

/// Headings behind which no text follows lead to furniture.
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
