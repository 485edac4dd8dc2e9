//! The name of the file before each of its lines, as `grep` prints it for several files and collections of logs keep it.
//!
//! ```text
//! grep -H            name:text            a line that fits; name-text  one of its surroundings (-A, -B, -C)
//! grep -Hn           name:12:text         with the line's number; name-13-text
//! a collection       name text            `nova-api.log.1 2026-11-28 …`, `nova-api.log.1.2026-11-28_13:53:08 2026-…`
//! ```
//!
//! Only names of logs are looked for: one that holds `.log`, or ends as files of output do.

use crate::format::wrapper::Entry;
use crate::format::wrapper::container::set_text;

/// What stands between a file's name and its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Parted {
    Blank,
    Colon,
    /// The number of the line between two colons.
    Number,
}

/// Bytes of a name at most.
const NAME_BYTES: usize = 256;
/// Endings of names beside `.log`.
const ENDINGS: [&[u8]; 4] = [b".out", b".err", b".txt", b".jsonl"];

/// Reads a line with a file's name before it.
pub(super) fn named<'a>(line: &'a [u8], parted: Parted, entry: &mut Entry<'a>) -> bool {
    read(line, parted, entry).is_some()
}

fn read<'a>(line: &'a [u8], parted: Parted, entry: &mut Entry<'a>) -> Option<()> {
    let end = match parted {
        Parted::Blank => name_length(line),
        Parted::Colon | Parted::Number => grep_name_length(line)?,
    };
    let (file, rest) = line.split_at_checked(end)?;
    let text = match parted {
        Parted::Blank if is_log(file) => match rest {
            [] => rest,
            [b' ', text @ ..] => text,
            _ => return None,
        },
        Parted::Blank => return None,
        Parted::Colon => rest.get(1..)?,
        Parted::Number => {
            let (mark, rest) = rest.split_first()?;
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            rest.get(digits..)?.strip_prefix(&[*mark]).filter(|_| digits > 0)?
        }
    };
    *entry = Entry { file, ..Entry::default() };
    set_text(line, text, entry);
    Some(())
}

/// Length of what may be a name at the start of a line.
fn name_length(line: &[u8]) -> usize {
    let is_name_byte = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80 || b"/\\.-_:+@~%#".contains(byte);
    line.iter().take(NAME_BYTES).take_while(|byte| is_name_byte(byte)).count()
}

/// Length of the name that `grep` printed: a colon or a dash ends it, behind what the names of rotated files have there.
fn grep_name_length(line: &[u8]) -> Option<usize> {
    let longest = line.get(..name_length(line))?;
    let mut endings = [&b".log"[..]].into_iter().chain(ENDINGS);
    let ending = endings.find_map(|ending| Some(memchr::memmem::find(longest, ending)? + ending.len()))?;
    let end = ending + rotated_length(longest.get(ending..)?);
    match longest.get(end)? {
        b':' | b'-' => Some(end),
        // A name as `app.log.old`.
        b'.' => memchr::memchr2(b':', b'-', longest.get(end..)?).map(|more| end + more),
        _ => None,
    }
}

/// Length of the number, the date and the ending that a file has got since it was rotated.
fn rotated_length(rest: &[u8]) -> usize {
    let mut length = 0;
    while let Some(behind) = rest.get(length..).filter(|behind| !behind.is_empty()) {
        let shape = behind.iter().take(12).map(|byte| if byte.is_ascii_digit() { b'0' } else { *byte });
        let shape: Vec<u8> = shape.collect();
        let forms: [&[u8]; 9] =
            [b".0000-00-00", b"-00000000", b".000", b".00", b".0", b".bz2", b".zst", b".gz", b".xz"];
        let ends = |form: &&&[u8]| matches!(shape.get(form.len()), None | Some(b':' | b'-' | b'.' | b'_'));
        let Some(form) = forms.iter().filter(|form| shape.starts_with(form)).find(ends) else { break };
        length += form.len();
    }
    length
}

/// Whether a word is the name of a log, with nothing behind it.
fn is_log(name: &[u8]) -> bool {
    let is_end = |end: usize| {
        let rest = name.get(end..).unwrap_or_default();
        matches!(rest.get(rotated_length(rest)..), Some([] | [b'.' | b'_', ..]))
    };
    memchr::memmem::find_iter(name, b".log").any(|at| at > 0 && is_end(at + 4))
        || ENDINGS.iter().any(|ending| name.len() > ending.len() && name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str, parted: Parted) -> Option<(String, String)> {
        let mut entry = Entry::default();
        let owned = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
        named(line.as_bytes(), parted, &mut entry).then(|| (owned(entry.file), owned(&entry.text)))
    }

    fn assert_read(line: &str, parted: Parted, file: &str, text: &str) {
        assert_eq!(read(line, parted), Some((file.to_owned(), text.to_owned())), "{line}");
    }

    #[test]
    fn names_stand_before_a_blank() {
        let parted = Parted::Blank;
        assert_read("nova-api.log.1 2026-11-28 x", parted, "nova-api.log.1", "2026-11-28 x");
        let name = "nova-api.log.1.2026-11-28_13:53:08";
        assert_read(&format!("{name}   File \"x\""), parted, name, "  File \"x\"");
        assert_read("/var/log/app.log", parted, "/var/log/app.log", "");
        assert_read("server.out started", parted, "server.out", "started");
        for line in [
            "app.logger started",
            "a.py x",
            ".log x",
            "2026-11-28 x",
            "app.log\tx",
            "app.log=x y",
            "app.log:2026-11-28 x",
            "app.log-x y",
            "",
        ] {
            assert_eq!(read(line, parted), None, "{line}");
        }
    }

    #[test]
    fn grep_parts_names_by_colons_and_in_surroundings_by_dashes() {
        let parted = Parted::Colon;
        assert_read("app.log:2026-11-28 17:38 x", parted, "app.log", "2026-11-28 17:38 x");
        assert_read("my-app.log-2026-11-28 17:38:30 x", parted, "my-app.log", "2026-11-28 17:38:30 x");
        assert_read("app.log-20261128-  File", parted, "app.log-20261128", "  File");
        assert_read("app.log.2.gz-  File", parted, "app.log.2.gz", "  File");
        assert_read("app.log-2026-11-28T17:38:30 x", parted, "app.log", "2026-11-28T17:38:30 x");
        assert_read("app.log.2026-11-28-  x", parted, "app.log.2026-11-28", "  x");
        assert_read("app.log.old:x", parted, "app.log.old", "x");
        assert_read("app.log:17:38:30 x", parted, "app.log", "17:38:30 x");
        assert_read("app.log-", parted, "app.log", "");
        assert_read("/srv/x.out:  File", parted, "/srv/x.out", "  File");
        assert_read("app.log:12:x", Parted::Number, "app.log", "x");
        assert_read("app.log-13-  File", Parted::Number, "app.log", "  File");
        for line in ["app.log x", "app.py:12: x", "app.logger:x", "--", "shop:x", "a.log", "ERROR:app:x"] {
            assert_eq!(read(line, parted), None, "{line}");
        }
        for line in ["app.log:x", "app.log:12-x", "app.log:17 x"] {
            assert_eq!(read(line, Parted::Number), None, "{line}");
        }
    }
}
