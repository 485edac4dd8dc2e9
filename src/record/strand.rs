//! Traces that are logged line by line: which line may begin one, and which line goes on with it.
//!
//! ```text
//! traceback = "Traceback …" ( frame | indented | blank )* exception ( indented | blank )* ( sentence blank* traceback )?
//! group     = "  + Exception Group Traceback …" ( margin line )*      margin = "  | " and its like
//! stack     = head frame+ ( cause frame+ )*            head = a line that may name an exception; frames may lack their tab
//! ```
//!
//! The lines are those of messages, each behind a header of its own. Those of one writer belong together: of the thread or
//! process that their headers name.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::exception::{java, python};
use crate::format::layout::{Header, Layout};
use crate::format::piece::Field;

/// The line that begins a traceback.
const TRACEBACK: &[u8] = python::TRACEBACK.as_bytes();
/// Lines that a trace may have where nothing but its lines tells of it; more are a trace of their own.
const MAX_LINES: u32 = 1 << 12;
/// Lines of source or message that may stand behind a frame or an exception.
const MAX_BETWEEN: u32 = 64;

/// The trace that is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strand {
    /// Python: frames are to come, or the exception.
    Frames,
    /// Python: the exception was named.
    Raised,
    /// Python: inside an exception group.
    Group,
    /// Python: a sentence says that another traceback follows.
    Linked,
    /// Java: a line that may name an exception; frames are to come.
    Head,
    /// Java: frames were read.
    JavaFrames,
    /// Android: an exception ends the process; more of it and the exception are to come.
    Dying,
}

/// A number for who wrote the record of a line, if its header names a thread or process.
pub(crate) fn writer(layout: &Layout, line: &[u8]) -> Option<u64> {
    let fields = layout.fields(line);
    let is_writer = |field: &Field| matches!(field, Field::Thread | Field::ThreadId | Field::Pid | Field::ProcessName);
    let names = fields.iter().filter(|(field, _)| is_writer(field)).map(|(_, span)| span.of(line));
    Some(names.fold(0, |number, name| xxh3_64_with_seed(name, number))).filter(|number| *number != 0)
}

/// Blanks between a header and the message of its line.
pub(crate) fn blanks_before(line: &[u8], header: &Header) -> usize {
    let before = line.get(..header.message.start as usize).unwrap_or_default();
    before.len() - before.trim_ascii_end().len()
}

/// The trace that may begin with a message.
pub(crate) fn begin(message: &[u8]) -> Option<Strand> {
    if message == TRACEBACK {
        return Some(Strand::Frames);
    }
    if is_group(message) {
        return Some(Strand::Group);
    }
    if java::is_dying(message) {
        return Some(Strand::Dying);
    }
    (java::head_type(message).is_some() || java::is_notice(message)).then_some(Strand::Head)
}

/// What becomes of a trace with the next line of its writer, and what to put before that line; `None` where the line is
/// no part of it.
pub(crate) fn follow(strand: Strand, text: &[u8]) -> (Option<Strand>, &'static [u8]) {
    let is_indented = matches!(text.first(), Some(b' ' | b'\t'));
    let next = match strand {
        Strand::Frames if is_indented || text.is_empty() || python::is_frame(text) => Some(Strand::Frames),
        Strand::Frames => python::exception_type(text).map(|_| Strand::Raised),
        // Groups inside the last member end with it.
        Strand::Group if closes_group(text) => Some(Strand::Raised),
        Strand::Group if is_indented || text.is_empty() || matches!(text.first(), Some(b'|' | b'+')) => {
            Some(Strand::Group)
        }
        Strand::Group | Strand::Raised if python::is_chain_sentence(text) => Some(Strand::Linked),
        Strand::Group => None,
        Strand::Raised => (is_indented || text.is_empty()).then_some(Strand::Raised),
        Strand::Dying if text.starts_with(b"Process: ") || text.starts_with(b"PID: ") => Some(Strand::Dying),
        Strand::Dying => java::head_type(text).map(|_| Strand::Head),
        Strand::Linked if text.is_empty() => Some(Strand::Linked),
        Strand::Linked => begin(text).filter(|next| matches!(next, Strand::Frames | Strand::Group)),
        Strand::Head | Strand::JavaFrames => {
            if java::is_frame(text) || java::is_cause(text) && (is_indented || strand == Strand::JavaFrames) {
                Some(Strand::JavaFrames)
            } else {
                let is_frame = is_untabbed_frame(text);
                return (is_frame.then_some(Strand::JavaFrames), if is_frame { b"\t" } else { b"" });
            }
        }
    };
    (next, b"")
}

