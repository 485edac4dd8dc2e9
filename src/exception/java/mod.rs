//! Java stack traces, as `Throwable.printStackTrace` writes them (JDK 8 to 21) and logging frameworks vary them.
//!
//! ```text
//! trace = head frame* more? suppressed* cause?      head = type (": " message)?, the message may span lines
//! ```
//!
//! Logback (1.2), log4j2 (2.19) and logstash-logback-encoder change details: `: null`, packaging data, the root cause
//! first, frames filtered or cut, the trace behind the message on one line, Logback's status lines. All give one tree.
//! The files below have the grammar of each line: `frame`, `head` and `notice`; `start` finds the trace in the text,
//! and `tree` puts its exceptions in order. `enclosed` knows whose messages hold traces, `dress` makes plain lines of
//! traces on one line, indented or prefixed ones.
//!
//! The message of the first exception runs to the first frame. A link right below its first line says that it has no
//! stack, as libraries make exceptions that are thrown often; those of the platform always have one, so that there it is
//! message. The message `null` is no message: Logback prints it for a missing one, and the two cannot be told apart.
//!
//! Not supported: frames right under a message without any exception's name; they give no exception.
//!
//! Works on the text of one record; knows no header fields (`format`) and no grouping (`issue`).

mod behind_message;
mod dress;
mod enclosed;
mod frame;
mod head;
mod lines;
mod notice;
pub(crate) mod outline;
mod start;
mod tree;

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod renderings;
#[cfg(test)]
mod tests;

pub use dress::has_frame_inside;
pub use frame::{is_frame, parse_frame};
pub use head::{head_type, is_assembly_text, is_cause, is_strict_head};
pub use notice::{is_fatal_error, is_notice};

pub(crate) use head::{is_java_package, is_joined_head};
pub(crate) use lines::is_logged;
pub(crate) use notice::{begins_notice, is_dying};
pub(crate) use start::{tells_in_short, told_in_short};

use crate::exception::java::dress::Plain;
use crate::exception::java::head::{LinkWord, Strength};
use crate::exception::java::lines::{Kind, Line, Lines};
use crate::exception::java::start::Start;
use crate::exception::java::tree::{Node, Tree};
use crate::exception::{Exception, Extraction};

/// Reads the exception, and what says that it was not handled, from the text of one record.
///
/// `text` runs from the first byte of the message to the end of the record, lines ending in LF or CR LF; a bare trace
/// from standard error starts with its notice or its type. Returns `None` when the text holds neither trace nor notice.
/// `message_end` stands before the head's line (the line end before it belongs to the message's bytes), or before the
/// blank where both are on one line. Blank lines after the trace belong to it when nothing else follows.
///
/// ```
/// # use errmon::exception::java::extract;
/// let found = extract("failed\njava.io.IOException: broken\n\tat com.acme.Cart.save(Cart.java:7)\n").unwrap();
/// let exception = found.exception.unwrap();
/// assert_eq!(found.message_end, "failed\n".len());
/// assert_eq!(exception.type_name, "java.io.IOException");
/// assert_eq!(exception.message.as_deref(), Some("broken"));
/// assert!(extract("at noon (late)").is_none());
/// ```
pub fn extract(text: &str) -> Option<Extraction> {
    if let Some(notice) = notice::fatal_error(text) {
        return Some(Extraction {
            message_end: text.len(),
            in_message: true,
            exception: None,
            stack_info: Vec::new(),
            notice: Some(notice),
            truncated: false,
            interleaved: false,
            end: text.len(),
        });
    }
    let plain = dress::undress(text);
    let undressed = plain.as_ref().and_then(|plain| dressed(text, plain));
    undressed.or_else(|| extract_plain(text))
}

