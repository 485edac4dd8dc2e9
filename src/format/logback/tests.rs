//! Conversion patterns of Logback: every converter, modifiers, and faults pointed at.

use crate::format::error::PatternErrorKind;
use crate::format::logback::{Library, compile, readings};
use crate::format::piece::{Field, Padding, Piece};
use crate::format::time::{TimeFormat, TimeItem};
use proptest::prelude::*;

/// Pieces in a short notation: `Level<5`, `Logger>.10`, `{...}` for a group, `$` for the end of a line, `~` for colour.
fn show(pieces: &[Piece]) -> String {
    pieces.iter().map(show_piece).collect::<Vec<_>>().join(" ")
}

fn show_piece(piece: &Piece) -> String {
    match piece {
        Piece::Literal(text) => format!("{:?}", String::from_utf8_lossy(text)),
        Piece::Field(Field::Time(time), padding) => format!("Time({}){}", show_time(time), show_padding(*padding)),
        Piece::Field(field, padding) => format!("{field:?}{}", show_padding(*padding)),
        Piece::Group(inner, padding) => format!("{{{}}}{}", show(inner), show_padding(*padding)),
        Piece::Colour => "~".to_owned(),
        Piece::LineEnd => "$".to_owned(),
    }
}

fn show_padding(padding: Padding) -> String {
    let mut text = String::new();
    if padding.min_width > 0 || padding.left_aligned {
        text = format!("{}{}", if padding.left_aligned { '<' } else { '>' }, padding.min_width);
    }
    if padding.max_width < u16::MAX {
        text += if padding.cut_end { ".-" } else { "." };
        text += &padding.max_width.to_string();
    }
    if padding.fill != b' ' {
        text += "/0";
    }
    text
}

