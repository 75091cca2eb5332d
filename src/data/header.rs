//! The columns of a kind of file, and where they stand in one file.

use crate::model::Language;

/// The columns of a kind of file.
#[derive(Debug)]
pub struct Header {
    /// In the order of the bundled files, which have all of them and no others.
    pub columns: &'static [&'static str],
    /// Those of them that a user's file may leave out, which leaves them empty.
    pub optional: &'static [&'static str],
    /// What an export writes besides, and a user's file may hold.
    pub beside: &'static [&'static str],
    /// Those of the columns that hold names and words for people. In another language than English, each has a column of
    /// its own, such as `name_zh`, anywhere behind it; a file can do without.
    pub localized: &'static [&'static str],
}

impl Header {
    /// The columns of a file that no user can replace.
    pub const fn exact(columns: &'static [&'static str]) -> Self {
        Self { columns, optional: &[], beside: &[], localized: &[] }
    }

    /// Every column, those of other languages behind the English one.
    pub fn names(&self) -> String {
        let translations = |column: &str| {
            let is_text = self.localized.contains(&column);
            let names = Language::others().filter(|_| is_text).map(|language| format!(",{column}_{language}"));
            names.collect::<String>()
        };
        let names = self.columns.iter().map(|column| format!("{column}{}", translations(column)));
        names.collect::<Vec<_>>().join(",")
    }

    /// The place of a column of another language among all such, by its name.
    pub(super) fn translation(&self, name: &str) -> Option<usize> {
        let (text, suffix) = name.rsplit_once('_')?;
        let language = Language::others().position(|language| language.name() == suffix)?;
        Some(self.first_translation(text)? + language)
    }

    /// The place of the first translation of a column.
    fn first_translation(&self, text: &str) -> Option<usize> {
        Some(self.localized.iter().position(|column| *column == text)? * (Language::COUNT - 1))
    }

    /// How many columns of other languages there can be.
    fn translations(&self) -> usize {
        self.localized.len() * (Language::COUNT - 1)
    }
}

/// Where the rows of a file begin, and in which cell of a row each column stands.
#[derive(Debug)]
pub struct Body {
    start: usize,
    /// Cells in a row.
    pub(super) width: usize,
    /// By column of the header expected; `None` where the file has exactly those columns in their order.
    pub(super) places: Option<Vec<Option<usize>>>,
    /// The same of the columns of other languages: of each text those of each language.
    translations: Vec<Option<usize>>,
    /// The file's own header, where it need not be the one expected.
    pub(super) names: Vec<String>,
}

impl Body {
    /// That of a file with exactly the columns of the header.
    pub(super) fn plain(start: usize, header: &Header) -> Self {
        let translations = vec![None; header.translations()];
        Self { start, width: header.columns.len(), places: None, translations, names: Vec::new() }
    }

    /// That of a file with the columns of the header in their order and columns of other languages among them; `None` if
    /// it has others.
    pub(super) fn of_names<'n>(start: usize, header: &Header, names: impl Iterator<Item = &'n str>) -> Option<Self> {
        let mut places = Vec::with_capacity(header.columns.len());
        let mut translations = vec![None; header.translations()];
        let mut width = 0;
        for name in names {
            if header.columns.get(places.len()).is_some_and(|column| *column == name) {
                places.push(Some(width));
            } else if translations.get_mut(header.translation(name)?)?.replace(width).is_some() {
                return None;
            }
            width += 1;
        }
        let is_whole = places.len() == header.columns.len();
        is_whole.then_some(Self { start, width, places: Some(places), translations, names: Vec::new() })
    }

    /// That of a user's file, whose columns are known.
    pub(super) fn in_any_order(start: usize, header: &Header, names: Vec<String>) -> Self {
        let place = |column: &&str| names.iter().position(|name| name == column);
        let places = Some(header.columns.iter().map(place).collect());
        let mut translations = vec![None; header.translations()];
        for (at, name) in names.iter().enumerate() {
            if let Some(place) = header.translation(name).and_then(|of| translations.get_mut(of)) {
                *place = Some(at);
            }
        }
        Self { start, width: names.len(), places, translations, names }
    }

    /// The cells in which a column's text stands in other languages, if it does.
    pub(super) fn translations(&self, header: &Header, column: &str) -> impl Iterator<Item = (Language, usize)> {
        let first = header.first_translation(column);
        let place = move |at: usize| self.translations.get(first? + at).copied().flatten();
        Language::others().enumerate().filter_map(move |(at, language)| Some((language, place(at)?)))
    }

    /// Where the rows begin in the text.
    pub fn start(&self) -> usize {
        self.start
    }

    /// The cell of a row in which a column stands, by its name in a user's file.
    pub fn place(&self, header: &Header, name: &str) -> Option<usize> {
        if !self.names.is_empty() {
            return self.names.iter().position(|column| column == name);
        }
        let place = header.columns.iter().position(|column| *column == name)?;
        self.places.as_ref().map_or(Some(place), |places| places.get(place).copied().flatten())
    }
}
