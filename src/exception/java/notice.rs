//! Words that say that nobody handled a Java exception.
//!
//! ```text
//! Exception in thread "NAME" Type: message                       ThreadGroup.uncaughtException (JDK)
//! Exception: Type thrown from the UncaughtExceptionHandler in thread "NAME"   thread.cpp (HotSpot)
//! Terminating due to java.lang.OutOfMemoryError: Java heap space  debug.cpp (HotSpot, ExitOnOutOfMemoryError)
//! Aborting due to java.lang.OutOfMemoryError: Java heap space     the same (CrashOnOutOfMemoryError)
//! # A fatal error has been detected by the Java Runtime Environment:   vmError.cpp (HotSpot), a block of `#` lines
//! Uncaught exception in thread NAME                              what programs log in their own handlers
//! FATAL EXCEPTION: NAME                                          RuntimeInit.java (Android), which ends the process
//! ```
//!
//! A name may hold any text, quotes too.

use std::ops::Range;

use memchr::memmem;

use crate::exception::java::head::{Strength, hash_len, type_at};
use crate::exception::{Notice, UnhandledKind};

const IN_THREAD: &[u8] = b"Exception in thread \"";
const THROWN: &[u8] = b"Exception: ";
const FROM_HANDLER: &[u8] = b" thrown from the UncaughtExceptionHandler in thread \"";
const ENDING: [&[u8]; 2] = [b"Terminating due to ", b"Aborting due to "];
/// The second line of the virtual machine's last words; the first is a bare `#`.
const FATAL: [&str; 2] = [
    "# A fatal error has been detected by the Java Runtime Environment",
    "# There is insufficient memory for the Java Runtime Environment to continue",
];
/// Lines of such a block that are looked at for what happened.
const FATAL_LINES: usize = 8;

/// A notice that stands at the start of a line, before the exception itself.
#[derive(Debug)]
pub(crate) struct Printed {
    pub(crate) notice: Notice,
    /// Place of the exception's head in the line.
    pub(crate) head: Range<usize>,
    /// The line tells all; no frames belong to it.
    pub(crate) alone: bool,
}

/// Whether a line is the notice that the runtime prints for an exception that nobody handled.
///
/// `line` is one line without its terminator; the notice stands at its start.
pub fn is_notice(line: &[u8]) -> bool {
    if let Some(rest) = line.strip_prefix(IN_THREAD) {
        return rest.contains(&b'"');
    }
    (line.starts_with(THROWN) && memmem::find(line, FROM_HANDLER).is_some()) || ending(line).is_some()
}

/// Whether two lines begin the report of a virtual machine that dies (`hs_err`, as it is printed).
pub fn is_fatal_error(line: &[u8], next: &[u8]) -> bool {
    line == b"#" && FATAL.iter().any(|words| next.starts_with(words.as_bytes()))
}

/// Reads the report of a virtual machine that dies, from its first line on.
pub(crate) fn fatal_error(text: &str) -> Option<Notice> {
    let mut lines = text.lines();
    let (first, second) = (lines.next()?, lines.next()?);
    if !is_fatal_error(first.trim_end().as_bytes(), second.as_bytes()) {
        return None;
    }
    let words = second.trim_start_matches("# ").trim_end().trim_end_matches([':', '.']);
    let said = |line: &str| Some(line.strip_prefix('#')?.trim().to_owned()).filter(|line| !line.is_empty());
    let what = lines.take(FATAL_LINES).find_map(said);
    let evidence = what.map_or_else(|| words.to_owned(), |what| format!("{words}: {what}"));
    Some(Notice { kind: UnhandledKind::Fatal, certain: true, evidence, thread: None })
}

/// Whether the runtime's words about an exception that nobody handled stand at the start of a line.
pub(crate) fn begins_notice(line: &str) -> bool {
    printed(line).is_some()
}

