//! The tensors of a model file as they gather.

use half::f16;
use safetensors::tensor::{Dtype, TensorView};

use super::error::ImportError;
use crate::model::{Description, METADATA_KEY};

/// How the large tables are kept in the model file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precision {
    /// 16-bit floating point: half the size, the same results but for one decision in some thousands.
    #[default]
    Half,
    /// 32-bit floating point, as in the wheel.
    Single,
}

/// Arrays shorter than this are kept in single precision: biases and scales, whose size does not count.
const SMALL: usize = 1024;

struct Tensor {
    name: String,
    dtype: Dtype,
    shape: Vec<usize>,
    bytes: Vec<u8>,
}

/// Named tensors with the precision of the large ones.
pub(super) struct Tensors {
    precision: Precision,
    tensors: Vec<Tensor>,
}

impl Tensors {
    /// None yet.
    pub(super) fn new(precision: Precision) -> Self {
        Self { precision, tensors: Vec::new() }
    }

    /// Adds numbers; large arrays in half precision where that was asked for.
    pub(super) fn floats(&mut self, name: impl Into<String>, shape: &[usize], values: &[f32]) {
        let (dtype, bytes) = if self.precision == Precision::Half && values.len() >= SMALL {
            (Dtype::F16, values.iter().flat_map(|&value| f16::from_f32(value).to_le_bytes()).collect())
        } else {
            (Dtype::F32, values.iter().flat_map(|value| value.to_le_bytes()).collect())
        };
        self.tensors.push(Tensor { name: name.into(), dtype, shape: shape.to_vec(), bytes });
    }

    /// Adds small numbers.
    pub(super) fn shorts(&mut self, name: impl Into<String>, values: &[u16]) {
        let bytes = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        self.tensors.push(Tensor { name: name.into(), dtype: Dtype::U16, shape: vec![values.len()], bytes });
    }

    /// Adds a file as it is.
    pub(super) fn bytes(&mut self, name: impl Into<String>, bytes: Vec<u8>) {
        self.tensors.push(Tensor { name: name.into(), dtype: Dtype::U8, shape: vec![bytes.len()], bytes });
    }

    /// The safetensors file.
    pub(super) fn serialise(&self, description: &Description) -> Result<Vec<u8>, ImportError> {
        let wrong = |error: &dyn std::fmt::Display| ImportError::Write(error.to_string());
        let json = serde_json::to_string(description).map_err(|error| wrong(&error))?;
        let views: Vec<(&str, TensorView<'_>)> = self
            .tensors
            .iter()
            .map(|tensor| {
                let view = TensorView::new(tensor.dtype, tensor.shape.clone(), &tensor.bytes);
                view.map(|view| (tensor.name.as_str(), view)).map_err(|error| wrong(&error))
            })
            .collect::<Result<_, _>>()?;
        // One entry only: the order of several would change from run to run.
        let metadata = [(METADATA_KEY.to_owned(), json)].into();
        safetensors::serialize(views, Some(metadata)).map_err(|error| wrong(&error))
    }
}
