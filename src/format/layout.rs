//! A layout: what the first line of a record looks like, compiled from a framework's own format string.
//!
//! Matching works on the bytes of one line, without allocation and without a regular expression.

mod behind;
mod change;
mod filled;
mod first_bytes;
mod message;
mod weighed;

use std::cmp::Reverse;
use std::sync::Arc;

use crate::format::error::{Dialect, PatternError};
use crate::format::json::{self, Map};
use crate::format::layout::change::coloured;
use crate::format::layout::filled::{filled_width, is_filled};
use crate::format::layout::first_bytes::first_bytes;
use crate::format::layout::message::message_fill;
use crate::format::level::Level;
use crate::format::matcher::{Capture, Run};
use crate::format::own_words::Words;
use crate::format::piece::{Field, Piece};
use crate::format::program::{Kind, Op, Program, Slot};
use crate::format::stamp::StampReader;
use crate::format::straight::batch::Headers;
use crate::format::straight::{Answer, Straight};
use crate::format::time::{Stamp, TimeFormat};

/// `Layout::strictness` of JSON objects: about that of a default Python header.
const JSON_STRICTNESS: u32 = 60;
/// The same of objects that have neither time nor level.
const UNDATED_STRICTNESS: u32 = 30;

/// A range of bytes in a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte behind the last one.
    pub end: u32,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        let clamp = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The bytes of `line` in this range; empty when it does not fit.
    pub fn of(self, line: &[u8]) -> &[u8] {
        line.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// The parts of a record's first line. The buffer is reused from line to line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// The whole stamp as printed, appended milliseconds included.
    pub time: Option<Span>,
    /// The level, when its word is a known one.
    pub level: Option<Level>,
    /// The level's word.
    pub level_span: Option<Span>,
    /// The logger's name, without padding.
    pub logger: Option<Span>,
    /// The thread's name, without padding.
    pub thread: Option<Span>,
    /// The message's part of the line, up to the line's end or to the fields that follow it.
    pub message: Span,
}

/// A compiled layout.
#[derive(Debug, Clone)]
pub struct Layout {
    name: String,
    dialect: Dialect,
    pattern: String,
    pieces: Vec<Piece>,
    program: Program,
    straight: Option<Box<Straight>>,
    first_bytes: Box<[bool; 256]>,
    minute_prefix: Option<usize>,
    strictness: u32,
    fallback: bool,
    header_lines: usize,
    /// The width to which blanks before the level fill the beginning of the line.
    filled_width: Option<usize>,
    /// Blanks in front of the message that are not its own.
    message_fill: usize,
    json: Option<Box<Map>>,
}

impl Layout {
    /// Compiles pieces, as a dialect's compiler returns them.
    ///
    /// # Errors
    ///
    /// `NothingToMatch` when nothing before the message tells a header from any other line, `Ambiguous` when two
    /// words stand side by side with nothing between them.
    pub fn from_pieces(name: &str, dialect: Dialect, pattern: &str, pieces: Vec<Piece>) -> Result<Self, PatternError> {
        let program = Program::new(dialect, pattern, pieces.clone())?;
        let mut layout = Self {
            name: name.to_owned(),
            dialect,
            pattern: pattern.to_owned(),
            pieces,
            first_bytes: Box::new(first_bytes(&program.ops)),
            minute_prefix: None,
            strictness: program.ops.iter().map(op_strictness).sum(),
            fallback: false,
            header_lines: program.header_lines(),
            filled_width: None,
            message_fill: 0,
            json: None,
            straight: Straight::new(&program).map(Box::new),
            program,
        };
        layout.filled_width = filled_width(&layout.pieces);
        layout.message_fill = message_fill(&layout.pieces);
        layout.fallback = layout.program.ops.iter().any(|op| matches!(op, Op::LevelSearch { .. }))
            || (layout.has_time() && !layout.has_level());
        layout.minute_prefix = layout.stamp_reader().and_then(StampReader::minute_prefix);
        Ok(layout)
    }

    /// Compiles a map of JSON members, as `--json-map` takes it.
    ///
    /// # Errors
    ///
    /// Those of the map: an unknown role, an item without a path, no message.
    pub fn from_json_map(name: &str, pattern: &str) -> Result<Self, PatternError> {
        let map = Map::compile(pattern)?;
        let layout = Self::from_pieces(name, Dialect::Json, pattern, map.pieces())?;
        Ok(layout.with_map(Some(Box::new(map))))
    }

