//! The errmon binary.
fn main() {}
