//! What one line of a Python trace is, told from the line alone.
//!
//! Lines come without their end. The wordings are those of `CPython`'s `Lib/traceback.py`, `Lib/threading.py`,
//! `Lib/logging/__init__.py`, `Lib/multiprocessing/process.py`, `Python/errors.c` and `Python/pylifecycle.c`, 3.8 to 3.14.

use memchr::memmem;

use crate::exception::Relation;
use crate::exception::python::type_name::exception_type;

/// The line that begins a traceback.
pub(crate) const TRACEBACK: &str = "Traceback (most recent call last):";
/// The line that begins the traceback of an exception group, behind its margin.
pub(crate) const GROUP_TRACEBACK: &str = "Exception Group Traceback (most recent call last):";
/// The same with its margin.
const GROUP_TITLE: &str = "  + Exception Group Traceback (most recent call last):";
/// The line that begins `stack_info`.
pub(crate) const STACK: &str = "Stack (most recent call last):";
/// The line that begins a failure inside `logging`.
pub(crate) const LOGGING_ERROR: &str = "--- Logging error ---";

const CAUSE: &[u8] = b"The above exception was the direct cause of the following exception:";
const CONTEXT: &[u8] = b"During handling of the above exception, another exception occurred:";

/// Whether the line begins a traceback: `Traceback (most recent call last):` at column 0, or the header of an exception
/// group with its margin.
///
/// ```
/// # use errmon::exception::python::is_traceback_header;
/// assert!(is_traceback_header(b"Traceback (most recent call last):"));
/// assert!(is_traceback_header(b"  + Exception Group Traceback (most recent call last):"));
/// assert!(!is_traceback_header(b"user wrote: Traceback (most recent call last):"));
/// ```
pub fn is_traceback_header(line: &[u8]) -> bool {
    match line.first() {
        Some(b'T') => line == TRACEBACK.as_bytes(),
        Some(b' ') => begins_group(line) && line.len() == GROUP_TITLE.len(),
        _ => false,
    }
}

/// Whether a text begins with the header of an exception group: the one line of a trace that is indented though nothing
/// stands above it.
pub(crate) fn begins_group(text: &[u8]) -> bool {
    text.starts_with(GROUP_TITLE.as_bytes())
}

/// Length of what stands before the header of an exception group that ends a line. Blanks before it may be lost, as
/// loggers and programs trim messages.
pub(crate) fn before_group(line: &[u8]) -> Option<usize> {
    let head = line.strip_suffix(GROUP_TITLE.trim_ascii_start().as_bytes())?;
    Some(head.strip_suffix(b"  ").unwrap_or(head).len())
}

/// The line that Twisted prints between the frames of who called and of who raised (`twisted/python/failure.py`).
pub(crate) const CAUGHT_HERE: &str = "--- <exception caught here> ---";

/// The line between the failure of an exception hook and the exception that it was called for.
pub(crate) const ORIGINAL_EXCEPTION: &str = "Original exception was:";

/// Whether a trace goes on with the line below its header: a frame with or without its indent, or the exception where
/// there are no frames; behind the margin of a group where the header has one. The end of a text is no such line, as a
/// record may begin behind it.
pub(crate) fn goes_on_as_trace(header: &[u8], next: &[u8]) -> bool {
    let next = next.strip_suffix(b"\r").unwrap_or(next);
    let next = if header.first() == Some(&b' ') {
        let Some(next) = next.strip_prefix(b"  | ") else { return false };
        next
    } else {
        next
    };
    match next.first() {
        None => false,
        Some(b' ' | b'\t' | b'F' | b'>') if is_frame(next) => true,
        _ => std::str::from_utf8(next).is_ok_and(|next| certain_exception_type(next).is_some()),
    }
}

/// Whether the line is a `File` line of a trace.
pub(crate) fn is_frame(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    line.strip_prefix(b"> ").unwrap_or(line).starts_with(b"File \"")
}

