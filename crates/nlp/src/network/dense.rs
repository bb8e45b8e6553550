//! Affine layers over many rows at once: the matrix products in which nearly all of the time goes.
//!
//! Weights are packed once, when a model is loaded, into panels as wide as a few vector registers. A tile of rows is
//! multiplied with one panel while all its sums stay in registers, and what follows the product (bias, the maximum
//! over maxout pieces) happens before anything is stored.
//!
//! Each output is the sum over the inputs in their order, by fused multiply-adds, in one accumulator. It depends on
//! nothing but its own row: not on how many rows there are, nor on the row's place among them, nor on the width of
//! the registers. So the same sentence gives the same bits whatever it is batched with, and on every machine with
//! fused multiply-add (x86-64 from 2013 on, every AArch64).

use pulp::{Arch, Simd, WithSimd};

use super::aligned::Aligned;

/// How the rows of the input lie in memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rows<'a> {
    /// The numbers; row `i` begins at `i * stride`.
    pub(crate) values: &'a [f32],
    /// The distance from one row's beginning to the next one's. Rows may overlap, as the windows of a sequence do.
    pub(crate) stride: usize,
    /// How many rows there are.
    pub(crate) count: usize,
}

/// An affine layer, `y = W x + b`, followed by the maximum over `PIECES` (a linear layer has one piece).
///
/// A panel is `VECTORS` registers wide: the pieces of one vector of outputs, or several vectors of plain outputs.
#[derive(Debug)]
pub(crate) struct Dense<const PIECES: usize, const VECTORS: usize> {
    arch: Arch,
    inputs: usize,
    outputs: usize,
    lanes: usize,
    /// Panels one after the other; inside, for each input, the panel's vectors.
    weights: Aligned,
    /// The bias in the panels' order.
    bias: Aligned,
}

/// A layer with the maximum over three pieces.
pub(crate) type Maxout = Dense<3, 3>;

/// A layer without maxout, for many rows at once.
pub(crate) type Linear = Dense<1, 4>;

/// A layer without maxout, for one row at a time: a wide panel keeps more sums under way.
pub(crate) type Classes = Dense<1, 8>;

/// The number of 32-bit lanes of the vector registers that are used.
struct Lanes;

impl WithSimd for Lanes {
    type Output = usize;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> usize {
        S::F32_LANES
    }
}

impl<const PIECES: usize, const VECTORS: usize> Dense<PIECES, VECTORS> {
    /// Packs a layer. `weights` has the shape `[outputs, PIECES, inputs]`, `bias` has `[outputs, PIECES]`.
    ///
    /// Returns nothing where the sizes do not fit each other.
    pub(crate) fn new(weights: &[f32], bias: &[f32], inputs: usize) -> Option<Self> {
        let outputs = bias.len() / PIECES;
        if inputs == 0 || bias.len() != outputs * PIECES || weights.len() != bias.len() * inputs {
            return None;
        }
        let arch = Arch::new();
        let lanes = arch.dispatch(Lanes);
        let panels = Self::panels(outputs, lanes);
        let width = VECTORS * lanes;
        let mut packed =
            Self { arch, inputs, outputs, lanes, weights: Aligned::zeros(panels * inputs * width), bias: Aligned::zeros(panels * width) };
        for output in 0..outputs {
            for piece in 0..PIECES {
                let (panel, slot) = packed.place(output, piece);
                packed.bias[panel * width + slot] = bias[output * PIECES + piece];
                let row = &weights[(output * PIECES + piece) * inputs..][..inputs];
                for (input, &weight) in row.iter().enumerate() {
                    packed.weights[(panel * inputs + input) * width + slot] = weight;
                }
            }
        }
        Some(packed)
    }

    /// The number of panels for so many outputs.
    fn panels(outputs: usize, lanes: usize) -> usize {
        outputs.div_ceil(if PIECES == 1 { VECTORS * lanes } else { lanes })
    }

    /// The panel of an output's piece, and the place in the panel's width.
    fn place(&self, output: usize, piece: usize) -> (usize, usize) {
        if PIECES == 1 {
            let width = VECTORS * self.lanes;
            (output / width, output % width)
        } else {
            (output / self.lanes, piece * self.lanes + output % self.lanes)
        }
    }

    /// The length of an input row.
    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// The length of an output row.
    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    /// Computes all rows; `out` has the shape `[rows.count, outputs]`.
    ///
    /// # Panics
    /// If `rows` or `out` is shorter than that.
    pub(crate) fn apply(&self, rows: Rows<'_>, out: &mut [f32]) {
        self.run::<false>(rows, out, Place { stride: self.outputs, first: 0 });
    }

