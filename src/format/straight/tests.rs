//! The straight program and the matcher that tries every place agree on every line.

use std::sync::OnceLock;

use proptest::prelude::*;

use crate::format::any_stamp;
use crate::format::catalogue::{self, Entry};
use crate::format::error::Dialect;
use crate::format::layout::{Header, Layout};
use crate::format::level::Level;
use crate::format::logback;
use crate::format::piece::{Field, Piece};
use crate::format::python::{Style, compile};
use crate::format::straight::batch::Headers;
use crate::format::time::TimeFormat;

/// Layouts, and lines that they are tried on.
type Row = (Vec<Layout>, Vec<String>);

/// Each row with the stamp formats of its samples, and the lines that it is tried on.
fn rows() -> Vec<Row> {
    catalogue::entries().iter().filter(|entry| entry.dialect != Dialect::Json).map(row).collect()
}

fn row(entry: &Entry) -> Row {
    let family = entry.compile().unwrap();
    let mut layouts = vec![family.clone()];
    let mut lines: Vec<String> = entry.samples.iter().chain(entry.negatives).map(|line| (*line).to_owned()).collect();
    let mut header = Header::default();
    for line in entry.samples {
        // Most samples are shorter than real lines.
        lines.push(format!("{line} and then some more text, so that the line is no short one"));
        assert!(family.match_by_trying(line.as_bytes(), &mut header));
        if !family.takes_any_stamp() {
            continue;
        }
        let text = header.time.unwrap().of(line.as_bytes());
        let (shape, _) = any_stamp::recognise(text, 0).unwrap();
        layouts.extend(family.with_time_format(&TimeFormat { items: shape.items(), zone: None }));
    }
    (layouts, lines)
}

/// What a line's match says, all parts of it.
fn both(layout: &Layout, line: &[u8]) -> [Option<Header>; 2] {
    let text = line.strip_suffix(b"\r").unwrap_or(line);
    // What stands in the reused buffer must not show through.
    let used = {
        let mut used = Header::default();
        layout.match_by_trying(b"2026-11-23 11:36:09,144 [a] ERROR b - c", &mut used);
        used
    };
    let (mut straight, mut trying) = (used.clone(), used);
    [
        layout.match_header(line, &mut straight).then_some(straight),
        layout.match_by_trying(text, &mut trying).then_some(trying),
    ]
}

/// What is found of a line among many, if anything is.
fn among_many(layout: &Layout, line: &[u8]) -> Option<Header> {
    let before: &[u8] = b"2026-11-23 11:36:09,144 - a] b - INFO - c: d | e and no more\n";
    let text = [before, line, b"\n2026-11-23 11:36:09,144 - next] one - INFO - c: d | e and no more"].concat();
    let own = (before.len(), before.len() + line.len());
    let mut headers = Headers::default();
    layout.match_headers(&text, [Some((0, before.len() - 1)), Some(own), None].into_iter(), Level::ERROR, &mut headers);
    headers.known_line(1).map(|found| {
        assert_eq!(found.of(&text), line);
        found.header(headers.stamp)
    })
}

fn assert_agree(layout: &Layout, line: &[u8]) {
    let [straight, trying] = both(layout, line);
    assert_eq!(straight, trying, "{} {:?}: {:?}", layout.name(), layout.pattern(), String::from_utf8_lossy(line));
    if let Some(found) = Some(layout).filter(|layout| layout.matches_many()).and_then(|layout| among_many(layout, line))
    {
        assert_eq!(
            Some(found),
            straight,
            "{} {:?}: {:?}",
            layout.name(),
            layout.pattern(),
            String::from_utf8_lossy(line)
        );
    }
}

