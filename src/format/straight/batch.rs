//! The headers of many lines, read step by step instead of line by line.
//!
//! Each step runs over all lines before the next one does: what a step does is decided once for all of them, and as no
//! line waits for another one, the machine works on several at a time. A line that does not fit at the first try is left
//! alone, for [`Straight::run`] to decide; of the others the parts are the same.

#![expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors chosen")]

use fearless_simd::dispatch;

use crate::format::layout::{Header, Span};
use crate::format::level::Level;
use crate::format::program::Kind;
use crate::format::straight::Straight;
use crate::format::straight::prefix::LOOKED_AT;
use crate::format::straight::scan::{Eyes, Wide};
use crate::format::straight::step::{Step, span};

/// Lines read at once: as many as a word has bits.
pub(crate) const LINES: usize = u64::BITS as usize;

/// One line that begins as headers do.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct HeaderLine {
    /// First byte in the text.
    pub(crate) start: usize,
    /// The line's end, without a carriage return.
    end: usize,
    /// Where the next step begins.
    at: usize,
    /// Its number in the batch.
    number: u8,
    is_header: bool,
    /// It ends in a carriage return.
    pub(crate) is_crlf: bool,
    pub(crate) level: Option<Level>,
    /// Places in the text, by their kinds; empty where there is no such field.
    spans: [Span; KINDS],
}

const KINDS: usize = 4;

/// Where a kind's span is kept.
fn place_of(kind: Kind) -> Option<usize> {
    match kind {
        Kind::Level => Some(0),
        Kind::Logger => Some(1),
        Kind::Thread => Some(2),
        Kind::Time => Some(3),
        Kind::Other => None,
    }
}

impl HeaderLine {
    /// Where the level's word stands in the text.
    #[inline]
    pub(crate) fn level_span(&self) -> Span {
        let [level, ..] = self.spans;
        level
    }

    /// Where the stamp stands in the text, if that differs between the headers.
    #[inline]
    pub(crate) fn stamp_span(&self) -> Span {
        let [.., stamp] = self.spans;
        stamp
    }

    /// The line, with a carriage return.
    pub(crate) fn of<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        text.get(self.start..self.end + usize::from(self.is_crlf)).unwrap_or_default()
    }

    /// The parts of its header, whose stamp stands at `stamp`, if that is the same in all headers.
    pub(crate) fn header(&self, stamp: Option<Span>) -> Header {
        Header {
            time: stamp.or_else(|| self.span(Kind::Time)),
            level: self.level,
            level_span: self.span(Kind::Level),
            logger: self.span(Kind::Logger),
            thread: self.span(Kind::Thread),
            message: span(self.at - self.start, self.end - self.start),
        }
    }

    fn span(&self, kind: Kind) -> Option<Span> {
        let span = place_of(kind).and_then(|place| self.spans.get(place)).filter(|span| span.end > 0)?;
        let start = u32::try_from(self.start).ok()?;
        Some(Span { start: span.start.checked_sub(start)?, end: span.end.checked_sub(start)? })
    }
}

/// The headers among up to [`LINES`] lines that stand one behind the other.
#[derive(Debug, Clone)]
pub(crate) struct Headers {
    simd: fearless_simd::Level,
    lines: Box<[HeaderLine; LINES]>,
    /// A bit for each line that begins as headers do: the first ones of `lines` are theirs.
    begun: u64,
    /// A bit for each line that is a header.
    known: u64,
    /// A bit for each header whose level is below the one asked for.
    below: u64,
    /// Where the stamp stands in a header, if that is the same in all of them.
    pub(crate) stamp: Option<Span>,
}

impl Default for Headers {
    fn default() -> Self {
        Self {
            simd: fearless_simd::Level::new(),
            lines: Box::new([HeaderLine::default(); LINES]),
            begun: 0,
            known: 0,
            below: 0,
            stamp: None,
        }
    }
}

