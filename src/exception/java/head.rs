//! The line that names an exception, `Type[: message]`, and the words that join one trace to another.
//!
//! ```text
//! head = hash? type (":" " "? message)?          hash = "<#" hex "> "   (logstash-logback-encoder)
//! type = name ("." name)* ("(" type ")")?        the last name starts with a capital
//! link = indent ("Caused by: " | "Wrapped by: " | "Causing: " | "Suppressed: ") (head | circular)
//! circular = "[CIRCULAR REFERENCE:" " "? head "]"
//! more = indent "... " (N " more" | N " common frames omitted" | "suppressed " N " lines" | N " frames " ("truncated" | "excluded"))
//! ```
//!
//! Sources: `Throwable.toString` and `printEnclosedStackTrace` (JDK 8 to 21), Logback's `ThrowableProxyConverter` and
//! `RootCauseFirstThrowableProxyConverter` (1.2), log4j2's `ThrowableProxyRenderer` (2.19), logstash-logback-encoder's
//! `ShortenedThrowableConverter` (7), Hadoop's `RemoteException.toString` (3), which names the class at the other end in
//! brackets.

use std::ops::Range;

use memchr::memmem;

use crate::exception::eight::{self, Kinds};
use crate::exception::java::frame::indent_of;

/// How sure a line is to start with the type of an exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// A name that only the frames right below it make a type (`Coded[E-51] declined`).
    Loose,
    /// No package, but named like an exception (`TimeoutException: x`).
    Simple,
    /// A class with its package.
    Dotted,
    /// A class with its package, named like an exception.
    Strict,
}

/// Length of a type at the start of a line, and how sure it is one.
pub(crate) fn type_at(line: &[u8]) -> Option<(usize, Strength)> {
    let first = *line.first()?;
    if !(first.is_ascii_alphabetic() || matches!(first, b'_' | b'$') || first >= 0x80) {
        return None;
    }
    // A thread dump's line above the frames of a thread.
    if line.starts_with(b"java.lang.Thread.State:") {
        return None;
    }
    let (len, last_start) = dotted_name(line)?;
    let last = line.get(last_start..len)?;
    let capital = has_class_name(last) || last.first().is_some_and(|byte| *byte >= 0x80);
    let dotted = last_start > 0;
    let named = is_exception_name(last);
    let after = line.get(len..)?;
    let spaced = match after {
        [] | [b':'] | [b':', b' ' | b'\t' | b'\r', ..] => true,
        [b' ' | b'\t' | b'\r', ..] => after.iter().all(u8::is_ascii_whitespace),
        [b'(', ..] => dotted && named && remote_len(after) > 0,
        _ => false,
    };
    let strength = if !capital {
        (dotted && spaced && !last.is_empty()).then_some(Strength::Loose)
    } else if dotted && named && (spaced || after.starts_with(b":")) {
        Some(Strength::Strict)
    } else if dotted && spaced {
        Some(Strength::Dotted)
    } else if named && spaced {
        // The message `Error`, and its exception behind it, as JBoss prints both on one line.
        let is_word = matches!(last, b"Error" | b"Exception");
        let behind = after.strip_prefix(b": ").filter(|_| is_word);
        behind.is_none_or(|behind| !begins_with_qualified(behind)).then_some(Strength::Simple)
    } else {
        let joined = matches!(after.first(), Some(b'[' | b'(' | b'{' | b';'));
        (spaced || joined).then_some(Strength::Loose)
    };
    strength.map(|strength| (len, strength))
}

/// The name of an exception with its package begins the text.
fn begins_with_qualified(text: &[u8]) -> bool {
    let name = dotted_name(text).filter(|(_, last_start)| *last_start > 0);
    name.and_then(|(len, last_start)| text.get(last_start..len)).is_some_and(is_exception_name)
}

/// Whether the last part of a name is a class's: with a capital, be it that of a nested class alone.
fn has_class_name(last: &[u8]) -> bool {
    let is_capital = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_uppercase);
    is_capital(last.first()) || memchr::memchr_iter(b'$', last).any(|at| at > 0 && is_capital(last.get(at + 1)))
}

