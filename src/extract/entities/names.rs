//! The tables of names and of words about names, as matchers: one class set a word, one longest match a known name.

use super::class::{self, Class};
use super::contexts::Contexts;
use crate::document::{Document, fold, fold_into, tokens};
use crate::facts::EntityType;
use crate::language::chains::Chains;
use crate::language::interner::Interner;
use crate::language::{Language, PerLanguage, per_language, table};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Section name and type of the lists of whole names.
const KNOWN: &[(&str, EntityType)] = &[
    ("organization", EntityType::Organization),
    ("location", EntityType::Location),
    ("product", EntityType::Product),
    ("event", EntityType::Event),
    ("work", EntityType::Work),
    ("other", EntityType::Other),
];

/// Section of names of one thing that are not alike.
const ALIAS: &str = "alias";

/// Sections of common nouns that are a part of the name that they lead to, and the type of the whole: `tribunal de Valbrune`,
/// `rue Carnot`. A second cell `direct` says that the name may follow without a link, `close` that it must (`prix Lindberg`).
const HEADS: &[(&str, EntityType)] =
    &[("institution", EntityType::Organization), ("landmark", EntityType::Location), ("prize", EntityType::Other)];

/// Section of what stands between the old name of a thing and the new one.
const RENAMED: &str = "renamed";

/// The most tokens of what is no name.
pub(super) const COMMON_LENGTH: usize = 5;

/// Section of what is written with capitals and is nobody's name (`Board of Directors`).
const COMMON: &str = "common";

/// Section of what adjectives end with that tell one thing of a kind from others, and verbs do not.
const ADJECTIVES: &str = "adjective_end";

/// What the rows of a section are.
#[derive(Clone, Copy)]
enum Section {
    Class(Class),
    Alias,
    Renamed,
    Common,
    Adjectives,
    Head(EntityType),
    Known(EntityType),
    /// Phrases around names.
    Phrases,
}

impl Section {
    fn named(name: &str) -> Self {
        fn of<T: Copy>(sections: &[(&str, T)], name: &str) -> Option<T> {
            sections.iter().find(|(section, _)| *section == name).map(|&(_, value)| value)
        }
        let own = match name {
            ALIAS => Some(Self::Alias),
            RENAMED => Some(Self::Renamed),
            COMMON => Some(Self::Common),
            ADJECTIVES => Some(Self::Adjectives),
            _ => None,
        };
        let found = of(class::SECTIONS, name).map(Self::Class).or(own);
        found.or_else(|| of(HEADS, name).map(Self::Head)).or_else(|| of(KNOWN, name).map(Self::Known)).unwrap_or(Self::Phrases)
    }
}

/// A common noun, or several words, that leads to a name and belongs to it.
#[derive(Debug, PartialEq)]
struct Head {
    /// Its folded tokens, but for the last.
    before: Vec<String>,
    kind: EntityType,
    /// Whether the name may follow without a link.
    direct: bool,
    /// Whether it may follow behind one.
    linked: bool,
}

/// A word of a known name behind its first: its number, and whether the table writes it with a capital, as the text then has to
/// (`Le Monde` is a name, `Le monde` is not).
#[derive(Debug, Clone, Copy)]
struct Piece {
    word: u32,
    capital: bool,
}

/// A known name.
#[derive(Debug)]
struct Known {
    /// Its words behind the first, in [`Names::pieces`].
    rest: Range<usize>,
    kind: EntityType,
}

const WORLD: &str = include_str!("../../language/world.tsv");

/// The matchers of one language.
pub(super) struct Names {
    words: Interner,
    /// By the numbers of the words.
    classes: Vec<Class>,
    /// The known names by their first words, the longest first.
    chains: Chains,
    known: Vec<Known>,
    pieces: Vec<Piece>,
    /// For names of one thing that are not alike, folded, the number of the thing.
    aliases: FxHashMap<String, usize>,
    /// Nouns that belong to the name behind them, by their last folded token.
    heads: FxHashMap<String, Vec<Head>>,
    /// What stands between two names of one thing, by the first folded token (`formerly known as`); longest first.
    renamed: FxHashMap<String, Vec<Vec<String>>>,
    /// What is no name, folded.
    common: FxHashSet<String>,
    /// What adjectives end with, folded.
    adjective_ends: Vec<String>,
    /// Phrases around names that say what they are.
    pub contexts: Contexts,
}

static NAMES: PerLanguage<Names> = per_language!(Names::build);