    /// The same layout for objects over several lines too.
    pub(crate) fn with_objects_over_lines(&self) -> Self {
        let mut json = self.json.clone();
        if let Some(map) = &mut json {
            map.set_pretty();
        }
        Self { json, ..self.clone() }
    }

    fn with_map(self, json: Option<Box<Map>>) -> Self {
        let straight = self.straight.filter(|_| json.is_none());
        // Pairs begin with any key.
        let first_bytes = match &json {
            Some(map) if map.is_pairs() => Box::new([true; 256]),
            _ => self.first_bytes,
        };
        // Which members a record has is weighed by themselves.
        let strictness = match &json {
            Some(map) if map.is_undated() => UNDATED_STRICTNESS,
            Some(_) => JSON_STRICTNESS,
            None => self.strictness,
        };
        Self { straight, first_bytes, strictness, json, ..self }
    }

    /// The map by which records are read that are JSON objects.
    pub(crate) fn json(&self) -> Option<&Map> {
        self.json.as_deref()
    }

    /// Records are JSON objects with neither time nor level.
    pub(crate) fn is_undated_json(&self) -> bool {
        self.json().is_some_and(Map::is_undated)
    }

    /// Its name in the catalogue, or what the caller gave.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The pattern as written.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// The pattern's language.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The bytes with which a header line can begin, so that other lines are passed over quickly.
    pub fn first_bytes(&self) -> &[bool; 256] {
        &self.first_bytes
    }

    /// Lines that a header has: one, but for patterns with a line end before the message.
    pub fn header_lines(&self) -> usize {
        self.header_lines
    }

    /// Whether `line` starts a record; its parts go to `header`.
    ///
    /// `line` is one line (or `header_lines` of them) without its terminator; a carriage return at its end is not part of the message. When the
    /// line does not match, `header` holds nothing of use.
    #[inline]
    pub fn match_header(&self, line: &[u8], header: &mut Header) -> bool {
        let line = match line {
            [text @ .., b'\r'] => text,
            _ => line,
        };
        if line.first() == Some(&b' ') && !self.may_begin_with_blanks(line) {
            return false;
        }
        let answer = match &self.straight {
            Some(straight) if straight.has_prefix() || self.can_begin(line) => {
                straight.run(&self.program, line, header)
            }
            _ => Answer::Unsure,
        };
        let matches = match answer {
            Answer::Yes => true,
            Answer::No => false,
            Answer::Unsure => self.match_by_trying(line, header),
        };
        if self.message_fill > 0 && matches {
            self.skip_message_fill(line, header);
        }
        matches
    }

    /// Whether [`Self::match_headers`] finds anything.
    pub(crate) fn matches_many(&self) -> bool {
        self.message_fill == 0
            && self.program.tail.is_empty()
            && self.straight.as_ref().is_some_and(|straight| straight.runs_all())
    }

    /// Finds the headers among many lines of `text`, given by their starts and ends, and those whose level is below
    /// `level`: all of them that [`Self::match_header`] matches too, with the same parts, but perhaps not all that it does.
    pub(crate) fn match_headers(
        &self,
        text: &[u8],
        lines: impl Iterator<Item = Option<(usize, usize)>>,
        level: Level,
        headers: &mut Headers,
    ) {
        if let Some(straight) = &self.straight {
            straight.run_all(text, lines, level, headers);
        }
    }

    /// Blanks before `line` fill its level, where the layout has it so.
    #[cold]
    #[inline(never)]
    fn may_begin_with_blanks(&self, line: &[u8]) -> bool {
        self.filled_width.is_none_or(|width| is_filled(line, width))
    }

    #[inline]
    fn can_begin(&self, line: &[u8]) -> bool {
        line.first().is_some_and(|first| self.first_bytes.get(usize::from(*first)) == Some(&true))
    }

    /// The same for any line and layout, by the matcher that tries every place where a field can end.
    #[inline(never)]
    pub(crate) fn match_by_trying(&self, line: &[u8], header: &mut Header) -> bool {
        if !self.can_begin(line) {
            return false;
        }
        if let Some(map) = &self.json {
            return map.match_header(line, header);
        }
        *header = Header { message: Span::new(line.len(), line.len()), ..Header::default() };
        Run::new(&self.program, line, header).matches()
    }

