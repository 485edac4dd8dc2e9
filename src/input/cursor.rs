//! One open source: its first bytes, and where the next block of it begins.
//!
//! ```text
//! source  = byte order mark? content            the mark is never part of a block, offsets count it
//! content = hole? head rest                     hole: NULs before the first byte, 32 or more, as copytruncate leaves
//! ```
//!
//! What is packed is unpacked first: offsets, marks and holes are those of its content.
//!
//! A regular file is read at given places up to the size that it had when it was opened. Everything else, and a file
//! that claims to be empty (as those of `/proc` do), is a stream, read from front to back until it ends.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::input::ahead::Ahead;
use crate::input::buffer::Buffer;
use crate::input::charset::{Charset, Decode, is_latin1};
use crate::input::error::{Error, ErrorKind};
use crate::input::head::{RawHead, read_head};
use crate::input::made::Made;
use crate::input::paths::Source;
use crate::input::positioned::{Positioned, fill};
use crate::input::sniff::{Compression, Encoding as Wide, Sniffed, sniff};
use crate::input::stdin::{Origin, Stdin};
use crate::input::transform::Transformed;
use crate::input::unpack::{Packed, Taken, unpack};
use crate::input::unwrap::Unwrap;
use crate::input::warning::{Warning, WarningKind};
use crate::input::{Problem, SourceState};

/// How many times what was unpacked is unpacked again.
const MAX_LAYERS: u8 = 2;
/// Bytes that are read beyond a full block of a stream, to see whether it was the last one.
const LOOK_AHEAD_BYTES: usize = 16 * 1024;

/// The first bytes of one source: the text that layouts are detected by.
///
/// What is empty or not text gives nothing, as there is nothing to detect in it.
///
/// # Errors
///
/// The source cannot be read.
pub fn head(path: &Path, stdin: Stdin, charset: Charset) -> Result<Vec<u8>, Error> {
    let source = Source { path: path.to_owned(), size_bytes: None };
    match open(&source, Some(stdin), charset) {
        Ok(opened) => Ok(opened.head),
        Err((_, Problem::Error(error))) => Err(error),
        Err((_, Problem::Warning(_))) => Ok(Vec::new()),
    }
}

/// A source that was opened and found to hold text.
pub(crate) struct Opened {
    pub(crate) head: Vec<u8>,
    pub(crate) is_all: bool,
    pub(crate) hole_bytes: u64,
    pub(crate) size_bytes: Option<u64>,
    pub(crate) modified: Option<SystemTime>,
    pub(crate) cursor: Cursor,
}

/// Where the next block of the open source begins.
pub(crate) enum Cursor {
    Regular(Regular),
    Stream(Stream),
    Transformed(Made),
}

impl Cursor {
    /// Where in the text, as blocks count it, the first byte stands, before any was given out.
    pub(crate) fn start_bytes(&self) -> u64 {
        match self {
            Self::Regular(regular) => regular.next_bytes,
            Self::Stream(stream) => stream.next_bytes,
            Self::Transformed(_) => 0,
        }
    }

    /// Bytes of the source itself that were read for what was given out.
    pub(crate) fn read_bytes(&self) -> u64 {
        match self {
            Self::Regular(regular) => regular.next_bytes,
            Self::Stream(stream) => stream.read_bytes(),
            Self::Transformed(text) => text.read_bytes(),
        }
    }

    fn stream_mut(&mut self) -> Option<&mut Stream> {
        match self {
            Self::Regular(_) => None,
            Self::Stream(stream) => Some(stream),
            Self::Transformed(text) => text.text_mut().map(Transformed::stream_mut),
        }
    }

    /// The same source, of which nothing was given out, with its lines unwrapped.
    pub(crate) fn unwrapped(self, hole_bytes: u64, unwrap: Box<dyn Unwrap>) -> Self {
        let mut text = match self {
            Self::Regular(regular) => Box::new(Transformed::new(regular.into_stream(hole_bytes), None)),
            Self::Stream(stream) => Box::new(Transformed::new(stream, None)),
            Self::Transformed(made) => match made.into_text() {
                Some(text) => text,
                None => Box::new(Transformed::nothing()),
            },
        };
        text.unwrap_lines(hole_bytes, unwrap);
        Self::Transformed(Made::new(text))
    }
}

/// A regular file.
pub(crate) struct Regular {
    pub(crate) file: Arc<Positioned>,
    pub(crate) size_bytes: u64,
    pub(crate) next_bytes: u64,
    /// Where the content begins: behind the byte order mark.
    pub(crate) content_bytes: u64,
    /// The file is small and was read with its head.
    pub(crate) is_whole: bool,
}

