//! What rotation adds to a log's name, and the order in which the files of one log are read.
//!
//! ```text
//! name = stem ending added?      app.log, app.log.1, app.log-20261128, app.log.2026-11-28_10
//!      | stem added ending       app.1.log, app.2026-11-28.log, app-2026-11-28-1.log
//! ```
//!
//! [`FORMS`] lists what is added. A number behind the ending is an age: the greatest is the oldest. One before the ending
//! is an age as well (Logback's fixed window, `java.util.logging`) or counts up (Log4j 2), or it is part of the name of
//! one of several logs that are written at the same time. That only the stamps inside can tell, as with dates whose day
//! or month comes first: who reads them is told of the [`Doubt`], and here such files are only listed by name.

use std::cmp::Ordering;
use std::path::Path;

use crate::input::names::LogName;

/// Which of a log's files it is; in the order of time, but for those of which the name does not tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// With a date, the oldest first.
    Dated,
    /// With a date that names do not sort by.
    Reordered,
    /// With a number, the greatest first.
    Numbered,
    /// With a number of which nobody knows what it counts.
    Counted,
    /// The one that is written to, or the only one.
    Current,
}

/// One way to name a rotated file.
struct Form {
    /// `yyyy yy MM dd ww` are the digits of a date, `e` of seconds since 1970, `n` stands for a number of up to five
    /// digits, `-` for one of `. - _`, and `*` for whatever digits and signs follow.
    added: &'static str,
    /// What a file is to which that was added behind the ending, or before it.
    behind: Rank,
    before: Rank,
}

/// What rotation adds; the first form that fits counts.
const FORMS: [Form; 10] = [
    // Logback and Log4j 2 with `%d` and `%d…%i`, TimedRotatingFileHandler, Tomcat, winston, lumberjack.
    Form { added: "-yyyy-MM-dd*", behind: Rank::Dated, before: Rank::Dated },
    // logrotate's `dateext`, the kubelet.
    Form { added: "-yyyyMMdd*", behind: Rank::Dated, before: Rank::Dated },
    // The example of Log4j 2's manual: `app-%d{MM-dd-yyyy}-%i.log.gz`.
    Form { added: "-MM-dd-yyyy*", behind: Rank::Reordered, before: Rank::Reordered },
    Form { added: "-dd-MM-yyyy*", behind: Rank::Reordered, before: Rank::Reordered },
    // Months and weeks.
    Form { added: "-yyyy-ww*", behind: Rank::Dated, before: Rank::Dated },
    Form { added: "-yyyyMM", behind: Rank::Dated, before: Rank::Dated },
    Form { added: "-yyMMdd*", behind: Rank::Dated, before: Rank::Dated },
    // logrotate's `dateformat -%s`, rotatelogs.
    Form { added: "-eeeeeeeeee*", behind: Rank::Dated, before: Rank::Dated },
    // Spark's executors.
    Form { added: "--yyyy-MM-dd*", behind: Rank::Dated, before: Rank::Dated },
    // logrotate, RotatingFileHandler, Docker, `java.util.logging`, Logback's fixed window, Log4j 2 with `%i`.
    Form { added: "-n", behind: Rank::Numbered, before: Rank::Counted },
];

impl Form {
    fn of(added: &str) -> Option<&'static Self> {
        FORMS.iter().find(|form| fits(form.added, added))
    }
}