    /// Lines are read by the straight program first.
    #[cfg(test)]
    pub(crate) fn is_straight(&self) -> bool {
        self.straight.is_some()
    }

    /// What it was compiled from.
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Every field of a line that matches, in the order of the pattern; empty when it does not match.
    pub fn fields(&self, line: &[u8]) -> Vec<(Field, Span)> {
        if self.json.is_some() {
            return Vec::new();
        }
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let mut all = AllFields { spans: vec![None; self.program.fields.len()] };
        if !Run::new(&self.program, line, &mut all).matches() {
            return Vec::new();
        }
        let mut fields = self.named(all);
        part_class_from_method(&mut fields, line);
        fields
    }

    /// The fields that were found, with their names.
    fn named(&self, all: AllFields) -> Vec<(Field, Span)> {
        let fields = self.program.fields.iter().zip(all.spans);
        fields.filter_map(|(field, span)| Some((field.clone(), span?))).collect()
    }

    /// Reads the stamp, given the bytes of `Header::time`.
    pub fn parse_stamp(&self, text: &[u8]) -> Option<Stamp> {
        let reader = self.stamp_reader()?;
        if self.json.is_some()
            && let Some(stamp) = json::epoch(text)
        {
            return Some(stamp);
        }
        // A member may be printed in several forms: java.time leaves out a fraction that is zero, and seconds, too.
        let any = || StampReader::new(&TimeFormat::default()).parse(text);
        reader.parse(text).or_else(|| if self.json.is_some() && !reader.is_any() { any() } else { None })
    }

    /// Bytes of the stamp down to the minute, when it has a fixed width and goes on with `:SS` and perhaps a fraction
    /// behind a comma or a point, and nothing else: stamps with equal prefixes differ only in their seconds.
    pub fn minute_prefix(&self) -> Option<usize> {
        self.minute_prefix
    }

    /// The zone that the pattern itself names for its stamps, an IANA name.
    pub fn zone(&self) -> Option<&str> {
        self.time_format()?.zone.as_deref()
    }

    /// A header has a time, be it a count since the start.
    pub fn has_time(&self) -> bool {
        self.stamp_reader().is_some()
    }

    /// A header has a date, not only a time of day or a count since the start.
    pub fn has_date(&self) -> bool {
        self.stamp_reader().is_some_and(StampReader::has_date)
    }

    /// The stamp counts from the program's start, and is no moment.
    pub fn is_relative(&self) -> bool {
        self.stamp_reader().is_some_and(StampReader::is_relative)
    }

    /// A header has a level.
    pub fn has_level(&self) -> bool {
        self.ops().any(|op| matches!(op, Op::Level { .. } | Op::LevelSearch { .. } | Op::Harmless { .. }))
    }

    /// The level is looked for, as its place is not known.
    pub(crate) fn searches_level(&self) -> bool {
        self.program.ops.iter().any(|op| matches!(op, Op::LevelSearch { .. }))
    }

    /// Its records are requests, each on one line.
    pub(crate) fn is_of_requests(&self) -> bool {
        self.program.ops.iter().any(|op| matches!(op, Op::Harmless { request: true }))
    }

    /// A header has a logger.
    pub fn has_logger(&self) -> bool {
        self.has_kind(Kind::Logger)
    }

    /// A header has a thread.
    pub fn has_thread(&self) -> bool {
        self.has_kind(Kind::Thread)
    }

    /// A header is text, and all on one line.
    pub(crate) fn is_one_line_of_text(&self) -> bool {
        self.header_lines() == 1 && self.json.is_none()
    }

    /// Messages keep the blanks with which they begin: none of these can be taken for the filling of a field.
    pub(crate) fn keeps_indents(&self) -> bool {
        self.program.keeps_indents()
    }

    /// A header names the module or class of the logging call.
    pub fn has_module(&self) -> bool {
        self.program.fields.iter().any(|field| matches!(field, Field::Module | Field::Class))
    }

    /// Pairs may stand behind the message.
    pub(crate) fn has_pairs(&self) -> bool {
        self.program.tail.iter().any(|op| matches!(op, Op::Pairs { .. }))
    }

    /// How much a match proves: the sum over stamp, level, other fields and literals. A default Python header has
    /// about 70, a bare `LEVEL: message` about 14.
    pub fn strictness(&self) -> u32 {
        self.strictness
    }

