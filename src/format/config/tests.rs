//! Configurations of all kinds from their text to what is found in them.

use super::*;
use proptest::prelude::*;

fn read_text(name: &str, text: &str) -> Result<Found, Error> {
    let file = SourceFile { name: name.to_owned(), text: text.to_owned() };
    read(file, &mut |_, _| Err(Refusal::Missing))
}

fn patterns(name: &str, text: &str) -> Vec<String> {
    let found = read_text(name, text).unwrap();
    found.layouts.iter().map(|layout| layout.pattern.as_str().to_owned()).collect()
}

fn level(name: &str, text: &str) -> Option<&'static str> {
    read_text(name, text).unwrap().root_level.map(Level::name)
}

#[test]
fn logback_s_defaults_nest_and_files_come_from_the_callback() {
    let text = "<configuration>
        <property file='a.properties'/>
        <variable name='B' value='${A:-none}${C:-[${D:-%t}]}'/>
        <appender name='X'><encoder><layout class='x.PatternLayout'><pattern>\n  %d ${B} %m%n\n</pattern></layout>
        </encoder></appender></configuration>";
    let file = SourceFile { name: "conf/logback.xml".to_owned(), text: text.to_owned() };
    let mut asked = Vec::new();
    let found = read(file, &mut |from, path| {
        asked.push(format!("{from} {path}"));
        Ok(SourceFile { name: "conf/a.properties".to_owned(), text: "A = %p ".to_owned() })
    });
    let found = found.unwrap();
    assert_eq!(asked, ["conf/logback.xml a.properties"]);
    assert_eq!(found.layouts[0].pattern.as_str(), "%d %p [%t] %m%n");
    let place = found.location(found.layouts[0].pattern.place(3));
    assert_eq!(place.to_string(), "`conf/a.properties:1:5`");
}

#[test]
fn logback_s_elements_are_read_in_any_case() {
    let text = "<Configuration><Property name='D' value='%d'/>
        <Appender name='X'><Layout class='x.PatternLayout'><Pattern>${D} %p %m%n</Pattern></Layout></Appender>
        <ROOT level='warn'/></Configuration>";
    assert_eq!(patterns("logback.xml", text), ["%d %p %m%n"]);
    assert_eq!(level("logback.xml", text), Some("WARN"));
}

#[test]
fn a_property_that_profiles_set_gives_a_layout_for_each_value() {
    let text = "<configuration>
        <springProfile name='dev'><property name='P' value='%p a %m%n'/></springProfile>
        <springProfile name='prod'><property name='P' value='%p b %m%n'/></springProfile>
        <appender name='X'><encoder><pattern>${P}</pattern></encoder></appender></configuration>";
    assert_eq!(patterns("logback.xml", text), ["%p a %m%n", "%p b %m%n"]);
}

#[test]
fn spring_boot_s_patterns_take_the_configuration_s_own_date_format() {
    let text = "<configuration><property name='LOG_DATEFORMAT_PATTERN' value='HH:mm:ss'/>
        <include resource='org/springframework/boot/logging/logback/base.xml'/></configuration>";
    let found = read_text("logback-spring.xml", text).unwrap();
    assert_eq!(found.layouts.len(), 4, "{:?}", found.layouts);
    for layout in &found.layouts {
        assert!(layout.pattern.as_str().contains("%d{HH:mm:ss}"), "{}", layout.pattern.as_str());
        assert!(!layout.compile("x").unwrap().is_empty());
    }
    assert_eq!(found.root_level.map(Level::name), Some("INFO"));
}

#[test]
fn log4j2_reads_its_strict_form_and_other_cases() {
    let text = "<Configuration><Appenders><Appender type='Console' name='C'><Layout type='PatternLayout'>
        <pattern>%d %p %m%n</pattern></Layout></Appender></Appenders>
        <Loggers><Logger name='' level='${sys:l:-error}'/></Loggers></Configuration>";
    let found = read_text("log4j2.xml", text).unwrap();
    assert_eq!((found.kind, found.layouts[0].owner.as_str()), (Kind::Log4j2, "appender C"));
    assert_eq!(found.root_level, Some(Level::ERROR));
    let json = r#"{"Configuration": {"appenders": {"Console": [{"name": "A", "layout": {"type": "PatternLayout",
        "pattern": "%p %m%n"}}, {"name": "B", "JsonTemplateLayout": {}}]}, "loggers": {"root": {"level": "WARN"}}}}"#;
    let found = read_text("log4j2.json", json).unwrap();
    assert_eq!(found.layouts[0].owner, "appender A");
    assert!(matches!(&found.notes[0].1, Note::Json { owner, .. } if owner == "appender B"));
}

