//! Fields behind the message that the layout of the header does not name: the place of the call, the time, the level, the
//! thread or the logger.
//!
//! ```text
//! 2026-11-23 11:36:09 [INFO] order 17 shipped (orders.py:110)        pytest's log_file_format, Log4j2's `%m (%F:%L)`
//! 2026-11-23 11:36:09 INFO: order 17 shipped [in /srv/app.py:12]     Flask
//! 2026-11-23 11:36:09 shop: order 17 shipped [INFO]
//! 2026-11-23 11:36:09 INFO Shop - order 17 shipped [pool-1-thread-2] `%m [%t]`
//! [INFO] [Shop] [main] - order 17 shipped MDC: {user=anna}    Akka
//! INFO shop: order 17 shipped [2026-11-23 11:36:09]
//! INFO: order 17 shipped [com.acme.Shop ship]                        `%4$s: %5$s [%2$s]` of `java.util.logging`
//! ```
//!
//! Any header may have them, so that they are told by the ends of the messages: nearly all of several records have the same
//! kind. Of a message of several lines they stand behind the last one. A place or a level at the end of some messages is
//! theirs.

use std::iter;

use crate::format::any_stamp;
use crate::format::colours::without_colours;
use crate::format::detect::Trial;
use crate::format::evidence;
use crate::format::infer;
use crate::format::layout::{Header, Layout};
use crate::format::level::Level;
use crate::format::piece::{Field, Padding, Piece};
use crate::format::program::KNOWN_LEVEL;
use crate::format::time::TimeFormat;

/// What stands behind a message, and what it stands between.
#[derive(Clone, Copy)]
struct Form {
    open: &'static str,
    close: &'static str,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    File,
    Path,
    Time,
    Level,
    /// Pairs, as Akka's documentation prints them.
    Context,
    Thread,
    /// A class and a method.
    Call,
    Logger,
    LoggerAndLine,
}

/// Records that tell what stands behind messages, and where it is a level that no bracket encloses.
const LEAST_RECORDS: usize = 3;
const LEAST_OF_BARE: usize = 5;
/// Records that tell it to be a thread or a logger, and how many of these have the same.
const LEAST_OF_NAMES: usize = 5;
const RECORDS_A_NAME: usize = 2;

const FORMS: [Form; 22] = [
    Form { open: " @ ", close: "", what: What::File },
    Form { open: " :", close: "", what: What::Path },
    Form { open: " MDC: {", close: "}", what: What::Context },
    Form { open: " (", close: ")", what: What::File },
    Form { open: " [in ", close: "]", what: What::Path },
    Form { open: " [", close: "]", what: What::File },
    Form { open: " [", close: "]", what: What::Time },
    Form { open: " (", close: ")", what: What::Time },
    Form { open: " - ", close: "", what: What::Time },
    Form { open: " | ", close: "", what: What::Time },
    Form { open: " [", close: "]", what: What::Level },
    Form { open: " (", close: ")", what: What::Level },
    Form { open: " [", close: "]", what: What::Thread },
    Form { open: " (", close: ")", what: What::Thread },
    Form { open: " [", close: "]", what: What::Call },
    Form { open: " [", close: "]", what: What::Logger },
    Form { open: " [", close: "]", what: What::LoggerAndLine },
    Form { open: " (", close: ")", what: What::Logger },
    Form { open: " - ", close: "", what: What::Level },
    Form { open: " | ", close: "", what: What::Level },
    Form { open: ": ", close: "", what: What::Level },
    Form { open: " ", close: "", what: What::Level },
];

