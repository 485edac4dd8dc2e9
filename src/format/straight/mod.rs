//! The straight program: a layout's operations for the line that fits at the first try.
//!
//! Nearly every header fits without a second try: each field ends at the first place where the literal behind it stands.
//! Such lines are read in one pass, without recursion and with few branches that depend on the line: a field and the
//! literal behind it are one step, literals are compared eight bytes at a time, the ends of fields are found 64 bytes at
//! a time. A line that does not fit so may still fit otherwise (a thread's name with a bracket in it, a level that no
//! library knows): then the answer is *unsure*, and `matcher.rs` decides. Where it would try nothing else, the answer is
//! a plain *no*. Both ways give the same answer and the same spans for every line; a property test says so.
//!
//! Not compiled so: layouts that take any stamp, that look for the level, that have colours or free padding, or headers of two lines.

pub(crate) mod batch;
mod level_word;
mod prefix;
mod scan;
mod step;

use crate::format::layout::Header;
use crate::format::matcher::{Run, blanks_needed};
use crate::format::own_words::Words;
use crate::format::program::{Kind, Op, Program};
use prefix::{LOOKED_AT, Prefix};
use scan::Narrow;
use step::{Step, Take, span};

/// What the straight program says about a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The line is a header, and its parts are known.
    Yes,
    /// The line is no header.
    No,
    /// The line may be a header.
    Unsure,
}

/// A layout's operations, each field with the literal behind it.
#[derive(Debug, Clone)]
pub(crate) struct Straight {
    /// What the line begins with; the steps come behind it.
    prefix: Option<Prefix>,
    steps: Box<[Step]>,
    /// Fields before the message that the matcher might end elsewhere.
    choices: u32,
}

impl Straight {
    /// Compiles `program`, if it can be run so.
    pub(crate) fn new(program: &Program) -> Option<Self> {
        let mut steps: Vec<Step> = Vec::new();
        let mut choices = 0;
        let mut kinds = Vec::new();
        let (message, ops) = program.ops.split_last()?;
        if !matches!(message, Op::Message) {
            return None;
        }
        if program.header_lines() > 1 {
            return None;
        }
        let prefix = prefix(ops);
        let (prefix, ops) = match prefix {
            Some((prefix, covered)) => {
                kinds.extend(prefix.stamp.map(|_| Kind::Time));
                (Some(prefix), ops.get(covered..)?)
            }
            None => (None, ops),
        };
        let mut rest = program.ops.get(program.ops.len() - 1 - ops.len()..)?;
        for op in ops {
            rest = rest.get(1..)?;
            let (take, slot) = match op {
                Op::Literal { text, before_message } => {
                    push_literal(&mut steps, text, *before_message, choices > 0);
                    continue;
                }
                Op::Blanks
                | Op::Colour
                | Op::Harmless { .. }
                | Op::LevelSearch { .. }
                | Op::SourceFile { .. }
                | Op::Message
                | Op::Pairs { .. } => {
                    return None;
                }
                Op::Stamp(reader, _) if reader.is_any() => return None,
                Op::Stamp(reader, slot) => (Take::Stamp(reader.clone()), slot),
                Op::Number { slot } => (Take::Number, slot),
                Op::Level { slot, words, .. } => {
                    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
                    first_of_literal(rest).filter(|byte| !word(*byte))?;
                    (if *words == Words::Deprecations { Take::LevelBeforeLogger } else { Take::Level }, slot)
                }
                Op::Token { slot } if program.is_before_function(slot, rest) => return None,
                Op::Token { slot } => match first_of_literal(rest)? {
                    b' ' => (Take::Word, slot),
                    b'@' if slot.kind == Kind::Logger => return None,
                    first => (Take::WordUntil(first), slot),
                },
                Op::Text { slot } => (Take::TextUntil(first_of_literal(rest)?), slot),
            };
            if slot.kind != Kind::Other {
                kinds.push(slot.kind);
            }
            let is_choice = take.mark().is_some();
            choices += u32::from(is_choice);
            let field_decides = choices == 0;
            let is_trimmed = is_choice && (slot.pad_before || slot.pad_width > 0);
            let pad_width = if is_choice { 0 } else { slot.pad_width };
            steps.push(Step {
                slot: *slot,
                pad_width,
                ends_at_literal: is_choice,
                is_trimmed,
                needed: blanks_needed(rest),
                field_decides,
                ..Step::nothing(take)
            });
        }
        let tail_kinds = program.tail.iter().filter_map(Op::slot).map(|slot| slot.kind);
        kinds.extend(tail_kinds.filter(|kind| *kind != Kind::Other));
        // Of two fields of one kind, which one is kept depends on the order in which the matcher ends them.
        let is_twice = |kind: &Kind| kinds.iter().filter(|other| *other == kind).count() > 1;
        (!kinds.iter().any(is_twice)).then(|| Self { prefix, steps: steps.into(), choices })
    }

