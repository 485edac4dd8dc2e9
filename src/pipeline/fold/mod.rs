//! The fold: takes what the workers found, in input order, and does what depends on neighbours.
//!
//! A worker frames its block from the first sure header on and leaves the last piece alone. The fold joins what is left
//! over of one block with the head of the next, frames that the same way, and so sees every piece exactly once, wherever
//! the blocks were cut. What depends on order is done here: duplicates, days of stamps without a date, limits.

mod carried;
mod days;
mod joint;
mod odd_bytes;
mod rows;
mod unrecognised;

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::event::time::{DAY_MICROS, is_past_midnight};
use crate::event::{Event, Place};
use crate::format::layout::Layout;
use crate::input::{Origins, Run, Source};
use crate::issue::Identity;
use crate::pipeline::carry::Carry;
use crate::pipeline::duplicates::Duplicates;
use crate::pipeline::fold::days::local_moment;
use crate::pipeline::fold::joint::Member;
use crate::pipeline::places::{Beyond, Places};
use crate::pipeline::plan::Plan;
use crate::pipeline::rows::{Emptied, Findings};
use crate::pipeline::settings::Settings;
use crate::pipeline::tables::Tables;
use crate::pipeline::worker::{At, How, Unexplained, Worker};
use crate::summary::{SourceSummary, Span, Summary};

/// What a visitor is told of an event.
pub(crate) type Visitor<'v> = dyn FnMut(&Event, Option<&Identity>) -> ControlFlow<()> + Send + 'v;

/// Bytes of one source, with what a worker found in them.
pub(crate) struct Folded<'a> {
    pub(crate) plan: Arc<Plan>,
    pub(crate) text: &'a [u8],
    pub(crate) offset_bytes: u64,
    pub(crate) origin: Option<Vec<Run>>,
    pub(crate) findings: Findings,
    pub(crate) worker: usize,
    pub(crate) is_first: bool,
    pub(crate) is_last: bool,
    /// The source ends before its time.
    pub(crate) is_cut: bool,
}

/// What is known of the source that is being read.
#[derive(Debug, Default)]
struct Current {
    summary: Summary,
    source: SourceSummary,
    /// Lines that ended so far.
    lines: u64,
    /// Where the carried bytes end in the source.
    end_bytes: u64,
    last_byte: Option<u8>,
    duplicates: Duplicates,
    /// Days between the first record without a date and the last one, and its time of day.
    days: i64,
    last_of_day: Option<i64>,
    /// The day of the first record without a date, once it is known; and the day of the last event, counted from it.
    first_day: Option<i64>,
    event_day: i64,
    /// First and last moment of records without a date, counted from the first one's midnight.
    dateless_span: Option<Span>,
    /// Bytes of a character that the last block's end cut.
    unfinished: Vec<u8>,
    shaped_lines: u64,
    /// The last record that was written, where records are written twice.
    last_record: Option<(u64, u64, Place)>,
    /// Bytes of the hole that are still to come.
    hole_bytes: u64,
    /// Where lines of the text come from, if they are not the source's own.
    origins: Option<Origins>,
    /// What the last record goes on with in the sources behind.
    beyond: Option<Beyond>,
    /// The stretch in which a window was looked at for layouts last.
    looked_at: Option<u64>,
}

/// The state of the fold.
pub(crate) struct Fold<'s, 'v> {
    settings: &'s Settings,
    catalogue: &'s [Arc<Layout>],
    sources: &'s [Source],
    total: Summary,
    current: Current,
    carry: Carry,
    seam: Worker<'s>,
    /// One for each worker; the last one is for the seam.
    tables: Vec<Tables>,
    visitor: Option<&'v mut Visitor<'v>>,
    is_over: bool,
    /// The source that is being read, and its plan.
    open: Option<u32>,
    plan: Option<Arc<Plan>>,
    /// The source that is being read has ended, but its last record may go on in the next one.
    is_paused: bool,
    /// The sources behind it that begin in the middle of a record.
    members: VecDeque<Member>,
    emptied: Emptied,
}

impl<'s, 'v> Fold<'s, 'v> {
    pub(crate) fn new(
        settings: &'s Settings,
        catalogue: &'s [Arc<Layout>],
        sources: &'s [Source],
        seed: u64,
        visitor: Option<&'v mut Visitor<'v>>,
    ) -> Self {
        Self {
            settings,
            catalogue,
            sources,
            total: Summary::default(),
            current: Current::default(),
            carry: Carry::default(),
            seam: Worker::new(settings, catalogue, seed),
            tables: (0..=settings.threads).map(|_| Tables::default()).collect(),
            visitor,
            is_over: false,
            open: None,
            plan: None,
            is_paused: false,
            members: VecDeque::new(),
            emptied: Emptied::default(),
        }
    }

