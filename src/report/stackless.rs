//! Issues that are others without their stack: what `HotSpot` throws once it has thrown the same too often.
//!
//! `OmitStackTraceInFastThrow` (on by default) lets the C2 compiler throw a preallocated exception, without message and
//! stack, for the five that a compiled method raises by itself (`opto/graphKit.cpp`, `GraphKit::builtin_throw`, JDK 8 to
//! 21). The stack stands in the log once, earlier. A fingerprint is a function of one event, so the issues stay two; the
//! stackless one names the one that it repeats: of the same type, with a stack, by the same logger, else the only one of
//! its type. Of several the one with most events is named.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::exception::Language;
use crate::issue::Fingerprint;
use crate::summary::{IssueSummary, Summary};

/// The types of exceptions that are thrown without a stack.
const FAST_THROWN: [&str; 5] = [
    "java.lang.NullPointerException",
    "java.lang.ArithmeticException",
    "java.lang.ArrayIndexOutOfBoundsException",
    "java.lang.ArrayStoreException",
    "java.lang.ClassCastException",
];

/// Events and fingerprint of the issue with most of them; of equals the smallest fingerprint.
type Best = (u64, Reverse<Fingerprint>);

/// The issues that stackless ones may repeat.
#[derive(Debug, Default)]
pub(crate) struct Stackless<'s> {
    by_module: HashMap<(&'s str, u32), Best>,
    by_type: HashMap<&'s str, (usize, Best)>,
}

impl<'s> Stackless<'s> {
    /// Looks through the issues of a summary.
    pub(crate) fn new(summary: &'s Summary) -> Self {
        let mut found = Self::default();
        for issue in &summary.issues {
            let Some(name) = fast_thrown(issue) else { continue };
            if issue.sample.exception.as_ref().is_none_or(|exception| exception.frames.is_empty()) {
                continue;
            }
            let best = (issue.events, Reverse(issue.fingerprint));
            for (module, _) in &issue.modules {
                let slot = found.by_module.entry((name, *module)).or_insert(best);
                *slot = best.max(*slot);
            }
            let slot = found.by_type.entry(name).or_insert((0, best));
            *slot = (slot.0 + 1, best.max(slot.1));
        }
        found
    }

    /// Id of the issue that `issue` repeats without its stack.
    pub(crate) fn repeated_by(&self, issue: &IssueSummary) -> Option<String> {
        let name = fast_thrown(issue)?;
        let exception = issue.sample.exception.as_ref()?;
        if exception.message.is_some() || !exception.frames.is_empty() || !exception.chain.is_empty() {
            return None;
        }
        let same_logger = issue.modules.iter().filter_map(|(module, _)| self.by_module.get(&(name, *module))).max();
        let only = || self.by_type.get(name).filter(|(issues, _)| *issues == 1).map(|(_, best)| best);
        same_logger.or_else(only).map(|(_, Reverse(fingerprint))| fingerprint.id())
    }
}

fn fast_thrown(issue: &IssueSummary) -> Option<&str> {
    let exception = issue.sample.exception.as_ref()?;
    let is_java = exception.language == Language::Java;
    issue.type_name.as_deref().filter(|name| is_java && FAST_THROWN.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::busy;

    /// A summary of issues of one type: number, module, frames, events.
    fn summary(issues: &[(u128, u32, bool, u64)]) -> Summary {
        let mut summary = busy();
        let like = summary.issues.iter().find(|issue| issue.sample.exception.is_some()).unwrap().clone();
        summary.issues.clear();
        for (number, module, has_frames, events) in issues {
            let mut issue = like.clone();
            issue.fingerprint = Fingerprint::from_value(*number << 64);
            issue.type_name = Some(FAST_THROWN[0].to_owned());
            issue.modules = vec![(*module, *events)];
            issue.events = *events;
            let exception = issue.sample.exception.as_mut().unwrap();
            exception.language = Language::Java;
            if !has_frames {
                exception.message = None;
                exception.frames.clear();
                exception.chain.clear();
            }
            summary.issues.push(issue);
        }
        summary
    }

    fn links(issues: &[(u128, u32, bool, u64)]) -> Vec<Option<u128>> {
        let summary = summary(issues);
        let stackless = Stackless::new(&summary);
        let number = |id: String| u128::from_str_radix(&id, 16).unwrap();
        summary.issues.iter().map(|issue| stackless.repeated_by(issue).map(number)).collect()
    }

    #[test]
    fn a_stackless_issue_names_the_one_of_its_logger_with_most_events() {
        let issues = [(1, 7, true, 3), (2, 7, true, 5), (3, 8, true, 90), (4, 7, false, 1000)];
        assert_eq!(links(&issues), [None, None, None, Some(2)]);
    }

    #[test]
    fn of_another_logger_only_the_one_of_its_type_is_named() {
        assert_eq!(links(&[(1, 7, true, 3), (2, 9, false, 5)]), [None, Some(1)]);
        assert_eq!(links(&[(1, 7, true, 3), (2, 8, true, 3), (3, 9, false, 5)]), [None, None, None]);
        assert_eq!(links(&[(1, 7, false, 3)]), [None]);
    }
}
