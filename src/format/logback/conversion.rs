//! What each conversion word of a pattern becomes.

use crate::format::error::PatternErrorKind;
use crate::format::logback::property::{Unit, What};
use crate::format::logback::words::{LOG4J_MAP, Word, find, known_prefix, nearest};
use crate::format::logback::{
    Fault, Library, MAX_DEPTH, Parser, add_group, in_brackets, line_end, literal, literal_text,
};
use crate::format::piece::{Field, Padding, Piece};
use crate::format::time::{TimeFormat, TimeItem};

/// The longest text that `%repeat` may print.
const MAX_REPEATED: usize = 4096;

impl<'a> Parser<'a> {
    /// Reads a conversion from its word on; its `%` stands at byte `start`.
    pub(crate) fn word(&mut self, start: usize, padding: Padding, pieces: &mut Vec<Piece>) -> Result<(), Fault> {
        let at = self.at();
        let (word, label, written) = self.known_word(start)?;
        let field = match word {
            Word::Date => Field::Time(self.date()?),
            Word::Context => match self.map_value()? {
                Some(key) => Field::Context(key),
                // Log4j prints `{key=value}`, Logback `key=value`.
                None if label == LOG4J_MAP || self.choices.log4j() => {
                    let map = Piece::Field(Field::ContextMap, Padding::default());
                    let inner = vec![Piece::Literal(b"{".to_vec()), map, Piece::Literal(b"}".to_vec())];
                    add_group(pieces, inner, padding);
                    return Ok(());
                }
                None => Field::ContextMap,
            },
            Word::Property => Field::Other(self.first_option()?.unwrap_or_else(|| label.to_owned())),
            Word::Exception => match self.exception(label)? {
                Some(field) => field,
                None => return Ok(()),
            },
            Word::Caller => return self.caller(padding, pieces),
            Word::LineEnd => {
                self.options(1)?;
                line_end(pieces);
                return Ok(());
            }
            Word::NoException => {
                self.options(1)?;
                return Ok(());
            }
            Word::Colour | Word::Altered | Word::MaxLength | Word::NotEmpty | Word::Prefix => {
                let (inner, options) = self.inner(at)?;
                let inner = self.composed(word, label, inner, &options)?;
                add_group(pieces, inner, padding);
                return Ok(());
            }
            Word::InBrackets => {
                let inner = self.value_in_brackets(&written)?;
                add_group(pieces, inner, padding);
                return Ok(());
            }
            Word::Repeat | Word::Location | Word::CorrelationId | Word::SyslogStart => {
                let inner = self.fixed_pieces(word, at)?;
                add_group(pieces, inner, padding);
                return Ok(());
            }
            Word::Level => {
                pieces.push(Piece::Field(Field::Level, self.level_width(padding)?));
                return Ok(());
            }
            simple => {
                self.options(1)?;
                simple_field(simple, label)
            }
        };
        pieces.push(Piece::Field(field, padding));
        Ok(())
    }

    /// Reads the word itself: all that could belong to a name, as both libraries do.
    fn known_word(&mut self, start: usize) -> Result<(Word, &'static str, String), Fault> {
        let at = self.at();
        if let Some(Unit { what: What::Property(name), .. }) = self.peek() {
            return Err((at, PatternErrorKind::UnknownField { word: format!("${{{name}}}"), suggestion: None }));
        }
        let is_part = |unit: &&Unit| unit.char().is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$'));
        let rest = self.units.get(self.next..).unwrap_or_default();
        let run: String = rest.iter().take_while(is_part).filter_map(Unit::char).collect();
        if run.is_empty() {
            return Err((start, PatternErrorKind::Incomplete));
        }
        let known = find(&run).map(|found| (found, run.len()));
        let known = known.or_else(|| {
            let length = known_prefix(&run, self.choices.library == Library::Log4j)?;
            Some((find(run.get(..length)?)?, length))
        });
        let Some(((word, label), length)) = known else {
            let suggestion = nearest(&run);
            return Err((at, PatternErrorKind::UnknownField { word: run, suggestion }));
        };
        // Known words are ASCII, so that bytes and units are the same number.
        self.next += length;
        Ok((word, label, run.chars().take(length).collect()))
    }

