//! Zone names as `java.util.TimeZone` and `java.time.ZoneId` (JDK 17) take them, turned into IANA names.
//!
//! ```text
//! zone   = IANA name | short name | ["GMT" | "UTC" | "UT"] offset
//! offset = ("+" | "-") hours [[":"] minutes]
//! ```

/// Java's own short names (`ZoneId.SHORT_IDS`), which differ from the abbreviations that IANA knows.
const SHORT_IDS: &[(&str, &str)] = &[
    ("ACT", "Australia/Darwin"),
    ("AET", "Australia/Sydney"),
    ("AGT", "America/Argentina/Buenos_Aires"),
    ("ART", "Africa/Cairo"),
    ("AST", "America/Anchorage"),
    ("BET", "America/Sao_Paulo"),
    ("BST", "Asia/Dhaka"),
    ("CAT", "Africa/Harare"),
    ("CNT", "America/St_Johns"),
    ("CST", "America/Chicago"),
    ("CTT", "Asia/Shanghai"),
    ("EAT", "Africa/Addis_Ababa"),
    ("ECT", "Europe/Paris"),
    ("EST", "Etc/GMT+5"),
    ("HST", "Etc/GMT+10"),
    ("IET", "America/Indiana/Indianapolis"),
    ("IST", "Asia/Kolkata"),
    ("JST", "Asia/Tokyo"),
    ("MIT", "Pacific/Apia"),
    ("MST", "Etc/GMT+7"),
    ("NET", "Asia/Yerevan"),
    ("NST", "Pacific/Auckland"),
    ("PLT", "Asia/Karachi"),
    ("PNT", "America/Phoenix"),
    ("PRT", "America/Puerto_Rico"),
    ("PST", "America/Los_Angeles"),
    ("SST", "Pacific/Guadalcanal"),
    ("VST", "Asia/Ho_Chi_Minh"),
];

/// The IANA name of a zone in any of Java's spellings; an offset that is not whole hours stays an offset (`+05:30`).
///
/// Returns `None` when Java does not know the zone either.
pub(crate) fn zone_name(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some((_, name)) = SHORT_IDS.iter().find(|(short, _)| *short == text) {
        return Some((*name).to_owned());
    }
    if matches!(text, "Z" | "UT") {
        return Some("UTC".to_owned());
    }
    if text.parse::<chrono_tz::Tz>().is_ok() {
        return Some(text.to_owned());
    }
    let offset = ["GMT", "UTC", "UT"].iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
    offset_name(offset)
}

fn offset_name(text: &str) -> Option<String> {
    let (east, digits) = match text.strip_prefix('+') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('-')?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "00"),
    };
    let number = |text: &str, longest: usize| {
        let fits = !text.is_empty() && text.len() <= longest && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse::<u8>().ok()).flatten()
    };
    let hours = number(hours, 2)?;
    let minutes = number(minutes, 2).filter(|&minutes| minutes < 60)?;
    match (hours, minutes) {
        (0, 0) => Some("UTC".to_owned()),
        // IANA counts these zones westwards, so the signs are the other way round.
        (1..=14, 0) if east => Some(format!("Etc/GMT-{hours}")),
        (1..=12, 0) if !east => Some(format!("Etc/GMT+{hours}")),
        (0..=18, _) => Some(format!("{}{hours:02}:{minutes:02}", if east { '+' } else { '-' })),
        _ => None,
    }
}
