//! What the words right before and behind a name say of it.

use super::candidates::{Candidate, Scene};
use super::class;
use super::evidence::Evidence;
use super::typing::is_town;
use crate::document::TokenKind;
use crate::facts::EntityType;
use crate::language::Language;

/// Points for where somebody works; as those for a firm and a journal below, more than the labeller's word.
const WORKPLACE: i32 = 9;
/// Points for a firm that is called by its country.
const NATIONAL: i32 = 8;
/// Points for what a study is published in.
const PUBLISHED: i32 = 9;
/// Points that an article in front takes from a person where none stands before persons' names.
const ARTICLE: i32 = 8;
/// Points for the noun of an organisation right before the name of a town.
const NOUN: i32 = 7;
/// Points for the noun of a person with adjectives behind it, and for that of a product, an event or a work.
const PERSON: i32 = 4;
const THING: i32 = 6;

/// `the Nordbank said`: in English no article stands before the surname of a person, unless a noun follows that he lends his name to.
fn behind_article(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let (start, end) = (candidate.tokens.start, candidate.tokens.end);
    let closed = scene.document.tokens.get(end).is_none_or(|t| t.kind == TokenKind::Punctuation || scene.is(end, class::FUNCTION));
    let article = start > 0 && scene.document.folded(start - 1) == "the";
    scene.document.language == Some(Language::En) && candidate.tokens.len() == 1 && article && closed
}

/// What the noun that a name stands behind says of it.
fn weigh_noun(candidate: &Candidate, noun: EntityType, evidence: &mut Evidence) {
    match noun {
        EntityType::Organization if !is_town(candidate) => {
            evidence.tell(noun);
            // `la coopérative laitière Val Fleuri`: more than what the words of the name say by themselves.
            evidence.add(noun, THING);
        }
        EntityType::Organization | EntityType::Location => evidence.add(noun, NOUN),
        EntityType::Person => evidence.add(noun, PERSON),
        _ => evidence.add(noun, THING),
    }
}

