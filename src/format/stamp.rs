//! Reading time stamps: a `TimeFormat` compiled into a reader over bytes.
//!
//! The leading elements of fixed width (nearly always the whole stamp) are checked eight bytes at a time: digits where
//! digits belong, literals where literals belong, and then the ranges of month, day, hour, minute and second. What
//! follows (names, zones, numbers of varying width) is read element by element. A `TimeFormat` without any elements
//! stands for *any* usual stamp (`any_stamp.rs`); detection puts the concrete one in its place.

use crate::format::any_stamp;
use crate::format::civil::{days_from_civil, days_in_month, year_of_week_year};
use crate::format::time::{Stamp, TimeFormat, TimeItem};
use crate::format::zone::read_zone;

const MONTHS: [&[u8]; 12] = [
    b"January",
    b"February",
    b"March",
    b"April",
    b"May",
    b"June",
    b"July",
    b"August",
    b"September",
    b"October",
    b"November",
    b"December",
];
const WEEKDAYS: [&[u8]; 7] = [b"Sunday", b"Monday", b"Tuesday", b"Wednesday", b"Thursday", b"Friday", b"Saturday"];
const MICROS_PER_SECOND: i64 = 1_000_000;
const SECONDS_PER_DAY: i64 = 86_400;

/// A compiled time format.
#[derive(Debug, Clone)]
pub(crate) struct StampReader {
    items: Vec<TimeItem>,
    fixed: Option<Fixed>,
    /// Milliseconds printed as a plain number behind the stamp (Python `%(msecs)d`), and what stands between.
    plain_millis: Option<Vec<u8>>,
}

/// The part of a stamp whose elements all have a fixed width.
#[derive(Debug, Clone)]
struct Fixed {
    /// Bytes that it covers.
    width: usize,
    /// Items that it covers.
    items: usize,
    words: Vec<Word>,
    ranges: Vec<Range>,
}

/// Eight bytes of the stamp.
#[derive(Debug, Clone, Copy)]
struct Word {
    offset: usize,
    digits: u64,
    literal_mask: u64,
    literal: u64,
}

/// A two-digit number and what it may be.
#[derive(Debug, Clone, Copy)]
struct Range {
    offset: usize,
    min: u8,
    max: u8,
}

impl StampReader {
    pub(crate) fn new(format: &TimeFormat) -> Self {
        Self { items: format.items.clone(), fixed: Fixed::new(&format.items), plain_millis: None }
    }

    /// The same with milliseconds printed without leading zeros behind `separator`.
    pub(crate) fn with_plain_millis(mut self, separator: Vec<u8>) -> Self {
        self.plain_millis = Some(separator);
        self
    }

    /// Whether it stands for any usual stamp.
    pub(crate) fn is_any(&self) -> bool {
        self.items.is_empty()
    }

    /// The end of the stamp that starts at `at`.
    pub(crate) fn match_at(&self, line: &[u8], at: usize) -> Option<usize> {
        if self.is_any() {
            return any_stamp::recognise(line, at).map(|(_, end)| end);
        }
        let (from, rest) = match &self.fixed {
            Some(fixed) => (fixed.match_at(line, at)?, self.items.get(fixed.items..)?),
            None => (at, self.items.as_slice()),
        };
        let end = if rest.is_empty() { from } else { read_items(rest, line, from, &mut Parts::default())? };
        match &self.plain_millis {
            None => Some(end),
            Some(separator) => read_plain_millis(separator, line, end).map(|(_, end)| end),
        }
    }

    /// Reads `text`, which is exactly one stamp.
    pub(crate) fn parse(&self, text: &[u8]) -> Option<Stamp> {
        let mut parts = Parts::default();
        let end = if self.is_any() {
            let (shape, _) = any_stamp::recognise(text, 0)?;
            read_items(&shape.items(), text, 0, &mut parts)?
        } else {
            read_items(&self.items, text, 0, &mut parts)?
        };
        let end = match &self.plain_millis {
            None => end,
            Some(separator) => {
                let (millis, end) = read_plain_millis(separator, text, end)?;
                parts.nanos = millis * 1_000_000;
                parts.fraction_digits = 3;
                end
            }
        };
        if end == text.len() { parts.stamp() } else { None }
    }

