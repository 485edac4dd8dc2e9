//! YAML 1.2 and JSON, read into one tree whose texts know where they stand.
//!
//! JSON is YAML: `serde_json` says whether it is well-formed, with its own words for faults, and saphyr-parser gives the
//! tree. Comments as Log4j 2 allows them in JSON (`//` and `/* */`) are taken for blanks. Of aliases the tree holds
//! copies up to a limit, so that nested ones cannot grow without end; `<<` merges mappings. Tags are ignored.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::format::config::error::{ErrorKind, Fault};
use crate::format::config::traced::{Place, Traced};

/// Values nested deeper than this are refused.
const MAX_DEPTH: usize = 64;
/// Values of a file, those that aliases stand for counted each time.
const MAX_NODES: usize = 100_000;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) place: Place,
    pub(crate) value: Value,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Any scalar as text; `null` and `~`, where they are not quoted, are empty.
    Scalar(Traced),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    /// The value of a key; of a key that stands twice, the last.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().rev().find(|(known, _)| known == key).map(|(_, node)| node)
    }

    /// The entries of a mapping; none of any other value.
    pub(crate) fn entries(&self) -> &[(String, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The text of a scalar.
    pub(crate) fn text(&self) -> Option<&Traced> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a key's scalar, if there is any.
    pub(crate) fn word(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Node::text).map(Traced::as_str).filter(|text| !text.is_empty())
    }

    /// A mapping is what it is.
    pub(crate) fn is_map(&self) -> bool {
        matches!(self.value, Value::Map(_))
    }

    fn size(&self) -> usize {
        1 + match &self.value {
            Value::Scalar(_) => 0,
            Value::List(items) => items.iter().map(Self::size).sum(),
            Value::Map(entries) => entries.iter().map(|(_, node)| node.size()).sum(),
        }
    }
}

/// Reads a JSON document.
pub(crate) fn parse_json(text: &str, file: usize) -> Result<Node, Fault> {
    let plain = without_comments(text);
    serde_json::from_str::<serde::de::IgnoredAny>(&plain).map_err(|error| {
        let problem = error.to_string();
        let problem = problem.split(" at line ").next().unwrap_or_default().to_owned();
        let offset_bytes = offset_of(&plain, error.line(), error.column().saturating_sub(1));
        (Place { file, offset_bytes }, ErrorKind::Syntax { language: "JSON", problem })
    })?;
    let documents = read(&plain, text, file, "JSON")?;
    documents.into_iter().next().ok_or((Place { file, offset_bytes: 0 }, ErrorKind::Unknown))
}

/// Reads the documents of a YAML stream.
pub(crate) fn parse_yaml(text: &str, file: usize) -> Result<Vec<Node>, Fault> {
    read(text, text, file, "YAML")
}

/// A collection that is not closed yet, with the number of its anchor.
struct Open {
    node: Node,
    anchor: usize,
    /// The key whose value comes next.
    key: Option<String>,
}

/// From character indices to places; each is near the one before, so that the way between them is short.
struct Places<'a> {
    text: &'a str,
    file: usize,
    chars: usize,
    bytes: usize,
}

impl Places<'_> {
    fn of(&mut self, index: usize) -> Place {
        let (before, after) = self.text.split_at_checked(self.bytes).unwrap_or_default();
        if let Some(more) = index.checked_sub(self.chars) {
            self.bytes += after.chars().take(more).map(char::len_utf8).sum::<usize>();
        } else {
            self.bytes -= before.chars().rev().take(self.chars - index).map(char::len_utf8).sum::<usize>();
        }
        self.chars = index;
        Place { file: self.file, offset_bytes: self.bytes }
    }
}

