//! Fields behind the message that the layout of the header does not name: the place of the call, the time, the level, the
//! thread or the logger.
//!
//! ```text
//! 2026-11-23 11:36:09 [INFO] order 17 shipped (orders.py:110)        pytest's log_file_format, Log4j2's `%m (%F:%L)`
//! 2026-11-23 11:36:09 INFO: order 17 shipped [in /srv/app.py:12]     Flask
//! 2026-11-23 11:36:09 shop: order 17 shipped [INFO]
//! 2026-11-23 11:36:09 INFO Shop - order 17 shipped [pool-1-thread-2] `%m [%t]`
//! [INFO] [Shop] [main] - order 17 shipped MDC: {user=anna}    Akka
//! INFO shop: order 17 shipped [2026-11-23 11:36:09]
//! INFO: order 17 shipped [com.acme.Shop ship]                        `%4$s: %5$s [%2$s]` of `java.util.logging`
//! ```
//!
//! Any header may have them, so that they are told by the ends of the messages: nearly all of several records have the same
//! kind (`forms.rs`, `keys.rs`). Of a message of several lines they stand behind the last one. A place or a level at the end
//! of some messages is theirs, and so are names, as long as nothing proves them to be those of modules (`names.rs`).

mod forms;
mod keys;
mod names;

use std::borrow::Cow;

use crate::format::colours::without_colours;
use crate::format::detect::Trial;
use crate::format::detect::behind::forms::{Form, Part, Proof, forms};
use crate::format::detect::behind::keys::read_off;
use crate::format::detect::behind::names::{LEAST_KINDS, Names, RECORDS_A_NAME, is_foreign, kinds};
use crate::format::detect::head::LINE_BYTES;
use crate::format::evidence;
use crate::format::infer;
use crate::format::layout::{Header, Layout};
use crate::format::level::Level;
use crate::format::stamp::StampReader;
use crate::format::time::TimeFormat;

/// Records that tell what stands behind messages, and where it is a level that no bracket encloses.
const LEAST_RECORDS: usize = 3;
const LEAST_OF_BARE: usize = 5;
/// Records that tell it to be a thread or a logger.
const LEAST_OF_NAMES: usize = 5;
/// Records that all end with the same key, or another text that a message may end with.
const LEAST_OF_CONSTANT: usize = 8;
/// Records of a head that may go on behind the last one.
const RECORDS_OF_CUT_HEAD: usize = 20;
/// Forms that stand one behind another.
const MOST_FORMS: usize = 3;

/// The message of a record, without its trace.
struct Record<'l> {
    level: Option<Level>,
    message: Vec<Cow<'l, [u8]>>,
    has_trace: bool,
}

impl<'l> Record<'l> {
    fn new(level: Option<Level>, first: Cow<'l, [u8]>) -> Self {
        Self { level, message: vec![first], has_trace: false }
    }

    fn add(&mut self, line: &'l [u8]) {
        let is_frame = line.trim_ascii_start().starts_with(b"at ") && line.ends_with(b")");
        self.has_trace |= infer::begins_trace(line) || is_frame && line.starts_with(b"\t");
        if !self.has_trace {
            self.message.push(without_colours(line));
        }
    }

    fn first(&self) -> &[u8] {
        self.message.first().map(AsRef::as_ref).unwrap_or_default()
    }

    /// Where the form begins at the end of a line, the last one that has it, with `least` bytes before it; the text of its
    /// first field, and what the message begins with.
    fn find(&self, form: &Form, least: usize) -> Option<Found<'_>> {
        self.message.iter().enumerate().rev().find_map(|(index, line)| {
            let (start, text) = form.find(line).filter(|(start, _)| *start >= least)?;
            let message = if index == 0 { line.get(..start)? } else { self.first() };
            Some(Found { level: self.level, text, message })
        })
    }

    /// The message's lines as far as the form.
    fn cut(&mut self, form: &Form) {
        for line in &mut self.message {
            let start = form.start(line);
            match (line, start) {
                (Cow::Borrowed(text), Some(start)) => *text = text.get(..start).unwrap_or_default(),
                (Cow::Owned(text), Some(start)) => text.truncate(start),
                _ => {}
            }
        }
    }
}

