//! Traces that are logged line by line, each line a record, framed as one: the records stand one right behind the other,
//! their headers name the same thread or process, and they are errors.
//!
//! ```text
//! 2026-11-29 10:01:00,000 [job-1] ERROR jobs: Traceback (most recent call last):
//! 2026-11-29 10:01:00,000 [job-1] ERROR jobs:   File "/srv/jobs.py", line 26, in main
//! 2026-11-29 10:01:00,001 [job-1] ERROR jobs: KeyError: 'id'
//! ```
//!
//! Those of several writers that stand between each other are put together by `unwrap::strands`, where the head of their
//! source shows such.

use crate::format::layout::{Header, Layout};
use crate::format::level::Level;
use crate::record::strand::{Run, Unsure, blanks_before, is_untabbed_frame, writer};
use crate::record::{Framer, trim};

/// Records below it are mostly passed over, and their lines not put together.
pub(super) const LEAST_SPELLED: Level = Level::ERROR;

/// What was read so far of a trace whose lines are records.
#[derive(Debug, Default)]
pub(super) struct Spelled {
    /// The trace, if it may go on.
    pub(super) run: Option<Run>,
    /// The record has such lines; see [`super::Seen::is_spelled`].
    pub(super) has_lines: bool,
}

/// The headers that stand between a block's start and the first one that begins a piece whatever stands before.
#[derive(Debug)]
pub(super) struct Before {
    unsure: Unsure,
    /// The end of the last header's line; none before the first one.
    end: Option<usize>,
}

impl Before {
    pub(super) fn new() -> Self {
        Self { unsure: Unsure::new(), end: None }
    }
}

impl Framer<'_> {
    /// Whether the record of entry `at`, just looked at, may go on with a trace of which nothing is known.
    pub(super) fn may_go_on(&self, before: &mut Before, layout: usize, at: usize, start: usize) -> bool {
        let is_next = before.end.is_none_or(|end| end + 1 == start);
        let end = self.lines.line_end(at, self.text);
        before.end = Some(end);
        let Some(layout) = self.layouts.get(layout).filter(|layout| is_next && layout.is_one_line_of_text()) else {
            return false;
        };
        let line = trim(self.line(start, end));
        let header = self.looked_at();
        let most = if layout.keeps_indents() { 0 } else { blanks_before(line, header).min(MAX_INDENT) };
        before.unsure.may_go_on((0..=most).map(|indent| message(line, header, indent)))
    }

    /// Whether the record that is looked at, whose header ends at `head_end` in entry `head_at`, goes on with that of entry
    /// `at`, from `next` on, whose header was looked at last.
    #[inline]
    pub(super) fn goes_on_spelled(
        &mut self,
        layout: usize,
        (start, head_end): (usize, usize),
        (head_at, at): (usize, usize),
        next: usize,
    ) -> bool {
        if self.spelled.run.is_none() && (at != head_at + 1 || !self.may_be_spelled(start, next)) {
            return false;
        }
        self.spelled.run = self.spelled(layout, (start, head_end), at, next);
        self.spelled.has_lines |= self.spelled.run.is_some();
        self.spelled.run.is_some()
    }

    /// Quick: whether the record from `start` on may be the first line of a trace that the one from `next` on goes on with.
    #[inline]
    fn may_be_spelled(&self, start: usize, next: usize) -> bool {
        let first = |start: usize, header: &Header| self.text.get(start + header.message.start as usize);
        Run::may_begin(first(start, self.current()), first(next, self.looked_at()))
    }

    /// The trace of the record from `start` to `end` with the message of entry `at`, from `next` on.
    #[cold]
    fn spelled(&self, layout: usize, (start, end): (usize, usize), at: usize, next: usize) -> Option<Run> {
        let layout = self.layouts.get(layout).filter(|layout| layout.is_one_line_of_text())?;
        if self.current().level.is_some_and(|level| level < LEAST_SPELLED) {
            return None;
        }
        // Indented lines that are no entries may stand between the two.
        if self.lines.line_end(at - 1, self.text) + 1 != next {
            return None;
        }
        let (head, line) = (trim(self.line(start, end)), trim(self.line(next, self.lines.line_end(at, self.text))));
        let (own, other) = (self.current(), self.looked_at());
        let text = message(line, other, lost_indent(layout, blanks_before(head, own), line, other));
        let run = match self.spelled.run {
            Some(run)
                if run.is_raised() && !self.is_soon_after(layout, at - 1, other.time.map(|time| time.of(line))) =>
            {
                return None;
            }
            Some(run) => run.go_on(text),
            None => Run::begin(message(head, own, 0), text),
        }?;
        (own.level == other.level && writer(layout, head)? == writer(layout, line)?).then_some(run)
    }

    /// Whether a stamp is of the same second as that of entry `at`, or of the next one.
    fn is_soon_after(&self, layout: &Layout, at: usize, stamp: Option<&[u8]>) -> bool {
        let Some(start) = self.lines.start(at) else { return true };
        let line = self.line(start, self.lines.line_end(at, self.text));
        let mut header = Header::default();
        let before = layout.match_header(line, &mut header).then_some(header.time).flatten().map(|time| time.of(line));
        let (Some(before), Some(stamp)) = (before.map(whole_seconds), stamp.map(whole_seconds)) else { return true };
        let (Some((last, rest)), Some((next, others))) = (before.split_last(), stamp.split_last()) else { return true };
        rest == others && (next == last || *next == last + 1)
    }
}

/// Blanks that are looked at as the indent of a message.
const MAX_INDENT: usize = 8;

/// The message of a record of one line, with all that stands behind it and so many blanks before it.
fn message<'t>(line: &'t [u8], header: &Header, indent: usize) -> &'t [u8] {
    line.get((header.message.start as usize).saturating_sub(indent)..).unwrap_or_default()
}

/// How much of a message's indent its layout took for the filling of a field, where `blanks` stand before a message
/// without indent.
fn lost_indent(layout: &Layout, blanks: usize, line: &[u8], header: &Header) -> usize {
    if layout.keeps_indents() { 0 } else { blanks_before(line, header).saturating_sub(blanks) }
}

/// A stamp without the fraction of its second.
fn whole_seconds(stamp: &[u8]) -> &[u8] {
    let fraction = stamp.iter().rposition(|byte| matches!(byte, b'.' | b',')).unwrap_or(stamp.len());
    stamp.get(..fraction).unwrap_or(stamp)
}

/// The text of a record with such a trace, the headers before the trace's lines taken off.
pub(crate) fn without_headers(record: &[u8], layout: &Layout) -> Vec<u8> {
    let mut text = Vec::with_capacity(record.len());
    let mut header = Header::default();
    let mut blanks = 0;
    for (at, line) in record.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let content = line.strip_suffix(b"\n").unwrap_or(line);
        let is_headed = layout.match_header(content, &mut header);
        if at == 0 {
            blanks = blanks_before(content, &header);
        }
        if at == 0 || !is_headed {
            text.extend_from_slice(line);
            continue;
        }
        let plain = message(line, &header, lost_indent(layout, blanks, content, &header));
        if is_untabbed_frame(trim(plain.strip_suffix(b"\n").unwrap_or(plain))) {
            text.push(b'\t');
        }
        text.extend_from_slice(plain);
    }
    text
}
