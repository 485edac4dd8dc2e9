//! From the numbers of a stamp to a day and a time of day.

use crate::format::civil::{days_from_civil, days_in_month, year_of_week_year};
use crate::format::time::Stamp;

pub(crate) const MICROS_PER_SECOND: i64 = 1_000_000;
const SECONDS_PER_DAY: i64 = 86_400;
/// The year in which days without a year are counted: one that has a 29 February.
const YEARLESS_YEAR: i32 = 1972;

/// What the elements of one stamp said.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) year: Option<i32>,
    pub(crate) week: Option<(u8, u8)>,
    pub(crate) month: Option<u32>,
    pub(crate) day: Option<u32>,
    pub(crate) day_of_year: Option<u32>,
    pub(crate) hour: u32,
    pub(crate) afternoon: Option<bool>,
    pub(crate) minute: u32,
    pub(crate) second: u32,
    pub(crate) nanos: u32,
    pub(crate) fraction_digits: u8,
    pub(crate) offset_seconds: Option<i32>,
    pub(crate) epoch_micros: Option<i64>,
    pub(crate) relative_micros: Option<i64>,
}

impl Parts {
    /// The moment that they make; `None` when there is no such day.
    pub(crate) fn stamp(&self) -> Option<Stamp> {
        let fraction_digits = self.fraction_digits;
        if let Some(micros) = self.relative_micros {
            let (day, yearless, offset_seconds, week_year_corrected) = (None, false, None, false);
            return Some(Stamp { day, yearless, micros, offset_seconds, fraction_digits, week_year_corrected });
        }
        if let Some(micros) = self.epoch_micros {
            let day_micros = SECONDS_PER_DAY * MICROS_PER_SECOND;
            return Some(Stamp {
                day: Some(i32::try_from(micros.div_euclid(day_micros)).ok()?),
                yearless: false,
                micros: micros.rem_euclid(day_micros),
                offset_seconds: Some(0),
                fraction_digits,
                week_year_corrected: false,
            });
        }
        let hour = match self.afternoon {
            Some(afternoon) => self.hour % 12 + if afternoon { 12 } else { 0 },
            None => self.hour,
        };
        let seconds = i64::from(hour * 3600 + self.minute * 60 + self.second);
        let (day, week_year_corrected) = self.date()?;
        Some(Stamp {
            day,
            yearless: day.is_some() && self.year.is_none(),
            micros: seconds * MICROS_PER_SECOND + i64::from(self.nanos / 1000),
            offset_seconds: self.offset_seconds,
            fraction_digits,
            week_year_corrected,
        })
    }

    fn date(&self) -> Option<(Option<i32>, bool)> {
        if let (Some(year), Some(of_year)) = (self.year, self.day_of_year) {
            let leap = days_in_month(year, 2) == 29;
            let new_year = days_from_civil(year, 1, 1)?;
            let fits = of_year >= 1 && of_year <= if leap { 366 } else { 365 };
            return fits.then_some((Some(new_year + i32::try_from(of_year).ok()? - 1), false));
        }
        let (Some(month), Some(day)) = (self.month, self.day) else {
            return Some((None, false));
        };
        let printed = self.year.unwrap_or(YEARLESS_YEAR);
        let year = match self.week {
            Some((first_day, min_days)) => year_of_week_year(printed, month, day, first_day, min_days),
            None => printed,
        };
        Some((Some(days_from_civil(year, month, day)?), year != printed))
    }

    /// Takes a fraction of `digits` digits; `None` when they are more than nine.
    pub(crate) fn set_fraction(&mut self, value: u32, digits: usize) -> Option<()> {
        let digits = u8::try_from(digits).ok()?;
        self.nanos = value * 10_u32.pow(9_u32.checked_sub(u32::from(digits))?);
        self.fraction_digits = digits;
        Some(())
    }
}
