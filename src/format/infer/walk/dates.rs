//! Dates without a time of day at the beginning of lines: `2026-11-23 [main] INFO shop.cart: ready`.
//!
//! Any table may have such lines, so that they are a header's only where levels follow in most lines of the input, not all the
//! same.

use crate::format::any_stamp;
use crate::format::infer::LEAD_BYTES;
use crate::format::infer::pattern::Item;
use crate::format::infer::text::next_level;
use crate::format::infer::walk::{Last, Walk};

/// The conversion of such dates.
pub(super) const DATE: &str = "d{yyyy-MM-dd}";
/// Bytes of a date.
const DATE_BYTES: usize = 10;

impl Walk<'_> {
    /// A date alone, with which all lines begin.
    pub(super) fn date(&mut self) -> bool {
        let moved = !self.has_time
            && self.last == Last::Start
            && self.level_is_ahead()
            && self.advance(|line, at| date_end(line).filter(|_| at == 0));
        if moved {
            self.has_time = true;
            self.push(DATE, Last::Time);
        }
        moved
    }

    /// The header begins with a date alone.
    pub(super) fn begins_with_date(&self) -> bool {
        matches!(self.items.first(), Some(Item::Field { word: DATE, .. }))
    }
}

/// A line begins with a date, and a level stands near it.
pub(crate) fn begins_with_date(line: &[u8]) -> bool {
    let level = date_end(line).and_then(|end| next_level(line, end));
    level.is_some_and(|level| level < LEAD_BYTES)
}

/// The end of the date at a line's beginning behind which no time stands.
fn date_end(line: &[u8]) -> Option<usize> {
    let is_date = line.get(..DATE_BYTES)?.iter().enumerate().all(|(at, byte)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    // Behind blanks or bars a time of day may follow.
    let behind = line.get(DATE_BYTES..)?;
    let next = behind.iter().find(|byte| byte.is_ascii_alphanumeric());
    let is_alone = matches!(behind, [b' ' | b'-' | b'|', ..]) && next.is_some_and(|next| !next.is_ascii_digit());
    (is_date && is_alone && any_stamp::recognise(line, 0).is_none()).then_some(DATE_BYTES)
}
