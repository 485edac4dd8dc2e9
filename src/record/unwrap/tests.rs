//! Lines of several senders, parts of lines and messages, as they come out of a wrapped source.

use super::*;
use crate::format::catalogue;
use crate::format::wrapper::detect;

const HEADER: &str = "2026-11-23 11:36:09,144 - app.auth - ERROR - failed";

/// The text of lines, with the marks.
fn unwrapped(source: &str) -> (Vec<String>, Text, Arc<Marks>) {
    let layouts = catalogue::layouts().into_iter().filter(|layout| layout.name() == "python-dashes").collect();
    let marks = Arc::<Marks>::default();
    let mut unwrapper = Unwrapper::new(detect(source.as_bytes()).unwrap(), layouts, Arc::clone(&marks));
    let mut text = Text::default();
    let mut origin = Origin { line: 1, lines: 1, ..Origin::default() };
    for line in source.split_inclusive('\n') {
        origin.length_bytes = line.len() as u64;
        unwrapper.line(SourceLine { bytes: line.as_bytes(), origin, is_whole: true }, &mut text);
        origin.offset_bytes += origin.length_bytes;
        origin.line += 1;
    }
    unwrapper.end(&mut text);
    let lines = String::from_utf8_lossy(&text.bytes).lines().map(str::to_owned).collect();
    (lines, text, marks)
}

fn cri(stream: &str, flag: char, line: &str) -> String {
    format!("2026-11-25T17:38:30.379771123Z {stream} {flag} {line}\n")
}

/// Every line of the source is counted once.
fn counts(text: &Text) -> u64 {
    text.runs.iter().map(|run| run.origin.lines).sum()
}

#[test]
fn a_record_is_whole_though_another_sender_writes_between() {
    let source = [
        cri("stderr", 'F', HEADER),
        cri("stdout", 'F', "GET /"),
        cri("stderr", 'F', "Traceback (most recent call last):"),
        cri("stdout", 'F', "GET /cart"),
        cri("stderr", 'F', "KeyError: 'x'"),
        cri("stderr", 'F', HEADER),
    ]
    .concat();
    let (lines, text, marks) = unwrapped(&source);
    let trace = "Traceback (most recent call last):";
    assert_eq!(lines, [HEADER, trace, "KeyError: 'x'", "GET /", "GET /cart", HEADER]);
    assert_eq!(text.runs.iter().map(|run| run.origin.line).collect::<Vec<_>>(), [1, 3, 5, 2, 4, 6]);
    assert_eq!((counts(&text), marks.torn()), (6, 0));
    let breaks: Vec<bool> = marks.between(0, 1000, None).iter().map(|mark| mark.breaks).collect();
    assert_eq!(breaks, [true, false, false, true, false, true]);
}

#[test]
fn parts_of_a_line_are_joined_stream_by_stream() {
    let source = [
        cri("stderr", 'P', "Key"),
        cri("stdout", 'P', "GE"),
        cri("stderr", 'F', "Error"),
        cri("stdout", 'P', "T"),
        cri("stderr", 'P', "never ended"),
    ]
    .concat();
    let (lines, text, _) = unwrapped(&source);
    assert_eq!(lines, ["KeyError", "GET", "never ended"]);
    let origin = text.runs.first().unwrap().origin;
    assert_eq!((origin.line, origin.lines, counts(&text)), (1, 2, 5));
}

#[test]
fn a_line_that_comes_too_late_is_torn_and_counted() {
    let mut source = cri("stderr", 'F', HEADER);
    source.push_str(&cri("stdout", 'F', "GET /").repeat(2000));
    source.push_str(&cri("stderr", 'F', "KeyError: 'x'"));
    let (lines, text, marks) = unwrapped(&source);
    assert_eq!((lines.len(), lines.last().unwrap().as_str()), (2002, "KeyError: 'x'"));
    assert_eq!((counts(&text), marks.torn()), (2002, 1));
    let last = marks.between(text.bytes.len() as u64 - 1, 1, None);
    assert!(last.first().unwrap().breaks);
}

#[test]
fn what_waits_is_bounded() {
    let mut source = cri("stderr", 'F', HEADER);
    source.push_str(&cri("stdout", 'F', &"x".repeat(1 << 20)).repeat(8));
    source.push_str(&cri("stderr", 'F', "KeyError: 'x'"));
    let (_, _, marks) = unwrapped(&source);
    assert_eq!(marks.torn(), 1);
}

#[test]
fn messages_of_several_lines_stay_together() {
    let source = "Nov 25 17:38:30 vm authd[7]: first\n\
                  \u{20}                            second\n\
                  Nov 25 17:38:30 vm shop[8]: a#012b\n\
                  raw line of the same message\n\
                  -- Boot 5200501a5a474149997cf3419e4c482d --\n\
                  Nov 25 17:38:31 vm shop[8]: c\n";
    let (lines, text, marks) = unwrapped(source);
    let boot = "-- Boot 5200501a5a474149997cf3419e4c482d --";
    assert_eq!(lines, ["first", "second", "a", "b", "raw line of the same message", boot, "c"]);
    assert_eq!(counts(&text), 6);
    let marks = marks.between(0, 1000, None);
    let ends: Vec<bool> = marks.iter().map(|mark| mark.end_bytes > 0).collect();
    assert_eq!(ends, [true, true, false, false]);
    assert_eq!(marks[2].sender, None);
    assert_eq!(marks[0].sender.as_ref().unwrap().process.as_deref(), Some("authd"));
}