#[test]
fn usual_headers_are_found_among_many() {
    for (pattern, line) in [
        (LOGBACK[0], "2026-11-23 11:36:09.144 [http-nio-8080-exec-1] WARN  com.acme.shop.Main - failed"),
        (PYTHON[0], "2026-11-23 11:36:09,144 - shop.cart - WARNING - failed"),
    ] {
        let layout = given().into_iter().find(|layout| layout.pattern() == pattern).unwrap();
        assert!(layout.matches_many(), "{pattern}");
        assert_eq!(
            among_many(&layout, line.as_bytes()).map(|header| header.level),
            Some(Some(Level::WARN)),
            "{pattern}"
        );
    }
}

/// What lines are changed with: what headers are made of, and what breaks them.
const BITS: &[&str] = &[
    " ",
    "  ",
    "        ",
    "         ",
    " - ",
    " -",
    "- ",
    "] ",
    "]",
    "[",
    "[x] ",
    ": ",
    ":",
    " : ",
    "|",
    " | ",
    "\t",
    "\r",
    "\0",
    "\u{1b}[31m",
    "\u{1b}[0m",
    "INFO",
    "ERROR",
    "WARNING",
    "WARN",
    "CRITICAL",
    "DEBUG",
    "EMERGENCY",
    "INFO_2",
    "INFOx",
    "Level 35",
    "info",
    "AUDIT",
    "E",
    "2026-11-23",
    "2026-13-23",
    "11:36:09,144",
    "24:59:60",
    "25:00:00",
    "11:36:61",
    "a.b.c",
    "main",
    "ü",
    "\u{7f}",
    "é.ü",
    "(",
    ")",
    ") ",
    "4711",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
];

#[derive(Debug, Clone)]
enum Change {
    Insert(prop::sample::Index, usize),
    Put(prop::sample::Index, u8),
    Cut(prop::sample::Index, usize),
    End(prop::sample::Index),
    Double(prop::sample::Index, usize),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let place = any::<prop::sample::Index>;
    let change = prop_oneof![
        3 => (place(), 0..BITS.len()).prop_map(|(at, bit)| Change::Insert(at, bit)),
        2 => (place(), any::<u8>()).prop_map(|(at, byte)| Change::Put(at, byte)),
        2 => (place(), 1..12_usize).prop_map(|(at, count)| Change::Cut(at, count)),
        1 => place().prop_map(Change::End),
        1 => (place(), 1..40_usize).prop_map(|(at, count)| Change::Double(at, count)),
    ];
    prop::collection::vec(change, 0..4)
}

fn changed(line: &str, changes: &[Change]) -> Vec<u8> {
    let mut line = line.as_bytes().to_vec();
    for change in changes {
        let length = line.len();
        match change {
            Change::Insert(at, bit) => {
                let at = at.index(length + 1);
                line.splice(at..at, BITS[*bit].bytes());
            }
            Change::Put(at, byte) if length > 0 => line[at.index(length)] = *byte,
            Change::Cut(at, count) if length > 0 => {
                let at = at.index(length);
                line.drain(at..(at + count).min(length));
            }
            Change::End(at) => line.truncate(at.index(length + 1)),
            Change::Double(at, count) if length > 0 => {
                let at = at.index(length);
                let part = line[at..(at + count).min(length)].to_vec();
                line.splice(at..at, part);
            }
            _ => {}
        }
    }
    line
}

