//! Counts by distinct value, with a limit on the values.

use std::collections::HashMap;

/// Counts of distinct values in the order of their first appearance.
///
/// Values beyond the limit are counted together in `other`, so that the sum is always the number of observations.
#[derive(Debug, Clone, Default)]
pub struct Counter {
    values: Vec<(String, u64)>,
    index: HashMap<String, u32>,
    other: u64,
}

impl Counter {
    /// The number that stands for `value`, or `None` when it is new and `limit` values are there already.
    pub fn intern(&mut self, value: &str, limit: usize) -> Option<u32> {
        if let Some(&at) = self.index.get(value) {
            return Some(at);
        }
        if self.values.len() >= limit {
            return None;
        }
        let at = u32::try_from(self.values.len()).ok()?;
        self.values.push((value.to_owned(), 0));
        self.index.insert(value.to_owned(), at);
        Some(at)
    }

    /// Counts `by` observations of an interned value; of `None`, as `other`.
    pub fn add(&mut self, at: Option<u32>, by: u64) {
        match at.and_then(|at| self.values.get_mut(at as usize)) {
            Some((_, count)) => *count += by,
            None => self.other += by,
        }
    }

    /// Counts one observation of `value`.
    pub fn observe(&mut self, value: &str, by: u64, limit: usize) {
        let at = self.intern(value, limit);
        self.add(at, by);
    }

    /// Adds all counts of `from`; gives the number that each of its values has here.
    pub fn merge(&mut self, from: &Self, limit: usize) -> Vec<Option<u32>> {
        self.other += from.other;
        let numbered = from.values.iter().map(|(value, count)| {
            let at = self.intern(value, limit);
            self.add(at, *count);
            at
        });
        numbered.collect()
    }

    /// The value that a number stands for.
    pub fn value(&self, at: u32) -> Option<&str> {
        self.values.get(at as usize).map(|(value, _)| value.as_str())
    }

    /// Values with their counts, in the order of first appearance; those never counted are left out.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.values.iter().filter(|(_, count)| *count > 0).map(|(value, count)| (value.as_str(), *count))
    }

    /// Distinct values counted.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.other == 0 && self.iter().next().is_none()
    }

    /// Observations of values beyond the limit.
    pub const fn other(&self) -> u64 {
        self.other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_beyond_the_limit_are_counted_as_other() {
        let mut counter = Counter::default();
        for value in ["a", "b", "c", "a"] {
            counter.observe(value, 1, 2);
        }
        assert_eq!(counter.iter().collect::<Vec<_>>(), [("a", 2), ("b", 1)]);
        assert_eq!(counter.other(), 1);
    }
}
