//! Every document that is written fits its schema, and the schemas leave out no key.

use super::*;
use crate::event::time::Zone;
use crate::issue::OwnCode;
use crate::output::event::{Context, EventRow};
use crate::report::sample::{busy, division, division_again, document, order};
use crate::report::top::Key;
use crate::report::{Options, Report, TopReport, issue_row};
use serde_json::Value;

/// Checks the keywords that our schemas use, and that no key goes undocumented.
fn check(schema: &Value, root: &Value, value: &Value, at: &str) -> Result<(), String> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let target = root.pointer(reference.trim_start_matches('#')).ok_or(format!("{at}: no {reference}"))?;
        return check(target, root, value, at);
    }
    if let Some(expected) = schema.get("const") {
        return if expected == value { Ok(()) } else { Err(format!("{at}: not {expected}")) };
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array).filter(|words| !words.contains(value)) {
        return Err(format!("{at}: {value} is not among {words:?}"));
    }
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
        let text = value.as_str().unwrap_or_default();
        if !regex::Regex::new(pattern).unwrap().is_match(text) {
            return Err(format!("{at}: `{text}` does not match {pattern}"));
        }
    }
    let fits = match schema["type"].as_str() {
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("boolean") => value.is_boolean(),
        Some("array") => {
            for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                check(&schema["items"], root, item, &format!("{at}[{number}]"))?;
            }
            value.is_array()
        }
        Some("object") => {
            for required in schema["required"].as_array().into_iter().flatten() {
                if value.get(required.as_str().unwrap()).is_none() {
                    return Err(format!("{at}: {required} is missing"));
                }
            }
            for (key, item) in value.as_object().into_iter().flatten() {
                let described =
                    schema.get("properties").and_then(|keys| keys.get(key)).or(schema.get("additionalProperties"));
                check(described.ok_or(format!("{at}.{key} is not described"))?, root, item, &format!("{at}.{key}"))?;
            }
            value.is_object()
        }
        _ => return Err(format!("{at}: a schema without type")),
    };
    if fits { Ok(()) } else { Err(format!("{at}: {value} is of the wrong type")) }
}

fn validate(name: &str, value: &impl serde::Serialize) {
    let schema: Value = serde_json::from_str(find(name).unwrap().text).unwrap();
    let value = serde_json::to_value(value).unwrap();
    assert_eq!(schema["$id"], value["schema"]);
    assert_eq!(value.as_object().unwrap().keys().next().unwrap(), "schema", "the schema's name comes first");
    check(&schema, &schema, &value, "$").unwrap();
}

fn own() -> OwnCode {
    OwnCode::default()
}

#[test]
fn reports_are_as_their_schema_says() {
    let options = Options {
        zone: Zone::Fixed(0),
        paths: crate::report::sample::paths(),
        filters: vec![("grep", "x".to_owned())],
        warnings: vec!["w".to_owned()],
        interrupted: true,
        ..Options::default()
    };
    for summary in [document(), busy(), crate::summary::Summary::default()] {
        validate("report", &Report::new(&summary, &options));
        validate("report", &Report::new(&summary, &Options { limit: Some(1), ..options.clone() }));
        for key in [Key::Type, Key::Issue, Key::Hour, Key::File] {
            validate("report", &TopReport::new(&summary, key, &Options { limit: Some(1), ..options.clone() }));
        }
    }
}

#[test]
fn events_are_as_their_schema_says() {
    let paths = ["a.log".to_owned(), "b.log".to_owned()];
    let context = Context { paths: &paths, own: &own() };
    let identity = crate::issue::Identity {
        fingerprint: crate::issue::Fingerprint::from_value(7),
        type_name: None,
        root_type: None,
        template: "t".to_owned(),
        module: None,
        culprit: Some("c".to_owned()),
    };
    for event in [division(), division_again(), order(), crate::event::Event::default()] {
        validate("event", &EventRow::new(&event, Some(&identity), &context));
        validate("event", &EventRow::new(&event, None, &context));
    }
}

#[test]
fn issues_are_as_their_schema_says() {
    let summary = busy();
    let paths = crate::report::sample::paths();
    let context = Context { paths: &paths, own: &own() };
    for issue in &summary.issues {
        let row = issue_row(&summary, issue, &paths, Zone::Fixed(0));
        validate("issue", &crate::output::issue::Document::new(&row, &issue.sample, &context));
    }
}

#[test]
fn an_undocumented_key_is_found() {
    let schema: Value = serde_json::from_str(find("event").unwrap().text).unwrap();
    let value = serde_json::json!({"schema": "errmon.event/1", "kind": "record", "log": {}, "surprise": 1});
    assert!(check(&schema, &schema, &value, "$").is_err());
}
