//! Logback, Log4j and the servers that log with them.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "logback-default", dialect: Dialect::Logback, about: "Logback's and Log4j 2's default, with any stamp",
        pattern: "%d{HH:mm:ss.SSS} [%thread] %-5level %logger{36} - %msg%n",
        datefmt: None,
        samples: &[
            "11:36:16.834 [main] ERROR c.acme.shop.CheckoutService - cannot compute",
            "11:36:16.805 [http-nio-8080-exec-1] INFO  com.acme.shop.Main - started",
        ],
        negatives: &[
            "11:36:23,595 |-ERROR in ch.qos.logback.core.X - Could not create",
        ],
    },
    Entry {
        name: "logback-level-thread-name", dialect: Dialect::Logback, about: "level before the thread, logger and a dash",
        pattern: "%d %-5level [%thread] %logger{36} - %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [main] com.acme.shop.Main - cannot compute",
            "2026-11-23 11:36:09,144 INFO  [http-nio-8080-exec-1] com.acme.shop.Main - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried [main] com.acme.shop.Main - cannot compute",
            "    2026-11-23 11:36:09,144 ERROR [main] com.acme.shop.Main - cannot compute",
        ],
    },
    Entry {
        name: "logback-level-thread-name-colon", dialect: Dialect::Logback, about: "level before the thread, logger and a colon in columns",
        pattern: "%d %-5level [%-12.12thread] %-30.30logger{36} : %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [main        ] com.acme.shop.Main             : cannot compute",
            "2026-11-23 11:36:09,144  INFO [http-nio-8080] com.acme.shop.Main             : x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried [main        ] com.acme.shop.Main             : cannot compute",
            "    2026-11-23 11:36:09,144 ERROR [main        ] com.acme.shop.Main             : cannot compute",
        ],
    },
    Entry {
        name: "logback-level-thread-parens", dialect: Dialect::Logback, about: "JBoss and WildFly: logger in brackets, thread in parentheses",
        pattern: "%d %-5p [%c] \\(%t\\) %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [org.jboss.as] (MSC service thread 1-1) failed",
            "2026-11-23 11:36:09,144 INFO  [org.jboss.as] (Controller Boot Thread) x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried [org.jboss.as] (MSC service thread 1-1) failed",
            "    2026-11-23 11:36:09,144 ERROR [org.jboss.as] (MSC service thread 1-1) failed",
        ],
    },
    Entry {
        name: "logback-dash", dialect: Dialect::Logback, about: "a time, a dash and the message",
        pattern: "%d{yyyy-MM-dd HH:mm:ss} - %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:16 - Application started in 1234 ms",
            "2026-11-23 11:36:17 - cannot compute name length",
        ],
        negatives: &[
            "2026-11-23 - x",
        ],
    },
    Entry {
        name: "logback-status", dialect: Dialect::Logback, about: "Logback's own status lines",
        pattern: "%d{HH:mm:ss,SSS} |-%level in %logger - %msg%n",
        datefmt: None,
        samples: &[
            "11:36:23,594 |-INFO in ch.qos.logback.classic.joran.action.ConfigurationAction - debug attribute not set",
            "11:36:23,595 |-ERROR in ch.qos.logback.core.joran.action.AppenderAction - Could not create an Appender",
        ],
        negatives: &[
            "11:36:23,595 | INFO in one line - x",
            "11:36:23.595 [main] ERROR in.one.Line - x",
        ],
    },
    Entry {
        name: "java-util-logging", dialect: Dialect::Logback, about: "java.util.logging SimpleFormatter, Tomcat 4 to 7: level on the second line",
        pattern: "%d %logger%n%level: %msg%n",
        datefmt: None,
        samples: &[
            "Nov 23, 2026 11:36:25 AM com.acme.shop.Main run\nSEVERE: operation failed",
            "Nov 23, 2026 11:36:25 AM com.acme.shop.Main <init>\nINFO: started",
        ],
        negatives: &[
            "Nov 23, 2026 11:36:25 AM com.acme.shop.Main run",
            "Nov 23, 2026 11:36:25 AM com.acme.shop.Main run\nstarted: yes",
            "SEVERE: operation failed",
        ],
    },
    Entry {
        name: "log4j-name-thread", dialect: Dialect::Logback, about: "log4j: level, logger, thread in parentheses",
        pattern: "%d %p %c{1} (%t) %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR InvoiceService (main) npe",
            "2026-11-23 11:36:09,144 INFO InvoiceService (main) started",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried InvoiceService (main) npe",
            "    2026-11-23 11:36:09,144 ERROR InvoiceService (main) npe",
        ],
    },
    Entry {
        name: "log4j-name-context-thread", dialect: Dialect::Logback, about: "log4j: a context value before the thread in parentheses",
        pattern: "%d %p %c{1} %X{user} (%t) %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR InvoiceService anna (main) npe",
            "2026-11-23 11:36:09,144 INFO InvoiceService  (main) started",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried InvoiceService anna (main) npe",
            "    2026-11-23 11:36:09,144 ERROR InvoiceService anna (main) npe",
        ],
    },
    Entry {
        name: "log4j-ttcc", dialect: Dialect::Logback, about: "log4j 1 TTCCLayout: milliseconds since the start",
        pattern: "%-6r [%15t] %-5p %30c %x - %m%n",
        datefmt: None,
        samples: &[
            "126 [main] INFO  com.acme.shop.Main  - Application started",
            "132 [main] ERROR com.acme.Main ctx - failed",
            "0    [main] INFO  com.acme.shop.Main  - first",
        ],
        negatives: &[
            "126 [main] carried com.acme.shop.Main  - Application started",
            "    126 [main] INFO  com.acme.shop.Main  - Application started",
        ],
    },
    Entry {
        name: "logback-relative", dialect: Dialect::Logback, about: "BasicConfigurator: milliseconds since the start",
        pattern: "%-6relative [%thread] %-5level %logger - %msg%n",
        datefmt: None,
        samples: &[
            "126 [main] INFO  com.acme.shop.Main - Application started",
            "132 [main] ERROR com.acme.shop.checkout.CheckoutService - failed",
        ],
        negatives: &[
            "126 [main] carried com.acme.shop.Main - Application started",
            "    126 [main] INFO  com.acme.shop.Main - Application started",
        ],
    },
    Entry {
        name: "kafka", dialect: Dialect::Logback, about: "Kafka: logger at the end of the line",
        pattern: "[%d] %p %m (%c)%n",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:16,834] ERROR Failed to start (kafka.server.KafkaServer)",
            "[2026-11-23 11:36:16,805] INFO starting (kafka.server.KafkaServer)",
        ],
        negatives: &[
            "[2026-11-23 11:36:16,834] carried Failed to start (kafka.server.KafkaServer)",
            "    [2026-11-23 11:36:16,834] ERROR Failed to start (kafka.server.KafkaServer)",
        ],
    },
    Entry {
        name: "zookeeper", dialect: Dialect::Logback, about: "Apache ZooKeeper",
        pattern: "%d [myid:%X{myid}] - %-5p [%t:%c{1}@%L] - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [myid:] - ERROR [main:QuorumPeerMain@113] - failed",
            "2026-11-23 11:36:09,144 [myid:1] - INFO  [QuorumPeer[myid=1]/0:0:0:0:0:0:0:0:2181:FastLeaderElection@774] - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [myid:] - carried [main:QuorumPeerMain@113] - failed",
            "    2026-11-23 11:36:09,144 [myid:] - ERROR [main:QuorumPeerMain@113] - failed",
        ],
    },
    Entry {
        name: "spring-boot-2", dialect: Dialect::Logback, about: "Spring Boot 1 and 2",
        pattern: "%d %5p %pid --- [%15.15t] %-40.40logger{39} : %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:17.297 ERROR 4242 --- [           main] c.a.s.checkout.CheckoutService           : cannot compute",
            "2026-11-23 11:36:17.267  INFO 4242 --- [nio-8080-exec-1] com.acme.shop.Main                       : Application started",
        ],
        negatives: &[
            "2026-11-23 11:36:17.297 carried 4242 --- [           main] c.a.s.checkout.CheckoutService           : cannot compute",
            "    2026-11-23 11:36:17.297 ERROR 4242 --- [           main] c.a.s.checkout.CheckoutService           : cannot compute",
        ],
    },
    Entry {
        name: "spring-boot-trace", dialect: Dialect::Logback, about: "Spring Boot 2 with Sleuth: service and trace in brackets",
        pattern: "%d %5p [%X] %pid --- [%15.15t] %-40.40logger{39} : %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:17.297 ERROR [shop,5c1d,9f2c] 4242 --- [           main] c.a.s.CheckoutService           : cannot compute",
            "2026-11-23 11:36:17.267  INFO [shop,,] 4242 --- [           main] com.acme.shop.Main   : started",
        ],
        negatives: &[
            "2026-11-23 11:36:17.297 carried [shop,5c1d,9f2c] 4242 --- [           main] c.a.s.CheckoutService           : cannot compute",
            "    2026-11-23 11:36:17.297 ERROR [shop,5c1d,9f2c] 4242 --- [           main] c.a.s.CheckoutService           : cannot compute",
        ],
    },
    Entry {
        name: "spring-boot-3", dialect: Dialect::Logback, about: "Spring Boot 3 with an application name",
        pattern: "%d %5p %pid --- [%X{app}] [%15.15t] %-40.40logger{39} : %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23T12:36:17.574+01:00 ERROR 4242 --- [shop] [           main] c.a.s.checkout.CheckoutService           : cannot compute",
            "2026-11-23T12:36:17.546+01:00  INFO 4242 --- [shop] [nio-8080-exec-1] com.acme.shop.Main                       : started",
        ],
        negatives: &[
            "2026-11-23T12:36:17.574+01:00 carried 4242 --- [shop] [           main] c.a.s.checkout.CheckoutService           : cannot compute",
            "    2026-11-23T12:36:17.574+01:00 ERROR 4242 --- [shop] [           main] c.a.s.checkout.CheckoutService           : cannot compute",
        ],
    },
    Entry {
        name: "spring-boot-3-trace", dialect: Dialect::Logback, about: "Spring Boot 3 with application name and trace ids",
        pattern: "%d %5p %pid --- [%X{app}] [%15.15t] [%X{trace}] %-40.40logger{39} : %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23T12:36:17.574+01:00 ERROR 4242 --- [shop] [           main] [5c1d-9f2c] c.a.s.CheckoutService           : cannot compute",
            "2026-11-23T12:36:17.546+01:00  INFO 4242 --- [shop] [           main] [                 ] com.acme.shop.Main   : started",
        ],
        negatives: &[
            "2026-11-23T12:36:17.574+01:00 carried 4242 --- [shop] [           main] [5c1d-9f2c] c.a.s.CheckoutService           : cannot compute",
            "    2026-11-23T12:36:17.574+01:00 ERROR 4242 --- [shop] [           main] [5c1d-9f2c] c.a.s.CheckoutService           : cannot compute",
        ],
    },
    Entry {
        name: "tomcat", dialect: Dialect::Logback, about: "Tomcat JULI one-line formatter",
        pattern: "%d %p [%t] %c %m%n",
        datefmt: None,
        samples: &[
            "23-Nov-2026 11:36:20.123 SEVERE [main] org.apache.catalina.core.StandardContext.startInternal failed",
            "23-Nov-2026 11:36:20.124 INFO [main] org.apache.catalina.startup.Catalina.start Server startup",
        ],
        negatives: &[
            "23-Nov-2026 11:36:20.123 carried [main] org.apache.catalina.core.StandardContext.startInternal failed",
            "    23-Nov-2026 11:36:20.123 SEVERE [main] org.apache.catalina.core.StandardContext.startInternal failed",
        ],
    },
];
