//! From stamps to moments: zones, missing dates, and what is remembered to make it cheap.
//!
//! A stamp without a zone is read in the zone given. In the hour that summer time skips or repeats, the earlier reading
//! is taken. A stamp with only a time of day gets day 0 here; whoever knows the order of the records adds the days.

use chrono::offset::LocalResult;
use chrono::{DateTime, Datelike, Local, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

use crate::event::zoned::ZonedMinute;
use crate::format::layout::{Layout, Span};
use crate::format::time::Stamp;

/// Microseconds of a day.
pub const DAY_MICROS: i64 = 86_400_000_000;
/// Offsets change at most once in so many seconds, at multiples of it.
const QUARTER: i64 = 900;
/// Bytes of `2026-11-23 09:27` and of what stands behind it.
const MINUTE: usize = "YYYY-MM-DD HH:MM".len();
const MILLIS: usize = ":SS,mmm".len();

/// Whether midnight lies between two times of day, in microseconds, of records one after the other: the second jumps back
/// by more than half a day.
pub(crate) fn is_past_midnight(last: i64, next: i64) -> bool {
    last - next > DAY_MICROS / 2
}

/// The zone in which stamps without one are read, and in which moments are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zone {
    /// The machine's own.
    #[default]
    Local,
    /// A named one.
    Named(Tz),
    /// A fixed offset from UTC, in seconds.
    Fixed(i32),
}

impl Zone {
    /// Reads a zone's IANA name, `local`, `UTC`, `Z` or an offset such as `+01:00`.
    pub fn parse(text: &str) -> Option<Self> {
        if text.eq_ignore_ascii_case("local") {
            return Some(Self::Local);
        }
        if text == "Z" || text.eq_ignore_ascii_case("utc") {
            return Some(Self::Fixed(0));
        }
        if let Ok(tz) = text.parse::<Tz>() {
            return Some(Self::Named(tz));
        }
        let (sign, digits) = match text.split_at_checked(1)? {
            ("+", rest) => (1, rest),
            ("-", rest) => (-1, rest),
            _ => return None,
        };
        let digits: String = digits.chars().filter(|c| *c != ':').collect();
        let (hours, minutes) = match digits.len() {
            2 => (digits.as_str(), "0"),
            4 => digits.split_at_checked(2)?,
            _ => return None,
        };
        let (hours, minutes) = (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?);
        (hours < 24 && minutes < 60).then_some(Self::Fixed(sign * (hours * 3600 + minutes * 60)))
    }

    /// Offset from UTC, in seconds, that a clock on the wall shows at a local time (seconds since 1970, local).
    pub fn offset_at_local(self, local_seconds: i64) -> i32 {
        fn resolve<Z: TimeZone>(zone: &Z, local: NaiveDateTime) -> i32 {
            match zone.offset_from_local_datetime(&local) {
                LocalResult::Single(offset) => offset.fix().local_minus_utc(),
                // Twice on the clock: the first time is meant.
                LocalResult::Ambiguous(first, second) => {
                    first.fix().local_minus_utc().max(second.fix().local_minus_utc())
                }
                // Never on the clock: read as if it had not been put forward yet.
                LocalResult::None => {
                    let before = local - chrono::TimeDelta::hours(3);
                    zone.offset_from_local_datetime(&before).earliest().map_or(0, |o| o.fix().local_minus_utc())
                }
            }
        }
        let Some(local) = DateTime::<Utc>::from_timestamp(local_seconds, 0).map(|moment| moment.naive_utc()) else {
            return 0;
        };
        match self {
            Self::Fixed(offset) => offset,
            Self::Named(tz) => resolve(&tz, local),
            Self::Local => resolve(&Local, local),
        }
    }

    /// Offset from UTC, in seconds, at a moment (seconds since 1970, UTC).
    pub fn offset_at(self, seconds: i64) -> i32 {
        let Some(moment) = DateTime::<Utc>::from_timestamp(seconds, 0).map(|moment| moment.naive_utc()) else {
            return 0;
        };
        match self {
            Self::Fixed(offset) => offset,
            Self::Named(tz) => tz.offset_from_utc_datetime(&moment).fix().local_minus_utc(),
            Self::Local => Local.offset_from_utc_datetime(&moment).fix().local_minus_utc(),
        }
    }
}

