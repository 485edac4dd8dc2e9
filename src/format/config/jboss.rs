//! Configurations of `JBoss` Log Manager (2.1), which logs for `WildFly` and Quarkus.
//!
//! | file | patterns | root level |
//! |---|---|---|
//! | `logging.properties` of `WildFly` | `formatter.NAME.pattern` | `logger.level` |
//! | `standalone.xml`, `domain.xml` | `<pattern-formatter pattern="…"/>` | `<root-logger><level name="…"/>` |
//! | `application.properties`, `.yaml` of Quarkus 3 | `quarkus.log.….format` | `quarkus.log.level` |
//!
//! Its pattern language becomes a conversion pattern of Logback's:
//!
//! ```text
//! part = "%" "-"? width? ("." most)? letter ("{" option "}")?
//! c logger   C class   d date   e E exception   F file   h H host   i pid   k key   K colour   l location   L line
//! m s message   M method   n line end   N process   p P level   r relative   t thread   x NDC   X MDC   z zone of dates
//! ```
//!
//! Not supported: `%#{property}`, `%D` and `%v` are kept as labels.

use crate::format::config::element::{Element, simple_name};
use crate::format::config::error::{ErrorKind, Note};
use crate::format::config::spring::Entry;
use crate::format::config::traced::Traced;
use crate::format::config::{Reading, Syntax, has_no_pattern, writes_json};
use crate::format::error::{Dialect, PatternError, PatternErrorKind};
use crate::format::logback::Library;

/// The prefix of Quarkus' properties about logging.
pub(crate) const QUARKUS: &str = "quarkus.log.";
/// What Quarkus writes to the console and to a file where no format is set.
const QUARKUS_DEFAULTS: [(&str, &str); 2] = [
    ("quarkus.log.console.format", "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c{3.}] (%t) %s%e%n"),
    ("quarkus.log.file.format", "%d{yyyy-MM-dd HH:mm:ss,SSS} %h %N[%i] %-5p [%c{3.}] (%t) %s%e%n"),
];
/// The date format where `%d` has none.
const DATE: &str = "yyyy-MM-dd HH:mm:ss,SSS";
/// Where there may be a colour.
const COLOUR: &str = "%highlight()";
/// Elements inside each other that are looked through.
const MAX_DEPTH: usize = 32;

/// Says whether the entries are those of `WildFly`'s `logging.properties`.
pub(crate) fn is_properties(entries: &[(String, Traced)]) -> bool {
    let has = |wanted: &dyn Fn(&str) -> bool| entries.iter().any(|(key, _)| wanted(key));
    has(&|key| matches!(key, "logger.level" | "logger.handlers"))
        || has(&|key| key.starts_with("formatter.") && key.ends_with(".pattern"))
}

/// Reads `logging.properties`.
pub(crate) fn read_properties(entries: &[(String, Traced)], reading: &mut Reading<'_, '_>) {
    for (key, value) in entries {
        if key == "logger.level" {
            reading.root_level(value.as_str(), value.place(0), false);
        } else if let Some(name) = key.strip_prefix("formatter.") {
            let (name, is_pattern) = match name.strip_suffix(".pattern") {
                Some(name) => (name, true),
                None => (name, false),
            };
            let owner = format!("formatter {name}");
            if is_pattern {
                add(&owner, value, reading);
            } else if !name.contains('.') {
                class(owner, value.as_str().trim(), value, reading);
            }
        }
    }
}

fn class(owner: String, class: &str, value: &Traced, reading: &mut Reading<'_, '_>) {
    let class = simple_name(class).to_owned();
    if writes_json(&class) {
        reading.note(value.place(0), Note::Json { owner, class });
    } else if has_no_pattern(&class) {
        reading.note(value.place(0), Note::NoPattern { owner, class });
    }
}

/// Says whether the subsystem for logging stands below an element.
pub(crate) fn is_server(root: &Element) -> bool {
    ["server", "domain", "host"].iter().any(|name| root.is(name))
}

/// Reads the elements of `standalone.xml` that say how is logged.
pub(crate) fn read_xml(root: &Element, reading: &mut Reading<'_, '_>) {
    walk(root, "", 0, reading);
}