/// Anything that is read from front to back.
pub(crate) struct Stream {
    reader: Box<dyn Read + Send>,
    pub(crate) next_bytes: u64,
    hole_left_bytes: u64,
    pending: Vec<u8>,
    pending_from: usize,
    is_ended: bool,
    failure: Option<io::Error>,
    /// Size of the regular file that is read as a stream.
    expected_bytes: Option<u64>,
    /// The packed bytes that were read, if the source is packed.
    packed: Option<Arc<Taken>>,
}

/// A regular file read from front to back, up to the size that it had when it was opened.
struct Sequential {
    file: Arc<Positioned>,
    next_bytes: u64,
    size_bytes: u64,
}

impl Read for Sequential {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.size_bytes.saturating_sub(self.next_bytes)).unwrap_or(usize::MAX);
        let length = buffer.len().min(left);
        let count = self.file.read_at(buffer.get_mut(..length).unwrap_or_default(), self.next_bytes)?;
        self.next_bytes = self.next_bytes.saturating_add(count as u64);
        Ok(count)
    }
}

impl Regular {
    /// The same file, to be read from front to back from its content on.
    pub(crate) fn into_stream(self, hole_bytes: u64) -> Stream {
        let next_bytes = self.content_bytes.saturating_add(hole_bytes);
        let size_bytes = self.size_bytes;
        Stream {
            reader: Box::new(Sequential { file: self.file, next_bytes, size_bytes }),
            next_bytes: self.content_bytes,
            hole_left_bytes: hole_bytes,
            pending: Vec::new(),
            pending_from: 0,
            is_ended: false,
            failure: None,
            expected_bytes: Some(size_bytes),
            packed: None,
        }
    }
}

/// A source that gives no blocks, and why.
pub(crate) type Refused = (SourceState, Problem);

/// Opens a source and reads its head.
pub(crate) fn open(source: &Source, stdin: Option<Stdin>, charset: Charset) -> Result<Opened, Refused> {
    let path = &source.path;
    let failed = |error| (SourceState::Failed, Error::from_io(path, 0, error).into());
    let (origin, first) = if source.is_stdin() {
        // Standard input is a source at most once; were it listed again, nothing would be left of it.
        let stdin = stdin.ok_or_else(|| refuse(path, WarningKind::Empty))?;
        (stdin.origin, stdin.first)
    } else {
        (Origin::File(File::open(path).map_err(failed)?), Vec::new())
    };
    let stream = |reader, first| Stream::open(path, reader, first, charset, MAX_LAYERS);
    let mut file = match origin {
        Origin::File(file) => file,
        Origin::Stream(reader) => return stream(reader, first),
    };
    let metadata = file.metadata().map_err(failed)?;
    let base_bytes = if source.is_stdin() { file.stream_position().unwrap_or(0) } else { 0 };
    let size_bytes = if metadata.is_file() { metadata.len().saturating_sub(base_bytes) } else { 0 };
    if size_bytes == 0 {
        return stream(Box::new(file), first);
    }
    let file = Arc::new(Positioned::new(file, base_bytes));
    let mut raw = read_head(Vec::new(), |buffer, at_bytes| {
        let left = usize::try_from(size_bytes.saturating_sub(at_bytes)).unwrap_or(usize::MAX);
        let buffer_bytes = buffer.len();
        // Not beyond the size that it had when it was opened, even if it has grown since.
        let buffer = buffer.get_mut(..left.min(buffer_bytes)).unwrap_or_default();
        file.read_at(buffer, at_bytes)
    });
    if let (Some(error), true) = (raw.failure.take(), raw.bytes.is_empty()) {
        return Err(failed(error));
    }
    let (size, modified) = (Some(size_bytes), metadata.modified().ok());
    let (bom_bytes, decode) = match examine(path, &raw, charset)? {
        Found::Packed(compression) => {
            let sequential = move || -> Box<dyn Read + Send> {
                Box::new(Sequential { file: Arc::clone(&file), next_bytes: 0, size_bytes })
            };
            let packed = Packed { reader: sequential(), again: Some(Box::new(move || sequential())) };
            let opened = Stream::unpack(path, compression, packed, charset, MAX_LAYERS)?;
            return Ok(Opened { size_bytes: size, modified, ..opened });
        }
        Found::Text { bom_bytes, decode } => (bom_bytes, decode),
    };
    if bom_bytes as u64 == size_bytes {
        return Err(refuse(path, WarningKind::Empty));
    }
    let regular = Regular {
        file,
        size_bytes,
        next_bytes: bom_bytes as u64,
        content_bytes: bom_bytes as u64,
        is_whole: raw.hole_bytes == 0 && raw.bytes.len() as u64 == size_bytes,
    };
    if decode.is_some() {
        let opened = regular.into_stream(raw.hole_bytes).decoded(decode);
        return Ok(Opened { size_bytes: size, modified, ..opened });
    }
    raw.bytes.drain(..bom_bytes);
    Ok(Opened {
        is_all: raw.hole_bytes + (raw.bytes.len() + bom_bytes) as u64 == size_bytes,
        head: raw.bytes,
        hole_bytes: raw.hole_bytes,
        size_bytes: size,
        modified,
        cursor: Cursor::Regular(regular),
    })
}

