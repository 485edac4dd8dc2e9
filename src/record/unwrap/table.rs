//! Records in columns, as the handler of Rich prints them, read as plain lines.
//!
//! ```text
//! [14:06:44] INFO     service started                                    shop.py:51
//!            ERROR    cannot compute order 17 of the customer whose name shop.py:60
//!                     is long
//! ```
//!
//! A record is a table of one row (`rich/_log_render.py`, Rich 10 to 14): time, level in eight columns, message, place; all
//! its lines are filled to the width of the console. The time is left out where it is that of the record above. A message
//! that is too long for its column is broken between words, or inside one that is longer than the column; lines that are
//! broken so are joined again.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use crate::exception::python;
use crate::format::colours::without_colours;
use crate::format::level::Level;
use crate::input::{Origin, SourceLine, Text, Unwrap};
use crate::record::trim;

/// Columns of the level, and the blank behind it.
const LEVEL: usize = 9;
/// The level stands this far from the left at most.
const MAX_TIME: usize = 40;
/// Lines of the head that are looked at.
const MAX_LINES: usize = 200;

/// Where the columns of a source stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Columns {
    /// Where the level begins.
    level: usize,
    /// Columns of all lines.
    width: usize,
}

impl Columns {
    /// The columns of a source that begins with `head`; `None` where its records do not stand in such.
    ///
    /// Nearly all lines must be filled to one width, and half of them with blanks.
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        let lines = || head.split(|byte| *byte == b'\n').map(trim).filter(|line| !line.is_empty()).take(MAX_LINES);
        let first = plain_row(lines().next()?);
        let first = str::from_utf8(&first).ok()?;
        let level = (0..MAX_TIME).find(|at| is_level_at(first, *at))?;
        let columns = Self { level, width: first.width() };
        let (mut all, mut whole, mut filled, mut records) = (0, 0, 0, 0);
        for line in lines() {
            all += 1;
            let line = plain_row(line);
            let Some(line) = str::from_utf8(&line).ok().filter(|line| columns.fits(line)) else { continue };
            whole += 1;
            let (message, place) = split_place(line);
            filled += usize::from(message.ends_with(if place.is_some() { "  " } else { " " }));
            records += usize::from(is_level_at(line, level));
        }
        (records > 1 && whole * 10 >= all * 9 && filled * 2 >= all).then_some(columns)
    }

    fn fits(self, line: &str) -> bool {
        line.width() == self.width
    }
}

/// A line without its colours and the links that it holds (`ESC ] 8 ; … ESC \\`), with which Rich shows places in a
/// terminal.
fn plain_row(line: &[u8]) -> Cow<'_, [u8]> {
    const LINK: &[u8] = b"\x1b]8;";
    const END: &[u8] = b"\x1b\\";
    if memchr::memchr(0x1b, line).is_none() {
        return Cow::Borrowed(line);
    }
    let mut text = Vec::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, link)) = memchr::memmem::find(rest, LINK).and_then(|at| rest.split_at_checked(at)) {
        let Some(behind) = memchr::memmem::find(link, END).and_then(|at| link.get(at + END.len()..)) else { break };
        text.extend_from_slice(before);
        rest = behind;
    }
    text.extend_from_slice(rest);
    Cow::Owned(without_colours(&text).into_owned())
}

/// Whether a level stands in its column at `at`, behind a time or nothing.
fn is_level_at(line: &str, at: usize) -> bool {
    let Some(field) = line.get(at..at + LEVEL) else { return false };
    let word = field.trim_end();
    let is_behind_blank = at == 0 || line.get(..at).is_some_and(|time| time.ends_with(' '));
    is_behind_blank
        && field.ends_with(' ')
        && word.len() > 3
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && Level::parse(word.as_bytes()).is_some()
}

