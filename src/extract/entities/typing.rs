//! Which type a candidate is, by the words in it and around it.

use super::candidates::{Candidate, Scene};
use super::class::{self, Class};
use super::class_noun;
use super::evidence::{Evidence, TOLD};
use super::neighbours::{after, before, located};
use crate::document::TokenKind;
use crate::facts::EntityType;
use crate::language::Language;

/// Points of a phrase that only hints at a type.
const HINT: i32 = 4;

/// The most words of a town that a club is called by.
const CLUB: usize = 2;

/// Points for an organisation that a title leads to; more than the labeller's word.
const TITLED: i32 = 9;
/// Points for what a title leads to that may be of an organisation or of a place; enough to be a name.
const LED: i32 = 4;

/// Points for the noun of an organisation at the head of its name, in lower case.
const LOWER_HEAD: i32 = 5;
/// Points for a name that ends like a street's.
const STREET: i32 = 6;
/// Points that the noun of a thing at its end takes from a person's name, and that it gives to the thing.
const NOBODY: i32 = 4;
const THING: i32 = 4;
/// Points for the noun of an event at the head of a name; more than the labeller's word on one mention.
const EVENT: i32 = 8;

/// The evidence of the name's own words, which counts once however often it is mentioned.
pub(super) fn of_words(scene: &Scene<'_>, candidate: &Candidate) -> Evidence {
    let mut evidence = Evidence::default();
    inside(scene, candidate, &mut evidence);
    evidence
}

/// The evidence of one mention: the labeller's or a table's word on it, and the words around it.
pub(super) fn of_mention(scene: &Scene<'_>, candidate: &Candidate) -> Evidence {
    let noun = class_noun::before(scene, candidate);
    let mut evidence = beside(scene, candidate, noun);
    phrases(scene, candidate, noun, &mut evidence);
    evidence
}

/// The same without the phrases around it, which say what a name is and not that it is one.
pub(super) fn of_neighbours(scene: &Scene<'_>, candidate: &Candidate) -> Evidence {
    beside(scene, candidate, class_noun::before(scene, candidate))
}

/// The labeller's or a table's word, and the words beside the name, with the `noun` that it stands behind.
fn beside(scene: &Scene<'_>, candidate: &Candidate, noun: Option<EntityType>) -> Evidence {
    let mut evidence = Evidence::default();
    if let Some((kind, points)) = candidate.known {
        // Where a name is none of a person, a firm or a place, the noun that it is headed by tells what it is (`Labor Day`).
        let other = kind == EntityType::Product && points <= super::merge::LABELLED_OTHER;
        evidence.vote(headed(scene, candidate).filter(|_| other).unwrap_or(kind), points);
    }
    if let Some((kind, points)) = titled(scene, candidate) {
        evidence.add(kind, points);
    }
    before(scene, candidate, noun, &mut evidence);
    after(scene, candidate, &mut evidence);
    evidence
}

/// What phrases of the tables around the name say; a table that knows the very name has said all.
fn phrases(scene: &Scene<'_>, candidate: &Candidate, noun: Option<EntityType>, evidence: &mut Evidence) {
    let (start, end) = (candidate.tokens.start, candidate.tokens.end);
    if scene.names.known_at(scene.document, start, end).is_some_and(|(length, _)| length == candidate.tokens.len()) {
        return;
    }
    if located(scene, candidate) {
        evidence.tell(EntityType::Location);
    }
    let labelled = |kind: EntityType| candidate.known.is_some_and(|(k, _)| k == kind);
    let town = is_town(candidate);
    let article = start > 0 && scene.is(start - 1, class::ARTICLE);
    // `the chief executive of Nordal resigned`
    let governors = class::ORGANIZATION_LINK | class::LOCATION_PREPOSITION | class::WORKPLACE_PREPOSITION | class::ORGANIZATION_NOUN;
    let governed = start > 0 && scene.is(start - 1, governors) && !scene.is(start - 1, class::CONJUNCTION | class::HONORIFIC);
    // `chez Lea Roe`: who has a first name has more than a firm.
    let french = scene.document.language == Some(Language::Fr);
    let full_name = (french || candidate.tokens.len() > 1) && scene.is(start, class::FIRST) && labelled(EntityType::Person);
    // The goods of a firm say nothing of what its name is.
    let trade = noun == Some(EntityType::Organization);
    for phrase in scene.names.contexts.around(scene, candidate) {
        if trade && phrase.kind == EntityType::Product {
            continue;
        }
        let fits = if phrase.club { scene.sport && candidate.tokens.len() <= CLUB } else { !town || phrase.sure && phrase.is_near() };
        // `la Marseillaise, 22 ans`: no article stands before a person's name.
        let person = phrase.kind == EntityType::Person;
        // `la tempête Edwige` is nobody who storms.
        if person && start > 0 && scene.is(start - 1, class::NAMED_EVENT) {
            continue;
        }
        if !fits || full_name && !person || article && person {
            continue;
        }
        if governed && phrase.is_deed() {
            continue;
        }
        if !phrase.sure {
            evidence.add(phrase.kind, HINT);
        } else if town && !phrase.club {
            // Of a town it says only what is meant here.
            evidence.add(phrase.kind, TOLD);
        } else {
            evidence.tell(phrase.kind);
        }
    }
}

