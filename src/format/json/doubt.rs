//! Keys that mean a role only where their value has its form: `log`, `src`, `at`, `trace`.
//!
//! ```text
//! level  = the word for a level, of three letters or more
//! time   = a stamp and nothing else, or a count since 1970
//! logger = name of letters, digits and the marks of names; no level, no exception, no file, no word alone that means true
//! stack  = a trace of several lines
//! type   = the name of an exception's class
//! message, reason = any text
//! ```
//!
//! Any other role is had by any text with a blank.

use crate::format::any_stamp;
use crate::format::evidence;
use crate::format::json::scan::{Kind, Value};
use crate::format::json::{Entry, Role, epoch, record};
use crate::format::level::Level;

/// Bytes that a logger's name has at least.
const LEAST_OF_NAME: usize = 2;

impl Entry {
    /// Whether a member at this path has its role with such a value.
    pub(super) fn counts(&self, source: &[u8], value: Value) -> bool {
        let is_word = !matches!(value.kind, Kind::Object | Kind::Array);
        match self.role {
            // The name stands inside: `{"level": {"name": "INFO", "no": 20}}`.
            Role::Level | Role::Logger | Role::Thread if !is_word => false,
            // Nor does a file's path name a logger.
            Role::Logger if value.of(source).first() == Some(&b'/') && is_file(value.of(source)) => false,
            role => !self.is_doubtful || has_form_of(role, source, value),
        }
    }
}

fn has_form_of(role: Role, source: &[u8], value: Value) -> bool {
    let text = value.of(source);
    match role {
        Role::Time => epoch(text).is_some() || any_stamp::recognise(text, 0).is_some_and(|(_, end)| end == text.len()),
        _ if !value.kind.is_text() => false,
        Role::Level => is_level(text),
        Role::Type => is_exception(text),
        Role::Message | Role::Reason => true,
        Role::Logger => is_name(text),
        Role::Stack | Role::Error => record::is_trace(text),
        _ => text.contains(&b' '),
    }
}

/// Whether a text is the name of an exception's class, by its ending.
pub(super) fn is_exception(text: &[u8]) -> bool {
    let name = memchr::memrchr(b'.', text).and_then(|at| text.get(at + 1..)).unwrap_or(text);
    let has_ending = [&b"Error"[..], b"Exception"].iter().any(|ending| name.ends_with(ending));
    has_ending
        && name.first().is_some_and(u8::is_ascii_uppercase)
        && text.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'$'))
}

/// Whether a text is the path of a file with an ending.
fn is_file(text: &[u8]) -> bool {
    let name = memchr::memrchr(b'/', text).and_then(|at| text.get(at + 1..)).unwrap_or_default();
    name.contains(&b'.') && !text.contains(&b' ')
}

fn is_level(text: &[u8]) -> bool {
    text.len() >= 3 && Level::parse(text).is_some()
}

/// A name as loggers have: `bridge`, `sensor.bme280`, `Cart$Item`.
fn is_name(text: &[u8]) -> bool {
    let is_of_name = |byte: &u8| evidence::is_name_byte(*byte) || *byte == b'.';
    text.len() >= LEAST_OF_NAME
        && text.first().is_some_and(|first| first.is_ascii_alphabetic() || *first == b'_')
        && text.iter().all(is_of_name)
        && !is_level(text)
        && evidence::logger(text) > evidence::IMPLAUSIBLE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::json::scan::Members;

    fn has_form(role: Role, value: &str) -> bool {
        let text = format!("{{\"key\":{value}}}");
        let (_, value) = Members::of(text.as_bytes(), 0, text.len()).next_member().unwrap();
        has_form_of(role, text.as_bytes(), value)
    }

    #[test]
    fn only_values_of_the_form_have_the_role() {
        let forms: [(Role, &[&str], &[&str]); 4] = [
            (
                Role::Logger,
                &[r#""bridge""#, r#""sensor.bme280""#, r#""__main__""#, r#""com.acme.Cart$Item""#, r#""http-client""#],
                &[
                    r#""a text""#,
                    r#""app.py""#,
                    r#""10.0.0.1""#,
                    r#""/var/log/x""#,
                    r#""info""#,
                    r#""""#,
                    "7",
                    "true",
                    "{}",
                ],
            ),
            (Role::Level, &[r#""INFO""#, r#""warning""#], &[r#""noon""#, r#""E""#, "20", r#""/v1/info""#]),
            (
                Role::Time,
                &[r#""2026-11-23 11:36:12,540""#, r#""2026-11-23T11:36:12Z""#, "1795433780.497"],
                &[r#""noon""#, "17", r#""2026-11-23 11:36:12 or later""#, r#""INFO""#],
            ),
            (
                Role::Stack,
                &[
                    r#""Traceback (most recent call last):\n  File \"a.py\"""#,
                    r#""java.lang.Error: x\n\tat a.B.c(B.java:1)""#,
                ],
                &[r#""0af7651916cd43dd8448eb211c80319c""#, r#""at noon""#, "true"],
            ),
        ];
        for (role, good, bad) in forms {
            for value in good {
                assert!(has_form(role, value), "{role:?} {value}");
            }
            for value in bad {
                assert!(!has_form(role, value), "{role:?} {value}");
            }
        }
    }
}
