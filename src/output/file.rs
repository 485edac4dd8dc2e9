//! `-o FILE`: written beside, then renamed, so that a reader never sees half a report.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A write that failed.
#[derive(Debug)]
pub struct Error {
    /// The file; `None` is standard output.
    pub path: Option<PathBuf>,
    /// Why.
    pub source: io::Error,
}

impl Error {
    /// The reader of standard output went away, as `head` does: no failure at all.
    pub fn is_closed_pipe(&self) -> bool {
        self.path.is_none() && self.source.kind() == io::ErrorKind::BrokenPipe
    }

    /// The remedy, where there is one to name.
    pub fn hint(&self) -> Option<String> {
        use io::ErrorKind;
        let text = match (self.source.kind(), &self.path) {
            (ErrorKind::NotFound, Some(path)) => {
                let directory = path.parent().unwrap_or(path).display();
                format!("make the folder first: `mkdir -p {directory}`")
            }
            (ErrorKind::IsADirectory, Some(path)) => {
                format!("name a file in it: `-o {}`", path.join("report").display())
            }
            (ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem, Some(_)) => {
                "name a file where you may write".to_owned()
            }
            (ErrorKind::StorageFull | ErrorKind::QuotaExceeded, _) => {
                "make room, or name a file on another disk with `-o`".to_owned()
            }
            _ => return None,
        };
        Some(text)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "cannot write `{}`: {}", path.display(), cause(&self.source)),
            None => write!(f, "cannot write to standard output: {}", cause(&self.source)),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// The system's reason in the form of our messages: lower case, without its number.
pub fn cause(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A file in the making.
#[derive(Debug)]
pub struct Target {
    path: PathBuf,
    to: To,
}

#[derive(Debug)]
enum To {
    /// A file of another name in the same directory, renamed at the end; and the name it then gets.
    Beside(BufWriter<NamedTempFile>, PathBuf),
    /// A device or a named pipe, which cannot be replaced.
    Straight(BufWriter<File>),
}

impl Target {
    /// Begins to write. A link is followed; what stands there keeps its permissions, and stays until [`Target::finish`].
    ///
    /// # Errors
    ///
    /// The directory cannot be written, or the path is a directory.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let error = |source| Error { path: Some(path.to_owned()), source };
        let old = fs::metadata(path).ok();
        if old.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(error(io::ErrorKind::IsADirectory.into()));
        }
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            let file = File::options().write(true).open(path).map_err(error)?;
            return Ok(Self { path: path.to_owned(), to: To::Straight(BufWriter::new(file)) });
        }
        let real = if old.is_some() { fs::canonicalize(path).map_err(error)? } else { path.to_owned() };
        let directory = real.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".errmon-").suffix(".part");
        #[cfg(unix)]
        if old.is_none() {
            use std::os::unix::fs::PermissionsExt;
            // Less whatever the umask takes, as for any new file.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(directory).map_err(error)?;
        if let Some(old) = old {
            file.as_file().set_permissions(old.permissions()).map_err(error)?;
        }
        Ok(Self { path: path.to_owned(), to: To::Beside(BufWriter::new(file), real) })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    ///
    /// What was written cannot be stored; then what stood there before stands there still.
    pub fn finish(self) -> Result<(), Error> {
        let Self { path, to } = self;
        let error = |source| Error { path: Some(path.clone()), source };
        match to {
            To::Straight(mut file) => file.flush().map_err(error),
            To::Beside(file, real) => {
                let file = file.into_inner().map_err(|failed| error(failed.into_error()))?;
                file.as_file().sync_all().map_err(error)?;
                file.persist(real).map(|_| ()).map_err(|failed| error(failed.error))
            }
        }
    }
}

impl Write for Target {
    #[expect(clippy::disallowed_methods, reason = "a writer's own `write` passes short writes on")]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            To::Beside(file, _) => file.write(bytes),
            To::Straight(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Beside(file, _) => file.flush(),
            To::Straight(file) => file.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_file_stands_until_the_new_one_is_whole() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("report.json");
        fs::write(&path, "old").unwrap();
        let mut target = Target::create(&path).unwrap();
        target.write_all(b"new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        target.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        let mut target = Target::create(&path).unwrap();
        target.write_all(b"half").unwrap();
        drop(target);
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left lying about");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let (real, link) = (dir.path().join("real"), dir.path().join("link"));
        fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        let mut target = Target::create(&link).unwrap();
        target.write_all(b"new").unwrap();
        target.finish().unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_an_error_that_names_the_file() {
        let mut target = Target::create(Path::new("/dev/full")).unwrap();
        target.write_all(b"report").unwrap();
        let error = target.finish().unwrap_err();
        assert_eq!(error.to_string(), "cannot write `/dev/full`: no space left on device");
        assert!(error.hint().unwrap().starts_with("make room"));
    }

    #[test]
    fn a_directory_that_is_not_there_is_named() {
        let error = Target::create(Path::new("/nowhere/at/all.json")).unwrap_err();
        assert_eq!(error.to_string(), "cannot write `/nowhere/at/all.json`: no such file or directory");
        assert_eq!(error.hint().unwrap(), "make the folder first: `mkdir -p /nowhere/at`");
    }

    #[test]
    fn only_standard_output_may_close_early() {
        let broken = || io::Error::from(io::ErrorKind::BrokenPipe);
        assert!(Error { path: None, source: broken() }.is_closed_pipe());
        assert!(!Error { path: Some("x".into()), source: broken() }.is_closed_pipe());
    }
}
