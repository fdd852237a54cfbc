//! The language-neutral names of well-known titles, by field.

use crate::language::{slugs, table};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The walk of life that a title belongs to: a heading of the slug table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Titles that are held within an organisation, which may go without saying when it is told just before.
    Organization,
    /// Offices of a state, a court, a church, an army, which are often told without one.
    Office,
    /// Occupations, which need no organisation.
    Occupation,
}

static SLUGS: LazyLock<FxHashMap<&'static str, Field>> = LazyLock::new(|| {
    let field = |section: &str| match section {
        "company" | "party" | "union" => Field::Organization,
        "government" | "parliament" | "church" | "military" | "police" => Field::Office,
        _ => Field::Occupation,
    };
    table::rows(slugs()).map(|row| (row.cell(0), field(row.section))).collect()
});

/// The slug as the table holds it, with its field.
pub(super) fn find(slug: &str) -> Option<(&'static str, Field)> {
    SLUGS.get_key_value(slug).map(|(&slug, &field)| (slug, field))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn there_are_hundreds_of_slugs_and_every_language_names_nearly_all() {
        assert!(SLUGS.len() >= 300);
        for &language in Language::ALL {
            let named: std::collections::BTreeSet<&str> =
                table::rows(language.tables().titles).map(|r| r.cell(0)).filter(|slug| SLUGS.contains_key(slug)).collect();
            assert!(named.len() * 100 >= SLUGS.len() * 98, "{} names {} of {}", language.code(), named.len(), SLUGS.len());
        }
    }
}
