//! Where the year stands in dates of three numbers of two digits: `28/11/26`, `26/11/28`, `11/28/26`.
//!
//! Detection takes an order in which all stamps of the head are dates. Where there are more, the days tell: none lies
//! behind the time of the file, the last one is perhaps its very day, and a log does not jump over years.
//!
//! Not told: an older file that was copied, whose few stamps are of one day; then the year is taken to come first.

use std::sync::Arc;

use crate::format::layout::Layout;

/// Stamps of one layout that are kept.
const MOST_STAMPS: usize = 500;
/// Days that the last stamps of the head may lie before the file's time to be of its day.
const OF_THE_FILE_DAYS: i64 = 2;
/// Days that they may lie before it where nothing else tells.
const NEAR_THE_FILE_DAYS: i64 = 60;

/// The stamps of each layout that could be read in another order.
#[derive(Debug, Default)]
pub(super) struct ShortYears {
    layouts: Vec<Candidates>,
}

#[derive(Debug)]
struct Candidates {
    index: usize,
    /// The layout with each order, its own first.
    orders: Vec<Arc<Layout>>,
    stamps: Vec<Vec<u8>>,
}

impl ShortYears {
    /// For the stamps of `layouts`.
    pub(super) fn of(layouts: &[Arc<Layout>]) -> Self {
        let candidates = layouts.iter().enumerate().map(|(index, layout)| {
            let orders = layout.with_dates_reordered();
            Candidates { index, orders, stamps: Vec::new() }
        });
        Self { layouts: candidates.filter(|candidates| candidates.orders.len() > 1).collect() }
    }

    /// Takes the stamp of the next record, whose layout is that of `index`.
    pub(super) fn see(&mut self, index: usize, stamp: &[u8]) {
        let Some(candidates) = self.layouts.iter_mut().find(|candidates| candidates.index == index) else { return };
        // Stamps of one day are alike up to the time.
        let is_new = candidates.stamps.last().is_none_or(|last| last.get(..8) != stamp.get(..8));
        if is_new && candidates.stamps.len() < MOST_STAMPS {
            candidates.stamps.push(stamp.to_vec());
        }
    }

    /// Puts the order that the stamps tell in place; whether it is another one for any layout. `latest_day` is the day of
    /// the file's time, since 1970.
    pub(super) fn change(&self, layouts: &mut [Arc<Layout>], latest_day: i64) -> bool {
        let mut changed = false;
        for candidates in &self.layouts {
            let best = candidates
                .orders
                .iter()
                .enumerate()
                .filter_map(|(place, layout)| {
                    Some((rank(&days(layout, &candidates.stamps)?, latest_day), place, layout))
                })
                .min_by_key(|(rank, place, _)| (*rank, *place));
            if let Some((_, place, layout)) = best
                && let Some(slot) = layouts.get_mut(candidates.index).filter(|_| place > 0)
            {
                *slot = Arc::clone(layout);
                changed = true;
            }
        }
        changed
    }
}

/// The days of all stamps; `None` when one of them is no date.
fn days(layout: &Layout, stamps: &[Vec<u8>]) -> Option<Vec<i64>> {
    let day = |stamp: &Vec<u8>| layout.parse_stamp(stamp).and_then(|stamp| stamp.day).map(i64::from);
    stamps.iter().map(day).collect::<Option<Vec<_>>>().filter(|days| !days.is_empty())
}

/// How unlikely these days are: they lie in the future, not at the file's time, far apart, and not near that time either.
fn rank(days: &[i64], latest_day: i64) -> (bool, bool, i64, bool) {
    let (first, last) = (days.iter().min().copied().unwrap_or(0), days.iter().max().copied().unwrap_or(0));
    let is_future = last > latest_day + 1;
    let is_before = |days: i64| is_future || last < latest_day - days;
    (is_future, is_before(OF_THE_FILE_DAYS), last - first, is_before(NEAR_THE_FILE_DAYS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::catalogue;
    use crate::format::detect::detect;

    /// The day of the last of these stamps, as they are read in a file of `latest_day`.
    fn read(dates: &[&str], latest_day: i64) -> Option<i32> {
        let lines: Vec<String> = dates.iter().map(|date| format!("{date} 22:47:02 INFO: x")).collect();
        let head = lines.join("\n");
        let mut layouts = detect(head.as_bytes(), &catalogue::layouts()).layouts;
        assert_eq!(layouts.len(), 1, "{dates:?}");
        let mut years = ShortYears::of(&layouts);
        for date in dates {
            years.see(0, format!("{date} 22:47:02").as_bytes());
        }
        years.change(&mut layouts, latest_day);
        layouts.first()?.parse_stamp(format!("{} 22:47:02", dates.last()?).as_bytes())?.day
    }

    /// 28 November 2026.
    const DAY: i32 = 20_785;

    #[test]
    fn the_year_is_where_the_days_of_the_file_are() {
        let of = i64::from(DAY);
        for dates in [&["28/11/26"][..], &["26/11/28"], &["11/28/26"], &["28-11-26"], &["26-11-28"], &["28.11.26"]] {
            assert_eq!(read(dates, of), Some(DAY), "{dates:?}");
        }
    }

    #[test]
    fn no_day_is_of_the_future_and_neighbours_are_near() {
        assert_eq!(read(&["28/11/26"], i64::from(DAY) + 300), Some(DAY), "2028 is not yet");
        // 5 and 6 October 2012.
        assert_eq!(read(&["05/10/12", "06/10/12"], i64::from(DAY)), Some(15_619));
        // The same as Hadoop prints it, on two days of October 2005.
        assert_eq!(read(&["05/10/12", "05/10/13"], i64::from(DAY)), Some(13_069));
        assert_eq!(read(&["17/06/09"], i64::from(DAY)), Some(17_326), "the year comes first where nothing tells");
        assert_eq!(read(&["18/11/26"], i64::from(DAY)), Some(20_775), "ten days before, rather than eight years");
    }
}
