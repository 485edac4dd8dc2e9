//! Zones as stamps print them: `Z`, `+01:00`, `+0100`, `+01`, `UTC`, `GMT+01:00`, `GMT+1`, `CET`, with a blank before or not.
//!
//! The abbreviations are the unambiguous ones of the IANA zone database; `IST`, `CST` of China and the like are
//! ambiguous and give no offset, except for the North American ones, whose reading is by far the commonest in logs.

use crate::format::stamp::read_digits;

/// Offset from UTC of a known abbreviation, in minutes.
const ABBREVIATIONS: &[(&[u8], i32)] = &[
    (b"UTC", 0),
    (b"GMT", 0),
    (b"UT", 0),
    (b"WET", 0),
    (b"WEST", 60),
    (b"BST", 60),
    (b"CET", 60),
    (b"MET", 60),
    (b"CEST", 120),
    (b"MEST", 120),
    (b"EET", 120),
    (b"SAST", 120),
    (b"EEST", 180),
    (b"MSK", 180),
    (b"EAT", 180),
    (b"PKT", 300),
    (b"WIB", 420),
    (b"HKT", 480),
    (b"SGT", 480),
    (b"AWST", 480),
    (b"JST", 540),
    (b"KST", 540),
    (b"ACST", 570),
    (b"ACDT", 630),
    (b"AEST", 600),
    (b"AEDT", 660),
    (b"NZST", 720),
    (b"NZDT", 780),
    (b"NST", -210),
    (b"NDT", -150),
    (b"AST", -240),
    (b"ADT", -180),
    (b"EST", -300),
    (b"EDT", -240),
    (b"CST", -360),
    (b"CDT", -300),
    (b"MST", -420),
    (b"MDT", -360),
    (b"PST", -480),
    (b"PDT", -420),
    (b"AKST", -540),
    (b"AKDT", -480),
    (b"HST", -600),
];

/// Offset in seconds of a zone's short name, if it is known and has one meaning.
pub(crate) fn abbreviation_offset(name: &[u8]) -> Option<i32> {
    ABBREVIATIONS.iter().find(|(known, _)| *known == name).map(|(_, minutes)| minutes * 60)
}

/// Reads `±hh`, `±hhmm`, `±hh:mm` or either with seconds at `at`; the offset in seconds and the end.
pub(crate) fn read_offset(text: &[u8], at: usize) -> Option<(i32, usize)> {
    let sign = match text.get(at)? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let hours = two_digits(text, at + 1)?;
    let mut end = at + 3;
    let mut seconds = hours * 3600;
    for unit in [60, 1] {
        let from = if text.get(end) == Some(&b':') { end + 1 } else { end };
        let Some(value) = two_digits(text, from).filter(|value| *value < 60) else {
            break;
        };
        seconds += value * unit;
        end = from + 2;
    }
    (hours <= 18 && !text.get(end).is_some_and(u8::is_ascii_digit)).then_some((sign * seconds, end))
}

/// Reads a zone in any form at `at`, with up to one blank before it; the offset (if known) and the end.
pub(crate) fn read_zone(text: &[u8], at: usize) -> Option<(Option<i32>, usize)> {
    let at = if text.get(at) == Some(&b' ') { at + 1 } else { at };
    if let Some((offset, end)) = read_offset(text, at) {
        return Some((Some(offset), end));
    }
    let letters = text.get(at..)?.iter().take(6).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let name = text.get(at..at + letters)?;
    let end = at + letters;
    match name {
        b"Z" | b"z" => Some((Some(0), end)),
        b"UTC" | b"GMT" | b"UT" => {
            let offset = read_offset(text, end).or_else(|| read_hours(text, end));
            Some(offset.map_or((Some(0), end), |(offset, end)| (Some(offset), end)))
        }
        _ if (2..=5).contains(&letters) && name.iter().all(u8::is_ascii_uppercase) => {
            Some((abbreviation_offset(name), end))
        }
        _ => None,
    }
}

/// Reads `±h` at `at`, as it stands behind `GMT`.
fn read_hours(text: &[u8], at: usize) -> Option<(i32, usize)> {
    let (sign, hours) = match text.get(at..at + 2)? {
        [b'+', digit @ b'0'..=b'9'] => (1, digit - b'0'),
        [b'-', digit @ b'0'..=b'9'] => (-1, digit - b'0'),
        _ => return None,
    };
    let goes_on = text.get(at + 2).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b':');
    (!goes_on).then_some((sign * i32::from(hours) * 3600, at + 2))
}

fn two_digits(text: &[u8], at: usize) -> Option<i32> {
    read_digits::<2>(text, at).and_then(|(number, _)| i32::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_with_and_without_colon_and_blank() {
        assert_eq!(read_zone(b"+01:00 x", 0), Some((Some(3600), 6)));
        assert_eq!(read_zone(b"-0330", 0), Some((Some(-12_600), 5)));
        assert_eq!(read_zone(b" +05]", 0), Some((Some(18_000), 4)));
        assert_eq!(read_zone(b"Z", 0), Some((Some(0), 1)));
        assert_eq!(read_zone(b"GMT+01:00", 0), Some((Some(3600), 9)));
        assert_eq!(read_zone(b"GMT-3 x", 0), Some((Some(-10_800), 5)));
        assert_eq!(read_zone(b"UTC+2:x", 0), Some((Some(0), 3)));
        assert_eq!(read_zone(b" CEST", 0), Some((Some(7200), 5)));
    }

    #[test]
    fn a_name_with_two_meanings_has_no_offset_and_a_word_is_no_zone() {
        assert_eq!(read_zone(b"IST", 0), Some((None, 3)));
        assert_eq!(read_zone(b"hello", 0), None);
        assert_eq!(read_zone(b" - x", 0), None);
        assert_eq!(read_zone(b"", 0), None);
    }
}
