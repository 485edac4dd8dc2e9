//! A source whose bytes are not log text as they stand: read from front to back, transformed, and cut into blocks.
//!
//! ```text
//! raw bytes ─ lines ─ decode? ─ unwrap? ─► text, with the origin of every line ─► blocks
//! ```
//!
//! A hole before the first line stays as it is, at the start of the text. A byte order mark before a line is left out.

use std::io;

use crate::input::buffer::Buffer;
use crate::input::charset::{Decode, Unit, latin1_line, split_lines};
use crate::input::cursor::Stream;
use crate::input::head::HEAD_BYTES;
use crate::input::origin::{Origin, Run};
use crate::input::unwrap::{MAX_UNWRAPPED_BYTES, SourceLine, Text, Unwrap};

/// Raw bytes that are taken at once.
const RAW_BYTES: usize = 64 * 1024;
/// A byte order mark, decoded.
pub(crate) const BYTE_ORDER_MARK: [u8; 3] = *b"\xef\xbb\xbf";

/// An open source whose text is made as it is asked for.
pub(crate) struct Transformed {
    stream: Stream,
    lines: Lines,
    raw: Buffer,
    hole_left_bytes: u64,
    text: Text,
    /// Bytes of the text that were given out but are still there.
    taken: usize,
    is_ended: bool,
    failure: Option<io::Error>,
}

/// The lines of a source on their way to the text.
struct Lines {
    decode: Option<Decode>,
    unwrap: Option<Box<dyn Unwrap>>,
    /// The part of a line that waits for the rest, and where it stands.
    open: Vec<u8>,
    open_origin: Origin,
    /// A part of the open line was handed over.
    is_part: bool,
    /// Where the next byte stands, and where the first one behind a hole does.
    offset_bytes: u64,
    first_bytes: u64,
    line: u64,
    is_at_line_start: bool,
}

/// Text for a block.
#[derive(Debug, Default)]
pub(crate) struct Portion {
    pub(crate) offset_bytes: u64,
    pub(crate) runs: Vec<Run>,
    pub(crate) is_last: bool,
    pub(crate) failure: Option<io::Error>,
    /// How far the source was read, in bytes of its content and of itself.
    pub(crate) end_bytes: u64,
    pub(crate) read_bytes: u64,
    /// Size of a regular file that ended before it, with the last text.
    pub(crate) shrunk_from_bytes: Option<u64>,
    /// Where something else begins behind packed data, with the last text.
    pub(crate) rest_from_bytes: Option<u64>,
}

impl Transformed {
    /// Takes over a stream of which nothing was given out.
    pub(crate) fn new(stream: Stream, decode: Option<Decode>) -> Self {
        let lines = Lines {
            decode,
            unwrap: None,
            open: Vec::new(),
            open_origin: Origin::default(),
            is_part: false,
            offset_bytes: stream.next_bytes,
            first_bytes: stream.next_bytes.saturating_add(stream.hole_bytes()),
            line: 1,
            is_at_line_start: true,
        };
        Self {
            hole_left_bytes: stream.hole_bytes(),
            stream,
            lines,
            raw: Buffer::default(),
            text: Text::default(),
            taken: 0,
            is_ended: false,
            failure: None,
        }
    }

    /// The first text behind `hole_bytes`, and whether that is all.
    pub(crate) fn head(&mut self, hole_bytes: u64) -> (Vec<u8>, bool) {
        let hole = usize::try_from(hole_bytes).unwrap_or(usize::MAX);
        while self.text.bytes.len().saturating_sub(hole) < HEAD_BYTES && !self.is_ended {
            self.pump();
        }
        let text = self.text.bytes.get(hole..).unwrap_or_default();
        let head = text.get(..HEAD_BYTES).unwrap_or(text);
        (head.to_vec(), self.is_ended && head.len() == text.len() && self.failure.is_none())
    }

    /// Unwraps the lines, of which none was given out.
    pub(crate) fn unwrap_lines(&mut self, hole_bytes: u64, unwrap: Box<dyn Unwrap>) {
        self.lines.unwrap = Some(unwrap);
        let decoded = std::mem::take(&mut self.text);
        let (open, open_origin) = (std::mem::take(&mut self.lines.open), self.lines.open_origin);
        self.lines.is_part = false;
        let ends = decoded.runs.iter().skip(1).map(|run| run.text_bytes).chain([decoded.bytes.len() as u64]);
        for (run, end) in decoded.runs.iter().zip(ends) {
            let place = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
            let bytes = decoded.bytes.get(place(run.text_bytes)..place(end)).unwrap_or_default();
            if run.text_bytes < hole_bytes {
                self.text.push(bytes, run.origin);
            } else {
                self.lines.assemble(bytes, run.origin, bytes.ends_with(b"\n"), &mut self.text);
            }
        }
        if !open.is_empty() {
            self.lines.assemble(&open, open_origin, false, &mut self.text);
        }
        if self.is_ended {
            self.lines.end(&mut self.text);
        }
    }

    /// The stream beneath.
    pub(crate) fn stream(&self) -> &Stream {
        &self.stream
    }

    pub(crate) fn stream_mut(&mut self) -> &mut Stream {
        &mut self.stream
    }

