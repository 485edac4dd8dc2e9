//! Heads on the line of the record's message that only what stands around them tells.
//!
//! ```text
//! line = message (": " | " ") head        `%s%e` of JBoss's loggers, `%msg %ex` of Logback and Log4j
//! ```

use memchr::{memchr_iter, memmem};

use crate::exception::java::head::{self, Strength};

/// Places in a message that are tried as its end.
const MAX_CLAUSES: usize = 16;

/// Where the message ends and the head starts in a line whose message is the exception's: `log(e.getMessage(), e)`, or
/// `log(e.toString(), e)`. Whatever types the message names, the head is the one behind it.
pub(crate) fn told_twice(line: &str) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    memchr_iter(b' ', bytes).find_map(|blank| {
        let (before, head) = (line.get(..blank)?, line.get(blank + 1..)?);
        head::type_at(head.as_bytes()).filter(|(_, strength)| *strength > Strength::Loose)?;
        let message = before.strip_suffix(':').unwrap_or(before);
        // `a.B: a.B` is an exception around one that says nothing.
        let is_type = head::type_at(message.as_bytes()).is_some_and(|(len, _)| len == message.len());
        (!message.is_empty() && !is_type && (message == head || Some(message) == said(head)))
            .then_some((message.len(), blank + 1))
    })
}

/// The same where the exception's name is no usual one, and frames follow: a class with its package but without a capital,
/// or a class without a package, which the message or the frames in `stack` tell.
pub(crate) fn oddly_named(line: &str, stack: &str) -> Option<(usize, usize)> {
    // Each place may be looked for in all of the stack: a message of many clauses has its exception near its end.
    let colons: Vec<usize> = memmem::find_iter(line.as_bytes(), b": ").collect();
    colons.iter().skip(colons.len().saturating_sub(MAX_CLAUSES)).find_map(|&colon| {
        let head = line.get(colon + 2..)?;
        let (len, _) = head::type_at(head.as_bytes())?;
        let name = head.get(..len)?;
        let is_told = || line.get(..colon) == said(head) || has_class(stack, name);
        let is_head = if name.contains('.') {
            head::is_lower_case(name)
        } else {
            name.starts_with(|first: char| first.is_ascii_uppercase()) && is_told()
        };
        is_head.then_some((colon, colon + 2))
    })
}

/// What an exception says by its head.
fn said(head: &str) -> Option<&str> {
    let (_, message) = head::parts(head.as_bytes());
    head.get(message?..).filter(|message| !message.is_empty())
}

/// Whether a frame is of this class, or of one inside it.
fn has_class(stack: &str, name: &str) -> bool {
    let called = format!("\tat {name}");
    let ends = |at: usize| matches!(stack.as_bytes().get(at + called.len()), Some(b'.' | b'$'));
    memmem::find_iter(stack.as_bytes(), called.as_bytes()).any(ends)
}
