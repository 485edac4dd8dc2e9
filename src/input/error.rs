//! What makes input unreadable, and what to do about it.
//!
//! Texts follow one form: what cannot be done, the place, the cause; the remedy is a separate hint.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::input::near::near_names;
use crate::input::paths::STDIN_PATH;
use crate::input::sniff::{Compression, Encoding};
use crate::input::stdin::StdinKind;
use crate::input::unpack::{Fault, FaultKind, MAX_EXPANSION};

/// Input that cannot be read.
#[derive(Debug)]
pub struct Error {
    /// The path or pattern as it was typed or found; `-` is standard input.
    pub path: PathBuf,
    /// How far the input was read, from 0.
    pub offset_bytes: u64,
    /// What is wrong.
    pub kind: ErrorKind,
}

/// The ways in which input cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no such file or directory.
    NotFound {
        /// Names like it in the same directory, nearest first.
        near: Vec<String>,
        /// The first part of the path that is not there, when it is not the last part.
        missing_directory: Option<PathBuf>,
    },
    /// The rights to read the file, or to list the directory, are missing.
    Permission {
        /// Whether the path is a directory.
        is_directory: bool,
    },
    /// A part of the path that should be a directory is something else.
    NotADirectory,
    /// The path was a file when it was looked up and is a directory now.
    IsADirectory,
    /// Data in a compression that is recognised but not read.
    Compressed(Compression),
    /// Compressed data that ends before its time; what came before was read.
    Truncated(Compression),
    /// Compressed data that does not unpack from some byte on; what came before was read.
    Damaged(Compression),
    /// Compressed data that grows beyond all measure; what came before was read.
    Bomb(Compression),
    /// Text whose characters are wider than a byte.
    Encoding(Encoding),
    /// A glob pattern that matches nothing.
    NoMatch,
    /// A glob pattern that does not read.
    BadGlob {
        /// Byte offset of the fault in the pattern.
        pattern_offset_bytes: usize,
        /// The fault, in words.
        fault: &'static str,
    },
    /// No path was given and nothing stands in for one.
    NothingToRead {
        /// What standard input is.
        stdin: StdinKind,
    },
    /// Any other failure of the operating system.
    Io(io::Error),
}

impl Error {
    /// An error at the start of the input.
    pub(crate) fn new(path: &Path, kind: ErrorKind) -> Self {
        Self { path: path.to_owned(), offset_bytes: 0, kind }
    }

    /// Sorts a failure of the operating system by what the user can do about it.
    ///
    /// Looks into the directory for similar names when `path` does not exist.
    pub(crate) fn from_io(path: &Path, offset_bytes: u64, error: io::Error) -> Self {
        if let Some(fault) = error.get_ref().and_then(|inner| inner.downcast_ref::<Fault>()) {
            let kind = match fault.kind {
                FaultKind::Truncated => ErrorKind::Truncated(fault.compression),
                FaultKind::Damaged => ErrorKind::Damaged(fault.compression),
                FaultKind::Bomb => ErrorKind::Bomb(fault.compression),
            };
            return Self { path: path.to_owned(), offset_bytes: fault.packed_bytes, kind };
        }
        let kind = match error.kind() {
            io::ErrorKind::NotFound if path != Path::new(STDIN_PATH) => {
                ErrorKind::NotFound { near: near_names(path), missing_directory: missing_directory(path) }
            }
            io::ErrorKind::PermissionDenied => ErrorKind::Permission { is_directory: path.is_dir() },
            io::ErrorKind::NotADirectory => ErrorKind::NotADirectory,
            io::ErrorKind::IsADirectory => ErrorKind::IsADirectory,
            _ => ErrorKind::Io(error),
        };
        Self { path: path.to_owned(), offset_bytes, kind }
    }

