//! Which layouts an input is written in, judged by its head.
//!
//! Every candidate is tried on every line of the head. A line is worth to a layout what the match proves (strictness of
//! the fields, and what their texts say, `evidence.rs`). Layouts are then chosen one by one, each time the one that adds
//! most over those chosen before, until none explains enough lines that the others do not. A layout that others make
//! superfluous is dropped. Last, each stamp format met takes the place of *any stamp*.
//!
//! Only the bytes of the head count: a file, a pipe and a compressed file give the same answer.

use std::sync::Arc;

use crate::format::any_stamp::{self, Shape};
use crate::format::evidence;
use crate::format::infer::infer;
use crate::format::json;
use crate::format::layout::{Header, Layout, Span};

/// Bytes of an input that detection reads at most.
pub const HEAD_BYTES: usize = 64 * 1024;
/// Lines of an input that detection reads at most.
pub const HEAD_LINES: usize = 500;
/// Bytes of a line that detection reads at most.
const LINE_BYTES: usize = 1_024;
/// Layouts that are chosen at most.
const MAX_CHOSEN: usize = 6;
/// Stamp formats that one layout is split into at most; beyond, it goes on taking any stamp.
const MAX_STAMP_FORMATS: usize = 3;

/// What detection found.
#[derive(Debug, Clone, Default)]
pub struct Detection {
    /// The chosen layouts, strictest first, with concrete stamp formats; empty when no layout fits.
    pub layouts: Vec<Arc<Layout>>,
    /// One score for each candidate that matched any line, best first.
    pub scores: Vec<Score>,
    /// Lines of the head that were looked at.
    pub lines: usize,
}

/// How one candidate did.
#[derive(Debug, Clone)]
pub struct Score {
    /// The candidate.
    pub layout: Arc<Layout>,
    /// Lines that it takes for the start of a record.
    pub lines_matched: usize,
    /// Of these, the lines that no better chosen layout explains (for a chosen one: the lines it is chosen for).
    pub lines_explained_alone: usize,
    /// `lines_matched` by the lines that some candidate takes, 0 to 1.
    pub share: f64,
    /// `Layout::strictness`.
    pub strictness: u32,
    /// It is among `Detection::layouts`.
    pub chosen: bool,
    /// Why it was chosen or not, in words.
    pub why: String,
}

/// A candidate with the worth of each line that it takes.
struct Trial<'a> {
    layout: &'a Arc<Layout>,
    lines: Vec<Match>,
    chosen: bool,
}

#[derive(Clone, Copy)]
struct Match {
    line: usize,
    worth: i32,
    time: Option<Span>,
}

