//! Changes to the pieces of a layout: another stamp, colours.

use std::sync::Arc;

use crate::format::any_stamp;
use crate::format::layout::Layout;
use crate::format::piece::{Field, Padding, Piece};
use crate::format::program::{NAMED_EVENTS, SUCCESSES};
use crate::format::time::{TimeFormat, TimeItem};

impl Layout {
    /// A layout of the same name that is made of these pieces; `None` where they cannot be compiled.
    pub(super) fn with_pieces(&self, pieces: Vec<Piece>) -> Option<Self> {
        Self::from_pieces(&self.name, self.dialect, &self.pattern, pieces).ok()
    }

    /// The same layout with stamps in this format.
    pub(crate) fn with_time_format(&self, format: &TimeFormat) -> Option<Self> {
        let mut pieces = self.pieces.clone();
        replace_time(&mut pieces, format);
        let layout = self.with_pieces(pieces)?;
        Some(layout.with_map(self.json.clone()))
    }

    /// The same layout where the logger's name stands behind every event, before its pairs.
    pub(crate) fn with_named_events(&self) -> Option<Self> {
        let mut pieces = self.pieces.clone();
        let at = pieces.iter().position(|piece| matches!(piece, Piece::Field(Field::Pairs, _)))?;
        pieces.insert(at, Piece::Field(Field::Other(NAMED_EVENTS.to_owned()), Padding::default()));
        self.with_pieces(pieces)
    }

    /// The same layout where the letter `S` is Loguru's `SUCCESS`; `None` where levels are not cut to a letter.
    pub(crate) fn with_successes(&self) -> Option<Self> {
        let mut pieces = self.pieces.clone();
        let is_letter = |padding: &Padding| padding.max_width == 1;
        let at = pieces
            .iter()
            .position(|piece| matches!(piece, Piece::Field(Field::Level, padding) if is_letter(padding)))?;
        pieces.insert(at, Piece::Field(Field::Other(SUCCESSES.to_owned()), Padding::default()));
        self.with_pieces(pieces)
    }

    /// The same layout for records whose logger has an empty name, as Log4j 2's root has; `None` where it has no logger
    /// before the message, or none with a mark behind it that tells an empty one.
    pub(crate) fn with_empty_logger(&self) -> Option<Self> {
        let loggers = self.pieces.iter().enumerate();
        let (at, padding) = loggers.into_iter().find_map(|(at, piece)| match piece {
            Piece::Field(Field::Logger, padding) => Some((at, *padding)),
            _ => None,
        })?;
        let Some([Piece::Literal(mark), Piece::Field(Field::Message, _)]) = self.pieces.get(at + 1..at + 3) else {
            return None;
        };
        if !mark.iter().any(u8::is_ascii_punctuation) {
            return None;
        }
        let mut pieces = self.pieces.clone();
        if padding.min_width > 0 {
            *pieces.get_mut(at)? = Piece::Group(Vec::new(), padding);
        } else {
            pieces.remove(at);
        }
        self.with_pieces(pieces)
    }

    /// The same layout where a dot and a method stand behind the logger's name; `None` where that is not before the message.
    pub(crate) fn with_method_behind_logger(&self) -> Option<Self> {
        let mut pieces = self.pieces.clone();
        let at = pieces.iter().position(|piece| matches!(piece, Piece::Field(Field::Logger | Field::Message, _)))?;
        let Some(Piece::Field(Field::Logger, padding)) = pieces.get(at).cloned() else { return None };
        let method = [Piece::Literal(b".".to_vec()), Piece::Field(Field::Function, padding)];
        pieces.splice(at..=at, [Piece::Field(Field::Logger, Padding::default())].into_iter().chain(method));
        self.with_pieces(pieces)
    }

    /// The same layout with these bytes around the message.
    pub(crate) fn with_wrapped_message(&self, open: &[u8], close: &[u8]) -> Option<Self> {
        let mut pieces = self.pieces.clone();
        let at = pieces.iter().position(|piece| matches!(piece, Piece::Field(Field::Message, _)))?;
        pieces.insert(at + 1, Piece::Literal(close.to_vec()));
        pieces.insert(at, Piece::Literal(open.to_vec()));
        self.with_pieces(pieces)
    }

    /// The same layout with the week-based years of Java's `YYYY`, as the United States count weeks, for calendar years.
    pub(crate) fn with_week_years(self: &Arc<Self>) -> Arc<Self> {
        let mut pieces = self.pieces.clone();
        count_years_by_weeks(&mut pieces);
        let layout = self.with_pieces(pieces);
        layout.map_or_else(|| Arc::clone(self), |layout| Arc::new(layout.with_map(self.json.clone())))
    }

    /// The layout with year, month and day of two digits each in every order, its own first; empty where it has none.
    pub(crate) fn with_dates_reordered(&self) -> Vec<Arc<Self>> {
        let formats = self.time_format().map(any_stamp::reordered).unwrap_or_default();
        let with = |format: &TimeFormat| {
            let mut pieces = self.pieces.clone();
            put_time(&mut pieces, format);
            let layout = self.with_pieces(pieces)?;
            Some(Arc::new(layout.with_map(self.json.clone())))
        };
        formats.iter().filter_map(with).collect()
    }
}

fn replace_time(pieces: &mut [Piece], format: &TimeFormat) {
    for piece in pieces {
        match piece {
            Piece::Field(Field::Time(known), _) if known.items.is_empty() => known.clone_from(format),
            Piece::Group(inner, _) => replace_time(inner, format),
            _ => {}
        }
    }
}

/// Puts `format` in the place of the first time, whatever it was.
fn put_time(pieces: &mut [Piece], format: &TimeFormat) -> bool {
    pieces.iter_mut().any(|piece| match piece {
        Piece::Field(Field::Time(known), _) => {
            known.clone_from(format);
            true
        }
        Piece::Group(inner, _) => put_time(inner, format),
        _ => false,
    })
}

fn count_years_by_weeks(pieces: &mut [Piece]) {
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
