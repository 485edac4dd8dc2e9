//! Names of loggers that are a class and a method: `%c{1}.%M`, `%logger.%method`; or, in Python, a logger and a function:
//! `%(name)s.%(funcName)s:%(lineno)d`.
//!
//! Classes begin with a capital and methods do not, so that a small part behind one with a capital is a method. Python's
//! loggers are written as its functions are; that the last parts are functions is told by those that nothing else is called.

use crate::format::detect::Trial;
use crate::format::infer::is_function;
use crate::format::layout::{Header, Layout};

/// Lines that tell.
const LEAST_LINES: usize = 5;
/// Lines of which one at least has the name of what can only be a function, where no line of the call stands behind it.
const LINES_A_CERTAIN: usize = 10;

/// The layout with the method apart from the logger, where nearly all names have one; `None` where it has its own, or the
/// logger is no class.
///
/// Where nothing but a blank parts it from the message, a class and a method are what `java.util.logging` says of a record,
/// as in Tomcat's logs, and both are its name.
pub(super) fn with_methods(layout: &Layout, trial: &Trial, lines: &[&[u8]]) -> Option<Layout> {
    if !layout.is_one_line_of_text() || layout.has_function() || layout.has_loose_logger() {
        return None;
    }
    let mut header = Header::default();
    let mut names: Vec<&[u8]> = Vec::new();
    let mut with_line = 0_usize;
    for line in trial.lines.iter().filter_map(|found| lines.get(found.line)) {
        let Some(name) = layout.match_header(line, &mut header).then_some(header.logger).flatten() else { continue };
        names.push(name.of(line));
        let behind = line.get(name.end as usize..).unwrap_or_default();
        with_line += usize::from(matches!(behind, [b':', b'0'..=b'9', ..]));
    }
    let has_methods = are_classes_with_methods(&names) || are_with_functions(&names, with_line == names.len());
    has_methods.then(|| layout.with_method_behind_logger()).flatten()
}

/// Nearly all names end with what may be a function, and some with what can be nothing else; where a `line` does not stand
/// behind all of them, these must be more.
fn are_with_functions<'n>(names: &[&'n [u8]], line: bool) -> bool {
    let last = |name: &&'n [u8]| before_function(name).and_then(|before| name.get(before.len() + 1..));
    let parts: Vec<&[u8]> = names.iter().filter_map(last).collect();
    let certain = parts.iter().filter(|part| is_certain_function(part)).count();
    names.len() >= LEAST_LINES
        && parts.len() * 20 >= names.len() * 19
        && certain > 0
        && (line || certain * LINES_A_CERTAIN >= names.len())
}

/// Nothing else in Python is called so; `__main__` is a module.
fn is_certain_function(part: &[u8]) -> bool {
    let is_dunder = part.len() > 4 && part.starts_with(b"__") && part.ends_with(b"__") && part != b"__main__";
    is_dunder || matches!(part, b"<lambda>" | b"<module>")
}

/// Nearly all names are so, and the classes are several or of a package: a program whose name has a capital may have
/// loggers below that.
fn are_classes_with_methods(names: &[&[u8]]) -> bool {
    let classes: Vec<&[u8]> = names.iter().filter_map(|name| class_before_method(name)).collect();
    let is_several = classes.iter().any(|class| Some(class) != classes.first());
    // Beside classes a logger may have a name of small letters: `audit.trail.add`.
    let is_mixed = || classes.len() * 10 >= names.len() * 6 && names.iter().all(|name| before_function(name).is_some());
    names.len() >= LEAST_LINES
        && (classes.len() * 20 >= names.len() * 19 || is_mixed())
        && (is_several || classes.iter().all(|class| class.contains(&b'.')))
}

/// What stands before the method in `Cart.add`, `com.acme.Cart$Item.<init>`.
fn class_before_method(name: &[u8]) -> Option<&[u8]> {
    let class = before_function(name)?;
    let simple = class.rsplit(|byte| *byte == b'.').next()?;
    simple.first().is_some_and(u8::is_ascii_uppercase).then_some(class)
}

/// What stands before a last part that may be a function.
fn before_function(name: &[u8]) -> Option<&[u8]> {
    let dot = memchr::memrchr(b'.', name).filter(|dot| *dot > 0)?;
    name.get(dot + 1..).filter(|part| is_function(part)).and_then(|_| name.get(..dot))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_part_behind_a_capital_is_a_method() {
        for name in ["Cart.add", "com.acme.Cart.addItem", "a.b.Cart$1.<init>", "Cart.lambda$add$0"] {
            assert!(class_before_method(name.as_bytes()).is_some(), "{name}");
        }
        for name in ["com.acme.Cart", "com.acme.cart", "Cart", "app.db", "Cart.", "Cart.Item", "org.hibernate.SQL"] {
            assert!(class_before_method(name.as_bytes()).is_none(), "{name}");
        }
    }

    #[test]
    fn names_of_functions_alone_tell_that_all_last_parts_are_functions() {
        let are = |names: &[&str], line: bool| {
            let names: Vec<&[u8]> = names.iter().cycle().take(24).map(|name| name.as_bytes()).collect();
            are_with_functions(&names, line)
        };
        assert!(are(&["etl.load.run", "etl.db.__init__", "etl.load.main", "etl.main"], false));
        assert!(are(&["app.views.<lambda>", "app.db._connect", "app.<module>"], false));
        assert!(!are(&["app.views", "app.db", "app.__main__"], true), "a module is no function");
        assert!(!are(&["app.views", "app.db.Pool", "app.__init__"], true), "a class is none");
        assert!(!are(&["app", "root", "app.views.__init__"], true), "nothing stands before it");
        let mut names = vec!["etl.load.run"; 23];
        names.push("etl.load.<lambda>");
        assert!(are(&names, true) && !are(&names, false));
    }

    #[test]
    fn loggers_below_a_program_with_a_capital_are_no_methods() {
        let are = |names: [&str; 3]| {
            let names: Vec<&[u8]> = names.iter().cycle().take(9).map(|name| name.as_bytes()).collect();
            are_classes_with_methods(&names)
        };
        assert!(are(["Cart.add", "Orders.add", "Cart.remove"]));
        assert!(are(["com.acme.Cart.add", "com.acme.Cart.add", "com.acme.Cart.remove"]));
        assert!(are(["Cart.add", "audit.trail.add", "Orders.remove"]));
        assert!(!are(["Cart.add", "audit.Trail", "Orders.remove"]));
        assert!(!are(["Shop.views", "Shop.db", "Shop.auth"]));
        assert!(!are(["com.acme.Cart.add", "com.acme.Orders", "com.acme.Cart.remove"]));
    }
}
