//! From the bytes of one record to its event.

use std::borrow::Cow;

use crate::event::{Event, Kind, Origin, Place, context, handled};
use crate::exception::{self, Frame, python};
use crate::format::error::Dialect;
use crate::format::json::pairs;
use crate::format::layout::{Header, Layout, Span};
use crate::format::level::{Level, whole_name};
use crate::format::piece::Field;

/// The name of the catalogue's layout for the lines that Logback prints about itself.
pub const LOGBACK_STATUS: &str = "logback-status";

/// What uvicorn logs for an application's exception (`uvicorn/protocols/http/h11_impl.py`). Its message ends in a line
/// feed, which `logging` takes for the one between message and trace.
const UVICORN_MESSAGE: &str = "Exception in ASGI application";

/// Builds the event of a record with a header.
///
/// `text` is the record from the header's first byte to its last line's terminator; `head_end` is the length of its
/// first line, without the terminator. The level is assumed where the layout has none.
pub fn record(
    text: &[u8],
    head_end: usize,
    layout: &Layout,
    header: &Header,
    place: Place,
    assume_level: Level,
) -> Event {
    let head = text.get(..head_end).unwrap_or(text);
    let line = head.strip_suffix(b"\r").unwrap_or(head);
    let mut event = Event { place, ..Event::default() };
    if layout.name() == LOGBACK_STATUS {
        event.kind = Kind::LogbackStatus;
    }
    let owned = |span: Span| String::from_utf8_lossy(span.of(line)).into_owned();
    // A count from the program's start is no time of day.
    event.timestamp_text = header.time.filter(|_| !layout.is_relative()).map(owned);
    event.level = header.level;
    let level = header.level_span.map(|span| whole_name(span.of(line))).filter(|text| !text.is_empty());
    event.level_text = level.map(|text| String::from_utf8_lossy(text).into_owned());
    if event.level_text.is_none() && header.level.is_none() {
        event.level = Some(assume_level);
        event.level_assumed = true;
    }
    event.logger = header.logger.map(owned).filter(|text| !text.is_empty());
    event.thread = header.thread.map(owned).filter(|text| !text.is_empty());
    for (field, span) in layout.fields(line) {
        fill(&mut event, field, owned(span));
    }
    let message_start = header.message.start as usize;
    let message_end = (header.message.end as usize).max(message_start);
    let body = if message_end < line.len() && message_end > 0 {
        // Fields stand behind the message: it goes on in the next line.
        let mut body = text.get(message_start..message_end).unwrap_or_default().to_vec();
        body.extend_from_slice(text.get(line.len()..).unwrap_or_default());
        Cow::Owned(body)
    } else {
        Cow::Borrowed(text.get(message_start..).unwrap_or_default())
    };
    let body = decode(&body, head.len() != line.len());
    fill_body(&mut event, &body);
    take_callers(&mut event);
    let goes_on = if layout.has_pairs() { event.logger.is_none() } else { message_end >= line.len() };
    if goes_on && let Some(found) = event.message.as_deref().and_then(|message| behind(message, layout)) {
        event.thread = event.thread.take().or(found.thread);
        event.logger = event.logger.take().or(found.logger);
        if let Some((level, text)) = found.level {
            (event.level, event.level_text, event.level_assumed) = (Some(level), Some(text), false);
        }
        for (field, text) in found.fields {
            fill(&mut event, field, text);
        }
        if let Some(message) = &mut event.message {
            message.truncate(found.message_bytes);
        }
    }
    if let (None, Some(_), Some(logger)) = (&event.unhandled, &event.exception, &event.logger) {
        event.unhandled = handled::by_logger(logger, event.message.as_deref().unwrap_or_default());
    }
    if layout.dialect() == Dialect::Logback && event.exception.is_some() {
        // What Logback prints where the program gave no message.
        event.message.take_if(|message| message == "null");
    }
    event.module = event.logger.clone().or_else(|| event.module.take());
    event
}

/// The logger of a record without one in its first line, as where it stands behind a message of several lines.
///
/// `text` is the record's, from its message on.
pub fn logger_behind(text: &[u8], layout: &Layout) -> Option<String> {
    behind_text(text, layout)?.logger
}

/// The same for the level and its word.
pub fn level_behind(text: &[u8], layout: &Layout) -> Option<(Level, String)> {
    behind_text(text, layout)?.level
}

fn behind_text(text: &[u8], layout: &Layout) -> Option<Behind> {
    let body = decode(text, memchr::memmem::find(text, b"\r\n").is_some());
    let message = match exception::extract(&body) {
        Some(found) if !found.in_message => body.get(..found.message_end).unwrap_or(&body),
        _ => &body,
    };
    behind(without_line_end(message), layout)
}

