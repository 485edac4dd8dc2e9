//! Tracebacks in boxes, as Rich draws them (`rich/traceback.py` 15.0; structlog's console uses it where it is installed).
//!
//! ```text
//! trace = box final (blank sub-box)* (sentence trace)?
//! box   = "╭─ Traceback (most recent call last) ─╮" row* "╰─╯"
//! row   = "│ " FILE ":" N " in " FUNCTION " │"           a frame; source text follows, the line of the frame behind "❱ "
//! final = TYPE ": " message (newline "[NOTE] " note)*
//! sub-box = "╭─ Sub-exception #N ─╮" (trace, each line between "│ " and " │") "╰─╯"
//! ```
//!
//! The boxes are written as the interpreter would have printed the trace, with the frames' own source lines and nothing of
//! the values of variables, so that the one grammar reads both. Rich wraps lines at the width of its console: messages that
//! it broke stay broken. Not supported: the place of a syntax error.

use std::fmt::Write;

use crate::exception::python::line::is_chain_sentence;
use crate::format::program::colours_end;

/// Groups within groups that are read.
const DEEPEST: usize = 20;
const HEADLINE: &str = "Traceback (most recent call last)";

/// Whether a text has a box with a traceback in it.
pub(super) fn has_box(text: &str) -> bool {
    // The byte with which lines of boxes begin is in few traces.
    memchr::memchr(0xe2, text.as_bytes()).is_some()
        && text.contains('╭')
        && memchr::memmem::find(text.as_bytes(), b"(most recent call last)").is_some()
}

/// The text with its boxes as the interpreter would print them, and where the first one begins in the text as it is.
pub(super) fn unboxed(text: &str) -> Option<(String, usize)> {
    let mut offset = 0;
    let start = text.split_inclusive('\n').find_map(|line| {
        let at = offset;
        offset += line.len();
        is_top(&without_colours(line), HEADLINE).then_some(at)
    })?;
    let rest = without_colours(text.get(start..)?);
    let lines: Vec<&str> = rest.lines().collect();
    let mut plain = String::with_capacity(rest.len());
    plain.push_str(text.get(..start)?);
    traces(&lines, 0, &mut plain);
    Some((plain, start))
}

fn without_colours(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\x1b') {
        let end = colours_end(rest.as_bytes(), at).max(at + 1);
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn is_top(line: &str, title: &str) -> bool {
    line.starts_with('╭') && line.contains(title)
}

/// An exception as it is read: its frames and final lines, and the boxes of its group.
#[derive(Debug, Default)]
struct Trace<'t> {
    has_box: bool,
    frames: Vec<String>,
    last: Vec<&'t str>,
    members: Vec<Vec<&'t str>>,
}

/// Writes the traces of `lines`, which stand inside `depth` groups.
fn traces(lines: &[&str], depth: usize, out: &mut String) {
    if depth > DEEPEST {
        return;
    }
    let mut trace = Trace::default();
    let mut blanks = 0;
    let mut rest = lines;
    while let Some((line, behind)) = rest.split_first() {
        rest = behind;
        if is_top(line, HEADLINE) || is_top(line, "Sub-exception #") {
            let height = rest.iter().take_while(|line| !line.starts_with('╰')).count();
            let (rows, below) = rest.split_at(height);
            rest = below.get(1..).unwrap_or_default();
            let rows = rows.iter().map(content);
            if is_top(line, HEADLINE) {
                trace.write(depth, out);
                trace = Trace { has_box: true, frames: frames(&rows.collect::<Vec<_>>()), ..Trace::default() };
            } else {
                trace.members.push(rows.collect());
            }
            blanks = 0;
        } else if is_chain_sentence(line.as_bytes()) {
            trace.write(depth, out);
            trace = Trace::default();
            margin(&["", line, ""], depth, out);
            blanks = 0;
        } else if line.is_empty() {
            blanks += 1;
        } else if trace.members.is_empty() {
            trace.last.extend(std::iter::repeat_n("", if trace.last.is_empty() { 0 } else { blanks }));
            blanks = 0;
            trace.last.push(line.strip_prefix("[NOTE] ").unwrap_or(line));
        }
    }
    trace.write(depth, out);
}

