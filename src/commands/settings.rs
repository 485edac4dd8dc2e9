//! From arguments and `errmon.toml` to what the stages take. Arguments go before the file.

use std::num::NonZeroUsize;
use std::sync::Arc;

use regex::Regex;

use crate::cli::{FilterArgs, InputArgs, PythonStyle};
use crate::commands::config::Config;
use crate::commands::dates::{self, Edge};
use crate::commands::logging_config::Given;
use crate::commands::{Error, Surroundings};
use crate::event::filter::{Filter, Glob};
use crate::event::time::Zone;
use crate::format::config::compile;
use crate::format::error::PatternError;
use crate::format::layout::Layout;
use crate::format::level::Level;
use crate::format::logback::Library;
use crate::format::python::Style;
use crate::input::Charset;
use crate::issue::OwnCode;
use crate::pipeline::Settings;

/// Threads beyond which more only cost.
const MAX_THREADS: usize = 256;

/// Everything the pipeline is to know.
pub(crate) fn settings(
    input: &InputArgs,
    filter: &FilterArgs,
    config: &Config,
    given: &Given,
    around: &Surroundings,
) -> Result<Settings, Error> {
    let zone = zone(input, config)?;
    let levels = &config.levels;
    let defaults = Settings::default();
    Ok(Settings {
        threads: input.threads.map_or(defaults.threads, NonZeroUsize::get).min(MAX_THREADS),
        block_bytes: input.block_bytes.unwrap_or(defaults.block_bytes),
        charset: charset_of(input.encoding.as_deref())?,
        layouts: layouts(input, config, given)?,
        level: level(("--level", input.level.as_ref()), ("levels.level", levels.level.as_ref()))?
            .unwrap_or(Level::ERROR),
        assume_level: level(
            ("--assume-level", input.assume_level.as_ref()),
            ("levels.assume", levels.assume.as_ref()),
        )?
        .or(given.root_level)
        .unwrap_or(Level::ERROR),
        zone,
        date: input.date.as_deref().map(date).transpose()?,
        now_micros: around.now_micros,
        own: OwnCode::new(
            &[input.in_app.as_slice(), &config.own_code.in_app].concat(),
            &[input.not_in_app.as_slice(), &config.own_code.not_in_app].concat(),
        ),
        filter: self::filter(filter, around.now_micros, zone)?,
        max_body_bytes: input.max_body.as_deref().map(body_bytes).transpose()?.unwrap_or(defaults.max_body_bytes),
        interrupt: Arc::clone(&around.interrupt),
        ..defaults
    })
}

/// The encoding of a name as typed, where one was.
pub(crate) fn charset_of(name: Option<&str>) -> Result<Charset, Error> {
    let Some(name) = name else { return Ok(Charset::Auto) };
    Charset::named(name).ok_or_else(|| Error::Value {
        option: "--encoding",
        value: name.to_owned(),
        problem: "there is no such encoding".to_owned(),
        hint: Some(
            "names are those of web pages: utf-8, utf-16le, latin-1, windows-1251, shift_jis, gb18030".to_owned(),
        ),
    })
}

/// The filters as typed: (option, value).
pub(crate) fn filter_words(args: &FilterArgs) -> Vec<(&'static str, String)> {
    let once = [("since", &args.since), ("until", &args.until), ("grep", &args.grep)];
    let many = [("type", &args.types), ("module", &args.modules)];
    let once = once.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)));
    once.chain(many.into_iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value.clone()))))
        .collect()
}

fn filter(args: &FilterArgs, now_micros: i64, zone: Zone) -> Result<Filter, Error> {
    let moment = |option, text: &Option<String>, edge| {
        let Some(text) = text else { return Ok(None) };
        dates::moment(text, now_micros, zone, edge).map(Some).ok_or_else(|| Error::Value {
            option,
            value: text.clone(),
            problem: "this is no date or time".to_owned(),
            hint: Some(dates::FORMS.to_owned()),
        })
    };
    let (since_micros, until_micros) =
        (moment("--since", &args.since, Edge::Begin)?, moment("--until", &args.until, Edge::End)?);
    if since_micros.zip(until_micros).is_some_and(|(since, until)| since >= until) {
        return Err(Error::Usage {
            problem: format!(
                "nothing is both since `{}` and until `{}`",
                args.since.as_deref().unwrap_or_default(),
                args.until.as_deref().unwrap_or_default()
            ),
            hint: None,
        });
    }
    Ok(Filter {
        since_micros,
        until_micros,
        types: args.types.iter().map(|pattern| Glob::new(pattern)).collect(),
        modules: args.modules.iter().map(|pattern| Glob::new(pattern)).collect(),
        grep: args.grep.as_deref().map(grep).transpose()?,
    })
}

