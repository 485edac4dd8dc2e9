//! Running a program over a line: first fit, with bounded backtracking.
//!
//! A field ends at the first place where all that follows fits. The number of places that are tried in one line is
//! limited, so that no line costs more than a constant; a line over the limit does not match.

mod tail;

use crate::format::colours::{colours_end, own_colours};
use crate::format::filling::{filled_end, trimmed};
use crate::format::json::pairs;
use crate::format::level::{Level, known_level, whole_name};
use crate::format::local_names;
use crate::format::logger_name::{is_open_text, is_torn_name, servlet_end};
use crate::format::own_words::Words;
use crate::format::program::{Kind, Op, Program, Slot};
use crate::format::request::is_request;
use crate::format::source_file::source_file_length;
use crate::format::stamp::StampReader;

/// Places that are tried in one line.
const MAX_STEPS: u32 = 2_000;
/// Places that are passed over in one line, as only the first byte of what must follow stands there.
const MAX_PASSED: u32 = 4_000;
/// Longest text of a field before the message.
pub(crate) const MAX_FIELD_BYTES: usize = 4_096;
/// How far the level may stand behind the stamp in a fallback layout, in bytes and in words.
const SEARCH_BYTES: usize = 160;
const SEARCH_WORDS: usize = 6;

/// Takes what the matcher finds. On backtracking a slot is set again.
pub(crate) trait Capture {
    fn set(&mut self, slot: &Slot, start: usize, end: usize);
    fn set_level(&mut self, level: Option<Level>);
    fn set_message(&mut self, start: usize, end: usize);
}

pub(crate) struct Run<'a, C> {
    line: &'a [u8],
    program: &'a Program,
    steps: u32,
    passed: u32,
    capture: &'a mut C,
}

impl<'a, C: Capture> Run<'a, C> {
    pub(crate) fn new(program: &'a Program, line: &'a [u8], capture: &'a mut C) -> Self {
        Self { line, program, steps: 0, passed: 0, capture }
    }

    /// A run that has found the message's beginning, and tried `steps` places for it.
    pub(crate) fn resumed(program: &'a Program, line: &'a [u8], steps: u32, capture: &'a mut C) -> Self {
        Self { line, program, steps, passed: 0, capture }
    }

    pub(crate) fn matches(&mut self) -> bool {
        let program = self.program;
        self.run(&program.ops, 0).is_some()
    }

    /// Runs the operations from `at` on; the end of what they took.
    fn run(&mut self, ops: &[Op], at: usize) -> Option<usize> {
        let mut ops = ops;
        let mut at = at;
        while let Some((op, rest)) = ops.split_first() {
            at = match op {
                Op::Literal { text, before_message } => self.literal_end(text, *before_message, at)?,
                Op::Blanks => self.skip_blanks(at).saturating_sub(blanks_needed(rest)).max(at),
                Op::Colour => colours_end(self.line, at),
                Op::Harmless { request: true } if !is_request(self.line.get(at..)?) => return None,
                Op::Harmless { .. } => {
                    self.capture.set_level(Some(Level::INFO));
                    at
                }
                Op::Stamp(reader, slot) => self.stamp(reader, slot, at, rest)?,
                Op::Level { slot, words: Words::Numbers, .. } => self.level_number(slot, at, rest)?,
                Op::Level { slot, anchored, short, cut, words } => {
                    let end = self.level(slot, *anchored, (*short, *cut), at, rest)?;
                    if let Some(level) = words.level(self.line, at) {
                        self.capture.set_level(Some(level));
                    }
                    end
                }
                Op::LevelSearch { slot } => self.search_level(slot, at)?,
                Op::Number { slot } => self.number(slot, at, rest)?,
                Op::Token { slot } if self.program.is_before_function(slot, rest) => {
                    return self.name_before_function(slot, at, rest);
                }
                Op::Token { slot } if begins_with_blank(rest) => self.word(slot, at, rest)?,
                Op::Token { slot } => return self.try_ends(slot, at, rest, false),
                Op::Text { slot } => return self.try_ends(slot, at, rest, true),
                Op::SourceFile { slot } => {
                    let end = at + source_file_length(self.line.get(at..)?)?;
                    self.capture.set(slot, at, end);
                    end
                }
                Op::Message => {
                    self.message(at);
                    return Some(self.line.len());
                }
                Op::Pairs { .. } => self.line.len(),
            };
            ops = rest;
        }
        Some(at)
    }

    #[inline]
    fn literal_end(&self, text: &[u8], before_message: bool, at: usize) -> Option<usize> {
        let rest = self.line.get(at..)?;
        if rest.starts_with(text) {
            return Some(at + text.len());
        }
        if let ([b'\n', ..], Some(rest)) = (text, rest.strip_prefix(b"\r"))
            && rest.starts_with(text)
        {
            return Some(at + 1 + text.len());
        }
        // Editors and loggers cut blanks at the end of a line whose message is empty.
        (before_message && rest == text.trim_ascii_end() && rest.len() < text.len() && at > 0 && !text.contains(&b'\n'))
            .then_some(self.line.len())
    }

