//! The first window layer, by word forms.
//!
//! A window layer's sum over three neighbouring rows is the sum of three products, one with each row. In the first
//! layer a row depends on the word form alone, so its three products (as the left, the middle and the right of a
//! window) are kept with the form, and the layer costs three additions instead of three products.

use pulp::{Arch, Simd, WithSimd};

use super::aligned::Aligned;
use super::dense::{Maxout, Rows};

/// Rows of a window.
const WINDOW: usize = 3;

/// Maxout pieces.
const PIECES: usize = 3;

/// The layer's weights, apart for each row of the window.
#[derive(Debug)]
pub(crate) struct FormWindow {
    arch: Arch,
    parts: [Maxout; WINDOW],
    bias: Aligned,
}

impl FormWindow {
    /// Takes a layer apart whose weights have the shape `[outputs, PIECES, WINDOW * width]`; nothing where the sizes
    /// do not fit.
    pub(crate) fn new(weights: &[f32], bias: &[f32], width: usize) -> Option<Self> {
        if width == 0 || weights.len() != bias.len() * WINDOW * width {
            return None;
        }
        let zeros = vec![0.0; bias.len()];
        let part = |index: usize| {
            let rows = weights.chunks_exact(WINDOW * width);
            let part: Vec<f32> = rows.flat_map(|row| &row[index * width..(index + 1) * width]).copied().collect();
            Maxout::new(&part, &zeros, width)
        };
        let whole = Maxout::new(weights, bias, WINDOW * width)?;
        // Whole vectors only: the maximum is taken a vector at a time.
        if !whole.outputs().is_multiple_of(whole.lanes()) {
            return None;
        }
        let mut packed = Aligned::zeros(whole.packed());
        packed.copy_from_slice(whole.packed_bias());
        Some(Self { arch: Arch::new(), parts: [part(0)?, part(1)?, part(2)?], bias: packed })
    }

    /// How many numbers are kept for a form.
    pub(crate) fn products_length(&self) -> usize {
        WINDOW * self.bias.len()
    }

    /// Computes the products of forms: [`Self::products_length`] numbers for each row.
    pub(crate) fn products(&self, vectors: Rows<'_>, out: &mut [f32]) {
        for (index, part) in self.parts.iter().enumerate() {
            part.apply_packed(vectors, out, self.products_length(), index * self.bias.len());
        }
    }

    /// Computes the layer. `rows` gives the form of each row; of the first and the last there is no result.
    ///
    /// The result has the shape `[rows.len() - 2, outputs]`.
    ///
    /// # Panics
    /// If `out` is shorter than that or a form has no products.
    pub(crate) fn apply(&self, products: &[f32], rows: &[u32], out: &mut [f32]) {
        self.arch.dispatch(Apply { layer: self, products, rows, out });
    }
}

/// The call of [`FormWindow::apply`] with an instruction set chosen.
struct Apply<'a> {
    layer: &'a FormWindow,
    products: &'a [f32],
    rows: &'a [u32],
    out: &'a mut [f32],
}

impl WithSimd for Apply<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Apply { layer, products, rows, out } = self;
        let packed = layer.bias.len();
        let outputs = packed / PIECES;
        let product = |row: u32, part: usize| -> &[[S::f32s; PIECES]] {
            let at = (row as usize * WINDOW + part) * packed;
            S::as_simd_f32s(&products[at..at + packed]).0.as_chunks::<PIECES>().0
        };
        let bias = S::as_simd_f32s(&layer.bias).0.as_chunks::<PIECES>().0;
        for (window, out) in rows.array_windows::<WINDOW>().zip(out.chunks_exact_mut(outputs)) {
            let (left, middle, right) = (product(window[0], 0), product(window[1], 1), product(window[2], 2));
            let (out, _) = S::as_mut_simd_f32s(out);
            let (left, middle, right) = (&left[..out.len()], &middle[..out.len()], &right[..out.len()]);
            let bias = &bias[..out.len()];
            for index in 0..out.len() {
                let sum = |piece: usize| {
                    let ends = simd.add_f32s(left[index][piece], right[index][piece]);
                    simd.add_f32s(simd.add_f32s(bias[index][piece], middle[index][piece]), ends)
                };
                out[index] = simd.max_f32s(simd.max_f32s(sum(0), sum(1)), sum(2));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_products_make_the_window() {
        // 96 outputs of one input each: output o, piece p sums the window with the weights (o, p, 1).
        let outputs = 96;
        let mut weights = Vec::new();
        for output in 0..outputs {
            for piece in 0..PIECES {
                weights.extend([output as f32, piece as f32, 1.0]);
            }
        }
        let bias = vec![0.5; outputs * PIECES];
        let layer = FormWindow::new(&weights, &bias, 1).expect("the sizes fit");
        let forms = [0.0, 2.0, -3.0];
        let mut products = vec![0.0; forms.len() * layer.products_length()];
        layer.products(Rows { values: &forms, stride: 1, count: forms.len() }, &mut products);
        let mut out = vec![0.0; 2 * outputs];
        layer.apply(&products, &[0, 1, 2, 0], &mut out);
        // Windows (0, 2, -3) and (2, -3, 0), with the best of three pieces for the middle.
        assert_eq!(out[7], 0.5 + 2.0 * 2.0 - 3.0);
        assert_eq!(out[outputs + 7], 0.5 + 7.0 * 2.0);
    }
}
