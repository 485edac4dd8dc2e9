//! Logs that are not UTF-8: UTF-16 and Latin-1 are recognised, anything else is named; places are those of the file.

use serde_json::Value;

use crate::support::Sandbox;

fn events(sandbox: &Sandbox, arguments: &[&str]) -> Vec<Value> {
    let all = ["events", "--all-records"].into_iter().chain(arguments.iter().copied());
    sandbox.errmon(all).exits(0).json_lines()
}

/// What `iconv -f ENCODING -t utf-8 | grep -c '^2026'` and `wc -l` say of each: 4 records, 12 lines.
#[test]
fn utf_16_and_latin_1_are_recognised_and_say_the_same() {
    let sandbox = Sandbox::new();
    let messages = |path: &str| -> Vec<Value> {
        let events = events(&sandbox, &[path]);
        assert_eq!(events.iter().map(|event| event["log"]["lines"].as_u64().unwrap()).sum::<u64>(), 12, "{path}");
        events.iter().map(|event| event["message"].clone()).collect()
    };
    let expected = ["Größenprüfung läuft", "Prüfung fehlgeschlagen", "Prüfung fehlgeschlagen", "Über"];
    for path in ["utf_16.log", "utf_16_le.log", "utf_16_be.log", "latin_1.log"] {
        assert_eq!(messages(&format!("encoded/{path}")), expected, "{path}");
    }
}

#[test]
fn offsets_are_bytes_of_the_file_whatever_its_encoding() {
    for (path, mark, unit) in
        [("encoded/utf_16.log", 2, 2), ("encoded/utf_16_be.log", 0, 2), ("encoded/latin_1.log", 0, 1)]
    {
        let sandbox = Sandbox::new();
        let bytes = std::fs::read(sandbox.path(path)).unwrap();
        let events = events(&sandbox, &[path]);
        let mut end = mark;
        for event in &events {
            assert_eq!(event["log"]["offset_bytes"], end, "{path}");
            end += event["log"]["length_bytes"].as_u64().unwrap();
        }
        assert_eq!(end, bytes.len() as u64);
        // Every record begins with the century.
        let begin = usize::try_from(events[1]["log"]["offset_bytes"].as_u64().unwrap()).unwrap();
        let head: Vec<u8> = bytes[begin..begin + 4 * unit].iter().copied().filter(|byte| *byte != 0).collect();
        assert_eq!(head, b"2026"[..]);
    }
}

#[test]
fn any_encoding_can_be_named() {
    let sandbox = Sandbox::new();
    let events = events(&sandbox, &["--encoding", "windows-1251", "encoded/cp1251.log"]);
    assert_eq!(events[1]["message"], "сбой проверки");
    assert_eq!(events[1]["error"]["message"], "размер превышен: яблоки");
    sandbox.errmon(["analyze", "--encoding", "klingon", "encoded/cp1251.log"]).fails(&[
        "--encoding",
        "klingon",
        "hint: ",
    ]);
}

/// Lines of two encodings in one file, as two programs append them.
#[test]
fn lines_of_utf_8_stay_what_they_are_in_a_latin_1_file() {
    let mut log = std::fs::read(Sandbox::new().path("encoded/latin_1.log")).unwrap();
    log.extend_from_slice("2026-11-25 18:26:48,000 - größe - ERROR - Größe 中\n".as_bytes());
    let events = events(&Sandbox::empty().with("a.log", log), &["a.log"]);
    assert_eq!(events[4]["message"], "Größe 中");
    assert_eq!(events[3]["message"], "Über");
}

#[test]
fn a_mark_inside_a_file_is_no_part_of_the_record_behind_it() {
    let record = |n: u8| format!("\u{feff}2026-11-23 11:37:31,01{n} - root - ERROR - {n}\n");
    let log = [record(1), record(2), record(3)].concat();
    let wide: Vec<u8> = log.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (log, mark, length) in [(log.into_bytes(), 3, 43), (wide, 2, 86)] {
        let events = events(&Sandbox::empty().with("a.log", log), &["a.log"]);
        let places: Vec<u64> = events.iter().map(|event| event["log"]["offset_bytes"].as_u64().unwrap()).collect();
        assert_eq!(places, [mark, mark * 2 + length, mark * 3 + length * 2]);
    }
}