#[test]
fn levels_are_read_in_the_words_of_each_library() {
    assert_eq!(level("l.ini", "[logger_root]\nlevel=CRITICAL\n"), Some("FATAL"));
    assert_eq!(level("l.ini", "[logger_root]\nlevel=NOTSET\n[formatter_a]\nformat=%(message)s\n"), None);
    assert_eq!(level("l.yaml", "version: 1\nformatters: {}\nloggers: {'': {level: 30}}\n"), Some("WARN"));
    assert_eq!(level("l.properties", "log4j.rootCategory=DEBUG#com.acme.Level, A\n"), Some("DEBUG"));
    assert_eq!(level("l.properties", ".level = SEVERE\n"), Some("ERROR"));
    assert_eq!(level("l.properties", "rootLogger = error, A\n"), Some("ERROR"));
    assert_eq!(level("a.properties", "logging.level.ROOT=warn\n"), Some("WARN"));
}

#[test]
fn spring_s_placeholders_have_one_colon_and_its_keys_many_spellings() {
    let text = "logging.pattern.dateFormat=HH:mm\nlogging.pattern.file=%d{${LOG_DATEFORMAT_PATTERN:x}} ${app.tag:[a]} %m%n\n\
                logging.pattern.console=\n";
    assert_eq!(patterns("application.properties", text), ["%d{HH:mm} [a] %m%n"]);
}

#[test]
fn a_dictionary_stands_under_any_key_and_a_bad_style_is_told() {
    let text = "app:\n  log:\n    version: 1\n    formatters:\n      a: {format: '%(levelname)s', style: '#'}\n      b: {format: '{levelname} {message}', style: '{'}\n";
    let found = read_text("conf.yaml", text).unwrap();
    assert_eq!(found.layouts.len(), 1);
    assert!(matches!(&found.notes[0].1, Note::Fault(ErrorKind::Pattern { owner, .. }) if owner == "formatter a"));
}

#[test]
fn words_of_the_program_s_own_classes_are_replaced_and_all_else_stays() {
    let text = r"<configuration>
        <conversionRule conversionWord='mask' converterClass='a.Mask'/>
        <conversionRule conversionWord='tone' converterClass='a.ToneColorConverter'/>
        <conversionRule conversionWord='trace' converterClass='a.ShortThrowableConverter'/>
        <conversionRule conversionWord='msg' converterClass='a.Masking'/>
        <appender name='X'><encoder><pattern>\%mask %tone(%p) %-5mask{a}{b} %maskx %mask(%m){c} %msg%trace{3}</pattern>
        </encoder></appender></configuration>";
    assert_eq!(patterns("logback.xml", text), [r"\%mask %clr(%p) %-5property{mask} %maskx %replace(%m){c} %msg%ex{3}"]);
}

#[test]
fn words_of_log4j_plugins_are_labels_and_misspelt_words_stay() {
    let text = "appender.a.type = Console\nappender.a.layout.type = PatternLayout\n\
                appender.a.layout.pattern = [%p][%-10node_name] %m%consoleException%n%nEND %levle %messag\n";
    let found = read_text("log4j2.properties", text).unwrap();
    assert_eq!(found.layouts[0].owner, "appender a");
    let pattern = found.layouts[0].pattern.as_str();
    assert_eq!(pattern, "[%p][%-10property{node_name}] %m%ex%n%nEND %levle %messag");
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(?s).{0,200}", name in "(a\\.xml|a\\.yaml|a\\.json|a\\.ini|a\\.properties)") {
        let _ = read_text(&name, &text);
    }

    #[test]
    fn no_damaged_configuration_makes_it_panic(which in 0..8_usize, at in 0..2000_usize, cut in 0..40_usize, new in "[ -~\\n]{0,8}") {
        let samples = [
            include_str!("../../../fixtures/config/logback/logback.xml"),
            include_str!("../../../fixtures/config/spring/logback-spring.xml"),
            include_str!("../../../fixtures/config/log4j2/log4j2.xml"),
            include_str!("../../../fixtures/config/log4j2/log4j2.json"),
            include_str!("../../../fixtures/config/log4j1/log4j.properties"),
            include_str!("../../../fixtures/config/python/logging.ini"),
            include_str!("../../../fixtures/config/python/dict.yaml"),
            include_str!("../../../fixtures/config/jul/logging.properties"),
        ];
        let chars: Vec<char> = samples[which].chars().collect();
        let at = at.min(chars.len());
        let text: String = chars[..at].iter().copied().chain(new.chars()).chain(chars.iter().skip(at + cut).copied()).collect();
        match read_text("a", &text) {
            Ok(found) => {
                for layout in &found.layouts {
                    if let Err(error) = layout.compile("x") {
                        prop_assert!(found.location(layout.place(&error)).column > 0);
                    }
                }
            }
            Err(error) => prop_assert!(error.location.line > 0),
        }
    }
}
