//! The chart under a table, drawn by the program that opens the workbook from the cells of the table.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Color, Worksheet,
    XlsxError,
};

use super::sheet::{MOST_OF_TITLE, SOFT, place};

/// Colours that people who see colours differently tell apart (Okabe and Ito).
const COLOURS: [u32; 6] = [0xe6_9f_00, 0x56_b4_e9, 0x00_9e_73, 0xcc_79_a7, 0x00_72_b2, 0xd5_5e_00];
/// The most columns of a table that a chart can show.
const MOST: usize = 12;

/// Cells to draw: columns of figures under their names, in rows that the first column names.
pub(super) struct ChartData<'d> {
    pub(super) sheet: &'d str,
    pub(super) title: &'d str,
    pub(super) unit: String,
    pub(super) columns: Vec<usize>,
    /// The first and the last row of figures.
    pub(super) rows: (usize, usize),
    /// The row of the names.
    pub(super) heads: usize,
    /// Whether the columns add up.
    pub(super) is_stacked: bool,
    pub(super) number_format: String,
}

/// Draws the cells at a row and column; nothing if there are too few or too many.
pub(super) fn draw(sheet: &mut Worksheet, drawn: &ChartData<'_>, at: (usize, usize)) -> Result<(), XlsxError> {
    let ChartData { rows: (first, last), ref columns, heads, .. } = *drawn;
    if columns.is_empty() || columns.len() > MOST || (first == last && columns.len() < 2) {
        return Ok(());
    }
    let kind = match (drawn.is_stacked, last - first) {
        (true, _) => ChartType::ColumnStacked,
        (false, 0..6) => ChartType::Column,
        (false, _) => ChartType::Line,
    };
    let mut chart = Chart::new(kind);
    let (top, bottom) = (place(first, 0)?.0, place(last, 0)?.0);
    for (at, column) in columns.iter().enumerate() {
        let (head, column) = place(heads, *column)?;
        let colour = Color::RGB(COLOURS.get(at % COLOURS.len()).copied().unwrap_or_default());
        let mut format = ChartFormat::new();
        if kind == ChartType::Line {
            format.set_line(ChartLine::new().set_color(colour).set_width(2.25));
        } else {
            format.set_solid_fill(ChartSolidFill::new().set_color(colour));
        }
        let series = chart.add_series();
        series
            .set_name((drawn.sheet, head, column))
            .set_categories((drawn.sheet, top, 0, bottom, 0))
            .set_values((drawn.sheet, top, column, bottom, column))
            .set_format(&mut format);
        if kind != ChartType::Line {
            series.set_gap(60);
        }
    }
    let title: String = drawn.title.chars().take(MOST_OF_TITLE).collect();
    chart.title().set_name(&title).set_font(ChartFont::new().set_size(12));
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart
        .y_axis()
        .set_name(&drawn.unit)
        .set_name_font(ChartFont::new().unset_bold().set_color(SOFT))
        .set_num_format(&drawn.number_format)
        .set_major_gridlines_line(ChartLine::new().set_color(Color::RGB(0xe4_e4_e4)));
    chart.set_width(640).set_height(360);
    let (row, column) = place(at.0, at.1)?;
    sheet.insert_chart(row, column, &chart)?;
    Ok(())
}
