//! Reads at a given place of a file, from any thread, without a shared position.
//!
//! Unix has a call for it; elsewhere seeking and reading share a lock.

#[cfg(any(test, not(unix)))]
use std::io::{Read, Seek, SeekFrom};
#[cfg(any(test, not(unix)))]
use std::sync::{Mutex, PoisonError};

use std::fs::File;
use std::io;

#[cfg(unix)]
pub(crate) type Positioned = Native;
#[cfg(not(unix))]
pub(crate) type Positioned = Locked;

/// Positioned reads as the system offers them.
#[cfg(unix)]
#[derive(Debug)]
pub(crate) struct Native {
    file: File,
    base_bytes: u64,
}

#[cfg(unix)]
impl Native {
    /// `base_bytes` is the place in the file that counts as offset 0.
    pub(crate) fn new(file: File, base_bytes: u64) -> Self {
        Self { file, base_bytes }
    }

    /// One read at `offset_bytes`; short reads are possible, nothing means the end.
    pub(crate) fn read_at(&self, buffer: &mut [u8], offset_bytes: u64) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(&self.file, buffer, self.base_bytes.saturating_add(offset_bytes))
    }
}

/// Positioned reads by seeking, one at a time.
#[cfg(any(test, not(unix)))]
#[derive(Debug)]
pub(crate) struct Locked {
    file: Mutex<File>,
    base_bytes: u64,
}

#[cfg(any(test, not(unix)))]
impl Locked {
    /// `base_bytes` is the place in the file that counts as offset 0.
    pub(crate) fn new(file: File, base_bytes: u64) -> Self {
        Self { file: Mutex::new(file), base_bytes }
    }

    /// One read at `offset_bytes`; short reads are possible, nothing means the end.
    pub(crate) fn read_at(&self, buffer: &mut [u8], offset_bytes: u64) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.base_bytes.saturating_add(offset_bytes)))?;
        file.read(buffer)
    }
}

impl Positioned {
    /// Fills `buffer` from `offset_bytes` on, as far as the file goes.
    pub(crate) fn fill(&self, buffer: &mut [u8], offset_bytes: u64) -> Filled {
        let mut at_bytes = offset_bytes;
        fill(buffer, |rest| {
            let count = self.read_at(rest, at_bytes)?;
            at_bytes = at_bytes.saturating_add(count as u64);
            Ok(count)
        })
    }
}

/// What came of filling a buffer; fewer bytes than wanted mean the end or a failure.
#[derive(Debug)]
pub(crate) struct Filled {
    pub(crate) bytes: usize,
    pub(crate) failure: Option<io::Error>,
}

/// Reads until `buffer` is full, the input ends, or it fails.
pub(crate) fn fill(buffer: &mut [u8], mut read: impl FnMut(&mut [u8]) -> io::Result<usize>) -> Filled {
    let mut bytes = 0;
    while let Some(rest) = buffer.get_mut(bytes..).filter(|rest| !rest.is_empty()) {
        match read(rest) {
            Ok(0) => break,
            Ok(count) => bytes += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                return Filled { bytes, failure: Some(error) };
            }
        }
    }
    Filled { bytes: bytes.min(buffer.len()), failure: None }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn native_and_locked_reads_agree_at_every_offset() {
        let mut file = tempfile::tempfile().unwrap();
        let content = b"0123456789 the quick brown fox";
        file.write_all(content).unwrap();
        for base in [0usize, 5] {
            let native = Positioned::new(file.try_clone().unwrap(), base as u64);
            let locked = Locked::new(file.try_clone().unwrap(), base as u64);
            for offset in 0..content.len() + 3 {
                let expected: Vec<u8> = content.iter().copied().skip(base + offset).take(7).collect();
                let mut buffer = [0; 7];
                let filled = native.fill(&mut buffer, offset as u64);
                assert_eq!(&buffer[..filled.bytes], expected);
                let filled = fill(&mut buffer, |rest| locked.read_at(rest, offset as u64));
                assert!(filled.failure.is_none());
                assert_eq!(&buffer[..expected.len()], expected);
            }
        }
    }

    #[test]
    fn interrupted_and_short_reads_are_taken_up_again() {
        let mut calls = 0u8;
        let mut buffer = [0; 3];
        let filled = fill(&mut buffer, |rest| {
            calls += 1;
            if calls.is_multiple_of(2) {
                return Err(io::ErrorKind::Interrupted.into());
            }
            rest[0] = calls;
            Ok(1)
        });
        assert_eq!((filled.bytes, buffer), (3, [1, 3, 5]));
    }

    #[test]
    fn what_was_read_before_a_failure_is_kept() {
        let mut first = true;
        let mut buffer = [0; 8];
        let filled = fill(&mut buffer, |_| if std::mem::take(&mut first) { Ok(2) } else { Err(io::Error::other("x")) });
        assert_eq!(filled.bytes, 2);
        assert!(filled.failure.is_some());
    }
}
