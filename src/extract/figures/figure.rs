//! From quantities to figures: ranges, ratios, scores, counted nouns, rates and reader.bounds.

use super::bounds::{Joint, Opening};
use super::exclude;
use super::number::{Class, Reader};
use super::quantity::{self, Quantity};
use super::units::Dimension;
use crate::facts::{Bound, FigureKind};

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
    /// How it reader.bounds.
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
    if let Some(end) = nouned_ratio(reader, &first, out) {
        return Some(end);
    }
    let raw = single(reader, &first);
    let end = raw.as_ref().map_or(first.end, |r| r.end);
    out.extend(raw);
    Some(end)
}

/// The joint after `first`: a dash between digits, or a word.
fn joint(reader: &Reader<'_, '_>, first: &Quantity) -> Option<(usize, Joint)> {
    let text = reader.text(first.end);
    if text == ":" && reader.glued(first.end) && reader.glued(first.end + 1) && first.number.digits {
        let small = reader.atom(first.end + 1).is_some_and(|a| a.is_number() && a.text.len() <= 2);
        return small.then_some((first.end + 1, Joint::To));
    }
    if matches!(text, "-" | "–" | "—") {
        let even = reader.glued(first.end) == reader.glued(first.end + 1);
        let next = reader.atom(first.end + 1)?;
        let digits = next.is_number() || matches!(next.text, "$" | "€" | "£" | "~");
        return (even && digits && first.number.digits).then_some((first.end + 1 + usize::from(next.text == "~"), Joint::To));
    }
    reader.bounds.joint(reader, first.end)
}

/// Two quantities with a joint between them.
fn pair(reader: &Reader<'_, '_>, mut first: Quantity, mut second: Quantity, joint: Joint, out: &mut Vec<Raw>) -> Option<usize> {
    if first.unit.is_none() && exclude::year(reader, &first) && (second.unit.is_some() || exclude::year(reader, &second)) {
        return None;
    }
    if joint == Joint::OutOf {
        return ratio(reader, &first, &second, out);
    }
    let opening = reader.bounds.opening(reader, first.start);
    let colon = reader.text(first.end) == ":";
    let dash = colon || matches!(reader.text(first.end), "-" | "–" | "—");
    let scores =
        dash || (joint == Joint::To && opening.is_none() && first.number.digits && reader.nouns.score_near(reader, &first, &second));
    if scores && first.unit.is_none() && second.unit.is_none() && is_score(reader, &first, &second) {
        let mut raw = single(reader, &second)?;
        raw.kind = FigureKind::Score;
        raw.start = first.start;
        raw.end = second.end;
        raw.value = first.value.to_f64();
        raw.high = Some(second.value.to_f64());
        raw.noun = None;
        raw.unit = None;
        raw.bound = Bound::Exact;
        let end = raw.end;
        out.push(raw);
        return Some(end);
    }
    if colon {
        return None;
    }
    let carried = carry(&mut first, &mut second);
    if !carried {
        return None;
    }
    let ascending = first.value.to_f64() < second.value.to_f64() && first.number.class == Class::Cardinal;
    let compares = joint == Joint::To
        && !dash
        && opening.is_some_and(|o| o.1 == Opening::From)
        && reader.bounds.changes_before(reader, opening.map_or(first.start, |o| o.0));
    let range = ascending
        && match joint {
            Joint::To => !compares && (dash || opening.is_some() || first.unit == second.unit),
            Joint::And => opening.is_some_and(|o| o.1 == Opening::Between),
            Joint::Or => !first.number.article || second.number.value.as_whole() == Some(2),
            Joint::OutOf => false,
        };
    if range {
        let mut raw = single(reader, &Quantity { start: first.start, ..second })?;
        raw.value = first.value.to_f64();
        raw.high = Some(second.value.to_f64());
        raw.bound = Bound::Range;
        raw.reach = opening.map_or(raw.reach, |o| o.0);
        let end = raw.end;
        out.push(raw);
        return Some(end);
    }
    // Two figures; the second is read again from its own start, with what it shares.
    if first.number.article && first.unit.is_none() {
        return None;
    }
    let raw = single(reader, &first)?;
    out.push(raw);
    Some(first.end)
}

/// Gives each quantity what only the other says: the unit, and the magnitude (`5 à 10 millions`). False where units clash.
fn carry(first: &mut Quantity, second: &mut Quantity) -> bool {
    if first.number.magnitude == 0
        && second.number.magnitude > 0
        && first.unit.is_none_or(|_| first.prefixed)
        && first.number.digits == second.number.digits
    {
        let bare = second.value.shift(-i32::try_from(second.number.magnitude).unwrap_or(0));
        let small = first.value.to_f64() < 1000.0;
        if small && first.value.to_f64() <= bare.to_f64() * 1.0001 {
            first.value = first.value.shift(i32::try_from(second.number.magnitude).unwrap_or(0));
        }
    }
    match (first.unit, second.unit) {
        (None, Some(unit)) => {
            first.unit = Some(unit);
            first.value = first.value.shift(unit.shift);
        }
        (Some(unit), None) => second.unit = first.prefixed.then_some(unit),
        (Some(a), Some(b)) if a.id != b.id => return false,
        _ => {}
    }
    first.unit.is_some() == second.unit.is_some()
}

