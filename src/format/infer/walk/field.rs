//! One field of the lines that are walked over: what it is, and where it ends.

use crate::format::any_stamp;
use crate::format::evidence;
use crate::format::infer::class::{Class, are_classes, classify, distinct, is_function};
use crate::format::infer::pattern::{Item, PLACE, VALUE, WORD};
use crate::format::infer::text::{FIELD_BYTES, blanks, closer, is_of_key, is_whole, next_level, next_stamp};
use crate::format::infer::walk::blanks::is_blank;
use crate::format::infer::walk::call::Call;
use crate::format::infer::walk::column::Column;
use crate::format::infer::walk::{Last, MARKS, Place, Walk};
use crate::format::infer::{early_stamp_end, level_end};
use crate::format::thread_column::{is_named_with_target, target_end};

/// Lines that tell a bracket before the message to be the header's.
const LEAST_OF_VALUES: usize = 4;
/// What stands behind the name of a function that is called.
const CALL: &[u8] = b"()";
/// What keys of loggers and of threads have in them.
const KEYS_OF_LOGGERS: &[&[u8]] = &[b"log", b"name", b"class", b"module", b"categ", b"compon", b"source", b"src"];
const KEYS_OF_THREADS: &[&[u8]] = &[b"th", b"tid", b"worker", b"task"];
/// Marks that stand between fields.
const BETWEEN: &[u8] = b" -:|[(";

