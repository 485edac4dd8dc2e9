//! The items of a header, and how they are written as a conversion pattern.

use crate::format::any_stamp::MINUTES;
use crate::format::infer::walk::LEVEL_NUMBER;

/// A field of which nothing is known.
pub(crate) const WORD: &str = "X{word}";
/// A value of the program's context; it may be empty.
pub(crate) const VALUE: &str = "X{value}";
/// Context of any text, which the lines prove by the mark behind it.
pub(crate) const PROVEN: &str = "X{mdc}";

/// A name with the line of the call behind it: the module's, or the logger's where nothing else is.
pub(crate) const PLACE: &str = "X{module}";

/// One part of a header.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    Literal(Vec<u8>),
    Field { word: &'static str, left: usize, right: usize },
}

/// Without a logger, the name that the line of the call stands behind is; else the threads are where these are `loggers`, or
/// the last word of which nothing is known. Right behind a file's line stands the function.
pub(crate) fn name_the_logger(items: &mut [Item], loggers: bool) {
    let mut word_at = None;
    let mut thread_at = None;
    let is_word = |item: &Item, wanted: &str| matches!(item, Item::Field { word, .. } if *word == wanted);
    if items.iter().any(|item| is_word(item, "c")) {
        return;
    }
    if let Some(Item::Field { word, .. }) = items.iter_mut().find(|item| is_word(item, PLACE)) {
        *word = "c";
        return;
    }
    let mut is_behind_file = false;
    // Behind a place a word that nothing follows may be the first one of the messages.
    let has_file = items.iter().any(|item| is_word(item, "F"));
    let last = items.iter().rposition(|item| {
        matches!(item, Item::Field { word: "d" | MINUTES | "p" | ".-1p" | LEVEL_NUMBER | "F" | "L" | "M", .. })
    });
    for (index, item) in items.iter().enumerate() {
        let may_be_message = has_file && last < Some(index);
        match item {
            Item::Field { word: "t", .. } => thread_at = Some(index),
            Item::Field { word, .. } if *word == WORD && !is_behind_file && !may_be_message => word_at = Some(index),
            _ => {}
        }
        is_behind_file = match item {
            Item::Field { word, .. } => matches!(*word, "F" | "L"),
            Item::Literal(mark) => is_behind_file && !mark.iter().any(|byte| matches!(byte, b']' | b')' | b'>')),
        };
    }
    let named = thread_at.filter(|_| loggers).or(word_at);
    if let Some(Item::Field { word, .. }) = named.and_then(|index| items.get_mut(index)) {
        *word = "c";
    }
}

/// The items as Logback's pattern, with the message behind them.
pub(crate) fn written(items: &[Item]) -> String {
    let mut text = String::new();
    let mut after_field = false;
    for item in items {
        match item {
            Item::Literal(bytes) => {
                for (index, letter) in String::from_utf8_lossy(bytes).chars().enumerate() {
                    match letter {
                        '\t' => text.push_str("\\t"),
                        '%' | '\\' | '(' | ')' | '{' | '}' | '$' => text.extend(['\\', letter]),
                        _ if index == 0 && after_field && letter.is_ascii_alphanumeric() => {
                            text.push_str("\\_");
                            text.push(letter);
                        }
                        _ => text.push(letter),
                    }
                }
                after_field = false;
            }
            Item::Field { word, left, right } => {
                text.push('%');
                if *right > 0 {
                    text.push('-');
                    text.push_str(&right.to_string());
                } else if *left > 0 {
                    text.push_str(&left.to_string());
                }
                text.push_str(word);
                after_field = true;
            }
        }
    }
    let open = !matches!(items.last(), Some(Item::Literal(_)));
    text.push_str(if open { " %m%n" } else { "%m%n" });
    text
}

/// Cuts the last mark, which may be the first byte of the messages of a few lines.
pub(crate) fn cut_mark_of_messages(items: &mut [Item]) {
    if let Some(Item::Literal(text)) = items.last_mut()
        && text.len() > 1
        && text.starts_with(b" ")
        && !text.ends_with(b" ")
    {
        text.truncate(1);
    }
}
