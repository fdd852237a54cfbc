//! From quantities to figures: what is counted, which bound holds, and whether it is a figure at all.

use super::exclude;
use super::number::{Class, Number, Reader};
use super::pairs::{joint, nouned_ratio, nouned_score, pair};
use super::quantity::{self, Quantity};
use super::rates::{age, multiple, rate, years};
use super::units::Dimension;
use crate::facts::{Bound, FigureKind};

/// The identifier in the tables of a currency that its name does not tell (`dinar`).
const UNTOLD: &str = "-";

/// A figure before it has a meaning; places are atoms of the block.
#[derive(Debug, Clone)]
pub struct Raw {
    /// The first atom.
    pub start: usize,
    /// One past the last atom.
    pub end: usize,
    /// What it measures.
    pub kind: FigureKind,
    /// The number in its unit.
    pub value: f64,
    /// The upper end, or the second number of a score.
    pub high: Option<f64>,
    /// Its unit.
    pub unit: Option<&'static str>,
    /// What it is reckoned by.
    pub per: Option<String>,
    /// How it bounds the truth.
    pub bound: Bound,
    /// The noun counted.
    pub noun: Option<(usize, usize)>,
    /// Where bound and opening words before it begin.
    pub reach: usize,
}

/// Reads the figure at atom `at` into `out`; the atom to go on from, or `None` where there is no figure.
pub fn read(reader: &Reader<'_, '_>, at: usize, out: &mut Vec<Raw>) -> Option<usize> {
    if let Some(end) = exclude::run(reader, at) {
        return Some(end);
    }
    if let Some((end, ())) = reader.nouns.idioms.longest(reader.document, reader.atoms, at) {
        return Some(end);
    }
    if let Some(raw) = multiple(reader, at) {
        let end = raw.end;
        out.push(raw);
        return Some(end);
    }
    let first = quantity::read(reader, at)?;
    if let Some((joint_end, joint)) = joint(reader, &first)
        && let Some(second) = quantity::read(reader, joint_end)
            .filter(|s| !s.number.signed && s.number.class != Class::Ordinal && first.number.class != Class::Ordinal)
        && let Some(end) = pair(reader, first, second, joint, out)
    {
        return Some(end);
    }
    if let Some(end) = nouned_ratio(reader, &first, out).or_else(|| nouned_score(reader, &first, out)) {
        return Some(end);
    }
    let raw = single(reader, &first);
    // `a US$ 4 bn loan`: an article that counts nothing hides nothing after it.
    let skipped = if first.number.article { first.number.end } else { first.end };
    let end = raw.as_ref().map_or(skipped, |r| r.end);
    out.extend(raw);
    Some(end)
}

