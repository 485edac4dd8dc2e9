//! The stacks of a trace's exceptions, to tell whether two traces show the same exception.

use xxhash_rust::xxh3::xxh3_64;

use crate::exception::{Exception, Frame, Language};

/// The stacks of one shape of trace, by the order in which its exceptions are printed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Stacks {
    /// Of each exception the hashes of its first frame, its first two frames, and so on, raising frame first.
    prefixes: Vec<Vec<u64>>,
    /// Which of them was logged.
    pub(crate) outermost: usize,
    /// An exception's trace grows while it is thrown on through the layers, as Python's does.
    grows: bool,
}

impl Stacks {
    /// Finds the exceptions of a tree that stand behind the printed ones, given by the hashes of their types.
    pub(crate) fn of(exception: &Exception, printed: &[u64], hash: impl Fn(&[u8]) -> u64) -> Option<Self> {
        let mut nodes = Vec::new();
        let mut open = vec![exception];
        while let Some(exception) = open.pop() {
            nodes.push(exception);
            open.extend(exception.chain.iter().rev().map(|link| &link.exception));
        }
        let grows = exception.language == Language::Python;
        if grows {
            // Python prints the exception that was logged last.
            nodes.reverse();
        }
        let mut nodes: Vec<(u64, &Exception)> =
            nodes.into_iter().map(|node| (hash(node.type_name.as_bytes()), node)).collect();
        let mut stacks = Self { prefixes: Vec::with_capacity(printed.len()), outermost: usize::MAX, grows };
        for (at, type_hash) in printed.iter().enumerate() {
            let found = nodes.iter().position(|(known, _)| known == type_hash).map(|found| nodes.remove(found).1);
            if found.is_some_and(|found| std::ptr::eq(found, exception)) {
                stacks.outermost = at;
            }
            stacks.prefixes.push(found.map(|found| prefixes(&found.frames)).unwrap_or_default());
        }
        (stacks.outermost != usize::MAX).then_some(stacks)
    }

    /// Whether the exception printed as number `at` is the one that `earlier` was logged for.
    pub(crate) fn shows(&self, at: usize, earlier: &Self) -> bool {
        let (Some(here), Some(there)) = (self.prefixes.get(at), earlier.prefixes.get(earlier.outermost)) else {
            return false;
        };
        let common = here.len().min(there.len());
        common > 0 && (self.grows || here.len() == there.len()) && here.get(common - 1) == there.get(common - 1)
    }
}

fn prefixes(frames: &[Frame]) -> Vec<u64> {
    let mut sum = 0_u64;
    let mut hashes = Vec::with_capacity(frames.len());
    for frame in frames {
        let text = |text: &Option<String>| xxh3_64(text.as_deref().unwrap_or_default().as_bytes());
        let parts = [
            text(&frame.file),
            text(&frame.module),
            xxh3_64(frame.function.as_bytes()),
            u64::from(frame.line.unwrap_or_default()),
        ];
        for part in parts {
            sum = (sum.rotate_left(5) ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
        hashes.push(sum);
    }
    hashes
}
