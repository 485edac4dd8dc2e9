//! Conversion words of the program's own classes, which a pattern of Logback or Log4j 2 may have.

use crate::format::config::element::simple_name;
use crate::format::config::traced::Traced;

/// A pattern whose conversion words of the program's own classes are replaced by words that print the like.
///
/// A class is known by its name alone: one for messages, levels, threads or traces prints these, changed or not; around
/// a pattern it may change any text; every other value is a label.
pub(crate) fn with_own_words(pattern: &Traced, class_of: &dyn Fn(&str) -> Option<String>) -> Traced {
    let mut out = Traced::default();
    let text = pattern.as_str();
    let mut at = 0;
    while let Some(mark) = text.get(at..).and_then(|rest| rest.find(['%', '\\'])).map(|found| at + found) {
        let rest = text.get(mark + 1..).unwrap_or_default();
        if text.as_bytes().get(mark) == Some(&b'\\') {
            let end = mark + 1 + rest.chars().next().map_or(0, char::len_utf8);
            out.push_range(pattern, at..end);
            at = end;
            continue;
        }
        let rules = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.')).len();
        let start = mark + 1 + rules;
        let after = text.get(start..).unwrap_or_default();
        let length = after.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$')).unwrap_or(after.len());
        let word = after.get(..length).unwrap_or_default();
        out.push_range(pattern, at..start);
        at = start;
        let Some(class) = class_of(word) else { continue };
        at += length;
        let place = pattern.place(start);
        let behind = text.get(at..).unwrap_or_default();
        if behind.starts_with('(') {
            let word = if is_of(&class, &["color", "colour", "highlight"]) { "clr" } else { "replace" };
            out.push(word, place, false);
        } else if let Some(like) = like(&class) {
            out.push(like, place, false);
        } else {
            out.push(&format!("property{{{word}}}"), place, false);
            while let Some(option) = text.get(at..).filter(|rest| rest.starts_with('{')) {
                at += option.find('}').map_or(option.len(), |end| end + 1);
            }
        }
    }
    out.push_range(pattern, at..text.len());
    out
}

fn is_of(class: &str, parts: &[&str]) -> bool {
    let lower = simple_name(class).to_ascii_lowercase();
    parts.iter().any(|part| lower.contains(part))
}

/// The standard word that a class prints the like of.
fn like(class: &str) -> Option<&'static str> {
    const LIKE: [(&str, &[&str]); 5] = [
        ("ex", &["throwable", "exception", "stacktrace"]),
        ("msg", &["message", "msg"]),
        ("level", &["level", "severity"]),
        ("thread", &["thread"]),
        ("logger", &["logger"]),
    ];
    LIKE.iter().find(|(_, parts)| is_of(class, parts)).map(|(word, _)| *word)
}
