//! Days of stamps that have only a time of day.
//!
//! They are counted from the first such record of a source. What day that was is known beforehand, told by the first
//! event with a date, or worked out at the end from when the source was last written.

use crate::event::time::{DAY_MICROS, Zone};
use crate::pipeline::fold::Current;

impl Current {
    /// The moment of a stamp without a date, where the first day is known; else it stays counted from the first day.
    pub(super) fn moment(&mut self, micros: i64, zone: Zone) -> i64 {
        self.event_day = micros.div_euclid(DAY_MICROS);
        self.first_day.map_or(micros, |day| local_moment(zone, micros + day * DAY_MICROS))
    }

    /// Takes an event with a date, which dates those without.
    pub(super) fn date_by(&mut self, micros: i64, zone: Zone) {
        if self.first_day.is_none() {
            self.date(local_day(zone, micros) - self.event_day, zone);
        }
    }

    /// Puts what was counted from the first record without a date on its day.
    pub(super) fn date(&mut self, first_day: i64, zone: Zone) {
        if self.first_day.replace(first_day).is_some() {
            return;
        }
        self.summary.place_in_time(&mut |micros| local_moment(zone, micros + first_day * DAY_MICROS));
        for issue in &mut self.summary.issues {
            if let Some(time) = &mut issue.sample.time
                && time.assumed.date
            {
                time.micros = issue.span.map_or(0, |span| span.first);
                time.offset_seconds = zone.offset_at(time.micros.div_euclid(1_000_000));
            }
        }
    }
}

/// The day of a moment on the zone's calendar, since 1970.
pub(super) fn local_day(zone: Zone, micros: i64) -> i64 {
    let offset = i64::from(zone.offset_at(micros.div_euclid(1_000_000))) * 1_000_000;
    (micros + offset).div_euclid(DAY_MICROS)
}

/// The moment of a time on the zone's clock.
pub(super) fn local_moment(zone: Zone, local: i64) -> i64 {
    local - i64::from(zone.offset_at_local(local.div_euclid(1_000_000))) * 1_000_000
}
