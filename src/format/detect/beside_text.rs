//! Objects, or pairs, that stand in the messages of text records, as a payload that was logged does.
//!
//! An object is a record where it stands right behind another record, or behind a trace. Where records of text are as many
//! as such objects, or more, an object is asked for time and level besides, and to stand on one line.

use crate::format::detect::Trial;
use crate::format::layout::Header;

/// Records of text below which they explain no input.
const LEAST_TEXTS: usize = 4;

/// Drops the objects that may be parts of messages from the lines of the layouts of objects.
pub(super) fn drop_objects_of_messages(trials: &mut Vec<Trial>, lines: &[&[u8]]) {
    let mut is_text = vec![false; lines.len()];
    let mut is_object = vec![false; lines.len()];
    for trial in trials.iter() {
        let places = if trial.layout.json().is_some() { &mut is_object } else { &mut is_text };
        for found in &trial.lines {
            if let Some(place) = places.get_mut(found.line) {
                *place = true;
            }
        }
    }
    let texts = is_text.iter().filter(|is_text| **is_text).count();
    if texts < LEAST_TEXTS || !is_object.contains(&true) {
        return;
    }
    // Whether a record, a trace or the input's beginning is above the line.
    let mut is_free = true;
    let behind_records: Vec<bool> = lines
        .iter()
        .zip(is_text.iter().zip(&is_object))
        .map(|(line, (is_text, is_object))| {
            let is_behind_record = is_free;
            is_free = *is_text || is_free && *is_object || is_of_trace(line);
            is_behind_record
        })
        .collect();
    let is_behind_record = |line: usize| behind_records.get(line).copied().unwrap_or(false);
    let objects =
        (0..lines.len()).filter(|line| is_object.get(*line) == Some(&true) && is_behind_record(*line)).count();
    if objects > texts {
        return;
    }
    let mut header = Header::default();
    for trial in trials.iter_mut().filter(|trial| trial.layout.json().is_some()) {
        let layout = trial.layout.with_objects_beside_text();
        trial.beside_text = true;
        trial.lines.retain(|found| {
            let line = lines.get(found.line).copied().unwrap_or_default();
            is_behind_record(found.line) && !line.contains(&b'\n') && layout.match_header(line, &mut header)
        });
    }
    trials.retain(|trial| !trial.lines.is_empty());
}

/// A line of a Java trace, or the title of a Python traceback, whose further lines are left out of the head.
fn is_of_trace(line: &[u8]) -> bool {
    let text = line.trim_ascii_start();
    [&b"Traceback (most recent call last)"[..], b"at ", b"... ", b"Caused by: ", b"Suppressed: "]
        .iter()
        .any(|mark| text.starts_with(mark))
}
