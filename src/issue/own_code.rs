//! Own code or library: which frames an issue is about.
//!
//! Own code is everything but the known runtimes and libraries of a fixed table, changed by the user's prefixes, of
//! which the longest that matches wins. Nothing is learned from the input, since that would change issue ids.
//!
//! - Python: a file below `site-packages`, `dist-packages`, `lib/python3.x`, a Windows installation's `Lib`, a zipped
//!   standard library, `<frozen …>`, Cython's code and what libraries generate (`<attrs generated …>`) is library.
//! - Java: a class below one of [`LIBRARY_PACKAGES`], or in a module of the JDK, is library.

use crate::exception::{Frame, Language};
use crate::issue::clean::{directories, is_python_home, path_components};

/// Packages of Java runtimes and widespread libraries; a class is below one if a `.` or `$` follows.
pub const LIBRARY_PACKAGES: [&str; 121] = [
    // runtimes and languages
    "java",
    "javax",
    "jdk",
    "sun",
    "com.sun",
    "jakarta",
    "kotlin",
    "kotlinx",
    "scala",
    "groovy",
    "org.codehaus.groovy",
    "org.codehaus.mojo",
    "org.apache.groovy",
    "clojure",
    "javassist",
    "net.bytebuddy",
    "org.objectweb.asm",
    "net.sf.cglib",
    "org.aspectj",
    "com.oracle",
    "oracle",
    "com.ibm.db2",
    "com.ibm.ws",
    "weblogic",
    // frameworks and servers
    "org.springframework",
    "org.apache",
    "org.eclipse",
    "org.jboss",
    "org.wildfly",
    "org.glassfish",
    "org.xnio",
    "io.undertow",
    "io.quarkus",
    "io.micronaut",
    "io.vertx",
    "io.netty",
    "io.helidon",
    "io.dropwizard",
    "com.codahale",
    "play.api",
    "play.core",
    "akka",
    "com.typesafe",
    "reactor",
    "rx",
    "io.reactivex",
    "org.reactivestreams",
    "zio",
    "cats",
    "fs2",
    "io.ktor",
    "ratpack",
    "spark.http",
    "com.vaadin",
    "org.primefaces",
    "org.osgi",
    "org.quartz",
    "graphql",
    "com.netflix",
    "org.camunda",
    "io.smallrye",
    // data
    "org.hibernate",
    "org.postgresql",
    "com.mysql",
    "org.mariadb",
    "org.h2",
    "org.hsqldb",
    "com.microsoft",
    "com.zaxxer",
    "com.mchange",
    "org.jooq",
    "org.mybatis",
    "org.flywaydb",
    "liquibase",
    "com.mongodb",
    "org.bson",
    "com.datastax",
    "redis.clients",
    "io.lettuce",
    "org.redisson",
    "org.elasticsearch",
    "org.opensearch",
    "com.rabbitmq",
    "io.r2dbc",
    "net.sf.ehcache",
    "org.ehcache",
    "com.hazelcast",
    "com.github.benmanes.caffeine",
    // formats, clients, tools
    "com.fasterxml",
    "com.google.common",
    "com.google.inject",
    "com.google.gson",
    "com.google.protobuf",
    "com.google.cloud",
    "com.google.api",
    "com.amazonaws",
    "software.amazon",
    "com.azure",
    "io.grpc",
    "okhttp3",
    "okio",
    "retrofit2",
    "feign",
    "io.github.resilience4j",
    "org.yaml.snakeyaml",
    "org.bouncycastle",
    "io.jsonwebtoken",
    "com.nimbusds",
    "oauth",
    // logging, metrics, tests
    "org.slf4j",
    "ch.qos.logback",
    "io.micrometer",
    "io.opentelemetry",
    "io.opentracing",
    "io.prometheus",
    "io.sentry",
    "org.junit",
    "junit",
    "org.mockito",
    "org.testng",
    "com.intellij",
];

/// Slots of [`LIBRARY_SLOTS`], several times the packages.
const SLOTS: usize = 512;

