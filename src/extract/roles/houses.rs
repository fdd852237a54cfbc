//! Of which kind an organisation is, and in which kind of one a post is held: a judge's is a court, a dean's a university.
//!
//! The sections `house` of the tables of titles give the nouns that tell a kind; the table of slugs says for a post where it is held.

use super::titles::{HOUSE, Titles};
use crate::document::Span;
use crate::facts::{Entities, Entity, EntityType};
use crate::language::lexis::{Lexis, Phrases, Reading};
use crate::language::{Language, table};
use rustc_hash::FxHashMap;

/// All kinds; that of a town is its town hall.
const NAMES: [&str; 20] = [
    "bank",
    "charity",
    "church",
    "club",
    "commission",
    "court",
    "firm",
    "hospital",
    "museum",
    "parliament",
    "party",
    "police",
    "press",
    "prison",
    "region",
    "school",
    "stage",
    "town",
    "union",
    "university",
];
/// What a firm may be besides.
const COMMERCIAL: [&str; 5] = ["bank", "press", "hospital", "club", "stage"];
/// The fewest bytes of a noun that is looked for at the end of a compound ("Landgericht"); banks have such names everywhere ("Bundesbank").
const LAST_PART: usize = 4;
/// How many mentions of a name are asked what it is.
const MENTIONS: usize = 8;

/// A set of kinds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kinds(u32);

impl Kinds {
    /// The set of the kinds called `names`; others are no kinds.
    pub(super) fn named<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        names.filter_map(|name| NAMES.iter().position(|kind| *kind == name)).fold(Self::default(), |set, bit| set.and(Self(1 << bit)))
    }

    /// Those of stretches of land.
    pub(super) fn of_land() -> Self {
        Self::named(std::iter::once("region"))
    }

    /// Whether nothing is known.
    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Whether a kind is in both.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether what is of these kinds may be meant by a noun of the kinds `wanted`: a bank, a paper, a club are firms too.
    pub(super) fn may_be(self, wanted: Self) -> bool {
        let firm = Self::named(std::iter::once("firm"));
        let wanted = if wanted.meets(firm) { wanted.and(Self::named(COMMERCIAL.into_iter())) } else { wanted };
        self.is_empty() || wanted.is_empty() || self.meets(wanted)
    }

    /// The kinds of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Nouns that tell the kind of what they stand for.
#[derive(Debug)]
pub(super) struct HouseNouns {
    nouns: Phrases<Kinds>,
    /// Nouns that may end a compound; those of banks alone in languages that leave their compounds open.
    last_parts: Vec<(Box<str>, Kinds)>,
}

impl HouseNouns {
    /// No nouns yet.
    pub(super) const fn new() -> Self {
        Self { nouns: Phrases::new(HOUSE), last_parts: Vec::new() }
    }

    /// Adds the nouns of the sections `house` of `source`, the titles of `language`; `inflected` hands on all forms of a word.
    pub(super) fn read(&mut self, lexis: &mut Lexis, source: &str, language: Language, inflected: impl Fn(&str, &mut dyn FnMut(&str))) {
        let mut kinds: FxHashMap<Box<str>, Kinds> = FxHashMap::default();
        for row in table::rows(source).filter(|row| row.section == "house") {
            let kind = Kinds::named(std::iter::once(row.cell(0)));
            for noun in row.alternatives(1) {
                inflected(noun, &mut |form| {
                    let known = kinds.entry(form.into()).or_default();
                    *known = known.and(kind);
                });
            }
        }
        kinds.iter().for_each(|(form, kind)| self.nouns.add_cut(lexis, form, language, *kind));
        let closed = matches!(language, Language::De | Language::Nl);
        let bank = Kinds::named(std::iter::once("bank"));
        let last = |form: &str, kind: Kinds| (closed || kind.meets(bank)) && form.len() >= LAST_PART && !form.contains(' ');
        self.last_parts = kinds.into_iter().filter(|(form, kind)| last(form, *kind)).collect();
        self.last_parts.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    }

    /// What the words from token `at` on tell, before token `end`.
    pub(super) fn starting(&self, words: &Reading<'_>, at: usize, end: usize) -> Kinds {
        match self.nouns.starting(words, at, end) {
            Some((_, kinds)) => kinds,
            None if at < end => self.compound(words.document.folded(at)),
            None => Kinds::default(),
        }
    }

    fn compound(&self, word: &str) -> Kinds {
        let parts = self.last_parts.iter().filter(|(part, _)| word.ends_with(&**part));
        parts.fold(Kinds::default(), |kinds, (_, kind)| kinds.and(*kind))
    }

    /// What the name of `entity` tells, and the nouns right before it.
    fn of(&self, words: &Reading<'_>, entity: &Entity, titles: &Titles) -> Kinds {
        let document = words.document;
        let told = |mut kinds: Kinds, &mention: &Span| {
            let tokens = document.tokens_in(mention);
            let floor = document.sentences.get(document.sentence_at(mention.start)).map_or(tokens.start, |s| s.tokens.start);
            let noun =
                titles.organization_nouns.ending(words, floor, tokens.start).map_or(tokens.start, |(length, ())| tokens.start - length);
            // "la région Foo": what is no organisation.
            let before = tokens.start.saturating_sub(1).max(floor);
            let land = titles.houses.starting(words, before, tokens.start);
            kinds = if land.meets(Kinds::of_land()) { kinds.and(land) } else { kinds };
            for at in noun..tokens.end {
                kinds = kinds.and(self.starting(words, at, tokens.end));
            }
            kinds
        };
        entity.mentions.iter().take(MENTIONS).fold(Kinds::default(), told)
    }

    /// The kinds of all entities, as far as the text tells them.
    pub(super) fn of_all(&self, words: &Reading<'_>, entities: &Entities, titles: &Titles) -> Vec<Kinds> {
        let town = Kinds::named(std::iter::once("town"));
        let kinds = |entity: &Entity| match entity.kind {
            // A place that says what else it is is no town ("Strand Opera House").
            EntityType::Location => Some(self.of(words, entity, titles)).filter(|kinds| !kinds.is_empty()).unwrap_or(town),
            EntityType::Person | EntityType::Event => Kinds::default(),
            _ => self.of(words, entity, titles),
        };
        entities.list.iter().map(kinds).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Document, RawBlock};
    use crate::extract::roles::titles;
    use crate::language::slugs;

    #[test]
    fn tables_name_known_kinds_and_every_noun_tells_its_own() {
        let known = |kind: &str| NAMES.contains(&kind);
        for row in table::rows(slugs()) {
            assert!(row.alternatives(2).all(known), "slugs: {}", row.text());
        }
        for &language in Language::ALL {
            let titles = titles::of(language);
            for row in table::rows(language.tables().titles).filter(|row| row.section == "house") {
                assert!(known(row.cell(0)), "{}: {}", language.code(), row.text());
                for noun in row.alternatives(1) {
                    let block = RawBlock { kind: BlockKind::Paragraph, text: noun.to_owned() };
                    let document = Document::new(vec![block], Some(language), None);
                    let kinds = titles.houses.starting(&titles.read(&document), 0, document.tokens.len());
                    assert!(kinds.meets(Kinds::named(std::iter::once(row.cell(0)))), "{}: {noun}", language.code());
                }
            }
        }
    }
}
