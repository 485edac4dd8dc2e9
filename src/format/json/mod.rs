//! Records that are JSON objects, or pairs `key=value`: which member is the time, the level, the message, the trace.
//!
//! A dialect is data, a *map* from roles to paths:
//!
//! ```text
//! map  = item *("," item)            item = role ["?"] "=" path | "levels=" ("bunyan" | "elasticsearch" | "otel" | "python" | "serilog" | "syslog")
//!                                         | "syntax=" ("json" | "pairs" | "stamped pairs") | "prefix=" text
//! role = time | nanos | level | logger | thread | message | stack | error | calls | text | pid | process | host | function
//!      | file | line | place | module | marker | labels | type | reason | ignore
//! path = "." key *("." key)          `.log.level` is both {"log":{"level":…}} and {"log.level":…}
//! ```
//!
//! Where a role stands more than once, the first path that a record has counts. Behind a role with a question mark stands a
//! key that means other things as well: it counts where its value has the form of the role (`doubt.rs`). `nanos` are those
//! of a time in seconds. `error` is a stack trace where it is an object or printed; another text, as Go's loggers write it,
//! is context that the message ends with. `place` is `function:line`. `calls` is a call stack that is no
//! exception's (`stack_info` of Python). `text` is a whole formatted record, of
//! which what follows the message is the stack trace; `labels` is an object whose members are context; `type`
//! and `reason` are the exception's type and message, for stack traces that have frames alone, and for errors that have
//! none; members that the map does not name are context too, unless it says `ignore`. Of a key that stands twice the
//! first one counts.
//! Numbers in place of level words follow `levels`, bunyan's if it is not given. `syntax` is JSON if it is not given; pairs
//! are stamped where the time stands before them, without a key.
//! `prefix` is what the names of context begin with, and is taken off.

mod dotnet;
mod doubt;
mod listed;
pub(crate) mod pairs;
mod printed;
mod python_stacks;
pub(crate) mod record;
pub(crate) mod scan;
mod stamp;
mod trace;

use std::ops::Range;

use crate::format::error::{Dialect, PatternError, PatternErrorKind};
use crate::format::json::scan::{Kind, Members, Value};
use crate::format::layout::{Header, Span};
use crate::format::level::Level;
use crate::format::piece::{Field, Padding, Piece};
use crate::format::time::TimeFormat;
pub(crate) use stamp::epoch;

/// What a member means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Time,
    Level,
    Logger,
    Thread,
    Message,
    Stack,
    Error,
    Calls,
    Text,
    Pid,
    Process,
    Host,
    Function,
    File,
    Line,
    Place,
    Module,
    Marker,
    Labels,
    Type,
    Reason,
    Nanos,
    Ignore,
}

const ROLES: [(&str, Role); 23] = [
    ("time", Role::Time),
    ("level", Role::Level),
    ("logger", Role::Logger),
    ("thread", Role::Thread),
    ("message", Role::Message),
    ("stack", Role::Stack),
    ("error", Role::Error),
    ("calls", Role::Calls),
    ("text", Role::Text),
    ("pid", Role::Pid),
    ("process", Role::Process),
    ("host", Role::Host),
    ("function", Role::Function),
    ("file", Role::File),
    ("line", Role::Line),
    ("place", Role::Place),
    ("module", Role::Module),
    ("marker", Role::Marker),
    ("labels", Role::Labels),
    ("type", Role::Type),
    ("reason", Role::Reason),
    ("nanos", Role::Nanos),
    ("ignore", Role::Ignore),
];
/// The level of Serilog's records that have none.
const UNSAID: &[u8] = b"Information";
/// Roles that a header keeps: the first ones of [`Role`].
const HEADER_ROLES: usize = 5;

/// What numbers in place of level words mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    Bunyan,
    /// bunyan's, and the word `CRITICAL` for what will be gone, between `WARN` and `ERROR` as Elasticsearch has it.
    Elasticsearch,
    Otel,
    Python,
    /// bunyan's, the words `Verbose` and `Information`, which is what records without a level are (CLEF).
    Serilog,
    Syslog,
}

