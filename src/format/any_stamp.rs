//! Recognising a stamp whose format is not known: the shapes that logs print, by one pass without a table of regexes.
//!
//! ```text
//! stamp    = [ weekday [ "," ] " " ] date joint time | time
//!          | time joint date
//! date     = YYYY-MM-DD | YYYY/MM/DD | YYYY.MM.DD | YYYY_MM_DD | YYYY:MM:DD | YYYYMMDD | YYMMDD | DD.MM.YYYY
//!          | DD-MM-YYYY | MM-DD-YYYY where the second number is no month | DD. MM. YYYY | YYYY年MM月DD日
//!          | MM/DD/YYYY | DD/MM/YYYY | MM_DD_YYYY | DD_MM_YYYY | DD/Mon/YYYY | DD Mon YYYY | DD Mon YY | DD-Mon-YYYY | DD-Mon-YY
//!          | DDMonYYYY | DDMonYY | DD. Mon YYYY | Mon DD[,] YYYY | Mon-DD-YYYY | YYYY-Mon-DD | Mon DD | DD Mon | DD-Mon
//!          | MM-DD | MM/DD | DD/MM where the first number is no month | DD.MM.
//!          | two digits each of year, month and day in any order that occurs, with "/", "-" or "." between
//!          | M/D/YY | D/M/YY
//!          | MMDD behind a letter and a blank
//! joint    = " " | "T" | "_" | ":" | ", " | "," | " at " | " > " | "-" | nothing between YYYYMMDD and HHMMSS
//!          | behind a date with a year and marks, before seconds: "  " | " - " | " | " | " / " | " @ " | ";" | "@" | "|"
//!          | tab | "] [" and "][" behind a bracket
//! time     = H:MM[:SS[fraction]] [ " " AM|PM [fraction] ] [ zone ] | HH:MM.SS behind a date
//!          | HHMMSS [fraction] behind YYYYMMDD | HHMMSS behind YYMMDD, before a level | HH_MM_SS behind a date with "_"
//!          | HH-MM-SS or H.MM.SS[fraction] behind a date with a year | HH时MM分SS秒 behind one with such signs
//! fraction = ("." | "," ) 1 to 9 digits | ":" 3 digits | 3 digits behind YYYYMMDDHHMMSS
//! ```
//!
//! Of years with two digits the place is told by the other stamps of the input (`Shape::formats`) and by its time.
//! `Mon` is a month's short name in English or in a language of `local_names.rs`, `AM` and `PM` likewise. A zone after a blank is taken only as a numeric offset or a known abbreviation, so that a level is never a zone.
//! Counts of seconds are not recognised; layouts that print them name them.

mod clock;
mod date;
mod fractions;
mod shape;

