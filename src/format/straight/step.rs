//! One step of the straight program: a field and the literal behind it.

#![expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors chosen")]

use crate::format::filling::{filled_end, trimmed};
use crate::format::layout::{Header, Span};
use crate::format::level::Level;
use crate::format::logger_name::{is_open_name, opening, opens_bracket};
use crate::format::matcher::{MAX_FIELD_BYTES, number_end};
use crate::format::program::{Kind, Slot};
use crate::format::stamp::StampReader;
use crate::format::straight::Answer;
use crate::format::straight::level_word::level_of;
use crate::format::straight::scan::{
    End, Eyes, Narrow, WINDOW, bit, capitals, ends, find_blank, skip_blanks, stands, word_at,
};

/// A field and the literal behind it, or its first eight bytes.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is worked out once, so that a line does not pay for it")]
pub(super) struct Step {
    pub(super) take: Take,
    pub(super) slot: Slot,
    /// Greatest width to which blanks behind the field fill it; 0 where they are not skipped but trimmed.
    pub(super) pad_width: usize,
    /// The field is known to end where its literal stands.
    pub(super) ends_at_literal: bool,
    /// Such a field may have blanks around it that fill it.
    pub(super) is_trimmed: bool,
    /// Blanks with which the literal begins, which are no padding of the field.
    pub(super) needed: usize,
    pub(super) literal: u64,
    /// The bytes of `literal` that count.
    pub(super) mask: u64,
    pub(super) literal_bytes: usize,
    /// No field before could have ended elsewhere: a field that does not fit means that the line does not.
    pub(super) field_decides: bool,
    /// The same for the literal.
    pub(super) literal_decides: bool,
}

