//! The stamps of wrappers, each at a place that the wrapper's grammar fixes.
//!
//! ```text
//! iso      = YYYY-MM-DDTHH:MM:SS [ "." 1 to 9 digits ] ( "Z" | ±HH:MM | ±HHMM )      RFC 3339, and journalctl's short-iso
//! month    = Mon _D HH:MM:SS [ "." 1 to 9 digits ]                                   RFC 3164, journalctl's short
//! full     = Www YYYY-MM-DD HH:MM:SS [ "." digits ] zone                             journalctl's short-full
//! unix     = seconds "." 6 digits                                                    journalctl's short-unix
//! monotime = "[" blanks seconds "." 6 digits "]"                                     journalctl's short-monotonic
//! slashes  = YYYY/MM/DD HH:MM:SS [ "." 3 digits ]                                    the Java Service Wrapper
//! ```
//!
//! A stamp that has the form but is no date (`2026-13-99T…`) is none.

use crate::format::stamp::{read_digits, read_month_name, read_number, read_weekday_name};
use crate::format::stamp_parts::Parts;
use crate::format::time::Stamp;
use crate::format::zone::{read_offset, read_zone};

/// A stamp and the byte behind it.
pub(super) type Read = (Stamp, usize);

/// The byte behind `byte`, which must stand at `at`.
pub(super) fn skip(text: &[u8], at: usize, byte: u8) -> Option<usize> {
    (text.get(at) == Some(&byte)).then_some(at + 1)
}

/// `2026-11-25T17:38:30.379771+0000`; the fraction may be missing, the zone may not.
pub(super) fn iso(text: &[u8], at: usize) -> Option<Read> {
    let mut parts = Parts::default();
    let end = date(text, at, b'-', &mut parts)?;
    let end = time(text, skip(text, end, b'T')?, &mut parts)?;
    let (offset, end) = zone(text, end)?;
    parts.offset_seconds = Some(offset);
    Some((parts.stamp()?, end))
}

/// `Nov  5 17:38:30` or `Nov 05 17:38:30.379771`.
pub(super) fn month(text: &[u8], at: usize) -> Option<Read> {
    let (month, full, end) = read_month_name(text, at)?;
    let end = skip(text, end, b' ')?;
    let end = skip(text, end, b' ').unwrap_or(end);
    let (day, end) = read_number(text, end, 1, 2)?;
    let mut parts = Parts { month: Some(month), day: Some(day), ..Parts::default() };
    let end = time(text, skip(text, end, b' ')?, &mut parts)?;
    (!full).then(|| parts.stamp()).flatten().map(|stamp| (stamp, end))
}

/// `Wed 2026-11-25 17:38:30 UTC`; of a zone that is only a name the offset is not known.
pub(super) fn full(text: &[u8], at: usize) -> Option<Read> {
    let (_, end) = read_weekday_name(text, at)?;
    let mut parts = Parts::default();
    let end = date(text, skip(text, end, b' ')?, b'-', &mut parts)?;
    let end = time(text, skip(text, end, b' ')?, &mut parts)?;
    let (offset, end) = read_zone(text, skip(text, end, b' ')?)?;
    parts.offset_seconds = offset;
    Some((parts.stamp()?, end))
}

/// `1795628310.379771`.
pub(super) fn unix(text: &[u8], at: usize) -> Option<Read> {
    let (micros, end) = seconds(text, at)?;
    let parts = Parts { epoch_micros: Some(micros), fraction_digits: 6, ..Parts::default() };
    Some((parts.stamp()?, end))
}

/// `[ 1365.314645]`: seconds since the machine was started, which are no moment.
pub(super) fn monotonic(text: &[u8], at: usize) -> Option<usize> {
    let at = skip(text, at, b'[')?;
    let blanks = text.get(at..)?.iter().take_while(|byte| **byte == b' ').count();
    let (_, end) = seconds(text, at + blanks)?;
    skip(text, end, b']')
}

/// `2015/05/22 16:10:00.123`.
pub(super) fn slashes(text: &[u8], at: usize) -> Option<Read> {
    let mut parts = Parts::default();
    let end = date(text, at, b'/', &mut parts)?;
    let end = time(text, skip(text, end, b' ')?, &mut parts)?;
    Some((parts.stamp()?, end))
}

/// The moment of a count of microseconds since 1970.
pub(super) fn epoch_micros(digits: &[u8]) -> Option<Stamp> {
    let micros = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Parts { epoch_micros: Some(micros), fraction_digits: 6, ..Parts::default() }.stamp()
}

/// The moment of a count of milliseconds since 1970.
pub(super) fn epoch_millis(digits: &[u8]) -> Option<Stamp> {
    let millis: i64 = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Parts { epoch_micros: Some(millis.checked_mul(1000)?), fraction_digits: 3, ..Parts::default() }.stamp()
}

