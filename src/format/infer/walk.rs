//! Lines walked side by side from the left, and the pattern that they have in common.

mod before_mark;
mod beside_loggers;
mod blanks;
mod call;
mod column;
mod context;
mod dates;
mod early;
mod field;
mod first_letter;
mod inner;
mod joining_words;
mod labels;
mod letters;
mod level_number;
mod mark_before_level;
mod named;
mod numbers;
mod place;

use crate::format::any_stamp::{self, MINUTES};
use crate::format::infer::class::{distinct, is_of_compiler};
use crate::format::infer::epoch;
use crate::format::infer::pattern::{Item, cut_mark_of_messages, name_the_logger, written};
use crate::format::infer::text::{key_end, next_level, next_stamp};
pub(crate) use crate::format::infer::walk::dates::begins_with_date;
pub(crate) use crate::format::infer::walk::first_letter::begins_with_letter;
pub(crate) use crate::format::infer::walk::level_number::LEVEL_NUMBER;
use crate::format::infer::{any_level_end, early_stamp_end, letter_behind, letter_end, level_end};
use crate::format::thread_column::ThreadColumn;

/// Lines that a header of nothing but a level and a blank must have, and the fewer that are enough where most lines of the
/// input begin so, with different levels.
const BARE_LINES: usize = 20;
const FEW_BARE_LINES: usize = 4;
/// Items of a header at most.
const MOST_ITEMS: usize = 80;
/// Marks between fields, the surest first.
const MARKS: &[&[u8]] = &[
    b" - ", b" | ", b" : ", b" :: ", b" -- ", b" --- ", b" => ", b" > ", b" -> ", b" >> ", b"]: ", b"] ", b": ", b"- ",
    b"::", b"\t", b" [", b" (", b" <", b" {", b"|", b";", b",", b"[", b"(", b":", b" ",
];

/// Signs that part fields, and the lines that tell them from the first sign of messages.
const SIGNS: &[&str] = &["»", "›", "❯", "│", "┃", "║", "•", "·", "●", "→", "➜", "⇒", "▶", "▸", "–", "—"];
const LEAST_OF_SIGNS: usize = 3;

#[derive(Clone, Copy)]
struct Place<'a> {
    line: &'a [u8],
    at: usize,
    /// Bytes of the field that ends here.
    field: usize,
    /// Where the first stamp of the line begins.
    stamp: Option<usize>,
    /// The last field.
    name: &'a [u8],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Start,
    Time,
    Field,
    Level,
    Mark,
}

/// The lines and how far they were walked.
#[derive(Clone)]
pub(crate) struct Walk<'a> {
    places: Vec<Place<'a>>,
    lines: usize,
    /// Lines of the input that are neither empty nor indented.
    whole: usize,
    /// The level stands behind other fields, and no stamp does, as words in capitals do in any text.
    is_level_late: bool,
    /// Literals and conversions; a conversion's padding is put in later.
    items: Vec<Item>,
    last: Last,
    has_time: bool,
    has_level: bool,
    /// The mark that parted the last two fields.
    mark: Vec<u8>,
    /// The next field is filled with blanks at its left.
    filled: usize,
    /// What tells whether the threads are loggers.
    threads: ThreadColumn,
    context: Context,
}

