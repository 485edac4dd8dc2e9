//! Which events a command looks at: `--since`, `--until`, `--type`, `--module`, `--grep`.
//!
//! A filter is a pure predicate of one event. It comes in two halves, because the moment of an event that is printed
//! with a time of day only is not known before the end of its file: [`Filter::admits_text`] needs the event alone,
//! [`Filter::admits_moment`] the moment alone.

use regex::Regex;

use crate::event::Event;
use crate::exception::Exception;

/// A wildcard pattern: `*` stands for any text, `?` for one character, everything else for itself.
///
/// Matching takes no more than pattern length × text length steps. There is no pattern that does not read.
///
/// ```
/// # use errmon::event::filter::Glob;
/// assert!(Glob::new("django.db.*").matches("django.db.utils.OperationalError"));
/// assert!(!Glob::new("django.db").matches("django.db.utils"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glob(Vec<char>);

impl Glob {
    /// The pattern as typed.
    pub fn new(pattern: &str) -> Self {
        Self(pattern.chars().collect())
    }

    /// Whether the whole of `text` fits.
    pub fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let (mut at, mut from) = (0, 0);
        let mut last_star: Option<(usize, usize)> = None;
        while let Some(c) = text.get(from) {
            match self.0.get(at) {
                Some('*') => {
                    last_star = Some((at, from));
                    at += 1;
                }
                Some(p) if p == c || *p == '?' => {
                    at += 1;
                    from += 1;
                }
                _ => {
                    let Some((star, eaten)) = last_star else { return false };
                    last_star = Some((star, eaten + 1));
                    at = star + 1;
                    from = eaten + 1;
                }
            }
        }
        self.0.iter().skip(at).all(|p| *p == '*')
    }
}

/// Which events count. The default admits every event.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// First moment that counts, in microseconds since 1970.
    pub since_micros: Option<i64>,
    /// First moment that counts no more.
    pub until_micros: Option<i64>,
    /// Exception types, any of them, of any exception of the chain; a pattern may leave out the package.
    pub types: Vec<Glob>,
    /// Modules or loggers, any of them.
    pub modules: Vec<Glob>,
    /// Searched in the message and in the exception's text.
    pub grep: Option<Regex>,
}

impl Filter {
    /// Nothing is left out.
    pub fn is_empty(&self) -> bool {
        !self.has_moments() && self.types.is_empty() && self.modules.is_empty() && self.grep.is_none()
    }

    /// The moment of an event matters.
    pub const fn has_moments(&self) -> bool {
        self.since_micros.is_some() || self.until_micros.is_some()
    }

    /// Both halves: whether the event counts.
    pub fn admits(&self, event: &Event) -> bool {
        self.admits_moment(event.time.as_ref().map(|time| time.micros)) && self.admits_text(event)
    }

    /// Whether an event of this moment counts. One without a moment does not, where moments are asked for.
    pub fn admits_moment(&self, micros: Option<i64>) -> bool {
        let Some(micros) = micros else { return !self.has_moments() };
        self.since_micros.is_none_or(|since| micros >= since) && self.until_micros.is_none_or(|until| micros < until)
    }

    /// Whether an event of this text counts, whenever it happened.
    pub fn admits_text(&self, event: &Event) -> bool {
        self.admits_type(event) && self.admits_module(event) && self.admits_words(event)
    }

    fn admits_type(&self, event: &Event) -> bool {
        self.types.is_empty()
            || exceptions(event).any(|exception| {
                let full = exception.type_name.as_str();
                let bare = full.rsplit('.').next().unwrap_or(full);
                self.types.iter().any(|glob| glob.matches(full) || glob.matches(bare))
            })
    }

    fn admits_module(&self, event: &Event) -> bool {
        let mut names = [&event.module, &event.logger].into_iter().flatten();
        self.modules.is_empty() || names.any(|name| self.modules.iter().any(|glob| glob.matches(name)))
    }

