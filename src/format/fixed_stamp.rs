//! The part of a stamp whose elements all have a fixed width, checked and read eight bytes at a time.
//!
//! Each byte has a least and a greatest value (a literal: the same one), and each number of two digits has them as well,
//! which hold for its two bytes read as one number, the first digit above. Both are tested for the whole word at once: a
//! byte `x` of at most 7 bits lies within `low..=high` iff neither `(0x80 + high) - x` nor `(0x80 + x) - low` loses its
//! highest bit, and no such subtraction borrows from the next byte. The same holds for numbers of 15 bits.

use crate::format::stamp_parts::Parts;
use crate::format::time::TimeItem;

/// The highest bit of each byte.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The leading elements of fixed width.
#[derive(Debug, Clone)]
pub(crate) struct Fixed {
    /// Bytes that they cover.
    width: usize,
    /// Elements that they are.
    pub(crate) items: usize,
    bounds: Box<[Bounds]>,
    words: Box<[Word]>,
    numbers: Box<[Number]>,
}

/// What one byte may be, and the byte behind it when both are a number of two digits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Least value.
    pub(crate) low: u8,
    /// Greatest value.
    pub(crate) high: u8,
    /// Least value of the next byte where this one is `low`.
    pub(crate) next_low: u8,
    /// Greatest value of the next byte where this one is `high`.
    pub(crate) next_high: u8,
}

impl Bounds {
    /// Exactly this byte.
    pub(crate) fn exactly(byte: u8) -> Self {
        Self { low: byte, high: byte, next_low: 0, next_high: u8::MAX }
    }

    /// The two bytes of a number.
    fn number(min: u8, max: u8) -> [Self; 2] {
        let tens =
            Self { low: b'0' + min / 10, high: b'0' + max / 10, next_low: b'0' + min % 10, next_high: b'0' + max % 10 };
        [tens, Self::DIGIT]
    }

    const DIGIT: Self = Self { low: b'0', high: b'9', next_low: 0, next_high: u8::MAX };
}

/// Eight bytes of the stamp, the first one in the highest place.
#[derive(Debug, Clone, Copy)]
struct Word {
    offset: usize,
    /// Least value of each byte.
    low: u64,
    /// Greatest value of each byte, highest bit set.
    high: u64,
    /// The bytes of numbers of two digits.
    pairs: u64,
    /// The highest bit of each of these numbers.
    pair_bits: u64,
    /// Least value of each of these numbers.
    min: u64,
    /// Their greatest values, highest bit set.
    max: u64,
}

/// A number, where it stands and what it is.
#[derive(Debug, Clone, Copy)]
struct Number {
    offset: usize,
    digits: usize,
    part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Year,
    WeekYear { first_day: u8, min_days: u8 },
    YearShort,
    Month,
    Day,
    DayOfYear,
    Hour,
    Minute,
    Second,
    Fraction,
}

/// Bytes that the element always has.
pub(crate) fn fixed_width(item: &TimeItem) -> Option<usize> {
    match item {
        TimeItem::Literal(text) => Some(text.len()),
        _ => number(item).map(|(_, digits)| digits),
    }
}

/// What number the element is, if it always has the same digits, and how many.
fn number(item: &TimeItem) -> Option<(Part, usize)> {
    Some(match item {
        TimeItem::Year => (Part::Year, 4),
        TimeItem::WeekYear { first_day, min_days } => {
            (Part::WeekYear { first_day: *first_day, min_days: *min_days }, 4)
        }
        TimeItem::YearShort => (Part::YearShort, 2),
        TimeItem::Month { digits: 2 } => (Part::Month, 2),
        TimeItem::Day { digits: 2, fill: b'0' } => (Part::Day, 2),
        TimeItem::DayOfYear { digits: 3 } => (Part::DayOfYear, 3),
        TimeItem::Hour { digits: 2 } | TimeItem::Hour12 { digits: 2 } => (Part::Hour, 2),
        TimeItem::Minute { digits: 2 } => (Part::Minute, 2),
        TimeItem::Second { digits: 2 } => (Part::Second, 2),
        TimeItem::Fraction { digits } if *digits > 0 => (Part::Fraction, usize::from(*digits)),
        _ => return None,
    })
}

