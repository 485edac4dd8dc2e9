//! Words that all lines have between their fields: `INFO in cart:12: ready`, ``INFO in func `load` by logger `shop`: ready``.
//!
//! ```text
//! joined = (word blank name [":" line])+ (": " | " - ")
//! ```
//!
//! Messages begin with such words as well: behind the names, which come again, they must begin in several ways.

use crate::format::evidence::is_certain_logger;
use crate::format::infer::class::{distinct, is_file, is_function, is_no_word};
use crate::format::infer::pattern::{PLACE, WORD};
use crate::format::infer::text::{blanks, key_end};
use crate::format::infer::walk::{Item, Last, Place, Walk};

/// The words, and what they name where that is said.
const WORDS: [(&str, Option<&str>); 17] = [
    ("in", None),
    ("at", None),
    ("from", None),
    ("by", None),
    ("func", Some("M")),
    ("function", Some("M")),
    ("method", Some("M")),
    ("def", Some("M")),
    ("line", Some("L")),
    ("logger", Some("c")),
    ("module", Some(PLACE)),
    ("class", Some("C")),
    ("file", Some("F")),
    ("thread", Some("t")),
    ("process", Some("pid")),
    ("pid", Some("pid")),
    ("inside", None),
];
/// Words side by side before one name, and names, at most.
const MOST_WORDS: usize = 2;
const MOST_NAMES: usize = 4;
/// Lines that tell, and different words with which messages behind one name begin.
const LEAST_LINES: usize = 5;
const KINDS_OF_MESSAGES: usize = 3;

/// One name, and what stands around it.
#[derive(Clone, Copy)]
struct Part<'a> {
    /// The words before the name, with the mark that encloses it.
    before: &'a [u8],
    kind: Option<&'static str>,
    name: &'a [u8],
    /// `` ` `` or the like, or `()`.
    behind: &'a [u8],
    /// The line of the source stands behind it.
    has_number: bool,
    name_end: usize,
}

impl<'a> Part<'a> {
    /// What is the same in all lines.
    fn form(&self) -> (&'a [u8], &'a [u8], bool) {
        (self.before, self.behind, self.has_number)
    }
}

/// All names of one line.
struct Joined<'a> {
    place: Place<'a>,
    parts: Vec<Part<'a>>,
    end: usize,
}

impl<'a> Walk<'a> {
    /// Takes the words and the names up to the mark behind them.
    pub(super) fn joining_words(&mut self) -> bool {
        let is_behind_blank = self.last == Last::Mark && self.last_byte() == Some(b' ');
        if !is_behind_blank || !(self.has_level || self.has_time) || self.is_before_others() {
            return false;
        }
        let Some(first) = self.places.first().and_then(joined) else { return false };
        let forms = |found: &Joined<'a>| found.parts.iter().map(Part::form).collect::<Vec<_>>();
        let wanted = forms(&first);
        if self.is_behind_flask_s_fields() && is_of_flask(&first) {
            return false;
        }
        let all: Vec<Joined<'a>> =
            self.places.iter().filter_map(joined).filter(|found| forms(found) == wanted).collect();
        if all.len() < LEAST_LINES || !self.is_most(all.len()) || !are_before_messages(&all) {
            return false;
        }
        for at in 0..wanted.len() {
            let parts: Vec<Part<'a>> = all.iter().filter_map(|found| found.parts.get(at)).copied().collect();
            self.push_part(&parts, at, first.parts.get(at + 1));
        }
        self.places = all.iter().map(|found| Place { at: found.end, field: 0, ..found.place }).collect();
        self.last = Last::Field;
        true
    }

    /// Nothing but the time in brackets and the level was taken.
    fn is_behind_flask_s_fields(&self) -> bool {
        use Item::{Field, Literal};
        matches!(self.items.as_slice(), [Literal(open), Field { .. }, Literal(_), Field { .. }, Literal(_)] if open == b"[")
    }

    /// A field of this conversion was taken.
    fn has_word(&self, wanted: &str) -> bool {
        self.items.iter().any(|item| matches!(item, Item::Field { word, .. } if *word == wanted))
    }

