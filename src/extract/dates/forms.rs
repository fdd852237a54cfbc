//! What a matched pattern means: from the captured words to the fields of the calendar.

use super::calendar::{Fields, Hint, add_days, add_months, nth_weekday, shift};
use super::holidays;
use super::lexicon::{Class, unit};
use crate::facts::{DateRelation, Granularity};
use jiff::civil::Date;

/// Declares the forms: how the tables name them and what they make.
macro_rules! forms {
    ($($(#[$doc:meta])* $variant:ident $name:literal;)*) => {
        /// What to make of a matched pattern.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Form { $($(#[$doc])* $variant,)* }

        impl Form {
            /// The form of a name in the tables.
            pub(super) fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Form::$variant),)* _ => None }
            }
        }
    };
}

forms! {
    /// Every captured word fills its field, within the captured span if there is one.
    Fields "fields";
    /// A word such as `yesterday`.
    Relday "relday";
    /// `last month`, `next Friday`, `this summer`.
    Modified "modified";
    /// `three years ago`, `in two weeks`.
    Counted "counted";
    /// `the last three months`.
    Several "several";
    /// `the first Monday of next month`, `the last week of July`.
    Within "within";
    /// `two days after` a date.
    Offset "offset";
    /// `the week of 6 October`.
    WeekOf "week-of";
    /// `the end of March`: the value is the whole of it.
    Part "part";
    /// `the 1990s`.
    Decade "decade";
    /// `the 20th century`.
    Century "century";
    /// `week 40`.
    WeekNumber "week-number";
    /// Of no definite time.
    Vague "vague";
    /// A feast day.
    Holiday "holiday";
    /// `the end of the week`: a unit without more is the one at hand.
    Current "current";
    /// `the following week`.
    Following "following";
    /// `the day before`, `two years later`: counted from a time that the text has told.
    Anaphoric "anaphoric";
}

/// The time that an expression states, completed from the day of publication only as far as its words refer to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// One time, perhaps partial.
    One(Fields),
    /// From the one to the other, both inside.
    Range(Fields, Fields),
    /// So many units after the time told before (before it where negative).
    After(i32, i32),
    /// The unit so many after the one that holds the time told before.
    Following(i32, i32),
    /// Not to be told.
    Unknown(Granularity),
}

/// What an expression says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub time: Time,
    /// Whether the words refer to the day of publication.
    pub relative: bool,
    /// Where a partial time lies.
    pub hint: Hint,
    /// Whether it names the second half of a day, so that an hour after it is one of the afternoon.
    pub late: bool,
    /// The relation that words inside it carry.
    pub relation: Option<DateRelation>,
}

impl Reading {
    pub(super) fn absolute(fields: Fields) -> Self {
        Self { time: Time::One(fields), relative: false, hint: Hint::None, late: false, relation: None }
    }
    /// From the one to the other.
    pub(super) fn range(from: Fields, to: Fields, relative: bool) -> Self {
        Self { time: Time::Range(from, to), relative, ..Self::absolute(from) }
    }
    fn relative(fields: Option<Fields>, grain: Granularity) -> Self {
        Self { time: fields.map_or(Time::Unknown(grain), Time::One), relative: true, ..Self::absolute(Fields::default()) }
    }
    /// The one time it states.
    pub(super) fn fields(&self) -> Option<Fields> {
        match self.time {
            Time::One(fields) => Some(fields),
            _ => None,
        }
    }
}

const CLASSES: usize = Class::ALL.len();

/// The value of the word taken of each class.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words([i32; CLASSES]);

/// What the elements of a pattern have taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Captures {
    pub words: Words,
    pub day: Option<i32>,
    pub year: Option<i32>,
    pub count: Option<i32>,
    pub ranking: Option<i32>,
    pub numeric: Option<Fields>,
    pub span: Option<Reading>,
    /// Whether a captured word has another meaning.
    pub ambiguous: bool,
    /// Whether the last token taken is the full stop of an abbreviation.
    pub stop: bool,
}

impl Captures {
    pub(super) const EMPTY: Self = Self {
        words: Words([i32::MIN; CLASSES]),
        day: None,
        year: None,
        count: None,
        ranking: None,
        numeric: None,
        span: None,
        ambiguous: false,
        stop: false,
    };

