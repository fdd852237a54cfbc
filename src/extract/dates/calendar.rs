//! Civil calendar values: what an expression states, how it is completed from the day of publication, and how it is written.

use crate::facts::Granularity;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};
use std::fmt::Write;

/// A time of day, with its distance from UTC in minutes where the text names a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub hour: i8,
    pub minute: Option<i8>,
    pub second: Option<i8>,
    pub zone: Option<i16>,
}

/// The fields of the calendar that an expression states. Years count astronomically (0 is 1 BC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Fields {
    /// The hundred: 19 for 1900 to 1999; counted from -1 downwards before our era.
    pub century: Option<i32>,
    /// The ten: 199 for the 1990s.
    pub decade: Option<i32>,
    pub year: Option<i32>,
    pub half: Option<i8>,
    pub quarter: Option<i8>,
    /// 1 spring, 2 summer, 3 autumn, 4 winter.
    pub season: Option<i8>,
    pub month: Option<i8>,
    /// ISO week; `year` is then the ISO year.
    pub week: Option<i8>,
    pub day: Option<i8>,
    /// 1 Monday to 7 Sunday.
    pub weekday: Option<i8>,
    pub clock: Option<Clock>,
}

/// Where a partial expression lies, as the words around it say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    /// Nothing says.
    None,
    /// On the day of publication or before.
    Past,
    /// On the day of publication or after.
    Future,
    /// In the week of publication.
    Week,
}

impl Fields {
    /// Exactly that day.
    pub(super) fn of_day(date: Date) -> Self {
        Self { year: Some(i32::from(date.year())), month: Some(date.month()), day: Some(date.day()), ..Self::default() }
    }
    pub(super) fn of_year(year: i32) -> Self {
        Self { year: Some(year), ..Self::default() }
    }
    /// The ISO week that holds `date`.
    pub(super) fn of_week(date: Date) -> Self {
        let week = date.iso_week_date();
        Self { year: Some(i32::from(week.year())), week: Some(week.week()), ..Self::default() }
    }

    /// The finest field stated.
    pub(super) fn granularity(&self) -> Granularity {
        match self {
            Self { clock: Some(Clock { second: Some(_), .. }), .. } => Granularity::Second,
            Self { clock: Some(Clock { minute: Some(_), .. }), .. } => Granularity::Minute,
            Self { clock: Some(_), .. } => Granularity::Hour,
            Self { day: Some(_), .. } | Self { weekday: Some(_), .. } => Granularity::Day,
            Self { week: Some(_), .. } => Granularity::Week,
            Self { month: Some(_), .. } => Granularity::Month,
            Self { season: Some(_), .. } => Granularity::Season,
            Self { quarter: Some(_), .. } => Granularity::Quarter,
            Self { half: Some(_), .. } => Granularity::HalfYear,
            Self { year: Some(_), .. } => Granularity::Year,
            Self { decade: Some(_), .. } => Granularity::Decade,
            _ => Granularity::Century,
        }
    }

    /// Whether what this states is part of what `span` states: a day of a month, a month of a year, a weekday of a week.
    pub(super) fn fits_within(&self, span: &Self) -> bool {
        if *self == Self::default() {
            return true;
        }
        let outer = span.granularity();
        match self.granularity() {
            Granularity::Day if self.day.is_some() => outer == Granularity::Month || (self.month.is_some() && outer == Granularity::Year),
            Granularity::Day => matches!(outer, Granularity::Week) || (span.day.is_some() && span.weekday.is_none()),
            Granularity::Month | Granularity::Season | Granularity::Quarter | Granularity::HalfYear => outer == Granularity::Year,
            _ => false,
        }
    }

    /// Takes from `other` what it does not state itself, as one end of a range does from the other; fields finer than its own stay away.
    pub(super) fn fill(&mut self, other: &Self) {
        let own = self.granularity();
        self.year = self.year.or(other.year);
        if own >= Granularity::Day {
            self.month = self.month.or(if self.weekday.is_none() { other.month } else { None });
        }
        if own >= Granularity::Hour && self.day.is_none() && self.weekday.is_none() {
            self.day = other.day;
            self.weekday = other.weekday;
        }
    }

