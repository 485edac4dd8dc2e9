//! Names of files of source, as the place of a call is printed.

/// Ends of their names, and the mark that ends what the compiler names itself: `<stdin>`.
const ENDS: [&[u8]; 7] = [b".py", b".pyx", b".java", b".kt", b".scala", b".groovy", b">"];

/// A file of source, or one that the compiler names.
pub(crate) fn is_source_file(name: &[u8]) -> bool {
    ENDS.iter().any(|end| name.len() > end.len() && name.ends_with(end))
}

/// The length of the path, from the root on, of a file of source with which a text begins.
pub(crate) fn source_file_length(text: &[u8]) -> Option<usize> {
    let word = text.starts_with(b"/").then(|| text.split(|byte| *byte <= b' ').next())??;
    let path = memchr::memrchr(b':', word).and_then(|colon| word.get(..colon)).unwrap_or(word);
    is_source_file(path).then_some(path.len())
}
