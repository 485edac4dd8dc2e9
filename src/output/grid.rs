//! Columns on a terminal: fixed ones as wide as their widest cell, and one at the end that wraps into the rest.

use std::io::{self, Write};

use crate::output::Look;
use crate::output::colour::{Tone, paint};
use crate::output::text::{SHOWN_CHARS, columns, neutralise, shorten};

/// Blanks between columns.
const GAP: usize = 2;
/// The last column gets at least so much, whatever the width.
const LEAST: usize = 24;
/// With less than this, the last column of a table that may do so moves below the others.
const STACKED_BELOW: usize = 44;
/// Lines of one paragraph; what is longer is cut.
const MOST_LINES: usize = 4;

/// Some text in one tone, safe for a terminal.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    text: String,
    tone: Tone,
}

impl Piece {
    /// A piece of any text, also from a log.
    pub(crate) fn new(tone: Tone, text: impl AsRef<str>) -> Self {
        let text = shorten(text.as_ref(), SHOWN_CHARS);
        Self { text: neutralise(&text).into_owned(), tone }
    }

    pub(crate) fn plain(text: impl AsRef<str>) -> Self {
        Self::new(Tone::Plain, text)
    }

    pub(crate) fn write(&self, out: &mut dyn Write, look: &Look) -> io::Result<()> {
        paint(out, look.colour, self.tone, &self.text)
    }
}

/// A paragraph: pieces that follow each other and wrap together.
pub(crate) type Paragraph = Vec<Piece>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Right,
}

