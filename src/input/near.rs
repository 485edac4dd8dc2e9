//! Names in a directory that look like one that is not there.

use std::path::Path;

/// Directory entries that are compared at most, so that a mistyped name in a huge directory answers at once.
const MAX_ENTRIES: usize = 4096;
/// Names that are suggested at most.
const MAX_NAMES: usize = 3;
/// Similarity from 0 to 1 at which a name is worth suggesting.
const SIMILAR: f64 = 0.7;

/// Paths beside `path` whose names are similar, nearest first; none when the directory cannot be listed.
pub(crate) fn near_names(path: &Path) -> Vec<String> {
    let Some(wanted) = path.file_name().map(|name| name.to_string_lossy().to_lowercase()) else {
        return Vec::new();
    };
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let Ok(entries) = std::fs::read_dir(directory.unwrap_or(Path::new("."))) else {
        return Vec::new();
    };
    let mut found: Vec<(f64, String)> = entries
        .take(MAX_ENTRIES)
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let score = similarity(&wanted, &name.to_lowercase());
            (score >= SIMILAR).then_some((score, name))
        })
        .collect();
    found.sort_by(|(a_score, a), (b_score, b)| b_score.total_cmp(a_score).then_with(|| a.cmp(b)));
    found.truncate(MAX_NAMES);
    let place = |name: &str| directory.map_or_else(|| name.to_owned(), |d| d.join(name).display().to_string());
    found.iter().map(|(_, name)| place(name)).collect()
}

/// How alike two lower-case names are; a name that only lacks its ending counts as alike.
fn similarity(wanted: &str, name: &str) -> f64 {
    if name.starts_with('.') && !wanted.starts_with('.') {
        return 0.0;
    }
    if wanted.len() >= 3 && name.strip_prefix(wanted).is_some_and(|rest| rest.starts_with(['.', '-', '_'])) {
        return 0.9;
    }
    strsim::normalized_damerau_levenshtein(wanted, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_the_file() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["error.log", "errors.log", "catalina.out", ".error.log"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let near = |name: &str| -> Vec<String> {
            let names = near_names(&folder.path().join(name));
            names.iter().map(|path| Path::new(path).file_name().unwrap().to_str().unwrap().to_owned()).collect()
        };
        assert_eq!(near("eror.log"), ["error.log", "errors.log"]);
        assert_eq!(near("Catalina.out"), ["catalina.out"]);
        assert_eq!(near("error"), ["error.log"]);
        assert_eq!(near("nothing-like-it"), [""; 0]);
        assert_eq!(near_names(Path::new("/no/such/folder/x.log")), [""; 0]);
        assert_eq!(near_names(Path::new("/")), [""; 0]);
    }
}
