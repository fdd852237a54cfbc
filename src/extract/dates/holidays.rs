//! Feast days: fixed days, days counted from Easter, nth weekdays of a month.

use super::calendar::{add_days, easter, nth_weekday};
use jiff::civil::Date;

/// Distance that keeps the three kinds of rule apart within one number.
const EASTER: i32 = 10_000;
const NTH: i32 = 20_000;

/// Reads a rule of the tables: `12-25`, `easter+39`, `11/4/4` (fourth Thursday of November; `5/1/-1` is the last Monday of May).
pub(super) fn encode(rule: &str) -> Option<i32> {
    if let Some(days) = rule.strip_prefix("easter") {
        let days: i32 = if days.is_empty() { 0 } else { days.parse().ok()? };
        return (-100..=100).contains(&days).then_some(EASTER + days);
    }
    if let Some((month, day)) = rule.split_once('-').filter(|(m, _)| !m.contains('/')) {
        let (month, day): (i8, i8) = (month.parse().ok()?, day.parse().ok()?);
        return Date::new(2000, month, day).ok().map(|_| i32::from(month) * 100 + i32::from(day));
    }
    let mut parts = rule.split('/').map(|p| p.parse::<i32>().ok());
    let (month, weekday, n) = (parts.next()??, parts.next()??, parts.next()??);
    ((1..=12).contains(&month) && (1..=7).contains(&weekday) && (-1..=5).contains(&n)).then_some(NTH + month * 100 + weekday * 10 + n + 1)
}

/// The day of the feast in `year`.
pub(super) fn day(rule: i32, year: i32) -> Option<Date> {
    if rule >= NTH {
        let rule = rule - NTH;
        let n = i8::try_from(rule % 10 - 1).ok()?;
        return nth_weekday(year, i8::try_from(rule / 100).ok()?, i8::try_from(rule / 10 % 10).ok()?, n);
    }
    if rule >= EASTER - 100 {
        return add_days(easter(year)?, i64::from(rule - EASTER));
    }
    Date::new(i16::try_from(year).ok()?, i8::try_from(rule / 100).ok()?, i8::try_from(rule % 100).ok()?).ok()
}
