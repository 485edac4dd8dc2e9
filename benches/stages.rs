//! The stages one by one, on a log made here: `cargo bench --bench stages`.
//!
//! Each line says how long a stage takes for one item and how many bytes it passes in a second: the best of several
//! rounds, in one thread. The log is the same in every run; its messages and numbers differ from record to record, so
//! that nothing is measured on one line repeated. For the whole process against other tools see `compare.sh`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a program for developers"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Write as _;
use std::time::{Duration, Instant};

use errmon::event::time::Zone;
use errmon::exception;
use errmon::format::{catalogue, detect, layout::Header};
use errmon::input::{Stdin, resolve};
use errmon::issue::{OwnCode, TemplateOptions, identify, template_hash};
use errmon::pipeline::{Settings, Silent, summarise};

/// Records in the log.
const RECORDS: usize = 100_000;
const ROUNDS: usize = 7;

/// A small generator of numbers, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// A Python log: three records in ten have a traceback.
fn log() -> String {
    let mut numbers = Numbers(7);
    let mut log = String::new();
    let verbs = ["upload", "reconcile", "persist", "render", "resolve"];
    for record in 0..RECORDS {
        let (minute, second) = (record / 6000 % 60, record / 100 % 60);
        let verb = verbs[usize::try_from(numbers.below(5)).unwrap()];
        writeln!(
            log,
            "2026-03-02 10:{minute:02}:{second:02},{:03} - app.worker{} - ERROR - cannot {verb} batch {}: file /var/data/{}.dat is \
             corrupt at offset 0x{:x} req={:08x}",
            record % 1000,
            numbers.below(20),
            numbers.below(90_000),
            numbers.below(9000),
            numbers.below(1 << 40),
            numbers.below(1 << 32),
        )
        .unwrap();
        if numbers.below(10) < 3 {
            trace(&mut log, &mut numbers, verb);
        }
    }
    log
}

fn trace(log: &mut String, numbers: &mut Numbers, verb: &str) {
    log.push_str("Traceback (most recent call last):\n");
    let frames = 5 + numbers.below(8);
    for frame in 0..frames {
        writeln!(log, "  File \"/srv/app/shop/{verb}{frame}.py\", line {}, in step_{frame}", 10 + frame * 7).unwrap();
        log.push_str("    return self.next.step(order, retry=True)\n");
    }
    writeln!(log, "ValueError: bad value {} for 'amount'", numbers.below(1 << 30)).unwrap();
}

/// Runs `work` several times; gives the shortest time.
fn best(mut work: impl FnMut()) -> Duration {
    (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .unwrap()
}

fn report(stage: &str, time: Duration, items: usize, bytes: usize) {
    #[expect(clippy::cast_precision_loss, reason = "figures to read")]
    let (each, rate) = (time.as_secs_f64() * 1e9 / items as f64, bytes as f64 / time.as_secs_f64() / 1e9);
    println!("{stage:<34} {each:>10.0} ns each   {rate:>7.2} GB/s   {items:>7} items");
}

fn main() {
    let log = log();
    let all = catalogue::layouts();
    let head = &log.as_bytes()[..64 << 10];
    report("format: compile the catalogue", best(|| drop(black_box(catalogue::layouts()))), 1, 0);
    report("format: detect, 64 KiB", best(|| drop(black_box(detect::detect(head, &all)))), 1, head.len());

    let layout = detect::detect(head, &all).layouts.remove(0);
    let headers: Vec<&[u8]> = log.lines().filter(|line| line.starts_with("2026")).map(str::as_bytes).collect();
    let bytes = headers.iter().map(|line| line.len()).sum();
    let mut header = Header::default();
    let time = best(|| {
        for line in &headers {
            black_box(layout.match_header(line, &mut header));
        }
    });
    report("format: match a header", time, headers.len(), bytes);

    let messages: Vec<&[u8]> =
        headers.iter().map(|line| line.splitn(8, |byte| *byte == b' ').last().unwrap()).collect();
    let bytes = messages.iter().map(|message| message.len()).sum();
    let options = TemplateOptions::default();
    let time = best(|| {
        for message in &messages {
            black_box(template_hash(message, &options));
        }
    });
    report("issue: hash a message's template", time, messages.len(), bytes);

    let traces: Vec<String> = log
        .split("Traceback")
        .skip(1)
        .take(2000)
        .map(|text| format!("Traceback{}", text.split("\n2026").next().unwrap()))
        .collect();
    let bytes = traces.iter().map(String::len).sum();
    let time = best(|| {
        for trace in &traces {
            black_box(exception::extract(trace));
        }
    });
    report("exception: read a trace", time, traces.len(), bytes);

    let exceptions: Vec<_> = traces.iter().filter_map(|trace| exception::extract(trace)?.exception).collect();
    let own = OwnCode::default();
    let time = best(|| {
        for exception in &exceptions {
            black_box(identify(Some(exception), "", &own, &options));
        }
    });
    report("issue: name an exception's issue", time, exceptions.len(), bytes);

    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(log.as_bytes()).unwrap();
    let settings = Settings { threads: 1, zone: Zone::Fixed(0), ..Settings::default() };
    let time = best(|| {
        let sources = resolve(&[file.path()]).sources;
        let outcome = summarise(sources, Stdin::from_reader(std::io::empty()), &settings, &Silent);
        assert_eq!(outcome.summary.records, RECORDS as u64);
    });
    report("pipeline: the whole, one thread", time, RECORDS, log.len());
}
