//! Fields that are told by the logger behind them: a thread of several words, and a name that looks like a logger itself.
//!
//! ```text
//! INFO HikariPool-1 housekeeper com.acme.Shop - ready     %p %t %c - %m
//! [j.doe] INFO  com.acme.Shop - ready                     [%X{user}] %-5p %c - %m
//! ```

use crate::format::evidence;
use crate::format::infer::level_end;
use crate::format::infer::pattern::Item;
use crate::format::infer::text::{blanks, next_level};
use crate::format::infer::walk::{Last, Walk};

/// Words of a thread at most.
const MOST_WORDS: usize = 5;
/// Lines that tell such threads.
const LEAST_LINES: usize = 4;

impl Walk<'_> {
    /// A thread between blanks, of several words in some lines, and behind it a logger with dots that a mark parts from the
    /// message.
    pub(super) fn thread_before_logger(&mut self) -> bool {
        if !self.has_level || self.last != Last::Mark || self.last_byte() != Some(b' ') || self.has_name() {
            return false;
        }
        let texts = self.texts_up_to(&end_before_logger);
        let has_blanks = texts.iter().any(|text| text.contains(&b' '));
        let first = |text: &[u8]| text.split(|byte| *byte == b' ').next().unwrap_or_default().to_vec();
        let threads = texts.iter().filter(|text| evidence::thread(&first(text)) > 0).count();
        let is_told = has_blanks && texts.len() >= LEAST_LINES && threads * 10 >= texts.len() * 9;
        let moved = is_told && self.advance(end_before_logger);
        if moved {
            self.push("t", Last::Field);
        }
        moved
    }

    /// Behind the level of most lines stands a name with more dots than these names have.
    pub(super) fn has_fuller_names_behind_level(&self, names: &[&[u8]]) -> bool {
        if self.has_level {
            return false;
        }
        let dots = |name: &[u8]| memchr::memchr_iter(b'.', name).count();
        let behind = |line: &[u8], at: usize| {
            let end = level_end(line, next_level(line, at)?)?;
            let start =
                end + line.get(end..)?.iter().take_while(|byte| matches!(byte, b' ' | b'[' | b'|' | b'-')).count();
            let name = line.get(start..)?.split(|byte| matches!(byte, b' ' | b']' | b':' | b'|')).next()?;
            (name.contains(&b'.') && evidence::is_certain_logger(name)).then(|| dots(name))
        };
        let found: Vec<usize> = self.places.iter().filter_map(|place| behind(place.line, place.at)).collect();
        let known: usize = names.iter().map(|name| dots(name)).sum();
        self.is_most(found.len()) && found.iter().sum::<usize>() > known
    }

    fn has_name(&self) -> bool {
        self.items.iter().any(|item| matches!(item, Item::Field { word: "c" | "t", .. }))
    }
}

/// Where the words end before a logger with dots and a mark behind it.
fn end_before_logger(line: &[u8], at: usize) -> Option<usize> {
    let mut start = at;
    // A mark right before the logger parts it from the thread.
    let mut is_behind_mark = false;
    for words in 0..=MOST_WORDS {
        let rest = line.get(start..)?;
        let length = memchr::memchr(b' ', rest)?;
        let word = rest.get(..length)?;
        let behind = rest.get(length..)?;
        let is_parted = behind.starts_with(b" - ") || behind.starts_with(b" : ") || behind.starts_with(b" | ");
        if word.contains(&b'.') && evidence::is_certain_logger(word) && is_parted {
            return (words > 0 && !is_behind_mark).then(|| start - 1);
        }
        is_behind_mark = !word.iter().any(u8::is_ascii_alphanumeric);
        // One blank parts the words of a name.
        if blanks(line, start + length) != 1 {
            return None;
        }
        start += length + 1;
    }
    None
}
