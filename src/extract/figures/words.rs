//! Numbers in words: sums of number words, halves, collectives (`une trentaine`), vague plurals (`des milliers`).

use super::compose::Composer;
use super::decimal::Decimal;
use super::lexicon::Entry;
use super::number::{Class, Number, Reader};
use super::units::{Dimension, Unit};

impl Reader<'_, '_> {
    pub(super) fn with_words(&self, at: usize, entry: Entry) -> Option<Number> {
        if let Some(count) = entry.halves {
            let mut number = self.made(at, at + 1, Decimal::HALF.times(Decimal::whole(count))?, Class::Cardinal);
            self.scale_after(&mut number, false);
            return Some(number);
        }
        let mut number =
            self.halves(at, entry).or_else(|| self.vague(at, entry)).or_else(|| self.collective(at, entry)).or_else(|| self.words(at))?;
        if number.class == Class::Cardinal && !number.article && number.magnitude > 0 {
            self.add_half(&mut number);
        }
        Some(number)
    }

    /// One, said by atoms `start..end` as a whole.
    pub fn one(&self, start: usize, end: usize) -> Number {
        self.made(start, end, Decimal::whole(1), Class::Cardinal)
    }

    pub(super) fn made(&self, start: usize, end: usize, value: Decimal, class: Class) -> Number {
        Number { start, end, value, magnitude: 0, class, digits: false, article: false, pronoun: false, signed: false }
    }

    /// `half a million`, `half an hour`, `demi-heure`, `la moitié`.
    pub(super) fn halves(&self, at: usize, entry: Entry) -> Option<Number> {
        // `a quarter-point cut`, `quarter million`
        let quarter = |at: usize| {
            let hyphen = self.text(at + 1) == "-" && self.glued(at + 1);
            let large = self.entry(at + 1).and_then(|e| e.scale).is_some_and(|power| power >= 6);
            self.entry(at).is_some_and(|e| e.fraction == Some(4) && e.ordinal.is_none() && e.cardinal.is_none())
                && !self.text(at).ends_with('s')
                && (hyphen || large)
        };
        let half = if entry.half || quarter(at) {
            at
        } else if entry.article && (self.entry(at + 1).is_some_and(|e| e.half) || quarter(at + 1)) {
            at + 1
        } else {
            return None;
        };
        let part = if self.entry(half).is_some_and(|e| e.half) { Decimal::HALF } else { Decimal::HALF.times(Decimal::HALF)? };
        let mut next = half + 1;
        if self.text(next) == "-" && self.glued(next) {
            next += 1;
        } else if self.entry(next).is_some_and(|e| e.article) {
            next += 1;
        }
        let after = self.entry(next).unwrap_or_default();
        let whole = after.scale.map(|p| (part.shift(i32::try_from(p).unwrap_or(0)), p));
        if let Some((value, power)) = whole {
            return Some(Number { magnitude: power, ..self.made(at, next + 1, value, Class::Cardinal) });
        }
        if let Some((count, _)) = after.collective {
            return Decimal::whole(count).times(part).map(|v| self.made(at, next + 1, v, Class::Cardinal));
        }
        // Before a unit; the unit itself is the unit matcher's.
        let unit = self.units.longest(self, next).or_else(|| self.units.small_points(self, next));
        unit.map(|_| self.made(at, next, part, Class::Cardinal))
    }