impl Walk<'_> {
    /// A field up to the next mark.
    pub(super) fn field(&mut self) -> bool {
        let ahead = self.is_before_others();
        if let Some(close) = self.closing_mark() {
            let end = |line: &[u8], at: usize| closer(line, at, close);
            return self.two_in_brackets(close)
                || self.field_up_to(&end, &[close], ahead)
                || (ahead && self.field_up_to_others());
        }
        let known = self.mark.clone();
        let mut found = !known.is_empty() && known.as_slice() != b" " && self.field_before(&known, ahead);
        for mark in MARKS {
            found = found || *mark == b" " && ahead && self.field_up_to_others() || self.field_before(mark, ahead);
            if found {
                break;
            }
            if *mark == b" - " && ahead {
                found = self.field_up_to_others();
            }
        }
        found
    }

    fn field_before(&mut self, mark: &[u8], ahead: bool) -> bool {
        let may_be_empty = self.is_barred(mark);
        let end = |line: &[u8], at: usize| {
            let text = line.get(at..line.len().min(at + FIELD_BYTES))?;
            let target = target_end(text).unwrap_or(0);
            let end = target + memchr::memmem::find(text.get(target..)?, mark)?;
            (end > 0 || may_be_empty).then_some(at + end)
        };
        self.field_up_to(&end, mark, ahead)
    }

    /// A field in front of the level, or of the time, whatever it is made of.
    fn field_up_to_others(&mut self) -> bool {
        let next = if self.has_level { next_stamp } else { next_level };
        let Some((_, mark)) = self.places.first().and_then(|place| parted(next, place.line, place.at)) else {
            return false;
        };
        let mark = mark.to_vec();
        let end = |line: &[u8], at: usize| parted(next, line, at).filter(|(_, own)| *own == mark).map(|(end, _)| end);
        let texts = self.texts_up_to(&end);
        let has_blanks = texts.iter().any(|text| text.contains(&b' '));
        // What another record tore off its stamp is no field, but its level and its logger are.
        let is_thread = |text: &&&[u8]| is_one_thread(text) || is_torn_at_stamp(text);
        let word = match self.class_of(&texts) {
            Some(Class::Thread) if texts.iter().filter(is_thread).count() * 2 < texts.len() => return false,
            Some(Class::Thread) => self.word_of(Class::Thread, false, false),
            // `100% INFO`.
            Some(Class::Number) if !mark.starts_with(b" ") => VALUE,
            Some(Class::Number) if self.has_level => return false,
            Some(class) if !has_blanks => self.word_of(class, false, false),
            _ => return false,
        };
        let moved = self.advance(end);
        if moved {
            self.push(word, Last::Field);
            self.tell_lines_from_processes();
        }
        moved
    }

    /// Whether what stands behind a field is a logger in most lines.
    pub(super) fn is_before_loggers(&self, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> bool {
        let is_logger = |place: &&Place<'_>| {
            let Some(start) = behind_marks(place, end) else { return false };
            let rest = place.line.get(start..).unwrap_or_default();
            let name =
                rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'$'));
            evidence::is_certain_logger(rest.get(..name.count()).unwrap_or_default())
        };
        self.places.iter().filter(is_logger).count() * 10 >= self.places.len() * 6
    }

    /// Whether it is the level in nearly all lines.
    pub(super) fn is_before_levels(&self, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> bool {
        let is_level =
            |place: &&Place<'_>| behind_marks(place, end).is_some_and(|start| level_end(place.line, start).is_some());
        self.is_most(self.places.iter().filter(is_level).count())
    }

    /// Whether blanks alone part it from the level in all lines.
    pub(super) fn is_right_before_level(&self, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> bool {
        let is_level = |place: &Place<'_>| {
            let next = end(place.line, place.at).map(|end| end + blanks(place.line, end));
            next.is_some_and(|next| level_end(place.line, next).is_some())
        };
        !self.has_level && self.places.iter().all(is_level)
    }

    /// Whether a dash or a colon between blanks stands behind the bracket at the end of a field in nearly all lines, as it
    /// does behind headers.
    fn is_last_in_brackets(&self, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> bool {
        let is_last = |place: &&Place<'_>| {
            let behind = end(place.line, place.at).and_then(|end| place.line.get(end + 1..)).unwrap_or_default();
            behind.starts_with(b" - ") || behind.starts_with(b" : ")
        };
        self.has_level
            && self.places.len() >= LEAST_OF_VALUES
            && self.is_behind_opener()
            && self.is_most(self.places.iter().filter(is_last).count())
    }

    /// The class of texts that nothing encloses, where most lines have one.
    fn class_of(&self, texts: &[&[u8]]) -> Option<Class> {
        let may_be = self.is_most(texts.len()) && texts.iter().all(|text| is_whole(text));
        if may_be && self.may_be_fields(texts, false) { classify(texts) } else { None }
    }

    /// Bars stand on both sides of a field; those with blanks part columns only where one of them is a level.
    pub(super) fn is_barred(&self, mark: &[u8]) -> bool {
        let is_behind = matches!(self.items.last(), Some(Item::Literal(text)) if text.ends_with(mark));
        is_behind && self.last == Last::Mark && (mark == b"|" || mark == b" | " && self.has_level)
    }

    /// Neither the level nor the stamp is in them, they are not torn out of brackets, and they are no second stamps.
    pub(super) fn may_be_fields(&self, texts: &[&[u8]], bracketed: bool) -> bool {
        let has_stamp = |text: &[u8]| early_stamp_end(text).is_some() && !is_torn_at_stamp(text);
        let swallowed =
            |text: &&&[u8]| !self.has_level && next_level(text, 0).is_some() || !self.has_time && has_stamp(text);
        let torn = |text: &&&[u8]| !bracketed && !is_whole(text) || evidence::ends_with_date(text);
        if texts.iter().filter(|text| swallowed(text) || torn(text)).count() * 10 > texts.len() {
            return false;
        }
        // A second moment is what an access log begins its message with.
        let is_stamp = |text: &&&[u8]| any_stamp::recognise(text, 0).is_some_and(|(_, end)| end + 6 >= text.len());
        !(self.has_time && self.is_most(texts.iter().filter(is_stamp).count()))
    }

    fn field_up_to(&mut self, end: &dyn Fn(&[u8], usize) -> Option<usize>, mark: &[u8], ahead: bool) -> bool {
        let bracketed = self.is_behind_opener();
        let texts: Vec<&[u8]> = self.texts_up_to(end).into_iter().map(<[u8]>::trim_ascii_end).collect();
        if !self.is_most(texts.len()) || texts.iter().any(|text| text.is_empty()) && !bracketed && !self.is_barred(mark)
        {
            return false;
        }
        let is_cut = |place: &&Place<'_>| {
            let end = end(place.line, place.at);
            place.stamp.zip(end).is_some_and(|(stamp, end)| (place.at..end).contains(&stamp))
        };
        let cut = if self.has_time { 0 } else { self.places.iter().filter(is_cut).count() };
        if cut * 10 > texts.len() || !self.may_be_fields(&texts, bracketed) {
            return false;
        }
        // A field that many lines have not may have any text.
        let mut often_empty = texts.iter().filter(|text| text.is_empty()).count() * 5 > texts.len();
        let call = Call::of(&texts, bracketed);
        let names: Vec<&[u8]> = texts.into_iter().filter_map(|text| call.name(text)).collect();
        // A function, `run()`.
        let invoked = names.iter().all(|name| name.len() > CALL.len() && name.ends_with(CALL));
        let names: Vec<&[u8]> =
            if invoked { names.iter().filter_map(|name| name.strip_suffix(CALL)).collect() } else { names };
        let has_blanks = names.iter().any(|name| name.contains(&b' '));
        let class = match classify(&names) {
            Some(_) if often_empty => Class::Context,
            Some(_) if call == Call::Function => Class::Logger,
            Some(_) if invoked && names.iter().all(|name| is_function(name)) => Class::Function,
            Some(_) if invoked => return false,
            Some(Class::Logger) if bracketed && self.has_fuller_names_behind_level(&names) => Class::Context,
            Some(Class::Word) if bracketed && are_classes(&names) => Class::Logger,
            Some(Class::Number) if bracketed && names.iter().any(|name| name.is_empty()) => {
                often_empty = true;
                Class::Context
            }
            Some(class) => class,
            None if !has_blanks && self.is_last_in_brackets(end) => {
                often_empty = true;
                Class::Context
            }
            None => return false,
        };
        // Celery's rows know what stands behind the bracket that closes there.
        if class == Class::Process && mark.starts_with(b"]") && !bracketed {
            return false;
        }
        let values = distinct(&names);
        let has_line = call.has_line();
        let mut column = Column { class, names, values, mark, ahead, bracketed, invoked, has_line };
        if class == Class::Word && self.are_functions(end) {
            column.class = Class::Function;
            if !self.is_sure(&column, end) {
                column.class = Class::Word;
            }
        }
        let filled = self.widest_filled(end);
        // Lines in which something else stands here, too, are left behind.
        let is_pure = !has_blanks || bracketed || class != Class::Logger;
        let pure_end = |line: &[u8], at: usize| {
            end(line, at)
                .filter(|end| is_pure || !line.get(at..*end).is_some_and(|text| text.trim_ascii().contains(&b' ')))
        };
        if !self.is_sure(&column, end) || !self.advance(pure_end) {
            return false;
        }
        let pairs = column.names.iter().filter(|name| name.contains(&b'=')).count();
        let full = column.names.iter().filter(|name| !name.is_empty()).count();
        let word = match column.class {
            Class::Context if often_empty && pairs > 0 && pairs == full => self.word_once("X"),
            class => self.word_of(class, call.is_line_first(), often_empty),
        };
        if word == "t" {
            self.note_threads();
        }
        self.push(word, Last::Field);
        self.tell_lines_from_processes();
        if invoked {
            self.push_literal(CALL);
        }
        for (mark, conversion) in call.behind_name() {
            self.push_literal(mark.as_bytes());
            if !conversion.is_empty() {
                self.push(conversion, Last::Field);
            }
        }
        if let Some(width) = filled {
            self.fill_last(width);
        }
        true
    }

    /// Puts the field that the lines were moved over.
    pub(super) fn push_once(&mut self, word: &'static str) {
        if word == "t" {
            self.note_threads();
        }
        let word = self.word_once(word);
        self.push(word, Last::Field);
    }

    /// This conversion, or that of any value where it stands in the header.
    fn word_once(&self, word: &'static str) -> &'static str {
        let is_used = self.items.iter().any(|item| matches!(item, Item::Field { word: known, .. } if *known == word));
        if is_used { VALUE } else { word }
    }

    /// The conversion of a field of this class; each stands in a header once. `placed`: a line of the call stands behind it.
    pub(super) fn word_of(&self, class: Class, placed: bool, often_empty: bool) -> &'static str {
        let once = |word| self.word_once(word);
        match class {
            Class::Logger if self.is_behind_key_of_others(KEYS_OF_LOGGERS) => VALUE,
            Class::Thread if self.is_behind_key_of_others(KEYS_OF_THREADS) => VALUE,
            Class::Logger => once("c"),
            Class::Thread => once("t"),
            Class::Process => "X{process}",
            Class::Number if self.is_behind_file() => once("L"),
            Class::Number => once("pid"),
            Class::File => once("F"),
            Class::Path => "X{path}",
            Class::Function => once("M"),
            Class::Context if often_empty => VALUE,
            Class::Context => "X{context}",
            Class::Word if placed => once(PLACE),
            // The value of a pair; labels of loggers are known (`labels.rs`).
            Class::Word if self.last == Last::Mark && self.last_byte() == Some(b'=') => VALUE,
            Class::Word => WORD,
        }
    }

    /// A key stands here that names other things than these: `host=db1.example.com`.
    fn is_behind_key_of_others(&self, known: &[&[u8]]) -> bool {
        let Some(Item::Literal(text)) = self.items.last().filter(|_| self.last == Last::Mark) else { return false };
        let Some(before) = text.strip_suffix(b"=") else { return false };
        let start = before.iter().rposition(|byte| !is_of_key(*byte)).map_or(0, |at| at + 1);
        let key = before.get(start..).unwrap_or_default().to_ascii_lowercase();
        !key.is_empty() && !known.iter().any(|part| memchr::memmem::find(&key, part).is_some())
    }

    /// The last field is the name of a file, with a colon behind it.
    fn is_behind_file(&self) -> bool {
        matches!(self.items.as_slice(), [.., Item::Field { word: "F", .. }, Item::Literal(mark)] if mark == b":")
    }

    /// Notes the threads that the lines were moved over.
    pub(super) fn note_threads(&mut self) {
        for Place { line, at, field, .. } in &self.places {
            let (before, name) = line.get(..*at).unwrap_or_default().split_at(at - field);
            let level = next_level(line, 0).and_then(|level| line.get(level..level_end(line, level)?));
            self.threads.add(name.trim_ascii_end(), before, level.unwrap_or_default());
        }
    }
}

