//! Whether the texts of a column come again, as names of functions do, and the first words of messages do not.

use crate::format::layout::Layout;
use crate::format::piece::Field;

/// Lines by which the texts of a column are judged.
const LEAST_LINES: usize = 10;
/// Lines that each function has at least.
const LINES_A_FUNCTION: usize = 4;
/// Lines of which one at least has a name that is no word of prose.
const LINES_A_JOINED: usize = 10;

/// The functions that nothing but a blank parts from the messages.
#[derive(Debug, Default)]
pub(super) struct Functions<'a> {
    names: Vec<&'a [u8]>,
    /// Words that no function is called.
    others: usize,
}

impl<'a> Functions<'a> {
    pub(super) fn add(&mut self, layout: &Layout, line: &'a [u8]) {
        let fields = layout.fields(line);
        let function = fields.iter().rev().find(|(field, _)| *field == Field::Function);
        match function.map(|(_, span)| span.of(line)).filter(|name| is_function(name)) {
            Some(name) => self.names.push(name),
            None => self.others += 1,
        }
    }

    /// They are the first words of messages: not all are functions', or they are not few, or all may be words of prose.
    pub(super) fn are_of_messages(mut self) -> bool {
        let lines = self.names.len();
        let joined = self.names.iter().filter(|name| is_no_word(name)).count();
        self.names.sort_unstable();
        let distinct = self.names.chunk_by(|one, other| one == other).count();
        self.others > 0 || lines < LEAST_LINES || distinct * LINES_A_FUNCTION > lines || joined * LINES_A_JOINED < lines
    }
}

/// No word of a sentence is written so: `<init>`, `lambda$main$0`, `addItem`. Names of events may have underscores.
fn is_no_word(name: &[u8]) -> bool {
    name.iter().any(|byte| byte.is_ascii_uppercase() || matches!(byte, b'<' | b'$'))
}

/// A name as Java's methods have: `render`, `<init>`, `lambda$main$0`.
fn is_function(name: &[u8]) -> bool {
    let inner = name.strip_prefix(b"<").and_then(|name| name.strip_suffix(b">")).unwrap_or(name);
    inner.first().is_some_and(u8::is_ascii_lowercase)
        && inner.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'))
}