/// The place of every library package plus one, by the hash of its name; zero is free.
#[expect(clippy::cast_possible_truncation, reason = "the table has fewer than 255 packages")]
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
static LIBRARY_SLOTS: [u8; SLOTS] = {
    let mut slots = [0; SLOTS];
    let mut index = 0;
    while index < LIBRARY_PACKAGES.len() {
        let name = LIBRARY_PACKAGES[index].as_bytes();
        let mut hash = HASH_START;
        let mut position = 0;
        while position < name.len() {
            hash = hash_step(hash, name[position]);
            position += 1;
        }
        let mut slot = hash as usize % SLOTS;
        while slots[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        slots[slot] = index as u8 + 1;
        index += 1;
    }
    slots
};

const HASH_START: u32 = 0x811c_9dc5;

/// FNV-1a with its upper bits folded in.
const fn hash_step(hash: u32, byte: u8) -> u32 {
    let mixed = (hash ^ byte as u32).wrapping_mul(0x0100_0193);
    mixed ^ (mixed >> 15)
}

/// Whether a class is a library package or below one: looks up what stands before each `.`, each `$` and the end.
fn is_library_class(class: &str) -> bool {
    let mut hash = HASH_START;
    for (position, &byte) in class.as_bytes().iter().enumerate() {
        if matches!(byte, b'.' | b'$') && is_library_package(hash, class.get(..position)) {
            return true;
        }
        hash = hash_step(hash, byte);
    }
    is_library_package(hash, Some(class))
}

fn is_library_package(hash: u32, name: Option<&str>) -> bool {
    let candidates = LIBRARY_SLOTS.iter().cycle().skip(hash as usize % SLOTS);
    candidates
        .take_while(|&&index| index != 0)
        .any(|&index| LIBRARY_PACKAGES.get(usize::from(index) - 1).copied() == name)
}

/// What counts as own code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnCode {
    /// The user's prefixes, and whether each is own code.
    prefixes: Vec<(Prefix, bool)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Prefix {
    text: String,
    is_path: bool,
}

impl OwnCode {
    /// The table with the user's prefixes.
    ///
    /// A prefix is a package or dotted module (`com.acme`, `app.vendor`), which matches whole components, in Python
    /// at any place of the path; or, with a `/` or `\` in it, the beginning of a file's path. A `.` or `.*` at its end
    /// means nothing. Of two equal prefixes the one in `in_app` wins.
    pub fn new(in_app: &[String], not_in_app: &[String]) -> Self {
        let prefixes = in_app.iter().map(|text| (text, true)).chain(not_in_app.iter().map(|text| (text, false)));
        Self {
            prefixes: prefixes
                .map(|(text, is_own)| (Prefix::new(text), is_own))
                .filter(|(prefix, _)| !prefix.text.is_empty())
                .collect(),
        }
    }

    /// Whether the frame is own code.
    pub fn is_own(&self, frame: &Frame, language: Language) -> bool {
        let mut decision = None;
        let mut length = 0;
        for (prefix, is_own) in &self.prefixes {
            if prefix.text.len() > length && prefix.matches(frame, language) {
                length = prefix.text.len();
                decision = Some(*is_own);
            }
        }
        decision.unwrap_or_else(|| !is_library(frame, language))
    }
}

impl Prefix {
    fn new(text: &str) -> Self {
        let is_path = text.contains(['/', '\\']);
        let text = if is_path { text } else { text.trim_end_matches('*').trim_end_matches('.') };
        Self { text: text.to_owned(), is_path }
    }

    fn matches(&self, frame: &Frame, language: Language) -> bool {
        if self.is_path {
            return frame.file.as_deref().is_some_and(|file| file.starts_with(&self.text));
        }
        if let Some(module) = &frame.module {
            return is_below(module, &self.text);
        }
        if language == Language::Java {
            return false;
        }
        let Some(file) = &frame.file else {
            return false;
        };
        let components = path_components(file);
        let wanted: Vec<&str> = self.text.split('.').collect();
        components.windows(wanted.len()).any(|window| window == wanted)
    }
}

/// Whether a class or package is `prefix` or below it.
fn is_below(module: &str, prefix: &str) -> bool {
    module.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '$']))
}

fn is_library(frame: &Frame, language: Language) -> bool {
    match language {
        Language::Java => {
            let is_jdk = |package: &String| is_below(package, "java") || is_below(package, "jdk");
            frame.package.as_ref().is_some_and(is_jdk) || frame.module.as_deref().is_some_and(is_library_class)
        }
        Language::Python => frame.file.as_deref().is_some_and(is_python_library),
        Language::JavaScript => frame.file.as_deref().is_none_or(is_javascript_library),
    }
}

/// Node's own modules and installed packages.
fn is_javascript_library(file: &str) -> bool {
    file.starts_with("node:")
        || file.starts_with("internal/")
        || file.split(['/', '\\']).any(|component| component == "node_modules")
}

fn is_python_library(file: &str) -> bool {
    if file.starts_with('<') {
        return file.starts_with("<frozen ")
            || file.starts_with("<attrs generated")
            || file.starts_with("<decorator-gen")
            || file.ends_with("internals>");
    }
    // Compiled code names its source by a path below the folder in which its package was built.
    let is_compiled = [".pyx", ".pxd", ".pxi"].iter().any(|suffix| file.ends_with(suffix));
    if is_compiled && !file.starts_with(['/', '\\', '.']) && file.contains('/') {
        return true;
    }
    let mut before = "";
    for component in directories(file) {
        let is_home = is_python_home(component);
        if matches!(component, "site-packages" | "dist-packages")
            || (is_home && matches!(before, "lib" | "lib64" | "Lib"))
            || (is_home && component.strip_suffix(".zip").is_some())
            || (component == "Lib" && (is_home_of_windows(before) || before.eq_ignore_ascii_case("python")))
        {
            return true;
        }
        before = component;
    }
    false
}

