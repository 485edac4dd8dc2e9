//! What the text of a thread's field says.

use crate::format::evidence::{
    IMPLAUSIBLE, are_closed, before, is_barred, is_certain_logger, is_date, is_dotted, is_enclosed, is_level_word,
    is_place, is_pool, is_root,
};
use crate::format::layout::{Header, Layout, Span};

/// What parts fields, mostly.
const DASH: &[u8] = b" - ";
/// The weight of a thread that has blanks, and no number or word of a thread.
const PROSE: i32 = -4;
/// Bytes of a date.
const DATE_BYTES: usize = 10;

/// Weighs the thread of a line: what brackets enclose may have any marks inside, as long as it has no further brackets.
pub(super) fn thread_at(layout: &Layout, line: &[u8], span: Span, header: &Header) -> i32 {
    let text = span.of(line);
    let is_enclosed = is_enclosed(line, span);
    let weight = thread(text);
    let is_prose = !is_enclosed && weight == PROSE && !text.first().is_some_and(u8::is_ascii_digit);
    // A colon parts a logger from the message: `shop.worker: Cart: lost`.
    let is_opened = matches!(before(line, span), Some(b'[' | b'(' | b'<' | b'{' | b'|'));
    let has_colon = text.ends_with(b":") || memchr::memmem::find(text, b": ").is_some();
    match weight {
        _ if has_colon && !is_opened => weight.min(IMPLAUSIBLE),
        _ if is_enclosed && weight < 0 && is_named_with_marks(text) => 0,
        _ if is_enclosed
            && memchr::memmem::find(text, DASH).is_some()
            && is_beside_field(layout, line, span, header) =>
        {
            0
        }
        _ if is_prose && memchr::memchr_iter(b' ', text).count() > 1 && !is_barred(line, span) => IMPLAUSIBLE,
        _ if is_prose => 2 * PROSE,
        // Between bars a dash parts nothing.
        _ if weight < 2 * PROSE && !is_level_word(text) && !is_date(text) && is_barred(line, span) => PROSE,
        _ => weight,
    }
}

/// Right behind a field in brackets, and blanks, stands the level, or a name that can only be a logger's or that a mark
/// parts from the message; or such a name stands in brackets before it. The field has no bracket that it does not close.
fn is_beside_field(layout: &Layout, line: &[u8], span: Span, header: &Header) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    let behind = line.get(end + 1..).unwrap_or_default();
    let next = line.len() - behind.trim_ascii_start().len();
    let is_next = |field: Span| field.start as usize == next && behind.first() == Some(&b' ');
    let is_logger = |field: Span| {
        let is_certain = is_certain_logger(field.of(line));
        is_next(field) && (is_certain || !layout.has_loose_logger())
            || is_certain && line.get(field.end as usize..start).is_some_and(|between| between == b"] (")
    };
    let is_told =
        header.level.is_some() && header.level_span.is_some_and(is_next) || header.logger.is_some_and(is_logger);
    is_told && are_closed(span.of(line))
}

/// A name with a thread's number or words in it, whatever marks stand between, and no bracket that it does not close.
fn is_named_with_marks(text: &[u8]) -> bool {
    let first = text.split(|byte| matches!(byte, b' ' | b'[' | b'|')).next().unwrap_or_default();
    let is_name = first.len() >= 4 && first.first().is_some_and(u8::is_ascii_alphabetic) && first.contains(&b'-')
        || first.len() >= 12 && first.iter().all(u8::is_ascii_alphanumeric);
    is_name && text.len() <= 120 && are_closed(text)
}

