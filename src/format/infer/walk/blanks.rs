//! Blanks, which part fields or fill them.

use crate::format::evidence;
use crate::format::infer::level_end;
use crate::format::infer::text::blanks;
use crate::format::infer::walk::{Item, Last, Place, Walk};

/// Lines that tell a column by its width.
const LEAST_FILLED: usize = 4;

impl Walk<'_> {
    /// Blanks, which part fields or fill them.
    pub(super) fn blanks(&mut self) -> bool {
        let runs: Vec<usize> = self.places.iter().map(|place| blanks(place.line, place.at)).collect();
        let (Some(least), Some(most)) = (runs.iter().min().copied(), runs.iter().max().copied()) else {
            return false;
        };
        if most == 0 {
            return false;
        }
        // Between two bars stand a blank before a value and one behind it, be it empty or not.
        let is_empty = |place: &Place<'_>, run: usize| run == 2 && place.line.get(place.at + run) == Some(&b'|');
        let fits = |(place, run): (&Place<'_>, &usize)| *run == 1 || is_empty(place, *run);
        if self.last_byte() == Some(b'|') && most == 2 && self.places.iter().zip(&runs).all(fits) {
            self.places.iter_mut().for_each(|place| place.at += 1);
            self.push_literal(b" ");
            return true;
        }
        let is_before_bar =
            |(place, run): (&Place<'_>, &usize)| *run == 0 || place.line.get(place.at + run) == Some(&b'|');
        if self.is_barred(b" | ") && self.places.iter().zip(&runs).all(is_before_bar) {
            return false;
        }
        if self.are_before_names(&runs) {
            self.filled = most + 8;
            if least > 0 && self.last_byte() == Some(b':') {
                self.push_literal(b" ");
            }
            self.skip_blanks();
            return true;
        }
        let ends: Vec<usize> = self.places.iter().zip(&runs).map(|(place, run)| place.field + run).collect();
        if self.last == Last::Start {
            return false;
        }
        let field = matches!(self.last, Last::Field | Last::Level);
        let one_width = ends.iter().min() == ends.iter().max();
        let width = ends.iter().max().copied().unwrap_or(0);
        let some = runs.iter().filter(|run| **run > 0).count();
        if self.last == Last::Level && least == 0 && self.are_filling(&runs) {
            let filled = self.places.iter().zip(&runs).filter(|(_, run)| **run > 0);
            self.fill_last(filled.map(|(place, run)| place.field + run).max().unwrap_or(0));
            self.skip_blanks();
            return true;
        }
        if self.is_most(some) && (some == runs.len() || least == 0 && most == 1) {
            // Lines whose end was cut stay behind.
            self.places.retain(|place| blanks(place.line, place.at) > 0);
            if most > least && self.ends_in_column(&runs) {
                self.filled = most + 8;
            } else if field && most > 1 && (one_width || least > 1 || self.last == Last::Level || !self.next_is_level())
            {
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
        } else if self.is_behind_opener() || !field && self.next_is_level() {
            self.filled = most + 8;
        } else {
            return false;
        }
        self.skip_blanks();
        true
    }

    /// Behind a mark, or where lines begin, these blanks fill names at their left to one width, which longer names exceed: `(   shop.cart)`.
    fn are_before_names(&self, runs: &[usize]) -> bool {
        let is_first = self.last == Last::Start;
        if !is_first && !matches!(self.last_byte(), Some(b'[' | b'(' | b'<' | b'{' | b'|' | b':' | b',' | b'\t')) {
            return false;
        }
        let names = self.places.iter().zip(runs).map(|(place, run)| (*run, name_length(place.line, place.at + run)));
        let least = runs.iter().min().copied().unwrap_or(0);
        let filled = || names.clone().filter(|(run, _)| *run > least);
        let widths = filled().map(|(run, length)| run + length);
        let Some(width) = widths.clone().min().filter(|width| widths.max() == Some(*width)) else {
            return least > 1 && self.is_behind_opener();
        };
        // Of names of one length they may be an indent.
        let lengths = || names.clone().map(|(_, length)| length);
        (self.is_behind_opener() || lengths().min() < lengths().max())
            && names.clone().all(|(run, length)| length > 0 && run + length >= width)
    }

    /// Blanks fill these fields to one width, which some exceed and of which others have many.
    pub(super) fn are_filled(&self, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> bool {
        let told: Vec<(usize, usize)> = self
            .places
            .iter()
            .filter_map(|place| {
                let end = end(place.line, place.at)?;
                Some((end - place.at, blanks(place.line, end)))
            })
            .collect();
        let filled: Vec<usize> = told.iter().filter(|(_, blanks)| *blanks > 1).map(|(length, _)| *length).collect();
        let width = told.iter().map(|(length, blanks)| length + blanks).min().unwrap_or(0);
        let fits = |(length, blanks): &(usize, usize)| length + blanks == width || *blanks == 1 && *length >= width;
        self.places.len() >= LEAST_FILLED
            && filled.iter().min() < filled.iter().max()
            && told.len() == self.places.len()
            && told.iter().all(fits)
            && !self.is_table(end)
    }

    /// What stands behind these fields begins with numbers, or all alike, as in a table that a program logs.
    fn is_table(&self, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> bool {
        let word = |place: &Place<'_>| {
            let rest = place.line.get(end(place.line, place.at)?..)?.trim_ascii_start();
            rest.split(|byte| *byte == b' ').next().map(<[u8]>::to_vec)
        };
        let words: Vec<Vec<u8>> = self.places.iter().filter_map(word).collect();
        let numbers = words.iter().filter(|word| word.first().is_some_and(u8::is_ascii_digit)).count();
        numbers * 2 > words.len() || words.iter().all(|word| Some(word) == words.first())
    }

    /// The width of the widest of these fields that blanks fill.
    pub(super) fn widest_filled(&self, end: &dyn Fn(&[u8], usize) -> Option<usize>) -> Option<usize> {
        let ends = self.places.iter().filter_map(|place| Some((place, end(place.line, place.at)?)));
        let is_filled = |(place, end): &(&Place<'_>, usize)| {
            end.checked_sub(1).and_then(|last| place.line.get(last)) == Some(&b' ')
        };
        ends.filter(is_filled).map(|(place, end)| end - place.at).max()
    }

    /// These blanks fill the fields before one mark to a width that those without blanks reach, as in `[INFO ]` and `[ERROR]`:
    /// however few of these there are, they are no lines whose end was cut.
    fn are_filling(&self, runs: &[usize]) -> bool {
        let marks = self.places.iter().zip(runs).map(|(place, run)| (place, *run, place.line.get(place.at + run)));
        let width = marks.clone().filter(|(_, run, _)| *run > 0).map(|(place, run, _)| place.field + run).max();
        let Some(mark) = self.places.first().zip(runs.first()).and_then(|(place, run)| place.line.get(place.at + run))
        else {
            return false;
        };
        let is_filled = |(place, run, next): (&Place<'_>, usize, Option<&u8>)| {
            next == Some(mark) && width.is_some_and(|width| run == width.saturating_sub(place.field))
        };
        (mark.is_ascii_punctuation() || *mark == b'\t') && marks.clone().all(is_filled)
    }

    /// The words behind these blanks end in one column, and do not begin in one: blanks fill them at their left.
    fn ends_in_column(&self, runs: &[usize]) -> bool {
        let end = |(place, run): (&Place<'_>, &usize)| place.at + run + name_length(place.line, place.at + run);
        let ends: Vec<usize> = self.places.iter().zip(runs).map(end).collect();
        let start = |(place, run): (&Place<'_>, &usize)| place.at + run;
        let mut starts = self.places.iter().zip(runs).map(start);
        let begins = starts.next();
        let Some(first) = ends.first().filter(|_| starts.any(|start| Some(start) != begins)) else { return false };
        let is_parted = |place: &Place<'_>| place.line.get(*first) == Some(&b' ');
        ends.len() >= LEAST_FILLED
            && self.is_most(ends.iter().filter(|end| *end == first).count())
            && self.places.iter().all(is_parted)
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

    pub(super) fn fill_last(&mut self, width: usize) {
        if let Some(Item::Field { right, .. }) = self.items.last_mut() {
            *right = width.max(2);
        }
    }
}

/// Bytes of the name at `at`, up to a blank or a mark.
fn name_length(line: &[u8], at: usize) -> usize {
    let text = line.get(at..).unwrap_or_default();
    let begins = text.first().is_some_and(|first| evidence::is_name_byte(*first) && !matches!(first, b'$' | b'-'));
    let is_of_name = |byte: &&u8| evidence::is_name_byte(**byte) || **byte == b'.';
    if begins { text.iter().take_while(is_of_name).count() } else { 0 }
}

/// Nothing but blanks.
pub(super) fn is_blank(mark: &[u8]) -> bool {
    mark.iter().all(|byte| *byte == b' ')
}
