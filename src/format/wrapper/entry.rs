//! What one entry of a wrapper holds: the application's text, and what the wrapper itself says of it.

use std::borrow::Cow;

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::format::level::Level;
use crate::format::time::Stamp;
use crate::format::wrapper::object::{Value, members, unescape};
use crate::format::wrapper::syslog::parameters;

/// One entry, unwrapped. The parts are as the wrapper writes them, and empty where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry<'a> {
    /// What the application wrote, without the line end. It may hold line feeds.
    pub text: Cow<'a, [u8]>,
    /// The line is not complete: it goes on in the next entry of the same sender.
    pub goes_on: bool,
    /// Bytes before the text, where the wrapper stands before it on the same line.
    pub prefix_bytes: usize,
    /// When the wrapper got the text.
    pub stamp: Option<Stamp>,
    /// The priority that the sender gave.
    pub level: Option<Level>,
    /// The machine.
    pub host: &'a [u8],
    /// The program, or what it calls itself.
    pub process: &'a [u8],
    /// The process id.
    pub pid: &'a [u8],
    /// `stdout` or `stderr`.
    pub stream: &'a [u8],
    /// The container's name.
    pub container: &'a [u8],
    /// The pod's name.
    pub pod: &'a [u8],
    /// The unit of systemd.
    pub unit: &'a [u8],
    /// The file that the line stood in.
    pub file: &'a [u8],
    /// What tells two senders apart that are otherwise equal; shown to nobody.
    pub channel: &'a [u8],
    /// Further pairs, in the wrapper's own notation.
    pub extra: Extra<'a>,
}

/// Pairs in a wrapper's own notation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Extra<'a> {
    /// None.
    #[default]
    None,
    /// The structured data of RFC 5424, brackets included.
    StructuredData(&'a [u8]),
    /// A JSON object of strings.
    Object(&'a [u8]),
}

/// Who sent an entry, as events name it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sender {
    /// The machine.
    pub host: Option<String>,
    /// The program.
    pub process: Option<String>,
    /// The process id.
    pub pid: Option<u64>,
    /// Everything else: `container`, `pod`, `stream`, `unit`, `file`, structured data.
    pub labels: Vec<(String, String)>,
}

impl<'a> Entry<'a> {
    fn parts(&self) -> [&'a [u8]; 9] {
        [self.host, self.process, self.pid, self.stream, self.container, self.pod, self.unit, self.channel, self.file]
    }

    /// What the entries of one sender have in common, whatever they say; lines of different lanes never belong together.
    pub(crate) fn lane(&self) -> u64 {
        let parts = (1_u64..).zip(self.parts()).filter(|(_, part)| !part.is_empty());
        // 0 is for lines outside the wrapper.
        parts.fold(0, |hash, (place, part)| xxh3_64_with_seed(part, hash ^ place)).max(1)
    }

    /// What the sender is known by, extra pairs included; `lane` is the entry's.
    pub(crate) fn identity(&self, lane: u64) -> u64 {
        match self.extra {
            Extra::None => lane,
            Extra::StructuredData(text) | Extra::Object(text) => lane ^ xxh3_64(text).rotate_left(1),
        }
    }

    /// Takes from the wrapper around this one what this one does not say.
    pub(crate) fn inherit(&mut self, outer: &Entry<'a>) {
        let fill = |own: &mut &'a [u8], outer: &'a [u8]| {
            if own.is_empty() {
                *own = outer;
            }
        };
        self.stamp = self.stamp.or(outer.stamp);
        self.level = self.level.or(outer.level);
        fill(&mut self.host, outer.host);
        fill(&mut self.process, outer.process);
        fill(&mut self.pid, outer.pid);
        fill(&mut self.stream, outer.stream);
        fill(&mut self.container, outer.container);
        fill(&mut self.pod, outer.pod);
        fill(&mut self.unit, outer.unit);
        fill(&mut self.channel, outer.channel);
        fill(&mut self.file, outer.file);
        if self.extra == Extra::None {
            self.extra = outer.extra;
        }
    }

    /// The sender in words.
    pub fn sender(&self) -> Sender {
        let owned = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
        let word = |text: &[u8]| (!text.is_empty()).then(|| owned(text));
        let pid = std::str::from_utf8(self.pid).ok().and_then(|pid| pid.parse().ok());
        let other_pid: &[u8] = if pid.is_none() { self.pid } else { b"" };
        let labels = [
            ("pod", self.pod),
            ("container", self.container),
            ("stream", self.stream),
            ("unit", self.unit),
            ("file", self.file),
            ("pid", other_pid),
        ];
        let mut labels: Vec<(String, String)> =
            labels.into_iter().filter_map(|(key, text)| Some((key.to_owned(), word(text)?))).collect();
        match self.extra {
            Extra::None => {}
            Extra::StructuredData(text) => labels.extend(parameters(text)),
            Extra::Object(text) => {
                members(text, |key, value| {
                    if let Value::Text(text) = value {
                        labels.push((owned(&unescape(key)), owned(&unescape(text))));
                    }
                    Some(())
                });
            }
        }
        Sender { host: word(self.host), process: word(self.process), pid, labels }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_tell_senders_apart_and_nothing_else() {
        let entry = Entry { host: b"vm", process: b"shop", pid: b"1", ..Entry::default() };
        let other = Entry { host: b"v", process: b"mshop", pid: b"1", ..Entry::default() };
        let later = Entry { text: b"x"[..].into(), extra: Extra::StructuredData(b"[a b=\"1\"]"), ..entry.clone() };
        assert_ne!(entry.lane(), other.lane());
        assert_eq!(entry.lane(), later.lane());
        assert_ne!(entry.identity(entry.lane()), later.identity(later.lane()));
        let long = Entry { pod: &[b'a'; 300], stream: b"stderr", ..Entry::default() };
        assert_ne!(long.lane(), Entry { stream: b"stdout", ..long.clone() }.lane());
    }

    #[test]
    fn a_process_id_that_is_no_number_is_a_label() {
        let entry = Entry { process: b"app", pid: b"web.1", stream: b"stderr", ..Entry::default() };
        let sender = entry.sender();
        assert_eq!((sender.pid, sender.process.as_deref()), (None, Some("app")));
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(sender.labels, [pair("stream", "stderr"), pair("pid", "web.1")]);
    }
}