/// Length of the class in brackets that stands behind a type, brackets included; 0 where there is none.
fn remote_len(after: &[u8]) -> usize {
    let inner = after.strip_prefix(b"(").and_then(|inner| Some((inner, dotted_name(inner)?)));
    let Some((inner, (len, last_start))) = inner else { return 0 };
    let is_class = last_start > 0 && inner.get(last_start).is_some_and(u8::is_ascii_uppercase);
    let is_end = matches!(inner.get(len..), Some([b')'] | [b')', b':' | b'\r', ..]));
    if is_class && is_end { len + 2 } else { 0 }
}

/// Whether a head's type names the class at the other end in brackets.
pub(crate) fn is_from_afar(head: &[u8]) -> bool {
    let head = head.get(hash_len(head)..).unwrap_or_default();
    // Few heads have a bracket.
    memchr::memchr(b'(', head).is_some()
        && type_at(head).is_some_and(|(length, _)| remote_len(head.get(length..).unwrap_or_default()) > 0)
}

/// Length of the dotted name at the start of a line, and where its last part starts; `None` where a part but the last is
/// empty.
fn dotted_name(line: &[u8]) -> Option<(usize, usize)> {
    let (mut at, mut last_start) = (0, 0);
    // The highest bit of the lowest byte: the byte before was a dot, or there is none.
    let mut carry = 0x80;
    while let Some(word) = line.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*word);
        let Kinds { letters, digits, underscores, dots } = Kinds::of(word);
        let named = letters | digits | underscores | eight::places(word, b'$') | eight::beyond_ascii(word);
        let (others, first_other) = eight::others(named | dots);
        let dots = dots & first_other.wrapping_sub(1);
        if dots & ((dots << 8) | carry) != 0 {
            return None;
        }
        if let Some(last) = dots.checked_ilog2() {
            last_start = at + last as usize / 8 + 1;
        }
        if others != 0 {
            return Some((at + eight::index(first_other), last_start));
        }
        carry = dots >> 56;
        at += 8;
    }
    for byte in line.get(at..)? {
        if *byte == b'.' {
            if at == last_start {
                return None;
            }
            last_start = at + 1;
        } else if !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || *byte >= 0x80) {
            break;
        }
        at += 1;
    }
    Some((at, last_start))
}

/// Length of the qualified type at the start of a possible head line (`a.b.CException: msg`, or bare).
///
/// `line` is one line without its terminator and without indent. A class without a package counts only when it is named
/// like an exception. That the line is one is sure only once frames follow.
///
/// ```
/// # use errmon::exception::java::head_type;
/// assert_eq!(head_type(b"java.io.IOException: broken pipe"), Some(19));
/// assert_eq!(head_type(b"Connected: yes"), None);
/// assert_eq!(head_type(b"Error: java.io.IOException: broken pipe"), None);
/// ```
pub fn head_type(line: &[u8]) -> Option<usize> {
    type_at(line).filter(|&(_, strength)| strength > Strength::Loose).map(|(len, _)| len)
}

/// Whether a line starts with a class and its package, named like an exception: hardly anything else.
pub fn is_strict_head(line: &[u8]) -> bool {
    type_at(line).is_some_and(|(_, strength)| strength == Strength::Strict)
}

/// Whether a line joins a trace to another: `Caused by: `, `Wrapped by: `, `Suppressed: ` or `... N more`, at any indent.
///
/// `line` is one line without its terminator.
pub fn is_cause(line: &[u8]) -> bool {
    let body = line.get(indent_of(line)..).unwrap_or_default();
    match body.first() {
        Some(b'C' | b'W' | b'S') => link_word(body).is_some(),
        Some(b'.') => more(body).is_some(),
        Some(b'[') => body.starts_with(CIRCULAR) || more(body).is_some(),
        Some(b'a') => body.strip_prefix(b"at ").is_some_and(|rest| more(rest.trim_ascii_start()).is_some()),
        _ => false,
    }
}

/// The mark that the JDK prints in place of an exception that encloses itself.
pub(crate) const CIRCULAR: &[u8] = b"[CIRCULAR REFERENCE:";

