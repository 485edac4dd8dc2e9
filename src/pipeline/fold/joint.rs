//! Records over the seam of two files of a rotated set.
//!
//! ```text
//! error.log.1   … header, half a trace │ error.log   the other half, header …
//!                 └─ carry of the older file ─┴─ begins here  └─ from here on the younger one is read by itself
//! ```
//!
//! A source that may go on in the next one is left open when it ends. The next one's first lines are carried on behind
//! its last ones, until it is sure where the first piece of the next source begins: that ends the older one. Several
//! sources may begin and end in between. Pieces belong to the source in which they begin; lines that belong to nothing
//! are counted where they stand.

use std::ops::Range;
use std::sync::Arc;

use crate::input::{Source, may_go_on};
use crate::pipeline::fold::days::local_day;
use crate::pipeline::fold::{Current, Fold, count_feeds};
use crate::pipeline::places::Beyond;
use crate::pipeline::plan::{GoesOn, Plan};
use crate::pipeline::worker::How;
use crate::record::lines::Lines;
use crate::record::marks::Marked;
use crate::record::{Framer, PieceKind};

/// A source whose first lines may belong to the last record of one before it.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) plan: Arc<Plan>,
    pub(super) current: Current,
    /// Where its text begins among the carried bytes.
    start: usize,
    /// Where the text that was carried begins and ends in the source, and the lines before these places.
    begin_bytes: u64,
    begin_lines: u64,
    end_bytes: u64,
    end_lines: u64,
}

impl Member {
    /// Leaves out what stands before a place, as nothing was carried yet.
    pub(super) fn begin(&mut self, offset_bytes: u64, lines: u64) {
        (self.begin_bytes, self.end_bytes) = (offset_bytes, offset_bytes);
        (self.begin_lines, self.end_lines) = (lines, lines);
    }

    /// Adds the text up to a place to what lies beyond the end of another source.
    fn add_to(&self, beyond: &mut Beyond, to_bytes: u64, to_lines: u64) {
        let (bytes, lines) = (to_bytes.saturating_sub(self.begin_bytes), to_lines.saturating_sub(self.begin_lines));
        beyond.text.add(bytes, lines);
        match self.current.origins.as_ref().filter(|_| bytes > 0) {
            Some(origins) => {
                let origin = origins.of(self.begin_bytes, to_bytes).unwrap_or_default();
                beyond.origin.add(origin.length_bytes, origin.lines);
            }
            None => beyond.origin.add(bytes, lines),
        }
    }
}

impl Fold<'_, '_> {
    /// The source that blocks are taken of.
    pub(super) fn newest(&self) -> &Current {
        self.members.back().map_or(&self.current, |member| &member.current)
    }

    pub(super) fn newest_mut(&mut self) -> &mut Current {
        self.members.back_mut().map_or(&mut self.current, |member| &mut member.current)
    }

    pub(super) fn newest_plan(&self) -> Option<Arc<Plan>> {
        self.members.back().map(|member| Arc::clone(&member.plan)).or_else(|| self.plan.clone())
    }

    /// Whether the source behind this one may go on with its last record.
    pub(super) fn may_go_on(&self, source: u32) -> bool {
        let at = source as usize;
        let pair: Option<(&Source, &Source)> = self.sources.get(at).zip(self.sources.get(at + 1));
        pair.is_some_and(|(source, next)| may_go_on(source, next))
    }

    /// Begins with the next source: behind the one before it, if that goes on in it.
    pub(super) fn arrive(&mut self, plan: Arc<Plan>, offset_bytes: u64) {
        let source = plan.source;
        let before = self.newest_plan().map(|before| before.source + 1);
        if self.is_paused && before == Some(source) && self.goes_on(&plan) {
            let current = self.fresh(&plan, offset_bytes);
            if let Some((wrapped, next)) =
                self.newest_plan().as_ref().and_then(|before| before.wrapped.as_ref()).zip(plan.wrapped.as_ref())
            {
                wrapped.marks.go_on_with(self.newest().end_bytes, &next.marks);
            }
            self.members.push_back(Member {
                plan,
                current,
                start: self.carry.bytes.len(),
                begin_bytes: offset_bytes,
                begin_lines: 0,
                end_bytes: offset_bytes,
                end_lines: 0,
            });
        } else {
            if self.is_paused {
                self.close();
            }
            self.begin(plan, offset_bytes);
        }
        self.is_paused = false;
        self.open = Some(source);
    }

    /// Whether the source goes on in the one of this plan.
    fn goes_on(&mut self, plan: &Plan) -> bool {
        if plan.goes_on != GoesOn::IfLater {
            return plan.goes_on == GoesOn::Yes;
        }
        // All records but the open one are to be counted.
        self.look();
        let last = self.current.source.span.map(|span| span.last);
        self.members.is_empty() && last.zip(plan.begins_micros).is_some_and(|(last, first)| last <= first)
    }

