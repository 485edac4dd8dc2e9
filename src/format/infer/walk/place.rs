//! The place of the call in several fields: class, method, file and line as programs join them.
//!
//! ```text
//! com.acme.Cart.total(Cart.java:88)    com.acme.Cart total    Cart.java:88 total()    (cart.py, total, 88)
//! ```
//!
//! Messages begin so, too: `run(): 3 ms`, `cart.py 12 loaded`. Nearly all lines must have the same form, of names that come
//! again; where no mark parts it from the messages, these must differ behind one method.

use crate::format::evidence;
use crate::format::infer::class::{distinct, is_file, is_function, is_no_word};
use crate::format::infer::text::blanks;
use crate::format::infer::walk::{Item, Last, Place, Walk};

/// The forms, the longer before those with which they begin. `%n` is the last part of the class behind it, a logger's name
/// without its packages; a blank is any number of them.
const FORMS: &[&str] = &[
    "%c:%F:%M:%L",
    "%c:%F:%L",
    "%c.%M (%F:%L)",
    "%c.%M(%F:%L)",
    "%n: %c %M",
    "%n %c.%M:%L",
    "%n %c::%M",
    "%c.%M():%L",
    "%c.%M:%L",
    "%c %M() @%L",
    "%c %M( %L )",
    "%c %M ( %L )",
    "%c %L %M",
    "%c::%M",
    "%c %M",
    "%F:%L - %M()",
    "%F:%L %M()",
    "%F:%L %M",
    "%F, %M, %L",
    "%F,%L,%c,%M",
    "%F %M %L",
    "%M() L%L",
    "%M() line:%L",
    "@l%L",
];
/// Lines that have a form at least, and those where a blank alone parts it from the messages.
const LEAST_LINES: usize = 4;
const LEAST_OPEN: usize = 10;
/// Numbers that differ, of lines where the class has no form of its own.
const LEAST_NUMBERS: usize = 3;
/// The last parts of hosts' names.
const DOMAINS: [&[u8]; 8] = [b"com", b"org", b"net", b"local", b"internal", b"io", b"lan", b"localdomain"];
/// Different words with which messages behind a file's place begin, at least.
const KINDS_OF_MESSAGES: usize = 3;
/// Digits of a line's number at most.
const DIGITS: usize = 6;
/// Bytes of a name at most.
const NAME_BYTES: usize = 160;

/// One field of a form: its letter, and where its text begins and ends.
type Part = (u8, usize, usize);

/// What stands behind a form in a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// What closes the bracket before it, or a mark between blanks.
    Mark,
    /// A blank or a colon, as in messages.
    Open,
}

/// A form in one line.
struct Found<'a> {
    line: &'a [u8],
    parts: Vec<Part>,
    end: usize,
    behind: Behind,
}

impl<'a> Found<'a> {
    fn text(&self, letter: u8) -> Option<&'a [u8]> {
        let (_, from, to) = self.parts.iter().find(|part| part.0 == letter)?;
        self.line.get(*from..*to)
    }

    /// Bytes of the field that ends the form; none where a mark does.
    fn last_field(&self) -> usize {
        self.parts.last().filter(|part| part.2 == self.end).map_or(0, |part| part.2 - part.1)
    }

    /// The first word of what stands behind it.
    fn next_word(&self) -> &'a [u8] {
        let rest = self.line.get(self.end..).unwrap_or_default().trim_ascii_start();
        rest.split(|byte| *byte == b' ').next().unwrap_or_default()
    }
}

impl<'a> Walk<'a> {
    /// Takes the place of the call.
    pub(super) fn place(&mut self) -> bool {
        let may_begin = match self.last {
            Last::Mark => !matches!(self.last_byte(), Some(b'=')),
            Last::Start => self.is_before_others() || self.places.iter().all(|place| place.stamp.is_some()),
            Last::Time | Last::Field | Last::Level => false,
        };
        if !may_begin || !(self.has_level || self.has_time || self.is_before_others()) {
            return false;
        }
        let close = self.closing_mark().or_else(|| (self.depth() > 0).then_some(b']'));
        FORMS.iter().any(|form| self.place_of(form, close))
    }

