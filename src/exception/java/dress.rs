//! Traces in other dress: on one line, indented as a whole, behind a prefix, or with a suffix on every line.
//!
//! ```text
//! one line = text sep? head (sep indent? line)* sep?     sep = "|", " / ", "\n" as two characters, U+2028, blanks …
//! indented = indent head NL (indent line NL)*            frames stand deeper than their head
//! prefixed = prefix head NL (prefix line NL)*            prefix = anything but a header, `> `, `[app] `, `! ` for a tab
//! suffixed = head suffix NL (line suffix NL)*
//! ```
//!
//! Sources: Dropwizard's `! `, log4j2's `%ex{separator(|)}`, `%xEx{suffix(..)}` and `%enc` (2.19), Logback's `%replace(%ex)` (1.2), which is
//! how traces are kept on one line for collectors, and programs that write traces into their messages. What is found is
//! turned into plain lines for the grammar, with the way back to the places in the text.
//!
//! A separator is what stands between two frames. Within messages it stays as printed, unless it can only stand for a
//! line end (`\n`, U+2028).

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::{self, Finder};

use crate::exception::java::frame::{self, indent_of};
use crate::exception::java::head::{self, Strength};
use crate::exception::java::lines::{Kind, Line, Lines, kind};

/// Longest separator and longest prefix.
const MAX_MARK_BYTES: usize = 64;
/// Places in one line that are looked at for its first frame.
const MAX_PLACES: usize = 64;
/// Looks for what frames begin with; made once, since each message with a text is searched.
static AT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("at "));
/// Longest head within a line, and most heads.
const MAX_HEAD_BYTES: usize = 64 << 10;
const MAX_HEADS: usize = 1 << 10;
/// Lines of a message behind which its stack is looked for.
const MAX_MESSAGE_LINES: usize = 64;
/// A tab as two characters.
const WRITTEN_TAB: &[u8] = b"\\t";

/// A trace in plain lines.
#[derive(Debug, Default)]
pub(crate) struct Plain {
    /// The text with the trace in plain lines.
    pub(crate) text: String,
    /// Where pieces of it start, here and in the text that was given.
    places: Vec<(usize, usize)>,
    /// What stood in place of line ends, and does so in messages.
    pub(crate) separator: Option<String>,
    /// The trace stood on one line.
    pub(crate) is_joined: bool,
}

impl Plain {
    /// Adds a piece of the original text.
    fn push(&mut self, from: usize, piece: &str) {
        self.places.push((self.text.len(), from));
        self.text.push_str(piece);
    }

    /// The place in the original text.
    pub(crate) fn original(&self, at: usize) -> usize {
        let piece = self.places.partition_point(|(here, _)| *here <= at);
        let (here, there) = piece.checked_sub(1).and_then(|piece| self.places.get(piece)).copied().unwrap_or((0, 0));
        there + (at - here)
    }
}

/// Turns a trace in other dress into plain lines; `None` when the text holds none, or a plain one.
pub(crate) fn undress(text: &str) -> Option<Plain> {
    let stack = Lines::new(text, 0).skip(1).find(|line| matches!(kind(line.text(text)), Kind::Frame(_)));
    match stack {
        Some(stack) => indented(text, stack).or_else(|| suffixed(text, stack)),
        None => prefixed(text).or_else(|| joined(text)).or_else(|| marked_head(text)),
    }
}

/// Strips the mark that Dropwizard's layout prints before each line of a trace where an exception has no frames.
fn marked_head(text: &str) -> Option<Plain> {
    let first = Lines::new(text, 0).nth(1)?;
    let head = first.text(text).strip_prefix("! ")?;
    head::is_strict_head(head.as_bytes()).then(|| stripped(text, first, false, |line| line.strip_prefix("! ")))
}

/// Whether a line holds a frame that does not stand at its beginning: a trace on one line, or behind a prefix.
///
/// `line` is one line without its terminator.
pub fn has_frame_inside(line: &[u8]) -> bool {
    // Few lines have a bracket, and each frame does.
    memchr::memrchr(b'(', line).and_then(|open| line.get(..open)).is_some_and(|early| AT.find(early).is_some())
        && frame_inside(line, 1).is_some()
}

