//! Reading networks as thinc writes them: one msgpack map with parallel lists of nodes, attributes and parameters.

use std::collections::BTreeMap;

use rmpv::Value;

use super::error::ImportError;

/// An array of numbers with its shape.
#[derive(Clone, Debug)]
pub(super) struct Array {
    pub(super) shape: Vec<usize>,
    pub(super) values: Vec<f32>,
}

/// One layer of a network.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) name: String,
    pub(super) arrays: BTreeMap<String, Array>,
    attributes: BTreeMap<String, Value>,
}

/// A network as the list of its layers, breadth first.
#[derive(Debug)]
pub(super) struct Network {
    component: &'static str,
    nodes: Vec<Node>,
}

impl Network {
    /// Reads a component's `model` file.
    pub(super) fn read(component: &'static str, bytes: &[u8]) -> Result<Self, ImportError> {
        let broken = |what| ImportError::Layout { component, what };
        let value = read_msgpack(component, bytes)?;
        let list = |key| field(&value, key).and_then(Value::as_array).ok_or_else(|| broken(key));
        let mut nodes = Vec::new();
        for ((node, attributes), parameters) in list("nodes")?.iter().zip(list("attrs")?).zip(list("params")?) {
            let name = field(node, "name").and_then(text).ok_or_else(|| broken("a layer without a name"))?;
            let mut arrays = BTreeMap::new();
            for (key, value) in parameters.as_map().ok_or_else(|| broken("params"))? {
                if let Some(key) = text(key)
                    && !value.is_nil()
                {
                    arrays.insert(key, array(value).ok_or_else(|| broken("an array"))?);
                }
            }
            let mut kept = BTreeMap::new();
            for (key, value) in attributes.as_map().ok_or_else(|| broken("attrs"))? {
                // Attributes are msgpack inside of msgpack.
                if let (Some(key), Some(bytes)) = (text(key), value.as_slice()) {
                    kept.insert(key, read_msgpack(component, bytes)?);
                }
            }
            nodes.push(Node { name, arrays, attributes: kept });
        }
        Ok(Self { component, nodes })
    }

    /// All layers of a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.nodes.iter().filter(move |node| node.name == name)
    }

    /// The only layer of a name.
    pub(super) fn one(&self, name: &'static str) -> Result<&Node, ImportError> {
        self.all(name).next().ok_or(ImportError::Layout { component: self.component, what: name })
    }

    /// An error about this network.
    pub(super) fn broken(&self, what: &'static str) -> ImportError {
        ImportError::Layout { component: self.component, what }
    }
}

impl Node {
    /// A parameter array.
    pub(super) fn array(&self, network: &Network, name: &'static str) -> Result<&Array, ImportError> {
        self.arrays.get(name).ok_or_else(|| network.broken(name))
    }

    /// An attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&Value> {
        self.attributes.get(name)
    }
}

/// Reads one msgpack value.
pub(super) fn read_msgpack(component: &'static str, mut bytes: &[u8]) -> Result<Value, ImportError> {
    rmpv::decode::read_value(&mut bytes).map_err(|_| ImportError::Layout { component, what: "msgpack" })
}

/// The value of a key in a map whose keys are strings, as text or as bytes.
pub(super) fn field<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    value.as_map()?.iter().find(|(name, _)| name.as_slice() == Some(key.as_bytes())).map(|(_, value)| value)
}

/// A string, as text or as bytes.
pub(super) fn text(value: &Value) -> Option<String> {
    String::from_utf8(value.as_slice()?.to_vec()).ok()
}

/// A NumPy array in the encoding of msgpack-numpy.
pub(super) fn array(value: &Value) -> Option<Array> {
    let kind = text(field(value, "type")?)?;
    let shape: Vec<usize> =
        field(value, "shape")?.as_array()?.iter().map(|size| usize::try_from(size.as_u64()?).ok()).collect::<Option<_>>()?;
    let data = field(value, "data")?.as_slice()?;
    let (words, rest) = data.as_chunks::<4>();
    let count = shape.iter().try_fold(1usize, |product, &size| product.checked_mul(size))?;
    if kind != "<f4" || !rest.is_empty() || words.len() != count {
        return None;
    }
    Some(Array { shape, values: words.iter().map(|word| f32::from_le_bytes(*word)).collect() })
}
