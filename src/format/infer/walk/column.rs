//! Whether the texts between two marks are a field, or the first words of messages.

use crate::format::evidence;
use crate::format::infer::class::{Class, distinct, is_address, is_function, is_like_name, is_of_compiler};
use crate::format::infer::pattern::{Item, PLACE, WORD};
use crate::format::infer::walk::blanks::is_blank;
use crate::format::infer::walk::field::is_one_thread;
use crate::format::infer::walk::numbers::THREAD_DIGITS;
use crate::format::infer::walk::{Last, Walk};
use crate::format::thread_column::{is_named_with_target, is_python_s};

/// Digits of an id at least; smaller numbers are what messages begin with.
const LEAST_ID: usize = 3;
/// Numbers, each different, that are lines of calls and no processes.
const LEAST_OF_CALLS: usize = 5;
/// Marks that stand in messages, too.
const PROSE_MARKS: &[&[u8]] = &[b" ", b": ", b":", b"- ", b" - ", b" : ", b", ", b",", b" [", b" (", b" <", b"[", b"("];
/// Lines that tell texts to come again.
const LEAST_REPEATED: usize = 4;

/// Texts side by side, and what stands around them.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that stands around the texts")]
pub(super) struct Column<'t> {
    pub(super) class: Class,
    /// One of each line that has it, without what of the place of a call stands behind it.
    pub(super) names: Vec<&'t [u8]>,
    /// How many of them differ.
    pub(super) values: usize,
    /// What stands behind them.
    pub(super) mark: &'t [u8],
    /// The level or the time is still to come.
    pub(super) ahead: bool,
    pub(super) bracketed: bool,
    /// `()` stands behind each name.
    pub(super) invoked: bool,
    /// So does a line of the source.
    pub(super) has_line: bool,
}

impl Column<'_> {
    fn is_repeated(&self) -> bool {
        self.names.len() >= LEAST_REPEATED && self.values * 2 <= self.names.len()
    }

    /// Names that can only be loggers', and those of which others are children: `shop` beside `shop.cart`.
    fn certain_loggers(&self) -> usize {
        let is_child = |name: &[u8], other: &[u8]| other.strip_prefix(name).is_some_and(|rest| rest.starts_with(b"."));
        let is_certain =
            |name: &&&[u8]| evidence::is_certain_logger(name) || self.names.iter().any(|other| is_child(name, other));
        self.names.iter().filter(is_certain).count()
    }

    /// Of one name: a class or a module. Behind an arrow follows what a message tells of `a -> b`.
    fn is_name(&self) -> bool {
        let is_arrow = matches!(self.mark, b" > " | b" -> " | b" >> ");
        let has_capital = |name: &[u8]| name.iter().any(u8::is_ascii_uppercase);
        self.names.first().is_some_and(|name| is_like_name(name) && (!is_arrow || has_capital(name)))
    }
}

