//! Conversion patterns of Logback 1.5, Log4j 1.2 and 2.19, and Spring Boot 3, compiled to pieces of a layout.
//!
//! ```text
//! pattern    = (text | escape | conversion)*
//! escape     = "\" any                                  \t \n \r \\ \% \( \) and \_ (nothing)
//! conversion = "%" ["-"] [min] ["." ["-"] max] (word inner? option* | "(" pattern ")" option*)
//! inner      = "(" pattern ")" | "{" pattern "}"        of words that colour, replace or cut
//! option     = "{" any "}"                              braces inside it are balanced or quoted
//! ```
//!
//! Sources: Logback's `TokenStream`, `OptionTokenizer` and `FormatInfo`, Log4j's `PatternParser`. Where Logback would
//! print `%PARSER_ERROR`, the pattern is an error with its place. What only Log4j takes is taken as well: braces around
//! inner patterns, brackets in the text, `%%`.
//!
//! One pattern can have several readings, since the libraries disagree and some converters print something or nothing;
//! [`compile`] gives the likeliest and [`readings`] all of them.
//!
//! Not supported: level names changed by `%level{WARN=Warnung}`, converters that an application defines itself, and
//! Logback-access patterns.

mod conversion;
mod date;
pub(crate) mod property;
mod words;

use crate::format::error::{Dialect, PatternError, PatternErrorKind};
use crate::format::logback::property::{Unit, What, expand};
use crate::format::piece::{Field, Padding, Piece};

/// A fault and its byte offset in the pattern as given.
type Fault = (usize, PatternErrorKind);

/// Groups nested deeper than this are refused, so that no reader of the pieces has to recurse without end.
const MAX_DEPTH: usize = 16;

/// The longest options, in characters, in which quotes are looked for.
const MAX_QUOTED: usize = 4096;

/// How many questions are asked of one pattern at most; each doubles its readings.
const MAX_QUESTIONS: u32 = 5;

/// The library that wrote the log, where its name matters: `%d{ISO8601}`, `%d{HH:mm:ss,SSS}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Library {
    /// Logback.
    Logback,
    /// Log4j 1 and 2.
    Log4j,
}

/// Compiles a conversion pattern as Logback reads it; where several readings are left, the likeliest.
///
/// # Errors
///
/// An unknown conversion word or date letter, an unknown zone, a bad width, or a brace, bracket or quote that is not
/// closed; the offset points at it.
///
/// ```
/// # use errmon::format::{logback, piece::Piece};
/// let pieces = logback::compile("%d %-5level - %msg%n").unwrap();
/// assert_eq!(pieces.last(), Some(&Piece::LineEnd));
/// assert_eq!(logback::compile("%d %levle").unwrap_err().offset_bytes, 4);
/// ```
pub fn compile(pattern: &str) -> Result<Vec<Piece>, PatternError> {
    compile_with(pattern, &mut Choices { library: Library::Logback, seconds: 0, asked: 0 })
}

/// All readings of a conversion pattern, the likeliest for `library` first, each once; 32 at most.
///
/// # Errors
///
/// Those of [`compile`], when the likeliest reading has one; other readings that fail are left out.
///
/// ```
/// # use errmon::format::logback::{Library, readings};
/// // Logback takes `SSS` for a zone, Log4j for milliseconds.
/// assert_eq!(readings("%d{HH:mm:ss,SSS} %m%n", Library::Logback).unwrap().len(), 2);
/// ```
pub fn readings(pattern: &str, library: Library) -> Result<Vec<Vec<Piece>>, PatternError> {
    let mut choices = Choices { library, seconds: 0, asked: 0 };
    let mut all = vec![compile_with(pattern, &mut choices)?];
    let questions = choices.asked.min(MAX_QUESTIONS);
    for seconds in 1..1_u32 << questions {
        match compile_with(pattern, &mut Choices { library, seconds, asked: 0 }) {
            Ok(pieces) if !all.contains(&pieces) => all.push(pieces),
            _ => {}
        }
    }
    Ok(all)
}

fn compile_with(pattern: &str, choices: &mut Choices) -> Result<Vec<Piece>, PatternError> {
    let compiled = expand(pattern).and_then(|units| {
        Parser { units: &units, next: 0, end_bytes: pattern.len(), depth: 0, choices }.sequence(false).map(|(p, _)| p)
    });
    compiled.map_err(|(offset_bytes, kind)| PatternError {
        dialect: Dialect::Logback,
        pattern: pattern.to_owned(),
        offset_bytes,
        kind,
    })
}

/// Whether a conversion word is one of the libraries' own.
pub(crate) fn is_word(word: &str) -> bool {
    words::find(word).is_some()
}

/// Whether an unknown word is a known one with a letter or two wrong.
pub(crate) fn is_near_word(word: &str) -> bool {
    words::near(word).is_some()
}

