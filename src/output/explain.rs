//! Why an event is the issue that it is: the canonical text, and what counts of the event and what does not.

use std::io::{self, Write};

use serde::Serialize;

use crate::issue::{Component, Fingerprint};
use crate::output::Look;
use crate::output::colour::Tone;
use crate::output::grid::{Align, Grid, Piece};
use crate::output::redact::mask;
use crate::output::table::{heading, line};
use crate::output::text::grouped;

/// Neighbours that do not count for the same reason, up to which each is shown.
const SHOWN_ALIKE: usize = 3;

/// Name and version of an explanation's form.
pub const SCHEMA: &str = "errmon.explanation/1";

/// What is explained, ready to be written.
#[derive(Debug, Serialize)]
pub struct Explanation {
    schema: &'static str,
    id: String,
    fingerprint: String,
    canonical_text: String,
    components: Vec<ComponentRow>,
}

#[derive(Debug, Serialize)]
struct ComponentRow {
    what: String,
    contributes: bool,
    why: &'static str,
}

impl Explanation {
    /// From a fingerprint, the text it is the hash of, and all that could have counted.
    pub fn new(fingerprint: Fingerprint, canonical_text: &str, components: &[Component]) -> Self {
        let row = |component: &Component| ComponentRow {
            what: component.what.to_string(),
            contributes: component.contributes,
            why: component.why,
        };
        Self {
            schema: SCHEMA,
            id: fingerprint.id(),
            fingerprint: fingerprint.to_string(),
            canonical_text: canonical_text.to_owned(),
            components: components.iter().map(row).collect(),
        }
    }
}

/// Writes the explanation for people: `+` counts, `-` does not.
///
/// # Errors
///
/// The writer's.
pub fn table(out: &mut dyn Write, explanation: &Explanation, look: &Look) -> io::Result<()> {
    line(
        out,
        look,
        0,
        &[Piece::new(Tone::Accent, &explanation.id), Piece::new(Tone::Dim, format!("  {}", explanation.fingerprint))],
    )?;
    heading(out, look, "What counts (+) and what does not (-)", None)?;
    let mut grid = Grid::new(&[("", Align::Left)], "");
    for run in explanation.components.chunk_by(|a, b| !a.contributes && !b.contributes && a.why == b.why) {
        for row in run.iter().take(if run.len() > SHOWN_ALIKE { 1 } else { run.len() }) {
            let (mark, tone) = if row.contributes { ("+", Tone::Strong) } else { ("-", Tone::Dim) };
            let what = vec![Piece::new(tone, mask(&row.what)), Piece::new(Tone::Dim, format!(" ({})", row.why))];
            grid.row(vec![Piece::new(tone, mark)], vec![what]);
        }
        if run.len() > SHOWN_ALIKE {
            let more = format!("and {} more for the same reason", grouped(run.len() as u64 - 1));
            grid.row(vec![Piece::new(Tone::Dim, "-")], vec![vec![Piece::new(Tone::Dim, more)]]);
        }
    }
    grid.write(out, look)?;
    heading(out, look, "Canonical text", Some("  the fingerprint is its hash"))?;
    for text in explanation.canonical_text.lines() {
        line(out, look, 2, &[Piece::plain(mask(text))])?;
    }
    Ok(())
}
