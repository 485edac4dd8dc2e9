//! Whether the lines of an input begin with levels that blanks fill at their left, and to which width.

use crate::format::infer::{begins_like_header, blanks, level_end};

/// Widest level that is filled.
const WIDEST: usize = 12;

/// The width to which blanks before the levels fill the beginnings of these lines.
///
/// The levels end in one column, those that are as long begin the line, and none that is shorter does; few other lines
/// begin as headers do.
pub(super) fn filled_width(lines: &[&[u8]]) -> Option<usize> {
    let mut ends = [0_usize; WIDEST + 1];
    for line in lines {
        let blanks = blanks(line, 0);
        if blanks > 0
            && let Some(count) = level_end(line, blanks).and_then(|end| ends.get_mut(end))
        {
            *count += 1;
        }
    }
    let (width, filled) = ends.iter().enumerate().max_by_key(|(_, count)| **count)?;
    if *filled == 0 {
        return None;
    }
    // Where as many words end elsewhere, or no level is as long as the column, the lines are only indented.
    let elsewhere = ends.iter().sum::<usize>() - filled;
    let (mut whole, mut others) = (0, 0);
    for line in lines {
        match level_end(line, 0) {
            Some(end) if end >= width => whole += 1,
            // A short level that is not filled tells against it.
            Some(_) => others += 2,
            None => others += usize::from(begins_like_header(line)),
        }
    }
    let is_indented = elsewhere > 0 && (whole == 0 || elsewhere >= filled + whole);
    (others * 4 <= filled + whole && !is_indented).then_some(width)
}

/// A line without the blanks that fill it to `width`.
pub(super) fn without_filling(line: &[u8], width: usize) -> &[u8] {
    let blanks = blanks(line, 0);
    let is_level = blanks > 0 && level_end(line, blanks) == Some(width);
    if is_level { line.get(blanks..).unwrap_or_default() } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width(lines: &[&str]) -> Option<usize> {
        filled_width(&lines.iter().map(|line| line.as_bytes()).collect::<Vec<_>>())
    }

    #[test]
    fn levels_that_end_in_one_column_are_filled() {
        assert_eq!(width(&[" INFO a", "ERROR b", " WARN c", "DEBUG d"]), Some(5));
        assert_eq!(width(&["    INFO a", " WARNING b", "CRITICAL c"]), Some(8));
        assert_eq!(width(&[" INFO a"]), Some(5));
        assert_eq!(width(&["ERROR b", "DEBUG d"]), None);
        assert_eq!(width(&["INFO a", "ERROR b", "    INFO is a word", "WARN c", "INFO d"]), None);
        assert_eq!(width(&["2026-11-28 10:00:00 INFO a", " INFO of many kinds"]), None);
        assert_eq!(width(&["  INFO a", "  WARN b", "  ERROR c", "  INFO d"]), None, "all are indented alike");
        assert_eq!(width(&["INFO    a", " INFO of it", " WARN too", "WARNING b", "ERROR   c", "DEBUG   d"]), None);
        assert_eq!(without_filling(b" INFO a", 5), b"INFO a");
        assert_eq!(without_filling(b"   INFO a", 5), b"   INFO a");
    }
}
