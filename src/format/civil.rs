//! Calendar arithmetic on the proleptic Gregorian calendar, without a date library in the hot loop.
//!
//! Days are counted from 1970-01-01. The conversion is the well-known era arithmetic (400-year eras of 146 097 days,
//! years that begin in March, so that the leap day is the last one).

/// Days since 1970-01-01 of a date, or `None` when the month has no such day.
pub(crate) fn days_from_civil(year: i32, month: u32, day: u32) -> Option<i32> {
    if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) || !(-9999..=99_999).contains(&year) {
        return None;
    }
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = i32::try_from((153 * month_from_march + 2) / 5 + day - 1).ok()?;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// Days of a month; 0 for a month that does not exist.
pub(crate) const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 0,
    }
}

const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The week-based year of a date, as Java's `YYYY` prints it.
///
/// `first_day` is the first day of the week, 0 = Sunday; `min_days` the days of the new year that its first week needs.
pub(crate) fn week_year(year: i32, month: u32, day: u32, first_day: u8, min_days: u8) -> Option<i32> {
    let date = days_from_civil(year, month, day)?;
    Some(if date >= week_year_start(year + 1, first_day, min_days)? {
        year + 1
    } else if date < week_year_start(year, first_day, min_days)? {
        year - 1
    } else {
        year
    })
}

/// First day of the first week of a week-based year.
fn week_year_start(year: i32, first_day: u8, min_days: u8) -> Option<i32> {
    let new_year = days_from_civil(year, 1, 1)?;
    // 1970-01-01 was a Thursday, day 4 of a week that starts on Sunday.
    let into_week = (new_year + 4 - i32::from(first_day)).rem_euclid(7);
    let week = new_year - into_week;
    Some(if 7 - into_week >= i32::from(min_days) { week } else { week + 7 })
}

/// The true year of a date whose printed year is the week-based one.
///
/// Where two years fit (30 December 2021 and 2022 both print `2022-12-30` in US weeks) the printed one is kept.
pub(crate) fn year_of_week_year(printed: i32, month: u32, day: u32, first_day: u8, min_days: u8) -> i32 {
    if month != 12 && month != 1 {
        return printed;
    }
    [printed, printed - 1, printed + 1]
        .into_iter()
        .find(|year| week_year(*year, month, day, first_day, min_days) == Some(printed))
        .unwrap_or(printed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970_over_leap_years() {
        assert_eq!(days_from_civil(1970, 1, 1), Some(0));
        assert_eq!(days_from_civil(2000, 2, 29), Some(11_016));
        assert_eq!(days_from_civil(2026, 11, 23), Some(20_780));
        assert_eq!(days_from_civil(1969, 12, 31), Some(-1));
        assert_eq!(days_from_civil(2026, 2, 29), None);
        assert_eq!(days_from_civil(2026, 13, 1), None);
    }

    #[test]
    fn late_december_under_a_us_week_year_is_the_year_before() {
        assert_eq!(year_of_week_year(2025, 12, 30, 0, 1), 2024);
        assert_eq!(year_of_week_year(2024, 12, 28, 0, 1), 2024);
        assert_eq!(year_of_week_year(2025, 1, 2, 0, 1), 2025);
        assert_eq!(year_of_week_year(2025, 6, 2, 0, 1), 2025);
    }

    #[test]
    fn early_january_under_an_iso_week_year_is_the_year_after() {
        // 2027-01-01 is a Friday, so it is in the last ISO week of 2026.
        assert_eq!(week_year(2027, 1, 1, 1, 4), Some(2026));
        assert_eq!(year_of_week_year(2020, 1, 2, 1, 4), 2020);
        assert_eq!(year_of_week_year(2026, 12, 31, 1, 4), 2026);
        // 2023-01-01 is a Sunday and prints 2022-01-01, which 2022-01-01 (a Saturday, week year 2021) does not.
        assert_eq!(year_of_week_year(2022, 1, 1, 1, 4), 2023);
    }
}
