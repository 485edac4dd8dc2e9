//! Python `logging` format strings (`CPython` 3.13, `Lib/logging/__init__.py`) in the three styles, compiled to pieces.
//!
//! ```text
//! %   "%(" name ")" [#0- +]* width? ("." precision)? conversion     "%%" is a percent sign
//! {   "{" name ["!" r|s|a] [":" spec] "}"                           "{{" and "}}" are braces
//! $   "$name" | "${name}"                                           "$$" is a dollar sign
//! ```
//!
//! A name that `LogRecord` does not have is an attribute from `extra=` or a filter, unless it is one letter away from
//! one that it has. Colour names of colorlog (`log_color`, `reset`, `bold_red`) are colour sequences.

use crate::format::error::{Dialect, PatternError, PatternErrorKind};
use crate::format::piece::{Field, Padding, Piece};
use crate::format::strftime;
use crate::format::time::{TimeFormat, TimeItem};

/// Python's three styles of format strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `%(name)s`
    Percent,
    /// `{name}`
    Brace,
    /// `$name`
    Dollar,
}

impl Style {
    /// The dialect of error messages and layouts.
    pub const fn dialect(self) -> Dialect {
        match self {
            Self::Percent => Dialect::PythonPercent,
            Self::Brace => Dialect::PythonBrace,
            Self::Dollar => Dialect::PythonDollar,
        }
    }

    /// The style in which `format` is written, by the fields that it has.
    pub fn of(format: &str) -> Self {
        let names =
            |open: &str| format.contains(&format!("{open}message")) || format.contains(&format!("{open}asctime"));
        if format.contains("%(") {
            Self::Percent
        } else if names("${") || names("$") {
            Self::Dollar
        } else {
            Self::Brace
        }
    }
}

/// Every attribute of a `LogRecord` that a format can name.
const ATTRIBUTES: &[&str] = &[
    "asctime",
    "created",
    "filename",
    "funcName",
    "levelname",
    "levelno",
    "lineno",
    "message",
    "msg",
    "module",
    "msecs",
    "name",
    "pathname",
    "process",
    "processName",
    "relativeCreated",
    "thread",
    "threadName",
    "taskName",
    "exc_text",
    "exc_info",
    "stack_info",
    "args",
];

/// Compiles a format; `datefmt` is the `Formatter`'s date format, `None` for the default `2026-11-23 11:36:09,123`.
///
/// ```
/// # use errmon::format::python::{compile, Style};
/// assert_eq!(compile("%(levelname)s:%(message)s", None, Style::Percent).unwrap().len(), 3);
/// ```
///
/// # Errors
///
/// Names the place of a field that is not closed, has a bad width, or is nearly an attribute's name.
pub fn compile(format: &str, datefmt: Option<&str>, style: Style) -> Result<Vec<Piece>, PatternError> {
    let time = match datefmt {
        Some(datefmt) => strftime::compile(datefmt)?,
        None => default_time(),
    };
    let mut compiler = Compiler { format, style, time, pieces: Vec::new(), literal: Vec::new() };
    match style {
        Style::Percent => compiler.percent()?,
        Style::Brace => compiler.brace()?,
        Style::Dollar => compiler.dollar()?,
    }
    compiler.flush();
    Ok(compiler.pieces)
}

/// `%Y-%m-%d %H:%M:%S,mmm`, the default of `Formatter.formatTime`.
pub(crate) fn default_time() -> TimeFormat {
    let literal = |text: &[u8]| TimeItem::Literal(text.to_vec());
    let items = vec![
        TimeItem::Year,
        literal(b"-"),
        TimeItem::Month { digits: 2 },
        literal(b"-"),
        TimeItem::Day { digits: 2, fill: b'0' },
        literal(b" "),
        TimeItem::Hour { digits: 2 },
        literal(b":"),
        TimeItem::Minute { digits: 2 },
        literal(b":"),
        TimeItem::Second { digits: 2 },
        literal(b","),
        TimeItem::Fraction { digits: 3 },
    ];
    TimeFormat { items, zone: None }
}

