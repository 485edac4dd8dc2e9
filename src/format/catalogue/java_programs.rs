//! Programs of the JVM with formats of their own: Hive, Flink, Akka, Play, Quarkus; examples of `java.util.logging`.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "quarkus-file", dialect: Dialect::Logback, about: "Quarkus's log file: host and process before the level",
        pattern: "%d %X{host} %X{process}[%pid] %-5p [%c] \\(%t\\) %m%n",
        datefmt: None,
        samples: &[
            "2026-11-28 15:30:21,443 shop-1 quarkus-run.jar[4711] ERROR [com.acm.sho.CartService] (main) Cannot compute: total",
            "2026-11-28 15:30:21,444 shop-1 quarkus-run.jar[4711] INFO  [io.quarkus] (Quarkus Main Thread) Profile prod activated.",
        ],
        negatives: &[
            "2026-11-28 15:30:21,443 shop-1 quarkus-run.jar[4711] [com.acm.sho.CartService] (main) no level",
        ],
    },
    Entry {
        name: "hive", dialect: Dialect::Logback, about: "Hive: a colon behind the thread, the place of the call in parentheses",
        pattern: "%d %-5p [%t]: %c \\(%F:%M\\(%L\\)\\) - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-28 15:30:19,138 ERROR [main]: ql.Driver (SessionState.java:printError(960)) - FAILED: x",
            "2026-11-28 15:30:19,139 INFO  [HiveServer2-Handler-Pool: Thread-42]: exec.Utilities (Utilities.java:lambda$x$0(7)) - y",
        ],
        negatives: &[
            "2026-11-28 15:30:19,138 ERROR [main]: ql.Driver - FAILED: x",
        ],
    },
    Entry {
        name: "hbase", dialect: Dialect::Logback, about: "HBase and Hive 3: thread in brackets, logger with a colon",
        pattern: "%d %-5p [%t] %c: %m%n",
        datefmt: None,
        samples: &[
            "2026-11-28 15:30:19,138 ERROR [main] regionserver.HRegionServer: ABORTING region server: x",
            "2026-11-28 15:30:19,139 INFO  [RS:0;shop-1:16020] zookeeper.ZooKeeper: Session: 0x1 closed",
        ],
        negatives: &[
            "2026-11-28 15:30:19,138 [main] ERROR regionserver.HRegionServer: x",
        ],
    },
    Entry {
        name: "log4j-name-line", dialect: Dialect::Logback, about: "log4j tutorials: logger with the line of the call, a dash",
        pattern: "%d %-5p %c{1}:%L - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-28 15:30:19,138 ERROR CartService:42 - Cannot compute: total",
            "2026-11-28 15:30:19,139 INFO  Main:7 - started",
        ],
        negatives: &[
            "2026-11-28 15:30:19,138 ERROR Cannot compute - total",
        ],
    },
    Entry {
        name: "log4j-thread-place", dialect: Dialect::Logback, about: "log4j: thread, logger and file with line in parentheses",
        pattern: "%d %-5p [%t] %c \\(%F:%L\\) - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-28 15:30:19,138 ERROR [main] c.a.s.CartService (CartService.java:42) - Cannot compute: total",
            "2026-11-28 15:30:19,139 INFO  [main] c.a.s.Main (Main.java:7) - started",
        ],
        negatives: &[
            "2026-11-28 15:30:19,138 ERROR [main] c.a.s.CartService - (x) - y",
        ],
    },
    Entry {
        name: "flink", dialect: Dialect::Logback, about: "Flink: a long column for the logger, context in brackets",
        pattern: "%d %-5p %-60c [%X] - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-28 15:30:19,138 ERROR org.apache.flink.runtime.taskmanager.Task                    [] - Source -> Map (1/1) switched to FAILED",
            "2026-11-28 15:30:19,139 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor           [] - Received task",
        ],
        negatives: &[
            "2026-11-28 15:30:19,138 ERROR org.apache.flink.runtime.taskmanager.Task - x",
        ],
    },
    Entry {
        name: "solr-4", dialect: Dialect::Logback, about: "Solr 4: level first, semicolons",
        pattern: "%-5p - %d; %c; %m%n",
        datefmt: None,
        samples: &[
            "ERROR - 2026-11-28 15:30:19.137; org.apache.solr.servlet.SolrDispatchFilter; null:failed",
            "INFO  - 2026-11-28 15:30:19.138; org.apache.solr.core.SolrCore; [books] webapp=/solr path=/select",
        ],
        negatives: &[
            "ERROR - 2026-11-28 15:30:19.137, org.apache.solr.core.SolrCore, x",
        ],
    },
    Entry {
        name: "storm", dialect: Dialect::Logback, about: "Storm: logger, thread, level in brackets",
        pattern: "%d %c %t [%p] %m%n",
        datefmt: None,
        samples: &[
            "2026-11-28 15:30:20.345 o.a.s.util Thread-15-count-executor[3 3] [ERROR] Async loop died!",
            "2026-11-28 15:30:20.346 o.a.s.d.worker main [INFO] Launching worker",
        ],
        negatives: &[
            "2026-11-28 15:30:20.345 o.a.s.util - Async loop died!",
        ],
    },
    Entry {
        name: "akka", dialect: Dialect::Logback, about: "Akka: everything in brackets, the actor last",
        pattern: "[%d] [%p] [%c] [%t] [%X{akkaSource}] - %m%n",
        datefmt: None,
        samples: &[
            "[2026-11-28 15:30:20,345] [ERROR] [akka.actor.OneForOneStrategy] [sys-akka.actor.default-dispatcher-3] [akka://sys/user/cart] - Cannot compute",
            "[2026-11-28 15:30:20,346] [INFO] [akka.event.slf4j.Slf4jLogger] [main] [] - Slf4jLogger started",
        ],
        negatives: &[
            "[2026-11-28 15:30:20,345] [ERROR] [akka.actor.OneForOneStrategy] - x",
        ],
    },
    Entry {
        name: "akka-source", dialect: Dialect::Logback, about: "Akka's example for Logback: the actor behind the logger",
        pattern: "%d %-5level %logger{36} %X{akkaSource} - %msg%n",
        datefmt: None,
        samples: &[
            "2026-11-28 15:30:20,345 ERROR com.acme.Cart akka://sys/user/cart - Cannot compute",
            "2026-11-28 15:30:20,346 INFO  com.acme.Cart  - started",
        ],
        negatives: &[
            "2026-11-28 15:30:20,345 ERROR com.acme.Cart - x",
        ],
    },
    Entry {
        name: "akka-stdout", dialect: Dialect::Logback, about: "Akka's own console: level, time, thread, actor",
        pattern: "[%p] [%d] [%t] [%c] %m%n",
        datefmt: None,
        samples: &[
            "[ERROR] [11/28/2026 15:30:20.345] [sys-akka.actor.default-dispatcher-3] [akka://sys/user/cart] Cannot compute",
            "[INFO] [11/28/2026 15:30:20.346] [main] [akka.remote.Remoting] Starting remoting",
        ],
        negatives: &[
            "[ERROR] [11/28/2026 15:30:20.345] Cannot compute",
        ],
    },
    Entry {
        name: "play", dialect: Dialect::Logback, about: "Play: `from` logger `in` thread",
        pattern: "%d [%p] from %c in %t - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-28 15:30:20,345 [ERROR] from play.api.Application in application-akka.actor.default-dispatcher-5 - failed",
            "2026-11-28 15:30:20,346 [INFO] from play.api.Play in main - Application started (Prod)",
        ],
        negatives: &[
            "2026-11-28 15:30:20,345 [ERROR] from the start - x",
        ],
    },
    Entry {
        name: "cassandra-1", dialect: Dialect::Logback, about: "Cassandra 1 and 2.0: level, thread, time, file and line in words",
        pattern: "%5p [%t] %d %F \\(line %L\\) %m%n",
        datefmt: None,
        samples: &[
            "ERROR [ReadStage:1] 2026-11-28 15:30:19,138 CassandraDaemon.java (line 191) Exception in thread Thread[ReadStage:1,5,main]",
            " INFO [main] 2026-11-28 15:30:19,139 CassandraDaemon.java (line 7) Logging initialized",
        ],
        negatives: &[
            " INFO [main] 2026-11-28 15:30:19,139 Logging initialized",
        ],
    },
    Entry {
        name: "jul-time-last", dialect: Dialect::Logback, about: "java.util.logging, an example of its documentation: time in brackets at the end",
        pattern: "%p: %m [%d]%n",
        datefmt: None,
        samples: &[
            "SEVERE: Cannot compute: total [Sat Nov 28 15:30:23 UTC 2026]",
            "INFO: started [Sat Nov 28 15:30:23 UTC 2026]",
        ],
        negatives: &[
            "Error: started [Sat Nov 28 15:30:23 UTC 2026]",
        ],
    },
    Entry {
        name: "jul-time-first", dialect: Dialect::Logback, about: "java.util.logging, an example of its documentation: time in brackets, level, class and method",
        pattern: "[%d] %p: %c %M - %m%n",
        datefmt: None,
        samples: &[
            "[Sat Nov 28 15:30:23 UTC 2026] SEVERE: com.acme.shop.Main run - Cannot compute: total",
            "[Sat Nov 28 15:30:23 UTC 2026] INFO: com.acme.shop.Main lambda$run$0 - started",
        ],
        negatives: &[
            "[Sat Nov 28 15:30:23 UTC 2026] com.acme.shop.Main run - x",
        ],
    },
    Entry {
        name: "slf4j-simple", dialect: Dialect::Logback, about: "SLF4J SimpleLogger: no time",
        pattern: "[%t] %p %c - %m%n",
        datefmt: None,
        samples: &[
            "[main] ERROR com.acme.shop.Main - Cannot compute: total",
            "[pool-1-thread-2] INFO Cart - started",
        ],
        negatives: &[
            "[main] started com.acme.shop.Main - x",
            "[main] ERROR Cannot compute: total",
        ],
    },
    Entry {
        name: "zookeeper-3.3", dialect: Dialect::Logback, about: "Apache ZooKeeper up to 3.3",
        pattern: "%d - %-5p [%t:%c{1}@%L] - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 - ERROR [main:QuorumPeerMain@113] - failed",
            "2026-11-23 11:36:09,144 - INFO  [QuorumPeer[myid=1]/0:0:0:0:0:0:0:0:2181:FastLeaderElection@774] - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 - carried [main:QuorumPeerMain@113] - failed",
            "2026-11-23 11:36:09,144 - ERROR [main] - failed",
        ],
    },
    Entry {
        name: "bookkeeper", dialect: Dialect::Logback, about: "Apache BookKeeper",
        pattern: "%d - %-5p - [%t:%c{1}@%L] - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 - ERROR - [main:BookieServer@113] - failed",
            "2026-11-23 11:36:09,144 - INFO  - [bookie-io-1-1:Bookie@7] - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 - carried - [main:BookieServer@113] - failed",
        ],
    },
    Entry {
        name: "torchserve", dialect: Dialect::Logback, about: "TorchServe: the thread before the logger",
        pattern: "%d [%-5p] %t %c - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23T11:36:09,144 [ERROR] main org.pytorch.serve.ModelServer - failed",
            "2026-11-23T11:36:09,145 [INFO ] W-9000-resnet_1.0 org.pytorch.serve.wlm.WorkerThread - x",
        ],
        negatives: &[
            "2026-11-23T11:36:09,144 [carried] main org.pytorch.serve.ModelServer - failed",
        ],
    },
    Entry {
        name: "exist-db", dialect: Dialect::Logback, about: "eXist: file, method and line of the call",
        pattern: "%d [%t] %-5p \\(%F [%M]:%L\\) - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [main] ERROR (BrokerPool.java [initialize]:113) - failed",
            "2026-11-23 11:36:09,145 [qtp1-17] INFO  (Startup.java [<init>]:7) - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [main] carried (BrokerPool.java [initialize]:113) - failed",
        ],
    },
    Entry {
        name: "intellij", dialect: Dialect::Logback, about: "IntelliJ IDEA and its relatives: milliseconds since the start",
        pattern: "%d [%7r] %6p - #%c - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [   4711]  ERROR - #c.i.o.Main - failed",
            "2026-11-23 11:36:09,145 [ 123456]   INFO - #com.intellij.idea.Main - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [   4711]  carried - #c.i.o.Main - failed",
            "2026-11-23 11:36:09,144 [   main]  ERROR - #c.i.o.Main - failed",
        ],
    },
    Entry {
        name: "oozie", dialect: Dialect::Logback, about: "Apache Oozie: what the job is in words of its own",
        pattern: "%d %5p %c{1}:%L - SERVER[%X{server}] USER[%X{user}] GROUP[%X{group}] %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR ActionStartXCommand:517 - SERVER[h1] USER[anna] GROUP[-] TOKEN[] APP[a] JOB[0-1] ACTION[0@x] failed",
            "2026-11-23 11:36:09,145  INFO Services:520 - SERVER[h1] USER[-] GROUP[-] x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 ERROR ActionStartXCommand:517 - failed",
        ],
    },
    Entry {
        name: "nlog", dialect: Dialect::Logback, about: "NLog and Bazarr: bars without blanks",
        pattern: "%d|%-5p|%-32c|%m|%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.1440|ERROR|Acme.Shop.Cart|failed",
            "2026-11-23 11:36:09|INFO    |root                            |x|",
        ],
        negatives: &[
            "2026-11-23 11:36:09.1440|carried|Acme.Shop.Cart|failed",
            "2026-11-23 11:36:09.1440|ERROR|it is a message",
        ],
    },
    Entry {
        name: "tinylog", dialect: Dialect::Logback, about: "tinylog: the level and the message on a line of their own",
        pattern: "%d [%t] %c.%M\\(\\)%n%p: %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09 [main] com.acme.shop.Cart.add()\nERROR: failed",
            "2026-11-23 11:36:10 [pool-1-thread-1] com.acme.Main.lambda$run$0()\nINFO: x",
        ],
        negatives: &[
            "2026-11-23 11:36:09 [main] com.acme.shop.Cart.add()\ncarried: failed",
            "2026-11-23 11:36:09 [main] started\nERROR: failed",
        ],
    },
];