/// Answers the questions that a pattern leaves open, in the order in which they come up.
#[derive(Debug)]
struct Choices {
    library: Library,
    /// Bit `n` is set when question `n` takes its second answer.
    seconds: u32,
    asked: u32,
}

impl Choices {
    /// Whether the less likely of two answers is to be taken.
    fn second(&mut self) -> bool {
        let bit = if self.asked < MAX_QUESTIONS { self.seconds >> self.asked & 1 } else { 0 };
        self.asked = self.asked.saturating_add(1);
        bit == 1
    }

    /// Whether Log4j's answer is to be taken rather than Logback's.
    fn log4j(&mut self) -> bool {
        self.second() != (self.library == Library::Log4j)
    }
}

/// Reads a pattern, or the part of one that stands between two braces.
#[derive(Debug)]
struct Parser<'a> {
    units: &'a [Unit],
    next: usize,
    /// Byte offset of the end of `units` in the whole pattern.
    end_bytes: usize,
    depth: usize,
    choices: &'a mut Choices,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Unit> {
        self.units.get(self.next)
    }

    fn peek_char(&self) -> Option<char> {
        self.peek().and_then(Unit::char)
    }

    /// Takes the next unit if it is this character.
    fn take(&mut self, c: char) -> bool {
        let is_next = self.peek_char() == Some(c);
        self.next += usize::from(is_next);
        is_next
    }

    /// Byte offset of the next unit.
    fn at(&self) -> usize {
        self.peek().map_or(self.end_bytes, |unit| unit.at)
    }

    /// Reads up to the end, or to `)` in a group; says whether the bracket was there.
    fn sequence(&mut self, in_group: bool) -> Result<(Vec<Piece>, bool), Fault> {
        let mut pieces = Vec::new();
        while let Some(unit) = self.peek() {
            self.next += 1;
            match &unit.what {
                What::Property(name) => self.property(name, &mut pieces),
                What::Char('%') => self.conversion(unit.at, &mut pieces)?,
                What::Char('\\') => self.escape(&mut pieces),
                What::Char(')') if in_group => return Ok((pieces, true)),
                What::Char('\n') => line_end(&mut pieces),
                What::Char(c) => literal(&mut pieces, *c),
            }
        }
        Ok((pieces, false))
    }

    /// Reads what stands behind a backslash. Logback refuses any but the known escapes; Log4j drops the backslash.
    fn escape(&mut self, pieces: &mut Vec<Piece>) {
        let Some(c) = self.peek_char() else {
            return literal(pieces, '\\');
        };
        self.next += 1;
        match c {
            '_' => {}
            't' => literal(pieces, '\t'),
            'r' => literal(pieces, '\r'),
            'n' => line_end(pieces),
            other => literal(pieces, other),
        }
    }

    fn property(&mut self, name: &str, pieces: &mut Vec<Piece>) {
        let field = match name {
            property::PID => Field::Pid,
            "HOSTNAME" | "hostName" => Field::Host,
            property::APPLICATION_NAME => {
                if !self.choices.second() {
                    in_brackets(pieces, Field::Other("application".to_owned()));
                }
                return;
            }
            property::CORRELATION => {
                if self.choices.second() {
                    in_brackets(pieces, Field::Other("correlationId".to_owned()));
                }
                return;
            }
            _ => match name.strip_prefix("ctx:") {
                Some(key) => Field::Context(key.to_owned()),
                None => Field::Other(name.to_owned()),
            },
        };
        pieces.push(Piece::Field(field, Padding::default()));
    }

    /// Reads a conversion after its `%`, which stands at byte `start`.
    fn conversion(&mut self, start: usize, pieces: &mut Vec<Piece>) -> Result<(), Fault> {
        if self.take('%') {
            literal(pieces, '%');
            return Ok(());
        }
        let padding = self.padding(start)?;
        let open = self.at();
        if self.take('(') {
            let inner = self.group(open)?;
            self.options(1)?;
            add_group(pieces, inner, padding);
            return Ok(());
        }
        self.word(start, padding, pieces)
    }

    /// Reads a group after its `(`, which stands at byte `open`.
    fn group(&mut self, open: usize) -> Result<Vec<Piece>, Fault> {
        if self.depth >= MAX_DEPTH {
            return Err((open, PatternErrorKind::BadModifier("(".repeat(MAX_DEPTH + 1))));
        }
        self.depth += 1;
        let (pieces, closed) = self.sequence(true)?;
        self.depth -= 1;
        if closed { Ok(pieces) } else { Err((open, PatternErrorKind::Unclosed('('))) }
    }

    /// Reads width rules: `-5`, `.30`, `20.-30`, `05`.
    fn padding(&mut self, start: usize) -> Result<Padding, Fault> {
        let first = self.at();
        let from = self.next;
        let is_rule = |unit: &&Unit| unit.char().is_some_and(|c| c.is_ascii_digit() || matches!(c, '-' | '.'));
        let rest = self.units.get(from..).unwrap_or_default();
        let text: String = rest.iter().take_while(is_rule).filter_map(Unit::char).collect();
        self.next += text.len();
        if text.is_empty() {
            return match self.peek().map(|unit| &unit.what) {
                Some(What::Char(c)) if *c == '(' || c.is_alphabetic() => Ok(Padding::default()),
                Some(What::Property(_)) => Ok(Padding::default()),
                _ => Err((start, PatternErrorKind::Incomplete)),
            };
        }
        if self.peek().is_none() {
            return Err((start, PatternErrorKind::Incomplete));
        }
        parse_padding(&text).ok_or((first, PatternErrorKind::BadModifier(text)))
    }

    /// Reads up to `most` options in braces that follow; each is the text between its braces.
    fn options(&mut self, most: usize) -> Result<Vec<&'a [Unit]>, Fault> {
        let mut options = Vec::new();
        while options.len() < most && self.peek_char() == Some('{') {
            let open = self.at();
            let inside = self.units.get(self.next + 1..).unwrap_or_default();
            let length = closing_brace(inside).ok_or((open, PatternErrorKind::Unclosed('{')))?;
            options.push(inside.get(..length).unwrap_or_default());
            self.next += length + 2;
        }
        Ok(options)
    }
}

