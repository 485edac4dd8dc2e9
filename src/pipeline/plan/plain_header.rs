//! A few lines of a format that the source has not had so far.
//!
//! A line with a date (or a thread), a level and a logger at the places where a row of the catalogue has them is hardly
//! anything else than a header of that row. Where it stands in the body of a record it may still be quoted there, so a name without dots
//! is not enough, and neither is a row without a logger: two such lines are asked for then.

use std::sync::Arc;

use crate::format::detect::detect;
use crate::format::evidence;
use crate::format::layout::{Header, Layout};
use crate::format::wrapper::lines_of;
use crate::pipeline::plan::{MAX_LAYOUTS, Plan, WINDOW_BYTES, WINDOW_LINES};
use crate::record::trim;

/// Where the lines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Among {
    /// In the body of a record, which may quote them.
    Body,
    /// Where no record is open.
    Nothing,
}

impl Plan {
    /// The layout of a line that is plainly a header, though of none of the plan's layouts.
    ///
    /// `lines` is looked at up to [`WINDOW_BYTES`], and of lines that begin as headers do the first few only. The answer
    /// depends on these bytes and the plan alone.
    #[cold]
    pub(crate) fn plain_header(
        &self,
        lines: &[u8],
        among: Among,
        catalogue: &[Arc<Layout>],
    ) -> Option<Vec<Arc<Layout>>> {
        if self.layouts.is_empty() {
            return None;
        }
        layout_of_header(lines, &self.layouts, among, catalogue)
    }
}

/// The same for a source with the `known` layouts.
pub(super) fn layout_of_header(
    lines: &[u8],
    known: &[Arc<Layout>],
    among: Among,
    catalogue: &[Arc<Layout>],
) -> Option<Vec<Arc<Layout>>> {
    if known.len() >= MAX_LAYOUTS || catalogue.is_empty() {
        return None;
    }
    let lines = lines.get(..WINDOW_BYTES).unwrap_or(lines);
    let mut header = Header::default();
    let mut once: Option<&Arc<Layout>> = None;
    for line in lines_of(lines).map(trim).filter(|line| has_stamp_early(line)).take(WINDOW_LINES) {
        if known.iter().any(|layout| layout.match_header(line, &mut header)) {
            continue;
        }
        let Some((row, is_certain)) = best_row(line, catalogue, &mut header) else { continue };
        let again = once.is_some_and(|before| Arc::ptr_eq(before, row));
        if !(is_certain || again || among == Among::Nothing) {
            once = Some(row);
            continue;
        }
        let found: Vec<_> = detect(line, catalogue).layouts;
        let is_dated = |layout: &Arc<Layout>| layout.has_date() || is_certain && layout.has_thread();
        let is_plain = |layout: &Arc<Layout>| is_dated(layout) && layout.has_level() && !layout.is_fallback();
        if !found.is_empty() && found.iter().all(is_plain) {
            return Some(found);
        }
    }
    None
}

/// A header's stamp stands early, and has two colons or six digits in a row.
fn has_stamp_early(line: &[u8]) -> bool {
    let early = line.get(..48).unwrap_or(line);
    !matches!(early.first(), None | Some(b' ' | b'\t'))
        && early.iter().filter(|byte| byte.is_ascii_digit()).count() >= 8
}

/// The row with a date and a level that says most about a line, and whether its logger is one beyond doubt.
fn best_row<'c>(line: &[u8], catalogue: &'c [Arc<Layout>], header: &mut Header) -> Option<(&'c Arc<Layout>, bool)> {
    let mut best: Option<(i32, &Arc<Layout>, bool)> = None;
    for row in catalogue.iter().filter(|row| row.has_time() && row.has_level() && row.header_lines() == 1) {
        if row.is_fallback() || row.json().is_some() || row.is_relative() || !row.match_header(line, header) {
            continue;
        }
        let weight = evidence::weigh(row, line, header);
        let worth = i32::try_from(row.strictness()).unwrap_or(0) + weight;
        if weight > evidence::IMPLAUSIBLE && header.level.is_some() && best.is_none_or(|(most, ..)| worth > most) {
            let logger = header.logger.map(|span| span.of(line));
            let is_certain = !row.has_loose_logger() && logger.is_some_and(evidence::is_certain_logger);
            best = Some((worth, row, is_certain));
        }
    }
    best.map(|(_, row, is_certain)| (row, is_certain))
}
