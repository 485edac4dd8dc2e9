//! Python: blanks between time, level and logger.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "python-name-colon", dialect: Dialect::PythonPercent, about: "blanks and a colon behind the logger; Spark, Hadoop",
        pattern: "%(asctime)s %(levelname)-8s %(name)-15s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR groups: group: flat",
            "2026-11-23 11:36:09,144 INFO     app.db : connected",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 ERROR no connection: x",
        ],
    },
    Entry {
        name: "python-name-dash", dialect: Dialect::PythonPercent, about: "blanks and a dash behind the logger; Logback without a thread",
        pattern: "%(asctime)s %(levelname)-8s %(name)-15s - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR app.auth - login failed",
            "2026-11-23 11:36:09,144 INFO  app - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried app.auth - login failed",
            "    2026-11-23 11:36:09,144 ERROR app.auth - login failed",
        ],
    },
    Entry {
        name: "python-level-time-name-blank", dialect: Dialect::PythonPercent, about: "blanks only, the level first",
        pattern: "%(levelname)-8s %(asctime)s %(name)s %(message)s",
        datefmt: None,
        samples: &[
            "ERROR    2026-11-23 11:36:09,144 acme.web.checkout checkout of order 1 failed",
            "INFO 2026-11-23 11:36:09,144 acme.db connected",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 INFO acme.db connected",
        ],
    },
    Entry {
        name: "python-name-blank", dialect: Dialect::PythonPercent, about: "blanks only, with a logger",
        pattern: "%(asctime)s %(levelname)-8s %(name)s %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR   acme.web.checkout checkout of order 1 failed",
            "2026-11-23 11:36:09,144 INFO acme.db connected",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 no level here",
        ],
    },
    Entry {
        name: "python-name-brackets", dialect: Dialect::PythonPercent, about: "logger in brackets",
        pattern: "%(asctime)s %(levelname)-8s [%(name)s] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23T08:06:09-0330 ERROR [app.sync] sync failed",
            "2026-11-23T08:06:09-0330 INFO [app.sync] begin",
        ],
        negatives: &[
            "2026-11-23T08:06:09-0330 carried [app.sync] sync failed",
            "    2026-11-23T08:06:09-0330 ERROR [app.sync] sync failed",
        ],
    },
    Entry {
        name: "python-level-brackets-name", dialect: Dialect::PythonPercent, about: "level in brackets, logger with a colon",
        pattern: "%(asctime)s [%(levelname)-8s] %(name)-15s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] app.auth: login failed",
            "2026-11-23 11:36:09,144 [INFO    ] app.db: x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [carried] app.auth: login failed",
            "    2026-11-23 11:36:09,144 [ERROR] app.auth: login failed",
        ],
    },
    Entry {
        name: "python-level-brackets-dash", dialect: Dialect::PythonPercent, about: "level in brackets, logger with a dash",
        pattern: "%(asctime)s [%(levelname)-8s] %(name)s - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] app.auth - login failed",
            "2026-11-23 11:36:09,144 [INFO    ] app.db - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [carried] app.auth - login failed",
            "    2026-11-23 11:36:09,144 [ERROR] app.auth - login failed",
        ],
    },
    Entry {
        name: "python-level-brackets-blank", dialect: Dialect::PythonPercent, about: "level in brackets, logger without a mark",
        pattern: "%(asctime)s [%(levelname)-8s] %(name)s %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] app.auth login failed",
            "2026-11-23 11:36:09,144 [INFO    ] app.db x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [carried] app.auth login failed",
            "    2026-11-23 11:36:09,144 [ERROR] app.auth login failed",
        ],
    },
    Entry {
        name: "python-level-brackets", dialect: Dialect::PythonPercent, about: "level in brackets, no logger; structlog on a console",
        pattern: "%(asctime)s [%(levelname)-9s] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] Login failed",
            "2026-11-23 11:36:12,001 [info     ] started                 version=1.2",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [carried] Login failed",
            "    2026-11-23 11:36:09,144 [ERROR] Login failed",
        ],
    },
    Entry {
        name: "python-level-name-brackets", dialect: Dialect::PythonPercent, about: "level and logger in brackets",
        pattern: "%(asctime)s [%(levelname)-8s] [%(name)s] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] [app.auth] login failed",
            "2026-11-23 11:36:09,144 [INFO] [app.db] x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [carried] [app.auth] login failed",
            "    2026-11-23 11:36:09,144 [ERROR] [app.auth] login failed",
        ],
    },
    Entry {
        name: "python-level-thread-name", dialect: Dialect::PythonPercent, about: "level in brackets, thread, logger",
        pattern: "%(asctime)s [%(levelname)-8s] %(threadName)s %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [CRITICAL] consumer-7 root: unhandled",
            "2026-11-23 11:36:09,144 [INFO] MainThread app.db: x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [carried] consumer-7 root: unhandled",
            "    2026-11-23 11:36:09,144 [CRITICAL] consumer-7 root: unhandled",
        ],
    },
    Entry {
        name: "python-level-thread-brackets", dialect: Dialect::PythonPercent, about: "level and thread in brackets, logger",
        pattern: "%(asctime)s [%(levelname)-8s] [%(threadName)s] %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] [MainThread] app.auth: failed",
            "2026-11-23 11:36:09,144 [INFO] [Thread-1 (run)] app.db: x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [carried] [MainThread] app.auth: failed",
            "    2026-11-23 11:36:09,144 [ERROR] [MainThread] app.auth: failed",
        ],
    },
    Entry {
        name: "python-level-parens-thread", dialect: Dialect::PythonPercent, about: "level in brackets, thread in parentheses",
        pattern: "%(asctime)s [%(levelname)-8s] (%(threadName)-10s) %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] (MainThread) login failed",
            "2026-11-23 11:36:09,144 [DEBUG] (Thread-1  ) x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [carried] (MainThread) login failed",
            "    2026-11-23 11:36:09,144 [ERROR] (MainThread) login failed",
        ],
    },
];
