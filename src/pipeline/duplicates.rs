//! Which events repeat a failure that was just logged.
//!
//! A failure is often logged more than once: with its trace and again as text, at every layer that catches and throws
//! on, and by the runtime when nobody catches it. Two events are one failure when they show the same exception close
//! by under another message. A record that repeats both message and exception is a new failure: a loop failed again.

use std::collections::VecDeque;

use crate::event::Place;
use crate::issue::{TemplateOptions, template_hash};

/// Failures remembered.
const WINDOW: usize = 8;
/// Events of one failure are at most this far apart, in microseconds.
const CLOSE_MICROS: i64 = 1_000_000;
/// Bytes of a message that are compared.
const MESSAGE_BYTES: usize = 1000;

/// What the detection needs to know of an event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sighting<'a> {
    pub(crate) micros: Option<i64>,
    /// The thread's number, where it is known.
    pub(crate) thread: Option<u32>,
    /// The message; `None` for a bare trace.
    pub(crate) message: Option<&'a [u8]>,
    /// Hash of the exception that was logged.
    pub(crate) raised: u64,
    /// Hashes of all exceptions of the chain.
    pub(crate) raises: &'a [u64],
    pub(crate) place: Place,
}

/// What an event repeats.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Repeats {
    /// The first event of the same failure.
    pub(crate) of: Option<Place>,
    /// First events of failures that the event's chain holds.
    pub(crate) wraps: Vec<Place>,
}

impl Repeats {
    pub(crate) fn is_any(&self) -> bool {
        self.of.is_some() || !self.wraps.is_empty()
    }
}

/// A failure and the messages it was logged under.
#[derive(Debug, Default)]
struct Failure {
    micros: Option<i64>,
    thread: Option<u32>,
    raised: u64,
    place: Place,
    /// The first message, and the templates of the others.
    message: Option<Vec<u8>>,
    others: Vec<Option<u128>>,
}

/// The failures just seen in one source.
#[derive(Debug, Default)]
pub(crate) struct Duplicates {
    window: VecDeque<Failure>,
}

impl Duplicates {
    /// Notes an event with an exception and says what it repeats.
    pub(crate) fn observe(&mut self, seen: Sighting<'_>, options: &TemplateOptions) -> Repeats {
        let mut repeats = Repeats::default();
        for failure in self.window.iter_mut().rev() {
            let far = matches!((failure.micros, seen.micros), (Some(a), Some(b)) if (b - a).abs() > CLOSE_MICROS);
            let elsewhere = matches!((failure.thread, seen.thread), (Some(a), Some(b)) if a != b);
            if far || elsewhere {
                continue;
            }
            if failure.raised == seen.raised {
                let template = seen.message.map(|message| template_hash(message, options));
                let first = failure.message.as_deref().map(|message| template_hash(message, options));
                if first == template || failure.others.contains(&template) {
                    break;
                }
                if failure.others.len() < WINDOW * 8 {
                    failure.others.push(template);
                }
                repeats.of = Some(failure.place);
                return repeats;
            }
            if seen.raises.contains(&failure.raised) {
                repeats.wraps.push(failure.place);
            }
        }
        let mut failure =
            if self.window.len() < WINDOW { Failure::default() } else { self.window.pop_front().unwrap_or_default() };
        failure.micros = seen.micros;
        failure.thread = seen.thread;
        failure.raised = seen.raised;
        failure.place = seen.place;
        failure.others.clear();
        failure.message = seen.message.map(|message| {
            let mut kept = failure.message.take().unwrap_or_default();
            kept.clear();
            kept.extend_from_slice(message.get(..MESSAGE_BYTES).unwrap_or(message));
            kept
        });
        self.window.push_back(failure);
        repeats.wraps.reverse();
        repeats
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn see(duplicates: &mut Duplicates, line: u64, message: Option<&str>, raised: u64, raises: &[u64]) -> Repeats {
        let place = Place { line, ..Place::default() };
        let micros = Some(i64::try_from(line).unwrap() * 1000);
        let message = message.map(str::as_bytes);
        duplicates
            .observe(Sighting { micros, thread: None, message, raised, raises, place }, &TemplateOptions::default())
    }

    #[test]
    fn the_same_exception_under_another_message_is_one_failure() {
        let mut duplicates = Duplicates::default();
        assert!(!see(&mut duplicates, 1, Some("Exception occurred"), 7, &[7]).is_any());
        assert_eq!(see(&mut duplicates, 2, Some("Traceback"), 7, &[7]).of.map(|place| place.line), Some(1));
        assert_eq!(see(&mut duplicates, 3, None, 7, &[7]).of.map(|place| place.line), Some(1));
    }

    #[test]
    fn a_record_that_repeats_message_and_exception_is_a_new_failure() {
        let mut duplicates = Duplicates::default();
        see(&mut duplicates, 1, Some("attempt 1 failed"), 7, &[7]);
        assert!(!see(&mut duplicates, 2, Some("attempt 2 failed"), 7, &[7]).is_any());
        assert_eq!(see(&mut duplicates, 3, Some("gave up"), 7, &[7]).of.map(|place| place.line), Some(2));
    }

    #[test]
    fn an_exception_that_wraps_one_just_logged_says_so() {
        let mut duplicates = Duplicates::default();
        see(&mut duplicates, 1, Some("low level"), 7, &[7]);
        let repeats = see(&mut duplicates, 2, Some("wrapped"), 8, &[7, 8]);
        assert_eq!(repeats.of, None);
        assert_eq!(repeats.wraps.len(), 1);
    }

    #[test]
    fn the_same_exception_a_second_later_is_a_new_failure() {
        let mut duplicates = Duplicates::default();
        see(&mut duplicates, 1, Some("a"), 7, &[7]);
        assert!(!see(&mut duplicates, 1100, Some("b"), 7, &[7]).is_any());
    }
}
