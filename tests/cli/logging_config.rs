//! `--config`: configurations of the real logging libraries, and the logs that those wrote with them.
//!
//! `NAME.truth.json` beside a log was written by the program that logged (`fixtures/config/Generate.java`,
//! `fixtures/config/generate.py`), from its calls and the sizes of the file.

use std::fs;
use std::path::Path;

use chrono::DateTime;
use serde_json::Value;

use crate::support::{Run, Sandbox};

/// What a log's pattern prints of a record beside its message.
const STAMP: u8 = 1;
const LEVEL: u8 = 2;
const LOGGER: u8 = 4;
const THREAD: u8 = 8;
const ALL: u8 = 15;

/// Configuration, log, what is printed.
const CASES: [(&str, &str, u8); 20] = [
    ("config/logback/document.xml", "config/logback/document", STAMP),
    ("config/logback/logback.xml", "config/logback/main", ALL),
    ("config/logback/logback.xml", "config/logback/audit", ALL),
    ("config/log4j2/log4j2.xml", "config/log4j2/main", ALL),
    ("config/log4j2/log4j2.xml", "config/log4j2/errors", STAMP | LOGGER),
    ("config/log4j2/log4j2.properties", "config/log4j2/properties", ALL),
    ("config/log4j2/log4j2.json", "config/log4j2/json", ALL),
    ("config/log4j2/log4j2.yaml", "config/log4j2/yaml", ALL),
    ("config/log4j1/log4j.properties", "config/log4j1/main", ALL),
    ("config/log4j1/log4j.properties", "config/log4j1/old", LEVEL),
    ("config/log4j1/log4j.xml", "config/log4j1/xml", STAMP | LEVEL | LOGGER),
    ("config/jul/logging.properties", "config/jul/jul", STAMP | LEVEL | LOGGER),
    ("config/jul/source.properties", "config/jul/source", STAMP | LEVEL),
    ("config/jul/two.properties", "config/jul/two", STAMP | LEVEL),
    ("config/jboss/logging.properties", "config/jboss/main", ALL),
    ("config/jboss/logging.properties", "config/jboss/short", STAMP | LEVEL | LOGGER),
    ("config/python/logging.ini", "config/python/ini", ALL),
    ("config/python/dict.yaml", "config/python/dict", ALL),
    ("config/python/dict.yaml", "config/python/long", STAMP | LEVEL | LOGGER),
    ("config/python/dict.json", "config/python/made", STAMP | LEVEL),
];

#[test]
fn logs_of_the_real_libraries_read_as_their_configurations_say() {
    let mut differences = Vec::new();
    for (config, log, prints) in CASES {
        let events = Sandbox::new()
            .errmon(["events", "--all-records", "--config", config, &format!("{log}.log")])
            .exits(0)
            .json_lines();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(format!("{log}.truth.json"));
        let truth: Vec<Value> = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        assert_eq!(events.len(), truth.len(), "{log}: {events:#?}");
        for (event, truth) in events.iter().zip(&truth) {
            for (field, is_right) in compared(event, truth, prints) {
                if !is_right {
                    differences.push(format!("{log}:{} {field}\n  want {truth}\n  got  {event}", truth["line"]));
                }
            }
        }
    }
    assert!(differences.is_empty(), "{} differences\n{}", differences.len(), differences.join("\n"));
}

fn compared(event: &Value, truth: &Value, prints: u8) -> Vec<(&'static str, bool)> {
    let log = &event["log"];
    let is_printed = |field: u8| prints & field != 0;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let number = match truth["level"].as_str().unwrap() {
        "INFO" => 9,
        "WARN" | "WARNING" => 13,
        "ERROR" => 17,
        _ => 21,
    };
    let message = text(&truth["message"]);
    // Stamps have milliseconds or whole seconds.
    let in_time = || {
        let stamp = DateTime::parse_from_rfc3339(event["timestamp"].as_str()?).ok()?.timestamp_millis();
        Some((truth["start_ms"].as_i64()? - 1000..=truth["end_ms"].as_i64()?).contains(&stamp))
    };
    vec![
        ("line", log["line"] == truth["line"]),
        (
            "lines",
            log["lines"].as_u64() == Some(1 + truth["line_end"].as_u64().unwrap() - truth["line"].as_u64().unwrap()),
        ),
        ("message", event["message"] == message),
        ("exception", event["error"]["type"] == truth["exception_type"]),
        ("timestamp", if is_printed(STAMP) { in_time() == Some(true) } else { event["timestamp"].is_null() }),
        ("level", if is_printed(LEVEL) { log["severity_number"] == number } else { log["level_assumed"] == true }),
        (
            "logger",
            if is_printed(LOGGER) {
                is_short_for(&text(&log["logger"]), &text(&truth["logger"]))
            } else {
                log["logger"].is_null()
            },
        ),
        ("thread", !is_printed(THREAD) || event["process"]["thread"]["name"] == truth["thread"]),
    ]
}

