//! Whether names at the ends of messages are those of loggers and modules.
//!
//! ```text
//! order 17 shipped (orders)      a module's
//! user logged in (bob)           the message's own
//! ```
//!
//! One name says nothing; all of them do: modules' names are few and come again, many kinds of messages stand before them,
//! and some have dots, are written like those of classes, or stand in a trace as a file's name.

use crate::format::evidence;
use crate::format::level::Level;

/// How many records have the same name, on the average.
pub(super) const RECORDS_A_NAME: usize = 2;
/// Records that tell names to be modules', some of which have dots, or of which none has.
const LEAST_OF_DOTTED: usize = 6;
const LEAST_OF_PLAIN: usize = 10;
/// Kinds of messages before them.
pub(super) const LEAST_KINDS: usize = 4;
const LEAST_KINDS_OF_DOTTED: usize = 3;
/// Names of one part in a log whose names have none of more.
const MOST_PLAIN: usize = 12;
/// Longest name.
const NAME_BYTES: usize = 100;
/// Words by which a kind of message is told.
const KIND_WORDS: usize = 2;

/// How things end, which are no modules.
const RESULTS: [&[u8]; 34] = [
    b"ok",
    b"okay",
    b"done",
    b"fail",
    b"failed",
    b"failure",
    b"success",
    b"succeeded",
    b"error",
    b"errors",
    b"warning",
    b"yes",
    b"no",
    b"true",
    b"false",
    b"none",
    b"null",
    b"nil",
    b"on",
    b"off",
    b"retry",
    b"retrying",
    b"skip",
    b"skipped",
    b"ignored",
    b"timeout",
    b"cached",
    b"new",
    b"changed",
    b"unchanged",
    b"exit",
    b"passed",
    b"pending",
    b"unknown",
];
/// Ends of hosts and files, whose names have dots like those of loggers.
const NO_MODULES: [&str; 24] = [
    "com",
    "org",
    "net",
    "local",
    "localdomain",
    "lan",
    "internal",
    "yaml",
    "yml",
    "json",
    "csv",
    "txt",
    "log",
    "xml",
    "conf",
    "ini",
    "toml",
    "html",
    "png",
    "jpg",
    "gz",
    "zip",
    "md",
    "so",
];

/// The names of the records, in their order, each with the message before it.
pub(super) struct Names<'n> {
    pub(super) all: &'n [(&'n [u8], &'n [u8])],
    /// What may hold traces.
    pub(super) head: &'n [u8],
    /// They must be parts of paths, as far as nothing else tells them.
    pub(super) needs_dots: bool,
}

impl Names<'_> {
    pub(super) fn are_of_modules(&self) -> bool {
        let names = distinct(self.all.iter().map(|(name, _)| *name));
        let records = self.all.len();
        if records < LEAST_OF_DOTTED
            || names.len() * RECORDS_A_NAME > records
            || names.iter().any(|name| is_foreign(name))
        {
            return false;
        }
        let count = |is_so: fn(&[u8]) -> bool| self.all.iter().filter(|(name, _)| is_so(name)).count();
        let are_classes = names.len() > 1 && count(is_of_classes) * 2 >= records;
        let are_told = || are_classes || names.iter().any(|name| self.is_traced(name));
        let kinds = kinds(self.all.iter().map(|(_, message)| *message));
        let dotted = count(is_dotted);
        if dotted * 4 >= records {
            return kinds >= LEAST_KINDS_OF_DOTTED && (!names.iter().any(|name| is_word(name)) || are_told());
        }
        dotted == 0
            && !self.needs_dots
            && records >= LEAST_OF_PLAIN
            && names.len() <= MOST_PLAIN
            && kinds >= LEAST_KINDS
            && are_told()
    }

    /// A trace has a file of that name.
    fn is_traced(&self, name: &[u8]) -> bool {
        let texts: [&[&[u8]]; 4] = [
            &[b"/", name, b".py\", line "],
            &[b"\\", name, b".py\", line "],
            &[b"(", name, b".java:"],
            &[b"(", name, b".kt:"],
        ];
        texts.iter().any(|parts| memchr::memmem::find(self.head, &parts.concat()).is_some())
    }
}

/// The number of kinds of these messages.
pub(super) fn kinds<'m>(messages: impl Iterator<Item = &'m [u8]>) -> usize {
    distinct(messages.map(kind)).len()
}

