//! What a name is by the phrases around it: rows of the tables with a place for the name (`shares in ? @`, `@ , # ,`).
//!
//! A phrase that is marked `sure` defines the name: it counts for every mention in the text, so that one "shares in Nordal" outweighs
//! a labeller that took Nordal for a place three times.

use super::candidates::{Candidate, Scene};
use super::class;
use super::names::fold_tokens;
use crate::document::{TokenKind, fold};
use crate::facts::EntityType;
use crate::language::{Language, table};
use rustc_hash::FxHashMap;

/// Sections of phrases and the type that they tell.
pub(super) const SECTIONS: &[(&str, EntityType)] = &[
    ("person_context", EntityType::Person),
    ("organization_context", EntityType::Organization),
    ("location_context", EntityType::Location),
    ("product_context", EntityType::Product),
    (CLUB, EntityType::Organization),
];
/// What is said of a club and of no town; read in texts about sport only.
const CLUB: &str = "club_context";

/// How many articles and prepositions stand between a phrase and the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Links {
    /// The name follows at once.
    None,
    /// One or two (`~`).
    Some,
    /// At most two (`?`).
    Maybe,
}

/// The most links between a phrase and a name.
const MOST_LINKS: usize = 2;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    Text(String),
    /// A number that may be an age (`#`).
    Age,
}

/// One phrase with a place for a name.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    before: Vec<Word>,
    links: Links,
    after: Vec<Word>,
    /// The type of the name.
    pub kind: EntityType,
    /// Whether the phrase defines the name.
    pub sure: bool,
    /// Whether it is read in texts about sport only.
    pub club: bool,
}

/// The phrases of one language, by the word next to the name.
#[derive(Default)]
pub(super) struct Contexts {
    before: FxHashMap<String, Vec<Phrase>>,
    after: FxHashMap<String, Vec<Phrase>>,
    ages: Vec<Phrase>,
}

impl Phrase {
    /// Whether it stands right before the name or tells who it is: of a town more is said by `salariés de` or `, qui emploie`.
    pub(super) fn is_near(&self) -> bool {
        let apposed = self.after.first().is_some_and(|w| matches!(w, Word::Text(text) if text == ","));
        self.kind == EntityType::Person || self.links == Links::None && !apposed
    }

    /// Whether it is what somebody does (`@ resigned`): said of the head of a phrase, not of the name that the phrase ends with.
    pub(super) fn is_deed(&self) -> bool {
        let mark = |w: &Word| matches!(w, Word::Text(text) if matches!(text.as_str(), "," | "(" | "'s"));
        self.kind == EntityType::Person && self.before.is_empty() && !self.after.first().is_some_and(mark)
    }
}

impl Contexts {
    /// Takes the phrases of a row; nothing where it stands in another section.
    pub(super) fn add(&mut self, language: Language, row: table::Row<'_>) {
        let Some(&(section, kind)) = SECTIONS.iter().find(|(name, _)| *name == row.section) else { return };
        for text in row.alternatives(0) {
            for phrase in phrases(text, language) {
                let phrase = Phrase { kind, sure: row.cell(1) == "sure" || section == CLUB, club: section == CLUB, ..phrase };
                match (phrase.before.last(), phrase.after.first()) {
                    (Some(Word::Text(word)), _) => self.before.entry(word.clone()).or_default().push(phrase),
                    (None, Some(Word::Text(word))) => self.after.entry(word.clone()).or_default().push(phrase),
                    _ => self.ages.push(phrase),
                }
            }
        }
    }

    /// The phrases around `candidate`.
    pub(super) fn around<'a>(&'a self, scene: &Scene<'_>, candidate: &Candidate) -> Vec<&'a Phrase> {
        let document = scene.document;
        let (start, end) = (candidate.tokens.start, candidate.tokens.end);
        let mut out = Vec::new();
        for anchor in [Some(start), coordinated(scene, start)].into_iter().flatten() {
            for links in 0..=MOST_LINKS {
                let Some(last) = anchor.checked_sub(links + 1) else { break };
                let fits = |p: &&Phrase| match p.links {
                    Links::None => links == 0,
                    Links::Some => links > 0,
                    Links::Maybe => true,
                };
                let rows = self.before.get(document.folded(last)).into_iter().flatten().filter(fits);
                out.extend(rows.filter(|p| ends_at(scene, &p.before, last) && begins_at(scene, &p.after, end)));
                if document.tokens[last].capital || scene.is(last, class::CONJUNCTION) || !scene.is(last, class::ORGANIZATION_LINK) {
                    break;
                }
            }
        }
        if end < document.tokens.len() {
            let rows = self.after.get(document.folded(end)).into_iter().flatten();
            out.extend(rows.chain(&self.ages).filter(|p| begins_at(scene, &p.after, end)));
        }
        out
    }
}

/// How far back the first member of a list is looked for.
const LIST: usize = 8;