struct Compiler<'a> {
    format: &'a str,
    style: Style,
    time: TimeFormat,
    pieces: Vec<Piece>,
    literal: Vec<u8>,
}

impl Compiler<'_> {
    fn fault(&self, offset_bytes: usize, kind: PatternErrorKind) -> PatternError {
        PatternError { dialect: self.style.dialect(), pattern: self.format.to_owned(), offset_bytes, kind }
    }

    /// Text up to the first of `marks`: it becomes literal; what follows, with its offset.
    fn literal_until(&mut self, at: usize, marks: &[char]) -> Option<usize> {
        let rest = self.format.get(at..)?;
        let length = rest.find(marks).unwrap_or(rest.len());
        self.literal.extend_from_slice(rest.as_bytes().get(..length)?);
        (length < rest.len()).then_some(at + length)
    }

    fn flush(&mut self) {
        // A line break ends the header's first line.
        let literal = std::mem::take(&mut self.literal);
        let mut parts = literal.split(|byte| *byte == b'\n');
        if let Some(first) = parts.next().filter(|first| !first.is_empty()) {
            self.pieces.push(Piece::Literal(first.strip_suffix(b"\r").unwrap_or(first).to_vec()));
        }
        for part in parts {
            self.pieces.push(Piece::LineEnd);
            if !part.is_empty() {
                self.pieces.push(Piece::Literal(part.to_vec()));
            }
        }
    }

    fn percent(&mut self) -> Result<(), PatternError> {
        let mut at = 0;
        while let Some(mark) = self.literal_until(at, &['%']) {
            let rest = self.format.get(mark + 1..).unwrap_or_default();
            if rest.starts_with('%') {
                self.literal.push(b'%');
                at = mark + 2;
                continue;
            }
            let Some(inner) = rest.strip_prefix('(') else {
                return Err(self.fault(mark, PatternErrorKind::Incomplete));
            };
            let Some(close) = inner.find(')') else {
                return Err(self.fault(mark + 1, PatternErrorKind::Unclosed('(')));
            };
            let name = inner.get(..close).unwrap_or_default();
            let spec_at = mark + 2 + close + 1;
            let spec = self.format.get(spec_at..).unwrap_or_default();
            let length = spec.find(|letter: char| letter.is_ascii_alphabetic()).filter(|length| {
                spec.bytes().take(*length).all(|byte| byte.is_ascii_digit() || b"#- +.*".contains(&byte))
            });
            let Some(length) = length else {
                return Err(self.fault(spec_at.min(self.format.len()), PatternErrorKind::Incomplete));
            };
            let modifier = spec.get(..length).unwrap_or_default();
            let conversion = spec.as_bytes().get(length).copied().unwrap_or(b's');
            if !b"diouxXeEfFgGcrsa".contains(&conversion) {
                let text = spec.get(..=length).unwrap_or_default().to_owned();
                return Err(self.fault(spec_at, PatternErrorKind::BadModifier(text)));
            }
            let padding = self.percent_padding(modifier, spec_at)?;
            self.field(name, mark + 2, padding, matches!(conversion, b'r' | b'a'))?;
            at = spec_at + length + 1;
        }
        Ok(())
    }

    fn percent_padding(&self, modifier: &str, at: usize) -> Result<Padding, PatternError> {
        let flags = modifier.len() - modifier.trim_start_matches(['#', '0', '-', ' ', '+']).len();
        let (flags, numbers) = modifier.split_at_checked(flags).unwrap_or_default();
        let (width, precision) = numbers.split_once('.').map_or((numbers, None), |(width, cut)| (width, Some(cut)));
        let bad = || self.fault(at, PatternErrorKind::BadModifier(modifier.to_owned()));
        let number = |text: &str| {
            if text.is_empty() { Ok(0) } else { text.parse::<u16>().map_err(|_| bad()) }
        };
        let left_aligned = flags.contains('-');
        Ok(Padding {
            min_width: number(width)?,
            max_width: precision.map_or(Ok(u16::MAX), number)?,
            left_aligned,
            cut_end: true,
            fill: if flags.contains('0') && !left_aligned { b'0' } else { b' ' },
            ..Padding::default()
        })
    }

    fn brace(&mut self) -> Result<(), PatternError> {
        let mut at = 0;
        while let Some(mark) = self.literal_until(at, &['{', '}']) {
            let rest = self.format.get(mark..).unwrap_or_default();
            if rest.starts_with("{{") || rest.starts_with("}}") {
                self.literal.extend_from_slice(rest.as_bytes().get(..1).unwrap_or_default());
                at = mark + 2;
                continue;
            }
            if rest.starts_with('}') {
                return Err(self.fault(mark, PatternErrorKind::Unopened('}')));
            }
            let Some(close) = rest.find('}') else {
                return Err(self.fault(mark, PatternErrorKind::Unclosed('{')));
            };
            let inner = rest.get(1..close).unwrap_or_default();
            let (head, spec) = inner.split_once(':').map_or((inner, ""), |(head, spec)| (head, spec));
            let (name, conversion) = head.split_once('!').map_or((head, ""), |(name, conversion)| (name, conversion));
            let name = name.split(['.', '[']).next().unwrap_or(name);
            let padding = self.brace_padding(name, spec, mark + 1 + head.len() + 1)?;
            self.field(name, mark + 1, padding, matches!(conversion, "r" | "a"))?;
            at = mark + close + 1;
        }
        Ok(())
    }

    /// `[[fill]align][sign][#][0][width][,][.precision][type]`
    fn brace_padding(&self, name: &str, spec: &str, at: usize) -> Result<Padding, PatternError> {
        let bad = || self.fault(at.min(self.format.len()), PatternErrorKind::BadModifier(spec.to_owned()));
        let mut chars = spec.chars();
        let first = chars.next();
        let second = chars.next();
        let (fill, align, rest) = match (first, second) {
            (Some(fill), Some(align)) if "<>^=".contains(align) => {
                (fill, Some(align), spec.get(fill.len_utf8() + 1..).unwrap_or_default())
            }
            (Some(align), _) if "<>^=".contains(align) => (' ', Some(align), spec.get(1..).unwrap_or_default()),
            _ => (' ', None, spec),
        };
        let rest = rest.trim_start_matches(['+', '-', ' ', '#']);
        let zero = align.is_none() && rest.starts_with('0');
        let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let (width, rest) = rest.split_at_checked(digits).unwrap_or_default();
        let rest = rest.trim_start_matches([',', '_']);
        let (precision, kind) = match rest.strip_prefix('.') {
            Some(cut) => {
                let digits = cut.len() - cut.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
                let (number, kind) = cut.split_at_checked(digits).unwrap_or_default();
                (Some(number), kind)
            }
            None => (None, rest),
        };
        if kind.len() > 1 || !kind.chars().all(|letter| "bcdeEfFgGnosxX%".contains(letter)) {
            return Err(bad());
        }
        let number = |text: &str| {
            if text.is_empty() { Ok(0) } else { text.parse::<u16>().map_err(|_| bad()) }
        };
        let numeric =
            matches!(name, "process" | "thread" | "lineno" | "levelno" | "created" | "msecs" | "relativeCreated");
        Ok(Padding {
            min_width: number(width)?,
            max_width: if numeric { u16::MAX } else { precision.map_or(Ok(u16::MAX), number)? },
            left_aligned: match align {
                Some('<') => true,
                None => !numeric,
                _ => false,
            },
            cut_end: true,
            centred: align == Some('^'),
            fill: if zero { b'0' } else { u8::try_from(fill).unwrap_or(b' ') },
        })
    }

    fn dollar(&mut self) -> Result<(), PatternError> {
        let mut at = 0;
        while let Some(mark) = self.literal_until(at, &['$']) {
            let rest = self.format.get(mark + 1..).unwrap_or_default();
            if rest.starts_with('$') {
                self.literal.push(b'$');
                at = mark + 2;
                continue;
            }
            let word = |text: &str| {
                text.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(text.len())
            };
            if let Some(inner) = rest.strip_prefix('{') {
                let Some(close) = inner.find('}') else {
                    return Err(self.fault(mark + 1, PatternErrorKind::Unclosed('{')));
                };
                let name = inner.get(..close).unwrap_or_default();
                self.field(name, mark + 2, Padding::default(), false)?;
                at = mark + 2 + close + 1;
            } else {
                let length = word(rest);
                if length == 0 {
                    return Err(self.fault(mark, PatternErrorKind::Incomplete));
                }
                self.field(rest.get(..length).unwrap_or_default(), mark + 1, Padding::default(), false)?;
                at = mark + 1 + length;
            }
        }
        Ok(())
    }

    fn field(&mut self, name: &str, at: usize, padding: Padding, quoted: bool) -> Result<(), PatternError> {
        if name.is_empty() {
            return Err(self.fault(at.min(self.format.len()), PatternErrorKind::Incomplete));
        }
        let number =
            matches!(name, "process" | "thread" | "lineno" | "levelno" | "msecs" | "created" | "relativeCreated");
        let quoted = quoted && !number;
        if quoted {
            self.literal.push(b'\'');
        }
        self.flush();
        if is_colour(name) {
            self.pieces.push(Piece::Colour);
            return Ok(());
        }
        if name == "levelprefix" {
            // uvicorn's formatter prints the level, a colon, and blanks up to the width of `CRITICAL: `.
            let blanks = Padding { min_width: 8, left_aligned: true, ..Padding::default() };
            self.pieces.push(Piece::Field(Field::Level, Padding::default()));
            self.pieces.push(Piece::Literal(b":".to_vec()));
            self.pieces.push(Piece::Group(Vec::new(), blanks));
            return Ok(());
        }
        let field = match attribute(name, &self.time) {
            Some(field) => field,
            None => match near_attribute(name) {
                Some(suggestion) => {
                    let kind = PatternErrorKind::UnknownField {
                        word: name.to_owned(),
                        suggestion: Some(suggestion.to_owned()),
                    };
                    return Err(self.fault(at, kind));
                }
                None => Field::Context(name.to_owned()),
            },
        };
        self.pieces.push(Piece::Field(field, padding));
        if quoted {
            self.literal.push(b'\'');
        }
        Ok(())
    }
}

