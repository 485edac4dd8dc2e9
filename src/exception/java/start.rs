//! Where the trace in a record's text starts.
//!
//! The first line that can only belong to a trace (a frame, or `... N more`) is looked for first, then the head above
//! it, since both the logged message and the exception's may have many lines:
//!
//! 1. a notice of the runtime (`Exception in thread "…" `) at the start of a line;
//! 2. the first line of the body that starts with a class and its package; one that repeats it exactly comes later
//!    when the program put the exception into its message as well;
//! 3. the same in the header's line: the trace is the message;
//! 4. a class without package, in the body;
//! 5. `\tat Type: message`, as Logback's status lines have it;
//! 6. a type in the middle of a line (`%msg %ex`), or what `behind_message` knows it by;
//! 7. whatever starts with a capitalised name right above the first frame (a `toString` of its own), or with a class and
//!    its package although that has no capital, or has words of its own behind it.
//!
//! Before all of these: a line that says again what the message ends with behind an arrow, ` => Type: message`. Solr puts
//! log4j2's `%ex{short}` there, so that a head with its first frame stands above the whole trace.
//!
//! Frames without any of these give no exception. Without a frame, only a strict head counts, see [`bare`]; settings,
//! counts and lists of exceptions' names are none.

use memchr::memmem;

use crate::exception::java::behind_message;
use crate::exception::java::frame::indent_of;
use crate::exception::java::head::{self, LinkWord, Strength};
use crate::exception::java::lines::{self, Kind, Line, Lines};
use crate::exception::java::notice;
use crate::exception::{Notice, UnhandledKind, listing};

/// Where the trace starts, and how.
#[derive(Debug)]
pub(crate) struct Start {
    /// Bytes before the trace: the message.
    pub(crate) message_end: usize,
    pub(crate) in_message: bool,
    /// The head, from its type to the end of its first line.
    pub(crate) head: (usize, usize),
    /// Where the line after the head's starts.
    pub(crate) next: usize,
    /// Columns before the head.
    pub(crate) indent: usize,
    /// Lines up to here belong to the exception's message, whatever they look like.
    pub(crate) stack: usize,
    pub(crate) notice: Option<Notice>,
    /// The head's line tells all.
    pub(crate) alone: bool,
}

impl Start {
    fn at(line: Line, head: usize, stack: usize) -> Self {
        Self {
            message_end: line.start,
            in_message: false,
            head: (head, line.end),
            next: line.next,
            indent: head - line.start,
            stack,
            notice: None,
            alone: false,
        }
    }

    fn of_notice(text: &str, line: Line, printed: notice::Printed, stack: usize) -> Self {
        let start = Self::at(line, line.start, stack);
        let whole = line.start == 0;
        Self {
            message_end: if whole { text.len() } else { line.start },
            in_message: whole,
            head: (line.start + printed.head.start, line.start + printed.head.end),
            notice: Some(printed.notice),
            alone: printed.alone,
            ..start
        }
    }

    fn in_message(self, text: &str) -> Self {
        Self { message_end: text.len(), in_message: true, ..self }
    }
}

/// Finds the start of the trace.
pub(crate) fn find(text: &str) -> Option<Start> {
    if let Some(start) = told_again(text) {
        return Some(start);
    }
    match first_of_stack(text, Lines::new(text, 0).next().map_or(0, |first| first.next)) {
        Some(stack) => above(text, stack),
        None => bare(text),
    }
}

const ARROW: &[u8] = b" => ";

/// Where a line of a record's message has the head of its trace in short, if that ends it and `line` is the head again.
pub(crate) fn told_in_short(message: &[u8], line: &[u8]) -> Option<usize> {
    // Only where the whole trace is printed, a missing message is the word.
    let head = line.strip_suffix(b": null").unwrap_or(line);
    let ends = |head: &[u8]| message.strip_suffix(head).filter(|text| text.ends_with(ARROW)).map(<[u8]>::len);
    ends(line).or_else(|| ends(head))
}

/// Whether a line ends with the head of a trace in short.
pub(crate) fn tells_in_short(line: &[u8]) -> bool {
    memmem::find_iter(line, ARROW).any(|at| {
        let head = line.get(at + ARROW.len()..).and_then(head::type_at);
        head.is_some_and(|(_, strength)| strength > Strength::Loose)
    })
}

/// The start where a line of the body is the head that a line above ends with.
fn told_again(text: &str) -> Option<Start> {
    memmem::find(text.as_bytes(), ARROW)?;
    let mut message: Option<Line> = None;
    for line in Lines::new(text, 0) {
        let here = line.text(text).as_bytes();
        if let Some(message) = message
            && let Some(at) = told_in_short(message.text(text).as_bytes(), here)
        {
            let stack = first_of_stack(text, line.next).unwrap_or(line.next);
            return Some(Start { message_end: message.start + at - 1, ..Start::at(line, line.start, stack) });
        }
        if tells_in_short(here) {
            message = Some(line);
        }
    }
    None
}

