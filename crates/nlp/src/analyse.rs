//! The pipeline: texts in, documents out.
//!
//! Each text is a document of its own: no sentence, arc or name reaches from one into another. Their tokens are
//! batched through the networks, which changes nothing in the results.

use crate::Model;
use crate::attribute_ruler::{Attributes, Columns, RuleWord};
use crate::doc::Doc;
use crate::labels::TagId;
use crate::lemmatizer::LemmaCache;
use crate::lexicon::{Lexeme, Lexicon};
use crate::ner::Surroundings;
use crate::network::aligned::Aligned;
use crate::network::dense::Rows;
use crate::network::tok2vec::{Activations, Tok2Vec, Token};
use crate::network::transitions::StateBuffers;
use crate::parser::{ParserBuffers, Trees};
use crate::tokenizer::Tokens;

/// Tokens that go through the networks together; a batch is closed once it has so many.
const BATCH: usize = 1024;

/// Rows that go through the layers of a transition system together: enough for whole tiles, and what the layers give for
/// them (4 KiB a token for the parser) still stays near the core.
const GROUP: usize = 128;

/// A text of more tokens than this is analysed in pieces.
const LONGEST_PIECE: usize = 4096;

/// Which components are run. The tokenizer always is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Components {
    /// Parts of speech, fine-grained and coarse, and morphological features. Better with the parser.
    pub tagger: bool,
    /// Heads, labels and sentence starts.
    pub parser: bool,
    /// Lemmas; they need the tagger and are left out without it.
    pub lemmas: bool,
    /// Entities. They do not cross a sentence start where the parser is run, too.
    pub entities: bool,
}

impl Default for Components {
    fn default() -> Self {
        Self { tagger: true, parser: true, lemmas: true, entities: true }
    }
}

/// What one thread keeps from call to call: the word forms it has met and room to work in. Its size is bounded.
#[derive(Debug, Default)]
pub struct Workspace {
    lexicon: Lexicon,
    shared: Activations,
    ner: Activations,
    tag_scores: Aligned,
    parser: ParserBuffers,
    trees: Trees,
    words: Vec<RuleWord>,
    attributes: Attributes,
    lemmas: LemmaCache,
    ner_states: StateBuffers,
    raw: Tokens,
    batch: Batch,
}

/// Pieces that go through the networks together.
#[derive(Debug, Default)]
struct Batch {
    pieces: Vec<Piece>,
    /// The tokens of all pieces, one after the other.
    tokens: Vec<Token>,
    /// How many tokens each piece has.
    lengths: Vec<usize>,
}

/// A stretch of a document that goes through the networks in one piece.
#[derive(Clone, Copy, Debug)]
struct Piece {
    doc: usize,
    start: usize,
    end: usize,
}

impl Model {
    /// Analyses texts, each as a document of its own; the result has one document for each, in order.
    ///
    /// A text is analysed in pieces if it has more than 4096 tokens; one of 4 GiB or more gives an empty document.
    pub fn pipe(&self, texts: &[&str], components: Components, workspace: &mut Workspace) -> Vec<Doc> {
        let mut docs: Vec<Doc> = Vec::with_capacity(texts.len());
        for (index, text) in texts.iter().enumerate() {
            docs.push(Doc::default());
            let mut raw = std::mem::take(&mut workspace.raw);
            raw.clear();
            if self.tokenizer.tokenize(text, 0, &mut raw).is_ok() {
                docs[index].reserve(raw.len());
                let mut start = 0;
                while start < raw.len() {
                    let end = piece_end(text, &raw, start);
                    self.add(text, &raw, Piece { doc: index, start, end }, &mut docs, workspace);
                    start = end;
                    if workspace.batch.tokens.len() >= BATCH {
                        self.flush(texts, &mut docs, components, workspace);
                    }
                }
            }
            workspace.raw = raw;
        }
        self.flush(texts, &mut docs, components, workspace);
        docs
    }

    /// Analyses one text.
    pub fn analyse(&self, text: &str, components: Components, workspace: &mut Workspace) -> Doc {
        self.pipe(&[text], components, workspace).pop().unwrap_or_default()
    }

