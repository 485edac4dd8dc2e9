//! `errmon schema`: the JSON Schema of what is written.

use crate::support::Sandbox;

#[test]
fn each_document_has_a_schema_that_names_it() {
    for name in ["report", "event", "issue", "explanation", "count", "format", "detection", "configuration"] {
        let run = Sandbox::new().errmon(["schema", name]).exits(0);
        assert!(run.json()["$schema"].as_str().is_some_and(|url| url.contains("json-schema.org")), "{run}");
        run.prints(&[&format!("errmon.{name}/1")]);
    }
}

#[test]
fn an_unknown_name_lists_the_known_ones() {
    Sandbox::new().errmon(["schema", "colour"]).fails(&["colour", "event", "report"]);
}

/// Every key that an event has is one that its schema describes.
#[test]
fn events_have_no_key_that_the_schema_does_not_know() {
    let sandbox = Sandbox::new();
    let schema = sandbox.errmon(["schema", "event"]).exits(0).json();
    let known = &schema["properties"];
    for path in ["corpus/py_duplicates.log", "corpus/lb_mdc.log", "corpus/py_thread_uncaught.log"] {
        for event in sandbox.errmon(["events", "--all-records", path]).exits(0).json_lines() {
            for key in event.as_object().unwrap().keys() {
                assert!(known.get(key).is_some(), "`{key}` is not in the schema: {event}");
            }
        }
    }
}

/// Documents and rows of every command say what they are, and have all keys that their schema asks for.
#[test]
fn what_is_written_names_a_schema_that_it_fits() {
    let sandbox = Sandbox::new();
    for (name, arguments) in [
        ("explanation", vec!["explain", "python/error.log:1", "--format", "json"]),
        ("count", vec!["top", "--by", "type", "--format", "ndjson", "python/error.log"]),
        ("format", vec!["formats", "--format", "json"]),
        ("detection", vec!["formats", "--detect", "python/error.log", "--format", "json"]),
        ("configuration", vec!["formats", "--config", "config/logback/appenders.xml", "--format", "ndjson"]),
    ] {
        let schema = sandbox.errmon(["schema", name]).exits(0).json();
        let written = sandbox.errmon(arguments).exits(0);
        let first = match written.stdout.as_bytes()[0] {
            b'[' => written.json()[0].clone(),
            _ if name == "explanation" => written.json(),
            _ => written.json_lines()[0].clone(),
        };
        assert_eq!(first["schema"], format!("errmon.{name}/1"));
        assert_eq!(written.stdout.trim_start_matches(['[', ' ', '\n', '{']).find("\"schema\""), Some(0), "{written}");
        for required in schema["required"].as_array().unwrap() {
            assert!(first.get(required.as_str().unwrap()).is_some(), "{required} is missing: {first}");
        }
        for key in first.as_object().unwrap().keys() {
            let is_known = schema["properties"].get(key).is_some() || schema.get("additionalProperties").is_some();
            assert!(is_known, "`{key}` is not in the schema: {first}");
        }
    }
}
