//! The shape of a stamp: which elements it has, and the time format that reads it.

use crate::format::any_stamp::date::is_month_day;
use crate::format::time::{TimeFormat, TimeItem};

/// The mark between day and month of `28. November 2026` and `28. 11. 2026`: a point and a blank.
pub(super) const POINT: u8 = 0;
/// In its place, where the three stand side by side.
pub(super) const NOTHING: u8 = 1;

/// What stands behind year, month and day in Chinese and Japanese, and behind hour, minute and second in Chinese.
pub(super) const SIGNS_OF_YEAR: [&str; 3] = ["年", "月", "日"];
pub(super) const SIGNS_OF_TIME: [&str; 3] = ["时", "分", "秒"];
/// The mark of times with these signs.
pub(super) const SIGNS: u8 = 1;

/// How the date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(super) enum DateShape {
    #[default]
    None,
    /// Year, month, day with this byte between (0: nothing).
    YearFirst(u8),
    /// Year, month and day of two digits each with this byte between, in one of the orders that `fits` has.
    ShortYear { mark: u8, fits: u8 },
    /// Day and month in one of the orders that `fits` has, year of two digits, all without leading zeros.
    ShortYearLast { fits: u8 },
    /// Two-digit year, month, day with nothing between.
    ShortYearCompact,
    /// Month, day, year with this byte between.
    MonthFirst(u8),
    /// Day, month, year with this byte between.
    DayFirst(u8),
    /// Day, month's name, year with this byte between.
    DayNameYear { mark: u8, full: bool, short: bool },
    /// Month's name, day, comma or not, year, with this byte between.
    NameDayYear { mark: u8, comma: bool, full: bool },
    /// Year, month's name, day with this byte between.
    YearNameDay { mark: u8, full: bool },
    /// Month's name and day.
    NameDay,
    /// Day and month's name with this byte between.
    DayName(u8),
    /// Month and day with this byte between (0: nothing).
    MonthDay(u8),
    /// Day and month with this byte between (`POINT`: a point behind each).
    DayMonth(u8),
    /// Year, month and day with the sign of each behind it.
    East,
}

/// The orders of year, month and day, by their bits in `DateShape::ShortYear`, the one to be tried first the first.
const YEAR_FIRST: u8 = 1;
const DAY_FIRST: u8 = 2;
const MONTH_FIRST: u8 = 4;
/// Those of dates without leading zeros.
pub(super) const YEAR_LAST: u8 = DAY_FIRST | MONTH_FIRST;

/// The orders in which three numbers are a date.
pub(super) fn orders(first: u32, second: u32, third: u32) -> u8 {
    let bit = |order: u8, month: u32, day: u32| if is_month_day(month, day) { order } else { 0 };
    bit(YEAR_FIRST, second, third) | bit(DAY_FIRST, second, first) | bit(MONTH_FIRST, first, second)
}

/// The shape of one stamp; equal shapes are read by one `TimeFormat`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(clippy::struct_excessive_bools, reason = "each is one optional part of the stamp")]
pub(crate) struct Shape {
    /// Whether the weekday's name is the full one, and whether a comma stands behind it.
    pub(super) weekday: Option<(bool, bool)>,
    pub(super) date: DateShape,
    pub(super) joint: &'static str,
    /// What stands between hour, minute and second (0: nothing, `SIGNS`: the sign of each behind it).
    pub(super) time_mark: u8,
    pub(super) seconds: bool,
    /// A point stands before the seconds, as in the `%Y-%m-%d %H:%M.%S` of structlog before 20.2.
    pub(super) point_second: bool,
    pub(super) short_hour: bool,
    pub(super) meridiem: Option<bool>,
    /// The mark before the fraction (0: none) and its digits.
    pub(super) fraction: Option<(u8, u8)>,
    pub(super) fraction_after_meridiem: bool,
    pub(super) zone: bool,
    /// The year stands behind the time, as `ctime` prints it.
    pub(super) year_last: bool,
    /// The date stands behind the time.
    pub(super) date_last: bool,
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            weekday: None,
            date: DateShape::None,
            joint: "",
            time_mark: b':',
            seconds: false,
            point_second: false,
            short_hour: false,
            meridiem: None,
            fraction: None,
            fraction_after_meridiem: false,
            zone: false,
            year_last: false,
            date_last: false,
        }
    }
}

fn literal(text: &[u8]) -> TimeItem {
    TimeItem::Literal(text.to_vec())
}