const PYTHON: &[&str] = &[
    "%(asctime)s - %(name)s - %(levelname)s - %(message)s",
    "%(levelname)s:%(name)s:%(message)s",
    "%(asctime)s %(levelname)-8s [%(threadName)s] %(name)15s: %(message)s",
    "[%(asctime)s.%(msecs)03d] %(levelname)s %(message)s (%(name)s)",
    "[%(asctime)s.%(msecs)d] %(levelname)s %(message)s",
    "%(asctime)s|%(levelname)8s|%(name)-20s|%(process)d|%(message)s",
    "%(asctime)s [user=%(user)s req=%(request_id)s] %(name)s: %(levelname)s %(message)s",
    "%(levelname).1s %(asctime)s %(process)5d %(filename)s:%(lineno)d] %(message)s",
    "%(name)-12s: %(levelname)-8s %(message)s",
    "begin of a long literal %(asctime)s end of a long literal %(name)s!%(levelname)s!%(message)s",
    "%(asctime)s\t%(name)s\t%(levelname)s\t%(message)s",
];
const LOGBACK: &[&str] = &[
    "%d{yyyy-MM-dd HH:mm:ss.SSS} [%thread] %-5level %logger{36} - %msg%n",
    "%d{HH:mm:ss.SSS} [%thread] %-5level %logger{36} - %msg%n",
    "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %5p %pid --- [%15.15t] %-40.40logger{39} : %m%n",
    "%d{dd MMM yyyy HH:mm:ss,SSS} %p %c (%t) %m%n",
    "%-5level|%d{ISO8601}|%thread|%logger|%msg%n",
    "%relative [%thread] %-5level %logger - %msg%n",
    "%d %-30(%level [%thread]) %logger - %msg%n",
    "%d{MM/dd/yyyy hh:mm:ss a} %level %c{1}:%L - %m [%X{user}]%n",
    "%highlight(%d %level) %cyan(%logger) - %msg%n",
];

fn given() -> Vec<Layout> {
    let python = PYTHON.iter().map(|pattern| {
        Layout::from_pieces("p", Dialect::PythonPercent, pattern, compile(pattern, None, Style::Percent).unwrap())
            .unwrap()
    });
    let logback = LOGBACK.iter().map(|pattern| {
        Layout::from_pieces("l", Dialect::Logback, pattern, logback::compile(pattern).unwrap()).unwrap()
    });
    python.chain(logback).collect()
}

/// Texts that a field may be printed as.
fn texts(field: &Field) -> &'static [&'static str] {
    match field {
        Field::Time(_) => &[
            "2026-11-23 11:36:09,144",
            "2026-11-23 11:36:09",
            "2026-11-23 11:36:09.144",
            "11:36:09.144",
            "2026-11-23T11:36:09.144+01:00",
            "2026-11-23T11:36:09.144Z",
            "23 Nov 2026 11:36:09,144",
            "11/23/2026 06:36:09 AM",
        ],
        Field::Millis => &["007", "7", "999"],
        Field::Level => {
            &["INFO", "ERROR", "WARNING", "CRITICAL", "AUDIT", "Level 35", "I", "info", "DEBUG   ", "  WARN"]
        }
        Field::Logger => &[
            "root",
            "com.acme.shop.Main",
            "a",
            "app.db          ",
            "with blank",
            "",
            "o.a.C.[.[.[Jersey - Web App]",
            "o.a.C.[open",
        ],
        Field::Thread => &["main", "http-nio-8080-exec-1", "odd [x]", "", "a] b", "Thread-1 (worker)   "],
        Field::Pid | Field::LineNumber | Field::Relative => &["4711", "?", "", "1.5", "    12"],
        Field::Message => {
            &["failed", "", "a - b: c] d", "a longer message, as most of them are, with blanks and more", "x (y) z"]
        }
        _ => &["x.py", "v", "-", "", "a b"],
    }
}

fn printed(pieces: &[Piece], choices: &mut impl Iterator<Item = u8>, line: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Literal(text) => line.push_str(&String::from_utf8_lossy(text)),
            Piece::Field(field, _) => {
                let texts = texts(field);
                line.push_str(texts[usize::from(choices.next().unwrap_or(0)) % texts.len()]);
            }
            Piece::Group(inner, _) => printed(inner, choices, line),
            Piece::Colour | Piece::LineEnd => {}
        }
    }
}