    /// Adds a piece to the batch and its tokens to the document.
    fn add(&self, text: &str, raw: &Tokens, piece: Piece, docs: &mut [Doc], workspace: &mut Workspace) {
        let Workspace { lexicon, batch, .. } = workspace;
        let doc = &mut docs[piece.doc];
        for token in piece.start..piece.end {
            let (start, end) = (raw.start[token], raw.end[token]);
            let form = lexicon.intern(&text[start as usize..end as usize], raw.norm[token], &self.lexicography);
            let lexeme = lexicon.lexeme(form);
            doc.starts.push(start);
            doc.ends.push(end);
            doc.space_after.push(raw.space_after[token]);
            doc.is_space.push(lexeme.is_space);
            doc.norms.push(lexeme.norm);
            doc.shapes.push(lexeme.shape);
            batch.tokens.push(Token::new(form, raw.space_after[token]));
        }
        batch.lengths.push(piece.end - piece.start);
        batch.pieces.push(piece);
    }

    /// Runs the networks over the batch and empties it.
    fn flush(&self, texts: &[&str], docs: &mut [Doc], components: Components, workspace: &mut Workspace) {
        if workspace.batch.pieces.is_empty() {
            return;
        }
        if components.tagger || components.parser {
            self.tag_and_parse(texts, docs, components, workspace);
        }
        if components.entities {
            self.recognise(docs, workspace);
        }
        let Workspace { lexicon, batch, shared, ner, lemmas, .. } = workspace;
        batch.pieces.clear();
        batch.tokens.clear();
        batch.lengths.clear();
        if lexicon.trim() {
            shared.forget();
            ner.forget();
            lemmas.clear();
        }
    }

    fn tag_and_parse(&self, texts: &[&str], docs: &mut [Doc], components: Components, workspace: &mut Workspace) {
        let Workspace { lexicon, batch, shared, tag_scores, parser, trees, words, attributes, lemmas, .. } = workspace;
        let mut tokens = batch.tokens.as_slice();
        let vector_row = |lexeme: &Lexeme| self.vector_row(lexeme);
        let vectors = self.shared.apply(&batch.tokens, &batch.lengths, lexicon, vector_row, shared);
        for group in batch.groups(vectors, &self.shared) {
            let classes = self.tagger.outputs();
            if components.tagger {
                tag_scores.resize(group.rows.count * classes);
                self.tagger.apply(group.rows, tag_scores);
            }
            if components.parser {
                self.parser.prepare(group.rows, parser);
            }
            for (piece, row) in group.pieces() {
                let doc = &mut docs[piece.doc];
                let count = piece.end - piece.start;
                if components.tagger {
                    doc.tags.extend(tag_scores[row * classes..(row + count) * classes].chunks_exact(classes).map(best_tag));
                }
                if components.parser {
                    self.parser.parse(row, &doc.is_space[piece.start..piece.end], parser, trees);
                    let first = u32::try_from(piece.start).unwrap_or(u32::MAX);
                    doc.heads.extend(trees.heads.iter().map(|head| first + head));
                    doc.deps.extend_from_slice(&trees.deps);
                    doc.sentence_starts.extend_from_slice(&trees.sentence_starts);
                }
                let (present, rest) = tokens.split_at(count);
                tokens = rest;
                if components.tagger {
                    words.clear();
                    words.extend(present.iter().map(|token| lexicon.lexeme(token.form()).word));
                    self.describe(piece, words, doc, attributes);
                }
                if components.tagger && components.lemmas {
                    self.lemmatize(texts[piece.doc], piece, present, attributes, lemmas, doc);
                }
            }
        }
    }

    /// Applies the attribute ruler to a piece that has been tagged.
    fn describe(&self, piece: Piece, words: &[RuleWord], doc: &mut Doc, attributes: &mut Attributes) {
        let columns = Columns {
            tags: &mut doc.tags[piece.start..piece.end],
            deps: doc.deps.get_mut(piece.start..piece.end).unwrap_or_default(),
            is_space: &doc.is_space[piece.start..piece.end],
            words,
        };
        self.ruler().apply(columns, attributes);
        doc.pos.extend_from_slice(&attributes.pos);
        doc.morphs.extend_from_slice(&attributes.morphs);
    }

