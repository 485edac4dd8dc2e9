//! What a reader should know about the numbers, in words.

use crate::summary::{IssueSummary, Summary};

/// Issues whose repeated logging is told one by one; of more only the sum is told.
const TOLD_ONE_BY_ONE: usize = 3;

/// The notes, in a fixed order.
pub(crate) fn notes(summary: &Summary, ranked: &[&IssueSummary]) -> Vec<String> {
    let mut notes = repeated(summary, ranked);
    let seen = &summary.coverage;
    if seen.levelless > 0 {
        notes.push(format!(
            "{} no level and {} at an assumed one (`--assume-level`)",
            counted(seen.levelless, "record has", "records have"),
            if seen.levelless == 1 { "counts" } else { "count" }
        ));
    }
    if seen.week_year_stamps > 0 {
        notes.push(format!(
            "`YYYY` in the date pattern is the week-based year, so {} a date of the wrong year; it was corrected, but the \
             pattern should say `yyyy`",
            counted(seen.week_year_stamps, "stamp shows", "stamps show")
        ));
    }
    if seen.records_cut > 0 {
        notes.push(format!(
            "{} longer than the limit and cut in the middle (`--max-body`)",
            counted(seen.records_cut, "record is", "records are")
        ));
    }
    if seen.torn > 0 {
        notes.push(format!(
            "{} too late for the record that {} to, behind too many lines of others",
            counted(seen.torn, "line came", "lines came"),
            if seen.torn == 1 { "it belongs" } else { "they belong" }
        ));
    }
    if seen.loose_parts > 0 {
        notes.push(format!(
            "{} of a trace logged line by line and not put together: its headers name no thread or process, or other \
             writers' lines stand between and no such trace stands in the first 64 KiB",
            counted(seen.loose_parts, "record is a line", "records are lines")
        ));
    }
    if seen.interleaved > 0 {
        notes.push(format!(
            "{} lines of another record (`interleaved`): several writers wrote to one file at once",
            counted(seen.interleaved, "record holds", "records hold")
        ));
    }
    if seen.truncated > 0 {
        notes.push(format!("{} cut off by the end of the input", counted(seen.truncated, "event is", "events are")));
    }
    if seen.repeated > 0 {
        notes.push(format!(
            "{} in two files of a rotated set and {} once",
            counted(seen.repeated, "line stands", "lines stand"),
            if seen.repeated == 1 { "counts" } else { "count" }
        ));
    }
    if seen.invalid_utf8 > 0 {
        notes.push(format!(
            "{} not UTF-8 and shown as U+FFFD; `--encoding` takes the name of another encoding",
            counted(seen.invalid_utf8, "byte is", "bytes are")
        ));
    }
    if seen.unreadable_stamps > 0 {
        notes.push(format!(
            "{} a stamp that could not be read",
            counted(seen.unreadable_stamps, "record has", "records have")
        ));
    }
    if summary.timeless > 0 {
        notes.push(format!(
            "{} no time: no series and no filter by time can count {}",
            counted(summary.timeless, "event has", "events have"),
            if summary.timeless == 1 { "it" } else { "them" }
        ));
    }
    if summary.other_issue_events > 0 {
        notes.push(format!(
            "{} of issues beyond the number that is kept apart",
            counted(summary.other_issue_events, "event is", "events are")
        ));
    }
    notes
}

/// Failures that were logged more than once: the events that repeat another are no incidents of their own.
fn repeated(summary: &Summary, ranked: &[&IssueSummary]) -> Vec<String> {
    let with: Vec<&&IssueSummary> = ranked.iter().filter(|issue| issue.duplicates > 0).collect();
    if with.len() > TOLD_ONE_BY_ONE {
        return vec![format!(
            "{} events are {} incidents: {} the same failure again, and count once as an incident",
            summary.events,
            summary.events.saturating_sub(summary.duplicates),
            counted(summary.duplicates, "event logs", "events log"),
        )];
    }
    with.iter()
        .map(|issue| {
            let name = issue.type_name.as_deref().unwrap_or("this message");
            let id = issue.fingerprint.short();
            match (issue.incidents(), issue.events) {
                (1, 2) => format!("one failure was logged twice: {name} ({id}) is 2 events but 1 incident"),
                (1, events) => format!("one failure was logged {events} times: {name} ({id}) is 1 incident"),
                (incidents, events) => {
                    let events = counted(events, "event", "events");
                    format!(
                        "some failures were logged more than once: {name} ({id}) is {events} but {incidents} incidents"
                    )
                }
            }
        })
        .collect()
}

/// `1 record has`, `2 records have`.
fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
