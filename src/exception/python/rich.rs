//! Tracebacks in boxes, as Rich draws them (`rich/traceback.py` 10 to 15; structlog's console uses it where it is installed).
//!
//! ```text
//! trace = box box? final (blank sub-box)* (sentence trace)?
//! box   = "╭─ Traceback (most recent call last) ─╮" row* "╰─╯"      a box without a title shows where a syntax error is
//! row   = "│ " FILE ":" N " in " FUNCTION " │"           a frame; source text follows, the line of the frame behind "❱ "
//!       | "│ in " FUNCTION ":" N " │"                    a frame of code that is in no file
//!       | "│  ... " N " frames hidden ... │"
//! final = TYPE ": " message (newline "[NOTE] " note)*
//! sub-box = "╭─ Sub-exception #N ─╮" (trace, each line between "│ " and " │") "╰─╯"
//! ```
//!
//! Boxes may be coloured, of ASCII or with square corners (`safe_box`), and indented by the columns of `RichHandler`. They
//! are written as the interpreter would have printed the trace, with the frames' own source lines and nothing of the values
//! of variables, so that the one grammar reads both. Rich breaks lines at the width of its console, which is that of the
//! box: a line is put together again where the first word of the next one had no room in it. Not supported: the place of a
//! syntax error.

use std::borrow::Cow;
use std::fmt::Write;

use crate::exception::python::line::certain_exception_type;
use crate::exception::python::line::is_chain_sentence;
use crate::format::colours::{colours_end, text_without_colours};

/// Groups within groups that are read.
const DEEPEST: usize = 20;
/// Longest place of a frame that is put together of several lines.
const MAX_PLACE_BYTES: usize = 4096;
/// The title as far as narrow boxes leave it.
const TITLE: &str = "Traceback (most";
const MEMBER: &str = "Sub-exception #";
/// Corners with which boxes begin, and end.
const TOPS: [&str; 3] = ["╭─", "┌─", "+-"];
const BOTTOMS: [&str; 3] = ["╰─", "└─", "+-"];
const SIDES: [char; 2] = ['│', '|'];
/// With which rows begin that are no frames.
const INSIDE: [char; 8] = [' ', '│', '|', '╭', '╰', '┌', '└', '+'];

/// A traceback as the interpreter would print it.
#[derive(Debug)]
pub(super) struct Unboxed {
    /// Where its first line starts in the text.
    pub(super) start: usize,
    /// What stands before it, as it is, and its lines.
    pub(super) text: String,
}

/// Whether a line, which may be coloured, begins a box with a traceback. It has no terminator.
///
/// The answer is generous where it is coloured.
pub(crate) fn is_top(line: &[u8]) -> bool {
    match line.first() {
        Some(0x1b) => memchr::memmem::find(line, b"(most").is_some(),
        Some(b'+' | 0xe2) => {
            TOPS.iter().any(|top| line.starts_with(top.as_bytes())) && memchr::memmem::find(line, b"(most").is_some()
        }
        _ => false,
    }
}

/// What an unindented line is of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BoxLine {
    /// The upper side of a box with a traceback, of so many columns.
    Traceback(usize),
    /// The upper side of the box of a group's member.
    Member,
    /// Another side, upper or lower.
    Side,
    /// What stands in a box.
    Row,
}

/// Tells what a line is of a box, which may be coloured.
pub(crate) fn box_line(line: &[u8]) -> Option<BoxLine> {
    let line = line.get(colours_end(line, 0)..)?;
    let starts = |starts: &[&str]| starts.iter().any(|start| line.starts_with(start.as_bytes()));
    if starts(&["│", "|"]) {
        return Some(BoxLine::Row);
    }
    if !starts(&TOPS) {
        return starts(&BOTTOMS).then_some(BoxLine::Side);
    }
    let line = String::from_utf8_lossy(line);
    let line = text_without_colours(&line);
    Some(match () {
        () if line.contains(TITLE) => BoxLine::Traceback(width(line.trim_end())),
        () if line.contains(MEMBER) => BoxLine::Member,
        () => BoxLine::Side,
    })
}

/// A line without the colour that it begins with, and what ends a colour behind it.
pub(crate) fn inside_colour(line: &[u8]) -> &[u8] {
    let line = line.get(colours_end(line, 0)..).unwrap_or_default();
    line.strip_suffix(b"\x1b[0m").unwrap_or(line)
}

/// Whether a line that ends in column `length` of `columns` was broken off, as the first word of `next` had no room in it.
pub(crate) fn is_broken_off(length: usize, columns: usize, next: &str) -> bool {
    let first = next.split(' ').next().unwrap_or_default();
    !first.is_empty() && length > 0 && length <= columns && length + 1 + width(first) > columns
}

