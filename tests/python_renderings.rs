//! One Python exception, one tree and one fingerprint, however its traceback was written.
//!
//! Random exceptions (causes, contexts, groups, notes, messages of many lines, folded recursion, frames without source)
//! are printed as `CPython` 3.11 `traceback.TracebackException.format` prints them, in every form in which logs hold a
//! traceback, and read back. The printing here follows that function and knows nothing of the reader.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failing test is the right end"
)]

use std::fmt::Write as _;

use errmon::exception::python::extract;
use errmon::exception::{Exception, Frame, Language, Link, Relation};
use errmon::issue::{OwnCode, TemplateOptions, fingerprint};
use proptest::prelude::*;

const TRACEBACK: &str = "Traceback (most recent call last):\n";
const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

fn frame() -> impl Strategy<Value = Frame> {
    let file =
        prop::sample::select(vec!["/srv/app/a.py", "/srv/a, b/c d.py", "<string>", "C:\\app\\m.py", "/usr/lib/x.py"]);
    let function = prop::sample::select(vec!["<module>", "run", "Job.run", "<lambda>", "f.<locals>.g"]);
    let source =
        prop::option::of(prop::sample::select(vec!["return f(x)", "raise error", "a = b[1] / 0", "with x as y:"]));
    (file, function, 1..400_u32, source, prop::sample::select(vec![0, 0, 0, 1, 975_u32])).prop_map(
        |(file, function, line, source, repeat)| Frame {
            function: function.to_owned(),
            file: Some(file.to_owned()),
            line: Some(line),
            source: source.map(str::to_owned),
            repeat,
            ..Frame::default()
        },
    )
}

/// Types with their messages; an exception whose message has always one line may have notes.
fn raised() -> impl Strategy<Value = Exception> {
    let told = prop::sample::select(vec![
        ("ValueError", Some("bad order"), false),
        ("app.errors.Broken", Some("could not pay:\nDETAIL: none\n\nHINT: try"), false),
        ("KeyError", Some("'x'"), true),
        ("OSError", Some("[Errno 28] No space left on device: '/srv/a, b'"), true),
        ("AssertionError", None, true),
        ("job.<locals>.Stopped", Some("a: b: c"), false),
        ("KeyboardInterrupt", None, false),
    ]);
    let notes = prop::collection::vec(prop::sample::select(vec!["while paying", "user=anna"]), 0..3);
    (told, prop::collection::vec(frame(), 1..4), notes).prop_map(|((type_name, message, has_notes), frames, notes)| {
        exception(type_name, message, frames, if has_notes { notes } else { Vec::new() })
    })
}

fn exception(type_name: &str, message: Option<&str>, frames: Vec<Frame>, notes: Vec<&str>) -> Exception {
    Exception {
        language: Language::Python,
        type_name: type_name.to_owned(),
        message: message.map(str::to_owned),
        notes: notes.into_iter().map(str::to_owned).collect(),
        frames_total: frames.iter().map(|frame| frame.repeat + 1).sum(),
        frames,
        chain: Vec::new(),
        circular: false,
    }
}

fn tree() -> impl Strategy<Value = Exception> {
    raised().prop_recursive(4, 12, 3, |inner| {
        let hung = (raised(), inner.clone(), prop::bool::ANY).prop_map(|(mut outer, inner, is_cause)| {
            let relation = if is_cause { Relation::Cause } else { Relation::Context };
            outer.chain.push(Link { relation, exception: inner });
            outer
        });
        let group =
            (prop::collection::vec(frame(), 1..3), prop::collection::vec(inner.clone(), 1..4), prop::option::of(inner))
                .prop_map(|(frames, members, cause)| {
                    let count = members.len();
                    let message = format!("batch ({count} sub-exception{})", if count == 1 { "" } else { "s" });
                    let mut group = exception("ExceptionGroup", Some(&message), frames, Vec::new());
                    group.chain.extend(cause.map(|exception| Link { relation: Relation::Cause, exception }));
                    let members =
                        members.into_iter().map(|exception| Link { relation: Relation::GroupMember, exception });
                    group.chain.extend(members);
                    group
                });
        prop_oneof![2 => hung, 1 => group]
    })
}

#[derive(Default)]
struct Printer {
    out: String,
    depth: usize,
    needs_close: bool,
}