/// The points of a town that both a list and the labeller know.
const TOWN: i32 = super::merge::KNOWN;

pub(super) fn is_town(candidate: &Candidate) -> bool {
    candidate.known.is_some_and(|(kind, points)| kind == EntityType::Location && points >= TOWN)
}

/// `directrice technique de Kerlin`, `maire de Brévannes`: what somebody runs, has founded or governs is an organisation, or a
/// place, unless a table knows the name or the labeller holds it for a person's ("directeur de campagne de …"). Only titles that
/// are never those of places outweigh the labeller.
fn titled(scene: &Scene<'_>, candidate: &Candidate) -> Option<(EntityType, i32)> {
    let start = candidate.tokens.start;
    let known = scene.names.known_at(scene.document, start, candidate.tokens.end).is_some();
    // `of`, `of the`.
    let links = (start.saturating_sub(2)..start).rev().take_while(|&t| scene.is(t, class::ORGANIZATION_LINK)).count();
    let title = (start - links).checked_sub(1).filter(|_| links > 0)?;
    // Right behind `chair of` the labeller's word on an unknown name is not enough.
    let capital = |at: usize| scene.document.tokens.get(at).is_some_and(|t| t.capital);
    let end = candidate.tokens.end;
    // `presidente de Naviera Salvat, Julio Roe`: who it is comes behind.
    let apposed = end + 2 < scene.document.tokens.len() && scene.document.token_text(end) == "," && capital(end + 1) && capital(end + 2);
    let unknown = candidate.tokens.len() == 1 || apposed;
    let titles = if apposed { class::COMPANY_TITLE | class::LEADER_TITLE } else { class::COMPANY_TITLE };
    let direct = scene.is(title, titles) && unknown && !scene.is(start, class::FIRST);
    let person = candidate.known.is_some_and(|(kind, _)| kind == EntityType::Person) && !direct;
    if known || person {
        return None;
    }
    let plain = |t: usize| scene.document.tokens[t].kind == TokenKind::Word && !scene.is(t, class::FUNCTION | class::ORGANIZATION_LINK);
    let mut words = (title.saturating_sub(2)..=title).rev().take_while(|&t| plain(t));
    words.find_map(|t| match () {
        () if scene.is(t, class::COMPANY_TITLE) || direct && scene.is(t, titles) => Some((EntityType::Organization, TITLED)),
        () if candidate.known.is_some() => None,
        () if scene.is(t, class::LEADER_TITLE) => Some((EntityType::Organization, LED)),
        () if scene.is(t, class::PLACE_TITLE) => Some((EntityType::Location, LED)),
        () => None,
    })
}

/// The type of a name that begins or ends with the noun of an event or ends with that of a work.
fn headed(scene: &Scene<'_>, candidate: &Candidate) -> Option<EntityType> {
    let (first, last) = (candidate.tokens.start, candidate.tokens.end - 1);
    match () {
        () if candidate.tokens.len() < 2 => None,
        () if scene.is(first, class::EVENT_NOUN) || scene.is(last, class::EVENT_NOUN) => Some(EntityType::Event),
        () if scene.is(last, class::WORK_NOUN) => Some(EntityType::Work),
        () => None,
    }
}

