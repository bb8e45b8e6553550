//! How texts are cut, as examples and as properties.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{boundaries, tag, tokens};
use crate::document::{Format, GivenMetadata, RawDocument, Syntax, TaggedArticle, Token, TokenKind, WordId};
use crate::span::Span;
use crate::work::Budget;
use crate::{normalise, parse};

fn tokens_of(text: &str) -> Vec<Token> {
    cut(text).tokens
}

fn cut(text: &str) -> tokens::Cut<'_> {
    static NO_MODEL: LazyLock<Syntax> = LazyLock::new(Syntax::default);
    let mut cut = tokens::Cut::new(text, &NO_MODEL);
    cut.block(Span::new(0, text.len()));
    cut
}

fn words(text: &str) -> Vec<&str> {
    tokens_of(text).iter().map(|t| t.span.of(text)).collect()
}

fn sentences(text: &str) -> Vec<&str> {
    let tokens = tokens_of(text);
    let mut out = Vec::new();
    boundaries::for_each_sentence(text, &tokens, &Syntax::default(), 0, |range| {
        out.push(&text[tokens[range.start].span.start as usize..tokens[range.end - 1].span.end as usize]);
    });
    out
}

#[test]
fn digits_letters_and_marks_are_atoms_of_their_own() {
    let text = "a 40-person unit, $1.2bn of 3 km2";
    let cut = cut(text);
    let atoms: Vec<&str> = cut.atoms.iter().map(|a| a.span.of(text)).collect();
    assert_eq!(atoms, ["a", "40", "-", "person", "unit", ",", "$", "1", ".", "2", "bn", "of", "3", "km", "2"]);
    assert!(cut.atoms[2].glued && !cut.atoms[4].glued);
    assert_eq!(cut.tokens.iter().map(|t| t.first_atom).collect::<Vec<_>>(), [0, 1, 4, 5, 6, 7, 11, 12, 13]);
    // A lone digit may belong to a unit, a number never does.
    assert_eq!([12, 14].map(|n| cut.atoms[n].id), [WordId::NONE, WordId::of("2")]);
}

#[test]
fn a_word_has_one_id_however_it_was_cut() {
    let text = "Don’t let the U.S.-led Étude of 2024 go";
    for token in cut(text).tokens.iter().filter(|t| t.kind.is_word()) {
        let word = token.span.of(text);
        assert_eq!(token.id, if word == "2024" { WordId::NONE } else { WordId::of(word) }, "{word}");
    }
}

#[test]
fn words_keep_what_belongs_inside_them() {
    assert_eq!(words("She didn't see the long-range B-52."), ["She", "didn't", "see", "the", "long-range", "B-52", "."]);
    assert_eq!(words("a 40-person team at AT&T, O’Neill’s firm"), ["a", "40-person", "team", "at", "AT&T", ",", "O’Neill", "’s", "firm"]);
    assert_eq!(words("the soldiers' kit and the ship‘s log"), ["the", "soldiers", "'", "kit", "and", "the", "ship", "‘s", "log"]);
}

#[test]
fn numbers_keep_their_separators_and_lose_their_signs() {
    assert_eq!(words("$3.5 million, 10,000 men at 11:43"), ["$", "3.5", "million", ",", "10,000", "men", "at", "11:43"]);
    assert_eq!(words("1,500–2,000 or 10-15 km²"), ["1,500", "–", "2,000", "or", "10", "-", "15", "km²"]);
    assert_eq!(words("up 3.5% to £2.4bn in the 1990s"), ["up", "3.5", "%", "to", "£", "2.4bn", "in", "the", "1990s"]);
}