/// Reads the notice at the start of a line.
pub(crate) fn printed(line: &str) -> Option<Printed> {
    let bytes = line.as_bytes();
    if let Some(rest) = bytes.strip_prefix(IN_THREAD) {
        let start = IN_THREAD.len();
        let name = start..start + name_len(rest)?;
        let head = (name.end + 2).min(line.len())..line.len();
        return Some(Printed {
            notice: of_thread(line.get(name.clone())?, line.get(..=name.end)?),
            head,
            alone: false,
        });
    }
    if bytes.starts_with(THROWN) {
        let at = memmem::find(bytes, FROM_HANDLER)?;
        let name = line.get(at + FROM_HANDLER.len()..)?.trim_end().trim_end_matches('"');
        return Some(Printed {
            notice: of_thread(name, line.trim_end()),
            head: THROWN.len()..at.max(THROWN.len()),
            alone: true,
        });
    }
    let head = ending(bytes)?;
    Some(Printed {
        notice: Notice {
            kind: UnhandledKind::Process,
            certain: true,
            evidence: line.trim_end().to_owned(),
            thread: None,
        },
        head: head..line.len(),
        alone: true,
    })
}

/// Reads the notice that a program's own handler of last resort logs as the message above a trace.
///
/// `line` is the first line of the message.
pub(crate) fn logged(line: &str) -> Option<Notice> {
    if let Some(thread) = dying(line) {
        let evidence = line.trim_end().to_owned();
        return Some(Notice { kind: UnhandledKind::Process, certain: true, evidence, thread: Some(thread.to_owned()) });
    }
    let place = |word: &str| find_ignoring_case(line, word);
    let start = place("uncaught exception")
        .or_else(|| place("unhandled exception"))
        .or_else(|| place("uncaught error"))
        .or_else(|| place("exception in thread "))?;
    let after = line.get(start..)?;
    let thread = find_ignoring_case(after, "thread")?;
    let name = after.get(thread + "thread".len()..)?;
    // `in threads`, `threadpool`: no name of a thread follows.
    if name.starts_with(|c: char| c.is_alphanumeric()) && !name.starts_with("Name") {
        return None;
    }
    let name = thread_name(name);
    let kind = match name {
        Some("main") => UnhandledKind::Process,
        _ => UnhandledKind::Thread,
    };
    Some(Notice { kind, certain: true, evidence: line.trim_end().to_owned(), thread: name.map(str::to_owned) })
}

/// The thread whose exception ends an application of Android, by the first line of what its runtime logs.
fn dying(line: &str) -> Option<&str> {
    let line = line.trim().trim_start_matches("*** ");
    ["FATAL EXCEPTION: ", "FATAL EXCEPTION IN SYSTEM PROCESS: "].iter().find_map(|start| line.strip_prefix(start))
}

/// Whether a message begins what Android's runtime logs of an exception that ends a process.
pub(crate) fn is_dying(message: &[u8]) -> bool {
    matches!(message.first(), Some(b'F' | b'*')) && str::from_utf8(message).is_ok_and(|line| dying(line).is_some())
}

fn of_thread(name: &str, evidence: &str) -> Notice {
    let kind = if name == "main" { UnhandledKind::Process } else { UnhandledKind::Thread };
    Notice { kind, certain: true, evidence: evidence.to_owned(), thread: Some(name.to_owned()) }
}

/// Length of the thread's name: up to the quote that a type follows, else to the last quote.
fn name_len(rest: &[u8]) -> Option<usize> {
    let is_head = |at: usize| {
        let head = rest.get(at + 2..).unwrap_or_default();
        let head = head.get(hash_len(head)..).unwrap_or_default();
        type_at(head).is_some_and(|(_, strength)| strength > Strength::Loose)
    };
    memmem::find_iter(rest, b"\" ")
        .take(16)
        .find(|&at| is_head(at))
        .or_else(|| memmem::find(rest, b"\" "))
        .or_else(|| memchr::memrchr(b'"', rest))
}

