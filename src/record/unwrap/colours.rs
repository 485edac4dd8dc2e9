//! Coloured traces read as plain ones.
//!
//! Python 3.13 and later colour a traceback that goes to a terminal, loguru colours what it draws, and formatters put a
//! colour around a whole record, trace included. Colours are taken off every line that begins no record; those of a
//! header are read by its layout, as the colours of a message are the message's own.

use std::borrow::Cow;
use std::sync::Arc;

use crate::format::colours::without_colours;
use crate::format::layout::{Header, Layout};
use crate::input::{SourceLine, Text, Unwrap};
use crate::record::trim;

/// Takes the colours off the lines of one source that begin no record.
#[derive(Debug)]
pub(crate) struct Uncoloured {
    layouts: Vec<Arc<Layout>>,
    header: Header,
    /// What the lines go through next.
    inner: Option<Box<dyn Unwrap>>,
}

/// Whether there are colours in a text.
pub(crate) fn are_in(text: &[u8]) -> bool {
    matches!(without_colours(text), Cow::Owned(_))
}

/// The line as it is read: without its colours, unless it begins a record in one of the layouts.
pub(crate) fn plain<'l>(line: &'l [u8], layouts: &[Arc<Layout>], header: &mut Header) -> Cow<'l, [u8]> {
    if memchr::memchr(0x1b, line).is_none() {
        return Cow::Borrowed(line);
    }
    let text = trim(line.strip_suffix(b"\n").unwrap_or(line));
    if layouts.iter().any(|layout| layout.match_header(text, header)) {
        return Cow::Borrowed(line);
    }
    without_colours(line)
}

/// The text of a head whose records begin as `layouts` say.
pub(crate) fn plain_head(head: &[u8], layouts: &[Arc<Layout>]) -> Vec<u8> {
    let mut header = Header::default();
    let lines = head.split_inclusive(|byte| *byte == b'\n');
    lines.flat_map(|line| plain(line, layouts, &mut header).into_owned()).collect()
}

impl Uncoloured {
    /// `layouts` say which lines begin records; what is left of the lines goes through `inner`.
    pub(crate) fn new(layouts: Vec<Arc<Layout>>, inner: Option<Box<dyn Unwrap>>) -> Self {
        Self { layouts, header: Header::default(), inner }
    }
}

impl Unwrap for Uncoloured {
    fn line(&mut self, line: SourceLine<'_>, text: &mut Text) {
        // The parts of an endless line are no lines.
        let bytes =
            if line.is_whole { plain(line.bytes, &self.layouts, &mut self.header) } else { Cow::Borrowed(line.bytes) };
        match &mut self.inner {
            Some(inner) => inner.line(SourceLine { bytes: &bytes, ..line }, text),
            None => text.push(&bytes, line.origin),
        }
    }

    fn end(&mut self, text: &mut Text) {
        if let Some(inner) = &mut self.inner {
            inner.end(text);
        }
    }
}
