//! One list of candidates out of what the sequence labeller says and what the rules find.

use super::candidates::{Candidate, Scene};
use super::names::class;
use super::typing;
use crate::document::TokenKind;
use crate::facts::EntityType;
use crate::language::Language;
use crate::model::{Kind, Mention};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Points for the labeller's word on a person, an organisation or a place; more than one clear context, less than two.
const LABELLED: i32 = 7;
/// A label less probable than this is left to the rules where the labeller learned from other languages.
const SURE_BORROWED: f32 = 0.5;
/// Points for its word on any other name, whose type it does not tell.
const LABELLED_OTHER: i32 = 3;
/// Points for a table that knows the very name.
const KNOWN: i32 = 9;
/// Points from the words around a name from which the rules find it where the labeller did not.
const CONTEXT: i32 = 3;

/// The labeller's names, mended at their borders, and those names of the rules that do not touch one of them and are plain enough.
pub(super) fn merge(scene: &Scene<'_>, labelled: &[Mention], rules: Vec<Candidate>) -> Vec<Candidate> {
    if labelled.is_empty() {
        return rules;
    }
    let mut taken = vec![false; scene.document.tokens.len()];
    let mut joined = taken.clone();
    let mut out: Vec<Candidate> = Vec::with_capacity(labelled.len());
    let least = if scene.document.language.is_some_and(crate::model::borrowed) { SURE_BORROWED } else { 0.0 };
    for mention in labelled {
        if mention.score < least {
            continue;
        }
        let Some(tokens) = name_within(scene, mention) else { continue };
        // A table that knows a longer name around it, article and all, has the last word on its borders.
        let known = rules.partition_point(|c| c.tokens.end < tokens.end);
        let longer = rules.get(known).filter(|c| c.known.is_some() && c.tokens.start < tokens.start && c.tokens.end >= tokens.end);
        let tokens = longer.map_or(tokens, |c| c.tokens.clone());
        if joins_two(scene, mention.kind, &tokens) {
            joined[tokens].fill(true);
            continue;
        }
        taken[tokens.clone()].fill(true);
        out.push(Candidate { known: Some(verdict(scene, mention, &tokens)), tokens });
    }
    let free: Vec<Candidate> = rules.into_iter().filter(|c| !taken[c.tokens.clone()].contains(&true)).collect();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for candidate in free.iter().filter(|c| c.tokens.len() == 1) {
        *counts.entry(scene.document.folded(candidate.tokens.start)).or_default() += 1;
    }
    let plain: Vec<bool> = free.iter().map(|c| joined[c.tokens.start] || is_plain(scene, c, &counts)).collect();
    out.extend(free.into_iter().zip(plain).filter(|(_, plain)| *plain).map(|(c, _)| c));
    out.sort_by_key(|c| c.tokens.start);
    out
}

/// The type of a labelled name: a table's word on the very name, else the labeller's.
fn verdict(scene: &Scene<'_>, mention: &Mention, tokens: &Range<usize>) -> (EntityType, i32) {
    if let Some((length, known)) = scene.names.known_at(scene.document, tokens.start, tokens.end)
        && length == tokens.len()
    {
        return (known, KNOWN);
    }
    let weight = if scene.document.language.is_some_and(crate::model::borrowed) { mention.score } else { 1.0 };
    let weighed = |points: i32| (points as f32 * weight).round() as i32;
    match mention.kind {
        Kind::Person => (EntityType::Person, weighed(LABELLED)),
        Kind::Organization => (EntityType::Organization, weighed(LABELLED)),
        Kind::Location => (EntityType::Location, weighed(LABELLED)),
        Kind::Miscellaneous => (EntityType::Product, weighed(LABELLED_OTHER)),
    }
}

/// The labeller's name without titles, elided articles and common nouns in front, with the capitalised article that belongs to it;
/// none where no capital is left, or where it is a common acronym or a people.
fn name_within(scene: &Scene<'_>, mention: &Mention) -> Option<Range<usize>> {
    let document = scene.document;
    let mut tokens = mention.tokens.clone();
    let mut stripped = false;
    while !tokens.is_empty() {
        let first = tokens.start;
        let capital = document.tokens[first].capital || document.token_text(first).chars().any(char::is_uppercase);
        let title = scene.is(first, class::HONORIFIC | class::PERSON_NOUN) && (!stripped || !capital) && mention.kind == Kind::Person;
        let article = document.folded(first).ends_with('\'');
        let common = !capital && !scene.is(first, class::ORGANIZATION_HEAD);
        if !(title || article || common) {
            break;
        }
        stripped |= title;
        tokens.start += 1;
    }
    // A name ends with a word: the labeller may run on into the mark behind it (`Orphée ?`).
    let marks = |t: usize| document.tokens[t].kind == TokenKind::Punctuation || document.folded(t) == "'s";
    while !tokens.is_empty() && marks(tokens.end - 1) {
        tokens.end -= 1;
    }
    let named =
        tokens.clone().any(|t| document.tokens[t].kind != TokenKind::Number && document.token_text(t).chars().any(char::is_uppercase));
    let common = tokens.len() == 1 && scene.is(tokens.start, class::COMMON_ACRONYM | class::DEMONYM);
    if !named || common {
        return None;
    }
    // `dans Le Phare`, `à La Dépêche`: an article with a capital inside a sentence is a part of the name.
    if mention.kind == Kind::Organization && tokens.start > 0 {
        let before = tokens.start - 1;
        let sentence = &document.sentences[document.sentence_at(document.tokens[before].span.start)];
        let article =
            scene.is(before, class::FUNCTION) && document.tokens[before].capital && document.token_text(before).chars().count() <= 3;
        let inside = before > sentence.tokens.start && document.tokens[before - 1].kind == TokenKind::Word;
        if article && inside && !document.folded(before).ends_with('\'') {
            tokens.start = before;
        }
    }
    Some(tokens)
}

/// Whether a labelled name is two names with a link between: what follows the noun of a product (`version Alto d’Orphée`), or a person
/// whose first word is no first name.
fn joins_two(scene: &Scene<'_>, kind: Kind, tokens: &Range<usize>) -> bool {
    let lower = |t: usize| !scene.document.tokens[t].capital;
    let mut inner = (tokens.start + 1)..tokens.end.saturating_sub(1);
    let product = tokens.start > 0 && scene.is(tokens.start - 1, class::PRODUCT_NOUN);
    let link = inner.any(|t| scene.is(t, class::ORGANIZATION_LINK) && lower(t) && (product || !scene.is(t, class::PARTICLE)));
    link && !scene.is(tokens.start, class::FIRST) && (product || kind == Kind::Person)
}

/// Whether the rules may add this candidate: a table knows it, the words around it or its own say what it is, or it is written as
/// only a name would be, more than once or in more than one word.
fn is_plain(scene: &Scene<'_>, candidate: &Candidate, counts: &FxHashMap<&str, usize>) -> bool {
    if candidate.known.is_some() {
        return true;
    }
    let start = candidate.tokens.start;
    if typing::of_mention(scene, candidate).best().1 >= CONTEXT {
        return true;
    }
    let sentence = &scene.document.sentences[scene.document.sentence_at(scene.document.tokens[start].span.start)];
    let opens = scene.opens(start, sentence.tokens.start);
    let nouns = scene.document.language.is_some_and(Language::capitalises_nouns);
    let repeated = counts.get(scene.document.folded(start)).is_some_and(|&n| n > 1);
    !opens && !nouns && (candidate.tokens.len() > 1 || repeated)
}
