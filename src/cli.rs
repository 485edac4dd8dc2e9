//! The arguments as typed, and their help.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  errmon analyze app.log             what goes wrong, how often, since when
  errmon analyze logs/ 'old/*.log'   directories and globs; `-` is standard input
  errmon top --by type               one table; with no path: standard input,
                                     errmon.toml's sources, or ./error.log
  errmon show 9f2c app.log           one issue: trace, time line, places
  errmon analyze app.log --format json | jq -r '.issues[] | [.id,.events] | @tsv'

Exit status:
  0    done; errors found in logs are no failure
  2    bad usage, or some input could not be read (the rest is still reported)
  130  interrupted; what was read until then is reported";

/// Turns log files of Python and Java programs into issues, offline.
///
/// Joins records of many lines with their tracebacks, groups them into issues, and counts failures rather than lines.
#[derive(Debug, Parser)]
#[command(name = "errmon", version, about, after_help = EXAMPLES, arg_required_else_help = true, max_term_width = 100)]
#[command(propagate_version = true, infer_long_args = false)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// Reads the arguments, the program's name first. A first argument that is a path or a pattern of paths rather than a
    /// command means `analyze`.
    ///
    /// # Errors
    ///
    /// What clap says of arguments that do not fit, of `--help` and of `--version`.
    pub fn read(args: Vec<OsString>) -> Result<Self, clap::Error> {
        let mut args = args;
        let is_path = |arg: &OsString| {
            let text = arg.to_string_lossy();
            !is_command(&text)
                && (text == "-"
                    || !text.starts_with('-') && (std::path::Path::new(arg).exists() || text.contains(['*', '?', '/'])))
        };
        if args.get(1).is_some_and(is_path) {
            args.insert(1, "analyze".into());
        }
        Self::try_parse_from(args)
    }
}

fn is_command(word: &str) -> bool {
    use clap::CommandFactory;
    word == "help"
        || Cli::command()
            .get_subcommands()
            .any(|command| command.get_name() == word || command.get_all_aliases().any(|alias| alias == word))
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The whole report: totals, issues, types, modules, unhandled exceptions, coverage
    #[command(visible_alias = "analyse")]
    Analyze(AnalyzeArgs),
    /// One ranked table
    Top(TopArgs),
    /// Normalised events, one JSON object a line
    Events(EventsArgs),
    /// One issue: first event with own code marked, time line, modules, places
    Show(ShowArgs),
    /// Why events are the same issue: what counts for its fingerprint and what does not
    Explain(ExplainArgs),
    /// The log formats that are known, or those of a file
    Formats(FormatsArgs),
    /// The JSON Schema of what errmon writes
    Schema(SchemaArgs),
    /// A completion script for a shell
    Completions(CompletionsArgs),
    /// The manual page
    Man(ManArgs),
}

