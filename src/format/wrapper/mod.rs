//! Wrappers: what stands around an application's lines when something else keeps them. They are taken off before the
//! layout of the lines is looked for.
//!
//! A file for each family: `container` (docker, CRI, compose, kubectl), `agent` (Fluent Bit, honcho, stern), `syslog`
//! (RFC 3164 and 5424, files, systemd's level prefix), `journal` (JSON and export), `tanuki`, `ray`, `named` (`grep`),
//! `export` (what log stores hand out), `array` (objects in one JSON array), `xml` (records in XML). `framing` says where
//! an entry ends, `detect` which wrapper an input has, by its head alone.

mod agent;
mod array;
mod container;
mod detect;
mod entry;
mod export;
mod framing;
mod journal;
mod named;
mod object;
mod ray;
mod stamp;
mod syslog;
mod tanuki;
mod xml;

pub use crate::format::wrapper::detect::detect;
pub use crate::format::wrapper::entry::{Entry, Extra, Sender};
use crate::format::wrapper::named::Parted;
use crate::format::wrapper::syslog::Stamped;

/// Bytes that one entry has at most, where it is more than a line; what is longer is no entry.
pub(crate) const MAX_ENTRY_BYTES: usize = 4 << 20;

/// What stands around the lines of an input, from the outermost on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrapper {
    layers: Vec<Kind>,
}

/// One wrapper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Docker,
    Cri,
    Compose,
    Kubectl,
    Ray,
    Timestamps,
    /// Objects of Fluent Bit or Fluentd.
    Fluent,
    /// honcho or foreman.
    Procfile,
    Stern,
    /// `aws logs tail`.
    AwsTail,
    Syslog(Stamped),
    Rfc5424 {
        /// Every text has a blank before it that is not its own.
        padded: bool,
    },
    /// RFC 6587: the length of each message before it.
    OctetCounted,
    LevelPrefix,
    JournalJson,
    JournalPretty,
    JournalExport,
    Tanuki,
    /// The name of its file before each line.
    Named(Parted),
    GoogleCloud,
    CloudWatch,
    Loki,
    SearchHit,
    Filebeat,
    /// Objects in one array.
    Array,
    Xml,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Docker => "docker-json",
            Self::Cri => "cri",
            Self::Compose => "docker-compose",
            Self::Kubectl => "kubectl-prefix",
            Self::Ray => "ray",
            Self::Timestamps => "timestamps",
            Self::Fluent => "fluent",
            Self::Procfile => "procfile",
            Self::Stern => "stern",
            Self::AwsTail => "aws-logs-tail",
            Self::Syslog(Stamped::Month) => "syslog",
            Self::Syslog(Stamped::Iso) => "syslog-iso",
            Self::Syslog(Stamped::Full) => "journald-short-full",
            Self::Syslog(Stamped::Unix) => "journald-short-unix",
            Self::Syslog(Stamped::Monotonic) => "journald-short-monotonic",
            Self::Rfc5424 { .. } => "syslog-rfc5424",
            Self::OctetCounted => "syslog-octet-counted",
            Self::LevelPrefix => "systemd-level",
            Self::JournalJson => "journald-json",
            Self::JournalPretty => "journald-json-pretty",
            Self::JournalExport => "journald-export",
            Self::Tanuki => "tanuki",
            Self::Named(Parted::Blank) => "file-name",
            Self::Named(Parted::Colon) => "grep",
            Self::Named(Parted::Number) => "grep-numbered",
            Self::GoogleCloud => "google-cloud",
            Self::CloudWatch => "cloudwatch",
            Self::Loki => "loki",
            Self::SearchHit => "search-hit",
            Self::Filebeat => "filebeat",
            Self::Array => "json-array",
            Self::Xml => "xml",
        }
    }

    /// Reads one entry; says whether it is one.
    fn read<'a>(self, text: &'a [u8], entry: &mut Entry<'a>) -> bool {
        match self {
            Self::Docker => container::docker(text, entry),
            Self::Cri => container::cri(text, entry),
            Self::Compose => container::compose(text, entry),
            Self::Kubectl => container::kubectl(text, entry),
            Self::Ray => ray::ray(text, entry),
            Self::Timestamps => container::timestamps(text, entry),
            Self::Fluent => agent::fluent(text, entry),
            Self::Procfile => agent::procfile(text, entry),
            Self::Stern => agent::stern(text, entry),
            Self::AwsTail => agent::aws_tail(text, entry),
            Self::Syslog(wanted) => syslog::stamped(text, entry) == Some(wanted),
            Self::Rfc5424 { padded } => syslog::rfc5424(text, padded, entry),
            Self::OctetCounted => framing::behind_count(text).is_some_and(|message| {
                syslog::rfc5424(message, false, entry) || syslog::stamped(message, entry).is_some()
            }),
            Self::LevelPrefix => syslog::level_prefix(text, entry),
            Self::JournalJson | Self::JournalPretty => journal::json(text, entry),
            Self::JournalExport => journal::export(text, entry),
            Self::Tanuki => tanuki::tanuki(text, entry),
            Self::Named(parted) => named::named(text, parted, entry),
            Self::GoogleCloud => export::google(text, entry),
            Self::CloudWatch => export::cloudwatch(text, entry),
            Self::Loki => export::loki(text, entry),
            Self::SearchHit => export::search_hit(text, entry),
            Self::Filebeat => export::filebeat(text, entry),
            Self::Array => array::object(text, entry),
            Self::Xml => xml::record(text, entry),
        }
    }

    /// Its entries are messages, each of which may be all there is of a record; those of the others are lines.
    fn frames_messages(self) -> bool {
        match self {
            Self::Syslog(_)
            | Self::Rfc5424 { .. }
            | Self::OctetCounted
            | Self::JournalJson
            | Self::JournalPretty
            | Self::JournalExport => true,
            Self::Docker
            | Self::Cri
            | Self::Compose
            | Self::Kubectl
            | Self::Ray
            | Self::Timestamps
            | Self::Fluent
            | Self::Procfile
            | Self::Stern
            | Self::AwsTail
            | Self::LevelPrefix
            | Self::Tanuki
            | Self::Named(_)
            | Self::GoogleCloud
            | Self::CloudWatch
            | Self::Loki
            | Self::SearchHit
            | Self::Filebeat
            | Self::Array
            | Self::Xml => false,
        }
    }
}

