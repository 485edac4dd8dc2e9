//! Members that are listed as objects of a key and a value, as OTLP lists attributes.
//!
//! ```text
//! [{"key": "exception.type", "value": {"stringValue": "ValueError"}}, {"key": "thread.id", "value": {"intValue": "17"}}]
//! ```

use crate::format::json::scan::{Kind, Members, Value};
use crate::format::json::trace;

/// The names under which OTLP has a value, by its type.
const TYPES: &[&[u8]] =
    &[b"stringValue", b"intValue", b"doubleValue", b"boolValue", b"bytesValue", b"string_value", b"int_value"];

/// Whether an array begins with such an object.
pub(super) fn is_list(text: &[u8], array: Value) -> bool {
    Listed::of(text, array).next().is_some()
}

/// Reads such members one after the other.
pub(super) struct Listed<'t> {
    text: &'t [u8],
    elements: Members<'t>,
}

impl<'t> Listed<'t> {
    pub(super) fn of(text: &'t [u8], array: Value) -> Self {
        Self { text, elements: Members::of(text, array.start, array.end) }
    }

    pub(super) fn next(&mut self) -> Option<(&'t [u8], Value)> {
        let element = self.elements.next_value().filter(|element| element.kind == Kind::Object)?;
        let [Some(key), Some(value)] = trace::members(self.text, element, [&[b"key"], &[b"value"]]) else {
            return None;
        };
        let typed = if value.kind == Kind::Object { trace::member(self.text, value, TYPES) } else { None };
        key.kind.is_text().then_some((self.text.get(key.start..key.end)?, typed.unwrap_or(value)))
    }
}
