//! Which issue a plain traceback is of, told by frames that were met before.
//!
//! Traces that never repeat as a whole are still made of the same frames. A frame is taken apart and judged when it is
//! met first; from then on the outline of a traceback is enough to know its fingerprint. What is found is what the full
//! grammar finds, in a fraction of the time; the tests of a debug build compare the two at each event.

use std::sync::Arc;

use crate::exception::python::outline::{self, Outline, RawFrame};
use crate::exception::{Language, java};
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
}

/// The frames met before, by their text without the line number.
#[derive(Debug, Default)]
pub(super) struct PlainTraces {
    outline: Outline,
    places: HashedMap<u128, usize>,
    met: Vec<Met>,
    /// Of each frame of the outline: its place in `met`, and its line.
    frames: Vec<(usize, Option<u32>)>,
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
        let body = here.text.get(here.piece.head_end + 1..here.piece.end)?;
        if !body.starts_with(b"Traceback (most recent call last):\n") {
            return None;
        }
        let text = str::from_utf8(body).ok()?;
        // A trace of the other language may begin in the message.
        let message = str::from_utf8(here.message()).ok()?;
        if message.ends_with("Traceback (most recent call last):") || java::extract(message).is_some() {
            return None;
        }
        traces.outline.read(text)?;
        let PlainTraces { outline, places, met, frames } = traces;
        if outline.blocks.len() >= MAX_CHAIN {
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
                let frame = outline::frame(text.get(raw.lines.clone())?)?;
                let judged = self.frames.judge(&frame, Language::Python).clone();
                met.push(Met { judged, names: Names::of(&frame) });
                places.insert(key, place);
            }
            frames.push((place, text.get(raw.number.clone())?.parse().ok()));
        }
        let mut chain = Vec::with_capacity(outline.blocks.len());
        let mut nodes = Vec::with_capacity(outline.blocks.len());
        for (at, block) in outline.blocks.iter().enumerate() {
            let type_name = text.get(block.type_name.clone())?;
            let block = frames.get(block.frames.clone())?;
            let met_frame = |(place, line): &(usize, Option<u32>)| Some((met.get(*place)?, *line));
            let block: Vec<(&Met, Option<u32>)> = block.iter().rev().filter_map(met_frame).collect();
            nodes.push(Node {
                type_hash: self.shape.hash(type_name.as_bytes()),
                is_outermost: at + 1 == outline.blocks.len(),
                prefixes: prefixes(block.iter().map(|(met, line)| (met.names, *line))),
            });
            chain.push((type_name, block.into_iter().map(|(met, _)| &met.judged).collect()));
        }
        chain.reverse();
        let issue = *self.fingerprints.get(&of_chain(&chain).value())?;
        Some((issue, Stacks::behind(nodes, &self.shape.types, true)?))
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
