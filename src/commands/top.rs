//! `errmon top`: one ranked table.

use crate::cli::{By, Format, TopArgs};
use crate::commands::session::{Session, deliver, look};
use crate::commands::{Context, Error, Exit};
use crate::output::ndjson::Named;
use crate::output::{csv, json, markdown, ndjson, table};
use crate::report::TopReport;
use crate::report::top::{Key, ROW_SCHEMA};

pub(crate) fn run(args: &TopArgs, context: &mut Context<'_>) -> Result<Exit, Error> {
    let mut session = Session::open(&args.input, &args.filter, &args.output, context)?;
    let key = key(args.by);
    session.settings.count_messages = key == Key::Message;
    let outcome = session.summarise(context);
    if session.is_void(&outcome) {
        return Ok(session.exit());
    }
    let report = TopReport::new(&outcome.summary, key, &session.report_options(&outcome));
    let (look, masked) = (look(&args.output, context.around), session.masked());
    deliver(&args.output, context, |out| match session.format(Format::Table) {
        Format::Table => table::top(out, &report, &look),
        Format::Json => json::document(out, &report, masked),
        Format::Ndjson => {
            let mut rows = report.top.rows.iter().map(|row| Named { schema: ROW_SCHEMA, row });
            rows.try_for_each(|row| ndjson::line(out, &row, masked))
        }
        Format::Csv => csv::top(out, &report.top, masked),
        Format::Markdown => markdown::top(out, &report),
    })?;
    Ok(session.exit())
}

const fn key(by: By) -> Key {
    match by {
        By::Type => Key::Type,
        By::RootType => Key::RootType,
        By::Module => Key::Module,
        By::Logger => Key::Logger,
        By::Issue => Key::Issue,
        By::Culprit => Key::Culprit,
        By::File => Key::File,
        By::Thread => Key::Thread,
        By::Level => Key::Level,
        By::Message => Key::Message,
        By::Hour => Key::Hour,
    }
}
