//! Common nouns that belong to the name behind them: those of the tables (`tribunal de Valbrune`, `rue Carnot`), and any with a capital
//! inside a sentence (`les Ateliers de la Loire`).

use super::borders::GENITIVES;
use super::candidates::{Candidate, Scene};
use super::class::{self, Class};
use super::merge::{KNOWN, PLACES};
use crate::document::TokenKind;
use crate::facts::EntityType;
use crate::language::Language;
use crate::model::{Kind, Mention, Usage};
use std::ops::Range;

/// Points for the type that the noun at the head of a name gives it; as much as for a table that knows the very name.
const HEADED: i32 = KNOWN;

/// Gives names the common nouns that belong to them (`tribunal de Valbrune`, `rue Carnot`).
pub(super) fn take_heads(scene: &Scene<'_>, names: &mut [Candidate]) {
    let mut floor = 0;
    for name in names {
        let start = name.tokens.start;
        let sentence = scene.document.sentence_of(start).tokens.start;
        let lowest = floor.max(sentence);
        floor = name.tokens.end;
        if let Some((head, kind)) = head(scene, name).filter(|(head, _)| *head >= lowest) {
            *name = Candidate { compound: name.compound, ..Candidate::new(head..name.tokens.end, Some((kind, HEADED))) };
        }
    }
}

/// The most links between a noun and its name (`parquet de la Creuse`).
const LINKS: usize = 2;

/// The noun before `name` that belongs to it. With a link it is no person's name (`à la place de Jean Roux`).
pub(super) fn head(scene: &Scene<'_>, name: &Candidate) -> Option<(usize, EntityType)> {
    let start = name.tokens.start;
    let link = |t: &usize| scene.is(*t, class::ORGANIZATION_LINK) && !scene.document.tokens[*t].capital;
    let links = (start.saturating_sub(LINKS)..start).rev().take_while(link).count();
    // Only a genitive says whose it is (`la direction de l’orchestre à Mei Tanaka`).
    if links > 0 && is_romance(scene) && !GENITIVES.contains(&scene.document.folded(start - links)) {
        return None;
    }
    let person = scene.is(start, class::FIRST) && name.known.is_some_and(|(kind, _)| kind == EntityType::Person);
    scene.names.head_before(scene.document, start - links, links > 0).filter(|_| links == 0 || !person)
}

/// The longer name where a common noun with a capital inside the sentence, behind token `floor`, goes on with the labelled name as whose
/// it is (`l’Espoir de Langeac`); with the type that the noun tells.
pub(super) fn with_noun(
    scene: &Scene<'_>,
    usage: &[Usage],
    mention: &Mention,
    tokens: &Range<usize>,
    floor: usize,
) -> Option<(Range<usize>, EntityType)> {
    let document = scene.document;
    if !is_romance(scene) || !matches!(mention.kind, Kind::Location | Kind::Organization) || scene.is_loud(tokens.start) {
        return None;
    }
    let link = |t: &usize| scene.is(*t, class::ORGANIZATION_LINK) && !document.tokens[*t].capital;
    let links = (floor..tokens.start).rev().take(LINKS).take_while(link).count();
    let noun = (tokens.start - links).checked_sub(1).filter(|&t| links > 0 && t >= floor && t > 0)?;
    if !GENITIVES.contains(&document.folded(noun + 1)) || !is_own_noun(scene, usage, noun) {
        return None;
    }
    // `la Ville de Paris` is Paris.
    let whole = mention.lists & PLACES != 0 || scene.names.known_at(document, tokens.start, tokens.end).is_some();
    if whole && scene.is(noun, class::LOCATION_NOUN) {
        return None;
    }
    let kind = match mention.kind {
        _ if scene.is(noun, class::PRODUCT_NOUN) => EntityType::Product,
        _ if scene.is(noun, class::EVENT_NOUN) => EntityType::Event,
        _ if scene.is(noun, class::WORK_NOUN | class::DOCUMENT_NOUN) => EntityType::Work,
        Kind::Location if scene.is(noun, class::LOCATION_NOUN) => EntityType::Location,
        _ => EntityType::Organization,
    };
    Some((noun..tokens.end, kind))
}

fn is_romance(scene: &Scene<'_>) -> bool {
    matches!(scene.document.language, Some(Language::Fr | Language::Es | Language::It | Language::Pt))
}

/// Whether the word at `noun` is a common noun that has a capital as a part of a name: not at the start of a sentence, no title, no people.
fn is_own_noun(scene: &Scene<'_>, usage: &[Usage], noun: usize) -> bool {
    const OTHERS: Class = class::FUNCTION
        | class::PERSON_NOUN
        | class::TITLE
        | class::HONORIFIC
        | class::OFFICE
        | class::PLACE_TITLE
        | class::LEADER_TITLE
        | class::COMPANY_TITLE
        | class::DEMONYM
        | class::FIRST
        | class::COMMON_ACRONYM;
    let document = scene.document;
    let (token, before) = (document.tokens[noun], document.tokens[noun - 1]);
    // `les Présidents du Conseil`
    let singular = document.folded(noun).strip_suffix('s').map_or(0, |word| scene.names.classes(word));
    let sentence = document.sentences[document.sentence_at(token.span.start)].tokens.start;
    let inside = before.kind == TokenKind::Word && (!before.capital || noun - 1 == sentence) && scene.is(noun - 1, class::DETERMINER);
    token.kind == TokenKind::Word
        && token.capital
        && !token.upper
        && !scene.is(noun, OTHERS)
        && singular & (class::PERSON_NOUN | class::HONORIFIC | class::DEMONYM) == 0
        && noun > sentence
        && (inside || matches!(document.token_text(noun - 1), "«" | "“" | "\""))
        && usage.get(noun).is_some_and(|word| word.is_lower())
}