    /// The remedy, where there is one to name.
    pub fn hint(&self) -> Option<String> {
        let word = shell_word(&self.path);
        let is_stdin = self.path == Path::new(STDIN_PATH);
        match &self.kind {
            ErrorKind::NotFound { missing_directory: Some(directory), .. } => {
                Some(format!("there is no directory `{}`", directory.display()))
            }
            ErrorKind::NotFound { near, .. } => did_you_mean(near).or_else(|| Some(nothing_like(&self.path))),
            ErrorKind::Permission { is_directory: true } => {
                Some("run errmon as a user who may list it, or name the readable files in it".to_owned())
            }
            ErrorKind::Permission { is_directory: false } if is_stdin => None,
            ErrorKind::Permission { is_directory: false } => {
                Some(format!("pipe it with the rights it needs: `sudo cat {word} | errmon analyze -`"))
            }
            ErrorKind::Compressed(Compression::Tar) if is_stdin => {
                Some("unpack it on the way: `… | tar -xO | errmon analyze -`".to_owned())
            }
            ErrorKind::Compressed(compression) if is_stdin => {
                Some(format!("unpack it on the way: `… | {} | errmon analyze -`", compression.filter()))
            }
            ErrorKind::Compressed(compression) => {
                Some(format!("pipe it: `{} {word} | errmon analyze -`", compression.filter()))
            }
            ErrorKind::Truncated(_) => Some(
                "it may still be being written or was not copied to its end; what comes before is in the report"
                    .to_owned(),
            ),
            ErrorKind::Damaged(_) => Some("copy it anew; what comes before is in the report".to_owned()),
            ErrorKind::Bomb(_) if is_stdin => Some("what comes before is in the report".to_owned()),
            ErrorKind::Bomb(compression) => Some(format!(
                "if it is a log all the same, pipe it: `{} {word} | errmon analyze -`",
                compression.filter()
            )),
            ErrorKind::Encoding(encoding) => {
                let name = encoding.name();
                let from = if is_stdin { String::new() } else { format!(" {word}") };
                let before = if is_stdin { "… | " } else { "" };
                Some(format!("convert it: `{before}iconv -f {name} -t utf-8{from} | errmon analyze -`"))
            }
            ErrorKind::NoMatch => Some(
                "`*` stays within one directory and passes over hidden files; `**/*.log` looks into nested ones"
                    .to_owned(),
            ),
            ErrorKind::BadGlob { .. } => Some("write `[*]`, `[?]` or `[[]` for the characters themselves".to_owned()),
            ErrorKind::NothingToRead { .. } => Some(
                "name a file, a directory or a quoted glob (`errmon analyze app.log`), pipe a log in \
                 (`… | errmon analyze`), set `sources` in `errmon.toml`, or run it where `error.log` is"
                    .to_owned(),
            ),
            ErrorKind::Io(_) | ErrorKind::NotADirectory | ErrorKind::IsADirectory => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Shown(&self.path);
        match &self.kind {
            ErrorKind::Compressed(Compression::Tar) => return write!(f, "{name} is an archive (tar)"),
            ErrorKind::Compressed(compression) => {
                return write!(f, "{name} is compressed ({})", compression.name());
            }
            ErrorKind::Truncated(compression) => {
                let name_of = compression.name();
                return write!(f, "{name} is cut short: {name_of} data ends at byte {}", self.offset_bytes);
            }
            ErrorKind::Damaged(compression) => {
                let name_of = compression.name();
                return write!(f, "{name} is damaged: {name_of} data does not unpack at byte {}", self.offset_bytes);
            }
            ErrorKind::Bomb(compression) => {
                let (name_of, at) = (compression.name(), self.offset_bytes);
                return write!(f, "{name} grows more than {MAX_EXPANSION}-fold: {name_of} data is left at byte {at}");
            }
            ErrorKind::Encoding(encoding) => {
                return write!(f, "{name} is {} text", encoding.name());
            }
            ErrorKind::NoMatch => return write!(f, "nothing matches {name}"),
            ErrorKind::BadGlob { pattern_offset_bytes, fault } => {
                return write!(f, "cannot read the pattern {name}: {fault} at byte {pattern_offset_bytes}");
            }
            ErrorKind::NothingToRead { stdin } => {
                let stdin = stdin.unusable();
                return write!(
                    f,
                    "nothing to read: no path is given, {stdin}, `errmon.toml` names no `sources`, and there is no \
                     `error.log` here"
                );
            }
            _ => write!(f, "cannot read {name}")?,
        }
        if self.offset_bytes > 0 {
            write!(f, " at byte {}", self.offset_bytes)?;
        }
        match &self.kind {
            ErrorKind::NotFound { .. } => f.write_str(": no such file or directory"),
            ErrorKind::Permission { .. } => f.write_str(": permission denied"),
            ErrorKind::NotADirectory => f.write_str(": a part of the path is not a directory"),
            ErrorKind::IsADirectory => f.write_str(": it is a directory"),
            ErrorKind::Io(error) => write!(f, ": {}", plain_words(error)),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            ErrorKind::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// A path as messages show it: in backticks, and `-` by its meaning.
pub(crate) struct Shown<'a>(pub(crate) &'a Path);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == Path::new(STDIN_PATH) {
            f.write_str("standard input")
        } else {
            write!(f, "`{}`", self.0.display())
        }
    }
}

/// The path as one word of a POSIX shell, so that a hint can be pasted.
pub(crate) fn shell_word(path: &Path) -> String {
    let text = path.to_string_lossy();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+:,@%=".contains(c);
    let text = if text.starts_with('-') { format!("./{text}") } else { text.into_owned() };
    if !text.is_empty() && text.chars().all(is_plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

/// The operating system's words without its number and capital letter.
fn plain_words(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut characters = text.chars();
    // An acronym keeps its capitals; a sentence loses its first.
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(characters).collect::<String>().trim_end_matches('.').to_owned()
        }
        _ => text.to_owned(),
    }
}

/// Where a name was looked for in vain.
fn nothing_like(path: &Path) -> String {
    if path.as_os_str().is_empty() {
        return "the path is empty: perhaps a variable of the shell is not set".to_owned();
    }
    match path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => format!("nothing in `{}` has a name like it", parent.display()),
        None => "nothing in this folder has a name like it".to_owned(),
    }
}

