//! The network of a transition system: scores for the next action, from the vectors of a few tokens.
//!
//! What each token contributes in each role is computed beforehand for all tokens at once; a state's scores then cost
//! a few additions, a maximum and one small matrix product.

use pulp::Arch;

use super::aligned::Aligned;
use super::dense::{Classes, Linear, Rows};

/// Maxout pieces of the state layer.
const PIECES: usize = 2;

/// Outputs summed together.
const LANES: usize = 16;

/// The network.
#[derive(Debug)]
pub(crate) struct StateNetwork {
    arch: Arch,
    tokens: Linear,
    state: Linear,
    /// Shape `[PIECES, hidden]`.
    bias: Vec<f32>,
    /// What an absent token contributes in each role: shape `[roles, PIECES, hidden]`.
    padding: Vec<f32>,
    classes: Classes,
}

/// The weights of a [`StateNetwork`] in the shapes in which thinc keeps them.
#[derive(Debug)]
pub(crate) struct StateWeights {
    /// Shape `[hidden, width of token vectors]`, with its bias.
    pub(crate) tokens: (Vec<f32>, Vec<f32>),
    /// Shape `[roles, hidden, PIECES, hidden]`, with its bias `[hidden, PIECES]`.
    pub(crate) state: (Vec<f32>, Vec<f32>),
    /// Shape `[1, roles, hidden, PIECES]`.
    pub(crate) padding: Vec<f32>,
    /// Shape `[classes, hidden]`, with its bias.
    pub(crate) classes: (Vec<f32>, Vec<f32>),
}

/// The buffers of a state network.
#[derive(Debug, Default)]
pub(crate) struct StateBuffers {
    hidden: Aligned,
    /// Shape `[tokens, roles, PIECES, hidden]`.
    contributions: Aligned,
    maxima: Aligned,
    scores: Vec<f32>,
}

impl StateNetwork {
    /// Puts a network together; nothing where the sizes of its parts do not fit.
    pub(crate) fn new(weights: &StateWeights, width: usize, roles: usize, classes: usize) -> Option<Self> {
        let hidden = weights.tokens.1.len();
        let sizes_fit = weights.state.1.len() == hidden * PIECES
            && weights.padding.len() == roles * hidden * PIECES
            && weights.state.0.len() == weights.padding.len() * hidden
            && weights.classes.1.len() == classes
            && hidden > 0
            && hidden.is_multiple_of(LANES)
            && roles > 0;
        if !sizes_fit {
            return None;
        }
        let zeros = vec![0.0; weights.padding.len()];
        Some(Self {
            arch: Arch::new(),
            tokens: Linear::new(&weights.tokens.0, &weights.tokens.1, width)?,
            state: Linear::new(&pieces_outside(&weights.state.0, hidden, hidden), &zeros, hidden)?,
            bias: pieces_outside(&weights.state.1, hidden, 1),
            padding: pieces_outside(&weights.padding, hidden, 1),
            classes: Classes::new(&weights.classes.0, &weights.classes.1, hidden)?,
        })
    }

    /// Computes what each of the tokens contributes; `vectors` has one row a token.
    pub(crate) fn prepare(&self, vectors: Rows<'_>, buffers: &mut StateBuffers) {
        let hidden = self.tokens.outputs();
        buffers.hidden.resize(vectors.count * hidden);
        self.tokens.apply(vectors, &mut buffers.hidden);
        buffers.contributions.resize(vectors.count * self.state.outputs());
        let rows = Rows { values: &buffers.hidden, stride: hidden, count: vectors.count };
        self.state.apply(rows, &mut buffers.contributions);
        buffers.maxima.resize(hidden);
        buffers.scores.resize(self.classes.outputs(), 0.0);
    }

    /// The scores of all classes in a state, given the token in each role, if there is one.
    pub(crate) fn scores<'a, const ROLES: usize>(&self, tokens: [Option<usize>; ROLES], buffers: &'a mut StateBuffers) -> &'a [f32] {
        let hidden = self.tokens.outputs();
        let role = PIECES * hidden;
        let StateBuffers { contributions, maxima, scores, .. } = buffers;
        let rows: [&[f32]; ROLES] = std::array::from_fn(|index| match tokens[index] {
            Some(token) => &contributions[(token * ROLES + index) * role..][..role],
            None => &self.padding[index * role..][..role],
        });
        self.arch.dispatch(|| {
            for start in (0..hidden).step_by(LANES) {
                let sums: [[f32; LANES]; PIECES] = std::array::from_fn(|piece| {
                    let at = piece * hidden + start;
                    let mut sum = [0.0; LANES];
                    for row in rows {
                        add(&mut sum, &row[at..at + LANES]);
                    }
                    add(&mut sum, &self.bias[at..at + LANES]);
                    sum
                });
                for (lane, maximum) in maxima[start..start + LANES].iter_mut().enumerate() {
                    *maximum = if sums[0][lane] >= sums[1][lane] { sums[0][lane] } else { sums[1][lane] };
                }
            }
        });
        self.classes.apply(Rows { values: maxima, stride: hidden, count: 1 }, scores);
        scores
    }
}

#[inline(always)]
fn add(sum: &mut [f32; LANES], values: &[f32]) {
    for (sum, value) in sum.iter_mut().zip(values) {
        *sum += value;
    }
}

/// From the shape `[n, hidden, PIECES, length]` to `[n, PIECES, hidden, length]`, so that the pieces of neighbouring
/// outputs lie side by side.
fn pieces_outside(values: &[f32], hidden: usize, length: usize) -> Vec<f32> {
    let mut out = Vec::with_capacity(values.len());
    for block in values.chunks_exact(hidden * PIECES * length) {
        for piece in 0..PIECES {
            for output in 0..hidden {
                out.extend_from_slice(&block[(output * PIECES + piece) * length..][..length]);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_the_maximum_over_summed_contributions() {
        // 16 hidden numbers, one role, two classes: the first reads hidden number 0, the second its negative.
        let mut class_weights = vec![0.0; 32];
        class_weights[0] = 1.0;
        class_weights[16] = -1.0;
        let mut state = vec![0.0; 16 * 2 * 16];
        state[0] = 1.0; // output 0, piece 0 reads hidden 0
        state[16] = -2.0; // output 0, piece 1
        let weights = StateWeights {
            tokens: ([vec![1.0], vec![0.0; 15]].concat(), vec![0.0; 16]),
            state: (state, vec![0.0; 32]),
            padding: vec![7.0; 32],
            classes: (class_weights, vec![0.0, 0.5]),
        };
        let network = StateNetwork::new(&weights, 1, 1, 2).expect("the sizes fit");
        let mut buffers = StateBuffers::default();
        network.prepare(Rows { values: &[3.0, -3.0], stride: 1, count: 2 }, &mut buffers);
        assert_eq!(network.scores([Some(0)], &mut buffers), [3.0, -2.5]);
        assert_eq!(network.scores([Some(1)], &mut buffers), [6.0, -5.5]);
        assert_eq!(network.scores([None], &mut buffers), [7.0, -6.5]);
    }
}
