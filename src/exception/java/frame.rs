//! One `at …` line of a Java stack trace.
//!
//! ```text
//! frame    = indent "at " (indent "at ")? prefix? class "." method "(" location ")" (blank suffix)?
//! prefix   = (loader "/")? (module ("@" version)?)? "/"
//! location = "Native Method" | "Unknown Source" (":" line)? | file (":" line)? | nothing
//! suffix   = "~"? "[" jar ":" version "]" | "[" N " skipped]" | text       bundle = "[" (N ":" name)? ":" version "]"
//! ```
//!
//! Sources: `StackTraceElement.toString` (JDK 21), Logback's `ThrowableProxyUtil` and `PackagingDataCalculator` (1.2),
//! whose status lines double the prefix, log4j2's `ThrowableProxy` (2.19), and Pax Logging (1.11), which puts the bundle
//! right behind the brackets. A slash before digits belongs to the name of a hidden class
//! (`Main$$Lambda$23/0x00007fdb9401e068`, `Main$$Lambda$1/834600351` up to JDK 14).
//!
//! In languages other than Java, methods are named by sentences (`returns 404 (not found)`); then the last brackets are
//! the place. What polyglot runtimes and coroutines print is read as far as it goes, see [`like`].
//!
//! Not supported: frames whose indent was lost, since prose starts with `at` too.

use std::ops::Range;

use memchr::{memchr, memchr2, memrchr};

use crate::exception::Frame;
use crate::exception::java::head::{self, Strength};

/// The places of a frame's parts in its line.
#[derive(Debug, Clone)]
pub(crate) struct Parts {
    class: Range<usize>,
    method: Range<usize>,
    location: Range<usize>,
    module: Option<Range<usize>>,
    suffix: Range<usize>,
}

/// Parses one `at …` line of a Java stack trace.
///
/// `line` is one line without its terminator, indented by at least one tab or space. Returns `None` when it is not a
/// frame, which is no error: a message may hold any text, so callers keep the line as message.
/// `line` counts from 1 and is absent for `Native Method` and `Unknown Source`; `package` is the jar where one is
/// printed, else the JPMS module without its version.
///
/// ```
/// # use errmon::exception::java::parse_frame;
/// let frame = parse_frame("\tat com.acme.Cart.total(Cart.java:42)").unwrap();
/// assert_eq!(frame.module.as_deref(), Some("com.acme.Cart"));
/// assert_eq!((frame.function.as_str(), frame.line), ("total", Some(42)));
/// assert_eq!(parse_frame("at noon (late)"), None);
/// ```
pub fn parse_frame(line: &str) -> Option<Frame> {
    Some(build(line, &split(line.as_bytes())?))
}

/// Whether a line is an indented `at x.y(z)` frame, also with the doubled prefix of Logback's status lines.
///
/// A little more generous than [`parse_frame`], about what stands behind the brackets, and much quicker.
///
/// `line` is one line without its terminator; a final `\r` does no harm.
pub fn is_frame(line: &[u8]) -> bool {
    let Some(rest) = line.trim_ascii_start().strip_prefix(b"at ") else { return false };
    if line.first() != Some(&b'\t') {
        return split(line).is_some();
    }
    // Nearly every frame is `at`, a dotted name without blanks, and a place in brackets: no need to take it apart.
    let Some(open) = memchr2(b'(', b' ', rest).filter(|at| rest.get(*at) == Some(&b'(')) else {
        return split(line).is_some();
    };
    let (name, place) = rest.split_at_checked(open).unwrap_or((rest, b""));
    is_name(name) && memchr(b')', place).is_some() || split(line).is_some()
}

/// Whether what stands between `at` and a bracket can be a method's name with its class.
pub(crate) fn is_name(name: &[u8]) -> bool {
    let is_named = name.first().is_some_and(|byte| is_name_start(*byte)) && name.last() != Some(&b'.');
    // The first dot is seldom far.
    is_named && name.contains(&b'.')
}

/// Whether a frame is the one that every thread of the platform begins with, by what stands before its place and by
/// that.
pub(crate) fn is_base(before: &[u8], place: &[u8]) -> bool {
    before.ends_with(b"java.lang.Thread.run") && place.starts_with(b"(Thread.java")
}