    /// The value of the captured word of `class`.
    pub(super) fn get(&self, class: Class) -> Option<i32> {
        self.words.0.get(class as usize).copied().filter(|v| *v != i32::MIN)
    }
    pub(super) fn set(&mut self, class: Class, value: i32) {
        if let Some(slot) = self.words.0.get_mut(class as usize) {
            *slot = value;
        }
    }
    fn with(&self, class: Class, value: i32) -> Words {
        let mut caps = *self;
        caps.set(class, value);
        caps.words
    }
    fn small(&self, class: Class) -> Option<i8> {
        self.get(class).and_then(|v| i8::try_from(v).ok())
    }
    fn unit(&self) -> Option<i32> {
        self.get(Class::Unit).or(self.get(Class::Units))
    }
    fn direction(&self) -> Option<i32> {
        self.get(Class::Direction).or(self.get(Class::Directions)).or(self.get(Class::AfterNext))
    }
}

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
        unit::YEAR => Granularity::Year,
        unit::DECADE => Granularity::Decade,
        unit::CENTURY => Granularity::Century,
        _ => Granularity::Day,
    }
}

/// What the captures of a pattern of `form` mean; `None` where they make no date.
pub(super) fn read(form: Form, caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let reading = match form {
        Form::Fields => fields(caps),
        Form::Relday => {
            let days = caps.get(Class::Relday)?;
            Some(Reading::relative(reference.and_then(|r| add_days(r, days.into())).map(Fields::of_day), Granularity::Day))
        }
        Form::Modified => modified(caps, reference),
        Form::Counted => counted(caps, reference),
        Form::Several => several(caps, reference),
        Form::Within => within(caps, reference),
        Form::Offset => offset(caps, reference),
        Form::WeekOf => {
            let day = caps.day.and_then(|d| i8::try_from(d).ok());
            let span = caps.span.or(day.map(|day| Reading::absolute(Fields { day: Some(day), ..Fields::default() })))?;
            let fields = span.fields().filter(|f| f.day.is_some())?;
            let day = reference.map_or(Some(fields), |r| fields.complete(r, Hint::None)).and_then(|f| f.date());
            Some(Reading {
                relative: span.relative || fields.is_partial(),
                ..Reading::relative(day.map(Fields::of_week), Granularity::Week)
            })
        }
        Form::Part => caps.span,
        Form::Decade => decade(caps),
        Form::Century => century(caps),
        Form::WeekNumber => {
            let week = caps.count.or(caps.ranking).and_then(|n| i8::try_from(n).ok()).filter(|n| (1..=53).contains(n))?;
            let year = caps.year.or(caps.span.and_then(|s| s.fields()).and_then(|f| f.year));
            Some(Reading::absolute(Fields { week: Some(week), year, ..Fields::default() }))
        }
        Form::Vague => {
            let unit = caps.get(Class::Vague).filter(|v| *v >= unit::SECOND).map_or(Granularity::Day, grain);
            Some(Reading { relative: false, ..Reading::relative(None, unit) })
        }
        Form::Holiday => holiday(caps, reference),
        Form::Current => current(caps, reference),
        Form::Following => {
            let time = Time::Following(caps.unit()?, caps.get(Class::Following)?);
            Some(Reading { time, ..Reading::relative(None, Granularity::Day) })
        }
        Form::Anaphoric => {
            let unit = caps.unit().unwrap_or(unit::DAY);
            let distance = caps.get(Class::Later).or(caps.get(Class::NextDay))?;
            let n = caps.count.unwrap_or(1).checked_mul(distance)?;
            let time = if caps.get(Class::Several).is_some() { Time::Unknown(counted_grain(unit)) } else { Time::After(unit, n) };
            Some(Reading { time, ..Reading::relative(None, Granularity::Day) })
        }
    }?;
    let late = caps.get(Class::Daypart).is_some_and(|h| h >= 12);
    let reading = Reading { late: reading.late || late, ..reading };
    let exists = match reading.time {
        Time::One(fields) => fields.exists(),
        Time::Range(from, to) => from.exists() && to.exists(),
        Time::After(..) | Time::Following(..) | Time::Unknown(_) => true,
    };
    exists.then_some(reading)
}

