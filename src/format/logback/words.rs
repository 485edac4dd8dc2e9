//! The conversion words of Logback 1.5, Log4j 1.2, Log4j 2.19 and Spring Boot 3, with what each of them prints.
//!
//! `%i`, `%id` and `%ordinal` are words that applications commonly define themselves; they are kept as labels.

/// What a conversion word prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    Date,
    Relative,
    Level,
    /// Python's number of the level, where a layout of any program is read off its lines.
    LevelNumber,
    Logger,
    Thread,
    ThreadId,
    Pid,
    Message,
    Method,
    Class,
    File,
    Line,
    /// Class, method, file and line in one: `com.acme.Cart.total(Cart.java:42)`.
    Location,
    Caller,
    Marker,
    /// One value of a map by its key, or the whole map.
    Context,
    LineEnd,
    Exception,
    /// Says that the exception is not printed.
    NoException,
    /// A value without a meaning of its own, known by its word.
    Label,
    /// A property of the application's context, known by the key in its option.
    Property,
    /// Its pattern, with colours around it.
    Colour,
    /// Its pattern, with text replaced or escaped.
    Altered,
    /// Its pattern, cut to a length.
    MaxLength,
    /// Its pattern, or nothing where all of its variables are empty.
    NotEmpty,
    /// A text, so many times.
    Repeat,
    /// Its pattern, with `key=` before each field.
    Prefix,
    /// `[value] `, or nothing where the value is empty.
    InBrackets,
    /// `[trace-span] `.
    CorrelationId,
    /// The start of a syslog line of RFC 3164.
    SyslogStart,
}

/// No word is longer.
const LONGEST_WORD: usize = 20;

/// Label of the words for the map of Log4j's map messages.
pub(crate) const LOG4J_MAP: &str = "map";

/// The words by what they print; the first word of a row names the others' label.
const WORDS: &[(Word, &[&str])] = &[
    (Word::Date, &["date", "d"]),
    (Word::Relative, &["relative", "r"]),
    (Word::Level, &["level", "p", "le"]),
    (Word::LevelNumber, &["levelno"]),
    (Word::Logger, &["logger", "c", "lo"]),
    (Word::Thread, &["thread", "t", "tn", "threadName"]),
    (Word::ThreadId, &["threadId", "T", "tid"]),
    (Word::Pid, &["processId", "pid"]),
    (Word::Message, &["message", "m", "msg"]),
    (Word::Method, &["method", "M"]),
    (Word::Class, &["class", "C"]),
    (Word::File, &["file", "F"]),
    (Word::Line, &["line", "L"]),
    (Word::Location, &["location", "l"]),
    (Word::Caller, &["caller"]),
    (Word::Marker, &["marker", "markerSimpleName"]),
    (Word::Context, &["mdc", "X", "MDC"]),
    (Word::Context, &[LOG4J_MAP, "K", "MAP"]),
    (Word::LineEnd, &["n"]),
    (
        Word::Exception,
        &[
            "exception",
            "ex",
            "throwable",
            "xEx",
            "xException",
            "xThrowable",
            "rEx",
            "rootException",
            "rException",
            "rThrowable",
            "wEx",
            "wex",
            "xwEx",
        ],
    ),
    (Word::NoException, &["nopexception", "nopex"]),
    (Word::Label, &["contextName", "cn"]),
    (Word::Label, &["kvp"]),
    (Word::Label, &["maskedKvp"]),
    (Word::Label, &["micros", "ms"]),
    (Word::Label, &["sequenceNumber", "sn"]),
    (Word::Label, &["lsn"]),
    (Word::Label, &["threadPriority", "tp"]),
    (Word::Label, &["id", "i", "index", "ordinal"]),
    (Word::Label, &["nano", "N"]),
    (Word::Label, &["uuid", "u"]),
    (Word::Label, &["ndc", "x", "NDC"]),
    (Word::Label, &["fqcn"]),
    (Word::Label, &["endOfBatch"]),
    (Word::Property, &["property"]),
    (
        Word::Colour,
        &[
            "highlight",
            "style",
            "clr",
            "faint",
            "black",
            "red",
            "green",
            "yellow",
            "blue",
            "magenta",
            "cyan",
            "white",
            "gray",
            "boldBlack",
            "boldRed",
            "boldGreen",
            "boldYellow",
            "boldBlue",
            "boldMagenta",
            "boldCyan",
            "boldWhite",
            "boldGray",
        ],
    ),
    (Word::Altered, &["replace"]),
    (Word::Altered, &["encode", "enc"]),
    (Word::Altered, &["equals", "equalsIgnoreCase"]),
    (Word::MaxLength, &["maxLength", "maxLen"]),
    (Word::NotEmpty, &["notEmpty", "varsNotEmpty", "variablesNotEmpty"]),
    (Word::Repeat, &["repeat"]),
    (Word::Prefix, &["prefix"]),
    (Word::InBrackets, &["esb", "applicationName", "applicationGroup"]),
    (Word::CorrelationId, &["correlationId"]),
    (Word::SyslogStart, &["syslogStart"]),
];

/// What a word prints and the name of its label, or `None` for a word of no library.
pub(crate) fn find(word: &str) -> Option<(Word, &'static str)> {
    let (meaning, names) = WORDS.iter().find(|(_, names)| names.contains(&word))?;
    Some((*meaning, names.first()?))
}

/// The length of the known word that an unknown run of letters starts with, when what follows is taken for text.
///
/// Log4j takes the longest one whatever follows, and so reads `%mesage` as a message and `esage`, which nobody means.
/// Text that cannot be part of a word meant (`%m_`, `%m世`) is always taken; other text only of Log4j's own patterns,
/// where the run is not near a known word.
pub(crate) fn known_prefix(run: &str, is_log4j: bool) -> Option<usize> {
    let letters = run.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters < run.len() && run.get(..letters).is_some_and(|word| find(word).is_some()) {
        return Some(letters);
    }
    if !is_log4j || near(run).is_some() {
        return None;
    }
    (1..=letters.min(LONGEST_WORD)).rev().find(|&length| run.get(..length).is_some_and(|word| find(word).is_some()))
}

/// The known word that is meant most likely by an unknown one.
pub(crate) fn nearest(run: &str) -> Option<String> {
    let longest_start =
        || names().filter(|name| name.len() > 2 && run.starts_with(*name)).max_by_key(|name| name.len());
    near(run).or_else(longest_start).map(str::to_owned)
}

/// The known word that a run of letters misspells.
pub(crate) fn near(run: &str) -> Option<&'static str> {
    // Longer runs are no misspelt words, and comparing takes time that grows with the square of their length.
    if run.len() > 2 * LONGEST_WORD {
        return None;
    }
    let lower = run.to_lowercase();
    names()
        .filter(|name| name.len() > 1)
        .map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name))
        .filter(|&(distance, name)| distance <= (name.len().max(run.chars().count()) / 3).max(1))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

fn names() -> impl Iterator<Item = &'static str> {
    WORDS.iter().flat_map(|(_, names)| names.iter().copied())
}
