//! Traces of both languages: whatever is read out of a text lies in it, and a tree that is printed again as its runtime
//! prints it is read as the same tree.
#![no_main]

use std::fmt::Write as _;

use errmon::exception::{self, Exception, Frame, Language, Relation};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Some(found) = exception::extract(text) else { return };
    assert!(found.message_end <= text.len() && text.is_char_boundary(found.message_end));
    let Some(tree) = &found.exception else { return };
    assert!(tree.frames_total as usize >= tree.frames.len(), "{tree:?}");
    if !is_plain(tree) {
        return;
    }
    let mut printed = String::new();
    print(tree, &mut printed);
    let again = exception::extract(&printed).and_then(|found| found.exception);
    assert_eq!(again.as_ref(), Some(tree), "printed as\n{printed}");
});

/// A chain of causes whose printed form says all that is in it.
fn is_plain(exception: &Exception) -> bool {
    let word = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let dotted = |text: &str| text.split('.').all(|part| word(part) && !part.starts_with(|c: char| c.is_ascii_digit()));
    let frame = |frame: &Frame| match exception.language {
        Language::Python => {
            let source = frame.source.as_deref();
            dotted(&frame.function)
                && frame.line.is_some()
                && frame.repeat == 0
                && frame.file.as_deref().is_some_and(|file| file.ends_with(".py") && dotted(&file.replace('/', "a")))
                && source.is_none_or(|source| source.chars().all(|c| c.is_ascii_alphabetic()) && !source.is_empty())
        }
        _ => {
            word(&frame.function)
                && frame.line.is_some()
                && frame.module.as_deref().is_some_and(dotted)
                && frame.file.as_deref().is_some_and(|file| file.strip_suffix(".java").is_some_and(word))
                && frame.package.is_none()
                && !frame.inherited
        }
    };
    let message = exception.message.as_deref();
    exception.notes.is_empty()
        && !exception.circular
        && !exception.frames.is_empty()
        && exception.frames_total as usize == exception.frames.len()
        && exception.type_name.contains('.')
        && exception.type_name.ends_with("Exception")
        && dotted(&exception.type_name)
        && message.is_none_or(|message| !message.is_empty() && message.chars().all(|c| c.is_ascii_alphabetic()))
        && exception.frames.iter().all(frame)
        && exception.chain.len() <= 1
        && exception.chain.iter().all(|link| {
            link.relation == Relation::Cause
                && link.exception.language == exception.language
                && is_plain(&link.exception)
        })
}

fn print(exception: &Exception, out: &mut String) {
    let name = &exception.type_name;
    let line = exception.message.as_ref().map_or_else(|| name.clone(), |message| format!("{name}: {message}"));
    match exception.language {
        Language::Python => {
            for link in &exception.chain {
                print(&link.exception, out);
                out.push_str("\nThe above exception was the direct cause of the following exception:\n\n");
            }
            out.push_str("Traceback (most recent call last):\n");
            for frame in exception.frames.iter().rev() {
                let (file, number) = (frame.file.as_deref().unwrap_or_default(), frame.line.unwrap_or_default());
                let _ = writeln!(out, "  File \"{file}\", line {number}, in {}", frame.function);
                if let Some(source) = &frame.source {
                    let _ = writeln!(out, "    {source}");
                }
            }
            let _ = writeln!(out, "{line}");
        }
        _ => {
            let _ = writeln!(out, "{line}");
            for frame in &exception.frames {
                let (class, file) =
                    (frame.module.as_deref().unwrap_or_default(), frame.file.as_deref().unwrap_or_default());
                let number = frame.line.unwrap_or_default();
                let _ = writeln!(out, "\tat {class}.{}({file}:{number})", frame.function);
            }
            for link in &exception.chain {
                out.push_str("Caused by: ");
                print(&link.exception, out);
            }
        }
    }
}
