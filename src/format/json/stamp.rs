//! Counts since 1970 as stamps: seconds, milliseconds, microseconds or nanoseconds, told by their size.
//!
//! A count of up to 11 digits before the point is seconds, up to 14 milliseconds, up to 17 microseconds, more are
//! nanoseconds: each holds for the years 1973 to 5138. Log4j's `{"epochSecond":…,"nanoOfSecond":…}` and
//! Google's `{"seconds":…,"nanos":…}` are read as they stand.

use crate::format::json::scan::Members;
use crate::format::stamp_parts::Parts;
use crate::format::time::Stamp;

/// Reads a count; `None` for any other text.
pub(crate) fn epoch(text: &[u8]) -> Option<Stamp> {
    if text.first() == Some(&b'{') {
        return instant(text);
    }
    let point = memchr::memchr(b'.', text).unwrap_or(text.len());
    let whole = number(text.get(..point)?)?;
    let fraction = text.get(point + 1..).unwrap_or_default();
    if !fraction.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let (micros, fraction_digits) = match point {
        9..=11 => {
            let digits = fraction.get(..fraction.len().min(6)).unwrap_or_default();
            let unit = 10_i64.pow(6 - u32::try_from(digits.len()).ok()?);
            let part = if digits.is_empty() { 0 } else { number(digits)? * unit };
            (whole.checked_mul(1_000_000)?.checked_add(part)?, digits.len())
        }
        12..=14 => (whole.checked_mul(1000)?, 3),
        15..=17 => (whole, 6),
        18..=19 => (whole / 1000, 6),
        _ => return None,
    };
    let fraction_digits = u8::try_from(fraction_digits).ok()?;
    Parts { epoch_micros: Some(micros), fraction_digits, ..Parts::default() }.stamp()
}

fn instant(text: &[u8]) -> Option<Stamp> {
    let (seconds, nanos) = seconds_and_nanos(text)?;
    let micros = seconds.checked_mul(1_000_000)?.checked_add(nanos / 1000)?;
    Parts { epoch_micros: Some(micros), fraction_digits: 6, ..Parts::default() }.stamp()
}

/// Log4j's object as one number, seconds with nine digits behind the point.
pub(super) fn instant_as_seconds(object: &[u8]) -> Option<String> {
    let (seconds, nanos) = seconds_and_nanos(object)?;
    Some(format!("{seconds}.{nanos:09}"))
}

fn seconds_and_nanos(object: &[u8]) -> Option<(i64, i64)> {
    let (mut seconds, mut nanos) = (None, 0);
    let mut members = Members::of(object, 0, object.len());
    while let Some((key, value)) = members.next_member() {
        match key {
            b"epochSecond" | b"seconds" => seconds = number(value.of(object)),
            b"nanoOfSecond" | b"nanos" => nanos = number(value.of(object)).filter(|nanos| *nanos < 1_000_000_000)?,
            _ => {}
        }
    }
    Some((seconds?, nanos))
}

fn number(digits: &[u8]) -> Option<i64> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_count_tells_its_unit() {
        for text in ["1795433772", "1795433772000", "1795433772000000", "1795433772000000000", "1795433772.0"] {
            let stamp = epoch(text.as_bytes()).unwrap();
            assert_eq!((stamp.day, stamp.micros / 1_000_000), (Some(20_780), 41_772), "{text}");
        }
        let instant = epoch(br#"{"epochSecond" : 1795433772, "nanoOfSecond" : 5000}"#).unwrap();
        assert_eq!(instant.micros, 41_772_000_005);
        for text in ["", "12", "2026-11-23", "1795433772.x", "99999999999999999999", "{}"] {
            assert_eq!(epoch(text.as_bytes()), None, "{text}");
        }
    }
}
