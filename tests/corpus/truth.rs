//! The truth files: where they are, what they say of a file, and which of it this version must get right.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// What the truth calls the format of `java.util.logging`, which needs no option: it is detected.
const SIMPLE_FORMATTER: &str = "SimpleFormatter default";

/// Formats that must be read right without being told: those that the frameworks' own documentation gives, and the
/// ones that the catalogue promises by name.
const NAMED_FORMATS: [&str; 22] = [
    "%(asctime)s - %(name)s - %(levelname)s - %(message)s",
    "%(levelname)s:%(name)s:%(message)s",
    "%(asctime)s %(levelname)s %(name)s: %(message)s",
    "%(asctime)s [%(levelname)s] %(threadName)s %(name)s: %(message)s",
    "%(asctime)s [%(process)d] [%(levelname)s] %(message)s",
    "[%(asctime)s: %(levelname)s/%(processName)s] %(message)s",
    "[%(asctime)s: %(levelname)s/%(processName)s] %(task_name)s[%(task_id)s]: %(message)s",
    "%(asctime)s - %(threadName)s - %(levelname)s - %(message)s",
    "%(asctime)s %(levelname)s:%(name)s:%(message)s",
    "%(asctime)s %(levelname)s [%(name)s] %(message)s",
    "%(asctime)s %(levelname)s %(name)s %(message)s",
    "%(asctime)s %(levelname)-7s %(name)s %(message)s",
    "%(asctime)s [%(processName)s] %(levelname)s %(message)s",
    "%(asctime)s [%(threadName)s] %(levelname)s %(name)s - %(message)s",
    "{levelname} {asctime} {module} {process:d} {thread:d} {message}",
    SIMPLE_FORMATTER,
    "%d{YYYY-MM-dd HH:mm:ss} - %msg%n",
    "%d{HH:mm:ss.SSS} [%thread] %-5level %logger{36} - %msg%n",
    "%d{HH:mm:ss.SSS} [%t] %-5level %logger{36} - %msg%n",
    "%d{yyyy-MM-dd HH:mm:ss.SSS} [%thread] %-5level %logger{36} - %msg%n",
    "%d{yyyy-MM-dd HH:mm:ss.SSS} %5p 4242 --- [%t] %-40.40logger{39} : %m%n%xEx",
    "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\", Europe/Berlin} %5p 4242 --- [shop] [%15.15t] %-40.40logger{39} : %m%n%xEx",
];

/// A log with what is true of it.
pub(crate) struct TruthFile {
    /// The log's name without its folder.
    pub(crate) name: String,
    /// The log's path.
    pub(crate) log: PathBuf,
    /// The log's bytes.
    pub(crate) bytes: Vec<u8>,
    /// The truth file.
    pub(crate) truth: Value,
    /// Fields that the bytes cannot decide, by the event's index.
    pub(crate) undecidable: BTreeMap<u64, Vec<String>>,
}

impl TruthFile {
    /// The events in file order.
    pub(crate) fn events(&self) -> &[Value] {
        self.truth["events"].as_array().map_or(&[], Vec::as_slice)
    }

    /// Whether a field of an event cannot be told from the bytes.
    pub(crate) fn is_undecidable(&self, index: usize, field: &str) -> bool {
        let field = if matches!(field, "line_end" | "byte_end") { "extent" } else { field };
        self.undecidable.get(&(index as u64)).is_some_and(|fields| fields.iter().any(|one| one == field))
    }

    /// Whether the file's format is one that this version reads: text of one of the libraries.
    pub(crate) fn is_must(&self) -> bool {
        self.is_json() || self.truth["language"] == "python" || self.format_options().is_some()
    }

    /// Whether every format of the file is one that detection must know.
    pub(crate) fn is_named_format(&self) -> bool {
        self.is_json() || self.patterns().iter().all(|pattern| NAMED_FORMATS.contains(&pattern.as_str()))
    }

    /// Whether the file's records are JSON objects, which are always detected.
    pub(crate) fn is_json(&self) -> bool {
        self.bytes.starts_with(b"{\"")
    }

    fn patterns(&self) -> Vec<String> {
        let python = self.truth["formats"].as_array().into_iter().flatten().map(|format| &format["format"]);
        python.chain([&self.truth["pattern"]]).filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// The options that hand the file's own format to errmon; none where it is not a plain pattern.
    pub(crate) fn format_options(&self) -> Option<Vec<String>> {
        if let Some(pattern) = self.truth["pattern"].as_str() {
            if pattern == SIMPLE_FORMATTER {
                return Some(Vec::new());
            }
            return pattern.contains('%').then(|| vec!["--logback-pattern".to_owned(), pattern.to_owned()]);
        }
        let formats = self.truth["formats"].as_array().filter(|formats| !formats.is_empty())?;
        let mut options = Vec::new();
        for format in formats {
            if format["formatter"] != "logging.Formatter" {
                return None;
            }
            options.extend(["--python-format".to_owned(), format["format"].as_str()?.to_owned()]);
        }
        // One date format and one style hold for all formats of a file.
        if let Some(datefmt) = formats[0]["datefmt"].as_str() {
            options.extend(["--python-datefmt".to_owned(), datefmt.to_owned()]);
        }
        match formats[0]["style"].as_str() {
            None | Some("%") => {}
            Some(style) => options.extend(["--python-style".to_owned(), style.to_owned()]),
        }
        Some(options)
    }
}

/// All files of all corpus folders by name; a file that two folders hold with the same bytes counts once.
pub(crate) fn load_all() -> Vec<TruthFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let outside = match std::env::var_os("ERRMON_CORPUS") {
        Some(folder) => {
            let folder = root.join(folder);
            assert!(folder.is_dir(), "ERRMON_CORPUS names no folder: {}", folder.display());
            Some(folder)
        }
        None => Some(root.join("../shared/corpus")).filter(|folder| folder.is_dir()),
    };
    let mut files: Vec<TruthFile> = Vec::new();
    for folder in outside.into_iter().chain([root.join("fixtures/corpus")]) {
        for file in load(&folder) {
            if !files.iter().any(|known| known.name == file.name && known.bytes == file.bytes) {
                files.push(file);
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn load(folder: &Path) -> Vec<TruthFile> {
    let read = |path: &Path| std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let undecidable: Value = serde_json::from_slice(&read(&folder.join("undecidable.json"))).unwrap();
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file_name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(stem) = file_name.strip_suffix(".truth.json") else { continue };
        let truth: Value = serde_json::from_slice(&read(&path)).unwrap();
        let log = folder.join(truth["file"].as_str().unwrap()).canonicalize().unwrap();
        let undecidable = undecidable[stem]
            .as_array()
            .into_iter()
            .flatten()
            .map(|entry| (entry["index"].as_u64().unwrap(), strings(&entry["fields"])))
            .collect();
        files.push(TruthFile { name: stem.to_owned(), bytes: read(&log), log, truth, undecidable });
    }
    files
}

fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
