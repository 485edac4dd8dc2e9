//! From pieces to a program: the flat list of operations that the matcher runs.
//!
//! Groups are flattened, colour sequences inside literals become colour operations, milliseconds behind the time join
//! the stamp, and everything behind the message becomes the *tail*, which is matched from the line's end. A line end
//! before the message (`java.util.logging` prints level and message on the second line) is a literal line feed.

use crate::format::colours::colours_end;
use crate::format::error::{Dialect, PatternError, PatternErrorKind};
use crate::format::own_words::Words;
use crate::format::piece::{Field, Padding, Piece};
use crate::format::stamp::StampReader;
use crate::format::time::{TimeFormat, TimeItem};

/// One operation of the matcher.
#[derive(Debug, Clone)]
pub(crate) enum Op {
    /// Exactly these bytes; at the end of the line its trailing blanks may be missing when the message follows.
    Literal { text: Vec<u8>, before_message: bool },
    /// Any number of blanks.
    Blanks,
    /// Any number of colour sequences.
    Colour,
    /// The record's stamp.
    Stamp(Box<StampReader>, Slot),
    /// The level word; `anchored` levels may be words that no library has. Names are cut to `cut` letters (0: to no number);
    /// `short` ones may be of any length below.
    Level { slot: Slot, anchored: bool, short: bool, cut: usize, words: Words },
    /// The first known level word within the next few tokens, and what parts it from the message.
    LevelSearch { slot: Slot },
    /// Nothing; the record has no level, and is of the level `INFO` by its nature. With `request`, only before the line of
    /// an HTTP request in quotes, which is all of the record.
    Harmless { request: bool },
    /// A number.
    Number { slot: Slot },
    /// A word without blanks, up to the next operation that fits.
    Token { slot: Slot },
    /// Any text, perhaps empty, up to the next operation that fits.
    Text { slot: Slot },
    /// The path of a file of source, without blanks.
    SourceFile { slot: Slot },
    /// The message.
    Message,
    /// Pairs behind the message; they say where it ends.
    Pairs { slot: Slot, logger: Slot, is_named: bool },
}

impl Op {
    /// The field that it reads.
    pub(crate) fn slot(&self) -> Option<&Slot> {
        match self {
            Self::Stamp(_, slot)
            | Self::Level { slot, .. }
            | Self::LevelSearch { slot }
            | Self::Number { slot }
            | Self::Token { slot }
            | Self::Text { slot }
            | Self::SourceFile { slot }
            | Self::Pairs { slot, .. } => Some(slot),
            Self::Literal { .. } | Self::Blanks | Self::Colour | Self::Harmless { .. } | Self::Message => None,
        }
    }
}

/// Where a field's text goes, and how it is padded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot {
    /// Index into `Program::fields`.
    pub(crate) field: usize,
    pub(crate) kind: Kind,
    pub(crate) pad_before: bool,
    /// Greatest width to which blanks behind the text may fill the field.
    pub(crate) pad_width: usize,
}

/// The fields that a header keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Time,
    Level,
    Logger,
    Thread,
    Other,
}

/// A compiled layout.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    pub(crate) ops: Vec<Op>,
    /// Operations behind the message.
    pub(crate) tail: Vec<Op>,
    pub(crate) fields: Vec<Field>,
}

