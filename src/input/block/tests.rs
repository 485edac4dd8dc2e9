//! Blocks end on lines and lose no byte, whatever the block size and the reader.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use proptest::prelude::*;

use super::*;
use crate::input::{HEAD_BYTES, StdinKind};

const LINE: &[u8] = b"2026-11-23 09:27:00,123 - root - ERROR - Exception occurred\n";

fn size(bytes: usize) -> NonZeroUsize {
    NonZeroUsize::new(bytes).unwrap()
}

fn no_stdin() -> Stdin {
    Stdin::from_reader(io::empty())
}

fn file(folder: &tempfile::TempDir, name: &str, content: &[u8]) -> Source {
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    Source { path, size_bytes: Some(content.len() as u64) }
}

fn lines(count: usize) -> Vec<u8> {
    (0..count)
        .flat_map(|n| format!("2026-11-23 09:27:00,{:03} - root - ERROR - line {n}\n", n % 1000).into_bytes())
        .collect()
}

/// A reader of sources as they are.
fn reader_of<T>(
    sources: Vec<Source>,
    stdin: Stdin,
    block_bytes: NonZeroUsize,
    mut prepare: impl FnMut(&Head<'_>) -> T,
) -> Reader<T, impl FnMut(&Head<'_>) -> Prepared<T>> {
    Reader::new(sources, stdin, block_bytes, move |head: &Head<'_>| Prepared::plain(prepare(head)))
}

/// Claims everything with one thread, without giving buffers back.
fn claim_all<T, F: FnMut(&Head<'_>) -> Prepared<T>>(reader: &Reader<T, F>) -> Vec<Block<T>> {
    std::iter::from_fn(|| reader.claim(Buffer::default())).collect()
}

/// Checks numbers, places and flags, and joins the blocks of each source.
fn join<T>(blocks: &[Block<T>]) -> BTreeMap<usize, Vec<u8>> {
    let mut joined: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
    let mut previous: Option<&Block<T>> = None;
    for (number, block) in blocks.iter().enumerate() {
        assert_eq!(block.sequence, number as u64);
        assert_eq!(block.is_first, !joined.contains_key(&block.source));
        assert_eq!(block.is_first, previous.is_none_or(|previous| previous.is_last));
        if let Some(previous) = previous.filter(|previous| previous.source == block.source) {
            assert_eq!(block.offset_bytes, previous.offset_bytes + previous.bytes.len() as u64);
        } else {
            assert!(previous.is_none_or(|previous| previous.source < block.source));
        }
        joined.entry(block.source).or_default().extend_from_slice(&block.bytes);
        previous = Some(block);
    }
    assert!(previous.is_none_or(|previous| previous.is_last));
    joined
}

/// A stream that gives its bytes a few at a time and then fails or ends.
struct Trickle {
    content: Vec<u8>,
    at: usize,
    step: usize,
    failure: Option<io::Error>,
}

impl Trickle {
    fn new(content: &[u8], step: usize) -> Self {
        Self { content: content.to_vec(), at: 0, step, failure: None }
    }
}

impl Read for Trickle {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.step.min(buffer.len()).min(self.content.len() - self.at);
        buffer[..count].copy_from_slice(&self.content[self.at..self.at + count]);
        self.at += count;
        if count == 0 {
            return self.failure.take().map_or(Ok(0), Err);
        }
        Ok(count)
    }
}

#[test]
fn any_block_size_gives_the_exact_bytes_of_files_and_streams() {
    let folder = tempfile::tempdir().unwrap();
    let mut holed = vec![0; 100];
    holed.extend_from_slice(LINE);
    let contents = [LINE.to_vec(), lines(3), b"x".to_vec(), lines(1), holed, b"no newline at the end".to_vec()];
    let sources: Vec<Source> =
        contents.iter().enumerate().map(|(n, content)| file(&folder, &format!("{n}.log"), content)).collect();
    for block_bytes in (1..=7).chain([59, 60, 61, 120, 1 << 20]) {
        let reader = reader_of(sources.clone(), no_stdin(), size(block_bytes), |head| head.source);
        let blocks = claim_all(&reader);
        assert!(blocks.iter().all(|block| block.bytes.len() <= block_bytes && *block.prepared == block.source));
        assert!(blocks.iter().all(|block| !block.is_cut && !block.bytes.is_empty()));
        assert!(join(&blocks).values().eq(&contents));
        assert!(reader.finish().problems.is_empty());
        for content in &contents {
            let stdin = Stdin::from_reader(Trickle::new(content, 5));
            let reader = reader_of(vec![Source::stdin()], stdin, size(block_bytes), |_| ());
            let streamed = claim_all(&reader);
            assert!(streamed.iter().rev().skip(1).all(|block| block.bytes.len() == block_bytes));
            assert_eq!(join(&streamed)[&0], *content);
        }
    }
}

#[test]
fn four_threads_get_every_byte_once_in_numbered_order() {
    let folder = tempfile::tempdir().unwrap();
    let contents: Vec<Vec<u8>> = (0..5).map(|n| lines(3000 * (n % 3) + 1)).collect();
    let sources: Vec<Source> =
        contents.iter().enumerate().map(|(n, content)| file(&folder, &format!("{n}.log"), content)).collect();
    for block_bytes in [97, 4096, 70_001] {
        let mut heads = Vec::new();
        let reader = reader_of(sources.clone(), no_stdin(), size(block_bytes), |head| {
            heads.push((head.source, head.bytes.to_vec()));
        });
        let (sender, receiver) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..4 {
                let sender = sender.clone();
                let reader = &reader;
                scope.spawn(move || {
                    let mut buffer = Buffer::default();
                    while let Some(mut block) = reader.claim(std::mem::take(&mut buffer)) {
                        let mut own = Buffer::default();
                        own.copy(&block.bytes);
                        buffer = std::mem::replace(&mut block.bytes, own);
                        sender.send(block).unwrap();
                    }
                });
            }
        });
        drop(sender);
        let mut blocks: Vec<_> = receiver.into_iter().collect();
        blocks.sort_by_key(|block| block.sequence);
        assert!(join(&blocks).values().eq(&contents));
        let finished = reader.finish();
        assert!(finished.problems.is_empty());
        assert_eq!(finished.states, [SourceState::Read; 5]);
        // Once for each source, in order, and the same for any block size.
        assert!(heads.iter().map(|(source, _)| *source).eq(0..5));
        for ((_, head), content) in heads.iter().zip(&contents) {
            assert_eq!(head[..], content[..content.len().min(HEAD_BYTES)]);
        }
    }
}

