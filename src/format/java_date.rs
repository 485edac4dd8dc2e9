//! Java date patterns: `SimpleDateFormat` (JDK 17), `DateTimeFormatter` (JDK 17) and Log4j's named formats (2.19).
//!
//! ```text
//! pattern = (run | quoted | "''" | "[" | "]" | other)*
//! run     = a letter, repeated; the number of letters says how the field is printed
//! quoted  = "'" (any but "'" | "''")+ "'"            stands for itself
//! other   = anything but an ASCII letter             stands for itself
//! ```
//!
//! Where the two classes print a letter differently, the reading that both could have written is taken: `S` and `SS`
//! accept one to nine digits. Brackets stand for themselves, as in `SimpleDateFormat` and Log4j; `DateTimeFormatter`
//! leaves them out of what it prints, which `logback::readings` offers as a second reading.
//!
//! Names of months and weekdays are read in English only, whatever the locale says; the locale decides the first week
//! of a year (`YYYY`). Not supported, because they say nothing that dates a record: week numbers (`w`, `W`, `F`),
//! quarters, numeric weekdays (`e`, `c`), milliseconds and nanoseconds of the day (`A`, `N`), periods of the day (`B`)
//! and full zone names (`zzzz`). `YY` is read as a plain two-digit year.

mod locale;
mod zone;

use crate::format::error::{Dialect, PatternError, PatternErrorKind};
use crate::format::java_date::locale::first_week;
use crate::format::time::{TimeFormat, TimeItem};

pub(crate) use crate::format::java_date::zone::zone_name;

/// Log4j's names for date patterns, from its `FixedDateFormat`.
///
/// `ISO8601` is missing, since Logback has it too, and disagrees.
const NAMED: &[(&str, &str)] = &[
    ("ABSOLUTE", "HH:mm:ss,SSS"),
    ("ABSOLUTE_MICROS", "HH:mm:ss,nnnnnn"),
    ("ABSOLUTE_NANOS", "HH:mm:ss,nnnnnnnnn"),
    ("ABSOLUTE_PERIOD", "HH:mm:ss.SSS"),
    ("COMPACT", "yyyyMMddHHmmssSSS"),
    ("DATE", "dd MMM yyyy HH:mm:ss,SSS"),
    ("DATE_PERIOD", "dd MMM yyyy HH:mm:ss.SSS"),
    ("DEFAULT", "yyyy-MM-dd HH:mm:ss,SSS"),
    ("DEFAULT_MICROS", "yyyy-MM-dd HH:mm:ss,nnnnnn"),
    ("DEFAULT_NANOS", "yyyy-MM-dd HH:mm:ss,nnnnnnnnn"),
    ("DEFAULT_PERIOD", "yyyy-MM-dd HH:mm:ss.SSS"),
    ("ISO8601_BASIC", "yyyyMMdd'T'HHmmss,SSS"),
    ("ISO8601_BASIC_PERIOD", "yyyyMMdd'T'HHmmss.SSS"),
    ("ISO8601_OFFSET_DATE_TIME_HH", "yyyy-MM-dd'T'HH:mm:ss,SSSX"),
    ("ISO8601_OFFSET_DATE_TIME_HHMM", "yyyy-MM-dd'T'HH:mm:ss,SSSXX"),
    ("ISO8601_OFFSET_DATE_TIME_HHCMM", "yyyy-MM-dd'T'HH:mm:ss,SSSXXX"),
    ("ISO8601_PERIOD", "yyyy-MM-dd'T'HH:mm:ss.SSS"),
    ("ISO8601_PERIOD_MICROS", "yyyy-MM-dd'T'HH:mm:ss.nnnnnn"),
    ("US_MONTH_DAY_YEAR2_TIME", "dd/MM/yy HH:mm:ss.SSS"),
    ("US_MONTH_DAY_YEAR4_TIME", "dd/MM/yyyy HH:mm:ss.SSS"),
];

/// What Logback calls `ISO8601` and Log4j `DEFAULT`.
pub(crate) const LOGBACK_ISO8601: &str = "yyyy-MM-dd HH:mm:ss,SSS";

/// What Logback calls `STRICT` and Log4j `ISO8601`.
pub(crate) const STRICT_ISO8601: &str = "yyyy-MM-dd'T'HH:mm:ss,SSS";

