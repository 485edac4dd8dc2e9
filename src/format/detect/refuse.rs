//! Why a layout is not chosen although it takes lines: too few of them, or fields that are parts of messages.

use crate::format::detect::{Gain, Match, Trial};
use crate::format::evidence;
use crate::format::infer;
use crate::format::layout::Header;
use crate::format::piece::{Field, Piece};

/// Lines that a chosen layout must have for another to belong to it.
const LEAST_OF_CHOSEN: usize = 4;

/// Why a layout with this gain is not chosen.
pub(super) fn refuse(trial: Option<&Trial>, trials: &[Trial], gain: &Gain, explained: usize) -> Option<&'static str> {
    let trial = trial?;
    let layout = trial.layout;
    let first = !trials.iter().any(|trial| trial.chosen);
    let lines = gain.new_lines + gain.better_lines;
    if first {
        let loose = !layout.has_time() && lines < 2 && layout.strictness() < 16;
        // A number, a word and a level in capitals stand in tables, too.
        let tabular = layout.is_relative() && lines < 3 && layout.strictness() < 30;
        return (loose || tabular).then_some("one line alone could be an accident");
    }
    let weak = !layout.has_time() || !layout.has_level() || layout.is_fallback() || layout.is_relative();
    let enough = if weak { 3.max(explained / 20) } else { 2.max(explained / 100) };
    // In a tiny input one line that is plainly a header is enough.
    let tiny = !weak && explained <= 12 && lines >= 1;
    let missed = !weak && gain.better_lines == 0 && takes_all_of_a_chosen(trial, trials);
    let general = gain.better_lines == 0 && has_loose_chosen_one_within(trial, trials);
    (lines < enough && !tiny && !missed && !general).then_some("too few lines that the chosen layouts do not explain")
}

/// Why a layout of objects with neither time nor level is not chosen: nearly all lines must be such objects, more than
/// one, and none of the others may be a header. Among records such objects are what these print.
pub(super) fn tells_too_little(trial: &Trial, trials: &[Trial], lines: &[&[u8]]) -> Option<&'static str> {
    if !trial.layout.is_undated_json() {
        return None;
    }
    let all = lines.iter().filter(|line| !line.trim_ascii().is_empty()).count();
    let is_beside = |found: &Match| !trial.takes(found.line);
    let is_enough = trial.lines.len() > 1 && trial.lines.len() * 10 >= all * 9;
    let has_others = trials.iter().any(|other| other.chosen || other.lines.iter().any(is_beside));
    (has_others || !is_enough).then_some("objects with neither time nor level may be data")
}

/// Why a layout of a number and a thread is not chosen, as rows of tables are: all lines that begin with a number must be
/// its own, no line that is not indented may stand above them, and their numbers, which count up, do not fall.
pub(super) fn may_be_a_table(trial: &Trial, lines: &[&[u8]]) -> Option<&'static str> {
    let layout = trial.layout;
    if !layout.is_relative() || layout.has_level() {
        return None;
    }
    let begins_with_number = |line: &[u8]| line.trim_ascii_start().first().is_some_and(u8::is_ascii_digit);
    let numbers: Vec<Option<u64>> = trial
        .lines
        .iter()
        .map(|found| {
            let text = found.time.zip(lines.get(found.line)).map(|(time, line)| time.of(line))?;
            std::str::from_utf8(text).ok()?.trim().parse().ok()
        })
        .collect();
    let first = trial.lines.first().map_or(0, |found| found.line);
    let is_all = lines.iter().enumerate().all(|(index, line)| {
        let is_other = line.trim_ascii().is_empty() || index > first && !begins_with_number(line);
        is_other || trial.takes(index)
    });
    let counts_up = numbers.is_sorted() && numbers.first().is_some_and(Option::is_some);
    (!is_all || !counts_up).then_some("numbers and names may be rows of a table")
}

/// Why a layout with a level and no time is not chosen: a tenth of the lines that a plainer one takes do not have its marks,
/// and nothing that says more takes these. What only some records have is part of their messages; and a record that begins
/// with its level must not become the end of another.
pub(super) fn leaves_records(trial: &Trial, trials: &[Trial]) -> Option<&'static str> {
    let layout = trial.layout;
    if layout.has_time() || !layout.has_level() || layout.json().is_some() {
        return None;
    }
    let is_plain = |other: &Trial| {
        let other = other.layout;
        other.has_level() && !other.has_time() && !other.has_logger() && !other.has_thread() && other.json().is_none()
    };
    let is_left = |found: &Match| {
        let is_better = |other: &Trial| !is_plain(other) && other.takes(found.line);
        !trial.takes(found.line) && !trials.iter().any(is_better)
    };
    let leaves_some = |plain: &Trial| {
        plain.lines.len() > trial.lines.len()
            && trial.lines.iter().all(|found| plain.takes(found.line))
            && plain.lines.iter().filter(|found| is_left(found)).count() * 10 >= plain.lines.len()
    };
    let leaves = trials.iter().filter(|other| is_plain(other)).any(leaves_some);
    leaves.then_some("records with the same level and without its marks would be lost")
}

