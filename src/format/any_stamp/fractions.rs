//! Whether the digits behind a stamp's seconds are a fraction or a plain number of milliseconds.
//!
//! Python's `%(msecs)d` prints `6` for six milliseconds, so that `48,6` is no six tenths. Such numbers have no leading
//! zero and at most three digits; a fraction that is printed as short as it can be has no zero at its end.

use crate::format::any_stamp::Shape;

/// Stamps that must have been seen where nothing else tells.
const MANY: u32 = 20;

/// What the fractions of many stamps have in common.
#[derive(Debug, Default)]
pub(crate) struct Fractions {
    stamps: u32,
    /// Numbers of digits, a bit each.
    widths: u16,
    is_fraction: bool,
    /// A number has a zero at its end, or the mark is Python's before milliseconds, a comma.
    tells: bool,
    is_known: bool,
}

impl Fractions {
    /// Sees one stamp.
    pub(crate) fn see(&mut self, shape: &Shape, text: &[u8]) {
        let Some((mark, digits)) = shape.last_fraction() else {
            self.is_fraction = true;
            return;
        };
        let number = text.len().checked_sub(digits).and_then(|from| text.get(from..)).unwrap_or_default();
        self.stamps += 1;
        self.widths |= 1_u16.checked_shl(u32::try_from(digits).unwrap_or(0)).unwrap_or(0);
        self.is_fraction |= digits > 3 || digits > 1 && number.first() == Some(&b'0') && !shape.is_of_plain_millis();
        self.tells |= mark == b',' || digits > 1 && number.last() == Some(&b'0');
        self.is_known |= shape.is_of_plain_millis();
    }

    /// They are milliseconds without leading zeros.
    pub(crate) fn are_plain_millis(&self) -> bool {
        let varies = self.widths.count_ones() > 1;
        !self.is_fraction && (varies && (self.tells || self.stamps >= MANY) || self.is_known)
    }
}

impl Shape {
    /// The shape as `fractions` tell it.
    pub(crate) fn told_by(self, fractions: &Fractions) -> Self {
        if fractions.are_plain_millis() { self.with_plain_millis() } else { self }
    }
}