/// The first frame within a line that has at least `least` bytes before it: the places of `at`, and of the frame's end.
fn frame_inside(line: &[u8], least: usize) -> Option<(usize, usize)> {
    AT.find_iter(line).take(MAX_PLACES).find_map(|at| {
        let before = line.get(..at)?;
        let marked = matches!(before.last(), Some(b'\t' | b' ')) || before.ends_with(WRITTEN_TAB);
        if at < least || !marked {
            return None;
        }
        Some((at, at + frame::length(line.get(at..)?, false)?))
    })
}

/// Strips the indent of a trace whose head is indented, and its frames deeper.
fn indented(text: &str, stack: Line) -> Option<Plain> {
    let deep = stack.text(text);
    let deep = deep.get(..indent_of(deep.as_bytes()))?;
    let above = Lines::new(text, 0).skip(1).take_while(|line| line.start < stack.start);
    let mut found = None;
    for line in above {
        let here = line.text(text);
        let indent = indent_of(here.as_bytes());
        let body = here.as_bytes().get(indent..).unwrap_or_default();
        let is_typed = head::type_at(body.get(head::hash_len(body)..)?).is_some_and(|(_, how)| how >= Strength::Dotted);
        if is_typed && indent == 0 {
            return None;
        }
        if is_typed && found.is_none() {
            found = here.get(..indent).map(|indent| (line, indent));
        }
    }
    let (first, indent) = found?;
    if deep.len() <= indent.len() || !deep.starts_with(indent) {
        return None;
    }
    Some(stripped(text, first, false, |line| line.strip_prefix(indent)))
}

/// Strips from each line of the trace what stands before it, from line `first` on, as long as it does.
/// `is_tab_lost` says that a tab made room for it.
fn stripped<'t>(text: &'t str, first: Line, is_tab_lost: bool, strip: impl Fn(&'t str) -> Option<&'t str>) -> Plain {
    let mut plain = Plain::default();
    plain.push(0, text.get(..first.start).unwrap_or_default());
    let mut rest = text.len();
    for line in Lines::new(text, first.start) {
        let whole = text.get(line.start..line.next).unwrap_or_default();
        let Some(inner) = strip(whole).or_else(|| whole.trim().is_empty().then_some(whole)) else {
            rest = line.start;
            break;
        };
        let place = line.next - inner.len();
        if is_tab_lost && has_lost_tab(inner, || has_deep_stack(text, line.next, &strip)) {
            plain.push(place, "\t");
        }
        plain.push(place, inner);
    }
    plain.push(rest, text.get(rest..).unwrap_or_default());
    plain
}

/// Strips what stands behind every line of the trace, where the head has it too.
fn suffixed(text: &str, stack: Line) -> Option<Plain> {
    let line = stack.text(text);
    let indent = indent_of(line.as_bytes());
    let end = indent + frame::length(line.as_bytes().get(indent..)?, true)?;
    let suffix = line.get(end..)?.trim_end();
    if suffix.trim().is_empty() || suffix.len() > MAX_MARK_BYTES || suffix.ends_with(" skipped]") {
        return None;
    }
    let ends = |line: &Line| line.text(text).ends_with(suffix);
    let first = Lines::new(text, 0).take_while(|line| line.start < stack.start).find(ends)?;
    let mut plain = Plain::default();
    plain.push(0, text.get(..first.start)?);
    for line in Lines::new(text, first.start) {
        let here = line.text(text);
        let inner = here.strip_suffix(suffix).unwrap_or(here);
        plain.push(line.start, inner);
        plain.push(line.end, text.get(line.end..line.next)?);
    }
    Some(plain)
}

/// Strips what stands before every line of a trace.
fn prefixed(text: &str) -> Option<Plain> {
    let (stack, prefix) = Lines::new(text, 0).skip(1).find_map(|line| {
        let here = line.text(text);
        let (at, end) = frame_inside(here.as_bytes(), 2)?;
        let before = here.get(..at)?;
        let tabs = before.trim_end_matches('\t');
        let prefix = if tabs.len() < before.len() {
            tabs
        } else {
            before.strip_suffix("    ").or_else(|| is_mark(before).then_some(before))?
        };
        let is_last = here.get(end..)?.trim().is_empty();
        (is_last && !prefix.trim().is_empty() && prefix.len() <= MAX_MARK_BYTES).then_some((line, prefix))
    })?;
    let first = Lines::new(text, 0).skip(1).take_while(|line| line.start < stack.start).find(|line| {
        let inner = line.text(text).strip_prefix(prefix).unwrap_or_default().as_bytes();
        inner.get(head::hash_len(inner)..).and_then(head::type_at).is_some()
    })?;
    let frame = |line: Line| line.text(text).strip_prefix(prefix).is_some_and(is_bare_frame);
    let is_tab_lost = is_mark(prefix) && Lines::new(text, first.start).any(frame);
    // The blanks that end an empty line may be lost.
    let short = prefix.trim_end();
    Some(stripped(text, first, is_tab_lost, |line| {
        line.strip_prefix(prefix).or_else(|| line.strip_prefix(short).filter(|rest| rest.trim().is_empty()))
    }))
}

