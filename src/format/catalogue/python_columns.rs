//! Python: columns in an order or between marks of their own, as single programs and tutorials have them.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "level-time-in-brackets", dialect: Dialect::PythonPercent, about: "level and time in one pair of brackets; Telethon, Pyrogram",
        pattern: "[%(levelname)5s/%(asctime)s] %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "[WARNING/2026-11-23 11:36:09,144] root: slow",
            "[ INFO/2026-11-23 11:36:09,145] telethon.network: connected: x",
        ],
        negatives: &[
            "[INFO/Process-1] root: x",
            "[carried/2026-11-23 11:36:09,144] root: x",
        ],
    },
    Entry {
        name: "glog-millis", dialect: Dialect::PythonPercent, about: "the same as glog, with milliseconds as `logging` has them",
        pattern: "%(levelname).1s%(asctime)s.%(msecs)03d %(process)d %(filename)s:%(lineno)d] %(message)s",
        datefmt: Some("%m%d %H:%M:%S"),
        samples: &[
            "E0517 10:00:00.123 12345 train.py:12] step 3 failed",
            "I0517 10:00:00.124 12345 data_loader.py:7] x",
        ],
        negatives: &[
            "Error517 10:00:00.123 12345 train.py:12] x",
            "E05 10:00:00 x",
        ],
    },
    Entry {
        name: "quoted-columns", dialect: Dialect::PythonPercent, about: "quoted columns with commas between, as spreadsheets read them",
        pattern: "\"%(asctime)s\",\"%(levelname)-8s\",\"%(name)s\",\"%(message)s\"",
        datefmt: None,
        samples: &[
            "\"2026-11-23 11:36:09,144\",\"ERROR\",\"app.db\",\"no connection\"",
            "\"2026-11-23 11:36:09,145\",\"INFO\",\"root\",\"a, b\"",
        ],
        negatives: &[
            "\"2026-11-23 11:36:09,144\",\"carried\",\"17\"",
            "\"a\",\"ERROR\",\"app.db\",\"x\"",
        ],
    },
    Entry {
        name: "zope-event", dialect: Dialect::PythonPercent, about: "Zope and ZEO: a line of dashes before each record",
        pattern: "------\n%(asctime)s %(levelname)-8s %(name)s %(message)s",
        datefmt: None,
        samples: &[
            "------\n2026-11-23T11:36:09 INFO Zope.Startup Ready to handle requests",
            "------\n2026-11-23T11:36:10 ERROR Zope.SiteErrorLog x",
        ],
        negatives: &[
            "------\nsome text",
            "2026-11-23T11:36:09 INFO Zope Ready",
        ],
    },
    Entry {
        name: "ansible-plain", dialect: Dialect::PythonPercent, about: "Ansible's log, without levels",
        pattern: "%(asctime)s p=%(process)d u=%(user)s n=%(name)s | %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 p=13048 u=anna n=ansible | PLAY [all]",
            "2026-11-23 11:36:09,145 p=13048 u=anna n=ansible | ok: [db01]",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 p=x u=anna n=ansible | PLAY [all]",
            "2026-11-23 11:36:09,144 PLAY [all]",
        ],
    },
    Entry {
        name: "time-letter-name", dialect: Dialect::PythonPercent, about: "the letter of the level, a bracket behind the logger",
        pattern: "%(asctime)s %(levelname).1s %(name)s] %(message)s",
        datefmt: None,
        samples: &[
            "261123 11:36:09.144 E app.db] no connection",
            "261123 11:36:09.145 I app] started",
        ],
        negatives: &[
            "261123 11:36:09.144 e app.db] x",
            "261123 11:36:09.144 E app.db x",
        ],
    },
    Entry {
        name: "module-dash-function", dialect: Dialect::PythonPercent, about: "module and function of the call with a dash between",
        pattern: "%(asctime)s %(levelname)-8s %(module)s - %(funcName)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.144 ERROR load_csv - read_rows: no such file",
            "2026-11-23 11:36:09.145 INFO load_csv - <module>: started",
        ],
        negatives: &[
            "2026-11-23 11:36:09.144 carried load_csv - read_rows: x",
            "2026-11-23 11:36:09.144 ERROR load_csv - no such file: x",
        ],
    },
    Entry {
        name: "pika", dialect: Dialect::PythonPercent, about: "the columns of pika's documentation",
        pattern: "%(levelname)-10s %(asctime)s %(name)-30s %(funcName)-35s  %(lineno)-5d: %(message)s",
        datefmt: None,
        samples: &[
            "INFO       2026-11-23 11:36:09,144 __main__                       run                                  113 : Connecting",
            "ERROR      2026-11-23 11:36:09,145 pika.adapters.base_connection  _handle_error                        1027: x",
        ],
        negatives: &[
            "carried    2026-11-23 11:36:09,144 __main__                       run                                  113 : x",
            "INFO       2026-11-23 11:36:09,144 __main__ run: x",
        ],
    },
    Entry {
        name: "braces-path", dialect: Dialect::PythonPercent, about: "path and line in braces, as Airflow has the file",
        pattern: "[%(asctime)s] {%(pathname)s:%(lineno)d} %(levelname)s - %(message)s",
        datefmt: None,
        samples: &[
            "[11:36:09] {/srv/app/load.py:12} ERROR - no connection",
            "[11:36:10] {/srv/app/load.py:14} INFO - a - b",
        ],
        negatives: &[
            "[11:36:09] {/srv/app/load.py:12} carried - x",
            "    [11:36:09] {/srv/app/load.py:12} ERROR - x",
        ],
    },
];
