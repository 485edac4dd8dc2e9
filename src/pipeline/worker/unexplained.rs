//! Lines that no layout explains, as a sign that the source goes on in another format.
//!
//! Such lines are either the body of the last record, when they are text, or belong to nothing, when a trace stands
//! between. Both are looked at by their beginning alone, so that the answer is the same wherever blocks end. Many lines
//! are asked for what they have in common, a few whether they are plainly headers (`plan/plain_header.rs`).

use std::sync::Arc;

use crate::format::detect::HEAD_LINES;
use crate::format::layout::Layout;
use crate::pipeline::plan::{Among, LEAST_HEADERS, WINDOW_BYTES, WINDOW_LINES, is_like_header};
use crate::pipeline::worker::Here;
use crate::record::PieceKind;

/// Lines that belong to nothing since the last record, in windows: as many of them as are looked at together, from the
/// first one on that may be a header.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unexplained {
    lines: usize,
    text: Vec<u8>,
    /// Lines before this window, and those that are passed over until it begins: windows stand ever further apart, so that
    /// few are looked at of a source that has no format.
    before: usize,
    wait: usize,
}

impl Unexplained {
    pub(super) fn is_empty(&self) -> bool {
        self.lines == 0 && self.before == 0
    }

    /// Looks at one more piece; gives the layouts that explain the lines, where there are any, from this piece on.
    #[inline]
    pub(super) fn look_at(&mut self, here: &Here<'_>, catalogue: &[Arc<Layout>]) -> Option<Vec<Arc<Layout>>> {
        match here.piece.kind {
            PieceKind::Record(_) => {
                if !self.is_empty() {
                    *self = Self::default();
                }
                let is_long = here.piece.body.1 - here.piece.body.0 >= WINDOW_LINES;
                if !is_long && !here.piece.seen.has_dated_text {
                    return None;
                }
                let body = here.text.get(here.piece.head_end + 1..here.piece.end)?;
                let further = is_long.then(|| here.plan.further_layouts(body, catalogue)).flatten();
                let is_dated = here.piece.seen.has_dated_text;
                further.or_else(|| is_dated.then(|| here.plan.plain_header(body, Among::Body, catalogue)).flatten())
            }
            PieceKind::Unrecognised if !catalogue.is_empty() => self.add(here, catalogue),
            _ => None,
        }
    }

    fn add(&mut self, here: &Here<'_>, catalogue: &[Arc<Layout>]) -> Option<Vec<Arc<Layout>>> {
        let plain = here.plan.plain_header(here.bytes(), Among::Nothing, catalogue);
        if plain.is_some() {
            return plain;
        }
        for line in here.bytes().split_inclusive(|byte| *byte == b'\n') {
            if self.wait > 0 {
                self.wait -= 1;
                continue;
            }
            if self.text.len() >= WINDOW_BYTES || self.lines >= HEAD_LINES {
                // What comes later may be of another format.
                let before = self.before + self.lines;
                *self = Self { before: before + before / 4, wait: before / 4, ..Self::default() };
                continue;
            }
            if self.lines == 0 && !is_like_header(line) {
                continue;
            }
            self.text.extend_from_slice(line.get(..WINDOW_BYTES).unwrap_or(line));
            self.lines += 1;
            // Looked at again whenever their number has doubled.
            if self.lines >= LEAST_HEADERS && self.lines.is_power_of_two() {
                let further = here.plan.further_layouts(&self.text, catalogue);
                if further.is_some() {
                    return further;
                }
            }
        }
        None
    }
}
