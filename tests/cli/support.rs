//! The place where the real binary runs: no environment but a fixed one, an empty home, the fixtures as the folder.

use std::fmt;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A clean place to run errmon in.
pub(crate) struct Sandbox {
    temp: TempDir,
    folder: PathBuf,
    environment: Vec<(&'static str, String)>,
}

/// What a run gave.
pub(crate) struct Run {
    /// Exit code; -1 where a signal ended it.
    pub(crate) code: i32,
    /// Standard output, redacted.
    pub(crate) stdout: String,
    /// Standard error, redacted.
    pub(crate) stderr: String,
}

impl Sandbox {
    /// Runs in `fixtures/`, which the runs only read.
    pub(crate) fn new() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        Self { temp: tempfile::tempdir().unwrap(), folder, environment: Vec::new() }
    }

    /// Runs in an empty folder of its own.
    pub(crate) fn empty() -> Self {
        let temp = tempfile::tempdir().unwrap();
        let folder = temp.path().join("work");
        fs::create_dir(&folder).unwrap();
        Self { temp, folder, environment: Vec::new() }
    }

    /// Writes a file below the sandbox's own folder.
    pub(crate) fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        assert!(path.starts_with(self.temp.path()), "only a sandbox of its own may be written to");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Copies a fixture below the sandbox's own folder, under its file name.
    pub(crate) fn with_fixture(self, name: &str) -> Self {
        let content = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).unwrap();
        let file_name = Path::new(name).file_name().unwrap().to_string_lossy().into_owned();
        self.with(&file_name, content)
    }

    /// Sets one variable of the environment.
    pub(crate) fn env(mut self, name: &'static str, value: &str) -> Self {
        self.environment.push((name, value.to_owned()));
        self
    }

    /// A path below the folder that the runs start in.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The command, for a run that needs more than arguments.
    pub(crate) fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = self.bare(env!("CARGO_BIN_EXE_errmon"));
        command.args(arguments);
        command
    }

    /// Any program in the sandbox's folder and environment.
    pub(crate) fn bare(&self, program: &str) -> Command {
        let home = self.temp.path().join("home");
        fs::create_dir_all(&home).unwrap();
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("TZ", "UTC")
            .env("NO_COLOR", "1")
            .env("COLUMNS", "100")
            .env("HOME", home)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.folder)
            .stdin(Stdio::null());
        command
    }

    /// Runs errmon without standard input.
    pub(crate) fn errmon<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Run {
        self.run(&mut self.command(arguments))
    }

    /// The report's coverage of a file, whose lines add up.
    pub(crate) fn coverage(&self, path: &str) -> serde_json::Value {
        let run = self.errmon(["analyze", "--format", "json", path]).exits(0);
        let coverage = run.json()["coverage"].clone();
        let number = |key: &str| coverage[key].as_u64().unwrap_or_else(|| panic!("no {key}\n{run}"));
        assert_eq!(number("lines_read"), number("lines_in_records") + number("lines_unrecognised"), "{run}");
        coverage
    }

    /// Runs errmon with bytes piped into it.
    pub(crate) fn errmon_with_stdin<'a>(&self, arguments: impl IntoIterator<Item = &'a str>, input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        let input = input.to_owned();
        // A thread writes, so that neither side waits for the other with a full pipe.
        let writer = std::thread::spawn(move || pipe.write_all(&input));
        let output = child.wait_with_output().unwrap();
        // errmon may stop reading early; what it then says is what counts.
        let _ = writer.join().unwrap();
        self.redacted(&output)
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, command: &mut Command) -> Run {
        self.redacted(&command.output().unwrap())
    }

    fn redacted(&self, output: &Output) -> Run {
        let text = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
            let text = text.replace(&self.temp.path().display().to_string(), "[TMP]");
            let elapsed = regex::Regex::new(r"\bin \d+(\.\d+)? ?(ms|s)\b").unwrap();
            elapsed.replace_all(&text, "in [ELAPSED]").into_owned()
        };
        Run { code: output.status.code().unwrap_or(-1), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }
}

impl Run {
    /// Fails the test, with everything that was said, unless the exit code is this one.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self}");
        self
    }

    /// Fails the test unless standard output holds all these texts.
    #[track_caller]
    pub(crate) fn prints(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.stdout.contains(text), "no {text:?} in standard output\n{self}");
        }
        self
    }

    /// Fails the test unless standard error holds all these texts.
    #[track_caller]
    pub(crate) fn warns(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.stderr.contains(text), "no {text:?} in standard error\n{self}");
        }
        self
    }

    /// Fails the test unless the run ended as an error: exit code 2, `error:` with these texts, nothing that a
    /// programmer would have written.
    #[track_caller]
    pub(crate) fn fails(self, texts: &[&str]) -> Self {
        let run = self.exits(2).warns(&["error: "]).warns(texts);
        for internal in ["panicked", "ErrorKind", "Os {", "Error(", "os error"] {
            assert!(!run.stderr.contains(internal), "{internal:?} in a message\n{run}");
        }
        run
    }

    /// Standard output as one JSON document.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self}"))
    }

    /// Standard output as JSON lines.
    #[track_caller]
    pub(crate) fn json_lines(&self) -> Vec<Value> {
        let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}\n{self}"));
        self.stdout.lines().map(parse).collect()
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exit: {}", self.code)?;
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                write!(f, "\n--- {name}\n{}", text.trim_end_matches('\n'))?;
            }
        }
        Ok(())
    }
}
