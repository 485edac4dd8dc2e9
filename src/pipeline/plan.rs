//! How one source is to be read, decided from its first bytes.

mod further;
mod plain_header;
mod short_year;
mod week_year;

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::Datelike;

use crate::event::assemble::LOGBACK_STATUS;
use crate::event::time::{DAY_MICROS, Reading, StampReader, Zone};
use crate::format::catalogue;
use crate::format::detect::HEAD_LINES;
use crate::format::error::Dialect;
use crate::format::layout::{Header, Layout, order};
use crate::format::wrapper::{self, Entry, Wrapper, lines_of};
use crate::input::{Head, Kin, Unwrap, unwrap_head};
use crate::pipeline::plan::further::layouts_of_head;
pub(crate) use crate::pipeline::plan::further::{detect_in_head, is_like_header, window_end};
pub(crate) use crate::pipeline::plan::plain_header::Among;
use crate::pipeline::plan::short_year::ShortYears;
use crate::pipeline::plan::week_year::Years;
use crate::pipeline::settings::Settings;
use crate::pipeline::worker::At;
use crate::record::lines::Lines;
use crate::record::marks::{Mark, Marks};
use crate::record::unwrap::colours::{self, Uncoloured};
use crate::record::unwrap::strands::{self, By, Strands};
use crate::record::unwrap::table::{Columns, Table};
use crate::record::unwrap::{Unwrapper, is_of_trace, text_of_head};
use crate::record::{Framer, LONG_RUN_BYTES, first_bytes, trim};

/// Lines of the head that are looked at for what all records have in common.
const HEAD_RECORDS: usize = 500;

/// Unindented lines of a body from which on it may be records of another layout.
pub(crate) const WINDOW_LINES: usize = 12;
/// Lines that must look like headers before another layout is looked for.
pub(crate) const LEAST_HEADERS: usize = 8;
/// Bytes of such lines that are looked at.
pub(crate) const WINDOW_BYTES: usize = LONG_RUN_BYTES;
/// Layouts that one source is read with.
const MAX_LAYOUTS: usize = 12;

/// How one source is to be read.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) source: u32,
    /// How often the plan was changed since the source was opened.
    pub(crate) version: u32,
    pub(crate) layouts: Vec<Arc<Layout>>,
    pub(crate) first_bytes: [bool; 256],
    /// Headers may be indented, so that every line must be looked at.
    pub(crate) indented: bool,
    /// Every record is written twice, by two handlers of one logger.
    pub(crate) is_doubled: bool,
    /// The last day, since 1970, that a stamp without a year can mean, and that the last record without a date is of.
    pub(crate) latest_day: i64,
    /// The day of the first record without a date, where it is known beforehand.
    pub(crate) first_day: Option<i64>,
    /// NUL bytes before the first record.
    pub(crate) hole_bytes: u64,
    /// What stands around the lines, if anything does.
    pub(crate) wrapped: Option<Wrapped>,
    pub(crate) goes_on: GoesOn,
    /// The first moment in the head.
    pub(crate) begins_micros: Option<i64>,
    /// Up to where the source repeats the end of the one before it.
    pub(crate) repeated_until_bytes: u64,
    /// Traces that were logged line by line are put together; tells how many lines came too late for that.
    pub(crate) strands: Option<Arc<Marks>>,
}

/// Whether a source goes on where the one before it ended, in the middle of a record perhaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GoesOn {
    No,
    /// Only if that one had ended when this one began: its name may be another log's.
    IfLater,
    Yes,
}

/// The wrapper of a source, and what it says of each entry.
#[derive(Debug, Clone)]
pub(crate) struct Wrapped {
    pub(crate) wrapper: Wrapper,
    pub(crate) marks: Arc<Marks>,
}

