//! The floors of the house: which room of the source may name which, and no files that name each other in a circle.
//!
//! In: the Rust files of both crates. Out: a failing test for every arrow that goes up and for every circle of files, with the place
//! and what to do about it. An arrow is a path in the code of one file, outside its tests, to what is written in another one: what a
//! page re-exports is followed to the file in which it stands. Never judges what is named, only from where.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;
use std::str::FromStr;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use crate::fixture::root;

/// The rooms of the program from the ground up, one line a floor. A room is a file, or a folder without what has a line of its own. It
/// may name its own files and the rooms of the floors below, and none beside it or above.
const PROGRAM: &[&[&str]] = &[
    // What knows nothing of articles.
    &["error", "span", "visible", "work"],
    &["guard", "misspelt", "offsets"],
    // What is said of articles, and what is known of words.
    &["document"],
    &["lexicon"],
    // The stages.
    &["text"],
    &["parse"],
    &["normalise"],
    &["tag/size"],
    &["tag/language"],
    &["tag/sentences"],
    &["tag/cursor"],
    &["tag/numbers"],
    &["tag/dates"],
    &["tag/mentions"],
    // What every rule of quotes is, below the rooms that hold the rules.
    &["tag/quotes/rule"],
    &["tag/quotes/sentence"],
    &["tag/quotes/reported"],
    &["tag/quotes/marked"],
    &["tag/quotes/labelled"],
    &["tag/quotes/rows"],
    &["tag/quotes"],
    &["tag/figures"],
    &["tag"],
    &["link/confidence"],
    &["link"],
    &["tables"],
    // What calls them.
    &["extract"],
    &["explain"],
    &["read"],
    &["write"],
    &["corpus"],
    &["pipeline"],
    &["check"],
    &["cli"],
    &["lib"],
];

/// The rooms of the crate of the language model.
const NLP: &[&[&str]] = &[
    &["labels", "strings"],
    &["model/description"],
    &["tokenizer"],
    &["attribute_ruler"],
    &["lexicon"],
    &["network"],
    &["lemmatizer"],
    &["parser"],
    &["doc"],
    &["ner"],
    &["model"],
    &["analyse", "import"],
    &["lib"],
];

/// Both crates: the folder of their files and their floors.
const HOUSES: &[(&str, &[&[&str]])] = &[("src", PROGRAM), ("crates/nlp/src", NLP)];

/// A path in the code; one that begins with `crate` is absolute.
type Names = Vec<String>;

/// A token as this file needs it: a name, `::`, a mark or a bracket.
struct Token {
    text: String,
    line: usize,
}

/// One file: what it imports, under which name, and every path that it writes outside its tests, with the line.
#[derive(Default)]
struct Source {
    place: String,
    imports: BTreeMap<String, Names>,
    paths: Vec<(Names, usize)>,
}

/// The files of a crate, each under the path of its module.
struct House(BTreeMap<Names, Source>);

/// A file that names what is written in another one.
struct Arrow<'a> {
    from: &'a Names,
    to: Names,
    place: String,
    path: String,
}

/// The tokens of a text in one row, brackets among them.
fn flat(tokens: TokenStream, into: &mut Vec<Token>) {
    let mut half = false;
    for tree in tokens {
        let line = tree.span().start().line;
        let mut add = |text: String| into.push(Token { text, line });
        let mut colon = false;
        match tree {
            TokenTree::Group(group) => {
                let (opens, closes) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                add(opens.into());
                flat(group.stream(), into);
                into.push(Token { text: closes.into(), line });
            }
            TokenTree::Ident(name) => add(name.to_string()),
            TokenTree::Literal(_) => add("0".into()),
            TokenTree::Punct(mark) if half && mark.as_char() == ':' => into.last_mut().expect("its first half").text = "::".into(),
            TokenTree::Punct(mark) => {
                colon = mark.as_char() == ':' && mark.spacing() == Spacing::Joint;
                add(mark.as_char().into());
            }
        }
        half = colon;
    }
}

/// Where a bracket that opens at a token closes.
fn closes(tokens: &[Token], opens: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(opens) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len()
}

/// Whether an attribute keeps what follows for tests.
fn is_for_tests(attribute: &[Token]) -> bool {
    let has = |name: &str| attribute.iter().any(|t| t.text == name);
    has("cfg") && has("test") && !has("not")
}

/// The token after an item: after its semicolon or its body.
fn after_item(tokens: &[Token], mut at: usize) -> usize {
    while at < tokens.len() {
        match tokens[at].text.as_str() {
            ";" => return at + 1,
            "{" => return closes(tokens, at) + 1,
            "(" | "[" => at = closes(tokens, at) + 1,
            "}" => return at,
            _ => at += 1,
        }
    }
    at
}