/// What stands behind a message of several lines.
struct Behind {
    logger: Option<String>,
    thread: Option<String>,
    level: Option<(Level, String)>,
    fields: Vec<(Field, String)>,
    /// Where in the message it begins.
    message_bytes: usize,
}

fn behind(message: &str, layout: &Layout) -> Option<Behind> {
    // Blank lines may part the records.
    let (before, last) = message.trim_end_matches('\n').rsplit_once('\n').filter(|_| layout.ends_messages())?;
    let line = last.as_bytes();
    if layout.has_pairs() {
        let split = pairs::split_last(line, layout.has_named_events(), before.chars().count() + 1);
        let (start, end) = split.logger?;
        return Some(Behind {
            logger: Some(last.get(start..end)?.to_owned()),
            thread: None,
            level: None,
            fields: pairs::fields(line.get(split.pairs..).unwrap_or_default()),
            message_bytes: before.len() + 1 + split.event_end,
        });
    }
    let mut header = Header::default();
    if !layout.match_behind(line, &mut header) {
        return None;
    }
    let owned = |span: Span| String::from_utf8_lossy(span.of(line)).into_owned();
    Some(Behind {
        logger: header.logger.map(owned),
        thread: header.thread.map(owned).filter(|thread| !thread.is_empty()),
        level: header.level.zip(header.level_span.map(owned)),
        fields: layout.fields_behind(line).into_iter().map(|(field, span)| (field, owned(span))).collect(),
        message_bytes: before.len() + 1 + header.message.end as usize,
    })
}

/// Builds the event of a message that has no header of its own; what frames it says the rest.
///
/// `text` and `head_end` are as those of a record.
pub fn message(text: &[u8], head_end: usize, place: Place) -> Event {
    let mut event = Event { place, ..Event::default() };
    let crlf = head_end > 0 && text.get(head_end - 1) == Some(&b'\r');
    let body = decode(text, crlf);
    fill_body(&mut event, &body);
    event
}

/// Adds fields that stand in no header.
pub fn add_fields(event: &mut Event, fields: Vec<(Field, String)>) {
    for (field, text) in fields {
        fill(event, field, text);
    }
    event.module = event.logger.clone().or_else(|| event.module.take());
}

/// Builds the event of a trace or notice that the runtime printed without a header.
pub fn bare(text: &[u8], kind: Kind, place: Place) -> Event {
    let mut event = Event { kind, place, ..Event::default() };
    let crlf = memchr::memchr(b'\n', text).is_some_and(|at| at > 0 && text.get(at - 1) == Some(&b'\r'));
    let body = decode(text, crlf);
    if let Some(found) = exception::extract(&body) {
        event.truncated = found.truncated;
        event.interleaved = found.interleaved;
        event.thread = found.notice.as_ref().and_then(|notice| notice.thread.clone());
        event.unhandled = found.notice;
        match kind {
            // What could not be logged was logged here; the rest of the block tells of `logging` itself.
            Kind::LoggingError => event.origin = found.stack_info.first().map(logging_call).unwrap_or_default(),
            _ => event.stack_info = found.stack_info,
        }
        event.exception = found.exception;
        // What a framework logged without a format is the message, too.
        let is_logged = kind == Kind::Stderr && event.unhandled.is_some() && !found.in_message;
        if matches!(kind, Kind::LoggingError | Kind::Fatal) || is_logged {
            let message = without_line_end(body.get(..found.message_end).unwrap_or(&body));
            event.message = Some(message.to_owned()).filter(|message| !message.is_empty());
        }
    }
    if kind == Kind::Fatal && event.exception.is_none() {
        event.message = event.unhandled.as_ref().map(|notice| notice.evidence.clone());
    }
    if event.unhandled.is_none() && kind == Kind::Stderr {
        event.unhandled = Some(handled::bare_trace());
    }
    event
}

/// The call that the innermost frame of a call stack stands in.
fn logging_call(frame: &Frame) -> Origin {
    Origin { function: Some(frame.function.clone()), file: frame.file.clone(), line: frame.line }
}

/// Text of a record's body: invalid UTF-8 is replaced, CR LF becomes LF.
fn decode(bytes: &[u8], crlf: bool) -> Cow<'_, str> {
    // The check is many times quicker than the repair.
    let text = str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed);
    if crlf { Cow::Owned(text.replace("\r\n", "\n")) } else { text }
}

fn fill_body(event: &mut Event, body: &str) {
    let Some(found) = exception::extract(body) else {
        event.message = Some(without_line_end(body).to_owned());
        return;
    };
    let message = if found.in_message { without_copy(body) } else { body.get(..found.message_end).unwrap_or(body) };
    let mut message = without_line_end(message);
    if found.exception.is_some() && !found.in_message {
        message = without_mark_of_exception(message, body);
    }
    event.unhandled = found.notice;
    if event.unhandled.is_none() && found.exception.is_some() {
        event.unhandled = handled::framework(message);
    }
    event.message = Some(message.to_owned());
    if found.exception.is_some() && event.message.as_deref() == Some(UVICORN_MESSAGE) {
        event.message.get_or_insert_default().push('\n');
    }
    event.truncated = found.truncated;
    event.interleaved = found.interleaved;
    event.stack_info = found.stack_info;
    event.exception = found.exception;
}