/// The text with its boxes as the interpreter would print them; `None` where it has none.
pub(super) fn unboxed(text: &str) -> Option<Unboxed> {
    memchr::memmem::find(text.as_bytes(), b"(most")?;
    let mut offset = 0;
    // An exception that was never raised has no box of its own above the sentence.
    let mut certain = None;
    let mut is_linked = false;
    for line in text.split_inclusive('\n') {
        let at = offset;
        offset += line.len();
        let body = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - body.len();
        let line = line.trim_ascii_end();
        if is_top(body.as_bytes()) && is_titled(&text_without_colours(body), TITLE) {
            let start = certain.filter(|_| is_linked).unwrap_or(at);
            return Some(Unboxed { start, text: plain(text, start, indent)? });
        }
        if !line.is_empty() {
            is_linked = is_chain_sentence(line.as_bytes());
        }
        if at > 0 && certain_exception_type(line).is_some() {
            certain = Some(at);
        }
    }
    None
}

fn plain(text: &str, start: usize, indent: usize) -> Option<String> {
    let rest = text_without_colours(text.get(start..)?);
    let mut lines = Vec::new();
    for line in rest.lines() {
        let line = match line.split_at_checked(indent) {
            Some((blanks, line)) if blanks.trim_ascii().is_empty() => line,
            _ if line.trim_ascii().is_empty() => "",
            // What is less indented is no part of it.
            _ => break,
        };
        lines.push(line.trim_end());
    }
    let mut plain = String::with_capacity(start + rest.len());
    plain.push_str(text.get(..start)?);
    traces(&lines, 0, 0, &mut plain);
    Some(plain)
}

fn is_titled(line: &str, title: &str) -> bool {
    TOPS.iter().any(|top| line.starts_with(top)) && line.contains(title)
}

/// Columns of a line, without the wide characters of some scripts.
pub(crate) fn width(line: &str) -> usize {
    line.chars().count()
}

/// An exception as it is read: its frames and final lines, and the boxes of its group.
#[derive(Debug, Default)]
struct Trace<'t> {
    has_box: bool,
    frames: Vec<String>,
    last: Vec<String>,
    members: Vec<Member<'t>>,
}

/// The lines in the box of a group's member, and the columns that they have.
#[derive(Debug)]
struct Member<'t> {
    lines: Vec<&'t str>,
    columns: usize,
}

/// Writes the traces of `lines`, which stand inside `depth` groups and have so many columns, as far as that is known.
fn traces(lines: &[&str], depth: usize, columns: usize, out: &mut String) {
    if depth > DEEPEST {
        return;
    }
    let mut columns = columns;
    let mut trace = Trace::default();
    let mut blanks = 0;
    let mut rest = lines;
    while let Some((line, behind)) = rest.split_first() {
        rest = behind;
        let is_first = is_titled(line, TITLE);
        let is_member = !is_first && !trace.last.is_empty() && is_titled(line, MEMBER);
        let is_place = !is_first && trace.last.is_empty() && trace.has_box && is_titled(line, "");
        if is_first || is_member || is_place {
            let height = rest.iter().take_while(|line| line.starts_with(SIDES)).count();
            let (rows, below) = rest.split_at(height);
            let is_closed = below.first().is_some_and(|line| BOTTOMS.iter().any(|end| line.starts_with(end)));
            rest = below.get(usize::from(is_closed)..).unwrap_or_default();
            let rows = rows.iter().map(|row| content(row)).collect();
            let inner = width(line).saturating_sub(4);
            if is_first {
                trace.write(depth, out);
                columns = inner + 4;
                trace = Trace { has_box: true, frames: frames(rows, inner), ..Trace::default() };
            } else if is_member {
                trace.members.push(Member { lines: rows, columns: inner });
            }
            blanks = 0;
            continue;
        }
        if line.is_empty() {
            blanks += 1;
            continue;
        }
        let (text, height) = unbroken(line, rest, columns);
        rest = rest.get(height..).unwrap_or_default();
        if is_chain_sentence(text.as_bytes()) {
            trace.write(depth, out);
            trace = Trace::default();
            margin(&["", &text, ""], depth, out);
        } else if trace.members.is_empty() {
            trace.last.extend(std::iter::repeat_n(String::new(), if trace.last.is_empty() { 0 } else { blanks }));
            trace.last.push(text.strip_prefix("[NOTE] ").unwrap_or(&text).to_owned());
        }
        blanks = 0;
    }
    trace.write(depth, out);
}

