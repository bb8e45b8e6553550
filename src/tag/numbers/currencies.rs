//! Money beside a number: signs and codes before it, names, signs and codes after it.
//!
//! In: a [`NumberReader`] and the atom before or after a number. Out: the money and how many atoms it takes. Never decides which currency a shared
//! word means: the lexicon does.

use super::number::Setting;
use super::reader::NumberReader;
use crate::document::Traits;
use crate::lexicon::numbers::{Money, MoneyForm};
use crate::tag::cursor::Cursor;

impl NumberReader<'_, '_> {
    /// The name, sign or code of money that begins at `at`, after its number.
    pub fn money_after(&self, at: usize) -> Option<(usize, Money)> {
        let line = self.line;
        if !line.traits(at).intersects(Traits::MONEY) {
            return None;
        }
        let after_digits = at > 0 && line.is_digits(at - 1);
        let (count, money) = self.phrase(&self.words.money, at, |count, money: &Money| {
            let next = at + count;
            let cut_short = line.is_glued(next) && (line.is_digits(next) || line.is_word(next) && line.is_word(next - 1));
            // In "5 $10 notes" the sign belongs to what follows.
            // In "10 usd 20" it stands apart from both, and the first has it.
            let looks_ahead = money.is_sign() && line.is_digits(next) && line.is_glued(next);
            // "1080p" is the size of a picture.
            let picture = money.times < 1.0 && line.is(at, "p") && line.is_any(at - 1, &["720", "1080", "1440", "2160", "4320"]);
            let picture = picture && (line.word(at - 1) != "720" || self.speaks_of_data());
            let weak =
                picture || money.is_weak() && !(after_digits && line.is_glued(at)) || money.is_contested() && !self.has_other_money(at);
            !cut_short && !looks_ahead && !weak
        })?;
        // "the pound of flesh", "won" as a verb: a bare word of money needs its number right before it.
        let verb = line.is(at, "won") && count == 1 && !self.won_is_money(at);
        (!verb).then_some((count, *money))
    }

    /// Whether the sentence names other money than the word at `at`.
    fn has_other_money(&self, at: usize) -> bool {
        let line = self.line;
        (0..line.len()).any(|n| {
            n != at
                && line.traits(n).intersects(Traits::MONEY)
                && !line.is(n, line.word(at))
                && self.phrase(&self.words.money, n, |_, m| m.form == MoneyForm::Name || m.form == MoneyForm::Sign).is_some()
        })
    }

    /// "3,000 won" is money where the sum is large or Korea is spoken of; "the 3 won" is a verb.
    fn won_is_money(&self, at: usize) -> bool {
        let large = self.line.traits(at.saturating_sub(1)).intersects(Traits::MULTIPLIER) || (at > 1 && self.line.is_mark(at - 2, ','));
        let verb =
            self.line.is_any(at + 1, &["the", "a", "an", "their", "his", "her", "by", "gold", "silver", "bronze", "seats", "medals"]);
        large && !verb
    }

    /// The sign or code of money that begins at `at`, before its number; its number of atoms.
    pub fn money_before(&self, at: usize) -> Option<(usize, Money)> {
        let line = self.line;
        if !line.traits(at).intersects(Traits::MONEY) {
            return None;
        }
        self.phrase(&self.words.money, at, |count, money: &Money| {
            let next = at + count;
            // A sign of the smaller part stands after its number: "50p".
            if money.times < 1.0 {
                return false;
            }
            // "at dollar 22.5 million", "rupees 500 crore"
            let named = count > 0
                && !money.is_sign()
                && money.times == 1.0
                && line.is_digits(next)
                && !line.is_glued(next)
                && self.unit(next + 1).is_none()
                && at
                    .checked_sub(1)
                    .is_some_and(|b| line.is_any(b, &["at", "of", "for", "to", "by", "is", "was", "worth", "about", "cost", "costs"]));
            if named {
                return true;
            }
            let negative = line.is_dash(next) && line.is_glued(next) && line.is_glued(next + 1) && line.is_digits(next + 1);
            let numeral = negative && !money.is_weak() && !line.is_word(next - 1)
                || line.is_digits(next)
                || (line.is_mark(next, '.') && line.is_digits(next + 1))
                || line.traits(next).intersects(Traits::CARDINAL);
            let close = line.is_glued(next);
            let letters = line.is_word(next - 1);
            numeral
                && money.is_sign()
                && (!money.is_weak() || line.is_capitalised(at) && self.weak_sign_is_meant(at, next, close))
                && (close || !letters || line.is_digits(next))
        })
        .map(|(n, m)| (n, *m))
    }

    /// Whether letters that are also something else are a sign of money before the number at `next`: "R500", "N5 million", "RM 1,200".
    fn weak_sign_is_meant(&self, at: usize, next: usize, close: bool) -> bool {
        /// Letters that hang on numbers of roads, wards and masks as well.
        const LETTERS: &[&str] = &["N", "K", "Q", "MK", "Le"];
        /// Signs that after a space are more often words or other abbreviations.
        const WORDS: &[&str] = &["ID", "DA", "BD", "LE", "KM", "RO", "Le", "MK", "Bs", "DH", "Dh"];
        let written = self.line.span(at..next).of(self.line.text);
        let number = self.number(next, Setting::Money);
        let is_sum = || number.is_some_and(|n| n.scale > 1.0 || n.value >= 1000.0 && self.line.is_mark(next + 1, ','));
        if close {
            // "RM2", "P12": so little is more often the number of a bus or seat.
            let least = if written.len() == 1 { 20.0 } else { 10.0 };
            let little =
                number.is_some_and(|n| n.value < least && n.value.fract() == 0.0) && written.bytes().all(|b| b.is_ascii_alphabetic());
            return !little && (!LETTERS.contains(&written) || is_sum());
        }
        written.len() > 1 && written.bytes().all(|b| b.is_ascii_alphabetic()) && !WORDS.contains(&written) && is_sum()
    }
}
