//! Following a trace line by line: does the next unindented line belong to what is open, or does it start anew?
//!
//! This is the grammars' answer to framing. It looks only at lines that start in column 0, as the indented lines of a
//! trace never end one, and at whether a frame line comes next. What the lines mean is read later, by `extract`.

use crate::exception::python::BoxLine;
use crate::exception::{java, python};

/// What an unindented line does to what is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It belongs to what is open.
    Belongs,
    /// A trace starts here, the first one of what is open; where no record is open, the trace is one of its own.
    Trace,
    /// A trace of its own starts here, whatever is open.
    NewTrace,
    /// A notice of the runtime starts here (`Exception in thread …`), whatever is open.
    Notice(Block),
    /// The line is no part of a trace; a bare trace ends before it, a record goes on.
    Text,
}

/// Blocks that begin with a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// A notice about an exception, with its trace below.
    Exception,
    /// Python's `--- Logging error ---`.
    LoggingError,
    /// Python's `Fatal Python error`, `HotSpot`'s `# A fatal error has been detected`.
    Fatal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum State {
    /// No trace yet.
    #[default]
    Text,
    /// A notice stands; its trace follows.
    Notice,
    /// Inside the frames of a Python traceback, whose exception line is still to come.
    Frames,
    /// A Python exception line was read. `announces`: it ends with a colon, so that more text follows it.
    Raised { announces: bool },
    /// A Python exception group was read, whose margin no line without an indent has: only a sentence goes on with it.
    Grouped,
    /// Inside the triple quotes of a remote traceback.
    Quoted,
    /// A sentence that links two tracebacks was read.
    Linked,
    /// A Java head line was read, whose frames are still to come.
    Head,
    /// Frames of a Java trace were read.
    JavaFrames,
    /// Inside a Python trace with a prefix of so many bytes on every line. `linked`: a traceback is to come in it.
    Prefixed { length: usize, linked: bool },
    /// Inside a box that Rich drew: of frames, or of a group's member.
    Boxed { is_member: bool },
    /// Inside a block that ends with the next record or notice.
    Block,
}

/// The state of a trace between two unindented lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Follow {
    state: State,
    /// The line before was blank.
    after_blank: bool,
    /// Columns of the boxes that the trace is drawn in; zero for none.
    columns: usize,
    /// Columns of the line before, if it is an exception's below a box.
    length: usize,
    below: Below,
}

/// What stands in the line above, where that tells something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Below {
    #[default]
    Other,
    /// A header without a message, so that the line may be the message.
    EmptyHeader,
    /// A note of the exception.
    Note,
}

/// Whether a line can begin neither a traceback nor a notice.
fn is_plain(line: &[u8]) -> bool {
    let (first, last) = (line.first(), line.last());
    !matches!(first, Some(b' ' | b'E' | b'-' | b'F' | b'I' | b'P' | b'T' | b'W' | b'#')) && last != Some(&b':')
}

impl Follow {
    /// The state after a record's first line; `frames_follow` says that the next line is a Java frame.
    pub fn after_header(message: &[u8], frames_follow: bool) -> Self {
        let state = if python::before_group(message).is_some() {
            State::Grouped
        } else if message.ends_with(b"Traceback (most recent call last):") {
            State::Frames
        } else if frames_follow {
            State::JavaFrames
        } else {
            State::Text
        };
        let below = if message.is_empty() { Below::EmptyHeader } else { Below::Other };
        Self { state, below, ..Self::default() }
    }

    /// A Java head line stands without its frames: a line that looks like a header may be part of its message.
    ///
    /// Not behind a blank line: that ends the trace of an exception without a stack.
    pub fn awaits_frames(self) -> bool {
        self.state == State::Head && !self.after_blank
    }

    /// A Python exception line was read, and nothing after it that ends its message.
    pub fn is_raised(self) -> bool {
        matches!(self.state, State::Raised { .. })
    }

    /// Inside the frames of a Python traceback.
    pub fn is_in_frames(self) -> bool {
        matches!(self.state, State::Frames | State::Boxed { is_member: false })
    }

