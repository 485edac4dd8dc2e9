//! What all commands that read logs do before and after: find the sources, read them, tell what went wrong.

use std::ffi::OsString;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use crate::cli::{Color, FilterArgs, Format, InputArgs, OutputArgs};
use crate::commands::config::{self, Config};
use crate::commands::oddities::{Oddity, oddities};
use crate::commands::progress::Bar;
use crate::commands::sink::Sink;
use crate::commands::{Context, Error, Exit, Surroundings, logging_config, settings};
use crate::event::Event;
use crate::format::error::Dialect;
use crate::format::layout::Layout;
use crate::input::{self, DEFAULT_LOG, DefaultInput, Problem, Source, Stdin};
use crate::issue::Identity;
use crate::output::Look;
use crate::output::text::{grouped, neutralise};
use crate::pipeline::{self, Outcome, Settings, Visit};
use crate::report;

/// Rows of a list in a table, where nothing is said.
const TABLE_ROWS: usize = 20;

/// One run over some sources.
pub(crate) struct Session<'a> {
    pub(crate) settings: Settings,
    output: &'a OutputArgs,
    filters: Vec<(&'static str, String)>,
    sources: Vec<Source>,
    stdin: Stdin,
    warnings: Vec<String>,
    is_failed: bool,
    is_interrupted: bool,
}

impl<'a> Session<'a> {
    /// Reads the configuration, builds the settings, and finds the sources.
    pub(crate) fn open(
        input: &InputArgs,
        filter: &FilterArgs,
        output: &'a OutputArgs,
        context: &mut Context<'_>,
    ) -> Result<Self, Error> {
        let config = config::load(&context.around.directory)?;
        let paths = if settings::has_typed_layouts(input) { &input.config } else { &config.layouts.config };
        let given = logging_config::read(paths)?;
        let settings = settings::settings(input, filter, &config, &given, context.around)?;
        let mut stdin = Stdin::open();
        let paths = if input.paths.is_empty() {
            default_paths(&mut stdin, &config, output, context)?
        } else {
            input.paths.clone()
        };
        let mut resolved = input::resolve(&paths);
        pipeline::put_in_order(&mut resolved.sources, &settings);
        if let Some(path) = output.file() {
            keep_inputs(path, &resolved.sources)?;
        }
        let mut session = Self {
            settings,
            output,
            filters: settings::filter_words(filter),
            sources: resolved.sources,
            stdin,
            warnings: Vec::new(),
            is_failed: false,
            is_interrupted: false,
        };
        if resolved.other_files > 0 && !output.quiet {
            say(context.err, "note", &other_files(resolved.other_files));
        }
        for text in &given.notes {
            if !output.quiet {
                say(context.err, "note", text);
            }
        }
        for (text, hint) in given.all_warnings(&session.settings) {
            session.warn(text, hint, context);
        }
        session.tell(&resolved.problems, context);
        Ok(session)
    }

    /// Reads and counts.
    pub(crate) fn summarise(&mut self, context: &mut Context<'_>) -> Outcome {
        let bar = self.bar(context.around);
        let (sources, stdin) = self.take();
        let outcome = pipeline::summarise(sources, stdin, &self.settings, &bar);
        bar.clear();
        self.after(&outcome, context);
        outcome
    }

    /// Reads and hands out events.
    pub(crate) fn visit(
        &mut self,
        what: Visit,
        context: &mut Context<'_>,
        each: &mut (dyn FnMut(&Event, Option<&Identity>) -> ControlFlow<()> + Send),
    ) -> Outcome {
        let bar = self.bar(context.around);
        let (sources, stdin) = self.take();
        let outcome = pipeline::visit(sources, stdin, &self.settings, &bar, what, each);
        bar.clear();
        self.after(&outcome, context);
        outcome
    }