    /// Bytes before the colon of the seconds, when the stamp is fixed and ends with seconds and perhaps a fraction.
    pub(crate) fn minute_prefix(&self) -> Option<usize> {
        if self.plain_millis.is_some() {
            return None;
        }
        let minute = self.items.iter().position(|item| matches!(item, TimeItem::Minute { .. }))?;
        let (before, after) = self.items.split_at(minute + 1);
        let complete = before.iter().any(|item| matches!(item, TimeItem::Hour { .. }))
            && before.iter().all(|item| fixed_width(item).is_some() && !matches!(item, TimeItem::Fraction { .. }));
        let seconds_follow = match after {
            [TimeItem::Literal(colon), TimeItem::Second { digits: 2 }] => colon == b":",
            [
                TimeItem::Literal(colon),
                TimeItem::Second { digits: 2 },
                TimeItem::Literal(mark),
                TimeItem::Fraction { .. },
            ] => colon == b":" && (mark == b"," || mark == b"."),
            _ => false,
        };
        (complete && seconds_follow).then(|| before.iter().filter_map(fixed_width).sum())
    }

    /// The bytes with which the stamp can begin.
    pub(crate) fn first_bytes(&self, set: &mut [bool; 256]) {
        let mut add = |bytes: &[u8]| bytes.iter().for_each(|byte| set_byte(set, *byte));
        match self.items.first() {
            None => any_stamp::first_bytes(set),
            Some(TimeItem::Literal(text)) => add(text.get(..1).unwrap_or_default()),
            Some(TimeItem::MonthName { .. }) => add(b"JFMASONDjfmasond"),
            Some(TimeItem::Weekday { .. }) => add(b"SMTWFsmtwf"),
            Some(TimeItem::AmPm) => add(b"AaPp"),
            Some(TimeItem::Zone) => (b' '..=b'z').for_each(|byte| add(&[byte])),
            // A number that need not have two digits may be filled with a blank.
            Some(
                TimeItem::Day { fill: b' ', .. }
                | TimeItem::Day { digits: 1, .. }
                | TimeItem::Month { digits: 1 }
                | TimeItem::Hour { digits: 1 }
                | TimeItem::Hour12 { digits: 1 },
            ) => add(b" 0123456789"),
            Some(_) => add(b"0123456789"),
        }
    }

    /// The stamp has a date, rather than a time of day or a count alone.
    pub(crate) fn has_date(&self) -> bool {
        self.is_any()
            || self.items.iter().any(|item| {
                matches!(
                    item,
                    TimeItem::Day { .. } | TimeItem::DayOfYear { .. } | TimeItem::EpochSeconds | TimeItem::EpochMillis
                )
            })
    }

    /// The stamp counts milliseconds from the program's start.
    pub(crate) fn is_relative(&self) -> bool {
        self.items.contains(&TimeItem::RelativeMillis)
    }

    /// How much a match proves, in the unit of `Layout::strictness`.
    pub(crate) fn strictness(&self) -> u32 {
        match self.items.as_slice() {
            [] => 36,
            [TimeItem::RelativeMillis] => 2,
            [TimeItem::EpochSeconds | TimeItem::EpochMillis] => 20,
            items if self.has_date() => u32::try_from(items.len().min(14)).unwrap_or(14) + 26,
            items => u32::try_from(items.len().min(8)).unwrap_or(8) + 14,
        }
    }
}

pub(crate) fn set_byte(set: &mut [bool; 256], byte: u8) {
    if let Some(slot) = set.get_mut(usize::from(byte)) {
        *slot = true;
    }
}

fn fixed_width(item: &TimeItem) -> Option<usize> {
    Some(match item {
        TimeItem::Literal(text) => text.len(),
        TimeItem::Year | TimeItem::WeekYear { .. } => 4,
        TimeItem::Day { digits: 2, fill: b'0' }
        | TimeItem::YearShort
        | TimeItem::Month { digits: 2 }
        | TimeItem::Hour { digits: 2 }
        | TimeItem::Hour12 { digits: 2 }
        | TimeItem::Minute { digits: 2 }
        | TimeItem::Second { digits: 2 } => 2,
        TimeItem::DayOfYear { digits: 3 } => 3,
        TimeItem::Fraction { digits } if *digits > 0 => usize::from(*digits),
        _ => return None,
    })
}

