//! Columns of single letters that stand for levels.

use crate::format::any_stamp;
use crate::format::infer::class::distinct;
use crate::format::infer::walk::{Last, Place, Walk};
use crate::format::infer::{is_level_letter, letter_end};

/// Lines that tell a column of single letters to be levels.
const LETTER_LINES: usize = 4;

impl<'a> Walk<'a> {
    /// A column of single letters, not all the same one, between blanks: `%level{length=1}`. Behind the stamp messages may
    /// begin with letters as well, so there most must be `I` or `D`, as most records are, with another of the commonest.
    pub(super) fn has_letters(&self) -> bool {
        let letter = |place: &Place<'a>| {
            let end = letter_end(place.line, place.at)
                .filter(|end| matches!(place.line.get(*end), Some(b' ' | b'/' | b'|' | b':' | b'\t')))?;
            place.line.get(place.at..end)
        };
        let letters: Vec<&[u8]> = self.places.iter().filter_map(letter).collect();
        let is_proven = !self.has_time || are_as_usual(&letters) || self.is_before_loggers(&letter_end);
        self.places.len() >= LETTER_LINES && letters.len() == self.places.len() && distinct(&letters) > 1 && is_proven
    }

    /// A letter, and the time right behind it: `I09:35:22 ready`. Most must be `I` or `D` here as well.
    pub(super) fn letter_before_time(&mut self) -> bool {
        if self.last != Last::Start || self.has_level {
            return false;
        }
        let end = |line: &[u8], at: usize| {
            let is_letter = line.get(at).is_some_and(|first| is_level_letter(*first));
            (is_letter && line.get(at + 1)?.is_ascii_digit() && any_stamp::recognise(line, at + 1).is_some())
                .then_some(at + 1)
        };
        let letters = self.texts_up_to(&end);
        let is_told = letters.len() >= LETTER_LINES && are_as_usual(&letters);
        let moved = is_told && self.advance(end);
        if moved {
            self.has_level = true;
            self.push(".-1p", Last::Level);
        }
        moved
    }
}

/// Most of these letters are `I` or `D`, and some are of another of the commonest.
fn are_as_usual(letters: &[&[u8]]) -> bool {
    let is_common = |letter: &&[u8]| matches!(*letter, b"I" | b"D" | b"W" | b"E");
    let common: Vec<&[u8]> = letters.iter().copied().filter(is_common).collect();
    let calm = common.iter().filter(|letter| matches!(**letter, b"I" | b"D")).count();
    calm * 2 > letters.len() && distinct(&common) > 1
}
