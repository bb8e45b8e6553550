//! From thinc's layers to named tensors.

use rmpv::Value;

use super::error::ImportError;
use super::tensors::Tensors;
use super::thinc::{Array, Network, text};
use super::vectors::Vectors;
use crate::model::{Attribute, Embedding};

/// A token-to-vector network: hashed embeddings, one mixing layer, residual window layers.
pub(super) fn tok2vec(
    network: &Network,
    prefix: &str,
    vectors: Option<&Vectors>,
    tensors: &mut Tensors,
) -> Result<Vec<Embedding>, ImportError> {
    let columns = network.one("extract_features")?.attribute("columns").and_then(Value::as_array);
    let columns = columns.ok_or_else(|| network.broken("columns"))?;
    let mut embeddings = Vec::new();
    for (index, node) in network.all("hashembed").enumerate() {
        let number = |name| node.attribute(name).and_then(Value::as_u64);
        let column = number("column").and_then(|column| columns.get(usize::try_from(column).ok()?));
        let attribute = column.and_then(attribute).ok_or_else(|| network.broken("the attribute of an embedding"))?;
        let seed = number("seed").and_then(|seed| u32::try_from(seed).ok()).ok_or_else(|| network.broken("seed"))?;
        let table = node.array(network, "E")?;
        tensors.floats(format!("{prefix}.embedding.{index}"), &table.shape, &table.values);
        embeddings.push(Embedding { attribute, seed });
    }
    if let (Some(vectors), Some(node)) = (vectors, network.all("static_vectors").next()) {
        let projection = node.array(network, "W")?;
        let (shape, values) = vectors.project(projection).ok_or_else(|| network.broken("the vectors' width"))?;
        tensors.floats(format!("{prefix}.vectors"), &shape, &values);
    }
    for (layer, (maxout, norm)) in network.all("maxout").zip(network.all("layernorm")).enumerate() {
        for (node, from, to) in [(maxout, "W", "weight"), (maxout, "b", "bias"), (norm, "G", "scale"), (norm, "b", "shift")] {
            write(tensors, format!("{prefix}.layer.{layer}.{to}"), node.array(network, from)?);
        }
    }
    Ok(embeddings)
}

/// The tagger: one linear layer over the shared vectors.
pub(super) fn tagger(network: &Network, tensors: &mut Tensors) -> Result<(), ImportError> {
    let node = network.one("softmax")?;
    write(tensors, "tagger.weight", node.array(network, "W")?);
    write(tensors, "tagger.bias", node.array(network, "b")?);
    Ok(())
}

/// A transition system: a linear layer over the tokens, the state layer, and a linear layer to the classes.
pub(super) fn transitions(network: &Network, prefix: &str, tensors: &mut Tensors) -> Result<(), ImportError> {
    let state = network.one("precomputable_affine")?;
    let classes = state.array(network, "b")?.shape.first().copied().unwrap_or_default();
    // Of the two linear layers the one to the classes reads as many numbers as the state layer writes.
    let mut tokens = None;
    let mut upper = None;
    for node in network.all("linear") {
        let weight = node.array(network, "W")?;
        if upper.is_none() && weight.shape.get(1) == Some(&classes) {
            upper = Some(node);
        } else {
            tokens = Some(node);
        }
    }
    let (Some(tokens), Some(upper)) = (tokens, upper) else {
        return Err(network.broken("linear"));
    };
    for (node, name) in [(tokens, "tokens"), (state, "state"), (upper, "classes")] {
        write(tensors, format!("{prefix}.{name}.weight"), node.array(network, "W")?);
        write(tensors, format!("{prefix}.{name}.bias"), node.array(network, "b")?);
    }
    write(tensors, format!("{prefix}.state.padding"), state.array(network, "pad")?);
    Ok(())
}

fn write(tensors: &mut Tensors, name: impl Into<String>, array: &Array) {
    tensors.floats(name, &array.shape, &array.values);
}

fn attribute(name: &Value) -> Option<Attribute> {
    Some(match text(name)?.as_str() {
        "NORM" => Attribute::Norm,
        "PREFIX" => Attribute::Prefix,
        "SUFFIX" => Attribute::Suffix,
        "SHAPE" => Attribute::Shape,
        "SPACY" => Attribute::Spacy,
        "IS_SPACE" => Attribute::IsSpace,
        _ => return None,
    })
}
