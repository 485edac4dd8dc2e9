//! Dictionaries for `logging.config.dictConfig` (`CPython` 3.13) in JSON or YAML.
//!
//! ```text
//! formatters: { NAME: { format | fmt, datefmt, style, class, "()" } }
//! root: { level }                      or the logger with the empty name
//! ```
//!
//! The dictionary is the document itself or stands under one of its keys. A factory (`()`) is not called: a format that
//! it is given is taken as it stands, which is right for those that add colours or fields.

use crate::format::config::error::{ErrorKind, Note};
use crate::format::config::traced::{Place, Traced};
use crate::format::config::yaml::Node;
use crate::format::config::{Reading, Syntax, element, writes_json};
use crate::format::error::{Dialect, PatternError, PatternErrorKind};
use crate::format::python::Style;

/// The dictionary may stand so deep in the document.
const MAX_DEPTH: usize = 3;

/// Finds the dictionary.
pub(crate) fn find(node: &Node) -> Option<&Node> {
    find_within(node, MAX_DEPTH)
}

fn find_within(node: &Node, depth: usize) -> Option<&Node> {
    let has = |key: &str| node.get(key).is_some_and(Node::is_map);
    if has("formatters") || node.get("version").is_some() && (has("handlers") || has("loggers") || has("root")) {
        return Some(node);
    }
    let inner = depth.checked_sub(1)?;
    node.entries().iter().find_map(|(_, node)| find_within(node, inner))
}

/// Reads the dictionary.
pub(crate) fn read(root: &Node, reading: &mut Reading<'_, '_>) {
    for (name, node) in root.get("formatters").map(Node::entries).unwrap_or_default() {
        let text = |key: &str| node.get(key).and_then(Node::text).filter(|text| !text.as_str().is_empty());
        formatter(
            &Formatter {
                name,
                format: text("format").or(text("fmt")),
                datefmt: text("datefmt"),
                style: node.word("style"),
                class: node.word("class"),
                factory: node.word("()"),
                place: node.place,
            },
            reading,
        );
    }
    let root_logger = root.get("root").or_else(|| root.get("loggers")?.get(""));
    if let Some(level) = root_logger.and_then(|logger| logger.get("level")).and_then(Node::text) {
        reading.root_level(level.as_str(), level.place(0), false);
    }
}

/// A formatter as either of Python's configurations describes it.
pub(crate) struct Formatter<'a> {
    pub(crate) name: &'a str,
    pub(crate) format: Option<&'a Traced>,
    pub(crate) datefmt: Option<&'a Traced>,
    pub(crate) style: Option<&'a str>,
    /// A subclass of `logging.Formatter`.
    pub(crate) class: Option<&'a str>,
    /// What `()` names.
    pub(crate) factory: Option<&'a str>,
    pub(crate) place: Place,
}

/// Adds the layout of a formatter, or says why there is none.
pub(crate) fn formatter(formatter: &Formatter<'_>, reading: &mut Reading<'_, '_>) {
    let owner = format!("formatter {}", formatter.name);
    let maker = formatter.factory.or(formatter.class);
    if let Some(class) = maker.filter(|class| writes_json(class)) {
        let class = element::simple_name(class).to_owned();
        reading.note(formatter.place, Note::Json { owner, class });
        return;
    }
    if let Some(class) = formatter.factory {
        let note = Note::Factory { owner: owner.clone(), class: class.to_owned(), is_used: formatter.format.is_some() };
        reading.note(formatter.place, note);
    }
    let Some(format) = formatter.format else { return };
    let style = match formatter.style.map(str::trim) {
        None | Some("" | "%") => Style::Percent,
        Some("{") => Style::Brace,
        Some("$") => Style::Dollar,
        Some(other) => {
            let error = PatternError {
                dialect: Dialect::PythonPercent,
                pattern: format.as_str().to_owned(),
                offset_bytes: 0,
                kind: PatternErrorKind::BadOption(format!("style={other}")),
            };
            return reading.fault((format.place(0), ErrorKind::Pattern { owner, error: Box::new(error) }));
        }
    };
    let datefmt = formatter.datefmt.filter(|datefmt| !datefmt.as_str().is_empty());
    reading.layout(&owner, Syntax::Python(style), format.place(0), format.clone(), datefmt.cloned());
}
