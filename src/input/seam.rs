//! Where two files of a rotated set meet: what the later one repeats of the earlier one.
//!
//! ```text
//! earlier  = … run              the run begins with a line and goes up to the end of the earlier file
//! later    = run rest           as `copy`, a rotation that was broken off, or a packed file left beside its origin makes it
//! ```
//!
//! Runs are looked for in the last [`HEAD_BYTES`] of the earlier text; beyond them only one that is all of the earlier
//! text is found. Whether a run was repeated or only looks so is for those to judge who can read its stamps.

use std::time::SystemTime;

use crate::input::buffer::Buffer;
use crate::input::charset::Charset;
use crate::input::cursor::{Cursor, Opened, Regular, open};
use crate::input::head::HEAD_BYTES;
use crate::input::paths::Source;
use crate::input::rotation::Kin;

/// Bytes of two texts that are compared at once.
const COMPARED_BYTES: usize = 64 * 1024;

/// What a file shows of itself without being read.
#[derive(Debug)]
pub(crate) struct Ends {
    pub(crate) head: Vec<u8>,
    pub(crate) is_all: bool,
    pub(crate) modified: Option<SystemTime>,
    /// The last bytes; of what is packed or decoded there are none to be had without all the others.
    pub(crate) tail: Option<Vec<u8>>,
}

/// The beginning and the end of a file that holds text.
pub(crate) fn ends(source: &Source, charset: Charset) -> Option<Ends> {
    let opened = open(source, None, charset).ok()?;
    let tail = match (&opened.cursor, opened.is_all) {
        (_, true) => Some(opened.head.clone()),
        (Cursor::Regular(regular), false) => {
            let mut ending = Ending::default();
            ending.read(regular);
            Some(ending.tail)
        }
        _ => None,
    };
    Some(Ends { head: opened.head, is_all: opened.is_all, modified: opened.modified, tail })
}

/// The beginning and the end of a source's text.
#[derive(Debug, Default)]
pub(crate) struct Ending {
    pub(crate) source: usize,
    head: Vec<u8>,
    tail: Vec<u8>,
    text_bytes: u64,
}

impl Ending {
    pub(crate) fn new(source: usize, head: &[u8]) -> Self {
        Self { source, head: head.to_vec(), ..Self::default() }
    }

    /// Takes the text that follows.
    pub(crate) fn pass(&mut self, text: &[u8]) {
        self.text_bytes += text.len() as u64;
        let last = text.get(text.len().saturating_sub(HEAD_BYTES)..).unwrap_or_default();
        if last.len() < text.len() {
            self.tail.clear();
        } else if self.tail.len() + last.len() > HEAD_BYTES * 2 {
            let kept = HEAD_BYTES.saturating_sub(last.len()).min(self.tail.len());
            self.tail.drain(..self.tail.len() - kept);
        }
        self.tail.extend_from_slice(last);
    }

    /// Reads the end of a file that was not passed through.
    pub(crate) fn read(&mut self, regular: &Regular) {
        self.text_bytes = regular.size_bytes.saturating_sub(regular.content_bytes);
        let length = usize::try_from(self.text_bytes).unwrap_or(usize::MAX).min(HEAD_BYTES);
        self.tail.resize(length, 0);
        let filled = regular.file.fill(&mut self.tail, regular.size_bytes.saturating_sub(length as u64));
        // A file that shrinks has no end to compare.
        if filled.bytes < length {
            self.tail.clear();
        }
    }

    fn is_whole(&self) -> bool {
        self.tail.len() as u64 == self.text_bytes
    }

    /// How many bytes at the beginning of `source`, which is that file's `kin`, the text holds too; 0 if none.
    pub(crate) fn repeated(&self, before: &Source, kin: Kin, source: &Source, head: &[u8], charset: Charset) -> u64 {
        let common = self.head.len().min(head.len());
        let may_be_all = common > 0 && self.head.get(..common) == head.get(..common);
        if may_be_all && (kin == Kin::Twin || !self.is_whole()) {
            let opened = open(before, None, charset).ok().zip(open(source, None, charset).ok());
            let common = opened.and_then(|(before, after)| common_bytes(before, after));
            if let Some(bytes) = common.filter(|bytes| kin == Kin::Twin || *bytes == self.text_bytes) {
                return bytes;
            }
        }
        overlap(&self.tail, self.is_whole(), head) as u64
    }
}