    fn skip_blanks(&self, at: usize) -> usize {
        at + self.line.get(at..).unwrap_or_default().iter().take_while(|byte| **byte == b' ').count()
    }

    fn stamp(&mut self, reader: &StampReader, slot: &Slot, at: usize, rest: &[Op]) -> Option<usize> {
        let at = if slot.pad_before { self.skip_blanks(at) } else { at };
        let end = reader.match_at(self.line, at)?;
        self.capture.set(slot, at, end);
        Some(self.skip_padding(slot, at, end, rest))
    }

    /// Skips the blanks that fill a field, but leaves those with which the next literal begins.
    fn skip_padding(&self, slot: &Slot, start: usize, end: usize, rest: &[Op]) -> usize {
        if slot.pad_width == 0 {
            return end;
        }
        let past = self.skip_blanks(end);
        // The filling stands inside the colours, the literal's blanks behind them, or inside them, too.
        let coloured = self.line.get(past) == Some(&0x1b) && matches!(rest.first(), Some(Op::Colour));
        let after = if coloured { colours_end(self.line, past) } else { past };
        let needed = blanks_needed(rest).saturating_sub(self.skip_blanks(after) - after);
        let blanks = (past - end).saturating_sub(needed);
        filled_end(self.line, start, end, blanks, slot.pad_width)
    }

    /// `cuts`: whether the name is cut to a few letters, or to how many.
    fn level(&mut self, slot: &Slot, anchored: bool, cuts: (bool, usize), at: usize, rest: &[Op]) -> Option<usize> {
        let (short, cut) = cuts;
        let start = if slot.pad_before { self.skip_blanks(at) } else { at };
        let text = self.line.get(start..)?;
        let length = text.iter().take(24).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let word = text.get(..length)?;
        let upper = !word.iter().any(u8::is_ascii_lowercase);
        let known = known_level(word).or_else(|| if length == cut { Level::parse_cut(word) } else { None });
        let is_name = anchored && upper && !text.first().is_some_and(u8::is_ascii_digit);
        let known = known.or_else(|| if is_name { Level::parse(whole_name(word)) } else { None });
        // Words of other languages are printed in capitals, as far as these have any.
        if upper
            && known.is_none()
            && text.first().is_some_and(|byte| byte.is_ascii_uppercase() || *byte >= 0x80)
            && let Some((level, length)) = local_names::level(text)
        {
            self.capture.set(slot, start, start + length);
            self.capture.set_level(Some(level));
            return Some(self.skip_padding(slot, start, start + length, rest));
        }
        let mut end = start + length;
        let level = match known {
            Some(level) if upper || anchored => Some(level),
            _ if word == b"Level" => {
                let digits = text.get(6..)?.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
                if text.get(5) != Some(&b' ') || digits == 0 {
                    return None;
                }
                end += 1 + digits;
                None
            }
            // A letter with a stamp right behind it: `E0517 10:00:00`.
            _ if short
                && matches!(rest.first(), Some(Op::Stamp(..)))
                && word.get(1).is_some_and(u8::is_ascii_digit) =>
            {
                end = start + 1;
                Some(Level::parse_cut(word.get(..1)?)?)
            }
            _ if short && upper => Some(Level::parse_cut(word)?),
            _ if anchored && upper && length >= 2 && word.first().is_some_and(u8::is_ascii_uppercase) => None,
            _ => return None,
        };
        self.capture.set(slot, start, end);
        self.capture.set_level(level);
        Some(self.skip_padding(slot, start, end, rest))
    }

    /// A number of Python's for the level; none has more than two digits.
    fn level_number(&mut self, slot: &Slot, at: usize, rest: &[Op]) -> Option<usize> {
        let start = if slot.pad_before { self.skip_blanks(at) } else { at };
        let text = self.line.get(start..)?;
        let digits = text.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
        let number = text.get(..digits).filter(|digits| digits.len() < 3)?;
        let number = number.iter().fold(0_u16, |number, digit| number * 10 + u16::from(digit - b'0'));
        let level = Level::of_python(number)?;
        self.capture.set(slot, start, start + digits);
        self.capture.set_level(Some(level));
        Some(self.skip_padding(slot, start, start + digits, rest))
    }

