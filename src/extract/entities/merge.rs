//! One list of candidates out of what the sequence labeller says and what the rules find.

use super::borders;
use super::candidates::{Candidate, NOUNS, Scene};
use super::class;
use super::plain::Habits;
use super::{compounds, guilds, headed, holders, quoted, typing};
use crate::document::TokenKind;
use crate::facts::EntityType;
use crate::language::Language;
use crate::model::lexicon::List;
use crate::model::{Kind, Mention, Reading};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Points for the labeller's word on a person, an organisation or a place; more than one clear context, less than two.
const LABELLED: i32 = 7;
/// A label less probable than this is left to the rules where the labeller learned from other languages.
const SURE_BORROWED: f32 = 0.5;
/// Points for its word on any other name, whose type it does not tell.
pub(super) const LABELLED_OTHER: i32 = 3;
/// How many words a name has that is looked into word by word: what the labeller makes of noise has thousands.
pub(super) const LONGEST: usize = 24;
/// Points for a table that knows the very name.
pub(super) const KNOWN: i32 = 9;
/// Points from the words around a name from which the rules find it where the labeller did not.
const CONTEXT: i32 = 3;

/// The labeller's names, mended at their borders, and those names of the rules that do not touch one of them and are plain enough.
pub(super) fn merge(scene: &Scene<'_>, reading: &Reading, rules: Vec<Candidate>) -> Vec<Candidate> {
    let labelled = &holders::parted(scene, &reading.usage, &reading.mentions);
    let habits = Habits::new(scene, &reading.usage, labelled);
    let mut taken = vec![false; scene.document.tokens.len()];
    let mut joined = taken.clone();
    let mut out: Vec<Candidate> = Vec::with_capacity(labelled.len());
    let quoted = quoted::find(scene);
    for name in &quoted {
        taken[name.tokens.clone()].fill(true);
    }
    if labelled.is_empty() {
        let free = |c: &Candidate| !taken[c.tokens.clone()].contains(&true) && (c.known.is_some() || !habits.refuse(&c.tokens));
        let mut out: Vec<Candidate> = rules.into_iter().filter(free).chain(quoted).collect();
        out.sort_by_key(|c| c.tokens.start);
        return out;
    }
    let titles = taken.clone();
    let least = if scene.document.language.is_some_and(crate::model::borrowed) { SURE_BORROWED } else { 0.0 };
    for mention in labelled {
        if mention.score < least {
            continue;
        }
        if titles[mention.tokens.clone()].contains(&true) {
            continue;
        }
        // What comes from a town is no name for the rules either.
        if borders::is_town_adjective(scene, mention) {
            taken[mention.tokens.clone()].fill(true);
            continue;
        }
        let Some(tokens) = borders::name_within(scene, mention) else { continue };
        // A table that knows a longer name around it, article and all, has the last word on its borders.
        let known = rules.partition_point(|c| c.tokens.end < tokens.end);
        let around = |c: &&Candidate| c.tokens.start <= tokens.start && c.tokens.end >= tokens.end && c.tokens.len() > tokens.len();
        let longer = rules.get(known).filter(|c| c.known.is_some()).filter(around);
        let tokens = longer.map_or(tokens, |c| c.tokens.clone());
        if longer.is_none() && habits.deny(mention, &tokens) {
            continue;
        }
        let tokens = habits.without_opening(mention, habits.without_headline(tokens));
        if joins_two(scene, mention.kind, &tokens) {
            joined[tokens].fill(true);
            continue;
        }
        // Two names of the labeller may have become one (`Brandt & Cie`): the longer one stands.
        if let Some(last) = out.last().filter(|c| c.tokens.end > tokens.start) {
            if tokens.start > last.tokens.start || tokens.end < last.tokens.end {
                continue;
            }
            out.pop();
        }
        let firm = firm(scene, &tokens).or_else(|| titled_paper(scene, mention, &tokens)).or_else(|| guilds::around(scene, &tokens));
        let firm = firm.map(|firm| (firm, EntityType::Organization));
        let free = out.last().map_or(0, |c| c.tokens.end);
        let (tokens, kind) = match firm.or_else(|| headed::with_noun(scene, &reading.usage, mention, &tokens, free)) {
            Some((whole, kind)) => (whole, (kind, LABELLED)),
            None => (tokens.clone(), verdict(scene, mention, &tokens)),
        };
        taken[tokens.clone()].fill(true);
        let front = mention.tokens.start;
        if let Some((length, kind @ (EntityType::Location | EntityType::Organization))) =
            scene.names.known_at(scene.document, front, tokens.start)
            && (kind == EntityType::Organization && scene.document.tokens[front].capital || front + length == tokens.start)
        {
            out.push(Candidate::new(front..front + length, Some((kind, KNOWN))));
        }
        let nouns = scene.document.language.is_some_and(Language::capitalises_nouns);
        let cut = (tokens.len() == 1 || !nouns).then(|| compounds::split_last(scene, &tokens)).flatten();
        let name = cut.map(|(name, _)| name);
        let kind = name.filter(|_| tokens.len() == 1).map_or(kind, |name| compounds::kind(scene, name, kind));
        let given = tokens.len() > 1 && reading.usage.get(tokens.start).is_some_and(|word| word.is_given());
        out.push(Candidate { compound: name.is_some(), given, ..Candidate::new(tokens, Some(kind)) });
    }
    let free = |c: &Candidate| {
        let known = c.known.is_some();
        !scene.names.is_common(scene.document, &c.tokens)
            && !taken[c.tokens.clone()].contains(&true)
            && !field_of_office(scene, &c.tokens)
            && (known || !habits.refuse(&c.tokens))
    };
    let free: Vec<Candidate> = rules.into_iter().filter(free).collect();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for candidate in free.iter().filter(|c| c.tokens.len() == 1) {
        *counts.entry(scene.document.folded(candidate.tokens.start)).or_default() += 1;
    }
    let guild = |c: Candidate| match guilds::around(scene, &c.tokens) {
        Some(whole) if !taken[whole.clone()].contains(&true) => Candidate::new(whole, Some((EntityType::Organization, LABELLED))),
        _ => c,
    };
    let free: Vec<Candidate> = free.into_iter().map(|c| borders::with_article(scene, guild(without_compound(scene, c)))).collect();
    let plain: Vec<bool> = free.iter().map(|c| joined[c.tokens.start] || is_plain(scene, c, &counts)).collect();
    out.extend(free.into_iter().zip(plain).filter(|(_, plain)| *plain).map(|(c, _)| c));
    out.extend(quoted);
    out.sort_by_key(|c| c.tokens.start);
    headed::take_heads(scene, &mut out);
    out
}

