//! Text made ahead: what is decoded or unwrapped is so by a thread of its own, while the threads that parse do so.
//!
//! The thread starts with the first block of a source of which more than the head is to be made, unless blocks are tiny. It
//! is a few blocks ahead at most, and ends when its reader does. The blocks are those that the reader would make itself.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use crate::input::buffer::Buffer;
use crate::input::transform::{Portion, Transformed};

/// Blocks that may wait.
const BLOCKS: usize = 2;
/// Handing over smaller blocks would take longer than making them.
const LEAST_BLOCK_BYTES: usize = 16 << 10;

/// An open source whose text is made.
pub(crate) struct Made {
    state: State,
    /// Bytes of the source itself that were read for what was given out.
    read_bytes: u64,
}

enum State {
    /// By whoever asks for it.
    Here(Box<Transformed>),
    Ahead(Ahead),
}

struct Ahead {
    blocks: Receiver<(Buffer, Portion)>,
    /// Blocks that were worked on go back, to be filled again.
    spare: SyncSender<Buffer>,
    /// Where the next block begins.
    next_bytes: u64,
}

impl Made {
    pub(crate) fn new(text: Box<Transformed>) -> Self {
        Self { read_bytes: text.stream().read_bytes(), state: State::Here(text) }
    }

    /// The text to be made, before any was given out.
    pub(crate) fn into_text(self) -> Option<Box<Transformed>> {
        match self.state {
            State::Here(text) => Some(text),
            State::Ahead(_) => None,
        }
    }

    pub(crate) fn text_mut(&mut self) -> Option<&mut Transformed> {
        match &mut self.state {
            State::Here(text) => Some(text),
            State::Ahead(_) => None,
        }
    }

    pub(crate) fn read_bytes(&self) -> u64 {
        self.read_bytes
    }

    /// Fills `buffer` with up to `block_bytes` of text, always as many until the end.
    pub(crate) fn fill(&mut self, buffer: &mut Buffer, block_bytes: usize) -> Portion {
        if let State::Here(text) = &mut self.state
            && text.is_unfinished()
            && block_bytes >= LEAST_BLOCK_BYTES
            && let Some(ahead) = start(text, block_bytes)
        {
            self.state = State::Ahead(ahead);
        }
        let portion = match &mut self.state {
            State::Here(text) => text.fill(buffer, block_bytes),
            State::Ahead(ahead) => ahead.next(buffer),
        };
        self.read_bytes = portion.read_bytes;
        portion
    }
}

impl Ahead {
    fn next(&mut self, buffer: &mut Buffer) -> Portion {
        // The last block says that it is, so a closed channel means that the thread broke down.
        let (bytes, portion) = self.blocks.recv().unwrap_or_else(|_| {
            let failure = Some(io::Error::other("reading broke down"));
            (Buffer::default(), Portion { offset_bytes: self.next_bytes, is_last: true, failure, ..Portion::default() })
        });
        self.next_bytes = portion.offset_bytes + bytes.len() as u64;
        // Nobody may want it any more.
        let _ = self.spare.try_send(std::mem::replace(buffer, bytes));
        portion
    }
}

/// Lets a thread make the rest of the text; `None` where there is none to be had, and the text stays.
fn start(text: &mut Transformed, block_bytes: usize) -> Option<Ahead> {
    let next_bytes = text.next_bytes();
    let (give, blocks) = sync_channel(BLOCKS);
    let (spare, take_back) = sync_channel::<Buffer>(BLOCKS);
    let (hand_over, text_of) = sync_channel::<Transformed>(1);
    let work = move || {
        let Ok(mut text) = text_of.recv() else { return };
        loop {
            let mut bytes = take_back.try_recv().unwrap_or_default();
            let portion = text.fill(&mut bytes, block_bytes);
            let is_last = portion.is_last;
            if give.send((bytes, portion)).is_err() || is_last {
                return;
            }
        }
    };
    thread::Builder::new().name("text".to_owned()).spawn(work).ok()?;
    let whole = std::mem::replace(text, Transformed::nothing());
    if let Err(lost) = hand_over.send(whole) {
        *text = lost.0;
        return None;
    }
    Some(Ahead { blocks, spare, next_bytes })
}
