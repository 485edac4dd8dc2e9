//! What is read when no path is given.
//!
//! ```text
//! standard input, if a pipe or a regular file that is not empty   never a terminal or /dev/null
//! else `sources` of errmon.toml
//! else ./error.log
//! else an error that names these choices
//! ```

use std::ffi::OsString;
use std::path::Path;

use crate::input::error::{Error, ErrorKind};
use crate::input::paths::STDIN_PATH;
use crate::input::stdin::StdinKind;

/// The file that is read when nothing else is named, after Python's `basicConfig(filename='error.log')`.
pub const DEFAULT_LOG: &str = "error.log";

/// What stands in for paths when none is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DefaultInput {
    /// Standard input.
    Stdin,
    /// The paths that the configuration names.
    Configured(Vec<OsString>),
    /// [`DEFAULT_LOG`] in the working directory.
    ErrorLog,
}

impl DefaultInput {
    /// The choice as paths, to be resolved like typed ones.
    pub fn into_paths(self) -> Vec<OsString> {
        match self {
            Self::Stdin => vec![STDIN_PATH.into()],
            Self::Configured(paths) => paths,
            Self::ErrorLog => vec![DEFAULT_LOG.into()],
        }
    }
}

/// Chooses what is read when no path is given.
///
/// `is_stdin_empty` is asked only when standard input may count, since the answer can take until a pipe's other end
/// writes; `configured` are the paths of the configuration file, already relative to the working directory;
/// `has_error_log` says whether [`DEFAULT_LOG`] exists.
///
/// # Errors
///
/// [`ErrorKind::NothingToRead`] when there is nothing to choose.
///
/// ```
/// # use errmon::input::{DefaultInput, StdinKind, default_input};
/// let choice = default_input(StdinKind::Terminal, || false, Vec::new(), true).unwrap();
/// assert_eq!(choice, DefaultInput::ErrorLog);
/// ```
pub fn default_input(
    stdin: StdinKind,
    is_stdin_empty: impl FnOnce() -> bool,
    configured: Vec<OsString>,
    has_error_log: bool,
) -> Result<DefaultInput, Error> {
    if stdin.is_input() && !is_stdin_empty() {
        Ok(DefaultInput::Stdin)
    } else if !configured.is_empty() {
        Ok(DefaultInput::Configured(configured))
    } else if has_error_log {
        Ok(DefaultInput::ErrorLog)
    } else {
        Err(Error::new(Path::new(""), ErrorKind::NothingToRead { stdin }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(stdin: StdinKind, is_empty: bool, configured: &[&str], has_log: bool) -> Option<Vec<OsString>> {
        let configured = configured.iter().map(OsString::from).collect();
        default_input(stdin, || is_empty, configured, has_log).ok().map(DefaultInput::into_paths)
    }

    #[test]
    fn a_filled_pipe_or_file_comes_first() {
        for kind in [StdinKind::Pipe, StdinKind::RegularFile] {
            assert_eq!(choose(kind, false, &["logs"], true).unwrap(), ["-"]);
            assert_eq!(choose(kind, true, &["logs"], true).unwrap(), ["logs"]);
            assert_eq!(choose(kind, true, &[], true).unwrap(), ["error.log"]);
            assert!(choose(kind, true, &[], false).is_none());
        }
    }

    #[test]
    fn terminals_and_devices_are_never_read_or_waited_for() {
        for kind in [StdinKind::Terminal, StdinKind::Device] {
            let asked = || -> bool { panic!("{kind:?} is not input") };
            assert_eq!(default_input(kind, asked, vec!["a".into()], true).unwrap().into_paths(), ["a"]);
            assert_eq!(default_input(kind, asked, Vec::new(), true).unwrap(), DefaultInput::ErrorLog);
            let error = default_input(kind, asked, Vec::new(), false).unwrap_err();
            assert!(matches!(error.kind, ErrorKind::NothingToRead { .. }));
        }
    }
}
