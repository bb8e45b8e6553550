//! Tagger `atoms`: every sentence cut finer than tokens, into runs of digits, runs of letters, and single marks.
//!
//! In: text and sentences of a [`TaggedArticle`]. Out: `article.atoms`, each known to the lexicons or not. Never decides what an atom means:
//! "$1.2bn", "40-person" and "1,500–2,000" are each several atoms here, so that the grammars of figures and dates put numbers together
//! themselves and do not depend on where a tokeniser cuts.

use crate::document::{Atom, AtomKind, Atoms, TaggedArticle, Traits, WordId};
use crate::lexicon::numbers::{Vocabulary, numbers, pieces};
use crate::span::Span;
use crate::work::Budget;

/// Fills `article.atoms`; of a sentence that no work is left for there are none.
pub fn tag(article: &mut TaggedArticle, budget: &Budget) {
    let text = &article.article.text;
    let mut atoms = Atoms::for_text_of(text.len());
    for sentence in &article.sentences {
        // A step an atom, which has five bytes with the space before it.
        if !budget.charge(sentence.span.len() / 5) {
            break;
        }
        atoms.push_sentence(cut(text, sentence.span, &numbers().vocabulary));
    }
    article.atoms = atoms;
}

/// The atoms of the sentence at `span`.
fn cut<'a>(text: &'a str, span: Span, vocabulary: &'a Vocabulary) -> impl Iterator<Item = Atom> + 'a {
    let base = span.start as usize;
    let inside = span.of(text);
    let mut last_end = usize::MAX;
    pieces(inside).map(move |piece| {
        let (range, kind) = (piece.range.clone(), piece.kind);
        let glued = range.start == last_end;
        last_end = range.end;
        // "km2" and "m^3" are words of the lexicons: a lone digit that hangs on something may be part of one.
        let number = kind == AtomKind::Digits && !(glued && range.len() == 1);
        let id = if number { WordId::NONE } else { vocabulary.of_piece(inside, &piece) };
        let traits = if kind == AtomKind::Digits { Traits::DIGITS } else { vocabulary.traits(id) };
        Atom { span: Span::new(base + range.start, base + range.end), kind, id, traits, glued }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::numbers::AtomLine;

    #[test]
    fn digits_letters_and_marks_stand_alone() {
        let text = "a 40-person unit, $1.2bn";
        let mut atoms = Atoms::default();
        atoms.push_sentence(cut(text, Span::new(0, text.len()), &Vocabulary::default()));
        let line = AtomLine::of(text, &atoms, 0);
        let words: Vec<&str> = (0..line.len()).map(|n| line.word(n)).collect();
        assert_eq!(words, ["a", "40", "-", "person", "unit", ",", "$", "1", ".", "2", "bn"]);
        assert!(line.is_glued(2) && !line.is_glued(4));
        assert!(line.traits.intersects(Traits::DIGITS) && AtomLine::of(text, &atoms, 1).len() == 0);
    }
}