    /// `des dizaines de milliers`, `hundreds of thousands`, `several million`.
    pub(super) fn vague(&self, at: usize, entry: Entry) -> Option<Number> {
        if entry.several {
            let duration = |(_, u): (usize, Unit)| u.dimension == Dimension::Duration;
            if self.units.longest(self, at + 1).is_some_and(duration) {
                return Some(self.made(at, at + 1, Decimal::whole(2), Class::Vague));
            }
            let after = self.entry(at + 1)?;
            let value = after
                .vague
                .or_else(|| after.hundred.then_some(100))
                .or(after.collective.map(|c| c.0))
                .or(after.scale.and_then(|p| 10_i128.checked_pow(p)))?;
            return Some(self.vague_product(at + 1, at + 2, value));
        }
        let value = entry.vague?;
        // `he scores`: some of these words are verbs too.
        if entry.vague_linked && !self.nouns.is_link(self.text(at + 1)) {
            return None;
        }
        if at.checked_sub(1).is_some_and(|b| self.atoms[b].is_number()) {
            return None;
        }
        Some(self.vague_product(at, at + 1, value))
    }

    pub(super) fn vague_product(&self, start: usize, mut end: usize, first: i128) -> Number {
        let mut value = Decimal::whole(first);
        for _ in 0..2 {
            let next = if self.nouns.is_link(self.text(end)) { end + 1 } else { end };
            let Some(entry) = self.entry(next) else { break };
            let factor = entry.vague.or_else(|| entry.scale.and_then(|p| 10_i128.checked_pow(p)));
            let Some(product) = factor.and_then(|f| value.times(Decimal::whole(f))) else { break };
            value = product;
            end = next + 1;
        }
        self.made(start, end, value, Class::Vague)
    }

    /// `une trentaine`, `two dozen`, `a dozen`, `une centaine de milliers`.
    pub(super) fn collective(&self, at: usize, entry: Entry) -> Option<Number> {
        let (word, factor) = if entry.collective.is_some() {
            (at, None)
        } else if entry.article && self.entry(at + 1).is_some_and(|e| e.collective.is_some()) {
            (at + 1, None)
        } else {
            return None;
        };
        let (count, approx) = self.entry(word)?.collective?;
        let class = if approx && factor.is_none() { Class::Collective } else { Class::Cardinal };
        let mut number = self.made(at, word + 1, factor.unwrap_or(Decimal::whole(1)).times(Decimal::whole(count))?, class);
        let next = if self.nouns.is_link(self.text(number.end)) { number.end + 1 } else { number.end };
        if let Some(e) = self.entry(next)
            && let Some(f) = e.vague.or_else(|| e.scale.and_then(|p| 10_i128.checked_pow(p)))
        {
            number.value = number.value.times(Decimal::whole(f))?;
            number.end = next + 1;
        }
        Some(number)
    }

    /// A run of number words.
    pub(super) fn words(&self, at: usize) -> Option<Number> {
        let mut sum = Composer::default();
        let mut end = at;
        let mut class = Class::Cardinal;
        let mut next = at;
        let first = self.entry(at)?;
        let mut after_article = false;
        while let Some(entry) = self.entry(next) {
            // Leave `deux tiers` and `trois douzaines` to their own rules, below.
            let alone = first.article && end == at + 1;
            let part = entry.fraction.is_some()
                && !entry.ordinal.is_some_and(|rank| !alone && (rank >= 100 || sum.fits(rank) || self.scores(&sum, rank)));
            if !sum.is_empty() && (part || entry.collective.is_some()) && entry.cardinal.is_none() {
                break;
            }
            let Some(step) = self.step(&mut sum, next, entry, after_article) else { break };
            after_article = step == Step::Article;
            if matches!(step, Step::Added | Step::Ordinal) {
                end = next + 1;
            }
            if step == Step::Ordinal {
                class = Class::Ordinal;
                break;
            }
            next += 1;
            if self.text(next) == "-" && self.glued(next) && self.glued(next + 1) {
                next += 1;
            }
        }
        if end == at {
            return self.lone_article(at, first);
        }
        let value = Decimal::whole(sum.value());
        if class == Class::Cardinal
            && sum.magnitude() == 0
            && let Some((stop, decimal)) = self.point(end, value)
        {
            let mut number = self.made(at, stop, decimal, class);
            self.scale_after(&mut number, false);
            return Some(number);
        }
        let mut number = Number { magnitude: sum.magnitude(), ..self.made(at, end, value, class) };
        number.article = first.article && end == at + 1;
        number.pronoun = first.pronoun && end == at + 1;
        if class == Class::Cardinal {
            self.multiply_collective(&mut number);
            self.fraction(&mut number);
        }
        if number.end > at + 1 {
            (number.article, number.pronoun) = (false, false);
            if number.class == Class::Cardinal && number.magnitude == 0 && number.end > end {
                self.scale_after(&mut number, false);
            }
        }
        Some(number)
    }

