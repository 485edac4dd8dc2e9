//! Java's `.properties` files, as `java.util.Properties.load` reads them (JDK 21).
//!
//! ```text
//! line  = blank* ("#" | "!") any                comment
//!       | blank* key (blank* ("=" | ":") blank* | blank+) value
//! ```
//!
//! A backslash at the end of a line joins the next one without its leading blanks; `\t \n \r \f \uXXXX` are escapes, and
//! before any other character a backslash is dropped.

use crate::format::config::traced::{Place, Traced};

/// The entries of a file in their order; of a key that stands twice, Java keeps the last.
pub(crate) fn parse(text: &str, file: usize) -> Vec<(String, Traced)> {
    let mut entries = Vec::new();
    let mut rest = Cursor { text, at: 0, file };
    while rest.at < text.len() {
        rest.skip(|c| c.is_ascii_whitespace() || c == '\u{c}');
        match rest.peek() {
            None => break,
            Some('#' | '!') => rest.skip(|c| !matches!(c, '\n' | '\r')),
            Some(_) => {
                let key = rest.token(true);
                rest.skip(is_blank);
                if matches!(rest.peek(), Some('=' | ':')) {
                    rest.at += 1;
                    rest.skip(is_blank);
                }
                entries.push((key.as_str().to_owned(), rest.token(false)));
            }
        }
    }
    entries
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{c}')
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
    file: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, is_skipped: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(is_skipped).len();
    }

    /// Reads a key up to its end, or a value up to the end of its line.
    fn token(&mut self, is_key: bool) -> Traced {
        let mut token = Traced::default();
        token.push("", Place { file: self.file, offset_bytes: self.at }, true);
        while let Some(c) = self.peek() {
            let place = Place { file: self.file, offset_bytes: self.at };
            let mut buffer = [0; 4];
            match c {
                '\n' | '\r' => break,
                '=' | ':' if is_key => break,
                c if is_key && is_blank(c) => break,
                '\\' => {
                    self.at += 1;
                    if let Some(escaped) = self.escape() {
                        token.push(escaped.encode_utf8(&mut buffer), place, false);
                    }
                }
                c => {
                    self.at += c.len_utf8();
                    token.push(c.encode_utf8(&mut buffer), place, true);
                }
            }
        }
        token
    }

    /// Reads what stands behind a backslash; `None` where it joins two lines.
    fn escape(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(match c {
            '\n' | '\r' => {
                if c == '\r' && self.peek() == Some('\n') {
                    self.at += 1;
                }
                self.skip(is_blank);
                return None;
            }
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\u{c}',
            'u' => {
                let code = self.rest().get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
                self.at += if code.is_some() { 4 } else { 0 };
                code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            other => other,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        parse(text, 0).into_iter().map(|(key, value)| (key, value.as_str().to_owned())).collect()
    }

    #[test]
    fn the_forms_of_java_s_documentation_read() {
        let text = "Truth = Beauty\n Truth2:Beauty\nTruth3\t\t\t:Beauty\n# no\n! no\nfruits  apple, banana, \\\n   \
                    pear, \\\r\n\tmango\ncheeses\na\\:b\\=c\\ d=\\u0041\\t\\q\nlast=\\";
        let entries = read(text);
        let expected = [
            ("Truth", "Beauty"),
            ("Truth2", "Beauty"),
            ("Truth3", "Beauty"),
            ("fruits", "apple, banana, pear, mango"),
            ("cheeses", ""),
            ("a:b=c d", "A\tq"),
            ("last", ""),
        ];
        assert_eq!(entries, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
    }

    #[test]
    fn a_value_knows_where_it_stands_behind_escapes_and_joined_lines() {
        let text = "p = %d \\\n   \\: %m";
        let entries = parse(text, 3);
        let value = &entries[0].1;
        assert_eq!(value.as_str(), "%d : %m");
        assert_eq!(value.place(6), Place { file: 3, offset_bytes: text.len() - 1 });
    }

    #[test]
    fn no_bytes_make_it_loop() {
        for text in ["=", ":", "\\", "\\u", "\\u12", "a\\\n", "\u{c}", "=\\\r\n=\\\r", "é=\\é", "\\uD800=x"] {
            read(text);
        }
        assert_eq!(read("=x"), [(String::new(), "x".to_owned())]);
    }
}
