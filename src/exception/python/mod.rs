//! Python tracebacks: the text of one record → one exception tree.
//!
//! ```text
//! record  = message trace? | trace                   trace on lines of its own, or inside the message
//! trace   = chain stack? | stack | bare               bare: the last line alone is `Type: message` (never raised)
//! stderr  = notice chain? | chain | fatal | '--- Logging error ---' chain 'Call stack:' frames 'Message: …' 'Arguments: …'
//! prefixed = (prefix line)*                           a trace with the same text before each of its lines
//! stack   = 'Stack (most recent call last):' frames             structlog prints it before the trace
//!         | frames                                              below a message without a trace (`print_stack()`)
//! ```
//!
//! Follows what `CPython` 3.8 to 3.14 prints (`Lib/traceback.py`, `Lib/logging/__init__.py`) and the variations of loguru,
//! better-exceptions and Twisted. Traces that a library decorated otherwise are made plain first, see `decorated`.
//!
//! A text can have two readings. These are chosen, always: a traceback right below an exception line is another one,
//! unless that line leads up to it (`remote said:`); lines below an exception line are its message unless they can only
//! be notes (see `message`); a `Type: message` line below a message without any traceback is an exception only as the
//! last line and with a name that only exceptions have.

mod chain;
mod decorated;
mod fatal;
mod frames;
mod group;
mod line;
mod lines;
mod literal;
mod message;
mod notice;
mod one_line;
pub(crate) mod outline;
mod prefixed;
mod rich;
mod stack;
mod start;
mod type_name;

#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod runtime_tests;
#[cfg(test)]
mod tests;

use memchr::memmem;

use crate::exception::Exception;
use crate::exception::Extraction;
use crate::exception::Frame;
use crate::exception::Notice;
use crate::exception::UnhandledKind;
use crate::exception::listing;
pub use crate::exception::python::line::is_chain_sentence;
pub use crate::exception::python::line::is_notice;
pub use crate::exception::python::line::is_process_notice;
pub use crate::exception::python::line::is_traceback_header;
pub use crate::exception::python::type_name::exception_type;

pub(crate) use crate::exception::python::fatal::is_thread;
pub(crate) use crate::exception::python::line::CAUGHT_HERE;
pub(crate) use crate::exception::python::line::FUTURE;
pub(crate) use crate::exception::python::line::ORIGINAL_EXCEPTION;
pub(crate) use crate::exception::python::line::TRACEBACK;
pub(crate) use crate::exception::python::line::before_group;
pub(crate) use crate::exception::python::line::begins_chain_sentence;
pub(crate) use crate::exception::python::line::begins_group;
pub(crate) use crate::exception::python::line::certain_exception_type;
pub(crate) use crate::exception::python::line::ends_in_marks;
pub(crate) use crate::exception::python::line::goes_on_as_trace;
pub(crate) use crate::exception::python::line::is_fatal_notice;
pub(crate) use crate::exception::python::line::is_frame;
pub(crate) use crate::exception::python::line::is_further_note;
pub(crate) use crate::exception::python::line::is_logged_notice;
pub(crate) use crate::exception::python::line::is_message_detail;
pub(crate) use crate::exception::python::line::is_note;
pub(crate) use crate::exception::python::line::is_timeout;
pub(crate) use crate::exception::python::line::may_be_logged_notice;
pub(crate) use crate::exception::python::one_line::unescape as trace_on_one_line;
pub(crate) use crate::exception::python::prefixed::has_prefix;
pub(crate) use crate::exception::python::prefixed::may_be_remote;
pub(crate) use crate::exception::python::prefixed::prefix_length;
pub(crate) use crate::exception::python::prefixed::remote_prefix_length;
pub(crate) use crate::exception::python::rich::BoxLine;
pub(crate) use crate::exception::python::rich::box_line;
pub(crate) use crate::exception::python::rich::inside_colour;
pub(crate) use crate::exception::python::rich::is_broken_off;
pub(crate) use crate::exception::python::rich::is_top as begins_box;
pub(crate) use crate::exception::python::rich::width;
pub(crate) use crate::exception::python::start::is_marked;

use crate::exception::python::line::LOGGING_ERROR;
use crate::exception::python::line::STACK;
use crate::exception::python::line::bare_exception_type;
use crate::exception::python::lines::Line;
use crate::exception::python::lines::Lines;
use crate::exception::python::lines::Margin;
use crate::exception::python::start::Start;