/// Field names that stand for the two free parts of a fallback layout (`catalogue.rs`).
pub(crate) const SEARCH_LEVEL: &str = "anything_with_level";
/// Field name before a level that is Elasticsearch's: with a word for what will be gone (`own_words.rs`).
pub(crate) const DEPRECATIONS: &str = "deprecations";
/// Name of a field without text before a level whose letter `S` is Loguru's `SUCCESS`, not `SEVERE`.
pub(crate) const SUCCESSES: &str = "successes";
/// Names of fields without text before the level, the pairs behind an event, and a path.
const MARKS: [&str; 6] = [SEARCH_LEVEL, DEPRECATIONS, SUCCESSES, KNOWN_LEVEL, NAMED_EVENTS, SOURCE_FILE];
/// Field name that stands for the pairs behind an event.
pub(crate) const EVENT_PAIRS: &str = "event_pairs";
/// Name of a field without text before [`EVENT_PAIRS`] where the logger's name stands behind every event.
pub(crate) const NAMED_EVENTS: &str = "named_events";
/// Name of a field without text in front of a level that is a known one in capitals, as nothing else tells the header.
pub(crate) const KNOWN_LEVEL: &str = "known_level";
/// Name of a field without text before a path that must be a source file's, as nothing else tells it from a message's end.
pub(crate) const SOURCE_FILE: &str = "source_file";
/// Name of a field without text that marks records which are no errors although they have no level.
pub(crate) const HARMLESS: &str = "harmless";
/// The same, before an HTTP request in quotes with which the message begins.
pub(crate) const HARMLESS_REQUEST: &str = "harmless_request";

impl Program {
    pub(crate) fn new(dialect: Dialect, pattern: &str, pieces: Vec<Piece>) -> Result<Self, PatternError> {
        let fault = |kind| PatternError { dialect, pattern: pattern.to_owned(), offset_bytes: 0, kind };
        let mut flat = Vec::new();
        flatten(pieces, None, &mut flat);
        let thread_named = flat.iter().any(|(piece, ..)| matches!(piece, Piece::Field(Field::Thread, _)));
        let level_named = flat.iter().any(|(piece, ..)| matches!(piece, Piece::Field(Field::Level, _)));
        if !flat.iter().any(|(piece, ..)| matches!(piece, Piece::Field(Field::Message, _))) {
            flat.retain(|(piece, ..)| *piece != Piece::LineEnd);
        }
        let mut builder = Builder { thread_named, level_named, ..Builder::default() };
        if is_coloured_beyond_line(&flat) {
            builder.add(Op::Colour);
        }
        for (piece, pad_before, pad_width) in join_millis(flat) {
            builder.push(piece, pad_before, pad_width);
        }
        let Builder { mut ops, tail, fields, .. } = builder;
        anchor_at_stamps(&mut ops);
        if ops.windows(2).any(|pair| matches!(pair, [Op::Token { .. }, Op::Token { .. } | Op::Message])) {
            return Err(fault(PatternErrorKind::Ambiguous));
        }
        for index in 1..ops.len() {
            if let Some([Op::Literal { before_message, .. }, Op::Message]) = ops.get_mut(index - 1..=index) {
                *before_message = true;
            }
        }
        let program = Self { ops, tail, fields };
        if program.is_distinctive() { Ok(program) } else { Err(fault(PatternErrorKind::NothingToMatch)) }
    }

    /// A literal with a mark stands before the message, or one of blanks behind a field that no blanks fill.
    pub(crate) fn keeps_indents(&self) -> bool {
        let Some([rest @ .., Op::Literal { text, .. }, Op::Message]) = self.ops.get(..) else { return false };
        if !text.iter().all(u8::is_ascii_whitespace) {
            return true;
        }
        match rest.last() {
            Some(Op::Blanks | Op::Colour | Op::LevelSearch { .. }) => false,
            Some(op) => op.slot().is_none_or(|slot| slot.pad_width == 0 && !slot.pad_before),
            None => true,
        }
    }

    /// Lines that a header has: one more than line feeds before the message.
    pub(crate) fn header_lines(&self) -> usize {
        let feeds = self.ops.iter().map(|op| match op {
            Op::Literal { text, .. } => memchr::memchr_iter(b'\n', text).count(),
            _ => 0,
        });
        1 + feeds.sum::<usize>()
    }

    /// The field is a logger's name with a dot and a function's name behind it.
    pub(crate) fn is_before_function(&self, slot: &Slot, rest: &[Op]) -> bool {
        let [Op::Literal { text, .. }, Op::Token { slot: next }, ..] = rest else { return false };
        slot.kind == Kind::Logger && text == b"." && matches!(self.fields.get(next.field), Some(Field::Function))
    }