/// Where the list begins whose later member stands at `start` (`analysts at SEB, Nordal and Kori`).
fn coordinated(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let document = scene.document;
    // What a comma alone joins may as well say who somebody is.
    let joins = |t: usize| scene.is(t, class::CONJUNCTION) || t + 1 < start && document.token_text(t) == ",";
    let mut first = None;
    let mut at = start;
    let lowest = start.saturating_sub(LIST);
    while at > lowest + 1 && joins(at - 1) && document.tokens[at - 2].capital {
        at -= 2;
        while at > lowest && document.tokens[at - 1].capital && document.tokens[at - 1].kind == TokenKind::Word {
            at -= 1;
        }
        first = Some(at);
    }
    first
}

fn is_word(scene: &Scene<'_>, word: &Word, at: usize) -> bool {
    let document = scene.document;
    if at >= document.tokens.len() {
        return false;
    }
    match word {
        Word::Text(text) => document.folded(at) == text,
        Word::Age => {
            document.tokens[at].kind == TokenKind::Number
                && document.token_text(at).parse::<u32>().is_ok_and(|age| (14..=110).contains(&age))
        }
    }
}

fn ends_at(scene: &Scene<'_>, words: &[Word], last: usize) -> bool {
    let Some(first) = (last + 1).checked_sub(words.len()) else { return false };
    begins_at(scene, words, first)
}

fn begins_at(scene: &Scene<'_>, words: &[Word], first: usize) -> bool {
    words.iter().zip(first..).all(|(word, at)| is_word(scene, word, at))
}

/// The tokens of a word of a phrase; what is elided or hangs on to the word before it (`l'`, `'s`) is one.
fn words(part: &str, language: Language) -> Vec<Word> {
    let hangs = part.starts_with('\'') || part.ends_with('\'');
    let tokens = if hangs { vec![fold(part)] } else { fold_tokens(part, language) };
    tokens.into_iter().map(Word::Text).collect()
}

/// The phrases that a cell writes: each word may have alternatives (`shares/stake in ? @`).
fn phrases(text: &str, language: Language) -> Vec<Phrase> {
    let empty = Phrase { before: Vec::new(), links: Links::None, after: Vec::new(), kind: EntityType::Other, sure: false, club: false };
    let mut out = vec![empty];
    let mut named = false;
    for part in text.split_whitespace() {
        let links = match part {
            "@" => {
                named = true;
                continue;
            }
            "~" => Some(Links::Some),
            "?" => Some(Links::Maybe),
            _ => None,
        };
        if let Some(links) = links {
            out.iter_mut().for_each(|p| p.links = links);
            continue;
        }
        let alternatives: Vec<Vec<Word>> = match part {
            "#" => vec![vec![Word::Age]],
            _ => part.split('/').map(|w| words(w, language)).collect(),
        };
        let grown = out.iter().flat_map(|phrase| {
            alternatives.iter().map(move |words| {
                let mut phrase = phrase.clone();
                if named { &mut phrase.after } else { &mut phrase.before }.extend(words.iter().cloned());
                phrase
            })
        });
        out = grown.collect();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Document, RawBlock};

    /// Every phrase of every table must be found around a name where it is written.
    #[test]
    fn every_phrase_is_found() {
        for &language in Language::ALL {
            let mut missed: Vec<String> = Vec::new();
            let link = if language == Language::En { "of" } else { "de" };
            let link = if language == Language::De { "von" } else { link };
            for row in table::rows(language.tables().names).filter(|r| SECTIONS.iter().any(|(name, _)| *name == r.section)) {
                for text in row.alternatives(0) {
                    assert!(text.split_whitespace().filter(|p| *p == "@").count() == 1, "{} line {}: {text}", language.code(), row.line);
                    // Of words with alternatives the last.
                    let words: Vec<&str> = text.split_whitespace().map(|p| p.rsplit('/').next().unwrap_or(p)).collect();
                    let words = words.iter().map(|w| match *w {
                        "@" => "Nordal",
                        "~" => link,
                        "?" => "",
                        "#" => "43",
                        word => word,
                    });
                    let written = format!("Und {}", words.collect::<Vec<_>>().join(" ")).replace(" '", "'").replace("' ", "'");
                    let block = RawBlock { kind: BlockKind::Paragraph, text: written.clone() };
                    let document = Document::new(vec![block], Some(language), None);
                    let scene = Scene::new(&document, &[]);
                    let Some(name) = (0..document.tokens.len()).find(|t| document.token_text(*t) == "Nordal") else {
                        panic!("{} line {}: {written:?} has no name", language.code(), row.line)
                    };
                    let found = scene.names.contexts.around(&scene, &Candidate::new(name..name + 1, None));
                    if found.is_empty() {
                        missed.push(format!("{} line {}: {written}", language.code(), row.line));
                    }
                }
            }
            assert!(missed.is_empty(), "{missed:#?}");
        }
    }
}