    /// Any usual stamp is taken; detection puts the concrete one in its place.
    pub(crate) fn takes_any_stamp(&self) -> bool {
        self.stamp_reader().is_some_and(StampReader::is_any)
    }

    /// It looks for the level instead of knowing its place, or knows nothing but a time.
    pub(crate) fn is_fallback(&self) -> bool {
        self.fallback
    }

    /// It has fields beside time, level, logger and thread whose text can speak for or against it.
    pub(crate) fn has_weighty_fields(&self) -> bool {
        self.program.fields.iter().any(|field| {
            matches!(
                field,
                Field::ProcessName
                    | Field::Host
                    | Field::ContextMap
                    | Field::Context(_)
                    | Field::Other(_)
                    | Field::Module
                    | Field::Function
                    | Field::File
                    | Field::Class
            )
        })
    }

    /// The layout of the first line alone of headers of several lines.
    pub(crate) fn first_line(&self) -> Option<Self> {
        let end = self.pieces.iter().position(|piece| matches!(piece, Piece::LineEnd))?;
        let pieces = self.pieces.get(..end)?.to_vec();
        self.with_pieces(pieces)
    }

    /// The same layout with colour sequences allowed around every field.
    pub(crate) fn with_colours(&self) -> Option<Self> {
        if self.json.is_some() {
            return Some(self.clone());
        }
        let pieces = coloured(&self.pieces);
        self.with_pieces(pieces)
    }

    fn ops(&self) -> impl Iterator<Item = &Op> {
        self.program.ops.iter().chain(&self.program.tail)
    }

    fn has_kind(&self, kind: Kind) -> bool {
        self.ops().any(|op| match op {
            Op::Token { slot } | Op::Text { slot } => slot.kind == kind,
            _ => false,
        })
    }

    fn stamp_reader(&self) -> Option<&StampReader> {
        self.ops().find_map(|op| match op {
            Op::Stamp(reader, slot) if slot.kind == Kind::Time => Some(reader.as_ref()),
            _ => None,
        })
    }

    fn time_format(&self) -> Option<&TimeFormat> {
        self.program.fields.iter().find_map(|field| match field {
            Field::Time(format) => Some(format),
            _ => None,
        })
    }
}

/// The layouts in the order in which a line is tried with them: the strictest first, equals as they were.
pub fn order(mut layouts: Vec<Arc<Layout>>) -> Vec<Arc<Layout>> {
    layouts.sort_by_key(|layout| Reverse(layout.strictness()));
    layouts
}

/// Where a class and a method stand side by side, as in `%class.%method`, the last dot parts them.
fn part_class_from_method(fields: &mut [(Field, Span)], line: &[u8]) {
    let place = |wanted: &Field| fields.iter().position(|(field, _)| field == wanted);
    let (Some(class), Some(method)) = (place(&Field::Class), place(&Field::Function)) else { return };
    let (Some((_, from)), Some((_, to))) = (fields.get(class).cloned(), fields.get(method).cloned()) else { return };
    let both = Span { start: from.start, end: to.end };
    if from.end + 1 != to.start || line.get(from.end as usize) != Some(&b'.') {
        return;
    }
    let Some(dot) = memchr::memrchr(b'.', both.of(line)).and_then(|at| u32::try_from(at).ok()) else { return };
    if let Some((_, span)) = fields.get_mut(class) {
        span.end = both.start + dot;
    }
    if let Some((_, span)) = fields.get_mut(method) {
        span.start = both.start + dot + 1;
    }
}

fn op_strictness(op: &Op) -> u32 {
    match op {
        Op::Stamp(reader, _) => reader.strictness(),
        Op::Level { short: false, words, .. } if *words != Words::Numbers => 14,
        Op::Token { slot } if slot.kind == Kind::Logger => 7,
        Op::Number { .. } | Op::Level { .. } | Op::LevelSearch { .. } | Op::SourceFile { .. } => 6,
        Op::Token { .. } => 5,
        Op::Text { slot } if slot.kind == Kind::Thread => 5,
        Op::Text { .. } => 1,
        Op::Literal { text, .. } => {
            let marks = text.iter().filter(|byte| **byte != b' ').count().min(4);
            u32::try_from(marks).unwrap_or(4) * 2 + u32::from(text.contains(&b' '))
        }
        Op::Harmless { request: true } => 12,
        Op::Blanks | Op::Colour | Op::Harmless { .. } | Op::Message | Op::Pairs { .. } => 0,
    }
}

