//! What a raising frame's source text tells of the message: where it ends.
//!
//! ```text
//! run = literal (blank* literal)*          adjacent literals are one string, as in Python
//! literal = [rRfFuU]* ("'" | '"' | "'''" | '"""') … the same quotes
//! ```
//!
//! `raise ValueError("no such order")` says that the message is this one line, so that what stands below it in the trace
//! is a note; `raise ValueError("two\nlines")` says that it has two. In a template (`f"no user {name} here"`, `"%s" % x`,
//! `"{}".format(x)`) the text behind the last place tells the same. Literals that are joined by `+`, that a method is
//! called on, and bytes tell nothing. After the Python language reference 3.14, section 2.5.

/// Longest source text that is looked at.
const MAX_SOURCE_BYTES: usize = 4096;
/// Strings of it that are tried: each may be compared with all of a long message.
const MAX_RUNS: usize = 32;
/// Lines that the values in a template are given at most.
const MAX_VALUE_LINES: usize = 8;

/// One part of a string in the source text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    /// A place where a value was put.
    Value,
}

/// How values are put into a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    None,
    Percent,
    Braces,
}

/// How many lines the message has that `source` was raised with; `None` when the source does not tell.
///
/// `first` is the message's first line, `more` are the lines below it in the trace.
pub(crate) fn message_lines(source: &str, first: &str, more: &[&str]) -> Option<usize> {
    if source.len() > MAX_SOURCE_BYTES || first.is_empty() {
        return None;
    }
    runs(source).iter().take(MAX_RUNS).find_map(|parts| lines_of(parts, first, more))
}

/// The number of lines that a string with these parts has where it is the message.
fn lines_of(parts: &[Part], first: &str, more: &[&str]) -> Option<usize> {
    let Part::Text(last) = parts.last()? else { return None };
    if last.is_empty() {
        return None;
    }
    let breaks: usize =
        parts.iter().map(|part| if let Part::Text(text) = part { text.matches('\n').count() } else { 0 }).sum();
    let values = if parts.len() > 1 { MAX_VALUE_LINES } else { 0 };
    let mut message = first.to_owned();
    for count in 1..=breaks + 1 + values {
        if count > breaks && fits(parts, &message) {
            return Some(count);
        }
        message.push('\n');
        message.push_str(more.get(count - 1)?);
    }
    None
}

/// Whether the message is a string with these parts.
fn fits(parts: &[Part], message: &str) -> bool {
    let mut rest = message;
    // A value may be any text, so the text after it is looked for.
    let mut after_value = false;
    for (at, part) in parts.iter().enumerate() {
        let Part::Text(text) = part else {
            after_value = true;
            continue;
        };
        if at + 1 == parts.len() {
            return if after_value { rest.ends_with(text.as_str()) } else { rest == text };
        }
        let found = if after_value { rest.find(text.as_str()) } else { rest.starts_with(text.as_str()).then_some(0) };
        let Some(behind) = found.and_then(|at| rest.get(at + text.len()..)) else { return false };
        rest = behind;
        after_value = false;
    }
    false
}

/// The strings in `source`, each with adjacent literals joined.
fn runs(source: &str) -> Vec<Vec<Part>> {
    let mut runs = Vec::new();
    let mut rest = source;
    let mut before = ' ';
    while let Some(char) = rest.chars().next() {
        if char == '#' {
            rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
            continue;
        }
        if char == '\'' || char == '"' || (is_prefix(rest) && !is_word(before)) {
            let (parts, behind) = run(rest);
            // What is joined to something else is not the whole message.
            if let Some(parts) = parts.filter(|_| before != '+' && !behind.trim_start().starts_with(['+', '.', '['])) {
                runs.push(parts);
            }
            before = '"';
            rest = behind;
            continue;
        }
        if !char.is_whitespace() {
            before = char;
        }
        rest = rest.get(char.len_utf8()..).unwrap_or_default();
    }
    runs
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_' || char == '"'
}

/// Whether a literal with a prefix begins here.
fn is_prefix(text: &str) -> bool {
    let letters = text.len() - text.trim_start_matches(|char: char| char.is_ascii_alphabetic()).len();
    (1..=2).contains(&letters)
        && text.get(..letters).is_some_and(|prefix| prefix.chars().all(|char| "rRbBfFuU".contains(char)))
        && text.get(letters..).is_some_and(|rest| rest.starts_with(['\'', '"']))
}

/// The adjacent literals at the start of `text` as one string, and what follows them; at least one byte is passed.
fn run(text: &str) -> (Option<Vec<Part>>, &str) {
    let mut raw: Vec<(bool, String)> = Vec::new();
    let mut is_whole = true;
    let mut rest = text;
    while rest.starts_with(['\'', '"']) || is_prefix(rest) {
        let Some((prefix, content, behind)) = literal(rest) else {
            return (None, "");
        };
        let is_raw = prefix.contains(['r', 'R']);
        match if is_raw { Some(content.to_owned()) } else { unescape(content) } {
            Some(content) if !prefix.contains(['b', 'B']) => raw.push((prefix.contains(['f', 'F']), content)),
            _ => is_whole = false,
        }
        rest = behind.trim_start();
        if !(rest.starts_with(['\'', '"']) || is_prefix(rest)) {
            rest = behind;
            break;
        }
    }
    let after = rest.trim_start();
    let (style, rest) = if after.starts_with('%') {
        (Style::Percent, rest)
    } else if let Some(behind) = after.strip_prefix(".format(") {
        (Style::Braces, behind)
    } else {
        (Style::None, rest)
    };
    let mut parts = Vec::new();
    for (is_formatted, content) in &raw {
        split(content, if *is_formatted { Style::Braces } else { style }, &mut parts);
    }
    (Some(parts).filter(|_| is_whole), rest)
}

