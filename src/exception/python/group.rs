//! The members of an exception group.
//!
//! ```text
//! members = '+-+---------------- 1 ----------------' chain
//!           ('  +---------------- N ----------------' chain)*
//!           ('  +---------------- ... ----------------' '  | and N more exceptions')?
//!           '  +------------------------------------'
//! ```
//!
//! Columns count from the group's own margin. One closing line ends all groups whose last member ends there, or
//! whose last member's chain has a group in it. Beyond the
//! depth limit Python prints `... (max_group_depth is 10)` in place of a member. After `CPython` 3.11
//! `traceback.TracebackException.format`.

use crate::exception::Exception;
use crate::exception::Link;
use crate::exception::Relation;
use crate::exception::python::chain;
use crate::exception::python::lines::Lines;
use crate::exception::python::lines::Margin;
use crate::exception::python::type_name::exception_type;

/// Deepest nesting that is read; Python's own limit is 10.
const MAX_GROUP_DEPTH: usize = 24;

/// Whether `line`, without a margin, begins a group that was never raised (`  | ExceptionGroup: x (2 sub-exceptions)`).
pub(crate) fn is_bare_group(line: &str) -> bool {
    line.strip_prefix("  | ")
        .is_some_and(|rest| rest.contains(" sub-exception") && exception_type(rest.as_bytes()).is_some())
}

/// Whether the text stands where members were left out.
fn is_placeholder(text: &str) -> bool {
    text.starts_with("... (max_group_depth is ") || text.starts_with("and ") && text.contains(" more exception")
}

/// Reads the members at the cursor, if any, into `group`, whose lines have `margin`.
pub(crate) fn read_members(lines: &mut Lines<'_>, margin: Margin, group: &mut Exception) {
    let opened = |text| margin.separator(text).is_some_and(|rest| rest.starts_with("-+---"));
    if margin.depth >= MAX_GROUP_DEPTH || !lines.peek().is_some_and(|line| opened(line.text)) {
        return;
    }
    let member = margin.deeper();
    lines.advance();
    let before = loop {
        let before = lines.closings;
        match lines.peek_in(member) {
            // What stands in place of members is no member.
            Some(text) if is_placeholder(text) => {
                lines.advance();
            }
            Some(_) => {
                let Some(exception) = chain::read(lines, member) else {
                    break before;
                };
                group.chain.push(Link { relation: Relation::GroupMember, exception });
            }
            None => {}
        }
        let Some(rest) = lines.peek().and_then(|line| member.separator(line.text)) else {
            break before;
        };
        if !rest.starts_with("---") {
            break before;
        }
        let last = rest.bytes().all(|byte| byte == b'-');
        lines.advance();
        if last {
            lines.closings += 1;
            break before;
        }
    };
    // A group in the chain of the last member has closed for all.
    lines.truncated = lines.truncated || lines.closings == before;
}
