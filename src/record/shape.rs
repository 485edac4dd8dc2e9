//! The shape of a record's trace: what two traces of the same code path have in common, told by hashing alone.
//!
//! Traces repeat byte for byte, but for the messages of their exceptions. So the indented runs (frames and source text)
//! are hashed whole, and of the lines between them only what is not message: types, linking sentences, notices. Records
//! of equal shape have the same tree of types and frames, and so the same fingerprint; the full grammars need to read
//! only the first record of each shape. The hashes never leave the process.

use memchr::memmem::Finder;

use crate::exception::{Exception, java, python};
use crate::record::hash::{RunHasher, mix};
use crate::record::lines::Lines;
use crate::record::{Piece, PieceKind, is_indented, trim};

/// Marks for lines of which only the kind counts.
const BARE: u128 = 1;
const BLANK: u128 = 2;
const HEADER: u128 = 3;
const SENTENCE: u128 = 4;
const TEXT: u128 = 5;
const MESSAGE: u128 = 6;

/// Lines in which a frame's first line is looked for, from the run's end.
const FRAME_LINES: usize = 16;

/// The shape of one piece.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is told by other lines")]
pub(crate) struct Shape {
    hasher: RunHasher,
    /// Equal for pieces of the same types and frames.
    pub(crate) key: u128,
    /// A trace may be in it: there are indented lines, or a line like an exception's.
    pub(crate) may_have_trace: bool,
    /// A trace with a prefix on every line may be in it, whose frames the key does not tell.
    pub(crate) has_prefixed_trace: bool,
    /// A line that names an exception ends in the marks below another's source text. Like all messages it is no part of
    /// the key.
    pub(crate) ends_in_marks: bool,
    /// Something is indented.
    pub(crate) has_runs: bool,
    /// The text that was looked for stands in an unindented line, or in what the first line has behind its stamp.
    pub(crate) has_sought: bool,
    /// Hashes of the exceptions in it, each of type, message and raising frame, in the order printed.
    pub(crate) raises: Vec<u64>,
    /// Hashes of their types.
    pub(crate) types: Vec<u64>,
}