/// The moment of a record, as far as its stamp tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts of one stamp")]
pub struct Moment {
    /// Microseconds since 1970 (UTC), or since midnight UTC of an unknown day.
    pub micros: i64,
    /// Offset from UTC in seconds.
    pub offset_seconds: i32,
    /// Digits of the second's fraction.
    pub fraction_digits: u8,
    /// The zone was assumed.
    pub zone_assumed: bool,
    /// The day is not known.
    pub dateless: bool,
    /// The year was assumed.
    pub year_assumed: bool,
    /// The year was a week year, and corrected.
    pub week_year: bool,
}

/// What a stamp gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A moment.
    Moment(Moment),
    /// A time since the program's start, which is no moment.
    Relative,
    /// Nothing: the stamp does not read.
    Unreadable,
}

/// Reads stamps, remembering the last minute and the last offset.
#[derive(Debug, Clone)]
pub struct StampReader {
    zone: Zone,
    /// The year given to stamps without one, and the last day (since 1970) that they may mean.
    latest_day: i64,
    quarter: i64,
    quarter_offset: i32,
    prefix: [u8; 24],
    prefix_bytes: usize,
    prefix_layout: usize,
    prefix_moment: Moment,
    zoned: ZonedMinute,
}

impl StampReader {
    /// A reader for one source. `latest_day`, in days since 1970, is the last day that a stamp without a year can mean.
    pub fn new(zone: Zone, latest_day: i64) -> Self {
        let none = Moment {
            micros: 0,
            offset_seconds: 0,
            fraction_digits: 0,
            zone_assumed: false,
            dateless: false,
            year_assumed: false,
            week_year: false,
        };
        Self {
            zone,
            latest_day,
            quarter: i64::MIN,
            quarter_offset: 0,
            prefix: [0; 24],
            prefix_bytes: 0,
            prefix_layout: usize::MAX,
            prefix_moment: none,
            zoned: ZonedMinute::new(none),
        }
    }

    /// Reads the stamp `text` of a header that layout number `index` matched.
    #[inline]
    pub fn read(&mut self, index: usize, layout: &Layout, text: &[u8]) -> Reading {
        if self.prefix_layout == index
            && self.is_same_minute(text)
            && let Some((micros, digits)) = text.get(self.prefix_bytes..).and_then(seconds)
        {
            let mut moment = self.prefix_moment;
            moment.micros += micros;
            moment.fraction_digits = digits;
            return Reading::Moment(moment);
        }
        self.read_whole(index, layout, text)
    }

    /// The moment of a stamp that begins at `start` of `line`, in microseconds since 1970, where it is told by what is
    /// remembered and three digits behind the seconds. For any other stamp, [`Self::read`] has the answer.
    #[inline]
    pub(crate) fn known_micros(&self, index: usize, line: &[u8], start: usize, length: usize) -> Option<i64> {
        if !self.knows_millis(index, length) {
            return None;
        }
        let (minute, rest) = line.get(start..start + MINUTE + 8)?.split_first_chunk::<MINUTE>()?;
        let is_same = u128::from_ne_bytes(*minute) == u128::from_ne_bytes(*self.prefix.first_chunk()?);
        let micros = micros_of_word(u64::from_le_bytes(*rest.first_chunk()?))?;
        is_same.then_some(self.prefix_moment.micros + micros)
    }

    /// The earliest and the latest moment of stamps of `length` bytes that begin at `starts` of `text`, if
    /// [`Self::known_micros`] knows all of them.
    #[inline]
    pub(crate) fn known_between(
        &self,
        index: usize,
        text: &[u8],
        length: usize,
        starts: impl Iterator<Item = usize>,
    ) -> Option<(i64, i64)> {
        if !self.knows_millis(index, length) {
            return None;
        }
        let prefix = u128::from_ne_bytes(*self.prefix.first_chunk()?);
        let (mut least, mut most, mut others) = (u64::MAX, 0, 0);
        for start in starts {
            let (minute, rest) = text.get(start..start + MINUTE + 8)?.split_first_chunk::<MINUTE>()?;
            let word = u64::from_le_bytes(*rest.first_chunk()?);
            others |= u64::from(u128::from_ne_bytes(*minute) != prefix) | not_millis(word);
            // Read from the left, such words are in the order of the moments that they say.
            let ordered = word.swap_bytes() >> 8;
            (least, most) = (ordered.min(least), ordered.max(most));
        }
        let micros = |ordered: u64| Some(self.prefix_moment.micros + micros_of_word((ordered << 8).swap_bytes())?);
        if others == 0 { Some((micros(least)?, micros(most)?)) } else { None }
    }