/// Whether a name stands for a date pattern in Log4j and for nothing in Logback.
pub(crate) fn is_log4j_name(name: &str) -> bool {
    matches!(name, "UNIX" | "UNIX_MILLIS" | "RELATIVE") || NAMED.iter().any(|(known, _)| *known == name)
}

/// What `[` and `]` mean in a date pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Brackets {
    /// They are printed (`SimpleDateFormat`).
    Printed,
    /// They enclose an optional section and are not printed (`DateTimeFormatter`).
    Sections,
}

/// Compiles a Java date pattern, one of Log4j's names for one, or nothing at all, which means Logback's `ISO8601`.
///
/// `zone` is the zone that the pattern prints its times in, in any spelling of `java.util.TimeZone` or
/// `java.time.ZoneId`; the result carries an IANA name, or `+05:30` for an offset that has none. `locale` (`de-DE`,
/// `de_DE`) decides the week year; without a region it is that of the US, as in the JDK.
///
/// # Errors
///
/// A letter that dates do not have, a quote that is not closed, a letter that cannot be read back, or an unknown zone
/// (the error's pattern is then the zone).
///
/// ```
/// # use errmon::format::{java_date, time::TimeItem};
/// let format = java_date::compile("HH:mm", None, None).unwrap();
/// assert_eq!(format.items.first(), Some(&TimeItem::Hour { digits: 2 }));
/// assert_eq!(java_date::compile("yyyy-MM-ddTHH", None, None).unwrap_err().offset_bytes, 10);
/// ```
pub fn compile(pattern: &str, zone: Option<&str>, locale: Option<&str>) -> Result<TimeFormat, PatternError> {
    compile_with(pattern, zone, locale, Brackets::Printed)
}

/// Compiles like [`compile`], with a choice of what brackets mean.
pub(crate) fn compile_with(
    pattern: &str,
    zone: Option<&str>,
    locale: Option<&str>,
    brackets: Brackets,
) -> Result<TimeFormat, PatternError> {
    let zone = match zone.map(str::trim).filter(|zone| !zone.is_empty()) {
        None => None,
        Some(text) => Some(zone_name(text).ok_or_else(|| PatternError {
            dialect: Dialect::JavaDate,
            pattern: text.to_owned(),
            offset_bytes: 0,
            kind: PatternErrorKind::BadOption(text.to_owned()),
        })?),
    };
    let single = |item| Ok(TimeFormat { items: vec![item], zone: zone.clone() });
    let text = match pattern.trim() {
        "" | "ISO8601" => LOGBACK_ISO8601,
        "STRICT" => STRICT_ISO8601,
        "UNIX" => return single(TimeItem::EpochSeconds),
        "UNIX_MILLIS" => return single(TimeItem::EpochMillis),
        "RELATIVE" => return single(TimeItem::RelativeMillis),
        name => NAMED.iter().find(|(known, _)| *known == name).map_or(pattern, |(_, text)| *text),
    };
    let (first_day, min_days) = first_week(locale);
    let week_year = TimeItem::WeekYear { first_day, min_days };
    match items(text, &week_year, brackets) {
        Ok(items) => Ok(TimeFormat { items, zone }),
        Err((offset_bytes, kind)) => {
            Err(PatternError { dialect: Dialect::JavaDate, pattern: text.to_owned(), offset_bytes, kind })
        }
    }
}

/// A fault and its byte offset.
type Fault = (usize, PatternErrorKind);

fn items(pattern: &str, week_year: &TimeItem, brackets: Brackets) -> Result<Vec<TimeItem>, Fault> {
    let mut items = Vec::new();
    let mut chars = pattern.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\'' {
            quoted(at, &mut chars, &mut items)?;
        } else if c.is_ascii_alphabetic() {
            let mut count = 1;
            while chars.next_if(|&(_, next)| next == c).is_some() {
                count += 1;
            }
            field(c, count, week_year, &mut items).map_err(|kind| (at, kind))?;
        } else if brackets == Brackets::Printed || !matches!(c, '[' | ']') {
            push_literal(&mut items, c);
        }
    }
    Ok(items)
}

