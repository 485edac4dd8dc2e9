//! The report for people: on a terminal as wide as it is, on a pipe without limits and colours.
//!
//! Secrets are masked and control characters shown as text, whatever the log holds.

mod head;
mod tail;

use std::io::{self, Write};

use crate::event::Event;
use crate::format::level::Level;
use crate::issue::Identity;
use crate::output::Look;
use crate::output::bars::{Axis, bar};
use crate::output::colour::Tone;
use crate::output::event::Context;
use crate::output::grid::{Align, Grid, Paragraph, Piece, write_paragraph};
use crate::output::redact::mask;
use crate::output::table::head::{filtered, head, totals};
pub(crate) use crate::output::table::head::{place_text, source_name, span_text};
use crate::output::table::tail::{coverage, notes, unhandled};
use crate::output::text::{columns, counted, grouped, percent};
use crate::report::row::{CountRow, IssueRow, Rest};
use crate::report::time::Moment;
use crate::report::top::Top;
use crate::report::{Report, TimeSpan, TopReport};

/// From this width on, a table shows more columns.
const WIDE: usize = 120;
/// Cells of a spark line: narrow and wide.
const SPARK_CELLS: (usize, usize) = (12, 24);
/// Cells of a bar.
const BAR_CELLS: usize = 16;
/// Hex digits of an id in tables.
pub(crate) const ID_DIGITS: usize = 8;

/// Writes the whole report.
///
/// # Errors
///
/// The writer's.
pub fn report(out: &mut dyn Write, report: &Report, look: &Look) -> io::Result<()> {
    head(out, look, &report.sources, report.time.as_ref(), &report.totals, report.interrupted)?;
    out.write_all(b"\n")?;
    totals(out, look, report)?;
    filtered(out, look, &report.filters, &report.totals)?;
    if report.totals.events > 0 {
        issues(out, look, report)?;
        counts(out, look, "By type", &report.types, report.other_types, report.totals.events)?;
        counts(out, look, "By module", &report.modules, report.other_modules, report.totals.events)?;
        unhandled(out, look, &report.unhandled, report.other_unhandled)?;
    }
    coverage(out, look, &report.coverage)?;
    notes(out, look, &report.notes)
}

/// Writes one ranked table.
///
/// # Errors
///
/// The writer's.
pub fn top(out: &mut dyn Write, report: &TopReport, look: &Look) -> io::Result<()> {
    let Top { by, rows, other, without } = &report.top;
    let mut grid = ranked_grid(match *by {
        "root_type" => "ROOT TYPE",
        "type" => "TYPE",
        "module" => "MODULE",
        "logger" => "LOGGER",
        "issue" => "ISSUE",
        "culprit" => "CULPRIT",
        "file" => "FILE",
        "thread" => "THREAD",
        "level" => "LEVEL",
        "message" => "MESSAGE",
        _ => "HOUR",
    });
    fill(&mut grid, look, rows, *other, *without, report.totals.events);
    if rows.is_empty() && report.totals.events == 0 {
        line(out, look, 2, &[Piece::plain("no events")])?;
    } else {
        grid.write(out, look)?;
    }
    filtered(out, look, &report.filters, &report.totals)?;
    let unrecognised = report.coverage.lines_unrecognised;
    if unrecognised > 0 {
        let text = format!(
            "{} unrecognised of {} read",
            counted(unrecognised, "line", "lines"),
            grouped(report.coverage.lines_read)
        );
        line(out, look, 2, &[Piece::new(Tone::Caution, text)])?;
    }
    Ok(())
}

/// Writes one event on one line, or two.
///
/// # Errors
///
/// The writer's.
pub fn event(
    out: &mut dyn Write,
    event: &Event,
    identity: Option<&Identity>,
    context: &Context<'_>,
    look: &Look,
) -> io::Result<()> {
    let mut pieces = Vec::new();
    let path = context.paths.get(event.place.source as usize).map_or("", String::as_str);
    let moment = event.time.as_ref().map(|time| Moment { micros: time.micros, offset_seconds: time.offset_seconds });
    match moment {
        Some(moment) => pieces.push(Piece::new(Tone::Dim, format!("{} {}  ", moment.date(), moment.time()))),
        None => pieces.push(Piece::new(Tone::Dim, format!("{}:{}  ", source_name(path), event.place.line))),
    }
    if let Some(level) = event.level_text.as_deref().or_else(|| event.level.map(Level::name)) {
        let tone = if event.level.is_some_and(|level| level >= Level::ERROR) { Tone::Alarm } else { Tone::Caution };
        pieces.push(Piece::new(tone, format!("{level}  ")));
    }
    if let Some(identity) = identity {
        pieces.push(Piece::new(Tone::Accent, format!("{}  ", identity.fingerprint.short())));
    }
    if let Some(module) = &event.module {
        pieces.push(Piece::new(Tone::Dim, format!("{module}  ")));
    }
    pieces
        .extend(event.message.as_deref().map(|message| Piece::plain(mask(message.lines().next().unwrap_or_default()))));
    if let Some(exception) = &event.exception {
        let message = exception.message.as_deref().and_then(|message| message.lines().next()).unwrap_or_default();
        let gap = if event.message.is_some() { "  " } else { "" };
        pieces.push(Piece::new(Tone::Strong, format!("{gap}{}", exception.type_name)));
        if !message.is_empty() {
            pieces.push(Piece::plain(format!(": {}", mask(message))));
        }
    }
    line(out, look, 0, &pieces)
}

