//! What is odd about the input without making it unreadable.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::input::error::{Shown, shell_word};
use crate::input::paths::STDIN_PATH;

/// Input that was left out or read in part, which is no failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The path as it was typed or found; `-` is standard input.
    pub path: PathBuf,
    /// What is odd about it.
    pub kind: WarningKind,
}

/// The oddities of input.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum WarningKind {
    /// There are no bytes, or nothing but a byte order mark.
    Empty,
    /// The first bytes are not text; the source is left out.
    Binary,
    /// No file in the directory, or below it, has the name of a log.
    DirectoryWithoutLogs,
    /// Compressed logs of a directory that are left out.
    CompressedLeftOut {
        /// How many.
        files: usize,
    },
    /// A link of a directory that has the name of a log and points to nothing.
    BrokenLink,
    /// Behind packed data stands something else, which is passed over.
    BehindPacked {
        /// Where it begins.
        from_bytes: u64,
    },
    /// The file became shorter while it was read; what was left was read.
    Shrank {
        /// Its size when it was opened.
        expected_bytes: u64,
        /// Where it ended.
        got_bytes: u64,
    },
}

impl Warning {
    pub(crate) fn new(path: &Path, kind: WarningKind) -> Self {
        Self { path: path.to_owned(), kind }
    }

    /// The remedy, where there is one to name.
    pub fn hint(&self) -> Option<String> {
        let is_stdin = self.path == Path::new(STDIN_PATH);
        match self.kind {
            WarningKind::Binary if is_stdin => {
                Some("if it holds log lines, keep only the text: `… | strings | errmon analyze -`".to_owned())
            }
            WarningKind::Binary => {
                let word = shell_word(&self.path);
                Some(format!("if it holds log lines, keep only the text: `strings {word} | errmon analyze -`"))
            }
            WarningKind::DirectoryWithoutLogs => {
                let pattern = shell_word(&self.path.join("*"));
                Some(format!(
                    "logs in a directory are files named like `app.log`, `app.log.1`, `app.out`, `app.jsonl` or \
                     `error_log`; for other names use a pattern: {pattern}"
                ))
            }
            WarningKind::CompressedLeftOut { .. } => {
                Some("unpack them, or pipe one: `unzip -p FILE | errmon analyze -`".to_owned())
            }
            WarningKind::Shrank { .. } => {
                Some("it was rotated or truncated meanwhile; run errmon again for what it holds now".to_owned())
            }
            WarningKind::Empty | WarningKind::BrokenLink | WarningKind::BehindPacked { .. } => None,
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Shown(&self.path);
        match self.kind {
            WarningKind::Empty => write!(f, "{name} is empty"),
            WarningKind::Binary => write!(f, "{name} is not text and is left out"),
            WarningKind::DirectoryWithoutLogs => write!(f, "no logs in the directory {name}"),
            WarningKind::CompressedLeftOut { files: 1 } => {
                write!(f, "1 compressed log in {name} is left out")
            }
            WarningKind::CompressedLeftOut { files } => {
                write!(f, "{files} compressed logs in {name} are left out")
            }
            WarningKind::BrokenLink => write!(f, "{name} is a link to a file that does not exist"),
            WarningKind::BehindPacked { from_bytes } => {
                write!(
                    f,
                    "{name} has something else behind its packed data, from byte {from_bytes} on, which is ignored"
                )
            }
            WarningKind::Shrank { expected_bytes, got_bytes } => {
                write!(f, "{name} shrank from {expected_bytes} to {got_bytes} bytes while it was read")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_name_the_path_and_count_in_words() {
        let text = |kind| Warning::new(Path::new("logs"), kind).to_string();
        assert_eq!(text(WarningKind::Empty), "`logs` is empty");
        assert_eq!(text(WarningKind::CompressedLeftOut { files: 1 }), "1 compressed log in `logs` is left out");
        assert_eq!(text(WarningKind::CompressedLeftOut { files: 3 }), "3 compressed logs in `logs` are left out");
        let shrank = WarningKind::Shrank { expected_bytes: 90, got_bytes: 7 };
        assert_eq!(text(shrank), "`logs` shrank from 90 to 7 bytes while it was read");
        let stdin = Warning::new(Path::new("-"), WarningKind::Empty);
        assert_eq!(stdin.to_string(), "standard input is empty");
    }

    #[test]
    fn a_directory_without_logs_is_told_how_to_name_other_files() {
        let hint = Warning::new(Path::new("my logs"), WarningKind::DirectoryWithoutLogs).hint().unwrap();
        assert!(hint.ends_with("'my logs/*'"), "{hint}");
    }
}
