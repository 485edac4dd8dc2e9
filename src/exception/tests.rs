//! Texts in which no exception was raised, although they name some.

use super::*;
use proptest::prelude::*;

const CAUSE: &str = "The above exception was the direct cause of the following exception:";

/// What programs log about exceptions, settings and other runtimes without having raised anything.
const HARMLESS: [&str; 43] = [
    "bad configuration\nlib.Error: none\n",
    "bad configuration\nerrors.Timeout: 30\n",
    "bad configuration\nretry.RetryException: 3\n",
    "bad configuration\norg.acme.RetryException: ignore\n",
    "bad configuration\ncom.acme.http.TimeoutException: 30s\n",
    "bad configuration\nValidationError: true\n",
    "effective settings\nretry.max: 3\nretry.delay: 10\nretry.on.java.io.IOException: yes\n",
    "effective settings\nname=shop\nport=8080\ncom.acme.shop.PriceException=warn\n",
    "handlers\ncom.acme.shop.PriceException: refuse the order\ncom.acme.shop.StockException: call the depot\n",
    "handlers\njava.io.IOException: 3\njava.lang.NullPointerException: 2\n",
    "handlers\na: b\nc: d\njava.io.IOException: close\n",
    "errors by type\njava.net.SocketTimeoutException: 12 times\n",
    "errors by type\nKeyError: 12 times\n",
    "errors by type\nKeyError: 3\nValueError: 4\n",
    "errors by type\nTimeoutError: 3\n",
    "2 validation errors\nValueError: price is negative\nTypeError: count is no number\n",
    "no bean of this class\ncom.acme.shop.OrderService\n",
    "no bean of this class\ncom.acme.shop.OrderService: started\n",
    "listening\nserver.Port: 8080\n",
    "last lines of the child\nMicrosoft.Hosting.Lifetime: Application started\n",
    "parse(text)\n\nRaises:\nValueError: the text is no number\n",
    "parse(text)\n\nRaises:\n    ValueError: the text is no number\n    KeyError: there is no such key\n",
    "usage: load [-h] FILE\n\nExits:\nSystemExit: always\n",
    "query failed: \n\"\"\"\nSELECT 1\n\"\"\"\n",
    "bad document\nsql:\n\"\"\"\nSELECT 1\n\"\"\"\n",
    "bad document\n---\nerrors:\n  - java.io.IOException: retry\n  - ValueError\nTimeoutError: false\n",
    "bad document\n{\n  \"error\": \"java.io.IOException: gone\"\n}\n",
    "statement failed\nSELECT *\n  FROM com.acme.Errors\n WHERE type = 'java.io.IOException: x'\n",
    "statement failed\nORA-06512: at \"SHOP.PRICES\", line 17\nORA-06512: at line 1\n",
    "script failed\n    at /srv/app/index.js:10:5\n    at Object.run (/srv/app/index.js:3:1)\n",
    "script failed\n#0 /srv/app/index.php(3): run()\n#1 {main}\n",
    "script failed\ngoroutine 1 [running]:\nmain.main()\n\t/srv/app/main.go:3 +0x1d\n",
    "script failed\napp.rb:3:in `run': gone (IOError)\n\tfrom app.rb:7:in `<main>'\n",
    "Exception in thread \"main\" was seen again",
    "Exception in thread \"main\" was seen again\nand then it went away\n",
    "Exception in thread handling: see above",
    "call took too long\nStack: worker 3\n\tat com.acme.Shop.run(Shop.java:3)\n\tat java.lang.Thread.run(Thread.java:750)\n",
    "call took too long\nThread[worker-1,5,main]\n\tat com.acme.Shop.run(Shop.java:3)\n",
    "call took too long\nStacktrace\n\tat com.acme.Shop.run(Shop.java:3)\n",
    "the manual says\nTraceback (most recent call last):\nis the line to look for\n",
    "the manual says\nCaused by: a lack of memory\nSuppressed: nothing\n",
    "the manual says\nThe above exception was the direct cause of the following exception:\nnone at all\n",
    "review\nDeprecationWarning: 3\n",
];

#[test]
fn text_that_only_names_exceptions_holds_none() {
    for text in HARMLESS {
        let found = extract(text).and_then(|found| found.exception);
        assert_eq!(found.as_ref().map(|found| found.type_name.as_str()), None, "{text:?}");
    }
}

