//! The forms of what stands behind messages: fields, and the texts before and between them.

use crate::format::any_stamp;
use crate::format::detect::behind::keys::is_value;
use crate::format::detect::behind::names::is_name;
use crate::format::evidence;
use crate::format::infer;
use crate::format::level::Level;
use crate::format::piece::{Field, Padding, Piece};
use crate::format::program::{KNOWN_LEVEL, SOURCE_FILE};
use crate::format::source_file::is_source_file;
use crate::format::time::TimeFormat;

/// Brackets, and marks, that part fields from the message.
const BRACKETS: [(&str, &str); 4] = [(" [", "]"), (" (", ")"), (" <", ">"), (" {", "}")];
const MARKS: [&str; 10] = [" - ", " | ", " >>> ", " >> ", " -> ", " => ", " :: ", " -- ", " @ ", " # "];
/// Digits of a line's number.
const LINE_DIGITS: usize = 6;

/// Fields with the text behind each, and the text before them.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) open: Vec<u8>,
    pub(super) parts: Vec<(Part, Vec<u8>)>,
    pub(super) proof: Proof,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    File,
    Path,
    /// A path of source that begins with a slash and has no blank.
    SourceFile,
    Line,
    Function,
    /// Class, method, file and line, as a frame has them.
    Caller,
    Time,
    Level,
    /// A level behind its key, in letters of any case.
    KeyedLevel,
    Thread,
    /// A logger, which may be nothing else.
    Logger,
    /// Any name, of a logger or of a module.
    Name,
    Module,
    /// Pairs in braces.
    Context,
    /// The value of a key.
    Value(String),
    /// What braces behind a key enclose.
    Braced(String),
    Pid,
}

/// What the records must show before a form is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// Nearly all have it.
    Usual,
    /// All have it, as a message may well end so.
    Bare,
    /// Their times follow one another.
    Times,
    /// The names are few, and come again; threads' speak for themselves.
    Names,
    /// All have one, and the names are those of modules.
    Modules,
    /// The same, and some names have dots.
    DottedModules,
    /// All have it, and the messages are of many kinds.
    Constant,
    /// All of some levels have it, and none of the others.
    Levels,
}

impl Form {
    fn new(open: &str, parts: &[(Part, &str)], proof: Proof) -> Self {
        let parts = parts.iter().map(|(part, behind)| (part.clone(), behind.as_bytes().to_vec()));
        Self { open: open.as_bytes().to_vec(), parts: parts.collect(), proof }
    }

    pub(super) fn has(&self, wanted: &Part) -> bool {
        self.parts.iter().any(|(part, _)| part == wanted)
    }

    /// Where what stands behind a message begins.
    pub(super) fn start(&self, message: &[u8]) -> Option<usize> {
        self.find(message).map(|(start, _)| start)
    }

    /// The same, and the text of its first field that is no line's number.
    pub(super) fn find<'m>(&self, message: &'m [u8]) -> Option<(usize, &'m [u8])> {
        let mut text = message.trim_ascii_end();
        let mut name = text;
        for (index, (part, behind)) in self.parts.iter().enumerate().rev() {
            text = text.strip_suffix(behind.as_slice())?;
            let before = index.checked_sub(1).and_then(|index| self.parts.get(index));
            let before = before.map_or(&self.open, |(_, behind)| behind);
            let start = memchr::memmem::rfind(text, before)? + before.len();
            let value = text.get(start..).filter(|value| part.fits(value))?;
            name = if *part == Part::Line { name } else { value };
            text = text.get(..start)?;
        }
        Some((text.len() - self.open.len(), name))
    }

    pub(super) fn pieces(&self) -> Vec<Piece> {
        let mut pieces = vec![Piece::Literal(self.open.clone())];
        for (part, behind) in &self.parts {
            if let Some(mark) = part.mark() {
                pieces.push(Piece::Field(Field::Other(mark.to_owned()), Padding::default()));
            }
            pieces.push(Piece::Field(part.field(), part.padding()));
            if !behind.is_empty() {
                pieces.push(Piece::Literal(behind.clone()));
            }
        }
        pieces
    }
}

