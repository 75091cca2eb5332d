//! A chart in words: every figure it draws, for those who hear a picture rather than see it.

use super::super::cell;
use super::super::unit::PageScale;
use super::length;
use crate::report::{Bar, Bars, Cell, Chart, GuidanceRanges, Timeline, Words};
use crate::say;

/// Every figure of a chart with its name and its period.
pub(in crate::render) fn description(chart: &Chart, scale: &PageScale) -> Words {
    match chart {
        Chart::Bars(bars) => of_bars(bars, scale),
        Chart::Timeline(timeline) => of_timeline(timeline, scale),
        Chart::Guidance(guidance) => Words::sentences(guidance.iter().map(|ranges| of_guidance(ranges, scale))),
    }
}

/// A figure as a page prints it; a dash would not be heard.
fn figure(cell: &Cell, scale: &PageScale) -> Words {
    if length(cell).is_some() { cell::page(cell, scale).into() } else { say!(missing) }
}

fn of_bars(bars: &Bars, scale: &PageScale) -> Words {
    let bar = |bar: &Bar| say!(name_and_figure, name = &bar.name, figure = figure(&bar.figure, scale));
    let groups = bars.groups.iter().map(|group| {
        let bars = Words::items(group.bars.iter().chain(&group.total).map(bar));
        if group.heading == Words::NONE {
            say!(bars_in_words, bars)
        } else {
            say!(name_and_figures, name = &group.heading, figures = bars)
        }
    });
    Words::sentences(groups)
}

fn of_timeline(timeline: &Timeline, scale: &PageScale) -> Words {
    let run = |name: Words, figures: &[Cell]| {
        let stops = timeline.stops.iter().zip(figures);
        let stops = stops.map(|(stop, cell)| say!(name_and_figure, name = stop.label(), figure = figure(cell, scale)));
        say!(name_and_figures, name, figures = Words::items(stops))
    };
    let series = timeline.series.iter().map(|series| run(series.name.clone(), &series.figures));
    let sums = timeline.sums.iter().map(|sums| run(say!(total), sums));
    Words::sentences(series.chain(sums))
}

fn of_guidance(ranges: &GuidanceRanges, scale: &PageScale) -> Words {
    let said = ranges.said.iter().map(|said| say!(name_and_figure, name = said.day, figure = &said.words));
    let outcome = ranges
        .outcome
        .iter()
        .map(|(day, cell)| say!(name_and_figure, name = *day, figure = super::outcome(cell, scale)));
    say!(name_and_figures, name = &ranges.heading, figures = Words::items(said.chain(outcome)))
}
