//! `${name}` in configurations of Logback, Log4j and Spring, replaced from properties and defaults.
//!
//! ```text
//! placeholder = "${" name [separator default] "}"       ":-" in Logback and Log4j, ":" in Spring; both may nest
//! escaped     = "$${" … "}"                             left as it is
//! ```
//!
//! What only the running application knows (the process id, Log4j's `${ctx:key}`, a name without value and default)
//! stays as it is written, for the pattern compiler to name. Nothing is looked up in the environment or anywhere else.

use crate::format::config::error::{ErrorKind, Fault};
use crate::format::config::traced::Traced;
use crate::format::logback::property::closing_brace;

/// Placeholders whose values hold placeholders, so many deep.
const MAX_DEPTH: usize = 24;
/// Longest text with its placeholders replaced.
const MAX_BYTES: usize = 64 << 10;
/// Placeholders looked at for one text.
const MAX_STEPS: usize = 10_000;

/// Names that have a value in the running application whatever default is written.
const SET_AT_RUN_TIME: [&str; 5] =
    ["PID", "LOGGED_APPLICATION_NAME", "LOG_CORRELATION_PATTERN", "HOSTNAME", "hostName"];

/// What the names stand for.
pub(crate) trait Scope {
    /// The value of a name, with placeholders in it.
    fn value(&self, name: &str) -> Option<Traced>;

    /// What stands between a name and its default.
    fn separator(&self) -> &'static str {
        ":-"
    }
}

impl<F: Fn(&str) -> Option<Traced>> Scope for F {
    fn value(&self, name: &str) -> Option<Traced> {
        self(name)
    }
}

/// Replaces the placeholders of a text.
///
/// # Errors
///
/// Placeholders that stand for each other in a circle, or for too much text.
pub(crate) fn substitute(text: &Traced, scope: &dyn Scope) -> Result<Traced, Fault> {
    let mut run = Run { scope, out: Traced::default(), steps: 0 };
    run.add(text, 0)?;
    Ok(run.out)
}

struct Run<'a> {
    scope: &'a dyn Scope,
    out: Traced,
    steps: usize,
}

impl Run<'_> {
    fn add(&mut self, text: &Traced, depth: usize) -> Result<(), Fault> {
        let mut at = 0;
        while let Some(mark) = text.as_str().get(at..).and_then(|rest| rest.find("${")).map(|found| at + found) {
            let inside = text.as_str().get(mark + 2..).unwrap_or_default();
            let Some(length) = closing_brace(inside) else { break };
            let end = mark + 2 + length + 1;
            let is_escaped = text.as_str().get(..mark).is_some_and(|before| before.ends_with('$'));
            self.steps += 1;
            if self.out.as_str().len() > MAX_BYTES || self.steps > MAX_STEPS || depth > MAX_DEPTH {
                let name = inside.get(..length).unwrap_or_default().to_owned();
                return Err((text.place(mark), ErrorKind::Expansion(name)));
            }
            self.out.push_range(text, at..mark);
            if is_escaped || !self.placeholder(&text.range(mark + 2..end - 1), depth)? {
                self.out.push_range(text, mark..end);
            }
            at = end;
        }
        self.out.push_range(text, at..text.as_str().len());
        Ok(())
    }

    /// Adds what a placeholder with this body stands for; `false` where it is to stay.
    fn placeholder(&mut self, body: &Traced, depth: usize) -> Result<bool, Fault> {
        let separator = self.scope.separator();
        let name_end = split(body.as_str(), separator);
        let mut name = body.range(0..name_end.unwrap_or(body.as_str().len())).trimmed();
        if name.as_str().contains("${") {
            let mut inner = Run { scope: self.scope, out: Traced::default(), steps: self.steps };
            inner.add(&name, depth + 1)?;
            self.steps = inner.steps;
            name = inner.out;
        }
        if let Some(value) = self.scope.value(name.as_str()) {
            self.add(&value, depth + 1)?;
            return Ok(true);
        }
        let Some(name_end) = name_end else { return Ok(false) };
        if SET_AT_RUN_TIME.contains(&name.as_str()) || name.as_str().starts_with("ctx:") {
            return Ok(false);
        }
        self.add(&body.range(name_end + separator.len()..body.as_str().len()), depth + 1)?;
        Ok(true)
    }
}

/// Offset of the separator that stands in no placeholder.
fn split(body: &str, separator: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, c) in body.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 && body.get(index..).is_some_and(|rest| rest.starts_with(separator)) => {
                return Some(index);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::config::traced::Place;

    fn expand(text: &str) -> Result<String, ErrorKind> {
        let scope = |name: &str| {
            let value = match name {
                "a" => "<${b}>",
                "b" => "B",
                "which" => "b",
                "loop" => "x${loop}",
                _ if name.starts_with("lol") => return lol(name),
                _ => return None,
            };
            Some(Traced::verbatim(value, Place::default()))
        };
        let expanded = substitute(&Traced::verbatim(text, Place::default()), &scope);
        expanded.map(|text| text.as_str().to_owned()).map_err(|fault| fault.1)
    }

    fn lol(name: &str) -> Option<Traced> {
        let number: u32 = name.strip_prefix("lol")?.parse().ok()?;
        let inner = if number == 0 { "lol".to_owned() } else { format!("${{lol{}}}", number - 1).repeat(10) };
        Some(Traced::verbatim(&inner, Place::default()))
    }

    #[test]
    fn values_defaults_and_nested_names_are_replaced() {
        assert_eq!(expand("1 ${a} 2").unwrap(), "1 <B> 2");
        assert_eq!(expand("${x:-d ${a:-e} {f}}").unwrap(), "d <B> {f}");
        assert_eq!(expand("${sys:x:-${env:y:-z}}").unwrap(), "z");
        assert_eq!(expand("${${which}}").unwrap(), "B");
        assert_eq!(expand("${a:-unused}").unwrap(), "<B>");
    }

    #[test]
    fn what_only_the_application_knows_stays() {
        for text in ["${x}", "${PID:- }", "$${ctx:id}", "${ctx:id:-none}", "${unclosed", "$x {y} $"] {
            assert_eq!(expand(text).unwrap(), text);
        }
    }

    #[test]
    fn circles_and_bombs_end_with_an_error() {
        assert_eq!(expand("${loop}"), Err(ErrorKind::Expansion("loop".to_owned())));
        assert!(matches!(expand("${lol9}"), Err(ErrorKind::Expansion(_))));
        assert!(expand(&"${x:-".repeat(5000)).is_ok());
        assert!(matches!(expand(&("${x:-".repeat(50) + &"}".repeat(50))), Err(ErrorKind::Expansion(_))));
    }
}
