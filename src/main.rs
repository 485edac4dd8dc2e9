//! The errmon binary: arguments in, exit status out.

use std::io::Write;
use std::process::ExitCode;

use errmon::cli::Cli;
use errmon::commands::{self, Exit, Surroundings};

fn main() -> ExitCode {
    let cli = match Cli::read(std::env::args_os().collect()) {
        Ok(cli) => cli,
        Err(shown) => {
            // Help that nobody reads to its end is no failure.
            let _ = shown.print();
            return ExitCode::from(u8::try_from(shown.exit_code()).unwrap_or(2));
        }
    };
    let (mut out, mut err) = (std::io::stdout(), std::io::stderr());
    let exit = match commands::run(&cli, &Surroundings::of_process(), &mut out, &mut err) {
        Ok(exit) => exit,
        Err(error) if error.is_closed_pipe() => Exit::Done,
        Err(error) => {
            let _ = writeln!(err, "error: {error}");
            if let Some(hint) = error.hint() {
                let _ = writeln!(err, "hint: {hint}");
            }
            Exit::Failed
        }
    };
    ExitCode::from(exit.code())
}
