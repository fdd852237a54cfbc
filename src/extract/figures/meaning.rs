//! What a figure is in the story: its label, whose it is, what it measures and when.

use super::figure::Raw;
use super::labels::Labels;
use super::number::Reader;
use crate::document::{Sentence, Span};
use crate::facts::{DateFact, Entities, EntityId, EntityType, FigureKind};

/// What the stages before know of one figure's surroundings.
pub struct Context<'a, 'd> {
    /// The block's atoms.
    pub reader: &'a Reader<'a, 'd>,
    /// Cues.
    pub labels: &'static Labels,
    /// The article's entities.
    pub entities: &'a Entities,
    /// The article's dates.
    pub dates: &'a [DateFact],
    /// The sentence, as atoms of the block.
    pub sentence: (usize, usize),
    /// Its place in the text.
    pub place: &'a Sentence,
    /// The block's figures.
    pub figures: &'a [Raw],
}

/// Atoms looked at for a label, before and after.
const BEFORE: usize = 14;
const AFTER: usize = 9;
/// Bytes looked at for an owner or a date, before and after.
const WINDOW: usize = 600;

/// A label with the word that gives it.
#[derive(Debug, Clone, Copy)]
pub struct Labelled {
    /// The label.
    pub label: &'static str,
    /// The cue, as atoms.
    pub cue: (usize, usize),
}

impl Context<'_, '_> {
    fn span(&self, raw: &Raw) -> Span {
        let document = self.reader.document;
        Span::new(
            document.tokens[self.reader.atoms[raw.start].token].span.start,
            document.tokens[self.reader.atoms[raw.end - 1].token].span.end,
        )
    }

    /// The part of the sentence near `figure`; without a limit a line of any length would cost its square.
    fn window(&self, figure: Span) -> Span {
        Span::new(
            figure.start.saturating_sub(WINDOW).max(self.place.span.start),
            figure.end.saturating_add(WINDOW).min(self.place.span.end),
        )
    }

