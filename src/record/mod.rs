//! Which lines belong together: records, bare traces, and lines that belong to nothing.
//!
//! A line starts a record if a layout matches it. Everything up to the next such line is the record's body, except for
//! traces that the runtime printed to the same file, which are framed as records of their own. Framing starts afresh at
//! every piece it gives out, so that a text may be cut at any piece's start and framed in parts, with the same result.

mod ahead;
mod announced;
mod bar;
mod bare;
pub(crate) mod hash;
pub(crate) mod lines;
pub(crate) mod marks;
mod messages;
pub(crate) mod object;
pub(crate) mod pass;
mod printed;
pub(crate) mod shape;
pub(crate) mod spelled;
pub(crate) mod strand;
mod tail;
pub(crate) mod unwrap;

use std::sync::Arc;

use crate::exception::follow::{Block, Follow, Step};
use crate::exception::{java, python};
use crate::format::layout::{Header, Layout};
use crate::format::level::Level;
use crate::input::BYTE_ORDER_MARK;
use crate::record::bar::is_bar;
use crate::record::lines::Lines;
use crate::record::marks::Marked;
use crate::record::pass::Ahead;
use crate::record::spelled::{Before, Spelled};

/// Bytes of lines that belong to nothing from which on they are given out before their run ends.
///
/// Shorter runs come whole, so that whoever looks at a run's beginning sees it at once, wherever texts are cut.
pub(crate) const LONG_RUN_BYTES: usize = 64 << 10;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// A record with a header; the number is its layout's, in the order given.
    Record(usize),
    /// A bare trace.
    Trace,
    /// A notice of the runtime, with what follows it.
    Notice(Block),
    /// A message that only the wrapper around it frames.
    Message,
    /// Lines that belong to no record.
    Unrecognised,
}

/// Lines that belong together.
#[derive(Debug, Clone)]
pub struct Piece {
    /// What they are.
    pub kind: PieceKind,
    /// First byte; a hole of NUL bytes before a header is left out.
    pub start: usize,
    /// End of the first line, or of the last one of a header of several lines, its terminator excluded.
    pub head_end: usize,
    /// First byte after the last line.
    pub end: usize,
    /// Entries of the scanned lines that are the body: the first one after the head, and the first one beyond.
    pub(crate) body: (usize, usize),
    /// What was seen of a record's body.
    pub(crate) seen: Seen,
}

/// What was seen of the lines below a header.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Seen {
    /// Some line that is no part of a trace begins with a stamp, as headers of other layouts do.
    pub(crate) has_dated_text: bool,
    /// Headers like that of the first line stand before the lines of its trace.
    pub(crate) is_spelled: bool,
    /// The record is of no failure and does not announce its trace, so that the program may have printed that itself.
    pub(crate) may_be_printed: bool,
}

impl Piece {
    /// All of a text, whose first line or header ends at `head_end`.
    pub(crate) fn whole(kind: PieceKind, head_end: usize, text: &[u8], lines: &Lines) -> Self {
        let body = (lines.first_at(head_end + 1), lines.len());
        Self { kind, start: 0, head_end, end: text.len(), body, seen: Seen::default() }
    }

    /// The layout of a record's header, with its number.
    pub(crate) fn layout_in<'l>(&self, layouts: &'l [Arc<Layout>]) -> Option<(usize, &'l Layout)> {
        match self.kind {
            PieceKind::Record(index) => layouts.get(index).map(|layout| (index, layout.as_ref())),
            _ => None,
        }
    }
}

/// Frames one text.
///
/// The text starts at a piece's start. Unless it is the end of the input, its last piece is not given out, as lines may
/// follow that belong to it.
#[derive(Debug)]
pub(crate) struct Framer<'t> {
    text: &'t [u8],
    lines: &'t Lines,
    layouts: &'t [Arc<Layout>],
    /// First bytes of header lines.
    first: &'t [bool; 256],
    /// Nothing follows the text.
    last: bool,
    at: usize,
    position: usize,
    /// The header of the piece that starts at `at`, when it is known.
    open: Option<usize>,
    /// The fields of the piece just given out, and of the header that was looked at last; `now` says which is which.
    headers: [Header; 2],
    now: usize,
    /// Some headers have more than one line.
    has_long_headers: bool,
    /// What the wrapper says of the lines.
    marked: Marked<'t>,
    /// Of the record that is looked at.
    seen: Seen,
    /// The trace whose lines are records, of the record that is looked at.
    spelled: Spelled,
    /// The headers around the record that was passed over last.
    ahead: Option<Ahead>,
}

