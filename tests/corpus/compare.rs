//! One file of errmon's events against the truth, field by field, as `SCHEMA.md` of the corpus lists them.
//!
//! Choices where the truth and errmon's JSON say the same in other words:
//! - `unhandled` is right when the key is there exactly where the truth is true, whether certain or likely: a bare
//!   trace is unhandled as *likely*, and where the program printed it itself, the truth calls the field undecidable.
//! - `level` and `level_assumed`: a level that was assumed is no level of the log.
//! - `timestamp_iso` drops what was assumed (zone, date, year) and is cut to the precision printed.
//! - Where the text reads the same with another split of message and notes, or of message and line end, the field is
//!   undecidable.
//! - An object or list in the context is written by the program's language in the truth (`{'id': 1}`), and as it stands in
//!   a JSON log in errmon's (`{"id": 1}`).
//! - The truth of a JSON log may lack the stamp's text, and structured arguments; such members are right as they stand.
//! - A trace that the file's end cuts has no raising frame in the truth; its `top_frame` is not compared.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::score::{Scope, Score};
use crate::truth::TruthFile;

/// Labels that errmon makes of header fields for which it has no key of their own. `app` is Spring's application name, a
/// literal in the program's pattern and a field of the built-in layout.
const HEADER_LABELS: [&str; 7] = ["app", "caller", "class", "level_number", "module", "relative", "thread_id"];

/// Compares all events and the noise of one file.
pub(crate) fn file(file: &TruthFile, must: bool, ours: &[Value], unrecognised: &[Value], counts: &mut Score) {
    let base = if must { Scope::Must } else { Scope::Next };
    let by_line: BTreeMap<u64, &Value> = ours.iter().map(|event| (number(event, "/log/line"), event)).collect();
    let mut matched = BTreeSet::new();
    for (index, truth) in file.events().iter().enumerate() {
        let line = truth["line"].as_u64().unwrap();
        let scope = base;
        let Some(event) = by_line.get(&line) else {
            let scope = if file.is_undecidable(index, "line_end") { Scope::Undecidable } else { scope };
            counts.count(&file.name, line, "line", scope, Some("  no event begins at this line".to_owned()));
            continue;
        };
        matched.insert(line);
        counts.count(&file.name, line, "line", scope, None);
        for (field, difference) in fields(file, truth, event) {
            let is_judged = truth["unhandled_kind"] == "framework" || event["unhandled"]["kind"] == "framework";
            // What belongs to a message whose extent is undecidable is the same decision, and so is the kind of an
            // undecidable `unhandled`.
            let decided_by = match field {
                "message" => "line_end",
                "unhandled_kind" => "unhandled",
                _ => field,
            };
            // An overridden `toString()` hides the type: where it is what is printed, the type is not in the text.
            let is_hidden = truth["exception_to_string"].is_string() && !names_type(file, truth, event);
            let scope = match field {
                "message" | "exception_message" | "notes" | "chain"
                    if difference.is_some() && is_same_text(file, field, truth, event) =>
                {
                    Scope::Undecidable
                }
                "exception_type" | "exception_message" if is_hidden => Scope::Undecidable,
                // Logback and log4j2 print `null` for a missing message: the same bytes as for the text `null`.
                "exception_message" if truth["exception_message"] == "null" => Scope::Undecidable,
                _ if file.is_undecidable(index, field) || file.is_undecidable(index, decided_by) => Scope::Undecidable,
                "unhandled" | "unhandled_kind" if is_judged => Scope::Framework,
                _ => scope,
            };
            counts.count(&file.name, line, field, scope, difference);
        }
    }
    for (line, event) in by_line.iter().filter(|(line, _)| !matched.contains(*line)) {
        let scope = scope_of_line(file, base, *line);
        let text = format!("  an event begins here that is none: {:.160}", event.to_string());
        counts.count(&file.name, *line, "line", scope, Some(text));
    }
    noise(file, base, unrecognised, counts);
}

