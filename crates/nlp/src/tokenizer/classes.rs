//! What the English rules ask of a character, as one bit set a character.
//!
//! In: the letter and symbol ranges of `data/char_classes.tsv` and the mark lists below, both from spaCy's
//! `char_classes.py` (MIT). Out: a table look-up for all that is common in text, a binary search for the rest.
//! The classes are those of the patterns whose fingerprints [`super::data`] checks; they know nothing of words.

use std::sync::LazyLock;

/// A set of character properties, as bits.
pub(super) type Class = u16;

/// A letter, of either case or of a script without case (`ALPHA`).
pub(super) const ALPHA: Class = 1;
/// A lower-case letter, or one of a script without case (`ALPHA_LOWER`).
pub(super) const LOWER: Class = 1 << 1;
/// An upper-case letter, or one of a script without case (`ALPHA_UPPER`).
pub(super) const UPPER: Class = 1 << 2;
/// A quotation mark or East Asian bracket (`CONCAT_QUOTES`).
pub(super) const QUOTE: Class = 1 << 3;
/// A symbol such as an emoji or an arrow (`ICONS`).
pub(super) const ICON: Class = 1 << 4;
/// Splits off as a prefix by itself.
pub(super) const PREFIX: Class = 1 << 5;
/// Splits off as a suffix by itself.
pub(super) const SUFFIX: Class = 1 << 6;
/// A full stop after it is a suffix.
pub(super) const BEFORE_DOT: Class = 1 << 7;
/// An ASCII digit.
pub(super) const DIGIT: Class = 1 << 8;
/// An infix may begin here.
pub(super) const INFIX: Class = 1 << 9;
/// Some unit or currency ends with it.
pub(super) const UNIT_END: Class = 1 << 10;
/// White space in Python's sense (`str.isspace`).
pub(super) const SPACE: Class = 1 << 11;

/// Marks that are prefixes and suffixes (`PUNCT`).
const PUNCT: &str = "…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪";
/// Quotation marks (`CONCAT_QUOTES`).
const QUOTES: &str = "'\"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉⟦⟧\u{2329}\u{232A}";
/// Prefixes which are not also suffixes, the currency signs among them.
const ONLY_PREFIX: &str = "§%=—–$£€¥฿₽﷼₴₠₡₢₣₤₥₦₧₨₩₪₫₭₮₯₰₱₲₳₵₶₷₸₹₺₻₼₾₿";
/// Suffixes outside the mark lists.
const ONLY_SUFFIX: &str = "—–";
/// What may stand before a full stop that is split off, beside digits, lower-case letters, marks and quotes. The
/// bar and the brackets are there because the rule's author joined lists inside a character class.
const ALSO_BEFORE_DOT: &str = "%²-+|?:()";
/// Where an infix may begin, beside the icons.
const INFIX_STARTS: &str = ".…+-*^,–—~:<>=/";

/// Suffixes that count only after an ASCII digit: currencies, then units (`CURRENCY`, `UNITS`). The last Cyrillic
/// and the first Arabic unit are one entry, as in the original list.
pub(super) const AFTER_DIGIT: &str = "$ £ € ¥ ฿ US$ C$ A$ ₽ ﷼ ₴ ₠ ₡ ₢ ₣ ₤ ₥ ₦ ₧ ₨ ₩ ₪ ₫ ₭ ₮ ₯ ₰ ₱ ₲ ₳ ₵ ₶ ₷ ₸ ₹ ₺ ₻ ₼ ₾ ₿ \
    km km² km³ m m² m³ dm dm² dm³ cm cm² cm³ mm mm² mm³ ha µm nm yd in ft kg g mg µg t lb oz m/s km/h kmh mph hPa Pa \
    mbar mb MB kb KB gb GB tb TB T G M K % км км² км³ м м² м³ дм дм² дм³ см см² см³ мм мм² мм³ нм кг г мг м/с км/ч \
    кПа Па мбар Кб КБ кб Мб МБ мб Гб ГБ гб Тб ТБ тбكم كم² كم³ م م² م³ سم سم² سم³ مم مم² مم³ كم غرام جرام جم كغ ملغ \
    كوب اكواب";

/// White space in Python's sense: the bidirectional types B, S and WS with the space separators.
const SPACES: [(u32, u32); 10] = [
    (0x9, 0xD),
    (0x1C, 0x20),
    (0x85, 0x85),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
];

/// Code points below this bound have a table entry of their own.
const TABLE: u32 = 0x3100;