impl Fixed {
    fn new(items: &[TimeItem]) -> Option<Self> {
        // Each byte of the stamp: a digit, or that literal.
        let mut bytes: Vec<Option<u8>> = Vec::new();
        let mut ranges = Vec::new();
        let mut covered = 0;
        for item in items {
            let Some(width) = fixed_width(item) else {
                break;
            };
            let range = match item {
                TimeItem::Day { .. } => Some((1, 31)),
                TimeItem::Hour { .. } => Some((0, 24)),
                TimeItem::Month { .. } | TimeItem::Hour12 { .. } => Some((1, 12)),
                TimeItem::Minute { .. } => Some((0, 59)),
                TimeItem::Second { .. } => Some((0, 60)),
                _ => None,
            };
            if let Some((min, max)) = range {
                ranges.push(Range { offset: bytes.len(), min, max });
            }
            match item {
                TimeItem::Literal(text) => bytes.extend(text.iter().map(|byte| Some(*byte))),
                _ => bytes.extend(std::iter::repeat_n(None, width)),
            }
            covered += 1;
        }
        let width = bytes.len();
        if width < 8 {
            return None;
        }
        let mut words = Vec::new();
        let mut offset = 0;
        loop {
            let mut word = Word { offset, digits: 0, literal_mask: 0, literal: 0 };
            for (index, byte) in bytes.get(offset..offset + 8)?.iter().enumerate() {
                let shift = index * 8;
                match byte {
                    None => word.digits |= 0xff << shift,
                    Some(byte) => {
                        word.literal_mask |= 0xff << shift;
                        word.literal |= u64::from(*byte) << shift;
                    }
                }
            }
            words.push(word);
            if offset + 8 == width {
                break;
            }
            // The last word overlaps the one before it.
            offset = (offset + 8).min(width - 8);
        }
        Some(Self { width, items: covered, words, ranges })
    }

    #[inline]
    fn match_at(&self, line: &[u8], at: usize) -> Option<usize> {
        const HIGH: u64 = 0x8080_8080_8080_8080;
        let text = line.get(at..at + self.width)?;
        for word in &self.words {
            let bytes = text.get(word.offset..)?.first_chunk::<8>()?;
            let value = u64::from_le_bytes(*bytes);
            let digits = (value ^ 0x3030_3030_3030_3030) & word.digits;
            // A byte above 9 sets the high bit when 0x76 is added; one that had it already is caught by the first term.
            let not_digit = (digits | digits.wrapping_add(0x7676_7676_7676_7676 & word.digits)) & HIGH;
            if ((value ^ word.literal) & word.literal_mask) | not_digit != 0 {
                return None;
            }
        }
        for range in &self.ranges {
            let [tens, ones] = text.get(range.offset..)?.first_chunk::<2>()?;
            let value = (tens & 15) * 10 + (ones & 15);
            if value < range.min || value > range.max {
                return None;
            }
        }
        Some(at + self.width)
    }
}

/// What the elements of one stamp said.
#[derive(Debug, Default)]
struct Parts {
    year: Option<i32>,
    week: Option<(u8, u8)>,
    month: Option<u32>,
    day: Option<u32>,
    day_of_year: Option<u32>,
    hour: u32,
    afternoon: Option<bool>,
    minute: u32,
    second: u32,
    nanos: u32,
    fraction_digits: u8,
    offset_seconds: Option<i32>,
    epoch_micros: Option<i64>,
    relative_micros: Option<i64>,
}

impl Parts {
    fn stamp(&self) -> Option<Stamp> {
        let fraction_digits = self.fraction_digits;
        if let Some(micros) = self.relative_micros {
            let (day, yearless, offset_seconds, week_year_corrected) = (None, false, None, false);
            return Some(Stamp { day, yearless, micros, offset_seconds, fraction_digits, week_year_corrected });
        }
        if let Some(micros) = self.epoch_micros {
            let day_micros = SECONDS_PER_DAY * MICROS_PER_SECOND;
            return Some(Stamp {
                day: Some(i32::try_from(micros.div_euclid(day_micros)).ok()?),
                yearless: false,
                micros: micros.rem_euclid(day_micros),
                offset_seconds: Some(0),
                fraction_digits,
                week_year_corrected: false,
            });
        }
        let hour = match self.afternoon {
            Some(afternoon) => self.hour % 12 + if afternoon { 12 } else { 0 },
            None => self.hour,
        };
        let seconds = i64::from(hour * 3600 + self.minute * 60 + self.second);
        let (day, week_year_corrected) = self.date()?;
        Some(Stamp {
            day,
            yearless: day.is_some() && self.year.is_none(),
            micros: seconds * MICROS_PER_SECOND + i64::from(self.nanos / 1000),
            offset_seconds: self.offset_seconds,
            fraction_digits,
            week_year_corrected,
        })
    }