/// What becomes of context of any text before a mark (`before_mark.rs`).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    Left,
    /// It was met, and left.
    Met,
    Taken,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(lines: Vec<&'a [u8]>, whole: usize, is_level_late: bool) -> Self {
        Self {
            lines: lines.len(),
            whole,
            is_level_late,
            places: lines
                .into_iter()
                .map(|line| Place { line, at: 0, field: 0, stamp: next_stamp(line, 0), name: b"" })
                .collect(),
            items: Vec::new(),
            last: Last::Start,
            has_time: false,
            has_level: false,
            mark: Vec::new(),
            filled: 0,
            threads: ThreadColumn::default(),
            context: Context::Left,
        }
    }

    /// The conversion patterns of the lines, the one with the most fields first; none when they have too little in common.
    pub(crate) fn patterns(mut self) -> Vec<String> {
        let mut again = Self { context: Context::Taken, ..self.clone() };
        let items = self.header();
        let mut patterns = Vec::new();
        if let Some(items) = items {
            patterns.push(written(&items));
            if self.has_level && self.has_time {
                patterns.push(written(&up_to_level(&items)));
            }
        }
        // What is context in the eyes of one may be further fields.
        if let Some(items) = (self.context == Context::Met).then(|| again.header()).flatten() {
            patterns.push(written(&items));
        }
        patterns.dedup();
        patterns
    }

    /// The items in front of the message.
    fn header(&mut self) -> Option<Vec<Item>> {
        let is_indented = self.places.iter().any(|place| place.line.first() == Some(&b' '));
        if is_indented && !self.blanks() {
            return None;
        }
        // Where the message may begin: not behind a bracket that nothing closes.
        let mut good = Vec::new();
        for _ in 0..MOST_ITEMS {
            let moved = self.level_number()
                || self.letter_before_time()
                || self.word_before_time()
                || self.time()
                || self.date()
                || self.epoch()
                || self.level()
                || self.mark_before_level()
                || self.thread_before_logger()
                || self.joining_words()
                || self.place()
                || self.words_before_logger()
                || self.context_before_mark()
                || self.blanks()
                || self.labelled()
                || self.key()
                || self.label()
                || self.common_mark()
                || self.number_before_dash()
                || self.two_numbers()
                || self.number_and_thread()
                || self.field()
                || self.tag()
                || self.enclosed_before_known()
                || self.value();
            if !moved {
                break;
            }
            if !self.is_behind_opener() && !self.is_behind_open_key() {
                good.clone_from(&self.items);
            }
            if self.has_time && self.has_level && self.last == Last::Mark && self.depth() < 0 {
                if self.blanks() {
                    good.clone_from(&self.items);
                }
                break;
            }
        }
        self.items = good;
        if !(self.has_time || self.has_level) || self.places.len() * 10 < self.lines * 6 {
            return None;
        }
        if self.is_level_late && !(self.has_level && (self.are_of_levels() || self.are_named_before_levels())) {
            return None;
        }
        if self.begins_with_letter() && !self.are_letters_proven() || self.begins_with_date() && !self.are_of_levels() {
            return None;
        }
        // A word that means a level may begin any line.
        let fields = self.items.iter().filter(|item| matches!(item, Item::Field { .. })).count();
        let bare = fields == 1
            && !self.has_time
            && matches!(self.items.as_slice(), [Item::Field { .. }, Item::Literal(mark)] if mark == b" ");
        if bare && self.lines < BARE_LINES && !self.is_all_bare() {
            return None;
        }
        if self.places.len() < 4 {
            cut_mark_of_messages(&mut self.items);
        }
        name_the_logger(&mut self.items, self.threads.is_of_loggers());
        Some(std::mem::take(&mut self.items))
    }

    /// Most lines of the input begin with a level, not all with the same one; or nearly all that are no trace's do.
    fn is_all_bare(&self) -> bool {
        self.are_of_levels() || self.lines > 1 && self.lines * 10 >= self.whole * 9
    }

    /// Most lines of the input have a level, not all the same one.
    fn are_of_levels(&self) -> bool {
        let level = |place: &Place<'a>| {
            let at = next_level(place.line, 0)?;
            place.line.get(at..level_end(place.line, at)?)
        };
        let levels: Vec<&[u8]> = self.places.iter().filter_map(level).collect();
        self.lines >= FEW_BARE_LINES && distinct(&levels) > 1 && self.lines * 10 >= self.whole * 6
    }

    /// Moves every line that can; those that cannot are left behind when they are few.
    fn advance(&mut self, step: impl Fn(&[u8], usize) -> Option<usize>) -> bool {
        let moved: Vec<Place> = self
            .places
            .iter()
            .filter_map(|place| step(place.line, place.at).map(|at| Place { at, field: at - place.at, ..*place }))
            .collect();
        let enough = self.is_most(moved.len());
        if enough {
            self.places = moved;
        }
        enough
    }

    /// What stands between the places and these ends, of each line that has one.
    fn texts_up_to(&self, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> Vec<&'a [u8]> {
        self.places.iter().filter_map(|place| place.line.get(place.at..end(place.line, place.at)?)).collect()
    }

    fn is_most(&self, count: usize) -> bool {
        count > 0 && count * 100 >= self.places.len() * 85
    }

    fn time(&mut self) -> bool {
        if self.has_time {
            return false;
        }
        let word = if self.advance(|line, at| any_stamp::recognise(line, at).map(|(_, end)| end)) {
            "d"
        } else if self.advance(any_stamp::minutes_end) {
            MINUTES
        } else {
            return false;
        };
        self.has_time = true;
        self.push(word, Last::Time);
        true
    }

    /// A count of seconds or their parts since 1970: a number that grows from line to line, in lines with a level.
    fn epoch(&mut self) -> bool {
        let letter_is_behind = |place: &&Place| {
            let count = epoch::count_at(place.line, place.at);
            count.is_some_and(|count| letter_behind(place.line, count.end).is_some())
        };
        let has_letters = || self.is_most(self.places.iter().filter(letter_is_behind).count());
        if self.has_time || !(self.has_level || self.level_is_ahead() || has_letters()) {
            return false;
        }
        // Behind the level a number may be what the message is about, unless a thread follows.
        let is_sure = !self.has_level || self.is_behind_opener();
        let count = |line: &[u8], at: usize| {
            let count = epoch::count_at(line, at)?;
            (is_sure || line.get(count.end..)?.starts_with(b" [")).then_some(count)
        };
        let counts: Vec<epoch::Count> = self.places.iter().filter_map(|place| count(place.line, place.at)).collect();
        let Some(word) = epoch::word(&counts).filter(|_| self.is_most(counts.len())) else { return false };
        // Where the lines have a stamp besides, the number is an id.
        let stamped = self.places.iter().filter(|place| early_stamp_end(place.line).is_some()).count();
        let moved = !self.is_most(stamped) && self.advance(|line, at| count(line, at).map(|count| count.end));
        if moved {
            self.has_time = true;
            self.push(word, Last::Time);
        }
        moved
    }

    fn level(&mut self) -> bool {
        if self.has_level {
            return false;
        }
        let opened = matches!(self.last_byte(), Some(b'[' | b'(' | b'<' | b'|' | b'=' | b'*' | b'/' | b'{'));
        let word = self.advance(level_end) || ((opened || self.places.len() >= 4) && self.advance(level_and_no_key));
        let letter = opened && self.places.len() >= 2 || !word && self.has_letters();
        if !(word || letter && self.advance(letter_end)) {
            return false;
        }
        self.has_level = true;
        self.push(if word { "p" } else { ".-1p" }, Last::Level);
        true
    }

    fn push(&mut self, word: &'static str, last: Last) {
        if last == Last::Field || last == Last::Level {
            self.mark = match self.items.last() {
                Some(Item::Literal(text)) => text.clone(),
                _ => Vec::new(),
            };
        }
        for place in &mut self.places {
            place.name = place.line.get(place.at - place.field..place.at).unwrap_or_default();
        }
        let left = std::mem::take(&mut self.filled);
        self.items.push(Item::Field { word, left, right: 0 });
        self.last = last;
    }

    fn push_literal(&mut self, text: &[u8]) {
        match self.items.last_mut() {
            Some(Item::Literal(known)) => known.extend_from_slice(text),
            _ => self.items.push(Item::Literal(text.to_vec())),
        }
        self.last = Last::Mark;
    }

    fn last_byte(&self) -> Option<u8> {
        match self.items.last() {
            Some(Item::Literal(text)) => text.last().copied(),
            _ => None,
        }
    }

    fn is_behind_opener(&self) -> bool {
        matches!(self.last_byte(), Some(b'[' | b'(' | b'<' | b'{' | b'"' | b'\'')) && self.last == Last::Mark
    }

    /// The same punctuation in nearly all lines.
    fn common_mark(&mut self) -> bool {
        if self.common_sign() {
            return true;
        }
        let Some(byte) = self.places.first().and_then(|place| place.line.get(place.at)).copied() else {
            return false;
        };
        // Brackets with nothing in them in nearly all lines are a field that is mostly empty.
        let is_empty_pair = matches!((self.last_byte(), byte), (Some(b'['), b']') | (Some(b'{'), b'}'));
        // A name that holds brackets is a field of its own.
        let is_nested = byte == b'[' && self.has_time && self.has_level && self.is_behind_opener();
        if is_empty_pair
            || is_nested
            || byte == b'<' && self.places.iter().any(|place| begins_with_compiler_s(place.line, place.at))
            || !(byte.is_ascii_punctuation() || byte == b'\t')
            // Names begin with it, and paths.
            || byte == b'_'
            || byte == b'/' && (self.last == Last::Start || self.is_behind_opener())
            || matches!(byte, b'/' | b'"' | b'\'' | b'$' | b'%')
                && !matches!(self.last, Last::Field | Last::Level)
                && !self.level_is_ahead()
        {
            return false;
        }
        // Of few lines each may have the mark by chance, where the header is complete.
        if self.places.len() < 4
            && self.last == Last::Mark
            && self.last_byte() == Some(b' ')
            && !matches!(byte, b'-' | b'|' | b':' | b'[' | b'(' | b'<' | b'{' | b'=')
        {
            return false;
        }
        if !self.advance(|line, at| (line.get(at) == Some(&byte)).then_some(at + 1)) {
            return false;
        }
        self.push_literal(&[byte]);
        true
    }

    /// The same sign beyond ASCII that parts fields, as in `INFO » shop.cart » order 17`.
    fn common_sign(&mut self) -> bool {
        let rest = self.places.first().and_then(|place| place.line.get(place.at..)).unwrap_or_default();
        let Some(sign) = SIGNS.iter().map(|sign| sign.as_bytes()).find(|sign| rest.starts_with(sign)) else {
            return false;
        };
        // Messages may all begin with one: it stands in front of other fields as well, or right behind the logger.
        let is_known = |item: &Item| matches!(item, Item::Literal(text) if memchr::memmem::find(text, sign).is_some());
        let is_behind_logger = matches!(self.items.as_slice(), [.., Item::Field { word: "c", .. }, Item::Literal(text)]
            if text.iter().all(|byte| *byte == b' '));
        let is_mark = self.is_before_others() || is_behind_logger || self.items.iter().any(is_known);
        let is_parted = self.last != Last::Start && self.places.len() >= LEAST_OF_SIGNS && is_mark;
        let behind = |line: &[u8], at: usize| line.get(at..)?.starts_with(sign).then_some(at + sign.len());
        let moved = is_parted && self.advance(behind);
        if moved {
            self.push_literal(sign);
        }
        moved
    }

    /// `key=`, the same in all lines.
    fn key(&mut self) -> bool {
        let Some(Place { line, at, .. }) = self.places.first().copied() else {
            return false;
        };
        let end = key_end(line, at);
        let Some(key) = line.get(at..=end).filter(|key| key.len() > 1 && key.ends_with(b"=")) else {
            return false;
        };
        let behind = |line: &[u8], at: usize| line.get(at..)?.starts_with(key).then_some(at + key.len());
        let may_be_key = self.are_keys_of_header() && !self.has_pairs_in_brackets();
        let moved = self.places.len() > 1 && may_be_key && self.advance(behind);
        if moved {
            self.push_literal(key);
        }
        moved
    }

    /// The level is still to come, or the time behind it: what stands here is no message's.
    fn is_before_others(&self) -> bool {
        self.level_is_ahead() || self.stamp_is_ahead()
    }

    /// The level was met, and nearly all lines have a stamp further on.
    fn stamp_is_ahead(&self) -> bool {
        self.has_level
            && !self.has_time
            && self.lines * 10 >= self.whole * 6
            && self.is_most(self.places.iter().filter(|place| place.stamp >= Some(place.at)).count())
    }

    /// Nearly all lines have an upper-case level further on, and none was met.
    fn level_is_ahead(&self) -> bool {
        let ahead = |place: &&Place| next_level(place.line, place.at).is_some();
        !self.has_level && self.is_most(self.places.iter().filter(ahead).count())
    }
}