#[test]
fn the_head_is_the_same_for_a_file_and_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let mut holed = vec![0; 3 * HEAD_BYTES + 17];
    holed.extend(lines(4000));
    let with_mark = [&b"\xef\xbb\xbf"[..], &lines(2)].concat();
    for content in [LINE.to_vec(), lines(4000), holed, with_mark, vec![0; 70_000]] {
        let path = file(&folder, "a.log", &content);
        let mut seen = Vec::new();
        let mut from_file = reader_of(vec![path], no_stdin(), size(3), |head| {
            seen.push((head.bytes.to_vec(), head.hole_bytes));
        });
        let first = from_file.claim(Buffer::default()).unwrap();
        from_file.sources.clear();
        drop(from_file);
        let stdin = Stdin::from_reader(Trickle::new(&content, 1000));
        let from_pipe = reader_of(vec![Source::stdin()], stdin, size(3), |head| {
            seen.push((head.bytes.to_vec(), head.hole_bytes));
        });
        let streamed = from_pipe.claim(Buffer::default()).unwrap();
        assert_eq!((first.offset_bytes, &*first.bytes), (streamed.offset_bytes, &*streamed.bytes));
        drop(from_pipe);
        assert_eq!(seen[0], seen[1]);
    }
}

#[test]
fn a_hole_stays_in_the_blocks_and_is_skipped_by_the_head() {
    let hole = 2 * HEAD_BYTES + 5;
    let mut content = vec![0; hole];
    content.extend_from_slice(LINE);
    let stdin = Stdin::from_reader(Trickle::new(&content, 777));
    let reader = reader_of(vec![Source::stdin()], stdin, size(1000), |head| {
        assert_eq!(head.bytes, LINE);
        assert_eq!(head.hole_bytes, hole as u64);
    });
    assert_eq!(join(&claim_all(&reader))[&0], content);
}

