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
        let node = |node: &Exception| Node {
            type_hash: hash(node.type_name.as_bytes()),
            is_outermost: std::ptr::eq(node, exception),
            prefixes: prefixes(node.frames.iter().map(|frame| (Some(Names::of(frame)), frame.line))),
        };
        Self::behind(nodes.into_iter().map(node).collect(), printed, grows)
    }

    /// The same for exceptions in the order in which their runtime prints them.
    pub(crate) fn behind(nodes: Vec<Node>, printed: &[u64], grows: bool) -> Option<Self> {
        let mut nodes = nodes;
        let mut stacks = Self { prefixes: Vec::with_capacity(printed.len()), outermost: usize::MAX, grows };
        for (at, type_hash) in printed.iter().enumerate() {
            let found = nodes.iter().position(|node| node.type_hash == *type_hash).map(|found| nodes.remove(found));
            if found.as_ref().is_some_and(|found| found.is_outermost) {
                stacks.outermost = at;
            }
            stacks.prefixes.push(found.map(|found| found.prefixes).unwrap_or_default());
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

/// One exception of a trace.
#[derive(Debug)]
pub(crate) struct Node {
    /// Hash of its type, as those of the printed ones.
    pub(crate) type_hash: u64,
    pub(crate) is_outermost: bool,
    pub(crate) prefixes: Vec<u64>,
}

/// Hashes of what names a frame: file, module and function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Names([u64; 3]);

impl Names {
    pub(crate) fn of(frame: &Frame) -> Self {
        let text = |text: &Option<String>| xxh3_64(text.as_deref().unwrap_or_default().as_bytes());
        Self([text(&frame.file), text(&frame.module), xxh3_64(frame.function.as_bytes())])
    }
}

/// The hashes of the first frame, of the first two, and so on, by what names them and their lines.
pub(crate) fn prefixes(frames: impl ExactSizeIterator<Item = (Option<Names>, Option<u32>)>) -> Vec<u64> {
    let mut sum = 0_u64;
    let mut hashes = Vec::with_capacity(frames.len());
    for (names, line) in frames {
        let Names([file, module, function]) = names.unwrap_or_default();
        for part in [file, module, function, u64::from(line.unwrap_or_default())] {
            sum = (sum.rotate_left(5) ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
        hashes.push(sum);
    }
    hashes
}