    /// Fills `buffer` with up to `block_bytes` of text.
    pub(crate) fn fill(&mut self, buffer: &mut Buffer, block_bytes: usize) -> Portion {
        while self.text.bytes.len() - self.taken <= block_bytes && !self.is_ended {
            self.pump();
        }
        let ready = self.text.bytes.get(self.taken..).unwrap_or_default();
        let count = ready.len().min(block_bytes);
        buffer.copy(ready.get(..count).unwrap_or_default());
        let is_last = self.is_ended && count == ready.len();
        let offset_bytes = self.next_bytes();
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
        Portion {
            offset_bytes,
            runs,
            is_last,
            failure: if is_last { self.failure.take() } else { None },
            end_bytes: self.stream.next_bytes,
            read_bytes: self.stream.read_bytes(),
            shrunk_from_bytes: self.stream.shrunk_from_bytes().filter(|_| is_last),
            rest_from_bytes: self.stream.rest_from().filter(|_| is_last),
        }
    }

    /// A text without anything in it.
    pub(crate) fn nothing() -> Self {
        Self { is_ended: true, ..Self::new(Stream::nothing(), None) }
    }

    /// More of the source is to be read.
    pub(crate) fn is_unfinished(&self) -> bool {
        !self.is_ended
    }

    /// Where the next text begins.
    pub(crate) fn next_bytes(&self) -> u64 {
        self.text.before_bytes + self.taken as u64
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
        let unit = self.lines.decode.as_ref().map_or(Unit::Byte, Decode::unit);
        let phase = usize::from(
            !(self.lines.offset_bytes - self.lines.first_bytes.min(self.lines.offset_bytes)).is_multiple_of(2),
        );
        let (lines, text) = (&mut self.lines, &mut self.text);
        split_lines(rest, unit, phase, |part, is_end| {
            let origin = lines.advance(part.len(), is_end);
            lines.take(part, origin, is_end, text);
        });
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

    /// Takes a raw part of a line, up to and with its end if it has one; without a byte order mark at its start.
    fn take(&mut self, part: &[u8], origin: Origin, is_end: bool, text: &mut Text) {
        let Some(Decode::Whole(mut whole)) = self.decode.take_if(|decode| !decode.needs_lines()) else {
            let (part, origin) = unmarked(part, origin, BYTE_ORDER_MARK.len() as u64);
            self.assemble(part, origin, is_end, text);
            return;
        };
        let mark_bytes = if whole.is_wide() { 2 } else { BYTE_ORDER_MARK.len() as u64 };
        let (part, origin) = unmarked(whole.decode(part, false), origin, mark_bytes);
        self.assemble(part, origin, is_end, text);
        self.decode = Some(Decode::Whole(whole));
    }

    /// Makes lines whole, where they must be.
    fn assemble(&mut self, part: &[u8], origin: Origin, is_end: bool, text: &mut Text) {
        if self.unwrap.is_none() && !self.decode.as_ref().is_some_and(Decode::needs_lines) {
            text.push(part, origin);
            return;
        }
        if self.open.is_empty() && !self.is_part && is_end {
            self.give(part, origin, true, text);
            return;
        }
        self.open_origin = if self.open.is_empty() { origin } else { self.open_origin.join(origin) };
        self.open.extend_from_slice(part);
        if is_end || self.open.len() >= MAX_UNWRAPPED_BYTES {
            self.give_open(is_end, text);
            self.is_part = !is_end;
        }
    }

    fn give_open(&mut self, is_end: bool, text: &mut Text) {
        let open = std::mem::take(&mut self.open);
        self.give(&open, self.open_origin, is_end && !self.is_part, text);
        self.open = open;
        self.open.clear();
    }

    /// Gives a line to the text.
    fn give(&mut self, line: &[u8], origin: Origin, is_whole: bool, text: &mut Text) {
        let latin1 = self.decode.as_ref().filter(|decode| decode.needs_lines()).and_then(|_| latin1_line(line));
        let bytes = latin1.as_ref().map_or(line, String::as_bytes);
        match &mut self.unwrap {
            Some(unwrap) => unwrap.line(SourceLine { bytes, origin, is_whole }, text),
            None => text.push(bytes, origin),
        }
    }

    /// Gives what is left when the source has ended.
    fn end(&mut self, text: &mut Text) {
        if let Some(Decode::Whole(mut whole)) = self.decode.take_if(|decode| !decode.needs_lines()) {
            let rest = whole.decode(b"", true).to_vec();
            if !rest.is_empty() {
                let origin = Origin { lines: 0, line: self.line, ..self.pass(0) };
                self.assemble(&rest, origin, false, text);
            }
        }
        if !self.open.is_empty() {
            self.give_open(true, text);
        }
        if let Some(unwrap) = &mut self.unwrap {
            unwrap.end(text);
        }
    }
}

/// A part of a line without a byte order mark at the line's start, which takes so many bytes of the source.
fn unmarked(part: &[u8], origin: Origin, mark_bytes: u64) -> (&[u8], Origin) {
    let Some(rest) = part.strip_prefix(&BYTE_ORDER_MARK).filter(|_| origin.lines > 0) else { return (part, origin) };
    let origin = Origin {
        offset_bytes: origin.offset_bytes + mark_bytes,
        length_bytes: origin.length_bytes.saturating_sub(mark_bytes),
        ..origin
    };
    (rest, origin)
}

#[cfg(test)]
mod tests;
