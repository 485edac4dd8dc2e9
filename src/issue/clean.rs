//! Names without what compilers, proxies and machines put into them.
//!
//! ```text
//! com.acme.User$$EnhancerBySpringCGLIB$$8dad9e1d → com.acme.User      lambda$submit$0 → lambda$submit
//! com.acme.Cart$1                               → com.acme.Cart      access$000      → access
//! /srv/app/app/storage/s3.py                    → app.storage.s3     fn__123         → fn
//! ```

use std::borrow::Cow;

/// What marks a class that a library made at run time; the real class stands before it.
const GENERATED_MARKS: [&str; 16] = [
    "$$EnhancerBy",
    "$$FastClassBy",
    "$$KeyFactoryBy",
    "$$SpringCGLIB$$",
    "$$CGLIB$$",
    "_$$_javassist",
    "_$$_jvst",
    "$$_Weld",
    "$HibernateProxy$",
    "$HibernateInstantiator$",
    "$$Lambda",
    "$MockitoMock$",
    "$ByteBuddy$",
    "$$_hibernate",
    "_ClientProxy",
    "$EnhancerBy",
];

/// Classes of the reflection machinery whose names end in a number.
const ACCESSORS: [&str; 3] =
    ["GeneratedMethodAccessor", "GeneratedConstructorAccessor", "GeneratedSerializationConstructorAccessor"];

/// Whether the import path starts below this directory.
fn is_import_root(directory: &str) -> bool {
    matches!(directory, "site-packages" | "dist-packages" | "src") || is_python_home(directory)
}

/// Whether a directory at the beginning of a path names a machine's place, not a program's.
fn is_place(directory: &str) -> bool {
    matches!(
        directory,
        "srv"
            | "opt"
            | "usr"
            | "var"
            | "home"
            | "root"
            | "Users"
            | "tmp"
            | "local"
            | "lib"
            | "mnt"
            | "data"
            | "workspace"
            | "code"
    )
}

/// Components of a module's name that are kept where no import root is known.
const TAIL: usize = 3;

/// A class without generated parts, and whether it was generated as a whole (a proxy, an accessor, a lambda's class).
pub(crate) fn clean_class(class: &str) -> (Cow<'_, str>, bool) {
    let cut = generated_mark(class);
    if let Some((base, _)) = cut.and_then(|cut| class.split_at_checked(cut)) {
        return (strip_numbers(base), true);
    }
    let simple = class.rsplit_once('.').map_or(class, |(_, simple)| simple);
    let stem = simple.trim_end_matches(|last: char| last.is_ascii_digit());
    if stem.len() < simple.len() && (stem == "$Proxy" || ACCESSORS.contains(&stem)) {
        let end = class.len() - (simple.len() - stem.len());
        return (Cow::Borrowed(class.get(..end).unwrap_or(class)), true);
    }
    (strip_numbers(class), false)
}

/// Where the first of [`GENERATED_MARKS`] stands, all of which begin with `$` or `_`.
fn generated_mark(class: &str) -> Option<usize> {
    let is_marked = |&position: &usize| {
        class.get(position..).is_some_and(|rest| GENERATED_MARKS.iter().any(|mark| rest.starts_with(mark)))
    };
    memchr::memchr2_iter(b'$', b'_', class.as_bytes()).find(is_marked)
}

/// A function without the numbers that compilers put behind it, and without `module`, which Cython puts before it.
pub(crate) fn clean_function<'f>(function: &'f str, module: &str) -> Cow<'f, str> {
    let own = function.strip_prefix(module).and_then(|rest| rest.strip_prefix('.'));
    strip_numbers(own.filter(|_| !module.is_empty()).unwrap_or(function))
}

/// Takes out `$1`, `__123` and the digits of Groovy's `_closure1`, wherever a `$`, a `.` or the end follows.
fn strip_numbers(name: &str) -> Cow<'_, str> {
    if !name.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(name);
    }
    let mut clean = String::with_capacity(name.len());
    for part in name.split_inclusive(['$', '.']) {
        let end = part.chars().next_back().filter(|last| matches!(last, '$' | '.'));
        let body = end.map_or(part, |end| part.strip_suffix(end).unwrap_or(part));
        let stem = body.trim_end_matches(|last: char| last.is_ascii_digit());
        if stem.is_empty() && !body.is_empty() && clean.ends_with('$') {
            clean.pop();
        } else if stem.len() < body.len() && (stem.ends_with("__") || stem.ends_with("_closure")) {
            clean.push_str(stem.strip_suffix("__").unwrap_or(stem));
        } else {
            clean.push_str(body);
        }
        clean.extend(end);
    }
    Cow::Owned(clean)
}

