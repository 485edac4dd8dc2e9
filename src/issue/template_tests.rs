//! Which parts of a message are masked, kind by kind, and that masking twice changes nothing.

use proptest::prelude::*;

use crate::issue::{Kind, TemplateOptions, template, template_hash};

fn of(message: &str) -> String {
    template(message, &TemplateOptions::default())
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (message, expected) in cases {
        assert_eq!(of(message), *expected, "message: {message}");
        assert_eq!(of(expected), *expected, "twice: {message}");
    }
}

#[test]
fn messages_of_real_services_are_masked() {
    check(&[
        (
            "Cannot upload batch: file /var/data/ledger/80128/part-07843.dat is corrupt at offset 0xc24b1d35769c req=57cd00c2",
            "Cannot upload batch: file <path> is corrupt at offset <hex> req=<num>",
        ),
        (
            "Failed to process profile 4f7d9462-6832-bed7-a21c-ae42908b0509: attempt 3 of 5 req=656a0107",
            "Failed to process profile <uuid>: attempt <num> of <num> req=<num>",
        ),
        (
            "Job eu-west-3482765 failed to acquire session [10.186.34.53] req=6c740435",
            "Job <id> failed to acquire session [<ip>] req=<num>",
        ),
        (
            "Invalid batch payload: field 'blue' has value 3069367, 4.719 req=7daa009a",
            "Invalid batch payload: field <str> has value <num>, <num> req=<num>",
        ),
        (
            "Timed out waiting 47.663s to render partition 0x252302b75338",
            "Timed out waiting <duration> to render partition <hex>",
        ),
        (
            "Unable to load user from 10.1.2.3:5432 after 9353 ms",
            "Unable to load user from <ip>:<num> after <duration>",
        ),
        ("Caught error for <primary@example.com> req=d4d906c9", "Caught error for <<email>> req=<num>"),
        ("tried at https://eu-west.internal.example.com:1024/v2/orders/77, gave up", "tried at <url>, gave up"),
        ("Connection to localhost:5432 refused", "Connection to localhost:<num> refused"),
        (
            "statement failed\nDETAIL:  Key (id)=(3193997) is already present.\nHINT:  check",
            "statement failed\nDETAIL: Key (id)=(<num>) is already present. …",
        ),
        ("java.lang.Object@7a81197d is closed, Foo@1b2c3d", "java.lang.Object@<hex> is closed, Foo@<hex>"),
        ("jdbc:postgresql://db.internal:5432/shop is down", "jdbc:<url> is down"),
        ("pod checkout-7d9f8b6c5d-x2kqp evicted", "pod checkout-<num>-<id> evicted"),
    ]);
}

#[test]
fn names_keep_their_digits() {
    for name in [
        "decode as utf-8",
        "utf_8 and UTF-16",
        "http2 stream",
        "sha256 differs",
        "on x86_64",
        "IPv4 only",
        "python3.11 is missing",
        "TLSv1.2 refused",
        "Fee::add failed",
        "a:b",
        "ISO-8859-1",
        "ORA-00942: table or view does not exist",
        "HHH000346: Error during flush",
        "base64 input",
        "s3 bucket",
        "and/or n/a",
        "GET /health failed",
        "don't and o'brien's",
        "CVE-2024-1234",
        "the users' cart",
        "HTTP/1.1 503 Service Unavailable",
        "v2 API",
    ] {
        assert_eq!(of(name), name);
    }
}

#[test]
fn codes_stay_and_other_numbers_go() {
    check(&[
        ("[Errno 111] Connection refused after 3 tries", "[Errno 111] Connection refused after <num> tries"),
        ("HTTP 404 for user 404", "HTTP 404 for user <num>"),
        ("cannot commit (status=409)", "cannot commit (status=409)"),
        ("exit code 137, signal 9", "exit code 137, signal 9"),
        ("exited with code -9", "exited with code -9"),
        ("SQL Error: 1062, SQLState: 42P01", "SQL Error: <num>, SQLState: 42P01"),
        ("code 123456789", "code <num>"),
        ("status code: 502", "status code: 502"),
    ]);
    let masked = TemplateOptions::default().with(Kind::Code);
    assert_eq!(template("status=409", &masked), "status=<num>");
}

#[test]
fn numbers_lose_sign_decimals_and_separators() {
    check(&[
        (
            "4,150,908 rows, -5 left, +3.25 off, 1.5e-10, 1e6, 2nd",
            "<num> rows, <num> left, <num> off, <num>, <num>, <num>",
        ),
        ("1,2,3", "<num>,<num>,<num>"),
        ("12ms 4.719 s 3 seconds 10GiB 512 KB 95%", "<duration> <duration> <duration> <size> <size> <num>%"),
        (
            "order-4711 worker-3 Thread-12 worker7 sku_991 node12 order4711",
            "order-<num> worker-<num> Thread-<num> worker<num> sku_<num> node<num> order<num>",
        ),
        ("id k9Mtd2gDcgG and 4e7a1b2 and deadbeef", "id <id> and <num> and <num>"),
        ("v1.14.2 and 1.2.3", "v<num> and <num>"),
        ("md5 d41d8cd98f00b204e9800998ecf8427e", "md5 <hex>"),
    ]);
}

