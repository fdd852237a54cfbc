//! Parts of numbers in words: fractions, mixed numbers, dozens, decimals after the word for the mark.

use super::decimal::Decimal;
use super::lexicon::Entry;
use super::number::{Class, Number, Reader};

impl Reader<'_, '_> {
    /// `trois douzaines`, `two dozen`, `three hundred and two dozens`.
    pub(super) fn multiply_collective(&self, number: &mut Number) {
        if let Some((count, _)) = self.entry(number.end).and_then(|e| e.collective)
            && let Some(value) = number.value.times(Decimal::whole(count))
        {
            number.value = value;
            number.end += 1;
            return;
        }
        // `three hundred and two dozen`
        if self.entry(number.end).is_some_and(|e| e.and)
            && let Some(many) = self.entry(number.end + 1).and_then(|e| e.cardinal)
            && let Some((count, _)) = self.entry(number.end + 2).and_then(|e| e.collective)
            && let Some(value) = many.checked_mul(count).and_then(|more| number.value.plus(Decimal::whole(more)))
        {
            number.value = value;
            number.end += 3;
        }
    }

    /// `deux tiers`, `three-quarters`, `vingt et trois cinquièmes`.
    pub(super) fn fraction(&self, number: &mut Number) {
        if let Some((end, value)) = self.part(number.end, number.value) {
            number.value = value;
            number.end = end;
            number.class = Class::Fraction;
            self.part_of_scale(number);
            return;
        }
        if !number.article {
            self.mixed(number);
        }
    }

    /// `three quarters of a billion`, `un quart de million`: a part of a large number is a number.
    fn part_of_scale(&self, number: &mut Number) {
        let linked = self.nouns.is_link(self.text(number.end));
        let at = number.end + 1 + usize::from(self.entry(number.end + 1).is_some_and(|e| e.article));
        let Some(power) = self.entry(at).and_then(|e| e.scale).filter(|power| linked && *power >= 6) else { return };
        number.value = number.value.shift(i32::try_from(power).unwrap_or(0));
        (number.end, number.magnitude, number.class) = (at + 1, power, Class::Cardinal);
    }

    /// `twenty and three fifths`, `3 and a quarter`.
    pub(super) fn mixed(&self, number: &mut Number) {
        if !self.entry(number.end).is_some_and(|e| e.and) {
            return;
        }
        let Some(over) = self.entry(number.end + 1) else { return };
        let part = match over.cardinal.or(over.article.then_some(1)) {
            Some(above) => self.part(number.end + 2, Decimal::whole(above)),
            // `two and quarter hours`: without an article only before a unit.
            None => self.part(number.end + 1, Decimal::whole(1)).filter(|&(end, _)| self.units.longest(self, end).is_some()),
        };
        let scaled = part.map(|(end, value)| self.own_scale(value, number, end));
        if let Some((end, value)) = scaled
            && let Some(sum) = number.value.plus(value)
        {
            number.value = sum;
            number.end = end;
        }
    }

    /// `two point two five`, `deux virgule vingt-cinq`: the decimals after the word for the mark.
    pub(super) fn point(&self, end: usize, whole: Decimal) -> Option<(usize, Decimal)> {
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

    pub(super) fn part(&self, at: usize, above: Decimal) -> Option<(usize, Decimal)> {
        let name = if self.text(at) == "-" && self.glued(at) { at + 1 } else { at };
        let entry = self.entry(name)?;
        let Some(below) = entry.fraction else { return self.compound_part(name, entry, above) };
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

    /// `un vingt-cinquième`: one part of an order that several words name, where no noun follows.
    fn compound_part(&self, at: usize, entry: Entry, above: Decimal) -> Option<(usize, Decimal)> {
        if above != Decimal::whole(1) || !entry.cardinal.is_some_and(|tens| tens >= 20 && tens % 10 == 0) {
            return None;
        }
        let order = self.words(at).filter(|n| n.class == Class::Ordinal && self.part_follows(n.end))?;
        let below = u32::try_from(order.value.as_whole()?).ok()?;
        above.divided(below).map(|value| (order.end, value))
    }

    fn part_follows(&self, at: usize) -> bool {
        self.atoms.get(at).is_none_or(|a| !a.is_word() || self.nouns.is_link(a.text) || self.nouns.is_stop(a.text))
            || self.units.longest(self, at).is_some()
    }
}

/// The power of ten that `value` is.
fn power_of_ten(value: i128) -> Option<i32> {
    let power = value.checked_ilog10()?;
    (10_i128.checked_pow(power) == Some(value)).then(|| i32::try_from(power).ok()).flatten()
}
