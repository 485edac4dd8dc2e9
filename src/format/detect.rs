//! Which layouts an input is written in, judged by its head.
//!
//! Every candidate is tried on every line of the head. A line is worth to a layout what the match proves (strictness of
//! the fields, and what their texts say, `evidence.rs`). Layouts are then chosen one by one, each time the one that adds
//! most over those chosen before, until none explains enough lines that the others do not. A layout that others make
//! superfluous is dropped. Last, each stamp format met takes the place of *any stamp*.
//!
//! Only the bytes of the head count: a file, a pipe and a compressed file give the same answer.

mod behind;
mod bytes;
mod concrete;
mod contexts;
mod cut_line;
mod empty_logger;
mod filled;
mod first_words;
mod functions;
mod head;
mod letters;
mod message_blanks;
mod methods;
mod refuse;
mod report;
mod wrapped;

use std::borrow::Cow;
use std::sync::Arc;

use crate::format::any_stamp;
use crate::format::colours::without_colours;
use crate::format::detect::behind::cut_fields_behind;
use crate::format::detect::bytes::Bytes;
use crate::format::detect::contexts::Contexts;
use crate::format::detect::cut_line::is_cut;
use crate::format::detect::empty_logger::without_loggers;
use crate::format::detect::filled::{filled_width, without_filling};
use crate::format::detect::first_words::FirstWords;
use crate::format::detect::functions::{Functions, credit_plain_functions};
use crate::format::detect::head::head_lines;
use crate::format::detect::refuse::{
    is_of_one_record, leaves_records, may_be_a_table, refuse, splits_messages, takes_stamps_of_messages,
    tells_too_little,
};
use crate::format::detect::report::report;
use crate::format::evidence;
use crate::format::infer::{self, infer, is_of_compiler};
use crate::format::json::{self, Map};
use crate::format::layout::{Header, Layout, Span};
use crate::format::thread_column::ThreadColumn;

/// Bytes of an input that detection reads at most.
pub const HEAD_BYTES: usize = 64 * 1024;
/// Lines of an input that detection reads at most.
pub const HEAD_LINES: usize = 500;
/// Layouts that are chosen at most.
const MAX_CHOSEN: usize = 6;
/// Lines that each plain word but the first must have at the place of a logger that nothing but a blank parts from the message.
const LINES_A_NAME: usize = 20;
/// Lines by which the first words of messages are judged.
const LINES_OF_PROSE: usize = 10;
/// Lines that tell a mark with which all messages begin to be the header's.
const LINES_OF_MARKS: usize = 4;
/// Less than what catalogue rows are worth is a layout that was read off the lines.
const INFERRED_LESS: i32 = 4;

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
    /// Lines of which little was thought as their functions are plain words.
    plain_functions: Vec<usize>,
    chosen: bool,
}

