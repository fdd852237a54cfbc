//! Whom pronouns and common nouns stand for: `elle`, `le cimentier`, `the 51-year-old`.

use super::atoms::Atom;
use super::figure::Raw;
use super::meaning::Context;
use crate::document::{Document, Span, TokenKind};
use crate::facts::{Entities, Entity, EntityId, EntityType, FigureKind};

/// Bytes before the sentence in which a pronoun finds its name.
const MEMORY: usize = 1200;
/// Sentences over which pronouns are followed back.
const CHAIN: usize = 6;
/// Tokens beside a name in which the noun stands that introduces it.
const BESIDE: usize = 3;
/// How salient the subject of an article must be, and how salient if it is twice as much so as any other organisation.
const PROMINENT: f64 = 0.25;
const ALONE: f64 = 0.15;

/// A word or phrase that stands for somebody named before.
#[derive(Debug, Clone, Copy)]
pub struct Anaphor {
    /// One past its last atom.
    pub end: usize,
    /// What it stands for, where the word says so.
    pub kind: Option<EntityType>,
    /// The atom of its noun; pronouns have none.
    pub head: Option<usize>,
    /// Whether it is the last one named.
    pub latter: bool,
}

impl Context<'_, '_> {
    /// Whom the subject of the sentence stands for (`The company, a unit of Nordal, made …`), where `other` is only named beside it.
    pub(super) fn stand_in(&self, raw: &Raw, other: EntityId) -> Option<EntityId> {
        let reader = self.reader;
        let from = self.sentence.0.max(raw.start.saturating_sub(60));
        let found = (from..raw.start).find_map(|at| {
            let anaphor = self.labels.anaphor(reader, at).or_else(|| self.aged_near(at).filter(|_| at == self.sentence.0))?;
            let led = at > self.sentence.0
                && (reader.nouns.is_link(reader.text(at - 1))
                    || self.labels.oblique.ending_at(reader.document, reader.atoms, at, 3).is_some());
            let opens = at == self.sentence.0 && self.stands_alone(at, anaphor);
            let place = anaphor.kind.is_none() && self.entities.get(other).kind == EntityType::Location;
            (opens && !place || anaphor.kind == Some(EntityType::Organization) && !led).then_some(anaphor)
        })?;
        self.antecedent(found)
    }

    /// `Le maire de Lyon` names its man itself, and a title within a clause may be anybody's: `Le maire` at its start is the one named before.
    fn stands_alone(&self, at: usize, anaphor: Anaphor) -> bool {
        let reader = self.reader;
        let title = matches!(anaphor.kind, Some(EntityType::Person | EntityType::Location)) && anaphor.head.is_some();
        let next = reader.atom(anaphor.end);
        let aged = reader.atom(anaphor.end + 1).is_some_and(Atom::is_number);
        let named =
            !aged && reader.nouns.is_link(reader.text(anaphor.end)) || next.is_some_and(|a| a.capital && !reader.lexicon.capital_nouns);
        let opens = at == self.sentence.0 || at.checked_sub(1).is_some_and(|b| reader.text(b) == ",");
        !title || opens && !named
    }

    /// `Le groupe, propriété du suédois Tolvik,`: another word of an organisation opens the sentence, away from the name.
    pub(super) fn opens_with_another(&self, first: usize) -> bool {
        let opening = self.labels.anaphor(self.reader, self.sentence.0).or_else(|| self.aged_near(self.sentence.0));
        opening.is_some_and(|a| {
            a.head.is_some_and(|_| a.kind == Some(EntityType::Organization)) && first > a.end + 2
                || a.kind == Some(EntityType::Person) && a.head.is_none() && first > a.end
        })
    }

    /// `la société`, `she`: whom the words before the figure, or the subject right after it, stand for.
    pub(super) fn anaphor(&self, raw: &Raw, figure: Span) -> Option<EntityId> {
        let reader = self.reader;
        let last = reader.atoms.partition_point(|a| reader.document.tokens[a.token].span.end <= figure.start);
        let first = self.sentence.0.max(last.saturating_sub(60));
        // `Twice a year, it releases forecasts`, `Fort de 20 ans d'expérience, saura-t-il`: what opens the sentence belongs to the
        // subject after it.
        let comma = (raw.end..raw.end + 4).find(|&at| reader.text(at) == ",");
        let comma = comma.filter(|_| last.saturating_sub(self.sentence.0) <= 4);
        let after = comma.map_or(0..0, |comma| comma + 1..(comma + 4).min(self.sentence.1));
        let inverted = |at: usize| {
            let pronoun = reader.text(at).rsplit_once('-').and_then(|(_, pronoun)| self.labels.pronoun(pronoun));
            pronoun.map(|kind| Anaphor { end: at + 1, kind, head: None, latter: false })
        };
        let found = (first..last).chain(after).find_map(|at| {
            let told = self.labels.sources.ending_at(reader.document, reader.atoms, at, 4).is_some();
            let own = self.labels.anaphor(reader, at).filter(|a| !told && self.stands_alone(at, *a));
            own.or_else(|| inverted(at))
        });
        let found = found.or_else(|| self.aged_near(self.sentence.0)).or_else(|| self.postponed(raw)).or_else(|| self.dropped());
        // `Il a dénoncé …`, `It says rents have risen`: the one who speaks of it.
        self.antecedent(found.filter(|a| !self.only_speaks(raw, *a))?)
    }

