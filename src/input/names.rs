//! Which file names are those of logs, and the order in which they are read.
//!
//! ```text
//! log      = stem "." ("log" | "out" | "err") rotated?       ASCII case does not matter; a leading dot hides a file
//!          | ("syslog" | "messages") rotated?                the system's own
//! rotated  = ("." | "-" | "_") then digits . - _ : T, with a digit      logrotate, RotatingFileHandler, Logback, JUL
//! packed   = log "." ("gz" | "bz2" | "xz" | "zst")           read as well; lz4, zip and Z are told and left out
//! ```
//!
//! So `error.log`, `error.log.1`, `error.log-20261123`, `error.log.2026-11-23_10-30`, `app.2026-11-23.0.log` and
//! `catalina.out` are logs. `notes.txt`, `log` and `error.log.bak` are not: files that are named on the command line
//! or by a glob are read whatever their name.

use std::cmp::Ordering;
use std::ffi::OsStr;
use std::path::Path;

const ENDINGS: [&str; 3] = [".log", ".out", ".err"];
/// Logs that are named without an ending.
const WHOLE: [&str; 2] = ["syslog", "messages"];
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
    let name = name.to_string_lossy().to_ascii_lowercase();
    is_log(UNPACKED.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name))
}

/// Whether a file of this name is a log in a compressed form that is not read.
pub(crate) fn is_packed_log_name(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_ascii_lowercase();
    PACKED.iter().any(|ending| name.strip_suffix(ending).is_some_and(is_log))
}

fn is_log(name: &str) -> bool {
    if name.starts_with('.') {
        return false;
    }
    let is_rest = |rest: &str| rest.is_empty() || is_rotated(rest);
    ENDINGS.iter().any(|ending| name.rsplit_once(ending).is_some_and(|(stem, rest)| !stem.is_empty() && is_rest(rest)))
        || WHOLE.iter().any(|log| name.strip_prefix(log).is_some_and(is_rest))
}

fn is_rotated(suffix: &str) -> bool {
    suffix.starts_with(['.', '-', '_'])
        && suffix.contains(|c: char| c.is_ascii_digit())
        && suffix.chars().all(|c| c.is_ascii_digit() || ".-_:t".contains(c))
}

/// Orders paths as they are to be read: part by part, with runs of digits by their value, and rotated sets in the order
/// of time.
///
/// Of one log come first the files with a date, oldest first, then those with a number, the greatest first, and last the
/// one that is written to: `app.log.2026-11-23`, `app.log.2.gz`, `app.log.1`, `app.log`. A total order: paths that are
/// equal in all this are ordered by their bytes.
pub fn reading_order(a: &Path, b: &Path) -> Ordering {
    let mut left = a.components().peekable();
    let mut right = b.components().peekable();
    loop {
        match (left.next(), right.next()) {
            (None, None) => return a.as_os_str().cmp(b.as_os_str()),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) => {
                let x = Part::new(&x.as_os_str().to_string_lossy(), left.peek().is_none());
                let y = Part::new(&y.as_os_str().to_string_lossy(), right.peek().is_none());
                match x.order(&y) {
                    Ordering::Equal => {}
                    unequal => return unequal,
                }
            }
        }
    }
}

/// Digits from which on what rotation appends is a date: a year and a month.
const DATE_DIGITS: usize = 6;

/// A part of a path.
struct Part {
    /// The name that the log has while it is written to.
    log: String,
    age: Age,
}

/// Which of a log's files it is; in the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Dated,
    Numbered,
    Current,
}

#[derive(PartialEq, Eq)]
struct Age {
    rank: Rank,
    /// What rotation added to the name.
    added: String,
}

impl Part {
    /// Only the last part of a path is a file's name.
    fn new(name: &str, is_file: bool) -> Self {
        let current = |log: &str| Self { log: log.to_owned(), age: Age { rank: Rank::Current, added: String::new() } };
        if !is_file {
            return current(name);
        }
        let lower = name.to_ascii_lowercase();
        let packed = UNPACKED.iter().chain(&PACKED).find(|ending| lower.ends_with(**ending));
        let name = packed.and_then(|ending| name.get(..name.len() - ending.len())).unwrap_or(name);
        // Lowering ASCII leaves all places as they are.
        let end = ENDINGS.iter().filter_map(|ending| lower.rfind(ending).map(|at| (at, at + ending.len()))).max();
        let whole = WHOLE.iter().find(|log| lower.starts_with(**log)).and_then(|log| name.split_at_checked(log.len()));
        let Some((stem, ending, rest)) = end
            .and_then(|(at, end)| Some((name.get(..at)?, name.get(at..end)?, name.get(end..)?)))
            .or_else(|| whole.map(|(log, rest)| (log, "", rest)))
            .filter(|(stem, _, rest)| !stem.is_empty() && (rest.is_empty() || is_rotated(rest)))
        else {
            return current(name);
        };
        let (stem, added) = match rest {
            "" => dated_stem(stem),
            rest => (stem, rest),
        };
        let digits = added.bytes().filter(u8::is_ascii_digit).count();
        let rank = match digits {
            0 => Rank::Current,
            1..DATE_DIGITS => Rank::Numbered,
            _ => Rank::Dated,
        };
        Self { log: format!("{stem}{ending}"), age: Age { rank, added: added.to_owned() } }
    }

