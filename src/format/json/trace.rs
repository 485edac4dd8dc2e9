//! Stack traces inside JSON, written as the runtime prints them, so that the one grammar of traces reads them all.
//!
//! ```text
//! trace = string                                  as printed; .NET's in Java's order (`dotnet.rs`)
//!       | [string, …]                             a line each; Elasticsearch leaves the tabs of frames out
//!       | [head, " frame", …, head, …]            Tomcat's: frames without `at`, the causes' heads without a word
//!       | [type, message, frames]                 `sys.exc_info()` as python-json-logger 2.0 to 4.0 encodes it
//!       | [{exc_type, exc_value, frames}, …]      structlog's `dict_tracebacks` (`python_stacks.rs`)
//!       | {type|name, message, stack, cause}      JavaScript's errors, as pino and bunyan serialise them
//!       | {className|name|…, message, stepArray|extendedStackTrace|…, cause, suppressed}
//!       | {type|…, message, frames: [{file, line, function}, …], cause}           frames of Python
//!       | {exceptionType, message, frames, causedBy: {exception}, suppressed}     JBoss LogManager 2.1
//! ```
//!
//! The objects are those of Logback 1.5's `JsonEncoder`, of log4j2's `JsonLayout` and `JsonTemplateLayout`, and of Spark's
//! template for the latter. Where `JsonTemplateLayout` cuts the frames of one exception off, its mark and the rest of the
//! frame above it are left out. Causes deeper than [`DEEPEST`] are left out.

use crate::format::json::scan::{Kind, Members, Value};
use crate::format::json::{dotnet, python_stacks};

/// Causes within causes that are read.
pub(super) const DEEPEST: usize = 40;

/// Appends the lines of a trace, each with a line feed; nothing for what is no trace.
///
/// `named` is the exception's type and message, for frames that stand alone, as ecs-logging for Python writes them.
pub(super) fn append(text: &[u8], value: Value, named: [Option<Value>; 2], out: &mut Vec<u8>) {
    let from = out.len();
    append_printed(text, value, out);
    let [Some(name), reason] = named else { return };
    let is_frames = |trace: &[u8]| trace.trim_ascii_start().starts_with(b"File \"");
    if out.get(from..).is_some_and(is_frames) {
        let frames = out.split_off(from);
        out.extend_from_slice(b"Traceback (most recent call last):\n");
        if !frames.starts_with(b" ") {
            out.extend_from_slice(b"  ");
        }
        out.extend_from_slice(&frames);
        append_headline(text, name, reason, out);
    }
}

/// Appends the line of an exception's type and message.
pub(super) fn append_headline(text: &[u8], name: Value, reason: Option<Value>, out: &mut Vec<u8>) {
    name.append_to(text, out);
    if let Some(reason) = reason.filter(|reason| reason.start < reason.end) {
        out.extend_from_slice(b": ");
        reason.append_to(text, out);
    }
    out.push(b'\n');
}

fn append_printed(text: &[u8], value: Value, out: &mut Vec<u8>) {
    match value.kind {
        Kind::String { .. } | Kind::Bare => lines(text, value, out),
        Kind::Array => array(text, value, out),
        Kind::Object => throwable(text, value, b"", b"", 0, out),
        Kind::Plain | Kind::Flag | Kind::Null => {}
    }
}

