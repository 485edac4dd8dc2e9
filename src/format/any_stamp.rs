//! Recognising a stamp whose format is not known: the shapes that logs print, by one pass without a table of regexes.
//!
//! ```text
//! stamp    = [ weekday [ "," ] " " ] date joint time | time
//! date     = YYYY-MM-DD | YYYY/MM/DD | YYYY.MM.DD | YYYYMMDD | YY/MM/DD | YYMMDD | DD.MM.YYYY | DD-MM-YYYY
//!          | MM/DD/YYYY | DD/MM/YYYY | DD/Mon/YYYY | DD Mon YYYY | DD-Mon-YYYY | Mon DD[,] YYYY | Mon DD | MM-DD
//! joint    = " " | "T" | "_" | ":" | ", " | "-" behind YYYYMMDD
//! time     = H:MM[:SS[fraction]] [ " " AM|PM [fraction] ] [ zone ]
//! fraction = ("." | "," ) 1 to 9 digits | ":" 3 digits
//! ```
//!
//! `Mon` is a month's short name in English or in a language of `local_names.rs`, `AM` and `PM` likewise. A zone after a blank is taken only as a numeric offset or a known abbreviation, so that a level is never a zone.
//! Counts of seconds are not recognised; layouts that print them name them.

use crate::format::local_names::FIRST_OF_MONTHS;
use crate::format::stamp::{read_half_of_day, read_month_name, read_number, read_weekday_name};
use crate::format::time::{TimeFormat, TimeItem};
use crate::format::zone::{abbreviation_offset, read_offset, read_zone};

/// How the date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum DateShape {
    None,
    /// Year, month, day with this byte between (0: nothing).
    YearFirst(u8),
    /// Two-digit year, month, day with slashes.
    ShortYearFirst,
    /// Two-digit year, month, day with nothing between.
    ShortYearCompact,
    /// Month, day, year with this byte between.
    MonthFirst(u8),
    /// Day, month, year with this byte between.
    DayFirst(u8),
    /// Day, month's name, year with this byte between.
    DayNameYear(u8, bool),
    /// Month's name, day, comma or not, year.
    NameDayYear {
        comma: bool,
        full: bool,
    },
    /// Month's name and day.
    NameDay,
    /// Month and day.
    MonthDay,
}

/// The shape of one stamp; equal shapes are read by one `TimeFormat`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(clippy::struct_excessive_bools, reason = "each is one optional part of the stamp")]
pub(crate) struct Shape {
    weekday: Option<bool>,
    date: DateShape,
    joint: &'static str,
    seconds: bool,
    short_hour: bool,
    meridiem: Option<bool>,
    fraction: Option<(u8, u8)>,
    fraction_after_meridiem: bool,
    zone: bool,
    /// The year stands behind the time, as `ctime` prints it.
    year_last: bool,
}

impl Shape {
    /// The elements that read stamps of this shape.
    pub(crate) fn items(&self) -> Vec<TimeItem> {
        let literal = |text: &[u8]| TimeItem::Literal(text.to_vec());
        let mut items = Vec::new();
        if let Some(comma) = self.weekday {
            items.push(TimeItem::Weekday { full: false });
            items.push(literal(if comma { b", " } else { b" " }));
        }
        let (month, day) = (TimeItem::Month { digits: 2 }, TimeItem::Day { digits: 2, fill: b'0' });
        let free_day = TimeItem::Day { digits: 1, fill: b' ' };
        match self.date {
            DateShape::None => {}
            DateShape::YearFirst(0) => items.extend([TimeItem::Year, month, day]),
            DateShape::YearFirst(mark) => {
                items.extend([TimeItem::Year, literal(&[mark]), month, literal(&[mark]), day]);
            }
            DateShape::ShortYearFirst => {
                items.extend([TimeItem::YearShort, literal(b"/"), month, literal(b"/"), day]);
            }
            DateShape::ShortYearCompact => items.extend([TimeItem::YearShort, month, day]),
            DateShape::MonthFirst(mark) => items.extend([
                TimeItem::Month { digits: 1 },
                literal(&[mark]),
                TimeItem::Day { digits: 1, fill: b'0' },
                literal(&[mark]),
                TimeItem::Year,
            ]),
            DateShape::DayFirst(mark) => items.extend([
                TimeItem::Day { digits: 1, fill: b'0' },
                literal(&[mark]),
                TimeItem::Month { digits: 1 },
                literal(&[mark]),
                TimeItem::Year,
            ]),
            DateShape::DayNameYear(mark, full) => {
                items.extend([
                    free_day,
                    literal(&[mark]),
                    TimeItem::MonthName { full },
                    literal(&[mark]),
                    TimeItem::Year,
                ]);
            }
            DateShape::NameDayYear { comma, full } => {
                let joint = literal(if comma { b", " } else { b" " });
                items.extend([TimeItem::MonthName { full }, literal(b" "), free_day, joint, TimeItem::Year]);
            }
            DateShape::NameDay => items.extend([TimeItem::MonthName { full: false }, literal(b" "), free_day]),
            DateShape::MonthDay => items.extend([month, literal(b"-"), day]),
        }
        if !self.joint.is_empty() {
            items.push(literal(self.joint.as_bytes()));
        }
        let hour_digits = if self.short_hour { 1 } else { 2 };
        items.push(if self.meridiem.is_some() {
            TimeItem::Hour12 { digits: 1 }
        } else {
            TimeItem::Hour { digits: hour_digits }
        });
        items.extend([literal(b":"), TimeItem::Minute { digits: 2 }]);
        if self.seconds {
            items.extend([literal(b":"), TimeItem::Second { digits: 2 }]);
        }
        let fraction = self.fraction.map(|(mark, digits)| [literal(&[mark]), TimeItem::Fraction { digits }]);
        if !self.fraction_after_meridiem {
            items.extend(fraction.clone().into_iter().flatten());
        }
        if let Some(blank) = self.meridiem {
            items.extend(blank.then(|| literal(b" ")));
            items.push(TimeItem::AmPm);
        }
        if self.fraction_after_meridiem {
            items.extend(fraction.into_iter().flatten());
        }
        if self.zone {
            items.push(TimeItem::Zone);
        }
        if self.year_last {
            items.extend([literal(b" "), TimeItem::Year]);
        }
        items
    }

