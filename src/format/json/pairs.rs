//! Pairs `key=value` on one line, as logfmt and structlog write them.
//!
//! ```text
//! pairs = pair *(blank pair)        pair = key "=" value | key
//! value = nothing | '"' escaped '"' | "'" escaped "'" | brackets | text without blanks
//! ```
//!
//! A key alone means `true`. Brackets are Python's: `[1, 2]`, `{'a': 'b c'}`, `datetime.datetime(2026, 1, 2)`; they end
//! where they are balanced and a blank follows. After structlog 26.1: `LogfmtRenderer`, `KeyValueRenderer`,
//! `ConsoleRenderer` (`structlog/processors.py`, `structlog/dev.py`).
//!
//! Of values with blanks and no quotes only the message and the stamp are read whole; what follows the first word of
//! others is passed over, or is taken for flags.

use crate::format::any_stamp;
use crate::format::colours::{colours_end, without_colours};
use crate::format::json::scan::{Kind, Members, Value};
use crate::format::piece::Field;

/// Characters to which structlog's console fills the event.
const EVENT_WIDTH: usize = 30;
/// Places in one line where the pairs behind an event are looked for.
const MAX_PLACES: usize = 64;

/// How pairs are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// What is no pair ends them.
    is_strict: bool,
    /// Brackets were never closed; none are looked for any more, so that no line is read once for each of its pairs.
    is_open: bool,
    /// Where it was seen that no text between quotes with such quotes inside begins before, for each kind of quote; for the
    /// same reason.
    no_text_before: [usize; 2],
}

impl<'t> Members<'t> {
    /// The pairs that `text` has from `start` on.
    pub(crate) fn of_pairs(text: &'t [u8], start: usize) -> Self {
        let reading = Reading { is_strict: false, is_open: false, no_text_before: [0; 2] };
        Self { text, at: start, end: text.len(), pairs: Some(reading), next_key: None, is_closed: true }
    }

    /// The pairs at the beginning of `text`.
    fn of_pairs_alone(text: &'t [u8]) -> Self {
        let all = Self::of_pairs(text, 0);
        Self { pairs: all.pairs.map(|reading| Reading { is_strict: true, ..reading }), ..all }
    }