    /// The day stated in full.
    pub(super) fn date(&self) -> Option<Date> {
        Date::new(i16::try_from(self.year?).ok()?, self.month?, self.day?).ok()
    }

    /// The first day of what is stated in full.
    pub(super) fn first_day(&self) -> Option<Date> {
        let year = match (self.year, self.decade, self.century) {
            (Some(year), _, _) => year,
            (None, Some(decade), _) => decade.checked_mul(10)?,
            (None, None, Some(century)) => century.checked_mul(100)?,
            _ => return None,
        };
        let year = i16::try_from(year).ok()?;
        if let Some(week) = self.week {
            return ISOWeekDate::new(year, week, Weekday::Monday).ok().map(ISOWeekDate::date);
        }
        let month = match self {
            Self { month: Some(month), .. } => *month,
            Self { season: Some(season), .. } => season.saturating_mul(3),
            Self { quarter: Some(quarter), .. } => quarter.saturating_mul(3) - 2,
            Self { half: Some(half), .. } => half.saturating_mul(6) - 5,
            _ => 1,
        };
        Date::new(year, month, self.day.unwrap_or(1)).ok()
    }

    /// One past the last day of what is stated in full.
    pub(super) fn end_day(&self) -> Option<Date> {
        let first = self.first_day()?;
        match self.granularity() {
            Granularity::Century => first.checked_add(100.years()),
            Granularity::Decade => first.checked_add(10.years()),
            Granularity::Year => first.checked_add(1.years()),
            Granularity::HalfYear => first.checked_add(6.months()),
            Granularity::Quarter | Granularity::Season => first.checked_add(3.months()),
            Granularity::Month => first.checked_add(1.months()),
            Granularity::Week => first.checked_add(1.weeks()),
            _ => first.checked_add(1.days()),
        }
        .ok()
    }

    /// Whether the calendar has what is stated (no 31 June, no 29 February of an ordinary year, no hour 25).
    pub(super) fn exists(&self) -> bool {
        let day = match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => i16::try_from(year).is_ok_and(|year| Date::new(year, month, day).is_ok()),
            (None, Some(month), Some(day)) => Date::new(2000, month, day).is_ok(),
            (_, month, day) => month.is_none_or(|m| (1..=12).contains(&m)) && day.is_none_or(|d| (1..=31).contains(&d)),
        };
        let clock = self.clock.is_none_or(|c| {
            (0..=24).contains(&c.hour)
                && c.minute.is_none_or(|m| (0..60).contains(&m))
                && c.second.is_none_or(|s| (0..=60).contains(&s))
                && (c.hour < 24 || c.minute.unwrap_or(0) == 0)
        });
        day && clock && self.year.is_none_or(|y| (-9999..=9999).contains(&y)) && self.week.is_none_or(|w| (1..=53).contains(&w))
    }

    /// Whether the year (or what stands for it) is open.
    pub(super) fn is_partial(&self) -> bool {
        self.century.is_none()
            && self.decade.is_none()
            && (self.year.is_none() || (self.weekday.is_some() && self.day.is_none()) || (self.clock.is_some() && self.day.is_none()))
    }

    /// Completes what is open from `reference`; `None` where the calendar has no such day.
    pub(super) fn complete(&self, reference: Date, hint: Hint) -> Option<Self> {
        if !self.is_partial() {
            return Some(*self);
        }
        let mut full = *self;
        if let (Some(weekday), None, None) = (self.weekday, self.day, self.month) {
            let date = match (self.week, self.year) {
                (Some(_), Some(_)) => {
                    let monday = Self { weekday: None, clock: None, ..*self }.first_day()?;
                    monday.checked_add(i32::from(weekday - 1).days()).ok()?
                }
                _ => nearest_weekday(reference, weekday, hint)?,
            };
            return Some(Self { clock: self.clock, ..Self::of_day(date) });
        }
        if self.granularity() >= Granularity::Hour && self.day.is_none() {
            return Some(Self { clock: self.clock, ..Self::of_day(reference) });
        }
        if let (None, Some(day)) = (self.month, self.day) {
            let date = nearest_day_of_month(reference, day, self.weekday, hint)?;
            return Some(Self { clock: self.clock, ..Self::of_day(date) });
        }
        full.year = nearest_year(self, reference, hint);
        full.year.map(|_| Self { weekday: None, ..full })
    }

    /// As ISO 8601 with the extensions of the report; the fields must be complete.
    pub(super) fn iso(&self) -> Option<String> {
        let mut out = String::with_capacity(16);
        if let Some(century) = self.century {
            write_hundred(&mut out, century);
            return Some(out);
        }
        if let Some(decade) = self.decade {
            let _ = write!(out, "{decade:03}X");
            return Some(out);
        }
        let year = self.year?;
        let _ = if year < 0 { write!(out, "-{:04}", -year) } else { write!(out, "{year:04}") };
        let _ = match self {
            Self { month: Some(month), day: Some(day), .. } => write!(out, "-{month:02}-{day:02}"),
            Self { month: Some(month), .. } => write!(out, "-{month:02}"),
            Self { week: Some(week), .. } => write!(out, "-W{week:02}"),
            Self { season: Some(season), .. } => write!(out, "-{}", season_name(*season)),
            Self { quarter: Some(quarter), .. } => write!(out, "-Q{quarter}"),
            Self { half: Some(half), .. } => write!(out, "-H{half}"),
            _ => Ok(()),
        };
        if let Some(clock) = self.clock {
            self.day?;
            let _ = write!(out, "T{:02}:{:02}", clock.hour, clock.minute.unwrap_or(0));
            if let Some(second) = clock.second {
                let _ = write!(out, ":{second:02}");
            }
            match clock.zone {
                Some(0) => out.push('Z'),
                Some(zone) => {
                    let sign = if zone < 0 { '-' } else { '+' };
                    let _ = write!(out, "{sign}{:02}:{:02}", zone.abs() / 60, zone.abs() % 60);
                }
                None => {}
            }
        }
        Some(out)
    }
}

