//! Levels as words in logs, mapped to OpenTelemetry severity numbers.
//!
//! The numbers follow the OpenTelemetry logs data model: TRACE 1, DEBUG 5, INFO 9, WARN 13, ERROR 17, FATAL 21; the
//! steps between them are used where a library has a level of its own between two of those.

/// Names that may be cut; of two that begin alike the commoner one comes first.
const NAMES: [&[u8]; 9] =
    [b"VERBOSE", b"TRACE", b"DEBUG", b"INFO", b"NOTICE", b"WARNING", b"ERROR", b"FATAL", b"CRITICAL"];
/// Letters from which on the beginning of a name is no word of its own.
const TELLING: usize = 4;

/// The whole name of a level that a pattern has cut, as in `WARNI`; any other word as it is.
///
/// A single letter stays what it is, and so do `WARN` and `CRIT`, which are levels by themselves.
///
/// ```
/// # use errmon::format::level::whole_name;
/// assert_eq!(whole_name(b"CRITI"), b"CRITICAL");
/// assert_eq!(whole_name(b"WARN"), b"WARN");
/// ```
#[inline]
pub fn whole_name(word: &[u8]) -> &[u8] {
    match word {
        b"INFO" | b"WARN" | b"CRIT" | b"DEBUG" | b"ERROR" | b"WARNING" => word,
        // Log4j 2's `%level{length=3}`, of other names three letters may be a word; and the numbers of Python's levels.
        b"TRA" => b"TRACE",
        b"DEB" | b"10" => b"DEBUG",
        b"INF" | b"20" => b"INFO",
        b"WAR" => b"WARN",
        b"FAT" => b"FATAL",
        b"30" => b"WARNING",
        b"40" => b"ERROR",
        b"50" => b"CRITICAL",
        _ if (TELLING..8).contains(&word.len()) => {
            NAMES.iter().find(|name| name.starts_with(word)).copied().unwrap_or(word)
        }
        _ => word,
    }
}

/// A level: an OpenTelemetry severity number from 1 to 24.
///
/// Ordered by severity, so that `level >= Level::ERROR` reads as it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// Finest detail.
    pub const TRACE: Self = Self(1);
    /// Detail for developers.
    pub const DEBUG: Self = Self(5);
    /// Normal operation.
    pub const INFO: Self = Self(9);
    /// Normal but significant (syslog `notice`, Python's `NOTICE` by convention).
    pub const NOTICE: Self = Self(10);
    /// Something to look at.
    pub const WARN: Self = Self(13);
    /// A failure.
    pub const ERROR: Self = Self(17);
    /// A failure that ends the program or a large part of it (Python `CRITICAL`, log4j `FATAL`).
    pub const FATAL: Self = Self(21);

    pub(crate) const fn from_number(severity_number: u8) -> Self {
        Self(severity_number)
    }

    /// The OpenTelemetry severity number, 1 to 24.
    pub const fn severity_number(self) -> u8 {
        self.0
    }

    /// The short upper-case name of the level's class: `TRACE`, `DEBUG`, `INFO`, `WARN`, `ERROR` or `FATAL`.
    pub const fn name(self) -> &'static str {
        match self.0 {
            0..=4 => "TRACE",
            5..=8 => "DEBUG",
            9..=12 => "INFO",
            13..=16 => "WARN",
            17..=20 => "ERROR",
            _ => "FATAL",
        }
    }

    /// Reads a level word, in any case and without padding, as a logging library writes it.
    ///
    /// Returns `None` for a word that no known library uses.
    ///
    /// ```
    /// # use errmon::format::level::Level;
    /// assert_eq!(Level::parse(b"WARNING"), Some(Level::WARN));
    /// assert_eq!(Level::parse(b"severe"), Some(Level::ERROR));
    /// assert_eq!(Level::parse(b"banana"), None);
    /// ```
    pub fn parse(word: &[u8]) -> Option<Self> {
        if word.len() > 9 {
            return Self::parse_long(word);
        }
        let mut upper = [0u8; 9];
        for (to, from) in upper.iter_mut().zip(word) {
            *to = from.to_ascii_uppercase();
        }
        Some(match upper.get(..word.len())? {
            b"TRACE" | b"FINEST" | b"VERBOSE" => Self::TRACE,
            b"FINER" => Self(2),
            b"DEBUG" | b"FINE" => Self::DEBUG,
            b"CONFIG" => Self(8),
            b"INFO" | b"SUCCESS" => Self::INFO,
            b"NOTICE" => Self::NOTICE,
            // Five letters of the longer names are a usual width: `%(levelname)-5.5s`.
            b"WARN" | b"WARNING" | b"WARNI" => Self::WARN,
            b"ERROR" | b"SEVERE" | b"ERR" => Self::ERROR,
            b"CRITICAL" | b"FATAL" | b"CRIT" | b"CRITI" => Self::FATAL,
            b"ALERT" => Self(22),
            b"EMERG" | b"EMERGENCY" | b"PANIC" => Self(24),
            // Four letters are one, too, which are no words in capitals: `%(levelname).4s`.
            b"DEBU" if word == b"DEBU" => Self::DEBUG,
            b"ERRO" if word == b"ERRO" => Self::ERROR,
            b"FATA" if word == b"FATA" => Self::FATAL,
            b"TRAC" if word == b"TRAC" => Self::TRACE,
            _ => return None,
        })
    }

    /// The level that a number of Python's means; programs have levels of their own between those of the library.
    ///
    /// ```
    /// # use errmon::format::level::Level;
    /// assert_eq!(Level::of_python(40), Some(Level::ERROR));
    /// assert_eq!(Level::of_python(25), Some(Level::INFO));
    /// ```
    pub const fn of_python(number: u16) -> Option<Self> {
        Some(match number {
            0 => return None,
            1..10 => Self::TRACE,
            10..20 => Self::DEBUG,
            20..30 => Self::INFO,
            30..40 => Self::WARN,
            40..50 => Self::ERROR,
            50.. => Self::FATAL,
        })
    }

    /// Reads the beginning of a level's name, as patterns print it that cut the level to a width.
    pub(crate) fn parse_cut(word: &[u8]) -> Option<Self> {
        // Of java.util.logging's levels the letter is no other's.
        if word == b"S" {
            return Some(Self::ERROR);
        }
        let name = NAMES.iter().find(|name| !word.is_empty() && name.starts_with(word))?;
        Self::parse(name)
    }

    /// Elasticsearch's level for the use of what will be gone, which is no error; to be written in capitals.
    #[cold]
    fn parse_long(word: &[u8]) -> Option<Self> {
        (word == b"DEPRECATION").then_some(Self::WARN)
    }
}

