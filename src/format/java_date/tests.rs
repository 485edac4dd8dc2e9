//! Date patterns of Java, letter by letter, and what is no pattern.

use crate::format::error::PatternErrorKind;
use crate::format::java_date::{Brackets, compile, compile_with, zone_name};
use crate::format::time::TimeItem;
use proptest::prelude::*;

fn items(pattern: &str) -> Vec<TimeItem> {
    compile(pattern, None, None).unwrap().items
}

fn literal(text: &str) -> TimeItem {
    TimeItem::Literal(text.as_bytes().to_vec())
}

fn fault(pattern: &str) -> (usize, PatternErrorKind) {
    let error = compile(pattern, None, None).unwrap_err();
    assert_eq!(error.pattern, pattern);
    (error.offset_bytes, error.kind)
}

#[test]
fn spring_boot_3_stamp_is_read_item_by_item() {
    assert_eq!(
        items("yyyy-MM-dd'T'HH:mm:ss.SSSXXX"),
        [
            TimeItem::Year,
            literal("-"),
            TimeItem::Month { digits: 2 },
            literal("-"),
            TimeItem::Day { digits: 2, fill: b'0' },
            literal("T"),
            TimeItem::Hour { digits: 2 },
            literal(":"),
            TimeItem::Minute { digits: 2 },
            literal(":"),
            TimeItem::Second { digits: 2 },
            literal("."),
            TimeItem::Fraction { digits: 3 },
            TimeItem::Zone,
        ]
    );
}

/// What JDK 17 prints for each letter, from both classes.
#[test]
fn every_readable_letter_has_its_item() {
    let table: &[(&str, TimeItem)] = &[
        ("y", TimeItem::Year),
        ("yy", TimeItem::YearShort),
        ("yyy", TimeItem::Year),
        ("uuuu", TimeItem::Year),
        ("YY", TimeItem::YearShort),
        ("YYYY", TimeItem::WeekYear { first_day: 0, min_days: 1 }),
        ("M", TimeItem::Month { digits: 1 }),
        ("LL", TimeItem::Month { digits: 2 }),
        ("MMM", TimeItem::MonthName { full: false }),
        ("LLLL", TimeItem::MonthName { full: true }),
        ("d", TimeItem::Day { digits: 1, fill: b'0' }),
        ("D", TimeItem::DayOfYear { digits: 1 }),
        ("DDD", TimeItem::DayOfYear { digits: 3 }),
        ("E", TimeItem::Weekday { full: false }),
        ("EEEE", TimeItem::Weekday { full: true }),
        ("eee", TimeItem::Weekday { full: false }),
        ("cccc", TimeItem::Weekday { full: true }),
        ("H", TimeItem::Hour { digits: 1 }),
        ("kk", TimeItem::Hour { digits: 2 }),
        ("hh", TimeItem::Hour12 { digits: 2 }),
        ("K", TimeItem::Hour12 { digits: 1 }),
        ("a", TimeItem::AmPm),
        ("m", TimeItem::Minute { digits: 1 }),
        ("s", TimeItem::Second { digits: 1 }),
        ("S", TimeItem::Fraction { digits: 0 }),
        ("SSSSSS", TimeItem::Fraction { digits: 6 }),
        ("nnnnnnnnn", TimeItem::Fraction { digits: 9 }),
        ("X", TimeItem::Zone),
        ("xxx", TimeItem::Zone),
        ("Z", TimeItem::Zone),
        ("z", TimeItem::Zone),
        ("VV", TimeItem::Zone),
        ("O", TimeItem::Zone),
        ("G", literal("AD")),
    ];
    for (pattern, item) in table {
        assert_eq!(items(pattern), std::slice::from_ref(item), "{pattern}");
    }
}

#[test]
fn quotes_stand_for_text_and_doubled_for_one_quote() {
    assert_eq!(items("'o''clock'"), [literal("o'clock")]);
    assert_eq!(items("''yyyy"), [literal("'"), TimeItem::Year]);
    assert_eq!(items("'T'''"), [literal("T'")]);
    assert_eq!(fault("yyyy'T"), (4, PatternErrorKind::Unclosed('\'')));
    assert_eq!(fault("HH'T'''mm'"), (9, PatternErrorKind::Unclosed('\'')));
}

#[test]
fn too_many_letters_are_filled_with_zeros() {
    assert_eq!(items("ddd"), [literal("0"), TimeItem::Day { digits: 2, fill: b'0' }]);
    assert_eq!(items("yyyyy"), [literal("0"), TimeItem::Year]);
}

