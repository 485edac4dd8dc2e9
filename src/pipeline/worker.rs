//! One worker: frames a text and makes a row of each event.
//!
//! A worker remembers, by hash, what it worked out before: the shape of a trace leads to its issue, and so does the
//! template of a message. Only what it meets for the first time goes through the full grammars. What it remembers
//! changes nothing in the result, only the work.

use std::sync::Arc;

use memchr::memmem::Finder;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::event::time::{DAY_MICROS, Reading, StampReader};
use crate::event::{Event, EventTime, Kind, Place, assemble, handled};
use crate::exception::follow::Block;
use crate::format::layout::{Header, Layout};
use crate::format::level::Level;
use crate::format::piece::Field;
use crate::issue::{self, Identity, template_hash};
use crate::pipeline::Visit;
use crate::pipeline::names::{HashedMap, NONE, Names};
use crate::pipeline::plan::Plan;
use crate::pipeline::rows::{Dateless, Definition, Findings, Row, UnhandledCode, Unrecognised, When};
use crate::pipeline::settings::Settings;
use crate::pipeline::stacks::Stacks;
use crate::record::lines::Lines;
use crate::record::shape::Shape;
use crate::record::{Framer, Piece, PieceKind, trim};

/// Entries after which a worker forgets what it remembers, at the next block.
const MAX_REMEMBERED: usize = 1 << 16;
/// A backward jump of the time of day by more than this is midnight.
const ROLLOVER_MICROS: i64 = DAY_MICROS / 2;

/// What a shape leads to.
#[derive(Debug, Clone, Copy)]
enum Known {
    /// This issue, whatever the messages say.
    Issue { issue: u32, unhandled: UnhandledCode, stacks: u32 },
    /// No exception: the message alone decides.
    Message,
    /// The messages count too.
    Whole,
}

/// Where a text stands in its source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At {
    pub(crate) offset_bytes: u64,
    /// Line number of the text's first line, from 1, where it is known.
    pub(crate) line: u64,
    /// Bytes and lines that were cut out of the middle of the text's only piece: they count, but are not there.
    pub(crate) cut_bytes: u64,
    pub(crate) cut_lines: u64,
}

/// What is known of a text's surroundings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// Nothing: the text is a block, to be framed from its first sure header on.
    Block,
    /// It starts at a piece's start; more may follow.
    Open,
    /// It starts at a piece's start, and another piece follows it.
    Whole,
    /// It starts at a piece's start, and the source ends with it.
    Last,
}

#[derive(Debug)]
pub(crate) struct Worker<'s> {
    settings: &'s Settings,
    lines: Lines,
    shape: Shape,
    shapes: HashedMap<u128, Known>,
    templates: HashedMap<u128, u32>,
    fingerprints: HashedMap<u128, u32>,
    issues: u32,
    stacks: Vec<Arc<Stacks>>,
    loggers: Names,
    modules: Names,
    threads: Names,
    levels: Names,
    messages: Names,
    generation: u32,
    stamps: StampReader,
    /// The plan that `stamps` was made for.
    stamps_source: Option<u32>,
    seed: u64,
    traceback: Finder<'static>,
    found: Findings,
    level_counts: Vec<u64>,
    /// Days since the first record without a date, and its last time of day.
    days: i64,
    last_of_day: Option<i64>,
    /// How far lines were counted: position and line feeds before it.
    counted: (usize, u64),
}

/// A piece with the text it stands in.
#[derive(Clone, Copy)]
struct Here<'a> {
    plan: &'a Plan,
    text: &'a [u8],
    piece: &'a Piece,
    header: &'a Header,
    at: At,
}

impl<'a> Here<'a> {
    fn bytes(&self) -> &'a [u8] {
        self.text.get(self.piece.start..self.piece.end).unwrap_or_default()
    }

    fn head(&self) -> &'a [u8] {
        trim(self.text.get(self.piece.start..self.piece.head_end).unwrap_or_default())
    }

    fn layout(&self) -> Option<&'a Layout> {
        match self.piece.kind {
            PieceKind::Record(index) => self.plan.layouts.get(index).map(Arc::as_ref),
            _ => None,
        }
    }

    fn message(&self) -> &'a [u8] {
        self.header.message.of(self.head())
    }

    fn has_body(&self) -> bool {
        self.piece.end > self.piece.head_end + 1
    }
}