    pub(super) fn next_pair(&mut self) -> Option<(&'t [u8], Value)> {
        loop {
            while matches!(self.byte(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
                self.at += 1;
            }
            self.byte()?;
            let start = self.at;
            let rest = self.text.get(start..self.end).unwrap_or_default();
            let length = key_length(rest);
            let key = rest.get(..length).unwrap_or_default();
            if length > 0 && rest.get(length) == Some(&b'=') {
                self.at = start + length + 1;
                return Some((key, self.pair_value()));
            }
            if self.pairs.is_some_and(|reading| reading.is_strict) {
                return None;
            }
            let word = rest.iter().take_while(|byte| **byte > b' ').count().max(1);
            self.at = start + word;
            if word == length && key.iter().all(|byte| is_name_byte(*byte)) {
                return Some((key, Value { start, end: self.at, kind: Kind::Flag }));
            }
        }
    }

    fn pair_value(&mut self) -> Value {
        let start = self.at;
        let is_end = |byte: Option<u8>| byte.is_none_or(|byte| byte <= b' ');
        if is_end(self.byte()) {
            return Value { start, end: start, kind: Kind::Null };
        }
        if matches!(self.byte(), Some(b'"' | b'\'')) {
            let value = self.string();
            if is_end(self.byte()) {
                return value;
            }
            self.at = start;
            if let Some(value) = self.text_with_quotes() {
                return value;
            }
        }
        let rest = self.text.get(start..self.end).unwrap_or_default();
        let word = rest.iter().take_while(|byte| **byte > b' ').count();
        let opens = |byte: &u8| matches!(byte, b'[' | b'{' | b'(' | b'<');
        let has_bracket = rest.get(..word).is_some_and(|word| word.iter().any(opens));
        if has_bracket && self.pairs.is_some_and(|reading| !reading.is_open) {
            if self.skip_balanced() {
                return Value { start, end: self.at, kind: value_kind(self.text.get(start..self.at)) };
            }
            self.pairs = self.pairs.map(|reading| Reading { is_open: true, ..reading });
        }
        self.at = start + word;
        Value { start, end: self.at, kind: value_kind(rest.get(..word)) }
    }

    /// A text between quotes with such quotes inside, as format strings print it: up to the one that ends the line, or that
    /// another pair follows. A pair before that one would begin with a quote, too.
    fn text_with_quotes(&mut self) -> Option<Value> {
        let (quote, start) = (self.byte()?, self.at + 1);
        let rest = self.text.get(start..self.end)?;
        let no_text_before = self.pairs.as_mut()?.no_text_before.get_mut(usize::from(quote == b'"'))?;
        if start <= *no_text_before {
            return None;
        }
        let is_before_pair =
            |at: usize| begins_pair(rest.get(at + 1..).unwrap_or_default().strip_prefix(b" ").unwrap_or_default());
        let mut stops = memchr::memchr2_iter(quote, b'\n', rest);
        let stop = stops.find(|at| rest.get(*at) == Some(&b'\n') || is_before_pair(*at)).unwrap_or(rest.len());
        let text = rest.get(..stop)?;
        let has_pair = || memchr::memmem::find(text, &[b'=', quote]).is_some();
        let text = match rest.get(stop) {
            Some(byte) if *byte == quote => Some(text).filter(|_| !has_pair()),
            _ => text.trim_ascii_end().strip_suffix(&[quote]),
        };
        let Some(text) = text else {
            *no_text_before = start + stop;
            return None;
        };
        self.at = start + text.len() + 1;
        Some(Value { start, end: start + text.len(), kind: Kind::String { escaped: false } })
    }

    /// Passes over a value with brackets, up to the blank behind it; `false` when they stay open.
    fn skip_balanced(&mut self) -> bool {
        let mut depth = 0_usize;
        while let Some(byte) = self.byte() {
            match byte {
                b'"' | b'\'' if depth > 0 => {
                    self.string();
                    continue;
                }
                b'[' | b'{' | b'(' | b'<' => depth += 1,
                b']' | b'}' | b')' | b'>' => depth = depth.saturating_sub(1),
                ..=b' ' if depth == 0 => return true,
                _ => {}
            }
            self.at += 1;
        }
        depth == 0
    }
}

/// The end of the words behind `from` that are no pairs, `most` of them at most.
pub(super) fn words_end(text: &[u8], from: usize, most: usize) -> usize {
    let mut end = from;
    for _ in 0..most {
        let rest = text.get(end..).unwrap_or_default();
        let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
        let rest = rest.get(blanks..).unwrap_or_default();
        let word = rest.iter().take_while(|byte| **byte > b' ').count();
        if word == 0 || begins_pair(rest) {
            break;
        }
        end += blanks + word;
    }
    // `level=INFO | message=two words | request=7`
    text.get(..end).and_then(|words| words.strip_suffix(b" |")).map_or(end, <[u8]>::len).max(from)
}

/// Whether a text begins with a key that is a name, and an equals sign. An address may have one, too: `http://host/?page=2`.
fn begins_pair(text: &[u8]) -> bool {
    let length = key_length(text);
    let key = text.get(..length).unwrap_or_default();
    length > 0 && text.get(length) == Some(&b'=') && key.iter().all(|byte| is_name_byte(*byte))
}

/// Where a text begins that follows the pairs at the beginning of a line without a key, and the keys before it.
///
/// ```text
/// ts=2026-11-23T11:36:13Z level=INFO logger=shop.api order 7 shipped
/// ```
pub(super) fn text_behind(line: &[u8]) -> (usize, Vec<(&[u8], Value)>) {
    let mut found = Vec::new();
    let mut members = Members::of_pairs_alone(line);
    loop {
        if let Some(pair) = members.next_member() {
            found.push(pair);
            continue;
        }
        // The clock of a time that has a blank in it.
        let last = found.last().filter(|(_, value): &&(_, Value)| value.kind == Kind::Bare);
        let clock = last.and_then(|(_, date)| any_stamp::recognise(line, date.start)).map(|(_, end)| end);
        match clock.filter(|end| *end > members.at && line.get(*end).is_some_and(|byte| *byte <= b' ')) {
            Some(end) => members.at = end,
            None => return (members.at, found),
        }
    }
}

fn value_kind(text: Option<&[u8]>) -> Kind {
    match text.unwrap_or_default() {
        b"None" => Kind::Null,
        text if matches!(text.first(), Some(b'[')) => Kind::Array,
        text if matches!(text.first(), Some(b'{')) => Kind::Object,
        text if text.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.') => Kind::Plain,
        _ => Kind::Bare,
    }
}

fn key_length(text: &[u8]) -> usize {
    text.iter().take_while(|byte| **byte > b' ' && !matches!(byte, b'=' | b'"' | b'\'')).count()
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'@' | b'/' | b'$') || byte >= 0x80
}

