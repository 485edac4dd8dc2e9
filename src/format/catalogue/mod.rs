//! The built-in layouts: a table of format strings in the frameworks' own dialects.
//!
//! A row is a family: its time stands for any usual stamp (`any_stamp.rs`), padded fields also match unpadded ones, and
//! colours are allowed wherever the input has them. Detection (`detect.rs`) puts the stamp format of the input in place.
//! Adding a format is adding a row with sample lines; the tests check that each row is detected from its samples.

mod android;
mod beside;
mod generic;
mod java;
mod java_columns;
mod java_contexts;
mod java_guides;
mod java_places;
mod java_programs;
mod json;
mod marks;
mod python_blanks;
mod python_brackets;
mod python_columns;
mod python_dashes;
mod python_places;
mod python_popular;
mod python_process;
mod python_programs;
mod python_timeless;
mod servers;

use std::sync::Arc;

use crate::format::error::{Dialect, PatternError};
use crate::format::layout::Layout;
use crate::format::logback;
use crate::format::piece::{Field, Padding, Piece};
use crate::format::program::{DEPRECATIONS, EVENT_PAIRS, HARMLESS, HARMLESS_REQUEST, KNOWN_LEVEL, SEARCH_LEVEL};
use crate::format::python::{self, Style};
use crate::format::time::{TimeFormat, TimeItem};

/// One row of the catalogue.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Short name, for `--layout` and reports.
    pub name: &'static str,
    /// The language of `pattern`.
    pub dialect: Dialect,
    /// The format string.
    pub pattern: &'static str,
    /// The date format, where the stamp is not any usual one.
    pub datefmt: Option<&'static str>,
    /// Who writes so.
    pub about: &'static str,
    /// First lines of records that it reads.
    pub samples: &'static [&'static str],
    /// Lines that it must not take for the start of a record.
    pub negatives: &'static [&'static str],
}

impl Entry {
    /// Compiles the row.
    ///
    /// # Errors
    ///
    /// Those of the dialect's compiler; the rows of the table have none.
    pub fn compile(&self) -> Result<Layout, PatternError> {
        let mut pieces = match self.dialect {
            Dialect::Json => return Layout::from_json_map(self.name, self.pattern),
            Dialect::PythonBrace => python::compile(self.pattern, self.datefmt, Style::Brace)?,
            Dialect::PythonDollar => python::compile(self.pattern, self.datefmt, Style::Dollar)?,
            Dialect::Logback => logback::compile(self.pattern)?,
            _ => python::compile(self.pattern, self.datefmt, Style::Percent)?,
        };
        generalise(&mut pieces, self.datefmt.is_none(), true);
        ask_for_known_levels(&mut pieces);
        Layout::from_pieces(self.name, self.dialect, self.pattern, pieces)
    }
}

/// Name of a field of the context that may be empty, as layouts that are read off the lines have it.
const VALUE: &str = "value";

/// The table: families of frameworks first, fallbacks last. Of two rows that read a line equally well the first is taken.
const TABLE: &[&[Entry]] = &[
    json::ROWS,
    python_programs::ROWS,
    python_popular::ROWS,
    python_columns::ROWS,
    servers::ROWS,
    java_programs::ROWS,
    java_contexts::ROWS,
    java_columns::ROWS,
    java_places::ROWS,
    java_guides::ROWS,
    python_dashes::ROWS,
    python_blanks::ROWS,
    python_process::ROWS,
    python_brackets::ROWS,
    python_places::ROWS,
    python_timeless::ROWS,
    marks::ROWS,
    java::ROWS,
    android::ROWS,
    beside::ROWS,
    generic::ROWS,
];
static ROWS: [Entry; count()] = rows();

/// The rows of the table, in its order.
pub fn entries() -> &'static [Entry] {
    &ROWS
}

#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn count() -> usize {
    let (mut count, mut family) = (0, 0);
    while family < TABLE.len() {
        count += TABLE[family].len();
        family += 1;
    }
    count
}

#[expect(clippy::indexing_slicing, clippy::large_stack_arrays, reason = "evaluated by the compiler")]
const fn rows() -> [Entry; count()] {
    let mut rows = [TABLE[0][0]; count()];
    let (mut count, mut family) = (0, 0);
    while family < TABLE.len() {
        let mut row = 0;
        while row < TABLE[family].len() {
            rows[count] = TABLE[family][row];
            count += 1;
            row += 1;
        }
        family += 1;
    }
    rows
}

