//! Compressed sources, unpacked as they are read.
//!
//! ```text
//! gzip   members, one or many (RFC 1952)         zstd   frames, one or many, skippable ones too (RFC 8878)
//! bzip2  streams, one or many                    xz     streams, one or many (xz file format 1.2)
//! ```
//!
//! Memory stays within the formats' windows: 128 MiB for zstd, 256 MiB for xz. What was unpacked before data ends or
//! breaks is given out before the fault is.

use std::fmt;
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::input::sniff::Compression;

/// Unpacked bytes up to which no compression is too good: 256 MiB.
pub const FREE_UNPACKED_BYTES: u64 = 256 << 20;
/// How many times the packed bytes may grow beyond that.
pub const MAX_EXPANSION: u64 = 1000;

/// Unpacked bytes that are asked for at once.
const UNPACKED_BYTES: usize = 1 << 10;
/// Packed bytes that are read at once.
const PACKED_BYTES: usize = 64 << 10;
/// Binary logarithm of the largest zstd window.
const ZSTD_WINDOW_LOG: u32 = 27;
/// Memory that unpacking xz may take.
const XZ_MEMORY_BYTES: u64 = 256 << 20;

/// Why unpacking ended before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) compression: Compression,
    pub(crate) kind: FaultKind,
    /// Packed bytes that were read.
    pub(crate) packed_bytes: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FaultKind {
    Truncated,
    Damaged,
    Bomb,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} data is {:?} at byte {}", self.compression.name(), self.kind, self.packed_bytes)
    }
}

impl std::error::Error for Fault {}

/// Unpacks `packed`; `None` for formats that are only recognised.
pub(crate) fn unpack(compression: Compression, packed: Box<dyn Read + Send>) -> io::Result<Option<Unpacked>> {
    let packed_bytes = Arc::new(AtomicU64::new(0));
    let packed = Counted { inner: packed, bytes: Arc::clone(&packed_bytes) };
    let packed = BufReader::with_capacity(PACKED_BYTES, packed);
    let reader: Box<dyn Read + Send> = match compression {
        Compression::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(packed)),
        Compression::Zstd => {
            let mut decoder = zstd::stream::read::Decoder::with_buffer(packed)?;
            decoder.window_log_max(ZSTD_WINDOW_LOG)?;
            Box::new(decoder)
        }
        Compression::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(packed)),
        Compression::Xz => {
            let stream = liblzma::stream::Stream::new_stream_decoder(XZ_MEMORY_BYTES, liblzma::stream::CONCATENATED)?;
            Box::new(liblzma::bufread::XzDecoder::new_stream(packed, stream))
        }
        Compression::Lz4 | Compression::Zip => return Ok(None),
    };
    Ok(Some(Unpacked { compression, reader, packed_bytes, given_bytes: 0 }))
}

/// The content of a compressed source.
pub(crate) struct Unpacked {
    compression: Compression,
    reader: Box<dyn Read + Send>,
    packed_bytes: Arc<AtomicU64>,
    given_bytes: u64,
}

impl Unpacked {
    fn fault(&self, kind: FaultKind) -> io::Error {
        let packed_bytes = self.packed_bytes.load(Ordering::Relaxed);
        io::Error::other(Fault { compression: self.compression, kind, packed_bytes })
    }
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let packed_bytes = self.packed_bytes.load(Ordering::Relaxed);
        let most = FREE_UNPACKED_BYTES.max(packed_bytes.saturating_mul(MAX_EXPANSION));
        if self.given_bytes > most {
            return Err(self.fault(FaultKind::Bomb));
        }
        // What one call unpacks before damage is lost, so that it should not be much.
        let length = buffer.len().min(UNPACKED_BYTES);
        match self.reader.read(buffer.get_mut(..length).unwrap_or_default()) {
            Ok(count) => {
                self.given_bytes += count as u64;
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(self.fault(FaultKind::Truncated)),
            // The system's own failures, and those of what is packed inside, are told as they are.
            Err(error)
                if error.raw_os_error().is_some()
                    || error.get_ref().and_then(|inner| inner.downcast_ref::<Fault>()).is_some() =>
            {
                Err(error)
            }
            Err(_) => Err(self.fault(FaultKind::Damaged)),
        }
    }
}

/// Counts what is read.
struct Counted {
    inner: Box<dyn Read + Send>,
    bytes: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.bytes.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpack_all(compression: Compression, packed: Vec<u8>) -> (u64, Option<Fault>) {
        let mut content = unpack(compression, Box::new(io::Cursor::new(packed))).unwrap().unwrap();
        let mut buffer = vec![0; 1 << 16];
        loop {
            match content.read(&mut buffer) {
                Ok(0) => return (content.given_bytes, None),
                Ok(_) => {}
                Err(error) => {
                    let fault = *error.get_ref().unwrap().downcast_ref::<Fault>().unwrap();
                    return (content.given_bytes, Some(fault));
                }
            }
        }
    }

    #[test]
    fn what_grows_beyond_all_measure_is_left_at_the_limit() {
        let zeros = io::repeat(b'x').take(FREE_UNPACKED_BYTES + (1 << 20));
        let packed = zstd::stream::encode_all(zeros, 1).unwrap();
        assert!((packed.len() as u64) * MAX_EXPANSION < FREE_UNPACKED_BYTES, "{}", packed.len());
        let (unpacked_bytes, fault) = unpack_all(Compression::Zstd, packed);
        assert_eq!(fault.unwrap().kind, FaultKind::Bomb);
        assert!(unpacked_bytes <= FREE_UNPACKED_BYTES + UNPACKED_BYTES as u64);
    }

    #[test]
    fn no_bytes_behind_a_magic_number_do_harm() {
        let magic: [(Compression, &[u8]); 4] = [
            (Compression::Gzip, b"\x1f\x8b\x08\x00"),
            (Compression::Zstd, b"\x28\xb5\x2f\xfd"),
            (Compression::Bzip2, b"BZh91AY&SY"),
            (Compression::Xz, b"\xfd7zXZ\x00"),
        ];
        for (compression, magic) in magic {
            for seed in 0..200_u8 {
                let noise = (0..seed).map(|n| n.wrapping_mul(seed | 1).wrapping_add(seed));
                let (_, fault) = unpack_all(compression, magic.iter().copied().chain(noise).collect());
                assert!(fault.is_some_and(|fault| fault.compression == compression), "{compression:?} {seed}");
            }
        }
    }
}
