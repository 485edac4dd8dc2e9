//! Where a locale's weeks start, as JDK 17 has it from the Unicode CLDR; it decides what `YYYY` prints.
//!
//! Only the region counts: the JDK gives a locale without one (`de`) the weeks of the US.

/// Sunday, and the week with 1 January is the first: the US, and every locale without a region.
const DEFAULT: (u8, u8) = (0, 1);

/// Regions where weeks start on Monday and the first one has at least four days of the year (ISO 8601).
const ISO_8601: &str = "AD AN AT AX BE BG CH CZ DE DK EE ES FI FJ FO FR GB GF GG GI GP GR HU IE IM IS IT JE LI LT LU MC \
                        MQ NL NO PL RE RU SE SJ SK SM VA";

/// Regions where weeks start on Saturday.
const SATURDAY: &str = "AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY";

/// Regions where weeks start on Sunday.
const SUNDAY: &str = "AG AS AU BD BR BS BT BW BZ CA CN CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX \
                      MZ NI NP PA PE PH PK PR PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW";

/// First day of the week (0 = Sunday) and the days that the first week of a year must have.
///
/// `locale` is a tag such as `de-DE`, `de_DE` or `zh-Hans-CN`.
pub(crate) fn first_week(locale: Option<&str>) -> (u8, u8) {
    let parts = locale.unwrap_or_default().trim().split(['-', '_']).skip(1);
    let Some(region) = parts.into_iter().find(|part| part.len() == 2).map(str::to_ascii_uppercase) else {
        return DEFAULT;
    };
    let is_in = |regions: &str| regions.split_whitespace().any(|known| known == region);
    match region.as_str() {
        "PT" => (0, 4),
        "MV" => (5, 1),
        _ if is_in(ISO_8601) => (1, 4),
        _ if is_in(SATURDAY) => (6, 1),
        _ if is_in(SUNDAY) => DEFAULT,
        _ => (1, 1),
    }
}
