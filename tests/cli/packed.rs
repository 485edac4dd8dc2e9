//! Compressed logs are read like what they hold; what is damaged is told, and what came before is kept.

use crate::support::Sandbox;

const ENDINGS: [&str; 4] = ["gz", "zst", "bz2", "xz"];

/// The files are of two members each, cut in the middle of a record.
#[test]
fn packed_logs_say_what_their_content_says() {
    let sandbox = Sandbox::new();
    let plain = sandbox.errmon(["events", "python/error.log"]).exits(0);
    for ending in ENDINGS {
        let path = format!("packed/error.log.{ending}");
        let packed = sandbox.errmon(["events", &path]).exits(0);
        assert_eq!(packed.stdout.replace(&path, "python/error.log"), plain.stdout);
        let bytes = std::fs::read(sandbox.path(&path)).unwrap();
        let piped = sandbox.errmon_with_stdin(["events", "-"], &bytes).exits(0);
        assert_eq!(piped.stdout.replace("\"-\"", "\"python/error.log\""), plain.stdout);
        let detected = sandbox.errmon(["formats", "--detect", &path, "--format", "json"]).exits(0);
        assert_eq!(
            detected.stdout,
            sandbox.errmon(["formats", "--detect", "python/error.log", "--format", "json"]).stdout
        );
    }
}

#[test]
fn a_cut_log_is_an_error_and_the_rest_is_reported() {
    let sandbox = Sandbox::new();
    for ending in ENDINGS {
        let path = format!("packed/cut.log.{ending}");
        let size = std::fs::metadata(sandbox.path(&path)).unwrap().len().to_string();
        let run = sandbox.errmon(["analyze", "--format", "json", &path, "python/error.log"]);
        let run = run.fails(&[&path, "is cut short", &format!("at byte {size}"), "hint: "]);
        let report = run.json();
        let files = report["sources"].as_array().unwrap().len();
        // zstd and bzip2 have nothing to give before their first block is whole.
        assert_eq!(files, if ["gz", "xz"].contains(&ending) { 2 } else { 1 }, "{run}");
        assert!(report["totals"]["records"].as_u64().unwrap() >= if files == 2 { 30 } else { 2 }, "{run}");
    }
}

#[test]
fn a_damaged_log_is_an_error_that_names_the_place() {
    let run = Sandbox::new().errmon(["analyze", "--format", "json", "packed/damaged.log.gz"]);
    let run = run.fails(&["`packed/damaged.log.gz` is damaged: gzip data does not unpack at byte", "hint: "]);
    assert!(run.json()["totals"]["records"].as_u64().unwrap() >= 10, "{run}");
}

fn gzip(content: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(content).unwrap();
    packer.finish().unwrap()
}

/// Tapes and disks fill up blocks with NULs; `gzip -t` takes both, and warns of the other bytes.
#[test]
fn what_stands_behind_gzip_data_is_no_damage() {
    let content = std::fs::read(Sandbox::new().path("corpus/py_threads.log")).unwrap();
    let plain = Sandbox::empty().with("a.log", &content).errmon(["events", "a.log"]).exits(0).stdout;
    let with_mark = [&[0xef, 0xbb, 0xbf][..], &content].concat();
    let wide: Vec<u8> = String::from_utf8(content.clone()).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (packed, marked) = (gzip(&content), gzip(&with_mark));
    let at = packed.len().to_string();
    let warning = format!("has something else behind its packed data, from byte {at} on, which is ignored");
    for (rest, is_told) in [
        (vec![0; 10], false),
        (vec![0; 200_000], false),
        (b"trailing garbage\n".to_vec(), true),
        (vec![0xff; 200_000], true),
    ] {
        let sandbox = Sandbox::empty().with("a.log", [&packed[..], &rest].concat());
        for blocks in ["100", "1048576"] {
            let run = sandbox.errmon(["events", "--block-bytes", blocks, "a.log"]).exits(0);
            assert_eq!(run.stdout, plain, "{}", rest.len());
            let expected = if is_told { format!("warning: `a.log` {warning}\n") } else { String::new() };
            assert_eq!(run.stderr, expected, "{}", rest.len());
            let piped = sandbox.errmon_with_stdin(["events", "-"], &[&packed[..], &rest].concat()).exits(0);
            assert_eq!(piped.stdout.replace("\"-\"", "\"a.log\""), plain, "{}", rest.len());
            assert_eq!(piped.stderr.contains(&warning), is_told, "{}", rest.len());
        }
    }
    // Members stand behind NULs as well; the text may have to be decoded.
    let (first, second) = content.split_at(content.len() / 2);
    for packed in [
        [&gzip(first)[..], &[0; 500], &gzip(second), &[0; 12]].concat(),
        [&marked[..], b"x"].concat(),
        [&gzip(&wide)[..], b"x"].concat(),
    ] {
        let is_told = packed.ends_with(b"x");
        let run = Sandbox::empty().with("a.log", packed).errmon(["analyze", "--format", "json", "a.log"]).exits(0);
        assert_eq!(run.json()["totals"]["events"], plain.lines().count(), "{run}");
        assert_eq!(run.stderr.contains("which is ignored"), is_told, "{run}");
    }
}

