//! Which file names are those of logs.
//!
//! ```text
//! log      = stem ending rotated?            ASCII case does not matter; a leading dot hides a file
//!          | whole rotated?                  the system's own, and what is redirected
//! rotated  = ("." | "-" | "_") then digits . - _ : T, with a digit      logrotate, RotatingFileHandler, Logback, JUL
//! packed   = log "." ("gz" | "bz2" | "xz" | "zst")           read as well; lz4, zip and Z are told and left out
//! ```
//!
//! So `error.log`, `error.log.1`, `error.log-20261123`, `error.log.2026-11-23_10-30`, `app.2026-11-23.0.log`, `error_log`
//! and `catalina.out` are logs. `notes.txt`, `log` and `error.log.bak` are not: files that are named on the command line
//! or by a glob are read whatever their name.

use std::ffi::OsStr;

/// Endings of logs: what programs write, what their output is redirected to, files of one JSON object a line.
const ENDINGS: [&str; 8] = [".log", ".out", ".err", ".stdout", ".stderr", "_log", ".jsonl", ".ndjson"];
/// Logs that are named without an ending.
const WHOLE: [&str; 4] = ["syslog", "messages", "stdout", "stderr"];
const UNPACKED: [&str; 4] = [".gz", ".bz2", ".xz", ".zst"];
const PACKED: [&str; 3] = [".lz4", ".zip", ".z"];

/// Whether a directory's file of this name is read as a log.
///
/// `name` is a file name without directories; one that is not valid UTF-8 is judged by what can be read of it.
///
/// ```
/// # use errmon::input::is_log_name;
/// assert!(is_log_name("error.log.1".as_ref()));
/// assert!(!is_log_name("README.txt".as_ref()));
/// ```
pub fn is_log_name(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let lower = name.to_ascii_lowercase();
    is_log(UNPACKED.iter().find_map(|ending| lower.strip_suffix(ending)).unwrap_or(&lower))
}

/// Whether a file of this name is a log in a compressed form that is not read.
pub(crate) fn is_packed_log_name(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_ascii_lowercase();
    PACKED.iter().any(|ending| name.strip_suffix(ending).is_some_and(is_log))
}

fn is_log(name: &str) -> bool {
    !name.starts_with('.') && LogName::split(name).is_some()
}

/// The name of a log in its parts, without how it is packed.
pub(crate) struct LogName<'a> {
    pub(crate) stem: &'a str,
    /// With its dot; nothing behind a name that has none.
    pub(crate) ending: &'a str,
    /// What rotation added behind it.
    pub(crate) rest: &'a str,
}

impl<'a> LogName<'a> {
    /// The parts of a name that is not packed; `None` if it is no log's.
    fn split(name: &'a str) -> Option<Self> {
        // Lowering ASCII leaves all places as they are.
        let lower = name.to_ascii_lowercase();
        let last = ENDINGS.iter().filter_map(|ending| lower.rfind(ending).map(|at| (at, at + ending.len()))).max();
        let by_ending = last.and_then(|(at, end)| {
            Some(Self { stem: name.get(..at)?, ending: name.get(at..end)?, rest: name.get(end..)? })
        });
        let whole = || {
            let log = WHOLE.iter().find(|log| lower.starts_with(**log))?;
            let (stem, rest) = name.split_at_checked(log.len())?;
            Some(Self { stem, ending: "", rest })
        };
        let is_log = |name: &Self| !name.stem.is_empty() && (name.rest.is_empty() || is_rotated(name.rest));
        by_ending.filter(is_log).or_else(|| whole().filter(is_log))
    }

    /// The parts of a name, which may be packed.
    pub(crate) fn of(name: &'a str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        let packed = UNPACKED.iter().chain(&PACKED).find(|ending| lower.ends_with(**ending));
        Self::split(packed.and_then(|ending| name.get(..name.len() - ending.len())).unwrap_or(name))
    }
}

fn is_rotated(suffix: &str) -> bool {
    suffix.starts_with(['.', '-', '_'])
        && suffix.contains(|c: char| c.is_ascii_digit())
        && suffix.chars().all(|c| c.is_ascii_digit() || ".-_:tT".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rotated_names_of_every_framework_are_logs() {
        for name in [
            "error.log",
            "ERROR.LOG",
            "error.log.1",
            "error.log.10",
            "error.log-20261123",
            "error.log.2026-11-23",
            "error.log.2026-11-23_10-30-00",
            "app.2026-11-23.0.log",
            "app-2016-11-04T18-30-00.000.log",
            "catalina.out",
            "service.err",
            "hs_err_pid4711.log",
            "java0.log.0",
            "a.log.b.log",
            "error.log.2.gz",
            "app.2026-11-23.log.zst",
            "0.log.20261128-101010",
            "3f9c-json.log.1",
            "syslog",
            "syslog.2.gz",
            "messages-20261122",
            "error_log",
            "ssl_error_log-20261122.gz",
            "access_log.1",
            "events.jsonl",
            "events.ndjson.gz",
            "events.jsonl.1",
            "job.17.stderr",
            "stdout",
            "stderr",
            "stderr--2026-11-23--10-00-00",
            "nohup.out",
            "app.log-20261128",
        ] {
            assert!(is_log_name(name.as_ref()), "{name}");
            assert!(!is_packed_log_name(name.as_ref()), "{name}");
        }
    }

    #[test]
    fn other_names_are_not() {
        for name in [
            "notes.txt",
            "log",
            ".log",
            ".error.log",
            "error.log.bak",
            "error.log~",
            "error.log.",
            "a.logs",
            "syslogger",
            "messages.txt",
            "x.out.so",
            "_log",
            "change_logs",
            "error_log.php",
            "stderr.py",
            "stdout2",
            "data.json",
            "",
        ] {
            assert!(!is_log_name(name.as_ref()), "{name}");
        }
        assert!(is_packed_log_name("error.log.2.zip".as_ref()));
        assert!(is_packed_log_name("app.2026-11-23.log.Z".as_ref()));
        assert!(!is_packed_log_name("src.tar.gz".as_ref()));
    }
}