/// What stands between the sides of a box.
fn content<'t>(row: &&'t str) -> &'t str {
    let row = row.strip_prefix("│ ").unwrap_or(row);
    row.strip_suffix('│').unwrap_or(row).trim_end()
}

/// The frames of a box, as lines of a traceback.
fn frames(rows: &[&str]) -> Vec<String> {
    let mut frames = Vec::new();
    let mut rows = rows.iter().peekable();
    while let Some(row) = rows.next() {
        if let Some(source) = row.trim_start().strip_prefix("❱ ") {
            let source = source.trim_start().trim_start_matches(|char: char| char.is_ascii_digit());
            let source = source.trim_start_matches(['│', ' ']);
            if !source.is_empty() && !frames.is_empty() {
                frames.push(format!("    {source}"));
            }
            continue;
        }
        if row.starts_with([' ', '│', '╭', '╰']) || row.is_empty() {
            continue;
        }
        // A long path leaves no room for the function.
        let joined = match rows.peek() {
            Some(next) if next.starts_with("in ") => format!("{row} {next}"),
            _ => (*row).to_owned(),
        };
        let Some((place, function)) = joined.rsplit_once(" in ") else { continue };
        let Some((file, line)) = place.rsplit_once(':') else { continue };
        if line.parse::<u32>().is_ok() {
            frames.push(format!("  File \"{file}\", line {line}, in {function}"));
        }
    }
    frames
}

impl Trace<'_> {
    fn write(&self, depth: usize, out: &mut String) {
        if !self.has_box && self.last.is_empty() {
            return;
        }
        let is_group = !self.members.is_empty();
        // The first margin begins with the group.
        let inner = if is_group { depth.max(1) } else { depth };
        match (self.has_box, is_group) {
            (true, true) if depth == 0 => out.push_str("  + Exception Group Traceback (most recent call last):\n"),
            (true, true) => margin(&["Exception Group Traceback (most recent call last):"], depth, out),
            (true, false) => margin(&["Traceback (most recent call last):"], depth, out),
            (false, _) => {}
        }
        let frames: Vec<&str> = self.frames.iter().map(String::as_str).collect();
        margin(&frames, inner, out);
        margin(&self.last, inner, out);
        for (at, member) in self.members.iter().enumerate() {
            out.push_str(&"  ".repeat(inner));
            out.push_str(if at == 0 { "+-" } else { "  " });
            let _ = writeln!(out, "+---------------- {} ----------------", at + 1);
            traces(member, inner + 1, out);
        }
        if is_group {
            out.push_str(&"  ".repeat(inner + 1));
            out.push_str("+------------------------------------\n");
        }
    }
}