/// Finds the parts of a frame; absent when the line is none.
pub(crate) fn split(line: &[u8]) -> Option<Parts> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let start = name_start(line)?;
    let rest = line.get(start..)?;
    Name::scan(rest).and_then(|name| parts(rest, start, &name)).or_else(|| parts(rest, start, &Name::sentence(rest)?))
}

/// Where the text behind an indented `at`, or two of them, starts.
fn name_start(line: &[u8]) -> Option<usize> {
    let indent = indent_of(line);
    let after = line.get(indent..)?.strip_prefix(b"at ").filter(|_| indent > 0)?;
    let inner = indent_of(after);
    let is_doubled = inner > 0 && after.get(inner..)?.starts_with(b"at ");
    Some(indent + 3 + inner + if is_doubled { 3 } else { 0 })
}

/// The parts of a frame whose name starts at `start` of its line; `rest` is the line from there on.
fn parts(rest: &[u8], start: usize, name: &Name) -> Option<Parts> {
    let (open, dot) = (name.open, name.dot);
    let close = open + memchr(b')', rest.get(open..)?)?;
    let qualified = rest.get(..dot)?;
    let slash = name.slash.and_then(|last| prefix_end(qualified, last));
    let class_start = slash.map_or(0, |at| at + 1);
    let method = rest.get(dot + 1..open)?;
    let location = rest.get(open + 1..close)?;
    let suffix = rest.get(close + 1..)?;
    if class_start >= dot
        || !qualified.get(class_start).is_some_and(|&byte| is_name_start(byte))
        || method.first().is_none_or(|&byte| byte == b' ')
        || method.last() == Some(&b' ')
        || (name.odd && !is_source(location))
        || !is_suffix(suffix, location)
    {
        return None;
    }
    let module = slash.and_then(|at| {
        let from = memrchr(b'/', qualified.get(..at)?).map_or(0, |before| before + 1);
        let text = qualified.get(from..at)?;
        let to = from + memchr(b'@', text).unwrap_or(text.len());
        (to > from).then_some(start + from..start + to)
    });
    Some(Parts {
        class: start + class_start..start + dot,
        method: start + dot + 1..start + open,
        location: start + open + 1..start + close,
        module,
        suffix: start + close + 1..start + rest.len(),
    })
}

/// Reads a line of a running trace that begins like a frame and names nothing that Java could: `<js> main(app.js:3)`,
/// the boundary that Kotlin puts between coroutines.
///
/// What stands before the last brackets is the method, with a class where a dot parts the two; the place is read where
/// it is one in a source file. Prose stands in brackets too, so that only lines between frames are to be asked for. A
/// line with a tab in it was torn; the head of another trace, or a link, is no frame, nor is Jackson's ` at [Source: …]`.
pub(crate) fn like(line: &[u8]) -> Option<Parts> {
    let line = line.trim_ascii_end();
    let start = name_start(line).filter(|_| line.starts_with(b"\t") || line.starts_with(b"    "))?;
    let rest = line.get(start..).filter(|rest| !rest.starts_with(b"["))?;
    let is_whole = matches!(rest.last(), Some(b')' | b']')) || memchr2(b' ', b'(', rest).is_none();
    let is_head = head::link_word(rest).is_some() || head::type_at(rest).is_some_and(|(_, how)| how > Strength::Loose);
    if rest.is_empty() || memchr(b'\t', rest).is_some() || !is_whole || is_head {
        return None;
    }
    // Packaging data stand behind the brackets.
    let before = memrchr(b'[', rest).filter(|_| rest.ends_with(b"]")).and_then(|at| rest.get(..at));
    let before = before.map(|text| text.strip_suffix(b"~").unwrap_or(text).trim_ascii_end());
    let rest = before.filter(|text| text.ends_with(b")")).unwrap_or(rest);
    let open = memrchr(b'(', rest).filter(|open| *open > 0 && rest.ends_with(b")"));
    let name_end = open.unwrap_or(rest.len());
    let place =
        open.map(|open| open + 1..rest.len() - 1).filter(|place| rest.get(place.clone()).is_some_and(is_source));
    let location = place.unwrap_or(name_end..name_end);
    let dot = memrchr(b'.', rest.get(..name_end)?).filter(|dot| dot + 1 < name_end);
    let within = |range: Range<usize>| start + range.start..start + range.end;
    Some(Parts {
        class: within(0..dot.unwrap_or(0)),
        method: within(dot.map_or(0, |dot| dot + 1)..name_end),
        location: within(location),
        module: None,
        suffix: start + rest.len()..line.len(),
    })
}

