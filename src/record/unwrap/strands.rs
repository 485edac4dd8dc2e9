//! Traces that a program logs line by line, each line a record of its own, put together by thread and process.
//!
//! ```text
//! [2024-05-01 10:00:00,123: WARNING/ForkPoolWorker-1] Traceback (most recent call last):
//! [2024-05-01 10:00:00,124: WARNING/ForkPoolWorker-2] Traceback (most recent call last):
//! [2024-05-01 10:00:00,124: WARNING/ForkPoolWorker-1]   File "/srv/app/a.py", line 3, in f
//! ```
//!
//! Programs do so where they send what is printed to their log: Celery, loggers of standard error for Log4j. The first
//! line keeps its header, those behind it lose theirs, so that the text is that of a trace logged at one go. Lines of
//! other threads that stand between come before or behind it. Only headers that name a thread or process say enough;
//! where they do not, each line stays a record. What stands together behind the head is put together by `spelled`.
//!
//! Formatters that put the header before each line of a record (vLLM's `NewLineFormatter`) are told by headers that are
//! the same to the last byte from the first line of each traceback to its exception.

use std::collections::BTreeMap;
use std::sync::Arc;

use memchr::memmem;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::format::layout::{Header, Layout};
use crate::input::{Origin, SourceLine, Text, Unwrap};
use crate::record::marks::Marks;
use crate::record::strand::{Strand, begin, blanks_before, follow, writer};
use crate::record::trim;
use crate::record::unwrap::lanes::{Chunk, Lanes};

/// Threads whose traces may be open at the same time.
const MAX_OPEN: usize = 1 << 12;
/// Lines of traces in the head of a source from which on it is read so.
const LEAST_PARTS: usize = 2;

/// The header of a line, as far as it matters here.
struct Seen<'l> {
    /// Who wrote it.
    lane: u64,
    message: &'l [u8],
    /// Blanks before the message.
    blanks: usize,
}

/// By what the lines of one trace are told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum By {
    /// The thread or process that their headers name.
    #[default]
    Writer,
    /// Headers without any difference.
    Header,
}

/// Reads lines, and knows which of them belong to the trace that their thread is writing.
#[derive(Debug, Default)]
struct Reader {
    layouts: Vec<Arc<Layout>>,
    header: Header,
    by: By,
    /// The line before had the same header.
    is_same: bool,
    last: u64,
    /// Who wrote the last line that names its writer.
    writer: u64,
    /// The trace of each thread, and the blanks before the message of its first line.
    open: BTreeMap<u64, (Strand, usize)>,
}

impl Reader {
    fn new(layouts: &[Arc<Layout>], by: By) -> Self {
        let layouts = layouts.iter().filter(|layout| layout.is_one_line_of_text()).cloned().collect();
        Self { layouts, by, ..Self::default() }
    }

