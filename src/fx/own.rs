//! Rates from a user's own file: the European Central Bank's history as downloaded, or a plain list.
//!
//! Either is checked whole, cell by cell, and put into the one shape that [`Rates`] looks up: sorted by day, a column
//! for each currency.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::missing::no_rates;
use super::rates::{BANK, Rates};
use crate::data::{Header, Problem, Problems, TextFile, limits};
use crate::model::{Currency, Words, iso_day};
use crate::say;

/// The most columns of a file of rates: the world has some 180 currencies, the bank's file 42.
const MOST_COLUMNS: usize = 200;

/// A file of rates, checked and put in order.
#[derive(Debug)]
pub struct RatesFile {
    name: String,
    text: String,
    base: Currency,
}

/// The columns of a plain list: units of the currency for one dollar.
const PLAIN: &Header = &Header::exact(&["date", "currency", "per_usd"]);

impl RatesFile {
    /// Reads a file's text; `name` is for messages and for the notes under reports.
    pub fn read(name: &str, text: &str) -> Result<Self, Problems> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let header = text.lines().next().unwrap_or_default().trim_end_matches([',', ' ', '\r']);
        let columns: Vec<&str> = header.split(',').map(str::trim).collect();
        let is_plain = columns.iter().any(|column| column.eq_ignore_ascii_case("currency"));
        let (text, base) = if is_plain {
            (of_list(name, text)?, Currency::USD)
        } else {
            (of_history(name, &columns, text)?, Currency::EUR)
        };
        let file = Self { name: name.to_owned(), text, base };
        // What is left to find is in the header.
        if file.rates()?.currencies().all(|currency| currency != Currency::USD) {
            return Err(Problem::new(name, 1, say!(rates_lack_dollar)).into());
        }
        Ok(file)
    }

    /// The bank's own rates in a text that is in order, under the bank's name.
    pub(super) fn of_bank(text: String) -> Self {
        Self { name: BANK.to_owned(), text, base: Currency::EUR }
    }

    /// The file in order: a line for each day, first to last, a column for each currency.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The rates in it.
    pub fn rates(&self) -> Result<Rates<'_>, Problem> {
        Rates::open_against(self.base, &self.name, &self.text)
    }
}

/// The European Central Bank's `eurofxref-hist.csv`: newest day first, a comma at the end of each line, `N/A` where a
/// currency had no fixing. A file in the other order, as inside this program, is as good.
fn of_history(name: &str, header: &[&str], text: &str) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let columns = header.len();
    if let Some(message) = limits::header(columns, MOST_COLUMNS) {
        return Err(Problem::new(name, 1, message).into());
    }
    let mut lines: Vec<(u64, Date, String)> = Vec::new();
    for (number, line) in (2..).zip(text.lines().skip(1)) {
        let line = line.trim_end_matches([',', ' ', '\r']);
        if line.is_empty() {
            continue;
        }
        let mut at = |column: Option<usize>, message: Words| {
            problems.push(Problem { column, ..Problem::new(name, number, message) });
        };
        let mut cells = line.split(',').map(str::trim);
        let day = cells.next().unwrap_or_default();
        let Some(day) = iso_day(day) else {
            at(Some(1), say!(not_a_day_in_rates, word = day));
            continue;
        };
        let mut row = day.to_string();
        let mut count = 1;
        for cell in cells {
            count += 1;
            row.push(',');
            if cell != "N/A" {
                if !cell.is_empty() && Rates::parse(cell).is_none() {
                    at(Some(count), say!(not_a_rate, text = cell));
                }
                row += cell;
            }
        }
        if count > columns {
            at(None, say!(cells_expected_at_most, count = count.to_string(), columns = columns.to_string()));
        }
        row.extend(std::iter::repeat_n(',', columns.saturating_sub(count)));
        lines.push((number, day, row));
    }
    let is_falling = matches!(lines.as_slice(), [(_, first, _), (_, second, _), ..] if first > second);
    for pair in lines.windows(2) {
        let [(_, before, _), (number, day, _)] = pair else { continue };
        if before == day || (before > day) != is_falling {
            let message = say!(days_out_of_order, day = *day);
            problems.push(Problem { column: Some(1), ..Problem::new(name, *number, message) });
            break;
        }
    }
    problems.none()?;
    if is_falling {
        lines.reverse();
    }
    let mut ordered = header.join(",");
    for (_, _, line) in lines {
        ordered.push('\n');
        ordered += &line;
    }
    Ok(ordered)
}

/// A plain list: a line for each day and currency, in any order.
fn of_list(name: &str, text: &str) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let mut days: BTreeMap<Date, BTreeMap<Currency, String>> = BTreeMap::new();
    TextFile::new(name, text.to_owned()).rows(PLAIN, &mut problems, |row| {
        let [day, currency, rate] = row.cells();
        let (on, code): (Date, Currency) = (day.parse()?, currency.parse()?);
        if code == Currency::USD {
            return Err(currency.problem(say!(dollar_has_no_rate)));
        }
        if Rates::parse(rate.text()).is_none() {
            return Err(rate.problem(say!(not_a_rate, text = rate.text())));
        }
        if days.entry(on).or_default().insert(code, rate.text().to_owned()).is_some() {
            return Err(day.problem(say!(second_rate_for_day, code, on)));
        }
        Ok(())
    });
    problems.none()?;
    if days.is_empty() {
        return Err(Problem::new(name, 1, no_rates()).into());
    }
    let mut currencies: Vec<Currency> = days.values().flat_map(|rates| rates.keys().copied()).collect();
    currencies.sort();
    currencies.dedup();
    if currencies.len() >= MOST_COLUMNS {
        let message = say!(
            rates_too_many_currencies,
            count = currencies.len().to_string(),
            most_columns = (MOST_COLUMNS - 1).to_string()
        );
        return Err(Problem::new(name, 1, message).into());
    }
    let mut wide = "date".to_owned();
    for currency in &currencies {
        let _ = write!(wide, ",{currency}");
    }
    for (day, rates) in &days {
        let _ = write!(wide, "\n{day}");
        for currency in &currencies {
            let _ = write!(wide, ",{}", rates.get(currency).map_or("", String::as_str));
        }
    }
    Ok(wide)
}
