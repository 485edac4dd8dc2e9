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
use crate::pipeline::rows::Row;
use crate::pipeline::stacks::{Names, Node, Stacks, prefixes};
use crate::pipeline::worker::{Here, Known, Worker};
use crate::record::PieceKind;
use crate::record::hash::{HashedMap, mix};

/// Frames after which all are forgotten.
const MAX_FRAMES: usize = 1 << 13;

/// A frame that was met before.
#[derive(Debug)]
struct Met {
    judged: Judged,
    names: Names,
    is_native: bool,
}

/// The frames met before, by their text without the line number.
#[derive(Debug, Default)]
pub(super) struct PlainTraces {
    outline: Outline,
    places: HashedMap<u128, usize>,
    met: Vec<Met>,
    /// The frames of the outline, and of one of its exceptions from the raising one on.
    frames: Vec<Placed>,
    stack: Vec<Placed>,
}

/// A frame by its place among those met before.
#[derive(Debug, Clone, Copy)]
struct Placed {
    place: usize,
    line: Option<u32>,
}

/// Whether two frames are equal but for their lines.
fn is_same_frame(met: &[Met], a: usize, b: usize) -> bool {
    let frame = |place: usize| met.get(place).map(|met| (met.names, met.is_native));
    a == b || frame(a) == frame(b)
}

impl Worker<'_> {
    /// Finds the issue of a record with a plain traceback, if it is one that is known; what it finds is remembered under
    /// `key`. The record's message says nothing about how the exception was handled.
    pub(super) fn identify_plain(&mut self, here: &Here<'_>, row: &mut Row, key: u128) -> bool {
        let mut traces = std::mem::take(&mut self.plain_traces);
        let found = self.outlined(here, &mut traces);
        self.plain_traces = traces;
        let Some((issue, stacks)) = found else { return false };
        row.issue = issue;
        self.show(row, stacks);
        let (unhandled, stacks) = (row.unhandled, row.stacks);
        self.shapes.insert(key, Known::Issue { issue, unhandled, stacks, interleaved: false });
        true
    }

    fn outlined(&mut self, here: &Here<'_>, traces: &mut PlainTraces) -> Option<(u32, Stacks)> {
        if !matches!(here.piece.kind, PieceKind::Record(_)) {
            return None;
        }
        let text = str::from_utf8(here.text.get(here.piece.head_end + 1..here.piece.end)?).ok()?;
        let PlainTraces { outline, places, met, frames, stack } = traces;
        let language = outline.read(str::from_utf8(here.message()).ok()?, text)?;
        let length = outline.blocks.len();
        if length >= MAX_CHAIN {
            return None;
        }
        if met.len() > MAX_FRAMES {
            met.clear();
            places.clear();
        }
        frames.clear();
        for raw in &outline.frames {
            let key = self.raw_key(text, raw)?;
            let place = places.get(&key).copied().unwrap_or(met.len());
            if place == met.len() {
                let frame = outline::frame(language, text.get(raw.lines.clone())?)?;
                let judged = self.frames.judge(&frame, language).clone();
                met.push(Met { judged, names: Names::of(&frame), is_native: frame.native });
                places.insert(key, place);
            }
            frames.push(Placed { place, line: text.get(raw.number.clone())?.parse().ok().filter(|line| *line > 0) });
        }
        let is_python = language == Language::Python;
        let mut chain = Vec::with_capacity(length);
        let mut nodes = Vec::with_capacity(length);
        stack.clear();
        for (at, block) in outline.blocks.iter().enumerate() {
            let type_name = text.get(block.type_name.clone())?;
            let printed = frames.get(block.frames.clone())?;
            // What stands in `stack` is the trace around this one; its end is this one's as well.
            let inherited = stack.len().checked_sub(block.more)?;
            let around = std::mem::take(stack);
            if is_python {
                stack.extend(printed.iter().rev());
            } else {
                stack.extend(printed);
            }
            stack.extend(around.get(inherited..)?);
            let mut counted = stack.len();
            if !is_python {
                let is_same = |(a, b): &(&Placed, &Placed)| a.line == b.line && is_same_frame(met, a.place, b.place);
                counted -= stack.iter().rev().zip(around.iter().rev()).take_while(is_same).count();
            }
            let mut judged = Vec::with_capacity(counted);
            for frame in stack.get(..counted)? {
                judged.push(&met.get(frame.place)?.judged);
            }
            let names = |frame: &Placed| (met.get(frame.place).map(|met| met.names), frame.line);
            nodes.push(Node {
                type_hash: self.shape.hash(type_name.as_bytes()),
                is_outermost: at == if is_python { length - 1 } else { 0 },
                prefixes: prefixes(stack.iter().map(names)),
            });
            chain.push((type_name, judged));
            if is_python {
                stack.clear();
            }
        }
        if is_python {
            chain.reverse();
        }
        let issue = *self.fingerprints.get(&of_chain(&chain).value())?;
        Some((issue, Stacks::behind(nodes, &self.shape.types, is_python)?))
    }

    /// What tells a frame from others, whatever its line number.
    fn raw_key(&self, text: &str, raw: &RawFrame) -> Option<u128> {
        let before = text.get(raw.lines.start..raw.number.start)?;
        let behind = text.get(raw.number.end..raw.lines.end)?;
        Some(mix(self.shape.whole_hash(before.as_bytes()), self.shape.whole_hash(behind.as_bytes())))
    }

    /// Gives the row the stacks of its exceptions.
    pub(super) fn show(&mut self, row: &mut Row, stacks: Stacks) {
        row.stacks = u32::try_from(self.stacks.len()).unwrap_or(NONE);
        let stacks = Arc::new(stacks);
        self.stacks.push(Arc::clone(&stacks));
        self.found.new_stacks.push(stacks);
        self.raised(row);
    }
}
