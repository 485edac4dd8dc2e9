//! The report's tail: unhandled exceptions with their evidence, coverage, notes.

use std::io::{self, Write};

use crate::output::Look;
use crate::output::colour::Tone;
use crate::output::grid::{Align, Grid, Piece};
use crate::output::redact::mask;
use crate::output::table::head::place_text;
use crate::output::table::{heading, line, short};
use crate::output::text::{counted, grouped, percent, shorten};
use crate::report::row::Rest;
use crate::report::{CoverageRow, UnhandledRow};

/// Shapes of unrecognised lines that are shown, and characters of each.
const SHOWN_SHAPES: usize = 5;
const SHAPE_CHARS: usize = 100;

pub(super) fn unhandled(
    out: &mut dyn Write,
    look: &Look,
    rows: &[UnhandledRow],
    other: Option<Rest>,
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    heading(out, look, "Unhandled", None)?;
    let mut grid =
        Grid::new(&[("ID", Align::Left), ("CERTAIN", Align::Right), ("LIKELY", Align::Right)], "ISSUE AND EVIDENCE");
    for row in rows {
        let number =
            |count: u64, tone| if count == 0 { Piece::new(Tone::Dim, "-") } else { Piece::new(tone, grouped(count)) };
        let fixed = vec![
            Piece::new(Tone::Accent, short(&row.issue)),
            number(row.counts.certain, Tone::Alarm),
            number(row.counts.likely, Tone::Caution),
        ];
        let kinds: Vec<&str> = row.counts.kinds.iter().map(|row| row.kind).collect();
        let mut words = Vec::new();
        words.extend(row.evidence.as_deref().map(|evidence| Piece::new(Tone::Dim, format!("{}  ", mask(evidence)))));
        words.push(Piece::new(Tone::Dim, place_text(&row.sample)));
        if !kinds.is_empty() {
            words.push(Piece::new(Tone::Dim, format!(" ({})", kinds.join(", "))));
        }
        grid.row(fixed, vec![vec![Piece::plain(mask(&row.title))], words]);
    }
    grid.write(out, look)?;
    let Some(rest) = other else { return Ok(()) };
    let more =
        format!("and {} with {}", counted(rest.values, "issue", "issues"), counted(rest.events, "event", "events"));
    line(out, look, 2, &[Piece::new(Tone::Dim, more)])
}

pub(super) fn coverage(out: &mut dyn Write, look: &Look, seen: &CoverageRow) -> io::Result<()> {
    heading(out, look, "Coverage", None)?;
    let mut pieces = vec![Piece::plain(format!(
        "{} read = {} in records",
        counted(seen.lines_read, "line", "lines"),
        grouped(seen.lines_in_records)
    ))];
    let tone = if seen.lines_unrecognised > 0 { Tone::Caution } else { Tone::Dim };
    let share = if seen.lines_unrecognised > 0 {
        format!(" ({})", percent(seen.lines_unrecognised, seen.lines_read))
    } else {
        String::new()
    };
    pieces.push(Piece::new(tone, format!(" + {} unrecognised{share}", grouped(seen.lines_unrecognised))));
    if seen.lines_repeated > 0 {
        pieces.push(Piece::plain(format!(" + {} repeated", grouped(seen.lines_repeated))));
    }
    line(out, look, 2, &pieces)?;
    if !seen.shapes.is_empty() {
        let mut grid = Grid::new(&[("", Align::Right)], "");
        for shape in seen.shapes.iter().take(SHOWN_SHAPES) {
            let place = format!("  {}", place_text(&shape.place));
            grid.row(
                vec![Piece::plain(grouped(shape.lines))],
                vec![vec![Piece::plain(shorten(&mask(&shape.sample), SHAPE_CHARS)), Piece::new(Tone::Dim, place)]],
            );
        }
        let hidden: u64 = seen.shapes.iter().skip(SHOWN_SHAPES).map(|shape| shape.lines).sum();
        let others = hidden + seen.other_shapes;
        let kept: u64 = seen.shapes.iter().map(|shape| shape.lines).sum::<u64>() + seen.other_shapes;
        let blank = seen.lines_unrecognised.saturating_sub(kept);
        for (count, words) in [(others, "others (`errmon events --unrecognised` shows all)"), (blank, "blank")] {
            if count > 0 {
                grid.row(vec![Piece::new(Tone::Dim, grouped(count))], vec![vec![Piece::new(Tone::Dim, words)]]);
            }
        }
        grid.write(out, look)?;
    }
    let oddities: Vec<String> = [
        (seen.invalid_utf8_bytes, "byte that is not UTF-8", "bytes that are not UTF-8"),
        (seen.nul_bytes, "NUL byte", "NUL bytes"),
        (seen.crlf_records, "record with CR LF line ends", "records with CR LF line ends"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| counted(count, one, many))
    .collect();
    if oddities.is_empty() {
        return Ok(());
    }
    line(out, look, 2, &[Piece::new(Tone::Dim, format!("with {}", oddities.join(", ")))])
}

pub(super) fn notes(out: &mut dyn Write, look: &Look, notes: &[String]) -> io::Result<()> {
    if notes.is_empty() {
        return Ok(());
    }
    heading(out, look, "Notes", None)?;
    let mut grid = Grid::new(&[("", Align::Left)], "");
    for note in notes {
        grid.row(vec![Piece::new(Tone::Caution, if look.unicode { "•" } else { "*" })], vec![vec![Piece::plain(note)]]);
    }
    grid.write(out, look)
}
