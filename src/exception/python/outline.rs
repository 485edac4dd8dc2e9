//! The outline of a plain traceback: where its frames and types stand, without taking them apart.
//!
//! ```text
//! outline = block (blank sentence blank block)* line*         no groups, no notices, no stack, nothing indented or quoted
//! block   = header frame+ type message*
//! ```
//!
//! Traces differ, but they are made of the same frames. Whoever has met the frames can tell what a plain traceback is by
//! its outline alone; of any other text there is none, and the full grammar has to read it. Where there is an outline,
//! [`crate::exception::extract`] finds the same types, frames and causes.

use std::ops::Range;

use memchr::memchr;

use crate::exception::Frame;
use crate::exception::python::frames;
use crate::exception::python::line::{ORIGINAL_EXCEPTION, STACK, TRACEBACK, exception_type, is_chain_sentence};
use crate::exception::python::lines::{Lines, Margin};

/// What a frame's first line begins with.
const FILE: &str = "  File \"";

/// A frame by its place in the text.
#[derive(Debug, Clone)]
pub(crate) struct RawFrame {
    /// Its lines, the source text with them.
    pub(crate) lines: Range<usize>,
    /// The digits of its line number.
    pub(crate) number: Range<usize>,
}

/// One exception of the chain.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) type_name: Range<usize>,
    /// Its frames among all, in the order printed.
    pub(crate) frames: Range<usize>,
}

/// The blocks of a traceback in the order printed: what was raised last comes last.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) frames: Vec<RawFrame>,
    pub(crate) blocks: Vec<Block>,
}

impl Outline {
    /// Reads the outline of a text that begins with a traceback's header; `None` where it has none.
    pub(crate) fn read(&mut self, text: &str) -> Option<()> {
        self.frames.clear();
        self.blocks.clear();
        let mut header = 0;
        loop {
            let message = self.block(text, header)?;
            match below(text, message)? {
                Below::Header(at) => header = at,
                Below::Message => return Some(()),
            }
        }
    }

    /// Reads one exception from its header on; gives where the line below its type starts.
    fn block(&mut self, text: &str, at: usize) -> Option<usize> {
        let (header, mut at) = line_at(text, at)?;
        if header != TRACEBACK {
            return None;
        }
        let first = self.frames.len();
        loop {
            let (line, next) = line_at(text, at)?;
            if line.starts_with(FILE) {
                let number = number_in(line)?;
                self.frames.push(RawFrame { lines: at..next, number: at + number.start..at + number.end });
            } else if line.starts_with("    ") {
                self.frames.get_mut(first..)?.last_mut()?.lines.end = next;
            } else {
                let length = exception_type(line.as_bytes()).filter(|_| self.frames.len() > first)?;
                self.blocks.push(Block { type_name: at..at + length, frames: first..self.frames.len() });
                return Some(next);
            }
            at = next;
        }
    }
}

/// What stands below an exception's type.
enum Below {
    /// Its message, a sentence, and the header of the next traceback at this place.
    Header(usize),
    /// Nothing but message.
    Message,
}

fn below(text: &str, at: usize) -> Option<Below> {
    let mut at = at;
    let mut is_broken = false;
    while let Some((line, next)) = line_at(text, at) {
        if line.is_empty() {
            if let Some((_, after)) = line_at(text, next).filter(|(line, _)| is_chain_sentence(line.as_bytes())) {
                let (blank, header) = line_at(text, after)?;
                return (blank.is_empty() && !is_broken).then_some(Below::Header(header));
            }
            // Behind a blank line anything may stand, and a sentence may be quoted there.
            is_broken = true;
        } else if is_telling(line) {
            return None;
        }
        at = next;
    }
    Some(Below::Message)
}

/// Whether a line below an exception's type may be more than a line of its message.
fn is_telling(line: &str) -> bool {
    line.ends_with(TRACEBACK)
        || is_chain_sentence(line.as_bytes())
        || matches!(line, STACK | ORIGINAL_EXCEPTION | "\"\"\"")
        || [FILE, "  + ", "  |"].iter().any(|start| line.starts_with(start))
}