    /// Whether a verb of reporting follows the pronoun, and nothing leads back to it.
    fn only_speaks(&self, raw: &Raw, anaphor: Anaphor) -> bool {
        let reader = self.reader;
        let verb = (anaphor.end..(anaphor.end + 4).min(raw.start)).find(|&at| self.labels.reports.has(reader.text(at)));
        anaphor.head.is_none() && verb.is_some_and(|verb| !self.leads_back(verb, raw))
    }

    /// `Déjà condamné à 18 mois, il encourt …`: a clause without a subject before the comma has that of the clause after it.
    fn postponed(&self, raw: &Raw) -> Option<Anaphor> {
        let reader = self.reader;
        let comma = (raw.end..(raw.end + 10).min(self.sentence.1)).find(|&at| reader.text(at) == ",")?;
        let open = raw.start.saturating_sub(self.sentence.0) <= 6 && (self.sentence.0..raw.start).all(|at| reader.atoms[at].is_word());
        self.labels.anaphor(reader, comma + 1).filter(|a| open && a.head.is_none() && !a.latter)
    }

    /// `Deberá pagar una multa`: a sentence that begins with its verb goes on about the one before.
    fn dropped(&self) -> Option<Anaphor> {
        let at = self.sentence.0;
        let word = self.reader.atom(at).filter(|a| a.is_word() && !a.dated && !a.taken)?;
        let led =
            self.labels.oblique_word(word.text) || self.labels.determiners.contains(word.text) || self.reader.nouns.is_stop(word.text);
        let span = self.reader.document.tokens[word.token].span;
        let verb = !led && self.reader.entry(at).is_none() && self.entities.within(span).is_empty();
        (self.labels.drops_subjects && verb).then_some(Anaphor { end: at + 1, kind: None, head: None, latter: false })
    }

    /// `The 51-year-old`, `La Marseillaise, 22 ans,` at the start of the sentence, atom `at`, stand for a person.
    fn aged_near(&self, at: usize) -> Option<Anaphor> {
        let reader = self.reader;
        if !self.labels.definite.contains(reader.text(at)) {
            return None;
        }
        let figure = self.figures.iter().find(|f| f.kind == FigureKind::Age && f.start > at && f.start <= at + 5)?;
        let bare = reader.atom(figure.end).is_none_or(|a| !a.capital || reader.lexicon.capital_nouns);
        let apposed =
            reader.text(figure.start - 1) == "," && (at + 1..figure.start - 1).all(|i| reader.atoms[i].is_word() && !reader.atoms[i].taken);
        (figure.start == at + 1 && bare || apposed).then_some(Anaphor {
            end: figure.end,
            kind: Some(EntityType::Person),
            head: None,
            latter: false,
        })
    }

    /// Whom a sentence without a name of its own goes on about.
    pub(super) fn spoken_of(&self) -> Option<EntityId> {
        self.antecedent(Anaphor { end: self.sentence.0, kind: None, head: None, latter: false })
    }

