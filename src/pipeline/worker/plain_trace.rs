//! Which issue a plain trace is of, told by frames that were met before.
//!
//! Traces that never repeat as a whole are still made of the same frames. A frame is taken apart and judged when it is
//! met first; from then on the outline of a traceback is enough to know its fingerprint. What is found is what the full
//! grammar finds, in a fraction of the time; the tests of a debug build compare the two at each event.

use std::sync::Arc;

use crate::exception::Language;
use crate::exception::outline::{self, Outline, RawFrame};
use crate::issue::{Judged, MAX_CHAIN, of_chain};
use crate::pipeline::names::NONE;
use crate::pipeline::rows::{PASSING, Row, UnhandledCode};
use crate::pipeline::stacks::{Names, Nodes, Stacks};
use crate::pipeline::worker::torn::Looked;
use crate::pipeline::worker::{Here, Known, Remembered, Worker};
use crate::record::PieceKind;
use crate::record::hash::{HashedMap, mix};

/// Frames, and chains, after which all are forgotten.
const MAX_FRAMES: usize = 1 << 13;
const MAX_CHAINS: usize = 1 << 11;

/// A frame that was met before.
#[derive(Debug)]
struct Met {
    judged: Judged,
    names: Names,
    is_native: bool,
}

/// A chain of exceptions that was met before, but for the numbers of its lines.
#[derive(Debug)]
struct Chain {
    issue: u32,
    /// What names each frame of its outline.
    names: Box<[Names]>,
}

/// The frames and chains met before.
#[derive(Debug, Default)]
pub(super) struct PlainTraces {
    outline: Outline,
    /// Frames by their text without the line number.
    places: HashedMap<u128, usize>,
    met: Vec<Met>,
    chains: HashedMap<u128, Chain>,
    /// Of each frame of the outline: what tells it from others, and its line.
    frames: Vec<(u128, Option<u32>)>,
    /// The frames of each exception from the raising one on, by their places in the outline, one exception behind the
    /// other; and where those of each stand.
    order: Vec<usize>,
    stacks: Vec<Stack>,
    nodes: Nodes,
}

/// The frames of one exception.
#[derive(Debug, Clone, Copy)]
struct Stack {
    from: usize,
    to: usize,
    /// So many at its end have the lines of those at the end of the trace around it.
    alike: usize,
}

impl PlainTraces {
    /// Frames of another trace may stand in the one that was looked at last.
    #[cfg(debug_assertions)]
    pub(super) fn are_interleaved(&self) -> bool {
        self.outline.interleaved
    }

    /// Issues have other numbers from now on.
    pub(super) fn forget(&mut self) {
        self.chains.clear();
    }

    /// Unfolds the frames of all exceptions; gives a key that is the same for all chains of the same text but for the
    /// numbers of lines.
    fn unfold(&mut self, text: &str, is_python: bool, hash: impl Fn(&[u8]) -> u128) -> Option<u128> {
        self.order.clear();
        self.stacks.clear();
        let mut key = u128::from(is_python);
        for block in &self.outline.blocks {
            let (from, around) = (self.order.len(), self.stacks.last().copied());
            if is_python {
                self.order.extend(block.frames.clone().rev());
            } else {
                self.order.extend(block.frames.clone());
            }
            // Where its frames are left out, the trace ends as the one around it does.
            let end = around.map_or(0..0, |around| around.to - block.more.min(around.to - around.from)..around.to);
            self.order.extend_from_within(end);
            let to = self.order.len();
            let line = |at: &usize| self.frames.get(*at).map(|(_, line)| *line);
            let alike = match around.filter(|_| !is_python) {
                Some(around) => {
                    let own = self.order.get(from..to)?.iter().rev();
                    let others = self.order.get(around.from..around.to)?.iter().rev();
                    own.zip(others).take_while(|(a, b)| line(a) == line(b)).count()
                }
                None => 0,
            };
            self.stacks.push(Stack { from, to, alike });
            key = mix(key, hash(text.get(block.type_name.clone())?.as_bytes()));
            for (frame, _) in self.frames.get(block.frames.clone())? {
                key = mix(key, *frame);
            }
            key = mix(key, (block.more as u128) << 64 | alike as u128);
        }
        Some(key)
    }