    fn date(&self) -> Option<(Option<i32>, bool)> {
        if let (Some(year), Some(of_year)) = (self.year, self.day_of_year) {
            let leap = days_in_month(year, 2) == 29;
            let new_year = days_from_civil(year, 1, 1)?;
            let fits = of_year >= 1 && of_year <= if leap { 366 } else { 365 };
            return fits.then_some((Some(new_year + i32::try_from(of_year).ok()? - 1), false));
        }
        let (Some(month), Some(day)) = (self.month, self.day) else {
            return Some((None, false));
        };
        let printed = self.year.unwrap_or(1970);
        let year = match self.week {
            Some((first_day, min_days)) => year_of_week_year(printed, month, day, first_day, min_days),
            None => printed,
        };
        Some((Some(days_from_civil(year, month, day)?), year != printed))
    }
}

fn read_items(items: &[TimeItem], text: &[u8], at: usize, parts: &mut Parts) -> Option<usize> {
    let mut at = at;
    for item in items {
        at = read_item(item, text, at, parts)?;
    }
    Some(at)
}

fn read_item(item: &TimeItem, text: &[u8], at: usize, parts: &mut Parts) -> Option<usize> {
    let number = |min: u8, max: u8, low: u32, high: u32, to: &mut u32| -> Option<usize> {
        let (value, end) = read_number(text, at, min, max)?;
        *to = value;
        (low..=high).contains(&value).then_some(end)
    };
    match item {
        TimeItem::Literal(literal) => text.get(at..)?.starts_with(literal).then_some(at + literal.len()),
        TimeItem::Year | TimeItem::WeekYear { .. } => {
            let mut year = 0;
            let end = number(4, 4, 0, 9999, &mut year)?;
            parts.year = i32::try_from(year).ok();
            if let TimeItem::WeekYear { first_day, min_days } = item {
                parts.week = Some((*first_day, *min_days));
            }
            Some(end)
        }
        TimeItem::YearShort => {
            let mut year = 0;
            let end = number(2, 2, 0, 99, &mut year)?;
            parts.year = i32::try_from(if year >= 69 { 1900 + year } else { 2000 + year }).ok();
            Some(end)
        }
        TimeItem::Month { digits } => number(*digits, 2, 1, 12, parts.month.insert(0)),
        TimeItem::MonthName { full } => {
            let (index, end) = read_name(&MONTHS, *full, text, at)?;
            parts.month = u32::try_from(index + 1).ok();
            Some(end)
        }
        TimeItem::Day { digits, fill } => {
            let blank = *fill == b' ' && text.get(at) == Some(&b' ');
            let from = at + usize::from(blank);
            let (day, end) =
                read_number(text, from, if *fill == b' ' { 1 } else { *digits }, if blank { 1 } else { 2 })?;
            parts.day = Some(day);
            (1..=31).contains(&day).then_some(end)
        }
        TimeItem::DayOfYear { digits } => number(*digits, 3, 1, 366, parts.day_of_year.insert(0)),
        TimeItem::Weekday { full } => read_name(&WEEKDAYS, *full, text, at).map(|(_, end)| end),
        TimeItem::Hour { digits } => number(*digits, 2, 0, 24, &mut parts.hour),
        TimeItem::Hour12 { digits } => {
            let from = at + usize::from(*digits == 1 && text.get(at) == Some(&b' '));
            let (hour, end) = read_number(text, from, *digits, 2)?;
            parts.hour = hour;
            (1..=12).contains(&hour).then_some(end)
        }
        TimeItem::AmPm => {
            let afternoon = match text.get(at..at + 2)? {
                [b'A' | b'a', b'M' | b'm'] => false,
                [b'P' | b'p', b'M' | b'm'] => true,
                _ => return None,
            };
            parts.afternoon = Some(afternoon);
            Some(at + 2)
        }
        TimeItem::Minute { digits } => number(*digits, 2, 0, 59, &mut parts.minute),
        TimeItem::Second { digits } => number(*digits, 2, 0, 60, &mut parts.second),
        TimeItem::Fraction { digits } => {
            let (min, max) = if *digits == 0 { (1, 9) } else { (*digits, *digits) };
            let (value, end) = read_number(text, at, min, max)?;
            parts.set_fraction(value, end - at)?;
            Some(end)
        }
        TimeItem::Zone => {
            let (offset, end) = read_zone(text, at)?;
            parts.offset_seconds = offset;
            Some(end)
        }
        TimeItem::EpochSeconds | TimeItem::EpochMillis | TimeItem::RelativeMillis => read_count(item, text, at, parts),
    }
}