    /// The memory of the findings that were taken last.
    pub(crate) fn take_emptied(&mut self) -> Emptied {
        std::mem::take(&mut self.emptied)
    }

    /// The visitor has seen enough.
    pub(crate) fn is_over(&self) -> bool {
        self.is_over
    }

    /// Takes the next block, in input order.
    pub(crate) fn take(&mut self, folded: Folded<'_>) {
        let Folded { plan, text, offset_bytes, origin, mut findings, worker, is_first, is_last, is_cut } = folded;
        if is_first {
            self.arrive(plan, offset_bytes);
        } else if self.open != Some(plan.source) {
            // The source was cut short before this block: only its names are good, as the worker counts on them.
            self.learn(&mut findings, worker, self.newest().lines);
            return;
        } else if self.newest_plan().is_some_and(|current| current.version != plan.version) {
            // The block was worked on before the plan changed: its names are good, its rows are not.
            self.learn(&mut findings, worker, self.newest().lines);
            let Findings { line_feeds, has_odd_bytes, .. } = findings;
            findings = Findings { has_odd_bytes, line_feeds, ..Findings::default() };
        }
        let Some(plan) = self.newest_plan() else { return };
        if let Some(runs) = origin {
            self.newest_mut().origins.get_or_insert_default().append(runs);
        }
        let start_line = self.newest().lines;
        let text_feeds = findings.line_feeds;
        let skipped = self.skip(&plan, text, offset_bytes);
        let whole = text;
        let text = whole.get(skipped..).unwrap_or_default();
        // NUL bytes of a hole count, what the source before held does not.
        let is_repeated = plan.repeated_until_bytes > offset_bytes;
        self.newest_mut().odd_bytes(if is_repeated { text } else { whole }, findings.has_odd_bytes);
        let first = findings.first.filter(|first| *first >= skipped);
        if let Some(first) = first {
            // A hole or a mark before a header is none of the line before it.
            let before = whole.get(skipped..first).unwrap_or_default();
            let until = skipped + memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
            self.carry_on(whole, skipped..until, offset_bytes, start_line);
            self.join(How::Whole);
            self.flush(How::Whole);
        } else if findings.first.is_some() {
            self.learn(&mut findings, worker, start_line);
        }
        // A change of the plan in what was carried over makes the findings void.
        let is_void = self.plan.as_ref().is_some_and(|now| now.version != plan.version);
        if first.is_some() && !is_void {
            let consumed = findings.consumed;
            let rest = text.get(consumed - skipped..).unwrap_or_default();
            let feeds_before = text_feeds - count_feeds(rest);
            let further = findings.further.take();
            self.seam.go_on(std::mem::take(&mut findings.unexplained));
            let at = At { offset_bytes, line: 1, cut_bytes: 0, cut_lines: 0 };
            self.apply(&plan, findings, WholeText { bytes: text, skipped }, at, start_line, worker);
            self.carry.restart(rest, offset_bytes + consumed as u64, start_line + feeds_before + 1);
            if let Some(further) = further {
                self.change_plan(further);
                self.look();
            }
        } else {
            if is_void && first.is_some() {
                self.learn(&mut findings, worker, start_line);
            }
            self.carry_on(whole, first.unwrap_or(skipped)..whole.len(), offset_bytes, start_line);
            if self.carry.is_worth_a_look() {
                self.look();
            }
        }
        let carried_bytes = self.carry.offset_bytes;
        let is_joining = !self.members.is_empty();
        let newest = self.newest_mut();
        newest.lines = start_line + text_feeds;
        newest.end_bytes = offset_bytes + whole.len() as u64;
        newest.last_byte = whole.last().copied().or(newest.last_byte);
        if !is_joining {
            if let Some(origins) = &mut newest.origins {
                origins.forget_before(carried_bytes);
            }
            if let Some(wrapped) = &plan.wrapped {
                wrapped.marks.forget_before(carried_bytes);
            }
        }
        if is_last {
            self.open = None;
            self.is_paused = !is_cut && self.may_go_on(plan.source);
            if !self.is_paused {
                self.close();
            }
        }
    }

    /// Takes only the names of findings that are void, as the worker counts on their being known.
    fn learn(&mut self, findings: &mut Findings, worker: usize, lines_before: u64) {
        let current = self.members.back().map_or(&self.current, |member| &member.current);
        if let Some(tables) = self.tables.get_mut(worker) {
            tables.learn(findings, current.places(lines_before));
        }
    }

