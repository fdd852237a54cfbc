//! Names that stand beside a figure without owning it: who reports it, who imposes it, where it was printed.

use super::figure::Raw;
use super::meaning::Context;
use super::owner::Place;
use crate::facts::EntityType;

/// Atoms in which the verb of a subject is looked for.
const VERB: usize = 5;

impl Context<'_, '_> {
    /// Whether a name of `kind` at `place` only reports the figure, punishes with it, or is told of in passing.
    pub(super) fn is_aside(&self, raw: &Raw, label: &str, place: Place, kind: EntityType) -> bool {
        let acts = matches!(kind, EntityType::Person | EntityType::Organization);
        if self.is_within_phrase(place) {
            return true;
        }
        self.is_source(place) && !self.in_clause_of(raw, place)
            || kind == EntityType::Person && self.reports(raw, place)
            || place.end <= raw.start && self.punishes(place)
            || acts && place.end <= raw.start && self.is_in_passing(raw, label, place)
    }

    /// `The Leeds carmaker`: a name between an article and the noun that stands for another.
    fn is_within_phrase(&self, place: Place) -> bool {
        place
            .first
            .checked_sub(1)
            .is_some_and(|b| self.labels.anaphor(self.reader, b).is_some_and(|a| a.head.is_some_and(|h| h >= place.end)))
    }

    /// `selon la procureure Anna Bell`, `according to Hearth & Co`
    fn is_source(&self, place: Place) -> bool {
        let reader = self.reader;
        let words = (self.sentence.0..=place.first).rev().take(7).take_while(|&at| at == place.first || reader.atoms[at].is_word());
        words.into_iter().any(|at| self.labels.sources.ending_at(reader.document, reader.atoms, at, 4).is_some())
    }

    /// `Anna Bell, an analyst, puts the cost at 5 m`, `5 m, said Anna Bell`: the one who says how much it is.
    fn reports(&self, raw: &Raw, place: Place) -> bool {
        let reader = self.reader;
        let says = |at: usize| reader.atom(at).is_some_and(|a| a.is_word() && self.labels.reports.has(a.text));
        if place.first >= raw.end {
            // `a indiqué l'adjointe aux finances, Anna Bell`
            let comma = place.first.checked_sub(1).filter(|&b| reader.text(b) == ",").unwrap_or(place.first);
            let before = (self.sentence.0.max(raw.end)..comma).rev().take(VERB + 2).take_while(|&at| reader.atoms[at].is_word());
            return says(place.end) || before.into_iter().any(says);
        }
        // `puts the cost at 5 m`
        let at = raw.reach.checked_sub(1).is_some_and(|b| self.labels.oblique_word(reader.text(b)));
        let appraises = |i: usize| at && self.labels.appraisals.contains(reader.text(i));
        let mut from = place.end;
        if reader.text(from) == "," {
            // Over an apposition, or into the clause about the name.
            let relative = (from + 1..from + 12).find(|&at| self.labels.relative.contains(reader.text(at)));
            let close = (from + 1..from + 16).find(|&at| reader.text(at) == ",");
            from = match (relative, close) {
                _ if says(from + 1) || appraises(from + 1) => from + 1,
                (Some(r), _) if says(r + 1) && r < raw.start => r,
                (_, Some(c)) if c < raw.start => c + 1,
                _ => return false,
            };
        }
        let Some(verb) = (from..(from + VERB).min(raw.start)).find(|&at| says(at) || appraises(at)) else { return false };
        if (from..verb).any(|at| self.labels.passives.contains(reader.text(at))) {
            return false;
        }
        !self.leads_back(verb, raw)
    }

    /// `said he had earned 5 m`, `dit avoir gagné 5 M`: after the verb at atom `verb`, it is his own all the same.
    pub(super) fn leads_back(&self, verb: usize, raw: &Raw) -> bool {
        (verb + 1..(verb + 5).min(raw.start)).any(|at| {
            self.labels.anaphor(self.reader, at).is_some_and(|a| a.kind.is_none() || a.kind == Some(EntityType::Person) && a.head.is_none())
                || self.labels.selves.contains(self.reader.text(at))
        })
    }

    /// `The court sentenced`, `a condamné`, `hat … verurteilt`: the subject of a verb that lays something on another.
    pub(super) fn punishes(&self, place: Place) -> bool {
        let reader = self.reader;
        let is = |at: usize| reader.atom(at).is_some_and(|a| a.is_word() && self.labels.punishes.has(a.text));
        let far = self.labels.far_perfects.contains(reader.text(place.end));
        let reach = if far { 24 } else { VERB };
        let clause = (place.end..reader.atoms.len().min(place.end + reach)).take_while(|&at| !matches!(reader.text(at), "." | ";"));
        let Some(verb) = clause.into_iter().find(|&at| is(at)) else { return false };
        if (place.end..verb).any(|at| self.labels.passives.contains(reader.text(at))) {
            return false;
        }
        // `Nordal condamné à 5 M€`, `Granitas fined 5 m for …`: without an auxiliary and an object it is a headline's passive.
        let auxiliary = far || (place.end..verb).any(|at| self.labels.perfects.contains(reader.text(at)));
        let object = reader.atom(verb + 1).is_some_and(|a| a.is_word() && !a.dated)
            && self.labels.oblique.longest(reader.document, reader.atoms, verb + 1).is_none()
            && reader.entry(verb + 1).is_none_or(|e| !e.opens() || e.article);
        auxiliary || object
    }

    /// `published in Sleep Reports`, `volés à Paws United`: led by a preposition, and nothing says that the figure is its own.
    fn is_in_passing(&self, raw: &Raw, label: &str, place: Place) -> bool {
        let topic = place.first <= self.sentence.0 + 2 && self.reader.text(place.end) == ",";
        place.oblique && !topic && !matches!(label, "fine" | "sentence") && !self.possesses(raw, place) && !self.in_clause_of(raw, place)
    }
}
