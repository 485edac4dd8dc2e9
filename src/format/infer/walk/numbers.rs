//! Process and thread between one pair of marks: numbers in brackets, `[17317:140072625194688]`, or a number and a name,
//! `17317:MainThread`.
//!
//! Messages begin with two numbers as well: `[3/20] built`, `(1-5) read`. Behind the level, or where there is none, the
//! lines must prove that theirs are no such counters.

use crate::format::evidence;
use crate::format::infer::class::distinct;
use crate::format::infer::text::FIELD_BYTES;
use crate::format::infer::walk::{Last, Place, Walk};
use crate::format::thread_column::target_end;

/// Lines that tell numbers of processes from counters.
const FEWEST: usize = 3;
/// Digits that numbers of processes and threads have, and that only those of threads have.
const DIGITS: usize = 3;
pub(super) const THREAD_DIGITS: usize = 9;

impl Walk<'_> {
    /// Takes the numbers and the mark between them.
    pub(super) fn two_numbers(&mut self) -> bool {
        let Some(Place { line, at, .. }) = self.places.first().copied().filter(|_| self.is_behind_opener()) else {
            return false;
        };
        let Some(mark) = number_end(line, at).and_then(|end| line.get(end)).copied() else { return false };
        if !matches!(mark, b':' | b'/' | b'|' | b'-') || !self.are_ids(mark) {
            return false;
        }
        let first = |line: &[u8], at: usize| number_end(line, at).filter(|end| line.get(*end) == Some(&mark));
        if !self.advance(first) {
            return false;
        }
        self.push("pid", Last::Field);
        self.advance(|_, at| Some(at + 1));
        self.push_literal(&[mark]);
        self.advance(number_end);
        self.push("X{tid}", Last::Field);
        true
    }

    /// Takes the number of the process, the colon and the name of the thread behind it.
    pub(super) fn number_and_thread(&mut self) -> bool {
        let colon = |line: &[u8], at: usize| number_end(line, at).filter(|end| line.get(*end) == Some(&b':'));
        let thread_end = |line: &[u8], at: usize| {
            let name = line.get(at..)?;
            let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
            let word = name.iter().take(FIELD_BYTES).take_while(is_of_name).count();
            let length = target_end(name).unwrap_or(word);
            (evidence::thread(name.get(..length)?) > 0).then_some(at + length)
        };
        let is_both = |place: &&Place<'_>| {
            colon(place.line, place.at).is_some_and(|colon| thread_end(place.line, colon + 1).is_some())
        };
        if !self.is_most(self.places.iter().filter(is_both).count()) || !self.advance(colon) {
            return false;
        }
        self.push("pid", Last::Field);
        self.advance(|_, at| Some(at + 1));
        self.push_literal(b":");
        self.advance(thread_end);
        self.note_threads();
        self.push("t", Last::Field);
        true
    }

    /// Takes the number of the process at the beginning of lines, the dash behind it and no more: `4711-shop.cart-INFO-ready`.
    pub(super) fn number_before_dash(&mut self) -> bool {
        let end = |line: &[u8], at: usize| {
            let end = number_end(line, at).filter(|end| line.get(*end) == Some(&b'-'))?;
            line.get(end + 1).is_some_and(u8::is_ascii_alphabetic).then_some(end)
        };
        let numbers = self.texts_up_to(&end);
        let is_told = self.last == Last::Start
            && self.level_is_ahead()
            && numbers.len() == self.places.len()
            && numbers.len() >= FEWEST
            && distinct(&numbers) * 2 <= numbers.len();
        let moved = is_told && self.advance(end);
        if moved {
            self.push("pid", Last::Field);
            self.advance(|_, at| Some(at + 1));
            self.push_literal(b"-");
        }
        moved
    }

    /// Nearly all lines have two numbers here, with something behind them, and they are those of processes and threads: the
    /// level is still to come, or one process has several threads, or the threads' numbers are too long for counters.
    fn are_ids(&self, mark: u8) -> bool {
        let pairs: Vec<(&[u8], &[u8])> = self.places.iter().filter_map(|place| pair(place, mark)).collect();
        if !self.is_most(pairs.len()) {
            return false;
        }
        let firsts: Vec<&[u8]> = pairs.iter().map(|pair| pair.0).collect();
        let seconds: Vec<&[u8]> = pairs.iter().map(|pair| pair.1).collect();
        let are_long = |digits: usize, numbers: &[&[u8]]| numbers.iter().all(|number| number.len() >= digits);
        let processes = distinct(&firsts);
        self.level_is_ahead()
            || pairs.len() >= FEWEST
                && are_long(DIGITS, &firsts)
                && are_long(DIGITS, &seconds)
                && (processes < distinct(&seconds)
                    || are_long(THREAD_DIGITS, &seconds) && processes * 2 <= firsts.len())
    }
}

/// The numbers at a place that `mark` parts, where text follows their bracket.
fn pair<'a>(place: &Place<'a>, mark: u8) -> Option<(&'a [u8], &'a [u8])> {
    let line = place.line;
    let middle = number_end(line, place.at).filter(|end| line.get(*end) == Some(&mark))?;
    let end = number_end(line, middle + 1).filter(|end| matches!(line.get(*end), Some(b']' | b')' | b'>' | b'}')))?;
    let has_text = line.get(end + 1..).is_some_and(|behind| !behind.trim_ascii().is_empty());
    has_text.then_some((line.get(place.at..middle)?, line.get(middle + 1..end)?))
}

/// The end of the number at `at`.
pub(super) fn number_end(line: &[u8], at: usize) -> Option<usize> {
    let count = line.get(at..)?.iter().take(20).take_while(|byte| byte.is_ascii_digit()).count();
    (count > 0).then_some(at + count)
}
