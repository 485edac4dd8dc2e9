//! What a command knows of the process it runs in, read once, so that tests can make it up.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::output::{Look, colour};

/// The process a command runs in.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The moment of the run, in microseconds since 1970.
    pub now_micros: i64,
    /// The working directory.
    pub directory: PathBuf,
    /// What standard output can show, by the terminal and the environment.
    pub look: Look,
    /// Standard error is a terminal.
    pub err_is_terminal: bool,
    /// Set when the command is interrupted.
    pub interrupt: Arc<AtomicBool>,
}

impl Surroundings {
    /// Those of this process. The first interrupt (Ctrl-C) from now on is told in `interrupt`, the second ends the process.
    pub fn of_process() -> Self {
        let interrupt = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&interrupt);
        // Without a handler an interrupt ends the process, which is no worse than before.
        let _ = ctrlc::set_handler(move || {
            if told.swap(true, Ordering::Relaxed) {
                // The second interrupt is of somebody who cannot wait.
                std::process::exit(130);
            }
        });
        let variable = |name: &str| std::env::var(name).ok();
        let out_is_terminal = std::io::stdout().is_terminal();
        let columns =
            variable("COLUMNS").and_then(|columns| columns.trim().parse().ok()).filter(|columns| *columns > 0);
        let terminal =
            || terminal_size::terminal_size().filter(|_| out_is_terminal).map(|(width, _)| usize::from(width.0));
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self {
            now_micros: i64::try_from(since_epoch.as_micros()).unwrap_or(i64::MAX),
            directory: std::env::current_dir().unwrap_or_default(),
            look: Look {
                width: columns.or_else(terminal).or(out_is_terminal.then_some(80)),
                colour: colour::is_wanted(out_is_terminal, &variable),
                unicode: colour::is_unicode(&variable),
            },
            err_is_terminal: std::io::stderr().is_terminal(),
            interrupt,
        }
    }
}
