//! Secrets in log text, masked where people look: passwords, tokens, keys.
//!
//! What is masked: a value behind a telling name (`password=…`, `"api_key": "…"`), an `Authorization` header's or bearer
//! token, the password of a URL, and tokens that show by their own form what they are (JSON web tokens, keys of well-known
//! services, PEM blocks). Not masked: secrets without a name or a form.

use std::borrow::Cow;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::{Captures, Regex};
use serde_json::Value;

/// What stands in a secret's place.
pub const MASK: &str = "[masked]";

/// What every secret that is masked has in or before it, in any case. Most texts have none of it, and are spared the
/// search below, and most runs the time that it takes to compile it.
const SIGNS: [&str; 30] = [
    "authorization",
    "passw",
    "passphrase",
    "pwd",
    "secret",
    "apikey",
    "api_key",
    "api-key",
    "accesskey",
    "access_key",
    "access-key",
    "privatekey",
    "private_key",
    "private-key",
    "token",
    "credential",
    "session",
    "://",
    "bearer",
    "eyj",
    "akia",
    "asia",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "xox",
    "sk-",
    "-----begin",
];

#[expect(clippy::expect_used, reason = "literal words, compiled by a test")]
static SIGN: LazyLock<AhoCorasick> = LazyLock::new(|| {
    // Built for one short text as often as for many: the automaton that is built soonest.
    let builder = &mut AhoCorasick::builder();
    builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::NoncontiguousNFA));
    builder.build(SIGNS).expect("the words are few")
});

#[expect(clippy::expect_used, reason = "literal patterns, compiled by a test")]
static SECRET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?xi)
        # Authorization: Bearer abc…
        (?P<header> (?-u:\b)(?:proxy-)?authorization ["']? [\x20\t\r\n]* [:=] [\x20\t\r\n]* ["']? (?: (?:bearer|basic|token|digest|negotiate) [\x20\t\r\n]+ )? )
            (?P<header_value> [^\x20\t\r\n"',;]+ )
        # password=…, "api_key": "…"; the value runs to the quote that closes it, or to a separator
      | (?P<name> [a-z0-9_.-]* (?: passw(?:or)?d | passphrase | (?-u:\b)pwd | secret | api[_-]?key | access[_-]?key | private[_-]?key
                            | auth[_-]?token | access[_-]?token | refresh[_-]?token | id[_-]?token | session[_-]?(?:id|key|token)
                            | credentials? | (?-u:\b)token ) [a-z0-9_-]* ["']? [\x20\t\r\n]* (?: = | : ) [\x20\t\r\n]* )
            (?: "(?P<double>[^"]+)" | '(?P<single>[^']+)' | (?P<bare> [^\x20\t\r\n"'&,;<>(){}\[\]]+ ) )
        # scheme://user:password@host
      | (?P<url> [a-z][a-z0-9+.-]* :// [^\x20\t\r\n/:@]* : ) (?P<url_password> [^\x20\t\r\n/@]+ ) @
      | (?P<bearer> (?-u:\b) bearer [\x20\t\r\n]+ ) (?P<bearer_value> [a-z0-9._~+/=-]{16,} )
      | (?P<form> (?-u:\b) eyJ [a-z0-9_-]{8,} \. [a-z0-9_-]{4,} \. [a-z0-9_-]*
                | (?-u:\b) (?: AKIA | ASIA ) [0-9A-Z]{16} (?-u:\b)
                | (?-u:\b) gh[pousr]_ [0-9a-z]{30,}
                | (?-u:\b) xox[abeprs]- [0-9a-z-]{10,}
                | (?-u:\b) sk-[a-z0-9_-]{20,}
                | -----BEGIN\ [A-Z\ ]*PRIVATE\ KEY----- (?s: .*? ) (?: -----END\ [A-Z\ ]*PRIVATE\ KEY----- | $ ) )
    "#,
    )
    .expect("the pattern is valid")
});

#[expect(clippy::expect_used, reason = "literal patterns, compiled by a test")]
static SECRET_NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)passw(or)?d|passphrase|^pwd$|secret|api[_-]?key|access[_-]?key|private[_-]?key|(^|[_-])token$|credential|^authorization$|session[_-]?(id|key|token)|^cookie$|^set-cookie$")
        .expect("the pattern is valid")
});