    /// The width rules of a level with those that Log4j's options add: `%level{length=1}`, and `%level{WARN=W, …}`, where
    /// all that stands for levels is short.
    fn level_width(&mut self, padding: Padding) -> Result<Padding, Fault> {
        const LONGEST: usize = 4;
        let Some(text) = self.first_option()? else { return Ok(padding) };
        let pairs =
            text.split(',').filter_map(|pair| pair.split_once('=')).map(|(key, value)| (key.trim(), value.trim()));
        let mut width = None;
        for (key, value) in pairs {
            let letters = match key {
                "length" => value.parse().unwrap_or(usize::MAX),
                "lowerCase" => continue,
                _ if key.get(..value.len()).is_some_and(|start| start.eq_ignore_ascii_case(value)) => value.len(),
                _ => usize::MAX,
            };
            width = width.max(Some(letters));
        }
        Ok(match width {
            Some(letters @ 1..=LONGEST) => {
                let max_width = padding.max_width.min(u16::try_from(letters).unwrap_or(u16::MAX));
                Padding { max_width, cut_end: true, ..padding }
            }
            _ => padding,
        })
    }

    /// Reads one option and gives its text, trimmed, if there is any.
    fn first_option(&mut self) -> Result<Option<String>, Fault> {
        let text = self.options(1)?.first().map(|units| lossy_text(units).trim().to_owned());
        Ok(text.filter(|text| !text.is_empty()))
    }

    /// The key of `%X{key}`, with its default behind it as in `%X{key:-default}`, or `None` for the whole map and for
    /// several keys.
    fn map_value(&mut self) -> Result<Option<String>, Fault> {
        let Some(text) = self.first_option()? else {
            return Ok(None);
        };
        let key = text.split_once(":-").map_or(text.as_str(), |(key, _)| key).trim();
        let is_one = !key.is_empty() && !key.contains(',');
        let key = if text.contains(":-") { text.as_str() } else { key };
        Ok(is_one.then(|| key.to_owned()))
    }

    /// The field of an exception's conversion, or `None` when its options say to print nothing.
    fn exception(&mut self, label: &str) -> Result<Option<Field>, Fault> {
        let options = self.options(4)?;
        let first = options.first().map(|units| lossy_text(units)).unwrap_or_default();
        Ok(match first.trim() {
            "none" => None,
            short if short.starts_with("short.") => Some(Field::Other(format!("{label}.{short}"))),
            _ => Some(Field::Exception),
        })
    }

    /// `%caller{2}` ends each of its lines itself; with an evaluator it may print nothing.
    fn caller(&mut self, padding: Padding, pieces: &mut Vec<Piece>) -> Result<(), Fault> {
        let has_evaluator = self.first_option()?.is_some_and(|text| text.contains(','));
        if !has_evaluator || !self.choices.second() {
            pieces.push(Piece::Field(Field::Caller, padding));
            pieces.push(Piece::LineEnd);
        }
        Ok(())
    }

    /// Reads the pattern inside a conversion and the options behind it; the word stands at byte `at`.
    fn inner(&mut self, at: usize) -> Result<(Vec<Piece>, Vec<&'a [Unit]>), Fault> {
        let open = self.at();
        if self.take('(') {
            let inner = self.group(open)?;
            return Ok((inner, self.options(2)?));
        }
        let options = self.options(3)?;
        let Some((pattern, options)) = options.split_first() else {
            return Err((at, PatternErrorKind::Incomplete));
        };
        if self.depth >= MAX_DEPTH {
            return Err((open, PatternErrorKind::BadModifier("{".repeat(MAX_DEPTH + 1))));
        }
        let end_bytes = pattern.last().map_or(open, |unit| unit.at + unit.char().map_or(0, char::len_utf8));
        let choices = &mut *self.choices;
        let mut parser = Parser { units: pattern, next: 0, end_bytes, depth: self.depth + 1, choices };
        Ok((parser.sequence(false)?.0, options.to_vec()))
    }

