//! Records below the level of events, of one line each: most of a usual log, and all that is wanted of them is to be
//! counted.

use crate::format::layout::Span;
use crate::format::level::{Level, whole_name};
use crate::format::straight::batch::HeaderLine;
use crate::pipeline::names::NONE;
use crate::pipeline::plan::Plan;
use crate::pipeline::rows::When;
use crate::pipeline::worker::{Unexplained, Worker};
use crate::record::marks::Marked;
use crate::record::pass::{One, Passed};
use crate::record::trim;

/// Places for levels' texts, more than there are severity numbers.
const PLACES: usize = 32;

/// The numbers of the levels' texts that were met last, by severity number.
#[derive(Debug, Clone)]
pub(super) struct LevelNumbers {
    /// Text of at most eight bytes, the first one lowest, and its number.
    places: [(u64, u32); PLACES],
}

impl Default for LevelNumbers {
    fn default() -> Self {
        Self { places: [(0, NONE); PLACES] }
    }
}

impl LevelNumbers {
    /// The number of the text of `length` bytes at `start` of `line`, if it is the last one of its level.
    #[inline]
    fn number(&self, level: Level, line: &[u8], start: usize, length: usize) -> Option<u32> {
        let text = word(line, start, length)?;
        let (known, number) = self.places.get(usize::from(level.severity_number()) % PLACES)?;
        (*known == text && *number != NONE).then_some(*number)
    }

    fn remember(&mut self, level: Level, line: &[u8], start: usize, length: usize, number: u32) {
        let place = self.places.get_mut(usize::from(level.severity_number()) % PLACES);
        if let (Some(place), Some(text)) = (place, word(line, start, length)) {
            *place = (text, number);
        }
    }
}

/// A text of one to eight bytes as a number. `None` too where the line ends less than eight bytes behind its start.
#[inline]
fn word(line: &[u8], start: usize, length: usize) -> Option<u64> {
    let bytes = line.get(start..start.wrapping_add(8))?.first_chunk::<8>()?;
    let beyond = u32::try_from(64_usize.checked_sub(length * 8)?).ok()?;
    u64::MAX.checked_shr(beyond).map(|mask| u64::from_le_bytes(*bytes) & mask)
}

impl Worker<'_> {
    /// Whether records may be passed over in a text with such marks: where those say nothing of the records but their
    /// moments, and those count only where a record's own is unreadable.
    pub(super) fn may_pass_over(plan: &Plan, marked: Marked<'_>) -> bool {
        let is_dated = || plan.layouts.iter().all(|layout| layout.has_date());
        marked.is_empty() || (marked.is_of_one_sender() && !marked.has_levels && is_dated())
    }

    /// Counts records of one line of `text` that are below the level of events.
    #[inline]
    pub(super) fn below(&mut self, plan: &Plan, text: &[u8], marked: Marked<'_>, passed: Passed<'_, '_>) {
        match passed {
            Passed::One(one) => self.one_below(plan, marked, one),
            Passed::Many(stamp, lines) => {
                if self.moments(text, stamp, lines).is_none() {
                    for line in lines {
                        let header = &line.header(stamp);
                        self.one_below(plan, marked, One { layout: 0, header, start: line.start, line: line.of(text) });
                    }
                    return;
                }
                self.found.records += lines.len() as u64;
                for line in lines {
                    self.found.crlf_records += u64::from(line.is_crlf);
                    let span = line.level_span();
                    self.level_below(line.level, text, span.start as usize, (span.end - span.start) as usize);
                }
            }
        }
    }

    /// Takes in the moments of records, if they are told by what is remembered.
    #[inline]
    fn moments(&mut self, text: &[u8], stamp: Option<Span>, lines: &[HeaderLine]) -> Option<()> {
        let (earliest, latest) = self.found.known?;
        let (first, last) = match stamp {
            Some(stamp) => {
                let starts = lines.iter().map(|line| line.start + stamp.start as usize);
                self.stamps.known_between(0, text, (stamp.end - stamp.start) as usize, starts)?
            }
            None => self.stamps.known_between_zoned(0, text, lines.iter().map(HeaderLine::stamp_span))?,
        };
        self.found.known = Some((earliest.min(first), latest.max(last)));
        Some(())
    }

    /// Counts a level below that of events by its word.
    #[inline]
    fn level_below(&mut self, level: Option<Level>, text: &[u8], start: usize, length: usize) {
        let number = level.and_then(|level| self.level_numbers.number(level, text, start, length));
        let number = number.unwrap_or_else(|| {
            let word = text.get(start..start + length).unwrap_or_default();
            let number = self.levels.number(whole_name(word), 0);
            if let Some(level) = level {
                self.level_numbers.remember(level, text, start, length, number);
            }
            number
        });
        self.count_level(number);
    }

    #[inline]
    fn one_below(&mut self, plan: &Plan, marked: Marked<'_>, one: One<'_, '_>) {
        self.found.records += 1;
        let (index, header, line) = (one.layout, one.header, trim(one.line));
        self.found.crlf_records += u64::from(line.len() != one.line.len());
        let (Some(level), Some(text)) = (header.level, header.level_span) else {
            // Of such a level by its nature, without a word for it.
            self.found.levelless += 1;
            self.moment_below(plan, marked, one);
            return;
        };
        let length = |span: Span| (span.start as usize, (span.end - span.start) as usize);
        let known = header.time.map(length).and_then(|(start, length)| {
            let micros = self.stamps.known_micros(index, line, start, length)?;
            let (first, last) = self.found.known?;
            Some((first.min(micros), last.max(micros)))
        });
        match known {
            Some(known) => self.found.known = Some(known),
            None => self.moment_below(plan, marked, one),
        }
        let (start, length) = length(text);
        self.level_below(Some(level), line, start, length);
    }

    /// Takes in the moment of a record, or that of its entry.
    fn moment_below(&mut self, plan: &Plan, marked: Marked<'_>, one: One<'_, '_>) {
        let layout = plan.layouts.get(one.layout).map(AsRef::as_ref);
        if let When::Unknown = self.moment(one.layout, layout, one.header, trim(one.line)) {
            self.when_wrapped(marked.of(one.start));
        }
    }

    /// What stood before the records that were passed over explains nothing any more.
    #[inline]
    pub(super) fn passed_over(&mut self) {
        if !self.unexplained.is_empty() {
            self.unexplained = Unexplained::default();
        }
    }
}
