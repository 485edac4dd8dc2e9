//! Dates and times of day in a message.
//!
//! ```text
//! date  = yyyy-mm-dd | yyyy/mm/dd | d/m/yyyy | d/Mon/yyyy         clock = h:mm:ss fraction? zone?
//! time  = date (("T" | " " | ":") clock)? | clock
//! words = weekday? month day (year | clock | zone | "AM" | "PM")*
//! ```

use crate::issue::classes::{DIGIT, LETTER, class, is_word};
use crate::issue::scan::Scan;
use crate::issue::sink::Sink;

const MONTHS: [&[u8]; 12] =
    [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
const WEEKDAYS: [&[u8]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];

impl<S: Sink> Scan<'_, S> {
    /// The date in words whose day of the month is the number at `digits`, behind a word that ends at `end`.
    pub(crate) fn date_around(&self, end: usize, digits: usize) -> Option<(usize, usize)> {
        let end = if self.before(end) == b',' { end - 1 } else { end };
        let is_name = |word: &[u8]| MONTHS.contains(&word) || WEEKDAYS.contains(&word);
        if !is_name(self.slice(end.checked_sub(3)?, end)) {
            return None;
        }
        // The month or weekday itself, or a weekday before the month.
        [8, 7, 3].into_iter().find_map(|length| {
            let start = end.checked_sub(length).filter(|&start| start >= self.floor)?;
            let is_whole = start == self.floor || !is_word(self.before(start));
            if !is_whole || self.is_attached(start) || !matches!(self.at(start + 3), b' ' | b',') {
                return None;
            }
            self.date_in_words(start, start + 3).filter(|&to| to > digits).map(|to| (start, to))
        })
    }

    /// `Mon Nov 23 15:06:19 UTC 2026`, `Nov 23, 2026 3:06:19 PM`, `Mon, 23 Nov 2026 15:06:19`: where it ends.
    pub(crate) fn date_in_words(&self, start: usize, end: usize) -> Option<usize> {
        let word = self.slice(start, end);
        if WEEKDAYS.contains(&word) {
            let next = end + 1 + usize::from(self.at(end) == b',');
            let (next_end, classes) = self.word_end(next);
            if classes & DIGIT == 0 {
                return if next_end == next + 3 { self.date_in_words_month(next, next_end) } else { None };
            }
            let (month_end, _) = self.word_end(next_end + 1);
            let is_month =
                classes == DIGIT && next_end - next <= 2 && MONTHS.contains(&self.slice(next_end + 1, month_end));
            return is_month.then(|| self.time_tail(month_end));
        }
        self.date_in_words_month(start, end)
    }

    fn date_in_words_month(&self, start: usize, end: usize) -> Option<usize> {
        if !MONTHS.contains(&self.slice(start, end)) {
            return None;
        }
        let day = if self.slice(end, end + 2) == b"  " { end + 2 } else { end + 1 };
        let (day_end, classes) = self.word_end(day);
        if classes != DIGIT || day_end - day > 2 || self.at(end) != b' ' {
            return None;
        }
        Some(self.time_tail(day_end))
    }

    /// Behind the day: a year, a time of day, a zone, `AM`, in any order.
    fn time_tail(&self, from: usize) -> usize {
        let mut end = from;
        for _ in 0..4 {
            let next = end + 1 + usize::from(self.at(end) == b',');
            if self.before(next) != b' ' {
                break;
            }
            let (word_end, classes) = self.word_end(next);
            let is_year = classes == DIGIT && word_end - next == 4 && self.at(word_end) != b':';
            if let Some(to) = self.time_of_day(next) {
                end = to;
            } else if is_year
                || matches!(
                    self.slice(next, word_end),
                    b"AM" | b"PM" | b"UTC" | b"GMT" | b"CET" | b"CEST" | b"EST" | b"EDT" | b"PST" | b"PDT"
                )
            {
                end = word_end;
            } else {
                break;
            }
        }
        end
    }

    /// A date, and the time of day that follows it.
    pub(crate) fn date_and_time(&self, start: usize) -> Option<usize> {
        let first = self.digits_end(start);
        let separator = self.at(first);
        let year_first = self.has_digits(start, 4) && self.has_digits(first + 1, 2) && self.at(first + 3) == separator;
        let end = if year_first && self.has_digits(first + 4, 2) {
            first + 6
        } else if separator == b'/' && first - start <= 2 {
            let second = first + 1;
            let second_end = if class(self.at(second)) & LETTER != 0 { second + 3 } else { self.digits_end(second) };
            if second_end - second > 3
                || second_end == second
                || self.at(second_end) != b'/'
                || !self.has_digits(second_end + 1, 4)
            {
                return None;
            }
            second_end + 5
        } else {
            return None;
        };
        if matches!(self.at(end), b'T' | b' ' | b':' | b't' | b'_')
            && let Some(end) = self.time_of_day(end + 1)
        {
            return Some(end);
        }
        if matches!(self.at(end), b'T' | b' ')
            && self.has_digits(end + 1, 2)
            && self.at(end + 3) == b':'
            && self.has_digits(end + 4, 2)
            && !is_word(self.at(end + 6))
            && self.placeholder_end(end + 6).is_none()
        {
            return Some(end + 6);
        }
        (!is_word(self.at(end)) && self.placeholder_end(end).is_none()).then_some(end)
    }

    /// `h:mm:ss`, with fraction and zone.
    pub(crate) fn time_of_day(&self, start: usize) -> Option<usize> {
        let hour = self.digits_end(start);
        if hour == start
            || hour - start > 2
            || self.at(hour) != b':'
            || !self.has_digits(hour + 1, 2)
            || self.at(hour + 3) != b':'
            || !self.has_digits(hour + 4, 2)
        {
            return None;
        }
        let mut end = hour + 6;
        if matches!(self.at(end), b'.' | b',') && class(self.at(end + 1)) & DIGIT != 0 {
            end = self.digits_end(end + 1);
        }
        let zone = if self.at(end) == b' ' { end + 1 } else { end };
        if matches!(self.at(zone), b'+' | b'-') {
            if self.has_digits(zone + 1, 4) {
                end = zone + 5;
            } else if self.has_digits(zone + 1, 2) && self.at(zone + 3) == b':' && self.has_digits(zone + 4, 2) {
                end = zone + 6;
            }
        } else if self.at(end) == b'Z' {
            end += 1;
        }
        (!is_word(self.at(end)) && self.at(end) != b':' && self.placeholder_end(end).is_none()).then_some(end)
    }

    /// Whether exactly so many digits stand here.
    fn has_digits(&self, from: usize, count: usize) -> bool {
        self.slice(from, from + count).iter().all(u8::is_ascii_digit)
            && self.slice(from, from + count).len() == count
            && !self.at(from + count).is_ascii_digit()
    }
}
