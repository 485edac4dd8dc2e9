//! From stamps to moments: zones, missing dates, output.

use chrono_tz::Tz;

/// The zone in which stamps without one are read, and in which moments are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zone {
    /// The machine's own.
    #[default]
    Local,
    /// A named one.
    Named(Tz),
    /// A fixed offset from UTC, in seconds.
    Fixed(i32),
}