/// The nearest words before: an honorific, a noun that says what follows, a preposition.
pub(super) fn before(scene: &Scene<'_>, candidate: &Candidate, noun: Option<EntityType>, evidence: &mut Evidence) {
    use EntityType as T;
    let start = candidate.tokens.start;
    if behind_article(scene, candidate) {
        evidence.add(T::Person, -ARTICLE);
    }
    // `la tempête Edwige`.
    if start > 0 && scene.is(start - 1, class::NAMED_EVENT) && candidate.tokens.len() == 1 {
        evidence.tell(T::Event);
        return;
    }
    if let Some(noun) = noun {
        weigh_noun(candidate, noun, evidence);
        // The goods of a firm say nothing of what its name is.
        if noun == T::Organization {
            return;
        }
    }
    let floor = scene.document.sentence_of(start).tokens.start;
    let mut at = start;
    let mut steps = 0;
    while at > floor && steps < 4 {
        at -= 1;
        steps += 1;
        let token = scene.document.tokens[at];
        let text = scene.document.token_text(at);
        if token.kind != TokenKind::Word {
            if text == "." && at > floor && scene.is(at - 1, class::HONORIFIC) {
                continue;
            }
            // `his new film, The Quiet Shore, …`
            if steps == 1 && text == "," && at > floor && scene.is(at - 1, class::WORK_NOUN) && !scene.is(start, class::FIRST) {
                evidence.add(T::Work, PUBLISHED);
            }
            // A list keeps what governs its first member: `chez Nordal, Ubex et Kori`.
            if text == "," && at > floor && scene.document.tokens[at - 1].capital {
                continue;
            }
            break;
        }
        let near = 5 - steps;
        if scene.is(at, class::HONORIFIC) && (steps == 1 || scene.document.token_text(at + 1) == ".") {
            evidence.add(T::Person, 6);
        }
        // "vice-chancellor Lea Roe": a title of the roles layer, where no noun of this one says so already.
        if steps == 1 && candidate.tokens.len() > 1 && scene.is(at, class::TITLE) && !scene.is(at, class::PERSON_NOUN) {
            evidence.add(T::Person, 3);
        }
        if scene.is(at, class::ORGANIZATION_PREPOSITION) {
            evidence.add(T::Organization, 4);
        }
        // `an analyst at Nordal`: where somebody works.
        if steps == 1
            && scene.is(at, class::WORKPLACE_PREPOSITION)
            && (at.saturating_sub(4).max(floor)..at).any(|t| scene.is(t, class::PERSON_NOUN))
        {
            evidence.add(T::Organization, WORKPLACE);
        }
        // `l’italien Nordal`: a people in lower case is short for a firm of that country, persons are written with a capital.
        let firm = !candidate.given && !scene.is(start, class::FIRST);
        if steps == 1 && firm && scene.document.language == Some(Language::Fr) && !token.capital && scene.is(at, class::DEMONYM) {
            let article = at > floor && scene.is(at - 1, class::FUNCTION);
            evidence.add(T::Organization, if article { NATIONAL } else { 0 });
        }
        // `published in Cell Letters`: a journal, unless a table knows the place or the newspaper.
        let printed = steps == 1 && at > floor && scene.is(at - 1, class::PUBLISHED);
        if printed && scene.is(at, class::FUNCTION) && scene.names.known_at(scene.document, start, candidate.tokens.end).is_none() {
            evidence.add(T::Work, PUBLISHED);
        }
        if steps == 1 && scene.is(at, class::LOCATION_PREPOSITION) {
            evidence.add(T::Location, 3);
        }
        for (flag, kind) in [
            (class::PERSON_NOUN, T::Person),
            (class::ORGANIZATION_NOUN, T::Organization),
            (class::LOCATION_NOUN, T::Location),
            (class::PRODUCT_NOUN, T::Product),
            (class::EVENT_NOUN, T::Event),
            (class::WORK_NOUN, T::Work),
        ] {
            if scene.is(at, flag) && (steps == 1 || links(scene, at + 1, start)) {
                if flag == class::PERSON_NOUN && steps > 1 {
                    // `PDG de Kerlin`: a title linked to a name says where it is held.
                    evidence.add(T::Organization, 2);
                    continue;
                }
                let full_name = candidate.tokens.len() > 1 && scene.is(start, class::FIRST);
                // `le groupe Nordal`: what stands right behind the noun of an organisation is hardly anything else.
                if flag == class::ORGANIZATION_NOUN && steps == 1 && !full_name && !scene.is(at, class::PERSON_NOUN) {
                    // `die Regierung Sachsens`: a genitive.
                    let genitive =
                        scene.document.language == Some(Language::De) && scene.document.folded(candidate.tokens.end - 1).ends_with('s');
                    if genitive || is_town(candidate) {
                        evidence.add(kind, NOUN)
                    } else {
                        evidence.tell(kind)
                    }
                    continue;
                }
                let points = match flag {
                    // `le modèle Orphée`: what stands right behind the noun of a product is hardly anything else.
                    class::PRODUCT_NOUN if steps == 1 && !full_name => 8,
                    class::PERSON_NOUN => near.min(3),
                    _ if steps == 1 => 4,
                    _ => near.min(3),
                };
                evidence.add(kind, points);
            }
        }
        if !token.capital && steps > 1 && !scene.is(at, class::ORGANIZATION_LINK | class::FUNCTION) {
            break;
        }
    }
}

/// Whether only words that link a noun to the name that follows lie in between (`usage de X`, `géants comme X`).
fn links(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|t| {
        scene.is(t, class::ORGANIZATION_LINK | class::FUNCTION)
            || scene.document.tokens[t].capital
            || scene.document.tokens[t].kind == TokenKind::Punctuation
    })
}

/// How far behind a comma the noun of an apposition is looked for.
const APPOSITION: usize = 5;

