//! Times found within or from another one: `the first Monday of`, `two days after`, `the end of`, feast days of a year.

use super::calendar::{Fields, Hint, add_days, add_months, nth_weekday, shift};
use super::holidays;
use super::lexicon::{Class, part, unit};
use super::reading::{Captures, Reading};
use super::units::{grain, shift_day};
use crate::facts::{DateRelation, Granularity};
use jiff::civil::Date;

/// What the captured span states in full, and whether the day of publication was needed for it.
fn whole(span: &Reading, reference: Option<Date>) -> Option<(Fields, bool)> {
    let fields = span.fields()?;
    let partial = fields.is_partial();
    let full = reference.map_or((!partial).then_some(fields), |r| fields.complete(r, span.hint))?;
    Some((full, span.relative || partial))
}

/// `the end of March`, `the morning of 6 October`.
pub(super) fn part(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let span = caps.span?;
    if caps.has(Class::Daypart) {
        return span.is_day().then_some(span);
    }
    Some(rest_of(caps, span, reference))
}

/// From the day of publication to the end of `whole`, where the words say the rest of it.
pub(super) fn rest_of(caps: &Captures, whole: Reading, reference: Option<Date>) -> Reading {
    if caps.get(Class::Part) != Some(part::REST) {
        return whole;
    }
    let last = whole.fields().and_then(|f| f.end_day()).and_then(|end| add_days(end, -1));
    match reference.zip(last) {
        Some((today, last)) if today <= last => Reading::range(Fields::of_day(today), Fields::of_day(last), true),
        _ => whole,
    }
}

/// `the week of 6 October`.
pub(super) fn week_of(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let day = caps.day_of_month();
    let span = caps.span.or(day.map(|day| Reading::absolute(Fields { day: Some(day), ..Fields::default() })))?;
    let fields = span.fields().filter(|f| f.day.is_some())?;
    let day = reference.map_or(Some(fields), |r| fields.complete(r, Hint::None)).and_then(|f| f.date());
    Some(Reading { relative: span.relative || fields.is_partial(), ..Reading::relative(day.map(Fields::of_week), Granularity::Week) })
}

/// `the first Monday of next month`, `the last week of July`.
pub(super) fn ranked(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let n = i8::try_from(caps.ranking?).ok()?;
    let Some((full, relative)) = whole(&caps.span?, reference) else { return Some(Reading::relative(None, Granularity::Day)) };
    let (first, end) = (full.first_day()?, full.end_day()?);
    if let Some(weekday) = caps.small(Class::Weekday) {
        let day = nth_weekday(full.year?, full.month?, weekday, n)?;
        return Some(Reading { relative, ..Reading::absolute(Fields::of_day(day)) });
    }
    let found = match caps.unit()? {
        unit::DAY if n > 0 => Fields::of_day(add_days(first, i64::from(n) - 1)?),
        unit::DAY => Fields::of_day(add_days(end, n.into())?),
        unit::WEEK => Fields::of_week(monday(first, end, n)?),
        unit::WEEKEND => {
            let monday = monday(first, end, n)?;
            return Some(Reading::range(Fields::of_day(add_days(monday, 5)?), Fields::of_day(add_days(monday, 6)?), relative));
        }
        unit::MONTH if full.month.is_none() && n > 0 => shift(first, Granularity::Month, i32::from(n) - 1)?,
        unit::MONTH if full.month.is_none() => shift(end, Granularity::Month, n.into())?,
        _ => return None,
    };
    Some(Reading { relative, ..Reading::absolute(found) })
}

/// `the first six months of 2024`, `the last two weeks of May`.
pub(super) fn leading(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let n = caps.count.filter(|n| (2..=100).contains(n))?;
    let grain = grain(caps.unit()?);
    let at_hand =
        || Reading::relative(reference.map(|r| Fields::of_year(year_of_months(r, n, caps.has(Class::OfYear)))), Granularity::Year);
    let span = match caps.span {
        Some(span) => span,
        None if caps.has(Class::OfYear) => at_hand(),
        None if caps.ranking == Some(1) && caps.unit() == Some(unit::MONTH) && n < 12 => at_hand(),
        None => return None,
    };
    let Some((full, relative)) = whole(&span, reference) else { return Some(Reading::relative(None, grain)) };
    if full.granularity() >= grain {
        return None;
    }
    let (first, end) = (full.first_day()?, full.end_day()?);
    let (from, to) = match caps.ranking? {
        1 => (shift(first, grain, 0)?, shift(first, grain, n - 1)?),
        -1 => (shift(end, grain, -n)?, shift(end, grain, -1)?),
        _ => return None,
    };
    Some(Reading::range(from, to, relative))
}

