//! What stands behind the message, which is looked for from the line's end.

use crate::format::level::Level;
use crate::format::matcher::{Capture, Run};
use crate::format::program::{Op, Slot};

impl<C: Capture> Run<'_, C> {
    /// Where the tail begins: the last place from which it fits up to the line's end.
    pub(super) fn tail_start(&mut self, tail: &[Op], at: usize) -> Option<usize> {
        let Some(Op::Literal { text, .. }) = tail.first() else {
            return None;
        };
        let first = *text.first()?;
        let mut upto = self.line.len();
        // The blank before an empty message is the tail's, too.
        let at = if first == b' ' && at > 0 && self.line.get(at - 1) == Some(&first) { at - 1 } else { at };
        for _ in 0..32 {
            let start = at + memchr::memrchr(first, self.line.get(at..upto)?)?;
            // What does not fit up to the line's end leaves nothing behind.
            let mut dry = Run {
                line: self.line,
                program: self.program,
                steps: self.steps,
                passed: self.passed,
                capture: &mut Nothing,
            };
            if self.line.get(start..)?.starts_with(text) && dry.run(tail, start) == Some(self.line.len()) {
                self.run(tail, start);
                return Some(start);
            }
            (self.steps, self.passed) = (dry.steps, dry.passed);
            upto = start;
        }
        None
    }
}

/// Captures nothing.
struct Nothing;

impl Capture for Nothing {
    fn set(&mut self, _slot: &Slot, _start: usize, _end: usize) {}

    fn set_level(&mut self, _level: Option<Level>) {}

    fn set_message(&mut self, _start: usize, _end: usize) {}
}
