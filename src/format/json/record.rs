//! A record of members as the text that a plain layout would have written: a header line, the message, the stack trace.

use crate::format::json::scan::{Kind, Members, Value};
use crate::format::json::{Map, Role, doubt, listed, pairs, stamp, trace};
use crate::format::layout::{Header, Span};
use crate::format::level::Level;
use crate::format::piece::Field;

/// The plain text of a record; the buffer is reused.
#[derive(Debug, Default)]
pub(crate) struct Plain {
    pub(crate) text: Vec<u8>,
    pub(crate) header: Header,
    /// End of the first line.
    pub(crate) head_end: usize,
    /// The message as it stands in the object, escapes and all.
    pub(crate) raw_message: Span,
    /// The object is cut off.
    pub(crate) is_cut: bool,
}

/// A member with what it means; `path` is the whole of it for members that are context.
struct Part {
    role: Option<(Role, usize)>,
    /// It is context, role or not.
    is_context: bool,
    /// Its key may mean other things than this role.
    is_doubtful: bool,
    path: Vec<u8>,
    value: Value,
}

impl Map {
    /// Writes the record `source`, one object, as plain text.
    pub(crate) fn write_plain(&self, source: &[u8], plain: &mut Plain) {
        let (parts, is_cut) = self.parts(source);
        let best = |role: Role| best(&parts, role);
        plain.is_cut = is_cut;
        plain.text.clear();
        plain.header = Header::default();
        let time = self.stamp(source).map(|(stamp, _)| stamp).or_else(|| best(Role::Time));
        plain.header.time = time.map(|time| put_line(source, time, &mut plain.text));
        if let (Some(time), Some(nanos)) = (&mut plain.header.time, best(Role::Nanos)) {
            append_nanos(time, nanos.of(source), &mut plain.text);
        }
        plain.header.logger = best(Role::Logger).map(|logger| put_line(source, logger, &mut plain.text));
        plain.header.thread = best(Role::Thread).map(|thread| put_line(source, thread, &mut plain.text));
        if let Some(level) = best(Role::Level) {
            plain.header.level = self.level(source, level);
            match (plain.header.level, level.kind) {
                (Some(known), Kind::Plain) => {
                    let start = plain.text.len();
                    plain.text.extend_from_slice(known.name().as_bytes());
                    plain.header.level_span = Some(Span::new(start, plain.text.len()));
                    plain.text.push(b' ');
                }
                _ => plain.header.level_span = put_text(source, level, &mut plain.text),
            }
        } else if let Some(level) = self.unsaid_level() {
            let start = plain.text.len();
            plain.text.extend_from_slice(super::UNSAID);
            plain.header.level = Some(level);
            plain.header.level_span = Some(Span::new(start, plain.text.len()));
            plain.text.push(b' ');
        }
        let start = plain.text.len();
        if let Some(message) = best(Role::Message) {
            plain.raw_message = Span::new(message.start, message.end);
            message.append_to(source, &mut plain.text);
        } else {
            plain.raw_message = Span::default();
        }
        let end = plain.text.len();
        let stack = stack(source, &parts);
        // Go's loggers print calls in place of a stack that name no error.
        if let Some(reason) = certain_reason(&parts)
            && best(Role::Type).is_none()
            && !stack.is_some_and(|stack| has_trace(source, stack))
        {
            append_reason(source, reason, start, &mut plain.text);
        }
        plain.text.push(b'\n');
        if let Some(stack) = stack {
            let named = [best(Role::Type), best(Role::Reason)];
            trace::append(source, stack, named, &mut plain.text);
        } else if let Some(name) = self.name_alone(source, &parts) {
            trace::append_headline(source, name, best(Role::Reason), &mut plain.text);
        } else if let Some(text) = best(Role::Text) {
            append_behind_message(source, text, start, end, &mut plain.text);
        }
        if let Some(calls) = best(Role::Calls) {
            trace::append(source, calls, [None, None], &mut plain.text);
        }
        let message = plain.text.get(start..).unwrap_or_default();
        plain.head_end = memchr::memchr(b'\n', message).map_or(plain.text.len(), |at| start + at);
        plain.header.message = Span::new(start, plain.head_end);
    }

