//! Tables of rows, kept in the precision in which the model file has them.
//!
//! A row is read once for each new word form, so widening the whole table beforehand would only cost time and memory.

use half::f16;
use half::slice::HalfFloatSliceExt;

/// Numbers widened at a time.
const CHUNK: usize = 32;

/// A table of rows of numbers.
#[derive(Debug)]
pub(crate) enum Table {
    /// In half precision.
    Half(Vec<f16>),
    /// In single precision.
    Single(Vec<f32>),
}

impl Table {
    /// Adds a row of as many numbers as `sums` has; a row beyond the table adds nothing.
    pub(crate) fn add_row(&self, row: usize, sums: &mut [f32]) {
        let range = row * sums.len()..(row + 1) * sums.len();
        match self {
            Self::Half(values) => {
                let values = values.get(range).unwrap_or_default();
                let mut wide = [0.0; CHUNK];
                for (values, sums) in values.chunks(CHUNK).zip(sums.chunks_mut(CHUNK)) {
                    let wide = &mut wide[..values.len()];
                    values.convert_to_f32_slice(wide);
                    add(wide, sums);
                }
            }
            Self::Single(values) => add(values.get(range).unwrap_or_default(), sums),
        }
    }
}

fn add(values: &[f32], sums: &mut [f32]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_the_same_in_both_precisions() {
        let values: Vec<f32> = (0_u8..120).map(|number| f32::from(number) / 8.0).collect();
        let half = Table::Half(values.iter().map(|&value| f16::from_f32(value)).collect());
        let single = Table::Single(values);
        for row in 0..4 {
            let (mut one, mut other) = ([1.0; 40], [1.0; 40]);
            half.add_row(row, &mut one);
            single.add_row(row, &mut other);
            assert_eq!(one, other);
        }
    }
}
