//! Sources as blocks that many threads claim, each numbered in input order.
//!
//! ```text
//! claim = lock ─ next source? open, head, prepare ─ place of the block ─ unlock ─ positioned read
//!                                                └ streams: read under the lock, what is made of them made ahead
//! ```
//!
//! A block holds the exact bytes of its source and may begin and end anywhere in a line. Its number, place and flags
//! depend on the input alone, never on which thread asks when; only the reading of regular files runs in parallel.
//! One source is open at a time, besides those of which blocks are still being read, so any number of files can be
//! listed. Following files that grow is not done here.

use std::fmt;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::input::Problem;
use crate::input::buffer::Buffer;
use crate::input::charset::Charset;
use crate::input::cursor::{Cursor, Opened, Regular, open};
use crate::input::error::Error;
use crate::input::head::{HEAD_BYTES, Head};
use crate::input::origin::Run;
use crate::input::paths::Source;
use crate::input::positioned::Positioned;
use crate::input::rotation::{Kin, kin};
use crate::input::seam::Ending;
use crate::input::stdin::Stdin;
use crate::input::unwrap::Unwrap;
use crate::input::warning::{Warning, WarningKind};

/// The block size that suits most input: 1 MiB.
pub const DEFAULT_BLOCK_BYTES: NonZeroUsize = NonZeroUsize::new(1 << 20).unwrap();

/// Files of a rotated set whose heads are joined at most.
const MAX_JOINED: usize = 64;

/// A run of bytes of one source.
#[derive(Debug)]
pub struct Block<T> {
    /// Number of the source in the reader's list, from 0.
    pub source: usize,
    /// Number of the block over all sources, from 0 and without gaps.
    pub sequence: u64,
    /// Where in the source the bytes begin; of a source that is unwrapped, where in its text.
    pub offset_bytes: u64,
    /// The bytes as they are in the source or its text; not empty unless `is_cut`, or nothing is left of an unwrapped
    /// source. Give the buffer back with the next claim.
    pub bytes: Buffer,
    /// Where the runs of text that begin in the block come from; `None` when text and source are the same bytes.
    pub origin: Option<Vec<Run>>,
    /// Bytes of the source itself that were read for this block: of a packed one, packed bytes.
    pub read_bytes: u64,
    /// Whether this is the first block of its source.
    pub is_first: bool,
    /// Whether this is the last block of its source; every source that has a first block has a last one.
    pub is_last: bool,
    /// The source ends with these bytes before its time, since it shrank or failed. Later blocks of it, which other
    /// threads may have claimed already, have no meaning and are to be dropped, but for their `is_last`.
    pub is_cut: bool,
    /// What was prepared for the source.
    pub prepared: Arc<T>,
}

/// What `prepare` makes of a source's head.
#[derive(Debug)]
pub struct Prepared<T> {
    /// Comes with every block.
    pub plan: T,
    /// Through which the source's lines are to go before they are cut into blocks.
    pub unwrap: Option<Box<dyn Unwrap>>,
}

impl<T> Prepared<T> {
    /// For a source that is read as it is.
    pub fn plain(plan: T) -> Self {
        Self { plan, unwrap: None }
    }
}

/// What became of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SourceState {
    /// Nobody asked for it.
    Unread,
    /// Its blocks were handed out.
    Read,
    /// It ended before its time.
    Cut,
    /// There was nothing in it.
    Empty,
    /// It is not text.
    LeftOut,
    /// It could not be read at all.
    Failed,
}

/// What there is to say when no more blocks are wanted.
#[derive(Debug)]
pub struct Finished {
    /// At most one problem for each source, in the order of the sources.
    pub problems: Vec<Problem>,
    /// One state for each source.
    pub states: Vec<SourceState>,
}

/// Hands out the blocks of all sources; shared by the threads that work on them.
///
/// ```
/// # use errmon::input::{Buffer, DEFAULT_BLOCK_BYTES, Head, Prepared, Reader, Source, Stdin};
/// let stdin = Stdin::from_reader(&b"ERROR one\nERROR two\n"[..]);
/// let prepare = |head: &Head<'_>| Prepared::plain(head.bytes.len());
/// let reader = Reader::new(vec![Source::stdin()], stdin, DEFAULT_BLOCK_BYTES, prepare);
/// let block = reader.claim(Buffer::default()).unwrap();
/// assert_eq!((block.bytes.len(), *block.prepared, block.is_last), (20, 20, true));
/// assert!(reader.claim(block.bytes).is_none());
/// assert!(reader.finish().problems.is_empty());
/// ```
pub struct Reader<T, F> {
    sources: Vec<Source>,
    block_bytes: usize,
    shared: Mutex<Shared<T, F>>,
}