/// The layout with what stands behind the messages of the lines that it takes; `None` where nothing does.
pub(super) fn with_fields_behind(layout: &Layout, trial: &Trial, lines: &[&[u8]]) -> Option<Layout> {
    if !layout.is_one_line_of_text() || layout.has_pairs() || layout.has_fields_behind() {
        return None;
    }
    let mut header = Header::default();
    let mut records = Vec::new();
    for (index, found) in trial.lines.iter().enumerate() {
        let next = trial.lines.get(index + 1).map_or(lines.len(), |next| next.line);
        let Some([first, further @ ..]) = lines.get(found.line..next) else { continue };
        if !layout.match_header(first, &mut header) {
            continue;
        }
        let message = without_colours(header.message.of(first));
        records.push(iter::once(message).chain(further.iter().map(|line| without_colours(line))).collect::<Vec<_>>());
    }
    let is_wanted = |form: &&Form| match form.what {
        What::Time => !layout.has_time(),
        What::Level => !layout.has_level(),
        What::Thread => !layout.has_thread(),
        What::Call | What::Logger | What::LoggerAndLine => !layout.has_logger(),
        What::File | What::Path | What::Context => true,
    };
    let wanted = FORMS.iter().filter(is_wanted);
    let form = usual(wanted, &records, 1)?;
    layout.with_behind(&form.pieces())
}

/// The form that nearly all records have, behind the first line or one of the further ones; `least` bytes stand before it
/// in each.
fn usual<'f>(
    mut forms: impl Iterator<Item = &'f Form>,
    records: &[Vec<impl AsRef<[u8]>>],
    least: usize,
) -> Option<&'f Form> {
    forms.find(|form| {
        let ends = |line: &[u8]| form.start(line).is_some_and(|start| start >= least);
        let count = records.iter().filter(|lines| lines.iter().any(|line| ends(line.as_ref()))).count();
        if matches!(form.what, What::Thread | What::Call | What::Logger | What::LoggerAndLine) {
            let texts: Vec<&[u8]> =
                records.iter().flatten().filter_map(|line| Some(form.find(line.as_ref())?.1)).collect();
            count * 10 >= records.len() * 9 && form.are_names(texts)
        } else if form.is_bare() {
            count == records.len() && count >= LEAST_OF_BARE
        } else {
            count * 10 >= records.len() * 9 && count >= LEAST_RECORDS
        }
    })
}

/// Cuts what stands behind the messages of nearly all `lines` that begin like headers, so that no layout is read off it.
pub(super) fn cut_fields_behind(lines: &mut [&[u8]]) {
    let mut records: Vec<Vec<&[u8]>> = Vec::new();
    for line in lines.iter() {
        if infer::begins_like_header(line) {
            records.push(vec![line]);
        } else if let Some(record) = records.last_mut() {
            record.push(line);
        }
    }
    let Some(form) = usual(FORMS.iter(), &records, 0) else { return };
    for line in lines {
        if let Some(cut) = form.start(line).and_then(|start| line.get(..start)) {
            *line = cut;
        }
    }
}

impl Form {
    /// A level that nothing encloses, as any message may end with one.
    fn is_bare(self) -> bool {
        self.what == What::Level && matches!(self.open, " - " | ": " | " ")
    }

    /// These texts are few names that come again; nearly all of threads are no words that a message may end with.
    fn are_names(self, mut texts: Vec<&[u8]>) -> bool {
        // Each call has a line of its own.
        if self.what == What::LoggerAndLine {
            for text in &mut texts {
                *text = infer::line_number(text).unwrap_or(text);
            }
        }
        let lines = texts.len();
        let certain = texts.iter().filter(|text| evidence::thread(text) > 0).count();
        texts.sort_unstable();
        texts.dedup();
        lines >= LEAST_OF_NAMES
            && texts.len() * RECORDS_A_NAME <= lines
            && (self.what != What::Thread || certain * 10 >= lines * 9)
    }

    /// Where what stands behind a message begins.
    fn start(self, message: &[u8]) -> Option<usize> {
        self.find(message).map(|(start, _)| start)
    }