/// What records are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Object,
    /// Pairs `key=value`.
    Pairs,
    /// A stamp, and pairs behind it.
    StampedPairs,
}

#[derive(Debug, Clone)]
struct Entry {
    role: Role,
    /// Place among the paths of the same role.
    rank: usize,
    path: Vec<u8>,
    /// It counts where its value has the form of the role.
    is_doubtful: bool,
}

impl Entry {
    /// What follows `key` in the path, behind `prefix`: nothing, or a dot and more keys.
    ///
    /// Nearly all keys differ in length or at an end, which is cheaper to see than that they are equal.
    #[inline]
    fn behind(&self, prefix: &[u8], key: &[u8]) -> Option<&[u8]> {
        let rest = self.path.get(prefix.len()..)?;
        let (own, behind) = rest.split_at_checked(key.len())?;
        let may_be =
            matches!(behind.first(), None | Some(b'.')) && own.first() == key.first() && own.last() == key.last();
        (may_be && own == key && (prefix.is_empty() || self.path.starts_with(prefix))).then_some(behind)
    }
}

/// A compiled map.
#[derive(Debug, Clone)]
pub(crate) struct Map {
    /// By the first byte of the path, and as they stand in the pattern.
    entries: Vec<Entry>,
    /// The entries whose paths begin with a byte, for each byte.
    by_first: Vec<Range<usize>>,
    scale: Scale,
    /// What the names of context begin with.
    prefix: Vec<u8>,
    /// Objects may stand over several lines, the first of which is a bracket alone.
    is_pretty: bool,
    syntax: Syntax,
    /// There is neither time nor level: any object with a message is a record.
    is_undated: bool,
}

/// The first values found of the roles that a header has, each with its path's rank.
type Found = [Option<(usize, Value)>; HEADER_ROLES];

impl Map {
    /// Compiles a map.
    pub(crate) fn compile(pattern: &str) -> Result<Self, PatternError> {
        let mut map = Self {
            entries: Vec::new(),
            by_first: Vec::new(),
            scale: Scale::Bunyan,
            prefix: Vec::new(),
            is_pretty: false,
            syntax: Syntax::Object,
            is_undated: false,
        };
        let mut offset_bytes = 0;
        for item in pattern.split(',') {
            let fault = |kind| PatternError { dialect: Dialect::Json, pattern: pattern.to_owned(), offset_bytes, kind };
            let (name, path) = item.split_once('=').ok_or_else(|| fault(PatternErrorKind::Incomplete))?;
            let name = name.trim();
            if name == "levels" {
                map.scale = match path.trim() {
                    "bunyan" => Scale::Bunyan,
                    "elasticsearch" => Scale::Elasticsearch,
                    "otel" => Scale::Otel,
                    "python" => Scale::Python,
                    "serilog" => Scale::Serilog,
                    "syslog" => Scale::Syslog,
                    other => return Err(fault(PatternErrorKind::BadOption(other.to_owned()))),
                };
            } else if name == "prefix" {
                map.prefix = path.trim().as_bytes().to_vec();
            } else if name == "syntax" {
                map.syntax = match path.trim() {
                    "json" => Syntax::Object,
                    "pairs" => Syntax::Pairs,
                    "stamped pairs" => Syntax::StampedPairs,
                    other => return Err(fault(PatternErrorKind::BadOption(other.to_owned()))),
                };
            } else {
                let (name, is_doubtful) = name.strip_suffix('?').map_or((name, false), |name| (name, true));
                let Some((_, role)) = ROLES.iter().find(|(known, _)| *known == name) else {
                    let word = name.to_owned();
                    return Err(fault(PatternErrorKind::UnknownField { word, suggestion: None }));
                };
                let path = path.trim();
                let path = path.strip_prefix('.').unwrap_or(path);
                if path.is_empty() {
                    return Err(fault(PatternErrorKind::Incomplete));
                }
                let rank = map.entries.iter().filter(|entry| entry.role == *role).count();
                map.entries.push(Entry { role: *role, rank, path: path.as_bytes().to_vec(), is_doubtful });
            }
            offset_bytes += item.len() + 1;
        }
        map.entries.sort_by_key(|entry| entry.path.first().copied());
        let end_of = |first: u8| map.entries.partition_point(|entry| entry.path.first() <= Some(&first));
        let start_of = |first: u8| map.entries.partition_point(|entry| entry.path.first() < Some(&first));
        map.by_first = (0..=u8::MAX).map(|first| start_of(first)..end_of(first)).collect();
        map.is_undated = !map.has_time() && !map.has(Role::Level);
        // Of pairs a message alone would be any text with an equals sign.
        if !map.has(Role::Message) || map.is_undated && map.is_pairs() {
            let kind = PatternErrorKind::NothingToMatch;
            return Err(PatternError { dialect: Dialect::Json, pattern: pattern.to_owned(), offset_bytes: 0, kind });
        }
        Ok(map)
    }

