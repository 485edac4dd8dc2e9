//! Java's patterns with the place of the call or a context between the usual fields, and those between odd marks.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "fabric-name", dialect: Dialect::Logback, about: "Minecraft's Fabric: thread and level in one bracket, logger in parentheses",
        pattern: "[%d] [%t/%p] \\(%c\\) %m%n",
        datefmt: None,
        samples: &[
            "[11:36:09] [Server thread/INFO] (Minecraft) Nothing works",
            "[11:36:10] [main/ERROR] (FabricLoader/Entrypoint) Now it does",
        ],
        negatives: &[
            "[11:36:09] [Server thread/carried] (Minecraft) Nothing works",
            "    [11:36:09] [Server thread/INFO] (Minecraft) Nothing works",
        ],
    },
    Entry {
        name: "logback-thread-name", dialect: Dialect::Logback, about: "thread, logger and a dash, no level",
        pattern: "%d [%thread] %logger{36} - %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [main] com.acme.shop.Cart - Nothing works",
            "2026-11-23 11:36:09,145 [pool-1-thread-2] com.acme.shop.Orders - Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 main com.acme.shop.Cart - Nothing works",
            "    2026-11-23 11:36:09,144 [main] com.acme.shop.Cart - Nothing works",
        ],
    },
    Entry {
        name: "logback-caller", dialect: Dialect::Logback, about: "thread, level, class, method and line of the call",
        pattern: "%d [%thread] %-5level %C.%M:%L - %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [main] ERROR com.acme.shop.Cart.total:88 - Nothing works",
            "2026-11-23 11:36:09,145 [pool-1-thread-2] INFO  com.acme.shop.Orders.<init>:12 - Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [main] carried com.acme.shop.Cart.total:88 - x",
            "    2026-11-23 11:36:09,144 [main] ERROR com.acme.shop.Cart.total:88 - Nothing works",
        ],
    },
    Entry {
        name: "logback-doc-place", dialect: Dialect::Logback, about: "the example of Logback's manual: logger, file and line in brackets",
        pattern: "%d %-5level [%thread] %logger{10} [%file:%line] %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [main] c.a.s.Cart [Cart.java:88] Nothing works",
            "2026-11-23 11:36:09,145 INFO [pool-1-thread-2] c.a.s.Orders [Orders.java:12] Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried [main] c.a.s.Cart [Cart.java:88] x",
            "    2026-11-23 11:36:09,144 ERROR [main] c.a.s.Cart [Cart.java:88] Nothing works",
        ],
    },
    Entry {
        name: "ruoyi", dialect: Dialect::Logback, about: "RuoYi: method and line of the call in brackets",
        pattern: "%d [%thread] %-5level %logger{20} - [%method,%line] - %msg%n",
        datefmt: None,
        samples: &[
            "11:36:09.144 [main] ERROR c.r.s.Cart - [total,88] - Nothing works",
            "11:36:09.145 [schedule-pool-1] INFO  sys-user - [run,55] - Now it does",
        ],
        negatives: &[
            "11:36:09.144 [main] carried c.r.s.Cart - [total,88] - x",
            "    11:36:09.144 [main] ERROR c.r.s.Cart - [total,88] - Nothing works",
        ],
    },
    Entry {
        name: "servicemix", dialect: Dialect::Logback, about: "Fuse and ServiceMix 4: thread, logger, class and line in columns",
        pattern: "%d | %-5.5p | %-16.16t | %-32.32c{1} | %-32.32C %4L | %m%n",
        datefmt: None,
        samples: &[
            "11:36:09,144 | ERROR | Thread-7         | Cart                             | com.acme.shop.Cart                 88 | Nothing works",
            "11:36:09,145 | INFO  | xtenderThread-12 | Orders                           | com.acme.shop.Orders$1            112 | Now it does",
        ],
        negatives: &[
            "11:36:09,144 | carried | Thread-7 | Cart | com.acme.shop.Cart 88 | x",
            "    11:36:09,144 | ERROR | Thread-7         | Cart                             | com.acme.shop.Cart                 88 | Nothing works",
        ],
    },
    Entry {
        name: "name-context-brackets", dialect: Dialect::Logback, about: "level, logger and nested context in brackets",
        pattern: "%d %-5p %c{1} [%X{context}] %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR Cart [tx-17] Nothing works",
            "2026-11-23 11:36:09,145 INFO Orders [] Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried Cart [tx-17] x",
            "    2026-11-23 11:36:09,144 ERROR Cart [tx-17] Nothing works",
        ],
    },
    Entry {
        name: "name-context-braces", dialect: Dialect::Logback, about: "Log4j 2's context map behind the logger",
        pattern: "%d %-5level %c{1} \\{%X{context}\\} - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR Cart {spanId=6c570470, traceId=72a4e4c6} - Nothing works",
            "2026-11-23 11:36:09,145 INFO  Orders {} - Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried Cart {} - x",
            "    2026-11-23 11:36:09,144 ERROR Cart {spanId=6c570470, traceId=72a4e4c6} - Nothing works",
        ],
    },
    Entry {
        name: "bracket-level-time-thread-name", dialect: Dialect::Logback, about: "level in brackets, time, thread, logger and a dash",
        pattern: "[%level] %d [%thread] %logger{0} - %msg%n",
        datefmt: None,
        samples: &[
            "[ERROR] 2026-11-23 11:36:09,144 [main] Cart - Nothing works",
            "[INFO] 2026-11-23 11:36:09,145 [pool-1-thread-2] Orders - Now it does",
        ],
        negatives: &[
            "[carried] 2026-11-23 11:36:09,144 [main] Cart - x",
            "    [ERROR] 2026-11-23 11:36:09,144 [main] Cart - Nothing works",
        ],
    },
    Entry {
        name: "oozie-job", dialect: Dialect::Logback, about: "Apache Oozie: what the job is, up to its action",
        pattern: "%d %5p %c{1}:%L - SERVER[%X{server}] USER[%X{user}] GROUP[%X{group}] TOKEN[%X{token}] APP[%X{app}] JOB[%X{job}] ACTION[%X{action}] %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR Cart:88 - SERVER[h1] USER[-] GROUP[-] TOKEN[-] APP[-] JOB[-] ACTION[-] Nothing works",
            "2026-11-23 11:36:09,145  INFO Cart:12 - SERVER[h1] USER[anna] GROUP[-] TOKEN[] APP[wf] JOB[0-oozie-W] ACTION[0-oozie-W@a] Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried Cart:88 - SERVER[h1] USER[-] GROUP[-] x",
            "    2026-11-23 11:36:09,144 ERROR Cart:88 - SERVER[h1] USER[-] GROUP[-] TOKEN[-] APP[-] JOB[-] ACTION[-] Nothing works",
        ],
    },
    Entry {
        name: "jenkins-jul", dialect: Dialect::Logback, about: "Jenkins: tabs, class and method as java.util.logging joins them",
        pattern: "%d [id=%T]\\t%p\\t%c %M: %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.144+0000 [id=42]\tSEVERE\thudson.WebAppMain run: Nothing works",
            "2026-11-23 11:36:09.145+0000 [id=43]\tINFO\thudson.WebAppMain$3 <init>: Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09.144+0000 [id=42]\tcarried\thudson.WebAppMain run: x",
            "    2026-11-23 11:36:09.144+0000 [id=42]\tSEVERE\thudson.WebAppMain run: Nothing works",
        ],
    },
    Entry {
        name: "glassfish-3", dialect: Dialect::Logback, about: "GlassFish 3: bars between brackets",
        pattern: "[#|%d|%p|%X{product}|%c|_ThreadID=%T;_ThreadName=%t;|%m|#]%n",
        datefmt: None,
        samples: &[
            "[#|2026-11-23T11:36:09.144+0000|SEVERE|glassfish3.1.2|com.acme.shop.Cart|_ThreadID=17;_ThreadName=Thread-2;|Nothing works|#]",
            "[#|2026-11-23T11:36:09.145+0000|INFO|glassfish3.1.2|com.acme.shop.Cart|_ThreadID=18;_ThreadName=http-thread-pool-8080(2);|Now it does|#]",
        ],
        negatives: &[
            "[#|2026-11-23T11:36:09.144+0000|carried|glassfish3.1.2|com.acme.shop.Cart|_ThreadID=17 x|#]",
            "    [#|2026-11-23T11:36:09.144+0000|SEVERE|glassfish3.1.2|com.acme.shop.Cart|_ThreadID=17;_ThreadName=Thread-2;|Nothing works|#]",
        ],
    },
    Entry {
        name: "angles", dialect: Dialect::Logback, about: "WebLogic's manner: time, level, logger and message in angle brackets",
        pattern: "<%d> <%p> <%c> <%m>%n",
        datefmt: None,
        samples: &[
            "<Nov 23, 2026 11:36:09 AM UTC> <ERROR> <Cart> <Nothing works>",
            "<Nov 23, 2026 11:36:10 AM UTC> <INFO> <Orders> <Now it does>",
        ],
        negatives: &[
            "<Nov 23, 2026 11:36:09 AM UTC> <carried> <Cart> <x>",
            "    <Nov 23, 2026 11:36:09 AM UTC> <ERROR> <Cart> <Nothing works>",
        ],
    },
    Entry {
        name: "log4j-nested-context", dialect: Dialect::Logback, about: "Log4j 1: nested context that is empty, thread first",
        pattern: "%d [%-15t] %-5p %c  - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [main] ERROR com.acme.shop.Cart  - Nothing works",
            "2026-11-23 11:36:09,145 [pool-1-thread-2] INFO  com.acme.shop.Orders  - Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [main] carried com.acme.shop.Cart  - x",
            "    2026-11-23 11:36:09,144 [main] ERROR com.acme.shop.Cart  - Nothing works",
        ],
    },
    Entry {
        name: "log4j-nested-context-level", dialect: Dialect::Logback, about: "Log4j 1: nested context that is empty, level first",
        pattern: "%d %-5p [%-15t] %c  - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [main] com.acme.shop.Cart  - Nothing works",
            "2026-11-23 11:36:09,145 INFO  [pool-1-thread-2] com.acme.shop.Orders  - Now it does",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried [main] com.acme.shop.Cart  - x",
            "    2026-11-23 11:36:09,144 ERROR [main] com.acme.shop.Cart  - Nothing works",
        ],
    },
    Entry {
        name: "confluence", dialect: Dialect::Logback, about: "Confluence: logger in brackets, method of the call",
        pattern: "%d %p [%t] [%c{4}] %M %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [main] [confluence.setup.Cart] render works 0",
            "2026-11-23 11:36:09,144 INFO [main] [confluence.setup.Cart] <init> works 1",
            "2026-11-23 11:36:09,144 INFO [main] [confluence.setup.Cart] render works 2",
            "2026-11-23 11:36:09,144 WARN [main] [confluence.setup.Cart] render works 3",
            "2026-11-23 11:36:09,144 ERROR [main] [confluence.setup.Cart] render works 4",
            "2026-11-23 11:36:09,144 INFO [main] [confluence.setup.Cart] <init> works 5",
            "2026-11-23 11:36:09,144 INFO [main] [confluence.setup.Cart] render works 6",
            "2026-11-23 11:36:09,144 WARN [main] [confluence.setup.Cart] render works 7",
            "2026-11-23 11:36:09,144 ERROR [main] [confluence.setup.Cart] render works 8",
            "2026-11-23 11:36:09,144 INFO [main] [confluence.setup.Cart] <init> works 9",
            "2026-11-23 11:36:09,144 INFO [main] [confluence.setup.Cart] render works 10",
            "2026-11-23 11:36:09,144 WARN [main] [confluence.setup.Cart] render works 11",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried [main] [confluence.setup.Cart] render x",
            "    2026-11-23 11:36:09,144 ERROR [main] [confluence.setup.Cart] render works 0",
        ],
    },
];