/// A path as an absolute one, as far as its first words tell.
fn absolute(module: &[String], path: &[String]) -> Names {
    let ups = path.iter().take_while(|name| *name == "super").count();
    let from = match path.first().map(String::as_str) {
        Some("super") => &module[..module.len().saturating_sub(ups).max(1)],
        Some("self") => module,
        _ => &[],
    };
    let rest = if from.is_empty() { 0 } else { ups.max(1) };
    from.iter().chain(&path[rest..]).cloned().collect()
}

impl Source {
    /// Reads the code of a file or of a module within it.
    fn read(&mut self, tokens: &[Token], module: &[String]) {
        let mut at = 0;
        while at < tokens.len() {
            let is = |ahead: usize, text: &str| tokens.get(at + ahead).is_some_and(|t| t.text == text);
            if is(0, "#") && is(1, "[") {
                let end = closes(tokens, at + 1);
                at = if is_for_tests(&tokens[at..end]) { after_item(tokens, end + 1) } else { end + 1 };
            } else if is(0, "mod") && is(2, "{") {
                let end = closes(tokens, at + 2);
                self.read(&tokens[at + 3..end], &[module, &[tokens[at + 1].text.clone()]].concat());
                at = end + 1;
            } else if is(0, "use") {
                at += 1;
                self.read_use(tokens, &mut at, module, &[]);
            } else {
                at = self.read_path(tokens, at, module);
            }
        }
    }

    /// Reads one branch of an import: what stands before it is given.
    fn read_use(&mut self, tokens: &[Token], at: &mut usize, module: &[String], before: &[String]) {
        let mut path = before.to_vec();
        while let Some(Token { text, line }) = tokens.get(*at) {
            *at += 1;
            match text.as_str() {
                "::" => {}
                "{" => {
                    let end = closes(tokens, *at - 1);
                    while *at < end {
                        self.read_use(tokens, at, module, &path);
                    }
                    *at = end + 1;
                    return;
                }
                ";" | "," | "}" => return,
                name => {
                    if name != "self" || path.is_empty() {
                        path.push(name.to_owned());
                    }
                    let next = tokens.get(*at).map_or(";", |t| t.text.as_str());
                    if next != "::" {
                        let known_as = if next == "as" { tokens.get(*at + 1) } else { None };
                        *at += if next == "as" { 2 } else { 0 };
                        let known_as = known_as.map_or_else(|| path.last().cloned(), |t| Some(t.text.clone()));
                        let path = absolute(module, &path);
                        self.paths.push((path.clone(), *line));
                        // A macro is told to its crate by an import of itself.
                        if known_as.as_ref() != path.last() || path.len() > 1 {
                            self.imports.insert(known_as.unwrap_or_default(), path);
                        }
                    }
                }
            }
        }
    }

    /// Reads the path that begins at a token, if one does, and gives the token after it.
    fn read_path(&mut self, tokens: &[Token], mut at: usize, module: &[String]) -> usize {
        let name = |at: usize| tokens.get(at).filter(|t| t.text.starts_with(|c: char| c.is_alphabetic() || c == '_'));
        let (Some(first), start) = (name(at), at) else { return at + 1 };
        let mut path = vec![first.text.clone()];
        while tokens.get(at + 1).is_some_and(|t| t.text == "::")
            && let Some(next) = name(at + 2)
        {
            path.push(next.text.clone());
            at += 2;
        }
        // A path that begins with `::` leaves the crate.
        if path.len() > 1 && (start == 0 || tokens[start - 1].text != "::") {
            self.paths.push((absolute(module, &path), first.line));
        }
        at + 1
    }
}