/// The words with which a message begins, or a line behind its stamp and level: values are left out.
fn kind(message: &[u8]) -> Vec<&[u8]> {
    let is_value =
        |word: &[u8]| word.iter().any(|byte| byte.is_ascii_digit() || matches!(byte, b'=' | b'/' | b'"' | b'\''));
    let is_word = |word: &&[u8]| {
        let is_level = || Level::parse(without_marks(word)).is_some();
        word.iter().any(u8::is_ascii_alphabetic) && !is_value(word) && !is_level()
    };
    message.split(|byte| *byte == b' ').filter(is_word).take(KIND_WORDS).collect()
}

/// A word without the marks around it.
fn without_marks(word: &[u8]) -> &[u8] {
    let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric();
    let start = word.iter().position(is_of_word).unwrap_or_default();
    let end = word.iter().rposition(is_of_word).map_or(start, |last| last + 1);
    word.get(start..end).unwrap_or_default()
}

fn distinct<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A name of one part or of several.
pub(super) fn is_name(text: &[u8]) -> bool {
    text.len() <= NAME_BYTES
        && text.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_')
        && text
            .split(|byte| *byte == b'.')
            .all(|part| !part.is_empty() && part.iter().all(|byte| evidence::is_name_byte(*byte)))
}

fn is_dotted(name: &[u8]) -> bool {
    name.contains(&b'.') && evidence::is_certain_logger(name)
}

/// `CartService`: a class, of no package.
fn is_of_classes(name: &[u8]) -> bool {
    let inner = name.get(1..).unwrap_or_default();
    !name.contains(&b'.')
        && name.first().is_some_and(u8::is_ascii_uppercase)
        && inner.iter().any(u8::is_ascii_uppercase)
        && inner.iter().any(u8::is_ascii_lowercase)
}

/// `Anna`, `EUR`.
fn is_word(name: &[u8]) -> bool {
    name.first().is_some_and(u8::is_ascii_uppercase) && !name.contains(&b'.') && !is_of_classes(name)
}

/// How something ended, an exception, a file or a host.
pub(super) fn is_foreign(name: &[u8]) -> bool {
    let last = name.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    evidence::is_exception(name)
        || RESULTS.contains(&name.to_ascii_lowercase().as_slice())
        || last.len() < name.len() && NO_MODULES.iter().any(|end| end.as_bytes() == last)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGES: [&str; 5] = ["order 17 was shipped", "cache miss", "failed to pay", "opened the cart", "user left"];

    fn are_of_modules(name: impl Fn(usize) -> &'static str, count: usize, head: &[u8]) -> bool {
        let all: Vec<(&[u8], &[u8])> =
            (0..count).map(|at| (name(at).as_bytes(), MESSAGES[at % 5].as_bytes())).collect();
        Names { all: &all, head, needs_dots: false }.are_of_modules()
    }

    #[test]
    fn names_with_dots_tell_those_without() {
        assert!(are_of_modules(|at| ["shop.cart", "ledger"][at % 2], 8, b""));
        assert!(!are_of_modules(|at| ["shop.cart", "ledger"][at % 2], 4, b""));
        assert!(!are_of_modules(|at| ["shop.example.com", "ledger"][at % 2], 12, b""));
        assert!(!are_of_modules(|at| ["items.csv", "ledger"][at % 2], 12, b""));
        assert!(!are_of_modules(|at| ["shop.cart", "failed"][at % 2], 12, b""));
    }

    #[test]
    fn plain_names_are_told_by_a_trace_or_as_classes() {
        let name = |at: usize| ["cart", "stock", "ledger"][at % 3];
        assert!(are_of_modules(name, 12, b"  File \"/srv/shop/stock.py\", line 3, in f"));
        assert!(!are_of_modules(name, 12, b"  File \"/srv/shop/restock.py\", line 3, in f"));
        assert!(!are_of_modules(name, 60, b""));
        assert!(!are_of_modules(|_| "bob", 60, b""));
        assert!(are_of_modules(|at| ["CartService", "Stock", "OrderQueue"][at % 3], 12, b""));
        assert!(!are_of_modules(|at| ["GitHub", "Paris", "Rome"][at % 3], 12, b""));
    }
}
