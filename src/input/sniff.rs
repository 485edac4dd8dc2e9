//! What the first bytes of a source say about the rest: text, compressed, wide characters, or no text at all.
//!
//! Magic numbers follow the formats' own specifications: gzip RFC 1952, zstd RFC 8878, xz file format 1.2, bzip2 and
//! lz4 frame headers, zip APPNOTE 4.3, tar of POSIX.1-1988 and GNU; byte order marks follow Unicode 16, section 23.8.
//!
//! Text is anything that a program may have logged: UTF-8, Latin-1 and other 8-bit encodings, colour codes, single
//! NUL or control bytes, one kind of control byte as a separator (FIX messages), and runs of NULs, as a crash or
//! `copytruncate` leaves them.

/// Compression formats that are recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Compression {
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
    /// bzip2.
    Bzip2,
    /// xz.
    Xz,
    /// lz4 frames.
    Lz4,
    /// A zip archive.
    Zip,
    /// A tar archive, which holds files as they are.
    Tar,
}

impl Compression {
    /// The name of the format.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Bzip2 => "bzip2",
            Self::Xz => "xz",
            Self::Lz4 => "lz4",
            Self::Zip => "zip",
            Self::Tar => "tar",
        }
    }

    /// The command that writes the content to standard output.
    pub(crate) const fn filter(self) -> &'static str {
        match self {
            Self::Gzip => "gzip -dc",
            Self::Zstd => "zstd -dc",
            Self::Bzip2 => "bzip2 -dc",
            Self::Xz => "xz -dc",
            Self::Lz4 => "lz4 -dc",
            Self::Zip => "unzip -p",
            Self::Tar => "tar -xOf",
        }
    }
}

/// Encodings whose characters are wider than a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// UTF-32, which is told by its mark.
    Utf32,
}

impl Encoding {
    /// The name that `iconv` takes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Utf32 => "utf-32",
        }
    }
}

/// What the first bytes of a source are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sniffed {
    /// Text in which a newline is one byte.
    Text {
        /// Length of the UTF-8 byte order mark at the start: 0 or 3.
        bom_bytes: usize,
    },
    /// Compressed data.
    Compressed(Compression),
    /// Text with wide characters.
    Wide {
        /// Their encoding.
        encoding: Encoding,
        /// Length of the byte order mark at the start, 0 if there is none.
        bom_bytes: usize,
    },
    /// No text.
    Binary,
}

/// Where the magic number of a tar archive stands.
const TAR_MAGIC: usize = 257;
/// NULs in a row that are a hole in the file rather than content.
pub(crate) const HOLE_BYTES: usize = 32;
/// Share of NULs beside holes, in percent, from which bytes are no text.
const MAX_NUL_PERCENT: usize = 10;
/// Share of control bytes, in percent, from which bytes are no text, if there are also many kinds of them.
const MAX_CONTROL_PERCENT: usize = 5;
/// Kinds of control bytes that text has at most.
const MAX_CONTROL_KINDS: u32 = 3;
/// Bytes from which UTF-16 is told by its NULs.
const MIN_WIDE_BYTES: usize = 16;

/// Tells what a source is by its first bytes.
///
/// `head` starts at the first byte of the source; 64 KiB are plenty, few bytes do. Empty input is text.
///
/// ```
/// # use errmon::input::{Compression, Sniffed, sniff};
/// assert_eq!(sniff(b"\x1f\x8b\x08\x00"), Sniffed::Compressed(Compression::Gzip));
/// assert_eq!(sniff(b"ERROR caf\xe9\n"), Sniffed::Text { bom_bytes: 0 });
/// ```
pub fn sniff(head: &[u8]) -> Sniffed {
    if let Some(compression) = compression(head) {
        return Sniffed::Compressed(compression);
    }
    match head {
        [0xef, 0xbb, 0xbf, ..] => return Sniffed::Text { bom_bytes: 3 },
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => {
            return Sniffed::Wide { encoding: Encoding::Utf32, bom_bytes: 4 };
        }
        [0xff, 0xfe, ..] => return Sniffed::Wide { encoding: Encoding::Utf16Le, bom_bytes: 2 },
        [0xfe, 0xff, ..] => return Sniffed::Wide { encoding: Encoding::Utf16Be, bom_bytes: 2 },
        _ => {}
    }
    if let Some(encoding) = wide_without_mark(head) {
        return Sniffed::Wide { encoding, bom_bytes: 0 };
    }
    if is_binary(head) { Sniffed::Binary } else { Sniffed::Text { bom_bytes: 0 } }
}

