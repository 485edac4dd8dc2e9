//! Layouts read off the lines themselves, for formats that nobody has listed.
//!
//! ```text
//! header = item+ message
//! item   = stamp | level | mark | blanks | opener text closer | text mark
//! ```
//!
//! Lines that begin alike are walked side by side from the left. Where nearly all of them have a stamp, a level, the same
//! mark or a field whose texts speak for themselves (`class.rs`), that becomes the next item; where they part, the message
//! begins. What comes out is a conversion pattern as Logback's, so that a user can read and reuse it.
//!
//! Detection weighs these layouts against the catalogue's, which win where they say as much, and looks for fields behind the
//! message itself (`detect/behind.rs`).

mod class;
mod epoch;
mod pattern;
mod text;
mod walk;

use std::sync::Arc;

use crate::format::any_stamp;
use crate::format::catalogue;
use crate::format::evidence;
pub(crate) use crate::format::infer::class::{distinct, is_function, is_no_word, is_of_compiler};
pub(crate) use crate::format::infer::text::blanks;
use crate::format::infer::text::{key_end, next_level, next_stamp};
use crate::format::infer::walk::{Walk, begins_with_date, begins_with_letter};
use crate::format::layout::Layout;
use crate::format::level::Level;

/// Bytes from a line's beginning in which the stamp is looked for.
const LEAD_BYTES: usize = 60;
/// Lines of one beginning that are walked.
const MOST_LINES: usize = 200;
/// Kinds of beginnings.
const LEADS: usize = 10;
/// The kinds of lines that begin with a stamp, and with one in brackets: so many bytes stand before it.
const STAMP: usize = 0;
const STAMP_IN_BRACKETS: usize = 1;
/// The kind of lines that have a level behind fields of other kinds, and no stamp.
const LATE_LEVEL: usize = 6;
/// The kind of lines that begin with a letter and a stamp right behind it.
const LETTER_AND_STAMP: usize = 7;
/// The kinds of lines that begin with a letter and no stamp, and with a date alone.
const LETTER: usize = 8;
const DATE: usize = 9;
/// Lines with a date, and lines without one, from which layouts of their own are read.
const LEAST_OF_STAMPS: usize = 4;

/// The name of layouts that were read off the lines.
pub(crate) const NAME: &str = "inferred";

/// The layouts that these lines suggest, at most two for each way in which they begin: all that they have in common, and
/// as far as their stamps and levels go, for lines whose messages begin otherwise.
pub(crate) fn infer(lines: &[&[u8]]) -> Vec<Arc<Layout>> {
    let mut groups: [Vec<&[u8]>; LEADS] = Default::default();
    for line in lines {
        if let Some(group) = lead(line).and_then(|lead| groups.get_mut(lead))
            && group.len() < MOST_LINES
        {
            group.push(line);
        }
    }
    let is_whole = |line: &&&[u8]| line.first().is_some_and(|first| *first > b' ') && !begins_trace(line);
    let whole = lines.iter().filter(is_whole).count();
    let stamps =
        [STAMP, STAMP_IN_BRACKETS].map(|lead| by_date(groups.get(lead).map(Vec::as_slice).unwrap_or_default(), lead));
    let walks = groups.into_iter().enumerate().filter(|(_, group)| !group.is_empty());
    let walks = walks.map(|(lead, group)| Walk::new(group, whole, lead == LATE_LEVEL));
    let walks = walks.chain(stamps.into_iter().flatten().flatten().map(|group| Walk::new(group, whole, false)));
    let patterns = walks.flat_map(Walk::patterns);
    patterns.filter_map(|pattern| catalogue::compile_pattern(NAME, &pattern)).map(Arc::new).collect()
}

/// The lines with a date in the stamp at `at`, and those with a time alone: two handlers, where there are enough of both.
fn by_date<'a>(lines: &[&'a [u8]], at: usize) -> Option<[Vec<&'a [u8]>; 2]> {
    let has_date = |line: &&[u8]| any_stamp::recognise(line, at).is_some_and(|(shape, _)| shape.has_date());
    let (dated, timed): (Vec<&[u8]>, Vec<&[u8]>) = lines.iter().partition(|line| has_date(line));
    (dated.len().min(timed.len()) >= LEAST_OF_STAMPS).then_some([dated, timed])
}

/// The title of a traceback, or a line of a Java trace that names an exception.
pub(crate) fn begins_trace(line: &[u8]) -> bool {
    let name =
        line.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'$')).count();
    let name = line.get(..name).unwrap_or_default();
    name.contains(&b'.') && evidence::is_exception(name)
        || line.starts_with(b"Traceback (most recent call last)")
        || line.starts_with(b"Caused by: ")
}