/// Writes lines behind the margin of so many groups.
fn margin(lines: &[&str], depth: usize, out: &mut String) {
    for line in lines {
        if depth > 0 {
            out.push_str(&"  ".repeat(depth));
            out.push_str("| ");
        }
        out.push_str(line);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use crate::exception::python::extract;
    use crate::exception::{Exception, Relation};

    const CHAIN: &str = "payment failed\n\
        ╭───────────────────── Traceback (most recent call last) ──────────────────────╮\n\
        │ /srv/app/pay.py:24 in pay                                                    │\n\
        │                                                                              │\n\
        │   23 │   try:                                                                │\n\
        │ ❱ 24 │   │   {}[\"k\"]                                                         │\n\
        │   25 │   except KeyError as e:                                               │\n\
        │                                                                              │\n\
        │ ╭──────────────────────────── locals ─────────────────────────────╮          │\n\
        │ │ order = 'x:7 in y'                                              │          │\n\
        │ ╰─────────────────────────────────────────────────────────────────╯          │\n\
        ╰──────────────────────────────────────────────────────────────────────────────╯\n\
        KeyError: 'k'\n\
        \n\
        The above exception was the direct cause of the following exception:\n\
        \n\
        ╭───────────────────── Traceback (most recent call last) ──────────────────────╮\n\
        │ /srv/app/a/very/long/path/of/many/folders/that/leaves/no/room/main.py:30     │\n\
        │ in <module>                                                                  │\n\
        ╰──────────────────────────────────────────────────────────────────────────────╯\n\
        ConnectionError: refused\n";

    const GROUP: &str = "\
        ╭───────────────────── \x1b[1mTraceback \x1b[0m\x1b[2m(most recent call last)\x1b[0m ──────────────────────╮\n\
        │ /srv/app/pay.py:38 in <module>                                               │\n\
        ╰──────────────────────────────────────────────────────────────────────────────╯\n\
        ExceptionGroup: several (2 sub-exceptions)\n\
        \n\
        ╭────────────────────────────── Sub-exception #1 ──────────────────────────────╮\n\
        │ ╭─────────────────── Traceback (most recent call last) ────────────────────╮ │\n\
        │ │ /srv/app/pay.py:3 in f                                                   │ │\n\
        │ ╰──────────────────────────────────────────────────────────────────────────╯ │\n\
        │ ValueError: a                                                                │\n\
        ╰──────────────────────────────────────────────────────────────────────────────╯\n\
        \n\
        ╭────────────────────────────── Sub-exception #2 ──────────────────────────────╮\n\
        │ ExceptionGroup: inner (1 sub-exception)                                      │\n\
        │                                                                              │\n\
        │ ╭──────────────────────────── Sub-exception #1 ────────────────────────────╮ │\n\
        │ │ TypeError: b                                                             │ │\n\
        │ ╰──────────────────────────────────────────────────────────────────────────╯ │\n\
        ╰──────────────────────────────────────────────────────────────────────────────╯\n";

    fn shown(exception: &Exception) -> String {
        let frames = exception.frames.iter().map(|frame| format!("{}:{}", frame.function, frame.line.unwrap_or(0)));
        let links = exception.chain.iter().map(|link| {
            let sign = if link.relation == Relation::GroupMember { '+' } else { '<' };
            format!("{sign}({})", shown(&link.exception))
        });
        let message = exception.message.as_deref().unwrap_or_default();
        format!(
            "{}:{message} [{}]{}",
            exception.type_name,
            frames.collect::<Vec<_>>().join(" "),
            links.collect::<String>()
        )
    }

    #[test]
    fn a_chain_in_boxes_is_read_like_a_printed_one() {
        let found = extract(CHAIN).unwrap();
        assert_eq!(CHAIN.get(..found.message_end), Some("payment failed\n"));
        assert!(!found.in_message && !found.truncated && found.end == CHAIN.len());
        let exception = found.exception.unwrap();
        assert_eq!(shown(&exception), "ConnectionError:refused [<module>:30]<(KeyError:'k' [pay:24])");
        let cause = &exception.chain[0].exception;
        assert_eq!(cause.frames[0].source.as_deref(), Some("{}[\"k\"]"));
        assert_eq!(cause.frames[0].file.as_deref(), Some("/srv/app/pay.py"));
    }

    #[test]
    fn boxes_within_boxes_are_members_of_groups() {
        let exception = extract(GROUP).unwrap().exception.unwrap();
        assert_eq!(
            shown(&exception),
            "ExceptionGroup:several (2 sub-exceptions) [<module>:38]+(ValueError:a [f:3])+(ExceptionGroup:inner (1 sub-exception) []+(TypeError:b []))"
        );
    }

    #[test]
    fn a_box_that_is_cut_off_ends_nothing() {
        for cut in (0..CHAIN.len()).filter_map(|end| CHAIN.get(..end)) {
            let _ = extract(cut);
        }
        assert_eq!(extract("╭ no trace\n│ x │\n"), None);
    }
}