/// The level that a word names; the commonest words are told apart without folding their case.
#[inline]
pub(crate) fn known_level(word: &[u8]) -> Option<Level> {
    match word {
        b"INFO" => Some(Level::INFO),
        b"ERROR" => Some(Level::ERROR),
        b"DEBUG" => Some(Level::DEBUG),
        b"WARN" | b"WARNING" => Some(Level::WARN),
        b"" => None,
        _ => Level::parse(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cut_to_a_width_is_the_level_and_has_its_whole_name() {
        for (cut, level, name) in [
            ("WARNI", Level::WARN, "WARNING"),
            ("WARNIN", Level::WARN, "WARNING"),
            ("CRITI", Level::FATAL, "CRITICAL"),
            ("CRITICA", Level::FATAL, "CRITICAL"),
            ("ERRO", Level::ERROR, "ERROR"),
            ("DEBU", Level::DEBUG, "DEBUG"),
        ] {
            assert_eq!(Level::parse_cut(cut.as_bytes()), Some(level), "{cut}");
            assert_eq!(whole_name(cut.as_bytes()), name.as_bytes(), "{cut}");
        }
        assert_eq!([&b"INF"[..], b"WAR", b"FAT"].map(whole_name), [&b"INFO"[..], b"WARN", b"FATAL"]);
        for word in ["WARN", "CRIT", "INFO", "E", "W", "ERR", "NOT", "AUDIT", "CRITIC5", "", "warni", "WARNINGS"] {
            assert_eq!(whole_name(word.as_bytes()), word.as_bytes());
        }
        assert_eq!((Level::parse_cut(b"AUDIT"), Level::parse_cut(b"")), (None, None));
        let cut = [&b"DEBU"[..], b"ERRO", b"FATA", b"TRAC", b"erro", b"Debu"].map(Level::parse);
        assert_eq!(cut, [Some(Level::DEBUG), Some(Level::ERROR), Some(Level::FATAL), Some(Level::TRACE), None, None]);
        assert_eq!(Level::parse(b"WARNIN"), None, "only with a pattern that cuts so");
    }
}
