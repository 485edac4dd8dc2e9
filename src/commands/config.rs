//! `errmon.toml`: settings that belong to a project rather than to a call.
//!
//! The file of the working directory counts, else that of its nearest parent. Options on the command line go before it;
//! lists of own code add up. A key that is not known is an error, so that a misspelt one is not lost in silence.
//!
//! ```toml
//! sources = ["logs/*.log", "/var/log/app"]       # read when no PATH is given; relative to this file
//!
//! [layouts]
//! python = [{ format = "%(asctime)s %(levelname)s %(message)s", datefmt = "%H:%M:%S", style = "%" }]
//! logback = ["%d{yyyy-MM-dd HH:mm:ss} %-5level %logger - %msg%n"]
//! json = ["time=.ts,level=.severity,message=.msg"]
//! config = ["src/main/resources/logback.xml"]     # the logging library's own; relative to this file
//!
//! [own_code]
//! in_app = ["com.acme", "app"]                   # prefixes of packages, modules or paths
//! not_in_app = ["com.acme.generated"]
//!
//! [time]
//! tz = "Europe/Berlin"                           # zone of stamps without one, and of reports
//!
//! [levels]
//! level = "error"                                # records at or above it are events
//! assume = "error"                               # level of records without one
//! ```

use std::fmt;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::de::{DeTable, DeValue};

use crate::output::file::cause;

/// The file's name.
pub const FILE_NAME: &str = "errmon.toml";

/// Every key, with the table it stands in (`""` is the top).
const KEYS: [(&str, &[&str]); 6] = [
    ("", &["sources", "layouts", "own_code", "time", "levels"]),
    ("layouts", &["python", "logback", "json", "config"]),
    ("layouts.python", &["format", "datefmt", "style"]),
    ("own_code", &["in_app", "not_in_app"]),
    ("time", &["tz"]),
    ("levels", &["level", "assume"]),
];

/// The settings of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, expecting = "a table")]
pub struct Config {
    /// Where it stands; empty where there is none.
    #[serde(skip)]
    pub path: PathBuf,
    /// What is read when no path is given.
    pub sources: Vec<PathBuf>,
    /// Layouts.
    pub layouts: Layouts,
    /// Own code.
    pub own_code: OwnCode,
    /// Time.
    pub time: Time,
    /// Levels.
    pub levels: Levels,
}

/// `[layouts]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, expecting = "a table with `python`, `logback`, `json` and `config`")]
pub struct Layouts {
    /// Formats of Python.
    pub python: Vec<PythonLayout>,
    /// Patterns of Logback or Log4j.
    pub logback: Vec<String>,
    /// Maps of JSON members.
    pub json: Vec<String>,
    /// Configurations of the logging libraries.
    pub config: Vec<PathBuf>,
}

/// One Python format.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(expecting = "a table such as `{ format = \"…\" }`")]
pub struct PythonLayout {
    /// The format string.
    pub format: String,
    /// Its date format.
    pub datefmt: Option<String>,
    /// Its style: `%`, `{` or `$`.
    pub style: Option<String>,
}

/// `[own_code]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, expecting = "a table with `in_app` and `not_in_app`")]
pub struct OwnCode {
    /// Prefixes that are own code.
    pub in_app: Vec<String>,
    /// Prefixes that are not.
    pub not_in_app: Vec<String>,
}

/// `[time]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, expecting = "a table with `tz`")]
pub struct Time {
    /// The zone.
    pub tz: Option<String>,
}

/// `[levels]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, expecting = "a table with `level` and `assume`")]
pub struct Levels {
    /// Records at or above it are events.
    pub level: Option<String>,
    /// Level of records without one.
    pub assume: Option<String>,
}

/// A configuration that cannot be used.
#[derive(Debug)]
pub struct Error {
    /// The file.
    pub path: PathBuf,
    /// Line from 1, where the fault stands.
    pub line: Option<usize>,
    /// The fault.
    pub kind: ErrorKind,
}

/// The faults of a configuration.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file cannot be read.
    Io(io::Error),
    /// It is no TOML, or a value is of the wrong type; what the parser says of it.
    Toml(String),
    /// A key that does not exist, with the nearest that does.
    UnknownKey {
        /// As written, with its table.
        key: String,
        /// The nearest one.
        suggestion: Option<&'static str>,
        /// What may stand there.
        known: &'static [&'static str],
    },
}

