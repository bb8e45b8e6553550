//! Hashed embeddings: each id picks four rows of a small table, which are summed.

use crate::model::Attribute;

/// One table with the attribute whose ids it embeds.
#[derive(Debug)]
pub(crate) struct HashEmbedding {
    attribute: Attribute,
    seed: u32,
    rows: u32,
    values: Vec<f32>,
}

impl HashEmbedding {
    /// A table of `values` with the shape `[rows, width]`; nothing where they have no whole rows or none at all.
    pub(crate) fn new(attribute: Attribute, seed: u32, width: usize, values: Vec<f32>) -> Option<Self> {
        let rows = u32::try_from(values.len().checked_div(width)?).ok()?;
        (rows > 0 && values.len() == rows as usize * width).then_some(Self { attribute, seed, rows, values })
    }

    /// The attribute that is embedded.
    pub(crate) fn attribute(&self) -> Attribute {
        self.attribute
    }

    /// Writes the embedding of `id` to `out`, which is as long as a row of the table.
    pub(crate) fn embed(&self, id: u64, out: &mut [f32]) {
        let width = out.len();
        let [first, second, third, fourth] = hash_four(id, self.seed).map(|hash| {
            let row = (hash % self.rows) as usize;
            &self.values[row * width..(row + 1) * width]
        });
        for ((((out, first), second), third), fourth) in out.iter_mut().zip(first).zip(second).zip(third).zip(fourth) {
            *out = first + second + third + fourth;
        }
    }
}

/// MurmurHash3 (x64, 128 bits) of the eight bytes of `key` as four 32-bit numbers, with the shortened mixing of the
/// last eight bytes that thinc uses.
fn hash_four(key: u64, seed: u32) -> [u32; 4] {
    let mut h1 = key.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    h1 ^= u64::from(seed) ^ 8;
    let mut h2 = u64::from(seed) ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    h1 = finish(h1);
    h2 = finish(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [low(h1), low(h1 >> 32), low(h2), low(h2 >> 32)]
}

fn finish(mut h: u64) -> u64 {
    h ^= h >> 33;
    h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^= h >> 33;
    h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}

/// The lower 32 bits.
#[expect(clippy::cast_possible_truncation, reason = "that is its purpose")]
fn low(h: u64) -> u32 {
    h as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_agrees_with_thinc() {
        assert_eq!(hash_four(1, 0), HASH_OF_1);
        assert_eq!(hash_four(7_425_985_699_627_899_538, 8), HASH_OF_THE);
    }
    const HASH_OF_1: [u32; 4] = [4211459146, 4457399, 3547175942, 1032506804];
    const HASH_OF_THE: [u32; 4] = [2332737498, 1315472909, 1351622599, 1973209364];

    #[test]
    fn an_embedding_is_the_sum_of_its_rows() {
        let table = HashEmbedding::new(Attribute::Norm, 8, 1, vec![1.0]).expect("one row");
        let mut out = [9.0];
        table.embed(1234, &mut out);
        assert_eq!(out, [4.0]);
        assert!(HashEmbedding::new(Attribute::Norm, 8, 2, vec![1.0]).is_none());
    }
}