/// Makes the plan of a source, and says through what its lines are to go. `catalogue` is what layouts are detected
/// among where none are given; `before` is the plan of the source before.
pub(crate) fn plan(
    head: &Head<'_>,
    settings: &Settings,
    catalogue: &[Arc<Layout>],
    before: Option<&Plan>,
) -> (Plan, Option<Box<dyn Unwrap>>) {
    let inside = Inside::look(head, settings).filter(|inside| !repeats_headers(inside, head.bytes, catalogue));
    let columns = if inside.is_none() && settings.layouts.is_empty() { Columns::of(head.bytes) } else { None };
    let untabled = columns.map(|columns| unwrap_head(head.bytes, head.is_all, &mut Table::new(columns)));
    let bytes = untabled.as_deref().unwrap_or(head.bytes);
    let text = inside.as_ref().map_or(bytes, |inside| inside.text.as_slice());
    // Files of one set stand in one wrapper, or in none.
    let names = |wrapper: Option<&Wrapper>| wrapper.map(Wrapper::names);
    let before = before.filter(|before| {
        let of_before = before.wrapped.as_ref().map(|wrapped| &wrapped.wrapper);
        head.kin.is_some() && names(inside.as_ref().map(|inside| &inside.wrapper)) == names(of_before)
    });
    let inside_lane = before.and_then(|before| before.wrapped.as_ref()?.marks.open_lane());
    let is_rest = inside.as_ref().is_some_and(|inside| inside.begins_with(inside_lane, head));
    let is_certain = head.kin.is_some_and(Kin::is_certain) || head.kin == Some(Kin::Later) && is_rest;
    let layouts = match before {
        _ if !settings.layouts.is_empty() => given(settings),
        Some(before) if is_certain => before.inherited(text, catalogue),
        _ => layouts_of_head(text, catalogue),
    };
    let first_bytes = first_bytes(&layouts);
    let micros = head.modified.map_or(settings.now_micros, micros_of);
    let offset = i64::from(settings.zone.offset_at(micros.div_euclid(1_000_000))) * 1_000_000;
    let latest_day = (micros + offset).div_euclid(DAY_MICROS);
    // What a separate run prints before its first record is none of the last run's.
    let begins_in_trace = || lines_of(text).next().map(trim).is_some_and(|line| !line.is_empty() && is_of_trace(line));
    let mut plan = Plan {
        source: u32::try_from(head.source).unwrap_or(u32::MAX),
        version: 0,
        // The marks of a wrapper stand at indented lines, too.
        indented: is_indented(&first_bytes, &layouts) || inside.is_some(),
        layouts,
        first_bytes,
        is_doubled: false,
        latest_day,
        first_day: settings.date.map(|date| i64::from(date.num_days_from_ce() - 719_163)),
        hole_bytes: head.hole_bytes,
        wrapped: None,
        goes_on: match head.kin.filter(|_| before.is_some()) {
            // A hole is no line of the wrapper's.
            Some(_) if inside.is_some() && head.hole_bytes > 0 => GoesOn::No,
            Some(Kin::Next) => GoesOn::Yes,
            Some(Kin::Later) if is_rest || begins_in_trace() => GoesOn::Yes,
            Some(Kin::Perhaps) if begins_in_trace() => GoesOn::IfLater,
            Some(Kin::Later | Kin::Perhaps | Kin::Twin) | None => GoesOn::No,
        },
        begins_micros: None,
        repeated_until_bytes: 0,
        strands: None,
    };
    let is_detected = settings.layouts.is_empty();
    let Some(inside) = inside else {
        if let Some(columns) = columns {
            look_at_head(&mut plan, bytes, head.is_all, settings.zone, is_detected);
            return (plan, Some(Box::new(Table::new(columns))));
        }
        let is_coloured = colours::are_in(head.bytes);
        let uncoloured = is_coloured.then(|| colours::plain_head(head.bytes, &plan.layouts));
        look_at_head(&mut plan, uncoloured.as_deref().unwrap_or(head.bytes), head.is_all, settings.zone, is_detected);
        if let Some(before) = before {
            if is_certain {
                plan.is_doubled = before.is_doubled;
            }
            plan.see_repeated(head);
        }
        let mut unwrap: Option<Box<dyn Unwrap>> = None;
        if let Some(by) = strands::are_in(uncoloured.as_deref().unwrap_or(head.bytes), &plan.layouts) {
            let marks = Arc::<Marks>::default();
            unwrap = Some(Box::new(Strands::new(plan.layouts.clone(), by, Arc::clone(&marks))));
            plan.strands = Some(marks);
        }
        if is_coloured {
            unwrap = Some(Box::new(Uncoloured::new(plan.layouts.clone(), unwrap)));
        }
        return (plan, unwrap);
    };
    let text = inside.unwrapped(head, &plan.layouts);
    look_at_head(&mut plan, &text, head.is_all, settings.zone, is_detected);
    if let Some(before) = before.filter(|_| is_certain) {
        plan.is_doubled = before.is_doubled;
    }
    let marks = Arc::<Marks>::default();
    let unwrapper = Unwrapper::new(inside.wrapper.clone(), plan.layouts.clone(), Arc::clone(&marks))
        .inside(inside_lane.filter(|_| plan.goes_on == GoesOn::Yes));
    plan.wrapped = Some(Wrapped { wrapper: inside.wrapper, marks });
    (plan, Some(Box::new(unwrapper)))
}

