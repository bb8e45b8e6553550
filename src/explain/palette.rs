//! Colours of an explained article: what kind of thing a line tells of.
//!
//! In: nothing. Out: styles for the terminal, or none. Never asks whether there is a terminal: the command line does.

use anstyle::{AnsiColor, Style};

/// Styles by what they mark.
#[derive(Clone, Copy, Debug, Default)]
pub struct Palette {
    /// Names of fields and blocks.
    pub heading: Style,
    /// Quotes.
    pub quote: Style,
    /// Figures.
    pub figure: Style,
    /// Dates.
    pub date: Style,
    /// Mentions and entities.
    pub mention: Style,
    /// Rules and confidence.
    pub rule: Style,
}

impl Palette {
    /// No styles: pure text.
    pub fn plain() -> Self {
        Self::default()
    }

    /// The sixteen colours that every terminal has.
    pub fn coloured() -> Self {
        Self {
            heading: Style::new().bold(),
            quote: AnsiColor::Green.on_default(),
            figure: AnsiColor::Yellow.on_default(),
            date: AnsiColor::Magenta.on_default(),
            mention: AnsiColor::Cyan.on_default(),
            rule: Style::new().dimmed(),
        }
    }
}
