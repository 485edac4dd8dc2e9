//! What the first line of a record looks like: layouts compiled from the frameworks' own format strings.

pub mod error;
pub mod level;
pub mod piece;
pub mod time;
