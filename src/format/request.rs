//! HTTP requests, as servers show them in their logs.

/// Whether a text begins with an HTTP request in quotes: `"GET /x HTTP/1.1" 200 12`.
pub(crate) fn is_request(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"\"") else { return false };
    let method = rest.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    (3..=8).contains(&method) && rest.get(method) == Some(&b' ') && memchr::memmem::find(rest, b"\" ").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_begins_with_its_method() {
        assert!(is_request(b"\"GET /x HTTP/1.1\" 200 12") && is_request(b"\"OPTIONS * HTTP/1.1\" 200 0"));
        for text in ["GET /x HTTP/1.1", "\"get /x\" 200", "\"GET\" 1", "\"GET /x", ""] {
            assert!(!is_request(text.as_bytes()), "{text}");
        }
    }
}
