//! Words that may be loggers or the first words of messages, by what follows them.
//!
//! A logger writes many things. A word that is followed by the same word each time, or by a number, begins one message:
//! `failed to …`, `order 17 …`.

use crate::format::evidence;

/// Words at the place of a logger, and what follows each.
#[derive(Debug, Default)]
pub(super) struct FirstWords {
    words: Vec<FirstWord>,
    lines: usize,
    /// Lines in which a sentence or a value begins behind the word.
    sentences: usize,
}

/// Stands for a word with digits.
const NUMBER: &[u8] = b"0";
/// Lines that one word begins, from which on it is a logger's name.
const LINES_OF_ONE: usize = 10;

#[derive(Debug)]
struct FirstWord {
    word: Vec<u8>,
    /// The word behind it in the first line that has it.
    next: Vec<u8>,
    is_followed_by_others: bool,
    lines: usize,
}

/// Of this many lines in ten, sentences begin behind the words.
const SENTENCES_OF_TEN: usize = 6;

impl FirstWords {
    /// Notes a word and the text behind it.
    pub(super) fn add(&mut self, word: &[u8], message: &[u8]) {
        let next = message.split(u8::is_ascii_whitespace).next().unwrap_or_default();
        let is_number = next.iter().any(u8::is_ascii_digit);
        let next = if is_number { NUMBER } else { next };
        self.lines += 1;
        let is_sentence = |first: &u8| first.is_ascii_uppercase() || matches!(first, b'<' | b'[' | b'{' | b'/' | b'"');
        self.sentences += usize::from(!is_number && next.first().is_some_and(is_sentence));
        match self.words.iter_mut().find(|known| known.word == word) {
            Some(known) => {
                known.is_followed_by_others |= known.next != next;
                known.lines += 1;
            }
            None => self.words.push(FirstWord {
                word: word.to_vec(),
                next: next.to_vec(),
                is_followed_by_others: false,
                lines: 1,
            }),
        }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// They are a few names of modules, as `data_loader` is one, and each comes again and again before other words; or plain
    /// words, behind which sentences begin.
    pub(super) fn are_modules(&self) -> bool {
        let is_again = |word: &&FirstWord| word.lines > 1 && word.is_followed_by_others;
        let joined = self.words.iter().filter(|word| is_joined(&word.word)).count();
        let again = self.words.iter().filter(is_again).count();
        let plain = self.words.iter().filter(|word| !evidence::is_certain_logger(&word.word)).count();
        self.lines >= LINES_OF_ONE
            && plain * 3 <= self.lines
            && (joined * 3 >= self.words.len() || self.sentences * 10 >= self.lines * SENTENCES_OF_TEN)
            && again * 4 >= self.words.len() * 3
            && self.words.iter().all(|word| is_module(&word.word))
    }

    /// Most of them are followed by the same each time, and by what follows no other; a single one throughout many lines
    /// is none of them.
    pub(super) fn are_of_messages(&self) -> bool {
        let is_shared = |word: &FirstWord| {
            word.next != NUMBER
                && !word.next.is_empty()
                && self.words.iter().filter(|other| other.next == word.next).count() > 1
        };
        let fixed = self.words.iter().filter(|word| !word.is_followed_by_others && !is_shared(word)).count();
        let enough = self.words.len() > 1 || self.lines < LINES_OF_ONE;
        enough && fixed * 3 > self.words.len() * 2
    }
}

/// It may be a module's name or a dotted one.
fn is_module(word: &[u8]) -> bool {
    let is_of_name = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'.');
    evidence::is_certain_logger(word)
        || word.iter().all(is_of_name)
            && word.first().is_some_and(|byte| byte.is_ascii_lowercase() || *byte == b'_')
            && word.last() != Some(&b'.')
}

/// It is made of several words, which prose is not.
fn is_joined(word: &[u8]) -> bool {
    evidence::is_certain_logger(word) || word.split(|byte| *byte == b'_').filter(|part| !part.is_empty()).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_of_messages(lines: &[(&str, &str)]) -> bool {
        let mut words = FirstWords::default();
        for (word, message) in lines {
            words.add(word.as_bytes(), message.as_bytes());
        }
        words.are_of_messages()
    }

    #[test]
    fn what_follows_tells_loggers_from_first_words() {
        assert!(are_of_messages(&[("failed", "to process order 1"), ("failed", "to process order 2")]));
        assert!(are_of_messages(&[("order", "1 shipped"), ("order", "2 done"), ("stopped", "")]));
        assert!(!are_of_messages(&[("shop", "started"), ("shop", "order 1 shipped")]));
        assert!(!are_of_messages(&[("shop", "starts"), ("bank", "starts"), ("post", "starts")]));
        assert!(are_of_messages(&[("connected", ""), ("left", ""), ("sent", "")]), "nothing is left of the messages");
        assert!(!are_of_messages(&[("ops", "operation failed"); 10]));
        assert!(!are_of_messages(&[("shop", "started"), ("shop", "order 1"), ("bank", "up"), ("bank", "down")]));
    }

    #[test]
    fn joined_words_that_come_again_and_again_are_modules() {
        let are_modules = |names: [&str; 3]| {
            let mut words = FirstWords::default();
            for at in 0..12_usize {
                let message = ["started", "cannot read", "17 rows", "done"][at % 4];
                words.add(names[at % 3].as_bytes(), message.as_bytes());
            }
            words.are_modules()
        };
        assert!(are_modules(["data_loader", "train_model", "utils"]));
        assert!(!are_modules(["loading", "training", "done"]), "prose");
        let mut words = FirstWords::default();
        for at in 0..12_usize {
            let message = ["Started", "Cannot read", "17 rows", "<Cart 3> is empty"][at % 4];
            words.add(["cart", "orders", "mail"][at % 3].as_bytes(), message.as_bytes());
        }
        assert!(words.are_modules(), "sentences behind plain words");
        assert!(!are_modules(["data_loader", "train_model", "Processing"]));
        assert!(!are_modules(["data_loader", "train_model", "user_id=7"]));
    }
}