/// `Python311`, `Python311-32`.
fn is_home_of_windows(component: &str) -> bool {
    let version = component.strip_prefix("Python");
    version.is_some_and(|version| version.starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn python(file: &str) -> Frame {
        Frame { file: Some(file.to_owned()), function: "f".to_owned(), ..Frame::default() }
    }

    fn java(module: &str) -> Frame {
        Frame { module: Some(module.to_owned()), function: "f".to_owned(), ..Frame::default() }
    }

    #[test]
    fn nodes_modules_and_installed_packages_are_not_own_code() {
        let own = OwnCode::default();
        for (file, is_own) in [
            ("node:internal/modules/run_main", false),
            ("/srv/app/node_modules/express/lib/router/layer.js", false),
            (r"C:\app\node_modules\pg\client.js", false),
            ("/srv/app/order.js", true),
        ] {
            assert_eq!(own.is_own(&python(file), Language::JavaScript), is_own, "{file}");
        }
        assert!(!own.is_own(&Frame { function: "Array.map".to_owned(), ..Frame::default() }, Language::JavaScript));
    }

    #[test]
    fn runtimes_and_installed_packages_are_not_own_code() {
        let own = OwnCode::default();
        for file in [
            "/usr/lib/python3.11/json/decoder.py",
            "/usr/local/lib/python3.12/site-packages/django/core/handlers/exception.py",
            "/usr/lib/python3/dist-packages/yaml/__init__.py",
            "/root/.pyenv/versions/3.11.4/lib/python3.11/asyncio/base_events.py",
            r"C:\Python311\Lib\json\decoder.py",
            r"C:\venv\Lib\site-packages\x.py",
            "<frozen importlib._bootstrap>",
            "<__array_function__ internals>",
            "pandas/_libs/parsers.pyx",
        ] {
            assert!(!own.is_own(&python(file), Language::Python), "{file}");
        }
        for module in [
            "java.lang.Thread",
            "org.springframework.aop.X",
            "com.zaxxer.hikari.pool.HikariPool",
            "scala.Option$",
            "kotlinx.coroutines.Job",
        ] {
            assert!(!own.is_own(&java(module), Language::Java), "{module}");
        }
    }

    #[test]
    fn every_library_package_is_found_and_nothing_that_only_begins_like_one() {
        for package in LIBRARY_PACKAGES {
            assert!(is_library_class(package), "{package}");
            assert!(is_library_class(&format!("{package}.x.Y")), "{package}");
            assert!(is_library_class(&format!("{package}$1")), "{package}");
        }
        for class in ["javas.Shop", "org.apachex.Y", "com.sunny.Day", "org", "com.acme.java.util.X", ""] {
            assert!(!is_library_class(class), "{class}");
        }
    }

    #[test]
    fn all_else_is_own_code() {
        let own = OwnCode::default();
        for file in [
            "/srv/app/worker.py",
            "<string>",
            "<stdin>",
            "/srv/library/python_tools/x.py",
            "script.py",
            "/srv/app/fast.pyx",
            "fast.pyx",
        ] {
            assert!(own.is_own(&python(file), Language::Python), "{file}");
        }
        for module in ["com.acme.shop.Checkout", "javabeans.Shop", "sunny.Day", "Main"] {
            assert!(own.is_own(&java(module), Language::Java), "{module}");
        }
    }

    #[test]
    fn longest_prefix_of_the_user_wins() {
        let own = OwnCode::new(
            &["com.acme.shop.".to_owned(), "org.springframework.acme".to_owned(), "vendor.mine".to_owned()],
            &["com.acme.*".to_owned(), "vendor".to_owned(), "/opt/tools/".to_owned()],
        );
        assert!(own.is_own(&java("com.acme.shop.Cart"), Language::Java));
        assert!(!own.is_own(&java("com.acme.lib.Cart"), Language::Java));
        assert!(own.is_own(&java("com.acmeX.Cart"), Language::Java));
        assert!(own.is_own(&java("org.springframework.acme.X"), Language::Java));
        assert!(!own.is_own(&python("/srv/app/vendor/six.py"), Language::Python));
        assert!(own.is_own(&python("/srv/app/vendor/mine/six.py"), Language::Python));
        assert!(!own.is_own(&python("/opt/tools/x.py"), Language::Python));
    }
}
