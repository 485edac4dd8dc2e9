//! The dates of stamps: numbers with marks between, or a month's name among them.

use crate::format::any_stamp::shape::{self, DateShape, SIGNS_OF_YEAR, orders};
use crate::format::stamp::{read_month_name, read_number};

/// The years of stamps whose marks other numbers have, too.
const YEARS: std::ops::Range<u32> = 1970..2100;

/// Reads the date that starts at `at`; its shape and its end.
pub(super) fn read_date(line: &[u8], at: usize) -> Option<(DateShape, usize)> {
    if let Some(named) = read_month_name(line, at) {
        return name_first(line, named);
    }
    let (first, end) = read_number(line, at, 1, 8)?;
    let mark = *line.get(end)?;
    match end - at {
        8 => {
            let fits = is_month_day(first / 100 % 100, first % 100) && first >= 19_700_000;
            fits.then_some((DateShape::YearFirst(0), end))
        }
        6 if matches!(mark, b' ' | b'-' | b'_') => {
            is_month_day(first / 100 % 100, first % 100).then_some((DateShape::ShortYearCompact, end))
        }
        // Only behind the letter of a level: such numbers count, and name processes.
        4 if mark == b' ' && is_behind_letter(line, at) => {
            is_month_day(first / 100, first % 100).then_some((DateShape::MonthDay(0), end))
        }
        4 => year_first(line, first, end, mark),
        1 | 2 if mark.is_ascii_alphabetic() => {
            let (_, full, name_end) = read_month_name(line, end).filter(|_| (1..=31).contains(&first))?;
            let named = |short, end| (DateShape::DayNameYear { mark: shape::NOTHING, full, short }, end);
            match read_number(line, name_end, 4, 4) {
                Some((_, end)) => Some(named(false, end)),
                None => read_number(line, name_end, 2, 2)
                    .filter(|(_, end)| !full && line.get(*end) == Some(&b' '))
                    .map(|(_, end)| named(true, end)),
            }
        }
        1 | 2 if matches!(mark, b'-' | b'/' | b'.' | b' ' | b'_') => {
            day_and_name(line, first, end).or_else(|| two_digits_first(line, first, at, end))
        }
        _ => None,
    }
}

/// `Nov 28`, `Nov 28, 2026`, `Nov-28-2026`; `named` is what was read of the name.
fn name_first(line: &[u8], (month, full, end): (u32, bool, usize)) -> Option<(DateShape, usize)> {
    debug_assert!((1..=12).contains(&month));
    let mark = *line.get(end)?;
    if !matches!(mark, b' ' | b'-' | b'/') {
        return None;
    }
    let end = end + 1 + usize::from(mark == b' ' && line.get(end + 1) == Some(&b' '));
    let (day, end) = read_number(line, end, 1, 2)?;
    if !(1..=31).contains(&day) {
        return None;
    }
    if mark != b' ' {
        let year_at = (line.get(end) == Some(&mark)).then_some(end + 1)?;
        let (_, end) = read_number(line, year_at, 4, 4)?;
        return Some((DateShape::NameDayYear { mark, comma: false, full }, end));
    }
    let comma = line.get(end) == Some(&b',');
    let year_at = end + usize::from(comma) + 1;
    let blank = line.get(year_at - 1) == Some(&b' ');
    match read_number(line, year_at, 4, 4) {
        Some((_, end)) if blank => Some((DateShape::NameDayYear { mark, comma, full }, end)),
        // A comma behind the day is the joint.
        _ => (!full).then_some((DateShape::NameDay, end)),
    }
}

/// The year of four digits is read up to `end`; what follows it.
fn year_first(line: &[u8], year: u32, end: usize, mark: u8) -> Option<(DateShape, usize)> {
    let is_year = YEARS.contains(&year);
    if let [first, ..] = SIGNS_OF_YEAR
        && is_year
        && first.as_bytes().first() == Some(&mark)
    {
        return read_east(line, end);
    }
    if is_year
        && matches!(mark, b'-' | b'/' | b'.' | b' ')
        && let Some((_, full, name_end)) = read_month_name(line, end + 1)
    {
        let day_at = (line.get(name_end) == Some(&mark)).then_some(name_end + 1)?;
        let (day, end) = read_number(line, day_at, 1, 2)?;
        return (1..=31).contains(&day).then_some((DateShape::YearNameDay { mark, full }, end));
    }
    if !(matches!(mark, b'-' | b'/' | b'.' | b'_') || mark == b':' && is_year) {
        return None;
    }
    let (month, end) = read_number(line, end + 1, 2, 2)?;
    let day_at = (line.get(end) == Some(&mark)).then_some(end + 1)?;
    let (day, end) = read_number(line, day_at, 2, 2)?;
    is_month_day(month, day).then_some((DateShape::YearFirst(mark), end))
}