/// Reads the exception, the stack and the notice that a record's text holds.
///
/// `text` runs from the first byte of the message to the end of the record, lines ending in LF or CRLF; a record of
/// standard error starts with its notice or its traceback header. Returns `None` when there is no Python trace, no
/// `stack_info` and no notice: then all is message.
///
/// Where the runtime's own notice begins the text (`Exception in thread …`), the message is empty; where the text begins
/// with a fatal error or a failure of `logging`, the message is that line. The type of an exception is empty when the
/// trace is cut off before it, and for fatal errors, which have none.
///
/// ```
/// # use errmon::exception::python::extract;
/// let text = "load failed\nTraceback (most recent call last):\n  File \"/srv/a.py\", line 3, in load\n    1 / 0\nZeroDivisionError: division by zero\n";
/// let extraction = extract(text).unwrap();
/// let exception = extraction.exception.unwrap();
/// assert_eq!(&text[..extraction.message_end], "load failed\n");
/// assert_eq!(exception.type_name, "ZeroDivisionError");
/// assert_eq!(exception.frames[0].line, Some(3));
/// assert_eq!(extract("two\nlines"), None);
/// ```
pub fn extract(text: &str) -> Option<Extraction> {
    if let Some(plain) = rich::unboxed(text)
        && let Some(found) = extract_printed(&plain.text)
    {
        // What stands before the boxes is as it was.
        let message_end = if found.in_message { text.len() } else { found.message_end.min(plain.start) };
        return Some(Extraction { message_end, end: text.len(), ..found });
    }
    extract_printed(text)
}

/// The same for a text as the interpreter prints it.
fn extract_printed(text: &str) -> Option<Extraction> {
    let first = Lines::new(text, 0).peek()?;
    if first.text == LOGGING_ERROR {
        return Some(logging_error(text, first));
    }
    if let Some(extraction) = runtime_notice(text, first) {
        return Some(extraction);
    }
    if let Some(extraction) = logged_notice(text, first) {
        return Some(extraction);
    }
    // Most texts without a traceback have none of its words either.
    let found = if start::is_marked(text) {
        let start = start::find(text);
        orphan(text, first, start.map(|start| start.offset))
            .or_else(|| start.map(|start| from_start(text, first, start)))
            .or_else(|| one_line(text, first))
            .or_else(|| behind_prefix(text))
            .or_else(|| undecorated(text, first))
            .or_else(|| stack::untitled(text, first))
    } else {
        None
    };
    let found = found.or_else(|| bare(text, first));
    let raised = found.as_ref().is_some_and(|found| found.exception.is_some());
    let notice = notice::of_message(first.text, raised);
    match found {
        Some(found) => Some(Extraction { notice, ..found }),
        None => notice.map(|notice| Extraction { notice: Some(notice), ..nothing(text) }),
    }
}

/// Whether a line, which has no terminator, may begin a traceback that a library decorated; what follows bears it out.
pub(crate) fn begins_decorated(line: &[u8]) -> bool {
    rich::is_top(line) || decorated::begins(line)
}

/// How many lines of `rest`, which stands below a trace that ends in its exception's message, are message too, as far as
/// the source text in the trace tells.
pub(crate) fn message_below(trace: &str, rest: &str) -> usize {
    let Some(exception) = extract(trace).and_then(|found| found.exception) else { return 0 };
    let (Some(message), Some(source)) =
        (exception.message.as_deref(), exception.frames.first().and_then(|frame| frame.source.as_deref()))
    else {
        return 0;
    };
    // Blank lines of the message stand in the trace already; one that ends the trace is not in the message.
    let shown = trace.strip_suffix('\n').unwrap_or(trace);
    let blanks = shown.len() - shown.trim_end_matches('\n').len();
    let first = message.split('\n').next().unwrap_or_default();
    let above = message.trim_end_matches('\n').matches('\n').count() + blanks;
    let mut more: Vec<&str> = message.split('\n').skip(1).collect();
    more.truncate(above);
    more.resize(above, "");
    more.extend(rest.lines());
    literal::message_lines(source, first, &more).map_or(0, |count| count.saturating_sub(1 + above))
}