/// Whether a message is the header of an exception group, with its indent or without.
fn is_group(message: &[u8]) -> bool {
    let title = message.trim_ascii_start();
    title.first() == Some(&b'+') && python::is_traceback_header(&[b"  ", title].concat())
}

/// Whether a line is the one below the last member of an exception group.
fn closes_group(text: &[u8]) -> bool {
    let rule = text.trim_ascii().strip_prefix(b"+");
    rule.is_some_and(|rule| rule.len() > 30 && rule.iter().all(|byte| *byte == b'-'))
}

/// Whether a line stands within the margin of an exception group.
fn is_of_group(text: &[u8]) -> bool {
    matches!(text.trim_ascii_start().first(), Some(b'|' | b'+'))
}

/// A frame of Java that lost its tab.
pub(crate) fn is_untabbed_frame(text: &[u8]) -> bool {
    text.starts_with(b"at ") && java::is_frame(&[b"\t", text].concat())
}

/// Whether a message is a line of a trace that is logged line by line: where a traceback begins, or a frame of Java.
#[inline]
pub(crate) fn is_part(message: &[u8]) -> bool {
    matches!(message.first(), Some(b' ' | b'\t' | b'T' | b'a' | b'+')) && is_begin_or_frame(message)
}

fn is_begin_or_frame(message: &[u8]) -> bool {
    let text = message.trim_ascii_start();
    text == TRACEBACK || is_group(text) || is_untabbed_frame(text)
}

/// A trace of which each line is the message of a record, the records one right behind the other.
///
/// Its length is bounded, so that a text may be read from any place on: what looks like parts of a trace for longer is
/// none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    strand: Strand,
    lines: u32,
    /// Lines since the last one that told of a frame or an exception.
    between: u32,
}

impl Run {
    /// Quick: whether a message that begins with one byte may begin a run that the next one goes on with.
    #[inline]
    pub(crate) fn may_begin(message: Option<&u8>, next: Option<&u8>) -> bool {
        matches!(message, Some(b'T' | b' ' | b'+')) || matches!(next, Some(b' ' | b'\t' | b'a'))
    }

    /// The run that begins with a message, if a frame is the next one.
    pub(crate) fn begin(message: &[u8], next: &[u8]) -> Option<Self> {
        let is_frame = python::is_frame(next) || java::is_frame(next) || is_untabbed_frame(next) || is_of_group(next);
        if !is_frame {
            return None;
        }
        Self::from(message)?.go_on(next)
    }

    fn from(message: &[u8]) -> Option<Self> {
        let strand = begin(message).filter(|strand| *strand != Strand::Dying)?;
        Some(Self { strand, lines: 1, between: 0 })
    }

    /// Its exception was named: no more than the rest of what that says may follow, or another trace.
    pub(crate) fn is_raised(self) -> bool {
        self.strand == Strand::Raised
    }

    /// The run with the next message, if that is a part of it.
    pub(crate) fn go_on(self, message: &[u8]) -> Option<Self> {
        let strand = follow(self.strand, message).0?;
        let tells = strand == Strand::JavaFrames || python::is_frame(message) || is_of_group(message);
        let is_between = strand == self.strand && !tells;
        let between = if is_between { self.between + 1 } else { 0 };
        let next = Self { strand, lines: self.lines + 1, between };
        (next.lines <= MAX_LINES && between <= MAX_BETWEEN).then_some(next)
    }
}

/// The runs that may be open at a place of a text of which nothing is known before.
#[derive(Debug)]
pub(crate) struct Unsure {
    open: Vec<Run>,
}

impl Unsure {
    pub(crate) fn new() -> Self {
        let strands = [Strand::Frames, Strand::Raised, Strand::Group, Strand::Linked, Strand::Head, Strand::JavaFrames];
        Self { open: strands.map(|strand| Run { strand, lines: 1, between: 0 }).to_vec() }
    }

