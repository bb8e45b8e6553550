//! The entity recogniser: vectors of tokens in, entities out.
//!
//! Tokens are taken one by one and each is the beginning, inside or last token of an entity, a whole one, or outside
//! of any (BILUO). The rules of which action may follow which are those of spaCy's `BiluoPushDown`.

use crate::doc::Entity;
use crate::labels::EntityTypeId;
use crate::model::Action;
use crate::network::dense::Rows;
use crate::network::transitions::{ABSENT, StateBuffers, StateNetwork, StateWeights};

/// The tokens that the network looks at: the present one, the first of the open entity, and the one before.
pub(crate) const ROLES: usize = 3;

/// What a token is to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Begin(EntityTypeId),
    Inside(EntityTypeId),
    Last(EntityTypeId),
    Unit(EntityTypeId),
    Outside,
    /// Only meant for tokens that were marked beforehand, which there are none of here.
    Never,
}

/// The entity recogniser.
#[derive(Debug)]
pub(crate) struct EntityRecogniser {
    network: StateNetwork,
    steps: Vec<Step>,
    names: Vec<String>,
}

/// What is known of a token besides its vector.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surroundings<'a> {
    /// Whether each token is white space: no entity begins there.
    pub(crate) is_space: &'a [bool],
    /// Whether a sentence begins at each token: no entity crosses it. Empty where this is not known.
    pub(crate) sentence_starts: &'a [bool],
}

/// The entity that is open, if any.
#[derive(Clone, Copy)]
struct Open {
    start: usize,
    label: EntityTypeId,
}

impl EntityRecogniser {
    /// A recogniser with the classes in the order of the network's outputs; nothing where something does not fit.
    pub(crate) fn new(weights: &StateWeights, width: usize, actions: &[Action]) -> Option<Self> {
        let network = StateNetwork::new(weights, width, ROLES, actions.len())?;
        let mut names: Vec<String> = Vec::new();
        let mut steps = Vec::new();
        for action in actions {
            let is_new = !action.label.is_empty() && !names.contains(&action.label);
            if is_new {
                names.push(action.label.clone());
            }
            let label = names.iter().position(|name| *name == action.label);
            let label = label.and_then(|index| u8::try_from(index).ok()).map(EntityTypeId);
            steps.push(match (action.code, label) {
                (1, Some(label)) => Step::Begin(label),
                (2, Some(label)) => Step::Inside(label),
                (3, Some(label)) => Step::Last(label),
                (4, Some(label)) => Step::Unit(label),
                (5, None) => Step::Outside,
                (4, None) => Step::Never,
                _ => return None,
            });
        }
        // Without it there are states from which nothing leads on.
        steps.contains(&Step::Outside).then_some(Self { network, steps, names })
    }

    /// The names of entity types.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// Prepares texts by the vectors of their tokens.
    pub(crate) fn prepare(&self, vectors: Rows<'_>, buffers: &mut StateBuffers) {
        self.network.prepare(vectors, buffers);
    }

    /// Finds the entities in a text whose tokens have been prepared, the first of them in the row `row`; they are added to
    /// `entities`, counted from `first`.
    pub(crate) fn recognise(
        &self,
        row: usize,
        around: Surroundings<'_>,
        first: usize,
        buffers: &mut StateBuffers,
        entities: &mut Vec<Entity>,
    ) {
        let number = |token: usize| u32::try_from(token).unwrap_or(ABSENT);
        let mut open: Option<Open> = None;
        let mut push = |start: usize, end: usize, label| {
            entities.push(Entity { start: number(first + start), end: number(first + end), label });
        };
        let count = around.is_space.len();
        for token in 0..count {
            let context = open.map_or([number(token), ABSENT, ABSENT], |entity| [number(token), number(entity.start), number(token - 1)]);
            let scores = self.network.scores(context, row, buffers);
            match self.best(scores, token, count, open, around) {
                Step::Begin(label) => open = Some(Open { start: token, label }),
                Step::Last(label) => {
                    let start = open.take().map_or(token, |entity| entity.start);
                    push(start, token + 1, label);
                }
                Step::Unit(label) => push(token, token + 1, label),
                Step::Inside(_) | Step::Outside | Step::Never => {}
            }
        }
    }

    /// The best step that is possible; of equal ones the first.
    fn best(&self, scores: &[f32], token: usize, count: usize, open: Option<Open>, around: Surroundings<'_>) -> Step {
        let goes_on = token + 1 < count && !around.sentence_starts.get(token + 1).copied().unwrap_or_default();
        let is_space = around.is_space[token];
        let mut best = Step::Outside;
        let mut best_score = f32::NEG_INFINITY;
        for (&step, &score) in self.steps.iter().zip(scores) {
            if score > best_score {
                let possible = match (step, open) {
                    (Step::Begin(_), None) => goes_on && !is_space,
                    (Step::Inside(label), Some(entity)) => goes_on && label == entity.label,
                    (Step::Last(label), Some(entity)) => label == entity.label,
                    (Step::Unit(_), None) => !is_space,
                    (Step::Outside, None) => true,
                    _ => false,
                };
                if possible {
                    best = step;
                    best_score = score;
                }
            }
        }
        best
    }
}
