//! A text for a terminal: wrapped prose, with what stays as it is left alone.

use super::wrap::wrap;
use crate::report::{Article, Block};

/// Prose in longer lines than this is hard to read however wide the terminal.
const WIDEST: usize = 100;
/// Prose in shorter ones is not read at all.
const NARROWEST: usize = 20;

/// The text, as wide as the terminal at most.
pub(super) fn text(article: &Article, width: Option<usize>) -> String {
    let width = width.map_or(WIDEST, |width| width.clamp(NARROWEST, WIDEST));
    let mut lines = wrap(&format!("{} - {}", article.name, article.about), width);
    for block in &article.blocks {
        if !matches!(block, Block::Literal(_)) || !lines.last().is_some_and(|line| line.ends_with(':')) {
            lines.push(String::new());
        }
        match block {
            Block::Heading(heading) => lines.push(format!("{}:", plain(heading))),
            Block::Paragraph(prose) => lines.extend(wrap(&plain(prose), width)),
            Block::Literal(literal) => {
                lines.extend(literal.iter().map(|line| format!("  {line}").trim_end().to_owned()));
            }
            Block::Terms(terms) => {
                for (term, meaning) in terms {
                    lines.push(format!("  {}", plain(term)));
                    lines.extend(
                        wrap(&plain(meaning), width.saturating_sub(6)).iter().map(|line| format!("      {line}")),
                    );
                }
            }
        }
    }
    lines.join("\n") + "\n"
}

/// Without the marks of what is to be typed, which a terminal's reader takes for part of it.
fn plain(text: &str) -> String {
    text.replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_wrapped_and_commands_are_not() {
        let text = "# fx - exchange rates\n\nProse that is wrapped, and `-x CNY`.\n\n## Examples\n\n    capex totals -x CNY       a long remark\n\n`spot`\n: the newest rate that is known\n";
        insta::assert_snapshot!(super::text(&Article::read(text, |_| Vec::new()), Some(24)), @"
        fx - exchange rates

        Prose that is wrapped,
        and -x CNY.

        Examples:
          capex totals -x CNY       a long remark

          spot
              the newest rate
              that is known
        ");
    }
}