    /// The same for stamps that print their zone, each given by where it stands in `text`, if all are of the minute and zone
    /// that are remembered.
    pub(crate) fn known_between_zoned(
        &self,
        index: usize,
        text: &[u8],
        mut stamps: impl Iterator<Item = Span>,
    ) -> Option<(i64, i64)> {
        let (mut least, mut most) = (i64::MAX, i64::MIN);
        let all = stamps.try_for_each(|stamp| {
            // Stamps of week years are counted one by one.
            let micros = self.zoned.read(index, stamp.of(text)).filter(|moment| !moment.week_year)?.micros;
            (least, most) = (least.min(micros), most.max(micros));
            Some(())
        });
        all.map(|()| (least, most))
    }

    /// Stamps of so many bytes are the remembered minute and three digits behind the seconds.
    #[inline]
    fn knows_millis(&self, index: usize, length: usize) -> bool {
        let is_plain = !self.prefix_moment.dateless && !self.prefix_moment.week_year;
        self.prefix_layout == index && self.prefix_bytes == MINUTE && length == MINUTE + MILLIS && is_plain
    }

    #[inline]
    fn is_same_minute(&self, text: &[u8]) -> bool {
        match (text.first_chunk::<16>(), self.prefix.first_chunk::<16>()) {
            // `2026-11-23 09:27`, the usual case.
            (Some(text), Some(prefix)) if self.prefix_bytes == 16 => {
                u128::from_ne_bytes(*text) == u128::from_ne_bytes(*prefix)
            }
            _ => text.get(..self.prefix_bytes) == self.prefix.get(..self.prefix_bytes),
        }
    }

    fn read_whole(&mut self, index: usize, layout: &Layout, text: &[u8]) -> Reading {
        if let Some(moment) = self.zoned.read(index, text) {
            return Reading::Moment(moment);
        }
        let Some(stamp) = layout.parse_stamp(text) else { return Reading::Unreadable };
        if layout.is_relative() {
            return Reading::Relative;
        }
        let moment = self.moment(&stamp);
        self.prefix_layout = usize::MAX;
        self.zoned.remember(index, text, moment);
        if let Some(length) = layout.minute_prefix()
            && let (Some(from), Some(to)) = (text.get(..length), self.prefix.get_mut(..length))
            && let Some((micros, _)) = text.get(length..).and_then(seconds)
        {
            to.copy_from_slice(from);
            self.prefix_bytes = length;
            self.prefix_layout = index;
            self.prefix_moment = Moment { micros: moment.micros - micros, ..moment };
        }
        Reading::Moment(moment)
    }

    /// The moment of a time of day that is closest to another moment.
    pub(crate) fn near(&self, micros_of_day: i64, moment: &Moment) -> Moment {
        let offset = |seconds: i64| i64::from(self.zone.offset_at_local(seconds)) * 1_000_000;
        let local = moment.micros + i64::from(self.zone.offset_at(moment.micros.div_euclid(1_000_000))) * 1_000_000;
        let day = local.div_euclid(DAY_MICROS);
        let on = |day: i64| {
            let local = day * DAY_MICROS + micros_of_day;
            local - offset(local.div_euclid(1_000_000))
        };
        let days = [day, day - 1, day + 1];
        let micros = days.map(on).into_iter().min_by_key(|micros| (micros - moment.micros).abs());
        let micros = micros.unwrap_or(moment.micros);
        let offset_seconds = self.zone.offset_at(micros.div_euclid(1_000_000));
        Moment { micros, offset_seconds, dateless: false, zone_assumed: true, ..*moment }
    }

    /// The moment that a stamp means.
    pub(crate) fn moment(&mut self, stamp: &Stamp) -> Moment {
        let mut day = i64::from(stamp.day.unwrap_or(0));
        if stamp.yearless {
            day = self.year_for(day);
        }
        let local = day * DAY_MICROS + stamp.micros;
        let seconds = local.div_euclid(1_000_000);
        let offset_seconds = match stamp.offset_seconds {
            Some(offset) => offset,
            // Without a date, summer time cannot be told: the zone's offset is put in with the days.
            None if stamp.day.is_none() => 0,
            None => {
                let quarter = seconds.div_euclid(QUARTER);
                if quarter != self.quarter {
                    self.quarter = quarter;
                    self.quarter_offset = self.zone.offset_at_local(quarter * QUARTER);
                }
                self.quarter_offset
            }
        };
        Moment {
            micros: local - i64::from(offset_seconds) * 1_000_000,
            offset_seconds,
            fraction_digits: stamp.fraction_digits,
            zone_assumed: stamp.offset_seconds.is_none(),
            dateless: stamp.day.is_none(),
            year_assumed: stamp.yearless,
            week_year: stamp.week_year_corrected,
        }
    }

