//! Words and letters of levels that mean another level than elsewhere.

use crate::format::level::Level;

/// Which of them a layout has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    /// None.
    Usual,
    /// Elasticsearch's `CRITICAL`, at which it warns of what will be gone.
    Deprecations,
    /// Loguru's `S` for `SUCCESS`; of `java.util.logging` it is `SEVERE`.
    Successes,
    /// Numbers of Python's, `40` for `ERROR`.
    Numbers,
}

/// The word of Elasticsearch's level (8.0 and later: `DeprecationLogger.CRITICAL`, between `WARN` and `ERROR`), and what stands
/// between it and the rest of the logger's name; the same word of other loggers is what it is elsewhere.
const DEPRECATED: (&[u8], [&[u8]; 2]) = (b"CRITICAL", [b"][o.e.d.", b"][org.elasticsearch.deprecation."]);

impl Words {
    /// The level of the word at `at`, and blanks before it, where it means another one.
    pub(crate) fn level(self, line: &[u8], at: usize) -> Option<Level> {
        let rest = line.get(at..)?;
        match self {
            Self::Usual | Self::Numbers => None,
            Self::Deprecations => {
                let (word, loggers) = DEPRECATED;
                let behind = rest.strip_prefix(word)?;
                loggers.iter().any(|logger| behind.starts_with(logger)).then_some(Level::WARN)
            }
            Self::Successes => {
                let behind = rest.trim_ascii_start().strip_prefix(b"S")?;
                let is_letter = !behind.first().is_some_and(u8::is_ascii_alphanumeric);
                Level::parse(b"SUCCESS").filter(|_| is_letter)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_a_success_where_it_stands_alone() {
        assert_eq!(Words::Successes.level(b"x|S|done", 2), Some(Level::INFO));
        for line in [&b"SEVERE|done"[..], b"E|done", b"", b"|S"] {
            assert_eq!(Words::Successes.level(line, 0), None);
        }
        assert_eq!(Words::Usual.level(b"S|done", 0), None);
    }
}
