//! A traceback inside a single line, its newlines written as `\n`.
//!
//! ```text
//! plain   = header '\n' …                     text.replace("\n", "\\n"): nothing else is escaped
//! quoted  = '"' header '\n' … '"'             key=value formats, repr(), JSON
//! list    = '[' quoted (', ' quoted)* ']'     traceback.format_exception() put into a message
//! ```
//!
//! In plain text a `\n` of the source text looks like the end of a line; it counts as one only where a line of a trace
//! can follow.

use memchr::memmem;

use crate::exception::python::line::GROUP_TRACEBACK;
use crate::exception::python::line::TRACEBACK;
use crate::exception::python::line::is_chain_sentence;
use crate::exception::python::type_name::exception_type;

/// The trace that `line` holds, with real newlines; `None` when it holds none.
pub(crate) fn unescape(line: &str) -> Option<String> {
    let mut mark = memmem::find(line.as_bytes(), TRACEBACK.as_bytes())?;
    let head = line.get(..mark)?;
    if !line.get(mark + TRACEBACK.len()..)?.starts_with("\\n") {
        return None;
    }
    let is_group = GROUP_TRACEBACK.strip_suffix(TRACEBACK).is_some_and(|words| head.ends_with(words));
    let margin = if is_group { "  + Exception Group " } else { "" };
    let head = head.strip_suffix(margin)?;
    mark = head.len();
    let rest = line.get(mark..)?;
    let quote = head.chars().next_back().filter(|last| matches!(last, '"' | '\''));
    Some(match quote {
        Some(quote) => quoted(rest, quote),
        None => plain(rest),
    })
}

/// Unescapes what `repr` or a JSON writer escaped, up to the closing quote.
fn quoted(rest: &str, quote: char) -> String {
    let mut trace = String::with_capacity(rest.len());
    let mut chars = rest.chars();
    while let Some(char) = chars.next() {
        if char == '\\' {
            match chars.next() {
                Some('n') => trace.push('\n'),
                Some('t') => trace.push('\t'),
                Some('r') => {}
                Some(escaped @ ('\\' | '"' | '\'' | '/')) => trace.push(escaped),
                Some(other) => trace.extend(['\\', other]),
                None => trace.push('\\'),
            }
        } else if char == quote || (matches!(char, '"' | '\'') && trace.ends_with('\n')) {
            // The next element of a list may have the other quotes: repr() picks them by what is inside.
            let next = chars.as_str().strip_prefix(", ").filter(|next| next.starts_with(['"', '\'']));
            match next {
                Some(next) if trace.ends_with('\n') => {
                    chars = next.chars();
                    chars.next();
                }
                _ => break,
            }
        } else {
            trace.push(char);
        }
    }
    trace
}

/// Puts line ends for the `\n` between the lines of a trace.
fn plain(rest: &str) -> String {
    let mut trace = String::with_capacity(rest.len());
    // Frames and source text are indented; below the exception's line anything may stand.
    let mut in_frames = true;
    let mut pieces = rest.split("\\n").peekable();
    while let Some(piece) = pieces.next() {
        trace.push_str(piece);
        let Some(next) = pieces.peek() else { break };
        let ends = !in_frames
            || next.is_empty()
            || next.starts_with("  ")
            || next.starts_with("File \"")
            || next.ends_with(TRACEBACK)
            || is_chain_sentence(next.as_bytes())
            || exception_type(next.as_bytes()).is_some();
        trace.push_str(if ends { "\n" } else { "\\n" });
        if !ends || next.is_empty() {
            continue;
        }
        let is_header = next.ends_with(TRACEBACK) || is_chain_sentence(next.as_bytes());
        let is_exception = matches!(next.bytes().next(), Some(b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80..));
        in_frames = is_header || (in_frames && (!is_exception || next.starts_with("File \"")));
    }
    trace
}