impl Stream {
    fn open(
        path: &Path,
        mut reader: Box<dyn Read + Send>,
        first: Vec<u8>,
        charset: Charset,
        layers: u8,
    ) -> Result<Opened, Refused> {
        let mut raw = read_head(first, |buffer, _| reader.read(buffer));
        if raw.bytes.is_empty() && raw.hole_bytes == 0 {
            return Err(match raw.failure.take() {
                Some(error) => (SourceState::Failed, Error::from_io(path, 0, error).into()),
                None => refuse(path, WarningKind::Empty),
            });
        }
        let (bom_bytes, decode) = match examine(path, &raw, charset)? {
            Found::Packed(compression) => {
                let failure = raw.failure.take().map_or(Ok(0), Err);
                let rest: Box<dyn Read + Send> = if raw.is_ended { Box::new(Ended(Some(failure))) } else { reader };
                let packed = Packed { reader: Box::new(io::Cursor::new(raw.bytes).chain(rest)), again: None };
                return Self::unpack(path, compression, packed, charset, layers);
            }
            Found::Text { bom_bytes, decode } => (bom_bytes, decode),
        };
        if bom_bytes == raw.bytes.len() && raw.is_ended && raw.failure.is_none() && raw.hole_bytes == 0 {
            return Err(refuse(path, WarningKind::Empty));
        }
        let head = raw.bytes.get(bom_bytes..).unwrap_or_default().to_vec();
        let (hole_bytes, is_all) = (raw.hole_bytes, raw.is_ended && raw.failure.is_none());
        let stream = Self {
            reader,
            next_bytes: bom_bytes as u64,
            hole_left_bytes: raw.hole_bytes,
            pending: raw.bytes,
            pending_from: bom_bytes,
            is_ended: raw.is_ended,
            failure: raw.failure,
            expected_bytes: None,
            packed: None,
        };
        if decode.is_some() {
            return Ok(stream.decoded(decode));
        }
        let cursor = Cursor::Stream(stream);
        Ok(Opened { head, is_all, hole_bytes, size_bytes: None, modified: None, cursor })
    }

    /// Opens what a compressed source holds; offsets are those of the content.
    fn unpack(
        path: &Path,
        compression: Compression,
        packed: Packed,
        charset: Charset,
        layers: u8,
    ) -> Result<Opened, Refused> {
        let failed = |error: Error| (SourceState::Failed, error.into());
        let is_outermost = layers == MAX_LAYERS;
        let Some(layers) = layers.checked_sub(1) else { return Err(refuse(path, WarningKind::Binary)) };
        match unpack(compression, packed) {
            Ok(Some(content)) => {
                let taken = content.taken();
                let mut opened = Self::open(path, Box::new(content), Vec::new(), charset, layers)?;
                if let Some(stream) = opened.cursor.stream_mut().filter(|_| is_outermost) {
                    stream.packed = Some(taken);
                    let reader = std::mem::replace(&mut stream.reader, Box::new(io::empty()));
                    stream.reader = Box::new(Ahead::new(reader));
                }
                Ok(opened)
            }
            Ok(None) => Err(failed(Error::new(path, ErrorKind::Compressed(compression)))),
            Err(error) => Err(failed(Error::from_io(path, 0, error))),
        }
    }

    /// The same source with its characters decoded.
    fn decoded(self, decode: Option<Decode>) -> Opened {
        let hole_bytes = self.hole_left_bytes;
        let mut text = Transformed::new(self, decode);
        let (head, is_all) = text.head(hole_bytes);
        let cursor = Cursor::Transformed(Made::new(Box::new(text)));
        Opened { head, is_all, hole_bytes, size_bytes: None, modified: None, cursor }
    }

    /// A stream that has ended.
    pub(crate) fn nothing() -> Self {
        Self {
            reader: Box::new(io::empty()),
            next_bytes: 0,
            hole_left_bytes: 0,
            pending: Vec::new(),
            pending_from: 0,
            is_ended: true,
            failure: None,
            expected_bytes: None,
            packed: None,
        }
    }

    /// Bytes of the source itself that were read.
    pub(crate) fn read_bytes(&self) -> u64 {
        self.packed.as_ref().map_or(self.next_bytes, |packed| packed.bytes())
    }

    /// Where something else begins behind packed data, when all was read.
    pub(crate) fn rest_from(&self) -> Option<u64> {
        self.packed.as_ref()?.rest_from()
    }

