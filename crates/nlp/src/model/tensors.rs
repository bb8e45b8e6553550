//! Reading the tensors of a model file.

use half::f16;
use half::slice::HalfFloatSliceExt;
use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, TensorView};

use super::error::ModelError;
use crate::network::table::Table;

/// The tensors of an open model file.
pub(super) struct Tensors<'a> {
    file: SafeTensors<'a>,
}

impl<'a> Tensors<'a> {
    pub(super) fn new(file: SafeTensors<'a>) -> Self {
        Self { file }
    }

    /// Whether there is a tensor of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.file.tensor(name).is_ok()
    }

    /// Numbers in single precision, whatever they are kept in.
    pub(super) fn floats(&self, name: &str) -> Result<Vec<f32>, ModelError> {
        match self.table(name)? {
            Table::Half(halves) => {
                let mut values = vec![0.0; halves.len()];
                halves.convert_to_f32_slice(&mut values);
                Ok(values)
            }
            Table::Single(values) => Ok(values),
        }
    }

    /// Numbers in the precision in which they are kept.
    pub(super) fn table(&self, name: &str) -> Result<Table, ModelError> {
        let tensor = self.tensor(name)?;
        let data = tensor.data();
        match tensor.dtype() {
            Dtype::F16 => {
                let (words, _) = data.as_chunks::<2>();
                Ok(Table::Half(words.iter().map(|word| f16::from_le_bytes(*word)).collect()))
            }
            Dtype::F32 => {
                let (words, _) = data.as_chunks::<4>();
                Ok(Table::Single(words.iter().map(|word| f32::from_le_bytes(*word)).collect()))
            }
            _ => Err(ModelError::Tensor(name.to_owned())),
        }
    }

    /// 16-bit numbers.
    pub(super) fn shorts(&self, name: &str) -> Result<Vec<u16>, ModelError> {
        let data = self.typed(name, Dtype::U16)?;
        let (words, _) = data.as_chunks::<2>();
        Ok(words.iter().map(|word| u16::from_le_bytes(*word)).collect())
    }

    /// Bytes.
    pub(super) fn bytes(&self, name: &str) -> Result<&'a [u8], ModelError> {
        self.typed(name, Dtype::U8)
    }

    fn typed(&self, name: &str, dtype: Dtype) -> Result<&'a [u8], ModelError> {
        let tensor = self.tensor(name)?;
        if tensor.dtype() == dtype { Ok(tensor.data()) } else { Err(ModelError::Tensor(name.to_owned())) }
    }

    fn tensor(&self, name: &str) -> Result<TensorView<'a>, ModelError> {
        self.file.tensor(name).map_err(|_| ModelError::Tensor(name.to_owned()))
    }
}