    /// Whom `anaphor` stands for: the one whom its noun introduced, the subject of a sentence before within the block, else the last
    /// one named.
    fn antecedent(&self, anaphor: Anaphor) -> Option<EntityId> {
        let document = self.reader.document;
        let start = self.place.span.start;
        let from = start.saturating_sub(MEMORY);
        if anaphor.latter {
            let before = self.entities.within(Span::new(from, start));
            return before.iter().rev().filter(|m| !self.place_of(m.0).linked).map(|m| m.1).find(|&id| self.may_be(id, None));
        }
        let mut kind = anaphor.kind;
        let known = |anaphor: Anaphor| {
            let introduced = anaphor.head.and_then(|head| self.introduced(head, anaphor.kind, Span::new(from, start)));
            // `le groupe`, `the company`: the one that the article is about.
            introduced.or_else(|| self.hero.filter(|_| anaphor.kind == Some(EntityType::Organization)))
        };
        if let Some(id) = known(anaphor) {
            return Some(id);
        }
        let number = document.sentence_at(start);
        for back in 1..=CHAIN {
            let before = number.checked_sub(back).and_then(|i| document.sentences.get(i));
            let Some(before) = before.filter(|b| b.block == self.place.block && b.span.end > from) else { break };
            let opening = self.reader.atoms.partition_point(|a| document.tokens[a.token].span.start < before.span.start);
            let window = Span::new(before.span.start.max(from), before.span.end);
            let subject = self.subject_within(window, kind);
            let opens = subject.filter(|(first, _)| (opening..*first).all(|at| self.reader.atoms[at].is_word()));
            if let Some((_, id)) = opens {
                return Some(id);
            }
            // A pronoun after `The company …` goes on about the company.
            let opened = self
                .labels
                .anaphor(self.reader, opening)
                .or_else(|| self.aged_near(opening))
                .filter(|a| kind.is_none() || a.kind.is_none() || a.kind == kind);
            if let Some(opened) = opened {
                kind = kind.or(opened.kind);
                if let Some(id) = known(opened) {
                    return Some(id);
                }
                continue;
            }
            if let Some((_, id)) = subject {
                return Some(id);
            }
            // A pronoun is not guessed at where several could be meant.
            let judged = self.entities.within(window).iter().any(|m| self.may_be(m.1, kind) && self.punishes(self.place_of(m.0)));
            let candidates = || self.entities.within(window).iter().map(|m| m.1).filter(|&id| self.may_be(id, kind) && !judged);
            if let Some(first) = candidates().next().filter(|_| back == 1 && kind.is_none()) {
                return Some(first).filter(|&id| candidates().all(|other| other == id));
            }
        }
        // A common noun far from its name could be anybody's.
        if kind == Some(EntityType::Organization) {
            return None;
        }
        self.entities.within(Span::new(from, start)).iter().rev().map(|m| m.1).find(|&id| self.may_be(id, kind))
    }

    /// Whether `id` can be what a word of `kind` stands for.
    fn may_be(&self, id: EntityId, kind: Option<EntityType>) -> bool {
        let own = self.entities.get(id).kind;
        kind.map_or(matches!(own, EntityType::Person | EntityType::Organization), |k| k == own)
    }

    /// The subject of the sentence in `window` that a word of `kind` can stand for, with its first atom; of two parties to a penalty
    /// it is the one who bears it.
    fn subject_within(&self, window: Span, kind: Option<EntityType>) -> Option<(usize, EntityId)> {
        let candidates = || self.entities.within(window).iter().filter(|m| self.may_be(m.1, kind)).map(|m| (self.place_of(m.0), m.1));
        let judge = candidates().find(|(place, _)| self.punishes(*place));
        let subject = candidates().find(|(place, _)| self.is_subject(*place) && !self.punishes(*place));
        let bearer = || candidates().find(|(_, id)| judge.is_some_and(|j| j.1 != *id));
        if judge.is_some() { bearer() } else { subject }.map(|(place, id)| (place.first, id))
    }

    /// The last name that the noun at atom `head` stands beside: `the venture fund Crestline`, `Crestline, an American fund`.
    fn introduced(&self, head: usize, kind: Option<EntityType>, window: Span) -> Option<EntityId> {
        let document = self.reader.document;
        let noun = self.reader.text(head);
        let word = |token: usize| document.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Word);
        let is = |token: usize| word(token) && document.folded(token) == noun;
        let near = |span: Span| {
            let tokens = document.tokens_in(span);
            let open = |&token: &usize| {
                word(token) && !self.reader.nouns.is_stop(document.folded(token)) && !self.labels.oblique_word(document.folded(token))
            };
            let before = (tokens.start.saturating_sub(BESIDE)..tokens.start).rev().take_while(open);
            let comma = document.tokens.get(tokens.end).is_some() && document.token_text(tokens.end) == ",";
            let after = (tokens.end + 1..tokens.end + 2 + BESIDE).take_while(|&token| word(token));
            before.into_iter().any(is) || comma && after.into_iter().any(is)
        };
        let fits = |id: EntityId| match kind {
            Some(EntityType::Organization) => self.entities.get(id).kind != EntityType::Location,
            Some(kind) => self.entities.get(id).kind == kind,
            None => true,
        };
        self.entities.within(window).iter().rev().find(|m| fits(m.1) && near(m.0)).map(|m| m.1)
    }
}

/// Whom the article is about: the most prominent organisation, where its title or its first paragraphs name it.
pub fn hero(document: &Document, entities: &Entities) -> Option<EntityId> {
    let head = document.blocks.iter().take(3).next_back()?.span.end;
    let known = entities.list.iter().zip(0..).filter(|(e, _)| e.kind == EntityType::Organization && e.salience >= ALONE);
    let (entity, id) = known.max_by(|a, b| a.0.salience.total_cmp(&b.0.salience))?;
    let rivals = |part: f64| {
        let rival = |(e, i): (&Entity, u32)| i != id && e.kind == EntityType::Organization && e.salience > part * entity.salience;
        entities.list.iter().zip(0..).any(rival)
    };
    // Nobody stands out where another is named as often.
    if rivals(0.99) || entity.salience < PROMINENT && rivals(0.5) {
        return None;
    }
    entity.mentions.first().is_some_and(|m| m.end <= head).then_some(EntityId(id))
}
