//! The lines that container runtimes keep and show.
//!
//! ```text
//! docker json-file   {"log":"text\n","stream":"stdout","time":"RFC 3339"[,"attrs":{…}]}     moby, daemon/logger/jsonfilelog
//! CRI                RFC3339 (stdout|stderr) (P|F)[:tag…] text                             Kubernetes, KEP "CRI logging"
//! docker compose     name-1  | text                 with or without colours round the name
//! kubectl --prefix   [pod/name/container] text
//! --timestamps       RFC3339 text                   docker logs -t, kubectl logs --timestamps, GitHub Actions
//! GitLab's runner    RFC3339 HHO text               two hexadecimal digits, and O or E
//! ```
//!
//! Docker cuts a line into entries of 16 KiB, of which only the last one ends with `\n`; CRI marks all but the last one
//! `P`. Both are strict: an application's JSON object with a key `log` and other keys is none of docker's.

use crate::format::any_stamp;
use crate::format::colours::colours_end;
use crate::format::level::Level;
use crate::format::wrapper::Entry;
use crate::format::wrapper::entry::Extra;
use crate::format::wrapper::object::{Value, members, unescape};
use crate::format::wrapper::stamp;

/// Reads an entry of docker's json-file.
pub(super) fn docker<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    if !line.starts_with(b"{") {
        return false;
    }
    let (mut log, mut stream, mut time): (Option<&[u8]>, &[u8], &[u8]) = (None, b"", b"");
    let end = members(line, |key, value| {
        match (key, value) {
            (b"log", Value::Text(text)) => log = Some(text),
            (b"stream", Value::Text(text @ (b"stdout" | b"stderr"))) => stream = text,
            (b"time", Value::Text(text)) => time = text,
            (b"attrs", Value::Other(object)) => entry.extra = Extra::Object(object),
            _ => return None,
        }
        Some(())
    });
    let (Some(log), Some((stamp, time_end)), Some(end)) = (log, stamp::iso(time, 0), end) else { return false };
    if stream.is_empty() || time_end != time.len() || !line.get(end..).is_some_and(|rest| rest.trim_ascii().is_empty())
    {
        return false;
    }
    let line = without_line_feed(log);
    entry.text = unescape(line.unwrap_or(log));
    entry.goes_on = line.is_none();
    entry.stream = stream;
    entry.stamp = Some(stamp);
    true
}

/// The text of a JSON string before the escaped line feed that ends it, if one does.
pub(super) fn without_line_feed(log: &[u8]) -> Option<&[u8]> {
    let text = log.strip_suffix(b"\\n")?;
    // An escaped backslash before an `n` is no line end.
    (text.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 0).then_some(text)
}

/// Reads a line of the container runtime interface.
pub(super) fn cri<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    read_cri(line, entry).is_some()
}

fn read_cri<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> Option<()> {
    let (stamp, end) = stamp::iso(line, 0)?;
    let end = stamp::skip(line, end, b' ')?;
    let stream = line.get(end..end + 6).filter(|stream| matches!(*stream, b"stdout" | b"stderr"))?;
    let end = stamp::skip(line, end + 6, b' ')?;
    let partial = match line.get(end)? {
        b'P' => true,
        b'F' => false,
        _ => return None,
    };
    let rest = line.get(end + 1..)?;
    // Tags may follow the flag; the text stands behind a blank, unless there is none.
    let tags = if rest.first() == Some(&b':') { memchr::memchr(b' ', rest).unwrap_or(rest.len()) } else { 0 };
    let text = match rest.get(tags..)? {
        [] => &[],
        [b' ', text @ ..] => text,
        _ => return None,
    };
    *entry = Entry { goes_on: partial, stamp: Some(stamp), stream, ..Entry::default() };
    set_text(line, text, entry);
    Some(())
}

/// Reads a line that docker compose shows.
pub(super) fn compose<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    read_compose(line, entry).is_some()
}

fn read_compose<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> Option<()> {
    let coloured = colours_end(line, 0);
    let rest = line.get(coloured..)?;
    let letters = rest.iter().take(128).take_while(|byte| is_name_byte(**byte)).count();
    let name = rest.get(..letters).filter(|name| name.first().is_some_and(u8::is_ascii_alphanumeric))?;
    let blanks = rest.get(letters..)?.iter().take_while(|byte| **byte == b' ').count();
    let rest = rest.get(letters + blanks..)?.strip_prefix(b"|")?;
    if blanks == 0 || Level::parse(name).is_some() || any_stamp::is_date(name) {
        return None;
    }
    let after = colours_end(rest, 0);
    let text = match rest.get(after..)? {
        [] => &[],
        [b' ', text @ ..] if after > 0 || coloured == 0 => text,
        [b' ', text @ ..] => text.get(colours_end(text, 0)..)?,
        _ => return None,
    };
    *entry = Entry { container: name, ..Entry::default() };
    set_text(line, text, entry);
    Some(())
}

