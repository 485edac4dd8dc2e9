//! Configurations of every kind: nothing is fetched and no file outside is asked for, what is read is bounded, and every
//! pattern that is found compiles or is reported at a place that lies in its file.
//!
//! Input: one byte for the file's name, then the file; what stands behind a NUL is what it includes.
#![no_main]

use errmon::format::config::error::Refusal;
use errmon::format::config::{SourceFile, read};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 8] = [
    "logback.xml",
    "log4j2.properties",
    "logging.ini",
    "logging.yaml",
    "logging.json",
    "application.yml",
    "application.properties",
    "logging.properties",
];
/// Layouts, files and notes that one configuration gives at most, whatever it says.
const MOST: usize = 70;

fuzz_target!(|data: &[u8]| {
    let Some((name, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let (text, included) = text.split_once('\0').unwrap_or((&text, ""));
    let mut asked = 0;
    let file = SourceFile { name: NAMES[usize::from(*name) % NAMES.len()].to_owned(), text: text.to_owned() };
    let found = read(file, &mut |_, path| {
        asked += 1;
        assert!(!path.contains(':') && !path.starts_with(['/', '\\']), "asks for {path:?}");
        let name = format!("included{asked}.xml");
        if included.is_empty() { Err(Refusal::Missing) } else { Ok(SourceFile { name, text: included.to_owned() }) }
    });
    assert!(asked < MOST, "asks for {asked} files");
    let found = match found {
        Ok(found) => found,
        Err(error) => {
            let _ = error.to_string();
            return;
        }
    };
    assert!(found.layouts.len() < MOST && found.files.len() < MOST && found.notes.len() < MOST);
    let within = |place| {
        let location = found.location(place);
        let file = found.files.iter().find(|file| file.name == location.file).expect("a file that was read");
        assert!(location.line <= file.text.matches('\n').count() + 1, "{location:?}");
    };
    found.notes.iter().for_each(|(place, _)| within(*place));
    for layout in &found.layouts {
        assert!(layout.pattern.as_str().len() <= 1 << 20, "a pattern grows without bounds");
        match layout.compile("fuzz") {
            Ok(layouts) => assert!(!layouts.is_empty(), "{layout:?}"),
            Err(error) => within(layout.place(&error)),
        }
    }
});
