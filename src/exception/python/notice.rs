//! What says that an exception was not handled: the interpreter's own words on standard error, and messages by which
//! asyncio, exception hooks and frameworks log what nobody caught.
//!
//! ```text
//! runtime = 'Exception in thread ' NAME ':' | 'Exception ignored in' … | 'Process ' NAME ':'
//!         | 'Error in sys.excepthook:' | 'Error in atexit._run_exitfuncs:'
//! ```
//!
//! After `CPython` 3.8 to 3.14 `Lib/threading.py`, `Python/errors.c`, `Lib/multiprocessing/process.py`, `Python/pythonrun.c`
//! and `Lib/asyncio/{base_events,events,futures,tasks,runners}.py`.

use memchr::memchr2_iter;

use crate::exception::Notice;
use crate::exception::UnhandledKind;
use crate::exception::python::line::is_fatal_notice;
use crate::exception::python::line::is_ignored_notice;
use crate::exception::python::line::is_notice;
use crate::exception::python::line::is_process_notice;
use crate::exception::python::line::is_timeout;

/// The notice that `line`, the first of a record on standard error, is.
pub(crate) fn of_runtime(line: &str) -> Option<Notice> {
    let bytes = line.as_bytes();
    let (kind, name) = if is_process_notice(bytes) {
        (UnhandledKind::ChildProcess, None)
    } else if !is_notice(bytes) {
        return None;
    } else if is_ignored_notice(bytes) || line == "Error in atexit._run_exitfuncs:" {
        (UnhandledKind::Unraisable, None)
    } else if is_fatal_notice(bytes) {
        (UnhandledKind::Fatal, None)
    } else if let Some(name) = line.strip_prefix("Exception in thread ") {
        (UnhandledKind::Thread, name.strip_suffix(':'))
    } else if line == "Error in sys.excepthook:" {
        (UnhandledKind::Process, None)
    } else {
        // A failure of `logging` is handled: logging goes on.
        return None;
    };
    Some(Notice {
        kind,
        // The program may go on after the dump of a watchdog.
        certain: !is_timeout(bytes),
        evidence: line.strip_suffix(':').unwrap_or(line).to_owned(),
        thread: name.map(str::to_owned),
    })
}

/// The notice that a record's message is, by its first line. `raised` says that an exception stands below it.
pub(crate) fn of_message(line: &str, raised: bool) -> Option<Notice> {
    let line = line.trim();
    let (kind, certain) =
        asyncio(line).or_else(|| if raised { hook(line).or_else(|| framework(line)) } else { None })?;
    Some(Notice {
        kind,
        certain,
        evidence: line.strip_suffix(':').unwrap_or(line).to_owned(),
        thread: (kind == UnhandledKind::Thread).then(|| thread_name(line)).flatten(),
    })
}

/// asyncio's own words, whichever logger writes them.
fn asyncio(line: &str) -> Option<(UnhandledKind, bool)> {
    const STARTS: [&str; 8] = [
        "Unhandled error in exception handler",
        "Exception in default exception handler",
        "an error occurred during closing of asynchronous generator",
        "Task was destroyed but it is pending",
        "Exception in callback ",
        "Unhandled exception in event loop",
        "Unhandled exception in client_connected_cb",
        "unhandled exception during asyncio.run() shutdown",
    ];
    let task = line.ends_with(" exception was never retrieved") || STARTS.iter().any(|start| line.starts_with(start));
    task.then_some((UnhandledKind::Task, true))
}

/// The words of exception hooks that programs write.
fn hook(line: &str) -> Option<(UnhandledKind, bool)> {
    const WORDS: [&str; 4] = ["uncaught exception", "unhandled exception", "uncaught error", "unhandled error"];
    const METHODS: [&str; 7] = ["get /", "post /", "put /", "delete /", "patch /", "head /", "options /"];
    let (at, rest) = memchr2_iter(b'u', b'U', line.as_bytes()).find_map(|at| {
        let rest = line.get(at..)?;
        WORDS.iter().find_map(|words| Some((at, without_prefix(rest, words)?)))
    })?;
    let rest = rest.trim_ascii_start();
    // Tornado: `Uncaught exception GET /path (127.0.0.1)`.
    let kind = if METHODS.iter().any(|method| without_prefix(rest, method).is_some()) {
        UnhandledKind::Framework
    } else if names(rest, "thread") {
        UnhandledKind::Thread
    } else if names(rest, "task") {
        UnhandledKind::Task
    } else {
        UnhandledKind::Process
    };
    Some((kind, at == 0))
}

/// `text` behind `prefix`, in any case of letters.
fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// Whether `word` begins one of the next words of `text`, in any case of letters.
fn names(text: &str, word: &str) -> bool {
    const NEXT_WORDS: usize = 4;
    text.split_ascii_whitespace().take(NEXT_WORDS).any(|next| without_prefix(next, word).is_some())
}

/// The words of frameworks' handlers of last resort: Django, gunicorn and aiohttp, uvicorn, Flask, celery.
fn framework(line: &str) -> Option<(UnhandledKind, bool)> {
    const STARTS: [&str; 5] = [
        "Internal Server Error: /",
        "Error handling request",
        "Exception in ASGI application",
        "Exception on /",
        "Exception in WSGI application",
    ];
    let celery = line.starts_with("Task ") && line.contains("] raised unexpected: ");
    (celery || STARTS.iter().any(|start| line.starts_with(start))).then_some((UnhandledKind::Framework, false))
}

/// The name behind `in thread`.
fn thread_name(line: &str) -> Option<String> {
    let name = line.split_once("in thread ")?.1.trim_end_matches([':', '.', '!']);
    (!name.is_empty()).then(|| name.to_owned())
}
