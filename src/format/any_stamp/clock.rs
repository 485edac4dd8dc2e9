//! The times of day of stamps, with what follows them: a fraction, the half of the day, a zone.

use crate::format::any_stamp::shape::{SIGNS, SIGNS_OF_TIME, Shape};
use crate::format::stamp::{read_half_of_day, read_number};
use crate::format::zone::{abbreviation_offset, read_offset, read_zone};

/// Reads a time with colons that starts at `at`; its shape and its end.
pub(super) fn read_time(line: &[u8], at: usize) -> Option<(Shape, usize)> {
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
    read_behind(line, end, hour, &mut shape).map(|end| (shape, end))
}

/// Hours, minutes and seconds of two digits each with `mark` between (0: nothing), and perhaps a fraction.
pub(super) fn read_plain_time(line: &[u8], at: usize, mark: u8) -> Option<(Shape, usize)> {
    // Where the mark is a point, hours need no zero.
    let (hour, mut end) = read_number(line, at, if mark == b'.' { 1 } else { 2 }, 2)?;
    let mut shape = Shape { seconds: true, time_mark: mark, short_hour: end - at == 1, ..Shape::default() };
    let mut fits = true;
    for most in [59, 60] {
        if mark != 0 {
            end = (line.get(end) == Some(&mark)).then_some(end + 1)?;
        }
        let (value, after) = read_number(line, end, 2, 2)?;
        fits &= value <= most;
        end = after;
    }
    if let Some((fraction, after)) = read_fraction(line, end) {
        shape.fraction = Some(fraction);
        end = after;
    } else if let Some((_, after)) = read_number(line, end, 3, 3).filter(|_| mark == 0) {
        shape.fraction = Some((0, 3));
        end = after;
    }
    read_behind(line, end, hour, &mut shape).filter(|_| fits).map(|end| (shape, end))
}

/// Hours, minutes and seconds with the sign of each behind it.
pub(super) fn read_east_time(line: &[u8], at: usize) -> Option<(Shape, usize)> {
    let mut end = at;
    for (sign, most) in SIGNS_OF_TIME.iter().zip([23, 59, 60]) {
        let (value, after) = read_number(line, end, 2, 2)?;
        end = (value <= most && line.get(after..)?.starts_with(sign.as_bytes())).then_some(after + sign.len())?;
    }
    Some((Shape { seconds: true, time_mark: SIGNS, ..Shape::default() }, end))
}

/// The half of the day and the zone behind a time; their end, or `None` when there is no such hour.
fn read_behind(line: &[u8], at: usize, hour: u32, shape: &mut Shape) -> Option<usize> {
    let mut end = at;
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
    Some(end)
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
