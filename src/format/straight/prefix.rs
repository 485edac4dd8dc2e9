//! What a layout begins with, checked at one go: literals and a stamp of fixed width, 32 bytes at most.
//!
//! Each byte has a least and a greatest value. The first digit of a number of two digits has bounds that depend on the
//! second: the month's is at most `1`, but `0` when the second is above `2`.

use wide::u8x16;

use crate::format::fixed_stamp::{Bounds, Fixed};
use crate::format::layout::Span;

/// Bytes that are looked at: the second half's neighbours reach one byte further.
pub(crate) const LOOKED_AT: usize = 33;

/// Literals and a stamp at the beginning of a line.
#[derive(Debug, Clone)]
pub(crate) struct Prefix {
    /// Bytes that it covers.
    pub(crate) width: usize,
    /// Where the stamp begins and ends.
    pub(crate) stamp: Span,
    halves: [Half; 2],
}

/// Bounds of 16 bytes.
#[derive(Debug, Clone)]
struct Half {
    low: u8x16,
    high: u8x16,
    next_low: u8x16,
    next_high: u8x16,
}

impl Prefix {
    /// The literal before the stamp, the stamp, and the literal behind it; `None` when they are too long.
    pub(crate) fn new(before: &[u8], stamp: &Fixed, behind: &[u8]) -> Option<Self> {
        let literal = |text: &[u8]| text.iter().copied().map(Bounds::exactly).collect::<Vec<_>>();
        let bounds = [literal(before), stamp.bounds().to_vec(), literal(behind)].concat();
        let width = bounds.len();
        let whole = (width < LOOKED_AT).then_some(bounds)?;
        let column = |half: usize, value: fn(&Bounds) -> u8, free: u8| {
            let mut column = [free; 16];
            for (to, from) in column.iter_mut().zip(whole.iter().skip(half * 16)) {
                *to = value(from);
            }
            u8x16::new(column)
        };
        let half = |half| Half {
            low: column(half, |byte| byte.low, 0),
            high: column(half, |byte| byte.high, u8::MAX),
            next_low: column(half, |byte| byte.next_low, 0),
            next_high: column(half, |byte| byte.next_high, u8::MAX),
        };
        let from = before.len();
        Some(Self { width, stamp: Span::new(from, from + stamp.bounds().len()), halves: [half(0), half(1)] })
    }

    /// Whether lines that begin so may begin with a blank.
    pub(crate) fn may_begin_with_blank(&self) -> bool {
        let [Half { low, high, .. }, _] = &self.halves;
        matches!((low.as_array().first(), high.as_array().first()), (Some(low), Some(high)) if (low..=high).contains(&&b' '))
    }

    /// Whether a line begins so.
    #[inline]
    pub(crate) fn stands(&self, line: &[u8; LOOKED_AT]) -> bool {
        let [low, high] = &self.halves;
        (low.fits(lanes(line, 0), lanes(line, 1)) & high.fits(lanes(line, 16), lanes(line, 17))).all()
    }
}

impl Half {
    #[inline]
    fn fits(&self, bytes: u8x16, next: u8x16) -> u8x16 {
        let one = u8x16::splat(1);
        // No bound is passed where the neighbour has none: nothing is above 255 or below 0.
        let high = self.high - next.saturating_sub(self.next_high).min(one);
        let low = self.low + self.next_low.saturating_sub(next).min(one);
        bytes.min(high).max(low).simd_eq(bytes)
    }
}

#[inline]
fn lanes(line: &[u8; LOOKED_AT], from: usize) -> u8x16 {
    line.get(from..).and_then(|rest| rest.first_chunk::<16>()).map_or(u8x16::splat(0), |bytes| u8x16::new(*bytes))
}
