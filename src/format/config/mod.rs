//! Configurations of the logging libraries as input: the patterns, formats and root levels that stand in them.
//!
//! | file | read by |
//! |---|---|
//! | `logback.xml`, `logback-spring.xml` (Logback 1.5, Spring Boot 2 and 3) | `logback_xml` |
//! | `log4j2.xml`, `.json`, `.yaml`, `.properties` (Log4j 2.24) | `log4j2` |
//! | `log4j.properties`, `log4j.xml` (Log4j 1.2) | `log4j1` |
//! | `logging.ini` for `logging.config.fileConfig` (`CPython` 3.13; gunicorn, uvicorn) | `file_config` |
//! | `dictConfig` in JSON or YAML | `dict_config` |
//! | `logging.properties` of `java.util.logging` (JDK 21) | `jul` |
//! | `application.properties`, `application.yaml` (Spring Boot 2 and 3) | `spring` |
//! | the same of Quarkus 3; `logging.properties`, `standalone.xml` (`WildFly`) | `jboss` |
//!
//! Which of them a file is, its content says ([`kind`]). All functions are pure: files that a configuration includes come
//! from a callback. Nothing is fetched, nothing is looked up in the environment, and no entity is expanded; depth, size
//! and number of everything are bounded.
//!
//! Not supported: configurations that are programs (`logback.groovy`, Django's `settings.py`), and formats that the
//! program's own classes make.

pub mod compile;
mod dict_config;
mod element;
pub mod error;
mod file_config;
mod ini;
mod jboss;
mod jul;
pub mod kind;
mod log4j1;
mod log4j2;
mod logback_scope;
mod logback_xml;
mod own_word;
mod placeholder;
mod properties;
mod spring;
pub mod traced;
pub(crate) mod xml;
mod yaml;

use crate::format::config::error::{Error, ErrorKind, Fault, Location, Note, Refusal};
use crate::format::config::kind::Kind;
use crate::format::config::traced::{Place, Traced};
use crate::format::level::Level;
use crate::format::logback::Library;
use crate::format::python::Style;

/// Bytes of a file beyond which it is no configuration.
pub const MAX_FILE_BYTES: u64 = 1 << 20;
/// Files that include each other, so many deep.
const MAX_INCLUDE_DEPTH: usize = 8;
/// Files that one configuration includes.
const MAX_INCLUDES: usize = 32;
/// Layouts of one configuration.
const MAX_LAYOUTS: usize = 64;
/// Notes of one configuration.
const MAX_NOTES: usize = 64;

/// A file's name, as it is to be shown, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Gives a file that another one includes: the path of that one, then the path as written in it, which is relative.
pub type Resolve<'a> = dyn FnMut(&str, &str) -> Result<SourceFile, Refusal> + 'a;

/// The language of a layout that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// A conversion pattern, as this library reads it.
    Logback(Library),
    /// A format of Python in this style.
    Python(Style),
}

/// A pattern or format that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundLayout {
    /// Whose it is: `appender FILE`, `formatter simple`, `logging.pattern.file`.
    pub owner: String,
    /// Its language.
    pub syntax: Syntax,
    /// Where it begins; its parts may stand elsewhere, as values of properties.
    pub place: Place,
    /// The pattern with its properties replaced.
    pub pattern: Traced,
    /// Python's date format.
    pub datefmt: Option<Traced>,
}

/// What was found in a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// The file itself, then those that it includes.
    pub files: Vec<SourceFile>,
    /// The layouts in their order, each once.
    pub layouts: Vec<FoundLayout>,
    /// The level below which the root logger drops records.
    pub root_level: Option<Level>,
    /// What could not be used, and what is used in another way.
    pub notes: Vec<(Place, Note)>,
}

impl Found {
    /// A place for people.
    pub fn location(&self, place: Place) -> Location {
        location(&self.files, place)
    }
}

/// Reads a configuration.
///
/// # Errors
///
/// It does not read, is no configuration of logging, or has nothing in it that says how a log looks.
///
/// ```
/// use errmon::format::config::{SourceFile, error::Refusal, read};
/// let text = "<configuration><appender name='A'><encoder><pattern>%d %-5level %msg%n</pattern></encoder></appender>
///     <root level='ERROR'/></configuration>";
/// let file = SourceFile { name: "logback.xml".to_owned(), text: text.to_owned() };
/// let found = read(file, &mut |_, _| Err(Refusal::Missing)).unwrap();
/// assert_eq!(found.layouts[0].pattern.as_str(), "%d %-5level %msg%n");
/// assert_eq!(found.root_level.unwrap().name(), "ERROR");
/// ```
pub fn read(file: SourceFile, resolve: &mut Resolve<'_>) -> Result<Found, Error> {
    let name = file.name.clone();
    let mut reading = Reading {
        found: Found {
            kind: Kind::Logback,
            files: vec![file],
            layouts: Vec::new(),
            root_level: None,
            notes: Vec::new(),
        },
        resolve,
        open: vec![name],
        levels: Vec::new(),
    };
    let result = kind::dispatch(&mut reading);
    let Reading { mut found, levels, .. } = reading;
    result.map_err(|(place, kind)| Error { location: location(&found.files, place), kind })?;
    let certain = levels.iter().rev().find(|level| !level.is_conditional);
    let first = certain.or(levels.first());
    let agree = certain.is_some() || levels.iter().all(|level| Some(level.level) == first.map(|first| first.level));
    match first {
        Some(first) if !agree => found.notes.push((first.place, Note::RootLevels)),
        _ => found.root_level = first.map(|first| first.level),
    }
    if found.layouts.is_empty() && levels.is_empty() && found.notes.is_empty() {
        return Err(Error { location: location(&found.files, Place::default()), kind: ErrorKind::Nothing });
    }
    Ok(found)
}