/// Appends a value without quotes. logfmt writes the line feeds of such a text as `\n` and leaves other backslashes alone,
/// so that in a Windows path they are the path's.
pub(super) fn append_bare(text: &[u8], out: &mut Vec<u8>) {
    if memchr::memchr(b'\\', text).is_none() || memchr::memmem::find(text, b":\\").is_some() {
        return out.extend_from_slice(text);
    }
    let mut bytes = text.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match (byte, bytes.peek()) {
            (b'\\', Some(b'n')) => out.push(b'\n'),
            (b'\\', Some(b'"')) => out.push(b'"'),
            _ => {
                out.push(byte);
                continue;
            }
        }
        bytes.next();
    }
}

/// The stamp at the beginning of a line, in brackets or not, and where the text behind it begins: a blank parts them.
pub(super) fn stamp_before(line: &[u8]) -> Option<(Value, usize)> {
    let start = usize::from(line.first() == Some(&b'['));
    let (_, end) = any_stamp::recognise(line, start)?;
    let behind = line.get(end..)?;
    let behind = if start > 0 { behind.strip_prefix(b"]")? } else { behind };
    let text = behind.trim_ascii_start();
    let is_apart = text.len() < behind.len() && !text.is_empty();
    is_apart.then_some((Value { start, end, kind: Kind::Bare }, line.len() - text.len()))
}

/// The end of the line of the pairs at `start`, or of that in which a text closes that the line leaves open.
pub(super) fn lines_end(text: &[u8], start: usize) -> usize {
    let line_end = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        memchr::memchr(b'\n', rest).map_or(text.len(), |at| from + at + 1)
    };
    let first_end = line_end(start);
    let first = text.get(..first_end).unwrap_or_default().trim_ascii_end();
    let mut pairs = Members::of_pairs(first, start);
    let mut last = None;
    while let Some((_, value)) = pairs.next_member() {
        last = Some(value);
    }
    let is_open = |value: &Value| matches!(value.kind, Kind::String { .. }) && value.end == first.len();
    let quote = last.filter(is_open).and_then(|value| text.get(value.start.checked_sub(1)?));
    let Some(quote) = quote else { return first_end };
    let rest = text.get(first_end..).unwrap_or_default();
    let closes = |at: &usize| rest.get(at + 1).is_none_or(|behind| *behind <= b' ');
    memchr::memchr_iter(*quote, rest).find(closes).map_or(first_end, |at| line_end(first_end + at))
}

/// Whether a line begins with pairs: with a key, `=` and its value, and a second one or nothing behind it.
pub(crate) fn begins(line: &[u8]) -> bool {
    let length = key_length(line);
    let is_key = length > 0 && line.get(..length).is_some_and(|key| key.iter().all(|byte| is_name_byte(*byte)));
    if !is_key || line.get(length) != Some(&b'=') {
        return false;
    }
    let mut pairs = Members::of_pairs(line, 0);
    let first = pairs.next_member();
    first.is_some_and(|(_, value)| value.start < value.end)
        && pairs.next_member().is_none_or(|(_, value)| value.kind != Kind::Flag)
}

/// An event with its pairs behind it, as structlog's console writes them; all are ranges of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Split {
    /// End of the event.
    pub(crate) event_end: usize,
    /// The logger's name, where it stands in brackets before the pairs.
    pub(crate) logger: Option<(usize, usize)>,
    /// Where the pairs begin; the text's end where there are none.
    pub(crate) pairs: usize,
}

