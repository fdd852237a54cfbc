//! Whose figure it is: possessor, subject, somebody that a pronoun stands for; nobody where that is unclear.

use super::figure::Raw;
use super::meaning::{Context, Labelled};
use crate::document::{Document, Span};
use crate::facts::{Entities, Entity, EntityId, EntityType, FigureKind};

/// From this score on a name is an owner by its place alone; below it, a pronoun in the clause knows better.
const SURE: i32 = 100;
/// Atoms that an apposition between a subject and its verb may have.
const APPOSITION: usize = 16;
/// Bytes before the sentence in which a pronoun finds its name.
const MEMORY: usize = 1200;
/// Labels that tell something about the one whom the article is about, if nobody else is named.
const OF_THE_SUBJECT: [&str; 8] = ["revenue", "profit", "loss", "headcount", "layoffs", "valuation", "debt", "investment"];
/// How salient that one must be, and how salient if it is twice as much so as any other organisation.
const PROMINENT: f64 = 0.25;
const ALONE: f64 = 0.15;

/// A name before or after a figure, as the sentence uses it.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The first atom of the name.
    first: usize,
    /// One past its last atom.
    end: usize,
    /// Whether a preposition leads it.
    oblique: bool,
    /// Whether a word such as `de`, `of` leads it.
    linked: bool,
}

impl Context<'_, '_> {
    /// Whose figure `index` is.
    pub fn owner(&self, index: usize, label: Option<Labelled>) -> Option<EntityId> {
        let raw = &self.figures[index];
        let label = label.map_or("", |l| l.label);
        // The dead are nobody's; who is named beside them did it, counted them or was there.
        if label == "casualties" {
            return None;
        }
        let span = self.span(raw);
        let mut best: Option<(i32, EntityId, bool)> = None;
        let mut weak = false;
        let of_the_subject = self.is_of_the_subject(raw, label);
        let mut first = true;
        let mut named = false;
        for &(mention, id) in self.entities.within(self.window(span)) {
            // What the figures themselves are made of is nobody's name.
            if self.figures.iter().any(|f| self.span(f).overlaps(mention)) {
                continue;
            }
            let kind = self.entities.get(id).kind;
            named |= matches!(kind, EntityType::Person | EntityType::Organization);
            let base = base(kind);
            let place = self.place_of(mention);
            // Revenue and staff are an organisation's; a person beside them speaks.
            let speaks = of_the_subject && kind == EntityType::Person;
            let base = base - 40 * i32::from(speaks);
            let mut doubtful = false;
            let score = if mention.end <= span.start {
                let subject = self.is_subject(place);
                // The subject nearest to the figure counts most, then the first name that no preposition leads.
                let leads = first && !place.oblique && !place.linked && self.reader.text(place.end) != "'s";
                let bonus = if subject { 40 } else { 25 * i32::from(leads) };
                first &= place.oblique;
                let clause = self.in_clause_of(raw, place);
                doubtful = !clause
                    && (place.oblique || place.linked || !subject && self.is_beside_the_subject(place))
                    && !self.possesses(raw, place);
                if clause {
                    self.score_before(raw, Place { oblique: false, linked: false, ..place }, base) + 60
                } else {
                    self.score_before(raw, place, base) + bonus
                }
            } else if span.end <= mention.start {
                self.score_after(raw, place, base)
            } else {
                continue;
            };
            if best.is_none_or(|b| score > b.0) {
                best = Some((score, id, mention.end <= span.start));
                weak = doubtful;
            }
        }
        let sure = best.is_some_and(|b| b.0 >= SURE) && !weak;
        if self.is_of_another(index) || !sure && self.is_only_time(raw, label) {
            return None;
        }
        match best {
            Some((score, id, _)) if score >= SURE => self.stand_in(raw, id).filter(|_| weak).or(Some(id)),
            other => {
                let found = self.anaphor(raw, span);
                // A place named after the figure is where it happened, not whose it is.
                let acts = |b: &(i32, EntityId, bool)| b.2 || self.entities.get(b.1).kind != EntityType::Location;
                found.or(other.filter(acts).map(|b| b.1)).or_else(|| self.hero.filter(|_| !named && of_the_subject))
            }
        }
    }

    /// `within three months`: a time that a preposition leads, and that tells how long nothing of the one named beside it lasted.
    fn is_only_time(&self, raw: &Raw, label: &str) -> bool {
        let reader = self.reader;
        let before = |at: usize| at.checked_sub(1).map_or("", |b| reader.text(b));
        let at = raw.reach - usize::from(self.labels.determiners.contains(before(raw.reach)));
        let led = |at| self.labels.oblique.ending_at(reader.document, reader.atoms, at, 3).is_some();
        raw.kind == FigureKind::Duration && label.is_empty() && led(at) && !self.labels.beneficiary.contains(before(at))
    }

