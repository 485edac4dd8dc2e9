//! `errmon events`: normalised events, as they are read.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::ControlFlow;

use crate::cli::{EventsArgs, Format};
use crate::commands::session::{Session, look};
use crate::commands::sink::Sink;
use crate::commands::{Context, Error, Exit};
use crate::event::Event;
use crate::issue::Identity;
use crate::output::event::{self, EventRow};
use crate::output::{csv, ndjson, table};
use crate::pipeline::Visit;

pub(crate) fn run(args: &EventsArgs, context: &mut Context<'_>) -> Result<Exit, Error> {
    let mut session = Session::open(&args.input, &args.filter, &args.output, context)?;
    let format = session.format(Format::Ndjson);
    if format == Format::Markdown {
        return Err(Error::Usage {
            problem: "events have no form `markdown`".to_owned(),
            hint: Some("`errmon analyze --format markdown` writes a report".to_owned()),
        });
    }
    let what = match (args.all_records, args.unrecognised) {
        (true, _) => Visit::AllRecords,
        (_, true) => Visit::Unrecognised,
        _ => Visit::Events,
    };
    let (paths, own, masked) = (session.paths(), session.settings.own.clone(), session.masked());
    let events = event::Context { paths: &paths, own: &own };
    let look = look(&args.output, context.around);
    let limit = args.output.limit.filter(|limit| *limit > 0).unwrap_or(usize::MAX);
    let Context { out, err, around } = context;
    let mut sink = Sink::open(args.output.file(), *out)?;
    let mut written = 0_usize;
    let mut failed = sink.write(|out| head(out, format)).err();
    // Messages go to standard error while events are read, so standard output is held by the sink alone.
    let mut nothing = io::sink();
    let reading = &mut Context { out: &mut nothing, err: *err, around };
    if failed.is_none() {
        session.visit(what, reading, &mut |event, identity| {
            let result = sink.write(|out| match format {
                Format::Table => table::event(out, event, identity, &events, &look),
                Format::Csv => csv::event(out, event, identity, &events, masked),
                _ => {
                    if format == Format::Json {
                        out.write_all(if written == 0 { b"\n" } else { b",\n" })?;
                    }
                    one(out, event, identity, &events, masked, format)
                }
            });
            written += 1;
            failed = result.err();
            if failed.is_some() || written >= limit { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
    }
    if let Some(error) = failed {
        return Err(error);
    }
    if format == Format::Json {
        sink.write(|out| out.write_all(b"\n]\n"))?;
    }
    sink.finish()?;
    Ok(session.exit())
}

fn head(out: &mut dyn Write, format: Format) -> io::Result<()> {
    match format {
        Format::Csv => csv::line(out, csv::EVENT_HEAD.map(Cow::Borrowed)),
        Format::Json => out.write_all(b"["),
        _ => Ok(()),
    }
}

/// One event: a line of its own, or, inside a document, without the line's end.
fn one(
    out: &mut dyn Write,
    event: &Event,
    identity: Option<&Identity>,
    context: &event::Context<'_>,
    masked: bool,
    format: Format,
) -> io::Result<()> {
    let row = EventRow::new(event, identity, context);
    if format == Format::Ndjson {
        return ndjson::line(out, &row, masked);
    }
    ndjson::object(out, &row, masked)
}