/// Finds the layouts of an input by its first lines.
///
/// `head` is the beginning of the input, decoded and unwrapped; more than 64 KiB or 500 lines of it are not read. A last
/// line without terminator counts. Candidates are usually `catalogue::layouts()`.
pub fn detect(head: &[u8], candidates: &[Arc<Layout>]) -> Detection {
    let lines = head_lines(head);
    let coloured: Vec<Arc<Layout>>;
    let mut all = candidates.to_vec();
    // What stands in JSON or in pairs is told by its members alone.
    let is_object = |line: &&[u8]| line.starts_with(b"{\"") || line.starts_with(b"{\n") || json::pairs::begins(line);
    all.extend(infer(&lines.iter().copied().filter(|line| !is_object(line)).collect::<Vec<_>>()));
    let candidates = all.as_slice();
    let candidates = if lines.iter().any(|line| memchr::memmem::find(line, b"\x1b[").is_some()) {
        coloured = candidates.iter().filter_map(|layout| layout.with_colours()).map(Arc::new).collect();
        &coloured
    } else {
        candidates
    };
    let mut trials: Vec<Trial> = candidates.iter().filter_map(|layout| attempt(layout, &lines)).collect();
    let explained = {
        let mut taken = vec![false; lines.len()];
        for found in trials.iter().flat_map(|trial| &trial.lines) {
            if let Some(slot) = taken.get_mut(found.line) {
                *slot = true;
            }
        }
        taken.iter().filter(|taken| **taken).count()
    };
    let mut best = vec![0_i32; lines.len()];
    let mut rejected: Vec<(usize, &'static str)> = Vec::new();
    while trials.iter().filter(|trial| trial.chosen).count() < MAX_CHOSEN {
        let gains = trials
            .iter()
            .enumerate()
            .filter(|(index, trial)| !trial.chosen && !rejected.iter().any(|(other, _)| other == index));
        // The first of the table wins a tie.
        let Some((index, gain)) = gains
            .map(|(index, trial)| (index, gain(trial, &best)))
            .max_by_key(|(index, gain)| (gain.worth, usize::MAX - index))
        else {
            break;
        };
        if gain.worth <= 0 {
            break;
        }
        let first = !trials.iter().any(|trial| trial.chosen);
        let reason = refuse(trials.get(index), &gain, explained, first).or_else(|| {
            trials.get(index).filter(|_| !first).and_then(|trial| splits_messages(trial, &trials, &best, &lines))
        });
        if let Some(reason) = reason {
            rejected.push((index, reason));
            continue;
        }
        if let Some(trial) = trials.get_mut(index) {
            trial.chosen = true;
            for found in &trial.lines {
                if let Some(slot) = best.get_mut(found.line) {
                    *slot = (*slot).max(found.worth);
                }
            }
        }
    }
    drop_superfluous(&mut trials, lines.len());
    report(&trials, &rejected, &lines, explained)
}

/// The lines of the head, without those inside a traceback, which start no record.
fn head_lines(head: &[u8]) -> Vec<&[u8]> {
    let head = head.get(..head.len().min(HEAD_BYTES)).unwrap_or_default();
    let mut in_trace = false;
    let mut lines = Vec::new();
    // Below the boxes that Rich draws, notes are marked like levels.
    let has_boxes = memchr::memmem::find(head, "╭─".as_bytes()).is_some();
    let mut rest = head;
    for _ in 0..HEAD_LINES {
        let Some(line) = next_line(&mut rest) else { break };
        if line.first() == Some(&b'{') {
            lines.push(line);
            in_trace = false;
            continue;
        }
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let indented = line.first().is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'|' | b'+'));
        // The line behind an indented part of a traceback is the exception's.
        if has_boxes && line.starts_with(b"[NOTE] ") {
            continue;
        }
        let skip = in_trace;
        in_trace = line.starts_with(b"Traceback (most recent call last)") || (in_trace && indented);
        if !skip || !indented {
            let start = line.iter().take_while(|byte| **byte == 0).count();
            lines.push(line.get(start..line.len().min(start + LINE_BYTES)).unwrap_or_default());
        }
    }
    lines
}

/// The next line, without its terminator. The lines of one JSON object are one line.
fn next_line<'t>(rest: &mut &'t [u8]) -> Option<&'t [u8]> {
    let text = *rest;
    if text.is_empty() {
        return None;
    }
    let mut end = memchr::memchr(b'\n', text).unwrap_or(text.len());
    let is_open = json::opens_object(trim(text.get(..end).unwrap_or_default()));
    let is_inside = |at: usize| matches!(text.get(at + 1), Some(b' ' | b'\t' | b'}'));
    while is_open && is_inside(end) {
        let is_end = text.get(end + 1) == Some(&b'}');
        let length = text.get(end + 1..).and_then(|behind| memchr::memchr(b'\n', behind));
        end = length.map_or(text.len(), |length| end + 1 + length);
        if is_end {
            break;
        }
    }
    *rest = text.get(end + 1..).unwrap_or_default();
    text.get(..end).map(trim)
}

fn trim(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

fn attempt<'a>(layout: &'a Arc<Layout>, lines: &[&[u8]]) -> Option<Trial<'a>> {
    let mut header = Header::default();
    let mut matches = Vec::new();
    let mut loggers: Vec<Vec<u8>> = Vec::new();
    let loose = layout.has_loose_logger();
    let mut certain = 0_usize;
    let mut implausible = 0_usize;
    let strictness = i32::try_from(layout.strictness()).unwrap_or(i32::MAX / 2);
    let more = layout.header_lines() - 1;
    for (index, line) in lines.iter().enumerate() {
        let joined;
        let mut line = *line;
        if more > 0 {
            let Some(all) = lines.get(index..=index + more) else { break };
            joined = all.join(&b'\n');
            line = joined.as_slice();
        }
        if !layout.match_header(line, &mut header) {
            continue;
        }
        let weight = evidence::weigh(layout, line, &header);
        implausible += usize::from(weight <= evidence::IMPLAUSIBLE);
        let worth = strictness + weight;
        if let Some(logger) = header.logger.filter(|_| loose) {
            let name = logger.of(line);
            certain += usize::from(evidence::is_certain_logger(name));
            if !loggers.iter().any(|known| known == name) {
                loggers.push(name.to_vec());
            }
        }
        matches.push(Match { line: index, worth, time: header.time });
        // The further lines of the header are explained with it.
        matches.extend((1..=more).map(|further| Match { line: index + further, worth, time: None }));
    }
    // Loggers between blanks may be the first words of messages: names come again or are dotted.
    let doubtful = loose && certain * 2 < matches.len() && (loggers.len() * 2 > matches.len() || matches.len() < 3);
    // A layout that makes no sense on a quarter of its lines makes little on the others.
    let senseless = implausible * 4 >= matches.len();
    for found in &mut matches {
        found.worth -= i32::from(doubtful) * 40 + i32::from(senseless) * 20;
    }
    matches.retain(|found| found.worth > 0);
    (!matches.is_empty()).then_some(Trial { layout, lines: matches, chosen: false })
}

