//! Changes to the pieces of a layout: another stamp, colours.

use crate::format::piece::{Field, Padding, Piece};
use crate::format::time::{TimeFormat, TimeItem};

pub(super) fn replace_time(pieces: &mut [Piece], format: &TimeFormat) {
    for piece in pieces {
        match piece {
            Piece::Field(Field::Time(known), _) if known.items.is_empty() => known.clone_from(format),
            Piece::Group(inner, _) => replace_time(inner, format),
            _ => {}
        }
    }
}

pub(super) fn count_years_by_weeks(pieces: &mut [Piece]) {
    for piece in pieces {
        match piece {
            Piece::Field(Field::Time(format), _) => {
                for item in format.items.iter_mut().filter(|item| **item == TimeItem::Year) {
                    *item = TimeItem::WeekYear { first_day: 0, min_days: 1 };
                }
            }
            Piece::Group(inner, _) => count_years_by_weeks(inner),
            _ => {}
        }
    }
}

/// Colours may stand around a field, but not inside a stamp with appended milliseconds, and what the message begins with
/// is the message's own.
pub(super) fn coloured(pieces: &[Piece]) -> Vec<Piece> {
    let mut all = Vec::with_capacity(pieces.len() * 3);
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Group(inner, padding) => all.push(Piece::Group(coloured(inner), *padding)),
            Piece::Field(field, _) => {
                if !matches!(field, Field::Message | Field::Millis) {
                    all.push(Piece::Colour);
                }
                all.push(piece.clone());
                let millis_follow = matches!(pieces.get(index + 2), Some(Piece::Field(Field::Millis, _)));
                if !(matches!(field, Field::Time(_)) && millis_follow) {
                    all.push(Piece::Colour);
                }
                if *field == Field::Level {
                    let padding = Padding { min_width: 8, left_aligned: true, ..Padding::default() };
                    all.push(Piece::Group(Vec::new(), padding));
                }
            }
            // Colours also stand around a bracket: ` ESC[35m[main]ESC[0m `.
            Piece::Literal(text) => {
                let mut rest = text.as_slice();
                while let Some(first) = rest.first() {
                    let length = rest.iter().take_while(|byte| (**byte == b' ') == (*first == b' ')).count();
                    let (part, after) = rest.split_at(length);
                    all.push(Piece::Literal(part.to_vec()));
                    if !after.is_empty() {
                        all.push(Piece::Colour);
                    }
                    rest = after;
                }
            }
            _ => all.push(piece.clone()),
        }
    }
    all
}
