//! Names of months, halves of the day and levels in the languages that the JDK's `java.util.logging` speaks.
//!
//! `SimpleFormatter` prints `%4$s` as `Level.getLocalizedName` gives it, and `%1$tb` and `%1$Tp` as the locale has them.
//! The words are those that JDK 17 and 25 print for de, es, fr, it, ja, ko, pt, sv and zh: months after the CLDR and,
//! where JDK 8 differs, after its own tables (`-Djava.locale.providers=COMPAT`). A month may be cut short with a point.
//!
//! Not supported: months that are numbers alone (Japanese of JDK 8).

use crate::format::level::Level;

/// Names of each month, in small letters; of two that begin alike the longer one comes first.
const MONTHS: [&[&str]; 12] = [
    &["janv", "jan", "jän", "ene", "gen", "1月", "1월", "一月"],
    &["févr", "feb", "fev", "2月", "2월", "二月"],
    &["märz", "mär", "mars", "mar", "3月", "3월", "三月"],
    &["apr", "avr", "abr", "4月", "4월", "四月"],
    &["maj", "mai", "may", "mag", "5月", "5월", "五月"],
    &["juni", "juin", "jun", "giu", "6月", "6월", "六月"],
    &["juli", "juil", "jul", "lug", "7月", "7월", "七月"],
    &["août", "aug", "ago", "8月", "8월", "八月"],
    &["sept", "sep", "set", "9月", "9월", "九月"],
    &["okt", "oct", "ott", "out", "10月", "10월", "十月"],
    &["nov", "11月", "11월", "十一月"],
    &["dez", "déc", "dec", "dic", "12月", "12월", "十二月"],
];

/// The two letters with which a month's name may begin: by the last five bits of the first, a bit for those of the second.
/// Where the second is no letter of ASCII, all are set.
const BEGINNINGS: [u32; 32] = {
    let mut pairs = [0; 32];
    let mut month = 0;
    #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
    while month < MONTHS.len() {
        let mut name = 0;
        while name < MONTHS[month].len() {
            let bytes = MONTHS[month][name].as_bytes();
            let second = bytes[1];
            if bytes[0].is_ascii_alphabetic() {
                pairs[(bytes[0] & 31) as usize] |= if second < 0x80 { 1 << (second & 31) } else { u32::MAX };
            }
            name += 1;
        }
        month += 1;
    }
    pairs
};

/// German names of the months that are neither the English nor the short ones, and which months they are.
const FULL_MONTHS: [(&str, u32); 8] = [
    ("januar", 1),
    ("februar", 2),
    ("märz", 3),
    ("mai", 5),
    ("juni", 6),
    ("juli", 7),
    ("oktober", 10),
    ("dezember", 12),
];

/// Words for the halves of the day, in capitals as `%Tp` prints them, and whether each is the second half.
const HALVES: [(&str, bool); 12] = [
    ("A.\u{a0}M.", false),
    ("P.\u{a0}M.", true),
    ("DA MANHÃ", false),
    ("DA TARDE", true),
    ("FM", false),
    ("EM", true),
    ("午前", false),
    ("午後", true),
    ("오전", false),
    ("오후", true),
    ("上午", false),
    ("下午", true),
];

/// `FINER`, between `FINE` and `FINEST`.
const FINER: Level = Level::from_number(2);
const CONFIG: Level = Level::from_number(8);

/// Words of levels, as they are printed.
const LEVELS: [(&str, Level); 62] = [
    ("SCHWERWIEGEND", Level::ERROR),
    ("ALLVARLIG", Level::ERROR),
    ("GRAVE", Level::ERROR),
    ("重大", Level::ERROR),
    ("심각", Level::ERROR),
    ("严重", Level::ERROR),
    ("嚴重", Level::ERROR),
    ("WARNUNG", Level::WARN),
    ("VARNING", Level::WARN),
    ("AVERTISSEMENT", Level::WARN),
    ("ADVERTENCIA", Level::WARN),
    ("ADVERTÊNCIA", Level::WARN),
    ("AVVERTENZA", Level::WARN),
    ("警告", Level::WARN),
    ("경고", Level::WARN),
    ("INFORMATION", Level::INFO),
    ("INFORMACIÓN", Level::INFO),
    ("INFORMAÇÕES", Level::INFO),
    ("INFORMAZIONI", Level::INFO),
    ("INFOS", Level::INFO),
    ("情報", Level::INFO),
    ("정보", Level::INFO),
    ("信息", Level::INFO),
    ("資訊", Level::INFO),
    ("KONFIGURATION", CONFIG),
    ("KONFIG", CONFIG),
    ("CONFIGURAR", CONFIG),
    ("CONFIGURAÇÃO", CONFIG),
    ("CONFIGURAZIONE", CONFIG),
    ("構成", CONFIG),
    ("구성", CONFIG),
    ("配置", CONFIG),
    ("組態", CONFIG),
    ("FEINER", FINER),
    ("FEIN", Level::DEBUG),
    ("AM FEINSTEN", Level::TRACE),
    ("FINARE", FINER),
    ("FINASTE", Level::TRACE),
    ("FIN", Level::DEBUG),
    ("PRÉCIS", Level::DEBUG),
    ("PLUS PRÉCIS", FINER),
    ("LE PLUS PRÉCIS", Level::TRACE),
    ("DETALLADO", Level::DEBUG),
    ("DETALHADO", Level::DEBUG),
    ("MUY DETALLADO", FINER),
    ("MAIS DETALHADO", FINER),
    ("MÁS DETALLADO", Level::TRACE),
    ("O MAIS DETALHADO", Level::TRACE),
    ("BUONO", Level::DEBUG),
    ("MIGLIORE", FINER),
    ("OTTIMALE", Level::TRACE),
    ("普通", Level::DEBUG),
    ("詳細", Level::DEBUG),
    ("详细", Level::DEBUG),
    ("미세", Level::DEBUG),
    ("보다 미세", FINER),
    ("가장 미세", Level::TRACE),
    ("较详细", FINER),
    ("較詳細", FINER),
    ("非常详细", Level::TRACE),
    ("最詳細", Level::TRACE),
    ("最も詳細", Level::TRACE),
];

