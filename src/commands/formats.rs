//! `errmon formats`: the catalogue of layouts, those of a file with their scores, or those of a configuration.

use crate::cli::{Format, FormatsArgs};
use crate::commands::logging_config::{self, Compiled};
use crate::commands::session::{deliver, format, look};
use crate::commands::{Context, Error, Exit, settings};
use crate::format::catalogue;
use crate::format::detect::HEAD_BYTES;
use crate::format::level::Level;
use crate::format::wrapper::{self, Wrapper};
use crate::input::{self, Stdin};
use crate::output::formats::{self, CONFIGURATION_SCHEMA, ConfigurationRow, FormatRow, LayoutRow, ScoreRow};
use crate::output::{json, ndjson};
use crate::pipeline::detect_in_head;
use crate::record::unwrap::text_of_head;

pub(crate) fn run(args: &FormatsArgs, context: &mut Context<'_>) -> Result<Exit, Error> {
    let look = look(&args.output, context.around);
    let form = format(&args.output, Format::Table);
    if !args.config.is_empty() {
        return of_configurations(args, form, context);
    }
    let Some(path) = &args.detect else {
        let rows: Vec<FormatRow> = catalogue::entries().iter().map(FormatRow::new).collect();
        deliver(&args.output, context, |out| match form {
            Format::Json => json::document(out, &rows, false),
            Format::Ndjson => rows.iter().try_for_each(|row| ndjson::line(out, row, false)),
            _ => formats::catalogue(out, &rows, &look),
        })?;
        return Ok(Exit::Done);
    };
    let head = input::head(path, Stdin::open(), settings::charset_of(args.encoding.as_deref())?)?;
    let wrapper = wrapper::detect(&head);
    let names = wrapper.as_ref().map(Wrapper::names).unwrap_or_default();
    let head = match wrapper {
        Some(wrapper) => text_of_head(&wrapper, &head, head.len() < HEAD_BYTES, &[]),
        None => head,
    };
    let detection = detect_in_head(&head, &catalogue::layouts());
    let rows: Vec<ScoreRow> = detection.scores.iter().map(|score| ScoreRow::new(score, &names)).collect();
    deliver(&args.output, context, |out| match form {
        Format::Json => json::document(out, &rows, false),
        Format::Ndjson => rows.iter().try_for_each(|row| ndjson::line(out, row, false)),
        _ => formats::detection(out, &path.display().to_string(), detection.lines, &names, &rows, &look),
    })?;
    Ok(Exit::Done)
}

/// The layouts of configurations of the logging libraries.
fn of_configurations(args: &FormatsArgs, form: Format, context: &mut Context<'_>) -> Result<Exit, Error> {
    let mut rows = Vec::new();
    for path in &args.config {
        let Compiled { found, layouts } = logging_config::compile(path)?;
        let layouts = found.layouts.iter().zip(&layouts).map(|(layout, compiled)| LayoutRow {
            place: found.location(layout.place),
            owner: layout.owner.clone(),
            dialect: layout.dialect().name(),
            pattern: layout.pattern.as_str().to_owned(),
            datefmt: layout.datefmt.as_ref().map(|datefmt| datefmt.as_str().to_owned()),
            readings: compiled.as_ref().map_or(0, Vec::len),
            problem: compiled.as_ref().err().map(|error| logging_config::warning(error).0),
        });
        rows.push(ConfigurationRow {
            schema: CONFIGURATION_SCHEMA,
            path: path.display().to_string(),
            library: found.kind.name(),
            root_level: found.root_level.map(Level::name),
            layouts: layouts.collect(),
            notes: found.notes.iter().map(|(place, note)| format!("{}: {note}", found.location(*place))).collect(),
        });
    }
    let look = look(&args.output, context.around);
    deliver(&args.output, context, |out| match form {
        Format::Json => json::document(out, &rows, false),
        Format::Ndjson => rows.iter().try_for_each(|row| ndjson::line(out, row, false)),
        _ => rows.iter().try_for_each(|row| formats::configuration(out, row, &look)),
    })?;
    Ok(Exit::Done)
}