    /// Carries a part of a block, which begins after `lines` lines of its source.
    pub(super) fn carry_on(&mut self, block: &[u8], part: Range<usize>, offset_bytes: u64, lines: u64) {
        let end = part.end;
        self.carry.append(block.get(part).unwrap_or_default());
        if let Some(member) = self.members.back_mut() {
            member.end_bytes = offset_bytes + end as u64;
            member.end_lines = lines + count_feeds(block.get(..end).unwrap_or_default());
        }
    }

    /// Bytes were taken out of those carried.
    pub(super) fn move_members(&mut self, out: Range<usize>) {
        for member in &mut self.members {
            member.start = if member.start >= out.end { member.start - out.len() } else { member.start.min(out.start) };
        }
    }

    /// Ends the sources that end before the bytes carried do, as far as it is sure where their last records end.
    pub(super) fn join(&mut self, how: How) {
        while let Some(boundary) = self.members.front().map(|member| member.start) {
            let Some(split) = self.first_piece_behind(boundary, how) else { return };
            self.give_up_to(split, how);
        }
    }

    /// Where the first piece begins that does not begin before `boundary`; the end, if there is none.
    fn first_piece_behind(&self, boundary: usize, how: How) -> Option<usize> {
        let plan = self.plan.as_ref()?;
        let text = &self.carry.bytes;
        let is_whole = matches!(how, How::Whole | How::Last);
        let mut lines = Lines::default();
        lines.scan(text, true, plan.indented);
        let at = self.carry.at();
        let marks = plan.marks(text, at, self.settings);
        let marked = Marked::new(&marks, at.offset_bytes, plan.frames_messages());
        let mut framer = Framer::new(text, &lines, &plan.layouts, &plan.first_bytes, is_whole).marked(marked);
        // A mark before a header stands between pieces.
        let mut end = 0;
        while framer.position().max(end) < boundary {
            match framer.next_piece() {
                Some(piece) if piece.kind == PieceKind::Unrecognised && piece.end > boundary => return Some(boundary),
                Some(piece) => end = piece.end,
                None => return is_whole.then_some(text.len()),
            }
        }
        Some(end.max(boundary))
    }

    /// Works on the bytes carried up to `split`, which belong to the source that began first, and goes on with the source
    /// in which the rest begins.
    fn give_up_to(&mut self, split: usize, how: How) {
        let rest = self.carry.bytes.split_off(split);
        let feeds_behind = |from: usize, to: usize| {
            let bytes = from.checked_sub(split).and_then(|from| rest.get(from..to.saturating_sub(split)));
            count_feeds(bytes.unwrap_or_default())
        };
        let all = split + rest.len();
        let next = self.members.iter().rposition(|member| member.start <= split).unwrap_or(0);
        let end = self.members.get(next + 1).map_or(all, |member| member.start);
        let mut beyond = Beyond { from_bytes: self.current.end_bytes, ..Beyond::default() };
        let mut place = (0, 0);
        for (at, member) in self.members.iter().take(next + 1).enumerate() {
            let unended = u64::from(at < next && member.current.last_byte.is_some_and(|byte| byte != b'\n'));
            place = (member.end_bytes, member.end_lines + unended);
            if at == next {
                place = (member.end_bytes - (end - split) as u64, member.end_lines - feeds_behind(split, end));
            }
            member.add_to(&mut beyond, place.0, place.1);
        }
        self.current.beyond = Some(beyond);
        let is_last = how == How::Last && rest.is_empty();
        self.flush(if is_last { How::Last } else { How::Whole });
        let mut end_bytes = self.carry.offset_bytes;
        for _ in 0..=next {
            self.change_over(end_bytes, place.0);
            // The record's end is known by its place in the next source now.
            end_bytes = place.0;
        }
        self.carry.restart(&rest, place.0, place.1 + 1);
        for member in &mut self.members {
            member.start -= split;
        }
    }

    /// Ends the source that began first, and goes on with the next one. The last record ended at `end_bytes` of the one,
    /// the next one begins at `begin_bytes` of the other.
    fn change_over(&mut self, end_bytes: u64, begin_bytes: u64) {
        let (Some(plan), Some(member)) = (self.plan.take(), self.members.pop_front()) else { return };
        let mut current = member.current;
        let before = &mut self.current;
        current.duplicates = std::mem::take(&mut before.duplicates);
        current.last_record = before
            .last_record
            .map(|(record, end, place)| (record, if end == end_bytes { begin_bytes } else { u64::MAX }, place));
        if self.settings.date.is_some() && before.last_of_day.is_some() {
            // The day that was given is that of the set's first record.
            current.first_day = before.first_day.map(|day| day + before.days);
            current.last_of_day = before.last_of_day;
        } else if current.first_day.is_none() && !member.plan.is_dateless() {
            // Single lines without a date are of the day on which the file before ended.
            current.first_day = before.source.span.map(|span| local_day(self.settings.zone, span.last));
        }
        self.end(&plan);
        for tables in &mut self.tables {
            tables.begin_summary();
        }
        self.current = current;
        self.plan = Some(match member.plan.with_those_of(&plan) {
            Some(more) => Arc::new(more),
            None => member.plan,
        });
        if let Some(plan) = &self.plan {
            self.current.source.layouts = plan.layouts.iter().map(|layout| layout.name().to_owned()).collect();
        }
    }
}