/// The first line from a place on that can only belong to a trace, or is like a frame and stands right above one.
fn first_of_stack(text: &str, from: usize) -> Option<usize> {
    let mut like: Option<usize> = None;
    for line in Lines::new(text, from) {
        let here = line.text(text);
        match lines::kind(here) {
            Kind::Frame(_) => return Some(like.unwrap_or(line.start)),
            Kind::More(_) if indent_of(here.as_bytes()) > 0 => return Some(line.start),
            Kind::LikeFrame(_) => like = like.or(Some(line.start)),
            _ => like = None,
        }
    }
    None
}

/// The strength of the type at the start of a line without its indent, and that indent with the encoder's hash.
fn strength(line: &str) -> (usize, Option<Strength>) {
    let bytes = line.as_bytes();
    let indent = indent_of(bytes);
    let skip = indent + head::hash_len(bytes.get(indent..).unwrap_or_default());
    let body = bytes.get(skip..).unwrap_or_default();
    (indent, head::type_at(body).map(|(_, strength)| strength))
}

/// Finds the head above the first line of the stack.
fn above(text: &str, stack: usize) -> Option<Start> {
    let lines = || Lines::new(text, 0).take_while(|line| line.start < stack);
    let mut first: Option<(Line, Option<Strength>)> = None;
    let mut body: Option<Line> = None;
    let mut indented: Option<Line> = None;
    let mut simple: Option<Line> = None;
    let mut status: Option<Line> = None;
    let mut last: Option<(Line, usize, Option<Strength>)> = None;
    let mut nested = false;
    for line in lines() {
        let here = line.text(text);
        if notice::is_notice(here.as_bytes())
            && let Some(printed) = notice::printed(here)
        {
            return Some(Start::of_notice(text, line, printed, stack));
        }
        let (indent, found) = strength(here);
        last = Some((line, indent, found));
        if line.start == 0 {
            first = Some((line, found.filter(|_| indent == 0)));
        } else if !nested {
            match found {
                Some(Strength::Strict | Strength::Dotted) if indent == 0 => {
                    body = body.filter(|body| body.text(text) != here).or(Some(line));
                }
                Some(Strength::Strict) if indented.is_none() => indented = Some(line),
                Some(Strength::Simple) if simple.is_none() => simple = Some(line),
                _ if status.is_none() && is_status_head(here) => status = Some(line),
                _ => {}
            }
        }
        nested = here.trim_end().ends_with("nested exception is:");
    }
    let (last, last_indent, last_strength) = last?;
    let indented_start = |line: Line| {
        let indent = indent_of(line.text(text).as_bytes());
        Start::at(line, line.start + indent, stack)
    };
    if let Some(line) = body.or(simple.filter(|simple| *simple == last)) {
        return Some(indented_start(line));
    }
    if last.start == 0
        && let Some(parts) = behind_message::told_twice(last.text(text))
    {
        return Some(behind(last, parts, stack));
    }
    if let Some((line, Some(found))) = first
        && found > Strength::Loose
        && (found >= Strength::Dotted || indented.or(simple).is_none())
    {
        return Some(Start::at(line, 0, stack).in_message(text));
    }
    if let Some(line) = indented.or(simple) {
        return Some(indented_start(line));
    }
    if let Some(line) = status {
        return Some(of_status(text, line, stack));
    }
    if last.start == 0 && is_frame_at(text, stack) && head::is_joined_head(last.text(text).as_bytes()) {
        return Some(Start::at(last, 0, stack).in_message(text));
    }
    // In the record's first line, where `%msg %ex` puts it, the frames below prove that a class is an exception's.
    let middle = lines().find_map(|line| {
        let weakest = if line.start == 0 { Strength::Dotted } else { Strength::Strict };
        Some((line, head::inside(line.text(text).as_bytes(), weakest)?))
    });
    if let Some((line, at)) = middle {
        return Some(behind(line, (at - 1, at), stack));
    }
    if last.start == 0
        && is_frame_at(text, stack)
        && let Some(parts) = behind_message::oddly_named(last.text(text), text.get(stack..)?)
    {
        return Some(behind(last, parts, stack));
    }
    let named = last.text(text).get(last_indent..)?;
    let is_named = last_strength.is_some() && (is_own_text(named) || is_lower_case(named) && is_frame_at(text, stack))
        || is_frame_at(text, stack) && head::worded(named.as_bytes()).is_some();
    (last.start > 0 && is_named).then(|| indented_start(last))
}