/// A name of the rules without what its last word is compounded with (`Nordal Rail-led`).
fn without_compound(scene: &Scene<'_>, candidate: Candidate) -> Candidate {
    let nouns = scene.document.language.is_some_and(Language::capitalises_nouns);
    let cut = candidate.known.is_none() && !nouns && compounds::split_last(scene, &candidate.tokens).is_some();
    Candidate { compound: candidate.compound || cut, ..candidate }
}

/// A name with `&` and one more capitalised word behind it is that of a firm.
fn firm(scene: &Scene<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let document = scene.document;
    let more = document.tokens.get(tokens.end + 1).is_some_and(|t| t.capital && t.kind == TokenKind::Word);
    (more && document.token_text(tokens.end) == "&" && !scene.is_shouting(tokens.end)).then_some(tokens.start..tokens.end + 2)
}

/// A place with a capitalised noun of organisations or newspapers behind it is what the noun says (`Dorset Council`, `Toronto Star`).
fn titled_paper(scene: &Scene<'_>, mention: &Mention, tokens: &Range<usize>) -> Option<Range<usize>> {
    let (document, at) = (scene.document, tokens.end);
    let token = document.tokens.get(at).filter(|t| t.capital && t.spaced && !t.upper)?;
    let fits = document.language == Some(Language::En)
        && token.kind == TokenKind::Word
        && matches!(mention.kind, Kind::Location | Kind::Organization)
        && !scene.is_loud(at)
        && scene.is(at, class::NEWSPAPER | class::ORGANIZATION_TAIL)
        && !document.tokens.get(at + 1).is_some_and(|t| t.capital);
    fits.then_some(tokens.start..at + 1)
}