impl Names {
    /// The matchers of `language`; those of English, whose words about names are the most international, where it has none.
    pub(super) fn of(language: Option<Language>) -> &'static Names {
        NAMES.get(language.unwrap_or(Language::En))
    }

    fn build(language: Language) -> Self {
        let mut names = Names {
            words: Interner::default(),
            classes: Vec::new(),
            chains: Chains::default(),
            known: Vec::new(),
            pieces: Vec::new(),
            aliases: FxHashMap::default(),
            heads: FxHashMap::default(),
            renamed: FxHashMap::default(),
            common: FxHashSet::default(),
            adjective_ends: Vec::new(),
            contexts: Contexts::default(),
        };
        for text in [WORLD, language.tables().names] {
            let mut section = ("", Section::Phrases);
            for row in table::rows(text) {
                if section.0 != row.section {
                    section = (row.section, Section::named(row.section));
                }
                names.add(language, section.1, row);
            }
        }
        for list in names.heads.values_mut() {
            list.sort_by_key(|head| std::cmp::Reverse(head.before.len()));
        }
        for list in names.renamed.values_mut() {
            list.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
        }
        names
    }

    fn add(&mut self, language: Language, section: Section, row: table::Row<'_>) {
        match section {
            Section::Class(flag) => {
                let plural = match language {
                    Language::Fr => flag & (class::DEMONYM | class::THINGS) != 0,
                    Language::En | Language::Es | Language::Pt => flag & class::THINGS != 0,
                    _ => false,
                };
                let mut folded = String::new();
                for word in row.alternatives(0) {
                    folded.clear();
                    fold_into(word, &mut folded);
                    self.mark(&folded, flag);
                    if plural {
                        folded.push('s');
                        self.mark(&folded, flag);
                    }
                }
            }
            Section::Alias => {
                let thing = self.aliases.len();
                for name in row.alternatives(0) {
                    let words = fold_tokens(name, language);
                    let words: Vec<&str> = words.iter().map(|w| w.trim_end_matches('.')).filter(|w| !w.is_empty()).collect();
                    self.aliases.entry(words.join(" ")).or_insert(thing);
                }
            }
            Section::Renamed => {
                for phrase in row.alternatives(0) {
                    let mut rest = fold_tokens(phrase, language).into_iter();
                    if let Some(first) = rest.next() {
                        self.renamed.entry(first).or_default().push(rest.collect());
                    }
                }
            }
            Section::Common => self.common.extend(row.alternatives(0).map(|phrase| fold_tokens(phrase, language).join(" "))),
            Section::Adjectives => self.adjective_ends.extend(row.alternatives(0).map(fold)),
            Section::Head(kind) => {
                for name in row.alternatives(0) {
                    let mut before = fold_tokens(name, language);
                    if let Some(last) = before.pop() {
                        self.heads.entry(last).or_default().push(Head {
                            before,
                            kind,
                            direct: !row.cell(1).is_empty(),
                            linked: row.cell(1) != "close",
                        });
                    }
                }
            }
            Section::Known(kind) => {
                for name in row.alternatives(0) {
                    self.add_known(language, name, kind);
                }
            }
            Section::Phrases => self.contexts.add(language, row),
        }
    }

    /// Adds a known name; of equally long ones the first counts.
    fn add_known(&mut self, language: Language, name: &str, kind: EntityType) {
        let (start, mut first) = (self.pieces.len(), None);
        tokens::pieces(name, language, |text, folded| {
            let word = self.words.number(folded);
            match first {
                Some(_) => self.pieces.push(Piece { word, capital: text.starts_with(char::is_uppercase) }),
                None => first = Some(word),
            }
        });
        let Some(first) = first else { return };
        let rest = start..self.pieces.len();
        self.chains.add(first, |other| self.known[other].rest.len() >= rest.len());
        self.known.push(Known { rest, kind });
    }

    /// The known names whose first word is `first`, the longest first: their other words and their type.
    fn beginning(&self, first: &str) -> impl Iterator<Item = (&[Piece], EntityType)> {
        let known = self.words.find(first).into_iter().flat_map(|first| self.chains.of(first)).map(|at| &self.known[at]);
        known.map(|known| (&self.pieces[known.rest.clone()], known.kind))
    }

    fn mark(&mut self, word: &str, flag: Class) {
        let at = self.words.number(word) as usize;
        self.classes.resize(self.classes.len().max(at + 1), 0);
        self.classes[at] |= flag;
    }

    /// The classes of a folded word.
    pub(super) fn classes(&self, folded: &str) -> Class {
        self.words.find(folded).and_then(|word| self.classes.get(word as usize)).copied().unwrap_or(0)
    }

    /// The type of a known name of one word, folded.
    pub(super) fn known_word(&self, folded: &str) -> Option<EntityType> {
        self.beginning(folded).find(|(rest, _)| rest.is_empty()).map(|(_, kind)| kind)
    }

    /// The number of the thing that these folded words name, where it has other names.
    pub(super) fn thing(&self, words: &[String]) -> Option<usize> {
        self.aliases.get(&words.join(" ")).copied()
    }

    /// Whether a folded word ends like an adjective, in the singular or the plural.
    pub(super) fn is_adjective(&self, folded: &str) -> bool {
        let word = folded.strip_suffix('s').unwrap_or(folded);
        self.adjective_ends.iter().any(|end| word.len() > end.len() && word.ends_with(end.as_str()) || folded.ends_with(end.as_str()))
    }

    /// Whether the tokens are nothing but a common noun that is written with capitals (`Board of Directors`).
    pub(super) fn is_common(&self, document: &Document, tokens: &Range<usize>) -> bool {
        tokens.len() <= COMMON_LENGTH && {
            let words: Vec<&str> = tokens.clone().map(|t| document.folded(t)).collect();
            self.common.contains(&words.join(" "))
        }
    }

    /// The tokens of the longest phrase at token `at` behind which another name of the thing follows that was named before.
    pub(super) fn renamed_at(&self, document: &Document, at: usize) -> Option<usize> {
        let list = self.renamed.get(document.folded(at))?;
        let fits = |rest: &&Vec<String>| rest.iter().zip(at + 1..).all(|(want, t)| document.folded(t) == want);
        list.iter().find(fits).map(|rest| rest.len() + 1)
    }

    /// The noun that ends right before token `end` and belongs to the name behind it: its first token and the type of the whole.
    /// `linked` says whether a link stands between them.
    pub(super) fn head_before(&self, document: &Document, end: usize, linked: bool) -> Option<(usize, EntityType)> {
        let last = end.checked_sub(1)?;
        self.heads.get(document.folded(last))?.iter().find_map(|head| {
            let start = last.checked_sub(head.before.len())?;
            let fits = (if linked { head.linked } else { head.direct })
                && head.before.iter().zip(start..).all(|(want, token)| document.folded(token) == want);
            fits.then_some((start, head.kind))
        })
    }

    /// The type of a name that begins with this folded noun and goes on behind a link.
    pub(super) fn headed_by(&self, noun: &str) -> Option<EntityType> {
        self.heads.get(noun)?.iter().find(|head| head.before.is_empty() && head.linked).map(|head| head.kind)
    }

    /// Whether these folded words are a landmark's noun with a name right behind it (`mer Noire`): the name is often enough by itself.
    pub(super) fn is_landmark(&self, words: &[String]) -> bool {
        let Some((first, rest)) = words.split_first() else { return false };
        let landmark = |head: &Head| head.kind == EntityType::Location && head.direct && head.before.is_empty();
        !rest.is_empty() && self.heads.get(first).is_some_and(|heads| heads.iter().any(landmark))
    }

    /// The longest known name that begins at token `at`, as number of tokens and type; its words have a capital where the table writes one.
    pub(super) fn known_at(&self, document: &Document, at: usize, end: usize) -> Option<(usize, EntityType)> {
        self.known_from(document.folded(at), document, at, end)
    }

    /// The tokens of the longest known place that begins at token `at`.
    pub(super) fn place_at(&self, document: &Document, at: usize, end: usize) -> Option<usize> {
        let alike = |piece: &Piece, token: usize| document.folded(token) == self.words.word(piece.word);
        let fits = |rest: &[Piece]| at + rest.len() < end && rest.iter().zip(at + 1..).all(|(piece, token)| alike(piece, token));
        let mut known = self.beginning(document.folded(at));
        known.find(|(rest, kind)| *kind == EntityType::Location && fits(rest)).map(|(rest, _)| rest.len() + 1)
    }

    /// The known name whose article stands in the preposition before token `at` (`au Monde`), as number of tokens from there and type.
    pub(super) fn known_contracted(&self, document: &Document, at: usize, end: usize) -> Option<(usize, EntityType)> {
        let before = at.checked_sub(1)?;
        let preposition = document.folded(before);
        let (_, article) = contractions(document.language?).iter().find(|(forms, _)| forms.contains(&preposition))?;
        self.known_from(article, document, before, end).map(|(length, kind)| (length - 1, kind)).filter(|(length, _)| *length > 0)
    }

    /// The longest known name whose first word is `first`, which token `at` has or stands for.
    fn known_from(&self, first: &str, document: &Document, at: usize, end: usize) -> Option<(usize, EntityType)> {
        self.beginning(first).find_map(|(rest, kind)| {
            let alike = |(piece, token): (&Piece, usize)| {
                document.folded(token) == self.words.word(piece.word)
                    && (!piece.capital || document.token_text(token).contains(char::is_uppercase))
            };
            (at + rest.len() < end && rest.iter().zip(at + 1..).all(alike)).then_some((rest.len() + 1, kind))
        })
    }
}