/// One quantity as a figure, where it is one.
pub(super) fn single(reader: &Reader<'_, '_>, quantity: &Quantity) -> Option<Raw> {
    if quantity.unit.is_none() && exclude::named_word(reader, quantity.start, quantity.end) {
        return None;
    }
    let before = reader.bounds.before(reader, quantity.start);
    let fragment = reader.atoms.len() <= quantity.end - quantity.start + 2;
    if quantity.number.article && !article_counts(reader, quantity, before.is_some()) {
        return None;
    }
    let mut end = quantity.end;
    let mut noun = None;
    let measured = reader.measured(&quantity.number);
    if quantity.unit.is_none() && !measured {
        noun = counted(reader, quantity).or_else(|| hyphened(reader, quantity));
        end = noun.map_or(end, |(_, stop)| stop);
        if quantity.number.pronoun && noun.is_none_or(|_| before.is_none()) && !fragment {
            return None;
        }
        let reference_list = noun.is_none() && exclude::listed_reference(reader, quantity.start);
        let house = quantity.number.digits && quantity.number.class != Class::Ordinal;
        let reference = reference_list || exclude::reference(reader, quantity.start) || house && exclude::address(reader, quantity.end);
        if reference
            || (noun.is_some() && before.is_none() && (exclude::model(reader, quantity) || exclude::year_before_noun(reader, quantity)))
            || (noun.is_none() && exclude::bare(reader, quantity, before.is_some()))
            || (noun.is_some() && glued_before(reader, quantity))
        {
            return None;
        }
    } else if glued_before(reader, quantity) && !quantity.prefixed {
        return None;
    }
    if quantity.number.class == Class::Ordinal && !ranks(reader, quantity, noun.is_some(), fragment) {
        return None;
    }
    let mut raw = Raw {
        start: quantity.start,
        end,
        kind: kind(quantity, noun.is_some()),
        value: quantity.value.to_f64(),
        high: None,
        unit: quantity.unit.map(|u| u.id).filter(|&id| id != "times" && id != UNTOLD),
        per: None,
        bound: Bound::Exact,
        noun,
        reach: before.map_or(quantity.start, |b| b.0),
    };
    if quantity.unit.is_none() && noun.is_none() && years(reader, quantity, raw.reach) {
        raw.kind = FigureKind::Age;
        raw.unit = Some("year");
    }
    if let Some(stop) = reader.units.below_zero(reader, raw.end).filter(|_| raw.kind == FigureKind::Quantity || quantity.unit.is_none()) {
        raw.end = stop;
        raw.value = -raw.value.abs();
    }
    age(reader, quantity, &mut raw);
    let warmth = matches!(raw.unit, Some("celsius" | "fahrenheit" | "kelvin" | "degree"));
    // `1 500 € net par mois`
    let qualified = reader.units.qualifiers.longest(reader.document, reader.atoms, raw.end).filter(|_| raw.kind == FigureKind::Money);
    let over = qualified.and_then(|(stop, ())| rate(reader, stop, true));
    // `30,000 bikes in a year`: so long it took.
    let took = quantity.unit.is_none_or(|u| u.dimension != Dimension::Times) && reader.units.is_of_times(reader, raw.end);
    if let Some((stop, per)) = over.or_else(|| rate(reader, raw.end, !warmth)).filter(|_| !took) {
        raw.end = stop;
        raw.per = Some(per);
        if raw.kind == FigureKind::Ratio && quantity.unit.is_some() {
            raw.kind = FigureKind::Count;
        }
    }
    raw.bound = bound(reader, quantity, &raw, before.map(|b| (b.0, b.1)));
    Some(raw)
}

/// How a figure bounds the truth: by its own words, else by those before it, else by those after it.
fn bound(reader: &Reader<'_, '_>, quantity: &Quantity, raw: &Raw, before: Option<(usize, Bound)>) -> Bound {
    let plus = reader.text(quantity.number.end) == "+" && reader.glued(quantity.number.end);
    if plus || quantity.number.class == Class::Vague {
        return Bound::AtLeast;
    }
    if let Some((at, bound)) = before {
        // `stieg bis auf 5 %`: after a change, the level reached.
        let level = bound == Bound::AtMost && reader.bounds.is_level(reader, at, quantity.start);
        return if level && reader.bounds.changes_before(reader, raw.reach) { Bound::Exact } else { bound };
    }
    let after = reader.bounds.after(reader, raw.end).or_else(|| reader.bounds.after(reader, quantity.end));
    after.map_or(if quantity.number.class == Class::Collective { Bound::Approx } else { Bound::Exact }, |b| b.1)
}

/// Letters or a hyphen glued before the number make it part of a name.
fn glued_before(reader: &Reader<'_, '_>, quantity: &Quantity) -> bool {
    reader.glued(quantity.start)
        && quantity.start.checked_sub(1).is_some_and(|b| {
            let a = &reader.atoms[b];
            a.is_word() && !a.text.ends_with('\'') || a.text == "-" && !a.spaced && b > 0 && reader.atoms[b - 1].is_word()
        })
}

/// Whether an article that stands for one makes a figure with its unit: `une heure` after `pendant`, `plus d'un an`.
fn article_counts(reader: &Reader<'_, '_>, quantity: &Quantity, bounded: bool) -> bool {
    let Some(unit) = quantity.unit else { return false };
    // `a $5 note`, `a US$ 4 deal`: the sign belongs to the number after it.
    if !reader.atoms[quantity.number.end].is_word() || reader.atom(quantity.end).is_some_and(super::atoms::Atom::is_number) {
        return false;
    }
    bounded
        || quantity.compound
        || match unit.dimension {
            _ if thing(reader, quantity) => false,
            Dimension::Duration => reader.bounds.times_before(reader, quantity.start) || reader.atoms.len() <= 3,
            Dimension::Times | Dimension::Age => false,
            _ => true,
        }
}