fn inside(scene: &Scene<'_>, candidate: &Candidate, evidence: &mut Evidence) {
    use EntityType as T;
    let (first, last) = (candidate.tokens.start, candidate.tokens.end - 1);
    let length = candidate.tokens.len();
    let has = |at: usize, flags: Class| scene.is(at, flags);
    // `Atlantique Nord`, `Paris Saint-Denis`: a known place that goes on is a place more often than not.
    if let Some((_, known)) = scene.names.known_at(scene.document, first, candidate.tokens.end)
        && candidate.known.is_none()
        && !has(first, class::FIRST)
    {
        evidence.add(known, 3);
    }
    if has(first, class::FIRST) {
        evidence.add(T::Person, if length > 1 { 4 } else { 1 });
    }
    if length > 1 && has(last, class::ORGANIZATION_TAIL) {
        evidence.tell(T::Organization);
    }
    // `Harrow Town`, in a text about sport.
    if length > 1 && scene.sport && has(last, class::CLUB_TAIL) && !is_town(candidate) {
        evidence.tell(T::Organization);
    }
    // `Théâtre de Dole`.
    let linked = length > 2 && has(first + 1, class::ORGANIZATION_LINK) && !scene.document.tokens[first + 1].capital;
    if linked
        && !has(first, class::EVENT_NOUN)
        && let Some(kind) = scene.names.headed_by(scene.document.folded(first))
    {
        evidence.tell(kind);
    }
    // `Lea Roe Space Telescope`: what ends with the noun of a thing is nobody.
    let labelled = scene.document.language == Some(Language::En) && candidate.known.is_none_or(|(kind, _)| kind == T::Person);
    if labelled && length > 2 && has(last, class::THINGS) && scene.document.tokens[last].capital {
        evidence.add(T::Person, -NOBODY);
        let kinds = [(class::PRODUCT_NOUN, T::Product), (class::EVENT_NOUN, T::Event), (class::WORK_NOUN, T::Work)];
        kinds.iter().filter(|(flag, _)| has(last, *flag)).for_each(|&(_, kind)| evidence.add(kind, THING));
    }
    // `Bernard & Cie`.
    if candidate.tokens.clone().any(|t| scene.document.token_text(t) == "&") {
        evidence.tell(T::Organization);
    }
    // `fédération Nordal`: a noun in lower case is a part of the name only where it says what it is.
    if length > 1 && has(first, class::ORGANIZATION_HEAD) && !scene.document.tokens[first].capital {
        evidence.add(T::Organization, LOWER_HEAD);
    }
    if has(first, class::ORGANIZATION_HEAD) || length > 1 && has(last, class::ORGANIZATION_HEAD) {
        evidence.add(T::Organization, 4);
    }
    if length == 1 && has(first, class::STREET) {
        evidence.add(T::Location, STREET);
    }
    if has(first, class::LOCATION_NOUN) || length > 1 && has(last, class::LOCATION_NOUN) {
        evidence.add(T::Location, 4);
    }
    // `Storm Edith`, `Tropical Storm Edith`.
    let known = scene.names.known_at(scene.document, first, candidate.tokens.end).is_some_and(|(n, _)| n == length);
    let named = |at: usize| at < last && has(at, class::NAMED_EVENT) && scene.document.tokens[at].capital && !has(at + 1, class::FUNCTION);
    if !known && (named(first) || named(first + 1)) {
        evidence.tell(T::Event);
    }
    // The noun that heads a name comes first where adjectives follow nouns, last elsewhere.
    let romance = matches!(scene.document.language, Some(Language::Fr | Language::Es | Language::It | Language::Pt));
    let head = if romance { first } else { last };
    if length > 1 && has(head, class::EVENT_NOUN) && scene.document.tokens[head].capital {
        evidence.add(T::Event, EVENT);
    } else if has(first, class::EVENT_NOUN) || length > 1 && has(last, class::EVENT_NOUN) {
        evidence.add(T::Event, 4);
    }
    if length > 1 && has(last, class::WORK_NOUN) {
        evidence.add(T::Work, 3);
    }
    let text = |at: usize| scene.document.token_text(at);
    let digits = candidate.tokens.clone().any(|t| text(t).contains(|c: char| c.is_ascii_digit()));
    // `Coupe Valmont 2018`: what the noun says comes first.
    if digits && !(has(first, class::EVENT_NOUN) || has(last, class::EVENT_NOUN)) {
        evidence.add(T::Product, 3);
    }
    let plain = candidate.tokens.clone().all(|t| scene.document.tokens[t].kind == TokenKind::Word && !scene.document.tokens[t].upper);
    if (2..=3).contains(&length) && plain && !digits {
        // `L’Écho`: nobody's name begins with an article; in Spanish places' names do (`El Prat`).
        let titled = if scene.document.language == Some(Language::Es) { T::Location } else { T::Product };
        evidence.add(if has(first, class::FUNCTION) { titled } else { T::Person }, 2);
    }
    if length == 1 && scene.document.tokens[first].upper && text(first).chars().count() <= 6 {
        evidence.add(T::Organization, 3);
    }
}
