//! Python formats without a date: a level and a logger, a count since the start, a process id.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "alembic", dialect: Dialect::PythonPercent, about: "Alembic and Pylons: a level of five letters, logger in brackets",
        pattern: "%(levelname)-5.5s [%(name)s] %(message)s",
        datefmt: None,
        samples: &[
            "INFO  [alembic.runtime.migration] Context impl SQLiteImpl.",
            "WARNI [alembic.ddl.sqlite] slow query",
            "CRITI [app.worker] disk full",
        ],
        negatives: &[
            "AUDIT [app.worker] x",
            "Error [app.worker] x",
            "    INFO  [app.worker] x",
            "WARNING: [app.worker] x",
        ],
    },
    Entry {
        name: "name-colon-level", dialect: Dialect::PythonPercent, about: "the Logging Cookbook's console: logger, colon, level",
        pattern: "%(name)-12s: %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "root        : INFO     Jackdaws love my big sphinx of quartz.",
            "myapp.area1 : ERROR    The five boxing wizards jump quickly.",
            "myapp.area2.part: WARNING  x",
        ],
        negatives: &[
            "ValueError: HTTP 500 from upstream",
            "note: error was found",
            "root: Error x",
            "    root        : INFO     x",
            "myapp: AUDIT x",
        ],
    },
    Entry {
        name: "name-pipe-level", dialect: Dialect::PythonPercent, about: "logger and level between pipes, without a time",
        pattern: "%(name)-15s | %(levelname)-8s | %(message)s",
        datefmt: None,
        samples: &[
            "app.worker | INFO | started",
            "app.db          | ERROR    | connection refused",
        ],
        negatives: &[
            "name | VALUE | note",
            "app.worker | info | x",
            "  app.worker | INFO | x",
        ],
    },
    Entry {
        name: "pid-level-dashes", dialect: Dialect::PythonPercent, about: "process id and level between dashes, without a time",
        pattern: "%(process)d - %(levelname)-8s - %(message)s",
        datefmt: None,
        samples: &[
            "24197 - INFO - started",
            "24197 - CRITICAL - disk full",
        ],
        negatives: &[
            "24197 - HTTP - x",
            "24197 - info - x",
            "1 - 2 - 3",
        ],
    },
    Entry {
        name: "relative-name-level", dialect: Dialect::PythonPercent, about: "the Logging Cookbook's count since the start, logger, level",
        pattern: "%(relativeCreated)5d %(name)-15s %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "  145 app.worker      INFO     started",
            "12345 app.db.pool     ERROR    connection refused",
            "    9 root            DEBUG    x",
        ],
        negatives: &[
            "  145 app.worker      AUDIT    x",
            "  145 orders were lost",
            "    9 items in INFO",
        ],
    },
    Entry {
        name: "place-level-brackets", dialect: Dialect::PythonPercent, about: "module, function and line, then the level in brackets",
        pattern: "%(module)s.%(funcName)s:%(lineno)d [%(levelname)-8s] %(message)s",
        datefmt: None,
        samples: &[
            "views.login:17 [ERROR] refused",
            "db.<module>:3 [INFO] started",
        ],
        negatives: &[
            "views.login:17 [carried] refused",
            "views.login [ERROR] x",
            "    views.login:17 [ERROR] x",
        ],
    },
    Entry {
        name: "minutes-level", dialect: Dialect::PythonPercent, about: "hours and minutes, level",
        pattern: "%(asctime)s %(levelname)-8s %(message)s",
        datefmt: Some("%H:%M"),
        samples: &[
            "22:29 INFO started",
            "22:30 ERROR    connection refused",
        ],
        negatives: &[
            "22:29 AUDIT x",
            "22:29 is the time of the train",
            "22:29 info x",
            "22:29:10 INFO x",
        ],
    },
];
