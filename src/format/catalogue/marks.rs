//! Pipes, and levels before the time.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "pipes-full", dialect: Dialect::PythonPercent, about: "pipes, every field of the call",
        pattern: "%(asctime)s | %(levelname)-8s | %(process)d | %(threadName)s | %(module)s | %(funcName)s | %(pathname)s:%(lineno)d | %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 | ERROR | 4747 | billing worker-1 | all_fields | run | /srv/app/all_fields.py:19 | order 2 | failed",
            "2026-11-23 11:36:09,144 | INFO | 4747 | MainThread | main | <module> | /srv/app/main.py:22 | x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 | carried | 4747 | billing worker-1 | all_fields | run | /srv/app/all_fields.py:19 | order 2 | failed",
            "    2026-11-23 11:36:09,144 | ERROR | 4747 | billing worker-1 | all_fields | run | /srv/app/all_fields.py:19 | order 2 | failed",
        ],
    },
    Entry {
        name: "pipes-name", dialect: Dialect::PythonPercent, about: "pipes, level and logger",
        pattern: "%(asctime)s | %(levelname)-8s | %(name)-15s | %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 | ERROR | app.auth | login failed",
            "2026-11-23 11:36:09,144 | INFO     | app.db          | x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 | carried | app.auth | login failed",
            "    2026-11-23 11:36:09,144 | ERROR | app.auth | login failed",
        ],
    },
    Entry {
        name: "pipes-name-dash", dialect: Dialect::PythonPercent, about: "pipes, level, logger and a dash: Prefect outside of its runs",
        pattern: "%(asctime)s | %(levelname)-7s | %(name)s - %(message)s",
        datefmt: None,
        samples: &[
            "11:36:09.144 | INFO    | prefect.engine - Created flow run",
            "2026-11-23 11:36:09,144 | WARNING | app.auth - login failed",
        ],
        negatives: &[
            "11:36:09.144 | carried | prefect.engine - Created flow run",
            "11:36:09.144 | INFO    | Created flow run - done",
        ],
    },
    Entry {
        name: "pipes-name-first", dialect: Dialect::PythonPercent, about: "pipes, logger and level",
        pattern: "%(asctime)s | %(name)-15s | %(levelname)-8s | %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 | app.auth | ERROR | login failed",
            "2026-11-23 11:36:09,144 | app.db          | INFO     | x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 | app.auth | carried | login failed",
            "    2026-11-23 11:36:09,144 | app.auth | ERROR | login failed",
        ],
    },
    Entry {
        name: "pipes-level", dialect: Dialect::PythonPercent, about: "pipes, level",
        pattern: "%(asctime)s | %(levelname)-8s | %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 | ERROR | Nothing works",
            "2026-11-23 11:36:09,144 | INFO     | Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 | carried | Nothing works",
            "    2026-11-23 11:36:09,144 | ERROR | Nothing works",
        ],
    },
    Entry {
        name: "pipes-thread-name", dialect: Dialect::Logback, about: "ActiveMQ: message before logger and thread",
        pattern: "%d | %-5p | %m | %c | %t%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 | ERROR | Could not connect | org.apache.activemq.Broker | main",
            "2026-11-23 11:36:09,144 | INFO  | Started | org.apache.activemq.Broker | ActiveMQ Task-1",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 | carried | Could not connect | org.apache.activemq.Broker | main",
            "    2026-11-23 11:36:09,144 | ERROR | Could not connect | org.apache.activemq.Broker | main",
        ],
    },
    Entry {
        name: "python-call-full", dialect: Dialect::PythonBrace, about: "thread, logger, line and function of the call",
        pattern: "{asctime} [{levelname:<8}] ({threadName}) {name}:{lineno} {funcName}() | {message}",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [ERROR   ] (MainThread) inventory.stock:19 main() | cannot reserve",
            "2026-11-23 11:36:09,144 [INFO    ] (MainThread) inventory.stock:15 main() | started",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [carried] (MainThread) inventory.stock:19 main() | cannot reserve",
            "    2026-11-23 11:36:09,144 [ERROR   ] (MainThread) inventory.stock:19 main() | cannot reserve",
        ],
    },
    Entry {
        name: "level-time-name", dialect: Dialect::PythonDollar, about: "level first, double colon",
        pattern: "$levelname $asctime ${name} :: $message",
        datefmt: None,
        samples: &[
            "ERROR 2026-11-23 11:36:10,773 mailer.smtp :: cannot send",
            "INFO 2026-11-23 11:36:10,772 mailer.smtp :: started",
        ],
        negatives: &[
            "carried 2026-11-23 11:36:10,773 mailer.smtp :: cannot send",
            "    ERROR 2026-11-23 11:36:10,773 mailer.smtp :: cannot send",
        ],
    },
    Entry {
        name: "level-time-name-colon", dialect: Dialect::PythonPercent, about: "level first, logger with a colon",
        pattern: "%(levelname)-8s %(asctime)s %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "ERROR 2026-11-23 11:36:10,773 mailer.smtp: cannot send",
            "INFO     2026-11-23 11:36:10,772 mailer.smtp: started",
        ],
        negatives: &[
            "carried 2026-11-23 11:36:10,773 mailer.smtp: cannot send",
            "    ERROR 2026-11-23 11:36:10,773 mailer.smtp: cannot send",
        ],
    },
    Entry {
        name: "level-time-name-dash", dialect: Dialect::PythonPercent, about: "level first, logger with a dash",
        pattern: "%(levelname)-8s %(asctime)s %(name)s - %(message)s",
        datefmt: None,
        samples: &[
            "ERROR 2026-11-23 11:36:10,773 mailer.smtp - cannot send",
            "INFO     2026-11-23 11:36:10,772 mailer.smtp - started",
        ],
        negatives: &[
            "carried 2026-11-23 11:36:10,773 mailer.smtp - cannot send",
            "    ERROR 2026-11-23 11:36:10,773 mailer.smtp - cannot send",
        ],
    },
    Entry {
        name: "level-time-brackets", dialect: Dialect::PythonPercent, about: "level first, time in brackets, logger; Dropwizard",
        pattern: "%(levelname)-8s [%(asctime)s] %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "ERROR [2026-11-23 11:36:10,773] mailer.smtp: cannot send",
            "INFO     [2026-11-23 11:36:10,772] mailer.smtp: started",
        ],
        negatives: &[
            "carried [2026-11-23 11:36:10,773] mailer.smtp: cannot send",
            "    ERROR [2026-11-23 11:36:10,773] mailer.smtp: cannot send",
        ],
    },
    Entry {
        name: "level-time", dialect: Dialect::PythonPercent, about: "level first, then the time",
        pattern: "%(levelname)-8s %(asctime)s %(message)s",
        datefmt: None,
        samples: &[
            "ERROR 2026-11-23 11:36:10,773 Cannot send",
            "INFO     2026-11-23 11:36:10,772 Started well",
        ],
        negatives: &[
            "carried 2026-11-23 11:36:10,773 Cannot send",
            "    ERROR 2026-11-23 11:36:10,773 Cannot send",
        ],
    },
    Entry {
        name: "level-colon-time", dialect: Dialect::PythonPercent, about: "level first, colons",
        pattern: "%(levelname)s:%(asctime)s:%(message)s",
        datefmt: None,
        samples: &[
            "ERROR:2026-11-23 11:36:10,773:Cannot send",
            "INFO:2026-11-23 11:36:10,772:Started well",
        ],
        negatives: &[
            "carried:2026-11-23 11:36:10,773:Cannot send",
            "    ERROR:2026-11-23 11:36:10,773:Cannot send",
        ],
    },
    Entry {
        name: "level-brackets-time", dialect: Dialect::PythonPercent, about: "level in brackets first, then the time",
        pattern: "[%(levelname)-8s] %(asctime)s - %(message)s",
        datefmt: None,
        samples: &[
            "[ERROR] 2026-11-23 11:36:10,773 - Cannot send",
            "[INFO    ] 2026-11-23 11:36:10,772 - Started well",
        ],
        negatives: &[
            "[carried] 2026-11-23 11:36:10,773 - Cannot send",
            "    [ERROR] 2026-11-23 11:36:10,773 - Cannot send",
        ],
    },
    Entry {
        name: "level-brackets-time-name", dialect: Dialect::PythonPercent, about: "level in brackets first, time, logger",
        pattern: "[%(levelname)-8s] %(asctime)s %(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "[ERROR] 2026-11-23 11:36:10,773 app.smtp: Cannot send",
            "[INFO    ] 2026-11-23 11:36:10,772 app.db: Started well",
        ],
        negatives: &[
            "[carried] 2026-11-23 11:36:10,773 app.smtp: Cannot send",
            "    [ERROR] 2026-11-23 11:36:10,773 app.smtp: Cannot send",
        ],
    },
    Entry {
        name: "level-name-time-parens", dialect: Dialect::Logback, about: "level in brackets, logger, time in parentheses",
        pattern: "[%level] %logger{0} \\(%d\\) %msg%n",
        datefmt: None,
        samples: &[
            "[ERROR] CheckoutService (23 Nov 2026 11:36:20 +0000) cannot compute",
            "[INFO] Main (23 Nov 2026 11:36:20 +0000) started",
        ],
        negatives: &[
            "[carried] CheckoutService (23 Nov 2026 11:36:20 +0000) cannot compute",
            "    [ERROR] CheckoutService (23 Nov 2026 11:36:20 +0000) cannot compute",
        ],
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
        negatives: &[
            "carried [main] com.acme.shop.Main - Cannot send",
            "    ERROR [main] com.acme.shop.Main - Cannot send",
        ],
    },
    Entry {
        name: "cassandra", dialect: Dialect::Logback, about: "Apache Cassandra",
        pattern: "%-5p [%t] %d %F:%L - %m%n",
        datefmt: None,
        samples: &[
            "INFO  [main] 2026-07-22 10:15:44,001 File.java:687 - Started",
            "ERROR [Native-Transport-Requests-1] 2026-07-22 10:15:44,002 Message.java:12 - failed",
        ],
        negatives: &[
            "carried [main] 2026-07-22 10:15:44,001 File.java:687 - Started",
            "    INFO  [main] 2026-07-22 10:15:44,001 File.java:687 - Started",
        ],
    },
];
