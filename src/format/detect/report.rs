//! What detection says of its candidates.

use std::sync::Arc;

use crate::format::detect::concrete::concrete;
use crate::format::detect::{Detection, Score, Trial};
use crate::format::layout::Layout;

/// The layouts of the chosen trials, the strictest first, and how every candidate did.
pub(super) fn report(
    trials: &[Trial],
    rejected: &[(usize, &str)],
    lines: &[&[u8]],
    head: &[u8],
    explained: usize,
) -> Detection {
    let mut order: Vec<usize> = (0..trials.len()).collect();
    let mean = |trial: &Trial| {
        let sum: i64 = trial.lines.iter().map(|found| i64::from(found.worth)).sum();
        sum / i64::try_from(trial.lines.len()).unwrap_or(1).max(1)
    };
    order.sort_by_key(|index| {
        let trial = trials.get(*index);
        let rank = trial.map_or(0, |trial| {
            let lines = i64::try_from(trial.lines.len()).unwrap_or(0);
            -mean(trial) * if trial.chosen { 1 } else { lines }
        });
        (!trial.is_some_and(|trial| trial.chosen), rank, *index)
    });
    let mut detection = Detection { lines: lines.len(), ..Detection::default() };
    let mut explained_by: Vec<Option<&Layout>> = vec![None; lines.len()];
    for index in order {
        let Some(trial) = trials.get(index) else {
            continue;
        };
        let mut alone = 0;
        let mut by = None;
        for found in &trial.lines {
            match explained_by.get_mut(found.line) {
                Some(slot @ None) => {
                    alone += 1;
                    if trial.chosen {
                        *slot = Some(trial.layout);
                    }
                }
                Some(Some(other)) => by = by.or(Some(*other)),
                None => {}
            }
        }
        let total = lines.iter().filter(|line| !line.is_empty()).count();
        let why = if trial.chosen {
            format!("best for {alone} of {total} lines")
        } else if let Some((_, reason)) = rejected.iter().find(|(other, _)| *other == index) {
            (*reason).to_owned()
        } else if let Some(by) = by {
            format!("`{}` says more about the same lines", by.name())
        } else {
            "too few lines".to_owned()
        };
        if trial.chosen {
            detection.layouts.extend(concrete(trial, lines, head));
        }
        #[expect(clippy::cast_precision_loss, reason = "at most 500 lines")]
        let share = trial.lines.len() as f64 / explained.max(1) as f64;
        detection.scores.push(Score {
            layout: Arc::clone(trial.layout),
            lines_matched: trial.lines.len(),
            lines_explained_alone: alone,
            share,
            strictness: trial.layout.strictness(),
            chosen: trial.chosen,
            why,
        });
    }
    detection
}