fn attribute(name: &str, time: &TimeFormat) -> Option<Field> {
    Some(match name {
        "asctime" => Field::Time(time.clone()),
        "created" => Field::Time(TimeFormat { items: vec![TimeItem::EpochSeconds], zone: None }),
        "msecs" => Field::Millis,
        "relativeCreated" => Field::Relative,
        "levelname" => Field::Level,
        "levelno" => Field::LevelNumber,
        "name" => Field::Logger,
        "threadName" => Field::Thread,
        "thread" => Field::ThreadId,
        "process" => Field::Pid,
        "processName" => Field::ProcessName,
        // The filter of coloredlogs and of many programs.
        "hostname" => Field::Host,
        "message" | "msg" => Field::Message,
        "funcName" => Field::Function,
        "filename" => Field::File,
        "pathname" => Field::Path,
        "lineno" => Field::LineNumber,
        "module" => Field::Module,
        "exc_text" | "exc_info" | "stack_info" => Field::Exception,
        "taskName" | "args" => Field::Other(name.to_owned()),
        _ => return None,
    })
}

/// colorlog's names: `log_color`, `x_log_color`, `reset`, `bold`, `red`, `bg_red`, `light_red`, `bold_red`, `fg_red`.
fn is_colour(name: &str) -> bool {
    const PLAIN: &[&str] = &[
        "reset",
        "bold",
        "thin",
        "italic",
        "underline",
        "black",
        "red",
        "green",
        "yellow",
        "blue",
        "purple",
        "cyan",
        "white",
        "magenta",
    ];
    const PREFIXES: &[&str] = &["fg_", "bg_", "light_", "bold_", "thin_"];
    let plain = PREFIXES.iter().fold(name, |name, prefix| name.strip_prefix(prefix).unwrap_or(name));
    name.ends_with("log_color") || PLAIN.contains(&plain)
}

