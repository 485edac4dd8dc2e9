//! Which wrapper an input has, by its first lines.
//!
//! A wrapper is taken when enough lines have it. How many that are, and what else must speak for it, depends on how
//! easily an application's own lines could look like it: an object with exactly docker's keys is docker's, but a word
//! before a bar may be a logger. What is found inside is looked at in the same way, as wrappers are wrapped, too.

use std::collections::BTreeSet;

use crate::format::any_stamp;
use crate::format::infer;
use crate::format::level::Level;
use crate::format::wrapper::array;
use crate::format::wrapper::container::is_numbered;
use crate::format::wrapper::named::Parted;
use crate::format::wrapper::syslog::{Stamped, has_padding, stamped};
use crate::format::wrapper::{Entry, Kind, Wrapper, without_line_ends};

/// Lines of the head that are looked at.
const HEAD_LINES: usize = 500;
/// Lines with a wrapper that begins behind others.
const LEAST_FURTHER_IN: usize = 20;
/// Wrappers inside each other that are taken off.
const MAX_LAYERS: usize = 3;
/// Programs of every system, which write to its log and nowhere else.
const DAEMONS: [&[u8]; 14] = [
    b"kernel",
    b"systemd",
    b"sshd",
    b"cron",
    b"CRON",
    b"crond",
    b"sudo",
    b"su",
    b"dbus-daemon",
    b"rsyslogd",
    b"syslogd",
    b"systemd-logind",
    b"dhclient",
    b"NetworkManager",
];

/// What log stores hand out, an object for each entry.
const EXPORTS: [Kind; 5] = [Kind::GoogleCloud, Kind::CloudWatch, Kind::Loki, Kind::SearchHit, Kind::Filebeat];

/// Finds the wrappers of an input by its first bytes.
///
/// `head` is the beginning of the input, at most some 64 KiB of which are looked at; a line that is cut at its end
/// does no harm. `None` where the application's lines stand there as they are.
///
/// ```
/// # use errmon::format::wrapper::detect;
/// let head = b"2026-11-25T17:38:30.379771123Z stderr F ValueError: bad\n";
/// assert_eq!(detect(head).unwrap().names(), ["cri"]);
/// assert_eq!(detect(b"2026-11-25T17:38:30.379Z ERROR app.main: bad\n"), None);
/// ```
pub fn detect(head: &[u8]) -> Option<Wrapper> {
    let outermost = of_many_lines(head).or_else(|| of_lines(&lines(head))).or_else(|| further_in(head))?;
    let mut wrapper = Wrapper { layers: vec![outermost] };
    while wrapper.layers.len() < MAX_LAYERS {
        let inside = unwrapped(head, &wrapper);
        let inside: Vec<&[u8]> = inside.iter().map(Vec::as_slice).collect();
        match of_lines(&inside).filter(|kind| !wrapper.layers.contains(kind)) {
            Some(kind) => wrapper.layers.push(kind),
            None => break,
        }
    }
    Some(wrapper)
}

/// The first whole lines of the head.
fn lines(head: &[u8]) -> Vec<&[u8]> {
    all_lines(head).take(HEAD_LINES).collect()
}

fn all_lines(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    let whole = memchr::memrchr(b'\n', head).and_then(|end| head.get(..end)).unwrap_or(head);
    whole.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

/// A wrapper that begins behind many lines of something else, as what was printed while a container was made. Only
/// wrappers that no application's lines look like are told so late, by nearly all lines that follow.
fn further_in(head: &[u8]) -> Option<Kind> {
    [Kind::Docker, Kind::Cri, Kind::Kubectl, Kind::Fluent].into_iter().find(|kind| {
        let is_entry = |line: &&[u8]| kind.read(line, &mut Entry::default());
        let behind: Vec<&[u8]> = all_lines(head).skip_while(|line| !is_entry(line)).take(HEAD_LINES).collect();
        behind.len() >= LEAST_FURTHER_IN && behind.iter().filter(|line| is_entry(line)).count() * 10 >= behind.len() * 9
    })
}

/// What the entries of the head hold.
fn unwrapped(head: &[u8], wrapper: &Wrapper) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    let mut rest = head;
    while let Some(length) = wrapper.entry_length(rest, false).filter(|_| all.len() < HEAD_LINES) {
        let (line, behind) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        rest = behind;
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let mut entry = Entry::default();
        if !wrapper.unwrap(line, &mut entry) || entry.goes_on {
            continue;
        }
        let text = std::mem::take(&mut entry.text);
        wrapper.lines(&text, &entry, &mut |line, _| all.push(line.to_vec()));
    }
    all
}