/// `un bar`, `a foot in the door`: a word that means the unit only beside another number or a rate.
fn thing(reader: &Reader<'_, '_>, quantity: &Quantity) -> bool {
    reader.nouns.things.contains(reader.text(quantity.number.end)) && rate(reader, quantity.end, true).is_none()
}

/// The noun after a number that has no unit, over a link where the number calls for one.
pub(super) fn counted(reader: &Reader<'_, '_>, quantity: &Quantity) -> Option<(usize, usize)> {
    let mut at = quantity.end;
    let number = quantity.number;
    if reader.text(at) == "+" && reader.glued(at) {
        at += 1;
    }
    let linked = reader.nouns.is_link(reader.text(at));
    if linked
        && (number.magnitude >= 6
            || matches!(number.class, Class::Collective | Class::Vague)
            || (number.class == Class::Cardinal && number.magnitude == 0 && !number.digits && collective_word(reader, &number)))
    {
        at += 1;
    } else if linked
        || number.class == Class::Fraction
        || (!reader.lexicon.bare_vague && matches!(number.class, Class::Vague | Class::Collective))
    {
        return None;
    }
    // Cells of a row of a table count nothing of each other.
    let end = reader.document.tokens[reader.atoms[number.end - 1].token].span.end;
    if reader.document.text.as_bytes().get(end) == Some(&b'\t') {
        return None;
    }
    let one = number.class == Class::Ordinal || number.value.as_whole() == Some(1);
    reader.nouns.counted(reader, at, one).map(|end| (at, end))
}

/// `1,200-member`, `50-page`: digits and the noun that a hyphen joins to them.
fn hyphened(reader: &Reader<'_, '_>, quantity: &Quantity) -> Option<(usize, usize)> {
    let at = quantity.end + 1;
    let joined = reader.text(quantity.end) == "-" && reader.glued(quantity.end) && reader.glued(at);
    let noun = reader.atom(at).filter(|a| joined && quantity.number.digits && a.is_word() && a.last && !a.capital)?;
    (noun.text.len() > 3 && !noun.text.contains('-') && !reader.nouns.is_stop(noun.text)).then_some((at, at + 1))
}

fn collective_word(reader: &Reader<'_, '_>, number: &Number) -> bool {
    reader.entry(number.end - 1).is_some_and(|e| e.collective.is_some())
}

/// Whether an ordinal tells a rank: something ranked follows, or it stands alone after an article.
fn ranks(reader: &Reader<'_, '_>, quantity: &Quantity, noun: bool, fragment: bool) -> bool {
    let before = quantity.start.checked_sub(1).map_or("", |b| reader.text(b));
    let alone = reader.atom(quantity.end).is_none_or(|a| !a.is_word());
    // `la première semaine` enumerates, it ranks nothing.
    if quantity.number.value.as_whole() == Some(1)
        && reader.units.longest(reader, quantity.end).is_some_and(|u| u.1.dimension == Dimension::Duration)
    {
        return false;
    }
    noun || fragment
        || quantity.number.digits
        || (alone && reader.nouns.ranks(before))
        || (alone && matches!(before, "," | ";"))
        || (alone && reader.nouns.is_stop(before))
}

fn kind(quantity: &Quantity, counted: bool) -> FigureKind {
    match quantity.unit.map(|u| u.dimension) {
        Some(Dimension::Money) => FigureKind::Money,
        Some(Dimension::Percent) => FigureKind::Percent,
        Some(Dimension::Points) => FigureKind::PercentagePoints,
        Some(Dimension::Duration) => FigureKind::Duration,
        Some(Dimension::Age) => FigureKind::Age,
        Some(Dimension::Times) => FigureKind::Ratio,
        Some(Dimension::Quantity) => FigureKind::Quantity,
        None => match quantity.number.class {
            Class::Ordinal => FigureKind::Ordinal,
            Class::Fraction => FigureKind::Ratio,
            _ if counted => FigureKind::Count,
            _ => FigureKind::Number,
        },
    }
}
