//! A text to read rather than an answer: a page of help, a page of the manual.

/// A text in blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// What it is called, such as `bases`.
    pub name: String,
    /// What it is about, in a phrase.
    pub about: String,
    /// The text.
    pub blocks: Vec<Block>,
}

/// A part of a text. What stands between backticks is to be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// Prose, to be broken into lines.
    Paragraph(String),
    /// Lines that stay as they are: commands and their remarks.
    Literal(Vec<String>),
    /// Words and what each means.
    Terms(Vec<(String, String)>),
}

impl Article {
    /// Reads a text in a small part of Markdown: `# name - about` first, `## heading`, paragraphs, four spaces before
    /// what stays as it is, and a term with its meaning below it, after a colon. What a block `{place}` stands for is put
    /// there.
    pub fn read(text: &str, place: impl Fn(&str) -> Vec<Block>) -> Self {
        let (title, text) = text.split_once('\n').unwrap_or((text, ""));
        let title = title.trim_start_matches("# ");
        let (name, about) = title.split_once(" - ").unwrap_or((title, ""));
        let mut blocks: Vec<Block> = Vec::new();
        for part in text.split("\n\n").map(|part| part.trim_matches('\n')).filter(|part| !part.is_empty()) {
            if let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
                blocks.extend(place(name));
            } else {
                add(&mut blocks, block(part));
            }
        }
        Self { name: name.to_owned(), about: about.to_owned(), blocks }
    }
}

fn block(part: &str) -> Block {
    let joined = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    if let Some(heading) = part.strip_prefix("## ") {
        Block::Heading(heading.to_owned())
    } else if part.starts_with("    ") {
        Block::Literal(part.lines().map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect())
    } else if let Some((term, meaning)) = part.split_once("\n: ") {
        Block::Terms(vec![(term.to_owned(), joined(meaning))])
    } else {
        Block::Paragraph(joined(part))
    }
}

/// Appends a block; terms in a row are one list.
fn add(blocks: &mut Vec<Block>, block: Block) {
    match (blocks.last_mut(), block) {
        (Some(Block::Terms(known)), Block::Terms(more)) => known.extend(more),
        (_, block) => blocks.push(block),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_block_by_block() {
        let text = "# fx - exchange rates\n\nProse in\ntwo lines.\n\n## Rates\n\n    capex rates   all\n    capex rates CNY\n\n`spot`\n: the newest,\n  as known\n\n`average`\n: of each quarter\n\n{here}\n";
        let article = Article::read(text, |name| vec![Block::Paragraph(format!("<{name}>"))]);
        assert_eq!((&*article.name, &*article.about), ("fx", "exchange rates"));
        let term = |term: &str, meaning: &str| (term.to_owned(), meaning.to_owned());
        assert_eq!(
            article.blocks,
            [
                Block::Paragraph("Prose in two lines.".to_owned()),
                Block::Heading("Rates".to_owned()),
                Block::Literal(vec!["capex rates   all".to_owned(), "capex rates CNY".to_owned()]),
                Block::Terms(vec![term("`spot`", "the newest, as known"), term("`average`", "of each quarter")]),
                Block::Paragraph("<here>".to_owned()),
            ]
        );
    }
}