/// A wrapper whose entries are no lines.
fn of_many_lines(head: &[u8]) -> Option<Kind> {
    let kinds: &[Kind] = match head.first()? {
        b'{' if head.starts_with(b"{\n") => &[Kind::JournalPretty, Kind::Array],
        b'{' | b'[' => &[Kind::Array],
        b'0'..=b'9' => &[Kind::OctetCounted],
        b'<' => &[Kind::Xml],
        b'A'..=b'Z' | b'_' => &[Kind::JournalExport],
        b'\n' => &[Kind::JournalExport, Kind::Xml],
        _ => return None,
    };
    kinds.iter().copied().find(|kind| has_entries(head, *kind))
}

/// Whether most of what the head holds are entries of a wrapper whose entries are no lines.
fn has_entries(head: &[u8], kind: Kind) -> bool {
    // Objects as they stand are an application's; of a reply or an array, or in a store's own, they are handed out.
    if kind == Kind::Array && head.first() == Some(&b'{') && !array::is_reply(head) && !holds_exported(head) {
        return false;
    }
    let wrapper = Wrapper { layers: vec![kind] };
    let start = head.iter().take_while(|byte| **byte == b'\n').count();
    let mut rest = head.get(start..).unwrap_or_default();
    let (mut fitting, mut other) = (0, 0);
    while fitting + other < HEAD_LINES
        && let Some(length) = wrapper.entry_length(rest, false).or((fitting == 0).then_some(rest.len()))
        && length > 0
    {
        let (text, behind) = rest.split_at_checked(length).unwrap_or((rest, b""));
        rest = behind;
        let text = without_line_ends(text);
        if kind.read(text, &mut Entry::default()) {
            fitting += 1;
        } else if !wrapper.is_around(text) {
            other += 1;
        }
    }
    // Of a text that is cut only the last entry may be half there.
    fitting > other
}

/// The first object, over several lines, is a store's.
fn holds_exported(head: &[u8]) -> bool {
    let mut entry = Entry::default();
    let Some(length) = array::length(head).filter(|_| head.starts_with(b"{\n")) else { return false };
    Kind::Array.read(head.get(..length).unwrap_or_default(), &mut entry)
        && EXPORTS.iter().any(|kind| kind.read(&entry.text, &mut Entry::default()))
}

/// How many lines have what.
fn of_lines(lines: &[&[u8]]) -> Option<Kind> {
    let lines: Vec<&[u8]> = lines.iter().copied().filter(|line| !line.trim_ascii().is_empty()).collect();
    if lines.is_empty() {
        return None;
    }
    let strict = [Kind::Docker, Kind::Cri, Kind::Kubectl, Kind::Ray, Kind::Fluent, Kind::Tanuki, Kind::JournalJson];
    let half = |kind: &Kind| fitting(&lines, *kind).len() * 2 >= lines.len();
    if let Some(kind) = strict.into_iter().chain(EXPORTS).find(half) {
        return Some(kind);
    }
    let padding: Vec<bool> = lines.iter().filter_map(|line| has_padding(line)).collect();
    let padded = padding.iter().filter(|padded| **padded).count();
    let structured = Kind::Rfc5424 { padded: padded > 0 && padded * 10 >= padding.len() * 9 };
    if half(&structured) || is_sent(&lines, &|line| structured.read(line, &mut Entry::default())) {
        return Some(structured);
    }
    system_log(&lines)
        .or_else(|| is_compose(&lines).then_some(Kind::Compose))
        .or_else(|| (fitting(&lines, Kind::LevelPrefix).len() * 10 >= lines.len() * 9).then_some(Kind::LevelPrefix))
        .or_else(|| (fitting(&lines, Kind::Procfile).len() * 10 >= lines.len() * 9).then_some(Kind::Procfile))
        .or_else(|| is_aws_tail(&lines).then_some(Kind::AwsTail))
        .or_else(|| is_stamped(&lines).then_some(Kind::Timestamps))
        .or_else(|| is_stern(&lines).then_some(Kind::Stern))
        .or_else(|| named(&lines))
}

