//! Tracebacks that a library decorated, made plain for the grammar.
//!
//! ```text
//! ipython  = '-----…' TYPE blanks 'Traceback (most recent call last)' ('File path:N, in f(x)' | '----> N code' | …)* exception
//! printer  = ('File "path", line N, in f' | '--> N code' | …)* exception                 stackprinter has no title
//! twisted  = "Traceback: <class 'T'>: message" (path:N:f)* | '*--- Failure #' … '---' (path:N: 'f(...)')* exception '*---' …
//! ```
//!
//! After `IPython` 7 to 9 (`IPython/core/ultratb.py`), stackprinter 0.2 and Twisted 26 (`twisted/python/failure.py`). Values,
//! and code around the line that failed, are left out. The sentences that link two exceptions are Python's own in all of
//! them. Boxes are read in `rich`.

use crate::exception::python::frames::file_line;
use crate::exception::python::line::TRACEBACK;
use crate::exception::python::line::is_chain_sentence;
use crate::exception::python::lines::Lines;
use crate::exception::python::type_name::exception_type;

/// The title of the traceback without its colon, as it stands behind a type.
const TITLE: &str = "Traceback (most recent call last)";
const BRIEF: &str = "Traceback: <class '";
const FAILURE: &str = "*--- Failure #";

/// A traceback in plain lines.
#[derive(Debug, Default)]
pub(crate) struct Plain {
    /// Where its first line starts in the text.
    pub(crate) start: usize,
    /// The lines as the interpreter would print them.
    pub(crate) trace: String,
}

/// Whether a line begins a decorated traceback.
///
/// `line` has no terminator. The answer is generous: what follows bears it out.
pub(crate) fn begins(line: &[u8]) -> bool {
    match line.first() {
        Some(b'F') => line.starts_with(b"File \""),
        Some(b'*') => line.starts_with(FAILURE.as_bytes()),
        Some(b'T') if line.starts_with(BRIEF.as_bytes()) => true,
        _ => line.ends_with(TITLE.as_bytes()),
    }
}

/// Finds the first decorated traceback of a text and makes it plain.
pub(crate) fn find(text: &str) -> Option<Plain> {
    let mut lines = Lines::new(text, 0);
    let mut before = None;
    let (mut reader, first) = loop {
        let line = lines.peek()?;
        if begins(line.text.as_bytes()) {
            break (Reader::default(), line);
        }
        // Without columns IPython prints what the interpreter does, but for its frames.
        let next = lines.after(line).and_then(|next| frame(next.text.trim_start()));
        if line.text == TRACEBACK && next.is_some() {
            break (Reader::default(), line);
        }
        before = Some(line);
        lines.advance();
    };
    let ruled = before.filter(|line| line.text.len() > 8 && line.text.bytes().all(|byte| byte == b'-'));
    let start = ruled.map_or(first.start, |line| line.start);
    while let Some(line) = lines.peek() {
        if !reader.take(line.text) {
            break;
        }
        lines.advance();
    }
    reader.flush();
    // Blank lines behind a trace are none of its message.
    let end = reader.trace.trim_end_matches('\n').len();
    reader.trace.truncate(end + 1);
    Some(Plain { start, trace: reader.trace })
}

/// A frame that waits for its code.
#[derive(Debug)]
struct Open {
    path: String,
    line: Option<u32>,
    function: String,
    source: Option<String>,
    /// The last line was the frame's own.
    is_fresh: bool,
}

#[derive(Debug, Default)]
struct Reader {
    trace: String,
    /// Among frames; otherwise behind the line that names the exception.
    in_frames: bool,
    /// A sentence was read, so that frames may follow without a title.
    is_linked: bool,
    open: Option<Open>,
    /// What Twisted names before the frames.
    named: Option<String>,
}

impl Reader {
    /// Takes a line; false where the traceback has ended before it.
    fn take(&mut self, text: &str) -> bool {
        let body = text.trim_start();
        if text.starts_with("*--- End of Failure") {
            return false;
        }
        if text.ends_with(TITLE) || text == TRACEBACK || text.starts_with(FAILURE) {
            self.title();
        } else if let Some(named) = text.strip_prefix(BRIEF) {
            self.title();
            self.named = Some(named.replacen("'>", "", 1));
        } else if self.in_frames || self.trace.is_empty() || self.is_linked {
            self.framed(text, body);
        } else if is_chain_sentence(text.as_bytes()) {
            self.is_linked = true;
            self.trace.truncate(self.trace.trim_end_matches('\n').len());
            self.trace.push_str("\n\n");
            self.push(text);
            self.trace.push('\n');
        } else {
            self.push(text);
        }
        true
    }

    fn push(&mut self, line: &str) {
        self.trace.push_str(line);
        self.trace.push('\n');
    }