    /// The fields of the record `source` that no header keeps, in the order printed.
    pub(crate) fn fields(&self, source: &[u8]) -> Vec<(Field, String)> {
        let (parts, _) = self.parts(source);
        let mut fields = Vec::new();
        let is_told = stack(source, &parts).is_some_and(|stack| has_trace(source, stack))
            || self.name_alone(source, &parts).is_some();
        for part in parts {
            let key = || String::from_utf8_lossy(&part.path).into_owned();
            let field = match part.role.map(|(role, _)| role) {
                Some(Role::Pid) => Field::Pid,
                Some(Role::Process) => Field::ProcessName,
                Some(Role::Host) => Field::Host,
                Some(Role::Function) => Field::Function,
                Some(Role::File) => Field::File,
                Some(Role::Line) => Field::LineNumber,
                Some(Role::Place) => {
                    let text = part.value.to_text(source);
                    let (function, line) = text.rsplit_once(':').unwrap_or((&text, ""));
                    fields.push((Field::Function, function.to_owned()));
                    fields.push((Field::LineNumber, line.to_owned()));
                    continue;
                }
                Some(Role::Module) => Field::Module,
                Some(Role::Marker) => Field::Marker,
                Some(Role::Labels) if part.value.kind == Kind::Object => {
                    labels(source, part.value, &mut fields);
                    continue;
                }
                Some(Role::Labels) if part.value.kind == Kind::Array => {
                    let mut elements = Members::of(source, part.value.start, part.value.end);
                    while let Some(element) = elements.next_value().filter(|element| element.kind == Kind::Object) {
                        labels(source, element, &mut fields);
                    }
                    continue;
                }
                Some(Role::Labels) | None => Field::Other(key()),
                Some(Role::Reason) if part.is_context => Field::Other(key()),
                Some(Role::Type | Role::Reason) if part.is_doubtful && !is_told => Field::Other(key()),
                Some(_) => continue,
            };
            fields.push((field, part.value.to_text(source)));
        }
        fields
    }

    /// The type of an exception that an error has and that stands alone, without a trace.
    fn name_alone(&self, source: &[u8], parts: &[Part]) -> Option<Value> {
        let is_error = best(parts, Role::Level).and_then(|level| self.level(source, level)) >= Some(Level::ERROR);
        let name = best(parts, Role::Type).filter(|name| is_error && doubt::is_exception(name.of(source)))?;
        (best(parts, Role::Text).is_none() && stack(source, parts).is_none()).then_some(name)
    }

    /// A dotted key without the name of the labels that it is one of: `labels.user`; and without the map's own prefix.
    fn without_labels<'k>(&self, key: &'k [u8]) -> &'k [u8] {
        if let Some(inner) = key.strip_prefix(self.prefix.as_slice()).filter(|inner| inner.len() < key.len()) {
            return inner;
        }
        let labels = self.entries.iter().filter(|entry| entry.role == Role::Labels);
        let mut inner = labels.filter_map(|entry| key.strip_prefix(entry.path.as_slice())?.strip_prefix(b"."));
        inner.next().filter(|inner| !inner.is_empty()).unwrap_or(key)
    }

    /// All members with what they mean; and whether the object is cut off.
    fn parts(&self, source: &[u8]) -> (Vec<Part>, bool) {
        let mut parts = Vec::new();
        let mut members = self.members(source);
        self.parts_of(source, &mut || members.next_member(), &[], Some(&[]), &mut parts);
        if let Some(text) = self.text_behind(source) {
            parts.push(Part {
                role: Some((Role::Message, 0)),
                is_context: false,
                is_doubtful: false,
                path: Vec::new(),
                value: text,
            });
        }
        if self.is_pairs() {
            join_words(source, &mut parts);
        }
        if parts.iter().any(|part| part.is_doubtful) {
            settle_doubts(&mut parts);
        }
        (parts, !members.is_closed)
    }

    /// The same for the members of an object at `prefix`. Those without a role are context under `name` and their key, or
    /// dropped where there is no name.
    fn parts_of<'t>(
        &self,
        source: &'t [u8],
        next: &mut dyn FnMut() -> Option<(&'t [u8], Value)>,
        prefix: &[u8],
        name: Option<&[u8]>,
        parts: &mut Vec<Part>,
    ) {
        while let Some((key, value)) = next() {
            let mut role = None;
            let mut inner = None;
            let mut is_context = false;
            let mut is_doubtful = false;
            let is_listed = value.kind == Kind::Array && listed::is_list(source, value);
            for entry in self.entries_of(prefix, key) {
                match entry.behind(prefix, key) {
                    Some([]) if !entry.counts(source, value) => {}
                    Some([]) if role.is_none() && entry.role == Role::Error => {
                        role = match value.kind {
                            Kind::Object => Some((Role::Error, entry.rank)),
                            kind if kind.is_text() && is_trace(value.of(source)) => Some((Role::Stack, entry.rank)),
                            kind if kind.is_text() => Some((Role::Reason, entry.rank)),
                            _ => None,
                        };
                        is_context = role.is_some_and(|(role, _)| role == Role::Reason);
                    }
                    Some([]) if role.is_none() => {
                        role = Some((entry.role, entry.rank));
                        is_doubtful = entry.is_doubtful && name.is_some();
                    }
                    Some([b'.', rest @ ..]) if value.kind == Kind::Object || is_listed => {
                        inner = entry.path.get(..entry.path.len() - rest.len());
                    }
                    _ => {}
                }
            }
            // An error is read as a whole, though its members have paths of their own where they are dotted.
            if let Some(prefix) = inner.filter(|_| !matches!(role, Some((Role::Error, _)))) {
                let inside: Option<&[u8]> = match role {
                    None => name.map(|_| prefix),
                    Some((Role::Labels, _)) => Some(&[]),
                    Some(_) => None,
                };
                if is_listed {
                    let mut members = listed::Listed::of(source, value);
                    self.parts_of(source, &mut || members.next(), prefix, inside, parts);
                } else {
                    let mut members = Members::of(source, value.start, value.end);
                    self.parts_of(source, &mut || members.next_member(), prefix, inside, parts);
                }
            } else if value.kind != Kind::Null {
                let mut path = Vec::new();
                if role.is_none() || is_context || is_doubtful {
                    let Some(name) = name else { continue };
                    path.extend_from_slice(name);
                }
                super::scan::unescape(self.without_labels(key), &mut path);
                parts.push(Part { role, is_context, is_doubtful, path, value });
            }
        }
    }
}