impl<'s> Worker<'s> {
    /// `seed` is for the hashes that never leave the process; it is the same for all workers of a run.
    pub(crate) fn new(settings: &'s Settings, seed: u64) -> Self {
        Self {
            settings,
            lines: Lines::default(),
            shape: Shape::new(seed),
            shapes: HashedMap::default(),
            templates: HashedMap::default(),
            fingerprints: HashedMap::default(),
            issues: 0,
            stacks: Vec::new(),
            loggers: Names::default(),
            modules: Names::default(),
            threads: Names::default(),
            levels: Names::default(),
            messages: Names::default(),
            generation: 0,
            stamps: StampReader::new(settings.zone, 0),
            stamps_source: None,
            seed,
            traceback: Finder::new("Traceback (most recent call last)"),
            found: Findings::default(),
            level_counts: Vec::new(),
            days: 0,
            last_of_day: None,
            counted: (0, 0),
        }
    }

    /// Works through `text`.
    ///
    /// Of a block and an open text the last piece is left alone; `Findings` says where it starts.
    pub(crate) fn work(&mut self, plan: &Plan, text: &[u8], at: At, how: How) -> Findings {
        self.begin(plan, at);
        let mut lines = std::mem::take(&mut self.lines);
        lines.scan(text, how != How::Block, plan.indented);
        self.found.line_feeds = lines.line_feeds as u64;
        let whole = matches!(how, How::Whole | How::Last);
        let mut framer = Framer::new(text, &lines, &plan.layouts, &plan.first_bytes, whole);
        if how == How::Block {
            self.found.first = framer.skip_to_header();
            if self.found.first.is_none() {
                self.lines = lines;
                return self.end(0, false);
            }
        }
        while let Some(piece) = framer.next_piece() {
            let here = Here { plan, text, piece: &piece, header: &framer.current, at };
            let is_final = how == How::Last && piece.end == text.len();
            if piece.end - piece.start > self.settings.max_body_bytes && piece.kind != PieceKind::Unrecognised {
                self.cut(&here, is_final);
            } else {
                self.piece(&here, &lines, is_final);
            }
        }
        let (position, is_record_open) = (framer.position(), framer.is_record_open());
        self.lines = lines;
        self.end(position, is_record_open)
    }

    /// Works on a piece that is longer than the limit, without its middle.
    #[cold]
    fn cut(&mut self, here: &Here<'_>, is_final: bool) {
        let limit = self.settings.max_body_bytes;
        let bytes = here.bytes();
        let (kept, behind) = (limit / 2, bytes.len() - (limit - limit / 2));
        let middle = bytes.get(kept..behind).unwrap_or_default();
        let mut text = bytes.get(..kept).unwrap_or_default().to_vec();
        text.extend_from_slice(bytes.get(behind..).unwrap_or_default());
        let mut lines = Lines::default();
        lines.scan(&text, true, here.plan.indented);
        let head_end = (here.piece.head_end - here.piece.start).min(text.len());
        let piece = Piece {
            kind: here.piece.kind,
            start: 0,
            head_end,
            end: text.len(),
            body: (lines.first_at(head_end + 1), lines.len()),
        };
        let place = self.place(here);
        let at = At {
            offset_bytes: place.offset_bytes,
            line: place.line,
            cut_bytes: middle.len() as u64 + here.at.cut_bytes,
            cut_lines: memchr::memchr_iter(b'\n', middle).count() as u64 + here.at.cut_lines,
        };
        let counted = std::mem::replace(&mut self.counted, (0, place.line));
        let rows = self.found.rows.len();
        self.piece(&Here { plan: here.plan, text: &text, piece: &piece, header: here.header, at }, &lines, is_final);
        self.counted = counted;
        if let Some(row) = self.found.rows.get_mut(rows) {
            row.start = u32::try_from(here.piece.start).unwrap_or(u32::MAX);
        }
        self.found.records_cut += 1;
        self.found.bytes_cut += at.cut_bytes;
    }