fn ending(line: &[u8]) -> Option<usize> {
    let words = ENDING.iter().find(|words| line.starts_with(words))?.len();
    let (_, strength) = type_at(line.get(words..)?)?;
    (strength == Strength::Strict).then_some(words)
}

/// The name after the word `thread`: quoted, in brackets, as `Thread[name,5,group]`, or one bare word.
fn thread_name(text: &str) -> Option<&str> {
    let text = text.trim_start_matches([' ', ':', '=']);
    let text = text.strip_prefix("Thread[").map_or(text, |inner| inner.split_once(',').map_or(inner, |(name, _)| name));
    let name = match text.chars().next()? {
        quote @ ('"' | '\'' | '`') => text.trim_start_matches(quote).split(quote).next()?,
        '[' => text.trim_start_matches('[').split([']', ',']).next()?,
        _ if text.contains(' ') => text.split(' ').next()?.trim_end_matches([':', ',', ';']),
        _ => text.trim_end_matches([':', ',', ';', '.', ']']),
    };
    (!name.is_empty()).then_some(name)
}

fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let first = word.first()?;
    let mut places = memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), text);
    places.find(|&at| text.get(at..at + word.len()).is_some_and(|window| window.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> (Option<String>, UnhandledKind, &str) {
        let printed = printed(line).unwrap();
        let head = line.get(printed.head).unwrap();
        (printed.notice.thread, printed.notice.kind, head)
    }

    #[test]
    fn notice_names_thread_and_exception() {
        for (line, thread, kind, head) in [
            ("Exception in thread \"main\" a.BException: c", "main", UnhandledKind::Process, "a.BException: c"),
            (
                "Exception in thread \"odd \"name\"\" a.BException: c",
                "odd \"name\"",
                UnhandledKind::Thread,
                "a.BException: c",
            ),
            ("Exception in thread \"a\" b\" a.BException", "a\" b", UnhandledKind::Thread, "a.BException"),
            ("Exception in thread \"w\" Coded[E-51] x", "w", UnhandledKind::Thread, "Coded[E-51] x"),
            (
                "Exception: java.lang.OutOfMemoryError thrown from the UncaughtExceptionHandler in thread \"main\"",
                "main",
                UnhandledKind::Process,
                "java.lang.OutOfMemoryError",
            ),
        ] {
            assert!(is_notice(line.as_bytes()), "{line}");
            assert_eq!(read(line), (Some(thread.to_owned()), kind, head));
        }
    }

    #[test]
    fn virtual_machine_that_ends_itself_says_why() {
        for words in ["Terminating", "Aborting"] {
            let line = format!("{words} due to java.lang.OutOfMemoryError: Java heap space");
            assert_eq!(read(&line), (None, UnhandledKind::Process, "java.lang.OutOfMemoryError: Java heap space"));
        }
    }

    #[test]
    fn prose_is_no_notice() {
        for line in
            ["", "Exception in thread pool", "Exception: none", "Terminating due to a signal", "Aborting due to x"]
        {
            assert!(!is_notice(line.as_bytes()), "{line}");
            assert!(printed(line).is_none(), "{line}");
        }
        for line in ["Uncaught exception", "uncaught exception in threads", "exception in thread"] {
            assert!(logged(line).is_none_or(|notice| notice.thread.is_none()), "{line}");
        }
    }

    #[test]
    fn logged_notice_names_its_thread() {
        for (line, name) in [
            ("Uncaught exception in thread worker-1", "worker-1"),
            ("Uncaught exception in thread \"pool 1\": bye", "pool 1"),
            ("Uncaught exception in thread [http-1]", "http-1"),
            ("uncaught Exception in thread Thread[kafka-3,5,main]", "kafka-3"),
            ("Unhandled exception in thread 'w'", "w"),
            ("FATAL EXCEPTION: main", "main"),
            ("*** FATAL EXCEPTION IN SYSTEM PROCESS: android.fg", "android.fg"),
        ] {
            assert_eq!(logged(line).unwrap().thread.as_deref(), Some(name), "{line}");
        }
    }
}