/// A logger as the libraries shorten it: the last part whole, those before it cut or left out.
fn is_short_for(printed: &str, full: &str) -> bool {
    let (mut printed, mut full) = (printed.rsplit('.'), full.rsplit('.'));
    printed.next() == full.next() && printed.all(|part| full.next().is_some_and(|full| full.starts_with(part)))
}

#[test]
fn spring_boot_s_own_patterns_are_known_without_its_files() {
    for log in ["corpus/lb_spring.log", "corpus/lb_spring3.log"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(log.replace(".log", ".truth.json"));
        let truth: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let run = ["events", "--all-records", "--config", "config/spring/logback-spring.xml", log];
        let events = Sandbox::new().errmon(run).exits(0).json_lines();
        let truth = truth["events"].as_array().unwrap();
        assert_eq!(events.len(), truth.len());
        for (event, truth) in events.iter().zip(truth) {
            let got = [&event["log"]["line"], &event["log"]["level"], &event["log"]["logger"], &event["message"]];
            // The sandbox takes the milliseconds of a message for the run's own.
            let message = truth["message"].as_str().unwrap().replace("1234 ms", "[ELAPSED]").into();
            assert_eq!(got, [&truth["line"], &truth["level"], &truth["logger"], &message]);
        }
    }
}

#[test]
fn the_root_level_is_the_assumed_level_of_records_without_one() {
    let log = "2026-11-23 11:36:09 - it broke\n";
    let config = |level: &str| {
        format!(
            "<configuration><appender name='A'><encoder><pattern>%d{{yyyy-MM-dd HH:mm:ss}} - %msg%n</pattern></encoder>\
             </appender><root level='{level}'/></configuration>"
        )
    };
    let sandbox = |level: &str| Sandbox::empty().with("logback.xml", config(level)).with("a.log", log);
    let one = |run: Run| run.exits(0).json_lines().remove(0);
    let event = one(sandbox("ERROR").errmon(["events", "--config", "logback.xml", "a.log"]));
    assert_eq!((event["log"]["level"].as_str(), &event["log"]["level_assumed"]), (Some("ERROR"), &Value::Bool(true)));
    let sandbox = sandbox("WARN");
    let run = sandbox.errmon(["events", "--all-records", "--config", "logback.xml", "a.log"]);
    let run = run.warns(&[
        "the root level is WARN: those of its records that show no trace count as WARN",
        "hint: `--assume-level error`",
    ]);
    assert_eq!(one(run)["log"]["level"], "WARN");
    let run = sandbox.errmon(["events", "--config", "logback.xml", "--assume-level", "error", "a.log"]);
    assert_eq!(run.stderr, "");
    assert_eq!(one(run)["log"]["level"], "ERROR");
}

#[test]
fn a_record_that_shows_a_trace_is_at_least_an_error_whatever_the_root_level() {
    let config = "<configuration><appender name='A'><encoder><pattern>%d{yyyy-MM-dd HH:mm:ss} - %msg%n</pattern></encoder>\
                  </appender><root level='INFO'/></configuration>";
    let log = "2026-11-23 11:36:09 - started\n2026-11-23 11:36:10 - it broke\na.b.CartException: empty\n\
               \tat a.b.Cart.total(Cart.java:42)\n2026-11-23 11:36:11 - said it\nand more\n";
    let sandbox = Sandbox::empty().with("logback.xml", config).with("a.log", log);
    let levels = |options: &[&str]| -> Vec<(String, bool)> {
        let arguments = [&["events", "--config", "logback.xml", "a.log"], options].concat();
        let events = sandbox.errmon(arguments).exits(0).json_lines();
        let level =
            |event: &Value| (event["log"]["level"].as_str().unwrap().to_owned(), event["log"]["level_assumed"] == true);
        events.iter().map(level).collect()
    };
    let assumed = |level: &str| (level.to_owned(), true);
    assert_eq!(levels(&[]), [assumed("ERROR")]);
    assert_eq!(levels(&["--all-records"]), [assumed("INFO"), assumed("ERROR"), assumed("INFO")]);
    assert_eq!(levels(&["--assume-level", "fatal"]), [assumed("FATAL"), assumed("FATAL"), assumed("FATAL")]);
}

