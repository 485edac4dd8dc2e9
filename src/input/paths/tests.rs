//! Which sources a list of paths stands for, in real directories.

use std::fs;

use super::*;

/// A folder with the given files, each holding its own name; a name that ends in `/` is a folder.
fn folder(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        let path = folder.path().join(name);
        fs::create_dir_all(if name.ends_with('/') { &path } else { path.parent().unwrap() }).unwrap();
        if !name.ends_with('/') {
            fs::write(&path, name).unwrap();
        }
    }
    folder
}

fn resolve_in(folder: &tempfile::TempDir, typed: &[&str]) -> Resolved {
    let typed: Vec<PathBuf> =
        typed.iter().map(|&path| if path == "-" { path.into() } else { folder.path().join(path) }).collect();
    resolve(&typed)
}

/// The sources, relative to the folder.
fn names(folder: &tempfile::TempDir, resolved: &Resolved) -> Vec<String> {
    let relative = |source: &Source| {
        let path = source.path.strip_prefix(folder.path()).unwrap_or(&source.path);
        path.to_str().unwrap().to_owned()
    };
    resolved.sources.iter().map(relative).collect()
}

fn warnings(resolved: &Resolved) -> Vec<&WarningKind> {
    resolved
        .problems
        .iter()
        .map(|problem| match problem {
            Problem::Warning(warning) => &warning.kind,
            Problem::Error(error) => panic!("{error}"),
        })
        .collect()
}