fn write_hundred(out: &mut String, century: i32) {
    let _ = if century < 0 { write!(out, "-{:02}XX", -century - 1) } else { write!(out, "{century:02}XX") };
}

fn season_name(season: i8) -> &'static str {
    match season {
        1 => "spring",
        2 => "summer",
        3 => "autumn",
        _ => "winter",
    }
}

/// The day `days` after `date`.
pub(super) fn add_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The day `months` months after `date`, or the last of that month.
pub(super) fn add_months(date: Date, months: i64) -> Option<Date> {
    date.checked_add(Span::new().try_months(months).ok()?).ok()
}

/// `n` units after `date`, at the grain of the unit.
pub(super) fn shift(date: Date, unit: Granularity, n: i32) -> Option<Fields> {
    let year = i32::from(date.year());
    let months = |n: i32| add_months(date, n.into());
    let fields = match unit {
        Granularity::Century => Fields { century: Some(year.div_euclid(100).checked_add(n)?), ..Fields::default() },
        Granularity::Decade => Fields { decade: Some(year.div_euclid(10).checked_add(n)?), ..Fields::default() },
        Granularity::Year => Fields::of_year(year.checked_add(n).filter(|y| (-9999..=9999).contains(y))?),
        Granularity::HalfYear => {
            let date = months(n.checked_mul(6)?)?;
            Fields { half: Some((date.month() + 5) / 6), ..Fields::of_year(i32::from(date.year())) }
        }
        Granularity::Quarter => {
            let date = months(n.checked_mul(3)?)?;
            Fields { quarter: Some((date.month() + 2) / 3), ..Fields::of_year(i32::from(date.year())) }
        }
        Granularity::Month => {
            let date = months(n)?;
            Fields { month: Some(date.month()), ..Fields::of_year(i32::from(date.year())) }
        }
        Granularity::Week => Fields::of_week(add_days(date, i64::from(n) * 7)?),
        Granularity::Day => Fields::of_day(add_days(date, i64::from(n))?),
        Granularity::Season | Granularity::Hour | Granularity::Minute | Granularity::Second => return None,
    };
    Some(fields)
}

/// Within how many days a partial date is meant, whatever the tense.
const NEAR_DAYS: i64 = 60;

