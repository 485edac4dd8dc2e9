//! How the input is to be read.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;

use crate::event::filter::Filter;
use crate::event::time::Zone;
use crate::format::layout::Layout;
use crate::format::level::Level;
use crate::input::Charset;
use crate::issue::{OwnCode, TemplateOptions};
use crate::pipeline::Visit;
use crate::summary::Limits;

/// How the input is to be read.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Worker threads, at least 1.
    pub threads: usize,
    /// Bytes of a block.
    pub block_bytes: NonZeroUsize,
    /// How bytes are read as text.
    pub charset: Charset,
    /// Layouts to read headers with; detected for each source where there are none.
    pub layouts: Vec<Arc<Layout>>,
    /// Records at or above it are events.
    pub level: Level,
    /// Level of records without one.
    pub assume_level: Level,
    /// Zone of stamps without one.
    pub zone: Zone,
    /// Date of the first record where stamps have only a time of day.
    pub date: Option<NaiveDate>,
    /// The moment of the run, in microseconds since 1970: what a stream without a date is dated by.
    pub now_micros: i64,
    /// What is own code.
    pub own: OwnCode,
    /// What is masked in messages.
    pub template: TemplateOptions,
    /// Which events count.
    pub filter: Filter,
    /// Bytes of a record that are kept.
    pub max_body_bytes: usize,
    /// Limits of the summary.
    pub limits: Limits,
    /// Whether message templates are counted (`top --by message`).
    pub count_messages: bool,
    /// Which records somebody wants to see.
    pub visit: Option<Visit>,
    /// The command was interrupted: stop reading, report what there is.
    pub interrupt: Arc<AtomicBool>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            threads: std::thread::available_parallelism().map_or(1, NonZeroUsize::get),
            block_bytes: crate::input::DEFAULT_BLOCK_BYTES,
            charset: Charset::Auto,
            layouts: Vec::new(),
            level: Level::ERROR,
            assume_level: Level::ERROR,
            zone: Zone::default(),
            date: None,
            now_micros: 0,
            own: OwnCode::default(),
            template: TemplateOptions::default(),
            filter: Filter::default(),
            max_body_bytes: 4 << 20,
            limits: Limits::default(),
            count_messages: false,
            visit: None,
            interrupt: Arc::default(),
        }
    }
}

impl Settings {
    pub(crate) fn is_interrupted(&self) -> bool {
        self.interrupt.load(Ordering::Relaxed)
    }

    /// Events are kept with their rows.
    pub(crate) fn keeps_events(&self) -> bool {
        self.visit.is_some() || !self.filter.is_empty()
    }
}
