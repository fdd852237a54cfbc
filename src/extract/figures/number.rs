//! Reading one number: digits with any separators, words, mixtures, fractions, ordinals, collectives.

use super::atoms::Atom;
use super::bounds::Bounds;
use super::compose::Composer;
use super::decimal::Decimal;
use super::digits;
use super::lexicon::{AbbreviationUse, Entry, Lexicon};
use super::nouns::Nouns;
use super::units::{Dimension, Unit, Units};
use crate::document::Document;

/// What sort of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// How many.
    Cardinal,
    /// Which in an order.
    Ordinal,
    /// A part (`deux tiers`).
    Fraction,
    /// `une trentaine`: about so many.
    Collective,
    /// `des milliers`: at least so many.
    Vague,
}

/// A number in its place.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    /// The first atom.
    pub start: usize,
    /// One past the last atom.
    pub end: usize,
    /// Its value.
    pub value: Decimal,
    /// The power of ten that a scale word or abbreviation gave it (`5 millions`: 6), 0 for none.
    pub magnitude: u32,
    /// What sort it is.
    pub class: Class,
    /// Whether it is written with digits.
    pub digits: bool,
    /// Whether an article alone says one.
    pub article: bool,
    /// Whether it is a word that is also a pronoun (`one`).
    pub pronoun: bool,
    /// Whether an explicit sign says plus or minus.
    pub signed: bool,
}

/// What the parser needs: one block's atoms and the language's dictionaries.
#[derive(Clone, Copy)]
pub struct Reader<'a, 'd> {
    /// The document.
    pub document: &'d Document,
    /// The block's atoms.
    pub atoms: &'a [Atom<'d>],
    /// Number words.
    pub lexicon: &'static Lexicon,
    /// Units.
    pub units: &'static Units,
    /// Function words, and what may be counted.
    pub nouns: &'static Nouns,
    /// Bounds and joints.
    pub bounds: &'static Bounds,
}

