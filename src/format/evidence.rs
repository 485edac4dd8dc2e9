//! What the text of a field says for or against a layout: `[main]` is a thread, `[app.auth]` a logger.
//!
//! Many layouts differ only in the meaning of a field. Each text is weighed in the unit of `Layout::strictness`.

mod thread;

pub(crate) use crate::format::evidence::thread::{are_unique_ids, ends_with_date, thread};
use crate::format::evidence::thread::{is_certain_thread, thread_at};
use crate::format::layout::{Header, Layout, Span};
use crate::format::level::Level;
use crate::format::piece::Field;

/// So much, or worse, is the weight of a text that the field cannot have.
pub(crate) const IMPLAUSIBLE: i32 = -20;
/// So much is held against the name of a function or a file that is a plain word.
pub(crate) const PLAIN_WORD: i32 = 6;
/// The weight of a capital with which a function's name begins.
const CAPITAL: i32 = -12;
/// What inference calls context that the lines prove by the mark behind it, and its weight.
const PROVEN: (&str, i32) = ("mdc", 8);
/// The value that names Akka's actors.
const AKKA_SOURCE: &str = "akkaSource";
/// The weight of the number of a bundle.
const BUNDLE: i32 = 8;
/// The weight of what looks like the id of a message where a logger stands.
const MESSAGE_ID: i32 = -12;
/// The weight of a logger with brackets around it.
const BRACKETED: i32 = -8;
/// The weight of a text with which nothing is left of the layout: that of a column which only such texts tell from prose.
const REFUSED: i32 = -200;

/// Weighs all that a matched header says.
pub(crate) fn weigh(layout: &Layout, line: &[u8], header: &Header) -> i32 {
    if let Some(map) = layout.json() {
        return map.weigh(line);
    }
    let mut sum = 0;
    if let Some(span) = header.logger {
        sum += logger(span.of(line));
        // `6055.3 ms INFO`.
        sum += if layout.is_relative() && span.of(line) == b"ms" { IMPLAUSIBLE } else { 0 };
    }
    if let Some(span) = header.thread {
        let weight = thread_at(layout, line, span, header);
        sum += weight;
        // A word in parentheses at the end of a line is the end of a message: `BEGIN (implicit)`.
        let is_last = line.get(span.end as usize..).is_some_and(|rest| rest.trim_ascii_end() == b")");
        // And words before a level at its end are a message: `GET /cart/17 [INFO]`.
        let is_named = header.logger.is_some_and(|span| is_certain_logger(span.of(line)));
        let is_message = !is_enclosed(line, span) && header.logger.is_some() && !is_named;
        if header.message.of(line).is_empty() {
            sum += if weight <= 0 && is_last { IMPLAUSIBLE } else { 0 };
            sum += if is_message { 2 * IMPLAUSIBLE } else { 0 };
        }
        if !layout.has_level() && (!layout.has_time() || layout.is_relative()) && !is_certain_thread(line, span) {
            sum += IMPLAUSIBLE;
        }
    }
    if header.level_span.is_some() && header.level.is_none() {
        sum -= 4;
    }
    // Fields that stand behind the message and are not there, and blanks that another layout takes for filling.
    if header.time.is_none() && layout.has_time() && !layout.is_relative() {
        sum -= 30;
    } else if header.logger.is_none() && layout.has_logger() {
        sum -= 10;
    }
    // A time behind the message is more than a message that ends with one.
    if header.time.is_some_and(|time| time.start >= header.message.end && header.message.end > 0) {
        sum += 8;
    }
    if layout.has_place_behind() {
        sum += if (header.message.end as usize) < line.len() { 8 } else { -8 };
    }
    let message = header.message.of(line);
    if message.starts_with(b"  ") {
        sum -= 8;
    }
    // A level that is looked for, and has no message, is the end of one.
    if layout.is_fallback() && header.level.is_some() && message.is_empty() {
        sum += IMPLAUSIBLE;
    }
    if layout.has_pairs() {
        sum += console_level(line, header);
    }
    if layout.has_weighty_fields() {
        let mut contexts = 0;
        for (field, span) in layout.fields(line) {
            let text = span.of(line);
            contexts +=
                usize::from(matches!(&field, Field::Context(key) if key != PROVEN.0) && is_between_blanks(line, span));
            sum += match field {
                Field::ProcessName if is_between_blanks(line, span) && !is_certain_process(text) => REFUSED,
                Field::ProcessName => process(text),
                Field::Context(key) if key == AKKA_SOURCE && !text.is_empty() && !text.starts_with(b"akka") => {
                    IMPLAUSIBLE
                }
                Field::Context(key) if key == PROVEN.0 => PROVEN.1,
                // Karaf's bundles are numbered.
                Field::Context(key) if key == "bundle.id" && text.iter().all(u8::is_ascii_digit) => BUNDLE,
                // A message, and not a value, or pairs.
                Field::Context(_) if are_words_between_blanks(line, span) => IMPLAUSIBLE,
                Field::ContextMap if are_words_between_blanks(line, span) && !has_pairs(text) => IMPLAUSIBLE,
                Field::ContextMap => context(text),
                Field::Other(name) if name == PAIRS => event_pairs(text),
                Field::Context(_) | Field::Other(_) if !layout.is_fallback() => value(text),
                // `Title: it` begins a message.
                Field::Function if text.first().is_some_and(u8::is_ascii_uppercase) => word(text) + CAPITAL,
                // Python's modules are called by their last names.
                Field::Module if is_dotted(text) && !is_source_file(text) => IMPLAUSIBLE,
                Field::Module | Field::Function | Field::File | Field::Class => place(line, span),
                Field::Host => host(text),
                _ => 0,
            };
        }
        // The words of a message were taken for values.
        if contexts > 1 && message.is_empty() {
            sum += 2 * IMPLAUSIBLE;
        }
    }
    sum
}