/// The line without the place of the call at its end, and that.
fn split_place(line: &str) -> (&str, Option<&str>) {
    let split = line.rfind(' ').and_then(|blank| line.split_at_checked(blank + 1)).filter(|(_, place)| {
        place.rsplit_once(':').is_some_and(|(file, number)| {
            (file.as_bytes().ends_with(b".py") || file.ends_with('>'))
                && !number.is_empty()
                && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    });
    split.map_or((line, None), |(before, place)| (before, Some(place)))
}

/// Takes the lines of one source out of their columns.
#[derive(Debug)]
pub(crate) struct Table {
    columns: Columns,
    /// The time of the last record that shows one.
    time: String,
    open: Option<Open>,
}

/// A line that the next one may go on with.
#[derive(Debug)]
struct Open {
    text: String,
    origin: Origin,
    /// What of the message stands on the last line of the table.
    last: String,
    /// Columns of the message.
    room: usize,
}

impl Table {
    pub(crate) fn new(columns: Columns) -> Self {
        Self { columns, time: String::new(), open: None }
    }

    fn flush(&mut self, text: &mut Text) -> Option<usize> {
        let mut open = self.open.take()?;
        open.text.push('\n');
        text.push(open.text.as_bytes(), open.origin);
        Some(open.room)
    }

    /// Takes a line that stands in the columns.
    fn row(&mut self, line: &str, origin: Origin, text: &mut Text) -> Option<()> {
        let Columns { level, width } = self.columns;
        let message = level + LEVEL;
        if is_level_at(line, level) {
            let time = line.get(..level)?.trim_end();
            if !time.is_empty() {
                time.clone_into(&mut self.time);
            }
            let (before, place) = split_place(line);
            let last = before.get(message..)?.trim_end().to_owned();
            self.flush(text);
            let time = if self.time.is_empty() { String::new() } else { format!("{} ", self.time) };
            let level = line.get(level..message)?;
            let shown = place.map(|place| format!("{place} - ")).unwrap_or_default();
            let room = (width - message).saturating_sub(place.map_or(0, |place| place.len() + 1));
            self.open = Some(Open { text: format!("{time}{level}{shown}{last}"), origin, last, room });
            return Some(());
        }
        let (margin, part) = line.split_at_checked(message)?;
        if !margin.bytes().all(|byte| byte == b' ') {
            return None;
        }
        let part = part.trim_end();
        let open = self.open.as_mut()?;
        if let Some(between) = open.broken_before(part) {
            open.text.extend([between, part]);
            open.origin = open.origin.join(origin);
            part.clone_into(&mut open.last);
        } else {
            let room = self.flush(text)?;
            self.open = Some(Open { text: part.to_owned(), origin, last: part.to_owned(), room });
        }
        Some(())
    }
}

impl Open {
    /// What stood between the line and `next`, the next one, where the table broke them; `None` where the message did.
    fn broken_before(&self, next: &str) -> Option<&'static str> {
        // Boxes are drawn as wide as the column.
        const BOX: [char; 7] = ['│', '╭', '╰', '├', '╮', '╯', '┤'];
        let first = next.split(' ').next().filter(|word| !word.is_empty() && !word.starts_with(BOX))?;
        let used = self.last.width();
        let length = first.width();
        // What a trace goes on with is a line of its own, however long the one above is.
        let is_title = python::is_traceback_header(next.as_bytes())
            || self.text.starts_with(' ') && python::certain_exception_type(next).is_some();
        if is_title || self.last.is_empty() || self.last.ends_with(BOX) || used + 1 + length <= self.room {
            return None;
        }
        // A word that is longer than the column begins on a line of its own, and fills it.
        Some(if used == self.room && !self.last.contains(' ') { "" } else { " " })
    }
}

impl Unwrap for Table {
    fn line(&mut self, line: SourceLine<'_>, text: &mut Text) {
        let bytes = line.bytes.strip_suffix(b"\n").unwrap_or(line.bytes);
        let plain = plain_row(trim(bytes));
        let is_row = match str::from_utf8(&plain) {
            Ok(row) if line.is_whole && self.columns.fits(row) => self.row(row, line.origin, text).is_some(),
            _ => false,
        };
        if !is_row {
            self.flush(text);
            text.push(line.bytes, line.origin);
        }
    }

    fn end(&mut self, text: &mut Text) {
        self.flush(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::unwrap_head;

    fn plain<T: AsRef<str>>(lines: &[T]) -> Option<String> {
        let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
        let log = lines.join("\n") + "\n";
        let columns = Columns::of(log.as_bytes())?;
        Some(String::from_utf8(unwrap_head(log.as_bytes(), true, &mut Table::new(columns))).unwrap())
    }

    #[test]
    fn a_record_of_a_table_is_a_line() {
        let head = |text: &str, place: &str| format!("{text:<61} {place:>10}");
        let below = |text: &str| format!("{:20}{text:<52}", "");
        let found = plain(&[
            head("[14:06:44] INFO     started on 8080", "shop.py:5"),
            head("           ERROR    cannot compute order 17 of the", "shop.py:17"),
            below("customer-number four"),
            below("Traceback (most recent call last):"),
            below("  x"),
            below("KeyError: 'a'"),
            "[14:06:45] WARNING  012345678901234567890123456789012345678901 shop.py:5".to_owned(),
            below("456 x"),
            format!("{:11}INFO     \x1b[1ma\x1b[0m{:41} shop.py:5", "", ""),
            head("           DEBUG    b", "<stdin>:5"),
            head("           DEBUG    c", "shop.py:5"),
            "killed".to_owned(),
        ]);
        let expected = "[14:06:44] INFO     shop.py:5 - started on 8080\n\
                        [14:06:44] ERROR    shop.py:17 - cannot compute order 17 of the customer-number four\n\
                        Traceback (most recent call last):\n  x\nKeyError: 'a'\n\
                        [14:06:45] WARNING  shop.py:5 - 012345678901234567890123456789012345678901456 x\n\
                        [14:06:45] INFO     shop.py:5 - a\n\
                        [14:06:45] DEBUG    <stdin>:5 - b\n[14:06:45] DEBUG    shop.py:5 - c\nkilled\n";
        assert_eq!(found.as_deref(), Some(expected));
    }

    #[test]
    fn other_lines_are_no_table() {
        assert_eq!(plain(&["[14:06:44] INFO     started", "[14:06:45] INFO     started"]), None);
        assert_eq!(plain(&["[14:06:44] INFO     a    ", "[14:06:45] INFO     bcd  e", "x"]), None);
        assert_eq!(plain(&["INFO     a  ", "x"]), None);
        assert_eq!(plain::<&str>(&[]), None);
    }
}