impl Part {
    fn fits(&self, text: &[u8]) -> bool {
        match self {
            Self::File => is_source_file(text) && !text.contains(&b' '),
            Self::Path => is_source_file(text),
            Self::SourceFile => text.starts_with(b"/") && is_source_file(text) && !text.contains(&b' '),
            Self::Line => is_number(text) && text.len() <= LINE_DIGITS,
            Self::Function => infer::is_function(text),
            Self::Caller => is_caller(text),
            Self::Time => {
                any_stamp::recognise(text, 0).is_some_and(|(shape, end)| end == text.len() && shape.has_date())
            }
            Self::Level => {
                let word = text.trim_ascii();
                word.len() > 3 && !word.iter().any(u8::is_ascii_lowercase) && Level::parse(word).is_some()
            }
            Self::KeyedLevel => Level::parse(text).is_some(),
            Self::Thread => {
                let is_odd = text.iter().any(|byte| matches!(byte, b':' | b'<' | b'>'));
                !is_odd && evidence::thread(text) >= i32::from(text.contains(&b' '))
            }
            Self::Logger => text.contains(&b'.') && evidence::is_certain_logger(text),
            Self::Name | Self::Module => is_name(text),
            Self::Context => text.is_empty() || text.split(|byte| *byte == b',').all(|pair| pair.contains(&b'=')),
            Self::Value(_) => is_value(text),
            Self::Braced(_) => !text.contains(&b'{'),
            Self::Pid => is_number(text),
        }
    }

    fn field(&self) -> Field {
        match self {
            Self::File => Field::File,
            Self::Path | Self::SourceFile => Field::Path,
            Self::Line => Field::LineNumber,
            Self::Function => Field::Function,
            Self::Caller => Field::Caller,
            Self::Time => Field::Time(TimeFormat { items: Vec::new(), zone: None }),
            Self::Level | Self::KeyedLevel => Field::Level,
            Self::Thread => Field::Thread,
            Self::Logger | Self::Name => Field::Logger,
            Self::Module => Field::Module,
            Self::Context => Field::ContextMap,
            Self::Value(key) | Self::Braced(key) => Field::Context(key.clone()),
            Self::Pid => Field::Pid,
        }
    }

    /// The field without text that stands before it and says what it may be.
    fn mark(&self) -> Option<&'static str> {
        match self {
            Self::Level => Some(KNOWN_LEVEL),
            Self::SourceFile => Some(SOURCE_FILE),
            _ => None,
        }
    }

    fn padding(&self) -> Padding {
        match self {
            Self::Level => Padding { min_width: 8, centred: true, ..Padding::default() },
            Self::Line => Padding { min_width: 8, left_aligned: true, ..Padding::default() },
            _ => Padding::default(),
        }
    }
}

/// All forms that need no look at the lines; the first that is proven is taken.
pub(super) fn forms() -> Vec<Form> {
    let mut forms = places();
    let marked = |part: &Part, proof| {
        let brackets = BRACKETS.iter().take(2).map(|(open, close)| (*open, *close));
        let all = brackets.chain([(" - ", ""), (" | ", "")]);
        all.map(|(open, close)| Form::new(open, &[(part.clone(), close)], proof)).collect::<Vec<_>>()
    };
    forms.extend(marked(&Part::Time, Proof::Times));
    let bracketed = |parts: &dyn Fn(&'static str) -> Vec<(Part, &'static str)>, proof| {
        let all = BRACKETS.iter().map(|(open, close)| Form::new(open, &parts(close), proof));
        all.collect::<Vec<_>>()
    };
    forms.push(Form::new(" MDC: {", &[(Part::Context, "}")], Proof::Usual));
    forms.push(Form::new(" {", &[(Part::Context, "}")], Proof::Constant));
    forms.extend(marked(&Part::Level, Proof::Usual).into_iter().take(2));
    forms.extend(bracketed(&|close| vec![(Part::Thread, close)], Proof::Names).into_iter().take(2));
    forms.push(Form::new(" [", &[(Part::Logger, " "), (Part::Function, "]")], Proof::Names));
    forms.extend(bracketed(&|close| vec![(Part::Logger, close)], Proof::Names));
    forms.extend(MARKS.iter().map(|open| Form::new(open, &[(Part::Logger, "")], Proof::Names)));
    for (part, proof) in
        [(Part::Logger, Proof::Names), (Part::Name, Proof::DottedModules), (Part::Module, Proof::Modules)]
    {
        forms.extend(bracketed(&|close| vec![(part.clone(), ":"), (Part::Line, close)], proof));
        forms.extend(MARKS.iter().map(|open| Form::new(open, &[(part.clone(), ":"), (Part::Line, "")], proof)));
    }
    forms.push(Form::new(" [", &[(Part::Name, "] ["), (Part::Line, "]")], Proof::Modules));
    forms.push(Form::new(" (", &[(Part::Name, ") ("), (Part::Line, ")")], Proof::Modules));
    forms.extend(bracketed(&|close| vec![(Part::Name, close)], Proof::Modules));
    forms.extend(MARKS.iter().map(|open| Form::new(open, &[(Part::Name, "")], Proof::DottedModules)));
    for open in [" - ", " | ", ": ", " "] {
        forms.push(Form::new(open, &[(Part::Level, "")], Proof::Bare));
    }
    forms
}