/// What the threads share.
struct Shared<T, F> {
    prepare: F,
    charset: Charset,
    stdin: Option<Stdin>,
    next_source: usize,
    next_sequence: u64,
    current: Option<Current<T>>,
    /// The end of the source before, if the next one is of the same rotated set.
    ending: Option<Ending>,
    problems: Vec<Found>,
    states: Vec<SourceState>,
}

/// The source of which blocks are handed out.
struct Current<T> {
    source: usize,
    prepared: Arc<T>,
    cursor: Cursor,
    /// The content of a small regular file.
    whole: Vec<u8>,
    is_started: bool,
    is_cut: bool,
    /// Bytes of the source that blocks were said to be read from.
    read_bytes: u64,
    ending: Option<Ending>,
}

/// A problem and its place; several threads may meet the same one.
struct Found {
    source: usize,
    offset_bytes: u64,
    problem: Problem,
}

/// A block of which the bytes are still to be read.
struct Unread<T> {
    block: Block<T>,
    file: Arc<Positioned>,
    length: usize,
    size_bytes: u64,
}

enum Claimed<T> {
    Complete(Block<T>),
    Unread(Unread<T>),
}

impl<T, F: FnMut(&Head<'_>) -> Prepared<T>> Reader<T, F> {
    /// Takes the sources in the order in which they are to be read.
    ///
    /// `prepare` is called once for every source that has a block, in order and before its first block is handed out;
    /// other threads wait for it. Its plan comes with every block of the source. `stdin` is used if it is among
    /// the sources.
    pub fn new(sources: Vec<Source>, stdin: Stdin, block_bytes: NonZeroUsize, prepare: F) -> Self {
        let shared = Shared {
            prepare,
            charset: Charset::Auto,
            stdin: Some(stdin),
            next_source: 0,
            next_sequence: 0,
            current: None,
            ending: None,
            problems: Vec::new(),
            states: vec![SourceState::Unread; sources.len()],
        };
        Self { sources, block_bytes: block_bytes.get(), shared: Mutex::new(shared) }
    }

    /// Reads all sources in this encoding.
    #[must_use]
    pub fn with_charset(mut self, charset: Charset) -> Self {
        self.shared.get_mut().unwrap_or_else(PoisonError::into_inner).charset = charset;
        self
    }

    /// The sources, by their numbers.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The next block in input order, or nothing when all sources are read.
    ///
    /// `buffer` becomes the block's bytes: hand in those of an earlier block as they are, uncleared, so that they need
    /// not be allocated and zeroed anew.
    pub fn claim(&self, buffer: Buffer) -> Option<Block<T>> {
        let claimed = self.lock().next(&self.sources, self.block_bytes, buffer)?;
        match claimed {
            Claimed::Complete(block) => Some(block),
            Claimed::Unread(unread) => Some(self.read(unread)),
        }
    }

    /// Ends the reading, whether or not everything was read.
    pub fn finish(self) -> Finished {
        let shared = self.shared.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut found = shared.problems;
        found.sort_by_key(|found| (found.source, found.offset_bytes));
        found.dedup_by_key(|found| found.source);
        Finished { problems: found.into_iter().map(|found| found.problem).collect(), states: shared.states }
    }

    /// Reads a block of a regular file, outside the lock.
    fn read(&self, unread: Unread<T>) -> Block<T> {
        let Unread { mut block, file, length, size_bytes } = unread;
        let filled = file.fill(block.bytes.renew(length), block.offset_bytes);
        if filled.bytes < length {
            block.bytes.truncate(filled.bytes);
            block.is_cut = true;
            let end_bytes = block.offset_bytes.saturating_add(filled.bytes as u64);
            if let Some(source) = self.sources.get(block.source) {
                let problem = if let Some(error) = filled.failure {
                    Error::from_io(&source.path, end_bytes, error).into()
                } else {
                    let kind = WarningKind::Shrank { expected_bytes: size_bytes, got_bytes: end_bytes };
                    Warning::new(&source.path, kind).into()
                };
                self.lock().cut(block.source, end_bytes, problem);
            }
        }
        block
    }

    /// A panic in `prepare` leaves nothing half done that the next claim would rely on.
    fn lock(&self) -> MutexGuard<'_, Shared<T, F>> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T, F: FnMut(&Head<'_>) -> Prepared<T>> Shared<T, F> {
    fn next(&mut self, sources: &[Source], block_bytes: usize, mut buffer: Buffer) -> Option<Claimed<T>> {
        while self.current.is_none() {
            let number = self.next_source;
            sources.get(number)?;
            self.next_source += 1;
            self.open(number, sources);
        }
        let current = self.current.as_mut()?;
        let is_cut = current.is_cut;
        let mut block = Block {
            source: current.source,
            sequence: self.next_sequence,
            offset_bytes: 0,
            bytes: Buffer::default(),
            origin: None,
            read_bytes: 0,
            is_first: !std::mem::replace(&mut current.is_started, true),
            is_last: false,
            is_cut,
            prepared: Arc::clone(&current.prepared),
        };
        self.next_sequence += 1;
        let mut claimed = match &mut current.cursor {
            Cursor::Stream(stream) => {
                block.offset_bytes = stream.next_bytes;
                let (is_last, failure) = stream.fill(&mut buffer, block_bytes);
                block.bytes = buffer;
                block.is_last = is_last;
                block.is_cut = failure.is_some();
                let end_bytes = stream.next_bytes;
                let rest_from = stream.rest_from().filter(|_| is_last);
                self.tell_rest(sources, block.source, rest_from);
                if let (Some(error), Some(source)) = (failure, sources.get(block.source)) {
                    let problem = Error::from_io(&source.path, end_bytes, error).into();
                    self.cut(block.source, end_bytes, problem);
                }
                Claimed::Complete(block)
            }
            Cursor::Transformed(transformed) => {
                let portion = transformed.fill(&mut buffer, block_bytes);
                block.bytes = buffer;
                block.offset_bytes = portion.offset_bytes;
                block.origin = Some(portion.runs);
                block.is_last = portion.is_last;
                let (end_bytes, expected_bytes) = (portion.end_bytes, portion.shrunk_from_bytes);
                self.tell_rest(sources, block.source, portion.rest_from_bytes);
                if let Some(source) = sources.get(block.source) {
                    let failed = portion.failure.map(|error| Error::from_io(&source.path, end_bytes, error).into());
                    let problem = failed.or_else(|| {
                        let kind = WarningKind::Shrank { expected_bytes: expected_bytes?, got_bytes: end_bytes };
                        Some(Warning::new(&source.path, kind).into())
                    });
                    if let Some(problem) = problem {
                        block.is_cut = true;
                        self.cut(block.source, end_bytes, problem);
                    }
                }
                Claimed::Complete(block)
            }
            Cursor::Regular(regular) if is_cut => {
                buffer.truncate(0);
                block.bytes = buffer;
                block.offset_bytes = regular.size_bytes;
                block.is_last = true;
                Claimed::Complete(block)
            }
            Cursor::Regular(regular) => {
                let (offset_bytes, length) = regular.advance(block_bytes);
                block.offset_bytes = offset_bytes;
                block.is_last = regular.next_bytes == regular.size_bytes;
                if regular.is_whole {
                    let from = usize::try_from(offset_bytes - regular.content_bytes).unwrap_or(usize::MAX);
                    let whole = current.whole.get(from..).unwrap_or_default();
                    buffer.copy(whole.get(..length).unwrap_or(whole));
                    block.bytes = buffer;
                    Claimed::Complete(block)
                } else {
                    block.bytes = buffer;
                    let file = Arc::clone(&regular.file);
                    Claimed::Unread(Unread { block, file, length, size_bytes: regular.size_bytes })
                }
            }
        };
        let block = match &mut claimed {
            Claimed::Complete(block) | Claimed::Unread(Unread { block, .. }) => block,
        };
        if let Some(current) = &mut self.current {
            current.note(block);
        }
        if block.is_last {
            let ended = self.current.take().filter(|current| !current.is_cut && !block.is_cut);
            self.ending = ended.and_then(|current| current.ending);
        }
        Some(claimed)
    }

    /// Makes a source the current one, or records why it gives no blocks.
    fn open(&mut self, number: usize, sources: &[Source]) {
        let Some(source) = sources.get(number) else { return };
        let stdin = if source.is_stdin() { self.stdin.take() } else { None };
        let state = match open(source, stdin, self.charset) {
            Ok(opened) => {
                self.start(number, sources, opened);
                SourceState::Read
            }
            Err((state, problem)) => {
                self.problems.push(Found { source: number, offset_bytes: 0, problem });
                state
            }
        };
        self.set_state(number, state);
    }

    fn start(&mut self, number: usize, sources: &[Source], opened: Opened) {
        let Some(source) = sources.get(number) else { return };
        let before = number.checked_sub(1).and_then(|before| sources.get(before));
        let ending = self.ending.take().filter(|ending| ending.source + 1 == number);
        let mut seam = None;
        if let (Some(before), Some(ending)) = (before, ending)
            && let Some(kin) = kin(&before.path, &source.path)
        {
            // Logs that are written at the same time may hold the same lines.
            let repeated = match opened.hole_bytes {
                0 if kin != Kin::Perhaps => ending.repeated(before, kin, source, &opened.head, self.charset),
                _ => 0,
            };
            seam = Some((kin, if repeated == 0 { 0 } else { opened.cursor.start_bytes() + repeated }));
        }
        let has_next = sources.get(number + 1).is_some_and(|next| may_go_on(source, next));
        // What the first file of a set does not tell by itself, those behind it do.
        let joined = (seam.is_none() && has_next && opened.is_all && opened.head.len() < HEAD_BYTES)
            .then(|| joined_head(&opened.head, sources.get(number..).unwrap_or_default(), self.charset));
        let (bytes, is_all) = joined.as_ref().map_or((&opened.head, opened.is_all), |(bytes, is_all)| (bytes, *is_all));
        let Prepared { plan, unwrap } = (self.prepare)(&Head {
            source: number,
            path: &source.path,
            bytes,
            is_all,
            kin: seam.map(|(kin, _)| kin),
            repeated_until_bytes: seam.map_or(0, |(_, until)| until),
            hole_bytes: opened.hole_bytes,
            size_bytes: opened.size_bytes,
            modified: opened.modified,
        });
        let cursor = match unwrap {
            Some(unwrap) => opened.cursor.unwrapped(opened.hole_bytes, unwrap),
            None => opened.cursor,
        };
        let ending = has_next.then(|| Ending::new(number, &opened.head));
        self.current = Some(Current {
            source: number,
            prepared: Arc::new(plan),
            cursor,
            whole: opened.head,
            is_started: false,
            is_cut: false,
            read_bytes: 0,
            ending,
        });
    }

    /// Tells that something else stands behind packed data, which was read whole.
    fn tell_rest(&mut self, sources: &[Source], number: usize, from_bytes: Option<u64>) {
        if let (Some(source), Some(from_bytes)) = (sources.get(number), from_bytes) {
            let problem = Warning::new(&source.path, WarningKind::BehindPacked { from_bytes }).into();
            self.problems.push(Found { source: number, offset_bytes: from_bytes, problem });
        }
    }

    /// Ends a source before its time; a block that is claimed from now on only says that it is the last.
    fn cut(&mut self, source: usize, offset_bytes: u64, problem: Problem) {
        self.problems.push(Found { source, offset_bytes, problem });
        self.set_state(source, SourceState::Cut);
        if let Some(current) = self.current.as_mut().filter(|current| current.source == source) {
            current.is_cut = true;
        }
    }

    fn set_state(&mut self, source: usize, state: SourceState) {
        if let Some(place) = self.states.get_mut(source) {
            *place = state;
        }
    }
}

