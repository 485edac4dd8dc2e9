//! From a worker's numbers to a summary's.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::event::{Event, Place};
use crate::issue::identify;
use crate::pipeline::names::NONE;
use crate::pipeline::places::Places;
use crate::pipeline::rows::{Definition, Findings};
use crate::pipeline::settings::Settings;
use crate::pipeline::stacks::Stacks;
use crate::summary::{IssueNumbers, Limits, Summary};

/// A number that was not asked for yet.
const UNASKED: u32 = u32::MAX - 1;

/// What one worker's numbers mean.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    generation: u32,
    issues: Vec<Met>,
    stacks: Vec<Arc<Stacks>>,
    loggers: Vec<String>,
    modules: Vec<String>,
    threads: Vec<String>,
    /// Hashes of the threads' names, which are the same in all tables.
    thread_hashes: Vec<u64>,
    levels: Vec<String>,
    messages: Vec<String>,
    /// The same in the summary that is being filled: made anew for each source.
    issue_numbers: Vec<Option<IssueNumbers>>,
    logger_numbers: Vec<(u32, u32)>,
    module_numbers: Vec<u32>,
    thread_numbers: Vec<u32>,
    level_numbers: Vec<u32>,
    message_numbers: Vec<u32>,
}

/// An issue as a worker met it, and where its sample stands in the source.
#[derive(Debug)]
struct Met {
    definition: Arc<Definition>,
    place: Place,
}

impl Tables {
    /// Takes what is new in a worker's findings.
    pub(crate) fn learn(&mut self, findings: &mut Findings, places: Places<'_>) {
        if self.generation != findings.generation {
            *self = Self { generation: findings.generation, ..Self::default() };
        }
        let issues = findings.new_issues.drain(..);
        self.issues.extend(issues.map(|definition| {
            let place = places.settle(definition.sample.place);
            Met { definition, place }
        }));
        self.stacks.append(&mut findings.new_stacks);
        self.loggers.append(&mut findings.new_loggers);
        self.modules.append(&mut findings.new_modules);
        self.thread_hashes.extend(findings.new_threads.iter().map(|name| xxh3_64(name.as_bytes())));
        self.threads.append(&mut findings.new_threads);
        self.levels.append(&mut findings.new_levels);
        self.messages.append(&mut findings.new_messages);
    }

    /// Forgets the numbers of the summary that was filled.
    pub(crate) fn begin_summary(&mut self) {
        self.issue_numbers.clear();
        self.logger_numbers.clear();
        self.module_numbers.clear();
        self.thread_numbers.clear();
        self.level_numbers.clear();
        self.message_numbers.clear();
    }

    pub(crate) fn stacks(&self, stacks: u32) -> Option<&Arc<Stacks>> {
        self.stacks.get(stacks as usize)
    }

    /// Hash of a thread's name.
    pub(crate) fn thread_hash(&self, thread: u32) -> Option<u64> {
        self.thread_hashes.get(thread as usize).copied()
    }

    /// The summary's numbers of an issue. `own` is the event itself, where samples must pass filters.
    pub(crate) fn issue(
        &mut self,
        issue: u32,
        summary: &mut Summary,
        settings: &Settings,
        own: Option<&Event>,
    ) -> Option<IssueNumbers> {
        let at = issue as usize;
        if let Some(Some(numbers)) = self.issue_numbers.get(at) {
            return Some(*numbers);
        }
        let met = self.issues.get(at)?;
        let limits = &settings.limits;
        let numbers = if let Some(event) = own {
            // The worker may have met it first in an event that the filters left out.
            let message = event.message.as_deref().unwrap_or_default();
            let identity = identify(event.exception.as_ref(), message, &settings.own, &settings.template);
            summary.number_issue(&identity, limits, || event.clone())
        } else {
            let definition = &met.definition;
            summary.number_issue(&definition.identity, limits, || {
                let mut sample = definition.sample.clone();
                sample.place = met.place;
                sample
            })
        };
        if self.issue_numbers.len() <= at {
            self.issue_numbers.resize(at + 1, None);
        }
        if let Some(to) = self.issue_numbers.get_mut(at) {
            *to = Some(numbers);
        }
        Some(numbers)
    }

    /// The summary's numbers of a logger: as a logger, and as a module.
    pub(crate) fn logger(&mut self, logger: u32, summary: &mut Summary, limits: &Limits) -> Option<(u32, u32)> {
        let name = self.loggers.get(logger as usize)?;
        remembered(&mut self.logger_numbers, logger, (UNASKED, UNASKED), || {
            let number = |found: Option<u32>| found.unwrap_or(NONE);
            (number(summary.loggers.intern(name, limits.values)), number(summary.modules.intern(name, limits.values)))
        })
    }

    /// The number of a module that the header names.
    pub(crate) fn module(&mut self, module: u32, summary: &mut Summary, limits: &Limits) -> Option<u32> {
        let name = self.modules.get(module as usize)?;
        remembered(&mut self.module_numbers, module, UNASKED, || {
            summary.modules.intern(name, limits.values).unwrap_or(NONE)
        })
    }

    pub(crate) fn thread(&mut self, thread: u32, summary: &mut Summary, limits: &Limits) -> Option<u32> {
        let name = self.threads.get(thread as usize)?;
        remembered(&mut self.thread_numbers, thread, UNASKED, || {
            summary.threads.intern(name, limits.values).unwrap_or(NONE)
        })
    }

    pub(crate) fn message(&mut self, message: u32, summary: &mut Summary, limits: &Limits) -> Option<u32> {
        let name = self.messages.get(message as usize)?;
        remembered(&mut self.message_numbers, message, UNASKED, || {
            summary.messages.intern(name, limits.values).unwrap_or(NONE)
        })
    }

    /// The number of an event's level.
    pub(crate) fn level(&mut self, level: u32, summary: &mut Summary, limits: &Limits) -> Option<u32> {
        let name = self.levels.get(level as usize)?;
        remembered(&mut self.level_numbers, level, UNASKED, || {
            summary.event_levels.intern(name, limits.values).unwrap_or(NONE)
        })
    }

    pub(crate) fn level_name(&self, level: u32) -> Option<&str> {
        self.levels.get(level as usize).map(String::as_str)
    }
}

/// The entry of a table, made when first asked for.
fn remembered<T: Copy + PartialEq>(table: &mut Vec<T>, at: u32, unasked: T, make: impl FnOnce() -> T) -> Option<T> {
    let at = at as usize;
    if table.len() <= at {
        table.resize(at + 1, unasked);
    }
    let entry = table.get_mut(at)?;
    if *entry == unasked {
        *entry = make();
    }
    Some(*entry)
}