/// A trace as one string: blank lines around it and carriage returns are left out.
fn lines(text: &[u8], value: Value, out: &mut Vec<u8>) {
    let from = out.len();
    value.append_to(text, out);
    let added = out.get(from..).unwrap_or_default();
    let before = added.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    out.drain(from..from + before);
    if memchr::memchr(b'\r', out.get(from..).unwrap_or_default()).is_some() {
        let printed = out.split_off(from);
        let pairs = printed.iter().zip(printed.iter().skip(1).map(Some).chain([None]));
        out.extend(pairs.filter(|pair| !matches!(pair, (b'\r', Some(b'\n')))).map(|(byte, _)| *byte));
    }
    while out.len() > from && matches!(out.last(), Some(b'\n' | b'\r')) {
        out.pop();
    }
    if out.len() > from {
        out.push(b'\n');
    }
    let trace = out.get(from..).unwrap_or_default();
    let has = |text: &[u8]| memchr::memmem::find(trace, text).is_some();
    if trace.starts_with(b"Traceback (") {
        return;
    }
    if has(b"\n\tat ") {
        if has(TRUNCATED) {
            let printed = out.split_off(from);
            without_cut_frames(&printed, out);
        }
    } else if has(dotnet::LINE) {
        let printed = out.split_off(from);
        if !dotnet::append(printed.trim_ascii_end(), out) {
            out.extend_from_slice(&printed);
        }
    }
}

/// What `JsonTemplateLayout` writes, by its manual's example, where it cuts a trace off.
const TRUNCATED: &[u8] = b"\n... [truncated]\n";

/// Appends a trace without the marks of what was cut off, and without the frames that the cut went through.
fn without_cut_frames(mut trace: &[u8], out: &mut Vec<u8>) {
    while let Some(at) = memchr::memmem::find(trace, TRUNCATED) {
        let (before, behind) = trace.split_at_checked(at).unwrap_or((trace, b""));
        let start = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
        let last = before.get(start..).unwrap_or_default();
        let is_cut = last.trim_ascii_start().starts_with(b"at ") && !last.ends_with(b")");
        out.extend_from_slice(before.get(..if is_cut { start } else { before.len() }).unwrap_or_default());
        if !is_cut {
            out.push(b'\n');
        }
        trace = behind.get(TRUNCATED.len()..).unwrap_or_default();
    }
    out.extend_from_slice(trace);
}

fn array(text: &[u8], value: Value, out: &mut Vec<u8>) {
    if let Some((name, reason, frames)) = exc_info(text, value) {
        return append(text, frames, [Some(name), Some(reason)], out);
    }
    let mut elements = Members::of(text, value.start, value.end);
    let mut stacks = Vec::new();
    let mut has_bare_frames = false;
    while let Some(mut element) = elements.next_value() {
        match element.kind {
            Kind::String { .. } => {
                let raw = element.of(text);
                if raw.starts_with(b"at ") || raw.starts_with(b"... ") {
                    out.push(b'\t');
                } else if is_bare_frame(raw) {
                    has_bare_frames = true;
                    element.start += 1;
                    out.extend_from_slice(b"\tat ");
                } else if has_bare_frames {
                    out.extend_from_slice(b"Caused by: ");
                }
                element.append_to(text, out);
                if out.last() != Some(&b'\n') {
                    out.push(b'\n');
                }
            }
            Kind::Object => stacks.push(element),
            _ => {}
        }
    }
    python_stacks::append(text, &stacks, 0, out);
}

/// Whether a string is a blank and a frame, with neither `at` nor any other blank before the place.
fn is_bare_frame(raw: &[u8]) -> bool {
    let Some(frame) = raw.strip_prefix(b" ").filter(|frame| frame.ends_with(b")")) else { return false };
    let name = memchr::memchr(b'(', frame).and_then(|open| frame.get(..open)).unwrap_or_default();
    memchr::memchr(b'.', name).is_some() && memchr::memchr(b' ', name).is_none()
}

/// The type, the message and the frames of an array of just these.
fn exc_info(text: &[u8], array: Value) -> Option<(Value, Value, Value)> {
    let mut elements = Members::of(text, array.start, array.end);
    let mut next = || elements.next_value().filter(|element| matches!(element.kind, Kind::String { .. }));
    let (mut name, mut reason, frames) = (next()?, next()?, next()?);
    if !frames.of(text).starts_with(b"File \\\"") || elements.next_value().is_some() {
        return None;
    }
    let printed = name.of(text).strip_prefix(b"<class '").and_then(|class| class.strip_suffix(b"'>")).map(<[u8]>::len);
    if let Some(length) = printed {
        name.start += b"<class '".len();
        name.end = name.start + length;
    }
    // Since 3.0 the message is the line that a traceback ends with.
    if let Some(message) = reason.of(text).strip_prefix(name.of(text)).and_then(|rest| rest.strip_prefix(b": ")) {
        reason.start = reason.end - message.len();
    } else if reason.of(text) == name.of(text) {
        reason.start = reason.end;
    }
    Some((name, reason, frames))
}