    /// The label of figure `index`: the nearest cue, marks and other figures in between making it farther.
    pub fn label(&self, index: usize) -> Option<Labelled> {
        let raw = &self.figures[index];
        if matches!(raw.kind, FigureKind::Score | FigureKind::Ordinal | FigureKind::Age) {
            return None;
        }
        let mut best: Option<(u32, Labelled)> = None;
        let mut offer = |cost: u32, cue: Option<(usize, &'static str)>, at: usize| {
            if let Some((end, label)) = cue
                && best.as_ref().is_none_or(|b| cost < b.0)
            {
                best = Some((cost, Labelled { label, cue: (at, end) }));
            }
        };
        for at in raw.noun.map_or(raw.end..raw.end, |(from, to)| from..to) {
            // `supprime 1 500 postes`: the verb says more than the noun of a headcount.
            let cue = self.labels.cue(self.reader, at, raw.kind);
            offer(25 * u32::from(cue.is_some_and(|c| c.1 == "headcount")), cue, at);
        }
        let share = matches!(raw.kind, FigureKind::Percent | FigureKind::Ratio)
            && self.labels.share.contains(self.reader.text(raw.end))
            && !self.labels.yardsticks.contains(self.reader.text(raw.end + 1));
        if share {
            offer(48, Some((raw.end, "share")), raw.end);
        }
        // `profit rose 15 % to $4 m`: an amount is a change only where the words say by how much.
        let by = raw.kind == FigureKind::Percent
            || raw.kind == FigureKind::PercentagePoints
            || raw.reach.checked_sub(1).is_some_and(|b| self.labels.by.contains(self.reader.text(b)));
        let change = |cue: Option<(usize, &'static str)>| 60 * u32::from(!by && cue.is_some_and(|c| matches!(c.1, "growth" | "decline")));
        let mut cost = 0;
        for at in (self.sentence.0.max(raw.start.saturating_sub(BEFORE))..raw.start).rev() {
            cost += self.step(at);
            let cue = self.labels.cue(self.reader, at, raw.kind);
            offer(cost + change(cue), cue, at);
        }
        cost = 6;
        for at in raw.end..self.sentence.1.min(raw.end + AFTER) {
            cost += self.step(at) + 2;
            let cue = self.labels.cue(self.reader, at, raw.kind);
            offer(cost + change(cue), cue, at);
        }
        best.map(|(_, labelled)| labelled)
    }

    /// How much farther atom `at` makes what lies beyond.
    fn step(&self, at: usize) -> u32 {
        let other = self.figures.iter().any(|f| f.start <= at && at + 1 == f.end);
        let mark = match self.reader.text(at) {
            "," | "(" | ")" | "–" | "—" => 20,
            ";" | ":" | "»" | "«" | "\"" | "”" | "“" => 60,
            _ => 10,
        };
        mark + 60 * u32::from(other)
    }

    /// Whose figure `index` is: a possessor right after it, else the best name before it, else the first name after it.
    pub fn owner(&self, index: usize) -> Option<EntityId> {
        let raw = &self.figures[index];
        let span = self.span(raw);
        let mentions = self.entities.within(self.window(span));
        let mut best: Option<(i32, EntityId)> = None;
        let mut subject = true;
        for &(mention, id) in mentions {
            let Some(score) = self.owner_score(raw, span, mention, self.entities.get(id).kind) else { continue };
            // The first name that no preposition leads is the likely subject.
            // What the figures themselves are made of is nobody's name.
            if self.figures.iter().any(|f| self.span(f).overlaps(mention)) {
                continue;
            }
            let bonus = 25 * i32::from(subject && mention.end <= span.start && !self.is_oblique(mention));
            subject &= bonus == 0;
            let score = score + bonus;
            if best.is_none_or(|b| score > b.0) {
                best = Some((score, id));
            }
        }
        match best {
            Some((score, id)) if score >= 100 => Some(id),
            other => self.anaphor(span).or(other.map(|b| b.1)),
        }
    }

    fn owner_score(&self, raw: &Raw, figure: Span, mention: Span, kind: EntityType) -> Option<i32> {
        let base = match kind {
            EntityType::Person | EntityType::Organization => 60,
            EntityType::Product => 50,
            EntityType::Location => 45,
            EntityType::Event | EntityType::Work | EntityType::Other => 0,
        };
        let reader = self.reader;
        let first = reader.atoms.partition_point(|a| reader.document.tokens[a.token].span.end <= mention.start);
        let oblique = self.is_oblique(mention);
        let link =
            first.checked_sub(1).is_some_and(|b| reader.nouns.is_link(reader.text(b)) || self.labels.determiners.contains(reader.text(b)));
        if mention.end <= figure.start {
            let gap = i32::try_from(raw.start.saturating_sub(first)).unwrap_or(99);
            // `Labor's 43 per cent`
            let own = gap <= 6 && reader.text(self.last_atom(mention)) == "'s";
            return Some(100 + base - 2 * gap.min(20) - 45 * i32::from(oblique) + 60 * i32::from(own));
        }
        if figure.end <= mention.start {
            let gap = i32::try_from(first.saturating_sub(raw.end)).unwrap_or(99);
            let possessor = gap <= 3 && link && raw.kind == FigureKind::Count;
            let beneficiary = gap <= 6 && raw.kind == FigureKind::Percent && self.benefits(raw.end, first);
            if possessor || beneficiary {
                return Some(190);
            }
            // After a comma begins the main clause, with its subject.
            let clause = first.checked_sub(1).is_some_and(|b| reader.text(b) == ",");
            return Some(20 + base + 30 * i32::from(clause) - 2 * gap.min(20) - 45 * i32::from(oblique));
        }
        None
    }

    /// Whether `for` and nothing that ends a phrase stands between a figure that ends before atom `from` and a name at `to`.
    fn benefits(&self, from: usize, to: usize) -> bool {
        let between = &self.reader.atoms[from.min(to)..to];
        between.iter().any(|a| self.labels.beneficiary.contains(a.text))
            && !between.iter().any(|a| matches!(a.text, "," | ";" | "(" | ")" | "."))
    }

    /// Whether a preposition leads `mention`, which then is no subject.
    fn is_oblique(&self, mention: Span) -> bool {
        let reader = self.reader;
        let first = reader.atoms.partition_point(|a| reader.document.tokens[a.token].span.end <= mention.start);
        let article = first.checked_sub(1).is_some_and(|b| self.labels.determiners.contains(reader.text(b)));
        let at = first - usize::from(article);
        self.labels.oblique.ending_at(reader.document, reader.atoms, at, 3).is_some()
            || (article && self.labels.oblique.ending_at(reader.document, reader.atoms, first, 3).is_some())
    }

    /// The atom after `mention`.
    fn last_atom(&self, mention: Span) -> usize {
        self.reader.atoms.partition_point(|a| self.reader.document.tokens[a.token].span.start < mention.end)
    }

    /// `la société`, `she`: the last person or organisation named before the sentence, within its block.
    fn anaphor(&self, figure: Span) -> Option<EntityId> {
        let reader = self.reader;
        let last = reader.atoms.partition_point(|a| reader.document.tokens[a.token].span.end <= figure.start);
        let first = self.sentence.0.max(last.saturating_sub(60));
        let found = (first..last).any(|at| self.labels.anaphors.longest(reader.document, reader.atoms, at).is_some());
        if !found {
            return None;
        }
        let from = self.place.span.start.saturating_sub(1200);
        let mentions = self.entities.within(Span::new(from, self.place.span.start));
        let named = |id: &EntityId| matches!(self.entities.get(*id).kind, EntityType::Person | EntityType::Organization);
        mentions.iter().rev().map(|m| m.1).find(named)
    }

    /// The date bound to figure `index`: the nearest of its sentence with no other figure between.
    pub fn date(&self, index: usize) -> Option<usize> {
        let span = self.span(&self.figures[index]);
        let window = self.window(span);
        let from = self.dates.partition_point(|d| d.span.start < window.start);
        let mut best: Option<(usize, usize)> = None;
        for (offset, date) in self.dates[from..].iter().enumerate().take_while(|(_, d)| d.span.end <= window.end) {
            let (gap, between) = if span.end <= date.span.start {
                (date.span.start - span.end, Span::new(span.end, date.span.start))
            } else if date.span.end <= span.start {
                (span.start - date.span.end + 15, Span::new(date.span.end, span.start))
            } else {
                continue;
            };
            let crossed = self.figures.iter().any(|f| between.contains(self.span(f)));
            if gap <= 120 && !crossed && best.is_none_or(|b| gap < b.0) {
                best = Some((gap, from + offset));
            }
        }
        best.map(|b| b.1)
    }

    /// What figure `index` measures or counts: its noun, else the phrase that a preposition after it leads to, else its cue.
    pub fn what(&self, index: usize, label: Option<Labelled>) -> Option<String> {
        let raw = &self.figures[index];
        if let Some((from, to)) = raw.noun {
            return Some(self.words(from, to));
        }
        if let Some(phrase) = self.after(raw.end) {
            return Some(phrase);
        }
        label.filter(|l| l.cue.1 <= raw.start).map(|l| self.words(l.cue.0, l.cue.1))
    }

    fn words(&self, from: usize, to: usize) -> String {
        let document = self.reader.document;
        let start = document.tokens[self.reader.atoms[from].token].span.start;
        let end = document.tokens[self.reader.atoms[to - 1].token].span.end;
        document.slice(Span::new(start, end)).to_owned()
    }

    /// `d'investissements`, `investis dans l'infrastructure`: the noun phrase after a preposition.
    fn after(&self, end: usize) -> Option<String> {
        let text = |at| self.reader.text(at);
        let skipped = self.reader.atom(end).is_some_and(|a| a.is_word() && !a.capital && !self.reader.nouns.is_stop(a.text));
        let at = end + usize::from(skipped);
        if !self.labels.prepositions.contains(text(at)) {
            return None;
        }
        let from = at + 1;
        let mut to = from;
        while to < self.sentence.1 && to - from < 8 {
            let Some(atom) = self.reader.atom(to).filter(|a| a.is_word() && !a.taken || a.capital && a.is_word()) else { break };
            let opening = self.labels.determiners.contains(atom.text);
            if self.reader.nouns.is_stop(atom.text) && !(opening && to == from) && !(self.reader.nouns.is_link(atom.text) && to > from) {
                break;
            }
            to += 1;
        }
        while to > from && (self.reader.nouns.is_stop(text(to - 1)) || self.labels.determiners.contains(text(to - 1))) {
            to -= 1;
        }
        (to > from).then(|| self.words(from, to))
    }
}