/// Whether a form describes all that was added.
fn fits(form: &str, added: &str) -> bool {
    let mut rest = added;
    for unit in form.as_bytes().chunk_by(|a, b| a == b) {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (length, most) = match unit.first() {
            Some(b'*') => return rest.chars().all(|c| c.is_ascii_digit() || ".-_:tT".contains(c)),
            Some(b'-') => {
                let signs = rest.bytes().take(unit.len()).take_while(|byte| b".-_".contains(byte)).count();
                if signs < unit.len() {
                    return false;
                }
                rest = rest.get(signs..).unwrap_or_default();
                continue;
            }
            Some(b'n') => (digits.max(1), 99_999),
            Some(b'M') => (unit.len(), 12),
            Some(b'd') => (unit.len(), 31),
            Some(b'w') => (unit.len(), 53),
            Some(b'e') => (unit.len(), u64::from(u32::MAX)),
            Some(b'y') if unit.len() == 4 => (unit.len(), 2199),
            _ => (unit.len(), u64::MAX),
        };
        let Some(value) = rest.get(..length).filter(|_| length <= digits).and_then(|run| run.parse::<u64>().ok())
        else {
            return false;
        };
        let least = match (unit.first(), unit.len()) {
            (Some(b'y'), 4) => 1970,
            (Some(b'e'), _) => 1_000_000_000,
            (Some(b'M' | b'd'), _) => 1,
            _ => 0,
        };
        if !(least..=most).contains(&value) {
            return false;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    rest.is_empty()
}

/// Orders paths as they are to be read: part by part, with runs of digits by their value, and rotated sets in the order
/// of time.
///
/// Of one log come first the files with a date, oldest first, then those with a number, the greatest first, and last the
/// one that is written to: `app.log.2026-11-23`, `app.log.2.gz`, `app.log.1`, `app.log`. Of files whose names do not tell
/// their age the least number comes first: `app-1.log`, `app-2.log`, `app.log`. A total order: paths that are
/// equal in all this are ordered by their bytes.
pub fn reading_order(a: &Path, b: &Path) -> Ordering {
    let mut left = a.components().peekable();
    let mut right = b.components().peekable();
    loop {
        match (left.next(), right.next()) {
            (None, None) => return a.as_os_str().cmp(b.as_os_str()),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) => {
                let x = Part::new(&x.as_os_str().to_string_lossy(), left.peek().is_none());
                let y = Part::new(&y.as_os_str().to_string_lossy(), right.peek().is_none());
                match x.order(&y) {
                    Ordering::Equal => {}
                    unequal => return unequal,
                }
            }
        }
    }
}

/// A part of a path.
struct Part {
    /// The name that the log has while it is written to.
    log: String,
    /// What was added before its ending, and behind it: a dated log may be rolled within its day, and each of several
    /// logs has a set of its own.
    before: Age,
    behind: Age,
}

#[derive(Debug, PartialEq, Eq)]
struct Age {
    rank: Rank,
    /// What rotation added to the name.
    added: String,
}

impl Age {
    const CURRENT: Self = Self { rank: Rank::Current, added: String::new() };

    /// The file's place in time cannot be told from its name.
    fn is_doubtful(&self) -> bool {
        matches!(self.rank, Rank::Reordered | Rank::Counted)
    }

    fn order(&self, other: &Self) -> Ordering {
        let added = natural_bytes(self.added.as_bytes(), other.added.as_bytes());
        self.rank.cmp(&other.rank).then(if self.rank == Rank::Numbered { added.reverse() } else { added })
    }
}

impl Part {
    /// Only the last part of a path is a file's name.
    fn new(name: &str, is_file: bool) -> Self {
        Self::of_file(name).filter(|_| is_file).unwrap_or_else(|| Self {
            log: name.to_owned(),
            before: Age::CURRENT,
            behind: Age::CURRENT,
        })
    }

    fn of_file(name: &str) -> Option<Self> {
        let LogName { stem, ending, rest } = LogName::of(name)?;
        let behind = match rest {
            "" => Age::CURRENT,
            rest => Age { rank: Form::of(rest)?.behind, added: rest.to_owned() },
        };
        let places = stem.char_indices().filter(|(at, c)| *at > 0 && ".-_".contains(*c));
        let mut splits = places.filter_map(|(at, _)| stem.split_at_checked(at));
        let found = splits
            .find_map(|(stem, added)| Some((stem, Age { rank: Form::of(added)?.before, added: added.to_owned() })));
        let (stem, before) = found.unwrap_or((stem, Age::CURRENT));
        Some(Self { log: format!("{stem}{ending}"), before, behind })
    }

    fn order(&self, other: &Self) -> Ordering {
        let by_log = natural_bytes(self.log.as_bytes(), other.log.as_bytes());
        by_log.then_with(|| self.before.order(&other.before)).then_with(|| self.behind.order(&other.behind))
    }
}

/// How a file of a rotated set stands to the one that is read right before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kin {
    /// It goes on where the other one ends.
    Next,
    /// It is the next one by date. Where days are missing nothing was logged, or the files are of separate runs.
    Later,
    /// It may be the next one, or another log: only if it begins when the other one has ended it is the next one.
    Perhaps,
    /// It is the same file by its name, packed another way.
    Twin,
}

