//! Context behind the logger that a mark parts from the message, as `%logger %X{user} %X{request} - %msg` prints it.
//!
//! A mark may stand in any message, so that it must stand in all of them, with many kinds of words behind it, and what
//! stands before it must be no words of a message: empty in some lines, pairs, ids, or the same marks in all lines.

use crate::format::evidence;
use crate::format::infer::class::distinct;
use crate::format::infer::pattern::{Item, PROVEN};
use crate::format::infer::text::{FIELD_BYTES, blanks};
use crate::format::infer::walk::Context::{Met, Taken};
use crate::format::infer::walk::context::pair_end;
use crate::format::infer::walk::{Last, Place, Walk};

/// Marks that part context from messages, the longest first.
const MARKS: [&[u8]; 6] = [b" --- ", b" -- ", b" => ", b" :: ", b" - ", b" | "];
/// Lines that tell a mark to be the header's, those of them with and without context, and the kinds of words behind it.
const LEAST_LINES: usize = 8;
const LEAST_OF_EACH: usize = 2;
const KINDS_OF_MESSAGES: usize = 3;

/// What stands between the logger and the mark.
struct Between<'a> {
    text: &'a [u8],
    /// Blanks that fill the logger.
    filling: usize,
    /// Where the mark begins.
    end: usize,
    /// The first word behind it.
    word: &'a [u8],
}

impl Walk<'_> {
    /// Takes the context behind the logger up to the mark before the message.
    pub(super) fn context_before_mark(&mut self) -> bool {
        let is_behind_logger = matches!(self.items.last(), Some(Item::Field { word: "c", .. }))
            || matches!(self.items.as_slice(), [.., Item::Field { word: "c" | "t" | "L", .. }, Item::Literal(close)]
                if matches!(close.as_slice(), b"]" | b")"));
        if !is_behind_logger || !self.has_level || self.places.len() < LEAST_LINES {
            return false;
        }
        let found = MARKS.iter().find_map(|mark| {
            let contexts: Option<Vec<Between<'_>>> = self.places.iter().map(|place| context(place, mark)).collect();
            contexts.filter(|contexts| are_contexts(contexts))
        });
        let Some(contexts) = found else { return false };
        if self.context != Taken {
            self.context = Met;
            return false;
        }
        let filled = self.places.iter().zip(&contexts).filter(|(_, context)| context.filling > 0);
        let width = filled.map(|(place, context)| place.field + context.filling).max();
        let ends: Vec<usize> = contexts.iter().map(|context| context.end).collect();
        for (place, end) in self.places.iter_mut().zip(ends) {
            *place = Place { at: end, field: 0, ..*place };
        }
        if let Some(width) = width.filter(|_| self.last == Last::Field) {
            self.fill_last(width);
        }
        self.push_literal(b" ");
        self.push(PROVEN, Last::Field);
        true
    }
}

/// The context of a line that has this mark; none where the mark stands right behind the logger.
fn context<'a>(place: &Place<'a>, mark: &[u8]) -> Option<Between<'a>> {
    let line: &'a [u8] = place.line;
    let rest = line.get(place.at..)?;
    let start = memchr::memmem::find(rest.get(..rest.len().min(FIELD_BYTES))?, mark)?;
    let gap = blanks(line, place.at);
    // A blank stands before what is empty, and that of the mark behind it.
    let filling = gap.checked_sub(1)?.min(start.checked_sub(1)?);
    // A mark of its own parts it from the logger, and not from the message.
    let text =
        rest.get(filling + 1..start).filter(|text| !matches!(text.first(), Some(b'|' | b'-' | b':' | b'=' | b'>')))?;
    let word = rest.get(start + mark.len()..)?.split(|byte| *byte == b' ').next()?;
    Some(Between { text, filling, end: place.at + start, word })
}

fn are_contexts(contexts: &[Between<'_>]) -> bool {
    let words: Vec<&[u8]> = contexts.iter().map(|context| context.word).collect();
    if distinct(&words) < KINDS_OF_MESSAGES {
        return false;
    }
    let full: Vec<&[u8]> = contexts.iter().map(|context| context.text).filter(|text| !text.is_empty()).collect();
    let empty = contexts.len() - full.len();
    let is_mixed = full.len() >= LEAST_OF_EACH && empty >= LEAST_OF_EACH;
    let ids = full.iter().filter(|text| evidence::is_id(text)).count();
    let marks = full.first().map(|text| marks_of(text)).unwrap_or_default();
    let are_alike = !marks.is_empty() && full.iter().all(|text| marks_of(text) == marks);
    let are_pairs = || full.iter().all(|text| text.split(|byte| *byte == b' ').all(|word| pair_end(word, 0).is_some()));
    is_mixed || !full.is_empty() && empty == 0 && (ids * 10 >= full.len() * 8 || are_alike || are_pairs())
}

/// The marks of a text, blanks among them, without the dashes of names and ids; none where it has nothing but blanks.
fn marks_of(text: &[u8]) -> Vec<u8> {
    let is_mark = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte < 0x80 && !matches!(byte, b'-' | b'_');
    let marks: Vec<u8> = text.iter().copied().filter(is_mark).collect();
    if marks.iter().all(|mark| *mark == b' ') { Vec::new() } else { marks }
}