#[test]
fn patterns_of_wildfly_and_quarkus_are_read() {
    let line = "2026-11-28 15:42:50,989 ERROR [c.a.s.Checkout] (main) payment failed\n";
    let wildfly = "<server xmlns='urn:jboss:domain:20.0'><profile><subsystem xmlns='urn:jboss:domain:logging:8.0'>\
        <periodic-rotating-file-handler name='FILE'><formatter><named-formatter name='PATTERN'/></formatter>\
        </periodic-rotating-file-handler><root-logger><level name='WARN'/></root-logger>\
        <formatter name='PATTERN'><pattern-formatter pattern='%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c] (%t) %s%e%n'/>\
        </formatter></subsystem></profile></server>";
    let quarkus = "quarkus.http.port=8080\nquarkus.log.level=WARN\n%dev.quarkus.log.level=DEBUG\n\
                   quarkus.log.file.format=%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c{3.}] (%t) %s%e%n\n";
    let yaml = "quarkus:\n  log:\n    level: WARN\n    console:\n      format: '%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c{3.}] (%t) %s%e%n'\n";
    for (name, config) in [("standalone.xml", wildfly), ("application.properties", quarkus), ("application.yaml", yaml)]
    {
        let sandbox = Sandbox::empty().with(name, config).with("a.log", line);
        let event = sandbox.errmon(["events", "--config", name, "a.log"]).exits(0).json_lines().remove(0);
        let log = &event["log"];
        assert_eq!((&log["level"], &log["logger"]), (&"ERROR".into(), &"c.a.s.Checkout".into()), "{name}: {event}");
        assert_eq!(event["message"], "payment failed", "{name}");
        assert_eq!(event["process"]["thread"]["name"], "main", "{name}");
        let shown = sandbox.errmon(["formats", "--config", name]).exits(0);
        assert!(shown.stdout.contains("WARN"), "{name}: {}", shown.stdout);
    }
}

#[test]
fn errmon_toml_names_configurations_relative_to_itself() {
    let sandbox = Sandbox::empty()
        .with("errmon.toml", "[layouts]\nconfig = [\"conf/logging.ini\"]\n")
        .with("conf/logging.ini", "[formatters]\nkeys=a\n[formatter_a]\nformat=%(levelname)s|%(name)s|%(message)s\n")
        .with("a.log", "ERROR|cart|one\n");
    let events = sandbox.errmon(["events", "a.log"]).exits(0).json_lines();
    assert_eq!(events[0]["log"]["logger"], "cart");
    // A typed layout goes before all those of the file.
    let typed = ["events", "--python-format", "%(levelname)s|%(message)s", "a.log"];
    assert_eq!(sandbox.errmon(typed).exits(0).json_lines()[0]["message"], "cart|one");
}

#[test]
fn formats_shows_the_layouts_with_their_places() {
    let run = Sandbox::new().errmon(["formats", "--config", "config/logback/logback.xml"]).exits(0);
    insta::assert_snapshot!(run, @r"
    exit: 0
    --- stdout
    config/logback/logback.xml: Logback, 2 layouts, root level INFO
      PLACE                              PATTERN, AND WHOSE
      config/logback/appenders.xml:5:22  %d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level
                                         %15.15logger{0}|%thread|%m%n
                                         appender MAIN (logback pattern)
      config/logback/logback.xml:20:21   »shop« <%level> %d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} [%thread]
                                         %logger{5} > %msg%n
                                         appender AUDIT (logback pattern)
    ");
    let rows = Sandbox::new()
        .errmon([
            "formats",
            "--format",
            "json",
            "--config",
            "config/python/dict.yaml",
            "--config",
            "config/log4j2/log4j2.xml",
        ])
        .exits(0)
        .json();
    assert_eq!(rows[0]["library"], "Python dictConfig");
    assert_eq!(rows[0]["root_level"], "INFO");
    assert_eq!(rows[0]["layouts"][1]["datefmt"], "%d.%m.%Y %H:%M:%S");
    assert_eq!(rows[0]["layouts"][1]["line"], 6);
    assert!(rows[0]["layouts"][3]["problem"].as_str().unwrap().contains("nothing marks"));
    assert!(
        rows[1]["notes"][0].as_str().unwrap().ends_with("`JsonLayout` writes JSON: read by the names of its members")
    );
}