/// The name of a container ends with its number, unless the user named it.
pub(super) fn is_numbered(name: &[u8]) -> bool {
    let digits = name.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0 && digits < name.len() && matches!(name.get(name.len() - digits - 1), Some(b'-' | b'_'))
}

/// Reads a line that kubectl shows with `--prefix`.
pub(super) fn kubectl<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    read_kubectl(line, entry).is_some()
}

fn read_kubectl<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> Option<()> {
    let rest = line.strip_prefix(b"[pod/")?;
    let end = memchr::memchr(b']', rest.get(..rest.len().min(512))?)?;
    let name = rest.get(..end)?;
    let slash = memchr::memchr(b'/', name)?;
    let (pod, container) = (name.get(..slash)?, name.get(slash + 1..)?);
    let fits = |name: &[u8]| !name.is_empty() && name.iter().all(|byte| is_name_byte(*byte));
    if !fits(pod) || !fits(container) {
        return None;
    }
    let text = match rest.get(end + 1..)? {
        [] => &[],
        [b' ', text @ ..] => text,
        _ => return None,
    };
    *entry = Entry { container, pod, ..Entry::default() };
    set_text(line, text, entry);
    Some(())
}

/// Reads a line with a stamp before it. The runtimes print UTC or an offset; how many digits the seconds have differs:
/// docker keeps all nine or cuts zeros off, GitHub Actions prints seven, GitLab six or none.
pub(super) fn timestamps<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    read_timestamps(line, entry).is_some()
}

fn read_timestamps<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> Option<()> {
    let (stamp, end) = stamp::iso(line, 0)?;
    let text = match line.get(end..)? {
        [] => &[],
        [b' ', text @ ..] => text,
        _ => return None,
    };
    *entry = Entry { stamp: Some(stamp), ..Entry::default() };
    set_text(line, behind_gitlab_stream(text), entry);
    Some(())
}

/// The text behind `01O `: the number of a stream of GitLab's runner, and whether it is of output or errors. A plus in
/// place of the blank says that the line before goes on.
fn behind_gitlab_stream(text: &[u8]) -> &[u8] {
    match text {
        [high, low, b'O' | b'E', rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => match rest {
            [] | [b' ' | b'+'] => &[],
            [b' ' | b'+', text @ ..] => text,
            _ => text,
        },
        _ => text,
    }
}

/// Sets the text, which stands at the end of the line.
pub(super) fn set_text<'a>(line: &[u8], text: &'a [u8], entry: &mut Entry<'a>) {
    entry.prefix_bytes = line.len() - text.len();
    entry.text = text.into();
}

