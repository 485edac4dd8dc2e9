//! `logging.properties` of `java.util.logging` (JDK 21), whose `SimpleFormatter.format` is a string for
//! `java.util.Formatter`.
//!
//! ```text
//! specifier = "%" argument "$" flags? width? ("." precision)? conversion | "%n" | "%%"
//! argument  = 1 date | 2 source | 3 logger | 4 level | 5 message | 6 thrown, its trace in lines of its own
//! ```
//!
//! It becomes a conversion pattern: neighbouring parts of the date are one `%d{…}`. A line may end before the message: the
//! JDK's own default writes the level in a second line.

use crate::format::config::error::{ErrorKind, Note};
use crate::format::config::traced::Traced;
use crate::format::config::{Reading, Syntax, element, writes_json};
use crate::format::error::{Dialect, PatternError, PatternErrorKind};
use crate::format::logback::Library;

const FORMAT: &str = "java.util.logging.SimpleFormatter.format";

/// Reads the properties.
pub(crate) fn read(entries: &[(String, Traced)], reading: &mut Reading<'_, '_>) {
    let has_format = entries.iter().any(|(key, _)| key == FORMAT);
    for (key, value) in entries {
        if key == FORMAT {
            for source in sources(value.as_str()) {
                add(value, source, reading);
            }
        } else if key == ".level" {
            reading.root_level(value.as_str(), value.place(0), false);
        } else if let Some(handler) = key.strip_suffix(".formatter") {
            let class = element::simple_name(value.as_str().trim()).to_owned();
            let owner = format!("handler {}", element::simple_name(handler));
            if writes_json(&class) {
                reading.note(value.place(0), Note::Json { owner, class });
            } else if class != "SimpleFormatter" || !has_format {
                reading.note(value.place(0), Note::NoPattern { owner, class });
            }
        }
    }
}

/// What the source can be: the caller's class and method, else the logger's name.
fn sources(format: &str) -> &'static [&'static str] {
    match (format.contains("%2$"), format.contains("%3$")) {
        (true, true) => &["property{source}"],
        (true, false) => &["(%class %method)", "logger"],
        _ => &[""],
    }
}

/// Adds the layout of a format.
fn add(format: &Traced, source: &str, reading: &mut Reading<'_, '_>) {
    let place = format.place(0);
    match pattern(format, source) {
        Ok(pattern) => reading.layout(FORMAT, Syntax::Logback(Library::Logback), place, pattern, None),
        Err((offset_bytes, kind)) => {
            let pattern = format.as_str().to_owned();
            let error = PatternError { dialect: Dialect::Logback, pattern, offset_bytes, kind };
            let owner = "java.util.Formatter".to_owned();
            reading.fault((format.place(offset_bytes), ErrorKind::Pattern { owner, error: Box::new(error) }));
        }
    }
}

/// The conversion pattern for a format.
fn pattern(format: &Traced, source: &str) -> Result<Traced, (usize, PatternErrorKind)> {
    let text = format.as_str();
    let mut out = Output { pattern: Traced::default(), date: None, between: Traced::default() };
    let mut at = 0;
    let mut has_message = false;
    while let Some(mark) = text.get(at..).and_then(|rest| rest.find('%')).map(|found| at + found) {
        out.literal(&format.range(at..mark));
        let rest = text.get(mark + 1..).unwrap_or_default();
        let place = format.place(mark);
        let head =
            rest.find(|c: char| c.is_ascii_alphabetic() || c == '%').ok_or((mark, PatternErrorKind::Incomplete))?;
        let (spec, conversion) = rest.split_at_checked(head).unwrap_or_default();
        let mut letters = conversion.chars();
        let letter = letters.next().unwrap_or_default();
        at = mark + 1 + head + 1;
        match letter {
            '%' => out.literal(&Traced::instead("%", place)),
            'n' if has_message => break,
            'n' => out.field("%n", &Traced::instead("", place)),
            't' | 'T' => {
                let part = letters.next().ok_or((mark, PatternErrorKind::Incomplete))?;
                let java = date_part(part).ok_or((at, PatternErrorKind::UnknownDateLetter(part)))?;
                out.date(&Traced::instead(java, place));
                at += part.len_utf8();
            }
            's' | 'S' => {
                let (index, rules) = spec.split_once('$').unwrap_or((spec, ""));
                let word = match index {
                    "2" => source,
                    "3" => "logger",
                    "4" => "level",
                    "5" => "msg",
                    "6" => continue,
                    _ => return Err((mark, PatternErrorKind::BadOption(format!("%{spec}{letter}")))),
                };
                has_message |= word == "msg";
                out.field(&format!("%{rules}{word}"), &Traced::instead("", place));
            }
            other => return Err((mark, PatternErrorKind::BadModifier(other.to_string()))),
        }
    }
    if !has_message {
        return Err((0, PatternErrorKind::NothingToMatch));
    }
    out.end();
    out.pattern.push("%n", format.place(text.len()), false);
    Ok(out.pattern)
}

struct Output {
    pattern: Traced,
    /// The date pattern that is open.
    date: Option<Traced>,
    /// Text behind it, which belongs to it if another part of the date follows.
    between: Traced,
}

