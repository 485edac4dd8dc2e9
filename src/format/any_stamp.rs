//! Recognising a stamp whose format is not known: the shapes that logs print, by one pass without a table of regexes.
//!
//! ```text
//! stamp    = [ weekday [ "," ] " " ] date joint time | time
//! date     = YYYY-MM-DD | YYYY/MM/DD | YYYY.MM.DD | YYYY_MM_DD | YYYYMMDD | YYMMDD | DD.MM.YYYY | DD-MM-YYYY
//!          | MM/DD/YYYY | DD/MM/YYYY | MM_DD_YYYY | DD_MM_YYYY | DD/Mon/YYYY | DD Mon YYYY | DD-Mon-YYYY | DD-Mon-YY
//!          | DDMonYYYY | DD. Mon YYYY | Mon DD[,] YYYY | Mon DD | DD Mon | MM-DD | MM/DD
//!          | two digits each of year, month and day in any order that occurs, with "/", "-" or "." between
//!          | M/D/YY | D/M/YY
//!          | MMDD behind a letter and a blank
//! joint    = " " | "T" | "_" | ":" | ", " | "," | " at " | " > " | "-" behind YYYYMMDD | nothing between YYYYMMDD and HHMMSS
//! time     = H:MM[:SS[fraction]] [ " " AM|PM [fraction] ] [ zone ] | HH:MM.SS behind a date
//!          | HHMMSS [fraction] behind YYYYMMDD | HH_MM_SS behind a date with "_"
//! fraction = ("." | "," ) 1 to 9 digits | ":" 3 digits | 3 digits behind YYYYMMDDHHMMSS
//! ```
//!
//! Of years with two digits the place is told by the other stamps of the input (`Shape::formats`) and by its time.
//! `Mon` is a month's short name in English or in a language of `local_names.rs`, `AM` and `PM` likewise. A zone after a blank is taken only as a numeric offset or a known abbreviation, so that a level is never a zone.
//! Counts of seconds are not recognised; layouts that print them name them.

mod fractions;
mod shape;

use crate::format::level::Level;
use crate::format::local_names::FIRST_OF_MONTHS;
use crate::format::stamp::{read_half_of_day, read_month_name, read_number, read_weekday_name};
use crate::format::zone::{abbreviation_offset, read_offset, read_zone};
pub(crate) use fractions::Fractions;
use shape::{DateShape, orders};
pub(crate) use shape::{Shape, reordered};

/// The bytes with which a stamp can begin.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
pub(crate) const FIRST_BYTES: [bool; 256] = {
    let mut set = [false; 256];
    let mut lists: &[&[u8]] = &[b"0123456789JFMASONDTWjfmasond", FIRST_OF_MONTHS];
    while let [list, others @ ..] = lists {
        let mut list = *list;
        while let [byte, rest @ ..] = list {
            set[*byte as usize] = true;
            list = rest;
        }
        lists = others;
    }
    set
};

