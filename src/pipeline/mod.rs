//! Blocks in parallel, results folded in input order.
//!
//! ```text
//! claim a block ─ frame it, make rows (worker) ─┬─ wait for the turn ─ fold: seams, neighbours, counts
//! claim a block ─ frame it, make rows (worker) ─┘
//! ```
//!
//! Whoever finishes a block folds all blocks whose turn it is; nobody waits for the fold but those who are far ahead.

mod carry;
mod duplicates;
mod fold;
mod names;
mod order;
mod places;
mod plan;
mod rows;
pub mod settings;
mod stacks;
mod tables;
mod worker;

use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::event::Event;
use crate::event::filter::Filter;
use crate::input::{Block, Buffer, Head, Prepared, Problem, Reader, Source, Stdin};
use crate::issue::Identity;
use crate::pipeline::fold::{Fold, Folded, Visitor};
pub use crate::pipeline::order::put_in_order;
pub(crate) use crate::pipeline::plan::detect_in_head;
use crate::pipeline::plan::{Plan, compiled_catalogue, plan};
use crate::pipeline::rows::{Emptied, Findings};
pub use crate::pipeline::settings::Settings;
use crate::pipeline::worker::{At, How, Worker};
use crate::summary::Summary;

/// Told about bytes read, for a progress bar; called from several threads.
pub trait Progress: Sync {
    /// So many more bytes of a source were read: of a packed one, packed bytes.
    fn bytes(&self, count: u64);
}

/// Progress that nobody watches.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {
    fn bytes(&self, _: u64) {}
}

/// Which records a visitor sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visit {
    /// Events that pass the filters.
    Events,
    /// Every record.
    AllRecords,
    /// Lines that belong to no record, as events with only a message.
    Unrecognised,
}

/// What a run gives.
#[derive(Debug)]
pub struct Outcome {
    /// What was counted.
    pub summary: Summary,
    /// What went wrong with single sources, in their order.
    pub problems: Vec<Problem>,
    /// The run was interrupted.
    pub interrupted: bool,
}

/// Reads all sources and counts.
pub fn summarise(sources: Vec<Source>, stdin: Stdin, settings: &Settings, progress: &dyn Progress) -> Outcome {
    run(sources, stdin, settings, progress, None)
}

/// Reads all sources and hands every record that `what` names, in input order, to `each`, until that breaks off.
///
/// The identity comes with events only. What was counted is returned as well.
pub fn visit<'v>(
    sources: Vec<Source>,
    stdin: Stdin,
    settings: &Settings,
    progress: &dyn Progress,
    what: Visit,
    each: &'v mut (dyn FnMut(&Event, Option<&Identity>) -> ControlFlow<()> + Send + 'v),
) -> Outcome {
    let settings = Settings { visit: Some(what), ..settings.clone() };
    run(sources, stdin, &settings, progress, Some(each))
}

/// A block and what was found in it, waiting for its turn.
struct Done {
    block: Block<Plan>,
    /// The plan by which it was worked on.
    plan: Arc<Plan>,
    findings: Findings,
    worker: usize,
}

/// What the threads share.
struct Shared<'s, 'v> {
    waiting: Mutex<Waiting>,
    moved: Condvar,
    fold: Mutex<Fold<'s, 'v>>,
    /// The last plan that the fold changed.
    changed: Mutex<Option<Arc<Plan>>>,
    /// Nobody wants to see more.
    is_over: AtomicBool,
    /// Memory of blocks that were folded, for the next ones.
    spare: Mutex<Vec<(Buffer, Emptied)>>,
}

impl Shared<'_, '_> {
    /// The newest plan for the source of a block that was opened with `prepared`.
    fn plan_for(&self, prepared: &Arc<Plan>) -> Arc<Plan> {
        let changed = lock(&self.changed);
        Arc::clone(changed.as_ref().filter(|plan| plan.source == prepared.source).unwrap_or(prepared))
    }
}