/// What a fault at a line between events means: it takes the scope of the event before it.
fn scope_of_line(file: &TruthFile, base: Scope, line: u64) -> Scope {
    match file.events().iter().rposition(|event| event["line"].as_u64().unwrap() <= line) {
        Some(index) if file.is_undecidable(index, "line_end") => Scope::Undecidable,
        _ => base,
    }
}

/// Lines with text that belong to no event.
fn noise(file: &TruthFile, base: Scope, unrecognised: &[Value], counts: &mut Score) {
    let lines: Vec<&[u8]> = file.bytes.split(|byte| *byte == b'\n').collect();
    let has_text = |line: &u64| {
        let text = lines.get(usize::try_from(*line).unwrap() - 1).copied().unwrap_or_default();
        text.iter().any(|byte| !b" \t\r\0".contains(byte))
    };
    let want: BTreeSet<u64> = list(&file.truth["noise"])
        .flat_map(|range| range["line"].as_u64().unwrap()..=range["line_end"].as_u64().unwrap())
        .filter(has_text)
        .collect();
    let got: BTreeSet<u64> = unrecognised
        .iter()
        .flat_map(|event| {
            let first = number(event, "/log/line");
            first..first + event.pointer("/log/lines").and_then(Value::as_u64).unwrap_or(1)
        })
        .filter(has_text)
        .collect();
    for line in want.union(&got) {
        let difference = match (want.contains(line), got.contains(line)) {
            (true, false) => Some("  this line belongs to no event".to_owned()),
            (false, true) => Some("  this line belongs to an event".to_owned()),
            _ => None,
        };
        counts.count(&file.name, *line, "noise", scope_of_line(file, base, *line), difference);
    }
}

/// Every scored field of one event with what differs.
fn fields(file: &TruthFile, truth: &Value, ours: &Value) -> Vec<(&'static str, Option<String>)> {
    let error = &ours["error"];
    let mut out = vec![
        ("line_end", differs(&truth["line_end"], &json!(line_end(file, ours)))),
        ("byte_start", differs(&truth["byte_start"], &ours["log"]["offset_bytes"])),
        ("byte_end", differs(&truth["byte_end"], &json!(byte_end(ours)))),
        ("kind", differs(&truth["kind"], &ours["kind"])),
        ("timestamp", timestamp(file, truth, ours)),
        ("timestamp_iso", timestamp_iso(file, truth, ours)),
        ("level", level(truth, ours)),
        ("logger", differs(&truth["logger"], &ours["log"]["logger"])),
        ("thread", thread(truth, ours)),
        ("message", long_text(truth, "message", &ours["message"])),
        ("fields", header_fields(truth, ours)),
        ("context", context(file, truth, ours)),
        ("exception_type", differs(&truth["exception_type"], &error["type"])),
        ("exception_message", long_text(truth, "exception_message", &error["message"])),
        ("chain", chain(file, truth, ours, false)),
        ("frames", differs(&truth["frames"], &json!(printed_frames(error)))),
        ("notes", differs(&json!(list(&truth["notes"]).collect::<Vec<_>>()), &notes(error))),
        ("stack_info", differs(&json!(truth["stack_info"] == true), &json!(!ours["stack_info"].is_null()))),
        ("unhandled", differs(&truth["unhandled"], &json!(!ours["unhandled"].is_null()))),
        ("unhandled_kind", differs(&truth["unhandled_kind"], &ours["unhandled"]["kind"])),
        ("duplicate_of", differs(&line_of_event(file, &truth["duplicate_of"]), &ours["duplicate_of"]["line"])),
        ("duplicate_kind", differs(&truth["duplicate_kind"], &ours["duplicate_kind"])),
        ("wraps_events", wraps(file, truth, ours)),
        ("truncated", differs(&json!(truth["truncated"] == true), &json!(ours["log"]["truncated"] == true))),
    ];
    if truth["truncated"] != true {
        out.push(("top_frame", top_frame(file, ours, &truth["top_frame"], &error["frames"][0])));
    }
    out
}

