//! Which library a configuration is for: its content says it; its name only decides between YAML and properties.

use crate::format::config::element::Element;
use crate::format::config::error::{ErrorKind, Fault};
use crate::format::config::traced::{Place, Traced};
use crate::format::config::yaml::Node;
use crate::format::config::{
    Reading, dict_config, file_config, ini, jboss, jul, log4j1, log4j2, logback_xml, properties, spring, xml, yaml,
};

/// What a configuration is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `logback.xml`, `logback-spring.xml`
    Logback,
    /// `log4j2.xml`, `.json`, `.yaml`, `.properties`
    Log4j2,
    /// `log4j.properties`, `log4j.xml`
    Log4j1,
    /// `logging.ini` for `fileConfig`
    FileConfig,
    /// `dictConfig` in JSON or YAML
    DictConfig,
    /// `logging.properties` of `java.util.logging`
    JavaUtilLogging,
    /// `application.properties`, `application.yaml`
    Spring,
    /// The same of Quarkus
    Quarkus,
    /// `logging.properties`, `standalone.xml`
    WildFly,
}

impl Kind {
    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Logback => "Logback",
            Self::Log4j2 => "Log4j 2",
            Self::Log4j1 => "Log4j 1",
            Self::FileConfig => "Python fileConfig",
            Self::DictConfig => "Python dictConfig",
            Self::JavaUtilLogging => "java.util.logging",
            Self::Spring => "Spring Boot",
            Self::Quarkus => "Quarkus",
            Self::WildFly => "WildFly",
        }
    }
}

/// Finds out what the first file is and reads it.
pub(crate) fn dispatch(reading: &mut Reading<'_, '_>) -> Result<(), Fault> {
    let text = reading.text(0);
    let name = reading.found.files.first().map(|file| file.name.to_ascii_lowercase()).unwrap_or_default();
    match shape(&text, &name) {
        Shape::Xml => of_xml(&xml::parse(&text, 0)?, reading),
        Shape::Json => {
            let root = yaml::parse_json(&text, 0)?;
            of_tree(&[root], reading)
        }
        Shape::Yaml => of_tree(&yaml::parse_yaml(&text, 0)?, reading),
        Shape::Ini => {
            reading.found.kind = Kind::FileConfig;
            file_config::read(&ini::parse(&text, 0)?, reading)
        }
        Shape::Properties => of_properties(&properties::parse(&text, 0), reading),
    }
}

/// The grammar of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Xml,
    Json,
    Yaml,
    Ini,
    Properties,
}

