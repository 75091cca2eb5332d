//! How a command's lines become grids: columns that say something of each line.
//!
//! A command works its lines out first, typed, and names its columns once; the name of a column and the cell under it
//! stand side by side. Nothing here knows what a line is of.

use super::Context;
use crate::report::{Cell, ColumnId, Derived, Grid, Heading, Role, Row, Words};

/// A column over lines `L`: its name or heading, and what it says of a line.
pub struct Column<L> {
    head: Heading,
    cell: fn(&L, &Context<'_>) -> Cell,
}

impl<L> Column<L> {
    /// A column of the output contract.
    pub fn record(id: ColumnId, cell: fn(&L, &Context<'_>) -> Cell) -> Self {
        Self { head: Heading::record(id), cell }
    }

    /// A column of the output contract that is a page's too, under a heading.
    pub fn listed(id: ColumnId, heading: Words, cell: fn(&L, &Context<'_>) -> Cell) -> Self {
        Self { head: Heading { label: heading, ..Heading::record(id) }, cell }
    }

    /// A page column of text.
    pub fn text(heading: impl Into<Words>, cell: fn(&L, &Context<'_>) -> Cell) -> Self {
        Self { head: Heading::text(heading), cell }
    }

    /// A page column of numbers.
    pub fn number(heading: impl Into<Words>, cell: fn(&L, &Context<'_>) -> Cell) -> Self {
        Self { head: Heading::number(heading), cell }
    }

    /// A column of the output contract whose figures follow from others in their row.
    pub fn derived(id: ColumnId, derived: Derived, cell: fn(&L, &Context<'_>) -> Cell) -> Self {
        Self { head: Heading { derived: Some(derived), ..Heading::record(id) }, cell }
    }

    /// Its name or heading.
    pub fn heading(&self) -> Heading {
        self.head.clone()
    }

    /// A page column of text that is left out of a page that would be too wide with it.
    pub fn spare(heading: impl Into<Words>, cell: fn(&L, &Context<'_>) -> Cell) -> Self {
        Self { head: Heading::text(heading).spare(), cell }
    }
}

/// A grid without rows under the columns.
pub fn heads<L>(columns: &[Column<L>]) -> Grid {
    Grid { columns: columns.iter().map(|column| column.head.clone()).collect(), rows: Vec::new() }
}

/// What the columns say of a line.
pub fn row<L>(columns: &[Column<L>], role: Role, line: &L, context: &Context<'_>) -> Row {
    Row { role, cells: columns.iter().map(|column| (column.cell)(line, context)).collect() }
}

/// A grid of lines in sections, each under its heading if it has one.
pub fn sections<'l, L: 'l>(
    columns: &[Column<L>],
    sections: impl IntoIterator<Item = (Option<Words>, &'l [L])>,
    context: &Context<'_>,
) -> Grid {
    let mut grid = heads(columns);
    for (heading, lines) in sections {
        if let Some(heading) = heading {
            grid.push_as(Role::Section, vec![Cell::say(heading)]);
        }
        grid.rows.extend(lines.iter().map(|line| row(columns, Role::Plain, line, context)));
    }
    grid
}

/// A grid of lines, each an ordinary row.
pub fn grid<'l, L: 'l>(columns: &[Column<L>], lines: impl IntoIterator<Item = &'l L>, context: &Context<'_>) -> Grid {
    grid_by(columns, lines, |_| Role::Plain, context)
}

/// A grid of lines, each of the role it has.
pub fn grid_by<'l, L: 'l>(
    columns: &[Column<L>],
    lines: impl IntoIterator<Item = &'l L>,
    role: fn(&L) -> Role,
    context: &Context<'_>,
) -> Grid {
    let mut grid = heads(columns);
    grid.rows.extend(lines.into_iter().map(|line| row(columns, role(line), line, context)));
    grid
}
