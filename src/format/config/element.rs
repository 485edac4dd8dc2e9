//! A tree of named elements, the common form of XML and of Log4j 2's JSON, YAML and properties.

use crate::format::config::traced::{Place, Traced};

/// One element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its name, with its prefix where it has one.
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) attributes: Vec<(String, Traced)>,
    pub(crate) children: Vec<Element>,
    /// The text directly inside it.
    pub(crate) text: Traced,
}

impl Element {
    /// Its name without a prefix is this one, in any case.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.local_name().eq_ignore_ascii_case(name)
    }

    /// Its name without a prefix.
    pub(crate) fn local_name(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or(&self.name)
    }

    /// An attribute by its name in any case.
    pub(crate) fn attribute(&self, name: &str) -> Option<&Traced> {
        self.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The text of an attribute, without white space at its ends.
    pub(crate) fn word(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(|value| value.as_str().trim())
    }

    /// The first child of a name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.is(name))
    }

    /// An attribute, or the text of a child of that name.
    pub(crate) fn value(&self, name: &str) -> Option<Traced> {
        let inner = || self.child(name).map(|child| child.text.trimmed()).filter(|text| !text.as_str().is_empty());
        self.attribute(name).cloned().or_else(inner)
    }
}

/// The last part of a dotted name.
pub(crate) fn simple_name(name: &str) -> &str {
    name.rsplit(['.', '$']).next().unwrap_or(name)
}
