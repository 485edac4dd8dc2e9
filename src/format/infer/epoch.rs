//! Counts since 1970 as stamps: seconds with or without a fraction, milliseconds, microseconds, nanoseconds.
//!
//! A number of as many digits may be an id. Counts of one log grow from line to line, span no long time, and stand for
//! years in which such logs were written.

/// Conversion of seconds.
pub(crate) const SECONDS: &str = "d{UNIX}";
/// Conversion of parts of seconds.
pub(crate) const PARTS: &str = "d{UNIX_MILLIS}";
/// Lines that a count must stand in.
const LEAST_LINES: usize = 2;
/// Longest time that the counts of one head span, in seconds.
const LONGEST_SPAN: u64 = 200 * 86_400;
/// Seconds of the years 2010 to 2035.
const LIKELY: std::ops::Range<u64> = 1_262_304_000..2_082_758_400;

/// A number that may be such a count.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count {
    digits: usize,
    value: u64,
    pub(crate) end: usize,
}

/// The count at `at`: of as many digits as one has between 2001 and 2065.
pub(crate) fn count_at(line: &[u8], at: usize) -> Option<Count> {
    let text = line.get(at..)?;
    let digits = text.iter().take(20).take_while(|byte| byte.is_ascii_digit()).count();
    if !matches!(digits, 10 | 13 | 16 | 19) || !matches!(text.first(), Some(b'1' | b'2')) {
        return None;
    }
    let value = std::str::from_utf8(text.get(..digits)?).ok()?.parse().ok()?;
    let fraction = match text.get(digits) {
        Some(b'.') if digits == 10 => {
            text.get(digits + 1..)?.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count()
        }
        _ => 0,
    };
    let end = digits + if fraction > 0 { fraction + 1 } else { 0 };
    let goes_on = text.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    (fraction < 10 && !goes_on).then_some(Count { digits, value, end: at + end })
}

/// The conversion for these counts, in the order of their lines; `None` when they are no times.
pub(crate) fn word(counts: &[Count]) -> Option<&'static str> {
    let first = counts.first().filter(|_| counts.len() >= LEAST_LINES)?;
    let falls = counts.windows(2).filter(|pair| matches!(pair, [one, next] if next.value < one.value)).count();
    let values = counts.iter().map(|count| count.value);
    let span = values.clone().max()? - values.min()?;
    let unit = match first.digits {
        10 => 1,
        13 => 1_000,
        16 => 1_000_000,
        _ => 1_000_000_000,
    };
    let is_time = counts.iter().all(|count| count.digits == first.digits)
        && falls * 10 <= counts.len()
        && span > 0
        && span / unit <= LONGEST_SPAN
        && counts.iter().all(|count| LIKELY.contains(&(count.value / unit)));
    is_time.then_some(if first.digits == 10 { SECONDS } else { PARTS })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lines: &[&str]) -> Option<&'static str> {
        let counts: Vec<Count> = lines.iter().filter_map(|line| count_at(line.as_bytes(), 0)).collect();
        word(&counts)
    }

    #[test]
    fn counts_grow_and_ids_do_not() {
        assert_eq!(told(&["1764300000.123 x", "1764300001.5 x"]), Some(SECONDS));
        assert_eq!(told(&["1764300000123 x", "1764300000123 x", "1764300000124 x"]), Some(PARTS));
        assert_eq!(told(&["1764300000123 x", "1764300000123 x"]), None, "one id, or one moment");
        assert_eq!(told(&["1000000001 x", "1000000002 x"]), None);
        assert_eq!(told(&["1764300000123456 x", "1764300000123457 x"]), Some(PARTS));
        assert_eq!(told(&["1764300000123456789|x", "1764300000123456790|x"]), Some(PARTS));
        assert_eq!(told(&["1764300001 x", "1764300000 x", "1764300007 x", "1764300003 x"]), None);
        assert_eq!(told(&["1064300000 x", "1764300007 x"]), None);
        assert_eq!(told(&["1764300000 x"]), None);
        for text in ["3764300000 x", "17643000001 x", "1764300000a x", "1764300000.12.3 x", "1764300000-7 x", ""] {
            assert!(count_at(text.as_bytes(), 0).is_none(), "{text}");
        }
    }
}
