//! A number with its unit: `$600 billion`, `3,5 millions d'euros`, `1h30`, `2 years and 3 months`.

use super::decimal::Decimal;
use super::number::{Class, Number, Reader};
use super::units::{Dimension, Unit};

/// A number with its unit, if it has one.
#[derive(Debug, Clone, Copy)]
pub struct Quantity {
    /// The first atom.
    pub start: usize,
    /// One past the last atom.
    pub end: usize,
    /// The number.
    pub number: Number,
    /// Its value in `unit`.
    pub value: Decimal,
    /// The unit.
    pub unit: Option<Unit>,
    /// Whether the unit stands before the number.
    pub prefixed: bool,
    /// Whether several numbers add up to it (`1h30`), which settles that it is a quantity.
    pub compound: bool,
}

/// The quantity that begins at atom `at`.
pub fn read(reader: &Reader<'_, '_>, at: usize) -> Option<Quantity> {
    let atom = reader.atom(at).filter(|a| a.first && !a.taken)?;
    if (!atom.is_word() || atom.capital || reader.atom(at + 1).is_some_and(|a| !a.is_word() && !a.is_number()))
        && let Some(quantity) = prefixed(reader, at)
    {
        return Some(quantity);
    }
    if let Some(quantity) = whole(reader, at) {
        return Some(quantity);
    }
    let number = reader.number(at, false)?;
    let mut quantity = Quantity { start: at, end: number.end, number, value: number.value, unit: None, prefixed: false, compound: false };
    if number.class != Class::Ordinal {
        attach(reader, &mut quantity);
    }
    reader.atoms[quantity.end - 1].last.then_some(quantity)
}

/// `$5`, `-€3`, `US$ 4.7 billion`, `EUR 20`, `MAUD 60`.
fn prefixed(reader: &Reader<'_, '_>, at: usize) -> Option<Quantity> {
    let signed = matches!(reader.text(at), "-" | "+") && reader.glued(at + 1);
    let from = at + usize::from(signed);
    let (after, unit) = reader.units.prefix(reader, from)?;
    let number = reader
        .number(after, true)
        .filter(|n| matches!(n.class, Class::Cardinal) && !n.article && (n.digits || reader.atoms[from].is_word()))?;
    let mut value = number.value.shift(unit.shift);
    if signed && reader.text(at) == "-" {
        value = value.negated();
    }
    let mut end = number.end;
    // `$150 million USD`, `$10 US`: the code after the number says which dollar.
    let mut unit = unit;
    if let Some((stop, code)) = reader.units.longest(reader, end)
        && code.dimension == Dimension::Money
        && code.shift == 0
        && reader.atoms[end].is_word()
        && reader.atoms[end].capital
    {
        (end, unit) = (stop, code);
    }
    let mut quantity = Quantity { start: at, end, number, value, unit: Some(unit), prefixed: true, compound: false };
    cents(reader, &mut quantity);
    reader.atoms[quantity.end - 1].last.then_some(quantity)
}

/// A whole period without a number: `toute la semaine`, `a full year`, `une semaine entière`.
fn whole(reader: &Reader<'_, '_>, at: usize) -> Option<Quantity> {
    let duration = |at| reader.units.longest(reader, at).filter(|(_, u)| u.dimension == Dimension::Duration);
    let (number_end, (end, unit)) = if let Some(stop) = reader.units.whole_before(reader, at) {
        (stop, duration(stop)?)
    } else {
        let start = at + usize::from(reader.entry(at).is_some_and(|e| e.article));
        let (end, unit) = duration(start)?;
        (start, (reader.units.whole_after(reader, end)?, unit))
    };
    let number = reader.one(at, number_end);
    Some(Quantity { start: at, end, number, value: number.value, unit: Some(unit), prefixed: false, compound: true })
}

/// Finds the unit after the number, and further parts of a compound.
fn attach(reader: &Reader<'_, '_>, quantity: &mut Quantity) {
    let number = quantity.number;
    let Some((end, unit)) = unit_after(reader, &number) else { return };
    quantity.unit = Some(unit);
    quantity.value = number.value.shift(unit.shift);
    quantity.end = end;
    if unit.dimension == Dimension::Money {
        scale_after_code(reader, quantity);
        cents(reader, quantity);
    } else if unit.group > 0 {
        parts(reader, quantity);
    }
    if let Some((stop, ())) = reader.lexicon.and_half.longest(reader.document, reader.atoms, quantity.end)
        && number.magnitude == 0
        && let Some(value) = quantity.value.plus(Decimal::HALF)
    {
        quantity.value = value;
        quantity.end = stop;
        quantity.compound = true;
    }
}

