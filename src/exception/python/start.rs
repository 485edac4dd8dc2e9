//! Where the trace begins in a record's text.

use std::sync::LazyLock;

use aho_corasick::packed::Searcher;

use crate::exception::python::chain;
use crate::exception::python::frames;
use crate::exception::python::group;
use crate::exception::python::line::GROUP_TRACEBACK;
use crate::exception::python::line::STACK;
use crate::exception::python::line::TRACEBACK;
use crate::exception::python::line::before_group;
use crate::exception::python::line::certain_exception_type;
use crate::exception::python::line::goes_on_as_trace;
use crate::exception::python::line::is_traceback_header;
use crate::exception::python::lines::Line;
use crate::exception::python::lines::Lines;
use crate::exception::python::lines::Margin;
use crate::exception::python::type_name::exception_type;

/// Where a trace begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Start {
    /// Offset of its first byte.
    pub(crate) offset: usize,
    /// Blanks before each of its lines.
    pub(crate) indent: usize,
    /// Message text stands before it on its line.
    pub(crate) in_message: bool,
}

/// Finds the first chain or stack in `text`, whose first line is the message's.
///
/// A chain may begin with exceptions that were never raised; they have no header, so the line to begin with is known
/// only at the sentence that joins them to the next one.
pub(crate) fn find(text: &str) -> Option<Start> {
    let mut lines = Lines::new(text, 0);
    let mut last: Option<Line<'_>> = None;
    let mut certain: Option<Line<'_>> = None;
    while let Some(line) = lines.peek() {
        let found = at_line(&lines, line, last, certain);
        if found.is_some() {
            return found;
        }
        if certain_exception_type(line.text).is_some() {
            certain = Some(line);
        }
        if !line.text.is_empty() {
            last = Some(line);
        }
        lines.advance();
    }
    None
}

/// Whether the text has words without which no chain or stack begins or ends in it, in whatever dress.
pub(crate) fn is_marked(text: &str) -> bool {
    const WORDS: [&str; 9] = [
        "most recent call last",
        " above exception ",
        "\"\"\"",
        " sub-exception",
        "File \"",
        "<class '",
        "--- Failure #",
        "^^",
        "~~",
    ];
    static SEARCH: LazyLock<Option<Searcher>> = LazyLock::new(|| Searcher::new(WORDS));
    SEARCH.as_ref().is_none_or(|search| search.find(text.as_bytes()).is_some())
}

/// The start that `line` shows; `last` is the line with text before it, `certain` the last exception line beyond doubt.
fn at_line(lines: &Lines<'_>, line: Line<'_>, last: Option<Line<'_>>, certain: Option<Line<'_>>) -> Option<Start> {
    let at = |offset| Start { offset, indent: 0, in_message: false };
    let is_message = line.start == 0;
    match line.text.as_bytes().first()? {
        b'S' if line.text == STACK && !is_message => {
            return follows(lines, line, 0, true).then(|| at(line.start));
        }
        b'T' | b'D'
            if chain::sentence_at(lines, line, Margin::default()).is_some_and(|(_, next)| {
                next.is_none_or(|next| next.text != TRACEBACK || follows(lines, next, 0, true))
            }) =>
        {
            let first = certain
                .or_else(|| last.filter(|last| last.start > 0 && exception_type(last.text.as_bytes()).is_some()));
            // A chain that lost its head: the rest of it is found at its own header.
            return first.map(|first| at(first.start));
        }
        // The traceback of a child process; other texts stand in such quotes, too.
        b'"' if line.text == "\"\"\""
            && lines.after(line).is_some_and(|next| is_traceback_header(next.text.as_bytes())) =>
        {
            let remote = last.filter(|last| {
                let length = exception_type(last.text.as_bytes());
                length.is_some_and(|length| matches!(last.text.get(length..), Some(": " | ":")))
            });
            return remote.map(|remote| at(remote.start));
        }
        b' ' => {
            let indent = line.text.len() - line.text.trim_start_matches(' ').len();
            let rest = line.text.get(indent..)?;
            if rest.strip_prefix("+ ") == Some(GROUP_TRACEBACK) || (indent == 2 && group::is_bare_group(line.text)) {
                return Some(Start { indent: indent.saturating_sub(2), ..at(line.start) });
            }
        }
        _ => {}
    }
    if !line.text.ends_with(TRACEBACK) {
        return None;
    }
    if let Some(prefix) = before_group(line.text.as_bytes())
        && lines.after(line).is_some_and(|next| goes_on_as_trace(b" ", next.text.as_bytes()))
    {
        return Some(Start { in_message: true, ..at(line.start + prefix) });
    }
    let prefix = line.text.len() - TRACEBACK.len();
    let blank = line.text.get(..prefix)?.bytes().all(|byte| matches!(byte, b' ' | b'\t'));
    if blank && prefix > 0 && follows(lines, line, prefix, true) {
        return Some(Start { indent: prefix, ..at(line.start) });
    }
    // The end of the text right below a header cuts a trace only where the header has the line to itself.
    follows(lines, line, 0, prefix == 0 && !is_message)
        .then(|| Start { in_message: prefix > 0 && !blank, ..at(line.start + prefix) })
}

/// Whether a trace goes on below its header: with a frame, or with the exception when there are no frames.
fn follows(lines: &Lines<'_>, header: Line<'_>, indent: usize, at_end: bool) -> bool {
    let margin = Margin { base: indent, depth: 0 };
    let Some(next) = lines.past_blanks(lines.after(header), margin) else {
        return at_end;
    };
    let Some(text) = margin.strip(next.text) else {
        return false;
    };
    let cut = at_end && lines.after(next).is_none() && "  File \"".starts_with(text.get(..8).unwrap_or(text));
    frames::file_line(text).is_some() || certain_exception_type(text).is_some() || cut
}
