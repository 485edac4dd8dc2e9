//! Names of files of source, as the place of a call is printed.

/// Ends of their names, and the mark that ends what the compiler names itself: `<stdin>`.
const ENDS: [&[u8]; 7] = [b".py", b".pyx", b".java", b".kt", b".scala", b".groovy", b">"];

/// A file of source, or one that the compiler names.
pub(crate) fn is_source_file(name: &[u8]) -> bool {
    ENDS.iter().any(|end| name.len() > end.len() && name.ends_with(end))
}
