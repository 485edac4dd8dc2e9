//! How events get into a summary, and how summaries are joined.

use crate::event::{Event, Place};
use crate::exception::UnhandledKind;
use crate::format::level::Level;
use crate::issue::Identity;
use crate::summary::counter::Counter;
use crate::summary::series::Series;
use crate::summary::{IssueSummary, Limits, Span, Summary, Unhandled};

/// Modules kept for each issue.
const ISSUE_MODULES: usize = 16;
/// Microseconds of a minute and of a quarter of an hour.
const MINUTE: i64 = 60_000_000;
const QUARTER: i64 = 900_000_000;

/// The numbers that an issue has in a summary; `None` where a limit cut it off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct IssueNumbers {
    pub(crate) issue: Option<u32>,
    pub(crate) type_name: Name,
    pub(crate) root_type: Name,
    pub(crate) culprit: Name,
    pub(crate) module: Name,
}

/// A name's number in its counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name(u32);

impl Default for Name {
    fn default() -> Self {
        Self::ABSENT
    }
}

impl Name {
    /// There is no name: nothing is counted.
    pub(crate) const ABSENT: Self = Self(u32::MAX);
    /// A limit cut it off: it counts as `other`.
    const OTHER: Self = Self(u32::MAX - 1);

    /// The name of a number; of none, if a limit cut it off.
    pub(crate) fn at(number: Option<u32>) -> Self {
        number.map_or(Self::OTHER, |number| Self(number.min(Self::OTHER.0)))
    }

    fn of(counter: &mut Counter, name: Option<&str>, limit: usize) -> Self {
        name.map_or(Self::ABSENT, |name| Self::at(counter.intern(name, limit)))
    }

    fn number(self) -> Option<u32> {
        (self.0 < Self::OTHER.0).then_some(self.0)
    }

    fn count(self, counter: &mut Counter, by: u64) {
        if self != Self::ABSENT {
            counter.add(self.number(), by);
        }
    }
}

/// What differs between the events of an issue, and seldom does from one to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct EventNames {
    pub(crate) level_text: Name,
    pub(crate) logger: Name,
    /// The module by the logger; without one, the issue's.
    pub(crate) module: Name,
    pub(crate) message: Name,
}

/// Events of an issue whose names are not counted yet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Uncounted {
    numbers: IssueNumbers,
    events: u64,
    /// The last ones, which have these names in common.
    names: EventNames,
    alike: u64,
}

/// One event, as far as counting goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Observation {
    pub(crate) numbers: IssueNumbers,
    pub(crate) micros: Option<i64>,
    pub(crate) level: Option<Level>,
    pub(crate) names: EventNames,
    pub(crate) thread: Name,
    pub(crate) unhandled: Option<(UnhandledKind, bool)>,
    pub(crate) is_duplicate: bool,
    pub(crate) place: Place,
}

impl Unhandled {
    fn count(&mut self, certain: bool) {
        if certain {
            self.certain += 1;
        } else {
            self.likely += 1;
        }
    }

    fn add(&mut self, other: Self) {
        self.certain += other.certain;
        self.likely += other.likely;
    }
}

impl Summary {
    /// The numbers of an issue; the first event of a new one is its sample.
    pub(crate) fn number_issue(
        &mut self,
        identity: &Identity,
        limits: &Limits,
        sample: impl FnOnce() -> Event,
    ) -> IssueNumbers {
        let issue = match self.by_fingerprint.get(&identity.fingerprint) {
            Some(at) => Some(*at),
            None if self.issues.len() >= limits.issues => None,
            None => self.add_issue(identity, sample()),
        };
        let numbers = IssueNumbers {
            issue,
            type_name: Name::of(&mut self.types, identity.type_name.as_deref(), limits.values),
            root_type: Name::of(&mut self.root_types, identity.root_type.as_deref(), limits.values),
            culprit: Name::of(&mut self.culprits, identity.culprit.as_deref(), limits.values),
            module: Name::of(&mut self.modules, identity.module.as_deref(), limits.values),
        };
        if issue.is_some_and(|at| at as usize == self.uncounted.len()) {
            self.uncounted.push(Uncounted { numbers, events: 0, names: EventNames::default(), alike: 0 });
        }
        numbers
    }