/// Whether a message begins with a mark as stands between fields; behind an indent it is the message's own.
pub(crate) fn begins_with_mark(layout: &Layout, message: &[u8]) -> bool {
    match message.strip_prefix(b" ").unwrap_or(message) {
        [b'-' | b':' | b'|' | b']' | b'~' | b'>', b' ', ..] => true,
        [b'=' | b'-' | b'>', b'>', b' ', ..] | [b':', b':', b' ', ..] => !layout.is_fallback(),
        _ => false,
    }
}

/// structlog's console prints levels in small letters and fills them to nine characters.
fn console_level(line: &[u8], header: &Header) -> i32 {
    const WIDTH: usize = 9;
    let Some(span) = header.level_span else { return IMPLAUSIBLE };
    let word = span.of(line);
    let behind = line.get(span.end as usize..).unwrap_or_default();
    let fill = behind.iter().take_while(|byte| **byte == b' ').count();
    if word.iter().any(u8::is_ascii_uppercase) {
        return -30;
    }
    let has_pairs = (header.message.end as usize) < line.len();
    match word.len() + fill {
        WIDTH => 12,
        _ if fill == 0 && has_pairs => 2,
        _ => -12,
    }
}

/// The id with which messages of `JBoss` and of others begin: `WFLYSRV0010`.
fn is_message_id(text: &[u8]) -> bool {
    let capitals = text.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let digits = text.get(capitals..).unwrap_or_default();
    capitals >= 4 && digits.len() >= 4 && digits.iter().all(u8::is_ascii_digit)
}

/// A logger whose name says so: dotted, or one of the roots.
pub(crate) fn is_certain_logger(text: &[u8]) -> bool {
    is_root(text) || is_dotted(text) && !is_exception(text) && !is_source_file(text) && !is_pool(text)
}

/// The same where threads stand, which may be called `main`, too.
pub(crate) fn is_logger_and_no_thread(text: &[u8]) -> bool {
    text != b"main" && is_certain_logger(text)
}

