//! What makes errors the same issue: the message template, the fingerprint, the culprit and own code.
//!
//! Everything here is a pure function of one event and fixed settings; nothing is learned from the input, so an
//! issue's id is the same in every run and on every machine.

mod classes;
mod clean;
mod culprit;
mod fingerprint;
mod frames;
mod identifier;
mod identity;
mod line_map;
mod names;
mod numbers;
mod own_code;
mod places;
mod scan;
mod sink;
mod template;
mod times;
mod words;

pub(crate) use crate::issue::culprit::MAX_CHAIN;
pub use crate::issue::culprit::{Culprit, Title, culprit, title};
pub use crate::issue::fingerprint::{Component, Fingerprint, explain, fingerprint};
pub(crate) use crate::issue::fingerprint::{fingerprint_with, of_chain};
pub(crate) use crate::issue::frames::{Judged, JudgedFrames};
pub(crate) use crate::issue::identity::name;
pub use crate::issue::identity::{Identity, identify};
pub use crate::issue::own_code::{LIBRARY_PACKAGES, OwnCode};
pub use crate::issue::template::{Kind, MAX_BYTES, TemplateOptions, template, template_hash};
