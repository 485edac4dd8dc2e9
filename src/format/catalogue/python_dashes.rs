//! Python: the documentation's dashes, `basicConfig` and its colons.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "python-dashes", dialect: Dialect::PythonPercent, about: "the format of the Python documentation and most tutorials",
        pattern: "%(asctime)s - %(name)s - %(levelname)-8s - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 - app.auth - ERROR - login failed",
            "2026-11-23 11:36:10,001 - root - INFO - ",
        ],
        negatives: &[
            "2026-11-23 - app - ERROR - x",
            "2026-11-23 11:36:09,144 - text without a level",
            "Traceback (most recent call last):",
        ],
    },
    Entry {
        name: "python-dashes-thread", dialect: Dialect::PythonPercent, about: "dashes, thread in place of the logger",
        pattern: "%(asctime)s - %(threadName)s - %(levelname)-8s - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 - Thread-1 (worker) - INFO - begins",
            "2026-11-23 11:36:09,144 - MainThread - ERROR - failed",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 - plain message",
        ],
    },
    Entry {
        name: "python-dashes-name-thread", dialect: Dialect::PythonPercent, about: "dashes, logger and thread",
        pattern: "%(asctime)s - %(name)s - %(threadName)s - %(levelname)-8s - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 - app.auth - MainThread - ERROR - login failed",
            "2026-11-23 11:36:09,144 - app - Thread-1 (run) - INFO - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 - app.auth - MainThread - carried - login failed",
            "    2026-11-23 11:36:09,144 - app.auth - MainThread - ERROR - login failed",
        ],
    },
    Entry {
        name: "python-dashes-level-first", dialect: Dialect::PythonPercent, about: "dashes, level before the logger",
        pattern: "%(asctime)s - %(levelname)-8s - %(name)s - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 - ERROR - app.auth - login failed",
            "2026-11-23 11:36:09,144 - INFO - app.db - connected",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 - carried - app.auth - login failed",
            "    2026-11-23 11:36:09,144 - ERROR - app.auth - login failed",
        ],
    },
    Entry {
        name: "python-dashes-level", dialect: Dialect::PythonPercent, about: "dashes, no logger",
        pattern: "%(asctime)s - %(levelname)-8s - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 - ERROR - login failed for bob",
            "2026-11-23 11:36:09,144 - INFO - Started worker",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 - login failed",
        ],
    },
    Entry {
        name: "python-dashes-call", dialect: Dialect::PythonPercent, about: "dashes, with the place of the call",
        pattern: "%(asctime)s - %(name)s - %(levelname)-8s - %(filename)s:%(lineno)d - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 - app.auth - ERROR - views.py:12 - login failed",
            "2026-11-23 11:36:09,144 - app - INFO - main.py:7 - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 - app.auth - carried - views.py:12 - login failed",
            "    2026-11-23 11:36:09,144 - app.auth - ERROR - views.py:12 - login failed",
        ],
    },
    Entry {
        name: "python-dashes-function", dialect: Dialect::PythonPercent, about: "dashes, with the function of the call",
        pattern: "%(asctime)s - %(name)s - %(levelname)-8s - %(funcName)s - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 - app.auth - ERROR - do_login - failed",
            "2026-11-23 11:36:09,144 - app.main - INFO - <module> - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 - app.auth - carried - do_login - failed",
            "    2026-11-23 11:36:09,144 - app.auth - ERROR - do_login - failed",
        ],
    },
    Entry {
        name: "python-basic", dialect: Dialect::PythonPercent, about: "logging.basicConfig without a format",
        pattern: "%(levelname)s:%(name)s:%(message)s",
        datefmt: None,
        samples: &[
            "ERROR:root:query failed: select 1",
            "INFO:app.db:connected",
            "Level 35:app:custom",
        ],
        negatives: &[
            "KeyError:root:x",
            "INFO:     Started server",
            "ERROR: no logger",
            "ValueError: bad",
        ],
    },
    Entry {
        name: "python-basic-time", dialect: Dialect::PythonPercent, about: "the default with a time before it",
        pattern: "%(asctime)s %(levelname)s:%(name)s:%(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR:loader:load(0) failed",
            "2026-11-23 11:36:09,144 INFO:root:starting",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 ERROR: x",
        ],
    },
    Entry {
        name: "python-colons-time", dialect: Dialect::PythonPercent, about: "colons only, with a time",
        pattern: "%(asctime)s:%(levelname)s:%(name)s:%(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144:ERROR:app.db:no connection",
            "2026-11-23 11:36:09,144:INFO:root:starting",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144:carried:app.db:no connection",
            "    2026-11-23 11:36:09,144:ERROR:app.db:no connection",
        ],
    },
    Entry {
        name: "python-colons-level", dialect: Dialect::PythonPercent, about: "colons only, no logger",
        pattern: "%(asctime)s:%(levelname)s:%(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144:ERROR:no connection",
            "2026-11-23 11:36:09,144:INFO:service is starting",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144:carried:no connection",
            "    2026-11-23 11:36:09,144:ERROR:no connection",
        ],
    },
    Entry {
        name: "python-name-level-dash", dialect: Dialect::PythonPercent, about: "tutorials' dashes without a time",
        pattern: "%(name)s - %(levelname)s - %(message)s",
        datefmt: None,
        samples: &[
            "app.auth - ERROR - login failed - again",
            "root - WARNING - This is a warning",
        ],
        negatives: &[
            "app.auth - no level - x",
            "some words - ERROR - x",
        ],
    },
    Entry {
        name: "python-name-level-colon", dialect: Dialect::PythonPercent, about: "logger, level and colons, without a time",
        pattern: "%(name)s:%(levelname)s:%(message)s",
        datefmt: None,
        samples: &[
            "app.auth:ERROR:login failed: again",
            "root:WARNING:This is a warning",
        ],
        negatives: &[
            "app.auth:failed:x",
            "some words:ERROR:x",
        ],
    },
    Entry {
        name: "python-pid-level-dash", dialect: Dialect::PythonPercent, about: "process id, level and dashes, without a time",
        pattern: "%(process)d-%(levelname)s-%(message)s",
        datefmt: None,
        samples: &[
            "18472-ERROR-login failed",
            "18472-WARNING-This is a warning",
        ],
        negatives: &[
            "18472-x-y",
            "1-2-3",
        ],
    },
];
