//! Loggers' names that blanks and colons do not end.
//!
//! Sources: Tomcat's `ContainerBase.getLogName` (9), which names loggers by servlets; the `%t:%c{1}@%L` of `ZooKeeper`.

use crate::format::program::Op;

/// Longest name of a servlet behind its first blank.
const MAX_SERVLET_BYTES: usize = 128;

/// Whether a logger's name may go on behind the blank at its end, as it is open there.
pub(crate) fn is_open_name(name: &[u8]) -> bool {
    memchr::memrchr(b'[', name).is_some_and(|open| {
        let before = open.checked_sub(1).and_then(|before| name.get(before));
        before == Some(&b'.') && name.get(open..).is_some_and(|last| !last.contains(&b']'))
    })
}

/// The end of a logger's name of which only the part up to the first blank is known: Tomcat names loggers by servlets, and
/// these may be named with blanks, as in `C.[.[.[.[Jersey Web Application]`.
pub(crate) fn servlet_end(line: &[u8], start: usize, end: usize) -> Option<usize> {
    if !is_open_name(line.get(start..end)?) {
        return None;
    }
    let rest = line.get(end..line.len().min(end + MAX_SERVLET_BYTES))?;
    let length = memchr::memchr(b']', rest)? + 1;
    rest.get(..length)?.iter().all(|byte| *byte >= b' ').then_some(end + length)
}

/// A text before a closing bracket that opens one itself, as `Camel (camel-1) thread #3` up to the first.
pub(crate) fn is_open_text(line: &[u8], start: usize, end: usize, next: &Op) -> bool {
    matches!(next, Op::Literal { text, .. } if text.first().is_some_and(|close| opens_bracket(line, start, end, *close)))
}

/// The bracket that `close` closes.
#[inline]
pub(crate) fn opening(close: u8) -> Option<u8> {
    match close {
        b')' => Some(b'('),
        b']' => Some(b'['),
        _ => None,
    }
}

/// A text has an opening bracket that it does not close, of those that `close` does.
pub(crate) fn opens_bracket(line: &[u8], start: usize, end: usize, close: u8) -> bool {
    let Some(open) = opening(close) else { return false };
    let text = line.get(start..end).unwrap_or_default();
    memchr::memchr(open, text).is_some()
        && memchr::memchr_iter(open, text).count() > memchr::memchr_iter(close, text).count()
}

/// A name behind a colon that holds another: the first part belongs to what stands before, as in
/// `main-SendThread(zk1:2181):ClientCnxn@1`.
pub(crate) fn is_torn_name(line: &[u8], start: usize, end: usize, next: &Op) -> bool {
    matches!(next, Op::Literal { text, .. } if text.starts_with(b"@"))
        && start.checked_sub(1).and_then(|before| line.get(before)) == Some(&b':')
        && line.get(start..end).is_some_and(|name| name.contains(&b':'))
}
