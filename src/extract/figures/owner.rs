//! Whose figure it is: possessor, subject, somebody that a pronoun stands for; nobody where that is unclear.
//!
//! Every name near the figure and every word that stands for one ([`super::anaphors`]) is a candidate. A score says how well it fits: what
//! it is beside what the label needs, how the sentence uses it, how far it stands. Who only reports the figure, punishes with it or is
//! told of in passing is none ([`super::asides`]).

use super::anaphors::Anaphor;
use super::figure::Raw;
use super::meaning::{Context, Labelled};
use super::place::Place;
use crate::document::Span;
use crate::facts::{EntityId, EntityType, FigureKind};

/// From this score on a candidate is an owner by its place alone; below it, what the sentences before are about knows better.
const SURE: i32 = 100;
/// Atoms that an apposition between a subject and its verb may have.
pub(super) const APPOSITION: usize = 16;
/// Atoms before a figure in which words that stand for somebody are looked for.
const BACK: usize = 60;
/// Atoms in which the noun of a subject stands that opens its sentence.
const OPENING: usize = 4;
/// Labels that tell something about the one whom the article is about, if nobody else is named.
const OF_THE_SUBJECT: [&str; 8] = ["revenue", "profit", "loss", "headcount", "layoffs", "valuation", "debt", "investment"];