fn shape(text: &str, name: &str) -> Shape {
    let is_comment = |line: &&str| line.is_empty() || line.starts_with(['#', ';', '!']);
    let mut lines = text.lines().map(str::trim).skip_while(is_comment);
    let first = lines.next().unwrap_or_default();
    if first.starts_with('<') {
        return Shape::Xml;
    }
    if first.starts_with('{') || first.starts_with("//") || first.starts_with("/*") {
        return Shape::Json;
    }
    if first.starts_with('[') {
        return Shape::Ini;
    }
    let has_ending = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    let is_yaml = match (first.find('='), first.find(':')) {
        _ if first.starts_with("---") || first.starts_with("%YAML") => true,
        (Some(equals), Some(colon)) => colon < equals && !has_ending(&[".properties"]),
        (Some(_), None) => false,
        (None, Some(colon)) => {
            let is_spaced = first.get(colon + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
            is_spaced && !has_ending(&[".properties"])
        }
        (None, None) => has_ending(&[".yaml", ".yml"]),
    };
    if is_yaml { Shape::Yaml } else { Shape::Properties }
}

fn of_xml(root: &Element, reading: &mut Reading<'_, '_>) -> Result<(), Fault> {
    let is_log4j1 = root.name.starts_with("log4j:")
        || root.children.iter().any(|child| {
            child.is("appender") && child.child("layout").is_some_and(|layout| layout.child("param").is_some())
        });
    if is_log4j1 {
        reading.found.kind = Kind::Log4j1;
        log4j1::read_xml(root, reading);
        return Ok(());
    }
    let has = |name: &str| root.child(name).is_some();
    let is_log4j2 = root.is("configuration")
        && (root.name == "Configuration" || ["Appenders", "Loggers", "Properties"].iter().any(|name| has(name)));
    if is_log4j2 {
        reading.found.kind = Kind::Log4j2;
        log4j2::read(root, reading);
        return Ok(());
    }
    if root.is("configuration") || root.is("included") {
        reading.found.kind = Kind::Logback;
        logback_xml::read(root, reading);
        return Ok(());
    }
    if jboss::is_server(root) {
        reading.found.kind = Kind::WildFly;
        jboss::read_xml(root, reading);
        return Ok(());
    }
    Err((root.place, ErrorKind::OtherDocument(format!("<{}>", root.name))))
}

fn of_tree(documents: &[Node], reading: &mut Reading<'_, '_>) -> Result<(), Fault> {
    let Some(first) = documents.first() else {
        return Err((Place::default(), ErrorKind::Nothing));
    };
    let is_named = |name: &str| first.entries().iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
    if let Some((_, root)) = is_named("configuration").filter(|(_, root)| root.is_map()) {
        reading.found.kind = Kind::Log4j2;
        log4j2::read(&log4j2::element("Configuration", root), reading);
        return Ok(());
    }
    if let Some(root) = dict_config::find(first) {
        reading.found.kind = Kind::DictConfig;
        dict_config::read(root, reading);
        return Ok(());
    }
    let entries = spring::flatten(documents);
    if entries.iter().any(|entry| spring::is_key(&entry.key)) {
        reading.found.kind = Kind::Spring;
        spring::read(&entries, reading);
        return Ok(());
    }
    if entries.iter().any(|entry| jboss::is_quarkus_key(&entry.key)) {
        reading.found.kind = Kind::Quarkus;
        jboss::read_quarkus(&entries, reading);
        return Ok(());
    }
    let name = first.entries().first().map_or("list", |(key, _)| key.as_str());
    Err((first.place, ErrorKind::OtherDocument(name.to_owned())))
}

fn of_properties(entries: &[(String, Traced)], reading: &mut Reading<'_, '_>) -> Result<(), Fault> {
    let has = |starts: &[&str]| entries.iter().any(|(key, _)| starts.iter().any(|start| key.starts_with(start)));
    if has(&["log4j."]) && !has(&["appender."]) {
        reading.found.kind = Kind::Log4j1;
        log4j1::read_properties(entries, reading);
    } else if has(&["appender.", "rootLogger", "property."]) {
        reading.found.kind = Kind::Log4j2;
        log4j2::read(&log4j2::of_properties(entries), reading);
    } else if jboss::is_properties(entries) {
        reading.found.kind = Kind::WildFly;
        jboss::read_properties(entries, reading);
    } else if has(&["java.util.logging."]) || entries.iter().any(|(key, _)| key == ".level" || key == "handlers") {
        reading.found.kind = Kind::JavaUtilLogging;
        jul::read(entries, reading);
    } else if entries.iter().any(|(key, _)| spring::is_key(key)) {
        reading.found.kind = Kind::Spring;
        spring::read(&spring::entries(entries), reading);
    } else if entries.iter().any(|(key, _)| jboss::is_quarkus_key(key)) {
        reading.found.kind = Kind::Quarkus;
        jboss::read_quarkus(&spring::entries(entries), reading);
    } else {
        return Err((Place::default(), ErrorKind::Unknown));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_is_told_by_the_content() {
        assert_eq!(shape("<?xml version='1.0'?>\n<a/>", "x"), Shape::Xml);
        assert_eq!(shape("\n  {\"a\": 1}", "x"), Shape::Json);
        assert_eq!(shape("# c\n[loggers]\nkeys=root", "x.conf"), Shape::Ini);
        assert_eq!(shape("version: 1\nformatters:\n", "x"), Shape::Yaml);
        assert_eq!(shape("logging:\n  level:\n", "x"), Shape::Yaml);
        assert_eq!(shape("---\na = b\n", "x"), Shape::Yaml);
        assert_eq!(shape("log4j.rootLogger=INFO, A\n", "x"), Shape::Properties);
        assert_eq!(shape("logging.pattern.file: %d{HH:mm} = %m\n", "a.properties"), Shape::Properties);
        assert_eq!(shape("logging.pattern.file: '%d = %m'\n", "a.yaml"), Shape::Yaml);
        assert_eq!(shape("", "x"), Shape::Properties);
    }
}