    /// Length of the hole that is still to come.
    pub(crate) fn hole_bytes(&self) -> u64 {
        self.hole_left_bytes
    }

    /// Size of a regular file that ended before it.
    pub(crate) fn shrunk_from_bytes(&self) -> Option<u64> {
        self.expected_bytes.filter(|expected| self.next_bytes < *expected)
    }

    /// Fills `buffer` with up to `block_bytes`; returns whether the stream ended with them, and how it failed.
    pub(crate) fn fill(&mut self, buffer: &mut Buffer, block_bytes: usize) -> (bool, Option<io::Error>) {
        let bytes = buffer.renew(block_bytes);
        let hole = usize::try_from(self.hole_left_bytes).unwrap_or(usize::MAX).min(block_bytes);
        let (zeros, rest) = bytes.split_at_mut(hole);
        zeros.fill(0);
        self.hole_left_bytes -= hole as u64;
        let pending = self.pending.get(self.pending_from..).unwrap_or_default();
        let held = pending.len().min(rest.len());
        let (start, rest) = rest.split_at_mut(held);
        start.copy_from_slice(pending.split_at(held).0);
        self.pending_from += held;
        let mut filled = hole + held;
        if !self.is_ended && !rest.is_empty() {
            let wanted = rest.len();
            let read = fill(rest, |buffer| self.reader.read(buffer));
            filled += read.bytes;
            self.is_ended = read.bytes < wanted;
            self.failure = read.failure;
        }
        buffer.truncate(filled);
        self.next_bytes = self.next_bytes.saturating_add(filled as u64);
        if self.hole_left_bytes == 0 && self.pending_from >= self.pending.len() && !self.is_ended {
            self.look_ahead();
        }
        let is_last = self.is_ended && self.hole_left_bytes == 0 && self.pending_from >= self.pending.len();
        (is_last, if is_last { self.failure.take() } else { None })
    }

    fn look_ahead(&mut self) {
        self.pending.resize(LOOK_AHEAD_BYTES, 0);
        self.pending_from = 0;
        let mut is_read = false;
        let read = fill(&mut self.pending, |buffer| {
            // What the first read brings is enough.
            if std::mem::replace(&mut is_read, true) {
                return Ok(0);
            }
            self.reader.read(buffer).inspect_err(|_| is_read = false)
        });
        self.pending.truncate(read.bytes);
        self.is_ended = read.bytes == 0;
        self.failure = read.failure;
    }
}

/// What a head was found to be.
enum Found {
    Text { bom_bytes: usize, decode: Option<Decode> },
    Packed(Compression),
}

/// Refuses what is not text and not packed text; otherwise tells how to read it.
fn examine(path: &Path, head: &RawHead, charset: Charset) -> Result<Found, Refused> {
    let has_hole = head.hole_bytes > 0;
    let sniffed = sniff(&head.bytes);
    match (sniffed, charset) {
        (Sniffed::Compressed(compression), _) if !has_hole => Ok(Found::Packed(compression)),
        (_, Charset::Named(encoding)) => {
            let (mark, encoding) = Encoding::for_bom(&head.bytes)
                .filter(|(marked, _)| *marked == encoding || encoding == UTF_16LE)
                .map_or((0, encoding), |(marked, length)| (length, marked));
            Ok(Found::Text { bom_bytes: if has_hole { 0 } else { mark }, decode: Decode::new(encoding) })
        }
        // Behind a hole a mark is content: nothing is skipped, and offsets stay simple.
        (Sniffed::Text { bom_bytes }, Charset::Auto) => {
            let decode = is_latin1(&head.bytes).then_some(Decode::MostlyLatin1);
            Ok(Found::Text { bom_bytes: if has_hole { 0 } else { bom_bytes }, decode })
        }
        (Sniffed::Wide { encoding, bom_bytes }, Charset::Auto) => {
            let decode = match encoding {
                Wide::Utf16Le => Decode::new(UTF_16LE),
                Wide::Utf16Be => Decode::new(UTF_16BE),
                Wide::Utf32 => {
                    return Err((SourceState::Failed, Error::new(path, ErrorKind::Encoding(encoding)).into()));
                }
            };
            Ok(Found::Text { bom_bytes: if has_hole { 0 } else { bom_bytes }, decode })
        }
        (Sniffed::Compressed(_) | Sniffed::Binary, _) => Err(refuse(path, WarningKind::Binary)),
    }
}

/// The end of a stream, which may be a failure.
struct Ended(Option<io::Result<usize>>);

impl Read for Ended {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().unwrap_or(Ok(0))
    }
}

fn refuse(path: &Path, kind: WarningKind) -> Refused {
    let state = if kind == WarningKind::Empty { SourceState::Empty } else { SourceState::LeftOut };
    (state, Warning::new(path, kind).into())
}
