//! Ranges: `from May to September`, `entre le 2 et le 7 février`, `13-15 July`, `2018–2021`, `14h-16h`.

use super::calendar::{Clock, Fields, add_days};
use super::clock;
use super::lexicon::{Class, OPENED, licence};
use super::reading::{Reading, Time};
use super::scan::Scan;
use super::{Expression, numbers, numeric, years};
use crate::facts::{DateRelation, Granularity};

/// How many days a list may have.
const MAX_LIST: usize = 8;

/// One end of a range.
#[derive(Debug, Clone, Copy)]
enum End {
    /// A date with its month, or coarser.
    Date(Reading),
    /// A day of the month alone.
    Day(i8),
    /// A time of day.
    Clock(clock::Found),
}

/// A range that a word opens, from that word on.
pub(super) fn opened(scan: &Scan<'_>, at: usize) -> Option<Expression> {
    for (opener, joiner) in [(Class::Between, Class::And), (Class::From, Class::To)] {
        for (len, _) in scan.phrases(at, opener) {
            if !scan.joins(at, joiner) {
                break;
            }
            if let Some(found) = opened_clocks(scan, at) {
                return Some(found);
            }
            let Some((end, first)) = end_of(scan, at + len, None) else { continue };
            let mut join = scan.phrase(end, joiner).map(|(len, _)| end + len);
            if join.is_none() && matches!(scan.text(end), "-" | "–") {
                join = Some(end + 1);
            }
            let Some(after) = join else { continue };
            let Some((end, second)) = end_of(scan, after, Some(&first)) else { continue };
            if let Some((end, reading)) = combine(scan, first, second, end) {
                return Some(Expression { start: at, end, reading, relation: Some(DateRelation::FromTo), ahead: false });
            }
        }
    }
    None
}

/// A range of times of day that a word opens, with the day that may follow it.
fn opened_clocks(scan: &Scan<'_>, at: usize) -> Option<Expression> {
    let found = clocks(scan, at)?;
    let range = |day: Reading| {
        let at = |clock| super::moment::at_clock(day, clock).fields();
        Some(Reading::range(at(found.first)?, at(found.second)?, day.relative))
    };
    let (end, reading) = match super::moment::day_after(scan, found.end) {
        Some((end, day)) => (end, range(day)?),
        None if found.sure => (found.end, range(Reading { relative: true, ..Reading::absolute(Fields::default()) })?),
        None => return None,
    };
    Some(Expression { start: at, end, reading, relation: Some(DateRelation::FromTo), ahead: false })
}

/// A range without an opening word: two ends joined by a dash or a word for `to`.
pub(super) fn joined(scan: &Scan<'_>, at: usize, given: u8) -> Option<(usize, Reading)> {
    if !scan.joins(at, Class::To) {
        return None;
    }
    let number = scan.is_number(at);
    let (end, first) = end_of(scan, at, None)?;
    let dash = matches!(scan.text(end), "-" | "–" | "—" | "/");
    if scan.text(end) == "/" && !number {
        return None;
    }
    // "nacht van zaterdag op zondag": the part of the day opens the range.
    let open = scan.phrase(at, Class::Daypart).is_some();
    let to = scan.phrases(end, Class::To).find(|(_, p)| open || p.flags & OPENED == 0);
    // "il 29 febbraio alle 14": the word goes on with a time of day.
    if to.is_some_and(|(_, p)| p.licence & licence::CLOCK != 0) && !matches!(first, End::Clock(_)) {
        return None;
    }
    let after = if dash { end + 1 } else { end + to.map(|(len, _)| len)? };
    let (end, second) = end_of(scan, after, Some(&first))?;
    let plausible = match (&first, &second) {
        (End::Date(a), End::Date(b)) => bare_years(scan, at, end, a, b, given),
        (End::Clock(a), End::Clock(b)) => (a.sure || given & licence::CLOCK != 0) && b.sure,
        (End::Day(_), End::Date(b)) => b.fields().is_some_and(|f| f.month.is_some()),
        _ => true,
    };
    if !plausible {
        return None;
    }
    let (end, reading) = combine(scan, first, second, end)?;
    if let (Time::Range(Fields { clock: Some(a), day: None, .. }, Fields { clock: Some(b), .. }), Some((after, date))) =
        (reading.time, super::moment::day_after(scan, end))
        && let Some(day) = date.fields()
    {
        let (from, to) = (Fields { clock: Some(a), ..day }, Fields { clock: Some(b), ..day });
        return Some((after, Reading::range(from, to, date.relative)));
    }
    Some((end, reading))
}

