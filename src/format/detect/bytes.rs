//! Which bytes a text has: what tells in a few instructions that a layout takes no such line.

use crate::format::layout::Layout;

/// A set of bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Bytes([u64; 4]);

impl Bytes {
    /// The bytes of a text.
    pub(super) fn of<'t>(text: impl IntoIterator<Item = &'t u8>) -> Self {
        let mut set = Self::default();
        for byte in text {
            if let Some(word) = set.0.get_mut(usize::from(byte >> 6)) {
                *word |= 1 << (byte & 63);
            }
        }
        set
    }

    /// The bytes that every line which a layout takes has, blanks and what parts the lines of a header left aside.
    pub(super) fn needed_by(layout: &Layout) -> Self {
        Self::of(layout.literals().flatten().filter(|byte| !byte.is_ascii_whitespace()))
    }

    /// All of them are in `others`.
    pub(super) fn are_in(self, others: Self) -> bool {
        self.0.iter().zip(others.0).all(|(own, other)| own & !other == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::catalogue;

    #[test]
    fn sets_hold_each_byte() {
        let all: Vec<u8> = (0..=255).collect();
        for byte in &all {
            assert!(Bytes::of([byte]).are_in(Bytes::of(&all)));
            let others = all.iter().filter(|other| *other != byte);
            assert!(!Bytes::of([byte]).are_in(Bytes::of(others)), "{byte}");
        }
        assert!(Bytes::default().are_in(Bytes::default()));
    }

    #[test]
    fn every_sample_has_the_bytes_that_its_row_needs() {
        for entry in catalogue::entries() {
            let needed = Bytes::needed_by(&entry.compile().unwrap());
            for sample in entry.samples {
                assert!(needed.are_in(Bytes::of(sample.as_bytes())), "{}: {sample}", entry.name);
            }
        }
        let row = |name: &str| catalogue::entries().iter().find(|entry| entry.name == name).unwrap().compile().unwrap();
        assert_eq!(Bytes::needed_by(&row("access")), Bytes::of(b"[]\""));
    }
}
