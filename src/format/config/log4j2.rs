//! Log4j 2.24 configurations: XML, concise and strict, and the JSON, YAML and properties forms of the same tree.
//!
//! ```text
//! Properties / Property       name + value | text
//! Appenders / any appender    a layout element: PatternLayout, or Layout with type
//! PatternLayout               pattern | Pattern, and the patterns of its selectors (PatternMatch, defaultPattern)
//! Loggers / Root | AsyncRoot  level
//! include (XInclude)          href
//! ```
//!
//! Names are read in any case. `${name}` is a property, `${sys:…:-default}` and all other lookups stand for their
//! default; what has none is left to the pattern compiler. Selects and arbiters are read wholly.

use std::collections::HashMap;

use crate::format::config::element::Element;
use crate::format::config::error::{Fault, Note};
use crate::format::config::own_word::with_own_words;
use crate::format::config::placeholder::substitute;
use crate::format::config::traced::Traced;
use crate::format::config::yaml::{Node, Value};
use crate::format::config::{Reading, Syntax, has_no_pattern, writes_json, xml};
use crate::format::logback::{self, Library};

/// Entries of a properties file that are looked at, and parts of a key.
const MAX_ENTRIES: usize = 4000;
const MAX_PARTS: usize = 16;

/// Reads the root element.
pub(crate) fn read(root: &Element, reading: &mut Reading<'_, '_>) {
    let mut walk = Walk { reading, properties: HashMap::new() };
    walk.collect(root);
    walk.children(root, Inside { owner: "", is_conditional: false });
}

/// What surrounds an element.
#[derive(Clone, Copy)]
struct Inside<'a> {
    /// `appender FILE`
    owner: &'a str,
    /// In a select or an arbiter.
    is_conditional: bool,
}

struct Walk<'w, 'r, 'f> {
    reading: &'w mut Reading<'r, 'f>,
    properties: HashMap<String, Traced>,
}

impl Walk<'_, '_, '_> {
    /// Properties hold for the whole file, wherever they stand.
    fn collect(&mut self, element: &Element) {
        for child in &element.children {
            if child.is("property") {
                let own_text = || Some(child.text.trimmed()).filter(|text| !text.as_str().is_empty());
                let value = child.attribute("value").cloned().or_else(own_text);
                if let (Some(name), Some(value)) = (child.word("name"), value) {
                    self.properties.insert(name.to_owned(), value);
                }
            } else {
                self.collect(child);
            }
        }
    }

    fn children(&mut self, element: &Element, inside: Inside<'_>) {
        for child in &element.children {
            if let Err(fault) = self.element(child, inside) {
                self.reading.fault(fault);
            }
        }
    }

    fn element(&mut self, element: &Element, inside: Inside<'_>) -> Result<(), Fault> {
        let name = element.local_name().to_ascii_lowercase();
        let is_root_logger = matches!(name.as_str(), "root" | "asyncroot" | "rootlogger")
            || matches!(name.as_str(), "logger" | "asynclogger")
                && element.word("name").is_some_and(|name| name.is_empty() || name.eq_ignore_ascii_case("root"));
        if is_root_logger {
            if let Some(level) = element.value("level") {
                let word = self.expanded(&level)?;
                self.reading.root_level(word.as_str(), level.place(0), inside.is_conditional);
            }
        } else if name == "include" {
            self.include(element, inside)?;
        } else if name == "layout" || name.ends_with("layout") {
            self.layout(element, inside)?;
        } else if matches!(name.as_str(), "property" | "properties" | "filters") {
        } else if name == "appenders" || name == "loggers" {
            self.children(element, inside);
        } else {
            // In the properties form all appenders stand in one element of this name.
            let is_appender = inside.owner.is_empty() && !(name == "appender" && element.attributes.is_empty());
            let given = element.word("name").or(is_appender.then_some(element.local_name()));
            let owner = given.map(|name| format!("appender {name}"));
            let owner = owner.as_deref().unwrap_or(inside.owner);
            let is_conditional = inside.is_conditional || name == "select" || name.ends_with("arbiter");
            self.children(element, Inside { owner, is_conditional });
        }
        Ok(())
    }

    fn expanded(&self, text: &Traced) -> Result<Traced, Fault> {
        let scope = |name: &str| self.properties.get(name).cloned();
        substitute(text, &scope)
    }

    fn layout(&mut self, element: &Element, inside: Inside<'_>) -> Result<(), Fault> {
        let kind = element.word("type").filter(|_| element.is("layout")).unwrap_or(element.local_name());
        let owner = || inside.owner.to_owned();
        if writes_json(kind) {
            self.reading.note(element.place, Note::Json { owner: owner(), class: kind.to_owned() });
        } else if has_no_pattern(kind) {
            self.reading.note(element.place, Note::NoPattern { owner: owner(), class: kind.to_owned() });
        } else {
            self.patterns(element, inside.owner)?;
        }
        Ok(())
    }

    /// The pattern of a layout, and those of its selectors.
    fn patterns(&mut self, element: &Element, owner: &str) -> Result<(), Fault> {
        for name in ["pattern", "defaultPattern"] {
            if let Some(pattern) = element.value(name) {
                let place = pattern.place(0);
                let pattern = with_own_words(&self.expanded(&pattern)?, &plugin);
                self.reading.layout(owner, Syntax::Logback(Library::Log4j), place, pattern, None);
            }
        }
        element.children.iter().filter(|child| !child.is("pattern")).try_for_each(|child| self.patterns(child, owner))
    }

    fn include(&mut self, element: &Element, inside: Inside<'_>) -> Result<(), Fault> {
        let Some(path) = element.attribute("href") else { return Ok(()) };
        let path = self.expanded(path)?;
        let Some(file) = self.reading.enter(path.as_str(), element.place, false) else { return Ok(()) };
        match xml::parse(&self.reading.text(file), file) {
            Ok(root) => {
                self.collect(&root);
                let wrapper = Element { name: "included".to_owned(), children: vec![root], ..Element::default() };
                self.children(&wrapper, inside);
            }
            Err(fault) => self.reading.fault(fault),
        }
        self.reading.leave();
        Ok(())
    }
}