/// Weighs a text as the name of a thread.
pub(crate) fn thread(text: &[u8]) -> i32 {
    const WORDS: &[&[u8]] =
        &[b"hread", b"exec", b"ool-", b"orker", b"main", b"nio-", b"xecutor", b"cheduler", b"imer", b"onsumer"];
    if is_level_word(text) {
        return -30;
    }
    // Camel's threads have a number and their route behind a dash.
    let is_route = |dash: usize| text.get(..dash).is_some_and(ends_with_number_sign);
    // JBoss counts behind a dash: `EJB default - 5`.
    let is_number = |dash: usize| {
        let (name, number) = text.split_at_checked(dash).unwrap_or_default();
        name.contains(&b' ') && number.len() > DASH.len() && number.iter().skip(DASH.len()).all(u8::is_ascii_digit)
    };
    let is_apart = |dash: usize| !is_route(dash) && !is_number(dash);
    if text.iter().any(|byte| *byte < b' ') || memchr::memmem::find(text, DASH).is_some_and(is_apart) {
        return -30;
    }
    // `[app,trace,span]` stands where a thread may.
    let is_trace =
        || memchr::memchr_iter(b',', text).count() > 1 && !text.iter().any(|byte| matches!(byte, b' ' | b'['));
    // Kafka's clients name their threads so.
    if memchr::memmem::find(text, b"-thread | ").is_some() && are_closed(text) && text.len() <= 120 {
        return 5;
    }
    let is_odd = |byte: &u8| matches!(byte, b'=' | b'|' | b'"');
    if text.len() > 120 || text.iter().any(is_odd) && !text.starts_with(b"Quorum") || is_trace() {
        return -8;
    }
    if is_unique_id(text) {
        return -8;
    }
    if text == b"MainProcess" || text.starts_with(b"ForkPoolWorker") || text.starts_with(b"SpawnPoolWorker") {
        return -8;
    }
    if text.is_empty() || text.iter().all(u8::is_ascii_digit) {
        return -4;
    }
    if is_date(text) || is_place(text) || ends_with_date(text) {
        return -30;
    }
    if is_pool(text) {
        return 8;
    }
    if is_dotted(text) || is_root(text) && text != b"main" {
        return -8;
    }
    let numbered =
        text.last().is_some_and(u8::is_ascii_digit) && text.iter().any(|byte| matches!(byte, b'-' | b'_' | b' '));
    if numbered || WORDS.iter().any(|word| memchr::memmem::find(text, word).is_some()) {
        return 5;
    }
    if text.contains(&b' ') { PROSE } else { 0 }
}

/// Whether the text at `span` is a thread's beyond doubt, in a header that nothing else tells from prose: by its name, or
/// by the blanks that fill it in its parentheses.
pub(super) fn is_certain_thread(line: &[u8], span: Span) -> bool {
    let (before, behind) = (line.get(..span.start as usize), line.get(span.end as usize..));
    let is_filled =
        before.is_some_and(|text| text.ends_with(b"(")) && behind.is_some_and(|text| text.starts_with(b" "));
    is_filled || thread(span.of(line)) > 0
}

/// Such ids, and dashes for those that are missing.
pub(crate) fn are_unique_ids(texts: &[&[u8]]) -> bool {
    texts.iter().any(|text| is_unique_id(text)) && texts.iter().all(|text| *text == b"-" || is_unique_id(text))
}

/// `f5702193-b560-4e01-a35b-71ac82d15f01`.
fn is_unique_id(text: &[u8]) -> bool {
    const BYTES: usize = 36;
    text.len() == BYTES
        && text.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// `thread #17`.
fn ends_with_number_sign(text: &[u8]) -> bool {
    let digits = text.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0 && text.len().checked_sub(digits + 1).and_then(|at| text.get(at)) == Some(&b'#')
}

/// The beginning of another record was written into the text: `cart.2026-11-28`.
pub(crate) fn ends_with_date(text: &[u8]) -> bool {
    let date = text.len().checked_sub(DATE_BYTES).filter(|at| *at > 0).and_then(|at| text.get(at..));
    let date = date.unwrap_or_default();
    is_date(date) && memchr::memchr_iter(b'-', date).count() == 2
}
