//! The message template: a log message with its variable parts replaced by typed placeholders.
//!
//! ```text
//! Connection to 10.0.0.7:5432 refused after 12ms  →  Connection to <ip>:<num> refused after <duration>
//! ```
//!
//! Records whose messages share a template belong to one issue, so the rule is: a wrong merge hides an error, a wrong
//! split only adds a line. What is masked ([`Kind`]) and what is not:
//!
//! - Only the first two non-blank lines count, and no more than about [`MAX_BYTES`]; what is cut is shown by ` …`.
//!   Runs of blanks become one blank.
//! - A quoted run on one line is data: `field 'north'` → `field <str>`. An apostrophe in or after a word (`don't`,
//!   `users'`) opens nothing.
//! - A number loses its sign, decimals, thousands separators and exponent. Hexadecimal digits without a prefix (8 or
//!   more, or 7 with letters and digits, or 4 that alternate) are `<num>` as well, because a random hexadecimal id is
//!   now and then all digits; from 24 on, and with `0x` or as Java's `@1b2c3d4`, they are `<hex>`.
//! - Digits inside a word stay when they name something (`http2`, `sha256`, `x86_64`, `IPv4`, `utf-8`, `python3.11`):
//!   up to two digits stay, more are masked, unless the word is a well-known name. After `-` and `_`, and after words
//!   that count instances (`worker3`, `node12`), digits are masked.
//! - Words that a hyphen joins with a number of five digits or more are an identifier as a whole: `eu-west-3482765` →
//!   `<id>`. Not so codes without a lower-case letter, and not where the last word says what is counted: `order-34827` →
//!   `order-<num>`.
//! - Codes stay, since they tell errors apart: a short number after `errno`, `status`, `HTTP`, `code`, `SQLSTATE`,
//!   `exit`, `signal` and the like ([`Kind::Code`] masks them too), and families such as `ORA-00942`.
//! - A bare word is never masked, whatever varies in it; families of templates are a matter of the report.
//!
//! `template(template(x)) == template(x)`: placeholders in the input are taken as such. The scan is one pass with
//! bounded looks ahead and back, so its time is linear in the input.

use std::borrow::Cow;

use crate::issue::classes::is_blank;
use crate::issue::scan::{scan_line, scan_single};
use crate::issue::sink::{HashSink, Sink};

/// Bytes of template text after which the next blank, comma or semicolon cuts it.
pub const MAX_BYTES: usize = 1000;
/// Shown where a template does not show all of its message.
const CUT: &str = " …";

/// A kind of variable text; each can be switched on its own in [`TemplateOptions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Numbers.
    Num,
    /// Hexadecimal numbers and digests (those that cannot be told from a number show as `<num>`).
    Hex,
    /// UUIDs.
    Uuid,
    /// IP addresses of both versions, without the port.
    Ip,
    /// Hardware addresses.
    Mac,
    /// Absolute file paths of two components or more.
    Path,
    /// `scheme://…`.
    Url,
    /// Mail addresses.
    Email,
    /// Dates and times of day.
    Time,
    /// A number with a unit of time.
    Duration,
    /// A number with a unit of bytes.
    Size,
    /// Quoted text.
    Str,
    /// Random identifiers that mix letters and digits.
    Id,
    /// Error and status codes (off by default); they show as `<num>`.
    Code,
}

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 14] = [
        Self::Num,
        Self::Hex,
        Self::Uuid,
        Self::Ip,
        Self::Mac,
        Self::Path,
        Self::Url,
        Self::Email,
        Self::Time,
        Self::Duration,
        Self::Size,
        Self::Str,
        Self::Id,
        Self::Code,
    ];

    /// The name that options use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Num => "num",
            Self::Hex => "hex",
            Self::Uuid => "uuid",
            Self::Ip => "ip",
            Self::Mac => "mac",
            Self::Path => "path",
            Self::Url => "url",
            Self::Email => "email",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Size => "size",
            Self::Str => "str",
            Self::Id => "id",
            Self::Code => "code",
        }
    }

    /// The kind of that name, as in `--no-mask uuid`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The text that stands for a masked part.
    pub const fn placeholder(self) -> &'static str {
        match self {
            Self::Num | Self::Code => "<num>",
            Self::Hex => "<hex>",
            Self::Uuid => "<uuid>",
            Self::Ip => "<ip>",
            Self::Mac => "<mac>",
            Self::Path => "<path>",
            Self::Url => "<url>",
            Self::Email => "<email>",
            Self::Time => "<time>",
            Self::Duration => "<duration>",
            Self::Size => "<size>",
            Self::Str => "<str>",
            Self::Id => "<id>",
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// Which kinds are masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TemplateOptions {
    masked: u16,
}

