//! Records in XML, each handed on as a JSON object on one line, which the catalogue's row `xml` reads.
//!
//! ```text
//! java.util.logging  <record> <date> <millis> <logger> <level> <class> <method> <thread> <message>
//!                    [ <exception> <message> ( <frame> <class> <method> <line> )* ] </record>          JDK 17, XMLFormatter
//! Log4j 1            <log4j:event logger= timestamp= level= thread=> <log4j:message> [ <log4j:NDC> ]
//!                    [ <log4j:throwable> ] [ <log4j:locationInfo class= …/> ]
//!                    [ <log4j:properties> <log4j:data name= value=/>* ] </log4j:event>                 1.2, XMLLayout
//! Log4j 2            <Event timeMillis= thread= level= loggerName=> [ <Instant/> ] [ <Marker name=/> ] <Message>
//!                    [ <Thrown name= message=> … ] [ <ContextMap> <item key= value=/>* ] [ <Source/> ] </Event>
//! ```
//!
//! Names are compared without their prefix. The predefined entities and character references are replaced; a document type
//! is passed over, and a reference to any other entity ends the record, as the end of the input does: what was read so far
//! is handed on as an object that is not closed.

mod fields;
mod node;

use crate::format::wrapper::Entry;

/// How records begin and end.
const TAGS: [(&[u8], &[u8]); 3] =
    [(b"<record>", b"</record>"), (b"<log4j:event", b"</log4j:event>"), (b"<Event", b"</Event>")];

/// Length of the record at the start of `text`, with its line's end, or of the line or tag where there is none; `None`
/// when it does not end there.
pub(super) fn length(text: &[u8]) -> Option<usize> {
    let blanks = text.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    // A record's piece begins on the record's line.
    if let Some(end) = memchr::memrchr(b'\n', text.get(..blanks)?) {
        return Some(end + 1);
    }
    let rest = text.get(blanks..)?;
    let end = match close_of(rest) {
        Some(close) => blanks + record_end(rest, close)?,
        None if rest.starts_with(b"<") => blanks + memchr::memchr2(b'>', b'\n', rest)? + 1,
        None => return memchr::memchr(b'\n', text).map(|end| end + 1),
    };
    let behind = text.get(end..)?;
    match behind.first()? {
        _ if text.get(end - 1) == Some(&b'\n') => Some(end),
        b'\n' => Some(end + 1),
        b'\r' => Some(end + 1 + usize::from(behind.get(1)? == &b'\n')),
        _ => Some(end),
    }
}

/// Reads a record.
pub(super) fn record<'a>(text: &'a [u8], entry: &mut Entry<'a>) -> bool {
    let text = text.trim_ascii();
    if close_of(text).is_none() {
        return false;
    }
    let Some(object) = node::parse(&String::from_utf8_lossy(text)).and_then(|node| fields::object(&node)) else {
        return false;
    };
    *entry = Entry { text: object.into_bytes().into(), ..Entry::default() };
    true
}

/// Whether a piece is no record but what stands around them: blanks, and tags of the document.
pub(super) fn is_around(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    text.is_empty() || text.starts_with(b"<") && text.ends_with(b">") && close_of(text).is_none()
}

/// The tag that closes the record which begins here.
fn close_of(text: &[u8]) -> Option<&'static [u8]> {
    let begins = |open: &[u8]| {
        let rest = text.strip_prefix(open)?;
        (open.ends_with(b">") || matches!(rest.first(), Some(b' ' | b'>' | b'\n' | b'\r' | b'\t'))).then_some(())
    };
    TAGS.iter().find_map(|(open, close)| begins(open).map(|()| *close))
}

/// The byte behind the closing tag, which counts only outside of character data sections.
fn record_end(text: &[u8], close: &[u8]) -> Option<usize> {
    const OPEN: &[u8] = b"<![CDATA[";
    let mut at = 0;
    loop {
        let end = at + memchr::memmem::find(text.get(at..)?, close)?;
        loop {
            match memchr::memmem::find(text.get(at..end)?, OPEN) {
                None => return Some(end + close.len()),
                Some(section) => at += section + memchr::memmem::find(text.get(at + section..)?, b"]]>")? + 3,
            }
            if at > end {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests;