fn walk(element: &Element, owner: &str, depth: usize, reading: &mut Reading<'_, '_>) {
    let named = element.word("name").map(|name| format!("{} {name}", element.local_name()));
    let owner = named.as_deref().unwrap_or(owner);
    for child in element.children.iter().filter(|_| depth < MAX_DEPTH) {
        if child.is("pattern-formatter") {
            if let Some(pattern) = child.attribute("pattern") {
                add(owner, pattern, reading);
            }
        } else if child.is("json-formatter") {
            let class = child.local_name().to_owned();
            reading.note(child.place, Note::Json { owner: owner.to_owned(), class });
        } else if child.is("root-logger") {
            if let Some(level) = child.child("level").and_then(|level| level.attribute("name")) {
                reading.root_level(level.as_str(), level.place(0), false);
            }
        } else {
            walk(child, owner, depth + 1, reading);
        }
    }
}

/// Says whether a key of Spring's spelling is one of Quarkus' about logging, whatever profile it is for.
pub(crate) fn is_quarkus_key(key: &str) -> bool {
    without_profile(key).starts_with(QUARKUS)
}

/// `%prod.quarkus.log.level` is `quarkus.log.level` in a profile.
fn without_profile(key: &str) -> &str {
    match key.strip_prefix('%').and_then(|rest| rest.split_once('.')) {
        Some((_, rest)) => rest,
        None => key,
    }
}

/// Reads Quarkus' properties.
pub(crate) fn read_quarkus(entries: &[Entry], reading: &mut Reading<'_, '_>) {
    for entry in entries {
        let key = without_profile(&entry.key);
        let Some(rest) = key.strip_prefix(QUARKUS) else { continue };
        let is_conditional = entry.is_conditional || key.len() < entry.key.len();
        let value = entry.value();
        let is_json = rest.strip_suffix(".enabled").unwrap_or(rest).rsplit('.').next() == Some("json");
        if rest == "level" {
            reading.root_level(value.as_str(), value.place(0), is_conditional);
        } else if rest.ends_with(".format") && !rest.contains(".json") {
            add(key, value, reading);
        } else if is_json && value.as_str().trim() == "true" {
            reading.note(value.place(0), Note::Json { owner: key.to_owned(), class: "json".to_owned() });
        }
    }
    let Some(any) = entries.iter().find(|entry| is_quarkus_key(&entry.key)) else { return };
    for (key, default) in QUARKUS_DEFAULTS {
        if !entries.iter().any(|entry| entry.key == key) {
            add(&format!("{key} (Quarkus' own)"), &Traced::instead(default, any.value().place(0)), reading);
        }
    }
}

/// Adds the layout of a pattern.
fn add(owner: &str, pattern: &Traced, reading: &mut Reading<'_, '_>) {
    let place = pattern.place(0);
    match converted(pattern) {
        Ok(converted) => reading.layout(owner, Syntax::Logback(Library::Logback), place, converted, None),
        Err((offset_bytes, kind)) => {
            let error =
                PatternError { dialect: Dialect::Logback, pattern: pattern.as_str().to_owned(), offset_bytes, kind };
            let owner = owner.to_owned();
            reading.fault((pattern.place(offset_bytes), ErrorKind::Pattern { owner, error: Box::new(error) }));
        }
    }
}