/// The extraction of a text that is all message.
fn nothing(text: &str) -> Extraction {
    Extraction {
        message_end: text.len(),
        in_message: false,
        exception: None,
        stack_info: Vec::new(),
        notice: None,
        truncated: false,
        interleaved: false,
        end: text.len(),
    }
}

/// Reads chain and stack from where they begin.
fn from_start(text: &str, first: Line<'_>, start: Start) -> Extraction {
    let mut lines = Lines::new(text, start.offset);
    let margin = Margin { base: start.indent, depth: 0 };
    lines.in_message = start.offset < first.next || start.in_message || is_formatted(text, start.offset);
    let in_message = lines.in_message;
    let mut exception = chain::read(&mut lines, margin);
    let in_message = in_message || exception.as_mut().is_some_and(|exception| repeats(text, start.offset, exception));
    // Two tracebacks that began at the same time.
    let above = text.get(..start.offset).unwrap_or_default().trim_end_matches(['\r', '\n']);
    lines.foreign = lines.foreign || above.rsplit('\n').next() == Some(TRACEBACK);
    let stack_info = stack(&mut lines, margin);
    let exception = exception.or_else(|| below_stack(&mut lines, margin));
    end(lines, text, exception, stack_info, if in_message { text.len() } else { start.offset }, in_message)
}

/// Whether the program put the trace that begins at `start` into its message (`"failed:\n%s" % format_exc()`).
///
/// The text of a trace ends in a line feed, so that a blank line stands below it; and the message leads up to it.
fn is_formatted(text: &str, start: usize) -> bool {
    ends_in_blank_line(text) && message::leads_up(text.get(..start).unwrap_or_default())
}

fn ends_in_blank_line(text: &str) -> bool {
    text.ends_with("\n\n") || text.ends_with("\n\r\n")
}

/// Whether the program wrote the exception's message and then its trace (`"Error: %s\n%s" % (e, format_exc())`), which
/// ends in a line feed: then that is none of the exception's message.
fn repeats(text: &str, start: usize, exception: &mut Exception) -> bool {
    const LEAST_BYTES: usize = 4;
    let Some(message) = &mut exception.message else { return false };
    let above = text.get(..start).unwrap_or_default();
    let shown = message.trim_end_matches('\n');
    let repeats = ends_in_blank_line(text)
        && shown.len() >= LEAST_BYTES
        && memmem::find(above.as_bytes(), shown.as_bytes()).is_some();
    if repeats && message.ends_with('\n') {
        message.pop();
    }
    repeats
}

/// Reads a `Stack (most recent call last):` block at the cursor.
fn stack(lines: &mut Lines<'_>, margin: Margin) -> Vec<Frame> {
    let mut frames = Vec::new();
    if lines.peek_in(margin) == Some(STACK) {
        lines.advance();
        frames::read(lines, margin, &mut frames);
        frames.reverse();
        lines.truncated = lines.truncated || frames.is_empty();
    }
    frames
}

/// Reads the exception that structlog's console prints below a stack, parted from it by a line of equals signs.
fn below_stack(lines: &mut Lines<'_>, margin: Margin) -> Option<Exception> {
    const RULE: usize = 79;
    let mut below = lines.clone();
    let is_blank = |line: Option<&str>| line.is_some_and(str::is_empty);
    let is_rule =
        |line: Option<&str>| line.is_some_and(|line| line.len() == RULE && line.bytes().all(|byte| byte == b'='));
    while is_blank(below.peek_in(margin)) {
        below.advance();
    }
    if !is_rule(below.peek_in(margin)) {
        return None;
    }
    below.advance();
    while is_blank(below.peek_in(margin)) {
        below.advance();
    }
    let exception = chain::read(&mut below, margin)?;
    *lines = below;
    Some(exception)
}

/// Passes trailing blank lines and closes the extraction.
fn end(
    mut lines: Lines<'_>,
    text: &str,
    exception: Option<Exception>,
    stack_info: Vec<Frame>,
    message_end: usize,
    in_message: bool,
) -> Extraction {
    while lines.peek().is_some_and(|line| line.text.is_empty()) {
        lines.advance();
    }
    Extraction {
        message_end,
        in_message,
        exception,
        stack_info,
        notice: None,
        truncated: lines.truncated,
        interleaved: lines.foreign,
        end: lines.offset().min(text.len()),
    }
}