    /// Steps over one unindented line, without its terminator; `next` is the line after it, whole where the line may be
    /// a header or a notice (see [`Self::decides_by_next`]).
    pub fn step(&mut self, line: &[u8], next: &[u8]) -> Step {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let below = std::mem::take(&mut self.below);
        let below_blank = std::mem::replace(&mut self.after_blank, line.is_empty());
        if self.after_blank {
            self.length = 0;
            return Step::Belongs;
        }
        let line = if self.columns > 0 { python::inside_colour(line) } else { line };
        if self.state == State::Frames && self.columns == 0 && is_plain(line) {
            self.state = State::Raised { announces: line.ends_with(b": ") };
            return Step::Belongs;
        }
        match self.state {
            State::Prefixed { length, linked } => return self.prefixed(line, next, length, linked),
            State::Quoted => {
                if line == b"\"\"\"" {
                    self.state = State::Raised { announces: false };
                }
                return Step::Belongs;
            }
            // The message of a remote traceback is a whole traceback in triple quotes.
            State::Raised { .. } | State::Text | State::Head if line == b"\"\"\"" => {
                self.state = State::Quoted;
                return Step::Belongs;
            }
            _ => {}
        }
        if python::is_traceback_header(line) && python::goes_on_as_trace(line, next) {
            self.columns = 0;
            return self.traceback(if python::begins_group(line) { State::Grouped } else { State::Frames });
        }
        if let Some(step) = self.boxed(line, next) {
            return step;
        }
        match python::remote_prefix_length(line, next) {
            Some(0) => return self.traceback(State::Raised { announces: false }),
            Some(length) => return self.prefix(length),
            None => {}
        }
        if let (b':', Some(length)) = (*line.last().unwrap_or(&0), python::prefix_length(line, next)) {
            return self.prefix(length);
        }
        if let Some(step) = self.notice(line, next, below == Below::EmptyHeader) {
            return step;
        }
        let frames_follow = java::is_frame(next) || (next.starts_with(b"\t... ") && java::is_cause(next));
        if self.columns > 0 && self.is_raised() && self.goes_on_below_box(line) {
            return Step::Belongs;
        }
        if !below_blank && self.is_note(line, below) {
            return Step::Belongs;
        }
        match self.state {
            State::Notice if line.starts_with(python::FUTURE) => Step::Belongs,
            State::Frames if line == python::CAUGHT_HERE.as_bytes() => Step::Belongs,
            State::Frames => {
                // What is indented below it is all that it announces.
                let is_listed = matches!(next.first(), Some(b' ' | b'\t'));
                let announces = !is_listed && (line.ends_with(b":") || line.ends_with(b": "));
                self.state = State::Raised { announces };
                if self.columns > 0 {
                    self.length = columns(line);
                }
                Step::Belongs
            }
            // An exception that was never raised has no frames, and so no traceback before the sentence.
            State::Raised { .. } | State::Grouped | State::Text | State::Head if python::is_chain_sentence(line) => {
                self.state = State::Linked;
                Step::Belongs
            }
            State::Raised { .. } | State::Grouped if line == python::ORIGINAL_EXCEPTION.as_bytes() => {
                self.state = State::Linked;
                Step::Belongs
            }
            State::Raised { .. } if python::is_message_detail(line) => Step::Belongs,
            State::Raised { .. } if self.columns > 0 && python::begins_chain_sentence(line) => {
                self.state = State::Linked;
                Step::Belongs
            }
            State::Block | State::Linked | State::Quoted | State::Prefixed { .. } | State::Boxed { .. } => {
                Step::Belongs
            }
            // Where `cgitb` shows what the interpreter would have printed.
            State::Head if line.ends_with(b"original traceback:") => {
                self.state = State::Text;
                Step::Belongs
            }
            State::Head => {
                if frames_follow {
                    self.state = State::JavaFrames;
                }
                Step::Belongs
            }
            // Frames follow, with lines of the same text between.
            State::JavaFrames if java::is_assembly_text(line) => Step::Belongs,
            State::JavaFrames if java::is_cause(line) => {
                if !frames_follow {
                    self.state = if line.starts_with(b"...") { State::JavaFrames } else { State::Head };
                }
                Step::Belongs
            }
            State::Text | State::Notice | State::Raised { .. } | State::Grouped | State::JavaFrames => {
                self.plain(line, frames_follow)
            }
        }
    }

    /// Whether a trace's first line can be told only with the whole next line.
    pub fn decides_by_next(line: &[u8]) -> bool {
        line.ends_with(b"):")
            || line.ends_with(b"):\r")
            || line.starts_with(b"Process ")
            || line.starts_with(b"Timeout (")
            || python::may_be_remote(line)
            || python::may_be_logged_notice(line)
    }

    /// Whether a line's place in the trace can be told only with the whole next line.
    pub fn needs_next(self, line: &[u8]) -> bool {
        matches!(self.state, State::Prefixed { .. }) || Self::decides_by_next(line)
    }

    /// Steps over one line of a trace that has a prefix on every line, of `length` bytes.
    fn prefixed(&mut self, line: &[u8], next: &[u8], length: usize, linked: bool) -> Step {
        let (prefix, text) = line.split_at_checked(length).unwrap_or((line, b""));
        // Members of a group have a margin.
        let is_member = text.trim_ascii_start().first() == Some(&b'|');
        let is_header = !is_member && text.ends_with(b"Traceback (most recent call last):");
        if is_header && !linked && python::prefix_length(line, next).is_some() {
            return Step::NewTrace;
        }
        let linked = (linked && !is_header) || python::is_chain_sentence(text);
        self.state = if python::has_prefix(next, prefix) {
            State::Prefixed { length, linked }
        } else {
            State::Raised { announces: false }
        };
        Step::Belongs
    }

    /// Begins a trace with a prefix on every line, of `length` bytes.
    fn prefix(&mut self, length: usize) -> Step {
        let before = std::mem::replace(&mut self.state, State::Prefixed { length, linked: true });
        if before == State::Text { Step::Trace } else { Step::NewTrace }
    }