/// `text` is parsed; `shown` is the file's text, of the same length.
fn read(text: &str, shown: &str, file: usize, language: &'static str) -> Result<Vec<Node>, Fault> {
    let mut places = Places { text, file, chars: 0, bytes: 0 };
    let mut documents = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut anchors: HashMap<usize, Node> = HashMap::new();
    let mut nodes = 0_usize;
    for step in Parser::new_from_str(text) {
        let (event, span): (Event<'_>, Span) = step.map_err(|error| {
            let problem = error.info().to_owned();
            (places.of(error.marker().index()), ErrorKind::Syntax { language, problem })
        })?;
        let at = places.of(span.start.index());
        let (node, anchor) = match event {
            Event::MappingStart(anchor, _) => {
                open.push(Open { node: Node { place: at, value: Value::Map(Vec::new()) }, anchor, key: None });
                if open.len() > MAX_DEPTH {
                    return Err((at, ErrorKind::TooDeep));
                }
                continue;
            }
            Event::SequenceStart(anchor, _) => {
                open.push(Open { node: Node { place: at, value: Value::List(Vec::new()) }, anchor, key: None });
                if open.len() > MAX_DEPTH {
                    return Err((at, ErrorKind::TooDeep));
                }
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                let Some(closed) = open.pop() else { continue };
                (closed.node, closed.anchor)
            }
            Event::Scalar(value, style, anchor, _) => {
                (Node { place: at, value: Value::Scalar(scalar(&value, style, shown, at)) }, anchor)
            }
            Event::Alias(anchor) => match anchors.get(&anchor) {
                Some(node) => (node.clone(), 0),
                None => (Node { place: at, value: Value::Scalar(Traced::instead("", at)) }, 0),
            },
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {
                continue;
            }
        };
        nodes = nodes.saturating_add(node.size());
        if nodes > MAX_NODES {
            return Err((at, ErrorKind::TooMuch));
        }
        if anchor > 0 {
            anchors.insert(anchor, node.clone());
        }
        match open.last_mut() {
            Some(parent) => add(parent, node),
            None => documents.push(node),
        }
    }
    Ok(documents)
}

fn add(parent: &mut Open, node: Node) {
    match &mut parent.node.value {
        Value::List(items) => items.push(node),
        Value::Map(entries) => match parent.key.take() {
            None => parent.key = Some(node.text().map_or_else(String::new, |text| text.as_str().to_owned())),
            Some(key) if key == "<<" => merge(entries, node),
            Some(key) => entries.push((key, node)),
        },
        Value::Scalar(_) => {}
    }
}

/// Merged entries stand before the mapping's own, which go over them.
fn merge(entries: &mut Vec<(String, Node)>, node: Node) {
    let merged = match node.value {
        Value::Map(merged) => merged,
        Value::List(items) => items.iter().rev().flat_map(Node::entries).cloned().collect(),
        Value::Scalar(_) => return,
    };
    entries.splice(0..0, merged);
}

/// A scalar's text, aligned with the file as far as escapes and folded lines allow.
fn scalar(value: &str, style: ScalarStyle, shown: &str, at: Place) -> Traced {
    if style == ScalarStyle::Plain && matches!(value, "~" | "null" | "Null" | "NULL") {
        return Traced::instead("", at);
    }
    let raw = shown.get(at.offset_bytes..).unwrap_or_default();
    let mut text = Traced::default();
    text.push("", at, true);
    let mut next = match style {
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => usize::from(raw.starts_with(['"', '\''])),
        ScalarStyle::Literal | ScalarStyle::Folded => {
            // The text begins in the line behind the mark.
            let head = raw.find('\n').map_or(0, |end| end + 1);
            head + raw.get(head..).map_or(0, |rest| rest.len() - rest.trim_start_matches(' ').len())
        }
        ScalarStyle::Plain => 0,
    };
    for c in value.chars() {
        let rest = raw.get(next..).unwrap_or_default();
        let mut buffer = [0; 4];
        let piece = c.encode_utf8(&mut buffer);
        let place = at.plus(next.min(raw.len()));
        let is_escape = style == ScalarStyle::DoubleQuoted && rest.starts_with('\\');
        if rest.starts_with(c) && !is_escape {
            text.push(piece, place, true);
            next += c.len_utf8();
            if c == '\'' && style == ScalarStyle::SingleQuoted && rest.starts_with("''") {
                next += 1;
            }
            if c == '\n' {
                next += indent_of(raw.get(next..).unwrap_or_default());
            }
            continue;
        }
        text.push(piece, place, false);
        if is_escape {
            next += match rest.as_bytes().get(1) {
                Some(b'u') => 6,
                Some(b'x') => 4,
                Some(b'U') => 10,
                _ => 2,
            };
        } else if c == ' ' && rest.starts_with(['\n', '\r']) {
            // A folded line.
            next += rest.len() - rest.trim_start().len();
        }
    }
    text
}

fn indent_of(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches(' ').len()
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1)).collect()
}

/// Byte offset of a line (from 1) and a byte column (from 0), at a character boundary.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start = line_starts(text).get(line.saturating_sub(1)).copied().unwrap_or(text.len());
    let offset = (start + column).min(text.len());
    (0..=offset).rev().find(|offset| text.is_char_boundary(*offset)).unwrap_or(0)
}