    /// The day, since 1970, of a day and month in the latest year that has it and in which it does not lie after
    /// `latest_day`.
    fn year_for(&self, day: i64) -> i64 {
        let date = |days: i64| DateTime::<Utc>::from_timestamp(days * 86_400, 0).map(|moment| moment.date_naive());
        let (Some(printed), Some(latest)) = (date(day), date(self.latest_day + 1)) else { return day };
        let in_year = |year: i32| chrono::NaiveDate::from_ymd_opt(year, printed.month(), printed.day());
        // Leap years are at most eight years apart.
        (0..=8)
            .map(|years| latest.year() - years)
            .filter_map(in_year)
            .find(|date| *date <= latest)
            .map_or(day, |date| i64::from(date.num_days_from_ce() - 719_163))
    }
}

/// Reads `:SS,mmm` or `:SS.mmm` in the seven low bytes, the first one lowest; gives microseconds.
#[inline]
fn micros_of_word(word: u64) -> Option<i64> {
    let digits = word ^ 0x0030_3030_0030_3000;
    let digit = |at: u32| (digits >> (8 * at)) & 0xf;
    let seconds = digit(1) * 10 + digit(2);
    let millis = digit(4) * 100 + digit(5) * 10 + digit(6);
    let micros = i64::try_from(seconds * 1_000_000 + millis * 1000).ok()?;
    (not_millis(word) == 0 && seconds < 60).then_some(micros)
}

/// Not 0 unless the seven low bytes of `word` are `:dd,ddd` or `:dd.ddd` with any digits.
#[inline]
fn not_millis(word: u64) -> u64 {
    const DIGITS: u64 = 0x00ff_ffff_00ff_ff00;
    let digits = word ^ 0x0030_3030_0030_3000;
    // A byte above 9 carries into the upper half of its byte when 6 is added.
    let others = (digits | (digits & DIGITS).wrapping_add(0x0006_0606_0006_0600)) & 0x00f0_f0f0_00f0_f000;
    let is_parted = word & 0xff == u64::from(b':') && matches!(word >> 24 & 0xff, 0x2c | 0x2e);
    others | u64::from(!is_parted)
}

