//! What the letter `S` is in a column of levels that are cut to one: Loguru's `SUCCESS`, or `SEVERE` of `java.util.logging`.

use crate::format::detect::Trial;
use crate::format::layout::{Header, Layout};

/// The layout with successes, where the lines have a letter that no level of `java.util.logging` begins with.
pub(super) fn with_successes(layout: &Layout, trial: &Trial, lines: &[&[u8]]) -> Option<Layout> {
    let layout_with = layout.with_successes()?;
    let mut header = Header::default();
    let mut is_foreign = |line: &[u8]| {
        let level = layout.match_header(line, &mut header).then_some(header.level_span).flatten();
        level.is_some_and(|level| matches!(level.of(line), b"T" | b"D" | b"E"))
    };
    trial.lines.iter().filter_map(|found| lines.get(found.line)).any(|line| is_foreign(line)).then_some(layout_with)
}