#[test]
fn exceptions_without_frames_are_kept_in_their_documented_forms() {
    for (text, type_name) in [
        ("failed\njava.lang.NullPointerException: null\n", "java.lang.NullPointerException"),
        ("failed\njava.lang.NullPointerException\n", "java.lang.NullPointerException"),
        ("failed\njava.lang.ArrayIndexOutOfBoundsException: 3\n", "java.lang.ArrayIndexOutOfBoundsException"),
        ("failed\njava.lang.Error: x\n", "java.lang.Error"),
        ("failed: disk\njava.io.IOException: disk\njava.io.IOException: disk\n", "java.io.IOException"),
        ("failed\ncom.acme.shop.StockException: 3 items left\n", "com.acme.shop.StockException"),
        ("failed\ncom.acme.shop.Checkout$2: no stack trace\n", "com.acme.shop.Checkout$2"),
        ("failed\ncom.acme.ResourceNotFound: no such order\n", "com.acme.ResourceNotFound"),
        ("failed\nValueError: bad order\n", "ValueError"),
        ("failed:\nValueError: bad order\n", "ValueError"),
        ("failed\norder: 17\nuser: anna\nValueError: bad order\n", "ValueError"),
        ("failed\nKeyError: 3\n", "KeyError"),
        ("failed\nSystemExit: 1\n", "SystemExit"),
        ("failed\nTimeoutError\n", "TimeoutError"),
        ("failed\nrequests.exceptions.ConnectionError: refused\n", "requests.exceptions.ConnectionError"),
        ("Exception in thread \"main\" java.lang.Error: x\n", "java.lang.Error"),
    ] {
        let found = extract(text).and_then(|found| found.exception);
        assert_eq!(found.map(|found| found.type_name).as_deref(), Some(type_name), "{text:?}");
    }
}

/// Pieces of two traces that were written into each other: the exception, the words before it, and that it is marked.
#[test]
fn what_another_writer_left_is_no_part_of_an_exception() {
    let python = "Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    g()\nKeyError: 'x'\n";
    let rest = "  File \"/srv/b.py\", line 4, in h\n    h()\nValueError: y\n";
    let java = "java.lang.Error: x\n\tat a.B.c(B.java:1)\n\tat java.lang.Thread.run(Thread.java:750)\n";
    let caused = "java.lang.Error: x\n\tat a.B.c(B.java:1)\nCaused by: java.lang.Error: y\n\t... 1 more\n";
    for (text, type_name, frames) in [
        (format!("failed\n{python}{rest}"), Some("KeyError"), 1),
        (format!("{python}{rest}"), Some("KeyError"), 1),
        (format!("late\n{rest}"), None, 0),
        (format!("late\n           ~~~~^~~~\nValueError: y\n\n{CAUSE}\n\n{python}"), None, 0),
        (format!("Traceback (most recent call last):\n{python}"), Some("KeyError"), 1),
        (format!("failed\n{java}\tat d.E.f(E.java:2)\n"), Some("java.lang.Error"), 3),
        (format!("failed\n{caused}\tat d.E.f(E.java:2)\n"), Some("java.lang.Error"), 1),
        (format!("failed\n{java}ar(Foo.java:3)\n\tat d.E.f(E.java:2)\n"), Some("java.lang.Error"), 2),
    ] {
        let found = extract(&text).unwrap();
        assert!(found.interleaved, "{text}");
        let exception = found.exception.as_ref();
        assert_eq!(exception.map(|one| one.type_name.as_str()), type_name, "{text}");
        assert_eq!(exception.map_or(0, |one| one.frames.len()), frames, "{text}");
    }
    for text in [
        format!("failed\n{python}"),
        format!("failed\n{java}"),
        format!("failed\n{caused}\n{java}"),
        format!("the remote said:\n{rest}"),
        format!("still waiting\n{}", rest.lines().take(2).collect::<Vec<_>>().join("\n")),
        "failed\nTraceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    g()\njob.RemoteError: it said:\n  \
            File \"/srv/b.py\", line 4, in h\nbye\n"
            .to_owned(),
    ] {
        assert!(!extract(&text).is_some_and(|found| found.interleaved), "{text}");
    }
}

