//! Forms that are read off one message: keys with their values at its end, and words in brackets before a name.
//!
//! ```text
//! order 17 shipped | data={}
//! order 17 shipped pid=4711 severity=INFO tenant=t3
//! order 17 shipped [user=anna, req=17]
//! order 17 shipped place=/srv/shop/cart.py L12
//! order 17 shipped (module - shop.cart)
//! ```

use crate::format::detect::behind::forms::{Form, Part, Proof};

/// Longest value, and longest text before a name in brackets.
const VALUE_BYTES: usize = 200;
const WORDS_BYTES: usize = 20;
/// Keys at the end of a message.
const MOST_KEYS: usize = 12;
/// What may stand between a message and its keys.
const MARKS: [&[u8]; 7] = [b" | ", b" - ", b" :: ", b" -- ", b" [", b" (", b" {"];

/// The forms that the end of this message may be of, those that take most of it first.
pub(super) fn read_off(message: &[u8]) -> Vec<Form> {
    let message = message.trim_ascii_end();
    let mut forms = Vec::new();
    forms.extend(braced(message));
    forms.extend(keyed_places(message));
    forms.extend(pairs(message));
    forms.extend(name_behind_words(message));
    forms
}

/// The value of a key that no quotes or brackets enclose.
pub(super) fn is_value(text: &[u8]) -> bool {
    text.len() <= VALUE_BYTES
        && !text.iter().any(|byte| matches!(byte, b' ' | b'=' | b'"' | b'\'' | b'{' | b'(' | b'['))
}

/// ` | data={}`: a key, and anything in braces.
fn braced(message: &[u8]) -> Option<Form> {
    let inner = message.strip_suffix(b"}")?;
    let brace = memchr::memmem::rfind(inner, b"={")?;
    let start = key_start(inner, brace)?;
    let key = key(inner.get(start..brace)?)?;
    let open = inner.get(open_start(inner, start)?..brace + 2)?.to_vec();
    Some(Form { open, parts: vec![(Part::Braced(key), b"}".to_vec())], proof: Proof::Constant })
}

/// A key with a file's name and the number of a line.
fn keyed_places(message: &[u8]) -> Vec<Form> {
    let Some(sign) = memchr::memrchr(b'=', message) else { return Vec::new() };
    let Some(start) = key_start(message, sign).filter(|start| *start > 0) else { return Vec::new() };
    let Some(open) = message.get(start - 1..=sign) else { return Vec::new() };
    let form = |between: &[u8]| Form {
        open: open.to_vec(),
        parts: vec![(Part::File, between.to_vec()), (Part::Line, Vec::new())],
        proof: Proof::Usual,
    };
    [&b" L"[..], b":", b" line "].map(form).into()
}

/// Pairs at the end of a message: all of them, without the first, and so on.
fn pairs(message: &[u8]) -> Vec<Form> {
    let close = match message.last() {
        Some(close @ (b']' | b')' | b'}')) => vec![*close],
        _ => Vec::new(),
    };
    let end = message.len() - close.len();
    let Some(text) = message.get(..end) else { return Vec::new() };
    // The start of each key, the last first, and its part with what stands behind that.
    let mut found: Vec<(usize, Part, Vec<u8>)> = Vec::new();
    let (mut rest, mut behind) = (text, close.clone());
    while found.len() < MOST_KEYS {
        let comma = rest.ends_with(b",");
        let word = rest.strip_suffix(b",").unwrap_or(rest);
        let Some(sign) = memchr::memrchr(b'=', word) else { break };
        let (Some(start), Some(value)) = (key_start(word, sign), word.get(sign + 1..)) else { break };
        let Some(name) = word.get(start..sign).and_then(key) else { break };
        if !is_value(value) {
            break;
        }
        let between = if comma { [&b","[..], &behind].concat() } else { behind };
        found.push((start, part(&name), between));
        behind = [b" ", name.as_bytes(), b"="].concat();
        let Some(before) = start.checked_sub(1).and_then(|blank| rest.get(..blank)) else { break };
        if rest.get(start - 1) != Some(&b' ') {
            break;
        }
        rest = before;
    }
    let form = |count: usize| {
        let (start, ..) = found.get(count - 1)?;
        let sign = start + memchr::memchr(b'=', text.get(*start..)?)?;
        let open = text.get(open_start(text, *start)?..=sign)?.to_vec();
        // The bracket at the end is closed by none.
        let is_opened = open.iter().any(|byte| matches!(byte, b'[' | b'(' | b'{'));
        if is_opened == close.is_empty() {
            return None;
        }
        // Programs end their messages with pairs, such as the id of a request, all alike.
        let is_marked = MARKS.iter().any(|mark| open.starts_with(mark));
        let parts: Vec<(Part, Vec<u8>)> =
            found.iter().take(count).rev().map(|(_, part, behind)| (part.clone(), behind.clone())).collect();
        let has_known = parts.iter().any(|(part, _)| !matches!(part, Part::Value(_)));
        (is_marked || has_known).then_some(Form { open, parts, proof: Proof::Constant })
    };
    (1..=found.len()).rev().filter_map(form).collect()
}