/// Reads `:SS`, `:SS,mmm` or `:SS.ffffff`; gives microseconds and the digits of the fraction.
#[inline]
fn seconds(text: &[u8]) -> Option<(i64, u8)> {
    let digit = |byte: &u8| Some(i64::from(byte.wrapping_sub(b'0'))).filter(|digit| *digit < 10);
    match text {
        [b':', tens, ones, b',' | b'.', a, b, c] => {
            let seconds = digit(tens)? * 10 + digit(ones)?;
            let millis = digit(a)? * 100 + digit(b)? * 10 + digit(c)?;
            (seconds < 60).then_some((seconds * 1_000_000 + millis * 1000, 3))
        }
        [b':', tens, ones] => {
            let seconds = digit(tens)? * 10 + digit(ones)?;
            (seconds < 60).then_some((seconds * 1_000_000, 0))
        }
        [b':', tens, ones, b',' | b'.', fraction @ ..] if (1..=9).contains(&fraction.len()) => {
            let seconds = digit(tens)? * 10 + digit(ones)?;
            let mut micros = 0;
            let mut unit = 100_000;
            for byte in fraction {
                micros += digit(byte)? * unit;
                unit /= 10;
            }
            (seconds < 60).then_some((seconds * 1_000_000 + micros, u8::try_from(fraction.len()).ok()?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::error::Dialect;
    use crate::format::logback;

    #[test]
    fn zones_are_read_by_name_and_by_offset() {
        assert_eq!(Zone::parse("Europe/Berlin"), Some(Zone::Named(Tz::Europe__Berlin)));
        assert_eq!(Zone::parse("-03:30"), Some(Zone::Fixed(-12_600)));
        assert_eq!(Zone::parse("+0100"), Some(Zone::Fixed(3600)));
        assert_eq!(Zone::parse("Mars/Olympus"), None);
        assert_eq!(Zone::parse(""), None);
    }

    #[test]
    fn the_repeated_and_the_skipped_hour_take_the_earlier_reading() {
        let berlin = Zone::Named(Tz::Europe__Berlin);
        // 2026-10-25 02:30 is twice on the clock: first in summer time.
        assert_eq!(berlin.offset_at_local(1_792_895_400), 7200);
        // 2026-03-29 02:30 is never on the clock: read in winter time.
        assert_eq!(berlin.offset_at_local(1_774_751_400), 3600);
    }

    #[test]
    fn a_leap_day_without_a_year_is_of_the_latest_leap_year() {
        let day = |year, month, day| {
            i64::from(chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap().num_days_from_ce() - 719_163)
        };
        // As stamps without a year have it: the day in 1972.
        let leap_day = day(1972, 2, 29);
        for (written, meant) in [
            (day(2024, 2, 29), day(2024, 2, 29)),
            (day(2026, 11, 28), day(2024, 2, 29)),
            (day(2024, 2, 27), day(2020, 2, 29)),
            (day(1904, 1, 1), day(1896, 2, 29)),
        ] {
            assert_eq!(StampReader::new(Zone::Fixed(0), written).year_for(leap_day), meant);
        }
        assert_eq!(StampReader::new(Zone::Fixed(0), day(2026, 1, 5)).year_for(day(1972, 12, 31)), day(2025, 12, 31));
    }

    #[test]
    fn the_moments_of_many_stamps_are_those_of_each() {
        let (text, zoned) = (
            "2026-11-23 11:36:09,144 2026-11-23 11:36:58.001 2026-11-23 11:36:00,999 and more",
            "2026-11-23T11:36:09.144Z 2026-11-23T11:36:07.250Z",
        );
        let layout = |pattern: &str| {
            Layout::from_pieces("l", Dialect::Logback, pattern, logback::compile(pattern).unwrap()).unwrap()
        };
        let plain = layout("%d{yyyy-MM-dd HH:mm:ss.SSS} %level %m%n");
        let mut reader = StampReader::new(Zone::Fixed(0), 0);
        let known =
            |reader: &StampReader, starts: [usize; 3]| reader.known_between(0, text.as_bytes(), 23, starts.into_iter());
        assert_eq!(known(&reader, [0, 24, 48]), None, "no minute is remembered");
        let Reading::Moment(first) = reader.read(0, &plain, b"2026-11-23 11:36:00.000") else { panic!("no moment") };
        assert_eq!(known(&reader, [0, 24, 48]), Some((first.micros + 999_000, first.micros + 58_001_000)));
        assert_eq!(known(&reader, [0, 1, 48]), None);
        let spans = || [Span { start: 0, end: 24 }, Span { start: 25, end: 49 }].into_iter();
        assert_eq!(reader.known_between_zoned(0, zoned.as_bytes(), spans()), None);
        let offset = layout("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %level %m%n");
        reader.read(0, &offset, b"2026-11-23T11:36:01.000Z");
        let both = Some((first.micros + 7_250_000, first.micros + 9_144_000));
        assert_eq!(reader.known_between_zoned(0, zoned.as_bytes(), spans()), both);
    }

    #[test]
    fn seconds_are_read_with_any_fraction() {
        assert_eq!(seconds(b":07,123"), Some((7_123_000, 3)));
        assert_eq!(seconds(b":07"), Some((7_000_000, 0)));
        assert_eq!(seconds(b":07.123456789"), Some((7_123_456, 9)));
        assert_eq!(seconds(b":60,000"), None);
        assert_eq!(seconds(b":07,12x"), None);
    }

    #[test]
    fn seconds_in_a_word_are_the_same_as_those_read_byte_by_byte() {
        for text in [b":07,123 ", b":59.999]", b":60,000 ", b":0x,123 ", b":07,12x ", b":07;123 ", b";07,123 "] {
            let word = micros_of_word(u64::from_le_bytes(*text));
            assert_eq!(word, seconds(&text[..7]).map(|(micros, _)| micros), "{text:?}");
        }
        for byte in 0..=255_u8 {
            for place in [0, 1, 2, 3, 4, 5, 6] {
                let mut text = *b":12,345 ";
                text[place] = byte;
                let word = micros_of_word(u64::from_le_bytes(text));
                assert_eq!(word, seconds(&text[..7]).map(|(micros, _)| micros), "{text:?}");
            }
        }
    }
}
