//! Whose figure it is: possessor, subject, somebody that a pronoun stands for; nobody where that is unclear.

use super::figure::Raw;
use super::meaning::{Context, Labelled};
use crate::document::Span;
use crate::facts::{EntityId, EntityType, FigureKind};

/// From this score on a name is an owner by its place alone; below it, a pronoun in the clause knows better.
const SURE: i32 = 100;
/// Atoms that an apposition between a subject and its verb may have.
const APPOSITION: usize = 16;
/// Labels that tell something about the one whom the article is about, if nobody else is named.
const OF_THE_SUBJECT: [&str; 8] = ["revenue", "profit", "loss", "headcount", "layoffs", "valuation", "debt", "investment"];

/// A name before or after a figure, as the sentence uses it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The first atom of the name.
    pub first: usize,
    /// One past its last atom.
    pub end: usize,
    /// Whether a preposition leads it.
    pub oblique: bool,
    /// Whether a word such as `de`, `of` leads it.
    pub linked: bool,
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
            let place = self.place_of(mention);
            if self.is_aside(raw, label, place, kind) {
                continue;
            }
            named |= matches!(kind, EntityType::Person | EntityType::Organization);
            let base = base(kind);
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
                    && (place.oblique || place.linked || !subject && self.opens_with_another(place.first))
                    && !self.possesses(raw, place);
                if clause {
                    self.score_before(raw, Place { oblique: false, linked: false, ..place }, base) + 60
                } else {
                    self.score_before(raw, place, base) + bonus
                }
            } else if span.end <= mention.start {
                self.score_after(raw, label, place, base)
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
                // `The court fined him 5 m`: the one before whom the sentence speaks.
                let punished = || matches!(label, "fine" | "sentence").then(|| self.spoken_of()).flatten();
                let found = found.or_else(punished);
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
    pub(super) fn in_clause_of(&self, raw: &Raw, place: Place) -> bool {
        let reader = self.reader;
        let mut from = place.end + usize::from(reader.text(place.end) == ",");
        // `Anna Bell, touchée au genou, dont l'absence …`
        if from > place.end && !self.labels.relative.contains(reader.text(from)) {
            let close = (from..from + 8).find(|&at| reader.text(at) == ",");
            from = close.filter(|&c| self.labels.relative.contains(reader.text(c + 1))).map_or(from, |c| c + 1);
        }
        // `, dont deux`: a part of what was told.
        if reader.atom(from + 1).is_some_and(super::atoms::Atom::is_number)
            || reader.entry(from + 1).is_some_and(|e| e.opens() && !e.article)
        {
            return false;
        }
        self.labels.relative.contains(reader.text(from))
            && raw.start.saturating_sub(from) <= APPOSITION
            && !(from..raw.start).any(|at| matches!(reader.text(at), "," | ";" | ")" | "»" | "”"))
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

    pub(super) fn place_of(&self, mention: Span) -> Place {
        let reader = self.reader;
        let first = reader.atoms.partition_point(|a| reader.document.tokens[a.token].span.end <= mention.start);
        let end = reader.atoms.partition_point(|a| reader.document.tokens[a.token].span.start < mention.end);
        let article = first.checked_sub(1).is_some_and(|b| self.labels.determiners.contains(reader.text(b)));
        let at = first - usize::from(article);
        let led = |at| self.labels.oblique.ending_at(reader.document, reader.atoms, at, 3).is_some();
        // `from the animal charity Paws United`
        let noun = at.checked_sub(1).is_some_and(|b| !article && self.labels.head(reader.text(b)).is_some());
        let phrase = || {
            (at.saturating_sub(4).max(self.sentence.0)..at).rev().take_while(|&i| {
                let word = reader.atom(i).is_some_and(|a| a.is_word() && !a.dated);
                word && (!reader.nouns.is_stop(reader.text(i)) || self.labels.determiners.contains(reader.text(i)))
            })
        };
        let through = noun && phrase().any(led);
        let linked = at.checked_sub(1).is_some_and(|b| reader.nouns.is_link(reader.text(b)))
            || article && reader.nouns.is_link(reader.text(first - 1));
        Place { first, end, oblique: led(at) || article && led(first) || through, linked }
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
        // `Anna Bell, 51`, `Anna Bell, âgée de 51 ans`
        let comma = (raw.start.saturating_sub(4)..raw.start).rev().find(|&at| sets_off(self.reader.text(at)));
        if raw.kind == FigureKind::Age && comma == Some(place.end) {
            return 3 * SURE;
        }
        // `…, la France pour 54 milliards`: a clause without its verb.
        let article = place.first.checked_sub(1).is_some_and(|b| self.labels.determiners.contains(self.reader.text(b)));
        let gapped = gap <= 4 && (place.first - usize::from(article)).checked_sub(1).is_some_and(|b| self.reader.text(b) == ",");
        SURE + base + 40 * i32::from(gapped && !weak) - 2 * gap.min(20) - 45 * i32::from(weak) - 15 * i32::from(place.linked && !possessor)
            + 60 * i32::from(own)
            + 50 * i32::from(possessor)
    }

    fn score_after(&self, raw: &Raw, label: &str, place: Place, base: i32) -> i32 {
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
        // `a fine of 5 m on Halden`
        let punished = gap <= 3 && place.oblique && matches!(label, "fine" | "sentence");
        if possessor || punished || gap <= 8 && raw.kind == FigureKind::Percent && self.benefits(raw.end, place.first) {
            return 190;
        }
        // After a comma begins the main clause, with its subject.
        let clause = place.first.checked_sub(1).is_some_and(|b| reader.text(b) == ",");
        20 + base + 30 * i32::from(clause) - 2 * gap.min(20) - 45 * i32::from(place.oblique)
    }

    /// `le bénéfice de Danone`, `Danone's profit`: the noun that labels figures belongs to the name.
    pub(super) fn possesses(&self, raw: &Raw, place: Place) -> bool {
        let reader = self.reader;
        let cue = |from: usize, to: usize| (from..to).any(|at| self.labels.cue(reader, at, raw.kind).is_some());
        if reader.text(place.end) == "'s" {
            return cue(place.end + 1, (place.end + 5).min(raw.start));
        }
        place.linked && cue(place.first.saturating_sub(5).max(self.sentence.0), place.first)
    }

    /// Whether a predicate follows the name, over an apposition if need be, and nothing leads it.
    pub(super) fn is_subject(&self, place: Place) -> bool {
        let reader = self.reader;
        if place.oblique || place.linked {
            return false;
        }
        let mut at = place.end;
        // `Her employer, Axiom Space, has raised`: the name is the apposition, and its comma ends it.
        let apposed = place.first.checked_sub(1).is_some_and(|b| b > self.sentence.0 && reader.text(b) == ",");
        if apposed && reader.text(at) == "," {
            at += 1;
        } else if matches!(reader.text(at), "," | "(") {
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
        // `pour son adversaire, l'écologiste Anna Bell`
        let apposed = |at: usize| self.labels.determiners.contains(self.reader.text(at + 1));
        let shut = (from..to).any(|at| match self.reader.text(at) {
            "," => !apposed(at),
            text => matches!(text, ";" | "(" | ")" | "."),
        });
        between.iter().any(|a| self.labels.beneficiary.contains(a.text)) && !shut
    }
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

/// Whether `text` sets an apposition off from its name.
fn sets_off(text: &str) -> bool {
    matches!(text, "," | "(")
}
