//! What words around a quantity make of it: rates (`par an`), multiples (`twice a week`), ages.

use super::figure::Raw;
use super::labels::Labels;
use super::number::{Class, Reader};
use super::quantity::Quantity;
use super::units::Per;
use crate::facts::{Bound, FigureKind};

/// `twice a week`, `deux fois par an`, `double`.
pub(super) fn multiple(reader: &Reader<'_, '_>, at: usize) -> Option<Raw> {
    let atom = reader.atom(at).filter(|a| a.is_word() && a.first && !a.taken)?;
    let (end, &(value, frequency)) = reader.units.multiples.longest(reader.document, reader.atoms, at)?;
    let rate = rate(reader, end, true);
    if frequency && rate.is_none() || !atom.first || !reader.atoms[end - 1].last {
        return None;
    }
    let (stop, per) = rate.map_or((end, None), |(stop, per)| (stop, Some(per)));
    let kind = if per.is_some() { FigureKind::Count } else { FigureKind::Ratio };
    let (reach, bound) = reader.bounds.before(reader, at).unwrap_or((at, Bound::Exact));
    Some(Raw { start: at, end: stop, kind, value: f64::from(value), high: None, unit: None, per, bound, noun: None, reach })
}

/// Turns a duration into an age where words around it say so.
pub(super) fn age(reader: &Reader<'_, '_>, quantity: &Quantity, raw: &mut Raw) {
    if raw.kind != FigureKind::Duration {
        return;
    }
    // `les moins de 25 ans`, `the over-65s`
    let group = raw.reach < raw.start
        && raw.unit == Some("year")
        && raw.reach.checked_sub(1).is_some_and(|b| reader.units.age_groups.contains(reader.text(b)));
    if group {
        raw.kind = FigureKind::Age;
    }
    if let Some((end, ())) = reader.units.age_after.longest(reader.document, reader.atoms, raw.end) {
        raw.end = end;
        raw.kind = FigureKind::Age;
    } else if reader.units.age_before.ending_at(reader.document, reader.atoms, raw.reach, 6).is_some()
        && !reader.nouns.is_link(reader.text(raw.end))
    {
        raw.kind = FigureKind::Age;
    } else if apposition(reader, quantity) {
        raw.kind = FigureKind::Age;
    }
}

/// `Jeanne Petit, 35 ans, …`: years between commas after a name.
fn apposition(reader: &Reader<'_, '_>, quantity: &Quantity) -> bool {
    let years = quantity.unit.is_some_and(|u| u.id == "year") && quantity.value.as_whole().is_some_and(|v| (1..120).contains(&v));
    let comma = |i: Option<usize>| i.is_some_and(|i| matches!(reader.text(i), "," | "(" | ")" | "."));
    let closed = comma(Some(quantity.end)) || reader.atom(quantity.end).is_none();
    // `El político, de 66 años, gobernó`
    let linked = quantity.start.checked_sub(1).filter(|&b| reader.nouns.is_link(reader.text(b))).and_then(|b| b.checked_sub(1));
    if years && quantity.number.digits && linked.is_some_and(|b| reader.text(b) == ",") && reader.text(quantity.end) == "," {
        return true;
    }
    let before = quantity.start.checked_sub(2).and_then(|b| reader.atom(b)).filter(|a| a.is_word());
    // After a common noun (`l'ex-ministre, 61 ans, …`) only digits between two commas.
    let noun = quantity.number.digits && reader.text(quantity.end) == ",";
    years
        && closed
        && comma(quantity.start.checked_sub(1))
        && reader.text(quantity.start - 1) != "."
        && before.is_some_and(|a| a.capital || noun && reader.text(quantity.start - 1) == ",")
}

/// `aged 83`, `John Smith, 83, …`: a bare number that words of age or a name before it make an age in years.
pub(super) fn years(reader: &Reader<'_, '_>, quantity: &Quantity, reach: usize) -> bool {
    let whole = quantity.number.digits && quantity.number.class == Class::Cardinal && quantity.number.magnitude == 0;
    if !whole || !quantity.value.as_whole().is_some_and(|v| (1..=110).contains(&v)) {
        return false;
    }
    let told = reader.units.years_before.ending_at(reader.document, reader.atoms, reach, 4).is_some();
    let comma = reader.text(quantity.end) == ",";
    let closes = matches!(reader.text(quantity.end), "." | ")") || reader.atom(quantity.end).is_none();
    let between = (comma || closes) && quantity.end == quantity.start + 1 && quantity.start >= 3;
    let name = |at: usize| reader.atoms[at - 2..at].iter().all(|a| a.is_word() && a.capital);
    let noun = |at: usize| reader.units.aged.ending_at(reader.document, reader.atoms, at, 1).is_some();
    told || between
        && reader.text(quantity.start - 1) == ","
        && (name(quantity.start - 1) || noun(quantity.start - 1))
        && (closes || reader.atom(quantity.end + 1).is_some_and(|a| a.is_word() && (!a.capital || from_town(reader, quantity))))
}

