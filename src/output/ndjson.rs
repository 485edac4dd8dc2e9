//! JSON lines: one object a line, `\n` behind each, no byte order mark.

use std::io::{self, Write};

use serde::Serialize;

use crate::output::json;

/// Writes one object as one line; with `masked`, its secrets masked.
///
/// # Errors
///
/// The writer's.
pub fn line(out: &mut dyn Write, row: &impl Serialize, masked: bool) -> io::Result<()> {
    object(out, row, masked)?;
    out.write_all(b"\n")
}

/// Writes one object without a line's end; with `masked`, its secrets masked.
///
/// # Errors
///
/// The writer's.
pub fn object(out: &mut dyn Write, row: &impl Serialize, masked: bool) -> io::Result<()> {
    json::compact(out, row, masked)
}

/// A row with the name of its form in front.
#[derive(Debug, Serialize)]
pub struct Named<'a, T> {
    /// Name and version of the form.
    pub schema: &'static str,
    /// The row.
    #[serde(flatten)]
    pub row: &'a T,
}
