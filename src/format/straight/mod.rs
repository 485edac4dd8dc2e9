//! The straight program: a layout's operations for the line that fits at the first try.
//!
//! Nearly every header fits without a second try: each field ends at the first place where the literal behind it stands.
//! Such lines are read in one pass, without recursion and with few branches that depend on the line: a field and the
//! literal behind it are one step, literals are compared eight bytes at a time, the ends of fields are found 32 bytes at
//! a time. A line that does not fit so may still fit otherwise (a thread's name with a bracket in it, a level that no
//! library knows): then the answer is *unsure*, and `matcher.rs` decides. Where it would try nothing else, the answer is
//! a plain *no*. Both ways give the same answer and the same spans for every line; a property test says so.
//!
//! Not compiled so: layouts that take any stamp, that look for the level, that have colours or free padding, or headers of two lines.

mod level_word;
mod prefix;
mod scan;

use crate::format::filling::{filled_end, trimmed};
use crate::format::layout::{Header, Span};
use crate::format::level::Level;
use crate::format::logger_name::{is_open_name, opens_bracket};
use crate::format::matcher::{MAX_FIELD_BYTES, Run, blanks_needed, number_end};
use crate::format::own_words::Words;
use crate::format::program::{Kind, Op, Program, Slot};
use crate::format::stamp::StampReader;
use level_word::level_of;
use prefix::{LOOKED_AT, Prefix};
use scan::{End, WINDOW, capitals, ends, find_blank, skip_blanks, stands, word_at};

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

/// A field and the literal behind it, or its first eight bytes.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is worked out once, so that a line does not pay for it")]
struct Step {
    take: Take,
    slot: Slot,
    /// Greatest width to which blanks behind the field fill it; 0 where they are not skipped but trimmed.
    pad_width: usize,
    /// The field is known to end where its literal stands.
    ends_at_literal: bool,
    /// Such a field may have blanks around it that fill it.
    is_trimmed: bool,
    /// Blanks with which the literal begins, which are no padding of the field.
    needed: usize,
    literal: u64,
    /// The bytes of `literal` that count.
    mask: u64,
    literal_bytes: usize,
    /// No field before could have ended elsewhere: a field that does not fit means that the line does not.
    field_decides: bool,
    /// The same for the literal.
    literal_decides: bool,
}

