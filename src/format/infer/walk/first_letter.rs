//! Lines without a time that begin with one letter for the level: `I shop.cart - ready`, `|W| [main] ready`.
//!
//! Sentences begin with such letters as well. They are levels where most lines of the input begin with one of several, and
//! names that can only be loggers or threads stand behind them.

use crate::format::evidence;
use crate::format::infer::class::distinct;
use crate::format::infer::letter_end;
use crate::format::infer::pattern::Item;
use crate::format::infer::text::closer;
use crate::format::infer::walk::{Place, Walk};

/// Lines that tell such letters, and the different letters that they have.
const LEAST_LINES: usize = 4;
const LEAST_LETTERS: usize = 2;

impl Walk<'_> {
    /// The header begins with a letter, and no time is in it.
    pub(super) fn begins_with_letter(&self) -> bool {
        let is_letter = |item: &Item| matches!(item, Item::Field { word: ".-1p", .. });
        match self.items.as_slice() {
            [first, ..] if is_letter(first) => !self.has_time,
            [Item::Literal(mark), second, ..] if is_letter(second) => mark == b"|" && !self.has_time,
            _ => false,
        }
    }

    /// The letters with which the lines begin are levels.
    pub(super) fn are_letters_proven(&self) -> bool {
        let letters: Vec<&[u8]> = self.places.iter().filter_map(|place| letter(place.line)).collect();
        let named = self.places.iter().filter(|place| is_named(place)).count();
        let has_name = self.items.iter().any(|item| matches!(item, Item::Field { word: "c" | "t", .. }));
        has_name
            && self.lines >= LEAST_LINES
            && self.lines * 10 >= self.whole * 6
            && distinct(&letters) >= LEAST_LETTERS
            && named * 10 >= self.places.len() * 8
    }
}

/// A line begins with a letter that stands for a level, perhaps between bars, and a blank or a bar behind it.
pub(crate) fn begins_with_letter(line: &[u8]) -> bool {
    letter(line).is_some()
}

fn letter(line: &[u8]) -> Option<&[u8]> {
    let start = usize::from(line.first() == Some(&b'|'));
    let end = letter_end(line, start)?;
    matches!(line.get(end..)?, [b' ' | b'|', _, ..]).then(|| line.get(start..end))?
}

/// Behind the letter stands a logger with dots, or a thread beyond doubt.
fn is_named(place: &Place<'_>) -> bool {
    let line = place.line;
    let begin = usize::from(line.first() == Some(&b'|')) + 1;
    let marks =
        line.get(begin..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b' ' | b'|' | b'-' | b':'));
    let start = begin + marks.count();
    let close = match line.get(start) {
        Some(b'[') => b']',
        Some(b'<') => b'>',
        Some(b'(') => b')',
        _ => {
            let word = line.get(start..).unwrap_or_default().split(|byte| matches!(byte, b' ' | b'|' | b':')).next();
            return word.is_some_and(|word| word.contains(&b'.') && evidence::is_certain_logger(word));
        }
    };
    let text = closer(line, start + 1, close).and_then(|end| line.get(start + 1..end)).unwrap_or_default();
    evidence::thread(text) > 0 || text.contains(&b'.') && evidence::is_certain_logger(text)
}
