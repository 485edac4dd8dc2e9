//! Loggers, and levels behind them, in lines without a time: `lib.http|INFO|started`.
//!
//! Such lines may stand among those of another handler, so that it is not asked that most lines of the input are like them.
//! A mark must stand on both sides of the level, as it does in no prose.

use crate::format::evidence;
use crate::format::infer::class::distinct;
use crate::format::infer::level_end;
use crate::format::infer::pattern::Item;
use crate::format::infer::text::next_level;
use crate::format::infer::walk::{Place, Walk};

/// Lines that tell them, and their share of the lines that are not indented.
const LEAST_LINES: usize = 4;
const LINES_OF_ALL: usize = 10;

impl<'a> Walk<'a> {
    /// The header is a logger, a mark, the level and another mark; the loggers can be nothing else, and levels differ.
    pub(super) fn are_named_before_levels(&self) -> bool {
        let [
            Item::Field { word: "c", .. },
            Item::Literal(before),
            Item::Field { word: "p", .. },
            Item::Literal(behind),
            ..,
        ] = self.items.as_slice()
        else {
            return false;
        };
        let level = |place: &Place<'a>| {
            let at = next_level(place.line, 0)?;
            Some((
                place.line.get(..at)?.strip_suffix(before.as_slice())?,
                place.line.get(at..level_end(place.line, at)?)?,
            ))
        };
        let (names, levels): (Vec<&[u8]>, Vec<&[u8]>) = self.places.iter().filter_map(level).unzip();
        let certain = names.iter().filter(|name| evidence::is_certain_logger(name.trim_ascii())).count();
        let is_mark = |mark: &[u8]| mark.iter().any(u8::is_ascii_punctuation);
        is_mark(before)
            && is_mark(behind)
            && self.lines >= LEAST_LINES
            && self.lines * LINES_OF_ALL >= self.whole
            && certain * 10 >= self.places.len() * 9
            && distinct(&levels) > 1
    }
}
