//! A traceback inside a single line, its newlines written as `\n`.
//!
//! ```text
//! plain   = header '\n' …                     logging.error("tb: %r", …) without the quotes
//! quoted  = '"' header '\n' … '"'             key=value formats, repr()
//! list    = '[' quoted (', ' quoted)* ']'     traceback.format_exception() put into a message
//! ```

use memchr::memmem;

use crate::exception::python::line::TRACEBACK;

/// The trace that `line` holds, with real newlines; `None` when it holds none.
pub(crate) fn unescape(line: &str) -> Option<String> {
    let mark = memmem::find(line.as_bytes(), TRACEBACK.as_bytes())?;
    let (head, rest) = line.split_at_checked(mark)?;
    if !rest.get(TRACEBACK.len()..)?.starts_with("\\n") {
        return None;
    }
    let quote = head.chars().next_back().filter(|last| matches!(last, '"' | '\''));
    let mut trace = String::with_capacity(rest.len());
    let mut chars = rest.chars();
    while let Some(char) = chars.next() {
        if char == '\\' {
            match chars.next() {
                Some('n') => trace.push('\n'),
                Some('t') => trace.push('\t'),
                Some('r') => {}
                Some(escaped @ ('\\' | '"' | '\'')) => trace.push(escaped),
                Some(other) => trace.extend(['\\', other]),
                None => trace.push('\\'),
            }
        } else if Some(char) == quote || (quote.is_some() && matches!(char, '"' | '\'') && trace.ends_with('\n')) {
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
    Some(trace)
}
