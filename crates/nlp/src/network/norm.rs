//! Layer normalisation.

use pulp::Arch;

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
    /// A normalisation of rows as long as `scale`; nothing where `shift` has another length.
    pub(crate) fn new(scale: Vec<f32>, shift: Vec<f32>) -> Option<Self> {
        (scale.len() == shift.len() && !scale.is_empty()).then(|| Self { arch: Arch::new(), scale, shift })
    }

    /// The length of a row.
    pub(crate) fn width(&self) -> usize {
        self.scale.len()
    }

    /// Normalises all rows in place.
    pub(crate) fn apply(&self, rows: &mut [f32]) {
        self.arch.dispatch(|| {
            for row in rows.chunks_exact_mut(self.scale.len()) {
                let (mean, factor) = moments(row);
                for ((x, scale), shift) in row.iter_mut().zip(&self.scale).zip(&self.shift) {
                    *x = (*x - mean) * factor * scale + shift;
                }
            }
        });
    }

    /// Normalises all rows and adds them to `sums`.
    pub(crate) fn add_to(&self, rows: &[f32], sums: &mut [f32]) {
        let width = self.scale.len();
        self.arch.dispatch(|| {
            for (row, sums) in rows.chunks_exact(width).zip(sums.chunks_exact_mut(width)) {
                let (mean, factor) = moments(row);
                for (((sum, x), scale), shift) in sums.iter_mut().zip(row).zip(&self.scale).zip(&self.shift) {
                    *sum += (*x - mean) * factor * scale + shift;
                }
            }
        });
    }
}

/// The mean of a row and the inverse of its standard deviation.
#[inline(always)]
fn moments(row: &[f32]) -> (f32, f32) {
    let count = row.len() as f32;
    let mean = sum(row, |x| x) / count;
    let variance = sum(row, |x| (x - mean) * (x - mean)) / count + EPSILON;
    (mean, 1.0 / variance.sqrt())
}

#[inline(always)]
fn sum(row: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let (chunks, rest) = row.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, &x) in lanes.iter_mut().zip(chunk) {
            *lane += term(x);
        }
    }
    for (lane, &x) in lanes.iter_mut().zip(rest) {
        *lane += term(x);
    }
    let mut width = LANES / 2;
    while width > 0 {
        for lane in 0..width {
            lanes[lane] += lanes[lane + width];
        }
        width /= 2;
    }
    lanes[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_out_with_the_learned_mean_and_scale() {
        let norm = LayerNorm::new(vec![2.0; 4], vec![1.0; 4]).expect("same lengths");
        let mut rows = vec![1.0, 2.0, 3.0, 4.0, 5.0, 5.0, 5.0, 5.0];
        norm.apply(&mut rows);
        let expected = [-1.683_281_6, 0.105_572_8, 1.894_427_2, 3.683_281_6, 1.0, 1.0, 1.0, 1.0];
        for (got, expected) in rows.iter().zip(expected) {
            assert!((got - expected).abs() < 1e-5, "{got} against {expected}");
        }
    }
}