/// Whether the messages of a log begin with a priority, which no application's lines do. What begins like no header of its
/// own beside them are the further lines of messages: a library that sends a trace as it is breaks it over many lines.
///
/// Lines above the first one are the end of a trace at most, and a single one is followed by a trace, if by anything: among
/// what a program prints it may be printed, too.
fn is_sent(lines: &[&[u8]], is_entry: &dyn Fn(&[u8]) -> bool) -> bool {
    let Some(first) = lines.iter().position(|line| is_entry(line)) else { return false };
    let entries = lines.iter().filter(|line| is_entry(line)).count();
    let is_header = |line: &&&[u8]| !is_entry(line) && infer::begins_like_header(line);
    let above = lines.iter().take(first).filter(|line| !matches!(line, [b' ' | b'\t', ..])).count();
    let is_alone = || match lines.get(first + 1) {
        Some(next) => !matches!(next, [b' ' | b'\t', ..]) && !infer::begins_trace(next),
        None => false,
    };
    above < entries && lines.iter().filter(is_header).count() < entries && (entries > 1 || !is_alone())
}

fn fitting<'a>(lines: &[&'a [u8]], kind: Kind) -> Vec<Entry<'a>> {
    let read = |line: &&'a [u8]| {
        let mut entry = Entry::default();
        kind.read(line, &mut entry).then_some(entry)
    };
    lines.iter().filter_map(read).collect()
}