    fn place_of(&mut self, form: &'static str, close: Option<u8>) -> bool {
        let steps = steps(form);
        let fits = |place: &Place<'a>| found(&steps, place, close);
        if self.places.first().and_then(fits).is_none() {
            return false;
        }
        let read: Vec<(Place<'a>, Found<'a>)> =
            self.places.iter().filter_map(|place| Some((*place, fits(place)?))).collect();
        let all: Vec<&Found<'a>> = read.iter().map(|(_, found)| found).collect();
        if !self.is_most(all.len()) || !is_told(&steps, &all) {
            return false;
        }
        let has_logger = form.starts_with("%n")
            || self.items.iter().any(|item| matches!(item, Item::Field { word: "c", .. }))
            || are_before_their_class(&all);
        let has_paths = all.iter().filter_map(|found| found.text(b'F')).any(|file| file.contains(&b'/'));
        let widths: Vec<usize> = (0..steps.len()).map(|at| filled_width(&all, at)).collect();
        self.places =
            read.iter().map(|(place, found)| Place { at: found.end, field: found.last_field(), ..*place }).collect();
        let mut fields = widths.into_iter();
        for step in steps {
            match step {
                Step::Text(text) => self.push_literal(text.as_bytes()),
                Step::Field(letter) => {
                    let width = fields.next().unwrap_or(0);
                    let is_number = letter == b'L';
                    self.filled = if is_number { width } else { 0 };
                    let word = if letter == b'F' && has_paths { "X{path}" } else { conversion(letter, has_logger) };
                    self.push(word, Last::Field);
                    if !is_number && width > 0 {
                        self.fill_last(width);
                    }
                }
            }
        }
        true
    }
}

/// One step of a form.
#[derive(Clone, Copy)]
enum Step {
    Field(u8),
    Text(&'static str),
}

/// The fields of a form and the marks between them.
fn steps(form: &'static str) -> Vec<Step> {
    let mut steps = Vec::new();
    for (index, part) in form.split('%').enumerate() {
        let text = match part.split_at_checked(1) {
            Some((letter, text)) if index > 0 => {
                steps.extend(letter.bytes().map(Step::Field));
                text
            }
            _ => part,
        };
        if !text.is_empty() {
            steps.push(Step::Text(text));
        }
    }
    steps
}

fn conversion(letter: u8, has_logger: bool) -> &'static str {
    match letter {
        b'c' if has_logger => "C",
        b'n' | b'c' => "c",
        b'M' => "M",
        b'F' => "F",
        _ => "L",
    }
}

/// The form at a place, where something that parts fields stands behind it.
fn found<'a>(steps: &[Step], place: &Place<'a>, close: Option<u8>) -> Option<Found<'a>> {
    let line = place.line;
    let mut at = place.at;
    let mut parts: Vec<Part> = Vec::new();
    let mut rest = steps;
    while let Some((step, behind)) = rest.split_first() {
        rest = behind;
        match step {
            Step::Text(text) => at = text_end(line, at, text, !parts.is_empty())?,
            Step::Field(letter) => {
                let start = if *letter == b'L' { at + blanks(line, at) } else { at };
                let is_before_dot = matches!(behind.first(), Some(Step::Text(text)) if text.starts_with('.'));
                let end = field_end(*letter, line, start, is_before_dot)?;
                parts.push((*letter, start, end));
                at = end;
            }
        }
    }
    let name = parts.iter().find(|part| part.0 == b'n').and_then(|part| line.get(part.1..part.2));
    let class = parts.iter().find(|part| part.0 == b'c').and_then(|part| line.get(part.1..part.2));
    // Of names without capitals one may be a word: `shop.cart: cart is empty`.
    let are_of_one = |name: &[u8], class: &[u8]| {
        let is_class = last_name(class).first().is_some_and(u8::is_ascii_uppercase);
        last_name(name) == last_name(class) && (is_class || name == class)
    };
    if name.is_some_and(|name| class.is_none_or(|class| !are_of_one(name, class))) {
        return None;
    }
    let text = line.get(at..)?;
    let next = *text.first()?;
    let is_closed = close.is_some() && text.trim_ascii_start().first().copied() == close;
    let is_marked = [&b" - "[..], b" : ", b" | ", b" \"", b" -- ", b" --- ", b") ", b"] "]
        .iter()
        .any(|mark| text.starts_with(mark));
    let behind = if is_closed || is_marked { Behind::Mark } else { Behind::Open };
    (is_closed || matches!(next, b' ' | b':' | b',' | b']' | b')' | b'|' | b'\t')).then_some(Found {
        line,
        parts,
        end: at,
        behind,
    })
}

