//! Ranked tables by one key.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::event::time::Zone;
use crate::report::ranked;
use crate::report::row::{self, CountRow, Rest, by_events, count};
use crate::report::time::Moment;
use crate::summary::Summary;
use crate::summary::counter::Counter;

/// Seconds of what the summary counts by.
const QUARTER_SECONDS: i64 = 900;

/// Name and version of the form of a row that stands alone.
pub const ROW_SCHEMA: &str = "errmon.count/1";

/// What a table counts by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Exception type.
    Type,
    /// Type of the root cause.
    RootType,
    /// Module.
    Module,
    /// Logger.
    Logger,
    /// Issue.
    Issue,
    /// Blamed frame.
    Culprit,
    /// File or stream.
    File,
    /// Thread.
    Thread,
    /// Level as written.
    Level,
    /// Message template.
    Message,
    /// Hour of the zone in which moments are shown.
    Hour,
}

impl Key {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::RootType => "root_type",
            Self::Module => "module",
            Self::Logger => "logger",
            Self::Issue => "issue",
            Self::Culprit => "culprit",
            Self::File => "file",
            Self::Thread => "thread",
            Self::Level => "level",
            Self::Message => "message",
            Self::Hour => "hour",
        }
    }
}

/// A ranked table. The rows, what was left out and what has no value add up to all events.
#[derive(Debug, Clone, Serialize)]
pub struct Top {
    /// What is counted by.
    pub by: &'static str,
    /// Values with most events first; hours in the order of time.
    pub rows: Vec<CountRow>,
    /// What is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<Rest>,
    /// Events that have no such value.
    #[serde(skip_serializing_if = "row::is_zero")]
    pub without: u64,
}

impl Top {
    pub(crate) fn new(summary: &Summary, key: Key, limit: usize, zone: Zone) -> Self {
        let name = key.name();
        let (rows, other) = match key {
            Key::Type => rank(&summary.types, name, limit),
            Key::RootType => rank(&summary.root_types, name, limit),
            Key::Module => rank(&summary.modules, name, limit),
            Key::Logger => rank(&summary.loggers, name, limit),
            Key::Culprit => rank(&summary.culprits, name, limit),
            Key::Thread => rank(&summary.threads, name, limit),
            Key::Level => rank(&summary.event_levels, name, limit),
            Key::Message => rank(&summary.messages, name, limit),
            Key::Issue => cut(issues(summary), summary.other_issue_events, limit),
            Key::File => {
                let rows = summary.sources.iter().map(|source| count(name, source.path.as_str(), source.events));
                let mut rows: Vec<CountRow> = rows.filter(|row| row.events > 0).collect();
                rows.sort_by(by_events);
                cut(rows, 0, limit)
            }
            Key::Hour => hours(summary, limit, zone),
        };
        let counted = rows.iter().map(|row| row.events).sum::<u64>() + other.map_or(0, |rest| rest.events);
        Self { by: name, rows, other, without: summary.events.saturating_sub(counted) }
    }
}

/// A counter's values with most events first, and what the limits leave out.
pub(crate) fn rank(counter: &Counter, key: &'static str, limit: usize) -> (Vec<CountRow>, Option<Rest>) {
    let mut rows: Vec<CountRow> = counter.iter().map(|(value, events)| count(key, value, events)).collect();
    rows.sort_by(by_events);
    cut(rows, counter.other(), limit)
}

fn cut(mut rows: Vec<CountRow>, uncounted: u64, limit: usize) -> (Vec<CountRow>, Option<Rest>) {
    let dropped = rows.split_off(limit.min(rows.len()));
    let events = dropped.iter().map(|row| row.events).sum();
    (rows, Rest::new(dropped.len() as u64, events, uncounted))
}

fn issues(summary: &Summary) -> Vec<CountRow> {
    ranked(summary)
        .into_iter()
        .map(|issue| CountRow {
            title: Some(row::title(issue.type_name.as_deref(), &issue.template)),
            ..count(Key::Issue.name(), issue.fingerprint.id(), issue.events)
        })
        .collect()
}

/// The hours with most events, as the zone's clock has them, shown in the order of time.
fn hours(summary: &Summary, limit: usize, zone: Zone) -> (Vec<CountRow>, Option<Rest>) {
    let mut hours: BTreeMap<i64, u64> = BTreeMap::new();
    for (quarter, events) in &summary.quarters {
        *hours.entry(start_of_hour(quarter.saturating_mul(QUARTER_SECONDS), zone)).or_default() += events;
    }
    let mut hours: Vec<(i64, u64)> = hours.into_iter().collect();
    hours.sort_by_key(|(hour, events)| (std::cmp::Reverse(*events), *hour));
    let dropped = hours.split_off(limit.min(hours.len()));
    hours.sort_unstable();
    let rest = Rest::new(dropped.len() as u64, dropped.iter().map(|(_, events)| events).sum(), 0);
    let rows = hours
        .into_iter()
        .map(|(hour, events)| {
            count(Key::Hour.name(), Moment::new(hour.saturating_mul(1_000_000), zone).rfc3339(0), events)
        })
        .collect();
    (rows, rest)
}

/// The second, since 1970, in which the hour of a clock in `zone` began.
fn start_of_hour(seconds: i64, zone: Zone) -> i64 {
    let offset = i64::from(zone.offset_at(seconds));
    let local = seconds.saturating_add(offset);
    local.saturating_sub(local.rem_euclid(3_600)).saturating_sub(offset)
}
