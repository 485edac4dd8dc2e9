//! Java's patterns with columns of their own: threads padded in brackets, the place of the call, what an agent adds.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "thread-name-level", dialect: Dialect::Logback, about: "Camel's and Spring's Log4j files: padded thread in brackets, logger, level, no time",
        pattern: "[%32.32t] %-30.30c{1} %-5p %m%n",
        datefmt: None,
        samples: &[
            "[                          main] DefaultCamelContext            INFO  Apache Camel is starting",
            "[ad #1 - timer://foo] FileEndpoint                   ERROR Cannot create directory",
        ],
        negatives: &[
            "[                          main] DefaultCamelContext            carried Apache Camel",
            "    [main] DefaultCamelContext INFO x",
        ],
    },
    Entry {
        name: "thread-level-colon", dialect: Dialect::Logback, about: "thread in brackets, level and a colon, no time",
        pattern: "[%t] %-5p : %m%n",
        datefmt: None,
        samples: &[
            "[main] INFO : Started well",
            "[pool-1-thread-2] ERROR : Cannot send",
        ],
        negatives: &[
            "[main] carried : Cannot send",
            "    [main] INFO : Started well",
        ],
    },
    Entry {
        name: "level-name-brackets-dash", dialect: Dialect::Logback, about: "level, logger in brackets and a dash, no time",
        pattern: "%-5level [%logger{0}] - %msg%n",
        datefmt: None,
        samples: &[
            "ERROR [Cart] - Cannot send",
            "INFO  [OrderService] - Started well",
        ],
        negatives: &[
            "carried [Cart] - Cannot send",
            "    ERROR [Cart] - Cannot send",
        ],
    },
    Entry {
        name: "level-name-colon-blanks", dialect: Dialect::Logback, about: "level, logger and a colon between blanks, no time",
        pattern: "%-5level %-20logger{0} : %msg%n",
        datefmt: None,
        samples: &[
            "ERROR Cart : Cannot send",
            "INFO  OrderService    : Started well",
        ],
        negatives: &[
            "Error Cart : Cannot send",
            "    ERROR Cart : Cannot send",
        ],
    },
    Entry {
        name: "logback-level-thread-name-place", dialect: Dialect::Logback, about: "level, thread, logger, file and line of the call",
        pattern: "%d %-5level [%thread] %logger{0} %file:%line %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [main] Orders Orders.java:30 Nothing works",
            "2026-11-23 11:36:09,144 INFO  [pool-1-thread-2] Cart Cart.java:7 Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried [main] Orders Orders.java:30 Nothing works",
            "    2026-11-23 11:36:09,144 ERROR [main] Orders Orders.java:30 Nothing works",
        ],
    },
    Entry {
        name: "logback-level-thread-name-place-dash", dialect: Dialect::Logback, about: "level, thread, logger, file and line of the call, a dash",
        pattern: "%d %-5level [%thread] %logger{0} %file:%line - %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [main] Orders Orders.java:30 - Nothing works",
            "2026-11-23 11:36:09,144 INFO  [pool-1-thread-2] Cart Cart.java:7 - Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried [main] Orders Orders.java:30 - Nothing works",
            "    2026-11-23 11:36:09,144 ERROR [main] Orders Orders.java:30 - Nothing works",
        ],
    },
    Entry {
        name: "logback-thread-level-name-place", dialect: Dialect::Logback, about: "thread, level, logger, file and line of the call",
        pattern: "%d [%thread] %-5level %logger{0} %file:%line %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [main] ERROR Orders Orders.java:30 Nothing works",
            "2026-11-23 11:36:09,144 [pool-1-thread-2] INFO  Cart Cart.java:7 Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [main] carried Orders Orders.java:30 Nothing works",
            "    2026-11-23 11:36:09,144 [main] ERROR Orders Orders.java:30 Nothing works",
        ],
    },
    Entry {
        name: "logback-thread-name-place", dialect: Dialect::Logback, about: "thread, logger, file and line of the call, no level",
        pattern: "%d [%thread] %logger{0} %file:%line %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [main] Orders Orders.java:30 Nothing works",
            "2026-11-23 11:36:09,144 [pool-1-thread-2] Cart Cart.java:7 Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [main] Orders it took 30 - Nothing works",
            "    2026-11-23 11:36:09,144 [main] Orders Orders.java:30 Nothing works",
        ],
    },
    Entry {
        name: "quarkus-trace", dialect: Dialect::Logback, about: "Quarkus with OpenTelemetry: pairs before the logger in brackets",
        pattern: "%d %-5p %X{context} [%c] \\(%t\\) %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 INFO  traceId=4bf92f3577b34da6, parentId=, spanId=00f067aa0ba902b7, sampled=true [com.acme.Shop] (executor-thread-1) Nothing works",
            "2026-11-23 11:36:09,145 ERROR traceId=, parentId=, spanId=, sampled= [io.quarkus] (main) Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried traceId=4bf9 [com.acme.Shop] (executor-thread-1) Nothing works",
            "    2026-11-23 11:36:09,144 INFO  traceId=4bf9 [com.acme.Shop] (executor-thread-1) x",
        ],
    },
    Entry {
        name: "spring-boot-trace-name", dialect: Dialect::Logback, about: "Spring Boot with Sleuth: service and trace in brackets, no process",
        pattern: "%d %5p [%X] %-40.40logger{39} : %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.144  INFO [shop,4bf92f3577b34da6,00f067aa0ba902b7] com.acme.shop.Orders                    : Nothing works",
            "2026-11-23 11:36:09.145 ERROR [shop,,] com.acme.shop.Cart                      : Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09.144  carried [shop,,] com.acme.shop.Cart : x",
            "    2026-11-23 11:36:09.144  INFO [shop,,] com.acme.shop.Cart : x",
        ],
    },
    Entry {
        name: "spring-boot-trace-thread", dialect: Dialect::Logback, about: "Spring Boot with Sleuth: service and trace in brackets, thread, no process",
        pattern: "%d %5p [%X] [%15.15t] %-40.40logger{39} : %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.144  INFO [shop,4bf92f3577b34da6,00f067aa0ba902b7] [main] com.acme.shop.Orders : Nothing works",
            "2026-11-23 11:36:09.145 ERROR [shop,,] [nio-8080-exec-1] com.acme.shop.Cart : Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09.144  carried [shop,,] [main] com.acme.shop.Cart : x",
            "    2026-11-23 11:36:09.144  INFO [shop,,] [main] com.acme.shop.Cart : x",
        ],
    },
    Entry {
        name: "geode", dialect: Dialect::Logback, about: "Apache Geode and GemFire: all but the message in one bracket",
        pattern: "[%p %d %X{member} <%t> tid=%X{tid}] %m%n",
        datefmt: None,
        samples: &[
            "[info 2026/11/23 11:36:09.144 UTC server1 <main> tid=0x1] Now it does",
            "[error 2026/11/23 11:36:09.144 UTC server1 <Function Execution Processor2> tid=0x17] Nothing works",
        ],
        negatives: &[
            "[carried 2026/11/23 11:36:09.144 UTC server1 tid=0x1] Now it does",
            "    [info 2026/11/23 11:36:09.144 UTC server1 <main> tid=0x1] x",
        ],
    },
];