    fn admits_words(&self, event: &Event) -> bool {
        let Some(grep) = &self.grep else { return true };
        event.message.as_deref().is_some_and(|message| grep.is_match(message))
            || exceptions(event).any(|exception| mentions(exception, grep))
    }
}

/// The event's exception and all that hang on it, without recursion.
fn exceptions(event: &Event) -> impl Iterator<Item = &Exception> {
    let mut open: Vec<&Exception> = event.exception.iter().collect();
    std::iter::from_fn(move || {
        let exception = open.pop()?;
        open.extend(exception.chain.iter().rev().map(|link| &link.exception));
        Some(exception)
    })
}

fn mentions(exception: &Exception, grep: &Regex) -> bool {
    let head = match &exception.message {
        Some(message) => format!("{}: {message}", exception.type_name),
        None => exception.type_name.clone(),
    };
    grep.is_match(&head)
        || exception.notes.iter().any(|note| grep.is_match(note))
        || exception.frames.iter().any(|frame| {
            let words = [
                frame.module.as_deref(),
                Some(frame.function.as_str()),
                frame.file.as_deref(),
                frame.source.as_deref(),
            ];
            words.into_iter().flatten().any(|word| grep.is_match(word))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EventTime;
    use crate::exception::{Language, Link, Relation};

    fn exception(type_name: &str, message: &str) -> Exception {
        Exception {
            language: Language::Java,
            type_name: type_name.to_owned(),
            message: Some(message.to_owned()),
            notes: Vec::new(),
            frames: Vec::new(),
            frames_total: 0,
            chain: Vec::new(),
            circular: false,
        }
    }

    fn event() -> Event {
        let mut outer = exception("java.lang.IllegalStateException", "order failed");
        let cause = exception("java.net.SocketTimeoutException", "Read timed out");
        outer.chain.push(Link { relation: Relation::Cause, exception: cause });
        Event {
            message: Some("cannot place order".to_owned()),
            module: Some("com.acme.Orders".to_owned()),
            exception: Some(outer),
            ..Event::default()
        }
    }

    #[test]
    fn a_type_matches_causes_too_with_or_without_its_package() {
        for (pattern, expected) in [
            ("java.net.*", true),
            ("SocketTimeoutException", true),
            ("*Timeout*", true),
            ("Socket", false),
            ("java.io.*", false),
        ] {
            let filter = Filter { types: vec![Glob::new(pattern)], ..Filter::default() };
            assert_eq!(filter.admits(&event()), expected, "{pattern}");
        }
    }

    #[test]
    fn words_are_searched_in_message_and_exception_text() {
        for (words, expected) in
            [("^cannot", true), ("Exception: Read timed", true), ("(?i)READ", true), ("nowhere", false)]
        {
            let filter = Filter { grep: Some(Regex::new(words).unwrap()), ..Filter::default() };
            assert_eq!(filter.admits(&event()), expected, "{words}");
        }
    }

    #[test]
    fn since_is_inclusive_and_until_is_not() {
        let filter = Filter { since_micros: Some(10), until_micros: Some(20), ..Filter::default() };
        let admits = |micros| filter.admits_moment(Some(micros));
        assert_eq!([9, 10, 19, 20].map(admits), [false, true, true, false]);
        assert!(!filter.admits_moment(None), "an event without a moment is in no span");
        assert!(Filter::default().admits_moment(None));
        let time =
            EventTime { micros: 5, offset_seconds: 0, fraction_digits: 0, assumed: crate::event::Assumed::default() };
        assert!(!filter.admits(&Event { time: Some(time), ..event() }));
    }

    #[test]
    fn many_stars_stay_quick_and_right() {
        let text = "a".repeat(5_000);
        assert!(!Glob::new(&"a*".repeat(40).replace("a*a*a*a*a*a*", "a*a*a*b*")).matches(&text));
        assert!(Glob::new("a*a*a*").matches(&text));
        assert!(Glob::new("*").matches(""));
        assert!(!Glob::new("?").matches(""));
        assert!(Glob::new("com.acme.*").matches("com.acme.Orders"));
    }
}