#[test]
fn the_last_line_of_a_traceback_in_the_message_is_no_java_exception() {
    let text = "Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    g()\nshop.PaymentError: no money\n";
    for text in [text.to_owned(), format!("failed: {text}"), format!("{text}\n")] {
        let found = extract(&text).unwrap().exception.unwrap();
        assert_eq!((found.language, found.frames.len()), (Language::Python, 1), "{text}");
        assert_eq!(found.type_name, "shop.PaymentError");
    }
}

/// Keys and values of settings, entries and prose, one of which names an exception.
fn setting() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "java.io.IOException",
        "com.acme.PriceError",
        "retry.Timeout",
        "errors.Error",
        "ValueError",
        "app.KeyError",
        "port",
        "com.acme.Orders",
    ]);
    let value = prop::sample::select(vec!["30", "none", "10ms", "true", "5 times", "ignore", "1,000", "50%"]);
    (key, value).prop_map(|(key, value)| format!("{key}: {value}\n"))
}

proptest! {
    #[test]
    fn settings_of_any_number_are_no_exceptions(lines in prop::collection::vec(setting(), 2..6)) {
        let text = format!("settings\n{}", lines.concat());
        prop_assert_eq!(extract(&text).and_then(|found| found.exception), None, "{:?}", text);
    }
}

#[test]
fn what_only_begins_like_a_frame_is_passed_over() {
    let text = "failed\nTraceback (most rec call last):\n  File \"/srv/ap\0es.make(Cases.java:121)\nValueError: x\n";
    assert_eq!(extract(text).and_then(|found| found.exception).map(|found| found.frames.len()), Some(0));
}

#[test]
fn a_bare_traceback_whose_message_holds_java_s_frames_is_python_s() {
    let trace = "Traceback (most recent call last):\n  File \"/srv/app.py\", line 8, in boom\n    boom()\n\
                 ValueError: boom\nin the task\n\tat clojure.core$doall.invoke(core.clj:3149)\n\t... 13 more\n";
    for text in [trace.to_owned(), format!("it broke\n{trace}")] {
        let exception = extract(&text).unwrap().exception.unwrap();
        assert_eq!((exception.language, exception.type_name.as_str()), (Language::Python, "ValueError"), "{text}");
    }
}

/// `PySpark` prints what failed in the JVM behind the message of its own exception.
#[test]
fn the_exception_of_the_jvm_is_the_cause_of_py4j_s() {
    let text = "job failed\nTraceback (most recent call last):\n  File \"/srv/job.py\", line 17, in run\n    df = spark.read.load(\"x\")\n  File \"/srv/py4j/protocol.py\", line 326, in get_return_value\n    raise Py4JJavaError(\npy4j.protocol.Py4JJavaError: An error occurred while calling o42.load.\n: java.lang.ClassNotFoundException: Failed to find foo\n\tat org.apache.spark.sql.DataFrameReader.load(DataFrameReader.scala:208)\n\tat java.base/java.lang.Thread.run(Thread.java:840)\nCaused by: java.io.IOException: foo\n\tat com.acme.Source.open(Source.java:445)\n\t... 1 more\n\n";
    let found = extract(text).unwrap();
    let exception = found.exception.unwrap();
    assert_eq!(exception.type_name, "py4j.protocol.Py4JJavaError");
    assert_eq!(exception.message.as_deref(), Some("An error occurred while calling o42.load."));
    assert_eq!((exception.language, exception.frames.len(), exception.chain.len()), (Language::Python, 2, 1));
    let java = &exception.chain[0];
    assert_eq!((java.relation, java.exception.language), (Relation::Cause, Language::Java));
    assert_eq!(java.exception.type_name, "java.lang.ClassNotFoundException");
    assert_eq!(java.exception.message.as_deref(), Some("Failed to find foo"));
    assert_eq!(java.exception.frames.len(), 2);
    assert_eq!(java.exception.chain[0].exception.type_name, "java.io.IOException");
    let quoted = text.replace(": java.lang", "java.lang");
    assert!(extract(&quoted).unwrap().exception.unwrap().chain.is_empty(), "another's message stays whole");
}
