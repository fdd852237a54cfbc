//! One time in its place: a date alone, with the time of day beside it, with the weekday beside its week; or a time of day.

use super::calendar::{Clock, Fields, Hint};
use super::clock;
use super::lexicon::{Class, licence, relation};
use super::ranges;
use super::reading::{Reading, Time};
use super::scan::Scan;
use crate::document::TokenKind;
use crate::facts::Granularity;

/// The time from token `at` on, with the place after it.
pub(super) fn find(scan: &Scan<'_>, at: usize, given: u8) -> Option<(usize, Reading)> {
    if let Some(found) = scan.span(at, given, 0) {
        let (end, reading) = with_weekday(scan, found.end, found.reading);
        let (after, timed) = with_clock(scan, end, reading);
        return Some(match with_daypart(scan, end, reading).filter(|_| after == end) {
            Some((end, reading)) => with_clock(scan, end, reading),
            None => (after, timed),
        });
    }
    let said = given & licence::CLOCK != 0;
    let after_word = at.checked_sub(1).is_some_and(|b| scan.document.tokens[b].kind == TokenKind::Word);
    let time = clock::time(scan, at, said).filter(|t| said || (t.sure && !(t.units && after_word)));
    // `1 h 30 auparavant`
    let away = |at: usize| [Class::Offset, Class::Later].into_iter().any(|class| scan.phrase(at, class).is_some());
    let time = time.filter(|t| !(t.units && away(t.end)));
    let time = time.filter(|t| !t.is_bare() || scan.phrase(t.end, Class::Content).is_none());
    let bare = || clock::bare(scan, at).filter(|t| given & licence::HOUR != 0 && (t.sure || scan.day_ends(t.end)));
    let time = time.or_else(bare)?;
    if let Some((end, date)) = day_after(scan, time.end) {
        return Some((end, at_clock(date, time.clock)));
    }
    let fields = Fields { clock: Some(time.clock), ..Fields::default() };
    Some((time.end, Reading { relative: true, ..Reading::absolute(fields) }))
}

/// A day that follows a time of day.
pub(super) fn day_after(scan: &Scan<'_>, at: usize) -> Option<(usize, Reading)> {
    let mut from = if scan.text(at) == "," { at + 1 } else { at };
    let on = scan.phrase(from, Class::Preposition).filter(|(_, p)| p.value == relation::NONE && p.licence & licence::DAY != 0);
    from = match on {
        Some((len, _)) => from + len,
        None => scan.skip(from, Class::Of),
    };
    from = scan.skip(from, Class::The);
    let date = scan.span(from, 0, 0)?;
    date.reading.fields().filter(|f| f.granularity() == Granularity::Day).map(|_| (date.end, date.reading))
}

/// The reading of a day at a time of day.
pub(super) fn at_clock(date: Reading, clock: Clock) -> Reading {
    let hour = if date.late && clock.hour < 12 && clock.hour > 0 { clock.hour + 12 } else { clock.hour };
    match date.time {
        Time::One(fields) => Reading { time: Time::One(Fields { clock: Some(Clock { hour, ..clock }), ..fields }), ..date },
        _ => date,
    }
}

/// A week with the weekday that follows it: `next week Tuesday`.
fn with_weekday(scan: &Scan<'_>, end: usize, reading: Reading) -> (usize, Reading) {
    let Some(week) = reading.fields().filter(|f| f.granularity() == Granularity::Week && f.week.is_some()) else {
        return (end, reading);
    };
    let on = scan.phrase(end, Class::Preposition).filter(|(_, p)| p.licence & licence::DAY != 0).map_or(end, |(len, _)| end + len);
    let Some((len, day)) = scan.phrase(on, Class::Weekday) else { return (end, reading) };
    let fields = Fields { weekday: i8::try_from(day.value).ok(), ..week };
    (on + len, Reading { time: Time::One(fields), hint: Hint::None, ..reading })
}

/// A day with the part of the day that follows it: `le 15 février dans la soirée`, `el jueves por la noche`.
fn with_daypart(scan: &Scan<'_>, end: usize, reading: Reading) -> Option<(usize, Reading)> {
    reading.fields().filter(|f| f.granularity() == Granularity::Day && f.clock.is_none())?;
    let found = |from: usize| scan.phrase(from, Class::Daypart).map(|(len, p)| (from + len, Reading { late: p.value >= 12, ..reading }));
    let after = |from: usize, len: usize| {
        let noun = scan.skip(from + len, Class::The);
        // The article says that the word names a part of the day.
        if noun > from + 1 { found(noun) } else { None }
    };
    let prepositions = [Class::Preposition, Class::Of].into_iter().flat_map(|class| scan.phrases(end, class).map(|(len, _)| len));
    found(end).or_else(|| prepositions.into_iter().find_map(|len| after(end, len)))
}

/// A day with the time of day, or the range of two, that follows it.
fn with_clock(scan: &Scan<'_>, end: usize, reading: Reading) -> (usize, Reading) {
    if reading.fields().is_none_or(|f| f.granularity() != Granularity::Day) {
        return (end, reading);
    }
    let mut from = if matches!(scan.text(end), "," | "(") { end + 1 } else { end };
    if let Some(clocks) = ranges::clocks(scan, from) {
        let (after, first, second) = (clocks.end, at_clock(reading, clocks.first), at_clock(reading, clocks.second));
        if let (Some(first), Some(second)) = (first.fields(), second.fields()) {
            return (after, Reading { time: Time::Range(first, second), ..reading });
        }
    }
    let relation = scan.phrases(from, Class::Preposition).find_map(|(len, p)| {
        let relation = super::relation_of(p.value).filter(|_| p.licence & licence::CLOCK != 0)?;
        clock::time(scan, from + len, true).map(|time| (time.end, Reading { relation: Some(relation), ..at_clock(reading, time.clock) }))
    });
    if let Some(found) = relation {
        return found;
    }
    let marked = scan.phrase(from, Class::At);
    from = marked.map_or(from, |(len, _)| from + len);
    from = scan.skip(from, Class::Approx);
    match clock::time(scan, from, marked.is_some()) {
        Some(time) if time.sure || marked.is_some() => (time.end, at_clock(reading, time.clock)),
        _ => {
            let hour = clock::bare(scan, from).filter(|t| marked.is_some_and(|(_, p)| p.value == 1) && (t.sure || scan.day_ends(t.end)));
            hour.map_or((end, reading), |time| (time.end, at_clock(reading, time.clock)))
        }
    }
}