impl Kin {
    /// What the one says of its records holds for the other's.
    pub(crate) fn is_certain(self) -> bool {
        matches!(self, Self::Next | Self::Twin)
    }
}

/// How the file `after` stands to the file `before`, which is read right before it; `None` when nothing in their names
/// says that one goes on in the other.
///
/// `error.log.2.gz` goes on in `error.log.1`, and that in `error.log`; where a number is missing, something lies between.
pub(crate) fn kin(before: &Path, after: &Path) -> Option<Kin> {
    let ((folder, before), (folder_after, after)) = (log_part(before)?, log_part(after)?);
    if folder != folder_after || before.log != after.log {
        return None;
    }
    if before.before == after.before {
        return kin_by_age(&before.behind, &after.behind);
    }
    // A day, or a log, is over with the file that was written to last.
    if before.behind.rank != Rank::Current {
        return None;
    }
    kin_by_age(&before.before, &after.before).filter(|kin| *kin == Kin::Later || after.behind.rank == Rank::Current)
}

fn kin_by_age(before: &Age, after: &Age) -> Option<Kin> {
    if before == after {
        return Some(Kin::Twin);
    }
    let numbers = || {
        let (a, older) = last_number(&before.added)?;
        let (b, newer) = last_number(&after.added)?;
        (a == b).then_some((older, newer))
    };
    match (before.rank, after.rank) {
        (Rank::Dated, Rank::Dated | Rank::Current) => Some(Kin::Later),
        (Rank::Reordered, Rank::Reordered | Rank::Current) | (Rank::Counted, Rank::Current) => Some(Kin::Perhaps),
        (Rank::Numbered, Rank::Current) => {
            last_number(&before.added).filter(|(_, number)| *number <= 1).map(|_| Kin::Next)
        }
        (Rank::Numbered, Rank::Numbered) => match numbers()? {
            (older, newer) if older == newer + 1 => Some(Kin::Next),
            (older, newer) if older + 1 == newer => Some(Kin::Perhaps),
            _ => None,
        },
        (Rank::Counted, Rank::Counted) => {
            numbers().filter(|(older, newer)| older.abs_diff(*newer) == 1).map(|_| Kin::Perhaps)
        }
        _ => None,
    }
}

/// Whether two paths are files of one log; which of them is the older one may be in doubt.
pub(crate) fn is_one_log(a: &Path, b: &Path) -> bool {
    let log = |path| log_part(path).map(|(folder, part)| (folder, part.log));
    log(a).is_some_and(|log_of_a| log(b) == Some(log_of_a))
}

/// Whether two paths are files of one log, and their names tell which is the older one.
pub(crate) fn is_one_set(a: &Path, b: &Path) -> bool {
    let parts = log_part(a).zip(log_part(b)).filter(|_| is_one_log(a, b));
    parts.is_some_and(|((_, a), (_, b))| !is_doubtful(&a.before, &b.before) && !is_doubtful(&a.behind, &b.behind))
}

fn is_doubtful(a: &Age, b: &Age) -> bool {
    a != b && (a.is_doubtful() || b.is_doubtful())
}

/// What has to be looked at to know in which order the files of one log were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// Nothing: their names tell.
    None,
    /// Two files, of which the first one is the older one unless numbers count the other way round.
    Pair(usize, usize),
    /// All of them.
    All,
}

