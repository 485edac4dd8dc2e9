//! The paths that a glob matches.
//!
//! ```text
//! glob  = part *("/" part)       part = "**" | name with * ? [    ** is any number of directories, also none
//! ```
//!
//! Names are any bytes: one that is not UTF-8 is matched as it is shown, with U+FFFD in place of what does not read, and
//! found under its own bytes. Hidden files are matched by a part that begins with a dot alone. `**` does not follow links,
//! which may lead in circles.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf, is_separator};

use glob::{MatchOptions, Pattern, PatternError};

const OPTIONS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

/// What a glob matches, in no order, and the directories that could not be listed.
#[derive(Debug, Default)]
pub(super) struct Matches {
    pub(super) paths: Vec<PathBuf>,
    pub(super) failed: Vec<(PathBuf, io::Error)>,
}

/// One part of a glob.
enum Part {
    /// A name as it stands.
    Name(String),
    Pattern(Pattern),
    AnyDirectories,
}

impl Part {
    fn new(text: &str) -> Result<Self, PatternError> {
        Ok(match text {
            "**" => Self::AnyDirectories,
            text if text.contains(['*', '?', '[']) => Self::Pattern(Pattern::new(text)?),
            text => Self::Name(text.to_owned()),
        })
    }
}

/// Finds what `pattern` matches; a pattern that does not read is an error.
pub(super) fn matches(pattern: &str) -> Result<Matches, PatternError> {
    Pattern::new(pattern)?;
    let mut parts: Vec<Part> = Vec::new();
    for text in pattern.split(is_separator).filter(|text| !text.is_empty()) {
        let part = Part::new(text)?;
        // Two in a row say no more than one.
        if !matches!((parts.last(), &part), (Some(Part::AnyDirectories), Part::AnyDirectories)) {
            parts.push(part);
        }
    }
    let root = if pattern.starts_with(is_separator) { PathBuf::from("/") } else { PathBuf::new() };
    let mut walk = Walk { only_directories: pattern.ends_with(is_separator), ..Walk::default() };
    walk.go_on(root, 0);
    while let Some((path, at)) = walk.pending.pop() {
        walk.step(&path, &parts, at);
    }
    Ok(walk.found)
}

#[derive(Default)]
struct Walk {
    only_directories: bool,
    /// Paths whose entries are to be matched, with the part that does so.
    pending: Vec<(PathBuf, usize)>,
    /// Those that ever were: `**` leads to the same place in many ways.
    seen: HashSet<(PathBuf, usize)>,
    found: Matches,
}

impl Walk {
    fn go_on(&mut self, path: PathBuf, at: usize) {
        if self.seen.insert((path.clone(), at)) {
            self.pending.push((path, at));
        }
    }

    /// Matches what is in the directory `path` with part `at`.
    fn step(&mut self, path: &Path, parts: &[Part], at: usize) {
        match parts.get(at) {
            None => {
                if !self.only_directories || path.is_dir() {
                    self.found.paths.push(path.to_owned());
                }
            }
            Some(Part::Name(name)) => {
                let path = path.join(name);
                if path.exists() || path.is_symlink() {
                    self.go_on(path, at + 1);
                }
            }
            Some(Part::Pattern(pattern)) => {
                for entry in self.entries(path) {
                    if is_match(pattern, &entry.file_name()) {
                        self.go_on(path.join(entry.file_name()), at + 1);
                    }
                }
            }
            Some(Part::AnyDirectories) => {
                self.go_on(path.to_owned(), at + 1);
                for entry in self.entries(path) {
                    let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
                    if !is_hidden && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                        self.go_on(path.join(entry.file_name()), at);
                    }
                }
            }
        }
    }

    /// What is in a directory; what is none has nothing in it.
    fn entries(&mut self, path: &Path) -> Vec<fs::DirEntry> {
        let listed = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        if !listed.is_dir() {
            return Vec::new();
        }
        match fs::read_dir(listed).and_then(Iterator::collect) {
            Ok(entries) => entries,
            Err(error) => {
                self.found.failed.push((listed.to_owned(), error));
                Vec::new()
            }
        }
    }
}

fn is_match(pattern: &Pattern, name: &OsStr) -> bool {
    pattern.matches_with(&name.to_string_lossy(), OPTIONS)
}
