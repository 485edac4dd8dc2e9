//! The bytes carried over: what one block leaves and the next one goes on with, framed as if no block ended there.

use std::sync::Arc;

use crate::format::layout::Layout;
use crate::pipeline::fold::{Fold, WholeText, count_feeds};
use crate::pipeline::plan::{Plan, WINDOW_BYTES, WINDOW_LINES, open_bytes, window_end};
use crate::pipeline::worker::How;

/// Stretches of a source, each as long as a window may be, of which all windows are looked at.
const FREE_STRETCHES: u64 = 8;
/// Stretches of which one window each is looked at; behind them windows stand ever further apart.
const NEAR_STRETCHES: u64 = 128;
/// By what part of the way so far.
const FURTHER_PART: u64 = 32;

impl Fold<'_, '_> {
    /// Works on complete pieces among the bytes carried over, and bounds what is left.
    pub(super) fn look(&mut self) {
        self.join(How::Open);
        let before = self.carry.bytes.len();
        self.flush(How::Open);
        self.move_members(0..before - self.carry.bytes.len());
        let cut = self.carry.trim(open_bytes(self.settings));
        self.move_members(cut);
        if let (Some(origins), Some((after, before))) = (&mut self.current.origins, self.carry.cut_range()) {
            origins.merge_between(after, before);
        }
    }

    /// Works on the bytes carried over.
    pub(super) fn flush(&mut self, how: How) {
        let mut is_stuck = false;
        while let Some(plan) = self.plan.clone().filter(|_| !self.carry.bytes.is_empty()) {
            let mut end = self.carry.bytes.len();
            if plan.layouts.is_empty() && !self.catalogue.is_empty() && !is_stuck {
                // No layout was found so far: each window of lines is looked at for one.
                if how == How::Open && end < WINDOW_BYTES {
                    return;
                }
                end = window_end(&self.carry.bytes);
                let is_worth_it = self.is_worth_it(self.carry.offset_bytes);
                let window = self.carry.bytes.get(..end).filter(|_| is_worth_it).unwrap_or_default();
                if let Some(further) = plan.layouts_within(window, self.catalogue) {
                    self.change_plan(further);
                    continue;
                }
            }
            let is_all = end == self.carry.bytes.len();
            let bytes = std::mem::take(&mut self.carry.bytes);
            let text = bytes.get(..end).unwrap_or_default();
            let at = self.carry.at();
            let how = if is_all { how } else { How::Open };
            let mut findings = self.seam.work(&plan, text, at, how);
            let mut further = findings.further.take();
            if how == How::Open && findings.consumed == 0 && findings.is_record_open && further.is_none() {
                further = self.in_open_record(&plan, text);
            }
            let consumed = if how == How::Open || further.is_some() { findings.consumed } else { text.len() };
            let lines_before = self.carry.line.saturating_sub(1);
            let worker = self.tables.len() - 1;
            self.apply(&plan, findings, WholeText { bytes: text, skipped: 0 }, at, lines_before, worker);
            let feeds = count_feeds(bytes.get(..consumed).unwrap_or_default());
            self.carry.bytes = bytes;
            self.carry.consume(consumed, feeds);
            match further {
                Some(further) => self.change_plan(further),
                None if is_all => return,
                None => is_stuck = consumed == 0,
            }
        }
    }

    /// Whether a window that begins at a place is looked at: each of the first ones, then one for so many bytes, and then
    /// ever fewer. That bounds what is spent on a source that has no format, at the price of a small part of the records
    /// where they come late.
    fn is_worth_it(&mut self, offset_bytes: u64) -> bool {
        let stretch = offset_bytes / WINDOW_BYTES as u64;
        let further = |last: u64| if last < NEAR_STRETCHES { 1 } else { last / FURTHER_PART };
        let next = self.current.looked_at.map_or(0, |last| last + further(last));
        let is_worth_it = stretch < FREE_STRETCHES || stretch >= next;
        if is_worth_it {
            self.current.looked_at = Some(stretch);
        }
        is_worth_it
    }

    /// Layouts by which the body of a record that goes on beyond the window turns out to be records: the same as when
    /// the record is whole.
    fn in_open_record(&self, plan: &Plan, text: &[u8]) -> Option<Vec<Arc<Layout>>> {
        let body = text.get(memchr::memchr(b'\n', text)? + 1..)?;
        let is_line = |line: &&[u8]| plan.indented || !matches!(line.first(), Some(b' ' | b'\t'));
        let lines = body.split_inclusive(|byte| *byte == b'\n').filter(is_line).take(WINDOW_LINES).count();
        if body.len() < WINDOW_BYTES || lines < WINDOW_LINES {
            return None;
        }
        plan.further_layouts(body, self.catalogue)
    }
}
