//! Context between the known fields: words before the logger, values behind keys and tags, values in brackets.
//!
//! ```text
//! [main] INFO  AUDIT com.acme.Cart - x       %marker, empty in most lines: two blanks stand there
//! main INFO anna 9a556dd6 [com.acme.Cart] x  %X{user} %X{request}
//! trace_id=9a556dd6 span_id= INFO x          trace_id=%X{trace} span_id=%X{span}
//! INFO [TID:N/A] com.acme.Cart - x           [TID:%X{trace}]
//! ```
//!
//! Messages begin with words, pairs and brackets as well. What is taken here is proven by a field behind it that is still to
//! come, by the blanks around what is empty, or by messages of many kinds that all have it before them.

use crate::format::evidence;
use crate::format::infer::class::{Class, classify, distinct, is_word};
use crate::format::infer::level_end;
use crate::format::infer::pattern::{Item, VALUE};
use crate::format::infer::text::{blanks, closer, is_of_key, key_end, next_level};
use crate::format::infer::walk::{Last, Place, Walk};

/// Words before a logger at most, and bytes of each.
const MOST_WORDS: usize = 5;
const WORD_BYTES: usize = 80;
/// Lines that have such words, and that have none, at least.
const LEAST_OF_EACH: usize = 2;
/// Lines that tell words and pairs to be no messages' where nothing is empty.
const LEAST_LINES: usize = 4;
const LINES_OF_PAIRS: usize = 10;
/// Different words with which messages behind pairs begin, at least.
const KINDS_OF_MESSAGES: usize = 3;
/// Keys of what the message is.
const MESSAGE_KEYS: [&[u8]; 5] = [b"msg=", b"message=", b"event=", b"text=", b"log="];

/// Words between blanks, and the logger behind them.
struct Words<'a> {
    /// Blanks before the first one.
    blanks: usize,
    /// All blanks up to the logger: each empty word leaves one.
    all_blanks: usize,
    texts: Vec<&'a [u8]>,
    /// Where the logger, or the bracket before it, begins.
    end: usize,
    in_brackets: bool,
    /// The logger is beyond doubt, and not only a class in brackets.
    is_certain: bool,
}