impl Trial<'_> {
    /// The lines of each record that it takes.
    fn records<'l>(&'l self, lines: &'l [&'l [u8]]) -> impl Iterator<Item = &'l [&'l [u8]]> {
        self.lines.iter().enumerate().filter_map(|(index, found)| {
            let next = self.lines.get(index + 1).map_or(lines.len(), |next| next.line);
            lines.get(found.line..next)
        })
    }

    /// Whether it takes a line.
    fn takes(&self, line: usize) -> bool {
        self.lines.binary_search_by_key(&line, |found| found.line).is_ok()
    }
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
    let mut lines = head_lines(head);
    if let [first, others @ ..] = lines.as_slice()
        && is_cut(first, others)
    {
        lines.remove(0);
    }
    let coloured: Vec<Arc<Layout>>;
    let mut all = candidates.to_vec();
    // What stands in JSON or in pairs is told by its members alone.
    let stamped: Vec<&Arc<Layout>> =
        candidates.iter().filter(|layout| layout.json().is_some_and(Map::is_stamped)).collect();
    let plain: Vec<Cow<'_, [u8]>> =
        lines.iter().filter(|line| !has_members(line, &stamped)).map(|line| without_colours(line)).collect();
    let is_coloured = plain.iter().any(|line| matches!(line, Cow::Owned(_)));
    let mut plain: Vec<&[u8]> = plain.iter().map(AsRef::as_ref).collect();
    let width = filled_width(&plain).filter(|_| plain.len() * 2 > lines.len());
    if let Some(width) = width {
        for line in &mut plain {
            *line = without_filling(line, width);
        }
    }
    // A level behind the messages is none to look for.
    if cut_fields_behind(&mut plain, head) {
        all.retain(|layout| !layout.searches_level());
    }
    all.extend(infer(&plain));
    if let Some(width) = width {
        for layout in &mut all {
            if let Some(filled) = layout.with_filled_level(width) {
                *layout = Arc::new(filled);
            }
        }
    }
    let candidates = all.as_slice();
    let candidates = if is_coloured {
        coloured = candidates.iter().filter_map(|layout| layout.with_colours()).map(Arc::new).collect();
        &coloured
    } else {
        candidates
    };
    let bytes: Vec<Bytes> = lines.iter().map(|line| Bytes::of(*line)).collect();
    let mut trials: Vec<Trial> = candidates.iter().filter_map(|layout| attempt(layout, &lines, &bytes)).collect();
    credit_plain_functions(&mut trials);
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
        let reason = refuse(trials.get(index), &trials, &gain, explained)
            .or_else(|| trials.get(index).and_then(|trial| takes_stamps_of_messages(trial, &trials)))
            .or_else(|| trials.get(index).and_then(|trial| may_be_a_table(trial, &lines)))
            .or_else(|| trials.get(index).and_then(|trial| leaves_records(trial, &trials)))
            .or_else(|| trials.get(index).and_then(|trial| is_of_one_record(trial, &trials)))
            .or_else(|| trials.get(index).and_then(|trial| tells_too_little(trial, &trials, &lines)));
        let reason = reason.or_else(|| {
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
    let nameless = without_loggers(&trials, &lines);
    trials.extend(nameless.iter().map(|(layout, lines)| Trial {
        layout,
        lines: lines.clone(),
        plain_functions: Vec::new(),
        chosen: true,
    }));
    drop_superfluous(&mut trials, lines.len());
    report(&trials, &rejected, &lines, head, explained)
}

/// Whether a line is an object, or pairs, or one that a layout of pairs behind a stamp takes.
fn has_members(line: &[u8], stamped: &[&Arc<Layout>]) -> bool {
    line.starts_with(b"{\"")
        || line.starts_with(b"{\n")
        || json::pairs::begins(line)
        || stamped.iter().any(|layout| layout.match_header(line, &mut Header::default()))
}

fn attempt<'a>(layout: &'a Arc<Layout>, lines: &[&[u8]], bytes: &[Bytes]) -> Option<Trial<'a>> {
    let more = layout.header_lines() - 1;
    let mut header = Header::default();
    let mut matches = Vec::new();
    let mut loggers = FirstWords::default();
    let mut functions = Functions::default();
    let loose_level = layout.has_loose_level();
    let is_inferred = layout.name() == infer::NAME;
    let loose = loose_level || layout.has_loose_logger() && !(is_inferred && layout.has_filled_logger());
    let has_loose_function = layout.has_loose_function();
    let has_function = more == 0 && layout.has_function();
    let mut contexts = layout.has_loose_context().then(Contexts::default);
    let named_before_stamp = layout.is_stamp_behind_logger();
    let mut certain = 0_usize;
    let mut prose = 0_usize;
    let mut implausible = 0_usize;
    let mut threads = (layout.has_thread() && !layout.has_logger()).then(ThreadColumn::default);
    let mut unknown_levels = 0_usize;
    let mut marked = 0_usize;
    let mut empty = 0_usize;
    let mut of_compiler = 0_usize;
    let less = if is_inferred { INFERRED_LESS } else { 0 };
    let strictness = i32::try_from(layout.strictness()).unwrap_or(i32::MAX / 2) - less;
    let needed = if more == 0 { Bytes::needed_by(layout) } else { Bytes::default() };
    for (index, (line, bytes)) in lines.iter().zip(bytes).enumerate() {
        if !needed.are_in(*bytes) {
            continue;
        }
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
        // A stamp in the middle of a line is a header's where what stands before it is a name.
        let is_no_name = |span: Span| evidence::logger(span.of(line)) <= evidence::IMPLAUSIBLE;
        if named_before_stamp
            && (weight <= evidence::IMPLAUSIBLE
                || header.logger.is_some_and(is_no_name)
                || is_stamp_torn(line, &header))
        {
            continue;
        }
        implausible += usize::from(weight <= evidence::IMPLAUSIBLE);
        marked += usize::from(evidence::begins_with_mark(layout, header.message.of(line)));
        empty += usize::from(header.message.of(line).is_empty());
        unknown_levels += usize::from(header.level_span.is_some() && header.level.is_none());
        of_compiler += usize::from(header.logger.is_some_and(|name| is_of_compiler(name.of(line))));
        let worth = strictness + weight;
        if let Some(logger) = header.logger.filter(|_| loose) {
            let name = logger.of(line);
            certain += usize::from(evidence::is_certain_logger(name));
            let counts = header.message.of(line).first().is_some_and(u8::is_ascii_digit);
            prose += usize::from(counts || evidence::is_capitalised_word(name));
            loggers.add(name, header.message.of(line));
        }
        if let Some(line) = lines.get(index).filter(|_| has_function) {
            functions.add(layout, index, line);
        }
        if let (Some(contexts), Some(logger), Some(line)) = (&mut contexts, header.logger, lines.get(index)) {
            contexts.add(layout, line, logger.of(line));
        }
        if let (Some(column), Some(thread)) = (&mut threads, header.thread) {
            let level = header.level_span.map(|span| span.of(line)).unwrap_or_default();
            column.add(thread.of(line), line.get(..thread.start as usize).unwrap_or_default(), level);
            column.add_behind(line.get(thread.end as usize..).unwrap_or_default());
        }
        matches.push(Match { line: index, worth, time: header.time });
        // The further lines of the header are explained with it.
        matches.extend((1..=more).map(|further| Match { line: index + further, worth, time: None }));
    }
    // Loggers between blanks may be the first words of messages: names come again and again or are dotted.
    let enough = if certain * 5 < matches.len() {
        loggers.are_modules()
            || loggers.len().saturating_sub(1) * LINES_A_NAME <= matches.len() && !loggers.are_of_messages()
    } else {
        loggers.len() * 2 <= matches.len()
    };
    // A word and a level in capitals may stand in any text, unless it is all of such lines.
    let enough = enough && (!loose_level || matches.len() * 2 > lines.len());
    // So are words with a capital, and words that a number follows: `Processing`, `order 17 shipped`.
    let enough = enough && (loose_level || prose * 2 < matches.len() || matches.len() < LINES_OF_PROSE);
    let doubtful = loose && certain * 2 < matches.len() && (!enough || matches.len() < 3);
    let doubtful = doubtful || has_loose_function && functions.are_of_messages();
    let plain_functions = if has_loose_function { Vec::new() } else { functions.plain_lines() };
    let doubtful = doubtful || contexts.is_some_and(|contexts| contexts.are_of_messages());
    // A layout that makes no sense on a quarter of its lines makes little on the others.
    let is_bare = !layout.has_time() && !layout.has_level();
    let is_senseless = |column: ThreadColumn| column.is_of_loggers() || is_bare && column.may_be_printed();
    let senseless = implausible * 4 >= matches.len() || threads.is_some_and(is_senseless);
    // A mark that stands before nearly all messages parts them from a field, and is not theirs.
    let leaves_mark = matches.len() >= LINES_OF_MARKS && marked * 10 >= matches.len() * 9;
    // Fields that were read off the lines and leave nothing of the messages are the messages.
    let takes_messages = is_inferred && matches.len() >= LINES_OF_MARKS && empty * 10 >= matches.len() * 9;
    // Words in capitals of which none is a level begin messages: `GET /cart`.
    let has_other_words = unknown_levels == matches.len() && matches.len() >= LINES_OF_MARKS;
    // A column in which `<module>` stands is of functions, not of loggers.
    let are_functions = of_compiler * 10 >= matches.len() && of_compiler > 0;
    let senseless = senseless || takes_messages || has_other_words || are_functions;
    for found in &mut matches {
        found.worth -= i32::from(doubtful) * 40 + i32::from(senseless) * 20 + i32::from(leaves_mark) * 6;
    }
    matches.retain(|found| found.worth > 0);
    (!matches.is_empty()).then_some(Trial { layout, lines: matches, plain_functions, chosen: false })
}

