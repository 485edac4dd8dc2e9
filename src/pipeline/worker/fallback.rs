//! What the wrapper says of a record counts where the record itself says nothing.
//!
//! A record without a stamp gets the wrapper's, a stamp without a date the wrapper's day. The application's own level
//! counts before the priority that it was filed under. A message that only the wrapper frames is an event when its
//! priority makes it one, or when it shows a trace: of other messages nobody says that they are errors.

use crate::event::Event;
use crate::event::time::{Moment, Reading};
use crate::exception::{java, python};
use crate::format::level::Level;
use crate::pipeline::Visit;
use crate::pipeline::names::NONE;
use crate::pipeline::rows::When;
use crate::pipeline::worker::build::event_time;
use crate::pipeline::worker::{Here, Worker};
use crate::record::PieceKind;
use crate::record::lines::Lines;
use crate::record::marks::Mark;

impl Worker<'_> {
    /// The moment that the wrapper says.
    pub(super) fn wrapped_moment(&mut self, mark: Option<&Mark>) -> Option<Moment> {
        let stamp = mark?.stamp?;
        Some(self.stamps.moment(&stamp))
    }

    /// The same as a row has it.
    pub(super) fn when_wrapped(&mut self, mark: Option<&Mark>) -> When {
        match self.wrapped_moment(mark) {
            Some(moment) => self.known(moment.micros),
            None => When::Unknown,
        }
    }

    fn known(&mut self, micros: i64) -> When {
        let known = self.found.known.get_or_insert((micros, micros));
        *known = (known.0.min(micros), known.1.max(micros));
        When::Known(micros)
    }

    /// Counts a level by its word, and gives the word's number.
    pub(super) fn count_level_word(&mut self, word: &[u8]) -> u32 {
        let number = self.levels.number(word, 0);
        self.count_level(number);
        number
    }

    /// The moment of a record whose header layout number `index` matched and whose first line is `head`.
    #[inline]
    pub(super) fn when(&mut self, here: &Here<'_>, index: usize, head: &[u8]) -> When {
        if here.mark().is_none() {
            return self.moment(index, here.layout(), here.header, head);
        }
        if let (Some(layout), Some(span)) = (here.layout(), here.header.time)
            && !layout.has_date()
            && let Reading::Moment(moment) = self.stamps.read(index, layout, span.of(head))
            && let Some(dated) = self.dated(here, &moment).filter(|_| moment.dateless)
        {
            return self.known(dated.micros);
        }
        match self.moment(index, here.layout(), here.header, head) {
            When::Unknown => self.when_wrapped(here.mark()),
            when => when,
        }
    }

    /// The moment of a time of day, on the day that the wrapper says.
    pub(super) fn dated(&mut self, here: &Here<'_>, of_day: &Moment) -> Option<Moment> {
        let moment = self.wrapped_moment(here.mark())?;
        Some(self.stamps.near(of_day.micros, &moment))
    }

    /// The level of a record that prints none: what the settings say, but what shows a trace is at least an error.
    pub(super) fn assumed_level(&self, here: &Here<'_>) -> Level {
        let assumed = self.settings.assume_level;
        let is_raised = assumed < Level::ERROR && here.has_body() && shows_trace(here.bytes());
        if is_raised { Level::ERROR } else { assumed }
    }

    /// Makes a row of a message that only the wrapper frames.
    pub(super) fn message(&mut self, here: &Here<'_>, lines: &Lines, is_final: bool) {
        self.found.records += 1;
        let when = self.when_wrapped(here.mark());
        let (level, number) = match own_level(here.message()) {
            Some((level, word)) => (Some(level), self.count_level_word(word)),
            None => match here.mark().and_then(|mark| mark.level) {
                Some(level) => (Some(level), self.count_level_word(level.name().as_bytes())),
                None if here.has_body() && shows_trace(here.bytes()) => {
                    self.found.levelless += 1;
                    (Some(self.assumed_level(here)), NONE)
                }
                None => (None, NONE),
            },
        };
        let is_event = level.is_some_and(|level| level >= self.settings.level);
        if is_event || self.settings.visit == Some(Visit::AllRecords) {
            self.event(here, lines, when, level, number, is_final, is_event);
        }
    }

    /// Fills in what the event does not have.
    pub(super) fn fall_back(&mut self, here: &Here<'_>, event: &mut Event) {
        let Some(mark) = here.mark() else { return };
        if event.time.is_none() {
            event.time = self.wrapped_moment(here.mark()).map(|moment| event_time(&moment));
        }
        if here.piece.kind == PieceKind::Message {
            if let Some((level, word)) = own_level(here.message()) {
                event.level = Some(level);
                event.level_text = Some(String::from_utf8_lossy(word).into_owned());
            } else if mark.level.is_some() {
                event.level = mark.level;
            } else if here.has_body() && shows_trace(here.bytes()) {
                event.level = Some(self.assumed_level(here));
                event.level_assumed = true;
            }
        } else if let Some(level) = mark.level.filter(|_| event.level_assumed) {
            event.level = Some(level);
            event.level_assumed = false;
        }
        let Some(sender) = &mark.sender else { return };
        event.host = event.host.take().or_else(|| sender.host.clone());
        event.process_name = event.process_name.take().or_else(|| sender.process.clone());
        event.pid = event.pid.or(sender.pid);
        event.labels.extend(sender.labels.iter().cloned());
    }
}

/// Whether a traceback or the frames of a trace stand in a message.
fn shows_trace(text: &[u8]) -> bool {
    let mut lines = text.split(|byte| *byte == b'\n');
    lines.any(|line| python::is_traceback_header(line) || java::is_frame(line))
}

/// The level that a message begins with, in capitals and perhaps in brackets.
fn own_level(message: &[u8]) -> Option<(Level, &[u8])> {
    let text = message.strip_prefix(b"[").unwrap_or(message);
    let length = text.iter().take(9).take_while(|byte| byte.is_ascii_uppercase()).count();
    let word = text.get(..length).filter(|word| word.len() > 2)?;
    let is_parted = text.get(length).is_some_and(|byte| matches!(byte, b' ' | b':' | b']' | b'|' | b'-'));
    Level::parse(word).filter(|_| is_parted).map(|level| (level, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_may_begin_with_its_level() {
        let level = |text: &'static str| own_level(text.as_bytes()).map(|(level, _)| level);
        assert_eq!(level("ERROR app.auth: failed"), Some(Level::ERROR));
        assert_eq!(level("[WARN] failed"), Some(Level::WARN));
        assert_eq!(level("CRITICAL: failed"), Some(Level::FATAL));
        for text in ["ERRORS were found", "Error in line 1", "authentication failure", "ERROR", "[main] ERROR x", ""] {
            assert_eq!(level(text), None, "{text}");
        }
    }

    #[test]
    fn frames_show_a_trace() {
        assert!(shows_trace(b"failed\nTraceback (most recent call last):\n  File\n"));
        assert!(shows_trace(b"java.io.IOException: gone\n\tat com.acme.A.b(A.java:3)\n"));
        assert!(!shows_trace(b"two lines\n  of prose at noon\n"));
    }
}