/// A word with a capital and small letters behind it, as sentences begin; names of classes mostly have a second capital.
pub(crate) fn is_capitalised_word(text: &[u8]) -> bool {
    text.len() >= 4
        && text.first().is_some_and(u8::is_ascii_uppercase)
        && text.iter().skip(1).all(u8::is_ascii_lowercase)
        && !is_root(&text.to_ascii_lowercase())
}

/// The type of an exception, with which messages begin.
pub(crate) fn is_exception(text: &[u8]) -> bool {
    text.ends_with(b"Exception") || text.ends_with(b"Error")
}

/// A numbered thread of a pool, as in `ForkJoinPool.commonPool-worker-3`.
fn is_pool(text: &[u8]) -> bool {
    text.last().is_some_and(u8::is_ascii_digit)
        && [&b"-worker-"[..], b"-thread-", b"-exec-", b"-dispatcher-"]
            .iter()
            .any(|word| memchr::memmem::find(text, word).is_some())
}

/// The same of Java's executors and servers, as no program calls its loggers.
pub(crate) fn is_pool_of_java(text: &[u8]) -> bool {
    let has = |word: &[u8]| memchr::memmem::find(text, word).is_some();
    is_pool(text) && !has(b"-worker-") && (!has(b"-thread-") || text.starts_with(b"pool-"))
}

fn is_source_file(text: &[u8]) -> bool {
    [&b".py"[..], b".java", b".kt", b".scala"].iter().any(|end| text.ends_with(end))
}

/// A source file's name with a line's number.
fn is_place(text: &[u8]) -> bool {
    let file = memchr::memrchr(b':', text).and_then(|colon| text.get(..colon));
    text.last().is_some_and(u8::is_ascii_digit) && file.is_some_and(is_source_file)
}

fn is_root(text: &[u8]) -> bool {
    matches!(text, b"root" | b"ROOT" | b"__main__" | b"main" | b"__mp_main__")
}

fn is_dotted(text: &[u8]) -> bool {
    memchr::memchr(b'.', text).is_some()
        && text.split(|byte| *byte == b'.').all(|part| !part.is_empty() && part.iter().all(|byte| is_name_byte(*byte)))
        && !text.first().is_some_and(u8::is_ascii_digit)
}

/// `com.acme.Main run`, as `java.util.logging` names the logging call.
fn is_class_and_method(text: &[u8]) -> bool {
    let mut words = text.split(|byte| *byte == b' ');
    let (Some(class), Some(method), None) = (words.next(), words.next(), words.next()) else { return false };
    let method = method.strip_prefix(b"<").and_then(|name| name.strip_suffix(b">")).unwrap_or(method);
    // A class of no package is told from a word of a message by its capital and by the method's form.
    let is_class = is_dotted(class)
        || class.first().is_some_and(u8::is_ascii_uppercase)
            && class.iter().all(|byte| is_name_byte(*byte))
            && method.first().is_some_and(u8::is_ascii_lowercase);
    is_class && !method.is_empty() && method.iter().all(|byte| is_name_byte(*byte))
}

/// Names of modules and classes are made of it, but for the dots between their parts.
pub(crate) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'_' | b'$' | b'-')
}

fn is_level_word(text: &[u8]) -> bool {
    !text.iter().any(u8::is_ascii_lowercase) && Level::parse(text).is_some()
}

/// The class of an object that its `toString` does not name otherwise: `Compiler@31dc339b`.
fn without_identity(text: &[u8]) -> &[u8] {
    match memchr::memrchr(b'@', text).and_then(|at| text.split_at_checked(at)) {
        Some((class, [_, hash @ ..])) if !hash.is_empty() && hash.iter().all(u8::is_ascii_hexdigit) => class,
        _ => text,
    }
}

/// A number, or a date that belongs to the time behind it.
fn is_number_or_date(text: &[u8]) -> bool {
    text.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'/' | b':'))
}