/// The first day of a list whose last one names the month: `les 18, 19 et 20 octobre`. The others follow as dates of their own.
pub(super) fn listed(scan: &Scan<'_>, at: usize) -> Option<Expression> {
    if !scan.is_number(at) {
        return None;
    }
    let day = |at: usize| {
        let mut found = None;
        numbers::day(scan, at, &mut |end, n| {
            found = i8::try_from(n).ok().map(|n| (end, n));
            true
        });
        found
    };
    let (end, first) = day(at)?;
    let mut from = end;
    for _ in 0..MAX_LIST {
        if let Some((len, _)) = scan.phrase(from, Class::And) {
            let last = scan.span(scan.skip(from + len, Class::The), 0, 0)?;
            let fields = last.reading.fields().filter(|f| f.month.is_some() && f.day.is_some() && f.clock.is_none())?;
            let reading = Reading::absolute(Fields { day: Some(first), weekday: None, ..fields });
            return Some(Expression { start: at, end, reading, relation: None, ahead: false });
        }
        if scan.text(from) != "," {
            return None;
        }
        from = day(from + 1)?.0;
    }
    None
}

/// Two years of four digits joined by a dash need to look like years; anything else is fine.
fn bare_years(scan: &Scan<'_>, at: usize, end: usize, a: &Reading, b: &Reading, given: u8) -> bool {
    let year = |r: &Reading| r.fields().filter(|f| *f == Fields { year: f.year, ..Fields::default() }).and_then(|f| f.year);
    match (year(a), year(b)) {
        (Some(from), Some(to)) => {
            scan.is_number(at)
                && (1500..=2100).contains(&from)
                && to > from
                && to - from <= 200
                && years::stands(scan, at, end, from, given, true)
        }
        _ => true,
    }
}

/// The end of a range at `at`; `first` is the other end, where this is the second.
fn end_of(scan: &Scan<'_>, at: usize, first: Option<&End>) -> Option<(usize, End)> {
    let at = scan.skip(scan.skip(at, Class::Approx), Class::The);
    if let (Some(End::Date(reading)), Some(year)) = (first, numbers::digits(scan, at).filter(|_| scan.text(at).len() == 2))
        && let Some(from) = reading.fields().filter(|f| *f == Fields { year: f.year, ..Fields::default() }).and_then(|f| f.year)
        && year > 0
        && scan.glued(at)
    {
        return numeric::short_year(scan, at, from).map(|y| (at + 1, End::Date(Reading::absolute(Fields::of_year(y)))));
    }
    if let Some((end, fields, _)) = numeric::date(scan, at) {
        return Some((end, End::Date(Reading::absolute(fields))));
    }
    if let Some(time) = clock::time(scan, at, false).filter(|t| t.sure || scan.phrase(at + 1, Class::Hour).is_some()) {
        return Some((time.end, End::Clock(time)));
    }
    if let Some((len, _)) = scan.phrase(at, Class::Now) {
        let today = scan.document.reference.map(Fields::of_day);
        return Some((at + len, End::Date(Reading::relative(today, Granularity::Day))));
    }
    let span = scan.span(at, licence::ENDS, 0);
    if let Some(found) = span {
        return Some((found.end, End::Date(found.reading)));
    }
    if let Some(End::Clock(_)) = first
        && let Some(time) = clock::time(scan, at, false)
    {
        return Some((time.end, End::Clock(time)));
    }
    if let Some(found) = clock_before_clock(scan, at) {
        return Some(found);
    }
    let mut day = None;
    numbers::day(scan, at, &mut |end, n| {
        day = i8::try_from(n).ok().map(|n| (end, End::Day(n)));
        true
    });
    day
}

/// Two times of day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clocks {
    /// One past the last token.
    pub end: usize,
    pub first: Clock,
    pub second: Clock,
    /// Whether they can be nothing else.
    sure: bool,
}

/// Two times of day from `at` on, with or without opening word: `de 14 h à 16 h`, `between 2 and 4pm`, `10-11:30`, `dalle 13 alle 15`.
pub(super) fn clocks(scan: &Scan<'_>, at: usize) -> Option<Clocks> {
    let opened = [Class::Between, Class::From].into_iter().flat_map(|class| scan.phrases(at, class));
    let opened = opened.map(|(len, p)| (at + len, p.licence & licence::CLOCK != 0));
    for (from, hours) in opened.chain([(at, false)]) {
        let first = clock::time(scan, from, from > at).or_else(|| clock::bare(scan, from));
        let Some(first) = first else { continue };
        let dash = matches!(scan.text(first.end), "-" | "–").then_some(1);
        if from == at && !first.sure && dash.is_none() {
            continue;
        }
        let join = [Class::To, Class::And].iter().find_map(|c| scan.phrase(first.end, *c)).map(|(len, _)| len).or(dash);
        let Some(after) = join.map(|len| scan.skip(first.end + len, Class::The)) else { continue };
        let second = clock::time(scan, after, from > at).or_else(|| clock::bare(scan, after).filter(|_| from > at));
        let Some(second) = second else { continue };
        let sure = hours || first.sure || second.sure;
        if from == at && !first.sure && !second.sure {
            continue;
        }
        return Some(Clocks { end: second.end, first: clock::level(first, &second).clock, second: second.clock, sure });
    }
    None
}

