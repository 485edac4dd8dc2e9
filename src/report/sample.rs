//! A summary as the pipeline would build it, for tests of reports and their output.

use crate::event::{Assumed, Duplicate, DuplicateKind, Event, EventTime, Kind, Origin, Place};
use crate::exception::{Exception, Frame, Language, Link, Notice, Relation, UnhandledKind};
use crate::format::level::Level;
use crate::issue::Fingerprint;
use crate::summary::series::Series;
use crate::summary::{IssueSummary, Shape, SourceSummary, Span, Summary, Unhandled};

/// 2026-11-23T08:27:00.123Z.
pub(crate) const MORNING: i64 = 1_795_422_420_123_000;
const MINUTE: i64 = 60_000_000;

fn frame(module: Option<&str>, function: &str, file: &str, line: u32, source: Option<&str>) -> Frame {
    Frame {
        module: module.map(str::to_owned),
        function: function.to_owned(),
        file: Some(file.to_owned()),
        line: Some(line),
        source: source.map(str::to_owned),
        ..Frame::default()
    }
}

fn exception(language: Language, type_name: &str, message: &str, frames: Vec<Frame>) -> Exception {
    Exception {
        language,
        type_name: type_name.to_owned(),
        message: Some(message.to_owned()),
        notes: Vec::new(),
        frames_total: u32::try_from(frames.len()).unwrap(),
        frames,
        chain: Vec::new(),
        circular: false,
    }
}

/// The document's own failure: `risky_function` divides by zero.
pub(crate) fn division() -> Event {
    Event {
        place: Place { source: 0, offset_bytes: 0, length_bytes: 412, line: 1, lines: 7 },
        time: Some(EventTime {
            micros: MORNING,
            offset_seconds: 3600,
            fraction_digits: 3,
            assumed: Assumed { zone: true, ..Assumed::default() },
        }),
        timestamp_text: Some("2026-11-23 09:27:00,123".to_owned()),
        level: Some(Level::ERROR),
        level_text: Some("ERROR".to_owned()),
        logger: Some("app.worker".to_owned()),
        message: Some("Exception occurred".to_owned()),
        module: Some("app.worker".to_owned()),
        exception: Some(exception(
            Language::Python,
            "ZeroDivisionError",
            "division by zero",
            vec![
                frame(None, "risky_function", "/srv/app/worker.py", 12, Some("result = 1 / 0")),
                frame(None, "wrapper", "/usr/lib/python3/site-packages/retry/api.py", 33, Some("return f(*args)")),
                frame(None, "<module>", "/srv/app/worker.py", 20, Some("risky_function()")),
            ],
        )),
        ..Event::default()
    }
}

/// The same failure, logged again through `traceback.format_exc()`.
pub(crate) fn division_again() -> Event {
    let first = division();
    Event {
        place: Place { source: 0, offset_bytes: 412, length_bytes: 430, line: 8, lines: 8 },
        message: Some("Unhandled exception:".to_owned()),
        duplicate: Some(Duplicate { of: first.place, kind: DuplicateKind::Exception }),
        ..first
    }
}

/// A Java event with every key that an event may have.
pub(crate) fn order() -> Event {
    let mut outer = exception(
        Language::Java,
        "com.acme.OrderException",
        "order 4711 failed",
        vec![
            frame(Some("com.acme.Orders"), "place", "Orders.java", 42, None),
            Frame {
                inherited: true,
                package: Some("java.base".to_owned()),
                ..frame(Some("java.lang.Thread"), "run", "Thread.java", 840, None)
            },
        ],
    );
    let cause = exception(
        Language::Java,
        "java.net.SocketTimeoutException",
        "Read timed out",
        vec![Frame {
            native: true,
            line: None,
            repeat: 3,
            ..frame(Some("java.net.SocketInputStream"), "read", "SocketInputStream.java", 1, None)
        }],
    );
    outer.chain.push(Link { relation: Relation::Cause, exception: cause });
    outer.notes.push("while shipping".to_owned());
    Event {
        kind: Kind::Stderr,
        place: Place { source: 1, offset_bytes: 9_000, length_bytes: 800, line: 120, lines: 12 },
        level: Some(Level::ERROR),
        level_assumed: true,
        thread: Some("worker-3".to_owned()),
        pid: Some(4711),
        process_name: Some("java".to_owned()),
        host: Some("node-7".to_owned()),
        origin: Origin { function: Some("place".to_owned()), file: Some("Orders.java".to_owned()), line: Some(42) },
        marker: Some("AUDIT".to_owned()),
        logger: Some("com.acme.Orders".to_owned()),
        message: Some("password=hunter2 for \u{202e}bob\u{1b}[31m".to_owned()),
        module: Some("com.acme.Orders".to_owned()),
        exception: Some(outer),
        stack_info: vec![frame(None, "main", "main.py", 1, None)],
        unhandled: Some(Notice {
            kind: UnhandledKind::Thread,
            certain: true,
            evidence: "Exception in thread \"worker-3\"".to_owned(),
            thread: Some("worker-3".to_owned()),
        }),
        labels: vec![("request_id".to_owned(), "r-1".to_owned()), ("api_key".to_owned(), "abcdef123456".to_owned())],
        truncated: true,
        wraps: vec![Place { source: 1, line: 100, ..Place::default() }],
        time: Some(EventTime {
            micros: MORNING + 31 * MINUTE,
            offset_seconds: 0,
            fraction_digits: 0,
            assumed: Assumed::default(),
        }),
        ..Event::default()
    }
}