/// A body whose message holds a traceback, without the same traceback below it: that is the exception's own.
fn without_copy(body: &str) -> &str {
    let Some((before, copy)) = body.rsplit_once(python::TRACEBACK).filter(|(before, _)| before.ends_with('\n')) else {
        return body;
    };
    let copy = copy.strip_prefix('\n').unwrap_or_default().trim_end();
    if !copy.is_empty() && before.trim_end().ends_with(copy) { before } else { body }
}

/// `message` without what parts it from the exception behind it: the `%s%e` of `WildFly` and Quarkus prints a colon before
/// an exception on the same line, and Solr's pattern an arrow before its trace.
fn without_mark_of_exception<'t>(message: &'t str, body: &str) -> &'t str {
    let behind = body.get(message.len()..).unwrap_or_default();
    if let (Some(text), true) = (message.strip_suffix(':'), behind.starts_with(' ')) {
        return text;
    }
    message.strip_suffix(" =>").unwrap_or(message)
}

/// Takes the lines of Logback's `%caller` (1.2: `Caller+0`, a tab, `at` and a frame) from the end of the message; the first
/// one is where the record was logged.
fn take_callers(event: &mut Event) {
    const FIRST: &str = "Caller+0\t at ";
    let Some(message) = &mut event.message else { return };
    let Some(at) = message.rfind(FIRST).filter(|at| *at == 0 || message.as_bytes().get(at - 1) == Some(&b'\n')) else {
        return;
    };
    let callers = message.get(at..).unwrap_or_default();
    if !callers.trim_end().lines().all(|line| line.starts_with("Caller+")) {
        return;
    }
    let first = callers.lines().next().and_then(|line| line.strip_prefix(FIRST)).unwrap_or_default();
    caller(&mut event.origin, first);
    message.truncate(at.saturating_sub(1));
}

fn without_line_end(text: &str) -> &str {
    text.strip_suffix('\n').unwrap_or(text)
}

fn fill(event: &mut Event, field: Field, text: String) {
    if text.is_empty() {
        return;
    }
    let origin = &mut event.origin;
    match field {
        Field::Pid => match text.parse() {
            Ok(pid) => event.pid = Some(pid),
            Err(_) => event.labels.push(("pid".to_owned(), text)),
        },
        Field::ProcessName => event.process_name = Some(text),
        Field::Host => event.host = Some(text),
        Field::Marker => event.marker = Some(text),
        Field::Function => origin.function = Some(text),
        Field::Module | Field::Class => event.module = Some(text),
        Field::File => origin.file = origin.file.take().or(Some(text)),
        Field::Path => origin.file = Some(text),
        Field::LineNumber => origin.line = text.parse().ok(),
        Field::Caller => caller(origin, &text),
        Field::Context(key) => match key.split_once(":-") {
            // The pattern's default stands for a missing value.
            Some((_, default)) if default == text => {}
            Some((key, _)) => event.labels.push((key.to_owned(), text)),
            None => event.labels.push((key, text)),
        },
        Field::ContextMap => event.labels.extend(context::pairs(&text)),
        Field::Pairs => pairs::fields(text.as_bytes()).into_iter().for_each(|(field, text)| fill(event, field, text)),
        Field::Thread => event.thread = event.thread.take().or(Some(text)),
        Field::ThreadId => event.labels.push(("thread_id".to_owned(), text)),
        Field::LevelNumber => event.labels.push(("level_number".to_owned(), text)),
        Field::Other(name) => event.labels.push((name, text)),
        Field::Time(_)
        | Field::Millis
        | Field::Relative
        | Field::Level
        | Field::Logger
        | Field::Message
        | Field::Exception => {}
    }
}

/// Reads `class.method(File.java:42)`.
fn caller(origin: &mut Origin, text: &str) {
    let Some((name, place)) = text.trim_end_matches(')').split_once('(') else { return };
    origin.function = Some(name.to_owned());
    match place.rsplit_once(':') {
        Some((file, line)) => {
            origin.file = Some(file.to_owned());
            origin.line = line.parse().ok();
        }
        None => origin.file = Some(place.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_names_function_file_and_line() {
        let mut origin = Origin::default();
        caller(&mut origin, "com.acme.Main.run(Main.java:42)");
        assert_eq!(origin.function.as_deref(), Some("com.acme.Main.run"));
        assert_eq!((origin.file.as_deref(), origin.line), (Some("Main.java"), Some(42)));
    }
}
