//! Whose request an event belongs to: the user's and the trace's id among its context values.
//!
//! The keys are those of ECS, OpenTelemetry's instrumentations, Micrometer and Sleuth, Datadog, AWS X-Ray and Google Cloud,
//! and the usual spellings of `extra=` and the MDC. The values stay labels under their own keys as well.

use std::borrow::Cow;

use crate::event::Event;
use crate::format::json::scan::{Kind, Members};

/// Keys that name a user, the most telling first; of one that holds an object the member `id` counts.
const USER_KEYS: [&str; 11] = [
    "user.id",
    "user_id",
    "userId",
    "userid",
    "enduser.id",
    "usr.id",
    "user",
    "user.name",
    "username",
    "user_name",
    "userName",
];

/// Keys that name a trace.
const TRACE_KEYS: [&str; 12] = [
    "trace.id",
    "trace_id",
    "traceId",
    "traceid",
    "TraceId",
    "traceID",
    "otelTraceID",
    "dd.trace_id",
    "X-B3-TraceId",
    "xray_trace_id",
    "logging.googleapis.com/trace",
    "trace",
];

impl Event {
    /// The id of the user that the event is about, where its context names one.
    pub fn user_id(&self) -> Option<Cow<'_, str>> {
        self.named_by(&USER_KEYS)
    }

    /// The id of the trace that the event belongs to, where its context names one.
    pub fn trace_id(&self) -> Option<Cow<'_, str>> {
        let id = self.named_by(&TRACE_KEYS)?;
        // Google's is `projects/NAME/traces/ID`.
        Some(match id.rsplit_once("/traces/") {
            Some((_, id)) => Cow::Owned(id.to_owned()),
            None => id,
        })
    }

    fn named_by(&self, keys: &[&str]) -> Option<Cow<'_, str>> {
        keys.iter().find_map(|key| {
            let (_, value) = self.labels.iter().find(|(label, _)| label == key)?;
            let id = || is_id(value).then_some(Cow::Borrowed(value.as_str()));
            if value.starts_with('{') { id_of(value).map(Cow::Owned) } else { id() }
        })
    }
}

/// What stands for no id is none; instrumentation prints zeros where there is no trace.
fn is_id(text: &str) -> bool {
    !matches!(text, "-" | "null" | "None" | "anonymous") && !text.trim_matches(['0', ' ']).is_empty()
}

/// The member `id` of an object.
fn id_of(object: &str) -> Option<String> {
    let text = object.as_bytes();
    let mut members = Members::of(text, 0, text.len());
    while let Some((key, value)) = members.next_member() {
        if key == b"id" && !matches!(value.kind, Kind::Null | Kind::Object | Kind::Array) {
            return Some(value.to_text(text)).filter(|id| is_id(id));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(labels: &[(&str, &str)]) -> (Option<String>, Option<String>) {
        let labels = labels.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let event = Event { labels, ..Event::default() };
        (event.user_id().map(Cow::into_owned), event.trace_id().map(Cow::into_owned))
    }

    #[test]
    fn the_most_telling_key_names_the_user() {
        assert_eq!(ids(&[("user", "anna@example.com"), ("user_id", "u-17")]).0.as_deref(), Some("u-17"));
        assert_eq!(ids(&[("user", "anna@example.com")]).0.as_deref(), Some("anna@example.com"));
        assert_eq!(ids(&[("user", r#"{"name": "anna", "id": 17}"#)]).0.as_deref(), Some("17"));
        assert_eq!(ids(&[("user_id", "-"), ("userId", "u-1")]).0.as_deref(), Some("u-1"));
    }

    #[test]
    fn a_trace_is_named_by_its_id_alone() {
        assert_eq!(ids(&[("traceId", "5b8e")]).1.as_deref(), Some("5b8e"));
        assert_eq!(ids(&[("logging.googleapis.com/trace", "projects/p/traces/0123")]).1.as_deref(), Some("0123"));
        assert_eq!(ids(&[("otelTraceID", "0"), ("request_id", "r-1")]), (None, None));
        assert_eq!(ids(&[("user", "anonymous"), ("trace", "")]), (None, None));
    }
}
