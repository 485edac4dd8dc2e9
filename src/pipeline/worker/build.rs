//! The whole event of a piece, for samples and for whoever wants to see it.

use crate::event::time::{DAY_MICROS, Moment, Reading};
use crate::event::{Assumed, Event, EventTime, Kind, Place, assemble};
use crate::exception::follow::Block;
use crate::format::layout::Layout;
use crate::pipeline::worker::{Here, Worker, torn};
use crate::record::PieceKind;

impl Worker<'_> {
    /// The event of a piece, whole; `is_final` says that the source ends with it.
    pub(super) fn build(&mut self, here: &Here<'_>, is_final: bool) -> Event {
        let place = self.place(here);
        let mut event = match (here.piece.kind, here.layout()) {
            (PieceKind::Record(index), Some(layout)) => {
                let head_end = here.piece.head_end - here.piece.start;
                let assume = self.assumed_level(here);
                let mut event = assemble::record(here.bytes(), head_end, layout, here.header, place, assume);
                event.time = self.event_time(here, index, layout);
                if let (Some(original), Some(map)) = (&here.original, layout.json()) {
                    assemble::add_fields(&mut event, map.fields(original.source));
                    event.truncated |= original.is_cut;
                }
                event
            }
            (PieceKind::Message, _) => {
                let head_end = here.piece.head_end - here.piece.start;
                assemble::message(here.bytes(), head_end, place)
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
        self.fall_back(here, &mut event);
        // What the limit left out of the middle is nobody else's doing.
        event.interleaved |= here.at.cut_bytes == 0 && torn::is_torn(here, &event, is_final);
        event.truncated |= here.at.cut_bytes > 0;
        event
    }

    pub(super) fn event_time(&mut self, here: &Here<'_>, index: usize, layout: &Layout) -> Option<EventTime> {
        let text = here.header.time?.of(here.head());
        let Reading::Moment(moment) = self.stamps.read(index, layout, text) else { return None };
        if let Some(dated) = self.dated(here, &moment).filter(|_| moment.dateless) {
            return Some(event_time(&Moment { fraction_digits: moment.fraction_digits, ..dated }));
        }
        let mut time = event_time(&moment);
        if moment.dateless {
            time.micros += self.days * DAY_MICROS;
        }
        Some(time)
    }

    /// Where a piece stands in its source; lines are counted on from the last place asked for.
    pub(super) fn place(&mut self, here: &Here<'_>) -> Place {
        if let Some(original) = &here.original {
            return original.place;
        }
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

/// A moment as events have it.
pub(super) fn event_time(moment: &Moment) -> EventTime {
    EventTime {
        micros: moment.micros,
        offset_seconds: moment.offset_seconds,
        fraction_digits: moment.fraction_digits,
        assumed: Assumed {
            zone: moment.zone_assumed,
            date: moment.dateless,
            year: moment.year_assumed,
            week_year: moment.week_year,
        },
    }
}