#[test]
fn what_is_only_recognised_says_how_to_unpack_it() {
    let sandbox = Sandbox::empty().with("a.log", b"\x04\x22\x4d\x18\0\0\0\0\0");
    let expected = ["`a.log` is compressed (lz4)", "hint: ", "lz4 -dc a.log"];
    sandbox.errmon(["analyze", "a.log"]).fails(&expected);
    sandbox.errmon(["formats", "--detect", "a.log"]).fails(&expected[..2]);
}

#[test]
fn a_log_packed_twice_is_read_and_one_packed_without_end_is_not() {
    use std::io::Write as _;
    let mut content = std::fs::read(Sandbox::new().path("python/error.log")).unwrap();
    for layers in 1..=3 {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(&content).unwrap();
        content = packer.finish().unwrap();
        let run = Sandbox::empty().with("a.log", &content).errmon(["analyze", "--format", "json", "a.log"]).exits(0);
        assert_eq!(run.json()["totals"]["records"], if layers < 3 { 2 } else { 0 }, "{run}");
    }
}

#[test]
fn a_rotated_set_is_read_in_the_order_of_time() {
    let record = |n: u8| format!("2026-11-23 11:37:3{n},010 - root - ERROR - {n}\n");
    let packed = std::fs::read(Sandbox::new().path("packed/error.log.gz")).unwrap();
    let sandbox = Sandbox::empty().with("logs/error.log", record(9)).with("logs/error.log.1", record(8));
    let sandbox = sandbox.with("logs/error.log.2.gz", packed).with("logs/error.log.10", record(0));
    let expected = ["error.log.10", "error.log.2.gz", "error.log.2.gz", "error.log.1", "error.log"];
    for path in ["logs", "logs/*"] {
        let events = sandbox.errmon(["events", path]).exits(0).json_lines();
        let paths: Vec<&str> = events.iter().map(|event| event["log"]["file"]["path"].as_str().unwrap()).collect();
        assert_eq!(paths, expected.map(|name| format!("logs/{name}")), "{path}");
    }
}

/// As many files as a year of hourly rotation leaves, under a limit of open files, in blocks of any number of threads.
#[test]
fn thousands_of_files_are_read_with_few_open_ones() {
    use std::io::Write as _;
    let sandbox = Sandbox::empty();
    let record = |n: usize| format!("2026-11-23 11:{:02}:{:02},010 - root - ERROR - failed\n", n / 60 % 60, n % 60);
    std::fs::create_dir(sandbox.path("logs")).unwrap();
    for n in 0..3000 {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(record(n).as_bytes()).unwrap();
        let (ending, content) = match n % 2 {
            0 => ("", record(n).into_bytes()),
            _ => (".gz", packer.finish().unwrap()),
        };
        std::fs::write(sandbox.path(&format!("logs/app.log.{}{ending}", n + 1)), content).unwrap();
    }
    let mut command = sandbox.bare("sh");
    let limited = "ulimit -n 32; ulimit -v 2000000; exec \"$0\" analyze --format json --threads 4 logs";
    command.args(["-c", limited, env!("CARGO_BIN_EXE_errmon")]);
    let report = sandbox.run(&mut command).exits(0).json();
    assert_eq!((&report["totals"]["records"], &report["coverage"]["lines_read"]), (&3000.into(), &3000.into()));
    assert_eq!(report["sources"].as_array().unwrap().len(), 3000);
    assert_eq!(report["sources"][0]["path"], "logs/app.log.3000.gz");
}