struct Found<'r> {
    level: Option<Level>,
    text: &'r [u8],
    message: &'r [u8],
}

/// The layout with what stands behind the messages of the lines that it takes; `None` where nothing does.
pub(super) fn with_fields_behind(layout: &Layout, trial: &Trial, lines: &[&[u8]], head: &[u8]) -> Option<Layout> {
    if !layout.is_one_line_of_text() || layout.has_pairs() || layout.has_fields_behind() {
        return None;
    }
    let mut header = Header::default();
    let mut records = Vec::new();
    let mut of_main = 0;
    for record in trial.records(lines) {
        let [first, further @ ..] = record else { continue };
        if !layout.match_header(first, &mut header) {
            continue;
        }
        of_main += usize::from(header.logger.is_some_and(|name| name.of(first) == b"main"));
        let mut record = Record::new(header.level, without_colours(header.message.of(first)));
        for line in further {
            record.add(line);
        }
        records.push(record);
    }
    // One thread alone may be taken for a logger where nothing else is one.
    let is_main = of_main == records.len() && !layout.has_thread();
    let is_wanted = |form: &Form| {
        form.parts.iter().all(|(part, _)| match part {
            Part::Time => !layout.has_time(),
            Part::Level | Part::KeyedLevel => !layout.has_level(),
            Part::Thread => !layout.has_thread() && !is_main,
            Part::Logger | Part::Name => !layout.has_logger() || is_main,
            _ => true,
        })
    };
    let found = all_behind(records, is_wanted, 1, head);
    let pieces: Vec<_> = found.iter().rev().flat_map(Form::pieces).collect();
    if pieces.is_empty() {
        return None;
    }
    let threaded = if is_main && found.iter().any(|form| form.has(&Part::Logger) || form.has(&Part::Name)) {
        layout.with_thread_for_logger()
    } else {
        None
    };
    threaded.as_ref().unwrap_or(layout).with_behind(&pieces)
}

/// Cuts what stands behind the messages of nearly all `lines` that begin like headers, so that no layout is read off it.
/// Whether a level is among it.
pub(super) fn cut_fields_behind(lines: &mut [&[u8]], head: &[u8]) -> bool {
    let mut records: Vec<Record> = Vec::new();
    for line in lines.iter() {
        if infer::begins_like_header(line) {
            records.push(Record::new(None, Cow::Borrowed(line)));
        } else if let Some(record) = records.last_mut() {
            record.add(line);
        }
    }
    let found = all_behind(records, |_| true, 0, head);
    for line in lines {
        for form in &found {
            if let Some(cut) = form.start(line).and_then(|start| line.get(..start)) {
                *line = cut;
            }
        }
    }
    found.iter().any(|form| form.has(&Part::Level) || form.has(&Part::KeyedLevel))
}

/// The forms behind the messages, the last one first.
fn all_behind(mut records: Vec<Record>, is_wanted: impl Fn(&Form) -> bool, least: usize, head: &[u8]) -> Vec<Form> {
    let mut all: Vec<Form> = Vec::new();
    if records.len() < LEAST_RECORDS {
        return all;
    }
    // The head's end may cut the last one.
    if records.len() >= RECORDS_OF_CUT_HEAD {
        records.pop();
    }
    records.retain(|record| record.message.iter().all(|line| line.len() < LINE_BYTES));
    let known = forms();
    while all.len() < MOST_FORMS {
        let samples = [0, records.len() / 2].map(|at| records.get(at).and_then(|record| record.message.last()));
        let samples: Vec<Form> = samples.into_iter().flatten().flat_map(|message| read_off(message)).collect();
        // No field is there twice.
        let is_new = |form: &&Form| !all.iter().any(|before| form.parts.iter().any(|(part, _)| before.has(part)));
        let candidates = known.iter().chain(&samples).filter(|form| is_wanted(form)).filter(is_new);
        let Some(form) = usual(candidates, &records, least, head).cloned() else { break };
        for record in &mut records {
            record.cut(&form);
        }
        all.push(form);
    }
    all
}