/// Reads the stamp that starts at `at`: its shape and its end.
pub(crate) fn recognise(line: &[u8], at: usize) -> Option<(Shape, usize)> {
    let first = *line.get(at)?;
    if FIRST_BYTES.get(usize::from(first)) != Some(&true) {
        return None;
    }
    let (weekday, from) = if first.is_ascii_digit() {
        (None, at)
    } else {
        match read_weekday_name(line, at) {
            Some((full, end)) if line.get(end..end + 2) == Some(b", ") => (Some((full, true)), end + 2),
            Some((full, end)) if line.get(end) == Some(&b' ') => (Some((full, false)), end + 1),
            _ => (None, at),
        }
    };
    let (date, joint, time_at) = match read_date(line, from) {
        Some((date, end)) => {
            let joint = match line.get(end) {
                Some(b'-') if date == DateShape::YearFirst(0) => "-",
                Some(b'0'..=b'9') if date == DateShape::YearFirst(0) => "",
                _ => read_joint(line, end)?,
            };
            (date, joint, end + joint.len())
        }
        None if weekday.is_none() => (DateShape::None, "", at),
        None => return None,
    };
    let (mut shape, mut end) = match date {
        DateShape::YearFirst(b'_') | DateShape::MonthFirst(b'_') | DateShape::DayFirst(b'_') if joint == "_" => {
            read_plain_time(line, time_at, b'_')?
        }
        DateShape::YearFirst(0) if joint != " " => match read_plain_time(line, time_at, 0) {
            Some(found) => found,
            None if joint.is_empty() => return None,
            None => read_time(line, time_at)?,
        },
        DateShape::YearFirst(0) => match read_time(line, time_at) {
            Some(found) => found,
            None => read_plain_time(line, time_at, 0).filter(|(shape, end)| is_no_number(line, shape, *end))?,
        },
        _ => read_time(line, time_at)?,
    };
    if matches!(date, DateShape::DayName | DateShape::MonthDay(0)) && !shape.seconds {
        return None;
    }
    // Without a date it is a span of minutes: `14:08.11`.
    if date == DateShape::None && shape.point_second {
        return None;
    }
    if date == DateShape::None && (!shape.seconds || (shape.short_hour && shape.meridiem.is_none())) {
        return None;
    }
    (shape.weekday, shape.date, shape.joint) = (weekday, date, joint);
    let year_last =
        (date == DateShape::NameDay && line.get(end) == Some(&b' ')).then(|| read_number(line, end + 1, 4, 4));
    if let Some((year, after)) = year_last.flatten() {
        shape.year_last = (1970..2100).contains(&year) && !line.get(after).is_some_and(u8::is_ascii_alphanumeric);
        end = if shape.year_last { after } else { end };
    }
    (!line.get(end).is_some_and(u8::is_ascii_digit)).then_some((shape, end))
}

/// What people write between date and time, as in Loguru's documentation.
const WORDS_OF_JOINTS: [&str; 2] = [" at ", " > "];

/// Whether two numbers that look like a date and a time are that: by a fraction, or by a level behind them.
fn is_no_number(line: &[u8], shape: &Shape, end: usize) -> bool {
    const WORDS: usize = 6;
    let behind = line.get(end..).unwrap_or_default();
    let is_level =
        |word: &[u8]| word.len() >= 4 && !word.iter().any(u8::is_ascii_lowercase) && Level::parse(word).is_some();
    let words = || behind.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    !behind.first().is_some_and(u8::is_ascii_alphanumeric)
        && (shape.fraction.is_some() || behind.is_empty() || words().take(WORDS).any(is_level))
}

fn read_joint(line: &[u8], at: usize) -> Option<&'static str> {
    Some(match line.get(at)? {
        b' ' if matches!(line.get(at + 1), Some(b'a' | b'>')) => {
            let text = line.get(at..)?;
            *WORDS_OF_JOINTS.iter().find(|joint| text.starts_with(joint.as_bytes()))?
        }
        b' ' => " ",
        b'T' => "T",
        b'_' => "_",
        b':' => ":",
        b',' if line.get(at + 1) == Some(&b' ') => ", ",
        b',' => ",",
        _ => return None,
    })
}