/// What a step reads before its literal.
#[derive(Debug, Clone)]
enum Take {
    Nothing,
    Stamp(Box<StampReader>),
    Number,
    Level,
    /// The same where one word's meaning depends on what follows it.
    LevelBeforeLogger,
    /// A word up to the next blank.
    Word,
    /// A word up to the literal that begins with this byte.
    WordUntil(u8),
    /// Any text up to the literal that begins with this byte.
    TextUntil(u8),
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
                kinds.push(Kind::Time);
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
            Some(prefix) if prefix.stands(beginning) => {
                at = prefix.width;
                header.time = Some(prefix.stamp);
            }
            Some(_) => return Answer::No,
            None => header.time = None,
        }
        for step in &self.steps {
            let start = if step.slot.pad_before { skip_blanks(line, at) } else { at };
            let end = match &step.take {
                Take::Nothing => at,
                Take::Stamp(reader) => match reader.match_at(line, start) {
                    Some(end) => end,
                    None => return step.without_field(),
                },
                Take::Number => match number_end(line, start) {
                    Some(end) => end,
                    None => return step.without_field(),
                },
                Take::Level => {
                    let (word, length) = capitals(word_at(line, start));
                    let level = level_of(word);
                    if level.is_none() {
                        return Answer::Unsure;
                    }
                    header.level = level;
                    start + length
                }
                Take::LevelBeforeLogger => {
                    let (word, length) = capitals(word_at(line, start));
                    let Some(level) = level_of(word).filter(|level| *level < Level::FATAL) else {
                        return Answer::Unsure;
                    };
                    header.level = Some(level);
                    start + length
                }
                Take::Word => {
                    let end = find_blank(line, start, line.len().min(start + MAX_FIELD_BYTES));
                    if end <= start {
                        return step.without_field();
                    }
                    end
                }
                Take::WordUntil(mark) => match step.word_until(line, start, *mark) {
                    Some(end) => end,
                    None if step.may_go_on(line, start) => return Answer::Unsure,
                    None => return step.without_field(),
                },
                Take::TextUntil(mark) => match step.text_until(line, start, *mark) {
                    Some(end) if opens_bracket(line, start, end, *mark) => return Answer::Unsure,
                    Some(end) => end,
                    None => return step.without_field(),
                },
            };
            let (start, end) = if step.ends_at_literal {
                at = end + step.literal_bytes;
                if step.is_trimmed { trimmed(line, &step.slot, start, end) } else { (start, end) }
            } else {
                let after = if step.pad_width == 0 { end } else { step.skip_padding(line, start, end) };
                if !stands(line, after, step.literal, step.mask) {
                    let is_open =
                        step.may_go_on(line, start) || header.logger.is_some_and(|name| is_open_name(name.of(line)));
                    let is_no = step.literal_decides && !is_open;
                    return if is_no { Answer::No } else { Answer::Unsure };
                }
                at = after + step.literal_bytes;
                (start, end)
            };
            let span = Some(span(start, end));
            match step.slot.kind {
                Kind::Time => header.time = span,
                Kind::Level => header.level_span = span,
                Kind::Logger => header.logger = span,
                Kind::Thread => header.thread = span,
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

impl Take {
    /// The byte up to which it reads.
    #[inline]
    fn mark(&self) -> Option<u8> {
        match self {
            Self::WordUntil(mark) | Self::TextUntil(mark) => Some(*mark),
            _ => None,
        }
    }
}

impl Step {
    /// Whether the field is a logger's name with a blank in it, perhaps.
    #[cold]
    fn may_go_on(&self, line: &[u8], start: usize) -> bool {
        let end = find_blank(line, start, line.len().min(start + MAX_FIELD_BYTES));
        self.slot.kind == Kind::Logger && line.get(start..end).is_some_and(is_open_name)
    }

    fn nothing(take: Take) -> Self {
        let slot = Slot { field: usize::MAX, kind: Kind::Other, pad_before: false, pad_width: 0 };
        Self {
            take,
            slot,
            pad_width: 0,
            ends_at_literal: false,
            is_trimmed: false,
            needed: 0,
            literal: 0,
            mask: 0,
            literal_bytes: 0,
            field_decides: true,
            literal_decides: true,
        }
    }

    /// What it means that the field is not there.
    fn without_field(&self) -> Answer {
        if self.field_decides { Answer::No } else { Answer::Unsure }
    }

    /// Behind the blanks that fill the field.
    #[inline]
    fn skip_padding(&self, line: &[u8], start: usize, end: usize) -> usize {
        let blanks = (skip_blanks(line, end) - end).saturating_sub(self.needed);
        filled_end(line, start, end, blanks, self.pad_width)
    }

    /// The end of a word that is not empty and has no blank, at the first place where the literal stands.
    #[inline]
    fn word_until(&self, line: &[u8], start: usize, mark: u8) -> Option<usize> {
        // The first byte is the word's, unless it is a blank.
        let from = start + usize::from(*line.get(start)? > b' ');
        let place = self.first_stand(line, start, from, End::BlankOr(mark))?;
        (place > start).then_some(place)
    }

    /// The end of a text, perhaps an empty one, at the first place where the literal stands.
    #[inline]
    fn text_until(&self, line: &[u8], start: usize, mark: u8) -> Option<usize> {
        self.first_stand(line, start, start, End::Mark(mark))
    }

    /// The first place from `from` on where the literal stands, before the first blank if that is an end.
    #[inline]
    fn first_stand(&self, line: &[u8], start: usize, from: usize, end: End) -> Option<usize> {
        let limit = line.len().min(start + MAX_FIELD_BYTES + 1);
        let mut at = from;
        while at < limit {
            let mut places = ends(line, at, end);
            while places != 0 {
                let place = at + places.trailing_zeros() as usize;
                if stands(line, place, self.literal, self.mask) {
                    return (place < limit).then_some(place);
                }
                if let End::BlankOr(mark) = end
                    && line.get(place) != Some(&mark)
                {
                    return None;
                }
                places &= places - 1;
            }
            at += WINDOW;
        }
        None
    }
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "lines of more than 32 bits are not read here")]
fn span(start: usize, end: usize) -> Span {
    Span { start: start as u32, end: end as u32 }
}

/// What the operations begin with, when it is a stamp of fixed width with literals around it, and how many these are.
fn prefix(ops: &[Op]) -> Option<(Prefix, usize)> {
    let (before, rest) = match ops {
        [Op::Literal { text, .. }, rest @ ..] => (text.as_slice(), rest),
        _ => (&[][..], ops),
    };
    let (reader, rest) = match rest {
        [Op::Stamp(reader, slot), rest @ ..] if !slot.pad_before && slot.pad_width == 0 => (reader, rest),
        _ => return None,
    };
    let stamp = reader.as_fixed()?;
    let from = ops.len() - rest.len();
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
