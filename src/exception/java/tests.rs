//! Shapes met in real logs, and texts that only look like traces.

use crate::exception::java::extract;
use crate::exception::{Exception, Extraction, Relation, UnhandledKind};

fn read(text: &str) -> Extraction {
    extract(text).unwrap_or_else(|| panic!("nothing in {text:?}"))
}

fn exception(text: &str) -> Exception {
    read(text).exception.unwrap()
}

fn message_of(text: &str) -> &str {
    text.get(..read(text).message_end).unwrap()
}

/// Types down the causes, outermost first.
fn causes(of: &Exception) -> Vec<&str> {
    let mut types = vec![of.type_name.as_str()];
    let mut at = of;
    while let Some(link) = at.chain.iter().find(|link| link.relation == Relation::Cause) {
        at = &link.exception;
        types.push(&at.type_name);
    }
    types
}

#[test]
fn texts_without_a_trace_give_nothing() {
    for text in [
        "",
        "\n",
        "plain error",
        "at noon (late)",
        "Caused by: nothing",
        "failed: java.lang.IllegalStateException: checkout failed\n",
        "java.lang.IllegalStateException: checkout failed\n",
        "dump:\n{\n  \"level\": \"ERROR\"\n}\n",
        "first\nsecond\n  third\n",
        "Errors:\n\tat the gate (north)\n",
        "listening on\ncom.acme.shop: ready\n",
        "two\nHello.\n",
    ] {
        assert_eq!(extract(text), None, "{text:?}");
    }
}

#[test]
fn an_endless_chain_keeps_its_ends_and_counts_the_rest() {
    let link = |at: u32| format!("Caused by: a.BException: {at}\n\tat a.B.c(B.java:{at})\n");
    let links = (1..=5_000).map(link).collect::<Vec<_>>().concat();
    let found = read(&format!("x\na.BException: 0\n\tat a.B.c(B.java:1)\n{links}"));
    let mut all = vec![found.exception.unwrap()];
    let (mut count, mut last) = (0, None);
    while let Some(one) = all.pop() {
        count += 1;
        all.extend(one.chain.iter().map(|link| link.exception.clone()));
        last = last.max((!one.notes.is_empty()).then_some((one.message, one.notes)));
    }
    assert_eq!((count, found.truncated), (1_000, true));
    let notes = vec!["4001 exceptions before this one left out".to_owned()];
    assert_eq!(last, Some((Some("5000".to_owned()), notes)));
}

#[test]
fn frames_right_under_a_message_give_no_exception() {
    assert_eq!(extract("Transport failed\n\tat com.acme.A.run(A.java:1)\n"), None);
    assert_eq!(extract("\tat com.acme.A.run(A.java:1)\n\tat com.acme.A.run(A.java:1)\n"), None);
}

#[test]
fn cause_of_a_suppressed_exception_stays_inside_it() {
    let outer = exception(concat!(
        "x\njava.io.IOException: body failed\n\tat a.B.c(B.java:27)\n",
        "\tSuppressed: java.lang.IllegalStateException: cannot close b\n\t\tat a.R.close(R.java:38)\n\t\t... 1 more\n",
        "\tCaused by: java.lang.NumberFormatException: b\n\t\tat a.R.close(R.java:36)\n\t\t... 2 more\n",
        "\tSuppressed: java.lang.IllegalStateException: cannot close a\n\t\tat a.R.close(R.java:38)\n",
        "Caused by: java.lang.Error: end\n\tat a.E.f(E.java:1)\n\t... 1 more\n",
    ));
    let relations: Vec<_> = outer.chain.iter().map(|link| link.relation).collect();
    assert_eq!(relations, [Relation::Suppressed, Relation::Suppressed, Relation::Cause]);
    let first = &outer.chain[0].exception;
    assert_eq!(causes(first), ["java.lang.IllegalStateException", "java.lang.NumberFormatException"]);
    let inner = &first.chain[0].exception;
    let frames: Vec<_> = inner.frames.iter().map(|frame| (frame.line, frame.inherited)).collect();
    assert_eq!(frames, [(Some(36), false), (Some(38), true), (Some(27), true)]);
    assert_eq!(inner.frames_total, 3);
}

#[test]
fn root_cause_printed_first_ends_up_innermost() {
    let outer = exception(concat!(
        "x\njava.net.SocketTimeoutException: slow\n\tat a.S.read(S.java:1)\n\t... 2 common frames omitted\n",
        "Wrapped by: java.sql.SQLException: down\n\tat a.Q.query(Q.java:2)\n\t... 1 common frames omitted\n",
        "Wrapped by: java.lang.IllegalStateException: no\n\tat a.M.main(M.java:3)\n",
    ));
    assert_eq!(
        causes(&outer),
        ["java.lang.IllegalStateException", "java.sql.SQLException", "java.net.SocketTimeoutException"]
    );
    let root = &outer.chain[0].exception.chain[0].exception;
    let lines: Vec<_> = root.frames.iter().filter_map(|frame| frame.line).collect();
    assert_eq!(lines, [1, 2, 3]);
}

