//! errmon: error monitoring from log files.
//!
//! Data flows one way, and the modules stand in that order; each knows only those before it:
//!
//! ```text
//! input → format → exception → record → event → issue → summary → pipeline → report → output
//! ```
//!
//! `cli` holds the arguments as typed and `commands` wires the stages together; only the binary uses them.

pub mod cli;
pub mod commands;
pub mod event;
pub mod exception;
pub mod format;
pub mod input;
pub mod issue;
pub mod output;
pub mod pipeline;
pub mod record;
pub mod report;
pub mod summary;