    fn add_issue(&mut self, identity: &Identity, sample: Event) -> Option<u32> {
        let at = u32::try_from(self.issues.len()).ok()?;
        self.by_fingerprint.insert(identity.fingerprint, at);
        self.issues.push(IssueSummary {
            fingerprint: identity.fingerprint,
            type_name: identity.type_name.clone(),
            root_type: identity.root_type.clone().filter(|root| Some(root) != identity.type_name.as_ref()),
            template: identity.template.clone(),
            culprit: identity.culprit.clone(),
            events: 0,
            duplicates: 0,
            unhandled: Unhandled::default(),
            unhandled_kinds: Vec::new(),
            level: None,
            span: None,
            series: Series::default(),
            modules: Vec::new(),
            other_modules: 0,
            last_place: sample.place,
            sample: Box::new(sample),
        });
        Some(at)
    }

    /// Counts one event.
    pub(crate) fn observe(&mut self, seen: &Observation) {
        self.events += 1;
        self.duplicates += u64::from(seen.is_duplicate);
        if let Some((_, certain)) = seen.unhandled {
            self.unhandled.count(certain);
        }
        match seen.micros {
            Some(micros) => {
                Span::widen(&mut self.span, micros);
                self.count_quarter(micros.div_euclid(QUARTER), 1);
            }
            None => self.timeless += 1,
        }
        seen.thread.count(&mut self.threads, 1);
        let mut names = seen.names;
        if names.module == Name::ABSENT {
            names.module = seen.numbers.module;
        }
        // What the events of an issue have in common is counted by the issue, and put together when all is counted.
        let (mut before, mut alike) = (names, 1);
        if let Some(uncounted) = seen.numbers.issue.and_then(|at| self.uncounted.get_mut(at as usize)) {
            uncounted.events += 1;
            if uncounted.names == names {
                uncounted.alike += 1;
                alike = 0;
            } else {
                before = std::mem::replace(&mut uncounted.names, names);
                alike = std::mem::replace(&mut uncounted.alike, 1);
            }
        } else {
            self.count_names(&seen.numbers, 1);
        }
        if alike > 0 {
            self.count_event_names(seen.numbers.issue, &before, alike);
        }
        match seen.numbers.issue.and_then(|at| self.issues.get_mut(at as usize)) {
            Some(issue) => issue.observe(seen),
            None => self.other_issue_events += 1,
        }
    }

    fn count_event_names(&mut self, issue: Option<u32>, names: &EventNames, events: u64) {
        names.level_text.count(&mut self.event_levels, events);
        names.logger.count(&mut self.loggers, events);
        names.message.count(&mut self.messages, events);
        names.module.count(&mut self.modules, events);
        if names.module != Name::ABSENT
            && let Some(issue) = issue.and_then(|at| self.issues.get_mut(at as usize))
        {
            issue.count_module(names.module.number(), events);
        }
    }

    fn count_names(&mut self, numbers: &IssueNumbers, events: u64) {
        numbers.type_name.count(&mut self.types, events);
        numbers.root_type.count(&mut self.root_types, events);
        numbers.culprit.count(&mut self.culprits, events);
    }

    /// Counts events of a quarter of an hour since 1970.
    fn count_quarter(&mut self, quarter: i64, by: u64) {
        match &mut self.last_quarter {
            Some((last, count)) if *last == quarter => *count += by,
            last => {
                if let Some((quarter, count)) = last.replace((quarter, by)) {
                    *self.quarters.entry(quarter).or_default() += count;
                }
            }
        }
    }

    /// Puts what is still kept aside for speed where it belongs. To be called when all is counted.
    pub(crate) fn settle(&mut self) {
        for uncounted in std::mem::take(&mut self.uncounted) {
            self.count_names(&uncounted.numbers, uncounted.events);
            if uncounted.alike > 0 {
                self.count_event_names(uncounted.numbers.issue, &uncounted.names, uncounted.alike);
            }
        }
        if let Some((quarter, count)) = self.last_quarter.take() {
            *self.quarters.entry(quarter).or_default() += count;
        }
    }

    /// Gives every event's moment its true place in time, where moments were only counted from some first day on.
    pub(crate) fn place_in_time(&mut self, place: &mut dyn FnMut(i64) -> i64) {
        self.settle();
        let mut move_span = |span: &mut Option<Span>| {
            if let Some(span) = span {
                *span = Span { first: place(span.first), last: place(span.last) };
            }
        };
        move_span(&mut self.span);
        for issue in &mut self.issues {
            move_span(&mut issue.span);
        }
        let mut quarters = std::collections::BTreeMap::new();
        for (quarter, count) in &self.quarters {
            *quarters.entry(place(quarter * QUARTER).div_euclid(QUARTER)).or_default() += count;
        }
        self.quarters = quarters;
        for issue in &mut self.issues {
            let old = std::mem::take(&mut issue.series);
            let minutes = (old.start_minute()..).step_by(usize::try_from(old.width_minutes()).unwrap_or(1));
            for (minute, count) in minutes.zip(old.counts()).filter(|(_, count)| **count > 0) {
                issue.series.observe(place(minute * MINUTE).div_euclid(MINUTE), *count);
            }
        }
    }