/// Bytes with which a header of any of the layouts can begin, NUL included for the hole that copytruncate leaves, a
/// byte order mark's, and the carriage return of a progress bar.
pub(crate) fn first_bytes(layouts: &[Arc<Layout>]) -> [bool; 256] {
    let mut first = [false; 256];
    for layout in layouts {
        for (to, from) in first.iter_mut().zip(layout.first_bytes()) {
            *to |= *from;
        }
    }
    for byte in [0, BYTE_ORDER_MARK[0], b'\r'] {
        if let (false, Some(skipped)) = (layouts.is_empty(), first.get_mut(usize::from(byte))) {
            *skipped = true;
        }
    }
    first
}

/// Bytes of a line by which it is decided whether it is a header.
const HEADER_BYTES: usize = 64 << 10;

/// What a look at a line that could start a record finds.
enum Look {
    Header(usize, usize),
    Other,
    /// The text ends before it can be told.
    Unknown,
}

impl<'t> Framer<'t> {
    pub(crate) fn new(
        text: &'t [u8],
        lines: &'t Lines,
        layouts: &'t [Arc<Layout>],
        first: &'t [bool; 256],
        last: bool,
    ) -> Self {
        Self {
            text,
            lines,
            layouts,
            first,
            last,
            at: 0,
            position: 0,
            open: None,
            headers: [Header::default(), Header::default()],
            now: 0,
            has_long_headers: layouts.iter().any(|layout| layout.header_lines() > 1),
            marked: Marked::default(),
            seen: Seen::default(),
            spelled: Spelled::default(),
            ahead: None,
        }
    }

    /// The same for the text of a wrapped source.
    pub(crate) fn marked(mut self, marked: Marked<'t>) -> Self {
        self.marked = marked;
        self
    }

    /// Skips to the first line that is a header whatever stands before the text; gives its position.
    ///
    /// A line that frames follow may be part of a Java exception's message and is no such place, nor is a record that may
    /// be a line of a trace.
    pub(crate) fn skip_to_header(&mut self) -> Option<usize> {
        let mut before = Before::new();
        for at in 0..self.lines.len() {
            let Some(start) = self.lines.start(at) else { break };
            if let Look::Header(layout, skip) = self.look(at, start, true)
                && !self.may_go_on(&mut before, layout, at, start)
            {
                self.at = at;
                self.position = start + skip;
                self.open = Some(layout);
                return Some(self.position);
            }
        }
        None
    }

    /// The fields of the header of the piece just given out.
    pub(crate) fn current(&self) -> &Header {
        let [first, second] = &self.headers;
        if self.now == 0 { first } else { second }
    }

    /// The fields of the header that was looked at last, where that is not the one given out.
    fn looked_at(&self) -> &Header {
        let [first, second] = &self.headers;
        if self.now == 0 { second } else { first }
    }

    /// A header stands where the piece that was not given out starts.
    pub(crate) fn is_record_open(&self) -> bool {
        self.open.is_some()
    }