/// The logger is the beginning of the stamp behind it: a date of a time, a weekday of a date.
fn is_stamp_torn(line: &[u8], header: &Header) -> bool {
    let (Some(logger), Some(time)) = (header.logger, header.time) else { return false };
    let opened = matches!(logger.of(line).first(), Some(b'[' | b'(' | b'<' | b'{'));
    let start = logger.start as usize + usize::from(opened);
    any_stamp::recognise(line, start).is_some_and(|(_, end)| end > time.start as usize)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::catalogue::layouts;
    use crate::format::piece::Field;

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
    fn first_words_that_come_again_are_no_loggers_either() {
        let words = ["order accepted", "order rejected", "cache miss", "payment failed", "error raised by peer"];
        let line = |at: usize| format!("2026-11-23 11:36:09,144 {} {}\n", ["INFO", "ERROR"][at % 2], words[at % 5]);
        let head: String = (0..40).map(line).collect();
        assert_eq!(names(&head), ["time-level"]);
        let line =
            |at: usize| format!("2026-11-23 11:36:09,144 INFO {} starts\n", ["app.db", "root", "app.web"][at % 3]);
        let head: String = (0..40).map(line).collect();
        assert_eq!(names(&head), ["python-name-blank"]);
        let line = |at: usize| format!("2026-11-23 11:36:09,144 ERROR ops operation {at} failed\n");
        let head: String = (0..17).map(line).collect();
        assert_eq!(names(&head), ["python-name-blank"], "one word throughout");
    }

    #[test]
    fn first_words_with_a_capital_or_before_a_number_are_no_loggers() {
        let messages = [
            &["Processing order"][..],
            &["Processing order", "Failed order"],
            &["order 17 shipped", "payment 33 declined"],
            &["order 17 shipped", "Payment declined"],
        ];
        for messages in messages {
            let line = |at: usize| {
                let message = messages[at % messages.len()];
                format!("2026-11-23 11:36:09 {}  {message} {at}\n", ["INFO", "WARN"][at % 2])
            };
            let head: String = (0..60).map(line).collect();
            assert_eq!(names(&head), ["time-level"], "{messages:?}");
        }
        let line = |at: usize| {
            let name = ["CartService", "Scheduler", "OrderQueue"][at % 3];
            format!("2026-11-23 11:36:09 INFO {name} starts\n")
        };
        let head: String = (0..60).map(line).collect();
        assert_eq!(names(&head), ["python-name-blank"]);
    }

    #[test]
    fn contexts_that_are_mostly_empty_are_fields() {
        let line = |at: usize| {
            let (map, stack) = if at == 20 { ("{user=u1}", "[checkout a]") } else { ("{}", "[]") };
            format!("2026-11-23 11:36:09,144 ERROR [main] com.acme.Shop {map} {stack} - message {at}\n")
        };
        let head: String = (0..31).map(line).collect();
        let found = detect(head.as_bytes(), &layouts());
        let mut header = Header::default();
        let odd = line(20);
        let layout = found.layouts.iter().find(|layout| layout.match_header(odd.trim_end().as_bytes(), &mut header));
        assert!(layout.is_some(), "{:?}", names(&head));
        assert_eq!(header.message.of(odd.trim_end().as_bytes()), b"message 20");
    }

    #[test]
    fn a_line_with_stamp_and_level_of_the_others_starts_a_record() {
        let line = |at: usize| {
            let context = if at == 20 { "user1" } else { "" };
            format!("2026-11-23 11:36:09,144 [main] ERROR com.acme.shop.Shop {context} - message {at}\n")
        };
        let head: String = (0..31).map(line).collect();
        let found = detect(head.as_bytes(), &layouts());
        let mut header = Header::default();
        for at in 0..31 {
            let line = line(at);
            let takes = |layout: &Arc<Layout>| layout.match_header(line.trim_end().as_bytes(), &mut header);
            assert!(found.layouts.iter().any(takes), "{line}{:?}", names(&head));
        }
    }

    #[test]
    fn a_forged_line_with_another_stamp_adds_no_layout() {
        let forged = "2026-11-28 10:00:00.123 ERROR 1 --- [main] c.a.Fake : fake\n";
        let line = |at: usize| format!("2026-11-28 22:33:15 ERROR [main] com.acme.shop.Shop - message {at}\n");
        let head: String = (0..40).map(line).chain([forged.to_owned()]).collect();
        let found = names(&head);
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn milliseconds_without_leading_zeros_are_no_tenths() {
        let micros = |head: &str, text: &str| {
            let found = detect(head.as_bytes(), &layouts());
            found.layouts.first().unwrap().parse_stamp(text.as_bytes()).unwrap().micros % 1_000_000
        };
        let head = "2026-11-28 22:44:47,406 ERROR a one\n2026-11-28 22:44:48,6 ERROR b two\n2026-11-28 22:44:49,46 ERROR c x\n";
        assert_eq!(micros(head, "2026-11-28 22:44:48,6"), 6_000);
        let fraction = "2026-11-28 22:44:47,06 ERROR a one\n2026-11-28 22:44:48,6 ERROR b two\n";
        assert_eq!(micros(fraction, "2026-11-28 22:44:48,6"), 600_000);
        let long = "2026-11-28T22:44:47.1444Z ERROR a: one\n2026-11-28T22:44:48.6Z ERROR b: two\n";
        assert_eq!(micros(long, "2026-11-28T22:44:48.6Z"), 600_000);
        let copied = "2026-11-28:22:44:46,954 INFO     [a.py:8] start\n2026-11-28:22:44:46,955 INFO     [a.py:9] x\n";
        assert_eq!(micros(copied, "2026-11-28:22:44:48,6"), 6_000);
    }

    #[test]
    fn first_words_of_a_few_messages_are_no_levels() {
        let words = ["HTTP 500 from upstream", "started", "no data", "finished", "info sent"];
        let line = |at: usize| format!("2026-11-23 11:36:09,144 {}\n", words[at % 5]);
        let head: String = (0..12).map(line).collect();
        assert_eq!(names(&head), ["any-time"]);
    }

    #[test]
    fn stamps_of_messages_are_no_part_of_the_header() {
        let access = "INFO:aiohttp.access:127.0.0.1 [28/Nov/2026:15:33:34 +0000] \"GET / HTTP/1.1\" 200 154\n";
        let head = format!("INFO:shop:cart shown\n{access}ERROR:aiohttp.server:failed\n{access}{access}");
        assert_eq!(names(&head), ["python-basic"]);
    }

    #[test]
    fn a_level_alone_is_a_header_where_most_lines_have_one() {
        let bare =
            "INFO cart shown\nWARNING about to divide\nERROR Internal Server Error: /boom\nINFO \"GET /ok\" 200\n";
        assert_eq!(names(bare), ["inferred"]);
        let prose = "ERROR is a word\nand so are others\nINFO too\nnothing here\nis a header\nat all\n";
        assert!(names(prose).is_empty(), "{:?}", names(prose));
    }

    #[test]
    fn keys_of_logfmt_are_fields_without_a_time() {
        let line = |at: usize| {
            let level = ["error", "info", "warn"][at % 3];
            format!("level={level} thread=main logger=com.acme.Shop{} msg=\"x {at}\"\n", at % 2)
        };
        let head: String = (0..6).map(line).collect();
        let found = detect(head.as_bytes(), &layouts());
        let [layout] = found.layouts.as_slice() else { panic!("{:?}", names(&head)) };
        assert_eq!((layout.has_level(), layout.has_logger(), layout.has_thread()), (true, true, true));
    }

    #[test]
    fn a_header_that_an_exception_s_message_forges_adds_no_layout() {
        let record = "2026-11-23 11:36:21.695 [main] ERROR com.acme.Shop - case 14\n";
        let forged = "java.lang.IllegalArgumentException: 2024-01-01 00:00:00.000 [main] ERROR fake - injected\n";
        assert_eq!(names(&[record, record, forged, record].concat()), names(&record.repeat(3)));
    }

    #[test]
    fn a_message_that_forges_another_format_once_adds_no_layout() {
        let head = "2026-11-23 11:36:23.495 [main] INFO  com.acme.shop.Main - before\n\
                    ERROR this line comes from System.out\n\
                    2026-11-23 11:36:24.495 [main] INFO  com.acme.shop.Main - after\n";
        assert_eq!(names(head), ["logback-default"]);
    }

    /// Logger and message of the last of twelve lines with a time and these texts in turn, and its function.
    fn read_last(texts: &[&str]) -> [Option<String>; 3] {
        let line = |at: usize| format!("2026-11-23 11:36:{:02},144 {}\n", at + 10, texts[at % texts.len()]);
        let head: String = (0..12).map(line).collect();
        let found = detect(head.as_bytes(), &layouts());
        let last = line(11);
        let last = last.trim_end().as_bytes();
        let mut header = Header::default();
        let layout = found.layouts.iter().find(|layout| layout.match_header(last, &mut header)).unwrap();
        let text = |span: Span| String::from_utf8_lossy(span.of(last)).into_owned();
        let function = layout.fields(last).into_iter().find(|(field, _)| *field == Field::Function);
        [header.logger.map(text), Some(text(header.message)), function.map(|(_, span)| text(span))]
    }

    #[test]
    fn first_words_before_a_colon_are_no_functions() {
        let texts = [
            "INFO  Parser - Title: one",
            "INFO  Queue - 17 of them",
            "WARN  Parser - found: two",
            "INFO  Queue - Size: 7",
        ];
        assert_eq!(read_last(&texts), [Some("Queue".to_owned()), Some("Size: 7".to_owned()), None]);
    }

    #[test]
    fn a_method_behind_the_class_is_a_function() {
        let texts = ["INFO [main] com.acme.Cart.add - one", "WARN [main] com.acme.Orders.send - two"];
        let want = ["com.acme.Orders", "two", "send"].map(|text| Some(text.to_owned()));
        assert_eq!(read_last(&texts), want);
    }

    #[test]
    fn threads_and_calls_behind_all_messages_are_fields() {
        let texts = ["INFO  c.a.Cart - one [pool-1-thread-2]", "WARN  c.a.Orders - [two] [main]"];
        assert_eq!(read_last(&texts)[1].as_deref(), Some("[two]"));
        let texts = ["INFO: one [com.acme.Cart add]", "WARNING: two [of] [com.acme.Orders send]"];
        let want = ["com.acme.Orders", "two [of]", "send"].map(|text| Some(text.to_owned()));
        assert_eq!(read_last(&texts), want);
        let texts = ["INFO  c.a.Cart - one [daily]", "WARN  c.a.Orders - two [weekly]"];
        assert_eq!(read_last(&texts)[1].as_deref(), Some("two [weekly]"));
    }

    #[test]
    fn a_thread_in_brackets_is_no_logger() {
        let line = "25/Nov/2026:17:53:27.649 100% INFO     [MainThread] acme.shop.cart: cart of user 7 opened\n";
        let head = line.repeat(5);
        let found = detect(head.as_bytes(), &layouts());
        let mut header = Header::default();
        assert!(found.layouts[0].match_header(line.trim_end().as_bytes(), &mut header));
        let part = |span: Span| String::from_utf8_lossy(span.of(line.as_bytes())).into_owned();
        assert_eq!(header.logger.map(part).as_deref(), Some("acme.shop.cart"));
        assert_eq!(header.thread.map(part).as_deref(), Some("MainThread"));
        assert_eq!(part(header.message), "cart of user 7 opened");
    }

    #[test]
    fn an_object_without_a_name_of_its_own_is_a_logger() {
        let line = "11:36:23,615 |-ERROR in ch.qos.logback.core.pattern.parser.Compiler@31dc339b - no such word\n";
        let next = "11:36:23,616 |-INFO in ch.qos.logback.core.FileAppender[F] - File property is set\n";
        assert_eq!(names(&[line, next, line].concat()), ["logback-status"]);
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
