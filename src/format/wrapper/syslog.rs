//! Syslog lines, as daemons send them and as rsyslog and journalctl write them to files and terminals.
//!
//! ```text
//! RFC 3164, files  [ "<" PRI ">" ] stamp " " [ host " " ] [ tag [ "[" pid "]" ] ":" [ " " ] ] text
//! stamp            month (RFC 3164, RSYSLOG_TraditionalFileFormat, journalctl short and short-precise)
//!                | iso (RSYSLOG_FileFormat, journalctl short-iso and short-iso-precise)
//!                | full | unix | monotonic (journalctl)
//! RFC 5424         "<" PRI ">1 " stamp " " host " " app " " procid " " msgid " " data [ " " [ BOM ] text ]
//! data             "-" | ( "[" id ( " " name "=" quoted )* "]" )*
//! ```
//!
//! The severity is PRI modulo 8. rsyslog writes control characters as `#012`; in the text of a message a number sign
//! between blanks is taken for what it is. A program that gives no tag has its own line behind the host, stamp and all.

use std::borrow::Cow;

use crate::format::any_stamp;
use crate::format::level::Level;
use crate::format::wrapper::Entry;
use crate::format::wrapper::entry::Extra;
use crate::format::wrapper::stamp::{self, skip};

/// How the stamp of a line in a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Stamped {
    Month,
    Iso,
    Full,
    Unix,
    Monotonic,
}

/// What the priority says: the severity of RFC 5424, table 2.
pub(super) fn severity(number: u32) -> Option<Level> {
    const WORDS: [&[u8]; 8] = [b"emerg", b"alert", b"crit", b"err", b"warning", b"notice", b"info", b"debug"];
    WORDS.get(usize::try_from(number).ok()?).and_then(|word| Level::parse(word))
}

/// Reads `<PRI>` at the line's start: the severity and the byte behind.
fn priority(line: &[u8]) -> Option<(Level, usize)> {
    let rest = line.strip_prefix(b"<")?;
    let digits = rest.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    let number: u32 = std::str::from_utf8(rest.get(..digits)?).ok()?.parse().ok()?;
    let end = skip(line, 1 + digits, b'>')?;
    Some((severity(number % 8).filter(|_| number < 192)?, end))
}

/// Reads a line with the stamp first, of any kind; says which.
pub(super) fn stamped<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> Option<Stamped> {
    let (level, start) = priority(line).map_or((None, 0), |(level, end)| (Some(level), end));
    let (kind, stamp, end) = match line.get(start)? {
        b'[' => (Stamped::Monotonic, None, stamp::monotonic(line, start)?),
        b'0'..=b'9' => match stamp::iso(line, start) {
            Some((stamp, end)) => (Stamped::Iso, Some(stamp), end),
            None => stamp::unix(line, start).map(|(stamp, end)| (Stamped::Unix, Some(stamp), end))?,
        },
        _ => match stamp::month(line, start) {
            Some((stamp, end)) => (Stamped::Month, Some(stamp), end),
            None => stamp::full(line, start).map(|(stamp, end)| (Stamped::Full, Some(stamp), end))?,
        },
    };
    let mut at = skip(line, end, b' ')?;
    *entry = Entry { stamp, level, ..Entry::default() };
    // One line may lack the host (`journalctl --no-hostname`), but not host and tag.
    if let Some((tag, pid, end)) = tag(line, at) {
        (entry.process, entry.pid, at) = (tag, pid, end);
    } else {
        let (host, end) = word(line, at)?;
        let is_stamp = || any_stamp::recognise(line, at).is_some();
        if Level::parse(host).is_some() || !host.iter().all(|byte| is_host_byte(*byte)) || is_stamp() {
            return None;
        }
        entry.host = host;
        at = skip(line, end, b' ')?;
        if let Some((tag, pid, end)) = tag_of(line, at) {
            (entry.process, entry.pid, at) = (tag, pid, end);
        }
    }
    set_escaped(line, line.get(at..)?, entry);
    Some(kind)
}