/// Index of the brace that closes the one before `units`. Braces inside it are balanced; those in an option in quotes
/// do not count, as long as the quotes are closed.
fn closing_brace(units: &[Unit]) -> Option<usize> {
    // The limit keeps many quotes that are never closed from being looked for again and again.
    let near = units.get(..units.len().min(MAX_QUOTED)).unwrap_or_default();
    find_closing_brace(near, true).or_else(|| find_closing_brace(units, false))
}

fn find_closing_brace(units: &[Unit], honour_quotes: bool) -> Option<usize> {
    let mut open = 0_usize;
    let mut quote = None;
    let mut option_may_start = honour_quotes;
    let mut chars = units.iter().enumerate();
    while let Some((index, unit)) = chars.next() {
        let Some(c) = unit.char() else { continue };
        match (c, quote) {
            ('\\', _) => {
                chars.next();
            }
            (_, Some(mark)) => quote = quote.filter(|_| c != mark),
            ('\'' | '"', None) if option_may_start => quote = Some(c),
            ('{', None) => open += 1,
            ('}', None) if open == 0 => return Some(index),
            ('}', None) => open -= 1,
            _ => {}
        }
        option_may_start = honour_quotes && open == 0 && (c == ',' || (option_may_start && c.is_whitespace()));
    }
    None
}

fn parse_padding(text: &str) -> Option<Padding> {
    let (min, max) = text.split_once('.').map_or((text, None), |(min, max)| (min, Some(max)));
    let number =
        |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u16>().ok()).flatten();
    let mut padding = Padding::default();
    let min = min.strip_prefix('-').map_or(min, |rest| {
        padding.left_aligned = true;
        rest
    });
    if !min.is_empty() {
        padding.min_width = number(min)?;
        if min.len() > 1 && min.starts_with('0') {
            padding.fill = b'0';
        }
    }
    if let Some(max) = max {
        let digits = max.strip_prefix('-').map_or(max, |rest| {
            padding.cut_end = true;
            rest
        });
        padding.max_width = number(digits)?;
    }
    Some(padding)
}

fn literal(pieces: &mut Vec<Piece>, c: char) {
    let mut buffer = [0; 4];
    let bytes = c.encode_utf8(&mut buffer).as_bytes();
    if let Some(Piece::Literal(text)) = pieces.last_mut() {
        text.extend_from_slice(bytes);
    } else {
        pieces.push(Piece::Literal(bytes.to_vec()));
    }
}

fn literal_text(pieces: &mut Vec<Piece>, text: &str) {
    for c in text.chars() {
        literal(pieces, c);
    }
}

/// Adds the end of a line that the text spells out; a carriage return before it belongs to it.
fn line_end(pieces: &mut Vec<Piece>) {
    if let Some(Piece::Literal(text)) = pieces.last_mut() {
        if text.last() == Some(&b'\r') {
            text.pop();
        }
        if text.is_empty() {
            pieces.pop();
        }
    }
    pieces.push(Piece::LineEnd);
}

/// Adds `[value] `.
fn in_brackets(pieces: &mut Vec<Piece>, field: Field) {
    literal(pieces, '[');
    pieces.push(Piece::Field(field, Padding::default()));
    literal_text(pieces, "] ");
}

/// Adds pieces that are padded as one, or each for itself where there is nothing to pad.
fn add_group(pieces: &mut Vec<Piece>, inner: Vec<Piece>, padding: Padding) {
    if padding != Padding::default() {
        pieces.push(Piece::Group(inner, padding));
        return;
    }
    for piece in inner {
        match (piece, pieces.last_mut()) {
            (Piece::Literal(more), Some(Piece::Literal(text))) => text.extend_from_slice(&more),
            (piece, _) => pieces.push(piece),
        }
    }
}

#[cfg(test)]
mod tests;