impl Printer {
    fn emit(&mut self, text: &str, margin: char) {
        for line in text.split_inclusive('\n') {
            if self.depth > 0 {
                let _ = write!(self.out, "{}{margin} ", "  ".repeat(self.depth));
            }
            self.out.push_str(line);
        }
    }

    fn print(&mut self, exception: &Exception) {
        if let Some(link) = exception.chain.iter().find(|link| link.relation != Relation::GroupMember) {
            self.print(&link.exception);
            self.emit(if link.relation == Relation::Cause { CAUSE } else { CONTEXT }, '|');
        }
        let members: Vec<&Link> =
            exception.chain.iter().filter(|link| link.relation == Relation::GroupMember).collect();
        if members.is_empty() {
            self.emit(TRACEBACK, '|');
            self.emit(&stack(exception), '|');
            return;
        }
        let is_top = self.depth == 0;
        self.depth += usize::from(is_top);
        self.emit(&format!("Exception Group {TRACEBACK}"), if is_top { '+' } else { '|' });
        self.emit(&stack(exception), '|');
        self.needs_close = false;
        for (index, member) in members.iter().enumerate() {
            let is_last = index + 1 == members.len();
            self.needs_close = self.needs_close || is_last;
            let sign = if index == 0 { "+-" } else { "  " };
            let indent = "  ".repeat(self.depth);
            let _ = writeln!(self.out, "{indent}{sign}+---------------- {} ----------------", index + 1);
            self.depth += 1;
            self.print(&member.exception);
            if is_last && self.needs_close {
                let _ = writeln!(self.out, "{}+------------------------------------", "  ".repeat(self.depth));
                self.needs_close = false;
            }
            self.depth -= 1;
        }
        self.depth -= usize::from(is_top);
    }
}

/// The frames and the lines of the exception itself.
fn stack(exception: &Exception) -> String {
    let mut text = String::new();
    for frame in exception.frames.iter().rev() {
        let (file, line) = (frame.file.as_deref().unwrap(), frame.line.unwrap());
        let _ = writeln!(text, "  File \"{file}\", line {line}, in {}", frame.function);
        if let Some(source) = &frame.source {
            let _ = writeln!(text, "    {source}\n    ~~~^^^");
        }
        if frame.repeat > 0 {
            let s = if frame.repeat > 1 { "s" } else { "" };
            let _ = writeln!(text, "  [Previous line repeated {} more time{s}]", frame.repeat);
        }
    }
    text.push_str(&exception.type_name);
    if let Some(message) = &exception.message {
        let _ = write!(text, ": {message}");
    }
    text.push('\n');
    for note in &exception.notes {
        let _ = writeln!(text, "{note}");
    }
    text
}

fn before_each_line(text: &str, prefix: &str) -> String {
    text.split_inclusive('\n').flat_map(|line| [prefix, line]).collect()
}

fn is_flat(exception: &Exception) -> bool {
    exception.chain.iter().all(|link| link.relation != Relation::GroupMember && is_flat(&link.exception))
}

