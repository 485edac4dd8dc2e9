//! Compressed sources, unpacked as they are read.
//!
//! ```text
//! gzip   members, one or many (RFC 1952)         zstd   frames, one or many, skippable ones too (RFC 8878)
//! bzip2  streams, one or many                    xz     streams, one or many (xz file format 1.2)
//! ```
//!
//! Memory stays within the formats' windows: 128 MiB for zstd, 256 MiB for xz. What was unpacked before data ends or
//! breaks is given out before the fault is: damaged data is unpacked once more, in small steps, if it can be read again.

use std::fmt;
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::input::gzip::Members;
use crate::input::sniff::Compression;

/// Unpacked bytes up to which no compression is too good: 256 MiB.
pub const FREE_UNPACKED_BYTES: u64 = 256 << 20;
/// How many times the packed bytes may grow beyond that.
pub const MAX_EXPANSION: u64 = 1000;

/// Unpacked bytes that are asked for at once.
const UNPACKED_BYTES: usize = 64 << 10;
/// The same where data may be damaged: what one call unpacks before the damage is lost.
const CAREFUL_BYTES: usize = 1 << 10;
/// The same of packed data that cannot be read again.
const ONCE_BYTES: usize = 8 << 10;
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

/// Packed bytes.
pub(crate) struct Packed {
    pub(crate) reader: Box<dyn Read + Send>,
    /// Reads them once more, from their beginning.
    pub(crate) again: Option<Again>,
}

/// Another reader of the same packed bytes.
pub(crate) type Again = Box<dyn FnOnce() -> Box<dyn Read + Send> + Send>;

/// Unpacks `packed`; `None` for formats that are only recognised.
pub(crate) fn unpack(compression: Compression, packed: Packed) -> io::Result<Option<Unpacked>> {
    let taken = Arc::<Taken>::default();
    let Some(reader) = decoder(compression, packed.reader, &taken)? else { return Ok(None) };
    let step_bytes = if packed.again.is_some() { UNPACKED_BYTES } else { ONCE_BYTES };
    Ok(Some(Unpacked { compression, reader, again: packed.again, step_bytes, taken, given_bytes: 0 }))
}

fn decoder(
    compression: Compression,
    packed: Box<dyn Read + Send>,
    taken: &Arc<Taken>,
) -> io::Result<Option<Box<dyn Read + Send>>> {
    let packed = Counted { inner: packed, taken: Arc::clone(taken) };
    let packed = BufReader::with_capacity(PACKED_BYTES, packed);
    Ok(Some(match compression {
        Compression::Gzip => Box::new(Members::new(packed, Arc::clone(taken))),
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
        Compression::Lz4 | Compression::Zip | Compression::Tar => return Ok(None),
    }))
}

/// How much was taken of packed bytes, while they are unpacked.
#[derive(Debug)]
pub(crate) struct Taken {
    bytes: AtomicU64,
    /// Where something else begins behind the packed data.
    rest_from: AtomicU64,
}

impl Default for Taken {
    fn default() -> Self {
        Self { bytes: AtomicU64::new(0), rest_from: AtomicU64::new(u64::MAX) }
    }
}

impl Taken {
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Where something else begins behind the packed data, as soon as all was unpacked.
    pub(crate) fn rest_from(&self) -> Option<u64> {
        Some(self.rest_from.load(Ordering::Relaxed)).filter(|from| *from < u64::MAX)
    }

    /// The packed data ended before the last so many bytes that were taken.
    pub(crate) fn end_before(&self, bytes: usize) {
        self.rest_from.store(self.bytes().saturating_sub(bytes as u64), Ordering::Relaxed);
    }
}

/// The content of a compressed source.
pub(crate) struct Unpacked {
    compression: Compression,
    reader: Box<dyn Read + Send>,
    again: Option<Again>,
    step_bytes: usize,
    taken: Arc<Taken>,
    given_bytes: u64,
}

impl Unpacked {
    /// Tells of the packed bytes that were read, while they are.
    pub(crate) fn taken(&self) -> Arc<Taken> {
        Arc::clone(&self.taken)
    }

    /// Unpacks once more up to where data was found to be damaged, to go on in small steps.
    fn go_carefully(&mut self, again: Again) -> io::Result<()> {
        self.taken.bytes.store(0, Ordering::Relaxed);
        self.step_bytes = CAREFUL_BYTES;
        if let Some(mut reader) = decoder(self.compression, again(), &self.taken)? {
            io::copy(&mut reader.by_ref().take(self.given_bytes), &mut io::sink())?;
            self.reader = reader;
        }
        Ok(())
    }

    fn fault(&self, kind: FaultKind) -> io::Error {
        let packed_bytes = self.taken.bytes();
        io::Error::other(Fault { compression: self.compression, kind, packed_bytes })
    }
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let packed_bytes = self.taken.bytes();
        let most = FREE_UNPACKED_BYTES.max(packed_bytes.saturating_mul(MAX_EXPANSION));
        if self.given_bytes > most {
            return Err(self.fault(FaultKind::Bomb));
        }
        let length = buffer.len().min(self.step_bytes);
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
            Err(_) => match self.again.take() {
                Some(again) => {
                    self.go_carefully(again).map_err(|_| self.fault(FaultKind::Damaged))?;
                    self.read(buffer)
                }
                None => Err(self.fault(FaultKind::Damaged)),
            },
        }
    }
}

/// Counts what is read.
struct Counted {
    inner: Box<dyn Read + Send>,
    taken: Arc<Taken>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.taken.bytes.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpack_all(compression: Compression, packed: Vec<u8>) -> (u64, Option<Fault>) {
        let packed = Packed { reader: Box::new(io::Cursor::new(packed)), again: None };
        let mut content = unpack(compression, packed).unwrap().unwrap();
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
    fn what_comes_before_damage_is_given_out() {
        let content: Vec<u8> = (0..40_000_u32).flat_map(|n| format!("line {n}\n").into_bytes()).collect();
        let mut packed = Vec::new();
        let mut gzip = flate2::write::GzEncoder::new(&mut packed, flate2::Compression::fast());
        io::Write::write_all(&mut gzip, &content).unwrap();
        drop(gzip);
        let middle = packed.len() / 2;
        packed[middle..middle + 100].fill(0xff);
        let given = |can_be_read_again: bool| {
            let copy = packed.clone();
            let again = move || -> Box<dyn Read + Send> { Box::new(io::Cursor::new(copy)) };
            let again = can_be_read_again.then(|| Box::new(again) as Again);
            let packed = Packed { reader: Box::new(io::Cursor::new(packed.clone())), again };
            let mut unpacked = unpack(Compression::Gzip, packed).unwrap().unwrap();
            let mut read = Vec::new();
            let fault = unpacked.read_to_end(&mut read).unwrap_err();
            assert!(fault.to_string().contains("Damaged"), "{fault}");
            read.len()
        };
        let (with_care, once) = (given(true), given(false));
        assert!(with_care >= once && with_care - once < ONCE_BYTES, "{with_care} {once}");
        // The same as in small steps from the beginning.
        assert!(with_care > content.len() / 3, "{with_care}");
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