    /// The place of the call stands behind the message.
    pub(crate) fn has_place_behind(&self) -> bool {
        self.tail.iter().filter_map(Op::slot).any(|slot| self.fields.get(slot.field) == Some(&Field::LineNumber))
    }

    /// Something before the message tells a header from any other line.
    fn is_distinctive(&self) -> bool {
        let is_thread_in_parentheses = |ops: &[Op]| match ops {
            [Op::Literal { text: open, .. }, Op::Text { slot }, Op::Literal { text: close, .. }] => {
                slot.kind == Kind::Thread && open.ends_with(b"(") && close.starts_with(b")")
            }
            _ => false,
        };
        self.ops.windows(3).any(is_thread_in_parentheses)
            || self.ops.iter().any(|op| match op {
                Op::Stamp(..) | Op::Level { .. } | Op::LevelSearch { .. } => true,
                Op::Literal { text, .. } => {
                    text.iter().filter(|byte| byte.is_ascii_alphanumeric()).count() >= 3
                        || text.iter().filter(|byte| byte.is_ascii_punctuation()).count() >= 2
                }
                Op::Token { slot } => {
                    slot.kind == Kind::Logger
                        && self
                            .ops
                            .iter()
                            .any(|op| matches!(op, Op::Literal { text, .. } if !text.iter().all(|byte| *byte == b' ')))
                }
                _ => false,
            })
    }
}

/// A level with nothing but marks between it and the stamp behind it is told by that.
fn anchor_at_stamps(ops: &mut [Op]) {
    for at in 0..ops.len() {
        if let Some([Op::Level { anchored, .. }, Op::Literal { .. }, Op::Stamp(..)]) = ops.get_mut(at..at + 3) {
            *anchored = true;
        }
    }
}

type Padded = (Piece, bool, usize);

/// Whether a colour ends behind the end of the line, as in `%highlight{%m%n%xEx}`: then the next header stands behind the
/// sequence that ends it.
fn is_coloured_beyond_line(flat: &[Padded]) -> bool {
    let line_end = flat.iter().rposition(|(piece, ..)| *piece == Piece::LineEnd);
    let behind = line_end.and_then(|at| flat.get(at..)).unwrap_or_default();
    let is_last = !behind.iter().any(|(piece, ..)| matches!(piece, Piece::Field(Field::Message, _)));
    is_last && behind.iter().any(|(piece, ..)| *piece == Piece::Colour)
}

/// Unfolds groups; a padded group hands its padding to its first and last members.
fn flatten(pieces: Vec<Piece>, outer: Option<Padding>, flat: &mut Vec<Padded>) {
    let from = flat.len();
    for piece in pieces {
        match piece {
            // An empty group with a width is only blanks.
            Piece::Group(inner, padding) if inner.is_empty() => flat.push((Piece::Group(inner, padding), false, 0)),
            Piece::Group(inner, padding) => flatten(inner, Some(padding), flat),
            Piece::Field(_, padding) => {
                let blank = padding.fill == b' ' && padding.min_width > 0;
                let before = blank && (!padding.left_aligned || padding.centred);
                let after = blank && (padding.left_aligned || padding.centred);
                flat.push((piece, before, if after { usize::from(padding.min_width) } else { 0 }));
            }
            _ => flat.push((piece, false, 0)),
        }
    }
    let Some(padding) = outer.filter(|padding| padding.min_width > 0) else {
        return;
    };
    let blanks = || (Piece::Group(Vec::new(), padding), false, 0);
    if padding.left_aligned || padding.centred {
        flat.push(blanks());
    }
    if !padding.left_aligned || padding.centred {
        flat.insert(from.min(flat.len()), blanks());
    }
}

