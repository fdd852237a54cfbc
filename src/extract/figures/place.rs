//! How a sentence uses a name: subject, after a preposition, in a list, in an apposition; clauses about it.

use super::bounds::Joint;
use super::figure::Raw;
use super::meaning::Context;
use super::memory::Memory;
use super::owner::APPOSITION;
use crate::document::Span;

/// Names of a list that one preposition leads.
const COORDINATED: usize = 4;

/// A name or a word that stands for one, as the sentence uses it.
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
    /// `Anna Bell, who left after nine years`: the figure stands in a clause about the name.
    pub(super) fn in_clause_of(&self, raw: &Raw, place: Place) -> bool {
        self.in_clause_at(raw.start, place)
    }

    /// Whether atom `to` stands in a clause about the name, begun by a relative or by a participle (`Nordal, accusé d'avoir caché …`).
    pub(super) fn in_clause_at(&self, to: usize, place: Place) -> bool {
        let reader = self.reader;
        let mut from = place.end + usize::from(reader.text(place.end) == ",");
        // `Anna Bell, of Leeds, moved`: after another apposition or a link it is the verb of a name before.
        let participle = from > place.end && !place.linked && !self.is_apposed(place) && self.labels.is_participle(reader.text(from));
        // `Anna Bell, touchée au genou, dont l'absence …`
        if from > place.end && !self.labels.relative.contains(reader.text(from)) {
            let close = (from..from + 8).find(|&at| reader.text(at) == ",");
            from = close.filter(|&c| self.labels.relative.contains(reader.text(c + 1))).map_or(from, |c| c + 1);
        }
        // `, dont deux`: a part of what was told.
        let number = reader.atom(from + 1).is_some_and(super::atoms::Atom::is_number)
            || reader.entry(from + 1).is_some_and(|e| e.opens() && !e.article);
        if number && self.labels.partitives.contains(reader.text(from)) {
            return false;
        }
        (participle || self.labels.relative.contains(reader.text(from)))
            && from < to
            && to - from <= APPOSITION
            && !(from..to).any(|at| matches!(reader.text(at), "," | ";" | ")" | "»" | "”"))
    }

    /// How the sentence uses the name at `mention`.
    pub(super) fn place_of(&self, mention: Span) -> Place {
        Memory::of(&self.memory.places, mention, || self.look_for_place(mention))
    }

    /// The first atom of the sentence in which atom `at` stands, mostly the figure's own.
    fn opening(&self, at: usize) -> usize {
        if at >= self.sentence.0 {
            return self.sentence.0;
        }
        let document = self.reader.document;
        let token = self.reader.atoms.get(at).map_or(0, |a| a.token);
        let start = document.tokens.get(token).map_or(0, |t| t.span.start);
        let first = document.sentences.get(document.sentence_at(start)).map_or(0, |s| s.tokens.start);
        self.reader.atoms.partition_point(|a| a.token < first)
    }

    fn look_for_place(&self, mention: Span) -> Place {
        let reader = self.reader;
        let first = reader.atoms.partition_point(|a| reader.document.tokens[a.token].span.end <= mention.start);
        let end = reader.atoms.partition_point(|a| reader.document.tokens[a.token].span.start < mention.end);
        self.placed(first, end)
    }

    /// How the sentence uses what stands from atom `first` up to `end`.
    pub(super) fn placed(&self, first: usize, end: usize) -> Place {
        let (mut oblique, linked, at) = self.led(first);
        // `tirées par le Japon et la Corée du Sud`: what leads the first of a list leads them all.
        let mut before = at;
        for _ in 0..COORDINATED {
            let Some(name) = self.listed_before(before).filter(|_| !oblique && !linked) else { break };
            let led = self.led(name);
            (oblique, before) = (led.0, led.2);
        }
        Place { first, end, oblique, linked }
    }

    /// The first atom of the name that a list goes on from before atom `at`.
    fn listed_before(&self, at: usize) -> Option<usize> {
        let reader = self.reader;
        let joint = at.checked_sub(1).filter(|b| *b > self.opening(at))?;
        let listed = reader.text(joint) == "," || reader.bounds.joint(reader, joint).is_some_and(|j| j.1 == Joint::And);
        // `Microsoft, Sony's rival,` is no list: only a name right before counts.
        let last = reader.document.tokens[reader.atoms[joint - 1].token].span;
        let (name, id) = self.entities.at(last.start).filter(|_| listed && reader.atoms[joint - 1].is_word())?;
        // `Born in Hull, Anna Bell`: what a comma lists is of one kind.
        let own = reader.atom(at).and_then(|a| self.entities.at(reader.document.tokens[a.token].span.start));
        if reader.text(joint) == "," && own.is_some_and(|(_, own)| self.kind_of(own) != self.kind_of(id)) {
            return None;
        }
        Some(reader.atoms.partition_point(|a| reader.document.tokens[a.token].span.end <= name.start))
    }

    /// Whether a preposition leads what begins at atom `first`, whether a link does, and where its phrase begins.
    fn led(&self, first: usize) -> (bool, bool, usize) {
        let reader = self.reader;
        let article = first.checked_sub(1).is_some_and(|b| self.labels.determiners.contains(reader.text(b)));
        let at = first - usize::from(article);
        // `A la Bourse de Paris`: capitals lose their accents.
        let bare =
            |at: usize| at.checked_sub(1).is_some_and(|b| b == self.opening(at) && reader.text(b) == "a" && self.labels.oblique_word("à"));
        let led = |at| self.labels.oblique.ending_at(reader.document, reader.atoms, at, 3).is_some() || bare(at);
        let link = |at: usize| at.checked_sub(1).is_some_and(|b| self.is_link(reader.text(b)));
        // `from the animal charity Paws United`, `du suédois Tolvik`
        let noun = at.checked_sub(1).is_some_and(|b| {
            let apposed = !self.labels.verb_second() || reader.atoms[b].capital && reader.lexicon.capital_nouns;
            !article && (self.labels.head(reader.text(b)).is_some() || apposed && !reader.atoms[b].capital)
        });
        let phrase = || {
            (at.saturating_sub(4).max(self.opening(at))..at).rev().take_while(|&i| {
                let word = reader.atom(i).is_some_and(|a| a.is_word() && !a.dated);
                word && (!reader.nouns.is_stop(reader.text(i)) || self.labels.determiners.contains(reader.text(i)))
            })
        };
        let through = noun && phrase().any(led);
        let linked = link(at) || article && self.is_link(reader.text(first - 1)) || noun && phrase().any(link);
        (led(at) || article && led(first) || through, linked, at)
    }

    /// Whether a predicate follows the name, over an apposition if need be, and nothing leads it.
    pub(super) fn is_subject(&self, place: Place) -> bool {
        self.verb_of(place).is_some()
    }

    /// Whether a comma shortly before makes the name an apposition.
    fn is_apposed(&self, place: Place) -> bool {
        let before = (self.opening(place.first) + 1).max(place.first.saturating_sub(3))..place.first;
        let open = |&i: &usize| self.reader.atoms[i].is_word() || self.reader.text(i) == ",";
        before.rev().take_while(open).any(|i| self.reader.text(i) == ",")
    }

    /// The atom where the predicate begins whose subject the name at `place` is.
    pub(super) fn verb_of(&self, place: Place) -> Option<usize> {
        let reader = self.reader;
        if place.oblique || place.linked {
            return None;
        }
        let mut at = self.past_complement(place.end);
        // `Her employer, Axiom Space, has raised`, `The jab, called Malvex, is given`: the name ends the apposition.
        let apposed = self.is_apposed(place);
        if apposed && reader.text(at) == "," {
            at += 1;
        } else if matches!(reader.text(at), "," | "(") {
            // `Anna Bell, 49, of Leeds, moved`: one apposition after another.
            let closing = |from: usize| (from + 1..from + APPOSITION).find(|&i| matches!(reader.text(i), "," | ")"));
            let close = closing(at)?;
            let led = |at: usize| self.is_link(reader.text(at)) || self.labels.prepositions.contains(reader.text(at));
            let close = closing(close).filter(|_| led(close + 1)).unwrap_or(close);
            if place.first >= self.sentence.0 && close >= self.sentence.1 {
                return None;
            }
            at = close + 1;
        }
        let verb = reader.atom(at).is_some_and(|a| a.is_word() && !a.capital && a.text != "'s")
            && !self.is_link(reader.text(at))
            && !self.labels.prepositions.contains(reader.text(at))
            && !self.labels.determiners.contains(reader.text(at))
            && reader.bounds.joint(reader, at).is_none()
            && self.labels.oblique.longest(reader.document, reader.atoms, at).is_none();
        verb.then_some(at)
    }

    /// `« Les Marées » d'Anna Bell a attiré`: one past the mark and the name that belong to a name that ends before atom `end`.
    fn past_complement(&self, end: usize) -> usize {
        let reader = self.reader;
        let closed = |at: usize| at + usize::from(matches!(reader.text(at), "»" | "”" | "\"" | "“"));
        let at = closed(end);
        if !self.is_link(reader.text(at)) {
            return at;
        }
        let name = (at + 1..at + 4).take_while(|&i| reader.atom(i).is_some_and(|a| a.is_word())).find_map(|i| {
            let token = reader.document.tokens[reader.atoms[i].token].span;
            self.entities.at(token.start).filter(|m| m.0.start == token.start)
        });
        let past = |m: Span| reader.atoms.partition_point(|a| reader.document.tokens[a.token].span.start < m.end);
        name.map_or(end, |(mention, _)| closed(past(mention)))
    }

    /// Whether `word` leads from a thing to its owner.
    pub(super) fn is_link(&self, word: &str) -> bool {
        self.reader.nouns.is_link(word) || self.labels.owner_links.contains(word)
    }

    /// Where the verbs of the subjects named before the figure stand.
    pub(super) fn verbs(&self, figure: Span, start: usize) -> Vec<usize> {
        let window = Span::new(self.window(figure).start, figure.start);
        let names = self.entities.within(window).iter().map(|m| self.place_of(m.0));
        names.filter_map(|place| self.verb_of(place)).filter(|&verb| verb < start).collect()
    }

    /// Whether what begins at atom `at` follows one of `verbs` as its object, with nothing between that opens another clause.
    pub(super) fn is_object(&self, verbs: &[usize], at: usize) -> bool {
        let reader = self.reader;
        let shut = |i: usize| {
            !reader.atoms[i].is_word() && !reader.atoms[i].is_number()
                || reader.bounds.joint(reader, i).is_some_and(|j| j.1 == Joint::And)
                || self.labels.clauses.contains(reader.text(i))
        };
        verbs.iter().any(|&verb| verb < at && at - verb <= APPOSITION && !(verb..at).any(shut))
    }
}
