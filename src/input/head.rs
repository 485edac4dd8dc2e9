//! The beginning of a source: what it shows of itself before its blocks.

use std::io;
use std::path::Path;
use std::time::SystemTime;

use crate::input::positioned::fill;
use crate::input::rotation::Kin;
use crate::input::sniff::HOLE_BYTES;

/// How many of the first bytes of a source [`Head`] shows at most.
pub const HEAD_BYTES: usize = 64 * 1024;

/// The beginning of a source, shown once before its blocks, whatever the block size.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// Number of the source in the reader's list, from 0.
    pub source: usize,
    /// The source's path; `-` is standard input.
    pub path: &'a Path,
    /// The first bytes behind a byte order mark and a hole, up to [`HEAD_BYTES`]. A line may be cut at the end. To the
    /// first file of a rotated set those belong that go on in it, as far as it takes.
    pub bytes: &'a [u8],
    /// Whether there is nothing behind these bytes.
    pub is_all: bool,
    /// How the source stands to the one that was read before it, if it is of the same rotated set.
    pub kin: Option<Kin>,
    /// Up to where the source's blocks hold the same bytes as the end of that one; 0 if they do not.
    pub repeated_until_bytes: u64,
    /// Length of the hole of NULs before `bytes`; the blocks do contain it.
    pub hole_bytes: u64,
    /// Size of a regular file when it was opened.
    pub size_bytes: Option<u64>,
    /// When a regular file was last changed.
    pub modified: Option<SystemTime>,
}

/// The first bytes of a source as they were read.
pub(crate) struct RawHead {
    /// The bytes behind the hole.
    pub(crate) bytes: Vec<u8>,
    pub(crate) hole_bytes: u64,
    pub(crate) is_ended: bool,
    pub(crate) failure: Option<io::Error>,
}

/// Reads the head behind a hole of any length; `read` is told how many bytes came before.
pub(crate) fn read_head(first: Vec<u8>, mut read: impl FnMut(&mut [u8], u64) -> io::Result<usize>) -> RawHead {
    let mut head = RawHead { bytes: first, hole_bytes: 0, is_ended: false, failure: None };
    loop {
        let before = head.bytes.len();
        head.bytes.resize(before.max(HEAD_BYTES), 0);
        let space = head.bytes.get_mut(before..).unwrap_or_default();
        let wanted = space.len();
        let mut at_bytes = head.hole_bytes.saturating_add(before as u64);
        let filled = fill(space, |buffer| {
            let count = read(buffer, at_bytes)?;
            at_bytes = at_bytes.saturating_add(count as u64);
            Ok(count)
        });
        head.bytes.truncate(before + filled.bytes);
        head.is_ended = filled.bytes < wanted;
        head.failure = filled.failure;
        let nuls = head.bytes.iter().take_while(|&&byte| byte == 0).count();
        let is_hole = head.hole_bytes > 0 || nuls >= HOLE_BYTES || nuls == head.bytes.len();
        if is_hole {
            head.bytes.drain(..nuls);
            head.hole_bytes = head.hole_bytes.saturating_add(nuls as u64);
        }
        if head.is_ended || !is_hole || nuls == 0 {
            return head;
        }
    }
}