/// How the columns with moments are written: as short as the report's span allows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stamps {
    Time,
    MinuteOfYear,
    Minute,
}

impl Stamps {
    fn of(time: Option<&TimeSpan>) -> Self {
        match time {
            Some(time) if time.first.date() == time.last.date() => Self::Time,
            Some(time) if time.first.year() == time.last.year() => Self::MinuteOfYear,
            _ => Self::Minute,
        }
    }

    fn write(self, moment: Option<Moment>) -> String {
        moment.map_or_else(
            || "-".to_owned(),
            |moment| match self {
                Self::Time => moment.time(),
                Self::MinuteOfYear => moment.to_minute_of_year(),
                Self::Minute => moment.to_minute(),
            },
        )
    }
}

fn issues(out: &mut dyn Write, look: &Look, report: &Report) -> io::Result<()> {
    let left_out = report.other_issues;
    let shown = report.issues.len() as u64;
    let of = left_out.map(|rest| format!("  {} of {}", grouped(shown), grouped(shown + rest.values)));
    heading(out, look, "Issues", of.as_deref())?;
    let wide = look.width.is_none_or(|width| width >= WIDE);
    let incidents = report.issues.iter().any(|issue| issue.incidents != issue.events);
    let several = report.issues.iter().any(|issue| issue.first_seen != issue.last_seen);
    let first = several && wide;
    // What the columns before the text take in a narrow table; then the text stands below them, and there is room.
    let room = look.width.map_or(SPARK_CELLS.1, |width| width.saturating_sub(45).clamp(SPARK_CELLS.0, SPARK_CELLS.1));
    let cells = if wide || Grid::stacks(look, 45) { room } else { SPARK_CELLS.0 };
    let axis = report.series.as_ref().and_then(|series| Axis::new(series, cells));
    let stamps = Stamps::of(report.time.as_ref());
    let mut heads = vec![("ID", Align::Left), ("EVENTS", Align::Right)];
    heads.extend(incidents.then_some((if wide { "INCIDENTS" } else { "INC." }, Align::Right)));
    heads.extend(first.then_some(("FIRST SEEN", Align::Left)));
    heads.push((if several { "LAST SEEN" } else { "SEEN" }, Align::Left));
    heads.extend(axis.map(|_| ("TREND", Align::Left)));
    let mut grid = Grid::new(&heads, "ISSUE").stackable();
    for issue in &report.issues {
        let mut fixed =
            vec![Piece::new(Tone::Accent, short(&issue.id)), Piece::new(Tone::Strong, grouped(issue.events))];
        fixed.extend(incidents.then(|| Piece::plain(grouped(issue.incidents))));
        fixed.extend(first.then(|| Piece::new(Tone::Dim, stamps.write(issue.first_seen))));
        fixed.push(Piece::plain(stamps.write(issue.last_seen)));
        if let Some(axis) = axis {
            let spark = issue.series.as_ref().map(|series| axis.spark(series, look.unicode)).unwrap_or_default();
            fixed.push(Piece::new(Tone::Accent, spark));
        }
        grid.row(fixed, vec![title(issue), place(issue)]);
    }
    grid.write(out, look)?;
    if let Some(rest) = left_out {
        let events = |count| counted(count, "event", "events");
        if rest.values > 0 {
            let issues = counted(rest.values, "issue", "issues");
            let more = format!("and {issues} with {} (`-n 0` shows all)", events(rest.events - rest.unkept_events));
            line(out, look, 2, &[Piece::new(Tone::Dim, more)])?;
        }
        if rest.unkept_events > 0 {
            let more = format!("and {} of issues that are not kept apart", events(rest.unkept_events));
            line(out, look, 2, &[Piece::new(Tone::Dim, more)])?;
        }
    }
    Ok(())
}

/// `Type: template`, the type standing out.
pub(crate) fn title(issue: &IssueRow) -> Paragraph {
    let title = mask(&issue.title);
    match &issue.type_name {
        Some(name) => {
            let rest = title.strip_prefix(name.as_str()).unwrap_or_default();
            vec![Piece::new(Tone::Strong, name), Piece::plain(rest)]
        }
        None => vec![Piece::plain(title)],
    }
}