    /// Computes the sums of all pieces in the order of the panels, [`Self::packed`] numbers a row; row `i` goes to
    /// `i * stride + first`.
    ///
    /// # Panics
    /// If `rows` or `out` is shorter than that.
    pub(crate) fn apply_packed(&self, rows: Rows<'_>, out: &mut [f32], stride: usize, first: usize) {
        self.run::<true>(rows, out, Place { stride, first });
    }

    fn run<const PACKED: bool>(&self, rows: Rows<'_>, out: &mut [f32], place: Place) {
        if rows.count > 0 {
            self.arch.dispatch(Apply::<PIECES, VECTORS, PACKED> { layer: self, rows, out, place });
        }
    }

    /// The bias in the order of the panels.
    pub(crate) fn packed_bias(&self) -> &[f32] {
        &self.bias
    }

    /// The length of a row in the order of the panels.
    pub(crate) fn packed(&self) -> usize {
        self.bias.len()
    }

    /// The lanes of a vector of the panels.
    pub(crate) fn lanes(&self) -> usize {
        self.lanes
    }
}

/// Where results are written: row `i` at `i * stride + first`.
#[derive(Clone, Copy)]
struct Place {
    stride: usize,
    first: usize,
}

/// A call with an instruction set chosen. What is written is known when it is compiled: the sums of a tile stay in
/// registers only if nothing about them is left open.
struct Apply<'a, const PIECES: usize, const VECTORS: usize, const PACKED: bool> {
    layer: &'a Dense<PIECES, VECTORS>,
    rows: Rows<'a>,
    out: &'a mut [f32],
    place: Place,
}

impl<const PIECES: usize, const VECTORS: usize, const PACKED: bool> WithSimd for Apply<'_, PIECES, VECTORS, PACKED> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        // As many rows as keep every sum of a tile in a register.
        match (VECTORS, S::REGISTER_COUNT >= 32) {
            (8, true) => panels::<S, PIECES, VECTORS, 3, PACKED>(simd, self),
            (8, false) => panels::<S, PIECES, VECTORS, 1, PACKED>(simd, self),
            (4, true) => panels::<S, PIECES, VECTORS, 6, PACKED>(simd, self),
            (4, false) => panels::<S, PIECES, VECTORS, 2, PACKED>(simd, self),
            (_, true) => panels::<S, PIECES, VECTORS, 8, PACKED>(simd, self),
            (_, false) => panels::<S, PIECES, VECTORS, 4, PACKED>(simd, self),
        }
    }
}

/// Goes through the panels, and for each through the rows in tiles of `ROWS`: a panel stays near the core while all
/// rows pass.
#[inline(always)]
fn panels<S: Simd, const PIECES: usize, const VECTORS: usize, const ROWS: usize, const PACKED: bool>(
    simd: S,
    call: Apply<'_, PIECES, VECTORS, PACKED>,
) {
    let Apply { layer, rows, out, place } = call;
    let (weights, _) = S::as_simd_f32s(&layer.weights);
    let (bias, _) = S::as_simd_f32s(&layer.bias);
    let (weights, _) = weights.as_chunks::<VECTORS>();
    let (bias, _) = bias.as_chunks::<VECTORS>();
    for (panel, (weights, bias)) in weights.chunks_exact(layer.inputs).zip(bias).enumerate() {
        let mut row = 0;
        while row + ROWS <= rows.count {
            let sums = tile::<S, VECTORS, ROWS>(simd, &rows.values[row * rows.stride..], rows.stride, weights, bias);
            for offset in 0..ROWS {
                let out = &mut out[(row + offset) * place.stride + place.first..];
                store::<S, PIECES, VECTORS, PACKED>(simd, layer, &sums[offset], panel, out);
            }
            row += ROWS;
        }
        while row < rows.count {
            let [sums] = tile::<S, VECTORS, 1>(simd, &rows.values[row * rows.stride..], rows.stride, weights, bias);
            let out = &mut out[row * place.stride + place.first..];
            store::<S, PIECES, VECTORS, PACKED>(simd, layer, &sums, panel, out);
            row += 1;
        }
    }
}

/// The sums of `ROWS` rows with one panel.
#[inline(always)]
fn tile<S: Simd, const VECTORS: usize, const ROWS: usize>(
    simd: S,
    values: &[f32],
    stride: usize,
    weights: &[[S::f32s; VECTORS]],
    bias: &[S::f32s; VECTORS],
) -> [[S::f32s; VECTORS]; ROWS] {
    let inputs = weights.len();
    let rows: [&[f32]; ROWS] = std::array::from_fn(|row| &values[row * stride..][..inputs]);
    let mut sums = [*bias; ROWS];
    for (input, vectors) in weights.iter().enumerate() {
        for row in 0..ROWS {
            let value = simd.splat_f32s(rows[row][input]);
            for vector in 0..VECTORS {
                sums[row][vector] = simd.mul_add_e_f32s(value, vectors[vector], sums[row][vector]);
            }
        }
    }
    sums
}