    /// Whether the label, or the word that a change is told of (`l'utile netto è sceso del 12%`), speaks of an organisation's books.
    fn is_of_the_subject(&self, raw: &Raw, label: &str) -> bool {
        let from = self.sentence.0.max(raw.start.saturating_sub(20));
        let told = |at| self.labels.cue(self.reader, at, FigureKind::Money).is_some_and(|c| OF_THE_SUBJECT.contains(&c.1.label));
        OF_THE_SUBJECT.contains(&label) || matches!(label, "growth" | "decline") && (from..raw.start).any(told)
    }

    /// `Anna Bell, who left after nine years`: the figure stands in a clause about the name.
    fn in_clause_of(&self, raw: &Raw, place: Place) -> bool {
        let reader = self.reader;
        let from = place.end + usize::from(reader.text(place.end) == ",");
        self.labels.relative.contains(reader.text(from))
            && raw.start.saturating_sub(from) <= APPOSITION
            && !(from..raw.start).any(|at| matches!(reader.text(at), "," | ";" | ")" | "»" | "”"))
    }

    /// `Le groupe, propriété du suédois Tolvik,`: another word of an organisation opens the sentence, away from the name.
    fn is_beside_the_subject(&self, place: Place) -> bool {
        let reader = self.reader;
        let opening = self.labels.anaphors.longest(reader.document, reader.atoms, self.sentence.0);
        opening.is_some_and(|(end, kind)| *kind == Some(EntityType::Organization) && place.first > end + 2)
    }

    /// Whom the subject of the sentence stands for (`The company, a unit of Nordal, made …`), where `other` is only named beside it.
    fn stand_in(&self, raw: &Raw, other: EntityId) -> Option<EntityId> {
        let reader = self.reader;
        let from = self.sentence.0.max(raw.start.saturating_sub(60));
        let kind = (from..raw.start).find_map(|at| {
            let (end, kind) = self.labels.anaphors.longest(reader.document, reader.atoms, at)?;
            let led = at > self.sentence.0
                && (reader.nouns.is_link(reader.text(at - 1))
                    || self.labels.oblique.ending_at(reader.document, reader.atoms, at, 3).is_some());
            let opens = at == self.sentence.0 && self.stands_alone(at, end, *kind);
            let place = kind.is_none() && self.entities.get(other).kind == EntityType::Location;
            (opens && !place || *kind == Some(EntityType::Organization) && !led).then_some(*kind)
        })?;
        self.antecedent(kind)
    }

    /// `Le maire de Lyon` names its man itself, and a title within a sentence may be anybody's: `Le maire` at its start is the one named before.
    fn stands_alone(&self, at: usize, end: usize, kind: Option<EntityType>) -> bool {
        let title = kind == Some(EntityType::Person) && end - at > 1;
        let named = self.reader.nouns.is_link(self.reader.text(end)) || self.reader.atom(end).is_some_and(|a| a.capital);
        !title || at == self.sentence.0 && !named
    }

    /// `1,4 % pour l'Union, et 1,2 % pour la zone`: of two figures alike the second is said to be of something without a name.
    fn is_of_another(&self, index: usize) -> bool {
        let raw = &self.figures[index];
        let led = |f: &Raw| {
            let open = (f.end..f.end + 4).take_while(|&i| self.reader.atom(i).is_some_and(super::atoms::Atom::is_word));
            open.into_iter().any(|i| self.labels.beneficiary.contains(self.reader.text(i)))
        };
        let twin = index.checked_sub(1).map(|i| &self.figures[i]).filter(|f| f.kind == raw.kind && f.start >= self.sentence.0 && led(f));
        if raw.kind != FigureKind::Percent || !led(raw) || twin.is_none() {
            return false;
        }
        let start = self.span(raw).end;
        let end = self.reader.atom(raw.end + 6).map_or(self.place.span.end, |a| self.reader.document.tokens[a.token].span.start);
        self.entities.within(Span::new(start, end)).is_empty()
    }