/// Reads a trace in other dress, and says where things are in the text as it was.
fn dressed(text: &str, plain: &Plain) -> Option<Extraction> {
    let mut found = extract_plain(&plain.text)?;
    let exception = found.exception.as_mut()?;
    if let Some(separator) = &plain.separator {
        restore(exception, separator);
    }
    let place = |at: usize| {
        let mut at = plain.original(at).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let starts_line = plain.text.get(..found.message_end).is_some_and(|before| before.ends_with('\n'));
    found.end = place(found.end);
    found.message_end = if found.in_message { text.len() } else { place(found.message_end) };
    if starts_line && !plain.is_joined {
        // What stands before every line of the trace is not the message's.
        found.message_end = memchr::memrchr(b'\n', text.get(..found.message_end)?.as_bytes()).map_or(0, |at| at + 1);
    }
    if !found.in_message && plain.is_joined {
        // The separator between the message and the trace belongs to neither.
        let message = text.get(..found.message_end)?;
        let message = message.trim_end();
        let separator = plain.separator.as_deref().unwrap_or("\\n").trim();
        found.message_end = message.strip_suffix(separator).unwrap_or(message).trim_end().len();
    }
    Some(found)
}

/// Puts the separator of a one-line trace back into the messages, as they were printed with it.
fn restore(exception: &mut Exception, separator: &str) {
    if let Some(message) = &mut exception.message {
        *message = message.replace('\n', separator);
    }
    for link in &mut exception.chain {
        restore(&mut link.exception, separator);
    }
}

/// Reads a trace in plain lines.
fn extract_plain(text: &str) -> Option<Extraction> {
    let mut start = start::find(text)?;
    let notice = start.notice.take().or_else(|| start::notice_in_message(text.get(..start.message_end)?));
    let mut reader = Reader::new(text, &start);
    if !start.alone {
        for line in Lines::new(text, start.next) {
            if !reader.take(line) {
                reader.is_foreign |= is_rest_of_frames(text, line);
                break;
            }
        }
    }
    let interleaved = reader.is_foreign;
    let (tree, end, truncated) = reader.finish();
    Some(Extraction {
        message_end: start.message_end,
        in_message: start.in_message,
        exception: tree.finish(),
        stack_info: Vec::new(),
        notice,
        truncated,
        interleaved,
        end,
    })
}

/// Frames that most traces have room with.
const TYPICAL_FRAMES: usize = 16;

/// The head that is being read; its message may go on.
#[derive(Debug)]
struct OpenHead {
    message: Option<usize>,
    /// Where the line after the head's first starts.
    below: usize,
    end: usize,
    /// End of the last line with text, and where the line after it starts.
    solid: (usize, usize),
}

/// What says that a stack is at its end, so that a frame below is somebody else's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bottom {
    /// Nothing so far.
    None,
    /// The frame that threads begin with; more below it is only very odd.
    Base,
    /// How many frames it has in common with the enclosing trace.
    Elided,
}

