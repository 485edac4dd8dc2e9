//! The fingerprint: a hash of a documented canonical text, which decides what is one issue.
//!
//! ```text
//! text      = "errmon fingerprint v1" NL ( exception | "message " template NL )
//! exception = "exception " type NL body member*
//! body      = frame* | ( "message " template NL )       cause = "cause " type NL body member*, after the body
//! frame     = "frame " [ module "." ] function [ " | " source ] NL
//! member    = "member" NL exception                     distinct leaves of an exception group, sorted
//! ```
//!
//! Rules, version 1:
//! - With frames anywhere in the chain: types and frames count, messages do not. Only frames of own code count; where
//!   the whole tree has none, all do. Generated frames (proxies, accessors, lambda classes) and the reflection
//!   machinery never count. Line numbers never count.
//! - Python's source text counts: its first line, blanks squeezed, 120 characters.
//! - The frames that a Java cause shares with the trace around it are left out, whether they were printed, written as
//!   `... N more`, or belong to a trace that prints its root cause first.
//! - A frame, or a run of up to eight frames, that repeats at once counts once.
//! - Causes and contexts count alike; suppressed exceptions do not count. The leaves of nested exception groups count
//!   once each, in the order of their text.
//! - Without frames: types and message templates; a missing message is replaced by the record's for the outermost.
//! - Without an exception: the template of the record's message.
//!
//! The hash is `xxh3_128` of the text's UTF-8 with seed 0; both are fixed for version 1.

use std::fmt;
use std::sync::Arc;

use crate::exception::{Exception, Frame, Language};
use crate::issue::clean::{squeeze, squeeze_into};
use crate::issue::culprit::{MAX_CHAIN, cause_chain, leaves};
use crate::issue::frames::{Judged, JudgedFrames, MAX_NAME};
use crate::issue::own_code::OwnCode;
use crate::issue::template::{TemplateOptions, template};

const HEADING: &str = "errmon fingerprint v1";
const MAX_PERIOD: usize = 8;
const USUAL_TEXT: usize = 2048;

/// The identity of an issue. It displays as `v1:` and 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The fingerprint of that number, as [`Self::value`] gave it.
    pub const fn from_value(value: u128) -> Self {
        Self(value)
    }

    /// The hash itself.
    pub const fn value(self) -> u128 {
        self.0
    }

    /// The issue's id: the first 16 hexadecimal digits.
    pub fn id(self) -> String {
        format!("{:016x}", self.0 >> 64)
    }

    /// The id as tables show it: the first 8 hexadecimal digits.
    pub fn short(self) -> String {
        format!("{:08x}", self.0 >> 96)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v1:{:032x}", self.0)
    }
}

/// One part of an event that could count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// The line of the canonical text that it is or would be.
    pub what: Arc<str>,
    /// Whether it counts.
    pub contributes: bool,
    /// The rule that says so.
    pub why: &'static str,
}

/// The fingerprint of an event and the canonical text that it is the hash of.
///
/// ```
/// use errmon::issue::{OwnCode, TemplateOptions, fingerprint};
/// let (own, options) = (OwnCode::default(), TemplateOptions::default());
/// let (one, text) = fingerprint(None, "user 17 failed", &own, &options);
/// assert_eq!(text, "errmon fingerprint v1\nmessage user <num> failed\n");
/// assert_eq!(one, fingerprint(None, "user 4711 failed", &own, &options).0);
/// ```
pub fn fingerprint(
    exception: Option<&Exception>,
    message: &str,
    own: &OwnCode,
    options: &TemplateOptions,
) -> (Fingerprint, String) {
    fingerprint_with(&mut JudgedFrames::new(own, 0), exception, message, *options)
}

/// The same with frames that were judged before.
pub(crate) fn fingerprint_with(
    frames: &mut JudgedFrames<'_>,
    exception: Option<&Exception>,
    message: &str,
    options: TemplateOptions,
) -> (Fingerprint, String) {
    let components = components(exception, message, frames, options, false);
    let mut text = String::with_capacity(64 * (components.len() + 1));
    text.push_str(HEADING);
    text.push('\n');
    write_counting(&components, &mut text);
    (Fingerprint(xxhash_rust::xxh3::xxh3_128(text.as_bytes())), text)
}

