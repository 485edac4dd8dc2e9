//! Python frameworks, with their brackets.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
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
        negatives: &[
            "[11/23/2026 06:36:09 AM.470] carried nightly.report : failed",
            "    [11/23/2026 06:36:09 AM.470] ERROR    nightly.report : failed",
        ],
    },
    Entry {
        name: "python-brackets-name-dash", dialect: Dialect::PythonPercent, about: "time in brackets, logger with a dash",
        pattern: "[%(asctime)s] %(levelname)-8s %(name)s - %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] ERROR app.auth - failed",
            "[2026-11-23 11:36:09,144] INFO app.db - x",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144] carried app.auth - failed",
            "    [2026-11-23 11:36:09,144] ERROR app.auth - failed",
        ],
    },
    Entry {
        name: "python-brackets-level", dialect: Dialect::PythonPercent, about: "time in brackets, level",
        pattern: "[%(asctime)s] %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] ERROR Nothing works",
            "[2026-11-23 11:36:09,144] INFO Now it does",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144] carried Nothing works",
            "    [2026-11-23 11:36:09,144] ERROR Nothing works",
        ],
    },
    Entry {
        name: "python-brackets-level-colon", dialect: Dialect::PythonPercent, about: "time in brackets, level with a colon",
        pattern: "[%(asctime)s] %(levelname)s: %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] ERROR: Nothing works",
            "[2026-11-23 11:36:09,144] INFO: Now it does",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144] carried: Nothing works",
            "    [2026-11-23 11:36:09,144] ERROR: Nothing works",
        ],
    },
    Entry {
        name: "python-brackets-both", dialect: Dialect::PythonPercent, about: "time and level in brackets",
        pattern: "[%(asctime)s] [%(levelname)-8s] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] [ERROR] Nothing works",
            "[2026-11-23 11:36:09,144] [INFO] Now it does",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144] [carried] Nothing works",
            "    [2026-11-23 11:36:09,144] [ERROR] Nothing works",
        ],
    },
    Entry {
        name: "python-brackets-both-name", dialect: Dialect::PythonPercent, about: "time and level in brackets, logger with a colon",
        pattern: "[%(asctime)s] [%(levelname)-8s] %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] [ERROR] app.db: Nothing works",
            "[2026-11-23 11:36:09,144] [INFO] app.db: Now it does",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144] [carried] app.db: Nothing works",
            "    [2026-11-23 11:36:09,144] [ERROR] app.db: Nothing works",
        ],
    },
    Entry {
        name: "python-brackets-all", dialect: Dialect::PythonPercent, about: "time, level and logger in brackets",
        pattern: "[%(asctime)s] [%(levelname)-8s] [%(name)s] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] [ERROR] [app.db] Nothing works",
            "[2026-11-23 11:36:09,144] [INFO] [app.db] Now it does",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144] [carried] [app.db] Nothing works",
            "    [2026-11-23 11:36:09,144] [ERROR] [app.db] Nothing works",
        ],
    },
    Entry {
        name: "python-brackets-name-level", dialect: Dialect::PythonPercent, about: "time, logger and level in brackets",
        pattern: "[%(asctime)s] [%(name)s] [%(levelname)-8s] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] [app.db] [ERROR] Nothing works",
            "[2026-11-23 11:36:09,144] [app.db] [INFO] Now it does",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144] [app.db] [carried] Nothing works",
            "    [2026-11-23 11:36:09,144] [app.db] [ERROR] Nothing works",
        ],
    },
    Entry {
        name: "hydra", dialect: Dialect::PythonPercent, about: "Hydra and others, brackets without blanks",
        pattern: "[%(asctime)s][%(name)s][%(levelname)-8s] - %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144][__main__][ERROR] - failed",
            "[2026-11-23 11:36:09,144][app.train][INFO] - x",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144][__main__][carried] - failed",
            "    [2026-11-23 11:36:09,144][__main__][ERROR] - failed",
        ],
    },
    Entry {
        name: "elasticsearch", dialect: Dialect::Logback, about: "Elasticsearch and OpenSearch server log",
        pattern: "[%d][%X{deprecations}%-5p][%-25c] [%X{node}] %m%n",
        datefmt: None,
        samples: &[
            "[2026-05-17T08:29:12,170][CRITICAL][o.e.d.c.s.Settings       ] [node-1] data_stream.dataset=\"deprecation\" gone",
            "[2026-05-17T08:29:12,177][WARN ][o.e.n.Node               ] [node-1] slow",
            "[2026-05-17T08:29:12,178][INFO ][o.e.n.Node               ] [node-1] started",
        ],
        negatives: &[
            "[2026-05-17T08:29:12,177][carried ][o.e.n.Node               ] [node-1] slow",
            "    [2026-05-17T08:29:12,177][WARN ][o.e.n.Node               ] [node-1] slow",
        ],
    },
    Entry {
        name: "django", dialect: Dialect::PythonPercent, about: "Django projects, logger and line in brackets",
        pattern: "[%(asctime)s] %(levelname)s [%(name)s:%(lineno)s] %(message)s",
        datefmt: None,
        samples: &[
            "[23/Nov/2026 11:36:11] ERROR [shop.views:35] no page given",
            "[23/Nov/2026 11:36:11] WARNING [django.request:241] Not Found: /x",
        ],
        negatives: &[
            "[23/Nov/2026 11:36:11] carried [shop.views:35] no page given",
            "    [23/Nov/2026 11:36:11] ERROR [shop.views:35] no page given",
        ],
    },
    Entry {
        name: "django-verbose", dialect: Dialect::PythonBrace, about: "Django's documented verbose format",
        pattern: "{levelname} {asctime} {module} {process:d} {thread:d} {message}",
        datefmt: None,
        samples: &[
            "ERROR 2026-11-23 11:36:09,544 views 4763 140571767083712 Internal Server Error: /",
            "INFO 2026-11-23 11:36:09,544 views 4763 140571767083712 x",
        ],
        negatives: &[
            "carried 2026-11-23 11:36:09,544 views 4763 140571767083712 Internal Server Error: /",
            "    ERROR 2026-11-23 11:36:09,544 views 4763 140571767083712 Internal Server Error: /",
        ],
    },
    Entry {
        name: "django-verbose-time", dialect: Dialect::PythonBrace, about: "the fields of Django's verbose format, the time first",
        pattern: "{asctime} {levelname} {module} {process:d} {thread:d} {message}",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,544 ERROR views 4763 140571767083712 Internal Server Error: /",
            "2026-11-23 11:36:09,544 INFO views 4763 140571767083712 x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,544 carried views 4763 140571767083712 x",
            "2026-11-23 11:36:09,544 INFO views 4763 of 140571767083712 done",
        ],
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
        negatives: &[
            "[2026-11-23 12:36:09,001] [4777] [carried] Error handling request /login",
            "    [2026-11-23 12:36:09,001] [4777] [ERROR] Error handling request /login",
        ],
    },
    Entry {
        name: "celery-worker", dialect: Dialect::PythonPercent, about: "Celery worker",
        pattern: "[%(asctime)s: %(levelname)s/%(processName)s] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144: INFO/MainProcess] Connected to redis://localhost//",
            "[2026-11-23 11:36:09,144: ERROR/ForkPoolWorker-1] Pool process died",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144: carried/MainProcess] Connected to redis://localhost//",
            "    [2026-11-23 11:36:09,144: INFO/MainProcess] Connected to redis://localhost//",
        ],
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
        negatives: &[
            "2026-11-23 11:36:12.639 | carried | __main__:main:29 - compute failed",
            "    2026-11-23 11:36:12.639 | ERROR    | __main__:main:29 - compute failed",
        ],
    },
    Entry {
        name: "loguru-extra", dialect: Dialect::PythonPercent, about: "loguru with bound values",
        pattern: "%(asctime)s | %(levelname)-8s | %(name)s:%(funcName)s:%(lineno)d | %(context)s - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:12.763 | ERROR    | __main__:<module>:22 | {'user': 'anna'} - cannot read",
            "2026-11-23 11:36:12.763 | INFO     | app.db:main:18 | {} - started",
        ],
        negatives: &[
            "2026-11-23 11:36:12.763 | carried | __main__:<module>:22 | {'user': 'anna'} - cannot read",
            "    2026-11-23 11:36:12.763 | ERROR    | __main__:<module>:22 | {'user': 'anna'} - cannot read",
        ],
    },
];
