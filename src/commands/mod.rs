//! The subcommands, one file each: they map arguments to settings, wire the stages, and write.
//!
//! Data goes to standard output or `-o FILE`; warnings, hints and progress go to standard error.

mod analyze;
mod completions;
pub mod config;
mod dates;
mod error;
mod events;
mod explain;
mod formats;
mod logging_config;
mod man;
mod oddities;
mod progress;
mod schema;
mod session;
mod settings;
mod show;
mod sink;
mod surroundings;
mod top;

use std::io::Write;

use crate::cli::{Cli, Command};

pub use crate::commands::error::Error;
pub use crate::commands::surroundings::Surroundings;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It did what was asked; errors found in logs are no failure.
    Done,
    /// A gate said no.
    Gate,
    /// Bad usage, or some input could not be read; the rest was reported.
    Failed,
    /// Interrupted; what was read until then was reported.
    Interrupted,
}

impl Exit {
    /// The exit status.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Gate => 1,
            Self::Failed => 2,
            Self::Interrupted => 130,
        }
    }
}

/// Where a command writes and what it knows of its surroundings.
pub(crate) struct Context<'a> {
    /// Handed to the thread that folds, whichever that is.
    pub(crate) out: &'a mut (dyn Write + Send),
    pub(crate) err: &'a mut dyn Write,
    pub(crate) around: &'a Surroundings,
}

/// Runs the command.
///
/// # Errors
///
/// What keeps it from doing anything at all, or from writing. Sources that could not be read are told on `err` instead,
/// and make the result [`Exit::Failed`].
pub fn run(cli: &Cli, around: &Surroundings, out: &mut (dyn Write + Send), err: &mut dyn Write) -> Result<Exit, Error> {
    let context = &mut Context { out, err, around };
    match &cli.command {
        Command::Analyze(args) => analyze::run(args, context),
        Command::Top(args) => top::run(args, context),
        Command::Events(args) => events::run(args, context),
        Command::Show(args) => show::run(args, context),
        Command::Explain(args) => explain::run(args, context),
        Command::Formats(args) => formats::run(args, context),
        Command::Schema(args) => schema::run(args, context),
        Command::Completions(args) => completions::run(args, context),
        Command::Man(args) => man::run(args, context),
    }
}
