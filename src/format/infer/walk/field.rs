//! One field of the lines that are walked over: what it is, and where it ends.

use crate::format::any_stamp;
use crate::format::evidence;
use crate::format::infer::class::{Class, classify, distinct, is_address, is_function, is_like_name};
use crate::format::infer::pattern::{Item, PLACE, VALUE, WORD};
use crate::format::infer::text::{FIELD_BYTES, blanks, closer, is_whole, next_level, next_stamp};
use crate::format::infer::walk::blanks::is_blank;
use crate::format::infer::walk::call::Call;
use crate::format::infer::walk::numbers::THREAD_DIGITS;
use crate::format::infer::walk::{Last, MARKS, Place, Walk};
use crate::format::infer::{early_stamp_end, level_end};
use crate::format::thread_column::{is_named_with_target, is_python_s};

/// Digits of an id at least; smaller numbers are what messages begin with.
const LEAST_ID: usize = 3;
/// Lines that tell a bracket before the message to be the header's.
const LEAST_OF_VALUES: usize = 4;
/// The record of another process was written into the text: `KeyErr2026-11-28 15:49:25,046`.
fn is_torn_at_stamp(text: &[u8]) -> bool {
    let is_glued = |at: usize| text.get(at - 1).is_some_and(u8::is_ascii_alphabetic);
    (1..text.len()).any(|at| is_glued(at) && any_stamp::recognise(text, at).is_some())
}

/// What stands behind the name of a function that is called.
const CALL: &[u8] = b"()";
/// Marks that stand in messages, too.
const PROSE_MARKS: &[&[u8]] = &[b" ", b": ", b":", b" - ", b" : ", b", ", b",", b" [", b" (", b" <", b"[", b"("];

