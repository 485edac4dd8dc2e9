//! Context values that a header prints all together.
//!
//! ```text
//! pairs = '{'? key '=' value (', ' key '=' value)* '}'?      Logback's %X and %mdc, Log4j2's %X
//! repr  = '{' (key ': ' value (', ' key ': ' value)*)? '}'   the text of a Python dict: loguru's {extra}
//! ```
//!
//! A value of pairs may hold `, ` where no `key=` follows. In a dict's text, keys are strings; a value that is a string
//! is given without its quotes, any other value as it is printed. After `CPython` 3.11 `Objects/dictobject.c` and
//! `unicode_repr`.

/// Splits context values into their names and texts; empty where there are none.
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    if let Some(pairs) = dict_repr(text) {
        return pairs;
    }
    let text = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or(text);
    let mut pairs: Vec<(String, String)> = Vec::new();
    for part in text.split(", ") {
        match (part.split_once('='), pairs.last_mut()) {
            (Some((key, value)), _) if !key.is_empty() && !key.contains(' ') => {
                pairs.push((key.to_owned(), value.to_owned()));
            }
            (_, Some((_, value))) => {
                value.push_str(", ");
                value.push_str(part);
            }
            _ => {}
        }
    }
    pairs
}

/// Reads the text of a Python dict whose keys are strings; `None` when it is none.
fn dict_repr(text: &str) -> Option<Vec<(String, String)>> {
    let mut rest = text.strip_prefix('{')?.strip_suffix('}')?;
    let mut pairs = Vec::new();
    while !rest.is_empty() {
        let (key, behind) = string_repr(rest)?;
        let behind = behind.strip_prefix(": ")?;
        let (value, behind) = value_repr(behind)?;
        pairs.push((key, value));
        rest = match behind {
            "" => "",
            _ => behind.strip_prefix(", ").filter(|rest| !rest.is_empty())?,
        };
    }
    Some(pairs)
}

/// A value at the start of `text`, and what follows it: a string without its quotes, anything else as printed.
fn value_repr(text: &str) -> Option<(String, &str)> {
    if let Some((value, rest)) = string_repr(text) {
        return (rest.is_empty() || rest.starts_with(", ")).then_some((value, rest));
    }
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        match char {
            '\'' | '"' => match string_repr(rest) {
                Some((_, behind)) => {
                    rest = behind;
                    continue;
                }
                None => return None,
            },
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
            ',' if depth == 0 && rest.starts_with(", ") => break,
            _ => {}
        }
        rest = rest.get(char.len_utf8()..)?;
    }
    let value = text.get(..text.len() - rest.len())?;
    (!value.is_empty()).then(|| (value.to_owned(), rest))
}

/// A string in the quotes that `repr` gave it at the start of `text`, and what follows it.
fn string_repr(text: &str) -> Option<(String, &str)> {
    let quote = text.chars().next().filter(|first| matches!(first, '\'' | '"'))?;
    let mut value = String::new();
    let mut chars = text.get(1..)?.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' => match chars.next()?.1 {
                'n' => value.push('\n'),
                't' => value.push('\t'),
                'r' => value.push('\r'),
                escaped @ ('\\' | '\'' | '"') => value.push(escaped),
                other => value.extend(['\\', other]),
            },
            _ if char == quote => return Some((value, text.get(at + 2..)?)),
            _ => value.push(char),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(key: &str, value: &str) -> (String, String) {
        (key.to_owned(), value.to_owned())
    }

    #[test]
    fn context_maps_are_split_into_pairs() {
        assert_eq!(pairs("a=1, b=x, y"), [pair("a", "1"), pair("b", "x, y")]);
        assert_eq!(pairs("{user=anna}"), [pair("user", "anna")]);
        assert!(pairs("").is_empty());
        assert!(pairs("{}").is_empty());
    }

    #[test]
    fn the_text_of_a_dict_is_split_at_its_own_commas_only() {
        assert_eq!(
            pairs(
                "{'user': \"o'brien, a\", 'n': 3, 'tags': ['x', 'y'], 'at': datetime(2026, 1, 2), 'b': b'x', 'e': 'l\\n'}"
            ),
            [
                pair("user", "o'brien, a"),
                pair("n", "3"),
                pair("tags", "['x', 'y']"),
                pair("at", "datetime(2026, 1, 2)"),
                pair("b", "b'x'"),
                pair("e", "l\n"),
            ]
        );
    }

    #[test]
    fn what_only_begins_like_a_dict_is_none() {
        for text in ["{'a': 'b", "{'a' 'b'}", "{'a': }", "{'a': 'b',}", "{'a': 'b', }", "{'a': ['}"] {
            assert_eq!(dict_repr(text), None, "{text}");
        }
    }
}
