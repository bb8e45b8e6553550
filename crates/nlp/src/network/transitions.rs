//! The network of a transition system: scores for the next action, from the vectors of a few tokens.
//!
//! What each token contributes in each role is computed beforehand for all tokens at once; a state's scores then cost
//! a few additions, a maximum and one small matrix product.

use pulp::{Arch, Simd, WithSimd};

use super::aligned::Aligned;
use super::dense::{Classes, Linear, Rows};

/// Maxout pieces of the state layer.
const PIECES: usize = 2;

/// The hidden numbers are taken a vector at a time, and no vector is longer than this.
const LANES: usize = 16;

/// No token.
pub(crate) const ABSENT: u32 = u32::MAX;

/// The network.
#[derive(Debug)]
pub(crate) struct StateNetwork {
    arch: Arch,
    tokens: Linear,
    /// For each role, what a token contributes: `PIECES * hidden` outputs.
    roles: Vec<Linear>,
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
    /// Shape `[roles, tokens, PIECES, hidden]`. With the tokens outside, the rows that a panel writes would lie a power of
    /// two apart and push each other out of the cache.
    contributions: Aligned,
    /// How many tokens are prepared.
    count: usize,
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
        let zeros = vec![0.0; PIECES * hidden];
        let state = pieces_outside(&weights.state.0, hidden, hidden);
        Some(Self {
            arch: Arch::new(),
            tokens: Linear::new(&weights.tokens.0, &weights.tokens.1, width)?,
            roles: state.chunks_exact(PIECES * hidden * hidden).map(|role| Linear::new(role, &zeros, hidden)).collect::<Option<_>>()?,
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
        let role = PIECES * hidden;
        buffers.count = vectors.count;
        buffers.contributions.resize(self.roles.len() * vectors.count * role);
        let rows = Rows { values: &buffers.hidden, stride: hidden, count: vectors.count };
        for (layer, out) in self.roles.iter().zip(buffers.contributions.chunks_exact_mut((vectors.count * role).max(1))) {
            layer.apply(rows, out);
        }
        buffers.maxima.resize(hidden);
        buffers.scores.resize(self.classes.outputs(), 0.0);
    }

    /// The scores of all classes in a state, given the token in each role, or [`ABSENT`]. Tokens are counted from row
    /// `first` of those that were prepared.
    pub(crate) fn scores<'a, const ROLES: usize>(&self, tokens: [u32; ROLES], first: usize, buffers: &'a mut StateBuffers) -> &'a [f32] {
        let hidden = self.tokens.outputs();
        let role = PIECES * hidden;
        let StateBuffers { contributions, maxima, scores, count, .. } = buffers;
        let mut rows: [&[f32]; ROLES] = [&[]; ROLES];
        for index in 0..ROLES {
            rows[index] = match tokens[index] {
                ABSENT => &self.padding[index * role..][..role],
                token => &contributions[(index * *count + first + token as usize) * role..][..role],
            };
        }
        self.arch.dispatch(Hidden { rows, bias: &self.bias, maxima });
        self.classes.apply(Rows { values: maxima, stride: hidden, count: 1 }, scores);
        scores
    }
}

/// The state layer of one state: the roles' contributions and the bias summed, and the greater of the two pieces kept.
struct Hidden<'a, const ROLES: usize> {
    /// The contribution in each role, shape `[PIECES, hidden]`.
    rows: [&'a [f32]; ROLES],
    /// Shape `[PIECES, hidden]`.
    bias: &'a [f32],
    maxima: &'a mut [f32],
}

impl<const ROLES: usize> WithSimd for Hidden<'_, ROLES> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { rows, bias, maxima } = self;
        let hidden = maxima.len();
        let rows = rows.map(|row| pieces::<S>(row, hidden));
        let bias = pieces::<S>(bias, hidden);
        let (maxima, _) = S::as_mut_simd_f32s(maxima);
        for (index, maximum) in maxima.iter_mut().enumerate() {
            let mut sums = (simd.splat_f32s(0.0), simd.splat_f32s(0.0));
            for (first, second) in rows {
                sums = (simd.add_f32s(sums.0, first[index]), simd.add_f32s(sums.1, second[index]));
            }
            *maximum = simd.max_f32s(simd.add_f32s(sums.0, bias.0[index]), simd.add_f32s(sums.1, bias.1[index]));
        }
    }
}

/// The two pieces of a row.
#[inline(always)]
fn pieces<S: Simd>(row: &[f32], hidden: usize) -> (&[S::f32s], &[S::f32s]) {
    let (first, second) = row.split_at(hidden);
    (S::as_simd_f32s(first).0, S::as_simd_f32s(second).0)
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
        assert_eq!(network.scores([0], 0, &mut buffers), [3.0, -2.5]);
        assert_eq!(network.scores([1], 0, &mut buffers), [6.0, -5.5]);
        assert_eq!(network.scores([0], 1, &mut buffers), [6.0, -5.5], "counted from the second row");
        assert_eq!(network.scores([ABSENT], 0, &mut buffers), [7.0, -6.5]);
    }
}