fn grep(pattern: &str) -> Result<Regex, Error> {
    Regex::new(pattern).map_err(|error| Error::Value {
        option: "--grep",
        value: pattern.to_owned(),
        // The last line says what is wrong; those before it draw the place, which the pattern above shows already.
        problem: error.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned(),
        hint: Some("this is a regular expression: a special character stands for itself behind `\\`".to_owned()),
    })
}

/// Layouts are typed, so that those of `errmon.toml` do not count.
pub(crate) fn has_typed_layouts(input: &InputArgs) -> bool {
    !(input.python_format.is_empty()
        && input.logback_pattern.is_empty()
        && input.json_map.is_empty()
        && input.config.is_empty())
}

/// The layouts that are given, in the order: Python formats, Logback patterns, JSON maps, those of the logging libraries'
/// configurations; arguments replace those of the file.
fn layouts(input: &InputArgs, config: &Config, given: &Given) -> Result<Vec<Arc<Layout>>, Error> {
    let mut layouts = Vec::new();
    if !has_typed_layouts(input) {
        for (at, python) in config.layouts.python.iter().enumerate() {
            let style = python.style.as_deref().map(style).transpose()?;
            layouts.push(python_layout("layouts.python", at, &python.format, python.datefmt.as_deref(), style)?);
        }
        for (at, pattern) in config.layouts.logback.iter().enumerate() {
            layouts.extend(logback_layouts("layouts.logback", at, pattern)?);
        }
        for (at, map) in config.layouts.json.iter().enumerate() {
            layouts.push(json_layout("layouts.json", at, map)?);
        }
        layouts.extend(given.layouts.iter().cloned());
        return Ok(layouts);
    }
    let formats = input.python_format.len();
    let datefmts = paired("--python-datefmt", &input.python_datefmt, formats)?;
    let styles = paired("--python-style", &input.python_style, formats)?;
    for (at, format) in input.python_format.iter().enumerate() {
        let nth = |count: usize| if count == 1 { 0 } else { at };
        let datefmt = datefmts.get(nth(datefmts.len())).map(String::as_str);
        let style = styles.get(nth(styles.len())).map(|style| match style {
            PythonStyle::Percent => Style::Percent,
            PythonStyle::Brace => Style::Brace,
            PythonStyle::Dollar => Style::Dollar,
        });
        layouts.push(python_layout("--python-format", at, format, datefmt, style)?);
    }
    for (at, pattern) in input.logback_pattern.iter().enumerate() {
        layouts.extend(logback_layouts("--logback-pattern", at, pattern)?);
    }
    for (at, map) in input.json_map.iter().enumerate() {
        layouts.push(json_layout("--json-map", at, map)?);
    }
    layouts.extend(given.layouts.iter().cloned());
    Ok(layouts)
}

/// Values that belong to formats: none, one for all, or one for each.
fn paired<'a, T>(option: &'static str, values: &'a [T], formats: usize) -> Result<&'a [T], Error> {
    if values.len() < 2 || values.len() == formats {
        return Ok(values);
    }
    Err(Error::Usage {
        problem: format!("{option} stands {} times, but --python-format {formats} times", values.len()),
        hint: Some(format!("give {option} once for all formats, or once for each in the same order")),
    })
}

fn style(word: &str) -> Result<Style, Error> {
    match word {
        "%" => Ok(Style::Percent),
        "{" => Ok(Style::Brace),
        "$" => Ok(Style::Dollar),
        _ => Err(Error::Value {
            option: "layouts.python.style",
            value: word.to_owned(),
            problem: "a style is `%`, `{` or `$`".to_owned(),
            hint: None,
        }),
    }
}