impl Default for TemplateOptions {
    /// Every kind but [`Kind::Code`].
    fn default() -> Self {
        Self { masked: !Kind::Code.bit() }
    }
}

impl TemplateOptions {
    /// The same options with `kind` masked.
    #[must_use]
    pub const fn with(self, kind: Kind) -> Self {
        Self { masked: self.masked | kind.bit() }
    }

    /// The same options with `kind` left as it is.
    #[must_use]
    pub const fn without(self, kind: Kind) -> Self {
        Self { masked: self.masked & !kind.bit() }
    }

    /// Whether `kind` is masked.
    pub const fn masks(self, kind: Kind) -> bool {
        self.masked & kind.bit() != 0
    }
}

/// A hash of the template of `message`, without allocating for messages of ordinary length.
///
/// Two messages have one hash exactly if they have one template (up to the odds of 128 bits; for messages that are not
/// UTF-8 the hash also tells bad bytes apart). It may differ from one version to the next, so do not store it.
///
/// ```
/// use errmon::issue::{TemplateOptions, template_hash};
/// let options = TemplateOptions::default();
/// assert_eq!(template_hash(b"user 17 failed", &options), template_hash(b"user 4711 failed", &options));
/// ```
pub fn template_hash(message: &[u8], options: &TemplateOptions) -> u128 {
    let mut hash = HashSink::new();
    write_template(message, *options, &mut hash);
    hash.finish()
}

/// The template of `message`, of one or two lines.
///
/// ```
/// use errmon::issue::{TemplateOptions, template};
/// let text = template("Job order-4711 failed: 'eu-west' at /srv/jobs/17.dat", &TemplateOptions::default());
/// assert_eq!(text, "Job order-<num> failed: <str> at <path>");
/// ```
pub fn template(message: &str, options: &TemplateOptions) -> String {
    let mut text = Vec::new();
    write_template(message.as_bytes(), *options, &mut text);
    String::from_utf8_lossy(&text).into_owned()
}

/// A message without the escape sequences that colour it (`ESC [ … letter`).
fn without_colours(message: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(0x1B, message.get(..MAX_BYTES).unwrap_or(message)).is_none() {
        return Cow::Borrowed(message);
    }
    let mut plain = Vec::with_capacity(message.len());
    let mut rest = message;
    while let Some(at) = memchr::memchr(0x1B, rest) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, b""));
        plain.extend_from_slice(before);
        let body = from.get(1..).unwrap_or_default();
        let parameters = body.iter().skip(1).take_while(|byte| matches!(byte, b'0'..=b'?' | b' '..=b'/')).count();
        let is_sequence = body.first() == Some(&b'[') && body.get(parameters + 1).is_some_and(u8::is_ascii_alphabetic);
        rest = body.get(if is_sequence { parameters + 2 } else { 0 }..).unwrap_or_default();
    }
    plain.extend_from_slice(rest);
    Cow::Owned(plain)
}

#[inline]
fn write_template<S: Sink>(message: &[u8], options: TemplateOptions, out: &mut S) {
    if let Some(outcome) = scan_single(trim(message), options, out) {
        if outcome.is_cut() {
            out.copy(CUT.as_bytes(), 0, CUT.len());
        }
        return;
    }
    let message = without_colours(message);
    let mut rest = &*message;
    for position in 0..2 {
        let Some(line) = next_line(&mut rest) else {
            return;
        };
        if position > 0 {
            out.copy(b"\n", 0, 1);
        }
        if scan_line(line, options, out).is_cut() {
            out.copy(CUT.as_bytes(), 0, CUT.len());
            return;
        }
    }
    if next_line(&mut rest).is_some() {
        out.copy(CUT.as_bytes(), 0, CUT.len());
    }
}

/// Takes the next line that is not blank off `rest`, trimmed.
fn next_line<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    while !rest.is_empty() {
        let (line, tail) = match memchr::memchr(b'\n', rest).and_then(|end| rest.split_at_checked(end)) {
            Some((line, tail)) => (line, tail.get(1..).unwrap_or_default()),
            None => (*rest, [].as_slice()),
        };
        *rest = tail;
        let line = trim(line);
        if !line.is_empty() {
            return Some(line);
        }
    }
    None
}

/// The text without blanks and control characters around it.
#[inline]
fn trim(text: &[u8]) -> &[u8] {
    let mut text = text;
    while let [first, rest @ ..] = text
        && is_blank(*first)
    {
        text = rest;
    }
    while let [rest @ .., last] = text
        && is_blank(*last)
    {
        text = rest;
    }
    text
}

#[cfg(test)]
#[path = "template_tests.rs"]
mod tests;
