//! Which issue an event is of, by what is remembered of its like.

use std::sync::Arc;

use crate::event::{Event, handled};
use crate::exception::follow::Block;
use crate::exception::{self, java};
use crate::issue::{self, Identity, template_hash};
use crate::pipeline::rows::{Definition, PASSING, Row, UnhandledCode};
use crate::pipeline::stacks::Stacks;
use crate::pipeline::worker::torn::Looked;
use crate::pipeline::worker::{Here, Known, Remembered, Worker};
use crate::record::PieceKind;
use crate::record::lines::Lines;
use crate::record::strand;

impl Worker<'_> {
    /// Finds the row's issue.
    #[inline]
    pub(super) fn identify(
        &mut self,
        here: &Here<'_>,
        lines: &Lines,
        row: &mut Row,
        event: &mut Option<Event>,
        is_final: bool,
    ) {
        let is_record = here.is_record();
        if is_record && self.is_trace_on_one_line(here.message()) {
            let looked = self.look_for_header(here);
            self.found.interleaved += u64::from(looked.is_torn);
            self.identify_whole(here, row, event, None, is_final, looked);
            return;
        }
        if is_record && !here.has_body() {
            self.found.loose_parts += u64::from(strand::is_part(here.message()));
            row.issue = self.by_message(here, here.message(), event);
            return;
        }
        let seed = self.seed;
        let key_seed = match here.piece.kind {
            PieceKind::Record(index) => index as u128 + 16,
            PieceKind::Trace => 1,
            PieceKind::Notice(Block::Exception) => 2,
            PieceKind::Notice(Block::LoggingError) => 3,
            PieceKind::Notice(Block::Fatal) => 4,
            PieceKind::Unrecognised => 0,
            PieceKind::Message => 5,
        };
        // The first line's end says whether carriage returns are part of the text.
        let crlf = u128::from(here.head().len() + here.piece.start != here.piece.head_end);
        let key_seed = key_seed ^ crlf << 60 ^ u128::from(seed) << 64;
        let date = self.seek_date(here);
        let sought = date.map(|(_, from)| (&self.date, from));
        self.shape.read(here.text, lines, here.piece, here.message(), key_seed, sought);
        let shape = &self.shape;
        let raises = self.found.raises.len();
        self.found.raises.extend_from_slice(&shape.raises);
        row.raises = (u32::try_from(raises).unwrap_or(0), u32::try_from(shape.raises.len()).unwrap_or(0));
        let (may_have_trace, mut key) = (shape.may_have_trace || !is_record, shape.key);
        if !may_have_trace {
            let looked = self.look_beyond(here, date.filter(|_| !self.shape.has_runs));
            self.count_torn(looked);
            row.issue = self.by_message(here, Self::whole_message(here), event);
            return;
        }
        let logger = here.header.logger.map(|span| span.of(here.head())).unwrap_or_default();
        // Below the message of such a logger more is said.
        let is_telling_logger = is_record && handled::is_telling_logger(logger);
        let mut words = None;
        if is_record && handled::is_telling(here.message()) {
            words = Some(template_hash(here.message(), &self.settings.template));
        }
        if is_telling_logger {
            key ^= template_hash(Self::whole_message(here), &self.settings.template);
        } else if let Some(words) = words {
            key ^= words;
        }
        let is_remembered = !is_final && !self.shape.has_prefixed_trace;
        let remembered = if is_remembered { self.shapes.get(&key).copied() } else { None };
        // Messages are no part of what is remembered of a trace: they are looked at each time.
        let absent = remembered.map(|remembered| remembered.absent);
        let looked = self.look_beyond(here, date.filter(|(date, _)| !self.shape.has_runs || absent == Some(*date)));
        if looked.absent != 0
            && absent.is_some_and(|date| date != looked.absent)
            && let Some(remembered) = self.shapes.get_mut(&key)
        {
            remembered.absent = looked.absent;
        }
        let is_torn = self.count_torn(looked);
        let looked = Looked { is_torn, ..looked };
        if is_remembered {
            match remembered.map(|remembered| remembered.known) {
                Some(Known::Issue { issue, unhandled, stacks, interleaved }) => {
                    self.found.interleaved += u64::from(interleaved && !is_torn);
                    row.issue = issue;
                    row.unhandled = unhandled;
                    row.stacks = stacks;
                    self.raised(row);
                    return;
                }
                Some(Known::Message) => {
                    row.issue = self.by_message(here, Self::whole_message(here), event);
                    return;
                }
                None if self.identify_plain(here, row, key, looked, words) => {
                    #[cfg(debug_assertions)]
                    self.check_plain(here, row, is_torn);
                    return;
                }
                Some(Known::Whole) | None => {}
            }
        }
        let key = Some(key).filter(|_| is_remembered && !is_torn);
        self.identify_whole(here, row, event, key, is_final, looked);
        if let Some(words) = words.filter(|_| key.is_some()) {
            self.learn_words(here, words, row.unhandled);
        }
    }

    /// Looks for another record's header, unless all that could hold one was looked through: `date` is then what it was
    /// looked through for.
    #[inline]
    fn look_beyond(&mut self, here: &Here<'_>, date: Option<(u64, usize)>) -> Looked {
        match date {
            Some((absent, _)) if !self.shape.has_sought => Looked { is_torn: false, absent },
            _ => self.look_for_header(here),
        }
    }

    /// Counts a record that is torn.
    #[inline]
    fn count_torn(&mut self, looked: Looked) -> bool {
        let is_torn = looked.is_torn || self.shape.ends_in_marks;
        self.found.interleaved += u64::from(is_torn);
        is_torn
    }

    /// Reads the record with the full grammars, and remembers under `key`, if there is one, what its shape leads to.
    #[cold]
    pub(super) fn identify_whole(
        &mut self,
        here: &Here<'_>,
        row: &mut Row,
        event: &mut Option<Event>,
        key: Option<u128>,
        is_final: bool,
        Looked { is_torn, absent }: Looked,
    ) {
        let key = key.filter(|key| self.is_met_again(*key));
        let built = self.build(here, is_final);
        self.found.interleaved += u64::from(built.interleaved && !is_torn);
        // Only the source's last record is cut off by its end: elsewhere the trace was printed so.
        self.found.truncated += u64::from(is_final && built.truncated && here.at.cut_bytes == 0);
        if !here.has_body() || self.is_trace_on_one_line(here.message()) {
            self.shape.read_one_line(here.message(), built.exception.as_ref());
            row.raises = (
                u32::try_from(self.found.raises.len()).unwrap_or(0),
                u32::try_from(self.shape.raises.len()).unwrap_or(0),
            );
            self.found.raises.extend_from_slice(&self.shape.raises);
        }
        row.unhandled = UnhandledCode::of(&built);
        let Some(exception) = &built.exception else {
            let message = built.message.clone().unwrap_or_default();
            if let Some(key) = key {
                // A notice, or a line that is no message, is not told by the message.
                let is_all = matches!(here.piece.kind, PieceKind::Record(_))
                    && String::from_utf8_lossy(Self::whole_message(here)).trim_end() == message.trim_end();
                let is_plain =
                    is_all && built.unhandled.is_none() && !built.interleaved && !exception::names_exception(&message);
                let known = if is_plain { Known::Message } else { Known::Whole };
                self.shapes.insert(key, Remembered { known, absent });
            }
            let mut built = Some(built);
            row.issue = self.by_message(here, message.as_bytes(), &mut built);
            *event = built;
            return;
        };
        let has_frames = !exception.frames.is_empty();
        let message = built.message.as_deref().unwrap_or_default();
        let (own, options) = (&self.settings.own, self.settings.template);
        let (fingerprint, _) = issue::fingerprint_with(&mut self.frames, Some(exception), message, options);
        row.issue = match self.fingerprints.get(&fingerprint.value()) {
            Some(issue) => *issue,
            None => self.define(issue::name(fingerprint, Some(exception), message, own, options), &built),
        };
        if let Some(stacks) = Stacks::of(exception, &self.shape.types, |text| self.shape.hash(text)) {
            self.show(row, stacks, key.is_some());
        }
        if let Some(key) = key {
            let (issue, unhandled, stacks) = (row.issue, row.unhandled, row.stacks);
            let interleaved = built.interleaved;
            let known = if has_frames { Known::Issue { issue, unhandled, stacks, interleaved } } else { Known::Whole };
            self.shapes.insert(key, Remembered { known, absent });
        }
        *event = Some(built);
    }

    /// What the outline said of a trace is what the full grammar says.
    #[cfg(debug_assertions)]
    fn check_plain(&mut self, here: &Here<'_>, row: &Row, is_torn: bool) {
        let built = self.build(here, false);
        let message = built.message.as_deref().unwrap_or_default();
        let (own, options) = (&self.settings.own, &self.settings.template);
        let (fingerprint, _) = issue::fingerprint(built.exception.as_ref(), message, own, options);
        assert_eq!(self.fingerprints.get(&fingerprint.value()), Some(&row.issue), "{built:#?}");
        let interleaved = is_torn || self.plain_traces.are_interleaved();
        assert_eq!((row.unhandled, interleaved), (UnhandledCode::of(&built), built.interleaved), "{built:#?}");
        let exception = built.exception.as_ref();
        let stacks = exception.and_then(|one| Stacks::of(one, &self.shape.types, |text| self.shape.hash(text)));
        assert_eq!(self.stacks_of(row).map(Arc::as_ref), stacks.as_ref(), "{built:#?}");
    }

    /// Whether a trace is in the message, its line feeds escaped; a traceback that goes on in the next lines is not.
    fn is_trace_on_one_line(&self, message: &[u8]) -> bool {
        // Both have brackets, and few messages do.
        memchr::memchr(b'(', message).is_some()
            && (java::has_frame_inside(message)
                || self
                    .traceback
                    .find(message)
                    .is_some_and(|at| message.len() > at + self.traceback.needle().len() + 1))
    }

    #[cfg(debug_assertions)]
    fn stacks_of(&self, row: &Row) -> Option<&Arc<Stacks>> {
        match row.stacks.checked_sub(PASSING) {
            Some(passing) => self.found.passing_stacks.get(passing as usize),
            None => self.stacks.get(row.stacks as usize).map(|(stacks, _)| stacks),
        }
    }

    /// Sets the hash of the exception that was logged.
    pub(super) fn raised(&self, row: &mut Row) {
        let outermost = match row.stacks.checked_sub(PASSING) {
            Some(passing) => self.found.passing_stacks.get(passing as usize).map(|stacks| stacks.outermost),
            None => self.stacks.get(row.stacks as usize).map(|(_, outermost)| *outermost),
        };
        let at = outermost.map(|at| row.raises.0 as usize + at);
        row.raised = at.and_then(|at| self.found.raises.get(at)).copied().unwrap_or(0);
    }

    /// The message with its further lines.
    pub(super) fn whole_message<'a>(here: &Here<'a>) -> &'a [u8] {
        let start = here.piece.start + here.header.message.start as usize;
        here.text.get(start..here.piece.end).unwrap_or_default()
    }

    /// The issue of a record without an exception.
    #[inline]
    pub(super) fn by_message(&mut self, here: &Here<'_>, message: &[u8], event: &mut Option<Event>) -> u32 {
        let key = template_hash(message, &self.settings.template);
        if let Some(issue) = self.templates.get(&key) {
            return *issue;
        }
        self.define_message(here, key, event)
    }

    #[cold]
    pub(super) fn define_message(&mut self, here: &Here<'_>, key: u128, event: &mut Option<Event>) -> u32 {
        let known = event.take();
        let is_new = known.is_none();
        let built = known.unwrap_or_else(|| self.build(here, false));
        self.found.interleaved += u64::from(is_new && built.interleaved && !here.has_body());
        let message = built.message.as_deref().unwrap_or_default();
        let identity = issue::identify(None, message, &self.settings.own, &self.settings.template);
        let issue = self.define(identity, &built);
        // What is torn is looked at each time, so that it is counted.
        if !built.interleaved {
            self.templates.insert(key, issue);
        }
        *event = Some(built);
        issue
    }

    pub(super) fn define(&mut self, identity: Identity, event: &Event) -> u32 {
        let key = identity.fingerprint.value();
        if let Some(issue) = self.fingerprints.get(&key) {
            return *issue;
        }
        let issue = self.issues;
        self.issues += 1;
        self.fingerprints.insert(key, issue);
        let definition = Definition { identity, sample: event.clone() };
        self.found.new_issues.push(Arc::new(definition));
        issue
    }
}
