//! Which file names are those of logs, and the order in which people count them.
//!
//! ```text
//! log      = stem "." ("log" | "out" | "err") rotated?       ASCII case does not matter; a leading dot hides a file
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
    ENDINGS.iter().any(|ending| {
        name.rsplit_once(ending).is_some_and(|(stem, rest)| !stem.is_empty() && (rest.is_empty() || is_rotated(rest)))
    })
}

fn is_rotated(suffix: &str) -> bool {
    suffix.starts_with(['.', '-', '_'])
        && suffix.contains(|c: char| c.is_ascii_digit())
        && suffix.chars().all(|c| c.is_ascii_digit() || ".-_:t".contains(c))
}

/// Orders paths part by part, with runs of digits by their value: `error.log.2` before `error.log.10`.
///
/// A total order: paths that differ only in leading zeros are ordered by their bytes.
pub fn natural_order(a: &Path, b: &Path) -> Ordering {
    let mut left = a.components();
    let mut right = b.components();
    loop {
        match (left.next(), right.next()) {
            (None, None) => return a.as_os_str().cmp(b.as_os_str()),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) => {
                let x = x.as_os_str().as_encoded_bytes();
                match natural_bytes(x, y.as_os_str().as_encoded_bytes()) {
                    Ordering::Equal => {}
                    unequal => return unequal,
                }
            }
        }
    }
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
        paths.sort_by(|a, b| natural_order(a, b));
        assert_eq!(
            paths.map(|path| path.to_str().unwrap()),
            ["b", "b/01.log", "b/1.log", "error.log", "error.log.02", "error.log.2", "error.log.10"]
        );
    }

    proptest::proptest! {
        #[test]
        fn the_order_of_names_is_total(names in proptest::collection::vec("[a-b01./]{0,6}", 3)) {
            let paths: Vec<&Path> = names.iter().map(Path::new).collect();
            let [a, b, c] = paths[..] else { return Ok(()) };
            proptest::prop_assert_eq!(natural_order(a, b), natural_order(b, a).reverse());
            proptest::prop_assert_eq!(natural_order(a, b).is_eq(), a.as_os_str() == b.as_os_str());
            if natural_order(a, b).is_le() && natural_order(b, c).is_le() {
                proptest::prop_assert!(natural_order(a, c).is_le());
            }
        }
    }
}