/// Captures every field by its place in the pattern.
struct AllFields {
    spans: Vec<Option<Span>>,
}

impl Capture for AllFields {
    fn set(&mut self, slot: &Slot, start: usize, end: usize) {
        if let Some(place) = self.spans.get_mut(slot.field) {
            *place = Some(Span::new(start, end));
        }
    }

    fn set_level(&mut self, _level: Option<Level>) {}

    fn set_message(&mut self, _start: usize, _end: usize) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::python::{Style, compile};

    fn percent(pattern: &str) -> Layout {
        let pieces = compile(pattern, None, Style::Percent).unwrap();
        Layout::from_pieces("x", Dialect::PythonPercent, pattern, pieces).unwrap()
    }

    fn parts(layout: &Layout, line: &str) -> Option<Vec<String>> {
        let mut header = Header::default();
        let text = |span: Option<Span>| {
            span.map_or("-".to_owned(), |span| String::from_utf8_lossy(span.of(line.as_bytes())).into_owned())
        };
        layout.match_header(line.as_bytes(), &mut header).then(|| {
            let spans = [header.time, header.level_span, header.logger, header.thread, Some(header.message)];
            spans.into_iter().map(text).collect()
        })
    }

    fn logback(pattern: &str) -> Layout {
        let pieces = crate::format::logback::compile(pattern).unwrap();
        Layout::from_pieces("x", Dialect::Logback, pattern, pieces).unwrap()
    }

    #[test]
    fn a_logger_named_by_a_servlet_may_hold_blanks() {
        let servlet = "o.a.c.c.C.[.[.[.[Jersey Web Application]";
        for (pattern, line) in [
            ("%d %-5level %logger{39} - %msg%n", format!("2026-11-23 11:37:31,010 ERROR {servlet} - failed")),
            ("%d %5p %-40.40logger{39} : %m%n", format!("2026-11-23 11:37:31,010 ERROR {servlet} : failed")),
            ("%d %5p %c: %m%n", format!("2026-11-23 11:37:31,010 ERROR {servlet}: failed")),
            ("%d %5p [%c] %m%n", format!("2026-11-23 11:37:31,010 ERROR [{servlet}] failed")),
        ] {
            let got = parts(&logback(pattern), &line).unwrap_or_else(|| panic!("{pattern}"));
            assert_eq!(got, ["2026-11-23 11:37:31,010", "ERROR", servlet, "-", "failed"], "{pattern}");
        }
        let layout = logback("%d %-5level %logger - %msg%n");
        for name in ["a.b c]", "a.[b\tc]", "a[b c]", "a.[b] c]"] {
            assert_eq!(parts(&layout, &format!("2026-11-23 11:37:31,010 ERROR {name} - failed")), None, "{name}");
        }
    }

    #[test]
    fn a_level_may_be_cut_by_an_option() {
        for pattern in ["%d %level{length=1} %c - %m%n", "%d %p{WARN=W, DEBUG=D, ERROR=E, TRACE=T, INFO=I} %c - %m%n"] {
            let layout = logback(pattern);
            let got = parts(&layout, "2026-11-23 11:37:31,010 E a.B - failed").unwrap();
            assert_eq!(got, ["2026-11-23 11:37:31,010", "E", "a.B", "-", "failed"], "{pattern}");
            let mut header = Header::default();
            assert!(layout.match_header(b"2026-11-23 11:37:31,010 W a.B - x", &mut header));
            assert_eq!(header.level, Some(Level::WARN));
        }
        let layout = logback("%d %level{ERROR=Fehler} %c - %m%n");
        assert_eq!(parts(&layout, "2026-11-23 11:37:31,010 E a.B - failed"), None);
    }

    #[test]
    fn a_colour_that_ends_behind_the_line_stands_before_the_next_header() {
        let layout = logback("%d{HH:mm:ss.SSS} %5p %c - %highlight{%m%n%xEx}");
        for before in ["", "\u{1b}[m"] {
            let line = format!("{before}22:42:01.430 ERROR a.B - \u{1b}[1;31mfailed");
            assert_eq!(parts(&layout, &line).unwrap(), ["22:42:01.430", "ERROR", "a.B", "-", "failed"]);
        }
        assert!(layout.first_bytes()[0x1b] && layout.first_bytes()[usize::from(b'2')]);
    }

