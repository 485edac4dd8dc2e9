//! A source whose bytes are not log text as they stand: read from front to back, transformed, and cut into blocks.
//!
//! ```text
//! raw bytes ─ lines ─ unwrap? ─► text, with the origin of every line ─► blocks
//! ```
//!
//! A hole before the first line stays as it is, at the start of the text.

use std::io;

use crate::input::cursor::Stream;
use crate::input::origin::{Origin, Run};
use crate::input::unwrap::{MAX_UNWRAPPED_BYTES, SourceLine, Text, Unwrap};

/// Raw bytes that are taken at once; even, so that no wide character is cut.
const RAW_BYTES: usize = 64 * 1024;

/// An open source whose text is made as it is asked for.
pub(crate) struct Transformed {
    stream: Stream,
    lines: Lines,
    raw: Vec<u8>,
    hole_left_bytes: u64,
    text: Text,
    /// Bytes of the text that were given out but are still there.
    taken: usize,
    is_ended: bool,
    failure: Option<io::Error>,
}

/// The lines of a source on their way to the text.
struct Lines {
    unwrap: Box<dyn Unwrap>,
    /// The part of a line that waits for the rest, and where it stands.
    open: Vec<u8>,
    open_origin: Origin,
    /// A part of the open line was handed over.
    is_part: bool,
    /// Where the next byte stands.
    offset_bytes: u64,
    line: u64,
    is_at_line_start: bool,
}

/// Text for a block.
pub(crate) struct Portion {
    pub(crate) offset_bytes: u64,
    pub(crate) runs: Vec<Run>,
    pub(crate) is_last: bool,
    pub(crate) failure: Option<io::Error>,
}

impl Transformed {
    /// Takes over a stream of which nothing was given out.
    pub(crate) fn new(stream: Stream, unwrap: Box<dyn Unwrap>) -> Self {
        let lines = Lines {
            unwrap,
            open: Vec::new(),
            open_origin: Origin::default(),
            is_part: false,
            offset_bytes: stream.next_bytes,
            line: 1,
            is_at_line_start: true,
        };
        Self {
            hole_left_bytes: stream.hole_bytes(),
            stream,
            lines,
            raw: Vec::new(),
            text: Text::default(),
            taken: 0,
            is_ended: false,
            failure: None,
        }
    }

    /// The stream beneath.
    pub(crate) fn stream(&self) -> &Stream {
        &self.stream
    }

    /// Fills `buffer` with up to `block_bytes` of text.
    pub(crate) fn fill(&mut self, buffer: &mut Vec<u8>, block_bytes: usize) -> Portion {
        while self.text.bytes.len() - self.taken <= block_bytes && !self.is_ended {
            self.pump();
        }
        let ready = self.text.bytes.get(self.taken..).unwrap_or_default();
        let count = ready.len().min(block_bytes);
        buffer.clear();
        buffer.extend_from_slice(ready.get(..count).unwrap_or_default());
        let is_last = self.is_ended && count == ready.len();
        let offset_bytes = self.text.before_bytes + self.taken as u64;
        let end_bytes = offset_bytes + count as u64;
        let mut runs = std::mem::take(&mut self.text.runs);
        if !is_last {
            self.text.runs = runs.split_off(runs.partition_point(|run| run.text_bytes < end_bytes));
        }
        self.taken += count;
        if self.taken * 2 > self.text.bytes.len() {
            self.text.bytes.drain(..self.taken);
            self.text.before_bytes += std::mem::take(&mut self.taken) as u64;
        }
        Portion { offset_bytes, runs, is_last, failure: if is_last { self.failure.take() } else { None } }
    }

    /// Takes more of the source.
    fn pump(&mut self) {
        let (is_last, failure) = self.stream.fill(&mut self.raw, RAW_BYTES);
        let hole = usize::try_from(self.hole_left_bytes).unwrap_or(usize::MAX).min(self.raw.len());
        let (hole, rest) = self.raw.split_at(hole);
        if !hole.is_empty() {
            self.hole_left_bytes -= hole.len() as u64;
            self.text.push(hole, self.lines.pass(hole.len()));
        }
        for part in rest.split_inclusive(|byte| *byte == b'\n') {
            let origin = self.lines.advance(part.len(), part.ends_with(b"\n"));
            self.lines.take(part, origin, &mut self.text);
        }
        if is_last {
            self.lines.end(&mut self.text);
            self.is_ended = true;
            self.failure = failure;
        }
    }
}

impl Lines {
    /// The origin of a hole's bytes, which are no line by themselves.
    fn pass(&mut self, length: usize) -> Origin {
        let origin = Origin { offset_bytes: self.offset_bytes, length_bytes: length as u64, line: self.line, lines: 0 };
        self.offset_bytes += length as u64;
        origin
    }

    /// The origin of the next bytes of a line.
    fn advance(&mut self, length: usize, ends_line: bool) -> Origin {
        let lines = u64::from(self.is_at_line_start);
        let origin = Origin { line: self.line, lines, ..self.pass(length) };
        self.line += u64::from(ends_line);
        self.is_at_line_start = ends_line;
        origin
    }

    /// Takes a part of a line, up to and with its end if it has one.
    fn take(&mut self, part: &[u8], origin: Origin, text: &mut Text) {
        let is_end = part.ends_with(b"\n");
        if self.open.is_empty() && !self.is_part && is_end {
            self.unwrap.line(SourceLine { bytes: part, origin, is_whole: true }, text);
            return;
        }
        self.open_origin = if self.open.is_empty() { origin } else { self.open_origin.join(origin) };
        self.open.extend_from_slice(part);
        if is_end || self.open.len() >= MAX_UNWRAPPED_BYTES {
            let is_whole = is_end && !self.is_part;
            self.unwrap.line(SourceLine { bytes: &self.open, origin: self.open_origin, is_whole }, text);
            self.open.clear();
            self.is_part = !is_end;
        }
    }

    fn end(&mut self, text: &mut Text) {
        if !self.open.is_empty() {
            let is_whole = !self.is_part;
            self.unwrap.line(SourceLine { bytes: &self.open, origin: self.open_origin, is_whole }, text);
            self.open.clear();
        }
        self.unwrap.end(text);
    }
}

#[cfg(test)]
mod tests;
