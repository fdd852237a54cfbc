//! A title, its house and its holder, of whom the labeller made one name (`le président de Nordal Paul Roe`).

use super::candidates::Scene;
use super::class;
use crate::document::TokenKind;
use crate::model::{Kind, Mention, Usage};

/// How many words stand between a title and the name of its house, at most (`du groupe`, `de la société`).
const LINK: usize = 3;
/// How many words the name of a holder has, at most.
const NAME: usize = 4;

/// The labeller's names, those of a house and the holder of a title there apart.
pub(super) fn parted(scene: &Scene<'_>, usage: &[Usage], mentions: &[Mention]) -> Vec<Mention> {
    let mut out = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let part = |tokens, kind| Mention { tokens, kind, lists: 0, ..mention.clone() };
        match holder(scene, usage, mention) {
            Some(at) => out.extend([part(mention.tokens.start..at, Kind::Organization), part(at..mention.tokens.end, Kind::Person)]),
            None => out.push(mention.clone()),
        }
    }
    out
}

/// Where the name of the holder begins: a given name inside the name, behind a title and what joins it to its house.
fn holder(scene: &Scene<'_>, usage: &[Usage], mention: &Mention) -> Option<usize> {
    let document = scene.document;
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    if mention.tokens.len() < 3 || !matches!(mention.kind, Kind::Person | Kind::Organization) {
        return None;
    }
    // `du groupe Nordal`: an article or a common noun may stand between the link and the name.
    let light =
        |at: &usize| !document.tokens[*at].capital && scene.is(*at, class::ARTICLE | class::ORGANIZATION_LINK | class::ORGANIZATION_NOUN);
    let link = (start.saturating_sub(LINK).max(1)..start).rev().take_while(light).find(|&at| scene.is(at, class::ORGANIZATION_LINK));
    let titled = link.is_some_and(|at| scene.is(at - 1, class::TITLE | class::LEADER_TITLE | class::COMPANY_TITLE));
    if !titled || scene.names.known_at(document, start, end).is_some_and(|(length, _)| length == end - start) {
        return None;
    }
    let given = |at: usize| usage.get(at).is_some_and(|word| word.is_given());
    // `la Fondation Paul Roe`, `Elm Park School`: a house that is called by a person.
    let called = class::ORGANIZATION_HEAD | class::THINGS | class::ARTICLE | class::FUNCTION;
    let tail = called | class::ORGANIZATION_TAIL | class::CLUB_TAIL;
    let name = |at: usize| scene.is(at, class::PARTICLE) || document.tokens[at].capital && !scene.is(at, tail);
    let house = |at: usize| {
        let token = &document.tokens[at];
        token.capital && token.kind == TokenKind::Word && token.span.len() > 2 && !scene.is(at, called) && !given(at)
    };
    (start + 1..end - 1).find(|&at| given(at) && document.tokens[at].capital && house(at - 1) && end - at <= NAME && (at..end).all(name))
}
