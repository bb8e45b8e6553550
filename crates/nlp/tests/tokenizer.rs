//! The tokenizer gives what spaCy 3.8 gives; see `fixtures/make_fixtures.py` for where the expected values come from.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use newsgrain_nlp::strings::string_id;
use newsgrain_nlp::tokenizer::{ExceptionToken, NormData, Norms, Tokenizer, TokenizerData, TokenizerError, Tokens, lexeme};
use proptest::prelude::*;

type ExceptionLine = (String, Vec<(String, Option<String>)>);
type TokenLine = Vec<(String, bool, String, String, String, String, bool)>;

fn lines<T: serde::de::DeserializeOwned>(text: &str) -> Vec<T> {
    text.lines().map(|line| serde_json::from_str(line).expect("a fixture's line")).collect()
}

fn tokenizer_data() -> TokenizerData {
    let exceptions = lines::<ExceptionLine>(include_str!("fixtures/exceptions.jsonl")).into_iter();
    let token = |(orth, norm)| ExceptionToken { orth, norm };
    TokenizerData { exceptions: exceptions.map(|(text, tokens)| (text, tokens.into_iter().map(token).collect())).collect() }
}

/// The tokenizer with the exceptions of the English pipelines.
fn tokenizer() -> &'static Tokenizer {
    static TOKENIZER: LazyLock<Tokenizer> = LazyLock::new(|| Tokenizer::new(&tokenizer_data()).expect("the fixture's exceptions"));
    &TOKENIZER
}

/// The texts of all tokens.
fn forms<'a>(text: &'a str, tokens: &Tokens) -> Vec<&'a str> {
    (0..tokens.len()).map(|i| &text[tokens.start[i] as usize..tokens.end[i] as usize]).collect()
}

fn split(text: &str) -> Vec<&str> {
    let mut tokens = Tokens::default();
    tokenizer().tokenize(text, 0, &mut tokens).expect("a short text");
    forms(text, &tokens)
}

#[test]
fn tokens_norms_and_shapes_are_those_of_spacy() {
    let texts: Vec<String> = lines(include_str!("fixtures/texts.jsonl"));
    let expected: Vec<TokenLine> = lines(include_str!("fixtures/tokens.jsonl"));
    assert_eq!(texts.len(), expected.len());
    assert!(texts.len() > 150);
    let own: BTreeMap<String, String> = serde_json::from_str(include_str!("fixtures/norms.json")).expect("norms");
    let own = own.into_iter().map(|(form, norm)| (string_id(&form), norm)).collect();
    let norms = Norms::new(NormData { lexeme_norm: own });
    let (tokenizer, mut tokens) = (tokenizer(), Tokens::default());
    let (mut lower, mut shape) = (String::new(), String::new());
    for (text, expected) in texts.iter().zip(&expected) {
        tokens.clear();
        tokenizer.tokenize(text, 0, &mut tokens).expect("a short text");
        let forms = forms(text, &tokens);
        let expected_forms: Vec<&str> = expected.iter().map(|token| token.0.as_str()).collect();
        assert_eq!(forms, expected_forms, "{text:?}");
        for (index, (form, expected)) in forms.iter().zip(expected).enumerate() {
            let norm = match tokens.norm[index] {
                Some(norm) => tokenizer.norm_text(norm),
                None => norms.norm(form, &mut lower),
            };
            lexeme::shape(form, &mut shape);
            let found = (
                (*form).to_owned(),
                tokens.space_after[index],
                norm.to_owned(),
                shape.clone(),
                lexeme::prefix(form).to_owned(),
                lexeme::suffix(form).to_owned(),
                lexeme::is_space(form),
            );
            assert_eq!(found, *expected, "token {index} of {text:?}");
        }
    }
}

#[test]
fn contractions_split_and_abbreviations_hold_together() {
    assert_eq!(split("The mayor can't meet Dr. Osei."), ["The", "mayor", "ca", "n't", "meet", "Dr.", "Osei", "."]);
}

#[test]
fn an_exception_is_found_inside_brackets_and_after_other_marks() {
    assert_eq!(split("(It's fine :-))"), ["(", "It", "'s", "fine", ":-))"]);
    assert_eq!(split("fine,:-("), ["fine,:-", "("]);
    assert_eq!(split("approx.(e.g.)"), ["approx.(e.g", ".", ")"]);
}

