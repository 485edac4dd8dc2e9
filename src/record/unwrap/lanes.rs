//! The lines of senders that write at the same time, put in order again.
//!
//! Each sender has a lane. The lines of its open record are a group; groups come out in the order in which they began,
//! each whole, so that records stay in the order of time. The first group's lines come out at once; the others wait
//! until it is over: when its sender begins a record anew, or is silent for [`WINDOW_ENTRIES`], or [`MAX_HELD_BYTES`] wait.
//! A line that comes after that is torn from its record, which is counted.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use crate::exception::{java, python};
use crate::format::layout::{Header, Layout};
use crate::format::level::Level;
use crate::format::time::Stamp;
use crate::format::wrapper::Sender;
use crate::input::{Origin, Text};
use crate::record::marks::{Mark, Marks};

/// Entries of others after which a silent sender's record is over.
const WINDOW_ENTRIES: u64 = 1000;
/// Bytes that wait at most.
const MAX_HELD_BYTES: usize = 4 << 20;
/// Senders that are remembered although none of their lines wait.
const MAX_LANES: usize = 1 << 13;

/// What a wrapper says of an entry.
#[derive(Debug, Clone, Default)]
pub(super) struct About {
    pub(super) sender: Option<Arc<Sender>>,
    pub(super) stamp: Option<Stamp>,
    pub(super) level: Option<Level>,
}

/// The lines of one entry.
#[derive(Debug, Clone, Default)]
pub(super) struct Chunk {
    pub(super) lane: u64,
    pub(super) about: About,
    /// The lines with their line feeds, and where each ends and comes from.
    bytes: Vec<u8>,
    lines: Vec<(usize, Origin)>,
}

impl Chunk {
    /// Appends a line, given without its line feed.
    pub(super) fn push(&mut self, line: &[u8], origin: Origin) {
        self.bytes.extend_from_slice(line);
        self.bytes.push(b'\n');
        self.lines.push((self.bytes.len(), origin));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.lines.clear();
    }

    /// It is a message of several lines, none of which begins a record but the first.
    fn is_message(&self) -> bool {
        self.lines.len() > 1
    }

    fn first_line(&self) -> &[u8] {
        let end = self.lines.first().map_or(0, |(end, _)| *end);
        self.bytes.get(..end.saturating_sub(1)).unwrap_or_default()
    }
}

/// What is open in a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// A record with a header: all lines belong to it until the next header.
    Record,
    /// A whole message.
    Message,
    /// Lines without a header; of an unfinished trace, if it is open.
    Loose { is_open: bool },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lane {
    group: u64,
    state: State,
}

#[derive(Debug, Default)]
struct Group {
    chunks: Vec<Chunk>,
    last_seen: u64,
    is_over: bool,
}

/// All lanes of a source.
#[derive(Debug)]
pub(super) struct Lanes {
    layouts: Vec<Arc<Layout>>,
    header: Header,
    marks: Arc<Marks>,
    /// The lines are marked; otherwise only what is torn is told.
    is_marked: bool,
    open: BTreeMap<u64, Lane>,
    /// Number of lanes at which it is worth looking again for those that are over, so that the work stays linear.
    next_look: usize,
    groups: VecDeque<Group>,
    /// Number of the first group.
    first: u64,
    held_bytes: usize,
    entries: u64,
    torn: u64,
    /// The lane of the last line of the text.
    last_lane: Option<u64>,
    /// The lane of the line inside which the text begins.
    inside: Option<u64>,
}

impl Lanes {
    pub(super) fn new(layouts: Vec<Arc<Layout>>, marks: Arc<Marks>) -> Self {
        // Of a header of several lines the first one says that a record begins.
        let first_line = |layout: Arc<Layout>| match layout.first_line() {
            Some(first) if layout.header_lines() > 1 => Arc::new(first),
            _ => layout,
        };
        let layouts = layouts.into_iter().map(first_line).collect();
        Self {
            layouts,
            header: Header::default(),
            marks,
            is_marked: true,
            open: BTreeMap::new(),
            next_look: MAX_LANES,
            groups: VecDeque::new(),
            first: 0,
            held_bytes: 0,
            entries: 0,
            torn: 0,
            last_lane: None,
            inside: None,
        }
    }

    /// The same for lines that need no marks, as their headers say all.
    pub(super) fn unmarked(layouts: Vec<Arc<Layout>>, marks: Arc<Marks>) -> Self {
        Self { is_marked: false, ..Self::new(layouts, marks) }
    }

    /// Takes the next entry, and empties `chunk`.
    pub(super) fn push(&mut self, chunk: &mut Chunk, text: &mut Text) {
        if chunk.is_empty() {
            return;
        }
        self.entries += 1;
        let known = self.open.get(&chunk.lane).copied();
        if self.groups.len() == 1
            && known == Some(Lane { group: self.first, state: State::Record })
            && !chunk.is_message()
            && let Some(only) = self.groups.front_mut()
        {
            // Whether the line begins another record or not: it is written at once, and a record is open again.
            only.last_seen = self.entries;
            self.write(chunk, text);
            chunk.clear();
            return;
        }
        let line = chunk.first_line();
        let is_headed = starts_record(&self.layouts, &mut self.header, line);
        let joined =
            known.filter(|known| !is_headed && !opens_block(line) && !chunk.is_message() && joins(known.state, line));
        let state = match joined {
            Some(Lane { state: State::Record, .. }) => State::Record,
            _ if chunk.is_message() => State::Message,
            _ if is_headed || opens_block(line) => State::Record,
            _ => State::Loose { is_open: is_indented(line) || python::is_traceback_header(line) },
        };
        let group = if let Some(joined) = joined.filter(|joined| joined.group >= self.first) {
            joined.group
        } else {
            self.torn += u64::from(joined.is_some());
            self.begin(known)
        };
        self.open.insert(chunk.lane, Lane { group, state });
        let at = usize::try_from(group - self.first).unwrap_or(usize::MAX);
        if let Some(open) = self.groups.get_mut(at) {
            open.last_seen = self.entries;
            if at > 0 {
                self.held_bytes += chunk.bytes.len();
                open.chunks.push(std::mem::take(chunk));
            }
        }
        self.settle(text);
        // The first group's lines need not wait; it may have become the first only now.
        if !chunk.is_empty() {
            self.write(chunk, text);
        }
        chunk.clear();
    }