/// Whether a word is one of the program's own plugins rather than a known word with text behind it.
///
/// Log4j takes the longest known beginning of a word that it does not know: `%nEND` is a line end and text. A long word
/// of which only a letter or two are known is a plugin's (`%node_name`, `%consoleException`).
fn plugin(word: &str) -> Option<String> {
    const LEAST: usize = 6;
    // Of longer ones too many are like a known one by chance.
    const LONG: usize = 12;
    let known = (1..word.len()).rev().find(|length| word.get(..*length).is_some_and(logback::is_word)).unwrap_or(0);
    let is_misspelt = word.len() < LONG && logback::is_near_word(word);
    (word.len() >= LEAST && known <= 2 && !logback::is_word(word) && !is_misspelt).then(|| word.to_owned())
}

/// The element that a mapping of JSON or YAML stands for: scalars are attributes, all else are children.
pub(crate) fn element(name: &str, node: &Node) -> Element {
    let mut element = Element { name: name.to_owned(), place: node.place, ..Element::default() };
    for (key, inner) in node.entries() {
        match &inner.value {
            Value::Scalar(text) => element.attributes.push((key.clone(), text.clone())),
            Value::Map(_) => element.children.push(self::element(key, inner)),
            Value::List(items) => element.children.extend(items.iter().map(|item| self::element(key, item))),
        }
    }
    element
}

/// The tree that the dotted keys of a properties file spell.
pub(crate) fn of_properties(entries: &[(String, Traced)]) -> Element {
    let mut root = Element { name: "Configuration".to_owned(), ..Element::default() };
    let is_read = |key: &str| ["appender.", "rootLogger", "property."].iter().any(|start| key.starts_with(start));
    for (key, value) in entries.iter().filter(|(key, _)| is_read(key)).take(MAX_ENTRIES) {
        if let Some(name) = key.strip_prefix("property.") {
            let name = ("name".to_owned(), Traced::instead(name, value.place(0)));
            let attributes = vec![name, ("value".to_owned(), value.clone())];
            root.children.push(Element { name: "Property".to_owned(), attributes, ..Element::default() });
            continue;
        }
        if key == "rootLogger" {
            // `rootLogger = INFO, CONSOLE`
            let length = value.as_str().find(',').unwrap_or(value.as_str().len());
            let attributes = vec![("level".to_owned(), value.range(0..length).trimmed())];
            root.children.push(Element { name: "Root".to_owned(), attributes, ..Element::default() });
            continue;
        }
        let parts: Vec<&str> = key.split('.').take(MAX_PARTS + 1).collect();
        let Some((last, path)) = parts.split_last().filter(|(_, path)| path.len() < MAX_PARTS) else { continue };
        let mut at = &mut root;
        for part in path {
            let known = at.children.iter().position(|child| child.name == *part);
            let index = known.unwrap_or(at.children.len());
            if known.is_none() {
                at.children.push(Element { name: (*part).to_owned(), place: value.place(0), ..Element::default() });
            }
            let Some(child) = at.children.get_mut(index) else { return root };
            at = child;
        }
        at.attributes.push(((*last).to_owned(), value.clone()));
    }
    root
}