/// Seconds with six digits of fraction, in microseconds.
fn seconds(text: &[u8], at: usize) -> Option<(i64, usize)> {
    let digits = text.get(at..)?.iter().take(11).take_while(|byte| byte.is_ascii_digit()).count();
    let whole: i64 = std::str::from_utf8(text.get(at..at + digits)?).ok()?.parse().ok()?;
    let (fraction, end) = read_number(text, skip(text, at + digits, b'.')?, 6, 6)?;
    Some((whole * 1_000_000 + i64::from(fraction), end))
}

fn date(text: &[u8], at: usize, mark: u8, parts: &mut Parts) -> Option<usize> {
    let (year, end) = read_digits::<4>(text, at)?;
    let (month, end) = read_digits::<2>(text, skip(text, end, mark)?)?;
    let (day, end) = read_digits::<2>(text, skip(text, end, mark)?)?;
    (parts.year, parts.month, parts.day) = (i32::try_from(year).ok(), Some(month), Some(day));
    Some(end)
}

fn time(text: &[u8], at: usize, parts: &mut Parts) -> Option<usize> {
    let (hour, end) = read_digits::<2>(text, at)?;
    let (minute, end) = read_digits::<2>(text, skip(text, end, b':')?)?;
    let (second, end) = read_digits::<2>(text, skip(text, end, b':')?)?;
    (parts.hour, parts.minute, parts.second) = (hour, minute, second);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let Some(point) = skip(text, end, b'.') else { return Some(end) };
    // As the container runtimes print it, or any other way.
    let (fraction, end) = read_digits::<9>(text, point).or_else(|| read_number(text, point, 1, 9))?;
    parts.set_fraction(fraction, end - point)?;
    Some(end)
}

fn zone(text: &[u8], at: usize) -> Option<(i32, usize)> {
    match skip(text, at, b'Z') {
        Some(end) => Some((0, end)),
        None => read_offset(text, at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(found: Option<Read>) -> Option<(i32, i64, Option<i32>, u8, usize)> {
        let (stamp, end) = found?;
        Some((stamp.day?, stamp.micros, stamp.offset_seconds, stamp.fraction_digits, end))
    }

    #[test]
    fn each_stamp_is_read_to_its_end() {
        let micros = 63_510_379_771;
        assert_eq!(read(iso(b"2026-11-25T17:38:30.379771+0000 vm", 0)), Some((20_782, micros, Some(0), 6, 31)));
        assert_eq!(read(iso(b"2026-11-25T17:38:30+01:00", 0)), Some((20_782, 63_510_000_000, Some(3600), 0, 25)));
        assert_eq!(read(iso(b"2026-11-25T17:38:30.379771123Z", 0)), Some((20_782, micros, Some(0), 9, 30)));
        assert_eq!(read(full(b"Wed 2026-11-25 17:38:30 UTC vm", 0)), Some((20_782, 63_510_000_000, Some(0), 0, 27)));
        assert_eq!(read(unix(b"1795628310.379771 vm", 0)), Some((20_782, micros, Some(0), 6, 17)));
        assert_eq!(read(slashes(b"2015/05/22 16:10:00 |", 0)), Some((16_577, 58_200_000_000, None, 0, 19)));
        let (stamp, end) = month(b"Nov  5 17:38:30 vm", 0).unwrap();
        assert_eq!((stamp.yearless, stamp.day, end), (true, Some(1039), 15));
        assert_eq!(month(b"Feb 29 17:38:30 vm", 0).map(|(stamp, _)| stamp.day), Some(Some(789)));
        assert_eq!(monotonic(b"[ 1365.314645] vm", 0), Some(14));
        assert_eq!(epoch_micros(b"1795628310379771").map(|stamp| stamp.micros), Some(micros));
    }

    #[test]
    fn what_is_no_stamp_is_not_read() {
        for text in ["2026-13-25T17:38:30Z", "2026-11-25T17:38:30", "2026-11-25 17:38:30Z", "2026-11-25T24:38:30Z", ""]
        {
            assert_eq!(read(iso(text.as_bytes(), 0)), None, "{text}");
        }
        for text in ["November 25 17:38:30", "Feb 30 17:38:30", "Nov 31 17:38:30", "Nov25 17:38:30", "Nov 25, 17:38:30"]
        {
            assert_eq!(read(month(text.as_bytes(), 0)), None, "{text}");
        }
        assert_eq!(read(unix(b"1795628310.37 vm", 0)), None);
        assert_eq!(epoch_micros(b"99999999999999999999"), None);
    }
}
