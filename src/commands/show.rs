//! `errmon show`: one issue.

use std::ops::ControlFlow;

use crate::cli::{Format, ShowArgs};
use crate::commands::session::{Session, deliver, look};
use crate::commands::{Context, Error, Exit};
use crate::output::issue::{self, Document};
use crate::output::{csv, event, json, markdown, ndjson};
use crate::pipeline::Visit;
use crate::report::{self, Found};

pub(crate) fn run(args: &ShowArgs, context: &mut Context<'_>) -> Result<Exit, Error> {
    let mut session = Session::open(&args.input, &args.filter, &args.output, context)?;
    // Events are looked at one by one, since lines are counted only then: the last event's place has its line.
    let outcome = session.visit(Visit::Events, context, &mut |_, _| ControlFlow::Continue(()));
    let found = match report::find(&outcome.summary, &args.issue) {
        Found::One(found) => found,
        Found::None => return Err(Error::NotFound { what: args.issue.clone(), several: Vec::new() }),
        Found::Several(several) => return Err(Error::NotFound { what: args.issue.clone(), several }),
    };
    let paths = session.paths();
    let row = report::issue_row(&outcome.summary, found, &paths, session.settings.zone);
    let events = event::Context { paths: &paths, own: &session.settings.own };
    let (look, masked) = (look(&args.output, context.around), session.masked());
    deliver(&args.output, context, |out| match session.format(Format::Table) {
        Format::Table => issue::issue(out, &row, &found.sample, &events, &look),
        Format::Json => json::document(out, &Document::new(&row, &found.sample, &events), masked),
        Format::Ndjson => ndjson::line(out, &Document::new(&row, &found.sample, &events), masked),
        Format::Csv => csv::issues(out, std::slice::from_ref(&row), masked),
        Format::Markdown => markdown::issues(out, std::slice::from_ref(&row)),
    })?;
    Ok(session.exit())
}
