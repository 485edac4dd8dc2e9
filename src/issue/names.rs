//! Lists of words that the templates know, each with a filter that turns most other words away at once.

/// A word of up to sixteen bytes, in lower case.
///
/// Folding sets one bit of every byte; among the bytes of words only letters that differ in case fall together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Folded(u128);

impl Folded {
    pub(crate) const MAX: usize = 16;
    const CASE: u128 = u128::from_le_bytes([0x20; 16]);

    /// The first `length` bytes of a block, one at least.
    #[inline]
    pub(crate) const fn new(block: [u8; 16], length: usize) -> Self {
        let unused = 8 * (Self::MAX - length);
        Self((u128::from_le_bytes(block) | Self::CASE) << unused >> unused)
    }

    const fn of(word: &str) -> Self {
        let mut block = [0; Self::MAX];
        let mut index = 0;
        #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
        while index < word.len() {
            block[index] = word.as_bytes()[index];
            index += 1;
        }
        Self::new(block, word.len())
    }

    #[inline]
    const fn bucket(self) -> usize {
        #[expect(clippy::cast_possible_truncation, reason = "the low half is meant")]
        let mixed = (self.0 as u64 ^ (self.0 >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 55) as usize
    }
}

/// A list of words, whatever their case.
#[derive(Debug)]
pub(crate) struct Names<const N: usize> {
    words: [Folded; N],
    filter: [u64; 8],
}

impl<const N: usize> Names<N> {
    #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
    const fn new(list: [&str; N]) -> Self {
        let mut names = Self { words: [Folded(0); N], filter: [0; 8] };
        let mut index = 0;
        while index < N {
            let word = Folded::of(list[index]);
            names.words[index] = word;
            names.filter[word.bucket() / 64] |= 1 << (word.bucket() % 64);
            index += 1;
        }
        names
    }

    #[inline]
    pub(crate) fn has(&self, word: Folded) -> bool {
        let bucket = word.bucket();
        let may_have = self.filter.get(bucket / 64).is_some_and(|bits| bits >> (bucket % 64) & 1 != 0);
        may_have && self.words.contains(&word)
    }
}

/// Well-known names that carry digits, in lower case.
pub(crate) static NAMES: Names<58> = Names::new([
    "utf_8",
    "x86_64",
    "aes128",
    "aes256",
    "amd64",
    "arm64",
    "aarch64",
    "base32",
    "base64",
    "bfloat16",
    "blake2b",
    "blake3",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp437",
    "cp850",
    "crc32",
    "crc32c",
    "ed25519",
    "es256",
    "float16",
    "float32",
    "float64",
    "gb18030",
    "gb2312",
    "hs256",
    "hs384",
    "hs512",
    "i386",
    "i686",
    "int16",
    "int32",
    "int64",
    "int128",
    "iso8859_1",
    "json5",
    "latin_1",
    "log4j2",
    "rs256",
    "rs384",
    "rs512",
    "secp256k1",
    "secp256r1",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "uint128",
    "uint16",
    "uint32",
    "uint64",
    "utf16",
    "utf32",
    "win32",
    "windows_1252",
    "x509",
    "x25519",
]);

/// Names that a hyphen joins with digits that belong to them, in lower case: encodings, digests, code families.
pub(crate) static HYPHENATED_NAMES: Names<32> = Names::new([
    "aes", "api", "arc", "cve", "cwe", "db2", "ecma", "err", "hhh", "hv", "iec", "ieee", "ip", "iso", "jep", "jsr",
    "latin", "layer", "md", "ora", "pep", "pls", "rfc", "rsa", "sha", "sql", "ssl", "tls", "tns", "ucs", "utf",
    "windows",
]);

/// Words that count instances when digits follow at once, in lower case.
pub(crate) static INSTANCES: Names<40> = Names::new([
    "attempt",
    "batch",
    "block",
    "broker",
    "bucket",
    "channel",
    "chunk",
    "client",
    "conn",
    "consumer",
    "core",
    "executor",
    "exec",
    "gpu",
    "host",
    "id",
    "instance",
    "item",
    "job",
    "line",
    "node",
    "order",
    "partition",
    "part",
    "pod",
    "pool",
    "producer",
    "queue",
    "rank",
    "replica",
    "request",
    "server",
    "shard",
    "slot",
    "step",
    "task",
    "test",
    "thread",
    "user",
    "worker",
]);

/// What a status or error code follows, in lower case.
pub(crate) static CODE_WORDS: Names<24> = Names::new([
    "code",
    "err",
    "errcode",
    "errno",
    "error_code",
    "errorcode",
    "exit",
    "exit_code",
    "exit_status",
    "exitcode",
    "http",
    "http_status",
    "httpstatus",
    "rc",
    "return_code",
    "returncode",
    "signal",
    "sqlcode",
    "sqlstate",
    "status",
    "status_code",
    "statuscode",
    "vendorcode",
    "winerror",
]);
