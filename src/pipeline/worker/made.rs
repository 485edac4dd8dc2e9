//! Records whose text is made of what stands in their source, and is worked on like that of any other: JSON objects are
//! written as plain text, and the headers before the lines of a trace are taken off.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::event::Place;
use crate::format::json::Map;
use crate::format::layout::{Header, Layout, Span};
use crate::pipeline::worker::{At, Here, Worker};
use crate::record::marks::{Mark, Marked};
use crate::record::object::trace_start;
use crate::record::{Piece, PieceKind, spelled};

/// A record as its source has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Original<'a> {
    pub(super) source: &'a [u8],
    pub(super) place: Place,
    /// The object is not closed.
    pub(super) is_cut: bool,
}

impl Worker<'_> {
    /// Works on the piece of a record that is a JSON object.
    pub(super) fn json(&mut self, here: &Here<'_>, is_final: bool) {
        let source = self.first_bytes(here);
        let Some((index, map)) = fitting(here, source) else { return };
        let end = map.pairs_end(source).unwrap_or_else(|| trace_start(source));
        let (source, trace) = source.split_at_checked(end).unwrap_or((source, b""));
        let mut plain = std::mem::take(&mut self.plain);
        map.write_plain(source, &mut plain);
        append_trace(trace, &mut plain.text);
        let original = Original { source, place: self.place(here), is_cut: plain.is_cut };
        let kind = PieceKind::Record(index);
        self.made(here, (&plain.text, plain.head_end), (kind, &plain.header, plain.raw_message), original, is_final);
        self.plain = plain;
    }

    /// Works on the piece of a record before whose trace's lines its header stands again.
    #[cold]
    pub(super) fn spelled(&mut self, here: &Here<'_>, is_final: bool) {
        let Some(layout) = here.layout() else { return };
        let source = self.first_bytes(here);
        let text = spelled::without_headers(source, layout);
        let head_end = (here.piece.head_end - here.piece.start).min(text.len());
        let original = Original { source, place: self.place(here), is_cut: false };
        let header = (here.piece.kind, here.header, here.header.message);
        self.made(here, (&text, head_end), header, original, is_final);
    }

    /// What is worked on of a piece.
    fn first_bytes<'a>(&self, here: &Here<'a>) -> &'a [u8] {
        let bytes = here.bytes();
        bytes.get(..self.settings.max_body_bytes).unwrap_or(bytes)
    }

    /// Works on a text that was made of a piece, its head's end, its header, and where the message stands in the source.
    fn made(
        &mut self,
        here: &Here<'_>,
        (text, head_end): (&[u8], usize),
        (kind, header, message): (PieceKind, &Header, Span),
        original: Original<'_>,
        is_final: bool,
    ) {
        let bytes = here.bytes();
        let beyond = bytes.len() - self.first_bytes(here).len();
        let cut_bytes = here.at.cut_bytes + beyond as u64;
        let mut lines = std::mem::take(&mut self.made_lines);
        lines.scan(text, true, here.plan.indented);
        let piece = Piece::whole(kind, head_end, text, &lines);
        let place = original.place;
        let at = At { offset_bytes: place.offset_bytes, line: place.line, cut_bytes, cut_lines: 0 };
        let mark: Vec<Mark> = here.mark().cloned().into_iter().collect();
        let marked = Marked::new(&mark, mark.first().map_or(0, |mark| mark.text_bytes), false);
        let rows = self.found.rows.len();
        let record = Here { plan: here.plan, text, piece: &piece, header, at, marked, original: Some(original) };
        self.piece(&record, &lines, is_final);
        if let Some(row) = self.found.rows.get_mut(rows) {
            row.start = u32::try_from(here.piece.start).unwrap_or(u32::MAX);
            row.length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            row.message = Some((message.start, message.end - message.start));
            if here.plan.is_doubled {
                row.record = xxh3_64_with_seed(bytes, self.seed);
            }
        }
        self.found.records_cut += u64::from(cut_bytes > 0);
        self.found.bytes_cut += cut_bytes;
        self.made_lines = lines;
    }
}

/// Appends the trace that stands below an object to its plain text.
fn append_trace(trace: &[u8], text: &mut Vec<u8>) {
    if trace.is_empty() {
        return;
    }
    if !text.ends_with(b"\n") {
        text.push(b'\n');
    }
    for line in trace.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b"\r\n") {
            Some(line) => {
                text.extend_from_slice(line);
                text.push(b'\n');
            }
            None => text.extend_from_slice(line),
        }
    }
}

/// The layout of an object: the one that its first line told or, where that is a bracket alone, the first that fits.
fn fitting<'a>(here: &Here<'a>, source: &[u8]) -> Option<(usize, &'a Map)> {
    let PieceKind::Record(told) = here.piece.kind else { return None };
    let map_of = |layout: &'a Arc<Layout>| layout.json();
    let layouts = &here.plan.layouts;
    let by_line = || Some((told, layouts.get(told).and_then(map_of)?));
    if source.first() != Some(&b'{') || source.get(1) == Some(&b'"') {
        return by_line();
    }
    let mut header = Header::default();
    let mut maps = layouts.iter().enumerate().filter_map(|(at, layout)| Some((at, map_of(layout)?)));
    maps.find(|(_, map)| map.match_header(source, &mut header)).or_else(by_line)
}