#[test]
fn a_byte_order_mark_is_skipped_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let content = [&b"\xef\xbb\xbf"[..], LINE].concat();
    let sources = vec![file(&folder, "a.log", &content), Source::stdin(), file(&folder, "bom.log", b"\xef\xbb\xbf")];
    for block_bytes in [1, 7, 1000] {
        let stdin = Stdin::from_reader(Trickle::new(&content, 2));
        let reader = reader_of(sources.clone(), stdin, size(block_bytes), |head| {
            assert_eq!(head.bytes, LINE);
        });
        let blocks = claim_all(&reader);
        assert!(blocks.iter().filter(|block| block.is_first).all(|block| block.offset_bytes == 3));
        assert!(join(&blocks).values().all(|joined| joined == LINE));
        let finished = reader.finish();
        assert_eq!(finished.states, [SourceState::Read, SourceState::Read, SourceState::Empty]);
    }
}

#[test]
fn sources_without_text_are_reported_and_passed_over() {
    use SourceState::{Empty, Failed, LeftOut, Read};

    let folder = tempfile::tempdir().unwrap();
    let utf32: Vec<u8> = "\u{feff}ERROR".chars().flat_map(|character| u32::from(character).to_le_bytes()).collect();
    let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0]).collect();
    let sources = vec![
        file(&folder, "empty.log", b""),
        file(&folder, "a.log.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00"),
        file(&folder, "utf32.log", &utf32),
        file(&folder, "core", &noise),
        file(&folder, "good.log", LINE),
        Source { path: folder.path().join("goood.log"), size_bytes: None },
        Source { path: folder.path().to_owned(), size_bytes: None },
        Source::stdin(),
    ];
    let reader = reader_of(sources, no_stdin(), size(16), |head| {
        assert_eq!(head.source, 4);
    });
    assert_eq!(join(&claim_all(&reader)), BTreeMap::from([(4, LINE.to_vec())]));
    let finished = reader.finish();
    let texts: Vec<String> = finished
        .problems
        .iter()
        .map(|problem| {
            problem
                .to_string()
                .replace(&format!("{}/", folder.path().display()), "")
                .replace(&format!("{}", folder.path().display()), "folder")
        })
        .collect();
    assert_eq!(
        texts,
        [
            "`empty.log` is empty",
            "`a.log.gz` is cut short: gzip data ends at byte 8",
            "`utf32.log` is utf-32 text",
            "`core` is not text and is left out",
            "cannot read `goood.log`: no such file or directory",
            "cannot read `folder`: it is a directory",
            "standard input is empty",
        ]
    );
    assert!(finished.problems[4].hint().unwrap().contains("good.log"));
    assert_eq!(finished.states, [Empty, Failed, Failed, LeftOut, Read, Failed, Failed, Empty]);
}

#[test]
fn a_file_that_shrinks_ends_early_and_the_next_one_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let content = lines(4000);
    let sources = vec![file(&folder, "a.log", &content), file(&folder, "b.log", LINE)];
    let reader = reader_of(sources.clone(), no_stdin(), size(10_000), |_| ());
    let mut blocks = vec![reader.claim(Buffer::default()).unwrap()];
    File::options().write(true).open(&sources[0].path).unwrap().set_len(25_000).unwrap();
    blocks.extend(std::iter::from_fn(|| reader.claim(Buffer::default())));
    let kept = |block: &Block<()>| (block.source, block.offset_bytes, block.bytes.len(), block.is_last, block.is_cut);
    assert_eq!(
        blocks.iter().map(kept).collect::<Vec<_>>(),
        [
            (0, 0, 10_000, false, false),
            (0, 10_000, 10_000, false, false),
            (0, 20_000, 5_000, false, true),
            (0, content.len() as u64, 0, true, true),
            (1, 0, LINE.len(), true, false),
        ]
    );
    let finished = reader.finish();
    assert_eq!(finished.states, [SourceState::Cut, SourceState::Read]);
    let [Problem::Warning(warning)] = finished.problems.as_slice() else { panic!("{:?}", finished.problems) };
    let expected_bytes = content.len() as u64;
    assert_eq!(warning.kind, WarningKind::Shrank { expected_bytes, got_bytes: 25_000 });
}

