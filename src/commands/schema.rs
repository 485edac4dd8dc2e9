//! `errmon schema`: the JSON Schema of what errmon writes.

use crate::cli::{OutputArgs, SchemaArgs};
use crate::commands::session::deliver;
use crate::commands::{Context, Error, Exit};
use crate::output::schema::{SCHEMAS, find};

pub(crate) fn run(args: &SchemaArgs, context: &mut Context<'_>) -> Result<Exit, Error> {
    let schema = find(&args.name).ok_or_else(|| Error::Value {
        option: "schema",
        value: args.name.clone(),
        problem: "there is no such schema".to_owned(),
        hint: Some(format!("there are {}", SCHEMAS.map(|schema| schema.name).join(", "))),
    })?;
    deliver(&OutputArgs::default(), context, |out| out.write_all(schema.text.as_bytes()))?;
    Ok(Exit::Done)
}