/// A bare hour whose range goes on with a time of day: `3 to 8 pm`.
fn clock_before_clock(scan: &Scan<'_>, at: usize) -> Option<(usize, End)> {
    let hour = clock::bare(scan, at)?;
    let join = [Class::To, Class::And].iter().find_map(|c| scan.phrase(hour.end, *c)).map_or(1, |(len, _)| len);
    let second = clock::time(scan, hour.end + join, false)?;
    Some((hour.end, End::Clock(clock::level(hour, &second))))
}

/// The range of two ends, with the place after it.
fn combine(scan: &Scan<'_>, first: End, second: End, end: usize) -> Option<(usize, Reading)> {
    match (first, second) {
        (End::Date(a), End::Date(b)) => dates(a, b).map(|r| (end, r)),
        (End::Day(day), End::Date(b)) => {
            let right = b.fields().filter(|f| f.granularity() >= Granularity::Month && f.clock.is_none())?;
            if right.granularity() == Granularity::Month {
                return None;
            }
            let left = Fields { day: Some(day), weekday: None, ..right };
            range(left, right, b.relative).map(|r| (end, r))
        }
        (End::Date(a), End::Day(day)) => {
            let left = a.fields().filter(|f| f.granularity() == Granularity::Day && f.month.is_some())?;
            let mut right = Fields { day: Some(day), weekday: None, ..left };
            let mut end = end;
            // "July 13 to 15, 2014"
            let from = if scan.text(end) == "," { end + 1 } else { end };
            let mut year = None;
            if left.year.is_none() {
                numbers::year(scan, from, &mut |e, y| {
                    year = Some((e, y));
                    true
                });
            }
            let mut left = left;
            if let Some((after, y)) = year {
                (end, left.year, right.year) = (after, Some(y), Some(y));
            }
            range(left, right, a.relative).map(|r| (end, r))
        }
        (End::Day(a), End::Day(b)) => {
            // "du 4 au 22 de ce mois": the month comes after both.
            let from = scan.skip(end, Class::Of);
            let month = scan.span(from, licence::ENDS, 0)?;
            let fields = month.reading.fields().filter(|f| f.granularity() == Granularity::Month)?;
            range(Fields { day: Some(a), ..fields }, Fields { day: Some(b), ..fields }, month.reading.relative).map(|r| (month.end, r))
        }
        (End::Clock(a), End::Clock(b)) => {
            let a = clock::level(a, &b);
            let field = |clock| Fields { clock: Some(clock), ..Fields::default() };
            Some((end, Reading::range(field(a.clock), field(b.clock), true)))
        }
        _ => None,
    }
}

fn dates(a: Reading, b: Reading) -> Option<Reading> {
    let relative = a.relative || b.relative;
    let (mut left, mut right) = match (a.time, b.time) {
        (Time::One(left), Time::One(right)) => (left, right),
        (Time::Unknown(grain), _) | (_, Time::Unknown(grain)) if relative => {
            return Some(Reading { time: Time::Unknown(grain), relative, ..a });
        }
        _ => return None,
    };
    left.fill(&right);
    right.fill(&left);
    range(left, right, relative)
}

/// The range between two ends of fitting grain that exist.
fn range(left: Fields, right: Fields, relative: bool) -> Option<Reading> {
    if !left.exists() || !right.exists() {
        return None;
    }
    if let (Some(from), Some(to)) = (left.first_day(), right.first_day())
        && !left.is_partial()
        && !right.is_partial()
        && from > to
    {
        return None;
    }
    Some(Reading::range(left, right, relative))
}

/// The second end moved on by a week or a year, where it came to lie before the first; `stated` is what the text says of it.
pub(super) fn not_before(first: Fields, second: Fields, stated: Fields) -> Fields {
    let (Some(from), Some(to)) = (first.first_day(), second.first_day()) else { return second };
    if to >= from || !stated.is_partial() {
        return second;
    }
    if stated.weekday.is_some() && stated.month.is_none() {
        return add_days(to, 7).map_or(second, |d| Fields { clock: second.clock, ..Fields::of_day(d) });
    }
    Fields { year: second.year.map(|y| y + 1), ..second }
}