    fn begin(&mut self, plan: &Plan, at: At) {
        let remembered = [
            self.shapes.len(),
            self.templates.len(),
            self.fingerprints.len(),
            self.stacks.len(),
            self.loggers.len(),
            self.modules.len(),
            self.threads.len(),
            self.levels.len(),
            self.messages.len(),
        ];
        if remembered.iter().any(|entries| *entries > MAX_REMEMBERED) {
            self.forget();
        }
        if self.stamps_source != Some(plan.source) {
            self.stamps = StampReader::new(self.settings.zone, plan.latest_day);
            self.stamps_source = Some(plan.source);
        }
        self.days = 0;
        self.last_of_day = None;
        self.counted = (0, at.line);
        self.level_counts.clear();
    }

    fn forget(&mut self) {
        self.shapes.clear();
        self.templates.clear();
        self.fingerprints.clear();
        self.issues = 0;
        self.stacks.clear();
        for names in [&mut self.loggers, &mut self.modules, &mut self.threads, &mut self.levels, &mut self.messages] {
            names.clear();
        }
        self.generation += 1;
    }

    fn end(&mut self, consumed: usize, is_record_open: bool) -> Findings {
        let mut found = std::mem::take(&mut self.found);
        found.consumed = consumed;
        found.is_record_open = is_record_open;
        found.generation = self.generation;
        found.levels = (0..).zip(&self.level_counts).filter(|(_, n)| **n > 0).map(|(at, n)| (at, *n)).collect();
        found.new_loggers = self.loggers.take_new();
        found.new_modules = self.modules.take_new();
        found.new_threads = self.threads.take_new();
        found.new_levels = self.levels.take_new();
        found.new_messages = self.messages.take_new();
        found
    }

    #[inline]
    fn piece(&mut self, here: &Here<'_>, lines: &Lines, is_final: bool) {
        match here.piece.kind {
            PieceKind::Unrecognised => {
                self.found.unrecognised.push(Unrecognised { range: here.piece.start..here.piece.end });
            }
            PieceKind::Record(_) => self.record(here, lines, is_final),
            PieceKind::Trace | PieceKind::Notice(_) => {
                self.found.records += 1;
                self.found.levelless += 1;
                self.event(here, lines, When::Unknown, None, NONE, is_final, true);
            }
        }
    }

    #[inline]
    fn record(&mut self, here: &Here<'_>, lines: &Lines, is_final: bool) {
        let header = here.header;
        let head = here.head();
        self.found.records += 1;
        self.found.crlf_records += u64::from(head.len() + here.piece.start != here.piece.head_end);
        let when = self.when(here, head);
        let level_text = header.level_span.map(|span| span.of(head)).filter(|text| !text.is_empty());
        let (level, number) = match level_text {
            Some(text) => {
                let number = self.levels.number(text, 0);
                if self.level_counts.len() <= number as usize {
                    self.level_counts.resize(number as usize + 1, 0);
                }
                if let Some(count) = self.level_counts.get_mut(number as usize) {
                    *count += 1;
                }
                (header.level, number)
            }
            None => {
                self.found.levelless += 1;
                (Some(self.settings.assume_level), NONE)
            }
        };
        let is_event = level.is_some_and(|level| level >= self.settings.level);
        if is_event || self.settings.visit == Some(Visit::AllRecords) {
            self.event(here, lines, when, level, number, is_final, is_event);
        }
    }

    #[inline]
    fn when(&mut self, here: &Here<'_>, head: &[u8]) -> When {
        let (PieceKind::Record(index), Some(layout), Some(span)) = (here.piece.kind, here.layout(), here.header.time)
        else {
            return When::Unknown;
        };
        match self.stamps.read(index, layout, span.of(head)) {
            Reading::Moment(moment) if moment.dateless => {
                let micros = self.of_day(moment.micros);
                When::Dateless(micros)
            }
            Reading::Moment(moment) => {
                self.found.week_year_stamps += u64::from(moment.week_year);
                let micros = moment.micros;
                let known = self.found.known.get_or_insert((micros, micros));
                *known = (known.0.min(micros), known.1.max(micros));
                When::Known(micros)
            }
            Reading::Relative => When::Unknown,
            Reading::Unreadable => {
                self.found.unreadable_stamps += 1;
                When::Unknown
            }
        }
    }