/// How a link line hangs its exception on those printed before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkWord {
    CausedBy,
    WrappedBy,
    Suppressed,
}

/// The word at the start of a link line without its indent, and its length with the blank.
pub(crate) fn link_word(body: &[u8]) -> Option<(LinkWord, usize)> {
    const WORDS: [(LinkWord, &str); 4] = [
        (LinkWord::CausedBy, "Caused by: "),
        (LinkWord::WrappedBy, "Wrapped by: "),
        (LinkWord::Suppressed, "Suppressed: "),
        // Dropwizard's word.
        (LinkWord::WrappedBy, "Causing: "),
    ];
    WORDS.into_iter().find(|(_, word)| body.starts_with(word.as_bytes())).map(|(link, word)| (link, word.len()))
}

/// Frames that a line says were left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct More {
    /// How many.
    pub(crate) count: u32,
    /// They are the last frames of the enclosing trace.
    pub(crate) common: bool,
}

/// Reads a `... N more` line without its indent.
pub(crate) fn more(body: &[u8]) -> Option<More> {
    // Where Logback leaves out frames before the first, or behind the last that it prints.
    if let Some(skipped) = body.strip_prefix(b"[") {
        let (count, rest) = number(skipped)?;
        return (rest.trim_ascii_end() == b" skipped]").then_some(More { count, common: false });
    }
    let rest = body.strip_prefix(b"... ")?.trim_ascii_end();
    if let Some(rest) = rest.strip_prefix(b"suppressed ") {
        let (count, rest) = number(rest)?;
        return (rest == b" lines").then_some(More { count, common: false });
    }
    let (count, rest) = number(rest)?;
    let common = match rest {
        b" more" | b" common frames omitted" => true,
        _ if rest.starts_with(b" frames truncated") || rest.starts_with(b" frames excluded") => false,
        _ => return None,
    };
    Some(More { count, common })
}

/// Leading digits as a number, saturated, and what follows.
fn number(text: &[u8]) -> Option<(u32, &[u8])> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let value = text
        .get(..digits)?
        .iter()
        .fold(0_u32, |value, byte| value.saturating_mul(10).saturating_add(u32::from(byte - b'0')));
    (digits > 0).then_some((value, text.get(digits..)?))
}

/// Length of the hash that an encoder prints before a type (`<#1a2b3c4d> `), 0 when there is none.
pub(crate) fn hash_len(head: &[u8]) -> usize {
    let Some(rest) = head.strip_prefix(b"<#") else {
        return 0;
    };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    let closed = rest.get(digits..).is_some_and(|rest| rest.starts_with(b"> "));
    if digits > 0 && closed { digits + 4 } else { 0 }
}

/// The parts of a head: the type, and where the message starts (if any).
///
/// `text` is everything after the link word up to the end of its line. A text without a type is a `toString` of its
/// own: what stands before the first `: ` serves as type.
pub(crate) fn parts(text: &[u8]) -> (Range<usize>, Option<usize>) {
    let hash = hash_len(text);
    let body = text.get(hash..).unwrap_or_default();
    if let Some((len, _)) = type_at(body) {
        let end = hash + len;
        let remote = remote_len(body.get(len..).unwrap_or_default());
        let message = match body.get(len + remote..).unwrap_or_default() {
            [b':' | b';', b' ', ..] => Some(end + remote + 2),
            [b':', ..] => Some(end + remote + 1),
            // A `toString` of its own is kept whole; it is all that is known of the exception.
            [b'[' | b'(' | b'{', ..] => Some(hash),
            _ => None,
        };
        return (hash..end, message);
    }
    if let Some((len, message)) = worded(body) {
        return (hash..hash + len, Some(hash + message));
    }
    match memmem::find(body, b": ") {
        Some(colon) => (hash..hash + colon, Some(hash + colon + 2)),
        None => (hash..text.trim_ascii_end().len().max(hash), None),
    }
}