/// The first member of an object with one of these keys; the keys stand in the order of preference.
pub(super) fn member(text: &[u8], object: Value, keys: &[&[u8]]) -> Option<Value> {
    let [found] = members(text, object, [keys]);
    found
}

/// The same for several lists of keys, so that an object that holds others is passed over once.
pub(super) fn members<const N: usize>(text: &[u8], object: Value, wanted: [&[&[u8]]; N]) -> [Option<Value>; N] {
    let mut found: [Option<(usize, Value)>; N] = [None; N];
    let mut members = Members::of(text, object.start, object.end);
    while let Some((key, value)) = members.next_member() {
        if value.kind == Kind::Null {
            continue;
        }
        for (best, keys) in found.iter_mut().zip(wanted) {
            if let Some(rank) = keys.iter().position(|known| *known == key)
                && best.is_none_or(|(known, _)| rank < known)
            {
                *best = Some((rank, value));
            }
        }
    }
    found.map(|best| best.map(|(_, value)| value))
}

/// A throwable with what hangs on it.
fn throwable(text: &[u8], object: Value, indent: &[u8], caption: &[u8], depth: usize, out: &mut Vec<u8>) {
    const PRINTED: &[&[u8]] = &[
        b"stacktrace",
        b"stackTrace",
        b"stack_trace",
        b"stack",
        b"extendedStackTrace",
        b"extended_stack_trace",
        b"traceback",
        b"backtrace",
        b"trace",
        b"tb",
    ];
    const NAME: &[&[u8]] = &[b"className", b"exception_class", b"exceptionType", b"class", b"type", b"name", b"kind"];
    const MESSAGE: &[&[u8]] = &[b"message", b"exception_message", b"msg", b"value"];
    const STEPS: &[&[u8]] =
        &[b"stepArray", b"extendedStackTrace", b"stackTrace", b"stacktrace", b"stack_trace", b"frames"];
    const COMMON: &[&[u8]] = &[b"commonFramesCount", b"commonElementCount"];
    if depth >= DEEPEST {
        return;
    }
    let wanted = [PRINTED, NAME, MESSAGE, STEPS, COMMON, &[b"suppressed"], &[b"cause", b"causedBy"]];
    let [printed, name, message, steps, common, suppressed, cause] = members(text, object, wanted);
    // JBoss LogManager puts the cause into an object of its own.
    let inner = |cause: Value| member(text, cause, &[b"exception"]).filter(|inner| inner.kind == Kind::Object);
    let cause = cause.filter(|cause| cause.kind == Kind::Object).map(|cause| inner(cause).unwrap_or(cause));
    if let Some(printed) = printed {
        if let Kind::String { .. } = printed.kind {
            out.extend_from_slice(caption);
            let from = out.len();
            lines(text, printed, out);
            // The print of a JavaScript error is without its cause; where it has it, the cause is no member.
            let has_causes = out.get(from..).is_some_and(|trace| memchr::memmem::find(trace, b"aused by: ").is_some());
            if let Some(cause) = cause.filter(|_| !has_causes) {
                throwable(text, cause, indent, b"Caused by: ", depth + 1, out);
            }
            return;
        }
        let mut elements = Members::of(text, printed.start, printed.end);
        if let Some(first) = elements.next_value().filter(|first| matches!(first.kind, Kind::String { .. })) {
            // Frames alone have the type and the message beside them.
            if let Some(name) = name.filter(|_| is_frame_alone(first.of(text))) {
                out.extend_from_slice(caption);
                append_headline(text, name, message, out);
                return frames_alone(text, printed, out);
            }
            return array(text, printed, out);
        }
    }
    let Some(name) = name else { return };
    if let Some(frames) = steps.filter(|steps| indent.is_empty() && python_stacks::are_frames(text, *steps)) {
        // Python prints the cause first.
        if let Some(cause) = cause {
            throwable(text, cause, indent, b"", depth + 1, out);
            out.extend_from_slice(python_stacks::IS_CAUSE);
        }
        python_stacks::append_frames(text, frames, out);
        return append_headline(text, name, message, out);
    }
    out.extend_from_slice(indent);
    out.extend_from_slice(caption);
    name.append_to(text, out);
    if let Some(message) = message {
        out.extend_from_slice(b": ");
        message.append_to(text, out);
    }
    out.push(b'\n');
    if let Some(steps) = steps.filter(|steps| steps.kind == Kind::Array) {
        let mut elements = Members::of(text, steps.start, steps.end);
        while let Some(step) = elements.next_value() {
            frame(text, step, indent, out);
        }
    }
    if let Some(common) = common.filter(|common| common.of(text) != b"0") {
        out.extend_from_slice(indent);
        out.extend_from_slice(b"\t... ");
        common.append_to(text, out);
        out.extend_from_slice(b" common frames omitted\n");
    }
    if let Some(suppressed) = suppressed.filter(|list| list.kind == Kind::Array) {
        let indent = [indent, b"\t"].concat();
        let mut elements = Members::of(text, suppressed.start, suppressed.end);
        while let Some(one) = elements.next_value() {
            throwable(text, one, &indent, b"Suppressed: ", depth + 1, out);
        }
    }
    if let Some(cause) = cause {
        throwable(text, cause, indent, b"Caused by: ", depth + 1, out);
    }
}