/// `2026年11月28日`, from the first sign on.
fn read_east(line: &[u8], at: usize) -> Option<(DateShape, usize)> {
    let [of_year, of_month, of_day] = SIGNS_OF_YEAR.map(str::as_bytes);
    let sign = |at: usize, sign: &[u8]| line.get(at..)?.starts_with(sign).then_some(at + sign.len());
    let (month, end) = read_number(line, sign(at, of_year)?, 1, 2)?;
    let (day, end) = read_number(line, sign(end, of_month)?, 1, 2)?;
    is_month_day(month, day).then_some((DateShape::East, sign(end, of_day)?))
}

/// A day, read up to `end`, with a month's name behind the mark, and perhaps a year.
fn day_and_name(line: &[u8], day: u32, end: usize) -> Option<(DateShape, usize)> {
    let mark = *line.get(end)?;
    let point = mark == b'.' && line.get(end + 1) == Some(&b' ');
    let (_, full, name_end) = read_month_name(line, end + 1 + usize::from(point))?;
    if !(1..=31).contains(&day) {
        return None;
    }
    let joint = if point { b' ' } else { mark };
    let year = (line.get(name_end) == Some(&joint)).then(|| read_number(line, name_end + 1, 4, 4)).flatten();
    let of_year = if point { shape::POINT } else { mark };
    if let Some((_, end)) = year {
        return Some((DateShape::DayNameYear { mark: of_year, full, short: false }, end));
    }
    // Two digits behind a blank may be an hour.
    let is_year = |end: &usize| mark == b'-' || mark == b' ' && !full && line.get(*end) == Some(&b' ');
    let short = (line.get(name_end) == Some(&joint) && !point).then(|| read_number(line, name_end + 1, 2, 2)).flatten();
    if let Some((_, end)) = short.filter(|(_, end)| is_year(end)) {
        return Some((DateShape::DayNameYear { mark, full, short: true }, end));
    }
    (matches!(mark, b' ' | b'-' | b'/') && !full && line.get(name_end) == Some(&b' '))
        .then_some((DateShape::DayName(mark), name_end))
}

/// A number of one or two digits, `first`, was read from `at` to `end`, and no name follows it.
fn two_digits_first(line: &[u8], first: u32, at: usize, end: usize) -> Option<(DateShape, usize)> {
    let mark = *line.get(end).filter(|mark| **mark != b' ')?;
    if mark == b'.' && line.get(end + 1) == Some(&b' ') {
        return read_spaced(line, first, end + 2);
    }
    let (second, end) = read_number(line, end + 1, 1, 2)?;
    let is_padded_pair = end - at == 5;
    if mark == b'.' && is_padded_pair && line.get(end) == Some(&b'.') && line.get(end + 1) == Some(&b' ') {
        return is_month_day(second, first).then_some((DateShape::DayMonth(shape::POINT), end + 1));
    }
    if line.get(end) != Some(&mark) {
        let month_first = is_month_day(first, second).then_some(DateShape::MonthDay(mark));
        let date = month_first.or(is_month_day(second, first).then_some(DateShape::DayMonth(mark)))?;
        return (matches!(mark, b'-' | b'/') && is_padded_pair).then_some((date, end));
    }
    let day_first = is_month_day(second, first);
    match read_number(line, end + 1, 4, 4) {
        Some((_, end)) if matches!(mark, b'/' | b'_') && is_month_day(first, second) => {
            Some((DateShape::MonthFirst(mark), end))
        }
        Some((_, end)) if day_first => Some((DateShape::DayFirst(mark), end)),
        Some((_, end)) if mark == b'-' && is_month_day(first, second) => Some((DateShape::MonthFirst(mark), end)),
        Some(_) => None,
        None => {
            let (third, end) = read_number(line, end + 1, 2, 2)?;
            let is_padded = end - at == 8;
            let fits = if mark == b'_' || !is_padded && mark != b'/' { 0 } else { orders(first, second, third) };
            let date = if is_padded {
                DateShape::ShortYear { mark, fits }
            } else {
                DateShape::ShortYearLast { fits: fits & shape::YEAR_LAST }
            };
            (!matches!(date, DateShape::ShortYear { fits: 0, .. } | DateShape::ShortYearLast { fits: 0 }))
                .then_some((date, end))
        }
    }
}

/// The month and the year of `28. 11. 2026`, from the month on.
fn read_spaced(line: &[u8], day: u32, at: usize) -> Option<(DateShape, usize)> {
    let (month, end) = read_number(line, at, 1, 2)?;
    let year_at = line.get(end..)?.starts_with(b". ").then_some(end + 2)?;
    let (_, end) = read_number(line, year_at, 4, 4)?;
    is_month_day(month, day).then_some((DateShape::DayFirst(shape::POINT), end))
}

/// One capital letter begins the line, perhaps with a blank behind it.
fn is_behind_letter(line: &[u8], at: usize) -> bool {
    matches!((line, at), ([b'A'..=b'Z', b' ', ..], 2) | ([b'A'..=b'Z', ..], 1))
}

pub(super) fn is_month_day(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}
