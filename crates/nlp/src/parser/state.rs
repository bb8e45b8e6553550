//! The state of the arc-eager parser: a stack, a buffer, and the arcs so far.
//!
//! The transition system is the non-monotonic one of Honnibal and Johnson (2015), "An improved non-monotonic
//! transition system for dependency parsing", in the shape that spaCy gives it: a word without a head that is reduced
//! goes back to the buffer, and an arc to the left replaces an earlier head.

use crate::network::transitions::ABSENT;

/// A move of the transition system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// The first word of the buffer goes onto the stack.
    Shift,
    /// The top of the stack is done with, or goes back to the buffer if it has no head.
    Reduce,
    /// The top of the stack depends on the first word of the buffer, and is done with.
    Left,
    /// The first word of the buffer depends on the top of the stack, and goes onto the stack.
    Right,
    /// A sentence begins at the second word of the buffer.
    Break,
}

/// No token, no label.
pub(super) const NONE: u32 = ABSENT;

/// A state; reuse it from text to text with [`State::start`].
#[derive(Debug, Default)]
pub(super) struct State {
    length: u32,
    stack: Vec<u32>,
    /// Words put back from the stack, the next one last.
    returned: Vec<u32>,
    /// The first word that has never been on the stack.
    next: u32,
    /// Words that were put back and may not be shifted again.
    unshiftable: Vec<bool>,
    sentence_starts: Vec<bool>,
    pub(super) heads: Vec<u32>,
    pub(super) labels: Vec<u16>,
    /// The outermost child so far on each side.
    last_left: Vec<u32>,
    last_right: Vec<u32>,
    /// The child before this one, of the same head on the same side.
    sibling: Vec<u32>,
}

impl State {
    /// Begins a text of so many words.
    pub(super) fn start(&mut self, length: u32) {
        let count = length as usize;
        self.length = length;
        self.next = 0;
        self.stack.clear();
        self.returned.clear();
        for column in [&mut self.heads, &mut self.last_left, &mut self.last_right, &mut self.sibling] {
            column.clear();
            column.resize(count, NONE);
        }
        for flags in [&mut self.unshiftable, &mut self.sentence_starts] {
            flags.clear();
            flags.resize(count, false);
        }
        self.labels.clear();
        self.labels.resize(count, 0);
        if let Some(first) = self.sentence_starts.first_mut() {
            *first = true;
        }
    }

