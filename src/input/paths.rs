//! From what was typed to the list of sources that are read, each once.
//!
//! ```text
//! path      = "-" | file | directory | glob
//! directory = its log files and those of nested directories, in the order of time; hidden ones are passed over
//! glob      = a path with * ? [ that does not exist as it stands    ** crosses directories, * does not see hidden files
//! ```
//!
//! Sources stand in the order in which they are first named, but files of one rotated set that are named one after the
//! other stand in the order of time, as a shell sorts them otherwise. A file that is named again, by whatever path or
//! link, is not read again. Which names a directory gives is the business of `names`; here it is only applied.

mod matches;

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crate::input::Problem;
use crate::input::error::{Error, ErrorKind};
use crate::input::names::{is_log_name, is_packed_log_name};
use crate::input::paths::matches::{Matches, matches};
use crate::input::rotation::{is_one_set, reading_order};
use crate::input::warning::{Warning, WarningKind};

/// The path that means standard input.
pub const STDIN_PATH: &str = "-";

/// One input: a file, a named pipe, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as it was typed or found, relative if that was; `-` is standard input.
    pub path: PathBuf,
    /// The size when it was looked up; absent for anything but a regular file.
    pub size_bytes: Option<u64>,
}

impl Source {
    /// Standard input.
    pub fn stdin() -> Self {
        Self { path: STDIN_PATH.into(), size_bytes: None }
    }

    /// Whether this is standard input.
    pub fn is_stdin(&self) -> bool {
        self.path == Path::new(STDIN_PATH)
    }
}

/// What the typed paths stand for.
#[derive(Debug, Default)]
pub struct Resolved {
    /// The sources in reading order, each once.
    pub sources: Vec<Source>,
    /// What could not be found or was left out, in the order of the paths.
    pub problems: Vec<Problem>,
    /// How many times a source was named again and is not read again.
    pub repeated: usize,
    /// Files of directories that are left out as they are not named like logs; hidden ones do not count.
    pub other_files: usize,
}

/// Finds the files behind typed paths.
///
/// No file is opened or read, only directories are; a file that exists may still turn out to be unreadable.
///
/// ```
/// # use errmon::input::resolve;
/// let resolved = resolve(&["-", "-"]);
/// assert_eq!((resolved.sources.len(), resolved.repeated), (1, 1));
/// ```
pub fn resolve<P: AsRef<OsStr>>(paths: &[P]) -> Resolved {
    let mut search = Search::default();
    for path in paths {
        search.add_typed(path.as_ref());
    }
    let of_one_set = |a: &Source, b: &Source| is_one_set(&a.path, &b.path);
    for set in search.resolved.sources.chunk_by_mut(of_one_set) {
        set.sort_by(|a, b| reading_order(&a.path, &b.path));
    }
    search.resolved
}

#[derive(Default)]
struct Search {
    resolved: Resolved,
    seen: HashSet<Identity>,
}

/// What makes two paths the same file.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Identity {
    Stdin,
    /// Device and file number.
    #[cfg(unix)]
    Number(u64, u64),
    Path(PathBuf),
}

impl Identity {
    fn of(path: &Path, metadata: &Metadata) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            // Some network and user-space file systems number nothing.
            if metadata.ino() != 0 {
                return Self::Number(metadata.dev(), metadata.ino());
            }
        }
        #[cfg(not(unix))]
        let _ = metadata;
        Self::Path(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
    }
}

impl Search {
    fn add_typed(&mut self, typed: &OsStr) {
        let path = Path::new(typed);
        if typed == STDIN_PATH {
            self.add(Source::stdin(), Identity::Stdin);
            return;
        }
        match fs::metadata(path) {
            Ok(metadata) => self.add_existing(path, &metadata),
            Err(error) => match glob_pattern(typed) {
                // A name that cannot even be looked up is no pattern, unless it merely does not exist.
                Some(pattern) if error.kind() == io::ErrorKind::NotFound => {
                    self.add_glob(path, pattern);
                }
                _ => self.fail(Error::from_io(path, 0, error)),
            },
        }
    }

    fn add_existing(&mut self, path: &Path, metadata: &Metadata) {
        if metadata.is_dir() {
            self.add_directory(path);
        } else {
            self.add_file(path, metadata);
        }
    }