/// The layout that reads what an encoder, formatter or layout of JSON writes, by the name of its class.
pub fn json_of(class: &str) -> Option<Layout> {
    let class = class.to_ascii_lowercase();
    let (_, row) = json::CLASSES.iter().find(|(part, _)| class.contains(part))?;
    let row = entries().iter().find(|entry| entry.name == *row)?;
    row.compile().ok().map(|layout| layout.with_objects_over_lines())
}

/// All rows compiled, in the order of the table.
pub fn layouts() -> Vec<Arc<Layout>> {
    entries().iter().filter_map(|entry| entry.compile().ok()).map(Arc::new).collect()
}

/// A conversion pattern compiled as the rows are: with any stamp, and levels padded or not.
pub(crate) fn compile_pattern(name: &str, pattern: &str) -> Option<Layout> {
    let mut pieces = logback::compile(pattern).ok()?;
    generalise(&mut pieces, true, true);
    ask_for_known_levels(&mut pieces);
    Layout::from_pieces(name, Dialect::Logback, pattern, pieces).ok()
}

/// Lets times be any stamp and levels be padded, and names the two free parts of the fallback rows.
fn generalise(pieces: &mut [Piece], any_stamp: bool, at_start: bool) {
    let before_value = level_before_value(pieces);
    for (index, piece) in pieces.iter_mut().enumerate() {
        match piece {
            Piece::Group(inner, _) => generalise(inner, any_stamp, at_start && index == 0),
            Piece::Field(Field::Time(format), _) if any_stamp && !is_own(format) => *format = TimeFormat::default(),
            // Levels are padded on either side, but not at the start of a line, where blanks mean a continuation.
            Piece::Field(Field::Level, _) if before_value == Some(index) => {}
            Piece::Field(Field::Level, padding) if padding.max_width > 4 && !(at_start && index == 0) => {
                *padding = Padding { min_width: padding.min_width.max(8), centred: true, ..*padding };
            }
            Piece::Field(field, _) => match field {
                Field::Context(name) if name == SEARCH_LEVEL => *field = Field::Other(SEARCH_LEVEL.to_owned()),
                Field::Context(name) if name == DEPRECATIONS => *field = Field::Other(DEPRECATIONS.to_owned()),
                Field::Context(name) if name == KNOWN_LEVEL => *field = Field::Other(KNOWN_LEVEL.to_owned()),
                Field::Context(name) if name == HARMLESS => *field = Field::Other(HARMLESS.to_owned()),
                Field::Context(name) if name == HARMLESS_REQUEST => *field = Field::Other(HARMLESS_REQUEST.to_owned()),
                Field::Context(name) if name == EVENT_PAIRS => *field = Field::Pairs,
                Field::Context(name) if name == "context" => *field = Field::ContextMap,
                _ => {}
            },
            _ => {}
        }
    }
}

/// The level that nothing but a blank parts from a value: blanks that do not fill the one stand for the other.
fn level_before_value(pieces: &[Piece]) -> Option<usize> {
    let is_so = |pieces: &[Piece]| {
        matches!(pieces, [Piece::Field(Field::Level, _), Piece::Literal(blank), Piece::Field(Field::Context(name), _)]
            if blank == b" " && name == VALUE)
    };
    pieces.windows(3).position(is_so)
}

/// A word and a mark begin many a line that is no header: behind them only a known level in capitals tells one.
fn ask_for_known_levels(pieces: &mut Vec<Piece>) {
    let is_field =
        |piece: &Piece, wanted: &dyn Fn(&Field) -> bool| matches!(piece, Piece::Field(field, _) if wanted(field));
    let Some(level) = pieces.iter().position(|piece| is_field(piece, &|field| *field == Field::Level)) else { return };
    let before = pieces.get(..level).unwrap_or_default();
    let is_time = |field: &Field| matches!(field, Field::Time(_));
    let is_opener = |byte: &u8| matches!(byte, b'[' | b'(' | b'<' | b'{' | b'=');
    let is_open = before.iter().any(|piece| matches!(piece, Piece::Literal(text) if text.iter().any(is_opener)));
    let is_minutes = before.first().is_some_and(|piece| matches!(piece, Piece::Field(Field::Time(format), _) if !format.items.is_empty() && format.items.len() <= 3));
    let begins_with_word = before.first().is_some_and(|piece| matches!(piece, Piece::Field(..)));
    // So do words in brackets.
    let begins_with_thread = matches!(before, [Piece::Literal(_), Piece::Field(Field::Thread, _), ..]);
    let is_timed = before.iter().any(|piece| is_field(piece, &is_time));
    if is_minutes || !is_timed && (begins_with_word && !is_open || begins_with_thread) {
        pieces.insert(level, Piece::Field(Field::Other(KNOWN_LEVEL.to_owned()), Padding::default()));
    }
}

