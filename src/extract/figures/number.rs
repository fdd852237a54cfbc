//! Reading one number: digits with any separators, words, mixtures, fractions, ordinals, collectives.

use super::atoms::Atom;
use super::bounds::Bounds;
use super::decimal::Decimal;
use super::digits;
use super::lexicon::{AbbreviationUse, Entry, Lexicon};
use super::nouns::Nouns;
use super::units::Units;
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
        (entry.opens() || self.is_definite_scale(at, entry)).then(|| self.with_words(at, entry)).flatten()
    }

    fn signed(&self, at: usize, money: bool) -> Option<Number> {
        let text = self.text(at);
        let minus = text == "-" || self.entry(at).is_some_and(|e| e.minus);
        if !minus && text != "+" {
            return None;
        }
        let before = at.checked_sub(1).and_then(|b| self.atoms.get(b));
        let word = self.atoms[at].is_word();
        let free = before
            .is_none_or(|b| self.atoms[at].spaced || matches!(b.text, "(" | "[" | ":" | "/" | "≈" | "~" | "=" | "<" | ">" | "≤" | "≥"));
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
        number.pronoun = false;
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
        }
        if read.plain || number.magnitude > 0 {
            self.mixed(&mut number);
        }
        Some(number)
    }

    /// `le million de visiteurs`, `el millón de euros`: a large scale word after the article, and what it counts.
    pub(super) fn is_definite_scale(&self, at: usize, entry: Entry) -> bool {
        let article = at.checked_sub(1).is_some_and(|b| self.lexicon.scale_articles.contains(self.text(b)));
        let counts = || self.nouns.is_link(self.text(at + 1)) || self.units.longest(self, at + 1).is_some();
        article && entry.scale.is_some_and(|power| power >= 6) && counts()
    }

    /// `in der 70. Minute`: a point between a number after a function word and a noun, within the sentence.
    fn ranks_by_point(&self, point: usize) -> bool {
        let place = |at: usize| self.document.sentence_at(self.document.tokens[self.atoms[at].token].span.start);
        let led = point.checked_sub(2).is_some_and(|b| self.atoms[b].is_word() && self.nouns.is_stop(self.text(b)));
        let noun = self.atom(point + 1).is_some_and(|a| a.is_word() && a.capital && a.spaced && !a.dated);
        led && noun && self.glued(point) && place(point - 1) == place(point + 1)
    }

    fn ordinal_suffix(&self, end: usize) -> Option<(usize, ())> {
        if self.lexicon.point_ordinals && self.text(end) == "." && self.ranks_by_point(end) {
            return Some((end + 1, ()));
        }
        // `1.º`: the point belongs to the suffix where a letter is glued to it.
        let at = if self.text(end) == "." && self.glued(end) && self.glued(end + 1) { end + 1 } else { end };
        if !self.glued(at) {
            let noun = self.atom(end + 1).filter(|a| a.is_word() && a.spaced && !self.nouns.is_stop(a.text));
            return (noun.is_some() && self.lexicon.apart_suffixes.contains(self.text(end))).then_some((end + 1, ()));
        }
        self.lexicon
            .ordinal_suffixes
            .longest(self.document, self.atoms, at)
            .filter(|&(stop, ())| self.atoms[stop - 1].last)
            .map(|(stop, &unit)| (stop, unit))
    }

    /// Scale words and abbreviations after digits: `3,5 milliards`, `600B`, `2 millions 300 000`, `3 millions et demi`.
    pub(super) fn scale_after(&self, number: &mut Number, money: bool) {
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
    pub(super) fn scale_at(&self, at: usize, money: bool) -> Option<(usize, u32)> {
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
            AbbreviationUse::Money => {
                currency || self.glued(at) && self.atoms.get(end).is_some_and(|a| a.spaced && self.lexicon.million_of.contains(a.text))
            }
        };
        (ok && self.atoms[end - 1].last && !self.atoms.get(end).is_some_and(|a| !a.spaced && a.is_number())).then_some((end, power))
    }

    pub(super) fn add_half(&self, number: &mut Number) {
        if let Some((end, ())) = self.lexicon.and_half.longest(self.document, self.atoms, number.end)
            && let Some(value) = number.value.plus(self.own_scale(Decimal::HALF, number, end).1)
        {
            number.value = value;
            number.end = self.own_scale(Decimal::HALF, number, end).0;
        }
    }

    /// A part added to `number`, in the scale that a word at `end` gives it (`one billion and a half million`), else in the number's own.
    pub(super) fn own_scale(&self, part: Decimal, number: &Number, end: usize) -> (usize, Decimal) {
        let said = self.entry(end).and_then(|e| e.scale).filter(|power| *power < number.magnitude);
        let power = said.unwrap_or(number.magnitude);
        (end + usize::from(said.is_some()), part.shift(i32::try_from(power).unwrap_or(0)))
    }

    /// Whether a word of a scale stands before `number`, which then has no unit and counts nothing: `magnitudo 6,4 ha provocato`.
    pub fn measured(&self, number: &Number) -> bool {
        number.digits && number.value.to_f64() < 13.0 && self.nouns.measures.ending_at(self.document, self.atoms, number.start, 3).is_some()
    }

    /// The atom at `at`, or past a hyphen that joins two parts of a word there.
    pub(super) fn over_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.text(at) == "-" && self.glued(at) && self.glued(at + 1))
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
}
