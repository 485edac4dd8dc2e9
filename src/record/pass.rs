//! Records of one line that nobody wants to see, passed over without making pieces of them.

use crate::format::layout::{Header, Span};
use crate::format::level::Level;
use crate::format::straight::batch::{HeaderLine, Headers, LINES};
use crate::record::spelled::LEAST_SPELLED;
use crate::record::{Framer, HEADER_BYTES, Look};

impl<'t> Framer<'t> {
    /// Whether a plain header is the whole line of an entry: the usual case of one layout, headers of one line, and a
    /// next line that is noted. Where it says no, [`Self::look`] decides.
    #[inline]
    fn is_plain_header(&mut self, at: usize, start: usize) -> bool {
        let ([layout], Some(next)) = (self.layouts, self.lines.next_line(at)) else { return false };
        let line = self.text.get(start..next - 1).unwrap_or_default();
        // Behind a hole, a mark or a progress bar a header begins later.
        if matches!(line.first(), Some(0 | 0xef | b'\r')) {
            return false;
        }
        let [first, second] = &mut self.headers;
        let header = if self.now == 0 { second } else { first };
        line.len() <= HEADER_BYTES && layout.match_header(line, header)
    }

    /// Passes over records of one line, of at most `max_bytes`, whose level is below `level`, and tells `each` of them.
    ///
    /// Stops before the first piece that is anything else, for [`Self::next_piece`] to give out. Nine tenths of the
    /// records of a usual log are passed over so.
    #[inline]
    pub(crate) fn pass_over(&mut self, level: Level, max_bytes: usize, mut each: impl FnMut(Passed<'_, 't>)) {
        // The second line of a header may look like a header, but is none.
        if self.has_long_headers {
            return;
        }
        // From here on a record's lines may be records of their own.
        let level = level.min(LEAST_SPELLED);
        let has_many = max_bytes > HEADER_BYTES && self.layouts.first().is_some_and(|layout| layout.matches_many());
        while let Some(layout) = self.open {
            // The header of the open record is the one that was looked at last.
            let is_below = self.looked_at().level.is_some_and(|own| own < level);
            let Some(next) = self.lines.next_line(self.at).filter(|_| is_below) else { return };
            if has_many && layout == 0 && self.pass_over_many(level, &mut each) {
                continue;
            }
            if next - self.position > max_bytes {
                return;
            }
            self.now ^= 1;
            let look = if self.is_plain_header(self.at + 1, next) {
                Look::Header(0, 0)
            } else {
                self.look(self.at + 1, next, false)
            };
            let Look::Header(found, 0) = look else {
                self.now ^= 1;
                return;
            };
            let (header, start) = (self.current(), self.position);
            each(Passed::One(One { layout, header, start, line: self.line(start, next - 1) }));
            self.open = Some(found);
            self.at += 1;
            self.position = next;
        }
    }

    /// Does the same with many records of the first layout at once, up to the last header that is known; says whether
    /// there were any.
    #[inline]
    fn pass_over_many(&mut self, level: Level, each: &mut impl FnMut(Passed<'_, 't>)) -> bool {
        let Some(layout) = self.layouts.first() else { return false };
        let ahead = self.ahead.get_or_insert_default();
        if ahead.level != Some(level) || !ahead.covers(self.at) {
            if !ahead.is_worthwhile(self.at) {
                return false;
            }
            let bounds = |at| self.lines.bounds(at).filter(|(start, end)| end - start <= HEADER_BYTES);
            layout.match_headers(self.text, (self.at..).map(bounds), level, &mut ahead.headers);
            (ahead.first, ahead.level, ahead.passed) = (self.at, Some(level), 0);
        }
        let from = self.at - ahead.first;
        let count = ahead.headers.below_from(from);
        let Some((passed, [open, ..])) = ahead.headers.from(from).split_at_checked(count) else { return false };
        if count == 0 || passed.first().is_none_or(|first| first.start != self.position) {
            return false;
        }
        each(Passed::Many(ahead.headers.stamp, passed));
        let [first, second] = &mut self.headers;
        *(if self.now == 0 { second } else { first }) = open.header(ahead.headers.stamp);
        ahead.passed += count;
        self.at += count;
        self.position = open.start;
        true
    }
}

/// Records that were passed over.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Passed<'h, 't> {
    One(One<'h, 't>),
    /// Records of the first layout, and where in each of them the stamp stands, if that is the same in all.
    Many(Option<Span>, &'h [HeaderLine]),
}

/// One record that was passed over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct One<'h, 't> {
    /// Its layout's number.
    pub(crate) layout: usize,
    pub(crate) header: &'h Header,
    /// Where its line begins in the text.
    pub(crate) start: usize,
    /// The line without its line feed.
    pub(crate) line: &'t [u8],
}

/// The headers among the lines from an entry on.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    first: usize,
    headers: Headers,
    /// The level that they were compared with.
    level: Option<Level>,
    /// Records that were passed over by them.
    passed: usize,
    /// Up to this entry lines are read one by one.
    pause: usize,
}

/// Records that must be passed over of [`LINES`] lines for it to be worthwhile to read them together.
const LEAST_PASSED: usize = LINES / 8;
/// Lines that are read one by one where it was not.
const PAUSE_LINES: usize = LINES * 16;

impl Ahead {
    /// Whether the lines from entry `at` on are likely to be records that can be passed over, as those before were.
    fn is_worthwhile(&mut self, at: usize) -> bool {
        if self.level.is_some() && at >= self.pause && self.passed < LEAST_PASSED {
            (self.level, self.pause) = (None, at + PAUSE_LINES);
        }
        at >= self.pause
    }

    /// Whether the line of entry `at` and the one behind it are among them.
    fn covers(&self, at: usize) -> bool {
        at >= self.first && at + 1 < self.first + LINES
    }
}