/// A date, or the end of one where the line's beginning was cut off.
fn is_date(text: &[u8]) -> bool {
    let marks = text.iter().filter(|byte| !byte.is_ascii_digit()).count();
    is_number_or_date(text) && (1..=2).contains(&marks) && text.last().is_some_and(u8::is_ascii_digit)
}

pub(crate) fn logger(text: &[u8]) -> i32 {
    let text = without_identity(text);
    if is_source_file(text) || is_exception(text) || !text.iter().any(u8::is_ascii_alphanumeric) {
        return IMPLAUSIBLE;
    }
    // `[shop.cart]:`, where the brackets are the format's.
    let inner = text.strip_prefix(b"[").and_then(|text| text.strip_suffix(b"]"));
    if inner.is_some_and(|inner| is_certain_logger(inner) || inner.iter().all(|byte| is_name_byte(*byte))) {
        return BRACKETED;
    }
    // Nor does a dash at its end belong to it: `%c- %m`.
    if text.ends_with(b"-") {
        return IMPLAUSIBLE;
    }
    if is_message_id(text) {
        return MESSAGE_ID;
    }
    if is_dotted(text) || is_class_and_method(text) {
        return if is_pool(text) { -6 } else { 6 };
    }
    if is_root(text) {
        return 3;
    }
    // Where an actor stands.
    if text.starts_with(b"akka://") {
        return 3;
    }
    let known =
        |byte: &u8| is_name_byte(*byte) || matches!(byte, b'.' | b'/' | b'[' | b']' | b'#' | b':' | b'<' | b'>');
    let bounded = |byte: Option<&u8>| {
        byte.is_some_and(|byte| is_name_byte(*byte) || matches!(byte, b']' | b'>' | b'/' | b'[' | b'<'))
    };
    if is_level_word(text) || is_number_or_date(text) || is_place(text) {
        return -30;
    }
    if text.len() > 120 || !text.iter().all(known) || !bounded(text.first()) || !bounded(text.last()) {
        return IMPLAUSIBLE;
    }
    if text.first() == Some(&b'[') && text.get(1..text.len() - 1).is_some_and(is_level_word) {
        return -30;
    }
    if text == b"MainThread"
        || text.starts_with(b"Thread-")
        || text.starts_with(b"ThreadPoolExecutor-")
        || is_pool_of_java(text)
    {
        return -30;
    }
    if text.starts_with(b"MainProcess") || text.contains(&b':') || text.contains(&b'/') { -6 } else { 0 }
}

/// Whether all brackets of a text are closed in it.
fn are_closed(text: &[u8]) -> bool {
    let mut depth = 0_i32;
    let is_open = |byte: &u8| {
        depth += i32::from(*byte == b'[') - i32::from(*byte == b']');
        depth >= 0
    };
    text.iter().all(is_open) && depth == 0
}

/// Bars stand around a field and the blanks that fill it.
fn is_barred(line: &[u8], span: Span) -> bool {
    let before = line.get(..span.start as usize).unwrap_or_default().trim_ascii_end();
    let behind = line.get(span.end as usize..).unwrap_or_default().trim_ascii_start();
    before.ends_with(b"|") && behind.starts_with(b"|")
}

/// Nothing but blanks stands around a field.
fn is_between_blanks(line: &[u8], span: Span) -> bool {
    before(line, span) == Some(b' ') && behind(line, span) == Some(b' ')
}

/// Several words, and no fields in brackets.
fn are_words_between_blanks(line: &[u8], span: Span) -> bool {
    let text = span.of(line).trim_ascii();
    is_between_blanks(line, span) && text.contains(&b' ') && !matches!(text.first(), Some(b'[' | b'{' | b'('))
}

/// A mark of pairs or of a list is in it.
fn has_pairs(text: &[u8]) -> bool {
    text.iter().any(|byte| matches!(byte, b'=' | b',' | b'{' | b':'))
}

/// The byte before a field, and that behind it.
fn before(line: &[u8], span: Span) -> Option<u8> {
    span.start.checked_sub(1).and_then(|at| line.get(at as usize)).copied()
}

