//! Bytes that are no text, counted: NUL bytes, and bytes that are not UTF-8.

use crate::pipeline::fold::Current;

impl Current {
    /// Counts what is no text in a block: NUL bytes, and bytes that are not UTF-8.
    pub(super) fn odd_bytes(&mut self, text: &[u8], has_odd_bytes: bool) {
        let unfinished = std::mem::take(&mut self.unfinished);
        if !has_odd_bytes && unfinished.is_empty() {
            return;
        }
        let coverage = &mut self.summary.coverage;
        coverage.nul_bytes += memchr::memchr_iter(0, text).count() as u64;
        let joined;
        let mut rest = text;
        if !unfinished.is_empty() {
            joined = [unfinished.as_slice(), text].concat();
            rest = &joined;
        }
        // A character that the block's end cuts is judged with the next block.
        while let Err(fault) = std::str::from_utf8(rest) {
            let Some(length) = fault.error_len() else {
                self.unfinished = rest.get(fault.valid_up_to()..).unwrap_or_default().to_vec();
                return;
            };
            coverage.invalid_utf8 += length as u64;
            rest = rest.get(fault.valid_up_to() + length..).unwrap_or_default();
        }
    }
}