/// Whether a text is a frame of Java without `at`: `com.acme.Cart.pay(Cart.java:7)`.
fn is_frame_alone(raw: &[u8]) -> bool {
    is_bare_frame(&[b" ", raw].concat())
}

/// Appends such frames, and what stands between them as it is.
fn frames_alone(text: &[u8], frames: Value, out: &mut Vec<u8>) {
    let mut elements = Members::of(text, frames.start, frames.end);
    while let Some(element) = elements.next_value() {
        if is_frame_alone(element.of(text)) {
            out.extend_from_slice(b"\tat ");
        }
        element.append_to(text, out);
        out.push(b'\n');
    }
}

/// A frame of a Java stack trace.
fn frame(text: &[u8], step: Value, indent: &[u8], out: &mut Vec<u8>) {
    const CLASS: &[&[u8]] = &[b"className", b"class"];
    const METHOD: &[&[u8]] = &[b"methodName", b"method"];
    const LINE: &[&[u8]] = &[b"lineNumber", b"line"];
    const FILE: &[&[u8]] = &[b"fileName", b"file"];
    let parts = members(text, step, [CLASS, METHOD, LINE, FILE]);
    let [class, method, line, file] = parts.map(|part| part.filter(|value| value.start < value.end));
    let Some(class) = class else { return };
    out.extend_from_slice(indent);
    out.extend_from_slice(b"\tat ");
    class.append_to(text, out);
    out.push(b'.');
    if let Some(method) = method {
        method.append_to(text, out);
    }
    out.push(b'(');
    if line.is_some_and(|line| line.of(text) == b"-2") {
        out.extend_from_slice(b"Native Method");
    } else {
        match file {
            Some(file) => file.append_to(text, out),
            None => out.extend_from_slice(b"Unknown Source"),
        }
        if let Some(line) = line.filter(|line| !line.of(text).starts_with(b"-")) {
            out.push(b':');
            line.append_to(text, out);
        }
    }
    out.extend_from_slice(b")\n");
}