    /// The one format that reads all `shapes`, where they differ only in the digits of the fraction or in which of day
    /// and month comes first; otherwise one for each.
    pub(crate) fn formats(shapes: &[Self]) -> Vec<TimeFormat> {
        let day_first = shapes.iter().any(|shape| matches!(shape.date, DateShape::DayFirst(b'/')));
        let mut kept: Vec<Self> = Vec::new();
        for shape in shapes {
            let mut shape = *shape;
            if day_first && shape.date == DateShape::MonthFirst(b'/') {
                shape.date = DateShape::DayFirst(b'/');
            }
            let like = |other: &&mut Self| {
                let mut other = **other;
                other.fraction = other.fraction.map(|(mark, _)| (mark, 0));
                other == Self { fraction: shape.fraction.map(|(mark, _)| (mark, 0)), ..shape }
            };
            match kept.iter_mut().find(like) {
                Some(known) if known.fraction != shape.fraction => {
                    known.fraction = known.fraction.map(|(mark, _)| (mark, 0));
                }
                Some(_) => {}
                None => kept.push(shape),
            }
        }
        kept.iter().map(|shape| TimeFormat { items: shape.items(), zone: None }).collect()
    }
}

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
            Some(end) if line.get(end..end + 2) == Some(b", ") => (Some(true), end + 2),
            Some(end) if line.get(end) == Some(&b' ') => (Some(false), end + 1),
            _ => (None, at),
        }
    };
    let (date, joint, time_at) = match read_date(line, from) {
        Some((date, end)) => {
            let compact = date == DateShape::YearFirst(0) && line.get(end) == Some(&b'-');
            let joint = if compact { "-" } else { read_joint(line, end)? };
            (date, joint, end + joint.len())
        }
        None if weekday.is_none() => (DateShape::None, "", at),
        None => return None,
    };
    let (mut shape, mut end) = read_time(line, time_at)?;
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

fn read_joint(line: &[u8], at: usize) -> Option<&'static str> {
    Some(match line.get(at)? {
        b' ' => " ",
        b'T' => "T",
        b'_' => "_",
        b':' => ":",
        b',' if line.get(at + 1) == Some(&b' ') => ", ",
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
        4 if matches!(mark, b'-' | b'/' | b'.') => {
            let (month, end) = read_number(line, end + 1, 2, 2)?;
            let (day, end) = if line.get(end) == Some(&mark) {
                read_number(line, end + 1, 2, 2)?
            } else {
                return None;
            };
            is_month_day(month, day).then_some((DateShape::YearFirst(mark), end))
        }
        1 | 2 if matches!(mark, b'-' | b'/' | b'.' | b' ') => {
            if let Some((_, full, name_end)) = read_month_name(line, end + 1) {
                let (_, end) = if line.get(name_end) == Some(&mark) {
                    read_number(line, name_end + 1, 4, 4)?
                } else {
                    return None;
                };
                return (1..=31).contains(&first).then_some((DateShape::DayNameYear(mark, full), end));
            }
            let (second, end) = if mark == b' ' {
                return None;
            } else {
                read_number(line, end + 1, 1, 2)?
            };
            if line.get(end) != Some(&mark) {
                return (mark == b'-' && is_month_day(first, second) && end - at == 5)
                    .then_some((DateShape::MonthDay, end));
            }
            match read_number(line, end + 1, 4, 4) {
                Some((_, end)) if mark == b'/' && is_month_day(first, second) => {
                    Some((DateShape::MonthFirst(mark), end))
                }
                Some((_, end)) if is_month_day(second, first) => Some((DateShape::DayFirst(mark), end)),
                Some(_) => None,
                None => {
                    let (third, end) = read_number(line, end + 1, 2, 2)?;
                    (mark == b'/' && is_month_day(second, third)).then_some((DateShape::ShortYearFirst, end))
                }
            }
        }
        _ => None,
    }
}

fn is_month_day(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

fn read_time(line: &[u8], at: usize) -> Option<(Shape, usize)> {
    let mut shape = Shape {
        weekday: None,
        date: DateShape::None,
        joint: "",
        seconds: false,
        short_hour: false,
        meridiem: None,
        fraction: None,
        fraction_after_meridiem: false,
        zone: false,
        year_last: false,
    };
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
