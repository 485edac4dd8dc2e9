//! `logback.xml` and `logback-spring.xml`, as Logback 1.5's Joran and Spring Boot's additions to it read them.
//!
//! ```text
//! configuration | included
//!   property | variable | substitutionProperty    name + value | file | resource
//!   springProperty                                name + defaultValue, which stands for any text as well
//!   include                                       file | resource | url, optional; Boot's own files are built in
//!   conversionRule                                conversionWord + converterClass | class
//!   springProfile, if / then / else               all of them are read
//!   appender                                      encoder and layout, with or without a class, hold `pattern`
//!   root, logger name="ROOT"                      level
//! ```
//!
//! Files are sought beside the configuration. `<define>` computes its value in the program, so that is not known.

use std::collections::HashMap;

use crate::format::config::element::{Element, simple_name};
use crate::format::config::error::{Fault, Note, Refusal};
use crate::format::config::logback_scope::Properties;
use crate::format::config::own_word::with_own_words;
use crate::format::config::traced::Traced;
use crate::format::config::{Reading, Syntax, has_no_pattern, properties, writes_json, xml};
use crate::format::logback::{self, Library};

/// Where Spring Boot's own files are.
const BOOT: &str = "org/springframework/boot/logging/logback/";

/// Properties that classes compute, beyond which none is told.
const MAX_COMPUTED: usize = 100;

/// What `TTLLLayout` writes.
const TTLL: &str = "%d{HH:mm:ss.SSS} [%thread] %-5level %logger - %msg%n%ex";

/// Reads the root element of a configuration.
pub(crate) fn read(root: &Element, reading: &mut Reading<'_, '_>) {
    let mut walk = Walk { reading, properties: Properties::default(), words: HashMap::new(), computed: Vec::new() };
    walk.children(root, Inside { owner: "", is_conditional: false, is_layout: false });
}

/// What surrounds an element.
#[derive(Clone, Copy)]
struct Inside<'a> {
    /// `appender FILE`
    owner: &'a str,
    /// In a profile or under a condition.
    is_conditional: bool,
    /// In an encoder or a layout.
    is_layout: bool,
}

struct Walk<'w, 'r, 'f> {
    reading: &'w mut Reading<'r, 'f>,
    properties: Properties,
    /// Conversion words of the program's own classes.
    words: HashMap<String, String>,
    /// Properties that a class computes.
    computed: Vec<(String, String)>,
}

