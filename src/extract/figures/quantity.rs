//! A number with its unit: `$600 billion`, `3,5 millions d'euros`, `1h30`, `2 years and 3 months`.

use super::decimal::Decimal;
use super::number::{Class, Number, Reader};
use super::rates::hyphened_rate;
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
    if let Some(quantity) = percentage_of(reader, at) {
        return Some(quantity);
    }
    let number = reader.number(at, false)?;
    let mut quantity = Quantity { start: at, end: number.end, number, value: number.value, unit: None, prefixed: false, compound: false };
    if number.class != Class::Ordinal {
        attach(reader, &mut quantity);
    }
    closes(reader, quantity.end).then_some(quantity)
}

/// Whether a quantity may end before atom `end`: at the end of a token, or at a rate that a hyphen joins to it.
fn closes(reader: &Reader<'_, '_>, end: usize) -> bool {
    reader.atoms[end - 1].last || hyphened_rate(reader, end).is_some()
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
    closes(reader, quantity.end).then_some(quantity)
}

/// `a percentage of 63`: the words for per cent before a number that has no unit of its own.
fn percentage_of(reader: &Reader<'_, '_>, at: usize) -> Option<Quantity> {
    let (after, unit) = reader.units.percent_before(reader, at)?;
    let number = reader.number(after, false).filter(|n| n.class == Class::Cardinal && !n.article && !n.pronoun)?;
    let counts = at.checked_sub(1).is_some_and(|b| reader.atoms[b].is_number() || reader.entry(b).is_some_and(|e| e.cardinal.is_some()));
    let open = reader.atom(number.end).is_none_or(|a| !a.is_word() || reader.nouns.is_stop(a.text));
    if counts || !open || reader.units.longest(reader, number.end).is_some() {
        return None;
    }
    Some(Quantity { start: at, end: number.end, number, value: number.value, unit: Some(unit), prefixed: true, compound: false })
}

