//! One issue for people: what it is, when and where it happened, and its first event with own code marked.

use std::io::{self, Write};

use serde::Serialize;

use crate::event::Event;
use crate::exception::{Exception, Frame, Language, Relation};
use crate::output::Look;
use crate::output::bars::Axis;
use crate::output::colour::Tone;
use crate::output::event::{Context, EventRow};
use crate::output::grid::{Align, Grid, Piece};
use crate::output::redact::mask;
use crate::output::table::{heading, line, place_text, span_text, title, widest};
use crate::output::text::{counted, duration, grouped};
use crate::report::TimeSpan;
use crate::report::row::IssueRow;

/// Exceptions of a chain that are shown; what hangs deeper is counted.
const SHOWN_EXCEPTIONS: usize = 50;
/// Frames of one exception that are shown.
const SHOWN_FRAMES: usize = 200;

/// One issue as JSON: `errmon.issue/1` with the first event.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    schema: &'static str,
    #[serde(flatten)]
    row: &'a IssueRow,
    event: EventRow<'a>,
}

impl<'a> Document<'a> {
    /// The document of an issue and its first event.
    pub fn new(row: &'a IssueRow, sample: &'a Event, context: &Context<'a>) -> Self {
        Self { schema: crate::report::ISSUE_SCHEMA, row, event: EventRow::new(sample, None, context) }
    }
}

/// Writes one issue with its first event.
///
/// # Errors
///
/// The writer's.
pub fn issue(
    out: &mut dyn Write,
    issue: &IssueRow,
    sample: &Event,
    context: &Context<'_>,
    look: &Look,
) -> io::Result<()> {
    line(out, look, 0, &[vec![Piece::new(Tone::Accent, format!("{}  ", issue.id))], title(issue)].concat())?;
    facts(out, look, issue)?;
    time_line(out, look, issue)?;
    heading(out, look, "First event", Some(&format!("  {}", place_text(&issue.sample))))?;
    if let Some(message) = &sample.message {
        for text in mask(message).lines().take(20) {
            line(out, look, 2, &[Piece::plain(text)])?;
        }
    }
    if let Some(notice) = &sample.unhandled {
        let sure = if notice.certain { "unhandled" } else { "likely unhandled" };
        line(
            out,
            look,
            2,
            &[Piece::new(Tone::Alarm, sure), Piece::new(Tone::Dim, format!(": {}", mask(&notice.evidence)))],
        )?;
    }
    if let Some(exception) = &sample.exception {
        chain(out, look, exception, context)?;
    }
    Ok(())
}

fn facts(out: &mut dyn Write, look: &Look, issue: &IssueRow) -> io::Result<()> {
    let mut rows: Vec<(&str, String)> = Vec::new();
    rows.extend(issue.culprit.as_ref().map(|culprit| ("culprit", mask(culprit).into_owned())));
    rows.extend(issue.root_type.as_ref().map(|root| ("root cause", root.clone())));
    rows.extend(issue.stackless_of.as_ref().map(|id| ("stackless", format!("repeats {id}, which has the stack"))));
    let incidents = if issue.incidents == issue.events {
        String::new()
    } else {
        format!(" ({})", counted(issue.incidents, "incident", "incidents"))
    };
    rows.push(("events", format!("{}{incidents}", grouped(issue.events))));
    if issue.unhandled.certain + issue.unhandled.likely > 0 {
        let kinds: Vec<String> =
            issue.unhandled.kinds.iter().map(|row| format!("{} {}", row.kind, grouped(row.events))).collect();
        let counts =
            format!("{} certain, {} likely", grouped(issue.unhandled.certain), grouped(issue.unhandled.likely));
        rows.push(("unhandled", format!("{counts} ({})", kinds.join(", "))));
    }
    if let (Some(first), Some(last)) = (issue.first_seen, issue.last_seen) {
        rows.push(("seen", span_text(&TimeSpan { first, last })));
    }
    let mut modules: Vec<String> =
        issue.modules.iter().map(|row| format!("{} {}", mask(&row.value), grouped(row.events))).collect();
    if issue.other_modules > 0 {
        modules.push(format!("others {}", grouped(issue.other_modules)));
    }
    if !modules.is_empty() {
        rows.push(("modules", modules.join(", ")));
    }
    rows.push(("first", place_text(&issue.sample)));
    if issue.last != issue.sample {
        rows.push(("last", place_text(&issue.last)));
    }
    let mut grid = Grid::new(&[("", Align::Left)], "");
    for (name, value) in rows {
        grid.row(vec![Piece::new(Tone::Dim, name)], vec![vec![Piece::plain(value)]]);
    }
    grid.write(out, look)
}

fn time_line(out: &mut dyn Write, look: &Look, issue: &IssueRow) -> io::Result<()> {
    let cells = look.width.map_or(60, |width| width.saturating_sub(4).min(60));
    let Some((series, axis)) = issue.series.as_ref().and_then(|series| Some((series, Axis::new(series, cells)?)))
    else {
        return Ok(());
    };
    heading(out, look, "Time line", Some(&format!("  {} a column", duration(axis.cell_seconds()))))?;
    line(out, look, 2, &[Piece::new(Tone::Accent, axis.spark(series, look.unicode))])?;
    if let (Some(first), Some(last)) = (issue.first_seen, issue.last_seen) {
        let (first, last) = (first.to_minute(), last.to_minute());
        let gap = axis.cells().saturating_sub(widest([first.as_str()]) + widest([last.as_str()])).max(2);
        line(out, look, 2, &[Piece::new(Tone::Dim, format!("{first}{}{last}", " ".repeat(gap)))])?;
    }
    Ok(())
}