    /// A header with the fields that the map has, by which its layout is weighed and reads stamps.
    pub(crate) fn pieces(&self) -> Vec<Piece> {
        let field = |field| Piece::Field(field, Padding::default());
        let mut pieces = vec![Piece::Literal(if self.is_pairs() { b"=\"".to_vec() } else { b"{\"".to_vec() })];
        for (has, part) in [
            (self.has_time(), Field::Time(TimeFormat::default())),
            (self.has(Role::Level), Field::Level),
            (self.has(Role::Logger), Field::Logger),
            (self.has(Role::Thread), Field::Thread),
        ] {
            if has {
                pieces.extend([field(part), Piece::Literal(b"\",\"".to_vec())]);
            }
        }
        pieces.push(field(Field::Message));
        pieces
    }

    pub(crate) fn set_pretty(&mut self) {
        self.is_pretty = true;
    }

    /// Records are pairs, each on one line.
    pub(crate) fn is_pairs(&self) -> bool {
        self.syntax != Syntax::Object
    }

    /// A stamp stands before the pairs of a record.
    pub(crate) fn is_stamped(&self) -> bool {
        self.syntax == Syntax::StampedPairs
    }

    /// Where the pairs of a record with a stamp before them end, and further lines of its message or a trace begin.
    pub(crate) fn pairs_end(&self, record: &[u8]) -> Option<usize> {
        self.stamp(record).map(|(_, start)| pairs::lines_end(record, start))
    }

    /// Records have neither time nor level.
    pub(crate) fn is_undated(&self) -> bool {
        self.is_undated
    }

