//! Records into which others were written, as far as their text shows it.
//!
//! Several processes that append to one file without a lock write pieces of records between each other's: a line that is
//! cut off by another record's header, frames without an exception, and an exception without its frames further below.
//! What belongs together cannot be told for sure then, and so such records are only marked.

use std::sync::Arc;

use memchr::memmem::Finder;

use crate::event::{Event, Kind};
use crate::exception::{Exception, Language, java, python};
use crate::format::layout::{Header, Layout};
use crate::pipeline::worker::{Here, Worker};
use crate::record::trim;

/// Bytes of a record that are looked through for headers.
const MAX_BYTES: usize = 64 << 10;
/// Places of a line that are tried.
const MAX_PLACES: usize = 256;

/// Whether another record's lines stand in this one; `is_final` says that the source ends with it.
pub(super) fn is_torn(here: &Here<'_>, event: &Event, is_final: bool) -> bool {
    let exception = event.exception.as_ref();
    let is_cut = exception.is_some_and(|one| one.language == Language::Python && one.type_name.is_empty());
    exception.is_some_and(holds_marks)
        || (is_cut && event.truncated && !is_final && event.kind != Kind::Fatal)
        || (holds_date(here, memchr::memmem::find) && has_header_inside(here))
}

/// How far a record with a body was looked through for another record's header.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Looked {
    /// Such a header stands in it.
    pub(super) is_torn: bool,
    /// The date that stands nowhere in it but in its own stamp; 0 where there is none.
    pub(super) absent: u64,
}

impl Worker<'_> {
    /// Looks for another record's header in a record with a body.
    pub(super) fn look_for_header(&mut self, here: &Here<'_>) -> Looked {
        if here.at.cut_bytes > 0 || !here.has_body() {
            return Looked::default();
        }
        let sought = self.seek_date(here);
        let finder = &self.date;
        if holds_date(here, |bytes, _| finder.find(bytes)) {
            Looked { is_torn: has_header_inside(here), absent: 0 }
        } else {
            Looked { is_torn: false, absent: sought.map_or(0, |(date, _)| date) }
        }
    }

    /// Makes the record's date the one that is looked for; gives it as a number that is not 0, and where it is to be
    /// looked for in the record's first line.
    #[inline]
    pub(super) fn seek_date(&mut self, here: &Here<'_>) -> Option<(u64, usize)> {
        let (time, date) = (here.header.time?, date(here)?);
        if self.date.needle() != date {
            self.date = Finder::new(date).into_owned();
        }
        let number = date.iter().fold(1, |number, byte| number << 8 | u64::from(*byte));
        Some((number, here.piece.start + time.start as usize + DATE_BYTES))
    }
}

/// Bytes of a stamp that those of the records written at the same time have in common: a year and what stands behind it.
const DATE_BYTES: usize = 5;

/// The beginning of a record's own stamp.
pub(super) fn date<'t>(here: &Here<'t>) -> Option<&'t [u8; DATE_BYTES]> {
    here.header.time?.of(here.head()).first_chunk()
}

/// Whether the date of a record's header stands in it again, as it does where another header was written into it. Of a
/// record of one line, which is told by its template, that is not asked, nor of one without a date.
pub(super) fn holds_date(here: &Here<'_>, find: impl Fn(&[u8], &[u8]) -> Option<usize>) -> bool {
    if !here.has_body() {
        return true;
    }
    let (Some(time), Some(date)) = (here.header.time, date(here)) else { return true };
    let behind = here.bytes().get(time.start as usize + DATE_BYTES..).unwrap_or_default();
    find(behind, date).is_some()
}

/// Whether frames stand right below the header of a record that tells of no error: the rest of another thread's trace.
pub(super) fn holds_frames(here: &Here<'_>) -> bool {
    let body = here.text.get(here.piece.head_end + 1..here.piece.end).unwrap_or_default();
    let is_like = body.starts_with(b"\tat ") || body.starts_with(b"  File \"");
    is_like && {
        // A message may quote a failure with its frames, as schedulers do.
        let message = here.message();
        let tells = [&b"Traceback"[..], b"Exception", b"Error"]
            .iter()
            .any(|word| memchr::memmem::find(message, word).is_some());
        let line = body.get(..memchr::memchr(b'\n', body).unwrap_or(body.len())).unwrap_or(body);
        !tells && (java::is_frame(line) || python::is_frame(line))
    }
}

/// Whether marks that stand below source text are where none can be: the end of somebody's frames.
fn holds_marks(exception: &Exception) -> bool {
    let mut sources = exception.frames.iter().filter_map(|frame| frame.source.as_deref());
    exception.language == Language::Python && (sources.any(python::ends_in_marks) || is_said_in_marks(exception))
}

/// Whether such marks end the first line of a message in the chain.
fn is_said_in_marks(exception: &Exception) -> bool {
    let first = exception.message.as_deref().and_then(|message| message.lines().next());
    first.is_some_and(python::ends_in_marks) || exception.chain.iter().any(|link| is_said_in_marks(&link.exception))
}

/// Whether a record's header stands within a line, right behind the text that it cut off.
pub(super) fn has_header_inside(here: &Here<'_>) -> bool {
    let layouts: Vec<&Arc<Layout>> = here.plan.layouts.iter().filter(|layout| is_telling(layout)).collect();
    if layouts.is_empty() || here.original.is_some() {
        return false;
    }
    // A header with its stamp is the record's own; in one without, the stamp may be another's.
    let start = here.header.time.map_or(0, |_| here.header.message.start as usize);
    let bytes = here.bytes().get(start..).unwrap_or_default();
    let bytes = bytes.get(..MAX_BYTES).unwrap_or(bytes);
    let mut header = Header::default();
    bytes.split(|byte| *byte == b'\n').any(|line| {
        let line = trim(line);
        let places = line.windows(2).enumerate().filter(|(_, pair)| may_be_glued(here, pair)).take(MAX_PLACES);
        let mut places = places.filter_map(|(at, _)| line.get(at + 1..));
        places.any(|rest| layouts.iter().any(|layout| layout.match_header(rest, &mut header)))
    })
}

/// A layout whose headers no other text looks like: with a date and a level, on one line.
fn is_telling(layout: &Layout) -> bool {
    layout.has_date() && layout.has_level() && layout.is_one_line_of_text()
}

/// Whether a header may begin with the second of two bytes although the first is another record's.
fn may_be_glued(here: &Here<'_>, pair: &[u8]) -> bool {
    let [before, first] = pair else { return false };
    let begins = here.plan.first_bytes.get(usize::from(*first)).copied().unwrap_or(false);
    // What stands in quotes or behind a blank is quoted; within a number nothing begins.
    let is_quoted =
        matches!(before, b' ' | b'\t' | b'"' | b'\'' | b'(' | b'[' | b'{' | b'<' | b'>' | b'=' | b'|' | b'`');
    begins && !is_quoted && !(before.is_ascii_digit() && first.is_ascii_digit())
}
