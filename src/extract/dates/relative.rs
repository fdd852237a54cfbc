//! Times told from the day of publication: `last month`, `three years ago`, `the next two weeks`.

use super::calendar::{Fields, Hint, add_days, shift};
use super::lexicon::{Class, ROLLING, unit};
use super::reading::{Captures, Reading};
use super::units::{and_half, counted_grain, grain, shift_day, shift_units};
use super::within;
use crate::facts::{DateRelation, Granularity};
use jiff::civil::Date;

/// A word such as `yesterday`.
pub(super) fn day(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let days = caps.get(Class::Relday)?;
    Some(Reading::relative(reference.and_then(|r| add_days(r, days.into())).map(Fields::of_day), Granularity::Day))
}

/// The unit at hand: `the end of the week`, `year-end`.
pub(super) fn current(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    match caps.unit()? {
        unit::MONTH if caps.day.is_some() => {
            let month = reference.and_then(|r| shift(r, Granularity::Month, 0));
            Some(Reading::relative(month.map(|m| Fields { day: caps.day_of_month(), ..m }), Granularity::Day))
        }
        unit::WEEKEND => modified(&caps.with(Class::Direction, 0), reference),
        unit @ (unit::WEEK | unit::MONTH | unit::QUARTER | unit::HALF | unit::YEAR | unit::DECADE | unit::CENTURY) => {
            let whole = Reading::relative(reference.and_then(|r| shift(r, grain(unit), 0)), grain(unit));
            Some(within::rest_of(caps, whole, reference))
        }
        _ => None,
    }
}

/// A Saturday and its Sunday, for the words around to place.
fn saturday_and_sunday(hint: Hint) -> Reading {
    let day = |weekday| Fields { weekday: Some(weekday), ..Fields::default() };
    Reading { hint, ..Reading::range(day(6), day(7), true) }
}

/// The weekend that the tense of the words around points to.
pub(super) fn weekend(caps: &Captures) -> Option<Reading> {
    (caps.unit()? == unit::WEEKEND).then(|| saturday_and_sunday(Hint::Week))
}

/// How many units a direction goes: `after next` is two.
fn steps(direction: i32) -> i32 {
    if direction.abs() == 3 { 2 * direction.signum() } else { direction.signum() }
}

/// `last month`, `next Friday`, `this summer`.
pub(super) fn modified(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let direction = caps.direction()?;
    if caps.has(Class::Holiday) {
        return within::holiday(caps, reference);
    }
    if let Some(weekday) = caps.small(Class::Weekday) {
        let Some(reference) = reference else { return Some(Reading::relative(None, Granularity::Day)) };
        let open = Fields { weekday: Some(weekday), ..Fields::default() };
        return Some(match modified_weekday(reference, weekday, direction) {
            // The tense of the words around decides whether "this" Tuesday is past.
            None => Reading { relative: true, hint: Hint::Week, ..Reading::absolute(open) },
            Some(day) => Reading::relative(day.map(Fields::of_day), Granularity::Day),
        });
    }
    if let Some(month) = caps.small(Class::Month) {
        let fields = reference.map(|r| modified_month(r, month, direction.signum()));
        return Some(Reading { relation: Some(DateRelation::On), ..Reading::relative(fields, Granularity::Month) });
    }
    if let Some(season) = caps.small(Class::Season) {
        return Some(Reading::relative(reference.and_then(|r| modified_season(r, season, direction.signum())), Granularity::Season));
    }
    if caps.has(Class::Daypart) {
        let day = reference.and_then(|r| add_days(r, direction.signum().into()));
        return Some(Reading::relative(day.map(Fields::of_day), Granularity::Day));
    }
    let n = steps(direction);
    match caps.unit()? {
        unit::WEEK | unit::MONTH | unit::YEAR | unit::DECADE | unit::CENTURY if direction == ROLLING => {
            several(&Captures { count: Some(1), ..*caps }, reference)
        }
        unit::WEEKEND => {
            let Some(reference) = reference else { return Some(Reading::relative(None, Granularity::Day)) };
            if n == 0 {
                return Some(saturday_and_sunday(Hint::Week));
            }
            let saturday = add_days(reference, i64::from(6 - reference.weekday().to_monday_one_offset()) + 7 * i64::from(n))?;
            Some(Reading::range(Fields::of_day(saturday), Fields::of_day(add_days(saturday, 1)?), true))
        }
        // When a financial year begins is not told.
        unit::FISCAL => Some(Reading::relative(None, Granularity::Year)),
        unit::SECOND | unit::MINUTE | unit::HOUR | unit::SEASON | unit::FORTNIGHT => None,
        unit => Some(Reading::relative(reference.and_then(|r| shift(r, grain(unit), n)), grain(unit))),
    }
}

/// `None` where the weekday of "this" is for the words around to place; `Some(None)` outside the calendar.
fn modified_weekday(reference: Date, weekday: i8, direction: i32) -> Option<Option<Date>> {
    let today = reference.weekday().to_monday_one_offset();
    let ahead = i64::from(weekday - today);
    Some(match direction {
        0 => return None,
        -1 => add_days(reference, ahead - 7),
        1 => add_days(reference, ahead + 7),
        d if d < 0 => add_days(reference, if ahead >= 0 { ahead - 7 } else { ahead }),
        _ => add_days(reference, if ahead <= 0 { ahead + 7 } else { ahead }),
    })
}