impl Output {
    fn literal(&mut self, text: &Traced) {
        let to = if self.date.is_some() { &mut self.between } else { &mut self.pattern };
        push_literal(to, text, self.date.is_some());
    }

    fn date(&mut self, part: &Traced) {
        match &mut self.date {
            Some(date) => {
                let between = std::mem::take(&mut self.between);
                date.push(&quoted(between.as_str()), between.place(0), false);
                date.push_range(part, 0..part.as_str().len());
            }
            None => self.date = Some(part.clone()),
        }
    }

    fn field(&mut self, word: &str, at: &Traced) {
        self.end();
        self.pattern.push(word, at.place(0), false);
    }

    /// Closes the date that is open.
    fn end(&mut self) {
        let Some(date) = self.date.take() else { return };
        let place = date.place(0);
        self.pattern.push(&format!("%d{{\"{}\"}}", date.as_str()), place, false);
        let between = std::mem::take(&mut self.between);
        push_literal(&mut self.pattern, &between, false);
    }
}

/// Adds text that means itself; in a pattern some characters need a backslash, in a date none.
fn push_literal(to: &mut Traced, text: &Traced, is_date: bool) {
    for (index, c) in text.as_str().char_indices() {
        let mut buffer = [0; 4];
        let place = text.place(index);
        if !is_date && matches!(c, '%' | '\\' | '(' | ')') {
            to.push("\\", place, false);
        }
        to.push(c.encode_utf8(&mut buffer), place, !is_date);
    }
}

/// Text inside a date pattern: letters need quotes.
fn quoted(text: &str) -> String {
    if text.chars().any(|c| c.is_ascii_alphabetic() || c == '\'') {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        text.to_owned()
    }
}

/// The letters of a Java date pattern for a suffix of `%t`.
fn date_part(suffix: char) -> Option<&'static str> {
    Some(match suffix {
        'Y' => "yyyy",
        'y' => "yy",
        'm' => "MM",
        'd' => "dd",
        'e' => "d",
        'b' | 'h' => "MMM",
        'B' => "MMMM",
        'a' => "EEE",
        'A' => "EEEE",
        'H' => "HH",
        'k' => "H",
        'I' => "hh",
        'l' => "h",
        'M' => "mm",
        'S' => "ss",
        'L' => "SSS",
        'N' => "SSSSSSSSS",
        'p' => "a",
        'z' => "Z",
        'Z' => "z",
        'F' => "yyyy-MM-dd",
        'T' => "HH:mm:ss",
        'R' => "HH:mm",
        'D' => "MM/dd/yy",
        'r' => "hh:mm:ss a",
        'c' => "EEE MMM dd HH:mm:ss z yyyy",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::config::traced::Place;

    fn converted(format: &str) -> Result<String, (usize, PatternErrorKind)> {
        let pattern = pattern(&Traced::verbatim(format, Place::default()), sources(format)[0])?;
        Ok(pattern.as_str().to_owned())
    }

    #[test]
    fn neighbouring_parts_of_the_date_become_one_date() {
        assert_eq!(
            converted("%1$tY-%1$tm-%1$td %1$tH:%1$tM:%1$tS.%1$tL %4$-7s [%3$s] (%2$s) %5$s%6$s%n").unwrap(),
            "%d{\"yyyy-MM-dd HH:mm:ss.SSS\"} %-7level [%logger] \\(%property{source}\\) %msg%n"
        );
        assert_eq!(
            converted("%1$tFT%1$tT%1$tz %4$s: %5$s%6$s%n").unwrap(),
            "%d{\"yyyy-MM-dd'T'HH:mm:ssZ\"} %level: %msg%n"
        );
        assert_eq!(converted("%4$s %2$s: %5$s%n").unwrap(), "%level %(%class %method): %msg%n");
        assert_eq!(
            converted("[%1$tF %1$tT] [%4$-7s] %5$s %n").unwrap(),
            "[%d{\"yyyy-MM-dd HH:mm:ss\"}] [%-7level] %msg %n"
        );
    }

    #[test]
    fn a_header_may_have_two_lines() {
        let default = "%1$tb %1$td, %1$tY %1$tl:%1$tM:%1$tS %1$Tp %2$s%n%4$s: %5$s%6$s%n";
        assert_eq!(converted(default).unwrap(), "%d{\"MMM dd, yyyy h:mm:ss a\"} %(%class %method)%n%level: %msg%n");
        assert_eq!(
            converted("%1$tc %2$s%n%4$s: %5$s%6$s%n").unwrap(),
            "%d{\"EEE MMM dd HH:mm:ss z yyyy\"} %(%class %method)%n%level: %msg%n"
        );
    }

    #[test]
    fn what_is_no_format_is_a_fault_with_its_place() {
        assert_eq!(converted("%5$s %9$s"), Err((5, PatternErrorKind::BadOption("%9$s".to_owned()))));
        assert_eq!(converted("%1$tj %5$s"), Err((4, PatternErrorKind::UnknownDateLetter('j'))));
        assert_eq!(converted("%5$s %"), Err((5, PatternErrorKind::Incomplete)));
        assert_eq!(converted("%4$s%n"), Err((0, PatternErrorKind::NothingToMatch)));
        assert_eq!(converted("%4$s"), Err((0, PatternErrorKind::NothingToMatch)));
    }
}