fn did_you_mean(near: &[String]) -> Option<String> {
    let names: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        None => None,
        Some((only, [])) => Some(format!("did you mean {only}?")),
        Some((last, rest)) => Some(format!("did you mean {} or {last}?", rest.join(", "))),
    }
}

/// The outermost directory on the way to `path` that does not exist.
fn missing_directory(path: &Path) -> Option<PathBuf> {
    path.ancestors()
        .skip(1)
        .filter(|directory| !directory.as_os_str().is_empty())
        .take_while(|directory| !directory.exists())
        .last()
        .map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_io(path: &str, offset_bytes: u64, code: i32) -> Error {
        Error::from_io(Path::new(path), offset_bytes, io::Error::from_raw_os_error(code))
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn messages_name_the_file_and_the_cause_in_plain_words() {
        assert_eq!(from_io("app.log", 0, 13).to_string(), "cannot read `app.log`: permission denied");
        assert_eq!(from_io("gone.log", 0, 2).to_string(), "cannot read `gone.log`: no such file or directory");
        assert_eq!(from_io("app.log", 8192, 5).to_string(), "cannot read `app.log` at byte 8192: input/output error");
        assert_eq!(from_io("app.log", 0, 24).to_string(), "cannot read `app.log`: too many open files");
        assert_eq!(from_io("-", 0, 5).to_string(), "cannot read standard input: input/output error");
    }

    #[test]
    fn hints_are_commands_that_can_be_pasted() {
        let error = Error::new(Path::new("app.log.lz4"), ErrorKind::Compressed(Compression::Lz4));
        assert_eq!(error.to_string(), "`app.log.lz4` is compressed (lz4)");
        assert_eq!(error.hint().unwrap(), "pipe it: `lz4 -dc app.log.lz4 | errmon analyze -`");
        let error = Error::new(Path::new("it's.log"), ErrorKind::Encoding(Encoding::Utf32));
        assert_eq!(error.to_string(), "`it's.log` is utf-32 text");
        assert_eq!(error.hint().unwrap(), r"convert it: `iconv -f utf-32 -t utf-8 'it'\''s.log' | errmon analyze -`");
        let error = Error::new(Path::new("-"), ErrorKind::Compressed(Compression::Lz4));
        assert_eq!(error.to_string(), "standard input is compressed (lz4)");
        assert_eq!(error.hint().unwrap(), "unpack it on the way: `… | lz4 -dc | errmon analyze -`");
    }

    #[test]
    fn a_missing_directory_is_named_instead_of_similar_files() {
        let error = from_io("no/such/dir/app.log", 0, 2);
        assert_eq!(error.hint().unwrap(), "there is no directory `no`");
    }

    #[test]
    fn near_names_are_listed_like_a_question() {
        let names = |list: &[&str]| did_you_mean(&list.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
        assert_eq!(names(&[]), None);
        assert_eq!(names(&["a.log"]).unwrap(), "did you mean `a.log`?");
        assert_eq!(names(&["a.log", "b.log", "c.log"]).unwrap(), "did you mean `a.log`, `b.log` or `c.log`?");
    }

    #[test]
    fn nothing_to_read_names_every_choice() {
        let error = Error::new(Path::new(""), ErrorKind::NothingToRead { stdin: StdinKind::Terminal });
        let all = format!("{error} {}", error.hint().unwrap());
        for word in ["terminal", "errmon.toml", "error.log", "directory", "glob", "pipe"] {
            assert!(all.contains(word), "{word} in {all}");
        }
    }
}