#[test]
fn unknown_letters_are_pointed_at() {
    assert_eq!(fault("yyyy-MM-ddTHH"), (10, PatternErrorKind::UnknownDateLetter('T')));
    assert_eq!(fault("é yyyy b"), (8, PatternErrorKind::UnknownDateLetter('b')));
    assert_eq!(fault("yyyy-'W'ww"), (8, PatternErrorKind::BadOption("ww".to_owned())));
    assert_eq!(fault("zzzz"), (0, PatternErrorKind::BadOption("zzzz".to_owned())));
}

#[test]
fn brackets_are_printed_unless_they_are_sections() {
    let fraction = TimeItem::Fraction { digits: 3 };
    assert_eq!(items("[SSS]"), [literal("["), fraction.clone(), literal("]")]);
    assert_eq!(compile_with("[SSS]", None, None, Brackets::Sections).unwrap().items, [fraction]);
}

#[test]
fn names_stand_for_patterns() {
    assert_eq!(items(""), items("yyyy-MM-dd HH:mm:ss,SSS"));
    assert_eq!(items("ISO8601"), items("yyyy-MM-dd HH:mm:ss,SSS"));
    assert_eq!(items("STRICT"), items("yyyy-MM-dd'T'HH:mm:ss,SSS"));
    assert_eq!(items("ABSOLUTE"), items("HH:mm:ss,SSS"));
    assert_eq!(items("DATE"), items("dd MMM yyyy HH:mm:ss,SSS"));
    assert_eq!(items("UNIX"), [TimeItem::EpochSeconds]);
    assert_eq!(items("UNIX_MILLIS"), [TimeItem::EpochMillis]);
    for (name, pattern) in super::NAMED {
        assert_eq!(items(name), items(pattern), "{name}");
    }
}

#[test]
fn week_year_follows_the_region() {
    let week = |locale| match compile("YYYY", None, locale).unwrap().items.first() {
        Some(TimeItem::WeekYear { first_day, min_days }) => (*first_day, *min_days),
        other => panic!("{other:?}"),
    };
    assert_eq!(week(None), (0, 1));
    assert_eq!(week(Some("en-US")), (0, 1));
    assert_eq!(week(Some("de")), (0, 1));
    assert_eq!(week(Some("de-DE")), (1, 4));
    assert_eq!(week(Some("fr_FR")), (1, 4));
    assert_eq!(week(Some("en-GB")), (1, 4));
    assert_eq!(week(Some("zh-Hans-CN")), (0, 1));
    assert_eq!(week(Some("ar-EG")), (6, 1));
    assert_eq!(week(Some("tr-TR")), (1, 1));
    assert_eq!(week(Some("pt-PT")), (0, 4));
}

#[test]
fn zones_become_iana_names() {
    let table = [
        ("Europe/Berlin", Some("Europe/Berlin")),
        ("UTC", Some("UTC")),
        ("Z", Some("UTC")),
        ("CET", Some("CET")),
        ("PST", Some("America/Los_Angeles")),
        ("IST", Some("Asia/Kolkata")),
        ("GMT+2", Some("Etc/GMT-2")),
        ("UTC-05:00", Some("Etc/GMT+5")),
        ("+0100", Some("Etc/GMT-1")),
        ("GMT+0", Some("GMT+0")),
        ("+05:30", Some("+05:30")),
        ("SSS", None),
        ("Europe/Berln", None),
        ("+", None),
        ("+25:00", None),
        ("+1:é", None),
        ("+1é", None),
    ];
    for (text, name) in table {
        assert_eq!(zone_name(text).as_deref(), name, "{text}");
    }
    let error = compile("HH", Some("Mars/Base"), None).unwrap_err();
    assert_eq!((error.pattern.as_str(), error.offset_bytes), ("Mars/Base", 0));
}

proptest! {
    #[test]
    fn any_text_compiles_or_points_into_itself(pattern in any::<String>(), zone in any::<Option<String>>()) {
        if let Err(error) = compile(&pattern, zone.as_deref(), zone.as_deref()) {
            prop_assert!(error.pattern.is_char_boundary(error.offset_bytes));
        }
    }

    #[test]
    fn any_mix_of_letters_compiles_or_points_into_itself(pattern in "[yMdHhmsSEaXZzYwDGk'\\[\\] :.,T-]{0,40}") {
        if let Err(error) = compile(&pattern, None, None) {
            prop_assert!(error.offset_bytes <= error.pattern.len());
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