    fn close(&mut self) {
        let is_left = self.open.is_some();
        self.join(How::Last);
        self.flush(How::Last);
        if is_left {
            // Its end was not seen: what is open there goes on.
            self.current.summary.coverage.truncated = 0;
        }
        if let Some(plan) = self.plan.take() {
            self.end(&plan);
        }
        self.open = None;
        self.is_paused = false;
    }

    /// Reads the rest of the source with further layouts.
    fn change_plan(&mut self, further: Vec<Arc<Layout>>) {
        let Some(plan) = &self.plan else { return };
        let plan = Arc::new(plan.with(further));
        self.current.source.layouts = plan.layouts.iter().map(|layout| layout.name().to_owned()).collect();
        self.plan = Some(plan);
    }

    /// The plan in force, for the workers.
    pub(crate) fn plan(&self) -> Option<Arc<Plan>> {
        self.plan.clone()
    }

    /// How many bytes of the block are left out: those of a hole before the first record, and what the source before
    /// held already.
    fn skip(&mut self, plan: &Plan, text: &[u8], offset_bytes: u64) -> usize {
        let newest = self.newest_mut();
        let hole = usize::try_from(newest.hole_bytes).unwrap_or(usize::MAX).min(text.len());
        newest.hole_bytes -= hole as u64;
        let repeated = usize::try_from(plan.repeated_until_bytes.saturating_sub(offset_bytes)).unwrap_or(usize::MAX);
        let skipped = hole.max(repeated.min(text.len()));
        if skipped > 0 {
            let feeds = count_feeds(text.get(..skipped).unwrap_or_default());
            newest.source.repeated += feeds;
            let lines = newest.lines + feeds;
            let from_bytes = offset_bytes + skipped as u64;
            match self.members.back_mut() {
                Some(member) => member.begin(from_bytes, lines),
                None => self.carry.restart(&[], from_bytes, lines + 1),
            }
        }
        skipped
    }

    /// Begins with a source.
    fn begin(&mut self, plan: Arc<Plan>, offset_bytes: u64) {
        for tables in &mut self.tables {
            tables.begin_summary();
        }
        self.seam.go_on(Unexplained::default());
        self.current = self.fresh(&plan, offset_bytes);
        self.carry.restart(&[], offset_bytes, 1);
        self.plan = Some(plan);
    }

    /// What is known of a source before its first block.
    fn fresh(&self, plan: &Plan, offset_bytes: u64) -> Current {
        let path = self.sources.get(plan.source as usize).map(|source| source.path.display().to_string());
        let wrappers = plan.wrapped.as_ref().map(|wrapped| wrapped.wrapper.names()).unwrap_or_default();
        let source = SourceSummary {
            path: path.unwrap_or_default(),
            layouts: plan.layouts.iter().map(|layout| layout.name().to_owned()).collect(),
            wrappers: wrappers.into_iter().map(str::to_owned).collect(),
            ..SourceSummary::default()
        };
        let hole_bytes = plan.hole_bytes;
        Current { source, hole_bytes, first_day: plan.first_day, end_bytes: offset_bytes, ..Current::default() }
    }

