//! How much of the input was understood, so that nobody trusts a number more than it deserves.

use serde::Serialize;

use crate::report::row::{PlaceRow, is_zero};
use crate::summary::Summary;

/// How much was understood. `lines_read` is always `lines_in_records` + `lines_unrecognised` + `lines_repeated`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Lines read.
    pub lines_read: u64,
    /// Lines that belong to a record.
    pub lines_in_records: u64,
    /// Lines that belong to none.
    pub lines_unrecognised: u64,
    /// Lines that another file of the same rotated set holds too; they count there.
    #[serde(skip_serializing_if = "is_zero")]
    pub lines_repeated: u64,
    /// The commonest shapes of unrecognised lines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shapes: Vec<ShapeRow>,
    /// Unrecognised lines of shapes that were not kept.
    #[serde(skip_serializing_if = "is_zero")]
    pub other_shapes: u64,
    /// Records whose body was cut at the limit.
    #[serde(skip_serializing_if = "is_zero")]
    pub records_cut: u64,
    /// Bytes that were cut.
    #[serde(skip_serializing_if = "is_zero")]
    pub bytes_cut: u64,
    /// Events that the end of the input cut off.
    #[serde(skip_serializing_if = "is_zero")]
    pub truncated: u64,
    /// Records whose stamp could not be read.
    #[serde(skip_serializing_if = "is_zero")]
    pub unreadable_stamps: u64,
    /// Stamps whose week year was corrected.
    #[serde(skip_serializing_if = "is_zero")]
    pub week_year_stamps: u64,
    /// Records without a level.
    #[serde(skip_serializing_if = "is_zero")]
    pub levelless_records: u64,
    /// Events without a moment.
    #[serde(skip_serializing_if = "is_zero")]
    pub timeless_events: u64,
    /// Bytes that are not UTF-8.
    #[serde(skip_serializing_if = "is_zero")]
    pub invalid_utf8_bytes: u64,
    /// NUL bytes.
    #[serde(skip_serializing_if = "is_zero")]
    pub nul_bytes: u64,
    /// Records whose header ends in CR LF.
    #[serde(skip_serializing_if = "is_zero")]
    pub crlf_records: u64,
    /// Records that hold lines of another one, since several writers wrote at once.
    #[serde(skip_serializing_if = "is_zero")]
    pub interleaved_records: u64,
    /// Lines that came too late for the record that they belong to.
    #[serde(skip_serializing_if = "is_zero")]
    pub torn_lines: u64,
    /// Lines of traces logged line by line that are records of their own.
    #[serde(skip_serializing_if = "is_zero")]
    pub loose_trace_lines: u64,
}

/// Unrecognised lines of one shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShapeRow {
    /// Their common template.
    pub template: String,
    /// How many.
    pub lines: u64,
    /// The first one.
    pub sample: String,
    /// Where it stands.
    pub place: PlaceRow,
}

impl Coverage {
    pub(crate) fn new(summary: &Summary, paths: &[String]) -> Self {
        let seen = &summary.coverage;
        let lines_read: u64 = summary.sources.iter().map(|source| source.lines).sum();
        let mut shapes: Vec<ShapeRow> = seen
            .shapes
            .iter()
            .map(|shape| ShapeRow {
                template: shape.template.clone(),
                lines: shape.lines,
                sample: shape.sample.clone(),
                place: PlaceRow::new(shape.place, paths),
            })
            .collect();
        shapes.sort_by_key(|shape| std::cmp::Reverse(shape.lines));
        Self {
            lines_read,
            lines_in_records: lines_read.saturating_sub(seen.unrecognised + seen.repeated),
            lines_unrecognised: seen.unrecognised,
            lines_repeated: seen.repeated,
            shapes,
            other_shapes: seen.other_shapes,
            records_cut: seen.records_cut,
            bytes_cut: seen.bytes_cut,
            truncated: seen.truncated,
            unreadable_stamps: seen.unreadable_stamps,
            week_year_stamps: seen.week_year_stamps,
            levelless_records: seen.levelless,
            timeless_events: summary.timeless,
            invalid_utf8_bytes: seen.invalid_utf8,
            nul_bytes: seen.nul_bytes,
            crlf_records: seen.crlf_records,
            interleaved_records: seen.interleaved,
            torn_lines: seen.torn,
            loose_trace_lines: seen.loose_parts,
        }
    }
}
