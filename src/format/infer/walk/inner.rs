//! Two fields between one pair of brackets: `[shop.cart|MainThread]`, `[main shop.cart]`, `[shop.cart load]`,
//! `[main cart:12]`.
//!
//! Threads have blanks and marks in their names as well, so that one of the two must be beyond doubt.

use crate::format::evidence;
use crate::format::infer::class::{Class, classify, distinct, is_function, is_like_name};
use crate::format::infer::pattern::Item;
use crate::format::infer::text::{closer, line_number};
use crate::format::infer::walk::Walk;
use crate::format::thread_column::target_end;

/// Marks between two fields, the surest first.
const MARKS: [&[u8]; 6] = [b" | ", b" - ", b", ", b"|", b"/", b" "];
/// Lines that tell two fields from one.
const LEAST_LINES: usize = 4;

impl Walk<'_> {
    /// Takes both fields up to the bracket that closes.
    pub(super) fn two_in_brackets(&mut self, close: u8) -> bool {
        let end = |line: &[u8], at: usize| closer(line, at, close);
        let texts = self.texts_up_to(&end);
        if texts.len() < LEAST_LINES || texts.len() < self.places.len() {
            return false;
        }
        let has_logger = self.items.iter().any(|item| matches!(item, Item::Field { word: "c", .. }));
        let may_be_named = !has_logger && !self.is_before_loggers(&|line, at| end(line, at).map(|end| end + 1));
        let told = MARKS.iter().find_map(|mark| {
            let parts: Option<Vec<(&[u8], &[u8])>> = texts.iter().map(|text| parted(text, mark)).collect();
            let (first, second): (Vec<&[u8]>, Vec<&[u8]>) = parts?.into_iter().unzip();
            Some((*mark, words(&first, &second, mark, may_be_named)?))
        });
        let Some((mark, (first, second))) = told else { return false };
        let middle = |line: &[u8], at: usize| {
            let text = line.get(at..end(line, at)?)?;
            parted(text, mark).map(|(first, _)| at + first.len())
        };
        if !self.advance(middle) {
            return false;
        }
        self.push_once(first);
        self.advance(|_, at| Some(at + mark.len()));
        self.push_literal(mark);
        let has_line = texts.iter().all(|text| line_number(text).is_some());
        if has_line {
            self.advance(|line, at| Some(at + line_number(line.get(at..end(line, at)?)?)?.len()));
        } else {
            self.advance(end);
        }
        self.push_once(second);
        if has_line {
            self.push_literal(b":");
            self.advance(end);
            self.push_once("L");
        }
        true
    }
}

/// What stands before the first mark, and behind it; the mark is none in `Thread-1 (run)`.
fn parted<'a>(text: &'a [u8], mark: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let from = target_end(text).unwrap_or(0);
    let at = from + memchr::memmem::find(text.get(from..)?, mark)?;
    let (first, behind) = text.split_at_checked(at)?;
    let second = behind.get(mark.len()..)?;
    (!first.is_empty() && !second.is_empty()).then_some((first, second))
}

/// The conversions of both, where they are fields.
fn words(first: &[&[u8]], second: &[&[u8]], mark: &[u8], may_be_named: bool) -> Option<(&'static str, &'static str)> {
    let are_threads = |texts: &[&[u8]]| texts.iter().all(|text| evidence::thread(text) > 0);
    let are_loggers = |texts: &[&[u8]]| {
        let certain = texts.iter().filter(|text| evidence::is_logger_and_no_thread(text)).count();
        certain * 10 >= texts.len() * 6 && classify(texts) == Some(Class::Logger)
    };
    let are_names = |texts: &[&[u8]]| texts.iter().all(|text| is_like_name(text)) && distinct(texts) > 1;
    // Behind the second one the line of the call may stand.
    let lines: Option<Vec<&[u8]>> = second.iter().map(|text| line_number(text)).collect();
    let second = lines.as_deref().unwrap_or(second);
    let are_functions = |texts: &[&[u8]]| texts.iter().all(|text| is_function(text));
    if are_loggers(second) && classify(first) == Some(Class::Thread) {
        Some(("t", "c"))
    } else if are_loggers(first) && classify(second) == Some(Class::Thread) {
        Some(("c", "t"))
    } else if are_loggers(first) && mark == b" " && are_functions(second) {
        Some(("c", "M"))
    } else if may_be_named && are_threads(first) && are_names(second) {
        Some(("t", "c"))
    } else {
        None
    }
}
