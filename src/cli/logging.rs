//! Logs and errors on standard error, as text or as JSON lines.
//!
//! In: events, and what ended a command. Out: one line each. Never fails: standard error may be full or closed.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;

use anstream::ColorChoice;
use chrono::{SecondsFormat, Utc};
use clap::ValueEnum;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::field::MakeExt as _;
use tracing_subscriber::fmt::format::debug_fn;

use super::console;
use super::exit::Exit;
use crate::visible::{self, Filter, is_hidden, visible};

/// The variable that sets the level.
const LEVEL: &str = "NEWSGRAIN_LOG";

/// How logs are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, errors among them.
    Json,
}

/// The format of this process.
static FORMAT: OnceLock<LogFormat> = OnceLock::new();

/// Takes the format out of the arguments before they are understood, so that what is wrong with them is told in it.
pub(super) fn choose_format(arguments: impl Iterator<Item = OsString>) {
    let arguments: Vec<OsString> = arguments.take_while(|a| a != "--").collect();
    let apart = arguments.windows(2).any(|two| two[0] == "--log-format" && two[1] == "json");
    let joined = arguments.iter().any(|a| a == "--log-format=json");
    let _ = FORMAT.set(if apart || joined { LogFormat::Json } else { LogFormat::Text });
}

fn format() -> LogFormat {
    FORMAT.get().copied().unwrap_or_default()
}

/// Starts logging; `NEWSGRAIN_LOG` overrides the level (the syntax of `RUST_LOG`).
pub(super) fn start(level: &str) {
    let (filter, misread) = match std::env::var(LEVEL) {
        Ok(asked) => match EnvFilter::try_new(&asked) {
            Ok(filter) => (filter, None),
            Err(error) => (EnvFilter::new(level), Some(error)),
        },
        Err(_) => (EnvFilter::new(level), None),
    };
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_target(false).log_internal_errors(false).with_writer(|| Log);
    // A second start, as in tests, keeps the first.
    let _ = match format() {
        LogFormat::Json => builder.json().try_init(),
        LogFormat::Text => {
            let colours = anstream::AutoStream::choice(&std::io::stderr()) != ColorChoice::Never;
            // Names and messages hold words of others: they are made visible before they are written.
            let fields = debug_fn(|out, field, value| match field.name() {
                "message" => write!(Filter(out), "{value:?}"),
                name => write!(Filter(out), "{name}={value:?}"),
            });
            builder.fmt_fields(fields.delimited(" ")).with_ansi(colours).try_init()
        }
    };
    if let Some(error) = misread {
        tracing::warn!("{LEVEL} is not understood and was not taken: {error}");
    }
}

/// The writer of the log. It takes everything: a log that cannot be written ends nothing.
struct Log;

impl std::io::Write for Log {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        let text = String::from_utf8_lossy(line);
        match format() {
            LogFormat::Text => console::tell(&text),
            LogFormat::Json => console::tell(&escaped(&text)),
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Says what ended a command, whatever the level of the log.
pub(super) fn fail(kind: &str, exit: Exit, path: Option<&Path>, message: &str) {
    match format() {
        LogFormat::Text => console::tell(&format!("newsgrain: {}\n", visible(message))),
        LogFormat::Json => {
            let mut fields = serde_json::json!({"message": message, "kind": kind, "code": exit.code()});
            if let Some(path) = path {
                fields["path"] = visible::path(path).to_string().into();
            }
            let timestamp = Utc::now().to_rfc3339_opts(SecondsFormat::Micros, true);
            let line = serde_json::json!({"timestamp": timestamp, "level": "ERROR", "fields": fields});
            console::tell(&escaped(&format!("{line}\n")));
        }
    }
}

/// Says what is wrong with the arguments: `text` is what the parser of arguments would print.
pub(super) fn refuse(text: &str) {
    match format() {
        LogFormat::Text => console::tell(&console::lines(text)),
        LogFormat::Json => {
            let said = text.split("\n\nUsage:").next().unwrap_or(text);
            let said: Vec<&str> = said.split_whitespace().collect();
            fail("arguments", Exit::Failure, None, said.join(" ").trim_start_matches("error: "));
        }
    }
}

/// JSON in which hidden characters are written as numbers: the same values, and nothing that steers a terminal. They stand in strings only.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && is_hidden(c) {
            // Writing to a string cannot fail.
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| _ = write!(out, "\\u{unit:04x}"));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_its_values_and_shows_nothing_hidden() {
        let value = serde_json::json!({"document": "a\u{202e}b\u{9b}31m\u{1b}\u{e0041}\u{7f}ü"});
        let line = escaped(&value.to_string());
        assert!(!line.contains(is_hidden), "{line}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&line).expect("it is JSON"), value);
    }
}
