//! Pages of the manual, in the language of man(7).

use jiff::civil::Date;
use roff::{Inline, Roff, bold, roman};

use crate::report::{Article, Block};

/// Sections of a page: headings in capitals, prose, and what stays as it is.
pub fn sections(blocks: &[Block]) -> String {
    let mut page = Roff::new();
    add(&mut page, blocks);
    page.render()
}

/// A page put together from parts: what each part begins with is needed once, and a blank line between two breaks is a
/// space of one line, as mandoc(1) asks for.
pub fn joined(page: &str) -> String {
    let apostrophe = Roff::new().render();
    apostrophe.clone() + &page.replace(&apostrophe, "").replace("\n.br\n\n.br\n", "\n.sp\n")
}

/// A page of section 7, of a program and its version, as of a day.
pub fn page(article: &Article, program: &str, version: &str, day: Date) -> String {
    let mut page = Roff::new();
    let name = format!("{program}-{}", article.name);
    page.control(
        "TH",
        [name.to_uppercase().as_str(), "7", day.to_string().as_str(), format!("{program} {version}").as_str()],
    );
    page.control("SH", ["NAME"]).text([roman(format!("{name} - {}", article.about))]).control("SH", ["DESCRIPTION"]);
    add(&mut page, &article.blocks);
    page.render()
}

fn add(page: &mut Roff, blocks: &[Block]) {
    let mut begins = true;
    for block in blocks {
        if !begins && !matches!(block, Block::Heading(_) | Block::Terms(_)) {
            page.control("PP", []);
        }
        begins = matches!(block, Block::Heading(_));
        match block {
            Block::Heading(heading) => {
                page.control("SH", [heading.replace('`', "").to_uppercase().as_str()]);
            }
            Block::Paragraph(prose) => {
                page.text(inlines(prose));
            }
            Block::Literal(lines) => {
                page.control("RS", ["4"]).control("nf", []);
                for line in lines {
                    page.text([roman(line)]);
                }
                page.control("fi", []).control("RE", []);
            }
            Block::Terms(terms) => {
                for (term, meaning) in terms {
                    page.control("TP", []).text(inlines(term)).text(inlines(meaning));
                }
            }
        }
    }
}

/// Prose with what is to be typed in bold.
fn inlines(prose: &str) -> Vec<Inline> {
    let parts = prose.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    parts.map(|(at, part)| if at % 2 == 1 { bold(part) } else { roman(part) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_sections_and_no_word_is_taken_for_a_request() {
        let text = "# fx - exchange rates\n\nProse with `-x CNY`.\n\n## Examples\n\n    .profile 'quoted'\n\n`spot`\n: the newest\n";
        insta::assert_snapshot!(page(&Article::read(text, |_| Vec::new()), "capex", "1.0", jiff::civil::date(2026, 7, 30)), @r#"
        .ie \n(.g .ds Aq \(aq
        .el .ds Aq '
        .TH CAPEX-FX 7 2026-07-30 "capex 1.0"
        .SH NAME
        capex\-fx \- exchange rates
        .SH DESCRIPTION
        Prose with \fB\-x CNY\fR.
        .SH EXAMPLES
        .RS 4
        .nf
        \&.profile \*(Aqquoted\*(Aq
        .fi
        .RE
        .TP
        \fBspot\fR
        the newest
        "#);
    }
}