    /// A line that begins otherwise than it must is told at once.
    #[inline]
    pub(crate) fn has_prefix(&self) -> bool {
        self.prefix.is_some()
    }

    /// Reads `line`, which `program` was compiled from. Unless the answer is yes, `header` holds nothing of use.
    #[inline]
    pub(crate) fn run(&self, program: &Program, line: &[u8], header: &mut Header) -> Answer {
        let Some(beginning) = line.first_chunk::<LOOKED_AT>().filter(|_| u32::try_from(line.len()).is_ok()) else {
            return Answer::Unsure;
        };
        header.level = None;
        header.level_span = None;
        header.logger = None;
        header.thread = None;
        let mut at = 0;
        match &self.prefix {
            Some(prefix) if prefix.stands(Narrow, beginning) => {
                at = prefix.width;
                header.time = prefix.stamp;
            }
            Some(_) => return Answer::No,
            None => header.time = None,
        }
        for step in &self.steps {
            let start = step.begin(line, at);
            let Some(end) = step.field(Narrow, line, start, &mut header.level) else {
                return step.without_field(line, start);
            };
            let Some((field, behind)) = step.behind(line, start, end) else {
                return step.without_literal(line, start, header);
            };
            at = behind;
            match step.slot.kind {
                Kind::Time => header.time = Some(field),
                Kind::Level => header.level_span = Some(field),
                Kind::Logger => header.logger = Some(field),
                Kind::Thread => header.thread = Some(field),
                Kind::Other => {}
            }
        }
        header.message = span(at, line.len());
        if !program.tail.is_empty() {
            Run::resumed(program, line, self.choices, header).message(at);
        }
        Answer::Yes
    }
}

/// What the operations begin with, when it is a stamp of fixed width with literals around it, or one that begins so, and how
/// many of them need not be run again.
fn prefix(ops: &[Op]) -> Option<(Prefix, usize)> {
    let (before, rest) = match ops {
        [Op::Literal { text, .. }, rest @ ..] => (text.as_slice(), rest),
        _ => (&[][..], ops),
    };
    let (reader, rest) = match rest {
        [Op::Stamp(reader, slot), rest @ ..] if !slot.pad_before && slot.pad_width == 0 => (reader, rest),
        _ => return None,
    };
    let from = ops.len() - rest.len();
    let Some(stamp) = reader.as_fixed() else {
        return Some((Prefix::beginning(before, reader.beginning()?)?, from - 1));
    };
    if let Some(Op::Literal { text, before_message: false }) = rest.first()
        && let Some(prefix) = Prefix::new(before, stamp, text)
    {
        return Some((prefix, from + 1));
    }
    Some((Prefix::new(before, stamp, &[])?, from))
}

/// Puts a literal behind the last step, eight bytes at most; what is longer becomes steps of its own.
fn push_literal(steps: &mut Vec<Step>, text: &[u8], before_message: bool, chosen: bool) {
    for (index, part) in text.chunks(8).enumerate() {
        if index > 0 || steps.is_empty() {
            steps.push(Step { field_decides: !chosen, ..Step::nothing(Take::Nothing) });
        }
        let Some(step) = steps.last_mut() else { return };
        for (place, byte) in part.iter().enumerate() {
            step.literal |= u64::from(*byte) << (place * 8);
            step.mask |= 0xff << (place * 8);
        }
        step.literal_bytes = part.len();
        // A level may go on behind its capitals; blanks before an empty message may be missing.
        step.literal_decides =
            !chosen && !before_message && !matches!(step.take, Take::Level | Take::LevelBeforeLogger);
    }
}

fn first_of_literal(rest: &[Op]) -> Option<u8> {
    match rest.first() {
        Some(Op::Literal { text, .. }) => text.first().copied(),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
