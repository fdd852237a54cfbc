//! Whom an article is about, which of its names are organisations, and which nouns call a name again.

use super::labels::Labels;
use crate::document::{Document, TokenKind, fold};
use crate::facts::{Entities, Entity, EntityId, EntityType};
use rustc_hash::FxHashMap;

/// How salient the subject of an article must be, and how salient if it is twice as much so as any other organisation.
const PROMINENT: f64 = 0.25;
const ALONE: f64 = 0.15;
/// Tokens before a name in which the noun stands that introduces it.
const BESIDE: usize = 2;
/// Mentions of a name at which such a noun is looked for.
const MENTIONS: usize = 4;
/// Letters that the noun within a name has at least.
const NOUN: usize = 4;

/// What the names of an article say about the whole of it.
#[derive(Debug, Default)]
pub struct Topic {
    /// The organisation that stands out, if one does.
    pub hero: Option<EntityId>,
    /// Who must be meant by `the company` where the labeller has seen no organisation: the name that stands out.
    pub mistaken: Option<EntityId>,
    /// The council that stands for its town (`Ayuntamiento de …`), where there is one.
    pub town: Option<EntityId>,
    /// Whether an entity is an organisation, by entity.
    firms: Vec<bool>,
    /// The nouns of names (`Oakhaven City Council`: `council`), and the entities whose names have them.
    nouns: FxHashMap<Box<str>, Vec<EntityId>>,
}

impl Topic {
    /// Reads the names of `document`.
    pub fn new(document: &Document, entities: &Entities, labels: &Labels) -> Self {
        let firms: Vec<bool> = entities.list.iter().map(|e| is_firm(document, e, labels)).collect();
        let mut nouns: FxHashMap<Box<str>, Vec<EntityId>> = FxHashMap::default();
        for (entity, id) in entities.list.iter().zip(0..) {
            if entity.kind == EntityType::Person {
                continue;
            }
            let words: Vec<&str> = entity.name.split(' ').collect();
            // The first word, the last, and the one that others say more of (`the Reserve Bank of Oakhaven`).
            let head = words.iter().position(|w| w.chars().next().is_some_and(char::is_lowercase)).and_then(|at| at.checked_sub(1));
            let mut heads = vec![Some(0), words.len().checked_sub(1), head];
            heads.dedup();
            for word in heads.into_iter().flatten().filter_map(|at| words.get(at)).filter(|_| words.len() > 1) {
                if word.chars().count() >= NOUN && word.chars().all(char::is_alphabetic) {
                    nouns.entry(fold(word).into()).or_default().push(EntityId(id));
                }
            }
        }
        let council = |(e, i): &(&Entity, u32)| {
            let first = e.name.split(' ').next().unwrap_or_default();
            firms.get(*i as usize).is_some_and(|f| *f) && first != e.name && labels.head(&fold(first)) == Some(EntityType::Location)
        };
        let town = entities.list.iter().zip(0..).find(council).map(|(_, id)| EntityId(id));
        Self { hero: hero(document, entities, &firms), mistaken: mistaken(document, entities, &firms, labels), town, firms, nouns }
    }

    /// Whether `id` is an organisation, by its type or by the noun before it (`the carmaker Vlietman`).
    pub fn is_firm(&self, id: EntityId) -> bool {
        self.firms.get(id.index()).copied().unwrap_or(false)
    }

    /// The entities whose names have the noun `word`.
    pub fn named_by(&self, word: &str) -> &[EntityId] {
        self.nouns.get(word).map_or(&[], Vec::as_slice)
    }
}

