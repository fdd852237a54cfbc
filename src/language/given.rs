//! Whether a given name is a woman's or a man's, from the table `given.tsv` that all languages share.

use super::Language;
use super::table;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static TABLE: &str = include_str!("given.tsv");

/// About how many names the table has.
const NAMES: usize = 4608;

/// The names of the table, and for those that mean something else in one language, what they mean there.
#[derive(Debug, Default)]
struct Given {
    female: FxHashMap<&'static str, bool>,
    own: FxHashMap<(&'static str, &'static str), bool>,
}

static GIVEN: LazyLock<Given> = LazyLock::new(|| {
    let mut given = Given::default();
    given.female.reserve(NAMES);
    for row in table::rows(TABLE) {
        let (code, kind) = row.section.split_once(' ').unwrap_or(("", row.section));
        for name in row.alternatives(0) {
            if code.is_empty() {
                given.female.insert(name, kind == "woman");
            } else {
                given.own.insert((code, name), kind == "woman");
            }
        }
    }
    given
});

/// Whether a person with `name` in a text of `language` is a woman, as far as the given name tells: the first word, or its first part.
pub(crate) fn is_female(language: Language, name: &str) -> Option<bool> {
    let (first, _) = name.split_once([' ', '\u{a0}'])?;
    let known = |name: &str| GIVEN.own.get(&(language.code(), name)).or_else(|| GIVEN.female.get(name)).copied();
    known(first).or_else(|| first.split_once('-').and_then(|(part, _)| known(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_women_from_men() {
        assert_eq!(is_female(Language::Fr, "Claire Vasseur"), Some(true));
        assert_eq!(is_female(Language::Fr, "Jean-Marc Oudry"), Some(false));
        assert_eq!(is_female(Language::It, "Andrea Salvi"), Some(false));
        assert_eq!(is_female(Language::De, "Andrea Kolb"), Some(true));
        assert_eq!(is_female(Language::En, "Vasseur"), None);
        assert_eq!(is_female(Language::En, "Qwerty Roe"), None);
    }

    #[test]
    fn every_row_is_of_one_sex_and_language() {
        let codes: Vec<&str> = Language::ALL.iter().map(|l| l.code()).collect();
        let mut seen = FxHashMap::default();
        for row in table::rows(TABLE) {
            let (code, kind) = row.section.split_once(' ').unwrap_or(("", row.section));
            assert!(matches!(kind, "woman" | "man") && (code.is_empty() || codes.contains(&code)), "section {}", row.section);
            for name in row.alternatives(0) {
                assert!(seen.insert((code, name), kind).is_none(), "line {}: {name} again", row.line);
                assert!(name.chars().next().is_some_and(char::is_uppercase), "line {}: {name}", row.line);
            }
        }
    }
}
