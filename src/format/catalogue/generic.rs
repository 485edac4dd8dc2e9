//! `logfmt`, and what is tried last: a time, a level.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "logfmt", dialect: Dialect::Json, about: "logfmt, key=value; structlog's LogfmtRenderer and KeyValueRenderer, logrus, slog",
        pattern: "syntax=pairs,time=.timestamp,time=.time,time=.ts,time=.t,time=.@timestamp,time=.datetime,time=.asctime,time=.log_timestamp,time=.log_time,\
                  level=.level,level=.lvl,level=.severity,level=.levelname,level=.log_level,logger=.logger,logger=.logger_name,logger=.log_name,thread=.thread,thread=.thread_name,\
                  message=.event,message=.msg,message=.message,message=.log_message,\
                  stack=.exception,stack=.exc_info,stack=.stack_trace,stack=.stacktrace,stack=.traceback,stack?=.exc,stack?=.err,stack?=.error,calls=.stack,\
                  pid=.process,process=.process_name,function=.func_name,file=.pathname,file=.filename,line=.lineno,module=.module",
        datefmt: None,
        samples: &[
            "timestamp=2026-11-23T11:36:13.113759Z level=error event=\"payment failed\" order=7",
            "timestamp='2026-11-23T11:36:13.113574Z' level='info' event='started' items=[1, 2]",
            "time=\"2026-11-23T11:36:13Z\" level=error msg=\"payment failed\"",
            "ts=2026-11-23T11:36:13.113759Z level=info msg=started order=7",
            "event='started' version='1.2' level='info'",
            "ts=2026-11-23T11:36:13Z level=INFO logger=shop.api order 7 shipped",
        ],
        negatives: &[
            "total=3 failed=1",
            "started level=info msg=x",
            "level=info is what msg=x means",
        ],
    },
    Entry {
        name: "logfmt-levels-at", dialect: Dialect::Json, about: "logfmt with the level as `at`: logfmter (Python)",
        pattern: "syntax=pairs,level?=.at,time?=.when,time=.time,time=.timestamp,time=.ts,logger=.name,logger=.logger,thread=.threadName,message=.msg,message=.message,\
                  stack=.exc_info,calls=.stack_info,pid=.process,process=.processName,function=.funcName,file=.pathname,file=.filename,line=.lineno,module=.module",
        datefmt: None,
        samples: &[
            "at=INFO when=\"2026-11-23 11:36:13,113\" name=urllib3 msg=\"payment failed\" order=7",
            "at=ERROR msg=failed exc_info=\"Traceback (most recent call last):\\n  File \\\"a.py\\\", line 1, in f\\nKeyError: 'k'\"",
        ],
        negatives: &[
            "at=noon msg=x",
            "at=INFO is what msg=x means",
        ],
    },
    Entry {
        name: "time-logfmt", dialect: Dialect::Json, about: "logfmt behind a time",
        pattern: "syntax=stamped pairs,level=.level,level=.lvl,level=.severity,level=.levelname,level?=.at,logger=.logger,logger=.logger_name,logger=.name,\
                  thread=.thread,thread=.thread_name,thread=.threadName,message=.event,message=.msg,message=.message,\
                  stack=.exception,stack=.exc_info,stack=.stack_trace,stack=.stacktrace,stack=.traceback,stack?=.exc,stack?=.err,stack?=.error,calls=.stack,\
                  pid=.process,process=.process_name,function=.func_name,file=.pathname,file=.filename,line=.lineno,module=.module",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:13,113 level=INFO logger=urllib3 req=54c41f01 user=anon msg=\"\"GET / HTTP/1.1\" 200\"",
            "[2026-11-23 11:36:13] level=error msg=failed",
        ],
        negatives: &[
            "2026-11-23 11:36:13,113 INFO level=info msg=x",
            "2026-11-23 11:36:13,113 event=added msg=x",
            "2026-11-23 11:36:13,113 level=info is what msg=x means",
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
        name: "name-level", dialect: Dialect::PythonPercent, about: "a logger and a level, and nothing that marks them",
        pattern: "%(name)s %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "app.db ERROR cannot connect",
            "root INFO started",
            "app.db.pool WARNING  slow",
        ],
        negatives: &[
            "app.db cannot connect",
            "app.db Error x",
            "app.db AUDIT x",
            "app.db ERROR: x",
            "    app.db ERROR x",
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