    fn order(&self, other: &Self) -> Ordering {
        let added = || natural_bytes(self.age.added.as_bytes(), other.age.added.as_bytes());
        let by_log = natural_bytes(self.log.as_bytes(), other.log.as_bytes());
        by_log.then_with(|| self.age.rank.cmp(&other.age.rank)).then_with(|| match self.age.rank {
            Rank::Numbered => added().reverse(),
            Rank::Dated | Rank::Current => added(),
        })
    }
}

/// A stem with a date at its end, as Logback names files: `app.2026-11-23.0`. A mere number there is part of the name.
fn dated_stem(stem: &str) -> (&str, &str) {
    let start = stem.char_indices().find(|(at, c)| {
        let rest = stem.get(*at..).unwrap_or_default();
        *at > 0 && ".-_".contains(*c) && is_rotated(rest)
    });
    let split = start.and_then(|(at, _)| stem.split_at_checked(at));
    split.filter(|(_, added)| added.bytes().filter(u8::is_ascii_digit).count() >= DATE_DIGITS).unwrap_or((stem, ""))
}

/// How a file of a rotated set stands to the one that is read right before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kin {
    /// It goes on where the other one ends.
    Next,
    /// It is the next one by date. Where days are missing nothing was logged, or the files are of separate runs.
    Later,
    /// It is the same file by its name, packed another way.
    Twin,
}

/// How the file `after` stands to the file `before`, which is read right before it; `None` when nothing in their names
/// says that one goes on in the other.
///
/// `error.log.2.gz` goes on in `error.log.1`, and that in `error.log`; where a number is missing, something lies between.
pub(crate) fn kin(before: &Path, after: &Path) -> Option<Kin> {
    let (before, after) = (log_part(before)?, log_part(after)?);
    if before.0 != after.0 || before.1.log != after.1.log {
        return None;
    }
    let (before, after) = (&before.1.age, &after.1.age);
    let goes_on = match (before.rank, after.rank) {
        _ if before == after => return Some(Kin::Twin),
        (Rank::Dated, Rank::Dated | Rank::Current) => return Some(Kin::Later),
        (Rank::Numbered, Rank::Current) => last_number(&before.added).is_some_and(|(_, number)| number <= 1),
        (Rank::Numbered, Rank::Numbered) => {
            let numbers = last_number(&before.added).zip(last_number(&after.added));
            numbers.is_some_and(|((a, older), (b, newer))| a == b && older == newer + 1)
        }
        _ => false,
    };
    goes_on.then_some(Kin::Next)
}

/// Whether two paths are files of one log.
pub(crate) fn is_one_log(a: &Path, b: &Path) -> bool {
    let log = |path| log_part(path).map(|(folder, part)| (folder, part.log));
    log(a).is_some_and(|log_of_a| log(b) == Some(log_of_a))
}

/// The folder of a file, and its name.
fn log_part(path: &Path) -> Option<(Option<&Path>, Part)> {
    Some((path.parent(), Part::new(&path.file_name()?.to_string_lossy(), true)))
}

/// The number at the end, and what stands before it.
fn last_number(added: &str) -> Option<(&str, u64)> {
    let before = added.trim_end_matches(|c: char| c.is_ascii_digit());
    Some((before, added.get(before.len()..)?.parse().ok()?))
}

fn natural_bytes(mut a: &[u8], mut b: &[u8]) -> Ordering {
    loop {
        match (a, b) {
            ([], []) => return Ordering::Equal,
            ([], _) => return Ordering::Less,
            (_, []) => return Ordering::Greater,
            ([x, ..], [y, ..]) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (x, a_rest) = leading_number(a);
                let (y, b_rest) = leading_number(b);
                // Without leading zeros a longer run of digits is the greater number.
                match x.len().cmp(&y.len()).then_with(|| x.cmp(y)) {
                    Ordering::Equal => (a, b) = (a_rest, b_rest),
                    unequal => return unequal,
                }
            }
            ([x, a_rest @ ..], [y, b_rest @ ..]) => match x.cmp(y) {
                Ordering::Equal => (a, b) = (a_rest, b_rest),
                unequal => return unequal,
            },
        }
    }
}