/// A log with stamp, host and tag before each message.
fn system_log(lines: &[&[u8]]) -> Option<Kind> {
    let mut entries = Vec::new();
    let mut kinds: Vec<(Stamped, usize)> = Vec::new();
    for line in lines {
        let mut entry = Entry::default();
        let Some(kind) = stamped(line, &mut entry) else { continue };
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
        entries.push((kind, entry));
    }
    let (kind, _) = *kinds.iter().max_by_key(|(_, count)| *count)?;
    entries.retain(|(other, _)| *other == kind);
    // Indented lines may be the rest of a message.
    let candidates = lines.iter().filter(|line| !matches!(line.first(), Some(b' ' | b'\t'))).count();
    let count = entries.len();
    let has_priority = |line: &[u8]| {
        let mut entry = Entry::default();
        stamped(line, &mut entry) == Some(kind) && entry.level.is_some()
    };
    let is_sent = is_sent(lines, &has_priority);
    if count * 10 < candidates * 6 && !is_sent {
        return None;
    }
    let share = |fits: &dyn Fn(&Entry<'_>) -> bool| entries.iter().filter(|(_, entry)| fits(entry)).count();
    let hosts: BTreeSet<&[u8]> = entries.iter().map(|(_, entry)| entry.host).collect();
    let tags: BTreeSet<&[u8]> = entries.iter().map(|(_, entry)| entry.process).filter(|tag| !tag.is_empty()).collect();
    let tagged = share(&|entry| !entry.process.is_empty());
    let numbered = share(&|entry| !entry.pid.is_empty());
    let own_stamps = share(&|entry| begins_with_stamp(&entry.text));
    let levels = share(&|entry| begins_with_level(&entry.text));
    let given = share(&|entry| entry.level.is_some());
    // No application prints all that before the lines of its traces.
    let frames = share(&|entry| entry.text.starts_with(b"  File \"") || entry.text.starts_with(b"\tat "));
    let is_known = tags.iter().any(|tag| DAEMONS.contains(tag));
    if hosts.len() > 2.max(count / 4) || (tagged + own_stamps) * 10 < count * 6 && !is_sent {
        return None;
    }
    let is_sure = numbered * 10 >= count || is_known || own_stamps * 2 >= count || given * 2 >= count;
    let fits = match kind {
        Stamped::Month => is_sure || hosts.len() <= 2 && tagged * 10 >= count * 8,
        Stamped::Iso => {
            is_sure || hosts.len() == 1 && (tags.len() > 1 || levels * 2 >= count || tagged == count && frames > 0)
        }
        Stamped::Full | Stamped::Unix => is_sure,
        Stamped::Monotonic => numbered * 2 >= count,
    };
    fits.then_some(Kind::Syslog(kind))
}

/// The name of a container and a bar before each line.
fn is_compose(lines: &[&[u8]]) -> bool {
    let entries = fitting(lines, Kind::Compose);
    let count = entries.len();
    if count * 10 < lines.len() * 9 {
        return false;
    }
    let numbered = entries.iter().filter(|entry| is_numbered(entry.container)).count();
    let names: BTreeSet<&[u8]> = entries.iter().map(|entry| entry.container).collect();
    let is_record = |text: &[u8]| begins_with_stamp(text) || is_dated_object(text);
    let own_stamps = entries.iter().filter(|entry| is_record(&entry.text)).count();
    let bars = entries.iter().filter(|entry| memchr::memmem::find(&entry.text, b" | ").is_some()).count();
    let is_thread =
        |name: &&[u8]| name.starts_with(b"Thread") || name.starts_with(b"MainThread") || name.starts_with(b"pool-");
    // A column of threads or loggers is followed by others.
    if names.iter().any(is_thread) || bars * 2 >= count && own_stamps * 2 < count {
        return false;
    }
    let widths: BTreeSet<usize> = lines.iter().filter_map(|line| memchr::memchr(b'|', line)).collect();
    // The names that docker gives are numbered; of other names the stamps behind them must tell.
    numbered * 2 >= count || widths.len() == 1 && own_stamps * 2 >= count
}

/// A stamp of the runtime before each line, also before those that begin no record.
///
/// Applications print stamps of the same form, though not before the lines of their traces, and hardly with so many
/// digits as docker.
fn is_stamped(lines: &[&[u8]]) -> bool {
    let entries = fitting(lines, Kind::Timestamps);
    let count = entries.len();
    if count * 20 < lines.len() * 19 {
        return false;
    }
    let share = |fits: &dyn Fn(&[u8]) -> bool| entries.iter().filter(|entry| fits(&entry.text)).count();
    if share(&begins_with_stamp) * 2 >= count || share(&is_dated_object) * 2 >= count {
        return true;
    }
    let precise = |entry: &&Entry<'_>| entry.stamp.is_some_and(|stamp| stamp.fraction_digits >= 8);
    if entries.iter().filter(precise).count() * 2 < count {
        return entries.iter().any(|entry| is_line_of_trace(&entry.text));
    }
    let goes_on = |text: &[u8]| {
        let is_indented = matches!(text.first(), Some(b' ' | b'\t')) && !begins_with_level(text.trim_ascii_start());
        text.is_empty() || is_indented || is_line_of_trace(text)
    };
    entries.iter().any(|entry| goes_on(&entry.text))
}

/// Stamp and log stream before each line: an application that prints a path there prints none before the lines of traces,
/// and no stamp of its own behind it.
fn is_aws_tail(lines: &[&[u8]]) -> bool {
    let entries = fitting(lines, Kind::AwsTail);
    let count = entries.len();
    let streams: BTreeSet<&[u8]> = entries.iter().map(|entry| entry.channel).collect();
    count * 20 >= lines.len() * 19
        && streams.len() <= 2.max(count / 4)
        && entries.iter().any(|entry| is_line_of_trace(&entry.text) || begins_with_stamp(&entry.text))
}

/// Pod and container before each line: two words as any, so most texts behind them must be records or parts of traces.
fn is_stern(lines: &[&[u8]]) -> bool {
    let entries = fitting(lines, Kind::Stern);
    let count = entries.len();
    let senders: BTreeSet<(&[u8], &[u8])> = entries.iter().map(|entry| (entry.pod, entry.container)).collect();
    let is_known = |text: &[u8]| begins_with_stamp(text) || is_line_of_trace(text) || text.starts_with(b"    ");
    count * 20 >= lines.len() * 19
        && senders.len() <= 2.max(count / 4)
        && entries.iter().filter(|entry| is_known(&entry.text)).count() * 2 >= count
        && entries.iter().any(|entry| begins_with_stamp(&entry.text))
}

/// The name of a log before each line, and records behind it.
fn named(lines: &[&[u8]]) -> Option<Kind> {
    // `grep` parts groups of lines by a line of its own.
    let lines: Vec<&[u8]> = lines.iter().copied().filter(|line| *line != b"--").collect();
    [Parted::Blank, Parted::Number, Parted::Colon].map(Kind::Named).into_iter().find(|kind| {
        let entries = fitting(&lines, *kind);
        let files: BTreeSet<&[u8]> = entries.iter().map(|entry| entry.file).collect();
        let is_record = |text: &[u8]| {
            begins_with_stamp(text) || begins_with_level(text) || is_dated_object(text) || is_line_of_trace(text)
        };
        entries.len() * 20 >= lines.len() * 19
            && files.len() <= 2.max(entries.len() / 2)
            && entries.iter().any(|entry| is_record(&entry.text))
    })
}

/// A line that stands inside a trace and nowhere else.
fn is_line_of_trace(text: &[u8]) -> bool {
    let starts: [&[u8]; 3] = [b"Traceback (most recent call last):", b"  File \"", b"\tat "];
    starts.iter().any(|start| text.starts_with(start))
}

/// An object of JSON that is a record with a time of its own, as far as a look tells.
fn is_dated_object(text: &[u8]) -> bool {
    let keys: [&[u8]; 3] = [b"\"time\"", b"timestamp\"", b"\"ts\""];
    let has = |key: &&[u8]| memchr::memmem::find(text, key).is_some();
    text.starts_with(b"{\"") && text.ends_with(b"}") && keys.iter().any(has)
}

/// Whether a text begins with a stamp of its own, be it in brackets, behind a level or as the first of its pairs.
fn begins_with_stamp(text: &[u8]) -> bool {
    let key = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let is_paired = key > 0 && text.get(key) == Some(&b'=');
    let text = if is_paired { text.get(key + 1..).unwrap_or_default() } else { text };
    let text = text.strip_prefix(b"[").or_else(|| text.strip_prefix(b"\"")).unwrap_or(text);
    any_stamp::recognise(text, 0).is_some() || {
        let word = level_word(text);
        word > 0
            && text.get(word..).is_some_and(|rest| {
                let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'[' | b']' | b':')).count();
                any_stamp::recognise(rest, blanks).is_some()
            })
    }
}

fn begins_with_level(text: &[u8]) -> bool {
    level_word(text.strip_prefix(b"[").unwrap_or(text)) > 0
}

/// Length of the level's word that a text begins with.
fn level_word(text: &[u8]) -> usize {
    let length = text.iter().take(10).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let is_level = text.get(..length).is_some_and(|word| Level::parse(word).is_some());
    if is_level { length } else { 0 }
}

#[cfg(test)]
mod tests;