/// Reads quoted text after its opening quote, which stands at `at`; `''` is a quote, inside and outside.
fn quoted(
    at: usize,
    chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>,
    items: &mut Vec<TimeItem>,
) -> Result<(), Fault> {
    if chars.next_if(|&(_, c)| c == '\'').is_some() {
        push_literal(items, '\'');
        return Ok(());
    }
    while let Some((_, c)) = chars.next() {
        if c != '\'' || chars.next_if(|&(_, c)| c == '\'').is_some() {
            push_literal(items, c);
        } else {
            return Ok(());
        }
    }
    Err((at, PatternErrorKind::Unclosed('\'')))
}

fn push_literal(items: &mut Vec<TimeItem>, c: char) {
    let mut buffer = [0; 4];
    let bytes = c.encode_utf8(&mut buffer).as_bytes();
    if let Some(TimeItem::Literal(text)) = items.last_mut() {
        text.extend_from_slice(bytes);
    } else {
        items.push(TimeItem::Literal(bytes.to_vec()));
    }
}

/// Adds what `count` letters `letter` print.
fn field(letter: char, count: usize, week_year: &TimeItem, items: &mut Vec<TimeItem>) -> Result<(), PatternErrorKind> {
    let unreadable = || PatternErrorKind::BadOption(letter.to_string().repeat(count.min(20)));
    let item = match (letter, count) {
        ('y' | 'u' | 'Y', 2) => TimeItem::YearShort,
        ('y' | 'u', _) => zero_filled(items, count, 4, |_| TimeItem::Year),
        ('Y', _) => zero_filled(items, count, 4, |_| week_year.clone()),
        ('M' | 'L', 0..=2) => zero_filled(items, count, 2, |digits| TimeItem::Month { digits }),
        ('M' | 'L', _) => TimeItem::MonthName { full: count > 3 },
        ('d', _) => zero_filled(items, count, 2, |digits| TimeItem::Day { digits, fill: b'0' }),
        ('D', _) => zero_filled(items, count, 3, |digits| TimeItem::DayOfYear { digits }),
        ('E', _) | ('e' | 'c', 3 | 4) => TimeItem::Weekday { full: count > 3 },
        ('H' | 'k', _) => zero_filled(items, count, 2, |digits| TimeItem::Hour { digits }),
        ('h' | 'K', _) => zero_filled(items, count, 2, |digits| TimeItem::Hour12 { digits }),
        ('m', _) => zero_filled(items, count, 2, |digits| TimeItem::Minute { digits }),
        ('s', _) => zero_filled(items, count, 2, |digits| TimeItem::Second { digits }),
        ('S' | 'n', 1 | 2) => TimeItem::Fraction { digits: 0 },
        ('S' | 'n', 3..=9) => TimeItem::Fraction { digits: u8::try_from(count).unwrap_or(9) },
        ('a', _) => TimeItem::AmPm,
        ('z', 1..=3) | ('Z' | 'X' | 'x', 1..=5) | ('V' | 'v' | 'O', _) => TimeItem::Zone,
        ('G', _) => TimeItem::Literal(b"AD".to_vec()),
        (
            'S' | 'n' | 'z' | 'Z' | 'X' | 'x' | 'w' | 'W' | 'F' | 'e' | 'c' | 'A' | 'N' | 'B' | 'Q' | 'q' | 'g' | 'p',
            _,
        ) => {
            return Err(unreadable());
        }
        _ => return Err(PatternErrorKind::UnknownDateLetter(letter)),
    };
    if let TimeItem::Literal(bytes) = item {
        for c in String::from_utf8_lossy(&bytes).chars() {
            push_literal(items, c);
        }
    } else {
        items.push(item);
    }
    Ok(())
}

/// A number of `count` digits, of which only the last `most` can be other than zero: `SimpleDateFormat` prints `ddd`
/// as `023`.
fn zero_filled(items: &mut Vec<TimeItem>, count: usize, most: u8, item: impl FnOnce(u8) -> TimeItem) -> TimeItem {
    let digits = u8::try_from(count).map_or(most, |count| count.min(most));
    for _ in usize::from(most)..count {
        push_literal(items, '0');
    }
    item(digits)
}

#[cfg(test)]
mod tests;
