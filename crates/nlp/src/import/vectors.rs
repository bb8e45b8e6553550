//! The static word vectors of the larger pipelines.

use super::error::ImportError;
use super::tensors::Tensors;
use super::thinc::{Array, read_msgpack};
use crate::model::vector_key;

/// The vectors with the words that have them.
pub(super) struct Vectors {
    width: usize,
    values: Vec<f32>,
    /// Word ids with their rows, by id.
    rows: Vec<(u64, u16)>,
}

/// Reads the table (NumPy's file format) and the map from word ids to rows; nothing where the pipeline has no vectors.
pub(super) fn read(table: &[u8], rows: &[u8]) -> Result<Option<Vectors>, ImportError> {
    let broken = |what| ImportError::Layout { component: "vocab", what };
    let array = npy(table).ok_or_else(|| broken("vectors"))?;
    let [count, width] = array.shape[..] else {
        return Err(broken("vectors"));
    };
    if count == 0 || width == 0 {
        return Ok(None);
    }
    let map = read_msgpack("vocab", rows)?;
    let mut pairs = Vec::new();
    for (key, row) in map.as_map().ok_or_else(|| broken("key2row"))? {
        // A negative row marks a word whose vector was taken out.
        if let (Some(key), Some(row)) = (key.as_u64(), row.as_u64()) {
            let row = u16::try_from(row).map_err(|_| broken("a table of more than 65536 vectors"))?;
            if usize::from(row) >= count {
                return Err(broken("key2row"));
            }
            pairs.push((key, row));
        }
    }
    pairs.sort_unstable();
    Ok(Some(Vectors { width, values: array.values, rows: pairs }))
}

impl Vectors {
    /// The vectors after a network's projection `[width, vectors' width]`, with their shape.
    pub(super) fn project(&self, projection: &Array) -> Option<(Vec<usize>, Vec<f32>)> {
        let [outputs, inputs] = projection.shape[..] else {
            return None;
        };
        if inputs != self.width {
            return None;
        }
        let project =
            |vector: &[f32], weights: &[f32]| vector.iter().zip(weights).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>() as f32;
        let values: Vec<f32> = self
            .values
            .chunks_exact(self.width)
            .flat_map(|vector| projection.values.chunks_exact(inputs).map(move |weights| project(vector, weights)))
            .collect();
        Some((vec![values.len() / outputs, outputs], values))
    }

    /// Writes the map from words to rows.
    pub(super) fn write(&self, tensors: &mut Tensors) {
        let keys = self.rows.iter().flat_map(|&(word, _)| vector_key(word)).collect();
        let rows: Vec<u16> = self.rows.iter().map(|&(_, row)| row).collect();
        tensors.bytes("vectors.words", keys);
        tensors.shorts("vectors.rows", &rows);
    }
}

/// An array of `f32` in NumPy's file format, version 1.
fn npy(bytes: &[u8]) -> Option<Array> {
    let rest = bytes.strip_prefix(b"\x93NUMPY\x01\x00")?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let (header, data) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
    let header = std::str::from_utf8(header).ok()?;
    if !header.contains("'<f4'") || !header.contains("'fortran_order': False") {
        return None;
    }
    let shape = header.split_once("'shape': (")?.1.split_once(')')?.0;
    let shape: Vec<usize> =
        shape.split(',').map(str::trim).filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (words, _) = data.as_chunks::<4>();
    let values: Vec<f32> = words.iter().map(|word| f32::from_le_bytes(*word)).collect();
    (values.len() == shape.iter().product::<usize>()).then_some(Array { shape, values })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipeline_may_have_no_vectors() {
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 0), }\n";
        let mut file = b"\x93NUMPY\x01\x00".to_vec();
        file.extend(u16::try_from(header.len()).expect("short").to_le_bytes());
        file.extend(header.as_bytes());
        assert!(read(&file, &[0x80]).expect("well formed").is_none());
    }
}
