//! Whether the texts of a column come again, as names of functions do, and the first words of messages do not.

use crate::format::detect::Trial;
use crate::format::evidence;
use crate::format::layout::Layout;
use crate::format::piece::Field;

/// Lines by which the texts of a column are judged.
const LEAST_LINES: usize = 10;
/// Lines that each function has at least.
const LINES_A_FUNCTION: usize = 4;
/// Lines of which one at least has a name that is no word of prose.
const LINES_A_JOINED: usize = 10;

/// The functions of the lines that a layout takes.
#[derive(Debug, Default)]
pub(super) struct Functions<'a> {
    /// Each with its line.
    names: Vec<(usize, &'a [u8])>,
    /// Words that no function is called.
    others: usize,
}

impl<'a> Functions<'a> {
    pub(super) fn add(&mut self, layout: &Layout, at: usize, line: &'a [u8]) {
        let fields = layout.fields(line);
        let function = fields.iter().rev().find(|(field, _)| *field == Field::Function);
        match function.map(|(_, span)| span.of(line)).filter(|name| is_function(name)) {
            Some(name) => self.names.push((at, name)),
            None => self.others += 1,
        }
    }

    /// Those that nothing but a blank parts from the messages are their first words: not all are functions', or they are
    /// not few, or all may be words of prose.
    pub(super) fn are_of_messages(&self) -> bool {
        let joined = self.names.iter().filter(|(_, name)| is_no_word(name)).count();
        self.others > 0 || !self.come_again() || joined * LINES_A_JOINED < self.names.len()
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
        lines >= LEAST_LINES && names.len() * LINES_A_FUNCTION <= lines
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

/// No word of a sentence is written so: `<init>`, `lambda$main$0`, `addItem`. Names of events may have underscores.
fn is_no_word(name: &[u8]) -> bool {
    name.iter().any(|byte| byte.is_ascii_uppercase() || matches!(byte, b'<' | b'$'))
}

/// A name as methods have: `render`, `_load`, `<init>`, `lambda$main$0`.
fn is_function(name: &[u8]) -> bool {
    let inner = name.strip_prefix(b"<").and_then(|name| name.strip_suffix(b">")).unwrap_or(name);
    inner.iter().find(|byte| **byte != b'_').is_some_and(u8::is_ascii_lowercase)
        && inner.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'))
}
