//! What the wrapper of a source says of its lines, beside the text.
//!
//! The text of a wrapped source is that of the application alone. At every place of it where an entry of the wrapper
//! begins stands a mark: who sent the entry, when, and whether it has nothing to do with the line before.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::format::level::Level;
use crate::format::time::Stamp;
use crate::format::wrapper::Sender;

/// What is known of one entry.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mark {
    /// Bytes of text before it.
    pub(crate) text_bytes: u64,
    /// The line before it is another sender's.
    pub(crate) breaks: bool,
    /// A number for its sender, the same in all sources.
    pub(crate) lane: u64,
    /// Where it ends in the text, if it is a message of several lines; otherwise 0.
    pub(crate) end_bytes: u64,
    /// Who sent it; nobody, if it is a line outside the wrapper.
    pub(crate) sender: Option<Arc<Sender>>,
    /// When.
    pub(crate) stamp: Option<Stamp>,
    /// The priority that the sender gave.
    pub(crate) level: Option<Level>,
}

/// The marks of one source, from the place on that is still worked on.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    own: Mutex<VecDeque<Mark>>,
    /// The marks of the source that goes on where the text of this one ends.
    next: OnceLock<(u64, Arc<Marks>)>,
    /// Entries that came too late for the record which they belong to.
    torn: AtomicU64,
    /// The lane of the line inside which the text ends.
    open_lane: OnceLock<u64>,
}

impl Marks {
    fn lock(&self) -> MutexGuard<'_, VecDeque<Mark>> {
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds the mark of text that follows.
    pub(crate) fn push(&self, mark: Mark) {
        self.lock().push_back(mark);
    }

    /// Notes entries that came too late.
    pub(crate) fn set_torn(&self, torn: u64) {
        self.torn.store(torn, Ordering::Relaxed);
    }

    /// Entries that came too late, as soon as all text was made.
    pub(crate) fn torn(&self) -> u64 {
        self.torn.load(Ordering::Relaxed)
    }

    /// The text ends inside a line of this lane.
    pub(crate) fn leave_open(&self, lane: u64) {
        // A text has one end.
        let _ = self.open_lane.set(lane);
    }

    /// The lane of the line inside which the text ends, as soon as all text was made.
    pub(crate) fn open_lane(&self) -> Option<u64> {
        self.open_lane.get().copied()
    }

    /// The marks of `length` bytes of text from a place on, and the last one before.
    ///
    /// `cut`, behind so many bytes of the text, so many bytes are missing: the marks behind move up.
    pub(crate) fn between(&self, start_bytes: u64, length: u64, cut: Option<(u64, u64)>) -> Vec<Mark> {
        let (kept, missing) = cut.unwrap_or((length, 0));
        let marks = self.all(start_bytes, start_bytes + length + missing);
        let (cut_start, cut_end) = (start_bytes + kept, start_bytes + kept + missing);
        let moved = |place: u64| if place >= cut_end { place - missing } else { place.min(cut_start) };
        let all = marks.into_iter().filter(|mark| mark.text_bytes < cut_start || mark.text_bytes >= cut_end);
        let moved = |mark: Mark| Mark { text_bytes: moved(mark.text_bytes), end_bytes: moved(mark.end_bytes), ..mark };
        all.map(moved).collect()
    }

    /// The marks from the last one that is not behind `start_bytes` to the last one before `end_bytes`.
    ///
    /// Those of the source behind come as if its text were this one's; its first line goes on with what its sender's last
    /// line here began.
    fn all(&self, start_bytes: u64, end_bytes: u64) -> Vec<Mark> {
        let marks = self.lock();
        let from = marks.partition_point(|mark| mark.text_bytes <= start_bytes).saturating_sub(1);
        let to = marks.partition_point(|mark| mark.text_bytes < end_bytes).max(from);
        let mut all: Vec<Mark> = marks.range(from..to).cloned().collect();
        let Some((at, next)) = self.next.get().filter(|(at, _)| *at < end_bytes) else { return all };
        let last = marks.back().map(|mark| mark.lane);
        drop(marks);
        let behind = next.all(start_bytes.saturating_sub(*at), end_bytes - at);
        all.extend(behind.into_iter().map(|mark| Mark {
            breaks: mark.breaks && !(mark.text_bytes == 0 && last == Some(mark.lane)),
            text_bytes: mark.text_bytes + at,
            end_bytes: if mark.end_bytes == 0 { 0 } else { mark.end_bytes + at },
            ..mark
        }));
        all
    }

    /// Says which marks are those of the text behind `text_bytes` of this one's, all that there is.
    pub(crate) fn go_on_with(&self, text_bytes: u64, next: &Arc<Self>) {
        // A source has one behind it.
        let _ = self.next.set((text_bytes, Arc::clone(next)));
    }

    /// Forgets the marks of text before a place.
    pub(crate) fn forget_before(&self, text_bytes: u64) {
        let mut marks = self.lock();
        while marks.get(1).is_some_and(|next| next.text_bytes <= text_bytes) {
            marks.pop_front();
        }
    }
}

