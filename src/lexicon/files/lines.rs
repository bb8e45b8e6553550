//! The files that hold one word or one town a line: `cities.tsv`, `common_words.txt`, `english_words.txt`, `first_names.txt`.
//!
//! In: the files. Out: their lines, typed. Never decides whether a word of a text is a name.

use super::file::ListedLexicon;
use crate::document::Gender;

/// Capitals, cities and towns.
pub const CITIES: ListedLexicon = ListedLexicon {
    file: "cities.tsv",
    holds: "capitals, cities of 100,000 people and more, towns often in the news",
    text: include_str!("../../../data/lexicons/cities.tsv"),
    read: |text| each("cities.tsv", rows(text).skip(1), |line| City::parse(line).map(drop)),
};

/// Frequent words.
pub const COMMON_WORDS: ListedLexicon = ListedLexicon {
    file: "common_words.txt",
    holds: "frequent words that are no names",
    text: include_str!("../../../data/lexicons/common_words.txt"),
    read: |text| each("common_words.txt", rows(text), plain_word),
};

/// Words of English.
pub const ENGLISH_WORDS: ListedLexicon = ListedLexicon {
    file: "english_words.txt",
    holds: "words of English in small letters: what is also a word is no sure name",
    text: include_str!("../../../data/lexicons/english_words.txt"),
    read: |text| each("english_words.txt", rows(text), plain_word),
};

/// Given names.
pub const FIRST_NAMES: ListedLexicon = ListedLexicon {
    file: "first_names.txt",
    holds: "given names with the gender of those who bear them",
    text: include_str!("../../../data/lexicons/first_names.txt"),
    read: |text| each("first_names.txt", rows(text), |line| GivenName::parse(line).map(drop)),
};

/// The lines of a file that are no comments, with their numbers from 1.
pub fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).map(|(n, line)| (n + 1, line))
}

fn each<'t>(file: &str, rows: impl Iterator<Item = (usize, &'t str)>, read: impl Fn(&'t str) -> Result<(), String>) -> Result<(), String> {
    for (number, line) in rows {
        read(line).map_err(|fault| format!("{file}, line {number}: {fault}"))?;
    }
    Ok(())
}

fn plain_word(line: &str) -> Result<(), String> {
    let wrong = line.contains(char::is_whitespace) || line.to_lowercase() != line;
    if wrong { Err(format!("{line:?} is no single word in small letters")) } else { Ok(()) }
}

/// A line of the table of cities.
#[derive(Debug)]
pub struct City<'t> {
    /// GeoNames id.
    pub geonames: u32,
    /// The name.
    pub name: &'t str,
    /// The name without accents.
    pub plain: &'t str,
    /// ISO 3166-1 code.
    pub country: &'t str,
    /// GeoNames' code of the first-level division.
    pub admin: &'t str,
    /// Latitude and longitude, degrees.
    pub position: (f32, f32),
    /// Inhabitants.
    pub population: u32,
    /// What it is.
    pub role: CityRole,
    /// Other names, split by `|`.
    pub others: &'t str,
}

/// What a place in the table of cities is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CityRole {
    Capital,
    City,
    Town,
    District,
}

impl<'t> City<'t> {
    /// The city of a line.
    ///
    /// # Errors
    /// What is wrong with the line.
    pub fn parse(line: &'t str) -> Result<Self, String> {
        let mut cells = line.split('\t');
        let mut next = |what: &str| cells.next().ok_or_else(|| format!("no {what}; ten cells stand between tabs"));
        let geonames = number(next("geonameid")?, "geonameid")?;
        let (name, plain, country, admin) = (next("name")?, next("ascii_name")?, next("country")?, next("admin1")?);
        let position = (number(next("latitude")?, "latitude")?, number(next("longitude")?, "longitude")?);
        let population = number(next("population")?, "population")?;
        let role = match next("role")? {
            "capital" => CityRole::Capital,
            "city" => CityRole::City,
            "town" => CityRole::Town,
            "district" => CityRole::District,
            other => return Err(format!("unknown role {other}; known are capital, city, town, district")),
        };
        let others = next("alternate_names")?;
        if cells.next().is_some() {
            return Err("more than ten cells".to_owned());
        }
        Ok(Self { geonames, name, plain, country, admin, position, population, role, others })
    }
}

fn number<T: std::str::FromStr>(cell: &str, what: &str) -> Result<T, String> {
    cell.parse().map_err(|_| format!("{what} {cell:?} is no number"))
}

/// A line of the given names.
#[derive(Clone, Copy, Debug)]
pub struct GivenName<'t> {
    /// The name.
    pub name: &'t str,
    /// Who bears it.
    pub gender: Gender,
    /// Whether it is also a word or a place, so that it needs a surname beside it.
    pub is_more: bool,
}

impl<'t> GivenName<'t> {
    /// The name of a line: name, tab, m f or u, and perhaps another tab and "word" or "place".
    ///
    /// # Errors
    /// What is wrong with the line.
    pub fn parse(line: &'t str) -> Result<Self, String> {
        let (name, rest) = line.split_once('\t').ok_or("no tab between name and gender")?;
        let (gender, more) = rest.split_once('\t').map_or((rest, None), |(gender, more)| (gender, Some(more)));
        let gender = match gender {
            "m" => Gender::Male,
            "f" => Gender::Female,
            "u" => Gender::Unknown,
            other => return Err(format!("unknown gender {other:?}; known are m, f, u")),
        };
        match more {
            None | Some("word" | "place") => Ok(Self { name, gender, is_more: more.is_some() }),
            Some(other) => Err(format!("unknown mark {other:?}; known are word, place")),
        }
    }
}