    fn place_of(&self, mention: Span) -> Place {
        let reader = self.reader;
        let first = reader.atoms.partition_point(|a| reader.document.tokens[a.token].span.end <= mention.start);
        let end = reader.atoms.partition_point(|a| reader.document.tokens[a.token].span.start < mention.end);
        let article = first.checked_sub(1).is_some_and(|b| self.labels.determiners.contains(reader.text(b)));
        let at = first - usize::from(article);
        let led = |at| self.labels.oblique.ending_at(reader.document, reader.atoms, at, 3).is_some();
        let linked = at.checked_sub(1).is_some_and(|b| reader.nouns.is_link(reader.text(b)))
            || article && reader.nouns.is_link(reader.text(first - 1));
        Place { first, end, oblique: led(at) || article && led(first), linked }
    }

    fn score_before(&self, raw: &Raw, place: Place, base: i32) -> i32 {
        let gap = i32::try_from(raw.start.saturating_sub(place.first)).unwrap_or(99);
        // `Labor's 43 per cent`
        let own = gap <= 6 && self.reader.text(place.end) == "'s";
        let possessor = self.possesses(raw, place);
        let weak = place.oblique && !possessor;
        // `les Verts (19 %)`: what brackets tell right after a name is the name's.
        let bracket = raw.start.checked_sub(1).filter(|&b| self.reader.text(b) == "(");
        let own = own || !place.oblique && bracket.is_some_and(|b| b == place.end);
        // `…, la France pour 54 milliards`: a clause without its verb.
        let article = place.first.checked_sub(1).is_some_and(|b| self.labels.determiners.contains(self.reader.text(b)));
        let gapped = gap <= 4 && (place.first - usize::from(article)).checked_sub(1).is_some_and(|b| self.reader.text(b) == ",");
        SURE + base + 40 * i32::from(gapped && !weak) - 2 * gap.min(20) - 45 * i32::from(weak) - 15 * i32::from(place.linked && !possessor)
            + 60 * i32::from(own)
            + 50 * i32::from(possessor)
    }

    fn score_after(&self, raw: &Raw, place: Place, base: i32) -> i32 {
        let reader = self.reader;
        let gap = i32::try_from(place.first.saturating_sub(raw.end)).unwrap_or(99);
        let article = place.first.checked_sub(1).is_some_and(|b| self.labels.determiners.contains(reader.text(b)));
        // `32-year-old striker Anna Bell`
        let aged =
            raw.kind == FigureKind::Age && gap <= 2 && !(raw.end..place.first).any(|at| !reader.atom(at).is_some_and(|a| a.is_word()));
        if aged && !place.oblique && !place.linked {
            return 190;
        }
        let possessor = gap <= 3 && (place.linked || article) && raw.kind == FigureKind::Count;
        if possessor || gap <= 6 && raw.kind == FigureKind::Percent && self.benefits(raw.end, place.first) {
            return 190;
        }
        // After a comma begins the main clause, with its subject.
        let clause = place.first.checked_sub(1).is_some_and(|b| reader.text(b) == ",");
        20 + base + 30 * i32::from(clause) - 2 * gap.min(20) - 45 * i32::from(place.oblique)
    }

    /// `le bénéfice de Danone`, `Danone's profit`: the noun that labels figures belongs to the name.
    fn possesses(&self, raw: &Raw, place: Place) -> bool {
        let reader = self.reader;
        let cue = |from: usize, to: usize| (from..to).any(|at| self.labels.cue(reader, at, raw.kind).is_some());
        if reader.text(place.end) == "'s" {
            return cue(place.end + 1, (place.end + 5).min(raw.start));
        }
        place.linked && cue(place.first.saturating_sub(5).max(self.sentence.0), place.first)
    }

    /// Whether a predicate follows the name, over an apposition if need be, and nothing leads it.
    fn is_subject(&self, place: Place) -> bool {
        let reader = self.reader;
        if place.oblique || place.linked {
            return false;
        }
        let mut at = place.end;
        if matches!(reader.text(at), "," | "(") {
            let close = (at + 1..at + APPOSITION).find(|&i| matches!(reader.text(i), "," | ")"));
            let Some(close) = close.filter(|&c| c < self.sentence.1) else { return false };
            at = close + 1;
        }
        reader.atom(at).is_some_and(|a| a.is_word() && !a.capital && a.text != "'s")
            && !reader.nouns.is_link(reader.text(at))
            && !self.labels.prepositions.contains(reader.text(at))
            && !self.labels.determiners.contains(reader.text(at))
            && reader.bounds.joint(reader, at).is_none()
            && self.labels.oblique.longest(reader.document, reader.atoms, at).is_none()
    }

    /// Whether `for` and nothing that ends a phrase stands between a figure that ends before atom `from` and a name at `to`.
    fn benefits(&self, from: usize, to: usize) -> bool {
        let between = &self.reader.atoms[from.min(to)..to];
        between.iter().any(|a| self.labels.beneficiary.contains(a.text))
            && !between.iter().any(|a| matches!(a.text, "," | ";" | "(" | ")" | "."))
    }

