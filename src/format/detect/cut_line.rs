//! A first line whose beginning was cut off with that of its file, as by `tail -c` or by rotation at a size.
//!
//! What is left of its stamp looks like a number or a time of day, and the line like one of a format of its own.

use crate::format::any_stamp;
use crate::format::infer::early_stamp_end;

/// Lines with a stamp that the first one is compared with.
const OTHERS: usize = 8;
/// Bytes behind the stamp that are compared too.
const BEHIND: usize = 4;

/// Whether `first` is the end of a line like the others, as far as their stamps go, and none of these begins like it.
///
/// With a stamp at its beginning, if only a time of day, it is taken for whole: a line of another program, perhaps.
pub(super) fn is_cut(first: &[u8], others: &[&[u8]]) -> bool {
    if any_stamp::recognise(first, 0).is_some() {
        return false;
    }
    let stamped = others.iter().filter_map(|line| line.get(..early_stamp_end(line)? + BEHIND));
    let kept = stamped.take(OTHERS).find_map(|beginning| {
        let mut ends = (1..beginning.len() - BEHIND).filter_map(|cut| beginning.get(cut..));
        ends.find(|end| begins_like(first, end)).map(<[u8]>::len)
    });
    kept.and_then(|length| first.get(..length)).is_some_and(|kept| !others.iter().any(|line| begins_like(line, kept)))
}

/// Whether `line` begins like `text`: with a digit for each digit, a letter for each letter, and all else the same.
fn begins_like(line: &[u8], text: &[u8]) -> bool {
    let kind = |byte: &u8| match byte {
        b'0'..=b'9' => b'0',
        b'a'..=b'z' | b'A'..=b'Z' => b'a',
        other => *other,
    };
    line.len() >= text.len() && line.iter().map(kind).zip(text.iter().map(kind)).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &[u8] = b"2026-11-01 10:00:50,050 - shop.pay - ERROR - boom 50";

    #[test]
    fn a_line_is_known_as_cut_wherever_its_stamp_is() {
        let others = [&b"2026-11-01 10:00:51,051 - shop.pay - INFO - done"[..], b"Traceback (most recent call last):"];
        for cut in (1..23).filter(|cut| ![2, 5, 11].contains(cut)) {
            assert!(is_cut(&LINE[cut..], &others), "{cut}");
        }
        assert!(!is_cut(&LINE[11..], &others), "a time of day may be another program's");
        assert!(!is_cut(LINE, &others));
        let levels_first = [&b"INFO 2026-11-01 10:00:51 done"[..]];
        assert!(is_cut(b"OR 2026-11-01 10:00:51 boom", &levels_first));
        assert!(!is_cut(b"WARN 2026-11-01 10:00:51 boom", &levels_first));
    }

    #[test]
    fn a_line_that_is_not_alone_or_begins_otherwise_is_whole() {
        let others = [&LINE[11..], LINE];
        assert!(!is_cut(&LINE[11..], &others), "times of day without a date come again");
        assert!(!is_cut(b"1-01 starting", &[LINE]));
        assert!(!is_cut(b"", &[LINE]));
        assert!(!is_cut(&LINE[4..], &[]));
    }
}