/// `3-1`: small whole numbers that fall, or that stand near a word of games and votes.
fn is_score(reader: &Reader<'_, '_>, first: &Quantity, second: &Quantity) -> bool {
    let small = |q: &Quantity| q.value.as_whole().is_some_and(|v| (0..250).contains(&v)) && q.end == q.start + 1;
    if !small(first) || !small(second) || reader.atom(second.end).is_some_and(|a| !a.spaced && (a.is_word() || a.text == "-")) {
        return false;
    }
    reader.nouns.score_near(reader, first, second) && reader.nouns.counted(reader, second.end, false).is_none()
        || first.value.to_f64() >= second.value.to_f64()
}

/// `3 sur 10`, `one in five adults`.
fn ratio(reader: &Reader<'_, '_>, first: &Quantity, second: &Quantity, out: &mut Vec<Raw>) -> Option<usize> {
    let (above, below) = (first.value.as_whole()?, second.value.as_whole()?);
    let plain = |q: &Quantity| q.unit.is_none() && q.number.class == Class::Cardinal && !q.number.signed;
    if !plain(first)
        || !plain(second)
        || above >= below
        || above < 1
        || exclude::bare(reader, second, false) && second.number.digits && below > 1000
    {
        return None;
    }
    let value = first.value.divided(u32::try_from(below).ok()?)?;
    let mut raw =
        single(reader, &Quantity { number: super::number::Number { article: false, ..second.number }, start: first.start, ..*second })?;
    raw.kind = FigureKind::Ratio;
    raw.value = value.to_f64();
    let end = raw.end;
    out.push(raw);
    Some(end)
}

/// `trois foyers sur dix`, `one person in five`: the noun stands between.
fn nouned_ratio(reader: &Reader<'_, '_>, first: &Quantity, out: &mut Vec<Raw>) -> Option<usize> {
    if first.unit.is_some() || first.number.class != Class::Cardinal || first.number.magnitude > 0 {
        return None;
    }
    let (above, (from, to)) = (first.value.as_whole()?, counted(reader, first)?);
    let (at, _) = reader.bounds.joint(reader, to).filter(|j| j.1 == Joint::OutOf)?;
    let second = quantity::read(reader, at).filter(|s| s.unit.is_none() && s.number.class == Class::Cardinal && !s.number.article)?;
    let below = second.value.as_whole().filter(|b| above >= 1 && above < *b && *b <= 1000)?;
    if counted(reader, &second).is_some_and(|(_, end)| reader.nouns.is_certain(reader, end)) {
        return None;
    }
    let value = first.value.divided(u32::try_from(below).ok()?)?.to_f64();
    let (reach, bound) = reader.bounds.before(reader, first.start).unwrap_or((first.start, Bound::Exact));
    out.push(Raw {
        start: first.start,
        end: second.end,
        kind: FigureKind::Ratio,
        value,
        high: None,
        unit: None,
        per: None,
        bound,
        noun: Some((from, to)),
        reach,
    });
    Some(second.end)
}

/// `twice a week`, `deux fois par an`, `double`.
fn multiple(reader: &Reader<'_, '_>, at: usize) -> Option<Raw> {
    let atom = reader.atom(at).filter(|a| a.is_word() && a.first && !a.taken)?;
    let (end, &(value, frequency)) = reader.units.multiples.longest(reader.document, reader.atoms, at)?;
    let rate = rate(reader, end);
    if frequency && rate.is_none() || !atom.first || !reader.atoms[end - 1].last {
        return None;
    }
    let (stop, per) = rate.map_or((end, None), |(stop, per)| (stop, Some(per)));
    let kind = if per.is_some() { FigureKind::Count } else { FigureKind::Ratio };
    let (reach, bound) = reader.bounds.before(reader, at).unwrap_or((at, Bound::Exact));
    Some(Raw { start: at, end: stop, kind, value: f64::from(value), high: None, unit: None, per, bound, noun: None, reach })
}