/// The literal at the start of `text`: prefix, content between the quotes, and what follows.
fn literal(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find(['\'', '"'])?;
    let (prefix, rest) = text.split_at_checked(open)?;
    let quotes = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| rest.starts_with(quotes))?;
    let content = rest.get(quotes.len()..)?;
    let mut at = 0;
    loop {
        let behind = content.get(at..)?;
        if behind.starts_with(quotes) {
            return Some((prefix, content.get(..at)?, behind.get(quotes.len()..)?));
        }
        let mut chars = behind.chars();
        let char = chars.next()?;
        at += char.len_utf8();
        match char {
            '\\' => at += chars.next()?.len_utf8(),
            '\n' if quotes.len() == 1 => return None,
            _ => {}
        }
    }
}

/// A literal's content with its escapes resolved; `None` for escapes that are not read here.
fn unescape(content: &str) -> Option<String> {
    let mut text = String::with_capacity(content.len());
    let mut chars = content.chars();
    while let Some(char) = chars.next() {
        if char != '\\' {
            text.push(char);
            continue;
        }
        match chars.next()? {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' => text.push('\r'),
            '\n' => {}
            escaped @ ('\\' | '\'' | '"') => text.push(escaped),
            kind @ ('x' | 'u' | 'U') => {
                let digits = match kind {
                    'x' => 2,
                    'u' => 4,
                    _ => 8,
                };
                let code: String = chars.by_ref().take(digits).collect();
                text.push(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32)?);
            }
            'N' | '0'..='7' | 'a' | 'b' | 'f' | 'v' => return None,
            other => text.extend(['\\', other]),
        }
    }
    Some(text)
}

/// Splits a string at the places for values; text goes on to the last part.
fn split(content: &str, style: Style, parts: &mut Vec<Part>) {
    let mut rest = content;
    while let Some(char) = rest.chars().next() {
        let mut length = char.len_utf8();
        let mut is_value = false;
        match (style, char) {
            (Style::Braces, '{' | '}') if rest.chars().nth(1) == Some(char) => length = 2,
            (Style::Braces, '{') => {
                is_value = true;
                let mut depth = 0_usize;
                let end = rest.find(|char| {
                    match char {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        _ => {}
                    }
                    depth == 0
                });
                length = end.map_or(rest.len(), |end| end + 1);
            }
            (Style::Percent, '%') if rest.starts_with("%%") => length = 2,
            (Style::Percent, '%') => {
                is_value = true;
                let name = if rest.starts_with("%(") { rest.find(')').unwrap_or(0) } else { 0 };
                let kind = rest.get(name..).and_then(|rest| rest.find(|char: char| char.is_ascii_alphabetic()));
                length = kind.map_or(rest.len(), |kind| name + kind + 1);
            }
            _ => {}
        }
        match (is_value, parts.last_mut()) {
            (true, Some(Part::Value)) => {}
            (true, _) => parts.push(Part::Value),
            (false, Some(Part::Text(text))) => text.push(char),
            (false, _) => parts.push(Part::Text(char.to_string())),
        }
        rest = rest.get(length..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(source: &str, text: &str) -> Option<usize> {
        let mut all = text.split('\n');
        let first = all.next().unwrap();
        message_lines(source, first, &all.collect::<Vec<_>>())
    }

    #[test]
    fn literal_that_is_the_first_line_is_the_message() {
        assert_eq!(lines("raise ValueError(\"no such order\")", "no such order\na note"), Some(1));
        assert_eq!(lines("raise ValueError('it\\'s\\tso') from e", "it's\tso\na note"), Some(1));
        assert_eq!(lines("assert x, \"one is not two\"", "one is not two\nnote"), Some(1));
        assert_eq!(
            lines("raise E(\n    \"a long message that \"\n    \"was split\")", "a long message that was split\nnote"),
            Some(1)
        );
        assert_eq!(lines("raise E(r'C:\\new')", "C:\\new\nnote"), Some(1));
    }

    #[test]
    fn literal_with_line_feeds_has_so_many_lines() {
        assert_eq!(lines("raise E(\"first\\nsecond\\n\\nfourth\")", "first\nsecond\n\nfourth\nnote"), Some(4));
        assert_eq!(lines("raise E(\"first\\nsecond\")", "first\nother"), None);
        assert_eq!(lines("raise E(\"first\\nsecond\")", "first"), None);
    }

    #[test]
    fn text_behind_the_last_value_ends_a_template() {
        assert_eq!(lines("raise E(f\"no user {x!r:>{w}} in table\")", "no user 'a' in table\nnote"), Some(1));
        assert_eq!(
            lines("raise E(\"cannot add %s to %d things\" % (a, b))", "cannot add x to 3 things\nnote"),
            Some(1)
        );
        assert_eq!(lines("raise E('{} of {{x}} {}s'.format(a, b))", "3 of {x} bs\nnote"), Some(1));
        assert_eq!(lines("raise E(f\"row {n}\\nof file {f}.\")", "row 1\nof file a.\nnote"), Some(2));
        assert_eq!(lines("raise E(f\"rows {n} end\")", "rows 1\n2\n3 end\nnote"), Some(3));
    }

    #[test]
    fn source_that_does_not_end_the_message_tells_nothing() {
        for source in [
            "raise E(f\"failed: {output}\")",
            "raise E(\"failed\" + text)",
            "raise E(text + \"failed\")",
            "raise E(\"failed\".join(x))",
            "raise E(b\"failed\")",
            "raise E(message)",
            "raise E(\"other\")",
            "raise E(\"failed",
            "raise E(  # \"failed\"",
            "raise E(\"\")",
            "",
        ] {
            assert_eq!(lines(source, "failed\nmore"), None, "{source}");
        }
    }
}
