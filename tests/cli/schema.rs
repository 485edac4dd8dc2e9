//! `errmon schema`: the JSON Schema of what is written.

use crate::support::Sandbox;

#[test]
fn each_document_has_a_schema_that_names_it() {
    for name in ["report", "event", "issue"] {
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
