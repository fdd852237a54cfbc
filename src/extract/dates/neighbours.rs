//! What the words beside an expression make of it: the name of a street, the same day said twice, one more decade.

use super::calendar::Fields;
use super::lexicon::Class;
use super::reading::{Reading, Time};
use super::resolve::{Told, dated};
use super::scan::Scan;
use super::{Expression, expression, forms, numbers};
use crate::facts::{DateRelation, Granularity};

/// Whether a day of the year is the name of a street: `rue du 4 Septembre`, `via 25 Aprile`.
pub(super) fn names_a_street(scan: &Scan<'_>, found: &Expression) -> bool {
    let day = found.reading.fields().is_some_and(|f| f.year.is_none() && f.month.is_some() && f.day.is_some());
    if !day {
        return false;
    }
    let before = |at: usize, class: Class| at.checked_sub(1).is_some_and(|b| scan.phrase(b, class).is_some());
    let mut at = found.start;
    if before(at, Class::Of) || before(at, Class::The) {
        at -= 1;
    }
    before(at, Class::Street)
}

/// Whether the word at `at` hangs on a number before it, as in `le 7-Octobre`.
pub(super) fn inside_a_name(scan: &Scan<'_>, at: usize) -> bool {
    at > 1 && scan.glued(at) && scan.text(at - 1) == "-" && scan.glued(at - 1) && scan.is_number(at - 2) && !scan.is_number(at)
}

/// Where an expression that says the day of `found` once more ends: `hier, mardi 13 février`, `Dienstag (13.02.2024)`.
pub(super) fn same_day(scan: &Scan<'_>, found: &Expression, fields: Option<Fields>, told: &Told) -> Option<usize> {
    let day = fields.filter(|f| f.granularity() == Granularity::Day)?.date()?;
    let stated = found.reading.fields().is_some_and(|f| f.month.is_some() && !found.reading.relative);
    if stated {
        return None;
    }
    let mark = scan.text(found.end);
    let from = if matches!(mark, "," | "(") { found.end + 1 } else { found.end };
    let more = expression(scan, from)?;
    let again = more.reading.fields().filter(|f| f.month.is_some() && f.day.is_some() && f.clock.is_none() && !more.reading.relative);
    again.filter(|_| more.relation.is_none_or(|r| r == DateRelation::On))?;
    dated(scan, &more, told).fields.filter(|f| f.date() == Some(day))?;
    Some(if mark == "(" && scan.text(more.end) == ")" { more.end + 1 } else { more.end })
}

/// The decade after `and`, which the word for decades before the first one governs: `les années 1970 et 1980`.
pub(super) fn further_decade(scan: &Scan<'_>, found: &Expression) -> Option<(usize, Expression)> {
    let first = found.reading.fields().filter(|f| f.decade.is_some())?;
    if scan.phrase(found.end.checked_sub(1)?, Class::DecadeSuffix).is_some() {
        return None;
    }
    let (len, _) = scan.phrase(found.end, Class::And)?;
    let (end, n) = numbers::count(scan, found.end + len)?;
    let reading = forms::decade(n)?;
    let later = reading.fields().and_then(|f| f.decade) > first.decade;
    later.then_some((end, Expression { start: found.end + len, end, reading, relation: None, ahead: false }))
}

/// The day after `and` in a language that tells the month first: `March 12 and 13`.
pub(super) fn further_day(scan: &Scan<'_>, found: &Expression) -> Option<(usize, Expression)> {
    let first = found.reading.fields().filter(|f| f.month.is_some() && f.year.is_none() && f.clock.is_none())?;
    let last = found.end.checked_sub(1)?;
    let told_last = scan.is_number(last) && numbers::digits(scan, last).and_then(|n| i8::try_from(n).ok()) == first.day;
    if !told_last || !(found.start..last).any(|at| scan.phrase(at, Class::Month).is_some()) {
        return None;
    }
    let (len, _) = scan.phrase(found.end, Class::And)?;
    let at = found.end + len;
    let day = numbers::digits(scan, at).and_then(|n| i8::try_from(n).ok()).filter(|n| Some(*n) > first.day)?;
    let reading = Reading { time: Time::One(Fields { day: Some(day), weekday: None, ..first }), ..found.reading };
    (reading.exists() && scan.day_ends(at + 1))
        .then_some((at + 1, Expression { start: at, end: at + 1, reading, relation: None, ahead: false }))
}