fn fields(caps: &Captures) -> Option<Reading> {
    if let Some(numeric) = caps.numeric {
        let weekday = caps.small(Class::Weekday);
        return Some(Reading::absolute(Fields { weekday, ..numeric }));
    }
    let mut reading = caps.span.unwrap_or(Reading::absolute(Fields::default()));
    let mut f = match reading.time {
        Time::One(fields) => fields,
        Time::Unknown(_) if reading.relative => return Some(Reading::relative(None, own_grain(caps))),
        _ => return None,
    };
    // A field within a span is finer than all that the span states.
    let own = Fields {
        year: caps.year,
        quarter: caps.small(Class::Quarter),
        half: caps.small(Class::Half),
        season: caps.small(Class::Season),
        month: caps.small(Class::Month),
        day: caps.day.and_then(|d| i8::try_from(d).ok()),
        weekday: caps.small(Class::Weekday),
        ..Fields::default()
    };
    if caps.span.is_some() && !own.fits_within(&f) && caps.ranking.is_none() {
        return None;
    }
    f.weekday = caps.small(Class::Weekday).or(f.weekday);
    f.month = caps.small(Class::Month).or(f.month);
    f.season = caps.small(Class::Season).or(f.season);
    f.quarter = caps.small(Class::Quarter).or(f.quarter);
    f.half = caps.small(Class::Half).or(f.half);
    f.year = caps.year.or(f.year).or(caps.count.filter(|_| caps.get(Class::Era).is_some()));
    if let Some(day) = caps.day {
        f.day = i8::try_from(day).ok();
    }
    let rank = caps.ranking.and_then(|n| i8::try_from(n).ok());
    if rank.is_some_and(|n| n < 0) && caps.year.is_none() && caps.span.is_none() {
        // "the last quarter" is the one before this.
        return None;
    }
    match (caps.unit(), rank) {
        (Some(unit::QUARTER), Some(n)) => f.quarter = Some(if n < 0 { 4 } else { n }).filter(|n| (1..=4).contains(n)),
        (Some(unit::HALF), Some(n)) => f.half = Some(if n < 0 { 2 } else { n }).filter(|n| (1..=2).contains(n)),
        (Some(unit::MONTH | unit::YEAR | unit::DAY | unit::WEEK), None) | (None, None) => {}
        _ => return None,
    }
    if caps.unit() == Some(unit::QUARTER) && f.quarter.is_none() || caps.unit() == Some(unit::HALF) && f.half.is_none() {
        return None;
    }
    if let (Some(era), Some(year)) = (caps.get(Class::Era), f.year) {
        f.year = Some(if era < 0 { 1 - year } else { year });
    }
    reading.time = Time::One(f);
    (f != Fields::default()).then_some(reading)
}