/// The year whose first `n` months are meant: the last one that has had them, but where the words say this year.
fn year_of_months(today: Date, n: i32, this: bool) -> i32 {
    let over = i32::from(today.month()) > n;
    i32::from(today.year()) - i32::from(!this && !over)
}

/// `the six months to December`, `the year to 31 March`.
pub(super) fn trailing(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let n = caps.count.unwrap_or(1);
    let months = match caps.unit()? {
        unit::MONTH => n,
        unit::QUARTER => n.checked_mul(3)?,
        unit::HALF => n.checked_mul(6)?,
        unit::YEAR => n.checked_mul(12)?,
        _ => return None,
    };
    let span = caps.span?;
    let grain = span.fields()?.granularity();
    if !matches!(grain, Granularity::Month | Granularity::Day) {
        return None;
    }
    let unknown = Reading { relation: Some(DateRelation::During), ..Reading::relative(None, grain) };
    let Some((last, relative)) = whole(&span, reference) else { return Some(unknown) };
    let day = last.first_day()?;
    let first = match grain {
        Granularity::Month => shift(day, Granularity::Month, 1 - months)?,
        _ => Fields::of_day(add_days(add_months(day, -i64::from(months))?, 1)?),
    };
    Some(Reading { relation: Some(DateRelation::During), ..Reading::range(first, last, relative) })
}

/// The Monday of the `n`th week from `first` on, or of the last ones before `end`; the first week is the first that has its Thursday inside.
fn monday(first: Date, end: Date, n: i8) -> Option<Date> {
    if n > 0 {
        let offset = i64::from(first.weekday().to_monday_one_offset());
        return add_days(first, if offset <= 4 { 1 - offset } else { 8 - offset } + (i64::from(n) - 1) * 7);
    }
    let last = add_days(end, -1)?;
    add_days(last, 1 - i64::from(last.weekday().to_monday_one_offset()) + (i64::from(n) + 1) * 7)
}

/// `two days after` a date, `the day after` it.
pub(super) fn offset(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let (unit, n) = match caps.get(Class::NextDay) {
        Some(days) => (unit::DAY, days),
        None => (caps.unit()?, caps.count?.checked_mul(caps.get(Class::Offset)?)?),
    };
    let span = caps.span.filter(|span| span.fields().is_none_or(|f| f.granularity() >= Granularity::Month))?;
    let Some((full, relative)) = whole(&span, reference) else { return Some(Reading::relative(None, Granularity::Day)) };
    let day = full.date().and_then(|d| shift_day(d, unit, n));
    Some(Reading { relative, ..Reading::relative(day.map(Fields::of_day), Granularity::Day) })
}

/// A feast day, in the year that is named or in the one that is nearest.
pub(super) fn holiday(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    if caps.unit() == Some(unit::WEEKEND) {
        let day = holiday(&caps.without_unit(), reference)?;
        return Some(match day.fields().and_then(|f| f.date()).and_then(long_weekend) {
            Some((from, to)) => Reading::range(Fields::of_day(from), Fields::of_day(to), day.relative),
            None => day,
        });
    }
    let rule = caps.get(Class::Holiday)?;
    if let Some(year) = caps.named_year() {
        let relative = caps.span.is_some_and(|s| s.relative);
        let fields = Fields::of_day(holidays::day(rule, year)?);
        return Some(Reading { relative, ..Reading::absolute(fields) });
    }
    let Some(reference) = reference else { return Some(Reading::relative(None, Granularity::Day)) };
    let around = i32::from(reference.year());
    let days = (around - 1..=around + 1).filter_map(|y| holidays::day(rule, y));
    let best = match caps.direction().map(i32::signum) {
        Some(-1) => days.filter(|d| *d < reference).max(),
        Some(1) => days.filter(|d| *d > reference).min(),
        _ => days.min_by_key(|d| reference.until(*d).map_or(i32::MAX, |s| s.get_days().abs())),
    };
    Some(Reading::relative(best.map(Fields::of_day), Granularity::Day))
}

/// The weekend that a feast day makes long: from it to Sunday, or from Saturday to it.
fn long_weekend(day: Date) -> Option<(Date, Date)> {
    let weekday = i64::from(day.weekday().to_monday_one_offset());
    match weekday {
        1 | 2 => Some((add_days(day, -1 - weekday)?, day)),
        4 | 5 => Some((day, add_days(day, 7 - weekday)?)),
        6 | 7 => Some((add_days(day, 6 - weekday)?, add_days(day, 7 - weekday)?)),
        _ => None,
    }
}
