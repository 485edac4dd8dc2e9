//! Moments and dates as people type them after `--since`, `--until` and `--date`.
//!
//! ```text
//! moment = RFC 3339 | date | date (" " | "T") time | today | yesterday | now | number unit       counted back from now
//! date   = YYYY "-" MM "-" DD        time = HH ":" MM (":" SS ("." digits)?)?       unit = s | m | h | d | w
//! ```
//!
//! A moment without an offset is one of the zone in which the log is read.

use chrono::{DateTime, NaiveDate, NaiveDateTime};

use crate::event::time::Zone;

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

/// What is accepted, for error messages.
pub(crate) const FORMS: &str =
    "accepted are 2026-11-23T09:00:00+01:00, 2026-11-23, `2026-11-23 09:00`, 2h, 30m, 7d, today, yesterday";

/// Which end of a day is meant by a date alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// Its first moment.
    Begin,
    /// The first moment of the next day.
    End,
}

/// Reads a moment, in microseconds since 1970; `None` when it does not read.
pub(crate) fn moment(text: &str, now_micros: i64, zone: Zone, edge: Edge) -> Option<i64> {
    let text = text.trim();
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment.timestamp_micros());
    }
    let days_on = i64::from(edge == Edge::End);
    let day_start = |day: i64| local(day.checked_mul(86_400)?, 0, zone);
    let today = || {
        let now_seconds = now_micros.div_euclid(SECOND);
        (now_seconds + i64::from(zone.offset_at(now_seconds))).div_euclid(86_400)
    };
    match text.to_ascii_lowercase().as_str() {
        "now" => return Some(now_micros),
        "today" => return day_start(today() + days_on),
        "yesterday" => return day_start(today() - 1 + days_on),
        _ => {}
    }
    if let Some(back) = duration(text) {
        return now_micros.checked_sub(back);
    }
    if let Some(date) = date(text) {
        let days = date.signed_duration_since(NaiveDate::default()).num_days();
        return day_start(days + days_on);
    }
    let clock = ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"];
    let typed = clock.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())?.and_utc();
    local(typed.timestamp(), i64::from(typed.timestamp_subsec_micros()), zone)
}

/// Reads a date.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10)
}

/// Seconds that a clock of the zone shows, as a moment.
fn local(seconds: i64, micros: i64, zone: Zone) -> Option<i64> {
    let utc = seconds.checked_sub(i64::from(zone.offset_at_local(seconds)))?;
    utc.checked_mul(SECOND)?.checked_add(micros)
}

/// `90s`, `30m`, `2h`, `7d`, `2w`, also added up (`1h30m`), in microseconds.
fn duration(text: &str) -> Option<i64> {
    let mut total = 0_i64;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, behind) = rest.split_at_checked(digits)?;
        let unit_length = behind.find(|c: char| c.is_ascii_digit()).unwrap_or(behind.len());
        let (unit, left) = behind.split_at_checked(unit_length)?;
        let micros = match unit.trim() {
            "s" | "sec" => SECOND,
            "m" | "min" => 60 * SECOND,
            "h" => 3_600 * SECOND,
            "d" => DAY,
            "w" => 7 * DAY,
            _ => return None,
        };
        total = total.checked_add(number.parse::<i64>().ok()?.checked_mul(micros)?)?;
        rest = left;
    }
    (!text.is_empty()).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-23T08:27:00Z, a Monday.
    const NOW: i64 = 1_795_422_420 * SECOND;
    const BERLIN: Zone = Zone::Named(chrono_tz::Europe::Berlin);

    fn utc(text: &str) -> i64 {
        DateTime::parse_from_rfc3339(text).unwrap().timestamp_micros()
    }

    #[test]
    fn moments_read_in_all_their_forms() {
        for (text, moment_read) in [
            ("2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z"),
            ("2026-11-23T09:00:00.5+02:00", "2026-11-23T07:00:00.5Z"),
            ("2026-11-23", "2026-11-22T23:00:00Z"),
            ("2026-07-01", "2026-06-30T22:00:00Z"),
            ("2026-11-23 09:00", "2026-11-23T08:00:00Z"),
            ("2026-11-23T09:00:01", "2026-11-23T08:00:01Z"),
            ("2026-11-23 09:00:01.25", "2026-11-23T08:00:01.25Z"),
            ("today", "2026-11-22T23:00:00Z"),
            ("Yesterday", "2026-11-21T23:00:00Z"),
            ("now", "2026-11-23T08:27:00Z"),
            ("2h", "2026-11-23T06:27:00Z"),
            ("30m", "2026-11-23T07:57:00Z"),
            ("1h30m", "2026-11-23T06:57:00Z"),
            ("7d", "2026-11-16T08:27:00Z"),
        ] {
            assert_eq!(moment(text, NOW, BERLIN, Edge::Begin), Some(utc(moment_read)), "{text}");
        }
    }

    #[test]
    fn a_day_as_the_end_is_meant_with_all_its_hours() {
        assert_eq!(moment("2026-11-23", NOW, BERLIN, Edge::End), Some(utc("2026-11-23T23:00:00Z")));
        assert_eq!(moment("yesterday", NOW, BERLIN, Edge::End), Some(utc("2026-11-22T23:00:00Z")));
        assert_eq!(moment("2026-11-23 09:00", NOW, BERLIN, Edge::End), Some(utc("2026-11-23T08:00:00Z")));
    }

    #[test]
    fn the_hour_that_stands_twice_on_the_clock_is_the_earlier_one() {
        assert_eq!(moment("2026-10-25 02:30", NOW, BERLIN, Edge::Begin), Some(utc("2026-10-25T00:30:00Z")));
    }

    #[test]
    fn what_does_not_read_is_refused() {
        for text in [
            "",
            "soon",
            "2026-13-01",
            "2026-1-1",
            "23.11.2026",
            "h",
            "2",
            "2y",
            "99999999999999999999d",
            "9999999999999d",
            "-2h",
        ] {
            assert_eq!(moment(text, NOW, BERLIN, Edge::Begin), None, "{text}");
        }
    }
}
