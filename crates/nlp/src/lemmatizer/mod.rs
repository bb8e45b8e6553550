//! The rule lemmatizer: from a form, its part of speech and features to its dictionary form.
//!
//! In: a token's text and what [`crate::attribute_ruler`] says of it. Out: a lemma, as spaCy's `EnglishLemmatizer`
//! gives it in rule mode: a base form is only put in lower case; else the exceptions are asked, then endings are
//! replaced and a result is preferred that is in the list of lemmas (WordNet's). A lemma that the attribute ruler
//! has prescribed stands before all this and is the caller's to apply.
//!
//! ```
//! use newsgrain_nlp::attribute_ruler::Pos;
//! use newsgrain_nlp::lemmatizer::{Lemmatizer, LemmatizerData, TableData};
//! let rules = vec![("s".to_owned(), String::new()), ("ies".to_owned(), "y".to_owned())];
//! let index = vec!["ferry".to_owned()];
//! let nouns = TableData::new(Pos::Noun, index, &Default::default(), rules)?;
//! let lemmatizer = Lemmatizer::new(&LemmatizerData { tables: vec![nouns] })?;
//! assert_eq!(lemmatizer.lemma("Ferries", Pos::Noun, false), "ferry");
//! assert_eq!(lemmatizer.lemma("Ferries", Pos::Propn, false), "Ferries");
//! # Ok::<(), newsgrain_nlp::lemmatizer::LemmatizerError>(())
//! ```

mod cache;
mod data;
mod lookup;

pub use cache::{LemmaCache, LemmaId};
pub use data::{LemmatizerData, LemmatizerError, TableData};
pub use lookup::{Lemmatizer, is_base_form};
