//! Python formats of further programs and of well-known answers and tutorials.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "multiprocessing", dialect: Dialect::PythonPercent, about: "multiprocessing.log_to_stderr: level and process, no time",
        pattern: "[%(levelname)s/%(processName)s] %(message)s",
        datefmt: None,
        samples: &[
            "[INFO/MainProcess] process shutting down",
            "[DEBUG/ForkPoolWorker-2] running all \"atexit\" finalizers with priority >= 0",
            "[WARNING/Process-1] x",
        ],
        negatives: &[
            "[carried/MainProcess] x",
            "[MainProcess] x",
            "[INFO] x",
        ],
    },
    Entry {
        name: "relative-thread", dialect: Dialect::PythonPercent, about: "the Logging Cookbook's count since the start and thread",
        pattern: "%(relativeCreated)6d %(threadName)s %(message)s",
        datefmt: None,
        samples: &[
            "     0 MainThread Hello from main",
            "  1007 Thread-1 Hi from myfunc",
            "12345 worker-3 x",
        ],
        negatives: &[
            "orders were lost",
            "     0 ",
        ],
    },
    Entry {
        name: "thread-parens", dialect: Dialect::PythonPercent, about: "a tutorial's thread in parentheses, filled to ten characters",
        pattern: "(%(threadName)-10s) %(message)s",
        datefmt: None,
        samples: &[
            "(MainThread) Starting",
            "(daemon    ) Exiting",
            "(Thread-1  ) x",
        ],
        negatives: &[
            "MainThread) x",
            "(MainThread x",
        ],
    },
    Entry {
        name: "place-function", dialect: Dialect::PythonPercent, about: "file, line and function in one bracket, no time",
        pattern: "[%(filename)s:%(lineno)s - %(funcName)20s() ] %(message)s",
        datefmt: None,
        samples: &[
            "[views.py:231 -                 post() ] started",
            "[<string>:3 -                 main() ] - x",
            "[db.py:8 - a_function_with_a_long_name() ] x",
        ],
        negatives: &[
            "[views.py:231 - post] started",
            "[views.py - post() ] started",
        ],
    },
    Entry {
        name: "place-function-dash", dialect: Dialect::PythonPercent, about: "file, line and function in one bracket and a dash, no time",
        pattern: "[%(filename)s:%(lineno)s - %(funcName)20s() ] - %(message)s",
        datefmt: None,
        samples: &[
            "[views.py:231 -                 post() ] - started",
            "[db.py:8 - a_function_with_a_long_name() ] - x",
        ],
        negatives: &[
            "[views.py:231 -                 post() ] started",
        ],
    },
    Entry {
        name: "time-level-place-function", dialect: Dialect::PythonPercent, about: "time and level, then file, line and function in one bracket",
        pattern: "%(asctime)s %(levelname)-8s [%(filename)s:%(lineno)s - %(funcName)20s() ] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 INFO [views.py:231 -                 post() ] started",
            "2026-11-23 11:36:09,144 ERROR    [db.py:8 - a_function_with_a_long_name() ] x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried [views.py:231 -                 post() ] started",
            "2026-11-23 11:36:09,144 INFO [views.py:231 - post] started",
        ],
    },
    Entry {
        name: "time-level-place-function-dash", dialect: Dialect::PythonPercent, about: "time and level, file, line and function in one bracket, a dash",
        pattern: "%(asctime)s %(levelname)-8s [%(filename)s:%(lineno)s - %(funcName)20s() ] - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 INFO [views.py:231 -                 post() ] - started",
            "2026-11-23 11:36:09,144 ERROR    [db.py:8 - a_function_with_a_long_name() ] - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried [views.py:231 -                 post() ] - started",
            "2026-11-23 11:36:09,144 INFO [views.py:231 - post] started",
        ],
    },
    Entry {
        name: "sagemaker-debugger", dialect: Dialect::PythonPercent, about: "SageMaker Debugger: time, host, process, level and place in one bracket",
        pattern: "[%(asctime)s %(hostname)s:%(process)d %(levelname)s %(filename)s:%(lineno)d] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09.144 algo-1-kx2v8:31 INFO json_config.py:90] Creating hook from json_config",
            "[2026-11-23 11:36:09.145 ip-10-0-0-7:31 ERROR hook.py:7] x",
        ],
        negatives: &[
            "[2026-11-23 11:36:09.144 algo-1:31 carried json_config.py:90] x",
            "[2026-11-23 11:36:09.144 INFO json_config.py:90] x",
        ],
    },
    Entry {
        name: "locust", dialect: Dialect::PythonPercent, about: "Locust: host, level and logger between slashes",
        pattern: "[%(asctime)s] %(hostname)s/%(levelname)s/%(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] load-1/INFO/locust.main: Starting web interface at http://0.0.0.0:8089",
            "[2026-11-23 11:36:09,145] load-1/WARNING/root: x",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144] load-1/carried/locust.main: x",
            "[2026-11-23 11:36:09,144] load-1/INFO: x",
        ],
    },
    Entry {
        name: "deluge", dialect: Dialect::PythonPercent, about: "Deluge: level, logger and line in brackets",
        pattern: "%(asctime)s [%(levelname)-8s][%(name)-36s:%(lineno)-4s] %(message)s",
        datefmt: None,
        samples: &[
            "11:36:09.144 [INFO    ][deluge.core.rpcserver               :211 ] Starting DelugeRPC server",
            "11:36:09.145 [ERROR   ][deluge.core.preferencesmanager      :1023] x",
        ],
        negatives: &[
            "11:36:09.144 [carried ][deluge.core.rpcserver               :211 ] x",
            "11:36:09.144 [INFO    ][deluge.core.rpcserver] x",
        ],
    },
    Entry {
        name: "deluge-timeless", dialect: Dialect::PythonPercent, about: "Deluge before 2.0: level, logger and line in brackets, no time",
        pattern: "[%(levelname)-8s][%(name)-36s:%(lineno)-4s] %(message)s",
        datefmt: None,
        samples: &[
            "[INFO    ][deluge.core.rpcserver               :211 ] Starting DelugeRPC server",
            "[WARNING ][deluge.core.preferencesmanager      :1023] x",
        ],
        negatives: &[
            "[carried ][deluge.core.rpcserver               :211 ] x",
            "[INFO    ][deluge.core.rpcserver] x",
        ],
    },
    Entry {
        name: "paramiko", dialect: Dialect::PythonPercent, about: "paramiko.util.log_to_file: level cut to three letters, thread's number",
        pattern: "%(levelname)-.3s [%(asctime)s.%(msecs)03d] thr=%(thread)-3d %(name)s: %(message)s",
        datefmt: Some("%Y%m%d-%H:%M:%S"),
        samples: &[
            "INF [20261123-11:36:09.144] thr=1   paramiko.transport: Connected (version 2.0, client OpenSSH_9.2)",
            "ERR [20261123-11:36:09.145] thr=12  paramiko.transport: x",
            "DEB [20261123-11:36:09.146] thr=1   paramiko.transport.sftp: x",
        ],
        negatives: &[
            "inf [20261123-11:36:09.144] thr=1   paramiko.transport: x",
            "INF [20261123-11:36:09.144] paramiko.transport: x",
        ],
    },
    Entry {
        name: "huey", dialect: Dialect::PythonPercent, about: "huey's consumer: time in brackets, level, logger and thread between colons",
        pattern: "[%(asctime)s] %(levelname)s:%(name)s:%(threadName)s:%(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] INFO:huey.consumer:MainThread:Huey consumer started with 2 thread",
            "[2026-11-23 11:36:09,145] ERROR:huey:Worker-1:Unhandled exception in task 7.",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144] carried:huey.consumer:MainThread:x",
            "[2026-11-23 11:36:09,144] INFO:huey.consumer",
        ],
    },
    Entry {
        name: "prefect-flow", dialect: Dialect::PythonPercent, about: "Prefect: what a flow's run logs",
        pattern: "%(asctime)s | %(levelname)-7s | Flow run '%(flow_run_name)s' - %(message)s",
        datefmt: None,
        samples: &[
            "11:36:09.144 | INFO    | Flow run 'happy-ant' - Beginning flow run",
            "11:36:09.145 | ERROR   | Flow run 'happy-ant' - Encountered exception during execution:",
        ],
        negatives: &[
            "11:36:09.144 | carried | Flow run 'happy-ant' - x",
            "11:36:09.144 | INFO    | Flow run - x",
        ],
    },
    Entry {
        name: "prefect-task", dialect: Dialect::PythonPercent, about: "Prefect: what a task's run logs",
        pattern: "%(asctime)s | %(levelname)-7s | Task run '%(task_run_name)s' - %(message)s",
        datefmt: None,
        samples: &[
            "11:36:09.144 | INFO    | Task run 'load-0' - Finished in state Completed()",
            "11:36:09.145 | ERROR   | Task run 'load-0' - x",
        ],
        negatives: &[
            "11:36:09.144 | carried | Task run 'load-0' - x",
            "11:36:09.144 | INFO    | Task run - x",
        ],
    },
    Entry {
        name: "name-process-thread-level", dialect: Dialect::PythonPercent, about: "logger, process and thread between blanks, then the level",
        pattern: "%(asctime)s %(name)s %(processName)s %(threadName)s %(levelname)-8s %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 app.worker MainProcess MainThread INFO started",
            "2026-11-23 11:36:09,145 app.db ForkPoolWorker-2 Thread-1 ERROR    x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 app.worker MainProcess MainThread carried x",
            "2026-11-23 11:36:09,144 app.worker INFO started",
        ],
    },
    Entry {
        name: "epoch-level-name-blank", dialect: Dialect::PythonPercent, about: "seconds since 1970, level, logger, blanks only",
        pattern: "%(created)f %(levelname)-8s %(name)s %(message)s",
        datefmt: None,
        samples: &[
            "1795904897.411886 INFO app.worker started",
            "1795904897.411887 ERROR    app.db connection refused",
            "1795904897.411888 INFO app.worker stopped",
        ],
        negatives: &[
            "1795904897.411886 carried app.worker x",
            "17 INFO app.worker x",
        ],
    },
];