/// Where logs come from and how they are read.
#[derive(Debug, Clone, Args, Default)]
#[command(next_help_heading = "Input")]
pub struct InputArgs {
    /// Files, directories, globs; `-` is standard input
    #[arg(value_name = "PATH", help_heading = None)]
    pub paths: Vec<OsString>,
    /// Format string of a Python logging.Formatter (several for mixed files)
    #[arg(long, value_name = "FORMAT", allow_hyphen_values = true)]
    pub python_format: Vec<String>,
    /// Its date format; one for all formats, or one for each in order
    #[arg(long, value_name = "DATEFMT", requires = "python_format", allow_hyphen_values = true)]
    pub python_datefmt: Vec<String>,
    /// Its style; one for all formats, or one for each in order [default: told by the format]
    #[arg(long, value_name = "STYLE", requires = "python_format")]
    pub python_style: Vec<PythonStyle>,
    /// Conversion pattern of Logback or Log4j (several for mixed files)
    #[arg(long, value_name = "PATTERN", allow_hyphen_values = true)]
    pub logback_pattern: Vec<String>,
    /// Configuration of the logging library, whose patterns and root level are used: logback.xml, log4j2, log4j,
    /// logging.ini, dictConfig in JSON or YAML, logging.properties, Spring's application.properties or .yaml
    #[arg(long, value_name = "FILE")]
    pub config: Vec<PathBuf>,
    /// Encoding of all input: auto, utf-8, utf-16, latin-1, or any other of the web's [default: auto]
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Members of JSON records: level=.severity,message=.msg,…; of lines of key=value with syntax=pairs,… (several for mixed
    /// files)
    #[arg(long, value_name = "MAP")]
    pub json_map: Vec<String>,
    /// Zone of stamps without one, and of the report: an IANA name, UTC, +01:00 or local [default: local]
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    pub tz: Option<String>,
    /// Date of the first record, where stamps have only a time of day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// Records at or above this level are events [default: error]
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<String>,
    /// Level of records that have none; a trace makes it at least error [default: the root level of --config, else error]
    #[arg(long, value_name = "LEVEL")]
    pub assume_level: Option<String>,
    /// Own code: a package, module or path prefix
    #[arg(long, value_name = "PREFIX")]
    pub in_app: Vec<String>,
    /// Not own code: a package, module or path prefix
    #[arg(long, value_name = "PREFIX")]
    pub not_in_app: Vec<String>,
    /// Bytes of one record that are kept (head and tail): 65536, 64k, 4M [default: 4M]
    #[arg(long, value_name = "BYTES")]
    pub max_body: Option<String>,
    /// Threads that read [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub threads: Option<std::num::NonZeroUsize>,
    /// Bytes of a block, for tests
    #[arg(long, value_name = "BYTES", hide = true)]
    pub block_bytes: Option<std::num::NonZeroUsize>,
}

/// Which events count.
#[derive(Debug, Args, Default)]
#[command(next_help_heading = "Filters")]
pub struct FilterArgs {
    /// Events from this moment on: 2026-11-23T09:00:00Z, 2026-11-23, '2026-11-23 09:00', 2h, 30m, 7d, today, yesterday
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub since: Option<String>,
    /// Events before this moment; a date alone means the whole of that day
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub until: Option<String>,
    /// Events with such an exception, or one caused by it; `*` and `?` stand for any text, the package may be left out
    #[arg(long = "type", value_name = "GLOB")]
    pub types: Vec<String>,
    /// Events of such a module or logger
    #[arg(long = "module", value_name = "GLOB")]
    pub modules: Vec<String>,
    /// Events whose message or exception text contains this regular expression
    #[arg(long, value_name = "REGEX", allow_hyphen_values = true)]
    pub grep: Option<String>,
}

/// How and where it is written.
#[derive(Debug, Args, Default)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// Form of the output [default: told by the ending of --output, else table; events: ndjson]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Write to this file instead of standard output (which is `-`): beside it first, then renamed
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Rows of each list at most, 0 for all [default: 20 in tables, else all]
    #[arg(short = 'n', long, value_name = "N")]
    pub limit: Option<usize>,
    /// Mask passwords, tokens and keys in machine formats too
    #[arg(long)]
    pub redact: bool,
    /// Colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// No warnings, hints and progress on standard error
    #[arg(short, long)]
    pub quiet: bool,
    /// No progress bar
    #[arg(long)]
    pub no_progress: bool,
}

impl OutputArgs {
    /// The file to write to, unless that is standard output.
    pub fn file(&self) -> Option<&PathBuf> {
        self.output.as_ref().filter(|path| path.as_os_str() != "-")
    }
}

/// `errmon analyze`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  errmon analyze error.log
  errmon analyze logs/ --since 2h --format json
  errmon analyze app.log --python-format '%(asctime)s - %(name)s - %(levelname)s - %(message)s'
  errmon analyze app.log --logback-pattern '%d{yyyy-MM-dd HH:mm:ss} [%thread] %-5level %logger - %msg%n'
  errmon analyze app.log --config src/main/resources/logback-spring.xml")]