fn short_year(mark: u8, fits: u8) -> [TimeItem; 5] {
    let (year, month, day) =
        (TimeItem::YearShort, TimeItem::Month { digits: 2 }, TimeItem::Day { digits: 2, fill: b'0' });
    let [first, second, third] = match fits {
        fits if fits & YEAR_FIRST != 0 => [year, month, day],
        fits if fits & DAY_FIRST != 0 => [day, month, year],
        _ => [month, day, year],
    };
    [first, literal(&[mark]), second, literal(&[mark]), third]
}

impl DateShape {
    /// The year is part of it.
    pub(super) fn has_year(self) -> bool {
        !matches!(self, Self::None | Self::NameDay | Self::DayName(_) | Self::MonthDay(_) | Self::DayMonth(_))
    }

    /// Something parts its numbers.
    pub(super) fn has_marks(self) -> bool {
        !matches!(self, Self::None | Self::YearFirst(0) | Self::ShortYearCompact | Self::MonthDay(0))
    }

    fn items(self) -> Vec<TimeItem> {
        let (month, day) = (TimeItem::Month { digits: 2 }, TimeItem::Day { digits: 2, fill: b'0' });
        let (free_month, any_day) = (TimeItem::Month { digits: 1 }, TimeItem::Day { digits: 1, fill: b'0' });
        let free_day = TimeItem::Day { digits: 1, fill: b' ' };
        match self {
            Self::None => Vec::new(),
            Self::YearFirst(0) => vec![TimeItem::Year, month, day],
            Self::YearFirst(mark) => vec![TimeItem::Year, literal(&[mark]), month, literal(&[mark]), day],
            Self::ShortYear { mark, fits } => short_year(mark, fits).to_vec(),
            Self::ShortYearLast { fits } => {
                let slash = literal(b"/");
                // Only Americans leave the zeros out and the century, too.
                let [first, second] =
                    if fits & MONTH_FIRST != 0 { [free_month, any_day] } else { [any_day, free_month] };
                vec![first, slash.clone(), second, slash, TimeItem::YearShort]
            }
            Self::ShortYearCompact => vec![TimeItem::YearShort, month, day],
            Self::MonthFirst(mark) => vec![free_month, literal(&[mark]), any_day, literal(&[mark]), TimeItem::Year],
            Self::DayFirst(POINT) => vec![any_day, literal(b". "), free_month, literal(b". "), TimeItem::Year],
            Self::DayFirst(mark) => vec![any_day, literal(&[mark]), free_month, literal(&[mark]), TimeItem::Year],
            Self::DayNameYear { mark, full, short } => {
                let year = if short { TimeItem::YearShort } else { TimeItem::Year };
                let (before, behind) = match mark {
                    POINT => (literal(b". "), literal(b" ")),
                    NOTHING => (literal(b""), literal(b"")),
                    _ => (literal(&[mark]), literal(&[mark])),
                };
                vec![free_day, before, TimeItem::MonthName { full }, behind, year]
            }
            Self::NameDayYear { mark, comma, full } => {
                let joint = if comma { literal(b", ") } else { literal(&[mark]) };
                vec![TimeItem::MonthName { full }, literal(&[mark]), free_day, joint, TimeItem::Year]
            }
            Self::YearNameDay { mark, full } => {
                vec![TimeItem::Year, literal(&[mark]), TimeItem::MonthName { full }, literal(&[mark]), any_day]
            }
            Self::NameDay => vec![TimeItem::MonthName { full: false }, literal(b" "), free_day],
            Self::DayName(mark) => vec![free_day, literal(&[mark]), TimeItem::MonthName { full: false }],
            Self::MonthDay(0) => vec![month, day],
            Self::MonthDay(mark) => vec![month, literal(&[mark]), day],
            Self::DayMonth(POINT) => vec![day, literal(b"."), month, literal(b".")],
            Self::DayMonth(mark) => vec![day, literal(&[mark]), month],
            Self::East => {
                let [of_year, of_month, of_day] = SIGNS_OF_YEAR.map(|sign| literal(sign.as_bytes()));
                vec![TimeItem::Year, of_year, free_month, of_month, any_day, of_day]
            }
        }
    }
}

impl Shape {
    /// It has a date, not a time alone.
    pub(crate) fn has_date(self) -> bool {
        self.date != DateShape::None
    }

