//! Whether the years of a log are those of weeks, as Java prints them for `YYYY`.
//!
//! In a detected layout the letters are not known. But where the last days of December bear the next year's number, the
//! dates jump by a year: forward in December, back in January. No log that goes on from day to day has such a jump.

use chrono::{Datelike, NaiveDate};

/// Days that may lie between two neighbours of which one bears the wrong year.
const JUMP_DAYS: std::ops::RangeInclusive<i64> = 358..=373;

/// The days of a log's records, one after the other.
#[derive(Debug, Default)]
pub(super) struct Years {
    last: Option<i64>,
    /// A jump was seen that only week years explain.
    pub(super) are_of_weeks: bool,
}

impl Years {
    /// Takes the day, counted since 1970, of the next record with a date.
    pub(super) fn see(&mut self, day: i64) {
        let Some(last) = self.last.replace(day).filter(|last| *last != day) else { return };
        self.are_of_weeks |= JUMP_DAYS.contains(&(last - day).abs()) && is_of_next_year(last.max(day));
    }
}

/// Whether the week of this day, from Sunday on as in the United States, holds the first of January.
fn is_of_next_year(day: i64) -> bool {
    let date = i32::try_from(day + 719_163).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
    date.is_some_and(|date| {
        // The printed year is the wrong one: the weekday is that of the year before.
        let real = date.with_year(date.year() - 1).unwrap_or(date);
        date.month() == 12 && real.day() + (6 - real.weekday().num_days_from_sunday()) > 31
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_of_weeks(days: &[(i32, u32, u32)]) -> bool {
        let mut years = Years::default();
        for (year, month, day) in days {
            let date = NaiveDate::from_ymd_opt(*year, *month, *day).unwrap();
            years.see(i64::from(date.num_days_from_ce()) - 719_163);
        }
        years.are_of_weeks
    }

    #[test]
    fn a_jump_of_a_year_into_or_out_of_the_last_week_is_one_of_week_years() {
        assert!(are_of_weeks(&[(2024, 12, 28), (2025, 12, 29), (2025, 12, 31), (2025, 1, 1)]));
        assert!(are_of_weeks(&[(2025, 12, 31), (2025, 1, 1)]));
    }

    #[test]
    fn calendar_years_and_other_jumps_are_none() {
        assert!(!are_of_weeks(&[(2024, 12, 30), (2024, 12, 31), (2025, 1, 1)]));
        assert!(!are_of_weeks(&[(2024, 6, 1), (2025, 6, 1), (2024, 6, 2)]));
        assert!(!are_of_weeks(&[(2023, 12, 20), (2024, 12, 21)]), "not the last week");
        assert!(!are_of_weeks(&[(2020, 12, 30), (2024, 12, 30)]));
    }
}