/// What a layout adds to those chosen.
struct Gain {
    worth: i64,
    new_lines: usize,
    better_lines: usize,
}

fn gain(trial: &Trial, best: &[i32]) -> Gain {
    let mut gain = Gain { worth: 0, new_lines: 0, better_lines: 0 };
    for found in &trial.lines {
        let known = best.get(found.line).copied().unwrap_or(0);
        if found.worth > known {
            gain.worth += i64::from(found.worth - known);
            if known == 0 {
                gain.new_lines += 1;
            } else {
                gain.better_lines += 1;
            }
        }
    }
    gain
}

/// Why a layout with this gain is not chosen.
fn refuse(trial: Option<&Trial>, gain: &Gain, explained: usize, first: bool) -> Option<&'static str> {
    let layout = trial?.layout;
    let lines = gain.new_lines + gain.better_lines;
    if first {
        return (!layout.has_time() && lines < 2 && layout.strictness() < 16)
            .then_some("one line alone could be an accident");
    }
    let weak = !layout.has_time() || !layout.has_level() || layout.is_fallback();
    let enough = if weak { 3.max(explained / 20) } else { 2.max(explained / 100) };
    // In a tiny input one line that is plainly a header is enough.
    let tiny = !weak && explained <= 12 && lines >= 1;
    (lines < enough && !tiny).then_some("too few lines that the chosen layouts do not explain")
}

/// Whether the further fields of a layout are only the first words of some messages of a layout already chosen.
///
/// Records of one layout do not have a field now and then. So a layout that is better for a few of the lines that another
/// explains has to say something certain about them.
fn splits_messages(trial: &Trial, trials: &[Trial], best: &[i32], lines: &[&[u8]]) -> Option<&'static str> {
    let known = |found: &&Match| best.get(found.line).copied().unwrap_or(0);
    let better: Vec<&Match> =
        trial.lines.iter().filter(|found| known(found) > 0 && found.worth > known(found)).collect();
    let new = trial.lines.iter().filter(|found| known(found) == 0).count();
    if new * 3 >= better.len() {
        return None;
    }
    let has = |other: &Trial, line: usize| other.lines.binary_search_by_key(&line, |found| found.line).is_ok();
    let owner = trials
        .iter()
        .filter(|other| other.chosen)
        .max_by_key(|other| better.iter().filter(|found| has(other, found.line)).count())?;
    if better.len() * 2 > owner.lines.len() {
        return None;
    }
    let mut header = Header::default();
    let mut is_level = |found: &&Match| {
        let line = lines.get(found.line).copied().unwrap_or_default();
        let level = trial.layout.match_header(line, &mut header).then_some(header.level_span).flatten();
        level.is_none_or(|span| !span.of(line).iter().any(u8::is_ascii_lowercase))
    };
    let further_level = trial.layout.has_level() && !owner.layout.has_level() && better.iter().all(&mut is_level);
    let under_search = owner.layout.is_fallback() && owner.layout.has_level();
    if (further_level || under_search) && !trial.layout.is_fallback() && better.len() * 4 >= owner.lines.len() {
        return None;
    }
    let mut header = Header::default();
    let mut names: Vec<&[u8]> = Vec::new();
    let mut certain = 0_usize;
    for found in &better {
        let line = lines.get(found.line).copied().unwrap_or_default();
        let name =
            trial.layout.match_header(line, &mut header).then_some(header.logger).flatten().map(|span| span.of(line));
        certain += usize::from(name.is_some_and(evidence::is_certain_logger));
        names.extend(name);
    }
    names.sort_unstable();
    names.dedup();
    let certainly_named =
        !names.is_empty() && certain == better.len() && names.len() < better.len() && !owner.layout.has_logger();
    let alike =
        trial.layout.has_level() == owner.layout.has_level() && trial.layout.has_time() == owner.layout.has_time();
    let marked = alike
        && !trial.layout.has_logger()
        && !trial.layout.has_thread()
        && !trial.layout.is_fallback()
        && better.len() >= 3;
    (!certainly_named && !marked).then_some("its further fields are the first words of some messages")
}