/// The type of a labelled name: a table's word on the very name, else the labeller's.
fn verdict(scene: &Scene<'_>, mention: &Mention, tokens: &Range<usize>) -> (EntityType, i32) {
    if let Some((length, known)) = scene.names.known_at(scene.document, tokens.start, tokens.end)
        && length == tokens.len()
    {
        return (known, KNOWN);
    }
    if let Some((length, known)) = scene.names.known_contracted(scene.document, tokens.start, tokens.end)
        && length == tokens.len()
    {
        return (known, KNOWN);
    }
    // `Archbishop of Wexcombe`, taken for one name.
    if tokens.start > mention.tokens.start && scene.is(mention.tokens.start, class::PLACE_TITLE) && mention.kind != Kind::Location {
        let linked = scene.is(mention.tokens.start + 1, class::ORGANIZATION_LINK);
        return (if linked { EntityType::Location } else { EntityType::Person }, LABELLED);
    }
    // `Nordrhein-Westfalens`: a genitive.
    let genitive = || scene.document.folded(tokens.start).strip_suffix('s').and_then(|word| scene.names.known_word(word));
    if tokens.len() == 1 && scene.document.language == Some(Language::De) && genitive() == Some(EntityType::Location) {
        return (EntityType::Location, KNOWN);
    }
    // `« Les Grandes Orgues »`: nobody begins with an article.
    if tokens.start < mention.tokens.start && mention.kind == Kind::Person && scene.is(tokens.start, class::FUNCTION) {
        return (EntityType::Product, LABELLED_OTHER);
    }
    // `deja El Faro de la Sierra`: what is called by a noun with an article is no place.
    if tokens.start + 1 < mention.tokens.start && mention.kind == Kind::Location {
        return (EntityType::Organization, LABELLED);
    }
    let borrowed = scene.document.language.is_some_and(crate::model::borrowed);
    // Even an unsure word of a labeller that learned the language itself counts for something.
    let weight = if borrowed { mention.score } else { 0.4 + 0.6 * mention.score };
    let weighed = |points: i32| (points as f32 * weight).round() as i32;
    if let Some(kind) = listed(mention, tokens) {
        return (kind, LABELLED);
    }
    match mention.kind {
        Kind::Person => (EntityType::Person, weighed(LABELLED)),
        Kind::Organization => (EntityType::Organization, weighed(LABELLED)),
        // A town that both the labeller and a list know is hardly anything else.
        Kind::Location if *tokens == mention.tokens && mention.lists & PLACES != 0 => (EntityType::Location, KNOWN),
        Kind::Location => (EntityType::Location, weighed(LABELLED)),
        Kind::Miscellaneous => (EntityType::Product, weighed(LABELLED_OTHER)),
    }
}

pub(super) const PLACES: u16 = 1 << List::City as u16 | 1 << List::Region as u16 | 1 << List::Country as u16;

/// The type that name lists give the very name, where they agree: an institution, a party or a medium, or a country.
fn listed(mention: &Mention, tokens: &Range<usize>) -> Option<EntityType> {
    const ORGANIZATIONS: u16 = 1 << List::Institution as u16 | 1 << List::Association as u16 | 1 << List::Media as u16;
    const COUNTRY: u16 = 1 << List::Country as u16;
    const OTHERS: u16 = 1 << List::First as u16
        | 1 << List::Surname as u16
        | 1 << List::City as u16
        | 1 << List::Region as u16
        | 1 << List::Product as u16
        | 1 << List::Event as u16;
    if *tokens != mention.tokens || mention.lists & OTHERS != 0 {
        return None;
    }
    match (mention.lists & ORGANIZATIONS != 0, mention.lists & COUNTRY != 0) {
        (true, false) => Some(EntityType::Organization),
        (false, true) if mention.kind != Kind::Organization => Some(EntityType::Location),
        _ => None,
    }
}

/// How far before a name the office is looked for whose field it is.
const OFFICE_REACH: usize = 3;

/// The most adjectives between an office and its field.
const OFFICE_ADJECTIVES: usize = 2;

/// Whether a name is the field of an office and no name (`ministre de la Culture`, `Culture Secretary`).
pub(super) fn field_of_office(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    let known = scene.names.known_at(scene.document, tokens.start, tokens.end).is_some();
    let acronym = scene.document.tokens[tokens.start].upper;
    if known || acronym {
        return false;
    }
    let behind = scene.document.language == Some(Language::En) && scene.is(tokens.end, class::OFFICE);
    let link = |t: usize| scene.is(t, class::FUNCTION | class::ORGANIZATION_LINK) && !scene.document.tokens[t].capital;
    let links = (tokens.start.saturating_sub(OFFICE_REACH)..tokens.start).rev().take_while(|t| link(*t)).count();
    // `ministre russe de la Défense`, `ministre délégué au Budget`.
    let adjective = |t: &usize| {
        let small = !scene.document.tokens[*t].capital;
        small && scene.is(*t, class::DEMONYM | class::ORGANIZATION_COMPLEMENT | class::OFFICE) && !scene.is(*t, class::FUNCTION)
    };
    let head = (tokens.start - links).checked_sub(1);
    let office = |t: usize| (t.saturating_sub(OFFICE_ADJECTIVES)..=t).rev().take_while(adjective).any(|t| scene.is(t, class::OFFICE));
    let before = links > 0 && head.is_some_and(|head| scene.is(head, class::OFFICE) || office(head));
    behind || before
}

