//! How it is said: one file per format, each writing to a `&mut dyn Write`.
//!
//! Log text is not trusted: every format neutralises what its readers would act on, once, here.

pub mod bars;
pub mod colour;
pub mod csv;
pub mod event;
pub mod explain;
pub mod file;
pub mod formats;
mod grid;
pub mod issue;
pub mod json;
pub mod markdown;
pub mod ndjson;
pub mod redact;
pub mod schema;
pub mod table;
pub mod text;

/// What the reader's screen can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns; `None` where lines may be of any length (a pipe or a file).
    pub width: Option<usize>,
    /// Colours are wanted.
    pub colour: bool,
    /// Block characters can be shown.
    pub unicode: bool,
}

impl Look {
    /// Plain text of any width, as for a file.
    pub const PLAIN: Self = Self { width: None, colour: false, unicode: true };
}