/// `--- Logging error ---`: the exception is the failure of `logging`, the stack is the call that could not be logged.
fn logging_error(text: &str, first: Line<'_>) -> Extraction {
    const CALL_STACK: &str = "Call stack:";
    const UNPRINTABLE: &str = "Unable to print the message and arguments";
    let mut lines = Lines::new(text, first.next);
    lines.stop = CALL_STACK;
    let exception = chain::read(&mut lines, Margin::default());
    let mut call_stack = Vec::new();
    if lines.peek().is_some_and(|line| line.text == CALL_STACK) {
        lines.advance();
        frames::read(&mut lines, Margin::default(), &mut call_stack);
        call_stack.reverse();
    }
    let lost =
        lines.peek().is_some_and(|line| line.text.starts_with("Message: ") || line.text.starts_with(UNPRINTABLE));
    lines.truncated = lines.truncated || !lost;
    // Message and arguments run to the end: the arguments' texts may span lines.
    while lost && lines.peek().is_some_and(|line| !is_notice(line.text.as_bytes()) && line.text != TRACEBACK) {
        lines.advance();
    }
    end(lines, text, exception, call_stack, first.next, false)
}

/// A text that begins with the interpreter's own notice; `None` when what follows does not bear it out.
fn runtime_notice(text: &str, first: Line<'_>) -> Option<Extraction> {
    let notice = notice::of_runtime(first.text)?;
    let mut lines = Lines::new(text, first.next);
    if notice.kind == UnhandledKind::Fatal {
        let is_timeout = line::is_timeout(first.text.as_bytes());
        let exception = fatal::read(&mut lines, is_timeout);
        if is_timeout && exception.is_none() {
            return None;
        }
        let extraction = end(lines, text, exception, Vec::new(), first.next, false);
        return Some(with_notice(extraction, notice));
    }
    lines.stop = ORIGINAL_EXCEPTION;
    let raised = lines.peek().is_some_and(|line| {
        is_traceback_header(line.text.as_bytes())
            || notice.kind != UnhandledKind::ChildProcess && certain_exception_type(line.text).is_some()
    });
    let exception = if raised { chain::read(&mut lines, Margin::default()) } else { None };
    let stands_alone = lines.peek().is_none() && notice.kind != UnhandledKind::ChildProcess;
    if exception.is_none() && !line::is_ignored_notice(first.text.as_bytes()) && !stands_alone {
        return None;
    }
    lines.truncated = lines.truncated || exception.is_none() && first.text.ends_with(':');
    let failed_hook = lines.peek().filter(|line| line.text == ORIGINAL_EXCEPTION);
    let exception = match failed_hook {
        Some(_) => {
            lines.advance();
            chain::read(&mut lines, Margin::default()).or(exception)
        }
        None => exception,
    };
    Some(with_notice(end(lines, text, exception, Vec::new(), 0, false), notice))
}

/// A text that begins with a framework's words about an exception that nobody handled, logged without a format.
fn logged_notice(text: &str, first: Line<'_>) -> Option<Extraction> {
    let mut lines = Lines::new(text, first.next);
    let next = lines.peek()?.text.as_bytes();
    if !line::is_logged_notice(first.text.as_bytes(), next) {
        return None;
    }
    if next.starts_with(line::FUTURE) {
        lines.advance();
    }
    // In debug mode the place where the task was made stands between, and all is message down to the traceback.
    if !is_traceback_header(lines.peek()?.text.as_bytes()) {
        return None;
    }
    let message_end = lines.offset();
    let exception = chain::read(&mut lines, Margin::default())?;
    let notice = notice::of_message(first.text, true);
    Some(Extraction { notice, ..end(lines, text, Some(exception), Vec::new(), message_end, false) })
}

fn with_notice(extraction: Extraction, notice: Notice) -> Extraction {
    Extraction { notice: Some(notice), ..extraction }
}

/// A traceback that is escaped into the first line.
fn one_line(text: &str, first: Line<'_>) -> Option<Extraction> {
    let trace = one_line::unescape(first.text)?;
    start::find(&trace).filter(|start| start.offset == 0)?;
    let mut lines = Lines::new(&trace, 0);
    lines.in_message = true;
    let exception = chain::read(&mut lines, Margin::default())?;
    Some(Extraction { in_message: true, exception: Some(exception), truncated: lines.truncated, ..nothing(text) })
}

