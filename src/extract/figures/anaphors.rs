//! Words that stand for somebody named before: `elle`, `le cimentier`, `the 51-year-old`; for whom: [`super::antecedents`].

use super::atoms::Atom;
use super::figure::Raw;
use super::meaning::Context;
use super::memory::Memory;
use crate::facts::{EntityId, EntityType, FigureKind};

/// A word or phrase that stands for somebody named before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// `Le maire de Lyon` names its man itself, and a title within a clause may be anybody's: `Le maire` at its start is the one named before.
    pub(super) fn stands_alone(&self, at: usize, anaphor: Anaphor) -> bool {
        let reader = self.reader;
        let title = matches!(anaphor.kind, Some(EntityType::Person | EntityType::Location | EntityType::Product)) && anaphor.head.is_some();
        let next = reader.atom(anaphor.end);
        let aged = reader.atom(anaphor.end + 1).is_some_and(Atom::is_number);
        let named = !aged && reader.nouns.is_link(reader.text(anaphor.end))
            || next.is_some_and(|a| a.capital && !reader.lexicon.capital_nouns || matches!(a.text, "«" | "“" | "\"" | "„"));
        let opens = at == self.sentence.0 || at.checked_sub(1).is_some_and(|b| reader.text(b) == ",");
        // `cet ancien de Nordal` points back, whatever follows.
        !title || opens && !named || self.labels.demonstratives.contains(reader.text(at))
    }

    /// The word or phrase at atom `at` that stands for somebody named before: one of the tables', or an article and a noun that belongs
    /// to a name of the article (`the council`).
    pub(super) fn anaphor_at(&self, at: usize) -> Option<Anaphor> {
        let found = &self.memory.anaphors;
        Memory::of(found, at, || self.look_for_anaphor(at))
    }

    fn look_for_anaphor(&self, at: usize) -> Option<Anaphor> {
        let reader = self.reader;
        // `Her city has cut its debt`, `son club`: what somebody belongs to, not he himself.
        if self.labels.is_possessive(reader.text(at)) {
            let words = (at + 1..at + 3).take_while(|&i| reader.atom(i).is_some_and(|a| a.is_word() && !a.taken));
            let mut kinds = words.map(|i| (i, self.labels.head(reader.text(i)).filter(|k| *k != EntityType::Person)));
            if let Some((head, kind)) = kinds.find_map(|(i, kind)| kind.map(|k| (i, k))) {
                return Some(Anaphor { end: head + 1, kind: Some(kind), head: Some(head), latter: false });
            }
        }
        if let Some(found) = self.labels.anaphor(reader, at) {
            return Some(found);
        }
        if let Some(end) = self.foreign_house(at) {
            return Some(Anaphor { end, kind: Some(EntityType::Organization), head: Some(end - 1), latter: false });
        }
        if !self.labels.definite.contains(reader.text(at)) {
            return None;
        }
        if let Some(native) = self.native(at) {
            return Some(native);
        }
        let atom = reader.atom(at + 1).filter(|a| a.is_word() && a.last && (!a.capital || reader.lexicon.capital_nouns))?;
        let id = *self.topic.named_by(atom.text).first()?;
        let kind = if self.topic.is_firm(id) { EntityType::Organization } else { self.entities.get(id).kind };
        let named = reader.nouns.is_link(reader.text(at + 2)) || reader.atom(at + 2).is_some_and(|a| a.capital && a.is_word());
        (!named && kind != EntityType::Person).then_some(Anaphor { end: at + 2, kind: Some(kind), head: Some(at + 1), latter: false })
    }

    /// `Le Brestois a marqué`, `The Frenchman won`: whom a sentence calls by where he is from.
    fn native(&self, at: usize) -> Option<Anaphor> {
        let reader = self.reader;
        let word = reader.atom(at + 1).filter(|a| at == self.sentence.0 && a.is_word() && a.capital && !reader.lexicon.capital_nouns)?;
        let span = reader.document.tokens[word.token].span;
        let next = reader.atom(at + 2).is_some_and(|a| a.is_word() && !a.capital);
        let native =
            self.labels.is_native(word.text) && self.entities.within(span).is_empty() && next && !self.is_link(reader.text(at + 2));
        native.then_some(Anaphor { end: at + 2, kind: Some(EntityType::Person), head: None, latter: false })
    }

    /// `Sweden's central bank`: a place's organisation without its name, from the `'s` at atom `at` on.
    pub(super) fn foreign_house(&self, at: usize) -> Option<usize> {
        let reader = self.reader;
        if reader.text(at) != "'s" {
            return None;
        }
        let noun = (at + 1..at + 4)
            .take_while(|&i| reader.atom(i).is_some_and(|a| a.is_word() && !a.capital))
            .find(|&i| self.labels.head(reader.text(i)) == Some(EntityType::Organization))?;
        let start = reader.document.tokens[reader.atoms[at].token].span.start;
        let place = start.checked_sub(1).and_then(|before| self.entities.at(before));
        let named = reader.atom(noun + 1).is_some_and(|a| a.is_word() && a.capital);
        (!named && place.is_some_and(|(_, id)| self.kind_of(id) == EntityType::Location)).then_some(noun + 1)
    }

    /// `du groupe`, `della società`: a link that holds the article, and a noun that stands for somebody named before.
    pub(super) fn fused(&self, at: usize) -> Option<Anaphor> {
        let reader = self.reader;
        if !self.is_link(reader.text(at)) || self.labels.definite.contains(reader.text(at + 1)) {
            return None;
        }
        let noun = reader.atom(at + 1).filter(|a| a.is_word() && a.last && !a.taken)?;
        let kind = self.labels.head(noun.text)?;
        let next = reader.atom(at + 2);
        let named = reader.nouns.is_link(reader.text(at + 2)) || next.is_some_and(|a| a.is_word() && a.capital);
        (!named).then_some(Anaphor { end: at + 2, kind: Some(kind), head: Some(at + 1), latter: false })
    }

    /// Whom a figure belongs to that opens its sentence: the subject right after it, somebody of whom the sentence before speaks.
    pub(super) fn opened(&self, raw: &Raw) -> Option<EntityId> {
        let reader = self.reader;
        // `Twice a year, it releases forecasts`, `Fort de 20 ans d'expérience, saura-t-il`: what opens the sentence belongs to the
        // subject after it.
        let comma = (raw.end..raw.end + 4).find(|&at| reader.text(at) == ",");
        let comma = comma.filter(|_| raw.start.saturating_sub(self.sentence.0) <= 4);
        let mut after = comma.map_or(0..0, |comma| comma + 1..(comma + 4).min(self.sentence.1));
        let inverted = |at: usize| {
            let pronoun = reader.text(at).rsplit_once('-').and_then(|(_, pronoun)| self.labels.pronoun(pronoun));
            pronoun.map(|kind| Anaphor { end: at + 1, kind, head: None, latter: false })
        };
        let found = after.find_map(|at| {
            let told = self.labels.sources.ending_at(reader.document, reader.atoms, at, 4).is_some();
            let own = self.anaphor_at(at).filter(|a| !told && self.stands_alone(at, *a));
            own.or_else(|| inverted(at)).map(|a| (at, a))
        });
        let start = self.sentence.0;
        let found = found.or_else(|| self.postponed(raw));
        let found = found.or_else(|| self.aged(raw).or_else(|| self.aged_near(start)).or_else(|| self.dropped()).map(|a| (start, a)));
        // `Il a dénoncé …`, `It says rents have risen`: the one who speaks of it.
        let (at, found) = found.filter(|(_, a)| !self.only_speaks(raw, *a))?;
        self.antecedent(at, found)
    }

    /// Whether a verb of reporting follows the pronoun, and nothing leads back to it.
    pub(super) fn only_speaks(&self, raw: &Raw, anaphor: Anaphor) -> bool {
        let reader = self.reader;
        let verb = (anaphor.end..(anaphor.end + 4).min(raw.start)).find(|&at| self.labels.reports.has(reader.text(at)));
        anaphor.head.is_none() && verb.is_some_and(|verb| !self.leads_back(verb, raw))
    }

    /// `Déjà condamné à 18 mois, il encourt …`: a clause without a subject before the comma has that of the clause after it.
    fn postponed(&self, raw: &Raw) -> Option<(usize, Anaphor)> {
        let reader = self.reader;
        let comma = (raw.end..(raw.end + 10).min(self.sentence.1)).find(|&at| reader.text(at) == ",")?;
        let open = raw.start.saturating_sub(self.sentence.0) <= 6 && (self.sentence.0..raw.start).all(|at| reader.atoms[at].is_word());
        let pronoun = |a: &Anaphor| open && !a.latter && (a.head.is_none() || self.labels.demonstratives.contains(reader.text(comma + 1)));
        let pronoun = self.labels.anaphor(reader, comma + 1).filter(pronoun);
        pronoun.map(|a| (comma + 1, a))
    }

    /// `Deberá pagar una multa`: a sentence that begins with its verb goes on about the one before.
    pub(super) fn dropped(&self) -> Option<Anaphor> {
        let at = self.sentence.0;
        let word = self.reader.atom(at).filter(|a| a.is_word() && !a.dated && !a.taken)?;
        let auxiliary = self.labels.perfects.contains(word.text) || self.labels.passives.contains(word.text);
        let led = self.labels.oblique_word(word.text)
            || self.labels.determiners.contains(word.text)
            || self.reader.nouns.is_stop(word.text) && !auxiliary;
        let span = self.reader.document.tokens[word.token].span;
        let verb = !led && self.reader.entry(at).is_none() && self.entities.within(span).is_empty();
        (self.labels.drops_subjects && verb).then_some(Anaphor { end: at + 1, kind: None, head: None, latter: false })
    }

    /// `Nachfolger der 69-Jährigen`, `der 55 Jahre alte Ingenieur`: an article before an age without a name stands for a person.
    fn aged(&self, raw: &Raw) -> Option<Anaphor> {
        let before = raw.start.checked_sub(1).filter(|b| *b >= self.sentence.0)?;
        let article = raw.kind == FigureKind::Age && self.labels.definite.contains(self.reader.text(before));
        let bare = !(raw.end..raw.end + 3).any(|at| self.reader.atom(at).is_some_and(|a| a.taken && !a.dated));
        article.then_some(Anaphor { end: raw.end, kind: Some(EntityType::Person), head: None, latter: false }).filter(|_| bare)
    }

    /// `The 51-year-old`, `La Marseillaise, 22 ans,` at the start of the sentence, atom `at`, stand for a person.
    pub(super) fn aged_near(&self, at: usize) -> Option<Anaphor> {
        let reader = self.reader;
        if !self.labels.definite.contains(reader.text(at)) {
            return None;
        }
        let next = self.block.partition_point(|f| f.start <= at);
        let figure = self.block[next..].iter().take_while(|f| f.start <= at + 6).find(|f| f.kind == FigureKind::Age)?;
        let bare = reader.atom(figure.end).is_none_or(|a| !a.capital || reader.lexicon.capital_nouns);
        // `La Marseillaise, âgée de 22 ans,`
        let comma = (at + 2..figure.start).find(|&i| reader.text(i) == ",");
        let apposed = comma.is_some_and(|comma| {
            (at + 1..comma).chain(comma + 1..figure.start).all(|i| reader.atoms[i].is_word() && !reader.atoms[i].taken)
        });
        (figure.start == at + 1 && bare || apposed).then_some(Anaphor {
            end: figure.end,
            kind: Some(EntityType::Person),
            head: None,
            latter: false,
        })
    }
}
