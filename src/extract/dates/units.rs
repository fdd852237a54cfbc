//! The units of the calendar: their grain, and counting with them.

use super::calendar::{Fields, add_days, add_months, shift};
use super::lexicon::unit;
use crate::facts::Granularity;
use jiff::civil::Date;

/// The grain of a unit.
pub(super) fn grain(unit: i32) -> Granularity {
    match unit {
        unit::SECOND => Granularity::Second,
        unit::MINUTE => Granularity::Minute,
        unit::HOUR => Granularity::Hour,
        unit::WEEK | unit::FORTNIGHT => Granularity::Week,
        unit::MONTH => Granularity::Month,
        unit::QUARTER => Granularity::Quarter,
        unit::HALF => Granularity::HalfYear,
        unit::SEASON => Granularity::Season,
        unit::YEAR | unit::FISCAL => Granularity::Year,
        unit::DECADE => Granularity::Decade,
        unit::CENTURY => Granularity::Century,
        _ => Granularity::Day,
    }
}

/// The grain of a length of time counted from a day: weeks are told to the day.
pub(super) fn counted_grain(unit: i32) -> Granularity {
    match unit {
        unit::WEEK | unit::FORTNIGHT | unit::WEEKEND => Granularity::Day,
        unit::QUARTER | unit::HALF | unit::SEASON => Granularity::Month,
        _ => grain(unit),
    }
}

/// The time `n` units from `date`, as finely as one counts with that unit.
pub(super) fn shift_units(date: Date, unit: i32, n: i32) -> Option<Fields> {
    match unit {
        unit::WEEK | unit::WEEKEND => shift(date, Granularity::Day, n.checked_mul(7)?),
        unit::FORTNIGHT => shift(date, Granularity::Day, n.checked_mul(14)?),
        unit::QUARTER | unit::SEASON => shift(date, Granularity::Month, n.checked_mul(3)?),
        unit::HALF => shift(date, Granularity::Month, n.checked_mul(6)?),
        _ => shift(date, grain(unit), n),
    }
}

/// `n` units and a half as the next smaller unit: `two and a half years` are thirty months.
pub(super) fn and_half(unit: i32, n: i32) -> Option<(i32, i32)> {
    let (smaller, per) = match unit {
        unit::CENTURY => (unit::YEAR, 100),
        unit::DECADE => (unit::YEAR, 10),
        unit::YEAR => (unit::MONTH, 12),
        unit::MONTH => (unit::DAY, 30),
        unit::WEEK => (unit::DAY, 7),
        _ => return None,
    };
    Some((smaller, n.checked_mul(per)?.checked_add(per / 2)?))
}

/// The day `n` units after `date`.
pub(super) fn shift_day(date: Date, unit: i32, n: i32) -> Option<Date> {
    let n = i64::from(n);
    match unit {
        unit::DAY => add_days(date, n),
        unit::WEEK | unit::WEEKEND => add_days(date, n * 7),
        unit::FORTNIGHT => add_days(date, n * 14),
        unit::MONTH => add_months(date, n),
        unit::QUARTER | unit::SEASON => add_months(date, n * 3),
        unit::HALF => add_months(date, n * 6),
        unit::YEAR => add_months(date, n * 12),
        unit::DECADE => add_months(date, n * 120),
        unit::CENTURY => add_months(date, n * 1200),
        _ => None,
    }
}

/// The time that lies `n` units from `told`, where that is told as finely.
pub(super) fn after(told: Fields, unit: i32, n: i32) -> Option<Fields> {
    let grain = counted_grain(unit);
    if told.granularity() < grain || told.is_partial() {
        return None;
    }
    shift_units(told.first_day()?, unit, n)
}

/// The unit `n` after the one that holds `told`.
pub(super) fn following(told: Fields, unit: i32, n: i32) -> Option<Fields> {
    if told.granularity() < grain(unit) || told.is_partial() {
        return None;
    }
    shift(told.first_day()?, grain(unit), n)
}