/// Whether a line of a trace is one that begins with a tab wherever it is printed without a prefix. Of one
/// that names a cause `is_deep` tells.
fn has_lost_tab(line: &str, is_deep: impl Fn() -> bool) -> bool {
    ["\t", "... ", "[", "Suppressed: "].iter().any(|start| line.starts_with(start))
        || is_bare_frame(line)
        || head::link_word(line.as_bytes()).is_some() && is_deep()
}

/// Whether a line is a frame without its indent.
fn is_bare_frame(line: &str) -> bool {
    line.starts_with("at ") && frame::length(line.as_bytes(), true).is_some()
}

/// Whether the next line of a stack from `at` on has a tab of its own, as those of a suppressed exception's cause have.
fn has_deep_stack<'t>(text: &'t str, at: usize, strip: impl Fn(&'t str) -> Option<&'t str>) -> bool {
    let lines = Lines::new(text, at).take(MAX_MESSAGE_LINES);
    let mut inner = lines.map_while(|line| strip(text.get(line.start..line.next)?));
    let stack = |line: &&str| {
        let line = line.trim_start_matches('\t');
        is_bare_frame(line) || line.starts_with("... ")
    };
    inner.find(stack).is_some_and(|line| line.starts_with('\t'))
}

/// Whether a prefix is a mark and a blank: Dropwizard's `! `, which stands in place of the tab.
fn is_mark(prefix: &str) -> bool {
    prefix.strip_suffix(' ').is_some_and(|mark| matches!(mark, "!" | ">" | "#" | "*"))
}

/// Parts a trace that stands on one line.
fn joined(text: &str) -> Option<Plain> {
    let (line, at, end) = Lines::new(text, 0).find_map(|line| {
        let (at, end) = frame_inside(line.text(text).as_bytes(), 1)?;
        Some((line, line.start + at, line.start + end))
    })?;
    let rest = text.get(..line.end)?;
    let separator = separator(rest, at, end)?;
    let mut plain = Plain::default();
    plain.push(0, text.get(..line.start)?);
    let mut reader = Joined { heads: 0, text: rest, separator, at: line.start, plain };
    reader.head(at);
    while reader.item() {}
    let from = reader.at;
    let mut plain = reader.plain;
    plain.push(from, text.get(from..)?);
    let is_line_end = matches!(separator, "\\n" | "\\r\\n" | "\u{2028}");
    plain.is_joined = true;
    plain.separator = Some(separator.to_owned()).filter(|_| !is_line_end);
    Some(plain)
}

/// What stands between the frame that ends at `end` and what follows it, without indent; else between head and frame.
fn separator(line: &str, at: usize, end: usize) -> Option<&str> {
    let rest = line.get(end..)?;
    let next = frame_inside(rest.as_bytes(), 1)
        .map(|(at, _)| at)
        .into_iter()
        .chain(["Caused by: ", "Wrapped by: ", "Suppressed: ", "... "].iter().filter_map(|word| rest.find(word)))
        .min();
    let between = match next {
        Some(next) => rest.get(..next)?,
        // One frame only: what ends it stands before it, too.
        None if rest.len() <= MAX_MARK_BYTES && !is_blank(rest) => rest,
        None => {
            let before = line.get(..at)?;
            // One frame between blanks may be mentioned in prose.
            if without_tabs(before).len() == before.len() {
                return None;
            }
            let before = without_tabs(before);
            let marked = before.trim_end_matches([' ', '\t']);
            let blanks = before.len() - marked.len();
            let marks = marked.bytes().rev().take_while(|byte| matches!(byte, b'|' | b';' | b'/')).count();
            let from = before.len() - blanks - marks;
            before.get(from..).filter(|mark| !mark.is_empty()).unwrap_or(" ")
        }
    };
    let separator = without_tabs(between);
    let separator = if is_blank(separator) { "" } else { separator };
    (separator.len() <= MAX_MARK_BYTES).then_some(if separator.is_empty() { " " } else { separator })
}