/// A figure as its owner is looked for.
struct Question<'a> {
    raw: &'a Raw,
    label: &'static str,
    span: Span,
    /// Whether it speaks of an organisation's books.
    books: bool,
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
        let question = Question { raw, label, span: self.span(raw), books: self.is_of_the_subject(raw, label) };
        let mut best: Option<(i32, EntityId, usize)> = None;
        let mut offer = |score: i32, id: EntityId, first: usize| {
            if best.is_none_or(|b| score > b.0) {
                best = Some((score, id, first));
            }
        };
        let verbs = self.verbs(question.span, raw.start);
        let led = self.stand_ins(&question, verbs, &mut offer);
        self.names(&question, led, &mut offer);
        let sure = best.is_some_and(|b| b.0 >= SURE);
        // `Anna Bell ran the lap in 59 seconds`
        let timed = sure
            && matches!(raw.unit, Some("second" | "minute" | "hour"))
            && best.is_some_and(|b| b.2 < raw.start && self.kind_of(b.1) == EntityType::Person);
        if self.is_of_another(index) || !timed && self.is_only_time(raw, label) || self.is_distance(raw, label) || self.tells(raw) {
            return None;
        }
        // `un homme de 60 ans`: somebody whom no name near tells.
        if raw.kind == FigureKind::Age && self.is_stranger(raw) && !best.is_some_and(|b| sure && b.2 >= raw.end) {
            return None;
        }
        if let Some((_, id, _)) = best.filter(|_| sure) {
            return Some(id);
        }
        // Years of work, age and punishment are somebody's.
        let lived = raw.kind == FigureKind::Age || matches!(label, "experience" | "sentence" | "term");
        let person = || self.spoken_of(Some(EntityType::Person)).filter(|_| lived);
        let found = self.opened(raw).or_else(person);
        // `The court fined him 5 m`: the one before whom the sentence speaks.
        let punished = || matches!(label, "fine" | "sentence").then(|| self.spoken_of(None)).flatten();
        // Books of nobody else are the subject's.
        let named = || self.entities.within(self.window(question.span)).iter().any(|m| self.topic.is_firm(m.1));
        let spoken = || Some(()).filter(|()| !named()).and_then(|()| self.spoken_of(Some(EntityType::Organization)));
        let start = question.span.start;
        let before = || Some(()).filter(|()| !named()).and_then(|()| self.firm_before(start));
        let thing = || Some(()).filter(|()| !named()).and_then(|()| self.spoken_of(Some(EntityType::Product)));
        let topic = || Some(()).filter(|()| question.books).and_then(|()| before().or(self.topic.hero).or_else(spoken).or_else(thing));
        // A place named after the figure is where it happened, not whose it is, nor is who stands there with a preposition.
        let placed = raw.kind == FigureKind::Percent || matches!(label, "rate" | "population" | "growth" | "decline" | "share" | "votes");
        // `À Tréval, la municipalité investira 5 millions`: the place that a sentence opens with is what it is about.
        // And so is the one within a subject: `Le taux en Valdavie était de 3 %`.
        let frames = |first: usize| {
            let after = (first + 1..first + 4).find(|&at| !self.reader.atom(at).is_some_and(|a| a.is_word() && a.capital));
            let next = after.map_or("", |at| self.reader.text(at));
            first <= self.sentence.0 + 2 && next == "," || self.labels.passives.contains(next)
        };
        let acts = |b: &(i32, EntityId, usize)| {
            let place = self.kind_of(b.1) == EntityType::Location;
            b.0 > 0 && if b.2 < raw.start { placed || !place || b.0 >= SURE || b.0 >= SURE - 20 && frames(b.2) } else { !place }
        };
        found.or_else(punished).or_else(topic).or_else(|| best.filter(acts).map(|b| b.1))
    }

    /// Offers the names near the figure.
    fn names(&self, question: &Question<'_>, led: bool, offer: &mut impl FnMut(i32, EntityId, usize)) {
        let Question { raw, label, span, .. } = *question;
        let mut first = !led;
        for &(mention, id) in self.entities.within(self.window(span)) {
            // What the figures themselves are made of is nobody's name.
            if self.figures.iter().any(|f| self.span(f).overlaps(mention)) {
                continue;
            }
            let kind = self.kind_of(id);
            let place = self.place_of(mention);
            let house = kind == EntityType::Location && self.foreign_house(place.end).is_some();
            // Nobody has inhabitants.
            let house = house || kind == EntityType::Person && label == "population";
            let lasting = kind == EntityType::Person && self.lasts_for(raw, place);
            if place.first < self.dateline || house || !lasting && self.is_aside(raw, label, place, kind) {
                continue;
            }
            let place = Place { oblique: place.oblique && !self.is_faced(question, place) && !lasting, ..place };
            let base = base(kind) + fit(question, kind) + 100 * i32::from(lasting);
            if mention.end <= span.start {
                // The subject nearest to the figure counts most, then the first name that no preposition leads.
                let leads = first && !place.oblique && !place.linked && self.reader.text(place.end) != "'s";
                let bonus = if self.is_subject(place) { 40 } else { 25 * i32::from(leads) };
                first &= place.oblique;
                let score = if self.in_clause_of(raw, place) {
                    self.score_before(raw, Place { oblique: false, linked: false, ..place }, base) + 60
                } else {
                    self.score_before(raw, place, base) + bonus
                };
                offer(score, id, place.first);
            } else if span.end <= mention.start {
                offer(self.score_after(question, kind, place, base), id, place.first);
            }
        }
    }

    /// `Contre la société, le parquet a réclamé une amende`: a punishment is that of whom it is told against.
    fn is_faced(&self, question: &Question<'_>, place: Place) -> bool {
        let reader = self.reader;
        let article = place.first.checked_sub(1).is_some_and(|b| self.labels.determiners.contains(reader.text(b)));
        let at = place.first - usize::from(article);
        matches!(question.label, "fine" | "sentence") && self.labels.against.ending_at(reader.document, reader.atoms, at, 4).is_some()
    }

    /// `dirigé par Anna Bell depuis six ans`, `led by Anna Bell for six years`: so long it has lasted for the one right before.
    fn lasts_for(&self, raw: &Raw, place: Place) -> bool {
        let reader = self.reader;
        let led = raw.reach.checked_sub(1).map_or("", |b| reader.text(b));
        raw.kind == FigureKind::Duration
            && place.oblique
            && raw.reach == place.end + 1
            && (self.labels.lasting.contains(led) || self.labels.beneficiary.contains(led))
    }

    /// Offers those whom pronouns and common nouns before the figure stand for; whether one of them is the subject.
    fn stand_ins(&self, question: &Question<'_>, mut verbs: Vec<usize>, offer: &mut impl FnMut(i32, EntityId, usize)) -> bool {
        let raw = question.raw;
        let reader = self.reader;
        let mut led = false;
        let opened = self.unnamed(question, offer);
        self.speaker(question, offer);
        let mut at = self.sentence.0.max(raw.start.saturating_sub(BACK));
        while at < raw.start {
            // `nach elf Jahren in ihrem Amt` is hers, whatever the office.
            let lived = matches!(question.label, "experience" | "sentence" | "term") && self.labels.is_possessive(reader.text(at));
            let found = if lived { self.labels.anaphor(reader, at) } else { self.anaphor_at(at) }.or_else(|| self.fused(at));
            let found = found.or_else(|| self.aged_near(at).filter(|_| at == self.sentence.0));
            let Some(anaphor) = found.filter(|a| a.end <= raw.start || a.head.is_none()) else {
                at += 1;
                continue;
            };
            let placed = self.placed(at, anaphor.end);
            let place = Place { linked: placed.linked || self.is_link(reader.text(at)), ..placed };
            if let Some(id) = self.stands_for(question, at, anaphor, place) {
                let base = base(self.kind_of(id)) + fit(question, self.kind_of(id));
                let possessive = anaphor.head.is_none() && self.labels.is_possessive(reader.text(at)) || reader.text(anaphor.end) == "'s";
                let score = if possessive {
                    let next = anaphor.end + usize::from(reader.text(anaphor.end) == "'s");
                    let cue = next == raw.reach || next == raw.start || (next..(next + 4).min(raw.start)).any(|i| self.measures(i, raw));
                    self.score_before(raw, Place { oblique: false, linked: false, ..place }, base) + if cue { 50 } else { -70 }
                } else if self.in_clause_of(raw, place) {
                    self.score_before(raw, Place { oblique: false, linked: false, ..place }, base) + 60
                } else {
                    // `Ha dirigido la empresa`: after a verb that opens the sentence it is no subject.
                    let object = anaphor.head.is_some() && (opened || self.is_object(&verbs, at));
                    let faced = self.is_faced(question, place);
                    let subject = !place.oblique && !place.linked && !object;
                    led |= subject;
                    verbs.extend(self.verb_of(place).filter(|_| subject));
                    let place = Place { oblique: place.oblique && !faced, ..place };
                    self.score_before(raw, place, base) + 40 * i32::from(subject || faced)
                };
                offer(score, id, at);
            }
            at = anaphor.end;
        }
        led
    }

    /// Offers whom a verb without a subject and those who speak for a house stand for; whether such a verb opens the sentence.
    fn unnamed(&self, question: &Question<'_>, offer: &mut impl FnMut(i32, EntityId, usize)) -> bool {
        let raw = question.raw;
        let dropped = self.dropped().filter(|a| a.end <= raw.start);
        let opened = dropped.is_some();
        if let Some(id) = dropped.and_then(|a| self.antecedent(self.sentence.0, a)) {
            let place = Place { first: self.sentence.0, end: self.sentence.0, oblique: false, linked: false };
            offer(self.score_before(raw, place, base(self.kind_of(id)) + fit(question, self.kind_of(id))) + 40, id, place.first);
        }
        // `Wir verlieren jeden Monat 2 Millionen`: who speaks for a house speaks of it.
        let ours = (self.sentence.0..raw.start).rev().take(APPOSITION).find(|&at| self.labels.ours.contains(self.reader.text(at)));
        if let Some((at, id)) = ours.zip(self.topic.hero) {
            let place = Place { first: at, end: at + 1, oblique: false, linked: false };
            offer(self.score_before(raw, place, base(EntityType::Organization)) + 20, id, at);
        }
        opened
    }

    /// `J'ai travaillé vingt ans`: who speaks of himself is the one who says it in this sentence, else the one of whom those before speak.
    fn speaker(&self, question: &Question<'_>, offer: &mut impl FnMut(i32, EntityId, usize)) {
        let Question { raw, span, .. } = *question;
        let reader = self.reader;
        let mine = (self.sentence.0..raw.start).rev().take(APPOSITION).find(|&at| self.labels.mine.contains(reader.text(at)));
        let Some(at) = mine else { return };
        let says = |m: &&(Span, EntityId)| {
            let person = self.kind_of(m.1) == EntityType::Person;
            person && self.reports(raw, self.place_of(m.0), EntityType::Person)
        };
        let said = self.entities.within(self.window(span)).iter().find(says).map(|m| m.1);
        if let Some(id) = said.or_else(|| self.spoken_of(Some(EntityType::Person))) {
            let place = Place { first: at, end: at + 1, oblique: false, linked: false };
            offer(self.score_before(raw, place, base(EntityType::Person) + fit(question, EntityType::Person)) + 20, id, at);
        }
    }

    /// Whom the word at atom `at` stands for, where it can own the figure.
    fn stands_for(&self, question: &Question<'_>, at: usize, anaphor: Anaphor, place: Place) -> Option<EntityId> {
        let Question { raw, label, .. } = *question;
        let reader = self.reader;
        let told = self.labels.sources.ending_at(reader.document, reader.atoms, at, 4).is_some();
        // `Le bénéfice, lui, recule`: it repeats the subject of its own sentence.
        let apposed = anaphor.head.is_none() && reader.text(anaphor.end) == "," && at > 0 && reader.text(at - 1) == ",";
        // `a répondu le prévenu, qui a reçu 2 M`
        let alone =
            self.stands_alone(at, anaphor) || self.labels.relative.contains(reader.text(place.end + 1)) && self.in_clause_of(raw, place);
        // `L'action de la Société de Berry`: the name says whose it is.
        let link = anaphor.end + usize::from(self.labels.determiners.contains(reader.text(anaphor.end + 1)));
        let name = reader.atom(link + 1).filter(|_| self.is_link(reader.text(anaphor.end)));
        let back = self.labels.demonstratives.contains(reader.text(at));
        let named = !back
            && name.is_some_and(|a| {
                let known = self.entities.at(reader.document.tokens[a.token].span.start);
                known.is_some_and(|(_, id)| self.kind_of(id) != EntityType::Location)
            });
        if told || apposed || named || !alone || self.only_speaks(raw, anaphor) {
            return None;
        }
        let id = self.antecedent(at, anaphor)?;
        (!self.is_aside(raw, label, place, self.kind_of(id))).then_some(id)
    }

    /// What `id` is, a firm being an organisation whatever the labeller took it for.
    pub(super) fn kind_of(&self, id: EntityId) -> EntityType {
        if self.topic.is_firm(id) { EntityType::Organization } else { self.entities.get(id).kind }
    }

    /// Whether atom `at` is a word that labels figures like `raw`, or a noun of an organisation's books.
    fn measures(&self, at: usize, raw: &Raw) -> bool {
        self.labels.cue(self.reader, at, raw.kind).is_some() || self.is_of_books(at)
    }

    /// Whether atom `at` is a word that labels amounts of an organisation, or another noun of its books.
    pub(super) fn is_of_books(&self, at: usize) -> bool {
        self.labels.cue(self.reader, at, FigureKind::Money).is_some_and(|c| OF_THE_SUBJECT.contains(&c.1.label))
            || self.labels.books.has(self.reader.text(at))
    }

    /// `within three months`: a time that a preposition leads, and that tells how long nothing of the one named beside it lasted.
    fn is_only_time(&self, raw: &Raw, label: &str) -> bool {
        let reader = self.reader;
        let before = |at: usize| at.checked_sub(1).map_or("", |b| reader.text(b));
        let at = raw.reach - usize::from(self.labels.determiners.contains(before(raw.reach)));
        let led = |at| self.labels.oblique.ending_at(reader.document, reader.atoms, at, 3).is_some();
        // `depuis vingt ans`: so long has it lasted for somebody; `à 43 ans`: so old is somebody; `beat him by two seconds`.
        let lasting = self.labels.beneficiary.contains(before(at))
            || self.labels.lasting.contains(before(at))
            || self.labels.by.contains(before(at)) && !self.is_link(before(at));
        let lived = raw.unit == Some("year") && (18.0..100.0).contains(&raw.value) && self.labels.at_age.contains(before(at));
        raw.kind == FigureKind::Duration && label.is_empty() && led(at) && !lasting && !lived
    }

    /// `two days after the vote`, `dix ans plus tôt`: how far two events lie apart belongs to nobody.
    fn is_distance(&self, raw: &Raw, label: &str) -> bool {
        let reader = self.reader;
        // `less than five months after she took over` is somebody's all the same.
        let away = self.labels.apart.longest(reader.document, reader.atoms, raw.end);
        let apart = raw.kind == FigureKind::Duration && away.is_some_and(|(end, ())| self.labels.pronoun(reader.text(end)).is_none());
        let before = raw.reach.checked_sub(1).filter(|b| *b >= self.sentence.0).map_or("", |b| reader.text(b));
        apart && label.is_empty() && matches!(before, "" | ",")
    }

    /// `three officials said`, `selon deux sources`: those who are counted tell something themselves.
    fn tells(&self, raw: &Raw) -> bool {
        let reader = self.reader;
        // German and Dutch verbs come last: `1.500 Teilnehmer erwartet`.
        let said = !self.labels.verb_second() && reader.atom(raw.end).is_some_and(|a| a.is_word() && self.labels.reports.has(a.text));
        let source = || {
            let found = self.labels.sources.ending_at(reader.document, reader.atoms, raw.reach, 4);
            found.is_some_and(|(at, ())| at <= self.sentence.0 || reader.text(at - 1) == ",")
        };
        raw.kind == FigureKind::Count && (said || source())
    }

    /// Whether the label, or the word that a change is told of (`l'utile netto è sceso del 12%`), speaks of an organisation's books.
    pub(super) fn is_of_the_subject(&self, raw: &Raw, label: &str) -> bool {
        let from = self.sentence.0.max(raw.start.saturating_sub(20));
        let close = self.sentence.0.max(raw.start.saturating_sub(4));
        // The noun of the subject may stand far away: `Les ventes de seringues, fournies à …, ont bondi d'un tiers`.
        let opening = self.sentence.0..(self.sentence.0 + OPENING).min(from);
        let told = || (from..raw.start).chain(opening.clone()).any(|at| self.is_of_books(at));
        let mut first = self.sentence.0..(self.sentence.0 + OPENING).min(raw.start);
        let counted = !matches!(raw.kind, FigureKind::Duration | FigureKind::Age | FigureKind::Ordinal | FigureKind::Score);
        let others = matches!(label, "casualties" | "votes" | "sentence" | "experience" | "term" | "population" | "distance");
        OF_THE_SUBJECT.contains(&label)
            || counted && !others && first.any(|at| self.labels.books.has(self.reader.text(at)))
            || label == "price" && (close..raw.start).any(|at| self.labels.books.has(self.reader.text(at)))
            || matches!(label, "growth" | "decline") && told()
            || label.is_empty() && matches!(raw.kind, FigureKind::Percent | FigureKind::Money) && told()
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

    fn score_before(&self, raw: &Raw, place: Place, base: i32) -> i32 {
        let gap = i32::try_from(raw.start.saturating_sub(place.first)).unwrap_or(99);
        // `Labor's 43 per cent`, `Humphreys' 31 %`
        let own = gap <= 6 && (self.reader.text(place.end) == "'s" || self.reader.text(place.end) == "'" && gap <= 4);
        let possessor = self.possesses(raw, place);
        let bracket = raw.start.checked_sub(1).filter(|&b| self.reader.text(b) == "(");
        let closed = matches!(raw.kind, FigureKind::Percent | FigureKind::Age) && bracket.is_some_and(|b| b == place.end);
        let weak = place.oblique && !possessor && !closed;
        // `les Verts (19 %)`: what brackets tell right after a name is the name's.
        let own = own || closed || !place.oblique && bracket.is_some_and(|b| b == place.end);
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

    fn score_after(&self, question: &Question<'_>, kind: EntityType, place: Place, base: i32) -> i32 {
        let reader = self.reader;
        let Question { raw, label, .. } = *question;
        let gap = i32::try_from(place.first.saturating_sub(raw.end)).unwrap_or(99);
        let article = place.first.checked_sub(1).is_some_and(|b| self.labels.determiners.contains(reader.text(b)));
        // `32-year-old striker Anna Bell`
        let aged =
            raw.kind == FigureKind::Age && gap <= 2 && !(raw.end..place.first).any(|at| !reader.atom(at).is_some_and(|a| a.is_word()));
        if aged && !place.oblique && !place.linked {
            return 190;
        }
        // `two of the Riksbank's five policymakers`
        let counted = raw.kind == FigureKind::Count || raw.kind == FigureKind::Number && reader.nouns.is_link(reader.text(raw.end));
        let possessor = gap <= 3 && (place.linked || article) && counted && !self.is_against_rival(raw, place);
        // `a fine of 5 m on Halden`
        let punished = matches!(label, "fine" | "sentence")
            && (gap <= 3 && place.oblique && kind != EntityType::Location || self.is_against(raw, place) && !self.is_named_to_pay(raw));
        let holder = raw.kind == FigureKind::Percent && gap <= 5 && self.is_holder(raw, place);
        if possessor || punished || holder || gap <= 8 && raw.kind == FigureKind::Percent && self.benefits(raw.end, place.first) {
            return 190;
        }
        // `Agée de 47 ans, diplômée de l'école, Anna Bell a débuté`
        let opening = raw.kind == FigureKind::Age && raw.start.saturating_sub(self.sentence.0) <= 4 && self.is_subject(place);
        if opening {
            return SURE + base - gap.min(20);
        }
        // After a comma begins the main clause, with its subject; other names after a figure only tell where, when or who says so.
        let from = raw.end.max(place.first.saturating_sub(OPENING + 2));
        let mut title = (from..place.first).rev().take_while(|&at| reader.atoms[at].is_word() || reader.text(at) == ",");
        let clause = title.any(|at| reader.text(at) == ",");
        if !self.labels.verb_second() && !clause {
            return 0;
        }
        20 + base + 30 * i32::from(clause) - 2 * gap.min(20) - 45 * i32::from(place.oblique)
    }

    /// `a condamné Halden à verser 2 M à la ville`: a name right after the verb says already who pays.
    fn is_named_to_pay(&self, raw: &Raw) -> bool {
        let reader = self.reader;
        let from = self.sentence.0.max(raw.start.saturating_sub(APPOSITION));
        let punishes = |at: usize| reader.atom(at).is_some_and(|a| a.is_word() && self.labels.punishes.has(a.text));
        (from..raw.start).filter(|&at| punishes(at)).any(|verb| {
            let near = (verb + 1..(verb + 4).min(raw.start)).filter_map(|at| reader.atom(at));
            near.into_iter().any(|a| self.entities.at(reader.document.tokens[a.token].span.start).is_some())
        })
    }

    /// `un homme de 60 ans`, `a 60-year-old man`: an age within a phrase that brings in somebody new, and is told of nobody named before.
    fn is_stranger(&self, raw: &Raw) -> bool {
        let reader = self.reader;
        let from = self.sentence.0.max(raw.reach.saturating_sub(4));
        let phrase = (from..raw.reach).rev().take_while(|&at| reader.atoms[at].is_word());
        let Some(at) = phrase.into_iter().find(|&at| reader.entry(at).is_some_and(|e| e.article)) else { return false };
        let before = at.checked_sub(1).filter(|b| *b >= self.sentence.0).map_or("", |b| reader.text(b));
        let told = matches!(before, "," | "(" | "–" | "—") || self.labels.copulas.contains(before);
        !told
    }

    /// `détenu à 30 % par Nordal`, `owned 51% by Halden`: the share is that of the one who holds it.
    fn is_holder(&self, raw: &Raw, place: Place) -> bool {
        let reader = self.reader;
        let held = (self.sentence.0.max(raw.reach.saturating_sub(4))..raw.reach).any(|at| self.labels.held.has(reader.text(at)));
        held && (place.linked || place.oblique) && (raw.end..place.first).all(|at| reader.atoms[at].is_word())
    }

    /// `four points clear of Dunfall`, `à trois longueurs du leader`: by how much one is ahead of another, who does not own it.
    fn is_against_rival(&self, raw: &Raw, place: Place) -> bool {
        let reader = self.reader;
        let led = raw.reach.checked_sub(1).is_some_and(|b| self.labels.oblique_word(reader.text(b)));
        let gap = raw.noun.is_some_and(|(from, to)| (from..to).any(|at| self.labels.gap.contains(reader.text(at))));
        led && gap || (raw.end..place.first).any(|at| self.labels.ahead.contains(reader.text(at)))
    }

    /// `requis à l'encontre de l'ancien PDG de Nordal, Anna Bell`: the preposition of those who are punished leads the phrase that the
    /// name ends.
    fn is_against(&self, raw: &Raw, place: Place) -> bool {
        let reader = self.reader;
        let from = raw.end.max(place.first.saturating_sub(APPOSITION));
        let next = reader.text(place.end);
        let named = next == "," && reader.atom(place.end + 1).is_some_and(|a| a.capital && a.is_word());
        let last = !reader.nouns.is_link(next) && !named;
        let led = (from..=place.first).rev().find(|&at| self.labels.against.ending_at(reader.document, reader.atoms, at, 4).is_some());
        last && led.is_some_and(|led| (led..place.first).all(|at| reader.atoms[at].is_word() || at + 1 == place.first))
    }

    /// `le bénéfice de Danone`, `Danone's profit`: the noun that labels figures belongs to the name.
    pub(super) fn possesses(&self, raw: &Raw, place: Place) -> bool {
        let reader = self.reader;
        let cue = |from: usize, to: usize| (from..to).any(|at| self.measures(at, raw));
        if reader.text(place.end) == "'s" {
            return cue(place.end + 1, (place.end + 5).min(raw.start));
        }
        if place.linked {
            return cue(place.first.saturating_sub(5).max(self.sentence.0), place.first);
        }
        // `Shares in Nordal`, `sales at the chain Nordal`
        let from = place.first.saturating_sub(4).max(self.sentence.0 + 1);
        let led = |at: usize| self.labels.oblique_word(reader.text(at));
        let preposition = || (from..place.first).rev().find(|&at| led(at));
        let name = reader.atom(place.first).and_then(|a| self.entities.at(reader.document.tokens[a.token].span.start));
        let firm = name.is_some_and(|(_, id)| self.topic.is_firm(id));
        place.oblique && firm && preposition().is_some_and(|at| self.is_of_books(at - 1))
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
        EntityType::Event | EntityType::Work => 20,
        EntityType::Other => 0,
    }
}

/// How well one of this type fits what the figure is.
fn fit(question: &Question<'_>, kind: EntityType) -> i32 {
    match kind {
        // Revenue and staff are an organisation's; a person beside them speaks.
        EntityType::Person if matches!(question.label, "revenue" | "headcount" | "layoffs" | "valuation" | "price") && question.books => {
            -100
        }
        EntityType::Person if question.books => -40,
        EntityType::Person if matches!(question.label, "rate" | "population") => -140,
        EntityType::Organization | EntityType::Location if question.raw.kind == FigureKind::Age => -80,
        EntityType::Organization if matches!(question.label, "sentence" | "experience" | "term") => -50,
        EntityType::Location if matches!(question.label, "sentence" | "experience" | "term" | "salary") => -40,
        _ => 0,
    }
}

/// Whether `text` sets an apposition off from its name.
fn sets_off(text: &str) -> bool {
    matches!(text, "," | "(")
}
