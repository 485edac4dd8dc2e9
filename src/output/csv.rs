//! CSV by RFC 4180, with a header line and `\n` line ends.
//!
//! A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@` or a tab) gets an apostrophe in
//! front, and terminal control characters are shown as what they are, since log text is not trusted.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::event::Event;
use crate::issue::Identity;
use crate::output::event::Context;
use crate::output::redact;
use crate::output::text::neutralise_lines;
use crate::report::row::{self, CountRow, IssueRow};
use crate::report::time::Moment;
use crate::report::top::Top;

/// Writes one line of cells.
///
/// # Errors
///
/// The writer's.
pub fn line<'a>(out: &mut dyn Write, cells: impl IntoIterator<Item = Cow<'a, str>>) -> io::Result<()> {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        out.write_all(escape(&cell).as_bytes())?;
    }
    out.write_all(b"\n")
}

/// A cell as it is written.
///
/// ```
/// # use errmon::output::csv::escape;
/// assert_eq!(escape("a \"b\", c"), "\"a \"\"b\"\", c\"");
/// assert_eq!(escape("=1+1"), "'=1+1");
/// ```
pub fn escape(cell: &str) -> Cow<'_, str> {
    match neutralise_lines(cell) {
        Cow::Borrowed(cell) => quote(cell),
        Cow::Owned(cell) => Cow::Owned(quote(&cell).into_owned()),
    }
}

fn quote(cell: &str) -> Cow<'_, str> {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    let quoted = cell.contains(['"', ',', '\n', '\r']);
    match (formula, quoted) {
        (false, false) => Cow::Borrowed(cell),
        (true, false) => Cow::Owned(format!("'{cell}")),
        (formula, true) => Cow::Owned(format!("\"{}{}\"", if formula { "'" } else { "" }, cell.replace('"', "\"\""))),
    }
}

const ISSUE_HEAD: [&str; 16] = [
    "id",
    "type",
    "root_type",
    "template",
    "culprit",
    "level",
    "events",
    "incidents",
    "unhandled_certain",
    "unhandled_likely",
    "first_seen",
    "last_seen",
    "modules",
    "path",
    "line",
    "fingerprint",
];

/// Issues, one a line.
///
/// # Errors
///
/// The writer's.
pub fn issues(out: &mut dyn Write, issues: &[IssueRow], masked: bool) -> io::Result<()> {
    line(out, ISSUE_HEAD.map(Cow::Borrowed))?;
    for issue in issues {
        let modules: Vec<&str> = issue.modules.iter().map(|row| row.value.as_str()).collect();
        let text = |text: Option<&str>| masked_or(text.unwrap_or_default(), masked);
        let moment = |moment: Option<Moment>| moment.map(|moment| moment.to_string()).unwrap_or_default();
        let cells = [
            issue.id.clone(),
            text(issue.type_name.as_deref()),
            text(issue.root_type.as_deref()),
            text(Some(&issue.template)),
            text(issue.culprit.as_deref()),
            issue.level.unwrap_or_default().to_owned(),
            issue.events.to_string(),
            issue.incidents.to_string(),
            issue.unhandled.certain.to_string(),
            issue.unhandled.likely.to_string(),
            moment(issue.first_seen),
            moment(issue.last_seen),
            modules.join(" "),
            issue.sample.path.clone(),
            issue.sample.line.to_string(),
            issue.fingerprint.clone(),
        ];
        line(out, cells.map(Cow::Owned))?;
    }
    Ok(())
}

/// A ranked table. What a limit left out is the row `(other)`, what has no value the row `(none)`.
///
/// # Errors
///
/// The writer's.
pub fn top(out: &mut dyn Write, top: &Top, masked: bool) -> io::Result<()> {
    let titled = top.rows.iter().any(|row| row.title.is_some());
    let head = [top.by, "events"].into_iter().chain(titled.then_some("title"));
    line(out, head.map(Cow::Borrowed))?;
    let row = |out: &mut dyn Write, row: &CountRow| {
        let title = titled.then(|| masked_or(row.title.as_deref().unwrap_or_default(), masked));
        let cells = [masked_or(&row.value, masked), row.events.to_string()].into_iter().chain(title);
        line(out, cells.map(Cow::Owned))
    };
    for each in &top.rows {
        row(out, each)?;
    }
    if let Some(rest) = top.other {
        row(out, &row::count(top.by, "(other)", rest.events))?;
    }
    if top.without > 0 {
        row(out, &row::count(top.by, "(none)", top.without))?;
    }
    Ok(())
}

