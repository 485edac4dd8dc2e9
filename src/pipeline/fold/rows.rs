//! What becomes of an event: its moment, whether it repeats another, who counts it and who sees it.

use crate::event::time::DAY_MICROS;
use crate::event::{Duplicate, DuplicateKind, Event, Place};
use crate::exception::UnhandledKind;
use crate::issue::identify;
use crate::pipeline::Visit;
use crate::pipeline::duplicates::{Repeats, Sighting};
use crate::pipeline::fold::{Fold, Setting};
use crate::pipeline::names::NONE;
use crate::pipeline::plan::Plan;
use crate::pipeline::rows::{Findings, PASSING, Row, When};
use crate::summary::{EventNames, Name, Observation};

impl Fold<'_, '_> {
    pub(super) fn row(
        &mut self,
        plan: &Plan,
        row: &Row,
        event: Option<Box<Event>>,
        findings: &Findings,
        setting: Setting<'_>,
    ) {
        let zone = self.settings.zone;
        let micros = match row.when {
            When::Unknown => None,
            When::Known(micros) => {
                self.current.date_by(micros, zone);
                Some(micros)
            }
            When::Dateless(micros) => Some(self.current.moment(micros + setting.days * DAY_MICROS, zone)),
        };
        let mut event = event;
        if let Some(event) = &mut event {
            event.place = setting.places(&self.current).settle(event.place);
            if let (Some(time), When::Dateless(_), Some(micros)) = (&mut event.time, row.when, micros) {
                time.offset_seconds = zone.offset_at(micros.div_euclid(1_000_000));
                time.micros = micros;
            }
        }
        let place = event.as_ref().map_or_else(
            || {
                let place = Place {
                    source: plan.source,
                    offset_bytes: setting.at.offset_bytes
                        + u64::from(row.start)
                        + if row.start > 0 { setting.at.cut_bytes } else { 0 },
                    length_bytes: u64::from(row.length),
                    ..Place::default()
                };
                if self.current.origins.is_some() { setting.places(&self.current).settle(place) } else { place }
            },
            |event| event.place,
        );
        let is_timely = self.settings.filter.admits_moment(micros);
        let counts = row.counts && is_timely;
        self.current.summary.filtered += u64::from(row.counts && !is_timely);
        let doubled = self.doubled(plan, row, place);
        let repeats =
            if doubled.is_some() { Repeats::default() } else { self.repeats(row, findings, micros, place, setting) };
        let worker = setting.worker;
        if counts {
            let is_duplicate = doubled.is_some() || repeats.is_any();
            self.observe(row, micros, is_duplicate, place, worker, event.as_deref());
        }
        let Some(mut event) = event else { return };
        let is_shown = match self.settings.visit {
            Some(Visit::AllRecords) => row.is_admitted && is_timely,
            Some(Visit::Events) => counts,
            Some(Visit::Unrecognised) | None => false,
        };
        if !is_shown {
            return;
        }
        event.duplicate = doubled
            .map(|of| Duplicate { of, kind: DuplicateKind::Record })
            .or(repeats.of.map(|of| Duplicate { of, kind: DuplicateKind::Exception }));
        event.wraps = repeats.wraps;
        let identity = row.counts.then(|| {
            let message = event.message.as_deref().unwrap_or_default();
            identify(event.exception.as_ref(), message, &self.settings.own, &self.settings.template)
        });
        let Some(visitor) = &mut self.visitor else { return };
        if visitor(&event, identity.as_ref()).is_break() {
            self.is_over = true;
        }
    }

    /// The record that this one is a second handler's copy of.
    pub(super) fn doubled(&mut self, plan: &Plan, row: &Row, place: Place) -> Option<Place> {
        if !plan.is_doubled || row.record == 0 {
            return None;
        }
        let last = self.current.last_record.take();
        if let Some((record, end, of)) = last
            && record == row.record
            && end == place.offset_bytes
        {
            return Some(of);
        }
        self.current.last_record = Some((row.record, place.offset_bytes + place.length_bytes, place));
        None
    }

    pub(super) fn repeats(
        &mut self,
        row: &Row,
        findings: &Findings,
        micros: Option<i64>,
        place: Place,
        setting: Setting<'_>,
    ) -> Repeats {
        let Some(tables) = self.tables.get(setting.worker) else { return Repeats::default() };
        if row.raised == 0 {
            return Repeats::default();
        }
        let stacks = match row.stacks.checked_sub(PASSING) {
            Some(passing) => findings.passing_stacks.get(passing as usize),
            None => tables.stacks(row.stacks),
        };
        let Some(stacks) = stacks else { return Repeats::default() };
        let (from, count) = (row.raises.0 as usize, row.raises.1 as usize);
        let message = row.message.map(|(at, length)| {
            let start = row.start as usize + at as usize;
            setting.text.get(start..start + length as usize)
        });
        let seen = Sighting {
            micros,
            thread: tables.thread_hash(row.thread),
            message,
            raised: row.raised,
            raises: findings.raises.get(from..from + count).unwrap_or_default(),
            stacks,
            place,
        };
        self.current.duplicates.observe(seen, self.settings.template)
    }

    pub(super) fn observe(
        &mut self,
        row: &Row,
        micros: Option<i64>,
        is_duplicate: bool,
        place: Place,
        worker: usize,
        event: Option<&Event>,
    ) {
        let limits = &self.settings.limits;
        let summary = &mut self.current.summary;
        let Some(tables) = self.tables.get_mut(worker) else { return };
        let Some(numbers) = tables.issue(row.issue, summary, self.settings, event) else { return };
        let name = |number: Option<u32>| {
            number.map_or(Name::ABSENT, |number| Name::at(Some(number).filter(|number| *number != NONE)))
        };
        let (logger, module) = match tables.logger(row.logger, summary, limits) {
            Some((logger, module)) => (name(Some(logger)), name(Some(module))),
            None => (Name::ABSENT, name(tables.module(row.module, summary, limits))),
        };
        let names = EventNames {
            level_text: name(tables.level(row.level_text, summary, limits)),
            logger,
            module,
            message: name(tables.message(row.message_template, summary, limits)),
        };
        let thread = name(tables.thread(row.thread, summary, limits));
        let framework = row.unhandled.get();
        let observation = Observation {
            numbers,
            micros,
            level: row.level,
            names,
            thread,
            unhandled: framework.map(|(kind, certain)| (kind, certain && kind != UnhandledKind::Framework)),
            is_duplicate,
            place,
        };
        summary.observe(&observation);
        self.current.source.events += 1;
    }
}