    /// The members of a record.
    fn members<'t>(&self, text: &'t [u8]) -> Members<'t> {
        let start = self.stamp(text).map_or(0, |(_, start)| start);
        if !self.is_pairs() {
            return Members::of(text, 0, text.len());
        }
        let members = Members::of_pairs(text, start);
        match self.text_behind(text) {
            Some(behind) => Members { end: behind.start, ..members },
            None => members,
        }
    }

    /// The message that follows the pairs of a line without a key, where a time and a level are among them.
    fn text_behind(&self, text: &[u8]) -> Option<Value> {
        if self.syntax != Syntax::Pairs {
            return None;
        }
        let line = text.get(..memchr::memchr(b'\n', text).unwrap_or(text.len()))?.trim_ascii_end();
        let (start, pairs) = pairs::text_behind(line);
        let has = |role: Role, is_so: &dyn Fn(Value) -> bool| {
            pairs.iter().any(|(key, value)| {
                let is_of = |entry: &Entry| entry.role == role && entry.behind(&[], key) == Some(&[]);
                self.entries_of(&[], key).iter().any(|entry| is_of(entry) && entry.counts(text, *value))
                    && is_so(*value)
            })
        };
        let is_told = start < line.len()
            && has(Role::Time, &|_| true)
            && has(Role::Level, &|level| self.level(text, level).is_some())
            && !has(Role::Message, &|_| true);
        is_told.then_some(Value { start, end: line.len(), kind: Kind::String { escaped: false } })
    }

    /// The stamp before the pairs, and where these begin.
    fn stamp(&self, text: &[u8]) -> Option<(Value, usize)> {
        if self.is_stamped() { pairs::stamp_before(text) } else { None }
    }

    fn has_time(&self) -> bool {
        self.is_stamped() || self.has(Role::Time)
    }

    /// The entries that a key at `prefix` may be of.
    #[inline]
    fn entries_of(&self, prefix: &[u8], key: &[u8]) -> &[Entry] {
        let first = prefix.first().or(key.first()).map(|first| usize::from(*first));
        let range = first.and_then(|first| self.by_first.get(first)).cloned().unwrap_or_default();
        self.entries.get(range).unwrap_or_default()
    }

    fn has(&self, role: Role) -> bool {
        self.entries.iter().any(|entry| entry.role == role)
    }

    /// Whether `line` is the first line of a record. Texts with escapes stay as they are written.
    ///
    /// A record has a time or a level, and a message; an object with a time and a level needs none. Where the map has
    /// neither, the message is enough.
    ///
    /// The level of a record whose level is a number, or that goes on in further lines, is left open.
    pub(crate) fn match_header(&self, line: &[u8], header: &mut Header) -> bool {
        if line == b"{" && !self.is_pairs() {
            *header = Header { message: Span::new(1, 1), ..Header::default() };
            return self.is_pretty;
        }
        let Some((found, is_cut)) = self.header_values(line) else { return false };
        let [time, level, logger, thread, message] = found.map(|found| found.map(|(_, value)| value));
        let is_dated = (is_cut || level.is_some() && !self.is_pairs()) && time.is_some();
        let is_told = time.is_some() || level.is_some() || self.is_undated;
        let is_header = is_told && message.is_some() || is_dated;
        // Behind a stamp, pairs may be the message.
        let is_level = |level: Value| level.kind.is_text() && self.level(line, level).is_some();
        let is_message = self.is_stamped() && !(message.is_some() && level.is_some_and(is_level));
        if !is_header || is_message {
            return false;
        }
        let span = |value: Value| Span::new(value.start, value.end);
        let word = level.filter(|level| level.kind.is_text());
        *header = Header {
            time: time.filter(|time| time.kind != Kind::Null).map(span),
            level: word
                .and_then(|level| self.level(line, level))
                .or_else(|| self.unsaid_level().filter(|_| level.is_none())),
            level_span: word.map(span),
            logger: logger.filter(|logger| logger.kind.is_text()).map(span),
            thread: thread.filter(|thread| thread.kind != Kind::Null).map(span),
            message: message.map_or(Span::new(line.len(), line.len()), span),
        };
        true
    }

    /// The header's values; and whether the object is cut off, as far as it was read. `None` for what is no object.
    fn header_values(&self, text: &[u8]) -> Option<(Found, bool)> {
        let stamp = self.stamp(text);
        let begins = match stamp {
            Some((_, start)) => pairs::begins(text.get(start..).unwrap_or_default()),
            None if self.is_stamped() => false,
            None if self.is_pairs() => pairs::begins(text),
            None => text.first() == Some(&b'{'),
        };
        if !begins {
            return None;
        }
        let mut found = Found::default();
        let mut members = self.members(text);
        let wanted = [Role::Time, Role::Level, Role::Logger, Role::Thread, Role::Message];
        let mut missing = wanted.iter().filter(|role| self.has(**role)).count();
        self.collect(text, &mut members, &[], &mut found, &mut missing);
        let is_cut = missing > 0 && !members.is_closed;
        if let (Some((stamp, _)), [time, ..]) = (stamp, &mut found) {
            *time = Some((0, stamp));
        }
        if let (Some(behind), [.., message]) = (self.text_behind(text), &mut found) {
            *message = Some((0, behind));
        }
        Some((found, is_cut))
    }

    fn collect(&self, text: &[u8], members: &mut Members<'_>, prefix: &[u8], found: &mut Found, missing: &mut usize) {
        while *missing > 0
            && let Some((key, value)) = members.next_member()
        {
            let mut inner = None;
            for entry in self.entries_of(prefix, key) {
                let Some(rest) = entry.behind(prefix, key) else { continue };
                if rest.is_empty() {
                    if let Some(slot) = found.get_mut(entry.role as usize)
                        && slot.is_none_or(|(rank, _)| entry.rank < rank)
                        && value.kind != Kind::Null
                        && entry.counts(text, value)
                    {
                        *slot = Some((entry.rank, value));
                        *missing -= usize::from(entry.rank == 0);
                    }
                } else if rest.first() == Some(&b'.') && value.kind == Kind::Object {
                    inner = entry.path.get(..entry.path.len() - rest.len() + 1);
                }
            }
            if let Some(prefix) = inner {
                self.collect(text, &mut Members::of(text, value.start, value.end), prefix, found, missing);
            }
        }
    }

    /// What the members of an object say for or against this map, in the unit of `Layout::strictness`.
    pub(crate) fn weigh(&self, text: &[u8]) -> i32 {
        const KNOWN: i32 = 4;
        const UNKNOWN: i32 = -2;
        const NO_LOG: i32 = -1000;
        let mut members = self.members(text);
        let mut sum = 0;
        let mut is_formatters = !self.is_undated;
        let mut is_first = true;
        let (mut may_be_dated, mut is_dated) = (false, false);
        while let Some((key, value)) = members.next_member() {
            let is_of = |entry: &&Entry| entry.behind(&[], key).is_some() && entry.counts(text, value);
            let entry = self.entries_of(&[], key).iter().find(is_of);
            sum += if entry.is_some() { KNOWN } else { UNKNOWN };
            // Formatters write the message first, or a trace; data that are no log have a message anywhere.
            is_formatters |= entry.is_some_and(|entry| match entry.role {
                Role::Message => is_first,
                Role::Stack => matches!(value.kind, Kind::String { .. } | Kind::Array),
                _ => false,
            });
            is_first = false;
            may_be_dated |= entry.is_some_and(|entry| entry.role == Role::Time && entry.is_doubtful);
            is_dated |=
                entry.is_some_and(|entry| entry.role == Role::Time && !entry.is_doubtful || entry.role == Role::Level);
        }
        // What `at` or `when` says is no stamp of data without a level.
        if is_formatters && (is_dated || !may_be_dated) { sum.clamp(-20, 60) } else { NO_LOG }
    }

    /// What records without a level are.
    fn unsaid_level(&self) -> Option<Level> {
        (self.scale == Scale::Serilog).then_some(Level::INFO)
    }

    /// The level of a value, and the word for it where it is a number.
    fn level(&self, text: &[u8], value: Value) -> Option<Level> {
        if value.kind.is_text() {
            let word = value.of(text);
            return match (self.scale, word) {
                (Scale::Elasticsearch, b"CRITICAL") => Some(Level::WARN),
                (Scale::Serilog, b"Verbose") => Some(Level::TRACE),
                (Scale::Serilog, UNSAID) => Some(Level::INFO),
                _ => Level::parse(word),
            };
        }
        let number: i64 = std::str::from_utf8(value.of(text)).ok()?.parse().ok()?;
        // Both count in tens as bunyan does.
        let scale = match self.scale {
            Scale::Elasticsearch | Scale::Serilog => Scale::Bunyan,
            scale => scale,
        };
        Some(match (scale, number) {
            (Scale::Otel, ..=4) | (Scale::Bunyan, ..=19) => Level::TRACE,
            (Scale::Otel, 5..=8) | (Scale::Bunyan, 20..=29) | (Scale::Python, ..=19) | (Scale::Syslog, 7..) => {
                Level::DEBUG
            }
            (Scale::Otel, 9..=12) | (Scale::Bunyan, 30..=39) | (Scale::Python, 20..=29) | (Scale::Syslog, 6) => {
                Level::INFO
            }
            (Scale::Syslog, 5) => Level::NOTICE,
            (Scale::Otel, 13..=16) | (Scale::Bunyan, 40..=49) | (Scale::Python, 30..=39) | (Scale::Syslog, 4) => {
                Level::WARN
            }
            (Scale::Otel, 17..=20) | (Scale::Bunyan, 50..=59) | (Scale::Python, 40..=49) | (Scale::Syslog, 3) => {
                Level::ERROR
            }
            _ => Level::FATAL,
        })
    }
}

/// Whether a line is one that only an object over several lines begins with.
pub(crate) fn opens_object(line: &[u8]) -> bool {
    line == b"{"
}