    /// Whether two frames of the outline are equal but for their lines.
    fn is_same(&self, a: usize, b: usize) -> bool {
        let frame = |at: usize| self.met_frame(at).map(|met| (met.names, met.is_native));
        a == b || frame(a) == frame(b)
    }

    fn met_frame(&self, at: usize) -> Option<&Met> {
        self.met.get(*self.places.get(&self.frames.get(at)?.0)?)
    }

    /// The types of the chain and their frames, as [`of_chain`] wants them.
    fn chain<'t>(&self, text: &'t str, is_python: bool) -> Option<Vec<(&'t str, Vec<&Judged>)>> {
        let mut chain = Vec::with_capacity(self.stacks.len());
        for (at, (block, stack)) in self.outline.blocks.iter().zip(&self.stacks).enumerate() {
            let frames = self.order.get(stack.from..stack.to)?;
            let around = at.checked_sub(1).and_then(|around| self.stacks.get(around));
            let around = around.and_then(|around| self.order.get(around.from..around.to)).unwrap_or_default();
            let pairs = frames.iter().rev().zip(around.iter().rev()).take(stack.alike);
            let shared = pairs.take_while(|(a, b)| self.is_same(**a, **b)).count();
            let mut judged = Vec::with_capacity(frames.len() - shared);
            for at in frames.get(..frames.len() - shared)? {
                judged.push(&self.met_frame(*at)?.judged);
            }
            chain.push((text.get(block.type_name.clone())?, judged));
        }
        if is_python {
            chain.reverse();
        }
        Some(chain)
    }
}

/// A record's message, and what stands below its first line.
fn message_and_text<'t>(here: &Here<'t>) -> Option<(&'t str, &'t str)> {
    if !matches!(here.piece.kind, PieceKind::Record(_)) {
        return None;
    }
    let text = here.text.get(here.piece.head_end + 1..here.piece.end)?;
    Some((str::from_utf8(here.message()).ok()?, str::from_utf8(text).ok()?))
}

/// The key of a message's template, as what it says is another thing above a traceback than above a stack trace.
fn language_key(here: &Here<'_>, words: u128) -> u128 {
    let text = here.text.get(here.piece.head_end + 1..here.piece.end).unwrap_or_default();
    mix(words, u128::from(text.starts_with(b"Traceback ")))
}

