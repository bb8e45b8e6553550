//! From the bytes of a model file to a [`Model`].

use safetensors::SafeTensors;

use super::error::ModelError;
use super::tensors::Tensors;
use super::{BaseForms, Description, Embedding, FORMAT_VERSION, METADATA_KEY, Model, VECTOR_KEY, VectorTable};
use crate::attribute_ruler::{AttributeRuler, RulerData};
use crate::lemmatizer::{Lemmatizer, LemmatizerData};
use crate::lexicon::Lexicography;
use crate::ner::EntityRecogniser;
use crate::network::dense::{Linear, Maxout};
use crate::network::embedding::HashEmbedding;
use crate::network::form_window::FormWindow;
use crate::network::norm::LayerNorm;
use crate::network::tok2vec::{FirstLayer, Layer, StaticVectors, Tok2Vec};
use crate::network::transitions::StateWeights;
use crate::parser::Parser;
use crate::tokenizer::{NormData, Norms, Tokenizer, TokenizerData};

impl Model {
    /// Reads a model file.
    ///
    /// # Errors
    /// If the bytes are no model file, of another version of the format, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let description = describe(bytes)?;
        let file = SafeTensors::deserialize(bytes).map_err(|error| ModelError::NotAModel(error.to_string()))?;
        let tensors = Tensors::new(file);

        let tokenizer = Tokenizer::new(&TokenizerData::from_bytes(tensors.bytes("tokenizer")?)?)?;
        let norms = Norms::new(NormData::from_bytes(tensors.bytes("norms")?)?);
        let shared = tok2vec(&tensors, "shared", &description.shared_embeddings)?;
        let ner_tok2vec = tok2vec(&tensors, "ner", &description.ner_embeddings)?;
        let tagger = tensors.floats("tagger.weight").and_then(|weight| Ok((weight, tensors.floats("tagger.bias")?)))?;
        let tagger = Linear::new(&tagger.0, &tagger.1, shared.width())
            .filter(|tagger| tagger.outputs() == description.tags.len() && (1..=256).contains(&tagger.outputs()))
            .ok_or(ModelError::Sizes("the tagger"))?;
        let parser = Parser::new(&state_weights(&tensors, "parser")?, shared.width(), &description.parser_actions)
            .ok_or(ModelError::Sizes("the parser"))?;
        let ner = EntityRecogniser::new(&state_weights(&tensors, "ner")?, ner_tok2vec.width(), &description.ner_actions)
            .ok_or(ModelError::Sizes("the entity recogniser"))?;
        let vectors = if tensors.has("vectors.words") {
            let (words, rows) = (tensors.bytes("vectors.words")?, tensors.shorts("vectors.rows")?);
            let (words, rest) = words.as_chunks::<VECTOR_KEY>();
            if words.len() != rows.len() || !rest.is_empty() {
                return Err(ModelError::Sizes("the vectors"));
            }
            Some(VectorTable { words: words.to_vec(), rows })
        } else {
            None
        };
        let ruler = RulerData::from_bytes(tensors.bytes("attribute_ruler")?)?;
        let ruler = AttributeRuler::new(&ruler, &description.tags, parser.dep_names())?;
        let lemmatizer = Lemmatizer::new(&LemmatizerData::from_bytes(tensors.bytes("lemmatizer")?)?)?;
        let base_forms = BaseForms::new(&ruler);
        let lexicography = Lexicography::new(norms, &tokenizer, ruler);
        Ok(Self { description, tokenizer, lexicography, vectors, shared, tagger, parser, ner_tok2vec, ner, lemmatizer, base_forms })
    }
}

