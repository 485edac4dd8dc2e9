//! Columns on a terminal, laid out by `comfy-table`: those in front as wide as their widest cell, and one at the end that
//! wraps into the rest. No lines are drawn; where the screen is narrow, the last column may stand below the others.

use std::io::{self, Write};

use comfy_table::presets::NOTHING;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Row, Table, Width};

use crate::output::Look;
use crate::output::colour::{Tone, painted};
use crate::output::text::{SHOWN_CHARS, columns, neutralise, shorten};

/// Blanks between columns.
const GAP: u16 = 2;
/// Blanks before the first column.
const INDENT: u16 = 2;
/// The last column gets at least so much, whatever the width.
const LEAST: u16 = 24;
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
    may_stack: bool,
}

impl Grid {
    /// A table with these columns before the last, and the last's head. Heads that are all empty are not shown.
    pub(crate) fn new(fixed: &[(&'static str, Align)], last: &'static str) -> Self {
        let heads = fixed.iter().copied().chain([(last, Align::Left)]).collect();
        Self { heads, rows: Vec::new(), may_stack: false }
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
        let widths: Vec<usize> = (0..fixed).map(|at| self.width(at) + usize::from(GAP)).collect();
        if self.may_stack && Self::stacks(look, usize::from(INDENT) + widths.iter().sum::<usize>()) {
            let first_width = widths.first().copied().filter(|_| fixed > 1).unwrap_or(usize::from(GAP));
            return self.write_stacked(out, look, fixed, first_width);
        }
        let mut table = self.table(look, fixed + 1);
        for (cells, paragraphs) in &self.rows {
            let mut row = cells_of(cells, look);
            for paragraph in paragraphs {
                row.add_cell(cell(paragraph, look)).max_height(MOST_LINES);
                table.add_row(row);
                row = Row::from(vec![""; fixed]);
            }
        }
        self.arrange(&mut table);
        if let Some(last) = table.column_mut(fixed) {
            let (left, _) = Self::padding(fixed);
            last.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(left + LEAST)));
        }
        write_lines(out, &table)
    }

    /// Each row's paragraphs below its other columns, as far to the right as the second of these stands, if there is one.
    fn write_stacked(&self, out: &mut dyn Write, look: &Look, fixed: usize, first_width: usize) -> io::Result<()> {
        let indent = usize::from(INDENT) + first_width;
        let mut table = self.table(look, fixed);
        for (cells, _) in &self.rows {
            table.add_row(cells_of(cells, look));
        }
        self.arrange(&mut table);
        let mut lines = table.lines();
        if table.header().is_some() {
            lines.next().map_or(Ok(()), |head| write_line(out, &head))?;
        }
        for (line, (_, paragraphs)) in lines.zip(&self.rows) {
            write_line(out, &line)?;
            for paragraph in paragraphs {
                write_paragraph(out, look, indent, paragraph)?;
            }
        }
        Ok(())
    }

    /// Columns of the widest cell of a column.
    fn width(&self, at: usize) -> usize {
        let cells = self.rows.iter().filter_map(|(cells, _)| cells.get(at)).map(|cell| columns(&cell.text));
        cells.chain(self.heads.get(at).map(|(head, _)| columns(head))).max().unwrap_or(0)
    }

    /// An empty table of the first columns, with their heads.
    fn table(&self, look: &Look, columns: usize) -> Table {
        let mut table = empty(look);
        if self.heads.iter().any(|(head, _)| !head.is_empty()) {
            let heads = self.heads.iter().take(columns).map(|(head, _)| cell(&[Piece::new(Tone::Dim, head)], look));
            table.set_header(Row::from(heads.collect::<Vec<_>>()));
        }
        table
    }