pub struct AnalyzeArgs {
    /// Input.
    #[command(flatten)]
    pub input: InputArgs,
    /// Filters.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `errmon top`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  errmon top --by type
  errmon top --by hour app.log --since yesterday
  errmon top --by culprit logs/ --format csv -n 0")]
pub struct TopArgs {
    /// What to count by
    #[arg(long, value_name = "KEY")]
    pub by: By,
    /// Input.
    #[command(flatten)]
    pub input: InputArgs,
    /// Filters.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `errmon events`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  errmon events app.log | jq -r 'select(.unhandled) | .error.type'
  errmon events app.log --format csv -o events.csv
  errmon events app.log --unrecognised --format table")]
pub struct EventsArgs {
    /// Every record, of any level
    #[arg(long)]
    pub all_records: bool,
    /// The lines that belong to no record
    #[arg(long, visible_alias = "unrecognized", conflicts_with = "all_records")]
    pub unrecognised: bool,
    /// Input.
    #[command(flatten)]
    pub input: InputArgs,
    /// Filters.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `errmon show`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  errmon show 9f2c61ab app.log
  errmon show 9f2c app.log --format json")]
pub struct ShowArgs {
    /// The issue's id, or any beginning of it that no other issue has
    #[arg(value_name = "ISSUE")]
    pub issue: String,
    /// Input.
    #[command(flatten)]
    pub input: InputArgs,
    /// Filters.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `errmon explain`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  errmon explain 9f2c61ab app.log        an issue
  errmon explain app.log:120             the event in which that line stands")]
pub struct ExplainArgs {
    /// An issue's id or its beginning, or a file and a line
    #[arg(value_name = "ISSUE|FILE:LINE")]
    pub what: String,
    /// Input.
    #[command(flatten)]
    pub input: InputArgs,
    /// Filters.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `errmon formats`.
#[derive(Debug, Args)]
pub struct FormatsArgs {
    /// Show which formats this file is written in, and why; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub detect: Option<PathBuf>,
    /// Encoding of that file, as `analyze` takes it
    #[arg(long, value_name = "NAME", requires = "detect")]
    pub encoding: Option<String>,
    /// Show the layouts that a configuration of the logging library gives, and where they stand in it
    #[arg(long, value_name = "FILE", conflicts_with = "detect")]
    pub config: Vec<PathBuf>,
    /// Output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `errmon schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// What to describe: report, event or issue
    #[arg(value_name = "NAME")]
    pub name: String,
}

/// `errmon completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// `errmon man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Write the pages of all commands into this directory
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

/// Python's styles of format strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PythonStyle {
    /// `%(name)s`
    #[value(name = "%", alias = "percent")]
    Percent,
    /// `{name}`
    #[value(name = "{", alias = "brace")]
    Brace,
    /// `$name`
    #[value(name = "$", alias = "dollar")]
    Dollar,
}

/// Forms of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Table,
    /// One JSON document
    Json,
    /// One JSON object a line
    #[value(alias = "jsonl")]
    Ndjson,
    /// Comma-separated values
    Csv,
    /// For tickets and job summaries
    #[value(alias = "md")]
    Markdown,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Keys of `top`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// Exception type
    Type,
    /// Type of the root cause
    RootType,
    /// Module
    Module,
    /// Logger
    Logger,
    /// Issue
    Issue,
    /// Blamed frame
    Culprit,
    /// File
    File,
    /// Thread
    Thread,
    /// Level
    Level,
    /// Message template
    Message,
    /// Hour, in the order of time
    Hour,
}

/// Writes the completion script of a shell.
pub fn completions(shell: clap_complete::Shell, out: &mut dyn std::io::Write) {
    use clap::CommandFactory;
    clap_complete::generate(shell, &mut Cli::command(), "errmon", &mut { out });
}

/// The manual pages: file name and text, the program's own first.
///
/// # Errors
///
/// None in practice: the pages are written to memory.
pub fn manual() -> std::io::Result<Vec<(String, Vec<u8>)>> {
    use clap::CommandFactory;
    let mut command = Cli::command();
    command.build();
    let mut pages = Vec::new();
    let own = std::iter::once(command.clone())
        .chain(command.get_subcommands().filter(|sub| sub.get_name() != "help").cloned());
    for command in own {
        let man = clap_mangen::Man::new(command);
        let mut page = Vec::new();
        man.render(&mut page)?;
        pages.push((man.get_filename(), page));
    }
    Ok(pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str]) -> Result<Cli, clap::Error> {
        Cli::read(std::iter::once("errmon").chain(args.iter().copied()).map(OsString::from).collect())
    }

    #[test]
    fn the_arguments_are_consistent() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }

    #[test]
    fn a_path_alone_is_analysed_and_a_mistyped_command_is_named() {
        assert!(
            matches!(read(&["Cargo.toml"]).unwrap().command, Command::Analyze(args) if args.input.paths == ["Cargo.toml"])
        );
        assert!(matches!(read(&["-"]).unwrap().command, Command::Analyze(_)));
        assert!(matches!(read(&["logs/*.log", "-n", "3"]).unwrap().command, Command::Analyze(_)));
        let error = read(&["anlyze", "app.log"]).unwrap_err();
        assert_eq!(error.exit_code(), 2);
        assert!(error.to_string().contains("analyze"), "{error}");
    }

    #[test]
    fn patterns_may_begin_with_a_dash_and_come_several_times() {
        let cli = read(&[
            "analyze",
            "--logback-pattern",
            "-%d %msg%n",
            "--logback-pattern",
            "%d %msg%n",
            "--python-format",
            "%(message)s",
            "--python-style",
            "%",
        ]);
        let Command::Analyze(args) = cli.unwrap().command else { panic!("not analyze") };
        assert_eq!(args.input.logback_pattern, ["-%d %msg%n", "%d %msg%n"]);
        assert_eq!(args.input.python_style, [PythonStyle::Percent]);
    }

    #[test]
    fn every_command_has_a_manual_page() {
        let pages = manual().unwrap();
        let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        assert!(names.contains(&"errmon.1") && names.contains(&"errmon-analyze.1"), "{names:?}");
    }
}
