//! The frames of a traceback, of `stack_info` and of a fatal error's dump.
//!
//! ```text
//! frame  = '  File "' path '", line ' N ', in ' function source* repeat?
//! source = '    ' text          also marker lines of space, '~' and '^' (CPython 3.11), which are left out
//! repeat = '  [Previous line repeated ' N ' more time' 's'? ']'
//! hidden = '  ... ' N ' frames hidden ...'            Rich's, see `rich`
//! place  = '  File "' path '", line ' N source*       where a SyntaxError is; no frame
//! ```
//!
//! After `CPython` 3.11 to 3.14 `traceback.StackSummary.format`. loguru's blank lines, `> File` marks and value lines
//! (`│ └ 0`) are read as well, and traces whose indent was lost.

use memchr::memchr;

use crate::exception::Frame;
use crate::exception::python::line::CAUGHT_HERE;
use crate::exception::python::line::certain_exception_type;
use crate::exception::python::lines::Lines;
use crate::exception::python::lines::Margin;
use crate::exception::python::type_name::exception_type;

/// A `File` line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileLine<'a> {
    /// The file as printed.
    pub(crate) path: &'a str,
    /// The line; absent for `None` and numbers without sense.
    pub(crate) line: Option<u32>,
    /// The function; absent where a `SyntaxError` tells its place.
    pub(crate) function: Option<&'a str>,
}

/// Reads a `File` line behind its margin, with any indent.
pub(crate) fn file_line(line: &str) -> Option<FileLine<'_>> {
    const IN_LINE: &str = "\", line ";
    let rest = line.trim_ascii_start();
    let rest = rest.strip_prefix("> ").unwrap_or(rest).strip_prefix("File \"")?;
    // A path may hold quotes and commas, so the last place that fits counts.
    let (path, rest) = memchr(b'"', rest.as_bytes())
        .and_then(|end| Some((rest.get(..end)?, rest.get(end..)?.strip_prefix(IN_LINE)?)))
        .filter(|(_, rest)| !rest.contains('"'))
        .or_else(|| rest.rsplit_once(IN_LINE))?;
    let digits = rest.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
    let (number, rest) = match rest.strip_prefix("None") {
        Some(rest) => ("", rest),
        None if digits == 0 => return None,
        None => rest.split_at_checked(digits)?,
    };
    let function = match rest {
        "" => None,
        // The second form is the one of a fatal error's dump.
        _ => Some(rest.strip_prefix(", in ").or_else(|| rest.strip_prefix(" in "))?),
    };
    Some(FileLine { path, line: number.parse().ok(), function })
}

/// Frames that a stack is given room for at once.
const USUAL_FRAMES: usize = 8;

/// What `read` met besides the frames.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Met {
    /// Frames of the real stack, with the folded ones.
    pub(crate) total: u32,
    /// Blank lines stood between the frames, as loguru prints them.
    pub(crate) spaced: bool,
    /// The last `File` line was the place of a syntax error.
    pub(crate) place: bool,
}

/// Reads frames at the cursor in the order of the print; the cursor ends on the first line that belongs to none.
pub(crate) fn read(lines: &mut Lines<'_>, margin: Margin, frames: &mut Vec<Frame>) -> Met {
    let mut met = Met::default();
    frames.reserve(USUAL_FRAMES);
    // Without its indent a source line can only be told by its place after a `File` line.
    let mut flat_source = false;
    while let Some(line) = lines.peek() {
        let Some(text) = margin.strip(line.text) else {
            break;
        };
        if text.is_empty() {
            let next = lines.past_blanks(Some(line), margin);
            let Some(after) = next.and_then(|next| margin.strip(next.text)) else {
                break;
            };
            if file_line(after).is_none() && exception_type(after.as_bytes()).is_none() {
                break;
            }
            met.spaced = true;
            lines.go_to(next);
            continue;
        }
        if let Some(source) = text.strip_prefix("    ") {
            if let (false, Some(frame)) = (met.place, frames.last_mut()) {
                add_source(frame, source);
            }
        } else if let Some(file) = file_line(text) {
            flat_source = text.starts_with('F');
            met.place = file.function.is_none();
            if let Some(function) = file.function {
                met.total = met.total.saturating_add(1);
                frames.push(Frame {
                    function: function.to_owned(),
                    file: Some(file.path.to_owned()),
                    line: file.line,
                    ..Frame::default()
                });
            }
        } else if let (Some(count), Some(frame)) = (repeated(text), frames.last_mut()) {
            frame.repeat = frame.repeat.saturating_add(count);
            met.total = met.total.saturating_add(count);
        } else if let Some(count) = hidden(text) {
            met.total = met.total.saturating_add(count);
        } else if text == CAUGHT_HERE {
            met.place = false;
        } else if flat_source && !ends_flat_frames(text, lines.after(line).and_then(|next| margin.strip(next.text))) {
            flat_source = false;
            if let Some(frame) = frames.last_mut() {
                add_source(frame, text);
            }
        } else {
            break;
        }
        lines.advance();
    }
    met
}

/// Whether a line below a `File` line without indent is the exception rather than source text; `next` is the line below.
///
/// Source text that looks like an exception (`else: x`) has a frame or the exception below it.
fn ends_flat_frames(text: &str, next: Option<&str>) -> bool {
    certain_exception_type(text).is_some()
        || exception_type(text.as_bytes()).is_some()
            && next.is_none_or(|next| file_line(next).is_none() && exception_type(next.as_bytes()).is_none())
}

/// Adds a source line to its frame, unless it is one of markers or of loguru's values.
fn add_source(frame: &mut Frame, line: &str) {
    let line = line.trim_ascii();
    if line.starts_with(['│', '└']) || line.bytes().all(|byte| matches!(byte, b'^' | b'~' | b' ')) {
        return;
    }
    match &mut frame.source {
        Some(source) => {
            source.push('\n');
            source.push_str(line);
        }
        None => frame.source = Some(line.to_owned()),
    }
}

/// The number of `[Previous line repeated N more times]`.
fn repeated(line: &str) -> Option<u32> {
    let rest = line.trim_start().strip_prefix("[Previous line repeated ")?;
    rest.split_once(" more time")?.0.parse().ok()
}

/// The number of `... N frames hidden ...`, which Rich prints in the middle of long stacks.
fn hidden(line: &str) -> Option<u32> {
    line.trim_start().strip_prefix("... ")?.strip_suffix(" frames hidden ...")?.parse().ok()
}