/// A line with those of the lines below it that were broken off at so many columns, and how many these are.
fn unbroken<'t>(line: &'t str, below: &[&str], columns: usize) -> (Cow<'t, str>, usize) {
    let mut text = Cow::Borrowed(line);
    let mut length = width(line);
    let mut is_word = !line.contains(' ');
    for (at, next) in below.iter().enumerate() {
        if !is_broken_off(length, columns, next)
            || next.starts_with(SIDES)
            || next.starts_with("[NOTE] ")
            || is_titled(next, "")
        {
            return (text, at);
        }
        let joined = text.to_mut();
        // A word that is longer than a line fills lines of its own.
        if !(is_word && length == columns) {
            joined.push(' ');
        }
        joined.push_str(next);
        length = width(next);
        is_word = !next.contains(' ');
    }
    (text, below.len())
}

/// What stands between the sides of a box.
fn content(row: &str) -> &str {
    let row = row.strip_prefix(SIDES).unwrap_or(row);
    let row = row.strip_prefix(' ').unwrap_or(row);
    row.strip_suffix(SIDES).unwrap_or(row).trim_end()
}

/// The frames of a box of so many columns, as lines of a traceback.
fn frames(rows: Vec<&str>, columns: usize) -> Vec<String> {
    let mut frames = Vec::new();
    // A place that may go on in the next row, and whether its last row is full.
    let (mut place, mut is_full) = (String::new(), false);
    // Columns before the source text, while it may go on.
    let mut gutter = None;
    for row in rows {
        if let Some(marked) = row.strip_prefix("❱ ").or_else(|| row.strip_prefix("> ")) {
            place.clear();
            let code = marked.trim_start().trim_start_matches(|char: char| char.is_ascii_digit());
            let source = code.trim_start_matches(['│', ' ']);
            if !source.is_empty() && !frames.is_empty() {
                frames.push(format!("    {source}"));
                gutter = Some(2 + marked.len() - code.len() + 1);
            }
            continue;
        }
        let more =
            gutter.and_then(|gutter| row.split_at_checked(gutter)).filter(|(blanks, _)| blanks.trim().is_empty());
        if let (Some((_, more)), Some(source)) = (more, frames.last_mut()) {
            source.push(' ');
            source.push_str(more.trim_start_matches(['│', ' ']));
            continue;
        }
        gutter = None;
        if row.is_empty() || row.starts_with(INSIDE) {
            place.clear();
            let hidden = row.trim_start().strip_prefix("... ").filter(|row| row.ends_with(" frames hidden ..."));
            frames.extend(hidden.map(|hidden| format!("  ... {hidden}")));
            continue;
        }
        if !place.is_empty() && (!is_full || place.ends_with(" in") || row.starts_with("in ")) {
            place.push(' ');
        }
        is_full = width(row) == columns;
        place.push_str(row);
        if let Some((file, line, function)) = frame(&place) {
            frames.push(format!("  File \"{file}\", line {line}, in {function}"));
            place.clear();
        } else if place.len() > MAX_PLACE_BYTES {
            place.clear();
        }
    }
    frames
}

/// The file, the line and the function of a frame; the file is empty where the code is in none.
fn frame(place: &str) -> Option<(&str, u32, &str)> {
    if let Some((place, function)) = place.rsplit_once(" in ") {
        let (file, line) = place.rsplit_once(':')?;
        return Some((file, line.parse().ok()?, function));
    }
    let (function, line) = place.strip_prefix("in ")?.rsplit_once(':')?;
    Some(("", line.parse().ok()?, function))
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
        margin(&self.frames, inner, out);
        margin(&self.last, inner, out);
        for (at, member) in self.members.iter().enumerate() {
            out.push_str(&"  ".repeat(inner));
            out.push_str(if at == 0 { "+-" } else { "  " });
            let _ = writeln!(out, "+---------------- {} ----------------", at + 1);
            traces(&member.lines, inner + 1, member.columns, out);
        }
        if is_group {
            out.push_str(&"  ".repeat(inner + 1));
            out.push_str("+------------------------------------\n");
        }
    }
}