/// Why a layout that was read off the lines and begins with a logger, without a time, is not chosen beside one with a time:
/// all its lines stand behind one record of that, as a table does that is printed.
pub(super) fn is_of_one_record(trial: &Trial, trials: &[Trial]) -> Option<&'static str> {
    let layout = trial.layout;
    let begins_with_logger = matches!(layout.pieces().first(), Some(Piece::Field(Field::Logger, _)));
    if layout.name() != infer::NAME || layout.has_time() || !begins_with_logger {
        return None;
    }
    let is_chosen = |other: &&Trial| other.chosen && other.layout.has_time();
    let mut starts: Vec<usize> =
        trials.iter().filter(is_chosen).flat_map(|other| other.lines.iter().map(|found| found.line)).collect();
    starts.sort_unstable();
    let before = |found: &Match| starts.partition_point(|start| *start < found.line);
    let first = trial.lines.first().map_or(0, before);
    let is_one = first > 0 && trial.lines.iter().all(|found| before(found) == first);
    is_one.then_some("its lines may be the message of one record")
}

/// Whether a layout takes the lines of one already chosen, with the same stamps, and a level as that has: what it takes
/// beside them are the records in which a field has a text that is mostly empty. Their stamps are like the others.
fn takes_all_of_a_chosen(trial: &Trial, trials: &[Trial]) -> bool {
    let is_taken = |other: &Trial| {
        let own = |found: &Match| {
            let place = trial.lines.binary_search_by_key(&found.line, |own| own.line).ok();
            place.and_then(|place| trial.lines.get(place)).is_some_and(|own| own.time == found.time)
        };
        let is_beside = |found: &&Match| !other.takes(found.line);
        let is_alike = |found: &Match| other.lines.iter().any(|other| other.time == found.time);
        other.lines.len() >= LEAST_OF_CHOSEN
            && other.lines.iter().filter(|found| own(found)).count() * 20 >= other.lines.len() * 19
            && trial.lines.iter().filter(is_beside).all(is_alike)
    };
    trials.iter().any(|other| other.chosen && other.layout.has_time() && other.layout.has_level() && is_taken(other))
}

/// Whether a layout with a level takes all lines of one already chosen that goes further into them and was read off the
/// lines: those beside them are then records with other messages.
fn has_loose_chosen_one_within(trial: &Trial, trials: &[Trial]) -> bool {
    let layout = trial.layout;
    let is_within = |other: &Trial| {
        other.chosen
            && other.lines.len() >= LEAST_OF_CHOSEN
            && other.layout.name() == infer::NAME
            && other.lines.iter().all(|found| trial.takes(found.line))
    };
    layout.has_level()
        && !layout.is_fallback()
        && !layout.is_relative()
        && layout.header_lines() == 1
        && trials.iter().any(is_within)
}

/// Whether a layout that was read off the lines has its stamp from messages: behind the logger of a row without a time that
/// takes all these lines and more, as where access logs are written through `logging`.
pub(super) fn takes_stamps_of_messages(trial: &Trial, trials: &[Trial]) -> Option<&'static str> {
    let layout = trial.layout;
    if layout.name() != infer::NAME || !layout.has_time() || !layout.is_stamp_behind_logger() {
        return None;
    }
    let takes_all = |other: &Trial| {
        other.lines.len() > trial.lines.len() && trial.lines.iter().all(|found| other.takes(found.line))
    };
    let is_row = |other: &&Trial| {
        let row = other.layout;
        row.name() != infer::NAME && !row.has_time() && row.has_level() && row.has_logger()
    };
    let more = trials.iter().filter(is_row).any(takes_all);
    more.then_some("its stamp is that of some messages")
}

/// Whether the further fields of a layout are only the first words of some messages of a layout already chosen.
///
/// Records of one layout do not have a field now and then. So a layout that is better for a few of the lines that another
/// explains has to say something certain about them.
pub(super) fn splits_messages(trial: &Trial, trials: &[Trial], best: &[i32], lines: &[&[u8]]) -> Option<&'static str> {
    let known = |found: &&Match| best.get(found.line).copied().unwrap_or(0);
    let better: Vec<&Match> =
        trial.lines.iter().filter(|found| known(found) > 0 && found.worth > known(found)).collect();
    let new = trial.lines.iter().filter(|found| known(found) == 0).count();
    if new * 3 >= better.len() {
        return None;
    }
    let owner = trials
        .iter()
        .filter(|other| other.chosen)
        .max_by_key(|other| better.iter().filter(|found| other.takes(found.line)).count())?;
    if better.len() * 2 > owner.lines.len() {
        return None;
    }
    let mut header = Header::default();
    let mut is_level = |found: &&Match| {
        let line = lines.get(found.line).copied().unwrap_or_default();
        let level = trial.layout.match_header(line, &mut header).then_some(header.level_span).flatten();
        let known = header.level.is_some();
        level.is_none_or(|span| known && !span.of(line).iter().any(u8::is_ascii_lowercase))
    };
    let has_levels = owner.layout.has_level() || !trial.layout.has_level() || better.iter().all(&mut is_level);
    let further_level = trial.layout.has_level() && !owner.layout.has_level() && has_levels;
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
    // `SELECT orders.id` is a message.
    let certainly_named = has_levels
        && !names.is_empty()
        && certain == better.len()
        && names.len() < better.len()
        && !owner.layout.has_logger();
    let alike =
        trial.layout.has_level() == owner.layout.has_level() && trial.layout.has_time() == owner.layout.has_time();
    let reads_loggers_as_modules = trial.layout.has_module() && owner.layout.has_logger();
    let marked = alike
        && !trial.layout.has_logger()
        && !trial.layout.has_thread()
        && !reads_loggers_as_modules
        && !trial.layout.is_fallback()
        && better.len() >= 3;
    (!certainly_named && !marked).then_some("its further fields are the first words of some messages")
}
