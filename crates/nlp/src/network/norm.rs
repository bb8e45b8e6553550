//! Layer normalisation.

use pulp::{Arch, Simd, WithSimd};

/// Lanes of the partial sums. They are summed in a fixed order, so that no choice of registers changes the result.
const LANES: usize = 16;

/// What is added to the variance.
const EPSILON: f32 = 1e-8;

/// Scales each row to mean 0 and variance 1, then by a learned scale and shift.
#[derive(Debug)]
pub(crate) struct LayerNorm {
    arch: Arch,
    scale: Vec<f32>,
    shift: Vec<f32>,
}

impl LayerNorm {
    /// A normalisation of rows as long as `scale`; nothing where `shift` has another length or a row cannot be cut into
    /// whole groups of [`LANES`].
    pub(crate) fn new(scale: Vec<f32>, shift: Vec<f32>) -> Option<Self> {
        let fits = scale.len() == shift.len() && !scale.is_empty() && scale.len().is_multiple_of(LANES);
        fits.then(|| Self { arch: Arch::new(), scale, shift })
    }

    /// The length of a row.
    pub(crate) fn width(&self) -> usize {
        self.scale.len()
    }

    /// Normalises all rows in place.
    pub(crate) fn apply(&self, rows: &mut [f32]) {
        self.arch.dispatch(InPlace { norm: self, rows });
    }

    /// Normalises all rows and adds them to `sums`.
    pub(crate) fn add_to(&self, rows: &[f32], sums: &mut [f32]) {
        self.arch.dispatch(AddTo { norm: self, rows, sums });
    }
}

/// The call of [`LayerNorm::apply`] with an instruction set chosen.
struct InPlace<'a> {
    norm: &'a LayerNorm,
    rows: &'a mut [f32],
}

impl WithSimd for InPlace<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { norm, rows } = self;
        let (scale, _) = S::as_simd_f32s(&norm.scale);
        let (shift, _) = S::as_simd_f32s(&norm.shift);
        for row in rows.chunks_exact_mut(norm.width()) {
            let (mean, factor) = moments(simd, row);
            let scaled = Scaled::new(simd, mean, factor);
            let (row, _) = S::as_mut_simd_f32s(row);
            let (scale, shift) = (&scale[..row.len()], &shift[..row.len()]);
            for index in 0..row.len() {
                row[index] = scaled.vector(simd, row[index], scale[index], shift[index]);
            }
        }
    }
}

/// The call of [`LayerNorm::add_to`] with an instruction set chosen.
struct AddTo<'a> {
    norm: &'a LayerNorm,
    rows: &'a [f32],
    sums: &'a mut [f32],
}

impl WithSimd for AddTo<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { norm, rows, sums } = self;
        let (scale, _) = S::as_simd_f32s(&norm.scale);
        let (shift, _) = S::as_simd_f32s(&norm.shift);
        let width = norm.width();
        for (row, sums) in rows.chunks_exact(width).zip(sums.chunks_exact_mut(width)) {
            let (mean, factor) = moments(simd, row);
            let scaled = Scaled::new(simd, mean, factor);
            let (row, _) = S::as_simd_f32s(row);
            let (sums, _) = S::as_mut_simd_f32s(sums);
            let (scale, shift, sums) = (&scale[..row.len()], &shift[..row.len()], &mut sums[..row.len()]);
            for index in 0..row.len() {
                sums[index] = simd.add_f32s(sums[index], scaled.vector(simd, row[index], scale[index], shift[index]));
            }
        }
    }
}

/// The mean and the factor of one row, in every lane.
struct Scaled<S: Simd> {
    mean: S::f32s,
    factor: S::f32s,
}

impl<S: Simd> Scaled<S> {
    #[inline(always)]
    fn new(simd: S, mean: f32, factor: f32) -> Self {
        Self { mean: simd.splat_f32s(mean), factor: simd.splat_f32s(factor) }
    }

    /// One vector of the row, normalised.
    #[inline(always)]
    fn vector(&self, simd: S, x: S::f32s, scale: S::f32s, shift: S::f32s) -> S::f32s {
        let centred = simd.sub_f32s(x, self.mean);
        simd.add_f32s(simd.mul_f32s(simd.mul_f32s(centred, self.factor), scale), shift)
    }
}

/// The mean of a row and the inverse of its standard deviation.
#[inline(always)]
fn moments<S: Simd>(simd: S, row: &[f32]) -> (f32, f32) {
    let count = row.len() as f32;
    let mean = sum(simd, row, |x| x) / count;
    let centre = simd.splat_f32s(mean);
    let square = |x: S::f32s| {
        let centred = simd.sub_f32s(x, centre);
        simd.mul_f32s(centred, centred)
    };
    let variance = sum(simd, row, square) / count + EPSILON;
    (mean, 1.0 / variance.sqrt())
}

/// The sum of a term of each number, in [`LANES`] partial sums of which the later half is added to the earlier one until
/// one is left.
#[inline(always)]
fn sum<S: Simd>(simd: S, row: &[f32], term: impl Fn(S::f32s) -> S::f32s) -> f32 {
    // As many registers as hold the partial sums: one of sixteen lanes, two of eight, and so on.
    let mut count = LANES / S::F32_LANES;
    let mut registers = [simd.splat_f32s(0.0); LANES];
    for chunk in row.as_chunks::<LANES>().0 {
        let (vectors, _) = S::as_simd_f32s(chunk);
        for index in 0..count {
            registers[index] = simd.add_f32s(registers[index], term(vectors[index]));
        }
    }
    while count > 1 {
        count /= 2;
        for index in 0..count {
            registers[index] = simd.add_f32s(registers[index], registers[index + count]);
        }
    }
    // The halves of a register are added in the same way.
    simd.reduce_sum_f32s(registers[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_out_with_the_learned_mean_and_scale() {
        let norm = LayerNorm::new(vec![2.0; 16], vec![1.0; 16]).expect("same lengths");
        let mut rows = [[1.0, 2.0, 3.0, 4.0].repeat(4), vec![5.0; 16]].concat();
        let mut sums = vec![10.0; 32];
        norm.add_to(&rows, &mut sums);
        norm.apply(&mut rows);
        let expected = [[-1.683_281_6, 0.105_572_8, 1.894_427_2, 3.683_281_6].repeat(4), vec![1.0; 16]].concat();
        for ((got, sum), expected) in rows.iter().zip(sums).zip(expected) {
            assert!((got - expected).abs() < 1e-5, "{got} against {expected}");
            assert!((sum - 10.0 - expected).abs() < 1e-5, "{sum} against 10 + {expected}");
        }
    }

    #[test]
    fn a_row_must_be_cut_into_whole_groups() {
        assert!(LayerNorm::new(vec![1.0; 20], vec![0.0; 20]).is_none());
        assert!(LayerNorm::new(vec![1.0; 16], vec![0.0; 32]).is_none());
    }
}