/// What is in doubt about the order of these files of one log, which stand as their names are ordered.
pub(crate) fn doubt(paths: &[&Path]) -> Doubt {
    let parts: Vec<Part> = paths.iter().filter_map(|path| Some(log_part(path)?.1)).collect();
    if parts.len() < paths.len() {
        return Doubt::None;
    }
    let pairs = || parts.iter().zip(parts.iter().skip(1));
    if pairs().any(|(a, b)| is_doubtful(&a.before, &b.before) || is_doubtful(&a.behind, &b.behind)) {
        return Doubt::All;
    }
    // Log4j 2 counts up where others count down, and the other way round.
    let numbered = |part: &Part| part.behind.rank == Rank::Numbered;
    if let Some((first, oldest)) = parts.iter().enumerate().find(|(_, part)| numbered(part)) {
        let last = parts.iter().rposition(|part| numbered(part) && part.before == oldest.before).unwrap_or(first);
        if first < last {
            return Doubt::Pair(first, last);
        }
    }
    let is_one_day = |(a, b): (&Part, &Part)| is_one_day(&a.before, &b.before) || is_one_day(&a.behind, &b.behind);
    pairs().position(is_one_day).map_or(Doubt::None, |at| Doubt::Pair(at, at + 1))
}

/// Whether two dates are of one day, in which files are numbered.
fn is_one_day(a: &Age, b: &Age) -> bool {
    let days = last_number(&a.added).zip(last_number(&b.added)).map(|((a, _), (b, _))| (a, b));
    let digits = |day: &str| day.bytes().filter(u8::is_ascii_digit).count();
    a.rank == Rank::Dated && a != b && days.is_some_and(|(a, b)| a == b && digits(a) >= DAY_DIGITS)
}

/// Digits of a day's date.
const DAY_DIGITS: usize = 8;

/// The folder of a file, and its name.
fn log_part(path: &Path) -> Option<(Option<&Path>, Part)> {
    Some((path.parent(), Part::new(&path.file_name()?.to_string_lossy(), true)))
}

/// The number at the end, and what stands before it.
fn last_number(added: &str) -> Option<(&str, u64)> {
    let before = added.trim_end_matches(|c: char| c.is_ascii_digit());
    Some((before, added.get(before.len()..)?.parse().ok()?))
}

fn natural_bytes(mut a: &[u8], mut b: &[u8]) -> Ordering {
    loop {
        match (a, b) {
            ([], []) => return Ordering::Equal,
            ([], _) => return Ordering::Less,
            (_, []) => return Ordering::Greater,
            ([x, ..], [y, ..]) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (x, a_rest) = leading_number(a);
                let (y, b_rest) = leading_number(b);
                // Without leading zeros a longer run of digits is the greater number.
                match x.len().cmp(&y.len()).then_with(|| x.cmp(y)) {
                    Ordering::Equal => (a, b) = (a_rest, b_rest),
                    unequal => return unequal,
                }
            }
            ([x, a_rest @ ..], [y, b_rest @ ..]) => match x.cmp(y) {
                Ordering::Equal => (a, b) = (a_rest, b_rest),
                unequal => return unequal,
            },
        }
    }
}