/// The marks of one text; empty for a text that has no wrapper.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Marked<'m> {
    marks: &'m [Mark],
    /// Bytes before the text.
    before_bytes: u64,
    /// A line that no layout explains is a message.
    pub(crate) frames_messages: bool,
    /// Some mark says where a piece begins or ends.
    has_bounds: bool,
    /// Some mark has a level.
    pub(crate) has_levels: bool,
}

impl<'m> Marked<'m> {
    /// The marks of a text that stands behind so many bytes.
    pub(crate) fn new(marks: &'m [Mark], before_bytes: u64, frames_messages: bool) -> Self {
        // Where the first mark's entry began before the text, that it did says nothing of the text.
        let is_bound = |mark: &Mark| mark.end_bytes > 0 || (mark.breaks && mark.text_bytes >= before_bytes);
        let has_bounds = marks.iter().any(is_bound);
        let has_levels = marks.iter().any(|mark| mark.level.is_some());
        Self { marks, before_bytes, frames_messages, has_bounds, has_levels }
    }

    /// All lines are one sender's, each an entry of its own: the marks say nothing of where pieces begin and end.
    #[inline]
    pub(crate) fn is_of_one_sender(self) -> bool {
        !self.has_bounds
    }

    /// The text has no wrapper.
    #[inline]
    pub(crate) fn is_empty(self) -> bool {
        self.marks.is_empty()
    }

    /// The mark at exactly this position.
    pub(crate) fn at(self, position: usize) -> Option<&'m Mark> {
        let place = self.before_bytes + position as u64;
        self.marks.binary_search_by_key(&place, |mark| mark.text_bytes).ok().and_then(|at| self.marks.get(at))
    }

    /// The mark of the entry that this position is in.
    pub(crate) fn of(self, position: usize) -> Option<&'m Mark> {
        let place = self.before_bytes + position as u64;
        let at = self.marks.partition_point(|mark| mark.text_bytes <= place).checked_sub(1)?;
        self.marks.get(at)
    }

    /// The first position behind this one at which a line surely begins something else.
    pub(crate) fn next_break(self, position: usize) -> Option<usize> {
        let place = self.before_bytes + position as u64;
        let from = self.marks.partition_point(|mark| mark.text_bytes <= place);
        let next = self.marks.get(from..)?.iter().find(|mark| mark.breaks || mark.end_bytes > 0)?;
        usize::try_from(next.text_bytes - self.before_bytes).ok()
    }

    /// The end, as a position, of a message with several lines.
    pub(crate) fn end_of(self, mark: &Mark) -> Option<usize> {
        let length = mark.end_bytes.checked_sub(self.before_bytes).filter(|_| mark.end_bytes > 0)?;
        usize::try_from(length).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_by_place_until_they_are_forgotten() {
        let marks = Marks::default();
        for text_bytes in [0, 10, 20, 30] {
            marks.push(Mark { text_bytes, ..Mark::default() });
        }
        let places =
            |start, end| marks.between(start, end - start, None).iter().map(|mark| mark.text_bytes).collect::<Vec<_>>();
        assert_eq!(places(0, 20), [0, 10]);
        assert_eq!(places(15, 21), [10, 20]);
        marks.forget_before(25);
        assert_eq!(places(0, 100), [20, 30]);
        let all = marks.between(0, 100, None);
        let marked = Marked::new(&all, 15, false);
        assert_eq!(marked.at(5).map(|mark| mark.text_bytes), Some(20));
        assert!(marked.at(6).is_none() && marked.of(4).is_none());
        assert_eq!(marked.of(14).map(|mark| mark.text_bytes), Some(20));
        assert_eq!(marked.end_of(&Mark { end_bytes: 40, ..Mark::default() }), Some(25));
        assert_eq!(marked.end_of(&Mark::default()), None);
    }

    #[test]
    fn marks_of_the_source_behind_go_on_where_the_text_ends() {
        let (marks, next) = (Marks::default(), Arc::new(Marks::default()));
        let mark = |text_bytes, lane, breaks| Mark { text_bytes, breaks, lane, ..Mark::default() };
        marks.push(mark(0, 1, true));
        marks.push(mark(10, 2, true));
        next.push(mark(0, 2, true));
        next.push(mark(5, 1, true));
        marks.go_on_with(15, &next);
        let seen = |start, length, cut| {
            marks.between(start, length, cut).iter().map(|mark| (mark.text_bytes, mark.breaks)).collect::<Vec<_>>()
        };
        assert_eq!(seen(10, 20, None), [(10, true), (15, false), (20, true)]);
        assert_eq!(seen(10, 6, None), [(10, true), (15, false)]);
        assert_eq!(seen(0, 15, None), [(0, true), (10, true)]);
        assert_eq!(seen(0, 15, Some((5, 10))), [(0, true), (5, false), (10, true)]);
    }
}