impl Wrapper {
    /// The names of the wrappers, from the outermost on, as `docker-json` or `kubectl-prefix`.
    pub fn names(&self) -> Vec<&'static str> {
        self.layers.iter().map(|kind| kind.name()).collect()
    }

    /// Takes the outermost wrapper off one entry; says whether it has it.
    ///
    /// `text` is one entry without its line end, usually one line. When it does not fit, `entry` holds nothing of use.
    pub fn unwrap<'a>(&self, text: &'a [u8], entry: &mut Entry<'a>) -> bool {
        *entry = Entry::default();
        self.layers.first().is_some_and(|kind| kind.read(text, entry))
    }

    /// Takes the inner wrappers off each line of an unwrapped entry's `text`, and shows what is left line by line, with
    /// what all wrappers together say.
    pub(crate) fn lines(&self, text: &[u8], entry: &Entry<'_>, each: &mut dyn FnMut(&[u8], &Entry<'_>)) {
        peel(self.layers.get(1..).unwrap_or_default(), text, entry, each);
    }

    /// How many times the message of an entry was sent, and the message, where the system log says so in its place.
    pub(crate) fn repeated<'t>(&self, text: &'t [u8]) -> Option<(usize, &'t [u8])> {
        match self.layers.first() {
            Some(Kind::Syslog(_) | Kind::Rfc5424 { .. } | Kind::OctetCounted) => syslog::repeated(text),
            _ => None,
        }
    }

    /// Lines that do not fit belong to the entry before them: nothing says where a message with many lines ends.
    pub(crate) fn keeps_plain_lines(&self) -> bool {
        matches!(self.layers.first(), Some(Kind::Syslog(_) | Kind::Rfc5424 { .. }))
    }

    /// The further lines of a message are indented by the length of what stands before the first one.
    pub(crate) fn indents_messages(&self) -> bool {
        matches!(self.layers.first(), Some(Kind::Syslog(_)))
    }

    /// Entries are messages, each of which may be all there is of a record.
    pub(crate) fn frames_messages(&self) -> bool {
        self.layers.iter().any(|kind| kind.frames_messages())
    }

    /// Length of the entry at the start of `text`, its line end included; `None` when it does not end there.
    ///
    /// `is_all` says that nothing follows `text`.
    pub(crate) fn entry_length(&self, text: &[u8], is_all: bool) -> Option<usize> {
        let length = match self.layers.first() {
            Some(Kind::OctetCounted) => framing::counted(text),
            Some(Kind::JournalPretty) => journal::pretty_length(text),
            Some(Kind::JournalExport) => journal::export_length(text),
            Some(Kind::Array) => array::length(text),
            Some(Kind::Xml) => xml::length(text),
            _ => memchr::memchr(b'\n', text).map(|end| end + 1),
        };
        length.or_else(|| (is_all && !text.is_empty()).then_some(text.len()))
    }

    /// A line that is no entry says nothing: it is blank where blank lines stand between entries, or of what stands around
    /// all of them.
    pub(crate) fn is_around(&self, line: &[u8]) -> bool {
        match self.layers.first() {
            Some(Kind::OctetCounted | Kind::JournalJson | Kind::JournalPretty | Kind::JournalExport) => line.is_empty(),
            Some(Kind::Array) => array::is_around(line),
            Some(Kind::Xml) => xml::is_around(line),
            _ => false,
        }
    }

    /// Every line is one entry.
    pub(crate) fn is_by_line(&self) -> bool {
        !matches!(
            self.layers.first(),
            Some(Kind::OctetCounted | Kind::JournalPretty | Kind::JournalExport | Kind::Array | Kind::Xml)
        )
    }
}