    /// Finds the first level word among the next few; the message begins behind the marks that follow it.
    fn search_level(&mut self, slot: &Slot, at: usize) -> Option<usize> {
        let limit = self.line.len().min(at + SEARCH_BYTES);
        let window = self.line.get(at..limit)?;
        if !window.first().is_some_and(|byte| byte.is_ascii_punctuation() || *byte == b' ' || *byte == b'\t') {
            return None;
        }
        let mut position = 0;
        for word in window.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').take(SEARCH_WORDS * 3) {
            let (start, end) = (at + position, at + position + word.len());
            position += word.len() + 1;
            if word.len() < 3 || end == limit && limit < self.line.len() {
                continue;
            }
            let before = start.checked_sub(1).and_then(|index| self.line.get(index));
            let lower_in_brackets = matches!(before, Some(b'[' | b'=' | b'<' | b'|' | b'"'));
            if !lower_in_brackets && word.iter().any(u8::is_ascii_lowercase) {
                continue;
            }
            let Some(level) = Level::parse(word) else {
                continue;
            };
            self.capture.set(slot, start, end);
            self.capture.set_level(Some(level));
            let marks = self.line.get(end..)?.iter().take_while(|byte| b" ]):|>}\t-,;\"".contains(byte)).count();
            return Some(end + marks);
        }
        None
    }

    fn number(&mut self, slot: &Slot, at: usize, rest: &[Op]) -> Option<usize> {
        let start = if slot.pad_before { self.skip_blanks(at) } else { at };
        let end = number_end(self.line, start)?;
        self.capture.set(slot, start, end);
        Some(self.skip_padding(slot, start, end, rest))
    }

    /// A word in front of a literal that begins with a blank: it has one possible end.
    #[inline]
    fn word(&mut self, slot: &Slot, at: usize, rest: &[Op]) -> Option<usize> {
        let start = if slot.pad_before { self.skip_blanks(at) } else { at };
        let text = self.line.get(start..)?;
        let length = text.iter().take(MAX_FIELD_BYTES).take_while(|byte| **byte > b' ').count();
        if length == 0 {
            return None;
        }
        let mut end = start + length;
        let mut behind = self.skip_padding(slot, start, end, rest);
        if slot.kind == Kind::Logger
            && let Some(Op::Literal { text, before_message }) = rest.first()
            && self.literal_end(text, *before_message, behind).is_none()
            && let Some(longer) = servlet_end(self.line, start, end)
        {
            end = longer;
            behind = self.skip_padding(slot, start, end, rest);
        }
        self.capture.set(slot, start, end);
        Some(behind)
    }

    /// A logger's name up to the last dot behind which a function's name fits, as that has none.
    fn name_before_function(&mut self, slot: &Slot, at: usize, rest: &[Op]) -> Option<usize> {
        let text = self.line.get(at..)?;
        let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80 || b"._-<>$".contains(byte);
        let mut length = text.iter().take(MAX_FIELD_BYTES).take_while(|byte| is_of_name(byte)).count();
        while let Some(dot) = text.get(..length).and_then(|name| memchr::memrchr(b'.', name)).filter(|dot| *dot > 0) {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                return None;
            }
            if let Some(done) = self.run(rest, at + dot) {
                self.capture.set(slot, at, at + dot);
                return Some(done);
            }
            length = dot;
        }
        None
    }

    /// Tries each place where the field can end, be it a word or any text; the first where the rest fits is taken.
    fn try_ends(&mut self, slot: &Slot, at: usize, rest: &[Op], text: bool) -> Option<usize> {
        let start = if slot.pad_before { self.skip_blanks(at) } else { at };
        let mut limit = self.line.len().min(start + MAX_FIELD_BYTES);
        if !text {
            let word = self.line.get(start..limit)?;
            limit = start + word.iter().take_while(|byte| **byte > b' ').count();
            if slot.kind == Kind::Logger {
                limit = servlet_end(self.line, start, limit).unwrap_or(limit);
            }
        }
        let Some(next) = rest.first() else {
            self.set_trimmed(slot, start, limit);
            return (text || limit > start).then_some(limit);
        };
        let mut end = start + usize::from(!text);
        let mut open: Option<usize> = None;
        while end <= limit {
            if let Op::Literal { text: literal, before_message } = next {
                let first = *literal.first()?;
                // The literal may begin right behind the last byte of the field.
                let upto = (limit + 1).min(self.line.len());
                match memchr::memchr(first, self.line.get(end..upto).unwrap_or_default()) {
                    Some(offset) => end += offset,
                    None => break,
                }
                if self.literal_end(literal, *before_message, end).is_none() {
                    self.passed += 1;
                    if self.passed > MAX_PASSED {
                        return None;
                    }
                    end += 1;
                    continue;
                }
            }
            self.steps += 1;
            if self.steps > MAX_STEPS {
                return None;
            }
            let torn = !text && slot.kind == Kind::Logger && is_torn_name(self.line, start, end, next);
            if text && is_open_text(self.line, start, end, next) {
                open = open.or(Some(end));
                end += 1;
                continue;
            }
            if let Some(done) = (!torn).then(|| self.run(rest, end)).flatten() {
                self.set_trimmed(slot, start, end);
                return Some(done);
            }
            end += 1;
        }
        // No bracket closes what the text opens.
        if let Some(end) = open {
            let done = self.run(rest, end)?;
            self.set_trimmed(slot, start, end);
            return Some(done);
        }
        // A padded word ends at the blanks that fill it.
        let pad = self.skip_padding(slot, start, limit, rest);
        if text || pad == limit || limit == start {
            return None;
        }
        let done = self.run(rest, pad)?;
        self.capture.set(slot, start, limit);
        Some(done)
    }

    fn set_trimmed(&mut self, slot: &Slot, start: usize, end: usize) {
        let (start, mut end) = trimmed(self.line, slot, start, end);
        // A field at the end of a header's first line.
        if self.line.get(end) == Some(&b'\n') && end > start && self.line.get(end - 1) == Some(&b'\r') {
            end -= 1;
        }
        self.capture.set(slot, start, end);
    }

    /// The message runs to the line's end or to where the tail begins, if the tail fits there.
    pub(crate) fn message(&mut self, at: usize) {
        let mut at = at;
        let program = self.program;
        let mut end = self.line.len();
        let pairs = program.tail.iter().find_map(|op| match op {
            Op::Pairs { slot, logger, is_named } => Some((slot, logger, *is_named)),
            _ => None,
        });
        if let Some((slot, logger, is_named)) = pairs {
            // The event's own colour is no part of it.
            at = colours_end(self.line, at);
            let split = pairs::split(self.line.get(at..).unwrap_or_default(), is_named);
            if let Some((from, to)) = split.logger {
                self.capture.set(logger, at + from, at + to);
            }
            self.capture.set(slot, at + split.pairs, end);
            return self.capture.set_message(at, at + split.event_end);
        }
        match program.tail.as_slice() {
            [] => {}
            [Op::Colour, ..] if !program.tail.iter().any(|op| !matches!(op, Op::Colour)) => {
                let text = self.line.get(at..).unwrap_or_default();
                let mut from = text.len();
                // Blanks of the format may stand behind them.
                if memchr::memchr(0x1b, text).is_some() {
                    from = text.trim_ascii_end().len();
                }
                // What stands behind `from` is colours already: looked at once, however many they are.
                while let Some((before, escape)) =
                    text.get(..from).and_then(|before| Some((before, memchr::memrchr(0x1b, before)?)))
                {
                    if colours_end(before, escape) != from {
                        break;
                    }
                    from = escape;
                    end = at + escape;
                }
                at += own_colours(self.line.get(at..end).unwrap_or_default());
            }
            tail => end = self.tail_start(tail, at).unwrap_or(end),
        }
        self.capture.set_message(at.min(end), end);
    }
}

