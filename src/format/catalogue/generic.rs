//! `logfmt`, and what is tried last: a time, a level.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "logfmt", dialect: Dialect::PythonPercent, about: "logfmt: key=value, time and level first",
        pattern: "timestamp=%(asctime)s level=%(levelname)s %(message)s",
        datefmt: None,
        samples: &[
            "timestamp=2026-11-23T11:36:13.113759Z level=error event=\"payment failed\" order=7",
            "timestamp=2026-11-23T11:36:13.113574Z level=info event=started",
        ],
        negatives: &[
            "timestamp=2026-11-23T11:36:13.113759Z level=carried event=\"payment failed\" order=7",
            "    timestamp=2026-11-23T11:36:13.113759Z level=error event=\"payment failed\" order=7",
        ],
    },
    Entry {
        name: "logfmt-time", dialect: Dialect::PythonPercent, about: "logfmt with `time`",
        pattern: "time=%(asctime)s level=%(levelname)s %(message)s",
        datefmt: None,
        samples: &[
            "time=2026-11-23T11:36:13.113759Z level=error msg=\"payment failed\" order=7",
        ],
        negatives: &[
            "time=2026-11-23T11:36:13.113759Z level=carried msg=\"payment failed\" order=7",
            "    time=2026-11-23T11:36:13.113759Z level=error msg=\"payment failed\" order=7",
        ],
    },
    Entry {
        name: "logfmt-quoted-time", dialect: Dialect::PythonPercent, about: "logfmt with a quoted `time` (logrus)",
        pattern: "time=\"%(asctime)s\" level=%(levelname)s %(message)s",
        datefmt: None,
        samples: &[
            "time=\"2026-11-23T11:36:13Z\" level=error msg=\"payment failed\"",
            "time=\"2026-11-23T11:36:13Z\" level=info msg=started",
        ],
        negatives: &[
            "time=\"2026-11-23T11:36:13Z\" level=carried msg=\"payment failed\"",
            "    time=\"2026-11-23T11:36:13Z\" level=error msg=\"payment failed\"",
        ],
    },
    Entry {
        name: "logfmt-ts", dialect: Dialect::PythonPercent, about: "logfmt with `ts`",
        pattern: "ts=%(asctime)s level=%(levelname)s %(message)s",
        datefmt: None,
        samples: &[
            "ts=2026-11-23T11:36:13.113759Z level=error msg=\"payment failed\" order=7",
        ],
        negatives: &[
            "ts=2026-11-23T11:36:13.113759Z level=carried msg=\"payment failed\" order=7",
            "    ts=2026-11-23T11:36:13.113759Z level=error msg=\"payment failed\" order=7",
        ],
    },
    Entry {
        name: "epoch-level", dialect: Dialect::PythonPercent, about: "seconds since 1970, level",
        pattern: "%(created)f %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "1795433769.123456 ERROR Nothing works",
            "1795433770.123456 INFO Now it does",
        ],
        negatives: &[
            "1795433769.123456 carried Nothing works",
            "    1795433769.123456 ERROR Nothing works",
        ],
    },
    Entry {
        name: "time-level", dialect: Dialect::PythonPercent, about: "a time and a level",
        pattern: "%(asctime)s %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR Nothing works",
            "2026-11-23 11:36:09,144 INFO     Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried Nothing works",
            "    2026-11-23 11:36:09,144 ERROR Nothing works",
        ],
    },
    Entry {
        name: "time-level-colon", dialect: Dialect::PythonPercent, about: "a time, a level and a colon",
        pattern: "%(asctime)s %(levelname)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR: Nothing works",
            "2026-11-23 11:36:09,144 INFO: Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried: Nothing works",
            "    2026-11-23 11:36:09,144 ERROR: Nothing works",
        ],
    },
    Entry {
        name: "any-time-then-level", dialect: Dialect::PythonPercent, about: "fallback: a time, and a level among the next few words",
        pattern: "%(asctime)s%(anything_with_level)s%(levelname)s%(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 <4711> {main} ERROR => Nothing works",
            "2026-11-23 11:36:09,144 main/4711 -- INFO => Now it does",
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
            "[2026-11-23 11:36:09,144] main/4711 -- INFO => Now it does",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144] <4711> {main} carried => Nothing works",
            "    [2026-11-23 11:36:09,144] <4711> {main} ERROR => Nothing works",
        ],
    },
    Entry {
        name: "any-bracket-time", dialect: Dialect::PythonPercent, about: "fallback: a time in brackets",
        pattern: "[%(asctime)s] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] Nothing works",
            "[2026-11-23 11:36:09,144] Now it does",
        ],
        negatives: &[
            "    [2026-11-23 11:36:09,144] Nothing works",
        ],
    },
    Entry {
        name: "any-time", dialect: Dialect::PythonPercent, about: "fallback: a time",
        pattern: "%(asctime)s %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 Nothing works",
            "2026-11-23 11:36:09,144 Now it does",
        ],
        negatives: &[
            "    2026-11-23 11:36:09,144 Nothing works",
        ],
    },
];