    /// Joins another summary, of what was read after this one.
    pub fn merge(&mut self, other: Self, limits: &Limits) {
        let mut other = other;
        other.settle();
        self.settle();
        self.records += other.records;
        self.events += other.events;
        self.duplicates += other.duplicates;
        self.filtered += other.filtered;
        self.unhandled.add(other.unhandled);
        self.timeless += other.timeless;
        self.other_issue_events += other.other_issue_events;
        for (span, from) in [(&mut self.records_span, other.records_span), (&mut self.span, other.span)] {
            for micros in from.iter().flat_map(|from| [from.first, from.last]) {
                Span::widen(span, micros);
            }
        }
        for (quarter, count) in &other.quarters {
            *self.quarters.entry(*quarter).or_default() += count;
        }
        for (counter, from) in [
            (&mut self.levels, &other.levels),
            (&mut self.types, &other.types),
            (&mut self.root_types, &other.root_types),
            (&mut self.loggers, &other.loggers),
            (&mut self.threads, &other.threads),
            (&mut self.culprits, &other.culprits),
            (&mut self.messages, &other.messages),
            (&mut self.event_levels, &other.event_levels),
        ] {
            counter.merge(from, limits.values);
        }
        let modules = self.modules.merge(&other.modules, limits.values);
        for issue in other.issues {
            self.merge_issue(issue, &modules, limits);
        }
        self.sources.append(&mut other.sources);
        self.coverage.merge(other.coverage, limits);
    }

    fn merge_issue(&mut self, mut issue: IssueSummary, modules: &[Option<u32>], limits: &Limits) {
        let renumbered = |number: u32| modules.get(number as usize).copied().flatten();
        let counted = std::mem::take(&mut issue.modules);
        let known = self.by_fingerprint.get(&issue.fingerprint).copied();
        let into = match known {
            Some(at) => at as usize,
            None if self.issues.len() >= limits.issues => {
                self.other_issue_events += issue.events;
                return;
            }
            None => {
                let at = self.issues.len();
                self.by_fingerprint.insert(issue.fingerprint, u32::try_from(at).unwrap_or(u32::MAX));
                for (module, count) in counted {
                    issue.count_module(renumbered(module), count);
                }
                self.issues.push(issue);
                return;
            }
        };
        let Some(into) = self.issues.get_mut(into) else { return };
        into.events += issue.events;
        into.duplicates += issue.duplicates;
        into.unhandled.add(issue.unhandled);
        for (kind, count) in issue.unhandled_kinds {
            into.count_unhandled(kind, count);
        }
        into.level = into.level.max(issue.level);
        for micros in issue.span.iter().flat_map(|span| [span.first, span.last]) {
            Span::widen(&mut into.span, micros);
        }
        into.series.merge(&issue.series);
        for (module, count) in counted {
            into.count_module(renumbered(module), count);
        }
        into.other_modules += issue.other_modules;
        into.last_place = issue.last_place;
    }
}

impl IssueSummary {
    fn observe(&mut self, seen: &Observation) {
        self.events += 1;
        self.duplicates += u64::from(seen.is_duplicate);
        if let Some((kind, certain)) = seen.unhandled {
            self.unhandled.count(certain);
            self.count_unhandled(kind, 1);
        }
        self.level = self.level.max(seen.level);
        if let Some(micros) = seen.micros {
            Span::widen(&mut self.span, micros);
            self.series.observe(micros.div_euclid(MINUTE), 1);
        }
        self.last_place = seen.place;
    }

    fn count_module(&mut self, module: Option<u32>, by: u64) {
        let Some(module) = module else {
            self.other_modules += by;
            return;
        };
        let kept = self.modules.len();
        match self.modules.iter_mut().find(|(known, _)| *known == module) {
            Some((_, count)) => *count += by,
            None if kept < ISSUE_MODULES => self.modules.push((module, by)),
            None => self.other_modules += by,
        }
    }

    fn count_unhandled(&mut self, kind: UnhandledKind, by: u64) {
        match self.unhandled_kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += by,
            None => self.unhandled_kinds.push((kind, by)),
        }
    }
}