fn location(files: &[SourceFile], place: Place) -> Location {
    let Some(file) = files.get(place.file) else {
        return Location { file: String::new(), line: 1, column: 1, text: String::new() };
    };
    let mut offset = place.offset_bytes.min(file.text.len());
    while !file.text.is_char_boundary(offset) {
        offset -= 1;
    }
    let (before, after) = file.text.split_at_checked(offset).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let head = before.get(start..).unwrap_or_default();
    let tail = after.lines().next().unwrap_or_default();
    Location {
        file: file.name.clone(),
        line: before.matches('\n').count() + 1,
        column: head.chars().count() + 1,
        text: if after.starts_with('\n') { head.to_owned() } else { format!("{head}{tail}") },
    }
}

/// A root level that was found.
struct RootLevel {
    level: Level,
    place: Place,
    /// It holds in a profile or under a condition alone.
    is_conditional: bool,
}

/// A configuration while it is read.
pub(crate) struct Reading<'r, 'f> {
    found: Found,
    resolve: &'r mut Resolve<'f>,
    /// Names of the files that are being read, the outermost first.
    open: Vec<String>,
    levels: Vec<RootLevel>,
}

impl Reading<'_, '_> {
    /// The text of a file.
    fn text(&self, file: usize) -> String {
        self.found.files.get(file).map(|file| file.text.clone()).unwrap_or_default()
    }

    fn note(&mut self, place: Place, note: Note) {
        if self.found.notes.len() < MAX_NOTES && !self.found.notes.iter().any(|(_, known)| *known == note) {
            self.found.notes.push((place, note));
        }
    }

    /// A part with a fault is left out, and told.
    fn fault(&mut self, fault: Fault) {
        let (place, kind) = fault;
        self.note(place, Note::Fault(kind));
    }

    fn layout(&mut self, owner: &str, syntax: Syntax, place: Place, pattern: Traced, datefmt: Option<Traced>) {
        let text = |text: &Option<Traced>| text.as_ref().map(|text| text.as_str().to_owned());
        let known = |layout: &FoundLayout| {
            layout.syntax == syntax
                && layout.pattern.as_str() == pattern.as_str()
                && text(&layout.datefmt) == text(&datefmt)
        };
        if self.found.layouts.len() < MAX_LAYOUTS
            && !pattern.as_str().trim().is_empty()
            && !self.found.layouts.iter().any(known)
        {
            self.found.layouts.push(FoundLayout { owner: owner.to_owned(), syntax, place, pattern, datefmt });
        }
    }

    /// The root level by its word in any of the libraries; other words say nothing.
    fn root_level(&mut self, word: &str, place: Place, is_conditional: bool) {
        let word = word.split('#').next().unwrap_or_default().trim();
        let level = match (word.to_ascii_uppercase().as_str(), word.parse::<i64>()) {
            ("ALL", _) => Some(Level::TRACE),
            // Python's numbers.
            (_, Ok(number)) => Level::of_python(u16::try_from(number.max(0)).unwrap_or(u16::MAX)),
            _ => Level::parse(word.as_bytes()),
        };
        if let Some(level) = level {
            self.levels.push(RootLevel { level, place, is_conditional });
        }
    }

    /// The number of a file that is included, or a note why it is not read. The caller calls [`Reading::leave`] when it
    /// is done with it.
    fn enter(&mut self, path: &str, place: Place, is_optional: bool) -> Option<usize> {
        let path = path.trim();
        let path = path.strip_prefix("file:").filter(|rest| !rest.starts_with("//")).unwrap_or(path);
        let is_drive = path.get(1..3).is_some_and(|rest| matches!(rest, ":\\" | ":/"));
        let outcome = if path.contains("${") {
            Err(Refusal::Unresolved)
        } else if path.starts_with(['/', '\\']) || is_drive {
            Err(Refusal::Absolute)
        } else if path.contains(':') {
            Err(Refusal::NotLocal)
        } else if self.open.len() > MAX_INCLUDE_DEPTH || self.found.files.len() > MAX_INCLUDES {
            Err(Refusal::TooMany)
        } else {
            let from = self.open.last().cloned().unwrap_or_default();
            (self.resolve)(&from, path)
                .and_then(|file| if self.open.contains(&file.name) { Err(Refusal::Loop) } else { Ok(file) })
        };
        match outcome {
            Ok(file) => {
                self.open.push(file.name.clone());
                self.found.files.push(file);
                Some(self.found.files.len() - 1)
            }
            Err(Refusal::Missing) if is_optional => None,
            Err(why) => {
                self.note(place, Note::Include { what: path.to_owned(), why });
                None
            }
        }
    }

    fn leave(&mut self) {
        self.open.pop();
    }
}

/// A class writes JSON, by the names that the libraries and their well-known additions have.
fn writes_json(class: &str) -> bool {
    let lower = element::simple_name(class).to_ascii_lowercase();
    [
        "json",
        "logstash",
        "ecsencoder",
        "ecslayout",
        "ecsformatter",
        "stdlibformatter",
        "structuredlog",
        "gelf",
        "stackdriver",
    ]
    .iter()
    .any(|part| lower.contains(part))
}

/// A class writes neither patterns nor JSON.
fn has_no_pattern(class: &str) -> bool {
    let lower = element::simple_name(class).to_ascii_lowercase();
    let forms = ["html", "xml", "csv", "serialized", "rfc5424", "syslog", "yaml", "cef"];
    lower.ends_with("layout") && forms.iter().any(|form| lower.starts_with(form))
        || matches!(lower.as_str(), "xmlformatter" | "echoencoder")
}

#[cfg(test)]
mod tests;