/// The end of a mark of a form; blanks may fill the field before it.
fn text_end(line: &[u8], at: usize, text: &str, is_behind_field: bool) -> Option<usize> {
    let filled = if is_behind_field && !text.starts_with(' ') { blanks(line, at) } else { 0 };
    let mut at = at + filled;
    for byte in text.bytes() {
        let length = if byte == b' ' { blanks(line, at) } else { usize::from(line.get(at) == Some(&byte)) };
        if length == 0 {
            return None;
        }
        at += length;
    }
    Some(at)
}

/// The end of the text of a field.
fn field_end(letter: u8, line: &[u8], at: usize, is_before_dot: bool) -> Option<usize> {
    let text = line.get(at..line.len().min(at + NAME_BYTES))?;
    let count = |is: &dyn Fn(u8) -> bool| text.iter().take_while(|byte| is(**byte)).count();
    let is_of_name = |byte: u8| evidence::is_name_byte(byte) || byte == b'.';
    let begins_name = || text.first().is_some_and(|first| first.is_ascii_alphabetic() || matches!(first, b'_' | b'<'));
    let length = match letter {
        b'L' => Some(count(&|byte| byte.is_ascii_digit())).filter(|length| (1..=DIGITS).contains(length)),
        b'F' => {
            let length = count(&|byte| !matches!(byte, b' ' | b':' | b',' | b'"' | b'(' | b'[' | b'<' | b'='));
            text.get(..length).filter(|name| is_file(name)).map(|_| length)
        }
        b'M' => {
            let length = count(&|byte| evidence::is_name_byte(byte) || matches!(byte, b'<' | b'>'));
            text.get(..length).filter(|name| is_function(name) || name.starts_with(b"lambda$")).map(|_| length)
        }
        _ if is_before_dot => {
            let length = count(&is_of_name);
            let name = text.get(..length).filter(|name| !is_file(name))?;
            memchr::memrchr(b'.', name)
        }
        _ => Some(count(&is_of_name)),
    };
    length.filter(|length| *length > 0 && (letter == b'L' || letter == b'F' || begins_name())).map(|length| at + length)
}