    fn title(&mut self) {
        self.flush();
        self.push(TRACEBACK);
        self.in_frames = true;
        self.is_linked = false;
    }

    /// Takes a line among frames that stand in no box.
    fn framed(&mut self, text: &str, body: &str) {
        if let Some(open) = frame(body) {
            if !self.in_frames {
                self.title();
            }
            self.flush_frame();
            self.open = Some(open);
            return;
        }
        let is_fresh = self.open.as_mut().is_some_and(|open| std::mem::take(&mut open.is_fresh));
        if let Some((line, source)) = arrow(body) {
            if let Some(open) = &mut self.open {
                open.line = open.line.or(line);
                open.source = Some(source.to_owned());
            }
        } else if is_fresh && text.starts_with("    ") && !body.starts_with(|c: char| c.is_ascii_digit() || c == '(') {
            if let Some(open) = &mut self.open {
                open.source = Some(body.to_owned());
            }
        } else if body.is_empty() {
            if self.named.is_some() {
                self.flush();
            }
        } else if body.len() == text.len() && self.in_frames && exception_type(text.as_bytes()).is_some() {
            self.flush_frame();
            self.push(text);
            self.in_frames = false;
        }
    }

    fn flush_frame(&mut self) {
        let Some(Open { path, line, function, source, .. }) = self.open.take() else { return };
        let line = line.map_or_else(|| "None".to_owned(), |line| line.to_string());
        self.push(&format!("  File \"{path}\", line {line}, in {function}"));
        if let Some(source) = source {
            self.push(&format!("    {source}"));
        }
    }

    fn flush(&mut self) {
        self.flush_frame();
        if let Some(named) = self.named.take() {
            self.push(&named);
            self.in_frames = false;
        }
    }
}

/// `----> 9     return x`: the number and the code behind an arrow.
fn arrow(body: &str) -> Option<(Option<u32>, &str)> {
    let rest = body.trim_start_matches('-');
    let rest = rest.strip_prefix('>').filter(|_| body.starts_with("--"))?.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, code) = rest.split_at_checked(digits).filter(|_| digits > 0)?;
    Some((number.parse().ok(), code.trim()))
}

/// A frame's own line, without its indent.
fn frame(body: &str) -> Option<Open> {
    let open = |path: &str, line: Option<u32>, function: &str| {
        Some(Open { path: path.to_owned(), line, function: name(function), source: None, is_fresh: true })
    };
    if let Some(file) = file_line(body).filter(|_| body.starts_with("File \"")) {
        return open(file.path, file.line, file.function?);
    }
    if let Some(rest) = body.strip_prefix("File ") {
        let (path, line, function) = place(rest)?;
        return open(&path, Some(line), &function);
    }
    if body.starts_with("Cell In[") || body.starts_with("Input In [") {
        let (cell, rest) = body.split_once("], ")?;
        let function = rest.rsplit_once("in ").map_or("", |(_, function)| function);
        let digits: String =
            rest.strip_prefix("line ").unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
        return open(&format!("{cell}]"), digits.parse().ok(), function);
    }
    // IPython 7 and older, and Twisted.
    let is_path = body.starts_with(['/', '~', '.', '<']) || body.get(1..3).is_some_and(|drive| drive == ":\\");
    if !is_path {
        return None;
    }
    if let Some((path, function)) = body.split_once(" in ").filter(|(path, _)| !path.contains(' ')) {
        return open(path, None, function);
    }
    let (path, rest) = body.split_once(".py:")?;
    let (line, function) = rest.split_once(':')?;
    open(&format!("{path}.py"), Some(line.parse().ok()?), function.trim())
}

/// `path:N`, `path:N in f` or `path:N, in f(x)`; the function is empty where none is named.
fn place(text: &str) -> Option<(String, u32, String)> {
    let (place, function) = match text.rsplit_once(" in ") {
        Some((place, function)) => (place.strip_suffix(',').unwrap_or(place), function),
        None => (text, ""),
    };
    let (path, line) = place.rsplit_once(':')?;
    (!path.is_empty()).then(|| Some((path.to_owned(), line.trim().parse().ok()?, function.to_owned())))?
}