/// The length of the class at the start of a text that an exception words itself with, and where its message starts.
///
/// ```text
/// text = class " " ("(" … "): " | "- " | nothing) message     class: with its package, or of two words and a bracket behind it
/// ```
///
/// That the text is an exception's must be known: frames stand below it, or it is linked to another.
pub(crate) fn worded(text: &[u8]) -> Option<(usize, usize)> {
    let (len, last_start) = dotted_name(text)?;
    let name = text.get(last_start..len)?;
    let after = text.get(len..)?;
    let is_joined = last_start > 0 && matches!(after.first(), Some(b'(' | b'[' | b'{'));
    let after = if is_joined { after } else { after.strip_prefix(b" ")? };
    let capitals = name.iter().filter(|byte| byte.is_ascii_uppercase()).count();
    let is_bracketed = matches!(after.first(), Some(b'(' | b'[' | b'{'));
    let is_class = has_class_name(name) && (last_start > 0 || capitals > 1 && capitals < name.len() && is_bracketed);
    if !is_class || after.trim_ascii().is_empty() {
        return None;
    }
    let skipped = match after {
        [b'-', b' ', ..] => 2,
        _ if is_joined => return Some((len, 0)),
        [b'(', ..] => memmem::find(after, b"): ").map_or(0, |close| close + 3),
        _ => 0,
    };
    Some((len, len + 1 + skipped))
}

/// Whether a line begins with a class, its package, and a bracket of what else it says: `com.acme.Coded[E4]: declined`.
/// That it is an exception must be known, as for [`worded`].
pub(crate) fn is_joined_head(line: &[u8]) -> bool {
    dotted_name(line).is_some_and(|(len, last_start)| {
        last_start > 0
            && matches!(line.get(len), Some(b'[' | b'{'))
            && line.get(last_start..len).is_some_and(has_class_name)
    })
}

/// Where an exception starts inside a line, after a blank: `%msg %ex` puts both on one line.
///
/// Only types of at least this strength count. A line that says the same exception twice over (`x: a.B: m a.B: m`, as
/// `e.toString()` logged with `e` gives) starts at the second.
pub(crate) fn inside(line: &[u8], least: Strength) -> Option<usize> {
    let mut from = 0;
    while let Some(blank) = memchr::memchr(b' ', line.get(from..)?) {
        let at = from + blank + 1;
        let rest = line.get(at..)?;
        if type_at(rest).is_some_and(|(_, strength)| strength >= least && strength != Strength::Simple) {
            let half = rest.len() / 2;
            let twice =
                rest.len() % 2 == 1 && rest.get(half) == Some(&b' ') && rest.get(..half) == rest.get(half + 1..);
            return Some(if twice { at + half + 1 } else { at });
        }
        from = at;
    }
    None
}

/// The text that reactor-core prints for an exception that only tells where operators were put together (3.5).
const ENHANCED: &str = "The stacktrace has been enhanced by Reactor, refer to additional information below";
const ON_ASSEMBLY: &str = "reactor.core.publisher.FluxOnAssembly$OnAssemblyException";

/// Whether a line ends the message of Spark's exception for a job whose task failed (3.5): above is the executor's trace,
/// below the exception's own.
pub(crate) fn is_driver_title(line: &[u8]) -> bool {
    line == b"Driver stacktrace:"
}

/// Whether an unindented line is text that stands between the frames of one exception: reactor-core's assembly text
/// (`FluxOnAssembly`, 3.4 and 3.5), and Spark's title above the driver's frames.
pub fn is_assembly_text(line: &[u8]) -> bool {
    matches!(line.first(), Some(b'E' | b'O' | b'A' | b'D'))
        && [
            &b"Error has been observed at the following site(s):"[..],
            b"Original Stack Trace:",
            b"Assembly trace from producer [",
            b"Driver stacktrace:",
        ]
        .iter()
        .any(|words| line.starts_with(words))
}

/// The type of a head that is a text of its own instead.
pub(crate) fn known_text(head: &str) -> Option<&'static str> {
    head.starts_with(ENHANCED).then_some(ON_ASSEMBLY)
}