/// The fingerprint of exceptions that are one chain of causes with frames, outermost first and raising frames first:
/// what [`fingerprint`] gives for it. No frame may be shared with the trace around it.
pub(crate) fn of_chain<'j>(chain: &[(&str, Vec<&'j Judged>)]) -> Fingerprint {
    let is_own = |judged: &&'j Judged| judged.is_own && !judged.is_generated;
    let frames = if chain.iter().flat_map(|(_, frames)| frames).any(is_own) { Frames::Own } else { Frames::All };
    let mut text = String::with_capacity(USUAL_TEXT);
    text.push_str(HEADING);
    let mut counted: Vec<&str> = Vec::new();
    for (at, (type_name, judged)) in chain.iter().enumerate() {
        text.push_str(if at == 0 { "\nexception " } else { "\ncause " });
        squeeze_into(&mut text, type_name, MAX_NAME);
        counted.clear();
        for frame in judged.iter().filter(|frame| counts(frame, frames, false).0) {
            counted.push(&frame.what);
            counted.truncate(repetition(&counted).unwrap_or(counted.len()));
        }
        for what in &counted {
            text.push('\n');
            text.push_str(what);
        }
    }
    text.push('\n');
    Fingerprint(xxhash_rust::xxh3::xxh3_128(text.as_bytes()))
}

/// Where the last items begin to repeat those just before them.
fn repetition<T: PartialEq>(items: &[T]) -> Option<usize> {
    (1..=MAX_PERIOD.min(items.len() / 2))
        .map(|period| items.len() - period)
        .find(|&split| items.get(split..) == items.get(2 * split - items.len()..split))
}

/// Everything of an event that could count, in the order of the canonical text, with what does and why.
pub fn explain(
    exception: Option<&Exception>,
    message: &str,
    own: &OwnCode,
    options: &TemplateOptions,
) -> Vec<Component> {
    components(exception, message, &mut JudgedFrames::new(own, 0), *options, true)
}

fn write_counting(components: &[Component], text: &mut String) {
    for component in components.iter().filter(|component| component.contributes) {
        text.push_str(&component.what);
        text.push('\n');
    }
}

/// Which frames of a tree count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frames {
    Own,
    All,
    None,
}

struct Walk<'w, 'o> {
    judged: &'w mut JudgedFrames<'o>,
    options: TemplateOptions,
    frames: Frames,
    /// Whether components that do not count are wanted.
    keeps_all: bool,
    components: Vec<Component>,
}

fn components(
    exception: Option<&Exception>,
    message: &str,
    judged: &mut JudgedFrames<'_>,
    options: TemplateOptions,
    keeps_all: bool,
) -> Vec<Component> {
    let frames = exception.map_or(Frames::None, |exception| frames_that_count(exception, judged));
    let mut walk = Walk { judged, options, frames, keeps_all, components: Vec::new() };
    match exception {
        None => walk.message(message, true, "there is no exception, so the message's template counts"),
        Some(exception) => {
            walk.message(message, false, "the exception counts, not the message that it was logged with");
            walk.tree("exception", exception, Some(message), 0);
        }
    }
    walk.components
}

/// Own code if the tree has any.
fn frames_that_count(exception: &Exception, judged: &mut JudgedFrames<'_>) -> Frames {
    let mut frames = Frames::None;
    let members = |exception| leaves(exception).into_iter().flat_map(cause_chain);
    for exception in cause_chain(exception).flat_map(|link| std::iter::once(link).chain(members(link))) {
        for frame in &exception.frames {
            let judged = judged.judge(frame, exception.language);
            if judged.is_own && !judged.is_generated {
                return Frames::Own;
            }
            frames = Frames::All;
        }
    }
    frames
}

impl Walk<'_, '_> {
    fn push(&mut self, what: String, contributes: bool, why: &'static str) {
        if contributes || self.keeps_all {
            self.components.push(Component { what: what.into(), contributes, why });
        }
    }

    fn message(&mut self, message: &str, contributes: bool, why: &'static str) {
        if contributes || self.keeps_all {
            for line in template(message, &self.options).lines() {
                self.push(format!("message {line}"), contributes, why);
            }
        }
    }

