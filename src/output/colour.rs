//! Colours, where they are wanted. Nothing is said by colour alone.

use anstyle::{AnsiColor, Style};

/// What a piece of text is, for the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// What a row is about.
    Strong,
    /// What may be overlooked.
    Dim,
    /// A heading.
    Heading,
    /// Something bad.
    Alarm,
    /// Something doubtful.
    Caution,
    /// An id, own code: what to look for.
    Accent,
}

impl Tone {
    const fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Strong => Style::new().bold(),
            Self::Dim => Style::new().dimmed(),
            Self::Heading => Style::new().bold().underline(),
            Self::Alarm => AnsiColor::Red.on_default().bold(),
            Self::Caution => AnsiColor::Yellow.on_default(),
            Self::Accent => AnsiColor::Cyan.on_default(),
        }
    }
}

/// A text in a tone.
pub fn painted(colour: bool, tone: Tone, text: &str) -> String {
    if !colour || tone == Tone::Plain || text.is_empty() {
        return text.to_owned();
    }
    let style = tone.style();
    format!("{style}{text}{style:#}")
}

/// Whether colours are wanted, by the conventions of <https://no-color.org> and <https://bixense.com/clicolors>:
/// `NO_COLOR` (set and not empty) forbids, `CLICOLOR_FORCE` (set and not `0`) forces, `TERM=dumb` forbids, else a
/// terminal decides.
pub fn is_wanted(terminal: bool, variable: &dyn Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        return false;
    }
    if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        return true;
    }
    terminal && set("TERM").is_none_or(|term| term != "dumb") && set("CLICOLOR").is_none_or(|value| value != "0")
}

/// Whether the locale's characters include block elements: `LC_ALL`, else `LC_CTYPE`, else `LANG`, as POSIX orders them.
/// Where none is set, they are taken to.
pub fn is_unicode(variable: &dyn Fn(&str) -> Option<String>) -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
    locale.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8")
            || locale.contains("utf8")
            || !locale.contains('.') && locale != "c" && locale != "posix"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(terminal: bool, set: &[(&str, &str)]) -> bool {
        is_wanted(terminal, &|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_environment_decides_as_the_conventions_say() {
        assert!(wanted(true, &[]));
        assert!(!wanted(false, &[]));
        assert!(!wanted(true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
        assert!(wanted(true, &[("NO_COLOR", "")]));
        assert!(wanted(false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!wanted(true, &[("TERM", "dumb")]));
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        assert_eq!(painted(true, Tone::Plain, "a") + &painted(false, Tone::Alarm, "b"), "ab");
        assert!(painted(true, Tone::Alarm, "c").starts_with('\u{1b}'));
    }

    #[test]
    fn a_locale_without_utf8_gets_ascii() {
        let locale = |value: &'static str| is_unicode(&move |name| (name == "LANG").then(|| value.to_owned()));
        assert!(locale("de_DE.UTF-8") && locale("") && locale("en_US"));
        assert!(!locale("C") && !locale("de_DE.ISO-8859-1"));
    }
}
