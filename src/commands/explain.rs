//! `errmon explain`: what makes an event the issue that it is.

use std::ops::ControlFlow;
use std::path::Path;

use crate::cli::{ExplainArgs, Format};
use crate::commands::session::{Session, deliver, look};
use crate::commands::{Context, Error, Exit};
use crate::event::Event;
use crate::issue;
use crate::output::explain::{self, Explanation};
use crate::output::{json, ndjson};
use crate::pipeline::Visit;
use crate::report::{self, Found};

pub(crate) fn run(args: &ExplainArgs, context: &mut Context<'_>) -> Result<Exit, Error> {
    let place = place(&args.what);
    let mut input;
    let typed = match &place {
        // `FILE:LINE` names its file already.
        Some((file, _)) if args.input.paths.is_empty() => {
            input = args.input.clone();
            input.paths.push(file.into());
            &input
        }
        _ => &args.input,
    };
    if place.is_none() && args.input.paths.is_empty() && names_file(&args.what) {
        return Err(Error::Usage {
            problem: format!("`{}` names no line of a file", args.what),
            hint: Some(format!("`errmon explain {}:12` explains the record at line 12", file_of(&args.what))),
        });
    }
    let mut session = Session::open(typed, &args.filter, &args.output, context)?;
    let event = match &place {
        Some((file, line)) => at(&mut session, context, file, *line),
        None => issue(&mut session, context, &args.what)?,
    };
    let event = event.ok_or_else(|| match &place {
        Some((file, line)) => Error::Usage {
            problem: format!("no record stands at line {line} of `{file}`"),
            hint: Some("`errmon events` prints each event with its line".to_owned()),
        },
        None => Error::NotFound { what: args.what.clone(), several: Vec::new() },
    })?;
    let (own, template) = (&session.settings.own, &session.settings.template);
    let (exception, message) = (event.exception.as_ref(), event.message.as_deref().unwrap_or_default());
    let (fingerprint, text) = issue::fingerprint(exception, message, own, template);
    let explanation = Explanation::new(fingerprint, &text, &issue::explain(exception, message, own, template));
    let (look, masked) = (look(&args.output, context.around), session.masked());
    deliver(&args.output, context, |out| match session.format(Format::Table) {
        Format::Json => json::document(out, &explanation, masked),
        Format::Ndjson => ndjson::line(out, &explanation, masked),
        _ => explain::table(out, &explanation, &look),
    })?;
    Ok(session.exit())
}

/// `FILE:LINE`, unless it can be an issue's id.
fn place(what: &str) -> Option<(String, u64)> {
    let (file, line) = what.rsplit_once(':')?;
    Some((file.to_owned(), line.parse().ok().filter(|line| *line > 0)?)).filter(|_| file != "v1")
}

/// The file in `FILE` or `FILE:` with what is no line behind it.
fn file_of(what: &str) -> &str {
    if Path::new(what).is_file() { what } else { what.rsplit_once(':').map_or(what, |(file, _)| file) }
}

/// Whether a file is meant where an issue's id or a line is wanted.
fn names_file(what: &str) -> bool {
    Path::new(file_of(what)).is_file()
}

/// The event of a file in which a line stands.
fn at(session: &mut Session<'_>, context: &mut Context<'_>, file: &str, line: u64) -> Option<Event> {
    let paths = session.paths();
    let mut found = None;
    session.visit(Visit::AllRecords, context, &mut |event, _| {
        let place = event.place;
        let is_file = paths.get(place.source as usize).is_some_and(|path| path == file);
        if is_file && (place.line..place.line + place.lines.max(1)).contains(&line) {
            found = Some(event.clone());
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    found
}

/// The first event of an issue.
fn issue(session: &mut Session<'_>, context: &mut Context<'_>, what: &str) -> Result<Option<Event>, Error> {
    let outcome = session.summarise(context);
    match report::find(&outcome.summary, what) {
        Found::One(found) => Ok(Some((*found.sample).clone())),
        Found::None => Ok(None),
        Found::Several(several) => Err(Error::NotFound { what: what.to_owned(), several }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_from_an_id() {
        assert_eq!(place("app.log:12"), Some(("app.log".to_owned(), 12)));
        assert_eq!(place("a:b:7"), Some(("a:b".to_owned(), 7)));
        for id in ["9f2c61ab", "v1:12345678", "app.log:0", "app.log:x"] {
            assert_eq!(place(id), None, "{id}");
        }
    }
}