fn issue(number: u128, sample: Event, events: u64, template: &str, minutes: &[i64]) -> IssueSummary {
    let mut series = Series::default();
    let mut span = None;
    for minute in minutes {
        series.observe(MORNING / MINUTE + minute, 1);
        Span::widen(&mut span, MORNING + minute * MINUTE);
    }
    let exception = sample.exception.as_ref();
    IssueSummary {
        fingerprint: Fingerprint::from_value(number),
        type_name: exception.map(|e| e.type_name.clone()),
        root_type: exception.and_then(|e| e.chain.first()).map(|link| link.exception.type_name.clone()),
        template: template.to_owned(),
        culprit: exception
            .and_then(|e| e.frames.first())
            .map(|f| format!("{}.{}", f.module.as_deref().unwrap_or("app.worker"), f.function)),
        events,
        duplicates: 0,
        unhandled: Unhandled::default(),
        unhandled_kinds: Vec::new(),
        level: sample.level,
        span,
        series,
        modules: vec![(0, events)],
        other_modules: 0,
        last_place: sample.place,
        sample: Box::new(sample),
    }
}

/// Paths of the sources.
pub(crate) fn paths() -> Vec<String> {
    ["error.log", "logs/orders.log"].map(str::to_owned).to_vec()
}

/// What the document's example gives: one failure, logged twice.
pub(crate) fn document() -> Summary {
    let mut summary = Summary {
        records: 2,
        events: 2,
        duplicates: 1,
        records_span: Some(Span { first: MORNING, last: MORNING + 1_000 }),
        sources: vec![SourceSummary {
            path: "error.log".to_owned(),
            bytes: 842,
            lines: 15,
            records: 2,
            events: 2,
            layouts: vec!["python-document".to_owned()],
            wrappers: Vec::new(),
            span: Some(Span { first: MORNING, last: MORNING + 1_000 }),
            ..SourceSummary::default()
        }],
        ..Summary::default()
    };
    summary.span = summary.records_span;
    summary.levels.observe("ERROR", 2, 100);
    summary.event_levels.observe("ERROR", 2, 100);
    summary.types.observe("ZeroDivisionError", 2, 100);
    summary.root_types.observe("ZeroDivisionError", 2, 100);
    summary.modules.observe("app.worker", 2, 100);
    summary.loggers.observe("app.worker", 2, 100);
    summary.quarters.insert(MORNING / 900_000_000, 2);
    let mut issue = issue(0x9f2c_61ab_04d7_e35c << 64 | 7, division(), 2, "division by zero", &[0, 0]);
    issue.duplicates = 1;
    issue.last_place = division_again().place;
    summary.issues.push(issue);
    summary
}

/// A busy service with everything that a report can say.
pub(crate) fn busy() -> Summary {
    let mut summary = document();
    summary.records = 48_211;
    summary.events = 1_402;
    summary.duplicates = 13;
    summary.filtered = 5;
    summary.timeless = 2;
    summary.unhandled = Unhandled { certain: 4, likely: 1 };
    summary.records_span = Some(Span { first: MORNING, last: MORNING + 3 * 1_440 * MINUTE });
    for (level, records) in [("INFO", 46_000), ("WARNING", 809), ("CRITICAL", 3), ("ERROR", 1_395), ("AUDIT", 2)] {
        summary.levels.observe(level, records, 100);
    }
    summary.modules.observe("com.acme.Orders", 900, 100);
    summary.modules.observe("com.acme.shipping.warehouse.internal.RetryingDispatcher", 500, 100);
    summary.types.observe("com.acme.OrderException", 900, 100);
    summary.types.observe("org.springframework.dao.DataIntegrityViolationException", 400, 1);
    let minutes: Vec<i64> = (0..900).map(|n| (n * n) % 4_300).collect();
    let mut orders = issue(0x04d7_e35c_9f2c_61ab << 64, order(), 900, "order <num> failed", &minutes);
    orders.unhandled = Unhandled { certain: 4, likely: 1 };
    orders.unhandled_kinds = vec![(UnhandledKind::Thread, 4), (UnhandledKind::Process, 1)];
    orders.modules = vec![(1, 890), (2, 10)];
    summary.issues.push(orders);
    let mut plain = order();
    plain.exception = None;
    plain.unhandled = None;
    let long = "Cannot reach <url> after <num> attempts: the remote host closed the connection before the whole answer was \
                there, and no fallback is configured for tenant <uuid>\nsecond line";
    summary.issues.push(issue(0xaaaa_bbbb_cccc_dddd << 64, plain, 500, long, &[10, 12, 500, 900, 4_000]));
    summary.sources.push(SourceSummary {
        repeated: 0,
        days: 0,
        path: "logs/orders.log".to_owned(),
        bytes: 9_800_000,
        lines: 104_000,
        records: 48_209,
        bare: 0,
        events: 1_400,
        unrecognised: 12,
        layouts: vec!["logback-default".to_owned()],
        wrappers: Vec::new(),
        span: summary.records_span,
    });
    summary.coverage.unrecognised = 12;
    summary.coverage.levelless = 1;
    summary.coverage.week_year_stamps = 3;
    summary.coverage.truncated = 1;
    summary.coverage.crlf_records = 40;
    summary.coverage.shapes.push(Shape {
        template: "+--- <num> ---+".to_owned(),
        lines: 12,
        sample: "+--- 7 ---+\u{1b}[2J".to_owned(),
        place: Place { source: 1, line: 3, lines: 1, ..Place::default() },
    });
    summary
}
