//! Counts as small pictures: spark lines and bars.

use crate::report::row::SeriesRow;

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII: [char; 8] = ['_', '.', ':', '-', '=', '+', '*', '#'];

/// Buckets of the shortest series that is drawn.
const LEAST_BUCKETS: usize = 4;

/// The time that a row of spark lines has in common, so that equal columns are equal times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    start_seconds: i64,
    end_seconds: i64,
    cells: usize,
}

impl Axis {
    /// The axis of a series, in at most so many cells; no cell is narrower than a bucket. `None` where so few cells
    /// would show all that there is nothing to see.
    pub fn new(series: &SeriesRow, cells: usize) -> Option<Self> {
        let buckets = series.counts.len();
        let start_seconds = series.start.micros.div_euclid(1_000_000);
        let length = series.step_seconds.checked_mul(i64::try_from(buckets).ok()?)?;
        let end_seconds = start_seconds.checked_add(length)?;
        (buckets >= LEAST_BUCKETS && cells > 1).then_some(Self {
            start_seconds,
            end_seconds,
            cells: cells.min(buckets),
        })
    }

    /// Cells of a line.
    pub const fn cells(&self) -> usize {
        self.cells
    }

    /// Seconds that a cell stands for.
    pub fn cell_seconds(&self) -> i64 {
        (self.end_seconds - self.start_seconds) / i64::try_from(self.cells).unwrap_or(1).max(1)
    }

    /// A series' counts by cell. What lies outside of the axis counts in its first or last cell.
    fn resample(&self, series: &SeriesRow) -> Vec<u64> {
        let mut cells = vec![0_u64; self.cells];
        let length = i128::from(self.end_seconds - self.start_seconds).max(1);
        let start = series.start.micros.div_euclid(1_000_000);
        for (at, count) in series.counts.iter().enumerate() {
            let from =
                i128::from(start) + i128::from(series.step_seconds) * at as i128 - i128::from(self.start_seconds);
            let cell = (from * self.cells as i128 / length).clamp(0, self.cells as i128 - 1);
            if let Some(cell) = usize::try_from(cell).ok().and_then(|cell| cells.get_mut(cell)) {
                *cell += u64::from(*count);
            }
        }
        cells
    }

    /// The spark line of a series: each cell scaled by the line's own highest; an empty cell is the lowest mark, and a
    /// cell that is not empty never is.
    pub fn spark(&self, series: &SeriesRow, unicode: bool) -> String {
        let cells = self.resample(series);
        let highest = cells.iter().copied().max().unwrap_or(0).max(1);
        let marks = if unicode { &BLOCKS } else { &ASCII };
        let mark = |count: u64| {
            let step = if count == 0 { 0 } else { 1 + (u128::from(count) * 6 / u128::from(highest)) };
            usize::try_from(step).ok().and_then(|step| marks.get(step)).copied().unwrap_or(' ')
        };
        cells.into_iter().map(mark).collect()
    }
}

/// A bar of at most `cells` cells for a share of the highest count; what is not nothing is seen.
pub fn bar(count: u64, highest: u64, cells: usize, unicode: bool) -> String {
    let eighths = u128::from(count) * cells as u128 * 8 / u128::from(highest.max(1));
    let eighths = usize::try_from(eighths).unwrap_or(0).min(cells * 8).max(usize::from(count > 0));
    if !unicode {
        return "#".repeat(eighths.div_ceil(8));
    }
    let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    format!("{}{}", "█".repeat(eighths / 8), part.get(eighths % 8).copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::time::Moment;

    fn series(start_minutes: i64, step_minutes: i64, counts: &[u32]) -> SeriesRow {
        SeriesRow {
            start: Moment { micros: start_minutes * 60_000_000, offset_seconds: 0 },
            step_seconds: step_minutes * 60,
            counts: counts.to_vec(),
        }
    }

    #[test]
    fn a_spark_line_is_scaled_by_its_highest_and_shows_single_events() {
        let all = series(0, 1, &[1000, 1, 0, 500]);
        let axis = Axis::new(&all, 10).unwrap();
        assert_eq!(axis.spark(&all, true), "█▂▁▅");
        assert_eq!(axis.spark(&all, false), "#._=");
    }

    #[test]
    fn lines_of_one_axis_show_equal_times_in_equal_columns() {
        let all = series(0, 4, &[1, 0, 0, 1]);
        let axis = Axis::new(&all, 4).unwrap();
        assert_eq!(axis.spark(&series(12, 1, &[5, 1]), true), "▁▁▁█");
        assert_eq!(axis.spark(&series(-40, 1, &[5]), true), "█▁▁▁");
        assert_eq!(Axis::new(&all, 2).unwrap().spark(&all, true), "██");
        assert_eq!(axis.cell_seconds(), 240);
    }

    #[test]
    fn a_few_buckets_need_no_line() {
        assert_eq!(Axis::new(&series(0, 1, &[7, 8, 9]), 10), None);
        assert_eq!(Axis::new(&series(0, 1, &[7]), 10), None);
        assert_eq!(Axis::new(&series(0, 1, &[]), 10), None);
        assert_eq!(Axis::new(&series(i64::MAX / 60_000_000, i64::MAX / 60, &[1, 2, 3]), 10), None);
    }

    #[test]
    fn a_bar_is_never_empty_for_something_and_never_too_long() {
        assert_eq!(bar(0, 10, 4, true), "");
        assert_eq!(bar(1, 1_000_000, 4, true), "▏");
        assert_eq!(bar(10, 10, 4, true), "████");
        assert_eq!(bar(20, 10, 4, true), "████");
        assert_eq!(bar(1, 10, 4, false), "#");
    }
}