    /// Adds the lemmas of a piece.
    fn lemmatize(&self, text: &str, piece: Piece, tokens: &[Token], attributes: &Attributes, cache: &mut LemmaCache, doc: &mut Doc) {
        for (token, (seen, prescribed)) in (piece.start..piece.end).zip(tokens.iter().zip(&attributes.lemmas)) {
            if let Some(lemma) = prescribed {
                doc.push_lemma(self.ruler().lemma_text(*lemma));
            } else {
                let (pos, form) = (doc.pos[token], &text[doc.span(token)]);
                let is_base = self.base_forms.contains(pos, doc.morphs[token]);
                let lemma = cache.lemma(&self.lemmatizer, seen.form(), form, pos, is_base);
                doc.push_lemma(cache.text(lemma));
            }
        }
    }

    fn recognise(&self, docs: &mut [Doc], workspace: &mut Workspace) {
        let Workspace { lexicon, batch, ner, ner_states, .. } = workspace;
        let vector_row = |lexeme: &Lexeme| self.vector_row(lexeme);
        let vectors = self.ner_tok2vec.apply(&batch.tokens, &batch.lengths, lexicon, vector_row, ner);
        for group in batch.groups(vectors, &self.ner_tok2vec) {
            self.ner.prepare(group.rows, ner_states);
            for (piece, row) in group.pieces() {
                let doc = &mut docs[piece.doc];
                let around = Surroundings {
                    is_space: &doc.is_space[piece.start..piece.end],
                    sentence_starts: doc.sentence_starts.get(piece.start..piece.end).unwrap_or_default(),
                };
                self.ner.recognise(row, around, piece.start, ner_states, &mut doc.entities);
            }
        }
    }
}

/// Neighbouring pieces whose rows go through the layers after the network in one call.
struct Group<'a> {
    pieces: &'a [Piece],
    /// The rows from the first piece's first token to the last piece's last one, with the margins between the pieces.
    rows: Rows<'a>,
    margin: usize,
}

impl<'a> Group<'a> {
    /// Each piece with the row of its first token.
    fn pieces(&self) -> impl Iterator<Item = (Piece, usize)> + use<'a> {
        let margin = self.margin;
        self.pieces.iter().scan(0, move |next, &piece| {
            let row = *next;
            *next += piece.end - piece.start + margin;
            Some((piece, row))
        })
    }
}

impl Batch {
    /// The pieces in groups of about [`GROUP`] rows, with their rows in a network's output.
    fn groups<'a>(&'a self, vectors: &'a [f32], network: &Tok2Vec) -> impl Iterator<Item = Group<'a>> {
        let (width, margin) = (network.width(), network.margin());
        let mut rest = self.pieces.as_slice();
        let mut first = margin;
        std::iter::from_fn(move || {
            let mut count = 0;
            let mut taken = 0;
            while count < GROUP && taken < rest.len() {
                count += usize::from(taken > 0) * margin + rest[taken].end - rest[taken].start;
                taken += 1;
            }
            let (pieces, later) = rest.split_at(taken);
            rest = later;
            let rows = Rows { values: &vectors[first * width..], stride: width, count };
            first += count + margin;
            (taken > 0).then_some(Group { pieces, rows, margin })
        })
    }
}

/// The best class; of equal ones the first.
fn best_tag(scores: &[f32]) -> TagId {
    let mut best = 0;
    for (class, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = class;
        }
    }
    // A model has at most 256 tags.
    TagId(u8::try_from(best).unwrap_or_default())
}

/// Where the piece ends that begins at a token: at the end of the text if that is near, else after a line break or the
/// end of a sentence in the later half of what is allowed, else where it must.
fn piece_end(text: &str, tokens: &Tokens, start: usize) -> usize {
    let limit = start + LONGEST_PIECE;
    if tokens.len() <= limit {
        return tokens.len();
    }
    let form = |token: usize| &text[tokens.start[token] as usize..tokens.end[token] as usize];
    let last_where = |ends: fn(&str) -> bool| (start + LONGEST_PIECE / 2..limit).rev().find(|&token| ends(form(token)));
    last_where(|form| form.contains('\n')).or_else(|| last_where(|form| matches!(form, "." | "!" | "?"))).map_or(limit, |token| token + 1)
}
