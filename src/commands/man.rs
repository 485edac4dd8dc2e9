//! `errmon man`: the manual page, or all pages into a directory.

use std::io::Write;

use crate::cli::{self, ManArgs, OutputArgs};
use crate::commands::session::deliver;
use crate::commands::{Context, Error, Exit};
use crate::output::file::{self, Target};

pub(crate) fn run(args: &ManArgs, context: &mut Context<'_>) -> Result<Exit, Error> {
    let pages = cli::manual().map_err(|source| file::Error { path: None, source })?;
    let Some(directory) = &args.dir else {
        deliver(&OutputArgs::default(), context, |out| {
            pages.iter().take(1).try_for_each(|(_, page)| out.write_all(page))
        })?;
        return Ok(Exit::Done);
    };
    std::fs::create_dir_all(directory).map_err(|source| file::Error { path: Some(directory.clone()), source })?;
    for (name, page) in &pages {
        let path = directory.join(name);
        let mut target = Target::create(&path)?;
        target.write_all(page).map_err(|source| file::Error { path: Some(path.clone()), source })?;
        target.finish()?;
    }
    Ok(Exit::Done)
}