    /// Where the piece that was not given out starts.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    fn line(&self, start: usize, end: usize) -> &'t [u8] {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The line after the one that ends at `end`, or `None` when the text ends before it does.
    ///
    /// Unless it is wanted whole, it may be cut to what tells whether it is a frame.
    fn line_after(&self, is_wanted_whole: bool, end: usize) -> Option<&'t [u8]> {
        let rest = self.text.get(end + 1..).unwrap_or_default();
        match rest.first() {
            Some(_) if is_wanted_whole => match memchr::memchr(b'\n', rest) {
                Some(length) => rest.get(..length),
                None if self.last => Some(rest),
                None => None,
            },
            // Only an indented line can be a frame, and only `Traceback` and a dying machine's `#` matter otherwise: no
            // need to find the end.
            Some(b' ' | b'\t' | b'T' | b'#') | None => match memchr::memchr(b'\n', rest) {
                Some(length) => rest.get(..length),
                None if self.last => Some(rest),
                None => None,
            },
            Some(_) => rest.get(..1),
        }
    }

    /// Whether the line at `position` begins and ends nothing, as it is indented and is no header of a layout.
    fn is_inside(&self, position: usize) -> bool {
        is_indented(self.text, position) && !python::begins_group(self.text.get(position..).unwrap_or_default())
    }

    fn is_of_requests(&self, layout: usize) -> bool {
        self.layouts.get(layout).is_some_and(|layout| layout.is_of_requests())
    }

    /// Whether the line before `next` heads an indented block of a message, as no header can be indented.
    fn heads_block(&self, next: &[u8]) -> bool {
        let may_be_header = next.first().is_none_or(|byte| self.first.get(*byte as usize).copied().unwrap_or(false));
        is_indented(next, 0) && !may_be_header && !next.trim_ascii().is_empty() && !python::is_frame(next)
    }

    #[inline]
    fn look(&mut self, at: usize, start: usize, safe: bool) -> Look {
        let Some(&byte) = self.text.get(start) else { return Look::Other };
        if !self.first.get(byte as usize).copied().unwrap_or(false) {
            return Look::Other;
        }
        let end = self.lines.line_end(at, self.text);
        // Of a very long line the beginning decides, so that its end need not be known.
        let skip = match byte {
            0 => self.line(start, end).iter().take_while(|byte| **byte == 0).count(),
            // As stands before the first header of a file that was appended to another.
            0xef if self.line(start, end).starts_with(&BYTE_ORDER_MARK) => BYTE_ORDER_MARK.len(),
            b'\r' => self.bar_bytes(start, end),
            _ => 0,
        };
        let is_long = end - start - skip > HEADER_BYTES;
        if end >= self.lines.complete && !self.last && !is_long {
            return Look::Unknown;
        }
        let line = self.line(start + skip, end.min(start + skip + HEADER_BYTES));
        let is_cut = self.has_long_headers && self.begins_piece(at + 1);
        let [first, second] = &mut self.headers;
        let header = if self.now == 0 { second } else { first };
        for (index, layout) in self.layouts.iter().enumerate() {
            let (line, end) = if layout.header_lines() == 1 {
                (line, end)
            } else if is_cut {
                continue;
            } else {
                match header_lines(self.text, self.lines, (at, start + skip), layout.header_lines(), self.last) {
                    Some(found) => found,
                    None => return Look::Unknown,
                }
            };
            if layout.match_header(line, header) {
                if is_long && header.message.end as usize == line.len() {
                    let length = trim(self.text.get(start + skip..end).unwrap_or_default()).len();
                    header.message.end = u32::try_from(length).unwrap_or(u32::MAX);
                }
                if safe {
                    match self.line_after(false, end) {
                        None => return Look::Unknown,
                        Some(next) if java::is_frame(next) && !java::tells_in_short(line) => return Look::Other,
                        Some(_) => {}
                    }
                }
                return Look::Header(index, skip);
            }
        }
        Look::Other
    }

    /// The next piece, or `None` when what is left is the last one and more may follow.
    pub(crate) fn next_piece(&mut self) -> Option<Piece> {
        let start = self.position;
        if start >= self.text.len() {
            return None;
        }
        if let Some(end) = self.message_end(start) {
            let open = self.open.take();
            let found = self.message(start, end, open);
            if found.is_none() {
                self.open = open;
            }
            return found;
        }
        match self.open.take() {
            Some(layout) => {
                self.now ^= 1;
                let found = self.record(layout, start);
                if found.is_none() {
                    self.open = Some(layout);
                }
                found
            }
            None => self.bare(start),
        }
    }

    fn record(&mut self, layout: usize, start: usize) -> Option<Piece> {
        let head_at = self.at + self.layouts.get(layout).map_or(0, |layout| layout.header_lines() - 1);
        let head_end = self.lines.line_end(head_at, self.text);
        if head_end >= self.lines.complete && !self.last {
            return None;
        }
        if self.layouts.get(layout).is_some_and(|layout| layout.json().is_some_and(|map| !map.is_stamped())) {
            return self.object(layout, start, head_end);
        }
        let mut at = head_at + 1;
        let mut follow = None;
        // The title of a traceback ends the header, and the same was not printed again yet.
        let mut has_titled_message = false;
        self.seen = Seen::default();
        self.spelled = Spelled::default();
        let known_below_warn = self.current().level.is_some_and(|level| level < Level::WARN);
        while let Some(position) = self.lines.start(at) {
            if self.is_marked(position) {
                return Some(self.give(PieceKind::Record(layout), start, head_end, (head_at + 1, at), position, 0));
            }
            let awaits = follow.is_some_and(Follow::awaits_frames);
            let look = self.look(at, position, awaits);
            if matches!(look, Look::Header(next, 0) if next == layout)
                && self.goes_on_spelled(layout, (start, head_end), (head_at, at), position)
            {
                at += 1;
                continue;
            }
            self.spelled.run = None;
            match look {
                Look::Header(next, skip) => {
                    self.open = Some(next);
                    return Some(self.give(
                        PieceKind::Record(layout),
                        start,
                        head_end,
                        (head_at + 1, at),
                        position,
                        skip,
                    ));
                }
                Look::Unknown => return None,
                // Only unindented lines and groups begin or end anything else.
                Look::Other if self.is_inside(position) => {
                    at += 1;
                    continue;
                }
                Look::Other => {}
            }
            let end = self.lines.line_end(at, self.text);
            if end >= self.lines.complete && !self.last {
                return None;
            }
            let line = self.line(position, end);
            // A progress bar is drawn over what stands before it, and is no part of it.
            if line.first() == Some(&b'\r') && is_bar(line) && !follow.is_some_and(Follow::is_in_frames) {
                return Some(self.give(PieceKind::Record(layout), start, head_end, (head_at + 1, at), position, 0));
            }
            let is_first = follow.is_none();
            let follow = follow.get_or_insert_with(|| {
                let message = self.current().message.start as usize;
                let after = self.line_after(false, head_end).unwrap_or_default();
                Follow::after_header(trim(self.line(start + message, head_end)), java::is_frame(after))
            });
            has_titled_message |= is_first && follow.is_in_frames();
            let next = self.next_of(*follow, line, end)?;
            match follow.step(line, next) {
                // Once: what comes next is no copy of both.
                Step::NewTrace if has_titled_message && self.is_printed_again(head_end + 1, position, end)? => {
                    has_titled_message = false;
                }
                Step::NewTrace if self.is_told_in_short(at, line) => {}
                Step::NewTrace | Step::Notice(_) => {
                    return Some(self.give(PieceKind::Record(layout), start, head_end, (head_at + 1, at), position, 0));
                }
                Step::Text if self.is_of_requests(layout) => {
                    return Some(self.give(PieceKind::Record(layout), start, head_end, (head_at + 1, at), position, 0));
                }
                Step::Trace if known_below_warn && !self.takes_trace((start, head_end), (position, end))? => {
                    return Some(self.give(PieceKind::Record(layout), start, head_end, (head_at + 1, at), position, 0));
                }
                Step::Text => self.seen.has_dated_text |= is_dated(line),
                Step::Trace | Step::Belongs => {}
            }
            at += 1;
        }
        if !self.last {
            return None;
        }
        let end = self.text.len();
        Some(self.give(PieceKind::Record(layout), start, head_end, (head_at + 1, self.lines.len()), end, 0))
    }

    fn give(
        &mut self,
        kind: PieceKind,
        start: usize,
        head_end: usize,
        body: (usize, usize),
        end: usize,
        skip: usize,
    ) -> Piece {
        self.at = body.1;
        self.position = end + skip;
        let is_spelled = std::mem::take(&mut self.spelled).has_lines;
        let seen = Seen { is_spelled, ..std::mem::take(&mut self.seen) };
        Piece { kind, start, head_end, end, body, seen }
    }
}