/// A count, a date or hours and minutes alone, which no stamp of unknown format is.
fn is_own(format: &TimeFormat) -> bool {
    !format.items.iter().any(|item| matches!(item, TimeItem::Second { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::detect::detect;
    use crate::format::evidence;
    use crate::format::layout::{Header, Span};
    use crate::format::level::Level;

    #[test]
    fn every_row_compiles_and_names_are_unique() {
        let mut names: Vec<_> = entries().iter().map(|entry| entry.name).collect();
        for entry in entries() {
            assert!(entry.compile().is_ok(), "{}: {:?}", entry.name, entry.compile().err());
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), entries().len());
    }

    #[test]
    fn classes_that_write_json_have_their_row() {
        for (class, row) in [
            ("net.logstash.logback.encoder.LogstashEncoder", "json-logstash"),
            ("ch.qos.logback.classic.encoder.JsonEncoder", "json-logback"),
            ("co.elastic.logging.logback.EcsEncoder", "json-ecs"),
            ("JsonTemplateLayout", "json-ecs"),
            ("JsonLayout", "json-log4j"),
            ("pythonjsonlogger.json.JsonFormatter", "json-python"),
            ("acme.Json", "json"),
        ] {
            assert_eq!(json_of(class).map(|layout| layout.name().to_owned()).as_deref(), Some(row), "{class}");
        }
        assert!(json_of("acme.Plain").is_none());
        for (_, row) in json::CLASSES {
            assert!(entries().iter().any(|entry| entry.name == *row), "{row}");
        }
    }

    #[test]
    fn every_row_is_the_best_detection_of_its_samples() {
        let layouts = layouts();
        let mut wrong = Vec::new();
        for entry in entries() {
            let text = entry.samples.join("\n");
            let found = detect(text.as_bytes(), &layouts);
            let names: Vec<_> = found.layouts.iter().map(|layout| layout.name()).collect();
            if names.first() != Some(&entry.name) || names.iter().any(|name| *name != entry.name) {
                wrong.push(format!("{}: {names:?}", entry.name));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn no_row_takes_its_negative_lines() {
        let mut header = Header::default();
        let mut wrong = Vec::new();
        for entry in entries() {
            let layout = entry.compile().unwrap();
            if entry.negatives.is_empty() {
                wrong.push(format!("{} has no negative line", entry.name));
            }
            for line in entry.negatives.iter().filter(|line| layout.match_header(line.as_bytes(), &mut header)) {
                wrong.push(format!("{}: {line}", entry.name));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// What stands below a header: code, text with dates and levels in it, traces, tables, another runtime's notices.
    const CONTINUATIONS: &[&str] = &[
        "",
        "    at com.acme.shop.Main.run(Main.java:42)",
        "\tat java.base/java.lang.Thread.run(Thread.java:840)",
        "Caused by: java.lang.IllegalStateException: 2026-11-23 is no day",
        "\tSuppressed: java.io.IOException: ERROR",
        "\t... 12 more",
        "Traceback (most recent call last):",
        "  File \"/srv/app/shop.py\", line 14, in total",
        "    logger.error(\"2026-11-23 11:36:09,144 ERROR x\")",
        "    ~~~~~~~~~~~~^^^^^^",
        "ZeroDivisionError: division by zero",
        "acme.errors.PaymentError: [ERROR] card - refused",
        "During handling of the above exception, another exception occurred:",
        "  + Exception Group Traceback (most recent call last):",
        "  | ValueError: 1",
        "2026-11-23 was the day of the last backup",
        "11:36 is the time of the train",
        "error: this is prose - about errors",
        "info about the run: [main] is a thread",
        "Error 404 (not found)",
        "select * from orders where day = '2026-11-23 11:36:09'",
        "name = value",
        "{'a': 1, 'level': 'ERROR'}",
        "  \"level\": \"ERROR\",",
        "---",
        "* first item",
        "1. first item",
        "127.0.0.1",
    ];

    #[test]
    fn no_row_takes_the_lines_of_bodies() {
        let mut header = Header::default();
        let mut wrong = Vec::new();
        for entry in entries().iter().filter(|entry| entry.dialect != Dialect::Json) {
            let layout = entry.compile().unwrap();
            for line in CONTINUATIONS.iter().filter(|line| layout.match_header(line.as_bytes(), &mut header)) {
                wrong.push(format!("{}: {line}", entry.name));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn deprecations_of_elasticsearch_are_warnings_and_critical_is_fatal_elsewhere() {
        let row = |name: &str| entries().iter().find(|entry| entry.name == name).unwrap().compile().unwrap();
        let level = |layout: &Layout, line: &str| {
            let mut header = Header::default();
            assert!(layout.match_header(line.as_bytes(), &mut header), "{line}");
            (header.level, header.level_span.unwrap().of(line.as_bytes()).to_vec())
        };
        let plain = row("elasticsearch");
        let sample = "[2026-05-17T08:29:12,177][WARN ][o.e.n.Node               ] [node-1] slow";
        let concrete = detect(sample.as_bytes(), &[Arc::new(plain.clone())]).layouts.remove(0);
        for layout in [concrete.as_ref(), &plain] {
            for (logger, wanted) in [
                ("o.e.d.c.s.Settings       ", Level::WARN),
                ("org.elasticsearch.deprecation.rest.RestController", Level::WARN),
                ("o.e.n.Node               ", Level::FATAL),
            ] {
                let line = format!("[2026-05-17T08:29:12,170][CRITICAL][{logger}] [node-1] gone");
                assert_eq!(level(layout, &line), (Some(wanted), b"CRITICAL".to_vec()), "{line}");
            }
        }
        let object = |dataset: &str, name: &str| {
            format!(
                r#"{{"@timestamp":"2026-11-23T11:36:20.498Z","log.level":"CRITICAL","message":"x","event.dataset":"{dataset}","log.logger":"a","{name}":"n"}}"#
            )
        };
        let deprecated = object("deprecation.elasticsearch", "elasticsearch.node.name");
        assert_eq!(level(&row("json-elasticsearch-8"), &deprecated).0, Some(Level::WARN));
        assert_eq!(level(&row("json-ecs"), &object("shop", "service.name")).0, Some(Level::FATAL));
    }

    /// Levels of samples that are no library's.
    const OWN_LEVELS: &[&str] = &["Level 35", "STATEMENT"];

    #[test]
    fn every_row_reads_the_fields_of_its_samples() {
        let mut header = Header::default();
        let mut wrong = Vec::new();
        for entry in entries().iter().filter(|entry| entry.dialect != Dialect::Json) {
            let layout = entry.compile().unwrap();
            for line in entry.samples {
                if !layout.match_header(line.as_bytes(), &mut header) {
                    wrong.push(format!("{} does not take {line}", entry.name));
                    continue;
                }
                let part = |span: Option<Span>| span.map(|span| String::from_utf8_lossy(span.of(line.as_bytes())));
                let level = part(header.level_span);
                if layout.has_level() && header.level.is_none() && !OWN_LEVELS.iter().any(|own| line.contains(own)) {
                    wrong.push(format!("{} reads no level from {line}", entry.name));
                }
                if layout.has_time() && header.time.is_none() && !layout.is_relative() {
                    wrong.push(format!("{} reads no time from {line}", entry.name));
                }
                if layout.has_logger() && header.logger.is_none() {
                    wrong.push(format!("{} reads no logger from {line}", entry.name));
                }
                if evidence::weigh(&layout, line.as_bytes(), &header) <= evidence::IMPLAUSIBLE {
                    wrong.push(format!(
                        "{} reads what no field says from {line}: {level:?} {:?}",
                        entry.name,
                        part(header.logger)
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