/// Whether a difference is one of reading only, as both readings are printed alike.
///
/// Python prints a note as it prints a further line of the message, and several notes as one of several lines; and
/// `logging` puts a line end between message and trace only where the message has none.
fn is_same_text(file: &TruthFile, field: &str, truth: &Value, ours: &Value) -> bool {
    let error = &ours["error"];
    match field {
        "message" => {
            let message = ours["message"].as_str().unwrap_or_default();
            truth["exception_type"].is_string() && truth["message"].as_str() == Some(&format!("{message}\n"))
        }
        "chain" => chain(file, truth, ours, true).is_none(),
        _ => {
            let want = as_printed(&truth["exception_message"], &truth["notes"]);
            want == as_printed(&error["message"], &error["notes"])
        }
    }
}

/// A message with the notes below it; a blank line at the end may be either's, or the trace's.
fn as_printed(message: &Value, notes: &Value) -> String {
    let lines = list(notes).filter_map(Value::as_str);
    let lines: Vec<&str> = message.as_str().into_iter().chain(lines).collect();
    lines.join("\n").trim_end_matches('\n').to_owned()
}

/// Whether an event's text has its exception's type in it.
fn names_type(file: &TruthFile, truth: &Value, ours: &Value) -> bool {
    let name = truth["exception_type"].as_str().unwrap_or_default();
    memchr::memmem::find(raw(file, ours), name.as_bytes()).is_some()
}

/// `None` where both are equal; absent, null and the empty text are one.
fn differs(want: &Value, got: &Value) -> Option<String> {
    let is_empty = |value: &Value| value.is_null() || value == "";
    let cut = |value: &Value| value.to_string().chars().take(600).collect::<String>();
    (want != got && !(is_empty(want) && is_empty(got))).then(|| format!("  want {}\n  got  {}", cut(want), cut(got)))
}

fn number(value: &Value, pointer: &str) -> u64 {
    value.pointer(pointer).and_then(Value::as_u64).unwrap_or_default()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn byte_end(ours: &Value) -> u64 {
    number(ours, "/log/offset_bytes") + number(ours, "/log/length_bytes")
}

/// The event's bytes.
fn raw<'a>(file: &'a TruthFile, ours: &Value) -> &'a [u8] {
    let at = |offset: u64| usize::try_from(offset).unwrap().min(file.bytes.len());
    file.bytes.get(at(number(ours, "/log/offset_bytes"))..at(byte_end(ours))).unwrap_or_default()
}

/// The last line with text of our event.
fn line_end(file: &TruthFile, ours: &Value) -> u64 {
    let text = raw(file, ours);
    let narrow: Vec<u8>;
    let text = if file.truth["encoding"] == "utf-16" {
        let order = if file.bytes.starts_with(b"\xfe\xff") { u16::from_be_bytes } else { u16::from_le_bytes };
        // Only line ends matter.
        narrow = text.as_chunks().0.iter().map(|unit| u8::try_from(order(*unit)).unwrap_or(b'?')).collect();
        &narrow
    } else {
        text
    };
    let kept = text.iter().rposition(|byte| !b"\r\n\0".contains(byte)).map_or(0, |last| last + 1);
    let breaks = memchr::memchr_iter(b'\n', &text[..kept]).count();
    number(ours, "/log/line") + breaks as u64
}

