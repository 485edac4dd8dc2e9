//! The dump that `CPython` and `faulthandler` write when the interpreter dies.
//!
//! ```text
//! dump   = 'Fatal Python error: ' text other* thread*
//! thread = ('Current thread 0x' hex | 'Thread 0x' hex) name? ' (most recent call first):' frame*
//! frame  = '  File "' path '", line ' N ' in ' function
//! ```
//!
//! After `Python/pylifecycle.c` (`fatal_error`) and `Python/traceback.c` (`_Py_DumpTracebackThreads`), 3.8 to 3.14. The frames
//! are the current thread's, raising one first as they stand; other threads only when no current one is named. C stacks
//! and lists of extension modules are passed over.

use crate::exception::Exception;
use crate::exception::Frame;
use crate::exception::Language;
use crate::exception::python::frames;
use crate::exception::python::lines::Lines;
use crate::exception::python::lines::Margin;

/// Reads the dump whose first line is behind the cursor to the end of the text, as an exception without a type: the
/// interpreter died of none.
pub(crate) fn read(lines: &mut Lines<'_>) -> Option<Exception> {
    let mut culprit: Option<(bool, Vec<Frame>)> = None;
    while let Some(line) = lines.peek() {
        lines.advance();
        if !line.text.ends_with(" (most recent call first):") {
            continue;
        }
        let current = line.text.starts_with("Current thread 0x") || line.text.starts_with("Stack (");
        if !current && !line.text.starts_with("Thread 0x") {
            continue;
        }
        let mut stack = Vec::new();
        frames::read(lines, Margin::default(), &mut stack);
        if culprit.as_ref().is_none_or(|(known, _)| current && !known) {
            culprit = Some((current, stack));
        }
    }
    let frames = culprit.map(|(_, frames)| frames).filter(|frames| !frames.is_empty())?;
    Some(Exception {
        language: Language::Python,
        type_name: String::new(),
        message: None,
        notes: Vec::new(),
        frames_total: u32::try_from(frames.len()).unwrap_or(u32::MAX),
        frames,
        chain: Vec::new(),
        circular: false,
    })
}