/// The run of digits at the start, without its leading zeros, and what follows it.
fn leading_number(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(bytes.len());
    let (digits, rest) = bytes.split_at(end);
    let zeros = digits.iter().take_while(|&&byte| byte == b'0').count();
    (digits.split_at(zeros).1, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_by_value() {
        let mut paths =
            ["error.log.10", "error.log.2", "b/1.log", "error.log", "error.log.02", "b/01.log", "b"].map(Path::new);
        paths.sort_by(|a, b| reading_order(a, b));
        assert_eq!(
            paths.map(|path| path.to_str().unwrap()),
            ["b", "b/01.log", "b/1.log", "error.log.10", "error.log.02", "error.log.2", "error.log"]
        );
    }

    #[test]
    fn rotated_sets_stand_in_the_order_of_time() {
        for set in [
            &["error.log.10.gz", "error.log.2.gz", "error.log.1", "error.log"][..],
            &["error.log-20261122.gz", "error.log-20261123", "error.log"],
            &["app.log.2026-11-22", "app.log.2026-11-23", "app.log"],
            &["app.log.2026-11-23_10-30", "app.log.2026-11-23_11-30", "app.log"],
            &[
                "app.2026-11-22.0.log.gz",
                "app.2026-11-22.1.log.gz",
                "app.2026-11-22.10.log.gz",
                "app.2026-11-23.0.log",
                "app.log",
            ],
            &["app-2026-10.log.zst", "app-2026-11.log", "app.log", "worker.1.log", "worker.2.log"],
            &["app-1.2026-11-22.log", "app-1.2026-11-23.log", "app-2.2026-11-22.log"],
            &["app-2016-11-04T18-30-00.000.log.gz", "app-2016-11-05T18-30-00.000.log", "app.log"],
            &["stderr--2026-11-28--10-00-00", "stderr--2026-11-28--11-00-00", "stderr"],
            &["error_log-20261122.gz", "error_log.2", "error_log.1", "error_log"],
            &["web-1.log.2.gz", "web-1.log.1", "web-1.log", "web-2.log.1", "web-2.log"],
            &["app-2026-11-27.log", "app-2026-11-28.log.1", "app-2026-11-28.log", "app.log"],
            &["app-err.log", "app-1.log", "app-2.log", "app-10.log.gz", "app.log"],
            &["node-10-0-0-5.log", "node-10-0-12-15.log"],
            &["catalina.2026-11-22.log", "catalina.out", "java0.log.2", "java0.log.1", "java0.log.0"],
        ] {
            let mut paths: Vec<&Path> = set.iter().map(Path::new).collect();
            paths.sort_unstable();
            paths.sort_by(|a, b| reading_order(a, b));
            assert_eq!(paths, set.iter().map(Path::new).collect::<Vec<_>>());
        }
    }

    #[test]
    fn only_neighbours_of_a_set_go_on_in_each_other() {
        let is = |before: &str, after: &str| kin(Path::new(before), Path::new(after));
        for (before, after) in [
            ("error.log.2.gz", "error.log.1"),
            ("logs/error.log.1", "logs/error.log"),
            ("java0.log.1", "java0.log.0"),
            ("3f9c-json.log.1", "3f9c-json.log"),
            ("syslog.2.gz", "syslog.1"),
            ("syslog.1", "syslog"),
            ("web-1.log.2.gz", "web-1.log.1"),
            ("web-1.log.1", "web-1.log"),
            ("app-2026-11-28.log.1", "app-2026-11-28.log"),
        ] {
            assert_eq!(is(before, after), Some(Kin::Next), "{before} {after}");
        }
        for (before, after) in [
            ("error.log-20261122.gz", "error.log-20261123"),
            ("app.2026-11-22.1.log.gz", "app.2026-11-23.0.log"),
            ("app.2026-11-23.0.log", "app.log"),
            ("app-2026-11-27.log", "app-2026-11-28.log.1"),
        ] {
            assert_eq!(is(before, after), Some(Kin::Later), "{before} {after}");
        }
        for (before, after) in [
            ("app-1.log", "app-2.log.gz"),
            ("app.2.log", "app.1.log"),
            ("app_7.log", "app.log"),
            ("app.log.1", "app.log.2"),
            ("app-11-28-2026-1.log.gz", "app-12-01-2026-1.log.gz"),
        ] {
            assert_eq!(is(before, after), Some(Kin::Perhaps), "{before} {after}");
        }
        for (before, after) in
            [("error.log.1", "error.log.1.gz"), ("error.log", "error.log.zst"), ("a-1.log", "a-1.log.gz")]
        {
            assert_eq!(is(before, after), Some(Kin::Twin));
        }
        for (before, after) in [
            ("error.log.3", "error.log.1"),
            ("error.log.2", "error.log"),
            ("error.log.1", "worker.log"),
            ("app-1.log", "app-3.log"),
            ("web-1.log", "web-2.log.1"),
            ("web-1.log.1", "web-2.log"),
            ("app-1.log", "app.2.log"),
            ("node-10-0-0-5.log", "node-10-0-12-15.log"),
            ("app-1.2026-11-22.log", "app-2.2026-11-23.log"),
            ("app.log", "app-1.log"),
            ("a/error.log.1", "b/error.log"),
            ("a.txt", "b.txt"),
            ("-", "error.log"),
        ] {
            assert_eq!(is(before, after), None, "{before} {after}");
        }
        assert_eq!(is("error.log", "error.log.1"), None);
        assert!(!is_one_log(Path::new("error.log.3"), Path::new("b/error.log")));
        assert!(is_one_log(Path::new("x/error.log.3"), Path::new("x/error.log")));
        assert!(is_one_set(Path::new("web-1.log.3"), Path::new("web-1.log")));
        assert!(!is_one_set(Path::new("web-1.log"), Path::new("web-2.log")));
    }

    #[test]
    fn forms_say_what_was_added() {
        for (added, form) in [
            (".2026-11-28", "-yyyy-MM-dd*"),
            (".2026-11-28_10", "-yyyy-MM-dd*"),
            ("-2026-11-28-1", "-yyyy-MM-dd*"),
            ("-20261128", "-yyyyMMdd*"),
            (".20261128-101010", "-yyyyMMdd*"),
            ("-11-28-2026-1", "-MM-dd-yyyy*"),
            (".28.11.2026", "-dd-MM-yyyy*"),
            ("-2026-11", "-yyyy-ww*"),
            ("_2026_47", "-yyyy-ww*"),
            (".202611", "-yyyyMM"),
            (".261128", "-yyMMdd*"),
            ("-1795860000", "-eeeeeeeeee*"),
            ("--2026-11-28--10-00-00", "--yyyy-MM-dd*"),
            (".1", "-n"),
            ("-00042", "-n"),
        ] {
            assert_eq!(Form::of(added).map(|form| form.added), Some(form), "{added}");
        }
        for added in ["", ".", "-123456", ".1.2", "-192.168.1.10", ".2026-11-28x", "-99999999999999999999999", ".é1"] {
            assert!(Form::of(added).is_none(), "{added}");
        }
    }

    #[test]
    fn what_names_leave_open_is_in_doubt() {
        let of = |names: &[&str]| doubt(&names.iter().map(Path::new).collect::<Vec<_>>());
        assert_eq!(of(&["app.log-20261127", "app.log-20261128", "app.log"]), Doubt::None);
        assert_eq!(of(&["app.2026-11-27.log", "app.2026-11-28.0.log", "app.2026-11-28.1.log"]), Doubt::Pair(1, 2));
        assert_eq!(of(&["app.log-20261127", "app.log.3", "app.log.2", "app.log.1", "app.log"]), Doubt::Pair(1, 3));
        assert_eq!(of(&["app.log.1", "app.log"]), Doubt::None);
        assert_eq!(of(&["app-1.log", "app.log"]), Doubt::All);
        assert_eq!(of(&["web-1.log.2", "web-1.log.1", "web-1.log"]), Doubt::Pair(0, 1));
        assert_eq!(of(&["web-1.log.1", "web-1.log", "web-2.log"]), Doubt::All);
        assert_eq!(of(&["app-2026-11-28.log.2", "app-2026-11-28.log.1", "app-2026-11-28.log"]), Doubt::Pair(0, 1));
        assert_eq!(of(&["app-2026-11-27.log", "app-2026-11-28.log.1", "app-2026-11-28.log"]), Doubt::None);
        assert_eq!(of(&["app-11-28-2026.log", "app-11-29-2026.log"]), Doubt::All);
    }

    proptest::proptest! {
        #[test]
        fn the_order_of_names_is_total(names in proptest::collection::vec("[a-b01./]{0,4}(\\.log)?([.-][0-2]{1,8})?(\\.gz)?", 3)) {
            let paths: Vec<&Path> = names.iter().map(Path::new).collect();
            let [a, b, c] = paths[..] else { return Ok(()) };
            proptest::prop_assert_eq!(reading_order(a, b), reading_order(b, a).reverse());
            proptest::prop_assert_eq!(reading_order(a, b).is_eq(), a.as_os_str() == b.as_os_str());
            if reading_order(a, b).is_le() && reading_order(b, c).is_le() {
                proptest::prop_assert!(reading_order(a, c).is_le());
            }
        }
    }
}