/// ` (module - shop.cart)`: a name in brackets behind other words.
fn name_behind_words(message: &[u8]) -> Option<Form> {
    let (close, bracket) = match message.last()? {
        b']' => (b"]", &b" ["[..]),
        b')' => (b")", &b" ("[..]),
        _ => return None,
    };
    let start = memchr::memmem::rfind(message, bracket)?;
    let blank = memchr::memrchr(b' ', message)?;
    let words = blank.checked_sub(start + bracket.len()).filter(|bytes| (1..=WORDS_BYTES).contains(bytes));
    let open = words.and_then(|_| message.get(start..=blank))?;
    Some(Form { open: open.to_vec(), parts: vec![(Part::Name, close.to_vec())], proof: Proof::DottedModules })
}

/// What the value of a key is.
fn part(key: &str) -> Part {
    let plain: String = key.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    match plain.as_str() {
        "level" | "loglevel" | "levelname" | "lvl" | "severity" => Part::KeyedLevel,
        "pid" | "process" | "processid" => Part::Pid,
        "logger" | "loggername" => Part::Name,
        _ => Part::Value(key.to_owned()),
    }
}

fn key(text: &[u8]) -> Option<String> {
    let is_key = text.first().is_some_and(u8::is_ascii_alphabetic);
    is_key.then(|| String::from_utf8_lossy(text).into_owned())
}

/// Where the key before the sign at `sign` begins.
fn key_start(text: &[u8], sign: usize) -> Option<usize> {
    let is_of_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    let length = text.get(..sign)?.iter().rev().take_while(|byte| is_of_key(byte)).count();
    (length > 0).then_some(sign - length)
}

/// Where what parts the key at `start` from the message begins.
fn open_start(text: &[u8], start: usize) -> Option<usize> {
    let before = text.get(..start)?;
    let mark = MARKS.iter().find(|mark| before.ends_with(mark));
    let bytes = mark.map_or(usize::from(before.ends_with(b" ")), |mark| mark.len());
    (bytes > 0).then_some(start - bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opens(message: &str) -> Vec<String> {
        let all = read_off(message.as_bytes());
        let found = all.iter().filter(|form| form.start(message.as_bytes()).is_some());
        found.map(|form| String::from_utf8_lossy(&form.open).into_owned()).collect()
    }

    #[test]
    fn what_stands_at_the_end_of_a_message_is_read_off_it() {
        assert_eq!(opens("order shipped | data={}"), [" | data={"]);
        assert_eq!(opens("order shipped a=1 pid=7 c=t3"), [" a=", " pid="]);
        assert_eq!(opens("order shipped [a=1, b=x]"), [" [a="]);
        assert_eq!(opens("order shipped | a=1 b=x"), [" | a="]);
        assert_eq!(opens("order shipped at=/srv/a.py L12  "), [" at="]);
        assert_eq!(opens("order shipped (module - shop.cart)"), [" (module - "]);
        for message in
            ["order shipped", "order shipped req=5f5c08e9", "a=1", "f(a=1)", "see a=1)", "x = 3", "a == b", ""]
        {
            assert_eq!(opens(message), [""; 0], "{message}");
        }
    }
}
