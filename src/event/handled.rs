//! Whether an exception was handled, from what the record around it says.

use std::sync::LazyLock;

use aho_corasick::packed::Searcher;

use crate::exception::{Notice, UnhandledKind};

/// Loggers of handlers of last resort: what reaches them was not handled by the application.
///
/// By the sources of Django (`django.request`), gunicorn and uvicorn (`Exception in ASGI application`), Celery
/// (`celery.app.trace`), Flask (`Exception on / [GET]`), Tomcat (`[dispatcherServlet]`) and Spring.
const FRAMEWORK_LOGGERS: [(&str, &str); 8] = [
    ("django.request", ""),
    ("gunicorn.error", "Error handling request"),
    ("gunicorn.error", "Exception in worker process"),
    ("uvicorn.error", "Exception in ASGI application"),
    ("celery.app.trace", ""),
    ("aiohttp.server", "Error handling request"),
    ("tornado.application", "Uncaught exception"),
    ("org.apache.catalina.core.ContainerBase", ""),
];

/// Words of messages that say so whatever the logger is called.
const FRAMEWORK_WORDS: [&str; 7] = [
    "Exception in ASGI application",
    "Error handling request",
    "Exception in worker process",
    "Internal Server Error: ",
    "Exception on /",
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
pub(crate) fn framework(logger: Option<&str>, message: &str) -> Option<Notice> {
    let by_logger = logger.is_some_and(|logger| {
        FRAMEWORK_LOGGERS.iter().any(|(name, words)| *name == logger && message.starts_with(words))
    });
    let by_words = FRAMEWORK_WORDS.iter().find(|words| message.contains(*words));
    let evidence = match (by_words, logger) {
        (Some(words), _) => words.trim().to_owned(),
        (None, Some(logger)) if by_logger => format!("logger {logger}"),
        _ => return None,
    };
    Some(Notice { kind: UnhandledKind::Framework, certain: false, evidence, thread: None })
}

/// Whether a message can make a difference to how its record's exception is judged.
///
/// Generous: where it says no, the words of the message do not matter. It looks for ends of words, so that the case of
/// a word's first letter does not matter.
pub(crate) fn is_telling(message: &[u8]) -> bool {
    const WORDS: [&str; 14] = [
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
    ];
    static SEARCH: LazyLock<Option<Searcher>> = LazyLock::new(|| Searcher::new(WORDS));
    SEARCH.as_ref().is_none_or(|search| search.find(message).is_some())
}
