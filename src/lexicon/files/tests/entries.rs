//! What single files are asked for beyond their tables: codes that exist, years in order, days that can be found.
//!
//! In: a file that is well formed. Out: its faults. Never repeats what the structs refuse.

use std::sync::LazyLock;

use super::super::LexiconFile;
use super::super::bodies::{Organisations, Outlets, SocialGroups};
use super::super::calendar::Calendar;
use super::super::currencies::Currencies;
use super::super::events::Events;
use super::super::lines::{City, GivenName, rows};
use super::super::nouns::PersonNouns;
use super::super::numbers::{Idiom, NumberWords};
use super::super::people::People;
use super::super::places::{Regions, Territories};
use super::super::products::Products;
use super::super::units::Units;
use super::Text;
use crate::lexicon::numbers::calendar::{edge, rule};
use crate::misspelt::nearest;

/// The codes of all territories.
static COUNTRIES: LazyLock<Vec<String>> = LazyLock::new(|| Territories::embedded().territories.into_iter().map(|t| t.code).collect());

/// The faults of the entries of a file.
pub fn faults(text: &Text<'_>) -> Vec<String> {
    let mut found = EntryFaults { text, faults: Vec::new() };
    match text.file {
        "calendar.toml" => found.calendar(&read(text)),
        "cities.tsv" => found.cities(),
        "common_words.txt" | "english_words.txt" | "first_names.txt" => found.words(),
        "currencies.toml" => found.currencies(&read(text)),
        "events.toml" => found.events(&read(text)),
        "groups.toml" => read::<SocialGroups>(text).groups.iter().for_each(|g| found.country("name", &g.name, &g.country)),
        "numbers.toml" => found.numbers(&read(text)),
        "organisations.toml" => found.organisations(&read(text)),
        "outlets.toml" => found.outlets(&read(text)),
        "people.toml" => found.people(&read(text)),
        "person_nouns.toml" => {
            read::<PersonNouns>(text).company_suffixes.iter().for_each(|s| found.country("suffix", &s.suffix, &s.country));
        }
        "products.toml" => read::<Products>(text).products.iter().for_each(|p| found.weak(&p.name, &p.aliases, &p.weak)),
        "regions.toml" => found.regions(&read(text)),
        "territories.toml" => found.territories(&read(text)),
        "units.toml" => found.units(&read(text)),
        _ => (),
    }
    found.faults
}

/// The file as typed; it was read strictly before.
fn read<T: LexiconFile>(text: &Text<'_>) -> T {
    toml::from_str(text.text).expect("the file is well formed")
}

struct EntryFaults<'a> {
    text: &'a Text<'a>,
    faults: Vec<String>,
}