    fn push_part(&mut self, parts: &[Part<'a>], at: usize, next: Option<&Part<'a>>) {
        let Some(part) = parts.first() else { return };
        let names: Vec<&[u8]> = parts.iter().map(|part| part.name).collect();
        let are_functions = names.iter().all(|name| is_function(name));
        let is_before_line = next.is_some_and(|next| next.kind == Some("L"));
        let word = match part.kind {
            Some(kind) => kind,
            None if names.iter().all(|name| is_file(name)) => "F",
            None if names.iter().all(|name| name.iter().all(u8::is_ascii_digit)) => "L",
            None if part.behind == b"()" => "M",
            None if are_functions
                && (is_before_line || self.has_word("c") || names.iter().any(|name| is_no_word(name))) =>
            {
                "M"
            }
            None if names.iter().any(|name| name.contains(&b'.')) => "c",
            None => WORD,
        };
        let blank = if at == 0 { "" } else { " " };
        self.push_literal(&[blank.as_bytes(), part.before].concat());
        for (place, part) in self.places.iter_mut().zip(parts) {
            (place.at, place.field) = (part.name_end, part.name.len());
        }
        self.push_once(word);
        if !part.behind.is_empty() {
            self.push_literal(part.behind);
        }
        if part.has_number {
            self.push_literal(b":");
            self.push_once("L");
        }
    }
}

/// `[time] INFO in cart: …` is what Flask prints, whose layout is known: a module, and no logger.
fn is_of_flask(found: &Joined<'_>) -> bool {
    matches!(found.parts.as_slice(), [part] if part.form() == (b"in ", b"", false) && !part.name.contains(&b'.'))
}

/// Names that come again, behind which messages begin in several ways.
fn are_before_messages(all: &[Joined<'_>]) -> bool {
    let word = |found: &Joined<'_>| -> Option<Vec<u8>> {
        let rest = found.place.line.get(found.end..)?.trim_ascii_start();
        let rest = rest.get(1..)?.trim_ascii_start();
        Some(rest.split(|byte| *byte == b' ').next().unwrap_or_default().to_vec())
    };
    let words: Vec<Vec<u8>> = all.iter().filter_map(word).collect();
    let names = |found: &Joined<'_>| -> Vec<u8> { found.parts.iter().flat_map(|part| part.name.to_vec()).collect() };
    let names: Vec<Vec<u8>> = all.iter().map(names).collect();
    let slices = |texts: &[Vec<u8>]| distinct(&texts.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let has_numbers = all.iter().any(|found| found.parts.iter().any(|part| part.kind == Some("L")));
    // `from bob: hello` and `at gate: open` are what messages tell, of people and places.
    let may_be_told = |part: &Part<'_>| {
        part.kind.is_none() && !part.has_number && part.behind.is_empty() && !part.before.starts_with(b"in ")
    };
    let is_told =
        |found: &&Joined<'_>| found.parts.iter().all(|part| may_be_told(part) && !is_certain_logger(part.name));
    slices(&words) >= KINDS_OF_MESSAGES
        && all.iter().filter(is_told).count() * 10 <= all.len() * 4
        && (slices(&names) * 2 <= all.len() || has_numbers)
}

/// The words and names at a place, where a mark stands behind the last one.
fn joined<'a>(place: &Place<'a>) -> Option<Joined<'a>> {
    let mut at = place.at;
    let mut parts = Vec::new();
    while parts.len() < MOST_NAMES {
        let (part, end) = part(place.line, at)?;
        parts.push(part);
        let rest = place.line.get(end..)?;
        if rest.starts_with(b": ") || rest.starts_with(b" - ") || rest.starts_with(b" | ") {
            return Some(Joined { place: *place, parts, end });
        }
        at = end + 1;
        if rest.first() != Some(&b' ') || blanks(place.line, end) != 1 {
            return None;
        }
    }
    None
}

fn part(line: &[u8], start: usize) -> Option<(Part<'_>, usize)> {
    let mut at = start;
    let mut kind = None;
    for _ in 0..MOST_WORDS {
        let end = key_end(line, at);
        let Some((_, named)) = WORDS.iter().find(|(word, _)| line.get(at..end) == Some(word.as_bytes())) else { break };
        if line.get(end) != Some(&b' ') {
            break;
        }
        kind = *named;
        at = end + 1;
    }
    if at == start {
        return None;
    }
    let open = line.get(at).copied()?;
    let close: &[u8] = match open {
        b'`' => b"`",
        b'\'' => b"'",
        b'"' => b"\"",
        b'[' => b"]",
        b'<' => b">",
        _ => b"",
    };
    at += close.len();
    let before = line.get(start..at)?;
    let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'_' | b'.' | b'$' | b'/' | b'-');
    let length = line.get(at..)?.iter().take_while(is_of_name).count();
    let name_end = at + length;
    let name = line.get(at..name_end).filter(|name| !name.is_empty())?;
    // Addresses and amounts name no part of a program.
    let is_number = name.iter().all(u8::is_ascii_digit) && matches!(kind, Some("L" | "pid"));
    if !is_number && !name.iter().any(u8::is_ascii_alphabetic) {
        return None;
    }
    let rest = line.get(name_end..)?;
    let behind = if close.is_empty() && rest.starts_with(b"()") { rest.get(..2)? } else { close };
    let mut end = name_end + behind.len();
    line.get(name_end..)?.starts_with(behind).then_some(())?;
    let digits =
        |from: usize| line.get(from..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
    let count = if line.get(end) == Some(&b':') { digits(end + 1) } else { 0 };
    let has_number = count > 0;
    if has_number {
        end += 1 + count;
    }
    Some((Part { before, kind, name, behind, has_number, name_end }, end))
}