fn behind(line: &[u8], span: Span) -> Option<u8> {
    line.get(span.end as usize).copied()
}

/// Brackets stand around a field.
pub(crate) fn is_enclosed(line: &[u8], span: Span) -> bool {
    matches!((before(line, span), behind(line, span)), (Some(b'['), Some(b']')) | (Some(b'('), Some(b')')))
}

fn process(text: &[u8]) -> i32 {
    if text.contains(&b'|') {
        return IMPLAUSIBLE;
    }
    let known = [&b"Process"[..], b"Worker-", b"orker"].iter().any(|word| memchr::memmem::find(text, word).is_some());
    if known { 5 } else { -10 }
}

/// A name that `multiprocessing` gives: `MainProcess`, `SpawnProcess-1:2`, `ForkPoolWorker-3`.
fn is_certain_process(text: &[u8]) -> bool {
    let is_numbered = |word: &[u8]| {
        let number = memchr::memmem::find(text, word).and_then(|at| text.get(at + word.len()..)).unwrap_or_default();
        !number.is_empty() && number.iter().all(|byte| byte.is_ascii_digit() || *byte == b':')
    };
    text == b"MainProcess" || !text.contains(&b' ') && (is_numbered(b"Process-") || is_numbered(b"Worker-"))
}

fn host(text: &[u8]) -> i32 {
    let known = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b':');
    if is_level_word(text) || text.iter().all(u8::is_ascii_digit) || !text.iter().all(known) { IMPLAUSIBLE } else { 4 }
}

fn context(text: &[u8]) -> i32 {
    let text = text.trim_ascii();
    if is_level_word(text) {
        return -30;
    }
    if text.is_empty() || text == b"-" {
        return 0;
    }
    if has_pairs(text) || text.starts_with(b"req-") || is_id(text) { 3 } else { -6 }
}

/// An id of hexadecimal digits, as those of requests and of spans are.
pub(crate) fn is_id(text: &[u8]) -> bool {
    text.len() >= 6
        && text.iter().any(u8::is_ascii_digit)
        && text.iter().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b'-' | b','))
}

/// What Logback calls the pairs of an event.
const PAIRS: &str = "kvp";

/// `id="7" user="anna"`; between two dashes anything else may stand in a message.
fn event_pairs(text: &[u8]) -> i32 {
    let is_pair = text.trim_ascii().len() == text.len() && text.contains(&b'=');
    if text.is_empty() || is_pair { 0 } else { IMPLAUSIBLE }
}

fn value(text: &[u8]) -> i32 {
    let text = text.trim_ascii();
    // `INFO:werkzeug:127.0.0.1` is a header of its own.
    let first = text.split(|byte| *byte == b':').next().unwrap_or(text);
    if is_level_word(first) {
        -30
    } else if text.contains(&b' ') || text.starts_with(b"[") && text.ends_with(b"]") {
        -10
    } else {
        0
    }
}

/// Weighs a name of the place of the call: what a line's number stands behind is no word of prose, nor what stands between
/// bars.
fn place(line: &[u8], span: Span) -> i32 {
    let text = span.of(line);
    let is_before_line = matches!(line.get(span.end as usize..), Some([b':', b'0'..=b'9', ..]));
    if (is_before_line || is_barred(line, span)) && is_plain_word(text) { 0 } else { word(text) }
}

fn word(text: &[u8]) -> i32 {
    let name =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'-' | b'.' | b'<' | b'>' | b'?');
    if is_level_word(text) || !text.iter().all(name) || text.iter().all(u8::is_ascii_digit) || is_date(text) {
        return IMPLAUSIBLE;
    }
    if is_plain_word(text) { -PLAIN_WORD } else { 0 }
}

/// A word as messages begin with, too.
pub(crate) fn is_plain_word(text: &[u8]) -> bool {
    text.iter().skip(1).all(u8::is_ascii_lowercase)
}
