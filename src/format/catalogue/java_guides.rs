//! Java's programs and guides with marks of their own around the usual fields.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "dubbo", dialect: Dialect::Logback, about: "Apache Dubbo: a blank before the time in brackets",
        pattern: " [%d] %t %5p %c{2}: %m%n",
        datefmt: None,
        samples: &[
            " [23/11/26 11:36:09:144 CET] main ERROR support.Cart: Nothing works",
            " [23/11/26 11:36:10:145 CET] http-nio-8080-exec-12  INFO o.s.b.w.e.t.TomcatWebServer: Now it does",
        ],
        negatives: &[
            " [23/11/26 11:36:09:144 CET] main carried support.Cart: Nothing works",
            "    [23/11/26 11:36:09:144 CET] main ERROR support.Cart: Nothing works",
        ],
    },
    Entry {
        name: "elasticsearch-6", dialect: Dialect::Logback, about: "Elasticsearch 5 and 6: a column for the logger, no node in brackets of its own",
        pattern: "[%d][%X{known_level}%-5p][%-25c] %m%n",
        datefmt: None,
        samples: &[
            "[2026-11-23T11:36:09,144][ERROR][o.e.b.Bootstrap          ] Nothing works",
            "[2026-11-23T11:36:10,145][WARN ][o.e.n.Node               ] Now it does",
        ],
        negatives: &[
            "[2026-11-23T11:36:09.144+0100][info][gc,start     ] GC(0) Pause Young",
            "    [2026-11-23T11:36:09,144][ERROR][o.e.b.Bootstrap          ] Nothing works",
        ],
    },
    Entry {
        name: "bars-trace-first", dialect: Dialect::Logback, about: "SOFABoot: bars, the trace before the thread, the line behind the logger",
        pattern: "%d|%X{trace}|%t|%-5level|%logger{50}|%L|%msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.144|4cd4e1df83994148|main|ERROR|com.acme.shop.Cart|88|Nothing | works",
            "2026-11-23 11:36:10.145||http-nio-8080-exec-12|INFO |c.a.s.Orders|12|Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09.144|4cd4e1df83994148|main|carried|com.acme.shop.Cart|88|x",
            "    2026-11-23 11:36:09.144|4cd4e1df83994148|main|ERROR|com.acme.shop.Cart|88|x",
        ],
    },
    Entry {
        name: "zipkin", dialect: Dialect::Logback, about: "Brave and Zipkin: trace and span with a slash before the level",
        pattern: "%d [%thread] [%X{user}] %X{trace}/%X{span} %-5level %logger{36} - %msg%n",
        datefmt: None,
        samples: &[
            "11:36:09.144 [main] [] d53165b3f275a333/782c636d ERROR com.acme.shop.Cart - Nothing works",
            "11:36:10.145 [http-nio-8080-exec-12] [anna] / INFO  c.a.s.Orders - Now it does",
        ],
        negatives: &[
            "11:36:09.144 [main] [] d53165b3f275a333/782c636d carried com.acme.shop.Cart - x",
            "    11:36:09.144 [main] [] d53165b3f275a333/782c636d ERROR com.acme.shop.Cart - x",
        ],
    },
    Entry {
        name: "logback-pairs", dialect: Dialect::Logback, about: "Logback since 1.3: the event's pairs between two dashes, or nothing",
        pattern: "%d{HH:mm:ss.SSS} [%thread] %-5level %logger{36} -%kvp- %msg%n",
        datefmt: None,
        samples: &[
            "11:36:09.144 [main] ERROR com.acme.shop.Cart -- Nothing works - at all",
            "11:36:10.145 [http-nio-8080-exec-12] INFO  c.a.s.Orders -user=\"7\" id=\"a b\"- Now it does",
        ],
        negatives: &[
            "11:36:09.144 [main] ERROR com.acme.shop.Cart - Nothing works",
            "    11:36:09.144 [main] ERROR com.acme.shop.Cart -- Nothing works",
        ],
    },
    Entry {
        name: "logback-relative-pairs", dialect: Dialect::Logback, about: "the same with milliseconds since the start",
        pattern: "%-6relative [%thread] %-5level %logger -%kvp- %msg%n",
        datefmt: None,
        samples: &[
            "126 [main] INFO  com.acme.shop.Main -- Application started",
            "132 [main] ERROR com.acme.shop.CheckoutService -id=\"7\"- failed",
        ],
        negatives: &[
            "126 [main] carried com.acme.shop.Main -- Application started",
            "    126 [main] INFO  com.acme.shop.Main -- Application started",
        ],
    },
    Entry {
        name: "csv-quoted", dialect: Dialect::Logback, about: "columns with commas, the message in quotes",
        pattern: "%d,%level,%logger,%thread,\"%msg\"%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144,ERROR,com.acme.shop.Cart,main,\"Nothing, works\"",
            "2026-11-23 11:36:10,145,INFO,c.a.s.Orders,http-nio-8080-exec-12,\"Now it does\"",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144,carried,com.acme.shop.Cart,main,\"x\"",
            "    2026-11-23 11:36:09,144,ERROR,com.acme.shop.Cart,main,\"x\"",
        ],
    },
    Entry {
        name: "jenkins-support", dialect: Dialect::Logback, about: "Jenkins: tabs, the logger and a colon",
        pattern: "%d [id=%T]\\t%p\\t%c: %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.144+0000 [id=42]\tSEVERE\thudson.WebAppMain: Nothing works",
            "2026-11-23 11:36:09.145+0000 [id=43]\tINFO\th.plugins.pipeline.Agent: Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09.144+0000 [id=42]\tcarried\thudson.WebAppMain: x",
            "2026-11-23 11:36:09.144+0000 [id=42]\tSEVERE\tno logger here: x",
            "    2026-11-23 11:36:09.144+0000 [id=42]\tSEVERE\thudson.WebAppMain: Nothing works",
        ],
    },
    Entry {
        name: "sling", dialect: Dialect::Logback, about: "Apache Sling and Adobe Experience Manager: stars around the level",
        pattern: "%d *%p* [%t] %c %m%n",
        datefmt: None,
        samples: &[
            "23.11.2026 11:36:09.144 *ERROR* [FelixDispatchQueue] com.acme.shop.Cart Nothing works",
            "23.11.2026 11:36:09.145 *INFO* [10.0.0.7 [1795433769145] GET /cart.html HTTP/1.1] com.acme.shop.Orders Now it does",
        ],
        negatives: &[
            "23.11.2026 11:36:09.144 *carried* [FelixDispatchQueue] com.acme.shop.Cart x",
            "    23.11.2026 11:36:09.144 *ERROR* [FelixDispatchQueue] com.acme.shop.Cart Nothing works",
        ],
    },
    Entry {
        name: "play-two-lines", dialect: Dialect::Logback, about: "the default of Play 1 and 2.0: the message on a line of its own",
        pattern: "%d - [%level] - from %logger in %thread %n%message%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 - [ERROR] - from com.acme.shop.Cart in main \nNothing works",
            "2026-11-23 11:36:10,145 - [INFO] - from play in play-akka.actor.default-dispatcher-2 \nNow it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 - [carried] - from com.acme.shop.Cart in main \nx",
            "    2026-11-23 11:36:09,144 - [ERROR] - from com.acme.shop.Cart in main \nx",
        ],
    },
    Entry {
        name: "jul-call-on-one-line", dialect: Dialect::Logback, about: "java.util.logging told to print class, method and message on one line",
        pattern: "%d %-7p %c %M %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09 SEVERE com.acme.shop.Cart addItem Nothing works",
            "2026-11-23 11:36:09 FINE com.acme.shop.Cart addItem Not yet",
            "2026-11-23 11:36:10 INFO com.acme.shop.Orders main Now it does",
            "2026-11-23 11:36:10 INFO com.acme.shop.Cart addItem Nothing again",
            "2026-11-23 11:36:10 INFO com.acme.shop.Orders main Started in 3 s",
            "2026-11-23 11:36:11 WARNING com.acme.shop.Orders main Order 7 was lost",
            "2026-11-23 11:36:11 INFO com.acme.shop.Cart addItem Done",
            "2026-11-23 11:36:12 INFO com.acme.shop.Cart addItem Done it all",
            "2026-11-23 11:36:13 INFO com.acme.shop.Orders main End of it",
            "2026-11-23 11:36:14 INFO com.acme.shop.Orders main End",
        ],
        negatives: &[
            "2026-11-23 11:36:09 carried com.acme.shop.Cart addItem x",
            "    2026-11-23 11:36:09 SEVERE com.acme.shop.Cart addItem Nothing works",
        ],
    },
    Entry {
        name: "name-context-thread", dialect: Dialect::Logback, about: "Log4j 2's context map between logger and thread",
        pattern: "%d %-5level %c{1} \\{%X{context}\\} [%t] %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR Cart {spanId=6c570470, traceId=72a4e4c6} [main] Nothing works",
            "2026-11-23 11:36:09,145 INFO  Orders {} [pool-1-thread-2] Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried Cart {} [main] x",
            "    2026-11-23 11:36:09,144 ERROR Cart {} [main] Nothing works",
        ],
    },
    Entry {
        name: "epoch-millis-name", dialect: Dialect::Logback, about: "milliseconds since 1970, level and logger",
        pattern: "%d{UNIX_MILLIS} %-5level %logger{0} %msg%n",
        datefmt: None,
        samples: &[
            "1795433769123 ERROR com.acme.shop.Cart Nothing works",
            "1795433770123 INFO com.acme.shop.Orders Now it does",
        ],
        negatives: &[
            "1795433769123 carried com.acme.shop.Cart x",
            "    1795433769123 ERROR com.acme.shop.Cart Nothing works",
        ],
    },
];
