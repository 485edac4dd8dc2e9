//! One worker: frames a text and makes a row of each event.
//!
//! A worker remembers, by hash, what it worked out before: the shape of a trace leads to its issue, and so does the
//! template of a message. Only what it meets for the first time goes through the full grammars. What it remembers
//! changes nothing in the result, only the work.

mod below;
mod build;
mod fallback;
mod identify;
mod made;
mod plain_trace;
mod record;
mod torn;
mod unexplained;

use std::sync::Arc;

use memchr::memmem::Finder;

use crate::event::time::StampReader;
use crate::format::json::record::Plain;
use crate::format::layout::{Header, Layout};
use crate::issue::JudgedFrames;
use crate::pipeline::Visit;
use crate::pipeline::names::Names;
use crate::pipeline::plan::Plan;
use crate::pipeline::rows::{Emptied, Findings, UnhandledCode};
use crate::pipeline::settings::Settings;
use crate::pipeline::stacks::Stacks;
use crate::pipeline::worker::below::LevelNumbers;
use crate::pipeline::worker::plain_trace::PlainTraces;
pub(crate) use crate::pipeline::worker::unexplained::Unexplained;
use crate::record::hash::HashedMap;
use crate::record::lines::Lines;
use crate::record::marks::{Mark, Marked};
use crate::record::shape::Shape;
use crate::record::{Framer, Piece, PieceKind, trim};

/// Entries after which a worker forgets what it remembers, at the next block.
const MAX_REMEMBERED: usize = 1 << 14;

/// Shapes met once that are told from new ones.
const MET_ONCE: usize = 1 << 12;

/// What a shape leads to.
#[derive(Debug, Clone, Copy)]
enum Known {
    /// This issue, whatever the messages say.
    Issue { issue: u32, unhandled: UnhandledCode, stacks: u32, interleaved: bool },
    /// No exception: the message alone decides.
    Message,
    /// The messages count too.
    Whole,
}

/// What is remembered of a shape.
#[derive(Debug, Clone, Copy)]
struct Remembered {
    known: Known,
    /// The date that its indented lines do not hold; see [`torn::Looked`].
    absent: u64,
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
    /// What further layouts are looked for among; empty where layouts are given.
    catalogue: &'s [Arc<Layout>],
    lines: Lines,
    shape: Shape,
    shapes: HashedMap<u128, Remembered>,
    templates: HashedMap<u128, u32>,
    fingerprints: HashedMap<u128, u32>,
    frames: JudgedFrames<'s>,
    plain_traces: PlainTraces,
    /// What messages say of how a plain trace's exception was handled, by their templates.
    telling_words: HashedMap<u128, UnhandledCode>,
    issues: u32,
    /// The stacks of shapes, each with the place of the exception that was logged: whoever folds holds them too, and what
    /// they hold is far away.
    stacks: Vec<(Arc<Stacks>, usize)>,
    /// Shapes met once, by part of their keys.
    met_once: Box<[u64]>,
    loggers: Names,
    modules: Names,
    threads: Names,
    levels: Names,
    messages: Names,
    generation: u32,
    stamps: StampReader,
    unexplained: Unexplained,
    /// The plan that `stamps` was made for.
    stamps_source: Option<u32>,
    seed: u64,
    traceback: Finder<'static>,
    /// Looks for the date of the record that was looked at last.
    date: Finder<'static>,
    /// The buffers for records whose text is made.
    plain: Plain,
    made_lines: Lines,
    found: Findings,
    level_counts: Vec<u64>,
    level_numbers: LevelNumbers,
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
    marked: Marked<'a>,
    /// What a record was whose text was made of what stands in its source.
    original: Option<made::Original<'a>>,
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

