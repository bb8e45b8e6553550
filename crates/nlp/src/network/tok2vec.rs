//! From word forms to vectors in context.
//!
//! A form's attributes are embedded by hashing, concatenated and mixed by one maxout layer: that depends on the form
//! alone and is kept per form. Then a few residual layers each look one token to either side. Texts are laid in one
//! buffer with rows of zeros between them, as many as there are layers, so that no text sees another.

use super::aligned::Aligned;
use super::dense::{Maxout, Rows};
use super::embedding::HashEmbedding;
use super::norm::LayerNorm;
use crate::lexicon::{Lexeme, Lexicon};
use crate::model::Attribute;

/// No row.
const NONE: u32 = u32::MAX;

/// A maxout layer with its normalisation.
#[derive(Debug)]
pub(crate) struct Layer {
    pub(crate) maxout: Maxout,
    pub(crate) norm: LayerNorm,
}

/// Static word vectors, already projected to the network's width.
#[derive(Debug)]
pub(crate) struct StaticVectors {
    /// Shape `[rows, width]`.
    pub(crate) values: Vec<f32>,
}

/// The network.
#[derive(Debug)]
pub(crate) struct Tok2Vec {
    embeddings: Vec<HashEmbedding>,
    vectors: Option<StaticVectors>,
    mixture: Layer,
    windows: Vec<Layer>,
    width: usize,
}

/// A token as the network sees it: a form of the lexicon, and whether a space follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token(u32);

impl Token {
    pub(crate) fn new(form: u32, space_after: bool) -> Self {
        Self(form * 2 + u32::from(space_after))
    }

    fn form(self) -> u32 {
        self.0 / 2
    }

    fn space_after(self) -> bool {
        self.0 % 2 == 1
    }

    fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a thread keeps for one network: the vectors of the forms met, and the buffers of the layers.
#[derive(Debug, Default)]
pub(crate) struct Activations {
    /// The row of each token in `forms`.
    row_of: Vec<u32>,
    /// The mixed vectors of forms.
    forms: Vec<f32>,
    /// Tokens that have no row yet.
    fresh: Vec<Token>,
    inputs: Aligned,
    states: Aligned,
    outputs: Aligned,
}

impl Activations {
    /// Forgets the forms, after the lexicon did.
    pub(crate) fn forget(&mut self) {
        self.row_of.clear();
        self.forms.clear();
    }
}

impl Tok2Vec {
    /// Puts a network together; nothing where the sizes of its parts do not fit.
    pub(crate) fn new(
        embeddings: Vec<HashEmbedding>,
        vectors: Option<StaticVectors>,
        mixture: Layer,
        windows: Vec<Layer>,
    ) -> Option<Self> {
        let width = mixture.maxout.outputs();
        let columns = embeddings.len() + usize::from(vectors.is_some());
        let fits = mixture.maxout.inputs() == columns * width
            && windows.iter().all(|layer| layer.maxout.inputs() == 3 * width && layer.maxout.outputs() == width);
        fits.then_some(Self { embeddings, vectors, mixture, windows, width })
    }

    /// The length of a vector.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// How many rows stand between two texts, and before the first and after the last.
    pub(crate) fn margin(&self) -> usize {
        self.windows.len()
    }

    /// Computes the vectors of several texts, whose tokens stand one after the other; `lengths` says how many each
    /// has. The first text's first row is `margin`, the next one's begins `margin` rows after its end, and so on.
    ///
    /// `vector_row` gives the row of a form in the static vectors.
    pub(crate) fn apply<'a>(
        &self,
        tokens: &[Token],
        lengths: &[usize],
        lexicon: &Lexicon,
        vector_row: impl Fn(&Lexeme) -> Option<usize>,
        activations: &'a mut Activations,
    ) -> &'a [f32] {
        self.mix(tokens, lexicon, vector_row, activations);
        let width = self.width;
        let rows = tokens.len() + (lengths.len() + 1) * self.margin();
        // One row of zeros more at each end, for the windows of the first and the last row.
        activations.states.resize((rows + 2) * width);
        activations.outputs.resize(rows * width);
        self.lay_out(tokens, lengths, activations);
        for layer in &self.windows {
            let windows = Rows { values: &activations.states, stride: width, count: rows };
            layer.maxout.apply(windows, &mut activations.outputs);
            layer.norm.add_to(&activations.outputs, &mut activations.states[width..(rows + 1) * width]);
        }
        &activations.states[width..(rows + 1) * width]
    }

    /// Computes the mixed vectors of the forms that have none yet.
    fn mix(
        &self,
        tokens: &[Token],
        lexicon: &Lexicon,
        vector_row: impl Fn(&Lexeme) -> Option<usize>,
        activations: &mut Activations,
    ) {
        let Activations { row_of, forms, fresh, inputs, .. } = activations;
        row_of.resize(lexicon.len() * 2, NONE);
        fresh.clear();
        let mut count = forms.len() / self.width;
        for &token in tokens {
            if row_of[token.index()] == NONE {
                row_of[token.index()] = u32::try_from(count).unwrap_or(NONE);
                count += 1;
                fresh.push(token);
            }
        }
        if fresh.is_empty() {
            return;
        }
        let length = self.mixture.maxout.inputs();
        inputs.resize(fresh.len() * length);
        for (&token, row) in fresh.iter().zip(inputs.chunks_exact_mut(length)) {
            self.embed(token, lexicon.lexeme(token.form()), &vector_row, row);
        }
        let start = forms.len();
        forms.resize(count * self.width, 0.0);
        let rows = Rows { values: inputs, stride: length, count: fresh.len() };
        self.mixture.maxout.apply(rows, &mut forms[start..]);
        self.mixture.norm.apply(&mut forms[start..]);
    }

    /// Writes the concatenated embeddings of a token.
    fn embed(
        &self,
        token: Token,
        lexeme: &Lexeme,
        vector_row: impl Fn(&Lexeme) -> Option<usize>,
        row: &mut [f32],
    ) {
        let mut columns = row.chunks_exact_mut(self.width);
        for (embedding, column) in self.embeddings.iter().zip(&mut columns) {
            let id = match embedding.attribute() {
                Attribute::Norm => lexeme.norm,
                Attribute::Prefix => lexeme.prefix,
                Attribute::Suffix => lexeme.suffix,
                Attribute::Shape => lexeme.shape,
                Attribute::Spacy => u64::from(token.space_after()),
                Attribute::IsSpace => u64::from(lexeme.is_space),
            };
            embedding.embed(id, column);
        }
        if let (Some(vectors), Some(column)) = (&self.vectors, columns.next()) {
            let vector = vector_row(lexeme).and_then(|row| vectors.values.get(row * self.width..(row + 1) * self.width));
            match vector {
                Some(vector) => column.copy_from_slice(vector),
                None => column.fill(0.0),
            }
        }
    }

    /// Lays the forms' vectors and the rows of zeros into the states.
    fn lay_out(&self, tokens: &[Token], lengths: &[usize], activations: &mut Activations) {
        let Activations { row_of, forms, states, .. } = activations;
        let width = self.width;
        let margin = self.margin() * width;
        let mut at = width + margin;
        states[..at].fill(0.0);
        let mut rest = tokens;
        for &length in lengths {
            let (text, after) = rest.split_at(length);
            rest = after;
            for &token in text {
                let row = row_of[token.index()] as usize * width;
                states[at..at + width].copy_from_slice(&forms[row..row + width]);
                at += width;
            }
            states[at..at + margin].fill(0.0);
            at += margin;
        }
        states[at..].fill(0.0);
    }
}
