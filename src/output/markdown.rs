//! The report as Markdown (GitHub's dialect), for tickets and job summaries. Secrets are masked.

use std::io::{self, Write};

use crate::output::redact::mask;
use crate::output::table::{short, span_text};
use crate::output::text::{counted, grouped, neutralise, percent, shorten};
use crate::report::row::{CountRow, IssueRow, Rest};
use crate::report::{Report, TopReport};

/// Characters of one cell.
const CELL_CHARS: usize = 300;

/// Writes the whole report.
///
/// # Errors
///
/// The writer's.
pub fn report(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let totals = &report.totals;
    writeln!(out, "# Errors\n")?;
    if report.interrupted {
        writeln!(out, "Interrupted: this is what was read until then.\n")?;
    }
    writeln!(
        out,
        "**{}**, {}, {}, {} unhandled; {} in {} of {}.",
        counted(totals.events, "event", "events"),
        counted(totals.incidents, "incident", "incidents"),
        counted(totals.issues, "issue", "issues"),
        grouped(totals.unhandled.certain + totals.unhandled.likely),
        counted(totals.records, "record", "records"),
        counted(totals.lines, "line", "lines"),
        counted(totals.sources, "source", "sources"),
    )?;
    if let Some(time) = &report.time {
        writeln!(out, "\n{}.", cell(&span_text(time)))?;
    }
    for filter in &report.filters {
        writeln!(
            out,
            "\nOnly events with {}; {} left out.",
            code(&format!("--{} {}", filter.option, filter.value)),
            grouped(totals.filtered)
        )?;
    }
    if !report.levels.is_empty() {
        let levels: Vec<String> =
            report.levels.iter().map(|row| format!("{} {}", cell(&row.level), grouped(row.records))).collect();
        writeln!(out, "\nRecords by level: {}.", levels.join(", "))?;
    }
    if !report.issues.is_empty() {
        writeln!(out, "\n## Issues\n")?;
        issues(out, &report.issues)?;
        if let Some(rest) = report.other_issues {
            writeln!(
                out,
                "\nAnd {} with {}.",
                counted(rest.values, "more issue", "more issues"),
                counted(rest.events, "event", "events")
            )?;
        }
    }
    counts(out, "By type", "Type", &report.types, report.other_types, totals.events)?;
    counts(out, "By module", "Module", &report.modules, report.other_modules, totals.events)?;
    if !report.unhandled.is_empty() {
        writeln!(out, "\n## Unhandled\n\n| Issue | Certain | Likely | What | Evidence |\n|---|--:|--:|---|---|")?;
        for row in &report.unhandled {
            let evidence = row.evidence.as_deref().map(code).unwrap_or_default();
            let (certain, likely) = (grouped(row.counts.certain), grouped(row.counts.likely));
            writeln!(
                out,
                "| {} | {certain} | {likely} | {} | {evidence} |",
                code(&short(&row.issue)),
                cell(&row.title)
            )?;
        }
    }
    let seen = &report.coverage;
    let repeated = match seen.lines_repeated {
        0 => String::new(),
        lines => format!(" + {} repeated", grouped(lines)),
    };
    writeln!(
        out,
        "\n## Coverage\n\n{} read = {} in records + {} unrecognised{repeated}.",
        counted(seen.lines_read, "line", "lines"),
        grouped(seen.lines_in_records),
        grouped(seen.lines_unrecognised)
    )?;
    if !report.notes.is_empty() {
        writeln!(out, "\n## Notes\n")?;
        for note in &report.notes {
            // Notes are our own words and use Markdown's backticks already.
            writeln!(out, "- {}", neutralise(note))?;
        }
    }
    Ok(())
}

/// Writes one ranked table.
///
/// # Errors
///
/// The writer's.
pub fn top(out: &mut dyn Write, report: &TopReport) -> io::Result<()> {
    let top = &report.top;
    table(out, top.by, &top.rows, top.other, top.without, report.totals.events)
}

/// Writes issues as a table.
///
/// # Errors
///
/// The writer's.
pub fn issues(out: &mut dyn Write, issues: &[IssueRow]) -> io::Result<()> {
    writeln!(
        out,
        "| Issue | Events | Incidents | First seen | Last seen | What | Where |\n|---|--:|--:|---|---|---|---|"
    )?;
    for issue in issues {
        let moment =
            |moment: Option<crate::report::time::Moment>| moment.map(|moment| moment.rfc3339(0)).unwrap_or_default();
        writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} |",
            code(&short(&issue.id)),
            grouped(issue.events),
            grouped(issue.incidents),
            moment(issue.first_seen),
            moment(issue.last_seen),
            cell(&issue.title),
            issue.culprit.as_deref().map(code).unwrap_or_default(),
        )?;
    }
    Ok(())
}

fn counts(
    out: &mut dyn Write,
    heading: &str,
    head: &str,
    rows: &[CountRow],
    other: Option<Rest>,
    events: u64,
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let counted = rows.iter().map(|row| row.events).sum::<u64>() + other.map_or(0, |rest| rest.events);
    writeln!(out, "\n## {heading}\n")?;
    table(out, head, rows, other, events.saturating_sub(counted), events)
}

fn table(
    out: &mut dyn Write,
    head: &str,
    rows: &[CountRow],
    other: Option<Rest>,
    without: u64,
    events: u64,
) -> io::Result<()> {
    writeln!(out, "| {head} | Events | Share |\n|---|--:|--:|")?;
    let value = |row: &CountRow| {
        let title = row.title.as_deref().map(|title| format!(" {}", cell(title))).unwrap_or_default();
        (format!("{}{title}", code(&row.value)), row.events)
    };
    let more = other.map(|rest| match rest.values {
        0 => ("*others*".to_owned(), rest.events),
        values => (format!("*{} more*", grouped(values)), rest.events),
    });
    let none = (without > 0).then(|| ("*none*".to_owned(), without));
    for (value, count) in rows.iter().map(value).chain(more).chain(none) {
        writeln!(out, "| {value} | {} | {} |", grouped(count), percent(count, events))?;
    }
    Ok(())
}

/// Log text as Markdown text: nothing in it is markup, a table cell or a mention.
fn cell(text: &str) -> String {
    let masked = mask(text);
    let mut escaped = String::new();
    for c in neutralise(&shorten(&masked, CELL_CHARS)).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '@' => escaped.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Log text as code: a fence longer than any run of backticks inside, no cell border.
fn code(text: &str) -> String {
    let masked = mask(text);
    let text = neutralise(&shorten(&masked, CELL_CHARS)).replace('|', "\\|");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest > 0 { format!("{fence} {text} {fence}") } else { format!("{fence}{text}{fence}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::time::Zone;
    use crate::report::Options;
    use crate::report::sample::busy;

    #[test]
    fn the_report_reads_well() {
        let mut out = Vec::new();
        let options = Options {
            zone: Zone::Fixed(0),
            paths: crate::report::sample::paths(),
            limit: Some(2),
            ..Options::default()
        };
        report(&mut out, &Report::new(&busy(), &options)).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap());
    }

    #[test]
    fn log_text_is_never_markup() {
        assert_eq!(
            cell("a|b <script> *x* [y](z) @team\nnext"),
            "a\\|b &lt;script&gt; \\*x\\* \\[y\\](z) &#64;team next"
        );
        assert_eq!(code("a|b"), "`a\\|b`");
        assert_eq!(code("a ``b`` c"), "``` a ``b`` c ```");
    }
}