fn modified_month(reference: Date, month: i8, sign: i32) -> Fields {
    let year = i32::from(reference.year());
    let year = match sign {
        -1 if month >= reference.month() => year - 1,
        1 if month <= reference.month() => year + 1,
        _ => year,
    };
    Fields { month: Some(month), ..Fields::of_year(year) }
}

fn modified_season(reference: Date, season: i8, sign: i32) -> Option<Fields> {
    let year = i32::from(reference.year());
    let mut all = (year - 2..=year + 2).map(|y| Fields { season: Some(season), ..Fields::of_year(y) });
    match sign {
        0 => Fields { season: Some(season), ..Fields::default() }.complete(reference, Hint::None),
        -1 => all.rfind(|f| f.end_day().is_some_and(|end| end <= reference)),
        _ => all.find(|f| f.first_day().is_some_and(|first| first > reference)),
    }
}

/// A day of the year, or of the month, that a word places before or after the day of publication.
pub(super) fn directed(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let direction = caps.direction()?;
    let unknown = Some(Reading::relative(None, Granularity::Day));
    let stated = Fields { year: caps.year, month: caps.small(Class::Month), day: caps.day_of_month(), ..Fields::default() };
    stated.day?;
    if stated.year.is_some() {
        return Some(Reading::absolute(stated));
    }
    let Some(reference) = reference else { return unknown };
    let hint = match direction.signum() {
        0 => Hint::None,
        1 => Hint::Future,
        _ => Hint::Past,
    };
    if stated.month.is_none() || hint == Hint::None {
        return Some(Reading::relative(stated.complete(reference, hint), Granularity::Day));
    }
    let year = i32::from(reference.year());
    let mut years = (year - 8..=year + 8).map(|y| Fields { year: Some(y), ..stated }).filter(Fields::exists);
    let found = match hint {
        Hint::Past => years.rfind(|f| f.first_day().is_some_and(|day| day <= reference)),
        _ => years.find(|f| f.first_day().is_some_and(|day| day >= reference)),
    };
    Some(Reading::relative(found, Granularity::Day))
}

/// `three years ago`, `in two weeks`.
pub(super) fn counted(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let sign = match (caps.get(Class::Ago), caps.get(Class::Ahead).or(caps.get(Class::Hence))) {
        (Some(_), _) => -1,
        (None, Some(_)) => 1,
        _ => return None,
    };
    if let (Some(weekday), Some(n)) = (caps.small(Class::Weekday), caps.count.filter(|n| (1..=60).contains(n))) {
        let nearest = reference.and_then(|r| modified_weekday(r, weekday, 2 * sign)).flatten();
        let day = nearest.and_then(|d| add_days(d, i64::from(7 * (n - 1) * sign)));
        return Some(Reading::relative(day.map(Fields::of_day), Granularity::Day));
    }
    let unit = caps.unit()?;
    let grain = counted_grain(unit);
    let relation = caps.get(Class::Ahead).and_then(super::relation_of);
    let vague = caps.has(Class::Several) || caps.count.is_none();
    if grain > Granularity::Day {
        // "in ten minutes" is mostly how long something takes.
        let said = sign < 0 || relation.is_some() || vague;
        return said.then(|| Reading { relation: relation.or(Some(DateRelation::On)), ..Reading::relative(None, grain) });
    }
    let Some(n) = caps.count.filter(|_| !vague) else {
        return Some(Reading { relation: relation.or(Some(DateRelation::During)), ..Reading::relative(None, grain) });
    };
    let (unit, n) = if caps.has(Class::AndHalf) { and_half(unit, n)? } else { (unit, n) };
    let n = n.checked_mul(sign)?;
    let from = match caps.longer {
        Some((count, longer)) if counted_grain(longer) < counted_grain(unit) || longer == unit::WEEK && unit == unit::DAY => {
            let count = count.checked_mul(sign)?;
            reference.map(|r| shift_day(r, longer, count))
        }
        Some(_) => return None,
        None => reference.map(Some),
    };
    let fields = from.flatten().and_then(|r| shift_units(r, unit, n));
    Some(Reading { relation: relation.or(Some(DateRelation::On)), ..Reading::relative(fields, counted_grain(unit)) })
}

/// `the last three months`, `recent days`.
pub(super) fn several(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let direction = caps.direction()?;
    let unit = caps.unit()?;
    let unknown = Reading { relation: Some(DateRelation::During), ..Reading::relative(None, grain(unit)) };
    let (Some(n), false) = (caps.count, caps.has(Class::Several)) else {
        return Some(Reading { relative: false, ..unknown });
    };
    let Some(reference) = reference.filter(|_| grain(unit) <= Granularity::Day) else { return Some(unknown) };
    let (from, to) = if matches!(unit, unit::QUARTER | unit::HALF) {
        let ends = if direction < 0 { (-n, -1) } else { (1, n) };
        (shift(reference, grain(unit), ends.0)?, shift(reference, grain(unit), ends.1)?)
    } else if direction < 0 {
        (Fields::of_day(shift_day(reference, unit, -n)?), Fields::of_day(reference))
    } else {
        (Fields::of_day(add_days(reference, 1)?), Fields::of_day(shift_day(reference, unit, n)?))
    };
    Some(Reading::range(from, to, true))
}