/// A text under `key`, or the three keys that stand for a long one; `key_printed` is right too.
fn long_text(truth: &Value, key: &str, got: &Value) -> Option<String> {
    let printed = &truth[format!("{key}_printed")];
    if printed.is_string() && printed == got {
        return None;
    }
    let Some(chars) = truth[format!("{key}_chars")].as_u64() else { return differs(&truth[key], got) };
    let text = got.as_str().unwrap_or_default();
    let digest = format!("{:x}", Sha256::digest(text.as_bytes()));
    let prefix: String = text.chars().take(200).collect();
    let want = json!([&truth[format!("{key}_prefix")], chars, &truth[format!("{key}_sha256")]]);
    differs(&want, &json!([prefix, text.chars().count(), digest]))
}

fn level(truth: &Value, ours: &Value) -> Option<String> {
    let log = &ours["log"];
    let got = if log["level_assumed"] == true { &Value::Null } else { &log["level"] };
    if truth["level_text"].is_string() && &truth["level_text"] == got {
        return None;
    }
    differs(&truth["level"], got)
}

fn thread(truth: &Value, ours: &Value) -> Option<String> {
    let thread = &ours["process"]["thread"];
    // A thread's number is a label.
    let got = if thread["name"].is_null() { &ours["labels"]["thread_id"] } else { &thread["name"] };
    differs(&truth["thread"], got)
}

/// A value as text, so that `90` and `"90"` are one; null stays.
fn as_text(value: &Value) -> Value {
    match value {
        Value::Number(_) | Value::Bool(_) => Value::String(value.to_string()),
        _ => value.clone(),
    }
}

fn header_fields(truth: &Value, ours: &Value) -> Option<String> {
    let (mut want, mut got) = (serde_json::Map::new(), serde_json::Map::new());
    for (key, value) in truth["fields"].as_object().into_iter().flatten() {
        let pointers: &[&str] = match key.as_str() {
            "process" => &["/process/pid"],
            "process_name" => &["/process/name"],
            "marker" => &["/log/marker"],
            "function" | "method" => &["/log/origin/function"],
            "line" | "line_in_source" => &["/log/origin/line"],
            "file" | "pathname" => &["/log/origin/file"],
            "module" => &["/module", "/labels/module"],
            "class" => &["/module", "/labels/class"],
            _ => &[],
        };
        let values = || pointers.iter().filter_map(|pointer| ours.pointer(pointer)).map(as_text);
        let want_text = as_text(value);
        let got_text = values().find(|got| *got == want_text).or_else(|| values().next()).unwrap_or_default();
        if differs(&want_text, &got_text).is_some() {
            want.insert(key.clone(), want_text);
            got.insert(key.clone(), got_text);
        }
    }
    differs(&Value::Object(want), &Value::Object(got))
}

/// Context values: all of the truth's, and no other.
fn context(file: &TruthFile, truth: &Value, ours: &Value) -> Option<String> {
    let given = |object: &Value| -> BTreeMap<String, Value> {
        let text = |value: &Value| match as_text(value) {
            Value::String(text) if text.starts_with(['{', '[']) => Value::String(text.replace('\'', "\"")),
            value => value,
        };
        let pairs = object.as_object().into_iter().flatten().map(|(key, value)| (key.clone(), text(value)));
        pairs.filter(|(_, value)| !value.is_null() && value != "").collect()
    };
    let mut want = given(&truth["context"]);
    // uvicorn's formatter hands the padded level on under this name.
    want.remove("levelprefix");
    let mut got = given(&ours["labels"]);
    let object: Value = serde_json::from_slice(raw(file, ours)).unwrap_or_default();
    let is_extra = |key: &str| HEADER_LABELS.contains(&key) || is_unknown_to_truth(file, truth, &object, key);
    got.retain(|key, _| want.contains_key(key) || !is_extra(key));
    for (key, pointer) in [("user", "/user/id"), ("user_id", "/user/id"), ("request_id", "/trace/id")] {
        if let (true, Some(value)) = (want.contains_key(key), ours.pointer(pointer)) {
            got.entry(key.to_owned()).or_insert_with(|| as_text(value));
        }
    }
    differs(&json!(want), &json!(got))
}

