//! Currencies by their signs, codes and names.

use super::phrases::{Capitals, Phrases};
use super::vocabulary::{Traits, Vocabulary};
use crate::lexicon::files::currencies::{Currencies, Currency};
use crate::lexicon::files::file::LexiconFile;

/// What a sign or word of money stands for.
#[derive(Clone, Copy, Debug)]
pub struct Money {
    /// The currency.
    pub currency: &'static Currency,
    /// How many of it one is: 0.01 for a cent.
    pub times: f64,
    /// How it is written.
    pub form: MoneyForm,
}

/// How money is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyForm {
    /// A sign or code, before or after its number.
    Sign,
    /// A sign or code that is also a word: only right beside digits.
    WeakSign,
    /// A name, after its number.
    Name,
    /// A word with commoner meanings, after its number: only beside other money.
    ContestedName,
}

impl Money {
    /// Whether it may stand before its number.
    pub fn is_sign(&self) -> bool {
        matches!(self.form, MoneyForm::Sign | MoneyForm::WeakSign)
    }

    /// Whether the sentence must speak of other money as well.
    pub fn is_contested(&self) -> bool {
        self.form == MoneyForm::ContestedName
    }

    /// Whether it must stand right beside the digits.
    pub fn is_weak(&self) -> bool {
        self.form == MoneyForm::WeakSign
    }
}

/// Signs, names and subunits of every currency; of two for one word, the first in the file counts.
pub(super) fn read(vocabulary: &mut Vocabulary) -> Phrases<Money> {
    let currencies: &'static [Currency] = Currencies::embedded().currencies.leak();
    let mut money = Phrases::default();
    let mut add = |phrase: &str, case, value| money.add(vocabulary, phrase, case, Traits::MONEY, Traits::default(), value);
    for currency in currencies {
        let whole = Money { currency, times: 1.0, form: MoneyForm::Name };
        for name in currency.names.iter().chain(&currency.words) {
            add(name, Capitals::Ignored, whole);
        }
        for word in &currency.contested_words {
            add(word, Capitals::Ignored, Money { form: MoneyForm::ContestedName, ..whole });
        }
        for tenth in &currency.tenths {
            add(tenth, Capitals::Ignored, Money { currency, times: 0.1, form: MoneyForm::Name });
        }
        for sign in &currency.signs {
            let form = if currency.weak_signs.contains(sign) { MoneyForm::WeakSign } else { MoneyForm::Sign };
            add(sign, Capitals::Exact, Money { form, ..whole });
        }
        add_code_spellings(&mut add, currency, whole);
        for (demonym, word) in
            currency.demonyms.iter().filter(|_| !currency.no_iso).flat_map(|d| shared_words(currency).map(move |w| (d, w)))
        {
            add(&format!("{demonym} {word}"), Capitals::Ignored, whole);
        }
        let times = currency.subunit_fraction.filter(|f| *f >= 1.0).map_or(0.01, |f| 1.0 / f);
        for subunit in &currency.subunits {
            let form = if subunit.chars().count() == 1 { MoneyForm::WeakSign } else { MoneyForm::Name };
            let case = if form == MoneyForm::WeakSign { Capitals::Exact } else { Capitals::Ignored };
            add(subunit, case, Money { currency, times, form });
        }
    }
    money
}

/// Currencies whose codes are also written in lower case ("usd"), before the sign ("AUD$") and with the M of millions ("MEUR").
const OFTEN_CODED: &[&str] = &[
    "USD", "EUR", "GBP", "JPY", "CNY", "INR", "CAD", "AUD", "NZD", "CHF", "HKD", "SGD", "SEK", "NOK", "DKK", "ZAR", "MXN", "BRL", "KRW",
    "PLN", "CZK",
];

fn add_code_spellings(add: &mut impl FnMut(&str, Capitals, Money), currency: &'static Currency, whole: Money) {
    if !OFTEN_CODED.contains(&currency.code.as_str()) {
        return;
    }
    let sign = Money { form: MoneyForm::Sign, ..whole };
    add(&currency.code, Capitals::Ignored, sign);
    add(&format!("{}$", currency.code), Capitals::Ignored, sign);
    add(&format!("M{}", currency.code), Capitals::Exact, Money { times: 1e6, ..sign });
    if currency.code == "CNY" {
        add("rmb", Capitals::Exact, sign);
    }
    for prefixed in currency.signs.iter().filter(|s| s.len() > 2 && s.ends_with('$')) {
        add(&prefixed.to_lowercase(), Capitals::Exact, sign);
    }
}

/// The bare words in a currency's own names: "dollar" and "dollars" of "Canadian dollar", so that a demonym may choose between them.
fn shared_words(currency: &Currency) -> impl Iterator<Item = &str> {
    currency.names.iter().filter_map(|name| name.rsplit(' ').next().filter(|last| last.len() < name.len()))
}