impl Walk<'_> {
    /// As many words in each line before a logger that can be nothing else, or fewer and as many blanks where some are empty.
    pub(super) fn words_before_logger(&mut self) -> bool {
        let is_parted = matches!(self.last, Last::Level | Last::Field)
            || self.last == Last::Mark && matches!(self.last_byte(), Some(b']' | b')' | b'|' | b'-'));
        if !self.has_level || !is_parted || self.has_logger() {
            return false;
        }
        let found: Vec<Option<Words<'_>>> = self.places.iter().map(|place| words_at(place.line, place.at)).collect();
        let count = found.iter().flatten().map(|words| words.texts.len()).max().unwrap_or(0);
        let with = || self.places.iter().zip(&found).filter_map(|(place, words)| Some((place, words.as_ref()?)));
        let full: Vec<_> = with().filter(|(_, words)| words.texts.len() == count).collect();
        if count == 0 || full.is_empty() {
            return false;
        }
        // Blanks fill the level to one width.
        let is_filled = matches!(self.last, Last::Level | Last::Field);
        let filled = full.iter().filter(|(_, words)| is_filled && words.blanks > 1);
        let column = filled.map(|(place, words)| place.field + words.blanks - 1).max().unwrap_or(0);
        let fits = |(place, words): &(&Place<'_>, &Words<'_>)| {
            words.all_blanks == column.saturating_sub(place.field) + 1 + count
        };
        let fitting = with().filter(fits).count();
        let full = full.iter().filter(|told| fits(told)).count();
        let has_both = full >= LEAST_OF_EACH && fitting - full >= LEAST_OF_EACH;
        let certain = with().filter(|told| fits(told) && told.1.is_certain).count();
        let is_proven = has_both || fitting == full && full >= LEAST_LINES && has_ids(&found, count);
        if !is_proven || certain * 10 < fitting * 6 || !self.is_most(fitting) {
            return false;
        }
        let moved = with().filter(fits).map(|(place, words)| Place { at: words.end, field: 0, ..*place });
        self.places = moved.collect();
        if column > 0 {
            self.fill_last(column);
        }
        self.push_literal(b" ");
        for _ in 0..count {
            self.push(VALUE, Last::Field);
            self.push_literal(b" ");
        }
        true
    }

    fn has_logger(&self) -> bool {
        self.items.iter().any(|item| matches!(item, Item::Field { word: "c", .. }))
    }

    /// The value behind a key and `=`, up to a blank; it may be empty.
    pub(super) fn value(&mut self) -> bool {
        if self.last != Last::Mark || self.last_byte() != Some(b'=') || self.is_behind_message_key() {
            return false;
        }
        let end = |line: &[u8], at: usize| {
            let text = line.get(at..)?;
            let length = text.iter().take(WORD_BYTES).take_while(|byte| **byte > b' ').count();
            let is_open = matches!(text.first(), Some(b'"' | b'\'' | b'[' | b'{' | b'('));
            (!is_open && text.get(length) == Some(&b' ')).then_some(at + length)
        };
        let moved = self.advance(end);
        if moved {
            self.push(VALUE, Last::Field);
        }
        moved
    }

    /// Behind a key whose value was not read, nothing begins but what the key says to be the message.
    pub(super) fn is_behind_open_key(&self) -> bool {
        self.last == Last::Mark && self.last_byte() == Some(b'=') && !self.is_behind_message_key()
    }

    fn is_behind_message_key(&self) -> bool {
        let Some(Item::Literal(text)) = self.items.last() else { return false };
        MESSAGE_KEYS.iter().any(|key| text.ends_with(key))
    }

    /// The pairs that begin here are the header's: the level is still to come, or they are all that a line has, or messages
    /// stand behind them. A dash or a colon before them is the one before the message.
    pub(super) fn are_keys_of_header(&self) -> bool {
        let is_mark =
            |item: &&Item| matches!(item, Item::Literal(text) if text.ends_with(b": ") || text.ends_with(b" - "));
        !self.has_level
            || self.is_in_brackets()
            || !self.items.iter().any(|item| is_mark(&item))
                && (self.have_message_key() || self.are_pairs_before_messages())
    }

    /// A bracket is open here.
    fn is_in_brackets(&self) -> bool {
        self.depth() > 0
    }

    /// Open brackets; fewer than none where one closes a header that none opened: `I0301 10:00:00 7 cart.py:12] …`.
    pub(super) fn depth(&self) -> i32 {
        let marks = self.items.iter().filter_map(|item| match item {
            Item::Literal(text) => Some(text),
            Item::Field { .. } => None,
        });
        marks.flatten().fold(0_i32, |depth, byte| match byte {
            b'[' | b'(' | b'{' => depth + 1,
            b']' | b')' | b'}' => depth - 1,
            _ => depth,
        })
    }

    /// Pairs fill a bracket, `[request=9a55, user=]`, which is then one field: each of them may be empty.
    pub(super) fn has_pairs_in_brackets(&self) -> bool {
        let Some(close) = self.closing_mark() else { return false };
        let is_of_pairs = |place: &&Place<'_>| {
            let text = closer(place.line, place.at, close).and_then(|end| place.line.get(place.at..end));
            text.is_some_and(|text| text.contains(&b'=') && next_level(text, 0).is_none())
        };
        self.is_most(self.places.iter().filter(is_of_pairs).count())
    }

    /// What closes the bracket or quote behind which the lines go on.
    pub(super) fn closing_mark(&self) -> Option<u8> {
        Some(match self.last_byte().filter(|_| self.is_behind_opener())? {
            b'[' => b']',
            b'(' => b')',
            b'<' => b'>',
            b'{' => b'}',
            quote => quote,
        })
    }

    /// Nearly all lines have a key further on that says what the message is.
    fn have_message_key(&self) -> bool {
        let has_key = |place: &&Place<'_>| {
            let rest = place.line.get(place.at..).unwrap_or_default();
            MESSAGE_KEYS.iter().any(|key| memchr::memmem::find(rest, key).is_some())
        };
        self.is_most(self.places.iter().filter(has_key).count())
    }

    /// All lines have the same keys here, and messages behind them that begin with many words; those of one kind, which
    /// might have such pairs themselves, begin with the same.
    fn are_pairs_before_messages(&self) -> bool {
        let begin = |place: &Place<'_>| {
            let mut at = pair_end(place.line, place.at)?;
            while let Some(end) = pair_end(place.line, at + 1) {
                at = end;
            }
            let rest = place.line.get(at..)?;
            let marks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'-' | b'|' | b':' | b'>' | b']' | b')'));
            let rest = rest.get(marks.count()..)?;
            rest.split(|byte| *byte == b' ').next().filter(|word| !word.is_empty()).map(<[u8]>::to_vec)
        };
        let begins: Vec<Vec<u8>> = self.places.iter().filter_map(begin).collect();
        let kinds: Vec<&[u8]> = begins.iter().map(Vec::as_slice).collect();
        self.places.len() == self.lines
            && self.lines >= LINES_OF_PAIRS
            && begins.len() * 2 > self.lines
            && distinct(&kinds) >= KINDS_OF_MESSAGES
    }

    /// Any text in brackets, behind which stands the level, or what can only be a logger: threads are called as their programs
    /// like.
    pub(super) fn enclosed_before_known(&mut self) -> bool {
        let Some(close) = self.closing_mark() else { return false };
        let end = |line: &[u8], at: usize| closer(line, at, close);
        let behind = |line: &[u8], at: usize| end(line, at).map(|end| end + 1);
        let is_told = if self.has_level { self.is_before_loggers(&behind) } else { self.is_before_levels(&behind) };
        let texts = self.texts_up_to(&end);
        let moved = is_told && self.advance(end);
        if moved {
            let has_threads = texts.iter().any(|text| evidence::thread(text) > 0);
            let class = if has_threads { Class::Thread } else { Class::Context };
            let word = self.word_of(class, false, true);
            self.push(word, Last::Field);
        }
        moved
    }

    /// No dash or colon stands here or before the bracket, behind which messages begin.
    pub(super) fn is_in_header(&self) -> bool {
        let Some(Item::Literal(text)) = self.items.last() else { return false };
        let before = text.strip_suffix(b"[").unwrap_or(text).trim_ascii_end();
        !matches!(before.last(), Some(b'-' | b':'))
    }

    /// `TID:` in a bracket, the same in all lines, and the value behind it; the level or a logger is still to come.
    pub(super) fn tag(&mut self) -> bool {
        let Some(close) = self.closing_mark() else { return false };
        let Some(Place { line, at, .. }) = self.places.first().copied() else { return false };
        let Some(tag) = line.get(at..=key_end(line, at)).filter(|tag| tag.len() > 1 && tag.ends_with(b":")) else {
            return false;
        };
        let end = |line: &[u8], at: usize| {
            let is_tagged = line.get(at..)?.starts_with(tag);
            let end = closer(line, at, close).filter(|_| is_tagged)?;
            let value = line.get(at + tag.len()..end)?;
            let is_line = value.iter().all(u8::is_ascii_digit) && !value.is_empty();
            (!value.contains(&b' ') && !is_line).then_some(end)
        };
        let behind = |line: &[u8], at: usize| end(line, at).map(|end| end + 1);
        let is_label = self.is_in_header() && !tag.iter().any(u8::is_ascii_lowercase);
        let is_told = is_label || self.level_is_ahead() || self.has_level && self.is_before_loggers(&behind);
        if !is_told || !self.advance(end) {
            return false;
        }
        self.push_literal(tag);
        self.push(VALUE, Last::Field);
        true
    }
}

