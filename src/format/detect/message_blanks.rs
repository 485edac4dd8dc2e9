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
    if !layout.is_one_line_of_text() || layout.has_pairs() {
        return None;
    }
    let levels = levels_of(layout, trial, lines);
    let own_width = layout.level_width_before_message();
    if let Some(blanks) = separator(&levels) {
        // Blanks may stand before the levels as well, which the layout takes for filling.
        let mut header = Header::default();
        let mut takes = |narrow: &Layout, line: &[u8]| narrow.match_header(line, &mut header);
        let mut found = trial.lines.iter().filter_map(|found| lines.get(found.line));
        let narrow = own_width.and_then(|_| layout.with_level_width(0));
        let narrow = narrow.filter(|narrow| found.all(|line| takes(narrow, line)));
        return narrow.as_ref().unwrap_or(layout).with_message_fill(blanks - 1);
    }
    if let Some(width) = own_width {
        let narrow = level_width(&levels, width).filter(|found| *found < width)?;
        return layout.with_level_width(narrow);
    }
    let mut header = Header::default();
    let mut blanks = Vec::new();
    let mut levels = Vec::new();
    for line in trial.lines.iter().filter_map(|found| lines.get(found.line)) {
        if layout.match_header(line, &mut header) {
            let message = header.message.of(line);
            if !message.trim_ascii().is_empty() {
                blanks.push(blanks_of(message));
                levels.push(header.level_span.map_or(0, |level| level.of(line).len()));
            }
        }
    }
    let filled = fill_of_levels(&levels, &blanks);
    let common = blanks.iter().min().copied().filter(|common| *common > 0 && blanks.len() >= FEWEST);
    layout.with_message_fill(filled.or(common)?)
}

/// The blanks behind the shortest level, where levels with a mark behind them are filled to one width, as uvicorn's are:
///
/// ```text
/// 2026-11-23 11:36:09 - INFO:     Started server process [11]
/// 2026-11-23 11:36:10 - WARNING:  Invalid request
/// ```
///
/// `levels` are their lengths, `blanks` those in front of the messages of the same lines.
fn fill_of_levels(levels: &[usize], blanks: &[usize]) -> Option<usize> {
    let widths = || levels.iter().zip(blanks).map(|(level, blanks)| level + blanks);
    let width = widths().min()?;
    // Few messages are indented further.
    let is_one_width = widths().filter(|found| *found == width).count() * 10 >= levels.len() * 9;
    let (shortest, longest) = (levels.iter().min()?, levels.iter().max()?);
    (is_one_width && shortest < longest && levels.len() >= FEWEST).then(|| width - shortest)
}

/// A level of a line that nothing but blanks part from the message: the column in which it begins, its length and the blanks
/// behind it.
struct Level {
    start: u32,
    length: usize,
    blanks: usize,
}

fn levels_of(layout: &Layout, trial: &Trial, lines: &[&[u8]]) -> Vec<Level> {
    let mut header = Header::default();
    let level_of = |line: &&[u8]| {
        let level = layout.match_header(line, &mut header).then_some(header.level_span).flatten()?;
        let behind = line.get(level.end as usize..).filter(|behind| !behind.trim_ascii().is_empty())?;
        let is_before_message = header.message.start as usize <= level.end as usize + blanks_of(behind);
        is_before_message.then_some(Level {
            start: level.start,
            length: level.of(line).len(),
            blanks: blanks_of(behind),
        })
    };
    trial.lines.iter().filter_map(|found| lines.get(found.line)).filter_map(level_of).collect()
}

/// The blanks behind levels that nothing fills, where these are two or more: levels of any length have as many.
fn separator(levels: &[Level]) -> Option<usize> {
    let blanks = levels.iter().map(|level| level.blanks).min().filter(|blanks| *blanks > 1)?;
    let exact = || levels.iter().filter(|level| level.blanks == blanks);
    let (shortest, longest) = (exact().map(|level| level.length).min(), exact().map(|level| level.length).max());
    (shortest < longest && levels.len() >= FEWEST && exact().count() * 10 >= levels.len() * 9).then_some(blanks)
}

/// The length of the shortest level with but one blank behind it, where levels are filled to no greater width: few lines
/// have further blanks.
///
/// Where levels that begin elsewhere are filled to the layout's `width`, they are of another program, which the lines with
/// one blank say nothing of.
fn level_width(levels: &[Level], width: usize) -> Option<usize> {
    let narrow: Vec<&Level> = levels.iter().filter(|level| level.blanks == 1).collect();
    let shortest = narrow.iter().map(|level| level.length).min()?;
    let more: Vec<&Level> =
        levels.iter().filter(|level| level.blanks > shortest.saturating_sub(level.length) + 1).collect();
    let is_filled_elsewhere = |level: &&Level| {
        level.length + level.blanks == width + 1
            && !narrow.iter().any(|other| other.start == level.start && other.length < width)
    };
    let is_of_others = !more.is_empty() && more.iter().all(is_filled_elsewhere);
    (more.len() * 5 <= levels.len() && !is_of_others).then_some(shortest)
}

fn blanks_of(text: &[u8]) -> usize {
    text.iter().take_while(|byte| **byte == b' ').count()
}
