//! From exceptions in the order of the print to one tree, outermost at the root.
//!
//! A link hangs on the last exception whose label stands at the same indent (`Caused by: `) or further left
//! (`Suppressed: `). `Wrapped by: ` turns it round: the exception takes the place of the one before it, which becomes
//! its cause. `... N more` is unfolded once the tree stands, from the enclosing trace, from the root down.
//!
//! Depth, and the number of frames that unfolding copies, have limits, so that hostile text costs no more than its length.

use crate::exception::java::head::LinkWord;
use crate::exception::{Exception, Frame, Language, Link, Relation};

/// Exceptions nested deeper than this become siblings of the deepest.
const MAX_DEPTH: usize = 64;

/// Exceptions in one tree, at most. Of those beyond only the last is kept, which is the root cause in most prints; the
/// others are counted.
const MAX_NODES: usize = 1_000;

/// Frames that unfolding copies in one tree, at most; those beyond are only counted.
const MAX_INHERITED: usize = 16 * 1024;

/// How far up a frameless cause looks for the exception that it may repeat.
const MAX_LOOK_UP: usize = 64;

/// An exception as printed.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) type_name: String,
    pub(crate) message: Option<String>,
    pub(crate) frames: Vec<Frame>,
    /// Frames left out for good, by filters and limits.
    pub(crate) elided: u32,
    /// Frames left out since the enclosing trace ends with them.
    pub(crate) common: u32,
    pub(crate) circular: bool,
    /// Some line below the head belongs to it.
    pub(crate) has_stack: bool,
    note: Option<String>,
    indent: usize,
    suppressed: bool,
    parent: Option<usize>,
}

impl Node {
    /// Whether it was printed as a link, not as the first of the trace.
    pub(crate) fn is_link(&self) -> bool {
        self.parent.is_some() || self.suppressed
    }
}

/// Exceptions in the order of the print.
#[derive(Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    /// The exceptions on which a link may still hang, by growing indent.
    open: Vec<usize>,
    root: usize,
    /// Exceptions beyond the limit that made room for the one after them.
    left_out: usize,
}

impl Tree {
    /// Starts with the exception printed first.
    pub(crate) fn new(indent: usize) -> Self {
        let first = Node { indent, ..Node::default() };
        Self { nodes: vec![first], open: vec![0], root: 0, left_out: 0 }
    }

    /// The exception printed last.
    pub(crate) fn last(&mut self) -> Option<&mut Node> {
        self.nodes.last_mut()
    }

    /// Adds the exception of a link line.
    pub(crate) fn link(&mut self, word: LinkWord, indent: usize) {
        let index = self.nodes.len();
        if index >= MAX_NODES
            && let Some(last) = self.nodes.last_mut()
        {
            let (suppressed, parent) = (last.suppressed, last.parent);
            *last = Node { indent: last.indent, suppressed, parent, ..Node::default() };
            self.left_out += 1;
            return;
        }
        let mut node = Node { indent, ..Node::default() };
        match word {
            LinkWord::Suppressed => {
                let base = self.nodes.first().map_or(0, |first| first.indent);
                if indent > base {
                    self.close(|node| node.indent >= indent);
                } else {
                    // The indent was lost: it hangs on the last exception that is none of the suppressed.
                    self.close(|node| node.suppressed || node.indent > base);
                }
                node.parent = self.open.last().copied();
                node.suppressed = true;
                self.open.push(index);
            }
            LinkWord::CausedBy => {
                self.close(|node| node.indent > indent);
                node.parent = self.open.last().copied();
                // The trace above is at its end; only the cause takes links at this indent now.
                self.replace_open(indent, index);
            }
            LinkWord::WrappedBy => {
                self.close(|node| node.indent > indent);
                let inner = self.open.last().copied().unwrap_or(self.root);
                if let Some(inner) = self.nodes.get_mut(inner) {
                    node.parent = inner.parent.replace(index);
                    node.suppressed = std::mem::take(&mut inner.suppressed);
                }
                if inner == self.root {
                    self.root = index;
                }
                self.replace_open(indent, index);
            }
        }
        self.nodes.push(node);
    }

    /// Drops the open exceptions at the end that a link closes; the outermost stays.
    fn close(&mut self, closes: impl Fn(&Node) -> bool) {
        while let [_, .., last] = self.open.as_slice()
            && self.nodes.get(*last).is_some_and(&closes)
        {
            self.open.pop();
        }
    }

    fn replace_open(&mut self, indent: usize, index: usize) {
        let same = self.open.last().and_then(|&last| self.nodes.get(last)).is_some_and(|last| last.indent >= indent);
        if same {
            self.open.pop();
        }
        self.open.push(index);
    }

    /// Marks the exception printed last when it only repeats one that encloses it, as Logback prints circles.
    pub(crate) fn mark_circular(&mut self) {
        let Some(last) = self.nodes.last() else {
            return;
        };
        if last.has_stack || last.circular {
            return;
        }
        let at = self.nodes.len() - 1;
        if self.repeats_enclosing(at)
            && let Some(last) = self.nodes.last_mut()
        {
            last.circular = true;
        }
    }