    /// The same, and its text.
    fn find(self, message: &[u8]) -> Option<(usize, &[u8])> {
        let text = message.trim_ascii_end().strip_suffix(self.close.as_bytes())?;
        let start = memchr::memmem::rfind(text, self.open.as_bytes())?;
        let text = text.get(start + self.open.len()..)?;
        let is_so = match self.what {
            What::File => is_place(text) && !text.contains(&b' '),
            What::Path => is_place(text) && (!self.close.is_empty() || text.starts_with(b"/")),
            What::Context => text.is_empty() || text.contains(&b'='),
            What::Time => {
                any_stamp::recognise(text, 0).is_some_and(|(shape, end)| end == text.len() && shape.has_date())
            }
            What::Level => {
                let word = text.trim_ascii();
                word.len() > 3 && !word.iter().any(u8::is_ascii_lowercase) && Level::parse(word).is_some()
            }
            What::Thread => {
                let is_odd = text.iter().any(|byte| matches!(byte, b':' | b'<' | b'>'));
                !is_odd && evidence::thread(text) >= i32::from(text.contains(&b' '))
            }
            What::Call => is_call(text),
            What::Logger => text.contains(&b'.') && evidence::is_certain_logger(text),
            What::LoggerAndLine => infer::line_number(text).is_some_and(evidence::is_certain_logger),
        };
        is_so.then_some((start, text))
    }

    fn pieces(self) -> Vec<Piece> {
        let field = |field| Piece::Field(field, Padding::default());
        let mut pieces = vec![Piece::Literal(self.open.into())];
        match self.what {
            What::File => {
                pieces.extend([field(Field::File), Piece::Literal(b":".to_vec()), field(Field::LineNumber)]);
            }
            What::Path => {
                pieces.extend([field(Field::Path), Piece::Literal(b":".to_vec()), field(Field::LineNumber)]);
            }
            What::Context => pieces.push(field(Field::ContextMap)),
            What::Time => pieces.push(field(Field::Time(TimeFormat { items: Vec::new(), zone: None }))),
            What::Thread => pieces.push(field(Field::Thread)),
            What::Logger => pieces.push(field(Field::Logger)),
            What::LoggerAndLine => {
                pieces.extend([field(Field::Logger), Piece::Literal(b":".to_vec()), field(Field::LineNumber)]);
            }
            What::Call => {
                pieces.extend([field(Field::Logger), Piece::Literal(b" ".to_vec()), field(Field::Function)]);
            }
            What::Level => {
                let padding = Padding { min_width: 8, centred: true, ..Padding::default() };
                pieces.extend([field(Field::Other(KNOWN_LEVEL.to_owned())), Piece::Field(Field::Level, padding)]);
            }
        }
        if !self.close.is_empty() {
            pieces.push(Piece::Literal(self.close.into()));
        }
        pieces
    }
}

/// A class of a package, and a method.
fn is_call(text: &[u8]) -> bool {
    let Some(blank) = memchr::memchr(b' ', text) else { return false };
    let (class, method) = (text.get(..blank).unwrap_or_default(), text.get(blank + 1..).unwrap_or_default());
    class.contains(&b'.') && evidence::is_certain_logger(class) && infer::is_function(method)
}

/// Whether a text is a source file's name and a line's number.
fn is_place(text: &[u8]) -> bool {
    const ENDS: [&[u8]; 7] = [b".py", b".pyx", b".java", b".kt", b".scala", b".groovy", b">"];
    let is_file = |file: &[u8]| ENDS.iter().any(|end| file.len() > end.len() && file.ends_with(end));
    infer::line_number(text).is_some_and(is_file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_messages_are_told_by_what_stands_between_the_marks() {
        let forms = |text: &str| FORMS.iter().filter(|form| form.start(text.as_bytes()).is_some()).count();
        for text in [
            "x @ orders.py:110",
            "x :/srv/a.py:3",
            "x (orders.py:110)",
            "x [in /srv/my app/a.py:3]",
            "x [<stdin>:1]",
            "x [DEBUG]",
            "see ERROR",
        ] {
            assert_eq!(forms(text), 1, "{text}");
        }
        assert_eq!(FORMS.iter().find(|form| form.start(b"x - INFO").is_some()).unwrap().open, " - ");
        for text in ["x [a.b.Cart ship]", "x [a.b.Cart <init>]", "x (a.b.Cart)"] {
            assert_eq!(forms(text), 1, "{text}");
        }
        for text in [
            "x (orders:110)",
            "x (a b.py:110)",
            "x @ a b.py:110",
            "x :a.py:3",
            "x(a.py:1)",
            "x [3]",
            "x - info",
            "x (a.py:)",
            "",
        ] {
            assert_eq!(forms(text), 0, "{text}");
        }
    }
}