/// The unit after a number, directly, after a hyphen, or after `de`, `of` where the number calls for it.
fn unit_after(reader: &Reader<'_, '_>, number: &Number) -> Option<(usize, Unit)> {
    let at = number.end;
    let text = reader.text(at);
    let found = if text == "-" && reader.glued(at) && reader.glued(at + 1) {
        reader.units.longest(reader, at + 1)
    } else if reader.nouns.is_link(text)
        && (number.magnitude >= 3 || !matches!(number.class, Class::Cardinal) || !number.digits && number.value.as_whole().is_none())
    {
        reader.units.longest(reader, at + 1)
    } else {
        let direct = reader.units.longest(reader, at);
        // An adjective may come between: `vingt longues années`.
        direct.or_else(|| reader.nouns.is_adjective(text).then(|| reader.units.longest(reader, at + 1)).flatten())
    };
    let (end, mut unit) = found?;
    if unit.dimension == Dimension::Money && !number.article {
        match reader.units.weighed(reader, end, number.magnitude < 6 && number.class == Class::Cardinal) {
            Some(mass) => unit = mass,
            None if number.magnitude < 6 && reader.units.only_large(reader, end) => return None,
            None => {}
        }
    }
    let symbol = reader.text(end - 1);
    let letter = end == at + 1 && symbol.chars().count() == 1 && symbol.chars().all(char::is_alphabetic);
    (!letter || number.digits).then_some((end, unit))
}

/// `75 USD million`.
fn scale_after_code(reader: &Reader<'_, '_>, quantity: &mut Quantity) {
    if quantity.number.magnitude == 0
        && let Some(power) = reader.entry(quantity.end).and_then(|e| e.scale).filter(|p| *p >= 6)
    {
        quantity.value = quantity.value.shift(i32::try_from(power).unwrap_or(0));
        quantity.end += 1;
    }
}

/// `3 dollars 50 cents`, `15 dollars 50`, `thirteen dollars and forty-five cents`.
fn cents(reader: &Reader<'_, '_>, quantity: &mut Quantity) {
    if quantity.number.magnitude > 0 || quantity.value.as_whole().is_none() || quantity.unit.is_some_and(|u| u.shift != 0) {
        return;
    }
    let joined = reader.entry(quantity.end).is_some_and(|e| e.and);
    let at = quantity.end + usize::from(joined);
    let Some(small) = reader.atom(at).filter(|a| a.spaced).and_then(|_| reader.number(at, false)) else { return };
    if small.class != Class::Cardinal || small.article || small.signed || !small.value.as_whole().is_some_and(|v| (1..100).contains(&v)) {
        return;
    }
    let end = match unit_after(reader, &small) {
        Some((end, unit)) if unit.dimension == Dimension::Money && unit.shift == -2 => end,
        None if !joined && !quantity.prefixed && !reader.atom(small.end).is_some_and(|a| a.is_word() || a.is_number()) => small.end,
        _ => return,
    };
    if let Some(value) = quantity.value.plus(small.value.shift(-2)) {
        quantity.value = value;
        quantity.end = end;
        quantity.compound = true;
    }
}

/// Further, smaller units of the same group: `2 years and 3 months`, `1h30`.
fn parts(reader: &Reader<'_, '_>, quantity: &mut Quantity) {
    for _ in 0..4 {
        let Some(unit) = quantity.unit else { return };
        let mut at = quantity.end;
        while joined_by(reader, at) && at < quantity.end + 2 {
            at += 1;
        }
        let Some(number) = reader.number(at, false).filter(|n| n.class == Class::Cardinal && !n.signed) else { return };
        match unit_after(reader, &number) {
            Some((end, small)) if small.group == unit.group && small.size < unit.size && unit.size % small.size == 0 => {
                let factor = i128::from(unit.size / small.size);
                let Some(sum) = quantity.value.times(Decimal::whole(factor)).and_then(|v| v.plus(number.value)) else { return };
                quantity.value = sum;
                quantity.unit = Some(small);
                quantity.end = end;
                quantity.compound = true;
            }
            None if unit.id == "hour"
                && reader.text(quantity.end) != ","
                && number.value.as_whole().is_some_and(|v| (1..60).contains(&v)) =>
            {
                let open = reader.atom(number.end).is_none_or(|a| !a.spaced || !a.is_word() || reader.nouns.is_stop(a.text));
                let Some(sum) = quantity.value.times(Decimal::whole(60)).and_then(|v| v.plus(number.value)).filter(|_| open) else {
                    return;
                };
                quantity.value = sum;
                quantity.unit = Some(Unit::MINUTE);
                quantity.end = number.end;
                quantity.compound = true;
                return;
            }
            _ => return,
        }
    }
}

fn joined_by(reader: &Reader<'_, '_>, at: usize) -> bool {
    reader.text(at) == "," || reader.entry(at).is_some_and(|e| e.and)
}