#[test]
fn a_file_that_grows_is_read_to_the_size_it_had() {
    let folder = tempfile::tempdir().unwrap();
    let content = lines(4000);
    let source = file(&folder, "a.log", &content);
    let path = source.path.clone();
    let reader = reader_of(vec![source], no_stdin(), size(50_000), |_| ());
    let mut blocks = vec![reader.claim(Buffer::default()).unwrap()];
    File::options().append(true).open(path).unwrap().write_all(LINE).unwrap();
    blocks.extend(std::iter::from_fn(|| reader.claim(Buffer::default())));
    assert_eq!(join(&blocks)[&0], content);
}

#[test]
fn a_stream_that_fails_keeps_what_came_before() {
    let folder = tempfile::tempdir().unwrap();
    let content = lines(4000);
    for (length, block_bytes) in [(100, 7), (100, 100), (100, 1000), (70_000, 10_000), (content.len(), 1 << 20)] {
        let mut stream = Trickle::new(&content[..length], 999);
        stream.failure = Some(io::Error::other("device lost"));
        let sources = vec![Source::stdin(), file(&folder, "b.log", LINE)];
        let reader = reader_of(sources, Stdin::from_reader(stream), size(block_bytes), |_| ());
        let blocks = claim_all(&reader);
        let joined = join(&blocks);
        assert_eq!((joined[&0].as_slice(), joined[&1].as_slice()), (&content[..length], LINE));
        let cut: Vec<_> = blocks.iter().filter(|block| block.is_cut).collect();
        assert!(matches!(cut[..], [block] if block.is_last && block.source == 0));
        let finished = reader.finish();
        assert_eq!(finished.states, [SourceState::Cut, SourceState::Read]);
        let text = finished.problems[0].to_string();
        assert_eq!(text, format!("cannot read standard input at byte {length}: device lost"));
        assert!(finished.problems[0].is_error());
    }
}

#[test]
fn standard_input_from_a_file_starts_where_its_position_is() {
    let mut input = tempfile::tempfile().unwrap();
    input.write_all(b"skipped\n").unwrap();
    input.write_all(LINE).unwrap();
    io::Seek::seek(&mut input, io::SeekFrom::Start(8)).unwrap();
    let mut stdin = Stdin::from_file(StdinKind::RegularFile, input);
    assert!(!stdin.is_empty());
    let reader = reader_of(vec![Source::stdin()], stdin, size(9), |head| {
        assert_eq!((head.bytes, head.size_bytes), (LINE, Some(LINE.len() as u64)));
    });
    assert_eq!(join(&claim_all(&reader))[&0], LINE);
}

#[test]
fn a_pipe_that_was_looked_at_loses_nothing() {
    let content = lines(4000);
    let mut stdin = Stdin::from_reader(Trickle::new(&content, 3000));
    assert!(!stdin.is_empty());
    let reader = reader_of(vec![Source::stdin()], stdin, size(5000), |_| ());
    assert_eq!(join(&claim_all(&reader))[&0], content);
}

#[test]
#[cfg(unix)]
fn a_named_pipe_is_read_as_a_stream() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe");
    if !std::process::Command::new("mkfifo").arg(&path).status().is_ok_and(|status| status.success()) {
        return;
    }
    let resolved = crate::input::resolve(&[&path]);
    assert_eq!(resolved.sources, [Source { path: path.clone(), size_bytes: None }]);
    let content = lines(4000);
    thread::scope(|scope| {
        scope.spawn(|| fs::write(&path, &content).unwrap());
        let reader = reader_of(resolved.sources, no_stdin(), size(5000), |_| ());
        assert_eq!(join(&claim_all(&reader))[&0], content);
    });
}