impl House {
    /// The house of some files: each with its path below the folder of the crate, and its text.
    fn of<'a>(folder: &str, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let files = files.into_iter().filter(|(path, _)| !path.ends_with("tests.rs") && *path != "main.rs");
        Self(files.map(|(path, text)| read_file(folder, path, text)).collect())
    }

    /// The house whose crate has its files in this folder.
    fn of_folder(folder: &str) -> Self {
        let below = root().join(folder);
        let files = walkdir::WalkDir::new(&below).into_iter().flatten().map(walkdir::DirEntry::into_path);
        let files: Vec<(String, String)> = files
            .filter(|p| p.extension().is_some_and(|e| e == "rs"))
            .map(|p| {
                let name = p.strip_prefix(&below).expect("it lies below").to_string_lossy().into_owned();
                (name, std::fs::read_to_string(&p).expect("it can be read"))
            })
            .collect();
        Self::of(folder, files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
    }

    /// A path in a file as an absolute one: its first name may be an import or a module below. None leads out of the crate.
    fn resolved(&self, file: &[String], path: &[String]) -> Option<Names> {
        let first = path.first()?;
        if first == "crate" {
            return Some(path.to_vec());
        }
        let below = [file, std::slice::from_ref(first)].concat();
        let start = if self.0.contains_key(&below) { &below } else { self.0.get(file)?.imports.get(first)? };
        (start.first()? == "crate").then(|| [start, &path[1..]].concat())
    }

    /// The file in which is written what an absolute path names; none where it only names a module.
    fn written_in(&self, path: &[String], turns: usize) -> Option<Names> {
        let mut here = vec!["crate".to_owned()];
        for (at, name) in path.iter().enumerate().skip(1) {
            let import = self.0.get(&here)?.imports.get(name).filter(|i| i.as_slice() != &path[..=at]);
            let below = [here.as_slice(), std::slice::from_ref(name)].concat();
            // A module and what it is named after may have one name: `check` and `check::check`.
            let is_module = self.0.contains_key(&below) && (import.is_none() || at + 1 < path.len());
            match import {
                _ if is_module => here = below,
                Some(import) if turns > 0 => {
                    let whole = [&self.resolved(&here, import)?, &path[at + 1..]].concat();
                    return self.written_in(&whole, turns - 1);
                }
                _ => return Some(here),
            }
        }
        None
    }

    /// Every arrow, once for each pair of files and path.
    fn arrows(&self) -> Vec<Arrow<'_>> {
        let mut arrows = Vec::new();
        for (from, source) in &self.0 {
            let mut seen = BTreeSet::new();
            for (path, line) in &source.paths {
                let to = self.resolved(from, path).and_then(|whole| self.written_in(&whole, 8));
                if let Some(to) = to.filter(|to| to != from && seen.insert((to.clone(), path))) {
                    arrows.push(Arrow { from, to, place: format!("{}:{line}", source.place), path: path.join("::") });
                }
            }
        }
        arrows
    }

    /// The shortest circle through every file that stands in one, each circle once and from its first file, with the lines that close it.
    fn circles(&self) -> Vec<String> {
        let mut next: BTreeMap<&Names, BTreeMap<Names, String>> = BTreeMap::new();
        for arrow in self.arrows() {
            next.entry(arrow.from).or_default().entry(arrow.to).or_insert(arrow.place);
        }
        let mut circles = BTreeSet::new();
        for file in self.0.keys() {
            if let Some(mut circle) = way_back(file, &next) {
                let first = circle.iter().enumerate().min_by_key(|(_, f)| *f).map_or(0, |(at, _)| at);
                circle.rotate_left(first);
                let steps = circle.iter().zip(circle.iter().cycle().skip(1)).map(|(from, to)| next[from][*to].as_str());
                circles.insert(steps.chain([self.0[circle[0]].place.as_str()]).collect::<Vec<_>>().join(" -> "));
            }
        }
        circles.into_iter().collect()
    }

    /// Every arrow to a room that is not lower, and every file without a room, as messages.
    fn upward(&self, floors: &[&[&str]]) -> Vec<String> {
        let homeless = self.0.iter().filter(|(file, _)| room_of(file, floors).is_none());
        let mut found: Vec<String> = homeless.map(|(_, s)| format!("{} has no floor: give it a room in FLOORS", s.place)).collect();
        for arrow in self.arrows() {
            let (Some((here, room)), Some((there, other))) = (room_of(arrow.from, floors), room_of(&arrow.to, floors)) else { continue };
            if there >= here && room != other {
                let place = if there > here { "stands above" } else { "stands beside" };
                found.push(format!(
                    "{}: `{}` is written in `{other}`, which {place} `{room}`: move what both need to a room below, or have it handed in",
                    arrow.place, arrow.path
                ));
            }
        }
        found
    }
}

/// One file, under the path of its module.
fn read_file(folder: &str, path: &str, text: &str) -> (Names, Source) {
    let mut module = vec!["crate".to_owned()];
    module.extend(path.trim_end_matches(".rs").split('/').filter(|part| !matches!(*part, "mod" | "lib")).map(str::to_owned));
    let mut tokens = Vec::new();
    flat(TokenStream::from_str(text).unwrap_or_else(|e| panic!("{folder}/{path} is no Rust: {e}")), &mut tokens);
    let mut source = Source { place: format!("{folder}/{path}"), ..Source::default() };
    source.read(&tokens, &module);
    (module, source)
}

/// The shortest way from a file over others back to it.
fn way_back<'a>(file: &'a Names, next: &'a BTreeMap<&Names, BTreeMap<Names, String>>) -> Option<Vec<&'a Names>> {
    let mut before: BTreeMap<&Names, &Names> = BTreeMap::new();
    let mut waiting = VecDeque::from([file]);
    while let Some(here) = waiting.pop_front() {
        for there in next.get(here).into_iter().flat_map(BTreeMap::keys) {
            if there == file {
                let mut way = vec![here];
                while let Some(&earlier) = before.get(way[way.len() - 1]) {
                    way.push(earlier);
                }
                way.reverse();
                return Some(way);
            }
            if !before.contains_key(there) {
                before.insert(there, here);
                waiting.push_back(there);
            }
        }
    }
    None
}

