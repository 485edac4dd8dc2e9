//! Records of one line that nobody wants to see, passed over without making pieces of them.

use crate::format::layout::Header;
use crate::format::level::Level;
use crate::record::spelled::LEAST_SPELLED;
use crate::record::{Framer, HEADER_BYTES, Look};

impl<'t> Framer<'t> {
    /// Whether a plain header is the whole line of an entry: the usual case of one layout, headers of one line, and a
    /// next line that is noted. Where it says no, [`Self::look`] decides.
    #[inline]
    fn is_plain_header(&mut self, at: usize, start: usize) -> bool {
        let ([layout], Some(next)) = (self.layouts, self.lines.next_line(at)) else { return false };
        let line = self.text.get(start..next - 1).unwrap_or_default();
        // Behind a hole, a mark or a progress bar a header begins later.
        if matches!(line.first(), Some(0 | 0xef | b'\r')) {
            return false;
        }
        let [first, second] = &mut self.headers;
        let header = if self.now == 0 { second } else { first };
        line.len() <= HEADER_BYTES && layout.match_header(line, header)
    }

    /// Passes over records of one line, of at most `max_bytes`, whose level is below `level`; tells `each` of the layout,
    /// the header and the line, without its line feed, of each of them.
    ///
    /// Stops before the first piece that is anything else, for [`Self::next_piece`] to give out. Nine tenths of the
    /// records of a usual log are passed over so.
    #[inline]
    pub(crate) fn pass_over(&mut self, level: Level, max_bytes: usize, mut each: impl FnMut(usize, &Header, &'t [u8])) {
        // The second line of a header may look like a header, but is none.
        if self.has_long_headers {
            return;
        }
        // From here on a record's lines may be records of their own.
        let level = level.min(LEAST_SPELLED);
        while let Some(layout) = self.open {
            // The header of the open record is the one that was looked at last.
            let is_below = self.looked_at().level.is_some_and(|own| own < level);
            let Some(next) = self.lines.next_line(self.at).filter(|_| is_below) else { return };
            if next - self.position > max_bytes {
                return;
            }
            self.now ^= 1;
            let look = if self.is_plain_header(self.at + 1, next) {
                Look::Header(0, 0)
            } else {
                self.look(self.at + 1, next, false)
            };
            let Look::Header(found, 0) = look else {
                self.now ^= 1;
                return;
            };
            each(layout, self.current(), self.line(self.position, next - 1));
            self.open = Some(found);
            self.at += 1;
            self.position = next;
        }
    }
}
