//! The catalogue of layouts, and what detection found in a file.

use std::io::{self, Write};

use serde::Serialize;

use crate::format::catalogue::Entry;
use crate::format::detect::Score;
use crate::output::Look;
use crate::output::colour::Tone;
use crate::output::grid::{Align, Grid, Piece};
use crate::output::table::{line, source_name};
use crate::output::text::{counted, grouped};

/// One layout of the catalogue.
#[derive(Debug, Serialize)]
pub struct FormatRow {
    name: &'static str,
    dialect: &'static str,
    pattern: &'static str,
    about: &'static str,
    samples: &'static [&'static str],
}

impl FormatRow {
    /// The row of an entry.
    pub const fn new(entry: &Entry) -> Self {
        Self {
            name: entry.name,
            dialect: entry.dialect.name(),
            pattern: entry.pattern,
            about: entry.about,
            samples: entry.samples,
        }
    }
}

/// How one layout did.
#[derive(Debug, Serialize)]
pub struct ScoreRow {
    name: String,
    pattern: String,
    lines_matched: usize,
    lines_explained_alone: usize,
    strictness: u32,
    chosen: bool,
    why: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    wrappers: Vec<&'static str>,
}

impl ScoreRow {
    /// The row of a score; `wrappers` stand around the lines, from the outermost on.
    pub fn new(score: &Score, wrappers: &[&'static str]) -> Self {
        Self {
            name: score.layout.name().to_owned(),
            pattern: score.layout.pattern().to_owned(),
            lines_matched: score.lines_matched,
            lines_explained_alone: score.lines_explained_alone,
            strictness: score.strictness,
            chosen: score.chosen,
            why: score.why.clone(),
            wrappers: wrappers.to_vec(),
        }
    }
}

/// Writes the catalogue.
///
/// # Errors
///
/// The writer's.
pub fn catalogue(out: &mut dyn Write, rows: &[FormatRow], look: &Look) -> io::Result<()> {
    let mut grid = Grid::new(&[("NAME", Align::Left)], "PATTERN, WHOSE IT IS, AND A LINE OF IT").stackable();
    for row in rows {
        let mut paragraphs = vec![vec![Piece::plain(row.pattern)], vec![Piece::new(Tone::Dim, row.about)]];
        paragraphs.extend(row.samples.first().map(|sample| vec![Piece::new(Tone::Dim, sample)]));
        grid.row(vec![Piece::new(Tone::Accent, row.name)], paragraphs);
    }
    grid.write(out, look)
}

/// Writes what was found in a file, the chosen layouts marked with `>`; `wrappers` stand around the lines.
///
/// # Errors
///
/// The writer's.
pub fn detection(
    out: &mut dyn Write,
    path: &str,
    lines: usize,
    wrappers: &[&'static str],
    rows: &[ScoreRow],
    look: &Look,
) -> io::Result<()> {
    let found = rows.iter().filter(|row| row.chosen).count() as u64;
    let read = counted(lines as u64, "line", "lines");
    let words = if found == 0 {
        format!("no known format in the first {read}")
    } else {
        format!("{} in the first {read}", counted(found, "format", "formats"))
    };
    let words = if wrappers.is_empty() { words } else { format!("{words}, wrapped in {}", wrappers.join(", ")) };
    line(out, look, 0, &[Piece::new(Tone::Strong, source_name(path)), Piece::plain(": "), Piece::plain(words)])?;
    if rows.is_empty() {
        return Ok(());
    }
    let heads = [
        ("", Align::Left),
        ("NAME", Align::Left),
        ("LINES", Align::Right),
        ("ALONE", Align::Right),
        ("STRICT", Align::Right),
    ];
    let mut grid = Grid::new(&heads, "PATTERN, AND WHY").stackable();
    for row in rows {
        let (mark, tone) = if row.chosen { (">", Tone::Accent) } else { (" ", Tone::Plain) };
        let fixed = vec![
            Piece::new(tone, mark),
            Piece::new(tone, &row.name),
            Piece::plain(grouped(row.lines_matched as u64)),
            Piece::plain(grouped(row.lines_explained_alone as u64)),
            Piece::new(Tone::Dim, grouped(u64::from(row.strictness))),
        ];
        grid.row(fixed, vec![vec![Piece::plain(&row.pattern)], vec![Piece::new(Tone::Dim, &row.why)]]);
    }
    grid.write(out, look)
}