/// The text with its secrets masked.
///
/// ```
/// # use errmon::output::redact::mask;
/// assert_eq!(mask("login failed: password=hunter2 user=bob"), "login failed: password=[masked] user=bob");
/// assert_eq!(mask("unexpected token: )"), "unexpected token: )");
/// ```
pub fn mask(text: &str) -> Cow<'_, str> {
    if !SIGN.is_match(text) {
        return Cow::Borrowed(text);
    }
    SECRET.replace_all(text, |found: &Captures<'_>| {
        let part = |name: &str| found.name(name).map(|part| part.as_str());
        let whole = found.get(0).map_or("", |whole| whole.as_str());
        if let Some(header) = part("header") {
            return format!("{header}{MASK}");
        }
        if let Some(name) = part("name") {
            return match (part("double"), part("single"), part("bare")) {
                (Some(_), ..) => format!("{name}\"{MASK}\""),
                (_, Some(_), _) => format!("{name}'{MASK}'"),
                (.., Some(value)) if is_secret(name, value) => format!("{name}{MASK}"),
                _ => whole.to_owned(),
            };
        }
        match (part("url"), part("bearer")) {
            (Some(url), _) => format!("{url}{MASK}@"),
            (_, Some(bearer)) => format!("{bearer}{MASK}"),
            _ => MASK.to_owned(),
        }
    })
}

/// Whether an unquoted word behind a telling name is a value rather than prose or a placeholder.
fn is_secret(name: &str, value: &str) -> bool {
    if ["none", "null", "nil", "true", "false", "undefined", "***", "****"]
        .contains(&value.to_ascii_lowercase().as_str())
    {
        return false;
    }
    // Parsers say `unexpected token: x`, and prose says `secret: none of them`.
    name.contains('=')
        || value.len() >= 6 && value.bytes().any(|byte| byte.is_ascii_digit())
        || name.to_ascii_lowercase().contains("passw")
}

/// Masks every text of a JSON value, and whole texts whose key is a telling name.
pub fn mask_value(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Cow::Owned(masked) = mask(text) {
                *text = masked;
            }
        }
        Value::Array(values) => values.iter_mut().for_each(mask_value),
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                if value.is_string() && SECRET_NAME.is_match(key) {
                    *value = Value::String(MASK.to_owned());
                } else {
                    mask_value(value);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked() {
        for (text, masked) in [
            ("password=hunter2", "password=[masked]"),
            ("Password: hunter2, user bob", "Password: [masked], user bob"),
            (r#"{"db_password": "a b c", "n": 1}"#, r#"{"db_password": "[masked]", "n": 1}"#),
            ("url?api_key=abc123&x=1", "url?api_key=[masked]&x=1"),
            ("X-Api-Key: 0123456789", "X-Api-Key: [masked]"),
            ("client_secret='x y'", "client_secret='[masked]'"),
            ("Authorization: Bearer abc.def", "Authorization: Bearer [masked]"),
            ("'authorization': 'Basic Zm9vOmJhcg=='", "'authorization': 'Basic [masked]'"),
            ("got bearer 0123456789abcdef0123", "got bearer [masked]"),
            ("postgres://app:s3cret@db:5432/x", "postgres://app:[masked]@db:5432/x"),
            ("key AKIAABCDEFGHIJKLMNOP used", "key [masked] used"),
            ("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.sig-x ok", "jwt [masked] ok"),
            ("access_token=abc", "access_token=[masked]"),
        ] {
            assert_eq!(mask(text), masked);
            assert_eq!(mask(masked), masked, "masking again changes nothing");
        }
    }

    #[test]
    fn prose_is_left_alone() {
        for text in [
            "SyntaxError: unexpected token: }",
            "Unexpected token < in JSON at position 0",
            "no password given",
            "password=None",
            "secret: nothing to see",
            "http://host:8080/a@b",
            "the bearer of bad news",
            "at com.acme.TokenStore.load(TokenStore.java:12)",
            "tokens: 4096",
        ] {
            assert_eq!(mask(text), text);
        }
    }

    #[test]
    fn json_is_masked_by_key_and_by_text() {
        let mut value =
            serde_json::json!({"labels": {"api_key": "x", "id": "7"}, "message": "pwd=abc", "list": ["password=a"]});
        mask_value(&mut value);
        let expected = serde_json::json!({"labels": {"api_key": MASK, "id": "7"}, "message": "pwd=[masked]", "list": ["password=[masked]"]});
        assert_eq!(value, expected);
    }
}