/// Drops chosen layouts that are the best for no line.
fn drop_superfluous(trials: &mut [Trial], lines: usize) {
    let mut owner: Vec<Option<(i32, usize)>> = vec![None; lines];
    for (index, trial) in trials.iter().enumerate().filter(|(_, trial)| trial.chosen) {
        for found in &trial.lines {
            if let Some(slot) =
                owner.get_mut(found.line).filter(|slot| slot.is_none_or(|(worth, _)| found.worth > worth))
            {
                *slot = Some((found.worth, index));
            }
        }
    }
    for (index, trial) in trials.iter_mut().enumerate() {
        trial.chosen &= owner.iter().flatten().any(|(_, owner)| *owner == index);
    }
}

fn report(trials: &[Trial], rejected: &[(usize, &str)], lines: &[&[u8]], explained: usize) -> Detection {
    let mut order: Vec<usize> = (0..trials.len()).collect();
    let mean = |trial: &Trial| {
        let sum: i64 = trial.lines.iter().map(|found| i64::from(found.worth)).sum();
        sum / i64::try_from(trial.lines.len()).unwrap_or(1).max(1)
    };
    order.sort_by_key(|index| {
        let trial = trials.get(*index);
        let rank = trial.map_or(0, |trial| {
            let lines = i64::try_from(trial.lines.len()).unwrap_or(0);
            -mean(trial) * if trial.chosen { 1 } else { lines }
        });
        (!trial.is_some_and(|trial| trial.chosen), rank, *index)
    });
    let mut detection = Detection { lines: lines.len(), ..Detection::default() };
    let mut explained_by: Vec<Option<&Layout>> = vec![None; lines.len()];
    for index in order {
        let Some(trial) = trials.get(index) else {
            continue;
        };
        let mut alone = 0;
        let mut by = None;
        for found in &trial.lines {
            match explained_by.get_mut(found.line) {
                Some(slot @ None) => {
                    alone += 1;
                    if trial.chosen {
                        *slot = Some(trial.layout);
                    }
                }
                Some(Some(other)) => by = by.or(Some(*other)),
                None => {}
            }
        }
        let total = lines.iter().filter(|line| !line.is_empty()).count();
        let why = if trial.chosen {
            format!("best for {alone} of {total} lines")
        } else if let Some((_, reason)) = rejected.iter().find(|(other, _)| *other == index) {
            (*reason).to_owned()
        } else if let Some(by) = by {
            format!("`{}` says more about the same lines", by.name())
        } else {
            "too few lines".to_owned()
        };
        if trial.chosen {
            detection.layouts.extend(concrete(trial, lines));
        }
        #[expect(clippy::cast_precision_loss, reason = "at most 500 lines")]
        let share = trial.lines.len() as f64 / explained.max(1) as f64;
        detection.scores.push(Score {
            layout: Arc::clone(trial.layout),
            lines_matched: trial.lines.len(),
            lines_explained_alone: alone,
            share,
            strictness: trial.layout.strictness(),
            chosen: trial.chosen,
            why,
        });
    }
    detection
}

