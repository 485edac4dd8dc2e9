//! The order of issues, and an issue by the beginning of its id.

use crate::summary::{IssueSummary, Summary};

/// Issues by events (most first), then by first seen (those without a moment last), then by fingerprint.
pub fn ranked(summary: &Summary) -> Vec<&IssueSummary> {
    let mut issues: Vec<&IssueSummary> = summary.issues.iter().collect();
    issues.sort_by_key(|issue| {
        (std::cmp::Reverse(issue.events), issue.span.map_or(i64::MAX, |span| span.first), issue.fingerprint)
    });
    issues
}

/// What the beginning of an id leads to.
#[derive(Debug, Clone)]
pub enum Found<'a> {
    /// Exactly one issue.
    One(&'a IssueSummary),
    /// No issue.
    None,
    /// Several; their ids, in order.
    Several(Vec<String>),
}

/// Finds the issue whose id or fingerprint begins with `prefix` (hex digits in any case, with or without `v1:`).
pub fn find<'a>(summary: &'a Summary, prefix: &str) -> Found<'a> {
    let prefix = prefix.to_ascii_lowercase();
    let digits = prefix.strip_prefix("v1:").unwrap_or(&prefix);
    if digits.is_empty() {
        return Found::None;
    }
    let hits: Vec<&IssueSummary> = ranked(summary)
        .into_iter()
        .filter(|issue| format!("{:032x}", issue.fingerprint.value()).starts_with(digits))
        .collect();
    match hits.as_slice() {
        [] => Found::None,
        [one] => Found::One(one),
        several => Found::Several(several.iter().map(|issue| issue.fingerprint.id()).collect()),
    }
}