/// Parts an event from the pairs behind it; `is_named` says that the logger's name stands behind every event.
pub(crate) fn split(text: &[u8], is_named: bool) -> Split {
    split_last(text, is_named, 0)
}

/// The same for the last line of an event that has `before` characters in lines above it.
pub(crate) fn split_last(text: &[u8], is_named: bool, before: usize) -> Split {
    split_pairs(text, is_named, before).unwrap_or_else(|| {
        let mut event = text.trim_ascii_end();
        while let Some(escape) =
            memchr::memrchr(0x1b, event).filter(|escape| colours_end(event, *escape) == event.len())
        {
            event = event.get(..escape).unwrap_or_default().trim_ascii_end();
        }
        Split { event_end: event.len(), logger: None, pairs: text.len() }
    })
}

/// The event ends where its colour does, at the width to which it is filled or, if it is longer or filled otherwise, at the
/// first blank behind which nothing but pairs stands, and before which no comma does.
fn split_pairs(text: &[u8], is_named: bool, before: usize) -> Option<Split> {
    if let Some(end) = memchr::memmem::find(text, b"\x1b[0m") {
        let from = colours_end(text, end);
        let blank = text.get(from..).unwrap_or_default().iter().take_while(|byte| **byte == b' ').count();
        return tail(text, end, from + blank, true);
    }
    let mut starts = text.iter().enumerate().filter(|(_, byte)| **byte & 0xc0 != 0x80);
    let is_told = |at: usize| !text.get(..at).unwrap_or_default().trim_ascii_end().ends_with(b",");
    if let Some((width, b' ')) = EVENT_WIDTH.checked_sub(before).and_then(|width| starts.nth(width))
        && is_told(width)
        && let Some(split) = tail(text, width, width + 1, true)
    {
        return Some(split);
    }
    let places = memchr::memchr_iter(b' ', text).take(MAX_PLACES);
    let mut places = places.filter(|at| *at > 0 && text.get(at + 1).is_some_and(|byte| *byte > b' ') && is_told(*at));
    // An event that is longer than its width has one blank behind it.
    let is_apart = |at: usize| text.get(at - 1) == Some(&b' ') || is_named && before + at > EVENT_WIDTH;
    places.find_map(|at| tail(text, at, at + 1, is_apart(at)))
}

/// The split before `from`, where `[logger]` and pairs stand behind it up to the end. The logger may stand alone where a
/// gap parts it from the event.
fn tail(text: &[u8], end: usize, from: usize, is_apart: bool) -> Option<Split> {
    let event = text.get(..end)?;
    let event_end = event.len() - event.iter().rev().take_while(|byte| **byte == b' ').count();
    let mut at = colours_end(text, from);
    let mut logger = None;
    if text.get(at) == Some(&b'[') {
        let start = colours_end(text, at + 1);
        let length = text.get(start..)?.iter().take_while(|byte| is_name_byte(**byte)).count();
        let name_end = start + length;
        let behind = colours_end(text, name_end);
        if length == 0 || text.get(behind) != Some(&b']') {
            return None;
        }
        logger = Some((start, name_end));
        at = colours_end(text, behind + 1);
        at += usize::from(text.get(at) == Some(&b' '));
    }
    let stripped;
    let mut pairs = text.get(at..)?;
    let is_coloured = memchr::memchr(0x1b, pairs).is_some();
    if is_coloured {
        stripped = without_colours(pairs);
        pairs = &stripped;
    }
    let mut members = Members::of_pairs_alone(pairs);
    let mut count = 0;
    let mut has_comma = false;
    while let Some((_, value)) = members.next_member() {
        count += 1;
        has_comma |= value.kind == Kind::Bare && value.of(pairs).ends_with(b",");
    }
    // `depth=896, lag=1.00` is how prose writes pairs.
    let is_all = (is_coloured || !has_comma) && pairs.get(members.at..).is_none_or(|rest| rest.trim_ascii().is_empty());
    let is_tail = is_all && (count > 0 || is_apart && logger.is_some());
    (is_tail && event_end > 0).then_some(Split { event_end, logger, pairs: at })
}