/// Reads a line of RFC 5424. `padded`: the text has a blank before it that is not its own, as rsyslog's template writes.
pub(super) fn rfc5424<'a>(line: &'a [u8], padded: bool, entry: &mut Entry<'a>) -> bool {
    read_rfc5424(line, padded, entry).is_some()
}

fn read_rfc5424<'a>(line: &'a [u8], padded: bool, entry: &mut Entry<'a>) -> Option<()> {
    let (level, end) = priority(line)?;
    let at = end + line.get(end..)?.starts_with(b"1 ").then_some(2)?;
    let (stamp, end) = match stamp::iso(line, at) {
        Some((stamp, end)) => (Some(stamp), end),
        None => (None, skip(line, at, b'-')?),
    };
    *entry = Entry { level: Some(level), stamp, ..Entry::default() };
    let (host, end) = word(line, skip(line, end, b' ')?)?;
    let (app, end) = word(line, skip(line, end, b' ')?)?;
    let (pid, end) = word(line, skip(line, end, b' ')?)?;
    let (_, end) = word(line, skip(line, end, b' ')?)?;
    let start = skip(line, end, b' ')?;
    let end = structured_data(line, start)?;
    let known = |text: &'a [u8]| if text == b"-" { &[][..] } else { text };
    (entry.host, entry.process, entry.pid) = (known(host), known(app), known(pid));
    if end - start > 1 {
        entry.extra = Extra::StructuredData(line.get(start..end)?);
    }
    let text = match line.get(end..)? {
        [] => &[],
        [b' ', text @ ..] => text,
        _ => return None,
    };
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let text = if padded { text.strip_prefix(b" ").unwrap_or(text) } else { text };
    set_escaped(line, text, entry);
    // Without a tag rsyslog takes the first word of the application's own stamp for one.
    if entry.pid.is_empty() && is_date(entry.process) {
        let joined = [entry.process, b" ", entry.text.as_ref()].concat();
        if any_stamp::recognise(&joined, 0).is_some() {
            entry.process = b"";
            entry.text = Cow::Owned(joined);
        }
    }
    Some(())
}

/// rsyslog's word for a message that came again (`$RepeatedMsgReduction`): `message repeated N times: [ text]`.
pub(super) fn repeated(text: &[u8]) -> Option<(usize, &[u8])> {
    let rest = text.strip_prefix(b"message repeated ")?;
    let digits = rest.iter().take(7).take_while(|byte| byte.is_ascii_digit()).count();
    let count = std::str::from_utf8(rest.get(..digits)?).ok()?.parse().ok()?;
    let message = rest.get(digits..)?.strip_prefix(b" times: [")?.strip_suffix(b"]")?;
    Some((count, message.strip_prefix(b" ").unwrap_or(message)))
}

/// Whether the text of a line of RFC 5424 begins with a blank; `None` when it has no text.
pub(super) fn has_padding(line: &[u8]) -> Option<bool> {
    let mut entry = Entry::default();
    let fits = rfc5424(line, false, &mut entry);
    (fits && !entry.text.is_empty()).then(|| entry.text.first() == Some(&b' '))
}

/// The byte behind the structured data that starts at `at`.
fn structured_data(line: &[u8], at: usize) -> Option<usize> {
    if let Some(end) = skip(line, at, b'-') {
        return Some(end);
    }
    let mut end = at;
    let mut quoted = false;
    let mut depth = 0_u32;
    while let Some(byte) = line.get(end) {
        match byte {
            b'\\' if quoted => end += 1,
            b'"' => quoted = !quoted,
            b'[' if !quoted && depth == 0 => depth = 1,
            b']' if !quoted && depth == 1 => depth = 0,
            _ if depth == 0 => break,
            _ => {}
        }
        end += 1;
    }
    (end > at && depth == 0 && end <= line.len()).then_some(end)
}

