//! From the lines of a wrapped source to the text of its applications, each sender's lines put back together.
//!
//! ```text
//! lines ─ entries ─ parts of one line joined ─ lines of one message joined ─ lanes ─► text and marks
//! ```
//!
//! Entries of senders that write at the same time stand between each other; `lanes` puts them in order again. What is no
//! entry stays as it is, in its place, as a sender of its own.

pub(crate) mod colours;
mod lanes;
mod raw;
pub(crate) mod strands;
pub(crate) mod table;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::format::layout::{Header, Layout};
use crate::format::wrapper::{Entry, MAX_ENTRY_BYTES, Sender, Wrapper, without_line_ends};
use crate::input::{Origin, SourceLine, Text, Unwrap, unwrap_head};
use crate::record::marks::Marks;
pub(crate) use crate::record::unwrap::lanes::is_of_trace;
use crate::record::unwrap::lanes::{About, Chunk, Lanes};
use crate::record::unwrap::raw::Raw;

/// Senders of which the words are remembered.
const MAX_SENDERS: usize = 1 << 12;
/// Senders whose lines may be unfinished at the same time.
const MAX_PARTS: usize = 1 << 10;
/// Copies of repeated messages take at most so many bytes for each byte of the source, and so many beside.
const MAX_REPEATED_SHARE: usize = 4;
const FREE_REPEATED_BYTES: usize = 64 << 10;
/// The lane of lines outside the wrapper.
const OUTSIDE: u64 = 0;

/// Unwraps one source.
#[derive(Debug)]
pub(crate) struct Unwrapper {
    wrapper: Arc<Wrapper>,
    layouts: Vec<Arc<Layout>>,
    header: Header,
    lanes: Lanes,
    senders: BTreeMap<u64, Arc<Sender>>,
    /// Lines of which the end is still to come, by lane.
    parts: BTreeMap<u64, Part>,
    /// Lines that make no whole entry yet.
    raw: Raw,
    /// The entry whose further lines may follow, and the width of what stood before its first line.
    open: Chunk,
    width: usize,
    /// Blank lines between entries, to be counted with the next one.
    blank: Option<Origin>,
    /// Bytes that copies of repeated messages may still take.
    free_bytes: usize,
}

/// A line of which the end is still to come.
#[derive(Debug)]
struct Part {
    /// The first entry, as it is.
    first: Vec<u8>,
    text: Vec<u8>,
    origin: Origin,
}

impl Unwrapper {
    /// Takes off `wrapper`; `layouts` say which lines begin records. The marks of the text are put into `marks`.
    pub(crate) fn new(wrapper: Wrapper, layouts: Vec<Arc<Layout>>, marks: Arc<Marks>) -> Self {
        Self {
            wrapper: Arc::new(wrapper),
            lanes: Lanes::new(layouts.clone(), marks),
            layouts,
            header: Header::default(),
            senders: BTreeMap::new(),
            parts: BTreeMap::new(),
            raw: Raw::default(),
            open: Chunk::default(),
            width: 0,
            blank: None,
            free_bytes: FREE_REPEATED_BYTES,
        }
    }

    /// Goes on with a source whose text ends inside a line of this lane.
    pub(crate) fn inside(mut self, lane: Option<u64>) -> Self {
        self.lanes.begin_inside(lane);
        self
    }

    /// Takes the entries that are whole.
    fn look(&mut self, is_all: bool, text: &mut Text) {
        while let Some(length) = self.wrapper.entry_length(self.raw.bytes(), is_all) {
            let (bytes, origin) = self.raw.take(length);
            self.entry(&bytes, origin, text);
        }
        self.raw.next_look = self.raw.bytes().len() * 2;
    }

    /// Gives up on an entry that has no end: its lines are plain ones.
    fn give_up(&mut self, text: &mut Text) {
        if !self.raw.is_empty() {
            self.lanes.tear();
        }
        while !self.raw.is_empty() {
            let waiting = self.raw.bytes();
            let length = memchr::memchr(b'\n', waiting).map_or(waiting.len(), |end| end + 1);
            let (bytes, origin) = self.raw.take(length);
            self.plain(bytes.strip_suffix(b"\n").unwrap_or(&bytes), origin, text);
        }
        self.raw.next_look = 0;
    }

    /// Takes one entry, or what stands in the place of one.
    fn entry(&mut self, bytes: &[u8], origin: Origin, text: &mut Text) {
        let line = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let content = if self.wrapper.is_by_line() { line } else { without_line_ends(line) };
        let mut entry = Entry::default();
        if !self.wrapper.unwrap(content, &mut entry) {
            self.plain(line, origin, text);
            return;
        }
        self.flush(text);
        let mut line = std::mem::take(&mut entry.text);
        let mut origin = origin;
        if entry.goes_on || !self.parts.is_empty() {
            let sender = entry.lane();
            let (known, goes_on) = (self.parts.remove(&sender), entry.goes_on);
            if known.is_some() || goes_on {
                let mut part = match known {
                    Some(part) => Part { origin: part.origin.join(origin), ..part },
                    None => Part { first: content.to_vec(), text: Vec::new(), origin },
                };
                part.text.extend_from_slice(&line);
                if goes_on && part.text.len() < MAX_ENTRY_BYTES {
                    self.parts.insert(sender, part);
                    if self.parts.len() > MAX_PARTS {
                        self.end_parts(text);
                    }
                    return;
                }
                if goes_on {
                    self.lanes.tear();
                }
                origin = part.origin;
                line = part.text.into();
            }
        }
        self.width = entry.prefix_bytes;
        self.free_bytes = self.free_bytes.saturating_add(bytes.len() * MAX_REPEATED_SHARE);
        match self.wrapper.repeated(&line) {
            Some((count, message)) => self.repeat(count, message, &entry, origin, text),
            None => self.lines(&line, &entry, origin, text),
        }
        if !self.wrapper.keeps_plain_lines() {
            self.flush(text);
        }
    }