    /// `la société`, `she`: whom the words before the figure, or the subject right after it, stand for.
    fn anaphor(&self, raw: &Raw, figure: Span) -> Option<EntityId> {
        let reader = self.reader;
        let last = reader.atoms.partition_point(|a| reader.document.tokens[a.token].span.end <= figure.start);
        let first = self.sentence.0.max(last.saturating_sub(60));
        // `Twice a year, it releases forecasts`, `Fort de 20 ans d'expérience, saura-t-il`: what opens the sentence belongs to the
        // subject after it.
        let comma = (raw.end..raw.end + 4).find(|&at| reader.text(at) == ",");
        let comma = comma.filter(|_| last.saturating_sub(self.sentence.0) <= 4);
        let after = comma.map_or(0..0, |comma| comma + 1..(comma + 4).min(self.sentence.1));
        let inverted = |at| reader.text(at).rsplit_once('-').and_then(|(_, pronoun)| self.labels.anaphors.single(pronoun));
        let kind = (first..last).chain(after).find_map(|at| {
            let longest = self.labels.anaphors.longest(reader.document, reader.atoms, at);
            let longest = longest.filter(|m| self.stands_alone(at, m.0, *m.1)).map(|m| m.1);
            longest.or_else(|| inverted(at)).copied()
        })?;
        self.antecedent(kind)
    }

    /// The subject of the sentence before, within the block, else the last one named.
    fn antecedent(&self, kind: Option<EntityType>) -> Option<EntityId> {
        // `le groupe`, `the company`: the one that the article is about.
        if kind == Some(EntityType::Organization) && self.hero.is_some() {
            return self.hero;
        }
        let named = |id: EntityId| {
            let own = self.entities.get(id).kind;
            kind.map_or(matches!(own, EntityType::Person | EntityType::Organization), |k| k == own)
        };
        let start = self.place.span.start;
        let from = start.saturating_sub(MEMORY);
        let document = self.reader.document;
        let before = document.sentence_at(start).checked_sub(1).and_then(|i| document.sentences.get(i));
        if let Some(before) = before.filter(|b| b.block == self.place.block) {
            let window = Span::new(before.span.start.max(from), before.span.end);
            let mentions = self.entities.within(window);
            // A pronoun after `The company …` goes on about the company.
            let opening = self.reader.atoms.partition_point(|a| document.tokens[a.token].span.start < before.span.start);
            let opened = self.labels.anaphors.longest(document, self.reader.atoms, opening).and_then(|m| *m.1);
            if kind.is_none() && opened == Some(EntityType::Organization) && self.hero.is_some() {
                return self.hero;
            }
            let candidates = || mentions.iter().filter(|m| named(m.1));
            if let Some(&(_, id)) = candidates().find(|m| self.is_subject(self.place_of(m.0))) {
                return Some(id);
            }
            // A pronoun is not guessed at where several could be meant.
            let first = candidates().next().map(|m| m.1);
            if first.is_some() && kind.is_none() {
                return first.filter(|&id| candidates().all(|m| m.1 == id));
            }
        }
        // A common noun far from its name could be anybody's.
        if kind == Some(EntityType::Organization) {
            return None;
        }
        self.entities.within(Span::new(from, start)).iter().rev().map(|m| m.1).find(|&id| named(id))
    }
}

/// Whom the article is about: the most prominent organisation, where its title or its first paragraphs name it.
pub fn hero(document: &Document, entities: &Entities) -> Option<EntityId> {
    let head = document.blocks.iter().take(3).next_back()?.span.end;
    let known = entities.list.iter().zip(0..).filter(|(e, _)| e.kind == EntityType::Organization && e.salience >= ALONE);
    let (entity, id) = known.max_by(|a, b| a.0.salience.total_cmp(&b.0.salience))?;
    let rival = |(e, i): (&Entity, u32)| i != id && e.kind == EntityType::Organization && 2.0 * e.salience > entity.salience;
    if entity.salience < PROMINENT && entities.list.iter().zip(0..).any(rival) {
        return None;
    }
    entity.mentions.first().is_some_and(|m| m.end <= head).then_some(EntityId(id))
}

/// How likely a name of this type owns figures at all.
const fn base(kind: EntityType) -> i32 {
    match kind {
        EntityType::Person | EntityType::Organization => 60,
        EntityType::Product => 50,
        EntityType::Location => 45,
        EntityType::Event | EntityType::Work | EntityType::Other => 0,
    }
}
