//! An exception with the ones it came from.
//!
//! ```text
//! chain     = exception (blank sentence blank exception)*        the outermost exception is printed last
//! exception = (header frame* place?)? type (': ' message)? note* members?
//! ```
//!
//! After `CPython` 3.11 `traceback.TracebackException.format`. An exception that was never raised has no header.

use crate::exception::Exception;
use crate::exception::Language;
use crate::exception::Link;
use crate::exception::Relation;
use crate::exception::python::frames;
use crate::exception::python::group;
use crate::exception::python::line::GROUP_TRACEBACK;
use crate::exception::python::line::TRACEBACK;
use crate::exception::python::line::before_group;
use crate::exception::python::line::chain_sentence;
use crate::exception::python::lines::Line;
use crate::exception::python::lines::Lines;
use crate::exception::python::lines::Margin;
use crate::exception::python::message;
use crate::exception::python::type_name::exception_type;

/// Most exceptions that are kept of one chain outside of groups: the first and the last ones. A tree is walked by
/// recursion, so its height has a limit.
const MAX_CHAIN: usize = 256;
/// The same for each chain inside of a group.
const MAX_MEMBER_CHAIN: usize = 16;

/// Reads the chain at the cursor; `None`, and the cursor stays, when there is none.
pub(crate) fn read(lines: &mut Lines<'_>, margin: Margin) -> Option<Exception> {
    let mut inner: Vec<(Exception, Relation)> = Vec::new();
    let mut outer = read_one(lines, margin)?;
    while let Some((relation, next)) =
        lines.past_blanks(lines.peek(), margin).and_then(|line| sentence_at(lines, line, margin))
    {
        lines.go_to(next);
        let Some(exception) = read_one(lines, margin) else {
            lines.truncated = true;
            break;
        };
        inner.push((std::mem::replace(&mut outer, exception), relation));
    }
    let limit = if margin.depth == 0 { MAX_CHAIN } else { MAX_MEMBER_CHAIN };
    if inner.len() >= limit {
        inner.drain((limit / 2)..=(inner.len() - limit / 2));
    }
    let Some(hung) = inner
        .into_iter()
        .reduce(|(innermost, relation), (exception, next)| (hang(innermost, relation, exception), next))
    else {
        return Some(outer);
    };
    Some(hang(hung.0, hung.1, outer))
}

/// Hangs `inner` on `outer`, before the members of a group.
fn hang(inner: Exception, relation: Relation, mut outer: Exception) -> Exception {
    let link = Link { relation, exception: inner };
    if outer.chain.is_empty() {
        outer.chain.push(link);
    } else {
        outer.chain.insert(0, link);
    }
    outer
}

/// The sentence in `line`, and the line on which the next exception begins (absent at the end of the text).
///
/// A sentence counts only where an exception follows: a message may quote it.
pub(crate) fn sentence_at<'a>(
    lines: &Lines<'a>,
    line: Line<'a>,
    margin: Margin,
) -> Option<(Relation, Option<Line<'a>>)> {
    let relation = chain_sentence(margin.strip(line.text)?.as_bytes())?;
    let next = lines.past_blanks(lines.after(line), margin);
    match next {
        Some(next) if !begins(next.text, margin) => None,
        _ => Some((relation, next)),
    }
}

/// Whether an exception can begin on this line.
fn begins(line: &str, margin: Margin) -> bool {
    margin.strip(line).is_some_and(|text| {
        text == TRACEBACK
            || exception_type(text.as_bytes()).is_some()
            || text.strip_prefix("  + ").unwrap_or(text) == GROUP_TRACEBACK
            || (margin.depth == 0 && group::is_bare_group(text))
    })
}

/// Reads one exception with its members.
fn read_one(lines: &mut Lines<'_>, margin: Margin) -> Option<Exception> {
    let mut margin = margin;
    let text = lines.peek_in(margin)?;
    let mut header = text == TRACEBACK;
    if margin.depth > 0 {
        header = header || text == GROUP_TRACEBACK;
    } else if before_group(text.as_bytes()) == Some(0) {
        header = true;
        margin = margin.deeper();
    } else if group::is_bare_group(text) {
        margin = margin.deeper();
    }
    let mut exception = Exception {
        language: Language::Python,
        type_name: String::new(),
        message: None,
        notes: Vec::new(),
        frames: Vec::new(),
        frames_total: 0,
        chain: Vec::new(),
        circular: false,
    };
    let mut spaced = false;
    if header {
        lines.advance();
        let met = frames::read(lines, margin, &mut exception.frames);
        exception.frames.reverse();
        exception.frames_total = met.total;
        spaced = met.spaced;
    }
    let line = lines.peek_in(margin);
    let split = line.and_then(|line| line.split_at_checked(exception_type(line.as_bytes())?));
    let Some((type_name, rest)) = split else {
        lines.truncated = lines.truncated || header;
        return (!exception.frames.is_empty()).then_some(exception);
    };
    type_name.clone_into(&mut exception.type_name);
    lines.advance();
    message::read(lines, margin, rest, spaced, &mut exception);
    if margin.depth > 0 {
        group::read_members(lines, margin, &mut exception);
    }
    Some(exception)
}
