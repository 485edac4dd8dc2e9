//! Where data goes: standard output or `-o FILE`.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use crate::commands::Error;
use crate::output::file::{self, Target};

/// The place that data goes to.
pub(crate) enum Sink<'a> {
    Stdout(BufWriter<&'a mut (dyn Write + Send)>),
    File(Target, PathBuf),
}

impl<'a> Sink<'a> {
    /// Opens the file, or takes standard output.
    pub(crate) fn open(path: Option<&PathBuf>, stdout: &'a mut (dyn Write + Send)) -> Result<Self, Error> {
        Ok(match path {
            Some(path) => Self::File(Target::create(path)?, path.clone()),
            None => Self::Stdout(BufWriter::with_capacity(1 << 16, stdout)),
        })
    }

    /// Writes with `write`, and says where it failed.
    pub(crate) fn write(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
        let (result, path) = match self {
            Self::Stdout(out) => (write(out), None),
            Self::File(target, path) => (write(target), Some(path.clone())),
        };
        result.map_err(|source| Error::Write(file::Error { path, source }))
    }

    /// Hands everything over: to the reader, or to the file's own name.
    pub(crate) fn finish(self) -> Result<(), Error> {
        match self {
            Self::Stdout(mut out) => {
                let flushed = out.flush();
                // What could not be written is not tried again when the buffer goes.
                drop(out.into_parts());
                flushed.map_err(|source| Error::Write(file::Error { path: None, source }))
            }
            Self::File(target, _) => Ok(target.finish()?),
        }
    }
}
