//! What the first line of a record looks like: layouts compiled from the frameworks' own format strings.

mod any_stamp;
pub mod catalogue;
mod civil;
pub mod config;
pub mod detect;
pub mod error;
pub(crate) mod evidence;
mod fixed_stamp;
mod infer;
pub mod java_date;
pub(crate) mod json;
pub mod layout;
pub mod level;
mod local_names;
pub mod logback;
mod logger_name;
mod matcher;
pub mod piece;
pub(crate) mod program;
pub mod python;
mod stamp;
mod stamp_parts;
mod straight;
pub mod strftime;
pub mod time;
pub mod wrapper;
mod zone;