    /// What a conversion with a pattern inside it prints.
    fn composed(
        &mut self,
        word: Word,
        label: &str,
        inner: Vec<Piece>,
        options: &[&[Unit]],
    ) -> Result<Vec<Piece>, Fault> {
        Ok(match word {
            Word::Colour => coloured(inner),
            Word::Altered => self.altered(inner, label),
            Word::NotEmpty if self.choices.second() => Vec::new(),
            Word::Prefix => prefixed(inner),
            Word::MaxLength => {
                let text = options.first().map(|units| lossy_text(units)).unwrap_or_default();
                let at = options.first().and_then(|units| units.first()).map_or(self.at(), |unit| unit.at);
                let Ok(max_width) = text.trim().parse() else {
                    return Err((at, PatternErrorKind::BadOption(text)));
                };
                vec![Piece::Group(inner, Padding { max_width, cut_end: true, ..Padding::default() })]
            }
            _ => inner,
        })
    }

    /// What is left of pieces whose text has been replaced or escaped.
    ///
    /// One field keeps its meaning, unless it is one that must read exactly. Of several fields with a message among
    /// them the message is what is replaced (passwords, line breaks), so they stay as they are. Any other text is free.
    fn altered(&mut self, inner: Vec<Piece>, label: &str) -> Vec<Piece> {
        let mut fields = Vec::new();
        collect_fields(&inner, &mut fields);
        let free = |field| Piece::Field(field, Padding::default());
        let ends_line = inner.last() == Some(&Piece::LineEnd);
        let mut pieces = match fields.as_slice() {
            [] => return inner,
            [Field::Level] if self.choices.second() => vec![free(Field::Other(label.to_owned()))],
            [Field::Time(_)] => vec![free(Field::Other(label.to_owned()))],
            [field] => vec![free((*field).clone())],
            several if several.iter().all(|field| matches!(field, Field::Message | Field::Exception)) => {
                vec![free(Field::Message)]
            }
            several if several.contains(&&Field::Message) => return inner,
            _ => vec![free(Field::Other(label.to_owned()))],
        };
        if ends_line {
            pieces.push(Piece::LineEnd);
        }
        pieces
    }

    /// Spring Boot's `%esb(inner){PROPERTY}`: applications have a name, and hardly a group.
    fn value_in_brackets(&mut self, written: &str) -> Result<Vec<Piece>, Fault> {
        let open = self.at();
        let inner = if self.take('(') { self.group(open)? } else { Vec::new() };
        let name = self.first_option()?.unwrap_or_else(|| written.to_owned());
        let is_rare = name.to_ascii_lowercase().contains("group");
        let mut pieces = Vec::new();
        if is_rare != self.choices.second() {
            return Ok(pieces);
        }
        if inner.is_empty() {
            in_brackets(&mut pieces, Field::Other(name));
        } else {
            literal(&mut pieces, '[');
            add_group(&mut pieces, inner, Padding::default());
            literal_text(&mut pieces, "] ");
        }
        Ok(pieces)
    }