/// The words from `at` on up to the logger behind them, which has a dot or stands in brackets.
fn words_at(line: &[u8], at: usize) -> Option<Words<'_>> {
    let first = blanks(line, at);
    if first == 0 {
        return None;
    }
    let mut texts = Vec::new();
    let mut start = at + first;
    let mut all_blanks = first;
    while texts.len() <= MOST_WORDS {
        let end = end_of_word(line, start);
        let word = line.get(start..end).filter(|word| !word.is_empty() && word.len() <= WORD_BYTES)?;
        let inner = word.strip_prefix(b"[").and_then(|word| word.strip_suffix(b"]"));
        let name = inner.or_else(|| word.strip_suffix(b":")).unwrap_or(word);
        let is_certain = name.contains(&b'.') && evidence::is_certain_logger(name);
        if is_certain || inner.is_some_and(|name| name.first().is_some_and(u8::is_ascii_uppercase) && is_word(name)) {
            return Some(Words {
                blanks: first,
                all_blanks,
                texts,
                end: start,
                in_brackets: inner.is_some(),
                is_certain,
            });
        }
        let is_plain = !word.iter().any(|byte| matches!(byte, b'[' | b']' | b'(' | b')' | b'{' | b'}' | b'<' | b'"'));
        let is_mark = !word.iter().any(u8::is_ascii_alphanumeric) && word != b"-";
        if !is_plain || is_mark || word.ends_with(b":") || level_end(line, start) == Some(end) {
            return None;
        }
        texts.push(word);
        let between = blanks(line, end);
        all_blanks += between;
        start = end + between;
    }
    None
}

/// One of the columns of words has ids, and the loggers behind them stand in brackets.
fn has_ids(found: &[Option<Words<'_>>], count: usize) -> bool {
    let column =
        |at: usize| -> Vec<&[u8]> { found.iter().flatten().filter_map(|words| words.texts.get(at).copied()).collect() };
    found.iter().flatten().all(|words| words.in_brackets)
        && (0..count).any(|at| classify(&column(at)) == Some(Class::Context))
}

fn end_of_word(line: &[u8], at: usize) -> usize {
    let text = line.get(at..).unwrap_or_default();
    at + text.iter().take_while(|byte| **byte > b' ').count()
}

/// The end of `key=value` at `at`.
pub(super) fn pair_end(line: &[u8], at: usize) -> Option<usize> {
    let end = end_of_word(line, at);
    let key = line.get(at..at + memchr::memchr(b'=', line.get(at..end)?)?)?;
    (!key.is_empty() && key.iter().all(|byte| is_of_key(*byte))).then_some(end)
}
