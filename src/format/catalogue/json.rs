//! Records that are JSON objects; the patterns are maps (`format/json/mod.rs`).

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Parts of the names of classes that write JSON, in small letters, with the row that reads them; the first that fits.
pub(super) const CLASSES: &[(&str, &str)] = &[
    ("gelf", "json-gelf"),
    ("logstash", "json-logstash"),
    ("compositejson", "json-logstash"),
    ("jsontemplatelayout", "json-ecs"),
    ("ecs", "json-ecs"),
    ("stackdriver", "json-google"),
    ("structuredlog", "json-google"),
    ("pythonjsonlogger", "json-python"),
    ("structlog", "json-structlog"),
    ("jsonlayout", "json-log4j"),
    ("jsonencoder", "json-logback"),
    ("json", "json"),
];

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "json-logstash", dialect: Dialect::Json, about: "logstash-logback-encoder, Log4j's LogstashJsonEventLayoutV1",
        pattern: "time=.@timestamp,level=.level,logger=.logger_name,thread=.thread_name,message=.message,stack=.stack_trace,error=.exception,host=.HOSTNAME,host=.source_host,marker=.tags,\
                  module=.caller_class_name,module=.class,function=.caller_method_name,function=.method,file=.caller_file_name,file=.file,line=.caller_line_number,line=.line_number,\
                  labels=.mdc,ignore=.@version,ignore=.level_value",
        datefmt: None,
        samples: &[
            r#"{"@timestamp":"2026-11-23T11:36:20.497Z","@version":"1","message":"Application started","logger_name":"com.acme.shop.Main","thread_name":"main","level":"INFO","level_value":20000}"#,
            r#"{"exception":{"exception_class":"java.lang.IllegalStateException","exception_message":"x"},"class":"com.acme.Main","@version":1,"source_host":"h","message":"failed","thread_name":"main","@timestamp":"2026-11-23T11:36:20.497+0000","level":"ERROR","file":"Main.java","method":"run","logger_name":"com.acme.Main"}"#,
        ],
        negatives: &[
            r#"{"items":[1,2],"total":3}"#,
            "{",
        ],
    },
    Entry {
        name: "json-logback", dialect: Dialect::Json, about: "Logback 1.5 JsonEncoder",
        pattern: "time=.timestamp,level=.level,logger=.loggerName,thread=.threadName,message=.formattedMessage,message=.message,stack=.throwable,labels=.mdc,labels=.kvpList,\
                  marker=.markers,ignore=.sequenceNumber,ignore=.nanoseconds,ignore=.context,ignore=.arguments",
        datefmt: None,
        samples: &[
            r#"{"sequenceNumber":0,"timestamp":1795433780497,"nanoseconds":497000000,"level":"INFO","threadName":"main","loggerName":"com.acme.Main","context":{"name":"default","birthdate":1795433780000,"properties":{}},"mdc":{},"formattedMessage":"started","throwable":null}"#,
        ],
        negatives: &[r#"{"timestamp":1795433780497}"#],
    },
    Entry {
        name: "json-ecs", dialect: Dialect::Json, about: "Elastic Common Schema, dotted or nested",
        pattern: "time=.@timestamp,level=.log.level,logger=.log.logger,thread=.process.thread.name,message=.message,stack=.error.stack_trace,pid=.process.pid,process=.process.name,\
                  host=.host.name,host=.host.hostname,function=.log.origin.function,file=.log.origin.file.name,line=.log.origin.file.line,marker=.tags,ignore=.ecs.version,\
                  labels=.labels,type=.error.type,reason=.error.message,ignore=.log.original,ignore=.process.thread.id",
        datefmt: None,
        samples: &[
            r#"{"@timestamp":"2026-11-23T11:36:20.497Z","log.level":"ERROR","message":"failed","ecs.version":"1.2.0","service.name":"shop","process.thread.name":"main","log.logger":"com.acme.Main"}"#,
            r#"{"@timestamp":"2026-11-23T11:36:20.497Z","log":{"level":"error","logger":"app","origin":{"function":"f"}},"message":"failed","ecs":{"version":"1.6.0"}}"#,
        ],
        negatives: &[r#"{"@timestamp":"2026-11-23T11:36:20.497Z"}"#],
    },
    Entry {
        name: "json-elasticsearch-8", dialect: Dialect::Json, about: "Elasticsearch 8: Elastic Common Schema with its own members",
        pattern: "time=.@timestamp,level=.log.level,levels=elasticsearch,logger=.log.logger,thread=.process.thread.name,message=.message,stack=.error.stack_trace,type=.error.type,\
                  reason=.error.message,host=.elasticsearch.node.name,ignore=.ecs.version,ignore=.elasticsearch.cluster.uuid,\
                  ignore=.elasticsearch.node.id,ignore=.elasticsearch.cluster.name",
        datefmt: None,
        samples: &[
            r#"{"@timestamp":"2026-11-23T11:36:20.497Z", "log.level": "INFO", "message":"started", "ecs.version": "1.2.0","service.name":"ES_ECS","event.dataset":"elasticsearch.server","process.thread.name":"main","log.logger":"org.elasticsearch.node.Node","elasticsearch.node.name":"node-1","elasticsearch.cluster.name":"shop"}"#,
            r#"{"@timestamp":"2026-11-23T11:36:20.498Z", "log.level": "CRITICAL", "message":"gone", "ecs.version": "1.2.0","service.name":"ES_ECS","event.dataset":"deprecation.elasticsearch","process.thread.name":"main","log.logger":"org.elasticsearch.deprecation.common.settings.Settings","elasticsearch.node.name":"node-1","elasticsearch.cluster.name":"shop"}"#,
        ],
        negatives: &[r#"{"@timestamp":"2026-11-23T11:36:20.497Z"}"#],
    },
    Entry {
        name: "json-elasticsearch", dialect: Dialect::Json, about: "Elasticsearch 7",
        pattern: "time=.timestamp,level=.level,logger=.component,message=.message,stack=.stacktrace,host=.node.name,ignore=.type",
        datefmt: None,
        samples: &[
            r#"{"type": "server", "timestamp": "2026-11-23T11:36:20,497Z", "level": "ERROR", "component": "o.e.b.Elasticsearch", "cluster.name": "es", "node.name": "n1", "message": "fatal",  "stacktrace": ["java.lang.IllegalStateException: x", "at org.elasticsearch.Node.run(Node.java:1)"] }"#,
        ],
        negatives: &[r#"{"items":[1,2],"total":3}"#],
    },
    Entry {
        name: "json-log4j", dialect: Dialect::Json, about: "log4j2 JsonLayout",
        pattern: "time=.instant,time=.timeMillis,level=.level,logger=.loggerName,thread=.thread,message=.message,stack=.thrown,labels=.contextMap,marker=.marker.name,\
                  module=.source.class,function=.source.method,file=.source.file,line=.source.line,\
                  ignore=.endOfBatch,ignore=.loggerFqcn,ignore=.threadId,ignore=.threadPriority,ignore=.source.classLoaderName",
        datefmt: None,
        samples: &[
            r#"{"instant":{"epochSecond":1795433780,"nanoOfSecond":497000000},"thread":"main","level":"ERROR","loggerName":"com.acme.Main","message":"failed","endOfBatch":false,"loggerFqcn":"org.apache.logging.log4j.spi.AbstractLogger","threadId":1,"threadPriority":5}"#,
        ],
        negatives: &[r#"{"items":[1,2],"total":3}"#],
    },
    Entry {
        name: "json-gelf", dialect: Dialect::Json, about: "Graylog Extended Log Format",
        pattern: "time=.timestamp,level=.level,levels=syslog,logger=._logger,thread=._thread,message=.short_message,text=.full_message,host=.host,ignore=.version,prefix=_",
        datefmt: None,
        samples: &[
            r#"{"version":"1.1","host":"shop-1","timestamp":1795433780.497,"level":3,"_thread":"main","_logger":"com.acme.Main","short_message":"failed"}"#,
        ],
        negatives: &[r#"{"items":[1,2],"total":3}"#],
    },
    Entry {
        name: "json-loguru", dialect: Dialect::Json, about: "loguru with serialize=True",
        pattern: "time=.record.time.repr,level=.record.level.name,logger=.record.name,thread=.record.thread.name,message=.record.message,text=.text,pid=.record.process.id,\
                  process=.record.process.name,function=.record.function,file=.record.file.path,line=.record.line,module=.record.module,labels=.record.extra,ignore=.record.elapsed,\
                  ignore=.record.exception,ignore=.record.level.icon,ignore=.record.level.no,ignore=.record.file.name,ignore=.record.thread.id,ignore=.record.time.timestamp",
        datefmt: None,
        samples: &[
            r#"{"text": "failed\n", "record": {"elapsed": {"repr": "0:00:00.01", "seconds": 0.01}, "exception": null, "extra": {}, "file": {"name": "a.py", "path": "/a.py"}, "function": "f", "level": {"icon": "x", "name": "ERROR", "no": 40}, "line": 3, "message": "failed", "module": "a", "name": "__main__", "process": {"id": 1, "name": "MainProcess"}, "thread": {"id": 1, "name": "MainThread"}, "time": {"repr": "2026-11-23 11:36:12.538000+00:00", "timestamp": 1795433772.538}}}"#,
        ],
        negatives: &[r#"{"items":[1,2],"total":3}"#],
    },
    Entry {
        name: "json-structlog", dialect: Dialect::Json, about: "structlog's JSONRenderer",
        pattern: "time=.timestamp,level=.level,logger=.logger,thread=.thread_name,message=.event,stack=.exception,calls=.stack,pid=.process,process=.process_name,function=.func_name,file=.pathname,file=.filename,line=.lineno,\
                  module=.module",
        datefmt: None,
        samples: &[
            r#"{"service": "shop", "event": "started", "level": "info", "timestamp": "2026-11-23T11:36:12.974136Z"}"#,
        ],
        negatives: &[r#"{"event": "x"}"#],
    },
    Entry {
        name: "json-bunyan", dialect: Dialect::Json, about: "bunyan and pino: levels as numbers",
        pattern: "time=.time,level=.level,logger=.name,message=.msg,error=.err,stack=.stack,pid=.pid,host=.hostname,levels=bunyan,ignore=.v",
        datefmt: None,
        samples: &[
            r#"{"name":"shop","hostname":"h","pid":12,"level":50,"msg":"failed","time":"2026-11-23T11:36:20.497Z","v":0}"#,
            r#"{"level":30,"time":1795433780497,"pid":12,"hostname":"h","msg":"started"}"#,
        ],
        negatives: &[r#"{"items":[1,2],"total":3}"#],
    },
    Entry {
        name: "json-google", dialect: Dialect::Json, about: "Google Cloud's structured logging",
        pattern: "time=.time,time=.timestamp,time=.timestampSeconds,nanos=.timestampNanos,level=.severity,logger=.logger,logger=.python_logger,logger=._logger,logger=.logging.googleapis.com/labels.python_logger,thread=.thread,thread=._thread,\
                  message=.message,stack=.stack_trace,error=._exception,error=.exception,\
                  function=.logging.googleapis.com/sourceLocation.function,file=.logging.googleapis.com/sourceLocation.file,line=.logging.googleapis.com/sourceLocation.line,\
                  labels=.logging.googleapis.com/labels,ignore=.logging.googleapis.com/insertId,ignore=.logging.googleapis.com/diagnostic,ignore=.httpRequest,ignore=.serviceContext,ignore=.@type",
        datefmt: None,
        samples: &[
            r#"{"user": "u-17", "message": "started","severity": "INFO", "logging.googleapis.com/labels": {"python_logger": "shop.pay"}, "logging.googleapis.com/trace": "projects/p/traces/0123", "logging.googleapis.com/sourceLocation": {"line": 50, "file": "/srv/app/pay.py", "function": "pay"}, "httpRequest": {} }"#,
            r#"{"severity": "ERROR", "time": "2026-11-23T11:36:20.497Z", "message": "failed", "logging.googleapis.com/labels": {"python_logger": "app"}}"#,
        ],
        negatives: &[r#"{"items":[1,2],"total":3}"#],
    },
    Entry {
        name: "json-otel", dialect: Dialect::Json, about: "OpenTelemetry's log data model",
        pattern: "time=.timeUnixNano,time=.Timestamp,time=.timestamp,time=.observedTimeUnixNano,level=.severityText,level=.SeverityText,level=.severity_text,level=.severityNumber,\
                  level=.SeverityNumber,level=.severity_number,levels=otel,message=.body.stringValue,message=.Body,message=.body,\
                  stack=.attributes.exception.stacktrace,stack=.Attributes.exception.stacktrace,labels=.attributes,labels=.Attributes,\
                  ignore=.resource,ignore=.Resource,ignore=.dropped_attributes,ignore=.trace_flags,type=.attributes.exception.type,reason=.attributes.exception.message",
        datefmt: None,
        samples: &[
            r#"{"timeUnixNano":"1795433780497000000","severityNumber":17,"severityText":"ERROR","body":{"stringValue":"failed"},"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174"}"#,
        ],
        negatives: &[r#"{"items":[1,2],"total":3}"#],
    },
    Entry {
        name: "json-python", dialect: Dialect::Json, about: "python-json-logger with the logging attributes' own names",
        pattern: "time=.asctime,time=.timestamp,time=.created,level=.levelname,level=.level,logger=.name,logger=.logger,thread=.threadName,message=.message,message?=.msg,stack=.exc_text,stack=.exc_info,calls=.stack_info,\
                  pid=.process,process=.processName,function=.funcName,file=.pathname,file=.filename,line=.lineno,module=.module,ignore=.levelno,ignore=.msecs,ignore=.relativeCreated,ignore=.thread",
        datefmt: None,
        samples: &[
            r#"{"asctime": "2026-11-23 11:36:12,538", "levelname": "INFO", "name": "api.orders", "message": "started"}"#,
        ],
        negatives: &[r#"{"items":[1,2],"total":3}"#],
    },
    Entry {
        name: "json-clef", dialect: Dialect::Json, about: "Serilog's compact format (CLEF)",
        pattern: "time=.@t,level=.@l,levels=serilog,logger=.SourceContext,thread=.ThreadName,thread=.ThreadId,message=.@m,message=.@mt,stack=.@x,\
                  pid=.ProcessId,process=.ProcessName,host=.MachineName,ignore=.@i,ignore=.@r",
        datefmt: None,
        samples: &[
            r#"{"@t":"2026-11-23T11:36:20.4971234Z","@mt":"Order {OrderId} failed","@l":"Error","@x":"System.TimeoutException: no answer","OrderId":7}"#,
            r#"{"@t":"2026-11-23T11:36:20.4971234Z","@m":"started","@i":"7c4f"}"#,
        ],
        negatives: &[r#"{"items":[1,2],"total":3}"#],
    },
    Entry {
        name: "json-datadog", dialect: Dialect::Json, about: "Datadog's logs, as version 2 and 1 of its API hand them out",
        pattern: "time=.attributes.timestamp,time=.content.timestamp,level=.attributes.status,level=.content.attributes.status,message=.attributes.message,message=.content.message,\
                  logger=.attributes.attributes.logger.name,logger=.content.attributes.logger.name,thread=.attributes.attributes.logger.thread_name,\
                  thread=.content.attributes.logger.thread_name,stack=.attributes.attributes.error.stack,stack=.content.attributes.error.stack,host=.attributes.host,host=.content.host,\
                  labels=.attributes.attributes,labels=.content.attributes,labels=.attributes,labels=.content,ignore=.id,ignore=.type,ignore=.attributes.tags,ignore=.content.tags",
        datefmt: None,
        samples: &[
            r#"{"id":"AwAA","type":"log","attributes":{"status":"error","service":"shop","tags":["env:prod"],"timestamp":"2026-11-23T11:36:20.497Z","host":"shop-1","attributes":{"logger":{"name":"com.acme.Main"}},"message":"failed"}}"#,
            r#"{"id":"AwAA","content":{"service":"shop","timestamp":"2026-11-23T11:36:20.497Z","host":"shop-1","attributes":{"status":"info"},"message":"started"}}"#,
        ],
        negatives: &[r#"{"items":[1,2],"total":3}"#],
    },
    Entry {
        name: "json-eliot", dialect: Dialect::Json, about: "Eliot: messages and actions (Python)",
        pattern: "time=.timestamp,level=.log_level,logger=.logger,message=.message,message=.message_type,message=.action_type,stack=.traceback,ignore=.task_uuid,ignore=.task_level",
        datefmt: None,
        samples: &[
            r#"{"n":0,"action_status":"started","timestamp":1794557386.2748735,"task_uuid":"ef669305-b09d-4389-837e-efbbe8db99c2","action_type":"shop:order","task_level":[1]}"#,
            r#"{"detail":"x","timestamp":1794557386.2748735,"task_uuid":"ef669305-b09d-4389-837e-efbbe8db99c2","task_level":[2],"message_type":"step"}"#,
        ],
        negatives: &[
            r#"{"items":[1,2],"total":3}"#,
        ],
    },
    Entry {
        name: "json-powertools", dialect: Dialect::Json, about: "Powertools for AWS Lambda (Python)",
        pattern: "time=.timestamp,level=.level,place=.location,message=.message,logger=.logger,stack=.exception,ignore=.stack_trace,ignore=.exception_name,ignore=.exception_notes",
        datefmt: None,
        samples: &[
            r#"{"level":"INFO","location":"<module>:59","message":"started","timestamp":"2026-11-23 11:36:20,497+0000","service":"shop"}"#,
        ],
        negatives: &[
            r#"{"service":"shop","cold_start":true}"#,
        ],
    },
    Entry {
        name: "json-lambda", dialect: Dialect::Json, about: "the runtime of AWS Lambda (Python)",
        pattern: "time=.timestamp,level=.level,level=.log_level,logger=.logger,message=.message,stack=.stackTrace,type=.errorType,reason=.errorMessage",
        datefmt: None,
        samples: &[
            r#"{"timestamp": "2026-11-23T11:36:20Z", "level": "ERROR", "message": "failed", "logger": "shop", "stackTrace": ["  File \"/var/task/app.py\", line 3, in pay\n    x\n"], "errorType": "KeyError", "errorMessage": "'k'", "requestId": "79b4f56e", "location": "/var/task/app.py:handler:12"}"#,
            r#"{"timestamp": "2026-11-23T11:36:20Z", "log_level": "ERROR", "errorMessage": "x", "errorType": "KeyError", "requestId": "79b4f56e", "stackTrace": []}"#,
        ],
        negatives: &[r#"{"errorType": "x", "errorMessage": "y"}"#],
    },
    Entry {
        name: "json", dialect: Dialect::Json, about: "any other JSON with the usual names",
        pattern: "time=.@timestamp,time=.timestamp,time=.time,time=.ts,time=.datetime,time=.date,time=.asctime,time=.t,time=.timeStamp,time=.Timestamp,time=.Time,time=.eventTime,time=.event_time,time?=.created,time?=.created_at,\
                  level=.level,level=.severity,level=.levelname,level=.lvl,level=.log_level,level=.loglevel,level=.level_name,level=.logLevel,level?=.LogLevel,level?=.Level,level=.level.name,level?=.status,level?=.lv,level?=.sev,level?=.at,time?=.at,time?=.when,\
                  logger=.logger,logger=.logger_name,logger=.loggerName,logger=.name,logger=.category,logger=.component,logger=.class,logger=.log.logger,logger=.log.name,logger=.logger.name,logger=.Logger,logger=.log_name,logger?=.logName,logger?=.Category,logger?=.target,logger?=.log,logger?=.src,logger?=.logname,\
                  thread=.thread_name,thread=.threadName,thread=.thread,thread=.log.thread,thread=.logger.thread_name,message=.message,message=.msg,message=.event,message=.text,message=.txt,message=.rest,message=.Message,message=.log_message,message=.logMessage,message=.formatted_message,message=.formattedMessage,message=.textPayload,message=.fields.message,\
                  stack=.exc_info,stack=.exception,stack=.stack_trace,stack=.stacktrace,stack=.stackTrace,stack=.stack,stack=.traceback,stack=.thrown,stack=.throwable,stack?=.exc_text,stack?=.trace,stack?=.tb,stack=.exc_traceback,stack=.error_traceback,stack=.Exception,stack?=.exceptionDetails,stack?=.errors,\
                  type?=.exception_type,type?=.exc_type,type?=.error_type,type?=.errorType,type?=.exceptionType,type?=.exception_class,type?=.exception_name,type?=.error.type,\
                  reason?=.exception_message,reason?=.exc_message,reason?=.exc_value,reason?=.error_message,reason?=.errorMessage,reason?=.exceptionMessage,reason?=.error.message,\
                  error=.err,error=.error,error=.ex,error=.exc,error=.fields.error,calls=.stack_info,\
                  pid=.pid,pid=.process,process=.processName,host=.host,host=.hostname,function=.funcName,function=.function,file=.pathname,file=.file,file=.filename,line=.lineno,line=.line,\
                  module=.module,labels=.mdc,labels=.extra,labels=.context,labels=.fields",
        datefmt: None,
        samples: &[
            r#"{"ts":"2026-11-23T11:36:20.497Z","lvl":"error","component":"db","msg":"failed"}"#,
            r#"{"timestamp":"2026-11-23T11:36:20.497Z","severity":"INFO","service":"shop","trace":"","span":"","pid":"4711","thread":"main","class":"c.a.s.Cart","rest":"started"}"#,
            r#"{"ts":"2026-11-23 11:36:20,497","lvl":"ERROR","log":{"name":"c.a.s.Cart","thread":"main"},"text":"failed","ex":"java.io.IOException: x\n\tat c.a.s.Cart.pay(Cart.java:7)\n"}"#,
            r#"{"timestamp": "2026-11-23 11:36:12,540", "severity": "ERROR", "logger": "api.orders", "message": "order failed", "threadName": "MainThread", "user_id": null}"#,
            r#"{"ts": 1795433780.497, "lvl": "ERROR", "log": "bridge", "msg": "failed", "exc": "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    x\nKeyError: 'k'"}"#,
            r#"{"time": "2026-11-23 11:36:12,540", "lvl": "INFO", "src": "shop.api.orders", "txt": "request 92 served"}"#,
        ],
        negatives: &[
            r#"{"name":"x","message":"no time and no level"}"#,
        ],
    },
    Entry {
        name: "json-mozlog", dialect: Dialect::Json, about: "Mozilla's logs (mozlog, dockerflow)",
        pattern: "time=.Timestamp,level=.Severity,levels=syslog,logger=.Logger,message=.Fields.msg,message=.Fields.message,stack=.Fields.traceback,error=.Fields.error,\
                  host=.Hostname,pid=.Pid,labels=.Fields,ignore=.EnvVersion",
        datefmt: None,
        samples: &[
            r#"{"Timestamp": 1795433780497000000, "Type": "shop.pay", "Logger": "shop", "Hostname": "h", "EnvVersion": "2.0", "Severity": 6, "Pid": 12, "Fields": {"msg": "started"}}"#,
        ],
        negatives: &[r#"{"Fields": {"msg": "x"}}"#],
    },
    Entry {
        name: "json-serilog", dialect: Dialect::Json, about: "Serilog's JsonFormatter",
        pattern: "time=.Timestamp,level=.Level,levels=serilog,logger=.Properties.SourceContext,thread=.Properties.ThreadName,message=.RenderedMessage,message=.MessageTemplate,stack=.Exception,labels=.Properties",
        datefmt: None,
        samples: &[
            r#"{"Timestamp":"2026-11-23T11:36:20.4971234+00:00","Level":"Error","MessageTemplate":"Order {OrderId} failed","RenderedMessage":"Order 7 failed","Exception":"System.TimeoutException: no answer","Properties":{"OrderId":7}}"#,
        ],
        negatives: &[r#"{"items":[1,2],"total":3}"#],
    },
    Entry {
        name: "json-inside", dialect: Dialect::Json, about: "records, or their messages, inside an object: `record`, `log`, `data`, `fields`, `meta`, `jsonPayload`",
        pattern: "time=.timestamp,time=.time,time=.ts,time=.record.timestamp,time=.record.time,time=.log.timestamp,time=.log.time,time=.meta.timestamp,time=.meta.time,\
                  level=.level,level=.severity,level=.record.level,level=.record.levelname,level=.log.level,level=.meta.level,\
                  logger=.logger,logger=.name,logger=.target,logger=.record.logger,logger=.record.name,logger=.log.logger,logger=.log.name,logger=.meta.logger,logger=.jsonPayload.logger,logger=.data.logger,\
                  message=.record.message,message=.record.msg,message=.log.message,message=.log.msg,message=.data.message,message=.data.msg,message=.fields.message,message=.jsonPayload.message,message=.message,\
                  stack=.record.exc_info,stack=.record.exception,stack=.log.exc_info,stack=.log.exception,stack=.data.exc_info,stack=.data.exception,\
                  stack=.jsonPayload.exception,stack=.jsonPayload.stack_trace,stack=.exc_info,stack=.exception,stack=.stack_trace,\
                  error=.fields.error,labels=.record,labels=.log,labels=.data,labels=.fields,labels=.meta,labels=.jsonPayload",
        datefmt: None,
        samples: &[
            r#"{"timestamp":"2026-11-23T11:36:20.497123Z","level":"INFO","fields":{"message":"started","n":1},"target":"shop::pay"}"#,
            r#"{"log":{"time":"2026-11-23T11:36:20.497Z","level":"INFO","logger":"shop.pay","message":"started"}}"#,
        ],
        negatives: &[r#"{"data":{"message":"x"}}"#],
    },
    Entry {
        name: "xml", dialect: Dialect::Json, about: "records in XML, as the wrapper `xml` hands them on: java.util.logging, Log4j",
        pattern: "time=.xml.time,level=.xml.level,logger=.xml.logger,thread=.xml.thread,message=.xml.message,stack=.xml.thrown,\
                  module=.xml.class,function=.xml.method,file=.xml.file,line=.xml.line,marker=.xml.marker,labels=.xml.context,prefix=xml.",
        datefmt: None,
        samples: &[
            r#"{"xml.time":"2026-11-29T02:33:24.547350616Z","xml.logger":"com.acme.Main","xml.level":"INFO","xml.thread":"1","xml.message":"started"}"#,
        ],
        negatives: &[r#"{"items":[1,2],"total":3}"#],
    },
    Entry {
        name: "json-message", dialect: Dialect::Json, about: "python-json-logger by default: a message, neither time nor level",
        pattern: "message=.message,stack=.exc_text,stack=.exc_info,calls=.stack_info,ignore=.taskName",
        datefmt: None,
        samples: &[
            r#"{"message": "started", "taskName": null}"#,
            r#"{"message": "failed", "exc_info": "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    x\nKeyError: 'k'", "order": 7}"#,
        ],
        negatives: &[
            r#"{"items":[1,2],"total":3}"#,
            "{",
        ],
    },
];
