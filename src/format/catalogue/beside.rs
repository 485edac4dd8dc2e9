//! What other programs write into the same file: access logs, the garbage collector, web servers, databases.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "access", dialect: Dialect::PythonPercent, about: "access logs of Apache, nginx, Tomcat, gunicorn, werkzeug; never an error",
        pattern: "%(remote)s %(ident)s %(user)s [%(asctime)s] %(harmless)s\"%(message)s",
        datefmt: None,
        samples: &[
            "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /a.gif HTTP/1.0\" 200 2326",
            "10.0.0.7 - - [10/Oct/2000:13:55:37 -0700] \"POST /x HTTP/1.1\" 500 12",
        ],
        negatives: &[
            "127.0.0.1 - x",
        ],
    },
    Entry {
        name: "django-runserver", dialect: Dialect::PythonPercent, about: "requests as Django's runserver shows them; never an error",
        pattern: "[%(asctime)s] %(harmless_request)s%(message)s",
        datefmt: None,
        samples: &[
            "[29/Nov/2026 18:10:02] \"GET /orders/17/ HTTP/1.1\" 200 2326",
            "[29/Nov/2026 18:10:03] \"POST /orders/ HTTP/1.1\" 500 145",
        ],
        negatives: &[
            "[29/Nov/2026 18:10:02] started",
            "[29/Nov/2026 18:10:02] \"get\" is no request",
            "\"GET /orders/17/ HTTP/1.1\" 200 2326",
        ],
    },
    Entry {
        name: "gc-unified", dialect: Dialect::PythonPercent, about: "the JVM's unified log: time since the start, level and tags",
        pattern: "[%(uptime)s][%(levelname)-8s][%(tags)s] %(message)s",
        datefmt: None,
        samples: &[
            "[0.015s][info][gc] Using G1",
            "[12.301s][warning][gc,start     ] GC(0) Pause Young (Normal)",
            "[12.302s][info   ][gc] GC(0) x",
        ],
        negatives: &[
            "[12.301s] x",
        ],
    },
    Entry {
        name: "gc-unified-time", dialect: Dialect::PythonPercent, about: "the JVM's unified log with a time",
        pattern: "[%(asctime)s][%(levelname)-8s][%(tags)s] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23T11:36:09.144+0100][info][gc] Using G1",
            "[2026-11-23T11:36:09.145+0100][error][gc,start     ] GC(0) Pause Young",
        ],
        negatives: &[
            "[2026-11-23T11:36:09.144+0100][carried][gc] Using G1",
            "    [2026-11-23T11:36:09.144+0100][info][gc] Using G1",
        ],
    },
    Entry {
        name: "gc-8", dialect: Dialect::PythonPercent, about: "the garbage collector's log of JDK 8; never an error",
        pattern: "%(asctime)s: %(relativeCreated)d: %(harmless)s%(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23T11:36:09.144+0100: 1.234: [GC (Allocation Failure) 512K->488K(1024K), 0.0012 secs]",
            "2026-11-23T11:36:09.145+0100: 2.5: [Full GC (Ergonomics) x]",
        ],
        negatives: &[
            "2026-11-23T11:36:09.144+0100: x",
        ],
    },
    Entry {
        name: "nginx-error", dialect: Dialect::PythonPercent, about: "nginx's error log",
        pattern: "%(asctime)s [%(levelname)s] %(process)d#%(tid)d: %(message)s",
        datefmt: None,
        samples: &[
            "2026/11/23 11:36:09 [error] 31#31: *1 open() failed (2: No such file or directory)",
            "2026/11/23 11:36:10 [notice] 1#1: start worker process 31",
        ],
        negatives: &[
            "2026/11/23 11:36:09 [carried] 31#31: *1 open() failed (2: No such file or directory)",
            "    2026/11/23 11:36:09 [error] 31#31: *1 open() failed (2: No such file or directory)",
        ],
    },
    Entry {
        name: "apache-error", dialect: Dialect::PythonPercent, about: "Apache's error log",
        pattern: "[%(asctime)s] [%(name)s:%(levelname)s] [pid %(process)d:tid %(tid)d] %(message)s",
        datefmt: None,
        samples: &[
            "[Mon Nov 23 11:36:09.144123 2026] [core:error] [pid 31:tid 140571767083712] [client 10.0.0.7:5] failed",
            "[Mon Nov 23 11:36:09.144124 2026] [mpm_event:notice] [pid 1:tid 2] AH00489: x",
        ],
        negatives: &[
            "[Mon Nov 23 11:36:09.144123 2026] [core:carried] [pid 31:tid 140571767083712] [client 10.0.0.7:5] failed",
            "    [Mon Nov 23 11:36:09.144123 2026] [core:error] [pid 31:tid 140571767083712] [client 10.0.0.7:5] failed",
        ],
    },
    Entry {
        name: "postgresql", dialect: Dialect::PythonPercent, about: "PostgreSQL",
        pattern: "%(asctime)s [%(process)d] %(levelname)s:  %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.144 UTC [31] ERROR:  relation \"x\" does not exist",
            "2026-11-23 11:36:09.145 UTC [31] STATEMENT:  select 1",
        ],
        negatives: &[
            "2026-11-23 11:36:09.144 UTC [31] carried:  relation \"x\" does not exist",
            "    2026-11-23 11:36:09.144 UTC [31] ERROR:  relation \"x\" does not exist",
        ],
    },
    Entry {
        name: "postgresql-user", dialect: Dialect::PythonPercent, about: "PostgreSQL with user and database",
        pattern: "%(asctime)s [%(process)d] %(user)s@%(database)s %(levelname)s:  %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.144 UTC [31] app@shop ERROR:  relation \"x\" does not exist",
            "2026-11-23 11:36:09.145 UTC [31] app@shop FATAL:  x",
        ],
        negatives: &[
            "2026-11-23 11:36:09.144 UTC [31] app@shop carried:  relation \"x\" does not exist",
            "    2026-11-23 11:36:09.144 UTC [31] app@shop ERROR:  relation \"x\" does not exist",
        ],
    },
];
