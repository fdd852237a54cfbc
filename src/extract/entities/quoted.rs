//! Names in quotation marks: short quoted words behind the noun that says what they are (`son roman « Le Grand Large »`) or behind a
//! title that is held there (`vicedirettore del «Ponte»`).

use super::candidates::{Candidate, Scene};
use super::class;
use super::class_noun;
use crate::document::TokenKind;
use crate::facts::EntityType;
use std::ops::Range;

/// The most tokens of a title in quotation marks.
const LONGEST: usize = 9;
/// How far before its marks the noun is looked for.
const REACH: usize = 3;
/// Points for a noun and marks together; as much as for a table that knows the very name.
const MARKED: i32 = 9;

/// The most tokens of the name of an organisation in quotation marks.
const LONGEST_FIRM: usize = 5;

/// The names in quotation marks, in reading order.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let document = scene.document;
    let mut out = Vec::new();
    for sentence in &document.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let title = opens(document.token_text(at)).then(|| title(scene, at, sentence.tokens.start, sentence.tokens.end)).flatten();
            at = title.as_ref().map_or(at, |t| t.tokens.end) + 1;
            out.extend(title);
        }
    }
    out
}

fn opens(text: &str) -> bool {
    matches!(text, "«" | "“" | "„" | "\"" | "‘" | "‹")
}

fn closes(text: &str) -> bool {
    matches!(text, "»" | "”" | "“" | "\"" | "’" | "›")
}

/// The name behind the mark at `mark`: short, with a capital first, no sentence, and led to by a noun or a title.
fn title(scene: &Scene<'_>, mark: usize, floor: usize, end: usize) -> Option<Candidate> {
    let document = scene.document;
    let first = mark + 1;
    let close = (first..end.min(first + LONGEST + 1)).find(|&t| closes(document.token_text(t)))?;
    let named = first < close && document.tokens[first].capital;
    let plain = (first..close).all(|t| !matches!(document.token_text(t), "." | "?" | "!" | ";" | ":" | "…"));
    if !named || !plain || document.token_text(close - 1) == "," {
        return None;
    }
    let noun = |t: &usize| scene.is(*t, class::WORK_NOUN) && !document.tokens[*t].capital;
    let near = (floor.max(mark.saturating_sub(REACH))..mark).rev();
    let led = near.take_while(|&t| document.tokens[t].kind == TokenKind::Word || document.token_text(t) == ",").any(|t| noun(&t));
    let kind = match () {
        () if led => EntityType::Work,
        () if is_firm(scene, first..close) && (is_headed(scene, mark) || is_led(scene, mark, floor)) => EntityType::Organization,
        () => return None,
    };
    Some(Candidate::new(first..close, Some((kind, MARKED))))
}

/// Whether quoted words may be the name of an organisation: few, with nothing but links in lower case.
fn is_firm(scene: &Scene<'_>, quoted: Range<usize>) -> bool {
    let document = scene.document;
    let part = |t: usize| document.tokens[t].capital || scene.is(t, class::ORGANIZATION_LINK) || document.token_text(t) == "-";
    let person = quoted.len() > 1 && scene.is(quoted.start, class::FIRST);
    quoted.len() <= LONGEST_FIRM && !person && document.tokens[quoted.end - 1].capital && quoted.into_iter().all(part)
}

/// `le collectif « La Grande Parade »`: the noun of an organisation stands before the mark.
fn is_headed(scene: &Scene<'_>, mark: usize) -> bool {
    let noun = mark.checked_sub(1).filter(|&t| scene.is(t, class::ORGANIZATION_NOUN) && !scene.is(t, class::PERSON_NOUN));
    noun.is_some_and(|t| !scene.document.tokens[t].capital) || class_noun::phrase_before(scene, mark) == Some(EntityType::Organization)
}

/// `rédacteur en chef du « Phare »`: a title leads to the mark.
fn is_led(scene: &Scene<'_>, mark: usize, floor: usize) -> bool {
    let link = |t: &usize| scene.is(*t, class::ORGANIZATION_LINK) && !scene.document.tokens[*t].capital;
    let links = (floor..mark).rev().take(2).take_while(link).count();
    // Without an article it is more often a work (`réalisateur de « Phare »`).
    let article = links > 0 && scene.is(mark - 1, class::DETERMINER);
    let title = (mark - links).checked_sub(1).filter(|&t| article && t >= floor);
    let leads =
        |t: usize| scene.is(t, class::COMPANY_TITLE | class::LEADER_TITLE) || scene.is(t, class::TITLE) && !scene.is(t, class::PERSON_NOUN);
    title.is_some_and(leads)
}