    /// Steps over a line of a box, as Rich draws it.
    fn boxed(&mut self, line: &[u8], next: &[u8]) -> Option<Step> {
        // The first byte rules nearly every line out.
        let found = match line.first() {
            Some(0xe2 | 0x1b | b'+' | b'|') => python::box_line(line),
            _ => None,
        };
        match (self.state, found) {
            (State::Boxed { .. }, Some(BoxLine::Row)) => {}
            (State::Boxed { is_member: false }, Some(BoxLine::Side)) => self.state = State::Frames,
            (State::Boxed { is_member: true }, Some(BoxLine::Side)) => self.state = State::Raised { announces: false },
            // A row follows; of it only the first byte need be known.
            (_, Some(BoxLine::Traceback(columns))) if matches!(next.first(), Some(0xe2 | 0x1b | b'|')) => {
                self.columns = columns;
                return Some(self.traceback(State::Boxed { is_member: false }));
            }
            (State::Frames, Some(BoxLine::Side)) if self.columns > 0 => self.state = State::Boxed { is_member: false },
            (State::Raised { .. }, Some(BoxLine::Member)) if self.columns > 0 => {
                self.state = State::Boxed { is_member: true };
            }
            // A box without an end.
            (State::Boxed { .. }, _) => {
                self.state = State::Frames;
                return None;
            }
            _ => return None,
        }
        Some(Step::Belongs)
    }

    /// Whether a line below a box is a note, or the rest of the line before it.
    fn goes_on_below_box(&mut self, line: &[u8]) -> bool {
        let is_note = line.starts_with(b"[NOTE] ");
        let is_rest = python::is_broken_off(self.length, self.columns, &String::from_utf8_lossy(line));
        self.length = if is_note || is_rest { columns(line) } else { 0 };
        is_note || is_rest
    }

    /// Whether a line right below an exception, or a note of it, is a note.
    fn is_note(&mut self, line: &[u8], below: Below) -> bool {
        let is_raised = self.state == State::Raised { announces: false };
        let is_note = is_raised && (python::is_note(line) || below == Below::Note && python::is_further_note(line));
        if is_note {
            self.below = Below::Note;
        }
        is_note
    }

    /// Begins a traceback, which goes on in state `to`.
    fn traceback(&mut self, to: State) -> Step {
        let before = self.state;
        match before {
            State::Block | State::Quoted | State::Raised { announces: true } => return Step::Belongs,
            _ => self.state = to,
        }
        match before {
            State::Text => Step::Trace,
            State::Raised { .. } | State::Grouped | State::JavaFrames | State::Head => Step::NewTrace,
            _ => Step::Belongs,
        }
    }

    fn notice(&mut self, line: &[u8], next: &[u8], below_empty: bool) -> Option<Step> {
        // The first byte rules nearly every line out.
        if !matches!(line.first(), Some(b'A' | b'E' | b'-' | b'F' | b'I' | b'P' | b'T' | b'W' | b'#')) {
            return None;
        }
        let block = if line.starts_with(b"--- Logging error") {
            Block::LoggingError
        } else if python::is_fatal_notice(line) && (!python::is_timeout(line) || python::is_thread(next))
            || java::is_fatal_error(line, next)
        {
            Block::Fatal
        } else if python::is_notice(line) && !python::is_timeout(line)
            || java::is_notice(line)
            || python::is_process_notice(line) && python::is_traceback_header(next.strip_suffix(b"\r").unwrap_or(next))
            || !below_empty && python::is_logged_notice(line, next)
        {
            Block::Exception
        } else {
            return None;
        };
        self.state = match block {
            Block::Exception if java::is_notice(line) && java::is_frame(next) => State::JavaFrames,
            Block::Exception if java::is_notice(line) => State::Head,
            Block::Exception => State::Notice,
            Block::LoggingError | Block::Fatal => State::Block,
        };
        Some(Step::Notice(block))
    }

    fn plain(&mut self, line: &[u8], frames_follow: bool) -> Step {
        let before = self.state;
        let is_head = java::head_type(line).is_some() || frames_follow && java::is_joined_head(line);
        if !is_head {
            if frames_follow && before == State::Text {
                self.state = State::JavaFrames;
                return Step::Belongs;
            }
            return if matches!(before, State::Raised { announces: true }) { Step::Belongs } else { Step::Text };
        }
        match before {
            State::Text if frames_follow => {
                self.state = State::JavaFrames;
                Step::Trace
            }
            State::Text => {
                self.state = State::Head;
                Step::Text
            }
            State::JavaFrames | State::Raised { .. } | State::Grouped if frames_follow => {
                self.state = State::JavaFrames;
                Step::NewTrace
            }
            _ => Step::Text,
        }
    }
}

/// Columns of a line, without blanks at its end.
fn columns(line: &[u8]) -> usize {
    python::width(String::from_utf8_lossy(line).trim_end())
}