impl EntryFaults<'_> {
    fn fault(&mut self, field: &str, key: &str, fault: impl std::fmt::Display) {
        self.faults.push(format!("{}: {fault}", self.text.place(field, key, 0)));
    }

    /// A code of the territories, or none.
    fn country(&mut self, field: &str, key: &str, code: &str) {
        if !code.is_empty() && !COUNTRIES.iter().any(|c| c == code) {
            let hint = if code.is_ascii() { nearest(code, COUNTRIES.iter().map(String::as_str)) } else { String::new() };
            let hint = if hint.starts_with("; did") { hint } else { "; use one of territories.toml".to_owned() };
            self.fault(field, key, format!("unknown country code {code} of {key:?}{hint}"));
        }
    }

    /// What is marked as weak must be among the names.
    fn weak(&mut self, name: &str, aliases: &[String], weak: &[String]) {
        let printed = name.split(" (").next().unwrap_or(name);
        for wrong in weak.iter().filter(|w| *w != name && *w != printed && !aliases.contains(w)) {
            let known = [name].into_iter().chain(aliases.iter().map(String::as_str));
            self.fault("name", name, format!("{wrong:?} is marked as weak and is no name of {name:?}{}", nearest(wrong, known)));
        }
    }

    fn calendar(&mut self, file: &Calendar) {
        for season in file.seasons.iter().filter(|s| !(21..=24).contains(&s.code)) {
            self.fault("name", &season.name, format!("a season has code 21 to 24, not {}", season.code));
        }
        for word in &file.day_words {
            let is_part = |name: &String| file.day_parts.iter().any(|p| p.name == *name && p.code.is_some());
            if let Some(part) = word.part.as_ref().filter(|name| !is_part(name)) {
                let hint = nearest(part, file.day_parts.iter().map(|p| p.name.as_str()));
                self.fault("phrase", &word.phrase, format!("{part:?} is no part of the day with a code{hint}"));
            }
        }
        for holiday in &file.holidays {
            let weekday = holiday.month.is_some() && holiday.weekday.is_some() && holiday.nth.is_some();
            let given = [holiday.date.is_some(), weekday, holiday.easter.is_some(), holiday.orthodox.is_some(), holiday.dates.is_some()];
            if rule(holiday).is_none() || given.iter().filter(|g| **g).count() != 1 {
                let needed = "give one of date, month with weekday and nth, easter, orthodox, dates";
                self.fault("name", &holiday.name, format!("no single rule tells the day of {:?}; {needed}", holiday.name));
            }
        }
    }

    fn cities(&mut self) {
        let mut seen = std::collections::BTreeSet::new();
        for (line, city) in rows(self.text.text).skip(1).filter_map(|(n, row)| Some((n, City::parse(row).ok()?))) {
            let (north, east) = city.position;
            let fault = match () {
                () if !seen.insert(city.geonames) => "its geonameid stands twice; keep one line",
                () if !(-90.0..=90.0).contains(&north) || !(-180.0..=180.0).contains(&east) => "its position lies off the earth",
                () if city.others.split('|').count() > 6 => "it has more than six other names",
                () if !COUNTRIES.iter().any(|c| c == city.country) => "its country has no code in territories.toml",
                () => continue,
            };
            self.faults.push(format!("{}, line {line}: {}: {fault}", self.text.file, city.name));
        }
    }

    /// The lists of words: sorted, none twice.
    fn words(&mut self) {
        let key = |line: &str| GivenName::parse(line).map_or(line, |given| given.name).to_owned();
        let keys: Vec<(usize, String)> = rows(self.text.text).map(|(n, line)| (n, key(line))).collect();
        let sorts = |word: &str| (word.to_lowercase(), word.to_owned());
        for pair in keys.windows(2) {
            let [(_, before), (line, word)] = pair else { continue };
            let file = self.text.file;
            if before == word {
                self.faults.push(format!("{file}, line {line}: {word} stands twice; keep one line"));
            } else if sorts(before) > sorts(word) {
                self.faults.push(format!("{file}, line {line}: {word} stands after {before}; sort the file"));
            }
        }
    }

    fn currencies(&mut self, file: &Currencies) {
        for currency in &file.currencies {
            self.country("code", &currency.code, &currency.country);
            if !currency.no_iso && !(currency.code.len() == 3 && currency.code.bytes().all(|b| b.is_ascii_uppercase())) {
                self.fault("code", &currency.code, "an ISO 4217 code has three capitals; mark another with no_iso = true");
            }
            for sign in currency.weak_signs.iter().filter(|s| !currency.signs.contains(s)) {
                self.fault("code", &currency.code, format!("{sign:?} is marked as weak and is no sign of {}", currency.code));
            }
        }
    }

    fn events(&mut self, file: &Events) {
        for event in &file.events {
            self.weak(&event.name, &event.aliases, &event.weak);
            for day in
                [&event.start, &event.end].into_iter().flatten().filter(|day| edge(day, true).is_none() || !matches!(day.len(), 4 | 7 | 10))
            {
                self.fault("name", &event.name, format!("{day:?} is no day; write it as YYYY, YYYY-MM or YYYY-MM-DD"));
            }
            let days = event.start.as_deref().and_then(|d| edge(d, true)).zip(event.end.as_deref().and_then(|d| edge(d, false)));
            if days.is_some_and(|(first, last)| last < first) {
                self.fault("name", &event.name, format!("{:?} ends before it begins", event.name));
            }
        }
    }

    fn numbers(&mut self, file: &NumberWords) {
        for vague in file.vague.iter().filter(|v| v.low.is_some() != v.high.is_some() || v.low > v.high) {
            self.fault("phrase", &vague.phrase, format!("{:?} needs low and high, low the smaller one, or neither", vague.phrase));
        }
        let bare = |i: &&Idiom| i.before.is_empty() && i.after.is_empty() && i.hyphened.is_empty();
        for idiom in file.idioms.iter().filter(bare) {
            self.fault("phrase", &idiom.phrase, "an idiom needs before, after or hyphened, or else every such number would be one");
        }
    }

    fn organisations(&mut self, file: &Organisations) {
        for organisation in &file.organisations {
            self.country("name", &organisation.name, &organisation.country);
            self.weak(&organisation.name, &organisation.aliases, &organisation.weak);
        }
    }

    fn outlets(&mut self, file: &Outlets) {
        for outlet in &file.outlets {
            self.country("domain", &outlet.domain, &outlet.country);
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
            let ending = outlet.domain.rsplit_once('.').map_or(0, |(_, end)| end.len());
            if ending < 2 || !outlet.domain.bytes().all(plain) {
                self.fault("domain", &outlet.domain, "a domain stands in small letters and without www, as in bbc.co.uk");
            }
        }
    }

    fn people(&mut self, file: &People) {
        for person in &file.people {
            self.country("name", &person.name, &person.country);
            if person.from.zip(person.to).is_some_and(|(from, to)| to < from) {
                self.fault("name", &person.name, format!("the term of {:?} ends before it begins", person.name));
            }
        }
    }

    fn regions(&mut self, file: &Regions) {
        for region in &file.regions {
            let (country, part) = region.code.split_once('-').unwrap_or((&region.code, ""));
            self.country("code", &region.code, country);
            if !(1..=3).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
                self.fault("code", &region.code, "an ISO 3166-2 code is a country, a hyphen, and up to three capitals or digits");
            }
            self.wikidata(&region.code, &region.wikidata);
        }
    }

    fn territories(&mut self, file: &Territories) {
        for territory in &file.territories {
            let (code, capitals) = (&territory.code, |part: &str| part.bytes().all(|b| b.is_ascii_uppercase()));
            let own = code.strip_prefix("X-").is_some_and(|rest| !rest.is_empty() && capitals(rest));
            if !own && !(matches!(code.len(), 2 | 4) && capitals(code)) {
                self.fault("code", code, "a code has two capitals, four for a state that is gone, or X- before its own");
            }
            if !matches!(territory.alpha3.len(), 0 | 3) || !capitals(&territory.alpha3) {
                self.fault("code", code, format!("{:?} is no ISO 3166-1 alpha-3 code", territory.alpha3));
            }
            self.country("code", code, territory.parent.as_deref().unwrap_or_default());
            self.wikidata(code, &territory.wikidata);
        }
    }

    fn wikidata(&mut self, code: &str, id: &str) {
        let is_id = |number: &str| !number.starts_with('0') && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        if !id.is_empty() && !id.strip_prefix('Q').is_some_and(is_id) {
            self.fault("code", code, format!("{id:?} is no Wikidata id; it is a Q and a number"));
        }
    }

    fn units(&mut self, file: &Units) {
        for unit in &file.units {
            if unit.names.is_empty() && unit.symbols.is_empty() {
                self.fault("code", &unit.code, format!("{} has neither names nor symbols, so that nothing finds it", unit.code));
            }
            for sign in unit.tight.iter().filter(|t| !unit.symbols.contains(t)) {
                self.fault("code", &unit.code, format!("{sign:?} is marked as tight and is no symbol of {}", unit.code));
            }
        }
    }
}
