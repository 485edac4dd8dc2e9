//! The lines of a record's text, and what each could be within a trace.

use memchr::memchr;

use crate::exception::java::frame::{self, Parts, indent_of};
use crate::exception::java::head::{self, LinkWord, More};

/// One line by its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) start: usize,
    /// End without the terminator (LF or CR LF).
    pub(crate) end: usize,
    /// Where the next line starts.
    pub(crate) next: usize,
}

impl Line {
    pub(crate) fn text(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether the text ends with this line, and without a line end.
    pub(crate) fn is_unfinished(self, text: &str) -> bool {
        self.next == text.len() && !text.ends_with('\n')
    }
}

/// Walks over the lines of a text from a place on.
#[derive(Debug, Clone)]
pub(crate) struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let rest = self.text.as_bytes().get(self.at..)?;
        if rest.is_empty() {
            return None;
        }
        let start = self.at;
        let (len, next) = memchr(b'\n', rest).map_or((rest.len(), rest.len()), |at| (at, at + 1));
        let line = rest.get(..len).unwrap_or_default();
        let len = line.strip_suffix(b"\r").map_or(len, <[u8]>::len);
        self.at = start + next;
        Some(Line { start, end: start + len, next: self.at })
    }
}

/// What a line could be within a trace.
#[derive(Debug)]
pub(crate) enum Kind {
    Frame(Parts),
    /// A frame if it stands among others, see [`frame::like`].
    LikeFrame(Parts),
    More(More),
    /// Log4j 2's line for one frame that a filter hides, which says no number.
    Ellipsis,
    /// `Caused by: ` and its kin; `head` is where the rest starts in the line.
    Link {
        word: LinkWord,
        indent: usize,
        head: usize,
    },
    /// `[CIRCULAR REFERENCE:…]` on a line of its own (JDK 8).
    Circular,
    Blank,
    Other,
}

/// Tells what a line could be within a trace.
pub(crate) fn kind(line: &str) -> Kind {
    let bytes = line.as_bytes();
    let indent = indent_of(bytes);
    let body = bytes.get(indent..).unwrap_or_default();
    match body.first() {
        None => Kind::Blank,
        Some(b'a') => {
            if let Some(parts) = frame::split(bytes) {
                return Kind::Frame(parts);
            }
            // Logback's status lines put `\tat ` before `\t... N common frames omitted`.
            let more = body.strip_prefix(b"at ").and_then(|rest| head::more(rest.trim_ascii_start()));
            more.map(Kind::More).or_else(|| frame::like(bytes).map(Kind::LikeFrame)).unwrap_or(Kind::Other)
        }
        Some(b'.') if indent > 0 && body.trim_ascii_end() == b"..." => Kind::Ellipsis,
        Some(b'.') => head::more(body).map_or(Kind::Other, Kind::More),
        Some(b'C' | b'W' | b'S') => {
            head::link_word(body).map_or(Kind::Other, |(word, len)| Kind::Link { word, indent, head: indent + len })
        }
        Some(b'[') if body.starts_with(head::CIRCULAR) => Kind::Circular,
        Some(b'[') if indent > 0 => head::more(body).map_or(Kind::Other, Kind::More),
        Some(_) => Kind::Other,
    }
}

/// Whether a line of a trace is one that only loggers write: with something behind a frame, or the word `null` where there
/// is no message.
pub(crate) fn is_logged(line: &[u8]) -> bool {
    match line.last() {
        Some(b']') => frame::is_frame(line),
        Some(b'd') => line.ends_with(b" common frames omitted"),
        Some(b'l') => line.ends_with(b": null") && line.first().is_some_and(u8::is_ascii_alphabetic),
        _ => false,
    }
}

/// Whether a line is the start of a frame, a link or a `...` line that was cut off.
pub(crate) fn is_cut(line: Line, text: &str) -> bool {
    let bytes = line.text(text).as_bytes();
    let body = bytes.trim_ascii_start();
    if body.is_empty() {
        return false;
    }
    if let Some(rest) = body.strip_prefix(b"at ")
        && body.len() < bytes.len()
    {
        let name = rest.split(|&byte| byte == b'(').next().unwrap_or_default();
        // logstash-logback-encoder ends a trace of too many characters with three dots.
        let open = rest.len() > name.len() || name.ends_with(b"...");
        return !rest.contains(&b')')
            && !name.contains(&b' ')
            && !name.contains(&b':')
            && (line.is_unfinished(text) || open);
    }
    line.is_unfinished(text)
        && (["Caused by: ", "Suppressed: ", "Wrapped by: "].iter().any(|word| word.as_bytes().starts_with(body))
            || (body.len() < bytes.len()
                && (b"at ".starts_with(body)
                    || b"... ".starts_with(body)
                    || body.strip_prefix(b"... ").is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_digit)))))
}
