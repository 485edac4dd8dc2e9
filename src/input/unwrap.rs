//! Lines that hold other lines: a source is unwrapped line by line into log text, before it is cut into blocks.
//!
//! What wraps lines (a container runtime, a system log) is not known here: whoever prepares a source looks at its head
//! and hands in an [`Unwrap`]. It sees every line of the source once and in order, and says for all text that it gives
//! from which lines that came.

use std::fmt;

use crate::input::origin::{Origin, Run};

/// A line longer than this is handed over in parts: 1 MiB.
pub const MAX_UNWRAPPED_BYTES: usize = 1 << 20;

/// Takes the lines of one source and gives the text that they hold.
pub trait Unwrap: Send + fmt::Debug {
    /// Takes the next line.
    ///
    /// What it holds is pushed to `text`, now or later: lines may be held back, joined, or change places. A line that
    /// is no wrapped one is best pushed as it is. Every line's [`Origin`] is to be pushed, alone or joined, so that
    /// lines and bytes add up.
    fn line(&mut self, line: SourceLine<'_>, text: &mut Text);

    /// The source has ended; what was held back is pushed.
    fn end(&mut self, text: &mut Text);
}

/// A line of a source, decoded to UTF-8 if it was not.
#[derive(Debug, Clone, Copy)]
pub struct SourceLine<'a> {
    /// Its bytes with its line end, which the last line of a source may lack.
    pub bytes: &'a [u8],
    /// Where it stands in the source.
    pub origin: Origin,
    /// Whether this is all of it. Parts of a line beyond [`MAX_UNWRAPPED_BYTES`] come one after the other; only the
    /// first counts as a line.
    pub is_whole: bool,
}

/// Text that was made of a source, and where it comes from.
#[derive(Debug, Default)]
pub struct Text {
    pub(crate) bytes: Vec<u8>,
    pub(crate) runs: Vec<Run>,
    /// Text before `bytes`.
    pub(crate) before_bytes: u64,
}

impl Text {
    /// Appends a run of text: a line, or a part of one.
    ///
    /// `bytes` should hold no more than one line end, its last byte, as only a run's start is known exactly afterwards.
    /// It may be empty: then the lines of `origin` are counted with the text before.
    pub fn push(&mut self, bytes: &[u8], origin: Origin) {
        if bytes.is_empty() {
            match self.runs.last_mut() {
                Some(run) => run.origin = run.origin.join(origin),
                None => self.runs.push(Run { text_bytes: self.before_bytes, origin }),
            }
            return;
        }
        let text_bytes = self.before_bytes + self.bytes.len() as u64;
        match self.runs.last_mut() {
            // Lines without any text before the first text.
            Some(run) if run.text_bytes == text_bytes => {
                run.origin = Origin { lines: run.origin.lines + origin.lines, ..origin };
            }
            _ => self.runs.push(Run { text_bytes, origin }),
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// Takes off the line end that was pushed last: the line goes on in the text of another source.
    pub(crate) fn open_last_line(&mut self) {
        self.bytes.pop_if(|byte| *byte == b'\n');
    }
}

/// The text that the first bytes of a source hold, as [`Unwrap`] gives it.
///
/// A line that is cut at the end is left out, unless `is_all` says that the source ends there.
pub fn unwrap_head(head: &[u8], is_all: bool, unwrap: &mut dyn Unwrap) -> Vec<u8> {
    let mut text = Text::default();
    let mut origin = Origin { line: 1, lines: 1, ..Origin::default() };
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        origin.length_bytes = line.len() as u64;
        if line.ends_with(b"\n") || is_all {
            unwrap.line(SourceLine { bytes: line, origin, is_whole: true }, &mut text);
        }
        origin.offset_bytes += origin.length_bytes;
        origin.line += 1;
    }
    unwrap.end(&mut text);
    text.bytes
}