    #[test]
    fn the_default_python_header_is_read_in_parts() {
        let layout = percent("%(asctime)s - %(name)s - %(levelname)s - %(message)s");
        let line = "2026-11-23 11:37:31,010 - root - ERROR - Exception occurred\r";
        let want = ["2026-11-23 11:37:31,010", "ERROR", "root", "-", "Exception occurred"];
        assert_eq!(parts(&layout, line).unwrap(), want);
        assert_eq!(layout.minute_prefix(), Some(16));
        let stamp = layout.parse_stamp(b"2026-11-23 11:37:31,010").unwrap();
        assert_eq!((stamp.day, stamp.micros, stamp.fraction_digits), (Some(20_780), 41_851_010_000, 3));
    }

    #[test]
    fn an_empty_message_may_have_lost_its_blank() {
        let layout = percent("%(asctime)s - %(name)s - %(levelname)s - %(message)s");
        assert_eq!(parts(&layout, "2026-11-23 11:37:31,010 - root - ERROR -").unwrap()[4], "");
        assert_eq!(parts(&layout, "2026-11-23 11:37:31,010 - root - ERROR - ").unwrap()[4], "");
        assert!(parts(&layout, "2026-11-23 11:37:31,010 - root - ERROR").is_none());
        assert!(parts(&layout, "2026-11-23 11:37:31,01").is_none());
        assert!(parts(&layout, "2026-11-23 11:37:3x,010 - root - ERROR - y").is_none());
        assert!(parts(&layout, "2026-11-23 25:37:31,010 - root - ERROR - y").is_none());
    }

    #[test]
    fn a_field_ends_where_all_that_follows_fits() {
        let layout = percent("%(asctime)s %(levelname)s [user=%(user)s req=%(request_id)s] %(name)s: %(message)s");
        let line = "2026-11-23 11:36:11,305 ERROR [user=user] ERROR req=r-0003] shop.cart: x";
        assert_eq!(parts(&layout, line).unwrap()[2], "shop.cart");
        let fields = layout.fields(line.as_bytes());
        let user = fields.iter().find(|(field, _)| *field == Field::Context("user".to_owned())).unwrap().1;
        assert_eq!(user.of(line.as_bytes()), b"user] ERROR");
    }

    #[test]
    fn a_function_behind_a_logger_has_no_dot() {
        let layout =
            percent("%(asctime)s %(levelname)s %(name)s.%(funcName)s:%(lineno)d [%(processName)s] - %(message)s");
        for (place, name, function) in [
            ("app.worker.run:80", "app.worker", "run"),
            ("root.<module>:3", "root", "<module>"),
            ("a.b.c.<lambda>:3", "a.b.c", "<lambda>"),
        ] {
            let line = format!("2026-11-23 11:36:10,987 INFO {place} [MainProcess] - see a.b:3 [x] - y");
            assert_eq!(parts(&layout, &line).unwrap()[2..], [name, "-", "see a.b:3 [x] - y"]);
            let fields = layout.fields(line.as_bytes());
            let read = fields.iter().find(|(field, _)| *field == Field::Function).unwrap().1;
            assert_eq!(read.of(line.as_bytes()), function.as_bytes());
        }
        assert!(parts(&layout, "2026-11-23 11:36:10,987 INFO worker:80 [MainProcess] - x").is_none());
        assert!(parts(&layout, &format!("2026-11-23 11:36:10,987 INFO {}", "a.".repeat(3_000))).is_none());
    }

    #[test]
    fn a_level_cut_to_a_width_is_read() {
        let parts = |pattern: &str, line: &str| parts(&percent(pattern), line).map(|parts| parts[1].clone());
        let levels = |width: usize, words: &[&str]| {
            for word in words {
                let pattern = format!("%(levelname)-{width}.{width}s [%(name)s] %(message)s");
                let line = format!("{word:width$} [a.b] x");
                assert_eq!(parts(&pattern, &line).as_deref(), Some(*word), "{width}");
                let pattern = format!("%(asctime)s {pattern}");
                assert_eq!(parts(&pattern, &format!("2026-11-23 11:36:10,987 {line}")).as_deref(), Some(*word));
            }
        };
        levels(4, &["DEBU", "INFO", "WARN", "ERRO", "CRIT"]);
        levels(5, &["DEBUG", "INFO", "WARNI", "ERROR", "CRITI"]);
        levels(6, &["WARNIN", "CRITIC", "ERROR"]);
        levels(7, &["WARNING", "CRITICA", "INFO"]);
        assert_eq!(parts("%(levelname)-5.5s [%(name)s] %(message)s", "CRITIC [a.b] x"), None);
        assert_eq!(parts("%(levelname)-6.6s [%(name)s] %(message)s", "BANANA [a.b] x"), None);
    }

