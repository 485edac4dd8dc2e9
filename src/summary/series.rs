//! Events over time in a fixed number of buckets, whatever the span.
//!
//! A bucket's width is 2ⁿ minutes, and buckets begin at multiples of their width since 1970. The width doubles when the
//! span outgrows the buckets, so the final width, and with it every count, depends only on what was observed and not on
//! its order.

/// Buckets kept.
pub const BUCKETS: usize = 48;

/// Counts in time buckets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Series {
    /// A bucket is `1 << shift` minutes wide.
    shift: u32,
    /// Number of the first bucket: minutes since 1970, shifted.
    start: i64,
    counts: Vec<u32>,
}

impl Series {
    /// Counts `by` events at a minute since 1970.
    pub fn observe(&mut self, minute: i64, by: u32) {
        let mut bucket = minute >> self.shift;
        if self.counts.is_empty() {
            self.start = bucket;
        }
        let mut end = self.start + i64::try_from(self.counts.len()).unwrap_or(0);
        while bucket.max(end - 1) - bucket.min(self.start) >= i64::try_from(BUCKETS).unwrap_or(i64::MAX) {
            self.widen();
            bucket = minute >> self.shift;
            end = self.start + i64::try_from(self.counts.len()).unwrap_or(0);
        }
        if bucket < self.start {
            let missing = usize::try_from(self.start - bucket).unwrap_or(0);
            self.counts.splice(0..0, std::iter::repeat_n(0, missing));
            self.start = bucket;
        } else if bucket >= end {
            self.counts.resize(usize::try_from(bucket - self.start).unwrap_or(0) + 1, 0);
        }
        if let Some(count) = usize::try_from(bucket - self.start).ok().and_then(|at| self.counts.get_mut(at)) {
            *count = count.saturating_add(by);
        }
    }

    fn widen(&mut self) {
        let start = self.start >> 1;
        let mut wider: Vec<u32> = Vec::with_capacity(BUCKETS);
        for (at, count) in (self.start..).zip(&self.counts) {
            let to = usize::try_from((at >> 1) - start).unwrap_or(0);
            if wider.len() <= to {
                wider.resize(to + 1, 0);
            }
            if let Some(sum) = wider.get_mut(to) {
                *sum = sum.saturating_add(*count);
            }
        }
        self.shift += 1;
        self.start = start;
        self.counts = wider;
    }

    /// Adds the counts of another series.
    pub fn merge(&mut self, other: &Self) {
        while self.shift < other.shift && !self.counts.is_empty() {
            self.widen();
        }
        if self.counts.is_empty() {
            *self = other.clone();
            return;
        }
        for (bucket, count) in (other.start..).zip(&other.counts) {
            if *count > 0 {
                self.observe(bucket << other.shift, *count);
            }
        }
    }

    /// Width of a bucket, in minutes.
    pub const fn width_minutes(&self) -> i64 {
        1 << self.shift
    }

    /// The first bucket's begin, in minutes since 1970.
    pub const fn start_minute(&self) -> i64 {
        self.start << self.shift
    }

    /// Counts, oldest first.
    pub fn counts(&self) -> &[u32] {
        &self.counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_of_observation_does_not_matter(mut minutes in prop::collection::vec(0_i64..40_000_000, 1..60)) {
            let mut forward = Series::default();
            for minute in &minutes {
                forward.observe(*minute, 1);
            }
            minutes.sort_unstable_by(|a, b| b.cmp(a));
            let mut backward = Series::default();
            for minute in &minutes {
                backward.observe(*minute, 1);
            }
            prop_assert_eq!(&forward, &backward);
            prop_assert!(forward.counts().len() <= BUCKETS);
            prop_assert_eq!(forward.counts().iter().map(|c| *c as usize).sum::<usize>(), minutes.len());
        }
    }
}