/// Whether `entity` is an organisation. The labeller takes a firm of one word for a person or a place now and then; a noun before it
/// knows better.
fn is_firm(document: &Document, entity: &Entity, labels: &Labels) -> bool {
    if entity.kind == EntityType::Organization {
        return true;
    }
    let single = !entity.name.contains(' ');
    // `Banque Ferrand`, `Halden Airlines`: the noun within the name says it.
    let kinds = matches!(entity.kind, EntityType::Person | EntityType::Product | EntityType::Other);
    let mut ends = entity.name.split(' ').next().into_iter().chain(entity.name.rsplit(' ').next());
    if !single && kinds && ends.any(|word| labels.head(&fold(word)) == Some(EntityType::Organization)) {
        return true;
    }
    let introduced = |start: usize| {
        let name = document.tokens_in(crate::document::Span::new(start, start + 1)).start;
        let before = (name.saturating_sub(BESIDE)..name).rev();
        // `L'enseigne de Roubaix` is of a place.
        let open = |&t: &usize| document.tokens[t].kind == TokenKind::Word && !labels.prepositions.contains(document.folded(t));
        let mut words = before.take_while(|t| open(t) && document.tokens[t + 1].spaced);
        words.any(|t| labels.head(document.folded(t)) == Some(EntityType::Organization))
    };
    let mistaken = matches!(entity.kind, EntityType::Person | EntityType::Location | EntityType::Product | EntityType::Other);
    single && mistaken && entity.mentions.iter().take(MENTIONS).any(|m| introduced(m.start))
}

/// Whom the article is about: the most prominent organisation, where its title or its first paragraphs name it.
fn hero(document: &Document, entities: &Entities, firms: &[bool]) -> Option<EntityId> {
    let head = document.blocks.iter().take(3).next_back()?.span.end;
    // `(AFP)`: who only stands in brackets wrote it.
    let bracketed = |e: &Entity| {
        let token = |at: usize| if at < document.tokens.len() { document.token_text(at) } else { "" };
        e.mentions.iter().all(|m| {
            let tokens = document.tokens_in(*m);
            tokens.start.checked_sub(1).is_some_and(|b| matches!(token(b), "(" | "/")) && matches!(token(tokens.end), ")" | "/")
        })
    };
    let told = |(e, _): &(&Entity, u32)| !bracketed(e);
    let all = || entities.list.iter().zip(0..).zip(firms).filter(|(_, firm)| **firm).map(|(known, _)| known).filter(told);
    let known = all().filter(|(e, _)| e.salience >= ALONE);
    let (entity, id) = known.max_by(|a, b| a.0.salience.total_cmp(&b.0.salience))?;
    let rivals = |part: f64| all().any(|(e, i): (&Entity, u32)| i != id && e.salience > part * entity.salience);
    // Nobody stands out where another is named as often.
    if rivals(0.99) || entity.salience < PROMINENT && rivals(0.5) {
        return None;
    }
    entity.mentions.first().is_some_and(|m| m.end <= head).then_some(EntityId(id))
}

/// The name that stands out in an article without organisations.
fn mistaken(document: &Document, entities: &Entities, firms: &[bool], labels: &Labels) -> Option<EntityId> {
    let head = document.blocks.first()?.span.end;
    let firm = entities.list.iter().zip(firms).any(|(e, firm)| *firm && e.salience >= ALONE);
    let (entity, id) = entities.list.iter().zip(0..).max_by(|a, b| a.0.salience.total_cmp(&b.0.salience))?;
    let rival = entities.list.iter().zip(0..).any(|(e, i): (&Entity, u32)| i != id && 2.0 * e.salience > entity.salience);
    let place = matches!(entity.kind, EntityType::Location | EntityType::Event | EntityType::Work);
    let named = entity.mentions.first().is_some_and(|m| m.end <= head);
    // `sa présidente, Anna Bell`
    let titled = |start: usize| {
        let name = document.tokens_in(crate::document::Span::new(start, start + 1)).start;
        let before = (name.saturating_sub(BESIDE + 1)..name).rev();
        before.into_iter().any(|t| labels.head(document.folded(t)) == Some(EntityType::Person))
    };
    let place = place || entity.mentions.iter().take(MENTIONS).any(|m| titled(m.start));
    (!firm && !rival && !place && named && entity.salience >= PROMINENT).then_some(EntityId(id))
}