    fn add_file(&mut self, path: &Path, metadata: &Metadata) {
        let source = Source { path: path.to_owned(), size_bytes: metadata.is_file().then_some(metadata.len()) };
        self.add(source, Identity::of(path, metadata));
    }

    fn add(&mut self, source: Source, identity: Identity) {
        if self.seen.insert(identity) {
            self.resolved.sources.push(source);
        } else {
            self.resolved.repeated += 1;
        }
    }

    fn add_glob(&mut self, path: &Path, pattern: &str) {
        let Matches { paths: mut found, mut failed } = match matches(pattern) {
            Ok(matches) => matches,
            Err(error) => {
                let kind = ErrorKind::BadGlob { pattern_offset_bytes: error.pos, fault: error.msg };
                self.fail(Error::new(path, kind));
                return;
            }
        };
        if found.is_empty() && failed.is_empty() {
            self.fail(Error::new(path, ErrorKind::NoMatch));
        }
        failed.sort_by(|(a, _), (b, _)| reading_order(a, b));
        for (path, error) in failed {
            self.fail(Error::from_io(&path, 0, error));
        }
        found.sort_by(|a, b| reading_order(a, b));
        for path in found {
            match fs::metadata(&path) {
                Ok(metadata) => self.add_existing(&path, &metadata),
                Err(error) => self.fail_found(&path, error),
            }
        }
    }

    fn add_directory(&mut self, directory: &Path) {
        let mut logs = Vec::new();
        let (mut packed, mut others) = (0, 0);
        let problems_before = self.resolved.problems.len();
        let mut pending = vec![directory.to_owned()];
        while let Some(directory) = pending.pop() {
            let entries = match fs::read_dir(&directory) {
                Ok(entries) => entries,
                Err(error) => {
                    self.fail(Error::from_io(&directory, 0, error));
                    continue;
                }
            };
            for entry in entries {
                let entry = match entry {
                    Ok(entry) => entry,
                    Err(error) => {
                        self.fail(Error::from_io(&directory, 0, error));
                        break;
                    }
                };
                let name = entry.file_name();
                if name.as_encoded_bytes().starts_with(b".") {
                    continue;
                }
                // Links to directories are passed over: they lead in circles, or to what is found anyway.
                match entry.file_type() {
                    Ok(file_type) if file_type.is_dir() => pending.push(entry.path()),
                    Ok(file_type) if file_type.is_file() && is_packed_log_name(&name) => {
                        packed += 1;
                    }
                    Ok(_) if is_log_name(&name) => logs.push(entry.path()),
                    Ok(file_type) if file_type.is_file() => others += 1,
                    _ => {}
                }
            }
        }
        // The system lists directories in any order; what is told about them is put in order like the files.
        if let Some(told) = self.resolved.problems.get_mut(problems_before..) {
            told.sort_by(|a, b| reading_order(a.path(), b.path()));
        }
        logs.sort_by(|a, b| reading_order(a, b));
        let mut has_logs = false;
        for path in logs {
            match fs::metadata(&path) {
                Ok(metadata) if metadata.is_file() => {
                    has_logs = true;
                    self.add_file(&path, &metadata);
                }
                Ok(_) => {}
                Err(error) => self.fail_found(&path, error),
            }
        }
        if packed > 0 {
            self.warn(directory, WarningKind::CompressedLeftOut { files: packed });
        } else if !has_logs && self.resolved.problems.len() == problems_before {
            self.warn(directory, WarningKind::DirectoryWithoutLogs);
        }
        if has_logs || packed > 0 {
            self.resolved.other_files += others;
        }
    }

    /// A path that was found, not typed: a link to nothing is no reason to fail.
    fn fail_found(&mut self, path: &Path, error: io::Error) {
        if error.kind() == io::ErrorKind::NotFound && path.is_symlink() {
            self.warn(path, WarningKind::BrokenLink);
        } else {
            self.fail(Error::from_io(path, 0, error));
        }
    }

    fn fail(&mut self, error: Error) {
        self.resolved.problems.push(error.into());
    }

    fn warn(&mut self, path: &Path, kind: WarningKind) {
        self.resolved.problems.push(Warning::new(path, kind).into());
    }
}

/// The path as a glob pattern, if it has any of their characters.
fn glob_pattern(typed: &OsStr) -> Option<&str> {
    typed.to_str().filter(|text| text.contains(['*', '?', '[']))
}

#[cfg(test)]
mod tests;
