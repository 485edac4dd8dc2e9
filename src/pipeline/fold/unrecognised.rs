//! Lines that belong to nothing: counted all, and shown by their commonest shapes.

use crate::event::{Event, Place};
use crate::issue::template;
use crate::pipeline::Visit;
use crate::pipeline::fold::{Fold, count_feeds};
use crate::pipeline::places::Places;
use crate::pipeline::plan::Plan;
use crate::pipeline::worker::At;

/// Lines of a source whose shape is looked at.
const SHAPED_LINES: u64 = 10_000;
/// Bytes of a line that are shown.
const SAMPLE_BYTES: usize = 400;

impl Fold<'_, '_> {
    pub(super) fn unrecognised(&mut self, plan: &Plan, text: &[u8], start: usize, at: At, lines_before: u64) {
        let shown = count_feeds(text) + u64::from(text.last().is_some_and(|byte| *byte != b'\n'));
        // A part can only be cut out of the text's first piece.
        let (lines, cut_bytes) = if start == 0 { (shown + at.cut_lines, at.cut_bytes) } else { (shown, 0) };
        let origins = self.current.origins.take();
        let lines = origins.as_ref().map_or(lines, |origins| {
            let start_bytes = at.offset_bytes + start as u64;
            origins.of(start_bytes, start_bytes + text.len() as u64 + cut_bytes).map_or(0, |origin| origin.lines)
        });
        self.current.summary.coverage.unrecognised += lines;
        self.current.source.unrecognised += lines;
        let visits = self.settings.visit == Some(Visit::Unrecognised);
        if self.current.shaped_lines >= SHAPED_LINES && !visits {
            self.current.summary.coverage.other_shapes += shown;
        } else {
            let places = Places { lines_before: 0, origins: origins.as_ref(), beyond: None };
            self.show(plan, text, at.offset_bytes + start as u64, lines_before + 1, places);
        }
        self.current.origins = origins;
    }

    fn show(&mut self, plan: &Plan, text: &[u8], offset_bytes: u64, line: u64, places: Places<'_>) {
        let visits = self.settings.visit == Some(Visit::Unrecognised);
        let mut position = Place { source: plan.source, offset_bytes, length_bytes: 0, line, lines: 1 };
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            position.length_bytes = line.len() as u64;
            let place = places.settle(position);
            let shown = line.trim_ascii_end();
            let sample = String::from_utf8_lossy(shown.get(..SAMPLE_BYTES).unwrap_or(shown));
            if self.current.shaped_lines >= SHAPED_LINES {
                // Whether it is blank is not asked any more.
                self.current.summary.coverage.other_shapes += 1;
            } else if !shown.is_empty() {
                self.current.shaped_lines += 1;
                let shape = template(&sample, &self.settings.template);
                let limit = self.settings.limits.shapes;
                self.current.summary.coverage.observe_shape(shape, &sample, place, limit);
            }
            if visits && let Some(visitor) = &mut self.visitor {
                let message = Some(String::from_utf8_lossy(shown).into_owned());
                if visitor(&Event { place, message, ..Event::default() }, None).is_break() {
                    self.is_over = true;
                    return;
                }
            }
            position.offset_bytes += line.len() as u64;
            position.line += 1;
        }
    }
}
