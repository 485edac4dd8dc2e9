//! The catalogue of layouts, what detection found in a file, and the layouts of a configuration.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::format::catalogue::Entry;
use crate::format::config::error::Location;
use crate::format::detect::Score;
use crate::output::Look;
use crate::output::colour::Tone;
use crate::output::grid::{Align, Grid, Piece};
use crate::output::table::{line, source_name};
use crate::output::text::{counted, grouped};

/// Names and versions of the forms of rows.
pub const FORMAT_SCHEMA: &str = "errmon.format/1";
/// Of a layout that was tried on a file.
pub const DETECTION_SCHEMA: &str = "errmon.detection/1";
/// Of a configuration.
pub const CONFIGURATION_SCHEMA: &str = "errmon.configuration/1";

/// One layout of the catalogue.
#[derive(Debug, Serialize)]
pub struct FormatRow {
    schema: &'static str,
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
            schema: FORMAT_SCHEMA,
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
    schema: &'static str,
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
            schema: DETECTION_SCHEMA,
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

/// A configuration of a logging library.
#[derive(Debug, Serialize)]
pub struct ConfigurationRow {
    /// Name and version of the form.
    pub schema: &'static str,
    /// The file.
    pub path: String,
    /// Whose configuration it is.
    pub library: &'static str,
    /// The root logger's level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root_level: Option<&'static str>,
    /// The layouts in their order.
    pub layouts: Vec<LayoutRow>,
    /// What is not read, or in another way.
    pub notes: Vec<String>,
}

/// One layout of a configuration.
#[derive(Debug, Serialize)]
pub struct LayoutRow {
    /// Where its pattern begins.
    #[serde(flatten, serialize_with = "serialize_place")]
    pub place: Location,
    /// Whose it is.
    pub owner: String,
    /// The pattern's language.
    pub dialect: &'static str,
    /// The pattern with its properties replaced.
    pub pattern: String,
    /// Python's date format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub datefmt: Option<String>,
    /// In how many ways the libraries can mean it; 0 where it does not compile.
    pub readings: usize,
    /// Why it does not compile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

fn serialize_place<S: Serializer>(place: &Location, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(3))?;
    map.serialize_entry("file", &place.file)?;
    map.serialize_entry("line", &place.line)?;
    map.serialize_entry("column", &place.column)?;
    map.end()
}

/// Writes the layouts of a configuration with where they stand, and what is not read of it.
///
/// # Errors
///
/// The writer's.
pub fn configuration(out: &mut dyn Write, row: &ConfigurationRow, look: &Look) -> io::Result<()> {
    let mut words = format!("{}, {}", row.library, counted(row.layouts.len() as u64, "layout", "layouts"));
    if let Some(level) = row.root_level {
        words.extend([", root level ", level]);
    }
    line(out, look, 0, &[Piece::new(Tone::Strong, source_name(&row.path)), Piece::plain(": "), Piece::plain(words)])?;
    if !row.layouts.is_empty() {
        let mut grid = Grid::new(&[("PLACE", Align::Left)], "PATTERN, AND WHOSE").stackable();
        for layout in &row.layouts {
            let place = format!("{}:{}:{}", layout.place.file, layout.place.line, layout.place.column);
            let mut paragraphs = vec![vec![Piece::plain(&layout.pattern)]];
            paragraphs.extend(layout.datefmt.as_ref().map(|datefmt| vec![Piece::plain(datefmt)]));
            let whose = format!("{} ({})", layout.owner, layout.dialect);
            paragraphs.push(vec![Piece::new(Tone::Dim, whose)]);
            paragraphs.extend(layout.problem.as_ref().map(|problem| vec![Piece::new(Tone::Caution, problem)]));
            grid.row(vec![Piece::new(Tone::Accent, place)], paragraphs);
        }
        grid.write(out, look)?;
    }
    for note in &row.notes {
        line(out, look, 0, &[Piece::new(Tone::Dim, note)])?;
    }
    Ok(())
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
