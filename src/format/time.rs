//! How a time stamp is written, as data: strftime formats and Java date patterns compile to the same items.

/// One element of a date pattern.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TimeItem {
    /// Exactly these bytes.
    Literal(Vec<u8>),
    /// Four-digit year.
    Year,
    /// Two-digit year (69 to 99 are 19xx).
    YearShort,
    /// Four-digit week-based year (`YYYY`), with the first day of the week and the days the first week needs.
    WeekYear {
        /// First day of the week, 0 = Sunday … 6 = Saturday.
        first_day: u8,
        /// Days of the new year that its first week must have: 1 in the US, 4 by ISO 8601.
        min_days: u8,
    },
    /// Month as a number; `digits` 2 is always two digits, 1 is one or two.
    Month {
        /// Fewest digits printed.
        digits: u8,
    },
    /// Month's English name, short (`Nov`) or full (`November`).
    MonthName {
        /// The full name.
        full: bool,
    },
    /// Day of the month; `digits` as for the month. `fill` is what pads it.
    Day {
        /// Fewest digits printed.
        digits: u8,
        /// Padding: `b'0'` or `b' '` (strftime `%e`).
        fill: u8,
    },
    /// Day of the year.
    DayOfYear {
        /// Fewest digits printed.
        digits: u8,
    },
    /// Weekday's English name, short or full. It is checked for form only.
    Weekday {
        /// The full name.
        full: bool,
    },
    /// Hour 0 to 23.
    Hour {
        /// Fewest digits printed.
        digits: u8,
    },
    /// Hour 1 to 12, with `AmPm` elsewhere.
    Hour12 {
        /// Fewest digits printed.
        digits: u8,
    },
    /// `AM` or `PM`, in any case.
    AmPm,
    /// Minute.
    Minute {
        /// Fewest digits printed.
        digits: u8,
    },
    /// Second.
    Second {
        /// Fewest digits printed.
        digits: u8,
    },
    /// Fraction of the second, so many digits (1 to 9); 0 means any number of digits from 1 to 9.
    Fraction {
        /// Digits printed.
        digits: u8,
    },
    /// Milliseconds of the second as a plain number without leading zeros, 0 to 999.
    PlainMillis,
    /// Offset or zone: `Z`, `+01:00`, `+0100`, `+01`, or a zone's short name such as `UTC`, `CET`.
    Zone,
    /// Whole seconds since 1970, with an optional fraction.
    EpochSeconds,
    /// Milliseconds since 1970, or as many digits tell: microseconds, nanoseconds.
    EpochMillis,
    /// Milliseconds since the program started: no date at all.
    RelativeMillis,
}

/// How a time stamp is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct TimeFormat {
    /// The elements in order.
    pub items: Vec<TimeItem>,
    /// The zone that the pattern itself names (`%d{…, Europe/Berlin}`), an IANA name; stamps are in it.
    pub zone: Option<String>,
}

/// What one stamp says, before anything is assumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Days since 1970-01-01 of the date printed, or absent where only a time of day is printed.
    pub day: Option<i32>,
    /// The date is printed without a year (`day` is then one of the leap year 1972).
    pub yearless: bool,
    /// Microseconds of the day, or since the program's start for `RelativeMillis`, as printed (local time).
    pub micros: i64,
    /// Offset from UTC in seconds, if printed.
    pub offset_seconds: Option<i32>,
    /// Digits of the second's fraction that are printed, 0 to 9.
    pub fraction_digits: u8,
    /// The year printed is a week year and the true date differs from the one printed.
    pub week_year_corrected: bool,
}
