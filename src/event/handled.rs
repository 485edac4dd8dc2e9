//! Whether an exception was handled, from what the record around it says.

use std::sync::LazyLock;

use aho_corasick::packed::Searcher;

use crate::exception::{Notice, UnhandledKind};

/// Words by which handlers of last resort name themselves: what reaches them was not handled by the application.
///
/// By the sources of Django (`django.request`), gunicorn and aiohttp, uvicorn, Flask, Celery, Tornado and Tomcat. The
/// logger alone proves nothing: the same loggers write of errors that were handled.
const FRAMEWORK_WORDS: [&str; 8] = [
    "Exception in ASGI application",
    "Error handling request",
    "Exception in worker process",
    "Internal Server Error: ",
    "Exception on /",
    "Uncaught exception GET /",
    "Servlet.service() for servlet",
    "raised unexpected: ",
];

/// The notice for a trace that stands in the file without a record: it may have been printed by the program.
pub(crate) fn bare_trace() -> Notice {
    Notice {
        kind: UnhandledKind::Process,
        certain: false,
        evidence: "a trace without a log record".to_owned(),
        thread: None,
    }
}

/// The notice for an exception that a framework's handler of last resort logged.
pub(crate) fn framework(message: &str) -> Option<Notice> {
    let words = FRAMEWORK_WORDS.iter().find(|words| message.contains(*words))?;
    Some(Notice { kind: UnhandledKind::Framework, certain: false, evidence: words.trim().to_owned(), thread: None })
}

/// The logger of asyncio's handler of last resort (`Lib/asyncio/base_events.py`, `default_exception_handler`).
const ASYNCIO: &str = "asyncio";

/// The notice for an exception that a handler of last resort logged, by its logger: whatever the message says, asyncio's
/// handler writes what it knows of the context below it, as `handle: …` or `future: …`. Programs use that logger too.
pub(crate) fn by_logger(logger: &str, message: &str) -> Option<Notice> {
    let is_context = |line: &str| {
        line.split_once(": ").is_some_and(|(key, _)| {
            !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        })
    };
    (logger == ASYNCIO && message.lines().nth(1).is_some_and(is_context)).then(|| Notice {
        kind: UnhandledKind::Task,
        certain: false,
        evidence: "logged by asyncio's exception handler".to_owned(),
        thread: None,
    })
}

/// Whether a logger can make a difference to how its records' exceptions are judged.
pub(crate) fn is_telling_logger(logger: &[u8]) -> bool {
    logger == ASYNCIO.as_bytes()
}

/// Whether a message can make a difference to how its record's exception is judged.
///
/// Generous: where it says no, the words of the message do not matter. It looks for ends of words, so that the case of
/// a word's first letter does not matter.
pub(crate) fn is_telling(message: &[u8]) -> bool {
    const WORDS: [&str; 15] = [
        "ncaught",
        "NCAUGHT",
        "nhandled",
        "NHANDLED",
        "retrieved",
        "destroyed",
        "xception in",
        "xception on",
        "erver Error",
        "ing request",
        "unexpected: ",
        "ervlet",
        "run failed",
        "hread",
        "FATAL EXC",
    ];
    static SEARCH: LazyLock<Option<Searcher>> = LazyLock::new(|| Searcher::new(WORDS));
    SEARCH.as_ref().is_none_or(|search| search.find(message).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asyncios_handler_logs_is_told_by_the_context_below_the_message() {
        assert!(by_logger("asyncio", "custom thing\nhandle: 3").is_some());
        assert!(by_logger("asyncio", "Exception in callback f()\nsource_traceback: Object created at").is_some());
        for (logger, message) in [
            ("asyncio", "cannot reach the bank"),
            ("asyncio", "cannot reach the bank\nSecond line: more"),
            ("asyncio", "cannot reach the bank\nit said: no"),
            ("app", "custom thing\nhandle: 3"),
        ] {
            assert!(by_logger(logger, message).is_none(), "{logger} {message}");
        }
    }
}
