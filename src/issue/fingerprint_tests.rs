//! What makes two events one issue, and what keeps them apart.

use crate::exception::{Exception, Frame, Language, Link, Relation};
use crate::issue::{OwnCode, TemplateOptions, culprit, explain, fingerprint, title};

fn python(file: &str, line: u32, function: &str, source: &str) -> Frame {
    Frame {
        file: Some(file.to_owned()),
        line: Some(line),
        function: function.to_owned(),
        source: Some(source.to_owned()),
        ..Frame::default()
    }
}

fn java(place: &str, line: u32) -> Frame {
    let (module, function) = place.rsplit_once('.').unwrap();
    Frame {
        module: Some(module.to_owned()),
        function: function.to_owned(),
        file: Some("X.java".to_owned()),
        line: Some(line),
        ..Frame::default()
    }
}

fn exception(language: Language, type_name: &str, message: &str, frames: Vec<Frame>) -> Exception {
    Exception {
        language,
        type_name: type_name.to_owned(),
        message: Some(message.to_owned()),
        notes: Vec::new(),
        frames_total: 0,
        frames,
        chain: Vec::new(),
        circular: false,
    }
}

fn with(mut exception: Exception, relation: Relation, other: Exception) -> Exception {
    exception.chain.push(Link { relation, exception: other });
    exception
}

fn text(exception: &Exception) -> String {
    fingerprint(Some(exception), "failed", &OwnCode::default(), &TemplateOptions::default()).1
}

fn division() -> Exception {
    let frames = vec![
        python("/srv/app/worker.py", 12, "risky_function", "result  =  1 / 0"),
        python("/usr/lib/python3.11/threading.py", 9, "run", "self._target()"),
    ];
    exception(Language::Python, "ZeroDivisionError", "division by zero", frames)
}

fn checkout() -> Exception {
    let tail = || {
        vec![
            java("com.acme.shop.Main.lambda$usual$1", 29),
            java("jdk.internal.reflect.GeneratedMethodAccessor7.invoke", 1),
            java("com.acme.shop.Main.main", 429),
        ]
    };
    let mut outer = vec![java("com.acme.shop.Checkout.submit", 21)];
    outer.extend(tail());
    let mut inner = vec![java("com.acme.shop.db.OrderDao.load", 12), java("com.acme.shop.Checkout.submit", 19)];
    inner.extend(tail().into_iter().map(|frame| Frame { inherited: true, ..frame }));
    with(
        exception(Language::Java, "java.lang.IllegalStateException", "checkout failed", outer),
        Relation::Cause,
        exception(Language::Java, "com.acme.shop.db.OrderDao$StaleOrderException", "order 17 cannot be loaded", inner),
    )
}

#[test]
fn canonical_text_of_a_python_trace_is_as_documented() {
    let division = division();
    assert_eq!(
        text(&division),
        "errmon fingerprint v1\nexception ZeroDivisionError\nframe app.worker.risky_function | result = 1 / 0\n"
    );
    let (print, _) = fingerprint(Some(&division), "x", &OwnCode::default(), &TemplateOptions::default());
    assert_eq!(print.to_string().len(), 35);
    assert!(print.to_string().starts_with(&format!("v1:{}", print.id())) && print.id().starts_with(&print.short()));
    assert_eq!(print.to_string(), "v1:4efa0ddb4571c4aa417f77e9d78c4ab0");
}

#[test]
fn line_numbers_and_messages_do_not_count_where_frames_do() {
    let mut other = division();
    other.message = Some("float division by zero".to_owned());
    other.frames[0].line = Some(99);
    assert_eq!(text(&division()), text(&other));
    other.frames[0].source = Some("result = 1 / x".to_owned());
    assert_ne!(text(&division()), text(&other));
}

#[test]
fn causes_count_without_the_frames_they_share() {
    let expected = "errmon fingerprint v1\nexception java.lang.IllegalStateException\nframe com.acme.shop.Checkout.submit\n\
                    frame com.acme.shop.Main.lambda$usual\nframe com.acme.shop.Main.main\n\
                    cause com.acme.shop.db.OrderDao$StaleOrderException\nframe com.acme.shop.db.OrderDao.load\nframe com.acme.shop.Checkout.submit\n";
    assert_eq!(text(&checkout()), expected);
    let mut full = checkout();
    full.chain[0].exception.frames.iter_mut().for_each(|frame| frame.inherited = false);
    assert_eq!(text(&full), expected);
}

#[test]
fn the_root_cause_tells_issues_apart_and_suppressed_ones_do_not() {
    let mut other = checkout();
    other.chain[0].exception.type_name = "java.lang.RuntimeException".to_owned();
    assert_ne!(text(&checkout()), text(&other));
    let suppressed = exception(Language::Java, "java.io.IOException", "close", vec![java("com.acme.X.close", 1)]);
    assert_eq!(text(&checkout()), text(&with(checkout(), Relation::Suppressed, suppressed)));
}