impl Shape {
    /// `seed` is the same for all threads of a run.
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            hasher: RunHasher::new(seed),
            key: 0,
            may_have_trace: false,
            has_prefixed_trace: false,
            ends_in_marks: false,
            has_runs: false,
            has_sought: false,
            raises: Vec::new(),
            types: Vec::new(),
        }
    }

    /// Hash of a text, as in [`Shape::types`].
    pub(crate) fn hash(&self, text: &[u8]) -> u64 {
        #[expect(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
        let half = self.hasher.hash(text) as u64;
        half
    }

    /// The whole of the same hash.
    pub(crate) fn whole_hash(&self, text: &[u8]) -> u128 {
        self.hasher.hash(text)
    }

    fn mix(&mut self, bytes: &[u8]) {
        self.mark(self.hasher.hash(bytes));
    }

    fn mark(&mut self, mark: u128) {
        self.key = mix(self.key, mark);
    }

    /// Reads the shape of `piece`, whose header's message is `message` (empty for a piece without a header), and looks
    /// for `sought` outside of indented lines, in the first line from `sought_from` on.
    pub(crate) fn read(
        &mut self,
        text: &[u8],
        lines: &Lines,
        piece: &Piece,
        message: &[u8],
        seed: u128,
        sought: Option<(&Finder<'_>, usize)>,
    ) {
        self.key = seed;
        self.may_have_trace = false;
        self.has_prefixed_trace = false;
        self.ends_in_marks = false;
        self.has_runs = false;
        self.has_sought = sought
            .is_some_and(|(sought, from)| sought.find(text.get(from..piece.head_end).unwrap_or_default()).is_some());
        self.raises.clear();
        self.types.clear();
        let mut run_start = piece.head_end + 1;
        let mut head = trim(message);
        if piece.kind == PieceKind::Trace || matches!(piece.kind, PieceKind::Notice(_)) {
            head = trim(text.get(piece.start..piece.head_end).unwrap_or_default());
            self.mark(BARE);
        }
        // The frames of the Python traceback that is open.
        let mut frames: Option<&[u8]> = None;
        let mut at = piece.body.0;
        let mut first = true;
        loop {
            // Where headers may be indented, indented lines are noted too; here they are part of the run.
            while at < piece.body.1 && lines.start(at).is_some_and(|start| is_indented(text, start)) {
                at += 1;
            }
            let line_start = if at < piece.body.1 { lines.start(at).unwrap_or(piece.end) } else { piece.end };
            let run = text.get(run_start..line_start).unwrap_or_default();
            if first {
                self.first_line(head, run, piece.kind);
                first = false;
            } else {
                self.line(head, run, &mut frames);
            }
            if !run.is_empty() {
                self.may_have_trace |= is_like_frames(run);
                self.has_runs = true;
                self.mix(run);
                frames = Some(run);
            }
            if at >= piece.body.1 {
                break;
            }
            let end = lines.line_end(at, text);
            head = trim(text.get(line_start..end).unwrap_or_default());
            self.has_sought |= sought.is_some_and(|(sought, _)| sought.find(head).is_some());
            run_start = (end + 1).min(piece.end);
            at += 1;
        }
    }

    /// Takes the exceptions of a trace that stands on one line: `message` is that line, `exception` what was read of it.
    pub(crate) fn read_one_line(&mut self, message: &[u8], exception: Option<&Exception>) {
        let trace = std::str::from_utf8(message).ok().and_then(python::trace_on_one_line);
        if let Some(trace) = trace {
            let text = trace.as_bytes();
            let mut lines = Lines::default();
            lines.scan(text, true, false);
            let head_end = memchr::memchr(b'\n', text).unwrap_or(text.len());
            let piece = Piece::whole(PieceKind::Trace, head_end, text, &lines);
            self.read(text, &lines, &piece, b"", 0, None);
            return;
        }
        self.raises.clear();
        self.types.clear();
        if let Some(exception) = exception {
            let name = exception.type_name.as_bytes();
            let line = [name, b": ", exception.message.as_deref().unwrap_or_default().as_bytes()].concat();
            self.raise(&line, self.hasher.hash(name), b"one line");
        }
    }

    /// The header's message counts only where a trace begins in it.
    fn first_line(&mut self, head: &[u8], run: &[u8], kind: PieceKind) {
        match kind {
            PieceKind::Record(_) | PieceKind::Message if run.is_empty() => {}
            PieceKind::Record(_) | PieceKind::Message if head.ends_with(b"Traceback (most recent call last):") => {
                self.mark(HEADER);
            }
            PieceKind::Record(_) | PieceKind::Message => {
                // A trace, or an indented message, goes on from the header's line: no two messages are taken as one.
                self.mix(head);
                if let Some(type_end) = java::head_type(head)
                    && java::is_frame(first_line_of(run))
                {
                    let type_hash = self.hasher.hash(head.get(..type_end).unwrap_or(head));
                    self.raise(head, type_hash, first_frame(run));
                }
            }
            PieceKind::Trace | PieceKind::Notice(_) => self.line(head, run, &mut None),
            PieceKind::Unrecognised => {}
        }
    }

    fn line(&mut self, line: &[u8], run: &[u8], frames: &mut Option<&[u8]>) {
        if line.is_empty() {
            // A blank line may end a message or stand before a linking sentence; either way it is part of the shape.
            self.mark(BLANK);
            return;
        }
        if python::is_traceback_header(line) {
            self.mark(HEADER);
            self.may_have_trace = true;
            *frames = None;
            return;
        }
        if python::is_chain_sentence(line) {
            self.mark(SENTENCE + line.len() as u128 * 16);
            return;
        }
        let skip = prefix(line);
        let (prefix, rest) = line.split_at_checked(skip).unwrap_or((line, b""));
        let type_end = python::exception_type(rest).or_else(|| java::head_type(rest));
        let Some(type_end) = type_end else {
            self.has_prefixed_trace |=
                rest.ends_with(b"Traceback (most recent call last):") || python::begins_decorated(rest);
            self.may_have_trace |= self.has_prefixed_trace;
            self.mark(TEXT + prefix.len() as u128 * 16);
            // A frame behind a prefix, or a trace on one line.
            if java::has_frame_inside(line) {
                self.may_have_trace = true;
                self.mix(line);
            } else if java::is_frame(first_line_of(run)) {
                // Frames alone may prove that it names an exception.
                let end = memchr::memmem::find(line, b": ").unwrap_or(line.len());
                self.mix(line.get(..end).unwrap_or(line));
            }
            return;
        };
        self.may_have_trace = true;
        // Twisted's brief form, whose frames are not indented.
        self.has_prefixed_trace |= type_end == 9 && rest.starts_with(b"Traceback: <");
        if skip > 0 {
            self.mix(prefix);
        }
        let type_hash = self.hasher.hash(rest.get(..type_end).unwrap_or(rest));
        self.mark(type_hash);
        if rest.len() > type_end {
            self.mark(MESSAGE);
            self.ends_in_marks |=
                matches!(rest.last(), Some(b'^' | b'~')) && str::from_utf8(rest).is_ok_and(python::ends_in_marks);
            // The whole trace may stand on this line.
            if run.is_empty() && java::has_frame_inside(rest) {
                self.mix(rest);
            }
        }
        if let Some(frames) = frames.take().filter(|_| skip == 0) {
            self.raise(rest, type_hash, last_frame(frames));
        } else if java::is_frame(first_line_of(run)) {
            self.raise(rest, type_hash, first_frame(run));
        } else if skip > 0 || self.raises.is_empty() {
            self.raise(rest, type_hash, b"");
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
    fn raise(&mut self, line: &[u8], type_hash: u128, frame: &[u8]) {
        self.raises.push(self.hash(line).rotate_left(21) ^ self.hash(frame));
        self.types.push(type_hash as u64);
    }
}

/// Length of what stands before the type on a line that names an exception.
fn prefix(line: &[u8]) -> usize {
    match line.first() {
        Some(b'C' | b'W') => [&b"Caused by: "[..], b"Wrapped by: ", b"Causing: "]
            .iter()
            .find(|p| line.starts_with(p))
            .map_or(0, |p| p.len()),
        Some(b'E') if line.starts_with(b"Exception in thread \"") => {
            memchr::memmem::rfind(line, b"\" ").map_or(0, |at| at + 2)
        }
        _ => 0,
    }
}

fn first_line_of(run: &[u8]) -> &[u8] {
    run.get(..memchr::memchr(b'\n', run).unwrap_or(run.len())).unwrap_or(run)
}

/// The first frame of a Java run, without packaging data.
fn first_frame(run: &[u8]) -> &[u8] {
    let line = first_line_of(run).trim_ascii();
    line.get(..memchr::memchr(b')', line).unwrap_or(line.len())).unwrap_or(line)
}

/// The last frame of a Python run, with its source text.
fn last_frame(run: &[u8]) -> &[u8] {
    let mut end = run.len();
    // A frame has one line, and seldom more than a line of source text and a line of marks.
    for _ in 0..FRAME_LINES {
        let start = run.get(..end.saturating_sub(1)).and_then(|run| memchr::memrchr(b'\n', run)).map_or(0, |at| at + 1);
        let frame = run.get(start..).unwrap_or_default();
        if start == 0 || frame.starts_with(b"  File \"") {
            return frame;
        }
        end = start;
    }
    run
}

/// Whether indented lines may be part of a trace. Generous: every trace is, and few other texts are.
fn is_like_frames(run: &[u8]) -> bool {
    let line = first_line_of(run).trim_ascii_start();
    line.starts_with(b"File \"")
        || line.starts_with(b"at ")
        || line.starts_with(b"... ")
        || line.starts_with(b"+ ")
        || line.starts_with(b"| ")
        || [&b"File \""[..], b"\tat ", b" at ", b"Traceback", b"Error", b"Exception"]
            .iter()
            .any(|words| memchr::memmem::find(run, words).is_some())
}
