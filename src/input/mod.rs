//! Where bytes come from: from the paths that were typed to raw blocks of log text.
//!
//! ```text
//! typed paths ─ resolve ─► sources ─ Reader ─► blocks (exact bytes, any thread, numbered in input order)
//! nothing typed ─ default_input ─┘      └─ prepare(head), once per source, in order; may unwrap its lines
//! ```
//!
//! Files, directories, globs and standard input are read, also when they are compressed (gzip, zstd, bzip2, xz) or
//! UTF-16 or Latin-1; other compressions are refused with the command that unpacks them. Of the files of a rotated set it
//! is said which go on in which, and what they repeat of each other. Knows nothing of log formats: a block ends where the
//! block size says, not where a line does.

mod ahead;
mod block;
mod buffer;
mod charset;
mod cursor;
mod default;
mod error;
mod gzip;
mod head;
mod made;
mod names;
mod near;
mod origin;
mod paths;
mod positioned;
mod rotation;
mod seam;
mod sniff;
mod stdin;
mod transform;
mod unpack;
mod unwrap;
mod warning;

pub(crate) use block::may_go_on;
pub use block::{Block, DEFAULT_BLOCK_BYTES, Finished, Prepared, Reader, SourceState};
pub use buffer::Buffer;
pub use charset::Charset;
pub use cursor::head;
pub use default::{DEFAULT_LOG, DefaultInput, default_input};
pub use error::{Error, ErrorKind};
pub use head::{HEAD_BYTES, Head};
pub use names::is_log_name;
pub use origin::{Origin, Origins, Run};
pub use paths::{Resolved, STDIN_PATH, Source, resolve};
pub(crate) use rotation::{Doubt, doubt, is_one_log, is_one_set};
pub use rotation::{Kin, reading_order};
pub(crate) use seam::{Ends, ends};
pub use sniff::{Compression, Encoding, Sniffed, sniff};
pub use stdin::{Stdin, StdinKind};
pub(crate) use transform::BYTE_ORDER_MARK;
pub use unpack::{FREE_UNPACKED_BYTES, MAX_EXPANSION};
pub use unwrap::{MAX_UNWRAPPED_BYTES, SourceLine, Text, Unwrap, unwrap_head};
pub use warning::{Warning, WarningKind};

use std::fmt;
use std::path::Path;

/// Something to tell about the input, beside its log records.
#[derive(Debug)]
pub enum Problem {
    /// Input that was asked for and could not be read: the rest is still read, the exit status is 2.
    Error(Error),
    /// Input that was read in part or left out for a good reason: the exit status stays 0.
    Warning(Warning),
}

impl Problem {
    /// The path it is about; `-` is standard input.
    pub fn path(&self) -> &Path {
        match self {
            Self::Error(error) => &error.path,
            Self::Warning(warning) => &warning.path,
        }
    }

    /// Whether the exit status becomes 2.
    pub fn is_error(&self) -> bool {
        matches!(self, Self::Error(_))
    }

    /// The remedy, where there is one to name.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Error(error) => error.hint(),
            Self::Warning(warning) => warning.hint(),
        }
    }
}

impl fmt::Display for Problem {
    /// The text without the word `error` or `warning`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Error(error) => error.fmt(f),
            Self::Warning(warning) => warning.fmt(f),
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<Warning> for Problem {
    fn from(warning: Warning) -> Self {
        Self::Warning(warning)
    }
}