#[test]
fn library_frames_count_only_without_own_code() {
    let frames = vec![
        java("java.lang.reflect.Method.invoke", 3),
        java("org.quartz.core.JobRunShell.run", 202),
        java("java.lang.Thread.run", 1),
    ];
    let library = exception(Language::Java, "java.lang.Error", "x", frames);
    assert_eq!(
        text(&library),
        "errmon fingerprint v1\nexception java.lang.Error\nframe org.quartz.core.JobRunShell.run\nframe java.lang.Thread.run\n"
    );
    assert!(!culprit(&library, &OwnCode::default()).unwrap().in_app);
    let own = OwnCode::new(&["org.quartz".to_owned()], &[]);
    let (_, changed) = fingerprint(Some(&library), "x", &own, &TemplateOptions::default());
    assert_eq!(changed, "errmon fingerprint v1\nexception java.lang.Error\nframe org.quartz.core.JobRunShell.run\n");
}

#[test]
fn recursion_of_any_depth_is_one_issue() {
    let trace = |depth: usize| {
        let mut frames = vec![python("a.py", 1, "leaf", "x")];
        for _ in 0..depth {
            frames.push(python("a.py", 2, "even", "odd(n)"));
            frames.push(python("a.py", 3, "odd", "even(n)"));
        }
        frames.push(python("a.py", 9, "<module>", "even(9)"));
        exception(Language::Python, "RecursionError", "maximum recursion depth exceeded", frames)
    };
    assert_eq!(text(&trace(1)), text(&trace(400)));
    assert_ne!(text(&trace(0)), text(&trace(1)));
}

#[test]
fn without_frames_type_and_template_count() {
    let refused = exception(Language::Python, "ConnectionError", "10.0.0.7:80 refused", Vec::new());
    assert_eq!(text(&refused), "errmon fingerprint v1\nexception ConnectionError\nmessage <ip>:<num> refused\n");
    let bare = Exception { message: None, ..refused };
    assert_eq!(text(&bare), "errmon fingerprint v1\nexception ConnectionError\nmessage failed\n");
}

#[test]
fn equal_members_of_a_group_act_as_one_in_any_order() {
    let member = |type_name: &str, message: &str| {
        exception(Language::Python, type_name, message, vec![python("/srv/app/groups.py", 17, "err", "raise cls(*a)")])
    };
    let group = |members: &[(&str, &str)]| {
        let group = exception(
            Language::Python,
            "ExceptionGroup",
            "flat",
            vec![python("/srv/app/groups.py", 30, "flat", "raise group")],
        );
        members
            .iter()
            .fold(group, |group, (type_name, message)| with(group, Relation::GroupMember, member(type_name, message)))
    };
    let two = group(&[("ValueError", "one"), ("TypeError", "two")]);
    assert_eq!(text(&two), text(&group(&[("TypeError", "x"), ("ValueError", "one"), ("ValueError", "three")])));
    assert_ne!(text(&two), text(&group(&[("ValueError", "one")])));
    let nested = with(group(&[("TypeError", "two")]), Relation::GroupMember, group(&[("ValueError", "one")]));
    assert_eq!(text(&two), text(&nested));
    let title = title(Some(&two), "m", &OwnCode::default(), &TemplateOptions::default());
    assert_eq!(title.type_name.as_deref(), Some("ExceptionGroup (TypeError, ValueError)"));
}

#[test]
fn culprit_is_own_code_of_the_outermost_exception_that_has_some() {
    let own = OwnCode::default();
    assert_eq!(culprit(&division(), &own).unwrap().to_string(), "app.worker.risky_function");
    assert_eq!(culprit(&checkout(), &own).unwrap().to_string(), "com.acme.shop.Checkout.submit");
    let wrapped = with(
        exception(Language::Java, "java.util.concurrent.ExecutionException", "x", vec![java("java.util.X.get", 1)]),
        Relation::Cause,
        checkout(),
    );
    let blamed = culprit(&wrapped, &own).unwrap();
    assert_eq!(
        (blamed.to_string().as_str(), blamed.line, blamed.in_app),
        ("com.acme.shop.Checkout.submit", Some(21), true)
    );
}

#[test]
fn generated_frames_are_neither_blamed_nor_counted() {
    let frames = vec![java("com.acme.User$$FastClassBySpringCGLIB$$8dad9e1d.invoke", 0), java("com.acme.User.save", 7)];
    let proxied = exception(Language::Java, "java.lang.Error", "x", frames);
    let plain = exception(Language::Java, "java.lang.Error", "x", vec![java("com.acme.User.save", 8)]);
    assert_eq!(text(&proxied), text(&plain));
    assert_eq!(culprit(&proxied, &OwnCode::default()).unwrap().function, "save");
}

#[test]
fn explanation_lists_what_counts_and_what_does_not() {
    let components =
        explain(Some(&checkout()), "submit failed for order 17", &OwnCode::default(), &TemplateOptions::default());
    let counted: String = components
        .iter()
        .filter(|component| component.contributes)
        .map(|component| component.what.to_string() + "\n")
        .collect();
    assert_eq!(format!("errmon fingerprint v1\n{counted}"), text(&checkout()));
    assert!(
        components
            .iter()
            .any(|component| !component.contributes && &*component.what == "message submit failed for order <num>")
    );
    assert!(components.iter().any(|component| component.why == "the trace around it has the same frame"));
}
