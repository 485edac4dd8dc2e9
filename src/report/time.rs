//! Moments as they are shown: RFC 3339 with the offset of the zone they are shown in.

use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, Offset, Timelike, Utc};
use serde::{Serialize, Serializer};

use crate::event::time::Zone;

/// The first microsecond of year 1 and the last of year 9998: what RFC 3339 can write at any offset.
const RANGE: (i64, i64) = (-62_135_510_400_000_000, 253_370_764_799_999_999);

/// A moment with the offset in which it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Microseconds since 1970-01-01T00:00:00Z.
    pub micros: i64,
    /// Offset from UTC, in seconds.
    pub offset_seconds: i32,
}

impl Moment {
    /// A moment as it is shown in a zone.
    pub fn new(micros: i64, zone: Zone) -> Self {
        Self { micros, offset_seconds: zone.offset_at(clamped(micros).timestamp()) }
    }

    /// RFC 3339 with so many digits of the second's fraction (0 to 6).
    pub fn rfc3339(self, digits: u8) -> String {
        let local = self.local();
        let mut text = local.format("%Y-%m-%dT%H:%M:%S").to_string();
        if digits > 0 {
            let fraction = format!("{:06}", local.nanosecond() / 1000 % 1_000_000);
            text.push('.');
            text.extend(fraction.chars().take(usize::from(digits)));
        }
        text.push_str(&offset_text(self.offset_seconds));
        text
    }

    /// The date, `2026-11-23`.
    pub fn date(self) -> String {
        self.local().format("%Y-%m-%d").to_string()
    }

    /// The time of day to the second, `09:27:00`.
    pub fn time(self) -> String {
        self.local().format("%H:%M:%S").to_string()
    }

    /// Date and time of day to the minute, `2026-11-23 09:27`.
    pub fn to_minute(self) -> String {
        self.local().format("%Y-%m-%d %H:%M").to_string()
    }

    /// Month, day and time of day to the minute, `11-23 09:27`.
    pub fn to_minute_of_year(self) -> String {
        self.local().format("%m-%d %H:%M").to_string()
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.local().year()
    }

    /// The offset, `+01:00`.
    pub fn offset(self) -> String {
        offset_text(self.offset_seconds)
    }

    fn local(self) -> NaiveDateTime {
        let utc = clamped(self.micros).naive_utc();
        let offset = chrono::TimeDelta::seconds(i64::from(self.offset_seconds.clamp(-86_399, 86_399)));
        utc.checked_add_signed(offset).unwrap_or(utc)
    }
}

impl fmt::Display for Moment {
    /// RFC 3339 with no more digits of the fraction than needed: 0, 3 or 6.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = match self.micros {
            micros if micros % 1_000_000 == 0 => 0,
            micros if micros % 1_000 == 0 => 3,
            _ => 6,
        };
        f.write_str(&self.rfc3339(digits))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn clamped(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros.clamp(RANGE.0, RANGE.1)).unwrap_or_default()
}

fn offset_text(seconds: i32) -> String {
    FixedOffset::east_opt(seconds).unwrap_or_else(|| Utc.fix()).to_string().chars().take(6).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MORNING: i64 = 1_795_422_420_123_000;

    #[test]
    fn a_moment_carries_the_offset_of_its_zone() {
        let berlin = Zone::Named(chrono_tz::Europe::Berlin);
        assert_eq!(Moment::new(MORNING, berlin).to_string(), "2026-11-23T09:27:00.123+01:00");
        assert_eq!(Moment::new(MORNING, Zone::Fixed(0)).rfc3339(0), "2026-11-23T08:27:00+00:00");
        assert_eq!(Moment::new(MORNING, Zone::Fixed(-12_600)).rfc3339(6), "2026-11-23T04:57:00.123000-03:30");
        let summer = MORNING - 140 * 86_400_000_000;
        assert_eq!(Moment::new(summer, berlin).offset(), "+02:00");
    }

    #[test]
    fn moments_beyond_all_calendars_do_not_panic() {
        for micros in [i64::MIN, i64::MIN + 1, -1, 0, i64::MAX - 1, i64::MAX] {
            for zone in [Zone::Fixed(0), Zone::Fixed(86_399), Zone::Fixed(-86_399), Zone::Fixed(i32::MAX), Zone::Local]
            {
                let moment = Moment::new(micros, zone);
                assert!(moment.to_string().len() >= 25, "{moment}");
            }
        }
    }
}