impl<T> Current<T> {
    /// Notes what is given out with a block.
    fn note(&mut self, block: &mut Block<T>) {
        let read_bytes = self.cursor.read_bytes();
        block.read_bytes = read_bytes.saturating_sub(self.read_bytes);
        self.read_bytes = self.read_bytes.max(read_bytes);
        match (&mut self.ending, &self.cursor) {
            (Some(ending), Cursor::Regular(regular)) if block.is_last => ending.read(regular),
            (None, _) | (_, Cursor::Regular(_)) => {}
            (Some(ending), _) => ending.pass(&block.bytes),
        }
    }
}

/// Whether `next` may go on where `source` ends, in the middle of a record perhaps: both are files of one rotated set.
///
/// Only what can be read more than once is looked at beforehand, so only regular files are.
pub(crate) fn may_go_on(source: &Source, next: &Source) -> bool {
    source.size_bytes.is_some() && next.size_bytes.is_some() && kin(&source.path, &next.path).is_some()
}

/// The head of the first of these sources and of those that go on in it, and whether that is all of them.
fn joined_head(head: &[u8], sources: &[Source], charset: Charset) -> (Vec<u8>, bool) {
    let mut joined = head.to_vec();
    for pair in sources.windows(2).take(MAX_JOINED) {
        let [source, next] = pair else { break };
        if next.size_bytes.is_none() {
            return (joined, true);
        }
        match kin(&source.path, &next.path) {
            Some(Kin::Next) => {}
            Some(Kin::Twin) => continue,
            Some(Kin::Later | Kin::Perhaps) | None => return (joined, true),
        }
        let Ok(opened) = open(next, None, charset) else { return (joined, true) };
        if !joined.ends_with(b"\n") {
            joined.push(b'\n');
        }
        joined.extend(opened.head.iter().take(HEAD_BYTES.saturating_sub(joined.len())));
        if joined.len() >= HEAD_BYTES || !opened.is_all {
            return (joined, false);
        }
    }
    let is_all = sources.len() <= MAX_JOINED;
    (joined, is_all)
}

impl Regular {
    /// Takes the next run of at most `block_bytes`: its place and length.
    fn advance(&mut self, block_bytes: usize) -> (u64, usize) {
        let offset_bytes = self.next_bytes;
        let left = self.size_bytes.saturating_sub(offset_bytes);
        let length = usize::try_from(left).unwrap_or(usize::MAX).min(block_bytes);
        self.next_bytes = offset_bytes.saturating_add(length as u64);
        (offset_bytes, length)
    }
}

impl<T, F> fmt::Debug for Reader<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("sources", &self.sources)
            .field("block_bytes", &self.block_bytes)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