pub(super) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    type Reader = for<'a> fn(&'a [u8], &mut Entry<'a>) -> bool;

    fn read(reader: Reader, line: &str) -> Option<(String, bool)> {
        let mut entry = Entry::default();
        reader(line.as_bytes(), &mut entry).then(|| (String::from_utf8_lossy(&entry.text).into_owned(), entry.goes_on))
    }

    fn whole(text: &str) -> (String, bool) {
        (text.to_owned(), false)
    }

    #[test]
    fn docker_keeps_text_stream_and_time() {
        let line = r#"{"log":"  File \"a.py\", line 1, in \u003cmodule\u003e\n","stream":"stderr","time":"2026-11-25T17:38:30.379771123Z"}"#;
        assert_eq!(read(docker, line), Some(whole("  File \"a.py\", line 1, in <module>")));
        let mut entry = Entry::default();
        assert!(docker(line.as_bytes(), &mut entry));
        assert_eq!((entry.stream, entry.stamp.map(|stamp| stamp.fraction_digits)), (&b"stderr"[..], Some(9)));
        let tagged = r#"{"log":"x\n","stream":"stdout","attrs":{"tag":"shop"},"time":"2026-11-25T17:38:30Z"}"#;
        assert!(docker(tagged.as_bytes(), &mut entry));
        assert_eq!(entry.sender().labels, [("stream", "stdout"), ("tag", "shop")].map(|(k, v)| (k.into(), v.into())));
    }

    #[test]
    fn a_docker_entry_without_line_feed_goes_on() {
        let line = |log: &str| format!(r#"{{"log":"{log}","stream":"stdout","time":"2026-11-25T17:38:30Z"}}"#);
        assert_eq!(read(docker, &line("half")), Some(("half".to_owned(), true)));
        assert_eq!(read(docker, &line(r"C:\\n")), Some((r"C:\n".to_owned(), true)));
        assert_eq!(read(docker, &line(r"C:\\\n")), Some(whole("C:\\")));
        assert_eq!(read(docker, &line(r"\r\n")), Some(whole("\r")));
        assert_eq!(read(docker, &line("")), Some((String::new(), true)));
    }

    #[test]
    fn other_objects_with_a_log_are_none_of_dockers() {
        for line in [
            r#"{"log":"started","level":"info","time":"2026-11-25T17:38:30Z"}"#,
            r#"{"log":{"level":"error"},"stream":"stdout","time":"2026-11-25T17:38:30Z"}"#,
            r#"{"log":"x\n","stream":"orders","time":"2026-11-25T17:38:30Z"}"#,
            r#"{"log":"x\n","stream":"stdout","time":1764092310}"#,
            r#"{"log":"x\n","stream":"stdout","time":"17:38:30"}"#,
            r#"{"log":"x\n","stream":"stdout","time":"2026-11-25T17:38:30Z","logger":"a"}"#,
            r#"{"log":"x\n","stream":"stdout"}"#,
            r#"{"log":"x\n","stream":"stdout","time":"2026-11-25T17:38:30Z"} and more"#,
            r#"{"log":"x"#,
        ] {
            assert_eq!(read(docker, line), None, "{line}");
        }
    }

    #[test]
    fn cri_lines_have_a_stream_and_a_flag() {
        assert_eq!(read(cri, "2016-10-06T00:17:09.669794202Z stdout F   in"), Some(whole("  in")));
        assert_eq!(read(cri, "2016-10-06T00:17:09.669794202+02:00 stderr P half"), Some(("half".to_owned(), true)));
        assert_eq!(read(cri, "2016-10-06T00:17:09.669794202Z stdout F:x:y text"), Some(whole("text")));
        assert_eq!(read(cri, "2016-10-06T00:17:09.669794202Z stdout F "), Some(whole("")));
        assert_eq!(read(cri, "2016-10-06T00:17:09.669794202Z stdout F"), Some(whole("")));
        for line in [
            "2016-10-06T00:17:09.669794202Z stdout X text",
            "2016-10-06T00:17:09.669794202Z stdlog F text",
            "2016-10-06T00:17:09.669794202Z stdout FATAL text",
            "2016-10-06 00:17:09.669 stdout F text",
        ] {
            assert_eq!(read(cri, line), None, "{line}");
        }
    }

    #[test]
    fn compose_and_kubectl_name_the_container() {
        assert_eq!(
            read(compose, "web-1  | Traceback (most recent call last):"),
            Some(whole("Traceback (most recent call last):"))
        );
        assert_eq!(read(compose, "web-1  |   File"), Some(whole("  File")));
        assert_eq!(read(compose, "web-1  | "), Some(whole("")));
        assert_eq!(read(compose, "web-1  |"), Some(whole("")));
        assert_eq!(read(compose, "\x1b[36mweb-1  | \x1b[0mtext"), Some(whole("text")));
        assert_eq!(read(compose, "\x1b[36mweb-1  |\x1b[0m text"), Some(whole("text")));
        assert_eq!(read(kubectl, "[pod/shop-7d9c5/web]   File"), Some(whole("  File")));
        assert_eq!(read(kubectl, "[pod/shop-7d9c5/web]"), Some(whole("")));
        for line in [
            "ERROR  | text",
            "2026-11-25 | 17:38:30 INFO text",
            "web-1| text",
            "web 1 | text",
            " | text",
            "2026-11-25 17:38:30 | ERROR | text",
        ] {
            assert_eq!(read(compose, line), None, "{line}");
        }
        for line in ["[pod/shop] text", "[pod/a/b/c] text", "[pod/a/b]text", "[main] text", "[pod/a b/c] text"] {
            assert_eq!(read(kubectl, line), None, "{line}");
        }
        assert!(is_numbered(b"web-1") && is_numbered(b"a_web_12"));
        assert!(!is_numbered(b"web") && !is_numbered(b"12") && !is_numbered(b"web12"));
    }

    #[test]
    fn stamps_of_the_runtimes_are_taken_off() {
        assert_eq!(read(timestamps, "2026-11-25T17:38:30.379771123Z   File"), Some(whole("  File")));
        assert_eq!(read(timestamps, "2026-11-25T17:38:30.379771123Z"), Some(whole("")));
        assert_eq!(read(timestamps, "2026-11-25T17:38:30.379Z text"), Some(whole("text")));
        assert_eq!(read(timestamps, "2026-11-25T17:38:30.379 text"), None);
        assert_eq!(read(timestamps, "2026-11-25T17:38:30.379771Z 01O   File"), Some(whole("  File")));
        assert_eq!(read(timestamps, "2026-11-25T17:38:30.379771Z 0aE"), Some(whole("")));
        assert_eq!(read(timestamps, "2026-11-25T17:38:30.379771Z 01OK"), Some(whole("01OK")));
    }
}