/// A configuration with a fault, and what must be said of it.
fn fails(name: &str, text: impl AsRef<[u8]>, words: &[&str]) {
    let sandbox = Sandbox::empty().with(name, text).with("a.log", "ERROR:root:one\n");
    sandbox.errmon(["analyze", "--config", name, "a.log"]).fails(words);
    sandbox.errmon(["formats", "--config", name]).exits(if words[0] == "pattern" { 0 } else { 2 });
}

#[test]
fn a_pattern_that_does_not_compile_is_pointed_at_in_its_file() {
    let text = "<configuration>\n  <property name='P' value='&lt;%d&gt; %levle'/>\n  <appender name='A'><encoder>\n    \
                <pattern>${P} %msg%n</pattern>\n  </encoder></appender>\n</configuration>\n";
    let sandbox = Sandbox::empty().with("logback.xml", text).with("a.log", "ERROR:root:one\n");
    let run = sandbox.errmon(["analyze", "--config", "logback.xml", "a.log"]);
    insta::assert_snapshot!(run, @r"
    exit: 2
    --- stderr
    error: `logback.xml:2:41`: appender A: unknown field `levle` at character 7 of logback pattern `<%d> %levle %msg%n`
      <property name='P' value='&lt;%d&gt; %levle'/>
                                            ^
    hint: did you mean `level`?
    ");
    let text = "formatters:\n  a: {format: '%(asctime)s %(message)s', datefmt: \"%H:%Q\"}\n";
    let sandbox = Sandbox::empty().with("l.yaml", text).with("a.log", "ERROR:root:one\n");
    sandbox.errmon(["analyze", "--config", "l.yaml", "a.log"]).fails(&["error: `l.yaml:2:", "%H:%Q", "formatter a"]);
    let text = "log4j.appender.A.layout.ConversionPattern = %d \\\n   %p{ %m%n\n";
    let sandbox = Sandbox::empty().with("log4j.properties", text).with("a.log", "ERROR:root:one\n");
    sandbox
        .errmon(["analyze", "--config", "log4j.properties", "a.log"])
        .fails(&["error: `log4j.properties:2:6`", "`{` is never closed"]);
}

#[test]
fn one_bad_appender_does_not_lose_the_others() {
    let text = "<configuration>\n<appender name='A'><encoder><pattern>%d %levle %msg%n</pattern></encoder></appender>\n\
                <appender name='B'><encoder><pattern>%p#%msg%n</pattern></encoder></appender>\n</configuration>\n";
    let sandbox = Sandbox::empty().with("logback.xml", text).with("a.log", "ERROR#one\n");
    let run = sandbox.errmon(["events", "--config", "logback.xml", "a.log"]).exits(0);
    let run =
        run.warns(&["warning: `logback.xml:2:42`: appender A: unknown field `levle`", "hint: did you mean `level`?"]);
    assert_eq!(run.json_lines()[0]["message"], "one");
    let quiet = sandbox.errmon(["events", "-q", "--config", "logback.xml", "a.log"]).exits(0);
    assert_eq!(quiet.stderr, "");
}

#[test]
fn what_is_no_configuration_is_an_error_with_its_place() {
    fails(
        "logback.xml",
        "<configuration>\n  <appender>\n</configuration>",
        &["error: `logback.xml:3:", "this is no valid XML", "appender"],
    );
    fails(
        "pom.xml",
        "<project/>",
        &["`pom.xml:1:1`", "`<project>` is no configuration of logging", "hint: read are logback.xml"],
    );
    fails("a.json", "{\n \"formatters\": [1 2]\n}", &["`a.json:2:", "this is no valid JSON"]);
    fails("a.yaml", "formatters: [a\nb: {", &["`a.yaml:", "this is no valid YAML"]);
    fails("package.json", "{\"name\": \"x\"}", &["`package.json:1:1`: `name` is no configuration of logging"]);
    fails("a.ini", "[loggers]\nkeys\n", &["`a.ini:2:1`", "this line is no `option = value`"]);
    fails("tox.ini", "[tox]\nenvlist = a\n", &["`[tox]` is no configuration of logging"]);
    fails("a.properties", "server.port=80\n", &["this is no configuration of logging that errmon knows", "hint: "]);
    fails("empty.xml", "", &["`empty.xml:1:1`", "this is no configuration"]);
    fails("none.xml", "<configuration/>", &["there is no pattern, no format and no root level in it", "hint: "]);
    fails("binary.xml", [0_u8, 159, 146, 150], &["binary.xml"]);
}

#[test]
fn a_configuration_that_cannot_be_read_is_an_error() {
    let sandbox =
        Sandbox::empty().with("logback.xml", "<configuration/>").with("a.log", "ERROR:root:one\n").with("d/x", "");
    let run = |path: &str| sandbox.errmon(["analyze", "--config", path, "a.log"]);
    run("logbak.xml").fails(&["cannot read `logbak.xml`: no such file", "hint: did you mean `logback.xml`?"]);
    run("d").fails(&["`d`", "directory"]);
    let large = Sandbox::empty().with("a.log", vec![b' '; (1 << 20) + 1]);
    large
        .errmon(["analyze", "--config", "a.log", "a.log"])
        .fails(&["--config `a.log`: larger than 1048576 bytes", "hint: "]);
}

#[test]
fn entities_are_not_expanded() {
    let bomb = "<!DOCTYPE c [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<configuration>&b;</configuration>";
    fails("logback.xml", bomb, &["`logback.xml:2:16`: entity `&b;` is not expanded", "hint: "]);
    let file = "<!DOCTYPE c [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n<configuration><contextName>&a;</contextName></configuration>";
    fails("logback.xml", file, &["entity `&a;` is not expanded"]);
}

#[test]
fn properties_that_grow_without_end_are_an_error() {
    let level = |i: usize| {
        let value = format!("${{a{}}}", i - 1).repeat(10);
        format!("<property name='a{i}' value='{value}'/>\n")
    };
    let first = "<configuration>\n<property name='a0' value='xxxxxxxxxx'/>\n".to_owned();
    let bomb = first + &(1..20).map(level).collect::<Vec<_>>().concat();
    fails("logback.xml", bomb + "</configuration>", &["stands for itself or for too much text"]);
    let circle = "log4j.rootLogger=${a}\na=${b}\nb=${a}\n";
    fails("log4j.properties", circle, &["`log4j.properties:", "`${", "stands for itself"]);
}

/// A `logback.xml` with these includes and one good appender.
fn with_includes(includes: &str) -> Sandbox {
    let text = format!(
        "<configuration>\n{includes}\n<appender name='B'><encoder><pattern>%p#%msg%n</pattern></encoder></appender>\n\
         </configuration>\n"
    );
    Sandbox::empty().with("conf/logback.xml", text).with("a.log", "ERROR#one\n")
}

#[test]
fn what_is_not_local_is_not_fetched() {
    let run = |includes: &str, words: &[&str]| {
        let run =
            with_includes(includes).errmon(["events", "--config", "conf/logback.xml", "a.log"]).exits(0).warns(words);
        assert_eq!(run.json_lines()[0]["message"], "one");
    };
    run(
        "<include url='http://example.com/a.xml'/>",
        &["warning: `conf/logback.xml:2:1`: `http://example.com/a.xml` is not read: only local files are", "hint: "],
    );
    run("<include resource='classpath:a.xml'/>", &["`classpath:a.xml` is not read: only local files are"]);
    run("<include file='/etc/a.xml'/>", &["`/etc/a.xml` is not read: only files relative to the configuration are"]);
    run("<include file='a.xml'/>", &["`a.xml` is not read: there is no such file"]);
    run(
        "<include file='${conf.dir}/a.xml'/>",
        &["`${conf.dir}/a.xml` is not read: only the running program knows this name"],
    );
    run("<property file='a.properties'/>", &["`a.properties` is not read"]);
    run("<include file='.'/>", &["`.` is not read: this is no regular file"]);
    let optional = with_includes("<include file='a.xml' optional='true'/>");
    assert_eq!(optional.errmon(["events", "--config", "conf/logback.xml", "a.log"]).exits(0).stderr, "");
}

#[test]
fn files_that_include_each_other_end() {
    let included = |path: &str| format!("<included><include file='{path}'/></included>");
    let sandbox = with_includes("<include file='a.xml'/>")
        .with("conf/a.xml", included("sub/../b.xml"))
        .with("conf/b.xml", included("./a.xml"));
    let run = sandbox.errmon(["events", "--config", "conf/logback.xml", "a.log"]).exits(0);
    run.warns(&["`conf/b.xml:1:26`: `./a.xml` is not read: it includes itself"]);
    let mut sandbox = with_includes("<include file='1.xml'/>");
    for i in 1..20 {
        sandbox = sandbox.with(&format!("conf/{i}.xml"), included(&format!("{}.xml", i + 1)));
    }
    let run = sandbox.errmon(["events", "--config", "conf/logback.xml", "a.log"]).exits(0);
    run.warns(&["is not read: files include too many others"]);
    let broken = with_includes("<include file='a.xml'/>").with("conf/a.xml", "<included>");
    let run = broken.errmon(["events", "--config", "conf/logback.xml", "a.log"]).exits(0);
    run.warns(&["warning: `conf/a.xml:1:1`: this is no valid XML: `<included>` is never closed"]);
}

#[test]
fn what_writes_json_or_is_made_by_code_is_said() {
    let config = "version: 1\nformatters:\n  json: {'()': pythonjsonlogger.jsonlogger.JsonFormatter, fmt: '%(message)s'}\n  \
                  own: {'()': acme.logs.make}\n  colour: {'()': acme.Colour, format: '%(levelname)s#%(message)s'}\n";
    let sandbox = Sandbox::empty().with("l.yaml", config).with("a.log", "ERROR#one\n");
    let run = sandbox.errmon(["events", "--config", "l.yaml", "a.log"]).exits(0).warns(&[
        "note: `l.yaml:3:9`: formatter json: `JsonFormatter` writes JSON: read by the names of its members",
        "warning: `l.yaml:4:8`: formatter own: made by `acme.logs.make`, whose format is not in this file: not read",
        "hint: give what it writes with `--python-format`",
        "note: `l.yaml:5:11`: formatter colour: made by `acme.Colour`; its format is taken as it stands",
    ]);
    assert_eq!(run.json_lines()[0]["message"], "one");
    let json = "<configuration><appender name='A'><encoder class='net.logstash.logback.encoder.LogstashEncoder'/></appender></configuration>";
    let sandbox = Sandbox::empty().with("logback.xml", json).with("a.log", "ERROR:root:one\n");
    let run = sandbox.errmon(["events", "--config", "logback.xml", "a.log"]).exits(0);
    let run = run.warns(&["note: `logback.xml:1:35`: appender A: `LogstashEncoder` writes JSON"]);
    assert_eq!(run.json_lines()[0]["message"], "one");
}

#[test]
fn profiles_and_conditions_are_all_read() {
    let config = "<configuration>
      <springProfile name='dev'><property name='P' value='%p#%m%n'/><root level='DEBUG'/></springProfile>
      <if condition='true'><then><property name='P' value='%p|%m%n'/></then><else><root level='WARN'/></else></if>
      <appender name='A'><encoder><pattern>${P}</pattern></encoder></appender></configuration>";
    let sandbox =
        Sandbox::empty().with("logback.xml", config).with("a.log", "ERROR#one\n").with("b.log", "ERROR|two\n");
    let run = sandbox.errmon(["events", "--config", "logback.xml", "a.log", "b.log"]).exits(0);
    let run = run.warns(&["profiles or conditions set different root levels: none is used", "hint: `--assume-level`"]);
    let messages: Vec<Value> = run.json_lines().iter().map(|event| event["message"].clone()).collect();
    assert_eq!(messages, ["one", "two"]);
}

#[test]
fn words_and_properties_of_the_program_are_read_around() {
    let config = "<configuration>
      <conversionRule conversionWord='safeMsg' converterClass='com.acme.MaskingMessageConverter'/>
      <conversionRule conversionWord='tenant' class='com.acme.TenantConverter'/>
      <springProperty name='app' source='spring.application.name' defaultValue='shop'/>
      <define name='host' class='com.acme.Host'/>
      <appender name='A'><encoder><pattern>%-5level [${app}] [%8tenant{x}] ${host} %safeMsg{5}%n</pattern></encoder></appender>
      </configuration>";
    let sandbox = Sandbox::empty().with("logback.xml", config).with("a.log", "ERROR [cart] [  acme-7] box1 it broke\n");
    let run = sandbox.errmon(["events", "--config", "logback.xml", "a.log"]).exits(0);
    let run = run.warns(&["property `host` is computed by `com.acme.Host`: its value is not known"]);
    let event = run.json_lines().remove(0);
    assert_eq!(event["message"], "it broke");
    assert_eq!(event["labels"]["tenant"], "acme-7");
}
