//! Python: threads, processes, user context and places of the call.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "python-thread-level-name-colon", dialect: Dialect::PythonPercent, about: "thread in brackets, level, logger with a colon",
        pattern: "%(asctime)s [%(threadName)-15s] %(levelname)-8s %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [MainThread] ERROR app.auth: failed",
            "2026-11-23 11:36:09,144 [odd [x]] INFO app.db: x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [MainThread] carried app.auth: failed",
            "    2026-11-23 11:36:09,144 [MainThread] ERROR app.auth: failed",
        ],
    },
    Entry {
        name: "python-thread-level-brackets", dialect: Dialect::PythonPercent, about: "thread and level in brackets",
        pattern: "%(asctime)s [%(threadName)-12.12s] [%(levelname)-5.5s] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [MainThread  ] [ERROR]  failed badly",
            "2026-11-23 11:36:09,144 [Thread-1    ] [INFO ]  x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [MainThread  ] [carried]  failed badly",
            "    2026-11-23 11:36:09,144 [MainThread  ] [ERROR]  failed badly",
        ],
    },
    Entry {
        name: "python-thread-level", dialect: Dialect::PythonPercent, about: "thread in brackets, level, no logger",
        pattern: "%(asctime)s [%(threadName)-15s] %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [MainThread] ERROR Nothing works",
            "2026-11-23 11:36:09,144 [Thread-1 (run)] INFO Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [MainThread] carried Nothing works",
            "    2026-11-23 11:36:09,144 [MainThread] ERROR Nothing works",
        ],
    },
    Entry {
        name: "python-process-level", dialect: Dialect::PythonPercent, about: "process name in brackets, level",
        pattern: "%(asctime)s [%(processName)s] %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [MainProcess] ERROR pool.map failed",
            "2026-11-23 11:36:09,144 [ForkPoolWorker-1] INFO Working",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [MainProcess] carried pool.map failed",
            "    2026-11-23 11:36:09,144 [MainProcess] ERROR pool.map failed",
        ],
    },
    Entry {
        name: "python-pid-level", dialect: Dialect::PythonPercent, about: "process id in brackets, level",
        pattern: "%(asctime)s [%(process)d] %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [4711] ERROR Nothing works",
            "2026-11-23 11:36:09,144 [4711] INFO Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [4711] carried Nothing works",
            "    2026-11-23 11:36:09,144 [4711] ERROR Nothing works",
        ],
    },
    Entry {
        name: "python-pid-level-name", dialect: Dialect::PythonPercent, about: "process id in brackets, level, logger",
        pattern: "%(asctime)s [%(process)d] %(levelname)-8s %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [4711] ERROR app.db: Nothing works",
            "2026-11-23 11:36:09,144 [4711] INFO app.db: Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [4711] carried app.db: Nothing works",
            "    2026-11-23 11:36:09,144 [4711] ERROR app.db: Nothing works",
        ],
    },
    Entry {
        name: "oslo", dialect: Dialect::PythonPercent, about: "OpenStack oslo.log",
        pattern: "%(asctime)s %(process)d %(levelname)s %(name)s [%(context)s] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.144 4711 ERROR nova.compute [req-9bc36dd9 u=1 - - -] failed",
            "2026-11-23 11:36:09.145 4711 INFO nova.compute [-] started",
        ],
        negatives: &[
            "2026-11-23 11:36:09.144 4711 carried nova.compute [req-9bc36dd9 u=1 - - -] failed",
            "    2026-11-23 11:36:09.144 4711 ERROR nova.compute [req-9bc36dd9 u=1 - - -] failed",
        ],
    },
    Entry {
        name: "python-pid-name", dialect: Dialect::PythonPercent, about: "process id, level, logger (Odoo without a database)",
        pattern: "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 4711 ERROR odoo.modules: failed",
            "2026-11-23 11:36:09,144 4711 INFO odoo.sql: x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 4711 carried odoo.modules: failed",
            "    2026-11-23 11:36:09,144 4711 ERROR odoo.modules: failed",
        ],
    },
    Entry {
        name: "odoo", dialect: Dialect::PythonPercent, about: "Odoo server log",
        pattern: "%(asctime)s %(process)d %(levelname)s %(database)s %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 4711 ERROR shopdb odoo.modules: failed",
            "2026-11-23 11:36:09,144 4711 INFO ? odoo.sql: x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 4711 carried shopdb odoo.modules: failed",
            "    2026-11-23 11:36:09,144 4711 ERROR shopdb odoo.modules: failed",
        ],
    },
    Entry {
        name: "python-context", dialect: Dialect::PythonPercent, about: "user context in brackets, logger with a colon",
        pattern: "%(asctime)s %(levelname)-8s [%(context)s] %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [user=anna req=r-1] shop.cart: failed",
            "2026-11-23 11:36:09,144 INFO [user=user] ERROR req=r-3] shop.cart: x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried [user=anna req=r-1] shop.cart: failed",
            "    2026-11-23 11:36:09,144 ERROR [user=anna req=r-1] shop.cart: failed",
        ],
    },
    Entry {
        name: "python-name-line", dialect: Dialect::PythonPercent, about: "logger with the line of the call",
        pattern: "%(asctime)s %(levelname)-8s %(name)s:%(lineno)d %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR app.auth:17 login failed",
            "2026-11-23 11:36:09,144 INFO app.db:3 x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried app.auth:17 login failed",
            "    2026-11-23 11:36:09,144 ERROR app.auth:17 login failed",
        ],
    },
    Entry {
        name: "python-name-line-colon", dialect: Dialect::PythonPercent, about: "logger with the line of the call and a colon",
        pattern: "%(asctime)s %(levelname)-8s %(name)s:%(lineno)d: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR app.auth:17: login failed",
            "2026-11-23 11:36:09,144 INFO app.db:3: x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried app.auth:17: login failed",
            "    2026-11-23 11:36:09,144 ERROR app.auth:17: login failed",
        ],
    },
    Entry {
        name: "python-file-line-brackets", dialect: Dialect::PythonPercent, about: "file and line in brackets",
        pattern: "%(asctime)s %(levelname)-8s [%(filename)s:%(lineno)d] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [views.py:17] login failed",
            "2026-11-23 11:36:09,144 INFO [db.py:3] x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried [views.py:17] login failed",
            "    2026-11-23 11:36:09,144 ERROR [views.py:17] login failed",
        ],
    },
    Entry {
        name: "python-level-file-line", dialect: Dialect::PythonPercent, about: "level, file and line in brackets",
        pattern: "%(asctime)s [%(levelname)-8s] [%(filename)s:%(lineno)d] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR] [views.py:17] login failed",
            "2026-11-23 11:36:09,144 [INFO] [db.py:3] x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [carried] [views.py:17] login failed",
            "    2026-11-23 11:36:09,144 [ERROR] [views.py:17] login failed",
        ],
    },
    Entry {
        name: "python-brackets-file-line", dialect: Dialect::PythonPercent, about: "everything in brackets, with the place",
        pattern: "[%(asctime)s] [%(levelname)-8s] [%(filename)s:%(lineno)d] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] [ERROR] [views.py:17] login failed",
            "[2026-11-23 11:36:09,144] [INFO] [db.py:3] x",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144] [carried] [views.py:17] login failed",
            "    [2026-11-23 11:36:09,144] [ERROR] [views.py:17] login failed",
        ],
    },
];
