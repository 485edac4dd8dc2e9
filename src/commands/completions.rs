//! `errmon completions`: a script for a shell.

use crate::cli::{self, CompletionsArgs, OutputArgs};
use crate::commands::session::deliver;
use crate::commands::{Context, Error, Exit};

pub(crate) fn run(args: &CompletionsArgs, context: &mut Context<'_>) -> Result<Exit, Error> {
    // The generator panics on a failed write, so it writes to memory.
    let mut script = Vec::new();
    cli::completions(args.shell, &mut script);
    deliver(&OutputArgs::default(), context, |out| out.write_all(&script))?;
    Ok(Exit::Done)
}
