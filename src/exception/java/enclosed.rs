//! Stack traces in the message of an exception, which end where the exception's own stack begins.
//!
//! ```text
//! spark  = head with "most recent failure: " trace blank "Driver stacktrace:" NL frame …
//! hadoop = type "(" type "): " message trace blank frame …
//! guice  = head (text | blanks "at " …)* text NL TAB "at " …
//! ```
//!
//! Sources: Spark's `TaskSetManager.abort` (3.5), whose message ends with the executor's trace and the words; Hadoop's
//! `RemoteException` (3), whose message is the server's trace; Guice's `Messages.formatMessages` (4 to 7), which names
//! the places of bindings as frames are named, and others that quote foreign frames: those of a trace all have the same
//! indent.
//!
//! Each look ahead ends where the next could begin, so that no line is passed more than twice.

use memchr::memmem;

use crate::exception::java::frame::{self, indent_of};
use crate::exception::java::head::{self, Strength};
use crate::exception::java::lines::{self, Kind, Lines};
use crate::exception::java::notice;

const SPARK: &str = "org.apache.spark.SparkException: ";
const FAILURE: &[u8] = b"most recent failure: ";

/// Where the stack of the exception with this head begins, if its message holds another's trace by its author's custom;
/// `next` is where the line below the head's first starts.
pub(crate) fn own_stack(text: &str, head: &str, next: usize) -> Option<usize> {
    if is_spark(head) {
        spark(text, next)
    } else if head::is_from_afar(head.as_bytes()) {
        hadoop(text, next)
    } else {
        None
    }
}

fn is_spark(head: &str) -> bool {
    head.starts_with(SPARK) && memmem::find(head.as_bytes(), FAILURE).is_some()
}

fn spark(text: &str, next: usize) -> Option<usize> {
    let mut lines = Lines::new(text, next);
    while let Some(line) = lines.next() {
        let here = line.text(text);
        if head::is_driver_title(here.as_bytes()) {
            let is_stack = lines.next().is_some_and(|next| frame::is_frame(next.text(text).as_bytes()));
            return is_stack.then_some(line.next);
        }
        if matches!(lines::kind(here), Kind::Link { head, .. } if here.get(head..).is_some_and(is_spark)) {
            return None;
        }
    }
    None
}

fn hadoop(text: &str, next: usize) -> Option<usize> {
    let (mut is_stack, mut is_parted) = (false, false);
    for line in Lines::new(text, next) {
        let here = line.text(text);
        match lines::kind(here) {
            Kind::Frame(_) if is_parted => return Some(line.start),
            Kind::Frame(_) | Kind::More(_) => is_stack = true,
            Kind::Blank => is_parted = is_stack,
            Kind::Link { head, .. } if !here.get(head..).is_some_and(|head| head::is_from_afar(head.as_bytes())) => {
                is_parted = false;
            }
            // The message before the server's trace.
            Kind::Other if !is_stack => {}
            _ => return None,
        }
    }
    None
}

/// Where the stack begins behind a line of a message that is like a frame and indented by blanks: at a frame behind a
/// tab, with other text between the two, and nothing that begins another exception.
pub(crate) fn stack_behind_tab(text: &str, from: usize) -> Option<usize> {
    let mut has_text = false;
    for line in Lines::new(text, from) {
        let here = line.text(text).as_bytes();
        match here.first() {
            None => has_text = true,
            Some(b'\t') => return (has_text && frame::is_frame(here)).then_some(line.start),
            Some(b' ') if here.get(indent_of(here)..).is_some_and(|body| body.starts_with(b"at ")) => {}
            Some(_) => {
                let is_head = head::type_at(here).is_some_and(|(_, strength)| strength > Strength::Loose);
                if is_head || head::is_cause(here) || notice::is_notice(here) {
                    return None;
                }
                has_text |= here.first() != Some(&b' ');
            }
        }
    }
    None
}
