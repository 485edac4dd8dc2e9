//! JSON documents: pretty-printed, keys in a fixed order, one newline at the end.

use std::io::{self, Write};

use serde::Serialize;

use crate::output::redact;

/// Writes one document over several lines; with `masked`, its secrets masked.
///
/// # Errors
///
/// The writer's.
pub fn document(out: &mut dyn Write, document: &impl Serialize, masked: bool) -> io::Result<()> {
    if masked {
        let mut value = serde_json::to_value(document)?;
        redact::mask_value(&mut value);
        serde_json::to_writer_pretty(&mut *out, &value)?;
    } else {
        serde_json::to_writer_pretty(&mut *out, document)?;
    }
    out.write_all(b"\n")
}
