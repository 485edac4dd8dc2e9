//! Which blanks in front of messages are the messages' own.
//!
//! What all lines have is the separator; what some have more is the beginning of their messages.

use crate::format::detect::Trial;
use crate::format::layout::{Header, Layout};

/// Lines that tell.
const FEWEST: usize = 3;

/// The layout with the blanks that the messages of all its lines begin with as the separator, and with levels filled no
/// further than its lines have them; `None` where it has both right.
pub(super) fn with_own_blanks(layout: &Layout, trial: &Trial, lines: &[&[u8]]) -> Option<Layout> {
    if layout.json().is_some() || layout.header_lines() > 1 || layout.has_pairs() {
        return None;
    }
    if let Some(width) = layout.level_width_before_message() {
        let narrow = level_width(layout, trial, lines).filter(|found| *found < width)?;
        return layout.with_level_width(narrow);
    }
    let mut header = Header::default();
    let mut blanks = Vec::new();
    for line in trial.lines.iter().filter_map(|found| lines.get(found.line)) {
        if layout.match_header(line, &mut header) {
            let message = header.message.of(line);
            if !message.trim_ascii().is_empty() {
                blanks.push(blanks_of(message));
            }
        }
    }
    let common = blanks.iter().min().copied().filter(|common| *common > 0 && blanks.len() >= FEWEST)?;
    layout.with_message_fill(common)
}

/// The length of the shortest level with but one blank behind it, where levels are filled to no greater width: few lines
/// have further blanks.
fn level_width(layout: &Layout, trial: &Trial, lines: &[&[u8]]) -> Option<usize> {
    let mut header = Header::default();
    let mut length_and_blanks = |line: &&[u8]| {
        let level = layout.match_header(line, &mut header).then_some(header.level_span).flatten()?;
        let behind = line.get(level.end as usize..).filter(|behind| !behind.trim_ascii().is_empty())?;
        Some((level.of(line).len(), blanks_of(behind)))
    };
    let found = trial.lines.iter().filter_map(|found| lines.get(found.line));
    let levels: Vec<(usize, usize)> = found.filter_map(&mut length_and_blanks).collect();
    let width = levels.iter().filter(|(_, blanks)| *blanks == 1).map(|(length, _)| *length).min()?;
    let more = levels.iter().filter(|(length, blanks)| *blanks > width.saturating_sub(*length) + 1).count();
    (more * 5 <= levels.len()).then_some(width)
}

fn blanks_of(text: &[u8]) -> usize {
    text.iter().take_while(|byte| **byte == b' ').count()
}