#[test]
fn the_usual_layouts_are_compiled_straight() {
    let straight = |layout: &Layout| layout.is_straight();
    let given = given();
    let not: Vec<_> = given.iter().filter(|layout| !straight(layout)).map(Layout::pattern).collect();
    assert_eq!(not, ["%d %-30(%level [%thread]) %logger - %msg%n", "%highlight(%d %level) %cyan(%logger) - %msg%n"]);
    let rows = rows();
    let concrete = rows.iter().flat_map(|(layouts, _)| layouts.iter().skip(1));
    let not: Vec<_> = concrete.filter(|layout| !straight(layout)).map(Layout::name).collect();
    let each = not.iter().step_by(2).collect::<Vec<_>>();
    // Those of two lines, those whose thread holds colons, harmless ones, and the fallbacks.
    let other = [
        "java-util-logging",
        "payara-text",
        "tinylog",
        "play-two-lines",
        "zookeeper",
        "zookeeper-3.3",
        "bookkeeper",
        "liberty-audit",
        "liberty-fine",
        "websphere-audit",
        "websphere-out",
        "access",
        "django-runserver",
        "gc-8",
        "zope-event",
        "any-time-then-level",
        "any-bracket-time-then-level",
    ];
    assert_eq!(not.len(), each.len() * 2, "{not:?}");
    assert!(each.into_iter().all(|name| other.contains(name)), "{not:?}");
}

#[test]
fn every_sample_reads_the_same_in_every_layout() {
    let rows = rows();
    for (layouts, _) in &rows {
        for layout in layouts {
            for line in rows.iter().flat_map(|(_, lines)| lines) {
                assert_agree(layout, line.as_bytes());
            }
        }
    }
}

#[test]
fn a_sample_cut_at_any_place_reads_the_same() {
    for (layouts, lines) in rows() {
        for layout in &layouts {
            for line in &lines {
                for end in 0..line.len() {
                    assert_agree(layout, &line.as_bytes()[..end]);
                }
            }
        }
    }
}

#[test]
fn fields_of_any_length_read_the_same() {
    for layout in given() {
        for length in (0..200).chain(4_090..4_100).chain([9_000]) {
            let long = "x".repeat(length);
            for line in [
                format!("2026-11-23 11:36:09,144 - {long} - INFO - message"),
                format!("2026-11-23 11:36:09.144 [{long}] INFO  {long} - message"),
                format!("ERROR:{long}:message that is long enough to be read by words"),
                format!("2026-11-23 11:36:09.144 [{long}{}] INFO  a - m", "] ".repeat(length)),
                format!("2026-11-23 11:36:09,144 INFO{} [t] {long}: message", " ".repeat(length)),
            ] {
                assert_agree(&layout, line.as_bytes());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn changed_samples_read_the_same(row in any::<prop::sample::Index>(), line in any::<prop::sample::Index>(), changes in changes()) {
        static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
        let rows = ROWS.get_or_init(rows);
        let (layouts, lines) = row.get(rows.as_slice());
        let line: &String = line.get(lines.as_slice());
        let line = changed(line, &changes);
        for layout in layouts {
            assert_agree(layout, &line);
        }
    }

    #[test]
    fn printed_lines_read_the_same(index in any::<prop::sample::Index>(), choices in prop::collection::vec(any::<u8>(), 12), changes in changes()) {
        static GIVEN: OnceLock<Vec<Layout>> = OnceLock::new();
        let given = GIVEN.get_or_init(given);
        let layout = index.get(given);
        let mut line = String::new();
        printed(layout.pieces(), &mut choices.iter().copied(), &mut line);
        let line = changed(&line, &changes);
        assert_agree(layout, &line);
    }

    #[test]
    fn any_bytes_read_the_same(index in any::<prop::sample::Index>(), line in prop::collection::vec(prop_oneof![Just(b' '), Just(b'-'), b'0'..=b'9', b'A'..=b'Z', any::<u8>()], 0..120)) {
        static GIVEN: OnceLock<Vec<Layout>> = OnceLock::new();
        assert_agree(index.get(GIVEN.get_or_init(given)), &line);
    }
}
