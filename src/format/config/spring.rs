//! Spring Boot's `application.properties` and `application.yaml` (Boot 2 and 3): `logging.pattern.*`, `logging.level.root`.
//!
//! All documents of a file and all profiles count. A pattern that is not set is Boot's own, with what is set of
//! `logging.pattern.level`, `.dateformat` and `.correlation` in it. Placeholders are Spring's: `${name:default}`.

use std::collections::HashMap;

use crate::format::config::error::{Note, Refusal};
use crate::format::config::logback_scope::Boot;
use crate::format::config::placeholder::{Scope, substitute};
use crate::format::config::traced::Traced;
use crate::format::config::yaml::{Node, Value};
use crate::format::config::{Reading, Syntax};
use crate::format::logback::Library;

/// Entries of a file that are looked at.
const MAX_ENTRIES: usize = 20_000;

/// The patterns of Spring Boot's `defaults.xml`, of 3.4 and of 2.7.
pub(crate) const DEFAULTS: &[(Boot, &str, &str)] = &[
    (
        Boot::Three,
        "CONSOLE_LOG_PATTERN",
        "%clr(%d{${LOG_DATEFORMAT_PATTERN:-yyyy-MM-dd'T'HH:mm:ss.SSSXXX}}){faint} %clr(${LOG_LEVEL_PATTERN:-%5p}){} \
         %clr(${PID:-}){magenta} %clr(--- %esb(){APPLICATION_NAME}%esb{APPLICATION_GROUP}[%15.15t] \
         ${LOG_CORRELATION_PATTERN:-}){faint}%clr(%-40.40logger{39}){cyan} %clr(:){faint} \
         %m%n${LOG_EXCEPTION_CONVERSION_WORD:-%wEx}",
    ),
    (
        Boot::Three,
        "FILE_LOG_PATTERN",
        "%d{${LOG_DATEFORMAT_PATTERN:-yyyy-MM-dd'T'HH:mm:ss.SSSXXX}} ${LOG_LEVEL_PATTERN:-%5p} ${PID:-} --- \
         %esb(){APPLICATION_NAME}%esb{APPLICATION_GROUP}[%t] ${LOG_CORRELATION_PATTERN:-}%-40.40logger{39} : \
         %m%n${LOG_EXCEPTION_CONVERSION_WORD:-%wEx}",
    ),
    (
        Boot::Two,
        "CONSOLE_LOG_PATTERN",
        "%clr(%d{${LOG_DATEFORMAT_PATTERN:-yyyy-MM-dd HH:mm:ss.SSS}}){faint} %clr(${LOG_LEVEL_PATTERN:-%5p}) \
         %clr(${PID:- }){magenta} %clr(---){faint} %clr([%15.15t]){faint} %clr(%-40.40logger{39}){cyan} \
         %clr(:){faint} %m%n${LOG_EXCEPTION_CONVERSION_WORD:-%wEx}",
    ),
    (
        Boot::Two,
        "FILE_LOG_PATTERN",
        "%d{${LOG_DATEFORMAT_PATTERN:-yyyy-MM-dd HH:mm:ss.SSS}} ${LOG_LEVEL_PATTERN:-%5p} ${PID:- } --- [%t] \
         %-40.40logger{39} : %m%n${LOG_EXCEPTION_CONVERSION_WORD:-%wEx}",
    ),
];

/// One property with its full name.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: String,
    value: Traced,
    /// It stands in a document for a profile.
    pub(crate) is_conditional: bool,
}

impl Entry {
    pub(crate) fn value(&self) -> &Traced {
        &self.value
    }
}

/// The properties of YAML documents by their full names.
pub(crate) fn flatten(documents: &[Node]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for document in documents {
        let first = entries.len();
        add(document, "", &mut entries);
        let own = entries.get_mut(first..).unwrap_or_default();
        if own.iter().any(|entry| is_activation(&entry.key)) {
            for entry in own {
                entry.is_conditional = true;
            }
        }
    }
    entries
}

fn add(node: &Node, name: &str, entries: &mut Vec<Entry>) {
    match &node.value {
        Value::Scalar(value) if entries.len() < MAX_ENTRIES => {
            entries.push(Entry { key: canonical(name), value: value.clone(), is_conditional: false });
        }
        Value::Map(inner) => {
            for (key, node) in inner {
                let full = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                add(node, &full, entries);
            }
        }
        _ => {}
    }
}