impl Parts {
    fn set_fraction(&mut self, value: u32, digits: usize) -> Option<()> {
        let digits = u8::try_from(digits).ok()?;
        self.nanos = value * 10_u32.pow(9_u32.checked_sub(u32::from(digits))?);
        self.fraction_digits = digits;
        Some(())
    }
}

/// Reads a count of seconds or milliseconds since an epoch.
fn read_count(item: &TimeItem, text: &[u8], at: usize, parts: &mut Parts) -> Option<usize> {
    let digits = text.get(at..)?.iter().take(16).take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 || digits > 15 {
        return None;
    }
    let mut end = at + digits;
    let value = text.get(at..end)?.iter().fold(0_i64, |value, byte| value * 10 + i64::from(byte & 15));
    match item {
        TimeItem::EpochSeconds if (9..=11).contains(&digits) => {
            let mut micros = value * MICROS_PER_SECOND;
            let fraction = (text.get(end) == Some(&b'.')).then(|| read_number(text, end + 1, 1, 9)).flatten();
            if let Some((fraction, after)) = fraction {
                parts.set_fraction(fraction, after - end - 1)?;
                micros += i64::from(parts.nanos / 1000);
                end = after;
            }
            parts.epoch_micros = Some(micros);
        }
        TimeItem::EpochMillis if (12..=14).contains(&digits) => {
            parts.epoch_micros = Some(value * 1000);
            parts.fraction_digits = 3;
        }
        TimeItem::RelativeMillis if digits <= 13 => {
            parts.relative_micros = Some(value * 1000);
            parts.fraction_digits = 3;
            // Python prints a float when it is asked for `%(relativeCreated)s`.
            if text.get(end) == Some(&b'.') {
                let more = text.get(end + 1..)?.iter().take(16).take_while(|byte| byte.is_ascii_digit()).count();
                end += if more > 0 { more + 1 } else { 0 };
            }
        }
        _ => return None,
    }
    Some(end)
}

fn read_plain_millis(separator: &[u8], text: &[u8], at: usize) -> Option<(u32, usize)> {
    let rest = text.get(at..)?.strip_prefix(separator)?;
    let from = text.len() - rest.len();
    let (value, end) = read_number(text, from, 1, 3)?;
    // `%(msecs)s` prints a float.
    let more = text.get(end + 1..).unwrap_or_default().iter().take(16).take_while(|byte| byte.is_ascii_digit()).count();
    Some((value, if text.get(end) == Some(&b'.') && more > 0 { end + 1 + more } else { end }))
}

/// Reads from `min` to `max` digits (at most 9), as many as there are.
pub(crate) fn read_number(text: &[u8], at: usize, min: u8, max: u8) -> Option<(u32, usize)> {
    let mut value = 0_u32;
    let mut count = 0_u8;
    for byte in text.get(at..)?.iter().take(usize::from(max.min(9))) {
        if !byte.is_ascii_digit() {
            break;
        }
        value = value * 10 + u32::from(byte - b'0');
        count += 1;
    }
    (count >= min.max(1)).then_some((value, at + usize::from(count)))
}

/// Reads one of the names, in any case; the short form is its first three letters.
fn read_name(names: &[&[u8]], full: bool, text: &[u8], at: usize) -> Option<(usize, usize)> {
    let rest = text.get(at..)?;
    names.iter().enumerate().find_map(|(index, name)| {
        let name = if full { name } else { name.get(..3)? };
        rest.get(..name.len())?.eq_ignore_ascii_case(name).then_some((index, at + name.len()))
    })
}

/// Reads a month's name, its short form or (if the text goes on so) the full one: number, whether full, and the end.
pub(crate) fn read_month_name(text: &[u8], at: usize) -> Option<(u32, bool, usize)> {
    let (index, end) = read_name(&MONTHS, false, text, at)?;
    let month = u32::try_from(index + 1).ok()?;
    match read_name(&MONTHS, true, text, at) {
        Some((_, full_end)) if full_end > end => Some((month, true, full_end)),
        _ => Some((month, false, end)),
    }
}

/// Reads a weekday's short name.
pub(crate) fn read_weekday_name(text: &[u8], at: usize) -> Option<usize> {
    read_name(&WEEKDAYS, false, text, at).map(|(_, end)| end)
}
