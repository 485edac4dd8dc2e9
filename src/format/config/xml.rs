//! XML 1.0, as far as configurations of logging need it, read into [`Element`]s with quick-xml.
//!
//! Only the five predefined entities and character references are replaced. A document type is passed over: nothing that
//! it names is fetched and no entity that it declares is expanded, so a reference to one is an error with its place.
//! Namespaces are not resolved.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::format::config::element::Element;
use crate::format::config::error::{ErrorKind, Fault};
use crate::format::config::traced::{Place, Traced};

/// Elements nested deeper than this are refused.
const MAX_DEPTH: usize = 64;

/// Reads a document; the root element comes back. `file` is the number of the file that the text is of.
pub(crate) fn parse(text: &str, file: usize) -> Result<Element, Fault> {
    let mut reader = Reader::from_str(text);
    let at = |offset: u64| Place { file, offset_bytes: usize::try_from(offset).unwrap_or(usize::MAX).min(text.len()) };
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        let start = at(reader.buffer_position());
        let event = reader.read_event().map_err(|error| {
            let problem = error.to_string().replace("ill-formed document: ", "").replace("syntax error: ", "");
            (at(reader.error_position()), ErrorKind::Syntax { language: "XML", problem })
        })?;
        match event {
            Event::Start(tag) => {
                if open.len() >= MAX_DEPTH {
                    return Err((start, ErrorKind::TooDeep));
                }
                open.push(element(&tag, start, text)?);
            }
            Event::Empty(tag) => {
                let element = element(&tag, start, text)?;
                close(element, &mut open, &mut root);
            }
            Event::End(_) => {
                if let Some(element) = open.pop() {
                    close(element, &mut open, &mut root);
                }
            }
            Event::Text(part) => push_text(&mut open, &part, start, true),
            // `<![CDATA[` stands before the text.
            Event::CData(part) => push_text(&mut open, &part, start.plus(9), true),
            Event::GeneralRef(name) => {
                let replaced = entity(&name).ok_or_else(|| (start, ErrorKind::Entity(name.to_string())))?;
                push_text(&mut open, replaced.encode_utf8(&mut [0; 4]), start, false);
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if let Some(element) = open.pop() {
        let problem = format!("`<{}>` is never closed", element.name);
        return Err((element.place, ErrorKind::Syntax { language: "XML", problem }));
    }
    root.ok_or_else(|| (at(0), ErrorKind::Syntax { language: "XML", problem: "there is no element in it".to_owned() }))
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) {
    match open.last_mut() {
        Some(parent) => parent.children.push(element),
        // What stands behind the root is of no document.
        None => *root = root.take().or(Some(element)),
    }
}

fn push_text(open: &mut [Element], text: &str, place: Place, is_verbatim: bool) {
    if let Some(element) = open.last_mut() {
        element.text.push(text, place, is_verbatim);
    }
}

fn element(tag: &BytesStart<'_>, place: Place, text: &str) -> Result<Element, Fault> {
    let name = tag.name();
    let mut element = Element { name: name.as_ref().to_owned(), place, ..Element::default() };
    // Each name would be compared with all others; of two equal ones the first is taken.
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| {
            (place, ErrorKind::Syntax { language: "XML", problem: format!("in `<{}>`: {error}", element.name) })
        })?;
        // The value is borrowed from the text, which tells where it stands.
        let offset = (attribute.value.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
        let at = if text.get(offset..).is_some_and(|rest| rest.starts_with(attribute.value.as_ref())) {
            Place { file: place.file, offset_bytes: offset }
        } else {
            place
        };
        let value = decoded(&attribute.value, at)?;
        element.attributes.push((attribute.key.as_ref().to_owned(), value));
    }
    Ok(element)
}

/// The value of an attribute with its references replaced and its white space made blanks.
fn decoded(raw: &str, place: Place) -> Result<Traced, Fault> {
    let mut value = Traced::default();
    let mut at = 0;
    while let Some(rest) = raw.get(at..) {
        let length = rest.find(['&', '\n', '\t', '\r']).unwrap_or(rest.len());
        value.push(rest.get(..length).unwrap_or_default(), place.plus(at), true);
        at += length;
        let Some(mark) = rest.as_bytes().get(length) else { break };
        if *mark != b'&' {
            value.push(" ", place.plus(at), false);
            at += 1;
            continue;
        }
        let name = rest.get(length + 1..).and_then(|rest| rest.split_once(';')).map_or("", |(name, _)| name);
        let replaced = entity(name).ok_or_else(|| (place.plus(at), ErrorKind::Entity(name.to_owned())))?;
        value.push(replaced.encode_utf8(&mut [0; 4]), place.plus(at), false);
        at += name.len() + 2;
    }
    Ok(value)
}

/// What a reference without its `&` and `;` stands for.
pub(crate) fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offset(text: &Traced, offset: usize) -> usize {
        text.place(offset).offset_bytes
    }

    #[test]
    fn values_know_where_they_stand() {
        let text = "<?xml version='1.0'?>\n<a b='x&lt;y'>\n <c>%d &gt; <![CDATA[%m]]></c>\n</a>";
        let root = parse(text, 0).unwrap();
        let b = root.attribute("B").unwrap();
        assert_eq!(b.as_str(), "x<y");
        assert_eq!(text.get(offset(b, 2)..).unwrap().chars().next(), Some('y'));
        let c = root.value("c").unwrap();
        assert_eq!(c.as_str(), "%d > %m");
        assert!(text.get(offset(&c, 6)..).unwrap().starts_with("m]]>"));
        assert!(text.get(offset(&c, 1)..).unwrap().starts_with("d &gt;"));
    }

    #[test]
    fn entities_of_a_document_type_are_not_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>\n<a>&b;</a>";
        assert_eq!(parse(bomb, 0).unwrap_err().1, ErrorKind::Entity("b".to_owned()));
        assert_eq!(parse("<a b='&c;'/>", 0).unwrap_err().1, ErrorKind::Entity("c".to_owned()));
        assert!(parse("<!DOCTYPE log4j:configuration SYSTEM \"log4j.dtd\">\n<a/>", 0).is_ok());
    }

    #[test]
    fn what_is_no_xml_is_an_error_with_its_place() {
        for text in ["", "<a>", "<a></b>", "<a b=c/>", "<a", "</a>", "<a>&", "&#xD800;<a b='&#xD800;'/>", "text"] {
            let error = parse(text, 0).unwrap_err();
            assert!(error.0.offset_bytes <= text.len(), "{text}: {error:?}");
        }
        assert_eq!(parse(&"<a>".repeat(100_000), 0).unwrap_err().1, ErrorKind::TooDeep);
    }
}