#[test]
fn abbreviations_and_initials_keep_their_full_stop() {
    assert_eq!(
        words("Gen. J. R. Moss left the U.S. on Nov. 7."),
        ["Gen.", "J.", "R.", "Moss", "left", "the", "U.S.", "on", "Nov.", "7", "."]
    );
    assert_eq!(words("Moss (D-N.Y.), Odom (R-Tenn.)"), ["Moss", "(", "D-N.Y.", ")", ",", "Odom", "(", "R-Tenn.", ")"]);
    assert_eq!(words("a pro-U.S. bloc"), ["a", "pro-U.S.", "bloc"]);
    assert_eq!(words("at 5 p.m. from No. 10"), ["at", "5", "p.m.", "from", "No.", "10"]);
    assert_eq!(words("He said no. The sun."), ["He", "said", "no", ".", "The", "sun", "."]);
}

#[test]
fn addresses_and_handles_are_one_token() {
    assert_eq!(
        words("See https://example.org/a?b=1, or @Port_Authority."),
        ["See", "https://example.org/a?b=1", ",", "or", "@Port_Authority", "."]
    );
    assert_eq!(words("(ana.duarte@example.com) on example.com"), ["(", "ana.duarte@example.com", ")", "on", "example.com"]);
}

#[test]
fn kinds_tell_the_characters() {
    let kinds: Vec<_> = tokens_of("\"Two 2 B-52 % ,").iter().map(|t| t.kind).collect();
    use TokenKind::*;
    assert_eq!(kinds, [QuoteMark, Word, Number, Mixed, Symbol, Punctuation]);
}

#[test]
fn sentences_end_at_their_marks() {
    assert_eq!(sentences("Rain fell. The ferry stayed in port! Why?"), ["Rain fell.", "The ferry stayed in port!", "Why?"]);
    assert_eq!(sentences("Talks failed.The mission left."), ["Talks failed.", "The mission left."]);
    assert_eq!(sentences("Prices rose 3.5 percent... or so it seems."), ["Prices rose 3.5 percent... or so it seems."]);
}

#[test]
fn abbreviations_do_not_end_sentences() {
    assert_eq!(sentences("Gen. Moss flew to the U.S. President Ito followed."), ["Gen. Moss flew to the U.S. President Ito followed."]);
    assert_eq!(sentences("He left the U.S. The plan failed."), ["He left the U.S.", "The plan failed."]);
    assert_eq!(
        sentences("It opened at 5 p.m. Monday. It shut at 9 p.m. Police came."),
        ["It opened at 5 p.m. Monday.", "It shut at 9 p.m.", "Police came."]
    );
    assert_eq!(sentences("No. Moss cited Park v. Ito on page 4."), ["No.", "Moss cited Park v. Ito on page 4."]);
    assert_eq!(sentences("George W. Park and Acme Inc. of Ohio agreed."), ["George W. Park and Acme Inc. of Ohio agreed."]);
}

#[test]
fn closing_marks_belong_to_the_sentence_before() {
    assert_eq!(sentences("“We lost it.” The mayor left."), ["“We lost it.”", "The mayor left."]);
    assert_eq!(sentences("(It sank.) \"Help came,\" she said. \"We live.\""), ["(It sank.)", "\"Help came,\" she said.", "\"We live.\""]);
    assert_eq!(sentences("He said: 'It rained.' They left."), ["He said: 'It rained.'", "They left."]);
}

#[test]
fn a_quoted_question_with_its_reporting_words_is_one_sentence() {
    assert_eq!(sentences("\"Who pays?\" asked the mayor. No one knew."), ["\"Who pays?\" asked the mayor.", "No one knew."]);
    assert_eq!(sentences("“Who pays?” Ana Duarte asked."), ["“Who pays?” Ana Duarte asked."]);
    assert_eq!(sentences("“Who pays?” Nobody knew it."), ["“Who pays?”", "Nobody knew it."]);
}

#[test]
fn a_short_quotation_is_not_broken_by_its_own_marks() {
    assert_eq!(sentences("They cried \"Stop! Stop now!\" and ran."), ["They cried \"Stop! Stop now!\" and ran."]);
    let long = "He said \"We came a long way to be here with you all tonight. We shall not leave before the morning comes,\" and sat.";
    assert_eq!(sentences(long).len(), 2);
}

