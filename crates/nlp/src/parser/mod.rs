//! The dependency parser: vectors of tokens in, heads, labels and sentence starts out.

mod label;
mod state;
mod tree;

use std::ops::Range;

use crate::labels::DepId;
use crate::model::Action;
use crate::network::dense::Rows;
use crate::network::transitions::{StateBuffers, StateNetwork, StateWeights};
use label::Label;
use state::{Move, NONE, State};
pub(crate) use tree::Trees;

/// The tokens that the network looks at in a state.
pub(crate) const ROLES: usize = 8;

/// What separates the label of a lifted arc from that of the head it was lifted from.
const LIFTED: &str = "||";

/// The label of roots.
const ROOT: &str = "ROOT";

/// The parser.
#[derive(Debug)]
pub(crate) struct Parser {
    network: StateNetwork,
    /// Neighbouring classes with the same move, so that a move is checked once for all of its labels.
    runs: Vec<(Move, Range<usize>)>,
    /// The label of each class.
    labels: Vec<Label>,
    root: Label,
    dep_names: Vec<String>,
}

/// The parser's working room.
#[derive(Debug, Default)]
pub(crate) struct ParserBuffers {
    network: StateBuffers,
    state: State,
}

impl Parser {
    /// A parser with the classes in the order of the network's outputs; nothing where something does not fit.
    pub(crate) fn new(weights: &StateWeights, width: usize, actions: &[Action]) -> Option<Self> {
        let network = StateNetwork::new(weights, width, ROLES, actions.len())?;
        let mut dep_names = Vec::new();
        let root = Label { dep: dep_id(ROOT, &mut dep_names)?, lifted_from: None };
        let mut runs: Vec<(Move, Range<usize>)> = Vec::new();
        let mut labels = Vec::new();
        for (class, action) in actions.iter().enumerate() {
            let action_move = [Move::Shift, Move::Reduce, Move::Left, Move::Right, Move::Break].get(usize::from(action.code)).copied()?;
            match runs.last_mut() {
                Some((last, run)) if *last == action_move => run.end = class + 1,
                _ => runs.push((action_move, class..class + 1)),
            }
            labels.push(match (action.label.as_str(), action.label.split_once(LIFTED)) {
                ("", _) => root,
                // A label for parts of words, which no English pipeline has and which has validity rules of its own.
                ("subtok", _) => return None,
                (_, Some((dep, from))) => Label { dep: dep_id(dep, &mut dep_names)?, lifted_from: Some(dep_id(from, &mut dep_names)?) },
                (dep, None) => Label { dep: dep_id(dep, &mut dep_names)?, lifted_from: None },
            });
        }
        Some(Self { network, runs, labels, root, dep_names })
    }

    /// The names of dependency labels.
    pub(crate) fn dep_names(&self) -> &[String] {
        &self.dep_names
    }

    /// Prepares texts by the vectors of their tokens.
    pub(crate) fn prepare(&self, vectors: Rows<'_>, buffers: &mut ParserBuffers) {
        self.network.prepare(vectors, &mut buffers.network);
    }

    /// Parses a text whose tokens have been prepared, the first of them in the row `first`; `is_space` has one entry each.
    pub(crate) fn parse(&self, first: usize, is_space: &[bool], buffers: &mut ParserBuffers, trees: &mut Trees) {
        let ParserBuffers { network, state } = buffers;
        state.start(u32::try_from(is_space.len()).unwrap_or(u32::MAX));
        while !state.is_final() {
            let scores = self.network.scores(state.context(), first, network);
            let Some((action, class)) = self.best(state, scores) else {
                break;
            };
            // There are far fewer than 2^16 classes: the labels would not fit their numbers otherwise.
            state.apply(action, u16::try_from(class).unwrap_or_default());
        }
        trees.heads.clear();
        trees.labels.clear();
        for (word, (&head, &class)) in (0..).zip(state.heads.iter().zip(&state.labels)) {
            let is_root = head == NONE || head == word;
            trees.heads.push(if is_root { word } else { head });
            trees.labels.push(if is_root { self.root } else { self.labels[usize::from(class)] });
        }
        trees.finish(is_space);
    }

    /// The best possible class with its move; of equal ones the first.
    fn best(&self, state: &State, scores: &[f32]) -> Option<(Move, usize)> {
        let mut best: Option<(Move, usize)> = None;
        let mut best_score = f32::NEG_INFINITY;
        for (action, run) in &self.runs {
            if !state.allows(*action) {
                continue;
            }
            for class in run.clone() {
                if best.is_none() || scores[class] > best_score {
                    best = Some((*action, class));
                    best_score = scores[class];
                }
            }
        }
        best
    }
}

/// The number of a dependency label, which is added if it is new; nothing where there are too many.
fn dep_id(name: &str, names: &mut Vec<String>) -> Option<DepId> {
    let index = names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    });
    u8::try_from(index).ok().map(DepId)
}