impl Walk<'_> {
    /// The same mark stands before what is to come.
    fn is_between(&self, mark: &[u8]) -> bool {
        let is_bracket = |byte: &u8| matches!(byte, b']' | b')' | b'>' | b'}');
        let before = match self.items.last() {
            Some(Item::Literal(text)) if self.last == Last::Mark => text.as_slice(),
            _ => return false,
        };
        let inner =
            before.iter().position(|byte| !is_bracket(byte)).and_then(|at| before.get(at..)).unwrap_or_default();
        inner.trim_ascii() == mark.trim_ascii()
    }

    /// Numbers behind a logger and a colon, over which the lines were moved, are lines of its module: processes are fewer,
    /// or as long.
    pub(super) fn tell_lines_from_processes(&mut self) {
        let [.., Item::Field { word: "c", .. }, Item::Literal(mark), Item::Field { word: word @ "pid", .. }] =
            self.items.as_mut_slice()
        else {
            return;
        };
        let places = self.places.iter();
        let numbers: Vec<&[u8]> = places.filter_map(|place| place.line.get(place.at - place.field..place.at)).collect();
        let short = numbers.iter().filter(|number| number.len() < LEAST_ID).count();
        if mark == b":" && short > 0 && short < numbers.len() && distinct(&numbers) >= LEAST_OF_CALLS {
            *word = "L";
        }
    }

    /// Whether these words are functions: that of the call tells the module, which stands before it.
    pub(super) fn are_functions(&self, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> bool {
        let is_name = |item: &Item| matches!(item, Item::Field { word: "c" | WORD | PLACE, .. });
        let last = self.items.iter().rfind(|item| matches!(item, Item::Field { .. }));
        let functions: Vec<&[u8]> = self.texts_up_to(end).into_iter().map(<[u8]>::trim_ascii_end).collect();
        if !last.is_some_and(is_name)
            || functions.len() < self.places.len()
            || !functions.iter().all(|text| is_function(text))
        {
            return false;
        }
        let modules: Vec<&[u8]> = self.places.iter().map(|place| place.name.trim_ascii()).collect();
        let mut calls: Vec<(&[u8], &[u8])> = modules.iter().copied().zip(functions.iter().copied()).collect();
        let are_others = calls.iter().any(|(module, function)| module != function);
        calls.sort_unstable();
        calls.dedup();
        let (modules, functions) = (distinct(&modules), distinct(&functions));
        // Ids tell as much, and each stands once.
        let is_told = modules > 1 && functions >= modules && functions * 2 <= self.places.len();
        is_told && are_others && calls.len() * 10 <= functions * 11
    }

    /// Whether these texts, which end at `end`, are a field.
    pub(super) fn is_sure(&self, column: &Column<'_>, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> bool {
        let Column { class, names, values, mark, ahead, bracketed, invoked, has_line } = column;
        let (class, values, ahead, bracketed) = (*class, *values, *ahead, *bracketed);
        let repeated = column.is_repeated();
        let with_blanks = names.iter().filter(|name| name.contains(&b' ')).count();
        if with_blanks > 0
            && !(class == Class::Logger && with_blanks * 100 <= names.len() * 15)
            && !(class == Class::Thread && (bracketed || repeated || self.is_barred(mark))
                || class == Class::Context && bracketed
                || bracketed && repeated)
        {
            return false;
        }
        let lines = self.places.len();
        let is_parted = !is_blank(mark) && !matches!(*mark, b" [" | b" (" | b" <");
        let is_behind_level = matches!(
            self.items.as_slice(),
            [.., Item::Field { word: "p", .. }, Item::Literal(mark)] if mark == b"/"
        );
        let keyed = self.last_byte() == Some(b'=') || is_behind_level;
        let is_of_header = bracketed || keyed;
        let may_be_message = !bracketed && !ahead && PROSE_MARKS.contains(mark);
        if may_be_message && self.has_level && !keyed && self.is_of_messages(column, end) {
            return false;
        }
        match class {
            // Numbers before the time that a message begins with are none of processes.
            Class::Number if self.stamp_is_ahead() => bracketed || repeated || self.last_byte() == Some(b':'),
            Class::Number => bracketed || ahead || is_parted || lines >= 3,
            Class::File | Class::Path | Class::Process => true,
            Class::Thread => is_of_header || is_parted || repeated || ahead,
            Class::Logger => {
                let are_certain = column.certain_loggers() * 10 >= names.len() * 6;
                is_of_header || is_parted || ahead || lines < 4 || are_certain || values * 10 <= lines * 7
            }
            Class::Context => {
                let is_barred = self.is_barred(mark) || is_parted && self.is_between(mark);
                let are_ids = || *mark == b" - " && evidence::are_unique_ids(names);
                is_of_header || is_barred || are_ids() || *mark == b" " && self.is_right_before_level(end)
            }
            // Messages of one kind may all begin with one: `onMessage: 17`.
            Class::Function if may_be_message && !invoked => {
                names.iter().any(|name| is_of_compiler(name)) && !is_blank(mark)
                    || values > 1 && repeated && !is_blank(mark) && mark.trim_ascii() != b":"
            }
            Class::Function => bracketed || is_parted || repeated,
            Class::Word => {
                // Columns of a table that a program logs are filled as well, with words of prose.
                let has_names = || names.iter().any(|name| !evidence::is_plain_word(name));
                let is_filled = is_blank(mark) && has_names() && self.are_filled(end);
                let comes_again = values > 1 && values * 3 <= lines || column.is_name();
                ahead
                    || keyed
                    || *has_line
                    || is_filled
                    || repeated && (bracketed || self.filled > 0)
                    || repeated && is_parted && comes_again && !names.iter().all(|name| is_address(name))
            }
        }
    }

    /// Whether texts behind the level are the first words of messages: a number, or the name of what a message is about.
    fn is_of_messages(&self, column: &Column<'_>, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> bool {
        let Column { class, names, values, mark, .. } = column;
        let repeated = column.is_repeated();
        match class {
            // Behind a colon it is the line of the call, and between marks of one kind an id.
            Class::Number => {
                let are_long = names.iter().all(|name| name.len() >= LEAST_ID);
                let is_colon = mark.trim_ascii() == b":";
                let is_column = if is_colon || is_blank(mark) {
                    are_long && mark.trim_ascii() == self.mark.trim_ascii()
                } else {
                    self.is_between(mark)
                };
                let are_of_threads = names.iter().all(|name| name.len() >= THREAD_DIGITS);
                let is_parted = matches!(self.last_byte(), Some(b'/' | b'|' | b';' | b','));
                !(repeated && (*mark == b" " || is_column || is_parted || are_of_threads)
                    || self.last_byte() == Some(b':'))
            }
            Class::Thread => {
                let is_column = *mark == b" - " && self.mark == *mark && repeated;
                let is_printed = names.iter().all(|name| name.starts_with(b"Thread["));
                // Messages of several threads, or of the main one, do not all begin with the thread.
                let is_python_s = names.iter().any(|name| is_python_s(name))
                    && names.iter().all(|name| evidence::thread(name) > 0)
                    && (*values > 1
                        || names.first().is_some_and(|name| *name == b"MainThread" || is_named_with_target(name)));
                let is_parted = !is_blank(mark) && !mark.starts_with(b" (") && !mark.starts_with(b" [");
                let are_threads = names.iter().filter(|name| is_one_thread(name)).count() * 10 >= names.len() * 8;
                let is_several =
                    is_parted && are_threads && (*values > 1 || names.first() == Some(&b"main".as_slice()));
                let is_told = is_column || is_printed || repeated && (is_python_s || is_several);
                !is_told && !self.is_before_loggers(end)
            }
            _ => false,
        }
    }
}
