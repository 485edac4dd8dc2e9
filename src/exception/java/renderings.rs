//! Properties: however a tree of exceptions is printed, it reads as the same tree, and no text does harm.

use std::fmt::Write as _;

use proptest::prelude::*;

use crate::exception::java::{extract, head_type, is_cause, is_frame, is_notice};
use crate::exception::{Exception, Frame, Language, Link, Relation};

/// An exception as a program holds it: the whole stack is there.
#[derive(Debug, Clone)]
struct Thrown {
    type_name: String,
    message: Option<String>,
    stack: Vec<String>,
    suppressed: Vec<Thrown>,
    cause: Option<Box<Thrown>>,
}

/// How a library prints.
#[derive(Debug, Clone, Copy)]
struct Style {
    null: bool,
    more: &'static str,
    suffix: &'static str,
    root_first: bool,
}

const STYLES: [Style; 4] = [
    Style { null: false, more: "more", suffix: "", root_first: false },
    Style { null: true, more: "common frames omitted", suffix: "", root_first: false },
    Style { null: true, more: "common frames omitted", suffix: " ~[lib.jar:1.0]", root_first: false },
    Style { null: true, more: "common frames omitted", suffix: "", root_first: true },
];

/// What a configuration makes of a printed trace.
#[derive(Debug, Clone, Copy)]
enum Dress {
    Indented,
    Prefixed(&'static str),
    /// Dropwizard's.
    ForTab(&'static str),
    Suffixed(&'static str),
    OneLine(&'static str),
    Escaped,
    BehindMessage,
}

const DRESSES: [Dress; 12] = [
    Dress::Indented,
    Dress::Prefixed("> "),
    Dress::Prefixed("[app-1] "),
    Dress::ForTab("! "),
    Dress::Suffixed(" [main]"),
    Dress::OneLine("|"),
    Dress::OneLine(" | "),
    Dress::OneLine(" / "),
    Dress::OneLine("\u{2028}"),
    Dress::OneLine("<br>"),
    Dress::Escaped,
    Dress::BehindMessage,
];

impl Dress {
    fn put_on(self, trace: &str) -> String {
        let each = |line: &dyn Fn(&str) -> String| trace.lines().map(line).collect::<String>();
        match self {
            Self::Indented => "it failed\n".to_owned() + &each(&|line| format!("\t{line}\n")),
            Self::Prefixed(prefix) => "it failed\n".to_owned() + &each(&|line| format!("{prefix}{line}\n")),
            Self::ForTab(mark) => {
                "it failed\n".to_owned() + &each(&|line| format!("{mark}{}\n", line.strip_prefix('\t').unwrap_or(line)))
            }
            Self::Suffixed(suffix) => "it failed\n".to_owned() + &each(&|line| format!("{line}{suffix}\n")),
            Self::OneLine(separator) => format!("it failed{separator}{}\n", each(&|line| format!("{line}{separator}"))),
            Self::Escaped => format!("it failed\\n{}\n", trace.replace('\n', "\\n").replace('\t', "\\t")),
            Self::BehindMessage => format!("it failed {trace}\n"),
        }
    }
}

fn common(of: &Thrown, enclosing: Option<&Thrown>) -> usize {
    enclosing.map_or(0, |enclosing| {
        let pairs = of.stack.iter().rev().zip(enclosing.stack.iter().rev());
        pairs.take_while(|(here, there)| here == there).count()
    })
}

fn one(of: &Thrown, caption: &str, tabs: &str, enclosing: Option<&Thrown>, style: Style, out: &mut String) {
    let message = match (&of.message, style.null) {
        (Some(message), _) => format!(": {message}"),
        (None, true) => ": null".to_owned(),
        (None, false) => String::new(),
    };
    writeln!(out, "{tabs}{caption}{}{message}", of.type_name).unwrap();
    let common = common(of, enclosing);
    for frame in of.stack.iter().take(of.stack.len() - common) {
        writeln!(out, "{tabs}\tat {frame}{}", style.suffix).unwrap();
    }
    if common > 0 {
        writeln!(out, "{tabs}\t... {common} {}", style.more).unwrap();
    }
    for suppressed in &of.suppressed {
        print(suppressed, "Suppressed: ", &format!("{tabs}\t"), Some(of), style, out);
    }
}

fn print(of: &Thrown, caption: &str, tabs: &str, enclosing: Option<&Thrown>, style: Style, out: &mut String) {
    if style.root_first {
        let mut caption = caption;
        if let Some(cause) = &of.cause {
            print(cause, caption, tabs, Some(of), style, out);
            caption = "Wrapped by: ";
        }
        one(of, caption, tabs, enclosing, style, out);
    } else {
        one(of, caption, tabs, enclosing, style, out);
        if let Some(cause) = &of.cause {
            print(cause, "Caused by: ", tabs, Some(of), style, out);
        }
    }
}

fn expected(of: &Thrown, enclosing: Option<&Thrown>) -> Exception {
    let own = of.stack.len() - common(of, enclosing);
    let frames = of.stack.iter().enumerate().map(|(at, text)| Frame {
        inherited: at >= own,
        ..crate::exception::java::parse_frame(&format!("\tat {text}")).unwrap()
    });
    let link = |relation, thrown| Link { relation, exception: expected(thrown, Some(of)) };
    Exception {
        language: Language::Java,
        type_name: of.type_name.clone(),
        message: of.message.clone().filter(|message| !message.is_empty()),
        notes: Vec::new(),
        frames: frames.collect(),
        frames_total: u32::try_from(of.stack.len()).unwrap(),
        chain: (of.suppressed.iter().map(|thrown| link(Relation::Suppressed, thrown)))
            .chain(of.cause.iter().map(|thrown| link(Relation::Cause, thrown)))
            .collect(),
        circular: false,
    }
}

fn without_packages(mut of: Exception) -> Exception {
    for frame in &mut of.frames {
        frame.package = None;
    }
    of.chain = of.chain.into_iter().map(|link| Link { exception: without_packages(link.exception), ..link }).collect();
    of
}

/// A tree whose messages have only their words: a dress may change what stands between them.
fn words_only(mut of: Exception) -> Exception {
    for frame in &mut of.frames {
        frame.package = None;
    }
    let words = of.message.map(|text| {
        let text = text.replace("<br>", " ");
        text.split(|c: char| c.is_whitespace() || matches!(c, '|' | '/')).collect::<String>()
    });
    of.message = words.filter(|words| !words.is_empty());
    of.chain = of.chain.into_iter().map(|link| Link { exception: words_only(link.exception), ..link }).collect();
    of
}

fn frame() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..4_u8, 1..9_u8).prop_map(|(class, line)| format!("com.acme.C{class}.run(C{class}.java:{line})")),
        Just("java.base/java.lang.Thread.run(Thread.java:840)".to_owned()),
        Just("com.acme.A$$Lambda$23/0x00007f.apply(Unknown Source)".to_owned()),
        Just("java.base/java.lang.Object.wait(Native Method)".to_owned()),
    ]
}

fn alone() -> impl Strategy<Value = Thrown> {
    let message =
        proptest::option::of("[a-z :ü]{0,9}(\n[a-z ]{0,9}){0,2}".prop_filter("null is none", |text| text != "null"));
    (0..9_u8, message, proptest::collection::vec(frame(), 1..6)).prop_map(|(kind, message, stack)| Thrown {
        type_name: format!("com.acme.Kind{kind}Exception"),
        message,
        stack,
        suppressed: Vec::new(),
        cause: None,
    })
}

/// Gives every stack the end of the stack around it, as a running program would.
fn nest(of: &mut Thrown, shared: usize) {
    let tail: Vec<String> = of.stack.iter().rev().take(shared).rev().cloned().collect();
    for inner in of.suppressed.iter_mut().chain(of.cause.as_deref_mut()) {
        inner.stack.extend(tail.iter().cloned());
        // An exception that repeats one around it would be a circle, which is printed in another way.
        inner.type_name = format!("{}X", of.type_name);
        nest(inner, shared + 1);
    }
}

fn thrown() -> impl Strategy<Value = Thrown> {
    let tree = alone().prop_recursive(4, 12, 3, |inner| {
        (alone(), proptest::collection::vec(inner.clone(), 0..3), proptest::option::of(inner))
            .prop_map(|(thrown, suppressed, cause)| Thrown { suppressed, cause: cause.map(Box::new), ..thrown })
    });
    (tree, 0..4_usize).prop_map(|(mut tree, shared)| {
        nest(&mut tree, shared);
        tree
    })
}

/// Lines that mean something to the grammar, whole and broken.
fn soup() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("failed: java.io.IOException: x".to_owned()),
        Just("java.io.IOException: x".to_owned()),
        Just("\tat com.acme.A.run(A.java:1)".to_owned()),
        Just("\tat \tat com.acme.A.run(A.java:1) [3 skipped]".to_owned()),
        Just("\tat com.acme.Bad: x".to_owned()),
        Just("\tat com.acme.A".to_owned()),
        Just("\t... 4294967295 more".to_owned()),
        Just("\t... 99999999999999 frames truncated".to_owned()),
        Just("Caused by: a.B: c".to_owned()),
        Just("\tCaused by: a.B: c".to_owned()),
        Just("\t\tSuppressed: a.B".to_owned()),
        Just("Suppressed: <#1a2b> a.B".to_owned()),
        Just("Wrapped by: Ü[x".to_owned()),
        Just("Caused by: ".to_owned()),
        Just("Caused by: [CIRCULAR REFERENCE: a.B]".to_owned()),
        Just("\t[CIRCULAR REFERENCE:".to_owned()),
        Just("Exception in thread \"main\" \"".to_owned()),
        Just("Exception in thread \"".to_owned()),
        Just("Exception:  thrown from the UncaughtExceptionHandler in thread \"".to_owned()),
        Just("Uncaught exception in thread ü".to_owned()),
        Just(String::new()),
        "\\PC{0,12}",
    ];
    proptest::collection::vec((line, prop_oneof![Just("\n"), Just("\r\n"), Just("")]), 0..24)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