/// Whether a label is a member of a JSON record of which the truth has no context: it knows no structured arguments.
fn is_unknown_to_truth(file: &TruthFile, truth: &Value, object: &Value, key: &str) -> bool {
    let has_none = truth["context"].as_object().is_none_or(serde_json::Map::is_empty);
    file.is_json() && has_none && !object[key].is_null()
}

/// The stamp as printed. A JSON log's may be known to the truth by its moment alone, which `timestamp_iso` compares.
fn timestamp(file: &TruthFile, truth: &Value, ours: &Value) -> Option<String> {
    let got = &ours["log"]["timestamp_text"];
    if file.is_json() && truth["timestamp"].is_null() && truth["timestamp_iso"].is_string() {
        return got.is_null().then(|| "  no stamp".to_owned());
    }
    differs(&truth["timestamp"], got)
}

/// The stamp in ISO 8601, without what was assumed and cut to the precision printed.
fn timestamp_iso(file: &TruthFile, truth: &Value, ours: &Value) -> Option<String> {
    let Some(want) = truth["timestamp_iso"].as_str() else {
        return differs(&Value::Null, &ours["timestamp"]);
    };
    // A fraction that the library dropped from the text is not in the stamp.
    let fraction = fraction(want).filter(|digits| truth["timestamp"].as_str().is_none_or(|text| text.contains(digits)));
    let precision = fraction.map_or(0, str::len);
    let want = cut(&want.replacen(' ', "T", 1), precision);
    let mut got = cut(ours["timestamp"].as_str().unwrap_or_default(), precision);
    let assumed: Vec<&str> = list(&ours["timestamp_assumed"]).filter_map(Value::as_str).collect();
    if assumed.contains(&"zone") {
        let time = got.find('T').unwrap_or(0);
        got.truncate(got[time..].find(['+', '-']).map_or(got.len(), |at| time + at));
    }
    if assumed.contains(&"date") {
        got = got.split_once('T').map_or(String::new(), |(_, time)| time.to_owned());
    } else if assumed.contains(&"year") {
        got = format!("-{}", got.get(4..).unwrap_or_default());
    }
    let is_week_year = file.truth["pattern"].as_str().is_some_and(|pattern| pattern.contains("YYYY"));
    if let (true, Some(epoch_ms)) = (is_week_year, truth["epoch_ms"].as_i64()) {
        let true_date = chrono::DateTime::from_timestamp_millis(epoch_ms).unwrap();
        if got == true_date.format("%Y-%m-%dT%H:%M:%S").to_string() {
            return None;
        }
    }
    differs(&json!(want), &json!(got))
}

fn fraction(iso: &str) -> Option<&str> {
    let (_, rest) = iso.split_once('.')?;
    Some(&rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())])
}

/// The stamp with at most so many digits of the second's fraction, and `+00:00` for `Z`.
fn cut(iso: &str, precision: usize) -> String {
    let iso = iso.strip_suffix('Z').map_or_else(|| iso.to_owned(), |rest| format!("{rest}+00:00"));
    match (fraction(&iso), iso.split_once('.')) {
        (Some(digits), Some((before, after))) => {
            let kept = &digits[..precision.min(digits.len())];
            let dot = if kept.is_empty() { "" } else { "." };
            format!("{before}{dot}{kept}{}", &after[digits.len()..])
        }
        _ => iso,
    }
}

/// Frames that the trace itself prints, not those taken over from the enclosing one.
fn printed_frames(error: &Value) -> usize {
    list(&error["frames"]).filter(|frame| frame["inherited"] != true).count()
}

fn notes(error: &Value) -> Value {
    json!(list(&error["notes"]).collect::<Vec<_>>())
}

