//! What detection weighs of a layout.

use crate::format::layout::Layout;
use crate::format::piece::Field;
use crate::format::program::{Kind, Op, Slot};

impl Layout {
    /// A level between blanks behind a word is all that tells a header.
    pub(crate) fn has_loose_level(&self) -> bool {
        matches!(
            self.plain_ops().as_slice(),
            [Op::Token { .. }, Op::Literal { text, .. }, Op::Level { anchored: false, .. }, ..]
                if text.iter().all(|byte| *byte == b' ')
        )
    }

    /// Nothing but blanks parts the logger from the message; one that hangs on the level, `INFO/Cart`, is none of its words.
    pub(crate) fn has_loose_logger(&self) -> bool {
        let ops = self.plain_ops();
        let is_loose = |ops: &[&Op]| match ops {
            [Op::Token { slot }, Op::Literal { text, .. }, Op::Message] => {
                slot.kind == Kind::Logger && text.iter().all(|byte| *byte == b' ')
            }
            _ => false,
        };
        let hangs_on_level = |ops: &[&Op]| match ops {
            [Op::Level { .. }, Op::Literal { text, .. }, Op::Token { slot }] => {
                slot.kind == Kind::Logger && text == b"/"
            }
            _ => false,
        };
        let is_labelled = |ops: &[&Op]| match ops {
            [Op::Literal { text, .. }, Op::Token { slot }, Op::Literal { .. }, Op::Message] => {
                slot.kind == Kind::Logger
                    && matches!(text.as_slice(), [.., name, b':' | b'='] if name.is_ascii_alphanumeric())
            }
            _ => false,
        };
        ops.windows(3).any(is_loose) && !ops.windows(3).any(hangs_on_level) && !ops.windows(4).any(is_labelled)
    }

    /// Blanks fill the logger to one width.
    pub(crate) fn has_filled_logger(&self) -> bool {
        let is_filled = |slot: &Slot| slot.kind == Kind::Logger && slot.pad_width > 0;
        self.ops().filter_map(Op::slot).any(is_filled)
    }

    /// It has the function of the call.
    pub(crate) fn has_function(&self) -> bool {
        self.program.fields.contains(&Field::Function)
    }

    /// Nothing but a blank parts the function of the call from the message.
    pub(crate) fn has_loose_function(&self) -> bool {
        self.plain_ops().windows(3).any(|ops| match ops {
            [Op::Token { slot }, Op::Literal { text, .. }, Op::Message] => {
                text == b" " && self.program.fields.get(slot.field) == Some(&Field::Function)
            }
            _ => false,
        })
    }

    /// Nothing but a stamp and a level stands before the logger, and a bracket with the context behind it.
    pub(crate) fn has_loose_context(&self) -> bool {
        let ops = self.plain_ops();
        let mut ops = ops.iter().filter(|op| !matches!(op, Op::Literal { text, .. } if text.trim_ascii().is_empty()));
        let begins = [ops.next(), ops.next(), ops.next()];
        matches!(begins, [Some(Op::Stamp(..)), Some(Op::Level { .. }), Some(Op::Token { slot })] if slot.kind == Kind::Logger)
            && matches!(ops.next(), Some(Op::Literal { text, .. }) if matches!(text.as_slice(), b" [" | b" {"))
            && ops.next().and_then(|op| op.slot()).and_then(|slot| self.program.fields.get(slot.field))
                == Some(&Field::ContextMap)
    }

    /// The operations without those for colours and what fills a field, which may stand anywhere.
    fn plain_ops(&self) -> Vec<&Op> {
        self.program.ops.iter().filter(|op| !matches!(op, Op::Colour | Op::Blanks)).collect()
    }

    /// The stamp stands behind the logger.
    pub(crate) fn is_stamp_behind_logger(&self) -> bool {
        let logger = self.ops().position(|op| op.slot().is_some_and(|slot| slot.kind == Kind::Logger));
        let stamp = self.ops().position(|op| op.slot().is_some_and(|slot| slot.kind == Kind::Time));
        logger.zip(stamp).is_some_and(|(logger, stamp)| logger < stamp)
    }

    /// Texts that stand in every line that matches.
    pub(crate) fn literals(&self) -> impl Iterator<Item = &[u8]> {
        let ops = if self.json.is_some() { &[] } else { self.program.ops.as_slice() };
        ops.iter().filter_map(|op| match op {
            // The blanks before an empty message may be missing.
            Op::Literal { text, before_message: true } => Some(text.trim_ascii_end()),
            Op::Literal { text, .. } => Some(text.as_slice()),
            _ => None,
        })
    }
}
