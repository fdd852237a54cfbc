//! Times of day: `14 h 30`, `3:30 pm`, `midi`, `half past ten`, with zones.

use super::calendar::Clock;
use super::lexicon::Class;
use super::numbers;
use super::scan::Scan;

/// A time of day found at a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// One past its last token.
    pub end: usize,
    pub clock: Clock,
    /// Whether it can be nothing else (a bare hour or a length of time).
    pub sure: bool,
    /// Whether it is written as a length of time may be (`2h15`).
    pub units: bool,
    /// Whether the half of the day is said or follows from the hour.
    meridiem: bool,
}

impl Found {
    /// Whether it is an hour and nothing more, as a length of time may be.
    pub(super) fn is_bare(&self) -> bool {
        self.clock.minute.is_none() && self.clock.zone.is_none() && !self.meridiem
    }
}

/// The time of day at `at`; `said` where a word before it says that one follows.
pub(super) fn time(scan: &Scan<'_>, at: usize, said: bool) -> Option<Found> {
    if at >= scan.end {
        return None;
    }
    let found = named(scan, at).or_else(|| digital(scan, at, said)).or_else(|| worded(scan, at, said));
    let found = found.or_else(|| before_hour(scan, at).filter(|_| said))?;
    completed(scan, found)
}

/// The time with the half of the day, the part of the hour and the zone that follow it.
fn completed(scan: &Scan<'_>, mut found: Found) -> Option<Found> {
    found = with_part(scan, found)?;
    if let Some((len, phrase)) = scan.phrase(found.end, Class::Meridiem)
        && (1..=12).contains(&found.clock.hour)
    {
        found.end += len;
        found.clock.hour = found.clock.hour % 12 + i8::try_from(phrase.value).ok()?;
        (found.sure, found.units) = (true, false);
        found.meridiem = true;
    }
    let bracket = scan.text(found.end) == "(";
    let open = usize::from(matches!(scan.text(found.end), "(" | ","));
    if let Some((len, phrase)) = scan.phrase(found.end + open, Class::Zone) {
        let end = found.end + open + len;
        // `(heure locale, soit …)`: what the bracket goes on with is no part of it.
        found.end = match scan.text(end) {
            ")" if bracket => end + 1,
            _ if bracket => found.end,
            _ => end,
        };
        // A zone without a fixed distance from UTC is taken into the words but not into the value.
        found.clock.zone = i16::try_from(phrase.value).ok().filter(|z| z.abs() < 900);
        (found.sure, found.units) = (true, false);
    }
    let clock = found.clock;
    let valid = (0..=24).contains(&clock.hour) && clock.minute.is_none_or(|m| (0..60).contains(&m));
    (valid && (clock.hour < 24 || clock.minute.unwrap_or(0) == 0)).then_some(found)
}

fn with_part(scan: &Scan<'_>, found: Found) -> Option<Found> {
    let Some((len, phrase)) = scan.phrase(found.end, Class::HourPart).filter(|_| found.clock.minute.is_none_or(|m| m == 0)) else {
        return Some(found);
    };
    let clock = moved(found.clock, phrase.value)?;
    Some(Found { end: found.end + len, clock, ..found })
}

/// The full hour of `clock`, moved by `minutes`.
fn moved(clock: Clock, minutes: i32) -> Option<Clock> {
    let minutes = i32::from(clock.hour) * 60 + minutes;
    let (hour, minute) = (i8::try_from(minutes.div_euclid(60)).ok()?, i8::try_from(minutes.rem_euclid(60)).ok());
    Some(Clock { hour, minute, ..clock })
}

/// Noon and midnight.
fn named(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (len, phrase) = scan.phrase(at, Class::Noon)?;
    let (hour, minute) = (i8::try_from(phrase.value / 60).ok()?, i8::try_from(phrase.value % 60).ok()?);
    let clock = Clock { hour, minute: Some(minute), second: None, zone: None };
    Some(Found { end: at + len, clock, sure: true, units: false, meridiem: true })
}

