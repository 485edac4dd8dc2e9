//! The fields of a record in XML as a JSON object, under the names that the catalogue's row `xml` has.

use crate::format::wrapper::xml::node::Node;

/// The object of a record; `None` where it has no level, or neither message nor exception.
pub(super) fn object(node: &Node) -> Option<String> {
    let mut out = Object { prefix: "xml.", ..Object::default() };
    match node.name.as_str() {
        "record" => of_java_util_logging(node, &mut out),
        "event" => of_log4j_1(node, &mut out),
        _ => of_log4j_2(node, &mut out),
    }
    let has = |key: &str| out.text.contains(&format!("\"xml.{key}\":"));
    if !has("level") || !has("message") && !has("thrown") {
        return None;
    }
    if !node.is_cut {
        out.text.push('}');
    }
    Some(out.text)
}

fn of_java_util_logging(node: &Node, out: &mut Object) {
    // Since 9 the date has a zone and all digits; before, it is the machine's time to the second.
    let date = node.text_of("date").filter(|date| date.ends_with('Z') || date.rfind(['+', '-']) > Some(10));
    out.string("time", date.or_else(|| node.text_of("millis")).or_else(|| node.text_of("timestamp")));
    // The second names are those of JBoss LogManager.
    for (name, other) in [
        ("logger", "loggerName"),
        ("class", "sourceClassName"),
        ("method", "sourceMethodName"),
        ("thread", "threadName"),
    ] {
        out.string(name, node.text_of(name).or_else(|| node.text_of(other)));
    }
    out.string("level", node.text_of("level"));
    out.string("message", node.text_of("message"));
    if let Some(exception) = node.child("exception") {
        out.raw("thrown", &exception_of(exception));
    }
}

/// An exception in elements alone; its depth is that of the element, which is bounded.
fn exception_of(node: &Node) -> String {
    let mut thrown = Object::default();
    if let Some(name) = node.text_of("exceptionType") {
        thrown.string("name", Some(name));
        thrown.string("message", node.text_of("message"));
    } else {
        // Type and message are one text here.
        thrown.string("name", node.text_of("message"));
    }
    let frames = node.child("frames").unwrap_or(node).children.iter().filter(|child| child.name == "frame");
    thrown.list(
        "extendedStackTrace",
        frames.map(|frame| {
            let mut step = Object::default();
            for name in ["class", "method", "line"] {
                step.string(name, frame.text_of(name));
            }
            step.closed()
        }),
    );
    if let Some(suppressed) = node.child("suppressed") {
        thrown.list("suppressed", suppressed.children.iter().map(exception_of));
    }
    if let Some(cause) = node.child("causedBy").and_then(|cause| cause.child("exception")) {
        thrown.raw("cause", &exception_of(cause));
    }
    thrown.closed()
}

fn of_log4j_1(node: &Node, out: &mut Object) {
    for (key, name) in [("time", "timestamp"), ("logger", "logger"), ("level", "level"), ("thread", "thread")] {
        out.string(key, node.attribute(name));
    }
    place(node.child("locationInfo"), out);
    out.string("ndc", node.text_of("NDC"));
    pairs(node.child("properties"), "name", out);
    out.string("message", node.text_of("message"));
    out.string("thrown", node.text_of("throwable"));
}

fn of_log4j_2(node: &Node, out: &mut Object) {
    match node.child("Instant").map(|instant| [instant.attribute("epochSecond"), instant.attribute("nanoOfSecond")]) {
        Some([Some(seconds), Some(nanos)]) if nanos.len() <= 9 => {
            out.string("time", Some(&format!("{seconds}.{nanos:0>9}")));
        }
        _ => out.string("time", node.attribute("timeMillis")),
    }
    for (key, name) in [("logger", "loggerName"), ("level", "level"), ("thread", "thread")] {
        out.string(key, node.attribute(name));
    }
    place(node.child("Source"), out);
    out.string("marker", node.child("Marker").and_then(|marker| marker.attribute("name")));
    pairs(node.child("ContextMap"), "key", out);
    out.string("message", node.text_of("Message"));
    if let Some(thrown) = node.child("Thrown") {
        out.raw("thrown", &throwable(thrown));
    }
}

/// A throwable as log4j2 writes it in JSON; its depth is that of the element, which is bounded.
fn throwable(node: &Node) -> String {
    let mut out = Object::default();
    for name in ["name", "message", "commonElementCount"] {
        out.string(name, node.attribute(name));
    }
    if let Some(trace) = node.child("ExtendedStackTrace") {
        if trace.children.is_empty() {
            out.string("extendedStackTrace", Some(&trace.text));
        } else {
            out.list(
                "extendedStackTrace",
                trace.children.iter().map(|item| {
                    let mut step = Object::default();
                    for name in ["class", "method", "file", "line"] {
                        step.string(name, item.attribute(name));
                    }
                    step.closed()
                }),
            );
        }
    }
    if let Some(suppressed) = node.child("Suppressed") {
        out.list("suppressed", suppressed.children.iter().map(throwable));
    }
    if let Some(cause) = node.child("Cause") {
        out.raw("cause", &throwable(cause));
    }
    out.closed()
}

fn place(node: Option<&Node>, out: &mut Object) {
    for name in ["class", "method", "file", "line"] {
        out.string(name, node.and_then(|node| node.attribute(name)));
    }
}

/// Context: a list of elements with a name and a value.
fn pairs(node: Option<&Node>, name: &str, out: &mut Object) {
    let mut context = Object::default();
    for item in node.iter().flat_map(|node| &node.children) {
        if let (Some(key), value) = (item.attribute(name), item.attribute("value")) {
            context.string(key, value.or(Some(&item.text)));
        }
    }
    if !context.text.is_empty() {
        out.raw("context", &context.closed());
    }
}

/// The members of a JSON object, without its closing bracket.
#[derive(Debug, Default)]
struct Object {
    text: String,
    /// What stands before the names.
    prefix: &'static str,
}

impl Object {
    fn raw(&mut self, key: &str, value: &str) {
        self.text.push(if self.text.is_empty() { '{' } else { ',' });
        self.text.push_str(&quoted(&format!("{}{key}", self.prefix)));
        self.text.push(':');
        self.text.push_str(value);
    }

    fn string(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.raw(key, &quoted(value));
        }
    }

    fn list(&mut self, key: &str, elements: impl Iterator<Item = String>) {
        let elements: Vec<String> = elements.collect();
        self.raw(key, &format!("[{}]", elements.join(",")));
    }

    fn closed(mut self) -> String {
        self.text.push_str(if self.text.is_empty() { "{}" } else { "}" });
        self.text
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