/// The components of a Python file's path, without drive and suffix.
pub(crate) fn path_components(file: &str) -> Vec<&str> {
    const USUAL: usize = 12;
    let stem = [".py", ".pyc", ".pyw", ".pyx"].iter().find_map(|suffix| file.strip_suffix(suffix)).unwrap_or(file);
    let mut components = Vec::with_capacity(USUAL);
    components.extend(directories(stem).filter(|part| !matches!(*part, "" | "." | "..") && !part.ends_with(':')));
    components
}

/// What stands between a path's slashes, of either kind.
pub(crate) fn directories(path: &str) -> impl Iterator<Item = &str> {
    let ends = memchr::memchr2_iter(b'/', b'\\', path.as_bytes()).chain([path.len()]);
    ends.scan(0, |start, end| path.get(std::mem::replace(start, end + 1)..end))
}

/// `python3.11`, `pypy3.10`, `python311.zip`.
pub(crate) fn is_python_home(component: &str) -> bool {
    let version = component.strip_prefix("python").or_else(|| component.strip_prefix("pypy"));
    version.is_some_and(|version| version.starts_with(|first: char| first.is_ascii_digit()))
}

/// The dotted module of a Python file, from its path alone.
///
/// What stands below the last import root (`site-packages`, `src`, `lib/python3.x`); without one the last three
/// components, less those at the front that name a place of the machine (`/srv`, `/home/NAME`). A package's
/// `__init__.py` is the package. `<frozen x>` is `x`; notebook cells are `<ipython>`; other `<…>` stay.
pub(crate) fn python_module(file: &str) -> String {
    if let Some(inner) = file.strip_prefix('<') {
        if inner.starts_with("ipython-input") {
            return "<ipython>".to_owned();
        }
        let frozen = inner.strip_prefix("frozen ").and_then(|name| name.strip_suffix('>'));
        return frozen.unwrap_or(file).to_owned();
    }
    if file.contains("/ipykernel_") {
        return "<ipython>".to_owned();
    }
    let mut components = path_components(file);
    if components.len() > 1 && components.last() == Some(&"__init__") {
        components.pop();
    }
    let last = components.len().saturating_sub(1);
    let root = components.iter().take(last).rposition(|part| is_import_root(part));
    let tail = root.and_then(|root| components.get(root + 1..));
    tail.unwrap_or_else(|| without_places(&components)).join(".")
}

/// The module of a JavaScript file: its path as Python's, without the kind of file.
pub(crate) fn javascript_module(file: &str) -> String {
    let file = file.strip_prefix("file://").or_else(|| file.strip_prefix("node:")).unwrap_or(file);
    let kinds = [".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".jsx", ".tsx"];
    python_module(kinds.iter().find_map(|kind| file.strip_suffix(kind)).unwrap_or(file))
}

/// The last components, less those at the front that name a place of the machine.
fn without_places<'a, 'b>(components: &'a [&'b str]) -> &'a [&'b str] {
    let mut tail = components;
    while let [first, rest @ ..] = tail
        && !rest.is_empty()
        && is_place(first)
    {
        let is_home = matches!(*first, "home" | "Users") && rest.len() > 1;
        tail = if is_home { rest.get(1..).unwrap_or_default() } else { rest };
    }
    tail.get(tail.len().saturating_sub(TAIL)..).unwrap_or_default()
}

/// Text on one line with single blanks, at most `limit` characters.
pub(crate) fn squeeze(text: &str, limit: usize) -> String {
    let mut squeezed = String::with_capacity(text.len().min(limit));
    squeeze_into(&mut squeezed, text, limit);
    squeezed
}

/// Like [`squeeze`], written behind what `out` holds.
pub(crate) fn squeeze_into(out: &mut String, text: &str, limit: usize) {
    if text.len() <= limit && is_squeezed(text) {
        out.push_str(text);
        return;
    }
    let words =
        text.split(|letter: char| letter.is_whitespace() || letter.is_control()).filter(|word| !word.is_empty());
    let mut count = 0;
    for word in words {
        if count > 0 {
            out.push(' ');
            count += 1;
        }
        for letter in word.chars() {
            if count >= limit {
                return;
            }
            out.push(letter);
            count += 1;
        }
    }
}

