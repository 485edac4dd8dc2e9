//! Fields that the format names before each value: `line:12`, `[func:load]`, `pid:4711 module:cart`, `Line 12`.

use crate::format::infer::pattern::{Item, PLACE, VALUE};
use crate::format::infer::text::{is_of_key, key_end};
use crate::format::infer::walk::numbers::number_end;
use crate::format::infer::walk::{Last, Place, Walk};
use crate::format::thread_column::target_end;

/// Names of fields in small letters, and their conversions.
const LABELS: [(&str, &str); 18] = [
    ("line", "L"),
    ("lineno", "L"),
    ("ln", "L"),
    ("pid", "pid"),
    ("process", "pid"),
    ("tid", VALUE),
    ("thread", "t"),
    ("threadname", "t"),
    ("thr", "t"),
    ("module", PLACE),
    ("func", "M"),
    ("function", "M"),
    ("funcname", "M"),
    ("method", "M"),
    ("file", "F"),
    ("filename", "F"),
    ("name", "c"),
    ("logger", "c"),
];

impl Walk<'_> {
    /// Takes a label that all lines have here, with a colon or, where it is that of the line, a blank behind it.
    pub(super) fn label(&mut self) -> bool {
        let Some(Place { line, at, .. }) = self.places.first().copied().filter(|_| self.last == Last::Mark) else {
            return false;
        };
        let end = key_end(line, at);
        let Some(word) = line.get(at..end).and_then(conversion) else { return false };
        let mark = line.get(end).copied().unwrap_or_default();
        if !(mark == b':' || mark == b' ' && word == "L") {
            return false;
        }
        // Messages begin with labels, too, but not with that of a line.
        let may_be_message = !matches!(word, "L" | "pid") && !self.is_before_others() && !self.is_in_header();
        let Some(label) = line.get(at..=end).filter(|_| !may_be_message) else { return false };
        let behind = |line: &[u8], at: usize| {
            let value = line.get(at..)?.starts_with(label).then_some(at + label.len())?;
            let end = value_end(word, line, value)?;
            // `line 12 is broken` is a message.
            let next = line.get(end..)?.trim_ascii_start().first();
            let is_marked = next.is_some_and(|next| matches!(next, b'|' | b'-' | b':' | b']' | b')' | b'>' | b','));
            (mark == b':' || is_marked).then_some(value)
        };
        let moved = self.places.iter().all(|place| behind(place.line, place.at).is_some()) && self.advance(behind);
        if moved {
            self.push_literal(label);
        }
        moved
    }

    /// Takes the value behind a label.
    pub(super) fn labelled(&mut self) -> bool {
        let Some(Item::Literal(text)) = self.items.last().filter(|_| self.last == Last::Mark) else { return false };
        let Some((b':' | b'=' | b' ', key)) = text.split_last() else { return false };
        let start = key.iter().rposition(|byte| !is_of_key(*byte)).map_or(0, |at| at + 1);
        let Some(word) = key.get(start..).and_then(conversion) else { return false };
        if text.ends_with(b" ") && word != "L" || !self.advance(|line, at| value_end(word, line, at)) {
            return false;
        }
        self.push_once(word);
        true
    }
}

/// The conversion of the field that a label names.
fn conversion(label: &[u8]) -> Option<&'static str> {
    LABELS.iter().find(|(known, _)| known.as_bytes().eq_ignore_ascii_case(label)).map(|(_, word)| *word)
}

/// The end of a value of this kind: that of a number, or of a word.
fn value_end(word: &str, line: &[u8], at: usize) -> Option<usize> {
    if matches!(word, "L" | "pid") {
        return number_end(line, at);
    }
    let text = line.get(at..)?;
    let target = if word == "t" { target_end(text) } else { None };
    let is_of_value = |byte: &&u8| !matches!(**byte, b' ' | b'\t' | b']' | b')' | b'}' | b',' | b'|' | b';');
    let length = target.unwrap_or_else(|| text.iter().take_while(is_of_value).count());
    (length > 0).then_some(at + length)
}