    /// Reads the header of a line, if it has one that names its writer.
    fn see<'l>(&mut self, line: &'l [u8]) -> Option<Seen<'l>> {
        let Some(layout) = self.layouts.iter().find(|layout| layout.match_header(line, &mut self.header)) else {
            self.last = 0;
            self.close_whole(line);
            return None;
        };
        if self.by == By::Header {
            return Some(self.see_header(line));
        }
        let writer = writer(layout, line)?;
        self.writer = writer;
        let message = line.get(self.header.message.start as usize..).unwrap_or_default();
        Some(Seen { lane: writer, message, blanks: blanks_before(line, &self.header) })
    }

    /// The same where nothing but the whole header tells who wrote it.
    fn see_header<'l>(&mut self, line: &'l [u8]) -> Seen<'l> {
        let start = self.header.message.start as usize;
        let (before, message) = line.split_at_checked(start).unwrap_or((line, b""));
        // The indent of a message is none of the header's.
        let writer = xxh3_64_with_seed(before.trim_ascii_end(), 1).max(1);
        self.is_same = writer == self.last;
        self.last = writer;
        if !self.is_same {
            self.open.clear();
        }
        Seen { lane: writer, message, blanks: blanks_before(line, &self.header) }
    }

    /// Closes the last writer's trace if a line of it has no header: it was logged at one go, and what is logged next is
    /// no part of it.
    fn close_whole(&mut self, line: &[u8]) {
        let is_next = |(strand, _): &(Strand, usize)| follow(*strand, trim(line)).0.is_some();
        if !line.is_empty() && self.open.get(&self.writer).is_some_and(is_next) {
            self.open.remove(&self.writer);
        }
    }

    /// What of the line belongs to the open trace of its writer: its text without header, and a tab where one was lost.
    ///
    /// Opens and closes traces on the way.
    fn part<'l>(&mut self, line: &'l [u8], seen: &Seen<'l>) -> Option<(&'static [u8], &'l [u8])> {
        let open = self.open.get(&seen.lane).copied();
        // Layouts may count a message's indent to what stands before it.
        let more = open.map_or(0, |(_, blanks)| seen.blanks.saturating_sub(blanks));
        let from = line.len() - seen.message.len() - more;
        let text = line.get(from..).unwrap_or_default();
        let (next, indent) = match open {
            Some((strand, _)) => follow(strand, trim(text)),
            None => (None, &b""[..]),
        };
        let blanks = open.map_or(seen.blanks, |(_, blanks)| blanks);
        let (strand, part) = if let Some(next) = next {
            (Some((next, blanks)), Some((indent, text)))
        } else {
            let begun = begin(trim(seen.message))
                .filter(|strand| self.by == By::Writer || matches!(strand, Strand::Frames | Strand::Group));
            // The header of a group has an indent of its own, which layouts may count to what stands before it.
            let own = if begun == Some(Strand::Group) && seen.message.first() == Some(&b'+') { 2 } else { 0 };
            let own = own.min(seen.blanks);
            let text = line.get(line.len() - seen.message.len() - own..).unwrap_or_default();
            // Behind a header that is the same, a traceback is that of the record above.
            let is_of_record = begun.is_some() && self.by == By::Header && self.is_same;
            (begun.map(|strand| (strand, seen.blanks - own)), is_of_record.then_some((&b""[..], text)))
        };
        match strand {
            Some(strand) => {
                if self.open.len() >= MAX_OPEN {
                    self.open.clear();
                }
                self.open.insert(seen.lane, strand);
            }
            None => {
                self.open.remove(&seen.lane);
            }
        }
        part
    }
}

/// By what the traces are told that the head of a source shows to be logged line by line, if any are.
pub(crate) fn are_in(head: &[u8], layouts: &[Arc<Layout>]) -> Option<By> {
    // Few logs hold a frame behind a header; a quick look rules the others out.
    let may_be =
        [&b" Traceback (most recent call last):\n"[..], b" Traceback (most recent call last):\r", b" \tat ", b" at "]
            .iter()
            .any(|words| memmem::find(head, words).is_some());
    if !may_be {
        return None;
    }
    let mut reader = Reader::new(layouts, By::Writer);
    let mut parts = 0;
    let is_by_writer = head.split(|byte| *byte == b'\n').any(|line| {
        let part = reader.see(line).is_some_and(|seen| reader.part(line, &seen).is_some());
        parts += usize::from(part);
        parts >= LEAST_PARTS
    });
    if is_by_writer {
        return Some(By::Writer);
    }
    is_by_header(head, layouts).then_some(By::Header)
}

/// Whether all tracebacks of a head that begin behind a header go on to their exception behind that same header.
fn is_by_header(head: &[u8], layouts: &[Arc<Layout>]) -> bool {
    let mut reader = Reader::new(layouts, By::Header);
    let (mut whole, mut open) = (0, None);
    for line in head.split(|byte| *byte == b'\n') {
        let seen = reader.see(line);
        let lane = seen.as_ref().map(|seen| seen.lane);
        if open.is_some() && open != lane {
            return false;
        }
        let Some(seen) = seen else { continue };
        reader.part(line, &seen);
        let strand = reader.open.get(&seen.lane).map(|(strand, _)| *strand);
        whole += usize::from(open.is_some() && strand == Some(Strand::Raised));
        open = lane.filter(|_| matches!(strand, Some(Strand::Frames | Strand::Group | Strand::Linked)));
    }
    whole > 0
}

/// Puts the traces of one source together.
#[derive(Debug)]
pub(crate) struct Strands {
    reader: Reader,
    lanes: Lanes,
    chunk: Chunk,
    /// The writer of the last line.
    lane: u64,
}

impl Strands {
    /// `layouts` say which lines begin records; how many lines came too late is told to `marks`.
    pub(crate) fn new(layouts: Vec<Arc<Layout>>, by: By, marks: Arc<Marks>) -> Self {
        Self {
            reader: Reader::new(&layouts, by),
            lanes: Lanes::unmarked(layouts, marks),
            chunk: Chunk::default(),
            lane: 0,
        }
    }

    fn give(&mut self, line: &[u8], origin: Origin, text: &mut Text) {
        self.chunk.lane = self.lane;
        self.chunk.push(line, origin);
        self.lanes.push(&mut self.chunk, text);
    }
}