/// Reads a trace line by line.
#[derive(Debug)]
struct Reader<'a> {
    text: &'a str,
    tree: Tree,
    head: Option<OpenHead>,
    stack: usize,
    end: usize,
    truncated: bool,
    bottom: Bottom,
    /// Frames of somebody else's trace may have followed.
    is_foreign: bool,
    /// The line above links the exception whose head this one is.
    awaits_head: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, start: &Start) -> Self {
        let mut reader = Self {
            text,
            tree: Tree::new(start.indent),
            head: None,
            stack: start.stack,
            end: start.next,
            truncated: false,
            bottom: Bottom::None,
            is_foreign: false,
            awaits_head: false,
        };
        reader.open(start.head, start.next);
        if let Some(first) = reader.tree.last()
            && start::is_stackless(&first.type_name, text, start)
        {
            reader.stack = start.next;
        }
        reader
    }

    /// Starts an exception with the text of its head's first line.
    fn open(&mut self, (from, to): (usize, usize), next: usize) {
        self.bottom = Bottom::None;
        let head = self.text.get(from..to).unwrap_or_default();
        let circular = head.starts_with("[CIRCULAR REFERENCE:");
        let (from, to) = if circular {
            let inner = head.get("[CIRCULAR REFERENCE:".len()..).unwrap_or_default();
            let closed = inner.trim_end();
            let closed = closed.strip_suffix(']').unwrap_or(closed);
            let blank = closed.len() - closed.trim_start().len();
            let inner_start = from + "[CIRCULAR REFERENCE:".len();
            (inner_start + blank, inner_start + closed.len())
        } else {
            (from, to)
        };
        let head = self.text.get(from..to).unwrap_or_default();
        let (name, message) = head::parts(head.as_bytes());
        if let Some(stack) = enclosed::own_stack(self.text, head, next) {
            self.stack = self.stack.max(stack);
        }
        if let Some(node) = self.tree.last() {
            let name = head::known_text(head).or_else(|| head.get(name)).unwrap_or_default();
            name.clone_into(&mut node.type_name);
            node.circular = circular;
        }
        self.head = Some(OpenHead { message: message.map(|at| from + at), below: next, end: to, solid: (to, next) });
        self.end = next;
        if circular {
            self.close(false);
        }
    }

    /// Ends the message of the open head: before a line of its stack, or where the text ends.
    fn close(&mut self, before_stack: bool) {
        let Some(head) = self.head.take() else {
            return;
        };
        let end = if before_stack { head.end } else { head.solid.0 };
        // A type alone on its line has a message only where text follows.
        let below = (head.solid.0 > head.below).then_some(head.below);
        let start = head.message.or(below);
        let message = start.and_then(|start| message(self.text.get(start..end)?));
        if let Some(node) = self.tree.last() {
            node.message = message;
        }
        if !before_stack {
            self.end = self.end.max(head.solid.1);
        }
    }

    /// Adds the next line; false when the trace has ended before it.
    fn take(&mut self, line: Line) -> bool {
        let here = line.text(self.text);
        if std::mem::take(&mut self.awaits_head) {
            self.open((line.start, line.end), line.next);
            return true;
        }
        let kind = match lines::kind(here) {
            // Above all frames, an exception without a stack that another wraps: no message says so.
            kind @ Kind::Link { word: LinkWord::WrappedBy, .. } => kind,
            kind @ Kind::Ellipsis if line.next == self.stack => kind,
            _ if line.start < self.stack => Kind::Other,
            kind => kind,
        };
        match kind {
            Kind::Frame(_) if self.bottom == Bottom::Elided => {
                self.is_foreign = true;
                return false;
            }
            Kind::LikeFrame(_) if !self.is_among_frames(line) => return self.other(line, here),
            Kind::Frame(_) if here.starts_with(' ') && self.is_message_above_stack(line) => {
                return self.other(line, here);
            }
            Kind::Frame(parts) | Kind::LikeFrame(parts) => {
                self.is_foreign |= self.bottom == Bottom::Base;
                let (before, place) = here.as_bytes().split_at(here.find('(').unwrap_or(here.len()));
                self.bottom = if frame::is_base(before, place) { Bottom::Base } else { Bottom::None };
                let frame = frame::build(here, &parts);
                let skipped = frame::skipped(here, &parts);
                self.stack_line(line, |node| {
                    if node.frames.capacity() == 0 {
                        node.frames.reserve(TYPICAL_FRAMES);
                    }
                    node.frames.push(frame);
                    node.elided = node.elided.saturating_add(skipped);
                });
            }
            Kind::Ellipsis if !self.is_in_stack(line) => return self.other(line, here),
            Kind::Ellipsis => self.stack_line(line, |node| node.elided = node.elided.saturating_add(1)),
            Kind::More(more) => {
                self.bottom = if more.common { Bottom::Elided } else { Bottom::None };
                self.stack_line(line, |node| {
                    let count = if more.common { &mut node.common } else { &mut node.elided };
                    *count = count.saturating_add(more.count);
                });
            }
            Kind::Link { word, indent, head } if self.links_below(line, here.get(head..).unwrap_or_default()) => {
                self.close(true);
                self.tree.mark_circular();
                self.tree.link(word, indent);
                self.awaits_head = true;
                self.end = line.next;
            }
            Kind::Link { word, indent, head } if self.links(here.get(head..).unwrap_or_default()) => {
                self.close(true);
                self.tree.mark_circular();
                self.tree.link(word, indent);
                self.open((line.start + head, line.end), line.next);
            }
            Kind::Circular => {
                self.close(true);
                let indent = here.len() - here.trim_start().len();
                self.tree.link(LinkWord::CausedBy, indent);
                self.open((line.start + indent, line.end), line.next);
            }
            Kind::Blank if self.head.is_none() => {}
            Kind::Blank | Kind::Link { .. } | Kind::Other => return self.other(line, here),
        }
        true
    }

    /// Whether a line that is like a frame stands where frames do: between them, or at either end of them.
    fn is_among_frames(&self, line: Line) -> bool {
        if self.bottom != Bottom::None || (line.next == self.text.len() && lines::is_cut(line, self.text)) {
            return false;
        }
        let is_below = self.head.is_none() || line.start == self.stack;
        let Some(next) = Lines::new(self.text, line.next).next().map(|line| line.text(self.text)) else {
            return is_below;
        };
        match lines::kind(next) {
            Kind::Frame(_) => true,
            Kind::Other => is_below && frame::indent_of(next.as_bytes()) == 0,
            _ => is_below,
        }
    }

    /// Whether dots alone stand for a frame: below others, or right above one or what else ends a stack.
    fn is_in_stack(&self, line: Line) -> bool {
        let next = || Lines::new(self.text, line.next).next().map(|line| lines::kind(line.text(self.text)));
        self.head.is_none() || matches!(next(), Some(Kind::Frame(_) | Kind::More(_)))
    }

    /// Whether a line that is like a frame is one of the message, whose stack stands further below.
    fn is_message_above_stack(&mut self, line: Line) -> bool {
        let stack = self.head.as_ref().and_then(|_| enclosed::stack_behind_tab(self.text, line.next));
        self.stack = stack.unwrap_or(self.stack);
        stack.is_some()
    }

    /// Whether a link line has nothing but its word, as Jetty's `StdErrLog` prints it (9.4), and its head on the next line.
    fn links_below(&self, line: Line, head: &str) -> bool {
        let next = || Lines::new(self.text, line.next).next().map(|next| next.text(self.text).as_bytes());
        head.is_empty() && line.start >= self.stack && next().is_some_and(head::is_strict_head)
    }

    /// Whether a link line may be one here: within a message, its type must be plain to see.
    fn links(&self, head: &str) -> bool {
        let head = head.as_bytes();
        let type_at = head.get(head::hash_len(head)..).and_then(head::type_at);
        self.head.is_none()
            || head.starts_with(head::CIRCULAR)
            || type_at.is_some_and(|(_, strength)| strength > Strength::Loose)
    }

    fn stack_line(&mut self, line: Line, add: impl FnOnce(&mut Node)) {
        self.close(true);
        if let Some(node) = self.tree.last() {
            node.has_stack = true;
            add(node);
        }
        self.end = line.next;
    }

    /// A line of the open message, the cut end of the trace, or a foreign line.
    fn other(&mut self, line: Line, here: &str) -> bool {
        if line.next == self.text.len() && lines::is_cut(line, self.text) {
            self.close(true);
            self.truncated = true;
            self.end = line.next;
            return false;
        }
        let Some(head) = &mut self.head else {
            return false;
        };
        head.end = line.end;
        if !here.trim().is_empty() {
            head.solid = (line.end, line.next);
        }
        true
    }

    fn finish(mut self) -> (Tree, usize, bool) {
        let unfinished = self.head.is_some() && !self.text.ends_with('\n');
        self.close(false);
        self.tree.mark_circular();
        self.truncated |= self.tree.is_cut();
        let linked = self.tree.last().is_some_and(|node| node.is_link() && !node.circular);
        if unfinished && linked {
            self.truncated = true;
        }
        let rest = self.text.get(self.end..).unwrap_or_default();
        if rest.trim().is_empty() {
            self.end = self.text.len();
        }
        (self.tree, self.end, self.truncated)
    }
}

/// Whether the line at which a trace ends is the rest of one that was cut, with frames below it and no exception.
fn is_rest_of_frames(text: &str, line: Line) -> bool {
    let here = line.text(text).as_bytes();
    let is_named =
        here.get(head::hash_len(here)..).and_then(head::type_at).is_some_and(|(_, how)| how > Strength::Loose);
    let next = Lines::new(text, line.next).next();
    !is_named && !here.trim_ascii().is_empty() && next.is_some_and(|next| frame::is_frame(next.text(text).as_bytes()))
}

/// The message as the fields hold it: no CR at line ends, absent when empty or Logback's `null`.
fn message(text: &str) -> Option<String> {
    if matches!(text, "" | "null") {
        return None;
    }
    if text.contains("\r\n") {
        return Some(text.replace("\r\n", "\n"));
    }
    Some(text.to_owned())
}