/// The least and the greatest value of a two-digit number.
fn range(item: &TimeItem) -> Option<(u8, u8)> {
    Some(match item {
        TimeItem::Day { .. } => (1, 31),
        TimeItem::Hour { .. } => (0, 24),
        TimeItem::Month { .. } | TimeItem::Hour12 { .. } => (1, 12),
        TimeItem::Minute { .. } => (0, 59),
        TimeItem::Second { .. } => (0, 60),
        _ => return None,
    })
}

impl Fixed {
    /// The leading elements of fixed width; `None` when they cover less than a word.
    pub(crate) fn new(items: &[TimeItem]) -> Option<Self> {
        let mut bytes: Vec<Bounds> = Vec::new();
        let mut ranges: Vec<(usize, u8, u8)> = Vec::new();
        let mut numbers = Vec::new();
        let mut covered = 0;
        for item in items {
            match item {
                TimeItem::Literal(text) if text.is_ascii() => bytes.extend(text.iter().copied().map(Bounds::exactly)),
                _ => {
                    let Some((part, digits)) = number(item).filter(|(_, digits)| *digits <= 9) else { break };
                    numbers.push(Number { offset: bytes.len(), digits, part });
                    match range(item) {
                        Some((min, max)) => {
                            ranges.push((bytes.len(), min, max));
                            bytes.extend(Bounds::number(min, max));
                        }
                        None => bytes.extend(std::iter::repeat_n(Bounds::DIGIT, digits)),
                    }
                }
            }
            covered += 1;
        }
        let width = bytes.len();
        let last = width.checked_sub(8)?;
        let mut words = Vec::new();
        let mut offset = 0;
        loop {
            words.push(Word::new(offset, bytes.get(offset..offset + 8)?, &ranges));
            if offset == last {
                break;
            }
            // A number of two digits that this word cuts is the next one's; the last word overlaps the one before it.
            let cut = ranges.iter().any(|(at, ..)| *at == offset + 7);
            offset = (offset + 8 - usize::from(cut)).min(last);
        }
        Some(Self { width, items: covered, bounds: bytes.into(), words: words.into(), numbers: numbers.into() })
    }

    /// What each of its bytes may be.
    pub(crate) fn bounds(&self) -> &[Bounds] {
        &self.bounds
    }

    /// The end of the stamp's fixed part that starts at `at`.
    #[inline]
    pub(crate) fn match_at(&self, line: &[u8], at: usize) -> Option<usize> {
        let end = at + self.width;
        let text = line.get(at..end)?;
        let mut bad = 0;
        for word in &self.words {
            bad |= word.faults(u64::from_be_bytes(*text.get(word.offset..)?.first_chunk::<8>()?));
        }
        (bad == 0).then_some(end)
    }

    /// Reads the fixed part at the beginning of `text`; its end.
    pub(crate) fn read(&self, text: &[u8], parts: &mut Parts) -> Option<usize> {
        let end = self.match_at(text, 0)?;
        for number in &self.numbers {
            let digits = text.get(number.offset..number.offset + number.digits)?;
            let value = digits.iter().fold(0, |value, byte| value * 10 + u32::from(byte & 15));
            let year = || i32::try_from(value).ok();
            match number.part {
                Part::Year => parts.year = year(),
                Part::WeekYear { first_day, min_days } => {
                    parts.year = year();
                    parts.week = Some((first_day, min_days));
                }
                Part::YearShort => parts.year = year().map(|year| if year >= 69 { 1900 + year } else { 2000 + year }),
                Part::Month => parts.month = Some(value),
                Part::Day => parts.day = Some(value),
                Part::DayOfYear if (1..=366).contains(&value) => parts.day_of_year = Some(value),
                Part::DayOfYear => return None,
                Part::Hour => parts.hour = value,
                Part::Minute => parts.minute = value,
                Part::Second => parts.second = value,
                Part::Fraction => parts.set_fraction(value, number.digits)?,
            }
        }
        Some(end)
    }
}

