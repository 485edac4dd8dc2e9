//! Standard input: what it is, whether it holds anything, and how it is read.

use std::fmt;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Seek};

/// What standard input is connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StdinKind {
    /// Someone's keyboard.
    Terminal,
    /// Another program: a pipe, a named pipe or a socket.
    Pipe,
    /// A regular file, as `errmon < app.log` gives it.
    RegularFile,
    /// `/dev/null` or another device, as services and schedulers give it.
    Device,
}

impl StdinKind {
    /// Whether it stands in for a path when none is given, provided that it is not empty.
    pub const fn is_input(self) -> bool {
        matches!(self, Self::Pipe | Self::RegularFile)
    }

    /// Why it does not stand in for a path.
    pub(crate) const fn unusable(self) -> &'static str {
        match self {
            Self::Terminal => "standard input is a terminal",
            Self::Device => "standard input is a device",
            Self::Pipe | Self::RegularFile => "standard input is empty",
        }
    }
}

/// Standard input, held so that looking at its first bytes does not lose them.
pub struct Stdin {
    kind: StdinKind,
    pub(crate) origin: Origin,
    /// Bytes that were read to see whether there are any.
    pub(crate) first: Vec<u8>,
}

/// Where the bytes of standard input are.
pub(crate) enum Origin {
    /// A regular file, which is read from its current position.
    File(File),
    /// Anything that is read from front to back.
    Stream(Box<dyn Read + Send>),
}

/// Bytes that are read to see whether a pipe is empty.
const FIRST_BYTES: usize = 4096;

impl Stdin {
    /// The standard input of this process.
    ///
    /// Nothing is read yet. One that cannot be looked at counts as a device, which is read only when it is asked for.
    #[cfg(unix)]
    pub fn open() -> Self {
        use std::os::fd::AsFd;
        use std::os::unix::fs::FileTypeExt;

        let stdin = io::stdin();
        let is_terminal = stdin.is_terminal();
        let Ok(file) = stdin.as_fd().try_clone_to_owned().map(File::from) else {
            return Self::new(StdinKind::Device, Origin::Stream(Box::new(stdin)));
        };
        let kind = match file.metadata().map(|metadata| metadata.file_type()) {
            _ if is_terminal => StdinKind::Terminal,
            Ok(file_type) if file_type.is_file() => StdinKind::RegularFile,
            Ok(file_type) if file_type.is_fifo() || file_type.is_socket() => StdinKind::Pipe,
            _ => StdinKind::Device,
        };
        Self::from_file(kind, file)
    }

    /// The standard input of this process.
    ///
    /// Without the file types of Unix, whatever is no terminal counts as a pipe; an empty one falls through anyway.
    #[cfg(not(unix))]
    pub fn open() -> Self {
        let stdin = io::stdin();
        let kind = if stdin.is_terminal() { StdinKind::Terminal } else { StdinKind::Pipe };
        Self::new(kind, Origin::Stream(Box::new(stdin)))
    }

    /// Takes another reader for standard input, as a pipe.
    pub fn from_reader(reader: impl Read + Send + 'static) -> Self {
        Self::new(StdinKind::Pipe, Origin::Stream(Box::new(reader)))
    }

    /// Standard input that is the given open file.
    #[cfg(any(unix, test))]
    pub(crate) fn from_file(kind: StdinKind, file: File) -> Self {
        let origin = if kind == StdinKind::RegularFile { Origin::File(file) } else { Origin::Stream(Box::new(file)) };
        Self::new(kind, origin)
    }

    fn new(kind: StdinKind, origin: Origin) -> Self {
        Self { kind, origin, first: Vec::new() }
    }

    /// What it is connected to.
    pub fn kind(&self) -> StdinKind {
        self.kind
    }

    /// Whether nothing is to be had from it.
    ///
    /// Waits for the first bytes of a pipe, or for its end; they are kept for the reader. Call it only when
    /// [`StdinKind::is_input`] holds, since a terminal would be waited for, too. One that fails counts as not empty,
    /// so that the reader reports the failure.
    pub fn is_empty(&mut self) -> bool {
        if !self.first.is_empty() {
            return false;
        }
        match &mut self.origin {
            Origin::File(file) => {
                let position = file.stream_position().unwrap_or(0);
                file.metadata().is_ok_and(|metadata| metadata.len() <= position)
            }
            Origin::Stream(stream) => {
                let mut first = vec![0; FIRST_BYTES];
                loop {
                    match stream.read(&mut first) {
                        Ok(0) => return true,
                        Ok(count) => {
                            first.truncate(count);
                            self.first = first;
                            return false;
                        }
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                        Err(error) => {
                            // The reader meets the failure again in the same place.
                            self.origin = Origin::Stream(Box::new(Failed(Some(error))));
                            return false;
                        }
                    }
                }
            }
        }
    }
}

impl fmt::Debug for Stdin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stdin").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// A stream that fails once and then ends.
struct Failed(Option<io::Error>);

impl Read for Failed {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{SeekFrom, Write};

    use super::*;

    #[test]
    fn looking_at_a_pipe_keeps_its_first_bytes() {
        let mut stdin = Stdin::from_reader(&b"ERROR x\n"[..]);
        assert!(!stdin.is_empty());
        assert!(!stdin.is_empty());
        assert_eq!(stdin.first, b"ERROR x\n");
        assert!(Stdin::from_reader(io::empty()).is_empty());
    }

    #[test]
    fn a_file_is_empty_when_nothing_is_left_of_it() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"one\ntwo\n").unwrap();
        let mut at_end = Stdin::from_file(StdinKind::RegularFile, file.try_clone().unwrap());
        assert!(at_end.is_empty());
        file.seek(SeekFrom::Start(4)).unwrap();
        assert!(!at_end.is_empty());
        assert_eq!(at_end.kind(), StdinKind::RegularFile);
    }

    #[test]
    fn a_failing_pipe_is_left_to_the_reader_to_report() {
        let failing = Failed(Some(io::Error::other("broken")));
        let mut stdin = Stdin::from_reader(failing);
        assert!(!stdin.is_empty());
        let Origin::Stream(stream) = &mut stdin.origin else { panic!("a stream") };
        assert!(stream.read(&mut [0; 8]).is_err());
    }
}