/// The parameters of structured data, as pairs.
pub(super) fn parameters(data: &[u8]) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut rest = data;
    while let Some(equals) = memchr::memmem::find(rest, b"=\"") {
        let (before, behind) = (rest.get(..equals).unwrap_or_default(), rest.get(equals + 2..).unwrap_or_default());
        let name = before.rsplit(|byte| matches!(byte, b' ' | b'[')).next().unwrap_or_default();
        let mut value = Vec::new();
        let mut bytes = behind.iter();
        let mut used = 0;
        while let Some(byte) = bytes.next() {
            used += 1;
            match byte {
                b'"' => break,
                b'\\' => {
                    if let Some(next) = bytes.next() {
                        used += 1;
                        if !matches!(next, b'"' | b'\\' | b']') {
                            value.push(b'\\');
                        }
                        value.push(*next);
                    }
                }
                byte => value.push(*byte),
            }
        }
        let owned = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
        pairs.push((owned(name), owned(&value)));
        rest = behind.get(used..).unwrap_or_default();
    }
    pairs
}

/// Reads a line with `<N>` before it, as systemd reads it from the standard error of a service (`sd-daemon(3)`).
pub(super) fn level_prefix<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    let [b'<', digit @ b'0'..=b'7', b'>', text @ ..] = line else { return false };
    *entry = Entry { level: severity(u32::from(*digit - b'0')), ..Entry::default() };
    entry.prefix_bytes = 3;
    entry.text = text.into();
    true
}

fn word(line: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let rest = line.get(at..)?;
    let length = memchr::memchr(b' ', rest.get(..rest.len().min(256))?).unwrap_or(rest.len());
    (length > 0 && length < 256).then(|| Some((rest.get(..length)?, at + length)))?
}

/// A tag, its process id, and the byte behind its colon and blank.
type Tag<'a> = (&'a [u8], &'a [u8], usize);

/// Reads `tag[pid]:` or `tag:` at `at`.
fn tag_of(line: &[u8], at: usize) -> Option<Tag<'_>> {
    let rest = line.get(at..)?;
    let length = rest.iter().take(128).take_while(|byte| is_tag_byte(**byte)).count();
    let name = rest.get(..length).filter(|name| !name.is_empty())?;
    let (pid, end) = match rest.get(length)? {
        b'[' => {
            let inner = rest.get(length + 1..)?;
            let close = memchr::memchr(b']', inner.get(..inner.len().min(64))?)?;
            (inner.get(..close)?, length + close + 2)
        }
        _ => (&[][..], length),
    };
    let end = skip(rest, end, b':')?;
    let end = skip(rest, end, b' ').or_else(|| (!pid.is_empty() || end == rest.len()).then_some(end))?;
    let is_level = pid.is_empty() && Level::parse(name).is_some();
    (!is_level && !pid.contains(&b' ')).then_some((name, pid, at + end))
}

/// The same without a host before it: only with a process id it is sure to be none.
fn tag(line: &[u8], at: usize) -> Option<Tag<'_>> {
    tag_of(line, at).filter(|(_, pid, _)| !pid.is_empty())
}

/// Bytes of program names as they are met in tags.
fn is_tag_byte(byte: u8) -> bool {
    let is_mark = matches!(byte, b'-' | b'_' | b'.' | b'/' | b'@' | b'(' | b')' | b'+' | b'#' | b'~' | b'%');
    byte.is_ascii_alphanumeric() || byte >= 0x80 || is_mark
}

fn is_host_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':')
}

fn is_date(word: &[u8]) -> bool {
    word.len() == 10 && word.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/'))
}

fn set_escaped<'a>(line: &[u8], text: &'a [u8], entry: &mut Entry<'a>) {
    entry.prefix_bytes = line.len() - text.len();
    entry.text = unescape(text);
}

/// The two last digits of `#012` or the like at `at`.
fn octal(text: &[u8], at: usize) -> Option<(u8, u8)> {
    match text.get(at..at + 4)? {
        [b'#', b'0', tens @ b'0'..=b'3', ones @ b'0'..=b'7'] => Some((*tens, *ones)),
        _ => None,
    }
}