    /// Whether stack and buffer are empty.
    pub(super) fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffered() == 0
    }

    fn buffered(&self) -> usize {
        (self.length - self.next) as usize + self.returned.len()
    }

    /// The word `depth` words below the top of the stack.
    fn stacked(&self, depth: usize) -> Option<u32> {
        self.stack.len().checked_sub(depth + 1).map(|index| self.stack[index])
    }

    /// The word `distance` words after the first of the buffer.
    fn ahead(&self, distance: usize) -> Option<u32> {
        if let Some(index) = self.returned.len().checked_sub(distance + 1) {
            return Some(self.returned[index]);
        }
        let word = self.next + u32::try_from(distance - self.returned.len()).ok()?;
        (word < self.length).then_some(word)
    }

    /// The words whose vectors are looked at, [`NONE`] where there is none: the first two of the buffer, the three topmost
    /// of the stack, and the outermost children of the two in the middle.
    pub(super) fn context(&self) -> [u32; 8] {
        let child = |children: &[u32], word: u32| children.get(word as usize).copied().unwrap_or(NONE);
        let ahead = |distance| self.ahead(distance).unwrap_or(NONE);
        let stacked = |depth| self.stacked(depth).unwrap_or(NONE);
        let (front, top) = (ahead(0), stacked(0));
        [
            front,
            ahead(1),
            top,
            stacked(1),
            stacked(2),
            child(&self.last_left, front),
            child(&self.last_left, top),
            child(&self.last_right, top),
        ]
    }

    /// Whether a move is possible. In every state that is not final one is.
    pub(super) fn allows(&self, action: Move) -> bool {
        let Some(front) = self.ahead(0) else {
            return action == Move::Reduce && !self.stack.is_empty();
        };
        let begins = self.sentence_starts[front as usize];
        match action {
            Move::Shift => self.stack.is_empty() || (self.buffered() >= 2 && !begins && !self.unshiftable[front as usize]),
            Move::Reduce => !self.stack.is_empty(),
            Move::Left | Move::Right => !self.stack.is_empty() && !begins,
            Move::Break => self.ahead(1).is_some_and(|second| second == front + 1 && !self.sentence_starts[second as usize]),
        }
    }

    /// Makes a move that is possible.
    pub(super) fn apply(&mut self, action: Move, label: u16) {
        match action {
            Move::Shift => self.push(),
            Move::Reduce => self.reduce(),
            Move::Left => {
                if let (Some(front), Some(top)) = (self.ahead(0), self.stacked(0)) {
                    self.attach(front, top, label);
                    self.unshiftable[front as usize] = false;
                    self.stack.pop();
                }
            }
            Move::Right => {
                if let (Some(front), Some(top)) = (self.ahead(0), self.stacked(0)) {
                    self.attach(top, front, label);
                    self.push();
                }
            }
            Move::Break => {
                if let Some(second) = self.ahead(1) {
                    self.sentence_starts[second as usize] = true;
                }
            }
        }
    }

    fn push(&mut self) {
        if let Some(word) = self.returned.pop() {
            self.stack.push(word);
        } else if self.next < self.length {
            self.stack.push(self.next);
            self.next += 1;
        }
    }

    fn reduce(&mut self) {
        if let Some(top) = self.stack.pop()
            && self.heads[top as usize] == NONE
            && !self.stack.is_empty()
        {
            self.unshiftable[top as usize] = true;
            self.returned.push(top);
        }
    }

    fn attach(&mut self, head: u32, child: u32, label: u16) {
        let earlier = self.heads[child as usize];
        if earlier != NONE {
            // Only the outermost child is ever taken from its head again.
            let before = self.sibling[child as usize];
            let outermost = self.outermost(earlier, child);
            if *outermost == child {
                *outermost = before;
            }
        }
        let outermost = self.outermost(head, child);
        let before = std::mem::replace(outermost, child);
        self.sibling[child as usize] = before;
        self.heads[child as usize] = head;
        self.labels[child as usize] = label;
    }

    fn outermost(&mut self, head: u32, child: u32) -> &mut u32 {
        let side = if head > child { &mut self.last_left } else { &mut self.last_right };
        &mut side[head as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headless_word_goes_back_to_the_buffer() {
        let mut state = State::default();
        state.start(3);
        state.apply(Move::Shift, 0);
        state.apply(Move::Shift, 0);
        state.apply(Move::Reduce, 0);
        assert_eq!(state.context()[..3], [1, 2, 0]);
        assert!(!state.allows(Move::Shift), "it may not be shifted again");
        state.apply(Move::Right, 5);
        assert_eq!((state.heads[1], state.labels[1]), (0, 5));
    }

    #[test]
    fn an_arc_to_the_left_replaces_the_head() {
        let mut state = State::default();
        state.start(3);
        state.apply(Move::Shift, 0);
        state.apply(Move::Right, 1);
        assert_eq!(state.context()[7], NONE);
        state.apply(Move::Left, 2);
        assert_eq!(state.heads[1], 2);
        assert_eq!(state.context()[5..], [1, NONE, NONE]);
    }

    #[test]
    fn no_arc_crosses_a_break() {
        let mut state = State::default();
        state.start(2);
        state.apply(Move::Break, 0);
        state.apply(Move::Shift, 0);
        assert!(!state.allows(Move::Right) && !state.allows(Move::Shift) && state.allows(Move::Reduce));
    }
}