#[test]
fn a_mark_that_ends_nothing_does_not_end_a_sentence() {
    assert_eq!(sentences("2. Open the valve. 3. Wait."), ["2. Open the valve.", "3. Wait."]);
    assert_eq!(sentences("She said \"... They knew it.\""), ["She said \"... They knew it.\""]);
    assert_eq!(sentences("How many came? 15. The rest stayed."), ["How many came?", "15. The rest stayed."]);
}

#[test]
fn an_address_begins_a_sentence_and_a_small_letter_none() {
    assert_eq!(sentences("The crane fell. www.example.com/ab12"), ["The crane fell.", "www.example.com/ab12"]);
    assert_eq!(sentences("It cost approx. five crowns."), ["It cost approx. five crowns."]);
}

#[test]
fn without_a_parse_an_aside_belongs_to_what_follows() {
    assert_eq!(sentences("(Applause) We went on."), ["(Applause) We went on."]);
    assert_eq!(sentences("[It was cold.] We went on."), ["[It was cold.]", "We went on."]);
}

fn tagged(text: &str) -> Option<TaggedArticle> {
    let raw = RawDocument::new("a.txt", Format::Text, text.into(), GivenMetadata::default());
    let parsed = parse::parse(raw, &parse::Options::default()).ok()?;
    let mut article = TaggedArticle::untagged(normalise::normalise(parsed, &normalise::Options::default()).ok()?);
    tag(&mut article, &Budget::default());
    Some(article)
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[A-Za-z]{1,6}",
        "[0-9.,:-]{1,6}",
        Just(" ".to_owned()),
        Just("\n".to_owned()),
        Just(". ".to_owned()),
        "[\"'“”‘’().!?…$%@#&/-]{1,3}",
        Just("U.S.".to_owned()),
        Just("Gen.".to_owned()),
        Just("p.m.".to_owned()),
        Just("é".to_owned()),
        "\\PC{1,2}"
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|p| p.concat())
}

proptest! {
    #[test]
    fn tokens_are_in_order_inside_their_blocks_and_miss_nothing(text in pieces()) {
        if let Some(article) = tagged(&text) {
            let mut end = 0;
            for token in &article.tokens {
                prop_assert!(token.span.start >= end && !token.span.is_empty());
                prop_assert!(article.text()[end as usize..token.span.start as usize].chars().all(char::is_whitespace));
                prop_assert_eq!(token.span.of(article.text()).len(), token.span.len());
                end = token.span.end;
            }
            prop_assert!(article.text()[end as usize..].trim().is_empty());
        }
    }

    #[test]
    fn sentences_tile_their_blocks_but_for_white_space(text in pieces()) {
        if let Some(article) = tagged(&text) {
            let mut next = 0;
            for sentence in &article.sentences {
                prop_assert_eq!(sentence.tokens.start, next);
                prop_assert!(sentence.tokens.end > next);
                let block = article.article.blocks[sentence.block].span().unwrap_or_default();
                prop_assert!(block.contains(sentence.span));
                prop_assert_eq!(sentence.span.start, article.tokens[sentence.tokens.start].span.start);
                prop_assert_eq!(sentence.span.end, article.tokens[sentence.tokens.end - 1].span.end);
                next = sentence.tokens.end;
            }
            prop_assert_eq!(next, article.tokens.len());
        }
    }

    #[test]
    fn atoms_are_those_of_the_whole_sentence_whatever_the_tokens(text in pieces()) {
        if let Some(article) = tagged(&text) {
            for (number, sentence) in article.sentences.iter().enumerate() {
                let base = sentence.span.start as usize;
                let whole = crate::lexicon::cut::pieces(sentence.span.of(article.text()));
                let whole: Vec<Span> = whole.map(|p| Span::new(base + p.range.start, base + p.range.end)).collect();
                let atoms: Vec<Span> = article.atoms.sentence(number).0.iter().map(|a| a.span).collect();
                prop_assert_eq!(atoms, whole);
            }
        }
    }
}