#[test]
fn dropwizard_prints_a_mark_for_the_tab_and_its_own_word_for_what_wraps() {
    let outer = exception(concat!(
        "x\n! java.net.SocketTimeoutException: slow\n! at a.S.read(S.java:1)\n! ... 2 common frames omitted\n",
        "! Causing: java.sql.SQLException: down\n! at a.Q.query(Q.java:2)\n! ... 1 common frames omitted\n",
        "! Causing: java.lang.IllegalStateException: no\n! at a.M.main(M.java:3)\n",
    ));
    assert_eq!(
        causes(&outer),
        ["java.lang.IllegalStateException", "java.sql.SQLException", "java.net.SocketTimeoutException"]
    );
    let root = &outer.chain[0].exception.chain[0].exception;
    assert_eq!(root.frames.iter().filter_map(|frame| frame.line).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(extract("x\n! meet at a.S.read(S.java:1)\n! or not\n"), None);
}

#[test]
fn message_of_an_exception_runs_to_its_first_frame() {
    for (head, message) in [
        ("java.lang.Error: one\ntwo\n\tthree", "one\ntwo\n\tthree"),
        ("java.lang.Error: ends\n", "ends\n"),
        ("java.lang.Error: \ntwo", "\ntwo"),
        ("java.lang.Error: at com.acme.Fake.run(Fake.java:1)", "at com.acme.Fake.run(Fake.java:1)"),
        ("java.lang.Error: x\nCaused by: java.lang.Error: fake", "x\nCaused by: java.lang.Error: fake"),
        ("java.lang.Error: x\nCaused By : that", "x\nCaused By : that"),
        (
            "java.lang.Error: a; nested exception is:\njava.io.IOException: b\n",
            "a; nested exception is:\njava.io.IOException: b\n",
        ),
        ("java.lang.Error: nested\njava.sql.SQLException: b", "nested\njava.sql.SQLException: b"),
        ("java.lang.Error:java.lang.Error: twice", "java.lang.Error: twice"),
        ("<#1a2b3c4d> java.lang.Error: hashed", "hashed"),
    ] {
        let text = format!("it failed\n{head}\n\tat a.B.c(B.java:1)\n");
        let found = exception(&text);
        assert_eq!((found.type_name.as_str(), found.message.as_deref()), ("java.lang.Error", Some(message)));
        assert_eq!(message_of(&text), "it failed\n");
    }
}

#[test]
fn missing_messages_are_absent_in_every_print() {
    for head in ["java.lang.Error", "java.lang.Error: null", "java.lang.Error: ", "java.lang.Error:"] {
        assert_eq!(exception(&format!("x\n{head}\n\tat a.B.c(B.java:1)\n")).message, None, "{head}");
    }
}

#[test]
fn exception_put_into_the_message_as_well_stays_message() {
    let trace = "java.lang.Error: boom\n\tat a.B.c(B.java:1)\n";
    for before in ["java.lang.Error: boom\n", "failed:\njava.lang.Error: boom\n", "failed: java.lang.Error: boom\n"] {
        let text = format!("{before}{trace}");
        assert_eq!(message_of(&text), before);
        assert!(!read(&text).in_message);
    }
}

#[test]
fn trace_that_is_the_message_leaves_the_message_whole() {
    let text = "java.lang.Error: boom\n\tat a.B.c(B.java:1)\n\n";
    let found = read(text);
    assert!(found.in_message);
    assert_eq!((found.message_end, found.end), (text.len(), text.len()));
    let nested = exception(
        "java.rmi.ConnectException: refused; nested exception is: \n\tjava.net.ConnectException: no\n\tat a.B.c(B.java:1)\n",
    );
    assert_eq!(nested.type_name, "java.rmi.ConnectException");
}

#[test]
fn type_behind_the_message_splits_the_line() {
    let text = "index java.lang.Error: 3 of 0\n\tat a.B.c(B.java:1)\n\n";
    assert_eq!((message_of(text), exception(text).message.as_deref()), ("index", Some("3 of 0")));
    let twice = "failed: java.lang.Error: boom java.lang.Error: boom\n\tat a.B.c(B.java:1)\n";
    assert_eq!(message_of(twice), "failed: java.lang.Error: boom");
}

#[test]
fn status_lines_of_logback_read_as_the_trace_they_hold() {
    let text = concat!(
        "Could not create it. a.b.LoadException: no C\n\tat a.b.LoadException: no C\n",
        "\tat \tat a.b.Helper.make(Helper.java:68)\n\tat \tat a.b.Main.main(Main.java:1)\n",
        "Caused by: java.lang.ClassNotFoundException: C\n\tat \tat a.b.Loader.load(Loader.java:6)\n",
        "\tat \t... 1 common frames omitted\n",
    );
    let found = exception(text);
    assert_eq!(message_of(text), "Could not create it.");
    assert_eq!(causes(&found), ["a.b.LoadException", "java.lang.ClassNotFoundException"]);
    assert_eq!(found.chain[0].exception.frames.len(), 2);
}

#[test]
fn circles_are_marked_in_both_prints() {
    let jdk = "java.lang.Error: a\n\tat a.B.c(B.java:1)\nCaused by: java.lang.Error: b\n\t... 1 more\nCaused by: [CIRCULAR REFERENCE: java.lang.Error: a]\n";
    let logback = "java.lang.Error: a\n\tat a.B.c(B.java:1)\nCaused by: java.lang.Error: b\n\t... 1 common frames omitted\nCaused by: java.lang.Error: a\n";
    let old = "java.lang.Error: a\n\tat a.B.c(B.java:1)\nCaused by: java.lang.Error: b\n\t... 1 more\n\t[CIRCULAR REFERENCE:java.lang.Error: a]\n";
    let tree = exception(jdk);
    let circle = &tree.chain[0].exception.chain[0].exception;
    assert!(circle.circular);
    assert_eq!(circle.message.as_deref(), Some("a"));
    assert_eq!(exception(logback), tree);
    assert_eq!(exception(old), tree);
}

#[test]
fn head_without_frames_counts_only_when_strict() {
    assert_eq!(exception("no trace\ncom.acme.Checkout$2: no stack trace\n").type_name, "com.acme.Checkout$2");
    assert_eq!(exception("two\nlines\njava.lang.Error: x\n").type_name, "java.lang.Error");
    let multi = exception("x\njava.lang.Error: one\ntwo\n\n");
    assert_eq!(multi.message.as_deref(), Some("one\ntwo"));
    let kafka = exception("x\na.SerializationException: id -1\nCaused by: a.SerializationException: magic\n");
    assert_eq!(causes(&kafka), ["a.SerializationException", "a.SerializationException"]);
    for text in ["state\ncom.acme.Checkout: ready\ncom.acme.Cart: ready\n", "x\ny\njava.lang.Error: in a list\nz\n"] {
        assert_eq!(extract(text), None, "{text}");
    }
}

#[test]
fn class_known_to_have_no_stack_may_have_a_cause_with_one() {
    let found = exception(
        "x\norg.apache.kafka.common.errors.SerializationException: bad\nCaused by: java.lang.NullPointerException\n\tat a.B.c(B.java:1)\n",
    );
    assert_eq!(
        causes(&found),
        ["org.apache.kafka.common.errors.SerializationException", "java.lang.NullPointerException"]
    );
    assert_eq!(found.frames.len(), 0);
}

#[test]
fn exceptions_with_a_text_of_their_own_keep_it() {
    let found = exception("coded\nCoded[E-51] card declined\n\tat a.B.c(B.java:1)\n");
    assert_eq!((found.type_name.as_str(), found.message.as_deref()), ("Coded", Some("Coded[E-51] card declined")));
    let cause =
        exception("x\njava.lang.Error: y\n\tat a.B.c(B.java:1)\nCaused by: card declined: E-51\n\t... 1 more\n");
    assert_eq!(cause.chain[0].exception.message.as_deref(), Some("E-51"));
}

#[test]
fn left_out_frames_are_counted() {
    let found = exception(concat!(
        "x\njava.lang.Error: y\n\tat a.B.c(B.java:1) [2 skipped]\n\t... suppressed 3 lines\n",
        "\tat a.B.d(B.java:2)\n\t... 4 frames truncated (including 1 common frames)\n",
        "Caused by: java.lang.Error: z\n\t... 9 more\n",
    ));
    assert_eq!((found.frames.len(), found.frames_total), (2, 11));
    let cause = &found.chain[0].exception;
    assert_eq!((cause.frames.len(), cause.frames_total), (2, 9));
}

#[test]
fn dots_alone_are_one_frame_that_log4j_hides() {
    let found = exception(concat!(
        "x\njava.lang.Error: y\n\t... \n\tat a.B.c(B.java:1)\n\t... \n\tat a.B.d(B.java:2)\n",
        "Caused by: java.lang.Error: z\n\t...\n\t... 2 more\n",
    ));
    assert_eq!((found.frames.len(), found.frames_total), (2, 4));
    let cause = &found.chain[0].exception;
    assert_eq!((cause.message.as_deref(), cause.frames.len(), cause.frames_total), (Some("z"), 2, 3));
    let message = exception("x\njava.lang.Error: Usage:\n\t...\n\trun FILE\n\tat a.B.c(B.java:1)\n");
    assert_eq!(message.message.as_deref(), Some("Usage:\n\t...\n\trun FILE"));
}

#[test]
fn the_head_behind_a_message_is_known_by_the_message_or_the_frames() {
    let frames = "\tat Boom$Main.fire(Boom.java:3)\n\tat a.B.d(B.java:2)\n";
    for (line, message, name) in [
        ("locked: java.io.IOException: locked", "locked", "java.io.IOException"),
        ("a.BException: x a.CException: a.BException: x", "a.BException: x", "a.CException"),
        ("a.BException: is x: a.BException: is x", "a.BException: is x", "a.BException"),
        ("failed: com.acme.err_not_found: no 7", "failed", "com.acme.err_not_found"),
        ("it went: Boom: now", "it went", "Boom"),
        ("no 7: NotFound: no 7", "no 7", "NotFound"),
    ] {
        let text = format!("{line}\n{frames}");
        let found = exception(&text);
        assert_eq!((message_of(&text), found.type_name.as_str(), found.frames.len()), (message, name, 2), "{line}");
    }
    for line in ["failed: Order: no 7", "see: app.log: x", "a.BException: a.BException"] {
        let text = format!("{line}\n{frames}");
        let name = extract(&text).and_then(|found| found.exception).map(|found| found.type_name);
        assert_eq!(name.as_deref(), line.starts_with("a.B").then_some("a.BException"), "{line}");
        assert!(extract(&text).is_none_or(|found| found.in_message), "{line}");
    }
}

#[test]
fn trace_indented_as_a_whole_is_read() {
    let found = exception(
        "x\n\tjava.io.IOException\n\t\tat a.B.c(B.java:1)\n\t\tSuppressed: a.C\n\t\t\tat a.B.d(B.java:2)\n\tCaused by: a.D\n\t\tat a.B.e(B.java:3)\n",
    );
    let chain: Vec<_> = found.chain.iter().map(|link| (link.relation, link.exception.type_name.as_str())).collect();
    assert_eq!(chain, [(Relation::Suppressed, "a.C"), (Relation::Cause, "a.D")]);
}

#[test]
fn end_stands_before_what_is_no_part_of_the_trace() {
    let trace = "java.lang.Error: a\n\tat a.B.c(B.java:1)\n";
    for rest in ["a line printed\n", "java.lang.Error: a\n\tat a.B.c(B.java:1)\n", "\nnext\n"] {
        let text = format!("{trace}{rest}");
        assert_eq!(read(&text).end, trace.len(), "{rest}");
        assert_eq!(exception(&text).frames.len(), 1);
    }
    let spaced = "java.lang.Error: a\n\tat a.B.c(B.java:1)\n\n\tat a.B.d(B.java:1)\n\n\n";
    assert_eq!((read(spaced).end, exception(spaced).frames.len()), (spaced.len(), 2));
}

#[test]
fn cut_traces_are_marked() {
    for cut in [
        "\tat com.acme.Che",
        "\tat com.acme.Checkout.run(Checkou\n",
        "\ta",
        "\tat",
        "\t... 1",
        "Caused b",
        "Caused by: java.io.IOEx",
    ] {
        let text = format!("x\njava.lang.Error: a\n\tat a.B.c(B.java:1)\n{cut}");
        let found = read(&text);
        assert!(found.truncated, "{cut:?}");
        assert_eq!(found.end, text.len(), "{cut:?}");
    }
    assert!(read("x\njava.lang.Error: a\n\tat com.ac").truncated);
    for whole in ["", "\tat a.B.d(B.java:2)", "Caused by: a.C: frameless\n", "\t... 1 more", "prose"] {
        assert!(!read(&format!("x\njava.lang.Error: a\n\tat a.B.c(B.java:1)\n{whole}")).truncated, "{whole:?}");
    }
}

#[test]
fn carriage_returns_of_line_ends_stay_out() {
    let text = "x\r\njava.lang.Error: a\r\nb\r\n\tat a.B.c(B.java:1)\r\nCaused by: a.C\r\n\t... 1 more\r\n";
    let found = exception(text);
    assert_eq!(found.message.as_deref(), Some("a\nb"));
    assert_eq!(found.chain[0].exception.type_name, "a.C");
    assert_eq!(message_of(text), "x\r\n");
}

#[test]
fn notices_tell_thread_and_kind() {
    let trace = "java.lang.Error: a\n\tat a.B.c(B.java:1)\n";
    for (before, kind, thread) in [
        ("Exception in thread \"main\" ", UnhandledKind::Process, Some("main")),
        ("Exception in thread \"odd \"name\"\" ", UnhandledKind::Thread, Some("odd \"name\"")),
        ("Uncaught exception in thread Thread[w-1,5,main]\n", UnhandledKind::Thread, Some("w-1")),
        ("Application run failed\n", UnhandledKind::Process, None),
        ("Servlet.service() for servlet [x] threw exception\n", UnhandledKind::Framework, None),
    ] {
        let found = read(&format!("{before}{trace}"));
        let notice = found.notice.unwrap();
        assert_eq!((notice.kind, notice.thread.as_deref()), (kind, thread), "{before}");
        assert!(notice.certain);
        assert_eq!(found.exception.unwrap(), exception(trace));
    }
    let alone =
        read("Exception: java.lang.OutOfMemoryError thrown from the UncaughtExceptionHandler in thread \"main\"\n");
    assert_eq!(alone.exception.unwrap().type_name, "java.lang.OutOfMemoryError");
    let frameless = read("Exception in thread \"w\" java.lang.OutOfMemoryError: Java heap space\n");
    assert_eq!(frameless.exception.unwrap().message.as_deref(), Some("Java heap space"));
    assert_eq!(read(&format!("Uncaught exception in the room\n{trace}")).notice, None);
}

#[test]
fn endless_chains_stay_shallow() {
    for link in ["Caused by: a.C: d\n\t... 1 more\n", "Wrapped by: a.C: d\n\tat a.B.c(B.java:1)\n", "Caused by: a.C\n"]
    {
        let text = format!("x\na.BException: y\n\tat a.B.c(B.java:1)\n{}", link.repeat(50_000));
        let found = exception(&text);
        assert_eq!(found.clone(), found);
    }
    let deeper: String = (1..2000).fold("x\na.BException: y\n\tat a.B.c(B.java:1)\n".to_owned(), |text, depth| {
        format!("{text}{}Suppressed: a.C: d\n", "\t".repeat(depth))
    });
    assert!(exception(&deeper).chain.len() == 1);
}

#[test]
fn unfolding_copies_no_more_than_its_limit() {
    let frames = "\tat a.B.c(B.java:1)\n".repeat(1000);
    let links = "\tSuppressed: a.C: d\n\t\t... 1000 more\n".repeat(2000);
    let found = exception(&format!("x\na.BException: y\n{frames}{links}"));
    let copied: usize = found.chain.iter().map(|link| link.exception.frames.len()).sum();
    assert!(copied <= 16 * 1024);
    assert!(found.chain.iter().all(|link| link.exception.frames_total == 1000));
}

/// What reactor-core adds: where the operators were put together, and the real stack behind it.
#[test]
fn assembly_text_of_reactor_is_the_suppressed_exceptions_message() {
    let text = concat!(
        "java.lang.IllegalStateException: boom\n\tat org.harbor.Flow.run(Flow.java:10)\n",
        "\tSuppressed: {head}: \n",
        "Error has been observed at the following site(s):\n",
        "\t*__checkpoint \u{21e2} unloading\n\t|_ Flux.map \u{21e2} at org.harbor.Flow.main(Flow.java:13)\n",
        "Original Stack Trace:\n",
        "\t\tat org.harbor.Flow.run(Flow.java:10)\n\t\tat org.harbor.Flow.main(Flow.java:14)\n",
        "Caused by: java.io.IOException: pier\n\tat org.harbor.Pier.load(Pier.java:3)\n",
    );
    let name = "reactor.core.publisher.FluxOnAssembly$OnAssemblyException";
    for head in [name, "The stacktrace has been enhanced by Reactor, refer to additional information below"] {
        let found = exception(&format!("flow failed\n{}", text.replace("{head}", head)));
        assert_eq!(causes(&found), ["java.lang.IllegalStateException", "java.io.IOException"]);
        let assembly = &found.chain[0].exception;
        assert_eq!((assembly.type_name.as_str(), assembly.frames.len()), (name, 2));
        assert!(assembly.message.as_deref().unwrap().ends_with("Original Stack Trace:"));
    }
}

#[test]
fn nested_exceptions_are_part_of_the_message() {
    let one_line = exception(concat!(
        "x\norg.a.WebException: outer; nested exception is java.io.IOException: disk\n\tat a.B.c(B.java:1)\n",
        "Caused by: java.io.IOException: disk\n\tat a.B.d(B.java:2)\n",
    ));
    assert_eq!(one_line.message.as_deref(), Some("outer; nested exception is java.io.IOException: disk"));
    assert_eq!(causes(&one_line), ["org.a.WebException", "java.io.IOException"]);
    let old = exception(concat!(
        "x\njavax.mail.MessagingException: no host;\n  nested exception is:\njava.net.ConnectException: refused\n",
        "\n\tat com.sun.mail.smtp.SMTPTransport.openServer(SMTPTransport.java:1)\n\tat a.B.c(B.java:1)\n",
    ));
    assert_eq!(old.type_name, "javax.mail.MessagingException");
    assert_eq!(old.frames.len(), 2);
}

#[test]
fn odd_heads_of_real_programs_are_read() {
    for (text, type_name, message) in [
        // Solr repeats the type without a blank.
        (
            "x\norg.a.SolrException:org.a.SolrException: Could not load\n\tat a.B.c(B.java:1)\n",
            "org.a.SolrException",
            Some("org.a.SolrException: Could not load"),
        ),
        ("failed =>\njava.io.IOException: y\n\tat a.B.c(B.java:1)\n", "java.io.IOException", Some("y")),
        ("x\ncom.acme.ResourceNotFound: y\n\tat a.B.c(B.java:1)\n", "com.acme.ResourceNotFound", Some("y")),
        (
            "x\nFooException[failed]; nested: IOException[disk];\n\tat a.B.c(B.java:1)\n",
            "FooException",
            Some("FooException[failed]; nested: IOException[disk];"),
        ),
        ("x\n\tjava.io.IOException: tabbed\n\t\tat a.B.c(B.java:1)\n", "java.io.IOException", Some("tabbed")),
        (
            "x\njava.sql.SQLException: a\n  Detail: b\nCaused By : nothing\n\tat a.B.c(B.java:1)\n",
            "java.sql.SQLException",
            Some("a\n  Detail: b\nCaused By : nothing"),
        ),
    ] {
        let found = exception(text);
        assert_eq!((found.type_name.as_str(), found.message.as_deref()), (type_name, message), "{text}");
        assert_eq!(found.frames.len(), 1, "{text}");
    }
}

#[test]
fn a_cause_without_a_stack_trace_says_so() {
    let found = exception(concat!(
        "x\njava.lang.RuntimeException: y\n\tat a.B.c(B.java:1)\n",
        "Caused by: java.io.IOException: disk; no stack trace available\n",
    ));
    let cause = &found.chain[0].exception;
    assert_eq!((cause.frames.len(), cause.message.as_deref()), (0, Some("disk; no stack trace available")));
}

#[test]
fn thread_dumps_are_no_exceptions() {
    for text in [
        "Full thread dump OpenJDK 64-Bit Server VM (17 mixed mode):\n\n\"main\" #1 prio=5 nid=0x33d8 runnable\n   java.lang.Thread.State: RUNNABLE\n\tat org.harbor.Vm.main(Vm.java:16)\n\t- locked <0x01> (a java.lang.Object)\n",
        "Deadlock\n\"w-1\" Id=17 BLOCKED on java.lang.Object@1b owned by \"w-2\" Id=16\n\tat app//org.harbor.Vm.run(Vm.java:16)\n\t-  blocked on java.lang.Object@1b\n",
        "stuck thread\n    java.lang.Thread.State: WAITING (on object monitor)\n        at java.lang.Object.wait(java.base@17/Native Method)\n        at org.harbor.Vm.main(Vm.java:16)\n",
    ] {
        assert_eq!(extract(text).and_then(|found| found.exception), None, "{text}");
    }
}

#[test]
fn a_dying_virtual_machine_says_why() {
    let found = read(
        "#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n#  SIGSEGV (0xb) at pc=0x00\n#\n",
    );
    let notice = found.notice.unwrap();
    assert_eq!((found.exception, notice.kind), (None, UnhandledKind::Fatal));
    assert_eq!(
        notice.evidence,
        "A fatal error has been detected by the Java Runtime Environment: SIGSEGV (0xb) at pc=0x00"
    );
    let text = "warming up\njava.lang.OutOfMemoryError: Java heap space\nDumping heap to java.hprof ...\n";
    assert_eq!(extract(text), None, "the exception is still to be thrown");
}

#[test]
fn a_line_among_frames_that_is_like_one_is_a_frame() {
    for odd in [
        "com.acme.FooTest.returns 404 (not found)(FooTest.kt:12)",
        "\u{8}\u{8}\u{8}(Coroutine boundary.\u{8}(\u{8})",
        "jdk.nashorn.internal.scripts.Script$\\^eval\\_.:program(<eval>:1)",
        "<js> main(app.js:3:1-20)",
        "map @ com.acme.Main$.$anonfun$run$1(Main.scala:12)",
        "com.acme.Foo.bar(Foo.java:12)[:1.8.0_292]",
        "\u{2026}",
    ] {
        let frame = |at: u32| format!("\tat a.B.c(B.java:{at})\n");
        let (one, two, odd) = (frame(1), frame(2), format!("\tat {odd}\n"));
        let rest = "Caused by: java.io.IOException: disk\n\tat a.B.d(B.java:2)\n\t... 1 more\n";
        for frames in [format!("{one}{odd}{two}"), format!("{one}{odd}{odd}"), format!("{odd}{one}{two}")] {
            let text = format!("failed\njava.lang.Error: x\n{frames}{rest}");
            let found = extract(&text).unwrap();
            let error = found.exception.unwrap();
            assert_eq!((error.frames.len(), error.message.as_deref()), (3, Some("x")), "{text}");
            assert_eq!(causes(&error), ["java.lang.Error", "java.io.IOException"], "{text}");
            assert!(!found.interleaved && !found.truncated && found.end == text.len(), "{text}");
        }
        let cause = exception(&format!("failed\njava.lang.Error: x\n{one}Caused by: a.BException: y\n{odd}{two}"));
        let cause = &cause.chain[0].exception;
        assert_eq!((cause.frames.len(), cause.message.as_deref()), (2, Some("y")));
    }
}

#[test]
fn a_line_that_is_like_a_frame_elsewhere_is_text() {
    let jackson = "no value\n at [Source: (String)\"{}\"; line: 1, column: 2] (through reference chain: a.B[\"c\"])";
    let found = exception(&format!("x\njava.lang.Error: {jackson}\n\tat a.B.c(B.java:1)\n"));
    assert_eq!((found.frames.len(), found.message.as_deref()), (1, Some(jackson)));
    let torn = "x\njava.lang.Error: x\n\tat a.B.c(B.java:1)\n\tat com.ac\tat a.B.d(B.java:2)\n\tat a.B.e(B.java:3)\n";
    assert!(extract(torn).unwrap().interleaved);
    assert_eq!(extract("x\n\tat noon (late)\n\tat the end (of it)\n"), None);
}

#[test]
fn a_link_right_below_the_head_says_that_there_is_no_stack() {
    let netty = "io.netty.channel.AbstractChannel$AnnotatedConnectException: refused: /127.0.0.1:1";
    let root = "java.net.ConnectException: refused\n\tat sun.nio.ch.Net.pollConnect(Native Method) ~[na:na]\n";
    let found = exception(&format!("x\n{netty}\nCaused by: {root}"));
    assert_eq!(
        causes(&found),
        ["io.netty.channel.AbstractChannel$AnnotatedConnectException", "java.net.ConnectException"]
    );
    assert_eq!((found.frames.len(), found.message.as_deref()), (0, Some("refused: /127.0.0.1:1")));
    assert_eq!(found.chain[0].exception.frames.len(), 1);
    // The same, the root cause first.
    assert_eq!(exception(&format!("x\n{root}Wrapped by: {netty}\n")), found);
    let fault = "com.acme.Scen$NoTrace: outer";
    let deep = exception(&format!("x\n{fault}\nCaused by: com.acme.Scen$NoTrace: inner\nCaused by: {root}"));
    assert_eq!(causes(&deep), ["com.acme.Scen$NoTrace", "com.acme.Scen$NoTrace", "java.net.ConnectException"]);
    let bare = exception(&format!("x\n{fault}\nCaused by: java.lang.NullPointerException: null\n"));
    assert_eq!(causes(&bare), ["com.acme.Scen$NoTrace", "java.lang.NullPointerException"]);
    let suppressed = exception(&format!("x\n{fault}\n\tSuppressed: com.acme.Scen$NoTrace: si\n"));
    let link = &suppressed.chain[0];
    assert_eq!((link.relation, link.exception.message.as_deref()), (Relation::Suppressed, Some("si")));
    // The platform's exceptions always have a stack: the line is part of the message.
    let message = exception(&format!("x\njava.lang.IllegalStateException: y\nCaused by: {root}"));
    assert_eq!((message.frames.len(), message.chain.len()), (1, 0));
    for text in ["x\ncom.acme.Cart: ready\nCaused by: haste\n", "x\ncom.acme.Cart: ready\n\tat noon\n"] {
        assert_eq!(extract(text), None, "{text}");
    }
}

#[test]
fn an_exception_from_afar_has_its_own_type() {
    let remote = "org.apache.hadoop.ipc.RemoteException(java.io.IOException): no replica";
    let frame = "\tat org.apache.hadoop.ipc.Client.call(Client.java:1457)\n";
    for text in [
        format!("failed\n{remote}\n{frame}"),
        format!("failed\n{remote}\n"),
        format!("failed\n<#1a2b3c4d> {remote}\n{frame}"),
    ] {
        let found = exception(&text);
        assert_eq!(found.type_name, "org.apache.hadoop.ipc.RemoteException");
        assert_eq!(found.message.as_deref(), Some("no replica"));
        assert_eq!(message_of(&text), "failed\n");
    }
    let cause = exception(&format!("failed\njava.lang.Error: x\n{frame}Caused by: {remote}\n\t... 1 more\n"));
    assert_eq!(cause.chain[0].exception.message.as_deref(), Some("no replica"));
    assert_eq!(extract("failed\na.b.CodedException(code:java.io): no\n"), None);
}

/// Solr's pattern has log4j2's `%ex{short}` at the end of the line, and the whole trace below.
#[test]
fn a_trace_told_in_short_before_is_one_exception() {
    let short = "\tat java.base/java.lang.Integer.parseInt(Integer.java:668)\n";
    let whole =
        "\tat java.lang.Integer.parseInt(Integer.java:668) ~[?:?]\n\tat com.acme.L4.main(L4.java:14) ~[cls/:?]\n";
    let rest = "Caused by: java.io.IOException: disk\n\tat a.B.c(B.java:1) ~[cls/:?]\n";
    for (head, again, message, stack) in [
        ("a.BException: x", "a.BException: x", Some("x"), 2),
        ("a.Fault: one\ntwo => three", "a.Fault: one\ntwo => three", Some("one\ntwo => three"), 2),
        ("a.BException", "a.BException: null", None, 2),
        ("a.BException: x => y", "a.BException: x => y", Some("x => y"), 2),
        ("a.Fault: x", "a.Fault: x", Some("x"), 0),
    ] {
        let (short, whole) = if stack == 0 { ("", "") } else { (short, whole) };
        let text = format!("failed => {head}\n{short}{again}\n{whole}{rest}");
        let found = exception(&text);
        assert_eq!((found.frames.len(), found.message.as_deref()), (stack, message), "{text}");
        assert_eq!(causes(&found).last(), Some(&"java.io.IOException"), "{text}");
        assert_eq!(message_of(&text), "failed =>");
        let lines = format!("it\n{text}");
        assert_eq!((exception(&lines), message_of(&lines)), (found, "it\nfailed =>"));
    }
}

#[test]
fn a_class_without_capitals_is_an_exceptions_right_above_frames() {
    for head in ["com.acme.foo$bar: x", "com.acme.err_not_found: x", "org.jruby.exceptions.raise: x", "a.b$c: x"] {
        let found = exception(&format!("failed\n{head}\n\tat a.B.c(B.java:1)\n"));
        assert_eq!((Some(found.type_name.as_str()), found.message.as_deref()), (head.strip_suffix(": x"), Some("x")));
    }
    assert_eq!(exception("failed\ncom.acme.foo$bar\n\tat a.B.c(B.java:1)\n").message, None);
    for text in [
        "failed\napp.log: x\n\tat a.B.c(B.java:1)\n",
        "failed\nreason: x\n\tat a.B.c(B.java:1)\n",
        "failed\nstacktrace\n\tat a.B.c(B.java:1)\n",
        "failed\ncom.acme.foo$bar: x\n",
        "failed\ncom.acme.foo$bar: x\n\tat noon (late)\n",
        "failed\ncom.acme.foo$bar is gone\n\tat a.B.c(B.java:1)\n",
        "com.acme.foo$bar: x\n\tat a.B.c(B.java:1)\n",
    ] {
        assert_eq!(extract(text), None, "{text}");
    }
}

/// The executor's trace is the end of the message that Spark 3.5 gives the driver's exception.
#[test]
fn the_stack_of_sparks_exception_is_the_drivers() {
    let executor = "\tat com.acme.A.b(A.scala:1)\n\tat java.base/java.lang.Thread.run(Thread.java:840)\n";
    let inner = "Caused by: java.lang.ArithmeticException: / by zero\n\tat com.acme.C.d(C.scala:3)\n\t... 1 more\n";
    let driver = "\tat org.apache.spark.DAG.fail(DAG.scala:2)\n\tat com.acme.Main.main(Main.scala:3)\n";
    let cause = "Caused by: java.lang.Error: x\n\tat com.acme.A.b(A.scala:1)\n";
    let said = "Job aborted: Task 0 failed 1 times, most recent failure: Lost task 0.0 (host): java.lang.Error: x";
    for (more, wrapper) in [("", ""), (inner, ""), (inner, "java.lang.Error: y\n\tat a.B.c(B.java:1)\nCaused by: ")] {
        let message = format!("{said}\n{executor}{more}\nDriver stacktrace:");
        let text = format!("failed\n{wrapper}org.apache.spark.SparkException: {message}\n{driver}{cause}");
        let found = read(&text);
        assert!(!found.interleaved && found.end == text.len());
        let mut spark = &found.exception.unwrap();
        if !wrapper.is_empty() {
            assert_eq!(causes(spark), ["java.lang.Error", "org.apache.spark.SparkException", "java.lang.Error"]);
            spark = &spark.chain[0].exception;
        }
        assert_eq!((spark.frames.len(), spark.message.as_deref()), (2, Some(message.as_str())));
        assert_eq!(spark.frames[0].function, "fail");
        assert_eq!(causes(spark), ["org.apache.spark.SparkException", "java.lang.Error"]);
    }
    let other = exception(&format!("failed\norg.apache.spark.SparkException: {said}\n{executor}{cause}"));
    assert_eq!((other.frames.len(), other.message.as_deref()), (2, Some(said)));
}

/// Hadoop's server sends its trace, which ends in a line feed, as the message.
#[test]
fn the_stack_of_an_exception_from_afar_is_the_clients() {
    let server = "File /x could only be replicated to 0 nodes\n\tat org.apache.hadoop.hdfs.Server.call(Server.java:1)\n\tat java.lang.Thread.run(Thread.java:2)\n";
    let inner = "Caused by: java.io.IOException: disk\n\tat org.apache.hadoop.hdfs.Disk.w(Disk.java:3)\n\t... 1 more\n";
    let client = "\tat org.apache.hadoop.ipc.Client.call(Client.java:1457)\n\tat com.acme.Main.main(Main.java:3)\n";
    let remote = "org.apache.hadoop.ipc.RemoteException(java.io.IOException): ";
    for more in ["", inner] {
        for wrapper in ["", "java.lang.Error: y\n\tat a.B.c(B.java:1)\nCaused by: "] {
            let text = format!("failed\n{wrapper}{remote}{server}{more}\n{client}");
            let found = read(&text);
            assert!(!found.interleaved && found.end == text.len());
            let whole = found.exception.unwrap();
            let found = if wrapper.is_empty() { &whole } else { &whole.chain[0].exception };
            assert_eq!(found.message, Some(format!("{server}{more}")));
            assert_eq!((found.frames.len(), found.chain.len()), (2, 0));
        }
    }
    let own = exception(&format!("failed\n{remote}no replica\n{client}\n"));
    assert_eq!((own.frames.len(), own.message.as_deref()), (2, Some("no replica")));
}

/// Guice names the places of bindings as frames are named, but for their indent.
#[test]
fn frames_of_another_indent_than_the_stacks_are_message() {
    let said = concat!(
        "Unable to create injector, see the following errors:\n\n1) No implementation for com.acme.A was bound.\n",
        "  at com.acme.Module.configure(Module.java:12)\n\n2) Error injecting constructor, java.lang.Error: x\n",
        "  at com.acme.B.<init>(B.java:7)\n  while locating com.acme.B\n\n2 errors",
    );
    let stack = "\tat com.google.inject.internal.Errors.fail(Errors.java:554)\n\tat com.acme.Main.main(Main.java:3)\n";
    let cause = "Caused by: java.lang.Error: x\n\tat com.acme.B.<init>(B.java:7)\n\t... 1 more\n";
    let found = exception(&format!("failed\ncom.google.inject.CreationException: {said}\n{stack}{cause}"));
    assert_eq!((found.frames.len(), found.message.as_deref()), (2, Some(said)));
    assert_eq!(causes(&found), ["com.google.inject.CreationException", "java.lang.Error"]);
    // A trace whose tabs are blanks, and what another wrote below it.
    let blanks = "java.lang.Error: x\n    at com.acme.B.c(B.java:7)\n    at com.acme.B.d(B.java:8)\n";
    for below in ["", "bye\njava.lang.Error: y\n\tat a.B.c(B.java:1)\n", cause] {
        let found = exception(&format!("failed\n{blanks}{below}"));
        assert_eq!((found.frames.len(), found.message.as_deref()), (2, Some("x")), "{below}");
    }
}

/// `toString` is the class's own to word: frames right below it say whose text it is.
#[test]
fn exceptions_that_word_themselves_are_known_by_the_frames_below() {
    let frames = "\tat com.acme.Shop.pay(Shop.java:24)\n\tat com.acme.Shop.main(Shop.java:10)\n";
    for (head, type_name, message) in [
        ("com.acme.Coded (E-4711): no funds", "com.acme.Coded", "no funds"),
        ("com.acme.Declined - no funds", "com.acme.Declined", "no funds"),
        ("com.acme.GraphError [code=42] nope", "com.acme.GraphError", "[code=42] nope"),
        ("PaymentDeclined (code 51): no funds", "PaymentDeclined", "no funds"),
    ] {
        let text = format!("call failed\n{head}\n{frames}");
        let found = extract(&text).unwrap();
        let exception = found.exception.unwrap();
        assert_eq!((exception.type_name.as_str(), exception.message.as_deref()), (type_name, Some(message)), "{head}");
        assert_eq!((found.message_end, exception.frames.len()), ("call failed\n".len(), 2), "{head}");
        let text = format!("call failed\njava.lang.RuntimeException: outer\n{frames}Caused by: {head}\n\t... 2 more\n");
        let exception = extract(&text).unwrap().exception.unwrap();
        assert_eq!(exception.chain[0].exception.type_name, type_name, "{head}");
    }
    for text in ["pools\nOrders (17)\n\tat rest\n", "Order (17): x\n\tat com.acme.Shop.pay(Shop.java:24)\n"] {
        assert!(extract(text).is_none_or(|found| found.exception.is_none()), "{text}");
    }
}

/// Jetty's `StdErrLog` ends the line behind `Caused by: `; Dropwizard marks the lines of exceptions without frames, too.
#[test]
fn heads_on_the_line_below_their_link_or_behind_a_mark_are_read() {
    let frames = "\tat com.acme.App.run(App.java:12)\n";
    let text = format!(
        "/foo\njava.io.IOException: outer\n{frames}Caused by: \njava.lang.IllegalStateException: inner\n{frames}"
    );
    let exception = extract(&text).unwrap().exception.unwrap();
    assert_eq!((exception.type_name.as_str(), exception.message.as_deref()), ("java.io.IOException", Some("outer")));
    let cause = &exception.chain[0].exception;
    assert_eq!((cause.type_name.as_str(), cause.frames.len()), ("java.lang.IllegalStateException", 1));
    let found = extract("quick failure\n! com.acme.StacklessException: no frames\n").unwrap();
    let exception = found.exception.unwrap();
    assert_eq!(exception.type_name, "com.acme.StacklessException");
    assert_eq!((exception.message.as_deref(), found.message_end), (Some("no frames"), "quick failure\n".len()));
    assert!(extract("help\n! com.acme.Bang is a mark\n").is_none());
}
