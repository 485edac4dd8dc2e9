//! Wrappers: lines that a container's runtime wraps, in as many parts as it likes, give the records that the plain lines
//! give; and whatever stands in a wrapper's place is accounted for.
//!
//! Input: one byte for the wrapper, one for the length of parts, then the lines.
#![no_main]

use errmon::event::Event;
use errmon::format::wrapper::detect;
use errmon_fuzz::{LONGEST, dashes, lines_of, records, settings};
use libfuzzer_sys::fuzz_target;

const STAMP: &str = "2026-11-25T17:38:30.379771123Z";
/// Enough of it to tell the wrapper by.
const FIRST: &str = "2026-11-23 11:36:09,144 - app.auth - ERROR - failed\n";

fuzz_target!(|data: &[u8]| {
    let Some((&[form, length], rest)) = data.split_first_chunk::<2>() else { return };
    if rest.len() > LONGEST {
        return;
    }
    let settings = settings(vec![dashes()]);
    match form % 8 {
        form @ 0..4 => {
            let Ok(text) = std::str::from_utf8(rest) else { return };
            // Control characters and blank ends are the wrappers' own business.
            if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t' || c == '\u{feff}') {
                return;
            }
            let plain = FIRST.repeat(5) + text.trim_end_matches('\n') + "\n" + FIRST;
            let wrapped = wrap(&plain, form, usize::from(length) + 1);
            let name = ["docker-json", "cri", "docker-compose", "kubectl-prefix"][usize::from(form)];
            let wrapper = detect(wrapped.as_bytes()).map(|wrapper| wrapper.names()).unwrap_or_default();
            if wrapper != [name] || detect(plain.as_bytes()).is_some() {
                // Lines of the text have a wrapper of their own.
                return;
            }
            let (bare, _) = records(plain.as_bytes(), &settings);
            let (unwrapped, outcome) = records(wrapped.as_bytes(), &settings);
            assert_eq!(outcome.summary.coverage.lines, lines_of(wrapped.as_bytes()), "{wrapped}");
            let seen = |event: &Event| (event.message.clone(), event.exception.clone(), event.timestamp_text.clone());
            assert_eq!(
                bare.iter().map(seen).collect::<Vec<_>>(),
                unwrapped.iter().map(seen).collect::<Vec<_>>(),
                "{wrapped}"
            );
        }
        form => {
            let lead = [
                "Nov 23 11:36:09 host app[1]: failed\n",
                "<11>1 2026-11-23T11:36:09Z host app 4711 - - failed\n",
                "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1795430169144000\nPRIORITY=3\nMESSAGE=failed\n\n",
                "{\"__REALTIME_TIMESTAMP\":\"1795430169144000\",\"PRIORITY\":\"3\",\"MESSAGE\":\"failed\"}\n",
            ][usize::from(form - 4)];
            let log = [lead.repeat(3).as_bytes(), rest].concat();
            let (_, outcome) = records(&log, &settings);
            // Of what is no text nothing is read.
            if outcome.summary.coverage.lines > 0 {
                assert_eq!(outcome.summary.coverage.lines, lines_of(&log), "line feeds");
            }
        }
    }
});

fn wrap(text: &str, form: u8, length: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        match form {
            0 | 1 => {
                let characters: Vec<char> = line.chars().collect();
                let mut parts: Vec<String> = characters.chunks(length).map(|part| part.iter().collect()).collect();
                if parts.is_empty() {
                    parts.push(String::new());
                }
                let last = parts.len() - 1;
                for (index, part) in parts.iter().enumerate() {
                    if form == 0 {
                        let log = if index == last { format!("{part}\n") } else { part.clone() };
                        let log = serde_json::to_string(&log).unwrap();
                        out += &format!("{{\"log\":{log},\"stream\":\"stderr\",\"time\":\"{STAMP}\"}}\n");
                    } else {
                        out += &format!("{STAMP} stderr {} {part}\n", if index == last { "F" } else { "P" });
                    }
                }
            }
            2 => out += &format!("web-1  | {line}\n"),
            _ => out += &format!("[pod/web-1/app] {line}\n"),
        }
    }
    out
}