/// The end of the number that starts at `start`, be it the `?` that Logback prints for an unknown line.
pub(crate) fn number_end(line: &[u8], start: usize) -> Option<usize> {
    let text = line.get(start..)?;
    let mut length = text.iter().take(24).take_while(|byte| byte.is_ascii_digit()).count();
    if length == 0 {
        length = usize::from(text.first() == Some(&b'?'));
    } else if matches!(text.get(length..), Some([b'.', b'0'..=b'9', ..])) {
        length += 1 + text.get(length + 1..)?.iter().take(16).take_while(|byte| byte.is_ascii_digit()).count();
    }
    (length > 0).then_some(start + length)
}

fn begins_with_blank(rest: &[Op]) -> bool {
    matches!(rest.first(), Some(Op::Literal { text, .. }) if text.first() == Some(&b' '))
}

/// Blanks with which the next literal begins, colours aside.
pub(crate) fn blanks_needed(rest: &[Op]) -> usize {
    match rest.iter().find(|op| !matches!(op, Op::Colour | Op::Blanks)) {
        Some(Op::Literal { text, .. }) => text.iter().take_while(|byte| **byte == b' ').count(),
        _ => 0,
    }
}

/// Captures what a header keeps.
impl Capture for crate::format::layout::Header {
    #[inline]
    fn set(&mut self, slot: &Slot, start: usize, end: usize) {
        let span = crate::format::layout::Span::new(start, end);
        match slot.kind {
            Kind::Time => self.time = Some(span),
            Kind::Level => self.level_span = Some(span),
            Kind::Logger => self.logger = Some(span),
            Kind::Thread => self.thread = Some(span),
            Kind::Other => {}
        }
    }

    fn set_level(&mut self, level: Option<Level>) {
        self.level = level;
    }

    fn set_message(&mut self, start: usize, end: usize) {
        self.message = crate::format::layout::Span::new(start, end);
    }
}
