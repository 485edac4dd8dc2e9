//! The outline of a plain trace: where its frames and types stand, without taking them apart.
//!
//! Traces differ, but they are made of the same frames. Whoever has met the frames can tell what a plain trace is by its
//! outline alone; of any other text there is none, and the full grammars have to read it. Where there is an outline,
//! [`crate::exception::extract`] finds the same types, frames and causes.

use std::ops::Range;

use memchr::memchr;

use crate::exception::{Frame, Language, java, python};

/// A frame by its place in the text.
#[derive(Debug, Clone)]
pub(crate) struct RawFrame {
    /// Its lines, the source text with them.
    pub(crate) lines: Range<usize>,
    /// The digits of its line number; empty where it has none.
    pub(crate) number: Range<usize>,
}

/// One exception of the chain.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) type_name: Range<usize>,
    /// Its frames among all, in the order printed.
    pub(crate) frames: Range<usize>,
    /// So many more are those of the block before it, where its trace ends.
    pub(crate) more: usize,
}

/// The blocks of a chain in the order printed, which is that of the calls in Java and of the failures in Python.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) frames: Vec<RawFrame>,
    pub(crate) blocks: Vec<Block>,
    /// Frames of another trace may stand among them.
    pub(crate) interleaved: bool,
}

impl Outline {
    /// Reads the outline of what stands below `message` in a record; `None` where it has none.
    pub(crate) fn read(&mut self, message: &str, text: &str) -> Option<Language> {
        self.frames.clear();
        self.blocks.clear();
        self.interleaved = false;
        if text.starts_with(python::TRACEBACK) {
            python::outline::read(self, message, text).map(|()| Language::Python)
        } else {
            java::outline::read(self, message, text).map(|()| Language::Java)
        }
    }
}

/// Takes one frame of an outline apart.
pub(crate) fn frame(language: Language, lines: &str) -> Option<Frame> {
    match language {
        Language::Python => python::outline::frame(lines),
        // A traceback may stand in what follows a frame on its line.
        Language::Java if python::is_marked(lines) => None,
        Language::Java => java::parse_frame(lines.strip_suffix('\n').unwrap_or(lines)),
        // No outline is read of its traces.
        Language::JavaScript => None,
    }
}

/// The line that starts at a place, and where the next one does.
pub(crate) fn line_at(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    match memchr(b'\n', rest.as_bytes()) {
        Some(end) => Some((rest.get(..end)?, at + end + 1)),
        None => Some((rest, text.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exception::{Exception, extract};

    /// Types and frames, outermost exception first.
    type Chain = Vec<(String, Vec<Frame>)>;

    /// The chain by the outline, and by the full grammar.
    fn both(trace: &str) -> [Option<Chain>; 2] {
        let mut outline = Outline::default();
        let outlined = outline.read("failed", trace).map(|language| {
            let mut chain = Chain::new();
            for block in &outline.blocks {
                let raw = outline.frames.get(block.frames.clone()).unwrap().iter();
                let mut frames: Vec<Frame> =
                    raw.map(|raw| frame(language, trace.get(raw.lines.clone()).unwrap()).unwrap()).collect();
                if language == Language::Python {
                    frames.reverse();
                }
                let around = chain.last().map(|(_, frames)| frames.clone()).unwrap_or_default();
                let inherited = around.into_iter().rev().take(block.more).rev();
                frames.extend(inherited.map(|frame| Frame { inherited: true, ..frame }));
                chain.push((trace.get(block.type_name.clone()).unwrap().to_owned(), frames));
            }
            if language == Language::Python {
                chain.reverse();
            }
            chain
        });
        let found = extract(&format!("failed\n{trace}")).and_then(|found| found.exception).map(|exception| {
            let causes = std::iter::successors(Some(&exception), |one: &&Exception| {
                one.chain.first().map(|link| &link.exception)
            });
            causes.map(|one| (one.type_name.clone(), one.frames.clone())).collect()
        });
        [outlined, found]
    }

    const ONE: &str = "Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in load\n    1 / 0\n    ~~^~~\n  File \"/srv/b.py\", line 12, in <lambda>\nZeroDivisionError: division by zero\n";
    const DURING: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";
    const JAVA: &str = "java.lang.IllegalStateException: order 7 failed\n\tat com.acme.Shop.submit(Shop.java:31)\n\tat java.base/java.lang.reflect.Method.invoke(Method.java:580)\n\tat com.acme.Shop.main(Shop.java:9)\n";
    const CAUSE: &str = "Caused by: java.io.IOException: broken pipe\n\tat com.acme.Db.save(Db.java:12) ~[db.jar:1.2]\n\tat com.acme.Db.flush(Native Method)\n\t... 2 more\n";

    #[test]
    fn a_plain_chain_has_the_outline_that_the_grammar_reads() {
        let two = format!("{ONE}{DURING}{}", ONE.replace("ZeroDivisionError: division by zero", "app.Oops"));
        let lines = ONE.replace("by zero\n", "by zero\nDETAIL: key\n\nand more\n");
        let deep = format!("{JAVA}{CAUSE}{}", CAUSE.replace("2 more", "1 common frames omitted"));
        let message = JAVA.replace("failed\n", "failed\n1. no stock\n");
        let more = format!("{JAVA}{}", CAUSE.replace("... 2 more", "... 9 more"));
        for trace in [ONE.to_owned(), two, lines, JAVA.to_owned(), format!("{JAVA}{CAUSE}"), deep, more, message] {
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
            JAVA.replace("java.lang.IllegalStateException: ", ""),
            JAVA.replace("\tat com.acme.Shop.main", "    at com.acme.Shop.main"),
            JAVA.replace('\n', "\r\n"),
            JAVA.replace("failed\n", "failed\nCaused by: haste\n"),
            format!("{JAVA}\tSuppressed: java.io.IOException: x\n\t\tat a.B.c(B.java:1)\n"),
            format!("{JAVA}Caused by: java.io.IOException: broken pipe\n"),
            format!("{JAVA}{}", CAUSE.replace("2 more", "2 frames truncated")),
            format!("{JAVA}and so on\n"),
            JAVA.replace("(Shop.java:9)", "(Shop.java:9) <<<"),
            "java.io.IOException: broken pipe\n".to_owned(),
        ] {
            assert!(Outline::default().read("failed", &trace).is_none(), "{trace}");
        }
        assert!(Outline::default().read("com.acme.Oops: x", JAVA).is_none());
    }
}