/// Where it was raised. What the print does not tell is not asked for: the file and line of native and unknown frames,
/// the module where the frame is printed without it.
fn top_frame(file: &TruthFile, ours: &Value, want: &Value, got: &Value) -> Option<String> {
    if !want.is_object() || !got.is_object() {
        return differs(want, got);
    }
    let Some(class) = want["class"].as_str() else {
        let keys = |frame: &Value| json!([&frame["file"], &frame["line"], &frame["function"]]);
        return differs(&keys(want), &keys(got));
    };
    let is_known = want["line"].as_i64().is_some_and(|line| line > 0);
    let module = want["module"].as_str().filter(|module| {
        let printed = format!("{module}/{class}");
        raw(file, ours).windows(printed.len()).any(|window| window == printed.as_bytes())
    });
    let place = |frame: &Value| if is_known { json!([&frame["file"], &frame["line"]]) } else { Value::Null };
    let package = if module.is_some() { &got["package"] } else { &Value::Null };
    // A native frame and an unknown source have no line.
    let line = if is_known { &Value::Null } else { &got["line"] };
    differs(
        &json!([class, &want["method"], place(want), module, null]),
        &json!([&got["module"], &got["function"], place(got), package, line]),
    )
}

/// One of our linked exceptions with the place of its parent in the flat list, -1 for the logged exception.
struct Link<'a> {
    link: &'a Value,
    parent: i64,
}

fn flatten<'a>(exception: &'a Value, parent: i64, out: &mut Vec<Link<'a>>) {
    // A reference back to an enclosing exception is no link of its own.
    for link in list(&exception["chain"]).filter(|link| link["circular"] != true) {
        let index = i64::try_from(out.len()).unwrap();
        out.push(Link { link, parent });
        flatten(link, index, out);
    }
}

/// The linked exceptions; `printed` compares each message with its notes as one text.
fn chain(file: &TruthFile, truth: &Value, ours: &Value, printed: bool) -> Option<String> {
    let mut got = Vec::new();
    flatten(&ours["error"], -1, &mut got);
    let want: Vec<&Value> = list(&truth["chain"]).collect();
    for (index, (want, got)) in want.iter().zip(&got).enumerate() {
        let [want_notes, got_notes] = [json!(list(&want["notes"]).collect::<Vec<_>>()), notes(got.link)];
        let is_same =
            printed && as_printed(&want["message"], &want_notes) == as_printed(&got.link["message"], &got_notes);
        let found = [
            ("type", differs(&want["type"], &got.link["type"])),
            ("message", long_text(want, "message", &got.link["message"]).filter(|_| !is_same)),
            ("relation", differs(&want["relation"], &got.link["relation"])),
            ("parent", differs(&want["parent"], &json!(got.parent))),
            ("frames", differs(&want["frames"], &json!(printed_frames(got.link)))),
            ("top_frame", top_frame(file, ours, &want["top_frame"], &got.link["frames"][0])),
            ("notes", differs(&want_notes, &got_notes).filter(|_| !is_same)),
        ];
        if let Some((key, Some(text))) = found.into_iter().find(|(_, difference)| difference.is_some()) {
            return Some(format!("  link {index} {key}:\n{text}"));
        }
    }
    let types = |links: &mut dyn Iterator<Item = &Value>| json!(links.map(|link| &link["type"]).collect::<Vec<_>>());
    differs(&types(&mut want.into_iter()), &types(&mut got.iter().map(|link| link.link)))
}

/// The line where the event with an index begins.
fn line_of_event(file: &TruthFile, index: &Value) -> Value {
    let index = index.as_u64().and_then(|index| usize::try_from(index).ok());
    index.map_or(Value::Null, |index| file.events()[index]["line"].clone())
}

fn wraps(file: &TruthFile, truth: &Value, ours: &Value) -> Option<String> {
    let want: BTreeSet<u64> =
        list(&truth["wraps_events"]).filter_map(|index| line_of_event(file, index).as_u64()).collect();
    let got: BTreeSet<u64> = list(&ours["wraps"]).filter_map(|place| place["line"].as_u64()).collect();
    differs(&json!(want), &json!(got))
}
