//! The report's head: what was read, the numbers that matter, levels, events over time, filters.

use std::io::{self, Write};

use crate::output::Look;
use crate::output::bars::Axis;
use crate::output::colour::Tone;
use crate::output::grid::Piece;
use crate::output::table::line;
use crate::output::text::{bytes, counted, duration, grouped};
use crate::report::row::PlaceRow;
use crate::report::{FilterRow, LevelRow, Report, SourceRow, TimeSpan, Totals};

/// Sources named in the head.
const NAMED_SOURCES: usize = 3;

/// What was read: names, amounts, span.
pub(super) fn head(
    out: &mut dyn Write,
    look: &Look,
    sources: &[SourceRow],
    time: Option<&TimeSpan>,
    totals: &Totals,
    interrupted: bool,
) -> io::Result<()> {
    let mut names: Vec<&str> = sources.iter().take(NAMED_SOURCES).map(|source| source_name(&source.path)).collect();
    let more = format!("{} more", sources.len().saturating_sub(NAMED_SOURCES));
    if sources.len() > NAMED_SOURCES {
        names.push(&more);
    }
    let names = if names.is_empty() { "nothing read".to_owned() } else { names.join(", ") };
    let mut first = vec![Piece::new(Tone::Accent, "errmon  "), Piece::new(Tone::Strong, names)];
    if interrupted {
        first.push(Piece::new(Tone::Alarm, "  interrupted: what was read until then"));
    }
    line(out, look, 0, &first)?;
    let mut facts =
        vec![bytes(totals.bytes), counted(totals.lines, "line", "lines"), counted(totals.records, "record", "records")];
    facts.extend(time.map(span_text));
    line(out, look, 8, &[Piece::new(Tone::Dim, facts.join(" · "))])
}

/// A place as editors take it, `path:line`; by its bytes where lines were not counted that far.
pub(crate) fn place_text(place: &PlaceRow) -> String {
    match place.line {
        0 => format!("{}, byte {}", source_name(&place.path), grouped(place.offset_bytes)),
        line => format!("{}:{line}", source_name(&place.path)),
    }
}

/// A source as people call it.
pub(crate) fn source_name(path: &str) -> &str {
    if path == "-" { "standard input" } else { path }
}

/// `2026-11-23 09:27 to 2026-11-26 09:27 +01:00 (3 days)`, as short as the span allows.
pub(crate) fn span_text(time: &TimeSpan) -> String {
    let (first, last) = (time.first, time.last);
    let seconds = last.micros.saturating_sub(first.micros) / 1_000_000;
    let length = duration(seconds);
    if first.date() != last.date() {
        return format!("{} to {} {} ({length})", first.to_minute(), last.to_minute(), last.offset());
    }
    if first.time() == last.time() {
        return format!("{} {} {}", first.date(), first.time(), first.offset());
    }
    if seconds == 0 {
        return format!("{} {} to {} {}", first.date(), first.time(), last.time(), last.offset());
    }
    format!("{} {} to {} {} ({length})", first.date(), first.time(), last.time(), last.offset())
}

/// The numbers that matter, large to small; levels; events over time.
pub(super) fn totals(out: &mut dyn Write, look: &Look, report: &Report) -> io::Result<()> {
    let totals = &report.totals;
    if totals.events == 0 {
        let words = match (totals.lines, totals.records, totals.filtered) {
            (0, ..) => "nothing to read",
            (_, 0, 0) => "no log records found",
            (_, _, 0) => "no errors found",
            _ => "no event passes the filters",
        };
        line(out, look, 2, &[Piece::new(Tone::Strong, words)])?;
    } else {
        let mut pieces = vec![Piece::new(Tone::Strong, counted(totals.events, "event", "events"))];
        let incidents = counted(totals.incidents, "incident", "incidents");
        let tone = if totals.incidents == totals.events { Tone::Plain } else { Tone::Strong };
        pieces.extend([Piece::plain("   "), Piece::new(tone, incidents)]);
        pieces.extend([Piece::plain("   "), Piece::plain(counted(totals.issues, "issue", "issues"))]);
        let (certain, likely) = (totals.unhandled.certain, totals.unhandled.likely);
        if certain + likely > 0 {
            pieces.extend([
                Piece::plain("   "),
                Piece::new(Tone::Alarm, format!("{} unhandled", grouped(certain + likely))),
            ]);
            if likely > 0 {
                pieces.push(Piece::new(Tone::Dim, format!(" ({} likely)", grouped(likely))));
            }
        }
        line(out, look, 2, &pieces)?;
    }
    levels(out, look, &report.levels)?;
    let cells = look.width.map_or(60, |width| width.saturating_sub(40).clamp(20, 60));
    if let Some((axis, series)) = report.series.as_ref().and_then(|series| Some((Axis::new(series, cells)?, series))) {
        let step = duration(axis.cell_seconds());
        let spark = Piece::new(Tone::Accent, axis.spark(series, look.unicode));
        line(out, look, 2, &[spark, Piece::new(Tone::Dim, format!("  events, {step} a column"))])?;
    }
    Ok(())
}

fn levels(out: &mut dyn Write, look: &Look, levels: &[LevelRow]) -> io::Result<()> {
    if levels.is_empty() {
        return Ok(());
    }
    let mut pieces = Vec::new();
    for (at, row) in levels.iter().enumerate() {
        let tone = match row.severity_number {
            Some(17..) => Tone::Alarm,
            Some(13..=16) => Tone::Caution,
            _ => Tone::Dim,
        };
        let gap = if at == 0 { "" } else { "   " };
        pieces.extend([
            Piece::new(tone, format!("{gap}{}", row.level)),
            Piece::plain(format!(" {}", grouped(row.records))),
        ]);
    }
    line(out, look, 2, &pieces)
}

pub(super) fn filtered(out: &mut dyn Write, look: &Look, filters: &[FilterRow], totals: &Totals) -> io::Result<()> {
    if filters.is_empty() {
        return Ok(());
    }
    let typed: Vec<String> = filters.iter().map(|row| format!("--{} {}", row.option, row.value)).collect();
    let left_out = format!(
        " left out {}; levels and coverage are of the whole input",
        counted(totals.filtered, "event", "events")
    );
    line(out, look, 2, &[Piece::new(Tone::Caution, typed.join(" ")), Piece::new(Tone::Dim, left_out)])
}
