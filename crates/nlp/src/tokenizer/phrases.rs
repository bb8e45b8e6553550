//! Finds exceptions that the affix rules have taken apart and puts them together again.
//!
//! In: the tokens of a text. Out: the same columns with some runs of tokens replaced by the tokens of an exception.
//! This is spaCy's last pass, with its `PhraseMatcher` over exact forms: an exception that contains a prefix, suffix,
//! infix or blank is looked for as the sequence of tokens into which it falls without exceptions. A sequence is found
//! whether blanks stand between its tokens or not; the longest go first and hold their place even where the text
//! with its blanks is no exception and nothing is replaced.

use rustc_hash::FxHashMap;

use super::exceptions::{Exception, Exceptions};
use super::tokens::Tokens;

/// A node of the trie; the root is 0.
type Node = u32;
/// A form that occurs in some sequence.
type Word = u32;

/// A trie of token sequences.
#[derive(Debug)]
pub(super) struct Phrases {
    words: FxHashMap<Box<str>, Word>,
    next: FxHashMap<(Node, Word), Node>,
    /// By node: whether a sequence ends here.
    ends: Vec<bool>,
    /// By byte: whether a sequence may begin with it. Spares most tokens the look-up.
    first_bytes: Box<[bool; 256]>,
    longest_word: usize,
}

/// A run of tokens, by index.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: usize,
    end: usize,
}

impl Phrases {
    pub(super) fn new() -> Self {
        Self {
            words: FxHashMap::default(),
            next: FxHashMap::default(),
            ends: vec![false],
            first_bytes: Box::new([false; 256]),
            longest_word: 0,
        }
    }

    /// Adds the sequence of `tokens`, which are spans of `text`.
    pub(super) fn add(&mut self, text: &str, tokens: &Tokens) {
        let mut node = 0;
        for index in 0..tokens.len() {
            let form = form(text, 0, tokens, index);
            if node == 0
                && let Some(&byte) = form.as_bytes().first()
            {
                self.first_bytes[usize::from(byte)] = true;
            }
            self.longest_word = self.longest_word.max(form.len());
            let new_word = self.words.len() as Word;
            let word = *self.words.entry(form.into()).or_insert(new_word);
            let new_node = self.ends.len() as Node;
            node = *self.next.entry((node, word)).or_insert(new_node);
            if node == new_node {
                self.ends.push(false);
            }
        }
        if node != 0 {
            self.ends[node as usize] = true;
        }
    }

    /// Replaces what is to be replaced among the tokens from index `first` on, spans of `text` shifted by `base`.
    pub(super) fn apply(&self, text: &str, base: u32, exceptions: &Exceptions, tokens: &mut Tokens, first: usize) {
        let found = self.find(text, base, tokens, first);
        if found.is_empty() {
            return;
        }
        let edits: Vec<(Run, Exception)> = without_overlaps(found, first, tokens.len())
            .into_iter()
            .filter_map(|run| {
                let start = tokens.start[run.first] - base;
                let end = tokens.end[run.end - 1] - base;
                let exception = exceptions.get(&text[start as usize..end as usize])?;
                (!is_in_place(tokens, run, exceptions, exception)).then_some((run, exception))
            })
            .collect();
        if let Some(&(Run { first, .. }, _)) = edits.first() {
            rewrite(tokens, first, &edits, exceptions);
        }
    }

    /// All runs of tokens that are sequences of the trie, by first token, shortest first.
    fn find(&self, text: &str, base: u32, tokens: &Tokens, first: usize) -> Vec<Run> {
        let mut found = Vec::new();
        for start in first..tokens.len() {
            let byte = text.as_bytes()[(tokens.start[start] - base) as usize];
            if !self.first_bytes[usize::from(byte)] {
                continue;
            }
            let mut node = 0;
            for index in start..tokens.len() {
                let Some(next) = self.step(node, form(text, base, tokens, index)) else {
                    break;
                };
                node = next;
                if self.ends[node as usize] {
                    found.push(Run { first: start, end: index + 1 });
                }
            }
        }
        found
    }

    fn step(&self, node: Node, form: &str) -> Option<Node> {
        if form.len() > self.longest_word {
            return None;
        }
        let &word = self.words.get(form)?;
        self.next.get(&(node, word)).copied()
    }
}

fn form<'a>(text: &'a str, base: u32, tokens: &Tokens, index: usize) -> &'a str {
    &text[(tokens.start[index] - base) as usize..(tokens.end[index] - base) as usize]
}

/// Keeps the longest runs, the first of equal ones, that neither begin nor end inside a run tried before; in text order.
/// A run that is dropped blocks its tokens all the same.
fn without_overlaps(mut found: Vec<Run>, first: usize, end: usize) -> Vec<Run> {
    found.sort_by_key(|run| (std::cmp::Reverse(run.end - run.first), run.first));
    let mut is_taken = vec![false; end - first];
    found.retain(|run| {
        let keep = !is_taken[run.first - first] && !is_taken[run.end - 1 - first];
        is_taken[run.first - first..run.end - first].fill(true);
        keep
    });
    found.sort_by_key(|run| run.first);
    found
}

/// Whether the run is one token that the exception would replace by itself.
fn is_in_place(tokens: &Tokens, run: Run, exceptions: &Exceptions, exception: Exception) -> bool {
    match exceptions.parts(exception) {
        [only] => run.end - run.first == 1 && tokens.norm[run.first] == only.norm,
        _ => false,
    }
}

/// Writes the tokens from index `from` on anew, with each edit's run replaced.
fn rewrite(tokens: &mut Tokens, from: usize, edits: &[(Run, Exception)], exceptions: &Exceptions) {
    let old = Tokens {
        start: tokens.start[from..].to_vec(),
        end: tokens.end[from..].to_vec(),
        space_after: tokens.space_after[from..].to_vec(),
        norm: tokens.norm[from..].to_vec(),
        suffix_ends: Vec::new(),
    };
    tokens.truncate(from);
    let mut index = 0;
    for &(run, exception) in edits {
        let (first, end) = (run.first - from, run.end - from);
        copy(&old, index..first, tokens);
        let mut start = old.start[first];
        for part in exceptions.parts(exception) {
            tokens.push(start, start + part.length, part.norm);
            start += part.length;
        }
        if old.space_after[end - 1] {
            tokens.mark_space();
        }
        index = end;
    }
    copy(&old, index..old.len(), tokens);
}

fn copy(from: &Tokens, range: std::ops::Range<usize>, to: &mut Tokens) {
    to.start.extend_from_slice(&from.start[range.clone()]);
    to.end.extend_from_slice(&from.end[range.clone()]);
    to.space_after.extend_from_slice(&from.space_after[range.clone()]);
    to.norm.extend_from_slice(&from.norm[range]);
}