    #[test]
    fn a_thread_in_parentheses_goes_on_to_the_one_that_closes_it() {
        let pieces = crate::format::logback::compile("%d %-5p [%c] \\(%t\\) %m%n").unwrap();
        let layout = Layout::from_pieces("x", Dialect::Logback, "", pieces).unwrap();
        let mut header = Header::default();
        for (thread, message) in [("Camel (camel-1) thread #3", "x (y) z"), ("main", "done) it"), ("odd (name", "done")]
        {
            let line = format!("2026-11-23 11:36:09,144 INFO  [a.B] ({thread}) {message}");
            assert!(layout.match_header(line.as_bytes(), &mut header), "{line}");
            let text = |span: Span| String::from_utf8_lossy(span.of(line.as_bytes())).into_owned();
            assert_eq!((header.thread.map(text).as_deref(), text(header.message)), (Some(thread), message.to_owned()));
        }
    }

    #[test]
    fn threads_may_hold_brackets_and_blanks() {
        let layout = percent("%(asctime)s [%(threadName)s] %(levelname)s %(name)s - %(message)s");
        for thread in ["odd [x]", "Thread-1 (worker)", "", "QuorumPeer[myid=1]/0:0:2181"] {
            let line = format!("2026-11-23 11:36:10,987 [{thread}] INFO crawler - fetching");
            assert_eq!(parts(&layout, &line).unwrap()[3], thread);
        }
    }

    #[test]
    fn a_header_of_two_lines_has_its_message_on_the_second() {
        let pattern = "%d{yyyy-MM-dd HH:mm:ss} %logger%n%level: %msg%n";
        let pieces = crate::format::logback::compile(pattern).unwrap();
        let layout = Layout::from_pieces("x", Dialect::Logback, pattern, pieces).unwrap();
        assert_eq!((layout.header_lines(), layout.is_straight()), (2, false));
        for (end, last) in [("\n", ""), ("\r\n", "\r")] {
            let line = format!("2026-11-23 11:36:25 com.acme.Main run{end}SEVERE: failed{last}");
            let want = ["2026-11-23 11:36:25", "SEVERE", "com.acme.Main run", "-", "failed"];
            assert_eq!(parts(&layout, &line).unwrap(), want);
        }
        assert!(parts(&layout, "2026-11-23 11:36:25 com.acme.Main run").is_none());
        assert!(parts(&layout, "2026-11-23 11:36:25 com.acme.Main run\nstarted").is_none());
        let first = layout.first_line().unwrap();
        let mut header = Header::default();
        assert!(first.match_header(b"2026-11-23 11:36:25 com.acme.Main run", &mut header));
        assert!(!first.match_header(b"SEVERE: operation failed", &mut header));
    }

    #[test]
    fn padding_is_no_part_of_a_field() {
        let layout = percent("%(asctime)s [%(levelname)-8s] %(name)15s|%(threadName)-12s|%(message)s");
        let line = "2026-11-23 11:36:10,987 [INFO    ]         app.db|MainThread  |  two blanks";
        assert_eq!(parts(&layout, line).unwrap()[1..], ["INFO", "app.db", "MainThread", "  two blanks"]);
    }

    #[test]
    fn appended_milliseconds_belong_to_the_stamp() {
        let pattern = "[%(asctime)s.%(msecs)03d] %(levelname)s %(message)s";
        let pieces = compile(pattern, Some("%m/%d/%Y %I:%M:%S %p"), Style::Percent).unwrap();
        let layout = Layout::from_pieces("x", Dialect::PythonPercent, pattern, pieces).unwrap();
        let line = "[11/23/2026 06:36:09 AM.470] INFO begin";
        assert_eq!(parts(&layout, line).unwrap()[0], "11/23/2026 06:36:09 AM.470");
        assert_eq!(layout.parse_stamp(b"11/23/2026 06:36:09 AM.470").unwrap().micros, 23_769_470_000);
        assert_eq!(layout.minute_prefix(), None);
    }