/// The run of digits at the start, without its leading zeros, and what follows it.
fn leading_number(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(bytes.len());
    let (digits, rest) = bytes.split_at(end);
    let zeros = digits.iter().take_while(|&&byte| byte == b'0').count();
    (digits.split_at(zeros).1, rest)
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
            "",
        ] {
            assert!(!is_log_name(name.as_ref()), "{name}");
        }
        assert!(is_packed_log_name("error.log.2.zip".as_ref()));
        assert!(is_packed_log_name("app.2026-11-23.log.Z".as_ref()));
        assert!(!is_packed_log_name("src.tar.gz".as_ref()));
    }

    #[test]
    fn numbers_in_names_count_by_value() {
        let mut paths =
            ["error.log.10", "error.log.2", "b/1.log", "error.log", "error.log.02", "b/01.log", "b"].map(Path::new);
        paths.sort_by(|a, b| reading_order(a, b));
        assert_eq!(
            paths.map(|path| path.to_str().unwrap()),
            ["b", "b/01.log", "b/1.log", "error.log.10", "error.log.02", "error.log.2", "error.log"]
        );
    }

    #[test]
    fn rotated_sets_stand_in_the_order_of_time() {
        for set in [
            &["error.log.10.gz", "error.log.2.gz", "error.log.1", "error.log"][..],
            &["error.log-20261122.gz", "error.log-20261123", "error.log"],
            &["app.log.2026-11-22", "app.log.2026-11-23", "app.log"],
            &["app.log.2026-11-23_10-30", "app.log.2026-11-23_11-30", "app.log"],
            &[
                "app.2026-11-22.0.log.gz",
                "app.2026-11-22.1.log.gz",
                "app.2026-11-22.10.log.gz",
                "app.2026-11-23.0.log",
                "app.log",
            ],
            &["app-2026-10.log.zst", "app-2026-11.log", "app.log", "worker.1.log", "worker.2.log"],
            &["catalina.2026-11-22.log", "catalina.out", "java0.log.2", "java0.log.1", "java0.log.0"],
        ] {
            let mut paths: Vec<&Path> = set.iter().map(Path::new).collect();
            paths.sort_unstable();
            paths.sort_by(|a, b| reading_order(a, b));
            assert_eq!(paths, set.iter().map(Path::new).collect::<Vec<_>>());
        }
    }

    #[test]
    fn only_neighbours_of_a_set_go_on_in_each_other() {
        let is = |before: &str, after: &str| kin(Path::new(before), Path::new(after));
        for (before, after) in [
            ("error.log.2.gz", "error.log.1"),
            ("logs/error.log.1", "logs/error.log"),
            ("java0.log.1", "java0.log.0"),
            ("3f9c-json.log.1", "3f9c-json.log"),
            ("syslog.2.gz", "syslog.1"),
            ("syslog.1", "syslog"),
        ] {
            assert_eq!(is(before, after), Some(Kin::Next), "{before} {after}");
        }
        for (before, after) in [
            ("error.log-20261122.gz", "error.log-20261123"),
            ("app.2026-11-22.1.log.gz", "app.2026-11-23.0.log"),
            ("app.2026-11-23.0.log", "app.log"),
        ] {
            assert_eq!(is(before, after), Some(Kin::Later), "{before} {after}");
        }
        for (before, after) in [("error.log.1", "error.log.1.gz"), ("error.log", "error.log.zst")] {
            assert_eq!(is(before, after), Some(Kin::Twin));
        }
        for (before, after) in [
            ("error.log.3", "error.log.1"),
            ("error.log.2", "error.log"),
            ("error.log.1", "worker.log"),
            ("a/error.log.1", "b/error.log"),
            ("a.txt", "b.txt"),
            ("-", "error.log"),
        ] {
            assert_eq!(is(before, after), None, "{before} {after}");
        }
        assert_eq!(is("error.log", "error.log.1"), None);
        assert!(!is_one_log(Path::new("error.log.3"), Path::new("b/error.log")));
        assert!(is_one_log(Path::new("x/error.log.3"), Path::new("x/error.log")));
    }

    proptest::proptest! {
        #[test]
        fn the_order_of_names_is_total(names in proptest::collection::vec("[a-b01./]{0,4}(\\.log)?([.-][0-2]{1,8})?(\\.gz)?", 3)) {
            let paths: Vec<&Path> = names.iter().map(Path::new).collect();
            let [a, b, c] = paths[..] else { return Ok(()) };
            proptest::prop_assert_eq!(reading_order(a, b), reading_order(b, a).reverse());
            proptest::prop_assert_eq!(reading_order(a, b).is_eq(), a.as_os_str() == b.as_os_str());
            if reading_order(a, b).is_le() && reading_order(b, c).is_le() {
                proptest::prop_assert!(reading_order(a, c).is_le());
            }
        }
    }
}
