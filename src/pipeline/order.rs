//! The order of a log's files where their names do not tell which is the older one.
//!
//! ```text
//! app.1.log, app.2.log     the greater number is the older file (Logback's fixed window, java.util.logging),
//!                          or the newer one (Log4j 2), or both are written at the same time, by two processes perhaps
//! ```
//!
//! The first stamps decide. Files whose times overlap are logs of their own, which stay in the order of their names, as
//! do files without stamps that have a date. When a file was last changed decides nothing: copies change that.

use std::path::Path;
use std::sync::Arc;

use crate::format::layout::Layout;
use crate::input::{Doubt, Ends, Head, Kin, Source, doubt, ends, is_one_log, is_one_set};
use crate::pipeline::plan::{Plan, compiled_catalogue, plan};
use crate::pipeline::settings::Settings;

/// Files of one log that are looked at, at most; rolling policies keep fewer.
const MAX_FILES: usize = 256;
/// Threads write their records a little later than they stamp them.
const SLACK_MICROS: i64 = 100_000;

/// Puts files of one log, as far as they are listed one after the other, in the order in which they were written.
///
/// Only the first and last bytes of files are read, and only where their names leave the order open.
pub fn put_in_order(sources: &mut [Source], settings: &Settings) {
    let mut look = Look { settings, catalogue: None, before: None };
    for log in sources.chunk_by_mut(|a, b| is_one_log(&a.path, &b.path)) {
        look.before = None;
        let paths: Vec<&Path> = log.iter().map(|source| source.path.as_path()).collect();
        let doubt = doubt(&paths);
        let is_as_named = match doubt {
            Doubt::None => true,
            Doubt::Pair(first, second) => {
                let mut begin = |at: usize| log.get(at).and_then(|source| look.times(source))?.begin;
                begin(first).zip(begin(second)).is_none_or(|(first, second)| first <= second)
            }
            Doubt::All => false,
        };
        if is_as_named || log.len() < 2 || log.len() > MAX_FILES {
            continue;
        }
        // Of several logs each has a set of its own, which stays together.
        let is_one = |a: &Source, b: &Source| doubt == Doubt::All && is_one_set(&a.path, &b.path);
        let sets: Vec<&[Source]> = log.chunk_by(is_one).collect();
        let times: Option<Vec<Times>> = sets.iter().map(|set| look.times_of_set(set)).collect();
        let slack = if doubt == Doubt::All { SLACK_MICROS } else { 0 };
        let order = times.and_then(|times| order_of(&times, slack)).filter(|order| refutes_names(order, doubt));
        if let Some(order) = order {
            let sorted: Vec<Source> =
                order.iter().filter_map(|at| sets.get(*at)).flat_map(|set| set.to_vec()).collect();
            log.clone_from_slice(&sorted);
        }
    }
}

/// First and last moment of a file, as far as they are known.
#[derive(Debug, Clone, Copy)]
struct Times {
    begin: Option<i64>,
    end: Option<i64>,
    /// There is nothing in it that has a time.
    is_void: bool,
}

/// The places of files in the order of time; `None` where they overlap or their times are not known.
fn order_of(files: &[Times], slack_micros: i64) -> Option<Vec<usize>> {
    let (mut void, mut order): (Vec<usize>, Vec<usize>) =
        (0..files.len()).partition(|at| files.get(*at).is_some_and(|file| file.is_void));
    let begin = |at: &usize| files.get(*at).and_then(|file| file.begin);
    order.sort_by_key(begin);
    let is_apart = |pair: &[usize]| {
        let [before, after] = pair else { return true };
        let end = files.get(*before).and_then(|file| file.end);
        begin(after).is_some_and(|begin| end.is_none_or(|end| end <= begin.saturating_add(slack_micros)))
    };
    if !order.iter().all(|at| begin(at).is_some()) || !order.windows(2).all(is_apart) {
        return None;
    }
    order.append(&mut void);
    Some(order)
}

/// Numbers are those of ages until all of them are seen to count up; a stamp that stands in a message proves nothing.
fn refutes_names(order: &[usize], doubt: Doubt) -> bool {
    let Doubt::Pair(first, second) = doubt else { return true };
    order.iter().filter(|at| (first..=second).contains(*at)).rev().copied().eq(first..=second)
}

/// Looks into the files of one log.
struct Look<'s> {
    settings: &'s Settings,
    catalogue: Option<Vec<Arc<Layout>>>,
    /// How the last file is read: the next one most likely is so too.
    before: Option<Plan>,
}

impl Look<'_> {
    /// The times of files that stand in the order of time.
    fn times_of_set(&mut self, set: &[Source]) -> Option<Times> {
        let (first, last) = set.first().zip(set.last())?;
        let begin = self.times(first)?;
        if set.len() == 1 {
            return Some(begin);
        }
        let end = self.times(last)?;
        Some(Times { end: end.end, is_void: begin.is_void && end.is_void, ..begin })
    }

    /// The times of a file; `None` for one that is not regular.
    fn times(&mut self, source: &Source) -> Option<Times> {
        source.size_bytes?;
        let Some(Ends { head, is_all, modified, tail }) = ends(source, self.settings.charset) else {
            return Some(Times { begin: None, end: None, is_void: true });
        };
        let settings = self.settings;
        let compile = || if settings.layouts.is_empty() { compiled_catalogue() } else { Vec::new() };
        let catalogue = self.catalogue.get_or_insert_with(compile);
        let head = Head {
            source: 0,
            path: &source.path,
            bytes: &head,
            is_all,
            kin: self.before.is_some().then_some(Kin::Next),
            repeated_until_bytes: 0,
            hole_bytes: 0,
            size_bytes: source.size_bytes,
            modified,
        };
        let (plan, _) = plan(&head, settings, catalogue, self.before.as_ref());
        let end = tail.and_then(|tail| plan.last_moment(&tail, settings.zone));
        let begin = plan.begins_micros;
        self.before = Some(plan);
        Some(Times { begin, end, is_void: false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_in_order_only_where_no_two_overlap() {
        let file = |begin: i64, end: i64| Times { begin: Some(begin), end: Some(end), is_void: false };
        let void = Times { begin: None, end: None, is_void: true };
        let packed = Times { begin: Some(0), end: None, is_void: false };
        assert_eq!(order_of(&[file(20, 30), void, file(10, 20), packed], 0), Some(vec![3, 2, 0, 1]));
        assert_eq!(order_of(&[file(20, 30), file(10, 21)], 1), Some(vec![1, 0]));
        assert_eq!(order_of(&[file(20, 30), file(10, 22)], 1), None);
        assert_eq!(order_of(&[file(20, 30), Times { is_void: false, ..void }], 1), None);
    }
}