/// Makes `time literal millis` one time.
fn join_millis(flat: Vec<Padded>) -> Vec<Padded> {
    let mut joined: Vec<Padded> = Vec::with_capacity(flat.len());
    for (piece, before, width) in flat {
        if let Piece::Field(Field::Millis, padding) = &piece {
            let digits = if padding.min_width == 3 && padding.fill == b'0' { 3 } else { 0 };
            let start = joined.len().saturating_sub(2);
            if let Some([(Piece::Field(Field::Time(format), _), ..), (Piece::Literal(mark), ..)]) =
                joined.get_mut(start..)
            {
                if digits == 3 && !format.items.is_empty() {
                    format.items.push(TimeItem::Literal(std::mem::take(mark)));
                    format.items.push(TimeItem::Fraction { digits });
                    joined.pop();
                    continue;
                }
                if format.items.is_empty() {
                    // Any stamp takes its fraction by itself.
                    joined.pop();
                    continue;
                }
            }
        }
        joined.push((piece, before, width));
    }
    joined
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the pieces have or had")]
struct Builder {
    ops: Vec<Op>,
    tail: Vec<Op>,
    fields: Vec<Field>,
    in_tail: bool,
    stamped: bool,
    /// The thread's name is printed; otherwise its number stands for it.
    thread_named: bool,
    /// So is the level's.
    level_named: bool,
}

impl Builder {
    fn add(&mut self, op: Op) {
        let ops = if self.in_tail { &mut self.tail } else { &mut self.ops };
        // A literal behind a literal is one literal.
        if let (Op::Literal { text, .. }, Some(Op::Literal { text: last, .. })) = (&op, ops.last_mut()) {
            last.extend_from_slice(text);
            return;
        }
        ops.push(op);
    }

    fn push(&mut self, piece: Piece, pad_before: bool, pad_width: usize) {
        match piece {
            Piece::Literal(text) => self.push_literal(&text),
            Piece::Group(..) => self.add(Op::Blanks),
            Piece::Colour => self.add(Op::Colour),
            // Only a line end before the message is part of the header.
            Piece::LineEnd if !self.in_tail && !self.ops.is_empty() => self.end_line(),
            Piece::LineEnd | Piece::Field(Field::Exception, _) => {}
            Piece::Field(Field::Message, _) if !self.in_tail => {
                self.add(Op::Message);
                self.in_tail = true;
            }
            Piece::Field(field, padding) => self.push_field(field, padding, pad_before, pad_width),
        }
    }

    /// Splits colour sequences out of a literal.
    fn push_literal(&mut self, text: &[u8]) {
        let mut rest = text;
        while let Some(at) = memchr::memchr(0x1b, rest) {
            let (before, from) = rest.split_at(at);
            let end = colours_end(from, 0);
            if end == 0 {
                break;
            }
            if !before.is_empty() {
                self.add(Op::Literal { text: before.to_vec(), before_message: false });
            }
            self.add(Op::Colour);
            rest = from.get(end..).unwrap_or_default();
        }
        if !rest.is_empty() {
            self.add(Op::Literal { text: rest.to_vec(), before_message: false });
        }
    }

    /// A name that ends its line may hold blanks: `java.util.logging` prints class and method as one.
    fn end_line(&mut self) {
        if let Some(Op::Token { slot }) = self.ops.last() {
            let slot = *slot;
            self.ops.pop();
            self.ops.push(Op::Text { slot });
        }
        self.add(Op::Literal { text: b"\n".to_vec(), before_message: false });
    }

    fn push_field(&mut self, field: Field, padding: Padding, pad_before: bool, pad_width: usize) {
        let index = self.fields.len();
        let slot = |kind| Slot { field: index, kind, pad_before, pad_width };
        let other = slot(Kind::Other);
        // A word and a blank are how prose begins, too.
        let is_mark = |op: &Op| matches!(op, Op::Literal { text, .. } if text.iter().any(|byte| *byte != b' '));
        let anchored = self.stamped || self.ops.iter().any(is_mark);
        let op = match &field {
            Field::Time(format) if !self.stamped => {
                self.stamped = true;
                Op::Stamp(Box::new(StampReader::new(format)), slot(Kind::Time))
            }
            Field::Relative if !self.stamped => {
                self.stamped = true;
                let format = TimeFormat { items: vec![TimeItem::RelativeMillis], zone: None };
                Op::Stamp(Box::new(StampReader::new(&format)), slot(Kind::Time))
            }
            Field::Time(format) => Op::Stamp(Box::new(StampReader::new(format)), other),
            Field::Level => {
                let search = matches!(self.fields.last(), Some(Field::Other(name)) if name == SEARCH_LEVEL);
                if search {
                    Op::LevelSearch { slot: slot(Kind::Level) }
                } else {
                    let words = match (self.is_marked(DEPRECATIONS), self.is_marked(SUCCESSES)) {
                        (true, _) => Words::Deprecations,
                        (_, true) => Words::Successes,
                        _ => Words::Usual,
                    };
                    let (short, cut) = (padding.max_width < 5, usize::from(padding.max_width));
                    let cut = if (5..8).contains(&cut) { cut } else { 0 };
                    let anchored = anchored && !self.is_marked(KNOWN_LEVEL);
                    Op::Level { slot: slot(Kind::Level), anchored, short, cut, words }
                }
            }
            Field::LevelNumber if !self.level_named => {
                let (anchored, short, cut) = (false, false, 0);
                Op::Level { slot: slot(Kind::Level), anchored, short, cut, words: Words::Numbers }
            }
            Field::Millis if self.join_plain_millis() => return,
            Field::ThreadId if !self.thread_named => Op::Number { slot: slot(Kind::Thread) },
            Field::Millis | Field::Relative | Field::LevelNumber | Field::ThreadId | Field::Pid | Field::LineNumber => {
                Op::Number { slot: other }
            }
            Field::Logger => Op::Token { slot: slot(Kind::Logger) },
            Field::Function | Field::Class | Field::File | Field::Module | Field::Host => Op::Token { slot: other },
            Field::Thread => Op::Text { slot: slot(Kind::Thread) },
            Field::Path if self.is_marked(SOURCE_FILE) => Op::SourceFile { slot: other },
            Field::Pairs => {
                let is_named = self.is_marked(NAMED_EVENTS);
                let pairs = Slot { field: index + 1, ..other };
                self.fields.extend([Field::Logger, field]);
                self.add(Op::Pairs { slot: pairs, logger: slot(Kind::Logger), is_named });
                return;
            }
            Field::Other(name) if MARKS.contains(&name.as_str()) => {
                self.fields.push(field);
                return;
            }
            Field::Other(name) if name == HARMLESS || name == HARMLESS_REQUEST => {
                self.add(Op::Harmless { request: name == HARMLESS_REQUEST });
                return;
            }
            _ => Op::Text { slot: other },
        };
        self.fields.push(field);
        self.add(op);
    }

    /// A field of this name and no text stands before the one that is added, or before others of that kind.
    fn is_marked(&self, mark: &str) -> bool {
        let is_mark = |field: &&Field| matches!(field, Field::Other(name) if MARKS.contains(&name.as_str()));
        let mut marks = self.fields.iter().rev().take_while(is_mark);
        marks.any(|field| matches!(field, Field::Other(name) if name == mark))
    }

    /// Milliseconds without leading zeros right behind the stamp become a part of it.
    fn join_plain_millis(&mut self) -> bool {
        let start = self.ops.len().saturating_sub(2);
        let Some([Op::Stamp(reader, _), Op::Literal { text, .. }]) = self.ops.get_mut(start..) else {
            return false;
        };
        **reader = reader.as_ref().clone().with_plain_millis(std::mem::take(text));
        self.ops.pop();
        true
    }
}
