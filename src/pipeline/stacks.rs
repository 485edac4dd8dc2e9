//! The stacks of a trace's exceptions, to tell whether two traces show the same exception.

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use crate::exception::{Exception, Frame, Language};

/// The stacks of one shape of trace, by the order in which its exceptions are printed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Stacks {
    /// Of each exception the hashes of its first frame, its first two frames, and so on, raising frame first.
    prefixes: Box<[u64]>,
    /// Where those of each printed exception stand.
    printed: Box<[Range<usize>]>,
    /// Which of them was logged.
    pub(crate) outermost: usize,
    /// An exception's trace grows while it is thrown on through the layers, as Python's does.
    grows: bool,
}

impl Stacks {
    /// Finds the exceptions of a tree that stand behind the printed ones, given by the hashes of their types.
    pub(crate) fn of(exception: &Exception, printed: &[u64], hash: impl Fn(&[u8]) -> u64) -> Option<Self> {
        let mut tree = Vec::new();
        let mut open = vec![exception];
        while let Some(exception) = open.pop() {
            tree.push(exception);
            open.extend(exception.chain.iter().rev().map(|link| &link.exception));
        }
        let grows = exception.language == Language::Python;
        if grows {
            // Python prints the exception that was logged last.
            tree.reverse();
        }
        let mut nodes = Nodes::default();
        for node in tree {
            let frames = node.frames.iter().map(|frame| (Names::of(frame), frame.line));
            nodes.add(hash(node.type_name.as_bytes()), std::ptr::eq(node, exception), frames);
        }
        nodes.behind(printed, grows)
    }

    /// Whether the exception printed as number `at` is the one that `earlier` was logged for.
    pub(crate) fn shows(&self, at: usize, earlier: &Self) -> bool {
        let (here, there) = (self.prefixes_of(at), earlier.prefixes_of(earlier.outermost));
        let common = here.len().min(there.len());
        common > 0 && (self.grows || here.len() == there.len()) && here.get(common - 1) == there.get(common - 1)
    }

    fn prefixes_of(&self, at: usize) -> &[u64] {
        self.printed.get(at).and_then(|range| self.prefixes.get(range.clone())).unwrap_or_default()
    }
}

/// The exceptions of a trace, in the order in which their runtime prints them.
#[derive(Debug, Default)]
pub(crate) struct Nodes {
    nodes: Vec<Node>,
    prefixes: Vec<u64>,
}

#[derive(Debug)]
struct Node {
    /// Hash of its type, as those of the printed ones.
    type_hash: u64,
    is_outermost: bool,
    prefixes: Range<usize>,
    is_found: bool,
}

impl Nodes {
    pub(crate) fn clear(&mut self) {
        self.nodes.clear();
        self.prefixes.clear();
    }

    /// Adds an exception with its frames, raising frame first.
    pub(crate) fn add(
        &mut self,
        type_hash: u64,
        is_outermost: bool,
        frames: impl Iterator<Item = (Names, Option<u32>)>,
    ) {
        let first = self.prefixes.len();
        let mut sum = 0_u64;
        // What names the first frame, what names the first two, and so on, with their lines.
        self.prefixes.extend(frames.map(|(Names(names), line)| {
            for part in [names, u64::from(line.unwrap_or_default())] {
                sum = (sum.rotate_left(5) ^ part).wrapping_mul(ODD);
            }
            sum
        }));
        self.nodes.push(Node { type_hash, is_outermost, prefixes: first..self.prefixes.len(), is_found: false });
    }

    /// The stacks of those that stand behind the printed ones.
    pub(crate) fn behind(&mut self, printed: &[u64], grows: bool) -> Option<Stacks> {
        let mut outermost = None;
        let mut ranges = Vec::with_capacity(printed.len());
        for (at, type_hash) in printed.iter().enumerate() {
            let found = self.nodes.iter_mut().find(|node| !node.is_found && node.type_hash == *type_hash);
            ranges.push(found.map_or(0..0, |node| {
                node.is_found = true;
                if node.is_outermost {
                    outermost = Some(at);
                }
                node.prefixes.clone()
            }));
        }
        Some(Stacks { prefixes: self.prefixes.as_slice().into(), printed: ranges.into(), outermost: outermost?, grows })
    }
}

const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hash of what names a frame: file, module and function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Names(u64);

impl Names {
    pub(crate) fn of(frame: &Frame) -> Self {
        let text = |text: &Option<String>| xxh3_64(text.as_deref().unwrap_or_default().as_bytes());
        let parts = [text(&frame.file), text(&frame.module), xxh3_64(frame.function.as_bytes())];
        Self(parts.into_iter().fold(0, |sum, part| (sum.rotate_left(5) ^ part).wrapping_mul(ODD)))
    }
}
