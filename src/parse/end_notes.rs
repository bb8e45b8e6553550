//! What stands after the text of an article, and lines that only divide: "___", who contributed, notes between such lines.
//!
//! In: a page whose furniture is claimed. Out: claims of [`Role::Boilerplate`] for dividing lines and of [`Role::Credit`] for the notes.
//! Never takes more than one line of a stretch between two dividing lines: sections of an article are divided so too.

use super::page::{PageLine, PageLines};
use crate::document::Role;
use crate::lexicon::files::furniture::furniture;

/// The longest note, in words.
const LONGEST: usize = 70;
/// A credit stands among so many lines at the end that read as running text.
const LAST: usize = 4;

/// Whether a line tells who helped, with the phrases of the lexicon.
fn tells_contributors(line: &str) -> bool {
    furniture().group.iter().flat_map(|group| &group.holds).any(|phrase| line.contains(phrase))
}

/// Claims dividing lines, credits of contributors and notes at the end.
pub fn recognise(page: &mut PageLines<'_>) {
    let mut dividers = Vec::new();
    for n in 1..page.lines.len() {
        if is_divider(page.lines[n].text) {
            dividers.push(n);
            page.claim(n, Role::Boilerplate, "divider");
        }
    }
    recognise_contributors(page);
    recognise_divided_notes(page, &dividers);
}

/// Whether a line has nothing but a run of strokes, stars or points.
fn is_divider(text: &str) -> bool {
    // The first letter of a paragraph answers; only runs of marks are read to their end.
    let is_mark = |c: char| matches!(c, '_' | '*' | '=' | '~' | '#' | '-' | '–' | '—' | '•' | '·');
    text.chars().all(|c| c.is_whitespace() || is_mark(c)) && text.chars().filter(|c| is_mark(*c)).count() >= 3
}

/// "Northlight writers Ana Ruiz in Oslo and Tom Lee contributed to this report. Moss reported from Bergen."
fn recognise_contributors(page: &mut PageLines<'_>) {
    let mut prose = 0;
    for n in (1..page.lines.len()).rev() {
        let line = &page.lines[n];
        if !line.is_open() {
            continue;
        }
        if is_credit(line) {
            page.claim(n, Role::Credit, "contribution_credit");
            continue;
        }
        prose += usize::from(line.is_prose());
        if prose >= LAST {
            break;
        }
    }
}

fn is_credit(line: &PageLine<'_>) -> bool {
    line.words <= LONGEST && !line.text.contains(['“', '"', '”']) && tells_contributors(line.text)
}

/// A single line between dividing lines, with nothing but furniture after them, is a note: what the desk lives on, who the author is.
fn recognise_divided_notes(page: &mut PageLines<'_>, dividers: &[usize]) {
    let mut end = page.lines.len();
    let mut furniture_follows = false;
    for divider in dividers.iter().rev() {
        let open: Vec<usize> = (divider + 1..end).filter(|n| page.lines[*n].is_open()).collect();
        match open.as_slice() {
            [] => furniture_follows |= divider + 1 < end,
            [note] if furniture_follows && page.lines[*note].words <= LONGEST && !page.lines[*note].text.starts_with(['“', '"']) => {
                page.claim(*note, Role::Credit, "divided_note");
            }
            _ => return,
        }
        end = *divider;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::GivenMetadata;

    /// The rules that claim the lines of a text; "open" where none does.
    fn rules(text: &str) -> Vec<&'static str> {
        let given = GivenMetadata::default();
        let mut page = PageLines::new(text, &given);
        super::super::furniture::recognise(&mut page);
        recognise(&mut page);
        page.lines.iter().map(|l| l.claim.map_or("open", |(_, rule)| rule.0)).collect()
    }

    #[test]
    fn a_single_line_before_furniture_is_a_note() {
        let text = "The quay reopened on Tuesday after a winter of repairs.\n___\nThe harbour desk is supported by the Lighthouse Fund.\n___\nComments are closed.\n";
        assert_eq!(rules(text), ["open", "divider", "divided_note", "end_mark", "comment_form"]);
    }

    #[test]
    fn sections_between_dividing_lines_stay() {
        let text = "The quay reopened on Tuesday after a winter of repairs.\n***\nNobody had asked the pilots.\nThey stayed away.\n***\nComments are closed.\n";
        assert_eq!(rules(text), ["open", "divider", "open", "open", "divider", "comment_form"]);
        let text = "The quay reopened on Tuesday after a winter of repairs.\n***\nNobody had asked the pilots about any of it.\n";
        assert_eq!(rules(text), ["open", "divider", "open"]);
    }
}