/// The same pattern in Logback's language.
fn converted(pattern: &Traced) -> Result<Traced, (usize, PatternErrorKind)> {
    let text = pattern.as_str();
    let mut out = Traced::default();
    let mut zone: Option<&str> = None;
    let mut at = 0;
    // The colour ends behind the line, which is where the next one begins.
    if text.contains("%K") {
        out.push(COLOUR, pattern.place(0), false);
    }
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let mark = rest.find('%').map_or(text.len(), |found| at + found);
        push_literal(&mut out, pattern, at, mark);
        let Some(behind) = text.get(mark + 1..) else { return Ok(out) };
        let is_modifier = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.');
        let rules = behind.len() - behind.trim_start_matches(is_modifier).len();
        let (rules, behind) = behind.split_at_checked(rules).unwrap_or_default();
        let letter = behind.chars().next().ok_or((mark, PatternErrorKind::Incomplete))?;
        at = mark + 1 + rules.len() + letter.len_utf8();
        let option = text.get(at..).and_then(|rest| rest.strip_prefix('{')).and_then(|rest| rest.split_once('}'));
        let option = option.map(|(option, _)| option).filter(|_| letter != '%' && letter != 'n');
        at += option.map_or(0, |option| option.len() + 2);
        let word = match letter {
            '%' => "\\%",
            'n' => "%n",
            // The exception begins behind the message, with `: ` between them.
            'e' | 'E' => continue,
            'K' => COLOUR,
            'z' => {
                zone = option.map(str::trim);
                continue;
            }
            'd' => {
                let format = option.unwrap_or(DATE).replace('"', "");
                let zone = zone.map_or(String::new(), |zone| format!(", {zone}"));
                out.push(&format!("%{rules}d{{\"{format}\"{zone}}}"), pattern.place(mark), false);
                continue;
            }
            'h' | 'H' => "${HOSTNAME}",
            'c' => "logger",
            'C' => "class",
            'F' => "file",
            'i' => "pid",
            'k' => "property{key}",
            'l' => "location",
            'L' => "line",
            'm' | 's' => "msg",
            'M' => "method",
            'N' => "property{process}",
            'p' | 'P' => "level",
            'r' => "relative",
            't' => "thread",
            'x' => "ndc",
            'X' => "mdc",
            'D' => "property{module}",
            'v' => "property{version}",
            '#' | '$' => "property{system}",
            other => {
                return Err((mark, PatternErrorKind::UnknownField { word: other.to_string(), suggestion: None }));
            }
        };
        let key = option.filter(|_| letter == 'X').map_or(String::new(), |key| format!("{{{key}}}"));
        let mark_of = if word.starts_with(['%', '\\', '$']) { String::new() } else { format!("%{rules}") };
        out.push(&format!("{mark_of}{word}{key}"), pattern.place(mark), false);
    }
}

/// Adds a part of the pattern that means itself.
fn push_literal(out: &mut Traced, pattern: &Traced, start: usize, end: usize) {
    for (index, c) in pattern.as_str().get(start..end).unwrap_or_default().char_indices() {
        let place = pattern.place(start + index);
        if matches!(c, '\\' | '(' | ')' | '$') {
            out.push("\\", place, false);
        }
        let mut buffer = [0; 4];
        out.push(c.encode_utf8(&mut buffer), place, true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::config::traced::Place;

    fn of(pattern: &str) -> Result<String, (usize, PatternErrorKind)> {
        converted(&Traced::verbatim(pattern, Place::default())).map(|pattern| pattern.as_str().to_owned())
    }

    #[test]
    fn its_letters_become_words() {
        assert_eq!(
            of("%d{yyyy-MM-dd HH:mm:ss,SSS} %h %N[%i] %-5p [%c{3.}] (%t) %s%e%n").unwrap(),
            "%d{\"yyyy-MM-dd HH:mm:ss,SSS\"} ${HOSTNAME} %property{process}[%pid] %-5level [%logger] \\(%thread\\) %msg%n"
        );
        assert_eq!(
            of("%K{level}%z{GMT}%d %X{user} 5%% %m%n").unwrap(),
            "%highlight()%highlight()%d{\"yyyy-MM-dd HH:mm:ss,SSS\", GMT} %mdc{user} 5\\% %msg%n"
        );
    }

    #[test]
    fn what_is_no_letter_is_a_fault_with_its_place() {
        let unknown = |word: &str| PatternErrorKind::UnknownField { word: word.to_owned(), suggestion: None };
        assert_eq!(of("%d %q"), Err((3, unknown("q"))));
        assert_eq!(of("%s %é"), Err((3, unknown("é"))));
        assert_eq!(of("%s %-5"), Err((3, PatternErrorKind::Incomplete)));
        assert_eq!(of("%d{unclosed %s").unwrap(), "%d{\"yyyy-MM-dd HH:mm:ss,SSS\"}{unclosed %msg");
    }
}
