//! Python's INI files, as `configparser.ConfigParser` reads them by default (`CPython` 3.13).
//!
//! ```text
//! section = "[" name "]"
//! option  = name blank* ("=" | ":") value        the name in lower case; values go on in lines indented deeper
//! comment = blank* ("#" | ";") any               on a line of its own
//! ```
//!
//! Options of `[DEFAULT]` hold in every section. Values are kept raw; [`Ini::interpolated`] replaces `%(name)s`, as
//! `fileConfig` does for all options but `format`, `datefmt` and `style`.

use std::collections::HashMap;

use crate::format::config::error::{ErrorKind, Fault};
use crate::format::config::traced::{Place, Traced};

/// How often a value is looked for placeholders, as in `configparser`.
const MAX_DEPTH: usize = 10;
/// Longest value with its placeholders replaced.
const MAX_BYTES: usize = 4096;

/// A file by its sections.
#[derive(Debug, Default)]
pub(crate) struct Ini {
    sections: Vec<Section>,
    /// The place of each section, by its name.
    by_name: HashMap<String, usize>,
}

#[derive(Debug)]
struct Section {
    name: String,
    options: Vec<Traced>,
    /// The place of each option, by its name; of one that stands twice, the last.
    by_name: HashMap<String, usize>,
}

impl Ini {
    /// Names of the sections in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().map(|section| section.name.as_str())
    }

    /// A value as it is written.
    pub(crate) fn raw(&self, section: &str, option: &str) -> Option<&Traced> {
        self.own(section, option).or_else(|| self.own("DEFAULT", option))
    }

    /// A value with its placeholders replaced; as it stands where they cannot be.
    pub(crate) fn interpolated(&self, section: &str, option: &str) -> Option<String> {
        let mut value = self.raw(section, option)?.as_str().to_owned();
        for _ in 0..MAX_DEPTH {
            let Some((before, name, after)) = placeholder(&value) else { break };
            let Some(found) = self.raw(section, &name.to_lowercase()) else { break };
            let replaced = [before, found.as_str(), after].concat();
            if replaced.len() > MAX_BYTES {
                break;
            }
            value = replaced;
        }
        Some(value.replace("%%", "%"))
    }

    fn own(&self, section: &str, option: &str) -> Option<&Traced> {
        let section = self.sections.get(*self.by_name.get(section)?)?;
        section.options.get(*section.by_name.get(option)?)
    }
}

fn placeholder(value: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = value.split_once("%(")?;
    let (name, after) = rest.split_once(")s")?;
    Some((before, name, after))
}

/// Reads a file.
///
/// # Errors
///
/// An option before the first section, or a line that is no option: what `configparser` refuses as well.
pub(crate) fn parse(text: &str, file: usize) -> Result<Ini, Fault> {
    let mut ini = Ini::default();
    let mut at = 0;
    // Indent of the option whose value may go on.
    let mut indent = None;
    let mut current = 0;
    for line in text.split_inclusive('\n') {
        let start = Place { file, offset_bytes: at };
        at += line.len();
        let trimmed = line.trim();
        if trimmed.starts_with(['#', ';']) {
            continue;
        }
        let deep = line.len() - line.trim_start().len();
        let place = start.plus(deep);
        if trimmed.is_empty() {
            // An empty line is part of a value that goes on behind it; at its end it is dropped again.
            push_line(ini.sections.get_mut(current).filter(|_| indent.is_some()), "", start);
            continue;
        }
        if indent.is_some_and(|indent| deep > indent) {
            push_line(ini.sections.get_mut(current).filter(|_| indent.is_some()), trimmed, place);
            continue;
        }
        if let Some(name) = trimmed.strip_prefix('[').and_then(|rest| rest.rsplit_once(']')).map(|(name, _)| name) {
            current = *ini.by_name.entry(name.to_owned()).or_insert(ini.sections.len());
            if current == ini.sections.len() {
                ini.sections.push(Section { name: name.to_owned(), options: Vec::new(), by_name: HashMap::new() });
            }
            indent = None;
            continue;
        }
        let syntax = |problem: &str| (place, ErrorKind::Syntax { language: "INI", problem: problem.to_owned() });
        let Some(section) = ini.sections.get_mut(current) else {
            return Err(syntax("this line stands before the first `[section]`"));
        };
        let Some(length) = trimmed.find(['=', ':']).filter(|length| *length > 0) else {
            return Err(syntax("this line is no `option = value`"));
        };
        let (name, value) = trimmed.split_at_checked(length).unwrap_or_default();
        let value = value.get(1..).unwrap_or_default();
        let blanks = value.len() - value.trim_start().len();
        let value = Traced::verbatim(value.trim_start(), place.plus(length + 1 + blanks));
        section.by_name.insert(name.trim_end().to_lowercase(), section.options.len());
        section.options.push(value);
        indent = Some(deep);
    }
    for value in ini.sections.iter_mut().flat_map(|section| section.options.iter_mut()) {
        let length = value.as_str().trim_end_matches('\n').len();
        if length < value.as_str().len() {
            *value = value.range(0..length);
        }
    }
    Ok(ini)
}

/// Adds a line to the value that goes on.
fn push_line(section: Option<&mut Section>, line: &str, place: Place) {
    if let Some(value) = section.and_then(|section| section.options.last_mut()) {
        value.push("\n", place, false);
        value.push(line, place, true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# comment
[DEFAULT]
lvl: ERROR
[logger_root]
LEVEL = %(lvl)s
[formatter_a]
format=%(asctime)s 100%% %(message)s
   second line

[formatter_b]
format = a : b = c ; d
empty =
";

    #[test]
    fn values_read_as_configparser_reads_them() {
        let ini = parse(TEXT, 0).unwrap();
        assert_eq!(ini.interpolated("logger_root", "level").as_deref(), Some("ERROR"));
        let format = ini.raw("formatter_a", "format").unwrap();
        assert_eq!(format.as_str(), "%(asctime)s 100%% %(message)s\nsecond line");
        assert!(TEXT.get(format.place(30).offset_bytes..).unwrap().starts_with("second"));
        assert_eq!(ini.raw("formatter_b", "format").unwrap().as_str(), "a : b = c ; d");
        assert_eq!(ini.raw("formatter_b", "empty").unwrap().as_str(), "");
        assert_eq!(ini.raw("formatter_b", "lvl").unwrap().as_str(), "ERROR");
        assert_eq!(ini.raw("formatter_b", "datefmt"), None);
    }

    #[test]
    fn a_line_that_is_no_option_is_an_error_with_its_place() {
        assert_eq!(parse("a = b\n", 0).unwrap_err().0.offset_bytes, 0);
        assert_eq!(parse("[s]\n  what\n", 0).unwrap_err().0.offset_bytes, 6);
        assert!(parse("[s]\n= x\n", 0).is_err());
    }

    #[test]
    fn placeholders_that_go_in_a_circle_end() {
        let ini = parse("[s]\na = %(b)s%(b)s\nb = %(a)s%(a)s\n", 0).unwrap();
        assert!(ini.interpolated("s", "a").unwrap().len() <= MAX_BYTES);
    }
}