#[test]
fn lines_outside_are_kept_as_they_are() {
    let source = format!("banner\n{}plain {{\n{}", cri("stdout", 'F', "GET /a"), cri("stdout", 'F', "GET /b"));
    let (lines, text, _) = unwrapped(&source);
    assert_eq!(lines, ["banner", "GET /a", "plain {", "GET /b"]);
    assert_eq!(counts(&text), 4);
}

#[test]
fn an_entry_without_an_end_is_given_up_at_the_limit() {
    let mut source = b"__CURSOR=s=1\n__REALTIME_TIMESTAMP=1795628310375874\nMESSAGE=a\n\n".to_vec();
    let head = source.clone();
    let line = [&b"A="[..], &[b'b'; 1000], b"\n"].concat();
    source.extend(line.repeat(9000));
    let marks = Arc::<Marks>::default();
    let mut unwrapper = Unwrapper::new(detect(&head).unwrap(), Vec::new(), marks);
    let mut text = Text::default();
    for (n, line) in (1..).zip(source.split_inclusive(|byte| *byte == b'\n')) {
        let origin = Origin { line: n, lines: 1, ..Origin::default() };
        unwrapper.line(SourceLine { bytes: line, origin, is_whole: true }, &mut text);
    }
    unwrapper.end(&mut text);
    assert_eq!(counts(&text), 4 + 9000);
    assert!(text.bytes.starts_with(b"a\nA=bbb"));
}

#[test]
fn a_message_that_rsyslog_counts_is_so_many_entries() {
    let line = |text: &str| format!("Nov 25 17:38:30 vm shop[14284]: {text}\n");
    let source =
        [line(HEADER), line(HEADER), line(&format!("message repeated 3 times: [ {HEADER}]")), line("end")].concat();
    let (lines, text, marks) = unwrapped(&source);
    assert_eq!(lines, [HEADER, HEADER, HEADER, HEADER, HEADER, "end"]);
    assert_eq!((counts(&text), marks.torn()), (4, 0));
    assert_eq!(text.runs.iter().map(|run| run.origin.line).collect::<Vec<_>>(), [1, 2, 3, 3, 3, 4]);
    let plain = "message repeated many times: [ x]";
    assert_eq!(unwrapped(&[line(HEADER), line(plain)].concat()).0, [HEADER, plain]);
}

#[test]
fn a_count_that_would_take_too_much_is_cut_and_told() {
    let line = |text: &str| format!("Nov 25 17:38:30 vm shop[14284]: {text}\n");
    let source = [line(HEADER), line(&format!("message repeated 9999999 times: [ {HEADER}]")), line("end")].concat();
    let (lines, text, marks) = unwrapped(&source);
    let bytes: usize = lines.iter().map(String::len).sum();
    assert!(bytes < FREE_REPEATED_BYTES + source.len() * (MAX_REPEATED_SHARE + 1), "{bytes}");
    assert!(lines.len() > 1000 && lines.last().unwrap() == "end", "{}", lines.len());
    assert_eq!((counts(&text), marks.torn()), (3, 1));
}

#[test]
fn a_line_that_is_too_long_for_an_entry_stays_as_it_is_and_is_told() {
    let marks = Arc::<Marks>::default();
    let head = "{\"log\":\"a\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-25T17:38:30.379771123Z\"}\n";
    let mut unwrapper = Unwrapper::new(detect(head.as_bytes()).unwrap(), Vec::new(), Arc::clone(&marks));
    let mut text = Text::default();
    let part = "{\"log\":\"".to_owned() + &"x".repeat(1 << 20);
    let mut origin = Origin { line: 1, lines: 1, length_bytes: part.len() as u64, ..Origin::default() };
    for _ in 0..9 {
        unwrapper.line(SourceLine { bytes: part.as_bytes(), origin, is_whole: false }, &mut text);
        origin = Origin { offset_bytes: origin.end_bytes(), lines: 0, ..origin };
    }
    unwrapper
        .line(SourceLine { bytes: b"\"}\n", origin: Origin { length_bytes: 3, ..origin }, is_whole: false }, &mut text);
    let origin = Origin { offset_bytes: origin.offset_bytes + 3, line: 2, lines: 1, length_bytes: head.len() as u64 };
    unwrapper.line(SourceLine { bytes: head.as_bytes(), origin, is_whole: true }, &mut text);
    unwrapper.end(&mut text);
    assert_eq!((counts(&text), marks.torn()), (2, 1));
    assert!(text.bytes.len() > part.len() * 9 && text.bytes.ends_with(b"\na\n"), "{}", text.bytes.len());
}