/// Writes lines behind the margin of so many groups.
fn margin<S: AsRef<str>>(lines: &[S], depth: usize, out: &mut String) {
    for line in lines {
        if depth > 0 {
            out.push_str(&"  ".repeat(depth));
            out.push_str("| ");
        }
        out.push_str(line.as_ref());
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use crate::exception::follow::{Follow, Step};
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

    /// What Rich and the interpreter both print of an exception.
    fn printed(exception: &Exception, is_member: bool) -> String {
        let mut frames: Vec<String> = Vec::new();
        for frame in &exception.frames {
            // Rich names no file that does not exist, and hides frames instead of counting equal ones.
            let file = frame.file.as_deref().filter(|file| !file.is_empty() && !file.starts_with('<')).unwrap_or("-");
            let place = format!("{file}:{} {}", frame.line.unwrap_or(0), frame.function);
            if frames.last() != Some(&place) {
                frames.push(place);
            }
        }
        let links = exception.chain.iter().filter(|link| link.relation == Relation::GroupMember || !is_member);
        let links = links.map(|link| {
            format!("{}({})", link.relation.name(), printed(&link.exception, link.relation == Relation::GroupMember))
        });
        let links: Vec<String> = links.collect();
        let (message, notes) = (&exception.message, &exception.notes);
        // Nor does it name the module of a type.
        let type_name = exception.type_name.rsplit('.').next().unwrap_or_default();
        format!("{type_name} {message:?} {notes:?}\n  {}\n{}", frames.join("\n  "), links.join("\n"))
    }

    /// Every drawing that Rich makes of an exception holds the tree that the interpreter prints.
    #[test]
    fn what_rich_draws_is_what_the_interpreter_prints() {
        let folder = format!("{}/fixtures/python/rich", env!("CARGO_MANIFEST_DIR"));
        let read = |name: &str| std::fs::read_to_string(format!("{folder}/{name}")).unwrap();
        let mut drawings = 0;
        for entry in std::fs::read_dir(&folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let (how, case) = name.split_once('.').unwrap();
            if how == "printed" {
                continue;
            }
            drawings += 1;
            let drawn = read(&name);
            let found = extract(&drawn).unwrap();
            assert_eq!(drawn.get(..found.message_end), Some("payment failed\n"), "{name}");
            assert!(!found.truncated && !found.in_message, "{name}");
            let expected = extract(&read(&format!("printed.{case}"))).unwrap().exception.unwrap();
            assert_eq!(printed(&found.exception.unwrap(), false), printed(&expected, false), "{name}");
        }
        assert_eq!(drawings, 23);
    }

    #[test]
    fn frames_that_rich_hides_are_counted() {
        let hidden = include_str!("../../../fixtures/python/rich/elided.deep.txt");
        let exception = extract(hidden).unwrap().exception.unwrap();
        assert_eq!((exception.frames.len(), exception.frames_total), (4, 62));
    }

    #[test]
    fn source_text_that_was_broken_off_is_put_together() {
        let wrapped = include_str!("../../../fixtures/python/rich/wrap.cause.txt");
        let exception = extract(wrapped).unwrap().exception.unwrap();
        let source = "raise PaymentError(f\"could not pay order {order['id']}\") from error";
        assert_eq!(exception.frames[0].source.as_deref(), Some(source));
    }

    /// On standard error, without a record around it, a drawing is one trace from its first line to its last.
    #[test]
    fn a_drawing_on_standard_error_is_one_trace() {
        let folder = format!("{}/fixtures/python/rich", env!("CARGO_MANIFEST_DIR"));
        for entry in std::fs::read_dir(&folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            // The first exception of that one has no box, and the words below boxes are the message's or not.
            if name.starts_with("printed.") || name.contains("never_raised") {
                continue;
            }
            let may_end = name.contains("lines") || name.contains("noted");
            let text = std::fs::read_to_string(format!("{folder}/{name}")).unwrap();
            let lines: Vec<&str> = text.lines().skip(1).filter(|line| !line.starts_with(' ')).collect();
            let mut follow = Follow::default();
            for (at, line) in lines.iter().enumerate() {
                let next = lines.get(at + 1).copied().unwrap_or_default();
                let step = follow.step(line.as_bytes(), next.as_bytes());
                let expected = if at == 0 { Step::Trace } else { Step::Belongs };
                assert!(step == expected || (may_end && step == Step::Text), "{name}: {step:?} at {line}");
            }
            assert!(follow.is_raised(), "{name}");
        }
        let mut follow = Follow::default();
        assert_eq!(follow.step("╭─ Traceback (most recent call last) ─╮".as_bytes(), b"text"), Step::Text);
        assert_eq!(follow.step("╭─ Settings ─╮".as_bytes(), "│ a │".as_bytes()), Step::Text);
    }

    #[test]
    fn a_box_that_is_cut_off_ends_nothing() {
        for cut in (0..CHAIN.len()).filter_map(|end| CHAIN.get(..end)) {
            let _ = extract(cut);
        }
        assert_eq!(extract("╭ no trace\n│ x │\n"), None);
    }
}