/// The prepositions that an article has grown into, and the article.
fn contractions(language: Language) -> &'static [(&'static [&'static str], &'static str)] {
    match language {
        Language::Fr => &[(&["au", "du"], "le"), (&["aux", "des"], "les")],
        Language::It => &[
            (&["al", "del", "dal", "nel", "sul"], "il"),
            (&["alla", "della", "dalla", "nella", "sulla"], "la"),
            (&["allo", "dello", "dallo", "nello", "sullo"], "lo"),
        ],
        Language::Es => &[(&["al", "del"], "el")],
        Language::Pt => &[(&["ao", "do", "no", "pelo"], "o"), (&["à", "da", "na", "pela"], "a")],
        _ => &[],
    }
}

/// The folded tokens of a table's words.
pub(super) fn fold_tokens(name: &str, language: Language) -> Vec<String> {
    let mut words = Vec::new();
    tokens::pieces(name, language, |_, folded| words.push(folded.to_owned()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, RawBlock};
    use crate::extract::entities::contexts;

    /// Every row of every table must stand under a heading that is read, and every known name must be found where it is written.
    #[test]
    fn every_row_is_reached() {
        for &language in Language::ALL {
            let names = Names::of(Some(language));
            for row in table::rows(WORLD).chain(table::rows(language.tables().names)) {
                let is_class = class::SECTIONS.iter().any(|(name, _)| *name == row.section);
                let is_known = KNOWN.iter().any(|(name, _)| *name == row.section);
                let is_alias = row.section == ALIAS;
                let is_renamed = row.section == RENAMED;
                let is_common = row.section == COMMON;
                let is_adjective = row.section == ADJECTIVES;
                let is_head = HEADS.iter().any(|(name, _)| *name == row.section);
                let is_context = contexts::SECTIONS.iter().any(|(name, _)| *name == row.section);
                if is_context {
                    // Their own test reads them.
                    continue;
                }
                assert!(
                    is_class || is_known || is_alias || is_renamed || is_common || is_adjective || is_head,
                    "{} line {}: nothing reads section {:?}",
                    language.code(),
                    row.line,
                    row.section
                );
                for name in row.alternatives(0) {
                    if is_alias {
                        let words: Vec<String> = fold_tokens(name, language)
                            .iter()
                            .map(|w| w.trim_end_matches('.').to_owned())
                            .filter(|w| !w.is_empty())
                            .collect();
                        assert!(names.thing(&words).is_some(), "{name}");
                        continue;
                    }
                    if is_adjective {
                        assert!(names.is_adjective(&crate::document::fold(&format!("nor{name}"))), "{name}");
                        continue;
                    }
                    if is_class {
                        assert_ne!(names.classes(&crate::document::fold(name)), 0, "{name}");
                        continue;
                    }
                    let block = RawBlock { kind: BlockKind::Paragraph, text: name.to_owned() };
                    let document = Document::new(vec![block], Some(language), None);
                    if is_common {
                        assert!(names.is_common(&document, &(0..document.tokens.len())), "{} {name}", language.code());
                        continue;
                    }
                    if is_renamed {
                        assert_eq!(names.renamed_at(&document, 0), Some(document.tokens.len()), "{} {name}", language.code());
                        continue;
                    }
                    if is_head {
                        let found = names.head_before(&document, document.tokens.len(), row.cell(1) != "close");
                        assert_eq!(found.map(|f| f.0), Some(0), "{} {name}", language.code());
                        continue;
                    }
                    let found = names.known_at(&document, 0, document.tokens.len());
                    assert_eq!(found.map(|f| f.0), Some(document.tokens.len()), "{} {name}", language.code());
                }
            }
        }
    }
}
