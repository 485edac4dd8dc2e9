//! strftime formats, as Python's `datefmt` takes them (C99, with the GNU flags `-` and `_`), compiled to a `TimeFormat`.
//!
//! `%c`, `%x`, `%X` and `%r` are read as the C locale prints them. Week numbers (`%U`, `%W`, `%V`) and other
//! directives that name no date are refused.

use crate::format::error::{Dialect, PatternError, PatternErrorKind};
use crate::format::time::{TimeFormat, TimeItem};

/// Compiles a strftime format.
///
/// ```
/// # use errmon::format::strftime::compile;
/// assert_eq!(compile("%H:%M").unwrap().items.len(), 3);
/// assert!(compile("%Q").is_err());
/// ```
///
/// # Errors
///
/// A directive that dates do not have, or a `%` at the end.
pub fn compile(format: &str) -> Result<TimeFormat, PatternError> {
    let mut items = Vec::new();
    let mut chars = format.char_indices();
    while let Some((at, letter)) = chars.next() {
        if letter != '%' {
            push_literal(&mut items, letter.encode_utf8(&mut [0; 4]).as_bytes());
            continue;
        }
        let fault =
            |kind| PatternError { dialect: Dialect::Strftime, pattern: format.to_owned(), offset_bytes: at, kind };
        let mut flag = None;
        let mut directive = chars.next().ok_or_else(|| fault(PatternErrorKind::Incomplete))?.1;
        while matches!(directive, '-' | '_' | '0' | '^' | '#' | ':' | 'E' | 'O') {
            flag = Some(directive);
            directive = chars.next().ok_or_else(|| fault(PatternErrorKind::Incomplete))?.1;
        }
        // `%3N` and the like, as some libraries write the digits of a fraction.
        let mut digits = 0;
        while let Some(digit) = directive.to_digit(10) {
            digits = u8::try_from(digit).unwrap_or(0);
            directive = chars.next().ok_or_else(|| fault(PatternErrorKind::Incomplete))?.1;
        }
        if !push_directive(&mut items, directive, flag, digits) {
            return Err(fault(PatternErrorKind::UnknownDateLetter(directive)));
        }
    }
    Ok(TimeFormat { items, zone: None })
}

fn push_literal(items: &mut Vec<TimeItem>, text: &[u8]) {
    match items.last_mut() {
        Some(TimeItem::Literal(last)) => last.extend_from_slice(text),
        _ => items.push(TimeItem::Literal(text.to_vec())),
    }
}