/// Whether what looks like Ray's mark is part of a header that stands before each line of a record (vLLM 0.11).
fn repeats_headers(inside: &Inside, head: &[u8], catalogue: &[Arc<Layout>]) -> bool {
    inside.wrapper.names() == ["ray"] && strands::are_in(head, &layouts_of_head(head, catalogue)) == Some(By::Header)
}

/// What stands inside the wrapper of a source.
struct Inside {
    wrapper: Wrapper,
    /// The text of the head.
    text: Vec<u8>,
}

impl Inside {
    fn look(head: &Head<'_>, settings: &Settings) -> Option<Self> {
        let mut inside = Self { wrapper: wrapper::detect(head.bytes)?, text: Vec::new() };
        inside.text = inside.unwrapped(head, &[]);
        // Whoever gives a layout for the lines as they are means them as they are.
        let fitting = |text: &[u8]| {
            let mut header = Header::default();
            let fits = |line: &&[u8]| settings.layouts.iter().any(|layout| layout.match_header(line, &mut header));
            text.split(|byte| *byte == b'\n').filter(fits).count()
        };
        (settings.layouts.is_empty() || fitting(head.bytes) <= fitting(&inside.text)).then_some(inside)
    }

    /// Whether the first entry is of this lane, and so goes on with what the source before left unfinished.
    fn begins_with(&self, lane: Option<u64>, head: &Head<'_>) -> bool {
        let mut entry = Entry::default();
        let is_entry = lines_of(head.bytes).next().is_some_and(|line| self.wrapper.unwrap(line, &mut entry));
        is_entry && lane == Some(entry.lane())
    }

    fn unwrapped(&self, head: &Head<'_>, layouts: &[Arc<Layout>]) -> Vec<u8> {
        text_of_head(&self.wrapper, head.bytes, head.is_all, layouts)
    }
}

/// The layouts that were given, and with a pattern of Logback's the lines that it prints about itself.
fn given(settings: &Settings) -> Vec<Arc<Layout>> {
    let mut layouts = order(settings.layouts.clone());
    let is_status = |layout: &Layout| layout.name() == LOGBACK_STATUS;
    let is_logback = layouts.iter().any(|layout| layout.dialect() == Dialect::Logback);
    if is_logback && !layouts.iter().any(|layout| is_status(layout)) {
        let row = catalogue::entries().iter().find(|entry| entry.name == LOGBACK_STATUS);
        layouts.extend(row.and_then(|row| row.compile().ok()).map(Arc::new));
    }
    layouts
}

impl Plan {
    /// Records may have a time of day only, and nothing tells of which day they are.
    pub(crate) fn is_dateless(&self) -> bool {
        let only_status = self.layouts.len() == 1;
        // The stamps of a wrapper have a date.
        self.wrapped.is_none()
            && self.first_day.is_none()
            && self.layouts.iter().any(|layout| {
                layout.has_time() && !layout.has_date() && (only_status || layout.name() != LOGBACK_STATUS)
            })
    }