/// A function's name without its arguments; a module's code has none.
fn name(function: &str) -> String {
    let end = match function.strip_prefix('<') {
        Some(inner) => inner.find('>').map_or(function.len(), |end| end + 2),
        None => function.find('(').unwrap_or(function.len()),
    };
    let name = function.get(..end).unwrap_or(function).trim();
    if name.is_empty() { "<module>".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use crate::exception::Exception;
    use crate::exception::python::extract;

    /// Types from the outermost on, and the places of each.
    fn told(text: &str) -> Vec<String> {
        let found = extract(text).unwrap();
        assert!(!found.truncated, "{text}");
        let mut told = Vec::new();
        let mut next: Option<&Exception> = found.exception.as_ref();
        while let Some(exception) = next {
            told.push(format!("{}: {}", exception.type_name, exception.message.as_deref().unwrap_or("-").trim_end()));
            for frame in &exception.frames {
                let (file, line) = (frame.file.as_deref().unwrap_or_default(), frame.line.unwrap_or(0));
                let file = file.rsplit('/').next().unwrap_or_default();
                told.push(format!(" {file}:{line} {} | {}", frame.function, frame.source.as_deref().unwrap_or("-")));
            }
            next = exception.chain.first().map(|link| &link.exception);
        }
        told
    }

    const FAILURE: &[&str] = &[
        "PaymentError: could not pay order 17",
        " shop.py:11 pay | raise PaymentError(\"could not pay order 17\") from error",
        " run.py:4 <module> | shop.pay(order)",
        "ZeroDivisionError: division by zero",
        " shop.py:5 price | return order[\"total\"] / order[\"count\"]",
        " shop.py:9 pay | return price(order)",
    ];

    fn fixture(name: &str) -> String {
        let path = format!("{}/fixtures/python/decorated/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{path}: {fault}"))
    }

    #[test]
    fn all_libraries_show_the_same_exception() {
        for name in [
            "rich.txt",
            "rich_locals.txt",
            "rich_narrow.txt",
            "ipython_context.txt",
            "ipython_plain.txt",
            "stackprinter.txt",
        ] {
            assert_eq!(told(&fixture(name)), FAILURE, "{name}");
        }
    }

    #[test]
    fn libraries_that_print_a_plain_traceback_too_are_read_by_it() {
        for name in ["better_exceptions.txt", "cgitb.txt"] {
            let mut expected: Vec<String> = FAILURE.iter().map(|line| (*line).to_owned()).collect();
            expected[0].insert_str(0, "shop.");
            assert_eq!(told(&fixture(name)), expected, "{name}");
        }
        assert_eq!(told(&fixture("twisted.txt")).len(), 3);
    }

    #[test]
    fn failures_of_child_processes_hang_on_those_of_the_parent() {
        let log = fixture("joblib.log");
        let records = log.split("2026-").skip(1).map(told);
        let types = |told: Vec<String>| told.into_iter().filter(|line| !line.starts_with(' ')).collect::<Vec<_>>();
        for types in records.map(types) {
            assert!(types[0].starts_with("shop.PaymentError: could not pay"), "{types:?}");
            assert!(types[1].contains("._RemoteTraceback: \n\"\"\"\nTraceback (most recent call last):"), "{types:?}");
        }
    }

    #[test]
    fn failures_of_twisted_are_read_in_each_of_their_forms() {
        for name in ["twisted_brief.txt", "twisted_verbose.txt"] {
            let expected =
                ["shop.PaymentError: could not pay order 17", " shop.py:11 pay | -", " run.py:4 <module> | -"];
            assert_eq!(told(&fixture(name)), expected, "{name}");
        }
    }

    #[test]
    fn older_frames_of_ipython_are_read() {
        let text = "failed\n---------------------------------------------------------------------------\n\
            KeyError                                  Traceback (most recent call last)\n\
            <ipython-input-1-6fb5a1d3> in <module>\n      1 x = {}\n----> 2 f(x)\n\n\
            ~/shop.py in f(x)\n      8 def f(x):\n----> 9     return x[1]\n\nKeyError: 1\n";
        let expected = ["KeyError: 1", " shop.py:9 f | return x[1]", " <ipython-input-1-6fb5a1d3>:2 <module> | f(x)"];
        assert_eq!(told(text), expected);
        let cells = "failed\n---------------------------------------------------------------------------\n\
            KeyError                                  Traceback (most recent call last)\n\
            Cell In[3], line 2\n      1 x = {}\n----> 2 f(x)\n\nCell In[2], line 9, in f(x)\n----> 9     return x[1]\n\nKeyError: 1\n";
        let expected = ["KeyError: 1", " Cell In[2]:9 f | return x[1]", " Cell In[3]:2 <module> | f(x)"];
        assert_eq!(told(cells), expected);
    }

    #[test]
    fn boxes_and_arrows_without_an_exception_are_no_traceback() {
        for text in [
            "╭─ Traceback (most recent call last) ─╮\n│ nothing │\n╰──╯\n",
            "see\nFile \"/srv/a.py\", line 3, in f\n",
            "see\nTraceback: <class 'nothing\n",
            "*--- Failure #1 ---\n",
            "how to read a Traceback (most recent call last)\n",
            "see\n╭───╮\n│ Error: x │\n╰───╯\nKey: value\n",
        ] {
            assert_eq!(extract(text).and_then(|found| found.exception), None, "{text}");
        }
    }
}