/// The head of [`event`]'s lines.
pub const EVENT_HEAD: [&str; 20] = [
    "timestamp",
    "level",
    "severity_number",
    "kind",
    "module",
    "logger",
    "thread",
    "pid",
    "message",
    "error_type",
    "error_message",
    "root_type",
    "culprit",
    "handled",
    "unhandled",
    "issue",
    "duplicate_of_line",
    "path",
    "line",
    "lines",
];

/// One event.
///
/// # Errors
///
/// The writer's.
pub fn event(
    out: &mut dyn Write,
    event: &Event,
    identity: Option<&Identity>,
    context: &Context<'_>,
    masked: bool,
) -> io::Result<()> {
    let text = |text: Option<&str>| masked_or(text.unwrap_or_default(), masked);
    let exception = event.exception.as_ref();
    let time = event.time.as_ref().map(|time| {
        Moment { micros: time.micros, offset_seconds: time.offset_seconds }.rfc3339(time.fraction_digits.min(6))
    });
    let unhandled = event.unhandled.as_ref().map(|notice| if notice.certain { "certain" } else { "likely" });
    let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
    let level = event.level_text.as_deref().or_else(|| event.level.map(crate::format::level::Level::name));
    let cells = [
        time.unwrap_or_default(),
        text(level),
        number(event.level.map(|level| u64::from(level.severity_number()))),
        event.kind.name().to_owned(),
        text(event.module.as_deref()),
        text(event.logger.as_deref()),
        text(event.thread.as_deref()),
        number(event.pid),
        text(event.message.as_deref()),
        text(exception.map(|exception| exception.type_name.as_str())),
        text(exception.and_then(|exception| exception.message.as_deref())),
        text(identity.and_then(|identity| identity.root_type.as_deref())),
        text(identity.and_then(|identity| identity.culprit.as_deref())),
        exception.map(|_| event.unhandled.is_none().to_string()).unwrap_or_default(),
        unhandled.unwrap_or_default().to_owned(),
        identity.map(|identity| identity.fingerprint.id()).unwrap_or_default(),
        number(event.duplicate.map(|duplicate| duplicate.of.line)),
        context.paths.get(event.place.source as usize).cloned().unwrap_or_default(),
        event.place.line.to_string(),
        event.place.lines.to_string(),
    ];
    line(out, cells.map(Cow::Owned))
}

fn masked_or(text: &str, masked: bool) -> String {
    if masked { redact::mask(text).into_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{busy, order};
    use crate::report::top::Key;
    use crate::report::{Options, Report, TopReport};

    #[test]
    fn cells_are_quoted_by_the_rfc_and_formulas_are_disarmed() {
        for (cell, written) in [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("two\nlines", "\"two\nlines\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("@SUM(1,2)", "\"'@SUM(1,2)\""),
            ("+1 555", "'+1 555"),
            ("-dash", "'-dash"),
            ("\tx", "'\tx"),
            ("-12.5", "-12.5"),
            ("\u{1b}[2Jgone\u{7}", "gone\\x07"),
        ] {
            assert_eq!(escape(cell), written);
        }
    }

    #[test]
    fn every_line_has_as_many_cells_as_the_head() {
        let mut out = Vec::new();
        let report = Report::new(
            &busy(),
            &Options {
                zone: crate::event::time::Zone::Fixed(0),
                paths: crate::report::sample::paths(),
                ..Options::default()
            },
        );
        issues(&mut out, &report.issues, false).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("id,type,root_type,template"), "{text}");
        assert!(text.contains("\n9f2c61ab04d7e35c,ZeroDivisionError,,division by zero,"), "{text}");
        assert_eq!(ISSUE_HEAD.len(), 16);
        let mut out = Vec::new();
        let paths = ["a.log".to_owned(), "b.log".to_owned()];
        let context = Context { paths: &paths, own: &crate::issue::OwnCode::default() };
        event(&mut out, &order(), None, &context, true).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("password=[masked] for"), "{text}");
        assert_eq!(text.matches(',').count() + 1, EVENT_HEAD.len());
    }

    #[test]
    fn a_tables_lines_add_up() {
        let mut out = Vec::new();
        let report = TopReport::new(&busy(), Key::Type, &Options { limit: Some(1), ..Options::default() });
        top(&mut out, &report.top, false).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "type,events\ncom.acme.OrderException,900\n(other),402\n(none),100\n"
        );
    }
}
