//! Exceptions as the runtimes print them: Python tracebacks, Java stack traces and JavaScript's, read into one tree.

pub(crate) mod eight;
pub mod follow;
mod gateway;
pub mod java;
pub mod javascript;
mod listing;
pub(crate) mod outline;
pub mod python;

#[cfg(test)]
mod tests;

/// The language whose runtime printed an exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// `CPython` and its relatives.
    Python,
    /// The JVM languages.
    Java,
    /// V8: Node.js.
    JavaScript,
}

impl Language {
    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Python => "python",
            Self::Java => "java",
            Self::JavaScript => "javascript",
        }
    }
}

/// How an exception hangs on the one that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `raise … from`, Java `Caused by:`.
    Cause,
    /// Python's `During handling of the above exception, another exception occurred:`.
    Context,
    /// Java's `Suppressed:`.
    Suppressed,
    /// A member of a Python exception group.
    GroupMember,
}

impl Relation {
    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cause => "cause",
            Self::Context => "context",
            Self::Suppressed => "suppressed",
            Self::GroupMember => "group-member",
        }
    }
}

/// One stack frame.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Frame {
    /// Java: the class, fully qualified. Python prints none.
    pub module: Option<String>,
    /// The function or method, as printed (`<module>`, `Class.method`, `lambda$x$0`, `<init>`).
    pub function: String,
    /// The file as printed: a path in Python, a bare name in Java.
    pub file: Option<String>,
    /// Line number from 1; absent for native frames and unknown sources.
    pub line: Option<u32>,
    /// Source text that the trace shows (Python), trimmed; several lines are joined by `\n`.
    pub source: Option<String>,
    /// Jar with version (`spring-core-5.3.jar:5.3`) or JPMS module (`java.base`).
    pub package: Option<String>,
    /// So many more equal frames were folded into this one (`[Previous line repeated N more times]`).
    pub repeat: u32,
    /// The frame was not printed here but taken from the enclosing trace (`... N more`).
    pub inherited: bool,
    /// A native method.
    pub native: bool,
}

/// An exception with its stack and all that hangs on it.
///
/// Frames run from the raising one outwards, whatever the order of the print. Children are in the order: suppressed,
/// then cause or context, then group members.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Exception {
    /// The runtime that printed it.
    pub language: Language,
    /// Type as printed, fully qualified where the runtime does so.
    pub type_name: String,
    /// Message without the type, its own newlines kept; absent where none is printed (Logback's `null` is absent too).
    pub message: Option<String>,
    /// Python notes (`add_note`), one string each; in Java, that exceptions of an endless chain were left out.
    pub notes: Vec<String>,
    /// Frames, raising one first.
    pub frames: Vec<Frame>,
    /// Frames of the real stack, with the folded and elided ones, as far as the print tells.
    pub frames_total: u32,
    /// What hangs on it.
    pub chain: Vec<Link>,
    /// Printed only as a reference back to an exception that encloses it.
    pub circular: bool,
}

/// An exception that hangs on another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link {
    /// How it hangs.
    pub relation: Relation,
    /// What hangs.
    pub exception: Exception,
}

/// How an exception left the program's own handling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnhandledKind {
    /// The whole process died of it (`sys.excepthook`, thread `main`).
    Process,
    /// A thread died of it.
    Thread,
    /// An asyncio task or future nobody awaited.
    Task,
    /// A child process died of it.
    ChildProcess,
    /// Raised where nobody can catch it (`Exception ignored in`).
    Unraisable,
    /// The interpreter or virtual machine itself died.
    Fatal,
    /// It reached a framework's handler of last resort.
    Framework,
}

/// What says that an exception was not handled.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Notice {
    /// How it left the program.
    pub kind: UnhandledKind,
    /// The text itself says so; otherwise it is only likely.
    pub certain: bool,
    /// The words that say so, one line.
    pub evidence: String,
    /// The thread that the notice names.
    pub thread: Option<String>,
}

/// What a record's text holds besides its message.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Extraction {
    /// Bytes of the text that are the message (before the trace); the whole text where the message *is* the trace or there is none.
    pub message_end: usize,
    /// The trace starts inside the message itself (`logging.error(traceback.format_exc())`): the message stays whole.
    pub in_message: bool,
    /// The exception, with all that hangs on it.
    pub exception: Option<Exception>,
    /// Frames of a `Stack (most recent call last):` block, raising (innermost) first.
    pub stack_info: Vec<Frame>,
    /// What says that the exception was not handled.
    pub notice: Option<Notice>,
    /// The text ends inside a construct that needs more (trace cut off).
    pub truncated: bool,
    /// Lines of another record's trace stand in the text: they are no part of the exception.
    pub interleaved: bool,
    /// Bytes of the text up to the end of the trace and all that belongs to it; what follows is not part of the record's exception.
    pub end: usize,
}

/// Whether a line below the first names an exception, so that its words decide whether it is one without frames.
pub(crate) fn names_exception(text: &str) -> bool {
    text.lines()
        .skip(1)
        .any(|line| python::certain_exception_type(line).is_some() || java::head_type(line.as_bytes()).is_some())
}

/// Reads what a record's text holds besides its message; see [`Extraction`].
///
/// `text` is the record from its message on, or a bare trace or notice. Returns `None` when there is no trace in it.
pub fn extract(text: &str) -> Option<Extraction> {
    let mut found = extract_first(text)?;
    if let Some(exception) = &mut found.exception {
        gateway::unfold(exception, text);
    }
    Some(found)
}

/// The trace that starts first, be it another's message that holds it.
fn extract_first(text: &str) -> Option<Extraction> {
    let python = python::extract(text);
    let has_frames = |found: &Extraction| found.exception.as_ref().is_some_and(|one| !one.frames.is_empty());
    // With frames it is the record's, unless a trace of the other language begins above it.
    if let Some(found) = &python
        && has_frames(found)
        && !found.in_message
        && text.get(..found.message_end).and_then(java::extract).is_none()
    {
        return python;
    }
    // No other runtime prints columns; Java's grammar would read the heads alone.
    if javascript::has_frame(text)
        && let Some(found) = javascript::extract(text)
        && python.as_ref().is_none_or(|python| !has_frames(python) || found.message_end < python.message_end)
    {
        return Some(found);
    }
    match (python, java::extract(text)) {
        (Some(python), Some(java)) => {
            // Two languages in one record: the trace that starts first is the record's. One line without frames may be
            // either's; then the package tells.
            let is_stackless = |found: &Extraction| found.exception.as_ref().is_some_and(|one| one.frames.is_empty());
            let is_javas = || java.exception.as_ref().is_some_and(|one| java::is_java_package(&one.type_name));
            // Of a traceback that is the message, or the end of one, only the last line could be Java's, too.
            let has_frames = python.exception.as_ref().is_some_and(|one| !one.frames.is_empty());
            let is_last_line = (has_frames || python.interleaved) && is_stackless(&java) && !is_javas();
            // A trace in the message starts with it.
            let start = |found: &Extraction| if found.in_message { 0 } else { found.message_end };
            let java_first = java.exception.is_some()
                && !is_last_line
                && (python.exception.is_none()
                    || start(&java) < start(&python)
                    || start(&java) == start(&python) && is_stackless(&python) && is_javas());
            Some(if java_first { java } else { python })
        }
        (python, java) => python.or(java),
    }
}
