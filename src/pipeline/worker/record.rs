//! From pieces to rows: what is counted of a record, and which records are events.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::event::assemble;
use crate::event::time::{DAY_MICROS, Reading, is_past_midnight};
use crate::format::layout::{Header, Layout};
use crate::format::level::{Level, whole_name};
use crate::format::piece::Field;
use crate::issue;
use crate::pipeline::Visit;
use crate::pipeline::names::NONE;
use crate::pipeline::rows::{Dateless, Row, UnhandledCode, Unrecognised, When};
use crate::pipeline::worker::{Here, Worker, torn};
use crate::record::PieceKind;
use crate::record::lines::Lines;

impl Worker<'_> {
    #[inline]
    pub(super) fn piece(&mut self, here: &Here<'_>, lines: &Lines, is_final: bool) {
        match here.piece.kind {
            PieceKind::Unrecognised => {
                self.found.unrecognised.push(Unrecognised { range: here.piece.start..here.piece.end });
            }
            PieceKind::Record(_) => self.record(here, lines, is_final),
            PieceKind::Message => {
                self.found.bare += 1;
                self.message(here, lines, is_final);
            }
            PieceKind::Trace | PieceKind::Notice(_) => {
                self.found.bare += 1;
                self.found.records += 1;
                self.found.levelless += 1;
                let when = self.when_wrapped(here.mark());
                self.event(here, lines, when, None, NONE, is_final, true);
            }
        }
    }

    #[inline]
    pub(super) fn record(&mut self, here: &Here<'_>, lines: &Lines, is_final: bool) {
        let header = here.header;
        let head = here.head();
        self.found.records += 1;
        self.found.crlf_records += u64::from(head.len() + here.piece.start != here.piece.head_end);
        let when = match here.piece.kind {
            PieceKind::Record(index) => self.when(here, index, head),
            _ => When::Unknown,
        };
        let level_text = header.level_span.map(|span| whole_name(span.of(head))).filter(|text| !text.is_empty());
        let (level, number) = if let Some(text) = level_text {
            let number = self.levels.number(text, 0);
            self.count_level(number);
            (header.level, number)
        } else if let Some((level, text)) = level_behind(here) {
            let number = self.levels.number(text.as_bytes(), 0);
            self.count_level(number);
            (Some(level), number)
        } else if let Some(level) = here.mark().and_then(|mark| mark.level) {
            (Some(level), self.count_level_word(level.name().as_bytes()))
        } else {
            self.found.levelless += 1;
            (header.level.or_else(|| Some(self.assumed_level(here))), NONE)
        };
        let is_event = level.is_some_and(|level| level >= self.settings.level) || here.piece.seen.may_be_printed;
        if !is_event && here.has_body() && level.is_some_and(|level| level < Level::WARN) {
            self.found.interleaved += u64::from(torn::holds_frames(here));
        }
        if is_event || self.settings.visit == Some(Visit::AllRecords) {
            self.event(here, lines, when, level, number, is_final, is_event);
        }
    }

    #[inline]
    pub(super) fn count_level(&mut self, number: u32) {
        if self.level_counts.len() <= number as usize {
            self.level_counts.resize(number as usize + 1, 0);
        }
        if let Some(count) = self.level_counts.get_mut(number as usize) {
            *count += 1;
        }
    }

    /// The moment of a record whose first line is `head`, as its layout says.
    pub(super) fn moment(&mut self, index: usize, layout: Option<&Layout>, header: &Header, head: &[u8]) -> When {
        let (Some(layout), Some(span)) = (layout, header.time) else { return When::Unknown };
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
    pub(super) fn of_day(&mut self, micros: i64) -> i64 {
        if self.last_of_day.is_some_and(|last| is_past_midnight(last, micros)) {
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
    pub(super) fn event(
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
        let is_record = here.is_record();
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
            is_admitted: true,
        };
        if is_record {
            if let Some(span) = here.header.logger {
                row.logger = self.loggers.number(span.of(head), seed);
            } else if let Some(logger) = logger_behind(here) {
                row.logger = self.loggers.number(logger.as_bytes(), seed);
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
                None => self.build(here, is_final),
            };
            if built.module.is_none()
                && let Some(exception) = &built.exception
            {
                let culprit = issue::culprit(exception, &self.settings.own);
                built.module = culprit.map(|culprit| culprit.module).filter(|module| !module.is_empty());
            }
            if !self.settings.filter.admits_text(&built) {
                self.found.filtered += u64::from(is_event);
                row.counts = false;
                row.is_admitted = false;
            }
            if self.settings.count_messages && row.counts {
                let message = built.message.as_deref().unwrap_or_default();
                let template = issue::template(message, &self.settings.template);
                row.message_template = self.messages.number(template.as_bytes(), seed);
            }
            if self.settings.keeps_events() {
                self.found.events.push(Box::new(built));
            }
        }
        self.found.rows.push(row);
    }
}

/// The level behind a message of several lines.
fn level_behind(here: &Here<'_>) -> Option<(Level, String)> {
    let layout = here.layout().filter(|layout| here.has_body() && layout.has_level_behind())?;
    assemble::level_behind(Worker::whole_message(here), layout)
}

/// The logger behind a message of several lines.
fn logger_behind(here: &Here<'_>) -> Option<String> {
    let layout = here.layout().filter(|layout| here.has_body() && layout.has_logger_behind())?;
    assemble::logger_behind(Worker::whole_message(here), layout)
}