fn compression(head: &[u8]) -> Option<Compression> {
    match head {
        [0x1f, 0x8b, 8, ..] => Some(Compression::Gzip),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Compression::Zstd),
        [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Some(Compression::Xz),
        [4, 0x22, 0x4d, 0x18, ..] => Some(Compression::Lz4),
        // The digit is the block size; then comes the first block's or, in an empty file, the end's magic number.
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..]
        | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, 0x50, 0x90, ..] => Some(Compression::Bzip2),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Compression::Zip),
        // A name stands first, and NULs behind it.
        _ if head.get(TAR_MAGIC..TAR_MAGIC + 5) == Some(b"ustar") && head.get(..100)?.contains(&0) => {
            Some(Compression::Tar)
        }
        _ => None,
    }
}

/// Mostly ASCII text in UTF-16 has a NUL in every second place and hardly any in the others.
fn wide_without_mark(head: &[u8]) -> Option<Encoding> {
    if head.len() < MIN_WIDE_BYTES {
        return None;
    }
    let (pairs, _) = head.as_chunks::<2>();
    let high = pairs.iter().filter(|[first, _]| *first == 0).count();
    let low = pairs.iter().filter(|[_, second]| *second == 0).count();
    let is_most = |count: usize| count * 10 >= pairs.len() * 7;
    let is_few = |count: usize| count * 20 <= pairs.len();
    if is_most(low) && is_few(high) {
        Some(Encoding::Utf16Le)
    } else if is_most(high) && is_few(low) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

fn is_binary(head: &[u8]) -> bool {
    let mut text_bytes = 0usize;
    let mut nul_bytes = 0usize;
    let mut control_bytes = 0usize;
    let mut kinds = 0u32;
    for run in head.chunk_by(|a, b| (*a == 0) == (*b == 0)) {
        if run.first() == Some(&0) {
            if run.len() < HOLE_BYTES {
                nul_bytes += run.len();
            }
            continue;
        }
        text_bytes += run.len();
        for &byte in run.iter().filter(|&&byte| is_control(byte)) {
            control_bytes += 1;
            kinds |= 1 << (byte % 32);
        }
    }
    let total = text_bytes + nul_bytes;
    nul_bytes * 100 > total * MAX_NUL_PERCENT
        || (control_bytes * 100 > total * MAX_CONTROL_PERCENT && kinds.count_ones() > MAX_CONTROL_KINDS)
}

/// Control bytes that terminals and loggers have no use for; backspace, tab, line ends, form feed and escape are text.
fn is_control(byte: u8) -> bool {
    matches!(byte, 1..=7 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: Sniffed = Sniffed::Text { bom_bytes: 0 };

    /// Bytes without any pattern, the same in every run.
    fn noise(len: usize) -> Vec<u8> {
        let mut state = 0x9e37_79b9_7f4a_7c15u64;
        std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[3]
        })
        .take(len)
        .collect()
    }

    #[test]
    fn every_compression_is_told_by_its_magic_number() {
        let cases: [(&[u8], Compression); 8] = [
            (b"\x1f\x8b\x08\x00rest", Compression::Gzip),
            (b"\x28\xb5\x2f\xfdrest", Compression::Zstd),
            (b"BZh91AY&SYrest", Compression::Bzip2),
            (b"BZh9\x17\x72\x45\x38\x50\x90", Compression::Bzip2),
            (b"\xfd7zXZ\x00rest", Compression::Xz),
            (b"\x04\x22\x4d\x18rest", Compression::Lz4),
            (b"PK\x03\x04rest", Compression::Zip),
            (b"PK\x05\x06", Compression::Zip),
        ];
        for (head, compression) in cases {
            assert_eq!(sniff(head), Sniffed::Compressed(compression));
        }
        let mut tar = [0_u8; 512];
        tar[..5].copy_from_slice(b"a.log");
        tar[257..262].copy_from_slice(b"ustar");
        assert_eq!(sniff(&tar), Sniffed::Compressed(Compression::Tar));
        for head in [&b"BZh9 is a bzip2 header"[..], b"PK found", b"\x1f\x8b", b"(\xb5", b"B", b""] {
            assert_eq!(sniff(head), TEXT, "{head:?}");
        }
    }

    #[test]
    fn byte_order_marks_tell_the_encoding() {
        assert_eq!(sniff(b"\xef\xbb\xbf2026-11-23 ERROR x"), Sniffed::Text { bom_bytes: 3 });
        let wide = |encoding, bom_bytes| Sniffed::Wide { encoding, bom_bytes };
        assert_eq!(sniff(b"\xff\xfe2\x000\x00"), wide(Encoding::Utf16Le, 2));
        assert_eq!(sniff(b"\xfe\xff\x002\x000"), wide(Encoding::Utf16Be, 2));
        assert_eq!(sniff(b"\xff\xfe\x00\x002\x00\x00\x00"), wide(Encoding::Utf32, 4));
        assert_eq!(sniff(b"\xff"), TEXT);
        assert_eq!(sniff(b"\xef\xbb"), TEXT);
    }

    #[test]
    fn utf16_without_a_mark_is_told_by_its_nuls() {
        let line = "2026-11-23 09:27:00,123 - root - ERROR - Größe\n";
        let little: Vec<u8> = line.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = line.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(sniff(&little), Sniffed::Wide { encoding: Encoding::Utf16Le, bom_bytes: 0 });
        assert_eq!(sniff(&big), Sniffed::Wide { encoding: Encoding::Utf16Be, bom_bytes: 0 });
    }

    #[test]
    fn logs_with_odd_bytes_are_text() {
        let mut hole = vec![0u8; 5000];
        hole.extend_from_slice(b"2026-11-23 09:27:00,123 - root - ERROR - after copytruncate\n");
        assert_eq!(sniff(&hole), TEXT);
        assert_eq!(sniff(&[0; 4096]), TEXT);
        let mut torn = b"2026-11-23 ERROR before the crash\n".to_vec();
        torn.extend([0; 4096]);
        torn.extend_from_slice(b"2026-11-23 INFO booted\n");
        assert_eq!(sniff(&torn), TEXT);
        let cases: [&[u8]; 7] = [
            b"2026-11-23 ERROR key=a\0b value\0 and more text in the line\n",
            b"2026-11-23 ERROR Gr\xf6\xdfe \xfcberschritten\n",
            "2026-11-23 ERROR 接続に失敗しました\n".as_bytes(),
            b"\x1b[31mERROR\x1b[0m \x1b[1mred\x1b[0m\n",
            b"8=FIX.4.4\x019=65\x0135=A\x0149=SERVER\x0156=CLIENT\x0134=177\x01\n",
            b"10%\x08\x08\x0820%\x08\x08\x0830%\r\n\x0c",
            b"\n",
        ];
        for head in cases {
            assert_eq!(sniff(head), TEXT, "{head:?}");
        }
    }

    #[test]
    fn programs_images_and_noise_are_not() {
        let mut elf =
            b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x3e\x00\x01\x00\x00\x00".to_vec();
        elf.extend([0; 64]);
        assert_eq!(sniff(&elf), Sniffed::Binary);
        for len in [300, 4096, 65536] {
            assert_eq!(sniff(&noise(len)), Sniffed::Binary, "{len}");
        }
        let integers: Vec<u8> = (0..4000u32).flat_map(|n| (n * 70001).to_le_bytes()).collect();
        assert_eq!(sniff(&integers), Sniffed::Binary);
    }
}