impl Walk<'_, '_, '_> {
    fn children(&mut self, element: &Element, inside: Inside<'_>) {
        for child in &element.children {
            if let Err(fault) = self.element(child, inside) {
                self.reading.fault(fault);
            }
        }
    }

    fn element(&mut self, element: &Element, inside: Inside<'_>) -> Result<(), Fault> {
        // Logback does not tell capitals in an element's name from small letters; its first manuals wrote `<Pattern>`.
        match element.local_name().to_ascii_lowercase().as_str() {
            "property" | "variable" | "substitutionproperty" => self.property(element, inside)?,
            "springproperty" => {
                if let (Some(name), Some(value)) = (element.word("name"), element.attribute("defaultValue")) {
                    self.properties.define_open(name, value, inside.is_conditional)?;
                }
            }
            "define" => {
                let class = element.word("class").unwrap_or_default().to_owned();
                if let Some(name) = element.word("name").filter(|_| self.computed.len() < MAX_COMPUTED) {
                    self.computed.push((name.to_owned(), class));
                }
            }
            "include" => self.include(element, inside)?,
            "conversionrule" => {
                let class = element.word("converterClass").or(element.word("class")).unwrap_or_default();
                self.words.extend(element.word("conversionWord").map(|word| (word.to_owned(), class.to_owned())));
            }
            "appender" => {
                let owner = format!("appender {}", element.word("name").unwrap_or("without a name"));
                self.children(element, Inside { owner: &owner, ..inside });
            }
            "encoder" | "layout" => self.encoder(element, inside)?,
            "pattern" if inside.is_layout => self.pattern(&element.text.trimmed(), inside)?,
            "root" => self.level(element, inside)?,
            "logger" if element.word("name").is_some_and(|name| name.eq_ignore_ascii_case("root")) => {
                self.level(element, inside)?;
            }
            "springprofile" | "if" => self.children(element, Inside { is_conditional: true, ..inside }),
            _ => self.children(element, Inside { is_layout: false, ..inside }),
        }
        Ok(())
    }

    fn property(&mut self, element: &Element, inside: Inside<'_>) -> Result<(), Fault> {
        if let (Some(name), Some(value)) = (element.word("name"), element.attribute("value")) {
            return self.properties.define(name, value, inside.is_conditional);
        }
        let Some(path) = self.path(element, &["file", "resource"])? else { return Ok(()) };
        let Some(file) = self.reading.enter(path.as_str(), path.place(0), false) else { return Ok(()) };
        let text = self.reading.text(file);
        self.reading.leave();
        for (name, value) in properties::parse(&text, file) {
            self.properties.define(&name, &value, inside.is_conditional)?;
        }
        Ok(())
    }

    /// The path that one of the attributes names, with its properties replaced.
    fn path(&self, element: &Element, attributes: &[&str]) -> Result<Option<Traced>, Fault> {
        let Some(path) = attributes.iter().find_map(|name| element.attribute(name)) else { return Ok(None) };
        Ok(self.properties.variants(path)?.into_iter().next())
    }

    fn include(&mut self, element: &Element, inside: Inside<'_>) -> Result<(), Fault> {
        let is_optional = element.word("optional") == Some("true");
        let place = element.place;
        if let Some(url) = element.word("url") {
            let note = Note::Include { what: url.to_owned(), why: Refusal::NotLocal };
            self.reading.note(place, note);
            return Ok(());
        }
        let Some(path) = self.path(element, &["file", "resource"])? else { return Ok(()) };
        if let Some(name) = path.as_str().strip_prefix(BOOT) {
            return self.boot(name, element, inside);
        }
        let Some(file) = self.reading.enter(path.as_str(), path.place(0), is_optional) else { return Ok(()) };
        match xml::parse(&self.reading.text(file), file) {
            Ok(root) => self.children(&root, inside),
            Err(fault) => self.reading.fault(fault),
        }
        self.reading.leave();
        Ok(())
    }

    /// One of the files that Spring Boot brings along.
    fn boot(&mut self, name: &str, element: &Element, inside: Inside<'_>) -> Result<(), Fault> {
        let place = element.place;
        let appender = |walk: &mut Self, owner: &str, pattern: &str| {
            let inside = Inside { owner, is_layout: true, ..inside };
            walk.pattern(&Traced::instead(pattern, place), inside)
        };
        match name {
            "defaults.xml" => self.properties.define_boot(place)?,
            "console-appender.xml" => appender(self, "appender CONSOLE", "${CONSOLE_LOG_PATTERN}")?,
            "file-appender.xml" => appender(self, "appender FILE", "${FILE_LOG_PATTERN}")?,
            "base.xml" => {
                self.properties.define_boot(place)?;
                appender(self, "appender CONSOLE", "${CONSOLE_LOG_PATTERN}")?;
                appender(self, "appender FILE", "${FILE_LOG_PATTERN}")?;
                self.reading.root_level("INFO", place, inside.is_conditional);
            }
            _ if name.starts_with("structured-") => {
                self.reading.note(place, Note::Json { owner: "appender".to_owned(), class: name.to_owned() });
            }
            _ => {}
        }
        Ok(())
    }

    fn encoder(&mut self, element: &Element, inside: Inside<'_>) -> Result<(), Fault> {
        let class = element.word("class").unwrap_or_default();
        let noted = |owner: &str| (owner.to_owned(), simple_name(class).to_owned());
        if writes_json(class) {
            let (owner, class) = noted(inside.owner);
            self.reading.note(element.place, Note::Json { owner, class });
        } else if has_no_pattern(class) {
            let (owner, class) = noted(inside.owner);
            self.reading.note(element.place, Note::NoPattern { owner, class });
        } else if simple_name(class) == "TTLLLayout" {
            self.pattern(&Traced::instead(TTLL, element.place), inside)?;
        } else {
            self.children(element, Inside { is_layout: true, ..inside });
        }
        Ok(())
    }

    fn pattern(&mut self, text: &Traced, inside: Inside<'_>) -> Result<(), Fault> {
        let own = |word: &str| self.words.get(word).filter(|_| !logback::is_word(word)).cloned();
        let variants = self.properties.variants(text)?.into_iter();
        let variants = variants.map(|variant| with_own_words(&variant, &own));
        let open = self.properties.open_variant(text)?.map(|open| with_own_words(&open, &own));
        let open = open.filter(|open| logback::compile(open.as_str()).is_ok());
        for pattern in variants.chain(open) {
            let computed = self.computed.iter().find(|(name, _)| pattern.as_str().contains(&format!("${{{name}")));
            if let Some((name, class)) = computed.cloned() {
                self.reading.note(text.place(0), Note::Define { name, class });
            }
            self.reading.layout(inside.owner, Syntax::Logback(Library::Logback), text.place(0), pattern, None);
        }
        Ok(())
    }

    fn level(&mut self, element: &Element, inside: Inside<'_>) -> Result<(), Fault> {
        let inner = || element.child("level").and_then(|level| level.attribute("value"));
        if let Some(level) = element.attribute("level").or_else(inner) {
            for variant in self.properties.variants(level)? {
                self.reading.root_level(variant.as_str(), level.place(0), inside.is_conditional);
            }
        }
        self.children(element, inside);
        Ok(())
    }
}