/// `Nordal, an energy supplier`, `Léa Brisson, ancienne ministre`: the first noun behind the comma that says what the name is.
fn apposition(scene: &Scene<'_>, start: usize, evidence: &mut Evidence) {
    use EntityType as T;
    let end = (start + APPOSITION).min(scene.document.tokens.len());
    let article = scene.is(start, class::FUNCTION);
    for at in start..end {
        let token = scene.document.tokens[at];
        // `Lea Roe, the union's general secretary`: a title further on, where the phrase ends with it.
        let next = scene.document.tokens.get(at + 1).map_or("", |_| scene.document.folded(at + 1));
        let ends = matches!(next, "," | "." | "of" | "at" | "for");
        let titled = article && ends && scene.is(at, class::TITLE) && !token.capital;
        if scene.is(at, class::PERSON_NOUN) && at < start + 3 || titled {
            evidence.add(T::Person, 4);
            return;
        }
        // `Lea Roe, the bank's chairwoman`: what the noun owns says who it is.
        if next == "'s" {
            return;
        }
        // Without an article other nouns are more often a new clause than an apposition.
        if article && at > start && !token.capital {
            for (flag, kind) in
                [(class::ORGANIZATION_NOUN, T::Organization), (class::LOCATION_NOUN, T::Location), (class::PRODUCT_NOUN, T::Product)]
            {
                if scene.is(at, flag) {
                    if closes(scene, at + 1) {
                        evidence.tell(kind)
                    } else {
                        evidence.add(kind, 5)
                    }
                    return;
                }
            }
        }
        let plain = token.kind == TokenKind::Word && (at == start || !scene.is(at, class::FUNCTION));
        if !plain || !article && !scene.is(at, class::FUNCTION | class::ORGANIZATION_LINK) {
            return;
        }
    }
}

/// Whether the noun before token `at` ends its phrase, so that it is no part of a compound (`a bank manager`).
fn closes(scene: &Scene<'_>, at: usize) -> bool {
    let Some(token) = scene.document.tokens.get(at) else { return true };
    token.kind == TokenKind::Punctuation || scene.is(at, class::ORGANIZATION_LINK | class::LOCATION_PREPOSITION)
}

/// `Thaxley (Ohio)`, `in Thaxley, Ohio`: a known place behind an unknown name says that it is one.
pub(super) fn located(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let document = scene.document;
    let (start, end) = (candidate.tokens.start, candidate.tokens.end);
    let text = |at: usize| document.tokens.get(at).map_or("", |_| document.token_text(at));
    let place = |at: usize| match document.tokens.get(at).filter(|t| t.capital) {
        Some(_) => {
            scene.names.known_at(document, at, document.tokens.len()).filter(|(_, k)| *k == EntityType::Location).map(|(n, _)| at + n)
        }
        None => None,
    };
    let led = start > 0 && scene.is(start - 1, class::LOCATION_PREPOSITION);
    match text(end) {
        "(" => place(end + 1).is_some_and(|behind| text(behind) == ")"),
        "," if led => place(end + 1).is_some_and(|behind| text(behind) != "'s"),
        _ => false,
    }
}

/// The words after: an apposition that says who or what it is, a possessive, a role.
pub(super) fn after(scene: &Scene<'_>, candidate: &Candidate, evidence: &mut Evidence) {
    use EntityType as T;
    let end = candidate.tokens.end;
    let text = |at: usize| scene.document.tokens.get(at).map_or("", |_| scene.document.token_text(at));
    if text(end) == "," {
        apposition(scene, end + 1, evidence);
    }
    if text(end) == "(" && scene.document.tokens.get(end + 1).is_some_and(|t| t.upper) {
        evidence.add(T::Organization, 3);
    }
    // `Nordal a annoncé`, `Nordal employs`: as if said by a table of what only organisations do.
    let auxiliary = usize::from(scene.is(end, class::FUNCTION));
    if scene.is(end + auxiliary, class::ORGANIZATION_VERB) && scene.document.tokens.get(end + auxiliary).is_some_and(|t| !t.capital) {
        evidence.add(T::Organization, 4);
    }
    // `Meta CEO Mark Roe`, `Nordal president Lea Roe`: the name before a title is where it is held.
    if scene.is(end, class::PERSON_NOUN) && scene.document.tokens.get(end + 1).is_some_and(|t| t.capital) {
        evidence.add(T::Organization, 3);
        evidence.add(T::Person, -2);
    }
}