impl Unwrap for Strands {
    fn line(&mut self, line: SourceLine<'_>, text: &mut Text) {
        let bytes = line.bytes.strip_suffix(b"\n").unwrap_or(line.bytes);
        let Some(seen) = self.reader.see(bytes).filter(|_| line.is_whole) else {
            self.give(bytes, line.origin, text);
            return;
        };
        self.lane = seen.lane;
        match self.reader.part(bytes, &seen) {
            Some((b"", part)) => self.give(part, line.origin, text),
            Some((indent, part)) => self.give(&[indent, part].concat(), line.origin, text),
            None => self.give(bytes, line.origin, text),
        }
    }

    fn end(&mut self, text: &mut Text) {
        self.lanes.end(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::error::Dialect;
    use crate::format::python::{Style, compile};
    use crate::input::unwrap_head;

    use proptest::prelude::*;

    const CELERY: &str = "[%(asctime)s: %(levelname)s/%(processName)s] %(message)s";

    fn layouts(pattern: &str) -> Vec<Arc<Layout>> {
        let pieces = compile(pattern, None, Style::Percent).unwrap();
        vec![Arc::new(Layout::from_pieces("given", Dialect::PythonPercent, pattern, pieces).unwrap())]
    }

    fn put_together(log: &str, layouts: &[Arc<Layout>]) -> String {
        let by = are_in(log.as_bytes(), layouts).unwrap_or_default();
        let mut strands = Strands::new(layouts.to_vec(), by, Arc::default());
        String::from_utf8(unwrap_head(log.as_bytes(), true, &mut strands)).unwrap()
    }

    #[test]
    fn traces_of_two_workers_are_parted() {
        let layouts = layouts(CELERY);
        let line = |worker: u32, text: &str| format!("[2024-05-01 10:00:00,123: WARNING/Worker-{worker}] {text}\n");
        let log = [
            line(1, "Traceback (most recent call last):"),
            line(2, "Traceback (most recent call last):"),
            line(1, "  File \"/srv/a.py\", line 3, in f"),
            line(2, "  File \"/srv/b.py\", line 4, in g"),
            line(2, "    g()"),
            line(1, "    f()"),
            line(3, "hello"),
            line(2, "KeyError: 'b'"),
            line(1, "ValueError: a"),
            line(1, "next"),
        ]
        .concat();
        assert_eq!(are_in(log.as_bytes(), &layouts), Some(By::Writer));
        let expected = [
            &*line(1, "Traceback (most recent call last):"),
            "  File \"/srv/a.py\", line 3, in f\n    f()\nValueError: a\n",
            &*line(2, "Traceback (most recent call last):"),
            "  File \"/srv/b.py\", line 4, in g\n    g()\nKeyError: 'b'\n",
            &*line(3, "hello"),
            &*line(1, "next"),
        ]
        .concat();
        assert_eq!(put_together(&log, &layouts), expected);
    }

    #[test]
    fn frames_logged_one_by_one_are_put_below_their_exception() {
        let layouts = layouts("%(asctime)s [%(threadName)s] %(levelname)s %(name)s - %(message)s");
        let line = |thread: &str, text: &str| format!("2024-05-01 10:00:00,123 [{thread}] ERROR stderr - {text}\n");
        let log = [
            line("main", "java.lang.Error: a"),
            line("job", "java.io.IOException: b"),
            line("main", "\tat a.B.c(B.java:1)"),
            line("job", "at a.B.d(B.java:2)"),
            line("main", "Caused by: java.lang.Error: c"),
            line("main", "\t... 1 more"),
            line("job", "bye"),
        ]
        .concat();
        assert_eq!(are_in(log.as_bytes(), &layouts), Some(By::Writer));
        let expected = [
            &*line("main", "java.lang.Error: a"),
            "\tat a.B.c(B.java:1)\nCaused by: java.lang.Error: c\n\t... 1 more\n",
            &*line("job", "java.io.IOException: b"),
            "\tat a.B.d(B.java:2)\n",
            &*line("job", "bye"),
        ]
        .concat();
        assert_eq!(put_together(&log, &layouts), expected);
    }

    #[test]
    fn headers_that_name_no_writer_leave_each_line_a_record() {
        let layouts = layouts("%(asctime)s - %(name)s - %(levelname)s - %(message)s");
        let log = "2024-05-01 10:00:00,123 - a - ERROR - Traceback (most recent call last):\n\
            2024-05-01 10:00:00,123 - a - ERROR -   File \"/srv/a.py\", line 3, in f\n\
            2024-05-01 10:00:00,123 - a - ERROR -     f()\n";
        assert_eq!(are_in(log.as_bytes(), &layouts), None);
    }

    #[test]
    fn a_header_before_each_line_of_a_record_is_taken_off_its_trace() {
        let layouts = layouts("%(levelname)s %(asctime)s [%(filename)s:%(lineno)d] %(message)s");
        let line = |place: u32, text: &str| format!("ERROR 2024-05-01 10:00:00,123 [a.py:{place}] {text}\n");
        let trace = "Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    f()\n    ^^^\n\
            KeyError: 'b'\n\nDuring handling of the above exception, another exception occurred:\n\n\
            Traceback (most recent call last):\n  File \"/srv/a.py\", line 9, in g\nValueError: c\n";
        let lines: String = trace.lines().map(|text| line(3, text)).collect();
        let log = [&*line(3, "failed"), &lines, &line(3, "failed"), &line(4, "next")].concat();
        assert_eq!(are_in(log.as_bytes(), &layouts), Some(By::Header));
        let expected = [&*line(3, "failed"), trace, &line(3, "failed"), &line(4, "next")].concat();
        assert_eq!(put_together(&log, &layouts), expected);
        // Lines that a program logged one by one have stamps of their own.
        let apart = log.replacen("10:00:00,123 [a.py:3]     f()", "10:00:01,123 [a.py:3]     f()", 1);
        assert_eq!(are_in(apart.as_bytes(), &layouts), None);
    }

    #[test]
    fn what_follows_a_trace_that_was_logged_at_one_go_is_no_part_of_it() {
        let layouts = layouts(CELERY);
        let header = |level: &str| format!("[2024-05-01 10:00:00,123: {level}/Worker-1] ");
        let log = format!(
            "{}Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\nKeyError: 'x'\n\n{}done\n",
            header("ERROR"),
            header("INFO")
        );
        let log = log.repeat(2);
        assert_eq!(are_in(log.as_bytes(), &layouts), None);
        let mut strands = Strands::new(layouts, By::Writer, Arc::default());
        assert_eq!(String::from_utf8(unwrap_head(log.as_bytes(), true, &mut strands)).unwrap(), log);
    }

    #[test]
    fn whole_traces_are_none_of_these() {
        let layouts = layouts(CELERY);
        let log = "[2024-05-01 10:00:00,123: ERROR/MainProcess] failed\nTraceback (most recent call last):\n  \
            File \"/srv/a.py\", line 3, in f\nKeyError: 'x'\n[2024-05-01 10:00:00,123: ERROR/MainProcess] at a.b(c)\n";
        assert_eq!(are_in(log.as_bytes(), &layouts), None);
        assert_eq!(put_together(log, &layouts), log);
    }

    proptest! {
        #[test]
        fn traces_written_at_once_are_read_as_if_one_came_after_the_other(
            turns in prop::collection::vec(0..3_usize, 0..40),
            frames in prop::collection::vec(1..6_usize, 3),
        ) {
            let layouts = layouts(CELERY);
            let header = |worker: usize| format!("[2024-05-01 10:00:00,123: ERROR/Worker-{worker}] ");
            let body = |worker: usize, frames: usize| -> Vec<String> {
                let frame = |at| [format!("  File \"/srv/{worker}.py\", line {at}, in f\n"), format!("    f({at})\n")];
                let end = [format!("ValueError: {worker}\n")];
                (0..frames).flat_map(frame).chain(end).collect()
            };
            let whole: Vec<String> = frames
                .iter()
                .enumerate()
                .map(|(worker, frames)| {
                    header(worker) + "Traceback (most recent call last):\n" + &body(worker, *frames).concat()
                })
                .collect();
            let mut waiting: Vec<Vec<&str>> =
                whole.iter().map(|trace| trace.split_inclusive('\n').rev().collect()).collect();
            let (mut log, mut order) = (String::new(), Vec::new());
            for worker in turns.into_iter().chain((0..3).flat_map(|worker| [worker; 16])) {
                let Some(line) = waiting[worker].pop() else { continue };
                if line.starts_with('[') {
                    order.push(worker);
                    log.push_str(line);
                } else {
                    log.push_str(&(header(worker) + line));
                }
            }
            let expected: String = order.iter().map(|worker| whole[*worker].as_str()).collect();
            prop_assert_eq!(put_together(&log, &layouts), expected);
        }
    }
}