/// How a line begins, as a number; `None` when it begins like no header.
fn lead(line: &[u8]) -> Option<usize> {
    let first = *line.first()?;
    let begins_with_count = |at: usize| {
        epoch::count_at(line, at)
            .is_some_and(|count| next_level(line, at).is_some() || letter_behind(line, count.end).is_some())
    };
    let begins_with_time = |at: usize| {
        any_stamp::recognise(line, at).is_some() || begins_with_count(at) || any_stamp::minutes_end(line, at).is_some()
    };
    if begins_with_time(0) {
        return Some(STAMP);
    }
    if is_level_letter(first) && line.get(1).is_some_and(u8::is_ascii_digit) && any_stamp::recognise(line, 1).is_some()
    {
        return Some(LETTER_AND_STAMP);
    }
    let bracketed = matches!(first, b'[' | b'(' | b'<' | b'{');
    if bracketed && begins_with_time(1) {
        return Some(STAMP_IN_BRACKETS);
    }
    if bracketed && (level_end(line, 1).is_some() || letter_end(line, 1).is_some()) {
        return Some(2);
    }
    let stamped = early_stamp_end(line).is_some();
    if !stamped && has_level_key(line) {
        return Some(4);
    }
    if level_end(line, 0).is_some() || is_level_before_stamp(line) {
        return Some(if stamped { 3 } else { 4 });
    }
    if first == b' ' {
        return lead_of_indented(line);
    }
    if stamped {
        return (first > b' ').then_some(5);
    }
    if begins_with_date(line) {
        return Some(DATE);
    }
    if begins_with_letter(line) {
        return Some(LETTER);
    }
    // Far behind the beginning a time must stand beside it: rows of tables have words in capitals, too.
    let level = next_level(line, 0).filter(|level| *level < LEAD_BYTES || next_stamp(line, 0).is_some())?;
    (first > b' ' && !is_cell(line, level) && !begins_trace(line)).then_some(LATE_LEVEL)
}

/// A name that blanks fill at its left, and marks alone between it and a stamp or a level: `   shop.cart: INFO: ready`.
fn lead_of_indented(line: &[u8]) -> Option<usize> {
    let start = blanks(line, 0);
    let end = key_end(line, start);
    let marks =
        line.get(end..)?.iter().take_while(|byte| matches!(byte, b' ' | b':' | b'-' | b'|' | b'[' | b'(' | b'<'));
    let next = end + marks.count();
    let is_named = line.get(start).is_some_and(|first| first.is_ascii_alphabetic() || *first == b'_');
    if !is_named || end == next || any_level_end(line, start).is_some() {
        None
    } else if any_stamp::recognise(line, next).is_some() {
        Some(5)
    } else {
        // A list of names and levels has nothing behind them.
        let has_text = |end: usize| line.get(end..).is_some_and(|text| text.iter().any(u8::is_ascii_alphanumeric));
        level_end(line, next).filter(|end| has_text(*end)).map(|_| LATE_LEVEL)
    }
}

/// It begins with a level in small letters, and marks alone part it from the stamp: `info: 2026-11-23 11:36:09 ready`.
fn is_level_before_stamp(line: &[u8]) -> bool {
    any_level_end(line, 0).is_some_and(|end| {
        let marks = line.get(end..).unwrap_or_default().iter().take_while(|byte| !byte.is_ascii_alphanumeric());
        any_stamp::recognise(line, end + marks.count()).is_some()
    })
}

/// Whether the level at `at` stands between commas, as in a row of a table.
fn is_cell(line: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| line.get(before));
    before == Some(&b',') && level_end(line, at).and_then(|end| line.get(end)) == Some(&b',')
}

/// Whether a line begins as headers do: with a stamp, a level, or either of them early.
pub(crate) fn begins_like_header(line: &[u8]) -> bool {
    lead(line).is_some_and(|lead| lead != LETTER && lead != DATE)
}

/// It begins with `level=error` or the like.
fn has_level_key(line: &[u8]) -> bool {
    let end = word_end(line, 0);
    matches!(line.get(..end), Some(b"level" | b"lvl" | b"severity")) && line.get(end) == Some(&b'=') && {
        let quoted = line.get(end + 1) == Some(&b'"');
        any_level_end(line, end + 1 + usize::from(quoted)).is_some()
    }
}

/// The end of the first stamp near a line's beginning.
pub(crate) fn early_stamp_end(line: &[u8]) -> Option<usize> {
    let early = line.len().min(LEAD_BYTES);
    let may_start = |at: usize| at == 0 || line.get(at - 1).is_some_and(|byte| !byte.is_ascii_alphanumeric());
    (0..early).filter(|at| may_start(*at)).find_map(|at| any_stamp::recognise(line, at)).map(|(_, end)| end)
}

/// The end of the upper-case level word that stands at `at`.
pub(crate) fn level_end(line: &[u8], at: usize) -> Option<usize> {
    let end = word_end(line, at);
    let word = line.get(at..end)?;
    (word.len() >= 3 && !word.iter().any(u8::is_ascii_lowercase) && Level::parse(word).is_some()).then_some(end)
}

/// The end of the level word, in any case, that stands at `at`.
pub(crate) fn any_level_end(line: &[u8], at: usize) -> Option<usize> {
    let end = word_end(line, at);
    let word = line.get(at..end)?;
    (word.len() >= 3 && Level::parse(word).is_some()).then_some(end)
}

/// The end of the single letter at `at` that stands for a level.
pub(crate) fn letter_end(line: &[u8], at: usize) -> Option<usize> {
    let end = word_end(line, at);
    (end == at + 1 && line.get(at).is_some_and(|letter| is_level_letter(*letter))).then_some(end)
}

fn is_level_letter(byte: u8) -> bool {
    matches!(byte, b'T' | b'D' | b'I' | b'W' | b'E' | b'F' | b'C' | b'S')
}

/// The end of such a letter behind a bracket and a blank at most.
pub(crate) fn letter_behind(line: &[u8], at: usize) -> Option<usize> {
    let at = at + usize::from(line.get(at) == Some(&b']'));
    let blank = (line.get(at) == Some(&b' ')).then_some(at + 1)?;
    letter_end(line, blank).filter(|end| line.get(*end) == Some(&b' '))
}

pub(crate) fn word_end(line: &[u8], at: usize) -> usize {
    let text = line.get(at..).unwrap_or_default();
    at + text.iter().take(24).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count()
}

#[cfg(test)]
mod tests;
