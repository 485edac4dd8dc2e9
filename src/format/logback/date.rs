//! The options of `%d`, which Logback and Log4j split differently.
//!
//! ```text
//! logback = "{" [pattern ["," zone ["," locale]]] "}"      each may stand in ' or "
//! log4j   = "{" [pattern] "}" ["{" zone "}" ["{" locale "}"]]
//! ```

use crate::format::error::PatternErrorKind;
use crate::format::java_date::{self, Brackets, LOGBACK_ISO8601, STRICT_ISO8601, zone_name};
use crate::format::logback::property::{Unit, What};
use crate::format::logback::{Fault, Parser, closing_brace};
use crate::format::time::{TimeFormat, TimeItem};

impl Parser<'_> {
    /// Reads the options of a date, which may have none.
    pub(crate) fn date(&mut self) -> Result<TimeFormat, Fault> {
        let first = self.options(1)?.first().copied().unwrap_or_default();
        let mut zone = None;
        let mut locale = None;
        if let Some(text) = self.log4j_option().filter(|text| zone_name(text).is_some()) {
            self.options(1)?;
            zone = Some(text);
            if let Some(text) = self.log4j_option().filter(|text| is_locale(text)) {
                self.options(1)?;
                locale = Some(text);
            }
        }
        if zone.is_some() {
            return self.pattern(first, zone.as_deref(), locale.as_deref());
        }
        let options = split_options(first);
        let pattern = options.first().copied().unwrap_or_default();
        let Some(option) = options.get(1).copied() else {
            return self.pattern(pattern, None, None);
        };
        let text = text_of(option)?;
        let locale = options.get(2).copied().map(text_of).transpose()?;
        if text.trim().is_empty() || zone_name(&text).is_some() {
            return self.pattern(pattern, Some(&text), locale.as_deref());
        }
        self.comma_in_pattern(first, pattern, option, &text)
    }

    /// Reads a pattern with a comma and no zone behind it, in which Log4j prints the comma and the rest, while Logback
    /// looks for a zone of that name and then prints the times in its own.
    fn comma_in_pattern(
        &mut self,
        whole: &[Unit],
        pattern: &[Unit],
        option: &[Unit],
        text: &str,
    ) -> Result<TimeFormat, Fault> {
        let asked_before = self.choices.asked;
        let Ok(log4j) = self.pattern(whole, None, None) else {
            // Zones hold no blanks, and hardly a date consists of one word that is none.
            let at = option.first().map_or(self.end_bytes, |unit| unit.at);
            return Err((at, PatternErrorKind::BadOption(text.trim().to_owned())));
        };
        self.choices.asked = asked_before;
        let logback = self.pattern(pattern, None, None);
        let has_time = |format: &TimeFormat| format.items.iter().any(|item| matches!(item, TimeItem::Second { .. }));
        match logback {
            Ok(logback) if has_time(&logback) => Ok(if self.choices.log4j() { log4j } else { logback }),
            _ => Ok(log4j),
        }
    }

    /// Compiles one date pattern.
    fn pattern(&mut self, units: &[Unit], zone: Option<&str>, locale: Option<&str>) -> Result<TimeFormat, Fault> {
        let text = text_of(units)?;
        let pattern = match text.trim() {
            "ISO8601" => {
                if self.choices.log4j() {
                    STRICT_ISO8601
                } else {
                    LOGBACK_ISO8601
                }
            }
            // Logback warns about Log4j's names and falls back; a pattern that has one was written for Log4j, though.
            name if java_date::is_log4j_name(name) && self.choices.second() => LOGBACK_ISO8601,
            _ => &text,
        };
        let sections = pattern.contains(['[', ']']) && self.choices.second();
        let brackets = if sections { Brackets::Sections } else { Brackets::Printed };
        java_date::compile_with(pattern, zone, locale, brackets).map_err(|error| {
            let mut offset_bytes = 0;
            let place = units.iter().find(|unit| {
                let is_here = offset_bytes >= error.offset_bytes;
                offset_bytes += unit.char().map_or(0, char::len_utf8);
                is_here
            });
            (place.map_or(self.end_bytes, |unit| unit.at), error.kind)
        })
    }

    /// The text of the option in braces that stands next, without reading it.
    fn log4j_option(&self) -> Option<String> {
        let inside = self.units.get(self.next..)?.split_first().filter(|(open, _)| open.char() == Some('{'))?.1;
        text_of(inside.get(..closing_brace(inside)?)?).ok()
    }
}

/// The text of an option; a property that only the application knows is a fault.
fn text_of(units: &[Unit]) -> Result<String, Fault> {
    units
        .iter()
        .map(|unit| match &unit.what {
            What::Char(c) => Ok(*c),
            What::Property(name) => Err((unit.at, PatternErrorKind::BadOption(format!("${{{name}}}")))),
        })
        .collect()
}

/// Splits options at commas. One that begins with a quote ends with it, if a comma or nothing follows; other quotes are
/// those of the date pattern, and protect commas as well.
fn split_options(units: &[Unit]) -> Vec<&[Unit]> {
    let mut options = Vec::new();
    let mut rest = units;
    loop {
        let blanks = rest.iter().take_while(|unit| unit.char().is_some_and(char::is_whitespace)).count();
        rest = rest.get(blanks..).unwrap_or_default();
        if let Some((option, after)) = quoted_option(rest) {
            options.push(option);
            match after {
                Some(after) => rest = after,
                None => return options,
            }
            continue;
        }
        let mut in_quotes = false;
        let comma = rest.iter().position(|unit| {
            in_quotes ^= unit.char() == Some('\'');
            unit.char() == Some(',') && !in_quotes
        });
        let Some(comma) = comma else {
            options.push(rest);
            return options;
        };
        options.push(rest.get(..comma).unwrap_or_default());
        rest = rest.get(comma + 1..).unwrap_or_default();
    }
}

/// An option in quotes at the start of `units`, and what follows its comma if there is one.
fn quoted_option(units: &[Unit]) -> Option<(&[Unit], Option<&[Unit]>)> {
    let (open, inside) = units.split_first()?;
    let mark = open.char().filter(|c| matches!(c, '\'' | '"'))?;
    let close = inside.iter().position(|unit| unit.char() == Some(mark))?;
    let after = inside.get(close + 1..)?;
    let next = after.iter().position(|unit| !unit.char().is_some_and(char::is_whitespace));
    match next.and_then(|next| after.get(next..)?.split_first()) {
        None => Some((inside.get(..close)?, None)),
        Some((comma, rest)) if comma.char() == Some(',') => Some((inside.get(..close)?, Some(rest))),
        Some(_) => None,
    }
}

fn is_locale(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 2 && text.len() <= 20 && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}
