//! What the noun says that a name stands behind, with what tells it apart in between: `le groupe italien Nordal`, `l'éditeur de
//! logiciels Nordal`, `son fournisseur, la Nordal,`.

use super::candidates::{Candidate, Scene};
use super::class;
use crate::document::TokenKind;
use crate::facts::EntityType;
use crate::language::Language;

/// How far before a name its noun is looked for.
const REACH: usize = 7;

/// Nouns that say what follows. Those of persons are asked first: who trades may be called like a firm (`armateur`).
const KINDS: &[(class::Class, EntityType)] = &[
    (class::ORGANIZATION_NOUN, EntityType::Organization),
    (class::LOCATION_NOUN, EntityType::Location),
    (class::PRODUCT_NOUN, EntityType::Product),
    (class::EVENT_NOUN, EntityType::Event),
    (class::WORK_NOUN, EntityType::Work),
];

/// What the noun names that `candidate` stands behind, with adjectives or goods or a comma and an article in between. The noun right
/// before a name is not this one's business.
pub(super) fn before(scene: &Scene<'_>, candidate: &Candidate) -> Option<EntityType> {
    let start = candidate.tokens.start;
    let last = start.checked_sub(1)?;
    if !may_follow(scene, last) {
        return None;
    }
    // Who has a first name is somebody.
    if candidate.given || candidate.tokens.len() > 1 && scene.is(start, class::FIRST) {
        return phrase_before(scene, start).filter(|kind| *kind == EntityType::Person);
    }
    if scene.is(last, class::DETERMINER) {
        let noun = if closes(scene, candidate.tokens.end) { phrase_before(scene, last - 1) } else { None };
        return noun.filter(|kind| matches!(kind, EntityType::Organization | EntityType::Product));
    }
    let quoted = scene.document.tokens[last].kind != TokenKind::Word;
    noun_phrase(scene, if quoted { last } else { start }).filter(|(_, near)| !near).map(|(kind, _)| kind)
}

/// Whether a name behind token `last` may stand behind such a noun: a plain word in lower case, an opening mark, an article behind a comma.
fn may_follow(scene: &Scene<'_>, last: usize) -> bool {
    let document = scene.document;
    match document.tokens[last].kind {
        TokenKind::Word if document.tokens[last].capital => false,
        TokenKind::Word if scene.is(last, class::DETERMINER) => last > 0 && document.token_text(last - 1) == ",",
        TokenKind::Word => !scene.is(last, class::FUNCTION),
        _ => matches!(document.token_text(last), "«" | "“" | "„" | "\""),
    }
}

/// What the head of the noun phrase names that ends before token `end`.
pub(super) fn phrase_before(scene: &Scene<'_>, end: usize) -> Option<EntityType> {
    noun_phrase(scene, end).map(|(kind, _)| kind)
}

/// Whether an apposition may end before token `at`.
fn closes(scene: &Scene<'_>, at: usize) -> bool {
    scene.document.tokens.get(at).is_none_or(|t| t.kind == TokenKind::Punctuation && scene.document.token_text(at) != "'")
}

/// What the head of the noun phrase that ends before token `end` names, and whether it is the very word there: a noun with a
/// determiner, and behind it adjectives and what it deals in (`compagnie aérienne`, `négociant en vins fins`).
fn noun_phrase(scene: &Scene<'_>, end: usize) -> Option<(EntityType, bool)> {
    let document = scene.document;
    let floor = document.sentence_of(end).tokens.start;
    // German puts what tells a firm apart before its noun.
    if document.language.is_some_and(Language::capitalises_nouns) {
        return None;
    }
    let lowest = floor.max(end.saturating_sub(REACH));
    let (mut goods, mut linked) = (false, false);
    for at in (lowest..end).rev() {
        let token = document.tokens[at];
        if token.kind != TokenKind::Word || token.capital {
            return None;
        }
        let noun = scene.is(at, class::THINGS | class::PERSON_NOUN) && !scene.is(at, class::FUNCTION);
        if noun && !goods && (at == floor || scene.is(at - 1, class::DETERMINER) || has_trade(scene, at, end)) {
            let kind = kind(scene, at).filter(|kind| !linked || *kind != EntityType::Person);
            return kind.map(|kind| (kind, at + 1 == end));
        }
        // With a determiner the phrase has begun.
        if scene.is(at, class::DETERMINER) {
            return None;
        }
        if scene.is(at, class::ORGANIZATION_LINK | class::LOCATION_PREPOSITION) {
            // What a link leads to at once is another thing (`la filiale de Nordal`).
            if at + 1 == end {
                return None;
            }
            (goods, linked) = (false, true);
        } else if scene.is(at, class::FUNCTION) {
            return None;
        } else if !scene.names.is_adjective(document.folded(at)) && !scene.is(at, class::DEMONYM | class::ORGANIZATION_COMPLEMENT) {
            // Behind a link stands one noun for what somebody deals in; two plain words are a verb and its subject.
            if goods || scene.is(at, class::PERSON_NOUN | class::LOCATION_NOUN) {
                return None;
            }
            goods = true;
        }
    }
    None
}

/// `éditeur de logiciels Nordal`: the noun of an organisation and right behind it one word for what it deals in.
fn has_trade(scene: &Scene<'_>, head: usize, end: usize) -> bool {
    head + 3 == end && scene.is(head, class::ORGANIZATION_NOUN) && scene.is(head + 1, class::ORGANIZATION_LINK)
}

fn kind(scene: &Scene<'_>, noun: usize) -> Option<EntityType> {
    if scene.is(noun, class::PERSON_NOUN) {
        return Some(EntityType::Person);
    }
    KINDS.iter().find(|(flag, _)| scene.is(noun, *flag)).map(|&(_, kind)| kind)
}
