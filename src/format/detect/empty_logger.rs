//! Records of a logger with an empty name, as Log4j 2's root logger has: `ERROR [main]  - text` among those of others.

use std::sync::Arc;

use crate::format::detect::{Match, Trial};
use crate::format::layout::{Header, Layout};

/// The chosen layouts without their loggers, each with the lines that are such records, as sure as the others are.
pub(super) fn without_loggers(trials: &[Trial], lines: &[&[u8]]) -> Vec<(Arc<Layout>, Vec<Match>)> {
    let mut header = Header::default();
    let mut found = Vec::new();
    for trial in trials.iter().filter(|trial| trial.chosen && is_sure(trial)) {
        let Some(layout) = trial.layout.with_empty_logger() else { continue };
        let worth = trial.lines.iter().map(|found| found.worth).max().unwrap_or(0);
        let mut found_in = |(line, text): (usize, &&[u8])| {
            let is_one = !trial.takes(line) && layout.match_header(text, &mut header);
            is_one.then_some(Match { line, worth, time: header.time })
        };
        let taken: Vec<Match> = lines.iter().enumerate().filter_map(&mut found_in).collect();
        if !taken.is_empty() {
            found.push((Arc::new(layout), taken));
        }
    }
    found
}

/// Time and level tell the record; the layout has enough lines to be the input's.
fn is_sure(trial: &Trial) -> bool {
    trial.layout.has_time() && trial.layout.has_level() && trial.lines.len() > 1
}