    /// The elements that read stamps of this shape.
    pub(crate) fn items(&self) -> Vec<TimeItem> {
        let mut items = Vec::new();
        if let Some((full, comma)) = self.weekday {
            items.push(TimeItem::Weekday { full });
            items.push(literal(if comma { b", " } else { b" " }));
        }
        let joint = (!self.joint.is_empty()).then(|| literal(self.joint.as_bytes()));
        if self.date_last {
            items.extend(self.time_items());
            items.extend(joint);
            items.extend(self.date.items());
        } else {
            items.extend(self.date.items());
            items.extend(joint);
            items.extend(self.time_items());
        }
        items
    }

    fn time_items(&self) -> Vec<TimeItem> {
        if self.time_mark == SIGNS {
            let numbers =
                [TimeItem::Hour { digits: 2 }, TimeItem::Minute { digits: 2 }, TimeItem::Second { digits: 2 }];
            let signs = SIGNS_OF_TIME.map(|sign| literal(sign.as_bytes()));
            return numbers.into_iter().zip(signs).flat_map(|(number, sign)| [number, sign]).collect();
        }
        let mut items = Vec::new();
        let hour_digits = if self.short_hour { 1 } else { 2 };
        items.push(if self.meridiem.is_some() {
            TimeItem::Hour12 { digits: 1 }
        } else {
            TimeItem::Hour { digits: hour_digits }
        });
        let mark = (self.time_mark != 0).then(|| literal(&[self.time_mark]));
        items.extend(mark.clone());
        items.push(TimeItem::Minute { digits: 2 });
        if self.seconds {
            items.extend(if self.point_second { Some(literal(b".")) } else { mark });
            items.push(TimeItem::Second { digits: 2 });
        }
        let fraction = self.fraction.map(|(mark, digits)| {
            let digits = if digits == PLAIN { TimeItem::PlainMillis } else { TimeItem::Fraction { digits } };
            (mark != 0).then(|| literal(&[mark])).into_iter().chain([digits])
        });
        if !self.fraction_after_meridiem {
            items.extend(fraction.clone().into_iter().flatten());
        }
        if let Some(blank) = self.meridiem {
            items.extend(blank.then(|| literal(b" ")));
            items.push(TimeItem::AmPm);
        }
        if self.fraction_after_meridiem {
            items.extend(fraction.into_iter().flatten());
        }
        if self.zone {
            items.push(TimeItem::Zone);
        }
        if self.year_last {
            items.extend([literal(b" "), TimeItem::Year]);
        }
        items
    }

    /// Digits of the fraction that ends the stamp, and the mark before it.
    pub(super) fn last_fraction(&self) -> Option<(u8, usize)> {
        let (mark, digits) = self.fraction?;
        (mark != 0 && !self.zone && self.meridiem.is_none() && !self.year_last && !self.date_last)
            .then_some((mark, usize::from(digits)))
    }

    /// Date and time are joined and milliseconds printed as the answer that everybody copies has it:
    /// `'%(asctime)s,%(msecs)d', datefmt='%Y-%m-%d:%H:%M:%S'`.
    pub(super) fn is_of_plain_millis(&self) -> bool {
        self.joint == ":" && self.date == DateShape::YearFirst(b'-') && self.fraction == Some((b',', 3))
    }

    /// The same with milliseconds that are printed without leading zeros for the fraction.
    pub(super) fn with_plain_millis(self) -> Self {
        Self { fraction: self.fraction.map(|(mark, _)| (mark, PLAIN)), ..self }
    }

    /// The one format that reads all `shapes`, where they differ only in the digits of the fraction or in which of day,
    /// month and year of two digits comes first; otherwise one for each.
    pub(crate) fn formats(shapes: &[Self]) -> Vec<TimeFormat> {
        let has = |date: DateShape| shapes.iter().any(|shape| shape.date == date);
        let mut kept: Vec<Self> = Vec::new();
        for shape in shapes {
            let mut shape = *shape;
            match shape.date {
                // With hyphens the month is taken for the first only where it cannot be the second.
                DateShape::DayFirst(b'-') if has(DateShape::MonthFirst(b'-')) => {
                    shape.date = DateShape::MonthFirst(b'-');
                }
                DateShape::MonthFirst(mark) if mark != b'-' && has(DateShape::DayFirst(mark)) => {
                    shape.date = DateShape::DayFirst(mark);
                }
                DateShape::MonthDay(mark) if has(DateShape::DayMonth(mark)) => shape.date = DateShape::DayMonth(mark),
                DateShape::ShortYear { mark: b'/', .. } | DateShape::ShortYearLast { .. }
                    if shapes.iter().any(|shape| matches!(shape.date, DateShape::ShortYearLast { .. })) =>
                {
                    shape.date = DateShape::ShortYearLast { fits: orders_of_last(shapes) };
                }
                DateShape::ShortYear { mark, .. } => {
                    let fits = common_orders(shapes, mark);
                    if fits != 0 {
                        shape.date = DateShape::ShortYear { mark, fits };
                    }
                }
                _ => {}
            }
            let like = |other: &&mut Self| {
                let mut other = **other;
                other.fraction = other.fraction.map(|(mark, _)| (mark, 0));
                other == Self { fraction: shape.fraction.map(|(mark, _)| (mark, 0)), ..shape }
            };
            match kept.iter_mut().find(like) {
                Some(known) if known.fraction != shape.fraction => {
                    known.fraction = known.fraction.map(|(mark, _)| (mark, 0));
                }
                Some(_) => {}
                None => kept.push(shape),
            }
        }
        kept.iter().map(|shape| TimeFormat { items: shape.items(), zone: None }).collect()
    }
}