/// Whether the line is one that database libraries put below the first line of a message: `PostgreSQL`'s fields of an
/// error (libpq, `pqBuildErrorMessage3`) and what `SQLAlchemy` adds (`sqlalchemy/exc.py`, `StatementError`).
pub(crate) fn is_message_detail(line: &[u8]) -> bool {
    const STARTS: [&[u8]; 9] = [
        b"DETAIL:  ",
        b"HINT:  ",
        b"LINE ",
        b"CONTEXT:  ",
        b"QUERY:  ",
        b"WHERE:  ",
        b"[SQL: ",
        b"[parameters: ",
        b"(Background on this error at: ",
    ];
    matches!(line.first(), Some(b'D' | b'H' | b'L' | b'C' | b'Q' | b'W' | b'[' | b'('))
        && STARTS.iter().any(|start| line.starts_with(start))
}

/// Whether a line right below an exception tells, as notes do (PEP 678), what was being done: `while reading feeds.json`.
/// What a program prints for itself begins otherwise.
pub(crate) fn is_note(line: &[u8]) -> bool {
    const STARTS: [&[u8]; 3] = [b"while ", b"during ", b"when "];
    matches!(line.first(), Some(b'w' | b'd')) && STARTS.iter().any(|start| line.starts_with(start))
}

/// Whether a line below such a note is a further one: `feed: partner-6`, `attempt=2`.
pub(crate) fn is_further_note(line: &[u8]) -> bool {
    let length = line.iter().take_while(|byte| byte.is_ascii_lowercase() || **byte == b'_').count();
    match line.get(length..) {
        Some([b':', b' ', _, ..] | [b'=', b'!'..=b'<' | b'>'..=b'~', ..]) => length > 1,
        _ => is_note(line),
    }
}

/// Whether the line begins a record of its own on standard error: the interpreter's words about an exception that nobody
/// handled, about a failure of `logging`, or about its own death.
///
/// ```
/// # use errmon::exception::python::is_notice;
/// assert!(is_notice(b"Exception in thread Thread-1 (worker):"));
/// assert!(is_notice(b"Exception ignored in: <function Conn.__del__ at 0x7f23ba527740>"));
/// assert!(!is_notice(b"Exception in thread \"main\" java.lang.IllegalStateException: x"));
/// ```
pub fn is_notice(line: &[u8]) -> bool {
    match line.first() {
        Some(b'E') => {
            line.strip_prefix(b"Exception in thread ")
                .is_some_and(|name| name.len() > 1 && name.ends_with(b":") && !name.starts_with(b"\""))
                || is_ignored_notice(line)
                || line == b"Error in sys.excepthook:"
                || line == b"Error in atexit._run_exitfuncs:"
        }
        Some(b'-') => line == LOGGING_ERROR.as_bytes(),
        Some(b'F' | b'W' | b'T') => is_fatal_notice(line),
        _ => false,
    }
}

/// Whether the line begins a dump of `faulthandler` or of the interpreter that dies.
pub(crate) fn is_fatal_notice(line: &[u8]) -> bool {
    line.starts_with(b"Fatal Python error: ") || line.starts_with(b"Windows fatal exception: ") || is_timeout(line)
}

/// Whether the line is the one of `faulthandler.dump_traceback_later`: `Timeout (0:00:05)!`.
pub(crate) fn is_timeout(line: &[u8]) -> bool {
    let time = line.strip_prefix(b"Timeout (").and_then(|rest| rest.strip_suffix(b")!"));
    time.is_some_and(|time| {
        time.contains(&b':') && time.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'))
    })
}

/// Whether the line is `Exception ignored in: …` or one of its sisters.
///
/// Up to 3.12 the object stands behind a colon; since then the line ends with one (`Exception ignored while calling
/// deallocator <function C.__del__ at 0x7f>:`).
pub(crate) fn is_ignored_notice(line: &[u8]) -> bool {
    const AFTER: [&[u8]; 6] = [b"in: ", b"in ", b"while ", b"on ", b"when ", b"from "];
    line.strip_prefix(b"Exception ignored ").is_some_and(|rest| {
        AFTER.iter().any(|word| rest.starts_with(word))
            && (rest.starts_with(b"in: ") || rest.ends_with(b":") || memmem::find(rest, b": ").is_some())
    })
}

/// Whether the line is what a framework logs about an exception that nobody handled, and stands alone where no logging is
/// set up (`logging.lastResort`): Django's error of a request, which its traceback follows, or asyncio's words about a task,
/// which the task follows. `next` is the line below it.
pub(crate) fn is_logged_notice(line: &[u8], next: &[u8]) -> bool {
    match line.first() {
        Some(b'I') => {
            line.starts_with(b"Internal Server Error: /")
                && is_traceback_header(next.strip_suffix(b"\r").unwrap_or(next))
        }
        Some(b'T' | b'F') => line.ends_with(NEVER_RETRIEVED) && next.starts_with(FUTURE),
        _ => false,
    }
}