    /// Whether an exception has the type and message of one that encloses it.
    fn repeats_enclosing(&self, at: usize) -> bool {
        let Some(last) = self.nodes.get(at) else {
            return false;
        };
        let mut up = last.parent;
        for _ in 0..MAX_LOOK_UP {
            let Some(node) = up.and_then(|index| self.nodes.get(index)) else {
                return false;
            };
            if node.type_name == last.type_name && node.message == last.message {
                return true;
            }
            up = node.parent;
        }
        false
    }

    /// Marks the other exceptions that only repeat one that encloses them: log4j2 prints circles as `... N more` alone,
    /// and where the root comes first the enclosing one is printed later.
    fn mark_circles(&mut self) {
        for at in 0..self.nodes.len() {
            let is_bare = self.nodes.get(at).is_some_and(|node| node.frames.is_empty() && !node.circular);
            if is_bare
                && self.repeats_enclosing(at)
                && let Some(node) = self.nodes.get_mut(at)
            {
                node.circular = true;
                node.common = 0;
            }
        }
    }

    /// Exceptions were left out, as there are too many.
    pub(crate) fn is_cut(&self) -> bool {
        self.left_out > 0
    }

    /// Makes the tree.
    pub(crate) fn finish(mut self) -> Option<Exception> {
        if self.nodes.len() == 1 {
            return self.nodes.pop().map(exception);
        }
        self.mark_circles();
        let order = self.order();
        if self.left_out > 0
            && let Some(last) = self.nodes.last_mut()
        {
            last.note = Some(format!("{} exceptions before this one left out", self.left_out));
        }
        self.unfold(&order);
        self.assemble(&order)
    }

    /// All exceptions, each after the one it hangs on, siblings in order, with the place where it is put.
    fn order(&self) -> Vec<Place> {
        let mut children = vec![Vec::new(); self.nodes.len()];
        for suppressed in [true, false] {
            for (index, node) in self.nodes.iter().enumerate() {
                if node.suppressed == suppressed
                    && let Some(list) = node.parent.and_then(|parent| children.get_mut(parent))
                {
                    list.push(index);
                }
            }
        }
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut stack = vec![Place { node: self.root, holder: None, depth: 0 }];
        while let Some(place) = stack.pop() {
            order.push(place);
            let (holder, depth) =
                if place.depth < MAX_DEPTH { (Some(place.node), place.depth + 1) } else { (place.holder, place.depth) };
            for &node in children.get(place.node).into_iter().flatten().rev() {
                stack.push(Place { node, holder, depth });
            }
        }
        order
    }

    /// Appends the last frames of the enclosing trace where the print left them out.
    fn unfold(&mut self, order: &[Place]) {
        let mut left = MAX_INHERITED;
        for place in order {
            let Some(node) = self.nodes.get_mut(place.node) else {
                continue;
            };
            let wanted = usize::try_from(node.common).unwrap_or(usize::MAX);
            let parent = node.parent;
            let mut frames = std::mem::take(&mut node.frames);
            if let Some(enclosing) = parent.and_then(|parent| self.nodes.get(parent)) {
                let count = wanted.min(enclosing.frames.len()).min(left);
                left -= count;
                let from = enclosing.frames.len() - wanted.min(enclosing.frames.len());
                let common = enclosing.frames.iter().skip(from).take(count);
                frames.extend(common.map(|frame| Frame { inherited: true, ..frame.clone() }));
            }
            if let Some(node) = self.nodes.get_mut(place.node) {
                let inherited = frames.iter().rev().take_while(|frame| frame.inherited);
                node.elided = node
                    .elided
                    .saturating_add(node.common.saturating_sub(u32::try_from(inherited.count()).unwrap_or(u32::MAX)));
                node.frames = frames;
            }
        }
    }

    fn assemble(mut self, order: &[Place]) -> Option<Exception> {
        let mut chains: Vec<Vec<Link>> = Vec::new();
        chains.resize_with(self.nodes.len(), Vec::new);
        for place in order.iter().rev() {
            let node = std::mem::take(self.nodes.get_mut(place.node)?);
            let relation = if node.suppressed { Relation::Suppressed } else { Relation::Cause };
            let mut made = exception(node);
            made.chain = std::mem::take(chains.get_mut(place.node)?);
            made.chain.reverse();
            match place.holder {
                None => return Some(made),
                Some(holder) => chains.get_mut(holder)?.push(Link { relation, exception: made }),
            }
        }
        None
    }
}

/// An exception and where it is put in the tree.
#[derive(Debug, Clone, Copy)]
struct Place {
    node: usize,
    holder: Option<usize>,
    depth: usize,
}

fn exception(node: Node) -> Exception {
    let frames = u32::try_from(node.frames.len()).unwrap_or(u32::MAX);
    Exception {
        language: Language::Java,
        type_name: node.type_name,
        message: node.message,
        notes: node.note.into_iter().collect(),
        frames_total: frames.saturating_add(node.elided),
        frames: node.frames,
        chain: Vec::new(),
        circular: node.circular,
    }
}