#[test]
fn blocks_and_threads_change_nothing_in_transformed_text() {
    let sandbox = Sandbox::new();
    for path in ["encoded/utf_16.log", "encoded/latin_1.log", "packed/error.log.gz", "packed/cut.log.xz"] {
        for what in [["events", "--all-records"], ["events", "--unrecognised"], ["analyze", "--format=json"]] {
            let run = |threads: &'static str, block: &'static str| {
                let arguments = what.into_iter().chain(["--threads", threads, "--block-bytes", block, path]);
                let run = sandbox.errmon(arguments);
                assert!(run.code == 0 || path.contains("cut"), "{run}");
                (run.stdout, run.stderr)
            };
            let expected = run("1", "1048576");
            for (threads, block) in [("1", "1"), ("4", "1"), ("2", "7"), ("4", "64"), ("4", "500")] {
                assert_eq!(run(threads, block), expected, "{path} {what:?} {threads} {block}");
            }
        }
    }
}

#[test]
fn formats_are_detected_in_the_named_encoding() {
    let sandbox = Sandbox::new();
    let plain = sandbox.errmon(["formats", "--detect", "encoded/latin_1.log", "--format", "json"]).exits(0);
    let text = String::from_utf16(
        &std::fs::read(sandbox.path("encoded/utf_16_le.log"))
            .unwrap()
            .as_chunks::<2>()
            .0
            .iter()
            .copied()
            .map(u16::from_le_bytes)
            .collect::<Vec<_>>(),
    );
    // EBCDIC has no name on the web; letters that UTF-8 cannot hold do not hinder, so a wide encoding must show it.
    let wide: Vec<u8> = text.unwrap().encode_utf16().flat_map(u16::to_be_bytes).collect();
    let odd = [b"\0\n".repeat(400), wide].concat();
    let own = Sandbox::empty().with("a.log", odd);
    let named = own.errmon(["formats", "--detect", "a.log", "--encoding", "utf-16be", "--format", "json"]).exits(0);
    assert_eq!(named.json()[0]["name"], plain.json()[0]["name"]);
    own.errmon(["formats", "--detect", "a.log", "--encoding", "klingon"]).fails(&["--encoding", "klingon", "hint: "]);
}

/// The head is plain ASCII, so that nothing tells of the encoding; what does not fit it is told.
#[test]
fn bytes_that_are_no_utf_8_behind_the_head_are_counted_and_told() {
    let mut log: Vec<u8> = (0..2000)
        .flat_map(|n| {
            format!("2026-11-23 11:{:02}:{:02},010 - root - ERROR - plain\n", n / 60 % 60, n % 60).into_bytes()
        })
        .collect();
    log.extend_from_slice(b"2026-11-23 12:37:31,010 - root - ERROR - Gr\xf6\xdfe \xfcberschritten\n");
    let sandbox = Sandbox::empty().with("a.log", log);
    let told = ["3 bytes that are not UTF-8", "3 bytes are not UTF-8 and shown as U+FFFD; `--encoding`"];
    sandbox.errmon(["analyze", "a.log"]).exits(0).prints(&told);
    let run = sandbox.errmon(["analyze", "--encoding", "latin-1", "a.log"]).exits(0);
    assert!(!run.stdout.contains("UTF-8") && run.stdout.contains("Größe"), "{run}");
}

#[test]
fn a_mark_before_a_bare_traceback_is_no_part_of_it() {
    let trace = "\u{feff}Traceback (most recent call last):\n  File \"/srv/a.py\", line 1, in f\nKeyError: 1\n";
    let record = "\u{feff}2026-11-23 11:37:31,010 - root - ERROR - failed\n";
    for log in [trace.to_owned(), format!("{trace}{record}"), format!("{trace}{record}{record}")] {
        let events = |log: &str| {
            let events = events(&Sandbox::empty().with("a.log", log), &["a.log"]);
            let told = |event: &Value| (event["error"].clone(), event["message"].clone(), event["log"]["line"].clone());
            events.iter().map(told).collect::<Vec<_>>()
        };
        assert_eq!(events(&log), events(&log.replace('\u{feff}', "")), "{log:?}");
    }
}
