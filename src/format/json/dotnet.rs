//! Exceptions of .NET, as `Exception.ToString()` prints them (.NET 9), in the order and notation of Java's traces.
//!
//! ```text
//! trace = head [ LF " ---> " trace LF "   --- End of inner exception stack trace ---" ] ( LF frame )*
//! head  = type [ ": " message ]                                      the message may span lines
//! frame = "   at " method "(" parameters ")" [ " in " file ":line " number ] | "--- End of stack trace from previous …"
//! ```
//!
//! Of a method that the compiler made of another (`<Pay>d__3.MoveNext`) the other's name stands. Frames of languages with
//! other words for `at` are not read, and the further exceptions of an `AggregateException` are left out.

use crate::format::json::trace::DEEPEST;

const INNER: &[u8] = b" ---> ";
const END_OF_INNER: &[u8] = b"   --- End of inner exception stack trace ---";
const FRAME: &[u8] = b"   at ";
/// What stands between the file and the line of a frame.
pub(super) const LINE: &[u8] = b":line ";

/// An exception with what hangs on it.
#[derive(Debug, Default)]
struct Section<'t> {
    head: Vec<&'t [u8]>,
    frames: Vec<&'t [u8]>,
    cause: Option<Box<Section<'t>>>,
}

/// Appends the trace `text`, in lines with line feeds; says whether it is one of .NET's, by a frame with a line.
pub(super) fn append(text: &[u8], out: &mut Vec<u8>) -> bool {
    let is_line = |frame: &[u8]| place(frame).is_some_and(|(_, line)| !line.is_empty());
    if !text.split(|byte| *byte == b'\n').any(is_line) {
        return false;
    }
    let mut open = vec![Section::default()];
    for line in text.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.starts_with(END_OF_INNER) {
            close(&mut open);
        } else if let Some(head) = line.strip_prefix(INNER).filter(|_| open.len() < DEEPEST) {
            open.push(Section { head: vec![head], ..Section::default() });
        } else if let Some(section) = open.last_mut() {
            if line.starts_with(FRAME) {
                section.frames.push(line);
            } else if section.frames.is_empty() && section.cause.is_none() {
                section.head.push(line);
            }
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    let mut section = open.pop();
    let mut caption: &[u8] = b"";
    while let Some(one) = section {
        out.extend_from_slice(caption);
        for line in one.head {
            out.extend_from_slice(line);
            out.push(b'\n');
        }
        for frame in one.frames {
            append_frame(frame, out);
        }
        caption = b"Caused by: ";
        section = one.cause.map(|cause| *cause);
    }
    true
}

/// The innermost open exception is whole: the cause of the one around it.
fn close(open: &mut Vec<Section<'_>>) {
    if open.len() > 1
        && let Some(inner) = open.pop()
        && let Some(outer) = open.last_mut()
    {
        outer.cause.get_or_insert_with(|| Box::new(inner));
    }
}

/// The file's name and the line of a frame; empty where it has none. `None` for what is no frame.
fn place(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let frame = line.strip_prefix(FRAME)?;
    let close = memchr::memchr(b')', frame)?;
    let Some(place) = frame.get(close + 1..)?.strip_prefix(b" in ") else { return Some((b"", b"")) };
    let at = memchr::memmem::rfind(place, LINE)?;
    let (file, number) = (place.get(..at)?, place.get(at + LINE.len()..)?);
    let name = file.rsplit(|byte| matches!(byte, b'/' | b'\\')).next()?;
    (!number.is_empty() && number.iter().all(u8::is_ascii_digit)).then_some((name, number))
}

fn append_frame(line: &[u8], out: &mut Vec<u8>) {
    let Some((file, number)) = place(line) else { return };
    let frame = line.get(FRAME.len()..).unwrap_or_default();
    let method = frame.get(..memchr::memchr(b'(', frame).unwrap_or(frame.len())).unwrap_or_default();
    out.extend_from_slice(b"\tat ");
    out.extend_from_slice(&written(method));
    if number.is_empty() {
        out.extend_from_slice(b"(Unknown Source)\n");
        return;
    }
    for part in [b"(", file, b":", number, b")\n"] {
        out.extend_from_slice(part);
    }
}

/// A method by the name that it has in the source, without the parameters of its types.
fn written(method: &[u8]) -> Vec<u8> {
    let at = memchr::memmem::find(method, b".<").unwrap_or(method.len());
    let (class, made) = method.split_at_checked(at).unwrap_or((method, b""));
    let inner = made.split(|byte| matches!(byte, b'<' | b'>' | b'.')).find(|name| name.len() > 1 && !is_made(name));
    let mut name = Vec::new();
    let mut depth = 0_usize;
    let mut is_arity = false;
    for byte in class {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'`' => is_arity = true,
            byte if depth > 0 || is_arity && byte.is_ascii_digit() => {}
            byte => {
                is_arity = false;
                name.push(if *byte == b'+' { b'$' } else { *byte });
            }
        }
    }
    if let Some(class) = name.strip_suffix(b"..ctor").or_else(|| name.strip_suffix(b"..cctor")) {
        name = [class, b".<init>"].concat();
    }
    if let Some(inner) = inner {
        name.push(b'.');
        name.extend_from_slice(inner);
    }
    name
}

/// A name that a compiler adds: `c__DisplayClass0_0`, `d__3`.
fn is_made(name: &[u8]) -> bool {
    memchr::memmem::find(name, b"__").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn java(text: &str) -> Option<String> {
        let mut out = Vec::new();
        append(text.as_bytes(), &mut out).then(|| String::from_utf8(out).unwrap())
    }

    #[test]
    fn causes_stand_behind_what_they_caused() {
        let text = "Shop.CartException: cannot pay\r\nsecond line\r\n ---> System.TimeoutException: no answer\r\n\
                    \x20  at Shop.Bank.Ask(String card, Int32 n) in C:\\src\\Bank.cs:line 12\r\n\
                    \x20  --- End of inner exception stack trace ---\r\n\
                    \x20  at Shop.Cart.<PayAsync>d__3.MoveNext() in /src/Cart.cs:line 42\r\n\
                    --- End of stack trace from previous location ---\r\n\
                    \x20  at Shop.Cart..ctor()\r\n\
                    \x20  at Shop.List`1.Each[T](Action`1 each)\r\n\
                    \x20  at Shop.Program.<>c.<Main>b__0_0(String s) in /src/My Program.cs:line 7";
        let wanted = "Shop.CartException: cannot pay\nsecond line\n\tat Shop.Cart.PayAsync(Cart.cs:42)\n\
                      \tat Shop.Cart.<init>(Unknown Source)\n\tat Shop.List.Each(Unknown Source)\n\
                      \tat Shop.Program.Main(My Program.cs:7)\n\
                      Caused by: System.TimeoutException: no answer\n\tat Shop.Bank.Ask(Bank.cs:12)\n";
        assert_eq!(java(text).as_deref(), Some(wanted));
    }

    #[test]
    fn other_traces_are_left_alone() {
        for text in [
            "java.lang.Error: x\n\tat a.B.c(B.java:1)",
            "Error: x\n    at f (/srv/a.js:1:2)",
            "see :line 7",
            "   at noon :line 7",
        ] {
            assert_eq!(java(text), None, "{text}");
        }
        let deep = format!("A: b\n   at A.B() in a.cs:line 1{}", "\n ---> A: b".repeat(10_000));
        assert!(java(&deep).unwrap().contains("at A.B(a.cs:1)"));
    }
}