/// A table without lines. The last column wraps, the others hold one short piece each.
#[derive(Debug)]
pub(crate) struct Grid {
    heads: Vec<(&'static str, Align)>,
    rows: Vec<(Vec<Piece>, Vec<Paragraph>)>,
    indent: usize,
    may_stack: bool,
}

impl Grid {
    /// A table with these columns before the last, and the last's head. Heads that are all empty are not shown.
    pub(crate) fn new(fixed: &[(&'static str, Align)], last: &'static str) -> Self {
        let heads = fixed.iter().copied().chain([(last, Align::Left)]).collect();
        Self { heads, rows: Vec::new(), indent: 2, may_stack: false }
    }

    /// On a narrow screen, the last column may stand below the others.
    pub(crate) fn stackable(mut self) -> Self {
        self.may_stack = true;
        self
    }

    /// Whether the last column stands below others that are so wide (gaps included).
    pub(crate) fn stacks(look: &Look, others: usize) -> bool {
        look.width.is_some_and(|width| width < others + STACKED_BELOW)
    }

    pub(crate) fn row(&mut self, fixed: Vec<Piece>, last: Vec<Paragraph>) {
        self.rows.push((fixed, last));
    }

    pub(crate) fn write(&self, out: &mut dyn Write, look: &Look) -> io::Result<()> {
        let fixed = self.heads.len().saturating_sub(1);
        let widths: Vec<usize> = (0..fixed)
            .map(|at| {
                let cells = self.rows.iter().filter_map(|(cells, _)| cells.get(at)).map(|cell| columns(&cell.text));
                let head = self.heads.get(at).map_or(0, |(head, _)| columns(head));
                cells.chain([head]).max().unwrap_or(0)
            })
            .collect();
        let others = self.indent + widths.iter().map(|width| width + GAP).sum::<usize>();
        let stacked = self.may_stack && Self::stacks(look, others);
        let before = if stacked { self.indent + widths.first().map_or(0, |width| width + GAP) } else { others };
        let last_width = look.width.map(|width| width.saturating_sub(before).max(LEAST));
        if self.heads.iter().any(|(head, _)| !head.is_empty()) {
            let heads: Vec<Piece> = self.heads.iter().map(|(head, _)| Piece::new(Tone::Dim, head)).collect();
            let (last, firsts) =
                heads.split_last().map_or((None, [].as_slice()), |(last, firsts)| (Some(last), firsts));
            self.write_fixed(out, look, firsts, &widths, stacked)?;
            last.filter(|_| !stacked).map_or(Ok(()), |piece| piece.write(out, look))?;
            out.write_all(b"\n")?;
        }
        for (cells, paragraphs) in &self.rows {
            let lines: Vec<Paragraph> = paragraphs.iter().flat_map(|paragraph| wrap(paragraph, last_width)).collect();
            if stacked {
                self.write_fixed(out, look, cells, &widths, true)?;
                out.write_all(b"\n")?;
            }
            for (at, line) in lines.iter().enumerate() {
                if at == 0 && !stacked {
                    self.write_fixed(out, look, cells, &widths, false)?;
                } else {
                    out.write_all(" ".repeat(before).as_bytes())?;
                }
                for piece in line {
                    piece.write(out, look)?;
                }
                out.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    fn write_fixed(
        &self,
        out: &mut dyn Write,
        look: &Look,
        cells: &[Piece],
        widths: &[usize],
        ends: bool,
    ) -> io::Result<()> {
        out.write_all(" ".repeat(self.indent).as_bytes())?;
        for (at, ((cell, width), (_, align))) in cells.iter().zip(widths).zip(&self.heads).enumerate() {
            let is_end = ends && at + 1 == cells.len();
            let blank = " ".repeat(width.saturating_sub(columns(&cell.text)));
            if *align == Align::Right {
                out.write_all(blank.as_bytes())?;
            }
            cell.write(out, look)?;
            if *align == Align::Left && !is_end {
                out.write_all(blank.as_bytes())?;
            }
            if !is_end {
                out.write_all(" ".repeat(GAP).as_bytes())?;
            }
        }
        Ok(())
    }
}

/// Breaks a paragraph into lines of at most `width` columns, at blanks where there are some.
pub(crate) fn wrap(paragraph: &[Piece], width: Option<usize>) -> Vec<Paragraph> {
    let Some(width) = width else { return vec![paragraph.to_vec()] };
    let mut lines: Vec<Paragraph> = vec![Vec::new()];
    let mut used = 0;
    for piece in paragraph {
        for word in words(&piece.text, width) {
            let wide = columns(word);
            if used > 0 && used + columns(word.trim_end()) > width {
                lines.push(Vec::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                match line.last_mut() {
                    Some(last) if last.tone == piece.tone => last.text.push_str(word),
                    _ => line.push(Piece { text: word.to_owned(), tone: piece.tone }),
                }
            }
            used += wide;
        }
    }
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut().and_then(|line| line.last_mut()) {
            let kept = last.text.trim_end().chars().count().saturating_sub(1);
            last.text = last.text.chars().take(kept).chain(['…']).collect();
        }
    }
    for line in &mut lines {
        if let Some(last) = line.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
    }
    lines
}

/// Words with the blanks behind them; a word wider than a line comes in parts, each as wide as a line.
fn words(text: &str, width: usize) -> Vec<&str> {
    let mut words = Vec::new();
    for word in text.split_inclusive(' ') {
        let mut rest = word;
        while columns(rest.trim_end()) > width {
            let mut used = 0;
            let at = rest
                .char_indices()
                .find(|(_, c)| {
                    used += unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
                    used > width
                })
                .map_or(rest.len(), |(at, c)| if at == 0 { c.len_utf8() } else { at });
            // Dotted names and paths break behind a separator, where one stands in the line's second half.
            let part = rest.get(..at).unwrap_or(rest);
            let at = part.rfind(['.', '/', '_', ',', '$']).map(|dot| dot + 1).filter(|dot| *dot > at / 2).unwrap_or(at);
            let Some((part, left)) = rest.split_at_checked(at) else { break };
            words.push(part);
            rest = left;
        }
        if !rest.is_empty() {
            words.push(rest);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        let paragraph = [Piece::plain(text)];
        wrap(&paragraph, Some(width))
            .iter()
            .map(|line| line.iter().map(|piece| piece.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn text_wraps_at_blanks_and_long_words_are_broken() {
        assert_eq!(lines("a bb ccc dddd", 6), ["a bb", "ccc", "dddd"]);
        assert_eq!(lines("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(lines("漢字漢字", 5), ["漢字", "漢字"]);
        assert_eq!(lines("", 5), [""]);
        assert_eq!(lines("漢", 1), ["漢"]);
    }

    #[test]
    fn what_is_too_long_ends_with_dots() {
        assert_eq!(lines(&"word ".repeat(30), 10), ["word word", "word word", "word word", "word wor…"]);
    }

    #[test]
    fn columns_line_up() {
        let mut grid = Grid::new(&[("ID", Align::Left), ("EVENTS", Align::Right)], "ISSUE");
        grid.row(
            vec![Piece::plain("ab"), Piece::plain("7")],
            vec![vec![Piece::plain("one two")], vec![Piece::plain("three")]],
        );
        grid.row(vec![Piece::plain("abcd"), Piece::plain("1,234,567")], vec![vec![Piece::plain("\u{1b}[31mx\n")]]);
        let mut out = Vec::new();
        grid.write(&mut out, &Look { width: Some(30), colour: false, unicode: true }).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "  ID       EVENTS  ISSUE\n  ab            7  one two\n                   three\n  abcd  1,234,567  x\n"
        );
    }
}