/// The classes of all characters.
pub(super) struct Classes {
    /// By code point, up to [`TABLE`].
    low: Box<[Class]>,
    /// Disjoint ranges above, ascending: first and last code point, class.
    high: Vec<(u32, u32, Class)>,
}

static CLASSES: LazyLock<Classes> = LazyLock::new(Classes::build);

impl Classes {
    /// The shared table, built at the first call.
    pub(super) fn shared() -> &'static Self {
        &CLASSES
    }

    /// The class of `c`.
    #[inline]
    pub(super) fn of(&self, c: char) -> Class {
        let code = c as u32;
        match self.low.get(code as usize) {
            Some(&class) => class,
            None => self.of_high(code),
        }
    }

    fn of_high(&self, code: u32) -> Class {
        let next = self.high.partition_point(|&(first, _, _)| first <= code);
        match self.high[..next].last() {
            Some(&(_, last, class)) if code <= last => class,
            _ => 0,
        }
    }

    fn build() -> Self {
        let ranges = ranges();
        let mut low = vec![0; TABLE as usize].into_boxed_slice();
        for &(first, last, class) in &ranges {
            for code in first..=last.min(TABLE - 1) {
                low[code as usize] |= class;
            }
        }
        Self { low, high: disjoint(ranges.into_iter().filter(|&(_, last, _)| last >= TABLE).collect()) }
    }
}

/// Every rule's characters as ranges, overlapping.
fn ranges() -> Vec<(u32, u32, Class)> {
    let mut ranges = vec![('0' as u32, '9' as u32, DIGIT | BEFORE_DOT)];
    ranges.extend(SPACES.map(|(first, last)| (first, last, SPACE)));
    for line in include_str!("../../data/char_classes.tsv").lines() {
        let Some((name, list)) = line.split_once('\t') else {
            continue;
        };
        let class = match name {
            "alpha" => ALPHA,
            "lower" => LOWER | BEFORE_DOT,
            "upper" => UPPER,
            _ => ICON | PREFIX | SUFFIX | INFIX,
        };
        ranges.extend(list.split(' ').filter_map(|range| {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            Some((u32::from_str_radix(first, 16).ok()?, u32::from_str_radix(last, 16).ok()?, class))
        }));
    }
    let lists = [
        (PUNCT, PREFIX | SUFFIX | BEFORE_DOT),
        (QUOTES, QUOTE | PREFIX | SUFFIX | BEFORE_DOT),
        (ONLY_PREFIX, PREFIX),
        (ONLY_SUFFIX, SUFFIX),
        (ALSO_BEFORE_DOT, BEFORE_DOT),
        (INFIX_STARTS, INFIX),
    ];
    ranges.extend(lists.iter().flat_map(|&(list, class)| list.chars().map(move |c| (c as u32, c as u32, class))));
    let ends = AFTER_DIGIT.split_whitespace().filter_map(|unit| unit.chars().last());
    ranges.extend(ends.map(|c| (c as u32, c as u32, UNIT_END)));
    ranges
}

/// Splits overlapping ranges above the table at each other's bounds and joins their classes.
fn disjoint(ranges: Vec<(u32, u32, Class)>) -> Vec<(u32, u32, Class)> {
    let mut bounds: Vec<u32> = ranges.iter().flat_map(|&(first, last, _)| [first.max(TABLE), last + 1]).chain([TABLE]).collect();
    bounds.sort_unstable();
    bounds.dedup();
    bounds
        .windows(2)
        .filter_map(|pair| {
            let (first, last) = (pair[0], pair[1] - 1);
            let class =
                ranges.iter().filter(|&&(from, to, _)| from <= first && last <= to).fold(0, |joined, &(_, _, class)| joined | class);
            (class != 0).then_some((first, last, class))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_has_all_its_classes() {
        let classes = Classes::shared();
        assert_eq!(classes.of('a'), ALPHA | LOWER | BEFORE_DOT | UNIT_END);
        assert_eq!(classes.of('Q'), ALPHA | UPPER);
        assert_eq!(classes.of('中'), ALPHA | LOWER | UPPER | BEFORE_DOT);
        assert_eq!(classes.of('\u{1F600}'), ICON | PREFIX | SUFFIX | INFIX);
        assert_eq!(classes.of('，'), PREFIX | SUFFIX | BEFORE_DOT);
        assert_eq!(classes.of('\u{2028}'), SPACE);
        assert_eq!(classes.of('\u{10FFFF}'), 0);
    }
}