impl Error {
    /// The remedy, where there is one to name.
    pub fn hint(&self) -> Option<String> {
        match &self.kind {
            ErrorKind::UnknownKey { suggestion: Some(word), .. } => Some(format!("did you mean `{word}`?")),
            ErrorKind::UnknownKey { known, .. } => Some(format!("known here are {}", known.join(", "))),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self.line {
            Some(line) => format!("{}:{line}", self.path.display()),
            None => self.path.display().to_string(),
        };
        match &self.kind {
            ErrorKind::Io(error) => write!(f, "cannot read `{place}`: {}", cause(error)),
            ErrorKind::Toml(what) => write!(f, "`{place}`: {what}"),
            ErrorKind::UnknownKey { key, .. } => write!(f, "`{place}`: unknown key `{key}`"),
        }
    }
}

impl std::error::Error for Error {}

/// Reads the nearest `errmon.toml` at or above a directory; without one, all settings are their defaults.
///
/// # Errors
///
/// The file that is there cannot be read or holds a fault.
pub fn load(directory: &Path) -> Result<Config, Error> {
    let Some(path) = directory.ancestors().map(|parent| parent.join(FILE_NAME)).find(|path| path.is_file()) else {
        return Ok(Config::default());
    };
    // In the working directory itself, paths are shown as they are written.
    let base = path.parent().filter(|parent| *parent != directory).unwrap_or(Path::new("")).to_owned();
    let text = fs::read_to_string(&path).map_err(|error| Error {
        path: path.clone(),
        line: None,
        kind: ErrorKind::Io(error),
    })?;
    parse(&text, &path, &base)
}

/// Reads the text of a configuration; `path` is for errors, `base` what the paths in it are relative to.
///
/// # Errors
///
/// No TOML, a value of the wrong type, or an unknown key.
pub fn parse(text: &str, path: &Path, base: &Path) -> Result<Config, Error> {
    let error = |span: Option<Range<usize>>, kind| Error {
        path: path.to_owned(),
        line: span.and_then(|span| text.get(..span.start)).map(|before| before.matches('\n').count() + 1),
        kind,
    };
    let invalid = |fault: &toml::de::Error| {
        error(fault.span(), ErrorKind::Toml(fault.message().lines().collect::<Vec<_>>().join(", ")))
    };
    let table = DeTable::parse(text).map_err(|fault| invalid(&fault))?;
    if let Some((span, kind)) = unknown_key(table.get_ref(), "") {
        return Err(error(Some(span), kind));
    }
    let mut config: Config = toml::from_str(text).map_err(|fault| invalid(&fault))?;
    for source in config.sources.iter_mut().chain(&mut config.layouts.config) {
        *source = base.join(&*source);
    }
    path.clone_into(&mut config.path);
    Ok(config)
}

/// The first key that is not known. Tables are nested as deep as [`KEYS`] and no deeper.
fn unknown_key(table: &DeTable<'_>, name: &str) -> Option<(Range<usize>, ErrorKind)> {
    let (_, known) = KEYS.iter().find(|(table, _)| *table == name)?;
    table.iter().find_map(|(key, value)| {
        let word: &str = key.get_ref();
        let full = if name.is_empty() { word.to_owned() } else { format!("{name}.{word}") };
        if !known.contains(&word) {
            let suggestion = nearest(word, known);
            return Some((key.span(), ErrorKind::UnknownKey { key: full, suggestion, known }));
        }
        match value.get_ref() {
            DeValue::Table(inner) => unknown_key(inner, &full),
            DeValue::Array(items) => items.iter().find_map(|item| match item.get_ref() {
                DeValue::Table(inner) => unknown_key(inner, &full),
                _ => None,
            }),
            _ => None,
        }
    })
}

/// The known word that is most like `word`, if one is much like it.
fn nearest(word: &str, known: &'static [&'static str]) -> Option<&'static str> {
    known
        .iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), *candidate))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> (String, Option<String>) {
        let error = parse(text, Path::new("/p/errmon.toml"), Path::new("/p")).unwrap_err();
        (error.to_string(), error.hint())
    }

    #[test]
    fn the_documented_file_reads() {
        let doc: String = include_str!("config.rs")
            .lines()
            .skip_while(|line| !line.contains("```toml"))
            .skip(1)
            .take_while(|line| !line.contains("```"))
            .map(|line| line.trim_start_matches("//!"))
            .collect::<Vec<_>>()
            .join("\n");
        let config = parse(&doc, Path::new("/p/errmon.toml"), Path::new("/p")).unwrap();
        assert_eq!(config.sources, [PathBuf::from("/p/logs/*.log"), PathBuf::from("/var/log/app")]);
        assert_eq!(config.layouts.python[0].datefmt.as_deref(), Some("%H:%M:%S"));
        assert_eq!(config.layouts.config, [PathBuf::from("/p/src/main/resources/logback.xml")]);
        assert_eq!(config.own_code.in_app, ["com.acme", "app"]);
        assert_eq!(config.time.tz.as_deref(), Some("Europe/Berlin"));
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_the_nearest_known_one() {
        assert_eq!(
            fault("sources = []\n\n[own_code]\nin_ap = ['x']\n"),
            ("`/p/errmon.toml:4`: unknown key `own_code.in_ap`".to_owned(), Some("did you mean `in_app`?".to_owned()))
        );
        assert_eq!(fault("source = 'x'").1.as_deref(), Some("did you mean `sources`?"));
        assert_eq!(
            fault("[layouts]\npython = [{format='x', stile='%'}]").0,
            "`/p/errmon.toml:2`: unknown key `layouts.python.stile`"
        );
        assert_eq!(fault("zzz = 1").1.as_deref(), Some("known here are sources, layouts, own_code, time, levels"));
    }

    #[test]
    fn what_is_no_toml_or_of_the_wrong_type_is_named_with_its_line() {
        assert!(fault("sources = [\n").0.starts_with("`/p/errmon.toml:"), "{}", fault("sources = [\n").0);
        assert!(fault("\nsources = 7\n").0.starts_with("`/p/errmon.toml:2`: "), "{}", fault("\nsources = 7\n").0);
        assert_eq!(
            fault("[layouts]\npython = ['%(message)s']\n").0,
            "`/p/errmon.toml:2`: invalid type: string \"%(message)s\", expected a table such as `{ format = \"…\" }`"
        );
    }

    #[test]
    fn the_nearest_parents_file_counts() {
        let dir = tempfile::tempdir().unwrap();
        let deep = dir.path().join("a/b");
        fs::create_dir_all(&deep).unwrap();
        fs::write(dir.path().join(FILE_NAME), "sources = ['x.log']").unwrap();
        assert_eq!(load(&deep).unwrap().sources, [dir.path().join("x.log")]);
        assert_eq!(load(dir.path()).unwrap().sources, [PathBuf::from("x.log")]);
        fs::write(deep.join(FILE_NAME), "").unwrap();
        assert_eq!(load(&deep).unwrap().sources, Vec::<PathBuf>::new());
    }
}
