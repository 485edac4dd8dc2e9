//! The progress bar, for people only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::Progress;

/// Input from which on there is a bar.
const LEAST_BYTES: u64 = 32 << 20;

/// Bytes read, drawn on standard error.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    /// A bar towards so many bytes, or a count without an end; `shown` only where somebody looks. What is read in a
    /// blink has none.
    pub(crate) fn new(total_bytes: Option<u64>, shown: bool) -> Self {
        let shown = shown && total_bytes.is_none_or(|total| total >= LEAST_BYTES);
        let bar = match total_bytes {
            Some(total) => ProgressBar::new(total),
            None => ProgressBar::no_length(),
        };
        bar.set_draw_target(if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() });
        let template = match total_bytes {
            Some(_) => "{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
            None => "{spinner} {bytes}, {bytes_per_sec}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Takes the bar off the screen.
    pub(crate) fn clear(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn bytes(&self, count: u64) {
        self.0.inc(count);
    }
}