/// Whether there are only blanks and tabs in it; the line separator of Unicode is none.
fn is_blank(text: &str) -> bool {
    text.trim_matches([' ', '\t']).is_empty()
}

/// A text without the tabs at its end, as bytes or as two characters each.
fn without_tabs(text: &str) -> &str {
    let mut text = text;
    while let Some(shorter) = text.strip_suffix('\t').or_else(|| text.strip_suffix("\\t")) {
        text = shorter;
    }
    text
}

/// Walks over a trace on one line.
struct Joined<'t> {
    heads: usize,
    text: &'t str,
    separator: &'t str,
    at: usize,
    plain: Plain,
}

impl Joined<'_> {
    /// Takes a head, with whatever stands before it, up to the stack line that starts at `to`.
    fn head(&mut self, to: usize) {
        let text = self.text;
        let before = without_tabs(text.get(self.at..to).unwrap_or_default());
        let before = before.strip_suffix(self.separator).unwrap_or(before);
        let mut from = self.at;
        if is_blank(self.separator) {
            self.plain.push(from, before);
        } else {
            for part in before.split(self.separator) {
                if from > self.at {
                    self.plain.push(from - self.separator.len(), "\n");
                }
                let tabbed = tabs(part);
                self.plain.push(from, &tabbed);
                from += part.len() + self.separator.len();
            }
        }
        self.plain.push(to, "\n");
        self.at = to;
    }

    /// Takes the next line of the stack, or the next head; false when the trace is at its end.
    fn item(&mut self) -> bool {
        let text = self.text;
        let Some(rest) = text.get(self.at..) else { return false };
        let bytes = rest.as_bytes();
        if let Some(length) = bytes.starts_with(b"at ").then(|| frame::length(bytes, true)).flatten() {
            self.line(length, true)
        } else if bytes.starts_with(b"... ") || bytes.starts_with(b"[") {
            let upto = rest.find(self.separator).filter(|at| *at > 4).unwrap_or(rest.len());
            let item = rest.get(..upto).unwrap_or_default().trim_end();
            // With blanks for separators the words tell where it ends.
            let near = bytes.get(..MAX_MARK_BYTES).unwrap_or(bytes);
            let item = [" more", " common frames omitted", " skipped]"]
                .iter()
                .filter_map(|end| memmem::find(near, end.as_bytes()).map(|at| at + end.len()))
                .min()
                .filter(|_| self.separator == " ")
                .and_then(|length| rest.get(..length))
                .unwrap_or(item);
            head::more(item.as_bytes()).is_some() && self.line(item.len(), true)
        } else if let Some((_, length)) = head::link_word(bytes) {
            self.plain.push(self.at, rest.get(..length).unwrap_or_default());
            self.at += length;
            self.heads += 1;
            if self.heads > MAX_HEADS {
                return false;
            }
            let to = self.next_of_stack();
            self.head(to);
            to < text.len()
        } else {
            false
        }
    }

    /// Adds one line of so many bytes, and steps over what stands behind it.
    fn line(&mut self, length: usize, of_stack: bool) -> bool {
        let text = self.text;
        let end = self.at + length;
        if of_stack {
            self.plain.push(self.at, "\t");
        }
        self.plain.push(self.at, text.get(self.at..end).unwrap_or_default());
        self.plain.push(end, "\n");
        let Some(next) = text.get(end..).and_then(|rest| rest.strip_prefix(self.separator)) else {
            self.at = end;
            return false;
        };
        self.at = text.len() - next.len();
        self.indent();
        true
    }

    /// Steps over the indent of a line; that of a suppressed exception counts.
    fn indent(&mut self) {
        let text = self.text;
        let rest = text.get(self.at..).unwrap_or_default();
        let tabbed = tabs(rest.get(..rest.len().min(MAX_MARK_BYTES)).unwrap_or(rest));
        let count = tabbed.bytes().take_while(|byte| *byte == b'\t').count();
        let mut inner = rest;
        while let Some(shorter) = inner.strip_prefix('\t').or_else(|| inner.strip_prefix("\\t")) {
            inner = shorter;
        }
        let inner = inner.trim_start_matches(' ');
        self.at = text.len() - inner.len();
        if head::link_word(inner.as_bytes()).is_some() {
            self.plain.push(self.at, &"\t".repeat(count));
        }
    }

    /// Where the next line of the stack starts, behind a head.
    fn next_of_stack(&self) -> usize {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let rest = rest.get(..MAX_HEAD_BYTES).unwrap_or(rest);
        let bytes = rest.as_bytes();
        let frame = frame_inside(bytes, 1).map(|(at, _)| at);
        let other = ["... ", "Caused by: ", "Wrapped by: ", "Suppressed: "].iter().filter_map(|word| {
            let at = rest.find(&format!("{}{word}", self.separator));
            let at = at.map(|at| at + self.separator.len());
            at.or_else(|| rest.find(&format!("\t{word}")).map(|at| at + 1))
        });
        frame.into_iter().chain(other).min().map_or(self.text.len(), |at| self.at + at)
    }
}