/// The exceptions, outermost first, each with its frames; without recursion, since a log may nest them at will.
fn chain(out: &mut dyn Write, look: &Look, exception: &Exception, context: &Context<'_>) -> io::Result<()> {
    let mut open: Vec<(Option<Relation>, &Exception, usize)> = vec![(None, exception, 0)];
    let mut shown = 0;
    let mut left_out = 0_u64;
    while let Some((relation, exception, depth)) = open.pop() {
        open.extend(exception.chain.iter().rev().map(|link| (Some(link.relation), &link.exception, depth + 1)));
        if shown == SHOWN_EXCEPTIONS {
            left_out += 1;
            continue;
        }
        shown += 1;
        out.write_all(b"\n")?;
        let words = match relation {
            None => "",
            Some(Relation::Cause) => "caused by ",
            Some(Relation::Context) => "while handling ",
            Some(Relation::Suppressed) => "suppressed ",
            Some(Relation::GroupMember) => "member ",
        };
        let message = exception.message.as_deref().map(|message| format!(": {}", mask(message))).unwrap_or_default();
        let again = if exception.circular { " (shown above)" } else { "" };
        let pieces = vec![
            Piece::new(Tone::Dim, words),
            Piece::new(Tone::Strong, &exception.type_name),
            Piece::plain(message),
            Piece::new(Tone::Dim, again),
        ];
        line(out, look, 2, &pieces)?;
        for note in &exception.notes {
            line(out, look, 4, &[Piece::new(Tone::Caution, format!("note: {}", mask(note)))])?;
        }
        frames(out, look, exception, context)?;
    }
    if left_out > 0 {
        line(out, look, 2, &[Piece::new(Tone::Dim, format!("and {} more exceptions", grouped(left_out)))])?;
    }
    Ok(())
}

fn frames(out: &mut dyn Write, look: &Look, exception: &Exception, context: &Context<'_>) -> io::Result<()> {
    let mut grid = Grid::new(&[("", Align::Left)], "");
    // Frames that the log itself leaves out, because the trace around this one ends in the same.
    let inherited = exception.frames.iter().rev().take_while(|frame| frame.inherited).count();
    let listed = (exception.frames.len() - inherited).min(SHOWN_FRAMES);
    for frame in exception.frames.iter().take(listed) {
        let own = context.own.is_own(frame, exception.language);
        let (mark, tone) = if own { (">", Tone::Accent) } else { (" ", Tone::Dim) };
        let mut pieces = vec![Piece::new(tone, frame_text(frame, exception.language))];
        if frame.repeat > 0 {
            pieces.push(Piece::new(Tone::Caution, format!(" and {} more times", grouped(u64::from(frame.repeat)))));
        }
        let source = frame.source.iter().flat_map(|source| source.lines()).filter(|_| own);
        let source = source.map(|source| vec![Piece::plain(format!("    {}", mask(source.trim_end())))]);
        grid.row(vec![Piece::new(tone, mark)], std::iter::once(pieces).chain(source).collect());
    }
    grid.write(out, look)?;
    let unshown = u64::from(exception.frames_total).saturating_sub((listed + inherited) as u64);
    let ends = [(unshown, "more"), (inherited as u64, "in common with the trace above")];
    for (count, words) in ends.into_iter().filter(|(count, _)| *count > 0 && !exception.frames.is_empty()) {
        let text = format!("{} {} {words}", if look.unicode { "…" } else { "..." }, counted(count, "frame", "frames"));
        line(out, look, 5, &[Piece::new(Tone::Dim, text)])?;
    }
    Ok(())
}

fn frame_text(frame: &Frame, language: Language) -> String {
    let name =
        frame.module.as_ref().map_or_else(|| frame.function.clone(), |module| format!("{module}.{}", frame.function));
    let place = match (&frame.file, frame.line) {
        (Some(file), Some(number)) => format!("{file}:{number}"),
        (Some(file), None) => file.clone(),
        (None, _) if frame.native => "native".to_owned(),
        (None, _) => "unknown source".to_owned(),
    };
    match language {
        Language::Python => format!("{place} in {name}"),
        Language::Java | Language::JavaScript => format!("{name} ({place})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::time::Zone;
    use crate::issue::OwnCode;
    use crate::report::issue_row;
    use crate::report::sample::busy;

    fn shown(number: usize, width: usize) -> String {
        let summary = busy();
        let paths = crate::report::sample::paths();
        let own = OwnCode::default();
        let row = issue_row(&summary, &summary.issues[number], &paths, Zone::Fixed(0));
        let mut out = Vec::new();
        let look = Look { width: Some(width), colour: false, unicode: true };
        issue(&mut out, &row, &summary.issues[number].sample, &Context { paths: &paths, own: &own }, &look).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_python_issue_marks_own_code_and_shows_its_source() {
        insta::assert_snapshot!(shown(0, 80));
    }

    #[test]
    fn a_java_issue_shows_its_chain_time_line_and_evidence() {
        insta::assert_snapshot!(shown(1, 100));
    }
}