/// A time in the letters of Java.
fn show_time(time: &TimeFormat) -> String {
    let mut text = String::new();
    for item in &time.items {
        let letters = match item {
            TimeItem::Literal(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            TimeItem::Year => "yyyy".to_owned(),
            TimeItem::YearShort => "yy".to_owned(),
            TimeItem::WeekYear { first_day, min_days } => format!("YYYY<{first_day}{min_days}>"),
            TimeItem::Month { digits } => "M".repeat(usize::from(*digits)),
            TimeItem::MonthName { full } => if *full { "MMMM" } else { "MMM" }.to_owned(),
            TimeItem::Day { digits, .. } => "d".repeat(usize::from(*digits)),
            TimeItem::Weekday { .. } => "EEE".to_owned(),
            TimeItem::Hour { digits } => "H".repeat(usize::from(*digits)),
            TimeItem::Minute { digits } => "m".repeat(usize::from(*digits)),
            TimeItem::Second { digits } => "s".repeat(usize::from(*digits)),
            TimeItem::Fraction { digits } => "S".repeat(usize::from(*digits)),
            TimeItem::Zone => "X".to_owned(),
            other => format!("{other:?}"),
        };
        text.push_str(&letters);
    }
    match &time.zone {
        Some(zone) => format!("{text}@{zone}"),
        None => text,
    }
}

fn shown(pattern: &str) -> String {
    show(&compile(pattern).unwrap_or_else(|error| panic!("{error}\n{}", error.pointer())))
}

fn all_shown(pattern: &str, library: Library) -> Vec<String> {
    readings(pattern, library).unwrap().iter().map(|pieces| show(pieces)).collect()
}

fn fault(pattern: &str) -> (usize, PatternErrorKind) {
    let error = compile(pattern).unwrap_err();
    assert_eq!(error.pattern, pattern);
    (error.offset_bytes, error.kind)
}

fn suggestion(pattern: &str) -> (usize, Option<String>) {
    match fault(pattern) {
        (at, PatternErrorKind::UnknownField { suggestion, .. }) => (at, suggestion),
        other => panic!("{other:?}"),
    }
}

const ISO: &str = "Time(yyyy-MM-dd HH:mm:ss,SSS)";

#[test]
fn every_word_has_its_field_in_each_of_its_forms() {
    let table = [
        ("c lo logger", "Logger"),
        ("C class", "Class"),
        ("contextName cn", "Other(\"contextName\")"),
        ("d date", ISO),
        ("F file", "File"),
        ("caller", "Caller $"),
        ("L line", "LineNumber"),
        ("m msg message", "Message"),
        ("M method", "Function"),
        ("n", "$"),
        ("p le level", "Level"),
        ("r relative", "Relative"),
        ("t thread tn threadName", "Thread"),
        ("X mdc MDC", "ContextMap"),
        ("K map MAP", "\"{\" ContextMap \"}\""),
        (
            "ex exception throwable xEx xException xThrowable rEx rootException rException rThrowable wEx wex xwEx",
            "Exception",
        ),
        ("nopex nopexception", ""),
        ("marker markerSimpleName", "Marker"),
        ("property", "Other(\"property\")"),
        ("kvp", "Other(\"kvp\")"),
        ("micros ms", "Other(\"micros\")"),
        ("sn sequenceNumber", "Other(\"sequenceNumber\")"),
        ("lsn", "Other(\"lsn\")"),
        ("pid processId", "Pid"),
        ("T tid threadId", "ThreadId"),
        ("tp threadPriority", "Other(\"threadPriority\")"),
        ("i id index ordinal", "Other(\"id\")"),
        ("N nano", "Other(\"nano\")"),
        ("u uuid", "Other(\"uuid\")"),
        ("x NDC ndc", "Other(\"ndc\")"),
        ("fqcn", "Other(\"fqcn\")"),
        ("endOfBatch", "Other(\"endOfBatch\")"),
        ("l location", "Class \".\" Function \"(\" File \":\" LineNumber \")\""),
        ("correlationId", "\"[\" Other(\"correlationId\") \"] \""),
    ];
    for (words, pieces) in table {
        for word in words.split(' ') {
            assert_eq!(shown(&format!("%{word}")), pieces, "{word}");
        }
    }
}

#[test]
fn colours_leave_their_pattern_between_two_colour_pieces() {
    let words = "black red green yellow blue magenta cyan white gray faint boldRed boldGreen boldYellow boldBlue \
                 boldMagenta boldCyan boldWhite highlight clr style";
    for word in words.split_whitespace() {
        assert_eq!(shown(&format!("%{word}(%-5level)")), "~ Level<5 ~", "{word}");
        assert_eq!(shown(&format!("%{word}{{%-5level}}{{bright, red}}")), "~ Level<5 ~", "{word}");
    }
    assert_eq!(shown("%clr(%5p){} %clr(---){faint} x"), "~ Level>5 ~ \" \" ~ \"---\" ~ \" x\"");
    assert_eq!(shown("%highlight{%d{HH:mm} %m}{FATAL=red, INFO=blue}"), "~ Time(HH:mm) \" \" Message ~");
    assert_eq!(shown("%-30.40red(%p)"), "{~ Level ~}<30.40");
}

#[test]
fn widths_cut_and_pad_as_logback_does() {
    assert_eq!(shown("%-5level"), "Level<5");
    assert_eq!(shown("%5p"), "Level>5");
    assert_eq!(shown("%.10logger"), "Logger.10");
    assert_eq!(shown("%.-10logger"), "Logger.-10");
    assert_eq!(shown("%20.30c"), "Logger>20.30");
    assert_eq!(shown("%-20.-30c"), "Logger<20.-30");
    assert_eq!(shown("%-.30c"), "Logger<0.30");
    assert_eq!(shown("%05pid"), "Pid>5/0");
    assert_eq!(shown("%-30(%d %level) x"), format!("{{{ISO} \" \" Level}}<30 \" x\""));
    assert_eq!(shown("a%(b%(%p))c"), "\"ab\" Level \"c\"");
}

#[test]
fn escapes_stand_for_themselves() {
    assert_eq!(shown(r"\(%file:%line\) \% %% \\ \[x\]\_y\t"), "\"(\" File \":\" LineNumber \") % % \\\\ [x]y\\t\"");
    assert_eq!(shown(r"%level\_x"), "Level \"x\"");
    assert_eq!(shown(r"%m\r\n%m\n"), "Message $ Message $");
    assert_eq!(shown("%m\\"), "Message \"\\\\\"");
    assert_eq!(shown(r"%(\(%t\))"), "\"(\" Thread \")\"");
    assert_eq!(shown("%c(%t) %m"), "Logger \"(\" Thread \") \" Message");
    assert_eq!(shown("{\"l\":\"%p\",\"m\":\"%m\"}%n"), r#""{\"l\":\"" Level "\",\"m\":\"" Message "\"}" $"#);
}

#[test]
fn options_of_fields_are_read_over() {
    assert_eq!(shown("%logger{36}%c{1.}%c{1.1.~.~}%C{-1}"), "Logger Logger Logger Class");
    assert_eq!(shown("%level{length=1} %p{WARN=W, INFO=I}"), "Level.-1 \" \" Level.-1");
    assert_eq!(shown("%level{lowerCase=true} %p{WARN=Warnung}"), "Level \" \" Level");
    assert_eq!(shown("%m{nolookups}%caller{2}%n"), "Message Caller $ $");
    assert_eq!(shown("%X{user:-anonymous}%X{requestId}"), "Context(\"user:-anonymous\") Context(\"requestId\")");
    assert_eq!(shown("%X{a, b}%X{}%mdc{k}"), "ContextMap ContextMap Context(\"k\")");
    assert_eq!(shown("%property{app}"), "Other(\"app\")");
    assert_eq!(shown("%ex{short}%ex{3, EVAL}%xEx{full}{filters(a,b)}"), "Exception Exception Exception");
    assert_eq!(shown("%ex{none}%ex{short.message}"), "Other(\"exception.short.message\")");
}

#[test]
fn dates_take_the_options_of_both_libraries() {
    assert_eq!(shown("%d{}"), ISO);
    assert_eq!(shown("%d{ISO8601}"), ISO);
    assert_eq!(shown("%d{ISO8601, UTC}"), "Time(yyyy-MM-dd HH:mm:ss,SSS@UTC)");
    assert_eq!(shown("%d{ABSOLUTE}"), "Time(HH:mm:ss,SSS)");
    assert_eq!(shown("%d{DATE}"), "Time(dd MMM yyyy HH:mm:ss,SSS)");
    assert_eq!(shown("%d{STRICT}"), "Time(yyyy-MM-ddTHH:mm:ss,SSS)");
    assert_eq!(shown("%d{UNIX_MILLIS}"), "Time(EpochMillis)");
    assert_eq!(
        shown("%d{\"yyyy-MM-dd'T'HH:mm:ss,SSSXXX\", Europe/Berlin}"),
        "Time(yyyy-MM-ddTHH:mm:ss,SSSX@Europe/Berlin)"
    );
    assert_eq!(shown("%d{'HH:mm:ss,SSS'}"), "Time(HH:mm:ss,SSS)");
    assert_eq!(shown("%d{'T'HH:mm}"), "Time(THH:mm)");
    assert_eq!(shown("%d{HH:mm:ss','SSS}"), "Time(HH:mm:ss,SSS)");
    assert_eq!(shown("%d{YYYY-MM-dd, Europe/Berlin, de-DE}"), "Time(YYYY<14>-MM-dd@Europe/Berlin)");
    assert_eq!(shown("%d{YYYY-MM-dd, , de-DE}"), "Time(YYYY<14>-MM-dd)");
    assert_eq!(shown("%d{HH:mm}{GMT+2}{de_DE}x"), "Time(HH:mm@Etc/GMT-2) \"x\"");
    assert_eq!(shown("%d{HH:mm}{%X}"), "Time(HH:mm) \"{\" ContextMap \"}\"");
    assert_eq!(shown("%d{EEE, dd MMM yyyy}"), "Time(EEE, dd MMM yyyy)");
}

/// Logback 1.2 printed `2026-11-23 11:36:17 INFO  [anonymous]` for such a pattern.
#[test]
fn comma_before_the_fraction_is_read_as_each_library_does() {
    let pattern = "%d{yyyy-MM-dd HH:mm:ss,SSS} %m%n";
    let logback = "Time(yyyy-MM-dd HH:mm:ss) \" \" Message $";
    let log4j = "Time(yyyy-MM-dd HH:mm:ss,SSS) \" \" Message $";
    assert_eq!(shown(pattern), logback);
    assert_eq!(all_shown(pattern, Library::Logback), [logback, log4j]);
    assert_eq!(all_shown(pattern, Library::Log4j), [log4j, logback]);
    assert_eq!(all_shown("%d{ISO8601}", Library::Log4j), ["Time(yyyy-MM-ddTHH:mm:ss,SSS)", ISO]);
    assert_eq!(all_shown("%d{[HH:mm]}", Library::Logback), ["Time([HH:mm])", "Time(HH:mm)"]);
}

#[test]
fn libraries_differ_in_maps_and_names_of_dates() {
    assert_eq!(all_shown("%X", Library::Logback), ["ContextMap", "\"{\" ContextMap \"}\""]);
    assert_eq!(all_shown("%-9X{a, b}", Library::Log4j), ["{\"{\" ContextMap \"}\"}<9", "ContextMap<9"]);
    assert_eq!(all_shown("%d{ABSOLUTE}", Library::Logback), ["Time(HH:mm:ss,SSS)", ISO]);
}

#[test]
fn replaced_text_keeps_the_meaning_that_it_can_keep() {
    assert_eq!(shown("%replace(%msg){'[\\r\\n]+', ' | '}%n"), "Message $");
    assert_eq!(shown("%replace(%msg){'\\d{14,16}', 'XXXX'}%n"), "Message $");
    assert_eq!(shown("%replace{%m}{[\\r\\n]{1,2}}{|}%n"), "Message $");
    assert_eq!(shown("%replace([%msg%n]){a, b}"), "Message");
    assert_eq!(shown("%replace(%msg%n){a, b}"), "Message $");
    assert_eq!(shown("%replace(%xEx){'\\n', '|'}"), "Exception");
    assert_eq!(shown("%replace(%m %ex){'\\n', '|'}%nopex%n"), "Message $");
    assert_eq!(shown("%replace(%X{user}){a, b}"), "Context(\"user\")");
    assert_eq!(shown("%replace(%d){a, b}"), "Other(\"replace\")");
    assert_eq!(shown("%replace(%X{a}-%X{b}){a, b}"), "Other(\"replace\")");
    assert_eq!(shown("%replace(%p %m%n){a, b}"), "Level \" \" Message $");
    assert_eq!(all_shown("%replace(%p){a, b}", Library::Logback), ["Level", "Other(\"replace\")"]);
    assert_eq!(shown("%enc{%m}{JSON}%equals{%X{a}}{x}{y}"), "Message Context(\"a\")");
    assert_eq!(shown("%maxLen{%p %m}{20}"), "{Level \" \" Message}.-20");
    assert_eq!(shown("%repeat{*}{3}"), "\"***\"");
    assert_eq!(shown("%prefix(%level %X{k})"), "\"level=\" Level \" k=\" Context(\"k\")");
    assert_eq!(
        all_shown("%notEmpty{[%X{id}] }%m", Library::Log4j),
        ["\"[\" Context(\"id\") \"] \" Message", "Message"]
    );
    assert_eq!(
        shown("%syslogStart{USER}%m"),
        "\"<\" Other(\"priority\") \">\" Time(MMM dd HH:mm:ss) \" \" Host \" \" Message"
    );
}

#[test]
fn placeholders_stand_for_their_defaults() {
    assert_eq!(shown("${A:-%-5level} ${B:-${C:-x}}${D:-}"), "Level<5 \" x\"");
    assert_eq!(shown("%d{${LOG_DATEFORMAT_PATTERN:-HH:mm}}"), "Time(HH:mm)");
    assert_eq!(shown("%d{${LOG_DATEFORMAT_PATTERN}}"), "Time(yyyy-MM-ddTHH:mm:ss.SSSX)");
    assert_eq!(shown("%-${W:-5}level"), "Level<5");
    assert_eq!(shown("${PID:- } ${sys:PID} ${hostName}"), "Pid \" \" Pid \" \" Host");
    assert_eq!(shown("[${appName}] $${ctx:user} $5"), "\"[\" Other(\"appName\") \"] \" Context(\"user\") \" $5\"");
    assert_eq!(shown("%m%n${LOG_EXCEPTION_CONVERSION_WORD:-%wEx}"), "Message $ Exception");
    assert_eq!(fault("%p ${X:-%m"), (3, PatternErrorKind::Unclosed('{')));
    assert_eq!(fault("%p %d{${when}}"), (6, PatternErrorKind::BadOption("${when}".to_owned())));
    assert_eq!(suggestion("%p ${LOG_LEVL_PATTERN}"), (3, Some("${LOG_LEVEL_PATTERN}".to_owned())));
    assert_eq!(suggestion("%p ${MY_PATTERN}"), (3, None));
    assert_eq!(suggestion("%5${word}"), (2, None));
}

#[test]
fn faults_inside_defaults_are_pointed_at_where_they_stand() {
    assert_eq!(suggestion("é ${A:-${B:-%levle}} x"), (14, Some("level".to_owned())));
    assert_eq!(fault("%d{${A:-HH:T}} x"), (11, PatternErrorKind::UnknownDateLetter('T')));
}

#[test]
fn default_patterns_of_the_frameworks_compile() {
    let table = [
        (
            "%d{HH:mm:ss.SSS} [%t] %-5level %logger{36} - %msg%n",
            "Time(HH:mm:ss.SSS) \" [\" Thread \"] \" Level<5 \" \" Logger \" - \" Message $",
        ),
        (
            "%d{HH:mm:ss.SSS} [%thread] %-5level %logger{36} -%kvp- %msg%n",
            "Time(HH:mm:ss.SSS) \" [\" Thread \"] \" Level<5 \" \" Logger \" -\" Other(\"kvp\") \"- \" Message $",
        ),
        (
            "%-4relative [%thread] %-5level %logger{35} -%kvp- %msg %n",
            "Relative<4 \" [\" Thread \"] \" Level<5 \" \" Logger \" -\" Other(\"kvp\") \"- \" Message \" \" $",
        ),
        ("[%d] %p %m (%c)%n", "\"[\" Time(yyyy-MM-dd HH:mm:ss,SSS) \"] \" Level \" \" Message \" (\" Logger \")\" $"),
        (
            "%d{ISO8601} - %-5p [%t:%C{1}@%L] - %m%n",
            "Time(yyyy-MM-dd HH:mm:ss,SSS) \" - \" Level<5 \" [\" Thread \":\" Class \"@\" LineNumber \"] - \" Message $",
        ),
        (
            "%clr(%d{${LOG_DATEFORMAT_PATTERN:-yyyy-MM-dd HH:mm:ss.SSS}}){faint} %clr(${LOG_LEVEL_PATTERN:-%5p}) \
          %clr(${PID:- }){magenta} %clr(---){faint} %clr([%15.15t]){faint} %clr(%-40.40logger{39}){cyan} %clr(:){faint} \
          %m%n${LOG_EXCEPTION_CONVERSION_WORD:-%wEx}",
            "~ Time(yyyy-MM-dd HH:mm:ss.SSS) ~ \" \" ~ Level>5 ~ \" \" ~ Pid ~ \" \" ~ \"---\" ~ \" \" ~ \"[\" \
          Thread>15.15 \"]\" ~ \" \" ~ Logger<40.40 ~ \" \" ~ \":\" ~ \" \" Message $ Exception",
        ),
        (
            "${FILE_LOG_PATTERN:-%d{${LOG_DATEFORMAT_PATTERN:-yyyy-MM-dd HH:mm:ss.SSS}} ${LOG_LEVEL_PATTERN:-%5p} \
          ${PID:- } --- [%t] %-40.40logger{39} : %m%n${LOG_EXCEPTION_CONVERSION_WORD:-%wEx}}",
            "Time(yyyy-MM-dd HH:mm:ss.SSS) \" \" Level>5 \" \" Pid \" --- [\" Thread \"] \" Logger<40.40 \" : \" Message \
          $ Exception",
        ),
        (
            "${FILE_LOG_PATTERN:-%d{${LOG_DATEFORMAT_PATTERN:-yyyy-MM-dd'T'HH:mm:ss.SSSXXX}} ${LOG_LEVEL_PATTERN:-%5p} \
          ${PID:- } --- %esb(){APPLICATION_NAME}%esb{APPLICATION_GROUP}[%t] ${LOG_CORRELATION_PATTERN:-}\
          %-40.40logger{39} : %m%n${LOG_EXCEPTION_CONVERSION_WORD:-%wEx}}",
            "Time(yyyy-MM-ddTHH:mm:ss.SSSX) \" \" Level>5 \" \" Pid \" --- [\" Other(\"APPLICATION_NAME\") \"] [\" Thread \
          \"] \" Logger<40.40 \" : \" Message $ Exception",
        ),
        (
            "%clr{%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}}{faint} %clr{%5p} %clr{%pid}{magenta} %clr{---}{faint} \
          %clr{[%15.15t]}{faint} %clr{%-40.40c{1.}}{cyan} %clr{:}{faint} %m%n%xwEx",
            "~ Time(yyyy-MM-ddTHH:mm:ss.SSSX) ~ \" \" ~ Level>5 ~ \" \" ~ Pid ~ \" \" ~ \"---\" ~ \" \" ~ \"[\" \
          Thread>15.15 \"]\" ~ \" \" ~ Logger<40.40 ~ \" \" ~ \":\" ~ \" \" Message $ Exception",
        ),
    ];
    for (pattern, pieces) in table {
        assert_eq!(shown(pattern), pieces, "{pattern}");
    }
}

#[test]
fn spring_boot_patterns_have_a_reading_with_and_without_what_may_be_absent() {
    let all = all_shown("${FILE_LOG_PATTERN}", Library::Logback);
    assert_eq!(all.len(), 8);
    assert!(all[0].contains("--- [\" Other(\"APPLICATION_NAME\") \"] [\" Thread \"] \" Logger"), "{}", all[0]);
    assert!(all.iter().any(|shown| shown.contains("--- [\" Thread \"] \" Logger")));
    assert!(all.iter().any(|shown| shown.contains("--- [\" Thread \"] [\" Other(\"correlationId\") \"] \" Logger")));
    let older = "--- ${LOGGED_APPLICATION_NAME:-}[%15.15t] %logger : %m%n";
    assert_eq!(all_shown(older, Library::Logback).len(), 2);
}

/// The patterns that wrote the corpus.
#[test]
fn patterns_of_real_logs_compile() {
    let patterns = [
        "%d %p %c{1} %X{user} (%t) %m%n%ex",
        "%d{HH:mm:ss.SSS} %-5level %logger - %msg %ex{2}%n",
        "%d{HH:mm:ss.SSS} %-5level %logger - %msg%n%ex{short}",
        "%d{HH:mm:ss.SSS} %-5level %logger - %msg%n%rEx",
        "%d{HH:mm:ss.SSS} %-5level %logger - %msg%nopex%n",
        "%d{ISO8601} %-5level %logger{10} - %replace(%msg){'[\\r\\n]+', ' | '}%n",
        "%d{ISO8601} %5p [%-12.12t] %-30.30logger{20} : %m%n",
        "%d{YYYY-MM-dd HH:mm:ss} - %msg%n",
        "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\", Europe/Berlin} %5p 4242 --- [shop] [%15.15t] %-40.40logger{39} : %m%n%xEx",
        "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5level [%X{user:-anonymous}] [req=%X{requestId}] {%X} %logger{0} - %msg%n",
        "%d{yyyy-MM-dd HH:mm:ss.SSS} %level %class.%method\\(%file:%line\\) %marker | %msg%n",
        "%relative [%thread] %-5level %logger - %msg%n",
        "[%level] %logger{0} \\(%d{dd MMM yyyy HH:mm:ss Z}\\) %msg%n",
    ];
    for pattern in patterns {
        assert!(shown(pattern).contains("Message"), "{pattern}");
    }
    assert_eq!(shown(patterns[7]), "Time(YYYY<01>-MM-dd HH:mm:ss) \" - \" Message $");
    assert_eq!(
        shown(patterns[0]),
        format!("{ISO} \" \" Level \" \" Logger \" \" Context(\"user\") \" (\" Thread \") \" Message $ Exception")
    );
}

#[test]
fn unknown_words_are_errors_with_the_nearest_word() {
    assert_eq!(suggestion("%d %-5levle - %msg"), (6, Some("level".to_owned())));
    assert_eq!(suggestion("é %mesage"), (4, Some("message".to_owned())));
    assert_eq!(suggestion("%Msg"), (1, Some("msg".to_owned())));
    assert_eq!(suggestion("%msgfoo"), (1, Some("msg".to_owned())));
    assert_eq!(suggestion("%tread"), (1, Some("thread".to_owned())));
    assert_eq!(suggestion("%highlght(%p)"), (1, Some("highlight".to_owned())));
    assert_eq!(suggestion("%dT"), (1, None));
    assert_eq!(suggestion("%highlight(%lvel)").0, 12);
    assert_eq!(suggestion("%style{%lvel}{red}").0, 8);
}

#[test]
fn text_directly_behind_a_word_is_taken_as_log4j_does() {
    assert_eq!(shown("%m_%t"), "Message \"_\" Thread");
    assert_eq!(shown("%level2"), "Level \"2\"");
    assert_eq!(shown("%m世%p"), "Message \"世\" Level");
    assert_eq!(suggestion("%mfoo"), (1, None));
    assert_eq!(all_shown("%mfoo", Library::Log4j), ["Message \"foo\""]);
    assert_eq!(all_shown("%msgfoo_%t", Library::Log4j), ["Message \"foo_\" Thread"]);
    assert!(readings("%mesage", Library::Log4j).is_err());
}

#[test]
fn other_faults_are_pointed_at() {
    assert_eq!(fault("%p %"), (3, PatternErrorKind::Incomplete));
    assert_eq!(fault("%p %-5"), (3, PatternErrorKind::Incomplete));
    assert_eq!(fault("100% sure"), (3, PatternErrorKind::Incomplete));
    assert_eq!(fault("%p %highlight %m"), (4, PatternErrorKind::Incomplete));
    assert_eq!(fault("%p %-5(%m"), (6, PatternErrorKind::Unclosed('(')));
    assert_eq!(fault("%p %clr(%m"), (7, PatternErrorKind::Unclosed('(')));
    assert_eq!(fault("%p %d{HH:mm"), (5, PatternErrorKind::Unclosed('{')));
    assert_eq!(fault("%p %5.level"), (4, PatternErrorKind::BadModifier("5.".to_owned())));
    assert_eq!(fault("%--5p"), (1, PatternErrorKind::BadModifier("--5".to_owned())));
    assert_eq!(fault("%99999p"), (1, PatternErrorKind::BadModifier("99999".to_owned())));
    assert_eq!(fault("é %d{yyyy-MM-ddTHH}"), (16, PatternErrorKind::UnknownDateLetter('T')));
    assert_eq!(fault("%d{yyyy'T}"), (7, PatternErrorKind::Unclosed('\'')));
    assert_eq!(fault("%d{HH:mm, Europe/Berln}"), (10, PatternErrorKind::BadOption("Europe/Berln".to_owned())));
    assert_eq!(fault("%maxLen{%m}{x}"), (12, PatternErrorKind::BadOption("x".to_owned())));
    assert_eq!(fault("%repeat{ab}{9999999}"), (12, PatternErrorKind::BadOption("9999999".to_owned())));
}

#[test]
fn deep_nesting_is_refused() {
    for (open, inner) in [("%(", "%m"), ("%red{", "%m"), ("${a:-", "%m")] {
        assert!(compile(&format!("{}{inner}", open.repeat(100_000))).is_err());
    }
    assert!(compile(&format!("{}%m{}", "%red{".repeat(17), "}".repeat(17))).is_err());
    assert!(compile(&format!("{}%m{}", "%(".repeat(16), ")".repeat(16))).is_ok());
}

proptest! {
    #[test]
    fn any_text_compiles_or_points_into_itself(pattern in any::<String>()) {
        check(&pattern)?;
    }

    #[test]
    fn any_mix_of_parts_compiles_or_points_into_itself(
        parts in prop::collection::vec(prop::sample::select(vec![
            "%", "%d", "%-5", "level", "%m", "%n", "(", ")", "{", "}", "'", "\"", ",", "${", "$${", ":-", "}", "\\", " ",
            "%replace(", "%clr{", "HH:mm", "[", "]", "UTC", "%X{", "%ex", "é", "PID", "%esb", "%notEmpty{", "%caller{a,b}",
            "%d{HH:mm:ss,SSS}", "%d{ISO8601}", "LOG_CORRELATION_PATTERN", "%maxLen{%m}{3}", "9", ".",
        ]), 0..24),
    ) {
        check(&parts.concat())?;
    }
}

fn check(pattern: &str) -> Result<(), TestCaseError> {
    for library in [Library::Logback, Library::Log4j] {
        match readings(pattern, library) {
            Ok(all) => prop_assert!((1..=32).contains(&all.len())),
            Err(error) => {
                prop_assert_eq!(&error.pattern, pattern);
                prop_assert!(pattern.is_char_boundary(error.offset_bytes));
            }
        }
    }
    Ok(())
}