/// Quick: whether a month's short name, an English one among them, may begin here.
#[inline]
pub(crate) fn may_begin_month(text: &[u8], at: usize) -> bool {
    let (Some(first), Some(second)) = (text.get(at), text.get(at + 1)) else { return false };
    !first.is_ascii_alphabetic()
        || BEGINNINGS.get(usize::from(first & 31)).is_some_and(|seconds| seconds >> (second & 31) & 1 != 0)
}

/// Reads a month's short name: its number and the end, without the point that may follow.
pub(crate) fn month(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let rest = text.get(at..)?;
    let first = rest.first()?.to_ascii_lowercase();
    if first.is_ascii_punctuation() || first <= b' ' {
        return None;
    }
    // A number is a month only with the sign behind it.
    if first.is_ascii_digit() && !rest.iter().skip(1).take(2).any(|byte| *byte >= 0x80) {
        return None;
    }
    let mut names = (1_u32..).zip(MONTHS).flat_map(|(month, names)| names.iter().map(move |name| (month, name)));
    let (month, name) = names.find(|(_, name)| {
        let name = name.as_bytes();
        name.first() == Some(&first) && rest.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name))
    })?;
    let end = at + name.len();
    (!text.get(end).is_some_and(|byte| is_letter(*byte))).then_some((month, end))
}

/// Reads a month's full German name, where it is not the English one, too: its number and the end.
pub(crate) fn full_month(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let rest = text.get(at..)?;
    let stands = |name: &str| rest.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()));
    let (name, month) = FULL_MONTHS.into_iter().find(|(name, _)| stands(name))?;
    let end = at + name.len();
    (!text.get(end).is_some_and(|byte| is_letter(*byte))).then_some((month, end))
}

/// Reads a word for the half of the day: whether it is the second one, and the end.
pub(crate) fn half_of_day(text: &[u8], at: usize) -> Option<(bool, usize)> {
    let rest = text.get(at..)?;
    let (word, is_second) = HALVES.iter().find(|(word, _)| rest.starts_with(word.as_bytes()))?;
    let end = at + word.len();
    (!text.get(end).is_some_and(u8::is_ascii_alphanumeric)).then_some((*is_second, end))
}

/// Reads a level's word at the start of `text`: the level and the word's length.
pub(crate) fn level(text: &[u8]) -> Option<(Level, usize)> {
    let stands =
        |word: &str| text.starts_with(word.as_bytes()) && !text.get(word.len()).is_some_and(|byte| is_letter(*byte));
    let (word, level) = LEVELS.iter().find(|(word, _)| stands(word))?;
    Some((*level, word.len()))
}

/// The first bytes of months' names that are no ASCII letters of English ones.
pub(crate) const FIRST_OF_MONTHS: &[u8] = b"0123456789EGLOegloFMASfmas\xe4\xe5";

/// The first bytes of levels that are no ASCII letters.
pub(crate) const FIRST_OF_LEVELS: std::ops::RangeInclusive<u8> = 0xe4..=0xec;

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_the_jdks_languages_are_read_with_their_case() {
        for (text, wanted, length) in [
            ("März 3", 3, 5),
            ("Sept. 9", 9, 4),
            ("févr. 1", 2, 5),
            ("août 1", 8, 5),
            ("11月 28", 11, 5),
            ("11월 28", 11, 5),
            ("十二月 1", 12, 9),
            ("ene 1", 1, 3),
        ] {
            assert_eq!(month(text.as_bytes(), 0), Some((wanted, length)), "{text}");
        }
        for text in ["marker", "novel 1", "", "mäßig", "11 28", "setting"] {
            assert_eq!(month(text.as_bytes(), 0), None, "{text}");
        }
    }

    #[test]
    fn every_month_begins_as_one_may() {
        for name in MONTHS.into_iter().flatten() {
            assert!(
                may_begin_month(name.as_bytes(), 0) && may_begin_month(name.to_uppercase().as_bytes(), 0),
                "{name}"
            );
        }
        for text in ["this", "request", "2026", "", "m"] {
            assert_eq!(may_begin_month(text.as_bytes(), 0), text.starts_with('2'), "{text}");
        }
    }

    #[test]
    fn each_level_is_read_as_itself_and_none_inside_a_word() {
        for (word, wanted) in LEVELS {
            assert_eq!(level(format!("{word}: x").as_bytes()), Some((wanted, word.len())), "{word}");
            assert_eq!(level(format!("{word}X: x").as_bytes()), None, "{word}");
        }
        assert_eq!(level(b"GRAVES: x"), None);
    }
}