    /// Whether the next message, whose indent may be one or the other, may be part of a run that began before. If not, it
    /// begins whatever it belongs to.
    pub(crate) fn may_go_on<'t>(&mut self, message: impl Iterator<Item = &'t [u8]>) -> bool {
        let mut open: Vec<Run> = Vec::with_capacity(self.open.len() + 1);
        let mut goes_on = false;
        for run in message.flat_map(|text| self.next(text)) {
            goes_on = true;
            match open.iter_mut().find(|other| other.strand == run.strand) {
                Some(other) => {
                    other.lines = other.lines.min(run.lines);
                    other.between = other.between.min(run.between);
                }
                None => open.push(run),
            }
        }
        self.open = open;
        goes_on
    }

    /// The runs that may be open behind a message that goes on with one.
    fn next(&self, message: &[u8]) -> Vec<Run> {
        let mut next: Vec<Run> = self.open.iter().filter_map(|run| run.go_on(message)).collect();
        if !next.is_empty() {
            // It may begin one as well.
            next.extend(Run::from(message));
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_and_frames_alone_are_parts_of_traces() {
        for text in ["Traceback (most recent call last):", "\tat a.B.c(B.java:1)", "at a.B.c(B.java:1)"] {
            assert!(is_part(text.as_bytes()), "{text}");
        }
        for text in ["at noon (late)", "Traceback (most recent call last):\\n", "all", "", " at"] {
            assert!(!is_part(text.as_bytes()), "{text}");
        }
    }

    fn run_of(messages: &[&str]) -> usize {
        let [first, second, rest @ ..] = messages else { return 0 };
        let Some(mut run) = Run::begin(first.as_bytes(), second.as_bytes()) else { return 0 };
        let mut length = 2;
        for message in rest {
            let Some(next) = run.go_on(message.as_bytes()) else { break };
            run = next;
            length += 1;
        }
        length
    }

    #[test]
    fn a_run_ends_with_what_is_no_part_of_its_trace() {
        let frame = "  File \"/srv/a.py\", line 3, in f";
        let traceback = ["Traceback (most recent call last):", frame, "    f()", "KeyError: 'b'", "", "next"];
        assert_eq!(run_of(&traceback), 5);
        let stack = ["java.lang.Error: a", "at a.B.c(B.java:1)", "Caused by: a.Why", "\tat a.B.d(B.java:2)", "at noon"];
        assert_eq!(run_of(&stack), 4);
        let rule = "    +------------------------------------";
        let group = [
            "  + Exception Group Traceback (most recent call last):",
            "  |   File \"/srv/a.py\", line 3, in f",
            "  | E: a (1 sub-exception)",
            "  +-+---------------- 1 ----------------",
            "    | E: b",
            rule,
            "next",
        ];
        assert_eq!(run_of(&group), 6);
        // Without a frame no message is more than it says.
        assert_eq!(run_of(&["Traceback (most recent call last):", "KeyError: 'b'"]), 0);
        assert_eq!(run_of(&["failed", frame]), 0);
        let long: Vec<&str> = [traceback[0], frame].into_iter().chain(std::iter::repeat_n("  x", 100)).collect();
        assert_eq!(run_of(&long), 2 + MAX_BETWEEN as usize);
    }

    #[test]
    fn a_place_is_sure_where_no_run_can_be_open() {
        let sure_after = |messages: &[&str]| {
            let mut unsure = Unsure::new();
            messages.iter().take_while(|message| unsure.may_go_on([message.as_bytes()].into_iter())).count()
        };
        assert_eq!(sure_after(&["job 3 done"]), 0);
        // Messages that each name an exception are no trace: only the first one may end one.
        assert_eq!(sure_after(&["KeyError: 'x'", "KeyError: 'x'"]), 1);
        assert_eq!(sure_after(&["    f()", "KeyError: 'x'", "", "Traceback (most recent call last):"]), 3);
        let indented = vec!["  -> step"; 200];
        assert_eq!(sure_after(&indented), MAX_BETWEEN as usize);
        let frames = vec!["\tat a.B.c(B.java:1)"; 1 << 13];
        assert_eq!(sure_after(&frames), MAX_LINES as usize - 1);
    }
}
