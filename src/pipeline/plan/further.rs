//! Layouts of lines that none of a source's layouts explains.
//!
//! A source may begin with lines of no format, any number of them, before its records come. So such lines are looked at
//! in windows one behind the other, each from its first line on that may be a header.

use std::sync::Arc;

use crate::format::detect::{Detection, HEAD_LINES, detect};
use crate::format::layout::Layout;
use crate::format::level::Level;
use crate::format::wrapper::lines_of;
use crate::pipeline::plan::plain_header::{Among, layout_of_header};
use crate::pipeline::plan::{LEAST_HEADERS, MAX_LAYOUTS, Plan, WINDOW_BYTES};
use crate::record::trim;
use crate::record::unwrap::is_of_trace;

/// The layouts of a source by its head: of its first lines, or where those have none, of the first window behind that
/// has any.
pub(super) fn layouts_of_head(text: &[u8], catalogue: &[Arc<Layout>]) -> Vec<Arc<Layout>> {
    let layouts = detect(text, catalogue).layouts;
    if !layouts.is_empty() {
        return layouts;
    }
    later_window(text, catalogue).map_or_else(Vec::new, |(_, layouts)| layouts)
}

/// What detection says of the part of a head in which the layouts of its source are found: of all of it, unless that has
/// none.
pub(crate) fn detect_in_head(text: &[u8], catalogue: &[Arc<Layout>]) -> Detection {
    let detection = detect(text, catalogue);
    if !detection.layouts.is_empty() {
        return detection;
    }
    later_window(text, catalogue).map_or(detection, |(window, _)| detect(window, catalogue))
}

/// The first window that has layouts, which are told with more care than those of the first lines.
fn later_window<'t>(text: &'t [u8], catalogue: &[Arc<Layout>]) -> Option<(&'t [u8], Vec<Arc<Layout>>)> {
    let mut rest = text;
    while !rest.is_empty() {
        let (window, behind) = rest.split_at(window_end(rest));
        let window = from_likely(window);
        if let Some(layouts) = within(window, &[], catalogue) {
            return Some((window, layouts));
        }
        rest = behind;
    }
    None
}

impl Plan {
    /// Looks for layouts that the plan does not have, in lines that none of its own explains.
    ///
    /// `lines` is looked at up to [`WINDOW_BYTES`]. The answer depends on these bytes and the plan alone. It is `None`
    /// unless the lines are many and at least half of those that are no trace's are found to be headers.
    pub(crate) fn further_layouts(&self, lines: &[u8], catalogue: &[Arc<Layout>]) -> Option<Vec<Arc<Layout>>> {
        layouts_of(lines, &self.layouts, catalogue)
    }

    /// The same for a window of lines that belong to nothing, of which the first ones may be of no format.
    pub(crate) fn layouts_within(&self, window: &[u8], catalogue: &[Arc<Layout>]) -> Option<Vec<Arc<Layout>>> {
        within(from_likely(window), &self.layouts, catalogue)
    }
}

/// The layouts of a window, which many lines tell, or a few that are plainly headers.
fn within(window: &[u8], known: &[Arc<Layout>], catalogue: &[Arc<Layout>]) -> Option<Vec<Arc<Layout>>> {
    layouts_of(window, known, catalogue).or_else(|| layout_of_header(window, known, Among::Body, catalogue))
}

fn layouts_of(lines: &[u8], known: &[Arc<Layout>], catalogue: &[Arc<Layout>]) -> Option<Vec<Arc<Layout>>> {
    if known.len() >= MAX_LAYOUTS || catalogue.is_empty() {
        return None;
    }
    let lines = lines.get(..WINDOW_BYTES).unwrap_or(lines);
    let (mut all, mut likely) = (0, 0);
    for line in lines_of(lines).take(HEAD_LINES).map(trim).filter(|line| !is_of_trace(line)) {
        all += 1;
        likely += usize::from(is_like_header(line));
    }
    if likely < LEAST_HEADERS || likely * 2 < all {
        return None;
    }
    let found = detect(lines, catalogue);
    let new = |layout: &Layout| {
        // Below records, objects with neither time nor level are what these print.
        let is_body = layout.is_undated_json() && !known.is_empty();
        !is_body && !known.iter().any(|known| known.name() == layout.name() && known.pattern() == layout.pattern())
    };
    let scores = found.scores.iter().filter(|score| score.chosen && new(&score.layout));
    let explained: usize = scores.map(|score| score.lines_explained_alone).sum();
    let layouts: Vec<_> = found.layouts.into_iter().filter(|layout| new(layout)).collect();
    (!layouts.is_empty() && explained * 2 >= all).then_some(layouts)
}

/// The text from its first line on that may be a header.
fn from_likely(text: &[u8]) -> &[u8] {
    let mut rest = text;
    while let Some(length) = memchr::memchr(b'\n', rest).map(|end| end + 1).or((!rest.is_empty()).then_some(rest.len()))
    {
        let (line, behind) = rest.split_at(length);
        if is_like_header(trim(line.strip_suffix(b"\n").unwrap_or(line))) {
            break;
        }
        rest = behind;
    }
    rest
}

/// Quick and generous: a header has a number early, or begins with a level or as a JSON object does.
pub(crate) fn is_like_header(line: &[u8]) -> bool {
    if matches!(line.first(), Some(b'{' | b'}')) {
        return true;
    }
    let early = line.get(..40).unwrap_or(line);
    let word = early.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    early.iter().filter(|byte| byte.is_ascii_digit()).count() >= 4
        || Level::parse(early.get(..word).unwrap_or_default()).is_some()
}

/// The end of the last line of a window: of the last one that ends in so many bytes, or of the first line, where that
/// is longer; at most [`HEAD_LINES`].
pub(crate) fn window_end(bytes: &[u8]) -> usize {
    let window = bytes.get(..WINDOW_BYTES).unwrap_or(bytes);
    if let Some(end) = memchr::memchr_iter(b'\n', window).nth(HEAD_LINES - 1) {
        return end + 1;
    }
    let rest = bytes.get(window.len()..).unwrap_or_default();
    match memchr::memrchr(b'\n', window) {
        Some(_) if rest.is_empty() => bytes.len(),
        Some(at) => at + 1,
        None => memchr::memchr(b'\n', rest).map_or(bytes.len(), |at| window.len() + at + 1),
    }
}
