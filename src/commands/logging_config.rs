//! `--config`: reads the configurations of the logging libraries and compiles the layouts in them.
//!
//! Includes are read from beside the file that names them, regular files alone. Files are UTF-8, UTF-16 with a byte
//! order mark, or else Latin-1, as Java's properties are.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::commands::Error;
use crate::format::catalogue;
use crate::format::config::error::{self, ErrorKind, Note, Refusal};
use crate::format::config::{self, Found, FoundLayout, MAX_FILE_BYTES, SourceFile};
use crate::format::error::PatternErrorKind;
use crate::format::layout::Layout;
use crate::format::level::Level;
use crate::input;
use crate::output::file::cause;
use crate::pipeline::Settings;

/// What is said, and the remedy.
pub(crate) type Told = (String, Option<String>);

/// What the configurations give.
#[derive(Debug, Default)]
pub(crate) struct Given {
    pub(crate) layouts: Vec<Arc<Layout>>,
    /// The root level of the last file that has one.
    pub(crate) root_level: Option<Level>,
    /// What is read in another way than from the file.
    pub(crate) notes: Vec<String>,
    warnings: Vec<Told>,
}

impl Given {
    /// What may be missing in what is read, with what the settings that came of it mean.
    pub(crate) fn all_warnings(&self, settings: &Settings) -> Vec<Told> {
        let mut warnings = self.warnings.clone();
        let is_dropped = self.root_level == Some(settings.assume_level) && settings.assume_level < settings.level;
        if is_dropped && self.layouts.iter().any(|layout| !layout.has_level()) {
            let level = settings.assume_level.name();
            warnings.push((
                format!("a pattern prints no level, and the root level is {level}: those of its records that show no trace count as {level}"),
                Some("`--assume-level error` counts them as errors".to_owned()),
            ));
        }
        warnings
    }
}

/// A configuration with what became of each of its layouts.
pub(crate) struct Compiled {
    pub(crate) found: Found,
    /// Of each layout the readings, or its fault.
    pub(crate) layouts: Vec<Result<Vec<Layout>, error::Error>>,
}

/// Reads and compiles all of them.
pub(crate) fn read(paths: &[PathBuf]) -> Result<Given, Error> {
    let mut given = Given::default();
    for path in paths {
        let Compiled { found, layouts } = compile(path)?;
        for (place, note) in &found.notes {
            let text = format!("{}: {note}", found.location(*place));
            if note.is_warning() {
                given.warnings.push((text, note.hint()));
            } else {
                given.notes.push(text);
            }
        }
        let has_any = layouts.iter().any(Result::is_ok);
        let is_usable = has_any || layouts.iter().all(|layout| layout.as_ref().is_err_and(is_bare));
        for layout in layouts {
            match layout {
                Ok(readings) => given.layouts.extend(readings.into_iter().map(Arc::new)),
                Err(error) if !is_usable => return Err(error.into()),
                Err(error) if has_any && is_bare(&error) => given.notes.push(warning(&error).0),
                Err(error) => given.warnings.push(warning(&error)),
            }
        }
        if has_any {
            // Where patterns are given nothing is detected: JSON has to be read by its class.
            let classes = found.notes.iter().filter_map(|(_, note)| match note {
                Note::Json { class, .. } => Some(class.as_str()),
                _ => None,
            });
            given.layouts.extend(classes.filter_map(catalogue::json_of).map(Arc::new));
        }
        given.root_level = found.root_level.or(given.root_level);
    }
    Ok(given)
}

/// The pattern is right, but marks no record's first line, as one of the message alone.
fn is_bare(error: &error::Error) -> bool {
    matches!(&error.kind, ErrorKind::Pattern { error, .. } if error.kind == PatternErrorKind::NothingToMatch)
}

/// A fault as a line of its own.
pub(crate) fn warning(error: &error::Error) -> Told {
    (format!("{}: {}", error.location, error.kind), error.hint().filter(|_| !is_bare(error)))
}

/// Reads one configuration and compiles its layouts.
pub(crate) fn compile(path: &Path) -> Result<Compiled, Error> {
    let text = top_level(path)?;
    let file = SourceFile { name: path.display().to_string(), text };
    let found = config::read(file, &mut include)?;
    let layouts = found.layouts.iter().map(|layout| compiled(&found, layout)).collect::<Vec<_>>();
    let only_faults = layouts.is_empty() && found.root_level.is_none();
    if let Some((place, Note::Fault(kind))) = found.notes.first().filter(|_| only_faults) {
        return Err(error::Error { location: found.location(*place), kind: kind.clone() }.into());
    }
    Ok(Compiled { found, layouts })
}

fn compiled(found: &Found, layout: &FoundLayout) -> Result<Vec<Layout>, error::Error> {
    let location = found.location(layout.place);
    let name = format!("{}:{}", location.file, location.line);
    layout.compile(&name).map_err(|error| error::Error {
        location: found.location(layout.place(&error)),
        kind: ErrorKind::Pattern { owner: layout.owner.clone(), error: Box::new(error) },
    })
}

fn top_level(path: &Path) -> Result<String, Error> {
    let wrong = |error| Error::Input(input::Error::from_io(path, 0, error));
    match limited(path).map_err(wrong)? {
        Some(bytes) => Ok(decoded(&bytes)),
        None => Err(Error::Value {
            option: "--config",
            value: path.display().to_string(),
            problem: format!("larger than {MAX_FILE_BYTES} bytes, which no configuration is"),
            hint: Some("logs themselves are given without an option".to_owned()),
        }),
    }
}

/// Gives a file that another one names.
fn include(from: &str, path: &str) -> Result<SourceFile, Refusal> {
    let folder = Path::new(from).parent().unwrap_or(Path::new(""));
    let path = tidied(&folder.join(path));
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Refusal::Missing,
        _ => Refusal::Unreadable(cause(&error)),
    };
    // A pipe or a device could block or never end.
    if !fs::metadata(&path).map_err(unreadable)?.is_file() {
        return Err(Refusal::Unreadable("this is no regular file".to_owned()));
    }
    let bytes = limited(&path).map_err(unreadable)?.ok_or(Refusal::TooLarge(MAX_FILE_BYTES))?;
    Ok(SourceFile { name: path.display().to_string(), text: decoded(&bytes) })
}

/// The path without `.` and without names that `..` takes back, so that one file has one name.
fn tidied(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// A file's bytes; `None` where it is too large.
fn limited(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    }
    Ok((bytes.len() as u64 <= MAX_FILE_BYTES).then_some(bytes))
}

fn decoded(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok().map(unit)).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => bytes.iter().copied().map(char::from).collect(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_in_the_encodings_that_configurations_have() {
        assert_eq!(decoded("\u{feff}é".as_bytes()), "é");
        assert_eq!(decoded(b"\xe9"), "é");
        assert_eq!(decoded(b"\xff\xfe\xe9\0"), "é");
        assert_eq!(decoded(b"\xfe\xff\0\xe9"), "é");
    }

    #[test]
    fn one_file_has_one_name() {
        assert_eq!(tidied(Path::new("a/./b/../c.xml")), Path::new("a/c.xml"));
        assert_eq!(tidied(Path::new("../a/../../c.xml")), Path::new("../../c.xml"));
    }
}
