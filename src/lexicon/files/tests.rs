//! Every lexicon is read strictly and checked; and mistakes of every kind are made in a copy, to see each reported with what to do.

mod entries;
mod tables;

use std::collections::BTreeSet;
use std::path::Path;

use toml::Value;

use super::file::ListedLexicon;
use super::list::LEXICONS;

/// A file or a changed copy of it.
pub struct Text<'a> {
    file: &'static str,
    text: &'a str,
}

impl Text<'_> {
    /// File and line of an entry: the one with this value in this field, after `skipped` others.
    fn place(&self, field: &str, value: &str, skipped: usize) -> String {
        let wanted = format!("{field} = {}", Value::from(value));
        let line = self.text.lines().enumerate().filter(|(_, line)| line.contains(&wanted)).nth(skipped);
        format!("{}, line {}", self.file, line.map_or(1, |(n, _)| n + 1))
    }

    /// What is wrong with any value: space at an end, nothing in it, the same twice in a list.
    fn value(&self, key: &str, field: &str, value: &Value, faults: &mut Vec<String>) {
        let list = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let strings: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
        let mut seen = BTreeSet::new();
        // What a line begins with or holds may end where its next word begins.
        let may_end_in_space = self.file == "furniture.toml" && matches!(field, "starts" | "holds");
        if list.is_empty() {
            faults.push(format!("{}: {field} of {key:?} is empty; leave it out", self.file));
        }
        for string in strings {
            let fault = match () {
                () if string.is_empty() => "is empty; leave it out",
                () if string.trim() != string && !may_end_in_space => "has white space at an end; strike it",
                () if !seen.insert(string) => "stands twice; keep one",
                () => continue,
            };
            faults.push(format!("{}: {string:?} in {field} of {key:?} {fault}", self.file));
        }
    }
}

/// Every fault of a lexicon or of a changed copy.
fn faults(lexicon: &ListedLexicon, text: &str) -> Vec<String> {
    if let Err(fault) = (lexicon.read)(text) {
        return vec![fault];
    }
    let text = Text { file: lexicon.file, text };
    let mut all = if lexicon.file.ends_with(".toml") { tables::faults(&text) } else { Vec::new() };
    all.extend(entries::faults(&text));
    all
}

#[test]
fn every_lexicon_is_without_fault() {
    let all: Vec<String> = LEXICONS.iter().flat_map(|lexicon| faults(lexicon, lexicon.text)).collect();
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn the_list_holds_every_file_and_every_file_is_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lexicons");
    let there: BTreeSet<String> = std::fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned())
        .filter(|name| name != "README.md")
        .collect();
    let listed: BTreeSet<String> = LEXICONS.iter().map(|l| l.file.to_owned()).collect();
    let missing: Vec<&String> = there.difference(&listed).collect();
    assert!(missing.is_empty(), "{missing:?} stand in data/lexicons and in no list: give each a struct and a line in LEXICONS");
    assert_eq!(there, listed);
    assert!(LEXICONS.windows(2).all(|pair| pair[0].file < pair[1].file), "LEXICONS is in order of name");
    for lexicon in LEXICONS {
        let file = std::fs::read_to_string(folder.join(lexicon.file)).expect("it can be read");
        assert!(file == lexicon.text, "{} embeds another file than its name says", lexicon.file);
    }
}

#[test]
fn the_readme_says_of_each_file_what_the_list_says() {
    let readme = include_str!("../../../data/lexicons/README.md");
    for lexicon in LEXICONS {
        let row = format!("| `{}` | {} |", lexicon.file, lexicon.holds);
        assert!(readme.contains(&row), "data/lexicons/README.md has no line that begins with {row}");
    }
}

/// The faults of a lexicon in which `from` has become `to`.
fn after(file: &str, from: &str, to: &str) -> Vec<String> {
    let lexicon = LEXICONS.iter().find(|l| l.file == file).expect("it is in the list");
    assert!(lexicon.text.contains(from), "{file} holds no {from}");
    faults(lexicon, &lexicon.text.replacen(from, to, 1))
}

#[test]
fn a_mistake_is_reported_with_its_line_and_what_to_do() {
    let mistakes = [
        ("reporting_verbs.toml", "addressee = ", "adressee = ", "unknown key adressee; did you mean addressee?"),
        ("units.toml", "kind = \"length\"", "kind = \"lenght\"", "unknown value lenght; did you mean length?"),
        ("units.toml", ", names = [", ", nmaes = [", "unknown key nmaes; did you mean names?"),
        ("titles.toml", "\nhonorifics = [", "\nhonorfics = [", "unknown key honorfics; did you mean honorifics?"),
        ("reporting_verbs.toml", "class = \"claim\"", "class = \"claims\"", "unknown value claims; did you mean claim?"),
        ("organisations.toml", "country = \"GB\"", "country = \"GBR\"", "unknown country code GBR of"),
        ("furniture.toml", "role = \"credit\"", "role = \"credits\"", "unknown value credits; did you mean credit?"),
        ("calendar.toml", "date = \"12-25\"", "date = \"25-12\"", "\"25-12\" is no day; write it as MM-DD"),
        ("cities.tsv", "\tcapital\t", "\tcapitol\t", "unknown role capitol; known are capital, city, town, district"),
        ("first_names.txt", "\tm\n", "\tmale\n", "unknown gender \"male\"; known are m, f, u"),
        ("common_words.txt", "\nabout\n", "\nAbout\n", "\"About\" is no single word in small letters"),
    ];
    for (file, from, to, expected) in mistakes {
        let found = after(file, from, to);
        let told = found.iter().any(|f| f.starts_with(&format!("{file}, line ")) && f.contains(expected));
        assert!(told, "{file}: {from:?} as {to:?} gives {found:?}");
    }
}

#[test]
fn an_entry_in_the_wrong_place_is_reported_with_both_neighbours() {
    let lexicon = LEXICONS.iter().find(|l| l.file == "platforms.toml").expect("it is in the list");
    let (first, rest) = lexicon.text.split_once("  {").expect("it has entries");
    let (line, others) = rest.split_once('\n').expect("it has several");
    let moved = format!("{first}{}  {{{line}\n]\n", others.trim_end().trim_end_matches(']'));
    let found = faults(lexicon, &moved);
    assert!(matches!(found.as_slice(), [one] if one.contains("; sort the table platforms by name")), "{found:?}");

    let doubled = format!("{first}  {{{line}\n  {{{rest}");
    let found = faults(lexicon, &doubled);
    assert!(found.iter().any(|f| f.contains("stands twice; keep one entry")), "{found:?}");
}

#[test]
fn a_name_of_two_entries_must_be_marked_by_them() {
    let entry = "organisations = [\n";
    let two = "organisations = [\n  { name = \"A Body\", kind = \"ngo\", aliases = [\"UN\"] },\n";
    let found = after("organisations.toml", entry, two);
    assert!(
        found.iter().any(|f| f.contains("\"UN\" belongs to A Body and to ") && f.contains("; list it under weak in both")),
        "{found:?}"
    );
}
