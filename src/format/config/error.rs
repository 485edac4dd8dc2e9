//! What is wrong with a configuration, and what in it is worth a word although the rest can be used.

use std::fmt;

use crate::format::config::traced::Place;
use crate::format::error::PatternError;

/// A fault and its place.
pub(crate) type Fault = (Place, ErrorKind);

/// A configuration that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// Where; of a file that is of no known kind, its beginning.
    pub location: Location,
    /// The fault.
    pub kind: ErrorKind,
}

/// A place for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file as it was named.
    pub file: String,
    /// Line from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
    /// The line's text.
    pub text: String,
}

impl Location {
    /// Characters of a line that are shown around the place.
    const SHOWN: usize = 100;

    /// The line and a caret under the place, for a terminal.
    pub fn pointer(&self) -> String {
        let skipped = self.column.saturating_sub(Self::SHOWN * 3 / 4);
        let shown: String = self.text.chars().skip(skipped).take(Self::SHOWN).collect();
        let indent = if skipped == 0 { shown.chars().take_while(|c| c.is_whitespace()).count() } else { 0 };
        let indent = indent.min(self.column.saturating_sub(1));
        let shown: String = shown.chars().skip(indent).map(|c| if c.is_control() { ' ' } else { c }).collect();
        let before = self.column.saturating_sub(1 + skipped + indent);
        format!("  {}\n  {}^", shown.trim_end(), " ".repeat(before))
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}:{}:{}`", self.file, self.line, self.column)
    }
}

/// The faults of a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// It does not read as what it seems to be.
    Syntax {
        /// Its language.
        language: &'static str,
        /// What the parser says.
        problem: String,
    },
    /// It is no configuration of logging that is known.
    Unknown,
    /// XML, JSON or YAML that holds no configuration of logging; the name of what it holds.
    OtherDocument(String),
    /// A reference to an entity that is not one of XML's own.
    Entity(String),
    /// Values are nested too deep.
    TooDeep,
    /// There are too many values in it.
    TooMuch,
    /// A placeholder that stands for itself, or for too much text.
    Expansion(String),
    /// A pattern that does not compile.
    Pattern {
        /// Whose pattern: `appender FILE`.
        owner: String,
        /// Its fault.
        error: Box<PatternError>,
    },
    /// There is neither a pattern nor a level in it.
    Nothing,
}

impl ErrorKind {
    /// The remedy, where there is one to name.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Unknown | Self::OtherDocument(_) => Some(
                "read are logback.xml, log4j2 in its four forms, log4j.properties and log4j.xml, logging.ini, dictConfig \
                 in JSON or YAML, logging.properties, WildFly's standalone.xml, and application.properties and application.yaml of Spring \
                 and Quarkus"
                    .to_owned(),
            ),
            Self::Entity(_) => Some("write the text itself in its place; entities are never expanded".to_owned()),
            Self::Pattern { error, .. } => error.hint(),
            Self::Nothing => {
                Some("give the pattern itself with `--logback-pattern` or `--python-format`".to_owned())
            }
            _ => None,
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { language, problem } => write!(f, "this is no valid {language}: {problem}"),
            Self::Unknown => f.write_str("this is no configuration of logging that errmon knows"),
            Self::OtherDocument(name) => write!(f, "`{name}` is no configuration of logging"),
            Self::Entity(name) => write!(f, "entity `&{name};` is not expanded"),
            Self::TooDeep => f.write_str("values are nested too deep"),
            Self::TooMuch => f.write_str("there are too many values in it"),
            Self::Expansion(name) => {
                let name: String = name.chars().take(60).collect();
                write!(f, "`${{{name}}}` stands for itself or for too much text")
            }
            Self::Pattern { owner, error } => write!(f, "{owner}: {error}"),
            Self::Nothing => f.write_str("there is no pattern, no format and no root level in it"),
        }
    }
}

impl Error {
    /// The remedy, where there is one to name.
    pub fn hint(&self) -> Option<String> {
        self.kind.hint()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n{}", self.location, self.kind, self.location.pointer())
    }
}

impl std::error::Error for Error {}

/// Something in a configuration that is not used as it may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// Its layout writes JSON, which is read by the names of its members.
    Json {
        /// Whose: `appender FILE`.
        owner: String,
        /// The class or word that says so.
        class: String,
    },
    /// Its layout is no pattern and no JSON.
    NoPattern {
        /// Whose: `appender FILE`.
        owner: String,
        /// The class that writes.
        class: String,
    },
    /// A formatter that the program's own code makes; what it writes does not stand in the configuration.
    Factory {
        /// Whose: `formatter x`.
        owner: String,
        /// The function or class.
        class: String,
        /// It is given a format, which is used.
        is_used: bool,
    },
    /// Another file is not read.
    Include {
        /// As it is named in the configuration.
        what: String,
        /// Why not.
        why: Refusal,
    },
    /// A property whose value a class of the program computes.
    Define {
        /// The property.
        name: String,
        /// The class.
        class: String,
    },
    /// Profiles or conditions set different root levels, so none is used.
    RootLevels,
    /// A part that cannot be used although the rest can.
    Fault(ErrorKind),
}

/// Why another file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// It would come from the network or from the program's own archives.
    NotLocal,
    /// Its path is not relative to the configuration.
    Absolute,
    /// It is not there.
    Missing,
    /// It cannot be read; what the system says.
    Unreadable(String),
    /// It is larger than so many bytes.
    TooLarge(u64),
    /// It is read already, further out.
    Loop,
    /// Files include files too deep, or there are too many.
    TooMany,
    /// Its name is known to the running program alone.
    Unresolved,
}

impl Note {
    /// It tells of something that may be missing in what is read, rather than of what is read in another way.
    pub fn is_warning(&self) -> bool {
        !matches!(self, Self::Json { .. } | Self::Factory { is_used: true, .. })
    }

    /// The remedy, where there is one to name.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Include { why: Refusal::NotLocal | Refusal::Absolute | Refusal::Missing, .. } => {
                Some("give a copy of that file with `--config` too".to_owned())
            }
            Self::Factory { is_used: false, .. } => {
                Some("give what it writes with `--python-format`, where the log is not recognised".to_owned())
            }
            Self::RootLevels => Some("`--assume-level` says which level records without one have".to_owned()),
            Self::Fault(kind) => kind.hint(),
            _ => None,
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json { owner, class } => {
                write!(f, "{owner}: `{class}` writes JSON: read by the names of its members")
            }
            Self::NoPattern { owner, class } => {
                write!(f, "{owner}: `{class}` has no pattern: what it writes is detected from the log itself")
            }
            Self::Factory { owner, class, is_used: true } => {
                write!(f, "{owner}: made by `{class}`; its format is taken as it stands")
            }
            Self::Factory { owner, class, .. } => {
                write!(f, "{owner}: made by `{class}`, whose format is not in this file: not read")
            }
            Self::Include { what, why } => {
                write!(f, "`{what}` is not read: ")?;
                match why {
                    Refusal::NotLocal => f.write_str("only local files are"),
                    Refusal::Absolute => f.write_str("only files relative to the configuration are"),
                    Refusal::Missing => f.write_str("there is no such file"),
                    Refusal::Unreadable(what) => f.write_str(what),
                    Refusal::TooLarge(most) => write!(f, "it is larger than {most} bytes"),
                    Refusal::Loop => f.write_str("it includes itself"),
                    Refusal::TooMany => f.write_str("files include too many others"),
                    Refusal::Unresolved => f.write_str("only the running program knows this name"),
                }
            }
            Self::Define { name, class } => {
                write!(f, "property `{name}` is computed by `{class}`: its value is not known")
            }
            Self::RootLevels => f.write_str("profiles or conditions set different root levels: none is used"),
            Self::Fault(kind) => kind.fmt(f),
        }
    }
}
