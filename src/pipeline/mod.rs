//! Blocks in parallel, results folded in input order.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::event::Event;
use crate::event::time::Zone;
use crate::format::level::Level;
use crate::issue::Identity;
use crate::summary::{Limits, Summary};

/// Bytes of one block, unless told otherwise.
pub const BLOCK_BYTES: usize = 1 << 20;
/// Bytes of a record's body that are kept, unless told otherwise.
pub const MAX_BODY_BYTES: usize = 4 << 20;

/// How the input is to be read. (layouts: Vec<Arc<Layout>>, own: OwnCode, template: TemplateOptions and
/// filter: Filter join at the merge.)
#[derive(Debug, Clone)]
pub struct Settings {
    /// Worker threads, at least 1.
    pub threads: usize,
    /// Bytes of a block.
    pub block_bytes: usize,
    /// Records at or above it are events.
    pub level: Level,
    /// Level of records without one.
    pub assume_level: Level,
    /// Zone of stamps without one.
    pub zone: Zone,
    /// Date of the first record where stamps have only a time of day.
    pub date: Option<chrono::NaiveDate>,
    /// Bytes of a record's body that are kept.
    pub max_body_bytes: usize,
    /// Limits of the summary.
    pub limits: Limits,
    /// Whether message templates are counted (`top --by message`).
    pub count_messages: bool,
    /// The command was interrupted: stop reading, report what there is.
    pub interrupt: Arc<std::sync::atomic::AtomicBool>,
}

/// What a run gives.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was counted.
    pub summary: Summary,
    /// What went wrong with single sources: `Vec<crate::input::Problem>` at the merge.
    pub problems: Vec<String>,
    /// The run was interrupted.
    pub interrupted: bool,
}

/// Told about bytes read, for a progress bar; called from several threads.
pub trait Progress: Sync {
    /// So many more bytes were read.
    fn bytes(&self, count: u64);
}

/// Which records a visitor sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visit {
    /// Events that pass the filters.
    Events,
    /// Every record.
    AllRecords,
    /// Lines that belong to no record, as events of kind record with only a message.
    Unrecognised,
}

/// Reads all sources and counts. (`sources: Vec<crate::input::Source>` at the merge.)
pub fn summarise(sources: Vec<String>, settings: &Settings, progress: &dyn Progress) -> Outcome {
    let _ = (sources, settings, progress);
    Outcome::default()
}

/// Reads all sources and hands every event, in input order, to `each`, until it breaks off.
pub fn visit(
    sources: Vec<String>,
    settings: &Settings,
    progress: &dyn Progress,
    what: Visit,
    each: &mut dyn FnMut(&Event, Option<&Identity>) -> ControlFlow<()>,
) -> Outcome {
    let _ = (sources, settings, progress, what, each);
    Outcome::default()
}