    /// The layouts of the source that goes on where this one ended, which begins with `text`: those of this one, as long
    /// as they explain anything there.
    fn inherited(&self, text: &[u8], catalogue: &[Arc<Layout>]) -> Vec<Arc<Layout>> {
        if self.layouts.is_empty() {
            return layouts_of_head(text, catalogue);
        }
        let mut header = Header::default();
        let fits = |line: &[u8]| self.layouts.iter().any(|layout| layout.match_header(trim(line), &mut header));
        let mut layouts = self.layouts.clone();
        if !lines_of(text).take(HEAD_LINES).any(fits) {
            layouts.extend(self.further_layouts(text, catalogue).unwrap_or_default());
        }
        layouts
    }

    /// Judges whether the bytes that the source has in common with the end of the one before it are the same records.
    ///
    /// A loop may log the same line again and again, and so end one file and begin the next with it. But time does not
    /// go back: records of at least two moments that stand in both files are there twice. So is a file that stands twice
    /// under its own name.
    fn see_repeated(&mut self, head: &Head<'_>) {
        if head.repeated_until_bytes == 0 {
            return;
        }
        let length = usize::try_from(head.repeated_until_bytes).unwrap_or(usize::MAX);
        let text = head.bytes.get(..length).unwrap_or(head.bytes);
        let mut header = Header::default();
        let mut stamps = lines_of(text).map(trim).filter_map(|line| {
            self.layouts.iter().find(|layout| layout.match_header(line, &mut header))?;
            header.time.map(|time| time.of(line))
        });
        let first = stamps.next();
        if head.kin == Some(Kin::Twin) || stamps.any(|stamp| Some(stamp) != first) {
            self.goes_on = GoesOn::Yes;
            self.repeated_until_bytes = head.repeated_until_bytes;
        }
    }

    /// The same plan with the layouts that the source before turned out to have, unless it has them already.
    pub(crate) fn with_those_of(&self, before: &Self) -> Option<Self> {
        let missing = |layout: &&Arc<Layout>| {
            let is = |known: &Arc<Layout>| known.name() == layout.name() && known.pattern() == layout.pattern();
            !self.layouts.iter().any(is)
        };
        let further: Vec<_> = before.layouts.iter().filter(missing).cloned().collect();
        (!further.is_empty()).then(|| self.with(further))
    }

    /// The same plan with further layouts, from some place of the source on.
    pub(crate) fn with(&self, further: Vec<Arc<Layout>>) -> Self {
        let mut layouts = self.layouts.clone();
        layouts.extend(further);
        let first_bytes = first_bytes(&layouts);
        Self {
            version: self.version + 1,
            indented: self.indented || is_indented(&first_bytes, &layouts),
            first_bytes,
            layouts,
            ..self.clone()
        }
    }

    /// What the wrapper says of the entries of a text.
    pub(crate) fn marks(&self, text: &[u8], at: At, settings: &Settings) -> Vec<Mark> {
        let Some(wrapped) = &self.wrapped else { return Vec::new() };
        let cut = (at.cut_bytes > 0).then(|| (kept_bytes(settings) as u64, at.cut_bytes));
        wrapped.marks.between(at.offset_bytes, text.len() as u64, cut)
    }

    /// The last moment of a part of the source.
    pub(crate) fn last_moment(&self, part: &[u8], zone: Zone) -> Option<i64> {
        let unwrapped = self.wrapped.as_ref().map(|wrapped| text_of_head(&wrapped.wrapper, part, true, &self.layouts));
        let text = unwrapped.as_deref().unwrap_or(part);
        let mut lines = Lines::default();
        lines.scan(text, true, self.indented);
        let mut framer = Framer::new(text, &lines, &self.layouts, &self.first_bytes, true);
        let mut stamps = StampReader::new(zone, self.latest_day);
        let mut last = None;
        while let Some(piece) = framer.next_piece() {
            let Some((index, layout)) = piece.layout_in(&self.layouts) else { continue };
            let line = trim(text.get(piece.start..piece.head_end).unwrap_or_default());
            if let Some(Reading::Moment(moment)) = reading(&mut stamps, index, layout, framer.current(), line) {
                last = last.max(Some(moment.micros).filter(|_| !moment.dateless));
            }
        }
        last
    }

    /// A line that no layout explains is a message.
    pub(crate) fn frames_messages(&self) -> bool {
        self.wrapped.as_ref().is_some_and(|wrapped| wrapped.wrapper.frames_messages())
    }
}

