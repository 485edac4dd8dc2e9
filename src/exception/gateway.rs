//! Traces of the JVM inside Python's, as `Py4J` prints them, of which `PySpark`'s errors are made.
//!
//! ```text
//! message = "An error occurred while calling " call "." NL ": " java-trace
//! ```
//!
//! Source: `Py4JJavaError.__str__` (0.10.9), which prints the Java exception behind its own message. The exception of the
//! JVM is what the call failed of, so that it hangs on Python's as its cause.

use memchr::memmem;

use crate::exception::{Exception, Language, Link, Relation, java};

const WORDS: &str = "An error occurred while calling ";
const JOINT: &str = "\n: ";

/// Hangs the JVM's exceptions on those of Python's that print them in their messages.
pub(super) fn unfold(exception: &mut Exception, text: &str) {
    // Few texts have the words.
    if exception.language == Language::Python && memmem::find(text.as_bytes(), WORDS.as_bytes()).is_some() {
        unfold_each(exception);
    }
}

fn unfold_each(exception: &mut Exception) {
    for link in &mut exception.chain {
        unfold_each(&mut link.exception);
    }
    let Some(message) = exception.message.as_ref().filter(|message| message.starts_with(WORDS)) else { return };
    let Some((before, trace)) = message.split_once(JOINT) else { return };
    // A bare trace is read from its type on.
    let Some(cause) = java::extract(trace).and_then(|found| found.exception) else { return };
    exception.message = Some(before.to_owned());
    exception.chain.insert(0, Link { relation: Relation::Cause, exception: cause });
}