fn read_date(line: &[u8], at: usize) -> Option<(DateShape, usize)> {
    if let Some((month, full, end)) = read_month_name(line, at) {
        debug_assert!((1..=12).contains(&month));
        let end = if line.get(end) == Some(&b' ') {
            end + 1
        } else {
            return None;
        };
        let end = end + usize::from(line.get(end) == Some(&b' '));
        let (day, end) = read_number(line, end, 1, 2)?;
        if !(1..=31).contains(&day) {
            return None;
        }
        let comma = line.get(end) == Some(&b',');
        let year_at = end + usize::from(comma) + 1;
        let blank = line.get(year_at - 1) == Some(&b' ');
        return Some(match read_number(line, year_at, 4, 4) {
            Some((_, end)) if blank => (DateShape::NameDayYear { comma, full }, end),
            _ if !comma && !full => (DateShape::NameDay, end),
            _ => return None,
        });
    }
    let (first, end) = read_number(line, at, 1, 8)?;
    let mark = *line.get(end)?;
    match end - at {
        8 => {
            let fits = (1..=12).contains(&(first / 100 % 100)) && (1..=31).contains(&(first % 100));
            (fits && first >= 19_700_000).then_some((DateShape::YearFirst(0), end))
        }
        6 if mark == b' ' => is_month_day(first / 100 % 100, first % 100).then_some((DateShape::ShortYearCompact, end)),
        // Only behind the letter of a level: such numbers count, and name processes.
        4 if mark == b' ' && is_behind_letter(line, at) => {
            is_month_day(first / 100, first % 100).then_some((DateShape::MonthDay(0), end))
        }
        4 if matches!(mark, b'-' | b'/' | b'.' | b'_') => {
            let (month, end) = read_number(line, end + 1, 2, 2)?;
            let (day, end) = if line.get(end) == Some(&mark) {
                read_number(line, end + 1, 2, 2)?
            } else {
                return None;
            };
            is_month_day(month, day).then_some((DateShape::YearFirst(mark), end))
        }
        1 | 2 if mark.is_ascii_alphabetic() => {
            let (_, full, end) = read_month_name(line, end).filter(|_| (1..=31).contains(&first))?;
            let (_, end) = read_number(line, end, 4, 4)?;
            Some((DateShape::DayNameYear { mark: shape::NOTHING, full, short: false }, end))
        }
        1 | 2 if matches!(mark, b'-' | b'/' | b'.' | b' ' | b'_') => {
            let point = mark == b'.' && line.get(end + 1) == Some(&b' ');
            if let Some((_, full, name_end)) = read_month_name(line, end + 1 + usize::from(point)) {
                let joint = if point { b' ' } else { mark };
                let year_at = (line.get(name_end) == Some(&joint)).then_some(name_end + 1)?;
                let year = read_number(line, year_at, 4, 4);
                if year.is_none() && mark == b' ' && !full && (1..=31).contains(&first) {
                    return Some((DateShape::DayName, name_end));
                }
                let short = year.is_none() && mark == b'-';
                let (_, end) = if short { read_number(line, year_at, 2, 2)? } else { year? };
                let mark = if point { shape::POINT } else { mark };
                return (1..=31).contains(&first).then_some((DateShape::DayNameYear { mark, full, short }, end));
            }
            let (second, end) = if mark == b' ' {
                return None;
            } else {
                read_number(line, end + 1, 1, 2)?
            };
            if line.get(end) != Some(&mark) {
                return (matches!(mark, b'-' | b'/') && is_month_day(first, second) && end - at == 5)
                    .then_some((DateShape::MonthDay(mark), end));
            }
            match read_number(line, end + 1, 4, 4) {
                Some((_, end)) if matches!(mark, b'/' | b'_') && is_month_day(first, second) => {
                    Some((DateShape::MonthFirst(mark), end))
                }
                Some((_, end)) if is_month_day(second, first) => Some((DateShape::DayFirst(mark), end)),
                Some(_) => None,
                None => {
                    let (third, end) = read_number(line, end + 1, 2, 2)?;
                    let is_padded = end - at == 8;
                    let fits =
                        if mark == b'_' || !is_padded && mark != b'/' { 0 } else { orders(first, second, third) };
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
        _ => None,
    }
}

/// One capital letter begins the line, perhaps with a blank behind it.
fn is_behind_letter(line: &[u8], at: usize) -> bool {
    matches!((line, at), ([b'A'..=b'Z', b' ', ..], 2) | ([b'A'..=b'Z', ..], 1))
}

pub(crate) fn is_month_day(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

fn read_time(line: &[u8], at: usize) -> Option<(Shape, usize)> {
    let mut shape = Shape::default();
    let (hour, mut end) = read_number(line, at, 1, 2)?;
    shape.short_hour = end - at == 1;
    end = read_colon_pair(line, end, 59)?;
    if let Some(after) = read_colon_pair(line, end, 60) {
        shape.seconds = true;
        end = after;
        if let Some((fraction, after)) = read_fraction(line, end) {
            shape.fraction = Some(fraction);
            end = after;
        }
    } else if let Some((_, after)) = read_number(line, end + 1, 2, 2).filter(|_| line.get(end) == Some(&b'.'))
        && !line.get(after).is_some_and(u8::is_ascii_digit)
    {
        (shape.seconds, shape.point_second) = (true, true);
        end = after;
    }
    let meridiem_at = end + usize::from(line.get(end) == Some(&b' '));
    if let Some((_, after)) = read_half_of_day(line, meridiem_at)
        && (1..=12).contains(&hour)
        && !line.get(after).is_some_and(u8::is_ascii_alphanumeric)
    {
        shape.meridiem = Some(meridiem_at > end);
        end = after;
        if let Some((fraction, after)) = read_fraction(line, end).filter(|_| shape.fraction.is_none()) {
            shape.fraction = Some(fraction);
            shape.fraction_after_meridiem = true;
            end = after;
        }
    }
    if hour > 23 {
        return None;
    }
    if let Some(after) = read_zone_behind(line, end) {
        shape.zone = true;
        end = after;
    }
    Some((shape, end))
}

/// Hours, minutes and seconds of two digits each with `mark` between (0: nothing), and perhaps a fraction.
fn read_plain_time(line: &[u8], at: usize, mark: u8) -> Option<(Shape, usize)> {
    let (hour, mut end) = read_number(line, at, 2, 2)?;
    let mut fits = hour <= 23;
    for most in [59, 60] {
        if mark != 0 {
            end = (line.get(end) == Some(&mark)).then_some(end + 1)?;
        }
        let (value, after) = read_number(line, end, 2, 2)?;
        fits &= value <= most;
        end = after;
    }
    let mut shape = Shape { seconds: true, time_mark: mark, ..Shape::default() };
    if let Some((fraction, after)) = read_fraction(line, end) {
        shape.fraction = Some(fraction);
        end = after;
    } else if let Some((_, after)) = read_number(line, end, 3, 3).filter(|_| mark == 0) {
        shape.fraction = Some((0, 3));
        end = after;
    }
    if let Some(after) = read_zone_behind(line, end) {
        shape.zone = true;
        end = after;
    }
    fits.then_some((shape, end))
}

/// A zone glued to the time in a numeric form, or one after a blank whose name is known.
fn read_zone_behind(line: &[u8], at: usize) -> Option<usize> {
    let blank = line.get(at) == Some(&b' ');
    let from = at + usize::from(blank);
    let end = match line.get(from)? {
        b'+' | b'-' => {
            let (_, end) = read_offset(line, from)?;
            // ` -12 items` is no offset: a blank before it asks for minutes.
            if blank && end - from < 5 {
                return None;
            }
            end
        }
        b'A'..=b'Z' => {
            let name = line.get(from..)?;
            let letters = name.iter().take(6).take_while(|byte| byte.is_ascii_alphabetic()).count();
            let name = name.get(..letters)?;
            if name != b"Z" && abbreviation_offset(name).is_none() {
                return None;
            }
            read_zone(line, from)?.1
        }
        _ => return None,
    };
    (!line.get(end).is_some_and(u8::is_ascii_alphanumeric)).then_some(end)
}

fn read_colon_pair(line: &[u8], at: usize, max: u32) -> Option<usize> {
    if line.get(at) != Some(&b':') {
        return None;
    }
    let (value, end) = read_number(line, at + 1, 2, 2)?;
    (value <= max).then_some(end)
}

fn read_fraction(line: &[u8], at: usize) -> Option<((u8, u8), usize)> {
    let mark = *line.get(at)?;
    let (min, max) = match mark {
        b'.' | b',' => (1, 9),
        b':' => (3, 3),
        _ => return None,
    };
    let (_, end) = read_number(line, at + 1, min, max)?;
    let digits = u8::try_from(end - at - 1).ok()?;
    (!line.get(end).is_some_and(u8::is_ascii_digit)).then_some(((mark, digits), end))
}