/// Hours and minutes in digits.
fn digital(scan: &Scan<'_>, at: usize, said: bool) -> Option<Found> {
    let text = scan.text(at);
    if !scan.is_number(at) {
        return None;
    }
    if let Some((hour, minute)) = text.split_once('.') {
        // "8.30pm", "10.30 Uhr": only with a word that says time.
        let before = at.checked_sub(1).is_some_and(|b| scan.text(b) != "," && scan.phrase(b, Class::At).is_some_and(|(len, _)| len == 1));
        let says = said || before || scan.phrase(at + 1, Class::Meridiem).is_some() || scan.phrase(at + 1, Class::Hour).is_some();
        if !says || minute.len() != 2 || hour.len() > 2 || scan.measures(at + 1) {
            return None;
        }
        let end = scan.skip(at + 1, Class::Hour);
        return Some(found(end, hour.parse().ok()?, Some(minute.parse().ok()?), None, true));
    }
    let hour = numbers::digits(scan, at).filter(|_| text.len() <= 2).and_then(|h| i8::try_from(h).ok())?;
    if scan.text(at + 1) == ":" && scan.glued(at + 1) {
        return colons(scan, at, hour);
    }
    if let Some((len, phrase)) = scan.phrase(at + 1, Class::Hour) {
        // A word that is said of times of day alone.
        let says = phrase.value == 1;
        let after = at + 1 + len;
        let minute = numbers::digits(scan, after).filter(|_| scan.text(after).len() == 2).and_then(|m| i8::try_from(m).ok());
        let minute = minute.filter(|m| (0..60).contains(m));
        let glued = scan.glued(at + 1) && scan.glued(after);
        let spaced = !scan.glued(at + 1) && !scan.glued(after);
        return match minute {
            // `2 heures 30 minutes` is a length of time.
            Some(_) if scan.phrase(after + 1, Class::Units).is_some() => None,
            Some(minute) if glued || spaced => Some(Found { units: true, ..found(after + 1, hour, Some(minute), None, true) }),
            _ => Some(found(after, hour, None, None, says)),
        };
    }
    let more = scan.phrase(at + 1, Class::Meridiem).is_some() || (said && scan.phrase(at + 1, Class::HourPart).is_some());
    more.then(|| found(at + 1, hour, None, None, false))
}

/// `14:30`, `14:30:05`, from the hour on.
fn colons(scan: &Scan<'_>, at: usize, hour: i8) -> Option<Found> {
    // "2:10:37": a length of time.
    if at > 1 && scan.text(at - 1) == ":" && scan.glued(at) && scan.is_number(at - 2) {
        return None;
    }
    let two = |i: usize| numbers::digits(scan, i).filter(|_| scan.text(i).len() == 2 && scan.glued(i)).and_then(|m| i8::try_from(m).ok());
    let minute = two(at + 2)?;
    let second = (scan.text(at + 3) == ":" && scan.glued(at + 3)).then(|| two(at + 4)).flatten();
    let end = if second.is_some() { at + 5 } else { at + 3 };
    let end = scan.skip(end, Class::Hour);
    Some(found(end, hour, Some(minute), second, second.is_none()))
}

/// Hours in words.
fn worded(scan: &Scan<'_>, at: usize, said: bool) -> Option<Found> {
    if scan.is_number(at) {
        return None;
    }
    let (end, hour) = numbers::count(scan, at)?;
    let hour = i8::try_from(hour).ok().filter(|h| (0..=24).contains(h))?;
    if let Some((len, phrase)) = scan.phrase(end, Class::Hour) {
        let minutes = numbers::count(scan, end + len).filter(|(after, n)| (1..60).contains(n) && *after > end + len);
        return match minutes.filter(|_| !scan.is_number(end + len)) {
            Some((after, minute)) => Some(found(after, hour, i8::try_from(minute).ok(), None, false)),
            None => Some(found(end + len, hour, None, None, phrase.value == 1)),
        };
    }
    let more = scan.phrase(end, Class::Meridiem).is_some() || (said && scan.phrase(end, Class::HourPart).is_some());
    more.then(|| found(end, hour, None, None, false))
}

/// `half past ten`, `Viertel vor acht`.
fn before_hour(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (len, phrase) = scan.phrase(at, Class::BeforeHour)?;
    let (end, hour) = numbers::count(scan, at + len).filter(|(_, h)| (1..=12).contains(h))?;
    let clock = moved(Clock { hour: i8::try_from(hour).ok()?, minute: None, second: None, zone: None }, phrase.value)?;
    Some(Found { end, clock, sure: true, units: false, meridiem: false })
}

fn found(end: usize, hour: i8, minute: Option<i8>, second: Option<i8>, sure: bool) -> Found {
    Found { end, clock: Clock { hour, minute, second, zone: None }, sure, units: false, meridiem: false }
}

/// Two times of day, or an hour and a time of day, joined: `3 to 8 pm`, `from 14 h to 16 h`.
pub(super) fn level(mut first: Found, second: &Found) -> Found {
    if second.meridiem && !first.meridiem && second.clock.hour >= 12 && first.clock.hour < 12 && first.clock.hour + 12 <= second.clock.hour
    {
        first.clock.hour += 12;
    }
    first.clock.zone = first.clock.zone.or(second.clock.zone);
    first
}

/// A bare hour, in digits or words, with its zone.
pub(super) fn bare(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (end, hour) = match numbers::digits(scan, at) {
        Some(hour) => (at + 1, Some(hour).filter(|_| scan.text(at).len() <= 2)?),
        None => numbers::count(scan, at)?,
    };
    let hour = i8::try_from(hour).ok().filter(|h| (0..=24).contains(h))?;
    completed(scan, found(end, hour, None, None, false))
}
