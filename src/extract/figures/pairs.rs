//! Two numbers that belong together: ranges, scores, ratios, and pairs that share a unit or a magnitude.

use super::bounds::{Joint, Opening};
use super::exclude;
use super::figure::{Raw, counted, single};
use super::number::{Class, Number, Reader};
use super::quantity::{self, Quantity};
use crate::facts::{Bound, FigureKind};

/// The joint after `first`: a dash between digits, or a word.
pub(super) fn joint(reader: &Reader<'_, '_>, first: &Quantity) -> Option<(usize, Joint)> {
    let text = reader.text(first.end);
    if text == ":" && reader.glued(first.end) && reader.glued(first.end + 1) && first.number.digits {
        let small = reader.atom(first.end + 1).is_some_and(|a| a.is_number() && a.text.len() <= 2);
        return small.then_some((first.end + 1, Joint::To));
    }
    if matches!(text, "-" | "–" | "—") {
        // `2 -7 l`: a sign glued to the second number alone joins too, where nothing else is said of the first.
        let loose = !reader.glued(first.end) && reader.glued(first.end + 1) && first.unit.is_none() && ascending(reader, first);
        let even = loose || reader.glued(first.end) == reader.glued(first.end + 1);
        let next = reader.atom(first.end + 1)?;
        let digits = next.is_number() || matches!(next.text, "$" | "€" | "£" | "~");
        return (even && digits && first.number.digits).then_some((first.end + 1 + usize::from(next.text == "~"), Joint::To));
    }
    reader.bounds.joint(reader, first.end)
}

/// Whether the number after the sign that follows `first` is larger and has a unit.
fn ascending(reader: &Reader<'_, '_>, first: &Quantity) -> bool {
    quantity::read(reader, first.end + 1).is_some_and(|s| s.unit.is_some() && s.value.to_f64() > first.value.to_f64())
}

/// Two quantities with a joint between them.
pub(super) fn pair(reader: &Reader<'_, '_>, mut first: Quantity, mut second: Quantity, joint: Joint, out: &mut Vec<Raw>) -> Option<usize> {
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
        // `4.100 y 4.300 millones`: thousands of millions on both sides.
        let small = first.value.to_f64() < 1000.0 || bare.to_f64() >= 1000.0;
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
    // `das 0:2`, `4:6-Niederlage`: no time is written with one digit after the colon.
    let result = reader.lexicon.capital_nouns && reader.text(first.end) == ":" && reader.text(first.end + 1).len() == 1;
    let parted = |text: &str| text == "-" && !result;
    if !small(first) || !small(second) || reader.atom(second.end).is_some_and(|a| !a.spaced && (a.is_word() || parted(a.text))) {
        return false;
    }
    if result {
        return true;
    }
    reader.nouns.score_near(reader, first, second) && reader.nouns.counted(reader, second.end, false).is_none()
        || first.value.to_f64() >= second.value.to_f64()
}

/// `3 sur 10`, `one in five adults`.
pub(super) fn ratio(reader: &Reader<'_, '_>, first: &Quantity, second: &Quantity, out: &mut Vec<Raw>) -> Option<usize> {
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
    let mut raw = single(reader, &Quantity { number: Number { article: false, ..second.number }, start: first.start, ..*second })?;
    raw.kind = FigureKind::Ratio;
    raw.value = value.to_f64();
    let end = raw.end;
    out.push(raw);
    Some(end)
}

/// `4 buts à 2`, `three sets to one`: the noun stands between the numbers of a result.
pub(super) fn nouned_score(reader: &Reader<'_, '_>, first: &Quantity, out: &mut Vec<Raw>) -> Option<usize> {
    if first.unit.is_some() || first.number.class != Class::Cardinal || first.number.article {
        return None;
    }
    let (_, to) = counted(reader, first).filter(|(from, to)| to - from == 1 && reader.nouns.score_cues.contains(reader.text(*from)))?;
    let (at, _) = reader.bounds.joint(reader, to).filter(|j| j.1 == Joint::To)?;
    let second = quantity::read(reader, at).filter(|s| s.unit.is_none() && s.number.class == Class::Cardinal && !s.number.article)?;
    let small = |q: &Quantity| q.value.as_whole().is_some_and(|v| (0..250).contains(&v));
    let falls = small(first) && small(&second) && first.value.to_f64() >= second.value.to_f64();
    if !falls || counted(reader, &second).is_some() {
        return None;
    }
    out.push(Raw {
        start: first.start,
        end: second.end,
        kind: FigureKind::Score,
        value: first.value.to_f64(),
        high: Some(second.value.to_f64()),
        unit: None,
        per: None,
        bound: Bound::Exact,
        noun: None,
        reach: first.start,
    });
    Some(second.end)
}

/// `trois Français`: a people, where a capital does not tell a name.
fn people(reader: &Reader<'_, '_>, first: &Quantity) -> Option<(usize, usize)> {
    let at = first.end;
    reader.atom(at).filter(|a| a.is_word() && a.capital && a.spaced && !a.taken)?;
    Some((at, at + 1))
}

/// `trois foyers sur dix`, `one person in five`: the noun stands between.
pub(super) fn nouned_ratio(reader: &Reader<'_, '_>, first: &Quantity, out: &mut Vec<Raw>) -> Option<usize> {
    if first.unit.is_some() || first.number.class != Class::Cardinal || first.number.magnitude > 0 {
        return None;
    }
    let (above, (from, to)) = (first.value.as_whole()?, counted(reader, first).or_else(|| people(reader, first))?);
    let (at, _) = reader.bounds.joint(reader, to).filter(|j| j.1 == Joint::OutOf)?;
    let second = quantity::read(reader, at).filter(|s| s.unit.is_none() && s.number.class == Class::Cardinal && !s.number.article)?;
    let below = second.value.as_whole().filter(|b| above >= 1 && above < *b && *b <= 1000)?;
    // `un accordo su quattordici punti`: an article counts nothing.
    let several = |end: usize| first.number.article && reader.text(end - 1).ends_with(['s', 'x', 'i']);
    let counts = |(_, end): (usize, usize)| several(end) || reader.nouns.is_certain(reader, end);
    if counted(reader, &second).is_some_and(counts) {
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