/// The text of a header of several lines, from `start` in entry `at` on, and where it ends.
///
/// Empty where the source ends before; `None` when the text ends before it can be told.
fn header_lines<'t>(
    text: &'t [u8],
    lines: &Lines,
    (at, start): (usize, usize),
    count: usize,
    last: bool,
) -> Option<(&'t [u8], usize)> {
    let final_line = at + count - 1;
    let end = lines.line_end(final_line, text);
    if lines.start(final_line).is_none() || (end >= lines.complete && !last) {
        return last.then_some((&[], text.len()));
    }
    Some((text.get(start..end.min(start + HEADER_BYTES)).unwrap_or_default(), end))
}

/// Whether a line begins as dated headers do: with a stamp, perhaps in a bracket, or with a word and a stamp.
fn is_dated(line: &[u8]) -> bool {
    let early = line.get(..40).unwrap_or(line);
    match early.first() {
        Some(b'0'..=b'9' | b'[' | b'<' | b'(') => true,
        Some(b'A'..=b'Z') => early.iter().filter(|byte| byte.is_ascii_digit()).count() >= 8,
        _ => false,
    }
}

/// Whether the line that starts at `start` is indented.
pub(crate) fn is_indented(text: &[u8], start: usize) -> bool {
    matches!(text.get(start), Some(b' ' | b'\t'))
}

/// `line` without a final carriage return.
pub(crate) fn trim(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}
