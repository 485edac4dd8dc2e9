//! What stands before the time: the name of the program, a number that counts the lines, the thread or the logger.

use crate::format::evidence;
use crate::format::infer::class::{Class, classify, distinct};
use crate::format::infer::pattern::{VALUE, WORD};
use crate::format::infer::text::next_stamp;
use crate::format::infer::walk::{Last, Walk};

impl Walk<'_> {
    /// Takes what all lines begin with, right before the time.
    ///
    /// Only where a level follows: without one, lines that a tool stamps for itself would all be errors.
    pub(super) fn word_before_time(&mut self) -> bool {
        if self.last != Last::Start || self.has_time || !self.level_is_ahead() {
            return false;
        }
        let end = |line: &[u8], at: usize| {
            let stamp = next_stamp(line, at).filter(|stamp| *stamp > at && line.get(stamp - 1) == Some(&b' '))?;
            line.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80).then_some(stamp - 1)
        };
        let texts = self.texts_up_to(&end);
        let is_one_word = || !texts.iter().any(|text| text.contains(&b' '));
        let is_thread = |text: &&&[u8]| {
            evidence::thread(text) > 0
                && text.split(|byte| *byte == b' ').all(|word| word.iter().any(u8::is_ascii_alphanumeric))
        };
        let threads = texts.iter().filter(is_thread).count();
        let word = match classify(&texts) {
            Some(Class::Word) if distinct(&texts) == 1 && texts.len() > 1 && is_one_word() => WORD,
            Some(Class::Number) if is_one_word() => VALUE,
            Some(Class::Thread) if threads * 10 >= texts.len() * 8 && self.may_be_fields(&texts, false) => "t",
            Some(Class::Logger) if is_one_word() => "c",
            // A sign that the program puts before its lines.
            None if !texts.iter().any(|text| text.is_ascii()) && is_one_word() => VALUE,
            _ => return false,
        };
        let moved = self.is_most(texts.len()) && self.advance(end);
        if moved && word == "t" {
            self.note_threads();
        }
        if moved {
            self.push(word, Last::Field);
        }
        moved
    }
}