fn python_layout(
    option: &'static str,
    at: usize,
    format: &str,
    datefmt: Option<&str>,
    style: Option<Style>,
) -> Result<Arc<Layout>, Error> {
    let wrong = |error: PatternError| Error::Pattern { option, error };
    let style = style.unwrap_or_else(|| Style::of(format));
    let name = format!("python-format-{}", at + 1);
    compile::python(&name, format, datefmt, style).map(Arc::new).map_err(wrong)
}

fn json_layout(option: &'static str, at: usize, map: &str) -> Result<Arc<Layout>, Error> {
    let layout = Layout::from_json_map(&format!("json-map-{}", at + 1), map);
    layout.map(|layout| Arc::new(layout.with_objects_over_lines())).map_err(|error| Error::Pattern { option, error })
}

/// A pattern that the libraries read differently gives a layout for each reading.
fn logback_layouts(option: &'static str, at: usize, pattern: &str) -> Result<Vec<Arc<Layout>>, Error> {
    let wrong = |error: PatternError| Error::Pattern { option, error };
    let name = format!("logback-pattern-{}", at + 1);
    let layouts = compile::logback(&name, pattern, Library::Logback).map_err(wrong)?;
    Ok(layouts.into_iter().map(Arc::new).collect())
}

/// What an option, or a key of the configuration, was given.
type Named<'a> = (&'static str, Option<&'a String>);

fn zone(input: &InputArgs, config: &Config) -> Result<Zone, Error> {
    let named = [("--tz", input.tz.as_ref()), ("time.tz", config.time.tz.as_ref())];
    let Some((option, text)) = named.into_iter().find_map(|(name, text)| Some((name, text?))) else {
        return Ok(Zone::Local);
    };
    Zone::parse(text).ok_or_else(|| {
        let near = chrono_tz::TZ_VARIANTS
            .iter()
            .map(|tz| (strsim::jaro_winkler(&text.to_ascii_lowercase(), &tz.name().to_ascii_lowercase()), tz.name()))
            .filter(|(likeness, _)| *likeness > 0.85)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        Error::Value {
            option,
            value: text.clone(),
            problem: "this is no zone".to_owned(),
            hint: Some(match near {
                Some((_, name)) => format!("did you mean `{name}`?"),
                None => "accepted are IANA names such as Europe/Berlin, UTC, +01:00, and local".to_owned(),
            }),
        }
    })
}

/// A level as typed after an option, else as the configuration's key has it.
fn level(typed: Named<'_>, configured: Named<'_>) -> Result<Option<Level>, Error> {
    let named = [typed, configured].into_iter().find_map(|(name, text)| Some((name, text?)));
    let Some((option, text)) = named else { return Ok(None) };
    Level::parse(text.as_bytes()).map(Some).ok_or_else(|| Error::Value {
        option,
        value: text.clone(),
        problem: "this is no level".to_owned(),
        hint: Some(
            "levels are trace, debug, info, notice, warn, error and fatal, or a library's own words for them"
                .to_owned(),
        ),
    })
}

fn date(text: &str) -> Result<chrono::NaiveDate, Error> {
    dates::date(text).ok_or_else(|| Error::Value {
        option: "--date",
        value: text.to_owned(),
        problem: "this is no date".to_owned(),
        hint: Some("a date is written 2026-11-23".to_owned()),
    })
}