    /// `un` alone: one, but said by an article.
    pub(super) fn lone_article(&self, at: usize, entry: Entry) -> Option<Number> {
        if !entry.article {
            return None;
        }
        let mut number = Number { article: true, ..self.made(at, at + 1, Decimal::whole(1), Class::Cardinal) };
        self.fraction(&mut number);
        number.article = number.class == Class::Cardinal;
        Some(number)
    }

    fn step(&self, sum: &mut Composer, at: usize, entry: Entry, after_article: bool) -> Option<Step> {
        if entry.score && sum.score() {
            return Some(Step::Added);
        }
        if (entry.and || entry.inverted) && !sum.is_empty() {
            let follows = self.over_hyphen(at + 1);
            let after = self.entry(follows)?;
            let value = after.cardinal.or(after.ordinal);
            if entry.inverted
                && value.is_some_and(|v| {
                    let mut trial = *sum;
                    trial.add_inverted(v)
                })
            {
                return Some(Step::Joined);
            }
            let beyond = self.entry(self.over_hyphen(follows + 1));
            let part = beyond.is_some_and(|e| e.collective.is_some() || e.fraction.is_some() && e.ordinal.is_none());
            return (entry.and && sum.has_room() && !part && value.is_some_and(|v| sum.fits(v))).then_some(Step::Joined);
        }
        let joined = at > 0 && self.entry(at - 1).is_some_and(|e| e.inverted);
        if joined && entry.cardinal.or(entry.ordinal).is_some_and(|v| sum.add_inverted(v)) {
            return Some(if entry.cardinal.is_some() { Step::Added } else { Step::Ordinal });
        }
        if entry.hundred && sum.hundred() {
            return Some(Step::Added);
        }
        if let Some(power) = entry.scale
            && (!sum.is_empty() || after_article || entry.cardinal.is_none())
            && self.scale_stands(at, power, sum, after_article)
            && sum.scale(power)
        {
            return Some(Step::Added);
        }
        if let Some(value) = entry.cardinal {
            return sum.add(value, entry.room).then_some(Step::Added);
        }
        if let Some(rank) = entry.ordinal {
            let fits = match rank {
                _ if self.scores(sum, rank) => sum.score(),
                100 if !sum.is_empty() => sum.hundred(),
                1000.. if !sum.is_empty() => sum.scale(rank.ilog10()),
                _ => sum.add(rank, None),
            };
            return fits.then_some(Step::Ordinal);
        }
        (entry.article && sum.is_empty() && self.entry(at + 1).is_some_and(|e| e.scale.is_some() || e.hundred)).then_some(Step::Article)
    }

    /// `quatre-vingtième`: the rank multiplies what stands before it.
    fn scores(&self, sum: &Composer, rank: i128) -> bool {
        rank == 20 && self.lexicon.counts_in_scores && sum.value() % 100 == 4
    }

    /// A scale word without a number before it stands for one only where it is thousand, or after an article.
    pub(super) fn scale_stands(&self, at: usize, power: u32, sum: &Composer, after_article: bool) -> bool {
        let definite = power >= 6 && self.entry(at).is_some_and(|e| self.is_definite_scale(at, e));
        !sum.is_empty()
            || after_article
            || definite
            || (power == 3 && (self.lexicon.bare_thousand || self.units.longest(self, at + 1).is_some()))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Added,
    Joined,
    Article,
    Ordinal,
}