/// The parts that have this role.
fn of_role(parts: &[Part], role: Role) -> impl Iterator<Item = &Part> {
    parts.iter().filter(move |part| part.role.is_some_and(|(known, _)| known == role))
}

/// The value of this role that counts: that of the path which the map names first.
fn best(parts: &[Part], role: Role) -> Option<Value> {
    of_role(parts, role).min_by_key(|part| part.role.map(|(_, rank)| rank)).map(|part| part.value)
}

/// The stack trace: the first that is one, rather than a text under a key that may have been a trace's.
fn stack(source: &[u8], parts: &[Part]) -> Option<Value> {
    let first_trace = |role: Role| {
        of_role(parts, role)
            .min_by_key(|part| (!has_trace(source, part.value), part.role.map(|(_, rank)| rank)))
            .map(|part| part.value)
    };
    let error = || first_trace(Role::Error);
    match first_trace(Role::Stack) {
        Some(stack) if has_trace(source, stack) => Some(stack),
        Some(stack) => error().filter(|error| has_trace(source, *error)).or(Some(stack)),
        None => error(),
    }
}

fn has_trace(source: &[u8], stack: Value) -> bool {
    !stack.kind.is_text() || is_trace(stack.of(source))
}

/// The exception's message, where its key means nothing else.
fn certain_reason(parts: &[Part]) -> Option<Value> {
    let certain = of_role(parts, Role::Reason).filter(|part| !part.is_doubtful);
    certain.min_by_key(|part| part.role.map(|(_, rank)| rank)).map(|part| part.value)
}

/// What only may have meant a role is context where another member has it.
fn settle_doubts(parts: &mut [Part]) {
    let ranks: Vec<(Role, usize)> = parts.iter().filter_map(|part| part.role).collect();
    for part in parts.iter_mut().filter(|part| part.is_doubtful) {
        let is_other = |(role, rank): &(Role, usize)| part.role.is_some_and(|own| own.0 == *role && own.1 > *rank);
        if ranks.iter().any(is_other) {
            part.role = None;
        }
    }
}

/// The members of an object as pairs; of `{"key":…,"value":…}`, as log4j2 lists its context map, the one that it tells.
fn labels(source: &[u8], object: Value, fields: &mut Vec<(Field, String)>) {
    let listed: [&[&[u8]]; 2] = [&[b"key"], &[b"value"]];
    if let [Some(key), Some(value)] = trace::members(source, object, listed) {
        fields.push((Field::Other(key.to_text(source)), value.to_text(source)));
        return;
    }
    let mut members = Members::of(source, object.start, object.end);
    while let Some((key, value)) = members.next_member() {
        let mut name = Vec::new();
        super::scan::unescape(key, &mut name);
        fields.push((Field::Other(String::from_utf8_lossy(&name).into_owned()), value.to_text(source)));
    }
}