impl Headers {
    /// How many headers of one line each and of such a level stand from line `number` on, each right before a header.
    #[inline]
    pub(crate) fn below_from(&self, number: usize) -> usize {
        let wanted = self.known & self.below & self.known >> 1;
        wanted.unbounded_shr(u32::try_from(number).unwrap_or(u32::MAX)).trailing_ones() as usize
    }

    /// Line `number`, if it is a header.
    #[cfg(test)]
    pub(crate) fn known_line(&self, number: usize) -> Option<&HeaderLine> {
        (self.known >> number & 1 != 0).then(|| self.from(number).first())?
    }

    /// The headers from line `number` on, as many as stand one behind the other.
    #[inline]
    pub(crate) fn from(&self, number: usize) -> &[HeaderLine] {
        let before = self.begun & !u64::MAX.unbounded_shl(u32::try_from(number).unwrap_or(u32::MAX));
        self.lines.get(before.count_ones() as usize..).unwrap_or_default()
    }
}

impl Straight {
    /// Whether [`Self::run_all`] finds anything.
    pub(crate) fn runs_all(&self) -> bool {
        self.prefix.as_ref().is_some_and(|prefix| !prefix.may_begin_with_blank())
    }

    /// Finds the headers among `lines` of `text`, given by their starts and ends, and those with a level below `level`.
    pub(crate) fn run_all(
        &self,
        text: &[u8],
        lines: impl Iterator<Item = Option<(usize, usize)>>,
        level: Level,
        headers: &mut Headers,
    ) {
        let simd = headers.simd;
        dispatch!(simd, simd => self.run_all_with(Wide(simd), text, lines, level, headers));
    }

    #[inline(always)]
    fn run_all_with(
        &self,
        eyes: impl Eyes,
        text: &[u8],
        lines: impl Iterator<Item = Option<(usize, usize)>>,
        level: Level,
        headers: &mut Headers,
    ) {
        (headers.begun, headers.known, headers.below) = (0, 0, 0);
        let Some(prefix) = &self.prefix else { return };
        headers.stamp = prefix.stamp;
        let mut count = 0;
        for (number, line) in (0..).zip(lines.take(LINES)) {
            let (Some((start, end)), Some(to)) = (line, headers.lines.get_mut(count)) else { continue };
            let bytes = text.get(start..end).unwrap_or_default();
            let is_crlf = bytes.last() == Some(&b'\r');
            let stands = match bytes.first_chunk::<LOOKED_AT>() {
                Some(bytes) => prefix.stands(eyes, bytes),
                None => false,
            };
            to.start = start;
            to.end = end - usize::from(is_crlf);
            to.at = start + prefix.width;
            to.number = number;
            to.is_header = bytes.len() - usize::from(is_crlf) >= LOOKED_AT;
            to.is_crlf = is_crlf;
            // What does not begin so is overwritten by the next line.
            count += usize::from(stands);
            headers.begun |= u64::from(stands) << number;
        }
        let begun = headers.lines.get_mut(..count).unwrap_or_default();
        for step in &self.steps {
            step.over(eyes, text, begun);
        }
        for line in begun {
            headers.known |= u64::from(line.is_header) << line.number;
            headers.below |= u64::from(line.level.is_some_and(|own| own < level)) << line.number;
        }
    }
}

impl Step {
    /// Runs over all of `lines`.
    #[inline(always)]
    fn over(&self, eyes: impl Eyes, text: &[u8], lines: &mut [HeaderLine]) {
        let place = place_of(self.slot.kind);
        for to in lines {
            // Behind the line there is nothing to be found; what stands before it does not matter.
            let line = text.get(..to.end).unwrap_or_default();
            let start = self.begin(line, to.at);
            let Some(end) = self.field(eyes, line, start, &mut to.level) else {
                to.is_header = false;
                continue;
            };
            let Some((span, behind)) = self.behind(line, start, end) else {
                to.is_header = false;
                continue;
            };
            to.at = behind;
            if let Some(place) = place
                && let Some(to) = to.spans.get_mut(place)
            {
                *to = span;
            }
        }
    }
}
