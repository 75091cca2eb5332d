//! Why nothing can be made of a file that is well formed.

use jiff::civil::Date;

use super::figures::TooMany;
use super::filing::Form;
use crate::data::Problems;
use crate::model::Words;
use crate::say;

/// Why nothing can be made of a file that is well formed.
#[derive(Debug, thiserror::Error)]
#[error("{}", Words::sentences(self.lines()))]
pub enum Unusable {
    /// None of the tags is there.
    NoTags,
    /// They are there in another currency.
    Foreign {
        /// The first such tag.
        tag: String,
        /// Its unit.
        unit: String,
    },
    /// They are there in another currency, and some of them in dollars beside it.
    Translated(String),
    /// They are there in other forms.
    Form(String),
    /// The company reports under other standards.
    Ifrs,
    /// A filing is of a day that is still far off.
    Future {
        /// The day.
        day: Date,
        /// The newest of the bundled data.
        newest: Date,
    },
    /// Nothing shows when the fiscal year ends.
    NoYear,
    /// A metric has more figures for one fiscal year than any company files.
    TooMany(#[from] TooMany),
    /// The bundled data is not what it should be.
    Data(#[from] Problems),
}

impl Unusable {
    /// Why nothing can be made of the file, in lines.
    pub fn lines(&self) -> Vec<Words> {
        vec![match self {
            Self::NoTags => say!(no_known_tags),
            Self::Foreign { tag, unit } => say!(tag_in_other_unit, tag, unit),
            Self::Translated(unit) => say!(company_in_other_unit, unit),
            Self::Form(form) => say!(figures_in_other_forms, form, forms = Form::names()),
            Self::Ifrs => say!(company_under_ifrs),
            Self::Future { day, newest } => say!(filed_too_late, day = *day, newest = *newest),
            Self::NoYear => say!(no_fiscal_year_end),
            Self::TooMany(error) => error.words(),
            Self::Data(problems) => return problems.lines(),
        }]
    }
}