impl<'d> Reader<'_, 'd> {
    /// Atom `at`.
    pub fn atom(&self, at: usize) -> Option<&Atom<'d>> {
        self.atoms.get(at)
    }
    /// Its folded text, empty past the end.
    pub fn text(&self, at: usize) -> &'d str {
        self.atoms.get(at).map_or("", |a| a.text)
    }
    /// Whether atom `at` exists and follows its predecessor without white space.
    pub fn glued(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|a| !a.spaced)
    }
    /// What the word at `at` means within numbers; nothing for names and dates.
    pub fn entry(&self, at: usize) -> Option<Entry> {
        let atom = self.atoms.get(at).filter(|a| a.is_word() && !a.taken)?;
        self.lexicon.entry(atom.text)
    }

    /// The number that begins at atom `at`; `money` says that a currency stands before it.
    pub fn number(&self, at: usize, money: bool) -> Option<Number> {
        let atom = self.atoms.get(at)?;
        if atom.taken || !atom.first && !self.atoms[at - 1].text.ends_with('-') {
            return None;
        }
        if let Some(number) = self.signed(at, money) {
            return Some(number);
        }
        if atom.is_number() || matches!(atom.text, "." | ",") || digits::vulgar(atom.text).is_some() {
            return self.with_digits(at, money);
        }
        if let Some((end, &part)) = self.lexicon.half_of.longest(self.document, self.atoms, at) {
            // The words after it may only have told that it is a part: `half of`.
            let trimmed = (at + 1..=end).rev().find(|&e| !self.nouns.is_stop(self.text(e - 1)))?;
            return Decimal::whole(1).divided(part).map(|v| self.made(at, trimmed, v, Class::Fraction));
        }
        let entry = self.entry(at)?;
        entry.opens().then(|| self.with_words(at, entry)).flatten()
    }

    fn signed(&self, at: usize, money: bool) -> Option<Number> {
        let text = self.text(at);
        let minus = text == "-" || self.entry(at).is_some_and(|e| e.minus);
        if !minus && text != "+" {
            return None;
        }
        let before = at.checked_sub(1).and_then(|b| self.atoms.get(b));
        let word = self.atoms[at].is_word();
        let free = before.is_none_or(|b| self.atoms[at].spaced || matches!(b.text, "(" | "[" | ":" | "/" | "≈" | "~" | "="));
        let after = self.atoms.get(at + 1)?;
        let digits = after.is_number() || matches!(after.text, "." | ",");
        if !free || !(digits || word) || self.entry(at + 1).is_some_and(|e| e.minus || e.article || e.several || e.vague.is_some()) {
            return None;
        }
        // A sign set apart by spaces on both sides is more often a dash: it counts only where no number or full word stands before.
        if !word && after.spaced && before.is_some_and(|b| b.is_number() || (text == "-" && b.is_word() && !self.nouns.is_stop(b.text))) {
            return None;
        }
        // `au moins deux` bounds, it does not subtract.
        if word && self.bounds.before(self, at + 1).is_some() {
            return None;
        }
        let mut number = self.number(at + 1, money).filter(|n| n.class == Class::Cardinal && !n.signed)?;
        number.start = at;
        number.signed = true;
        if minus {
            number.value = number.value.negated();
        }
        Some(number)
    }

    fn with_digits(&self, at: usize, money: bool) -> Option<Number> {
        let read = digits::read(self, at)?;
        let mut number = Number {
            start: at,
            end: read.end,
            value: read.value,
            magnitude: 0,
            class: Class::Cardinal,
            digits: true,
            article: false,
            pronoun: false,
            signed: false,
        };
        if read.plain
            && let Some((end, ())) = self.ordinal_suffix(number.end)
        {
            number.end = end;
            number.class = Class::Ordinal;
            return Some(number);
        }
        self.scale_after(&mut number, money);
        if read.plain && number.magnitude == 0 {
            self.multiply_collective(&mut number);
            self.mixed(&mut number);
        }
        Some(number)
    }

    fn ordinal_suffix(&self, end: usize) -> Option<(usize, ())> {
        // `1.º`: the point belongs to the suffix where a letter is glued to it.
        let at = if self.text(end) == "." && self.glued(end) && self.glued(end + 1) { end + 1 } else { end };
        if !self.glued(at) {
            return None;
        }
        self.lexicon
            .ordinal_suffixes
            .longest(self.document, self.atoms, at)
            .filter(|&(stop, ())| self.atoms[stop - 1].last)
            .map(|(stop, &unit)| (stop, unit))
    }

    /// Scale words and abbreviations after digits: `3,5 milliards`, `600B`, `2 millions 300 000`, `3 millions et demi`.
    fn scale_after(&self, number: &mut Number, money: bool) {
        let mut composer_scale = 99;
        for _ in 0..3 {
            let Some((end, power)) = self.scale_at(number.end, money) else { break };
            if power > composer_scale && power + composer_scale > 27 {
                break;
            }
            number.value = number.value.shift(i32::try_from(power).unwrap_or(0));
            number.magnitude += power;
            number.end = end;
            composer_scale = power;
        }
        if number.magnitude > 0 {
            self.add_half(number);
            self.add_remainder(number);
        }
    }

    /// A scale word or abbreviation at `at`, directly or after a hyphen (`600-million`).
    fn scale_at(&self, at: usize, money: bool) -> Option<(usize, u32)> {
        let word = if self.text(at) == "-" && self.glued(at) && self.glued(at + 1) { at + 1 } else { at };
        if let Some(entry) = self.entry(word)
            && let Some(power) = entry.scale.or_else(|| entry.hundred.then_some(2))
            && self.units.longest(self, word).is_none_or(|(end, _)| power != 2 && end == word + 1)
        {
            return Some((word + 1, power));
        }
        if word != at {
            return None;
        }
        let (end, &(power, when)) = self.lexicon.abbreviations.longest(self.document, self.atoms, at)?;
        let currency = money || self.units.currency_follows(self, end);
        let ok = match when {
            AbbreviationUse::Any => true,
            AbbreviationUse::Glued => self.glued(at) || currency,
            AbbreviationUse::Money => currency,
        };
        (ok && self.atoms[end - 1].last && !self.atoms.get(end).is_some_and(|a| !a.spaced && a.is_number())).then_some((end, power))
    }

    fn add_half(&self, number: &mut Number) {
        if let Some((end, ())) = self.lexicon.and_half.longest(self.document, self.atoms, number.end)
            && let Some(value) = number.value.plus(Decimal::HALF.shift(i32::try_from(number.magnitude).unwrap_or(0)))
        {
            number.value = value;
            number.end = end;
        }
    }

    /// `2 millions 300 000`: a smaller whole number right after the scale word.
    fn add_remainder(&self, number: &mut Number) {
        if !self.atoms.get(number.end).is_some_and(|a| a.is_number() && a.spaced && !a.taken) {
            return;
        }
        let Some(rest) = digits::read(self, number.end).filter(|r| r.plain) else { return };
        let limit = 10_i128.pow(number.magnitude.min(27));
        if rest.value.as_whole().is_some_and(|v| v >= 1000 && v < limit)
            && number.value.as_whole().is_some()
            && let Some(value) = number.value.plus(rest.value)
        {
            number.value = value;
            number.end = rest.end;
        }
    }

    fn with_words(&self, at: usize, entry: Entry) -> Option<Number> {
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

    fn made(&self, start: usize, end: usize, value: Decimal, class: Class) -> Number {
        Number { start, end, value, magnitude: 0, class, digits: false, article: false, pronoun: false, signed: false }
    }

    /// `half a million`, `half an hour`, `demi-heure`, `la moitié`.
    fn halves(&self, at: usize, entry: Entry) -> Option<Number> {
        let half = if entry.half {
            at
        } else if entry.article && self.entry(at + 1).is_some_and(|e| e.half) {
            at + 1
        } else {
            return None;
        };
        let mut next = half + 1;
        if self.text(next) == "-" && self.glued(next) {
            next += 1;
        } else if self.entry(next).is_some_and(|e| e.article) {
            next += 1;
        }
        let after = self.entry(next).unwrap_or_default();
        let whole = after.scale.map(|p| (Decimal::HALF.shift(i32::try_from(p).unwrap_or(0)), p));
        if let Some((value, power)) = whole {
            return Some(Number { magnitude: power, ..self.made(at, next + 1, value, Class::Cardinal) });
        }
        if let Some((count, _)) = after.collective {
            return Decimal::whole(count).times(Decimal::HALF).map(|v| self.made(at, next + 1, v, Class::Cardinal));
        }
        // Before a unit; the unit itself is the unit matcher's.
        self.units.longest(self, next).map(|_| self.made(at, next, Decimal::HALF, Class::Cardinal))
    }

    /// `des dizaines de milliers`, `hundreds of thousands`, `several million`.
    fn vague(&self, at: usize, entry: Entry) -> Option<Number> {
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
        if at.checked_sub(1).is_some_and(|b| self.atoms[b].is_number()) {
            return None;
        }
        Some(self.vague_product(at, at + 1, value))
    }

    fn vague_product(&self, start: usize, mut end: usize, first: i128) -> Number {
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
    fn collective(&self, at: usize, entry: Entry) -> Option<Number> {
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
    fn words(&self, at: usize) -> Option<Number> {
        let mut sum = Composer::default();
        let mut end = at;
        let mut class = Class::Cardinal;
        let mut next = at;
        let first = self.entry(at)?;
        let mut after_article = false;
        while let Some(entry) = self.entry(next) {
            // Leave `deux tiers` and `trois douzaines` to their own rules, below.
            let part = entry.fraction.is_some() && !entry.ordinal.is_some_and(|rank| rank >= 100 || sum.fits(rank));
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
    fn lone_article(&self, at: usize, entry: Entry) -> Option<Number> {
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
            let after = self.entry(at + 1)?;
            let value = after.cardinal.or(after.ordinal);
            if entry.inverted
                && value.is_some_and(|v| {
                    let mut trial = *sum;
                    trial.add_inverted(v)
                })
            {
                return Some(Step::Joined);
            }
            let part = self.entry(at + 2).is_some_and(|e| e.fraction.is_some() && e.ordinal.is_none());
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
                100 if !sum.is_empty() => sum.hundred(),
                1000.. if !sum.is_empty() => sum.scale(rank.ilog10()),
                _ => sum.add(rank, None),
            };
            return fits.then_some(Step::Ordinal);
        }
        (entry.article && sum.is_empty() && self.entry(at + 1).is_some_and(|e| e.scale.is_some() || e.hundred)).then_some(Step::Article)
    }

    /// A scale word without a number before it stands for one only where it is thousand, or after an article.
    fn scale_stands(&self, at: usize, power: u32, sum: &Composer, after_article: bool) -> bool {
        !sum.is_empty() || after_article || (power == 3 && (self.lexicon.bare_thousand || self.units.longest(self, at + 1).is_some()))
    }

    /// `trois douzaines`, `two dozen`, `three hundred and two dozens`.
    fn multiply_collective(&self, number: &mut Number) {
        if let Some((count, _)) = self.entry(number.end).and_then(|e| e.collective)
            && let Some(value) = number.value.times(Decimal::whole(count))
        {
            number.value = value;
            number.end += 1;
        }
    }

    /// `deux tiers`, `three-quarters`, `vingt et trois cinquièmes`.
    fn fraction(&self, number: &mut Number) {
        if let Some((end, value)) = self.part(number.end, number.value) {
            number.value = value;
            number.end = end;
            number.class = Class::Fraction;
            return;
        }
        if !number.article {
            self.mixed(number);
        }
    }

    /// `twenty and three fifths`, `3 and a quarter`.
    fn mixed(&self, number: &mut Number) {
        if !self.entry(number.end).is_some_and(|e| e.and) {
            return;
        }
        let Some(over) = self.entry(number.end + 1) else { return };
        let Some(above) = over.cardinal.or(over.article.then_some(1)) else { return };
        if let Some((end, value)) = self.part(number.end + 2, Decimal::whole(above))
            && let Some(sum) = number.value.plus(value)
        {
            number.value = sum;
            number.end = end;
        }
    }

    /// `two point two five`, `deux virgule vingt-cinq`: the decimals after the word for the mark.
    fn point(&self, end: usize, whole: Decimal) -> Option<(usize, Decimal)> {
        if !self.entry(end).is_some_and(|e| e.point) {
            return None;
        }
        let mut digits = String::new();
        let mut at = end + 1;
        while let Some(value) = self.entry(at).and_then(|e| e.cardinal).filter(|v| (0..100).contains(v)) {
            digits.push_str(&value.to_string());
            at += 1;
            if digits.len() > 8 || value > 9 {
                break;
            }
        }
        let decimals = Decimal::from_digits("0", &digits)?;
        (at > end + 1).then(|| whole.plus(decimals).map(|v| (at, v))).flatten()
    }

    fn part(&self, at: usize, above: Decimal) -> Option<(usize, Decimal)> {
        let name = if self.text(at) == "-" && self.glued(at) { at + 1 } else { at };
        let entry = self.entry(name)?;
        let below = entry.fraction?;
        // `a third man`: an ordinal too, which only a plural or what follows tells from a part.
        if entry.ordinal.is_some() && !self.part_follows(name + 1) {
            return None;
        }
        let value = match power_of_ten(below) {
            Some(power) => Some(above.shift(-power)),
            None => u32::try_from(below).ok().and_then(|b| above.divided(b)),
        };
        value.map(|v| (name + 1, v))
    }

    fn part_follows(&self, at: usize) -> bool {
        self.atoms.get(at).is_none_or(|a| !a.is_word() || self.nouns.is_link(a.text) || self.nouns.is_stop(a.text))
            || self.units.longest(self, at).is_some()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Added,
    Joined,
    Article,
    Ordinal,
}

/// The power of ten that `value` is.
fn power_of_ten(value: i128) -> Option<i32> {
    let power = value.checked_ilog10()?;
    (10_i128.checked_pow(power) == Some(value)).then(|| i32::try_from(power).ok()).flatten()
}