/// A whole period without a number: `toute la semaine`, `a full year`, `une semaine entière`.
fn whole(reader: &Reader<'_, '_>, at: usize) -> Option<Quantity> {
    let duration = |at| reader.units.longest(reader, at).filter(|(_, u)| u.dimension == Dimension::Duration);
    let (number_end, (end, unit)) = if let Some(stop) = reader.units.whole_before(reader, at) {
        // `another business day`
        let over = stop + usize::from(reader.nouns.is_adjective(reader.text(stop)));
        (stop, duration(stop).or_else(|| duration(over))?)
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
    if reader.measured(&number) {
        return;
    }
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
    let found = if let Some(powered) = reader.units.powered(reader, at) {
        Some(powered)
    } else if text == "-" && reader.glued(at) && reader.glued(at + 1) {
        reader.units.longest(reader, at + 1)
    } else if reader.nouns.is_link(text)
        && (number.magnitude >= 3 || !matches!(number.class, Class::Cardinal) || !number.digits && number.value.as_whole().is_none())
    {
        let article = number.class == Class::Fraction && reader.entry(at + 1).is_some_and(|e| e.article);
        reader.units.longest(reader, at + 1 + usize::from(article)).or_else(|| small_points(reader, at + 1 + usize::from(article), number))
    } else {
        let direct = reader.units.longest(reader, at);
        // An adjective may come between: `vingt longues années`.
        let over = || reader.nouns.is_adjective(text).then(|| reader.units.longest(reader, at + 1)).flatten();
        direct.or_else(over).or_else(|| small_points(reader, at, number)).or_else(|| reader.units.degrees(reader, at))
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

/// `0,3 point`: parts of a point are percentage points; whole ones may be anything's.
fn small_points(reader: &Reader<'_, '_>, at: usize, number: &Number) -> Option<(usize, Unit)> {
    let part = number.value.as_whole().is_none() && number.value.to_f64().abs() < 10.0;
    reader.units.small_points(reader, at).filter(|_| part)
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
        // `3 euros 50 le kilo`, and at the end of a phrase `fifteen dollars and ten`.
        None if !quantity.prefixed && ends_amount(reader, &small, joined) => small.end,
        _ => return,
    };
    if let Some(value) = quantity.value.plus(small.value.shift(-2)) {
        quantity.value = value;
        quantity.end = end;
        quantity.compound = true;
    }
}

/// Whether a bare number after an amount can be its cents, by what follows.
fn ends_amount(reader: &Reader<'_, '_>, small: &Number, joined: bool) -> bool {
    let Some(next) = reader.atom(small.end) else { return true };
    let two = !small.digits || reader.text(small.start).len() == 2;
    let word = !joined && two && next.is_word() && (reader.nouns.is_stop(next.text) || reader.nouns.is_adjective(next.text));
    let and = reader.entry(small.end).is_some_and(|e| e.and);
    !and && (word || !next.is_word() && !next.is_number() && (!joined || matches!(next.text, "." | "!" | "?")))
}

/// Further, smaller units of the same group: `2 years and 3 months`, `1h30`, `6 feet 2 inches`.
fn parts(reader: &Reader<'_, '_>, quantity: &mut Quantity) {
    // Years and months as days, for the days that may follow them: a year has 365, a month 30.
    let mut days = quantity.unit.and_then(|u| quantity.value.times(Decimal::whole(u.days()?)));
    for _ in 0..4 {
        let Some(unit) = quantity.unit else { return };
        let mut at = quantity.end;
        while joined_by(reader, at) && at < quantity.end + 2 {
            at += 1;
        }
        let Some(number) = reader.number(at, false).filter(|n| n.class == Class::Cardinal && !n.signed) else { return };
        let Some((end, small)) = unit_after(reader, &number).or_else(|| reader.units.part(reader, number.end)) else {
            return minutes(reader, quantity, &number);
        };
        let sum = if small.group == unit.group && small.size < unit.size && unit.size % small.size == 0 {
            added(quantity.value, unit, number.value, small)
        } else if let Some(whole) =
            days.filter(|_| unit.days().is_some() && small.group == Unit::MINUTE.group && small.size <= Unit::WEEK.size)
        {
            whole.times(Decimal::whole(i128::from(86_400 / small.size.min(86_400)))).and_then(|v| {
                let (unit, more) =
                    if small.size > 86_400 { (Unit::DAY, number.value.times(Decimal::whole(7))?) } else { (small, number.value) };
                Some((v.plus(more)?, unit))
            })
        } else {
            None
        };
        let Some((value, unit)) = sum else { return };
        days = days.zip(small.days()).and_then(|(d, per)| d.plus(number.value.times(Decimal::whole(per))?));
        (quantity.value, quantity.unit) = (value, Some(unit));
        quantity.end = end;
        quantity.compound = true;
    }
}

/// The sum of a part and a smaller one, in the smaller unit, where it stays exact.
fn added(value: Decimal, unit: Unit, more: Decimal, small: Unit) -> Option<(Decimal, Unit)> {
    let factor = i128::from(unit.size / small.size);
    Some((value.times(Decimal::whole(factor))?.plus(more)?, small))
}

/// `1h30`, `deux minutes trente`: a bare number after hours or minutes.
fn minutes(reader: &Reader<'_, '_>, quantity: &mut Quantity, number: &Number) {
    let smaller = match quantity.unit.map(|u| u.id) {
        Some("hour") => Unit::MINUTE,
        // `at 12 minutes 30 metres on`: in words only.
        Some("minute") if number.start == quantity.end && !number.digits => Unit::SECOND,
        _ => return,
    };
    let comma = reader.text(quantity.end) == ",";
    let open = reader.atom(number.end).is_none_or(|a| !a.spaced || !a.is_word() || reader.nouns.is_stop(a.text));
    if comma || !open || !number.value.as_whole().is_some_and(|v| (1..60).contains(&v)) {
        return;
    }
    if let Some(sum) = quantity.value.times(Decimal::whole(60)).and_then(|v| v.plus(number.value)) {
        quantity.value = sum;
        quantity.unit = Some(smaller);
        quantity.end = number.end;
        quantity.compound = true;
    }
}

fn joined_by(reader: &Reader<'_, '_>, at: usize) -> bool {
    reader.text(at) == "," || reader.entry(at).is_some_and(|e| e.and)
}