/// JSON with its comments blanked; line ends and offsets stay.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let blank = |out: &mut String, part: &str| {
        // As many bytes, so that offsets stay.
        out.extend(part.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    };
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(inner) = rest.strip_prefix("/*") {
            inner.find("*/").map_or(rest.len(), |end| end + 4)
        } else if c == '"' {
            let length = quoted(rest);
            out.push_str(rest.get(..length).unwrap_or_default());
            rest = rest.get(length..).unwrap_or_default();
            continue;
        } else {
            out.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            continue;
        };
        blank(&mut out, rest.get(..length).unwrap_or_default());
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// Length of the string that `rest` begins with, its quotes included.
fn quoted(rest: &str) -> usize {
    let mut is_escaped = true;
    for (index, byte) in rest.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at<'a>(node: &Node, offset: usize, text: &'a str) -> &'a str {
        text.get(node.text().unwrap().place(offset).offset_bytes..).unwrap()
    }

    #[test]
    fn texts_of_json_know_where_they_stand() {
        let text = "{ // comment \"é\"\n\t\"a\": {\"b\": \"x\\\"y%z\"},\t/* c */ \"l\": [1, null, true]\n}";
        let root = parse_json(text, 0).unwrap();
        let b = root.get("a").unwrap().get("b").unwrap();
        assert_eq!(b.text().unwrap().as_str(), "x\"y%z");
        assert!(at(b, 3, text).starts_with("%z"));
        assert!(at(b, 1, text).starts_with("\\\"y"));
        assert_eq!(root.word("l"), None);
    }

    #[test]
    fn texts_of_yaml_know_where_they_stand() {
        let text = "é: [é, \"é\"]\na: plain % text\nb: 'it''s %d'\nc: \"tab\\t%d\"\nd: |\n  one\n  %two\ne: >-\n  fold\n  %ed\nf: ~\n";
        let root = parse_yaml(text, 0).unwrap().remove(0);
        let node = |key: &str| root.get(key).unwrap();
        assert!(at(node("a"), 6, text).starts_with("% text"));
        assert_eq!(node("b").text().unwrap().as_str(), "it's %d");
        assert!(at(node("b"), 5, text).starts_with("%d"));
        assert!(at(node("c"), 4, text).starts_with("%d"));
        assert!(at(node("d"), 4, text).starts_with("%two"));
        assert!(at(node("e"), 5, text).starts_with("%ed"));
        assert_eq!(root.word("f"), None);
    }

    #[test]
    fn anchors_are_followed_and_merged_and_bombs_are_refused() {
        let text = "base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\n---\nsecond: 1\n";
        let documents = parse_yaml(text, 0).unwrap();
        assert_eq!(documents.len(), 2);
        let used = documents[0].get("use").unwrap();
        assert_eq!((used.word("x"), used.word("y")), (Some("1"), Some("3")));
        let level = |i: usize| {
            let alias = format!("*a{}", i - 1);
            format!("a{i}: &a{i} [{}]", vec![alias; 10].join(","))
        };
        let first = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]".to_owned();
        let bomb = std::iter::once(first).chain((1..9).map(level)).collect::<Vec<_>>().join("\n");
        assert_eq!(parse_yaml(&bomb, 0).unwrap_err().1, ErrorKind::TooMuch);
    }

    #[test]
    fn faults_have_a_place() {
        let fault = parse_json("{\n \"é\": tru\n}", 0).unwrap_err();
        assert!(matches!(fault.1, ErrorKind::Syntax { language: "JSON", .. }), "{fault:?}");
        assert!(fault.0.offset_bytes >= 3);
        assert!(parse_yaml("a: [b\nc: {", 0).is_err());
        assert!(parse_yaml(&"[".repeat(5000), 0).is_err());
        let deep = (0..100).map(|depth| " ".repeat(depth) + "a:\n").collect::<String>();
        assert_eq!(parse_yaml(&deep, 0).unwrap_err().1, ErrorKind::TooDeep);
        assert!(parse_json(&"[".repeat(5000), 0).is_err());
        for text in ["", "\"", "/*", "//", "{\"a\":\"\\", "é\u{7f}", "\u{feff}{}"] {
            let _ = (parse_json(text, 0), parse_yaml(text, 0));
        }
    }
}
