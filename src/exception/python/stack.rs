//! Stacks without a title: `traceback.print_stack()` below a record, and `format_stack()` in a message.
//!
//! ```text
//! stack = frame+        see `frames`; nothing but blank lines below it, and no trace in the text
//! ```

use crate::exception::Extraction;
use crate::exception::python::frames;
use crate::exception::python::line::STACK;
use crate::exception::python::lines::Line;
use crate::exception::python::lines::Lines;
use crate::exception::python::lines::Margin;
use crate::exception::python::message;
use crate::exception::python::nothing;

/// A stack without a title, as `traceback.print_stack()` prints it below the record that it belongs to.
///
/// One that the message leads up to is part of it; what `asyncio` shows of where a task was made is none.
pub(super) fn untitled(text: &str, first: Line<'_>) -> Option<Extraction> {
    let mut lines = Lines::new(text, first.next);
    let mut before = first.text;
    let start = loop {
        let line = lines.peek()?;
        if line.text.starts_with("  File \"")
            && frames::file_line(line.text).is_some_and(|file| file.function.is_some())
        {
            break line.start;
        }
        if !line.text.is_empty() {
            before = line.text;
        }
        lines.advance();
    };
    if before != STACK && before.ends_with("(most recent call last):") {
        return None;
    }
    let mut stack_info = Vec::new();
    frames::read(&mut lines, Margin::default(), &mut stack_info);
    stack_info.reverse();
    while lines.peek().is_some_and(|line| line.text.is_empty()) {
        lines.advance();
    }
    if lines.peek().is_some() {
        return None;
    }
    let in_message = message::leads_up(before);
    Some(Extraction {
        message_end: if in_message { text.len() } else { start },
        in_message,
        stack_info,
        ..nothing(text)
    })
}
