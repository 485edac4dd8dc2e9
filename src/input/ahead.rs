//! Reading ahead: what is unpacked is unpacked by a thread of its own, while the threads that parse do so.
//!
//! The thread starts with the first read, so that whoever looks at a source's head alone starts none. It is a few
//! chunks ahead at most, and ends when its reader does.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Bytes of a chunk.
const CHUNK_BYTES: usize = 256 << 10;
/// Chunks that may wait.
const CHUNKS: usize = 8;

/// A reader whose bytes are read ahead.
pub(crate) struct Ahead(State);

enum State {
    Waiting(Option<Box<dyn Read + Send>>),
    Running(Running),
    /// There is no thread to be had: the reader itself.
    Direct(Box<dyn Read + Send>),
}

struct Running {
    chunks: Receiver<io::Result<Vec<u8>>>,
    /// Chunks that were read go back, to be filled again.
    spare: SyncSender<Vec<u8>>,
    chunk: Vec<u8>,
    taken: usize,
    is_ended: bool,
}

impl Ahead {
    pub(crate) fn new(reader: Box<dyn Read + Send>) -> Self {
        Self(State::Waiting(Some(reader)))
    }
}

impl Read for Ahead {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let State::Waiting(reader) = &mut self.0 {
            let reader = reader.take().unwrap_or_else(|| Box::new(io::empty()));
            self.0 = start(reader);
        }
        match &mut self.0 {
            State::Running(running) => running.read(buffer),
            State::Direct(reader) => reader.read(buffer),
            State::Waiting(_) => Ok(0),
        }
    }
}

impl Running {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.taken >= self.chunk.len() && !self.is_ended {
            // The last chunk is an empty one, so a closed channel means that the thread broke down.
            let next = self.chunks.recv().unwrap_or_else(|_| Err(io::Error::other("unpacking broke down")))?;
            let read = std::mem::replace(&mut self.chunk, next);
            self.taken = 0;
            self.is_ended = self.chunk.is_empty();
            // Nobody may want it any more.
            let _ = self.spare.try_send(read);
        }
        let rest = self.chunk.get(self.taken..).unwrap_or_default();
        let length = rest.len().min(buffer.len());
        let (to, from) = (buffer.get_mut(..length).unwrap_or_default(), rest.get(..length).unwrap_or_default());
        to.copy_from_slice(from);
        self.taken += length;
        Ok(length)
    }
}

fn start(reader: Box<dyn Read + Send>) -> State {
    let (give, chunks) = sync_channel(CHUNKS);
    let (spare, take_back) = sync_channel(CHUNKS);
    // The reader goes through a channel, so that it is not lost where no thread starts.
    let (hand_over, reader_of) = sync_channel::<Box<dyn Read + Send>>(1);
    let work = move || {
        if let Ok(reader) = reader_of.recv() {
            fill_chunks(reader, &give, &take_back);
        }
    };
    if thread::Builder::new().name("unpack".to_owned()).spawn(work).is_err() {
        return State::Direct(reader);
    }
    match hand_over.send(reader) {
        Ok(()) => State::Running(Running { chunks, spare, chunk: Vec::new(), taken: 0, is_ended: false }),
        Err(lost) => State::Direct(lost.0),
    }
}

fn fill_chunks(mut reader: Box<dyn Read + Send>, give: &SyncSender<io::Result<Vec<u8>>>, spare: &Receiver<Vec<u8>>) {
    loop {
        let mut chunk = spare.try_recv().unwrap_or_default();
        chunk.resize(CHUNK_BYTES, 0);
        let filled = crate::input::positioned::fill(&mut chunk, |buffer| reader.read(buffer));
        chunk.truncate(filled.bytes);
        let is_last = chunk.is_empty() && filled.failure.is_none();
        // An empty chunk is the end; a failure comes behind what was read before it.
        let is_wanted = (chunk.is_empty() && !is_last) || give.send(Ok(chunk)).is_ok();
        if is_last || !is_wanted {
            return;
        }
        if let Some(failure) = filled.failure {
            if give.send(Err(failure)).is_err() {
                return;
            }
            reader = Box::new(io::empty());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_ahead_is_what_the_reader_gives_and_so_is_its_failure() {
        struct Failing(usize);
        impl Read for Failing {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let length = buffer.len().min(7).min(self.0);
                if length == 0 {
                    return Err(io::Error::other("broken"));
                }
                buffer[..length].fill(b'x');
                self.0 -= length;
                Ok(length)
            }
        }
        let content: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).collect();
        let mut read = Vec::new();
        Ahead::new(Box::new(io::Cursor::new(content.clone()))).read_to_end(&mut read).unwrap();
        assert!(read == content);
        let mut read = Vec::new();
        let mut failing = Ahead::new(Box::new(Failing(700_000)));
        assert_eq!(failing.read_to_end(&mut read).unwrap_err().to_string(), "broken");
        assert_eq!(read.len(), 700_000);
        assert_eq!(failing.read(&mut [0; 9]).unwrap(), 0);
    }

    #[test]
    fn a_reader_that_is_left_in_the_middle_ends_its_thread() {
        struct Tells(SyncSender<()>);
        impl Read for Tells {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                buffer.fill(b'x');
                Ok(buffer.len())
            }
        }
        impl Drop for Tells {
            fn drop(&mut self) {
                let _ = self.0.send(());
            }
        }
        let (tell, told) = sync_channel(1);
        let mut ahead = Ahead::new(Box::new(Tells(tell)));
        ahead.read_exact(&mut [0; 10]).unwrap();
        drop(ahead);
        told.recv_timeout(std::time::Duration::from_secs(60)).unwrap();
    }
}
