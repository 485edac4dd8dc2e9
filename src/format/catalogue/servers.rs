//! Java servers with formats of their own: Hadoop, Solr, Jetty, `WebLogic`, Jenkins.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "hdfs", dialect: Dialect::Logback, about: "HDFS: a stamp without marks, the thread's number",
        pattern: "%d{yyMMdd HHmmss} %T %p %c: %m%n",
        datefmt: Some("yyMMdd HHmmss"),
        samples: &[
            "081109 203615 148 INFO dfs.DataNode$PacketResponder: Receiving block",
            "081109 203616 12 ERROR dfs.FSNamesystem: failed: x",
        ],
        negatives: &[
            "081109 203615 INFO x",
        ],
    },
    Entry {
        name: "spark-thread", dialect: Dialect::Logback, about: "Spark: thread in brackets before the colon",
        pattern: "%d %p %c [%t]: %m%n",
        datefmt: None,
        samples: &[
            "26/11/23 11:36:09 ERROR Executor [Executor task launch worker-1]: Exception in task 0.0",
            "26/11/23 11:36:09 INFO SparkContext [main]: Running Spark",
        ],
        negatives: &[
            "26/11/23 11:36:09 carried Executor [Executor task launch worker-1]: Exception in task 0.0",
            "    26/11/23 11:36:09 ERROR Executor [Executor task launch worker-1]: Exception in task 0.0",
        ],
    },
    Entry {
        name: "hadoop", dialect: Dialect::Logback, about: "Hadoop: thread, logger and the place of the call in parentheses",
        pattern: "%d %-5p [%t] %c \\(%F:%M\\(%L\\)\\) - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR [main] hdfs.DFSClient (DFSClient.java:run(1234)) - failed",
            "2026-11-23 11:36:09,145 INFO  [IPC Server handler 1 on 8020] ipc.Server (Server.java:logException(2)) - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried [main] hdfs.DFSClient (DFSClient.java:run(1234)) - failed",
            "    2026-11-23 11:36:09,144 ERROR [main] hdfs.DFSClient (DFSClient.java:run(1234)) - failed",
        ],
    },
    Entry {
        name: "hadoop-place", dialect: Dialect::Logback, about: "Hadoop: logger and the place of the call in parentheses",
        pattern: "%d %-5p %c \\(%F:%M\\(%L\\)\\) - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 ERROR hdfs.DFSClient (DFSClient.java:run(1234)) - failed",
            "2026-11-23 11:36:09,145 INFO  ipc.Server (Server.java:lambda$x$0(2)) - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 carried hdfs.DFSClient (DFSClient.java:run(1234)) - failed",
            "    2026-11-23 11:36:09,144 ERROR hdfs.DFSClient (DFSClient.java:run(1234)) - failed",
        ],
    },
    Entry {
        name: "solr", dialect: Dialect::Logback, about: "Solr: thread in parentheses, collection and core in brackets",
        pattern: "%d %-5p \\(%t\\) [%X{context}] %c %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.144 ERROR (qtp1-17) [c:books s:shard1 r:core_node1 x:books_1] o.a.s.s.HttpSolrCall null:failed",
            "2026-11-23 11:36:09.145 INFO  (main) [   ] o.e.j.s.Server jetty-9.4",
            "2026-11-23 11:36:09.146 INFO  (coreLoadExecutor-6-thread-1) [   x:books] o.a.s.c.SolrConfig x",
        ],
        negatives: &[
            "2026-11-23 11:36:09.144 carried (qtp1-17) [c:books s:shard1 r:core_node1 x:books_1] o.a.s.s.HttpSolrCall null:failed",
            "    2026-11-23 11:36:09.144 ERROR (qtp1-17) [c:books s:shard1 r:core_node1 x:books_1] o.a.s.s.HttpSolrCall null:failed",
        ],
    },
    Entry {
        name: "otel-javaagent", dialect: Dialect::Logback, about: "the OpenTelemetry Java agent",
        pattern: "[otel.javaagent %d] [%t] %p %c - %m%n",
        datefmt: None,
        samples: &[
            "[otel.javaagent 2025-04-24 19:51:57:226 +0000] [main] WARN io.opentelemetry.Agent - slow",
            "[otel.javaagent 2025-04-24 19:51:58:001 +0000] [OkHttp http://localhost:4318/...] ERROR io.opentelemetry.exporter.Http - Failed to export",
        ],
        negatives: &[
            "[otel.javaagent 2025-04-24 19:51:57:226 +0000] [main] carried io.opentelemetry.Agent - slow",
            "    [otel.javaagent 2025-04-24 19:51:57:226 +0000] [main] WARN io.opentelemetry.Agent - slow",
        ],
    },
    Entry {
        name: "vdsm", dialect: Dialect::Logback, about: "vdsm: thread first, double colons",
        pattern: "%t::%p::%d::%X{module}::%L::%c::\\(%M\\) %m%n",
        datefmt: None,
        samples: &[
            "MainThread::ERROR::2011-12-05 07:04:56,300::vdsm::70::vds::(run) failed",
            "Thread-13::DEBUG::2011-12-05 07:04:57,301::task::495::TaskManager.Task::(_debug) x",
        ],
        negatives: &[
            "MainThread::carried::2011-12-05 07:04:56,300::vdsm::70::vds::(run) failed",
        ],
    },
    Entry {
        name: "jetty", dialect: Dialect::Logback, about: "Jetty's StdErrLog: colons",
        pattern: "%d{yyyy-MM-dd HH:mm:ss.SSS}:%p:%c:%t: %m%n",
        datefmt: Some("yyyy-MM-dd HH:mm:ss.SSS"),
        samples: &[
            "2026-11-23 11:36:09.144:WARN:oejs.HttpChannel:qtp1-17: /x",
            "2026-11-23 11:36:09.145:INFO:oejs.Server:main: jetty-9.4",
        ],
        negatives: &[
            "2026-11-23 11:36:09.144:carried:oejs.HttpChannel:qtp1-17: /x",
            "    2026-11-23 11:36:09.144:WARN:oejs.HttpChannel:qtp1-17: /x",
            "2026-11-23 11:36:09,144:WARN:root:payment failed: timeout",
        ],
    },
    Entry {
        name: "jetty-nameless", dialect: Dialect::Logback, about: "Jetty's StdErrLog where the logger has no name",
        pattern: "%d:%p::%t: %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.144:INFO::main: Logging initialized @924ms to org.eclipse.jetty.util.log.StdErrLog",
            "2026-11-23 11:36:09.145:WARN::qtp1-17: slow",
        ],
        negatives: &[
            "2026-11-23 11:36:09.144:carried::main: x",
            "    2026-11-23 11:36:09.144:WARN::main: x",
        ],
    },
    Entry {
        name: "payara", dialect: Dialect::Logback, about: "GlassFish and Payara: everything in brackets",
        pattern: "[%d] [%X{product}] [%p] [%X{id}] [%c] [tid: _ThreadID=%T _ThreadName=%t] [timeMillis: %X{millis}] [levelValue: %X{value}] [[%m%n",
        datefmt: None,
        samples: &[
            "[2026-11-23T11:36:09.144+0100] [Payara 5.2] [SEVERE] [NCLS-CORE-00026] [javax.enterprise.system.core] [tid: _ThreadID=22 _ThreadName=RunLevel-1] [timeMillis: 1795433769144] [levelValue: 1000] [[",
            "[2026-11-23T11:36:09.145+0100] [Payara 5.2] [INFO] [] [org.acme.App] [tid: _ThreadID=1 _ThreadName=main] [timeMillis: 1795433769145] [levelValue: 800] [[",
        ],
        negatives: &[
            "[2026-11-23T11:36:09.144+0100] [Payara 5.2] [carried] [NCLS-CORE-00026] [javax.enterprise.system.core] [tid: _ThreadID=22 _ThreadName=RunLevel-1] [timeMillis: 1795433769144] [levelValue: 1000] [[",
            "    [2026-11-23T11:36:09.144+0100] [Payara 5.2] [SEVERE] [NCLS-CORE-00026] [javax.enterprise.system.core] [tid: _ThreadID=22 _ThreadName=RunLevel-1] [timeMillis: 1795433769144] [levelValue: 1000] [[",
        ],
    },
    Entry {
        name: "weblogic", dialect: Dialect::Logback, about: "WebLogic's console: everything in angle brackets",
        pattern: "<%d> <%p> <%c> <%X{id}> <%m> %n",
        datefmt: None,
        samples: &[
            "<Nov 23, 2026 11:36:09 AM UTC> <Error> <HTTP> <BEA-101017> <failed>",
            "<Nov 23, 2026 11:36:10 AM UTC> <Notice> <WebLogicServer> <BEA-000365> <Server state changed to RUNNING.>",
        ],
        negatives: &[
            "<Nov 23, 2026 11:36:09 AM UTC> <carried> <HTTP> <BEA-101017> <failed>",
            "    <Nov 23, 2026 11:36:09 AM UTC> <Error> <HTTP> <BEA-101017> <failed>",
        ],
    },
    Entry {
        name: "minecraft", dialect: Dialect::Logback, about: "Minecraft: thread and level in one bracket",
        pattern: "[%d] [%t/%p]: %m%n",
        datefmt: None,
        samples: &[
            "[12:00:00] [Server thread/ERROR]: failed: x",
            "[12:00:01] [Worker-Main-1/INFO]: y",
        ],
        negatives: &[
            "[12:00:00] [Server thread]: x",
        ],
    },
    Entry {
        name: "minecraft-name", dialect: Dialect::Logback, about: "Forge: thread and level in one bracket, logger in another",
        pattern: "[%d] [%t/%p] [%c]: %m%n",
        datefmt: None,
        samples: &[
            "[12:00:00] [Server thread/ERROR] [net.minecraft.Server]: failed: x",
            "[12:00:01] [main/INFO] [minecraft/DedicatedServer]: y",
        ],
        negatives: &[
            "[12:00:00] [Server thread/carried] [net.minecraft.Server]: failed: x",
            "    [12:00:00] [Server thread/ERROR] [net.minecraft.Server]: failed: x",
        ],
    },
    Entry {
        name: "jenkins", dialect: Dialect::Logback, about: "Jenkins: tabs",
        pattern: "%d [id=%T]\\t%p\\t%c#%M: %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.144+0000 [id=32]\tSEVERE\thudson.util.BootFailure#publish: Failed to initialize",
            "2026-11-23 11:36:09.145+0000 [id=1]\tINFO\twinstone.Logger#logInternal: x",
        ],
        negatives: &[
            "    2026-11-23 11:36:09.144+0000 [id=32]\tSEVERE\thudson.util.BootFailure#publish: Failed to initialize",
        ],
    },
    Entry {
        name: "nexus", dialect: Dialect::Logback, about: "Nexus: the user before the logger",
        pattern: "%d %-5p [%t] %X{user} %c - %m%n",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144+0000 ERROR [qtp1-17] admin org.sonatype.nexus.Repo - failed",
            "2026-11-23 11:36:09,145+0000 INFO  [jetty-main-1] *SYSTEM org.sonatype.nexus.Boot - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144+0000 carried [qtp1-17] admin org.sonatype.nexus.Repo - failed",
            "    2026-11-23 11:36:09,144+0000 ERROR [qtp1-17] admin org.sonatype.nexus.Repo - failed",
        ],
    },
    Entry {
        name: "sonarqube", dialect: Dialect::Logback, about: "SonarQube: process, id and logger in brackets",
        pattern: "%d %-5p %X{process}[%X{id}][%c] %m%n",
        datefmt: None,
        samples: &[
            "2026.11.23 11:36:09 ERROR web[AX1][o.s.s.p.Platform] failed",
            "2026.11.23 11:36:09 INFO  ce[][o.s.ce.app.CeServer] x",
        ],
        negatives: &[
            "2026.11.23 11:36:09 carried web[AX1][o.s.s.p.Platform] failed",
            "    2026.11.23 11:36:09 ERROR web[AX1][o.s.s.p.Platform] failed",
        ],
    },
    Entry {
        name: "kafka-thread", dialect: Dialect::Logback, about: "Kafka with a thread, logger at the end of the line",
        pattern: "[%d] %p [%t] %m \\(%c\\)%n",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] ERROR [main] Failed to start (kafka.server.KafkaServer)",
            "[2026-11-23 11:36:09,145] INFO [ReplicaFetcherThread-0-1] started (kafka.server.ReplicaFetcherThread)",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144] carried [main] Failed to start (kafka.server.KafkaServer)",
            "    [2026-11-23 11:36:09,144] ERROR [main] Failed to start (kafka.server.KafkaServer)",
        ],
    },
    Entry {
        name: "jul-one-line", dialect: Dialect::Logback, about: "java.util.logging with a format of one line",
        pattern: "%d %c %M %p: %m%n",
        datefmt: None,
        samples: &[
            "Jul 30, 2020 3:00:21 PM com.acme.Main start SEVERE: failed: x",
            "Jul 30, 2020 3:00:22 PM com.acme.Main lambda$run$0 INFO: ok",
        ],
        negatives: &[
            "Jul 30, 2020 3:00:21 PM com.acme.Main start carried: failed: x",
            "    Jul 30, 2020 3:00:21 PM com.acme.Main start SEVERE: failed: x",
        ],
    },
    Entry {
        name: "weblogic-server", dialect: Dialect::Logback, about: "WebLogic's server log",
        pattern: "####<%d> <%p> <%c> <%X{machine}> <%X{server}> <%t> <%X{user}> <%X{transaction}> <%X{context}> <%X{millis}> <%X{id}> <%m> %n",
        datefmt: None,
        samples: &[
            "####<Nov 23, 2026 11:36:09 AM UTC> <Error> <HTTP> <host1> <AdminServer> <[ACTIVE] ExecuteThread: '1' for queue: 'weblogic.kernel.Default (self-tuning)'> <<WLS Kernel>> <> <> <1795433769144> <BEA-101017> <failed",
            "####<Nov 23, 2026 11:36:10 AM UTC> <Info> <Security> <host1> <AdminServer> <main> <> <> <a-1> <1795433769145> <BEA-090905> <x",
        ],
        negatives: &[
            "####<Nov 23, 2026 11:36:09 AM UTC> <Error> <HTTP> <failed",
        ],
    },
    Entry {
        name: "websphere", dialect: Dialect::Logback, about: "WebSphere: thread in hexadecimals, one letter for the level",
        pattern: "[%d] %t %-13c %.-1p   %m%n",
        datefmt: None,
        samples: &[
            "[11/23/26 11:36:09:144 UTC] 00000042 SibMessage    E   CWSIJ0047E: failed",
            "[11/23/26 11:36:09:145 UTC] 00000001 WsServerImpl  I   WSVR0001I: Server server1 open for e-business",
        ],
        negatives: &[
            "[11/23/26 11:36:09:144 UTC] 00000042 SibMessage    failed",
        ],
    },
    Entry {
        name: "liberty", dialect: Dialect::Logback, about: "WebSphere Liberty: the logger's whole name, one letter for the level",
        pattern: "[%d] %t %-56c %.-1p %m%n",
        datefmt: None,
        samples: &[
            "[11/23/26, 11:36:09:144 UTC] 0000001c com.ibm.ws.kernel.feature.internal.FeatureManager        E CWWKF0001E: A feature is missing",
            "[11/23/26, 11:36:09:145 UTC] 0000002a com.acme.shop.Cart                                       I started",
        ],
        negatives: &[
            "[11/23/26, 11:36:09:144 UTC] 0000001c com.acme.shop.Cart                                       failed",
        ],
    },
    Entry {
        name: "liberty-audit", dialect: Dialect::Logback, about: "WebSphere Liberty: events that are recorded",
        pattern: "[%d] %t %-56c %X{harmless}A %m%n",
        datefmt: None,
        samples: &[
            "[11/23/26, 11:36:09:144 UTC] 0000001c com.ibm.ws.kernel.feature.internal.FeatureManager        A CWWKF0012I: The server installed features",
            "[11/23/26, 11:36:09:145 UTC] 0000002a com.acme.shop.Cart                                       A started",
        ],
        negatives: &[
            "[11/23/26, 11:36:09:144 UTC] 0000001c com.acme.shop.Cart                                       E failed",
        ],
    },
    Entry {
        name: "liberty-fine", dialect: Dialect::Logback, about: "WebSphere Liberty: what a trace of level FINE adds",
        pattern: "[%d] %t %-56c %X{harmless}1 %m%n",
        datefmt: None,
        samples: &[
            "[11/23/26, 11:36:09:144 UTC] 0000001c com.ibm.ws.kernel.feature.internal.FeatureManager        1 CWWKF0012I: The server installed features",
            "[11/23/26, 11:36:09:145 UTC] 0000002a com.acme.shop.Cart                                       1 started",
        ],
        negatives: &[
            "[11/23/26, 11:36:09:144 UTC] 0000001c com.acme.shop.Cart                                       E failed",
        ],
    },
    Entry {
        name: "websphere-audit", dialect: Dialect::Logback, about: "WebSphere: events that are recorded, and what the application prints",
        pattern: "[%d] %t %-13c %X{harmless}A   %m%n",
        datefmt: None,
        samples: &[
            "[11/23/26 11:36:09:144 UTC] 00000001 WsServerImpl  A   WSVR0001I: Server server1 open for e-business",
            "[11/3/26 1:36:09:145 UTC] 0000002a ApplicationMg A   WSVR0221I: Application started: shop",
        ],
        negatives: &[
            "[11/23/26 11:36:09:144 UTC] 00000042 SibMessage    B   x",
        ],
    },
    Entry {
        name: "websphere-out", dialect: Dialect::Logback, about: "WebSphere: what the application prints to standard output",
        pattern: "[%d] %t SystemOut     %X{harmless}O %m%n",
        datefmt: None,
        samples: &[
            "[11/23/26 11:36:09:144 UTC] 00000042 SystemOut     O started",
            "[11/23/26 11:36:09:145 UTC] 00000042 SystemOut     O x",
        ],
        negatives: &[
            "[11/23/26 11:36:09:144 UTC] 00000042 SystemIn      O x",
        ],
    },
    Entry {
        name: "payara-text", dialect: Dialect::Logback, about: "GlassFish and Payara: the message on a line of its own",
        pattern: "[%d] [%X{product}] [%p] [%X{id}] [%c] [tid: _ThreadID=%T _ThreadName=%t] [timeMillis: %X{millis}] [levelValue: %X{value}] [[%n  %m]]%n",
        datefmt: None,
        samples: &[
            "[2026-11-23T11:36:09.144+0100] [Payara 5.2] [SEVERE] [NCLS-CORE-00026] [javax.enterprise.system.core] [tid: _ThreadID=22 _ThreadName=RunLevel-1] [timeMillis: 1795433769144] [levelValue: 1000] [[\n  failed",
            "[2026-11-23T11:36:09.145+0100] [Payara 5.2] [INFO] [] [org.acme.App] [tid: _ThreadID=1 _ThreadName=main] [timeMillis: 1795433769145] [levelValue: 800] [[\n  x",
        ],
        negatives: &[
            "[2026-11-23T11:36:09.145+0100] [Payara 5.2] [INFO] [] [org.acme.App] [tid: _ThreadID=1 _ThreadName=main] [timeMillis: 1795433769145] [levelValue: 800] [[\nx",
        ],
    },
    Entry {
        name: "forge-marker", dialect: Dialect::Logback, about: "Forge: the marker behind the logger",
        pattern: "[%d] [%t/%p] [%c/%marker]: %m%n",
        datefmt: None,
        samples: &[
            "[23Nov2026 11:36:09.144] [Server thread/ERROR] [net.minecraft.server.MinecraftServer/]: failed",
            "[23Nov2026 11:36:09.145] [main/INFO] [cp.mo.mo.Launcher/MODLAUNCHER]: x",
        ],
        negatives: &[
            "[23Nov2026 11:36:09.144] [Server thread/ERROR] [Server]: failed",
        ],
    },
];
