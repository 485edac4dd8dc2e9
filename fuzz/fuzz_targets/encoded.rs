//! Charsets and compressions: a text that is encoded or packed gives the records that it gives as it is, and bytes that
//! are no such thing are read without losing a line.
//!
//! Input: one byte for the form, then the text.
#![no_main]

use std::io::Write as _;

use errmon::input::Charset;
use errmon::pipeline::Settings;
use errmon_fuzz::{LONGEST, dashes, lines_of, records, settings};
use libfuzzer_sys::fuzz_target;

const FIRST: &str = "2026-11-23 11:36:09,144 - app.auth - ERROR - failed\n";

fuzz_target!(|data: &[u8]| {
    let Some((form, rest)) = data.split_first() else { return };
    let rest = &rest[..rest.len().min(LONGEST)];
    let settings = settings(vec![dashes()]);
    if form % 8 >= 5 {
        // Whatever they are, all bytes are read by these.
        let name = ["latin1", "windows-1252", "utf-8"][usize::from(form % 8) - 5];
        let charset = Charset::named(name).expect("a known charset");
        let log = [FIRST.as_bytes(), rest].concat();
        let (_, outcome) = records(&log, &Settings { charset, ..settings });
        assert_eq!(outcome.summary.coverage.lines, lines_of(&log), "line feeds");
        return;
    }
    let Ok(text) = std::str::from_utf8(rest) else { return };
    if text.contains(['\0', '\u{feff}']) {
        return;
    }
    let text = FIRST.to_owned() + text;
    let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let text = format!("\u{feff}{text}");
        text.encode_utf16().flat_map(order).collect()
    };
    let encoded = match form % 8 {
        0 => wide(u16::to_le_bytes),
        1 => wide(u16::to_be_bytes),
        2 => {
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            gzip.write_all(text.as_bytes()).unwrap();
            gzip.finish().unwrap()
        }
        3 => format!("\u{feff}{text}").into_bytes(),
        _ => {
            // Damaged: what can be unpacked is read, and nothing panics.
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            gzip.write_all(FIRST.as_bytes()).unwrap();
            let packed = gzip.finish().unwrap();
            let log = [&packed[..packed.len() - usize::from(form % 16)], rest].concat();
            let _ = records(&log, &settings);
            return;
        }
    };
    let (plain, before) = records(text.as_bytes(), &settings);
    if before.summary.coverage.lines == 0 {
        // Without a mark that says what it is, it is no text.
        return;
    }
    let (decoded, after) = records(&encoded, &settings);
    assert_eq!(before.summary.coverage.lines, after.summary.coverage.lines, "lines");
    assert_eq!(plain.len(), decoded.len(), "records");
    for (a, b) in plain.iter().zip(&decoded) {
        assert_eq!((&a.message, &a.exception, a.place.line), (&b.message, &b.exception, b.place.line));
    }
});
