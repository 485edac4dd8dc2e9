//! Log4j 1.2 configurations, as `PropertyConfigurator` and `DOMConfigurator` read them.
//!
//! ```text
//! log4j.rootLogger = LEVEL, appender, …            log4j.rootCategory is its old name
//! log4j.appender.NAME.layout = class               PatternLayout, EnhancedPatternLayout, TTCCLayout, SimpleLayout
//! log4j.appender.NAME.layout.ConversionPattern = pattern
//! ```
//!
//! `${name}` is another key of the file. In XML the same stands in `<appender><layout><param>` and `<root><level>`.

use std::collections::HashMap;

use crate::format::config::element::{Element, simple_name};
use crate::format::config::error::Note;
use crate::format::config::placeholder::substitute;
use crate::format::config::traced::{Place, Traced};
use crate::format::config::{Reading, Syntax, has_no_pattern, writes_json};
use crate::format::logback::Library;

/// What `SimpleLayout` writes.
const SIMPLE: &str = "%p - %m%n";
/// What `TTCCLayout` writes where its date format is not changed.
const TTCC: &str = "%r [%t] %p %c %x - %m%n";

/// Reads a properties file.
pub(crate) fn read_properties(entries: &[(String, Traced)], reading: &mut Reading<'_, '_>) {
    let values: HashMap<&str, &Traced> = entries.iter().map(|(key, value)| (key.as_str(), value)).collect();
    let scope = |name: &str| values.get(name).map(|value| (*value).clone());
    for (key, value) in entries {
        let Some(key) = key.strip_prefix("log4j.") else { continue };
        if key == "rootLogger" || key == "rootCategory" {
            match substitute(value, &scope) {
                Ok(value) => {
                    let level = value.as_str().split(',').next().unwrap_or_default();
                    reading.root_level(level, value.place(0), false);
                }
                Err(fault) => reading.fault(fault),
            }
            continue;
        }
        let Some((name, option)) = key.strip_prefix("appender.").and_then(|rest| rest.split_once('.')) else {
            continue;
        };
        let owner = format!("appender {name}");
        if option.eq_ignore_ascii_case("layout.conversionpattern") {
            pattern(&owner, value, &scope, reading);
        } else if option == "layout" {
            class(&owner, value.as_str(), value.place(0), reading);
        }
    }
}

/// Reads the root element of an XML file.
pub(crate) fn read_xml(root: &Element, reading: &mut Reading<'_, '_>) {
    let none = |_: &str| None;
    for child in &root.children {
        if child.is("appender") {
            let owner = format!("appender {}", child.word("name").unwrap_or("without a name"));
            for layout in child.children.iter().filter(|child| child.is("layout")) {
                class(&owner, layout.word("class").unwrap_or_default(), layout.place, reading);
                let params = layout.children.iter().filter(|param| {
                    param.word("name").is_some_and(|name| name.eq_ignore_ascii_case("conversionpattern"))
                });
                params.filter_map(|param| param.attribute("value")).for_each(|value| {
                    pattern(&owner, value, &none, reading);
                });
            }
        } else if child.is("root") {
            let level = child.child("level").or(child.child("priority"));
            if let Some(level) = level.and_then(|level| level.attribute("value")) {
                reading.root_level(level.as_str(), level.place(0), false);
            }
        }
    }
}

fn pattern(owner: &str, value: &Traced, scope: &dyn Fn(&str) -> Option<Traced>, reading: &mut Reading<'_, '_>) {
    match substitute(value, &scope) {
        Ok(pattern) => reading.layout(owner, Syntax::Logback(Library::Log4j), value.place(0), pattern, None),
        Err(fault) => reading.fault(fault),
    }
}

/// Layouts whose pattern is in their class.
fn class(owner: &str, class: &str, place: Place, reading: &mut Reading<'_, '_>) {
    let name = simple_name(class.trim());
    let own = |text: &str| Traced::instead(text, place);
    match name {
        "SimpleLayout" => reading.layout(owner, Syntax::Logback(Library::Log4j), place, own(SIMPLE), None),
        "TTCCLayout" => reading.layout(owner, Syntax::Logback(Library::Log4j), place, own(TTCC), None),
        _ if writes_json(name) => {
            reading.note(place, Note::Json { owner: owner.to_owned(), class: name.to_owned() });
        }
        _ if has_no_pattern(name) => {
            reading.note(place, Note::NoPattern { owner: owner.to_owned(), class: name.to_owned() });
        }
        _ => {}
    }
}