#[test]
#[cfg(target_os = "linux")]
fn files_that_claim_to_be_empty_are_read_and_dev_null_is_empty() {
    let source = |path: &str| Source { path: path.into(), size_bytes: Some(0) };
    let sources = vec![source("/proc/self/status"), source("/dev/null")];
    let reader = reader_of(sources, no_stdin(), size(100), |_| ());
    assert!(join(&claim_all(&reader))[&0].starts_with(b"Name:"));
    assert_eq!(reader.finish().states, [SourceState::Read, SourceState::Empty]);
}

#[test]
#[cfg(unix)]
fn a_file_without_permission_is_an_error_and_the_rest_is_read() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let sources = vec![file(&folder, "closed.log", LINE), file(&folder, "open.log", LINE)];
    fs::set_permissions(&sources[0].path, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&sources[0].path).is_ok() {
        return;
    }
    let reader = reader_of(sources, no_stdin(), size(100), |_| ());
    assert_eq!(join(&claim_all(&reader))[&1], LINE);
    let finished = reader.finish();
    assert!(finished.problems[0].to_string().ends_with("permission denied"));
    assert!(finished.problems[0].hint().unwrap().contains("sudo cat"));
}

#[test]
fn thousands_of_files_are_read_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let sources: Vec<Source> =
        (0..5000).map(|n| file(&folder, &format!("{n}.log"), format!("ERROR {n}\n").as_bytes())).collect();
    let paths: Vec<PathBuf> = sources.iter().map(|source| source.path.clone()).collect();
    let reader = reader_of(sources, no_stdin(), DEFAULT_BLOCK_BYTES, |head| head.path.to_owned());
    let blocks = claim_all(&reader);
    assert!(blocks.iter().map(|block| &*block.prepared).eq(&paths));
    assert!(join(&blocks).iter().all(|(n, bytes)| *bytes == format!("ERROR {n}\n").into_bytes()));
}

/// Bytes as logs and accidents have them: text, marks, NULs in runs, and anything.
fn content() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(LINE.to_vec()),
        Just(b"\xef\xbb\xbf".to_vec()),
        (0usize..300).prop_map(|count| vec![0; count]),
        prop::collection::vec(any::<u8>(), 0..40),
        Just(LINE.repeat(1500)),
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_file_and_a_pipe_give_the_same_bytes_and_verdict(
        content in content(), block_bytes in 1usize..5000, step in 1usize..3000,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let sources = vec![file(&folder, "a.log", &content), Source::stdin()];
        let stdin = Stdin::from_reader(Trickle::new(&content, step));
        let mut heads = Vec::new();
        let reader = reader_of(sources, stdin, size(block_bytes), |head| {
            heads.push((head.bytes.to_vec(), head.hole_bytes));
        });
        let blocks = claim_all(&reader);
        let joined = join(&blocks);
        let finished = reader.finish();
        prop_assert_eq!(finished.states[0], finished.states[1]);
        prop_assert_eq!(joined.get(&0), joined.get(&1));
        if let Some(bytes) = joined.get(&0) {
            // Of wide characters, and of what is taken for Latin-1, the blocks hold the text.
            if blocks.iter().all(|block| block.origin.is_none()) {
                prop_assert_eq!(bytes.as_slice(), content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&content));
            }
            prop_assert_eq!(&heads[0], &heads[1]);
        } else {
            prop_assert_eq!(finished.problems.len(), 2);
        }
    }
}

#[test]
fn a_stream_that_ends_with_a_full_block_has_no_empty_one_behind_it() {
    let content = vec![b'x'; 4 * HEAD_BYTES];
    for block_bytes in [1 << 10, HEAD_BYTES, 2 * HEAD_BYTES, content.len()] {
        let stdin = Stdin::from_reader(Trickle::new(&content, 5000));
        let reader = reader_of(vec![Source::stdin()], stdin, size(block_bytes), |_| ());
        let blocks = claim_all(&reader);
        assert_eq!(blocks.len(), content.len() / block_bytes);
        assert_eq!(join(&blocks)[&0], content);
    }
}
