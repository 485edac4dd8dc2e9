//! The place of a call in one field.
//!
//! ```text
//! name | name ":" line | file blank line | name "(" line ")"
//!      | name ":" function | name ":" function ":" line | name ":" line ":" function
//! ```

use crate::format::infer::class::{is_file, is_name_and_function, is_of_compiler, is_word};
use crate::format::infer::text::line_number;

/// What stands behind the name in all texts of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    Nothing,
    Line,
    BlankAndLine,
    LineInBrackets,
    Function,
    FunctionAndLine,
    LineAndFunction,
}

impl Call {
    /// The form of these texts; only between brackets a function stands last.
    pub(super) fn of(texts: &[&[u8]], bracketed: bool) -> Self {
        let all = |is: &dyn Fn(&[u8]) -> bool| texts.iter().all(|text| is(text));
        if all(&|text| line_number(text).is_some()) {
            let has_function = |text: &[u8]| line_number(text).and_then(before_colon).is_some();
            return if all(&has_function) { Self::FunctionAndLine } else { Self::Line };
        }
        if all(&|text| before_number(text).is_some_and(is_file)) {
            return Self::BlankAndLine;
        }
        if bracketed && all(&|text| before_line_in_brackets(text).is_some_and(is_name)) {
            return Self::LineInBrackets;
        }
        if bracketed && all(&is_name_and_function) {
            return Self::Function;
        }
        let is_function = |text: &[u8]| {
            let function = text.rsplit(|byte| *byte == b':').next().unwrap_or_default();
            is_name(function)
        };
        let has_line = |text: &[u8]| before_colon(text).and_then(line_number).is_some();
        if bracketed && all(&|text| has_line(text) && is_function(text)) {
            return Self::LineAndFunction;
        }
        Self::Nothing
    }

    /// What stands before the line and the function.
    pub(super) fn name(self, text: &[u8]) -> Option<&[u8]> {
        match self {
            Self::Nothing => Some(text),
            Self::Line => line_number(text),
            Self::BlankAndLine => before_number(text),
            Self::LineInBrackets => before_line_in_brackets(text),
            Self::Function => before_colon(text),
            Self::FunctionAndLine => line_number(text).and_then(before_colon),
            Self::LineAndFunction => before_colon(text).and_then(line_number),
        }
    }

    /// What stands behind the name: marks with the conversions of the fields behind them.
    pub(super) fn behind_name(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Nothing => &[],
            Self::Line => &[(":", "L")],
            Self::BlankAndLine => &[(" ", "L")],
            Self::LineInBrackets => &[("(", "L"), (")", "")],
            Self::Function => &[(":", "M")],
            Self::FunctionAndLine => &[(":", "M"), (":", "L")],
            Self::LineAndFunction => &[(":", "L"), (":", "M")],
        }
    }

    /// The line stands right behind the name, so that the name is a file's or a module's.
    pub(super) fn is_line_first(self) -> bool {
        matches!(self, Self::Line | Self::BlankAndLine | Self::LineInBrackets | Self::LineAndFunction)
    }

    /// A line of the source is part of it.
    pub(super) fn has_line(self) -> bool {
        !matches!(self, Self::Nothing | Self::Function)
    }
}

fn before_colon(text: &[u8]) -> Option<&[u8]> {
    memchr::memrchr(b':', text).filter(|at| *at > 0).and_then(|at| text.get(..at))
}

fn before_number(text: &[u8]) -> Option<&[u8]> {
    let (name, number) = text.split_at_checked(memchr::memrchr(b' ', text)?)?;
    let is_number = number.len() > 1 && number.get(1..)?.iter().all(u8::is_ascii_digit);
    is_number.then_some(name)
}

/// What stands before `(123)`.
fn before_line_in_brackets(text: &[u8]) -> Option<&[u8]> {
    let text = text.strip_suffix(b")")?;
    let (name, [_, number @ ..]) = text.split_at_checked(memchr::memrchr(b'(', text)?)? else { return None };
    (!number.is_empty() && number.len() <= 6 && number.iter().all(u8::is_ascii_digit)).then_some(name)
}

fn is_name(text: &[u8]) -> bool {
    is_of_compiler(text) || is_word(text)
}
