//! Names in the text and what they stand for.

use super::{Rule, named_enum};
use crate::span::Span;

named_enum! {
    /// OntoNotes types of names.
    EntityType {
        /// A person.
        Person = "PERSON",
        /// An organisation.
        Org = "ORG",
        /// A country, city or state.
        Gpe = "GPE",
        /// Another place.
        Loc = "LOC",
        /// A building, airport, plant or road.
        Fac = "FAC",
        /// A nationality, faith or political group.
        Norp = "NORP",
        /// A named event.
        Event = "EVENT",
        /// A product, weapon or vehicle.
        Product = "PRODUCT",
        /// A title of a work.
        WorkOfArt = "WORK_OF_ART",
    }
}

named_enum! {
    /// How the text refers to an entity.
    MentionForm {
        /// By a name.
        Name = "name",
        /// By letters of the name: "IAEA".
        Acronym = "acronym",
        /// By another known name: "the Kremlin".
        Alias = "alias",
        /// By a handle: "@ZelenskyyUa".
        Handle = "handle",
        /// By a people's name: "Ukrainian".
        Demonym = "demonym",
        /// By a noun: "the minister".
        Nominal = "nominal",
        /// By a pronoun: "he".
        Pronoun = "pronoun",
    }
}

named_enum! {
    /// Grammatical gender, as far as pronouns show it.
    Gender {
        /// He.
        Male = "male",
        /// She.
        Female = "female",
        /// It.
        Neuter = "neuter",
        /// Not known.
        Unknown = "unknown",
    }
}

named_enum! {
    /// What an entity's identity rests on.
    LinkMethod {
        /// A list that we hold.
        Gazetteer = "gazetteer",
        /// Only the name as written.
        Name = "name",
        /// A short form of a longer name in the same article.
        ShortForm = "short_form",
        /// Letters explained in the same article.
        Acronym = "acronym",
        /// A pronoun or noun resolved in the same article.
        Coreference = "coreference",
    }
}

named_enum! {
    /// Why it is not known what a mention stands for.
    Unclear {
        /// Nothing that the article names before it fits.
        NothingFits = "nothing_fits",
        /// Several fit, and nothing tells them apart.
        SeveralFit = "several_fit",
        /// It brings in somebody without a name: "a minister".
        Indefinite = "indefinite",
        /// Words of this kind are not resolved: "they", "we".
        NotTried = "not_tried",
    }
}

/// What is known of a mention that is not known to stand for one entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Number of the mention.
    pub mention: usize,
    /// Why.
    pub reason: Unclear,
    /// Ids of the entities that it may stand for, the likeliest first.
    pub candidates: Vec<String>,
}

/// One mention of an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Number of its sentence.
    pub sentence: usize,
    /// What it is.
    pub kind: EntityType,
    /// How the text refers.
    pub form: MentionForm,
    /// Role or title that stands with it: "Defense Minister".
    pub role: Option<Span>,
    /// Whether it brings in somebody new: "a minister", "one official". Such a noun stands for nobody named before.
    pub is_indefinite: bool,
    /// Number in [`TaggedArticle::entities`](super::TaggedArticle::entities), filled by linking.
    pub entity: Option<usize>,
    /// What decided.
    pub rule: Rule,
    /// 0..1.
    pub confidence: f32,
}

/// One entity as this article knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Readable and stable: `person/ana-duarte`, `place/kursk-oblast`.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
    /// As far as pronouns or first names show it.
    pub gender: Gender,
    /// ISO 3166-1 alpha-2 code of the country it is or lies in.
    pub country_code: Option<String>,
    /// What its identity rests on.
    pub method: LinkMethod,
}