/// Length of the longest run of lines that `tail` ends and `head` begins with; a run holds a whole line at least.
fn overlap(tail: &[u8], is_whole: bool, head: &[u8]) -> usize {
    let tail = tail.get(tail.len().saturating_sub(head.len() + 1)..).unwrap_or_default();
    let first_line = head.get(..memchr::memchr(b'\n', head).map_or(head.len(), |at| at + 1)).unwrap_or_default();
    if first_line.is_empty() || memchr::memmem::find(tail, first_line).is_none() {
        return 0;
    }
    // As Knuth, Morris and Pratt search: whatever the lines, each byte is looked at twice at most.
    let mut shorter = vec![0_usize; head.len()];
    let mut matched = 0;
    for (at, byte) in head.iter().enumerate().skip(1) {
        while matched > 0 && head.get(matched) != Some(byte) {
            matched = shorter.get(matched - 1).copied().unwrap_or(0);
        }
        matched += usize::from(head.get(matched) == Some(byte));
        if let Some(place) = shorter.get_mut(at) {
            *place = matched;
        }
    }
    matched = 0;
    for byte in tail {
        while matched > 0 && head.get(matched) != Some(byte) {
            matched = shorter.get(matched - 1).copied().unwrap_or(0);
        }
        matched += usize::from(head.get(matched) == Some(byte));
    }
    while matched > 0 {
        let starts_line = match tail.len().checked_sub(matched + 1) {
            Some(before) => tail.get(before) == Some(&b'\n'),
            None => is_whole,
        };
        if starts_line {
            break;
        }
        matched = shorter.get(matched - 1).copied().unwrap_or(0);
    }
    if matched < first_line.len() { 0 } else { matched }
}

/// Length of the shorter of two texts, if the longer one begins with it.
fn common_bytes(a: Opened, b: Opened) -> Option<u64> {
    let (mut a, mut b) = (Text::new(a), Text::new(b));
    let mut common = 0;
    loop {
        let (left, right) = (a.rest(), b.rest());
        let length = left.len().min(right.len());
        if length == 0 {
            return Some(common);
        }
        if left.get(..length) != right.get(..length) {
            return None;
        }
        a.taken += length;
        b.taken += length;
        common += length as u64;
    }
}

/// A source's text, read from its beginning.
struct Text {
    cursor: Cursor,
    bytes: Buffer,
    taken: usize,
    is_ended: bool,
}

impl Text {
    fn new(opened: Opened) -> Self {
        let cursor = match opened.cursor {
            Cursor::Regular(regular) => Cursor::Stream(regular.into_stream(opened.hole_bytes)),
            other => other,
        };
        Self { cursor, bytes: Buffer::default(), taken: 0, is_ended: false }
    }

    /// What was not taken yet; nothing at the end.
    fn rest(&mut self) -> &[u8] {
        while self.taken >= self.bytes.len() && !self.is_ended {
            self.taken = 0;
            self.is_ended = match &mut self.cursor {
                Cursor::Stream(stream) => stream.fill(&mut self.bytes, COMPARED_BYTES).0,
                Cursor::Transformed(text) => text.fill(&mut self.bytes, COMPARED_BYTES).is_last,
                Cursor::Regular(_) => true,
            };
        }
        self.bytes.get(self.taken..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same, looked for at each line.
    fn plain(tail: &[u8], is_whole: bool, head: &[u8]) -> usize {
        let starts = (0..tail.len()).filter(|at| if *at == 0 { is_whole } else { tail[at - 1] == b'\n' });
        let line = head.split_inclusive(|byte| *byte == b'\n').next().map_or(1, <[u8]>::len);
        let mut runs = starts.map(|at| &tail[at..]).filter(|run| run.len() >= line && head.starts_with(run));
        runs.next().map_or(0, <[u8]>::len)
    }

    proptest! {
        #[test]
        fn the_longest_run_of_lines_is_found(
            tail in prop::collection::vec(prop::sample::select(b"\n\nab".to_vec()), 0..40),
            head in prop::collection::vec(prop::sample::select(b"\n\nab".to_vec()), 0..40),
            from in 0..40_usize,
            is_whole: bool,
        ) {
            prop_assert_eq!(overlap(&tail, is_whole, &head), plain(&tail, is_whole, &head));
            let again = [&tail[from.min(tail.len())..], &head].concat();
            prop_assert_eq!(overlap(&tail, is_whole, &again), plain(&tail, is_whole, &again));
        }

        #[test]
        fn the_end_of_a_text_is_the_same_for_any_parts(parts in prop::collection::vec(0..90_000_usize, 0..8)) {
            let mut ending = Ending::default();
            let mut text = Vec::new();
            for (number, length) in (0_u8..).zip(&parts) {
                let part = vec![number; *length];
                ending.pass(&part);
                text.extend_from_slice(&part);
            }
            prop_assert!(text.ends_with(&ending.tail) && ending.tail.len() >= text.len().min(HEAD_BYTES));
            prop_assert_eq!(ending.text_bytes, text.len() as u64);
        }
    }
}
