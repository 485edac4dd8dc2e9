//! What is odd about the logs themselves, as warnings: no known format, a trace cut off at the end, records beyond the
//! limit. The report counts the same; who looks only at a machine format, or at nothing but errors, should know too.

use std::sync::Arc;

use crate::format::layout::Layout;
use crate::output::text::{bytes, counted, grouped};
use crate::pipeline::{Outcome, Settings};
use crate::summary::SourceSummary;

/// Sources that are told one by one.
const TOLD_ONE_BY_ONE: usize = 5;

/// Lines of a source from which on it is said that they belong to nothing, if they are most.
const MANY_UNRECOGNISED: u64 = 50;

/// A warning and its remedy.
pub(crate) struct Oddity {
    pub(crate) text: String,
    pub(crate) hint: Option<String>,
}

/// The oddities of a run, in a fixed order.
pub(crate) fn oddities(outcome: &Outcome, settings: &Settings) -> Vec<Oddity> {
    let summary = &outcome.summary;
    let seen = &summary.coverage;
    let mut oddities = formless(&summary.sources, &settings.layouts);
    oddities.extend(mostly_unrecognised(&summary.sources));
    if seen.truncated > 0 {
        let text = match summary.sources.as_slice() {
            [source] => format!("{} ends inside a trace", name(source)),
            _ => format!("{} inside a trace", counted(seen.truncated, "input ends", "inputs end")),
        };
        oddities.push(Oddity { text, hint: None });
    }
    if seen.records_cut > 0 {
        oddities.push(Oddity {
            text: format!(
                "{} longer than {}; {} in the middle {} left out",
                counted(seen.records_cut, "record is", "records are"),
                limit(settings.max_body_bytes),
                bytes(seen.bytes_cut),
                if seen.records_cut == 1 { "is" } else { "are" },
            ),
            hint: Some("`--max-body` takes a higher limit".to_owned()),
        });
    }
    oddities
}

/// Sources with lines that no layout explains: not one of all, where that is a layout that was given, and not one that
/// belongs to a record, where layouts were looked for.
fn formless(sources: &[SourceSummary], given: &[Arc<Layout>]) -> Vec<Oddity> {
    let is_given = !given.is_empty();
    let is_formless = |source: &&SourceSummary| {
        source.unrecognised + source.bare > 0 && source.records == if is_given { source.bare } else { 0 }
    };
    let formless: Vec<&SourceSummary> = sources.iter().filter(is_formless).collect();
    let what = match given {
        [] => "no known log format".to_owned(),
        [first, rest @ ..] if rest.iter().all(|layout| layout.pattern() == first.pattern()) => {
            format!("nothing fits the given format `{}`", first.pattern())
        }
        _ => "nothing fits the given formats".to_owned(),
    };
    let mut oddities = told(&formless, |source| format!("{what} in {}", name(source)));
    if let (Some(last), Some(source)) = (oddities.last_mut(), formless.first()) {
        let file = if source.path == "-" { "FILE" } else { &source.path };
        last.hint = Some(if is_given {
            "without `--python-format`, `--logback-pattern` and `--config` the format is detected".to_owned()
        } else {
            format!(
                "`errmon formats --detect {file}` shows what was tried; `--python-format`, `--logback-pattern` and \
                 `--config` take the program's own format"
            )
        });
    }
    oddities
}

/// Sources of which most lines belong to no record, though some do.
fn mostly_unrecognised(sources: &[SourceSummary]) -> Vec<Oddity> {
    let is_most = |source: &&SourceSummary| {
        source.records > 0
            && source.unrecognised >= MANY_UNRECOGNISED
            && source.unrecognised > source.lines.saturating_sub(source.repeated) / 2
    };
    let sources: Vec<&SourceSummary> = sources.iter().filter(is_most).collect();
    let mut oddities = told(&sources, |source| {
        format!(
            "{} of {} of {} belong to no record",
            grouped(source.unrecognised),
            counted(source.lines, "line", "lines"),
            name(source)
        )
    });
    if let Some(last) = oddities.last_mut() {
        last.hint = Some("`errmon events --unrecognised` prints such lines".to_owned());
    }
    oddities
}

/// What is said of each source, and of how many more it could be said.
fn told(sources: &[&SourceSummary], say: impl Fn(&SourceSummary) -> String) -> Vec<Oddity> {
    let (first, more) = sources.split_at(sources.len().min(TOLD_ONE_BY_ONE));
    let mut oddities: Vec<Oddity> = first.iter().map(|source| Oddity { text: say(source), hint: None }).collect();
    if !more.is_empty() {
        let text = format!("the same in {}", counted(more.len() as u64, "more input", "more inputs"));
        oddities.push(Oddity { text, hint: None });
    }
    oddities
}

/// The limit as `--max-body` takes it, in powers of 1024.
fn limit(count: usize) -> String {
    match count {
        count if count.is_multiple_of(1 << 20) => format!("{} MiB", count >> 20),
        count if count.is_multiple_of(1 << 10) => format!("{} KiB", count >> 10),
        count => format!("{count} bytes"),
    }
}

fn name(source: &SourceSummary) -> String {
    if source.path == "-" { "standard input".to_owned() } else { format!("`{}`", source.path) }
}
