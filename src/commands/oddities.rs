//! What is odd about the logs themselves, as warnings: no known format, a trace cut off at the end, records beyond the
//! limit. The report counts the same; who looks only at a machine format, or at nothing but errors, should know too.

use crate::output::text::{bytes, counted};
use crate::pipeline::{Outcome, Settings};
use crate::summary::SourceSummary;

/// Sources that are told one by one.
const TOLD_ONE_BY_ONE: usize = 5;

/// A warning and its remedy.
pub(crate) struct Oddity {
    pub(crate) text: String,
    pub(crate) hint: Option<String>,
}

/// The oddities of a run, in a fixed order.
pub(crate) fn oddities(outcome: &Outcome, settings: &Settings) -> Vec<Oddity> {
    let summary = &outcome.summary;
    let seen = &summary.coverage;
    let mut oddities = formless(&summary.sources, !settings.layouts.is_empty());
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

/// Sources with lines of which not one belongs to a record.
fn formless(sources: &[SourceSummary], is_given: bool) -> Vec<Oddity> {
    let formless: Vec<&SourceSummary> =
        sources.iter().filter(|source| source.unrecognised > 0 && source.records == 0).collect();
    let mut oddities: Vec<Oddity> = formless
        .iter()
        .take(TOLD_ONE_BY_ONE)
        .map(|source| Oddity {
            text: format!(
                "{} in {}",
                if is_given { "nothing fits the given format" } else { "no known log format" },
                name(source)
            ),
            hint: None,
        })
        .collect();
    if formless.len() > TOLD_ONE_BY_ONE {
        let more = (formless.len() - TOLD_ONE_BY_ONE) as u64;
        oddities
            .push(Oddity { text: format!("the same in {}", counted(more, "more input", "more inputs")), hint: None });
    }
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
