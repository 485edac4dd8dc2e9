//! Lines walked side by side from the left, and the pattern that they have in common.

use crate::format::any_stamp;
use crate::format::evidence;
use crate::format::infer::class::{Class, classify, distinct, is_like_name};
use crate::format::infer::pattern::{Item, WORD, cut_mark_of_messages, name_the_logger, written};
use crate::format::infer::text::{FIELD_BYTES, blanks, closer, is_whole, line_number, next_level};
use crate::format::infer::{any_level_end, letter_end, level_end, word_end};

/// Lines that a header of nothing but a level and a blank must have.
const BARE_LINES: usize = 20;
/// Items of a header at most.
const MOST_ITEMS: usize = 80;
/// Marks between fields, the surest first.
const MARKS: &[&[u8]] = &[
    b" - ", b" | ", b" : ", b" :: ", b" -- ", b" --- ", b" => ", b": ", b"::", b"\t", b" [", b" (", b" <", b"|", b";",
    b",", b"[", b"(", b":", b" ",
];

#[derive(Clone, Copy)]
struct Place<'a> {
    line: &'a [u8],
    at: usize,
    /// Bytes of the field that ends here.
    field: usize,
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
pub(crate) struct Walk<'a> {
    places: Vec<Place<'a>>,
    lines: usize,
    /// Literals and conversions; a conversion's padding is put in later.
    items: Vec<Item>,
    last: Last,
    has_time: bool,
    has_level: bool,
    /// The mark that parted the last two fields.
    mark: Vec<u8>,
    /// The next field is filled with blanks at its left.
    filled: usize,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(lines: Vec<&'a [u8]>) -> Self {
        Self {
            lines: lines.len(),
            places: lines.into_iter().map(|line| Place { line, at: 0, field: 0 }).collect(),
            items: Vec::new(),
            last: Last::Start,
            has_time: false,
            has_level: false,
            mark: Vec::new(),
            filled: 0,
        }
    }

    /// The conversion pattern of the lines; `None` when they have too little in common.
    pub(crate) fn pattern(mut self) -> Option<String> {
        // Where the message may begin: not behind a bracket that nothing closes.
        let mut good = Vec::new();
        for _ in 0..MOST_ITEMS {
            let moved =
                self.time() || self.level() || self.blanks() || self.key() || self.common_mark() || self.field();
            if !moved {
                break;
            }
            if !self.is_behind_opener() {
                good.clone_from(&self.items);
            }
        }
        self.items = good;
        if !(self.has_time || self.has_level) || self.places.len() * 10 < self.lines * 6 {
            return None;
        }
        // A word that means a level may begin any line.
        let fields = self.items.iter().filter(|item| matches!(item, Item::Field { .. })).count();
        let bare = fields == 1
            && !self.has_time
            && matches!(self.items.as_slice(), [Item::Field { .. }, Item::Literal(mark)] if mark == b" ");
        if bare && self.lines < BARE_LINES {
            return None;
        }
        if self.places.len() < 4 {
            cut_mark_of_messages(&mut self.items);
        }
        name_the_logger(&mut self.items);
        Some(written(&self.items))
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

    fn is_most(&self, count: usize) -> bool {
        count > 0 && count * 100 >= self.places.len() * 85
    }

    fn time(&mut self) -> bool {
        if self.has_time || !self.advance(|line, at| any_stamp::recognise(line, at).map(|(_, end)| end)) {
            return false;
        }
        self.has_time = true;
        self.push("d", Last::Time);
        true
    }

    fn level(&mut self) -> bool {
        if self.has_level {
            return false;
        }
        let opened = matches!(self.last_byte(), Some(b'[' | b'(' | b'<' | b'|' | b'=' | b'*' | b'/' | b'{'));
        let word = self.advance(level_end) || ((opened || self.places.len() >= 4) && self.advance(any_level_end));
        if !(word || opened && self.places.len() >= 2 && self.advance(letter_end)) {
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

    /// Blanks, which part fields or fill them.
    fn blanks(&mut self) -> bool {
        let runs: Vec<usize> = self.places.iter().map(|place| blanks(place.line, place.at)).collect();
        let (Some(least), Some(most)) = (runs.iter().min().copied(), runs.iter().max().copied()) else {
            return false;
        };
        if most == 0 {
            return false;
        }
        let ends: Vec<usize> = self.places.iter().zip(&runs).map(|(place, run)| place.field + run).collect();
        let field = matches!(self.last, Last::Field | Last::Level);
        let one_width = ends.iter().min() == ends.iter().max();
        let width = ends.iter().max().copied().unwrap_or(0);
        let some = runs.iter().filter(|run| **run > 0).count();
        if self.is_most(some) && (some == runs.len() || least == 0 && most == 1) {
            // Lines whose end was cut stay behind.
            self.places.retain(|place| blanks(place.line, place.at) > 0);
            if field && most > 1 && (one_width || least > 1 || self.last == Last::Level || !self.next_is_level()) {
                self.fill_last(width - 1);
            } else if most > 1 && least != most {
                self.filled = most + 8;
            } else if most > 1 {
                self.skip_blanks();
                self.push_literal(&vec![b' '; most]);
                return true;
            }
            self.skip_blanks();
            self.push_literal(b" ");
            return true;
        }
        // Some have none: blanks that fill a field in front of a mark, or behind an opener.
        let next = |place: &Place| place.line.get(place.at + blanks(place.line, place.at)).copied();
        let first = self.places.first().and_then(next);
        let alike = self.places.iter().filter(|place| next(place) == first).count();
        if field && first.is_some_and(|byte| byte.is_ascii_punctuation()) && self.is_most(alike) {
            self.fill_last(width);
        } else if self.is_behind_opener() {
            self.filled = most + 8;
        } else {
            return false;
        }
        self.skip_blanks();
        true
    }

    fn next_is_level(&self) -> bool {
        let level = |place: &&Place| level_end(place.line, place.at + blanks(place.line, place.at)).is_some();
        !self.has_level && self.is_most(self.places.iter().filter(level).count())
    }

    fn skip_blanks(&mut self) {
        for place in &mut self.places {
            place.at += blanks(place.line, place.at);
        }
    }

    fn fill_last(&mut self, width: usize) {
        if let Some(Item::Field { right, .. }) = self.items.last_mut() {
            *right = width.max(2);
        }
    }

    /// The same punctuation in nearly all lines.
    fn common_mark(&mut self) -> bool {
        let Some(byte) = self.places.first().and_then(|place| place.line.get(place.at)).copied() else {
            return false;
        };
        if !(byte.is_ascii_punctuation() || byte == b'\t')
            || matches!(byte, b'_' | b'/' | b'"' | b'\'' | b'$' | b'%')
                && self.last != Last::Field
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

    /// `key=`, the same in all lines.
    fn key(&mut self) -> bool {
        let Some(Place { line, at, .. }) = self.places.first().copied() else {
            return false;
        };
        let end = word_end(line, at);
        let Some(key) = line.get(at..=end).filter(|key| key.len() > 1 && key.ends_with(b"=")) else {
            return false;
        };
        let moved = self.places.len() > 1
            && self.advance(|line, at| line.get(at..)?.starts_with(key).then_some(at + key.len()));
        if moved {
            self.push_literal(key);
        }
        moved
    }

    /// Nearly all lines have an upper-case level further on, and none was met.
    fn level_is_ahead(&self) -> bool {
        let ahead = |place: &&Place| next_level(place.line, place.at).is_some();
        !self.has_level && self.is_most(self.places.iter().filter(ahead).count())
    }

    /// A field up to the next mark.
    fn field(&mut self) -> bool {
        let ahead = self.level_is_ahead();
        if self.is_behind_opener() {
            let close = match self.last_byte() {
                Some(b'[') => b']',
                Some(b'(') => b')',
                Some(b'<') => b'>',
                Some(b'{') => b'}',
                Some(quote) => quote,
                None => return false,
            };
            let end = |line: &[u8], at: usize| closer(line, at, close);
            return self.field_up_to(&end, &[close], ahead) || (ahead && self.field_up_to_level());
        }
        let known = std::mem::take(&mut self.mark);
        let mut found = !known.is_empty() && known.as_slice() != b" " && self.field_before(&known, ahead);
        for mark in MARKS {
            found = found || self.field_before(mark, ahead);
            if found {
                break;
            }
            if *mark == b" - " && ahead {
                found = self.field_up_to_level();
            }
        }
        if !found {
            self.mark = known;
        }
        found
    }

    fn field_before(&mut self, mark: &[u8], ahead: bool) -> bool {
        let end = |line: &[u8], at: usize| {
            let text = line.get(at..line.len().min(at + FIELD_BYTES))?;
            let end = memchr::memmem::find(text, mark)?;
            (end > 0).then_some(at + end)
        };
        self.field_up_to(&end, mark, ahead)
    }

    /// A field in front of the level, whatever it is made of.
    fn field_up_to_level(&mut self) -> bool {
        let sign = |line: &[u8], at: usize| {
            let level = next_level(line, at)?;
            let text = line.get(at..level)?;
            let marks = text
                .iter()
                .rev()
                .take_while(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b')' | b'>'))
                .count();
            (marks > 0 && marks < text.len()).then_some((level - marks, level))
        };
        let Some((from, to)) = self.places.first().and_then(|place| sign(place.line, place.at)) else {
            return false;
        };
        let Some(mark) = self.places.first().and_then(|place| place.line.get(from..to)).map(<[u8]>::to_vec) else {
            return false;
        };
        let end = |line: &[u8], at: usize| {
            sign(line, at).filter(|(from, to)| line.get(*from..*to) == Some(mark.as_slice())).map(|(from, _)| from)
        };
        let is_thread = self.classify_up_to(&end) == Some(Class::Thread);
        is_thread && self.advance(end) && {
            self.push("t", Last::Field);
            true
        }
    }

    fn classify_up_to(&self, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> Option<Class> {
        let texts: Vec<&[u8]> =
            self.places.iter().filter_map(|place| place.line.get(place.at..end(place.line, place.at)?)).collect();
        if self.is_most(texts.len()) && texts.iter().all(|text| is_whole(text)) { classify(&texts) } else { None }
    }

    fn field_up_to(&mut self, end: &dyn Fn(&[u8], usize) -> Option<usize>, mark: &[u8], ahead: bool) -> bool {
        let bracketed = self.is_behind_opener();
        let blank_mark = mark.iter().all(|byte| *byte == b' ') || matches!(mark, b" [" | b" (" | b" <");
        let texts: Vec<&[u8]> = self
            .places
            .iter()
            .filter_map(|place| place.line.get(place.at..end(place.line, place.at)?))
            .map(<[u8]>::trim_ascii_end)
            .collect();
        if !self.is_most(texts.len()) || texts.iter().any(|text| text.is_empty()) && !bracketed {
            return false;
        }
        let swallowed = |text: &&&[u8]| !self.has_level && next_level(text, 0).is_some();
        let torn = |text: &&&[u8]| !bracketed && !is_whole(text);
        if texts.iter().filter(|text| swallowed(text) || torn(text)).count() * 10 > texts.len() {
            return false;
        }
        // A place of the call: `file:12`, `name:function:12`.
        let split = texts.iter().all(|text| line_number(text).is_some());
        let heads: Vec<&[u8]> = if split { texts.iter().filter_map(|text| line_number(text)).collect() } else { texts };
        let inner = split && heads.iter().all(|head| memchr::memrchr(b':', head).is_some_and(|at| at > 0));
        let names: Vec<&[u8]> = if inner {
            heads.iter().filter_map(|head| head.get(..memchr::memrchr(b':', head)?)).collect()
        } else {
            heads
        };
        let blanks_inside = names.iter().filter(|name| name.contains(&b' ')).count();
        let certain = names.iter().filter(|name| evidence::is_certain_logger(name)).count() * 10 >= names.len() * 6;
        let Some(class) = classify(&names) else {
            return false;
        };
        let keyed = self.last_byte() == Some(b'=');
        let lines = self.places.len();
        let values = distinct(&names);
        let repeated = lines >= 4 && values * 2 <= lines;
        if blanks_inside > 0
            && !(class == Class::Thread && (bracketed || repeated)
                || class == Class::Context && bracketed
                || bracketed && repeated)
        {
            return false;
        }
        let sure = match class {
            Class::Number => bracketed || ahead || !blank_mark || lines >= 3,
            Class::File | Class::Path | Class::Process => true,
            Class::Thread => bracketed || keyed || !blank_mark || repeated || ahead,
            Class::Logger => {
                bracketed || keyed || !blank_mark || ahead || lines < 4 || certain || values * 10 <= lines * 7
            }
            Class::Context => bracketed || keyed,
            Class::Function => bracketed || !blank_mark || repeated,
            Class::Word => {
                ahead
                    || keyed
                    || split
                    || bracketed && repeated
                    || repeated
                        && !blank_mark
                        && (values > 1 && values * 3 <= lines || names.first().is_some_and(|name| is_like_name(name)))
            }
        };
        let widths = self.places.iter().filter_map(|place| Some((place, end(place.line, place.at)?)));
        let filled = widths
            .filter(|(place, end)| end.checked_sub(1).and_then(|last| place.line.get(last)) == Some(&b' '))
            .map(|(place, end)| end - place.at)
            .max();
        if !sure || !self.advance(end) {
            return false;
        }
        let used = |items: &[Item], word: &str| {
            items.iter().any(|item| matches!(item, Item::Field { word: known, .. } if *known == word))
        };
        let once = |word: &'static str, items: &[Item]| if used(items, word) { "X{value}" } else { word };
        let word = match class {
            Class::Logger => once("c", &self.items),
            Class::Thread => once("t", &self.items),
            Class::Process => "X{process}",
            Class::Number => once("pid", &self.items),
            Class::File => once("F", &self.items),
            Class::Path => "X{path}",
            Class::Function => once("M", &self.items),
            Class::Context => "X{context}",
            Class::Word if split && !inner => once("c", &self.items),
            Class::Word => WORD,
        };
        self.push(word, Last::Field);
        if inner {
            self.push_literal(b":");
            self.push("M", Last::Field);
        }
        if split {
            self.push_literal(b":");
            self.push("L", Last::Field);
        }
        if let Some(width) = filled {
            self.fill_last(width);
        }
        true
    }
}