fn peel(layers: &[Kind], text: &[u8], outer: &Entry<'_>, each: &mut dyn FnMut(&[u8], &Entry<'_>)) {
    for line in lines_of(text) {
        let mut found = Entry::default();
        match layers.split_first() {
            Some((kind, inner)) if kind.read(line, &mut found) => {
                let text = std::mem::take(&mut found.text);
                found.inherit(outer);
                peel(inner, &text, &found, each);
            }
            _ => each(line, outer),
        }
    }
}

/// The lines of a text, without their terminators.
pub(crate) fn lines_of(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let ends = memchr::memchr_iter(b'\n', text).chain([text.len()]);
    ends.scan(0, |start, end| Some(text.get(std::mem::replace(start, end + 1)..end).unwrap_or_default()))
}

/// An entry without the line ends and blank lines behind it.
pub(crate) fn without_line_ends(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|byte| *byte != b'\n').map_or(0, |last| last + 1);
    text.get(..end).unwrap_or_default()
}

/// The texts of the entries that a log is parted into; what is no entry has a question mark before it.
#[cfg(test)]
fn pieces(kind: Kind, text: &str) -> Vec<String> {
    let wrapper = Wrapper { layers: vec![kind] };
    let mut rest = text.as_bytes();
    let mut all = Vec::new();
    while let Some(length) = wrapper.entry_length(rest, true) {
        let (piece, behind) = rest.split_at(length);
        rest = behind;
        let mut entry = Entry::default();
        if wrapper.unwrap(piece, &mut entry) {
            all.push(String::from_utf8_lossy(&entry.text).into_owned());
        } else if !wrapper.is_around(piece) {
            all.push(format!("? {}", String::from_utf8_lossy(piece).trim_end()));
        }
    }
    all
}