    #[test]
    fn an_own_level_needs_an_anchor_and_python_names_numbers() {
        let layout = percent("%(asctime)s %(levelname)s %(message)s");
        assert_eq!(parts(&layout, "2026-11-23 11:36:10,987 AUDIT x").unwrap()[1], "AUDIT");
        assert_eq!(parts(&layout, "2026-11-23 11:36:10,987 Level 35 x").unwrap()[1], "Level 35");
        assert!(parts(&layout, "2026-11-23 11:36:10,987 nothing x").is_none());
        let bare = percent("%(levelname)s:%(name)s:%(message)s");
        assert!(parts(&bare, "KEY:value:x").is_none());
        assert!(parts(&bare, "ERROR:has blank:x").is_none());
        assert_eq!(parts(&bare, "ERROR:root:").unwrap()[4], "");
    }

    #[test]
    fn fields_behind_the_message_are_matched_from_the_end() {
        let layout = percent("[%(asctime)s] %(levelname)s %(message)s (%(name)s)");
        let line = "[2026-11-23 11:36:16,834] ERROR a (b) c (kafka.server)";
        assert_eq!(parts(&layout, line).unwrap()[1..], ["ERROR", "kafka.server", "-", "a (b) c"]);
        let line = "[2026-11-23 11:36:16,834] INFO  (kafka.server)";
        assert_eq!(parts(&layout, line).unwrap()[1..], ["INFO", "kafka.server", "-", ""]);
        let line = "[2026-11-23 11:36:16,834] ERROR first line of many";
        assert_eq!(parts(&layout, line).unwrap()[4], "first line of many");
    }

    #[test]
    fn colours_in_a_pattern_are_optional_in_the_line() {
        let layout = percent("%(log_color)s%(asctime)s %(levelname)-8s%(reset)s %(message)s");
        assert_eq!(parts(&layout, "\x1b[31m2026-11-23 11:36:16,834 ERROR   \x1b[0m x").unwrap()[4], "x");
        assert_eq!(parts(&layout, "2026-11-23 11:36:16,834 ERROR    x").unwrap()[4], "x");
    }

    #[test]
    fn a_pattern_that_marks_no_first_line_is_refused() {
        let refused = |pattern: &str| {
            Layout::from_pieces("x", Dialect::PythonPercent, pattern, compile(pattern, None, Style::Percent).unwrap())
                .unwrap_err()
                .kind
        };
        assert_eq!(refused("%(message)s"), crate::format::error::PatternErrorKind::NothingToMatch);
        assert_eq!(refused("%(message)s %(asctime)s"), crate::format::error::PatternErrorKind::NothingToMatch);
        assert_eq!(refused("%(asctime)s %(name)s%(message)s"), crate::format::error::PatternErrorKind::Ambiguous);
    }

    #[test]
    fn the_strictest_layout_is_tried_first() {
        let patterns = [
            "%(levelname)s: %(message)s",
            "%(asctime)s %(message)s",
            "%(asctime)s - %(name)s - %(levelname)s - %(message)s",
            "%(asctime)s. %(message)s",
            "%(asctime)s! %(message)s",
        ];
        let ordered = order(patterns.map(percent).map(Arc::new).to_vec());
        let patterns: Vec<&str> = ordered.iter().map(|layout| layout.pattern()).collect();
        assert_eq!(patterns.first(), Some(&"%(asctime)s - %(name)s - %(levelname)s - %(message)s"));
        assert_eq!(patterns.last(), Some(&"%(levelname)s: %(message)s"));
        let place = |pattern| patterns.iter().position(|other| *other == pattern);
        assert!(place("%(asctime)s. %(message)s") < place("%(asctime)s! %(message)s"), "equals stay in order");
    }

    #[test]
    fn a_line_of_many_near_fits_costs_a_bounded_number_of_steps() {
        let layout = percent("%(asctime)s [%(a)s] [%(b)s] [%(c)s] [%(d)s] %(name)s! %(message)s");
        let line = format!("2026-11-23 11:36:16,834 {}", "[x] ".repeat(100_000));
        assert!(parts(&layout, &line).is_none());
    }
}
