//! Progress bars, which begin their line anew with a carriage return, and what is printed over them.

use crate::record::{Framer, HEADER_BYTES, trim};

/// Carriage returns of one line behind which a header is looked for, the last ones.
const MOST_RETURNS: usize = 16;

impl Framer<'_> {
    /// Length of the progress bars before a header in the same line: each begins with a carriage return, and what stands
    /// behind the last one was printed over them.
    #[cold]
    pub(super) fn bar_bytes(&mut self, start: usize, end: usize) -> usize {
        let line = self.line(start, end.min(start + HEADER_BYTES));
        let [first, second] = &mut self.headers;
        let header = if self.now == 0 { second } else { first };
        let mut is_header = |text: &[u8]| {
            self.layouts.iter().any(|layout| layout.header_lines() == 1 && layout.match_header(text, header))
        };
        // A carriage return may stand in the message, too. A bar that is still open ends with its numbers in brackets, and
        // what was printed next stands right behind them.
        let bars = memchr::memrchr_iter(b'\r', line).take(MOST_RETURNS).map(|at| at + 1);
        let places = bars.flat_map(|from| {
            let end = end_of_bar(line, from);
            [Some(from), end, end.map(|end| end + 1)]
        });
        places.flatten().find(|from| is_header(line.get(*from..).unwrap_or_default())).unwrap_or(0)
    }
}

/// The end of the progress bar that starts at `from`, as tqdm draws it: `title: 25%|██▌   | 5/20 [00:01<00:03, 4.9it/s]`.
fn end_of_bar(line: &[u8], from: usize) -> Option<usize> {
    let bar = line.get(from..)?;
    let percent = memchr::memmem::find(bar, b"%|")?;
    let numbers = percent + memchr::memmem::find(bar.get(percent..)?, b"| ")?;
    let bracket = numbers + memchr::memchr(b'[', bar.get(numbers..)?)?;
    Some(from + bracket + memchr::memchr(b']', bar.get(bracket..)?)? + 1)
}

/// Whether a line ends with a progress bar.
pub(super) fn is_bar(line: &[u8]) -> bool {
    let line = trim(line);
    let last = memchr::memrchr(b'\r', line).map_or(0, |at| at + 1);
    end_of_bar(line, last).is_some_and(|end| line.get(end..).is_none_or(|rest| rest.trim_ascii().is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_end_behind_their_numbers() {
        let line = "\rfit:  25%|██▌   | 5/20 [00:01<00:03,  4.90it/s]".as_bytes();
        assert_eq!(end_of_bar(line, 1), Some(line.len()));
        assert!(is_bar(line) && is_bar(&[line, b"  \r"].concat()));
        assert!(!is_bar(&[line, b"text"].concat()));
        for other in ["", "\r", "\r100%", "\r5%|", "\r5%| 1/2", "\r5%|#| 1/2 [", "\rERROR [main] 5%| x"] {
            assert!(!is_bar(other.as_bytes()), "{other:?}");
        }
    }
}
