//! Whether a column of what look like threads holds the loggers of a Python program.
//!
//! Python's threads are called `MainThread`, `Thread-1`, `ThreadPoolExecutor-0_0`; its loggers are called as modules, and a
//! module may well be `main` or `worker_1`. Java calls threads so and has them in brackets.
//!
//! Sources: `threading.py` and `concurrent/futures/thread.py` (Python 3.13).

use crate::format::evidence;

/// What the names of a column and the levels beside them say.
#[derive(Debug, Default, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that was seen")]
pub(crate) struct ThreadColumn {
    has_threads: bool,
    has_own_threads: bool,
    has_loggers: bool,
    has_python_levels: bool,
    has_java_levels: bool,
    name: Vec<u8>,
    has_several: bool,
    place: Place,
}

/// What stands in front of the names.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Place {
    Mark,
    Bracket,
    /// As the documentation of `logging` prints threads.
    Parenthesis,
    #[default]
    Unknown,
}

impl ThreadColumn {
    /// Notes the name at the end of `before` and the level of its line.
    pub(crate) fn add(&mut self, name: &[u8], before: &[u8], level: &[u8]) {
        self.has_loggers |= evidence::is_logger_and_no_thread(name);
        self.has_threads |= is_thread(name);
        self.has_own_threads |= is_python_s(name);
        if self.name.is_empty() {
            self.name.extend_from_slice(name);
        }
        self.has_several |= self.name != name;
        self.has_python_levels |= matches!(level, b"WARNING" | b"CRITICAL");
        self.has_java_levels |= matches!(level, b"WARN" | b"FATAL");
        self.place = match before.trim_ascii_end().last() {
            Some(b'(') => Place::Parenthesis,
            Some(b'[' | b'<' | b'{') => Place::Bracket,
            Some(b'-' | b'|' | b':' | b',' | b';') => Place::Mark,
            _ => Place::Unknown,
        };
    }

    /// Notes what follows a name: blanks fill it in its parentheses.
    pub(crate) fn add_behind(&mut self, behind: &[u8]) {
        self.has_own_threads |= self.place == Place::Parenthesis && behind.starts_with(b" ");
    }

    /// Where nothing else tells records, a program may print names in parentheses: `(worker-1) hello`. Logging shows by the
    /// names that Python gives, or by blanks that fill them.
    pub(crate) fn may_be_printed(&self) -> bool {
        self.place == Place::Parenthesis && !self.has_own_threads
    }

    /// The names are loggers: some are plainly no threads, or all may be modules of a program that logs as Python's do.
    pub(crate) fn is_of_loggers(&self) -> bool {
        let is_of_python = match self.place {
            Place::Mark => !self.has_java_levels && (self.has_several || self.has_python_levels),
            Place::Bracket | Place::Unknown => !self.has_java_levels && self.has_python_levels,
            Place::Parenthesis => false,
        };
        !self.has_threads && (self.has_loggers || is_of_python)
    }
}

/// A name that Python gives to threads.
pub(crate) fn is_python_s(name: &[u8]) -> bool {
    let begins = |word: &[u8]| name.starts_with(word);
    name == b"MainThread" || begins(b"Thread-") || begins(b"Dummy-") || begins(b"ThreadPoolExecutor-") || is_task(name)
}

/// The bytes of `Thread-3 (run)` at the beginning of a text, as Python has named threads with the name of their function
/// since 3.10.
pub(crate) fn target_end(text: &[u8]) -> Option<usize> {
    let rest = text.strip_prefix(b"Thread-")?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let behind = rest.get(digits..).filter(|_| digits > 0)?.strip_prefix(b" (")?;
    let target = behind.get(..memchr::memchr(b')', behind)?)?;
    // A function's own name has no dot, as loggers have.
    let is_name = !target.iter().any(|byte| matches!(byte, b'.' | b' '));
    is_name.then(|| text.len() - behind.len() + target.len() + 1)
}

/// The text is such a name.
pub(crate) fn is_named_with_target(name: &[u8]) -> bool {
    target_end(name) == Some(name.len())
}

/// It is no module's name, or one that Python gives to threads.
fn is_thread(name: &[u8]) -> bool {
    let is_of_module = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80 || matches!(byte, b'_' | b'.');
    let names = |word: &[u8]| memchr::memmem::find(name, word).is_some();
    !name.iter().all(is_of_module) && evidence::thread(name) >= 0
        || names(b"hread")
        || names(b"xecutor")
        || is_task(name)
}

/// `asyncio_0`, a thread of the event loop's executor.
fn is_task(name: &[u8]) -> bool {
    name.strip_prefix(b"asyncio_").is_some_and(|rest| rest.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_of_loggers(lines: &[(&str, &str, &str)]) -> bool {
        let mut column = ThreadColumn::default();
        for (name, before, level) in lines {
            column.add(name.as_bytes(), before.as_bytes(), level.as_bytes());
        }
        column.is_of_loggers()
    }

    #[test]
    fn modules_named_like_threads_are_loggers_where_python_logs() {
        assert!(is_of_loggers(&[("main", "t - ", "INFO"), ("worker_1", "t - ", "ERROR")]));
        assert!(is_of_loggers(&[("main", "t [", "INFO"), ("worker_1", "t [", "WARNING")]));
        assert!(is_of_loggers(&[("main", "t [", "INFO"), ("app.core", "t [", "INFO")]));
        assert!(!is_of_loggers(&[("main", "t [", "INFO"), ("worker_1", "t [", "ERROR")]), "Java's threads");
        assert!(!is_of_loggers(&[("main", "t - ", "WARN")]));
        assert!(!is_of_loggers(&[("main", "t:INFO::", "INFO"); 2]), "Jetty's only thread");
        assert!(!is_of_loggers(&[("main", "t - ", "INFO"), ("MainThread", "t - ", "WARNING")]));
        assert!(!is_of_loggers(&[("asyncio_0", "t - ", "WARNING")]));
        assert!(!is_of_loggers(&[("worker_1", "t - ", "WARNING"), ("http-1", "t - ", "INFO")]));
        assert!(!is_of_loggers(&[("worker_1", "(", "WARNING")]));
    }
}
