//! Levels as Python's numbers, a column of their own: `2026-11-23 11:36:09,144 40 shop.cart payment failed`.
//!
//! Messages begin with numbers as well, and those of progress are as round. Nothing but such numbers stands in the place, they
//! come again, and they do not only grow.

use crate::format::any_stamp;
use crate::format::infer::class::distinct;
use crate::format::infer::walk::{Last, Walk};

/// The conversion of such a number.
pub(crate) const LEVEL_NUMBER: &str = "levelno";
/// Lines that tell them from other numbers.
const LEAST_LINES: usize = 5;

impl Walk<'_> {
    /// Takes the number of the level.
    pub(super) fn level_number(&mut self) -> bool {
        let may_begin = match self.last {
            Last::Mark => self.has_time || self.are_all_stamped(),
            Last::Start => self.are_all_stamped(),
            Last::Time | Last::Field | Last::Level => false,
        };
        let has_digit = self.places.first().and_then(|place| place.line.get(place.at)).is_some_and(u8::is_ascii_digit);
        if self.has_level || !may_begin || !has_digit || self.level_is_ahead() {
            return false;
        }
        let numbers = self.texts_up_to(&number_end);
        let levels = self.texts_up_to(&level_end);
        let is_falling = levels.windows(2).any(|pair| matches!(pair, [one, next] if next < one));
        let values = distinct(&levels);
        let are_levels = levels.len() >= LEAST_LINES
            && levels.len() == numbers.len()
            && values > 1
            && values * 2 <= levels.len() + 1
            && is_falling;
        let moved = are_levels && self.advance(level_end);
        if moved {
            self.has_level = true;
            self.push(LEVEL_NUMBER, Last::Level);
        }
        moved
    }

    /// Nearly all lines have a stamp further on.
    fn are_all_stamped(&self) -> bool {
        self.is_most(self.places.iter().filter(|place| place.stamp > Some(place.at)).count())
    }
}

fn number_end(line: &[u8], at: usize) -> Option<usize> {
    let digits = line.get(at..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (digits > 0).then_some(at + digits)
}

/// The end of a number that Python has for a level, and that a mark parts from what is behind it.
fn level_end(line: &[u8], at: usize) -> Option<usize> {
    let [b'1'..=b'5', b'0', mark, next, ..] = line.get(at..)? else { return None };
    let is_mark = match mark {
        b' ' | b'\t' | b']' | b')' | b'>' | b'}' | b'|' | b';' => true,
        b':' | b',' | b'-' | b'/' => !next.is_ascii_digit(),
        _ => false,
    };
    (is_mark && any_stamp::recognise(line, at).is_none()).then_some(at + 2)
}