    /// Paths of the sources as they are shown, in the order read.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.sources.iter().map(|source| source.path.display().to_string()).collect()
    }

    /// How the report is to be made.
    pub(crate) fn report_options(&self, outcome: &Outcome) -> report::Options {
        let for_people = matches!(self.format(Format::Table), Format::Table | Format::Markdown);
        report::Options {
            zone: self.settings.zone,
            paths: self.paths(),
            limit: match self.output.limit {
                Some(0) => None,
                Some(limit) => Some(limit),
                None => for_people.then_some(TABLE_ROWS),
            },
            filters: self.filters.clone(),
            notes: self.notes(outcome),
            warnings: self.warnings.clone(),
            interrupted: self.is_interrupted,
        }
    }

    /// The form of the output: as typed, else by the file's ending, else `default`.
    pub(crate) fn format(&self, default: Format) -> Format {
        format(self.output, default)
    }

    /// Secrets are to be masked in machine formats too.
    pub(crate) fn masked(&self) -> bool {
        self.output.redact
    }

    /// Not one of the sources could be read, so there is nothing to report.
    pub(crate) fn is_void(&self, outcome: &Outcome) -> bool {
        self.is_failed && outcome.summary.sources.iter().all(|source| source.lines == 0)
    }

    /// The exit status that the run leads to.
    pub(crate) fn exit(&self) -> Exit {
        match (self.is_interrupted, self.is_failed) {
            (true, _) => Exit::Interrupted,
            (_, true) => Exit::Failed,
            _ => Exit::Done,
        }
    }

    /// What the given layouts give reason to say. Of a detected layout only the stamps themselves can tell.
    fn notes(&self, outcome: &Outcome) -> Vec<String> {
        let week_year =
            |layout: &Arc<Layout>| layout.dialect() == Dialect::Logback && layout.pattern().contains("YYYY");
        let is_told = outcome.summary.coverage.week_year_stamps > 0;
        let pattern = self.settings.layouts.iter().find(|layout| week_year(layout)).filter(|_| !is_told);
        let note = |layout: &Arc<Layout>| {
            format!(
                "`YYYY` in `{}` is the week-based year, which differs in the last days of December; `yyyy` is the calendar year",
                layout.pattern()
            )
        };
        pattern.map(note).into_iter().collect()
    }

    fn bar(&self, around: &Surroundings) -> Bar {
        let total = self.sources.iter().map(|source| source.size_bytes).sum();
        Bar::new(total, around.err_is_terminal && !self.output.quiet && !self.output.no_progress)
    }

    fn take(&mut self) -> (Vec<Source>, Stdin) {
        let stdin = std::mem::replace(&mut self.stdin, Stdin::from_reader(io::empty()));
        (self.sources.clone(), stdin)
    }

    fn after(&mut self, outcome: &Outcome, context: &mut Context<'_>) {
        self.is_interrupted = outcome.interrupted;
        self.tell(&outcome.problems, context);
        for Oddity { text, hint } in oddities(outcome, &self.settings) {
            self.warn(text, hint, context);
        }
    }

    /// Tells what went wrong with single sources. Errors are told even with `-q`.
    fn tell(&mut self, problems: &[Problem], context: &mut Context<'_>) {
        for problem in problems {
            if !problem.is_error() {
                self.warn(problem.to_string(), problem.hint(), context);
                continue;
            }
            self.is_failed = true;
            say(context.err, "error", &problem.to_string());
            if let Some(hint) = problem.hint() {
                say(context.err, "hint", &hint);
            }
        }
    }

    fn warn(&mut self, text: String, hint: Option<String>, context: &mut Context<'_>) {
        if !self.output.quiet {
            say(context.err, "warning", &text);
            if let Some(hint) = hint {
                say(context.err, "hint", &hint);
            }
        }
        self.warnings.push(text);
    }
}

/// The form of the output: as typed, else by the file's ending, else `default`.
pub(crate) fn format(output: &OutputArgs, default: Format) -> Format {
    let ending = output.file().and_then(|path| path.extension()).and_then(|ending| ending.to_str());
    let by_ending = match ending {
        Some("json") => Some(Format::Json),
        Some("ndjson" | "jsonl") => Some(Format::Ndjson),
        Some("csv") => Some(Format::Csv),
        Some("md" | "markdown") => Some(Format::Markdown),
        _ => None,
    };
    output.format.or(by_ending).unwrap_or(default)
}

/// How tables look: as the terminal allows, in a file plain.
pub(crate) fn look(output: &OutputArgs, around: &Surroundings) -> Look {
    let look = if output.file().is_some() { Look::PLAIN } else { around.look };
    let colour = match output.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => look.colour,
    };
    Look { colour, ..look }
}

/// Writes to the sink that the arguments name, wholly.
pub(crate) fn deliver(
    output: &OutputArgs,
    context: &mut Context<'_>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    let mut sink = Sink::open(output.file(), context.out)?;
    sink.write(write)?;
    sink.finish()
}

/// A line on standard error. That it cannot be written changes nothing about the result.
pub(crate) fn say(err: &mut dyn Write, word: &str, text: &str) {
    let _ = err.write_all(format!("{word}: {}\n", neutralise(text)).as_bytes());
}

/// Says that a directory has files which are not read.
fn other_files(files: usize) -> String {
    if files == 1 {
        return "1 other file is not named like a log; to read it, name it or use a pattern".to_owned();
    }
    let files = grouped(files as u64);
    format!("{files} other files are not named like logs; to read them, name them or use a pattern")
}

/// Refuses to write over an input.
fn keep_inputs(output: &Path, sources: &[Source]) -> Result<(), Error> {
    let Ok(real) = output.canonicalize() else { return Ok(()) };
    let is_input = |source: &Source| real.is_file() && source.path.canonicalize().is_ok_and(|path| path == real);
    if !sources.iter().any(is_input) {
        return Ok(());
    }
    Err(Error::Value {
        option: "--output",
        value: output.display().to_string(),
        problem: "this is one of the files to read".to_owned(),
        hint: Some("name another file, or leave `-o` away".to_owned()),
    })
}

/// What is read when no path is typed; said, since it is not in sight.
fn default_paths(
    stdin: &mut Stdin,
    config: &Config,
    output: &OutputArgs,
    context: &mut Context<'_>,
) -> Result<Vec<OsString>, Error> {
    let configured = config.sources.iter().map(|path| path.clone().into_os_string()).collect();
    let has_log = context.around.directory.join(DEFAULT_LOG).exists();
    let choice = input::default_input(stdin.kind(), || stdin.is_empty(), configured, has_log)?;
    if !output.quiet {
        let what = match &choice {
            DefaultInput::Stdin => "standard input".to_owned(),
            DefaultInput::Configured(_) => format!("the sources of `{}`", config.path.display()),
            DefaultInput::ErrorLog => format!("`{DEFAULT_LOG}`"),
        };
        say(context.err, "note", &format!("reading {what}"));
    }
    Ok(choice.into_paths())
}