fn push_directive(items: &mut Vec<TimeItem>, directive: char, flag: Option<char>, digits: u8) -> bool {
    // `%-d` prints no padding, `%_d` blanks.
    let width = if matches!(flag, Some('-' | '_')) { 1 } else { 2 };
    let fill = if flag == Some('_') { b' ' } else { b'0' };
    let composite = match directive {
        'T' | 'X' => Some("%H:%M:%S"),
        'F' => Some("%Y-%m-%d"),
        'D' | 'x' => Some("%m/%d/%y"),
        'R' => Some("%H:%M"),
        'r' => Some("%I:%M:%S %p"),
        'c' => Some("%a %b %e %H:%M:%S %Y"),
        'v' => Some("%e-%b-%Y"),
        _ => None,
    };
    if let Some(format) = composite {
        let Ok(inner) = compile(format) else {
            return false;
        };
        for item in inner.items {
            match item {
                TimeItem::Literal(text) => push_literal(items, &text),
                item => items.push(item),
            }
        }
        return true;
    }
    items.push(match directive {
        'Y' => TimeItem::Year,
        'G' => TimeItem::WeekYear { first_day: 1, min_days: 4 },
        'y' => TimeItem::YearShort,
        'm' => TimeItem::Month { digits: width },
        'b' | 'h' => TimeItem::MonthName { full: false },
        'B' => TimeItem::MonthName { full: true },
        'd' => TimeItem::Day { digits: width, fill },
        'e' => TimeItem::Day { digits: 1, fill: b' ' },
        'j' => TimeItem::DayOfYear { digits: if width == 1 { 1 } else { 3 } },
        'a' => TimeItem::Weekday { full: false },
        'A' => TimeItem::Weekday { full: true },
        'H' => TimeItem::Hour { digits: width },
        'k' => TimeItem::Hour { digits: 1 },
        'I' => TimeItem::Hour12 { digits: width },
        'l' => TimeItem::Hour12 { digits: 1 },
        'p' | 'P' => TimeItem::AmPm,
        'M' => TimeItem::Minute { digits: width },
        'S' => TimeItem::Second { digits: width },
        'f' => TimeItem::Fraction { digits: 6 },
        'L' => TimeItem::Fraction { digits: 3 },
        'N' => TimeItem::Fraction { digits: if digits == 0 { 9 } else { digits } },
        'z' | 'Z' => TimeItem::Zone,
        's' => TimeItem::EpochSeconds,
        '%' => {
            push_literal(items, b"%");
            return true;
        }
        'n' | 't' => {
            push_literal(items, if directive == 'n' { b"\n" } else { b"\t" });
            return true;
        }
        _ => return false,
    });
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::stamp::StampReader;

    fn micros(format: &str, text: &str) -> Option<(Option<i32>, i64, Option<i32>)> {
        let stamp = StampReader::new(&compile(format).unwrap()).parse(text.as_bytes())?;
        Some((stamp.day, stamp.micros, stamp.offset_seconds))
    }

    #[test]
    fn a_format_reads_what_it_prints() {
        let at = (Some(20_780), 41_769_000_000, None);
        assert_eq!(micros("%Y-%m-%d %H:%M:%S", "2026-11-23 11:36:09"), Some(at));
        assert_eq!(micros("%m/%d/%Y %I:%M:%S %p", "11/23/2026 11:36:09 AM"), Some(at));
        assert_eq!(micros("%d/%b/%Y %T", "23/Nov/2026 11:36:09"), Some(at));
        assert_eq!(micros("%a %b %e %X %Y", "Mon Nov 23 11:36:09 2026"), Some(at));
        assert_eq!(micros("%A, %B %d %y %R", "Monday, November 23 26 11:36").unwrap().1, 41_760_000_000);
        assert_eq!(micros("%j/%Y %H", "327/2026 11").unwrap().0, Some(20_780));
        assert_eq!(micros("%s", "1795433769").unwrap(), (Some(20_780), 41_769_000_000, Some(0)));
        assert_eq!(micros("%FT%T%z", "2026-11-23T08:06:09-0330").unwrap().2, Some(-12_600));
        assert_eq!(micros("%-d.%-m.%Y %T", "3.4.2026 11:36:09").unwrap().1, 41_769_000_000);
        assert_eq!(micros("%e %b %Y %T", " 3 Apr 2026 11:36:09").unwrap().0, Some(20_546));
    }

    #[test]
    fn numbers_out_of_range_and_cut_stamps_are_no_stamps() {
        assert_eq!(micros("%Y-%m-%d %H:%M:%S", "2026-13-23 11:36:09"), None);
        assert_eq!(micros("%Y-%m-%d %H:%M:%S", "2026-02-30 11:36:09"), None);
        assert_eq!(micros("%Y-%m-%d %H:%M:%S", "2026-11-23 11:36:61"), None);
        assert_eq!(micros("%Y-%m-%d %H:%M:%S", "2026-11-23 11:36"), None);
        assert!(micros("%Y-%m-%d %H:%M:%S", "2026-12-31 23:59:60").is_some());
    }

    #[test]
    fn a_fault_names_its_place() {
        let error = compile("%Y %").unwrap_err();
        assert_eq!((error.offset_bytes, error.kind), (3, PatternErrorKind::Incomplete));
        assert_eq!(compile("%Y %Q").unwrap_err().kind, PatternErrorKind::UnknownDateLetter('Q'));
    }
}
