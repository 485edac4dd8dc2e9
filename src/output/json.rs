//! JSON documents: pretty-printed, keys in a fixed order, one newline at the end.
//!
//! Texts are of logs, and whoever looks at JSON does so on a terminal. Controls below U+0020 are escaped by RFC 8259; so
//! are here those of the second block (U+0080 to U+009F, of which U+009B begins control sequences as ESC does) and the
//! characters that turn the direction of text round (Unicode 16, annex 9). The data is the same.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use crate::output::redact;

/// Writes one document over several lines; with `masked`, its secrets masked.
///
/// # Errors
///
/// The writer's.
pub fn document(out: &mut dyn Write, document: &impl Serialize, masked: bool) -> io::Result<()> {
    put(out, document, masked, PrettyFormatter::new())?;
    out.write_all(b"\n")
}

/// Writes a value without any blank; with `masked`, its secrets masked.
pub(super) fn compact(out: &mut dyn Write, value: &impl Serialize, masked: bool) -> io::Result<()> {
    put(out, value, masked, CompactFormatter)
}

fn put(out: &mut dyn Write, value: &impl Serialize, masked: bool, form: impl Formatter) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Escaping(form));
    if masked {
        let mut value = serde_json::to_value(value)?;
        redact::mask_value(&mut value);
        value.serialize(&mut serializer)?;
    } else {
        value.serialize(&mut serializer)?;
    }
    Ok(())
}

/// A form whose texts hold no characters that a terminal acts on.
struct Escaping<F>(F);

impl<F: Formatter> Formatter for Escaping<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((plain, acting, behind)) = first_acting(rest) {
            out.write_all(plain.as_bytes())?;
            write!(out, "\\u{:04x}", u32::from(acting))?;
            rest = behind;
        }
        out.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

/// The first character that a terminal acts on, what stands before it and what behind.
fn first_acting(text: &str) -> Option<(&str, char, &str)> {
    // All of them begin with one of two bytes in UTF-8, which most texts do not have at all.
    memchr::memchr2(0xc2, 0xe2, text.as_bytes())?;
    let is_acting = |c: char| matches!(c, '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let at = text.find(is_acting)?;
    let (plain, rest) = text.split_at_checked(at)?;
    let acting = rest.chars().next()?;
    Some((plain, acting, rest.strip_prefix(acting)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_acts_on_is_escaped_and_stays_the_same_data() {
        let text = "a\u{202e}b\u{9b}31m \u{2066}\u{2069} caf\u{e9} \u{20ac} \u{1f600} \u{1b}[0m";
        let (mut lines, mut document_out) = (Vec::new(), Vec::new());
        compact(&mut lines, &[text], false).unwrap();
        document(&mut document_out, &[text], true).unwrap();
        assert_eq!(
            String::from_utf8(lines.clone()).unwrap(),
            "[\"a\\u202eb\\u009b31m \\u2066\\u2069 caf\u{e9} \u{20ac} \u{1f600} \\u001b[0m\"]"
        );
        for written in [&lines, &document_out] {
            assert_eq!(serde_json::from_slice::<Vec<String>>(written).unwrap(), [text]);
        }
    }

    #[test]
    fn a_document_is_as_pretty_as_ever() {
        let value = serde_json::json!({"a": [1, {"b": null}], "c": {}, "d": []});
        let mut out = Vec::new();
        document(&mut out, &value, false).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), format!("{value:#}\n"));
    }
}