impl Worker<'_> {
    /// Finds the issue of a record with a plain trace, if it is one that is known; what it finds is remembered under
    /// `key`. Where the record's message may say how the exception was handled, `words` are its template; a
    /// logger says nothing of it where the trace stands right below the message.
    pub(super) fn identify_plain(
        &mut self,
        here: &Here<'_>,
        row: &mut Row,
        key: u128,
        looked: Looked,
        words: Option<u128>,
    ) -> bool {
        let unhandled = match words {
            Some(words) => self.telling_words.get(&language_key(here, words)).copied(),
            None => Some(UnhandledCode::default()),
        };
        let Some(unhandled) = unhandled else { return false };
        let mut traces = std::mem::take(&mut self.plain_traces);
        let found = self.outlined(here, &mut traces);
        let interleaved = traces.outline.interleaved;
        self.plain_traces = traces;
        let Some((issue, stacks)) = found else { return false };
        self.found.interleaved += u64::from(interleaved && !looked.is_torn);
        row.issue = issue;
        row.unhandled = unhandled;
        let is_remembered = self.is_met_again(key);
        self.show(row, stacks, is_remembered);
        if is_remembered {
            let stacks = row.stacks;
            let known = Known::Issue { issue, unhandled, stacks, interleaved };
            self.shapes.insert(key, Remembered { known, absent: looked.absent });
        }
        true
    }

    /// Remembers what a message says of how the exception was handled, by its template. Of plain traces it says that
    /// whatever the trace.
    #[cold]
    pub(super) fn learn_words(&mut self, here: &Here<'_>, words: u128, unhandled: UnhandledCode) {
        if let Some((message, text)) = message_and_text(here)
            && self.plain_traces.outline.read(message, text).is_some()
        {
            self.telling_words.insert(language_key(here, words), unhandled);
        }
    }

    fn outlined(&mut self, here: &Here<'_>, traces: &mut PlainTraces) -> Option<(u32, Stacks)> {
        let (message, text) = message_and_text(here)?;
        let language = traces.outline.read(message, text)?;
        let length = traces.outline.blocks.len();
        if length >= MAX_CHAIN {
            return None;
        }
        traces.frames.clear();
        for raw in &traces.outline.frames {
            let line = text.get(raw.number.clone())?.parse().ok().filter(|line| *line > 0);
            traces.frames.push((self.raw_key(text, raw)?, line));
        }
        let is_python = language == Language::Python;
        let key = traces.unfold(text, is_python, |text| self.shape.whole_hash(text))?;
        if !traces.chains.contains_key(&key) {
            let chain = self.meet(text, language, traces)?;
            if traces.chains.len() >= MAX_CHAINS {
                traces.chains.clear();
            }
            traces.chains.insert(key, chain);
        }
        let PlainTraces { outline, chains, frames, order, stacks, nodes, .. } = traces;
        let chain = chains.get(&key)?;
        nodes.clear();
        for (at, (block, stack)) in outline.blocks.iter().zip(stacks).enumerate() {
            let type_name = text.get(block.type_name.clone())?;
            let names = order.get(stack.from..stack.to)?.iter().map(|at| {
                let (names, frame) = (chain.names.get(*at).copied(), frames.get(*at));
                (names.unwrap_or_default(), frame.and_then(|(_, line)| *line))
            });
            let is_outermost = at == if is_python { length - 1 } else { 0 };
            nodes.add(self.shape.hash(type_name.as_bytes()), is_outermost, names);
        }
        Some((chain.issue, nodes.behind(&self.shape.types, is_python)?))
    }

    /// Takes a chain apart that was not met before; none if its issue is not known.
    #[cold]
    fn meet(&mut self, text: &str, language: Language, traces: &mut PlainTraces) -> Option<Chain> {
        if traces.met.len() > MAX_FRAMES {
            traces.met.clear();
            traces.places.clear();
        }
        let mut names = Vec::with_capacity(traces.frames.len());
        for (raw, (key, _)) in traces.outline.frames.iter().zip(&traces.frames) {
            let place = traces.places.get(key).copied().unwrap_or(traces.met.len());
            if place == traces.met.len() {
                let frame = outline::frame(language, text.get(raw.lines.clone())?)?;
                let judged = self.frames.judge(&frame, language).clone();
                traces.met.push(Met { judged, names: Names::of(&frame), is_native: frame.native });
                traces.places.insert(*key, place);
            }
            names.push(traces.met.get(place)?.names);
        }
        let chain = traces.chain(text, language == Language::Python)?;
        let issue = *self.fingerprints.get(&of_chain(&chain).value())?;
        Some(Chain { issue, names: names.into() })
    }

    /// What tells a frame from others, whatever its line number.
    fn raw_key(&self, text: &str, raw: &RawFrame) -> Option<u128> {
        let before = text.get(raw.lines.start..raw.number.start)?;
        let behind = text.get(raw.number.end..raw.lines.end)?;
        Some(mix(self.shape.whole_hash(before.as_bytes()), self.shape.whole_hash(behind.as_bytes())))
    }

    /// Gives the row the stacks of its exceptions; where its shape is remembered, they are too.
    pub(super) fn show(&mut self, row: &mut Row, stacks: Stacks, is_remembered: bool) {
        let stacks = Arc::new(stacks);
        if is_remembered {
            row.stacks = u32::try_from(self.stacks.len()).unwrap_or(NONE);
            self.stacks.push((Arc::clone(&stacks), stacks.outermost));
            self.found.new_stacks.push(stacks);
        } else {
            row.stacks = u32::try_from(self.found.passing_stacks.len()).map_or(NONE, |at| at | PASSING);
            self.found.passing_stacks.push(stacks);
        }
        self.raised(row);
    }

    /// Whether a shape is met for the second time, as far as is known: what is met once needs not to be remembered.
    pub(super) fn is_met_again(&mut self, key: u128) -> bool {
        #[expect(clippy::cast_possible_truncation, reason = "parts of a hash")]
        let (place, tag) = ((key >> 64) as usize, key as u64);
        let places = self.met_once.len();
        let Some(known) = self.met_once.get_mut(place % places) else { return true };
        std::mem::replace(known, tag) == tag
    }
}