/// The first form that the records prove.
fn usual<'f>(
    mut forms: impl Iterator<Item = &'f Form>,
    records: &[Record],
    least: usize,
    head: &[u8],
) -> Option<&'f Form> {
    forms.find(|form| {
        let is_of_levels = form.proof == Proof::Levels;
        let mut missing = 0;
        let mut found = Vec::new();
        for record in records {
            match record.find(form, least) {
                Some(end) => found.push(end),
                None => missing += 1,
            }
            if missing * 10 > records.len() && !is_of_levels {
                return false;
            }
        }
        is_proven(form, &found, records, head)
    })
}

/// `found` is what nearly all records have of a form.
fn is_proven(form: &Form, found: &[Found], records: &[Record], head: &[u8]) -> bool {
    let (count, all) = (found.len(), found.len() == records.len());
    match form.proof {
        Proof::Usual => count >= LEAST_RECORDS,
        Proof::Bare => all && count >= LEAST_OF_BARE,
        Proof::Times => count >= LEAST_OF_NAMES && follow_one_another(found),
        Proof::Names => are_names(form, found),
        Proof::Constant => {
            let are_varied = || kinds(found.iter().map(|end| end.message)) >= LEAST_KINDS;
            // A function's line says more than a number before it.
            all && count >= LEAST_OF_CONSTANT && (!form.has(&Part::Function) || are_few(found)) && are_varied()
        }
        Proof::Modules | Proof::DottedModules => {
            let names: Vec<(&[u8], &[u8])> = found.iter().map(|end| (end.text, end.message)).collect();
            let needs_dots = form.proof == Proof::DottedModules;
            all && Names { all: &names, head, needs_dots }.are_of_modules()
        }
        Proof::Levels => is_of_whole_levels(found, records),
    }
}

/// The records of some levels all have it, and none of the others.
fn is_of_whole_levels(found: &[Found], records: &[Record]) -> bool {
    let is_whole = |level: Option<Level>| {
        let of_level = records.iter().filter(|record| record.level == level).count();
        level.is_some() && found.iter().filter(|end| end.level == level).count() == of_level
    };
    (LEAST_RECORDS..records.len()).contains(&found.len()) && found.iter().all(|end| is_whole(end.level))
}

/// The names are few and come again; nearly all of threads are no words that a message may end with, and few of loggers are
/// those of files and hosts.
fn are_names(form: &Form, found: &[Found]) -> bool {
    let count = |is_so: &dyn Fn(&[u8]) -> bool| found.iter().filter(|end| is_so(end.text)).count();
    let are_certain = || count(&|text| evidence::thread(text) > 0) * 10 >= found.len() * 9;
    found.len() >= LEAST_OF_NAMES
        && are_few(found)
        && (!form.has(&Part::Thread) || are_certain())
        && (!form.has(&Part::Logger) || count(&is_foreign) * 2 < found.len())
}

fn are_few(found: &[Found]) -> bool {
    let mut texts: Vec<&[u8]> = found.iter().map(|end| end.text).collect();
    texts.sort_unstable();
    texts.dedup();
    texts.len() * RECORDS_A_NAME <= found.len()
}

/// Hardly any time is before that of the record before it: those of which messages tell come in any order.
fn follow_one_another(found: &[Found]) -> bool {
    let reader = StampReader::new(&TimeFormat::default());
    let times: Vec<_> =
        found.iter().filter_map(|end| reader.parse(end.text)).map(|stamp| (stamp.day, stamp.micros)).collect();
    let falls = times.windows(2).filter(|pair| matches!(pair, [before, time] if time < before)).count();
    falls * 10 <= found.len()
}
