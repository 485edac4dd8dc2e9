//! Servers and agents on the JVM that put a context of their own into the header.
//!
//! Patterns after what their distributions are known to ship, not from runs of them: WSO2's and Mule's `log4j2.xml`,
//! Kafka's `connect-log4j.properties`, Karaf's `org.ops4j.pax.logging.cfg`, Jira's `log4j.properties`, CAS's `log4j2.xml`.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "wso2", dialect: Dialect::Logback, about: "WSO2: tenant and service before the time, logger in braces",
        pattern: "TID: [%X{tenant}] [%X{service}] [%d] %5p \\{%c\\} - %m%n",
        datefmt: None,
        samples: &[
            "TID: [-1234] [] [2026-11-23 11:36:16,834] ERROR {org.wso2.carbon.core.Init} - cannot start",
            "TID: [-1234] [api] [2026-11-23 11:36:16,835]  INFO {org.wso2.carbon.core.Init} - started",
        ],
        negatives: &[
            "TID: [-1234] [] [2026-11-23 11:36:16,834] carried {org.wso2.carbon.core.Init} - x",
            "    TID: [-1234] [] [2026-11-23 11:36:16,834] ERROR {org.wso2.carbon.core.Init} - x",
        ],
    },
    Entry {
        name: "wso2-correlation", dialect: Dialect::Logback, about: "WSO2 with a correlation id behind the time",
        pattern: "TID: [%X{tenant}] [%X{service}] [%d] [%X{correlation}] %5p \\{%c\\} - %m%n",
        datefmt: None,
        samples: &[
            "TID: [-1234] [] [2026-11-23 11:36:16,834] [5c1d9f2c-1111-4222-8333-444455556666] ERROR {org.wso2.carbon.core.Init} - cannot start",
            "TID: [-1] [api] [2026-11-23 11:36:16,835] []  INFO {org.wso2.carbon.core.Init} - started",
        ],
        negatives: &[
            "TID: [-1234] [] [2026-11-23 11:36:16,834] [5c1d] carried {org.wso2.carbon.core.Init} - x",
        ],
    },
    Entry {
        name: "mule", dialect: Dialect::Logback, about: "Mule 4: level first, processor and event",
        pattern: "%-5p %d [%t] [processor: %X{processor}; event: %X{event}] %c: %m%n",
        datefmt: None,
        samples: &[
            "ERROR 2026-11-23 11:36:16,834 [[MuleRuntime].uber.01: [shop].main.CPU_LITE @1a2b] [processor: main/processors/0; event: 0-9f2c] org.mule.Logger: failed",
            "INFO  2026-11-23 11:36:16,835 [WrapperListener_start_runner] [processor: ; event: ] org.mule.App: started",
        ],
        negatives: &[
            "carried 2026-11-23 11:36:16,834 [main] [processor: ; event: ] org.mule.App: x",
            "    ERROR 2026-11-23 11:36:16,834 [main] [processor: ; event: ] org.mule.App: x",
        ],
    },
    Entry {
        name: "level-time-thread-name-colon", dialect: Dialect::Logback, about: "Mule 3 and others: level first, thread, logger and a colon",
        pattern: "%-5p %d [%t] %c: %m%n",
        datefmt: None,
        samples: &[
            "ERROR 2026-11-23 11:36:16,834 [[shop].HTTP_Listener.worker.01] org.mule.Logger: failed",
            "INFO  2026-11-23 11:36:16,835 [main] org.mule.App: started",
        ],
        negatives: &[
            "carried 2026-11-23 11:36:16,834 [main] org.mule.App: x",
            "    ERROR 2026-11-23 11:36:16,834 [main] org.mule.App: x",
        ],
    },
    Entry {
        name: "kafka-connect", dialect: Dialect::Logback, about: "Kafka Connect: logger and line at the end",
        pattern: "[%d] %p %m (%c:%L)%n",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:16,834] ERROR Failed to start (org.apache.kafka.connect.runtime.Worker:212)",
            "[2026-11-23 11:36:16,805] INFO starting (org.apache.kafka.connect.runtime.Worker:41)",
        ],
        negatives: &[
            "[2026-11-23 11:36:16,834] carried Failed to start (org.apache.kafka.connect.runtime.Worker:212)",
            "    [2026-11-23 11:36:16,834] ERROR x (a.B:1)",
        ],
    },
    Entry {
        name: "kafka-connect-task", dialect: Dialect::Logback, about: "Kafka Connect: connector and task before the message",
        pattern: "[%d] %p [%X{connector}|%X{task}] %m (%c:%L)%n",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:16,834] ERROR [orders-sink|task-0] Failed to start (org.apache.kafka.connect.runtime.Worker:212)",
            "[2026-11-23 11:36:16,805] INFO [orders-sink|worker] starting (org.apache.kafka.connect.runtime.Worker:41)",
        ],
        negatives: &[
            "[2026-11-23 11:36:16,834] carried [orders-sink|task-0] Failed to start (org.apache.kafka.connect.runtime.Worker:212)",
        ],
    },
    Entry {
        name: "datadog-agent", dialect: Dialect::Logback, about: "Datadog's Java agent",
        pattern: "[dd.trace %d] [%t] %p %c - %m%n",
        datefmt: None,
        samples: &[
            "[dd.trace 2026-11-23 11:36:16:834 +0000] [main] ERROR datadog.trace.agent.core.Tracer - failed",
            "[dd.trace 2026-11-23 11:36:16:835 +0000] [dd-task-scheduler] INFO datadog.trace.agent.core.Tracer - started",
        ],
        negatives: &[
            "[dd.trace 2026-11-23 11:36:16:834 +0000] [main] carried a.B - x",
            "[dd.trace] [main] ERROR a.B - x",
        ],
    },
    Entry {
        name: "karaf", dialect: Dialect::Logback, about: "Apache Karaf: bundle before the message",
        pattern: "%d | %-5p | %-16t | %-32c | %X{bundle.id} - %X{bundle.name} - %X{bundle.version} | %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23T11:36:16,834 | ERROR | Karaf local cons | BundleWatcher                    | 11 - org.apache.karaf.features.core - 4.4.3 | failed",
            "2026-11-23T11:36:16,835 | INFO  | main             | Activator                        | 7 - com.acme.shop - 1.0.0.SNAPSHOT | started",
        ],
        negatives: &[
            "2026-11-23T11:36:16,834 | carried | main | Activator | 7 - com.acme.shop - 1.0 | x",
            "    2026-11-23T11:36:16,834 | ERROR | main | Activator | 7 - com.acme.shop - 1.0 | x",
        ],
    },
    Entry {
        name: "jira", dialect: Dialect::Logback, about: "Jira: user, request, session, address and path before the logger",
        pattern: "%d{yyyy-MM-dd HH:mm:ss,SSSZ} %t %p %X{user} %X{request} %X{session} %X{address} %X{path} [%c] %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:16,834+0000 http-nio-8080-exec-1 ERROR anonymous 602x1x1 - 127.0.0.1 /secure/x.jspa [c.a.j.web.Servlet] failed",
            "2026-11-23 11:36:16,835+0000 http-nio-8080-exec-2 INFO anna 602x7x1 1ab2c3 10.0.0.7 /rest/api [c.a.j.web.Servlet] started",
        ],
        negatives: &[
            "2026-11-23 11:36:16,834+0000 main carried      [c.a.jira.startup.Launcher] x",
            "    2026-11-23 11:36:16,834+0000 main ERROR      [c.a.jira.startup.Launcher] x",
        ],
    },
    Entry {
        name: "jira-background", dialect: Dialect::Logback, about: "Jira outside of requests: thread without brackets, logger in brackets",
        pattern: "%d{yyyy-MM-dd HH:mm:ss,SSSZ} %t %-10p [%c] %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:16,834+0000 main ERROR      [c.a.jira.startup.Launcher] failed",
            "2026-11-23 11:36:16,835+0000 Caesium-1-4 INFO      [c.a.jira.index.Check] started",
        ],
        negatives: &[
            "2026-11-23 11:36:16,834+0000 main carried      [c.a.jira.startup.Launcher] x",
            "    2026-11-23 11:36:16,834+0000 main ERROR      [c.a.jira.startup.Launcher] x",
        ],
    },
    Entry {
        name: "cas", dialect: Dialect::Logback, about: "Apereo CAS: logger in brackets, message in angle brackets",
        pattern: "%d %p [%c] - <%m>%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:16,834 ERROR [org.apereo.cas.web.Flow] - <cannot authenticate>",
            "2026-11-23 11:36:16,835 INFO [org.apereo.cas.web.Flow] - <started>",
        ],
        negatives: &[
            "2026-11-23 11:36:16,834 carried [org.apereo.cas.web.Flow] - <x>",
            "    2026-11-23 11:36:16,834 ERROR [org.apereo.cas.web.Flow] - <x>",
        ],
    },
    Entry {
        name: "logback-thread-level-colon", dialect: Dialect::Logback, about: "thread, level and a colon, no logger",
        pattern: "%d [%t] %-5level: %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:16,834 [main] ERROR: cannot start",
            "2026-11-23 11:36:16,835 [http-nio-8080-exec-1] INFO : started",
        ],
        negatives: &[
            "2026-11-23 11:36:16,834 [main] carried: x",
            "    2026-11-23 11:36:16,834 [main] ERROR: x",
        ],
    },
    Entry {
        name: "logback-thread-level-dash", dialect: Dialect::Logback, about: "thread, level and a dash, no logger",
        pattern: "%d [%t] %-5level - %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:16,834 [main] ERROR - cannot start",
            "2026-11-23 11:36:16,835 [http-nio-8080-exec-1] INFO  - started",
        ],
        negatives: &[
            "2026-11-23 11:36:16,834 [main] carried - x",
            "    2026-11-23 11:36:16,834 [main] ERROR - x",
        ],
    },
];
