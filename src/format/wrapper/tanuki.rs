//! The Java Service Wrapper (Tanuki Software) and its free successor YAJSW: `wrapper.log` and what it prints.
//!
//! ```text
//! line   = [ level " | " ] name " | " [ thread " | " ] [ stamp " | " ] text      columns padded with blanks
//! level  = "INFO" | "STATUS" | "WARN" | "ERROR" | "FATAL" | "DEBUG" | "ADVICE" | "NOTICE"
//! name   = "wrapper" | "wrapperp" | "jvm " number                                 `wrapper.logfile.format=LPTM`
//! stamp  = YYYY/MM/DD HH:MM:SS [ "." 3 digits ]
//! ```
//!
//! Everything that the application prints is `INFO`, so that the level counts only in the wrapper's own lines.

use crate::format::level::Level;
use crate::format::wrapper::Entry;
use crate::format::wrapper::container::set_text;
use crate::format::wrapper::stamp;

/// Reads one line.
pub(super) fn tanuki<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    read(line, entry).is_some()
}

fn read<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> Option<()> {
    let (mut word, mut rest) = column(line)?;
    let level = level(word);
    if level.is_some() {
        (word, rest) = column(rest)?;
    }
    let own = matches!(word, b"wrapper" | b"wrapperp" | b"wrapperm");
    let number =
        word.strip_prefix(b"jvm ").filter(|number| !number.is_empty() && number.iter().all(u8::is_ascii_digit));
    if !own && number.is_none() {
        return None;
    }
    *entry = Entry { process: word, level: level.filter(|_| own), ..Entry::default() };
    // A thread may stand before the stamp.
    let mut after = rest;
    for _ in 0..2 {
        let Some((word, next)) = column(after) else { break };
        if let Some((stamp, end)) = stamp::slashes(word, 0)
            && end == word.len()
        {
            entry.stamp = Some(stamp);
            rest = next;
            break;
        }
        after = next;
    }
    set_text(line, rest, entry);
    Some(())
}

/// The first column without its padding, and what stands behind its bar.
fn column(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let bar = memchr::memchr(b'|', line.get(..line.len().min(64))?)?;
    let word = line.get(..bar)?.strip_suffix(b" ")?.trim_ascii_end();
    let rest = line.get(bar + 1..)?;
    Some((word, rest.strip_prefix(b" ").or_else(|| rest.is_empty().then_some(rest))?))
}

fn level(word: &[u8]) -> Option<Level> {
    match word {
        b"INFO" | b"WARN" | b"ERROR" | b"FATAL" | b"DEBUG" | b"NOTICE" => Level::parse(word),
        b"STATUS" | b"ADVICE" => Some(Level::INFO),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unwrapped(line: &str) -> Option<(String, String, bool, Option<Level>)> {
        let mut entry = Entry::default();
        let owned = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
        tanuki(line.as_bytes(), &mut entry)
            .then(|| (owned(entry.process), owned(&entry.text), entry.stamp.is_some(), entry.level))
    }

    #[test]
    fn the_columns_are_taken_off() {
        let found = |name: &str, text: &str, stamped, level| Some((name.to_owned(), text.to_owned(), stamped, level));
        assert_eq!(
            unwrapped("INFO   | jvm 1    | 2015/05/22 16:10:00 | \tat com.acme.A.b(A.java:3)"),
            found("jvm 1", "\tat com.acme.A.b(A.java:3)", true, None)
        );
        assert_eq!(
            unwrapped("STATUS | wrapper  | 2015/05/22 16:09:59 | --> Wrapper Started as Console"),
            found("wrapper", "--> Wrapper Started as Console", true, Some(Level::INFO))
        );
        assert_eq!(
            unwrapped("ERROR  | wrapper  | 2015/05/22 16:09:59.123 | JVM exited unexpectedly."),
            found("wrapper", "JVM exited unexpectedly.", true, Some(Level::ERROR))
        );
        assert_eq!(unwrapped("jvm 1    | a | b"), found("jvm 1", "a | b", false, None));
        assert_eq!(unwrapped("INFO   | jvm 1    | 2015/05/22 16:10:00 | "), found("jvm 1", "", true, None));
        assert_eq!(unwrapped("INFO   | jvm 1    | main    | 2015/05/22 16:10:00 | x"), found("jvm 1", "x", true, None));
    }

    #[test]
    fn other_columns_are_not_the_wrappers() {
        for line in [
            "INFO   | main     | 2015/05/22 16:10:00 | x",
            "2019-11-27 15:09:34,712 | ERROR | msg | logger | thread",
            "INFO | jvm one | x",
            "web-1  | text",
            "jvm 1",
        ] {
            assert_eq!(unwrapped(line), None, "{line}");
        }
    }
}