/// One quantity as a figure, where it is one.
fn single(reader: &Reader<'_, '_>, quantity: &Quantity) -> Option<Raw> {
    let before = reader.bounds.before(reader, quantity.start);
    let fragment = reader.atoms.len() <= quantity.end - quantity.start + 2;
    if quantity.number.article && !article_counts(reader, quantity, before.is_some()) {
        return None;
    }
    let mut end = quantity.end;
    let mut noun = None;
    if quantity.unit.is_none() {
        noun = counted(reader, quantity);
        end = noun.map_or(end, |(_, stop)| stop);
        if quantity.number.pronoun && noun.is_none_or(|_| before.is_none()) && !fragment {
            return None;
        }
        let reference = exclude::reference(reader, quantity.start) || quantity.number.digits && exclude::address(reader, quantity.end);
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
        unit: quantity.unit.map(|u| u.id).filter(|&id| id != "times"),
        per: None,
        bound: Bound::Exact,
        noun,
        reach: before.map_or(quantity.start, |b| b.0),
    };
    if let Some(stop) = reader.units.below_zero(reader, raw.end).filter(|_| raw.kind == FigureKind::Quantity || quantity.unit.is_none()) {
        raw.end = stop;
        raw.value = -raw.value.abs();
    }
    age(reader, quantity, &mut raw);
    if let Some((stop, per)) = rate(reader, raw.end) {
        raw.end = stop;
        raw.per = Some(per);
        if raw.kind == FigureKind::Ratio && quantity.unit.is_some() {
            raw.kind = FigureKind::Count;
        }
    }
    let plus = reader.text(quantity.number.end) == "+" && reader.glued(quantity.number.end);
    let after = reader.bounds.after(reader, raw.end).or_else(|| reader.bounds.after(reader, quantity.end));
    raw.bound = match quantity.number.class {
        Class::Vague => Bound::AtLeast,
        _ if plus => Bound::AtLeast,
        // `stieg bis auf 5 %`: after a change, the level reached.
        _ if before.is_some_and(|b| b.1 == Bound::AtMost && reader.bounds.is_level(reader, b.0, quantity.start))
            && reader.bounds.changes_before(reader, raw.reach) =>
        {
            Bound::Exact
        }
        _ => before.or(after).map_or(if quantity.number.class == Class::Collective { Bound::Approx } else { Bound::Exact }, |b| b.1),
    };
    Some(raw)
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
            Dimension::Duration => reader.bounds.times_before(reader, quantity.start) || reader.atoms.len() <= 3,
            Dimension::Times | Dimension::Age => false,
            _ => true,
        }
}

/// The noun after a number that has no unit, over a link where the number calls for one.
fn counted(reader: &Reader<'_, '_>, quantity: &Quantity) -> Option<(usize, usize)> {
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
    let one = number.class == Class::Ordinal || number.value.as_whole() == Some(1);
    reader.nouns.counted(reader, at, one).map(|end| (at, end))
}

fn collective_word(reader: &Reader<'_, '_>, number: &super::number::Number) -> bool {
    reader.entry(number.end - 1).is_some_and(|e| e.collective.is_some())
}

/// Whether an ordinal tells a rank: something ranked follows, or it stands alone after an article.
fn ranks(reader: &Reader<'_, '_>, quantity: &Quantity, noun: bool, fragment: bool) -> bool {
    let before = quantity.start.checked_sub(1).map_or("", |b| reader.text(b));
    let alone = reader.atom(quantity.end).is_none_or(|a| !a.is_word());
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

/// Turns a duration into an age where words around it say so.
fn age(reader: &Reader<'_, '_>, quantity: &Quantity, raw: &mut Raw) {
    if raw.kind != FigureKind::Duration {
        return;
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
    years
        && comma(quantity.start.checked_sub(1))
        && reader.text(quantity.start - 1) != "."
        && quantity.start >= 2
        && reader.atoms[quantity.start - 2].is_word()
        && reader.atoms[quantity.start - 2].capital
        && (comma(Some(quantity.end)) || reader.atom(quantity.end).is_none())
}

/// The rate after atom `end`: `par an`, `hebdomadaires`, `a share`, `/jour`.
fn rate(reader: &Reader<'_, '_>, end: usize) -> Option<(usize, String)> {
    if let Some((stop, per)) = reader.units.rate_after.longest(reader.document, reader.atoms, end) {
        return Some((stop, (*per).to_owned()));
    }
    if reader.units.is_point_in_time(reader, end) {
        return None;
    }
    let (noun, strong) = reader.units.per.longest(reader.document, reader.atoms, end).map(|(e, strong)| (e, *strong))?;
    let found = reader.units.per_nouns.longest(reader.document, reader.atoms, noun);
    if let Some((stop, per)) = found.filter(|&(stop, _)| reader.atoms[stop - 1].last) {
        return Some((stop, (*per).to_owned()));
    }
    let atom = reader.atom(noun).filter(|a| strong && a.is_word() && a.last && !a.capital && !reader.nouns.is_stop(a.text))?;
    (atom.text.len() > 2).then(|| (noun + 1, atom.text.to_owned()))
}