/// Those of the place of a call.
fn places() -> Vec<Form> {
    let mut forms = vec![
        Form::new(" [in ", &[(Part::Path, ":"), (Part::Line, "]")], Proof::Usual),
        Form::new(" :", &[(Part::SourceFile, ":"), (Part::Line, "")], Proof::Usual),
    ];
    let brackets = BRACKETS.iter().map(|(open, close)| (*open, *close));
    for (open, close) in brackets.chain(MARKS.iter().map(|open| (*open, ""))) {
        forms.extend([
            Form::new(open, &[(Part::File, ":"), (Part::Line, close)], Proof::Usual),
            Form::new(open, &[(Part::File, ":"), (Part::Function, ":"), (Part::Line, close)], Proof::Usual),
        ]);
    }
    forms.extend(MARKS.iter().map(|open| Form::new(open, &[(Part::Function, "("), (Part::Line, ")")], Proof::Names)));
    for proof in [Proof::Bare, Proof::Levels] {
        forms.extend([
            Form::new(" ", &[(Part::Function, " "), (Part::SourceFile, ":"), (Part::Line, "")], proof),
            Form::new(" in ", &[(Part::Function, " line "), (Part::Line, "")], proof),
        ]);
    }
    forms.push(Form::new(" ", &[(Part::Line, " - "), (Part::Function, "")], Proof::Constant));
    for (open, close) in [(" at ", ""), (" - ", ""), (" | ", ""), (" [", "]"), (" (", ")")] {
        forms.push(Form::new(open, &[(Part::Caller, close)], Proof::Bare));
    }
    forms
}

/// `com.acme.Shop.ship(Shop.java:12)`.
fn is_caller(text: &[u8]) -> bool {
    let place = text.strip_suffix(b")").and_then(|text| {
        let open = memchr::memchr(b'(', text)?;
        let colon = memchr::memrchr(b':', text)?;
        Some((text.get(..open)?, text.get(open + 1..colon)?, text.get(colon + 1..)?))
    });
    place.is_some_and(|(method, file, line)| {
        method.contains(&b'.') && !method.contains(&b' ') && is_source_file(file) && is_number(line)
    })
}

fn is_number(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_messages_are_told_by_what_stands_between_the_marks() {
        // Names alone are judged by all records.
        let certain = |form: &&Form| !matches!(form.proof, Proof::Modules | Proof::DottedModules | Proof::Levels);
        let count = |text: &str| {
            let all = forms();
            all.iter().filter(certain).filter(|form| form.start(text.as_bytes()).is_some()).count()
        };
        for text in [
            "x @ orders.py:110",
            "x :/srv/a.py:3",
            "x (orders.py:110)",
            "x (orders.py:ship:110)",
            "x [in /srv/my app/a.py:3]",
            "x [<stdin>:1]",
            "x >>> ship(110)",
            "x 110 - ship",
            "x ship /srv/a.py:110",
            "x in ship line 110",
            "x at a.b.Cart.<init>(Cart.java:110)",
            "x [DEBUG]",
            "see ERROR",
            "x [a.b.Cart <init>]",
            "x (a.b.Cart)",
            "x {a=b, c=d}",
        ] {
            assert_eq!(count(text), 1, "{text}");
        }
        assert_eq!(forms().iter().find(|form| form.start(b"x - INFO").is_some()).unwrap().open, b" - ");
        for text in [
            "x (orders:110)",
            "x (a b.py:110)",
            "x @ a b.py:110",
            "x :a.py:3",
            "x(a.py:1)",
            "x [3]",
            "x - info",
            "x (a.py:)",
            "x ship(110)",
            "x >>> Ship(110)",
            "x 110 - 5",
            "x ship on 0.0.0.0:8080",
            "x {3}",
            "",
        ] {
            assert_eq!(count(text), 0, "{text}");
        }
    }
}