/// A trace that has the same prefix on every line.
fn behind_prefix(text: &str) -> Option<Extraction> {
    let found = prefixed::find(text)?;
    let mut lines = Lines::new(&found.trace, 0);
    let exception = chain::read(&mut lines, Margin::default())?;
    Some(Extraction {
        message_end: found.start,
        exception: Some(exception),
        truncated: lines.truncated,
        end: found.end,
        ..nothing(text)
    })
}

/// A trace that a library decorated.
fn undecorated(text: &str, first: Line<'_>) -> Option<Extraction> {
    let plain = decorated::find(text)?;
    let mut lines = Lines::new(&plain.trace, 0);
    let exception = chain::read(&mut lines, Margin::default())?;
    if exception.type_name.is_empty() || exception.frames.is_empty() {
        return None;
    }
    let in_message = plain.start < first.next;
    Some(Extraction {
        message_end: if in_message { text.len() } else { plain.start },
        in_message,
        exception: Some(exception),
        truncated: lines.truncated,
        ..nothing(text)
    })
}

/// The end of a trace whose beginning is in another record, as two processes write to one file: frames and an exception,
/// or marks below source text and an exception, without the header of a traceback. It is nobody's here.
fn orphan(text: &str, first: Line<'_>, start: Option<usize>) -> Option<Extraction> {
    let mut lines = Lines::new(text, first.next);
    let mut before = first.text;
    if before.ends_with(TRACEBACK) {
        return None;
    }
    let at = loop {
        let line = lines.peek().filter(|line| start.is_none_or(|start| line.start < start))?;
        if message::is_foreign_frame(line.text, before) {
            frames::read(&mut lines, Margin::default(), &mut Vec::new());
            certain_exception_type(lines.peek()?.text)?;
            break line.start;
        }
        if line::is_marks(line.text)
            && lines.after(line).is_some_and(|next| certain_exception_type(next.text).is_some())
        {
            break line.start;
        }
        if line.text.ends_with(TRACEBACK) {
            return None;
        }
        before = line.text;
        if is_frame(before.as_bytes()) {
            // A stack that the message leads up to, as asyncio's debug mode shows where a task was made.
            frames::read(&mut lines, Margin::default(), &mut Vec::new());
        }
        // What only begins like a frame is none.
        if lines.peek().is_some_and(|now| now.start == line.start) {
            lines.advance();
        }
    };
    Some(Extraction { message_end: at, interleaved: true, end: at, ..nothing(text) })
}

/// An exception that was logged and never raised: its line alone is the last one, below the message.
fn bare(text: &str, first: Line<'_>) -> Option<Extraction> {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let last = Lines::new(text, body.rfind('\n')? + 1).peek()?;
    if last.start < first.next {
        return None;
    }
    if last.text == "NoneType: None" {
        return Some(Extraction { message_end: last.start, ..nothing(text) });
    }
    if is_listed(text.get(first.next..last.start)?, last.text, bare_exception_type(last.text)?) {
        return None;
    }
    let exception = chain::read(&mut Lines::new(text, last.start), Margin::default())?;
    Some(Extraction { message_end: last.start, exception: Some(exception), ..nothing(text) })
}

/// Whether a line that names an exception, with a type of so many bytes, is a setting, a count or one of a list, as told
/// by the lines of the message `above` it, without the first.
fn is_listed(above: &str, line: &str, type_bytes: usize) -> bool {
    // Their messages are the numbers that were asked for.
    const NUMBERED: [&str; 4] = ["KeyError", "IndexError", "SystemExit", "StopIteration"];
    let (name, rest) = line.split_at_checked(type_bytes).unwrap_or((line, ""));
    let said = rest.strip_prefix(':').unwrap_or(rest).trim();
    if listing::is_value(said) && !(listing::is_number(said) && NUMBERED.contains(&name)) {
        return true;
    }
    let others = || above.lines().filter(|other| !other.trim().is_empty() && *other != line);
    others().any(|other| bare_exception_type(other).is_some())
        || others().next_back().is_some_and(|other| other.ends_with(':'))
        || !said.contains(' ') && listing::are_pairs(others())
}
