//! Which events repeat a failure that was just logged.
//!
//! A failure is often logged more than once: with its trace and again as text, at every layer that catches and throws
//! on, and by the runtime when nobody catches it. Two events are one failure when they show the same exception close
//! by under another message. A record that repeats both message and exception is a new failure: a loop failed again.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::event::Place;
use crate::issue::{TemplateOptions, template_hash};
use crate::pipeline::stacks::Stacks;

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
    /// Hash of the thread's name, where it is known.
    pub(crate) thread: Option<u64>,
    /// The message; `None` for a bare trace.
    pub(crate) message: Option<&'a [u8]>,
    /// Hash of the exception that was logged.
    pub(crate) raised: u64,
    /// Hashes of all exceptions of the chain, in the order printed, and their stacks.
    pub(crate) raises: &'a [u64],
    pub(crate) stacks: &'a Arc<Stacks>,
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
    thread: Option<u64>,
    raised: u64,
    stacks: Arc<Stacks>,
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
    pub(crate) fn observe(&mut self, seen: Sighting<'_>, options: TemplateOptions) -> Repeats {
        let mut repeats = Repeats::default();
        for failure in self.window.iter_mut().rev() {
            let far = matches!((failure.micros, seen.micros), (Some(a), Some(b)) if (b - a).abs() > CLOSE_MICROS);
            let elsewhere = matches!((failure.thread, seen.thread), (Some(a), Some(b)) if a != b);
            if far || elsewhere {
                continue;
            }
            if failure.raised == seen.raised && seen.stacks.shows(seen.stacks.outermost, &failure.stacks) {
                let template = seen.message.map(|message| template_hash(message, &options));
                let again = match (failure.message.as_deref(), seen.message) {
                    (None, None) => true,
                    (Some(first), Some(message)) => is_same_statement(first, message, options),
                    _ => false,
                };
                if again || failure.others.contains(&template) {
                    break;
                }
                if failure.others.len() < WINDOW * 8 {
                    failure.others.push(template);
                }
                repeats.of = Some(failure.place);
                return repeats;
            }
            let shown = |(at, raised): (usize, &u64)| {
                *raised == failure.raised && at != seen.stacks.outermost && seen.stacks.shows(at, &failure.stacks)
            };
            if seen.raises.iter().enumerate().any(shown) {
                repeats.wraps.push(failure.place);
            }
        }
        let mut failure =
            if self.window.len() < WINDOW { Failure::default() } else { self.window.pop_front().unwrap_or_default() };
        failure.micros = seen.micros;
        failure.thread = seen.thread;
        failure.raised = seen.raised;
        failure.stacks = Arc::clone(seen.stacks);
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

/// Whether two messages come from one logging statement: they have a template in common, or most of their words, in
/// the same places.
///
/// `Error handling request /login` and `Error handling request /cart` are one statement that failed twice.
fn is_same_statement(a: &[u8], b: &[u8], options: TemplateOptions) -> bool {
    if template_hash(a, &options) == template_hash(b, &options) {
        return true;
    }
    let words = |text: &[u8]| text.split(u8::is_ascii_whitespace).count();
    let pairs = a.split(u8::is_ascii_whitespace).zip(b.split(u8::is_ascii_whitespace));
    let common = pairs.filter(|(a, b)| a == b).count();
    common * 5 > words(a).min(words(b)) * 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exception::{Exception, Frame, Language, Link, Relation};

    fn exception(name: &str, cause: Option<Exception>) -> Exception {
        let frame = Frame { function: name.to_owned(), line: Some(1), ..Frame::default() };
        Exception {
            language: Language::Python,
            type_name: name.to_owned(),
            message: None,
            notes: Vec::new(),
            frames: vec![frame],
            frames_total: 1,
            chain: cause.map(|exception| Link { relation: Relation::Cause, exception }).into_iter().collect(),
            circular: false,
        }
    }

    /// Shows an event with an exception of type `raises.last()` that the others caused.
    fn see(duplicates: &mut Duplicates, line: u64, message: Option<&str>, raises: &[u64]) -> Repeats {
        let tree = raises.iter().fold(None, |cause, raised| Some(exception(&raised.to_string(), cause))).unwrap();
        let hash = |text: &[u8]| xxhash_rust::xxh3::xxh3_64(text);
        let types: Vec<u64> = raises.iter().map(|raised| hash(raised.to_string().as_bytes())).collect();
        let stacks = Arc::new(Stacks::of(&tree, &types, hash).unwrap());
        let place = Place { line, ..Place::default() };
        let micros = Some(i64::try_from(line).unwrap() * 1000);
        let message = message.map(str::as_bytes);
        let seen = Sighting {
            micros,
            thread: None,
            message,
            raised: raises[raises.len() - 1],
            raises,
            stacks: &stacks,
            place,
        };
        duplicates.observe(seen, TemplateOptions::default())
    }

    #[test]
    fn the_same_exception_under_another_message_is_one_failure() {
        let mut duplicates = Duplicates::default();
        assert!(!see(&mut duplicates, 1, Some("Exception occurred"), &[7]).is_any());
        assert_eq!(see(&mut duplicates, 2, Some("Traceback"), &[7]).of.map(|place| place.line), Some(1));
        assert_eq!(see(&mut duplicates, 3, None, &[7]).of.map(|place| place.line), Some(1));
    }

    #[test]
    fn a_record_that_repeats_message_and_exception_is_a_new_failure() {
        let mut duplicates = Duplicates::default();
        see(&mut duplicates, 1, Some("attempt 1 failed"), &[7]);
        assert!(!see(&mut duplicates, 2, Some("attempt 2 failed"), &[7]).is_any());
        assert_eq!(see(&mut duplicates, 3, Some("gave up"), &[7]).of.map(|place| place.line), Some(2));
    }

    #[test]
    fn one_statement_that_fails_for_two_requests_is_two_failures() {
        let mut duplicates = Duplicates::default();
        see(&mut duplicates, 1, Some("Error handling request /login"), &[7]);
        assert!(!see(&mut duplicates, 2, Some("Error handling request /api/v1/users?id=3"), &[7]).is_any());
        see(&mut duplicates, 3, Some("Request a failed: cannot upload profile (status=401)"), &[8]);
        assert!(!see(&mut duplicates, 4, Some("Request b failed: cannot upload profile (status=504)"), &[8]).is_any());
    }

    #[test]
    fn an_exception_that_wraps_one_just_logged_says_so() {
        let mut duplicates = Duplicates::default();
        see(&mut duplicates, 1, Some("low level"), &[7]);
        let repeats = see(&mut duplicates, 2, Some("wrapped"), &[7, 8]);
        assert_eq!(repeats.of, None);
        assert_eq!(repeats.wraps.len(), 1);
    }

    #[test]
    fn the_same_exception_a_second_later_is_a_new_failure() {
        let mut duplicates = Duplicates::default();
        see(&mut duplicates, 1, Some("a"), &[7]);
        assert!(!see(&mut duplicates, 1100, Some("b"), &[7]).is_any());
    }
}