/// Length of the frame at the start of a text that begins with `at `, packaging data included, whatever follows it.
///
/// Stricter than [`split`], as prose may stand around it: the place must be one in a source file, and only where a frame
/// is `expected` may names hold blanks.
pub(crate) fn length(text: &[u8], expected: bool) -> Option<usize> {
    let rest = text.strip_prefix(b"at ")?;
    let name = Name::scan(rest)?;
    let close = name.open + memchr(b')', rest.get(name.open..)?)?;
    let location = rest.get(name.open + 1..close)?;
    let is_file = memchr(b'.', location).is_some() && memchr(b' ', location).is_none();
    let named = rest.first().is_some_and(|byte| is_name_start(*byte)) && name.open > name.dot + 1;
    if (name.odd && !(expected && is_source(location)))
        || !named
        || !(is_source(location) || is_file || matches!(location, b"<generated>" | b"SourceFile"))
    {
        return None;
    }
    let behind = rest.get(close + 1..)?;
    let packaging = behind.strip_prefix(b" ").map(|data| data.strip_prefix(b"~").unwrap_or(data));
    let packaging = packaging.or(Some(behind));
    let packaging = packaging.and_then(|data| {
        let length = memchr(b']', data.strip_prefix(b"[")?.get(..data.len().min(200) - 1)?)? + 2;
        memchr(b':', data.get(..length)?).map(|_| behind.len() - data.len() + length)
    });
    Some(3 + close + 1 + packaging.unwrap_or(0))
}

/// Makes the frame of a line and its parts.
pub(crate) fn build(line: &str, parts: &Parts) -> Frame {
    let text = |range: &Range<usize>| line.get(range.clone()).unwrap_or_default();
    let location = text(&parts.location);
    let native = location == "Native Method";
    let (file, number) = match memrchr(b':', location.as_bytes()) {
        Some(at) => (
            location.get(..at).unwrap_or_default(),
            location.get(at + 1..).and_then(|number| number.parse().ok()).filter(|&number| number > 0),
        ),
        None => (location, None),
    };
    let known = !matches!(file, "" | "Unknown Source" | "Native Method");
    Frame {
        module: Some(text(&parts.class)).filter(|class| !class.is_empty()).map(str::to_owned),
        function: text(&parts.method).to_owned(),
        file: known.then(|| file.to_owned()),
        line: number,
        package: package(text(&parts.suffix)).or_else(|| parts.module.as_ref().map(text)).map(str::to_owned),
        native,
        ..Frame::default()
    }
}

/// How many frames the suffix says were left out after this one (`[2 skipped]`).
pub(crate) fn skipped(line: &str, parts: &Parts) -> u32 {
    if parts.suffix.is_empty() {
        return 0;
    }
    let suffix = line.get(parts.suffix.clone()).unwrap_or_default();
    suffix
        .trim_end()
        .strip_suffix(" skipped]")
        .and_then(|rest| rest.rsplit_once('['))
        .and_then(|(_, number)| number.parse().ok())
        .unwrap_or(0)
}

/// The number of blanks and tabs at the start.
pub(crate) fn indent_of(line: &[u8]) -> usize {
    line.iter().take_while(|&&byte| byte == b'\t' || byte == b' ').count()
}

/// Jar and version, unless the framework printed that it knows neither.
fn package(suffix: &str) -> Option<&str> {
    if suffix.is_empty() {
        return None;
    }
    let open = suffix.trim_start_matches([' ', '~']).strip_prefix('[')?;
    let (inner, _) = open.split_once(']')?;
    // The number of a bundle is another one at each start.
    let number = inner.bytes().take_while(u8::is_ascii_digit).count();
    let named = inner.get(number..)?.strip_prefix(':').filter(|named| number > 0 && named.contains(':'));
    let inner = named.unwrap_or(inner);
    let (jar, _) = inner.rsplit_once(':')?;
    (!matches!(jar, "" | "na" | "?")).then_some(inner)
}

