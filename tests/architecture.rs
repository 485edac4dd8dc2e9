//! The architecture, checked on the source text: which stage may name which, and what a file may hold.
//!
//! The order of [`STAGES`] is the rule: a file may name its own stage and those before it. With one order there can be
//! no circle: of the arrows of a circle at least one runs against the order, and is reported. Every `crate::x` and
//! `errmon::x` counts, in `use` lines and in the middle of expressions, in tests too; comments and string literals do
//! not.

#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::expect_used,
    clippy::panic,
    reason = "a failing test is the right end"
)]

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The top-level modules in the order in which data flows; `lib` only lists them.
const STAGES: [&str; 18] = [
    "input",
    "format",
    "exception",
    "record",
    "event",
    "issue",
    "summary",
    "pipeline",
    "report",
    "output",
    "store",
    "alert",
    "notify",
    "serve",
    "cli",
    "commands",
    "main",
    "lib",
];

/// Crates that only the named stages may name.
const RESERVED: [(&str, &[&str]); 6] = [
    ("rayon", &["pipeline"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli", "commands"]),
    ("clap_mangen", &["cli", "commands"]),
    ("axum", &["serve"]),
    ("tokio", &["serve"]),
];

/// Names that say nothing about what a module is for.
const EMPTY_NAMES: [&str; 8] = ["util", "utils", "common", "helper", "helpers", "types", "misc", "shared"];

/// Lines of code in a file, without tests, comments and blank lines.
const MAX_CODE_LINES: usize = 400;

#[test]
fn every_file_keeps_to_the_architecture() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    assert!(files.len() > 3, "no source files below {}", root.display());
    let mut found = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file).expect("a source file is readable UTF-8");
        let path = file.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
        found.extend(faults(&path, &text));
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("a readable source folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Everything wrong with one file; `path` is relative to `src`, with `/`.
fn faults(path: &str, text: &str) -> Vec<String> {
    let code = without_comments_and_strings(text);
    let stage = path.split('/').next().unwrap_or(path).trim_end_matches(".rs");
    let mut faults = Vec::new();
    let mut say = |at: Option<usize>, what: String| {
        let place = at.map_or(String::new(), |at| format!(":{}", line_of(text, at)));
        faults.push(format!("src/{path}{place}: {what}"));
    };
    if !text.starts_with("//!") {
        say(None, "no `//!` at its start that says what it is for".to_owned());
    }
    for part in path.trim_end_matches(".rs").split('/').filter(|part| EMPTY_NAMES.contains(part)) {
        say(None, format!("`{part}` says nothing; name the module for what it holds"));
    }
    let Some(rank) = STAGES.iter().position(|name| *name == stage) else {
        say(None, format!("`{stage}` is no stage; a new one needs a row in the table of stages"));
        return faults;
    };
    check_arrows(&code, stage, rank, &mut say);
    check_supers(&code, path, &mut say);
    for (krate, owners) in RESERVED {
        if !owners.contains(&stage) {
            for at in words(&code, krate).filter(|&at| names_a_crate(&code, at, krate)) {
                say(Some(at), format!("`{krate}` is named outside {}", owners.join(", ")));
            }
        }
    }
    for at in words(&code, "pub").filter(|&at| code[at..].split_whitespace().nth(1) == Some("use")) {
        let statement = code[at..].split(';').next().unwrap_or_default();
        if stage == "lib" {
            say(Some(at), "`pub use` in lib.rs hides which stage a name comes from".to_owned());
        } else if statement.contains('*') {
            say(Some(at), "a glob re-export hides what it exports".to_owned());
        }
    }
    let lines = code_lines(path, &code);
    if lines > MAX_CODE_LINES {
        say(None, format!("{lines} lines of code, more than {MAX_CODE_LINES}: it has two subjects, split it"));
    }
    faults
}

/// Every `crate::x` and `errmon::x` must name a stage that is not after this one.
fn check_arrows(code: &str, stage: &str, rank: usize, say: &mut dyn FnMut(Option<usize>, String)) {
    for krate in ["crate", "errmon"] {
        for at in words(code, krate) {
            let Some(rest) = code[at + krate.len()..].trim_start().strip_prefix("::") else { continue };
            let target: String = rest.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if target.is_empty() {
                say(Some(at), format!("`{krate}::{{…}}` or `{krate}::*`: write each arrow as `{krate}::<stage>::…`"));
                continue;
            }
            match STAGES.iter().position(|name| *name == target) {
                None => say(Some(at), format!("`{krate}::{target}` is no stage; name the stage that owns it")),
                Some(to) if to > rank => {
                    say(
                        Some(at),
                        format!("`{stage}` names `{target}`, which stands after it in {}", STAGES.join(" → ")),
                    );
                }
                Some(_) => {}
            }
        }
    }
}

/// `super::super::`, and a `super::` that means the crate's root, would hide an arrow.
fn check_supers(code: &str, path: &str, say: &mut dyn FnMut(Option<usize>, String)) {
    let inline: Vec<Range<usize>> = words(code, "mod").filter_map(|at| block_after(code, at)).collect();
    let is_root = !path.contains('/') || (path.ends_with("/mod.rs") && path.matches('/').count() == 1);
    for at in words(code, "super") {
        let Some(rest) = code[at + "super".len()..].trim_start().strip_prefix("::") else { continue };
        if rest.trim_start().starts_with("super") {
            say(Some(at), "`super::super::`: write `crate::<stage>::…`".to_owned());
        } else if is_root && !inline.iter().any(|block| block.contains(&at)) {
            say(Some(at), "this `super::` is the crate's root: write `crate::<stage>::…`".to_owned());
        }
    }
}

/// Whether the word at `at` names a crate: the first part of a path or of a `use` item.
fn names_a_crate(code: &str, at: usize, krate: &str) -> bool {
    let before = code[..at].trim_end();
    let is_inner =
        before.strip_suffix("::").is_some_and(|path| path.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
    let is_path = code[at + krate.len()..].trim_start().starts_with("::");
    !is_inner && (is_path || before.ends_with("use"))
}

/// Lines of code without tests, comments and blank lines; a test file has none.
fn code_lines(path: &str, code: &str) -> usize {
    if path.ends_with("/tests.rs") || path.ends_with("_tests.rs") || path.contains("/tests/") {
        return 0;
    }
    let tests: Vec<Range<usize>> = code
        .match_indices("#[cfg(test)]")
        .filter(|(at, mark)| {
            let item = code[at + mark.len()..].trim_start();
            item.starts_with("mod ") || item.starts_with("pub(crate) mod ")
        })
        .filter_map(|(at, _)| block_after(code, at).map(|block| at..block.end))
        .collect();
    let mut at = 0;
    let mut count = 0;
    for line in code.split_inclusive('\n') {
        if !line.trim().is_empty() && !tests.iter().any(|block| block.contains(&at)) {
            count += 1;
        }
        at += line.len();
    }
    count
}

/// The braces that follow, unless a `;` stands before them.
fn block_after(code: &str, at: usize) -> Option<Range<usize>> {
    let open = at + code[at..].find(['{', ';'])?;
    let mut depth = 0_usize;
    for (offset, c) in code[open..].char_indices() {
        match c {
            ';' if depth == 0 => return None,
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(open..open + offset + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Offsets of `word` where it stands as a whole identifier.
fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        !code[..at].ends_with(is_part) && !code[at + word.len()..].starts_with(is_part) && !code[..at].ends_with('$')
    })
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The text with comments and the inside of literals turned to blanks; offsets and line ends stay.
fn without_comments_and_strings(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let Some(end) = literal_or_comment_end(bytes, at) else {
            at += 1;
            continue;
        };
        for byte in &mut out[at..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end;
    }
    String::from_utf8(out).expect("whole literals are blanked, so UTF-8 stays whole")
}

/// Where the comment or literal that starts at `at` ends.
fn literal_or_comment_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    let word_before = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
    if rest.starts_with(b"//") {
        return Some(at + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len()));
    }
    if rest.starts_with(b"/*") {
        let (mut depth, mut i) = (1, 2);
        while i < rest.len() && depth > 0 {
            match &rest[i..] {
                [b'/', b'*', ..] => (depth, i) = (depth + 1, i + 2),
                [b'*', b'/', ..] => (depth, i) = (depth - 1, i + 2),
                _ => i += 1,
            }
        }
        return Some(at + i);
    }
    let raw = rest.strip_prefix(b"br").or_else(|| rest.strip_prefix(b"r")).filter(|_| !word_before);
    if let Some(raw) = raw {
        let hashes = raw.iter().take_while(|byte| **byte == b'#').count();
        if raw.get(hashes) == Some(&b'"') {
            let close: Vec<u8> = std::iter::once(b'"').chain(std::iter::repeat_n(b'#', hashes)).collect();
            let start = at + rest.len() - raw.len() + hashes + 1;
            let length = bytes[start..].windows(close.len()).position(|window| window == close);
            return Some(length.map_or(bytes.len(), |length| start + length + close.len()));
        }
    }
    match rest[0] {
        b'"' => Some(at + quoted_length(rest, b'"')),
        // A lifetime has no closing quote after one character.
        b'\'' if rest.get(1) == Some(&b'\\') => Some(at + quoted_length(rest, b'\'')),
        b'\'' => {
            let length = std::str::from_utf8(&rest[1..rest.len().min(6)])
                .or_else(|error| std::str::from_utf8(&rest[1..=error.valid_up_to()]))
                .ok()
                .and_then(|text| text.chars().next())
                .map(char::len_utf8)?;
            (rest.get(1 + length) == Some(&b'\'')).then_some(at + length + 2)
        }
        _ => None,
    }
}

fn quoted_length(rest: &[u8], quote: u8) -> usize {
    let mut i = 1;
    while i < rest.len() {
        match rest[i] {
            b'\\' => i += 2,
            byte if byte == quote => return i + 1,
            _ => i += 1,
        }
    }
    rest.len()
}

/// What the checker says of a sample, in one text.
fn said(path: &str, text: &str) -> String {
    faults(path, text).join("\n")
}

#[test]
fn an_arrow_against_the_order_is_found_with_its_line() {
    let sample = "//! x\n\nuse crate::event::Event;\n";
    assert!(said("format/a.rs", sample).contains("src/format/a.rs:3: `format` names `event`, which stands after it"));
    assert_eq!(said("issue/a.rs", sample), "");
}

#[test]
fn an_arrow_inside_an_expression_is_found() {
    let sample = "//! x\nfn f() -> u32 {\n    crate::report::rank(1) + 'a' as u32\n}\n";
    assert!(said("summary/mod.rs", sample).contains(":3: `summary` names `report`"));
    assert!(said("summary/mod.rs", "//! x\nfn f(e: &errmon::output::X) {}\n").contains("names `output`"));
}

#[test]
fn of_a_circle_one_arrow_is_always_reported() {
    let (first, second) = ("//! x\nuse crate::record::A;\n", "//! x\nuse crate::format::B;\n");
    assert_ne!(said("format/a.rs", first), said("record/a.rs", second));
    assert!(said("format/a.rs", first).contains("stands after it"));
}

#[test]
fn spellings_that_hide_an_arrow_are_refused() {
    assert!(said("event/a.rs", "//! x\nuse crate::{format, input};\n").contains("write each arrow"));
    assert!(said("event/a.rs", "//! x\nuse crate::*;\n").contains("write each arrow"));
    assert!(said("event/a.rs", "//! x\nuse crate::Event;\n").contains("`crate::Event` is no stage"));
    assert!(said("event/a.rs", "//! x\nuse super::super::format;\n").contains("`super::super::`"));
    assert!(said("event/mod.rs", "//! x\nuse super::report;\n").contains("the crate's root"));
    assert!(said("lib.rs", "//! x\npub use event::Event;\n").contains("`pub use` in lib.rs"));
    assert!(said("event/mod.rs", "//! x\npub use crate::event::time::*;\n").contains("glob"));
}

#[test]
fn a_test_module_may_look_at_its_parent() {
    assert_eq!(said("event/mod.rs", "//! x\n#[cfg(test)]\nmod tests {\n    use super::*;\n}\n"), "");
    assert_eq!(said("event/time/zone.rs", "//! x\nuse super::Zone;\n"), "");
}

#[test]
fn reserved_crates_stay_in_their_stage() {
    assert!(said("report/a.rs", "//! x\nuse rayon::prelude::*;\n").contains("`rayon` is named outside pipeline"));
    assert!(said("commands/a.rs", "//! x\nfn f() { clap::Command::new(1); }\n").contains("outside cli"));
    assert!(said("commands/a.rs", "//! x\nuse clap::Parser;\n").contains("outside cli"));
    assert_eq!(said("commands/a.rs", "//! x\nuse clap_complete::Shell;\n"), "");
    assert_eq!(said("report/a.rs", "//! x\nfn f(clap: u8) -> u8 { clap }\n"), "");
}

#[test]
fn comments_and_literals_are_no_code() {
    let sample = "//! crate::report\n/* crate::report /* nested */ */\nconst A: (&str, &str, char) = (\"crate::report::x\", r#\"crate::{\"#, '\"');\nfn f<'a>(x: &'a str) {}\n// rayon::join\n";
    assert_eq!(said("input/a.rs", sample), "");
}

#[test]
fn a_long_file_and_a_silent_file_are_refused() {
    let body = "fn f() {}\n\n// comment\n".repeat(401);
    assert!(said("input/a.rs", &format!("//! x\n{body}")).contains("401 lines of code"));
    assert_eq!(said("input/a.rs", &format!("//! x\n#[cfg(test)]\nmod tests {{\n{body}}}\n")), "");
    assert!(said("input/a.rs", "fn f() {}\n").contains("no `//!`"));
}

#[test]
fn names_without_meaning_are_refused() {
    assert!(said("input/util.rs", "//! x\n").contains("`util` says nothing"));
    assert!(said("helpers/a.rs", "//! x\n").contains("`helpers` says nothing"));
    assert!(said("error.rs", "//! x\n").contains("`error` is no stage"));
}