/// Stands for the digits of milliseconds without leading zeros.
const PLAIN: u8 = u8::MAX;

/// The orders of day and month before a year of two digits that all these shapes allow, at least one.
fn orders_of_last(shapes: &[Shape]) -> u8 {
    let fits = |shape: &Shape| match shape.date {
        DateShape::ShortYear { mark: b'/', fits } | DateShape::ShortYearLast { fits } => Some(fits),
        _ => None,
    };
    let common = shapes.iter().filter_map(fits).fold(YEAR_LAST, |all, fits| all & fits);
    if common == 0 { MONTH_FIRST } else { common }
}

/// The orders of year, month and day that all these shapes allow.
fn common_orders(shapes: &[Shape], with: u8) -> u8 {
    let fits = |shape: &Shape| match shape.date {
        DateShape::ShortYear { mark, fits } if mark == with => Some(fits),
        _ => None,
    };
    shapes.iter().filter_map(fits).fold(YEAR_FIRST | DAY_FIRST | MONTH_FIRST, |all, fits| all & fits)
}

/// The format with year, month and day of two digits each in every order that `format` could have instead of its own,
/// its own first; empty where it has no such date.
pub(crate) fn reordered(format: &TimeFormat) -> Vec<TimeFormat> {
    let is_part = |item: &TimeItem| {
        matches!(item, TimeItem::YearShort | TimeItem::Month { digits: 2 } | TimeItem::Day { digits: 2, .. })
    };
    let Some(from) = format.items.windows(5).position(|items| match items {
        [first, TimeItem::Literal(mark), second, TimeItem::Literal(other), third] => {
            mark == other
                && mark.len() == 1
                && [first, second, third].into_iter().all(is_part)
                && items.contains(&TimeItem::YearShort)
        }
        _ => false,
    }) else {
        return Vec::new();
    };
    let Some(TimeItem::Literal(mark)) = format.items.get(from + 1) else { return Vec::new() };
    let mark = mark.first().copied().unwrap_or_default();
    let mut formats = vec![format.clone()];
    for order in [YEAR_FIRST, DAY_FIRST, MONTH_FIRST] {
        let mut other = format.clone();
        other.items.splice(from..from + 5, short_year(mark, order));
        if other != *format {
            formats.push(other);
        }
    }
    formats
}

#[cfg(test)]
mod tests {
    use crate::format::any_stamp::{Shape, recognise};
    use crate::format::stamp::StampReader;
    use crate::format::time::TimeFormat;

    /// Day and microseconds of a stamp that is all of `text`, by its own shape and by that of any stamp.
    fn read(text: &str) -> Option<(Option<i32>, i64)> {
        let (shape, end) = recognise(text.as_bytes(), 0)?;
        assert_eq!(end, text.len(), "{text}");
        let format = TimeFormat { items: shape.items(), zone: None };
        let stamp = StampReader::new(&format).parse(text.as_bytes());
        assert_eq!(StampReader::new(&TimeFormat::default()).parse(text.as_bytes()), stamp, "{text}");
        stamp.map(|stamp| (stamp.day, stamp.micros))
    }

