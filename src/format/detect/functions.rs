//! Whether the texts of a column come again, as names of functions do, and the first words of messages do not.

use crate::format::detect::Trial;
use crate::format::evidence;
use crate::format::infer::{is_function, is_no_word};
use crate::format::layout::{Layout, Span};
use crate::format::piece::Field;

/// Lines by which the texts of a column are judged.
const LEAST_LINES: usize = 10;
/// Lines that each function has at least.
const LINES_A_FUNCTION: usize = 4;
/// Lines of which one at least has a name that is no word of prose.
const LINES_A_JOINED: usize = 10;
/// Levels that no other library has.
const LEVELS_OF_JUL: [&[u8]; 5] = [b"SEVERE", b"CONFIG", b"FINE", b"FINER", b"FINEST"];
/// Words that begin messages and are not what a method does.
const FIRST_WORDS: [&[u8]; 22] = [
    b"all", b"any", b"cannot", b"could", b"error", b"for", b"from", b"got", b"invalid", b"lost", b"missing", b"new",
    b"not", b"sent", b"the", b"this", b"unable", b"unknown", b"warning", b"when", b"while", b"with",
];

/// The functions of the lines that a layout takes.
#[derive(Debug, Default)]
pub(super) struct Functions<'a> {
    /// Each with its line.
    names: Vec<(usize, &'a [u8])>,
    /// Words that no function is called.
    others: usize,
    /// A level that only `java.util.logging` has, whose formatter is told to print class and method as one.
    has_level_of_jul: bool,
    /// Texts behind the names that begin as sentences do, and not with a small letter as the second word of one does.
    sentences: usize,
    /// Names with nothing but a blank between them and the line of the call: `shop.db 628 commit`.
    behind_lines: usize,
}

impl<'a> Functions<'a> {
    pub(super) fn add(&mut self, layout: &Layout, at: usize, line: &'a [u8]) {
        let fields = layout.fields(line);
        let level = fields.iter().find(|(field, _)| *field == Field::Level).map(|(_, span)| span.of(line));
        self.has_level_of_jul |= level.is_some_and(|level| LEVELS_OF_JUL.contains(&level));
        let function = fields.iter().rev().find(|(field, _)| *field == Field::Function);
        match function.map(|(_, span)| (span, span.of(line))).filter(|(_, name)| is_function(name)) {
            Some((span, name)) => {
                let behind = line.get(span.end as usize..).unwrap_or_default().trim_ascii_start();
                let is_line =
                    |(field, number): &(Field, Span)| *field == Field::LineNumber && number.end + 1 == span.start;
                self.behind_lines += usize::from(fields.iter().any(is_line));
                self.sentences += usize::from(begins_sentence(behind));
                self.names.push((at, name));
            }
            None => self.others += 1,
        }
    }

    /// Those that nothing but a blank parts from the messages are their first words: not all are functions', or they are
    /// not few, or all may be words of prose.
    pub(super) fn are_of_messages(&self) -> bool {
        let joined = self.names.iter().filter(|(_, name)| is_no_word(name)).count();
        let may_be_prose = joined * LINES_A_JOINED < self.names.len()
            && !self.are_before_sentences()
            && self.behind_lines < self.names.len();
        self.others > 0 || !self.come_again() || may_be_prose
    }

    /// The lines whose functions are plain words, as messages begin with too, where all are functions and come again.
    pub(super) fn plain_lines(&self) -> Vec<usize> {
        if self.others > 0 || !self.come_again() {
            return Vec::new();
        }
        self.names.iter().filter(|(_, name)| evidence::is_plain_word(name)).map(|(line, _)| *line).collect()
    }

    fn come_again(&self) -> bool {
        let lines = self.names.len();
        let mut names: Vec<&[u8]> = self.names.iter().map(|(_, name)| *name).collect();
        names.sort_unstable();
        names.dedup();
        let joined = self.names.iter().filter(|(_, name)| is_no_word(name)).count();
        // Of many names that no sentence has, there may be more.
        let are_behind_lines = self.behind_lines == lines && names.len() * 2 <= lines;
        let is_few = names.len() * LINES_A_FUNCTION <= lines || are_behind_lines;
        lines >= LEAST_LINES && (is_few || joined * 10 >= lines * 3 && names.len() * 3 <= lines * 2)
    }

    /// They are `java.util.logging`'s, most stand before the beginning of a sentence, and none is a word with which
    /// one begins: `loading Cart`, `no Cart`.
    fn are_before_sentences(&self) -> bool {
        let begins_message = |name: &[u8]| {
            name.ends_with(b"ing") || name.ends_with(b"ed") || FIRST_WORDS.contains(&name) || name.len() < 3
        };
        self.has_level_of_jul
            && self.sentences * 10 >= self.names.len() * 7
            && !self.names.iter().any(|(_, name)| begins_message(name))
    }
}

/// Takes back what was held against functions that are plain words, where nearly all lines have one.
pub(super) fn credit_plain_functions(trials: &mut [Trial]) {
    let most = trials.iter().map(|trial| trial.lines.len()).max().unwrap_or(0);
    for trial in trials.iter_mut().filter(|trial| trial.lines.len() * 10 >= most * 9) {
        let plain = std::mem::take(&mut trial.plain_functions);
        for found in trial.lines.iter_mut().filter(|found| plain.binary_search(&found.line).is_ok()) {
            found.worth += evidence::PLAIN_WORD;
        }
    }
}

/// A text begins with a mark, a number or a word with a capital, but not with one in capitals, as a protocol's do.
fn begins_sentence(text: &[u8]) -> bool {
    let word = text.split(|byte| !byte.is_ascii_alphabetic()).next().unwrap_or_default();
    let [first, others @ ..] = word else { return !text.is_empty() };
    first.is_ascii_uppercase() && others.iter().all(u8::is_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::catalogue;

    fn are_of_messages(level: &str, messages: &[&str]) -> bool {
        let layout = catalogue::compile_pattern("row", "%d %-7p %c %M %m%n").unwrap();
        let line = |message: &&str| format!("2026-11-23 11:36:09 {level} com.acme.Shop {message}");
        let lines: Vec<String> = messages.iter().map(line).collect();
        let mut functions = Functions::default();
        for line in lines.iter().cycle().take(12) {
            functions.add(&layout, 0, line.as_bytes());
        }
        functions.are_of_messages()
    }

    #[test]
    fn methods_before_sentences_of_java_util_logging_are_no_words_of_messages() {
        let of_methods = ["refresh Cart was lost", "handle 17 orders", "refresh [a] is done"];
        assert!(!are_of_messages("SEVERE", &of_methods));
        assert!(are_of_messages("ERROR", &of_methods), "another library has no methods there");
        assert!(are_of_messages("SEVERE", &["order was lost", "cart is empty", "order 17 sent"]));
        assert!(are_of_messages("SEVERE", &["loading Cart", "loading Orders", "loading 7 of them"]));
        assert!(are_of_messages("SEVERE", &["send GET /cart", "recv HTTP/1.1 200", "send POST /cart"]));
        assert!(are_of_messages("SEVERE", &["Cart was lost", "cart Was lost"]));
        assert!(!are_of_messages("ERROR", &["addItem to the cart", "remove it"]));
    }
}
