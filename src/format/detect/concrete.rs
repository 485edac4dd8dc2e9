//! A chosen layout as the lines of the input have it: their stamps, blanks and methods, and what stands behind their messages.

use std::sync::Arc;

use crate::format::any_stamp::{self, Fractions, Shape};
use crate::format::detect::behind::with_fields_behind;
use crate::format::detect::letters::with_successes;
use crate::format::detect::message_blanks::with_own_blanks;
use crate::format::detect::methods::with_methods;
use crate::format::detect::wrapped::with_wrapping;
use crate::format::detect::{Match, Trial};
use crate::format::layout::{Header, Layout};

/// Stamp formats that one layout is split into at most; beyond, it goes on taking any stamp.
const MAX_STAMP_FORMATS: usize = 3;

/// The layout for events with a logger behind each, where a third of them tell so: those that are long enough to need no
/// filling, and have no pairs, tell nothing.
fn with_named_events(trial: &Trial, lines: &[&[u8]]) -> Option<Layout> {
    if !trial.layout.has_pairs() {
        return None;
    }
    let mut header = Header::default();
    let mut is_named = |found: &&Match| {
        lines.get(found.line).is_some_and(|line| trial.layout.match_header(line, &mut header))
            && header.logger.is_some()
    };
    let named = trial.lines.iter().filter(|found| is_named(found)).count();
    (named * 3 >= trial.lines.len()).then(|| trial.layout.with_named_events()).flatten()
}

/// The layout as the lines have it, with each of their stamp formats, the commonest first.
pub(super) fn concrete(trial: &Trial, lines: &[&[u8]], head: &[u8]) -> Vec<Arc<Layout>> {
    let over_lines = |found: &Match| lines.get(found.line).is_some_and(|line| line.contains(&b'\n'));
    let layout = if trial.layout.json().is_some() && trial.lines.iter().any(over_lines) {
        Arc::new(trial.layout.with_objects_over_lines())
    } else if let Some(named) = with_named_events(trial, lines) {
        Arc::new(named)
    } else {
        Arc::clone(trial.layout)
    };
    let layout = with_fields_behind(&layout, trial, lines, head).map_or(layout, Arc::new);
    let layout = with_successes(&layout, trial, lines).map_or(layout, Arc::new);
    let layout = with_own_blanks(&layout, trial, lines).map_or(layout, Arc::new);
    // Lines of loggers without a method may follow.
    let with_methods = with_methods(&layout, trial, lines).map(Arc::new);
    let wrapped = with_wrapping(&layout, trial, lines).map(Arc::new);
    with_methods
        .into_iter()
        .chain(wrapped)
        .chain([layout])
        .flat_map(|layout| with_stamps(&layout, trial, lines))
        .collect()
}

/// The layout with each stamp format that the lines have.
fn with_stamps(layout: &Arc<Layout>, trial: &Trial, lines: &[&[u8]]) -> Vec<Arc<Layout>> {
    if !layout.takes_any_stamp() {
        return vec![Arc::clone(layout)];
    }
    let mut shapes: Vec<(Shape, usize)> = Vec::new();
    let mut fractions = Fractions::default();
    for found in &trial.lines {
        let Some((time, line)) = found.time.zip(lines.get(found.line)) else { continue };
        let text = time.of(line);
        // What stands before a stamp may tell that it is one.
        let Some((shape, _)) = any_stamp::recognise(line, time.start as usize) else { continue };
        fractions.see(&shape, text);
        match shapes.iter_mut().find(|(known, _)| *known == shape) {
            Some((_, count)) => *count += 1,
            None => shapes.push((shape, 1)),
        }
    }
    shapes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let shapes: Vec<Shape> = shapes.into_iter().map(|(shape, _)| shape.told_by(&fractions)).collect();
    let formats = Shape::formats(&shapes);
    if formats.is_empty() || formats.len() > MAX_STAMP_FORMATS {
        return vec![Arc::clone(layout)];
    }
    formats.iter().filter_map(|format| layout.with_time_format(format)).map(Arc::new).collect()
}