/// The digits in a frame's first line.
fn number_in(line: &str) -> Option<Range<usize>> {
    const IN_LINE: &str = "\", line ";
    let path = memchr(b'"', line.as_bytes().get(FILE.len()..)?)?;
    let start = FILE.len() + path + IN_LINE.len();
    let rest = line.get(FILE.len() + path..)?.strip_prefix(IN_LINE)?;
    let digits = rest.bytes().position(|byte| !byte.is_ascii_digit())?;
    let function = rest.get(digits..)?.strip_prefix(", in ")?;
    (digits > 0 && memchr(b'"', function.as_bytes()).is_none()).then_some(start..start + digits)
}

/// The line that starts at a place, and where the next one does.
fn line_at(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    match memchr(b'\n', rest.as_bytes()) {
        Some(end) => Some((rest.get(..end)?, at + end + 1)),
        None => Some((rest, text.len())),
    }
}

/// Takes one frame of an outline apart.
pub(crate) fn frame(lines: &str) -> Option<Frame> {
    let mut frames = Vec::new();
    frames::read(&mut Lines::new(lines, 0), Margin::default(), &mut frames);
    frames.pop().filter(|_| frames.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exception::extract;

    /// Types and frames, outermost exception last.
    type Chain = Vec<(String, Vec<Frame>)>;

    /// The chain by the outline, and by the full grammar.
    fn both(trace: &str) -> [Option<Chain>; 2] {
        let mut outline = Outline::default();
        let outlined = outline.read(trace).map(|()| {
            let blocks = outline.blocks.iter().map(|block| {
                let raw = outline.frames[block.frames.clone()].iter().rev();
                let frames = raw.map(|raw| frame(trace.get(raw.lines.clone()).unwrap()).unwrap()).collect();
                (trace.get(block.type_name.clone()).unwrap().to_owned(), frames)
            });
            blocks.collect()
        });
        let found = extract(&format!("failed\n{trace}")).and_then(|found| found.exception).map(|exception| {
            let mut chain = Vec::new();
            let mut open = Some(&exception);
            while let Some(exception) = open {
                chain.insert(0, (exception.type_name.clone(), exception.frames.clone()));
                open = exception.chain.first().map(|link| &link.exception);
            }
            chain
        });
        [outlined, found]
    }

    const ONE: &str = "Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in load\n    1 / 0\n    ~~^~~\n  File \"/srv/b.py\", line 12, in <lambda>\nZeroDivisionError: division by zero\n";
    const DURING: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

    #[test]
    fn a_plain_chain_has_the_outline_that_the_grammar_reads() {
        let two = format!("{ONE}{DURING}{}", ONE.replace("ZeroDivisionError: division by zero", "app.Oops"));
        let lines = ONE.replace("by zero\n", "by zero\nDETAIL: key\n\nand more\n");
        for trace in [ONE.to_owned(), two, lines] {
            let [outlined, found] = both(&trace);
            assert!(outlined.is_some(), "{trace}");
            assert_eq!(outlined, found, "{trace}");
        }
    }

    #[test]
    fn anything_else_has_no_outline() {
        let header = "Traceback (most recent call last):\n";
        for trace in [
            header.to_owned(),
            format!("{header}ValueError: x\n"),
            format!("{header}  File \"a.py\", line 3, in f\n"),
            format!("{header}  File \"a.py\", line 3\n    x y\nSyntaxError: invalid syntax\n"),
            format!("{header}  File \"a.py\", line 3, in f\n  [Previous line repeated 3 more times]\nKeyError\n"),
            format!("{header}  File \"a.py\", line 3, in f\n\nKeyError\n"),
            format!("{header}    x = 1\nKeyError\n"),
            format!("{ONE}  + Exception Group Traceback (most recent call last):\n"),
            format!("{ONE}remote said:\n{ONE}"),
            format!("{ONE}\nsaid\n{DURING}{ONE}"),
            format!("{ONE}{DURING}ValueError: never raised\n"),
            format!("{ONE}Stack (most recent call last):\n  File \"a.py\", line 3, in f\n"),
            ONE.replace('\n', "\r\n"),
            "  + Exception Group Traceback (most recent call last):\n".to_owned(),
        ] {
            assert!(Outline::default().read(&trace).is_none(), "{trace}");
        }
    }
}
