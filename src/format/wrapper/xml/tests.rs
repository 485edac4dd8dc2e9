//! Records of each kind, whole, cut off and hostile.

use proptest::prelude::*;

use super::*;
use crate::format::wrapper::{self, Kind};

fn pieces(text: &str) -> Vec<String> {
    wrapper::pieces(Kind::Xml, text)
}

#[test]
fn records_of_java_util_logging_are_told_by_their_tags() {
    let log = "<?xml version=\"1.0\"?>\n<!DOCTYPE log SYSTEM \"logger.dtd\">\n<log>\n<record>\n  <date>2026-11-29T02:33:24Z</date>\n\
               \x20 <millis>1</millis>\n  <level>SEVERE</level>\n  <message>a &lt;b&gt; &amp; &#252;</message>\n  <exception>\n\
               \x20   <message>x.Y: z</message>\n    <frame>\n      <class>a.B</class>\n      <method>c</method>\n      <line>3</line>\n\
               \x20   </frame>\n  </exception>\n</record>\n</log>\n";
    let wanted = r#"{"xml.time":"2026-11-29T02:33:24Z","xml.level":"SEVERE","xml.message":"a <b> & ü","xml.thrown":{"name":"x.Y: z","extendedStackTrace":[{"class":"a.B","method":"c","line":"3"}]}}"#;
    assert_eq!(pieces(log), [wanted]);
    let old = log.replace("24Z", "24").replace("<exception>", "<param>").replace("</exception>", "</param>");
    assert_eq!(pieces(&old), [r#"{"xml.time":"1","xml.level":"SEVERE","xml.message":"a <b> & ü"}"#]);
}

#[test]
fn closing_tags_in_character_data_close_nothing() {
    let log = "<log4j:event logger=\"a\" timestamp=\"1\" level=\"ERROR\" thread=\"m\">\n<log4j:message><![CDATA[x </log4j:event> ]]>]]&gt;<![CDATA[ y]]></log4j:message>\n\
               <log4j:properties>\n<log4j:data name=\"user\" value=\"anna\"/>\n</log4j:properties>\n</log4j:event>\n\n";
    let wanted = r#"{"xml.time":"1","xml.logger":"a","xml.level":"ERROR","xml.thread":"m","xml.context":{"user":"anna"},"xml.message":"x </log4j:event> ]]> y"}"#;
    assert_eq!(pieces(&log.repeat(2)), [wanted, wanted]);
}

#[test]
fn records_stand_side_by_side_and_hold_what_hangs_on_an_exception() {
    let log = "<Events xmlns=\"e\"><Event timeMillis=\"5\" level=\"INFO\"><Instant epochSecond=\"1\" nanoOfSecond=\"20\"/><Message>a</Message></Event>\
               <Event timeMillis=\"5\" level=\"ERROR\"><Message>b</Message><Thrown name=\"x.Y\" message=\"&quot;&#xa;\"><Cause name=\"x.Z\"/></Thrown></Event></Events>";
    let wanted = [
        r#"{"xml.time":"1.000000020","xml.level":"INFO","xml.message":"a"}"#,
        r#"{"xml.time":"5","xml.level":"ERROR","xml.message":"b","xml.thrown":{"name":"x.Y","message":"\"\n","cause":{"name":"x.Z"}}}"#,
    ];
    assert_eq!(pieces(log), wanted);
}

#[test]
fn a_record_that_is_cut_off_or_damaged_goes_as_far_as_it_is_read() {
    for text in [
        "<record>\n<level>INFO</level>\n<message>cut o",
        "<record><level>INFO</level><message>cut o&secret; </message></record>\n",
        "<record><level>INFO</level><message>cut o</wrong></record>\n",
    ] {
        assert_eq!(pieces(text), [r#"{"xml.level":"INFO","xml.message":"cut o""#], "{text}");
    }
    let deep = format!("<record><level>INFO</level><message>x</message>{}", "<a>".repeat(100_000));
    assert_eq!(pieces(&deep).len(), 1);
    assert_eq!(pieces("<record>\n<id>7</id>\n</record>\n"), ["? <record>\n<id>7</id>\n</record>"]);
    assert_eq!(pieces("<html>\nplain\n<EventLog/>\n"), ["? plain"]);
}

proptest! {
    #[test]
    fn any_bytes_are_parted(parts in prop::collection::vec(
        prop::sample::select(vec!["<record>", "</record>", "<level>", "</level>", "<![CDATA[", "]]>", "\n", "x", "&lt;", "<Event ", "</Event>", ">", "\""]),
        1..30,
    )) {
        let text = parts.concat();
        let length = length(text.as_bytes());
        prop_assert!(length.is_none_or(|length| length > 0 && length <= text.len()));
        record(text.as_bytes(), &mut Entry::default());
    }
}
