//! How the lines that a layout takes can begin, so that most others are told by one byte.

use crate::format::local_names::FIRST_OF_LEVELS;
use crate::format::own_words::Words;
use crate::format::program::Op;
use crate::format::stamp::set_byte;

/// The bytes with which a line that these operations take can begin.
pub(super) fn first_bytes(ops: &[Op]) -> [bool; 256] {
    let mut set = [false; 256];
    for op in ops {
        match op {
            Op::Literal { text, .. } => {
                text.first().iter().for_each(|byte| set_byte(&mut set, **byte));
                return set;
            }
            Op::Stamp(reader, slot) => {
                reader.first_bytes(&mut set);
                if slot.pad_before {
                    set_byte(&mut set, b' ');
                }
                return set;
            }
            Op::Level { slot, anchored, words, .. } => {
                if *words == Words::Numbers {
                    (b'0'..=b'9').for_each(|byte| set_byte(&mut set, byte));
                }
                (b'A'..=b'Z').chain(FIRST_OF_LEVELS).for_each(|byte| set_byte(&mut set, byte));
                if *anchored {
                    (b'a'..=b'z').for_each(|byte| set_byte(&mut set, byte));
                }
                if slot.pad_before {
                    set_byte(&mut set, b' ');
                }
                return set;
            }
            Op::Number { slot } => {
                b"0123456789?".iter().for_each(|byte| set_byte(&mut set, *byte));
                if slot.pad_before {
                    set_byte(&mut set, b' ');
                }
                return set;
            }
            Op::Colour => set_byte(&mut set, 0x1b),
            Op::Blanks => set_byte(&mut set, b' '),
            Op::Harmless { .. } => {}
            Op::Token { .. }
            | Op::Text { .. }
            | Op::SourceFile { .. }
            | Op::LevelSearch { .. }
            | Op::Message
            | Op::Pairs { .. } => return [true; 256],
        }
    }
    [true; 256]
}