use crate::format::level::Level;
use crate::format::local_names::FIRST_OF_MONTHS;
use crate::format::stamp::{read_number, read_weekday_name};
use clock::{read_east_time, read_plain_time, read_time};
use date::read_date;
pub(crate) use fractions::Fractions;
use shape::DateShape;
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
    let Some((date, end)) = read_date(line, from) else {
        return if weekday.is_none() { read_undated(line, at) } else { None };
    };
    let joint = read_joint(line, at, end, date)?;
    let time_at = end + joint.len();
    let (mut shape, mut end) = read_time_of(line, time_at, date, joint)?;
    let may_be_other = matches!(date, DateShape::DayName(_) | DateShape::MonthDay(0) | DateShape::DayMonth(_));
    let is_zone = joint == "-" && date == DateShape::YearFirst(b'-');
    if !shape.seconds && (may_be_other || is_zone || !(USUAL_JOINTS.contains(&joint) || joint == "-")) {
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

/// A time with the date behind it, or alone.
fn read_undated(line: &[u8], at: usize) -> Option<(Shape, usize)> {
    let (mut shape, end) = read_time(line, at)?;
    // Without a date it is a span of minutes: `14:08.11`.
    if shape.point_second || line.get(end).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    if let Some((date, joint, end)) = read_date_behind(line, end) {
        (shape.date, shape.joint, shape.date_last) = (date, joint, true);
        return Some((shape, end));
    }
    let is_alone = shape.seconds && !(shape.short_hour && shape.meridiem.is_none());
    is_alone.then_some((shape, end))
}

/// The date behind a time, with its year, where no time stands behind that: its shape, what parts them, and its end.
fn read_date_behind(line: &[u8], at: usize) -> Option<(DateShape, &'static str, usize)> {
    let text = line.get(at..)?;
    let joint = JOINTS_BEFORE_DATES.iter().find(|joint| text.starts_with(joint.as_bytes()))?;
    let date_at = at + joint.len();
    let (date, end) = read_date(line, date_at).filter(|(date, _)| date.has_year() && date.has_marks())?;
    let is_other = read_joint(line, date_at, end, date)
        .is_some_and(|joint| read_time_of(line, end + joint.len(), date, joint).is_some());
    let goes_on = line.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_-./".contains(byte));
    (!is_other && !goes_on).then_some((date, joint, end))
}

/// The time behind this date and joint.
fn read_time_of(line: &[u8], at: usize, date: DateShape, joint: &str) -> Option<(Shape, usize)> {
    let plain = |mark: u8| read_plain_time(line, at, mark);
    match date {
        DateShape::YearFirst(b'_') | DateShape::MonthFirst(b'_') | DateShape::DayFirst(b'_') if joint == "_" => {
            plain(b'_')
        }
        DateShape::YearFirst(0) if joint.is_empty() => plain(0),
        DateShape::YearFirst(0) if joint != " " => plain(0).or_else(|| read_time(line, at)),
        DateShape::YearFirst(0) => {
            read_time(line, at).or_else(|| plain(0).filter(|(shape, end)| is_no_number(line, shape, *end)))
        }
        DateShape::ShortYearCompact if joint == " " => {
            read_time(line, at).or_else(|| plain(0).filter(|(_, end)| is_before_level(line, *end, WORDS_BEFORE_LEVELS)))
        }
        DateShape::ShortYearCompact => plain(0).filter(|(_, end)| is_before_level(line, *end, WORDS_BEFORE_LEVELS)),
        _ if !date.has_year() => read_time(line, at),
        DateShape::East => read_time(line, at).or_else(|| read_east_time(line, at)),
        _ => read_time(line, at).or_else(|| {
            let is_sure = |(shape, end): &(Shape, usize)| match joint {
                " " => is_no_number(line, shape, *end),
                "_" | "-" | "T" => is_no_name(line, *end),
                _ => false,
            };
            [b'-', b'.'].into_iter().find_map(|mark| plain(mark).filter(is_sure))
        }),
    }
}

/// What stands between date and time in most logs.
const USUAL_JOINTS: [&str; 8] = [" ", "T", "_", ":", ", ", ",", " at ", " > "];
/// What people write between them, as in Loguru's documentation; the longer one of two that begin alike first.
const JOINTS: [&str; 10] = [" at ", " > ", " - ", " | ", " / ", " @ ", "  ", " ", ", ", ","];
/// What stands between a time and the date behind it.
const JOINTS_BEFORE_DATES: [&str; 4] = [", ", " - ", " ", "-"];

/// Words behind a stamp among which a level proves it.
const WORDS_BEFORE_LEVELS: usize = 6;

/// Whether two numbers that look like a date and a time are that: by a fraction, or by a level behind them.
fn is_no_number(line: &[u8], shape: &Shape, end: usize) -> bool {
    let behind = line.get(end..).unwrap_or_default();
    !behind.first().is_some_and(u8::is_ascii_alphanumeric)
        && (shape.fraction.is_some() || behind.is_empty() || has_level(behind, WORDS_BEFORE_LEVELS))
}

/// A level is among so many first words, in capitals.
fn has_level(text: &[u8], most: usize) -> bool {
    let is_level =
        |word: &[u8]| word.len() >= 4 && !word.iter().any(u8::is_ascii_lowercase) && Level::parse(word).is_some();
    let words = text.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.take(most).any(is_level)
}

/// A level in capitals is among so many next words, or its letter between marks is the next.
fn is_before_level(line: &[u8], at: usize, words: usize) -> bool {
    let behind = line.get(at..).unwrap_or_default();
    let marks = behind.iter().take_while(|byte| b" |[]()<>-:".contains(byte)).count();
    let is_letter = matches!(
        behind.get(marks..),
        Some([b'T' | b'D' | b'I' | b'W' | b'E' | b'F' | b'C', b' ' | b'|' | b']' | b')' | b'>' | b':' | b'-', ..])
    );
    // A number in front of the level may be the third one of a row.
    let is_row = behind.get(marks).is_some_and(u8::is_ascii_digit);
    marks > 0 && !is_row && (is_letter || has_level(behind, words))
}

/// The conversion of hours and minutes alone, which only a level behind them tells from other numbers.
pub(crate) const MINUTES: &str = "d{HH:mm}";

/// The end of such a time at `at`, which begins the line or stands behind its first bracket.
pub(crate) fn minutes_end(line: &[u8], at: usize) -> Option<usize> {
    let (shape, end) = read_time(line, at).filter(|_| at <= 1 && is_opened(line, at))?;
    (shape == Shape::default() && is_before_level(line, end, 1)).then_some(end)
}

/// Whether all of a text is a date.
pub(crate) fn is_date(text: &[u8]) -> bool {
    read_date(text, 0).is_some_and(|(date, end)| end == text.len() && date.has_marks())
}

/// Nothing goes on as a file's name does: `2026-11-28_22-47-02.tar.gz`.
fn is_no_name(line: &[u8], end: usize) -> bool {
    let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'/');
    match line.get(end..) {
        Some([b'.', next, ..] | [next, ..]) => !goes_on(next),
        _ => true,
    }
}