/// Gives the message, and a stamp with a blank in it, the words behind them that are no pairs: formatters that write pairs
/// by a format string put no quotes round them.
///
/// ```text
/// level=ERROR msg=Could not reserve stock: status=409
/// ```
fn join_words(source: &[u8], parts: &mut Vec<Part>) {
    for wanted in [Role::Time, Role::Message] {
        let is_wanted = |part: &Part| part.role.is_some_and(|(role, _)| role == wanted);
        let Some(wanted_at) = parts.iter().position(is_wanted) else { continue };
        let Some(value) = parts.get(wanted_at).map(|part| part.value) else { continue };
        let is_bare = match value.kind {
            Kind::Bare | Kind::Plain => true,
            // `[checkout] session expired`
            Kind::Array | Kind::Object => wanted == Role::Message,
            _ => false,
        };
        let most = if wanted == Role::Time { 1 } else { usize::MAX };
        let from = value.end;
        let mut end = if is_bare { pairs::words_end(source, from, most) } else { from };
        if end == from {
            continue;
        }
        // What looks like pairs may be the message's, where no field follows and more words do, or a colon announces them.
        let is_last = |part: &Part| part.role.is_none() || part.value.start <= value.start;
        let has_words = |part: &Part| part.value.kind == Kind::Flag && part.value.start >= end;
        let is_announced = matches!(source.get(end - 1), Some(b':' | b',' | b';'));
        let takes_all =
            wanted == Role::Message && parts.iter().all(is_last) && (is_announced || parts.iter().any(has_words));
        if takes_all {
            let rest = source.get(end..).unwrap_or_default();
            end += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        }
        if let Some(part) = parts.get_mut(wanted_at) {
            part.value = Value { end, kind: Kind::Bare, ..value };
        }
        let is_inside = |part: &Part| (from..end).contains(&part.value.start);
        parts.retain(|part| !is_inside(part));
    }
}

/// Puts a value and a blank; what would end the header line is of no header.
fn put_line(source: &[u8], value: Value, out: &mut Vec<u8>) -> Span {
    let start = out.len();
    match stamp::instant_as_seconds(value.of(source)).filter(|_| value.kind == Kind::Object) {
        Some(seconds) => out.extend_from_slice(seconds.as_bytes()),
        None => value.append_to(source, out),
    }
    if let Some(added) = out.get_mut(start..) {
        added.iter_mut().filter(|byte| matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
    }
    let span = Span::new(start, out.len());
    out.push(b' ');
    span
}

/// Gives a time in whole seconds, which `out` ends with and a blank, its nanoseconds.
fn append_nanos(time: &mut Span, nanos: &[u8], out: &mut Vec<u8>) {
    let is_number = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    if is_number(time.of(out)) && is_number(nanos) && nanos.len() <= 9 {
        out.pop();
        out.push(b'.');
        out.resize(out.len() + 9 - nanos.len(), b'0');
        out.extend_from_slice(nanos);
        *time = Span::new(time.start as usize, out.len());
        out.push(b' ');
    }
}

/// Whether a text, escapes and all, is a trace of several lines.
pub(super) fn is_trace(raw: &[u8]) -> bool {
    let marks: [&[u8]; 3] = [b"Traceback (most recent call last):\\n", b"\\n\\tat ", b"\\n    at "];
    marks.iter().any(|mark| memchr::memmem::find(raw, mark).is_some())
}

/// Ends the message, which is `out[start..]`, with the text of an error, unless it has it already.
fn append_reason(source: &[u8], reason: Value, start: usize, out: &mut Vec<u8>) {
    let mut text = Vec::new();
    reason.append_to(source, &mut text);
    let message = out.get(start..).unwrap_or_default();
    if !reason.kind.is_text()
        || matches!(text.trim_ascii(), b"" | b"null" | b"none" | b"None" | b"nil" | b"<nil>" | b"true" | b"false")
        || memchr::memmem::find(message, &text).is_some()
    {
        return;
    }
    if !message.is_empty() {
        out.extend_from_slice(b": ");
    }
    out.extend_from_slice(&text);
}

fn put_text(source: &[u8], value: Value, out: &mut Vec<u8>) -> Option<Span> {
    let start = out.len();
    value.append_to(source, out);
    let end = out.len();
    out.push(b' ');
    (start < end).then(|| Span::new(start, end))
}

/// Of a whole formatted record, appends what follows the message, which is `out[start..end]`. A text that has no message in
/// it is appended as it is.
fn append_behind_message(source: &[u8], value: Value, start: usize, end: usize, out: &mut Vec<u8>) {
    let mut whole = Vec::new();
    value.append_to(source, &mut whole);
    if !whole.ends_with(b"\n") {
        whole.push(b'\n');
    }
    let mut message = out.get(start..end).unwrap_or_default().to_vec();
    message.push(b'\n');
    let behind = memchr::memmem::find(&whole, &message).and_then(|at| whole.get(at + message.len()..));
    // The first line of a trace may end in the same words.
    let rest = behind.filter(|rest| !rest.starts_with(b"\tat ")).unwrap_or(&whole);
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    out.extend_from_slice(rest.get(blank..).unwrap_or_default());
}
