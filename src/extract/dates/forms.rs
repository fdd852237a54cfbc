//! What a matched pattern means: from the captured words to the fields of the calendar.

use super::calendar::Fields;
use super::lexicon::{Class, unit};
use super::reading::{Captures, Reading, Time};
use super::relative;
use super::units::{counted_grain, grain};
use super::within;
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
    /// A day of the year with a word that says which: `last 3 March`, `next Wednesday 21 February`.
    Directed "directed";
    /// `three years ago`, `in two weeks`.
    Counted "counted";
    /// `the last three months`.
    Several "several";
    /// `the first Monday of next month`, `the last week of July`.
    Within "within";
    /// `the first six months of 2024`.
    Leading "leading";
    /// `the six months to December`.
    Trailing "trailing";
    /// `two days after` a date.
    Offset "offset";
    /// `the week of 6 October`.
    WeekOf "week-of";
    /// `the end of March`, `the morning of 6 October`: the value is the whole of it.
    Part "part";
    /// `the weekend`: the words around say which.
    Weekend "weekend";
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
    /// `the following week`, `the same year`.
    Following "following";
    /// `the day before`, `two years later`: counted from a time that the text has told.
    Anaphoric "anaphoric";
}

/// What the captures of a pattern of `form` mean; `None` where they make no date.
pub(super) fn read(form: Form, caps: &Captures, reference: Option<Date>) -> Option<Reading> {
    let reading = match form {
        Form::Fields => fields(caps),
        Form::Relday => relative::day(caps, reference),
        Form::Modified => relative::modified(caps, reference),
        Form::Directed => relative::directed(caps, reference),
        Form::Counted => relative::counted(caps, reference),
        Form::Several => relative::several(caps, reference),
        Form::Current => relative::current(caps, reference),
        Form::Weekend => relative::weekend(caps),
        Form::Within => within::ranked(caps, reference),
        Form::Leading => within::leading(caps, reference),
        Form::Trailing => within::trailing(caps, reference),
        Form::Offset => within::offset(caps, reference),
        Form::WeekOf => within::week_of(caps, reference),
        Form::Part => within::part(caps, reference),
        Form::Holiday => within::holiday(caps, reference),
        Form::Decade => decade(caps.get(Class::DecadeName).or(caps.count).or(caps.year)?),
        Form::Century => century(caps),
        Form::WeekNumber => week_number(caps),
        Form::Vague => {
            let unit = caps.get(Class::Vague).filter(|v| *v >= unit::SECOND).map_or(Granularity::Day, grain);
            Some(Reading { relation: Some(DateRelation::During), relative: false, ..Reading::relative(None, unit) })
        }
        Form::Following => {
            let steps =
                [Class::Following, Class::Same].iter().find_map(|class| caps.get(*class)).or(caps.get(Class::LastPeriod).map(|_| -1));
            let time = Time::Following(caps.unit()?, steps?);
            Some(Reading { time, ..Reading::relative(None, Granularity::Day) })
        }
        Form::Anaphoric => anaphoric(caps),
    }?;
    let late = caps.late || caps.get(Class::Daypart).is_some_and(|h| h >= 12);
    let reading = Reading { late: reading.late || late, ..reading };
    reading.exists().then_some(reading)
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
        day: caps.day_of_month(),
        weekday: caps.small(Class::Weekday),
        ..Fields::default()
    };
    if caps.span.is_some() && !own.fits_within(&f) && caps.ranking.is_none() {
        return None;
    }
    f.weekday = own.weekday.or(f.weekday);
    f.month = own.month.or(f.month);
    f.season = own.season.or(f.season);
    f.quarter = own.quarter.or(f.quarter);
    f.half = own.half.or(f.half);
    f.day = own.day.or(f.day);
    f.year = caps.year.or(f.year).or(caps.count.filter(|_| caps.has(Class::Era)));
    ranked_period(caps, &mut f)?;
    if let (Some(era), Some(year)) = (caps.get(Class::Era), f.year) {
        f.year = Some(if era < 0 { 1 - year } else { year });
    }
    reading.time = Time::One(f);
    // A month that is named dates an event, however it is said which one.
    if own.month.is_some() && reading.relative {
        reading.relation = reading.relation.or(Some(DateRelation::On));
    }
    (f != Fields::default()).then_some(reading)
}

/// Fills in the quarter or half-year of `third quarter`; `None` where the words make none.
fn ranked_period(caps: &Captures, f: &mut Fields) -> Option<()> {
    let rank = caps.ranking.and_then(|n| i8::try_from(n).ok());
    if rank.is_some_and(|n| n < 0) && caps.year.is_none() && caps.span.is_none() && !caps.has(Class::OfYear) {
        // "the last quarter" is the one before this.
        return None;
    }
    match (caps.unit(), rank) {
        (Some(unit::QUARTER), Some(n)) => f.quarter = Some(if n < 0 { 4 } else { n }).filter(|n| (1..=4).contains(n)),
        (Some(unit::HALF), Some(n)) => f.half = Some(if n < 0 { 2 } else { n }).filter(|n| (1..=2).contains(n)),
        (Some(unit::MONTH | unit::YEAR | unit::FISCAL | unit::DAY | unit::WEEK), None) | (None, None) => {}
        _ => return None,
    }
    let missing = (caps.unit() == Some(unit::QUARTER) && f.quarter.is_none()) || (caps.unit() == Some(unit::HALF) && f.half.is_none());
    (!missing).then_some(())
}

fn own_grain(caps: &Captures) -> Granularity {
    if caps.day.is_some() || caps.has(Class::Weekday) {
        Granularity::Day
    } else if caps.has(Class::Month) {
        Granularity::Month
    } else {
        caps.unit().map_or(Granularity::Season, grain)
    }
}

fn anaphoric(caps: &Captures) -> Option<Reading> {
    let unit = caps.unit().unwrap_or(unit::DAY);
    let distance = caps.get(Class::Later).or(caps.get(Class::NextDay))?;
    let n = caps.count.unwrap_or(1).checked_mul(distance)?;
    let time = if caps.has(Class::Several) { Time::Unknown(counted_grain(unit)) } else { Time::After(unit, n) };
    Some(Reading { time, ..Reading::relative(None, Granularity::Day) })
}

/// The decade of a number as it is said: 90, 1990.
pub(super) fn decade(n: i32) -> Option<Reading> {
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
    let named = caps.get(Class::CenturyName).map(|hundred| hundred + 1);
    let n = named.or(caps.ranking).or(caps.count).filter(|n| (1..=30).contains(n))?;
    let century = if caps.get(Class::Era).is_some_and(|e| e < 0) { -n } else { n - 1 };
    Some(Reading::absolute(Fields { century: Some(century), ..Fields::default() }))
}

fn week_number(caps: &Captures) -> Option<Reading> {
    let week = caps.count.or(caps.ranking).and_then(|n| i8::try_from(n).ok()).filter(|n| (1..=53).contains(n))?;
    Some(Reading::absolute(Fields { week: Some(week), year: caps.named_year(), ..Fields::default() }))
}