/// The fields of the pairs behind an event: what structlog's `CallsiteParameterAdder` adds, and context.
pub(crate) fn fields(text: &[u8]) -> Vec<(Field, String)> {
    let text = without_colours(text);
    let mut members = Members::of_pairs(&text, 0);
    let mut fields = Vec::new();
    while let Some((key, value)) = members.next_member() {
        if value.kind == Kind::Null {
            continue;
        }
        let field = match key {
            b"func_name" => Field::Function,
            b"filename" => Field::File,
            b"pathname" => Field::Path,
            b"lineno" => Field::LineNumber,
            b"module" => Field::Module,
            b"process" => Field::Pid,
            b"process_name" => Field::ProcessName,
            b"thread" => Field::ThreadId,
            b"thread_name" => Field::Thread,
            _ => Field::Other(String::from_utf8_lossy(key).into_owned()),
        };
        fields.push((field, value.to_text(&text)));
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        let mut members = Members::of_pairs(text.as_bytes(), 0);
        let mut all = Vec::new();
        while let Some((key, value)) = members.next_member() {
            all.push((String::from_utf8_lossy(key).into_owned(), value.to_text(text.as_bytes())));
        }
        all
    }

    fn parts(text: &str) -> Option<(&str, Option<&str>, &str)> {
        let split = split_pairs(text.as_bytes(), false, 0)?;
        let logger = split.logger.and_then(|(start, end)| text.get(start..end));
        Some((text.get(..split.event_end)?, logger, text.get(split.pairs..)?))
    }

    fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn values_end_at_their_quote_their_bracket_or_a_blank() {
        let text = r#"a=1 b="two \"words\"\n" c='it\'s' d=o'brien e= f g=[1, 'x y'] h=datetime(2026, 1, 2) i={'a': "b c"} j=None k=<x at 0x1> l=multi\nline m=c:\new"#;
        let want = [
            ("a", "1"),
            ("b", "two \"words\"\n"),
            ("c", "it's"),
            ("d", "o'brien"),
            ("e", ""),
            ("f", "true"),
            ("g", "[1, 'x y']"),
            ("h", "datetime(2026, 1, 2)"),
            ("i", "{'a': \"b c\"}"),
            ("j", ""),
            ("k", "<x at 0x1>"),
            ("l", "multi\nline"),
            ("m", r"c:\new"),
        ];
        assert_eq!(pairs(text), owned(&want));
        assert_eq!(pairs("a=[1 b=2 c=\"open d=3"), owned(&[("a", "[1"), ("b", "2"), ("c", "open d=3")]));
        assert_eq!(pairs("a=\"x\"y z"), owned(&[("a", "\"x\"y"), ("z", "true")]));
    }

    #[test]
    fn an_event_ends_where_nothing_but_pairs_follows() {
        let fill = |event: &str, rest: &str| format!("{event:30} {rest}");
        let text = fill("payment x=1 failed", "order=7 note='two words'");
        assert_eq!(parts(&text), Some(("payment x=1 failed", None, "order=7 note='two words'")));
        let text = fill("got x=1", "order=7");
        assert_eq!(parts(&text), Some(("got x=1", None, "order=7")));
        let text = fill("named", "[app.db] n=1");
        assert_eq!(parts(&text), Some(("named", Some("app.db"), "n=1")));
        let text = fill("named", "[app.db]");
        assert_eq!(parts(&text), Some(("named", Some("app.db"), "")));
        let text = "a longer event text than the padding = wider x=1 of it n=1 d={'a': 'b c'}";
        assert_eq!(
            parts(text),
            Some(("a longer event text than the padding = wider x=1 of it", None, "n=1 d={'a': 'b c'}"))
        );
    }

    #[test]
    fn what_is_no_pair_stays_in_the_event() {
        let ahead = "x ".repeat(12) + "queue depth=896,";
        assert_eq!(split(format!("{ahead} lag=1.00").as_bytes(), false).event_end, ahead.len() + 9);
        let text = "heartbeat ok, queue depth=896, lag=1.00 ok=True";
        assert_eq!(parts(text), Some(("heartbeat ok, queue depth=896, lag=1.00", None, "ok=True")));
        for text in ["stop", "x=1 is no pair", "x=1", "see issue [app.db]", "a = b", "url ?a=1&b=2 failed", "", "  "] {
            assert_eq!(parts(text), None, "{text}");
            assert_eq!(split(text.as_bytes(), false).event_end, text.trim_end().len(), "{text}");
        }
    }

    #[test]
    fn the_last_line_of_an_event_counts_with_those_above() {
        let text = "WHERE id = 7 [app.db] n=1";
        let split = |is_named, before| split_last(text.as_bytes(), is_named, before);
        assert_eq!(split(true, 40).logger, Some((14, 20)));
        let text = "WHERE id = 7 [app.db]";
        let split = |is_named, before| split_last(text.as_bytes(), is_named, before).logger;
        assert_eq!((split(true, 40), split(true, 5), split(false, 40)), (Some((14, 20)), None, None));
    }

    #[test]
    fn colours_part_event_logger_and_pairs() {
        let text = "payment x=1                   \x1b[0m [\x1b[0m\x1b[1m\x1b[34mapp.db\x1b[0m]\x1b[0m \x1b[36morder\x1b[0m=\x1b[35m7\x1b[0m";
        let (event, logger, rest) = parts(text).unwrap();
        assert_eq!((event, logger), ("payment x=1", Some("app.db")));
        assert_eq!(fields(rest.as_bytes()), [(Field::Other("order".to_owned()), "7".to_owned())]);
        assert_eq!(split(b"stop                          \x1b[0m", false).event_end, 4);
    }

    #[test]
    fn lines_of_pairs_are_told_from_prose() {
        for line in ["level=info msg=x", "timestamp='2026' level='info'", "msg=\"a b\" x", "a=1"] {
            assert_eq!(begins(line.as_bytes()), line != "msg=\"a b\" x", "{line}");
        }
        for line in ["a b=1", "=1", "x= y", "key=value and more", "{\"a\"=1}", "INFO a=1"] {
            assert!(!begins(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn a_stamp_stands_apart_from_the_pairs_behind_it() {
        for (line, start) in [
            ("2026-11-23 11:36:13,113 level=INFO msg=x", Some(24)),
            ("[2026-11-23T11:36:13Z] level=INFO", Some(23)),
            ("2026-11-23 11:36:13,113", None),
            ("[2026-11-23 11:36:13 level=INFO", None),
            ("level=INFO", None),
        ] {
            assert_eq!(stamp_before(line.as_bytes()).map(|(_, start)| start), start, "{line}");
        }
    }

    #[test]
    fn pairs_end_with_their_line_or_the_quote_that_stands_open() {
        let end = |text: &str| text.get(..lines_end(text.as_bytes(), 0)).unwrap().to_owned();
        assert_eq!(end("a=1 b=\"x y\"\nb\""), "a=1 b=\"x y\"\n");
        assert_eq!(end("a=1 b=\"x\nsaid \"y\",\nz\" c=3\nmore"), "a=1 b=\"x\nsaid \"y\",\nz\" c=3\n");
        assert_eq!(end("a=1 b=\"x\nmore"), "a=1 b=\"x\n");
        assert_eq!(end("a=1 b=x\nmore"), "a=1 b=x\n");
        assert_eq!(end("a=\"x"), "a=\"x");
    }

    #[test]
    fn many_open_brackets_cost_one_look() {
        let text = "a=[ ".repeat(200_000);
        assert_eq!(pairs(&text).len(), 200_000);
        assert_eq!(split(text.as_bytes(), false).event_end, 3);
    }

    proptest! {
        #[test]
        fn any_bytes_end(text in prop::collection::vec(prop::sample::select(b"a= '\"[](){}\\\x1b0m\n".to_vec()), 0..80)) {
            let mut members = Members::of_pairs(&text, 0);
            let mut count = 0;
            while members.next_member().is_some() { count += 1; }
            prop_assert!(count <= text.len());
            let split = split(&text, false);
            prop_assert!(split.event_end <= split.pairs && split.pairs <= text.len());
        }
    }
}