/// Writes one row of a panel: the maximum over the pieces, the plain sums, or all sums as they are.
#[inline(always)]
fn store<S: Simd, const PIECES: usize, const VECTORS: usize, const PACKED: bool>(
    simd: S,
    layer: &Dense<PIECES, VECTORS>,
    sums: &[S::f32s; VECTORS],
    panel: usize,
    out: &mut [f32],
) {
    if PACKED {
        let (out, _) = S::as_mut_simd_f32s(&mut out[panel * VECTORS * S::F32_LANES..][..VECTORS * S::F32_LANES]);
        out[..VECTORS].copy_from_slice(sums);
    } else if PIECES == 1 {
        for (vector, &sum) in sums.iter().enumerate() {
            store_vector(simd, sum, (panel * VECTORS + vector) * S::F32_LANES, &mut out[..layer.outputs]);
        }
    } else {
        let mut best = sums[0];
        for &sum in &sums[1..] {
            best = simd.max_f32s(best, sum);
        }
        store_vector(simd, best, panel * S::F32_LANES, &mut out[..layer.outputs]);
    }
}

/// Writes a vector, or what of it lies within the row. A masked store costs a call, so it is left to the row's end.
#[inline(always)]
fn store_vector<S: Simd>(simd: S, vector: S::f32s, first: usize, row: &mut [f32]) {
    let last = first + S::F32_LANES;
    if last <= row.len() {
        S::as_mut_simd_f32s(&mut row[first..last]).0[0] = vector;
    } else if first < row.len() {
        simd.partial_store_f32s(&mut row[first..], vector);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same each time.
    fn numbers(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        (0..count)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / 8_388_608.0 - 1.0
            })
            .collect()
    }

    fn plain<const PIECES: usize>(weights: &[f32], bias: &[f32], row: &[f32]) -> Vec<f32> {
        let sums: Vec<f32> = bias
            .iter()
            .zip(weights.chunks(row.len()))
            .map(|(bias, weights)| weights.iter().zip(row).fold(*bias, |sum, (w, x)| w.mul_add(*x, sum)))
            .collect();
        sums.chunks(PIECES).map(|pieces| pieces.iter().copied().fold(f32::NEG_INFINITY, f32::max)).collect()
    }

    fn agrees<const PIECES: usize, const VECTORS: usize>(outputs: usize, inputs: usize, stride: usize, count: usize) {
        let weights = numbers(outputs * PIECES * inputs, 1);
        let bias = numbers(outputs * PIECES, 2);
        let values = numbers(count * stride + inputs, 3);
        let layer = Dense::<PIECES, VECTORS>::new(&weights, &bias, inputs).expect("the sizes fit");
        let mut out = vec![0.0; count * outputs];
        layer.apply(Rows { values: &values, stride, count }, &mut out);
        for (row, got) in out.chunks(outputs).enumerate() {
            let expected = plain::<PIECES>(&weights, &bias, &values[row * stride..][..inputs]);
            for (a, b) in got.iter().zip(&expected) {
                assert!((a - b).abs() < 1e-4, "row {row}: {a} against {b}");
            }
        }
    }

    #[test]
    fn maxout_agrees_with_the_plain_sum() {
        agrees::<3, 3>(96, 288, 96, 37);
        agrees::<3, 3>(5, 7, 7, 9);
        agrees::<2, 2>(64, 32, 32, 11);
    }

    #[test]
    fn linear_agrees_with_the_plain_sum() {
        agrees::<1, 8>(106, 64, 64, 13);
        agrees::<1, 4>(50, 96, 96, 1);
    }

    #[test]
    fn a_row_gives_the_same_bits_in_any_company() {
        let layer = Maxout::new(&numbers(96 * 3 * 288, 1), &numbers(96 * 3, 2), 288).expect("the sizes fit");
        let values = numbers(40 * 96 + 288, 3);
        let mut together = vec![0.0; 40 * 96];
        layer.apply(Rows { values: &values, stride: 96, count: 40 }, &mut together);
        for row in 0..40 {
            let mut alone = vec![0.0; 96];
            layer.apply(Rows { values: &values[row * 96..], stride: 96, count: 1 }, &mut alone);
            assert_eq!(alone, together[row * 96..][..96], "row {row}");
        }
    }

    #[test]
    fn sizes_that_do_not_fit_are_refused() {
        assert!(Maxout::new(&[0.0; 10], &[0.0; 3], 4).is_none());
    }
}