#[derive(Default)]
struct Waiting {
    done: BTreeMap<u64, Done>,
    /// Number of the block whose turn it is.
    turn: u64,
    /// Somebody is folding.
    is_folding: bool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn run<'v>(
    sources: Vec<Source>,
    stdin: Stdin,
    settings: &Settings,
    progress: &dyn Progress,
    visitor: Option<&'v mut Visitor<'v>>,
) -> Outcome {
    let catalogue = if settings.layouts.is_empty() { compiled_catalogue() } else { Vec::new() };
    let seed = std::collections::hash_map::RandomState::new().hash_one(0_u8);
    let listed = sources.clone();
    let mut before_it = None;
    let reader = Reader::new(sources, stdin, settings.block_bytes, |head: &Head<'_>| {
        let before = before_it.take().filter(|before: &Plan| before.source as usize + 1 == head.source);
        let (mut plan, unwrap) = plan(head, settings, &catalogue, before.as_ref());
        before_it = Some(plan.clone());
        if settings.keeps_events() && plan.is_dateless() {
            // Who looks at single events needs their dates at once: the days are counted beforehand.
            let days = listed.get(head.source).map_or(0, |source| days_of(source, settings));
            plan.first_day = Some(plan.latest_day - days);
        }
        Prepared { plan, unwrap }
    })
    .with_charset(settings.charset);
    let shared = Shared {
        waiting: Mutex::default(),
        moved: Condvar::new(),
        fold: Mutex::new(Fold::new(settings, &catalogue, &listed, seed, visitor)),
        changed: Mutex::default(),
        is_over: AtomicBool::new(false),
        spare: Mutex::default(),
    };
    let work = |number: usize| {
        let worker = Worker::new(settings, &catalogue, seed);
        work(number, worker, &reader, &shared, settings, progress);
    };
    let pool = (settings.threads > 1).then(|| rayon::ThreadPoolBuilder::new().num_threads(settings.threads).build());
    match pool {
        Some(Ok(pool)) => pool.scope(|scope| {
            for number in 0..settings.threads {
                scope.spawn(move |_| work(number));
            }
        }),
        // One thread, or no more to be had.
        Some(Err(_)) | None => work(0),
    }
    let summary = shared.fold.into_inner().unwrap_or_else(PoisonError::into_inner).finish();
    Outcome { summary, problems: reader.finish().problems, interrupted: settings.is_interrupted() }
}

/// Days between the first and the last record of a source whose stamps have no date.
///
/// A stream can be read only once: all of it is taken to be of one day.
fn days_of(source: &Source, settings: &Settings) -> i64 {
    if source.is_stdin() || source.size_bytes.is_none() {
        return 0;
    }
    // In this thread alone: the others wait for the plan, and a pool that waits would take up their work here.
    let settings =
        Settings { threads: 1, filter: Filter::default(), visit: None, count_messages: false, ..settings.clone() };
    let outcome = run(vec![source.clone()], Stdin::from_reader(std::io::empty()), &settings, &Silent, None);
    outcome.summary.sources.first().map_or(0, |read| read.days)
}

fn work<F: FnMut(&Head<'_>) -> Prepared<Plan>>(
    number: usize,
    mut worker: Worker<'_>,
    reader: &Reader<Plan, F>,
    shared: &Shared<'_, '_>,
    settings: &Settings,
    progress: &dyn Progress,
) {
    // Blocks that wait for their turn are bounded, and so is memory.
    let most = settings.threads * 2;
    while !settings.is_interrupted() && !shared.is_over.load(Ordering::Relaxed) {
        let (buffer, emptied) = lock(&shared.spare).pop().unwrap_or_default();
        let Some(block) = reader.claim(buffer) else { return };
        worker.reuse(emptied);
        progress.bytes(block.read_bytes);
        let at = At { offset_bytes: block.offset_bytes, line: 1, cut_bytes: 0, cut_lines: 0 };
        let plan = shared.plan_for(&block.prepared);
        let end_bytes = block.offset_bytes + block.bytes.len() as u64;
        let findings = if end_bytes <= plan.repeated_until_bytes {
            worker.pass(&block.bytes)
        } else {
            worker.work(&plan, &block.bytes, at, How::Block)
        };
        let mut waiting = lock(&shared.waiting);
        waiting.done.insert(block.sequence, Done { block, plan, findings, worker: number });
        while waiting.is_folding && waiting.done.len() > most {
            waiting = shared.moved.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        if waiting.is_folding {
            continue;
        }
        waiting.is_folding = true;
        loop {
            let turn = waiting.turn;
            let Some(done) = waiting.done.remove(&turn) else {
                waiting.is_folding = false;
                break;
            };
            waiting.turn += 1;
            drop(waiting);
            let mut fold = lock(&shared.fold);
            fold.take(Folded {
                plan: done.plan,
                text: &done.block.bytes,
                offset_bytes: done.block.offset_bytes,
                origin: done.block.origin,
                findings: done.findings,
                worker: done.worker,
                is_first: done.block.is_first,
                is_last: done.block.is_last || done.block.is_cut,
                is_cut: done.block.is_cut,
            });
            let is_over = fold.is_over();
            if let Some(plan) = fold.plan().filter(|plan| plan.version > 0) {
                *lock(&shared.changed) = Some(plan);
            }
            let emptied = fold.take_emptied();
            drop(fold);
            if is_over {
                shared.is_over.store(true, Ordering::Relaxed);
            }
            lock(&shared.spare).push((done.block.bytes, emptied));
            waiting = lock(&shared.waiting);
            shared.moved.notify_all();
        }
        // The block whose turn it is may still be worked on: wait until it comes, if too many others do.
        while waiting.done.len() > most && !waiting.is_folding && !waiting.done.contains_key(&waiting.turn) {
            waiting = shared.moved.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}