/// Where it is raised, what is at its root, and whether it is handled.
fn place(issue: &IssueRow) -> Paragraph {
    let mut pieces = Vec::new();
    let spot = match (&issue.culprit, issue.modules.first()) {
        (Some(culprit), _) => format!("in {}", mask(culprit)),
        (None, Some(module)) => format!("logged by {}", mask(&module.value)),
        (None, None) => place_text(&issue.sample),
    };
    pieces.push(Piece::new(Tone::Dim, spot));
    if let Some(root) = &issue.root_type {
        pieces.push(Piece::new(Tone::Dim, format!(", caused by {root}")));
    }
    if let Some(id) = &issue.stackless_of {
        pieces.push(Piece::new(Tone::Dim, format!(", {} without its stack", id.get(..8).unwrap_or(id))));
    }
    if issue.unhandled.certain + issue.unhandled.likely > 0 {
        let (tone, word) =
            if issue.unhandled.certain > 0 { (Tone::Alarm, "unhandled") } else { (Tone::Caution, "likely unhandled") };
        pieces.extend([Piece::new(Tone::Dim, ", "), Piece::new(tone, word)]);
    }
    pieces
}

fn counts(
    out: &mut dyn Write,
    look: &Look,
    name: &str,
    rows: &[CountRow],
    other: Option<Rest>,
    events: u64,
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    heading(out, look, name, None)?;
    let counted: u64 = rows.iter().map(|row| row.events).sum::<u64>() + other.map_or(0, |rest| rest.events);
    let mut grid = ranked_grid("");
    fill(&mut grid, look, rows, other, events.saturating_sub(counted), events);
    grid.write(out, look)
}

fn ranked_grid(last: &'static str) -> Grid {
    let head = |text: &'static str| if last.is_empty() { "" } else { text };
    Grid::new(&[(head("EVENTS"), Align::Right), (head("SHARE"), Align::Right), ("", Align::Left)], last)
}

/// Rows, and behind them what is left out and what has no value; together they are all events.
fn fill(grid: &mut Grid, look: &Look, rows: &[CountRow], other: Option<Rest>, without: u64, events: u64) {
    let highest = rows.iter().map(|row| row.events).chain([without]).max().unwrap_or(0);
    for row in rows {
        let fixed = vec![
            Piece::new(Tone::Strong, grouped(row.events)),
            Piece::new(Tone::Dim, percent(row.events, events)),
            Piece::new(Tone::Accent, bar(row.events, highest, BAR_CELLS, look.unicode)),
        ];
        let value = mask(&row.value);
        let last = match &row.title {
            Some(title) => vec![Piece::new(Tone::Accent, short(&value)), Piece::plain(format!("  {}", mask(title)))],
            None if value.trim().is_empty() => vec![Piece::new(Tone::Dim, "(empty)")],
            None => vec![Piece::plain(hour(row.key, &value))],
        };
        grid.row(fixed, vec![last]);
    }
    let more = other.map(|rest| match rest.values {
        0 => (rest.events, String::new(), "others".to_owned()),
        values => (rest.events, String::new(), format!("{} more", grouped(values))),
    });
    let none_bar = bar(without, highest, BAR_CELLS, look.unicode);
    let none = (without > 0).then(|| (without, none_bar, "(none)".to_owned()));
    for (count, bar, words) in more.into_iter().chain(none) {
        let fixed = vec![
            Piece::new(Tone::Dim, grouped(count)),
            Piece::new(Tone::Dim, percent(count, events)),
            Piece::new(Tone::Dim, bar),
        ];
        grid.row(fixed, vec![vec![Piece::new(Tone::Dim, words)]]);
    }
}

/// An hour as people write it; any other value as it is.
fn hour<'a>(key: &str, value: &'a str) -> std::borrow::Cow<'a, str> {
    match value.get(..16).filter(|_| key == "hour") {
        Some(minute) => minute.replace('T', " ").into(),
        None => value.into(),
    }
}

/// A heading with a blank line before it.
pub(crate) fn heading(out: &mut dyn Write, look: &Look, text: &str, behind: Option<&str>) -> io::Result<()> {
    out.write_all(b"\n")?;
    let pieces = [Some(Piece::new(Tone::Heading, text)), behind.map(|behind| Piece::new(Tone::Dim, behind))];
    line(out, look, 0, &pieces.into_iter().flatten().collect::<Vec<_>>())
}

/// A paragraph of its own, every line of it indented.
pub(crate) fn line(out: &mut dyn Write, look: &Look, indent: usize, pieces: &[Piece]) -> io::Result<()> {
    write_paragraph(out, look, indent, pieces)
}

/// The beginning of an id.
pub(crate) fn short(id: &str) -> String {
    id.chars().take(ID_DIGITS).collect()
}

/// Widest of some texts, in columns.
pub(crate) fn widest<'a>(texts: impl IntoIterator<Item = &'a str>) -> usize {
    texts.into_iter().map(columns).max().unwrap_or(0)
}

#[cfg(test)]
mod tests;