/// The places in `class.method` that part it, found in one pass.
struct Name {
    dot: usize,
    slash: Option<usize>,
    open: usize,
    /// The method's name holds bytes that only languages other than Java allow (`should fail, early`).
    odd: bool,
}

impl Name {
    fn scan(rest: &[u8]) -> Option<Self> {
        let (mut dot, mut slash, mut odd) = (None, None, None);
        for (at, &byte) in rest.iter().enumerate() {
            match CLASSES.get(usize::from(byte)) {
                Some(Class::Plain) => {}
                Some(Class::Dot) => dot = Some(at),
                Some(Class::Slash) => slash = Some(at),
                Some(Class::Open) => {
                    let dot = dot?;
                    if odd.is_some_and(|odd| odd < dot) {
                        return None;
                    }
                    return Some(Self { dot, slash: slash.filter(|&slash| slash < dot), open: at, odd: odd.is_some() });
                }
                Some(Class::Odd) => odd = odd.or(Some(at)),
                Some(Class::Never) | None => return None,
            }
        }
        None
    }

    /// The places where the method is named by a sentence with brackets, or with other marks: its class ends with the
    /// last dot before the first of them, and the last brackets are the place. A line with a tab was torn.
    fn sentence(rest: &[u8]) -> Option<Self> {
        let open = memrchr(b'(', rest)?;
        let name = rest.get(..open).filter(|name| memchr(b'\t', name).is_none())?;
        // Without blanks the marks may be the class's.
        let marked = memchr2(b' ', b'(', name).unwrap_or(open);
        let dot = memrchr(b'.', name.get(..marked)?)?;
        Some(Self { dot, slash: memrchr(b'/', name.get(..dot)?), open, odd: true })
    }
}

/// What a byte is to the name of a frame.
#[derive(Clone, Copy)]
enum Class {
    Plain,
    Dot,
    Slash,
    Open,
    Odd,
    Never,
}

const CLASSES: [Class; 256] = classes();

#[expect(clippy::indexing_slicing, reason = "256 places for 256 values, computed when compiled")]
const fn classes() -> [Class; 256] {
    let mut table = [Class::Plain; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        table[byte as usize] = match byte {
            b'.' => Class::Dot,
            b'/' => Class::Slash,
            b'(' => Class::Open,
            b' ' | b',' | b'\'' | b'!' | b'?' | b'%' | b'&' | b'*' | b'=' | b'|' => Class::Odd,
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'$' | b'_' | b'-' | b'@' | b'<' | b'>' | b'+' | b'~' | b'#' => {
                Class::Plain
            }
            _ => Class::Never,
        };
        byte += 1;
    }
    table
}

/// The slash that ends loader and module; the one inside the name of a hidden class is none.
fn prefix_end(qualified: &[u8], last: usize) -> Option<usize> {
    if qualified.get(last + 1).is_some_and(u8::is_ascii_digit) {
        return memrchr(b'/', qualified.get(..last)?);
    }
    Some(last)
}

fn is_suffix(suffix: &[u8], location: &[u8]) -> bool {
    match suffix.first() {
        None => true,
        Some(b' ' | b'\t') => {
            let text = suffix.trim_ascii_start();
            text.is_empty() || text.starts_with(b"~[") || text.starts_with(b"[") || is_source(location)
        }
        Some(b'[') => suffix.trim_ascii_end().ends_with(b"]") && memchr(b':', suffix).is_some(),
        Some(_) => false,
    }
}

