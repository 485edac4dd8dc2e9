//! Counting what is equal, and showing what is not.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a difference means.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Scope {
    /// The test fails.
    Must,
    /// A grammar or format that this version does not read yet.
    Next,
    /// The bytes have two readings.
    Undecidable,
    /// Whether a framework's last-resort handler was reached: a judgement by the logger.
    Framework,
}

const SCOPES: [(Scope, &str); 4] = [
    (Scope::Must, "must"),
    (Scope::Next, "next"),
    (Scope::Undecidable, "undecidable"),
    (Scope::Framework, "framework"),
];

#[derive(Default, Clone, Copy)]
struct Count {
    equal: u64,
    total: u64,
}

impl Count {
    fn cell(self) -> String {
        if self.total == 0 {
            return "-".to_owned();
        }
        // Cut, not rounded: only what is wholly equal is 100.0.
        let tenths = self.equal * 1000 / self.total;
        format!("{}/{} {}.{}%", self.equal, self.total, tenths / 10, tenths % 10)
    }
}

struct Difference {
    file: String,
    line: u64,
    field: &'static str,
    scope: Scope,
    text: String,
}

/// What was compared so far.
#[derive(Default)]
pub(crate) struct Score {
    fields: BTreeMap<&'static str, BTreeMap<Scope, Count>>,
    files: BTreeMap<String, BTreeMap<Scope, Count>>,
    differences: Vec<Difference>,
}

impl Score {
    /// Counts one comparison at a line of a file; `difference` is `None` where both are equal.
    pub(crate) fn count(
        &mut self,
        file: &str,
        line: u64,
        field: &'static str,
        scope: Scope,
        difference: Option<String>,
    ) {
        let equal = u64::from(difference.is_none());
        let by_field = self.fields.entry(field).or_default().entry(scope).or_default();
        let by_file = self.files.entry(file.to_owned()).or_default().entry(scope).or_default();
        for count in [by_field, by_file] {
            count.equal += equal;
            count.total += 1;
        }
        if let Some(text) = difference {
            self.differences.push(Difference { file: file.to_owned(), line, field, scope, text });
        }
    }

    /// Counts a run that gave nothing to compare.
    pub(crate) fn failed_run(&mut self, file: &str, must: bool, fault: String) {
        let scope = if must { Scope::Must } else { Scope::Next };
        self.count(file, 0, "run", scope, Some(fault));
    }

    /// Differences that fail the test.
    pub(crate) fn must_failures(&self) -> usize {
        self.differences.iter().filter(|difference| difference.scope == Scope::Must).count()
    }

    /// Equal and all comparisons by field, then by file.
    pub(crate) fn tables(&self) -> String {
        let fields = self.fields.iter().map(|(name, counts)| (*name, counts));
        let files = self.files.iter().map(|(name, counts)| (name.as_str(), counts));
        format!("{}\n{}", table("field", fields), table("file", files))
    }

    /// The first differences of each field of each file; those that fail the test first.
    pub(crate) fn differences(&self, each: usize) -> String {
        let mut shown: Vec<&Difference> = self.differences.iter().collect();
        shown.sort_by_key(|difference| (difference.scope, &difference.file, difference.field, difference.line));
        let mut out = String::new();
        let mut left_out = 0;
        for group in shown.chunk_by(|a, b| (a.scope, &a.file, a.field) == (b.scope, &b.file, b.field)) {
            for one in group.iter().take(each) {
                let _ = writeln!(out, "{:?} {}:{} {}\n{}", one.scope, one.file, one.line, one.field, one.text);
            }
            left_out += group.len().saturating_sub(each);
        }
        if left_out > 0 {
            let _ = writeln!(out, "and {left_out} more; ERRMON_CORPUS_VERBOSE=1 shows all");
        }
        out
    }
}

fn table<'a>(title: &str, rows: impl Iterator<Item = (&'a str, &'a BTreeMap<Scope, Count>)>) -> String {
    let mut out = format!("{title:<24}");
    for (_, name) in SCOPES {
        let _ = write!(out, " {name:>18}");
    }
    out.push('\n');
    let mut sums = BTreeMap::<Scope, Count>::new();
    for (name, counts) in rows {
        for (scope, count) in counts {
            let sum = sums.entry(*scope).or_default();
            sum.equal += count.equal;
            sum.total += count.total;
        }
        push_row(&mut out, name, counts);
    }
    push_row(&mut out, "all", &sums);
    out
}

fn push_row(out: &mut String, name: &str, counts: &BTreeMap<Scope, Count>) {
    let _ = write!(out, "{name:<24}");
    for (scope, _) in SCOPES {
        let _ = write!(out, " {:>18}", counts.get(&scope).copied().unwrap_or_default().cell());
    }
    out.push('\n');
}