/// Undoes `#012` and the other control characters in octal, but not a number that a blank parts from the word before it.
///
/// What follows a line end is often indented, by more than the one blank behind a number; where nothing in the text is
/// sure to be a control character, that is a number, too. Of a list of numbers each is one.
fn unescape(text: &[u8]) -> Cow<'_, [u8]> {
    let mut out: Option<Vec<u8>> = None;
    let mut done = 0;
    let mut list_end = 0;
    let is_parted = |at: usize| at.checked_sub(1).and_then(|before| text.get(before)).is_none_or(|byte| *byte == b' ');
    let has_sure = || memchr::memmem::find_iter(text, b"#0").any(|at| !is_parted(at) && octal(text, at).is_some());
    for at in memchr::memchr_iter(b'#', text) {
        let Some((tens, ones)) = octal(text, at) else { continue };
        let behind = text.get(at + 4..).unwrap_or_default();
        let ends = match behind {
            [b' ', next, ..] => *next != b' ' || !has_sure(),
            [next, ..] => matches!(next, b' ' | b'.' | b',' | b';' | b')'),
            [] => true,
        };
        let is_number = ends && (is_parted(at) || at > 0 && at == list_end);
        if at < done || is_number || behind.first().is_some_and(u8::is_ascii_digit) {
            list_end = if is_number && behind.first() == Some(&b',') { at + 5 } else { 0 };
            continue;
        }
        let out = out.get_or_insert_with(Vec::new);
        out.extend_from_slice(text.get(done..at).unwrap_or_default());
        out.push((tens - b'0') * 8 + (ones - b'0'));
        done = at + 4;
    }
    match out {
        Some(mut out) => {
            out.extend_from_slice(text.get(done..).unwrap_or_default());
            Cow::Owned(out)
        }
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(entry: &Entry<'_>) -> String {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let level = entry.level.map_or("", Level::name);
        let parts = [text(entry.host), text(entry.process), text(entry.pid), level.to_owned(), text(&entry.text)];
        parts.join("|")
    }

    fn line(line: &str) -> Option<String> {
        let mut entry = Entry::default();
        stamped(line.as_bytes(), &mut entry).map(|_| shown(&entry))
    }

    fn structured(line: &str) -> Option<String> {
        let mut entry = Entry::default();
        rfc5424(line.as_bytes(), false, &mut entry).then(|| shown(&entry))
    }

    #[test]
    fn lines_of_files_are_parted_into_host_tag_and_text() {
        let parted = |text: &str| line(text).unwrap();
        assert_eq!(parted("Nov 25 17:38:30 vm shop[14284]:   File \"a.py\""), "vm|shop|14284||  File \"a.py\"");
        assert_eq!(parted("Nov 25 17:38:30.379771 vm shop[14284]: a"), "vm|shop|14284||a");
        assert_eq!(parted("2026-11-25T17:38:30+0000 vm shop[14284]: a"), "vm|shop|14284||a");
        assert_eq!(parted("2026-11-25T17:39:02.512377+00:00 vm app.auth: a"), "vm|app.auth|||a");
        assert_eq!(parted("Wed 2026-11-25 17:38:30 UTC vm shop[14284]: a"), "vm|shop|14284||a");
        assert_eq!(parted("1795628310.379771 vm shop[14284]: a"), "vm|shop|14284||a");
        assert_eq!(parted("[ 1365.314645] vm shop[14284]: a"), "vm|shop|14284||a");
        assert_eq!(
            parted("<34>Oct 11 22:14:15 mymachine su: 'su root' failed"),
            "mymachine|su||FATAL|'su root' failed"
        );
        assert_eq!(
            parted("Jun 14 15:16:01 combo sshd(pam_unix)[19939]: check pass"),
            "combo|sshd(pam_unix)|19939||check pass"
        );
        assert_eq!(parted("Nov 25 17:38:30 shop[14284]: a"), "|shop|14284||a");
        assert_eq!(parted("2010-09-16T15:13:46.677020+00:00 app[web.1]: a"), "|app|web.1||a");
        assert_eq!(parted("Nov 25 17:38:30 vm shop[14284]:"), "vm|shop|14284||");
        assert_eq!(parted("Nov 25 17:38:30 vm last message repeated 2 times"), "vm||||last message repeated 2 times");
    }

    #[test]
    fn a_program_without_a_tag_keeps_its_own_stamp() {
        assert_eq!(
            line("Nov 25 17:39:02 vm 2026-11-25 17:39:02,735 INFO app.auth: started").unwrap(),
            "vm||||2026-11-25 17:39:02,735 INFO app.auth: started"
        );
        assert_eq!(
            structured("<14>1 2026-11-25T17:39:02.735285+00:00 vm 2026-11-25 - - - 17:39:02,735 INFO app.auth: x")
                .unwrap(),
            "vm|||INFO|2026-11-25 17:39:02,735 INFO app.auth: x"
        );
    }

    #[test]
    fn an_applications_level_or_thread_is_no_host_or_tag() {
        for text in [
            "Nov 25 17:38:30 INFO main: started",
            "2026-11-25T17:38:30.123Z info controller/x.go:1: message",
            "2026-11-25T17:38:30.123Z [main] worker: message",
            "2026-11-25 17:38:30,123 vm shop[1]: a",
            "2026-11-25T17:38:30.379771123Z 2026-11-25 17:38:30,379 INFO app: x",
            "Nov 25 17:38:30",
            "Nov 25 17:38:30 ",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
        assert_eq!(line("Nov 25 17:38:30 vm ERROR: failed").unwrap(), "vm||||ERROR: failed");
    }

    #[test]
    fn rfc_5424_is_parted_and_its_data_become_labels() {
        assert_eq!(
            structured("<165>1 2003-10-11T22:14:15.003Z host.example evntslog - ID47 - \u{feff}started").unwrap(),
            "host.example|evntslog||INFO|started"
        );
        assert_eq!(structured("<11>1 - - - - - -").unwrap(), "|||ERROR|");
        let text =
            r#"<10>1 2026-11-25T17:39:03.249715+00:00 vm sd 7 - [time x="1"][ex@32473 id="10\"11" b="]"] it fails"#;
        assert_eq!(structured(text).unwrap(), "vm|sd|7|FATAL|it fails");
        let mut entry = Entry::default();
        assert!(rfc5424(text.as_bytes(), false, &mut entry));
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(entry.sender().labels, [pair("x", "1"), pair("id", "10\"11"), pair("b", "]")]);
        for text in [
            "<165>2 2003-10-11T22:14:15.003Z a b c d - x",
            "<999>1 2003-10-11T22:14:15.003Z a b c d - x",
            "<165>1 2003-10-11T22:14:15.003Z a b c d [x y=\"1\" x",
            "<165>1 yesterday a b c d - x",
            "165 1 2003-10-11T22:14:15.003Z a b c d - x",
        ] {
            assert_eq!(structured(text), None, "{text}");
        }
    }

    #[test]
    fn control_characters_are_undone_and_ticket_numbers_kept() {
        let undone = |text: &str| String::from_utf8(unescape(text.as_bytes()).into_owned()).unwrap();
        assert_eq!(undone("failed#012Traceback:#012    1/0#012#012x#011y"), "failed\nTraceback:\n    1/0\n\nx\ty");
        assert_eq!(undone("see ticket #012 for more"), "see ticket #012 for more");
        assert_eq!(undone("see #012, and #0123 or #099"), "see #012, and #0123 or #099");
        assert_eq!(undone("#012"), "#012");
        assert_eq!(undone("#"), "#");
        let trace = [
            "failed (2):",
            "  File \"a.py\", line 3, in f",
            "    f(x,",
            "      y)",
            "    ^^",
            " KeyError: (",
            "a,)",
            ")",
        ];
        assert_eq!(undone(&trace.join("#012")), trace.join("\n"));
        assert_eq!(undone("ends in a blank #012  File#012    x"), "ends in a blank \n  File\n    x");
        assert_eq!(undone("ticket #012  urgent"), "ticket #012  urgent");
        assert_eq!(undone("issues #011,#012 and #013; #014 #015."), "issues #011,#012 and #013; #014 #015.");
        assert_eq!(undone("f(x,#012      y)"), "f(x,\n      y)");
    }

    #[test]
    fn a_level_before_the_text_is_taken_off() {
        let mut entry = Entry::default();
        assert!(level_prefix(b"<3>  it fails", &mut entry));
        assert_eq!(shown(&entry), "|||ERROR|  it fails");
        assert!(!level_prefix(b"<9>x", &mut entry) && !level_prefix(b"<12>x", &mut entry));
    }
}