fn nearest_weekday(reference: Date, weekday: i8, hint: Hint) -> Option<Date> {
    let back = i64::from((reference.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
    match hint {
        Hint::Future => add_days(reference, (7 - back) % 7),
        Hint::Week => add_days(reference, i64::from(weekday - reference.weekday().to_monday_one_offset())),
        Hint::None | Hint::Past => add_days(reference, -back),
    }
}

fn nearest_day_of_month(reference: Date, day: i8, weekday: Option<i8>, hint: Hint) -> Option<Date> {
    let first = reference.first_of_month();
    let candidates = (-24..=24).filter_map(|n: i32| {
        let month = first.checked_add(n.months()).ok()?;
        let date = Date::new(month.year(), month.month(), day).ok()?;
        weekday.is_none_or(|w| date.weekday().to_monday_one_offset() == w).then_some(date)
    });
    nearest(candidates, reference, hint)
}

/// Days after the end of a quarter in which its results are awaited.
const ENDED_DAYS: i64 = 60;

fn nearest_year(fields: &Fields, reference: Date, hint: Hint) -> Option<i32> {
    let year = i32::from(reference.year());
    if fields.week.is_some() {
        return Some(year);
    }
    let period = fields.quarter.is_some() || fields.half.is_some();
    let hint = if period && hint == Hint::None { Hint::Past } else { hint };
    let reach = if (fields.month, fields.day) == (Some(2), Some(29)) { 8 } else { 1 };
    let candidates = (year - reach..=year + reach).filter_map(|y| {
        let candidate = Fields { year: Some(y), ..*fields };
        let first = candidate.first_day().filter(|_| candidate.exists())?;
        fields.weekday.is_none_or(|w| first.weekday().to_monday_one_offset() == w).then_some((first, candidate.end_day()?, y))
    });
    let distance = |&(first, end, _): &(Date, Date, i32)| {
        if reference < first {
            days_between(reference, first)
        } else if reference >= end {
            days_between(end, reference) + 1
        } else {
            0
        }
    };
    let all: Vec<_> = candidates.collect();
    let fits = |c: &&(Date, Date, i32)| match hint {
        Hint::None | Hint::Week => true,
        Hint::Past => c.0 <= reference,
        Hint::Future => c.1 > reference,
    };
    // What is near is meant, whatever the tense of the verbs around; it decides between two that are far.
    let told = period || (fields.season.is_some() && hint != Hint::None);
    let near = all.iter().min_by_key(|c| distance(c)).filter(|c| distance(c) <= NEAR_DAYS && !told);
    // The quarter that has just ended is meant even where its results are still to come.
    let ended = all.iter().find(|c| fields.quarter.is_some() && c.1 <= reference && distance(c) <= ENDED_DAYS);
    let best =
        near.or(ended).or_else(|| all.iter().filter(fits).min_by_key(|c| distance(c))).or_else(|| all.iter().min_by_key(|c| distance(c)));
    match best {
        Some(&(_, _, y)) => Some(y),
        // A weekday that fits no year nearby is a slip of the author's: the date counts.
        None if fields.weekday.is_some() => nearest_year(&Fields { weekday: None, ..*fields }, reference, hint),
        None => None,
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(i64::MAX / 2, |span| i64::from(span.get_days()))
}

fn nearest(candidates: impl Iterator<Item = Date>, reference: Date, hint: Hint) -> Option<Date> {
    let fits = |d: &Date| match hint {
        Hint::None | Hint::Week => true,
        Hint::Past => *d <= reference,
        Hint::Future => *d >= reference,
    };
    candidates.filter(fits).min_by_key(|&d| if d < reference { days_between(d, reference) } else { days_between(reference, d) })
}

/// The day of Easter in `year`, by the Gregorian computus.
pub(super) fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15).rem_euclid(30);
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let day = h + l - 7 * m + 114;
    Date::new(i16::try_from(year).ok()?, i8::try_from(day / 31).ok()?, i8::try_from(day % 31 + 1).ok()?).ok()
}

/// The `n`th `weekday` of the month (from the end where negative).
pub(super) fn nth_weekday(year: i32, month: i8, weekday: i8, n: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    Date::new(i16::try_from(year).ok()?, month, 1).ok()?.nth_weekday_of_month(n, weekday).ok()
}