proptest! {
    #[test]
    fn every_rendering_of_a_tree_reads_as_that_tree(thrown in thrown(), crlf: bool) {
        let want = expected(&thrown, None);
        for style in STYLES {
            let mut text = "it failed\n".to_owned();
            print(&thrown, "", "", None, style, &mut text);
            if crlf {
                text = text.replace('\n', "\r\n");
            }
            let found = extract(&text).unwrap();
            prop_assert_eq!(text.get(..found.message_end).unwrap().trim_end(), "it failed");
            prop_assert_eq!(found.end, text.len());
            prop_assert!(!found.truncated && found.notice.is_none());
            let got = found.exception.unwrap();
            if style.suffix.is_empty() {
                prop_assert_eq!(&got, &want, "{}", text);
            } else {
                prop_assert_eq!(without_packages(got), without_packages(want.clone()), "{}", text);
            }
        }
    }

    #[test]
    fn every_dress_of_a_trace_reads_as_its_tree(thrown in thrown(), hash: bool) {
        let want = words_only(expected(&thrown, None));
        for style in STYLES {
            let mut trace = String::new();
            print(&thrown, "", "", None, style, &mut trace);
            if hash {
                trace = format!("<#1a2b3c4d> {trace}").replace("Caused by: ", "Caused by: <#5e6f> ");
            }
            for dress in DRESSES {
                if matches!(dress, Dress::BehindMessage) && hash {
                    continue;
                }
                let text = dress.put_on(&trace);
                let found = extract(&text).unwrap();
                let message = text.get(..found.message_end).unwrap().trim_end();
                prop_assert_eq!(message, "it failed", "{:?} {}", dress, text);
                prop_assert_eq!(words_only(found.exception.unwrap()), want.clone(), "{:?} {}", dress, text);
            }
        }
    }

    #[test]
    fn a_cut_trace_keeps_type_and_message(thrown in thrown(), cut in 0.0..1.0_f64) {
        let mut text = "it failed\n".to_owned();
        print(&thrown, "", "", None, STYLES[0], &mut text);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short text")]
        let mut at = (text.len() as f64 * cut) as usize;
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let text = text.get(..at).unwrap();
        if let Some(found) = extract(text) {
            prop_assert!(found.end <= text.len());
            prop_assert!(thrown.type_name.starts_with(&found.exception.unwrap().type_name));
        }
    }

    #[test]
    fn any_text_is_read_without_harm(text in prop_oneof![soup(), any::<String>()]) {
        if let Some(found) = extract(&text) {
            prop_assert!(text.is_char_boundary(found.message_end));
            prop_assert!(text.is_char_boundary(found.end));
            prop_assert!(found.end > 0);
        }
        for line in text.as_bytes().split(|&byte| byte == b'\n') {
            let _ = (is_frame(line), is_cause(line), is_notice(line), head_type(line));
        }
    }
}
