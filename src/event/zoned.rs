//! The last minute met of stamps that print their zone, as `2026-11-23T11:36:20.497Z`: of those with the same minute, zone
//! and digits only the seconds are read.

use crate::event::time::Moment;

const MINUTE: usize = "YYYY-MM-DDTHH:MM".len();
/// Longest text of a zone that is remembered: `+01:00`.
const MAX_ZONE: usize = 8;

/// What is remembered.
#[derive(Debug, Clone)]
pub(crate) struct ZonedMinute {
    layout: usize,
    minute: [u8; MINUTE],
    digits: usize,
    zone: [u8; MAX_ZONE],
    zone_bytes: usize,
    moment: Moment,
}

impl ZonedMinute {
    pub(crate) fn new(moment: Moment) -> Self {
        Self { layout: usize::MAX, minute: [0; MINUTE], digits: 0, zone: [0; MAX_ZONE], zone_bytes: 0, moment }
    }

    /// The moment of a stamp of layout number `layout`, if its minute is the one that is remembered.
    pub(crate) fn read(&self, layout: usize, text: &[u8]) -> Option<Moment> {
        if self.layout != layout || text.first_chunk() != Some(&self.minute) {
            return None;
        }
        let (micros, digits, zone) = seconds(text.get(MINUTE..)?)?;
        let is_same = digits == self.digits && Some(zone) == self.zone.get(..self.zone_bytes);
        is_same.then(|| Moment { micros: self.moment.micros + micros, ..self.moment })
    }

    /// Remembers the minute of a stamp that was read as `moment`, where it can be told by its text alone.
    pub(crate) fn remember(&mut self, layout: usize, text: &[u8], moment: Moment) {
        const MINUTE_MICROS: i64 = 60_000_000;
        let Some(minute) = text.first_chunk::<MINUTE>().filter(|minute| is_minute(minute)) else { return };
        let Some((micros, digits, zone)) = text.get(MINUTE..).and_then(seconds) else { return };
        let base = moment.micros - micros;
        let is_told = !moment.zone_assumed && !moment.dateless && base % MINUTE_MICROS == 0 && !zone.is_empty();
        let Some(to) = self.zone.get_mut(..zone.len()).filter(|_| is_told) else { return };
        to.copy_from_slice(zone);
        self.zone_bytes = zone.len();
        (self.layout, self.minute, self.digits) = (layout, *minute, digits);
        self.moment = Moment { micros: base, ..moment };
    }
}

fn is_minute(text: &[u8; MINUTE]) -> bool {
    text.iter().enumerate().all(|(at, byte)| match at {
        4 | 7 => matches!(byte, b'-' | b'/' | b'.'),
        10 => matches!(byte, b'T' | b' '),
        13 => *byte == b':',
        _ => byte.is_ascii_digit(),
    })
}

/// Reads `:SS` and a fraction; gives microseconds, the digits of the fraction and what follows.
fn seconds(text: &[u8]) -> Option<(i64, usize, &[u8])> {
    let digit = |byte: &u8| i64::from(byte - b'0');
    let [b':', tens @ b'0'..=b'5', ones @ b'0'..=b'9', rest @ ..] = text else { return None };
    let mut micros = (digit(tens) * 10 + digit(ones)) * 1_000_000;
    let [b'.' | b',', fraction @ ..] = rest else { return Some((micros, 0, rest)) };
    let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut unit = 100_000;
    for byte in fraction.iter().take(digits) {
        micros += digit(byte) * unit;
        unit /= 10;
    }
    (1..=9).contains(&digits).then(|| (micros, digits, fraction.get(digits..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use crate::event::time::{Reading, StampReader, Zone};
    use crate::format::layout::Layout;

    /// Stamps after others of their minute are read as they are by themselves.
    #[test]
    fn a_remembered_minute_changes_no_moment() {
        let layout = Layout::from_json_map("x", "time=.time,message=.m").unwrap();
        let stamps = [
            "2026-11-23T11:36:20.497Z",
            "2026-11-23T11:36:21.497Z",
            "2026-11-23T11:36:21.5Z",
            "2026-11-23T11:36:22.000123Z",
            "2026-11-23T11:36:59Z",
            "2026-11-23T11:36:59+01:00",
            "2026-11-23T11:36:58+01:00",
            "2026-11-23T11:36:58,250+01:00",
            "2026-11-23T11:36:58,251-0330",
            "2026-11-23 11:36:58.251",
            "2026-11-23 11:36:58.252",
            "2026-11-23T11:37:20.497Z",
            "2026-11-23T11:37:60.497Z",
            "1795433780.497",
        ];
        let mut together = StampReader::new(Zone::Fixed(0), 0);
        for stamp in stamps {
            let alone = StampReader::new(Zone::Fixed(0), 0).read(0, &layout, stamp.as_bytes());
            assert_eq!(together.read(0, &layout, stamp.as_bytes()), alone, "{stamp}");
            assert_eq!(together.read(0, &layout, stamp.as_bytes()), alone, "{stamp}, again");
        }
        let Reading::Moment(moment) = together.read(0, &layout, b"2026-11-23T11:36:20.497+01:00") else { panic!() };
        assert_eq!((moment.micros, moment.offset_seconds), (1_795_430_180_497_000, 3600));
    }
}