/// Whether the text is ASCII without control characters and with no blank but single ones between words.
fn is_squeezed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some((first, behind)), Some((last, before))) = (bytes.split_first(), bytes.split_last()) else { return true };
    // Without a way out early, which lets the compiler look at many bytes at once.
    let is_odd = bytes.iter().fold(false, |odd, byte| odd | !(0x20..0x7f).contains(byte));
    let runs = before.iter().zip(behind).fold(0, |runs, (a, b)| runs | u8::from(*a == b' ' && *b == b' '));
    !is_odd && runs == 0 && *first != b' ' && *last != b' '
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_classes_become_the_class_they_stand_for() {
        for (class, expected) in [
            ("com.acme.auth.UserService$$FastClassBySpringCGLIB$$8dad9e1d", "com.acme.auth.UserService"),
            ("com.acme.User$$EnhancerBySpringCGLIB$$1a", "com.acme.User"),
            ("com.acme.User$$SpringCGLIB$$0", "com.acme.User"),
            ("com.acme.User_$$_javassist_17", "com.acme.User"),
            ("com.acme.User$HibernateProxy$a1b2", "com.acme.User"),
            ("com.acme.Main$$Lambda$14/0x0000000800066840", "com.acme.Main"),
            ("jdk.internal.reflect.GeneratedMethodAccessor12", "jdk.internal.reflect.GeneratedMethodAccessor"),
            ("com.sun.proxy.$Proxy42", "com.sun.proxy.$Proxy"),
        ] {
            assert_eq!(clean_class(class), (Cow::Borrowed(expected), true));
        }
        for (class, expected) in [
            ("com.acme.Cart$1", "com.acme.Cart"),
            ("com.acme.Cart$add$2", "com.acme.Cart$add"),
            ("com.acme.Cart$Item", "com.acme.Cart$Item"),
            ("com.acme.v2.Base64", "com.acme.v2.Base64"),
            ("shop.core$fn__123", "shop.core$fn"),
            ("Script1$_run_closure2", "Script1$_run_closure"),
        ] {
            assert_eq!(clean_class(class), (Cow::Borrowed(expected), false));
        }
    }

    #[test]
    fn functions_lose_the_numbers_of_the_compiler() {
        for (function, expected) in [
            ("lambda$submit$0", "lambda$submit"),
            ("access$000", "access"),
            ("$anonfun$main$1", "$anonfun$main"),
            ("fn__123", "fn"),
            ("run", "run"),
            ("load_v2", "load_v2"),
            ("<init>", "<init>"),
            ("test__call__", "test__call__"),
        ] {
            assert_eq!(clean_function(function, ""), expected);
        }
        let cython = "numpy.random._generator.Generator.choice";
        assert_eq!(clean_function(cython, "numpy.random._generator"), "Generator.choice");
        assert_eq!(clean_function(cython, "numpy.random"), "_generator.Generator.choice");
        assert_eq!(clean_function(cython, "num"), cython);
    }

    #[test]
    fn javascript_modules_come_from_the_path_alone() {
        for (file, module) in [
            ("/srv/app/order.js", "app.order"),
            ("file:///srv/app/cart.mjs", "app.cart"),
            ("node:internal/main/run_main_module", "internal.main.run_main_module"),
        ] {
            assert_eq!(javascript_module(file), module);
        }
    }

    #[test]
    fn python_modules_come_from_the_path_alone() {
        for (file, module) in [
            ("/srv/app/app/storage/s3.py", "app.storage.s3"),
            ("/srv/app/worker.py", "app.worker"),
            ("/home/ann/shop/cart.py", "shop.cart"),
            ("/usr/lib/python3.11/json/decoder.py", "json.decoder"),
            ("/usr/lib/python3.11/site-packages/sqlalchemy/engine/base.py", "sqlalchemy.engine.base"),
            ("/work/repo/src/shop/__init__.py", "shop"),
            (r"C:\code\shop\cart.py", "shop.cart"),
            ("worker.py", "worker"),
            ("./src.py", "src"),
            ("<frozen importlib._bootstrap>", "importlib._bootstrap"),
            ("<string>", "<string>"),
            ("<ipython-input-3-0a1b>", "<ipython>"),
            ("", ""),
        ] {
            assert_eq!(python_module(file), module, "{file}");
        }
    }
}
