//! The rows of the catalogue (`catalogue.rs`): name, dialect, pattern, who writes so, sample lines, lines that are none.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// The table, families of frameworks first, fallbacks last.
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
        negatives: &[],
    },
    Entry {
        name: "python-dashes-level-first", dialect: Dialect::PythonPercent, about: "dashes, level before the logger",
        pattern: "%(asctime)s - %(levelname)-8s - %(name)s - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 - ERROR - app.auth - login failed",
            "2026-11-23 11:36:09,144 - INFO - app.db - connected",
        ],
        negatives: &[],
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
        negatives: &[],
    },
    Entry {
        name: "python-dashes-function", dialect: Dialect::PythonPercent, about: "dashes, with the function of the call",
        pattern: "%(asctime)s - %(name)s - %(levelname)-8s - %(funcName)s - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 - app.auth - ERROR - do_login - failed",
            "2026-11-23 11:36:09,144 - app.main - INFO - <module> - x",
        ],
        negatives: &[],
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
        negatives: &[],
    },
    Entry {
        name: "python-colons-level", dialect: Dialect::PythonPercent, about: "colons only, no logger",
        pattern: "%(asctime)s:%(levelname)s:%(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144:ERROR:no connection",
            "2026-11-23 11:36:09,144:INFO:service is starting",
        ],
        negatives: &[],
    },
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
        negatives: &[],
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
        negatives: &[],
    },
    Entry {
        name: "python-level-brackets-name", dialect: Dialect::PythonPercent, about: "level in brackets, logger with a colon",
        pattern: "%(asctime)s [%(levelname)-8s] %(name)-15s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] app.auth: login failed",
            "2026-11-23 11:36:09,144 [INFO    ] app.db: x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-level-brackets-dash", dialect: Dialect::PythonPercent, about: "level in brackets, logger with a dash",
        pattern: "%(asctime)s [%(levelname)-8s] %(name)s - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] app.auth - login failed",
            "2026-11-23 11:36:09,144 [INFO    ] app.db - x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-level-brackets-blank", dialect: Dialect::PythonPercent, about: "level in brackets, logger without a mark",
        pattern: "%(asctime)s [%(levelname)-8s] %(name)s %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] app.auth login failed",
            "2026-11-23 11:36:09,144 [INFO    ] app.db x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-level-brackets", dialect: Dialect::PythonPercent, about: "level in brackets, no logger; structlog on a console",
        pattern: "%(asctime)s [%(levelname)-9s] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] Login failed",
            "2026-11-23 11:36:12,001 [info     ] started                 version=1.2",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-level-name-brackets", dialect: Dialect::PythonPercent, about: "level and logger in brackets",
        pattern: "%(asctime)s [%(levelname)-8s] [%(name)s] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] [app.auth] login failed",
            "2026-11-23 11:36:09,144 [INFO] [app.db] x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-level-thread-name", dialect: Dialect::PythonPercent, about: "level in brackets, thread, logger",
        pattern: "%(asctime)s [%(levelname)-8s] %(threadName)s %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [CRITICAL] consumer-7 root: unhandled",
            "2026-11-23 11:36:09,144 [INFO] MainThread app.db: x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-level-thread-brackets", dialect: Dialect::PythonPercent, about: "level and thread in brackets, logger",
        pattern: "%(asctime)s [%(levelname)-8s] [%(threadName)s] %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] [MainThread] app.auth: failed",
            "2026-11-23 11:36:09,144 [INFO] [Thread-1 (run)] app.db: x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-level-parens-thread", dialect: Dialect::PythonPercent, about: "level in brackets, thread in parentheses",
        pattern: "%(asctime)s [%(levelname)-8s] (%(threadName)-10s) %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] (MainThread) login failed",
            "2026-11-23 11:36:09,144 [DEBUG] (Thread-1  ) x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-thread-level-name-colon", dialect: Dialect::PythonPercent, about: "thread in brackets, level, logger with a colon",
        pattern: "%(asctime)s [%(threadName)-15s] %(levelname)-8s %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [MainThread] ERROR app.auth: failed",
            "2026-11-23 11:36:09,144 [odd [x]] INFO app.db: x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-thread-level-brackets", dialect: Dialect::PythonPercent, about: "thread and level in brackets",
        pattern: "%(asctime)s [%(threadName)-12.12s] [%(levelname)-5.5s] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [MainThread  ] [ERROR]  failed badly",
            "2026-11-23 11:36:09,144 [Thread-1    ] [INFO ]  x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-thread-level", dialect: Dialect::PythonPercent, about: "thread in brackets, level, no logger",
        pattern: "%(asctime)s [%(threadName)-15s] %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [MainThread] ERROR Nothing works",
            "2026-11-23 11:36:09,144 [Thread-1 (run)] INFO Now it does",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-process-level", dialect: Dialect::PythonPercent, about: "process name in brackets, level",
        pattern: "%(asctime)s [%(processName)s] %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [MainProcess] ERROR pool.map failed",
            "2026-11-23 11:36:09,144 [ForkPoolWorker-1] INFO Working",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-pid-level", dialect: Dialect::PythonPercent, about: "process id in brackets, level",
        pattern: "%(asctime)s [%(process)d] %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [4711] ERROR Nothing works",
            "2026-11-23 11:36:09,144 [4711] INFO Now it does",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-pid-level-name", dialect: Dialect::PythonPercent, about: "process id in brackets, level, logger",
        pattern: "%(asctime)s [%(process)d] %(levelname)-8s %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [4711] ERROR app.db: Nothing works",
            "2026-11-23 11:36:09,144 [4711] INFO app.db: Now it does",
        ],
        negatives: &[],
    },
    Entry {
        name: "oslo", dialect: Dialect::PythonPercent, about: "OpenStack oslo.log",
        pattern: "%(asctime)s %(process)d %(levelname)s %(name)s [%(context)s] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.144 4711 ERROR nova.compute [req-9bc36dd9 u=1 - - -] failed",
            "2026-11-23 11:36:09.145 4711 INFO nova.compute [-] started",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-pid-name", dialect: Dialect::PythonPercent, about: "process id, level, logger (Odoo without a database)",
        pattern: "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 4711 ERROR odoo.modules: failed",
            "2026-11-23 11:36:09,144 4711 INFO odoo.sql: x",
        ],
        negatives: &[],
    },
    Entry {
        name: "odoo", dialect: Dialect::PythonPercent, about: "Odoo server log",
        pattern: "%(asctime)s %(process)d %(levelname)s %(database)s %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 4711 ERROR shopdb odoo.modules: failed",
            "2026-11-23 11:36:09,144 4711 INFO ? odoo.sql: x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-context", dialect: Dialect::PythonPercent, about: "user context in brackets, logger with a colon",
        pattern: "%(asctime)s %(levelname)-8s [%(context)s] %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [user=anna req=r-1] shop.cart: failed",
            "2026-11-23 11:36:09,144 INFO [user=user] ERROR req=r-3] shop.cart: x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-name-line", dialect: Dialect::PythonPercent, about: "logger with the line of the call",
        pattern: "%(asctime)s %(levelname)-8s %(name)s:%(lineno)d %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR app.auth:17 login failed",
            "2026-11-23 11:36:09,144 INFO app.db:3 x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-name-line-colon", dialect: Dialect::PythonPercent, about: "logger with the line of the call and a colon",
        pattern: "%(asctime)s %(levelname)-8s %(name)s:%(lineno)d: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR app.auth:17: login failed",
            "2026-11-23 11:36:09,144 INFO app.db:3: x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-file-line-brackets", dialect: Dialect::PythonPercent, about: "file and line in brackets",
        pattern: "%(asctime)s %(levelname)-8s [%(filename)s:%(lineno)d] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [views.py:17] login failed",
            "2026-11-23 11:36:09,144 INFO [db.py:3] x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-level-file-line", dialect: Dialect::PythonPercent, about: "level, file and line in brackets",
        pattern: "%(asctime)s [%(levelname)-8s] [%(filename)s:%(lineno)d] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] [views.py:17] login failed",
            "2026-11-23 11:36:09,144 [INFO] [db.py:3] x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-brackets-file-line", dialect: Dialect::PythonPercent, about: "everything in brackets, with the place",
        pattern: "[%(asctime)s] [%(levelname)-8s] [%(filename)s:%(lineno)d] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] [ERROR] [views.py:17] login failed",
            "[2026-11-23 11:36:09,144] [INFO] [db.py:3] x",
        ],
        negatives: &[],
    },
    Entry {
        name: "flask", dialect: Dialect::PythonPercent, about: "Flask",
        pattern: "[%(asctime)s] %(levelname)s in %(module)s: %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] ERROR in app: Exception on / [GET]",
            "[2026-11-23 11:36:09,144] INFO in views: x",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144] ERROR app: x",
        ],
    },
    Entry {
        name: "python-brackets-name", dialect: Dialect::PythonPercent, about: "time in brackets, logger with a colon",
        pattern: "[%(asctime)s] %(levelname)-8s %(name)-15s: %(message)s",
        datefmt: None,
        samples: &[
            "[11/23/2026 06:36:09 AM.470] ERROR    nightly.report : failed",
            "[11/23/2026 06:36:10 AM.471] INFO     nightly.report : begin",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-brackets-name-dash", dialect: Dialect::PythonPercent, about: "time in brackets, logger with a dash",
        pattern: "[%(asctime)s] %(levelname)-8s %(name)s - %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] ERROR app.auth - failed",
            "[2026-11-23 11:36:09,144] INFO app.db - x",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-brackets-level", dialect: Dialect::PythonPercent, about: "time in brackets, level",
        pattern: "[%(asctime)s] %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] ERROR Nothing works",
            "[2026-11-23 11:36:09,144] INFO Now it does",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-brackets-level-colon", dialect: Dialect::PythonPercent, about: "time in brackets, level with a colon",
        pattern: "[%(asctime)s] %(levelname)s: %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] ERROR: Nothing works",
            "[2026-11-23 11:36:09,144] INFO: Now it does",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-brackets-both", dialect: Dialect::PythonPercent, about: "time and level in brackets",
        pattern: "[%(asctime)s] [%(levelname)-8s] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] [ERROR] Nothing works",
            "[2026-11-23 11:36:09,144] [INFO] Now it does",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-brackets-both-name", dialect: Dialect::PythonPercent, about: "time and level in brackets, logger with a colon",
        pattern: "[%(asctime)s] [%(levelname)-8s] %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] [ERROR] app.db: Nothing works",
            "[2026-11-23 11:36:09,144] [INFO] app.db: Now it does",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-brackets-all", dialect: Dialect::PythonPercent, about: "time, level and logger in brackets",
        pattern: "[%(asctime)s] [%(levelname)-8s] [%(name)s] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] [ERROR] [app.db] Nothing works",
            "[2026-11-23 11:36:09,144] [INFO] [app.db] Now it does",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-brackets-name-level", dialect: Dialect::PythonPercent, about: "time, logger and level in brackets",
        pattern: "[%(asctime)s] [%(name)s] [%(levelname)-8s] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] [app.db] [ERROR] Nothing works",
            "[2026-11-23 11:36:09,144] [app.db] [INFO] Now it does",
        ],
        negatives: &[],
    },
    Entry {
        name: "hydra", dialect: Dialect::PythonPercent, about: "Hydra and others, brackets without blanks",
        pattern: "[%(asctime)s][%(name)s][%(levelname)-8s] - %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144][__main__][ERROR] - failed",
            "[2026-11-23 11:36:09,144][app.train][INFO] - x",
        ],
        negatives: &[],
    },
    Entry {
        name: "elasticsearch", dialect: Dialect::Logback, about: "Elasticsearch and OpenSearch server log",
        pattern: "[%d][%-5p][%-25c] [%X] %m%n",
        datefmt: None,
        samples: &[
            "[2026-05-17T08:29:12,177][WARN ][o.e.n.Node               ] [node-1] slow",
            "[2026-05-17T08:29:12,178][INFO ][o.e.n.Node               ] [node-1] started",
        ],
        negatives: &[],
    },
    Entry {
        name: "django", dialect: Dialect::PythonPercent, about: "Django projects, logger and line in brackets",
        pattern: "[%(asctime)s] %(levelname)s [%(name)s:%(lineno)s] %(message)s",
        datefmt: None,
        samples: &[
            "[23/Nov/2026 11:36:11] ERROR [shop.views:35] no page given",
            "[23/Nov/2026 11:36:11] WARNING [django.request:241] Not Found: /x",
        ],
        negatives: &[],
    },
    Entry {
        name: "django-verbose", dialect: Dialect::PythonBrace, about: "Django's documented verbose format",
        pattern: "{levelname} {asctime} {module} {process:d} {thread:d} {message}",
        datefmt: None,
        samples: &[
            "ERROR 2026-11-23 11:36:09,544 views 4763 140571767083712 Internal Server Error: /",
            "INFO 2026-11-23 11:36:09,544 views 4763 140571767083712 x",
        ],
        negatives: &[],
    },
    Entry {
        name: "gunicorn", dialect: Dialect::PythonPercent, about: "gunicorn error log",
        pattern: "%(asctime)s [%(process)d] [%(levelname)s] %(message)s",
        datefmt: Some("[%Y-%m-%d %H:%M:%S %z]"),
        samples: &[
            "[2026-11-23 12:36:09 +0100] [4777] [ERROR] Error handling request /login",
            "[2026-11-23 12:36:09 +0100] [4777] [INFO] Starting gunicorn 20.1.0",
        ],
        negatives: &["[2026-11-23 12:36:09] [4777] [ERROR] x"],
    },
    Entry {
        name: "brackets-pid-level", dialect: Dialect::PythonPercent, about: "everything in brackets, process id and level",
        pattern: "[%(asctime)s] [%(process)d] [%(levelname)s] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 12:36:09,001] [4777] [ERROR] Error handling request /login",
            "[2026-11-23 12:36:09,001] [4777] [INFO] Starting gunicorn 20.1.0",
        ],
        negatives: &[],
    },
    Entry {
        name: "celery-worker", dialect: Dialect::PythonPercent, about: "Celery worker",
        pattern: "[%(asctime)s: %(levelname)s/%(processName)s] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144: INFO/MainProcess] Connected to redis://localhost//",
            "[2026-11-23 11:36:09,144: ERROR/ForkPoolWorker-1] Pool process died",
        ],
        negatives: &[],
    },
    Entry {
        name: "celery-task", dialect: Dialect::PythonPercent, about: "Celery task log",
        pattern: "[%(asctime)s: %(levelname)s/%(processName)s] %(task_name)s[%(task_id)s]: %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144: INFO/ForkPoolWorker-1] images.resize[0d0c-1eef]: resizing",
            "[2026-11-23 11:36:09,144: ERROR/ForkPoolWorker-2] images.resize[0d0c-1eee]: no",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144: INFO/MainProcess] Task images.resize[0d0c-1eef] received",
        ],
    },
    Entry {
        name: "loguru", dialect: Dialect::PythonPercent, about: "loguru default",
        pattern: "%(asctime)s | %(levelname)-8s | %(name)s:%(funcName)s:%(lineno)d - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:12.639 | ERROR    | __main__:main:29 - compute failed",
            "2026-11-23 11:36:12.639 | INFO     | app.db:<module>:2 - x",
        ],
        negatives: &[],
    },
    Entry {
        name: "loguru-extra", dialect: Dialect::PythonPercent, about: "loguru with bound values",
        pattern: "%(asctime)s | %(levelname)-8s | %(name)s:%(funcName)s:%(lineno)d | %(context)s - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:12.763 | ERROR    | __main__:<module>:22 | {'user': 'anna'} - cannot read",
            "2026-11-23 11:36:12.763 | INFO     | app.db:main:18 | {} - started",
        ],
        negatives: &[],
    },
    Entry {
        name: "pipes-full", dialect: Dialect::PythonPercent, about: "pipes, every field of the call",
        pattern: "%(asctime)s | %(levelname)-8s | %(process)d | %(threadName)s | %(module)s | %(funcName)s | %(pathname)s:%(lineno)d | %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 | ERROR | 4747 | billing worker-1 | all_fields | run | /srv/app/all_fields.py:19 | order 2 | failed",
            "2026-11-23 11:36:09,144 | INFO | 4747 | MainThread | main | <module> | /srv/app/main.py:22 | x",
        ],
        negatives: &[],
    },
    Entry {
        name: "pipes-name", dialect: Dialect::PythonPercent, about: "pipes, level and logger",
        pattern: "%(asctime)s | %(levelname)-8s | %(name)-15s | %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 | ERROR | app.auth | login failed",
            "2026-11-23 11:36:09,144 | INFO     | app.db          | x",
        ],
        negatives: &[],
    },
    Entry {
        name: "pipes-name-first", dialect: Dialect::PythonPercent, about: "pipes, logger and level",
        pattern: "%(asctime)s | %(name)-15s | %(levelname)-8s | %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 | app.auth | ERROR | login failed",
            "2026-11-23 11:36:09,144 | app.db          | INFO     | x",
        ],
        negatives: &[],
    },
    Entry {
        name: "pipes-level", dialect: Dialect::PythonPercent, about: "pipes, level",
        pattern: "%(asctime)s | %(levelname)-8s | %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 | ERROR | Nothing works",
            "2026-11-23 11:36:09,144 | INFO     | Now it does",
        ],
        negatives: &[],
    },
    Entry {
        name: "pipes-thread-name", dialect: Dialect::Logback, about: "ActiveMQ: message before logger and thread",
        pattern: "%d | %-5p | %m | %c | %t%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 | ERROR | Could not connect | org.apache.activemq.Broker | main",
            "2026-11-23 11:36:09,144 | INFO  | Started | org.apache.activemq.Broker | ActiveMQ Task-1",
        ],
        negatives: &[],
    },
    Entry {
        name: "python-call-full", dialect: Dialect::PythonBrace, about: "thread, logger, line and function of the call",
        pattern: "{asctime} [{levelname:<8}] ({threadName}) {name}:{lineno} {funcName}() | {message}",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR   ] (MainThread) inventory.stock:19 main() | cannot reserve",
            "2026-11-23 11:36:09,144 [INFO    ] (MainThread) inventory.stock:15 main() | started",
        ],
        negatives: &[],
    },
    Entry {
        name: "level-time-name", dialect: Dialect::PythonDollar, about: "level first, double colon",
        pattern: "$levelname $asctime ${name} :: $message",
        datefmt: None,
        samples: &[
            "ERROR 2026-11-23 11:36:10,773 mailer.smtp :: cannot send",
            "INFO 2026-11-23 11:36:10,772 mailer.smtp :: started",
        ],
        negatives: &[],
    },
    Entry {
        name: "level-time-name-colon", dialect: Dialect::PythonPercent, about: "level first, logger with a colon",
        pattern: "%(levelname)-8s %(asctime)s %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "ERROR 2026-11-23 11:36:10,773 mailer.smtp: cannot send",
            "INFO     2026-11-23 11:36:10,772 mailer.smtp: started",
        ],
        negatives: &[],
    },
    Entry {
        name: "level-time-name-dash", dialect: Dialect::PythonPercent, about: "level first, logger with a dash",
        pattern: "%(levelname)-8s %(asctime)s %(name)s - %(message)s",
        datefmt: None,
        samples: &[
            "ERROR 2026-11-23 11:36:10,773 mailer.smtp - cannot send",
            "INFO     2026-11-23 11:36:10,772 mailer.smtp - started",
        ],
        negatives: &[],
    },
    Entry {
        name: "level-time-brackets", dialect: Dialect::PythonPercent, about: "level first, time in brackets, logger; Dropwizard",
        pattern: "%(levelname)-8s [%(asctime)s] %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "ERROR [2026-11-23 11:36:10,773] mailer.smtp: cannot send",
            "INFO     [2026-11-23 11:36:10,772] mailer.smtp: started",
        ],
        negatives: &[],
    },
    Entry {
        name: "level-time", dialect: Dialect::PythonPercent, about: "level first, then the time",
        pattern: "%(levelname)-8s %(asctime)s %(message)s",
        datefmt: None,
        samples: &[
            "ERROR 2026-11-23 11:36:10,773 Cannot send",
            "INFO     2026-11-23 11:36:10,772 Started well",
        ],
        negatives: &[],
    },
    Entry {
        name: "level-colon-time", dialect: Dialect::PythonPercent, about: "level first, colons",
        pattern: "%(levelname)s:%(asctime)s:%(message)s",
        datefmt: None,
        samples: &[
            "ERROR:2026-11-23 11:36:10,773:Cannot send",
            "INFO:2026-11-23 11:36:10,772:Started well",
        ],
        negatives: &[],
    },
    Entry {
        name: "level-brackets-time", dialect: Dialect::PythonPercent, about: "level in brackets first, then the time",
        pattern: "[%(levelname)-8s] %(asctime)s - %(message)s",
        datefmt: None,
        samples: &[
            "[ERROR] 2026-11-23 11:36:10,773 - Cannot send",
            "[INFO    ] 2026-11-23 11:36:10,772 - Started well",
        ],
        negatives: &[],
    },
    Entry {
        name: "level-brackets-time-name", dialect: Dialect::PythonPercent, about: "level in brackets first, time, logger",
        pattern: "[%(levelname)-8s] %(asctime)s %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "[ERROR] 2026-11-23 11:36:10,773 app.smtp: Cannot send",
            "[INFO    ] 2026-11-23 11:36:10,772 app.db: Started well",
        ],
        negatives: &[],
    },
    Entry {
        name: "level-name-time-parens", dialect: Dialect::Logback, about: "level in brackets, logger, time in parentheses",
        pattern: "[%level] %logger{0} \\(%d\\) %msg%n",
        datefmt: None,
        samples: &[
            "[ERROR] CheckoutService (23 Nov 2026 11:36:20 +0000) cannot compute",
            "[INFO] Main (23 Nov 2026 11:36:20 +0000) started",
        ],
        negatives: &[],
    },
    Entry {
        name: "uvicorn", dialect: Dialect::PythonPercent, about: "uvicorn, level with a padded colon",
        pattern: "%(levelprefix)s %(message)s",
        datefmt: None,
        samples: &[
            "INFO:     Started server process [11]",
            "ERROR:    Exception in ASGI application",
            "WARNING:  x",
        ],
        negatives: &[
            "KeyError: x",
            "ERROR:root:x",
            "Error: x",
        ],
    },
    Entry {
        name: "level-brackets", dialect: Dialect::PythonPercent, about: "level in brackets only",
        pattern: "[%(levelname)-8s] %(message)s",
        datefmt: None,
        samples: &[
            "[ERROR] Cannot send",
            "[INFO    ] Started well",
        ],
        negatives: &[
            "[user] x",
        ],
    },
    Entry {
        name: "level-dash", dialect: Dialect::PythonPercent, about: "level and a dash",
        pattern: "%(levelname)-8s - %(message)s",
        datefmt: None,
        samples: &[
            "ERROR - Cannot send",
            "INFO     - Started well",
        ],
        negatives: &[
            "Error - x",
        ],
    },
    Entry {
        name: "level-name-dash", dialect: Dialect::Logback, about: "level, logger and a dash",
        pattern: "%-5level %logger{36} - %msg%n",
        datefmt: None,
        samples: &[
            "ERROR com.acme.shop.Main - Cannot send",
            "INFO  com.acme.shop.Main - Started well",
        ],
        negatives: &[
            "at com.acme.Main - x",
        ],
    },
    Entry {
        name: "level-thread-name-dash", dialect: Dialect::Logback, about: "level, thread, logger and a dash",
        pattern: "%-5level [%thread] %logger{36} - %msg%n",
        datefmt: None,
        samples: &[
            "ERROR [main] com.acme.shop.Main - Cannot send",
            "INFO  [main] com.acme.shop.Main - Started well",
        ],
        negatives: &[],
    },
    Entry {
        name: "cassandra", dialect: Dialect::Logback, about: "Apache Cassandra",
        pattern: "%-5p [%t] %d %F:%L - %m%n",
        datefmt: None,
        samples: &[
            "INFO  [main] 2026-07-22 10:15:44,001 File.java:687 - Started",
            "ERROR [Native-Transport-Requests-1] 2026-07-22 10:15:44,002 Message.java:12 - failed",
        ],
        negatives: &[],
    },
    Entry {
        name: "logback-default", dialect: Dialect::Logback, about: "Logback's and Log4j 2's default, with any stamp",
        pattern: "%d{HH:mm:ss.SSS} [%thread] %-5level %logger{36} - %msg%n",
        datefmt: None,
        samples: &[
            "11:36:16.834 [main] ERROR c.acme.shop.CheckoutService - cannot compute",
            "11:36:16.805 [http-nio-8080-exec-1] INFO  com.acme.shop.Main - started",
        ],
        negatives: &[
            "11:36:23,595 |-ERROR in ch.qos.logback.core.X - Could not create",
        ],
    },
    Entry {
        name: "logback-level-thread-name", dialect: Dialect::Logback, about: "level before the thread, logger and a dash",
        pattern: "%d %-5level [%thread] %logger{36} - %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [main] com.acme.shop.Main - cannot compute",
            "2026-11-23 11:36:09,144 INFO  [http-nio-8080-exec-1] com.acme.shop.Main - x",
        ],
        negatives: &[],
    },
    Entry {
        name: "logback-level-thread-name-colon", dialect: Dialect::Logback, about: "level before the thread, logger and a colon in columns",
        pattern: "%d %-5level [%-12.12thread] %-30.30logger{36} : %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [main        ] com.acme.shop.Main             : cannot compute",
            "2026-11-23 11:36:09,144  INFO [http-nio-8080] com.acme.shop.Main             : x",
        ],
        negatives: &[],
    },
    Entry {
        name: "logback-level-thread-parens", dialect: Dialect::Logback, about: "JBoss and WildFly: logger in brackets, thread in parentheses",
        pattern: "%d %-5p [%c] \\(%t\\) %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [org.jboss.as] (MSC service thread 1-1) failed",
            "2026-11-23 11:36:09,144 INFO  [org.jboss.as] (Controller Boot Thread) x",
        ],
        negatives: &[],
    },
    Entry {
        name: "logback-dash", dialect: Dialect::Logback, about: "a time, a dash and the message",
        pattern: "%d{yyyy-MM-dd HH:mm:ss} - %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:16 - Application started in 1234 ms",
            "2026-11-23 11:36:17 - cannot compute name length",
        ],
        negatives: &[
            "2026-11-23 - x",
        ],
    },
    Entry {
        name: "log4j-name-thread", dialect: Dialect::Logback, about: "log4j: level, logger, thread in parentheses",
        pattern: "%d %p %c{1} (%t) %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR InvoiceService (main) npe",
            "2026-11-23 11:36:09,144 INFO InvoiceService (main) started",
        ],
        negatives: &[],
    },
    Entry {
        name: "log4j-name-context-thread", dialect: Dialect::Logback, about: "log4j: a context value before the thread in parentheses",
        pattern: "%d %p %c{1} %X{user} (%t) %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR InvoiceService anna (main) npe",
            "2026-11-23 11:36:09,144 INFO InvoiceService  (main) started",
        ],
        negatives: &[],
    },
    Entry {
        name: "log4j-ttcc", dialect: Dialect::Logback, about: "log4j 1 TTCCLayout: milliseconds since the start",
        pattern: "%r [%t] %-5p %c %x - %m%n",
        datefmt: None,
        samples: &[
            "126 [main] INFO  com.acme.shop.Main  - Application started",
            "132 [main] ERROR com.acme.Main ctx - failed",
        ],
        negatives: &[],
    },
    Entry {
        name: "logback-relative", dialect: Dialect::Logback, about: "BasicConfigurator: milliseconds since the start",
        pattern: "%relative [%thread] %-5level %logger - %msg%n",
        datefmt: None,
        samples: &[
            "126 [main] INFO  com.acme.shop.Main - Application started",
            "132 [main] ERROR com.acme.shop.checkout.CheckoutService - failed",
        ],
        negatives: &[],
    },
    Entry {
        name: "kafka", dialect: Dialect::Logback, about: "Kafka: logger at the end of the line",
        pattern: "[%d] %p %m (%c)%n",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:16,834] ERROR Failed to start (kafka.server.KafkaServer)",
            "[2026-11-23 11:36:16,805] INFO starting (kafka.server.KafkaServer)",
        ],
        negatives: &[],
    },
    Entry {
        name: "zookeeper", dialect: Dialect::Logback, about: "Apache ZooKeeper",
        pattern: "%d [myid:%X{myid}] - %-5p [%t:%C{1}@%L] - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [myid:] - ERROR [main:QuorumPeerMain@113] - failed",
            "2026-11-23 11:36:09,144 [myid:1] - INFO  [QuorumPeer[myid=1]/0:0:0:0:0:0:0:0:2181:FastLeaderElection@774] - x",
        ],
        negatives: &[],
    },
    Entry {
        name: "spring-boot-2", dialect: Dialect::Logback, about: "Spring Boot 1 and 2",
        pattern: "%d %5p %pid --- [%15.15t] %-40.40logger{39} : %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:17.297 ERROR 4242 --- [           main] c.a.s.checkout.CheckoutService           : cannot compute",
            "2026-11-23 11:36:17.267  INFO 4242 --- [nio-8080-exec-1] com.acme.shop.Main                       : Application started",
        ],
        negatives: &[],
    },
    Entry {
        name: "spring-boot-trace", dialect: Dialect::Logback, about: "Spring Boot 2 with Sleuth: service and trace in brackets",
        pattern: "%d %5p [%X] %pid --- [%15.15t] %-40.40logger{39} : %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:17.297 ERROR [shop,5c1d,9f2c] 4242 --- [           main] c.a.s.CheckoutService           : cannot compute",
            "2026-11-23 11:36:17.267  INFO [shop,,] 4242 --- [           main] com.acme.shop.Main   : started",
        ],
        negatives: &[],
    },
    Entry {
        name: "spring-boot-3", dialect: Dialect::Logback, about: "Spring Boot 3 with an application name",
        pattern: "%d %5p %pid --- [%X{app}] [%15.15t] %-40.40logger{39} : %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23T12:36:17.574+01:00 ERROR 4242 --- [shop] [           main] c.a.s.checkout.CheckoutService           : cannot compute",
            "2026-11-23T12:36:17.546+01:00  INFO 4242 --- [shop] [nio-8080-exec-1] com.acme.shop.Main                       : started",
        ],
        negatives: &[],
    },
    Entry {
        name: "spring-boot-3-trace", dialect: Dialect::Logback, about: "Spring Boot 3 with application name and trace ids",
        pattern: "%d %5p %pid --- [%X{app}] [%15.15t] [%X{trace}] %-40.40logger{39} : %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23T12:36:17.574+01:00 ERROR 4242 --- [shop] [           main] [5c1d-9f2c] c.a.s.CheckoutService           : cannot compute",
            "2026-11-23T12:36:17.546+01:00  INFO 4242 --- [shop] [           main] [                 ] com.acme.shop.Main   : started",
        ],
        negatives: &[],
    },
    Entry {
        name: "tomcat", dialect: Dialect::Logback, about: "Tomcat JULI one-line formatter",
        pattern: "%d %p [%t] %c %m%n",
        datefmt: None,
        samples: &[
            "23-Nov-2026 11:36:20.123 SEVERE [main] org.apache.catalina.core.StandardContext.startInternal failed",
            "23-Nov-2026 11:36:20.124 INFO [main] org.apache.catalina.startup.Catalina.start Server startup",
        ],
        negatives: &[],
    },
    Entry {
        name: "logfmt", dialect: Dialect::PythonPercent, about: "logfmt: key=value, time and level first",
        pattern: "timestamp=%(asctime)s level=%(levelname)s %(message)s",
        datefmt: None,
        samples: &[
            "timestamp=2026-11-23T11:36:13.113759Z level=error event=\"payment failed\" order=7",
            "timestamp=2026-11-23T11:36:13.113574Z level=info event=started",
        ],
        negatives: &[],
    },
    Entry {
        name: "logfmt-time", dialect: Dialect::PythonPercent, about: "logfmt with `time`",
        pattern: "time=%(asctime)s level=%(levelname)s %(message)s",
        datefmt: None,
        samples: &[
            "time=2026-11-23T11:36:13.113759Z level=error msg=\"payment failed\" order=7",
        ],
        negatives: &[],
    },
    Entry {
        name: "logfmt-quoted-time", dialect: Dialect::PythonPercent, about: "logfmt with a quoted `time` (logrus)",
        pattern: "time=\"%(asctime)s\" level=%(levelname)s %(message)s",
        datefmt: None,
        samples: &[
            "time=\"2026-11-23T11:36:13Z\" level=error msg=\"payment failed\"",
            "time=\"2026-11-23T11:36:13Z\" level=info msg=started",
        ],
        negatives: &[],
    },
    Entry {
        name: "logfmt-ts", dialect: Dialect::PythonPercent, about: "logfmt with `ts`",
        pattern: "ts=%(asctime)s level=%(levelname)s %(message)s",
        datefmt: None,
        samples: &[
            "ts=2026-11-23T11:36:13.113759Z level=error msg=\"payment failed\" order=7",
        ],
        negatives: &[],
    },
    Entry {
        name: "epoch-level", dialect: Dialect::PythonPercent, about: "seconds since 1970, level",
        pattern: "%(created)f %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "1795433769.123456 ERROR Nothing works",
            "1795433770.123456 INFO Now it does",
        ],
        negatives: &[],
    },
    Entry {
        name: "time-level", dialect: Dialect::PythonPercent, about: "a time and a level",
        pattern: "%(asctime)s %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR Nothing works",
            "2026-11-23 11:36:09,144 INFO     Now it does",
        ],
        negatives: &[],
    },
    Entry {
        name: "time-level-colon", dialect: Dialect::PythonPercent, about: "a time, a level and a colon",
        pattern: "%(asctime)s %(levelname)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR: Nothing works",
            "2026-11-23 11:36:09,144 INFO: Now it does",
        ],
        negatives: &[],
    },
    Entry {
        name: "any-time-then-level", dialect: Dialect::PythonPercent, about: "fallback: a time, and a level among the next few words",
        pattern: "%(asctime)s%(anything_with_level)s%(levelname)s%(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 <4711> {main} ERROR => Nothing works",
            "2026-11-23 11:36:09,144 <4711> {main} INFO => Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 nothing that is a level",
        ],
    },
    Entry {
        name: "any-bracket-time-then-level", dialect: Dialect::PythonPercent, about: "fallback: a time in brackets, and a level among the next few words",
        pattern: "[%(asctime)s]%(anything_with_level)s%(levelname)s%(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] <4711> {main} ERROR => Nothing works",
            "[2026-11-23 11:36:09,144] <4711> {main} INFO => Now it does",
        ],
        negatives: &[],
    },
    Entry {
        name: "any-bracket-time", dialect: Dialect::PythonPercent, about: "fallback: a time in brackets",
        pattern: "[%(asctime)s] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] Nothing works",
            "[2026-11-23 11:36:09,144] Now it does",
        ],
        negatives: &[],
    },
    Entry {
        name: "any-time", dialect: Dialect::PythonPercent, about: "fallback: a time",
        pattern: "%(asctime)s %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 Nothing works",
            "2026-11-23 11:36:09,144 Now it does",
        ],
        negatives: &[],
    },
];