    /// Counts what was found in a text that starts after `lines_before` lines of its source.
    fn apply(
        &mut self,
        plan: &Plan,
        findings: Findings,
        text: WholeText<'_>,
        at: At,
        lines_before: u64,
        worker: usize,
    ) {
        let mut findings = findings;
        let Some(tables) = self.tables.get_mut(worker) else { return };
        tables.learn(&mut findings, self.current.places(lines_before));
        let current = &mut self.current;
        let limits = &self.settings.limits;
        current.source.records += findings.records;
        current.source.bare += findings.bare;
        current.summary.filtered += findings.filtered;
        for (level, count) in &findings.levels {
            current.summary.levels.observe(tables.level_name(*level).unwrap_or_default(), *count, limits.values);
        }
        let coverage = &mut current.summary.coverage;
        coverage.levelless += findings.levelless;
        coverage.unreadable_stamps += findings.unreadable_stamps;
        coverage.week_year_stamps += findings.week_year_stamps;
        coverage.truncated += findings.truncated;
        coverage.interleaved += findings.interleaved;
        coverage.loose_parts += findings.loose_parts;
        coverage.crlf_records += findings.crlf_records;
        coverage.records_cut += findings.records_cut;
        coverage.bytes_cut += findings.bytes_cut;
        for micros in findings.known.iter().flat_map(|(first, last)| [*first, *last]) {
            Span::widen(&mut current.source.span, micros);
        }
        let first_of_day = findings.dateless.map(|times| times.first);
        if let (Some(last), Some(first)) = (current.last_of_day, first_of_day)
            && is_past_midnight(last, first)
        {
            current.days += 1;
        }
        let days = current.days;
        if let Some(times) = findings.dateless {
            for micros in [times.earliest, times.latest] {
                Span::widen(&mut current.dateless_span, micros + days * DAY_MICROS);
            }
            current.days += times.last.div_euclid(DAY_MICROS);
            current.last_of_day = Some(times.last.rem_euclid(DAY_MICROS));
        }
        let (mut counted, mut line) = (text.skipped, lines_before);
        for lines in &findings.unrecognised {
            line += count_feeds(text.get(counted..lines.range.start));
            counted = lines.range.start;
            self.unrecognised(plan, text.get(lines.range.clone()), lines.range.start, at, line);
        }
        let mut events = std::mem::take(&mut findings.events).into_iter();
        for row in &findings.rows {
            let event = events.next();
            if self.is_over {
                break;
            }
            self.row(plan, row, event, &findings, Setting { text, at, lines_before, days, worker });
        }
        self.emptied = findings.empty().max(std::mem::take(&mut self.emptied));
    }

    fn end(&mut self, plan: &Plan) {
        let mut current = std::mem::take(&mut self.current);
        current.summary.coverage.invalid_utf8 += current.unfinished.len() as u64;
        let unended = u64::from(current.last_byte.is_some_and(|byte| byte != b'\n'));
        current.source.days = current.days;
        current.source.bytes = current.origins.as_ref().map_or(current.end_bytes, Origins::end_bytes);
        current.source.lines = current.origins.as_ref().map_or(current.lines + unended, Origins::lines);
        if plan.repeated_until_bytes > 0 && plan.repeated_until_bytes >= current.end_bytes {
            current.source.repeated = current.source.lines;
        }
        if plan.hole_bytes > 0 && current.source.records + current.source.unrecognised + current.source.repeated == 0 {
            // A hole alone: no record begins behind it.
            current.source.unrecognised = current.source.lines;
            current.summary.coverage.unrecognised += current.source.lines;
        }
        let zone = self.settings.zone;
        if let Some(span) = current.dateless_span {
            // The last record is of the day when the source was last written.
            let first_day = current.first_day.unwrap_or(plan.latest_day - current.days);
            current.date(first_day, zone);
            for micros in [span.first, span.last] {
                Span::widen(&mut current.source.span, local_moment(zone, micros + first_day * DAY_MICROS));
            }
        }
        let mut summary = current.summary;
        let marks = plan.wrapped.as_ref().map(|wrapped| &wrapped.marks).or(plan.strands.as_ref());
        summary.coverage.torn = marks.map_or(0, |marks| marks.torn());
        summary.records = current.source.records;
        summary.records_span = current.source.span;
        summary.coverage.repeated = current.source.repeated;
        summary.coverage.bytes = current.source.bytes;
        summary.coverage.lines = current.source.lines;
        summary.sources.push(current.source);
        summary.settle();
        self.total.merge(summary, &self.settings.limits);
    }

    /// What was counted. A source that was left in the middle ends there.
    pub(crate) fn finish(mut self) -> Summary {
        if self.open.is_some() || self.is_paused {
            self.close();
        }
        self.total
    }
}

impl Current {
    fn places(&self, lines_before: u64) -> Places<'_> {
        Places { lines_before, origins: self.origins.as_ref(), beyond: self.beyond }
    }
}

/// Where rows stand.
#[derive(Clone, Copy)]
struct Setting<'a> {
    text: WholeText<'a>,
    at: At,
    lines_before: u64,
    days: i64,
    worker: usize,
}

impl Setting<'_> {
    fn places(self, current: &Current) -> Places<'_> {
        current.places(self.lines_before)
    }
}

/// A text whose first bytes were left out; places count them.
#[derive(Clone, Copy)]
struct WholeText<'a> {
    bytes: &'a [u8],
    skipped: usize,
}

impl<'a> WholeText<'a> {
    fn get(self, range: std::ops::Range<usize>) -> &'a [u8] {
        let from = range.start.checked_sub(self.skipped);
        let to = range.end.checked_sub(self.skipped);
        from.zip(to).and_then(|(from, to)| self.bytes.get(from..to)).unwrap_or_default()
    }
}

fn count_feeds(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}