/// The properties of a `.properties` file. A document behind `#---` for a profile makes all of its kind conditional.
pub(crate) fn entries(properties: &[(String, Traced)]) -> Vec<Entry> {
    let is_conditional = properties.iter().any(|(key, _)| is_activation(&canonical(key)));
    let entry = |(key, value): &(String, Traced)| Entry { key: canonical(key), value: value.clone(), is_conditional };
    properties.iter().take(MAX_ENTRIES).map(entry).collect()
}

/// Spring reads `date-format`, `dateFormat` and `DATEFORMAT` as one.
fn canonical(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

fn is_activation(key: &str) -> bool {
    key.starts_with("spring.config.activate.onprofile") || key == "spring.profiles"
}

/// A property says something about logging.
pub(crate) fn is_key(key: &str) -> bool {
    canonical(key).starts_with("logging.")
}

/// The names under which Boot hands the properties to Logback.
const HANDED_ON: [(&str, &str); 5] = [
    ("LOG_DATEFORMAT_PATTERN", "logging.pattern.dateformat"),
    ("LOG_LEVEL_PATTERN", "logging.pattern.level"),
    ("LOG_CORRELATION_PATTERN", "logging.pattern.correlation"),
    ("LOG_EXCEPTION_CONVERSION_WORD", "logging.exceptionconversionword"),
    ("CONSOLE_LOG_PATTERN", "logging.pattern.console"),
];

struct Environment<'a> {
    /// The first value of each key.
    values: &'a HashMap<&'a str, &'a Traced>,
    separator: &'static str,
}

impl Scope for Environment<'_> {
    fn value(&self, name: &str) -> Option<Traced> {
        let key = HANDED_ON
            .iter()
            .find(|(known, _)| *known == name)
            .map_or_else(|| canonical(name), |(_, key)| (*key).to_owned());
        self.values.get(key.as_str()).map(|value| (*value).clone())
    }

    fn separator(&self) -> &'static str {
        self.separator
    }
}

/// Reads the properties.
pub(crate) fn read(entries: &[Entry], reading: &mut Reading<'_, '_>) {
    let of = |key: &'static str| entries.iter().filter(move |entry| entry.key == key);
    // Of two values the first is kept: the map is filled from the end.
    let values: HashMap<&str, &Traced> = entries.iter().rev().map(|entry| (entry.key.as_str(), &entry.value)).collect();
    let spring = Environment { values: &values, separator: ":" };
    let logback = Environment { values: &values, separator: ":-" };
    let add = |reading: &mut Reading<'_, '_>, owner: &str, pattern: &Traced, scope: &Environment<'_>| match substitute(
        pattern, scope,
    ) {
        Ok(whole) => reading.layout(owner, Syntax::Logback(Library::Logback), pattern.place(0), whole, None),
        Err(fault) => reading.fault(fault),
    };
    for (key, name) in
        [("logging.pattern.file", "FILE_LOG_PATTERN"), ("logging.pattern.console", "CONSOLE_LOG_PATTERN")]
    {
        for entry in of(key) {
            add(reading, key, &entry.value, &spring);
        }
        let any = entries.iter().find(|entry| entry.key.starts_with("logging.pattern."));
        if let (None, Some(any)) = (of(key).next(), any) {
            for (_, _, default) in DEFAULTS.iter().filter(|(_, known, _)| *known == name) {
                let owner = format!("{key} (Spring Boot's own)");
                add(reading, &owner, &Traced::instead(default, any.value.place(0)), &logback);
            }
        }
    }
    for entry in of("logging.level.root") {
        let level = substitute(&entry.value, &spring).unwrap_or_else(|_| entry.value.clone());
        reading.root_level(level.as_str(), entry.value.place(0), entry.is_conditional);
    }
    for key in ["logging.structured.format.console", "logging.structured.format.file"] {
        for entry in of(key) {
            let class = entry.value.as_str().to_owned();
            reading.note(entry.value.place(0), Note::Json { owner: key.to_owned(), class });
        }
    }
    for entry in of("logging.config") {
        let what = entry.value.as_str().to_owned();
        reading.note(entry.value.place(0), Note::Include { what, why: Refusal::NotLocal });
    }
}
