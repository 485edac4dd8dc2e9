//! What fills a field to its width: blanks on either side, counted by letters.

use crate::format::program::Slot;

/// A field's text without the blanks that fill it.
#[inline]
pub(crate) fn trimmed(line: &[u8], slot: &Slot, start: usize, end: usize) -> (usize, usize) {
    if !slot.pad_before && slot.pad_width == 0 {
        return (start, end);
    }
    let text = line.get(start..end).unwrap_or_default();
    let leading = text.iter().take_while(|byte| **byte == b' ').count();
    let trailing = text.iter().skip(leading).rev().take_while(|byte| **byte == b' ').count();
    (start + leading, end - trailing)
}

/// Where a field ends whose text stands from `start` to `end` and is filled to `width` by as many of the `blanks` behind it
/// as that takes.
#[inline]
pub(crate) fn filled_end(line: &[u8], start: usize, end: usize, blanks: usize, width: usize) -> usize {
    let free = width.saturating_sub(end - start);
    end + if blanks <= free { blanks } else { blanks.min(width.saturating_sub(letters(line, start, end))) }
}

/// Letters of a text, as libraries count them that fill it to a width.
#[cold]
fn letters(line: &[u8], start: usize, end: usize) -> usize {
    line.get(start..end).unwrap_or_default().iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}