/// Whether a location can only be that of a frame, so that odd text around it does no harm.
fn is_source(location: &[u8]) -> bool {
    let digits = location.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let before = location.get(..location.len() - digits).unwrap_or_default();
    matches!(location, b"Native Method" | b"Unknown Source") || (digits > 0 && before.ends_with(b":"))
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$') || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(line: &str) -> Frame {
        parse_frame(line).unwrap()
    }

    #[test]
    fn plain_frame_gives_class_method_file_and_line() {
        let frame = frame("\tat com.acme.shop.Checkout$Res.close(Checkout.java:38)");
        assert_eq!(frame.module.as_deref(), Some("com.acme.shop.Checkout$Res"));
        assert_eq!(frame.function, "close");
        assert_eq!(frame.file.as_deref(), Some("Checkout.java"));
        assert_eq!((frame.line, frame.package, frame.native), (Some(38), None, false));
    }

    #[test]
    fn module_and_loader_leave_the_class() {
        for (line, class, package) in [
            ("\tat java.base/java.lang.Thread.run(Thread.java:840)", "java.lang.Thread", Some("java.base")),
            ("\tat java.base@17.0.1/java.lang.Thread.run(Thread.java:840)", "java.lang.Thread", Some("java.base")),
            ("\tat app//com.acme.Main.main(Main.java:1)", "com.acme.Main", None),
            ("\tat platform/java.sql@9/java.sql.Driver.go(Driver.java:1)", "java.sql.Driver", Some("java.sql")),
            ("\tat deployment.shop.war//com.acme.Main.main(Main.java:1)", "com.acme.Main", None),
            ("\tat jdk.proxy1/jdk.proxy1.$Proxy0.call(Unknown Source)", "jdk.proxy1.$Proxy0", Some("jdk.proxy1")),
            (
                "\tat com.acme.Main$$Lambda$23/0x00007fdb9401e068.run(Unknown Source)",
                "com.acme.Main$$Lambda$23/0x00007fdb9401e068",
                None,
            ),
            ("\tat app//a.B$$Lambda/0x1.run(Unknown Source)", "a.B$$Lambda/0x1", None),
            ("\tat com.acme.Main$$Lambda$1/834600351.run(Unknown Source)", "com.acme.Main$$Lambda$1/834600351", None),
            (
                "\tat java.lang.invoke.LambdaForm$DMH/123456789.invokeStatic_L_V(LambdaForm$DMH)",
                "java.lang.invoke.LambdaForm$DMH/123456789",
                None,
            ),
        ] {
            let frame = frame(line);
            assert_eq!(frame.module.as_deref(), Some(class), "{line}");
            assert_eq!(frame.package.as_deref(), package, "{line}");
        }
    }

    #[test]
    fn location_variants_are_read() {
        for (location, file, number, native) in [
            ("Native Method", None, None, true),
            ("Unknown Source", None, None, false),
            ("Unknown Source:12", None, Some(12), false),
            ("<generated>", Some("<generated>"), None, false),
            ("Cart.java", Some("Cart.java"), None, false),
            ("Cart.java:XXX", Some("Cart.java"), None, false),
            ("Cart.kt:7", Some("Cart.kt"), Some(7), false),
            ("", None, None, false),
        ] {
            let frame = frame(&format!("\tat com.acme.Cart.total({location})"));
            assert_eq!((frame.file.as_deref(), frame.line, frame.native), (file, number, native), "{location}");
        }
    }

    #[test]
    fn packaging_data_is_kept_unless_it_says_nothing() {
        for (suffix, package) in [
            ("", None),
            (" ~[spring-core-5.3.jar:5.3]", Some("spring-core-5.3.jar:5.3")),
            (" [app.jar:1.0]", Some("app.jar:1.0")),
            (" ~[classes!/:?]", Some("classes!/:?")),
            (" ~[?:?]", None),
            (" ~[na:1.8.0]", None),
            (" [2 skipped]", None),
            (" some suffix", None),
            ("[201:com.acme.foo:1.0.0]", Some("com.acme.foo:1.0.0")),
            ("[:1.7.0_51]", None),
            ("[app.jar:?]", Some("app.jar:?")),
        ] {
            let line = format!("\tat a.B.c(B.java:1){suffix}");
            assert_eq!(frame(&line).package.as_deref(), package, "{line}");
        }
    }

    #[test]
    fn generated_and_foreign_names_are_frames() {
        for (line, function) in [
            ("\tat com.acme.Main.lambda$main$0(Main.java:3)", "lambda$main$0"),
            ("\tat com.acme.A$$FastClassBySpringCGLIB$$d1f9.invoke(<generated>)", "invoke"),
            ("\tat com.acme.A$.$anonfun$run$1$adapted(A.scala:9)", "$anonfun$run$1$adapted"),
            ("\tat com.acme.A.<init>(A.java:9)", "<init>"),
            ("\tat com.acme.A.<clinit>(A.java:9)", "<clinit>"),
            ("\tat com.acme.ATest.should fail early(ATest.kt:9)", "should fail early"),
            ("\tat com.acme.ATest.fails, early(ATest.kt:9)", "fails, early"),
            ("\tat com.acme.A.go-IoAF18A(A.kt:9)", "go-IoAF18A"),
            ("\tat com.acme.ATest.returns 404 (not found)(ATest.kt:9)", "returns 404 (not found)"),
            ("\tat com.acme.ATest.parses '(a, b)' at 1.5: well(ATest.groovy:9)", "parses '(a, b)' at 1.5: well"),
            ("\tat com.acme.Foo.(anonymous)(Foo.js:1)", "(anonymous)"),
            ("\tat a.Script$\\^eval\\_.f(<eval>:1)", "f"),
            ("\tat clojure.core$map$fn__4785.invoke(core.clj:2646)", "invoke"),
            ("    at com.acme.A.run(A.java:9)\r", "run"),
            ("\tat \tat com.acme.A.run(A.java:9)", "run"),
            ("\t\tat com.größe.Ä.über(A.java:9)", "über"),
        ] {
            assert_eq!(frame(line).function, function, "{line}");
            assert!(is_frame(line.as_bytes()));
        }
    }

    #[test]
    fn prose_and_cut_lines_are_no_frames() {
        for line in [
            "",
            "\tat",
            "\tat ",
            "at com.acme.A.run(A.java:9)",
            "\tat noon (late)",
            "\tat the end (of example.com)",
            "\tat com.acme.A.run",
            "\tat com.acme.A.run(A.java:9",
            "\tat run(A.java:9)",
            "\tat com.acme.A.run(x) was called",
            "\tat com.acme.A.run(x).then(y)",
            "\tat ch.qos.logback.core.util.DynamicClassLoadingException: Failed (type)",
            "\tat .run(A.java:1)",
            "\tat com.acme.(A.java:1)",
            "\tattic com.acme.A.run(A.java:1)",
            "\tat com.acme.A.run(x) was called (see A.java:3)",
            "\tat com.acme.A failed: (code:12)",
            "\tat position 3 (of a.txt:12)",
            "\tat com.acme.A.run(A.java:1)[0]",
        ] {
            assert_eq!(parse_frame(line), None, "{line}");
        }
    }

    #[test]
    fn what_no_class_of_java_is_named_is_read_as_far_as_it_goes() {
        for (line, class, method, file, number) in [
            ("\tat <js> main(app.js:3:1-20)", None, "<js> main", None, None),
            ("\tat <js>.main(app.js:3)", Some("<js>"), "main", Some("app.js"), Some(3)),
            (
                "\tat \u{8}\u{8}\u{8}(Coroutine boundary.\u{8}(\u{8})",
                Some("\u{8}\u{8}\u{8}(Coroutine boundary"),
                "\u{8}",
                None,
                None,
            ),
            ("\tat com.acme.Foo.bar", Some("com.acme.Foo"), "bar", None, None),
            ("\tat \u{2026}", None, "\u{2026}", None, None),
            ("\tat (main)", None, "(main)", None, None),
            ("\tat .noClass(x.java:4) ~[?:?]", None, "noClass", Some("x.java"), Some(4)),
        ] {
            let frame = build(line, &like(line.as_bytes()).unwrap());
            assert_eq!((frame.module.as_deref(), frame.function.as_str()), (class, method), "{line}");
            assert_eq!((frame.file.as_deref(), frame.line), (file, number), "{line}");
        }
        for line in
            ["\tat ", "\tat com.acme.Foo.b\tat x(y)", "\tat a.BException: no (more)", "\tat noon, or", "at a(b)"]
        {
            assert!(like(line.as_bytes()).is_none(), "{line}");
        }
    }
}
