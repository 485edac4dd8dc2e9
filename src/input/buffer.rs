//! Memory that blocks are read into.

use std::ops::Deref;

/// A line of a processor's cache.
///
/// Kernels copy what they hold in memory by the processor's own instruction for copying, which takes four times as long
/// on some processors where the destination begins within a line (measured on AMD Zen 2).
const LINE_BYTES: usize = 64;

/// Bytes that begin at the start of a cache line, and keep their memory when they are made anew.
#[derive(Debug, Default)]
pub struct Buffer {
    memory: Vec<u8>,
    /// Where the line begins.
    from: usize,
}

impl Buffer {
    /// `length` bytes to be overwritten: what they are is left open.
    pub(crate) fn renew(&mut self, length: usize) -> &mut [u8] {
        let wanted = length.saturating_add(LINE_BYTES);
        self.memory.reserve(wanted.saturating_sub(self.memory.len()));
        // Where the pointer cannot be aligned, the bytes are only slower to fill.
        self.from = Some(self.memory.as_ptr().align_offset(LINE_BYTES)).filter(|from| *from < LINE_BYTES).unwrap_or(0);
        self.memory.resize(self.from + length, 0);
        self.memory.get_mut(self.from..).unwrap_or_default()
    }

    /// Drops what stands behind the first `length` bytes.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.memory.truncate(self.from.saturating_add(length));
    }

    /// Makes it a copy of `bytes`.
    pub(crate) fn copy(&mut self, bytes: &[u8]) {
        self.renew(bytes.len()).copy_from_slice(bytes);
    }
}

impl Deref for Buffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.memory.get(self.from..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_begin_with_a_line_of_the_cache_whatever_was_there_before() {
        let mut buffer = Buffer::default();
        assert!(buffer.is_empty());
        for length in [3, 100, 64, 0, 5000, 1 << 20, 7] {
            let bytes = buffer.renew(length);
            assert_eq!((bytes.len(), bytes.as_ptr().align_offset(LINE_BYTES)), (length, 0));
            bytes.fill(b'x');
            assert_eq!(*buffer, *vec![b'x'; length]);
            buffer.truncate(length / 2);
            assert_eq!(buffer.len(), length / 2);
        }
        buffer.copy(b"abc");
        assert_eq!(*buffer, *b"abc");
    }

    #[test]
    fn memory_is_kept_and_its_bytes_are_not_written_anew() {
        let mut buffer = Buffer::default();
        buffer.renew(1000).fill(b'x');
        let place = buffer.as_ptr();
        buffer.truncate(10);
        assert_eq!(buffer.renew(1000).as_ptr(), place);
        assert!(buffer.starts_with(&[b'x'; 10]));
    }
}