impl Word {
    fn new(offset: usize, bytes: &[Bounds], ranges: &[(usize, u8, u8)]) -> Self {
        let mut word = Self { offset, low: 0, high: HIGH, pairs: 0, pair_bits: 0, min: 0, max: 0 };
        for (index, byte) in bytes.iter().enumerate() {
            word.low |= u64::from(byte.low) << (56 - index * 8);
            word.high |= u64::from(byte.high) << (56 - index * 8);
        }
        let digits = |number: u8| u64::from(b'0' + number / 10) << 8 | u64::from(b'0' + number % 10);
        for (at, min, max) in ranges {
            if let Some(index) = at.checked_sub(offset).filter(|index| *index < 7) {
                let shift = 48 - index * 8;
                word.pairs |= 0xffff << shift;
                word.pair_bits |= 0x8000 << shift;
                word.min |= digits(*min) << shift;
                word.max |= (0x8000 | digits(*max)) << shift;
            }
        }
        word
    }

    /// Not zero when a byte is not as it must be.
    #[inline]
    fn faults(&self, value: u64) -> u64 {
        let bytes = self.high.wrapping_sub(value) & (value | HIGH).wrapping_sub(self.low) & !value;
        let numbers = value & self.pairs;
        let ranges = self.max.wrapping_sub(numbers) & (numbers | self.pair_bits).wrapping_sub(self.min);
        (!bytes & HIGH) | (!ranges & self.pair_bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn python() -> Vec<TimeItem> {
        crate::format::python::default_time().items
    }

    #[test]
    fn each_byte_of_a_stamp_must_be_in_its_range() {
        let fixed = Fixed::new(&python()).unwrap();
        let stamp = b"2026-12-31 23:59:60,999";
        assert_eq!(fixed.match_at(stamp, 0), Some(23));
        assert_eq!(fixed.match_at(b"[0000-01-01 00:00:00,000]", 1), Some(24));
        assert_eq!(fixed.match_at(&stamp[..22], 0), None);
        let allowed = |at: usize, byte: u8| {
            let mut line = *stamp;
            line[at] = byte;
            fixed.match_at(&line, 0).is_some()
        };
        for (at, known) in stamp.iter().enumerate() {
            let greatest = match at {
                5 | 9 => b'1',
                6 | 11 => b'2',
                8 => b'3',
                12 => b'4',
                14 => b'5',
                17 => b'6',
                18 => b'0',
                _ => b'9',
            };
            for byte in 0..=255 {
                let fits = if known.is_ascii_digit() { (b'0'..=greatest).contains(&byte) } else { byte == *known };
                assert_eq!(allowed(at, byte), fits, "{at} {byte}");
            }
        }
        for wrong in ["2026-00-10 00:00:00,000", "2026-10-00 00:00:00,000", "2026-13-10 00:00:00,000"] {
            assert_eq!(fixed.match_at(wrong.as_bytes(), 0), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_across_the_ends_of_words_have_their_ranges() {
        let mut items = vec![TimeItem::Literal(b"stamp: ".to_vec())];
        items.extend(python());
        let fixed = Fixed::new(&items).unwrap();
        assert_eq!(fixed.match_at(b"stamp: 2026-10-12 24:59:60,999", 0), Some(30));
        for wrong in ["2026-10-12 25:00:00,000", "2026-10-32 00:00:00,000", "2026-10-12 00:60:00,000"] {
            assert_eq!(fixed.match_at(format!("stamp: {wrong}").as_bytes(), 0), None, "{wrong}");
        }
        let items: Vec<TimeItem> =
            vec![TimeItem::Literal(b"1234567".to_vec()), TimeItem::Month { digits: 2 }, TimeItem::Minute { digits: 2 }];
        let fixed = Fixed::new(&items).unwrap();
        assert_eq!(fixed.match_at(b"12345671259", 0), Some(11));
        assert_eq!(fixed.match_at(b"12345671359", 0), None);
        assert_eq!(fixed.match_at(b"12345671260", 0), None);
    }
}