    /// What the wrapper says of the piece's first line.
    fn mark(&self) -> Option<&'a Mark> {
        if self.marked.is_empty() { None } else { self.marked.of(self.piece.start) }
    }

    /// It has a header, or is a message.
    fn is_record(&self) -> bool {
        matches!(self.piece.kind, PieceKind::Record(_) | PieceKind::Message)
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
    pub(crate) fn new(settings: &'s Settings, catalogue: &'s [Arc<Layout>], seed: u64) -> Self {
        Self {
            settings,
            catalogue,
            lines: Lines::default(),
            shape: Shape::new(seed),
            shapes: HashedMap::default(),
            templates: HashedMap::default(),
            fingerprints: HashedMap::default(),
            frames: JudgedFrames::new(&settings.own, seed),
            plain_traces: PlainTraces::default(),
            telling_words: HashedMap::default(),
            issues: 0,
            stacks: Vec::new(),
            met_once: vec![0; MET_ONCE].into(),
            loggers: Names::default(),
            modules: Names::default(),
            threads: Names::default(),
            levels: Names::default(),
            messages: Names::default(),
            generation: 0,
            stamps: StampReader::new(settings.zone, 0),
            unexplained: Unexplained::default(),
            stamps_source: None,
            seed,
            traceback: Finder::new("Traceback (most recent call last)"),
            date: Finder::new(""),
            plain: Plain::default(),
            made_lines: Lines::default(),
            found: Findings::default(),
            level_counts: Vec::new(),
            level_numbers: LevelNumbers::default(),
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
        let found = self.work_on(plan, text, at, how, &lines);
        self.lines = lines;
        found
    }

    fn work_on(&mut self, plan: &Plan, text: &[u8], at: At, how: How, lines: &Lines) -> Findings {
        self.found.line_feeds = lines.line_feeds as u64;
        self.found.has_odd_bytes = lines.has_odd_bytes;
        if how == How::Block && plan.wrapped.is_some() {
            // What a wrapped line is depends on its sender's lines before: such sources are framed in order.
            self.unexplained = Unexplained::default();
            return self.end(0, false);
        }
        let whole = matches!(how, How::Whole | How::Last);
        let marks = plan.marks(text, at, self.settings);
        let marked = Marked::new(&marks, at.offset_bytes, plan.frames_messages());
        let mut framer = Framer::new(text, lines, &plan.layouts, &plan.first_bytes, whole).marked(marked);
        if how == How::Block {
            self.unexplained = Unexplained::default();
            self.found.first = framer.skip_to_header();
            if self.found.first.is_none() {
                return self.end(0, false);
            }
        }
        let mut at = at;
        // Of records that nobody wants to see, those below the level are only counted.
        let may_pass = self.settings.visit != Some(Visit::AllRecords) && Self::may_pass_over(plan, marked);
        let below = may_pass.then_some(self.settings.level);
        let max_bytes = self.settings.max_body_bytes;
        let has_json = plan.layouts.iter().any(|layout| layout.json().is_some());
        loop {
            if let Some(level) = below
                && at.cut_bytes == 0
            {
                let before = self.found.records;
                framer.pass_over(level, max_bytes, |passed| self.below(plan, text, marked, passed));
                if self.found.records > before {
                    self.passed_over();
                }
            }
            let Some(piece) = framer.next_piece() else { break };
            if piece.start > 0 && at.cut_bytes > 0 {
                // Only the first piece has a part cut out; those behind it are moved by that much.
                at = At { offset_bytes: at.offset_bytes + at.cut_bytes, cut_bytes: 0, ..at };
                self.counted.1 += std::mem::take(&mut at.cut_lines);
            }
            let here = Here { plan, text, piece: &piece, header: framer.current(), at, marked, original: None };
            let further = self.unexplained.look_at(&here, self.catalogue);
            if further.is_some() {
                self.unexplained = Unexplained::default();
                self.found.further = further;
                return self.end(piece.start, true);
            }
            let is_final = how == How::Last && piece.end == text.len();
            if has_json && here.layout().is_some_and(|layout| layout.json().is_some()) {
                self.json(&here, is_final);
            } else if piece.seen.is_spelled {
                self.spelled(&here, is_final);
            } else if piece.end - piece.start > self.settings.max_body_bytes && piece.kind != PieceKind::Unrecognised {
                self.cut(&here, is_final);
            } else {
                self.found.records_cut += u64::from(at.cut_bytes > 0);
                self.found.bytes_cut += at.cut_bytes;
                self.piece(&here, lines, is_final);
            }
        }
        let (position, is_record_open) = (framer.position(), framer.is_record_open());
        self.end(position, is_record_open)
    }

    /// Puts what is found next into memory that was used before.
    pub(crate) fn reuse(&mut self, emptied: Emptied) {
        self.found = Findings::within(emptied);
    }

    /// Counts the lines of a text that is not to be worked on.
    #[cold]
    pub(crate) fn pass(&self, text: &[u8]) -> Findings {
        let line_feeds = memchr::memchr_iter(b'\n', text).count() as u64;
        Findings { line_feeds, generation: self.generation, ..Findings::default() }
    }

    /// Goes on after a text that another worker looked at.
    pub(crate) fn go_on(&mut self, unexplained: Unexplained) {
        self.unexplained = unexplained;
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
        let piece = Piece::whole(here.piece.kind, head_end, &text, &lines);
        let place = self.place(here);
        let at = At {
            offset_bytes: place.offset_bytes,
            line: place.line,
            cut_bytes: middle.len() as u64 + here.at.cut_bytes,
            cut_lines: memchr::memchr_iter(b'\n', middle).count() as u64 + here.at.cut_lines,
        };
        let counted = std::mem::replace(&mut self.counted, (0, place.line));
        let rows = self.found.rows.len();
        let mark: Vec<Mark> = here.mark().cloned().into_iter().collect();
        let marked = Marked::new(&mark, mark.first().map_or(0, |mark| mark.text_bytes), false);
        let cut = Here { plan: here.plan, text: &text, piece: &piece, header: here.header, at, marked, original: None };
        self.piece(&cut, &lines, is_final);
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
            self.telling_words.len(),
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
        self.telling_words.clear();
        self.issues = 0;
        self.stacks.clear();
        self.plain_traces.forget();
        for names in [&mut self.loggers, &mut self.modules, &mut self.threads, &mut self.levels, &mut self.messages] {
            names.clear();
        }
        self.level_numbers = LevelNumbers::default();
        self.generation += 1;
    }

    fn end(&mut self, consumed: usize, is_record_open: bool) -> Findings {
        let mut found = std::mem::take(&mut self.found);
        found.unexplained.clone_from(&self.unexplained);
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
}