/// Whether the line below may tell that a line is such a notice.
pub(crate) fn may_be_logged_notice(line: &[u8]) -> bool {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    line.starts_with(b"Internal Server Error: /") || line.ends_with(NEVER_RETRIEVED)
}

/// How asyncio says that an exception was lost, and what it says next (`Lib/asyncio/futures.py`, `__del__`).
const NEVER_RETRIEVED: &[u8] = b" exception was never retrieved";
pub(crate) const FUTURE: &[u8] = b"future: <";

/// Whether the line is `Process NAME:`, which begins a record only when a traceback header is the next line.
pub fn is_process_notice(line: &[u8]) -> bool {
    line.strip_prefix(b"Process ").is_some_and(|name| name.len() > 1 && name.ends_with(b":"))
}

/// Whether the line joins two exceptions of a chain.
pub fn is_chain_sentence(line: &[u8]) -> bool {
    chain_sentence(line).is_some()
}

/// How the exception before the sentence hangs on the one after it.
pub(crate) fn chain_sentence(line: &[u8]) -> Option<Relation> {
    match line.first() {
        Some(b'T') if line == CAUSE => Some(Relation::Cause),
        Some(b'D') if line == CONTEXT => Some(Relation::Context),
        _ => None,
    }
}

/// Whether a line is the beginning of a sentence that joins two exceptions, as a narrow console breaks it.
pub(crate) fn begins_chain_sentence(line: &[u8]) -> bool {
    const LEAST_BYTES: usize = 12;
    let line = line.trim_ascii_end();
    line.len() >= LEAST_BYTES && (CAUSE.starts_with(line) || CONTEXT.starts_with(line))
}

/// Whether a line has only the marks below source text, indented as the source is.
pub(crate) fn is_marks(line: &str) -> bool {
    line.starts_with("    ") && line.contains(['^', '~']) && line.bytes().all(|byte| matches!(byte, b' ' | b'^' | b'~'))
}

/// Length of the type of a line that is an exception line beyond doubt, though no frames stand before it.
///
/// The last part of the name is a built-in exception, or is in capital words that end as exceptions' names do. A bare
/// `Error: …` is prose.
pub(crate) fn certain_exception_type(line: &str) -> Option<usize> {
    const ENDINGS: [&str; 7] = ["Error", "Exception", "Warning", "Timeout", "Exit", "Interrupt", "Traceback"];
    const WHOLE: [&str; 10] = [
        "Exception",
        "BaseException",
        "StopIteration",
        "StopAsyncIteration",
        "GeneratorExit",
        "SystemExit",
        "KeyboardInterrupt",
        "ExceptionGroup",
        "BaseExceptionGroup",
        "IncompleteRead",
    ];
    let length = exception_type(line.as_bytes())?;
    let name = line.get(..length)?;
    let (module, last) = name.rsplit_once('.').unwrap_or(("", name));
    let private = last.trim_start_matches('_');
    if WHOLE.contains(&last) {
        return Some(length);
    }
    let capital = private.chars().next().is_some_and(char::is_uppercase);
    let ends = ENDINGS
        .iter()
        .any(|ending| private.strip_suffix(ending).is_some_and(|head| !head.is_empty() || !module.is_empty()));
    (capital && ends).then_some(length)
}

/// The same for a line below a message, where neither frames nor a sentence say that it is an exception: settings such
/// as `retry.Timeout: 3` stand in messages, too.
pub(crate) fn bare_exception_type(line: &str) -> Option<usize> {
    const WORDS: [&str; 5] = ["Error", "Warning", "Timeout", "Exit", "Interrupt"];
    let length = certain_exception_type(line)?;
    let name = line.get(..length)?;
    let last = name.rsplit('.').next().unwrap_or(name);
    (!WORDS.contains(&last)).then_some(length)
}

/// Whether a line of source text ends in the marks that stand below source text: another writer's.
pub(crate) fn ends_in_marks(line: &str) -> bool {
    let text = line.trim_end_matches(['^', '~']);
    text.len() < line.len() && text.ends_with("    ")
}
