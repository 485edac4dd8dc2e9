//! `errmon analyze`: the whole report.

use crate::cli::{AnalyzeArgs, Format};
use crate::commands::session::{Session, deliver, look};
use crate::commands::{Context, Error, Exit};
use crate::output::{csv, json, markdown, ndjson, table};
use crate::report::{ISSUE_SCHEMA, Report};

pub(crate) fn run(args: &AnalyzeArgs, context: &mut Context<'_>) -> Result<Exit, Error> {
    let mut session = Session::open(&args.input, &args.filter, &args.output, context)?;
    let outcome = session.summarise(context);
    if session.is_void(&outcome) {
        return Ok(session.exit());
    }
    let report = Report::new(&outcome.summary, &session.report_options(&outcome));
    let (look, masked) = (look(&args.output, context.around), session.masked());
    deliver(&args.output, context, |out| match session.format(Format::Table) {
        Format::Table => table::report(out, &report, &look),
        Format::Json => json::document(out, &report, masked),
        Format::Ndjson => report
            .issues
            .iter()
            .try_for_each(|row| ndjson::line(out, &ndjson::Named { schema: ISSUE_SCHEMA, row }, masked)),
        Format::Csv => csv::issues(out, &report.issues, masked),
        Format::Markdown => markdown::report(out, &report),
    })?;
    Ok(session.exit())
}
