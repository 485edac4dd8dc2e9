//! The JSON Schemas of what errmon writes (draft 2020-12), as they are shipped.

/// A schema and the name by which it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schema {
    /// Name without version: `report`.
    pub name: &'static str,
    /// Name with version, as documents carry it: `errmon.report/1`.
    pub id: &'static str,
    /// The schema itself.
    pub text: &'static str,
}

/// All schemas.
pub const SCHEMAS: [Schema; 8] = [
    Schema { name: "report", id: crate::report::SCHEMA, text: include_str!("schema/report.json") },
    Schema { name: "event", id: crate::output::event::SCHEMA, text: include_str!("schema/event.json") },
    Schema { name: "issue", id: crate::report::ISSUE_SCHEMA, text: include_str!("schema/issue.json") },
    Schema { name: "explanation", id: crate::output::explain::SCHEMA, text: include_str!("schema/explanation.json") },
    Schema { name: "count", id: crate::report::top::ROW_SCHEMA, text: include_str!("schema/count.json") },
    Schema { name: "format", id: crate::output::formats::FORMAT_SCHEMA, text: include_str!("schema/format.json") },
    Schema {
        name: "detection",
        id: crate::output::formats::DETECTION_SCHEMA,
        text: include_str!("schema/detection.json"),
    },
    Schema {
        name: "configuration",
        id: crate::output::formats::CONFIGURATION_SCHEMA,
        text: include_str!("schema/configuration.json"),
    },
];

/// The schema of a name, with or without `errmon.` in front and the version behind.
///
/// ```
/// # use errmon::output::schema::find;
/// assert_eq!(find("report"), find("errmon.report/1"));
/// assert!(find("nonsense").is_none());
/// ```
pub fn find(name: &str) -> Option<&'static Schema> {
    SCHEMAS.iter().find(|schema| schema.name == name || schema.id == name)
}

#[cfg(test)]
mod tests;