/// The unit at hand, or the whole of the century or decade.
fn current(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    match caps.unit()? {
        unit::WEEKEND => modified(&Captures { words: caps.with(Class::Direction, 0), ..*caps }, reference),
        unit @ (unit::WEEK | unit::MONTH | unit::QUARTER | unit::HALF | unit::YEAR | unit::DECADE | unit::CENTURY) => {
            Some(Reading::relative(reference.and_then(|r| shift(r, grain(unit), 0)), grain(unit)))
        }
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

/// The grain of [`Time::After`].
pub(super) fn grain_after(unit: i32) -> Granularity {
    counted_grain(unit)
}

fn own_grain(caps: &Captures) -> Granularity {
    if caps.day.is_some() || caps.get(Class::Weekday).is_some() {
        Granularity::Day
    } else if caps.get(Class::Month).is_some() {
        Granularity::Month
    } else {
        caps.unit().map_or(Granularity::Season, grain)
    }
}

/// The direction as -1, 0 or 1.
fn sign(direction: i32) -> i32 {
    direction.signum()
}

/// How many units a direction goes: `after next` is two.
fn steps(direction: i32) -> i32 {
    if direction.abs() == 3 { 2 * direction.signum() } else { direction.signum() }
}

fn modified(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let direction = caps.direction()?;
    if caps.get(Class::Holiday).is_some() {
        return holiday(caps, reference);
    }
    if let Some(weekday) = caps.small(Class::Weekday) {
        let day = reference.map(|r| modified_weekday(r, weekday, direction));
        let hint = Fields { weekday: Some(weekday), ..Fields::default() };
        return Some(match day {
            Some(None) => Reading { relative: true, hint: Hint::Week, ..Reading::absolute(hint) },
            Some(Some(day)) => Reading::relative(day.map(Fields::of_day), Granularity::Day),
            None => Reading::relative(None, Granularity::Day),
        });
    }
    if let Some(month) = caps.small(Class::Month) {
        return Some(Reading::relative(reference.map(|r| modified_month(r, month, sign(direction))), Granularity::Month));
    }
    if let Some(season) = caps.small(Class::Season) {
        return Some(Reading::relative(reference.and_then(|r| modified_season(r, season, sign(direction))), Granularity::Season));
    }
    if caps.get(Class::Daypart).is_some() {
        let day = reference.and_then(|r| add_days(r, sign(direction).into()));
        return Some(Reading::relative(day.map(Fields::of_day), Granularity::Day));
    }
    let unit = caps.unit()?;
    let n = steps(direction);
    match unit {
        unit::WEEKEND => {
            let Some(reference) = reference else { return Some(Reading::relative(None, Granularity::Day)) };
            let saturday = add_days(reference, i64::from(6 - reference.weekday().to_monday_one_offset()) + 7 * i64::from(n))?;
            let time = Reading::range(Fields::of_day(saturday), Fields::of_day(add_days(saturday, 1)?), true);
            Some(time)
        }
        unit::SECOND | unit::MINUTE | unit::HOUR | unit::SEASON | unit::FORTNIGHT => None,
        _ => Some(Reading::relative(reference.and_then(|r| shift(r, grain(unit), n)), grain(unit))),
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

fn counted(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let sign = match (caps.get(Class::Ago), caps.get(Class::Ahead).or(caps.get(Class::Hence))) {
        (Some(_), _) => -1,
        (None, Some(_)) => 1,
        _ => return None,
    };
    let unit = caps.unit()?;
    let grain = counted_grain(unit);
    let Some(n) = caps.count.filter(|_| caps.get(Class::Several).is_none()) else {
        return Some(Reading::relative(None, grain));
    };
    let relation = caps.get(Class::Ahead).and_then(super::relation_of).or(Some(DateRelation::On));
    if grain > Granularity::Day {
        return Some(Reading { relation, ..Reading::relative(None, grain) });
    }
    let n = n.checked_mul(sign)?;
    Some(Reading { relation, ..Reading::relative(reference.and_then(|r| shift_units(r, unit, n)), grain) })
}

/// The grain of a length of time counted from a day: weeks are told to the day.
fn counted_grain(unit: i32) -> Granularity {
    match unit {
        unit::WEEK | unit::FORTNIGHT | unit::WEEKEND => Granularity::Day,
        unit::QUARTER | unit::HALF | unit::SEASON => Granularity::Month,
        _ => grain(unit),
    }
}

fn shift_units(date: Date, unit: i32, n: i32) -> Option<Fields> {
    match unit {
        unit::WEEK | unit::WEEKEND => shift(date, Granularity::Day, n.checked_mul(7)?),
        unit::FORTNIGHT => shift(date, Granularity::Day, n.checked_mul(14)?),
        unit::QUARTER => shift(date, Granularity::Month, n.checked_mul(3)?),
        unit::HALF => shift(date, Granularity::Month, n.checked_mul(6)?),
        unit::SEASON => shift(date, Granularity::Month, n.checked_mul(3)?),
        _ => shift(date, grain(unit), n),
    }
}

/// The day `n` units after `date`.
fn shift_day(date: Date, unit: i32, n: i32) -> Option<Date> {
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

fn several(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let direction = caps.direction()?;
    let unit = caps.unit()?;
    let unknown = Some(Reading::relative(None, grain(unit)));
    let (Some(n), None) = (caps.count, caps.get(Class::Several)) else {
        return unknown.map(|r| Reading { relative: false, ..r });
    };
    let Some(reference) = reference else { return unknown };
    if grain(unit) > Granularity::Day {
        return unknown;
    }
    let whole = matches!(unit, unit::QUARTER | unit::HALF | unit::DECADE | unit::CENTURY);
    let range = if whole {
        let ends = if direction < 0 { (-n, -1) } else { (1, n) };
        Some((shift(reference, grain(unit), ends.0)?, shift(reference, grain(unit), ends.1)?))
    } else if direction < 0 {
        shift_day(reference, unit, -n).map(|from| (Fields::of_day(from), Fields::of_day(reference)))
    } else {
        let first = add_days(reference, 1)?;
        shift_day(reference, unit, n).map(|to| (Fields::of_day(first), Fields::of_day(to)))
    };
    let (from, to) = range?;
    Some(Reading::range(from, to, true))
}

fn within(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let span = caps.span?;
    let n = i8::try_from(caps.ranking?).ok()?;
    let Some(fields) = span.fields() else { return Some(Reading::relative(None, Granularity::Day)) };
    let partial = fields.is_partial();
    let full = reference.map_or((!partial).then_some(fields), |r| fields.complete(r, span.hint));
    let Some(full) = full else { return Some(Reading::relative(None, Granularity::Day)) };
    let (first, end) = (full.first_day()?, full.end_day()?);
    let relative = span.relative || partial;
    let step = |days: i64| if n > 0 { add_days(first, (i64::from(n) - 1) * days) } else { add_days(end, i64::from(n) * days) };
    let found = if let Some(weekday) = caps.small(Class::Weekday) {
        let month = full.month?;
        Fields::of_day(nth_weekday(full.year?, month, weekday, n)?)
    } else {
        match caps.unit()? {
            unit::DAY => Fields::of_day(step(1)?),
            unit::WEEK | unit::WEEKEND => {
                // The first week of a month or year is the first that has its Thursday in it.
                let offset = i64::from(first.weekday().to_monday_one_offset());
                let monday = if n > 0 {
                    add_days(first, if offset <= 4 { 1 - offset } else { 8 - offset } + (i64::from(n) - 1) * 7)?
                } else {
                    let last = add_days(end, -1)?;
                    add_days(last, 1 - i64::from(last.weekday().to_monday_one_offset()) + (i64::from(n) + 1) * 7)?
                };
                if caps.unit()? == unit::WEEK {
                    Fields::of_week(monday)
                } else {
                    return Some(Reading::range(Fields::of_day(add_days(monday, 5)?), Fields::of_day(add_days(monday, 6)?), relative));
                }
            }
            unit::MONTH if full.month.is_none() => {
                let base =
                    if n > 0 { shift(first, Granularity::Month, i32::from(n) - 1) } else { shift(end, Granularity::Month, n.into()) };
                base?
            }
            _ => return None,
        }
    };
    Some(Reading { relative, ..Reading::absolute(found) })
}

fn offset(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let span = caps.span?;
    let (unit, n) = match caps.get(Class::NextDay) {
        Some(days) => (unit::DAY, days),
        None => (caps.unit()?, caps.count?.checked_mul(caps.get(Class::Offset)?)?),
    };
    let Some(fields) = span.fields() else { return Some(Reading::relative(None, Granularity::Day)) };
    let partial = fields.is_partial();
    let full = reference.map_or((!partial).then_some(fields), |r| fields.complete(r, span.hint));
    let day = full.and_then(|f| f.date());
    Some(Reading {
        relative: span.relative || partial,
        ..Reading::relative(day.and_then(|d| shift_day(d, unit, n)).map(Fields::of_day), Granularity::Day)
    })
}

fn decade(caps: &Captures) -> Option<Reading> {
    let n = caps.get(Class::DecadeName).or(caps.count).or(caps.year)?;
    let decade = match n {
        0 => 200,
        10 => 201,
        20..=90 if n % 10 == 0 => 190 + n / 10,
        1000..=2990 if n % 10 == 0 => n / 10,
        _ => return None,
    };
    Some(Reading::absolute(Fields { decade: Some(decade), ..Fields::default() }))
}

fn century(caps: &Captures) -> Option<Reading> {
    let n = caps.ranking.or(caps.count).filter(|n| (1..=30).contains(n))?;
    let century = if caps.get(Class::Era).is_some_and(|e| e < 0) { -n } else { n - 1 };
    Some(Reading::absolute(Fields { century: Some(century), ..Fields::default() }))
}

fn holiday(caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let rule = caps.get(Class::Holiday)?;
    let year = caps.year.or(caps.span.and_then(|s| s.fields()).and_then(|f| f.year));
    if let Some(year) = year {
        let relative = caps.span.is_some_and(|s| s.relative);
        let fields = Fields::of_day(holidays::day(rule, year)?);
        return Some(Reading { relative, ..Reading::absolute(fields) });
    }
    let Some(reference) = reference else { return Some(Reading::relative(None, Granularity::Day)) };
    let around = i32::from(reference.year());
    let days = (around - 1..=around + 1).filter_map(|y| holidays::day(rule, y));
    let best = match caps.direction().map(sign) {
        Some(-1) => days.filter(|d| *d < reference).max(),
        Some(1) => days.filter(|d| *d > reference).min(),
        _ => days.min_by_key(|d| reference.until(*d).map_or(i32::MAX, |s| s.get_days().abs())),
    };
    Some(Reading::relative(best.map(Fields::of_day), Granularity::Day))
}