    /// Conversions that print several pieces by themselves.
    fn fixed_pieces(&mut self, word: Word, at: usize) -> Result<Vec<Piece>, Fault> {
        let options = self.options(2)?;
        let mut pieces = Vec::new();
        let field = |field| Piece::Field(field, Padding::default());
        match word {
            Word::CorrelationId => in_brackets(&mut pieces, Field::Other("correlationId".to_owned())),
            Word::Location => {
                pieces.push(field(Field::Class));
                literal(&mut pieces, '.');
                pieces.push(field(Field::Function));
                literal(&mut pieces, '(');
                pieces.push(field(Field::File));
                literal(&mut pieces, ':');
                pieces.push(field(Field::LineNumber));
                literal(&mut pieces, ')');
            }
            Word::SyslogStart => {
                literal(&mut pieces, '<');
                pieces.push(field(Field::Other("priority".to_owned())));
                literal(&mut pieces, '>');
                pieces.push(field(Field::Time(syslog_time())));
                literal(&mut pieces, ' ');
                pieces.push(field(Field::Host));
                literal(&mut pieces, ' ');
            }
            _ => {
                let [text, count] = options.as_slice() else {
                    return Err((at, PatternErrorKind::Incomplete));
                };
                let text = lossy_text(text);
                let written = lossy_text(count);
                let times = written.trim().parse::<usize>().ok();
                let Some(times) = times.filter(|times| times.saturating_mul(text.len()) <= MAX_REPEATED) else {
                    let at = count.first().map_or(at, |unit| unit.at);
                    return Err((at, PatternErrorKind::BadOption(written)));
                };
                literal_text(&mut pieces, &text.repeat(times.min(MAX_REPEATED)));
            }
        }
        Ok(pieces)
    }
}

fn simple_field(word: Word, label: &str) -> Field {
    match word {
        Word::Relative => Field::Relative,
        Word::LevelNumber => Field::LevelNumber,
        Word::Logger => Field::Logger,
        Word::Thread => Field::Thread,
        Word::ThreadId => Field::ThreadId,
        Word::Pid => Field::Pid,
        Word::Message => Field::Message,
        Word::Method => Field::Function,
        Word::Class => Field::Class,
        Word::File => Field::File,
        Word::Line => Field::LineNumber,
        Word::Marker => Field::Marker,
        _ => Field::Other(label.to_owned()),
    }
}

/// The text of an option; properties stand in it as they were written.
fn lossy_text(units: &[Unit]) -> String {
    let mut text = String::new();
    for unit in units {
        match &unit.what {
            What::Char(c) => text.push(*c),
            What::Property(name) => text.extend(["${", name, "}"]),
        }
    }
    text
}

fn coloured(inner: Vec<Piece>) -> Vec<Piece> {
    let mut pieces = vec![Piece::Colour];
    pieces.extend(inner);
    pieces.push(Piece::Colour);
    pieces
}

/// Pieces with `key=` before each field, by the words that Logback's `%prefix` uses.
fn prefixed(inner: Vec<Piece>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for piece in inner {
        let key = match &piece {
            Piece::Field(field, _) => match field {
                Field::Time(_) => "date",
                Field::Relative => "relative",
                Field::Level => "level",
                Field::Logger => "logger",
                Field::Thread => "thread",
                Field::Message => "message",
                Field::Function => "method",
                Field::Class => "class",
                Field::File => "file",
                Field::LineNumber => "line",
                Field::Marker => "marker",
                Field::ContextMap => "mdc",
                Field::Context(key) | Field::Other(key) => key.as_str(),
                _ => "",
            },
            _ => "",
        };
        if !key.is_empty() {
            let key = format!("{key}=");
            literal_text(&mut pieces, &key);
        }
        add_group(&mut pieces, vec![piece], Padding::default());
    }
    pieces
}

fn collect_fields<'p>(pieces: &'p [Piece], fields: &mut Vec<&'p Field>) {
    for piece in pieces {
        match piece {
            Piece::Field(field, _) => fields.push(field),
            Piece::Group(inner, _) => collect_fields(inner, fields),
            Piece::Literal(_) | Piece::Colour | Piece::LineEnd => {}
        }
    }
}

/// `Nov  3 09:27:00`: the day is filled with a blank.
fn syslog_time() -> TimeFormat {
    let items = vec![
        TimeItem::MonthName { full: false },
        TimeItem::Literal(b" ".to_vec()),
        TimeItem::Day { digits: 2, fill: b' ' },
        TimeItem::Literal(b" ".to_vec()),
        TimeItem::Hour { digits: 2 },
        TimeItem::Literal(b":".to_vec()),
        TimeItem::Minute { digits: 2 },
        TimeItem::Literal(b":".to_vec()),
        TimeItem::Second { digits: 2 },
    ];
    TimeFormat { items, zone: None }
}