    /// Takes a message that was sent so many times; each is an entry, and the first one has the line of the source.
    fn repeat(&mut self, count: usize, message: &[u8], entry: &Entry<'_>, origin: Origin, text: &mut Text) {
        let most = self.free_bytes / (message.len() + 1);
        if count > most {
            self.lanes.tear();
        }
        let count = count.min(most).max(1);
        self.free_bytes = self.free_bytes.saturating_sub(count * (message.len() + 1));
        for copy in 0..count {
            let lines = if copy == 0 { origin.lines } else { 0 };
            self.lines(message, entry, Origin { lines, ..origin }, text);
            self.flush(text);
        }
    }

    /// Takes the lines of an entry, off which the inner wrappers are taken.
    fn lines(&mut self, lines: &[u8], entry: &Entry<'_>, origin: Origin, text: &mut Text) {
        let mut origin = origin;
        if let Some(blank) = self.blank.take() {
            origin.lines += blank.lines;
        }
        let wrapper = Arc::clone(&self.wrapper);
        wrapper.lines(lines, entry, &mut |line, entry| {
            let plain = colours::plain(line, &self.layouts, &mut self.header);
            let lane = entry.lane();
            if lane != self.open.lane {
                self.flush(text);
            }
            if self.open.is_empty() {
                self.open.lane = lane;
                let sender = Some(self.sender(entry, lane));
                self.open.about = About { sender, stamp: entry.stamp, level: entry.level };
            }
            self.open.push(&plain, origin);
            // Of one line of the source that holds many, the first one counts.
            origin.lines = 0;
        });
    }

    /// Takes a line that is no entry.
    fn plain(&mut self, line: &[u8], origin: Origin, text: &mut Text) {
        let is_indented = self.wrapper.indents_messages()
            && self.width > 0
            && line.get(..self.width).is_some_and(|blanks| blanks.iter().all(|byte| *byte == b' '));
        if !self.open.is_empty() && is_indented {
            let line = line.get(self.width..).unwrap_or_default();
            self.open.push(line, origin);
            return;
        }
        let is_mark = line.starts_with(b"-- ") && line.ends_with(b" --");
        let is_headed = || {
            let mut header = Header::default();
            self.layouts.iter().any(|layout| layout.match_header(line, &mut header))
        };
        if !self.open.is_empty() && self.wrapper.keeps_plain_lines() && !is_mark && !is_headed() {
            self.open.push(line, origin);
            return;
        }
        self.flush(text);
        if self.wrapper.is_around(line) {
            self.blank = Some(self.blank.map_or(origin, |blank| blank.join(origin)));
            return;
        }
        self.open.lane = OUTSIDE;
        self.open.about = About::default();
        self.open.push(line, origin);
        self.flush(text);
    }

    /// The open entry is whole.
    fn flush(&mut self, text: &mut Text) {
        self.lanes.push(&mut self.open, text);
    }

    /// Takes the lines of which the end never came, in the order in which they began; gives the lane of the last one.
    fn end_parts(&mut self, text: &mut Text) -> Option<u64> {
        let mut parts: Vec<Part> = std::mem::take(&mut self.parts).into_values().collect();
        parts.sort_by_key(|part| part.origin.offset_bytes);
        let mut last = None;
        for part in parts {
            let mut entry = Entry::default();
            if self.wrapper.unwrap(&part.first, &mut entry) {
                self.lines(&part.text, &entry, part.origin, text);
            }
            // What an inner wrapper sent is known by its own beginning.
            last = Some(entry.lane()).filter(|lane| *lane == self.open.lane && !part.text.is_empty());
            self.flush(text);
        }
        last
    }

    fn sender(&mut self, entry: &Entry<'_>, lane: u64) -> Arc<Sender> {
        if self.senders.len() >= MAX_SENDERS {
            self.senders.clear();
        }
        Arc::clone(self.senders.entry(entry.identity(lane)).or_insert_with(|| Arc::new(entry.sender())))
    }
}

/// The text that the head of a source in `wrapper` holds; `layouts` say which lines begin records.
pub(crate) fn text_of_head(wrapper: &Wrapper, head: &[u8], is_all: bool, layouts: &[Arc<Layout>]) -> Vec<u8> {
    let mut unwrapper = Unwrapper::new(wrapper.clone(), layouts.to_vec(), Arc::default());
    unwrap_head(head, is_all, &mut unwrapper)
}

impl Unwrap for Unwrapper {
    fn line(&mut self, line: SourceLine<'_>, text: &mut Text) {
        if self.raw.is_empty() && line.is_whole && self.wrapper.is_by_line() {
            self.entry(line.bytes, line.origin, text);
            return;
        }
        self.raw.push(line.bytes, line.origin);
        if self.raw.bytes().len() >= self.raw.next_look {
            self.look(false, text);
        }
        if self.raw.bytes().len() > MAX_ENTRY_BYTES * 2 {
            self.look(false, text);
            if self.raw.bytes().len() > MAX_ENTRY_BYTES {
                self.give_up(text);
            }
        }
    }

    fn end(&mut self, text: &mut Text) {
        self.look(true, text);
        self.give_up(text);
        self.flush(text);
        let unfinished = self.end_parts(text);
        if let Some(blank) = self.blank.take() {
            self.open.lane = OUTSIDE;
            self.open.push(b"", blank);
            self.flush(text);
        }
        self.lanes.end(text);
        self.lanes.leave_open(unfinished, text);
    }
}

#[cfg(test)]
mod tests;