/// Reads the description, before anything else is believed.
fn describe(bytes: &[u8]) -> Result<Description, ModelError> {
    let wrong = |what: &dyn std::fmt::Display| ModelError::NotAModel(what.to_string());
    let (_, header) = SafeTensors::read_metadata(bytes).map_err(|error| wrong(&error))?;
    let json = header.metadata().as_ref().and_then(|entries| entries.get(METADATA_KEY));
    let json = json.ok_or_else(|| wrong(&"it holds no description"))?;
    let value: serde_json::Value = serde_json::from_str(json).map_err(|error| wrong(&error))?;
    let format = value.get("format").and_then(serde_json::Value::as_u64).unwrap_or_default();
    if format != u64::from(FORMAT_VERSION) {
        return Err(ModelError::Format { found: u32::try_from(format).unwrap_or(u32::MAX) });
    }
    serde_json::from_value(value).map_err(|error| wrong(&error))
}

fn tok2vec(tensors: &Tensors<'_>, prefix: &'static str, embeddings: &[Embedding]) -> Result<Tok2Vec, ModelError> {
    let broken = || ModelError::Sizes(prefix);
    let mixture = layer(tensors, prefix, 0, None)?;
    let width = mixture.maxout.outputs();
    let mut tables = Vec::new();
    for (index, embedding) in embeddings.iter().enumerate() {
        let values = tensors.floats(&format!("{prefix}.embedding.{index}"))?;
        let table = HashEmbedding::new(embedding.attribute, embedding.seed, width, values);
        tables.push(table.ok_or_else(broken)?);
    }
    let name = format!("{prefix}.vectors");
    let vectors = if tensors.has(&name) { Some(StaticVectors { values: tensors.table(&name)? }) } else { None };
    let part = |name| tensors.floats(&format!("{prefix}.layer.1.{name}"));
    let first = FirstLayer {
        window: FormWindow::new(&part("weight")?, &part("bias")?, width).ok_or_else(broken)?,
        norm: LayerNorm::new(part("scale")?, part("shift")?).ok_or_else(broken)?,
    };
    let mut others = Vec::new();
    while tensors.has(&format!("{prefix}.layer.{}.weight", others.len() + 2)) {
        others.push(layer(tensors, prefix, others.len() + 2, Some(3 * width))?);
    }
    Tok2Vec::new(tables, vectors, mixture, first, others).ok_or_else(broken)
}

/// A maxout layer; the length of its inputs follows from the sizes where it is not known.
fn layer(tensors: &Tensors<'_>, prefix: &'static str, number: usize, inputs: Option<usize>) -> Result<Layer, ModelError> {
    let part = |name| tensors.floats(&format!("{prefix}.layer.{number}.{name}"));
    let (weight, bias) = (part("weight")?, part("bias")?);
    let inputs = inputs.or_else(|| weight.len().checked_div(bias.len())).unwrap_or_default();
    let broken = || ModelError::Sizes(prefix);
    let maxout = Maxout::new(&weight, &bias, inputs).ok_or_else(broken)?;
    let norm = LayerNorm::new(part("scale")?, part("shift")?).ok_or_else(broken)?;
    if norm.width() == maxout.outputs() { Ok(Layer { maxout, norm }) } else { Err(broken()) }
}

fn state_weights(tensors: &Tensors<'_>, prefix: &str) -> Result<StateWeights, ModelError> {
    let part = |name: &str| tensors.floats(&format!("{prefix}.{name}"));
    let pair = |name: &str| Ok::<_, ModelError>((part(&format!("{name}.weight"))?, part(&format!("{name}.bias"))?));
    Ok(StateWeights { tokens: pair("tokens")?, state: pair("state")?, padding: part("state.padding")?, classes: pair("classes")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_model_is_refused() {
        for bytes in [b"".as_slice(), b"no model at all", &[255; 64]] {
            assert!(matches!(Model::from_bytes(bytes), Err(ModelError::NotAModel(_))));
        }
    }

    #[test]
    fn another_format_is_named() {
        let metadata = [(METADATA_KEY.to_owned(), r#"{"format":99}"#.to_owned())].into();
        let none: Vec<(&str, safetensors::tensor::TensorView<'_>)> = Vec::new();
        let bytes = safetensors::serialize(none, Some(metadata)).expect("memory");
        assert!(matches!(Model::from_bytes(&bytes), Err(ModelError::Format { found: 99 })));
    }
}
