//! The members of a gzip file, and what stands behind them.
//!
//! ```text
//! file = member (NUL* member)* (NUL* | rest)        member: RFC 1952
//! ```
//!
//! As gzip 1.12 does it, NULs that fill up a block of a tape or a disk are passed over, and what is no member is left
//! alone: its place is noted. Unlike there, members behind NULs are read.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use flate2::bufread::GzDecoder;

use crate::input::unpack::Taken;

/// The first bytes of a member.
const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// Unpacks all members.
pub(crate) struct Members<R> {
    member: Option<GzDecoder<R>>,
    taken: Arc<Taken>,
}

impl<R: BufRead> Members<R> {
    /// `taken` counts the bytes that `packed` takes from its source.
    pub(crate) fn new(packed: R, taken: Arc<Taken>) -> Self {
        Self { member: Some(GzDecoder::new(packed)), taken }
    }

    /// Goes to the member behind this one, if there is one.
    fn next_member(&mut self) -> io::Result<()> {
        let Some(mut packed) = self.member.take().map(GzDecoder::into_inner) else { return Ok(()) };
        loop {
            let waiting = packed.fill_buf()?;
            let nuls = waiting.iter().take_while(|byte| **byte == 0).count();
            let rest = waiting.get(nuls..).unwrap_or_default();
            if waiting.is_empty() {
                return Ok(());
            }
            if !rest.is_empty() && !MAGIC.starts_with(rest.get(..MAGIC.len()).unwrap_or(rest)) {
                self.taken.end_before(rest.len());
                return Ok(());
            }
            let is_member = !rest.is_empty();
            packed.consume(nuls);
            if is_member {
                self.member = Some(GzDecoder::new(packed));
                return Ok(());
            }
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = self.member.as_mut().filter(|_| !buffer.is_empty()) {
            let count = member.read(buffer)?;
            if count > 0 {
                return Ok(count);
            }
            self.next_member()?;
        }
        Ok(0)
    }
}
