//! From word forms to vectors in context.
//!
//! A form's attributes are embedded by hashing, concatenated and mixed by one maxout layer: that depends on the form
//! alone and is kept per form. Then a few residual layers each look one token to either side; what a form contributes
//! to the first of them is kept, too. Texts are laid in one buffer with rows of zeros between them, as many as there
//! are layers, so that no text sees another.

use super::aligned::Aligned;
use super::dense::{Maxout, Rows};
use super::embedding::HashEmbedding;
use super::form_window::FormWindow;
use super::norm::LayerNorm;
use super::table::Table;
use crate::lexicon::{Lexeme, Lexicon};
use crate::model::Attribute;

/// The row of no form: zeros.
const ZERO: u32 = 0;

/// Rows are computed in tiles of at most so many; a whole number of tiles is faster than a rest row by row.
const TILE: usize = 8;

/// A maxout layer with its normalisation.
#[derive(Debug)]
pub(crate) struct Layer {
    pub(crate) maxout: Maxout,
    pub(crate) norm: LayerNorm,
}

/// A residual layer whose inputs are word forms.
#[derive(Debug)]
pub(crate) struct FirstLayer {
    pub(crate) window: FormWindow,
    pub(crate) norm: LayerNorm,
}

/// Static word vectors, already projected to the network's width.
#[derive(Debug)]
pub(crate) struct StaticVectors {
    /// Shape `[rows, width]`.
    pub(crate) values: Table,
}

/// The network.
#[derive(Debug)]
pub(crate) struct Tok2Vec {
    embeddings: Vec<HashEmbedding>,
    vectors: Option<StaticVectors>,
    mixture: Layer,
    first: FirstLayer,
    others: Vec<Layer>,
    width: usize,
}

/// A token as the network sees it: a form of the lexicon, and whether a space follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token(u32);

impl Token {
    pub(crate) fn new(form: u32, space_after: bool) -> Self {
        Self(form * 2 + u32::from(space_after))
    }

    /// The form's number in the lexicon.
    pub(crate) fn form(self) -> u32 {
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
    /// The row of each token in `forms`; row 0 is all zeros and stands for no form.
    row_of: Vec<u32>,
    /// The mixed vectors of forms.
    forms: Aligned,
    /// What the forms contribute to the first layer.
    products: Aligned,
    /// Tokens that have no row yet.
    fresh: Vec<Token>,
    /// The form's row of each row of the states.
    rows: Vec<u32>,
    inputs: Aligned,
    states: Aligned,
    outputs: Aligned,
}

impl Activations {
    /// Forgets the forms, after the lexicon did.
    pub(crate) fn forget(&mut self) {
        self.row_of.clear();
        self.forms.resize(0);
        self.products.resize(0);
    }
}

impl Tok2Vec {
    /// Puts a network together; nothing where the sizes of its parts do not fit.
    pub(crate) fn new(
        embeddings: Vec<HashEmbedding>,
        vectors: Option<StaticVectors>,
        mixture: Layer,
        first: FirstLayer,
        others: Vec<Layer>,
    ) -> Option<Self> {
        let width = mixture.maxout.outputs();
        let columns = embeddings.len() + usize::from(vectors.is_some());
        let fits = mixture.maxout.inputs() == columns * width
            && first.norm.width() == width
            && others.iter().all(|layer| layer.maxout.inputs() == 3 * width && layer.maxout.outputs() == width);
        fits.then_some(Self { embeddings, vectors, mixture, first, others, width })
    }

    /// The length of a vector.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// How many rows stand between two texts, and before the first and after the last.
    pub(crate) fn margin(&self) -> usize {
        1 + self.others.len()
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
        self.meet(tokens, lexicon, vector_row, activations);
        self.lay_out(tokens, lengths, activations);
        let width = self.width;
        let Activations { products, rows, states, outputs, .. } = activations;
        let count = rows.len() - 2;
        outputs.resize(count * width);
        self.first.window.apply(products, rows, outputs);
        self.first.norm.add_to(outputs, &mut states[width..(count + 1) * width]);
        for layer in &self.others {
            layer.maxout.apply(Rows { values: states, stride: width, count }, outputs);
            layer.norm.add_to(outputs, &mut states[width..(count + 1) * width]);
        }
        &states[width..(count + 1) * width]
    }

    /// Computes the mixed vectors and the products of the forms that are met for the first time.
    fn meet(&self, tokens: &[Token], lexicon: &Lexicon, vector_row: impl Fn(&Lexeme) -> Option<usize>, activations: &mut Activations) {
        let Activations { row_of, forms, products, fresh, inputs, .. } = activations;
        let kept = self.first.window.products_length();
        if forms.is_empty() {
            forms.resize(self.width);
            forms.fill(0.0);
            products.resize(kept);
            products.fill(0.0);
        }
        row_of.resize(lexicon.len() * 2, ZERO);
        fresh.clear();
        let before = forms.len() / self.width;
        let mut count = before;
        for &token in tokens {
            if row_of[token.index()] == ZERO {
                row_of[token.index()] = u32::try_from(count).unwrap_or(ZERO);
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
        forms.grow(count * self.width);
        products.grow(count * kept);
        let forms = &mut forms[before * self.width..];
        self.mixture.maxout.apply(Rows { values: inputs, stride: length, count: fresh.len() }, forms);
        self.mixture.norm.apply(forms);
        let rows = Rows { values: forms, stride: self.width, count: fresh.len() };
        self.first.window.products(rows, &mut products[before * kept..]);
    }

    /// Writes the concatenated embeddings of a token.
    fn embed(&self, token: Token, lexeme: &Lexeme, vector_row: impl Fn(&Lexeme) -> Option<usize>, row: &mut [f32]) {
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
            column.fill(0.0);
            if let Some(row) = vector_row(lexeme) {
                vectors.values.add_row(row, column);
            }
        }
    }

    /// Lays the forms' vectors and the rows of zeros into the states: a margin before each text and after the last,
    /// one row more at each end for the windows of the first and the last row, and what fills the last tile.
    fn lay_out(&self, tokens: &[Token], lengths: &[usize], activations: &mut Activations) {
        let Activations { row_of, forms, rows, states, .. } = activations;
        rows.clear();
        rows.push(ZERO);
        let mut rest = tokens;
        for &length in lengths {
            let (text, after) = rest.split_at(length);
            rest = after;
            rows.extend(std::iter::repeat_n(ZERO, self.margin()));
            rows.extend(text.iter().map(|token| row_of[token.index()]));
        }
        let count = (rows.len() - 1 + self.margin()).next_multiple_of(TILE);
        rows.resize(count + 2, ZERO);
        states.resize(rows.len() * self.width);
        for (&row, state) in rows.iter().zip(states.chunks_exact_mut(self.width)) {
            state.copy_from_slice(&forms[row as usize * self.width..][..self.width]);
        }
    }
}
