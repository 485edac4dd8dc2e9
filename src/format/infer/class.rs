//! What a column of texts is, judged by all of them together.

use crate::format::evidence;
use crate::format::level::Level;

/// What the texts between two marks are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Logger,
    Thread,
    /// A process name.
    Process,
    Number,
    File,
    /// A path with slashes.
    Path,
    Function,
    /// Key and value pairs, ids, or nothing.
    Context,
    /// Words of which nothing is known.
    Word,
}

/// The class of these texts; `None` when they are no field's.
pub(crate) fn classify(texts: &[&[u8]]) -> Option<Class> {
    let full: Vec<&[u8]> = texts.iter().map(|text| text.trim_ascii()).filter(|text| !text.is_empty()).collect();
    if full.len() * 4 <= texts.len() && !full.iter().any(|text| is_level(text)) {
        return Some(Class::Context);
    }
    let most = |is: fn(&[u8]) -> bool, of: usize| full.iter().filter(|text| is(text)).count() * 10 >= full.len() * of;
    if most(is_level, 1) {
        return None;
    }
    if most(is_number, 9) {
        return Some(Class::Number);
    }
    if most(is_file, 8) {
        return Some(if most(has_slash, 8) { Class::Path } else { Class::File });
    }
    if most(is_process, 5) {
        return Some(Class::Process);
    }
    if most(is_function, 10) && most(is_no_word, 4) {
        return Some(Class::Function);
    }
    let sum = |weigh: fn(&[u8]) -> i32| full.iter().map(|text| weigh(text)).sum::<i32>();
    let (thread, logger) = (sum(evidence::thread), sum(evidence::logger));
    let threads = full.iter().filter(|text| evidence::thread(text) > 0).count();
    // One name with a number may be a host's or a node's.
    let varied = distinct(&full) > 1 || full.len() < 3 || full.iter().any(|text| text.len() == 4 || text.len() > 8);
    // Threads of pools are told from loggers by few of them.
    let has_pools = full.iter().any(|text| evidence::is_pool_of_java(text))
        && !full.iter().any(|text| evidence::is_certain_logger(text));
    let enough = threads * if has_pools { 5 } else { 2 } >= full.len();
    if thread > 0 && thread >= logger && enough && varied && !most(has_further_field, 5) {
        return Some(Class::Thread);
    }
    if logger > 0 && most(evidence::is_certain_logger, 3) {
        return Some(Class::Logger);
    }
    if most(is_context, 5) {
        return Some(Class::Context);
    }
    if full.iter().any(|text| is_of_compiler(text)) {
        return Some(Class::Function);
    }
    most(is_word, 9).then_some(Class::Word)
}

/// It holds what can only be a logger, beside a thread: `main (shop.cart)`, `shop.cart 4711`; or a mark that parts fields.
fn has_further_field(text: &[u8]) -> bool {
    let is_mark = |byte: &u8| matches!(byte, b' ' | b':' | b';' | b',' | b'|' | b'(' | b')');
    let mut words = text.split(is_mark).filter(|word| !word.is_empty());
    memchr::memmem::find(text, b" : ").is_some()
        || text.iter().any(is_mark) && words.any(evidence::is_logger_and_no_thread)
}

/// Number of different texts.
pub(crate) fn distinct(texts: &[&[u8]]) -> usize {
    let mut all = texts.to_vec();
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// A name that a class or a module has and an ordinary word has not: `CartService`, `my_module`, `app`.
pub(crate) fn is_like_name(text: &[u8]) -> bool {
    let capitals = text.iter().filter(|byte| byte.is_ascii_uppercase()).count();
    is_word(text) && (capitals == 0 || capitals > 1 && text.iter().any(u8::is_ascii_lowercase))
}

/// Several names that come again, most of them of classes: `CartService`.
pub(crate) fn are_classes(texts: &[&[u8]]) -> bool {
    let is_class = |text: &&&[u8]| {
        text.first().is_some_and(u8::is_ascii_uppercase)
            && is_like_name(text)
            && text.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'$')
    };
    let values = distinct(texts);
    values > 1 && values * 2 <= texts.len() && texts.iter().filter(is_class).count() * 10 >= texts.len() * 6
}