/// A name that a compiler gave to a function begins here, brackets and all.
fn begins_with_compiler_s(line: &[u8], at: usize) -> bool {
    let text = line.get(at..).unwrap_or_default();
    let end = memchr::memchr(b'>', text).map_or(0, |close| close + 1);
    is_of_compiler(text.get(..end).unwrap_or_default()) && text.get(end) != Some(&b'>')
}

/// The end of a level in any case that is no key of a pair, as `trace=` is.
fn level_and_no_key(line: &[u8], at: usize) -> Option<usize> {
    any_level_end(line, at).filter(|end| line.get(*end) != Some(&b'='))
}

/// The items up to the last of stamp and level, with the mark behind it.
fn up_to_level(items: &[Item]) -> Vec<Item> {
    let is_last = |item: &Item| {
        matches!(
            item,
            Item::Field {
                word: "d" | dates::DATE | MINUTES | epoch::SECONDS | epoch::PARTS | "p" | ".-1p" | LEVEL_NUMBER,
                ..
            }
        )
    };
    let end = items.iter().rposition(is_last).map_or(items.len(), |last| last + 1);
    let mut upto = items.get(..end).unwrap_or(items).to_vec();
    if let Some(Item::Literal(mark)) = items.get(end) {
        // A label belongs to the field behind it.
        let length = mark.iter().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
        upto.push(Item::Literal(mark.get(..length).unwrap_or_default().to_vec()));
    }
    upto
}
