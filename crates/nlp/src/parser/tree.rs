//! From arcs to trees: non-projective arcs are put back, and sentences are the words under one root.

use super::label::Label;
use crate::labels::DepId;

/// How often edges are widened until the sentences' trees are closed.
const MOST_ROUNDS: usize = 12;

/// Trees over the words of a text, with room to work in.
#[derive(Debug, Default)]
pub(crate) struct Trees {
    /// The head of each word; a root is its own head.
    pub(crate) heads: Vec<u32>,
    /// The label of each word.
    pub(crate) deps: Vec<DepId>,
    /// Whether a sentence begins at each word.
    pub(crate) sentence_starts: Vec<bool>,
    /// Labels as the parser gave them.
    pub(super) labels: Vec<Label>,
    left_edges: Vec<u32>,
    right_edges: Vec<u32>,
    /// The children of word `i` are `children[child_starts[i]..child_starts[i + 1]]`.
    child_starts: Vec<u32>,
    children: Vec<u32>,
    queue: Vec<u32>,
}

impl Trees {
    /// Finishes the trees whose heads and labels are set.
    pub(super) fn finish(&mut self, is_space: &[bool]) {
        self.widen_edges();
        let mut lifted = false;
        for word in 0..self.heads.len() {
            if let Some(target) = self.labels[word].lifted_from {
                self.restore(word, target, is_space);
                lifted = true;
            }
        }
        if lifted {
            self.widen_edges();
        }
        self.sentence_starts.clear();
        self.sentence_starts.resize(self.heads.len(), false);
        for word in 0..self.heads.len() {
            if self.heads[word] as usize == word {
                self.sentence_starts[self.left_edges[word] as usize] = true;
            }
        }
        self.deps.clear();
        self.deps.extend(self.labels.iter().map(|label| label.dep));
    }

    /// Gives a word back to the head that it was lifted from to make its arc projective (Nivre and Nilsson, 2005,
    /// "Pseudo-projective dependency parsing"): the first word below its present head, breadth first, whose label is
    /// `target`.
    fn restore(&mut self, word: usize, target: DepId, is_space: &[bool]) {
        self.labels[word].lifted_from = None;
        self.list_children();
        self.queue.clear();
        self.queue.push(self.heads[word]);
        let mut next = 0;
        while let Some(&parent) = self.queue.get(next) {
            next += 1;
            let from = self.child_starts[parent as usize] as usize;
            let to = self.child_starts[parent as usize + 1] as usize;
            for &child in &self.children[from..to] {
                let at = child as usize;
                let in_reach = (self.left_edges[parent as usize]..=self.right_edges[parent as usize]).contains(&child);
                if !in_reach || is_space[at] || at == word {
                    continue;
                }
                let label = self.labels[at];
                if label.dep == target && label.lifted_from.is_none() {
                    self.heads[word] = child;
                    return;
                }
                self.queue.push(child);
            }
            // Trees have no cycles; an arc that was put back could make one.
            if self.queue.len() > self.heads.len() {
                return;
            }
        }
    }

    /// Lists the children of each word in their order.
    fn list_children(&mut self) {
        let count = self.heads.len();
        self.child_starts.clear();
        self.child_starts.resize(count + 2, 0);
        for (word, &head) in self.heads.iter().enumerate() {
            if head as usize != word {
                self.child_starts[head as usize + 2] += 1;
            }
        }
        for index in 2..count + 2 {
            self.child_starts[index] += self.child_starts[index - 1];
        }
        self.children.clear();
        self.children.resize(count, 0);
        for word in 0..count {
            let head = self.heads[word] as usize;
            if head != word {
                let place = &mut self.child_starts[head + 1];
                self.children[*place as usize] = u32::try_from(word).unwrap_or(u32::MAX);
                *place += 1;
            }
        }
    }

    /// Finds the leftmost and rightmost word under each word. With non-projective arcs one round does not suffice.
    fn widen_edges(&mut self) {
        let count = u32::try_from(self.heads.len()).unwrap_or(u32::MAX);
        for edges in [&mut self.left_edges, &mut self.right_edges] {
            edges.clear();
            edges.extend(0..count);
        }
        for _ in 0..MOST_ROUNDS {
            for word in 0..self.heads.len() {
                self.widen(word);
            }
            for word in (0..self.heads.len()).rev() {
                self.widen(word);
            }
            if self.sentences_are_closed() {
                break;
            }
        }
    }

    /// Widens the edges of a word's head to those of the word.
    fn widen(&mut self, word: usize) {
        let head = self.heads[word] as usize;
        self.left_edges[head] = self.left_edges[head].min(self.left_edges[word]);
        self.right_edges[head] = self.right_edges[head].max(self.right_edges[word]);
    }

    /// Whether every word's head lies in the word's own sentence.
    fn sentences_are_closed(&mut self) -> bool {
        let count = self.heads.len();
        self.sentence_starts.clear();
        self.sentence_starts.resize(count, false);
        for word in 0..count {
            if self.heads[word] as usize == word {
                self.sentence_starts[self.left_edges[word] as usize] = true;
            }
        }
        let mut start = 0;
        for word in 0..count {
            if (word > 0 && self.sentence_starts[word]) || word + 1 == count {
                if self.heads[start..word].iter().any(|&head| !(start..=word).contains(&(head as usize))) {
                    return false;
                }
                start = word;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(dep: u8, lifted_from: Option<u8>) -> Label {
        Label { dep: DepId(dep), lifted_from: lifted_from.map(DepId) }
    }

    #[test]
    fn a_lifted_word_returns_to_its_head() {
        // Word 3 was lifted from word 1 (label 1) to the root, word 2.
        let mut trees = Trees {
            heads: vec![1, 2, 2, 2],
            labels: vec![label(0, None), label(1, None), label(2, None), label(3, Some(1))],
            ..Trees::default()
        };
        trees.finish(&[false; 4]);
        assert_eq!(trees.heads, [1, 2, 2, 1]);
        assert_eq!(trees.deps[3], DepId(3));
        assert_eq!(trees.sentence_starts, [true, false, false, false]);
    }

    #[test]
    fn each_root_makes_a_sentence() {
        let mut trees = Trees { heads: vec![1, 1, 2, 2], labels: vec![label(0, None); 4], ..Trees::default() };
        trees.finish(&[false; 4]);
        assert_eq!(trees.sentence_starts, [true, false, true, false]);
    }
}
