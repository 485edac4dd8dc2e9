//! An element of XML with what is in it, read with quick-xml as far as it goes.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::format::config::xml::entity;

/// Elements nested deeper than this end what is read.
const MAX_DEPTH: usize = 100;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its name without a prefix.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    /// The text right inside it.
    pub(super) text: String,
    pub(super) children: Vec<Node>,
    /// It is not closed.
    pub(super) is_cut: bool,
}

impl Node {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of the first child of a name.
    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.as_str())
    }
}

/// Reads the element that a text begins with; `None` where it begins with none.
pub(super) fn parse(text: &str) -> Option<Node> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Node> = Vec::new();
    while let Ok(event) = reader.read_event() {
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let node = started(&tag);
                if open.len() >= MAX_DEPTH {
                    break;
                }
                open.push(node);
                if is_empty && let Some(root) = close(&mut open) {
                    return Some(root);
                }
            }
            Event::End(_) => {
                if let Some(root) = close(&mut open) {
                    return Some(root);
                }
            }
            Event::Text(part) => push(&mut open, &part),
            Event::CData(part) => push(&mut open, &part),
            Event::GeneralRef(name) => {
                let Some(replaced) = entity(&name) else { break };
                push(&mut open, replaced.encode_utf8(&mut [0; 4]));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    // Cut off: what is open is closed, and says so.
    loop {
        open.last_mut()?.is_cut = true;
        if let Some(root) = close(&mut open) {
            return Some(root);
        }
    }
}

/// Closes the innermost element; gives the outermost.
fn close(open: &mut Vec<Node>) -> Option<Node> {
    let node = open.pop()?;
    match open.last_mut() {
        Some(parent) => {
            parent.children.push(node);
            None
        }
        None => Some(node),
    }
}

fn push(open: &mut [Node], text: &str) {
    if let Some(node) = open.last_mut() {
        node.text.push_str(text);
    }
}

fn started(tag: &BytesStart<'_>) -> Node {
    let name = tag.name();
    let mut node = Node { name: local(name.as_ref()).to_owned(), ..Node::default() };
    for attribute in tag.attributes().with_checks(false).flatten() {
        node.attributes.push((local(attribute.key.as_ref()).to_owned(), replaced(&attribute.value)));
    }
    node
}

fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// A value with its references replaced; one to an unknown entity stays as it is.
fn replaced(raw: &str) -> String {
    let mut value = String::new();
    let mut rest = raw;
    while let Some((before, reference)) = rest.split_once('&') {
        value.push_str(before);
        let known = reference.split_once(';').and_then(|(name, behind)| Some((entity(name)?, behind)));
        let (character, behind) = known.unwrap_or(('&', reference));
        value.push(character);
        rest = behind;
    }
    value.push_str(rest);
    value
}
