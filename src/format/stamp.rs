//! Reading time stamps: a `TimeFormat` compiled into a reader over bytes.
//!
//! The leading elements of fixed width (nearly always the whole stamp) are checked eight bytes at a time
//! (`fixed_stamp.rs`). What follows (names, zones, numbers of varying width) is read element by element. A `TimeFormat`
//! without any elements stands for *any* usual stamp (`any_stamp.rs`); detection puts the concrete one in its place.

use crate::format::any_stamp;
use crate::format::fixed_stamp::{Fixed, fixed_width};
use crate::format::local_names;
use crate::format::stamp_parts::{MICROS_PER_SECOND, Parts};
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

/// A compiled time format.
#[derive(Debug, Clone)]
pub(crate) struct StampReader {
    items: Vec<TimeItem>,
    fixed: Option<Fixed>,
    /// Milliseconds printed as a plain number behind the stamp (Python `%(msecs)d`), and what stands between.
    plain_millis: Option<Vec<u8>>,
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

    /// The whole of it, when all of it has a fixed width.
    pub(crate) fn as_fixed(&self) -> Option<&Fixed> {
        self.fixed.as_ref().filter(|fixed| fixed.items == self.items.len() && self.plain_millis.is_none())
    }

    /// What it begins with, as far as that has a fixed width.
    pub(crate) fn beginning(&self) -> Option<&Fixed> {
        self.fixed.as_ref()
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
            let (from, rest) = match &self.fixed {
                Some(fixed) => (fixed.read(text, &mut parts)?, self.items.get(fixed.items..)?),
                None => (0, self.items.as_slice()),
            };
            read_items(rest, text, from, &mut parts)?
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
            None => set.iter_mut().zip(any_stamp::FIRST_BYTES).for_each(|(to, from)| *to |= from),
            Some(TimeItem::Literal(text)) => add(text.get(..1).unwrap_or_default()),
            Some(TimeItem::MonthName { .. }) => {
                add(b"JFMASONDjfmasond");
                add(local_names::FIRST_OF_MONTHS);
            }
            Some(TimeItem::Weekday { .. }) => add(b"SMTWFsmtwf"),
            Some(TimeItem::AmPm) => (b'A'..=0xff).for_each(|byte| add(&[byte])),
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

fn read_items(items: &[TimeItem], text: &[u8], at: usize, parts: &mut Parts) -> Option<usize> {
    let mut at = at;
    let mut items = items.iter().peekable();
    while let Some(item) = items.next() {
        at = read_item(item, text, at, parts)?;
        // Many languages cut their months short with a point, which a pattern does not name.
        let is_point = || text.get(at) == Some(&b'.');
        let mut is_named = || matches!(items.peek(), Some(TimeItem::Literal(literal)) if literal.starts_with(b"."));
        if *item == (TimeItem::MonthName { full: false }) && is_point() && !is_named() {
            at += 1;
        }
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
            let (month, end) = if *full { read_full_month(text, at)? } else { read_short_month(text, at)? };
            parts.month = Some(month);
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
            let (afternoon, end) = read_half_of_day(text, at)?;
            parts.afternoon = Some(afternoon);
            Some(end)
        }
        TimeItem::Minute { digits } => number(*digits, 2, 0, 59, &mut parts.minute),
        TimeItem::Second { digits } => number(*digits, 2, 0, 60, &mut parts.second),
        TimeItem::Fraction { digits } => {
            let (min, max) = if *digits == 0 { (1, 9) } else { (*digits, *digits) };
            let (value, end) = read_number(text, at, min, max)?;
            parts.set_fraction(value, end - at)?;
            Some(end)
        }
        TimeItem::PlainMillis => {
            let (millis, end) = read_number(text, at, 1, 3)?;
            parts.nanos = millis * 1_000_000;
            parts.fraction_digits = 3;
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

/// Reads a count of seconds or milliseconds since an epoch.
fn read_count(item: &TimeItem, text: &[u8], at: usize, parts: &mut Parts) -> Option<usize> {
    let digits = text.get(at..)?.iter().take(20).take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = at + digits;
    let number = std::str::from_utf8(text.get(at..end)?).ok()?;
    let value: i64 = number.parse().ok()?;
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
        TimeItem::EpochMillis if digits == 16 || digits == 19 => {
            parts.epoch_micros = Some(if digits == 16 { value } else { value / 1000 });
            parts.fraction_digits = 6;
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

/// Reads exactly `N` digits (at most 9), whatever stands behind them.
pub(crate) fn read_digits<const N: usize>(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let digits = text.get(at..)?.first_chunk::<N>()?.map(|byte| byte.wrapping_sub(b'0'));
    let are_digits = digits.iter().all(|digit| *digit < 10);
    are_digits.then(|| (digits.iter().fold(0, |number, digit| number * 10 + u32::from(*digit)), at + N))
}

/// Reads one of the names, in any case; the short form is its first three letters, in which no two are alike.
fn read_name(names: &[&[u8]], full: bool, text: &[u8], at: usize) -> Option<(usize, usize)> {
    let rest = text.get(at..)?;
    let begins = |text: &[u8]| text.first_chunk::<3>().map(|letters| letters.map(|byte| byte.to_ascii_lowercase()));
    let first = begins(rest)?;
    let index = names.iter().position(|name| begins(name) == Some(first))?;
    if !full {
        return Some((index, at + first.len()));
    }
    let name = names.get(index)?;
    rest.get(..name.len())?.eq_ignore_ascii_case(name).then_some((index, at + name.len()))
}

/// Reads a month's name, its short form or (if the text goes on so) the full one: number, whether full, and the end.
///
/// Short forms of other languages count too, with the point behind them.
pub(crate) fn read_month_name(text: &[u8], at: usize) -> Option<(u32, bool, usize)> {
    if !local_names::may_begin_month(text, at) {
        return None;
    }
    let short = read_short_month(text, at);
    // A full name is longer only where letters go on behind the short one.
    let may_be_full =
        short.is_none_or(|(_, end)| text.get(end).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80));
    let full = may_be_full.then(|| read_full_month(text, at)).flatten();
    let full = full.filter(|(_, full_end)| short.is_none_or(|(_, end)| *full_end > end));
    if let Some((month, end)) = full {
        return Some((month, true, end));
    }
    let (month, end) = short?;
    let has_point = text.get(end) == Some(&b'.') && text.get(end + 1) == Some(&b' ');
    Some((month, false, end + usize::from(has_point)))
}

fn read_full_month(text: &[u8], at: usize) -> Option<(u32, usize)> {
    read_english_month(text, at, true).or_else(|| local_names::full_month(text, at))
}

fn read_english_month(text: &[u8], at: usize, full: bool) -> Option<(u32, usize)> {
    let (index, end) = read_name(&MONTHS, full, text, at)?;
    Some((u32::try_from(index + 1).ok()?, end))
}

/// Reads a month's short name; where letters go on behind an English one, that of another language may be longer.
fn read_short_month(text: &[u8], at: usize) -> Option<(u32, usize)> {
    if !local_names::may_begin_month(text, at) {
        return None;
    }
    let english = read_english_month(text, at, false);
    if english.is_some_and(|(_, end)| !text.get(end).is_some_and(u8::is_ascii_alphabetic)) {
        return english;
    }
    local_names::month(text, at).or(english)
}

/// Reads `AM` or `PM` in any case, or a word for them of another language: whether it is the second half, and the end.
pub(crate) fn read_half_of_day(text: &[u8], at: usize) -> Option<(bool, usize)> {
    match text.get(at..at + 2)? {
        [b'A' | b'a', b'M' | b'm'] => Some((false, at + 2)),
        [b'P' | b'p', b'M' | b'm'] => Some((true, at + 2)),
        _ => local_names::half_of_day(text, at),
    }
}

/// Reads a weekday's name: whether it is the full one, and the end.
pub(crate) fn read_weekday_name(text: &[u8], at: usize) -> Option<(bool, usize)> {
    let (_, end) = read_name(&WEEKDAYS, false, text, at)?;
    Some(read_name(&WEEKDAYS, true, text, at).map_or((false, end), |(_, end)| (true, end)))
}