/// The attribute that `name` most likely means: another case, one letter off, or two in a long word.
fn near_attribute(name: &str) -> Option<&'static str> {
    // Celery's task formatter and structlog have fields of their own that come close.
    if matches!(name, "task_name" | "task_id" | "event") {
        return None;
    }
    // A name that is longer or shorter by more than two is further away than that.
    let length = name.chars().count();
    ATTRIBUTES
        .iter()
        .filter(|known| known.len().abs_diff(length) <= 2)
        .map(|known| (strsim::damerau_levenshtein(&known.to_lowercase(), &name.to_lowercase()), *known))
        .filter(|(distance, known)| match known.len() {
            0..=4 => *distance == 0,
            5..=6 => *distance <= 1,
            _ => *distance <= 2 && name.len() >= 6,
        })
        .min()
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pattern: &str, style: Style) -> Vec<Field> {
        let pieces = compile(pattern, None, style).unwrap();
        pieces
            .into_iter()
            .filter_map(|piece| if let Piece::Field(field, _) = piece { Some(field) } else { None })
            .collect()
    }

    #[test]
    fn the_three_styles_name_the_same_fields() {
        let want = fields("%(levelname)s %(asctime)s %(module)s %(process)d %(message)s", Style::Percent);
        assert_eq!(fields("{levelname} {asctime} {module} {process:d} {message!s}", Style::Brace), want);
        assert_eq!(fields("$levelname ${asctime} $module ${process} $message", Style::Dollar), want);
    }

    #[test]
    fn doubled_marks_are_literal() {
        let literal = |text: &str| vec![Piece::Literal(text.as_bytes().to_vec())];
        assert_eq!(compile("100%%", None, Style::Percent).unwrap(), literal("100%"));
        assert_eq!(compile("{{x}}", None, Style::Brace).unwrap(), literal("{x}"));
        assert_eq!(compile("$$5", None, Style::Dollar).unwrap(), literal("$5"));
    }

    #[test]
    fn widths_are_kept() {
        let padding = |pattern: &str, style| match compile(pattern, None, style).unwrap().pop() {
            Some(Piece::Field(_, padding)) => {
                (padding.min_width, padding.max_width, padding.left_aligned, padding.fill)
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(padding("%(levelname)-8s", Style::Percent), (8, u16::MAX, true, b' '));
        assert_eq!(padding("%(name)-12.12s", Style::Percent), (12, 12, true, b' '));
        assert_eq!(padding("%(msecs)03d", Style::Percent), (3, u16::MAX, false, b'0'));
        assert_eq!(padding("{levelname:<8}", Style::Brace), (8, u16::MAX, true, b' '));
        assert_eq!(padding("{msecs:03.0f}", Style::Brace), (3, u16::MAX, false, b'0'));
        assert_eq!(padding("{name:*^20.10s}", Style::Brace), (20, 10, false, b'*'));
    }

    #[test]
    fn unknown_names_are_context_unless_they_are_slips() {
        assert_eq!(fields("%(user)s", Style::Percent), [Field::Context("user".to_owned())]);
        let error = compile("%(asctime)s %(levelnam)s", None, Style::Percent).unwrap_err();
        let suggestion = Some("levelname".to_owned());
        assert_eq!(error.kind, PatternErrorKind::UnknownField { word: "levelnam".to_owned(), suggestion });
        assert_eq!(error.offset_bytes, 14);
    }

    #[test]
    fn faults_name_their_place() {
        let fault = |pattern: &str, style| {
            let error = compile(pattern, None, style).unwrap_err();
            (error.offset_bytes, error.kind)
        };
        assert_eq!(fault("a %(name", Style::Percent), (3, PatternErrorKind::Unclosed('(')));
        assert_eq!(fault("a %(name)", Style::Percent), (9, PatternErrorKind::Incomplete));
        assert_eq!(fault("a % b", Style::Percent), (2, PatternErrorKind::Incomplete));
        assert_eq!(fault("é %(name)z", Style::Percent), (10, PatternErrorKind::BadModifier("z".to_owned())));
        assert_eq!(fault("a }", Style::Brace), (2, PatternErrorKind::Unopened('}')));
        assert_eq!(fault("a {name", Style::Brace), (2, PatternErrorKind::Unclosed('{')));
        assert_eq!(fault("a $ b", Style::Dollar), (2, PatternErrorKind::Incomplete));
    }
}