    /// Puts a time of day behind the one before it.
    fn of_day(&mut self, micros: i64) -> i64 {
        if self.last_of_day.is_some_and(|last| last - micros > ROLLOVER_MICROS) {
            self.days += 1;
        }
        self.last_of_day = Some(micros);
        let micros = micros + self.days * DAY_MICROS;
        let times = self.found.dateless.get_or_insert(Dateless {
            first: micros,
            last: micros,
            earliest: micros,
            latest: micros,
        });
        times.last = micros;
        times.earliest = times.earliest.min(micros);
        times.latest = times.latest.max(micros);
        micros
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a row, each known already")]
    #[inline]
    fn event(
        &mut self,
        here: &Here<'_>,
        lines: &Lines,
        when: When,
        level: Option<Level>,
        level_text: u32,
        is_final: bool,
        is_event: bool,
    ) {
        let head = here.head();
        let message = here.message();
        let is_record = matches!(here.piece.kind, PieceKind::Record(_));
        let seed = self.seed;
        let mut row = Row {
            start: u32::try_from(here.piece.start).unwrap_or(u32::MAX),
            length: u32::try_from(here.piece.end - here.piece.start).unwrap_or(u32::MAX),
            when,
            issue: NONE,
            logger: NONE,
            module: NONE,
            thread: NONE,
            level_text,
            message_template: NONE,
            level,
            unhandled: UnhandledCode::default(),
            message: is_record.then(|| (here.header.message.start, u32::try_from(message.len()).unwrap_or(0))),
            raised: 0,
            raises: (0, 0),
            stacks: NONE,
            record: 0,
            counts: is_event,
        };
        if is_record {
            if let Some(span) = here.header.logger {
                row.logger = self.loggers.number(span.of(head), seed);
            } else if let Some(layout) = here.layout().filter(|layout| layout.has_module()) {
                let fields = layout.fields(head).into_iter();
                let module = fields.rev().find(|(field, _)| matches!(field, Field::Module | Field::Class));
                row.module = module.map_or(NONE, |(_, span)| self.modules.number(span.of(head), seed));
            }
            if let Some(span) = here.header.thread {
                row.thread = self.threads.number(span.of(head), seed);
            }
        }
        if here.plan.is_doubled {
            row.record = xxh3_64_with_seed(here.bytes(), seed);
        }
        let mut event = None;
        self.identify(here, lines, &mut row, &mut event, is_final);
        if self.settings.keeps_events() || self.settings.count_messages {
            let mut built = match event.take() {
                Some(event) => event,
                None => self.build(here),
            };
            if built.module.is_none()
                && let Some(exception) = &built.exception
            {
                let culprit = issue::culprit(exception, &self.settings.own);
                built.module = culprit.map(|culprit| culprit.module).filter(|module| !module.is_empty());
            }
            if is_event && !self.settings.filter.admits_text(&built) {
                self.found.filtered += 1;
                row.counts = false;
            }
            if self.settings.count_messages && row.counts {
                let message = built.message.as_deref().unwrap_or_default();
                let template = issue::template(message, &self.settings.template);
                row.message_template = self.messages.number(template.as_bytes(), seed);
            }
            if self.settings.keeps_events() {
                self.found.events.push(built);
            }
        }
        self.found.rows.push(row);
    }

    /// Finds the row's issue.
    #[inline]
    fn identify(&mut self, here: &Here<'_>, lines: &Lines, row: &mut Row, event: &mut Option<Event>, is_final: bool) {
        let is_record = matches!(here.piece.kind, PieceKind::Record(_));
        if is_record && !here.has_body() {
            let message = here.message();
            if self.traceback.find(message).is_some() {
                // A traceback on one line, its line feeds escaped.
                self.identify_whole(here, row, event, 0, true);
            } else {
                row.issue = self.by_message(here, message, event);
            }
            return;
        }
        let seed = self.seed;
        let key_seed = match here.piece.kind {
            PieceKind::Record(index) => index as u128 + 16,
            PieceKind::Trace => 1,
            PieceKind::Notice(Block::Exception) => 2,
            PieceKind::Notice(Block::LoggingError) => 3,
            PieceKind::Notice(Block::Fatal) => 4,
            PieceKind::Unrecognised => 0,
        };
        self.shape.read(
            here.text,
            lines,
            here.piece,
            here.message(),
            (key_seed + u128::from(row.logger) * 4096) ^ u128::from(seed) << 64,
        );
        let shape = &self.shape;
        let raises = self.found.raises.len();
        self.found.raises.extend_from_slice(&shape.raises);
        row.raises = (u32::try_from(raises).unwrap_or(0), u32::try_from(shape.raises.len()).unwrap_or(0));
        let (may_have_trace, mut key) = (shape.may_have_trace || !is_record, shape.key);
        if !may_have_trace {
            row.issue = self.by_message(here, self.whole_message(here), event);
            return;
        }
        if is_record && handled::is_telling(here.message()) {
            key ^= template_hash(here.message(), &self.settings.template);
        }
        if !is_final {
            match self.shapes.get(&key) {
                Some(Known::Issue { issue, unhandled, stacks }) => {
                    row.issue = *issue;
                    row.unhandled = *unhandled;
                    row.stacks = *stacks;
                    self.raised(row);
                    return;
                }
                Some(Known::Message) => {
                    row.issue = self.by_message(here, self.whole_message(here), event);
                    return;
                }
                Some(Known::Whole) | None => {}
            }
        }
        self.identify_whole(here, row, event, key, is_final);
    }

    /// Reads the record with the full grammars, and remembers what its shape leads to.
    #[cold]
    fn identify_whole(&mut self, here: &Here<'_>, row: &mut Row, event: &mut Option<Event>, key: u128, is_final: bool) {
        let built = self.build(here);
        self.found.truncated += u64::from(built.truncated);
        if !here.has_body() {
            self.shape.read_one_line(built.exception.as_ref());
            row.raises = (
                u32::try_from(self.found.raises.len()).unwrap_or(0),
                u32::try_from(self.shape.raises.len()).unwrap_or(0),
            );
            self.found.raises.extend_from_slice(&self.shape.raises);
        }
        row.unhandled = UnhandledCode::of(&built);
        let Some(exception) = &built.exception else {
            if !is_final {
                self.shapes.insert(key, Known::Message);
            }
            let message = built.message.clone().unwrap_or_default();
            row.issue = self.by_message(here, message.as_bytes(), event);
            return;
        };
        let has_frames = !exception.frames.is_empty();
        let message = built.message.as_deref().unwrap_or_default();
        let identity = issue::identify(Some(exception), message, &self.settings.own, &self.settings.template);
        row.issue = self.define(identity, &built);
        if let Some(stacks) = Stacks::of(exception, &self.shape.types, |text| self.shape.hash(text)) {
            row.stacks = u32::try_from(self.stacks.len()).unwrap_or(NONE);
            let stacks = Arc::new(stacks);
            self.stacks.push(Arc::clone(&stacks));
            self.found.new_stacks.push(stacks);
            self.raised(row);
        }
        if !is_final {
            let (issue, unhandled, stacks) = (row.issue, row.unhandled, row.stacks);
            let known = if has_frames { Known::Issue { issue, unhandled, stacks } } else { Known::Whole };
            self.shapes.insert(key, known);
        }
        *event = Some(built);
    }

    /// Sets the hash of the exception that was logged.
    fn raised(&self, row: &mut Row) {
        let outermost = self.stacks.get(row.stacks as usize).map(|stacks| stacks.outermost);
        let at = outermost.map(|at| row.raises.0 as usize + at);
        row.raised = at.and_then(|at| self.found.raises.get(at)).copied().unwrap_or(0);
    }

    /// The message with its further lines.
    fn whole_message<'a>(&self, here: &Here<'a>) -> &'a [u8] {
        let start = here.piece.start + here.header.message.start as usize;
        here.text.get(start..here.piece.end).unwrap_or_default()
    }

    /// The issue of a record without an exception.
    #[inline]
    fn by_message(&mut self, here: &Here<'_>, message: &[u8], event: &mut Option<Event>) -> u32 {
        let key = template_hash(message, &self.settings.template);
        if let Some(issue) = self.templates.get(&key) {
            return *issue;
        }
        self.define_message(here, key, event)
    }

    #[cold]
    fn define_message(&mut self, here: &Here<'_>, key: u128, event: &mut Option<Event>) -> u32 {
        let built = event.take().unwrap_or_else(|| self.build(here));
        let message = built.message.as_deref().unwrap_or_default();
        let identity = issue::identify(None, message, &self.settings.own, &self.settings.template);
        let issue = self.define(identity, &built);
        self.templates.insert(key, issue);
        *event = Some(built);
        issue
    }

    fn define(&mut self, identity: Identity, event: &Event) -> u32 {
        let key = identity.fingerprint.value();
        if let Some(issue) = self.fingerprints.get(&key) {
            return *issue;
        }
        let issue = self.issues;
        self.issues += 1;
        self.fingerprints.insert(key, issue);
        let definition = Definition { identity, sample: event.clone() };
        self.found.new_issues.push(Arc::new(definition));
        issue
    }

    /// The event of a piece, whole.
    fn build(&mut self, here: &Here<'_>) -> Event {
        let place = self.place(here);
        let mut event = match (here.piece.kind, here.layout()) {
            (PieceKind::Record(index), Some(layout)) => {
                let head_end = here.piece.head_end - here.piece.start;
                let assume = self.settings.assume_level;
                let mut event = assemble::record(here.bytes(), head_end, layout, here.header, place, assume);
                event.time = self.event_time(here, index, layout);
                event
            }
            (kind, _) => {
                let kind = match kind {
                    PieceKind::Notice(Block::LoggingError) => Kind::LoggingError,
                    PieceKind::Notice(Block::Fatal) => Kind::Fatal,
                    _ => Kind::Stderr,
                };
                assemble::bare(here.bytes(), kind, place)
            }
        };
        event.truncated |= here.at.cut_bytes > 0;
        event
    }

    fn event_time(&mut self, here: &Here<'_>, index: usize, layout: &Layout) -> Option<EventTime> {
        let text = here.header.time?.of(here.head());
        let Reading::Moment(moment) = self.stamps.read(index, layout, text) else { return None };
        let mut micros = moment.micros;
        if moment.dateless {
            micros += self.days * DAY_MICROS;
        }
        Some(EventTime {
            micros,
            offset_seconds: moment.offset_seconds,
            fraction_digits: moment.fraction_digits,
            assumed: crate::event::Assumed {
                zone: moment.zone_assumed,
                date: moment.dateless,
                year: moment.year_assumed,
                week_year: moment.week_year,
            },
        })
    }

    /// Where a piece stands in its source; lines are counted on from the last place asked for.
    fn place(&mut self, here: &Here<'_>) -> Place {
        let (position, line) = self.counted;
        if here.piece.start > position {
            let between = here.text.get(position..here.piece.start).unwrap_or_default();
            let feeds = memchr::memchr_iter(b'\n', between).count() as u64;
            self.counted = (here.piece.start, line + feeds);
        }
        let bytes = here.bytes();
        let feeds = memchr::memchr_iter(b'\n', bytes).count() as u64;
        let unended = u64::from(bytes.last().is_some_and(|byte| *byte != b'\n'));
        Place {
            source: here.plan.source,
            offset_bytes: here.at.offset_bytes + here.piece.start as u64,
            length_bytes: bytes.len() as u64 + here.at.cut_bytes,
            line: self.counted.1,
            lines: feeds + unended + here.at.cut_lines,
        }
    }
}