#[test]
fn one_blank_belongs_to_no_token_and_further_white_space_is_one() {
    let text = "a  b\n\nc ";
    let mut tokens = Tokens::default();
    tokenizer().tokenize(text, 0, &mut tokens).expect("a short text");
    assert_eq!(forms(text, &tokens), ["a", " ", "b", "\n\n", "c"]);
    assert_eq!(tokens.space_after, [true, false, false, false, true]);
}

#[test]
fn blocks_of_a_document_go_into_one_value() {
    let document = "First block.Second";
    let (tokenizer, mut tokens) = (tokenizer(), Tokens::default());
    tokenizer.tokenize(&document[..12], 0, &mut tokens).expect("a short text");
    tokenizer.tokenize(&document[12..], 12, &mut tokens).expect("a short text");
    assert_eq!(forms(document, &tokens), ["First", "block", ".", "Second"]);
    assert!(matches!(tokenizer.tokenize("x", u32::MAX, &mut tokens), Err(TokenizerError::TooLong(1))));
    assert_eq!(tokens.len(), 4);
}

#[test]
fn web_addresses_stay_whole() {
    for address in
        ["https://news.example/a,b?c=d", "desk@paper.example", "8.8.8.8:53/x", "a.b-c.example", "feed://x.example#1", "u:p@h.example:8080"]
    {
        assert_eq!(split(address), [address]);
    }
    assert_eq!(split("port.example:8/a"), ["port.example:8", "/", "a"]);
    assert_eq!(split("10.0.0.1=x"), ["10.0.0.1", "=", "x"]);
}

#[test]
fn data_survives_writing_and_damage_is_an_error() {
    let data = tokenizer_data();
    let bytes = data.to_bytes().expect("memory");
    assert_eq!(TokenizerData::from_bytes(&bytes).expect("just written"), data);
    assert!(TokenizerData::from_bytes(&bytes[..bytes.len() / 2]).is_err());
    assert!(TokenizerData::from_package(b"\x80").is_err());
    let wrong = TokenizerData { exceptions: vec![("ab".to_owned(), vec![ExceptionToken { orth: "a".to_owned(), norm: None }])] };
    assert!(matches!(Tokenizer::new(&wrong), Err(TokenizerError::BadException(text)) if text == "ab"));
}

#[test]
fn a_package_with_other_patterns_is_refused() {
    let file = serde_json::json!({
        "prefix_search": "^x", "suffix_search": "x$", "infix_finditer": "x", "token_match": null, "url_match": "x",
        "exceptions": {}, "faster_heuristics": true,
    });
    let bytes = rmp_serde::to_vec(&file).expect("memory");
    let result = TokenizerData::from_package(&bytes);
    assert!(matches!(result, Err(TokenizerError::UnknownPattern("prefix_search"))));
}

/// Pieces that would take hours if any step looked at the whole rest of the text again.
#[test]
fn long_texts_without_blanks_take_linear_time() {
    let (tokenizer, mut tokens) = (tokenizer(), Tokens::default());
    for unit in ["a", "(", "\u{1F600}", ".", "a.b", "@", "-", "\u{0}", "'s", "9km.", "a@b.", "://", "\u{3000}", "»a", "1.", ":)"] {
        let text = unit.repeat(200_000 / unit.len());
        tokens.clear();
        tokenizer.tokenize(&text, 0, &mut tokens).expect("a text of 200 kB");
        assert_covers(&text, &tokens);
    }
}

/// Tokens stand in order, are not empty, and leave out nothing but single blanks.
fn assert_covers(text: &str, tokens: &Tokens) {
    let mut end = 0;
    for index in 0..tokens.len() {
        let (start, next) = (tokens.start[index] as usize, tokens.end[index] as usize);
        assert_eq!(start, end);
        assert!(start < next && text.is_char_boundary(next));
        end = next;
        if tokens.space_after[index] {
            assert_eq!(&text[end..=end], " ");
            end += 1;
        }
    }
    assert_eq!(end, text.len());
}

proptest! {
    #[test]
    fn any_text_is_covered(text in "\\PC{0,40}|[ \\t\\n\\x1c.'\"()$€0-9a-zé@:/+-]{0,40}") {
        let mut tokens = Tokens::default();
        tokenizer().tokenize(&text, 0, &mut tokens).expect("a short text");
        assert_covers(&text, &tokens);
    }
}