/// `Dana Colby, 30, Millbrook, was arrested`: the town after the age, with a comma or a verb after it.
fn from_town(reader: &Reader<'_, '_>, quantity: &Quantity) -> bool {
    let name = |at: usize| at > 1 && reader.atoms[at - 2..at].iter().all(|a| a.is_word() && a.capital);
    let town = (quantity.end + 1..quantity.end + 5).find(|&at| !reader.atom(at).is_some_and(|a| a.is_word() && a.capital));
    let closed = town.is_some_and(|at| reader.text(at) == "," || reader.nouns.is_stop(reader.text(at)));
    !reader.lexicon.capital_nouns && name(quantity.start - 1) && closed
}

/// The rate after atom `end`: `par an`, `hebdomadaires`, `a share`, `/jour`.
///
/// `weak`: whether an article may lead to the period (`l'an`, `a share`), which after a temperature is the time of day (`la nuit`).
pub(super) fn rate(reader: &Reader<'_, '_>, end: usize, weak: bool) -> Option<(usize, String)> {
    if let Some((stop, per)) = reader.units.rate_after.longest(reader.document, reader.atoms, end) {
        return Some((stop, (*per).to_owned()));
    }
    if let Some((stop, per)) = hyphened_rate(reader, end) {
        return Some((stop, per.to_owned()));
    }
    if reader.units.is_point_in_time(reader, end) {
        return None;
    }
    let (noun, per) = reader.units.per.longest(reader.document, reader.atoms, end).map(|(e, per)| (e, *per))?;
    if !weak && per == Per::Weak {
        return None;
    }
    let found = reader.units.per_nouns.longest(reader.document, reader.atoms, noun);
    if let Some((stop, per)) = found.filter(|&(stop, _)| reader.atoms[stop - 1].last) {
        if reader.units.makes_point_in_time(reader, stop) {
            return None;
        }
        return Some((stop, (*per).to_owned()));
    }
    let atom = reader.atom(noun).filter(|a| per == Per::Any && a.is_word() && a.last && !a.capital && !reader.nouns.is_stop(a.text))?;
    // `par équipes`, `par balles`: what a rate is reckoned by is one.
    let several = !reader.lexicon.capital_nouns && atom.text.ends_with('s') && !atom.text.ends_with("ss");
    (atom.text.len() > 2 && !several).then(|| (noun + 1, atom.text.to_owned()))
}

/// The rate that a hyphen joins to atom `end`: `-a-share`, `-an-hour`, `-per-day`.
pub(super) fn hyphened_rate(reader: &Reader<'_, '_>, end: usize) -> Option<(usize, &'static str)> {
    let joint = |at: usize| reader.text(at) == "-" && reader.glued(at) && reader.glued(at + 1);
    let (noun, _) = Some(end).filter(|&at| joint(at)).and_then(|at| reader.units.per.longest(reader.document, reader.atoms, at + 1))?;
    let (stop, per) =
        Some(noun).filter(|&at| joint(at)).and_then(|at| reader.units.per_nouns.longest(reader.document, reader.atoms, at + 1))?;
    reader.atoms[stop - 1].last.then_some((stop, *per))
}

/// `133 % du PIB`: what a percentage is measured against; it is no part of the figure's text.
pub(super) fn yardstick(reader: &Reader<'_, '_>, labels: &Labels, raw: &Raw) -> Option<String> {
    if raw.kind != FigureKind::Percent || !labels.share.contains(reader.text(raw.end)) {
        return None;
    }
    let at = raw.end + 1 + usize::from(labels.determiners.contains(reader.text(raw.end + 1)));
    let atom = reader.atom(at).filter(|a| labels.yardsticks.contains(a.text))?;
    Some(reader.document.token_text(atom.token).to_owned())
}