fn error(resolved: &Resolved) -> &Error {
    match resolved.problems.as_slice() {
        [Problem::Error(error)] => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn files_stand_in_the_order_in_which_they_are_named() {
    let folder = folder(&["b.log", "a.txt", "noext"]);
    let resolved = resolve_in(&folder, &["b.log", "-", "noext", "a.txt"]);
    assert_eq!(names(&folder, &resolved), ["b.log", "-", "noext", "a.txt"]);
    assert_eq!(resolved.sources[0].size_bytes, Some(5));
    assert_eq!(resolved.sources[1], Source::stdin());
    assert!(resolved.problems.is_empty());
}

#[test]
fn a_directory_gives_its_logs_in_reading_order() {
    let folder = folder(&[
        "error.log.10",
        "error.log.2",
        "error.log",
        "notes.txt",
        ".hidden.log",
        ".git/x.log",
        "sub/deep/z.log",
        "sub/a.out",
    ]);
    let resolved = resolve_in(&folder, &[""]);
    assert_eq!(names(&folder, &resolved), ["error.log.10", "error.log.2", "error.log", "sub/a.out", "sub/deep/z.log"]);
    assert_eq!(resolved.other_files, 1);
    assert!(resolved.problems.is_empty());
}

#[test]
fn a_rotated_set_that_the_shell_lists_stands_in_the_order_of_time() {
    let folder = folder(&["a.log", "error.log", "error.log.1", "error.log.10.gz", "error.log.2", "z.log"]);
    let typed = ["a.log", "error.log", "error.log.1", "error.log.10.gz", "error.log.2", "z.log"];
    let resolved = resolve_in(&folder, &typed);
    let expected = ["a.log", "error.log.10.gz", "error.log.2", "error.log.1", "error.log", "z.log"];
    assert_eq!(names(&folder, &resolved), expected);
    let apart = resolve_in(&folder, &["error.log", "a.log", "error.log.1"]);
    assert_eq!(names(&folder, &apart), ["error.log", "a.log", "error.log.1"]);
}

#[test]
fn a_directory_without_logs_is_a_warning() {
    let folder = folder(&["notes.txt", "empty/", "packed/app.log.1.zip", "packed/app.log.2.lz4"]);
    assert_eq!(warnings(&resolve_in(&folder, &[""])), [&WarningKind::CompressedLeftOut { files: 2 }]);
    assert_eq!(warnings(&resolve_in(&folder, &["empty"])), [&WarningKind::DirectoryWithoutLogs]);
}

#[test]
fn overlapping_paths_are_read_once() {
    let folder = folder(&["logs/a.log", "logs/b.log", "logs/sub/c.log"]);
    let resolved = resolve_in(&folder, &["logs/b.log", "-", "logs", "logs/sub/../a.log", "-", "logs/*.log"]);
    assert_eq!(names(&folder, &resolved), ["logs/b.log", "-", "logs/a.log", "logs/sub/c.log"]);
    assert_eq!(resolved.repeated, 5);
    assert!(resolved.problems.is_empty());
}

#[test]
#[cfg(unix)]
fn links_are_followed_to_files_but_not_around_in_circles() {
    use std::os::unix::fs::symlink;

    let folder = folder(&["logs/a.log", "target.bin"]);
    let logs = folder.path().join("logs");
    symlink(&logs, logs.join("loop")).unwrap();
    symlink(logs.join("a.log"), logs.join("current.log")).unwrap();
    symlink(folder.path().join("target.bin"), logs.join("linked.log")).unwrap();
    symlink("/no/such/file", logs.join("gone.log")).unwrap();
    fs::hard_link(logs.join("a.log"), logs.join("hard.log")).unwrap();
    let resolved = resolve_in(&folder, &["logs"]);
    assert_eq!(names(&folder, &resolved), ["logs/a.log", "logs/linked.log"]);
    assert_eq!(warnings(&resolved), [&WarningKind::BrokenLink]);
    assert_eq!(resolved.repeated, 2);
}

#[test]
fn a_missing_file_is_an_error_that_names_its_like() {
    let folder = folder(&["error.log", "other.log"]);
    let resolved = resolve_in(&folder, &["eror.log", "other.log"]);
    assert_eq!(names(&folder, &resolved), ["other.log"]);
    let error = error(&resolved);
    assert!(matches!(error.kind, ErrorKind::NotFound { missing_directory: None, .. }));
    assert!(error.hint().unwrap().contains("error.log`?"), "{:?}", error.hint());
    let resolved = resolve_in(&folder, &["error.log/x"]);
    assert!(self::error(&resolved).to_string().ends_with("a part of the path is not a directory"));
}

#[test]
fn a_glob_gives_its_matches_in_reading_order() {
    let folder = folder(&["a.log.10", "a.log.9", "b.log", ".h.log", "sub/c.log", "sub/x/d.log"]);
    assert_eq!(names(&folder, &resolve_in(&folder, &["a.log.*"])), ["a.log.10", "a.log.9"]);
    assert_eq!(names(&folder, &resolve_in(&folder, &["*.log"])), ["b.log"]);
    assert_eq!(names(&folder, &resolve_in(&folder, &["**/*.log"])), ["b.log", "sub/c.log", "sub/x/d.log"]);
    assert_eq!(names(&folder, &resolve_in(&folder, &["s*"])), ["sub/c.log", "sub/x/d.log"]);
}

#[test]
fn a_glob_that_matches_nothing_is_an_error() {
    let folder = folder(&["a.log"]);
    let resolved = resolve_in(&folder, &["*.lgo"]);
    assert!(matches!(error(&resolved).kind, ErrorKind::NoMatch));
    assert!(error(&resolved).to_string().contains("*.lgo"));
    let resolved = resolve_in(&folder, &["a**.log"]);
    assert!(matches!(error(&resolved).kind, ErrorKind::BadGlob { .. }), "{:?}", resolved.problems);
}

#[test]
fn a_file_whose_name_looks_like_a_glob_is_that_file() {
    let folder = folder(&["a[1].log", "a1.log"]);
    assert_eq!(names(&folder, &resolve_in(&folder, &["a[1].log"])), ["a[1].log"]);
    fs::remove_file(folder.path().join("a[1].log")).unwrap();
    assert_eq!(names(&folder, &resolve_in(&folder, &["a[1].log"])), ["a1.log"]);
}

#[test]
#[cfg(unix)]
fn a_directory_that_may_not_be_listed_is_an_error_and_the_rest_is_read() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder(&["closed/a.log", "open/b.log"]);
    let closed = folder.path().join("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let is_root = fs::read_dir(&closed).is_ok();
    let resolved = resolve_in(&folder, &[""]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    if is_root {
        return;
    }
    assert_eq!(names(&folder, &resolved), ["open/b.log"]);
    assert!(matches!(error(&resolved).kind, ErrorKind::Permission { is_directory: true }));
}

#[test]
fn an_empty_path_and_hostile_names_do_no_harm() {
    let folder = folder(&["a.log"]);
    for typed in ["", "[", "***", "a.log\u{0}b", "~", "\u{202e}gol.a"] {
        let resolved = resolve(&[typed]);
        assert!(resolved.sources.is_empty(), "{typed:?}");
        assert_eq!(resolved.problems.len(), 1, "{typed:?}");
        assert!(!resolved.problems[0].to_string().is_empty());
    }
    drop(folder);
}

#[test]
fn stars_that_cross_directories_match_at_any_depth() {
    let folder = folder(&["a.log", "x/b.log", "x/y/c.log", ".hidden/d.log", "x/.e.log", "x/y/f.txt"]);
    let found = |typed: &str| names(&folder, &resolve_in(&folder, &[typed]));
    assert_eq!(found("**/*.log"), ["a.log", "x/b.log", "x/y/c.log"]);
    assert_eq!(found("x/**/**/*.log"), ["x/b.log", "x/y/c.log"]);
    assert_eq!(found("*/y/[cf].*"), ["x/y/c.log", "x/y/f.txt"]);
    assert_eq!(found(".h*/*"), [".hidden/d.log"]);
}

/// <https://github.com/rust-lang/glob>: the iterator of the crate panics on such a name.
#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf_8_is_found_by_a_glob() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&["a.log"]);
    let odd = folder.path().join(OsStr::from_bytes(b"caf\xe9.log"));
    fs::write(&odd, "x").unwrap();
    fs::write(folder.path().join(OsStr::from_bytes(b"\xff.txt")), "x").unwrap();
    let resolved = resolve_in(&folder, &["*.log"]);
    let paths: Vec<&PathBuf> = resolved.sources.iter().map(|source| &source.path).collect();
    assert_eq!(paths, [&folder.path().join("a.log"), &odd]);
    assert!(resolved.problems.is_empty());
}
