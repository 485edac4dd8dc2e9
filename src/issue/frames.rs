//! What the fingerprint has to know of a frame, worked out once for all frames that are alike.
//!
//! The traces of a log differ, but they are made of the same frames.

use std::sync::Arc;

use crate::exception::{Frame, Language};
use crate::issue::clean::{clean_function, squeeze_into};
use crate::issue::culprit::frame_module;
use crate::issue::own_code::OwnCode;
use crate::record::hash::{HashedMap, RunHasher, mix};

const MAX_SOURCE: usize = 120;
/// Longest name that the fingerprint takes whole.
pub(crate) const MAX_NAME: usize = 1000;
/// Frames after which all are forgotten.
const MAX_FRAMES: usize = 1 << 13;

/// One frame's part in fingerprints.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    /// The line of the canonical text that it is or would be.
    pub(crate) what: Arc<str>,
    pub(crate) is_own: bool,
    /// Its class was made at run time (Java).
    pub(crate) is_generated: bool,
    /// It belongs to the machinery of reflection (Java).
    pub(crate) is_reflection: bool,
}

impl Judged {
    fn of(frame: &Frame, language: Language, own: &OwnCode) -> Self {
        let (module, is_generated) = frame_module(frame, language);
        let is_reflection = language == Language::Java && frame.module.as_deref().is_some_and(is_reflection);
        Self { what: describe(frame, &module).into(), is_own: own.is_own(frame, language), is_generated, is_reflection }
    }
}

/// The frames judged so far, by what matters of them; their lines do not.
#[derive(Debug)]
pub(crate) struct JudgedFrames<'o> {
    own: &'o OwnCode,
    hasher: RunHasher,
    known: HashedMap<u128, Judged>,
}

impl<'o> JudgedFrames<'o> {
    /// None yet; `seed` is for the hashes that tell them apart.
    pub(crate) fn new(own: &'o OwnCode, seed: u64) -> Self {
        Self { own, hasher: RunHasher::new(seed), known: HashedMap::default() }
    }

    /// Judges a frame.
    pub(crate) fn judge(&mut self, frame: &Frame, language: Language) -> &Judged {
        if self.known.len() > MAX_FRAMES {
            self.known.clear();
        }
        let key = self.key(frame, language);
        self.known.entry(key).or_insert_with(|| Judged::of(frame, language, self.own))
    }

    fn key(&self, frame: &Frame, language: Language) -> u128 {
        let parts = [&frame.module, &frame.file, &frame.source, &frame.package];
        let start = mix(language as u128, self.hasher.hash(frame.function.as_bytes()));
        parts.into_iter().fold(start, |key, part| {
            // An absent part is no empty one.
            let hash = part.as_ref().map_or(1, |part| self.hasher.hash(part.as_bytes()));
            mix(key, hash)
        })
    }
}

fn is_reflection(class: &str) -> bool {
    ["java.lang.reflect.", "jdk.internal.reflect.", "sun.reflect.", "java.lang.invoke."]
        .iter()
        .any(|package| class.starts_with(package))
}

fn describe(frame: &Frame, module: &str) -> String {
    const USUAL: usize = 128;
    let mut what = String::with_capacity(USUAL);
    what.push_str("frame ");
    if !module.is_empty() {
        squeeze_into(&mut what, module, MAX_NAME);
        what.push('.');
    }
    squeeze_into(&mut what, &clean_function(&frame.function, module), MAX_NAME);
    let source = frame.source.as_deref().and_then(|source| source.lines().find(|line| !line.trim().is_empty()));
    if let Some(source) = source {
        what.push_str(" | ");
        squeeze_into(&mut what, source, MAX_SOURCE);
    }
    what
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Frame {
        Frame {
            function: "save".to_owned(),
            file: Some("/srv/shop/cart.py".to_owned()),
            line: Some(3),
            source: Some("db.save(cart)".to_owned()),
            ..Frame::default()
        }
    }

    #[test]
    fn a_frame_is_judged_by_all_that_matters_of_it_and_not_by_its_line() {
        let own = OwnCode::default();
        let mut frames = JudgedFrames::new(&own, 7);
        assert_eq!(&*frames.judge(&frame(), Language::Python).what, "frame shop.cart.save | db.save(cart)");
        assert_eq!(
            &*frames.judge(&Frame { line: Some(4), ..frame() }, Language::Python).what,
            "frame shop.cart.save | db.save(cart)"
        );
        assert_eq!(frames.known.len(), 1);
        let others = [
            Frame { function: "load".to_owned(), ..frame() },
            Frame { file: Some("/usr/lib/python3/dist-packages/cart.py".to_owned()), ..frame() },
            Frame { file: None, ..frame() },
            Frame { source: None, ..frame() },
            Frame { source: Some(String::new()), ..frame() },
            Frame { module: Some("shop".to_owned()), ..frame() },
            Frame { package: Some("java.base".to_owned()), ..frame() },
        ];
        for (count, other) in (2..).zip(&others) {
            let judged = frames.judge(other, Language::Python).clone();
            let alone = Judged::of(other, Language::Python, &own);
            assert_eq!((judged.what, judged.is_own), (alone.what, alone.is_own));
            assert_eq!(frames.known.len(), count);
        }
    }
}