/// `name:function`, as Loguru's users put it into brackets.
pub(crate) fn is_name_and_function(text: &[u8]) -> bool {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80 || matches!(byte, b'_' | b'.');
    let mut parts = text.split(|byte| *byte == b':');
    let (Some(name), Some(function), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    let is_lambda = matches!(function, b"<module>" | b"<lambda>");
    let begins = |part: &[u8]| part.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
    // `TYPE:api` is a label and a value.
    let is_label = name.len() > 1 && !name.iter().any(|byte| byte.is_ascii_lowercase() || *byte >= 0x80);
    !is_label
        && begins(name)
        && name.iter().all(is_of_name)
        && (is_lambda || begins(function) && function.iter().all(is_of_name))
}

/// An address of the internet's fourth version.
pub(crate) fn is_address(text: &[u8]) -> bool {
    memchr::memchr_iter(b'.', text).count() == 3 && text.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
}

fn is_level(text: &[u8]) -> bool {
    !text.iter().any(u8::is_ascii_lowercase) && text.len() >= 3 && Level::parse(text).is_some()
}

fn is_number(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_digit)
}

pub(crate) fn is_file(text: &[u8]) -> bool {
    const ENDS: &[&[u8]] =
        &[b".py", b".pyx", b".java", b".kt", b".scala", b".go", b".cc", b".cpp", b".groovy", b".clj"];
    ENDS.iter().any(|end| text.ends_with(end)) && !text.contains(&b' ')
}

/// A function that a compiler named: `<module>`, `<init>`, `lambda$main$0`.
pub(crate) fn is_of_compiler(name: &[u8]) -> bool {
    matches!(name, b"<module>" | b"<lambda>" | b"<init>" | b"<clinit>") || name.starts_with(b"lambda$")
}

/// No word of a sentence, and no module of Python's, is written so: `<init>`, `lambda$main$0`, `addItem`.
pub(crate) fn is_no_word(name: &[u8]) -> bool {
    name.iter().any(|byte| byte.is_ascii_uppercase() || matches!(byte, b'<' | b'$'))
}

/// A name as methods have: `render`, `_load`, `<init>`, `lambda$main$0`.
pub(crate) fn is_function(name: &[u8]) -> bool {
    let inner = name.strip_prefix(b"<").and_then(|name| name.strip_suffix(b">")).unwrap_or(name);
    inner.iter().find(|byte| **byte != b'_').is_some_and(u8::is_ascii_lowercase)
        && inner.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'))
}

fn has_slash(text: &[u8]) -> bool {
    text.contains(&b'/') || text.contains(&b'\\')
}

fn is_process(text: &[u8]) -> bool {
    text == b"MainProcess"
        || [&b"ForkPoolWorker"[..], b"SpawnP", b"ForkP", b"Process-"].iter().any(|p| text.starts_with(p))
}

fn is_context(text: &[u8]) -> bool {
    // Ids side by side; before a colon stands no label.
    let mut parts = text.split(|byte| matches!(byte, b'/' | b'|'));
    let first = text.split(|byte| *byte == b':').next().unwrap_or(text);
    text == b"-"
        || text.contains(&b'=')
        || text.starts_with(b"req-")
        || evidence::is_id(first)
        || parts.any(evidence::is_id)
}

pub(crate) fn is_word(text: &[u8]) -> bool {
    is_plain_name(text) || is_context_of_tomcat(text)
}

/// A name that Tomcat gives to the loggers of its contexts and servlets, or its last part: `[/]`, `[dispatcherServlet]`,
/// `o.a.c.c.C.[.[.[/].[dispatcherServlet]`, as Logback shortens it.
pub(crate) fn is_context_of_tomcat(text: &[u8]) -> bool {
    let path = text.strip_prefix(b"[").and_then(|text| text.strip_suffix(b"]"));
    let name = path.map(|path| path.strip_prefix(b"/").unwrap_or(path));
    name.is_some_and(|name| name.is_empty() || is_plain_name(name)) || is_name_of_tomcat(text)
}

/// The whole name, with its packages.
fn is_name_of_tomcat(text: &[u8]) -> bool {
    let is_of_name =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'[' | b']' | b'/' | b'-' | b'_' | b'$');
    text.first().is_some_and(u8::is_ascii_alphabetic)
        && text.ends_with(b"]")
        && memchr::memmem::find(text, b".[").is_some()
        && text.iter().all(is_of_name)
}

fn is_plain_name(text: &[u8]) -> bool {
    let part = |byte: &u8| evidence::is_name_byte(*byte) || matches!(byte, b'.' | b'/');
    text.iter().all(part) && text.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}