/// A thread and no field beside it: its first word names one, and no bracket stands last, as in `main <shop.cart>`.
pub(super) fn is_one_thread(text: &[u8]) -> bool {
    let first = text.split(|byte| *byte == b' ').next().unwrap_or_default();
    let is_enclosed = matches!(text.last(), Some(b']' | b')' | b'>' | b'}')) && text.contains(&b' ');
    let number = memchr::memmem::rfind(text, b" [#").is_some();
    evidence::thread(first) > 0 && (!is_enclosed || number || is_named_with_target(text))
}

/// The record of another process was written into the text: `KeyErr2026-11-28 15:49:25,046`.
fn is_torn_at_stamp(text: &[u8]) -> bool {
    let is_glued = |at: usize| text.get(at - 1).is_some_and(u8::is_ascii_alphabetic);
    (1..text.len()).any(|at| is_glued(at) && any_stamp::recognise(text, at).is_some())
}

/// Where the next field begins behind one that ends at `end`, and the marks between them.
fn behind_marks(place: &Place<'_>, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> Option<usize> {
    let end = end(place.line, place.at)?;
    let marks = place.line.get(end..).unwrap_or_default().iter().take_while(|byte| BETWEEN.contains(byte));
    Some(end + marks.count())
}

/// What stands before the level or the stamp that is `next`, and the marks between the two; blanks alone are one, as they may
/// fill a level at its left.
fn parted(next: fn(&[u8], usize) -> Option<usize>, line: &[u8], at: usize) -> Option<(usize, &[u8])> {
    let to = next(line, at)?;
    let text = line.get(at..to)?;
    let is_mark = |byte: &&u8| !byte.is_ascii_alphanumeric() && !matches!(**byte, b')' | b'>');
    let marks = text.iter().rev().take_while(is_mark).count();
    let mark = text.get(text.len() - marks..)?;
    let mark = if is_blank(mark) { mark.get(..1)? } else { mark };
    (marks < text.len()).then_some((to - marks, mark))
}
