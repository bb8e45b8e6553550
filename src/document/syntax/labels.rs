//! The labels of a language model: parts of speech, dependency relations, types of names.
//!
//! In: nothing. Out: enumerations with the names that spaCy's English pipelines give them. Never depends on a model: one that has further
//! labels has them mapped to the value that says nothing.

use crate::document::named_enum;

named_enum! {
    /// Coarse parts of speech (Universal Dependencies, version 2).
    PartOfSpeech {
        /// Adjective.
        Adj = "ADJ",
        /// Adposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Particle.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Other.
        X = "X",
        /// White space.
        Space = "SPACE",
    }
}

named_enum! {
    /// Fine-grained parts of speech (Penn Treebank, as OntoNotes uses them).
    PennTag {
        /// A sign of money.
        Dollar = "$",
        /// Closing quotation mark.
        ClosingQuote = "''",
        /// Comma.
        Comma = ",",
        /// Opening bracket.
        OpeningBracket = "-LRB-",
        /// Closing bracket.
        ClosingBracket = "-RRB-",
        /// Mark that ends a sentence.
        Stop = ".",
        /// Colon, semicolon, dash or ellipsis.
        Colon = ":",
        /// Address of mail or net.
        Add = "ADD",
        /// Affix.
        Afx = "AFX",
        /// Coordinating conjunction.
        Cc = "CC",
        /// Cardinal number.
        Cd = "CD",
        /// Determiner.
        Dt = "DT",
        /// Existential "there".
        Ex = "EX",
        /// Foreign word.
        Fw = "FW",
        /// Hyphen.
        Hyph = "HYPH",
        /// Preposition or subordinating conjunction.
        In = "IN",
        /// Adjective.
        Jj = "JJ",
        /// Comparative adjective.
        Jjr = "JJR",
        /// Superlative adjective.
        Jjs = "JJS",
        /// Mark of a list item.
        Ls = "LS",
        /// Modal verb.
        Md = "MD",
        /// Superfluous punctuation.
        Nfp = "NFP",
        /// Singular or mass noun.
        Nn = "NN",
        /// Singular proper noun.
        Nnp = "NNP",
        /// Plural proper noun.
        Nnps = "NNPS",
        /// Plural noun.
        Nns = "NNS",
        /// Predeterminer.
        Pdt = "PDT",
        /// Possessive ending.
        Pos = "POS",
        /// Personal pronoun.
        Prp = "PRP",
        /// Possessive pronoun.
        PrpOwner = "PRP$",
        /// Adverb.
        Rb = "RB",
        /// Comparative adverb.
        Rbr = "RBR",
        /// Superlative adverb.
        Rbs = "RBS",
        /// Particle.
        Rp = "RP",
        /// Symbol.
        Sym = "SYM",
        /// "to" before a verb.
        To = "TO",
        /// Interjection.
        Uh = "UH",
        /// Verb in its base form.
        Vb = "VB",
        /// Verb in the past tense.
        Vbd = "VBD",
        /// Gerund or present participle.
        Vbg = "VBG",
        /// Past participle.
        Vbn = "VBN",
        /// Verb in the present, not third person singular.
        Vbp = "VBP",
        /// Verb in the third person singular of the present.
        Vbz = "VBZ",
        /// Interrogative or relative determiner.
        Wdt = "WDT",
        /// Interrogative or relative pronoun.
        Wp = "WP",
        /// "whose".
        WpOwner = "WP$",
        /// Interrogative or relative adverb.
        Wrb = "WRB",
        /// Not known.
        Xx = "XX",
        /// White space.
        Sp = "_SP",
        /// Opening quotation mark.
        OpeningQuote = "``",
    }
}

named_enum! {
    /// Dependency relations (CLEAR style, as spaCy's English pipelines use them).
    Relation {
        /// The head of a sentence.
        Root = "ROOT",
        /// Clause that modifies a noun.
        Acl = "acl",
        /// Adjective as complement.
        Acomp = "acomp",
        /// Adverbial clause.
        Advcl = "advcl",
        /// Adverbial modifier.
        Advmod = "advmod",
        /// "by" before the agent of a passive.
        Agent = "agent",
        /// Adjective of a noun.
        Amod = "amod",
        /// Apposition.
        Appos = "appos",
        /// Noun after a copula.
        Attr = "attr",
        /// Auxiliary.
        Aux = "aux",
        /// Auxiliary of a passive.
        Auxpass = "auxpass",
        /// Mark of case: "'s".
        Case = "case",
        /// Coordinating conjunction.
        Cc = "cc",
        /// Clause as complement, with a subject of its own.
        Ccomp = "ccomp",
        /// Noun before a noun.
        Compound = "compound",
        /// Further member of a coordination.
        Conj = "conj",
        /// Clause as subject.
        Csubj = "csubj",
        /// Clause as subject of a passive.
        Csubjpass = "csubjpass",
        /// Indirect object.
        Dative = "dative",
        /// Not classified.
        Dep = "dep",
        /// Determiner.
        Det = "det",
        /// Direct object.
        Dobj = "dobj",
        /// Expletive "there" or "it".
        Expl = "expl",
        /// Interjection.
        Intj = "intj",
        /// Word that opens a subordinate clause.
        Mark = "mark",
        /// Not part of the sentence.
        Meta = "meta",
        /// Negation.
        Neg = "neg",
        /// Nominal modifier.
        Nmod = "nmod",
        /// Noun phrase as adverbial.
        Npadvmod = "npadvmod",
        /// Subject.
        Nsubj = "nsubj",
        /// Subject of a passive.
        Nsubjpass = "nsubjpass",
        /// Number of a noun.
        Nummod = "nummod",
        /// Object predicate.
        Oprd = "oprd",
        /// Clause set beside: "he said".
        Parataxis = "parataxis",
        /// Clause after a preposition.
        Pcomp = "pcomp",
        /// Object of a preposition.
        Pobj = "pobj",
        /// Possessor.
        Poss = "poss",
        /// "both", "either".
        Preconj = "preconj",
        /// "all" before "the".
        Predet = "predet",
        /// Preposition.
        Prep = "prep",
        /// Particle of a verb.
        Prt = "prt",
        /// Punctuation.
        Punct = "punct",
        /// Modifier of a number.
        Quantmod = "quantmod",
        /// Relative clause.
        Relcl = "relcl",
        /// Clause as complement without a subject of its own.
        Xcomp = "xcomp",
    }
}

named_enum! {
    /// Types of names and values (OntoNotes 5).
    NameLabel {
        /// A person.
        Person = "PERSON",
        /// A nationality, faith or political group.
        Norp = "NORP",
        /// A building, airport, plant or road.
        Fac = "FAC",
        /// An organisation.
        Org = "ORG",
        /// A country, city or state.
        Gpe = "GPE",
        /// Another place.
        Loc = "LOC",
        /// A product, weapon or vehicle.
        Product = "PRODUCT",
        /// A named event.
        Event = "EVENT",
        /// A title of a work.
        WorkOfArt = "WORK_OF_ART",
        /// A named law.
        Law = "LAW",
        /// A language.
        Language = "LANGUAGE",
        /// A day or period.
        Date = "DATE",
        /// A time of day or shorter than a day.
        Time = "TIME",
        /// A percentage.
        Percent = "PERCENT",
        /// A sum of money.
        Money = "MONEY",
        /// A measure.
        Quantity = "QUANTITY",
        /// "first".
        Ordinal = "ORDINAL",
        /// Another number.
        Cardinal = "CARDINAL",
    }
}