/// The text that `repr` makes of the trace.
fn repr(trace: &str) -> String {
    format!("'{}'", trace.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n"))
}

/// How a library prints frames and what is between them.
#[derive(Clone, Copy, PartialEq)]
enum Library {
    Rich,
    IPython,
    Stackprinter,
}

/// Frames that were folded are in none of these libraries' prints.
fn is_unfolded(exception: &Exception) -> bool {
    exception.frames.iter().all(|frame| frame.repeat == 0)
        && exception.chain.iter().all(|link| is_unfolded(&link.exception))
}

/// A chain without groups as a library shows it.
fn decorated(exception: &Exception, library: Library) -> String {
    let mut text = String::new();
    if let Some(link) = exception.chain.first() {
        text = decorated(&link.exception, library);
        text.push_str(if link.relation == Relation::Cause { CAUSE } else { CONTEXT });
    } else if library == Library::IPython {
        text.push_str("---------------------------------------------------------------------------\n");
    }
    match library {
        Library::Rich => text.push_str("╭──────── Traceback (most recent call last) ────────╮\n"),
        Library::IPython => {
            let _ = writeln!(text, "{:<42}Traceback (most recent call last)", exception.type_name);
        }
        Library::Stackprinter => {}
    }
    for frame in exception.frames.iter().rev() {
        let (file, line, function) = (frame.file.as_deref().unwrap(), frame.line.unwrap(), &frame.function);
        let source = frame.source.as_deref();
        match library {
            Library::Rich => {
                let _ = writeln!(text, "│ {file}:{line} in {function:<20} │\n│ {:40} │", "");
                if let Some(source) = source {
                    let _ = writeln!(text, "│   {:>3} │   before │\n│ ❱ {line:>3} │   {source:<30} │\n│ │", line - 1);
                }
            }
            Library::IPython => {
                let place = if function == "<module>" { String::new() } else { format!(", in {function}(x=1)") };
                let _ = writeln!(text, "File {file}:{line}{place}");
                if let Some(source) = source {
                    let _ = writeln!(text, "    {:>3} before\n--> {line:>3}     {source}\n        x = 1", line - 1);
                }
                text.push('\n');
            }
            Library::Stackprinter => {
                let _ = writeln!(text, "File \"{file}\", line {line}, in {function}");
                if let Some(source) = source {
                    let _ = writeln!(
                        text,
                        "    {:<3}  before\n--> {line:<3}      {source}\n    .....\n     x = 1",
                        line - 1
                    );
                }
                text.push('\n');
            }
        }
    }
    if library == Library::Rich {
        text.push_str("╰───────────────────────────────────────────────────╯\n");
    }
    let own = stack(exception);
    let tail = own.rfind(&format!("\n{}", exception.type_name)).map_or(0, |at| at + 1);
    text + own.get(tail..).unwrap()
}

/// The forms, each with its name.
fn forms(exception: &Exception) -> Vec<(&'static str, String)> {
    let mut printer = Printer::default();
    printer.print(exception);
    let trace = printer.out;
    let mut forms = vec![
        ("below a message", format!("it failed\n{trace}")),
        ("bare", trace.clone()),
        ("below a message of two lines", format!("it failed\nbadly\n{trace}")),
        ("with CRLF", format!("it failed\n{trace}").replace('\n', "\r\n")),
        ("indented", format!("child said:\n{}", before_each_line(&trace, "    "))),
        ("behind a name on every line", format!("it failed\n{}", before_each_line(&trace, "web-1  | "))),
        ("behind a pid on every line", before_each_line(&trace, "[4711] ")),
        ("formatted into the message", format!("it failed:\n{trace}\n")),
        ("as repr", format!("it failed: {}", repr(&trace))),
        ("as JSON", format!("{{\"error\": {}}}", serde_json::to_string(&trace).unwrap())),
        ("with escaped line feeds", format!("it failed: {}", trace.replace('\n', "\\n"))),
    ];
    if is_flat(exception) {
        forms.push(("behind the message on its line", format!("it failed: {trace}\n")));
        let flat: String = trace
            .split_inclusive('\n')
            .filter(|line| !line.contains("~~~^^^"))
            .map(|line| line.trim_start_matches(' '))
            .collect();
        if !flat.contains("DETAIL") {
            forms.push(("with the indent lost", format!("it failed\n{flat}")));
        }
        if is_unfolded(exception) {
            for (name, library) in [
                ("by rich", Library::Rich),
                ("by IPython", Library::IPython),
                ("by stackprinter", Library::Stackprinter),
            ] {
                forms.push((name, format!("it failed\n{}", decorated(exception, library))));
            }
        }
    }
    forms
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_form_of_an_exception_gives_one_tree_and_one_fingerprint(exception in tree()) {
        let (own, options) = (OwnCode::default(), TemplateOptions::default());
        let want = fingerprint(Some(&exception), "it failed", &own, &options).0;
        for (name, text) in forms(&exception) {
            let found = extract(&text);
            prop_assert!(found.is_some(), "{}: nothing found in\n{}", name, text);
            let found = found.unwrap();
            prop_assert!(!found.truncated, "{}: truncated\n{}", name, text);
            let read = found.exception.unwrap();
            prop_assert_eq!(&read, &exception, "{}\n{}", name, text);
            prop_assert_eq!(fingerprint(Some(&read), "it failed", &own, &options).0, want, "{}", name);
        }
    }
}
