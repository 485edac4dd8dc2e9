//! INI files for `logging.config.fileConfig` (`CPython` 3.13), which gunicorn's and uvicorn's `logconfig` are as well.
//!
//! ```text
//! [formatter_NAME]      format, datefmt, style, class      the first three are never interpolated
//! [logger_root]         level
//! ```
//!
//! All formatter sections are read, whether `[formatters]` lists them or not.

use crate::format::config::Reading;
use crate::format::config::dict_config::{Formatter, formatter};
use crate::format::config::error::{ErrorKind, Fault};
use crate::format::config::ini::Ini;
use crate::format::config::traced::{Place, Traced};

/// Reads the sections.
pub(crate) fn read(ini: &Ini, reading: &mut Reading<'_, '_>) -> Result<(), Fault> {
    let names: Vec<&str> = ini.names().collect();
    if !names.iter().any(|name| name.starts_with("formatter") || name.starts_with("logger")) {
        let name = names.first().copied().unwrap_or_default();
        return Err((Place::default(), ErrorKind::OtherDocument(format!("[{name}]"))));
    }
    for section in names {
        let Some(name) = section.strip_prefix("formatter_") else { continue };
        let format = ini.raw(section, "format");
        formatter(
            &Formatter {
                name: name.trim(),
                format,
                datefmt: ini.raw(section, "datefmt"),
                style: ini.raw(section, "style").map(Traced::as_str),
                class: ini.interpolated(section, "class").as_deref(),
                factory: None,
                place: format.map(|format| format.place(0)).unwrap_or_default(),
            },
            reading,
        );
    }
    if let Some(level) = ini.interpolated("logger_root", "level") {
        let place = ini.raw("logger_root", "level").map(|level| level.place(0)).unwrap_or_default();
        reading.root_level(&level, place, false);
    }
    Ok(())
}
