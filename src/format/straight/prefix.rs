//! What a layout begins with, checked at one go: literals and a stamp of fixed width, 32 bytes at most.
//!
//! Each byte has a least and a greatest value. The first digit of a number of two digits has bounds that depend on the
//! second: the month's is at most `1`, but `0` when the second is above `2`.

use crate::format::fixed_stamp::{Bounds, Fixed};
use crate::format::layout::Span;
use crate::format::straight::scan::Eyes;

/// Bytes that have bounds.
pub(super) const WIDTH: usize = 32;
/// Bytes that are looked at: those behind each of them.
pub(crate) const LOOKED_AT: usize = WIDTH + 1;

/// Literals and a stamp at the beginning of a line.
#[derive(Debug, Clone)]
pub(crate) struct Prefix {
    /// Bytes that need not be looked at again.
    pub(crate) width: usize,
    /// Where the stamp begins and ends, if all of it is known.
    pub(crate) stamp: Option<Span>,
    bounds: Columns,
}

/// The bounds of the bytes; none for those behind the stamp and its literals.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub(super) low: [u8; WIDTH],
    pub(super) high: [u8; WIDTH],
    pub(super) next_low: [u8; WIDTH],
    pub(super) next_high: [u8; WIDTH],
}

impl Prefix {
    /// The literal before the stamp, the stamp, and the literal behind it; `None` when they are too long.
    pub(crate) fn new(before: &[u8], stamp: &Fixed, behind: &[u8]) -> Option<Self> {
        let literal = |text: &[u8]| text.iter().copied().map(Bounds::exactly).collect::<Vec<_>>();
        let bounds = [literal(before), stamp.bounds().to_vec(), literal(behind)].concat();
        let width = bounds.len();
        let whole = (width < LOOKED_AT).then_some(bounds)?;
        let column = |value: fn(&Bounds) -> u8, free: u8| {
            let mut column = [free; WIDTH];
            for (to, from) in column.iter_mut().zip(&whole) {
                *to = value(from);
            }
            column
        };
        let bounds = Columns {
            low: column(|byte| byte.low, 0),
            high: column(|byte| byte.high, u8::MAX),
            next_low: column(|byte| byte.next_low, 0),
            next_high: column(|byte| byte.next_high, u8::MAX),
        };
        let from = before.len();
        Some(Self { width, stamp: Some(Span::new(from, from + stamp.bounds().len())), bounds })
    }

    /// The literal before the stamp, and what the stamp begins with: it is still to be read.
    pub(crate) fn beginning(before: &[u8], stamp: &Fixed) -> Option<Self> {
        Self::new(before, stamp, &[]).map(|prefix| Self { width: before.len(), stamp: None, ..prefix })
    }

    /// Whether lines that begin so may begin with a blank.
    pub(crate) fn may_begin_with_blank(&self) -> bool {
        let first = self.bounds.low.first().zip(self.bounds.high.first());
        first.is_none_or(|(low, high)| (*low..=*high).contains(&b' '))
    }

    /// Whether a line begins so.
    #[expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors chosen")]
    #[inline(always)]
    pub(crate) fn stands(&self, eyes: impl Eyes, line: &[u8; LOOKED_AT]) -> bool {
        eyes.fit(line, &self.bounds)
    }
}