/// Whether a qualified type stands in a package that is named as Java's are: by a domain, or one of the platform's.
pub(crate) fn is_java_package(type_name: &str) -> bool {
    const ROOTS: [&str; 22] = [
        "java", "javax", "jakarta", "jdk", "sun", "com", "org", "net", "io", "edu", "gov", "eu", "de", "fr", "uk",
        "nl", "ch", "kotlin", "kotlinx", "scala", "groovy", "reactor",
    ];
    type_name.split_once('.').is_some_and(|(root, _)| ROOTS.contains(&root))
}

/// Whether a name right above a frame is that of a class with its package, although it has no capital:
/// `com.acme.err_not_found`. A word alone may be anything, and so may two with a dot, as in `app.log: x`.
pub(crate) fn is_lower_case(name: &str) -> bool {
    let is_class = name.contains(['$', '_']) || name.matches('.').count() > 1;
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.contains('.') && is_class
}

/// Whether a class is named as the classes of exceptions are by convention.
fn is_exception_name(name: &[u8]) -> bool {
    [&b"Exception"[..], b"Error", b"Throwable"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_dotted_name_ends_where_a_walk_over_its_bytes_ends(line in "[a-zA-Z0-9_$.é]{0,30}[ -~]{0,3}[a-z.]{0,9}") {
            let line = line.as_bytes();
            let (mut at, mut last_start, mut is_empty) = (0, 0, false);
            for byte in line {
                if *byte == b'.' {
                    is_empty |= at == last_start;
                    last_start = at + 1;
                } else if !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || *byte >= 0x80) {
                    break;
                }
                at += 1;
            }
            let expected = (!is_empty).then_some((at, last_start));
            proptest::prop_assert_eq!(dotted_name(line), expected);
        }
    }

    #[test]
    fn type_of_a_head_line_is_measured() {
        for (line, len) in [
            ("java.io.IOException: body failed", 19),
            ("java.io.IOException", 19),
            ("java.io.IOException:", 19),
            ("java.io.IOException:java.io.IOException: twice", 19),
            ("com.acme.shop.Checkout$2: no stack trace", 24),
            ("com.acme.shop.db.OrderDao$StaleOrderException: x", 45),
            ("com.größe.Fehler: x", 18),
            ("TimeoutException: slow", 16),
            ("TimeoutException", 16),
        ] {
            assert_eq!(head_type(line.as_bytes()), Some(len), "{line}");
        }
    }

    #[test]
    fn prose_is_no_head_line() {
        for line in [
            "",
            "Connected: yes",
            "checkout failed",
            "10.0.0.1: timeout",
            "com.acme.shop: started",
            "a..B: c",
            ".a.B: c",
            "a.B.: c",
            "See http://logback.qos.ch/codes.html",
            "com.acme.Foo:8080",
            "com.acme.Foo is gone",
            "java.io.IOException happened",
            "Error in line 3",
        ] {
            assert_eq!(head_type(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn links_are_told_from_prose() {
        for line in [
            "Caused by: a.B: c",
            "\tSuppressed: a.B",
            "Wrapped by: a.B",
            "\t... 12 more",
            "\t... 12 common frames omitted\r",
            "\t... suppressed 3 lines",
            "\t... 3 frames truncated (including 2 common frames)",
            "\t[CIRCULAR REFERENCE:a.B: c]",
            "\tat \t... 16 common frames omitted",
        ] {
            assert!(is_cause(line.as_bytes()), "{line}");
        }
        for line in ["Caused By : a.B", "Caused by", "... more", "... 3 dogs", "[x]", "\tat a.B.c(D)", ""] {
            assert!(!is_cause(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn exception_inside_a_line_is_found_once() {
        let split = |line: &'static str| line.get(inside(line.as_bytes(), Strength::Strict)?..);
        assert_eq!(split("index java.lang.Foo$BarException: Index 3"), Some("java.lang.Foo$BarException: Index 3"));
        assert_eq!(split("x: a.BException: m a.BException: m"), Some("a.BException: m"));
        assert_eq!(split("w a.BException: c.DException: m"), Some("a.BException: c.DException: m"));
        assert_eq!(split("nothing to com.acme.See: here"), None);
        assert_eq!(inside(b"nothing to com.acme.See: here", Strength::Dotted), Some(11));
    }
}
