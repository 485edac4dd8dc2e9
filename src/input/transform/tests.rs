//! Unwrapped sources give the same text and the same origins for any block size, from a file and from a pipe.

use std::fs;
use std::num::NonZeroUsize;

use crate::input::{
    Block, Buffer, Head, MAX_UNWRAPPED_BYTES, Origin, Origins, Prepared, Reader, Source, SourceLine, Stdin, Text,
    Unwrap, unwrap_head,
};

/// Lines after `| `, of which those with `+` go on in the next; `#` lines hold nothing.
#[derive(Debug, Default)]
struct Bars {
    held: Option<(Vec<u8>, Origin)>,
}

impl Unwrap for Bars {
    fn line(&mut self, line: SourceLine<'_>, text: &mut Text) {
        if let Some(rest) = line.bytes.strip_prefix(b"+ ") {
            let (mut bytes, origin) = self.held.take().unwrap_or((Vec::new(), line.origin));
            let origin = if bytes.is_empty() { line.origin } else { origin.join(line.origin) };
            bytes.extend_from_slice(rest.trim_ascii_end());
            self.held = Some((bytes, origin));
        } else if let Some(rest) = line.bytes.strip_prefix(b"| ") {
            match self.held.take() {
                Some((bytes, origin)) => text.push(&[&bytes, rest].concat(), origin.join(line.origin)),
                None => text.push(rest, line.origin),
            }
        } else if line.bytes.starts_with(b"#") {
            text.push(b"", line.origin);
        } else {
            text.push(line.bytes, line.origin);
        }
    }

    fn end(&mut self, text: &mut Text) {
        if let Some((bytes, origin)) = self.held.take() {
            text.push(&bytes, origin);
        }
    }
}

const WRAPPED: &str = "# head\n| one\n+ tw\n+ o t\n| wo\n# no text\nas it is\n\n| end\n+ cut";
const TEXT: &str = "one\ntwo two\nas it is\n\nend\ncut";

fn read(sources: Vec<Source>, stdin: Stdin, block_bytes: usize) -> (Vec<u8>, Origins) {
    let reader = Reader::new(sources, stdin, NonZeroUsize::new(block_bytes).unwrap(), |head: &Head<'_>| {
        let unwrap: Box<dyn Unwrap> = Box::<Bars>::default();
        Prepared { plan: head.size_bytes, unwrap: Some(unwrap) }
    });
    let (mut text, mut origins) = (Vec::new(), Origins::default());
    let blocks: Vec<Block<_>> = std::iter::from_fn(|| reader.claim(Buffer::default())).collect();
    for (number, block) in blocks.iter().enumerate() {
        assert_eq!(block.offset_bytes, text.len() as u64);
        assert!(block.bytes.len() <= block_bytes);
        assert_eq!((block.is_first, block.is_last), (number == 0, number + 1 == blocks.len()));
        text.extend_from_slice(&block.bytes);
        origins.append(block.origin.clone().unwrap());
    }
    let problems = reader.finish().problems;
    assert!(problems.is_empty(), "{problems:?}");
    (text, origins)
}

#[test]
fn text_and_origins_are_the_same_for_any_block_size_from_files_and_pipes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.log");
    fs::write(&path, WRAPPED).unwrap();
    for block_bytes in [1, 2, 5, 7, 64, 1 << 20] {
        let source = Source { path: path.clone(), size_bytes: Some(WRAPPED.len() as u64) };
        let from_file = read(vec![source], Stdin::from_reader(std::io::empty()), block_bytes);
        let from_pipe = read(vec![Source::stdin()], Stdin::from_reader(WRAPPED.as_bytes()), block_bytes);
        assert_eq!(String::from_utf8_lossy(&from_file.0), TEXT);
        assert_eq!(from_file, from_pipe);
        let origins = from_file.1;
        assert_eq!(origins.lines(), WRAPPED.lines().count() as u64);
        assert_eq!(origins.end_bytes(), WRAPPED.len() as u64);
        let at = TEXT.find("two").unwrap() as u64;
        let place = origins.of(at, at + "two two\n".len() as u64).unwrap();
        let begins = WRAPPED.find("+ tw").unwrap() as u64;
        assert_eq!((place.offset_bytes, place.line), (begins, 3), "{block_bytes}");
        let ends = WRAPPED.find("# no text").unwrap() as u64;
        assert!(place.end_bytes() >= ends && place.lines >= 3);
    }
}

#[test]
fn the_head_is_unwrapped_up_to_its_last_whole_line() {
    let unwrapped = |head: &str, is_all| unwrap_head(head.as_bytes(), is_all, &mut Bars::default());
    assert_eq!(unwrapped(WRAPPED, true), TEXT.as_bytes());
    assert_eq!(unwrapped("| one\n| tw", false), b"one\n");
}

#[test]
fn a_hole_stays_before_the_text_and_is_no_line() {
    let content = [&[0; 100], "| one\n| two\n".as_bytes()].concat();
    for block_bytes in [7, 4096] {
        let stdin = Stdin::from_reader(std::io::Cursor::new(content.clone()));
        let (text, origins) = read(vec![Source::stdin()], stdin, block_bytes);
        assert_eq!(text, [&[0; 100], "one\ntwo\n".as_bytes()].concat());
        assert_eq!(origins.lines(), 2);
        assert_eq!(origins.of(104, 108).unwrap(), Origin { offset_bytes: 106, length_bytes: 6, line: 2, lines: 1 });
    }
}

#[test]
fn a_line_beyond_the_limit_comes_in_parts_and_counts_once() {
    let long = "x".repeat(MAX_UNWRAPPED_BYTES * 2 + 5);
    let content = format!("| a\n{long}\n| b\n");
    let (text, origins) = read(vec![Source::stdin()], Stdin::from_reader(std::io::Cursor::new(content)), 1 << 20);
    assert_eq!(text, format!("a\n{long}\nb\n").into_bytes());
    assert_eq!(origins.lines(), 3);
    let at = text.len() as u64 - 2;
    assert_eq!(origins.of(at, at + 2).unwrap().line, 3);
}

#[test]
fn text_that_is_made_ahead_is_whole_up_to_where_its_source_fails() {
    struct Failing(usize);
    impl std::io::Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let left = buffer.len().min(self.0).min(4_000) / 4 * 4;
            if left == 0 {
                return Err(std::io::Error::other("broken"));
            }
            buffer.chunks_exact_mut(4).take(left / 4).for_each(|line| line.copy_from_slice(b"| x\n"));
            self.0 -= left;
            Ok(left)
        }
    }
    for block_bytes in [1_000, 1 << 20] {
        let stdin = Stdin::from_reader(Failing(1_200_000));
        let reader =
            Reader::new(vec![Source::stdin()], stdin, NonZeroUsize::new(block_bytes).unwrap(), |_: &Head<'_>| {
                Prepared { plan: (), unwrap: Some(Box::<Bars>::default()) }
            });
        let blocks: Vec<Block<()>> = std::iter::from_fn(|| reader.claim(Buffer::default())).collect();
        assert_eq!(blocks.iter().map(|block| block.bytes.len()).sum::<usize>(), 600_000);
        assert!(blocks.iter().rev().skip(1).all(|block| block.bytes.len() == block_bytes && !block.is_cut));
        assert!(blocks.last().is_some_and(|block| block.is_last && block.is_cut));
        let problems = reader.finish().problems;
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].to_string().contains("1200000"), "{}", problems[0]);
    }
}