/// What a step reads before its literal.
#[derive(Debug, Clone)]
pub(super) enum Take {
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

impl Take {
    /// The byte up to which it reads.
    #[inline]
    pub(super) fn mark(&self) -> Option<u8> {
        match self {
            Self::WordUntil(mark) | Self::TextUntil(mark) => Some(*mark),
            _ => None,
        }
    }
}

impl Step {
    pub(super) fn nothing(take: Take) -> Self {
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

    /// Where the field begins, of which `at` is the first place.
    #[inline(always)]
    pub(super) fn begin(&self, line: &[u8], at: usize) -> usize {
        if self.slot.pad_before { skip_blanks(line, at) } else { at }
    }

    /// Where the field ends that begins at `start`, if that is sure; a level goes to `level`.
    #[inline(always)]
    pub(super) fn field(&self, eyes: impl Eyes, line: &[u8], start: usize, level: &mut Option<Level>) -> Option<usize> {
        match &self.take {
            Take::Nothing => Some(start),
            Take::Stamp(reader) => reader.match_at(line, start),
            Take::Number => number_end(line, start),
            Take::Level => Self::level(line, start, level),
            Take::LevelBeforeLogger => Self::level_before_logger(line, start, level),
            Take::Word => Self::word(eyes, line, start),
            Take::WordUntil(mark) => self.word_until(eyes, line, start, *mark),
            Take::TextUntil(mark) => self.text_until(eyes, line, start, *mark),
        }
    }

    /// The field without what fills it, and the place behind the literal, if that stands behind the field.
    #[inline(always)]
    pub(super) fn behind(&self, line: &[u8], start: usize, end: usize) -> Option<(Span, usize)> {
        if self.ends_at_literal {
            let (from, to) = if self.is_trimmed { trimmed(line, &self.slot, start, end) } else { (start, end) };
            return Some((span(from, to), end + self.literal_bytes));
        }
        let after = if self.pad_width == 0 { end } else { self.skip_padding(line, start, end) };
        if !stands(line, after, self.literal, self.mask) {
            return None;
        }
        Some((span(start, end), after + self.literal_bytes))
    }

    /// A level by a word that nearly all lines have.
    #[inline(always)]
    pub(super) fn level(line: &[u8], start: usize, to: &mut Option<Level>) -> Option<usize> {
        let (word, length) = capitals(word_at(line, start));
        *to = level_of(word);
        to.is_some().then_some(start + length)
    }

    #[inline(always)]
    pub(super) fn level_before_logger(line: &[u8], start: usize, to: &mut Option<Level>) -> Option<usize> {
        let end = Self::level(line, start, to)?;
        to.is_some_and(|level| level < Level::FATAL).then_some(end)
    }

    #[inline(always)]
    pub(super) fn word(eyes: impl Eyes, line: &[u8], start: usize) -> Option<usize> {
        let end = find_blank(eyes, line, start, line.len().min(start + MAX_FIELD_BYTES));
        if end > start { Some(end) } else { None }
    }

    /// The end of a word that is not empty and has no blank, at the first place where the literal stands.
    #[inline(always)]
    pub(super) fn word_until(&self, eyes: impl Eyes, line: &[u8], start: usize, mark: u8) -> Option<usize> {
        // The first byte is the word's, unless it is a blank.
        let from = start + usize::from(*line.get(start)? > b' ');
        let place = self.first_stand(eyes, line, start, from, End::BlankOr(mark))?;
        if place > start { Some(place) } else { None }
    }

    /// The end of a text, perhaps an empty one, at the first place where the literal stands. None where that may close a
    /// bracket of the text itself.
    #[inline(always)]
    pub(super) fn text_until(&self, eyes: impl Eyes, line: &[u8], start: usize, mark: u8) -> Option<usize> {
        let end = self.first_stand(eyes, line, start, start, End::Mark(mark))?;
        let Some(open) = opening(mark) else { return Some(end) };
        let inside = ends(eyes, line, start, End::Mark(open)).unbounded_shl(bit(WINDOW.saturating_sub(end - start)));
        let may_open = inside != 0 || end - start > WINDOW;
        if may_open && opens_bracket(line, start, end, mark) { None } else { Some(end) }
    }

    /// The first place from `from` on where the literal stands, before the first blank if that is an end.
    #[inline(always)]
    fn first_stand(&self, eyes: impl Eyes, line: &[u8], start: usize, from: usize, end: End) -> Option<usize> {
        let limit = line.len().min(start + MAX_FIELD_BYTES + 1);
        let mut at = from;
        while at < limit {
            let mut places = ends(eyes, line, at, end);
            while places != 0 {
                let place = at + places.trailing_zeros() as usize;
                if stands(line, place, self.literal, self.mask) {
                    return if place < limit { Some(place) } else { None };
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

    /// Behind the blanks that fill the field.
    #[inline(always)]
    fn skip_padding(&self, line: &[u8], start: usize, end: usize) -> usize {
        let blanks = (skip_blanks(line, end) - end).saturating_sub(self.needed);
        filled_end(line, start, end, blanks, self.pad_width)
    }

    /// What it means that the field does not surely end anywhere.
    #[cold]
    pub(super) fn without_field(&self, line: &[u8], start: usize) -> Answer {
        let may_be = match self.take {
            // Libraries have more levels than are looked up here.
            Take::Level | Take::LevelBeforeLogger => true,
            Take::WordUntil(_) => self.may_go_on(line, start),
            Take::TextUntil(mark) => self.first_stand(Narrow, line, start, start, End::Mark(mark)).is_some(),
            _ => false,
        };
        if self.field_decides && !may_be { Answer::No } else { Answer::Unsure }
    }

    /// What it means that the literal does not stand behind the field.
    #[cold]
    pub(super) fn without_literal(&self, line: &[u8], start: usize, header: &Header) -> Answer {
        let is_open = self.may_go_on(line, start) || header.logger.is_some_and(|name| is_open_name(name.of(line)));
        if self.literal_decides && !is_open { Answer::No } else { Answer::Unsure }
    }

    /// Whether the field is a logger's name with a blank in it, perhaps.
    fn may_go_on(&self, line: &[u8], start: usize) -> bool {
        let end = find_blank(Narrow, line, start, line.len().min(start + MAX_FIELD_BYTES));
        self.slot.kind == Kind::Logger && line.get(start..end).is_some_and(is_open_name)
    }
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "lines of more than 32 bits are not read here")]
pub(super) fn span(start: usize, end: usize) -> Span {
    Span { start: start as u32, end: end as u32 }
}