/// The second line of a header may be indented too.
fn is_indented(first_bytes: &[bool; 256], layouts: &[Arc<Layout>]) -> bool {
    [b' ', b'\t'].iter().any(|byte| first_bytes.get(usize::from(*byte)).copied().unwrap_or(false))
        || layouts.iter().any(|layout| layout.header_lines() > 1)
}

/// Bytes of an open record that may wait for its end; of a longer one the beginning and the end are kept, half of each.
pub(crate) fn open_bytes(settings: &Settings) -> usize {
    // Lines that wait to be looked at for a layout are no part of what is cut.
    settings.max_body_bytes.max(WINDOW_BYTES * 4)
}

/// Bytes of its beginning that are kept.
fn kept_bytes(settings: &Settings) -> usize {
    open_bytes(settings) / 2
}

/// The catalogue, compiled.
pub(crate) fn compiled_catalogue() -> Vec<Arc<Layout>> {
    catalogue::layouts()
}

fn micros_of(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_micros()).unwrap_or(i64::MAX / 2),
        Err(before) => i64::try_from(before.duration().as_micros()).map_or(0, |micros| -micros),
    }
}

/// Sees whether records come in pairs, what day records without a date may be of, and whether the years of detected
/// layouts are those of weeks.
fn look_at_head(plan: &mut Plan, head: &[u8], is_all: bool, zone: Zone, may_change: bool) {
    let mut lines = Lines::default();
    lines.scan(head, true, plan.indented);
    let mut framer = Framer::new(head, &lines, &plan.layouts, &plan.first_bytes, is_all);
    let mut stamps = StampReader::new(zone, plan.latest_day);
    // Lengths of the runs of equal records.
    let mut runs: Vec<u32> = Vec::new();
    let mut last: Option<&[u8]> = None;
    let mut first_day = None;
    let mut begins_micros = None;
    let mut years = Years::default();
    let mut short_years = if may_change { ShortYears::of(&plan.layouts) } else { ShortYears::default() };
    let mut precise = true;
    for _ in 0..HEAD_RECORDS {
        let Some(piece) = framer.next_piece() else { break };
        let Some((index, layout)) = piece.layout_in(&plan.layouts) else {
            last = None;
            continue;
        };
        let record = head.get(piece.start..piece.end).unwrap_or_default();
        let line = trim(head.get(piece.start..piece.head_end).unwrap_or_default());
        if let Some(time) = framer.current().time {
            short_years.see(index, time.of(line));
        }
        match reading(&mut stamps, index, layout, framer.current(), line) {
            Some(Reading::Moment(moment)) => {
                precise &= moment.fraction_digits >= 3;
                if !moment.dateless {
                    let local = moment.micros + i64::from(moment.offset_seconds) * 1_000_000;
                    let day = local.div_euclid(DAY_MICROS);
                    first_day = first_day.or(Some(day));
                    begins_micros = begins_micros.or(Some(moment.micros));
                    years.see(day);
                }
            }
            _ => precise = false,
        }
        match runs.last_mut() {
            Some(length) if last == Some(record) => *length += 1,
            _ => runs.push(1),
        }
        last = Some(record);
    }
    // Two handlers write every record twice; a loop that fails again and again does so any number of times. The last
    // run may go on behind the head.
    let last_run = runs.pop().unwrap_or(0);
    let pairs = runs.iter().filter(|length| **length == 2).count() + usize::from(last_run == 2);
    plan.is_doubled = precise && pairs >= 3 && pairs * 10 >= runs.len() * 9;
    // A day that is read in another order is none of those seen.
    let reordered = short_years.change(&mut plan.layouts, plan.latest_day);
    plan.first_day = plan.first_day.or(first_day.filter(|_| !reordered));
    plan.begins_micros = begins_micros.filter(|_| !reordered);
    if years.are_of_weeks && may_change {
        plan.layouts = plan.layouts.iter().map(Layout::with_week_years).collect();
    }
}

fn reading(stamps: &mut StampReader, index: usize, layout: &Layout, header: &Header, line: &[u8]) -> Option<Reading> {
    Some(stamps.read(index, layout, header.time?.of(line)))
}