/// What parts the date, from `start` to `at`, from the time behind it.
fn read_joint(line: &[u8], start: usize, at: usize, date: DateShape) -> Option<&'static str> {
    let is_compact = matches!(date, DateShape::YearFirst(0) | DateShape::ShortYearCompact);
    let is_full = date.has_year() && date.has_marks();
    Some(match line.get(at)? {
        b' ' | b',' => {
            let text = line.get(at..)?;
            let joint = *JOINTS.iter().find(|joint| text.starts_with(joint.as_bytes()))?;
            // Two blanks may also be those of a table, or of a program that prints its times so among other lines.
            let fits = match joint {
                "  " => (is_full || date == DateShape::NameDay) && is_opened(line, start),
                _ => is_full || USUAL_JOINTS.contains(&joint),
            };
            fits.then_some(joint)?
        }
        b'T' => "T",
        b'_' => "_",
        b':' => ":",
        b'0'..=b'9' if date == DateShape::YearFirst(0) => "",
        b'-' if is_full || is_compact || matches!(date, DateShape::MonthDay(b'/') | DateShape::DayMonth(b'/')) => "-",
        b'|' if is_full => "|",
        b';' if is_full => ";",
        b'@' if is_full => "@",
        b'\t' if is_full => "\t",
        b']' if is_full && is_opened(line, start) => {
            let text = line.get(at..)?;
            *["] [", "]["].iter().find(|joint| text.starts_with(joint.as_bytes()))?
        }
        _ => return None,
    })
}

/// It begins the line, or a bracket does.
fn is_opened(line: &[u8], start: usize) -> bool {
    start.checked_sub(1).is_none_or(|before| matches!(line.get(before), Some(b'[' | b'(' | b'<' | b'{')))
}
