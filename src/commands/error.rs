//! What keeps a command from doing its work.

use std::fmt;

use crate::commands::config::{self, FILE_NAME};
use crate::format::config::error as logging;
use crate::format::error::PatternError;
use crate::input;
use crate::output::file;
use crate::output::text::neutralise;

/// A command that cannot be carried out.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// There is nothing to read.
    Input(input::Error),
    /// A pattern given to an option, or in the configuration, does not read.
    Pattern {
        /// The option with its dashes, or the configuration's key.
        option: &'static str,
        /// What is wrong with it.
        error: PatternError,
    },
    /// The value of an option does not read.
    Value {
        /// The option with its dashes.
        option: &'static str,
        /// The value as typed.
        value: String,
        /// What is wrong with it, or what it should be.
        problem: String,
        /// The remedy.
        hint: Option<String>,
    },
    /// Options that do not go together.
    Usage {
        /// What is wrong.
        problem: String,
        /// The remedy.
        hint: Option<String>,
    },
    /// The configuration file cannot be used.
    Config(config::Error),
    /// A configuration of the logging library cannot be used.
    Logging(logging::Error),
    /// A write failed.
    Write(file::Error),
    /// No issue, or no event, is meant by this.
    NotFound {
        /// As typed.
        what: String,
        /// Ids that begin so, where several do.
        several: Vec<String>,
    },
}

impl Error {
    /// The reader of standard output went away.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Write(error) if error.is_closed_pipe())
    }

    /// The remedy, where there is one to name.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Input(error) => error.hint(),
            Self::Pattern { error, .. } => error.hint(),
            Self::Value { hint, .. } | Self::Usage { hint, .. } => hint.clone(),
            Self::Config(error) => error.hint(),
            Self::Logging(error) => error.hint(),
            Self::Write(error) => error.hint(),
            Self::NotFound { several, .. } if several.is_empty() => {
                Some("`errmon top --by issue` lists the issues".to_owned())
            }
            Self::NotFound { several, .. } => Some(format!("type more of it: {}", several.join(", "))),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(error) => error.fmt(f),
            Self::Pattern { option, error } => write!(f, "{}: {error}\n{}", place(option), error.pointer()),
            Self::Value { option, value, problem, .. } => write!(f, "{} `{value}`: {problem}", place(option)),
            Self::Usage { problem, .. } => f.write_str(problem),
            Self::Config(error) => error.fmt(f),
            Self::Logging(error) => {
                // The texts come from a file; line ends are the message's own.
                let text = error.to_string();
                let lines: Vec<_> = text.split('\n').map(neutralise).collect();
                f.write_str(&lines.join("\n"))
            }
            Self::Write(error) => error.fmt(f),
            Self::NotFound { what, several } if several.is_empty() => {
                write!(f, "there is no issue `{what}` in this input")
            }
            Self::NotFound { what, several } => write!(f, "`{what}` is the beginning of {} issues", several.len()),
        }
    }
}

/// An option as it is typed; a key of the configuration with its file.
fn place(option: &str) -> String {
    if option.contains('.') { format!("{FILE_NAME}: {option}") } else { option.to_owned() }
}

impl std::error::Error for Error {}

impl From<config::Error> for Error {
    fn from(error: config::Error) -> Self {
        Self::Config(error)
    }
}

impl From<logging::Error> for Error {
    fn from(error: logging::Error) -> Self {
        Self::Logging(error)
    }
}

impl From<file::Error> for Error {
    fn from(error: file::Error) -> Self {
        Self::Write(error)
    }
}

impl From<input::Error> for Error {
    fn from(error: input::Error) -> Self {
        Self::Input(error)
    }
}
