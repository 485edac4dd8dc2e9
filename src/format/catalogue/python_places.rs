//! Python formats that name the place of the call, and marks that few formats have.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "python-long-dashes", dialect: Dialect::PythonPercent, about: "long dashes",
        pattern: "%(asctime)s — %(name)s — %(levelname)-8s — %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 — app.worker — INFO — started",
            "2026-11-23 11:36:09,144 — app.db — ERROR — a — b",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 — app.worker — carried — x",
            "    2026-11-23 11:36:09,144 — app.worker — INFO — x",
        ],
    },
    Entry {
        name: "python-long-dashes-call", dialect: Dialect::PythonPercent, about: "long dashes, with function and line of the call",
        pattern: "%(asctime)s — %(name)s — %(levelname)-8s — %(funcName)s:%(lineno)d — %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 — app.worker — INFO — run:8 — started",
            "2026-11-23 11:36:09,144 — app.db — ERROR — <module>:9 — a — b",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 — app.worker — carried — run:8 — x",
            "    2026-11-23 11:36:09,144 — app.worker — INFO — run:8 — x",
        ],
    },
    Entry {
        name: "python-double-colon", dialect: Dialect::PythonPercent, about: "level, logger and two colons between blanks",
        pattern: "%(asctime)s %(levelname)-8s %(name)s :: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 INFO app.worker :: started",
            "2026-11-23 11:36:09,144 ERROR    app.db :: connection refused :: x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried app.worker :: x",
            "    2026-11-23 11:36:09,144 INFO app.worker :: x",
        ],
    },
    Entry {
        name: "name-time-level", dialect: Dialect::PythonPercent, about: "logger before the time",
        pattern: "%(name)s %(asctime)s %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "app.worker 2026-11-23 11:36:09,144 INFO started",
            "app.db 2026-11-23 11:36:09,144 ERROR    connection refused",
        ],
        negatives: &[
            "app.worker 2026-11-23 11:36:09,144 carried x",
            "    app.worker 2026-11-23 11:36:09,144 INFO x",
        ],
    },
    Entry {
        name: "level-name-time-colon", dialect: Dialect::PythonPercent, about: "level, logger, time and a colon",
        pattern: "%(levelname)-8s %(name)s %(asctime)s: %(message)s",
        datefmt: None,
        samples: &[
            "INFO app.worker 2026-11-23 11:36:09,144: started",
            "ERROR    app.db 2026-11-23 11:36:09,144: connection refused",
        ],
        negatives: &[
            "carried app.worker 2026-11-23 11:36:09,144: x",
            "    INFO app.worker 2026-11-23 11:36:09,144: x",
        ],
    },
    Entry {
        name: "python-basic-time-last", dialect: Dialect::PythonPercent, about: "the default with a time behind the logger",
        pattern: "%(levelname)s:%(name)s:%(asctime)s:%(message)s",
        datefmt: None,
        samples: &[
            "INFO:app.worker:2026-11-23 11:36:09,144:started",
            "ERROR:root:2026-11-23 11:36:09,144:connection refused",
        ],
        negatives: &[
            "carried:app.worker:2026-11-23 11:36:09,144:x",
            "KEY:app.worker:2026-11-23 11:36:09,144:x",
            "    INFO:app.worker:2026-11-23 11:36:09,144:x",
        ],
    },
    Entry {
        name: "level-time-name-dashes", dialect: Dialect::PythonPercent, about: "dashes, level first",
        pattern: "%(levelname)-8s - %(asctime)s - %(name)s - %(message)s",
        datefmt: None,
        samples: &[
            "INFO - Saturday, 28 November 2026 10:28:20 PM - app.worker - started",
            "ERROR    - Saturday, 28 November 2026 10:28:21 PM - app.db - a - b",
        ],
        negatives: &[
            "carried - Saturday, 28 November 2026 10:28:20 PM - app.worker - x",
            "    INFO - 2026-11-23 11:36:09,144 - app.worker - x",
        ],
    },
    Entry {
        name: "level-date-place", dialect: Dialect::PythonPercent, about: "level, month and day without a mark, file and line",
        pattern: "%(levelname)-8s %(asctime)s %(filename)s:%(lineno)d] %(message)s",
        datefmt: Some("%m%d %H:%M:%S"),
        samples: &[
            "INFO     1128 22:28:16 train.py:80] started",
            "ERROR    1128 22:28:17 data_loader.py:7] x",
        ],
        negatives: &[
            "carried  1128 22:28:16 train.py:80] x",
            "INFO     1128 22:28:16 train.py] x",
        ],
    },
    Entry {
        name: "python-process-place", dialect: Dialect::PythonPercent, about: "process with its letter, path and line in braces",
        pattern: "[%(asctime)s] p%(process)d {%(pathname)s:%(lineno)d} %(levelname)-8s - %(message)s",
        datefmt: None,
        samples: &[
            "[11-28 22:47:02] p32566 {/srv/app/worker.py:15} INFO - started",
            "[11-28 22:47:03] p32570 {/srv/app/db.py:8} ERROR - a - b",
        ],
        negatives: &[
            "[11-28 22:47:02] p32566 {/srv/app/worker.py:15} carried - x",
            "    [11-28 22:47:02] p32566 {/srv/app/worker.py:15} INFO - x",
        ],
    },
    Entry {
        name: "detectron2", dialect: Dialect::PythonPercent, about: "Detectron2 and fvcore: month and day in brackets, logger, level",
        pattern: "[%(asctime)s] %(name)s %(levelname)s: %(message)s",
        datefmt: None,
        samples: &[
            "[11/28 22:45:37] detectron2.engine.train_loop INFO: Starting training",
            "[11/28 22:45:38] d2.utils.events ERROR: x",
        ],
        negatives: &[
            "[11/28 22:45:37] detectron2.engine carried: x",
            "    [11/28 22:45:37] detectron2.engine INFO: x",
            "[11/28] detectron2.engine INFO: x",
        ],
    },
    Entry {
        name: "time-name-brackets-level", dialect: Dialect::PythonPercent, about: "time and logger in one bracket",
        pattern: "[%(asctime)s %(name)s] %(levelname)s: %(message)s",
        datefmt: None,
        samples: &[
            "[11/28 22:44:46 app.worker] INFO: started",
            "[11/28 22:44:47 d2.utils.events] ERROR: x",
        ],
        negatives: &[
            "[11/28 22:44:46 app.worker] carried: x",
            "    [11/28 22:44:46 app.worker] INFO: x",
        ],
    },
    Entry {
        name: "opentelemetry", dialect: Dialect::PythonPercent, about: "OpenTelemetry's logging instrumentation",
        pattern: "%(asctime)s %(levelname)-8s [%(name)s] [%(filename)s:%(lineno)d] [trace_id=%(otelTraceID)s span_id=%(otelSpanID)s resource.service.name=%(otelServiceName)s trace_sampled=%(otelTraceSampled)s] - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 INFO [app.worker] [worker.py:75] [trace_id=0 span_id=0 resource.service.name= trace_sampled=False] - started",
            "2026-11-23 11:36:09,144 ERROR [app.db] [db.py:3] [trace_id=5b8efff798038103d269b633813fc60c span_id=eee19b7ec3c1b174 resource.service.name=shop trace_sampled=True] - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 INFO [app.worker] [worker.py:75] - x",
            "2026-11-23 11:36:09,144 carried [app.worker] [worker.py:75] [trace_id=0 span_id=0 resource.service.name= trace_sampled=False] - x",
        ],
    },
    Entry {
        name: "python-level-name-place", dialect: Dialect::PythonPercent, about: "level in brackets, logger, file and line",
        pattern: "%(asctime)s [%(levelname)-8s] %(name)s %(filename)s:%(lineno)d - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [INFO] app.worker worker.py:75 - started",
            "2026-11-23 11:36:09,144 [ERROR] app.db <string>:8 - a - b",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [carried] app.worker worker.py:75 - x",
            "2026-11-23 11:36:09,144 [INFO] app.worker - x",
        ],
    },
    Entry {
        name: "flask-place-last", dialect: Dialect::PythonPercent, about: "the place of the call behind the message, as Flask's documentation had it",
        pattern: "%(asctime)s %(levelname)s: %(message)s [in %(pathname)s:%(lineno)d]",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR: cannot open [x] [in /srv/app/views.py:17]",
            "2026-11-23 11:36:09,144 INFO: started [in /srv/app/<string>:3]",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried: x [in /srv/app/views.py:17]",
            "    2026-11-23 11:36:09,144 ERROR: x [in /srv/app/views.py:17]",
        ],
    },
    Entry {
        name: "file-place-last", dialect: Dialect::PythonPercent, about: "file and line in brackets behind the message",
        pattern: "%(asctime)s %(levelname)s: %(message)s [%(filename)s:%(lineno)d]",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR: cannot open [x] [views.py:17]",
            "2026-11-23 11:36:09,144 INFO: started [<string>:3]",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried: x [views.py:17]",
            "    2026-11-23 11:36:09,144 ERROR: x [views.py:17]",
        ],
    },
    Entry {
        name: "epoch-level-name", dialect: Dialect::PythonPercent, about: "seconds since 1970, level, logger",
        pattern: "%(created)f %(levelname)-8s %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "1795904897.411886 INFO app.worker: started",
            "1795904897.411887 ERROR    app.db: connection refused",
        ],
        negatives: &[
            "1795904897.411886 INFO app worker: x",
            "1795904897.411886 carried app.worker: x",
        ],
    },
];
