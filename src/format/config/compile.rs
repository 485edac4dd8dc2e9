//! From a pattern that was found to the layouts that read it.

use crate::format::config::traced::{Place, Traced};
use crate::format::config::{FoundLayout, Syntax};
use crate::format::error::{Dialect, PatternError};
use crate::format::layout::Layout;
use crate::format::logback::{self, Library};
use crate::format::python::{self, Style};

/// Compiles a conversion pattern; one that the libraries read differently gives a layout for each reading.
///
/// # Errors
///
/// Not one reading of the pattern compiles.
pub fn logback(name: &str, pattern: &str, library: Library) -> Result<Vec<Layout>, PatternError> {
    let readings = logback::readings(pattern, library)?;
    let compiled = readings.into_iter().map(|pieces| Layout::from_pieces(name, Dialect::Logback, pattern, pieces));
    let (fine, faults): (Vec<_>, Vec<_>) = compiled.partition(Result::is_ok);
    match faults.into_iter().find_map(Result::err) {
        Some(error) if fine.is_empty() => Err(error),
        _ => Ok(fine.into_iter().filter_map(Result::ok).collect()),
    }
}

/// Compiles a Python format.
///
/// # Errors
///
/// The format or its date format does not compile.
pub fn python(name: &str, format: &str, datefmt: Option<&str>, style: Style) -> Result<Layout, PatternError> {
    let pieces = python::compile(format, datefmt, style)?;
    Layout::from_pieces(name, style.dialect(), format, pieces)
}

impl FoundLayout {
    /// Compiles it; the layouts get this name.
    ///
    /// # Errors
    ///
    /// It does not compile; [`FoundLayout::place`] says where in its file.
    pub fn compile(&self, name: &str) -> Result<Vec<Layout>, PatternError> {
        let pattern = self.pattern.as_str();
        match self.syntax {
            Syntax::Logback(library) => logback(name, pattern, library),
            Syntax::Python(style) => {
                let datefmt = self.datefmt.as_ref().map(Traced::as_str);
                python(name, pattern, datefmt, style).map(|layout| vec![layout])
            }
        }
    }

    /// The language of its pattern.
    pub const fn dialect(&self) -> Dialect {
        match self.syntax {
            Syntax::Logback(_) => Dialect::Logback,
            Syntax::Python(style) => style.dialect(),
        }
    }

    /// Where a fault of the pattern or of its date format was written.
    pub fn place(&self, error: &PatternError) -> Place {
        match &self.datefmt {
            Some(datefmt) if error.dialect == Dialect::Strftime => datefmt.place(error.offset_bytes),
            _ => self.pattern.place(error.offset_bytes),
        }
    }
}