/// Whether a labelled name is two names with a link between: what follows the noun of a product (`version Alto d’Orphée`), a person
/// whose first word is no first name, two places with a conjunction between, two names with a noun between (`Orphée maker Nordal`).
fn joins_two(scene: &Scene<'_>, kind: Kind, tokens: &Range<usize>) -> bool {
    let lower = |t: usize| !scene.document.tokens[t].capital;
    let mut inner = (tokens.start + 1)..tokens.end.saturating_sub(1);
    let capital = |t: usize| scene.document.tokens[t].capital;
    let between = |t: usize| lower(t) && capital(t - 1) && capital(t + 1) && scene.is(t, NOUNS | class::PERSON_NOUN);
    let whole = scene.names.known_at(scene.document, tokens.start, tokens.end).is_some_and(|(length, _)| length == tokens.len());
    if !whole && (inner.clone().any(between) || inner.clone().any(|t| scene.is(t, class::CONJUNCTION) && two_places(scene, tokens, t))) {
        return true;
    }
    let product = tokens.start > 0 && scene.is(tokens.start - 1, class::PRODUCT_NOUN);
    // `Nordal's Orphée`: a possessive behind a known name.
    let owner = |t: usize| {
        scene.document.folded(t) == "'s"
            && scene.names.known_at(scene.document, tokens.start, t).is_some_and(|(n, _)| n == t - tokens.start)
    };
    if !whole && inner.clone().any(owner) {
        return true;
    }
    // `Avenio van Nordal`: what a link leads to is known by itself.
    let tail = |t: usize| {
        let known = scene.names.known_at(scene.document, t + 1, tokens.end).filter(|(length, _)| *length == tokens.end - t - 1);
        let titled = || tokens.start > 0 && scene.is(tokens.start - 1, class::PERSON_NOUN | class::HONORIFIC | class::TITLE);
        known.is_some_and(|(_, k)| k == EntityType::Organization || k == EntityType::Location && titled())
    };
    if kind == Kind::Person && inner.clone().any(|t| lower(t) && scene.is(t, class::ORGANIZATION_LINK | class::PARTICLE) && tail(t)) {
        return true;
    }
    // A labeller that learned from other languages takes the plain words between two names for parts of one.
    let plain = |t: usize| {
        lower(t)
            && scene.document.tokens[t].kind == TokenKind::Word
            && !scene.is(t, class::ORGANIZATION_LINK | class::ORGANIZATION_COMPLEMENT | class::PARTICLE | class::CONJUNCTION)
    };
    let quoted = tokens.start > 0 && scene.document.tokens[tokens.start - 1].kind == TokenKind::Punctuation;
    let may_run = scene.document.language.is_some_and(crate::model::borrowed) && (kind != Kind::Miscellaneous || !quoted);
    if may_run && inner.clone().any(plain) {
        return true;
    }
    // `Nordal livrera l'armée`: no name goes on with a verb and the article of its object.
    let article = |t: usize| matches!(scene.document.folded(t), "l'" | "le" | "la" | "les") && lower(t);
    let verb = |t: usize| plain(t) && article(t + 1) && !scene.is(t, class::FUNCTION | class::ORGANIZATION_NOUN | class::ORGANIZATION_HEAD);
    if !whole && scene.document.language == Some(Language::Fr) && kind != Kind::Miscellaneous && inner.clone().any(verb) {
        return true;
    }
    let link = inner.any(|t| scene.is(t, class::ORGANIZATION_LINK) && lower(t) && (product || !scene.is(t, class::PARTICLE)));
    link && !scene.is(tokens.start, class::FIRST) && (product || kind == Kind::Person)
}

/// Whether the words before and behind the conjunction at `link` are known places, each to the word (`el Báltico y Letonia`).
fn two_places(scene: &Scene<'_>, tokens: &Range<usize>, link: usize) -> bool {
    let place = |mut part: Range<usize>| {
        while part.len() > 1 && scene.is(part.start, class::FUNCTION) {
            part.start += 1;
        }
        scene.names.known_at(scene.document, part.start, part.end) == Some((part.len(), EntityType::Location))
    };
    place(tokens.start..link) && place(link + 1..tokens.end)
}

/// Whether the rules may add this candidate: a table knows it, the words around it or its own say what it is, or it is written as
/// only a name would be, more than once or in more than one word.
fn is_plain(scene: &Scene<'_>, candidate: &Candidate, counts: &FxHashMap<&str, usize>) -> bool {
    let start = candidate.tokens.start;
    // `par L’Écho`: an article with a capital inside the sentence.
    if candidate.known.is_some() || scene.is(start, class::FUNCTION) && candidate.tokens.len() > 1 {
        return true;
    }
    // Where nouns have capitals, a phrase says what a name is and not that there is one.
    let nouns = scene.document.language.is_some_and(Language::capitalises_nouns);
    let told = if nouns { typing::of_neighbours(scene, candidate) } else { typing::of_mention(scene, candidate) };
    if told.best().1 >= CONTEXT || headed::head(scene, candidate).is_some() || scene.is(start, class::STREET) {
        return true;
    }
    let sentence = scene.document.sentence_of(start);
    let opens = scene.opens(start, sentence.tokens.start);
    let repeated = counts.get(scene.document.folded(start)).is_some_and(|&n| n > 1);
    !opens && !nouns && (candidate.tokens.len() > 1 || repeated)
}
