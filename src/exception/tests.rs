//! Texts in which no exception was raised, although they name some.

use super::*;
use proptest::prelude::*;

/// What programs log about exceptions, settings and other runtimes without having raised anything.
const HARMLESS: [&str; 44] = [
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
    "script failed\nTypeError: x is not a function\n    at run (/srv/app/index.js:10:5)\n    at Module._compile (node:internal/modules/cjs/loader:1105:14)\n",
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