#[test]
fn times_and_addresses_are_masked_whole() {
    check(&[
        ("at 2026-03-02 00:00:00,036 and 2026-03-02T00:00:00.036Z", "at <time> and <time>"),
        ("at 2026-03-02T00:00:00+01:00, 12:34:56.", "at <time>, <time>."),
        ("[02/Mar/2026:00:00:00 +0000] due 2026/03/02", "[<time>] due <time>"),
        ("since Mon Nov 23 15:06:19 UTC 2026 or Nov  3, 2026 3:06:19 PM.", "since <time> or <time>."),
        ("got datetime.datetime(2026, 3, 2, 0, 0), want none", "got <time>, want none"),
        ("[::1]:8080 fe80::1 2001:db8:0:0:0:0:2:1 00:1b:44:11:3a:b7", "[<ip>]:<num> <ip> <ip> <mac>"),
        ("/10.0.0.5:8080 and 10.0.0.0/24", "/<ip>:<num> and <ip>/<num>"),
        (r"C:\Users\x\a.txt and \\srv\share\f", "<path> and <path>"),
        ("file.py:12 in ../a/b.py", "file.py:<num> in ..<path>"),
    ]);
}

#[test]
fn quoted_runs_are_data_and_apostrophes_are_not() {
    check(&[
        (r#"{"id": 42, "name": "x"}"#, "{<str>: <num>, <str>: <str>}"),
        ("KeyError: 'user_id'", "KeyError: <str>"),
        ("can't open 'a b' of the users' list", "can't open <str> of the users' list"),
        (r"got b'\x00' and 'it\'s'", "got b<str> and <str>"),
        ("size 5\" left", "size <num>\" left"),
        ("open 'quote", "open 'quote"),
        ("column `a` and '' and \"\"", "column <str> and <str> and <str>"),
    ]);
}

#[test]
fn kinds_can_be_left_alone() {
    let options = TemplateOptions::default().without(Kind::Uuid).without(Kind::Str);
    let message = "tenant 4f7d9462-6832-bed7-a21c-ae42908b0509 'x' at 7";
    assert_eq!(template(message, &options), "tenant 4f7d9462-6832-bed7-a21c-ae42908b0509 'x' at <num>");
}

#[test]
fn blank_and_long_messages_are_bounded() {
    check(&[
        ("", ""),
        (" \n\t\n", ""),
        ("\n a \n\n  b\tc \r\n\n", "a\nb c"),
        ("a\nb\nc", "a\nb …"),
        ("it is unable  to \tload us  12 ms", "it is unable to load us <duration>"),
    ]);
    let long = of(&"word 17, ".repeat(10_000));
    assert!(long.len() < 1100 && long.ends_with(" …"), "{long}");
    assert_eq!(of(&long), long);
}

#[test]
fn hostile_messages_take_linear_time() {
    for unit in [
        "'a ", "=/", "a.", "a@", "\\\\a", "1:", "1.", "/a", "<", "a-", "0x", "\"", "1,111", "f", "9", "a1", "::1",
        "http://", "\n", "-1-", "_1",
    ] {
        let message = unit.repeat(200_000);
        assert!(of(&message).len() <= message.len() * 3);
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{1,3}",
        "[a-f0-9]{1,9}",
        "[0-9]{1,4}",
        prop::sample::select(vec![
            "hello world ",
            "trying to ",
            "unable ",
            "req=",
            " ",
            " ",
            "'",
            "\"",
            "`",
            "-",
            "/",
            ":",
            ".",
            ",",
            "_",
            "\\",
            "@",
            "<num>",
            "<str>",
            "code ",
            "status=",
            "utf-8",
            "2026-03-02",
            "12:00:00",
            "10.0.0.1",
            "/a/b",
            "x@y.de",
            "http://",
            "C:\\x",
            "0x1f",
            "sha256",
            "worker",
            "v1",
            "ms",
            "\n",
            "\t",
            "é",
            "…",
            "e-",
            "deadbeef",
            "Nov ",
            "Mon ",
            "4711",
            "34827",
            "north",
            "eu-west-",
            "sku_9-",
            "b'",
            "::",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn a_template_is_its_own_template(message in pieces()) {
        let once = of(&message);
        prop_assert_eq!(of(&once), once, "message {:?}", message);
    }

    #[test]
    fn hashes_agree_exactly_when_templates_do(a in pieces(), b in pieces()) {
        let options = TemplateOptions::default();
        let hash = |text: &str| template_hash(text.as_bytes(), &options);
        prop_assert_eq!(hash(&a), hash(&of(&a)));
        prop_assert_eq!(hash(&a) == hash(&b), of(&a) == of(&b));
    }

    #[test]
    fn any_bytes_are_hashed(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        template_hash(&bytes, &TemplateOptions::default());
    }
}

#[test]
fn colours_do_not_count() {
    let options = TemplateOptions::default();
    let coloured = "\u{1b}[31;1mcannot open\u{1b}[0m port 17";
    assert_eq!(template(coloured, &options), template("cannot open port 18", &options));
    assert_eq!(template_hash(coloured.as_bytes(), &options), template_hash(b"cannot open port 4", &options));
    assert_eq!(template("a \u{1b} b", &options), "a b");
}