    /// Notes that an entry was torn from what it belongs to.
    pub(super) fn tear(&mut self) {
        self.torn += 1;
    }

    /// Writes all that waits.
    pub(super) fn end(&mut self, text: &mut Text) {
        for group in std::mem::take(&mut self.groups) {
            self.first += 1;
            for mut chunk in group.chunks {
                self.write(&mut chunk, text);
            }
        }
        self.held_bytes = 0;
        self.marks.set_torn(self.torn);
    }

    /// The text goes on behind that of another source, which ends inside a line of this lane.
    pub(super) fn begin_inside(&mut self, lane: Option<u64>) {
        self.inside = lane;
    }

    /// All was written: the last line, if it is of this lane, goes on in the source behind.
    pub(super) fn leave_open(&mut self, lane: Option<u64>, text: &mut Text) {
        if let Some(lane) = lane.filter(|lane| self.last_lane == Some(*lane)) {
            text.open_last_line();
            self.marks.leave_open(lane);
        }
    }

    /// Begins a group; the one that was open in the lane is over.
    fn begin(&mut self, lane: Option<Lane>) -> u64 {
        let before = lane.and_then(|lane| usize::try_from(lane.group.checked_sub(self.first)?).ok());
        if let Some(group) = before.and_then(|at| self.groups.get_mut(at)) {
            group.is_over = true;
        }
        if self.open.len() >= self.next_look {
            let first = self.first;
            self.open.retain(|_, lane| lane.group >= first);
            self.next_look = MAX_LANES.max(self.open.len() * 2);
        }
        self.groups.push_back(Group { last_seen: self.entries, ..Group::default() });
        self.first + self.groups.len() as u64 - 1
    }

    /// Lets the groups at the front go that are over, and writes what waits in the next one.
    fn settle(&mut self, text: &mut Text) {
        while self.groups.len() > 1
            && self.groups.front().is_some_and(|group| {
                group.is_over || self.entries - group.last_seen > WINDOW_ENTRIES || self.held_bytes > MAX_HELD_BYTES
            })
        {
            self.groups.pop_front();
            self.first += 1;
            let waiting = self.groups.front_mut().map(|group| std::mem::take(&mut group.chunks)).unwrap_or_default();
            for mut chunk in waiting {
                self.held_bytes -= chunk.bytes.len();
                self.write(&mut chunk, text);
            }
        }
    }

    fn write(&mut self, chunk: &mut Chunk, text: &mut Text) {
        if self.inside.take().is_some_and(|lane| lane != chunk.lane) {
            // The line is another sender's: that of the source before ends there.
            let origin = chunk.lines.first().map(|(_, origin)| *origin).unwrap_or_default();
            text.push(b"\n", Origin { length_bytes: 0, lines: 0, ..origin });
        }
        let text_bytes = text.before_bytes + text.bytes.len() as u64;
        if self.is_marked {
            self.mark(chunk, text_bytes);
        }
        let mut start = 0;
        for (end, origin) in &chunk.lines {
            text.push(chunk.bytes.get(start..*end).unwrap_or_default(), *origin);
            start = *end;
        }
    }

    fn mark(&mut self, chunk: &mut Chunk, text_bytes: u64) {
        self.marks.push(Mark {
            text_bytes,
            breaks: self.last_lane != Some(chunk.lane),
            lane: chunk.lane,
            end_bytes: if chunk.is_message() { text_bytes + chunk.bytes.len() as u64 } else { 0 },
            sender: chunk.about.sender.take(),
            stamp: chunk.about.stamp,
            level: chunk.about.level,
        });
        self.last_lane = Some(chunk.lane);
    }
}

fn starts_record(layouts: &[Arc<Layout>], header: &mut Header, line: &[u8]) -> bool {
    layouts.iter().any(|layout| layout.match_header(line, header))
}

/// Whether a block of the runtime's begins with this line, whose lines look like nothing by themselves.
fn opens_block(line: &[u8]) -> bool {
    line.starts_with(b"--- Logging error") || line.starts_with(b"Fatal Python error")
}

/// Whether a line without a header belongs to what is open in its lane.
fn joins(state: State, line: &[u8]) -> bool {
    match state {
        State::Record => true,
        State::Message => false,
        State::Loose { is_open } => is_open || is_of_trace(line),
    }
}

fn is_indented(line: &[u8]) -> bool {
    matches!(line.first(), Some(b' ' | b'\t'))
}

/// Whether a line says nothing about headers: it is blank, indented, or part of a trace.
pub(crate) fn is_of_trace(line: &[u8]) -> bool {
    matches!(line.first(), None | Some(b' ' | b'\t'))
        || python::is_traceback_header(line)
        || python::is_chain_sentence(line)
        || python::exception_type(line).is_some()
        || java::head_type(line).is_some()
        || java::is_cause(line)
}