impl Walk<'_> {
    /// A field up to the next mark.
    pub(super) fn field(&mut self) -> bool {
        let ahead = self.is_before_others();
        if let Some(close) = self.closing_mark() {
            let end = |line: &[u8], at: usize| closer(line, at, close);
            return self.field_up_to(&end, &[close], ahead) || (ahead && self.field_up_to_others());
        }
        let known = self.mark.clone();
        let mut found = !known.is_empty() && known.as_slice() != b" " && self.field_before(&known, ahead);
        for mark in MARKS {
            found = found || self.field_before(mark, ahead);
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
            let end = memchr::memmem::find(text, mark)?;
            (end > 0 || may_be_empty).then_some(at + end)
        };
        self.field_up_to(&end, mark, ahead)
    }

    /// A field in front of the level, or of the time, whatever it is made of.
    fn field_up_to_others(&mut self) -> bool {
        let next = if self.has_level { next_stamp } else { next_level };
        let sign = |line: &[u8], at: usize| {
            let level = next(line, at)?;
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
        let word = match self.classify_up_to(&end) {
            Some(Class::Thread) => "t",
            Some(Class::Process) => "X{process}",
            _ => return false,
        };
        let moved = self.advance(end);
        if moved {
            self.push(word, Last::Field);
        }
        moved
    }

    /// Whether texts behind the level are the first words of messages: a number, or the name of what a message is about.
    fn is_of_messages(
        &self,
        class: Class,
        names: &[&[u8]],
        mark: &[u8],
        repeated: bool,
        end: &dyn Fn(&[u8], usize) -> Option<usize>,
    ) -> bool {
        match class {
            // Behind a colon it is the line of the call, and between marks of one kind an id.
            Class::Number => {
                let are_long = names.iter().all(|name| name.len() >= LEAST_ID);
                let is_column = mark.trim_ascii() == self.mark.trim_ascii() && (are_long || !is_blank(mark));
                let are_of_threads = names.iter().all(|name| name.len() >= THREAD_DIGITS);
                let is_parted = matches!(self.last_byte(), Some(b'/' | b'|' | b';' | b','));
                !(repeated && (mark == b" " || is_column || is_parted || are_of_threads)
                    || self.last_byte() == Some(b':'))
            }
            Class::Thread => {
                let is_column = mark == b" - " && self.mark == mark && repeated;
                let is_printed = names.iter().all(|name| name.starts_with(b"Thread["));
                // Messages of several threads, or of the main one, do not all begin with the thread.
                let is_python_s = names.iter().any(|name| is_python_s(name))
                    && names.iter().all(|name| evidence::thread(name) > 0)
                    && (distinct(names) > 1
                        || names.first().is_some_and(|name| *name == b"MainThread" || is_named_with_target(name)));
                let is_told = is_column || is_printed || repeated && is_python_s;
                !is_told && !self.is_before_loggers(end)
            }
            _ => false,
        }
    }

    /// Whether what stands behind a field is a logger in most lines.
    pub(super) fn is_before_loggers(&self, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> bool {
        let is_logger = |place: &&Place<'_>| {
            let Some(end) = end(place.line, place.at) else { return false };
            let rest = place.line.get(end..).unwrap_or_default();
            let marks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'-' | b':' | b'|' | b'[' | b'(')).count();
            let rest = rest.get(marks..).unwrap_or_default();
            let name =
                rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'$'));
            evidence::is_certain_logger(rest.get(..name.count()).unwrap_or_default())
        };
        self.places.iter().filter(is_logger).count() * 10 >= self.places.len() * 6
    }

    /// Whether a blank and the level stand behind a field in all lines.
    fn is_before_level(&self, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> bool {
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

    fn classify_up_to(&self, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> Option<Class> {
        let texts: Vec<&[u8]> =
            self.places.iter().filter_map(|place| place.line.get(place.at..end(place.line, place.at)?)).collect();
        let may_be = self.is_most(texts.len()) && texts.iter().all(|text| is_whole(text));
        if may_be && self.may_be_fields(&texts, false) { classify(&texts) } else { None }
    }

    /// Bars stand on both sides of a field; those with blanks part columns only where one of them is a level.
    fn is_barred(&self, mark: &[u8]) -> bool {
        self.mark == mark && (mark == b"|" || mark == b" | " && self.has_level)
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
        let blank_mark = is_blank(mark) || matches!(mark, b" [" | b" (" | b" <");
        let texts: Vec<&[u8]> = self
            .places
            .iter()
            .filter_map(|place| place.line.get(place.at..end(place.line, place.at)?))
            .map(<[u8]>::trim_ascii_end)
            .collect();
        if !self.is_most(texts.len()) || texts.iter().any(|text| text.is_empty()) && !bracketed && !self.is_barred(mark)
        {
            return false;
        }
        if !self.may_be_fields(&texts, bracketed) {
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
        let blanks_inside = names.iter().filter(|name| name.contains(&b' ')).count();
        let certain = names.iter().filter(|name| evidence::is_certain_logger(name)).count() * 10 >= names.len() * 6;
        let class = match classify(&names) {
            Some(_) if often_empty => Class::Context,
            Some(_) if call == Call::Function => Class::Logger,
            Some(_) if invoked && names.iter().all(|name| is_function(name)) => Class::Function,
            Some(_) if invoked => return false,
            Some(class) => class,
            None if blanks_inside == 0 && self.is_last_in_brackets(end) => {
                often_empty = true;
                Class::Context
            }
            None => return false,
        };
        // Celery's rows know what stands behind the bracket that closes there.
        if class == Class::Process && mark.starts_with(b"]") && !bracketed {
            return false;
        }
        let is_behind_level = matches!(
            self.items.as_slice(),
            [.., Item::Field { word: "p", .. }, Item::Literal(mark)] if mark == b"/"
        );
        let keyed = self.last_byte() == Some(b'=') || is_behind_level;
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
        let is_column = is_blank(mark) && self.are_filled(end);
        let may_be_message = self.has_level && !bracketed && !keyed && !ahead && PROSE_MARKS.contains(&mark);
        let is_of_messages = may_be_message && self.is_of_messages(class, &names, mark, repeated, end);
        let sure = match class {
            Class::Number => bracketed || ahead || !blank_mark || lines >= 3,
            Class::File | Class::Path | Class::Process => true,
            Class::Thread => bracketed || keyed || !blank_mark || repeated || ahead,
            Class::Logger => {
                bracketed || keyed || !blank_mark || ahead || lines < 4 || certain || values * 10 <= lines * 7
            }
            Class::Context => bracketed || keyed || self.is_barred(mark) || mark == b" " && self.is_before_level(end),
            Class::Function => bracketed || !blank_mark || repeated,
            Class::Word => {
                ahead
                    || keyed
                    || is_column
                    || call.has_line()
                    || bracketed && repeated
                    || self.filled > 0 && repeated
                    || repeated
                        && !blank_mark
                        && !names.iter().all(|name| is_address(name))
                        && (values > 1 && values * 3 <= lines || names.first().is_some_and(|name| is_like_name(name)))
            }
        };
        let filled = self.widest_filled(end);
        if is_of_messages || !sure || !self.advance(end) {
            return false;
        }
        let word = self.word_of(class, call.is_line_first(), often_empty);
        if word == "t" {
            self.note_threads();
        }
        self.push(word, Last::Field);
        if invoked {
            self.push_literal(CALL);
        }
        for (mark, conversion) in call.behind_name() {
            self.push_literal(mark.as_bytes());
            self.push(conversion, Last::Field);
        }
        if let Some(width) = filled {
            self.fill_last(width);
        }
        true
    }

    /// The conversion of a field of this class; each stands in a header once. `placed`: a line of the call stands behind it.
    pub(super) fn word_of(&self, class: Class, placed: bool, often_empty: bool) -> &'static str {
        let once = |word: &'static str| {
            let is_used =
                self.items.iter().any(|item| matches!(item, Item::Field { word: known, .. } if *known == word));
            if is_used { VALUE } else { word }
        };
        match class {
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
            Class::Word => WORD,
        }
    }

    /// The last field is the name of a file, with a colon behind it.
    fn is_behind_file(&self) -> bool {
        matches!(self.items.as_slice(), [.., Item::Field { word: "F", .. }, Item::Literal(mark)] if mark == b":")
    }

    /// Notes the threads that the lines were moved over.
    pub(super) fn note_threads(&mut self) {
        for Place { line, at, field } in &self.places {
            let (before, name) = line.get(..*at).unwrap_or_default().split_at(at - field);
            let level = next_level(line, 0).and_then(|level| line.get(level..level_end(line, level)?));
            self.threads.add(name.trim_ascii_end(), before, level.unwrap_or_default());
        }
    }
}