/// `65536`, `64k`, `4M`, `1G`: powers of 1024.
fn body_bytes(text: &str) -> Result<usize, Error> {
    let lower = text.to_ascii_lowercase();
    let (digits, shift) = match lower.trim_end_matches('b').trim_end_matches('i') {
        text if text.ends_with('k') => (text.trim_end_matches('k'), 10),
        text if text.ends_with('m') => (text.trim_end_matches('m'), 20),
        text if text.ends_with('g') => (text.trim_end_matches('g'), 30),
        text => (text, 0),
    };
    let bytes = digits.parse::<usize>().ok().and_then(|number| number.checked_mul(1 << shift));
    bytes.filter(|bytes| *bytes >= 1024).ok_or_else(|| Error::Value {
        option: "--max-body",
        value: text.to_owned(),
        problem: "this is no number of bytes from 1024 on".to_owned(),
        hint: Some("accepted are 65536, 64k, 4M".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around() -> Surroundings {
        Surroundings {
            now_micros: 0,
            directory: "/".into(),
            look: crate::output::Look::PLAIN,
            err_is_terminal: false,
            interrupt: Arc::default(),
        }
    }

    fn fault(input: &InputArgs, filter: &FilterArgs) -> (String, Option<String>) {
        let error = settings(input, filter, &Config::default(), &Given::default(), &around()).unwrap_err();
        (error.to_string(), error.hint())
    }

    #[test]
    fn a_bad_pattern_is_pointed_at() {
        let input = InputArgs { logback_pattern: vec!["%d %levle %msg%n".to_owned()], ..InputArgs::default() };
        let (text, _) = fault(&input, &FilterArgs::default());
        assert!(text.starts_with("--logback-pattern: unknown field `levle` at character"), "{text}");
        assert!(text.ends_with('^'), "{text}");
        let input = InputArgs { python_format: vec!["%(asctime)s %(levelname".to_owned()], ..InputArgs::default() };
        assert!(fault(&input, &FilterArgs::default()).0.contains("never closed"));
    }

    #[test]
    fn a_bad_date_names_the_option_and_the_accepted_forms() {
        let filter = FilterArgs { since: Some("soon".to_owned()), ..FilterArgs::default() };
        let (text, hint) = fault(&InputArgs::default(), &filter);
        assert_eq!(text, "--since `soon`: this is no date or time");
        assert!(hint.unwrap().contains("2h, 30m, 7d, today, yesterday"));
        let filter = FilterArgs {
            since: Some("2026-11-23".to_owned()),
            until: Some("2026-11-22".to_owned()),
            ..FilterArgs::default()
        };
        assert!(fault(&InputArgs::default(), &filter).0.contains("nothing is both"));
    }

    #[test]
    fn other_bad_values_are_named_with_their_option() {
        let tz = InputArgs { tz: Some("Europe/Berln".to_owned()), ..InputArgs::default() };
        assert_eq!(fault(&tz, &FilterArgs::default()).1.as_deref(), Some("did you mean `Europe/Berlin`?"));
        let level = InputArgs { level: Some("eror".to_owned()), ..InputArgs::default() };
        assert_eq!(fault(&level, &FilterArgs::default()).0, "--level `eror`: this is no level");
        let grep = FilterArgs { grep: Some("a(".to_owned()), ..FilterArgs::default() };
        assert_eq!(fault(&InputArgs::default(), &grep).0, "--grep `a(`: unclosed group");
        let body = InputArgs { max_body: Some("many".to_owned()), ..InputArgs::default() };
        assert!(fault(&body, &FilterArgs::default()).0.starts_with("--max-body `many`"));
        assert_eq!(body_bytes("4M").unwrap(), 4 << 20);
        assert_eq!(body_bytes("64KiB").unwrap(), 64 << 10);
    }

    #[test]
    fn one_date_format_serves_all_formats_and_two_serve_two() {
        let two = vec!["%(asctime)s %(message)s".to_owned(), "%(asctime)s|%(levelname)s|%(message)s".to_owned()];
        let input = |datefmt: &[&str]| InputArgs {
            python_format: two.clone(),
            python_datefmt: datefmt.iter().map(|text| (*text).to_owned()).collect(),
            ..InputArgs::default()
        };
        for datefmt in [&[][..], &["%H:%M:%S"], &["%H:%M:%S", "%Y-%m-%d"]] {
            let settings =
                settings(&input(datefmt), &FilterArgs::default(), &Config::default(), &Given::default(), &around())
                    .unwrap();
            assert_eq!(settings.layouts.len(), 2);
        }
        let mut three = input(&["%H", "%H", "%H"]);
        assert!(fault(&three, &FilterArgs::default()).0.contains("stands 3 times, but --python-format 2 times"));
        three.python_datefmt.clear();
        three.logback_pattern.push("%d{HH:mm:ss} %-5level - %msg%n".to_owned());
        assert!(
            settings(&three, &FilterArgs::default(), &Config::default(), &Given::default(), &around())
                .unwrap()
                .layouts
                .len()
                >= 3
        );
    }
}
