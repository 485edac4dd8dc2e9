//! A mark in a column of its own that only some lines have before the level: `10:00:00 * INFO …`, `10:00:01   INFO …`.

use crate::format::infer::pattern::VALUE;
use crate::format::infer::text::blanks;
use crate::format::infer::walk::{Last, Walk};
use crate::format::infer::{any_level_end, level_end};

/// Lines with a mark, and without one, at least.
const LEAST_OF_EACH: usize = 2;
const MARKS: &[u8] = b"*!+-~#>?.x@";

impl Walk<'_> {
    /// Takes the mark or the blank in its place, and the blank behind it.
    pub(super) fn mark_before_level(&mut self) -> bool {
        let is_behind_blank = self.last == Last::Mark && self.last_byte() == Some(b' ') || self.last == Last::Time;
        if self.has_level || !is_behind_blank || !self.level_is_ahead() {
            return false;
        }
        let has_blank = self.last == Last::Mark;
        let start = |line: &[u8], at: usize| {
            let at = if has_blank { at } else { (blanks(line, at) > 0).then_some(at + 1)? };
            let mark = line.get(at)?;
            let is_marked = MARKS.contains(mark);
            let is_of_column = (is_marked || *mark == b' ') && line.get(at + 1) == Some(&b' ');
            (is_of_column && level_end(line, at + 2).is_some() && any_level_end(line, at).is_none())
                .then_some((at, is_marked))
        };
        let found: Vec<(usize, bool)> = self.places.iter().filter_map(|place| start(place.line, place.at)).collect();
        let marked = found.iter().filter(|(_, is_marked)| *is_marked).count();
        let is_told = marked >= LEAST_OF_EACH && found.len() - marked >= LEAST_OF_EACH;
        if !is_told || !self.advance(|line, at| start(line, at).map(|(at, _)| at)) {
            return false;
        }
        if !has_blank {
            self.push_literal(b" ");
        }
        self.advance(|_, at| Some(at + 1));
        self.push(VALUE, Last::Field);
        self.fill_last(1);
        self.advance(|_, at| Some(at + 1));
        self.push_literal(b" ");
        true
    }
}