/// The layout with each stamp format that its lines have, the commonest first.
fn concrete(trial: &Trial, lines: &[&[u8]]) -> Vec<Arc<Layout>> {
    let over_lines = |found: &Match| lines.get(found.line).is_some_and(|line| line.contains(&b'\n'));
    let layout = if trial.layout.json().is_some() && trial.lines.iter().any(over_lines) {
        Arc::new(trial.layout.with_objects_over_lines())
    } else {
        Arc::clone(trial.layout)
    };
    if !layout.takes_any_stamp() {
        return vec![layout];
    }
    let mut shapes: Vec<(Shape, usize)> = Vec::new();
    for found in &trial.lines {
        let text = found.time.zip(lines.get(found.line)).map(|(time, line)| time.of(line)).unwrap_or_default();
        let Some((shape, _)) = any_stamp::recognise(text, 0) else {
            continue;
        };
        match shapes.iter_mut().find(|(known, _)| *known == shape) {
            Some((_, count)) => *count += 1,
            None => shapes.push((shape, 1)),
        }
    }
    shapes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let shapes: Vec<Shape> = shapes.into_iter().map(|(shape, _)| shape).collect();
    let formats = Shape::formats(&shapes);
    if formats.is_empty() || formats.len() > MAX_STAMP_FORMATS {
        return vec![layout];
    }
    formats.iter().filter_map(|format| layout.with_time_format(format)).map(Arc::new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::catalogue::layouts;

    fn names(head: &str) -> Vec<String> {
        detect(head.as_bytes(), &layouts()).layouts.iter().map(|layout| layout.name().to_owned()).collect()
    }

    #[test]
    fn the_stamp_format_of_the_input_takes_the_place_of_any_stamp() {
        let found = detect(b"2026-11-23 11:36:09,144 - app.auth - ERROR - failed\n", &layouts());
        let [layout] = found.layouts.as_slice() else { panic!("{:?}", found.layouts.len()) };
        assert_eq!((layout.name(), layout.minute_prefix()), ("python-dashes", Some(16)));
        assert!(!layout.takes_any_stamp());
    }

    #[test]
    fn a_fraction_of_varying_length_is_one_format() {
        let head = "2026-11-23T11:36:09.14Z ERROR app.db: x\n2026-11-23T11:36:09.1444Z INFO app.db: y\n";
        assert_eq!(names(head), ["python-name-colon"]);
    }

    #[test]
    fn lines_of_a_traceback_make_no_layout() {
        let head = "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\n    {}['x']\nKeyError: 'x'\n\
                    Exception in thread \"main\" java.lang.IllegalStateException: x\n\tat a.B.c(B.java:1)\nCaused by: x.Y: z\n";
        assert!(names(head).is_empty(), "{:?}", names(head));
    }

    #[test]
    fn two_layouts_in_one_input_are_both_found() {
        let head = "2026-11-23 11:36:09,144 - app.auth - ERROR - failed\n\
                    [2026-11-23 11:36:09 +0100] [4711] [INFO] Booting worker\n"
            .repeat(5);
        assert_eq!(names(&head), ["python-dashes", "gunicorn"]);
    }

    #[test]
    fn first_words_of_messages_are_no_loggers() {
        let head = "2026-11-23 11:36:09,144 ERROR cannot open file\n2026-11-23 11:36:09,145 INFO opening file\n\
                    2026-11-23 11:36:09,146 INFO done with all\n2026-11-23 11:36:09,147 INFO bye for now\n";
        assert_eq!(names(head), ["time-level"]);
    }

    #[test]
    fn a_message_that_forges_another_format_once_adds_no_layout() {
        let head = "2026-11-23 11:36:23.495 [main] INFO  com.acme.shop.Main - before\n\
                    ERROR this line comes from System.out\n\
                    2026-11-23 11:36:24.495 [main] INFO  com.acme.shop.Main - after\n";
        assert_eq!(names(head), ["logback-default"]);
    }

    #[test]
    fn status_lines_of_logback_have_a_layout_of_their_own() {
        let line = "11:36:23,595 |-ERROR in ch.qos.logback.core.joran.action.AppenderAction - Could not create it";
        let head = format!(
            "2026-11-23 11:36:23.495 [main] INFO  com.acme.shop.Main - before\n\
             11:36:23,594 |-INFO in ch.qos.logback.classic.LoggerContext[default] - x\n{line}\n\
             2026-11-23 11:36:24.495 [main] INFO  com.acme.shop.Main - after\n"
        );
        assert_eq!(names(&head), ["logback-default", "logback-status"]);
        let found = detect(head.as_bytes(), &layouts());
        let mut header = Header::default();
        assert!(found.layouts[1].match_header(line.as_bytes(), &mut header));
        let part = |span: Span| String::from_utf8_lossy(span.of(line.as_bytes())).into_owned();
        assert_eq!(part(header.time.unwrap()), "11:36:23,595");
        assert_eq!(part(header.level_span.unwrap()), "ERROR");
        assert_eq!(part(header.logger.unwrap()), "ch.qos.logback.core.joran.action.AppenderAction");
        assert_eq!((part(header.message).as_str(), header.thread), ("Could not create it", None));
    }

    #[test]
    fn any_bytes_are_survived() {
        for head in [&b""[..], b"\n\n\n", b"\x00\x00\xff\xfe", b"\x1b[", b"2026-", &[b'['; 9000], &[b' '; 9000]] {
            assert!(detect(head, &layouts()).layouts.is_empty());
        }
    }
}