/// The number of the floor and the name of the room of a file: the longest room that its path begins with.
fn room_of<'a>(file: &[String], floors: &[&[&'a str]]) -> Option<(usize, &'a str)> {
    let path = if file.len() == 1 { "lib".to_owned() } else { file[1..].join("/") };
    let rooms = floors.iter().enumerate().flat_map(|(floor, rooms)| rooms.iter().map(move |room| (floor, *room)));
    rooms.filter(|(_, room)| Path::new(&path).starts_with(room)).max_by_key(|(_, room)| room.len())
}

/// Fails with all that was found.
fn nothing(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn no_arrow_goes_up() {
    nothing(&HOUSES.iter().flat_map(|(folder, floors)| House::of_folder(folder).upward(floors)).collect::<Vec<_>>());
}

#[test]
fn no_files_name_each_other_in_a_circle() {
    nothing(&HOUSES.iter().flat_map(|(folder, _)| House::of_folder(folder).circles()).collect::<Vec<_>>());
}

/// A house of three rooms, made up.
fn made_up(cellar: &str, kitchen: &str, attic: &str) -> House {
    let page = "pub mod cold;\npub use cold::Ice;\n";
    let files = [("lib.rs", ""), ("cellar/mod.rs", page), ("cellar/cold.rs", cellar), ("kitchen.rs", kitchen), ("attic.rs", attic)];
    House::of("house", files)
}

#[test]
fn a_circle_is_found_and_its_files_are_named_in_order() {
    let house = made_up("use crate::attic::Roof;\npub struct Ice;", "use crate::cellar::Ice;", "fn f() -> crate::kitchen::Pan { g!(h) }");
    assert_eq!(house.circles(), ["house/attic.rs:1 -> house/kitchen.rs:1 -> house/cellar/cold.rs:1 -> house/attic.rs"]);
}

#[test]
fn an_arrow_up_is_found_with_its_line_wherever_the_path_stands() {
    let floors: &[&[&str]] = &[&["cellar"], &["kitchen", "attic"], &["lib"]];
    let found = |cellar: &str| made_up(cellar, "", "pub struct Roof;").upward(floors);
    for (code, line) in [
        ("// The attic is above.\nuse crate::{kitchen as k, attic::{self, Roof}};", 2),
        ("use super::super::attic;\n\nfn f() { assert!(x == attic::Roof); }", 3),
        ("fn f() -> u8 {\n    crate::attic::roof()\n}", 2),
        ("mod inner {\n    use super::super::super::attic::Roof;\n}", 2),
    ] {
        let all = found(code);
        assert_eq!(all.len(), 1, "{code}: {all:?}");
        assert!(all[0].starts_with(&format!("house/cellar/cold.rs:{line}: ")), "{}", all[0]);
        assert!(all[0].contains("is written in `attic`, which stands above `cellar`"), "{}", all[0]);
    }
}

#[test]
fn rooms_of_one_floor_do_not_name_each_other_and_every_file_has_a_room() {
    let house = made_up("", "use crate::attic::Roof;", "pub struct Roof;");
    let beside = house.upward(&[&["cellar"], &["kitchen", "attic"], &["lib"]]);
    assert!(beside.len() == 1 && beside[0].contains("stands beside `kitchen`"), "{beside:?}");
    assert!(house.upward(&[&["attic", "cellar"], &["kitchen"], &["lib"]]).is_empty());
    assert_eq!(house.upward(&[&["attic", "cellar"], &["lib"]]), ["house/kitchen.rs has no floor: give it a room in FLOORS"]);
}

#[test]
fn tests_comments_and_words_are_no_arrows_and_a_page_may_list_what_it_holds() {
    let quiet = "//! See [`crate::attic`].\n#[cfg(test)]\nmod tests {\n    use crate::attic::Roof;\n}\n\
        #[cfg(test)]\nuse crate::attic::Roof;\nconst A: &str = \"crate::attic::Roof\";\npub struct Ice;";
    let house = made_up(quiet, "use crate::cellar::{self, Ice};\nfn f() -> cellar::Ice { Ice }", "pub struct Roof;");
    let arrows: Vec<(String, String)> = house.arrows().iter().map(|a| (a.from.join("/"), a.to.join("/"))).collect();
    let arrow = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    let page = arrow("crate/cellar", "crate/cellar/cold");
    assert_eq!(arrows, [page, arrow("crate/kitchen", "crate/cellar/cold"), arrow("crate/kitchen", "crate/cellar/cold")]);
    assert!(house.circles().is_empty());
}