/// Whether lines that have the form have it in their header.
fn is_told(steps: &[Step], all: &[&Found<'_>]) -> bool {
    let texts = |letter: u8| -> Vec<&[u8]> { all.iter().filter_map(|found| found.text(letter)).collect() };
    let (classes, methods, files, numbers) = (texts(b'c'), texts(b'M'), texts(b'F'), texts(b'L'));
    let is_called = steps.iter().any(|step| matches!(step, Step::Text(text) if text.contains("()")));
    let is_marked = all.iter().filter(|found| found.behind == Behind::Mark).count() * 10 >= all.len() * 9;
    let is_named = !texts(b'n').is_empty();
    let has_class = classes.iter().filter(|class| is_class(class)).count() * 10 >= all.len() * 8;
    if !files.is_empty() && (is_called || is_marked || !classes.is_empty()) {
        return true;
    }
    if all.len() < LEAST_LINES || !numbers.is_empty() && distinct(&numbers) < 2 {
        return false;
    }
    if !files.is_empty() {
        let words: Vec<&[u8]> = all.iter().map(|found| found.next_word()).collect();
        return distinct(&methods) * 2 <= all.len() && distinct(&words) >= KINDS_OF_MESSAGES;
    }
    // A host's port is no line.
    if methods.iter().any(|name| DOMAINS.contains(name)) {
        return false;
    }
    let joined = methods.iter().filter(|method| is_no_word(method)).count();
    let are_joined = joined * 10 >= all.len() * 3;
    // `shop.web:88` has the logger's last part there.
    let may_be_logger = matches!(steps, [Step::Field(b'c'), Step::Text("."), Step::Field(b'M'), Step::Text(":"), ..]);
    if may_be_logger && !are_joined {
        return false;
    }
    let is_joined = steps.iter().any(|step| matches!(step, Step::Text("::")));
    if is_named && (is_marked || is_joined || !numbers.is_empty())
        || is_marked && !classes.is_empty() && distinct(&numbers) >= LEAST_NUMBERS
        || is_called && !numbers.is_empty()
    {
        return true;
    }
    if methods.is_empty() {
        return !numbers.is_empty();
    }
    // A class of no package and a method may be two words: `Session opened`.
    let are_certain = classes.iter().filter(|class| is_certain(class)).count() * 10 >= all.len() * 8;
    let has_class = has_class && (are_certain || !numbers.is_empty() || are_joined && is_marked);
    let is_prose = distinct(&methods) * 3 > all.len() * 2 && all.len() > LEAST_LINES;
    has_class
        && if is_marked { !is_prose || !numbers.is_empty() } else { !is_prose && are_before_messages(all, &methods) }
}

/// Behind one method stand messages of several kinds, that begin as sentences do or with what no sentence does.
fn are_before_messages(all: &[&Found<'_>], methods: &[&[u8]]) -> bool {
    let words = |method: &[u8]| -> Vec<&[u8]> {
        let of = |found: &&&Found<'_>| found.text(b'M') == Some(method);
        all.iter().filter(of).map(|found| found.next_word()).collect()
    };
    let several = methods.iter().filter(|method| distinct(&words(method)) > 1).count();
    let joined = methods.iter().filter(|method| is_no_word(method)).count();
    let capitals = all.iter().filter(|found| found.next_word().first().is_some_and(u8::is_ascii_uppercase)).count();
    all.len() >= LEAST_OPEN
        && several * 2 >= all.len()
        && (joined * 10 >= all.len() * 3 || capitals * 10 >= all.len() * 3)
}

/// A class or a module with packages before it, or a class by its capital; threads are named so, too.
fn is_class(text: &[u8]) -> bool {
    is_certain(text)
        || text.first().is_some_and(u8::is_ascii_uppercase)
            && text.iter().any(u8::is_ascii_lowercase)
            && evidence::thread(text) <= 0
}

fn is_certain(text: &[u8]) -> bool {
    text.contains(&b'.') && evidence::is_certain_logger(text)
}

/// Behind the place and marks the last part of the class comes again in all lines, as the logger's name.
fn are_before_their_class(all: &[&Found<'_>]) -> bool {
    let is_so = |found: &&Found<'_>| {
        let Some(class) = found.text(b'c').map(last_name) else { return false };
        let rest = found.line.get(found.end..).unwrap_or_default();
        let marks =
            rest.iter().take_while(|byte| matches!(byte, b' ' | b']' | b'[' | b'(' | b')' | b'-' | b'|')).count();
        let name = rest.get(marks..).unwrap_or_default();
        let length = name.iter().take_while(|byte| evidence::is_name_byte(**byte) || **byte == b'.').count();
        marks > 0 && name.get(..length).map(last_name) == Some(class)
    };
    all.iter().all(is_so)
}

/// The width to which blanks fill a field in some lines; none where they do not.
fn filled_width(all: &[&Found<'_>], field: usize) -> usize {
    let width = |found: &&Found<'_>| {
        let (letter, from, to) = *found.parts.get(field)?;
        let before = found.line.get(..from)?.iter().rev().take_while(|byte| **byte == b' ').count();
        let filled = if letter == b'L' { before } else { blanks(found.line, to) };
        Some((filled, to - from + filled))
    };
    let widths = || all.iter().filter_map(width);
    if widths().any(|(filled, _)| filled > 1) { widths().map(|(_, width)| width).max().unwrap_or(0) } else { 0 }
}

fn last_name(class: &[u8]) -> &[u8] {
    class.rsplit(|byte| *byte == b'.').next().unwrap_or_default()
}
