//! Whether names before a bracket are loggers with their context, and not words of messages: `OrderDao [tx-17] saved`,
//! but `Worker [4] died`.

use crate::format::evidence;
use crate::format::layout::Layout;
use crate::format::piece::Field;

/// The names that nothing but a bracket parts from the messages, and what stands in the brackets.
#[derive(Debug, Default)]
pub(super) struct Contexts<'a> {
    names: Vec<&'a [u8]>,
    /// Brackets with nothing inside.
    empty: usize,
    /// Brackets with pairs inside.
    paired: usize,
    /// Brackets with what no context is.
    others: usize,
}

impl<'a> Contexts<'a> {
    pub(super) fn add(&mut self, layout: &Layout, line: &'a [u8], logger: &'a [u8]) {
        let fields = layout.fields(line);
        let context = fields.iter().find(|(field, _)| *field == Field::ContextMap);
        let context = context.map(|(_, span)| span.of(line).trim_ascii()).unwrap_or_default();
        self.names.push(logger);
        if context.is_empty() {
            self.empty += 1;
        } else if context.contains(&b'=') {
            self.paired += 1;
        } else if !is_value(context) {
            self.others += 1;
        }
    }

    /// They may be words of messages. Dotted names are none, nor are loggers of several classes where the context is now
    /// and then empty, as that of a server is between requests, or always of pairs.
    pub(super) fn are_of_messages(&self) -> bool {
        let lines = self.names.len();
        let mut joined: Vec<&[u8]> = self.names.iter().copied().filter(|name| is_joined(name)).collect();
        let lines_of_joined = joined.len();
        joined.sort_unstable();
        joined.dedup();
        let is_several = self.names.iter().any(|name| Some(name) != self.names.first());
        let classes = self.names.iter().filter(|name| is_class(name)).count();
        let is_of_classes = is_several && classes * 10 >= lines * 9;
        let certain = self.names.iter().filter(|name| evidence::is_certain_logger(name)).count();
        let is_proven = is_of_classes && self.empty * 4 >= lines
            || joined.len() > 1 && lines_of_joined * 4 >= lines && self.empty * 20 >= lines
            || is_of_classes && joined.len() > 1 && self.paired * 10 >= lines * 9;
        certain * 2 < lines && (!is_proven || self.others * 10 > lines)
    }
}

/// A name with a capital, as classes have, or one that can only be a logger's.
fn is_class(name: &[u8]) -> bool {
    name.first().is_some_and(u8::is_ascii_uppercase) || evidence::is_certain_logger(name)
}

/// The name of a class that is made of several words, which no word of a sentence is: `OrderDao`.
fn is_joined(name: &[u8]) -> bool {
    name.first().is_some_and(u8::is_ascii_uppercase)
        && name.iter().skip(1).any(u8::is_ascii_uppercase)
        && name.iter().any(u8::is_ascii_lowercase)
}

/// It may be the value of a context: no number that counts, and no list.
fn is_value(text: &[u8]) -> bool {
    text.iter().any(u8::is_ascii_alphabetic) && !text.iter().any(|byte| matches!(byte, b',' | b'/' | b' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::catalogue;

    fn are_of_messages(lines: &[(&str, &str)]) -> bool {
        let layout = catalogue::compile_pattern("row", "%d %-5p %c{1} [%X{context}] %m%n").unwrap();
        let line = |(name, context): &(&str, &str)| format!("2026-11-23 11:36:09 INFO {name} [{context}] x");
        let lines: Vec<(String, &str)> = lines.iter().map(|told| (line(told), told.0)).collect();
        let mut contexts = Contexts::default();
        for (line, name) in &lines {
            contexts.add(&layout, line.as_bytes(), name.as_bytes());
        }
        contexts.are_of_messages()
    }

    #[test]
    fn classes_with_an_empty_context_now_and_then_are_loggers() {
        assert!(!are_of_messages(&[("Cart", "tx-17"), ("Orders", "")]));
        assert!(!are_of_messages(&[("OrderDao", "tx-17"), ("audit", ""), ("ShopCart", "web"), ("request-log", "web")]));
        assert!(!are_of_messages(&[("OrderDao", "id=1, user=a"), ("ShopCart", "id=2")]));
    }

    #[test]
    fn words_before_a_bracket_are_no_loggers() {
        assert!(are_of_messages(&[("Bean", "a.b.C")]));
        assert!(are_of_messages(&[("Bean", "")]));
        assert!(are_of_messages(&[("Service", "payment"), ("Service", "mail"), ("Job", "daily")]));
        assert!(are_of_messages(&[("Epoch", "1/20"), ("Worker", "4")]));
        assert!(are_of_messages(&[("Values", ""), ("Keys", "1, 2")]));
        assert!(are_of_messages(&[("order", "id=1"), ("cart", "id=2"), ("order", "")]));
    }
}
