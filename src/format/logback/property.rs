//! Property placeholders in patterns, as Logback, Log4j 2 and Spring Boot 3 spell them.
//!
//! ```text
//! placeholder = ("$" | "$$") "{" [source ":"] name [":-" default] "}"      default may hold further placeholders and braces
//! ```
//!
//! A placeholder stands for its default; Spring Boot's own properties that have none stand for what Spring Boot sets.
//! Those that the running application alone knows stay in the text as one unit, for the pattern compiler to name.

use crate::format::error::PatternErrorKind;
use crate::format::logback::Fault;

/// Defaults nested deeper than this are not read.
const MAX_DEPTH: usize = 16;

/// Spring Boot's properties that hold patterns, with its own values (`defaults.xml`, 3.4).
const SPRING: &[(&str, &str)] = &[
    ("LOG_DATEFORMAT_PATTERN", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"),
    ("LOG_LEVEL_PATTERN", "%5p"),
    ("LOG_EXCEPTION_CONVERSION_WORD", "%wEx"),
    (
        "CONSOLE_LOG_PATTERN",
        "%clr(%d{${LOG_DATEFORMAT_PATTERN}}){faint} %clr(${LOG_LEVEL_PATTERN}){} %clr(${PID}){magenta} %clr(--- \
         %esb(){APPLICATION_NAME}%esb{APPLICATION_GROUP}[%15.15t] ${LOG_CORRELATION_PATTERN}){faint}\
         %clr(%-40.40logger{39}){cyan} %clr(:){faint} %m%n%wEx",
    ),
    (
        "FILE_LOG_PATTERN",
        "%d{${LOG_DATEFORMAT_PATTERN}} ${LOG_LEVEL_PATTERN} ${PID} --- \
         %esb(){APPLICATION_NAME}%esb{APPLICATION_GROUP}[%t] ${LOG_CORRELATION_PATTERN}%-40.40logger{39} : %m%n%wEx",
    ),
];

/// Properties that have a value in every running application, or may have one, whatever default is written.
const SET_AT_RUN_TIME: &[&str] = &[PID, APPLICATION_NAME, CORRELATION, "HOSTNAME", "hostName"];

/// The process id.
pub(crate) const PID: &str = "PID";

/// Spring Boot 3.2: `[name] `, or nothing.
pub(crate) const APPLICATION_NAME: &str = "LOGGED_APPLICATION_NAME";

/// Spring Boot 3.2: `%correlationId` where tracing is on, else nothing.
pub(crate) const CORRELATION: &str = "LOG_CORRELATION_PATTERN";

/// What stands at one place of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// A character.
    Char(char),
    /// A property that only the running application knows, by its name (`ctx:` is kept).
    Property(String),
}

/// One place of a pattern after its placeholders have been replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Byte offset in the pattern as given.
    pub(crate) at: usize,
    /// What stands there.
    pub(crate) what: What,
}

impl Unit {
    /// The character, if it is one.
    pub(crate) fn char(&self) -> Option<char> {
        match self.what {
            What::Char(c) => Some(c),
            What::Property(_) => None,
        }
    }
}

/// Replaces the placeholders of a pattern.
pub(crate) fn expand(pattern: &str) -> Result<Vec<Unit>, Fault> {
    let mut units = Vec::with_capacity(pattern.len());
    expand_into(pattern, &|index| index, 0, &mut units)?;
    Ok(units)
}

/// Adds the units of `text`; `at` maps a byte offset in it to one in the whole pattern.
fn expand_into(text: &str, at: &dyn Fn(usize) -> usize, depth: usize, units: &mut Vec<Unit>) -> Result<(), Fault> {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let index = text.len() - rest.len();
        // Log4j doubles the sign of what it looks up for each event.
        let Some(inside) = rest.strip_prefix("${").or_else(|| rest.strip_prefix("$${")) else {
            units.push(Unit { at: at(index), what: What::Char(c) });
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            continue;
        };
        let end = closing_brace(inside).ok_or_else(|| (at(index), PatternErrorKind::Unclosed('{')))?;
        let (body, after) = inside.split_at_checked(end).unwrap_or((inside, ""));
        if depth >= MAX_DEPTH {
            return Err((at(index), PatternErrorKind::BadOption("${".to_owned())));
        }
        let body_start = text.len() - inside.len();
        placeholder(body, at(index), &|index| at(body_start + index), depth, units)?;
        rest = after.strip_prefix('}').unwrap_or_default();
    }
    Ok(())
}

/// Adds what a placeholder with this body stands for.
fn placeholder(
    body: &str,
    start: usize,
    at: &dyn Fn(usize) -> usize,
    depth: usize,
    units: &mut Vec<Unit>,
) -> Result<(), Fault> {
    let (name, default) = body.split_once(":-").map_or((body, None), |(name, default)| (name, Some(default)));
    let name = name.trim();
    let name = ["sys:", "env:", "spring:"].iter().find_map(|source| name.strip_prefix(source)).unwrap_or(name);
    let is_set = match default {
        None => true,
        Some(default) => default.trim().is_empty() || name == PID,
    };
    if is_set && (SET_AT_RUN_TIME.contains(&name) || name.starts_with("ctx:")) {
        units.push(Unit { at: start, what: What::Property(name.to_owned()) });
        return Ok(());
    }
    if let Some(default) = default {
        let default_start = body.len() - default.len();
        return expand_into(default, &|index| at(default_start + index), depth + 1, units);
    }
    if let Some((_, value)) = SPRING.iter().find(|(known, _)| *known == name) {
        return expand_into(value, &|_| start, depth + 1, units);
    }
    if name.to_ascii_uppercase().ends_with("PATTERN") {
        // What it stands for is most of the layout; a label in its place would match nothing.
        let kind = PatternErrorKind::UnknownField { word: format!("${{{name}}}"), suggestion: nearest(name) };
        return Err((start, kind));
    }
    units.push(Unit { at: start, what: What::Property(name.to_owned()) });
    Ok(())
}

/// Byte offset of the brace that closes the one before `text`.
pub(crate) fn closing_brace(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => open += 1,
            b'}' if open == 0 => return Some(index),
            b'}' => open -= 1,
            _ => {}
        }
    }
    None
}

fn nearest(name: &str) -> Option<String> {
    if name.len() > 40 {
        return None;
    }
    SPRING
        .iter()
        .map(|(known, _)| (strsim::damerau_levenshtein(&name.to_ascii_uppercase(), known), known))
        .filter(|&(distance, known)| distance <= known.len() / 4)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| format!("${{{known}}}"))
}
