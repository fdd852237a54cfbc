//! Names that stand beside a figure without owning it: who reports it, who imposes it, where it was printed.

use super::figure::Raw;
use super::meaning::Context;
use super::place::Place;
use crate::facts::{EntityType, FigureKind};

/// Atoms in which the verb of a subject is looked for.
const VERB: usize = 5;

impl Context<'_, '_> {
    /// Whether a name of `kind` at `place` only reports the figure, punishes with it, or is told of in passing.
    pub(super) fn is_aside(&self, raw: &Raw, label: &str, place: Place, kind: EntityType) -> bool {
        let acts = matches!(kind, EntityType::Person | EntityType::Organization);
        if self.is_within_phrase(place)
            || kind == EntityType::Location && (self.is_seat(place) || self.is_heading(place))
            || self.estimates(raw, place)
        {
            return true;
        }
        self.is_source(place) && !self.in_clause_of(raw, place)
            || self.is_in_subject(raw, place)
            // `Analysts at Nordal & Co expect`
            || place.oblique && self.is_of_staff(place) && self.reports(raw, place, EntityType::Person)
            || self.speaks_of_others(kind, label, raw) && self.reports(raw, place, kind)
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

    /// `France: six hommes arrêtés`, `à Nara (Japon)`: a place that only says where.
    fn is_heading(&self, place: Place) -> bool {
        let reader = self.reader;
        let opens = place.first == self.sentence.0 && reader.text(place.end) == ":";
        let before = place.first.checked_sub(1).map_or("", |b| reader.text(b));
        opens || before == "(" && reader.text(place.end) == ")"
    }

    /// `Goldman Sachs estimates that output will rise to 3 m barrels`: who reckons what others have.
    fn estimates(&self, raw: &Raw, place: Place) -> bool {
        let reader = self.reader;
        let verb = (place.end..(place.end + 3).min(raw.start))
            .find(|&at| reader.atom(at).is_some_and(|a| a.is_word() && self.labels.estimates.has(a.text)));
        verb.is_some_and(|verb| !self.leads_back(verb, raw))
    }

    /// `Il gruppo di Novara`: the place of one who is called by a common noun.
    fn is_seat(&self, place: Place) -> bool {
        let head = place.first.checked_sub(2).filter(|_| place.linked);
        let article = |head: usize| head.checked_sub(1).is_some_and(|b| self.labels.definite.contains(self.reader.text(b)));
        head.is_some_and(|h| article(h) && self.labels.head(self.reader.text(h)) == Some(EntityType::Organization))
    }

    /// `selon la procureure Anna Bell`, `according to Hearth & Co`
    fn is_source(&self, place: Place) -> bool {
        let reader = self.reader;
        // `Selon la présidente de la Cnil, Anna Bell,`: the comma before an apposed name is none.
        let open = |at: usize| at == place.first || reader.atoms[at].is_word() || reader.text(at) == "," && at + 1 == place.first;
        let words = (self.sentence.0..=place.first).rev().take(9).take_while(|&at| open(at));
        words.into_iter().any(|at| self.labels.sources.ending_at(reader.document, reader.atoms, at, 4).is_some())
    }

    /// `Le maire de Lyon, Anna Bell, chiffre les dégâts à 12 M`: a name within the title of the one who tells the figure.
    fn is_in_subject(&self, raw: &Raw, place: Place) -> bool {
        let reader = self.reader;
        let at = place.end + usize::from(reader.text(place.end) == ",");
        let Some(atom) = reader.atom(at).filter(|a| place.linked && a.is_word() && a.capital && at < raw.start) else { return false };
        let next = self.entities.at(reader.document.tokens[atom.token].span.start);
        next.is_some_and(|(span, id)| self.kind_of(id) == EntityType::Person && self.reports(raw, self.place_of(span), EntityType::Person))
    }

    /// Whether one of `kind` who tells a figure of this label tells it of others: people do, and houses where it is none of their books.
    fn speaks_of_others(&self, kind: EntityType, label: &str, raw: &Raw) -> bool {
        match kind {
            EntityType::Person => true,
            EntityType::Organization => {
                matches!(
                    label,
                    "" | "rate" | "population" | "votes" | "share" | "growth" | "decline" | "casualties" | "distance" | "headcount"
                ) && !self.is_of_the_subject(raw, if label == "headcount" { "" } else { label })
            }
            _ => false,
        }
    }

    /// `Anna Bell, an analyst, puts the cost at 5 m`, `5 m, said Anna Bell`: the one who says how much it is.
    pub(super) fn reports(&self, raw: &Raw, place: Place, kind: EntityType) -> bool {
        let reader = self.reader;
        let own = |text: &str| kind != EntityType::Person && self.labels.announces.has(text);
        let says = |at: usize| reader.atom(at).is_some_and(|a| a.is_word() && self.labels.reports.has(a.text) && !own(a.text));
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
        // `condenó a cuatro años a Luis Barral`: a finite verb right after its subject.
        let finite = verb == place.end && self.labels.has_participles() && !self.labels.is_participle(reader.text(verb));
        auxiliary || object || finite
    }

    /// `published in Sleep Reports`, `volés à Paws United`: led by a preposition, and nothing says that the figure is its own.
    fn is_in_passing(&self, raw: &Raw, label: &str, place: Place) -> bool {
        let topic = place.first <= self.sentence.0 + 2 && self.reader.text(place.end) == ",";
        // `monsignor Anna Bell, 75 anni`
        let aged = raw.kind == FigureKind::Age && place.end < raw.start && raw.start - place.end <= 3;
        let punished = matches!(label, "fine" | "sentence");
        // `devant Marc Davy (31 %)`
        let bracketed = place.end + 1 == raw.start && self.reader.text(place.end) == "(";
        let own = bracketed
            || topic
            || aged
            || punished
            || self.is_of_staff(place)
            || self.possesses(raw, place)
            || self.in_clause_of(raw, place);
        place.oblique && !own
    }

    /// `Bus drivers at Nordal voted`: a preposition within the subject that opens the sentence.
    fn is_of_staff(&self, place: Place) -> bool {
        let reader = self.reader;
        let from = self.sentence.0.max(self.dateline);
        let opens = place.first > from + 1 && place.first - from <= 6 && !self.labels.oblique_word(reader.text(from));
        let stops = (from..place.first).filter(|&at| {
            let text = reader.text(at);
            reader.nouns.is_stop(text) && !self.labels.determiners.contains(text)
        });
        let verb = reader.atom(place.end).is_some_and(|a| a.is_word() && !a.capital);
        opens && verb && (from..place.first).all(|at| reader.atoms[at].is_word() && !reader.atoms[at].dated) && stops.count() == 1
    }
}
