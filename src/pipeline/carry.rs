//! What is left over between blocks: the open record, and the line that a block's end cuts.
//!
//! A record may be longer than any block. Of one beyond the limit only its beginning and its end are kept, each half
//! the limit, so that both its header and its root cause survive; what is cut out is counted.

use crate::pipeline::worker::At;

/// Bytes that wait for what follows them.
#[derive(Debug, Default)]
pub(crate) struct Carry {
    pub(crate) bytes: Vec<u8>,
    /// Place of the first byte in the source, and its line's number.
    pub(crate) offset_bytes: u64,
    pub(crate) line: u64,
    /// What was cut out of the middle.
    pub(crate) cut_bytes: u64,
    pub(crate) cut_lines: u64,
    /// Length at which it is worth looking for complete records again.
    next_look: usize,
}

impl Carry {
    /// Starts anew at a place of the source.
    pub(crate) fn restart(&mut self, bytes: &[u8], offset_bytes: u64, line: u64) {
        self.bytes.clear();
        self.bytes.extend_from_slice(bytes);
        self.offset_bytes = offset_bytes;
        self.line = line;
        self.cut_bytes = 0;
        self.cut_lines = 0;
        self.next_look = 0;
    }

    /// Where the bytes stand, for whoever works on them.
    pub(crate) fn at(&self) -> At {
        At { offset_bytes: self.offset_bytes, line: 1, cut_bytes: self.cut_bytes, cut_lines: self.cut_lines }
    }

    /// Appends what follows.
    pub(crate) fn append(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The bytes have grown enough since the last look to look again; so that the work stays linear.
    pub(crate) fn is_worth_a_look(&self) -> bool {
        self.bytes.len() >= self.next_look
    }

    /// Drops the first `count` bytes, which hold `lines` line feeds, after a look.
    pub(crate) fn consume(&mut self, count: usize, lines: u64) {
        if count > 0 {
            self.offset_bytes += count as u64 + self.cut_bytes;
            self.line += lines + self.cut_lines;
            self.cut_bytes = 0;
            self.cut_lines = 0;
            self.bytes.drain(..count);
        }
        self.next_look = self.bytes.len() * 2;
    }

    /// Between which places of the source something was cut out, if it was: behind the first byte, before the kept end.
    pub(crate) fn cut_range(&self) -> Option<(u64, u64)> {
        let kept_end = self.bytes.len() / 2;
        let end_bytes = self.offset_bytes + self.bytes.len() as u64 + self.cut_bytes;
        (self.cut_bytes > 0).then(|| (self.offset_bytes, end_bytes - kept_end as u64))
    }

    /// Cuts the middle out of the open record, which is all that is left after a look, when it is far beyond `limit`;
    /// gives the places of the bytes that are cut out.
    pub(crate) fn trim(&mut self, limit: usize) -> std::ops::Range<usize> {
        let length = self.bytes.len();
        let kept = limit / 2;
        let mut range = kept..kept;
        if length > limit.saturating_mul(2) {
            range = kept..length - (limit - kept);
            let cut = self.bytes.get(range.clone()).unwrap_or_default();
            self.cut_lines += memchr::memchr_iter(b'\n', cut).count() as u64;
            self.cut_bytes += cut.len() as u64;
            self.bytes.drain(range.clone());
            self.next_look = self.bytes.len() + limit;
        }
        range
    }
}
