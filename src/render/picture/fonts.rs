//! Letters that the program has none of, in the fonts that are installed.

use fontdb::{Database, Family, ID, Query, Weight};

/// Families with ideographs, the best first. Others are looked through where none is installed.
const FAMILIES: [&str; 8] = [
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
];

/// A font that has letters, as its file's bytes and its place in them.
pub(super) fn with_letters(letters: &[char], is_bold: bool) -> Option<(Vec<u8>, u32)> {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    let weight = if is_bold { Weight::SEMIBOLD } else { Weight::NORMAL };
    let named = FAMILIES
        .iter()
        .filter_map(|family| fonts.query(&Query { families: &[Family::Name(family)], weight, ..Query::default() }));
    let mut others: Vec<(bool, &str, ID)> =
        fonts.faces().map(|face| (face.weight != Weight::NORMAL, face.post_script_name.as_str(), face.id)).collect();
    others.sort_by(|one, other| (one.0, one.1).cmp(&(other.0, other.1)));
    let mut all = named.chain(others.into_iter().map(|(.., id)| id));
    let found =
        all.find(|id| fonts.with_face_data(*id, |bytes, index| has_all(bytes, index, letters)).unwrap_or(false))?;
    fonts.with_face_data(found, |bytes, index| (bytes.to_vec(), index))
}

fn has_all(bytes: &[u8], index: u32, letters: &[char]) -> bool {
    let face = ttf_parser::Face::parse(bytes, index);
    face.is_ok_and(|face| letters.iter().all(|letter| face.glyph_index(*letter).is_some()))
}