/// The start in a line, at the end of the message in it and at the head.
fn behind(line: Line, (message_end, head): (usize, usize), stack: usize) -> Start {
    Start { message_end: line.start + message_end, indent: 0, ..Start::at(line, line.start + head, stack) }
}

/// Whether a line begins with a class whose own name has no capital.
fn is_lower_case(line: &str) -> bool {
    let (name, _) = head::parts(line.as_bytes());
    line.get(name).is_some_and(head::is_lower_case)
}

/// Whether the line at `stack` is a frame, and not only like one.
fn is_frame_at(text: &str, stack: usize) -> bool {
    Lines::new(text, stack).next().is_some_and(|line| matches!(lines::kind(line.text(text)), Kind::Frame(_)))
}

/// Whether the line above frames may be the text of an exception that words itself: `Coded[E-51] declined`,
/// `Declined: no money`; not the words by which programs announce a stack.
fn is_own_text(line: &str) -> bool {
    const WORDS: [&str; 24] = [
        "Thread",
        "Stack",
        "Stacktrace",
        "StackTrace",
        "Trace",
        "Backtrace",
        "Call",
        "Callstack",
        "Caller",
        "Callers",
        "Context",
        "Detail",
        "Details",
        "Dump",
        "Frames",
        "Holder",
        "Location",
        "Locked",
        "Origin",
        "Output",
        "Owner",
        "Source",
        "State",
        "Threads",
    ];
    let end = line.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$')).unwrap_or(line.len());
    let (name, rest) = line.split_at(end);
    let tells = rest.starts_with(['[', '(', '{', ';']) || rest.strip_prefix(": ").is_some_and(|text| !text.is_empty());
    name.starts_with(char::is_uppercase) && tells && !WORDS.contains(&name)
}

/// Whether a line is the head of a trace that Logback's `StatusPrinter` prefixed as if it were a frame.
fn is_status_head(line: &str) -> bool {
    let bytes = line.as_bytes();
    let body = bytes.get(indent_of(bytes)..).unwrap_or_default();
    body.len() < bytes.len()
        && body.strip_prefix(b"at ").and_then(head::type_at).is_some_and(|(_, strength)| strength >= Strength::Dotted)
}

/// The start at a status line's head; the header's line repeats the head after the message.
fn of_status(text: &str, line: Line, stack: usize) -> Start {
    let head = line.start + indent_of(line.text(text).as_bytes()) + 3;
    let repeated = text.get(head..line.end).unwrap_or_default();
    let before = text.get(..line.start).unwrap_or_default().trim_end();
    let message = before.strip_suffix(repeated).and_then(|message| message.strip_suffix(' '));
    Start { message_end: message.map_or(line.start, str::len), indent: 0, ..Start::at(line, head, stack) }
}

/// Finds a head without frames, which only a strict one can be.
///
/// It stands on a line of the body and is named like an exception, or is all there is of the body. Below it are only
/// links and blank lines, unless it starts the body: then the rest is its message. A notice needs no frames at all.
/// Where other lines of the body are heads or settings too, it is one of a list.
fn bare(text: &str) -> Option<Start> {
    let mut lines = Lines::new(text, 0);
    let first = lines.next()?;
    if let Some(printed) = notice::printed(first.text(text)) {
        return is_typed(first.text(text), &printed).then(|| Start::of_notice(text, first, printed, first.next));
    }
    // Spring Boot prints a blank line before what it knows of an exception.
    let second = lines.find(|line| !line.text(text).trim().is_empty())?;
    let body = || std::iter::once(second).chain(lines.clone());
    let mut found: Option<Line> = None;
    let mut head: Option<&str> = None;
    for line in body() {
        let here = line.text(text);
        if notice::is_notice(here.as_bytes())
            && let Some(printed) = notice::printed(here)
            && is_typed(here, &printed)
        {
            return Some(Start::of_notice(text, line, printed, line.next));
        }
        match strength(here) {
            // HotSpot says why it dumps the heap; the exception itself is still to be thrown.
            (0, Some(Strength::Strict)) if dumps_heap(text, line.next) => {}
            // What another exception hangs on is one, whatever its name.
            (0, Some(Strength::Dotted)) if found.is_none() && is_link_below(text, line.next, 0) => found = Some(line),
            (0, Some(Strength::Strict)) => {
                if !is_told(here) || head.is_some_and(|head| head != here) {
                    return None;
                }
                head = Some(here);
                if found.is_none_or(|found| found != second) {
                    found = Some(line);
                }
            }
            _ if found.is_none() => {}
            _ if matches!(lines::kind(here), Kind::Blank | Kind::Link { .. }) => {}
            _ if found == Some(second) || lines::is_cut(line, text) => {}
            _ => found = None,
        }
    }
    let alone = || {
        let only = Lines::new(text, second.next).all(|line| line.text(text).trim().is_empty());
        let here = second.text(text);
        (only && strength(here) == (0, Some(Strength::Dotted)) && is_told_alone(here)).then_some(second)
    };
    let line = found.or_else(alone)?;
    let others = body().filter(|other| *other != line).map(|other| other.text(text));
    if listing::are_pairs(others.filter(|other| head::link_word(other.as_bytes()).is_none())) {
        return None;
    }
    Some(Start::at(line, line.start, line.next))
}

