//! What Ray shows of its workers: their lines, each behind the task or actor that printed it.
//!
//! ```text
//! (train pid=4711) text
//! (ServeReplica:default:shop pid=4711, ip=10.0.0.7) text        with or without colours round the parenthesis
//! ```
//!
//! Source: `ray._private.worker.print_worker_logs` (Ray 2).

use crate::format::colours::colours_end;
use crate::format::wrapper::Entry;
use crate::format::wrapper::container::set_text;

/// Bytes of the parenthesis that are looked at.
const MAX_NAME_BYTES: usize = 256;

/// Reads a line of a worker.
pub(super) fn ray<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    read(line, entry).is_some()
}

fn read<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> Option<()> {
    let start = colours_end(line, 0);
    let inside = line.get(start..)?.strip_prefix(b"(")?;
    let length = memchr::memchr(b')', inside.get(..inside.len().min(MAX_NAME_BYTES))?)?;
    let (name, rest) = inside.split_at_checked(length)?;
    let at = memchr::memmem::find(name, b" pid=").filter(|at| *at > 0)?;
    let (process, numbers) = (name.get(..at)?, name.get(at + 5..)?);
    let digits = numbers.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let host = match numbers.get(digits..)? {
        [] => &[],
        address => address.strip_prefix(b", ip=").filter(|host| !host.is_empty())?,
    };
    let behind = rest.get(1..)?;
    let text = match behind.get(colours_end(behind, 0)..)? {
        [] => &[],
        [b' ', text @ ..] => text,
        _ => return None,
    };
    *entry = Entry { process, pid: numbers.get(..digits)?, host, ..Entry::default() };
    set_text(line, text, entry);
    (digits > 0).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_is_named_and_its_text_kept_as_it_is() {
        for (line, process, pid, host, text) in [
            ("(train pid=123) INFO:app:x", "train", "123", "", "INFO:app:x"),
            ("\x1b[36m(train pid=123)\x1b[0m   File \"a.py\"", "train", "123", "", "  File \"a.py\""),
            ("(ServeReplica:shop pid=7, ip=10.0.0.7) (x)", "ServeReplica:shop", "7", "10.0.0.7", "(x)"),
            ("(train pid=123)", "train", "123", "", ""),
        ] {
            let mut entry = Entry::default();
            assert!(ray(line.as_bytes(), &mut entry), "{line}");
            let found = [entry.process, entry.pid, entry.host, entry.text.as_ref()];
            assert_eq!(found.map(String::from_utf8_lossy), [process, pid, host, text], "{line}");
        }
        for line in
            ["(raylet) text", "(train pid=) x", "(train pid=12x) x", "(pid=12) x", "(a pid=1)x", "(a pid=1, ip=) x"]
        {
            assert!(!ray(line.as_bytes(), &mut Entry::default()), "{line}");
        }
    }
}
