//! Names of loggers that are a class and a method: `%c{1}.%M`, `%logger.%method`.
//!
//! Classes begin with a capital and methods do not, so that a small part behind one with a capital is a method.

use crate::format::detect::Trial;
use crate::format::infer::is_function;
use crate::format::layout::{Header, Layout};

/// Lines that tell.
const LEAST_LINES: usize = 5;

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
    for line in trial.lines.iter().filter_map(|found| lines.get(found.line)) {
        names.extend(
            layout.match_header(line, &mut header).then_some(header.logger).flatten().map(|span| span.of(line)),
        );
    }
    are_classes_with_methods(&names).then(|| layout.with_method_behind_logger()).flatten()
}

/// Nearly all names are so, and the classes are several or of a package: a program whose name has a capital may have
/// loggers below that.
fn are_classes_with_methods(names: &[&[u8]]) -> bool {
    let classes: Vec<&[u8]> = names.iter().filter_map(|name| class_before_method(name)).collect();
    let is_several = classes.iter().any(|class| Some(class) != classes.first());
    names.len() >= LEAST_LINES
        && classes.len() * 20 >= names.len() * 19
        && (is_several || classes.iter().all(|class| class.contains(&b'.')))
}

/// What stands before the method in `Cart.add`, `com.acme.Cart$Item.<init>`.
fn class_before_method(name: &[u8]) -> Option<&[u8]> {
    let dot = memchr::memrchr(b'.', name)?;
    let (class, method) = (name.get(..dot)?, name.get(dot + 1..)?);
    let simple = class.rsplit(|byte| *byte == b'.').next()?;
    (is_function(method) && simple.first().is_some_and(u8::is_ascii_uppercase)).then_some(class)
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
    fn loggers_below_a_program_with_a_capital_are_no_methods() {
        let are = |names: [&str; 3]| {
            let names: Vec<&[u8]> = names.iter().cycle().take(9).map(|name| name.as_bytes()).collect();
            are_classes_with_methods(&names)
        };
        assert!(are(["Cart.add", "Orders.add", "Cart.remove"]));
        assert!(are(["com.acme.Cart.add", "com.acme.Cart.add", "com.acme.Cart.remove"]));
        assert!(!are(["Shop.views", "Shop.db", "Shop.auth"]));
        assert!(!are(["com.acme.Cart.add", "com.acme.Orders", "com.acme.Cart.remove"]));
    }
}