    #[test]
    fn stamps_with_few_marks_or_odd_ones_are_read() {
        let at = Some((Some(20_785), 82_022_000_000));
        for text in [
            "20261128T224702",
            "20261128-224702",
            "20261128_224702",
            "20261128224702",
            "20261128 224702",
            "2026_11_28_22_47_02",
            "11_28_2026_22_47_02",
            "28-Nov-26 22:47:02",
            "28-Nov-2026 22:47:02",
            "26-11-28 22:47:02",
            "26/11/28 22:47:02",
            "28. November 2026 22:47:02",
            "28Nov2026 22:47:02",
            "Saturday, 28 November 2026 10:47:02 PM",
            "2026-11-28 at 22:47:02",
            "2026-11-28,22:47:02",
            "November 28, 2026 > 22:47:02",
            "2026-11-28 22:47.02",
        ] {
            assert_eq!(read(text), at, "{text}");
        }
        assert_eq!(read("20261128224702499"), Some((Some(20_785), 82_022_499_000)));
        assert_eq!(read("20261128T224702.499"), Some((Some(20_785), 82_022_499_000)));
        assert_eq!(read("20261128 224702.499"), Some((Some(20_785), 82_022_499_000)));
        assert_eq!(read("28. Dezember 2026 22:47:02").unwrap().0, Some(20_815));
        assert_eq!(read("1. März 2026 22:47:02").unwrap().0, Some(20_513));
        assert_eq!(read("11/28 22:47:02").unwrap().1, 82_022_000_000);
        assert_eq!(read("28 Nov 22:47:02").unwrap().1, 82_022_000_000);
        assert!(recognise(b"W 1128 22:47:02", 2).is_some_and(|(_, end)| end == 15));
        assert_eq!(read("5 Nov 22:47:02,499").unwrap().1, 82_022_499_000);
        assert_eq!(read("28/11/26 22:47:02").unwrap().1, 82_022_000_000);
        assert_eq!(read("7/29/15 7:41:44:747 UTC").unwrap(), (Some(16_645), 27_704_747_000));
        assert_eq!(read("29/7/15 07:41:44").unwrap(), (Some(16_645), 27_704_000_000));
        assert_eq!(read("7/2/15 07:41:44").unwrap().0, Some(16_618), "the month first");
    }

    #[test]
    fn month_and_day_are_told_by_the_stamps_in_which_they_can_only_be_one_of_them() {
        let items = |texts: [&str; 2]| {
            let shapes = texts.map(|text| recognise(text.as_bytes(), 0).unwrap().0);
            let formats = Shape::formats(&shapes);
            assert_eq!(formats.len(), 1, "{texts:?}");
            let stamps = texts.map(|text| StampReader::new(&formats[0]).parse(text.as_bytes()).unwrap().day.unwrap());
            stamps[1] - stamps[0]
        };
        assert_eq!(items(["11-09-2026 22:47:02", "11-28-2026 22:47:02"]), 19);
        assert_eq!(items(["09-11-2026 22:47:02", "28-11-2026 22:47:02"]), 19);
        assert_eq!(items(["09/11/2026 22:47:02", "28/11/2026 22:47:02"]), 19);
        assert_eq!(items(["09/11 22:47:02", "28/11 22:47:02"]), 19);
        assert_eq!(items(["11/09 22:47:02", "11/28 22:47:02"]), 19);
    }

    #[test]
    fn other_numbers_are_no_stamps() {
        for text in [
            "20261128 224702x",
            "20261128T24",
            "20261128 2247021",
            "20261128 252702",
            "20261128T246102",
            "20261328224702",
            "202611282247021234",
            "2026_11_28 is a day",
            "2026-11-28 at noon",
            "2026-11-28,22 of them",
            "2026_11_28_22_47",
            "11/28 of all",
            "1/2 12:00:00",
            "10.11 22:47:02",
            "99-99-99 22:47:02",
            "28 Nov 22:47 is no second",
            "28 November is a day",
            "41 Nov 22:47:02",
            "28-Now-26 22:47:02",
            "28Now2026 22:47:02",
            "31/31/15 12:00:00",
            "7.2.15 12:00:00",
            "22:47",
            "22:47.02",
            "2026-11-28-22:47",
            "2026-11-28 - 22 of them",
            "2026-11-28_22-47-02.tar",
            "2026-11-28 22.47.02 is a version",
            "2026-11-28] [22:47",
            "2226:11:28 22:47:02",
            "261128 224702 items",
            "261128 224702 17 INFO",
            "31-31-2026 22:47:02",
            "22:47:02 2026-11-28 22:47:02",
            "22:47:02 2026-11-28.tar",
            "28 Nov 26 days",
            "31/31 22:47:02",
            "28.11 22:47:02",
            "2026年13月28日 22:47:02",
            "2026年11月28日 25时47分02秒",
            "1328 22:47:02",
            "1128 22:47:02",
        ] {
            assert!(recognise(text.as_bytes(), 0).is_none_or(|(_, end)| end < text.len()), "{text}");
        }
    }
}