    /// Aligns and pads the columns of a filled table, and keeps all but the last from being wrapped.
    fn arrange(&self, table: &mut Table) {
        for (at, (column, (_, align))) in table.column_iter_mut().zip(&self.heads).enumerate() {
            column.set_padding(Self::padding(at)).set_constraint(ColumnConstraint::ContentWidth);
            column.set_cell_alignment(match align {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
        }
    }

    /// Blanks on both sides of a column's cells.
    const fn padding(at: usize) -> (u16, u16) {
        (if at == 0 { INDENT } else { GAP }, 0)
    }
}

/// Writes a paragraph without other columns, every line of it indented.
pub(crate) fn write_paragraph(out: &mut dyn Write, look: &Look, indent: usize, pieces: &[Piece]) -> io::Result<()> {
    let mut table = empty(look);
    let mut row = Row::from(vec![cell(pieces, look)]);
    row.max_height(MOST_LINES);
    table.add_row(row);
    let indent = u16::try_from(indent).unwrap_or(INDENT);
    if let Some(column) = table.column_mut(0) {
        let least = indent.saturating_add(LEAST);
        column.set_padding((indent, 0)).set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
    }
    write_lines(out, &table)
}

fn empty(look: &Look) -> Table {
    let mut table = Table::new();
    // What the terminal can show is known already; without this, each table asks it.
    table.force_no_tty().load_style(NOTHING).set_truncation_indicator(if look.unicode { "…" } else { "..." });
    if let Some(width) = look.width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::try_from(width).unwrap_or(u16::MAX));
    }
    table
}

fn cells_of(pieces: &[Piece], look: &Look) -> Row {
    Row::from(pieces.iter().map(|piece| cell(std::slice::from_ref(piece), look)).collect::<Vec<_>>())
}

/// A cell that holds the pieces with their colours, which wrapping keeps.
fn cell(pieces: &[Piece], look: &Look) -> Cell {
    Cell::new_owned(pieces.iter().map(|piece| painted(look.colour, piece.tone, &piece.text)).collect())
}

fn write_lines(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    table.lines().try_for_each(|line| write_line(out, &line))
}

fn write_line(out: &mut dyn Write, line: &str) -> io::Result<()> {
    out.write_all(line.trim_end().as_bytes())?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look { width: Some(30), colour: false, unicode: true };

    fn lines(text: &str, width: usize) -> Vec<String> {
        let mut out = Vec::new();
        write_paragraph(&mut out, &Look { width: Some(width), ..LOOK }, 0, &[Piece::plain(text)]).unwrap();
        String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
    }

    fn sample() -> Grid {
        let mut grid = Grid::new(&[("ID", Align::Left), ("EVENTS", Align::Right)], "ISSUE");
        grid.row(
            vec![Piece::new(Tone::Accent, "ab"), Piece::plain("7")],
            vec![vec![Piece::plain("one two")], vec![Piece::new(Tone::Dim, "three")]],
        );
        grid.row(vec![Piece::plain("abcd"), Piece::plain("1,234,567")], vec![vec![Piece::plain("\u{1b}[31mx\n")]]);
        grid
    }

    fn written(grid: &Grid, look: &Look) -> String {
        let mut out = Vec::new();
        grid.write(&mut out, look).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn text_wraps_at_blanks_and_long_words_are_broken() {
        assert_eq!(lines("a bb ccc dddd eeeee ffffff ggggggg", 24), ["a bb ccc dddd eeeee", "ffffff ggggggg"]);
        assert_eq!(lines(&"x".repeat(50), 24), ["x".repeat(24), "x".repeat(24), "x".repeat(2)]);
        assert_eq!(lines(&"漢".repeat(15), 25), ["漢".repeat(12), "漢".repeat(3)]);
        assert_eq!(lines("", 24), [""]);
    }

    #[test]
    fn what_is_too_long_ends_with_dots() {
        let lines = lines(&"word ".repeat(100), 30);
        assert_eq!(lines.len(), MOST_LINES);
        assert!(lines[3].ends_with('…') && columns(&lines[3]) <= 30, "{lines:?}");
    }

    #[test]
    fn columns_line_up() {
        assert_eq!(
            written(&sample(), &LOOK),
            "  ID       EVENTS  ISSUE\n  ab            7  one two\n                   three\n  abcd  1,234,567  x\n"
        );
    }

    #[test]
    fn on_a_narrow_screen_the_last_column_stands_below() {
        assert_eq!(
            written(&sample().stackable(), &LOOK),
            "  ID       EVENTS\n  ab            7\n        one two\n        three\n  abcd  1,234,567\n        x\n"
        );
    }

    #[test]
    fn colours_take_no_room() {
        let plain = written(&sample(), &LOOK);
        let coloured = written(&sample(), &Look { colour: true, ..LOOK });
        assert!(coloured.contains("\u{1b}[36mab\u{1b}[0m"), "{coloured:?}");
        assert_eq!(neutralise(&coloured.replace('\n', "|")), plain.replace('\n', "|"));
    }
}