    /// An exception, its causes and its members. `depth` counts the groups around it.
    fn tree(&mut self, label: &str, exception: &Exception, record_message: Option<&str>, depth: usize) {
        let mut label = label;
        let mut around: &[Frame] = &[];
        let mut record_message = record_message;
        for exception in cause_chain(exception) {
            self.push(format!("{label} {}", squeeze(&exception.type_name, MAX_NAME)), true, "the type always counts");
            if self.frames == Frames::None {
                let message = exception.message.as_deref().or(record_message).unwrap_or_default();
                self.message(message, true, "no frame was printed, so the message's template counts");
            } else {
                let message = exception.message.as_deref().unwrap_or_default();
                self.message(message, false, "the frames count, not the message");
            }
            self.frames(exception, around);
            self.suppressed(exception);
            if depth < MAX_CHAIN {
                self.members(exception, depth);
            }
            label = "cause";
            record_message = None;
            around = if exception.language == Language::Java { &exception.frames } else { &[] };
        }
    }

    fn suppressed(&mut self, exception: &Exception) {
        if self.keeps_all {
            let links = exception.chain.iter().filter(|link| link.relation == crate::exception::Relation::Suppressed);
            for link in links {
                let what = format!("suppressed {}", squeeze(&link.exception.type_name, MAX_NAME));
                self.push(what, false, "suppressed exceptions come and go with timing");
            }
        }
    }

    fn members(&mut self, exception: &Exception, depth: usize) {
        let mut members: Vec<(String, Vec<Component>)> = Vec::new();
        for leaf in leaves(exception) {
            let before = std::mem::take(&mut self.components);
            self.push("member".to_owned(), true, "a leaf of the exception group");
            self.tree("exception", leaf, None, depth + MAX_CHAIN);
            let components = std::mem::replace(&mut self.components, before);
            let mut text = String::new();
            write_counting(&components, &mut text);
            members.push((text, components));
        }
        members.sort_by(|a, b| a.0.cmp(&b.0));
        let mut before = None;
        for (text, mut components) in members {
            if before.as_ref() == Some(&text) {
                for component in &mut components {
                    if component.contributes {
                        component.contributes = false;
                        component.why = "an equal leaf of the group counts already";
                    }
                }
                components.retain(|_| self.keeps_all);
            }
            before = Some(text);
            self.components.extend(components);
        }
    }

    fn frames(&mut self, exception: &Exception, around: &[Frame]) {
        let shared = shared_frames(&exception.frames, around);
        let own_length = exception.frames.len() - shared;
        let mut counted: Vec<usize> = Vec::new();
        for (index, frame) in exception.frames.iter().enumerate() {
            let judged = self.judged.judge(frame, exception.language);
            let (contributes, why) = counts(judged, self.frames, index >= own_length);
            if !contributes && !self.keeps_all {
                continue;
            }
            let what = Arc::clone(&judged.what);
            self.components.push(Component { what, contributes, why });
            if contributes {
                counted.push(self.components.len() - 1);
                self.collapse(&mut counted);
            }
        }
    }

    /// Uncounts the last frames where they repeat those just before them.
    fn collapse(&mut self, counted: &mut Vec<usize>) {
        let what = |index: &usize| self.components.get(*index).map(|component| &*component.what);
        let texts: Vec<Option<&str>> = counted.iter().rev().take(2 * MAX_PERIOD).rev().map(what).collect();
        let Some(split) = repetition(&texts) else { return };
        for index in counted.split_off(counted.len() - (texts.len() - split)) {
            if let Some(component) = self.components.get_mut(index) {
                component.contributes = false;
                component.why = "repeats the frames before it";
            }
        }
    }
}

/// Whether a frame counts, and the rule that says so.
fn counts(frame: &Judged, frames: Frames, is_shared: bool) -> (bool, &'static str) {
    if is_shared {
        (false, "the trace around it has the same frame")
    } else if frames == Frames::Own && !frame.is_own {
        (false, "library code, while there is own code")
    } else if frame.is_generated {
        (false, "generated at run time")
    } else if frame.is_reflection {
        (false, "reflection machinery")
    } else if frame.is_own {
        (true, "own code")
    } else {
        (true, "library code, and there is no own code")
    }
}

/// How many outermost frames both traces have in common, as the JVM counts them for `... N more`.
fn shared_frames(frames: &[Frame], around: &[Frame]) -> usize {
    let is_same = |(a, b): &(&Frame, &Frame)| {
        a.module == b.module && a.function == b.function && a.file == b.file && a.line == b.line && a.native == b.native
    };
    frames.iter().rev().zip(around.iter().rev()).take_while(is_same).count()
}

#[cfg(test)]
#[path = "fingerprint_tests.rs"]
mod tests;