/// Whether a notice without frames names an exception's class.
fn is_typed(line: &str, printed: &notice::Printed) -> bool {
    let head = line.as_bytes().get(printed.head.clone()).unwrap_or_default();
    let head = head.get(head::hash_len(head)..).unwrap_or_default();
    head::type_at(head).is_some_and(|(_, strength)| strength > Strength::Loose)
}

/// The type of a head and what it says.
fn said(head: &str) -> (&str, &str) {
    let (name, message) = head::parts(head.as_bytes());
    (head.get(name).unwrap_or_default(), message.and_then(|at| head.get(at..)).unwrap_or_default())
}

/// Whether a strict head without frames is an exception, and no setting or count: `lib.Error: none`, `a.BException: 3`.
fn is_told(head: &str) -> bool {
    let (type_name, message) = said(head);
    let last = type_name.rsplit('.').next().unwrap_or_default();
    let is_word = matches!(last, "Error" | "Exception" | "Throwable") && !type_name.starts_with("java.lang.");
    // The index alone was the message of the platform's exceptions up to JDK 8, and still is where programs throw them.
    let is_index = type_name.ends_with("IndexOutOfBoundsException") && listing::is_number(message);
    !is_word && (is_index || !listing::is_value(message))
}

/// Whether a class that is not named like an exception is one although no frames say so: a class without a name of its
/// own, or a name that says that something failed.
fn is_told_alone(head: &str) -> bool {
    const ENDS: [&str; 4] = ["Failure", "Fault", "NotFound", "Violation"];
    let (type_name, message) = said(head);
    (type_name.contains('$') || ENDS.iter().any(|end| type_name.ends_with(end)))
        && !message.is_empty()
        && !listing::is_value(message)
}

fn dumps_heap(text: &str, next: usize) -> bool {
    text.get(next..).is_some_and(|rest| rest.starts_with("Dumping heap to "))
}

/// What the first line of the message says of the trace below it.
pub(crate) fn notice_in_message(text: &str) -> Option<Notice> {
    const LONGEST: usize = 400;
    let line = Lines::new(text, 0).next()?.text(text);
    let mut end = line.len().min(LONGEST);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let line = line.get(..end)?;
    notice::logged(line).or_else(|| framework(line))
}

/// Handlers of last resort that name themselves in the message.
fn framework(line: &str) -> Option<Notice> {
    let kind = if line.starts_with("Servlet.service() for servlet ") && line.contains("threw exception") {
        UnhandledKind::Framework
    } else if line.trim_end() == "Application run failed" {
        UnhandledKind::Process
    } else {
        return None;
    };
    Some(Notice { kind, certain: true, evidence: line.trim_end().to_owned(), thread: None })
}

/// Whether frames are missing although the exception has causes with frames: its class never fills in a stack, or a
/// link stands right below its head.
pub(crate) fn is_stackless(type_name: &str, text: &str, start: &Start) -> bool {
    type_name.starts_with("org.apache.kafka.common.errors.")
        || (!is_of_platform(type_name) && is_link_below(text, start.next, start.indent))
}

/// Whether a class is the platform's, whose exceptions are made without a stack only where they have no cause.
fn is_of_platform(type_name: &str) -> bool {
    ["java.", "javax.", "jdk.", "sun."].iter().any(|package| type_name.starts_with(package))
}

/// Whether the line at `at` links an exception to one that stands above it at this indent.
fn is_link_below(text: &str, at: usize, indent: usize) -> bool {
    let Some(line) = Lines::new(text, at).next().map(|line| line.text(text)) else { return false };
    let Kind::Link { word, indent: own, head } = lines::kind(line) else { return false };
    let head = line.as_bytes().get(head..).unwrap_or_default();
    let type_at = head.get(head::hash_len(head)..).and_then(head::type_at);
    let hangs = if word == LinkWord::Suppressed { own > indent } else { own == indent };
    hangs && type_at.is_some_and(|(_, strength)| strength > Strength::Loose)
}