/// A text with the tabs at its beginning as bytes.
fn tabs(text: &str) -> Cow<'_, str> {
    let mut rest = text;
    let mut count = 0;
    while let Some(shorter) = rest.strip_prefix("\\t") {
        rest = shorter;
        count += 1;
    }
    if count == 0 { Cow::Borrowed(text) } else { Cow::Owned("\t".repeat(count) + rest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Option<String> {
        undress(text).map(|plain| plain.text)
    }

    #[test]
    fn a_trace_on_one_line_is_parted_at_its_separator() {
        let text = "failed | a.BException: c | d|\tat a.B.c(B.java:1)|\tat a.B.d(Native Method)|Caused by: a.E: f|\t... 2 more|\n";
        let want = "failed \n a.BException: c \n d\n\tat a.B.c(B.java:1)\n\tat a.B.d(Native Method)\nCaused by: a.E: f\n\t... 2 more\n\n";
        assert_eq!(plain(text).as_deref(), Some(want));
        let text =
            "a.E: f at a.B.c(B.java:1) ... 1 common frames omitted Caused by: a.E: g at a.B.d(B.java:2) ... 2 more";
        let want = "a.E: f\n\tat a.B.c(B.java:1)\n\t... 1 common frames omitted\nCaused by: a.E: g\n\tat a.B.d(B.java:2)\n\t... 2 more\n";
        assert_eq!(plain(text).as_deref(), Some(want));
        let text = "x\\njava.io.IOException: y\\n\\tat a.B.c(B.java:1)\\n";
        assert_eq!(plain(text).as_deref(), Some("x\njava.io.IOException: y\n\tat a.B.c(B.java:1)\n"));
    }

    #[test]
    fn places_lead_back_to_the_text_as_it_was() {
        let text = "x | java.io.IOException: y | \tat a.B.c(B.java:1) | \tat a.B.d(B.java:2)";
        let plain = undress(text).unwrap();
        for word in ["java.io", "a.B.c", "a.B.d"] {
            assert_eq!(Some(plain.original(plain.text.find(word).unwrap())), text.find(word), "{word}");
        }
    }

    #[test]
    fn plain_traces_and_prose_stay_as_they_are() {
        for text in [
            "",
            "at noon (late)",
            "meet at the pier (gate 3.java:4) at noon",
            "arrived at com.acme.Foo.bar(17)",
            "thrown at com.acme.Foo.bar(Foo.java:17)",
            "x\njava.io.IOException: y\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2) ~[x.jar:1]\n",
            "x\njava.io.IOException: y\n\tat a.B.c(B.java:1) [2 skipped]\n",
            "- a list at the top\n- at the end (of file.java:3)\n",
            "x\n    key: value\n    other: value\n",
        ] {
            assert_eq!(plain(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_line_of_many_near_fits_costs_no_more_than_its_length() {
        for part in ["\tat a.b.c(", "|Caused by: a.B|", "at ", "\tat a.B.c(D.java:1)Caused by: x "] {
            let line = format!("x \tat a.B.c(B.java:1)|{}", part.repeat(20_000));
            let _ = undress(&line);
        }
    }
}
